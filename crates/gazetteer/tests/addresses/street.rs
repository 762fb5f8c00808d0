//! What stands in front of a ward.

use super::dice::Dice;
use super::write::without_type;
use gazetteer::Gazetteer;

const STREETS: [&str; 24] = [
    "Nguyễn Trãi",
    "Lê Lợi",
    "Trần Hưng Đạo",
    "Hai Bà Trưng",
    "Quang Trung",
    "Lý Thường Kiệt",
    "3 Tháng 2",
    "Điện Biên Phủ",
    "Nguyễn Thị Minh Khai",
    "Hùng Vương",
    "Phan Đình Phùng",
    "Tân Sơn Nhì",
    "Lạc Long Quân",
    "Bình Thới",
    "Thống Nhất",
    "Hà Nội",
    "Huế",
    "Cao Bằng",
    "30/4",
    "Nguyễn Văn Cừ",
    "Phạm Văn Đồng",
    "Bà Triệu",
    "Xô Viết Nghệ Tĩnh",
    "Cách Mạng Tháng 8",
];

/// The name of a street: half of them are also those of wards somewhere.
pub fn any_name(g: &Gazetteer, dice: &mut Dice) -> String {
    if dice.roll(2) == 0 {
        return dice.pick(&STREETS).to_owned();
    }
    let place = dice.roll(g.legacy_units().count());
    let name = g.legacy_units().nth(place).map_or("", |unit| without_type(unit.name));
    let number = name.bytes().all(|byte| byte.is_ascii_digit());
    if number { "Lê Duẩn".to_owned() } else { name.to_owned() }
}

/// A house with its street, or a hamlet.
pub fn street(dice: &mut Dice, name: &impl Fn(&mut Dice) -> String) -> String {
    let street = name(dice);
    let number = dice.roll(400) + 1;
    let other = dice.roll(60) + 1;
    let few = dice.roll(9) + 1;
    match dice.roll(20) {
        0 | 1 => format!("{number} {street}"),
        2 => format!("{number}/{other} {street}"),
        3 => format!("Số {number} đường {street}"),
        4 => format!("Số {number}, ngõ {other}, phố {street}"),
        5 => format!("Hẻm {number} {street}"),
        6 => format!("Tổ {other}, ấp {few}"),
        7 => format!("Thôn {street}"),
        8 => format!("{number}/{other} đường số {}", dice.roll(40) + 1),
        9 => format!("Km{other} Quốc lộ {}", dice.roll(60) + 1),
        10 => format!("SN {number} ngõ {other} {street}"),
        11 => format!("Tổ {other}, KP{few}"),
        12 => format!("Khu phố {few}"),
        13 => format!("{number}A/{other} Đ. {street}"),
        14 => format!("Xóm {street}"),
        15 => format!("Tổ dân phố số {few}"),
        16 => format!("Lô {} KCN {street}", ["A5", "B2", "C12"][dice.roll(3)]),
        17 => format!("P.{number} CC {street}, {other} {}", name(dice)),
        18 => format!("Ấp {street}"),
        _ => format!("{number} ngách {other}/{few} {street}"),
    }
}

//! What a typed address means today, and why.

texts! {
    NEW_ADDRESS: "Địa chỉ mới", "New address";
    ANSWER: "Trả lời", "Answer";
    COPY: "Chép địa chỉ", "Copy the address";
    COPIED: "Đã chép", "Copied";
    COPY_FAILED: "Không chép được. Hãy bấm giữ vào địa chỉ để chọn.", "Could not copy. Press and hold the address to select it.";
    OPEN: "Xem trụ sở", "See its office";
    CHOOSE: "Chọn nơi này", "Choose this one";
    IS_NOW: "{name} (cũ) nay thuộc đây.", "{name} (former) is now here.";
    ALL_PEOPLE_HERE: "Toàn bộ người dân {name} (cũ) nay thuộc đây.", "All people of {name} (former) now belong here.";
    LAND_ELSEWHERE: "Phần đất không có dân thuộc {communes}.", "Land where nobody lives went to {communes}.";

    LIKELY: "Có lẽ đúng. Hãy xem tên cũ có phải của bạn không.", "Probably right. Check that the former name is yours.";
    UNSURE: "Chưa chắc. Hãy gõ thêm quận, huyện hoặc tỉnh cũ.", "Not certain. Add the former district or province.";

    WHICH_PROVINCE: "Nhiều tỉnh có tên này. Bạn ở nơi nào?", "Several provinces have this name. Which is yours?";
    WHICH_DISTRICT: "Nhiều quận, huyện có tên này. Bạn ở nơi nào?", "Several districts have this name. Which is yours?";
    WHICH_WARD: "Chưa rõ xã, phường cũ. Nơi này nay thuộc:", "The former ward is not named. The place now belongs to:";
    WHICH_NAME: "Có nhiều nơi tên giống nhau. Bạn ở nơi nào?", "Several places have similar names. Which is yours?";
    WHICH_PART: "Nơi này đã chia cho {count} xã, phường. Nhà bạn gần nơi nào?", "The place was divided among {count} communes. Which is your home near?";
    PART_OF: "{name} (cũ), {share}", "{name} (former), {share}";
    TOGETHER_WITH: "Cùng với: {names}", "Together with: {names}";
    AND_MORE: "{names} và {count} nơi khác", "{names} and {count} more";
    MORE_PLACES: "Còn {count} nơi khác. Gõ thêm quận, huyện hoặc tỉnh để thu hẹp.", "There are {count} more. Add the district or province to narrow them down.";
    ASK_HAMLET: "Không rõ? Hỏi trưởng thôn, tổ trưởng dân phố, hoặc dùng vị trí khi ở nhà.", "Not sure? Ask the head of your hamlet, or use your position when at home.";
    USE_POSITION: "Dùng vị trí của tôi", "Use my position";

    WHY: "Vì sao?", "Why?";
    WHY_DECODED: "Chữ gõ kiểu Telex hoặc VNI đã được đổi thành chữ có dấu.", "The text was typed in Telex or VNI and was turned into letters with accents.";
    WHY_READ: "“{typed}” được hiểu là {name}.", "“{typed}” was read as {name}.";
    WHY_READ_ERRORS: "“{typed}” được hiểu là {name}, sau khi sửa {count} lỗi gõ.", "“{typed}” was read as {name}, after mending {count} typing errors.";
    WHY_READ_ACCENTS: "“{typed}” được hiểu là {name}, dù khác dấu.", "“{typed}” was read as {name}, though the accents differ.";
    WHY_MERGED: "Đơn vị này đã nhập vào {name} trước năm 2025.", "This unit was merged into {name} before 2025.";
    WHY_MERGED_IN: "Đơn vị này đã nhập vào {name} năm {year}.", "This unit was merged into {name} in {year}.";
    WHY_DISTRICT: "Quận, huyện này đến tháng 6/2025 là {name}.", "By June 2025 this district was {name}.";
    WHY_RENAMED: "{former} đổi tên thành {name} từ {date}.", "{former} was renamed {name} on {date}.";
    WHY_BECAME: "Từ 1/7/2025, {name} (cũ) thuộc {commune}, theo Nghị quyết {number}.", "Since 1 July 2025 {name} (former) belongs to {commune}, by Resolution {number}.";
    WHY_DIVIDED: "Từ 1/7/2025, {name} (cũ) chia cho {count} xã, phường, theo Nghị quyết {number}.", "Since 1 July 2025 {name} (former) is divided among {count} communes, by Resolution {number}.";
    WHY_LEFT_OUT: "“{typed}” không hợp với nơi này, nên bỏ ra khỏi địa chỉ.", "“{typed}” does not fit this place, and was left out of the address.";
    WHY_ALIKE: "Có {count} đơn vị hợp với chữ đã gõ.", "{count} units fit what was typed.";
    WHY_REST: "“{rest}” được giữ nguyên ở đầu địa chỉ.", "“{rest}” was kept in front of the address.";
}

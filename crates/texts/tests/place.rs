//! Units and answers in words, with the real places.
#![allow(clippy::unwrap_used, reason = "helpers of tests: what fails here fails the test")]

use gazetteer::data::from_folder;
use gazetteer::{Gazetteer, Reader};
use std::sync::LazyLock;
use texts::{Lang, place};

static PLACES: LazyLock<(Gazetteer, Reader)> = LazyLock::new(|| {
    let g = from_folder(concat!(env!("CARGO_MANIFEST_DIR"), "/../../data").as_ref()).unwrap();
    let reader = Reader::new(&g);
    (g, reader)
});

fn steps(typed: &str, lang: Lang) -> Vec<String> {
    let (g, reader) = &*PLACES;
    place::steps(g, &reader.read(g, typed), lang)
}

#[test]
fn every_step_from_the_text_to_the_commune_is_a_sentence() {
    assert_eq!(
        steps("12 lê lợi, phuong ben nghe, quan 1", Lang::Vi),
        [
            "“quan 1” được hiểu là Quận 1, Thành phố Hồ Chí Minh (cũ).",
            "“phuong ben nghe” được hiểu là Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh (cũ).",
            "Từ 1/7/2025, Phường Bến Nghé, Quận 1, Thành phố Hồ Chí Minh (cũ) thuộc Phường Sài Gòn, \
             Thành phố Hồ Chí Minh, theo Nghị quyết 1685/NQ-UBTVQH15.",
            "“12 lê lợi” được giữ nguyên ở đầu địa chỉ.",
        ]
    );
}

#[test]
fn a_typing_error_that_was_mended_is_told() {
    let steps = steps("phường bến nhgé, quận 1", Lang::En);
    assert!(steps.iter().any(|step| step.contains("typing error")), "{steps:?}");
}

#[test]
fn a_ward_merged_before_the_reform_is_told() {
    let steps = steps("Phường 10, Quận 3, TP HCM", Lang::Vi);
    assert!(steps.iter().any(|step| step.contains("đã nhập vào")), "{steps:?}");
}

#[test]
fn a_divided_ward_is_told() {
    let steps = steps("Phường Đa Kao, Quận 1", Lang::Vi);
    assert!(steps.iter().any(|step| step.contains("chia cho 2 xã, phường")), "{steps:?}");
}

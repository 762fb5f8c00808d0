//! Any text is completed with all that is promised of suggestions.
#![no_main]

#[path = "../../tests/country/mod.rs"]
mod country;
#[path = "../../tests/promises/mod.rs"]
mod promises;

use country::{GAZETTEER, READER};

libfuzzer_sys::fuzz_target!(|typed: &str| {
    // The visitor's province and the length of the list change with the text, too.
    let near = GAZETTEER.provinces().nth(typed.len() % 40).map(|province| province.code);
    promises::suggest(&GAZETTEER, &READER, typed, near, typed.len() % 12);
});

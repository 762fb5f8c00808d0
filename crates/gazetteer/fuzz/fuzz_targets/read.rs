//! Any text is read with all that is promised of an answer.
#![no_main]

#[path = "../../tests/country/mod.rs"]
mod country;
#[path = "../../tests/promises/mod.rs"]
mod promises;

use country::{GAZETTEER, READER};

libfuzzer_sys::fuzz_target!(|typed: &str| {
    promises::read(&GAZETTEER, &READER, typed);
});

//! Says whether the program is built to be split, and then has the linker keep what splitting needs.

use std::env;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rustc-check-cfg=cfg(split)");
    let is = |name, value| env::var(name).is_ok_and(|set| set == value);
    // In development and in tests the program is one: nothing has to be split after every save.
    if is("CARGO_CFG_TARGET_FAMILY", "wasm") && is("PROFILE", "release") {
        println!("cargo::rustc-cfg=split");
        // `pack split` moves functions and data by them, and drops them.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}

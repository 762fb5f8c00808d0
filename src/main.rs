//! The WASM program. The loader (`src/loader.js`) starts it and then calls [`xa_toi::app::mount`].

// Links the library's exports into the program.
use xa_toi as _;

fn main() {
    xa_toi::platform::page::tell_of_panics();
}

//! Every text that people read, in plain Vietnamese with an English twin: for the app, the desk
//! and the static pages alike.
//!
//! One module a feature. A text is a constant, so that a program carries only those it shows.
//!
//! ```
//! use texts::{Lang, server};
//! assert_eq!(server::NOT_FOUND_TITLE.get(Lang::Vi), "Không tìm thấy");
//! ```

#[macro_use]
mod text;
pub mod about;
pub mod answer;
pub mod convert;
pub mod feedback;
pub mod format;
pub mod locate;
pub mod office;
pub mod place;
pub mod procedures;
pub mod server;
pub mod shell;

pub use text::{Lang, Text};

/// Every text with its full name, for the tests that read them all.
pub fn all() -> impl Iterator<Item = (String, Text)> {
    let modules = [
        ("about", about::ALL),
        ("answer", answer::ALL),
        ("convert", convert::ALL),
        ("feedback", feedback::ALL),
        ("locate", locate::ALL),
        ("office", office::ALL),
        ("procedures", procedures::ALL),
        ("server", server::ALL),
        ("shell", shell::ALL),
    ];
    modules.into_iter().flat_map(|(module, texts)| {
        texts.iter().map(move |(name, text)| (format!("{module}::{name}"), *text))
    })
}

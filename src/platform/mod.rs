//! The only door to the browser: everything the features need of it, in Rust's terms.

pub mod database;
pub mod http;
pub mod maps;
pub mod outbox;
pub mod packs;
pub mod page;
pub mod random;
pub mod settings;
pub mod share;

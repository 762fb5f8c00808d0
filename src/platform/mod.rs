//! The only door to the browser: everything the features need of it, in Rust's terms.

pub mod database;
pub mod files;
pub mod geolocation;
pub mod http;
pub mod maps;
pub mod outbox;
pub mod packs;
pub mod page;
pub mod random;
pub mod settings;
pub mod share;
pub mod workers;

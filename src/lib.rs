//! The app: a resident finds the commune, looks up procedures, sends feedback.
//!
//! A feature folder holds its pages and its own state, and reaches the browser only through
//! [`platform`]. What is true without a browser lives in `crates/`.

pub mod app;
mod convert;
pub mod feedback;
pub mod office;
mod parts;
pub mod platform;
pub mod procedures;
mod reference;
mod tools;
pub mod ui;

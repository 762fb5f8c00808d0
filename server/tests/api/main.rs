//! The server as its clients see it: started for real, on a random port, with a database of its
//! own, spoken to over HTTP. Every behaviour that touches the database is shown on SQLite and on
//! PostgreSQL.

// clippy.toml allows these in functions marked as tests; here all others belong to a test too.
#![allow(clippy::panic, clippy::unwrap_used)]

#[macro_use]
mod support;

mod app;
mod base_path;
mod cases;
mod documents;
mod headers;
mod lifecycle;
mod offices;
mod problems;
mod program;
mod tracking;

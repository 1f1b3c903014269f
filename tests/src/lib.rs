//! Starts the real server, databases and browser, and uses them as people do.
//!
//! [`server`] starts the binary on a database of its own, [`http`] and [`partner`] speak to it as a client would,
//! [`ledger`] looks into its database, [`proxy`] is the bad connection, [`python`] what comes from PyPI, [`smtp`] the mail server, [`browser`] and [`page`] are a person with a
//! browser. Nothing waits for a time to pass: everything waits for something to be so ([`wait`]).

#![allow(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

pub mod attacker;
pub mod browser;
pub mod http;
pub mod ledger;
pub mod page;
pub mod pages;
pub mod partner;
pub mod proxy;
pub mod python;
pub mod sealed;
pub mod server;
pub mod sheet;
pub mod small_disk;
pub mod smtp;
pub mod staff;
pub mod totp;
pub mod wait;
pub mod webdriver;

/// Runs each of these functions, which take a [`server::Server`], as a test on SQLite and as one on PostgreSQL.
#[macro_export]
macro_rules! on_both_databases {
    ($($name:ident),* $(,)?) => {
        mod sqlite { $(#[test] fn $name() { super::$name(&mut $crate::server::Server::start($crate::server::Engine::Sqlite)); })* }
        mod postgres { $(#[test] fn $name() { super::$name(&mut $crate::server::Server::start($crate::server::Engine::Postgres)); })* }
    };
}

/// Runs each of these functions, which take a language, as a test in English, in French and in Arabic.
#[macro_export]
macro_rules! in_each_language {
    ($($name:ident),* $(,)?) => {
        mod en { $(#[test] fn $name() { super::$name("en"); })* }
        mod fr { $(#[test] fn $name() { super::$name("fr"); })* }
        mod ar { $(#[test] fn $name() { super::$name("ar"); })* }
    };
}

/// The demo's open survey.
pub const SURVEY: &str = "ims-2026";

/// Where what helps to understand a failure is kept: `target/test-artifacts`.
pub fn artifact(name: &str) -> std::path::PathBuf {
    let test = std::thread::current().name().unwrap_or("test").replace("::", "-");
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/test-artifacts");
    std::fs::create_dir_all(&folder).unwrap();
    folder.join(format!("{test}-{name}"))
}

/// A random UUID of version 4, as clients draw them.
pub fn random_id() -> uuid::Uuid {
    use rand_core::RngCore as _;
    let mut bytes = [0; 16];
    rand_core::OsRng.fill_bytes(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

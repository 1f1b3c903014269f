//! The whole service in a real browser, mostly Chromium: in English, French and Arabic, online, offline, without scripts, and in bad luck.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

mod access;
mod correction;
mod cycle;
mod device;
mod editor;
mod engines;
mod examiner;
mod key;
mod lock;
mod luck;
mod offline;
mod online;
mod plain;
mod print;
mod receipts;
mod sheets;
mod staff;
mod tabs;
mod versions;

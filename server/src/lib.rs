//! The Sawt service: pages for partners and staff, a JSON API, and the store behind them.
//!
//! Arrows run one way: `pages` and `api` call `store` and the `survey` crate; the store never renders, a page never
//! decides a rule. `app` builds it all from `config`; nothing below `config` reads the environment.

pub mod address_limit;
pub mod admission;
pub mod api;
pub mod app;
pub mod assets;
pub mod auth;
pub mod benchmarks;
pub mod calls;
pub mod catalogue;
pub mod clock;
pub mod config;
pub mod demo;
#[cfg(test)]
mod derived_before;
pub mod drafts;
pub mod ending;
pub mod entropy;
pub mod fieldwork;
pub mod fold;
pub mod health;
pub mod hear_out;
pub mod i18n;
pub mod key_number;
pub mod known_links;
pub mod lifecycle;
pub mod lost;
pub mod mail;
pub mod mover;
pub mod notices;
pub mod open_answers;
pub mod pages;
pub mod partners;
pub mod people;
pub mod private;
pub mod public_limit;
pub mod publish;
pub mod receipts;
pub mod reminders;
pub mod report;
pub mod report_links;
pub mod reports;
pub mod reseal;
pub mod schedule;
pub mod seal;
pub mod second_yes;
pub mod sheet;
pub mod store;
pub mod tasks;
pub mod token;
pub mod translations;
pub mod waves;
pub mod xlsform;

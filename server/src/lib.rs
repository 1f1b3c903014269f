//! The Sawt service: pages for partners and staff, a JSON API, and the store behind them.
//!
//! Arrows run one way: `pages` and `api` call `store` and the `survey` crate; the store never renders, a page never
//! decides a rule. `app` builds it all from `config`; nothing below `config` reads the environment or the clock.

pub mod store;
pub mod token;

//! Figures out of the ledgers. Nothing here renders or queries.

pub mod forecast;
pub mod response_rate;
pub mod statistics;
pub mod timeline;

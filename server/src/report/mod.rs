//! Figures out of the ledgers. Nothing here renders, and no SQL stands here.

pub mod forecast;
pub mod response_rate;
pub mod results;
pub mod statistics;
pub mod timeline;

//! Figures out of the ledgers. Nothing here renders or queries.

pub mod response_rate;
pub mod statistics;

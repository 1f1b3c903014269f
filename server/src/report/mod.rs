//! Figures out of the ledgers. No page is rendered here, and no SQL stands here.

pub mod chart;
pub mod compose;
pub mod document;
pub mod forecast;
pub mod raster;
pub mod response_rate;
pub mod result_files;
pub mod result_tables;
pub mod results;
pub mod statistics;
pub mod threshold;
pub mod timeline;

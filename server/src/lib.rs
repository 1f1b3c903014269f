//! The Sawt service.

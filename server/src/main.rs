//! The Sawt service.
fn main() {}

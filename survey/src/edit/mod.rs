//! Changing a question set, one operation at a time, so that it can always be read again.
//!
//! [`propose`](propose::propose) makes codes out of texts.

pub mod propose;

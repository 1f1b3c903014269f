//! Reminders: the plan of a survey's rounds, and the clock that sends them.
//!
//! [`plan`] decides and does nothing; [`clock`] looks every few seconds what is due and queues it. Sending what is queued is
//! `mail`'s.

pub mod clock;
pub mod plan;

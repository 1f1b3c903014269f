//! The domain of Sawt: what a question set is, what a valid answer is, when a question is asked, who may answer, and
//! what goes over the wire.
//!
//! This crate does no I/O: it knows no clock, no database, no HTTP and no browser. Server and client compile the same
//! code, so they cannot disagree about what a valid answer is.
//!
//! Where to go: [`question_set`] for the shape of a questionnaire, [`day`] for every date, [`form`] for the way from form fields to answers,
//! [`validation`] for the rules, [`relevance`] for skip logic, [`credential`] for the anonymous right to answer once,
//! [`receipt`] for how a partner can tell that it was counted, [`key_number`] for how two see that they have one key,
//! [`revision`] for two versions side by side, [`tally`] for what is counted,
//! [`comparison`] for what changed since an earlier wave, [`benchmark`] for other organisations, [`coding`] and [`redaction`] for open
//! answers, [`wire`] for the messages between client and server, [`xlsform`] for the format of ODK and KoboToolbox.

pub mod answers;
pub mod benchmark;
pub mod check;
pub mod code;
pub mod coding;
pub mod comparison;
pub mod credential;
pub mod day;
pub mod disclosure;
pub mod edit;
pub mod folding;
pub mod form;
pub mod json;
pub mod key_number;
pub mod language;
pub mod languages;
pub mod locale;
pub mod number;
pub mod ordered;
pub mod question_set;
mod reading;
pub mod receipt;
pub mod recommend;
pub mod redaction;
pub mod relevance;
pub mod revision;
pub mod tally;
pub mod translation;
pub mod validation;
pub mod wave;
pub mod wire;
pub mod xlsform;

pub use code::{ChoiceCode, ItemCode, QuestionCode, SectionCode, SurveyCode};
pub use day::{Day, NotADay};
pub use locale::Locale;
pub use question_set::QuestionSet;

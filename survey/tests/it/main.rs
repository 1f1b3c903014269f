//! The domain, tried with examples and with question sets and answers out of thin air.

mod edit;
mod form;
mod generated;
mod number;
mod question_set;
mod relevance;
mod revision;
mod rfc9497;
mod tally;
mod validation;
mod xlsform;

//! Reading JSON objects by hand, with errors that name the place.
//!
//! serde's derived readers are generated anew for every type and cost the client some 100 KB; these few functions are
//! shared by all of them, and a misspelt key is an error that names it.

use std::fmt;
use std::str::FromStr;

use serde_json::Value as Json;

use crate::relevance::ExpressionError;

/// A JSON object being read: what is taken is gone, and what is left at the end was not expected.
pub struct Object(Vec<(String, Json)>);

/// What is wrong, and where. Its sentence is written only where somebody reads it, which on a device nobody does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// Something else stands where this should.
    Expected(&'static str),
    /// A key is missing.
    Missing(&'static str),
    /// A key has a value of another type: the key, and what it must be.
    Type(&'static str, &'static str),
    /// A key's text is not of its form: the key and the text.
    Form(&'static str, String),
    /// An expression can't be read: the key, the expression, and why.
    Expression(&'static str, String, ExpressionError),
    /// A key is not expected.
    Unexpected(String),
    /// There is no such kind of question.
    Kind(String),
    /// A problem within a named place: what it is, its name, and the problem.
    Within(&'static str, String, Box<Problem>),
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Expected(what) => write!(f, "{what} is expected"),
            Self::Missing(key) => write!(f, "“{key}” is missing"),
            Self::Type(key, what) => write!(f, "“{key}” must be {what}"),
            Self::Form(key, text) => write!(f, "“{key}”: “{text}” is not of the form that it must have"),
            Self::Expression(key, source, error) => write!(f, "“{key}”: “{source}”: {error}"),
            Self::Unexpected(key) => write!(f, "“{key}” is not expected here"),
            Self::Kind(name) => write!(f, "there is no kind of question “{name}”"),
            Self::Within(what, name, problem) => write!(f, "{what} “{name}”: {problem}"),
        }
    }
}

impl std::error::Error for Problem {}

impl Object {
    /// Begins to read an object.
    ///
    /// # Errors
    /// When it is something else.
    pub fn read(json: Json) -> Result<Self, Problem> {
        match json {
            Json::Object(map) => Ok(Self(map.into_iter().collect())),
            _ => Err(Problem::Expected("an object")),
        }
    }

    /// Parses a text and begins to read it.
    ///
    /// # Errors
    /// When it is no JSON object.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Self::read(serde_json::from_str(text).map_err(|_| Problem::Expected("JSON"))?)
    }

    /// Takes a key, if it is there and not null.
    pub fn take(&mut self, key: &'static str) -> Option<Json> {
        let place = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.swap_remove(place).1).filter(|json| !json.is_null())
    }

    /// Takes a key that must be there.
    ///
    /// # Errors
    /// When it is not.
    pub fn need(&mut self, key: &'static str) -> Result<Json, Problem> {
        self.take(key).ok_or(Problem::Missing(key))
    }

    /// Takes a text, if it is there.
    ///
    /// # Errors
    /// When it is no text.
    pub fn text(&mut self, key: &'static str) -> Result<Option<String>, Problem> {
        match self.take(key) {
            None => Ok(None),
            Some(Json::String(text)) => Ok(Some(text)),
            Some(_) => Err(Problem::Type(key, "a text")),
        }
    }

    /// Takes a text that must be there.
    ///
    /// # Errors
    /// When it is not there or no text.
    pub fn need_text(&mut self, key: &'static str) -> Result<String, Problem> {
        self.text(key)?.ok_or(Problem::Missing(key))
    }

    /// Takes a text and parses it.
    ///
    /// # Errors
    /// When it is not there, or does not parse.
    pub fn parsed<T: FromStr>(&mut self, key: &'static str) -> Result<T, Problem> {
        let text = self.need_text(key)?;
        text.parse().map_err(|_| Problem::Form(key, text))
    }

    /// Takes a whole number from 0 up, if it is there.
    ///
    /// # Errors
    /// When it is something else.
    pub fn count(&mut self, key: &'static str) -> Result<Option<u32>, Problem> {
        let Some(json) = self.take(key) else { return Ok(None) };
        let count = json.as_u64().and_then(|number| u32::try_from(number).ok());
        count.map(Some).ok_or(Problem::Type(key, "a whole number from 0 up"))
    }

    /// Takes a truth; absent means false.
    ///
    /// # Errors
    /// When it is something else.
    pub fn flag(&mut self, key: &'static str) -> Result<bool, Problem> {
        match self.take(key) {
            None => Ok(false),
            Some(Json::Bool(flag)) => Ok(flag),
            Some(_) => Err(Problem::Type(key, "true or false")),
        }
    }

    /// Takes a list that must be there.
    ///
    /// # Errors
    /// When it is not there or no list.
    pub fn list(&mut self, key: &'static str) -> Result<Vec<Json>, Problem> {
        match self.need(key)? {
            Json::Array(list) => Ok(list),
            _ => Err(Problem::Type(key, "a list")),
        }
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// When a key is left that was not expected.
    pub fn end(self) -> Result<(), Problem> {
        match self.0.into_iter().find(|(_, json)| !json.is_null()) {
            None => Ok(()),
            Some((key, _)) => Err(Problem::Unexpected(key)),
        }
    }
}

/// Puts the place before a problem: what it is, and its name.
///
/// # Errors
/// The same, with its place.
pub fn within<T>(what: &'static str, name: &str, result: Result<T, Problem>) -> Result<T, Problem> {
    result.map_err(|problem| Problem::Within(what, name.to_owned(), Box::new(problem)))
}

//! Reading JSON objects by hand, with errors that name the place.
//!
//! serde's derived readers are generated anew for every type and cost the client some 100 KB; these few functions are
//! shared by all of them, and a misspelt key is an error that names it.

use std::fmt::Display;
use std::str::FromStr;

use serde_json::Value as Json;

/// A JSON object being read: what is taken is gone, and what is left at the end was not expected.
pub struct Object(Vec<(String, Json)>);

/// What is wrong, and where.
pub type Problem = String;

impl Object {
    /// Begins to read an object.
    ///
    /// # Errors
    /// When it is something else.
    pub fn read(json: Json) -> Result<Self, Problem> {
        match json {
            Json::Object(map) => Ok(Self(map.into_iter().collect())),
            _ => Err("an object is expected".to_owned()),
        }
    }

    /// Parses a text and begins to read it.
    ///
    /// # Errors
    /// When it is no JSON object.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        Self::read(serde_json::from_str(text).map_err(|error| error.to_string())?)
    }

    /// Takes a key, if it is there and not null.
    pub fn take(&mut self, key: &str) -> Option<Json> {
        let place = self.0.iter().position(|(name, _)| name == key)?;
        Some(self.0.swap_remove(place).1).filter(|json| !json.is_null())
    }

    /// Takes a key that must be there.
    ///
    /// # Errors
    /// When it is not.
    pub fn need(&mut self, key: &str) -> Result<Json, Problem> {
        self.take(key).ok_or_else(|| format!("“{key}” is missing"))
    }

    /// Takes a text, if it is there.
    ///
    /// # Errors
    /// When it is no text.
    pub fn text(&mut self, key: &str) -> Result<Option<String>, Problem> {
        match self.take(key) {
            None => Ok(None),
            Some(Json::String(text)) => Ok(Some(text)),
            Some(_) => Err(format!("“{key}” must be a text")),
        }
    }

    /// Takes a text that must be there.
    ///
    /// # Errors
    /// When it is not there or no text.
    pub fn need_text(&mut self, key: &str) -> Result<String, Problem> {
        self.text(key)?.ok_or_else(|| format!("“{key}” is missing"))
    }

    /// Takes a text and parses it.
    ///
    /// # Errors
    /// When it is not there, or does not parse.
    pub fn parsed<T: FromStr<Err: Display>>(&mut self, key: &str) -> Result<T, Problem> {
        self.need_text(key)?.parse().map_err(|error| format!("“{key}”: {error}"))
    }

    /// Takes a whole number from 0 up, if it is there.
    ///
    /// # Errors
    /// When it is something else.
    pub fn count(&mut self, key: &str) -> Result<Option<u32>, Problem> {
        let Some(json) = self.take(key) else { return Ok(None) };
        let count = json.as_u64().and_then(|number| u32::try_from(number).ok());
        count.map(Some).ok_or_else(|| format!("“{key}” must be a whole number from 0 up"))
    }

    /// Takes a truth; absent means false.
    ///
    /// # Errors
    /// When it is something else.
    pub fn flag(&mut self, key: &str) -> Result<bool, Problem> {
        match self.take(key) {
            None => Ok(false),
            Some(Json::Bool(flag)) => Ok(flag),
            Some(_) => Err(format!("“{key}” must be true or false")),
        }
    }

    /// Takes a list that must be there.
    ///
    /// # Errors
    /// When it is not there or no list.
    pub fn list(&mut self, key: &str) -> Result<Vec<Json>, Problem> {
        match self.need(key)? {
            Json::Array(list) => Ok(list),
            _ => Err(format!("“{key}” must be a list")),
        }
    }

    /// Ends the reading.
    ///
    /// # Errors
    /// When a key is left that was not expected.
    pub fn end(self) -> Result<(), Problem> {
        match self.0.into_iter().find(|(_, json)| !json.is_null()) {
            None => Ok(()),
            Some((key, _)) => Err(format!("“{key}” is not expected here")),
        }
    }
}

/// Puts the name of the place before a problem.
pub fn at<T>(place: &str, result: Result<T, Problem>) -> Result<T, Problem> {
    result.map_err(|problem| format!("{place}: {problem}"))
}

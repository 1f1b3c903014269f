//! Large forms, with a file or with what was read of one: they are read to their end, and no more of them is kept than they may have.

use actix_multipart::{Multipart, MultipartError};
use actix_web::error::PayloadError;
use actix_web::web;
use futures_util::TryStreamExt as _;
use survey::form::Fields;

use super::visit::{Kind, Problem, Visit};

/// No other field is longer.
const LONGEST_FIELD: usize = 1024;
/// A file that is too large is read on to its end, and none of it kept: who answers in the midst of it and closes the
/// connection is not heard by the browser, which is still sending. What is larger than this is not waited for.
const PATIENCE: usize = 1 << 30;
/// How many fields a form has beside its file, at most.
const MOST_FIELDS: usize = 8;

/// What was posted; one byte more of a file than is read says that it is too large.
#[derive(Default)]
pub struct Upload {
    /// The fields.
    pub fields: Fields,
    /// The field `file`.
    pub file: Vec<u8>,
}

impl Upload {
    /// Reads a form that was posted, with a file up to `largest` bytes, proved to come from a page of this session.
    ///
    /// # Errors
    /// [`Kind::Forbidden`] for a form of another session, or for a body that is no form.
    pub async fn posted(visit: &Visit, parts: Multipart, largest: usize) -> Result<Self, Problem> {
        let upload = receive(parts, largest).await.unwrap_or_default();
        let csrf = visit.session.as_ref().map(|session| session.csrf.as_str());
        if csrf.is_none() || upload.fields.first("csrf") != csrf {
            return Err(visit.problem(Kind::Forbidden));
        }
        Ok(upload)
    }
}

async fn receive(mut parts: Multipart, largest: usize) -> Result<Upload, MultipartError> {
    let mut upload = Upload::default();
    let mut received = 0;
    while let Some(mut part) = parts.try_next().await? {
        let name = part.name().unwrap_or_default().to_owned();
        let is_file = name == "file";
        let most = if is_file { largest + 1 } else { LONGEST_FIELD };
        let mut kept = Vec::new();
        while let Some(bytes) = part.try_next().await? {
            received += bytes.len();
            let room = most.saturating_sub(kept.len());
            kept.extend_from_slice(&bytes[..bytes.len().min(room)]);
            if received > PATIENCE {
                if is_file {
                    upload.file = kept;
                }
                return Ok(upload);
            }
        }
        if is_file {
            upload.file = kept;
        } else if upload.fields.0.len() < MOST_FIELDS {
            upload.fields.0.push((name, String::from_utf8_lossy(&kept).into_owned()));
        }
    }
    Ok(upload)
}

/// A body, if it is no larger than `largest` bytes.
///
/// # Errors
/// When it does not arrive.
pub async fn whole(mut body: web::Payload, largest: usize) -> Result<Option<Vec<u8>>, PayloadError> {
    let mut received = 0;
    let mut kept = Vec::new();
    while let Some(bytes) = body.try_next().await? {
        received += bytes.len();
        if received > PATIENCE {
            break;
        }
        if received <= largest {
            kept.extend_from_slice(&bytes);
        }
    }
    Ok((received <= largest).then_some(kept))
}

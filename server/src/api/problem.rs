//! One place turns what went wrong into `application/problem+json`.

use std::fmt;

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, RETRY_AFTER, WWW_AUTHENTICATE};
use actix_web::{HttpResponse, ResponseError};
use survey::Day;
use survey::wire::{FieldError, Problem};

use crate::ending::NotShown;
use crate::fieldwork::suspension::RETRY_AFTER as RETRY_SUSPENDED;
use crate::pages::report::files::NotMade;
use crate::store::StoreError;

/// The type of an error's body.
pub const MEDIA_TYPE: &str = "application/problem+json";

macro_rules! codes {
    ($($name:ident = $status:ident $code:literal: $meaning:literal,)*) => {
        /// What can go wrong with a request. This is the one table of codes: the description of the API is made from it, and a
        /// code that a route does not name can't be answered by it.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Code {
            $(#[doc = $meaning] $name,)*
        }

        impl Code {
            /// All codes.
            pub const ALL: &[Self] = &[$(Self::$name,)*];

            /// The code as programs see it.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// The HTTP status that goes with it.
            pub fn status(self) -> StatusCode {
                match self { $(Self::$name => StatusCode::$status,)* }
            }

            /// When it is answered.
            pub fn meaning(self) -> &'static str {
                match self { $(Self::$name => $meaning,)* }
            }
        }
    };
}

codes! {
    MalformedJson = BAD_REQUEST "malformed_json": "The body is no JSON, or not of the documented shape; `errors` names the place.",
    NotUtf8 = BAD_REQUEST "not_utf8": "The body is not UTF-8.",
    BodyCut = BAD_REQUEST "body_cut": "The body did not arrive whole.",
    MalformedQuery = BAD_REQUEST "malformed_query": "The query of the address is not as documented.",
    MalformedIfMatch = BAD_REQUEST "malformed_if_match": "If-Match is neither an ETag in its quotes nor `*`.",
    InvalidElement = BAD_REQUEST "invalid_element": "The blinded element is none of the group.",
    NotLoggedIn = UNAUTHORIZED "not_logged_in": "There is neither a token nor a session.",
    InvalidToken = UNAUTHORIZED "invalid_token": "The token is unknown, was revoked, or has ended.",
    NotAllowed = FORBIDDEN "not_allowed": "The role of whoever calls does not include this.",
    ScopeMissing = FORBIDDEN "scope_missing": "The token does not have the scope that this needs; `detail` names it.",
    SecondFactorMissing = FORBIDDEN "second_factor_missing": "Admins need a second factor here and this one has none.",
    CsrfMissing = FORBIDDEN "csrf_missing": "A session alone changes nothing: its secret in the header X-Sawt-CSRF is missing.",
    UnknownRoute = NOT_FOUND "unknown_route": "There is nothing at this address.",
    UnknownSurvey = NOT_FOUND "unknown_survey": "There is no survey of this code.",
    UnknownInvitation = NOT_FOUND "unknown_invitation": "There is no such invitation in this survey.",
    UnknownPartner = NOT_FOUND "unknown_partner": "There is no partner with this key.",
    UnknownImport = NOT_FOUND "unknown_import": "No file of yours of this id waits: it waits an hour.",
    UnknownFollowUp = NOT_FOUND "unknown_follow_up": "There is no such follow-up of this partner that can be changed.",
    UnknownRound = NOT_FOUND "unknown_round": "There is no such round of messages in this survey.",
    UnknownMessage = NOT_FOUND "unknown_message": "There is no such message in this survey.",
    UnknownWording = NOT_FOUND "unknown_wording": "There is no message of this kind and language.",
    UnknownWave = NOT_FOUND "unknown_wave": "There is no earlier wave of this name.",
    UnknownQuestionSet = NOT_FOUND "unknown_question_set": "There is no question set of this code.",
    UnknownVersion = NOT_FOUND "unknown_version": "The question set has no such version.",
    UnknownFigure = NOT_FOUND "unknown_figure": "The report has no figure of this question.",
    UnknownReportLink = NOT_FOUND "unknown_report_link": "There is no such link to a report of this survey.",
    UnknownRevision = NOT_FOUND "unknown_revision": "The draft has no such revision.",
    UnknownLanguage = NOT_FOUND "unknown_language": "There is no such language here.",
    UnknownAnswer = NOT_FOUND "unknown_answer": "There is no open answer of this id that may be read.",
    UnknownTheme = NOT_FOUND "unknown_theme": "The code book has no such theme.",
    UnknownPerson = NOT_FOUND "unknown_person": "There is no such account.",
    UnknownProposal = NOT_FOUND "unknown_proposal": "Nothing of this id waits for a yes.",
    UnknownToken = NOT_FOUND "unknown_token": "There is no such token of yours.",
    MethodNotAllowed = METHOD_NOT_ALLOWED "method_not_allowed": "The address does not take this method; `Allow` names those that it takes.",
    SurveyClosed = CONFLICT "survey_closed": "The survey does not take answers now.",
    AlreadyResponded = CONFLICT "already_responded": "The personal link was used for an answer.",
    MarkSpent = CONFLICT "mark_spent": "The mark was shown for another invitation: it is worth nothing more.",
    FurtherDevice = CONFLICT "further_device": "The personal link was used on another device, or in a browser that forgot. Ask without `first` to use one more.",
    TooManyDevices = CONFLICT "too_many_devices": "The personal link was used on as many devices as it may be.",
    NotEnded = CONFLICT "not_ended": "Answers are shown when the survey has ended; `shown_from` is the first day, if the last day stays.",
    ResponsesWait = CONFLICT "responses_wait": "The survey has ended, and some responses are on their way into the results: ask again in a minute.",
    TooFewResponses = CONFLICT "too_few_responses": "Fewer have responded than a figure must stand for.",
    NeverShown = CONFLICT "never_shown": "It was opened in such a way that its figures could tell who said what; `detail` says how.",
    LinksKnown = CONFLICT "links_known": "So many links could be known to a member of staff that too few others responded; two admins may show the results all the same.",
    NotNow = CONFLICT "not_now": "The state of things does not allow this; `detail` says why.",
    Overtaken = CONFLICT "overtaken": "It is another than the one whose revision was sent: read it again.",
    Taken = CONFLICT "taken": "There is one of this name already.",
    Changed = PRECONDITION_FAILED "changed": "It is another than the one whose ETag was sent as If-Match: read it again.",
    BodyTooLarge = PAYLOAD_TOO_LARGE "body_too_large": "The body is larger than is taken.",
    NotJson = UNSUPPORTED_MEDIA_TYPE "not_json": "The body is not sent as application/json.",
    UnsupportedFile = UNSUPPORTED_MEDIA_TYPE "unsupported_file": "The body is not sent as one of the documented types of file.",
    TooManyAtOnce = UNPROCESSABLE_ENTITY "too_many_responses": "There are more responses in the batch than are taken at a time.",
    Invalid = UNPROCESSABLE_ENTITY "invalid": "Something in the body is not as it must be; `errors` names each field.",
    MarkMissing = UNPROCESSABLE_ENTITY "mark_missing": "The survey has a second key, and the mark that proves an answer is missing.",
    MarkInvalid = UNPROCESSABLE_ENTITY "mark_invalid": "The mark was not made with the survey's second key: it is worth nothing.",
    IfMatchMissing = PRECONDITION_REQUIRED "if_match_missing": "Send the ETag of what you saw as If-Match, so that nobody's change is overwritten.",
    TooManyRequests = TOO_MANY_REQUESTS "too_many_requests": "The public link is used too often at the moment.",
    TooManyWrongTokens = TOO_MANY_REQUESTS "too_many_wrong_tokens": "Too many wrong tokens came from this address.",
    Internal = INTERNAL_SERVER_ERROR "internal": "Something is wrong on the server.",
    FileNotMade = SERVICE_UNAVAILABLE "file_not_made": "The file could not be made; for a picture, the server lacks a font most likely.",
    SurveySuspended = SERVICE_UNAVAILABLE "survey_suspended": "The survey is suspended for a while. Nothing is refused: send the same request again later.",
    DatabaseUnavailable = SERVICE_UNAVAILABLE "database_unavailable": "The database did not answer. Send the same request again later.",
}

/// Why nothing is shown of a survey's answers.
pub const NOT_SHOWN: [Code; 5] =
    [Code::NotEnded, Code::ResponsesWait, Code::TooFewResponses, Code::NeverShown, Code::LinksKnown];

/// What the domain says of an error is a part of a sentence; here it stands alone.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let end = if text.ends_with('.') { "" } else { "." };
    format!("{first}{}{end}", letters.as_str())
}

/// An error of a request as a whole.
#[derive(Debug, Clone)]
pub struct ApiError {
    code: Code,
    detail: String,
    errors: Vec<FieldError>,
    shown_from: Option<Day>,
}

impl ApiError {
    /// An error with a sentence that says what to do.
    pub fn new(code: Code, detail: impl Into<String>) -> Self {
        Self { code, detail: detail.into(), errors: Vec::new(), shown_from: None }
    }

    /// The same error, naming a field.
    #[must_use]
    pub fn at(mut self, pointer: &str, detail: impl Into<String>) -> Self {
        self.errors.push(FieldError { pointer: pointer.to_owned(), detail: detail.into() });
        self
    }

    /// Something in the body is wrong; the fields are named with [`ApiError::at`].
    pub fn invalid() -> Self {
        Self::new(Code::Invalid, "Something in the body is not as it must be. See the errors.")
    }

    /// Fails if a field is named.
    ///
    /// # Errors
    /// This one, then.
    pub fn if_any(self) -> Result<(), Self> {
        if self.errors.is_empty() { Ok(()) } else { Err(self) }
    }

    /// Which error it is.
    pub fn code(&self) -> Code {
        self.code
    }

    /// There is no such survey.
    pub fn unknown_survey() -> Self {
        Self::new(Code::UnknownSurvey, "There is no survey of this name.")
    }

    /// The personal link is not one that was given out for this survey.
    pub fn unknown_invitation() -> Self {
        Self::new(Code::UnknownInvitation, "This personal link does not belong to this survey.")
            .at("/token", "not a token of this survey")
    }

    /// The public link of an open survey is used too often.
    pub fn too_many_requests() -> Self {
        Self::new(
            Code::TooManyRequests,
            "This public link is used too often at the moment. Send the same request again later.",
        )
    }

    /// The error as it goes out.
    fn problem(&self) -> Problem {
        let status = self.code.status();
        Problem {
            title: status.canonical_reason().unwrap_or("Error").to_owned(),
            status: status.as_u16(),
            code: self.code.as_str().to_owned(),
            detail: sentence(&self.detail),
            errors: self.errors.clone(),
            shown_from: self.shown_from.map(|day| day.to_string()),
        }
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code.as_str(), self.detail)
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        self.code.status()
    }

    fn error_response(&self) -> HttpResponse {
        let body = serde_json::to_string(&self.problem()).unwrap_or_default();
        let mut response = HttpResponse::build(self.status_code());
        match self.status_code() {
            StatusCode::SERVICE_UNAVAILABLE if self.code == Code::SurveySuspended => {
                response.insert_header((RETRY_AFTER, RETRY_SUSPENDED))
            }
            StatusCode::SERVICE_UNAVAILABLE => response.insert_header((RETRY_AFTER, "5")),
            StatusCode::TOO_MANY_REQUESTS if self.code == Code::TooManyWrongTokens => {
                response.insert_header((RETRY_AFTER, "600"))
            }
            StatusCode::TOO_MANY_REQUESTS => response.insert_header((RETRY_AFTER, "60")),
            StatusCode::UNAUTHORIZED => response.insert_header((WWW_AUTHENTICATE, "Bearer")),
            _ => &mut response,
        };
        response.insert_header((CACHE_CONTROL, "no-store")).content_type(MEDIA_TYPE).body(body)
    }
}

impl From<NotShown> for ApiError {
    fn from(why: NotShown) -> Self {
        match why {
            NotShown::NotEnded(day) => {
                let detail = format!(
                    "Answers are shown when the survey has ended: from {day} on, if its last day stays."
                );
                Self { shown_from: Some(day), ..Self::new(Code::NotEnded, detail) }
            }
            NotShown::Waiting => Self::new(Code::ResponsesWait, Code::ResponsesWait.meaning()),
            NotShown::Never(lacks) => {
                let why = |name| match name {
                    "invitations" => "fewer were invited than twice its threshold",
                    "days" => "it was open for fewer than three days",
                    _ => "it had no day of grace",
                };
                let why: Vec<_> = lacks.names().map(why).collect();
                let detail =
                    format!("Its answers are never shown: when it was opened, {}.", why.join(", and "));
                Self::new(Code::NeverShown, detail)
            }
            NotShown::KnownLinks(threshold) => {
                let detail = format!(
                    "A member of staff could know so many of the links that fewer than {} others responded.",
                    threshold.get()
                );
                Self::new(Code::LinksKnown, detail)
            }
            NotShown::TooFew(threshold) => Self::new(
                Code::TooFewResponses,
                format!("Answers are shown from {} responses on.", threshold.get()),
            ),
        }
    }
}

impl From<NotMade> for ApiError {
    fn from(error: NotMade) -> Self {
        tracing::error!(%error, "a file was not made");
        Self::new(Code::FileNotMade, Code::FileNotMade.meaning())
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "the store failed");
        if error.may_pass() {
            return Self::new(
                Code::DatabaseUnavailable,
                "The database did not answer. Nothing was lost: send the same request again later.",
            );
        }
        Self::new(Code::Internal, "Something is wrong on the server.")
    }
}

/// Answers an address under `/api` that is none.
pub async fn unknown_route() -> HttpResponse {
    ApiError::new(Code::UnknownRoute, "There is nothing at this address.").error_response()
}

//! `GET /api/v1/openapi.json`: what the API offers, for programs; made from the routes and the types of their handlers.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use actix_web::body::BoxBody;
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, Responder};
use schemars::generate::{SchemaGenerator, SchemaSettings};
use schemars::{JsonSchema, Schema};
use serde_json::{Map, Value as Json, json};
use survey::wire::Problem;

use super::answer::Answers;
use super::problem::{self, ApiError, Code};
use super::route::{Routes, Who, access};
use crate::auth::caller::CSRF_HEADER;
use crate::auth::{COOKIE, Scope};

/// The variable parts of addresses: name, meaning, an example, and the error where there is no such thing.
const PARTS: &[(&str, &str, &str, Code)] = &[
    ("survey", "The survey's code.", "ims-2026", Code::UnknownSurvey),
    ("partner", "The partner's key.", "p001-sindyan-radio", Code::UnknownPartner),
    ("invitation", "The invitation's id.", "6f1c1c5e-8f0e-4b6b-9d6d-0c6f0f6f0a01", Code::UnknownInvitation),
    ("follow_up", "The follow-up's id.", "6f1c1c5e-8f0e-4b6b-9d6d-0c6f0f6f0a03", Code::UnknownFollowUp),
    ("round", "The round's id.", "6f1c1c5e-8f0e-4b6b-9d6d-0c6f0f6f0a02", Code::UnknownRound),
    ("message", "The message's id.", "6f1c1c5e-8f0e-4b6b-9d6d-0c6f0f6f0a03", Code::UnknownMessage),
    ("kind", "What the message is for.", "reminder", Code::UnknownWording),
    ("language", "A language's tag.", "en", Code::UnknownWording),
    ("wave", "The wave's name.", "2022", Code::UnknownWave),
    ("question_set", "The question set's code.", "ims-partnership", Code::UnknownQuestionSet),
    ("question", "The question's code.", "satisfaction", Code::UnknownFigure),
    ("version", "The version's number.", "2", Code::UnknownVersion),
    ("revision", "The revision's number.", "3", Code::UnknownRevision),
    ("locale", "A language's tag.", "fr", Code::UnknownLanguage),
    ("answer", "The answer's id.", "1c5e8f0e4b6b9d6d0c6f0f6f0a076f1c", Code::UnknownAnswer),
    ("theme", "The theme's code.", "money", Code::UnknownTheme),
    ("import", "The import's id.", "6f1c1c5e-8f0e-4b6b-9d6d-0c6f0f6f0a06", Code::UnknownImport),
    ("email", "The e-mail address.", "noor@example.org", Code::UnknownPerson),
    ("person", "The account's id.", "6f1c1c5e-8f0e-4b6b-9d6d-0c6f0f6f0a04", Code::UnknownPerson),
    ("link", "The link's id.", "6f1c1c5e-8f0e-4b6b-9d6d-0c6f0f6f0a07", Code::UnknownReportLink),
    ("proposal", "The id of what waits.", "6f1c1c5e-8f0e-4b6b-9d6d-0c6f0f6f0a08", Code::UnknownProposal),
    ("token", "The token's id.", "6f1c1c5e-8f0e-4b6b-9d6d-0c6f0f6f0a05", Code::UnknownToken),
];

/// What is said of one route.
pub struct Operation {
    /// Its method.
    pub method: Method,
    /// Its address, below `/api/v1`.
    pub path: &'static str,
    /// Who may ask.
    pub who: Who,
    /// The errors that it answers.
    pub problems: BTreeSet<Code>,
    summary: &'static str,
    id: String,
    tag: String,
    parameters: Vec<Json>,
    body: Option<Json>,
    answers: Map<String, Json>,
}

impl Operation {
    /// A route with the parameters of its address, and the errors that follow from who may ask.
    pub fn new(method: Method, path: &'static str, who: Who, summary: &'static str) -> Self {
        let mut problems = BTreeSet::from([Code::Internal, Code::DatabaseUnavailable]);
        if who != Who::Everyone {
            use Code::{
                InvalidToken, NotAllowed, NotLoggedIn, ScopeMissing, SecondFactorMissing, TooManyWrongTokens,
            };
            problems.extend([InvalidToken, NotAllowed, NotLoggedIn, ScopeMissing]);
            problems.extend([SecondFactorMissing, TooManyWrongTokens]);
            if method != Method::GET {
                problems.insert(Code::CsrfMissing);
            }
        }
        let names = path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        let mut parameters = Vec::new();
        for name in names {
            let known = PARTS.iter().find(|(part, ..)| *part == name);
            let (_, meaning, example, code) = known.copied().unwrap_or((name, "", "", Code::UnknownRoute));
            problems.insert(code);
            parameters.push(json!({
                "name": name,
                "in": "path",
                "required": true,
                "description": meaning,
                "schema": { "type": "string", "minLength": 1 },
                "example": example,
            }));
        }
        let (id, tag) = Default::default();
        Self { method, path, who, problems, summary, id, tag, parameters, body: None, answers: Map::new() }
    }

    /// One error more.
    pub fn problem(&mut self, code: Code) {
        self.problems.insert(code);
    }

    /// A header that is asked for.
    pub fn header(&mut self, parameter: Json) {
        self.parameters.push(parameter);
    }

    /// The fields of a query, by the schema of the object that they make.
    pub fn query(&mut self, schema: &Schema) {
        let required = schema.get("required").and_then(Json::as_array).cloned().unwrap_or_default();
        let fields = schema.get("properties").and_then(Json::as_object).cloned().unwrap_or_default();
        for (name, mut schema) in fields {
            let description = schema.as_object_mut().and_then(|schema| schema.remove("description"));
            let mut parameter = json!({
                "name": name,
                "in": "query",
                "required": required.contains(&json!(name)),
                "schema": schema,
            });
            if let Some(description) = description {
                parameter["description"] = description;
            }
            self.parameters.push(parameter);
        }
    }

    /// The body, by media type.
    pub fn body(&mut self, content: Json) {
        self.body = Some(json!({ "required": true, "content": content }));
    }

    /// An answer that is no error.
    pub fn answer(&mut self, status: StatusCode, description: &str, content: Json, headers: Json) {
        let mut answer = json!({ "description": description });
        for (name, value) in [("content", content), ("headers", headers)] {
            if value.as_object().is_some_and(|value| !value.is_empty()) {
                answer[name] = value;
            }
        }
        self.answers.insert(status.as_u16().to_string(), answer);
    }

    /// Its id and its group, out of the handler's own name.
    pub fn named(&mut self, handler: &str) {
        let parts: Vec<_> = handler.split("::").skip_while(|part| *part != "api").skip(1).collect();
        self.tag = parts.first().copied().unwrap_or_default().to_owned();
        self.id = parts.join("_");
    }

    /// The scope that a token needs; nothing where none is needed.
    pub fn scope(&self) -> Option<Scope> {
        match self.who {
            Who::Staff(permission) => {
                let scope = Scope { permission, access: access(&self.method) };
                scope.as_str().map(|_| scope)
            }
            Who::Everyone => None,
        }
    }

    fn to_json(&self) -> Json {
        let mut answers = self.answers.clone();
        let mut by_status: BTreeMap<u16, Vec<Code>> = BTreeMap::new();
        for code in &self.problems {
            by_status.entry(code.status().as_u16()).or_default().push(*code);
        }
        for (status, codes) in by_status {
            answers.insert(status.to_string(), problems(status, &codes));
        }
        let mut operation = json!({
            "operationId": self.id,
            "tags": [self.tag],
            "summary": self.summary,
            "responses": answers,
            "security": self.security(),
        });
        if !self.parameters.is_empty() {
            operation["parameters"] = json!(self.parameters);
        }
        if let Some(body) = &self.body {
            operation["requestBody"] = body.clone();
        }
        operation
    }

    fn security(&self) -> Json {
        if self.who == Who::Everyone {
            return json!([]);
        }
        let scopes: Vec<_> = self.scope().and_then(Scope::as_str).into_iter().collect();
        match self.method {
            Method::GET => json!([{ "token": scopes }, { "session": [] }]),
            _ => json!([{ "token": scopes }, { "session": [], "csrf": [] }]),
        }
    }
}

/// All errors of one status.
fn problems(status: u16, codes: &[Code]) -> Json {
    let names: Vec<_> = codes.iter().map(|code| code.as_str()).collect();
    let lines: Vec<_> = codes.iter().map(|code| format!("`{}`: {}", code.as_str(), code.meaning())).collect();
    let schema = json!({
        "allOf": [{ "$ref": "#/components/schemas/Problem" }],
        "properties": { "code": { "enum": names }, "status": { "const": status } },
    });
    let mut answer = json!({
        "description": lines.join("\n\n"),
        "content": { problem::MEDIA_TYPE: { "schema": schema } },
    });
    let header = |description: &str| json!({ "description": description, "schema": { "type": "string" } });
    match status {
        401 => answer["headers"] = json!({ "WWW-Authenticate": header("Which kind of proof is asked for.") }),
        429 | 503 => {
            answer["headers"] = json!({ "Retry-After": header("In how many seconds to try again.") })
        }
        _ => {}
    }
    answer
}

/// What is said of all routes.
pub struct Description {
    /// The routes, in the order in which they are listed.
    pub operations: Vec<Operation>,
    taken: SchemaGenerator,
    answered: SchemaGenerator,
}

impl Default for Description {
    fn default() -> Self {
        let settings = || {
            SchemaSettings::draft2020_12()
                .with(|settings| settings.definitions_path = "/components/schemas".into())
        };
        Self {
            operations: Vec::new(),
            taken: settings().for_deserialize().into_generator(),
            answered: settings().for_serialize().into_generator(),
        }
    }
}

impl Description {
    /// The schema of what is taken, which may refer to others.
    pub fn taken<T: JsonSchema>(&mut self) -> Json {
        self.taken.subschema_for::<T>().to_value()
    }

    /// The schema of what is answered, which may refer to others.
    pub fn answered<T: JsonSchema>(&mut self) -> Json {
        self.answered.subschema_for::<T>().to_value()
    }

    /// The schema of what is taken, itself.
    pub fn inline<T: JsonSchema>(&mut self) -> Schema {
        T::json_schema(&mut self.taken)
    }

    /// One route more.
    pub fn add(&mut self, operation: Operation) {
        self.operations.push(operation);
    }

    /// The names of schemas that are one thing when they are taken and another when they are answered; there must be none.
    pub fn ambiguous(&self) -> Vec<&str> {
        let taken = self.taken.definitions();
        let both = self
            .answered
            .definitions()
            .iter()
            .filter(|(name, schema)| taken.get(*name).is_some_and(|other| other != *schema));
        both.map(|(name, _)| name.as_str()).collect()
    }

    /// The description as an OpenAPI document.
    pub fn to_json(mut self) -> Json {
        self.answered::<Problem>();
        let mut paths = Map::new();
        for operation in &self.operations {
            let path = paths.entry(format!("{}{}", super::BASE, operation.path)).or_insert_with(|| json!({}));
            path[operation.method.as_str().to_lowercase()] = operation.to_json();
        }
        let tags: BTreeSet<_> = self.operations.iter().map(|operation| operation.tag.as_str()).collect();
        let tags: Vec<_> = tags.into_iter().map(|tag| json!({ "name": tag })).collect();
        let mut schemas = self.taken.definitions().clone();
        schemas.extend(self.answered.definitions().clone());
        let mut document = json!({
            "openapi": "3.1.0",
            "info": {
                "title": "Sawt",
                "version": "1",
                "description": ABOUT,
                "license": { "name": "AGPL-3.0-or-later", "identifier": "AGPL-3.0-or-later" },
            },
            "tags": tags,
            "paths": paths,
            "components": {
                "schemas": schemas,
                "securitySchemes": {
                    "token": {
                        "type": "http",
                        "scheme": "bearer",
                        "description": "A personal token, made at /staff/account/tokens.",
                    },
                    "session": { "type": "apiKey", "in": "cookie", "name": COOKIE },
                    "csrf": { "type": "apiKey", "in": "header", "name": CSRF_HEADER },
                },
            },
        });
        only_known_formats(&mut document);
        document
    }
}

/// Takes away names of formats that are Rust's and no standard's.
fn only_known_formats(value: &mut Json) {
    const KNOWN: [&str; 4] = ["date", "date-time", "uuid", "uri-reference"];
    match value {
        Json::Object(map) => {
            if map.get("format").and_then(Json::as_str).is_some_and(|format| !KNOWN.contains(&format)) {
                map.remove("format");
            }
            map.values_mut().for_each(only_known_formats);
        }
        Json::Array(values) => values.iter_mut().for_each(only_known_formats),
        _ => {}
    }
}

const ABOUT: &str = "Surveys of partners. Every error is application/problem+json (RFC 9457) with a stable `code`, and with \
    the fields that are wrong as JSON pointers. Lists come in parts: `limit` says how long, `after` continues with the `next` of \
    the part before. What may be changed by several carries an `ETag`, which is sent back as `If-Match`. Days are in the \
    survey's own time zone, from 1900-01-01 to 2199-12-31. A method that an address does not take is answered with 405 and `Allow`.";

static DOCUMENT: LazyLock<String> = LazyLock::new(|| {
    let mut routes = Routes::default();
    super::list(&mut routes);
    routes.description().to_json().to_string()
});

/// The route of the description itself.
pub fn routes(api: &mut Routes) {
    api.get("/openapi.json", Who::Everyone, "What the API offers, as OpenAPI 3.1.").by(openapi);
}

/// The description, as it is.
struct Document;

impl Responder for Document {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        HttpResponse::Ok().content_type("application/json").body(DOCUMENT.as_str())
    }
}

impl Answers for Document {
    fn describe(operation: &mut Operation, _: &mut Description) {
        let content = json!({ "application/json": { "schema": { "type": "object" } } });
        operation.answer(StatusCode::OK, "The description.", content, json!({}));
    }
}

async fn openapi() -> Result<Document, ApiError> {
    Ok(Document)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn description() -> Description {
        let mut routes = Routes::default();
        super::super::list(&mut routes);
        routes.description()
    }

    #[test]
    fn what_anyone_may_ask_is_listed_here_and_all_else_is_for_staff() {
        let open: Vec<_> =
            description().operations.iter().filter(|o| o.who == Who::Everyone).map(|o| o.path).collect();
        let partners =
            ["credentials", "responses", "participation"].map(|part| format!("/surveys/{{survey}}/{part}"));
        assert_eq!(open, [vec!["/openapi.json".to_owned()], partners.to_vec()].concat());
    }

    #[test]
    fn every_route_of_staff_has_a_scope_or_is_about_oneself() {
        for operation in description().operations {
            let about_oneself = operation.who == Who::Staff(crate::auth::Permission::BeHere);
            let open = operation.who == Who::Everyone;
            assert!(about_oneself || open || operation.scope().is_some(), "{}", operation.path);
        }
    }

    #[test]
    fn ids_are_unique_schemas_mean_one_thing_and_every_part_of_an_address_is_explained() {
        let description = description();
        assert_eq!(description.ambiguous(), [""; 0]);
        let ids: BTreeSet<_> = description.operations.iter().map(|operation| operation.id.clone()).collect();
        assert_eq!(ids.len(), description.operations.len());
        for operation in &description.operations {
            assert!(operation.summary.ends_with('.'), "{}", operation.summary);
            assert!(!operation.answers.is_empty(), "{}", operation.path);
            for parameter in &operation.parameters {
                assert_ne!(parameter["description"], "", "{} {}", operation.path, parameter["name"]);
            }
        }
    }

    #[test]
    fn a_code_has_one_meaning_for_each_status() {
        let all: BTreeSet<_> = Code::ALL.iter().map(|code| (code.status().as_u16(), code.as_str())).collect();
        assert_eq!(all.len(), Code::ALL.len());
    }

    /// Whatever refers to a schema finds it.
    #[test]
    fn every_reference_leads_somewhere() {
        fn references(value: &Json, found: &mut BTreeSet<String>) {
            match value {
                Json::Object(map) => {
                    found.extend(map.get("$ref").and_then(Json::as_str).map(str::to_owned));
                    map.values().for_each(|value| references(value, found));
                }
                Json::Array(values) => values.iter().for_each(|value| references(value, found)),
                _ => {}
            }
        }
        let document = description().to_json();
        let mut found = BTreeSet::new();
        references(&document, &mut found);
        assert!(!found.is_empty());
        for reference in found {
            assert!(document.pointer(reference.trim_start_matches('#')).is_some(), "{reference}");
        }
    }
}

//! A partner's device without the browser: it asks for a credential and submits, as the client does.

use rand_core::OsRng;
use serde_json::{Map, Value as Json, json};
use survey::QuestionSet;
use survey::answers::RawAnswers;
use survey::credential::{Bytes, Credential, Evaluation, Request, SurveyKey};
use survey::question_set::Kind;
use survey::receipt::{Receipt, Secret};
use survey::validation::validate;

use crate::SURVEY;
use crate::http::{Answer, Client};

/// The API's address of a survey's resource.
pub fn api(resource: &str) -> String {
    format!("/api/v1/surveys/{SURVEY}/{resource}")
}

/// What the form page carries for the client: its `page-data`.
pub fn page_data(client: &Client, language: &str) -> Json {
    let page = client.get(&format!("/s/{SURVEY}/{language}"));
    assert_eq!(page.status, 200);
    let html = page.text();
    let after = html.split_once("id=\"page-data\"").expect("the form page has page-data").1;
    let json = after.split_once('>').unwrap().1.split_once("</script>").unwrap().0;
    serde_json::from_str(json).unwrap()
}

/// The survey's public key, as the form page tells it to everyone.
pub fn public_key(client: &Client) -> Bytes {
    serde_json::from_value(page_data(client, "en")["public_key"].clone()).unwrap()
}

/// Asks for the evaluation of a blinded element.
pub fn ask(client: &Client, token: &str, request: &Request) -> Answer {
    client.post(&api("credentials"), &json!({ "token": token, "blinded": request.blinded }))
}

/// A credential for a personal link, obtained as the client does: blind, ask, check the proof, unblind.
pub fn credential(client: &Client, token: &str) -> Credential {
    let request = Request::new(&mut OsRng).unwrap();
    let answer = ask(client, token, &request);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let evaluation: Evaluation = serde_json::from_value(answer.json()).unwrap();
    request.finish(&evaluation, &public_key(client)).expect("the proof holds for the public key of the page")
}

/// The second public key, that of marks.
pub fn mark_key(client: &Client) -> Bytes {
    serde_json::from_value(page_data(client, "en")["mark_key"].clone()).unwrap()
}

/// Sends a response with a second element and makes the mark of what comes back, as the client does.
pub fn submit_for_mark(client: &Client, sent: &Json) -> Credential {
    let request = Request::new(&mut OsRng).unwrap();
    let mut sent = sent.clone();
    sent["mark"] = json!(request.blinded);
    let results = submit(client, &[sent]);
    assert_eq!(statuses(&results), ["stored"], "{results:?}");
    mark(client, &request, &results[0])
}

/// The mark of a result, checked against the page's second key.
pub fn mark(client: &Client, request: &Request, result: &Json) -> Credential {
    let evaluation: Evaluation = serde_json::from_value(result["mark"].clone()).unwrap();
    request.finish(&evaluation, &mark_key(client)).expect("the proof holds for the second key of the page")
}

/// What tells that a link has responded.
pub fn told(token: &str, mark: &Credential) -> Json {
    json!({ "token": token, "state": "responded", "mark": mark })
}

/// Tells that a link has responded, on a mark that was made by the survey's secret key, without an answer.
pub fn tell(server: &crate::server::Server, token: &str) {
    let answer = server.client().post(&api("participation"), &told(token, &mark_of(server)));
    assert_eq!(answer.status, 204, "{}", answer.text());
}

/// A mark of the open survey that belongs to no answer, by its secret key.
pub fn mark_of(server: &crate::server::Server) -> Credential {
    made_with(&server.ledger().mark_key())
}

fn made_with(key: &SurveyKey) -> Credential {
    let request = Request::new(&mut OsRng).unwrap();
    let evaluation = key.evaluate(&mut OsRng, &request.blinded).unwrap();
    request.finish(&evaluation, &key.public_key()).expect("the key proves itself")
}

/// A credential of the open survey that belongs to no link, by the survey's secret key.
pub fn credential_of(server: &crate::server::Server) -> Credential {
    made_with(&server.ledger().survey_key())
}

/// The questionnaire of the open survey.
pub fn question_set() -> QuestionSet {
    let file = crate::server::repository("question-sets/ims-partnership-2026.json");
    serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap()
}

/// An answer to every question that is asked; the `variant` picks among the choices.
pub fn full_answers(set: &QuestionSet, variant: usize) -> RawAnswers {
    let mut raw = Map::new();
    for (_, question) in set.questions() {
        let choices = set.choices(question);
        let pick = |n: usize| choices[(variant + n) % choices.len()].code.as_str();
        let answer = match &question.kind {
            Kind::Note => continue,
            Kind::SelectOne { .. } => json!(pick(0)),
            Kind::SelectSeveral { .. } => {
                let plain =
                    choices.iter().filter(|choice| !choice.exclusive).map(|choice| choice.code.as_str());
                json!(plain.take(2).collect::<Vec<_>>())
            }
            Kind::Matrix { items, .. } => {
                items.iter().enumerate().map(|(n, item)| (item.code.to_string(), json!(pick(n)))).collect()
            }
            Kind::Rating { max, .. } => json!(max),
            Kind::Number { .. } => json!(12),
            Kind::Percentage => json!(37.5),
            Kind::Ranking { .. } => {
                json!((0..set.ranks(question)).map(pick).collect::<Vec<_>>())
            }
            Kind::Text { .. } => json!("Radio Sawt, إذاعة صوت"),
            Kind::LongText { .. } => {
                json!("نعمل مع Radio Sawt منذ سنوات.\nEt cela se passe « bien » – voilà <b>tout</b>.")
            }
            Kind::Date { .. } => json!("2023-05-31"),
        };
        raw.insert(question.code.to_string(), answer);
        if choices.iter().any(|choice| choice.other) {
            raw.insert(question.code.other_field(), json!("غير ذلك / Autre"));
        }
    }
    let validated = validate(set, &raw);
    assert_eq!(validated.faults, [], "the answers of variant {variant} are good");
    validated.answers.to_raw()
}

/// The receipt of a response, as its device makes it.
pub fn receipt(response: &Json) -> Receipt {
    let secret = response["receipt"].as_str().unwrap().parse().unwrap();
    let version = u32::try_from(response["version"].as_u64().unwrap()).unwrap();
    Receipt::of(&SURVEY.parse().unwrap(), version, &secret, response["answers"].as_object().unwrap())
}

/// A response as it goes over the wire, with a random id and what its receipt is made of.
pub fn response(answers: &RawAnswers, credential: &Credential) -> Json {
    json!({
        "id": crate::random_id(),
        "version": question_set().version,
        "language": "en",
        "answers": answers,
        "credential": credential,
        "receipt": Secret::new(&mut OsRng),
    })
}

/// Sends a batch, which is read as a whole, and returns the results.
pub fn submit(client: &Client, responses: &[Json]) -> Vec<Json> {
    let answer = client.post(&api("responses"), &json!({ "responses": responses }));
    assert_eq!(answer.status, 200, "{}", answer.text());
    let results = answer.json()["results"].as_array().expect("results").clone();
    assert_eq!(results.len(), responses.len());
    results
}

/// The status of each result.
pub fn statuses(results: &[Json]) -> Vec<&str> {
    results.iter().map(|result| result["status"].as_str().unwrap()).collect()
}

/// The codes of a result's errors, each with its question.
pub fn errors(result: &Json) -> Vec<(String, String)> {
    let text = |error: &Json, field: &str| error[field].as_str().unwrap_or_default().to_owned();
    let errors = result["errors"].as_array().into_iter().flatten();
    errors
        .map(|error| {
            assert!(!text(error, "message").is_empty(), "an error has its sentence: {error}");
            (text(error, "question"), text(error, "code"))
        })
        .collect()
}

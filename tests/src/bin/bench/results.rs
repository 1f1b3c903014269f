//! How long the results of a survey with a million responses take: full tallies of all questions, with every breakdown.
//!
//! The responses are copies of some thousand different ones, written straight into the ledger, and go with its database.

use std::time::Instant;

use serde_json::{Map, Value as Json};
use survey::QuestionSet;
use survey::answers::RawAnswers;
use survey::validation::validate;
use tests::partner::full_answers;
use tests::server::{Engine, Server, repository};
use tests::staff;

const SURVEY: &str = "ims-2024";
/// How many responses differ.
const POOL: usize = 2_000;
/// How many are written in one statement.
const LOT: usize = 100_000;

/// Prints how long it took, the processor's time and the server's memory; returns the server with these responses.
pub fn measure(name: &str, engine: Engine, responses: usize) -> Server {
    let server = Server::start_quiet(engine);
    let questions = fill(&server, engine, responses);
    let manager = staff::manager(&server);
    let before = super::cpu(&server);
    let start = Instant::now();
    let answer = manager.get(&format!("/api/v1/surveys/{SURVEY}/results"));
    let took = start.elapsed();
    let spent = super::cpu(&server) - before;
    assert_eq!(answer.status, 200, "{}", answer.text());
    let results = answer.json();
    assert_eq!(results["results"]["respondents"], responses);
    let breakdowns = results["results"]["breakdowns"].as_array().unwrap();
    assert!(breakdowns.len() == 5 && breakdowns.iter().all(|by| by["tables"].as_array().unwrap().len() > 50));
    println!(
        "{name:<12} {responses:>10} {questions:>10} {:>9.2} {:>9.2} {:>10}",
        took.as_secs_f64(),
        spent.as_secs_f64(),
        super::memory(&server, "VmHWM"),
    );
    server
}

/// Fills the closed survey; returns how many questions there are.
fn fill(server: &Server, engine: Engine, responses: usize) -> usize {
    let file = repository("question-sets/ims-partnership.json");
    let set: QuestionSet = serde_json::from_str(&std::fs::read_to_string(file).unwrap()).unwrap();
    let ledger = server.ledger();
    ledger.execute("CREATE TABLE pool (place BIGINT, answers TEXT)");
    let pool = pool(&set);
    for (lot, some) in pool.chunks(100).enumerate() {
        let rows = some.iter().enumerate().map(|(n, answers)| {
            let text = Json::Object(answers.clone()).to_string().replace('\'', "''");
            format!("({}, '{text}')", lot * 100 + n)
        });
        ledger.execute(&format!(
            "INSERT INTO pool (place, answers) VALUES {}",
            rows.collect::<Vec<_>>().join(", ")
        ));
    }
    ledger.execute(&format!("DELETE FROM response WHERE survey = '{SURVEY}'"));
    let (rounds, id) = match engine {
        Engine::Sqlite => (
            "WITH RECURSIVE round (n) AS (SELECT {from} UNION ALL SELECT n + 1 FROM round WHERE n + 1 < {to})",
            "unhex(printf('%032x', n * {pool} + place))",
        ),
        Engine::Postgres => (
            "WITH round (n) AS (SELECT * FROM generate_series({from}, {to} - 1))",
            "decode(lpad(to_hex(n * {pool} + place), 32, '0'), 'hex')",
        ),
    };
    let sql = format!(
        "{rounds} INSERT INTO response (id, survey, answers) \
         SELECT {id}, '{SURVEY}', answers || '' FROM round CROSS JOIN pool WHERE n * {{pool}} + place < {responses}"
    );
    let (all, step) = (responses.div_ceil(POOL), LOT / POOL);
    for from in (0..all).step_by(step) {
        let to = (from + step).min(all);
        let sql = sql.replace("{from}", &from.to_string()).replace("{to}", &to.to_string());
        ledger.execute(&sql.replace("{pool}", &POOL.to_string()));
    }
    // As a database is that has served for a while: its planner knows how much there is.
    ledger.execute("ANALYZE");
    set.questions().filter(|(_, question)| question.kind.name() != "note").count()
}

/// Responses whose answers are each taken from another one of sixty.
fn pool(set: &QuestionSet) -> Vec<RawAnswers> {
    let variants: Vec<RawAnswers> = (0..60).map(|variant| full_answers(set, variant)).collect();
    let mut dice = 1_u64;
    let mut below = |end: usize| {
        dice = dice.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(dice >> 33).unwrap() % end
    };
    (0..POOL)
        .map(|_| {
            let mut raw = Map::new();
            for (_, question) in set.questions() {
                for key in [question.code.to_string(), question.code.other_field()] {
                    if let Some(answer) = variants[below(variants.len())].get(&key) {
                        raw.insert(key, answer.clone());
                    }
                }
            }
            validate(set, &raw).answers.to_raw()
        })
        .collect()
}

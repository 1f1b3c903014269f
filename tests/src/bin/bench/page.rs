//! How long the manager's page of a survey with 10,000 partners takes at the server.

use std::time::{Duration, Instant};

use tests::server::{Engine, Server};
use tests::{SURVEY, random_id, staff};

const PAGE: &str = "/staff/surveys/ims-2026";
const PARTNERS: i64 = 10_000;
const LOOKS: usize = 100;

/// Prints the median and the 99th percentile of looks at the page, one after another.
pub fn measure(name: &str, engine: Engine) {
    let server = Server::start_quiet(engine);
    fill(&server, engine);
    let manager = staff::manager(&server);
    let mut times: Vec<Duration> = (0..LOOKS)
        .map(|_| {
            let start = Instant::now();
            let answer = manager.get(PAGE);
            let took = start.elapsed();
            assert_eq!(answer.status, 200, "{}", answer.text());
            took
        })
        .collect();
    times.sort();
    let at = |share: f64| times[((LOOKS - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!("{name:<12} {:>9.1} {:>9.1} {:>9.1}", at(0.5), at(0.99), at(1.0));
}

/// Copies the demo's partners until there are as many, invites them all, and has two reminders sent to each.
fn fill(server: &Server, engine: Engine) {
    let ledger = server.ledger();
    let bytes = || {
        let id = random_id().simple().to_string();
        if engine == Engine::Sqlite { format!("x'{id}'") } else { format!("'\\x{id}'") }
    };
    let count = || ledger.number("SELECT count(*) FROM partner");
    let demo = count();
    for copy in 0.. {
        if count() + demo > PARTNERS {
            break;
        }
        ledger.execute(&format!(
            "INSERT INTO partner (key, name, region, country, programme, type, language, manager, active) \
             SELECT key || '.{copy}', name || ' {copy}', region, country, programme, type, language, manager, active \
             FROM partner WHERE key NOT LIKE '%.%'"
        ));
    }
    let states = ["invited", "opened", "responded", "invited", "responded", "declined", "invited", "bounced"];
    let keys = ledger.texts("SELECT key FROM partner WHERE key LIKE '%.%'");
    for (n, keys) in keys.chunks(500).enumerate() {
        let (mut invitations, mut messages) = (Vec::new(), Vec::new());
        for (m, key) in keys.iter().enumerate() {
            let (id, token) = (bytes(), random_id().simple().to_string());
            let state = states[(n + m) % states.len()];
            let day = if state == "responded" { "'2026-01-01'" } else { "NULL" };
            invitations.push(format!("({id}, '{SURVEY}', '{key}', '{token}', '{state}', {day})"));
            for _ in 0..2 {
                let one = format!(
                    "({}, '{SURVEY}', {id}, 'reminder', 'en', 'a@b.example', 'sent', 1, 0, 1)",
                    bytes()
                );
                messages.push(one);
            }
        }
        ledger.execute(&format!(
            "INSERT INTO invitation (id, survey, partner, token, state, responded_on) VALUES {}",
            invitations.join(", ")
        ));
        ledger.execute(&format!(
            "INSERT INTO message (id, survey, invitation, kind, language, address, state, attempts, next_at, sent_at) VALUES {}",
            messages.join(", ")
        ));
    }
}

//! How many responses a second go into each database over HTTP, how many credentials a second one core issues and checks,
//! how long the manager's page and the report take, and how long the results of a million responses.
//!
//! Single responses of the real questionnaire, each with a credential of its own, are posted over many connections to
//! the server as it is shipped. Every answer is looked at: anything but `stored` ends the measurement. The generator runs
//! on the same machine, so it is as cheap as it can be: bodies are made beforehand, connections stay open.

#![allow(clippy::unwrap_used, reason = "a benchmark that can't go on says so by panicking")]

mod page;
mod report;
mod results;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use rand_core::OsRng;
use survey::credential::{Credential, Request, SurveyKey};
use tests::partner::{api, full_answers, question_set, response};
use tests::server::{Engine, Server};

struct Options {
    connections: usize,
    responses: usize,
    /// How many responses there are results of.
    results: usize,
    /// How often the report is looked at.
    looks: usize,
    /// What is measured.
    what: What,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum What {
    Everything,
    /// The results of many responses alone.
    Results,
    /// The report alone.
    Report,
}

fn main() {
    let options = options();
    if let Ok(address) = std::env::var("SAWT_BENCH_POSTGRES") {
        // The harness makes its databases in the cluster of this name.
        tests::server::use_postgres(&address);
    }
    let mut engines = vec![("SQLite", Engine::Sqlite)];
    if tests::server::has_postgres() {
        engines.push(("PostgreSQL", Engine::Postgres));
    } else {
        eprintln!("SAWT_BENCH_POSTGRES is not set, so PostgreSQL is left out");
    }
    if options.what == What::Everything {
        measure_answering(&engines, &options);
    }
    if options.what != What::Results {
        report::heading();
        for (name, engine) in &engines {
            report::measure(name, *engine, options.looks);
        }
    }
    println!("results with all breakdowns (at most 10 s and 300 MB)");
    println!(
        "{:<12} {:>10} {:>10} {:>9} {:>9} {:>10}",
        "database", "responses", "questions", "s", "CPU s", "peak MB"
    );
    let filled: Vec<_> = engines
        .into_iter()
        .map(|(name, engine)| (name, results::measure(name, engine, options.results)))
        .collect();
    if options.what == What::Results {
        return;
    }
    report::heading();
    for (name, server) in filled {
        report::measure_large(name, &server, options.results, options.looks);
    }
}

fn measure_answering(engines: &[(&str, Engine)], options: &Options) {
    measure_credentials();
    println!("{} responses over {} connections, single", options.responses, options.connections);
    println!(
        "{:<12} {:>12} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9} {:>10}",
        "database", "responses/s", "CPU µs", "moved s", "p50 ms", "p99 ms", "max ms", "idle MB", "peak MB"
    );
    for (name, engine) in engines {
        measure(name, *engine, options);
    }
    println!("the manager's page of a survey with 10,000 partners");
    println!("{:<12} {:>9} {:>9} {:>9}", "database", "p50 ms", "p99 ms", "max ms");
    for (name, engine) in engines {
        page::measure(name, *engine);
    }
}

fn options() -> Options {
    let mut options = Options {
        connections: 64,
        responses: 40_000,
        results: 1_000_000,
        looks: 300,
        what: What::Everything,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().and_then(|value| value.parse().ok());
        match (name.as_str(), value) {
            ("--connections", Some(value)) => options.connections = value,
            ("--responses", Some(value)) => options.responses = value,
            ("--results", Some(value)) => options.results = value,
            ("--looks", Some(value)) => options.looks = value,
            ("--only-results", Some(value)) => (options.results, options.what) = (value, What::Results),
            ("--only-report", Some(value)) => (options.results, options.what) = (value, What::Report),
            _ => panic!(
                "bench [--connections 64] [--responses 40000] [--looks 300] \
                 [--results 1000000 | --only-results 1000000 | --only-report 1000000]"
            ),
        }
    }
    options
}

fn measure(name: &str, engine: Engine, options: &Options) {
    let server = Server::start_quiet(engine);
    let idle = memory(&server, "VmRSS");
    let requests = prepare(&server.ledger().survey_key(), server.address(), options.responses);
    let before = server.ledger().responses();
    let spent = cpu(&server);
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    let mut latencies: Vec<Duration> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..options.connections)
            .map(|_| scope.spawn(|| post_all(server.address(), &requests, &next)))
            .collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap()).collect()
    });
    let took = start.elapsed();
    let spent = cpu(&server) - spent;
    let stored = server.ledger().responses() - before;
    assert_eq!(usize::try_from(stored).unwrap(), options.responses, "all are in the database");
    // They were sealed into the inbox; the mover takes them into the ledger meanwhile and goes on afterwards.
    // Of each size a few stay behind until the survey ends.
    let ledger = server.ledger();
    while ledger.number("SELECT count(*) FROM response_inbox") >= 40 {
        std::thread::sleep(Duration::from_millis(50));
    }
    let moved = start.elapsed();
    latencies.sort();
    let at = |share: f64| latencies[((latencies.len() - 1) as f64 * share) as usize].as_secs_f64() * 1000.0;
    println!(
        "{name:<12} {:>12.0} {:>9.0} {:>9.1} {:>9.2} {:>9.2} {:>9.2} {idle:>9} {:>10}",
        options.responses as f64 / took.as_secs_f64(),
        spent.as_secs_f64() * 1e6 / options.responses as f64,
        moved.as_secs_f64(),
        at(0.5),
        at(0.99),
        at(1.0),
        memory(&server, "VmHWM"),
    );
}

/// Issues and checks credentials in this one thread, as the server does for each request.
fn measure_credentials() {
    const COUNT: usize = 10_000;
    let key = SurveyKey::generate(&mut OsRng).unwrap();
    let requests: Vec<Request> = (0..COUNT).map(|_| Request::new(&mut OsRng).unwrap()).collect();
    let start = Instant::now();
    let evaluations: Vec<_> =
        requests.iter().map(|request| key.evaluate(&mut OsRng, &request.blinded).unwrap()).collect();
    let issued = COUNT as f64 / start.elapsed().as_secs_f64();
    let credentials: Vec<Credential> = requests
        .iter()
        .zip(&evaluations)
        .map(|(request, evaluation)| request.finish(evaluation, &key.public_key()).unwrap())
        .collect();
    let start = Instant::now();
    assert!(credentials.iter().all(|credential| key.accepts(credential)));
    let checked = COUNT as f64 / start.elapsed().as_secs_f64();
    println!(
        "credentials on one core: {issued:.0} issued a second (at least 4,000), {checked:.0} checked (at least 15,000)"
    );
}

/// Whole HTTP requests, each with a genuine credential, made on all cores.
fn prepare(key: &SurveyKey, address: SocketAddr, count: usize) -> Vec<Vec<u8>> {
    let set = question_set();
    let answers: Vec<_> = (0..16).map(|variant| full_answers(&set, variant)).collect();
    let threads = std::thread::available_parallelism().map_or(2, usize::from);
    std::thread::scope(|scope| {
        let makers: Vec<_> = (0..threads)
            .map(|thread| {
                let answers = &answers;
                scope.spawn(move || {
                    (thread..count)
                        .step_by(threads)
                        .map(|n| {
                            let mut one = response(&answers[n % answers.len()], &credential(key));
                            // As a client does, so that each is evaluated for a mark.
                            one["mark"] = serde_json::json!(Request::new(&mut OsRng).unwrap().blinded);
                            let body = format!("{{\"responses\":[{one}]}}");
                            format!(
                                "POST {} HTTP/1.1\r\nhost: {address}\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
                                api("responses"),
                                body.len(),
                            )
                            .into_bytes()
                        })
                        .collect::<Vec<_>>()
                })
            })
            .collect();
        makers.into_iter().flat_map(|maker| maker.join().unwrap()).collect()
    })
}

/// A credential by both sides of the protocol, without the way over HTTP, which is not what is measured.
fn credential(key: &SurveyKey) -> Credential {
    let request = Request::new(&mut OsRng).unwrap();
    let evaluation = key.evaluate(&mut OsRng, &request.blinded).unwrap();
    request.finish(&evaluation, &key.public_key()).unwrap()
}

/// Posts request after request over one connection, until there are no more; returns how long each took.
fn post_all(address: SocketAddr, requests: &[Vec<u8>], next: &AtomicUsize) -> Vec<Duration> {
    let connection = TcpStream::connect(address).unwrap();
    connection.set_nodelay(true).unwrap();
    let mut writer = connection.try_clone().unwrap();
    let mut reader = BufReader::new(connection);
    let (mut line, mut body) = (String::new(), Vec::new());
    let mut latencies = Vec::new();
    while let Some(request) = requests.get(next.fetch_add(1, Ordering::Relaxed)) {
        let start = Instant::now();
        writer.write_all(request).unwrap();
        let mut length = 0;
        let mut status = String::new();
        loop {
            line.clear();
            reader.read_line(&mut line).unwrap();
            let header = line.trim_end();
            if header.is_empty() {
                break;
            }
            if status.is_empty() {
                header.clone_into(&mut status);
            } else if let Some((name, value)) = header.split_once(':')
                && name.eq_ignore_ascii_case("content-length")
            {
                length = value.trim().parse().unwrap();
            }
        }
        body.resize(length, 0);
        reader.read_exact(&mut body).unwrap();
        latencies.push(start.elapsed());
        let stored = body.windows(17).any(|part| part == b"\"status\":\"stored\"");
        assert!(stored, "{status}: {}", String::from_utf8_lossy(&body));
    }
    latencies
}

/// The time that the server's threads have spent on the processors, in user and kernel mode.
fn cpu(server: &Server) -> Duration {
    let stat =
        std::fs::read_to_string(format!("/proc/{}/stat", server.process_id().unwrap())).unwrap_or_default();
    // After the name in parentheses; Linux counts in hundredths of a second.
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks: u64 = [11, 12].iter().filter_map(|&n| fields.get(n)?.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

/// The server's memory in megabytes: `VmRSS` now, `VmHWM` at its highest.
fn memory(server: &Server, field: &str) -> u64 {
    let status =
        std::fs::read_to_string(format!("/proc/{}/status", server.process_id().unwrap())).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(&format!("{field}:")));
    line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

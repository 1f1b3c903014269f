//! How long the page of a report takes at the server: the draft, which is made of the ledger at each look, and a published
//! version, which is read as it was kept.

use std::time::{Duration, Instant};

use tests::http::Client;
use tests::server::{Engine, Server};
use tests::staff;

const PAGE: &str = "/staff/surveys/ims-2024/report";

/// Says what [`measure`] prints.
pub fn heading() {
    println!("the report's page (each at most 50 ms)");
    println!(
        "{:<12} {:>10} {:>10} {:>10} {:>12} {:>12} {:>9}",
        "database", "responses", "draft p50", "draft p95", "version p50", "version p95", "page KB"
    );
}

/// Prints median and 95th percentile of so many looks at the report of the demo's closed survey, draft and version, one after
/// another over one connection.
pub fn measure(name: &str, engine: Engine, looks: usize) {
    let server = Server::start_quiet(engine);
    let manager = staff::manager(&server);
    let draft = Looks::at(&manager, PAGE, looks);
    let version = Looks::at(&manager, &publish(&manager), looks);
    println!("{name:<12} {:>10} {draft} {version} {:>9}", 49, version.size / 1024);
}

/// The same of a survey with very many responses. Its draft is looked at once: each look counts all of them.
pub fn measure_large(name: &str, server: &Server, responses: usize, looks: usize) {
    let manager = staff::manager(server).patient();
    let draft = Looks::at(&manager, PAGE, 1);
    let version = Looks::at(&manager, &publish(&manager), looks);
    println!(
        "{name:<12} {responses:>10} {draft} {version} {:>9}   the draft once; peak {} MB",
        version.size / 1024,
        super::memory(server, "VmHWM")
    );
}

/// Publishes the report, and returns the address of the version.
fn publish(manager: &Client) -> String {
    let page = manager.get(PAGE).text();
    let hidden = |name: &str| {
        let value = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
        (name.to_owned(), value.split('"').next().unwrap().to_owned())
    };
    let fields = ["csrf", "revision", "responses"].map(hidden);
    let answer = manager.post_form(&format!("{PAGE}/publish"), &fields);
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").to_owned()
}

/// How long looks at a page took, in their order of length, and how large it is.
struct Looks {
    times: Vec<Duration>,
    size: usize,
}

impl Looks {
    fn at(client: &Client, path: &str, count: usize) -> Self {
        let mut size = 0;
        let mut times: Vec<Duration> = (0..count)
            .map(|_| {
                let start = Instant::now();
                let answer = client.get(path);
                let took = start.elapsed();
                assert_eq!(answer.status, 200, "{}", answer.text());
                assert!(answer.text().contains("class=\"report\""), "{path} shows a report");
                size = answer.body.len();
                took
            })
            .collect();
        times.sort();
        Self { times, size }
    }

    fn at_share(&self, share: f64) -> f64 {
        self.times[((self.times.len() - 1) as f64 * share).ceil() as usize].as_secs_f64() * 1000.0
    }
}

impl std::fmt::Display for Looks {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:>10.1} {:>10.1}", self.at_share(0.5), self.at_share(0.95))
    }
}

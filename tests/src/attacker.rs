//! What someone can do who has every byte of the database: copies of its files, its log of writes, every row.
//!
//! A [`Copy`] is taken as an attacker would take a backup: SQLite's file and write-ahead log as they lie on the disk;
//! PostgreSQL's pages with whatever dead rows are in them, and its log of writes since the copy before.

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use memchr::memmem;
use sha2::{Digest as _, Sha256};

use crate::ledger::Ledger;
use crate::server::Server;
use crate::wait::until;

/// Bytes of the database with the name of where they lie.
pub type Copy = Vec<(&'static str, Vec<u8>)>;

/// The tables that know of answers; every other may know of partners.
const RESPONSE_SIDE: [&str; 3] = ["response", "response_inbox", "spent_nonce"];

/// What is published word for word: whoever reads the report has it, and can look for it in the ledger.
const PUBLISHED: (&str, &str) = ("open_answer", "written");

/// PostgreSQL's page, and how much of its write-ahead log is in one file.
const PAGE: i64 = 8 * 1024;
const SEGMENT: i64 = 16 * 1024 * 1024;

/// An attacker with the database in hand.
pub struct Attacker {
    /// The database.
    pub ledger: Ledger,
    sqlite: Option<String>,
    /// Up to where PostgreSQL's write-ahead log was read.
    read_to: Cell<i64>,
    slot: Option<String>,
}

impl Attacker {
    /// Gets at a server's database.
    pub fn of(server: &Server) -> Self {
        let ledger = server.ledger();
        let sqlite = server.database_url.strip_prefix("sqlite:").map(str::to_owned);
        if sqlite.is_some() {
            return Self { ledger, sqlite, read_to: Cell::new(0), slot: None };
        }
        ledger.execute("CREATE EXTENSION IF NOT EXISTS pageinspect");
        // Keeps the log of writes from being thrown away between two copies.
        let slot = server.database_url.rsplit('/').next().unwrap().to_owned();
        ledger.texts(&format!(
            "SELECT slot_name::text FROM pg_create_physical_replication_slot('{slot}', true)"
        ));
        let attacker = Self { ledger, sqlite, read_to: Cell::new(0), slot: Some(slot) };
        attacker.read_to.set(attacker.written());
        attacker
    }

    /// Whether it is a SQLite file.
    pub fn is_sqlite(&self) -> bool {
        self.sqlite.is_some()
    }

    /// Takes a copy of everything.
    pub fn copy(&self) -> Copy {
        if let Some(path) = &self.sqlite {
            let read = |path: &str| std::fs::read(path).unwrap_or_default();
            return vec![("file", read(path)), ("write-ahead log", read(&format!("{path}-wal")))];
        }
        let pages = self.ledger.bytes(
            "SELECT get_raw_page(c.oid::regclass::text, block::int) FROM pg_class c \
             JOIN pg_namespace n ON n.oid = c.relnamespace, \
             generate_series(0, pg_relation_size(c.oid) / 8192 - 1) block \
             WHERE c.relkind IN ('r', 'i', 't') AND (n.nspname = 'public' OR c.oid IN \
             (SELECT unnest(ARRAY[t.reltoastrelid, i.indexrelid]) FROM pg_class t JOIN pg_namespace tn \
             ON tn.oid = t.relnamespace LEFT JOIN pg_index i ON i.indrelid = t.reltoastrelid WHERE tn.nspname = 'public')) \
             ORDER BY c.oid, block",
        );
        vec![("pages", pages.concat()), ("write-ahead log", self.log_of_writes())]
    }

    fn written(&self) -> i64 {
        self.ledger.number("SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint")
    }

    /// What was written since it was last asked, without the headers of the log's own pages.
    fn log_of_writes(&self) -> Vec<u8> {
        let end = self.written();
        until("the log of writes is on disk", || {
            let flushed = self.ledger.number("SELECT (pg_current_wal_flush_lsn() - '0/0')::bigint");
            (flushed >= end).then_some(())
        });
        let mut log = Vec::new();
        let mut from = self.read_to.replace(end) / PAGE * PAGE;
        while from < end {
            let offset = from % SEGMENT;
            let length = (SEGMENT - offset).min(end - from);
            let read = self.ledger.bytes(&format!(
                "SELECT pg_read_binary_file('pg_wal/' || pg_walfile_name('0/0'::pg_lsn + {}), {offset}, {length})",
                from + 1
            ));
            for (n, page) in read[0].chunks(PAGE as usize).enumerate() {
                let header = if offset == 0 && n == 0 { 40 } else { 24 };
                log.extend_from_slice(page.get(header..).unwrap_or_default());
            }
            from += length;
        }
        log
    }

    /// All values of the database by table and column; bytes in hexadecimal.
    pub fn values(&self) -> BTreeMap<(String, String), Vec<String>> {
        let tables = if self.is_sqlite() {
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_sqlx%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'"
        } else {
            "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE '\\_sqlx%'"
        };
        let mut values = BTreeMap::new();
        for table in self.ledger.texts(tables) {
            let columns = if self.is_sqlite() {
                format!("SELECT name FROM pragma_table_info('{table}')")
            } else {
                format!(
                    "SELECT column_name::text FROM information_schema.columns WHERE table_name = '{table}' AND table_schema = 'public'"
                )
            };
            for column in self.ledger.texts(&columns) {
                let value = if self.is_sqlite() {
                    format!(
                        "CASE typeof({column}) WHEN 'blob' THEN lower(hex({column})) ELSE CAST({column} AS TEXT) END"
                    )
                } else {
                    format!(
                        "CASE pg_typeof({column})::text WHEN 'bytea' THEN substr({column}::text, 3) ELSE {column}::text END"
                    )
                };
                let found = self.ledger.texts(&format!("SELECT coalesce({value}, '') FROM {table}"));
                values.insert((table.clone(), column), found);
            }
        }
        values
    }

    /// Values that stand on the side of the partners for fewer than five of them, and, as they are or hashed, on the
    /// side of the answers too.
    pub fn joins(&self) -> Vec<String> {
        let values = self.values();
        let is_response = |table: &str| RESPONSE_SIDE.contains(&table);
        let said: String = values
            .iter()
            .filter(|((table, _), _)| is_response(table))
            // One day for all that waits tells nothing of one: it is the day on which everything was sealed anew.
            .filter(|((table, column), values)| {
                (table.as_str(), column.as_str()) != ("response_inbox", "day")
                    || values.iter().any(|day| *day != values[0])
            })
            .flat_map(|(_, values)| values)
            .map(|value| format!("{value}\n"))
            .collect();
        // What a partner says of itself in the questionnaire's own words, such as its region, is an answer and no key.
        let asked = self.ledger.texts("SELECT content FROM question_set_version").concat();
        let mut joins = BTreeSet::new();
        let is_published = |table: &str, column: &str| (table, column) == PUBLISHED;
        let others =
            values.iter().filter(|((table, column), _)| !is_response(table) && !is_published(table, column));
        for ((table, column), values) in others {
            let mut times: BTreeMap<&str, usize> = BTreeMap::new();
            for value in values {
                *times.entry(value).or_default() += 1;
            }
            // The surveys' own codes are the same for everyone; short words are in every text.
            for (value, _) in times.iter().filter(|(value, times)| **times < 5 && value.len() >= 9) {
                let mut forms = vec![(*value).to_owned()];
                for bytes in
                    [Some(value.as_bytes().to_vec()), unhex(value), URL_SAFE_NO_PAD.decode(value).ok()]
                {
                    let Some(bytes) = bytes else { continue };
                    let hash = Sha256::digest(&bytes);
                    forms.extend([hex(&bytes), hex(&hash), URL_SAFE_NO_PAD.encode(hash)]);
                }
                if !holds(&asked, &format!("\"{value}\"")) && forms.iter().any(|form| holds(&said, form)) {
                    joins.insert(format!("{table}.{column}: {value}"));
                }
            }
        }
        joins.into_iter().collect()
    }
}

impl Drop for Attacker {
    fn drop(&mut self) {
        if let Some(slot) = &self.slot {
            self.ledger.execute(&format!("SELECT pg_drop_replication_slot('{slot}')"));
        }
    }
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> =
        text.chars().map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok())).collect();
    digits.filter(|d| d.len() % 2 == 0).map(|d| d.chunks(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

/// Whether the words are in a text: long texts and many words, for which the standard library's own way takes long unoptimised.
fn holds(text: &str, words: &str) -> bool {
    memmem::find(text.as_bytes(), words.as_bytes()).is_some()
}

/// Where each needle lies in the bytes, first to last.
pub fn places(bytes: &[u8], needles: &[Vec<u8>]) -> Vec<Vec<usize>> {
    needles.iter().map(|needle| memmem::find_iter(bytes, needle).collect()).collect()
}

/// Orders of a group by something, each with a name: `order[n]` is what the n-th member is sorted by.
pub type Orders = BTreeMap<String, Vec<u128>>;

/// The orders in which needles lie in a copy: by the first place and by the last one. Only where all of them are found.
pub fn orders_in(copy: &Copy, needles: &[Vec<u8>]) -> Orders {
    let mut orders = Orders::new();
    for (name, bytes) in copy {
        let places = places(bytes, needles);
        if places.iter().all(|places| !places.is_empty()) {
            orders.insert(format!("first in the {name}"), places.iter().map(|p| p[0] as u128).collect());
            let last = places.iter().map(|p| p[p.len() - 1] as u128).collect();
            orders.insert(format!("last in the {name}"), last);
        }
    }
    orders
}

/// How well the order of the one side tells the order of the other: right guesses, pairs in opposite order, and pairs.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Score {
    right: usize,
    opposite: usize,
    pairs: usize,
}

fn score(one: &[u128], other: &[u128]) -> Score {
    let rank = |order: &[u128], n: usize| order.iter().filter(|value| **value < order[n]).count();
    let mut score = Score::default();
    for a in 0..one.len() {
        score.right += usize::from(rank(one, a) == rank(other, a));
        for b in 0..a {
            score.pairs += 1;
            score.opposite += usize::from((one[a] < one[b]) != (other[a] < other[b]));
        }
    }
    score
}

/// A group as the attacker sees it: orders of its responses and orders of its partners, both listed in the true order,
/// which only the test knows.
pub struct Group {
    /// What its responses can be sorted by.
    pub responses: Orders,
    /// What its partners can be sorted by.
    pub partners: Orders,
}

/// Guesses the n-th response of each group to be the n-th partner's, by every pair of orders, and returns the pairs that
/// do better than chance. For five groups of five, chance passes for a link at any one pair once in ten million times:
/// of 25 guesses 5 are right on average and 21 never are; of 50 pairs 25 stand in one order, and never all but two.
pub fn better_than_chance(groups: &[Group]) -> Vec<String> {
    assert!(groups.len() == 5, "the bounds are reckoned for five groups of five");
    let mut links = Vec::new();
    for response in groups[0].responses.keys() {
        for partner in groups[0].partners.keys() {
            let scores: Option<Vec<Score>> = groups
                .iter()
                .map(|group| Some(score(group.responses.get(response)?, group.partners.get(partner)?)))
                .collect();
            let Some(scores) = scores else { continue };
            let right: usize = scores.iter().map(|score| score.right).sum();
            let opposite: usize = scores.iter().map(|score| score.opposite).sum();
            let pairs: usize = scores.iter().map(|score| score.pairs).sum();
            if right >= 21 || opposite <= 2 || opposite >= pairs - 2 {
                links.push(format!("{response} / {partner}: {right} right, {opposite} of {pairs} opposite"));
            }
        }
    }
    links
}

/// The lines of a log that hold one of these secrets.
pub fn lines_with<'a>(log: &'a str, secrets: &[String]) -> Vec<&'a str> {
    log.lines().filter(|line| secrets.iter().any(|secret| holds(line, secret))).collect()
}

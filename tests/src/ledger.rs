//! A look into the database, behind the server's back.

use std::str::FromStr as _;
use std::sync::OnceLock;

use serde_json::Value as Json;
use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::{AnyPool, AssertSqlSafe, Row as _};
use survey::credential::SurveyKey;
use tokio::runtime::Runtime;

use crate::sealed::KeyFile;

/// A connection to a database, and the key to what waits in it.
pub struct Ledger(AnyPool, Option<KeyFile>);

/// A stored response. Two are the same if they say the same: nothing else of one is kept from place to place.
#[derive(Debug, Clone)]
pub struct Stored {
    /// The version of the question set, while it waits.
    pub version: Option<u32>,
    /// Its answers.
    pub answers: Json,
}

impl PartialEq for Stored {
    fn eq(&self, other: &Self) -> bool {
        self.answers == other.answers
    }
}

fn runtime() -> &'static Runtime {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    RUNTIME.get_or_init(|| {
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap()
    })
}

impl Ledger {
    /// Connects.
    pub fn open(address: &str) -> Self {
        install_default_drivers();
        let options = AnyConnectOptions::from_str(address).unwrap();
        Self(
            runtime().block_on(async {
                // One connection, made when it is needed: SQLite's file may be written by the server at the same time.
                AnyPoolOptions::new().max_connections(1).connect_with(options).await.unwrap()
            }),
            None,
        )
    }

    /// The same with the server's key, so that responses can be read that still wait in the inbox.
    pub fn with_key(mut self, key: KeyFile) -> Self {
        self.1 = Some(key);
        self
    }

    /// Runs a statement.
    pub fn execute(&self, sql: &str) {
        runtime().block_on(async {
            sqlx::query(AssertSqlSafe(sql.to_owned()))
                .execute(&self.0)
                .await
                .unwrap_or_else(|e| panic!("{sql}: {e}"));
        });
    }

    /// The only number that a query gives.
    pub fn number(&self, sql: &str) -> i64 {
        runtime().block_on(async {
            let row = sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_one(&self.0).await;
            row.unwrap_or_else(|e| panic!("{sql}: {e}")).get(0)
        })
    }

    /// The first column of a query, as text.
    pub fn texts(&self, sql: &str) -> Vec<String> {
        runtime().block_on(async {
            let rows = sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_all(&self.0).await;
            rows.unwrap_or_else(|e| panic!("{sql}: {e}")).iter().map(|row| row.get(0)).collect()
        })
    }

    /// The first column of a query, as bytes.
    pub fn bytes(&self, sql: &str) -> Vec<Vec<u8>> {
        runtime().block_on(async {
            let rows = sqlx::query(AssertSqlSafe(sql.to_owned())).fetch_all(&self.0).await;
            rows.unwrap_or_else(|e| panic!("{sql}: {e}")).iter().map(|row| row.get(0)).collect()
        })
    }

    /// How many responses the open survey has, in the inbox and in the ledger.
    pub fn responses(&self) -> i64 {
        let count =
            |table: &str| format!("(SELECT count(*) FROM {table} WHERE survey = '{}')", crate::SURVEY);
        self.number(&format!("SELECT {} + {}", count("response"), count("response_inbox")))
    }

    /// All responses of the open survey, in the inbox and in the ledger.
    pub fn all_responses(&self) -> Vec<Stored> {
        // What is moved meanwhile is not where it was looked for: then it is looked for again.
        loop {
            let moved = self.moved_responses();
            let mut all = self.waiting_responses();
            if self.moved_responses().len() == moved.len() {
                all.extend(moved);
                all.sort_by_key(|stored| stored.answers.to_string());
                return all;
            }
        }
    }

    /// The responses of the open survey that were stored since these were all.
    pub fn added(&self, before: &[Stored]) -> Vec<Stored> {
        let mut added = self.all_responses();
        for known in before {
            if let Some(place) = added.iter().position(|stored| stored == known) {
                added.remove(place);
            }
        }
        added
    }

    /// The responses of the open survey that wait in the inbox.
    pub fn waiting_responses(&self) -> Vec<Stored> {
        let rows = runtime().block_on(async {
            sqlx::query("SELECT key, day, sealed FROM response_inbox WHERE survey = $1")
                .bind(crate::SURVEY)
                .fetch_all(&self.0)
                .await
                .unwrap()
        });
        let key = self.1.as_ref().expect("the ledger was opened with its key");
        rows.iter()
            .map(|row| {
                let (of, day, sealed): (Vec<u8>, String, Vec<u8>) = (row.get(0), row.get(1), row.get(2));
                let found = key.open(crate::SURVEY, &of, &day, &sealed).expect("the row opens");
                Stored { version: Some(found.version), answers: found.answers }
            })
            .collect()
    }

    /// The responses of the open survey that were moved into the ledger.
    pub fn moved_responses(&self) -> Vec<Stored> {
        runtime().block_on(async {
            sqlx::query("SELECT answers FROM response WHERE survey = $1 ORDER BY id")
                .bind(crate::SURVEY)
                .fetch_all(&self.0)
                .await
                .unwrap()
                .iter()
                .map(|row| Stored {
                    version: None,
                    answers: serde_json::from_str(&row.get::<String, _>(0)).unwrap(),
                })
                .collect()
        })
    }

    /// The state of the invitation with this link.
    pub fn invitation_state(&self, token: &str) -> String {
        self.texts(&format!("SELECT state FROM participation WHERE token = '{token}'"))
            .pop()
            .unwrap_or_default()
    }

    /// Links of the open survey that nobody has used.
    pub fn unused_tokens(&self) -> Vec<String> {
        self.texts(&format!(
            "SELECT token FROM participation WHERE survey = '{}' AND state = 'invited' ORDER BY partner",
            crate::SURVEY
        ))
    }

    /// Lets a survey have ended long ago, whatever still waits.
    pub fn end(&self, survey: &str) {
        self.execute(&format!(
            "UPDATE survey SET state = 'closed', closed_on = '2025-01-31' WHERE code = '{survey}'"
        ));
    }

    /// The key of the open survey.
    pub fn survey_key(&self) -> SurveyKey {
        self.key("credential_key")
    }

    /// The second key of the open survey.
    pub fn mark_key(&self) -> SurveyKey {
        self.key("mark_key")
    }

    fn key(&self, column: &str) -> SurveyKey {
        let keys = self.bytes(&format!("SELECT {column} FROM survey WHERE code = '{}'", crate::SURVEY));
        SurveyKey::from_bytes(&keys[0]).unwrap()
    }
}

impl Drop for Ledger {
    fn drop(&mut self) {
        runtime().block_on(self.0.close());
    }
}

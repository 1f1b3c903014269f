//! All SQL of the service. One file a table family; one query one function; the same text for SQLite and PostgreSQL.
//!
//! The store never renders and knows no HTTP. Times and random values come in as arguments.

pub mod account_mail;
pub mod accounts;
pub mod api_tokens;
pub mod audit;
pub mod demo_history;
pub mod drafts;
pub mod earlier;
pub mod figures;
pub mod follow_ups;
pub mod following;
pub mod group_commit;
pub mod inbox;
pub mod invitations;
pub mod invited;
pub mod known_browsers;
pub mod known_links;
pub mod log_in_attempts;
pub mod lost;
pub mod mail_hold;
pub mod marks;
pub mod message_texts;
pub mod messages;
pub mod open_answers;
pub mod partners;
pub mod proposals;
pub mod public_links;
pub mod question_sets;
pub mod receipts;
pub mod report_links;
pub mod reports;
pub mod responses;
pub mod results;
pub mod rounds;
pub mod second_factors;
pub mod sessions;
pub mod staff;
pub mod survey_events;
pub mod survey_versions;
pub mod surveys;
pub mod suspensions;
pub mod told_changes;
pub mod translations;
pub mod waves;
pub mod withdrawals;
mod writer;

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers};
use sqlx::migrate::Migrator;
use sqlx::{AnyPool, AssertSqlSafe, ConnectOptions, Executor};

pub use self::writer::Tx;
use self::writer::WriterRecord;

use crate::private;

static SQLITE: Migrator = sqlx::migrate!("../migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("../migrations/postgres");

/// FULL: an acknowledged response survives a power cut. secure_delete: deleted rows leave nothing. temp_store: nothing is
/// sorted in a file that stays behind.
const SQLITE_SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 10000; \
    PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;";
const FOR_READING: &str = "PRAGMA query_only = ON;";
/// In KiB, when negative.
const FOR_WRITING: &str = "PRAGMA cache_size = -16384;";
const SQLITE_READERS: u32 = 5;
const POSTGRES_CONNECTIONS: u32 = 10;

/// Which database is behind the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// An embedded SQLite file: one server.
    Sqlite,
    /// PostgreSQL, or an engine that speaks its protocol: any number of servers.
    Postgres,
}

/// Why the store could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database refused or could not be reached: try again later.
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    /// The migrations could not be applied: the database belongs to another version of Sawt.
    #[error("the database could not be migrated: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// The address names no database that Sawt knows.
    #[error("“{0}” is not a database address: sqlite:PATH or postgres://USER@HOST/NAME")]
    Address(String),
    /// A row holds what the domain does not accept: the database was changed by something else.
    #[error("{table} holds something unreadable: {problem}")]
    Unreadable {
        /// The table.
        table: &'static str,
        /// What is wrong.
        problem: String,
    },
    /// What was done together with others failed for all of them.
    #[error(transparent)]
    Shared(Arc<StoreError>),
    /// The service stops, and takes nothing more.
    #[error("the service stops")]
    Stopping,
}

impl StoreError {
    pub(crate) fn unreadable(table: &'static str, problem: impl ToString) -> Self {
        Self::Unreadable { table, problem: problem.to_string() }
    }

    /// Whether the same may succeed later.
    pub fn may_pass(&self) -> bool {
        match self {
            Self::Database(_) | Self::Stopping => true,
            Self::Migration(_) | Self::Address(_) | Self::Unreadable { .. } => false,
            Self::Shared(error) => error.may_pass(),
        }
    }
}

/// The result of a store call.
pub type StoreResult<T> = Result<T, StoreError>;

/// Does what must not be left half done, again if the database failed at it. A connection belongs to the thread that opened it:
/// when the service stops, those of the web server end before the tasks that still write, and a transaction breaks with them.
///
/// # Errors
/// When the database failed each time.
pub async fn persistently<T, F: Future<Output = StoreResult<T>>>(work: impl Fn() -> F) -> StoreResult<T> {
    const TIMES: u32 = 3;
    for _ in 1..TIMES {
        match work().await {
            Err(error) if error.may_pass() => {
                tracing::warn!(%error, "the database failed, and is tried again")
            }
            done => return done,
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    work().await
}

/// The databases' one door.
#[derive(Clone)]
pub struct Store {
    /// For reading.
    pool: AnyPool,
    /// For writing. SQLite has one writer at a time: with one connection, writers wait in a queue instead of polling a lock,
    /// and what it has read stays in its cache, since nobody else changes the file.
    writer: AnyPool,
    /// How the last transaction that was to write went.
    record: WriterRecord,
    engine: Engine,
}

impl Store {
    /// Connects and applies the migrations.
    ///
    /// # Errors
    /// [`StoreError::Address`] for an address that is none, otherwise whatever the database says.
    pub async fn open(address: &str) -> StoreResult<Self> {
        install_default_drivers();
        let (engine, address) = parse_address(address)?;
        let options = AnyConnectOptions::from_str(&address)?.disable_statement_logging();
        let pool_options = |connections, settings: String| {
            AnyPoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(Duration::from_secs(10))
                .after_connect(move |connection, _| {
                    let settings = AssertSqlSafe(settings.clone());
                    Box::pin(async move { connection.execute(settings).await.map(|_| ()) })
                })
        };
        let record = WriterRecord::default();
        match engine {
            Engine::Sqlite => {
                tighten_sqlite(&address)?;
                let watched = record.clone();
                let writer = pool_options(1, format!("{SQLITE_SETTINGS} {FOR_WRITING}"))
                    .after_release(move |connection, _| {
                        let record = watched.clone();
                        Box::pin(async move { record.may_go_on(connection).await })
                    })
                    .connect_with(options.clone())
                    .await?;
                tighten_sqlite(&address)?;
                SQLITE.run(&writer).await?;
                let readers = pool_options(SQLITE_READERS, format!("{SQLITE_SETTINGS} {FOR_READING}"));
                Ok(Self { pool: readers.connect_with(options).await?, writer, record, engine })
            }
            Engine::Postgres => {
                let pool = pool_options(POSTGRES_CONNECTIONS, String::new()).connect_with(options).await?;
                POSTGRES.run(&pool).await?;
                Ok(Self { writer: pool.clone(), pool, record, engine })
            }
        }
    }

    /// Which database this is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Whether the last transaction that was to write failed, within the last ten seconds: the disk is full, or the database can't be
    /// reached. It is known without asking the database.
    pub fn writer_fails(&self) -> bool {
        self.record.fails()
    }

    /// Whether the database answers to readers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> StoreResult<()> {
        sqlx::query("SELECT 1").execute(&self.pool).await?;
        Ok(())
    }

    /// Begins a transaction that will write. On SQLite it takes the write lock at once, since a transaction that reads
    /// first and writes later loses to a concurrent one with “database is locked”.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn begin_write(&self) -> StoreResult<Tx> {
        let begun = match self.engine {
            Engine::Sqlite => self.writer.begin_with("BEGIN IMMEDIATE").await,
            Engine::Postgres => self.writer.begin().await,
        };
        if begun.is_err() {
            self.record.failed();
        }
        Ok(Tx::new(begun?, self.record.clone()))
    }

    /// Closes all connections; on SQLite this also folds the write-ahead log into the file.
    pub async fn close(&self) {
        self.pool.close().await;
        self.writer.close().await;
    }
}

/// Takes the file, its log and what belongs to it away from everybody but the server's user. SQLite makes the log with the
/// mode of the file, so this comes before it is opened, and after it was made.
fn tighten_sqlite(address: &str) -> StoreResult<()> {
    let path = address.strip_prefix("sqlite:").unwrap_or(address);
    let path = path.split_once('?').map_or(path, |(path, _)| path);
    for ending in ["", "-wal", "-shm", "-journal"] {
        private::tighten(Path::new(&format!("{path}{ending}"))).map_err(sqlx::Error::Io)?;
    }
    Ok(())
}

/// Reads `sqlite:PATH` (the file is made if it is missing) or `postgres://…`.
fn parse_address(address: &str) -> StoreResult<(Engine, String)> {
    if address.starts_with("postgres://") || address.starts_with("postgresql://") {
        return Ok((Engine::Postgres, address.to_owned()));
    }
    let Some(path) = address.strip_prefix("sqlite:") else {
        return Err(StoreError::Address(address.to_owned()));
    };
    let path = path.strip_prefix("//").unwrap_or(path);
    let query = if path.contains('?') { "" } else { "?mode=rwc" };
    Ok((Engine::Sqlite, format!("sqlite:{path}{query}")))
}

/// `$1, $2, …` for `count` values from the `first`.
pub(crate) fn placeholders(first: usize, count: usize) -> String {
    (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(", ")
}

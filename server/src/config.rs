//! The command line and the environment: the only place that reads them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};
use survey::SurveyCode;

/// Sawt: surveys of partners, in their language, offline too, and anonymous.
#[derive(Debug, Parser)]
#[command(version, about)]
pub struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve pages and API.
    Serve(Settings),
    /// Load the demo into an empty database, and print its addresses and log-ins as one line of JSON.
    Demo {
        /// The database.
        #[command(flatten)]
        database: Database,
        /// The address under which the pages are reached.
        #[arg(long, env = "SAWT_BASE_URL", default_value = "http://127.0.0.1:8080")]
        base_url: String,
    },
    /// Work on question sets.
    #[command(subcommand)]
    QuestionSet(QuestionSetCommand),
    /// Work on surveys.
    #[command(subcommand)]
    Survey(SurveyCommand),
}

/// The commands on question sets.
#[derive(Debug, Subcommand)]
pub enum QuestionSetCommand {
    /// Check a question set; prints a JSON report, exits with 1 if something is wrong.
    Check {
        /// The file.
        file: PathBuf,
    },
}

/// The commands on surveys.
#[derive(Debug, Subcommand)]
pub enum SurveyCommand {
    /// Publish a new version of a question set and put a survey on it. Earlier versions stay accepted.
    SetVersion {
        /// The survey.
        survey: SurveyCode,
        /// The question set.
        file: PathBuf,
        /// The database.
        #[command(flatten)]
        database: Database,
    },
    /// Open a survey.
    Open {
        /// The survey.
        survey: SurveyCode,
        /// The database.
        #[command(flatten)]
        database: Database,
    },
    /// Close a survey.
    Close {
        /// The survey.
        survey: SurveyCode,
        /// The database.
        #[command(flatten)]
        database: Database,
    },
}

/// Which database.
#[derive(Debug, Args)]
pub struct Database {
    /// sqlite:PATH or postgres://USER@HOST/NAME
    #[arg(long, env = "SAWT_DATABASE_URL", hide_env_values = true)]
    pub database_url: String,
}

/// How to serve.
#[derive(Debug, Args)]
pub struct Settings {
    /// sqlite:PATH or postgres://USER@HOST/NAME
    #[arg(long, env = "SAWT_DATABASE_URL", hide_env_values = true)]
    pub database_url: String,
    /// Where to listen; port 0 takes a free one.
    #[arg(long, env = "SAWT_LISTEN", default_value = "127.0.0.1:8080")]
    pub listen: String,
    /// The address under which the pages are reached, if another: https://survey.example.org
    #[arg(long, env = "SAWT_BASE_URL")]
    pub base_url: Option<String>,
    /// Worker threads; one for each core unless said.
    #[arg(long, env = "SAWT_WORKERS")]
    pub workers: Option<usize>,
    /// Serve the client's files from this folder, not the embedded ones.
    #[arg(long, env = "SAWT_CLIENT_DIR")]
    pub client_dir: Option<PathBuf>,
    /// Run so many days ahead of the system's clock, to try what a survey does then.
    #[arg(long, env = "SAWT_DAYS_AHEAD", default_value_t = 0, hide = true)]
    pub days_ahead: i32,
}

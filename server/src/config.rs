//! The command line and the environment: the only place that reads them.

use std::path::PathBuf;

use chrono_tz::Tz;
use clap::{Args, Parser, Subcommand};
use lettre::message::Mailbox;
use survey::code::QuestionSetCode;
use survey::{Day, Locale, SurveyCode};

use crate::store::staff::Role;

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
    Serve(Box<Settings>),
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
    /// Work on staff accounts.
    #[command(subcommand)]
    Staff(StaffCommand),
    /// Work on mail to partners.
    #[command(subcommand)]
    Mail(MailCommand),
}

/// The commands on mail to partners.
#[derive(Debug, Subcommand)]
pub enum MailCommand {
    /// Let mail go out again that was held, after somebody has looked at the messages of each survey.
    Release {
        /// The database.
        #[command(flatten)]
        database: Database,
    },
}

/// The commands on staff accounts. Passwords are drawn here and printed once, as a line of JSON.
#[derive(Debug, Subcommand)]
pub enum StaffCommand {
    /// Add a member of staff.
    Add {
        /// The e-mail address, which is the log-in.
        email: String,
        /// The name that others see.
        #[arg(long)]
        name: String,
        /// admin, manager, analyst or translator
        #[arg(long, default_value = "admin")]
        role: Role,
        /// The language of the pages.
        #[arg(long, default_value = "en")]
        language: Locale,
        /// The database.
        #[command(flatten)]
        database: Database,
    },
    /// Make a link by which somebody makes an account and chooses a password; printed once, good once, for three days.
    Invite {
        /// The e-mail address, which is the log-in.
        email: String,
        /// The name that others see.
        #[arg(long)]
        name: String,
        /// admin, manager, analyst or translator
        #[arg(long, default_value = "admin")]
        role: Role,
        /// The language of the pages.
        #[arg(long, default_value = "en")]
        language: Locale,
        /// The address under which the pages are reached.
        #[arg(long, env = "SAWT_BASE_URL", default_value = "http://127.0.0.1:8080")]
        base_url: String,
        /// The database.
        #[command(flatten)]
        database: Database,
    },
    /// Draw a new password, and end the member's sessions.
    ResetPassword {
        /// The e-mail address.
        email: String,
        /// The database.
        #[command(flatten)]
        database: Database,
    },
}

/// The commands on question sets. Each prints a report as JSON and exits with 1 if something is wrong.
#[derive(Debug, Subcommand)]
pub enum QuestionSetCommand {
    /// Check a question set, as JSON or as an XLSForm (.xlsx): what can't be read, what is left out, and what is to be put right
    /// before it can be published.
    Check {
        /// The file.
        file: PathBuf,
    },
    /// Take a file in as the draft of its question set: an XLSForm (.xlsx), or JSON. A draft that is there keeps its history.
    Import {
        /// The file.
        file: PathBuf,
        /// The question set, if it is to have another code than the file says.
        #[arg(long)]
        code: Option<QuestionSetCode>,
        /// Take translations alone, into the draft that is there, and over nobody's.
        #[arg(long)]
        texts_only: bool,
        /// The database.
        #[command(flatten)]
        database: Database,
    },
    /// Write a question set to a file, as an XLSForm (.xlsx) or as JSON: its draft, or the last version where it has none.
    Export {
        /// The question set.
        code: QuestionSetCode,
        /// The file; its name ends with .xlsx or .json.
        file: PathBuf,
        /// This published version.
        #[arg(long = "of-version", value_name = "VERSION")]
        version: Option<u32>,
        /// The database.
        #[command(flatten)]
        database: Database,
    },
}

/// The commands on surveys.
#[derive(Debug, Subcommand)]
pub enum SurveyCommand {
    /// Add a survey in preparation; publishes the version of the question set, unless it is published already.
    Add {
        /// The survey's code.
        survey: SurveyCode,
        /// The question set.
        file: PathBuf,
        /// The first day: 2026-04-15
        #[arg(long)]
        opens_on: Day,
        /// The last day.
        #[arg(long)]
        closes_on: Day,
        /// The zone in which its days are reckoned: Europe/Copenhagen
        #[arg(long, default_value = "UTC")]
        time_zone: Tz,
        /// The database.
        #[command(flatten)]
        database: Database,
    },
    /// Publish a new version of a question set and put a survey on it. Earlier versions stay accepted. Once the survey was
    /// opened, only a version that changes words alone is taken: answers must stay comparable.
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
    /// Suspend a survey in an emergency: nothing is taken and nothing refused until it goes on. All admins are told by mail.
    Suspend {
        /// The survey.
        survey: SurveyCode,
        /// Why; it stands in the survey's history and in the mail to all admins.
        #[arg(long)]
        reason: String,
        /// The database.
        #[command(flatten)]
        database: Database,
    },
    /// Let a suspended survey go on; its last day moves by the days on which it stood still. All admins are told by mail.
    Resume {
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
    /// The file of the keys that seal waiting responses, receipts and second factors; made at the first start. Unless said, in the
    /// folder `keys` beside the SQLite file, with that file's name and .key at its end; or keys/sawt.key here. Keep it out of
    /// backups of the database. Several servers on one database share it.
    #[arg(long, env = "SAWT_KEY_FILE")]
    pub key_file: Option<PathBuf>,
    /// For how many days back the key file opens what waited, so that a backup of these days is restored whole. With 0, no backup
    /// brings back what waited; whoever gets the file opens no copy from before today.
    #[arg(long, env = "SAWT_KEY_DAYS", default_value_t = 7, value_parser = clap::value_parser!(u32).range(0..=366))]
    pub key_days: u32,
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
    /// Whether admins have to have a second factor: who has none is led to setting it up.
    #[arg(long, env = "SAWT_ADMINS_NEED_SECOND_FACTOR")]
    pub admins_need_second_factor: bool,
    /// Start with mail to partners held, until somebody has looked at the messages and releases it: after a backup was restored, above
    /// all onto another machine. Mail about accounts goes out.
    #[arg(long, env = "SAWT_HOLD_MAIL")]
    pub hold_mail: bool,
    /// Run so many days ahead of the system's clock, to try what a survey does then.
    #[arg(long, env = "SAWT_DAYS_AHEAD", default_value_t = 0, hide = true)]
    pub days_ahead: i32,
    /// Look every so many seconds what is due.
    #[arg(long, env = "SAWT_CLOCK_SECONDS", default_value_t = 20, hide = true)]
    pub clock_seconds: u64,
    /// How mail goes out.
    #[command(flatten)]
    pub mail: MailSettings,
}

/// How mail goes out. Without an SMTP server, messages are written into a folder.
#[derive(Debug, Args)]
pub struct MailSettings {
    /// smtps://USER:PASSWORD@HOST, or smtp://USER:PASSWORD@HOST:587?tls=required for STARTTLS
    #[arg(long, env = "SAWT_SMTP_URL", hide_env_values = true)]
    pub smtp_url: Option<String>,
    /// A PEM file of certificates that the SMTP server may have besides those that the system trusts: an internal authority's
    #[arg(long, env = "SAWT_SMTP_CA")]
    pub smtp_ca: Option<PathBuf>,
    /// Who writes: Sawt <survey@example.org>
    #[arg(long, env = "SAWT_MAIL_FROM", default_value = "Sawt <survey@sawt.example>")]
    pub mail_from: Mailbox,
    /// Where answers go, if elsewhere.
    #[arg(long, env = "SAWT_MAIL_REPLY_TO")]
    pub mail_reply_to: Option<Mailbox>,
    /// The most messages in a minute by SMTP, over all servers of the database.
    #[arg(long, env = "SAWT_MAIL_PER_MINUTE", default_value_t = 60)]
    pub mail_per_minute: u32,
    /// Without an SMTP server: the folder for .eml files. Unless said, `mail` beside the SQLite file, or here.
    #[arg(long, env = "SAWT_MAIL_DIR")]
    pub mail_dir: Option<PathBuf>,
}

impl Settings {
    /// Where the keys are.
    pub fn key_path(&self) -> PathBuf {
        self.key_file.clone().unwrap_or_else(|| {
            let beside = self.key_path_before();
            match (beside.parent(), beside.file_name()) {
                (Some(folder), Some(name)) => folder.join("keys").join(name),
                _ => beside,
            }
        })
    }

    /// Where it is kept how many messages were begun: beside the keys.
    pub fn mail_mark_path(&self) -> PathBuf {
        let mut name = self.key_path().into_os_string();
        name.push(".mail");
        name.into()
    }

    /// Where earlier versions made the key unless it was said: beside the database.
    pub fn key_path_before(&self) -> PathBuf {
        let Some(path) = self.sqlite_file() else { return "sawt.key".into() };
        let mut name = path.into_os_string();
        name.push(".key");
        name.into()
    }

    /// Where messages are written if there is no SMTP server.
    pub fn mail_folder(&self) -> PathBuf {
        let beside = || self.sqlite_file().map(|path| path.with_file_name("mail"));
        self.mail.mail_dir.clone().or_else(beside).unwrap_or_else(|| "mail".into())
    }

    fn sqlite_file(&self) -> Option<PathBuf> {
        let path = self.database_url.strip_prefix("sqlite:")?;
        let path = path.strip_prefix("//").unwrap_or(path);
        Some(path.split_once('?').map_or(path, |(path, _)| path).into())
    }
}

//! The `server` command: start-up, nothing else.

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use server::app::Application;
use server::clock::Clock;
use server::config::{Command, CommandLine, MailCommand, QuestionSetCommand, StaffCommand, SurveyCommand};
use server::fieldwork::suspension;
use server::lifecycle::{self, Terms};
use server::mail::account::{LINK_MS, link_address};
use server::publish::By;
use server::schedule::Schedule;
use server::store::Store;
use server::store::accounts::{self, AccountLink, LinkMadeBy};
use server::store::audit::{self, COMMAND};
use server::store::staff::Member;
use server::token::Token;
use server::xlsform::command;
use server::{demo, entropy, private};
use tracing_subscriber::EnvFilter;

type Failure = Box<dyn std::error::Error>;

#[actix_web::main]
async fn main() -> ExitCode {
    private::by_default();
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    // It complains of each letter that one font lacks and the next one has; what all lack, `report::raster` finds.
    let quiet = "usvg=error".parse().ok().into_iter();
    tracing_subscriber::fmt()
        .with_env_filter(quiet.fold(filter, EnvFilter::add_directive))
        .with_ansi(std::io::IsTerminal::is_terminal(&std::io::stderr()))
        .with_writer(std::io::stderr)
        .init();
    match run(CommandLine::parse().command).await {
        Ok(code) => code,
        Err(error) => {
            eprintln!("server: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn run(command: Command) -> Result<ExitCode, Failure> {
    match command {
        Command::Serve(settings) => {
            let application = Application::build(&settings).await?;
            println!("{}", serde_json::json!({ "listening": format!("http://{}", application.address()) }));
            application.run().await?;
        }
        Command::Demo { database, base_url } => {
            let store = Store::open(&database.database_url).await?;
            println!("{}", demo::load(&store, &base_url).await?);
            store.close().await;
        }
        Command::QuestionSet(QuestionSetCommand::Check { file }) => return told(&command::check(&file)?),
        Command::QuestionSet(QuestionSetCommand::Import { file, code, texts_only, database }) => {
            let (store, now) = (Store::open(&database.database_url).await?, Clock::system().now());
            return told(&match texts_only {
                true => command::import_texts(&store, &file, code, now).await?,
                false => command::import(&store, &file, code, now).await?,
            });
        }
        Command::QuestionSet(QuestionSetCommand::Export { code, file, version, database }) => {
            let store = Store::open(&database.database_url).await?;
            return told(&command::export(&store, &code, version, &file).await?);
        }
        Command::Staff(StaffCommand::Add { email, name, role, language, database }) => {
            let store = Store::open(&database.database_url).await?;
            let email = email.trim().to_lowercase();
            if store.member_by_email(&email).await?.is_some() {
                return Err(format!("{email} has an account already").into());
            }
            let password = Token::generate();
            let member = Member { id: entropy::uuid(), email, name, role, language };
            store.add_member(&member, &hash(&password)?, Clock::system().now_ms()).await?;
            println!("{}", serde_json::json!({ "email": member.email, "password": password.as_str() }));
        }
        Command::Staff(StaffCommand::Invite { email, name, role, language, base_url, database }) => {
            let store = Store::open(&database.database_url).await?;
            let email = email.trim().to_lowercase();
            if store.member_by_email(&email).await?.is_some() {
                return Err(format!("{email} has an account already").into());
            }
            let (secret, now) = (Token::generate(), Clock::system().now_ms());
            let link = AccountLink { email, name, role: Some(role), language };
            let mut tx = store.begin_write().await?;
            accounts::forget_links(&mut tx, &link.email).await?;
            let made_by = LinkMadeBy::Colleague;
            accounts::add_link(&mut tx, &secret.hash(), &link, made_by, now, now + LINK_MS).await?;
            let subject = format!("staff:{}", link.email);
            let detail = serde_json::json!({ "role": role.as_str() });
            audit::record(&mut tx, COMMAND, "person_invited", &subject, &detail, now).await?;
            tx.commit().await?;
            let address = link_address(&base_url, &secret, &link.language);
            println!("{}", serde_json::json!({ "email": link.email, "link": address }));
        }
        Command::Staff(StaffCommand::ResetPassword { email, database }) => {
            let store = Store::open(&database.database_url).await?;
            let email = email.trim().to_lowercase();
            let password = Token::generate();
            if !store.set_password(&email, &hash(&password)?, Clock::system().now_ms()).await? {
                return Err(format!("{email} has no account").into());
            }
            println!("{}", serde_json::json!({ "email": email, "password": password.as_str() }));
        }
        Command::Mail(MailCommand::Release { database }) => {
            let store = Store::open(&database.database_url).await?;
            if !store.release_mail(COMMAND, Clock::system().now_ms()).await? {
                return Err("mail is not held".into());
            }
        }
        Command::Survey(SurveyCommand::Add { survey, file, opens_on, closes_on, time_zone, database }) => {
            let store = Store::open(&database.database_url).await?;
            let schedule = Schedule { time_zone, ..Schedule::default() };
            let terms = Terms { opens_on, closes_on, schedule, max_devices: lifecycle::DEVICES };
            lifecycle::add_from_file(&store, &survey, &read(&file)?, terms, here()).await?;
        }
        Command::Survey(SurveyCommand::SetVersion { survey, file, database }) => {
            let store = Store::open(&database.database_url).await?;
            lifecycle::set_version_from_file(&store, &survey, &read(&file)?, here()).await?;
        }
        Command::Survey(SurveyCommand::Open { survey, database }) => {
            let store = Store::open(&database.database_url).await?;
            lifecycle::open(&store, &survey, here()).await?;
        }
        Command::Survey(SurveyCommand::Close { survey, database }) => {
            let store = Store::open(&database.database_url).await?;
            lifecycle::close(&store, &survey, here()).await?;
        }
        Command::Survey(SurveyCommand::Suspend { survey, reason, database }) => {
            let store = Store::open(&database.database_url).await?;
            if !suspension::suspend(&store, &survey, reason.trim(), here()).await? {
                return Err("the survey is suspended already".into());
            }
        }
        Command::Survey(SurveyCommand::Resume { survey, database }) => {
            let store = Store::open(&database.database_url).await?;
            if !suspension::go_on(&store, &survey, here()).await? {
                return Err("the survey is not suspended".into());
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// What is done here and now, from the command line.
fn here() -> By<'static> {
    By::command(Clock::system().now())
}

fn hash(password: &Token) -> Result<String, Failure> {
    server::auth::hash_password(password.as_str()).map_err(|error| error.to_string().into())
}

fn read(file: &Path) -> Result<survey::QuestionSet, Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?)
}

/// Prints what a command says.
fn told(report: &command::Report) -> Result<ExitCode, Failure> {
    println!("{}", serde_json::to_string_pretty(&report.json)?);
    Ok(if report.well { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

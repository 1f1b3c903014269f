//! The `server` command: start-up, nothing else.

use std::path::Path;
use std::process::ExitCode;

use clap::Parser as _;
use server::app::Application;
use server::config::{Command, CommandLine, QuestionSetCommand, SurveyCommand};
use server::store::Store;
use server::store::surveys::SurveyState;
use server::{demo, publish};
use tracing_subscriber::EnvFilter;

type Failure = Box<dyn std::error::Error>;

#[actix_web::main]
async fn main() -> ExitCode {
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info")))
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
        Command::QuestionSet(QuestionSetCommand::Check { file }) => return check(&file),
        Command::Survey(SurveyCommand::SetVersion { survey, file, database }) => {
            let store = Store::open(&database.database_url).await?;
            publish::set_version(&store, &survey, &read(&file)?).await?;
        }
        Command::Survey(SurveyCommand::Open { survey, database }) => {
            let store = Store::open(&database.database_url).await?;
            publish::set_state(&store, &survey, SurveyState::Open).await?;
        }
        Command::Survey(SurveyCommand::Close { survey, database }) => {
            let store = Store::open(&database.database_url).await?;
            publish::set_state(&store, &survey, SurveyState::Closed).await?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read(file: &Path) -> Result<survey::QuestionSet, Failure> {
    let text = std::fs::read_to_string(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(serde_json::from_str(&text).map_err(|error| format!("{}: {error}", file.display()))?)
}

fn check(file: &Path) -> Result<ExitCode, Failure> {
    let (findings, questions) = match read(file) {
        Ok(set) => (survey::check::check(&set), set.questions().count()),
        Err(error) => {
            let place = file.display().to_string();
            (vec![survey::check::Finding { place, problem: error.to_string() }], 0)
        }
    };
    println!(
        "{}",
        serde_json::to_string_pretty(&serde_json::json!({ "questions": questions, "findings": findings }))?
    );
    Ok(if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

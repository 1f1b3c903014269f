//! The commands of `docs/api.md`, run as they stand there: what no longer works can't stay written.

use std::collections::BTreeMap;

use serde_json::Value as Json;
use tests::http::{Answer, Client};
use tests::server::{Server, repository};

use super::program;

/// The commands of a page: its lines that begin with four spaces; a command goes on while a quote is open or its line ends in `\`.
fn commands(page: &str) -> Vec<String> {
    let mut commands = Vec::new();
    let mut open = String::new();
    for line in page.lines().filter_map(|line| line.strip_prefix("    ")) {
        open.push_str(line);
        if line.ends_with('\\') || open.matches('\'').count() % 2 == 1 {
            open.push('\n');
            continue;
        }
        commands.push(std::mem::take(&mut open));
    }
    assert_eq!(open, "", "a command has no end");
    commands
}

/// The words of a command as a shell reads them: quotes, variables, lines that go on.
fn words(command: &str, variables: &BTreeMap<&str, String>) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut letters = command.chars().peekable();
    while let Some(letter) = letters.next() {
        match (quote, letter) {
            (Some(open), letter) if open == letter => quote = None,
            (None, '\'' | '"') => {
                quote = Some(letter);
                word.get_or_insert_default();
            }
            (Some('"') | None, '\\') => match letters.next().unwrap() {
                '\n' => {}
                letter => word.get_or_insert_default().push(letter),
            },
            (Some('"') | None, '$') => {
                let mut name = String::new();
                while let Some(letter) = letters.next_if(|letter| letter.is_ascii_uppercase()) {
                    name.push(letter);
                }
                let value = variables.get(name.as_str()).unwrap_or_else(|| panic!("${name} in {command}"));
                word.get_or_insert_default().push_str(value);
            }
            (None, letter) if letter.is_whitespace() => words.extend(word.take()),
            (_, letter) => word.get_or_insert_default().push(letter),
        }
    }
    words.extend(word);
    words
}

/// What the next commands may say of an answer.
fn remember(answer: &Answer, variables: &mut BTreeMap<&str, String>) {
    let known =
        [("ID", "/id"), ("VERSION", "/version"), ("REVISION", "/revision"), ("RESPONSES", "/responses")];
    let body: Json = serde_json::from_slice(&answer.body).unwrap_or_default();
    for (name, pointer) in known.into_iter().chain([("FIRST", "/items/0/id")]) {
        match body.pointer(pointer) {
            Some(Json::String(text)) => variables.insert(name, text.clone()),
            Some(Json::Number(number)) => variables.insert(name, number.to_string()),
            _ => None,
        };
    }
    if !answer.header("etag").is_empty() {
        variables.insert("ETAG", answer.header("etag").to_owned());
    }
}

/// Does what `curl` would.
fn run(client: &Client, words: &[String], files: &mut BTreeMap<String, Vec<u8>>) -> Answer {
    let (mut client, mut method, mut body, mut kind) = (client.clone(), String::new(), None, String::new());
    let (mut address, mut into) = (String::new(), None);
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "-H" => {
                let (name, value) = words.next().unwrap().split_once(": ").unwrap();
                match name {
                    "Content-Type" => kind = value.to_owned(),
                    // The client has one already, of the same token.
                    "Authorization" => assert!(value.starts_with("Bearer sawt_")),
                    name => client = client.with(name, value),
                }
            }
            "-X" => words.next().unwrap().clone_into(&mut method),
            "-d" => body = Some(words.next().unwrap().clone().into_bytes()),
            "-o" => into = words.next().cloned(),
            "--data-binary" => body = Some(files[words.next().unwrap().strip_prefix('@').unwrap()].clone()),
            word => {
                assert!(address.is_empty() && word.starts_with("http"), "{word}");
                word.clone_into(&mut address);
            }
        }
    }
    if method.is_empty() {
        method = if body.is_some() { "POST" } else { "GET" }.to_owned();
    }
    let path = address.split_once("/api/").map(|(_, path)| format!("/api/{path}")).unwrap();
    let answer = client.send(&method, &path, &kind, &body.unwrap_or_default());
    if let Some(into) = into {
        files.insert(into, answer.body.clone());
    }
    answer
}

pub fn every_command_of_the_docs_does_what_they_say(server: &mut Server) {
    let page = std::fs::read_to_string(repository("docs/api.md")).unwrap();
    let client = program(server);
    let mut variables = BTreeMap::from([("TOKEN", "sawt_of_the_client".to_owned())]);
    let (mut files, mut ran) = (BTreeMap::new(), 0);
    for command in commands(&page) {
        if let Some(base) = command.strip_prefix("SAWT=") {
            variables.insert("SAWT", base.to_owned());
            continue;
        }
        let words = words(&command, &variables);
        assert_eq!(words[0], "curl", "{command}");
        let answer = run(&client, &words[1..], &mut files);
        assert!((200..300).contains(&answer.status), "{command}\n{} {}", answer.status, answer.text());
        remember(&answer, &mut variables);
        ran += 1;
    }
    assert!(ran > 10, "{ran} commands were found");

    // The table names every scope that there is, and none besides.
    let description = server.client().get("/api/v1/openapi.json").text();
    let scopes = page.split('`').filter(|word| word.ends_with(":read") || word.ends_with(":write"));
    for scope in scopes {
        assert!(description.contains(&format!("\"{scope}\"")), "there is no scope {scope}");
    }
    for scope in description.split('"').filter(|word| word.ends_with(":read") || word.ends_with(":write")) {
        assert!(page.contains(&format!("`{scope}`")), "the page does not name the scope {scope}");
    }
}

//! Attacks on the anonymity of answers, with every copy of the database and the whole log in hand, on both databases.
//!
//! Each way of looking is also held against a link that was planted, so that it is known to find one.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::collections::{BTreeMap, BTreeSet};

use rand_core::{OsRng, RngCore as _};
use serde_json::{Value as Json, json};
use sha2::{Digest as _, Sha256};
use survey::credential::{Credential, CredentialError, Evaluation, Request, SurveyKey};
use survey::receipt::Secret;
use tests::attacker::{
    Attacker, Copy, Group, Orders, better_than_chance, hex, lines_with, orders_in, places,
};
use tests::partner::{
    api, ask, credential, errors, public_key, response, statuses, submit, submit_for_mark, told,
};
use tests::server::Server;
use tests::wait::{until, until_equal};
use tests::{SURVEY, on_both_databases};

/// As many as the mover moves together and leaves behind, and as many lots as the attacker's bounds are reckoned for.
const GROUP: usize = 5;
const GROUPS: usize = 5;

/// A partner who answers; what it says can be recognised.
#[derive(Clone)]
struct Partner {
    token: String,
    witness: String,
    /// The response's id and the credential's nonce; of a form posted without scripts, the server alone knows them.
    sent: Option<(uuid::Uuid, Credential)>,
    /// What its receipt is made of, which nobody may read at any time.
    receipt: Option<Secret>,
}

/// A partner whose response waits, and its row of the inbox.
struct Waiting {
    partner: Partner,
    row: Vec<u8>,
}

fn random_text() -> String {
    let mut bytes = [0; 16];
    OsRng.fill_bytes(&mut bytes);
    format!("witness {}", hex(&bytes))
}

fn answers(witness: &str) -> Json {
    json!({
        "organisation_type": "research", "region": "asia", "satisfaction": 4, "procedures_comment": witness,
        "area_of_work": { "content_production": "not_part" },
    })
}

/// Answers and tells so, as the client does: credential, response, participation.
fn answer(server: &Server, token: &str) -> Partner {
    let client = server.client();
    client.get(&format!("/i/{token}"));
    let (witness, credential) = (random_text(), credential(&client, token));
    let sent = response(answers(&witness).as_object().unwrap(), &credential);
    let mark = submit_for_mark(&client, &sent);
    let told = client.post(&api("participation"), &told(token, &mark));
    assert_eq!(told.status, 204, "{}", told.text());
    let id = sent["id"].as_str().unwrap().parse().unwrap();
    let receipt = Some(sent["receipt"].as_str().unwrap().parse().unwrap());
    Partner { token: token.to_owned(), witness, sent: Some((id, credential)), receipt }
}

/// Posts the form, as a browser without scripts does.
fn post(server: &Server, token: &str) -> Partner {
    let witness = random_text();
    let fields: Vec<(String, String)> =
        survey::form::write(answers(&witness).as_object().unwrap()).0.into_iter().collect();
    let posted = server.client().post_form(&format!("/i/{token}"), &fields);
    assert_eq!(posted.status, 303, "{}", posted.text());
    Partner { token: token.to_owned(), witness, sent: None, receipt: None }
}

impl Partner {
    /// What must not be readable before it is moved.
    fn secrets(&self) -> Vec<Vec<u8>> {
        let mut secrets = vec![self.witness.clone().into_bytes()];
        if let Some((id, _)) = &self.sent {
            secrets.extend([
                id.as_bytes().to_vec(),
                id.to_string().into_bytes(),
                hex(id.as_bytes()).into_bytes(),
            ]);
        }
        secrets.extend(self.receipts());
        secrets
    }

    /// What must not be readable even when the response is in the ledger.
    fn receipts(&self) -> Vec<Vec<u8>> {
        let Some(secret) = &self.receipt else { return Vec::new() };
        vec![secret.as_bytes().to_vec(), secret.to_string().into_bytes()]
    }
}

fn readable(copy: &Copy, secrets: &[Vec<u8>]) -> Vec<String> {
    let found = |(name, bytes): &(&'static str, Vec<u8>)| {
        let places = places(bytes, secrets);
        let found = places.iter().zip(secrets).filter(|(places, _)| !places.is_empty());
        found.map(|(_, secret)| format!("{name}: {}", String::from_utf8_lossy(secret))).collect::<Vec<_>>()
    };
    copy.iter().flat_map(found).collect()
}

fn waiting(attacker: &Attacker) -> i64 {
    attacker
        .ledger
        .number("SELECT (SELECT count(*) FROM response_inbox) + (SELECT count(*) FROM participation_mark)")
}

/// The rows of the inbox, by what they are known by.
fn inbox(attacker: &Attacker) -> Vec<Vec<u8>> {
    attacker.ledger.bytes("SELECT key FROM response_inbox")
}

/// The row that was not there before, if it is there.
fn new_row(attacker: &Attacker, known: &[Waiting]) -> Option<Vec<u8>> {
    inbox(attacker).into_iter().find(|row| known.iter().all(|one| one.row != *row))
}

fn number(bytes: &[u8]) -> u128 {
    bytes.iter().take(16).fold(0, |number, byte| number << 8 | u128::from(*byte))
}

/// What the responses of a group can be sorted by.
fn response_orders(attacker: &Attacker, copy: &Copy, witnesses: &[String]) -> Orders {
    let needles: Vec<Vec<u8>> = witnesses.iter().map(|witness| witness.clone().into_bytes()).collect();
    let mut orders = orders_in(copy, &needles);
    let mut by = |name: &str, listed: Vec<String>| {
        let place = |witness: &String| listed.iter().position(|said| said.contains(witness)).unwrap() as u128;
        orders.insert(name.to_owned(), witnesses.iter().map(place).collect());
    };
    by("as read", attacker.ledger.texts("SELECT answers FROM response"));
    by("by id", attacker.ledger.texts("SELECT answers FROM response ORDER BY id"));
    if !attacker.is_sqlite() {
        by("by ctid", attacker.ledger.texts("SELECT answers FROM response ORDER BY ctid"));
        by(
            "by xmin",
            attacker.ledger.texts("SELECT answers FROM response ORDER BY xmin::text::bigint, ctid"),
        );
    }
    orders
}

/// What the partners of a group can be sorted by; they are listed as they answered.
fn partner_orders(attacker: &Attacker, copy: &Copy, partners: &[Partner], macs: &[Vec<u8>]) -> Orders {
    let tokens: Vec<Vec<u8>> = partners.iter().map(|partner| partner.token.clone().into_bytes()).collect();
    let mut orders = orders_in(copy, &tokens);
    orders.insert("by the copies' time".to_owned(), (0..partners.len() as u128).collect());
    orders.insert("by link".to_owned(), tokens.iter().map(|token| number(token)).collect());
    let ids = partners.iter().map(|partner| {
        let sql = format!("SELECT id FROM invitation WHERE token = '{}'", partner.token);
        number(&attacker.ledger.bytes(&sql)[0])
    });
    orders.insert("by invitation".to_owned(), ids.collect());
    let listed = attacker.ledger.texts("SELECT token FROM invitation");
    let place = |p: &Partner| listed.iter().position(|token| *token == p.token).unwrap() as u128;
    orders.insert("as read".to_owned(), partners.iter().map(place).collect());
    if !macs.is_empty() {
        orders.insert("by waiting row".to_owned(), macs.iter().map(|mac| number(mac)).collect());
        for (name, order) in orders_in(copy, macs) {
            orders.insert(format!("waiting row {name}"), order);
        }
    }
    orders
}

fn copies_before_and_after_each_answer_link_nothing(server: &mut Server) {
    let attacker = Attacker::of(server);
    let tokens = server.ledger().unused_tokens();
    let (mut groups, mut waiting_ones): (Vec<Group>, Vec<Waiting>) = (Vec::new(), Vec::new());
    let (mut everyone, mut moved_rows): (Vec<Partner>, Vec<Vec<u8>>) = (Vec::new(), Vec::new());
    for (n, token) in tokens.iter().take((1 + GROUPS) * GROUP).enumerate() {
        let partner = if n % (2 * GROUP) == 1 { post(server, token) } else { answer(server, token) };
        everyone.push(partner.clone());
        if n < GROUP || (n + 1) % GROUP != 0 {
            // There are not enough for a lot: nothing moves, and nothing of what waits can be read anywhere.
            let copy = attacker.copy();
            let secrets: Vec<Vec<u8>> = waiting_ones
                .iter()
                .map(|one| &one.partner)
                .chain([&partner])
                .flat_map(Partner::secrets)
                .collect();
            assert_eq!(readable(&copy, &secrets), [""; 0]);
            let row = new_row(&attacker, &waiting_ones);
            waiting_ones.push(Waiting { partner, row: row.expect("each waits for the others") });
            continue;
        }
        until_equal("a lot is moved", &(2 * GROUP as i64), || waiting(&attacker));
        // Between the last answer and the move there was no time for a copy. If that one went, a faster attacker has its row's key
        // as well: random, as this one is.
        let row = new_row(&attacker, &waiting_ones).unwrap_or_else(|| tests::random_id().as_bytes().to_vec());
        waiting_ones.push(Waiting { partner, row });
        let copy = attacker.copy();
        let receipts: Vec<Vec<u8>> = everyone.iter().flat_map(Partner::receipts).collect();
        assert_eq!(readable(&copy, &receipts), [""; 0]);
        let in_ledger = attacker.ledger.texts("SELECT answers FROM response");
        let (lot, stay): (Vec<Waiting>, Vec<Waiting>) = waiting_ones
            .into_iter()
            .partition(|one| in_ledger.iter().any(|said| said.contains(&one.partner.witness)));
        waiting_ones = stay;
        assert_eq!((lot.len(), waiting_ones.len()), (GROUP, GROUP));
        let (partners, rows): (Vec<Partner>, Vec<Vec<u8>>) =
            lot.into_iter().map(|one| (one.partner, one.row)).unzip();
        let witnesses: Vec<String> = partners.iter().map(|partner| partner.witness.clone()).collect();
        groups.push(Group {
            responses: response_orders(&attacker, &copy, &witnesses),
            partners: partner_orders(&attacker, &copy, &partners, &rows),
        });
        assert!(
            groups.iter().all(|g| g.responses.len() >= 4 && g.partners.len() >= 4),
            "there is much to sort by"
        );
        moved_rows.extend(rows);
    }
    assert_eq!(better_than_chance(&groups), [""; 0]);
    assert_eq!(attacker.joins(), [""; 0]);
    every_transaction_holds_a_lot(&attacker, &everyone);
    no_nonce_can_be_made_from_the_database(server, &attacker, &everyone);
    assert_eq!(known_in_the_ledger(&attacker, &moved_rows), [""; 0]);
    nothing_is_left_of_the_inbox(&attacker, &moved_rows);

    let mut secrets = attacker.ledger.texts("SELECT email FROM partner_contact");
    secrets.push("127.0.0.1".to_owned());
    for partner in &everyone {
        secrets.extend([partner.token.clone(), partner.witness.clone()]);
        if let Some((id, credential)) = &partner.sent {
            secrets.extend([id.to_string(), hex(id.as_bytes()), credential.nonce.to_string()]);
            secrets.extend([credential.output.to_string(), hex(&credential.nonce.0)]);
        }
    }
    let log: String =
        server.log().lines().filter(|line| !is_start(line)).map(|line| format!("{line}\n")).collect();
    assert!(log.contains("/i/{token}"), "requests are logged:\n{log}");
    assert_eq!(lines_with(&log, &secrets), [""; 0]);
}

/// Where it listens is no secret.
fn is_start(line: &str) -> bool {
    line.contains("listening on") || line.contains("starting service")
}

/// PostgreSQL tells of each row which transaction wrote it: one of a response must have written a lot, and nothing on the side
/// of the partners.
fn every_transaction_holds_a_lot(attacker: &Attacker, all: &[Partner]) {
    if attacker.is_sqlite() {
        return;
    }
    let mut by_transaction: BTreeMap<String, usize> = BTreeMap::new();
    for said in attacker.ledger.texts("SELECT xmin::text || ' ' || answers FROM response") {
        if all.iter().any(|partner| said.contains(&partner.witness)) {
            *by_transaction.entry(said.split_once(' ').unwrap().0.to_owned()).or_default() += 1;
        }
    }
    assert_eq!(by_transaction.values().sum::<usize>(), GROUP * GROUPS);
    assert!(by_transaction.values().all(|rows| *rows >= GROUP), "{by_transaction:?}");
    for table in ["invitation", "participation_mark", "credential_request", "spent_nonce", "spent_mark"] {
        for transaction in attacker.ledger.texts(&format!("SELECT xmin::text FROM {table}")) {
            assert!(!by_transaction.contains_key(&transaction), "{table}");
        }
    }
    let mut marked: BTreeMap<String, usize> = BTreeMap::new();
    for row in
        attacker.ledger.texts("SELECT xmin::text || ' ' || token FROM invitation WHERE state = 'responded'")
    {
        if all.iter().any(|partner| row.ends_with(&partner.token)) {
            *marked.entry(row.split_once(' ').unwrap().0.to_owned()).or_default() += 1;
        }
    }
    assert_eq!(marked.values().sum::<usize>(), GROUP * GROUPS);
    assert!(marked.values().all(|rows| *rows >= GROUP), "{marked:?}");
}

/// The nonce of a form posted without scripts follows from its link, but not by anything that the database holds.
fn no_nonce_can_be_made_from_the_database(server: &Server, attacker: &Attacker, all: &[Partner]) {
    let spent = attacker.ledger.bytes("SELECT nonce FROM spent_nonce");
    let key = server.ledger().survey_key().to_bytes();
    let is_spent = |parts: &[&[u8]]| spent.contains(&Sha256::digest(parts.concat()).to_vec());
    for partner in all {
        let token = partner.token.as_bytes();
        assert!(
            !is_spent(&[token])
                && !is_spent(&[&key, token])
                && !is_spent(&[b"sawt plain form\0", &key, token])
        );
    }
    let ours = all.iter().filter_map(|partner| partner.sent.as_ref());
    assert!(
        ours.clone().count() > 0 && ours.clone().all(|(_, credential)| spent.contains(&credential.nonce.0))
    );
    assert_eq!(spent.len(), all.len(), "each answer has spent one");
}

/// Rows of the ledger that have anything, as it is or hashed, in common with what waited or with what is known of a stored
/// response: each has a key of its own.
fn known_in_the_ledger(attacker: &Attacker, inbox: &[Vec<u8>]) -> Vec<String> {
    let noted = attacker.ledger.bytes("SELECT response FROM spent_nonce WHERE response IS NOT NULL");
    let nonces = attacker.ledger.bytes("SELECT nonce FROM spent_nonce");
    let known: BTreeSet<&Vec<u8>> = noted.iter().chain(&nonces).chain(inbox).collect();
    let ids = attacker.ledger.bytes("SELECT id FROM response");
    assert!(!ids.is_empty());
    let found = |id: &&Vec<u8>| known.contains(id) || known.contains(&Sha256::digest(id).to_vec());
    ids.iter().filter(found).map(|id| hex(id)).collect()
}

/// In SQLite's file deleted rows are overwritten; PostgreSQL's dead rows and both logs hold ciphertext alone, which the
/// copies have shown.
fn nothing_is_left_of_the_inbox(attacker: &Attacker, macs: &[Vec<u8>]) {
    if !attacker.is_sqlite() {
        return;
    }
    let nonces = attacker.ledger.bytes("SELECT nonce FROM spent_nonce");
    let file = until("the write-ahead log is folded into the file", || {
        attacker.ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        let mut copy = attacker.copy();
        copy[1].1.is_empty().then(|| copy.remove(0).1)
    });
    assert!(places(&file, &nonces).iter().all(|places| !places.is_empty()), "the file is read rightly");
    assert!(places(&file, macs).iter().all(Vec::is_empty), "a deleted row is overwritten");
}

/// The test of the tests: each way of looking finds a link that is there.
fn a_link_that_is_planted_is_found(server: &mut Server) {
    let attacker = Attacker::of(server);
    let tokens = server.ledger().unused_tokens();
    let blob = |bytes: &[u8]| {
        if attacker.is_sqlite() { format!("X'{}'", hex(bytes)) } else { format!("'\\x{}'", hex(bytes)) }
    };

    // An answer that can be read in the files.
    let witness = random_text();
    assert_eq!(readable(&attacker.copy(), &[witness.clone().into_bytes()]), [""; 0]);
    attacker.ledger.execute(&format!(
        "INSERT INTO earlier_rate (survey, wave, percent) VALUES ('{SURVEY}', '{witness}', 1)"
    ));
    assert!(!readable(&attacker.copy(), &[witness.into_bytes()]).is_empty());

    // Answers that are written as they come, each in its own transaction, are laid beside the links in their order.
    if !attacker.is_sqlite() {
        // PostgreSQL fills gaps that it knows of, whenever its vacuum happened to look for them: here there are none.
        attacker.ledger.execute("ALTER TABLE response SET (autovacuum_enabled = false)");
        attacker.ledger.execute("VACUUM FULL response");
    }
    let mut groups = Vec::new();
    for tokens in tokens.chunks(GROUP).take(GROUPS) {
        let partners: Vec<Partner> = tokens
            .iter()
            .map(|token| Partner { token: token.clone(), witness: random_text(), sent: None, receipt: None })
            .collect();
        for partner in &partners {
            attacker.ledger.execute(&format!(
                "INSERT INTO response (id, survey, answers) VALUES ({}, '{SURVEY}', '{}')",
                blob(tests::random_id().as_bytes()),
                answers(&partner.witness)
            ));
            attacker.ledger.execute(&format!(
                "UPDATE invitation SET state = 'responded', responded_on = '2026-05-31' WHERE token = '{}'",
                partner.token
            ));
        }
        let copy = attacker.copy();
        let witnesses: Vec<String> = partners.iter().map(|partner| partner.witness.clone()).collect();
        groups.push(Group {
            responses: response_orders(&attacker, &copy, &witnesses),
            partners: partner_orders(&attacker, &copy, &partners, &[]),
        });
    }
    let links = better_than_chance(&groups);
    assert!(links.iter().any(|link| link.contains("write-ahead log / by the copies' time")), "{links:?}");
    if !attacker.is_sqlite() {
        for order in ["by ctid", "by xmin"] {
            assert!(links.iter().any(|link| link.starts_with(order)), "{order}: {links:?}");
        }
    }

    // A value on both sides: as it is, and hashed.
    assert_eq!(attacker.joins(), [""; 0]);
    let nonce = Sha256::digest(tokens[0].as_bytes());
    attacker
        .ledger
        .execute(&format!("INSERT INTO spent_nonce (survey, nonce) VALUES ('{SURVEY}', {})", blob(&nonce)));
    assert_eq!(attacker.joins(), [format!("invitation.token: {}", tokens[0])]);
    let id = hex(&attacker.ledger.bytes("SELECT id FROM response")[0]);
    attacker.ledger.execute(&format!("UPDATE invitation SET bounce = '{id}' WHERE token = '{}'", tokens[1]));
    assert!(attacker.joins().contains(&format!("invitation.bounce: {id}")));

    // A response that went on in the ledger under the id by which it is known.
    assert_eq!(known_in_the_ledger(&attacker, &[]), [""; 0]);
    attacker.ledger.execute(&format!(
        "INSERT INTO spent_nonce (survey, nonce, response) VALUES ('{SURVEY}', {}, {})",
        blob(&[1; 32]),
        blob(&Sha256::digest(attacker.ledger.bytes("SELECT id FROM response").remove(0)))
    ));
    assert_eq!(known_in_the_ledger(&attacker, &[]).len(), 1);

    // A line of the log.
    let log = format!("INFO request\nDEBUG opened {}\n", tokens[0]);
    assert_eq!(lines_with(&log, &tokens).len(), 1);
}

/// While too few for a lot wait they stay, whatever is restarted; they go when the survey has ended for good.
fn a_rest_is_moved_after_the_grace_period_alone(server: &mut Server) {
    let moved = |server: &Server| server.ledger().moved_responses().len();
    let before = moved(server);
    let tokens = server.ledger().unused_tokens();
    for token in &tokens[..3] {
        answer(server, token);
    }
    server.stop();
    server.go_on();
    server.command(&["survey", "close", SURVEY]);
    server.stop();
    server.go_on();
    let elsewhere = server.ledger();
    assert_eq!((moved(server), elsewhere.waiting_responses().len()), (before, 3));
    server.stop();
    server.run_days_ahead(60);
    server.go_on();
    until("the rest is moved", || (moved(server) == before + 3).then_some(()));
    until_equal("the marks are applied", &0, || elsewhere.number("SELECT count(*) FROM participation_mark"));
    assert_eq!(server.ledger().invitation_state(&tokens[0]), "responded");
}

/// A response that comes again after it was moved is a duplicate, as it is while it waits; its credential is spent.
fn a_response_that_was_moved_is_still_known(server: &mut Server) {
    let before = server.ledger().moved_responses().len();
    let tokens = server.ledger().unused_tokens();
    let sent: Vec<Json> = tokens[..2 * GROUP]
        .iter()
        .map(|token| {
            let credential = credential(&server.client(), token);
            response(answers(&random_text()).as_object().unwrap(), &credential)
        })
        .collect();
    for one in &sent {
        assert_eq!(statuses(&submit(&server.client(), std::slice::from_ref(one))), ["stored"]);
    }
    // Again and again, before, while and after a lot is moved.
    until("a lot is moved", || {
        assert_eq!(statuses(&submit(&server.client(), &sent)), ["duplicate"; 2 * GROUP]);
        (server.ledger().moved_responses().len() == before + GROUP).then_some(())
    });
    assert_eq!(statuses(&submit(&server.client(), &sent)), ["duplicate"; 2 * GROUP]);
    let mut other = sent[0].clone();
    other["id"] = json!(tests::random_id());
    assert_eq!(statuses(&submit(&server.client(), &[other])), ["rejected"]);
}

/// What waits is not lost with the key: it stays until the file is back.
fn without_its_key_what_waits_stays(server: &mut Server) {
    let before = server.ledger().moved_responses().len();
    let tokens = server.ledger().unused_tokens();
    for token in &tokens[..3] {
        answer(server, token);
    }
    server.stop();
    let kept = server.file("kept.key");
    std::fs::rename(server.key_file(), &kept).unwrap();
    server.go_on();
    for token in &tokens[3..3 + 2 * GROUP] {
        answer(server, token);
    }
    until("a lot of the new key is moved", || {
        (server.ledger().moved_responses().len() == before + GROUP).then_some(())
    });
    let count = |server: &Server| server.ledger().number("SELECT count(*) FROM response_inbox");
    assert_eq!(count(server), 3 + GROUP as i64);
    assert!(server.log().contains("sealed with another key"), "it is said in the log");
    server.stop();
    std::fs::rename(&kept, server.key_file()).unwrap();
    server.go_on();
    for token in &tokens[3 + 2 * GROUP..4 * GROUP] {
        answer(server, token);
    }
    until("there are enough with the others, and a lot is moved", || {
        (server.ledger().moved_responses().len() == before + 2 * GROUP).then_some(())
    });
    assert_eq!(count(server), 2 * GROUP as i64);
}

/// A credential is worth something in its own survey alone, though one server issued both.
fn a_credential_of_another_survey_is_refused(server: &mut Server) {
    let before = server.ledger().responses();
    let keys = server.ledger().bytes("SELECT credential_key FROM survey WHERE code = 'ims-2024'");
    let other = SurveyKey::from_bytes(&keys[0]).unwrap();
    let request = Request::new(&mut OsRng).unwrap();
    let evaluation = other.evaluate(&mut OsRng, &request.blinded).unwrap();
    let foreign = request.finish(&evaluation, &other.public_key()).unwrap();
    let result = submit(&server.client(), &[response(answers("x").as_object().unwrap(), &foreign)]).remove(0);
    assert_eq!(errors(&result), [(String::new(), "credential_invalid".to_owned())]);
    assert_eq!(server.ledger().responses(), before);
}

/// A server that signs with another key than the page tells, to know its signature again, is caught by the client.
fn a_server_that_signs_with_a_second_key_is_caught(server: &mut Server) {
    let client = server.client();
    let told = public_key(&client);
    let request = Request::new(&mut OsRng).unwrap();
    let finish = || {
        let answer = ask(&client, &server.demo.tokens["en"], &request);
        assert_eq!(answer.status, 200, "{}", answer.text());
        let evaluation: Evaluation = serde_json::from_value(answer.json()).unwrap();
        request.finish(&evaluation, &told)
    };
    assert!(finish().is_ok());
    let second = hex(&SurveyKey::generate(&mut OsRng).unwrap().to_bytes());
    let literal = if server.database_url.starts_with("sqlite") {
        format!("X'{second}'")
    } else {
        format!("'\\x{second}'")
    };
    server.ledger().execute(&format!("UPDATE survey SET credential_key = {literal} WHERE code = '{SURVEY}'"));
    until("the second key is in use and caught", || {
        (finish() == Err(CredentialError::WrongKey)).then_some(())
    });
}

on_both_databases! {
    a_credential_of_another_survey_is_refused,
    a_server_that_signs_with_a_second_key_is_caught,
    copies_before_and_after_each_answer_link_nothing,
    a_link_that_is_planted_is_found,
    a_rest_is_moved_after_the_grace_period_alone,
    a_response_that_was_moved_is_still_known,
    without_its_key_what_waits_stays,
}

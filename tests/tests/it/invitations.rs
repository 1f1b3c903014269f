//! Invitations, on both databases: the manager's list and a partner's page, inviting, links and what becomes of them,
//! declining, and the survey that is open to everyone.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::collections::{BTreeSet, VecDeque};

use rand_core::OsRng;
use serde_json::json;
use survey::credential::{Evaluation, Request};
use tests::http::{Answer, Client};
use tests::ledger::Ledger;
use tests::partner::{
    api, ask, credential, full_answers, question_set, response, statuses, submit, submit_for_mark, told,
};
use tests::server::Server;
use tests::{SURVEY, on_both_databases, staff};

/// What the demo's staff have noted and done; here all of it is the test's own.
fn without_the_demos_past(server: &Server) {
    for table in ["follow_up", "survey_event"] {
        server.ledger().execute(&format!("DELETE FROM {table}"));
    }
}

fn page(rest: &str) -> String {
    format!("/staff/surveys/{SURVEY}/invitations{rest}")
}

/// The page of the partner with this link.
fn partner_page(ledger: &Ledger, token: &str) -> String {
    let id = ledger.bytes(&format!("SELECT id FROM invitation WHERE token = '{token}'")).remove(0);
    page(&format!("/{}", uuid::Uuid::from_slice(&id).unwrap()))
}

/// The link of a partner of that language who has not opened it.
fn untouched(server: &Server, language: &str) -> String {
    let token = server.demo.tokens[language].clone();
    server.ledger().execute(&format!("UPDATE invitation SET state = 'invited' WHERE token = '{token}'"));
    token
}

/// What stands between two texts.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).unwrap_or_else(|| panic!("{before:?} in {text}")).1.split_once(after).unwrap().0
}

/// Posts a form with the proof that the page carries.
fn post(client: &Client, form: &str, to: &str, fields: &[(&str, &str)]) -> Answer {
    let html = client.get(form).text();
    let csrf = between(&html, "name=\"csrf\" value=\"", "\"");
    let mut all = vec![("csrf".to_owned(), csrf.to_owned())];
    all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    client.post_form(to, &all)
}

fn fields(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The names of the partners in a list, in its order.
fn names(html: &str) -> Vec<String> {
    let rows = html.split("<th scope=\"row\">").skip(1);
    rows.map(|row| between(row, "<bdi>", "</bdi>").to_owned()).collect()
}

/// Puts a partner into the directory.
fn add_partner(ledger: &Ledger, key: &str, language: &str, email: &str, active: bool) {
    ledger.execute(&format!(
        "INSERT INTO partner (key, name, region, country, programme, type, language, manager, active) \
         VALUES ('{key}', 'New {key}', 'africa', 'Mali', 'Sahel', 'radio', '{language}', 'manager@sawt.example', {})",
        i32::from(active)
    ));
    ledger.execute(&format!(
        "INSERT INTO partner_contact (partner, position, name, email) VALUES ('{key}', 0, 'A. Person', '{email}')"
    ));
}

fn csrf_today(client: &Client, form: &str) -> (String, String) {
    let html = client.get(form).text();
    let day = between(&html, "name=\"day\" type=\"date\" value=\"", "\"").to_owned();
    (between(&html, "name=\"csrf\" value=\"", "\"").to_owned(), day)
}

// The list and a partner's page.

fn the_list_shows_every_partner_once_own_ones_first_and_each_filter_narrows_it(server: &mut Server) {
    let (client, ledger) = (staff::manager(server), server.ledger());
    let mut all = Vec::new();
    for number in 1..=3 {
        all.extend(names(&client.get(&page(&format!("?page={number}"))).text()));
    }
    assert_eq!((all.len(), all.iter().collect::<BTreeSet<_>>().len()), (115, 115));
    let own = ledger.texts("SELECT name FROM partner WHERE manager = 'manager@sawt.example'");
    assert!(!own.is_empty() && own.len() < 115);
    assert_eq!(all[..own.len()].iter().collect::<BTreeSet<_>>(), own.iter().collect());
    let count = |condition: &str| {
        ledger.number(&format!(
            "SELECT count(*) FROM participation JOIN partner ON partner.key = participation.partner \
             WHERE survey = '{SURVEY}' AND {condition}"
        ))
    };
    for (asked, condition) in [
        ("state=bounced", "participation.state = 'bounced'"),
        ("region=africa", "region = 'africa'"),
        ("language=ar&region=mena", "language = 'ar' AND region = 'mena'"),
        ("manager=manager%40sawt.example", "manager = 'manager@sawt.example'"),
        ("search=AtLaL", "lower(name) LIKE '%atlal%'"),
        ("search=%25", "1 = 0"),
    ] {
        let html = client.get(&page(&format!("?{asked}"))).text();
        let expected = count(condition);
        assert!(
            html.contains(&format!(">\u{2068}{expected}\u{2069} partner")),
            "{asked}: {expected}, {html}"
        );
        assert_eq!(names(&html).len(), usize::try_from(expected).unwrap().min(50), "{asked}");
    }
}

fn a_partners_page_says_where_it_stands_and_what_it_got(server: &mut Server) {
    let ledger = server.ledger();
    let client = staff::manager(server);
    let of = |state: &str| {
        ledger
            .texts(&format!(
                "SELECT token FROM participation WHERE survey = '{SURVEY}' AND state = '{state}' ORDER BY partner"
            ))
            .remove(0)
    };
    for (state, words) in [
        ("invited", "Not opened yet"),
        ("opened", "Opened, no answer yet"),
        ("responded", "Responded"),
        ("declined", "Declined"),
        ("bounced", "Could not be delivered"),
    ] {
        let html = client.get(&partner_page(&ledger, &of(state))).text();
        assert!(html.contains(&format!("<strong>{words}</strong>")), "{state}: {html}");
    }
    let html = client.get(&partner_page(&ledger, &of("invited"))).text();
    assert_eq!(html.matches("<th scope=\"row\">Reminder</th>").count(), 2, "{html}");
    let entry = between(&html, "<a href=\"/staff/partners/", "\"");
    assert_eq!(client.get(&format!("/staff/partners/{entry}")).status, 200, "it leads to the directory");
    let bounced = client.get(&partner_page(&ledger, &of("bounced"))).text();
    assert!(bounced.contains("550 5.1.1 User unknown"), "{bounced}");
    // A page of another survey is none, and neither is rubbish.
    let elsewhere = partner_page(&ledger, &of("invited")).replace(SURVEY, "ims-2024");
    assert_eq!(client.get(&elsewhere).status, 404);
    assert_eq!(client.get(&page("/nothing")).status, 404);
}

fn a_follow_up_is_logged_and_the_list_shows_the_last_one(server: &mut Server) {
    without_the_demos_past(server);
    let (client, ledger) = (staff::manager(server), server.ledger());
    let token = ledger.unused_tokens().remove(0);
    let here = partner_page(&ledger, &token);
    let (csrf, today) = csrf_today(&client, &here);
    let add = |given: &[(&str, &str)]| {
        let mut all = vec![("csrf", csrf.as_str())];
        all.extend(given);
        client.post_form(&format!("{here}/follow-ups"), &fields(&all))
    };
    let wrong =
        add(&[("kind", "call"), ("day", "2999-01-01"), ("note", "Kept <b>text</b>"), ("next_on", "x")]);
    assert_eq!(wrong.status, 422);
    let html = wrong.text();
    assert!(html.contains("href=\"#day\"") && html.contains("id=\"next_on-error\""), "{html}");
    assert!(html.contains("Kept &#60;b&#62;text&#60;/b&#62;</textarea>"), "nothing typed is lost: {html}");
    assert_eq!(add(&[("kind", "note"), ("day", &today)]).status, 422, "a note says something");
    assert_eq!(ledger.number("SELECT count(*) FROM follow_up"), 0);
    let call = [("kind", "call"), ("day", "2026-01-05"), ("note", "Will answer"), ("next_on", "2026-01-20")];
    let added = add(&call);
    assert_eq!(
        (added.status, added.header("location")),
        (303, format!("{here}?done=noted#follow-ups").as_str())
    );
    assert_eq!(add(&[("kind", "meeting"), ("day", &today)]).status, 303);
    let html = client.get(&here).text();
    let log = between(&html, "<ul class=\"history\">", "</ul>");
    assert!(log.find("Meeting").unwrap() < log.find("Call").unwrap(), "the latest first: {log}");
    assert!(
        log.contains("Will answer") && log.contains("20 January 2026") && log.contains("Jonas Lindqvist")
    );
    let name = ledger.texts(&format!(
        "SELECT name FROM partner JOIN invitation ON partner.key = partner WHERE token = '{token}'"
    ));
    let search = tests::http::urlencoded(&fields(&[("search", &name[0])]));
    let list = client.get(&page(&format!("?{search}"))).text();
    assert!(list.contains("Meeting\u{2069}, "), "{list}");
    // A form of no session changes nothing.
    let all = fields(&[("csrf", "x"), ("kind", "call"), ("day", &today)]);
    assert_eq!(client.post_form(&format!("{here}/follow-ups"), &all).status, 403);
    let stranger = server.client().post_form(&format!("{here}/follow-ups"), &fields(&call));
    assert_eq!(stranger.status, 303);
    assert!(stranger.header("location").starts_with("/staff/login"));
    assert_eq!(ledger.number("SELECT count(*) FROM follow_up"), 2);
}

fn names_are_found_without_accents_harakat_and_hamza(server: &mut Server) {
    let ledger = server.ledger();
    server.stop();
    for (key, name) in [("f-1", "إذاعة الأُمّة"), ("f-2", "École Média"), ("f-3", "Ёлка")] {
        add_partner(&ledger, key, "ar", &format!("{key}@new.example"), true);
        ledger.execute(&format!("UPDATE partner SET name = '{name}' WHERE key = '{key}'"));
    }
    // They have been there since before names were folded.
    server.go_on();
    let client = staff::manager(server);
    for (typed, name) in [
        ("اذاعة الامه", "إذاعة الأُمّة"),
        ("إذاعـة", "إذاعة الأُمّة"),
        ("ecole media", "École Média"),
        ("ЕЛКА", "Ёлка"),
    ] {
        let query = tests::http::urlencoded(&fields(&[("search", typed)]));
        for list in [page(&format!("/new?{query}")), format!("/staff/partners?{query}")] {
            assert!(client.get(&list).text().contains(name), "{typed} in {list}");
        }
    }
}

fn an_empty_directory_says_so(server: &mut Server) {
    server.ledger().execute("UPDATE partner SET active = 0");
    let offered = staff::manager(server).get(&page("/new")).text();
    assert!(
        offered.contains("There are no active partners yet") && !offered.contains("invited already"),
        "{offered}"
    );
}

// Inviting.

fn chosen_partners_are_invited_once_and_get_mail_in_their_language(server: &mut Server) {
    let (client, ledger) = (staff::manager(server), server.ledger());
    let form = page("/new");
    assert!(client.get(&form).text().contains("All active partners have been invited already."));
    add_partner(&ledger, "n-1", "ar", "one@new.example", true);
    add_partner(&ledger, "n-2", "fr", "two@new.example", true);
    add_partner(&ledger, "n-3", "en", "", true);
    add_partner(&ledger, "n-4", "en", "four@new.example", false);
    let offered = client.get(&form).text();
    assert_eq!(offered.matches("name=\"partner\"").count(), 3, "no inactive one, none twice: {offered}");
    assert!(!offered.contains(" checked"), "nothing is ticked beforehand: {offered}");
    assert_eq!(post(&client, &form, &form, &[]).status, 422, "nor is nothing everything");
    let nobody = post(&client, &form, &form, &[("who", "ticked")]);
    assert_eq!(nobody.status, 422);
    assert!(nobody.text().contains("href=\"#who\""));
    let ticked = [("who", "ticked"), ("partner", "n-1"), ("partner", "n-4"), ("partner", "nobody")];
    let asked = post(&client, &form, &form, &ticked).text();
    assert!(asked.contains("Invite \u{2068}1\u{2069} partner?"), "{asked}");
    assert!(!asked.contains(" checked"), "{asked}");
    assert_eq!(ledger.number("SELECT count(*) FROM invitation WHERE partner LIKE 'n-%'"), 0, "only asked");
    let confirmed = |fields: &[(&str, &str)]| {
        let mut all = fields.to_vec();
        all.push(("confirmed", "yes"));
        let answer = post(&client, &form, &form, &all);
        assert_eq!(answer.status, 303);
        answer.header("location").to_owned()
    };
    assert_eq!(confirmed(&ticked), page("?invited=1"));
    assert_eq!(confirmed(&ticked), page("?invited=0"), "twice changes nothing");
    let all = [("who", "all"), ("language", "fr"), ("mail", "yes")];
    assert_eq!(confirmed(&all), page("?invited=1"));
    let rest = post(&client, &form, &form, &[("who", "all")]).text();
    assert!(rest.contains("has no e-mail address"), "{rest}");
    add_partner(&ledger, "n-5", "en", "five@new.example", true);
    let of_two = post(&client, &form, &form, &[("who", "all")]).text().replace(['\u{2068}', '\u{2069}'], "");
    let buttons = ["Invite 2 partners, send no e-mail now", "Invite 2 partners, send 1 e-mail now"];
    assert!(buttons.iter().all(|button| of_two.contains(&format!(">{button}</button>"))), "{of_two}");
    let stale = [("who", "all"), ("mail", "yes"), ("confirmed", "yes"), ("count", "1")];
    let again = post(&client, &form, &form, &stale);
    assert!(again.status == 200 && again.text().contains("partners?"), "others than were shown: asked again");
    ledger.execute("UPDATE partner SET active = 0 WHERE key = 'n-5'");
    assert_eq!(confirmed(&[("who", "all"), ("mail", "yes"), ("count", "1")]), page("?invited=1"));
    let queued = ledger.texts(
        "SELECT kind || ' ' || language || ' ' || address FROM message JOIN invitation \
         ON invitation.id = message.invitation WHERE partner LIKE 'n-%'",
    );
    assert_eq!(queued, ["invitation fr two@new.example"]);
    let tokens = ledger.texts("SELECT token FROM invitation WHERE partner LIKE 'n-%'");
    assert!(tokens.iter().all(|token| token.len() == 27), "160 bits: {tokens:?}");
    assert_eq!(server.client().get(&format!("/i/{}", tokens[0])).status, 200);
    let events = ledger.texts("SELECT detail FROM survey_event WHERE kind = 'invited'");
    assert_eq!(events, vec![json!({ "count": 1 }).to_string(); 3]);
}

fn ten_thousand_partners_are_invited_at_once(server: &mut Server) {
    let (client, ledger) = (staff::manager(server), server.ledger());
    for chunk in 0..20 {
        let of = |n: i32| format!("('b-{n}', 'Big {n}', 'africa', 'Mali', '', 'radio', 'fr', '', 1)");
        let rows: Vec<String> = (chunk * 500..chunk * 500 + 500).map(of).collect();
        ledger.execute(&format!(
            "INSERT INTO partner (key, name, region, country, programme, type, language, manager, active) VALUES {}",
            rows.join(", ")
        ));
    }
    ledger.execute(
        "INSERT INTO partner_contact (partner, position, name, email) \
         SELECT key, 0, '', key || '@big.example' FROM partner WHERE key LIKE 'b-%'",
    );
    let form = page("/new");
    let begun = std::time::Instant::now();
    let shown = client.get(&form).text();
    eprintln!("choosing among 10,000: {:?}", begun.elapsed());
    assert_eq!(shown.matches("name=\"partner\"").count(), 200);
    let begun = std::time::Instant::now();
    let answer = post(&client, &form, &form, &[("who", "all"), ("mail", "yes"), ("confirmed", "yes")]);
    eprintln!("inviting 10,000 with their mail: {:?}", begun.elapsed());
    assert_eq!(answer.header("location"), page("?invited=10000"));
    assert_eq!(
        ledger.number("SELECT count(DISTINCT token) FROM invitation WHERE partner LIKE 'b-%'"),
        10_000
    );
    let messages = "SELECT count(*) FROM message JOIN invitation ON invitation.id = message.invitation \
                    WHERE partner LIKE 'b-%' AND language = 'fr'";
    assert_eq!(ledger.number(messages), 10_000);
    let begun = std::time::Instant::now();
    let list = client.get(&page("")).text();
    eprintln!("the list of 10,115: {:?}", begun.elapsed());
    assert!(list.contains("\u{2068}10,115\u{2069} partners"), "{list}");
}

/// Withdraws with these fields, as asked and confirmed; returns what the page asked.
fn withdraw(client: &Client, fields: &[(&str, &str)]) -> String {
    let form = page("/withdraw");
    let asked = post(client, &form, &form, fields);
    assert_eq!(asked.status, 200, "{}", asked.text());
    let count = between(&asked.text(), "name=\"count\" value=\"", "\"").to_owned();
    let all = [fields, &[("confirmed", "yes"), ("count", &count)]].concat();
    assert_eq!(post(client, &form, &form, &all).header("location"), page(&format!("?withdrawn={count}")));
    asked.text().replace(['\u{2068}', '\u{2069}'], "")
}

fn invitations_that_nobody_has_heard_of_are_removed_in_bulk(server: &mut Server) {
    let (client, ledger) = (staff::manager(server), server.ledger());
    let percent = || client.get(&api("response-rate")).json()["percent"].as_f64().unwrap();
    let before = percent();
    for n in 0..300 {
        add_partner(&ledger, &format!("wrong-{n:03}"), "en", &format!("w{n}@wrong.example"), true);
    }
    let form = page("/new");
    // By mistake, with mail that waits.
    post(&client, &form, &form, &[("who", "all"), ("confirmed", "yes")]);
    ledger.execute(
        "INSERT INTO message (id, survey, invitation, kind, language, address, state, attempts, next_at) \
         SELECT id, survey, id, 'invitation', 'en', partner || '@wrong.example', 'queued', 0, 9000000000000000 \
         FROM invitation WHERE partner LIKE 'wrong-%'",
    );
    assert!(percent() < before / 3.0);
    let invited = "SELECT count(*) FROM invitation WHERE partner LIKE 'wrong-%'";
    assert_eq!(ledger.number(invited), 300);
    // Of these somebody has heard: a link was shown, one was opened, mail was sent to one, and one device asked for its right to answer.
    let token =
        |key: &str| ledger.texts(&format!("SELECT token FROM invitation WHERE partner = '{key}'")).remove(0);
    let shown = partner_page(&ledger, &token("wrong-000"));
    assert_eq!(post(&client, &shown, &format!("{shown}/message"), &[]).status, 200);
    assert_eq!(server.client().get(&format!("/i/{}", token("wrong-001"))).status, 200);
    ledger.execute(
        "UPDATE message SET state = 'sent' WHERE invitation = (SELECT id FROM invitation WHERE partner = 'wrong-002')",
    );
    credential(&server.client(), &token("wrong-003"));
    let page_of_it = client.get(&page("/withdraw?search=wrong-00")).text();
    assert!(!page_of_it.contains(" checked"), "nothing is ticked beforehand");
    let nobody = post(&client, &page("/withdraw"), &page("/withdraw"), &[]);
    assert_eq!(nobody.status, 422);
    let asked = withdraw(&client, &[("who", "all"), ("search", "wrong-")]);
    assert!(
        asked.contains(">Withdraw 296 invitations</button>") && asked.contains("4 stay as they are"),
        "{asked}"
    );
    assert_eq!(ledger.number(invited), 4);
    assert_eq!(ledger.number("SELECT count(*) FROM message WHERE address LIKE '%@wrong.example'"), 4);
    let events = "SELECT detail FROM survey_event WHERE kind = 'withdrawn'";
    assert_eq!(ledger.texts(events), [json!({ "removed": 296, "withdrawn": 0 }).to_string()]);
    // They can be invited again.
    assert!(client.get(&page("/new?search=wrong-29")).text().contains("wrong-299"));
    // Nothing of a survey that is closed.
    server.command(&["survey", "close", SURVEY]);
    let none = post(&client, &page("/withdraw"), &page("/withdraw"), &[("who", "all"), ("search", "wrong-")]);
    assert_eq!(none.status, 422, "{}", none.text());
}

fn an_announced_invitation_is_withdrawn_for_a_reason_before_the_last_day_and_an_answer_undoes_it(
    server: &mut Server,
) {
    let (client, ledger) = (staff::manager(server), server.ledger());
    let (typing, other) = (server.demo.tokens["en"].clone(), server.demo.tokens["fr"].clone());
    let key = |token: &str| {
        ledger.texts(&format!("SELECT partner FROM invitation WHERE token = '{token}'")).remove(0)
    };
    let rate = || client.get(&api("response-rate")).json();
    let (before, stored) = (rate(), ledger.all_responses().len());
    assert_eq!((&before["eligible"], &before["not_eligible"]), (&json!(115), &json!(0)));
    // Somebody has the form open and a credential already.
    let sent = response(&full_answers(&question_set(), 0), &credential(&server.client(), &typing));
    let (one, two) = (key(&typing), key(&other));
    let both = [("who", "ticked"), ("partner", one.as_str()), ("partner", two.as_str())];
    let refused = post(&client, &page("/withdraw"), &page("/withdraw"), &both);
    assert_eq!(refused.status, 422);
    assert!(refused.text().contains("choose a reason"), "{}", refused.text());
    let unknown = [&both[..], &[("reason", "annoying")]].concat();
    assert_eq!(
        post(&client, &page("/withdraw"), &page("/withdraw"), &unknown).status,
        422,
        "AAPOR knows no such"
    );
    let today = ledger.texts(&format!("SELECT closes_on FROM survey WHERE code = '{SURVEY}'")).remove(0);
    let gone = [&both[..], &[("reason", "gone")]].concat();
    let asked = withdraw(&client, &gone);
    assert!(asked.contains("2 announced invitations are withdrawn: no longer exists."), "{asked}");
    let without = rate();
    assert_eq!((&without["eligible"], &without["not_eligible"]), (&json!(113), &json!(2)));
    assert!(without["percent"].as_f64() > before["percent"].as_f64());
    assert_eq!(without["percent_with_not_eligible"], before["percent"], "the rate with them is told too");
    // The link leads to no form, and gives nobody a right to answer; what was typed without scripts comes back.
    let link = format!("/i/{other}");
    let closed = server.client().get(&format!("{link}?lang=en"));
    assert!(closed.status == 410 && closed.text().contains("This invitation was withdrawn"));
    ask(&server.client(), &other, &Request::new(&mut OsRng).unwrap()).problem(404, "unknown_invitation");
    let back = server.client().post_form(&link, &plain_form());
    assert!(back.status == 410 && back.text().contains("save or print this page"), "{}", back.text());
    assert!(back.text().contains("checked"), "nothing typed is lost");
    assert_eq!(ledger.all_responses().len(), stored);
    // No mail and no message to copy.
    let here = partner_page(&ledger, &other);
    assert!(
        client
            .get(&here)
            .text()
            .replace(['\u{2068}', '\u{2069}'], "")
            .contains("was withdrawn: no longer exists")
    );
    assert_eq!(post(&client, &here, &format!("{here}/message"), &[]).status, 303);
    let list = client.get(&page("")).text();
    assert!(
        list.contains("\u{2068}113\u{2069} partners") && list.contains("withdrawn invitations"),
        "{list}"
    );
    // An answer that is sent all the same counts, and the invitation with it.
    let mark = submit_for_mark(&server.client(), &sent);
    assert_eq!(server.client().post(&api("participation"), &told(&typing, &mark)).status, 204);
    let answered = rate();
    assert_eq!((&answered["eligible"], &answered["not_eligible"]), (&json!(114), &json!(1)));
    // It can be taken back, and then the link works.
    assert_eq!(
        post(&client, &here, &format!("{here}/withdrawal/take-back"), &[]).header("location"),
        format!("{here}?done=taken-back")
    );
    assert_eq!(server.client().get(&link).status, 200);
    assert_eq!(rate()["eligible"], json!(115));
    // Not on the last day.
    let row = between(&client.get(&here).text(), "name=\"day\" type=\"date\" value=\"", "\"").to_owned();
    ledger.execute(&format!("UPDATE survey SET closes_on = '{row}' WHERE code = '{SURVEY}'"));
    let late = [("who", "ticked"), ("partner", two.as_str()), ("reason", "gone")];
    assert_eq!(post(&client, &page("/withdraw"), &page("/withdraw"), &late).status, 422);
    ledger.execute(&format!("UPDATE survey SET closes_on = '{today}' WHERE code = '{SURVEY}'"));
    // The report says how many, for which reasons, and the rate with and without them.
    ledger.execute(
        "UPDATE invitation SET withdrawn = 'duplicate' WHERE id IN (SELECT id FROM invitation \
         WHERE survey = 'ims-2024' AND state <> 'responded' ORDER BY partner LIMIT 6)",
    );
    let report = client.get("/staff/surveys/ims-2024/report").text().replace(['\u{2068}', '\u{2069}'], "");
    assert!(
        report.contains("sent to 109 partners; 49 responded. That is a response rate of 45%"),
        "{report}"
    );
    let said = "6 more invitations were withdrawn, because the partners are not eligible (twice in the list: 6). \
                With them the response rate would be 43%.";
    assert!(report.contains(said), "{report}");
}

// Links.

/// All pages that can be reached from `/staff` by links, with their addresses.
fn all_staff_pages(client: &Client) -> Vec<(String, String)> {
    let mut known: BTreeSet<String> = BTreeSet::from(["/staff".to_owned()]);
    let mut queue: VecDeque<String> = known.iter().cloned().collect();
    let (mut pages, mut figures) = (Vec::new(), BTreeSet::new());
    while let Some(address) = queue.pop_front() {
        let html = client.get(&address).text();
        let path = address.split('?').next().unwrap();
        for href in html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            let href = href.split('#').next().unwrap().replace("&#38;", "&");
            let next = if href.starts_with('?') { format!("{path}{href}") } else { href };
            // The same pages in other languages and orders print no more.
            let same = ["lang=", "sort=", "by="].iter().any(|part| next.contains(part));
            // Of a report's figures, which are made anew for each of their files, one of a kind stands for all.
            let figure = next.split_once("/figures/").map(|(report, file)| {
                (report.to_owned(), file.rsplit('.').next().unwrap_or_default().to_owned())
            });
            let same = same || figure.is_some_and(|figure| !figures.insert(figure));
            if next.starts_with("/staff") && !same && known.insert(next.clone()) {
                queue.push_back(next);
            }
        }
        pages.push((address, html));
    }
    pages
}

fn no_staff_page_prints_a_link_and_a_used_one_is_not_even_given_out(server: &mut Server) {
    without_the_demos_past(server);
    let (client, ledger) = (staff::manager(server), server.ledger());
    // One responded just now: its mark still waits to be applied.
    let fresh = server.demo.tokens["en"].clone();
    let answers = full_answers(&question_set(), 0);
    let sent = response(&answers, &credential(&server.client(), &fresh));
    let mark = submit_for_mark(&server.client(), &sent);
    assert_eq!(server.client().post(&api("participation"), &told(&fresh, &mark)).status, 204);
    let pages = all_staff_pages(&client);
    let visited: BTreeSet<&str> = pages.iter().map(|(address, _)| address.as_str()).collect();
    let tokens = ledger.texts("SELECT token FROM invitation");
    let used = ledger
        .texts(&format!("SELECT token FROM participation WHERE state = 'responded' AND survey = '{SURVEY}'"));
    assert!(used.contains(&fresh) && used.len() == 42);
    for token in &used {
        assert!(
            visited.contains(partner_page(&ledger, token).as_str()),
            "every partner's page was looked at"
        );
    }
    for (address, html) in &pages {
        let printed = tokens.iter().find(|token| html.contains(token.as_str()));
        assert_eq!(printed, None, "{address} prints a link");
    }
    // Nor does asking for the message, or for another link, give out one that was used.
    for token in [&fresh, used.iter().find(|token| **token != fresh).unwrap()] {
        let here = partner_page(&ledger, token);
        for action in ["message", "link"] {
            let answer = post(&client, &here, &format!("{here}/{action}"), &[]);
            assert_eq!(answer.header("location"), here, "{action}");
            assert!(!answer.text().contains(token.as_str()));
        }
        assert_eq!(ledger.number(&format!("SELECT count(*) FROM invitation WHERE token = '{token}'")), 1);
        assert!(client.get(&here).text().contains("The link has been used, so it is not shown."));
    }
    assert_eq!(ledger.number("SELECT count(*) FROM follow_up"), 0);
}

fn a_message_to_copy_has_the_link_in_the_partners_language_and_is_logged_once(server: &mut Server) {
    without_the_demos_past(server);
    let (client, ledger) = (staff::manager(server), server.ledger());
    for (language, greeting) in [("en", "Dear "), ("fr", "Bonjour "), ("ar", "تحية طيبة ")] {
        let token = &untouched(server, language);
        let here = partner_page(&ledger, token);
        let html = client.get(&here).text();
        assert!(!html.contains(token.as_str()));
        let once = between(&html, "name=\"once\" value=\"", "\"").to_owned();
        let show =
            || post(&client, &here, &format!("{here}/message"), &[("once", &once), ("language", language)]);
        let shown = show().text();
        let text = between(&shown, "<textarea id=\"chat-text\"", "</textarea>");
        assert!(text.contains(&format!("readonly lang=\"{language}\"")) && text.contains(greeting), "{text}");
        assert!(text.contains(&format!("\n{}/i/{token}\n", server.base())), "on a line of its own: {text}");
        assert!(text.contains(&format!("/i/{token}/decline")) && !text.contains('\u{2068}'), "{text}");
        let public = server.client().get(&format!("/s/{SURVEY}/key")).text();
        let number = between(&public, "id=\"key-number\"", "<").split_once('>').unwrap().1.to_owned();
        assert_eq!(number.len(), 35, "six groups of five: {number}");
        assert!(text.contains(&format!("\n\u{200e}{number}\n")), "the key's number: {text}");
        let follow_ups = format!(
            "SELECT count(*) FROM follow_up JOIN invitation ON invitation.partner = follow_up.partner \
             AND invitation.survey = follow_up.survey WHERE token = '{token}' AND kind = 'shown'"
        );
        assert_eq!(ledger.number(&follow_ups), 1);
        assert!(show().text().contains(token.as_str()), "the answer can be loaded again");
        assert_eq!(ledger.number(&follow_ups), 1, "and is noted once");
        // Another language is another look.
        let english = post(&client, &here, &format!("{here}/message"), &[("language", "en")]).text();
        assert!(between(&english, "<textarea id=\"chat-text\"", "</textarea>").contains("Dear "));
        assert_eq!(ledger.number(&follow_ups), 2);
        assert_eq!(ledger.invitation_state(token), "invited");
    }
}

fn a_replaced_link_is_dead_and_the_new_one_keeps_the_limit_of_devices(server: &mut Server) {
    without_the_demos_past(server);
    let (client, ledger) = (staff::manager(server), server.ledger());
    let old = server.demo.tokens["fr"].clone();
    let here = partner_page(&ledger, &old);
    for _ in 0..2 {
        credential(&server.client(), &old);
    }
    let answer = post(&client, &here, &format!("{here}/link"), &[]);
    assert_eq!(answer.header("location"), format!("{here}?done=replaced"));
    assert!(client.get(&format!("{here}?done=replaced")).text().contains("The link has been replaced."));
    let shown = post(&client, &here, &format!("{here}/message"), &[]).text();
    let new = between(between(&shown, "id=\"chat-text\"", "</textarea>"), "/i/", "\n").to_owned();
    assert_ne!(new, old);
    let dead = server.client().with("accept-language", "fr").get(&format!("/i/{old}"));
    assert_eq!(dead.status, 404);
    assert!(dead.text().contains("le lien a été remplacé par un plus récent"), "{}", dead.text());
    for address in [format!("/i/{old}/decline"), format!("/i/{old}/decline/undo"), format!("/i/{old}")] {
        let body = b"List-Unsubscribe=One-Click";
        let posted = server.client().send("POST", &address, "application/x-www-form-urlencoded", body);
        assert_eq!(posted.status, 404, "{address}");
    }
    ask(&server.client(), &old, &Request::new(&mut OsRng).unwrap()).problem(404, "unknown_invitation");
    assert_eq!(server.client().get(&format!("/i/{new}")).status, 200);
    credential(&server.client(), &new);
    ask(&server.client(), &new, &Request::new(&mut OsRng).unwrap()).problem(409, "too_many_devices");
    assert_eq!(ledger.texts("SELECT kind FROM survey_event"), ["link_replaced"]);
}

fn a_bounced_invitation_gets_another_address_and_is_tried_again(server: &mut Server) {
    let (client, ledger) = (staff::manager(server), server.ledger());
    let bounced = ledger.texts(&format!(
        "SELECT token FROM participation WHERE survey = '{SURVEY}' AND state = 'bounced' ORDER BY partner"
    ));
    let (first, second) = (&bounced[0], &bounced[1]);
    let here = partner_page(&ledger, first);
    let correct = |address: &str| {
        post(&client, &here, &format!("{here}/address"), &[("address", address), ("again", "yes")])
    };
    let wrong = correct("nobody at all");
    assert_eq!(wrong.status, 422);
    assert!(wrong.text().contains("value=\"nobody at all\"") && wrong.text().contains("href=\"#address\""));
    assert_eq!(ledger.invitation_state(first), "bounced");
    assert_eq!(correct("right@new.example").header("location"), format!("{here}?done=corrected"));
    assert_eq!(ledger.invitation_state(first), "invited");
    let queued = format!(
        "SELECT address FROM message JOIN invitation ON invitation.id = message.invitation \
         WHERE token = '{first}' AND message.state <> 'failed'"
    );
    assert_eq!(ledger.texts(&queued), ["right@new.example"]);
    assert!(client.get(&here).text().contains("right@new.example"));
    assert_eq!(correct("other@new.example").header("location"), here, "it has not bounced any more");
    assert_eq!(ledger.texts(&queued), ["right@new.example"]);
    // Whoever opens the link was reached after all.
    assert_eq!(server.client().get(&format!("/i/{second}")).status, 200);
    assert_eq!(ledger.invitation_state(second), "opened");
}

fn a_head_request_is_answered_and_marks_nothing(server: &mut Server) {
    let (client, ledger) = (server.client(), server.ledger());
    let token = &untouched(server, "en");
    for address in [
        format!("/i/{token}"),
        format!("/i/{token}/decline"),
        format!("/s/{SURVEY}/en"),
        "/thanks/en".to_owned(),
    ] {
        let head = client.send("HEAD", &address, "", &[]);
        assert_eq!((head.status, head.body.len()), (200, 0), "{address}");
        assert_eq!(ledger.invitation_state(token), "invited");
        let get = client.get(&address);
        assert_eq!(head.header("content-type"), get.header("content-type"));
        assert_eq!(head.header("etag"), get.header("etag"));
        ledger.execute(&format!("UPDATE invitation SET state = 'invited' WHERE token = '{token}'"));
    }
    assert_eq!(client.send("HEAD", "/i/AAAAAAAAAAAAAAAAAAAAAAAAAAA", "", &[]).status, 404);
}

// Declining.

fn a_partner_declines_and_undoes_it_in_the_own_language(server: &mut Server) {
    let (client, ledger) = (server.client(), server.ledger());
    for (language, question, noted) in [
        ("en", "We do not want to take part", "Noted: you do not want to take part"),
        ("fr", "Nous ne souhaitons pas participer", "C’est noté"),
        ("ar", "لا نريد المشاركة", "سجّلنا أنكم لا تريدون المشاركة"),
    ] {
        let token = &untouched(server, language);
        let here = format!("/i/{token}/decline");
        let asked = client.get(&here).text();
        assert!(asked.contains(&format!("<html lang=\"{language}\"")) && asked.contains(question), "{asked}");
        for other in ["en", "fr", "ar"] {
            assert!(
                client.get(&format!("{here}?lang={other}")).text().contains(&format!("lang=\"{other}\""))
            );
        }
        assert_eq!(ledger.invitation_state(token), "invited", "a GET changes nothing");
        assert_eq!(client.post_form(&here, &fields(&[("else", "yes")])).status, 422);
        assert_eq!(ledger.invitation_state(token), "invited", "nor does a POST of something else");
        let declined = client.post_form(&here, &fields(&[("decline", "yes")]));
        assert_eq!(declined.status, 303);
        assert_eq!(ledger.invitation_state(token), "declined");
        let said = client.get(declined.header("location")).text();
        assert!(said.contains(noted) && said.contains("decline/undo"), "{said}");
        // The personal link offers the way back, and no form.
        let link = client.get(&format!("/i/{token}")).text();
        assert!(link.contains("decline/undo") && !link.contains("id=\"form\""), "{link}");
        assert_eq!(ledger.invitation_state(token), "declined");
        let undone = client.post_form(&format!("{here}/undo"), &[]);
        assert_eq!(undone.header("location"), format!("/i/{token}?lang={language}"));
        assert_eq!(ledger.invitation_state(token), "opened");
        assert!(client.get(undone.header("location")).text().contains("id=\"form\""));
    }
}

fn the_mail_programs_one_click_stops_mail_to_that_address(server: &mut Server) {
    without_the_demos_past(server);
    let (client, ledger) = (server.client(), server.ledger());
    let part =
        "--x\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--x--\r\n";
    for token in [&server.demo.tokens["en"], &server.demo.tokens["ar"]] {
        ledger.execute(&format!("UPDATE invitation SET state = 'opened' WHERE token = '{token}'"));
    }
    for (token, kind, body) in [
        (&server.demo.tokens["en"], "application/x-www-form-urlencoded", "List-Unsubscribe=One-Click"),
        (&server.demo.tokens["ar"], "multipart/form-data; boundary=x", part),
    ] {
        let answer = client.send("POST", &format!("/i/{token}/decline"), kind, body.as_bytes());
        assert_eq!((answer.status, answer.header("set-cookie")), (200, ""));
        assert_eq!(
            ledger.invitation_state(token),
            "opened",
            "one mailbox does not speak for the organisation"
        );
        let stopped = format!(
            "SELECT no_mail_to FROM invitation JOIN partner_contact ON partner_contact.partner = invitation.partner \
             AND position = 0 AND no_mail_to = email WHERE token = '{token}'"
        );
        assert_eq!(ledger.texts(&stopped).len(), 1);
        // A manager sees it, and no round writes there any more; to another address it does.
        let calls = staff::manager(server).get(&page("/calls")).text();
        let there = partner_page(&ledger, token);
        let line = calls.split(there.as_str()).nth(1).unwrap();
        assert!(line.split("</tr>").next().unwrap().contains("wants no more mail"), "{calls}");
    }
}

fn after_a_response_it_is_too_late_to_decline_and_a_declined_partners_response_counts(server: &mut Server) {
    let (client, ledger) = (server.client(), server.ledger());
    let token = &server.demo.tokens["en"];
    let here = format!("/i/{token}/decline");
    let before = ledger.all_responses().len();
    let sent = response(&full_answers(&question_set(), 0), &credential(&client, token));
    assert_eq!(client.post_form(&here, &fields(&[("decline", "yes")])).status, 303);
    assert_eq!(ledger.invitation_state(token), "declined");
    // It was on its way already.
    let mark = submit_for_mark(&client, &sent);
    assert_eq!(client.post(&api("participation"), &told(token, &mark)).status, 204);
    assert_eq!(ledger.invitation_state(token), "responded");
    assert_eq!(ledger.all_responses().len(), before + 1);
    assert!(client.get(&here).text().contains("You have already taken part"));
    for body in ["decline=yes", "List-Unsubscribe=One-Click"] {
        client.send("POST", &here, "application/x-www-form-urlencoded", body.as_bytes());
        assert_eq!(ledger.invitation_state(token), "responded");
    }
    assert_eq!(client.post_form(&format!("{here}/undo"), &[]).status, 303);
    assert_eq!(ledger.invitation_state(token), "responded");
    // The same once the mark was applied.
    let long_ago = ledger.texts("SELECT token FROM invitation WHERE state = 'responded'").remove(0);
    client.post_form(&format!("/i/{long_ago}/decline"), &fields(&[("decline", "yes")]));
    assert_eq!(ledger.invitation_state(&long_ago), "responded");
}

// Open to everyone.

/// Takes all invitations and responses out of the survey, opens it to everyone, and returns its token.
fn open_to_everyone(server: &Server, client: &Client) -> String {
    let ledger = server.ledger();
    ledger.execute(&format!("DELETE FROM invitation WHERE survey = '{SURVEY}'"));
    ledger.execute(&format!("DELETE FROM response WHERE survey = '{SURVEY}'"));
    let answer = post(client, &page(""), &page("/everyone"), &[]);
    assert_eq!(answer.header("location"), page(""));
    let html = client.get(&page("")).text();
    between(&html, &format!("value=\"{}/i/", server.base()), "\"").to_owned()
}

/// The form without scripts, with the questions answered that must be.
fn plain_form() -> Vec<(String, String)> {
    let set = question_set();
    let choice = |code: &str| {
        let (_, question) = set.questions().find(|(_, question)| question.code == *code).unwrap();
        (code.to_owned(), set.choices(question)[0].code.to_string())
    };
    let mut all = fields(&[("_shown", "en"), ("satisfaction", "4")]);
    all.extend([choice("organisation_type"), choice("region")]);
    all
}

/// Asks for a credential as if through a proxy that saw this address.
fn asked_from(server: &Server, token: &str, address: &str) -> Answer {
    let client = server.client().with("x-forwarded-for", address);
    ask(&client, token, &Request::new(&mut OsRng).unwrap())
}

fn a_survey_with_invitations_is_not_opened_to_everyone(server: &mut Server) {
    let client = staff::manager(server);
    post(&client, &page(""), &page("/everyone"), &[]);
    // The demo's own is open to everyone, and closed.
    let open = "SELECT count(*) FROM survey WHERE public_token IS NOT NULL AND state <> 'closed'";
    assert_eq!(server.ledger().number(open), 0);
}

fn anyone_answers_over_the_public_link_and_no_rate_is_claimed(server: &mut Server) {
    let (client, staff) = (server.client(), staff::manager(server));
    let token = open_to_everyone(server, &staff);
    let ledger = server.ledger();
    assert!(client.get(&format!("/i/{token}")).text().contains("id=\"form\""));
    let french = client.clone().with("accept-language", "fr").get(&format!("/i/{token}")).text();
    assert!(french.contains("<html lang=\"fr\""));
    // With the client: more devices than an invitation would get, each checks the proof.
    let answers = full_answers(&question_set(), 0);
    for _ in 0..4 {
        let sent = response(&answers, &credential(&client, &token));
        assert_eq!(statuses(&submit(&client, &[sent])), ["stored"]);
        let told = json!({ "token": token, "state": "responded" });
        assert_eq!(client.post(&api("participation"), &told).status, 204);
    }
    // Without scripts: twice from the same place is two responses.
    let plain = plain_form();
    for _ in 0..2 {
        let answer = client.post_form(&format!("/i/{token}"), &plain);
        assert_eq!((answer.status, answer.header("location")), (303, "/thanks/en"), "{}", answer.text());
    }
    assert_eq!(ledger.all_responses().len(), 6);
    assert_eq!(ledger.number("SELECT count(*) FROM participation_mark"), 0);
    let overview = staff.get(&format!("/staff/surveys/{SURVEY}")).text();
    // Where nobody is invited no mark says who responded: responses are told in steps of the threshold.
    assert!(overview.contains("<p class=\"headline-figure\">5</p>"), "{overview}");
    assert!(overview.contains("no response rate can be given") && !overview.contains('%'), "{overview}");
    let rate = staff.get(&api("response-rate")).json();
    assert!(rate["percent"].is_null() && rate["margin_of_error_points"].is_null(), "{rate}");
    // Nobody is invited to it, and it does not go back to invitations now.
    add_partner(&ledger, "n-1", "en", "one@new.example", true);
    post(&staff, &page("/new"), &page("/new"), &[("who", "all"), ("confirmed", "yes")]);
    post(&staff, &page(""), &page("/invited-only"), &[]);
    assert_eq!(ledger.number(&format!("SELECT count(*) FROM invitation WHERE survey = '{SURVEY}'")), 0);
    assert_eq!(
        ledger.number("SELECT count(*) FROM survey WHERE public_token IS NOT NULL AND state <> 'closed'"),
        1
    );
    assert_eq!(client.get(&format!("/i/{token}/decline")).status, 404, "there is nothing to decline");
    server.command(&["survey", "close", SURVEY]);
    tests::wait::until("the link leads to no form", || {
        (!client.get(&format!("/i/{token}")).text().contains("id=\"form\"")).then_some(())
    });
}

fn as_long_as_nobody_has_answered_it_goes_back_to_invitations(server: &mut Server) {
    without_the_demos_past(server);
    let staff = staff::manager(server);
    let token = open_to_everyone(server, &staff);
    assert_eq!(post(&staff, &page(""), &page("/invited-only"), &[]).status, 303);
    assert_eq!(server.client().get(&format!("/i/{token}")).status, 404);
    let events = server.ledger().texts("SELECT kind FROM survey_event ORDER BY at");
    assert_eq!(events, ["public", "invited_only"]);
}

fn the_public_link_is_limited_for_each_address_and_for_the_survey(server: &mut Server) {
    let staff = staff::manager(server);
    let token = open_to_everyone(server, &staff);
    let ledger = server.ledger();
    let mut refused = 0;
    // The window of an address may end in between: then it is counted anew, once.
    for _ in 0..121 {
        match asked_from(server, &token, "203.0.113.7") {
            answer if answer.status == 200 => {
                let _: Evaluation = serde_json::from_value(answer.json()).unwrap();
            }
            answer => {
                assert_eq!(answer.header("retry-after"), "60");
                answer.problem(429, "too_many_requests");
                refused += 1;
            }
        }
    }
    assert!((1..=61).contains(&refused), "{refused}");
    assert_eq!(asked_from(server, &token, "203.0.113.8").status, 200, "another address is another");
    // The form without scripts as well: nothing typed is lost.
    let plain = plain_form();
    let post = |address: &str| {
        let client = server.client().with("x-forwarded-for", address);
        client.post_form(&format!("/i/{token}"), &plain)
    };
    let many = |answer: Answer| {
        let html = answer.text();
        assert!(html.contains("many people are using this link") && html.contains("checked"), "{html}");
        assert_eq!(answer.status, 429);
    };
    if asked_from(server, &token, "203.0.113.7").status == 429 {
        many(post("203.0.113.7"));
    }
    // The survey as a whole: this minute and the next ones are used up.
    let minute = ledger.number("SELECT max(minute) FROM public_use");
    for later in 0..10 {
        ledger.execute(&format!(
            "INSERT INTO public_use (survey, minute, used) VALUES ('{SURVEY}', {}, 240) \
             ON CONFLICT (survey, minute) DO UPDATE SET used = 240",
            minute + later
        ));
    }
    asked_from(server, &token, "203.0.113.9").problem(429, "too_many_requests");
    many(post("203.0.113.10"));
    assert_eq!(ledger.all_responses().len(), 0);
    // Invited partners are not in it.
    let unknown = Request::new(&mut OsRng).unwrap();
    ask(&server.client(), "AAAAAAAAAAAAAAAAAAAAAAAAAAA", &unknown).problem(404, "unknown_invitation");
    assert!(!server.log().contains("203.0.113"), "no address is logged");
}

on_both_databases!(
    the_list_shows_every_partner_once_own_ones_first_and_each_filter_narrows_it,
    a_partners_page_says_where_it_stands_and_what_it_got,
    a_follow_up_is_logged_and_the_list_shows_the_last_one,
    chosen_partners_are_invited_once_and_get_mail_in_their_language,
    names_are_found_without_accents_harakat_and_hamza,
    an_empty_directory_says_so,
    ten_thousand_partners_are_invited_at_once,
    invitations_that_nobody_has_heard_of_are_removed_in_bulk,
    an_announced_invitation_is_withdrawn_for_a_reason_before_the_last_day_and_an_answer_undoes_it,
    no_staff_page_prints_a_link_and_a_used_one_is_not_even_given_out,
    a_message_to_copy_has_the_link_in_the_partners_language_and_is_logged_once,
    a_replaced_link_is_dead_and_the_new_one_keeps_the_limit_of_devices,
    a_bounced_invitation_gets_another_address_and_is_tried_again,
    a_head_request_is_answered_and_marks_nothing,
    a_partner_declines_and_undoes_it_in_the_own_language,
    the_mail_programs_one_click_stops_mail_to_that_address,
    after_a_response_it_is_too_late_to_decline_and_a_declined_partners_response_counts,
    a_survey_with_invitations_is_not_opened_to_everyone,
    anyone_answers_over_the_public_link_and_no_rate_is_claimed,
    as_long_as_nobody_has_answered_it_goes_back_to_invitations,
    the_public_link_is_limited_for_each_address_and_for_the_survey,
);

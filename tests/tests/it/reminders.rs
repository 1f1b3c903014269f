//! Reminders, the last day and the days of grace, on both databases: what goes out, when, to whom, and what does not.
//!
//! Every round here is planned with the staff's form; days pass by starting the server ahead of the system's clock.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use tests::http::{Answer, Client};
use tests::partner::{credential, errors, full_answers, question_set, response, submit};
use tests::server::{Engine, Server};
use tests::wait::{until, until_equal};
use tests::{SURVEY, on_both_databases, staff};

/// An earlier survey; the clock comes to it after the open one, so what it sends tells that the clock has looked.
const EARLIER: &str = "ims-2024";

fn page(survey: &str, rest: &str) -> String {
    format!("/staff/surveys/{survey}/{rest}")
}

/// Posts a form with the proof that the page carries.
fn post(client: &Client, form: &str, to: &str, fields: &[(&str, &str)]) -> Answer {
    let html = client.get(form).text();
    let csrf = html.split("name=\"csrf\" value=\"").nth(1).expect("the page has a form");
    let mut all = vec![("csrf".to_owned(), csrf.split('"').next().unwrap().to_owned())];
    all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    client.post_form(to, &all)
}

/// The day in so many days, as the server's database writes days.
fn day(server: &Server, days: i64) -> String {
    let last =
        server.ledger().texts(&format!("SELECT closes_on FROM survey WHERE code = '{SURVEY}'")).remove(0);
    // The demo's survey ends fourteen days after it was loaded.
    let last: chrono::NaiveDate = last.parse().unwrap();
    (last + chrono::TimeDelta::days(days - 14)).to_string()
}

/// The demo's survey is in mid-flight; here every round is the test's own.
fn without_the_demos_past(server: &Server) {
    for table in ["message", "round", "survey_event"] {
        server.ledger().execute(&format!("DELETE FROM {table}"));
    }
}

/// Mail goes out at any hour of any day, so that no test depends on the hour at which it runs.
fn at_any_time(server: &Server) {
    server.ledger().execute("UPDATE survey SET send_hour = 0, working_days = 'mon tue wed thu fri sat sun'");
}

fn plan(server: &Server, survey: &str, fields: &[(&str, &str)]) -> String {
    let mut all = vec![
        ("kind", "reminder"),
        ("audience", "not_responded"),
        ("languages", "en"),
        ("languages", "fr"),
        ("languages", "ar"),
    ];
    all.retain(|(name, _)| *name == "languages" || !fields.iter().any(|(given, _)| given == name));
    if fields.iter().any(|(name, _)| *name == "languages") {
        all.retain(|(name, _)| *name != "languages");
    }
    all.extend(fields);
    let form = page(survey, "reminders/new");
    let answer = post(&staff::manager(server), &form, &form, &all);
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").to_owned()
}

fn plan_on(server: &Server, date: &str) -> String {
    plan(server, SURVEY, &[("anchor", "date"), ("due_on", date)])
}

fn states(server: &Server, survey: &str) -> Vec<String> {
    server.ledger().texts(&format!(
        "SELECT kind || ' ' || coalesce(due_on, anchor) || ' ' || state FROM round WHERE survey = '{survey}' \
         ORDER BY coalesce(due_on, anchor), kind"
    ))
}

fn sent(server: &Server) -> i64 {
    server.ledger().number(&format!("SELECT count(*) FROM message WHERE survey = '{SURVEY}'"))
}

/// How many a round to everyone who has not responded reaches.
fn eligible(server: &Server) -> i64 {
    server.ledger().number(&format!(
        "SELECT count(*) FROM participation JOIN partner ON partner.key = participation.partner \
         WHERE survey = '{SURVEY}' AND state IN ('invited', 'opened') AND active = 1"
    ))
}

/// Waits until the clock has looked at all surveys: thanks of the earlier one have gone out.
fn until_the_clock_has_looked(server: &Server) {
    until("the clock has looked", || {
        states(server, EARLIER).iter().any(|line| line.ends_with(" sent")).then_some(())
    });
}

fn plan_the_clocks_mark(server: &Server, days: i64) {
    plan(server, EARLIER, &[("kind", "thanks"), ("anchor", "date"), ("due_on", &day(server, days))]);
}

fn a_round_goes_out_on_its_day_and_to_nobody_who_should_not_get_it(server: &mut Server) {
    without_the_demos_past(server);
    at_any_time(server);
    let ledger = server.ledger();
    let tokens = ledger.unused_tokens();
    // A mark that still waits counts; a partner who is no longer active gets nothing.
    let of = |token: &str| format!("(SELECT id FROM invitation WHERE token = '{token}')");
    ledger.execute(&format!(
        "INSERT INTO participation_mark (invitation, day) VALUES ({}, '{}')",
        of(&tokens[0]),
        day(server, 0)
    ));
    ledger.execute(&format!(
        "UPDATE partner SET active = 0 WHERE key = (SELECT partner FROM invitation WHERE token = '{}')",
        tokens[1]
    ));
    ledger.execute(&format!("UPDATE invitation SET state = 'declined' WHERE token = '{}'", tokens[2]));
    ledger.execute(&format!("UPDATE invitation SET state = 'bounced' WHERE token = '{}'", tokens[3]));
    let (first, second) = (day(server, 1), day(server, 3));
    let round = plan_on(server, &first);
    plan_on(server, &second);
    let shown = staff::manager(server).get(&round).text();
    plan_the_clocks_mark(server, 1);
    assert_eq!(sent(server), 0);
    let expected = eligible(server);
    server.go_on_after_days(1);
    until_the_clock_has_looked(server);
    assert_eq!(
        states(server, SURVEY),
        [format!("reminder {first} sent"), format!("reminder {second} planned")]
    );
    assert_eq!(sent(server), expected);
    let wrong = ledger.number(
        "SELECT count(*) FROM message JOIN participation ON participation.id = message.invitation \
         JOIN partner ON partner.key = participation.partner \
         WHERE message.kind = 'reminder' AND (participation.state NOT IN ('invited', 'opened') OR partner.active = 0)",
    );
    assert_eq!(wrong, 0);
    let thanked = ledger.number(
        "SELECT count(*) FROM message JOIN participation ON participation.id = message.invitation \
         WHERE message.kind = 'thanks' AND participation.state <> 'responded'",
    );
    assert_eq!(thanked, 0, "thanks go to those who responded");
    // What was shown is what was sent: each address, and no other.
    let addresses = ledger.texts(&format!("SELECT address FROM message WHERE survey = '{SURVEY}'"));
    assert!(addresses.iter().all(|address| shown.contains(address.as_str())));
    assert_eq!(shown.matches("@").count(), addresses.len());
}

fn of_three_missed_rounds_one_is_sent(server: &mut Server) {
    without_the_demos_past(server);
    at_any_time(server);
    let days: Vec<String> = (1..=4).map(|n| day(server, n)).collect();
    for date in &days {
        plan_on(server, date);
    }
    let expected = eligible(server);
    server.go_on_after_days(3);
    until("a round is sent", || (sent(server) > 0).then_some(()));
    assert_eq!(
        states(server, SURVEY),
        [
            format!("reminder {} skipped", days[0]),
            format!("reminder {} skipped", days[1]),
            format!("reminder {} sent", days[2]),
            format!("reminder {} planned", days[3]),
        ]
    );
    // A restart is no reason to send again.
    plan_the_clocks_mark(server, 4);
    server.stop();
    server.ledger().execute(&format!("UPDATE round SET due_on = '{}' WHERE survey = '{EARLIER}'", days[0]));
    server.go_on();
    until_the_clock_has_looked(server);
    assert_eq!(sent(server), expected);
}

fn nothing_goes_out_while_reminders_are_paused(server: &mut Server) {
    without_the_demos_past(server);
    at_any_time(server);
    let date = day(server, 1);
    plan_on(server, &date);
    plan_the_clocks_mark(server, 1);
    let reminders = page(SURVEY, "reminders");
    let answer = post(&staff::manager(server), &reminders, &page(SURVEY, "reminders/pause"), &[]);
    assert_eq!(answer.status, 303);
    server.go_on_after_days(1);
    until_the_clock_has_looked(server);
    assert_eq!((sent(server), states(server, SURVEY)), (0, vec![format!("reminder {date} planned")]));
    let answer = post(&staff::manager(server), &reminders, &page(SURVEY, "reminders/resume"), &[]);
    assert_eq!(answer.status, 303);
    let expected = eligible(server);
    until_equal("it goes out when they are resumed", &expected, || sent(server));
}

fn a_day_that_is_no_working_day_is_waited_for(server: &mut Server) {
    without_the_demos_past(server);
    at_any_time(server);
    let date = day(server, 1);
    plan_on(server, &date);
    plan_the_clocks_mark(server, 1);
    // The weekdays of the day after tomorrow alone, for the open survey.
    let later: chrono::NaiveDate = day(server, 2).parse().unwrap();
    let name = later.format("%a").to_string().to_lowercase();
    server.ledger().execute(&format!("UPDATE survey SET working_days = '{name}' WHERE code = '{SURVEY}'"));
    server.go_on_after_days(1);
    until_the_clock_has_looked(server);
    assert_eq!(sent(server), 0);
    server.go_on_after_days(2);
    let expected = eligible(server);
    until_equal("it goes out on the next working day", &expected, || sent(server));
}

fn a_round_can_be_sent_now_and_only_once(server: &mut Server) {
    without_the_demos_past(server);
    let round = plan(
        server,
        SURVEY,
        &[("anchor", "deadline"), ("days", "3"), ("audience", "not_opened"), ("languages", "ar")],
    );
    let manager = staff::manager(server);
    let expected = server.ledger().number(&format!(
        "SELECT count(*) FROM participation JOIN partner ON partner.key = participation.partner \
         WHERE survey = '{SURVEY}' AND state = 'invited' AND language = 'ar'"
    ));
    assert!(expected > 0);
    for _ in 0..2 {
        let answer = post(&manager, &page(SURVEY, "reminders"), &format!("{round}/send"), &[]);
        assert_eq!(answer.status, 303, "{}", answer.text());
    }
    assert_eq!(sent(server), expected);
    assert_eq!(states(server, SURVEY), ["reminder deadline sent"]);
    let history = manager.get(&page(SURVEY, "reminders")).text();
    assert!(history.contains("Jonas Lindqvist"), "the history names who sent it");
    // Without the page's proof nothing is done.
    assert_eq!(manager.post_form(&format!("{round}/send"), &[]).status, 403);
}

fn what_is_wrong_with_a_round_is_said_at_its_field(server: &mut Server) {
    without_the_demos_past(server);
    let manager = staff::manager(server);
    let form = page(SURVEY, "reminders/new");
    let (today, late) = (day(server, 0), day(server, 20));
    for (fields, wrong) in [
        (vec![("anchor", "date"), ("due_on", "soon")], "due_on"),
        (vec![("anchor", "date"), ("due_on", today.as_str())], "due_on"),
        (vec![("anchor", "date"), ("due_on", late.as_str())], "due_on"),
        (vec![("anchor", "opening"), ("days", "many")], "days"),
        (vec![("anchor", "opening"), ("days", "4294967295")], "days"),
        (vec![("anchor", "deadline"), ("days", "40")], "days"),
        (vec![("anchor", "after_deadline"), ("days", "2")], "days"),
        (vec![], "anchor"),
    ] {
        let mut all = vec![("kind", "reminder"), ("audience", "not_responded"), ("languages", "en")];
        all.extend(fields.clone());
        let answer = post(&manager, &form, &form, &all);
        let html = answer.text();
        assert_eq!(answer.status, 422, "{fields:?}");
        assert!(html.contains(&format!("href=\"#{wrong}\"")), "{fields:?}");
        assert!(html.contains(&format!("id=\"{wrong}-error\"")), "{fields:?}");
        for (name, value) in fields.iter().filter(|(name, _)| *name != "anchor" && *name != "due_on") {
            assert!(html.contains(&format!("name=\"{name}\"")) && html.contains(value), "{name} is lost");
        }
    }
    for (fields, wrong) in [
        (vec![("audience", "not_responded")], "languages"),
        (vec![("languages", "en")], "audience"),
        (vec![("languages", "en"), ("audience", "responded")], "audience"),
    ] {
        let mut all = vec![("kind", "reminder"), ("anchor", "deadline"), ("days", "1")];
        all.extend(fields);
        let answer = post(&manager, &form, &form, &all);
        assert_eq!(answer.status, 422);
        assert!(answer.text().contains(&format!("id=\"{wrong}-error\"")), "{wrong}");
    }
    assert_eq!(states(server, SURVEY), Vec::<String>::new());
    let settings = page(SURVEY, "reminders/settings");
    let answer = post(&manager, &settings, &settings, &[("time_zone", "Mars/Olympus"), ("grace_days", "-1")]);
    assert_eq!(answer.status, 422);
    for wrong in ["time_zone", "working_days", "send_hour", "grace_days"] {
        assert!(answer.text().contains(&format!("id=\"{wrong}-error\"")), "{wrong}");
    }
    let fields = [
        ("time_zone", "Europe/Copenhagen"),
        ("working_days", "sun"),
        ("working_days", "mon"),
        ("send_hour", "7"),
        ("grace_days", "20"),
    ];
    assert_eq!(post(&manager, &settings, &settings, &fields).status, 303);
    let kept = server.ledger().texts(&format!(
        "SELECT time_zone || ' ' || working_days || ' ' || send_hour || ' ' || grace_days FROM survey WHERE code = '{SURVEY}'"
    ));
    assert_eq!(kept, ["Europe/Copenhagen mon sun 7 20"]);
    assert!(manager.get(&page(SURVEY, "reminders")).text().contains("Europe/Copenhagen"));
}

fn a_new_last_day_shows_everywhere_and_moves_what_hangs_on_it(server: &mut Server) {
    without_the_demos_past(server);
    at_any_time(server);
    plan(server, SURVEY, &[("kind", "last-call"), ("anchor", "deadline"), ("days", "2")]);
    let date = |days: i64| {
        let day: chrono::NaiveDate = day(server, days).parse().unwrap();
        day.format("%-d %B %Y").to_string()
    };
    let (old, new, moved) = (date(14), date(28), date(26));
    let to = day(server, 28);
    let manager = staff::manager(server);
    let form = page(SURVEY, "deadline");
    let form_page = || server.client().get(&format!("/s/{SURVEY}/en")).text();
    assert!(form_page().contains(&old));
    let answer = post(&manager, &form, &form, &[("closes_on", &to)]);
    assert_eq!(answer.status, 422);
    assert!(answer.text().contains("id=\"reason-error\"") && answer.text().contains(&to));
    let fields = [("closes_on", to.as_str()), ("reason", "Fighting in <the north>"), ("tell", "yes")];
    let answer = post(&manager, &form, &form, &fields);
    assert_eq!(answer.status, 303);
    assert!(answer.header("location").contains("/reminders/"), "on to the round that tells of it");
    until("the form shows the new day", || form_page().contains(&new).then_some(()));
    assert!(!form_page().contains(&old));
    let plan = manager.get(&page(SURVEY, "reminders")).text();
    assert!(plan.contains(&moved), "the last call moved");
    assert!(plan.contains("Fighting in &#60;the north&#62;"), "the reason is in the history");
    assert!(
        server
            .ledger()
            .number(&format!("SELECT count(*) FROM round WHERE survey = '{SURVEY}' AND kind = 'extended'"))
            == 1
    );
}

/// A response of a partner who had the credential before the survey closed.
fn waiting(server: &Server, place: usize) -> serde_json::Value {
    let token = server.ledger().unused_tokens()[place].clone();
    response(&full_answers(&question_set(), place), &credential(&server.client(), &token))
}

fn after_the_last_day_it_closes_and_takes_what_waited_for_the_days_of_grace(server: &mut Server) {
    without_the_demos_past(server);
    let (in_time, late) = (waiting(server, 0), waiting(server, 1));
    let state = |server: &Server| {
        server.ledger().texts(&format!(
            "SELECT state || ' ' || coalesce(closed_on, '') FROM survey WHERE code = '{SURVEY}'"
        ))
    };
    let last = day(server, 14);
    assert_eq!(state(server), ["open "]);
    // Grace is for fourteen days: day 28 is the last one.
    server.go_on_after_days(28);
    until_equal("it is closed", &vec![format!("closed {last}")], || state(server));
    until("the form is closed", || {
        let page = server.client().get(&format!("/s/{SURVEY}/en")).text();
        (!page.contains("id=\"form\"")).then_some(())
    });
    assert_eq!(submit(&server.client(), &[in_time])[0]["status"], "stored");
    server.go_on_after_days(29);
    let refused = submit(&server.client(), std::slice::from_ref(&late)).remove(0);
    assert_eq!(errors(&refused), [(String::new(), "survey_closed".to_owned())]);
    assert_eq!(
        server.ledger().number(&format!(
            "SELECT count(*) FROM survey_event WHERE survey = '{SURVEY}' AND kind = 'closed'"
        )),
        1
    );
    // Marks are taken for one day more. Then it has ended: breakdowns may have been seen, so neither a new last day nor more grace brings it back.
    server.go_on_after_days(30);
    let (manager, admin) = (staff::manager(server), staff::admin(server));
    let to = day(server, 40);
    let form = page(SURVEY, "deadline");
    assert!(!manager.get(&form).text().contains("name=\"closes_on\""), "there is no form");
    let back = page(SURVEY, "reminders");
    assert_eq!(post(&manager, &back, &form, &[("closes_on", &to), ("reason", "They asked")]).status, 422);
    let calendar = [
        ("time_zone", "Europe/Copenhagen"),
        ("working_days", "mon"),
        ("send_hour", "9"),
        ("grace_days", "90"),
    ];
    let settings = page(SURVEY, "reminders/settings");
    let refused = post(&manager, &settings, &settings, &calendar);
    assert!(
        refused.status == 422 && refused.text().contains("id=\"grace_days-error\""),
        "{}",
        refused.text()
    );
    let terms = [&calendar[..], &[("max_devices", "3"), ("threshold", "5")]].concat();
    let settings = page(SURVEY, "settings");
    let refused = post(&admin, &settings, &settings, &terms);
    assert!(
        refused.status == 422 && refused.text().contains("id=\"grace_days-error\""),
        "{}",
        refused.text()
    );
    // Its last day may be yet to come, if it was closed before.
    server.ledger().execute(&format!("UPDATE survey SET closes_on = '{to}' WHERE code = '{SURVEY}'"));
    assert_eq!(post(&admin, &settings, &page(SURVEY, "open"), &[]).status, 422);
    assert_eq!(state(server), [format!("closed {last}")]);
    assert_eq!(submit(&server.client(), &[late])[0]["status"], "rejected");
}

fn a_closed_survey_with_a_new_last_day_is_open_again_within_its_days_of_grace(server: &mut Server) {
    without_the_demos_past(server);
    let to = day(server, 40);
    server.go_on_after_days(28);
    let state = || server.ledger().texts(&format!("SELECT state FROM survey WHERE code = '{SURVEY}'"));
    until_equal("it is closed", &vec!["closed".to_owned()], state);
    let form = page(SURVEY, "deadline");
    let fields = [("closes_on", to.as_str()), ("reason", "They asked")];
    // Opening is not for a manager, by whatever way.
    assert_eq!(post(&staff::manager(server), &page(SURVEY, "reminders"), &form, &fields).status, 403);
    assert_eq!(state(), ["closed"]);
    assert_eq!(post(&staff::admin(server), &form, &form, &fields).status, 303);
    assert_eq!(state(), ["open"]);
}

on_both_databases! {
    a_round_goes_out_on_its_day_and_to_nobody_who_should_not_get_it,
    of_three_missed_rounds_one_is_sent,
    nothing_goes_out_while_reminders_are_paused,
    a_day_that_is_no_working_day_is_waited_for,
    a_round_can_be_sent_now_and_only_once,
    what_is_wrong_with_a_round_is_said_at_its_field,
    a_new_last_day_shows_everywhere_and_moves_what_hangs_on_it,
    after_the_last_day_it_closes_and_takes_what_waited_for_the_days_of_grace,
    a_closed_survey_with_a_new_last_day_is_open_again_within_its_days_of_grace,
}

#[test]
fn two_servers_on_one_database_send_a_round_once() {
    let mut server = Server::start(Engine::Postgres);
    without_the_demos_past(&server);
    at_any_time(&server);
    let dates = [day(&server, 1), day(&server, 2)];
    for date in &dates {
        plan_on(&server, date);
    }
    let expected = eligible(&server);
    server.go_on_after_days(0);
    let other = Server::start_beside(&server);
    // Both look at the same moment at what has become due under them.
    server.ledger().execute(&format!(
        "UPDATE round SET due_on = '{}' WHERE due_on = '{}'",
        day(&server, 0),
        dates[0]
    ));
    until_equal("it is sent", &expected, || sent(&server));
    server.ledger().execute(&format!(
        "UPDATE round SET due_on = '{}' WHERE due_on = '{}'",
        day(&server, 0),
        dates[1]
    ));
    until_equal("the second as well", &(2 * expected), || sent(&server));
    let events = "SELECT count(*) FROM survey_event WHERE kind = 'round_sent'";
    assert_eq!(server.ledger().number(events), 2);
    drop(other);
    assert_eq!(sent(&server), 2 * expected);
}

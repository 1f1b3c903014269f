//! A survey that is suspended in an emergency: nothing is taken and nothing refused, and what it lost is given back. On both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use rand_core::OsRng;
use serde_json::{Value as Json, json};
use survey::credential::Request;
use tests::http::Client;
use tests::partner::{self, api, credential, full_answers, question_set, response, statuses, submit};
use tests::server::{Server, program};
use tests::smtp::SmtpServer;
use tests::wait::{until, until_equal};
use tests::{SURVEY, on_both_databases, staff};

on_both_databases![
    nothing_is_refused_while_a_survey_is_suspended,
    a_suspended_survey_does_not_end_and_gets_its_days_back,
    a_suspension_in_the_days_of_grace_lengthens_them,
    what_is_queued_for_a_suspended_survey_waits_until_the_operator_lets_it_go_on,
];

fn admin(server: &Server) -> Client {
    let token = staff::token(server, "program");
    server.client().with("authorization", &format!("Bearer {token}"))
}

fn suspension(client: &Client, method: &str, body: &Json) -> tests::http::Answer {
    client.send(method, &api("suspension"), "application/json", body.to_string().as_bytes())
}

fn suspend(client: &Client) -> Json {
    let done = suspension(client, "POST", &json!({ "reason": "shelling in the north" }));
    assert_eq!(done.status, 200, "{}", done.text());
    done.json()
}

fn last_day(server: &Server) -> chrono::NaiveDate {
    let day = format!("SELECT coalesce(closed_on, closes_on) FROM survey WHERE code = '{SURVEY}'");
    server.ledger().texts(&day).remove(0).parse().unwrap()
}

fn nothing_is_refused_while_a_survey_is_suspended(server: &mut Server) {
    let smtp = SmtpServer::start();
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    server.go_on();
    let (by_api, client, last) = (admin(server), server.client(), last_day(server));
    let tokens = server.ledger().unused_tokens();
    let (token, other) = (&tokens[0], &tokens[1]);
    let sent = response(&full_answers(&question_set(), 0), &credential(&client, token));
    // Not without a reason, and not by a manager.
    suspension(&by_api, "POST", &json!({ "reason": " " })).problem(422, "invalid");
    let page = format!("/staff/surveys/{SURVEY}/suspension");
    assert_eq!(staff::manager(server).get(&page).status, 403);
    assert_eq!(suspend(&by_api)["suspended"], true);
    suspend(&by_api);

    let put_off = |answer: tests::http::Answer| {
        assert_eq!(answer.header("retry-after"), "3600", "{}", answer.text());
        answer.problem(503, "survey_suspended");
    };
    put_off(partner::ask(&client, other, &Request::new(&mut OsRng).unwrap()));
    put_off(client.post(&api("responses"), &json!({ "responses": [sent] })));
    put_off(client.post(&api("participation"), &json!({ "token": token, "state": "responded" })));
    let set = question_set();
    let choice = |code: &str| {
        let (_, question) = set.questions().find(|(_, question)| question.code == *code).unwrap();
        set.choices(question)[0].code.to_string()
    };
    let plain = |language: &str| {
        let typed = [
            ("_shown", language.to_owned()),
            ("satisfaction", "4".to_owned()),
            ("organisation_type", choice("organisation_type")),
            ("region", choice("region")),
        ];
        typed.map(|(name, value)| (name.to_owned(), value))
    };
    for (language, page, notice) in [
        ("en", "This survey is suspended for a while", "send it again tomorrow"),
        ("fr", "Cette enquête est suspendue pour le moment", "les envoyer à nouveau demain"),
        ("ar", "هذا الاستبيان معلَّق مؤقتًا", "ثم إرسالها من جديد غدًا"),
    ] {
        for address in [format!("/i/{other}?lang={language}"), format!("/s/{SURVEY}/{language}")] {
            let answer = client.get(&address);
            assert_eq!((answer.status, answer.header("retry-after")), (503, "3600"), "{address}");
            assert!(answer.text().contains(page), "{address}: {}", answer.text());
        }
        let answer = client.post_form(&format!("/i/{other}"), &plain(language));
        assert_eq!((answer.status, answer.header("retry-after")), (503, "3600"));
        let text = answer.text();
        assert!(text.contains(notice), "{text}");
        assert_eq!(text.matches(" checked").count(), 3, "all that was typed: {text}");
    }
    assert_eq!(server.ledger().invitation_state(other), "opened");
    let mail = |about: &str| {
        until("all admins are told", || smtp.received().into_iter().find(|mail| mail.subject.contains(about)))
    };
    let told = mail("was suspended");
    assert!(told.to == server.demo.admin.0 && told.text.contains("shelling in the north"), "{told:?}");
    let staff = staff::admin(server);
    let settings = staff.get(&format!("/staff/surveys/{SURVEY}/settings?lang=en")).text();
    assert!(settings.contains("It has been suspended since"), "{settings}");
    assert!(staff.get(&page).text().contains("/suspension/end"));

    let on = suspension(&by_api, "DELETE", &json!({})).json();
    assert_eq!(on["suspended"], false);
    assert_eq!(last_day(server), last + chrono::Days::new(1));
    mail("goes on");
    assert_eq!(statuses(&submit(&client, &[sent])), ["stored"]);
    partner::tell(server, token);
    assert_eq!(client.post_form(&format!("/i/{other}"), &plain("en")).status, 303);
    // The same day is not given back twice.
    suspend(&by_api);
    suspension(&by_api, "DELETE", &json!({}));
    assert_eq!(last_day(server), last + chrono::Days::new(1));
    let history = by_api.get(&api("history")).text();
    assert!(history.contains("suspended") && history.contains("went_on"), "{history}");
}

fn a_suspended_survey_does_not_end_and_gets_its_days_back(server: &mut Server) {
    let last = last_day(server);
    let reminders = format!("SELECT count(*) FROM message WHERE survey = '{SURVEY}' AND kind <> 'thanks'");
    suspend(&admin(server));
    let sent = server.ledger().number(&reminders);
    // Far beyond its last day and its days of grace.
    server.go_on_after_days(40);
    let by_api = admin(server);
    // The clock closes what is over, and looks at this one before.
    server.ledger().execute("UPDATE survey SET state = 'open' WHERE code = 'ims-2024'");
    let other = || server.ledger().texts("SELECT state FROM survey WHERE code = 'ims-2024'");
    until("the clock has looked", || (other() == ["closed"]).then_some(()));
    let results = by_api.get(&api("results"));
    results.problem(409, "not_ended");
    let from: chrono::NaiveDate = results.json()["shown_from"].as_str().unwrap().parse().unwrap();
    assert!(from > last + chrono::Days::new(41), "{from}");
    let state = format!("SELECT state FROM survey WHERE code = '{SURVEY}'");
    assert_eq!(server.ledger().texts(&state), ["open"]);
    assert_eq!(server.ledger().number(&reminders), sent, "no reminder leads to a form that is shut");
    // Nobody ends it meanwhile, not even the operator.
    let command = std::process::Command::new(program())
        .args(["survey", "close", SURVEY])
        .env("SAWT_DATABASE_URL", &server.database_url)
        .output()
        .unwrap();
    let said = String::from_utf8(command.stderr).unwrap();
    assert!(!command.status.success() && said.contains("the survey is suspended"), "{said}");
    let early =
        json!({ "closes_on": (last + chrono::Days::new(40)).to_string(), "reason": "the funds ran out" });
    let close =
        |day: &Json| by_api.send("POST", &api("close"), "application/json", day.to_string().as_bytes());
    assert!([409, 422].contains(&close(&early).status));
    assert_eq!(suspension(&by_api, "DELETE", &json!({})).status, 200);
    assert_eq!(last_day(server), last + chrono::Days::new(41), "every day on which it stood still");
    // It ends by the new day, and the report names the days.
    server.go_on_after_days(14 + 41 + 14 + 2);
    for (language, words) in [
        ("en", "The survey was suspended from"),
        ("fr", "L’enquête a été suspendue du"),
        ("ar", "عُلِّق الاستبيان من"),
    ] {
        let address = format!("/staff/surveys/{SURVEY}/report?lang={language}");
        until("the report names the days", || {
            staff::admin(server).get(&address).text().contains(words).then_some(())
        });
    }
}

fn a_suspension_in_the_days_of_grace_lengthens_them(server: &mut Server) {
    let (last, client) = (last_day(server), server.client());
    let token = server.ledger().unused_tokens().remove(0);
    let sent = response(&full_answers(&question_set(), 0), &credential(&client, &token));
    let state = format!("SELECT state FROM survey WHERE code = '{SURVEY}'");
    server.go_on_after_days(14 + 5);
    until("the clock closes it", || (server.ledger().texts(&state) == ["closed"]).then_some(()));
    suspend(&admin(server));
    server.go_on_after_days(14 + 30);
    let (by_api, client) = (admin(server), server.client());
    by_api.get(&api("results")).problem(409, "not_ended");
    assert_eq!(suspension(&by_api, "DELETE", &json!({})).status, 200);
    assert_eq!(
        (last_day(server), server.ledger().texts(&state)),
        (last + chrono::Days::new(26), vec!["closed".into()])
    );
    // What waited on a device is taken as many days longer, and a form that was not begun is not.
    assert_eq!(statuses(&submit(&client, &[sent])), ["stored"]);
    assert!(client.get(&format!("/i/{token}?lang=en")).text().contains("This survey is closed"));
}

fn what_is_queued_for_a_suspended_survey_waits_until_the_operator_lets_it_go_on(server: &mut Server) {
    let smtp = SmtpServer::start();
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    server.set("SAWT_MAIL_PER_MINUTE", 1_000);
    super::mail::queue(server, "reminder", "'invited'");
    let few =
        "DELETE FROM message WHERE address NOT IN (SELECT address FROM message ORDER BY address LIMIT 3)";
    server.ledger().execute(few);
    let queued = super::mail::count(server, "queued");
    server.command(&["survey", "suspend", SURVEY, "--reason", "shelling in the north"]);
    server.go_on();
    let admins = || {
        let told = smtp.received().into_iter();
        told.filter(|mail| mail.subject.contains("was suspended") || mail.subject.contains("goes on")).count()
    };
    until_equal("all admins are told all the same", &1, admins);
    // The queue was gone through since: it comes after the mail about accounts.
    let looked = || server.log().matches("the mail queue was gone through").count();
    let enough = looked() + 2;
    until("the queue was looked at", || (looked() >= enough).then_some(()));
    assert_eq!((super::mail::count(server, "queued"), smtp.received().len()), (queued, 1));
    let page = format!("/staff/surveys/{SURVEY}/messages?state=queued&lang=en");
    let outbox = staff::admin(server).get(&page).text();
    assert!(outbox.contains("They go out once the survey goes on"), "{outbox}");
    // An old address is told of a change, suspended or not.
    let ledger = server.ledger();
    let one = ledger.texts("SELECT min(address) FROM message").remove(0);
    ledger.execute(&format!("UPDATE message SET kind = 'address-changed' WHERE address = '{one}'"));
    until("the old address is told", || smtp.received().into_iter().find(|mail| mail.to == one));
    let again = ["survey", "suspend", SURVEY, "--reason", "again"];
    let twice = std::process::Command::new(program())
        .args(again)
        .env("SAWT_DATABASE_URL", &server.database_url)
        .output()
        .unwrap();
    assert!(!twice.status.success(), "it is suspended already");
    server.command(&["survey", "resume", SURVEY]);
    until_equal("all is sent", &queued, || super::mail::count(server, "sent"));
    until_equal("all admins are told", &2, admins);
    let log = "SELECT who || ' ' || what FROM audit_log WHERE what IN ('survey_suspended', 'survey_went_on') ORDER BY what";
    assert_eq!(ledger.texts(log), ["command survey_suspended", "command survey_went_on"]);
}

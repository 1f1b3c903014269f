//! Who may do what, the log of what was done, and the doors of the staff's pages, on both databases.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::path::Path;

use tests::http::{Answer, Client};
use tests::pages::{is_door, routes};
use tests::server::{Server, repository};
use tests::smtp::SmtpServer;
use tests::wait::until;
use tests::{SURVEY, on_both_databases, staff};

on_both_databases![
    every_page_opens_for_its_roles_alone,
    the_log_only_grows_and_names_who_did_what,
    an_invitation_makes_one_account_and_is_good_once,
    the_last_admin_stays_and_who_may_less_logs_in_again,
    no_post_is_taken_without_its_proof,
    every_page_that_changes_something_writes_into_the_log,
    what_is_far_too_large_is_answered_and_not_cut_off,
    an_admin_reads_the_log_and_takes_it_along
];

const ROLES: [&str; 4] = ["admin", "manager", "analyst", "translator"];

/// What stands between two texts.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    text.split_once(before).unwrap_or_else(|| panic!("{before:?} in {text}")).1.split_once(after).unwrap().0
}

fn owned(fields: &[(&str, &str)]) -> Vec<(String, String)> {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// The session's proof, which every page of somebody who is logged in carries.
fn csrf(client: &Client) -> String {
    let page = client.get("/staff/nothing-here").text();
    between(&page, "name=\"csrf\" value=\"", "\"").to_owned()
}

/// Somebody of that role, logged in.
fn somebody(server: &Server, role: &str) -> Client {
    let email = format!("{role}@people.example");
    let printed = server.command(&["staff", "add", &email, "--name", "Noor", "--role", role]);
    let printed: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let answer = staff::log_in(server, &email, printed["password"].as_str().unwrap());
    assert_eq!(answer.status, 303, "{}", answer.text());
    server.client().with("cookie", &staff::cookie(&answer))
}

/// An address of a pattern: of the demo's survey, or of one that is not there.
fn address(pattern: &str, survey: &str) -> String {
    let parts = pattern.split('/').map(|part| {
        let Some((before, rest)) = part.split_once('{') else { return part.to_owned() };
        let (name, after) = rest.split_once('}').unwrap();
        let value = match name.split_once(':') {
            Some((_, choices)) => choices.split('|').next().unwrap().to_owned(),
            None => match name {
                "survey" => survey.to_owned(),
                "language" => "en".to_owned(),
                "kind" => "reminder".to_owned(),
                "code" => "ims".to_owned(),
                "version" => "1".to_owned(),
                _ => tests::random_id().to_string(),
            },
        };
        format!("{before}{value}{after}")
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Who may, written down a second time: a mistake in the one is seen in the other.
fn may(role: &str, pattern: &str) -> bool {
    let begins = |start: &str| pattern == start || pattern.starts_with(&format!("{start}/"));
    let survey = "/staff/surveys/{survey}";
    match role {
        "admin" => true,
        _ if pattern == "/staff" || begins("/staff/account") => true,
        "manager" => {
            let shut = [
                "version",
                "settings",
                "open",
                "close",
                "suspension",
                "second-yes",
                "known-links",
                "lost",
                "answers",
                "report/links",
            ]
            .map(|page| format!("{survey}/{page}"));
            let shut = shut.iter().any(|page| begins(page)) || pattern == "/staff/surveys/new";
            (begins("/staff/surveys") && !shut) || begins("/staff/partners")
        }
        "analyst" => {
            pattern == survey
                || pattern == format!("{survey}/live")
                || pattern == format!("{survey}/benchmarks")
                || (begins(&format!("{survey}/answers")) && !pattern.ends_with("/decision"))
                || (begins(&format!("{survey}/results")) && !pattern.ends_with("/threshold"))
                || (begins(&format!("{survey}/report"))
                    && !begins(&format!("{survey}/report/edit"))
                    && !begins(&format!("{survey}/report/links"))
                    && !pattern.ends_with("/publish"))
        }
        _ => {
            let own = ["/translations", "/draft/preview"];
            begins("/staff/question-sets")
                && !pattern.ends_with("/new")
                && !pattern.ends_with("/import")
                && (pattern.matches('/').count() < 4 || own.iter().any(|own| pattern.contains(own)))
        }
    }
}

fn every_page_opens_for_its_roles_alone(server: &mut Server) {
    let routes = routes();
    assert!(routes.len() > 40, "{routes:?}");
    for role in ROLES {
        let client = somebody(server, role);
        let csrf = csrf(&client);
        for (method, pattern) in &routes {
            if is_door(pattern) {
                continue;
            }
            let answer = match *method {
                "GET" => client.get(&address(pattern, SURVEY)),
                _ => client.post_form(&address(pattern, "nowhere"), &owned(&[("csrf", &csrf)])),
            };
            let text = answer.text();
            let refused = answer.status == 403 && (text.is_empty() || text.contains("not part of your role"));
            // What can't be an address of the page is not there for anyone.
            let shut = refused || (answer.status == 404 && answer.text().is_empty());
            assert_eq!(shut, !may(role, pattern), "{role} {method} {pattern}: {}", answer.status);
            assert!(answer.status < 500, "{role} {method} {pattern}: {}", answer.status);
        }
    }
    let analyst = somebody_again(server, "analyst");
    for (language, words) in [("en", "Amal Haddad"), ("fr", "Si vous en avez besoin"), ("ar", "إن احتجتم")]
    {
        let page = analyst.get(&format!("/staff/partners?lang={language}"));
        assert_eq!(page.status, 403);
        assert!(page.text().contains(words), "{}", page.text());
    }
    let results = format!("/api/v1/surveys/{SURVEY}/results");
    somebody_again(server, "translator").get(&results).problem(403, "not_allowed");
    assert_ne!(analyst.get(&results).status, 403);
    let page = analyst.get(&format!("/staff/surveys/{SURVEY}")).text();
    assert!(page.contains("/results\"") && !page.contains("/reminders\""), "only tabs that open are shown");
}

/// Somebody of that role once more, by a new password.
fn somebody_again(server: &Server, role: &str) -> Client {
    let email = format!("{role}@people.example");
    let printed = server.command(&["staff", "reset-password", &email]);
    let printed: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let answer: Answer = staff::log_in(server, &email, printed["password"].as_str().unwrap());
    server.client().with("cookie", &staff::cookie(&answer))
}

fn the_log_only_grows_and_names_who_did_what(server: &mut Server) {
    let manager = staff::manager(server);
    let fields = owned(&[("csrf", &csrf(&manager))]);
    assert_eq!(manager.post_form(&format!("/staff/surveys/{SURVEY}/reminders/pause"), &fields).status, 303);
    let ledger = server.ledger();
    let sql = format!(
        "SELECT what FROM audit_log WHERE who = '{}' AND subject = 'survey:{SURVEY}'",
        server.demo.manager.0
    );
    assert_eq!(ledger.texts(&sql), ["survey_paused"]);
    let lines = ledger.number("SELECT count(*) FROM audit_log");
    for sql in ["UPDATE audit_log SET who = 'nobody'", "DELETE FROM audit_log"] {
        let tried = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| ledger.execute(sql)));
        assert!(tried.is_err(), "{sql}");
    }
    let changed = ledger.number("SELECT count(*) FROM audit_log WHERE who = 'nobody'");
    assert_eq!((ledger.number("SELECT count(*) FROM audit_log"), changed), (lines, 0));
}

fn an_admin_reads_the_log_and_takes_it_along(server: &mut Server) {
    let (admin, manager) = (staff::admin(server), staff::manager(server));
    let fields = owned(&[("csrf", &csrf(&manager))]);
    for action in ["pause", "resume"] {
        let address = format!("/staff/surveys/{SURVEY}/reminders/{action}");
        assert_eq!(manager.post_form(&address, &fields).status, 303);
    }
    server.ledger().execute(
        "INSERT INTO audit_log (at, who, what, subject, detail) VALUES (1, '=1+1', 'tried', '<b>x</b>', '{}')",
    );
    let page = admin.get("/staff/audit").text();
    assert!(page.contains("Paused the reminders") && page.contains("Resumed the reminders"), "{page}");
    assert!(page.contains("<bdi>tried</bdi>"), "what has no words stands there as it is");
    assert!(!page.contains("<b>x") && page.contains("&#60;b&#62;x"), "{page}");
    let narrowed = admin.get("/staff/audit?what=survey_paused").text();
    assert_eq!(narrowed.matches("<bdi>Resumed the reminders</bdi>").count(), 0, "{narrowed}");
    assert_eq!(narrowed.matches("<bdi>Paused the reminders</bdi>").count(), 1, "{narrowed}");
    let file = admin.get("/staff/audit.csv").text();
    assert!(file.contains(",survey_paused,survey:") && file.contains(",'=1+1,tried,"), "{file}");
    assert!(file.contains(&server.demo.manager.0), "{file}");
}

/// What each page that takes a form writes into the log; nothing, if it changes nothing that counts, with the reason.
const LOGGED: &[(&str, &str)] = &[
    ("/staff/account", "account_renamed"),
    ("/staff/account/password", "password_changed"),
    ("/staff/account/second-factor", "second_factor_set_up"),
    ("/staff/account/second-factor/codes", "recovery_codes_made"),
    ("/staff/account/second-factor/remove", "second_factor_removed"),
    ("/staff/account/sessions/{session}/end", "sessions_ended"),
    ("/staff/account/tokens", "token_made"),
    ("/staff/account/tokens/{id}/revoke", "token_revoked"),
    // A file is looked at; what would change is shown, and nothing does before that is confirmed.
    ("/staff/partners/import", ""),
    ("/staff/partners/import/{id}", "partners_imported"),
    ("/staff/partners/new", "partner_added"),
    ("/staff/partners/{key}", "partner_changed"),
    ("/staff/partners/{key}/remove", "partner_removed"),
    ("/staff/people/invitations", "person_invited"),
    ("/staff/people/invitations/withdraw", "invitation_withdrawn"),
    ("/staff/people/{id}/{action:role|end|resume|password|second-factor}", "account_changed"),
    ("/staff/question-sets/new", "draft_begun"),
    // A file is looked at, and nothing is kept before that is confirmed.
    ("/staff/question-sets/import", ""),
    ("/staff/question-sets/import/take", "draft_imported"),
    ("/staff/question-sets/{code}/begin", "draft_begun"),
    ("/staff/question-sets/{code}/discard", "draft_discarded"),
    ("/staff/question-sets/{code}/draft/arrange", "draft_changed"),
    ("/staff/question-sets/{code}/draft/history/{revision}", "draft_changed"),
    ("/staff/question-sets/{code}/draft/lists", "draft_changed"),
    ("/staff/question-sets/{code}/draft/lists/{list}", "draft_changed"),
    // The form with what is typed into it: nothing is kept.
    ("/staff/question-sets/{code}/draft/preview/{language}", ""),
    ("/staff/question-sets/{code}/draft/questions", "draft_changed"),
    ("/staff/question-sets/{code}/draft/questions/{question}", "draft_changed"),
    ("/staff/question-sets/{code}/draft/sections", "draft_changed"),
    ("/staff/question-sets/{code}/draft/sections/{section}", "draft_changed"),
    ("/staff/question-sets/{code}/draft/settings", "draft_changed"),
    ("/staff/question-sets/{code}/draft/undo", "draft_changed"),
    ("/staff/question-sets/{code}/publish", "question_set_published"),
    ("/staff/question-sets/{code}/translations", "draft_translated"),
    // A file is looked at, and nothing is kept before that is confirmed.
    ("/staff/question-sets/{code}/translations/file", ""),
    ("/staff/question-sets/{code}/translations/file/take", "draft_translated"),
    ("/staff/surveys/new", "survey_added"),
    ("/staff/surveys/{survey}/answers/code-book", "theme_kept"),
    ("/staff/surveys/{survey}/answers/{answer}/decision", "answer_decided"),
    ("/staff/surveys/{survey}/answers/{answer}/proposal", "answer_redaction_proposed"),
    ("/staff/surveys/{survey}/answers/{answer}/themes", "answer_tagged"),
    ("/staff/surveys/{survey}/answers/{answer}/translation", "answer_translated"),
    ("/staff/surveys/{survey}/benchmarks/keep", "benchmarks_kept"),
    // A file is looked at, and nothing is kept before that is confirmed.
    ("/staff/surveys/{survey}/benchmarks/look", ""),
    ("/staff/surveys/{survey}/close", "survey_closing_early"),
    ("/staff/surveys/{survey}/deadline", "survey_extended"),
    ("/staff/surveys/{survey}/second-yes/{id}/give", "survey_yes_given"),
    ("/staff/surveys/{survey}/second-yes/{id}/take-back", "survey_yes_taken_back"),
    ("/staff/surveys/{survey}/known-links", "survey_known_links_lifted"),
    ("/staff/surveys/{survey}/suspension", "survey_suspended"),
    ("/staff/surveys/{survey}/suspension/end", "survey_went_on"),
    ("/staff/surveys/{survey}/earlier-waves", "earlier_wave_imported"),
    // A file is looked at, and nothing is kept before that is confirmed.
    ("/staff/surveys/{survey}/earlier-waves/look", ""),
    ("/staff/surveys/{survey}/earlier-waves/{name}/remove", "earlier_wave_removed"),
    ("/staff/surveys/{survey}/invitations/new", "survey_invited"),
    ("/staff/surveys/{survey}/invitations/{id}/address", "address_corrected"),
    ("/staff/surveys/{survey}/invitations/{id}/device", "survey_device_granted"),
    ("/staff/surveys/{survey}/invitations/{id}/follow-ups", "follow_up_noted"),
    ("/staff/surveys/{survey}/invitations/{id}/follow-ups/{follow_up}", "follow_up_corrected"),
    ("/staff/surveys/{survey}/invitations/{id}/follow-ups/{follow_up}/take-back", "follow_up_taken_back"),
    ("/staff/surveys/{survey}/invitations/{id}/link", "survey_link_replaced"),
    ("/staff/surveys/{survey}/invitations/withdraw", "survey_withdrawn"),
    ("/staff/surveys/{survey}/invitations/{id}/withdrawal/take-back", "survey_withdrawal_taken_back"),
    ("/staff/surveys/{survey}/invitations/{id}/message", "follow_up_noted"),
    ("/staff/surveys/{survey}/invitations/{who:everyone|invited-only}", "survey_public"),
    ("/staff/surveys/{survey}/messages/all-sent", "message_decided"),
    ("/staff/surveys/{survey}/messages/release", "mail_released"),
    ("/staff/surveys/{survey}/messages/{message}/decision", "message_decided"),
    ("/staff/surveys/{survey}/lost", "survey_responses_lost"),
    ("/staff/surveys/{survey}/open", "survey_opened"),
    ("/staff/surveys/{survey}/reminders/new", "round_planned"),
    ("/staff/surveys/{survey}/reminders/settings", "survey_settings"),
    ("/staff/surveys/{survey}/reminders/{action:pause|resume}", "survey_paused"),
    ("/staff/surveys/{survey}/reminders/{round}/cancel", "survey_round_cancelled"),
    ("/staff/surveys/{survey}/reminders/{round}/edit", "round_changed"),
    ("/staff/surveys/{survey}/reminders/{round}/send", "survey_round_sent"),
    ("/staff/surveys/{survey}/report/edit/arrange", "report_arranged"),
    ("/staff/surveys/{survey}/report/edit/quote", "answer_quoted"),
    ("/staff/surveys/{survey}/report/edit/text", "report_text"),
    ("/staff/surveys/{survey}/report/links", "report_link_made"),
    ("/staff/surveys/{survey}/report/links/{link}/end", "report_link_ended"),
    ("/staff/surveys/{survey}/report/publish", "report_published"),
    ("/staff/surveys/{survey}/results/threshold", "survey_threshold"),
    ("/staff/surveys/{survey}/receipts", "survey_receipts_published"),
    ("/staff/surveys/{survey}/settings", "survey_settings"),
    ("/staff/surveys/{survey}/texts/{kind}/{language}", "survey_wording"),
    ("/staff/surveys/{survey}/texts/{kind}/{language}/standard", "survey_wording_standard"),
    ("/staff/surveys/{survey}/version", "survey_version"),
];

/// The texts of all sources of the server, one after the other.
fn sources(folder: &Path) -> String {
    let mut all = String::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.push_str(&sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            all.push_str(&std::fs::read_to_string(path).unwrap());
        }
    }
    all
}

fn every_page_that_changes_something_writes_into_the_log(server: &mut Server) {
    let sources = sources(&repository("server/src"));
    let words = std::fs::read_to_string(repository("locales/en/audit.ftl")).unwrap();
    for (method, pattern) in routes() {
        if method == "GET" || is_door(&pattern) {
            continue;
        }
        let known = LOGGED.iter().find(|(known, _)| *known == pattern);
        let (_, what) = known.unwrap_or_else(|| panic!("nobody says what {pattern} writes into the log"));
        let event = what.strip_prefix("survey_").unwrap_or(what);
        let written = [what, event].iter().any(|what| sources.contains(&format!("\"{what}\"")));
        assert!(what.is_empty() || written, "{pattern} is said to write {what}, which nothing does");
        let id = format!("\naudit-{} = ", what.replace('_', "-"));
        assert!(what.is_empty() || words.contains(&id), "{what} has no words in the log");
    }
    // And those that need no more than a few fields, for real.
    let (admin, ledger) = (staff::admin(server), server.ledger());
    let proof = csrf(&admin);
    let at = |page: &str| format!("/staff/surveys/{SURVEY}/{page}");
    let wording = at("texts/thanks/en");
    let hidden = |page: &str, name: &str| {
        between(&admin.get(page).text(), &format!("name=\"{name}\" value=\""), "\"").to_owned()
    };
    let seen = hidden(&wording, "seen");
    let invited = ledger.texts(&format!(
        "SELECT partner FROM participation WHERE survey = '{SURVEY}' AND state = 'invited' ORDER BY partner LIMIT 1"
    ));
    let partner = format!("/staff/partners/{}", invited[0]);
    assert_eq!(admin.get(&partner).status, 200);
    type Step<'a> = (String, Vec<(&'a str, &'a str)>, &'a str);
    // What the addresses and forms of the demo are told by the API, whose readers these pages share.
    let read = |path: &str| admin.get(&format!("/api/v1{path}")).json();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    let of_2024 = |page: &str| format!("/staff/surveys/ims-2024/{page}");
    let answer =
        text(&read("/surveys/ims-2024/answers?theme=none&decision=waiting&limit=1")["items"][0]["id"]);
    let answer = of_2024(&format!("answers/{answer}"));
    let theme = text(&read("/surveys/ims-2024/themes")[0]["code"]);
    let report = read("/surveys/ims-2024/report");
    let (revision, responses) = (report["revision"].to_string(), report["responses"].to_string());
    let section = text(&report["report"]["sections"][0]["code"]);
    let counted = |more: i64| (report["revision"].as_i64().unwrap() + more).to_string();
    let (once, twice) = (counted(1), counted(2));
    let invitation =
        text(&read(&format!("/surveys/{SURVEY}/invitations?state=invited&limit=1"))["items"][0]["id"]);
    let invited = text(&read(&format!("/surveys/{SURVEY}/invitations/{invitation}"))["partner"]);
    let noted = invitation.clone();
    server.ledger().execute(&format!(
        "INSERT INTO follow_up (id, survey, partner, kind, day, staff_name, note, noted_at) \
         SELECT id, survey, partner, 'call', '2026-01-05', 'X', '', 0 FROM invitation \
         WHERE survey = '{SURVEY}' AND partner = '{invited}'"
    ));
    let invitation = at(&format!("invitations/{invitation}"));
    let today = text(&read("/audit-log?limit=1")["items"][0]["at"])[..10].to_owned();
    let wave = text(&read(&format!("/surveys/{SURVEY}/earlier-waves"))[0]["name"]);
    let partner = vec![
        ("key", "p900-new"),
        ("name", "New"),
        ("region", "mena"),
        ("country", "Lebanon"),
        ("programme", "Levant"),
        ("type", "radio"),
        ("language", "en"),
        ("manager", "manager@sawt.example"),
        ("active", "yes"),
        ("contact_name", "Amal"),
        ("contact_email", "amal@new.example"),
    ];
    let in_a_week = today.parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(7);
    let in_a_week = in_a_week.to_string();
    let steps: Vec<Step<'_>> = vec![
        ("/staff/partners/new".into(), partner, "partner_added"),
        (of_2024("answers/code-book"), vec![("name_en", "Late money")], "theme_kept"),
        (format!("{answer}/themes"), vec![("theme", &theme)], "answer_tagged"),
        (format!("{answer}/themes"), vec![("back", "yes")], "answer_untagged"),
        (
            format!("{answer}/translation"),
            vec![("language", "fr"), ("translation", "En français")],
            "answer_translated",
        ),
        (format!("{answer}/proposal"), vec![("redacted", "[…]"), ("seen", "0")], "answer_redaction_proposed"),
        (format!("{answer}/decision"), vec![("decision", "as_is"), ("seen", "1")], "answer_decided"),
        (
            of_2024("report/edit/text"),
            vec![("part", "introduction"), ("text-en", "Words"), ("revision", &revision)],
            "report_text",
        ),
        (
            of_2024("report/edit/arrange"),
            vec![("section", &section), ("do", "down"), ("revision", &once)],
            "report_arranged",
        ),
        (
            of_2024("report/publish"),
            vec![("revision", &twice), ("responses", &responses)],
            "report_published",
        ),
        (
            format!("{invitation}/follow-ups"),
            vec![("kind", "call"), ("day", &today), ("note", "asks for a week"), ("next_on", "")],
            "follow_up_noted",
        ),
        (
            format!("{invitation}/follow-ups/{noted}"),
            vec![("kind", "note"), ("day", &today), ("note", "asked for a week"), ("next_on", "")],
            "follow_up_corrected",
        ),
        (format!("{invitation}/follow-ups/{noted}/take-back"), vec![], "follow_up_taken_back"),
        (format!("{invitation}/message"), vec![("language", "en")], "follow_up_noted"),
        (format!("{invitation}/link"), vec![], "survey_link_replaced"),
        (format!("{invitation}/device"), vec![], "survey_device_granted"),
        (
            at("invitations/withdraw"),
            vec![
                ("who", "ticked"),
                ("partner", &invited),
                ("reason", "gone"),
                ("confirmed", "yes"),
                ("count", "1"),
            ],
            "survey_withdrawn",
        ),
        (format!("{invitation}/withdrawal/take-back"), vec![], "survey_withdrawal_taken_back"),
        (at(&format!("earlier-waves/{wave}/remove")), vec![("name", &wave)], "earlier_wave_removed"),
        ("/staff/question-sets/ims-partnership/begin".into(), vec![("version", "2")], "draft_begun"),
        ("/staff/question-sets/ims-partnership/discard".into(), vec![("revision", "1")], "draft_discarded"),
        ("/staff/account".into(), vec![("name", "Amal"), ("language", "en")], "account_renamed"),
        ("/staff/account/sessions/others/end".into(), vec![], ""),
        (
            "/staff/people/invitations".into(),
            vec![("email", "x@y.example"), ("name", "X"), ("role", "analyst")],
            "person_invited",
        ),
        ("/staff/people/invitations/withdraw".into(), vec![("email", "x@y.example")], "invitation_withdrawn"),
        (at("reminders/pause"), vec![], "survey_paused"),
        (at("reminders/pause"), vec![], ""),
        (at("reminders/resume"), vec![], "survey_resumed"),
        (
            wording.clone(),
            vec![("do", "preview"), ("subject", "Thanks"), ("body", "Thank you."), ("seen", &seen)],
            "",
        ),
        (
            wording.clone(),
            vec![("do", "save"), ("subject", "Thanks"), ("body", "Thank you."), ("seen", &seen)],
            "survey_wording",
        ),
        (at("results/threshold"), vec![("threshold", "7")], "survey_threshold"),
        (at("suspension"), vec![("reason", "shelling")], "survey_suspended"),
        (at("suspension"), vec![("reason", "shelling")], ""),
        (at("suspension/end"), vec![], "survey_went_on"),
        (at("suspension/end"), vec![], ""),
        (
            at("close"),
            vec![("closes_on", in_a_week.as_str()), ("reason", "floods")],
            "survey_closing_early survey_round_sent",
        ),
    ];
    let logged = || {
        let who = &server.demo.admin.0;
        ledger.texts(&format!("SELECT what FROM audit_log WHERE who = '{who}' ORDER BY number"))
    };
    for (address, fields, what) in steps {
        let before = logged().len();
        let mut all = owned(&fields);
        all.push(("csrf".to_owned(), proof.clone()));
        let answer = admin.post_form(&address, &all);
        assert!([200, 303].contains(&answer.status), "{address}: {}", answer.text());
        let wanted: Vec<&str> = what.split(' ').filter(|one| !one.is_empty()).collect();
        assert_eq!(&logged()[before..], wanted, "{address}");
    }
}

/// The path of a link.
fn path(link: &str) -> &str {
    link[link.find("/staff/").unwrap()..].split('?').next().unwrap()
}

fn an_invitation_makes_one_account_and_is_good_once(server: &mut Server) {
    let smtp = SmtpServer::start();
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    server.go_on();
    let admin = staff::admin(server);
    let mut fields =
        owned(&[("csrf", &csrf(&admin)), ("email", "Noor@People.example"), ("name", "Noor <b>")]);
    assert_eq!(admin.post_form("/staff/people/invitations", &fields).status, 422, "without a role");
    fields.push(("role".to_owned(), "analyst".to_owned()));
    let page = admin.post_form("/staff/people/invitations", &fields).text();
    assert!(
        page.contains("noor@people.example") && !page.contains("/staff/welcome/"),
        "a link goes by mail alone"
    );
    let mail = |to: &str, contains: &str| {
        let found = smtp.received().into_iter().find(|mail| mail.to == to && mail.text.contains(contains));
        found.map(|mail| mail.text)
    };
    let invited = until("the invitation comes", || mail("noor@people.example", "/staff/welcome/"));
    let link = invited.lines().find(|line| line.contains("/staff/welcome/")).unwrap();
    let anyone = server.client().with("sec-fetch-site", "same-origin");
    let welcome = anyone.get(path(link));
    assert!(welcome.status == 200 && welcome.text().contains("Noor &#60;b&#62;"), "{}", welcome.text());
    assert_eq!(anyone.post_form(path(link), &owned(&[("password", "short")])).status, 422);
    let password = owned(&[("password", " several words are long ")]);
    let foreign = server.client().with("sec-fetch-site", "cross-site");
    assert_eq!(foreign.post_form(path(link), &password).status, 403);
    assert_eq!(anyone.post_form(path(link), &password).status, 303);
    assert_eq!(anyone.post_form(path(link), &password).status, 410);
    assert_eq!(anyone.get(path(link)).status, 410);
    assert_eq!(staff::log_in(server, "noor@people.example", " several words are long ").status, 303);
    assert_eq!(admin.post_form("/staff/people/invitations", &fields).status, 422, "the address is taken");
    let printed = server.command(&["staff", "invite", "first@people.example", "--name", "First"]);
    let printed: serde_json::Value = serde_json::from_str(&printed).unwrap();
    let link = printed["link"].as_str().unwrap();
    assert_eq!(anyone.get(path(link)).status, 200, "the operator is shown a link");
    server.ledger().execute("UPDATE account_link SET expires_at = 1");
    assert_eq!(anyone.get(path(link)).status, 410, "it expires");
    let secrets = server.ledger().texts("SELECT detail FROM audit_log").join(" ");
    assert!(!secrets.contains("welcome") && !secrets.contains(path(link).rsplit('/').next().unwrap()));

    // What touches an account is told to all admins, and its link is shown to none of them.
    let people = admin.get("/api/v1/people").json();
    let noor = people.as_array().unwrap().iter().find(|one| one["email"] == "noor@people.example").unwrap();
    let act = |action: &str, role: &str| {
        let fields = owned(&[("csrf", &csrf(&admin)), ("role", role)]);
        let answer =
            admin.post_form(&format!("/staff/people/{}/{action}", noor["id"].as_str().unwrap()), &fields);
        assert!(
            [200, 303].contains(&answer.status) && !answer.text().contains("/welcome/"),
            "{}",
            answer.text()
        );
    };
    act("password", "");
    act("role", "admin");
    act("role", "manager");
    act("end", "");
    act("resume", "");
    for told in ["link for a new password", "the role", "ended the account", "opened the account"] {
        until(told, || mail(&server.demo.admin.0, told));
    }
    until("who is an admin no longer is told as well", || mail("noor@people.example", "programme manager"));
}

fn the_last_admin_stays_and_who_may_less_logs_in_again(server: &mut Server) {
    let (admin, manager) = (staff::admin(server), staff::manager(server));
    let proof = csrf(&admin);
    let page = admin.get("/staff/people").text();
    let id = |email: &str| {
        let row = page.split("<tr>").find(|row| row.contains(email)).unwrap();
        between(row, "action=\"/staff/people/", "/").to_owned()
    };
    let act = |id: &str, action: &str, role: &str| {
        let fields = owned(&[("csrf", &proof), ("role", role)]);
        admin.post_form(&format!("/staff/people/{id}/{action}"), &fields)
    };
    let (own, other) = (id(&server.demo.admin.0), id(&server.demo.manager.0));
    for (action, role) in [("end", ""), ("role", "analyst")] {
        let answer = act(&own, action, role);
        assert!(answer.status == 422 && answer.text().contains("last admin"), "{}", answer.text());
    }
    assert_eq!(act(&other, "role", "analyst").status, 303);
    assert_eq!(manager.get("/staff").status, 303, "the session has ended");
    let (email, password) = server.demo.manager.clone();
    let log_in = || staff::log_in(server, &email, &password);
    let analyst = server.client().with("cookie", &staff::cookie(&log_in()));
    assert_eq!(analyst.get("/staff/partners").status, 403);
    assert_eq!(act(&other, "end", "").status, 303);
    assert_eq!(analyst.get("/staff").status, 303);
    assert_eq!(log_in().status, staff::log_in(server, "nobody@people.example", "x").status, "as for nobody");
    assert_eq!(act(&other, "resume", "").status, 303);
    assert_eq!(log_in().status, 303);
    let changed = "SELECT count(*) FROM audit_log WHERE what = 'account_changed'";
    assert_eq!(server.ledger().number(changed), 3);
}

fn no_post_is_taken_without_its_proof(server: &mut Server) {
    let admin = staff::admin(server);
    let ledger = server.ledger();
    let sql = format!("SELECT what FROM audit_log WHERE who = '{}' ORDER BY number", server.demo.admin.0);
    let done = || ledger.texts(&sql);
    let before = done();
    for (method, pattern) in routes() {
        if method == "GET" || is_door(&pattern) {
            continue;
        }
        let address = address(&pattern, SURVEY);
        for fields in [owned(&[]), owned(&[("csrf", "another")])] {
            let answer = admin.post_form(&address, &fields);
            // A file's form is none without its parts.
            assert!([400, 403, 404, 422].contains(&answer.status), "{address}: {}", answer.status);
        }
    }
    assert_eq!(done(), before);
    let mut pages = vec!["/".to_owned(), "/nowhere".to_owned(), "/i/unknown".to_owned()];
    for (method, pattern) in routes() {
        if method == "GET" {
            // Once of a survey that is there and once as an error page.
            pages.extend([address(&pattern, SURVEY), address(&pattern, "nowhere")]);
        }
    }
    for address in &pages {
        let answer = admin.get(address);
        let policy = answer.header("content-security-policy").to_owned();
        assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("'unsafe-"), "{address}");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.header("referrer-policy"), "no-referrer");
        assert!(!answer.header("permissions-policy").is_empty());
        let html = answer.text();
        assert!(!html.contains(" style=\"") && !html.contains(" onclick=") && !html.contains("<style"));
        assert_eq!(answer.header("strict-transport-security"), "", "not where there is no TLS");
    }
    server.stop();
    server.set("SAWT_BASE_URL", "https://survey.example.org");
    server.go_on();
    assert_eq!(server.client().get("/").header("strict-transport-security"), "max-age=31536000");
}

fn what_is_far_too_large_is_answered_and_not_cut_off(server: &mut Server) {
    let admin = staff::admin(server);
    let proof = csrf(&admin);
    let form = |megabytes: usize| format!("csrf={proof}&content={}", "x".repeat(megabytes << 20));
    let kind = "application/x-www-form-urlencoded";
    // A form whose limit is 80 MB, one whose limit is small, a body of the API, and what nobody takes at all.
    let page = admin.send("POST", "/staff/question-sets/import/take?lang=fr", kind, form(90).as_bytes());
    assert_eq!(page.status, 413, "{}", page.text());
    assert!(page.text().contains("Ce formulaire est trop volumineux"), "{}", page.text());
    assert_eq!(admin.send("POST", "/staff/account", kind, form(20).as_bytes()).status, 413);
    let api = admin.clone().with("x-sawt-csrf", &proof);
    api.send("POST", "/api/v1/partners", "application/json", &vec![b' '; 20 << 20])
        .problem(413, "body_too_large");
    assert_eq!(admin.send("POST", "/nowhere", kind, form(20).as_bytes()).status, 404);
    assert_eq!(admin.get("/staff").status, 200);
}

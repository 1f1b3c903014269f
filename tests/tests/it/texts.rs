//! A survey's own wording: checked before it is kept, seen before it goes out, and sent as it was seen.

#![expect(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use tests::http::{Answer, Client};
use tests::server::Server;
use tests::smtp::SmtpServer;
use tests::wait::until_equal;
use tests::{SURVEY, on_both_databases, staff};

const BODY: &str = "Dear { $contact },\r\n\r\n<b>please</b> tell us how it goes with { $partner }.\r\n\r\n\
                    { $link }\r\n\r\nNot for you?\r\n{ $decline }";

fn address(kind: &str, language: &str) -> String {
    format!("/staff/surveys/{SURVEY}/texts/{kind}/{language}")
}

fn hidden(page: &Answer, name: &str) -> String {
    let text = page.text();
    let before = format!("name=\"{name}\" value=\"");
    text.split_once(&before).unwrap().1.split_once('"').unwrap().0.to_owned()
}

fn csrf(page: &Answer) -> String {
    hidden(page, "csrf")
}

/// Posts the form of a wording as its page has it.
fn post(manager: &Client, address: &str, action: &str, subject: &str, body: &str) -> Answer {
    let page = manager.get(address);
    post_having_seen(manager, address, &page, action, [subject, body])
}

/// Posts the form of a page that was opened some time ago.
fn post_having_seen(
    manager: &Client,
    address: &str,
    page: &Answer,
    action: &str,
    [subject, body]: [&str; 2],
) -> Answer {
    let (csrf, seen) = (csrf(page), hidden(page, "seen"));
    let fields =
        [("csrf", csrf.as_str()), ("seen", &seen), ("do", action), ("subject", subject), ("body", body)];
    manager.post_form(address, &fields.map(|(name, value)| (name.to_owned(), value.to_owned())))
}

fn of_two_who_change_a_wording_the_second_sees_both_before_one_is_replaced(server: &mut Server) {
    let (manager, page) = (staff::manager(server), address("reminder", "ar"));
    let opened = manager.get(&page);
    assert!(opened.text().contains("\u{2066}{ $partner }\u{2069}"), "{}", opened.text());
    let save =
        |subject: &str, opened: &Answer| post_having_seen(&manager, &page, opened, "save", [subject, BODY]);
    assert_eq!(save("First", &opened).status, 303);
    assert_eq!(save("First", &opened).status, 303, "the same is no conflict");
    let preview = post_having_seen(&manager, &page, &opened, "preview", ["Second", BODY]);
    let conflict = save("Second", &preview);
    assert_eq!(conflict.status, 409);
    let html = conflict.text();
    assert!(html.contains("<strong>First</strong>") && html.contains("value=\"Second\""), "{html}");
    assert_eq!(server.ledger().texts("SELECT subject FROM message_text"), ["First"]);
    let reset = |page: &Answer| {
        let fields = [("csrf", csrf(page)), ("seen", hidden(page, "seen"))];
        manager.post_form(
            &format!("{}/standard", address("reminder", "ar")),
            &fields.map(|(n, v)| (n.to_owned(), v)),
        )
    };
    assert_eq!(reset(&opened).status, 409, "nor is it deleted unseen");
    assert_eq!(save("Second", &conflict).status, 303);
    let kept = server.ledger().texts("SELECT subject || body FROM message_text").join("");
    assert!(kept.starts_with("Second") && !kept.contains('\u{2066}'), "{kept}");
    assert_eq!(reset(&manager.get(&page)).status, 303);
    assert_eq!(own(server), 0);
}

fn own(server: &Server) -> i64 {
    server.ledger().number("SELECT count(*) FROM message_text")
}

/// Queues a reminder to a partner of a language, and returns the address.
fn queue_one(server: &Server, language: &str) -> String {
    let ledger = server.ledger();
    ledger.execute(&format!(
        "INSERT INTO message (id, survey, invitation, round, kind, language, address, state, attempts, next_at) \
         SELECT i.id, i.survey, i.id, NULL, 'reminder', p.language, c.email, 'queued', 0, 0 FROM participation i \
         JOIN partner p ON p.key = i.partner JOIN partner_contact c ON c.partner = p.key AND c.position = 0 \
         WHERE i.survey = '{SURVEY}' AND i.state = 'invited' AND p.language = '{language}' ORDER BY p.key LIMIT 1"
    ));
    ledger.texts("SELECT address FROM message WHERE state = 'queued'").remove(0)
}

fn what_was_kept_is_what_partners_get(server: &mut Server) {
    let smtp = SmtpServer::start();
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    // Queued before the edit: it says what is kept when it goes out.
    let to = queue_one(server, "en");
    server.ledger().execute("UPDATE message SET next_at = 9000000000000000 WHERE state = 'queued'");
    server.go_on();
    let manager = staff::manager(server);
    let page = address("reminder", "en");
    let answer = post(&manager, &page, "preview", "News of { $partner }", BODY);
    assert_eq!(answer.status, 200, "{}", answer.text());
    assert!(
        answer.text().contains("Nothing is saved yet") && answer.text().contains("class=\"letter-shown\""),
        "{}",
        answer.text()
    );
    assert!(!answer.text().contains("<b>please"), "nothing that is typed is markup");
    assert_eq!(own(server), 0, "a preview keeps nothing");
    assert_eq!(post(&manager, &page, "save", "News of { $partner }", BODY).status, 303);
    assert_eq!(own(server), 1);
    let kept = manager.get(&page);
    assert!(
        kept.text().contains("value=\"News of { $partner }\"")
            && kept.text().contains("class=\"letter-shown\"")
    );
    for token in server.ledger().texts("SELECT token FROM invitation") {
        assert!(!kept.text().contains(&token), "a preview shows no link");
    }
    server.ledger().execute("UPDATE message SET next_at = 0 WHERE state = 'queued'");
    until_equal("it is sent", &1, || smtp.received().len());
    let mail = smtp.received().remove(0);
    assert_eq!(mail.to, to);
    assert!(mail.subject.starts_with("News of ") && !mail.subject.contains('{'), "{}", mail.subject);
    assert!(mail.text.contains("<b>please</b> tell us") && mail.text.contains("/decline"), "{}", mail.text);
    assert!(mail.html.contains("&#60;b&#62;please") && mail.html.contains("<a href="), "{}", mail.html);
    // Another language goes on with the standard wording.
    queue_one(server, "fr");
    until_equal("it is sent, too", &2, || smtp.received().len());
    assert!(smtp.received().iter().any(|mail| mail.subject.starts_with("Rappel")), "{:?}", smtp.received());
    let history = manager.get(&format!("/staff/surveys/{SURVEY}/reminders")).text();
    assert!(history.contains("was changed"), "{history}");
}

fn a_round_shows_the_wording_of_its_survey(server: &mut Server) {
    let manager = staff::manager(server);
    for kind in ["reminder", "last-call"] {
        assert_eq!(post(&manager, &address(kind, "en"), "save", "Our own subject", BODY).status, 303);
    }
    let rounds = manager.get(&format!("/staff/surveys/{SURVEY}/reminders")).text();
    let shows = |address: &&str| manager.get(address).text().contains("Our own subject");
    let found = rounds.split('"').filter(|part| {
        part.strip_prefix(&format!("/staff/surveys/{SURVEY}/reminders/")).is_some_and(|id| id.len() == 36)
    });
    assert!(found.into_iter().any(|address| shows(&address)), "{rounds}");
}

fn what_can_not_be_sent_is_not_kept_and_nothing_typed_is_lost(server: &mut Server) {
    let manager = staff::manager(server);
    let no_link = BODY.replace("{ $link }", "");
    let cases = [
        ("invitation", "Hello", no_link.as_str(), "The personal link is missing"),
        ("reminder", "Hello", &BODY.replace("{ $decline }", ""), "The link for declining is missing"),
        ("last-call", "Hello { $nobody }", BODY, "There is no variable"),
        ("reminder", "Hello", &BODY.replace("{ $partner }", "{ $partner"), "A brace is not closed"),
        ("reminder", "Hello\r\nBcc: all@example.org", BODY, "single line"),
        ("reminder", "", BODY, "Enter a text"),
        ("thanks", "Thanks", BODY, "has no place here"),
    ];
    for (kind, subject, body, words) in cases {
        for action in ["save", "preview"] {
            let answer = post(&manager, &address(kind, "en"), action, subject, body);
            let text = answer.text();
            assert_eq!(answer.status, 422, "{kind} {subject}: {text}");
            assert!(text.contains(words) && text.contains("aria-invalid"), "{words}: {text}");
            assert!(
                text.contains("&#60;b&#62;please&#60;/b&#62; tell us"),
                "what was typed comes back: {text}"
            );
            assert!(!text.contains("class=\"letter-shown\""), "{text}");
        }
    }
    assert_eq!(own(server), 0);
    let arabic = staff::manager(server).with("accept-language", "ar");
    let text = post(&arabic, &format!("{}?lang=ar", address("reminder", "ar")), "save", "x", &no_link).text();
    assert!(text.contains("الرابط الشخصي ناقص"), "in the language of whoever reads it: {text}");
}

fn the_standard_wording_comes_back(server: &mut Server) {
    let manager = staff::manager(server);
    let page = address("reminder", "fr");
    let standard = manager.get(&page).text();
    assert_eq!(post(&manager, &page, "save", "Des nouvelles", BODY).status, 303);
    assert!(manager.get(&page).text().contains("Des nouvelles"));
    let opened = manager.get(&page);
    let fields = ["csrf", "seen"].map(|name| (name.to_owned(), hidden(&opened, name)));
    assert_eq!(manager.post_form(&format!("{page}/standard"), &fields).status, 303);
    assert_eq!((own(server), manager.get(&page).text()), (0, standard));
    // What is typed like the standard wording is the standard wording.
    let text = manager.get(&page).text();
    let body = text.split_once("</textarea>").unwrap().0.rsplit_once(">\n").unwrap().1.to_owned();
    let subject = text.split_once("name=\"subject\"").unwrap().1.split_once("value=\"").unwrap().1;
    let subject = subject.split_once('"').unwrap().0.to_owned();
    assert_eq!(post(&manager, &page, "save", &subject, &body.replace('\n', "\r\n")).status, 303);
    assert_eq!(own(server), 0);
}

fn a_wording_has_an_address_for_each_kind_and_language_alone(server: &mut Server) {
    let manager = staff::manager(server);
    let overview = manager.get(&format!("/staff/surveys/{SURVEY}/texts")).text();
    for kind in ["invitation", "reminder", "last-call", "extended", "thanks"] {
        for language in ["en", "fr", "ar"] {
            let address = address(kind, language);
            assert!(overview.contains(&format!("href=\"{address}\"")), "{address}");
            assert_eq!(manager.get(&address).status, 200, "{address}");
        }
    }
    for wrong in [address("reminder", "de"), address("greeting", "en")] {
        assert_eq!(manager.get(&wrong).status, 404, "{wrong}");
    }
    let stranger = server.client().get(&address("reminder", "en"));
    assert_eq!((stranger.status, stranger.header("location").contains("/staff/login")), (303, true));
    let fields = [("csrf", "another"), ("do", "save"), ("subject", "x"), ("body", BODY)];
    let fields = fields.map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(manager.post_form(&address("reminder", "en"), &fields).status, 403);
    assert_eq!(own(server), 0);
    let page = manager.get(&address("reminder", "en"));
    let policy = page.header("content-security-policy");
    let preview = page.text().contains("class=\"letter-shown\"");
    assert!(preview && policy.contains("style-src 'self';") && !policy.contains("'unsafe-"), "{policy}");
}

on_both_databases! {
    what_was_kept_is_what_partners_get,
    of_two_who_change_a_wording_the_second_sees_both_before_one_is_replaced,
    a_round_shows_the_wording_of_its_survey,
    what_can_not_be_sent_is_not_kept_and_nothing_typed_is_lost,
    the_standard_wording_comes_back,
    a_wording_has_an_address_for_each_kind_and_language_alone,
}

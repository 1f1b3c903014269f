//! The whole cycle as its users go through it: a manager imports partners and invites them, each gets mail and answers,
//! declines or does neither, the rate moves, and the reminder goes to who has not answered.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};
use tests::browser::Browser;
use tests::http::{Answer, Client};
use tests::page::{Form, wait_until_stored_once};
use tests::server::{Engine, Server};
use tests::smtp::{Mail, SmtpServer};
use tests::wait::until_equal;
use tests::{SURVEY, in_each_language, staff};

/// Each language with what the subjects of its invitation and its reminder have in them.
const LANGUAGES: [(&str, &str, &str); 3] = [
    ("en", "your view is wanted", "Reminder"),
    ("fr", "votre avis", "Rappel"),
    ("ar", "رأيكم يهمنا", "تذكير"),
];

/// The address of the new partner of a language.
fn address(language: &str) -> String {
    format!("{language}@cycle.example")
}

fn page(rest: &str) -> String {
    format!("/staff/surveys/{SURVEY}/{rest}")
}

/// The value of a form's hidden field.
fn hidden(html: &str, name: &str) -> (String, String) {
    let after = html.split_once(&format!("name=\"{name}\" value=\"")).expect("the page has the field").1;
    (name.to_owned(), after.split('"').next().unwrap().to_owned())
}

/// Posts a form with the proof that the page carries, and returns where it leads.
fn post(manager: &Client, form: &str, to: &str, fields: &[(&str, &str)]) -> String {
    let mut all = vec![hidden(&manager.get(form).text(), "csrf")];
    all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    led_on(&manager.post_form(to, &all))
}

fn led_on(answer: &Answer) -> String {
    assert_eq!(answer.status, 303, "{}", answer.text());
    answer.header("location").to_owned()
}

/// Imports a file with one partner of each language.
fn import_partners(manager: &Client) {
    let import = "/staff/partners/import";
    let mut file =
        "key,name,region,country,programme,type,language,contact_name,contact_email,manager\r\n".to_owned();
    for (language, name) in
        [("en", "Open Air Radio"), ("fr", "Radio Plein Air"), ("ar", "راديو الهواء الطلق")]
    {
        let address = address(language);
        file += &format!(
            "cycle-{language},{name},africa,Mali,Sahel,media_outlet,{language},A. Ba,{address},manager@sawt.example\r\n"
        );
    }
    let proof = hidden(&manager.get(import).text(), "csrf");
    let preview = led_on(&manager.post_file(import, &[proof], "file", file.as_bytes()));
    let html = manager.get(&preview).text();
    let fields = [hidden(&html, "csrf"), hidden(&html, "version")];
    assert_eq!(led_on(&manager.post_form(&preview, &fields)), "/staff/partners?added=3&changed=0");
}

/// What the mail server has got since, by address, once all is sent; what is cancelled or fails is not.
fn mails_since(server: &Server, smtp: &SmtpServer, earlier: &[Mail]) -> Vec<Mail> {
    let waiting = "SELECT count(*) FROM message WHERE state <> 'sent'";
    until_equal("all mail is sent", &0, || server.ledger().number(waiting));
    let known: BTreeSet<&str> = earlier.iter().map(|mail| mail.id.as_str()).collect();
    let mut mails = smtp.received();
    mails.retain(|mail| !known.contains(mail.id.as_str()));
    mails.sort_by(|one, other| one.to.cmp(&other.to));
    mails
}

fn addresses(mails: &[Mail]) -> Vec<&str> {
    mails.iter().map(|mail| mail.to.as_str()).collect()
}

/// The mail to the new partner of a language, after a look at whether it is in that language.
fn mail_in<'a>(mails: &'a [Mail], language: &str, subject: &str) -> &'a Mail {
    let mail = mails.iter().find(|mail| mail.to == address(language)).expect("there is a mail");
    let direction = if language == "ar" { "rtl" } else { "ltr" };
    assert!(mail.subject.contains(subject), "{}", mail.subject);
    assert!(mail.html.contains(&format!("<html lang=\"{language}\" dir=\"{direction}\">")), "{}", mail.html);
    mail
}

/// The personal link of a mail.
fn personal_link(mail: &Mail) -> &str {
    let link = |line: &&str| line.contains("/i/") && !line.ends_with("/decline");
    mail.text.lines().map(str::trim).find(link).expect("the mail has a link")
}

/// The rate's invited and responded partners, and what the page says of them in its head.
fn rate(manager: &Client) -> (Json, String) {
    let total = manager.get(&format!("/api/v1/surveys/{SURVEY}/response-rate")).json()["total"].clone();
    let html = manager.get(&format!("/staff/surveys/{SURVEY}")).text();
    let headline = html.split_once("<div data-headline>").unwrap().1.split_once("</div>").unwrap().0;
    (json!([total["invited"], total["responded"]]), headline.to_owned())
}

/// The partner of the language answers without the server, that of the next one declines, the third does neither.
fn imported_invited_answered_offline_counted_and_the_others_reminded(language: &str) {
    let place = LANGUAGES.iter().position(|(known, ..)| *known == language).unwrap();
    let ((_, subject, _), (declining, offered, _), (silent, invited, reminder)) =
        (LANGUAGES[place], LANGUAGES[(place + 1) % 3], LANGUAGES[(place + 2) % 3]);
    let smtp = SmtpServer::start();
    let mut server = Server::start(if language == "fr" { Engine::Postgres } else { Engine::Sqlite });
    server.stop();
    server.set("SAWT_SMTP_URL", smtp.url());
    server.set("SAWT_MAIL_PER_MINUTE", 1_000);
    let ledger = server.ledger();
    // The demo's survey is in mid-flight; here every mail is the test's own. Of its partners only those who declined are
    // left, who must get nothing.
    ledger.execute("DELETE FROM message");
    ledger.execute("DELETE FROM round");
    ledger.execute(&format!(
        "UPDATE partner SET active = 0 WHERE key NOT IN \
         (SELECT partner FROM invitation WHERE survey = '{SURVEY}' AND state = 'declined')"
    ));
    assert!(ledger.number("SELECT count(*) FROM partner WHERE active = 1") > 0);
    server.go_on();

    let manager = staff::manager(&server);
    import_partners(&manager);
    let form = page("invitations/new");
    let chosen = ["cycle-en", "cycle-fr", "cycle-ar"].map(|key| ("partner", key));
    let fields = [&[("who", "ticked"), ("mail", "yes"), ("confirmed", "yes")][..], &chosen].concat();
    assert_eq!(post(&manager, &form, &form, &fields), page("invitations?invited=3"));
    let invitations = mails_since(&server, &smtp, &[]);
    assert_eq!(addresses(&invitations), ["ar", "en", "fr"].map(address));
    for (language, subject, _) in LANGUAGES {
        mail_in(&invitations, language, subject);
    }

    // As a mail program does when one clicks on "Unsubscribe".
    let mail = mail_in(&invitations, declining, offered);
    assert_eq!(mail.unsubscribe_post, "List-Unsubscribe=One-Click");
    let there = mail.unsubscribe.trim_matches(['<', '>']).strip_prefix(&server.base()).unwrap();
    let fields = [("List-Unsubscribe".to_owned(), "One-Click".to_owned())];
    assert_eq!(server.client().post_form(there, &fields).status, 200);

    let (before, headline) = rate(&manager);
    let stored = ledger.all_responses();
    let browser = Browser::phone();
    let link = personal_link(mail_in(&invitations, language, subject));
    let form = Form::open(&browser, link, language);
    assert_eq!(browser.script("return document.documentElement.lang", &[]), json!(language));
    form.wait_until_it_works_offline();
    server.stop();
    form.fill(place);
    let answers = form.answers();
    form.send();
    until_equal("the response waits on the device", &1, || form.kept("queue").len());
    assert!(!form.claims_to_be_sent(), "{}", form.status());
    assert_eq!(ledger.all_responses(), stored);
    server.go_on();
    form.wait_until_sent();
    wait_until_stored_once(&server, &stored, &answers, language);

    let more = json!([before[0], before[1].as_u64().unwrap() + 1]);
    until_equal("the rate counts the partner", &more, || rate(&manager).0);
    assert_ne!(rate(&manager).1, headline, "the page says so, too");

    let form = page("reminders/new");
    let mut fields =
        vec![("kind", "reminder"), ("audience", "not_responded"), ("anchor", "deadline"), ("days", "3")];
    fields.extend(LANGUAGES.map(|(language, ..)| ("languages", language)));
    let round = post(&manager, &form, &form, &fields);
    post(&manager, &round, &format!("{round}/send"), &[]);
    let reminders = mails_since(&server, &smtp, &invitations);
    assert_eq!(addresses(&reminders), [address(silent)], "nobody who answered or declined gets one");
    let (first, again) = (mail_in(&invitations, silent, invited), mail_in(&reminders, silent, reminder));
    assert_eq!(personal_link(again), personal_link(first));
    assert_eq!(ledger.all_responses().len(), stored.len() + 1);
}

in_each_language! {
    imported_invited_answered_offline_counted_and_the_others_reminded,
}

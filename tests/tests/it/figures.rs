//! The manager's page against the ledger, on both databases: rates by each grouping, who needs a call, the file of it all.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use std::collections::{BTreeMap, BTreeSet};

use tests::server::Server;
use tests::{SURVEY, on_both_databases, staff};

const PAGE: &str = "/staff/surveys/ims-2026";
const CALLS: &str = "/staff/surveys/ims-2026/invitations/calls";
const MANAGER: &str = "manager@sawt.example";

/// What stands between two texts, each time.
fn all_between<'a>(text: &'a str, before: &'a str, after: &'a str) -> impl Iterator<Item = &'a str> {
    text.split(before).skip(1).map(move |rest| rest.split_once(after).unwrap().0)
}

/// A text as it was before it was escaped.
fn plain(html: &str) -> String {
    html.replace("&#39;", "'").replace("&#38;", "&").replace("&quot;", "\"")
}

/// The organisations of the call list, in its order, each with the reason.
fn called(html: &str) -> Vec<(String, String)> {
    all_between(html, "<th scope=\"row\">", "</tr>")
        .map(|row| {
            let name = all_between(row, "<bdi>", "</bdi>").next().unwrap();
            let reason = all_between(row, "<td data-label=\"Why\">", "</td>").next().unwrap();
            (plain(name), reason.to_owned())
        })
        .collect()
}

fn each_grouping_shows_what_the_ledger_holds(server: &mut Server) {
    let manager = staff::manager(server);
    for (by, column) in [("country", "country"), ("programme", "programme")] {
        let html = manager.get(&format!("{PAGE}?by={by}")).text();
        let table = html.split("<table class=\"bars\"").nth(1).unwrap().split("</table>").next().unwrap();
        let shown: BTreeMap<String, (String, String)> = all_between(table, "scope=\"row\"><bdi>", "</tr>")
            .map(|row| {
                let mut numbers = all_between(row, "<td class=\"number\" role=\"cell\"", "</td>")
                    .map(|cell| cell.split_once('>').unwrap().1.to_owned());
                let name = plain(row.split_once("</bdi>").unwrap().0);
                (name, (numbers.next().unwrap(), numbers.next().unwrap()))
            })
            .collect();
        let counted: BTreeMap<String, (String, String)> = server
            .ledger()
            .texts(&format!(
                "SELECT partner.{column} || '|' || cast(sum(CASE WHEN participation.state = 'responded' THEN 1 ELSE 0 END) AS bigint) \
                 || '|' || count(*) FROM participation JOIN partner ON partner.key = participation.partner \
                 WHERE participation.survey = '{SURVEY}' GROUP BY partner.{column}"
            ))
            .into_iter()
            .map(|line| {
                let parts: Vec<&str> = line.split('|').collect();
                (parts[0].to_owned(), (parts[1].to_owned(), parts[2].to_owned()))
            })
            .collect();
        assert!(counted.len() > 5);
        assert_eq!(shown, counted, "by {by}");
    }
    let own = format!(
        "FROM participation JOIN partner ON partner.key = participation.partner \
         WHERE participation.survey = '{SURVEY}' AND partner.manager = '{MANAGER}'"
    );
    let (invited, responded) = (
        server.ledger().number(&format!("SELECT count(*) {own}")),
        server.ledger().number(&format!("SELECT count(*) {own} AND participation.state = 'responded'")),
    );
    assert!(invited > responded && responded > 0);
    let sentence = format!("Your own partners: {responded} of {invited} have responded");
    assert!(manager.get(PAGE).text().replace(['\u{2068}', '\u{2069}'], "").contains(&sentence));
    assert!(!staff::admin(server).get(PAGE).text().contains("Your own partners"));
}

fn the_call_list_follows_what_happens(server: &mut Server) {
    let ledger = server.ledger();
    let (manager, admin) = (staff::manager(server), staff::admin(server));
    let all = called(&manager.get(CALLS).text());
    let names: BTreeSet<&String> = all.iter().map(|(name, _)| name).collect();
    assert_eq!(names.len(), all.len(), "nobody stands there twice");
    let silenced = ledger.texts(&format!(
        "SELECT partner.name FROM participation JOIN partner ON partner.key = participation.partner \
         WHERE participation.survey = '{SURVEY}' AND participation.state IN ('responded', 'declined')"
    ));
    assert!(silenced.iter().all(|name| !names.contains(name)));
    let bounced = ledger.texts(&format!(
        "SELECT partner.name FROM participation JOIN partner ON partner.key = participation.partner \
         WHERE participation.survey = '{SURVEY}' AND participation.state = 'bounced'"
    ));
    assert!(!bounced.is_empty() && bounced.iter().all(|name| names.contains(name)));

    // The manager's own stand first, an admin has none; both see the same partners, and the survey's page the first five.
    let own: BTreeSet<String> =
        ledger.texts(&format!("SELECT name FROM partner WHERE manager = '{MANAGER}'")).into_iter().collect();
    let places: Vec<bool> = all.iter().map(|(name, _)| own.contains(name)).collect();
    assert!(places[0] && places.is_sorted_by(|a, b| a >= b), "{places:?}");
    let admins: BTreeSet<String> =
        called(&admin.get(CALLS).text()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(admins.iter().collect::<BTreeSet<_>>(), names);
    let page = manager.get(PAGE).text();
    let few = page.split("id=\"calls-heading\"").nth(1).unwrap().split("</section>").next().unwrap();
    assert_eq!(called(few), all[..5]);

    // Who answers leaves the list; so does who was spoken to, until the agreed day has come.
    let key = |name: &str| {
        ledger
            .texts(&format!("SELECT key FROM partner WHERE name = '{}'", name.replace('\'', "''")))
            .remove(0)
    };
    let plain: Vec<_> = all.iter().filter(|(_, reason)| !reason.starts_with("Agreed")).collect();
    let (answers, talks) = (&plain[0].0, &plain[1].0);
    ledger.execute(&format!(
        "INSERT INTO participation_mark (invitation, day) SELECT id, '2026-01-01' FROM invitation \
         WHERE survey = '{SURVEY}' AND partner = '{}'",
        key(answers)
    ));
    let invitation = page_of(&manager.get(CALLS).text(), talks);
    let note = |next_on: &str| {
        let html = manager.get(&invitation).text();
        let form = html.split("/follow-ups\"").nth(1).unwrap();
        let value = |name: &str| {
            let field = form.split(&format!("name=\"{name}\"")).nth(1).unwrap();
            all_between(field, "value=\"", "\"").next().unwrap().to_owned()
        };
        let fields = [
            ("csrf", value("csrf")),
            ("kind", "call".to_owned()),
            ("day", value("day")),
            ("next_on", next_on.to_owned()),
            ("note", "spoke".to_owned()),
        ];
        let fields = fields.map(|(name, value)| (name.to_owned(), value));
        let answer = manager.post_form(&format!("{invitation}/follow-ups"), &fields);
        assert_eq!(answer.status, 303, "{}", answer.text());
    };
    note("");
    let left = called(&manager.get(CALLS).text());
    assert_eq!(left.len(), all.len() - 2);
    assert!(left.iter().all(|(name, _)| name != answers && name != talks));
    let today = ledger.texts(&format!("SELECT max(day) FROM follow_up WHERE survey = '{SURVEY}'")).remove(0);
    note(&today);
    let again = called(&manager.get(CALLS).text());
    assert_eq!(again.len(), left.len() + 1);
    assert!(again.iter().any(|(name, reason)| name == talks && reason.starts_with("Agreed")));
}

fn whom_only_a_person_reaches_is_called_and_a_look_at_the_link_is_no_contact(server: &mut Server) {
    let (ledger, manager) = (server.ledger(), staff::manager(server));
    ledger.execute("DELETE FROM follow_up");
    let some = ledger.texts(&format!(
        "SELECT partner.key FROM participation JOIN partner ON partner.key = participation.partner \
         WHERE participation.survey = '{SURVEY}' AND participation.state = 'opened' AND partner.active = 1 \
         AND partner.manager = '{MANAGER}' ORDER BY partner.key"
    ));
    let name = |key: &str| ledger.texts(&format!("SELECT name FROM partner WHERE key = '{key}'")).remove(0);
    let [without, failed, unsure] = [0, 1, 2].map(|n| some[n].clone());
    ledger.execute(&format!(
        "UPDATE partner_contact SET email = '' WHERE partner = '{without}' AND position = 0"
    ));
    for (key, state) in [(&failed, "failed"), (&unsure, "unsure")] {
        ledger.execute(&format!(
            "INSERT INTO message (id, survey, invitation, kind, language, address, state, attempts, next_at, tried_at) \
             SELECT id, survey, id, 'reminder', 'en', 'a@b.example', '{state}', 1, 0, 9000000000000 FROM invitation \
             WHERE survey = '{SURVEY}' AND partner = '{key}'"
        ));
    }
    let reason = |key: &str| {
        let list = called(&manager.get(CALLS).text());
        list.into_iter().find(|(called, _)| *called == name(key)).map(|(_, reason)| reason)
    };
    assert_eq!(reason(&without).as_deref(), Some("No e-mail address"));
    assert_eq!(reason(&failed).as_deref(), Some("The last mail could not be sent"));
    assert_eq!(reason(&unsure).as_deref(), Some("Nobody knows whether the last mail arrived"));
    // Agreed days come first, then those whom only a person reaches, those who began, the silent.
    let rank = |reason: &str| match () {
        () if reason.starts_with("Agreed") => 0,
        () if reason.starts_with("Opened") => 2,
        () if reason.starts_with("No answer after") => 3,
        () => 1,
    };
    let own: BTreeSet<String> =
        ledger.texts(&format!("SELECT name FROM partner WHERE manager = '{MANAGER}'")).into_iter().collect();
    let list = called(&manager.get(CALLS).text());
    let ranks: Vec<_> = list.iter().map(|(name, reason)| (!own.contains(name), rank(reason))).collect();
    assert!(ranks.is_sorted(), "{list:?}");
    // A look at the link.
    let there = page_of(&manager.get(CALLS).text(), &name(&without));
    let html = manager.get(&there).text();
    let csrf = all_between(&html, "name=\"csrf\" value=\"", "\"").next().unwrap().to_owned();
    let day = all_between(&html, "name=\"day\" type=\"date\" value=\"", "\"").next().unwrap().to_owned();
    let post = |to: &str, fields: &[(&str, &str)]| {
        let fields = [&[("csrf", csrf.as_str())], fields].concat();
        let fields: Vec<_> =
            fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        manager.post_form(&format!("{there}/{to}"), &fields)
    };
    assert!(post("message", &[]).text().contains("chat-text"));
    assert_eq!(reason(&without).as_deref(), Some("No e-mail address"), "looking is no contact");
    // A call is; noted by mistake, it is corrected, and taken back.
    assert_eq!(post("follow-ups", &[("kind", "call"), ("day", &day), ("note", "spoke")]).status, 303);
    assert_eq!(reason(&without), None);
    let kept = ledger.bytes("SELECT id FROM follow_up WHERE kind = 'call'").remove(0);
    let kept = uuid::Uuid::from_slice(&kept).unwrap();
    let here = format!("follow-ups/{kept}");
    let wrong = post(&here, &[("kind", "call"), ("day", "2999-01-01"), ("note", "<typed>")]);
    assert!(wrong.status == 422 && wrong.text().contains("&#60;typed&#62;</textarea>"), "{}", wrong.text());
    assert_eq!(post(&here, &[("kind", "call"), ("day", "2026-01-02"), ("note", "spoke")]).status, 303);
    assert_eq!(ledger.texts("SELECT day FROM follow_up WHERE kind = 'call'"), ["2026-01-02"]);
    assert_eq!(reason(&without).as_deref(), Some("No e-mail address"), "that was long ago");
    assert_eq!(post(&format!("{here}/take-back"), &[]).status, 303);
    assert_eq!(ledger.texts("SELECT kind FROM follow_up"), ["shown"]);
    // That the link was shown is no note of anybody's.
    let shown = ledger.bytes("SELECT id FROM follow_up").remove(0);
    let shown = uuid::Uuid::from_slice(&shown).unwrap();
    post(&format!("follow-ups/{shown}/take-back"), &[]);
    assert_eq!(ledger.texts("SELECT kind FROM follow_up"), ["shown"]);
}

/// The address of a partner's page in a list.
fn page_of(html: &str, name: &str) -> String {
    let rows = all_between(html, "<th scope=\"row\">", "</tr>");
    let row = rows.into_iter().find(|row| row.contains(&format!("<bdi>{name}</bdi>"))).unwrap();
    all_between(row, "href=\"", "\"").next().unwrap().to_owned()
}

fn the_file_has_every_partner_and_no_link(server: &mut Server) {
    let ledger = server.ledger();
    ledger.execute(
        "UPDATE partner SET country = '=HYPERLINK(\"http://x\")' WHERE key = (SELECT min(key) FROM partner)",
    );
    let manager = staff::manager(server);
    let answer = manager.get(&format!("{PAGE}/invitations/participation.csv"));
    assert_eq!(answer.status, 200);
    assert!(answer.header("content-disposition").contains("participation-ims-2026.csv"));
    let text = answer.text();
    let mut reader = csv::Reader::from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    let states: Vec<String> = ledger.texts(&format!(
        "SELECT partner.key || '|' || participation.state || '|' || \
         (SELECT count(*) FROM message WHERE message.invitation = participation.id AND message.state = 'sent' \
          AND message.kind <> 'invitation') \
         FROM participation JOIN partner ON partner.key = participation.partner WHERE participation.survey = '{SURVEY}'"
    ));
    let word = |state: &str| match state {
        "invited" => "Not opened yet",
        "opened" => "Opened, no answer yet",
        "responded" => "Responded",
        "declined" => "Declined",
        _ => "Could not be delivered",
    };
    let expected: BTreeSet<(String, String, String)> = states
        .iter()
        .map(|line| {
            let parts: Vec<&str> = line.split('|').collect();
            (parts[0].to_owned(), word(parts[1]).to_owned(), parts[2].to_owned())
        })
        .collect();
    let found: BTreeSet<(String, String, String)> =
        rows.iter().map(|row| (row[0].to_owned(), row[8].to_owned(), row[9].to_owned())).collect();
    assert_eq!(found, expected);
    assert_eq!(rows.iter().filter(|row| row[3].starts_with("'=HYPERLINK")).count(), 1);
    assert!(rows.iter().flatten().all(|cell| !cell.starts_with('=')));
    for token in ledger.texts("SELECT token FROM invitation") {
        assert!(!text.contains(&token));
    }
    let book = manager.get(&format!("{PAGE}/invitations/participation.xlsx?lang=ar"));
    assert_eq!(book.status, 200);
    assert!(book.body.starts_with(b"PK"), "it is a workbook");
    assert_eq!(
        server.client().get(&format!("{PAGE}/invitations/participation.csv")).status,
        303,
        "staff alone"
    );
}

on_both_databases!(
    each_grouping_shows_what_the_ledger_holds,
    the_call_list_follows_what_happens,
    whom_only_a_person_reaches_is_called_and_a_look_at_the_link_is_no_contact,
    the_file_has_every_partner_and_no_link,
);

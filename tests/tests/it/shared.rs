//! Links to published reports: who makes them, what they show, and that they end.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, with the place")]

use chrono::{Days, NaiveDate};
use serde_json::json;
use tests::http::{Answer, Client};
use tests::server::Server;
use tests::{on_both_databases, staff};

const REPORT: &str = "/staff/surveys/ims-2024/report";
const LINKS: &str = "/staff/surveys/ims-2024/report/links";
const API: &str = "/api/v1/surveys/ims-2024/report/links";

fn hidden(page: &str, name: &str) -> String {
    page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap().to_owned()
}

fn publish(client: &Client) {
    let page = client.get(REPORT).text();
    let fields = ["csrf", "revision", "responses"].map(|name| (name.to_owned(), hidden(&page, name)));
    assert_eq!(client.post_form(&format!("{REPORT}/publish"), &fields).status, 303);
}

fn post(client: &Client, path: &str, fields: &[(&str, &str)]) -> Answer {
    let csrf = hidden(&client.get(LINKS).text(), "csrf");
    let mut all = vec![("csrf".to_owned(), csrf)];
    all.extend(fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    client.post_form(path, &all)
}

/// The first day that a link may end on: today, in the survey's calendar.
fn today(admin: &Client) -> NaiveDate {
    let page = admin.get(LINKS).text();
    page.split("type=\"date\" min=\"").nth(1).unwrap().split('"').next().unwrap().parse().unwrap()
}

/// Makes a link and returns the path of its address.
fn make(admin: &Client, name: &str, version: &str, ends_on: NaiveDate) -> String {
    let fields = [("name", name), ("version", version), ("ends_on", &ends_on.to_string())];
    let answer = post(admin, LINKS, &fields);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let page = answer.text();
    let address = page.split("id=\"link\" type=\"text\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let path = address.split_once("/r/").unwrap().1;
    assert_eq!(path.len(), 27, "160 bits");
    format!("/r/{path}")
}

fn a_link_shows_one_version_until_its_day_is_over(server: &mut Server) {
    let admin = staff::admin(server);
    let nothing = admin.get(&format!("{LINKS}?lang=en")).text();
    assert!(nothing.contains("nothing to share") && !nothing.contains("type=\"date\""));
    publish(&admin);
    let today = today(&admin);
    let link = make(&admin, "The <board>", "1", today + Days::new(2));
    // Anybody reads it, in each language, and finds nothing of the staff's there.
    let reader = server.client();
    for (language, words) in [("en", "Executive summary"), ("fr", "Synthèse"), ("ar", "الملخص التنفيذي")]
    {
        let answer = reader.get(&format!("{link}?in={language}"));
        assert_eq!(answer.status, 200);
        let page = answer.text();
        assert!(page.contains(words) && page.contains(&format!("<html lang=\"{language}\"")), "{page}");
        assert!(page.contains("<meta name=\"robots\" content=\"noindex, nofollow\">"));
        assert!(
            !page.contains("\"/staff") && !page.contains("The &#60;board") && !page.contains("csrf"),
            "{page}"
        );
        assert!(!page.contains("client."), "no script is loaded");
        for (name, value) in [
            ("cache-control", "no-store"),
            ("referrer-policy", "no-referrer"),
            ("x-robots-tag", "noindex, nofollow"),
            ("set-cookie", ""),
        ] {
            assert_eq!(answer.header(name), value, "{name}");
        }
    }
    let page = reader.clone().with("accept-language", "ar").get(&link).text();
    assert!(page.contains("<html lang=\"ar\" dir=\"rtl\""), "the browser's language, if the report is in it");
    let article =
        |page: &str| page.split_once("<article").unwrap().1.split_once("</article>").unwrap().0.to_owned();
    let staffs = admin.get(&format!("{REPORT}/versions/1?in=en")).text();
    let english = reader.get(&format!("{link}?in=en")).text();
    assert_eq!(
        article(&english).replace(&link, "X"),
        article(&staffs).replace(&format!("{REPORT}/versions/1"), "X")
    );
    for (file, kind) in [
        ("print.css", "text/css; charset=utf-8"),
        ("figures/satisfaction.svg", "image/svg+xml"),
        ("figures/satisfaction.png", "image/png"),
        ("report.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ] {
        let answer = reader.get(&format!("{link}/{file}?in=fr"));
        assert_eq!((answer.status, answer.header("content-type")), (200, kind), "{file}");
        assert_eq!(
            (answer.header("cache-control"), answer.header("x-robots-tag")),
            ("no-store", "noindex, nofollow")
        );
    }
    assert_eq!(reader.get(&format!("{link}/figures/nothing.svg")).status, 404);
    assert_eq!(reader.send("HEAD", &link, "", b"").status, 200);
    assert!(
        [404, 405].contains(&reader.send("POST", &link, "application/x-www-form-urlencoded", b"").status)
    );
    // A later version is not what the link shows.
    publish(&admin);
    assert_eq!(article(&reader.get(&format!("{link}?in=en")).text()), article(&english));
    // The database does not hold the address.
    let token = link.strip_prefix("/r/").unwrap();
    let kept = server.ledger().bytes("SELECT token_hash FROM report_link");
    assert!(kept.len() == 1 && kept[0].len() == 32);
    let held = server.ledger().number(&format!(
        "SELECT count(*) FROM report_link JOIN audit_log ON 1 = 1 WHERE detail LIKE '%{token}%' OR name LIKE '%{token}%'"
    ));
    assert_eq!(held, 0);
    // The last day counts, the day after does not.
    server.go_on_after_days(2);
    assert_eq!(server.client().get(&link).status, 200);
    server.go_on_after_days(3);
    let reader = server.client();
    for path in ["", "/print.css", "/figures/satisfaction.svg", "/report.xlsx"] {
        let over = reader.clone().with("accept-language", "en").get(&format!("{link}{path}"));
        assert_eq!(over.status, 410, "{path}");
        assert!(
            over.text().contains("This link has ended") && !over.text().contains("IMS"),
            "{}",
            over.text()
        );
        assert_eq!(
            (over.header("cache-control"), over.header("x-robots-tag")),
            ("no-store", "noindex, nofollow")
        );
    }
    assert!(!server.log().contains(token), "no log has the address");
}

fn an_admin_ends_a_link_and_sees_who_made_it(server: &mut Server) {
    let (admin, manager) = (staff::admin(server), staff::manager(server));
    publish(&manager);
    let today = today(&admin);
    let link = make(&admin, "Donor", "1", today);
    let other = make(&admin, "Board", "1", today + Days::new(366));
    let page = admin.get(&format!("{LINKS}?lang=en")).text().replace(['\u{2068}', '\u{2069}'], "");
    assert!(page.contains("Donor") && page.contains(&format!("by {}", server.demo.admin.0)), "{page}");
    assert!(!page.contains(link.strip_prefix("/r/").unwrap()), "the address is shown once");
    // Wrong ones come back with what was typed.
    let late = (today + Days::new(367)).to_string();
    let wrong =
        post(&admin, &format!("{LINKS}?lang=en"), &[("name", ""), ("version", "7"), ("ends_on", &late)]);
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.text().matches("field-error").count(), 3, "{}", wrong.text());
    // A manager publishes and does not share.
    assert_eq!(manager.get(LINKS).status, 403);
    assert!(!manager.get(&format!("{REPORT}/versions/1")).text().contains("/links"));
    assert!(admin.get(&format!("{REPORT}/versions/1")).text().contains(&format!("{LINKS}?version=1")));
    let end = page.split("/links/").find(|part| part.contains("/end\"")).unwrap();
    // The first in the list is the one that was made last.
    let ended = post(&admin, &format!("{LINKS}/{}/end", end.split('/').next().unwrap()), &[]);
    assert_eq!((ended.status, ended.header("location")), (303, format!("{LINKS}?ended=yes").as_str()));
    let statuses = [&link, &other].map(|link| server.client().get(link).status);
    assert!(statuses == [200, 410] || statuses == [410, 200], "one of them: {statuses:?}");
    let page = admin.get(&format!("{LINKS}?lang=en")).text().replace(['\u{2068}', '\u{2069}'], "");
    assert!(page.contains("Ended on ") && page.matches("/end\"").count() == 1, "{page}");
    let sql = "SELECT what FROM audit_log WHERE subject = 'survey:ims-2024' AND what LIKE 'report_link%' ORDER BY what";
    assert_eq!(server.ledger().texts(sql), ["report_link_ended", "report_link_made", "report_link_made"]);
    for unknown in
        ["/r/AAAAAAAAAAAAAAAAAAAAAAAAAAA", "/r/short", "/r/AAAAAAAAAAAAAAAAAAAAAAAAAAA/report.xlsx"]
    {
        let answer = server.client().with("accept-language", "fr").get(unknown);
        assert_eq!(answer.status, 404, "{unknown}");
        assert!(answer.text().contains("Nous ne connaissons pas ce lien"), "{}", answer.text());
    }
}

fn a_program_makes_lists_and_ends_links(server: &mut Server) {
    let admin = staff::admin(server);
    publish(&admin);
    let last = today(&admin) + Days::new(10);
    let csrf = hidden(&admin.get(LINKS).text(), "csrf");
    let program = admin.with("x-sawt-csrf", &csrf);
    let wanted = json!({ "version": 1, "name": "Donor", "ends_on": last });
    let made = program.post(API, &wanted);
    assert_eq!(made.status, 201, "{}", made.text());
    let body = made.json();
    assert_eq!(made.header("location"), format!("{API}/{}", body["id"].as_str().unwrap()));
    let address = body["address"].as_str().unwrap().to_owned();
    let path = format!("/r/{}", address.split_once("/r/").unwrap().1);
    assert_eq!(server.client().get(&path).status, 200);
    let list = program.get(API).json();
    assert_eq!(
        (&list[0]["name"], &list[0]["ends_on"], &list[0]["ended_at"]),
        (&json!("Donor"), &json!(last), &json!(null))
    );
    assert!(list[0].get("address").is_none());
    let wrong = json!({ "version": 9, "name": " ", "ends_on": "2020-01-01" });
    let problem = program.post(API, &wrong);
    problem.problem(422, "invalid");
    assert_eq!(problem.json()["errors"].as_array().unwrap().len(), 3);
    let at = format!("{API}/{}", body["id"].as_str().unwrap());
    for _ in 0..2 {
        assert_eq!(program.send("DELETE", &at, "", b"").status, 204);
        assert_eq!(server.client().get(&path).status, 410);
    }
    program
        .send("DELETE", &format!("{API}/{}", tests::random_id()), "", b"")
        .problem(404, "unknown_report_link");
    staff::manager(server).get(API).problem(403, "not_allowed");
}

on_both_databases!(
    a_link_shows_one_version_until_its_day_is_over,
    an_admin_ends_a_link_and_sees_who_made_it,
    a_program_makes_lists_and_ends_links,
);

//! A member of staff without the browser.

use crate::http::{Answer, Client};
use crate::server::Server;

/// Posts the log-in form as a browser does.
pub fn log_in(server: &Server, email: &str, password: &str) -> Answer {
    let fields = [("email", email), ("password", password)].map(|(n, v)| (n.to_owned(), v.to_owned()));
    server.client().with("sec-fetch-site", "same-origin").post_form("/staff/login", &fields)
}

/// The session cookie of an answer, as it is sent back: `name=value`.
pub fn cookie(answer: &Answer) -> String {
    answer.header("set-cookie").split(';').next().unwrap_or_default().to_owned()
}

/// A client that is logged in as the manager.
pub fn manager(server: &Server) -> Client {
    client(server, &server.demo.manager)
}

/// A client that is logged in as the admin.
pub fn admin(server: &Server) -> Client {
    client(server, &server.demo.admin)
}

fn client(server: &Server, (email, password): &(String, String)) -> Client {
    let answer = log_in(server, email, password);
    assert_eq!(answer.status, 303, "{}", answer.text());
    server.client().with("cookie", &cookie(&answer))
}

/// A week after the first day that the page's field for a date takes. A token that ends on that first day would end while a
/// test that runs over midnight still needs it.
pub fn a_week_later(page: &str) -> String {
    let first = page.split("type=\"date\" min=\"").nth(1).unwrap().split('"').next().unwrap();
    (first.parse::<chrono::NaiveDate>().unwrap() + chrono::Days::new(7)).to_string()
}

/// A personal token of the admin's with every scope, made on the page as its owner makes it.
pub fn token(server: &Server, name: &str) -> String {
    let admin = admin(server);
    let page = admin.get("/staff/account/tokens").text();
    let after =
        |text: &str, before: &str| text.split_once(before).unwrap().1.split_once('"').unwrap().0.to_owned();
    let mut fields = vec![
        ("csrf".to_owned(), after(&page, "name=\"csrf\" value=\"")),
        ("name".to_owned(), name.to_owned()),
        ("expires_on".to_owned(), a_week_later(&page)),
    ];
    let scopes = page.split("name=\"scope\" value=\"").skip(1).map(|part| part.split_once('"').unwrap().0);
    fields.extend(scopes.map(|scope| ("scope".to_owned(), scope.to_owned())));
    format!("sawt_{}", after(&admin.post_form("/staff/account/tokens", &fields).text(), "value=\"sawt_"))
}

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

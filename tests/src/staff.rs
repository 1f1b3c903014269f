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
    let answer = log_in(server, &server.demo.manager.0, &server.demo.manager.1);
    assert_eq!(answer.status, 303, "{}", answer.text());
    server.client().with("cookie", &cookie(&answer))
}

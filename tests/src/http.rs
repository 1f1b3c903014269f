//! A plain HTTP client: no cookies, no redirects, nothing added that was not asked for.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use serde_json::Value as Json;
use survey::wire::Problem;

/// A client of one server.
#[derive(Debug, Clone)]
pub struct Client {
    agent: ureq::Agent,
    base: String,
    headers: Vec<(String, String)>,
}

/// An answer, whatever its status.
#[derive(Debug)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

fn agent(timeout: Duration) -> ureq::Agent {
    ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .timeout_global(Some(timeout))
        .build()
        .new_agent()
}

impl Client {
    /// A client of the server at `http://…`.
    pub fn new(base: &str) -> Self {
        Self { agent: agent(Duration::from_secs(60)), base: base.to_owned(), headers: Vec::new() }
    }

    /// The same client, waiting ten minutes for an answer.
    #[must_use]
    pub fn patient(self) -> Self {
        Self { agent: agent(Duration::from_secs(600)), ..self }
    }

    /// The same client, sending one header more with every request.
    #[must_use]
    pub fn with(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Sends any request.
    ///
    /// # Errors
    /// When there is no answer.
    pub fn try_send(
        &self,
        method: &str,
        path: &str,
        content_type: &str,
        body: &[u8],
    ) -> Result<Answer, String> {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.base));
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let answer = if method == "GET" {
            self.agent.run(request.body(()).unwrap())
        } else {
            self.agent.run(request.header("content-type", content_type).body(body).unwrap())
        };
        let mut answer = answer.map_err(|error| error.to_string())?;
        let headers = answer
            .headers()
            .iter()
            .map(|(name, value)| {
                (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            })
            .collect();
        let mut body = Vec::new();
        answer.body_mut().as_reader().read_to_end(&mut body).map_err(|error| error.to_string())?;
        Ok(Answer { status: answer.status().as_u16(), headers, body })
    }

    /// Sends any request and expects an answer.
    ///
    /// # Panics
    /// When there is none.
    pub fn send(&self, method: &str, path: &str, content_type: &str, body: &[u8]) -> Answer {
        self.try_send(method, path, content_type, body)
            .unwrap_or_else(|error| panic!("{method} {path}: {error}"))
    }

    /// GET.
    pub fn get(&self, path: &str) -> Answer {
        self.send("GET", path, "", &[])
    }

    /// POST of JSON.
    pub fn post(&self, path: &str, json: &Json) -> Answer {
        self.send("POST", path, "application/json", json.to_string().as_bytes())
    }

    /// POST of form fields and a file, as a browser does it.
    pub fn post_file(&self, path: &str, fields: &[(String, String)], name: &str, file: &[u8]) -> Answer {
        const BOUNDARY: &str = "----a-boundary-that-no-file-has";
        let mut body = Vec::new();
        for (field, value) in fields {
            let head = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n"
            );
            body.extend_from_slice(head.as_bytes());
        }
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"; filename=\"file\"\r\n\
             Content-Type: application/octet-stream\r\n\r\n"
        );
        body.extend_from_slice(head.as_bytes());
        body.extend_from_slice(file);
        body.extend_from_slice(format!("\r\n--{BOUNDARY}--\r\n").as_bytes());
        self.send("POST", path, &format!("multipart/form-data; boundary={BOUNDARY}"), &body)
    }

    /// POST of form fields.
    pub fn post_form(&self, path: &str, fields: &[(String, String)]) -> Answer {
        self.send("POST", path, "application/x-www-form-urlencoded", urlencoded(fields).as_bytes())
    }
}

impl Answer {
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers.iter().find(|(known, _)| known == name).map_or("", |(_, value)| value)
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The body as JSON.
    ///
    /// # Panics
    /// When it is none.
    pub fn json(&self) -> Json {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error} in the answer {}: {}", self.status, self.text()))
    }

    /// The answer as RFC 9457 problem details, held against what every problem must have.
    ///
    /// # Panics
    /// When it is not a whole problem of this status and code.
    pub fn problem(&self, status: u16, code: &str) -> Problem {
        let text = self.text();
        assert_eq!(self.status, status, "{text}");
        assert_eq!(self.header("content-type"), "application/problem+json", "{text}");
        let problem: Problem = serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {text}"));
        assert_eq!((problem.status, problem.code.as_str()), (status, code), "{text}");
        assert!(
            !problem.title.is_empty() && problem.detail.ends_with('.'),
            "a problem says what to do: {text}"
        );
        problem
    }
}

/// Form fields as a browser posts them.
pub fn urlencoded(fields: &[(String, String)]) -> String {
    let encode = |text: &str| {
        text.bytes().fold(String::new(), |mut encoded, byte| {
            match byte {
                b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'*' | b'-' | b'.' | b'_' => {
                    encoded.push(byte as char)
                }
                b' ' => encoded.push('+'),
                _ => encoded.push_str(&format!("%{byte:02X}")),
            }
            encoded
        })
    };
    fields
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect::<Vec<_>>()
        .join("&")
}

/// Sends bytes that no proper client would, and reads whatever comes until the connection ends. The writing may fail: a
/// server need not read on when it knows enough.
pub fn raw(address: SocketAddr, bytes: &[u8]) -> String {
    let mut connection = TcpStream::connect(address).unwrap();
    connection.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    let mut writer = connection.try_clone().unwrap();
    std::thread::scope(|scope| {
        scope.spawn(move || {
            let _ = writer.write_all(bytes).and_then(|()| writer.flush());
        });
        let mut answer = Vec::new();
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = connection.read(&mut buffer) {
            answer.extend_from_slice(&buffer[..count]);
        }
        let _ = connection.shutdown(std::net::Shutdown::Both);
        String::from_utf8_lossy(&answer).into_owned()
    })
}

//! The bad connection: a proxy in front of the server that spoils answers on demand.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What happens to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Luck {
    /// It goes through.
    Good,
    /// It is passed on, the server does its work, and the answer is lost.
    AnswerLost,
    /// Half of it is passed on, then the connection breaks.
    RequestCut,
    /// The answer is 500, with a page.
    Error500,
    /// The answer is 503, with a page.
    Error503,
    /// The answer is 200 with the log-in page of a hotel's network.
    CaptivePortal,
    /// The answer is 200 with JSON that is not the server's.
    StrangeJson,
    /// The connection ends without a word.
    Refused,
}

/// The log-in page of a hotel's network.
const PORTAL: &str =
    "<!DOCTYPE html><html><head><title>Hotel Wi-Fi</title></head><body><h1>Please log in</h1></body></html>";

struct Shared {
    server: SocketAddr,
    /// What happens to requests whose path contains the text; the first that fits counts.
    rules: Mutex<Vec<(String, Luck)>>,
    spoilt: AtomicUsize,
    heard: Mutex<Vec<(String, String)>>,
    ended: AtomicBool,
}

/// The proxy.
pub struct Proxy {
    shared: Arc<Shared>,
    address: SocketAddr,
}

impl Proxy {
    /// Starts a proxy in front of a server.
    pub fn start(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let shared = Arc::new(Shared {
            server,
            rules: Mutex::default(),
            spoilt: AtomicUsize::new(0),
            heard: Mutex::default(),
            ended: AtomicBool::new(false),
        });
        let serving = shared.clone();
        std::thread::spawn(move || {
            for connection in listener.incoming().map_while(Result::ok) {
                if serving.ended.load(Ordering::Relaxed) {
                    return;
                }
                let shared = serving.clone();
                std::thread::spawn(move || {
                    // A connection that breaks is what this is for.
                    let _ = serve(connection, &shared);
                });
            }
        });
        Self { shared, address }
    }

    /// Its address, `http://127.0.0.1:PORT`.
    pub fn base(&self) -> String {
        format!("http://{}", self.address)
    }

    /// From now on, this happens to requests whose path contains the text, and nothing to others.
    pub fn spoil(&self, path: &str, luck: Luck) {
        *self.rules() = vec![(path.to_owned(), luck)];
        self.shared.spoilt.store(0, Ordering::Relaxed);
    }

    /// From now on, everything goes through.
    pub fn mend(&self) {
        self.rules().clear();
    }

    fn rules(&self) -> std::sync::MutexGuard<'_, Vec<(String, Luck)>> {
        self.shared.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The requests to paths that contain the text, as they came: head and body.
    pub fn heard(&self, path: &str) -> Vec<String> {
        let heard = self.shared.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.iter().filter(|(to, _)| to.contains(path)).map(|(_, request)| request.clone()).collect()
    }

    /// How many requests were spoilt since the rule was made.
    pub fn spoilt(&self) -> usize {
        self.shared.spoilt.load(Ordering::Relaxed)
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.shared.ended.store(true, Ordering::Relaxed);
        // Wakes the listener.
        let _ = TcpStream::connect(self.address);
    }
}

/// Serves one request of a connection; it is closed after that, which every client understands.
fn serve(mut client: TcpStream, shared: &Shared) -> std::io::Result<()> {
    client.set_read_timeout(Some(Duration::from_secs(60)))?;
    let request = read_request(&mut client)?;
    if request.is_empty() {
        return Ok(());
    }
    let head_end = find(&request, b"\r\n\r\n").unwrap_or(request.len());
    let line = String::from_utf8_lossy(&request[..head_end]).lines().next().unwrap_or_default().to_owned();
    let path = line.split(' ').nth(1).unwrap_or_default();
    shared
        .heard
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push((path.to_owned(), String::from_utf8_lossy(&request).into_owned()));
    let luck = {
        let rules = shared.rules.lock().unwrap_or_else(PoisonError::into_inner);
        rules.iter().find(|(part, _)| path.contains(part.as_str())).map_or(Luck::Good, |(_, luck)| *luck)
    };
    match luck {
        Luck::Good => {
            let answer = ask(shared.server, &closing(&request, head_end))?;
            client.write_all(&answer)?;
        }
        Luck::AnswerLost => {
            ask(shared.server, &closing(&request, head_end))?;
        }
        Luck::RequestCut => {
            let mut server = TcpStream::connect(shared.server)?;
            server.write_all(&request[..head_end + 4 + (request.len() - head_end - 4) / 2])?;
            server.shutdown(Shutdown::Both)?;
        }
        Luck::Error500 => answer(&mut client, "500 Internal Server Error", "text/html", "<h1>Oops</h1>")?,
        Luck::Error503 => answer(&mut client, "503 Service Unavailable", "text/html", "<h1>Back soon</h1>")?,
        Luck::CaptivePortal => answer(&mut client, "200 OK", "text/html", PORTAL)?,
        Luck::StrangeJson => {
            answer(&mut client, "200 OK", "application/json", "{\"results\":[],\"ok\":true}")?
        }
        Luck::Refused => {}
    }
    if luck != Luck::Good {
        shared.spoilt.fetch_add(1, Ordering::Relaxed);
    }
    client.shutdown(Shutdown::Both)
}

fn answer(client: &mut TcpStream, status: &str, content_type: &str, body: &str) -> std::io::Result<()> {
    let length = body.len();
    write!(
        client,
        "HTTP/1.1 {status}\r\ncontent-type: {content_type}\r\ncontent-length: {length}\r\nconnection: close\r\n\r\n{body}"
    )
}

/// The request with `connection: close`, so that the answer ends with the connection.
fn closing(request: &[u8], head_end: usize) -> Vec<u8> {
    let head = String::from_utf8_lossy(&request[..head_end]).into_owned();
    let kept = head.lines().filter(|line| !line.to_ascii_lowercase().starts_with("connection:"));
    let head = kept.collect::<Vec<_>>().join("\r\n");
    [head.as_bytes(), b"\r\nconnection: close", &request[head_end..]].concat()
}

fn ask(server: SocketAddr, request: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut server = TcpStream::connect(server)?;
    server.write_all(request)?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    Ok(answer)
}

/// Reads one request, body and all; browsers name its length.
fn read_request(client: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let mut request = Vec::new();
    let mut buffer = [0; 16 * 1024];
    loop {
        if let Some(end) = find(&request, b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&request[..end]).to_ascii_lowercase();
            let length =
                head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
            if request.len() >= end + 4 + length.unwrap_or(0usize) {
                return Ok(request);
            }
        }
        match client.read(&mut buffer)? {
            0 => return Ok(Vec::new()),
            count => request.extend_from_slice(&buffer[..count]),
        }
    }
}

fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    haystack.windows(needle.len()).position(|window| window == needle)
}

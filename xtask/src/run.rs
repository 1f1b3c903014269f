//! `cargo xtask run`: the whole service on this machine, with the demo, in one command.
//!
//! Standard output carries what the service's users need: addresses for people, then the same as one line of JSON for
//! programs. It is printed once, when the server is ready. Everything else goes to standard error.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::os::unix::fs::DirBuilderExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::workspace::Workspace;
use crate::{cargo, client, say, sh, signals};

/// What can be said on the command line.
#[derive(clap::Args)]
pub struct Options {
    /// The address to serve on; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// The folder of the database; made if it isn't there, kept from run to run [default: data in the checkout]
    #[arg(long)]
    data: Option<PathBuf>,
    /// Loads no demo
    #[arg(long)]
    empty: bool,
    /// Builds the server as it is shipped
    #[arg(long)]
    release: bool,
}

/// Builds, loads the demo, serves until stopped.
pub fn run(workspace: &Workspace, options: &Options) -> Result<()> {
    let listen = free_address(options.listen)?;
    client::build(workspace)?;
    build_server(workspace, options.release)?;
    let server = workspace.binary("server", options.release);

    let data = options.data.clone().unwrap_or_else(|| workspace.root.join("data"));
    let made = std::fs::DirBuilder::new().recursive(true).mode(0o700).create(&data);
    made.with_context(|| format!("making {}", data.display()))?;
    let data = data.canonicalize().with_context(|| format!("looking at {}", data.display()))?;
    let database = format!("sqlite:{}", data.join("sawt.db").display());
    let base = base(listen);

    let addresses = if options.empty {
        json!({"base": base, "links": {}, "staff": {}})
    } else {
        demo(&server, &database, &base)?
    };
    let mut child = serve(&server, &database, listen, &base)?;
    let _foreground = signals::Foreground::of(&child);
    wait_until_ready(&mut child, reachable(listen))?;
    announce(&addresses, &data)?;

    let status = child.wait().context("waiting for the server")?;
    match signals::caught() {
        // It was asked to end, and did.
        Some(_) => Ok(()),
        None => bail!("the server ended by itself ({status})"),
    }
}

fn build_server(workspace: &Workspace, release: bool) -> Result<()> {
    say::doing("Building the server: some minutes the first time");
    let mut build = cargo::at(workspace, "build");
    build.args(["--package", "server", "--bin", "server"]);
    if release {
        build.arg("--release");
    }
    sh::run(&mut build)
}

/// Loads the demo if the database is empty; the line of JSON that tells its links and log-ins.
fn demo(server: &Path, database: &str, base: &str) -> Result<Value> {
    say::doing("Loading the demo, unless the database has data already");
    let mut demo = sh::command(server);
    let printed = sh::read(demo.args(["demo", "--database-url", database, "--base-url", base]))?;
    addresses_in(&printed).context("`server demo` told no addresses")
}

fn serve(server: &Path, database: &str, listen: SocketAddr, base: &str) -> Result<Child> {
    say::doing("Starting the server");
    let mut serve = sh::tied_to_us(server, "TERM");
    serve.args(["serve", "--database-url", database, "--base-url", base, "--listen", &listen.to_string()]);
    let mut child = sh::spawn(serve.stdout(Stdio::piped()))?;
    if let Some(output) = child.stdout.take() {
        // What the server prints for programs would be taken for our own line.
        std::thread::spawn(move || {
            BufReader::new(output).lines().map_while(Result::ok).for_each(|line| say::detail(&line))
        });
    }
    Ok(child)
}

fn wait_until_ready(child: &mut Child, address: SocketAddr) -> Result<()> {
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(60) {
        if is_ready(address) {
            return Ok(());
        }
        if let Some(status) = child.try_wait().context("looking after the server")? {
            bail!("the server ended before it was ready ({status})");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
    let _ = child.kill();
    bail!("the server was not ready within a minute")
}

fn is_ready(address: SocketAddr) -> bool {
    let ask = || -> std::io::Result<[u8; 12]> {
        let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(1))?;
        stream.set_read_timeout(Some(Duration::from_secs(5)))?;
        write!(stream, "GET /readyz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n")?;
        let mut status = [0; 12];
        stream.read_exact(&mut status)?;
        Ok(status)
    };
    ask().is_ok_and(|status| status == *b"HTTP/1.1 200")
}

fn announce(addresses: &Value, data: &Path) -> Result<()> {
    let mut out = std::io::stdout().lock();
    write!(out, "{}", for_people(addresses, data))?;
    writeln!(out, "{addresses}")?;
    out.flush().context("printing the addresses")
}

fn for_people(addresses: &Value, data: &Path) -> String {
    let base = addresses["base"].as_str().unwrap_or_default();
    let mut text =
        format!("\nSawt is running at {base}   (Ctrl-C stops it; its data stays in {})\n", data.display());
    let entries = |name: &str| addresses[name].as_object().into_iter().flatten();
    for (language, link) in entries("links") {
        text += &format!("  a partner's link, {language:<8} {}\n", link.as_str().unwrap_or_default());
    }
    for (role, login) in entries("staff") {
        let word = |name: &str| login[name].as_str().unwrap_or_default();
        text +=
            &format!("  staff, {role:<19} {base}/staff/login   {}   {}\n", word("email"), word("password"));
    }
    text + "\n"
}

/// The last line that is JSON and names addresses.
fn addresses_in(printed: &str) -> Option<Value> {
    let lines = printed.lines().rev().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    lines.into_iter().find(|value| value["base"].is_string())
}

/// The address if it is free, said before anything is built. Port 0 becomes a free port: links have to name it.
fn free_address(wanted: SocketAddr) -> Result<SocketAddr> {
    let listener = TcpListener::bind(wanted).with_context(|| {
        format!("{wanted} can't be served on; is Sawt running already? Choose another by --listen")
    })?;
    listener.local_addr().context("looking at the address")
}

/// The address by which this machine reaches what listens on all of its addresses.
fn reachable(listen: SocketAddr) -> SocketAddr {
    let mut address = listen;
    if listen.ip().is_unspecified() {
        address.set_ip(if listen.is_ipv4() {
            [127, 0, 0, 1].into()
        } else {
            std::net::Ipv6Addr::LOCALHOST.into()
        });
    }
    address
}

fn base(listen: SocketAddr) -> String {
    format!("http://{}", reachable(listen))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_addresses_are_found_among_other_lines() {
        let printed = "loading\n{\"progress\":5}\n{\"base\":\"http://x\",\"links\":{}}\n\n";
        assert_eq!(addresses_in(printed).unwrap()["base"], "http://x");
        assert!(addresses_in("nothing").is_none());
    }

    #[test]
    fn links_name_an_address_that_can_be_opened() {
        assert_eq!(base("0.0.0.0:8080".parse().unwrap()), "http://127.0.0.1:8080");
        assert_eq!(base("[::]:81".parse().unwrap()), "http://[::1]:81");
        assert_eq!(base("127.0.0.1:8080".parse().unwrap()), "http://127.0.0.1:8080");
    }

    #[test]
    fn an_address_in_use_is_said_before_anything_is_built() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let error = free_address(taken.local_addr().unwrap()).unwrap_err().to_string();
        assert!(error.contains("--listen"), "{error}");
    }

    #[test]
    fn people_read_every_link_and_log_in() {
        let addresses = json!({"base": "http://b", "links": {"ar": "http://b/i/1"},
            "staff": {"admin": {"email": "a@b", "password": "p"}}});
        let text = for_people(&addresses, Path::new("data"));
        for part in ["http://b/i/1", "ar", "a@b", "http://b/staff/login"] {
            assert!(text.contains(part), "{text}");
        }
    }
}

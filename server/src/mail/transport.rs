//! Hands a message over: to an SMTP server, or to a folder where none is set up.

use std::io::Write as _;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::transport::smtp::client::{Certificate, Tls, TlsParameters};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use url::Url;
use uuid::Uuid;

use super::compose::Composed;
use crate::private;

/// How long the mail server may take for one step.
const PATIENCE: Duration = Duration::from_secs(30);

/// The way out.
pub enum Transport {
    /// An SMTP server.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// A folder, one `.eml` file a message.
    Folder(PathBuf),
}

/// Why an address is not that of an SMTP server to be used.
#[derive(Debug, thiserror::Error)]
pub enum NotASmtpServer {
    /// It can't be read.
    #[error(transparent)]
    Smtp(#[from] lettre::transport::smtp::Error),
    /// It is no address at all.
    #[error(transparent)]
    Address(#[from] url::ParseError),
    /// The file of the authority holds no certificate.
    #[error("the file of the certificate authority holds no certificate in PEM")]
    NoCertificate,
    /// The password would travel unencrypted.
    #[error("the password would travel in the clear: use smtps://, or add ?tls=required")]
    Clear,
}

/// What of an address says how the connection is encrypted.
struct Encryption {
    host: String,
    /// From the first byte, as in `smtps://`.
    wrapped: bool,
    /// What `?tls=` says.
    tls: Option<String>,
}

impl Encryption {
    fn of(url: &Url) -> Self {
        Self {
            host: url.host_str().unwrap_or_default().to_owned(),
            wrapped: url.scheme() == "smtps",
            tls: url.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned()),
        }
    }

    /// Whether whoever listens on the way, or answers in the mail server's place, would get a password.
    fn may_be_missing(&self) -> bool {
        let local = ["127.0.0.1", "localhost", "[::1]"].contains(&self.host.as_str());
        !self.wrapped && !local && self.tls.as_deref() != Some("required")
    }

    /// The same, with certificates that are trusted besides the system's.
    fn trusting(&self, authority: &[u8]) -> Result<Option<Tls>, NotASmtpServer> {
        let with = || {
            if !String::from_utf8_lossy(authority).contains("BEGIN CERTIFICATE") {
                return Err(NotASmtpServer::NoCertificate);
            }
            let certificate = Certificate::from_pem(authority)?;
            Ok(TlsParameters::builder(self.host.clone()).add_root_certificate(certificate).build()?)
        };
        Ok(match self.tls.as_deref() {
            _ if self.wrapped => Some(Tls::Wrapper(with()?)),
            Some("required") => Some(Tls::Required(with()?)),
            Some("opportunistic") => Some(Tls::Opportunistic(with()?)),
            _ => None,
        })
    }
}

/// What came of handing a message over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The mail server has taken it.
    Taken,
    /// The mail server can't be used at all: it does not answer, or refuses our log-in. The message is not to blame.
    NoServer(String),
    /// Not now; it was surely not taken.
    Later(String),
    /// Never: the mail server refuses this recipient for good.
    NoSuchRecipient(String),
    /// Never, and the recipient is not to blame: the sender or the message is refused.
    Refused(String),
    /// The connection broke after the message was on its way: nobody knows.
    Unsure(String),
}

/// A message as it goes out.
pub struct Outgoing<'a> {
    /// The message's key; its Message-ID is made of it, so that a repeated one is recognised.
    pub id: Uuid,
    /// Who writes.
    pub from: &'a Mailbox,
    /// Where answers go, if elsewhere.
    pub reply_to: Option<&'a Mailbox>,
    /// Whom it is for.
    pub to: Address,
    /// What it says.
    pub composed: Composed,
    /// Where the recipient's mail program can decline with one click (RFC 8058).
    pub decline_link: Option<&'a str>,
    /// When.
    pub date: SystemTime,
}

impl Outgoing<'_> {
    /// The message as MIME.
    ///
    /// # Errors
    /// When the headers can't be built out of the addresses.
    pub fn into_mime(self) -> Result<Message, lettre::error::Error> {
        let id = format!("<{}@{}>", self.id, self.from.email.domain());
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, self.to))
            .subject(self.composed.subject)
            .message_id(Some(id))
            .date(self.date);
        if let Some(reply_to) = self.reply_to {
            builder = builder.reply_to(reply_to.clone());
        }
        let parts = MultiPart::alternative_plain_html(self.composed.text, self.composed.html);
        let mut message = builder.multipart(parts)?;
        let mut add = |name: &'static str, value: String| {
            let header = HeaderValue::new(HeaderName::new_from_ascii_str(name), value);
            message.headers_mut().insert_raw(header);
        };
        add("Auto-Submitted", "auto-generated".to_owned());
        if let Some(link) = self.decline_link {
            add("List-Unsubscribe", format!("<{link}>"));
            add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned());
        }
        Ok(message)
    }
}

impl Transport {
    /// The SMTP server of an address such as `smtps://user:password@mail.example.org` or
    /// `smtp://user:password@mail.example.org:587?tls=required`. `authority` is PEM: certificates that are trusted besides the
    /// system's.
    ///
    /// # Errors
    /// When it is no such address, or would send a password in the clear to another machine.
    pub fn smtp(url: &str, authority: Option<&[u8]>) -> Result<Self, NotASmtpServer> {
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?;
        let address = Url::parse(url)?;
        let encryption = Encryption::of(&address);
        if address.password().is_some() && encryption.may_be_missing() {
            return Err(NotASmtpServer::Clear);
        }
        if let Some(tls) = authority.map(|pem| encryption.trusting(pem)).transpose()?.flatten() {
            builder = builder.tls(tls);
        }
        Ok(Self::Smtp(builder.timeout(Some(PATIENCE)).build()))
    }

    /// Hands a message over.
    pub async fn send(&self, id: Uuid, message: &Message) -> Delivery {
        match self {
            Self::Smtp(transport) => send_by_smtp(transport, message).await,
            Self::Folder(folder) => match write(folder.clone(), id, message.formatted()).await {
                Ok(()) => Delivery::Taken,
                Err(error) => Delivery::NoServer(format!("{}: {error}", folder.display())),
            },
        }
    }
}

async fn send_by_smtp(transport: &AsyncSmtpTransport<Tokio1Executor>, message: &Message) -> Delivery {
    // A server that can't be reached has surely taken nothing; asked first, since a connection that breaks later leaves that open.
    match transport.test_connection().await {
        Ok(true) => {}
        Ok(false) => return Delivery::NoServer("the mail server does not answer".to_owned()),
        Err(error) => return Delivery::NoServer(words(&error)),
    }
    match transport.send_raw(message.envelope(), &message.formatted()).await {
        Ok(_) => Delivery::Taken,
        Err(error) if error.is_permanent() && is_about_recipient(&error) => {
            Delivery::NoSuchRecipient(words(&error))
        }
        Err(error) if is_about_log_in(&error) => Delivery::NoServer(words(&error)),
        Err(error) if error.is_permanent() => Delivery::Refused(words(&error)),
        Err(error) if error.status().is_some() || error.is_client() || error.is_tls() => {
            Delivery::Later(words(&error))
        }
        Err(error) => Delivery::Unsure(words(&error)),
    }
}

/// Whether a refusal is about our log-in: that can be mended, and the message then goes out.
fn is_about_log_in(error: &lettre::transport::smtp::Error) -> bool {
    const LOG_IN: [&str; 5] = ["502", "530", "534", "535", "538"];
    error.status().is_some_and(|code| LOG_IN.contains(&code.to_string().as_str()))
}

fn is_about_recipient(error: &lettre::transport::smtp::Error) -> bool {
    error.status().is_some_and(|code| blames_recipient(&code.to_string(), &error.to_string()))
}

/// Whether a refusal blames the recipient's address or mailbox: by its enhanced code (RFC 3463: 5.1 is the address, but
/// 5.1.7 and 5.1.8 are the sender's; 5.2 is the mailbox), else by its plain one.
fn blames_recipient(code: &str, words: &str) -> bool {
    let enhanced = words.split(|c: char| c.is_whitespace() || "():;,".contains(c)).find(|word| {
        let mut parts = word.split('.');
        let numbers = parts.by_ref().take(3).filter(|part| part.parse::<u16>().is_ok()).count();
        numbers == 3 && parts.next().is_none() && word.starts_with("5.")
    });
    match enhanced {
        Some("5.1.7" | "5.1.8") => false,
        Some(enhanced) => enhanced.starts_with("5.1.") || enhanced.starts_with("5.2."),
        None => matches!(code, "550" | "551" | "552" | "553"),
    }
}

/// The mail server's words.
fn words(error: &lettre::transport::smtp::Error) -> String {
    let mut text = error.to_string();
    text.truncate(text.char_indices().nth(500).map_or(text.len(), |(at, _)| at));
    text
}

async fn write(folder: PathBuf, id: Uuid, message: Vec<u8>) -> std::io::Result<()> {
    let written = tokio::task::spawn_blocking(move || {
        private::make_folder(&folder)?;
        // Whoever watches the folder sees whole messages alone.
        let unfinished = folder.join(format!(".{id}.tmp"));
        private::create(&unfinished)?.write_all(&message)?;
        std::fs::rename(unfinished, folder.join(format!("{id}.eml")))
    });
    written.await.map_err(std::io::Error::other)?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_refused_recipients_are_blamed() {
        for (code, words, blamed) in [
            ("550", "permanent error (550): 5.1.1 No such user", true),
            ("550", "permanent error (550): no such user", true),
            ("552", "permanent error (552): 5.2.2 Mailbox full", true),
            ("550", "permanent error (550): 5.1.8 Bad sender", false),
            ("554", "permanent error (554): 5.7.1 Blocked", false),
            ("550", "permanent error (550): 5.7.1 Listed at 192.0.2.5", false),
            ("554", "permanent error (554): refused", false),
        ] {
            assert_eq!(blames_recipient(code, words), blamed, "{words}");
        }
    }

    #[test]
    fn a_password_never_travels_in_the_clear() {
        for bad in [
            "smtp://me:secret@mail.example.org:587",
            "smtp://me:secret@mail.example.org:587?tls=opportunistic",
            "smtp://me:secret@localhost.example.org:587",
        ] {
            assert!(matches!(Transport::smtp(bad, None), Err(NotASmtpServer::Clear)), "{bad}");
        }
        for fine in [
            "smtp://me:secret@mail.example.org:587?tls=required",
            "smtps://me:secret@mail.example.org",
            "smtp://me:secret@127.0.0.1:2525",
            "smtp://mail.example.org:25",
        ] {
            assert!(Transport::smtp(fine, None).is_ok(), "{fine}");
        }
    }

    #[test]
    fn a_file_without_a_certificate_is_no_authority() {
        let transport = Transport::smtp("smtps://mail.example.org", Some(b"nothing"));
        assert!(matches!(transport, Err(NotASmtpServer::NoCertificate)));
    }

    #[test]
    fn headers_are_what_mail_programs_expect() {
        let composed = Composed {
            subject: "استبيان الشراكة".to_owned(),
            text: "مرحبًا\n".to_owned(),
            html: "<p>مرحبًا</p>".to_owned(),
        };
        let message = Outgoing {
            id: Uuid::nil(),
            from: &"Sawt <survey@example.org>".parse().unwrap(),
            reply_to: None,
            to: "partner@example.net".parse().unwrap(),
            composed,
            decline_link: Some("https://s.example/i/T/decline"),
            date: SystemTime::UNIX_EPOCH,
        }
        .into_mime()
        .unwrap();
        let mime = String::from_utf8(message.formatted()).unwrap();
        for line in [
            "Message-ID: <00000000-0000-0000-0000-000000000000@example.org>",
            "Date: Thu, 01 Jan 1970 00:00:00 +0000",
            "Auto-Submitted: auto-generated",
            "List-Unsubscribe: <https://s.example/i/T/decline>",
            "List-Unsubscribe-Post: List-Unsubscribe=One-Click",
            "Content-Type: multipart/alternative;",
        ] {
            assert!(mime.contains(line), "{line}\n{mime}");
        }
    }
}

//! Hands a message over: to an SMTP server, or to a folder where none is set up.

use std::io::Write as _;
use std::path::PathBuf;
use std::time::SystemTime;

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, Message};
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::compose::Composed;
use super::smtp::SmtpServer;
use crate::private;

/// The way out.
pub enum Transport {
    /// An SMTP server.
    Smtp(SmtpServer),
    /// A folder, one `.eml` file a message.
    Folder(PathBuf),
}

/// What came of handing a message over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The mail server has taken it.
    Taken,
    /// The mail server can't be used at all: it does not answer, breaks off, or refuses our log-in. The message is not to blame, and was
    /// surely not taken.
    NoServer(String),
    /// Not now; it was surely not taken.
    Later(String),
    /// Never: the mail server refuses this recipient for good.
    NoSuchRecipient(String),
    /// Never, and the recipient is not to blame: the sender or the message is refused.
    Refused(String),
    /// The mail server had asked for the message, and no reply came: nobody knows.
    Unsure(String),
    /// The service stops, and nothing was handed over.
    Stopped,
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
            .to(Mailbox::new(None, for_every_server(self.to)))
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

/// An address whose domain is written in ASCII (IDNA): few mail servers take another.
fn for_every_server(address: Address) -> Address {
    match url::Host::parse(address.domain()) {
        Ok(url::Host::Domain(domain)) => Address::new(address.user(), domain).unwrap_or(address),
        _ => address,
    }
}

impl Transport {
    /// Hands a message over, unless the service stops before the mail server asks for it.
    pub async fn send(&self, id: Uuid, message: &Message, stop: &CancellationToken) -> Delivery {
        match self {
            Self::Smtp(server) => server.send(message, stop).await,
            Self::Folder(folder) => match write(folder.clone(), id, message.formatted()).await {
                Ok(()) => Delivery::Taken,
                Err(error) => Delivery::NoServer(format!("{}: {error}", folder.display())),
            },
        }
    }
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
    fn a_domain_in_any_script_is_written_as_every_server_takes_it() {
        for (typed, sent) in [
            ("amal@bücher.example", "amal@xn--bcher-kva.example"),
            ("amal@إذاعة.example", "amal@xn--kgbeg0a0c.example"),
            ("amal@radio.example", "amal@radio.example"),
        ] {
            assert_eq!(for_every_server(typed.parse().unwrap()).to_string(), sent);
        }
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

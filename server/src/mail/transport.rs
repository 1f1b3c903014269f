//! Hands a message over: to an SMTP server, or to a folder where none is set up.

use std::path::PathBuf;
use std::time::{Duration, SystemTime};

use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{Address, AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};
use uuid::Uuid;

use super::compose::Composed;

/// How long the mail server may take for one step.
const PATIENCE: Duration = Duration::from_secs(30);

/// The way out.
pub enum Transport {
    /// An SMTP server.
    Smtp(AsyncSmtpTransport<Tokio1Executor>),
    /// A folder, one `.eml` file a message.
    Folder(PathBuf),
}

/// What came of handing a message over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Delivery {
    /// The mail server has taken it.
    Taken,
    /// Not now; it was surely not taken.
    Later(String),
    /// Never: the mail server refuses this address or message for good.
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
    /// `smtp://user:password@mail.example.org:587?tls=required`.
    ///
    /// # Errors
    /// When it is no such address.
    pub fn smtp(url: &str) -> Result<Self, lettre::transport::smtp::Error> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.timeout(Some(PATIENCE)).build();
        Ok(Self::Smtp(transport))
    }

    /// Hands a message over.
    pub async fn send(&self, id: Uuid, message: &Message) -> Delivery {
        match self {
            Self::Smtp(transport) => send_by_smtp(transport, message).await,
            Self::Folder(folder) => match write(folder.clone(), id, message.formatted()).await {
                Ok(()) => Delivery::Taken,
                Err(error) => Delivery::Later(format!("{}: {error}", folder.display())),
            },
        }
    }
}

async fn send_by_smtp(transport: &AsyncSmtpTransport<Tokio1Executor>, message: &Message) -> Delivery {
    // A server that can't be reached has surely taken nothing; asked first, since a connection that breaks later leaves that open.
    match transport.test_connection().await {
        Ok(true) => {}
        Ok(false) => return Delivery::Later("the mail server does not answer".to_owned()),
        Err(error) => return Delivery::Later(words(&error)),
    }
    match transport.send_raw(message.envelope(), &message.formatted()).await {
        Ok(_) => Delivery::Taken,
        Err(error) if error.is_permanent() && !is_about_us(&error) => Delivery::Refused(words(&error)),
        Err(error) if error.status().is_some() || error.is_client() || error.is_tls() => {
            Delivery::Later(words(&error))
        }
        Err(error) => Delivery::Unsure(words(&error)),
    }
}

/// Whether a refusal is about our log-in and not about the recipient: then no partner is to blame.
fn is_about_us(error: &lettre::transport::smtp::Error) -> bool {
    const LOG_IN: [&str; 6] = ["454", "530", "534", "535", "538", "502"];
    error.status().is_some_and(|code| LOG_IN.contains(&code.to_string().as_str()))
}

/// The mail server's words.
fn words(error: &lettre::transport::smtp::Error) -> String {
    let mut text = error.to_string();
    text.truncate(text.char_indices().nth(500).map_or(text.len(), |(at, _)| at));
    text
}

async fn write(folder: PathBuf, id: Uuid, message: Vec<u8>) -> std::io::Result<()> {
    let written = tokio::task::spawn_blocking(move || {
        std::fs::create_dir_all(&folder)?;
        // Whoever watches the folder sees whole messages alone.
        let unfinished = folder.join(format!(".{id}.tmp"));
        std::fs::write(&unfinished, message)?;
        std::fs::rename(unfinished, folder.join(format!("{id}.eml")))
    });
    written.await.map_err(std::io::Error::other)?
}

#[cfg(test)]
mod tests {
    use super::*;

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

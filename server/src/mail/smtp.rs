//! Hands one message to an SMTP server, step by step, so that it is known how far it came.
//!
//! Until the mail server has asked for the content it has surely taken nothing: whatever breaks or hangs before leaves the message
//! where it was, and so does a service that stops. From then on its reply is waited for, and only if none comes it is unsure
//! whether the message was taken. No step may take for ever.

use std::time::Duration;

use lettre::Message;
use lettre::transport::smtp::Error;
use lettre::transport::smtp::authentication::{Credentials, DEFAULT_MECHANISMS};
use lettre::transport::smtp::client::{AsyncSmtpConnection, Certificate, Tls, TlsParameters};
use lettre::transport::smtp::commands::{Data, Mail, Rcpt};
use lettre::transport::smtp::extension::{ClientId, Extension, MailBodyParameter, MailParameter};
use percent_encoding::percent_decode_str;
use tokio_util::sync::CancellationToken;
use url::Url;

use super::transport::Delivery;

/// How long the mail server may take for the connection with encryption and log-in, and for each command after that.
const STEP: Duration = Duration::from_secs(30);
/// How long it may take in all until it asks for the content.
const BEFORE_CONTENT: Duration = Duration::from_secs(60);
/// How long the mail server may take from then on until its reply. A service that stops waits for it, too.
const REPLY: Duration = Duration::from_secs(30);
/// How long it may take to say good-bye.
const GOOD_BYE: Duration = Duration::from_secs(1);
/// The longest that one message can take.
pub(super) const LONGEST: Duration =
    Duration::from_secs(BEFORE_CONTENT.as_secs() + REPLY.as_secs() + GOOD_BYE.as_secs());

const SILENT: &str = "the mail server did not answer in time";

/// Why an address is not that of an SMTP server to be used.
#[derive(Debug, thiserror::Error)]
pub enum NotASmtpServer {
    /// Encryption could not be set up.
    #[error(transparent)]
    Smtp(#[from] Error),
    /// It is no address at all.
    #[error(transparent)]
    Address(#[from] url::ParseError),
    /// It names no server, or a way that there is not.
    #[error(
        "it is smtps://HOST, smtp://HOST?tls=required or smtp://HOST?tls=opportunistic, or smtp://HOST without encryption"
    )]
    Scheme,
    /// The log-in is not UTF-8.
    #[error("the user or the password is not UTF-8: {0}")]
    LogIn(#[from] std::str::Utf8Error),
    /// The file of the authority holds no certificate.
    #[error("the file of the certificate authority holds no certificate in PEM")]
    NoCertificate,
    /// The password would travel unencrypted.
    #[error("the password would travel in the clear: use smtps://, or add ?tls=required")]
    Clear,
}

/// A mail server, and how it is reached.
pub struct SmtpServer {
    host: String,
    port: u16,
    hello: ClientId,
    tls: Tls,
    log_in: Option<Credentials>,
}

impl SmtpServer {
    /// The server of an address such as `smtps://user:password@mail.example.org` or
    /// `smtp://user:password@mail.example.org:587?tls=required`. What stands in its path is the name by which it is greeted.
    /// `authority` is PEM: certificates that are trusted besides the system's.
    ///
    /// # Errors
    /// When it is no such address, or would send a password in the clear to another machine.
    pub fn at(address: &str, authority: Option<&[u8]>) -> Result<Self, NotASmtpServer> {
        let address = Url::parse(address)?;
        // In an address, brackets stand around one of IPv6.
        let host = address.host_str().filter(|host| !host.is_empty()).ok_or(NotASmtpServer::Scheme)?;
        let host = host.trim_matches(['[', ']']).to_owned();
        let wanted =
            address.query_pairs().find(|(name, _)| name == "tls").map(|(_, value)| value.into_owned());
        let parameters = || parameters(&host, authority);
        let (port, tls) = match (address.scheme(), wanted.as_deref()) {
            ("smtps", _) => (465, Tls::Wrapper(parameters()?)),
            ("smtp", Some("required")) => (587, Tls::Required(parameters()?)),
            ("smtp", Some("opportunistic")) => (587, Tls::Opportunistic(parameters()?)),
            ("smtp", None) => (25, Tls::None),
            _ => return Err(NotASmtpServer::Scheme),
        };
        // Whoever listens on the way, or answers in the mail server's place, would get the password.
        let clear = !matches!(tls, Tls::Wrapper(_) | Tls::Required(_));
        if address.password().is_some()
            && clear
            && !["127.0.0.1", "localhost", "::1"].contains(&host.as_str())
        {
            return Err(NotASmtpServer::Clear);
        }
        let decoded = |text: &str| percent_decode_str(text).decode_utf8().map(|text| text.into_owned());
        let log_in = match address.password() {
            Some(password) => Some(Credentials::new(decoded(address.username())?, decoded(password)?)),
            None => None,
        };
        let hello = match address.path().trim_matches('/') {
            "" => ClientId::default(),
            name => ClientId::Domain(name.to_owned()),
        };
        Ok(Self { port: address.port().unwrap_or(port), host, hello, tls, log_in })
    }

    /// Hands a message over, unless the service stops before the mail server asks for the content.
    pub async fn send(&self, message: &Message, stop: &CancellationToken) -> Delivery {
        let content = message.formatted();
        let begun = tokio::select! {
            biased;
            () = stop.cancelled() => return Delivery::Stopped,
            begun = tokio::time::timeout(BEFORE_CONTENT, self.begin(message, &content)) => begun,
        };
        let mut connection = match begun {
            Ok(Ok(connection)) => connection,
            Ok(Err(delivery)) => return delivery,
            Err(_) => return Delivery::NoServer(SILENT.to_owned()),
        };
        let delivery = match tokio::time::timeout(REPLY, connection.message(&content)).await {
            Ok(Ok(_)) => Delivery::Taken,
            Ok(Err(error)) if error.status().is_some() => not_taken(&error),
            Ok(Err(error)) => return Delivery::Unsure(words(&error)),
            Err(_) => return Delivery::Unsure(SILENT.to_owned()),
        };
        // What it thinks of this changes nothing.
        let _ = tokio::time::timeout(GOOD_BYE, connection.quit()).await;
        delivery
    }

    /// Goes as far as the mail server's request for the content.
    async fn begin(&self, message: &Message, content: &[u8]) -> Result<AsyncSmtpConnection, Delivery> {
        let connected = in_time(self.connect()).await?;
        let mut connection = connected.map_err(|error| Delivery::NoServer(words(&error)))?;
        for command in commands(&connection, message, content)? {
            in_time(connection.command(command)).await?.map_err(|error| match error.status() {
                Some(_) => not_taken(&error),
                None => Delivery::NoServer(words(&error)),
            })?;
        }
        Ok(connection)
    }

    async fn connect(&self) -> Result<AsyncSmtpConnection, Error> {
        let wrapper = match &self.tls {
            Tls::Wrapper(parameters) => Some(parameters.clone()),
            _ => None,
        };
        let at = (self.host.as_str(), self.port);
        let mut connection =
            AsyncSmtpConnection::connect_tokio1(at, Some(STEP), &self.hello, wrapper, None).await?;
        match &self.tls {
            Tls::Opportunistic(parameters) if connection.can_starttls() => {
                connection.starttls(parameters.clone(), &self.hello).await?;
            }
            Tls::Required(parameters) => connection.starttls(parameters.clone(), &self.hello).await?,
            _ => {}
        }
        if let Some(log_in) = &self.log_in {
            connection.auth(DEFAULT_MECHANISMS, log_in).await?;
        }
        Ok(connection)
    }
}

/// What came of a step, if it did not take too long.
async fn in_time<T>(step: impl Future<Output = T>) -> Result<T, Delivery> {
    tokio::time::timeout(STEP, step).await.map_err(|_| Delivery::NoServer(SILENT.to_owned()))
}

fn parameters(host: &str, authority: Option<&[u8]>) -> Result<TlsParameters, NotASmtpServer> {
    let mut builder = TlsParameters::builder(host.to_owned());
    if let Some(authority) = authority {
        if !String::from_utf8_lossy(authority).contains("BEGIN CERTIFICATE") {
            return Err(NotASmtpServer::NoCertificate);
        }
        builder = builder.add_root_certificate(Certificate::from_pem(authority)?);
    }
    Ok(builder.build()?)
}

/// What names the sender and the recipient, and announces the content.
fn commands(
    connection: &AsyncSmtpConnection,
    message: &Message,
    content: &[u8],
) -> Result<Vec<String>, Delivery> {
    let (server, envelope) = (connection.server_info(), message.envelope());
    let mut parameters = Vec::new();
    if !envelope.to().iter().chain(envelope.from()).all(|address| AsRef::<str>::as_ref(address).is_ascii()) {
        if !server.supports_feature(Extension::SmtpUtfEight) {
            // It won't learn it within a day: whoever corrects the address hears of it now.
            return Err(Delivery::NoSuchRecipient(
                "the mail server takes no address like this one (SMTPUTF8)".to_owned(),
            ));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    if !content.is_ascii() {
        if !server.supports_feature(Extension::EightBitMime) {
            return Err(Delivery::Later("the mail server takes ASCII alone (8BITMIME)".to_owned()));
        }
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    let recipients = envelope.to().iter().map(|address| Rcpt::new(address.clone(), Vec::new()).to_string());
    let mail = Mail::new(envelope.from().cloned(), parameters).to_string();
    Ok(std::iter::once(mail).chain(recipients).chain([Data.to_string()]).collect())
}

/// What a reply by which a message was surely not taken means for it.
fn not_taken(error: &Error) -> Delivery {
    let words = words(error);
    let code = error.status().map(|code| code.to_string()).unwrap_or_default();
    if error.is_permanent() && blames_recipient(&code, &words) {
        Delivery::NoSuchRecipient(words)
    } else if is_about_log_in(&code) {
        Delivery::NoServer(words)
    } else if error.is_permanent() {
        Delivery::Refused(words)
    } else {
        Delivery::Later(words)
    }
}

/// Whether a refusal is about our log-in: that can be mended, and the message then goes out.
fn is_about_log_in(code: &str) -> bool {
    ["502", "530", "534", "535", "538"].contains(&code)
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
fn words(error: &Error) -> String {
    let mut text = error.to_string();
    text.truncate(text.char_indices().nth(500).map_or(text.len(), |(at, _)| at));
    text
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
            assert!(matches!(SmtpServer::at(bad, None), Err(NotASmtpServer::Clear)), "{bad}");
        }
        for fine in [
            "smtp://me:secret@mail.example.org:587?tls=required",
            "smtps://me:secret@mail.example.org",
            "smtp://me:secret@127.0.0.1:2525",
            "smtp://me:secret@[::1]:2525",
            "smtp://mail.example.org:25",
        ] {
            assert!(SmtpServer::at(fine, None).is_ok(), "{fine}");
        }
    }

    #[test]
    fn an_address_says_how_the_server_is_reached() {
        for (address, host, port) in [
            ("smtps://mail.example.org", "mail.example.org", 465),
            ("smtp://mail.example.org?tls=required", "mail.example.org", 587),
            ("smtp://[::1]", "::1", 25),
            ("smtp://mail.example.org:2525/survey.example.org", "mail.example.org", 2525),
        ] {
            let server = SmtpServer::at(address, None).unwrap();
            assert_eq!((server.host.as_str(), server.port), (host, port), "{address}");
        }
        let named = SmtpServer::at("smtp://127.0.0.1/survey.example.org", None).unwrap();
        assert_eq!(named.hello.to_string(), "survey.example.org");
        let with_log_in = SmtpServer::at("smtps://me%40a:p%3Ass@mail.example.org", None).unwrap();
        assert!(with_log_in.log_in == Some(Credentials::new("me@a".to_owned(), "p:ss".to_owned())));
        for bad in ["http://mail.example.org", "smtp://mail.example.org?tls=no", "smtp:mail"] {
            assert!(matches!(SmtpServer::at(bad, None), Err(NotASmtpServer::Scheme)), "{bad}");
        }
    }

    #[test]
    fn a_file_without_a_certificate_is_no_authority() {
        let server = SmtpServer::at("smtps://mail.example.org", Some(b"nothing"));
        assert!(matches!(server, Err(NotASmtpServer::NoCertificate)));
    }
}

//! What a message says: subject, text and HTML, in the partner's language.

use askama::Template;
use chrono::NaiveDate;

use super::MessageKind;
use crate::i18n::{Arg, LocaleTexts};

/// What a message is made of.
pub struct Letter<'a> {
    /// The texts of the partner's language.
    pub t: &'a LocaleTexts,
    /// The kind.
    pub kind: MessageKind,
    /// The survey's title in that language.
    pub survey: &'a str,
    /// The last day.
    pub deadline: NaiveDate,
    /// The organisation.
    pub partner: &'a str,
    /// The person written to; may be empty.
    pub contact: &'a str,
    /// The personal link.
    pub link: &'a str,
    /// Where the partner can decline.
    pub decline_link: &'a str,
}

/// A message, composed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// The subject.
    pub subject: String,
    /// The plain text.
    pub text: String,
    /// The same as HTML.
    pub html: String,
}

#[derive(Template)]
#[template(path = "mail.html")]
struct Page<'a> {
    lang: &'a str,
    dir: &'static str,
    subject: &'a str,
    paragraphs: Vec<Vec<Line<'a>>>,
}

struct Line<'a> {
    text: &'a str,
    is_link: bool,
}

/// Composes a message.
///
/// # Errors
/// When the template can't be rendered.
pub fn compose(letter: &Letter<'_>) -> askama::Result<Composed> {
    let t = letter.t;
    let deadline = t.date(letter.deadline);
    let contact = if letter.contact.is_empty() { letter.partner } else { letter.contact };
    let args = [
        ("survey", Arg::from(letter.survey)),
        ("deadline", Arg::from(deadline.as_str())),
        ("partner", Arg::from(letter.partner)),
        ("contact", Arg::from(contact)),
        ("link", Arg::from(letter.link)),
        ("decline", Arg::from(letter.decline_link)),
    ];
    // Marks of direction help a reader of the text; in a subject some programs show them as boxes.
    let subject = t.tr(&format!("mail-{}-subject", letter.kind), &args).replace(ISOLATES, "");
    let body = t.tr(&format!("mail-{}-body", letter.kind), &args);
    let closing = match letter.kind {
        MessageKind::Thanks => String::new(),
        _ => format!("\n\n{}", t.tr("mail-decline", &args)),
    };
    let mut text = format!("{body}{closing}\n");
    for link in [letter.link, letter.decline_link] {
        // A link is copied and clicked: nothing may cling to it.
        text = text.replace(&format!("\u{2068}{link}\u{2069}"), link);
    }
    let paragraphs = text
        .trim()
        .split("\n\n")
        .map(|paragraph| {
            let lines = paragraph.lines().map(str::trim).filter(|line| !line.is_empty());
            lines
                .map(|text| Line { text, is_link: text == letter.link || text == letter.decline_link })
                .collect()
        })
        .collect();
    let page = Page { lang: t.locale().as_str(), dir: t.direction().as_str(), subject: &subject, paragraphs };
    let html = page.render()?;
    Ok(Composed { subject, text, html })
}

/// What Fluent puts around a variable, so that its direction does not disturb the sentence.
const ISOLATES: [char; 2] = ['\u{2068}', '\u{2069}'];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Translations;

    fn composed(tag: &str, kind: MessageKind) -> Composed {
        let translations = Translations::load();
        compose(&Letter {
            t: translations.locale(&tag.parse().unwrap()),
            kind,
            survey: "IMS",
            deadline: "2026-12-07".parse().unwrap(),
            partner: "Radio <Sawt> & fils",
            contact: "",
            link: "https://s.example/i/TOKEN",
            decline_link: "https://s.example/i/TOKEN/decline",
        })
        .unwrap()
    }

    #[test]
    fn every_kind_is_whole_in_every_language() {
        for tag in ["en", "fr", "ar"] {
            for kind in MessageKind::ALL {
                let Composed { subject, text, html } = composed(tag, kind);
                assert!(!subject.contains("mail-") && !text.contains("mail-"), "{tag} {kind}: {text}");
                assert!(!subject.contains(ISOLATES) && !subject.contains('\n'), "{subject}");
                assert!(
                    text.contains("Radio <Sawt> & fils") && html.contains("Radio &#60;Sawt&#62; &#38; fils")
                );
                let lines: Vec<&str> = text.lines().collect();
                let thanks = kind == MessageKind::Thanks;
                assert_eq!(lines.contains(&"https://s.example/i/TOKEN"), !thanks, "{tag} {kind}: {text}");
                assert_eq!(lines.contains(&"https://s.example/i/TOKEN/decline"), !thanks, "{tag} {kind}");
                assert_eq!(html.contains("href=\"https://s.example/i/TOKEN\""), !thanks);
            }
        }
    }

    #[test]
    fn dates_and_direction_are_those_of_the_language() {
        assert!(composed("fr", MessageKind::Reminder).text.contains("7 décembre 2026"));
        let arabic = composed("ar", MessageKind::Reminder);
        assert!(arabic.text.contains("7 ديسمبر 2026"), "{}", arabic.text);
        assert!(arabic.html.contains("<html lang=\"ar\" dir=\"rtl\">"));
    }
}

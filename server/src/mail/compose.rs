//! A message made out for one partner: subject, text and HTML, in the partner's language.

use askama::Template;
use survey::{Day, Locale, SurveyCode};

use super::MessageKind;
use super::wording::{ISOLATES, Piece, Variable, Wording};
use crate::i18n::{Arg, LocaleTexts};

/// Isolates what is written from left to right in every language.
pub const LEFT_TO_RIGHT: char = '\u{2066}';

/// The only styles of a message. Mail programs heed no others than those that stand at each element.
const STYLES: Styles = Styles {
    page: "margin: 0; padding: 24px 16px; font: 17px/1.6 system-ui, 'Segoe UI', Roboto, 'Noto Sans', 'Noto Naskh Arabic', Arial, sans-serif",
    column: "max-width: 34em; margin: 0 auto",
    paragraph: "margin: 0 0 20px",
    link: "overflow-wrap: anywhere",
};

struct Styles {
    page: &'static str,
    column: &'static str,
    paragraph: &'static str,
    link: &'static str,
}

/// What a message is made of.
pub struct Letter<'a> {
    /// The texts of the partner's language.
    pub t: &'a LocaleTexts,
    /// The language of its words: that of the texts, or of a wording of the survey's own, in which the pages may have no texts.
    pub language: &'a Locale,
    /// What it says.
    pub wording: &'a Wording,
    /// The survey's title in that language.
    pub survey: &'a str,
    /// The last day.
    pub deadline: Day,
    /// The organisation.
    pub partner: &'a str,
    /// The person written to; may be empty.
    pub contact: &'a str,
    /// The personal link.
    pub link: &'a str,
    /// Where the partner can decline.
    pub decline_link: &'a str,
    /// The number of the survey's keys; it stands below the words, whatever they are. None where nothing is to be sent any more.
    pub key: Option<KeyNote<'a>>,
}

/// What a message says of the survey's keys.
#[derive(Debug, Clone, Copy)]
pub struct KeyNote<'a> {
    /// Their number.
    pub number: &'a str,
    /// The page that says what it is for.
    pub link: &'a str,
}

/// The address of the public page of a survey's key number.
pub fn key_link(base_url: &str, survey: &SurveyCode) -> String {
    format!("{base_url}/s/{survey}/key")
}

/// What stands below the words of each message with a personal link.
pub fn key_note(t: &LocaleTexts, key: KeyNote<'_>) -> String {
    let (lead, what_for) = (t.text("mail-key"), t.text("mail-key-differs"));
    // In a text from right to left, groups of digits would change places.
    format!("{lead}\n{LEFT_TO_RIGHT}{}{}\n{what_for}\n{}", key.number, ISOLATES[1], key.link)
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
    styles: Styles,
    subject: &'a str,
    paragraphs: Vec<Vec<Line<'a>>>,
}

/// A line of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its text.
    pub text: &'a str,
    /// Whether it is one of the message's links.
    pub is_link: bool,
}

/// The paragraphs of a text, line by line; lines that are one of these links are marked.
pub fn paragraphs<'a>(text: &'a str, links: &[&str]) -> Vec<Vec<Line<'a>>> {
    text.trim()
        .split("\n\n")
        .map(|paragraph| {
            let lines = paragraph.lines().map(str::trim).filter(|line| !line.is_empty());
            lines.map(|text| Line { text, is_link: links.contains(&text) }).collect::<Vec<_>>()
        })
        .filter(|lines| !lines.is_empty())
        .collect()
}

/// Composes a message.
///
/// # Errors
/// When the template can't be rendered.
pub fn compose(letter: &Letter<'_>) -> askama::Result<Composed> {
    let t = letter.t;
    let deadline = t.date_in(letter.language, letter.deadline);
    let value = |variable| {
        one_line(match variable {
            Variable::Contact if letter.contact.is_empty() => letter.partner,
            Variable::Contact => letter.contact,
            Variable::Partner => letter.partner,
            Variable::Survey => letter.survey,
            Variable::Deadline => &deadline,
            Variable::Link => letter.link,
            Variable::Decline => letter.decline_link,
        })
    };
    // Marks of direction help a reader of the text; in a subject some programs show them as boxes.
    let subject = one_line(&fill(&letter.wording.subject, value));
    let text = fill(&letter.wording.body, |variable| match variable {
        // A link is copied and clicked: nothing may cling to it.
        Variable::Link | Variable::Decline => value(variable),
        _ => format!("{}{}{}", ISOLATES[0], value(variable), ISOLATES[1]),
    });
    let Some(key) = letter.key else {
        return laid_out(letter.language, subject, &text, &[letter.link, letter.decline_link]);
    };
    let text = format!("{}\n\n{}", text.trim_end(), key_note(t, key));
    laid_out(letter.language, subject, &text, &[letter.link, letter.decline_link, key.link])
}

/// Composes a message that tells of a change, of this kind: about a survey and a partner, with the address to write to for whoever
/// did not expect it.
///
/// # Errors
/// When the template can't be rendered.
pub fn change(
    t: &LocaleTexts,
    kind: MessageKind,
    (survey, partner): (&str, &str),
    write_to: &str,
) -> askama::Result<Composed> {
    let (survey, partner) = (one_line(survey), one_line(partner));
    let args = [
        ("survey", Arg::from(survey.as_str())),
        ("partner", Arg::from(partner.as_str())),
        ("address", Arg::from(write_to)),
    ];
    let subject = one_line(&t.tr(&format!("mail-{kind}-subject"), &args));
    let text =
        format!("{}\n\n{}", t.tr(&format!("mail-{kind}-body"), &args), t.tr("mail-not-expected", &args));
    laid_out(t.locale(), subject, &text, &[])
}

/// A message of this text, whose lines that are one of these links become links.
///
/// # Errors
/// When the template can't be rendered.
pub(super) fn laid_out(
    language: &Locale,
    subject: String,
    text: &str,
    links: &[&str],
) -> askama::Result<Composed> {
    let text = format!("{}\n", text.trim());
    let paragraphs = paragraphs(&text, links);
    let (lang, dir) = (language.as_str(), language.direction().as_str());
    let page = Page { lang, dir, styles: STYLES, subject: &subject, paragraphs };
    let html = page.render()?;
    Ok(Composed { subject, text, html })
}

fn fill(pieces: &[Piece], value: impl Fn(Variable) -> String) -> String {
    let fill = |piece: &Piece| match piece {
        Piece::Words(words) => words.clone(),
        Piece::Variable(variable) => value(*variable),
    };
    pieces.iter().map(fill).collect()
}

/// A value without what could end a line or a header, or the isolation around it.
pub(super) fn one_line(text: &str) -> String {
    let text = text.replace(ISOLATES, "");
    text.replace(|c: char| c.is_control() || ['\u{2028}', '\u{2029}'].contains(&c), " ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Translations;
    use crate::mail::wording::Source;

    fn composed(tag: &str, kind: MessageKind) -> Composed {
        let translations = Translations::load();
        let t = translations.locale(&tag.parse().unwrap());
        of(t, &Wording::standard(t, kind), "Radio <Sawt> & fils")
    }

    fn of(t: &LocaleTexts, wording: &Wording, partner: &str) -> Composed {
        let language = t.locale();
        compose(&Letter {
            t,
            language,
            wording,
            survey: "IMS",
            deadline: "2026-12-07".parse().unwrap(),
            partner,
            contact: "",
            link: "https://s.example/i/TOKEN",
            decline_link: "https://s.example/i/TOKEN/decline",
            key: Some(KEY),
        })
        .unwrap()
    }

    const KEY: KeyNote<'_> =
        KeyNote { number: "12345 67890 12345 67890 12345 67890", link: "https://s.example/s/s-1/key" };

    #[test]
    fn the_key_number_stands_below_the_words_whatever_they_are() {
        let translations = Translations::load();
        for tag in ["en", "fr", "ar"] {
            let t = translations.locale(&tag.parse().unwrap());
            let source = Source::typed("Subject", "Our own words.\n\n{ $link }\n\n{ $decline }");
            let wording = Wording::read(MessageKind::Reminder, &source).unwrap();
            let Composed { subject, text, html } = of(t, &wording, "Radio");
            let number = "\u{2066}12345 67890 12345 67890 12345 67890\u{2069}";
            assert!(text.lines().any(|line| line == number), "{tag}: {text}");
            assert!(html.contains(number) && html.contains("href=\"https://s.example/s/s-1/key\""), "{html}");
            assert!(!subject.contains("12345") && !text.contains("mail-key"), "{tag}: {text}");
        }
    }

    #[test]
    fn every_kind_is_whole_in_every_language() {
        for tag in ["en", "fr", "ar"] {
            for kind in MessageKind::ALL.into_iter().filter(|kind| !kind.tells_of_change()) {
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
    fn what_tells_of_a_change_says_whom_to_write_to_and_has_no_link() {
        let translations = Translations::load();
        for tag in ["en", "fr", "ar"] {
            for kind in MessageKind::ALL.into_iter().filter(|kind| kind.tells_of_change()) {
                let t = translations.locale(&tag.parse().unwrap());
                let Composed { subject, text, html } =
                    change(t, kind, ("IMS", "Radio\n<Sawt>"), "survey@s.example").unwrap();
                assert!(!subject.contains("mail-") && !text.contains("mail-"), "{tag} {kind}: {text}");
                assert!(!subject.contains(ISOLATES) && subject.contains("IMS"), "{subject}");
                for part in ["Radio <Sawt>", "IMS", "survey@s.example"] {
                    assert!(text.contains(part), "{tag} {kind}: {text}");
                }
                assert!(!text.contains("http") && !html.contains("href"), "{html}");
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

    #[test]
    fn a_wording_in_a_language_that_the_pages_do_not_speak_has_its_own_dates_and_direction() {
        let translations = Translations::load();
        let written = |tag: &str| {
            let language: Locale = tag.parse().unwrap();
            let source = Source::typed("{ $deadline }", "{ $deadline }\n\n{ $link }\n\n{ $decline }");
            let letter = Letter {
                t: translations.locale(&language),
                language: &language,
                wording: &Wording::read(MessageKind::Reminder, &source).unwrap(),
                survey: "IMS",
                deadline: "2026-12-07".parse().unwrap(),
                partner: "Radio",
                contact: "",
                link: "https://s.example/i/TOKEN",
                decline_link: "https://s.example/i/TOKEN/decline",
                key: None,
            };
            compose(&letter).unwrap()
        };
        let spanish = written("es");
        assert_eq!(spanish.subject, "7 de diciembre de 2026");
        assert!(spanish.html.contains("<html lang=\"es\" dir=\"ltr\">"), "{}", spanish.html);
        assert!(written("ur").html.contains("<html lang=\"ur\" dir=\"rtl\">"));
        assert_eq!(written("fr-CA").subject, "7 décembre 2026");
    }

    #[test]
    fn nothing_that_is_typed_becomes_markup_or_a_header() {
        let translations = Translations::load();
        let t = translations.locale(&"en".parse().unwrap());
        let body =
            "<script>1</script> <b style=\"color: red\">{ $partner }</b>\n\n\n\n{ $link }\n{ $decline }";
        let source = Source::typed("<b>{ $partner }", body);
        let wording = Wording::read(MessageKind::Reminder, &source).unwrap();
        let Composed { subject, text, html } = of(t, &wording, "Radio\r\nBcc: all@example.org\u{2069}");
        assert_eq!(subject, "<b>Radio  Bcc: all@example.org");
        assert!(
            text.contains("<b style=\"color: red\">\u{2068}Radio  Bcc: all@example.org\u{2069}</b>"),
            "{text}"
        );
        assert!(!html.contains("<script") && !html.contains("<b>") && !html.contains("<b "), "{html}");
        assert!(html.contains("&#60;script&#62;"), "{html}");
        // No style stands in it but the message's own.
        let own = [STYLES.page, STYLES.column, STYLES.paragraph, STYLES.link];
        for style in html.split("style=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
            assert!(own.contains(&style.replace("&#39;", "'").as_str()), "{style}");
        }
    }
}

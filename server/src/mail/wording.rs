//! The wording of a message: subject and text with variables such as `{ $partner }`, the standard one or a survey's own.
//!
//! A [`Wording`] is made by [`Wording::read`] alone, so whatever is sent has its links, and no variable that nobody fills in.
//! Nothing that is typed here means anything but itself: what it becomes in HTML or in a header is decided in
//! [`super::compose`].

use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};
use survey::locale::Direction;

use super::MessageKind;
use crate::i18n::{Arg, LocaleTexts};

/// The longest subject, in characters.
pub const LONGEST_SUBJECT: usize = 150;
/// The longest text, in characters.
pub const LONGEST_BODY: usize = 6_000;
/// A word of this length after `/i/` is the secret of somebody's personal link.
const SECRET: usize = 16;
/// What Fluent puts around a variable, so that its direction does not disturb the sentence.
pub const ISOLATES: [char; 2] = ['\u{2068}', '\u{2069}'];

/// What differs from partner to partner or from survey to survey.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variable {
    /// The person written to, or the organisation.
    Contact,
    /// The organisation.
    Partner,
    /// The survey's title.
    Survey,
    /// The last day.
    Deadline,
    /// The personal link.
    Link,
    /// Where the partner declines.
    Decline,
}

impl Variable {
    const ALL: [Self; 6] =
        [Self::Contact, Self::Partner, Self::Survey, Self::Deadline, Self::Link, Self::Decline];

    /// Its name, without the sign before it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Contact => "contact",
            Self::Partner => "partner",
            Self::Survey => "survey",
            Self::Deadline => "deadline",
            Self::Link => "link",
            Self::Decline => "decline",
        }
    }

    /// As it is written in a wording.
    pub fn written(self) -> String {
        format!("{{ ${} }}", self.name())
    }

    /// Whether it is a link.
    pub fn is_link(self) -> bool {
        matches!(self, Self::Link | Self::Decline)
    }

    /// The variables of a kind of message. Who is thanked needs no link any more.
    pub fn of(kind: MessageKind) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |variable| kind != MessageKind::Thanks || !variable.is_link())
    }
}

/// A part of a wording.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The subject.
    Subject,
    /// The text.
    Body,
}

/// Why a wording can't be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// There is nothing.
    Empty,
    /// It is longer than so many characters.
    TooLong(usize),
    /// A subject has one line.
    LineBreak,
    /// A brace that does not begin or end a variable.
    Brace,
    /// There is no such variable.
    Unknown(String),
    /// There is one, and not here: a link in a subject or in thanks.
    NotHere(Variable),
    /// A link that every message of this kind must have.
    Missing(Variable),
    /// A link has to stand on a line of its own.
    NotAlone(Variable),
    /// Somebody's personal link was typed: everybody would get it.
    PersonalLink,
}

/// A wording as somebody typed it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The subject.
    pub subject: String,
    /// The text.
    pub body: String,
}

impl Source {
    /// What was typed into a form, with one kind of line ends and nothing that can't be seen.
    pub fn typed(subject: &str, body: &str) -> Self {
        // A line break within a subject stays: it is a fault, and whoever sent it is told so.
        let visible = |text: &str| -> String {
            let text =
                text.replace("\r\n", "\n").replace(['\r', '\u{2028}', '\u{2029}'], "\n").replace('\t', " ");
            text.chars().filter(|c| *c == '\n' || !c.is_control()).collect()
        };
        let body: Vec<String> = visible(body).lines().map(|line| line.trim_end().to_owned()).collect();
        let bare = Self { subject: visible(subject.trim()), body: body.join("\n").trim().to_owned() };
        bare.without_isolates()
    }

    /// What stands in the fields of a form: in a text that runs from right to left, each variable is isolated, as the dollar
    /// sign would else move to the other end of its name. [`Source::typed`] takes the isolates away again.
    pub fn in_fields(&self, direction: Direction) -> Self {
        let bare = self.without_isolates();
        if direction == Direction::Ltr {
            return bare;
        }
        Self { subject: isolated(&bare.subject), body: isolated(&bare.body) }
    }

    fn without_isolates(&self) -> Self {
        let bare = |text: &str| text.replace("\u{2066}{", "{").replace("}\u{2069}", "}");
        Self { subject: bare(&self.subject), body: bare(&self.body) }
    }

    /// What tells this wording from another one.
    pub fn fingerprint(&self) -> String {
        let digest = Sha256::digest(format!("{}\0{}", self.subject, self.body));
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The wording of a kind that every survey begins with.
    pub fn standard(t: &LocaleTexts, kind: MessageKind) -> Self {
        let written = Variable::ALL.map(Variable::written);
        let args: Vec<(&str, Arg<'_>)> = Variable::ALL
            .iter()
            .zip(&written)
            .map(|(variable, written)| (variable.name(), Arg::from(written.as_str())))
            .collect();
        let say = |id: &str| t.tr(id, &args).replace(ISOLATES, "");
        let mut body = say(&format!("mail-{kind}-body"));
        if kind != MessageKind::Thanks {
            body = format!("{body}\n\n{}", say("mail-decline"));
        }
        Self { subject: say(&format!("mail-{kind}-subject")), body }
    }
}

/// A text whose variables, from brace to brace, are isolated.
fn isolated(text: &str) -> String {
    let mut isolated = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('{') {
        let (before, from) = rest.split_at(start);
        isolated.push_str(before);
        let end = from.find('}').filter(|&end| !from[1..end].contains(['{', '\n']));
        // A brace that is not closed stays as it is.
        let Some(end) = end else {
            isolated.push('{');
            rest = &from[1..];
            continue;
        };
        isolated.push('\u{2066}');
        isolated.push_str(&from[..=end]);
        isolated.push('\u{2069}');
        rest = &from[end + 1..];
    }
    isolated.push_str(rest);
    isolated
}

/// A piece of a wording.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Words that stand for themselves.
    Words(String),
    /// A variable.
    Variable(Variable),
}

/// A wording that can be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wording {
    /// The subject.
    pub subject: Vec<Piece>,
    /// The text.
    pub body: Vec<Piece>,
}

impl Wording {
    /// The standard wording of a kind.
    pub fn standard(t: &LocaleTexts, kind: MessageKind) -> Self {
        let source = Source::standard(t, kind);
        // The tests hold every language to the rules.
        Self { subject: pieces(&source.subject).0, body: pieces(&source.body).0 }
    }

    /// The wording of a kind as it was typed, if it can be sent.
    ///
    /// # Errors
    /// With everything that is wrong with it.
    pub fn read(kind: MessageKind, source: &Source) -> Result<Self, Vec<(Part, Fault)>> {
        let (subject, mut in_subject) = checked(&source.subject, LONGEST_SUBJECT);
        if source.subject.contains('\n') {
            in_subject.push(Fault::LineBreak);
        }
        in_subject.extend(links(&subject).into_iter().map(Fault::NotHere));
        let (body, mut in_body) = checked(&source.body, LONGEST_BODY);
        let found = links(&body);
        if kind == MessageKind::Thanks {
            in_body.extend(found.into_iter().map(Fault::NotHere));
        } else if in_body.is_empty() {
            // Who has misspelt the link is told that, and not that it is missing as well.
            let wanted = [Variable::Link, Variable::Decline];
            in_body.extend(wanted.into_iter().filter(|link| !found.contains(link)).map(Fault::Missing));
            in_body.extend(not_alone(&body).into_iter().map(Fault::NotAlone));
        }
        if in_subject.is_empty() && in_body.is_empty() {
            return Ok(Self { subject, body });
        }
        let of = |part| move |fault| (part, fault);
        Err(in_subject
            .into_iter()
            .map(of(Part::Subject))
            .chain(in_body.into_iter().map(of(Part::Body)))
            .collect())
    }
}

/// The pieces of a text, and what is wrong with it wherever it stands.
fn checked(text: &str, longest: usize) -> (Vec<Piece>, Vec<Fault>) {
    let (pieces, mut faults) = pieces(text);
    if text.is_empty() {
        faults.push(Fault::Empty);
    }
    if text.chars().count() > longest {
        faults.push(Fault::TooLong(longest));
    }
    let secret = |rest: &str| {
        rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).count() >= SECRET
    };
    if text.split("/i/").skip(1).any(secret) {
        faults.push(Fault::PersonalLink);
    }
    (pieces, faults)
}

/// The pieces of a text. What is no variable stays as words, and is a fault.
fn pieces(text: &str) -> (Vec<Piece>, Vec<Fault>) {
    let (mut pieces, mut faults, mut rest) = (Vec::new(), Vec::new(), text);
    let mut blame = |fault: Fault| {
        if !faults.contains(&fault) {
            faults.push(fault);
        }
    };
    while let Some(at) = rest.find(['{', '}']) {
        let (words, tail) = rest.split_at(at);
        pieces.push(Piece::Words(words.to_owned()));
        let inside = tail.strip_prefix('{').and_then(|tail| tail.split_once('}'));
        let Some((inside, after)) = inside.filter(|(inside, _)| !inside.contains(['{', '\n'])) else {
            blame(Fault::Brace);
            pieces.push(Piece::Words(tail[..1].to_owned()));
            rest = &tail[1..];
            continue;
        };
        // In a line from right to left the sign is seen on the other side of the name; both are meant alike.
        let name = inside.trim().trim_matches('$').trim();
        match Variable::ALL.into_iter().find(|variable| variable.name() == name) {
            Some(variable) => pieces.push(Piece::Variable(variable)),
            None => {
                let written = &tail[..tail.len() - after.len()];
                blame(Fault::Unknown(written.chars().take(60).collect()));
                pieces.push(Piece::Words(written.to_owned()));
            }
        }
        rest = after;
    }
    pieces.push(Piece::Words(rest.to_owned()));
    pieces.retain(|piece| *piece != Piece::Words(String::new()));
    (pieces, faults)
}

fn links(pieces: &[Piece]) -> BTreeSet<Variable> {
    let link = |piece: &Piece| match piece {
        Piece::Variable(variable) if variable.is_link() => Some(*variable),
        _ => None,
    };
    pieces.iter().filter_map(link).collect()
}

/// Links with something else on their line: mail programs take what clings to a link as part of it, and in a line from
/// right to left it is torn apart.
fn not_alone(pieces: &[Piece]) -> BTreeSet<Variable> {
    let mut found = BTreeSet::new();
    // The links of a line, and whether there is anything else on it.
    let (mut links, mut others) = (Vec::new(), false);
    let mut end_line = |links: &mut Vec<Variable>, others: &mut bool| {
        if *others || links.len() > 1 {
            found.extend(links.iter().copied());
        }
        links.clear();
        *others = false;
    };
    for piece in pieces {
        match piece {
            Piece::Variable(variable) if variable.is_link() => links.push(*variable),
            Piece::Variable(_) => others = true,
            Piece::Words(words) => {
                for (n, line) in words.split('\n').enumerate() {
                    if n > 0 {
                        end_line(&mut links, &mut others);
                    }
                    others |= !line.trim().is_empty();
                }
            }
        }
    }
    end_line(&mut links, &mut others);
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Translations;

    const LINKS: &str = "\n\n{ $link }\n\nNo?\n{ $decline }";

    fn faults(kind: MessageKind, subject: &str, body: &str) -> Vec<(Part, Fault)> {
        Wording::read(kind, &Source::typed(subject, body)).err().unwrap_or_default()
    }

    fn in_body(body: &str) -> Vec<Fault> {
        let all = faults(MessageKind::Reminder, "Subject", body);
        all.into_iter().map(|(part, fault)| (part == Part::Body).then_some(fault).unwrap()).collect()
    }

    fn in_subject(subject: &str) -> Vec<Fault> {
        let all = faults(MessageKind::Reminder, subject, &format!("Dear you{LINKS}"));
        all.into_iter().map(|(part, fault)| (part == Part::Subject).then_some(fault).unwrap()).collect()
    }

    #[test]
    fn every_standard_wording_keeps_the_rules() {
        let translations = Translations::load();
        for locale in translations.locales() {
            let t = translations.locale(locale);
            for kind in MessageKind::ALL.into_iter().filter(|kind| !kind.tells_of_change()) {
                let source = Source::standard(t, kind);
                assert_eq!(source, Source::typed(&source.subject, &source.body), "{locale} {kind}");
                assert_eq!(Wording::read(kind, &source), Ok(Wording::standard(t, kind)), "{locale} {kind}");
            }
        }
    }

    #[test]
    fn variables_are_read_however_they_are_spaced() {
        let (found, faults) = pieces("a{$partner}b{ partner }{ partner$ }");
        let partner = || Piece::Variable(Variable::Partner);
        let words = |text: &str| Piece::Words(text.to_owned());
        assert_eq!(found, [words("a"), partner(), words("b"), partner(), partner()]);
        assert!(faults.is_empty());
    }

    #[test]
    fn what_is_no_variable_is_named() {
        assert_eq!(
            in_body(&format!("{{ $nobody }} {{ $nobody }}{LINKS}")),
            [Fault::Unknown("{ $nobody }".into())]
        );
        assert_eq!(in_body("{ $lnik }\n{ $decline }"), [Fault::Unknown("{ $lnik }".into())]);
        for broken in ["{ $partner", "partner }", "{ { $partner }", "{ $part\nner }", "{"] {
            assert!(in_body(&format!("{broken}{LINKS}")).contains(&Fault::Brace), "{broken}");
        }
        assert_eq!(in_body(&format!("{{}}{LINKS}")), [Fault::Unknown("{}".into())]);
    }

    #[test]
    fn a_message_needs_its_links_on_lines_of_their_own() {
        assert_eq!(in_body("Hello"), [Fault::Missing(Variable::Link), Fault::Missing(Variable::Decline)]);
        assert_eq!(in_body("{ $link }"), [Fault::Missing(Variable::Decline)]);
        assert_eq!(in_body("{ $link }\n{ $decline }"), []);
        for clinging in
            ["Here: { $link }", "{ $link }.", "{ $contact } { $link }", "{ $link }{ $partner }", "x{ $link }"]
        {
            let body = format!("Hello\n{clinging}\n{{ $decline }}");
            assert_eq!(in_body(&body), [Fault::NotAlone(Variable::Link)], "{clinging}");
        }
        assert_eq!(
            in_body("{ $link } { $decline }"),
            [Fault::NotAlone(Variable::Link), Fault::NotAlone(Variable::Decline)]
        );
    }

    #[test]
    fn thanks_have_no_link() {
        assert_eq!(faults(MessageKind::Thanks, "Thanks", "Thank you, { $contact }"), []);
        let fault = (Part::Body, Fault::NotHere(Variable::Link));
        assert_eq!(faults(MessageKind::Thanks, "Thanks", "Again:\n{ $link }"), [fault]);
    }

    #[test]
    fn a_subject_is_one_short_line_without_links() {
        assert_eq!(in_subject("{ $survey }: { $partner }"), []);
        assert_eq!(in_subject(" "), [Fault::Empty]);
        assert_eq!(in_subject(&"x".repeat(LONGEST_SUBJECT + 1)), [Fault::TooLong(LONGEST_SUBJECT)]);
        assert_eq!(in_subject("{ $link }"), [Fault::NotHere(Variable::Link)]);
        for sign in ["\r\n", "\n", "\r", "\u{2028}", "\u{85}\n"] {
            assert_eq!(
                in_subject(&format!("Hello{sign}Bcc: all@example.org")),
                [Fault::LineBreak],
                "{sign:?}"
            );
        }
        assert_eq!(Source::typed("a\u{0}\u{7f}b", "").subject, "ab");
    }

    #[test]
    fn variables_are_isolated_in_fields_that_run_from_right_to_left_and_nowhere_else() {
        let source =
            Source { subject: "عن { $partner }".to_owned(), body: "{ $a\n{ { $link }\n} {".to_owned() };
        let shown = source.in_fields(Direction::Rtl);
        assert_eq!(shown.subject, "عن \u{2066}{ $partner }\u{2069}");
        assert_eq!(shown.body, "{ $a\n{ \u{2066}{ $link }\u{2069}\n} {");
        assert_eq!(shown.in_fields(Direction::Rtl), shown, "once is enough");
        assert_eq!(source.in_fields(Direction::Ltr), source);
        assert_eq!(Source::typed(&shown.subject, &shown.body), source);
    }

    #[test]
    fn nobody_s_personal_link_is_sent_to_all() {
        let typed = format!("https://s.example/i/AAAAAAAAAAAAAAAAAAAAAAAAAAA{LINKS}");
        assert_eq!(in_body(&typed), [Fault::PersonalLink]);
        assert_eq!(in_body(&format!("See https://example.org/i/about{LINKS}")), []);
    }
}

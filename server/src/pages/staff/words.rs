//! Small ways of saying things that the staff's pages share.

use chrono::DateTime;
use survey::{Day, Locale, QuestionSet};

use crate::i18n::{Arg, LocaleTexts};
use crate::report::response_rate::Tally;

/// A count as a value of a message.
pub fn number(count: u64) -> Arg<'static> {
    Arg::from(count as f64)
}

/// A text as a value of a message.
pub fn text(text: &str) -> Arg<'_> {
    Arg::from(text)
}

/// A count as the language writes it.
pub fn count(t: &LocaleTexts, count: u64) -> String {
    t.number(count as f64)
}

/// A moment in UTC, told as a date and a time.
pub fn moment(t: &LocaleTexts, at_ms: i64) -> String {
    let at = DateTime::from_timestamp_millis(at_ms).unwrap_or_default();
    let time = at.format("%H:%M").to_string();
    t.tr("account-moment", &[("date", text(&t.date(Day::of(&at)))), ("time", text(&time))])
}

/// A rate as people say it: whole per cent. Comparisons are made of these, so that a reader who reckons finds the same.
pub fn whole(percent: f64) -> i64 {
    percent.round() as i64
}

/// A rate in words: “43 %”.
pub fn percent(t: &LocaleTexts, percent: f64) -> String {
    let text = t.tr("staff-percent", &[("value", Arg::from(whole(percent) as f64))]);
    // The sign belongs to the digits: with isolation between them it would change sides in Arabic.
    text.replace(['\u{2068}', '\u{2069}'], "")
}

/// The response rate in words.
pub fn rate(t: &LocaleTexts, tally: &Tally) -> String {
    tally.percent().map_or_else(|| t.text("staff-rate-none"), |rate| percent(t, rate))
}

/// “49 of 115 partners have responded.”
pub fn responded(t: &LocaleTexts, tally: &Tally) -> String {
    let args = [("responded", number(tally.responded)), ("invited", number(tally.invited))];
    match (tally.invited, tally.responded) {
        (0, _) => t.text("staff-nobody-invited"),
        (_, 0) => t.tr("staff-nobody-responded", &args[1..]),
        _ => t.tr("staff-responded-of-invited", &args),
    }
}

/// Several names as one text: “a, b and c”.
pub fn list(t: &LocaleTexts, names: &[String]) -> String {
    let Some((last, rest)) = names.split_last() else { return String::new() };
    let Some((first, rest)) = rest.split_first() else { return last.clone() };
    let join = |id, first: &str, last: &str| t.tr(id, &[("first", text(first)), ("last", text(last))]);
    // The names are isolated, what is joined already is not: an isolate that holds nothing but isolates would run from
    // left to right, in Arabic too.
    let join = |id, all: &str, next: &str| {
        let joined = join(id, all, next);
        if all.contains('\u{2068}') {
            joined.replacen(&format!("\u{2068}{all}\u{2069}"), all, 1)
        } else {
            joined
        }
    };
    let head = rest.iter().fold(first.clone(), |all, name| join("staff-list-comma", &all, name));
    join("staff-list-and", &head, last)
}

/// The title of a question set in a language, or in the set's own first one.
pub fn title(set: &QuestionSet, locale: &Locale) -> String {
    text_in(set, &set.title, locale).to_owned()
}

/// What the choices of the question `region` call a region; its code, if they don't know it.
pub fn region(set: &QuestionSet, code: &str, locale: &Locale) -> String {
    choice(set, "region", code, locale)
}

/// What the choices of a question call a code; the code, if they don't know it.
pub fn choice(set: &QuestionSet, question: &str, code: &str, locale: &Locale) -> String {
    let choices = set.question(question).map_or(&[][..], |question| set.choices(question));
    let choice = choices.iter().find(|choice| choice.code == *code);
    choice.map_or_else(|| code.to_owned(), |choice| text_in(set, &choice.label, locale).to_owned())
}

/// A text of a question set in a language, or in the set's own first one.
pub fn text_in<'a>(set: &QuestionSet, text: &'a survey::question_set::Text, locale: &Locale) -> &'a str {
    match set.languages.first() {
        Some(first) if !text.0.contains_key(locale) => text.get(first),
        _ => text.get(locale),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Translations;

    fn say(tag: &str, say: impl Fn(&LocaleTexts) -> String) -> String {
        let translations = Translations::load();
        say(translations.locale(&tag.parse().unwrap())).replace(['\u{2068}', '\u{2069}'], "")
    }

    fn tally(responded: u64, invited: u64) -> Tally {
        Tally { responded, invited, ..Tally::default() }
    }

    #[test]
    fn a_rate_is_written_as_each_language_writes_it() {
        assert_eq!(say("en", |t| rate(t, &tally(49, 115))), "43%");
        assert_eq!(say("fr", |t| rate(t, &tally(49, 115))), "43\u{a0}%");
        assert_eq!(say("ar", |t| rate(t, &tally(49, 115))), "43%");
        assert_eq!(say("en", |t| rate(t, &tally(0, 0))), "–");
    }

    #[test]
    fn who_responded_is_said_in_a_sentence() {
        assert_eq!(say("en", |t| responded(t, &tally(49, 115))), "49 of 115 partners have responded");
        assert_eq!(say("fr", |t| responded(t, &tally(1, 115))), "1 partenaire sur 115 a répondu");
        assert_eq!(say("ar", |t| responded(t, &tally(49, 115))), "أجاب 49 من أصل 115 شريكًا");
        assert_eq!(say("ar", |t| responded(t, &tally(2, 5))), "أجاب 2 من أصل 5 شركاء");
        assert_eq!(
            say("en", |t| responded(t, &tally(0, 115))),
            "None of the 115 partners invited has responded yet"
        );
        assert_eq!(say("en", |t| responded(t, &tally(0, 0))), "No partner has been invited yet");
    }

    #[test]
    fn names_are_joined_as_each_language_joins_them() {
        let names = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        assert_eq!(say("en", |t| list(t, &names[..1])), "a");
        assert_eq!(say("en", |t| list(t, &names[..2])), "a and b");
        assert_eq!(say("fr", |t| list(t, &names)), "a, b et c");
        assert_eq!(say("ar", |t| list(t, &names)), "a، b وc");
        let translations = Translations::load();
        let isolated = list(translations.locale(&"ar".parse().unwrap()), &names);
        assert_eq!(isolated, "\u{2068}a\u{2069}، \u{2068}b\u{2069} و\u{2068}c\u{2069}");
    }
}

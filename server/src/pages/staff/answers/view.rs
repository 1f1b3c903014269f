//! An open answer in words.

use std::collections::BTreeMap;

use survey::coding::{self, Verdict};

use super::super::invitations::language;
use super::super::visit::{Problem, Visit};
use super::super::words::{number, text};
use super::base;
use crate::catalogue::Survey;
use crate::open_answers::{Field, Names, OpenAnswer, OpenAnswers};
use crate::report::result_tables::Words;
use crate::store::open_answers::{Decision, Theme};

/// An answer for a page.
pub struct AnswerView {
    /// The address of its own page.
    pub href: String,
    /// What was written.
    pub text: Written,
    /// The decision in words.
    pub decision_name: String,
    /// Whether the report quotes it.
    pub quoted: bool,
    /// Its themes, all analysts taken together.
    pub themes: Vec<Given>,
    /// How many coded it.
    pub coders: String,
    /// Translations.
    pub translations: Vec<Translated>,
}

/// A text that somebody wrote, in whatever language.
pub struct Written {
    /// The text.
    pub text: String,
    /// Its language, where the text itself tells.
    pub lang: Option<String>,
}

impl Written {
    /// A text.
    pub fn new(text: &str) -> Self {
        Self { text: text.to_owned(), lang: survey::language::of(text).map(|locale| locale.to_string()) }
    }
}

/// A theme of an answer.
pub struct Given {
    /// Its name.
    pub name: String,
    /// By how many, where they do not agree.
    pub by: Option<String>,
    /// Whether it counts.
    pub counts: bool,
}

/// A translation.
pub struct Translated {
    /// Of whom, and into which language.
    pub by: String,
    /// The language's tag.
    pub tag: String,
    /// Its direction.
    pub dir: &'static str,
    /// The text.
    pub text: String,
}

/// What answers are called by.
pub struct Sayer<'a> {
    visit: &'a Visit,
    survey: &'a Survey,
    names: Names,
}

impl<'a> Sayer<'a> {
    /// Reads the names of colleagues.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn new(visit: &'a Visit, survey: &'a Survey) -> Result<Self, Problem> {
        let members = visit.state.store.members().await.map_err(|error| visit.unavailable(&error))?;
        Ok(Self { visit, survey, names: members.into_iter().collect::<BTreeMap<_, _>>() })
    }

    /// A colleague's name, or address.
    pub fn colleague<'b>(&'b self, email: &'b str) -> &'b str {
        self.names.get(email).map_or(email, String::as_str)
    }

    /// What a field asks.
    pub fn field(&self, field: &Field) -> String {
        let t = self.visit.t();
        let question = Words::new(self.survey, t).question(&field.question);
        if field.other { t.tr("answers-other", &[("question", text(&question))]) } else { question }
    }

    /// A decision in words.
    pub fn decision(&self, decision: Decision) -> String {
        self.visit.t().text(match decision {
            Decision::Waiting => "answers-waiting",
            Decision::Proposed => "answers-proposed",
            Decision::AsIs => "answers-as-is",
            Decision::Redacted => "answers-redacted",
            Decision::Withheld => "answers-withheld",
        })
    }

    /// A theme's name.
    pub fn theme(&self, theme: &Theme) -> String {
        theme.name(self.visit.t().locale()).to_owned()
    }

    /// An answer; `query` is kept in its address.
    pub fn answer(&self, answers: &OpenAnswers, answer: &OpenAnswer, query: &str) -> AnswerView {
        let t = self.visit.t();
        let codings = answer.places(&answers.themes);
        let given = answers.themes.iter().enumerate().filter_map(|(place, theme)| {
            let votes = coding::votes(&codings, place);
            let args = [("gave", number(votes.gave.into())), ("coders", number(votes.coders.into()))];
            (votes.gave > 0).then(|| Given {
                name: self.theme(theme),
                by: votes.disagree().then(|| t.tr("answers-gave", &args)),
                counts: votes.verdict() == Verdict::Given,
            })
        });
        let translations = answer.translations.iter().map(|translation| {
            let tag = translation.language.as_str();
            let name = language(self.visit, tag);
            let args = [("language", text(&name)), ("who", text(self.colleague(&translation.who)))];
            Translated {
                by: t.tr("answers-translated-by", &args),
                tag: tag.to_owned(),
                dir: translation.language.direction().as_str(),
                text: translation.text.clone(),
            }
        });
        AnswerView {
            href: format!("{}/{}{query}", base(self.survey), answer.row.id),
            text: Written::new(&answer.text),
            decision_name: self.decision(answer.row.decision),
            quoted: answer.row.quoted,
            themes: given.collect(),
            coders: t.count("answers-coders", "count", codings.len() as f64),
            translations: translations.collect(),
        }
    }
}

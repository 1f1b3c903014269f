//! The form page: the whole questionnaire as plain, accessible HTML in one language, the same for everyone.
//!
//! It works as it stands; the client takes the same markup over. The names, ids and attributes that it relies on are
//! described at the top of `client-wasm/src/lib.rs`.

use std::collections::BTreeMap;

use askama::Template;
use serde_json::json;
use survey::code::OTHER_SUFFIX;
use survey::credential::Bytes;
use survey::form::{Fields, rank_field};
use survey::question_set::{Choice, Kind, Question, QuestionSet, Section};
use survey::validation::{Fault, FaultCode};
use survey::{Day, Locale, SurveyCode};

use crate::admission::words::fault_message;
use crate::assets::Assets;
use crate::i18n::{LocaleTexts, Translations};

/// What a form page is made of.
pub struct FormView<'a> {
    /// The survey.
    pub survey: &'a SurveyCode,
    /// The version of the question set that is filled now.
    pub set: &'a QuestionSet,
    /// What the survey is called.
    pub title: &'a str,
    /// The language.
    pub locale: &'a Locale,
    /// The survey's public key, against which the client checks its credential.
    pub public_key: Bytes,
    /// The public key of its marks, if it has one.
    pub mark_key: Option<Bytes>,
    /// The last day.
    pub closes_on: Day,
    /// What was typed so far.
    pub fields: &'a Fields,
    /// What is wrong with it.
    pub faults: &'a [Fault],
    /// What else is to be said at the top.
    pub notice: Option<Notice>,
    /// The client's files.
    pub assets: &'a Assets,
    /// Whether it is only looked at: nothing is kept, and nothing is sent.
    pub preview: bool,
    /// Where a question is changed, for who looks at a draft and may: the address before its code.
    pub change: Option<&'a str>,
}

/// What is said at the top of a form that came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notice {
    /// The form can be sent only from a personal link.
    PersonalLinkNeeded,
    /// No question was answered.
    NothingAnswered,
    /// The public link is used too often.
    TooMany,
    /// The survey stands still for a while.
    Suspended,
    /// The invitation was withdrawn.
    Withdrawn,
    /// It was only looked at, and would be sent now.
    Previewed,
}

impl Notice {
    fn message_id(self) -> &'static str {
        match self {
            Self::PersonalLinkNeeded => "form-notice-link-needed",
            Self::NothingAnswered => "form-notice-nothing-answered",
            Self::TooMany => "form-notice-too-many",
            Self::Suspended => "form-notice-suspended",
            Self::Withdrawn => "form-notice-withdrawn",
            Self::Previewed => "editor-preview-sent",
        }
    }
}

#[derive(Template)]
#[template(path = "form.html")]
struct FormPage<'a> {
    t: &'a LocaleTexts,
    view: &'a FormView<'a>,
    title: &'a str,
    introduction: Vec<&'a str>,
    closes_on: String,
    languages: Vec<Language>,
    sections: Vec<SectionView<'a>>,
    errors: Vec<ErrorLink<'a>>,
    notice: Option<String>,
    page_data: String,
    css: Option<String>,
    icon: Option<String>,
    script: Option<(String, String)>,
    /// The list of which the words of a pass phrase are drawn; loaded by who asks for one.
    words: Option<String>,
}

struct Language {
    locale: Locale,
    name: String,
    current: bool,
}

struct ErrorLink<'a> {
    anchor: String,
    label: &'a str,
    message: String,
}

struct SectionView<'a> {
    code: &'a str,
    /// “Section 2 of 13”.
    number: String,
    title: &'a str,
    introduction: Vec<&'a str>,
    questions: Vec<QuestionView<'a>>,
}

struct QuestionView<'a> {
    code: &'a str,
    kind: &'static str,
    label: Vec<&'a str>,
    hint: &'a str,
    required: bool,
    error: Option<String>,
    choices: Vec<ChoiceView<'a>>,
    rows: Vec<RowView<'a>>,
    ranks: Vec<RankView<'a>>,
    value: &'a str,
    other_value: &'a str,
    low: &'a str,
    high: &'a str,
    min_date: String,
    max_date: String,
}

impl QuestionView<'_> {
    /// The ids that describe the controls: the hint and the error.
    fn described_by(&self) -> String {
        let hint = if self.hint.is_empty() { String::new() } else { format!("q-{0}-hint ", self.code) };
        format!("{hint}q-{}-error", self.code)
    }
}

struct ChoiceView<'a> {
    code: String,
    label: std::borrow::Cow<'a, str>,
    off_scale: bool,
    exclusive: bool,
    other: bool,
    checked: bool,
}

struct RowView<'a> {
    code: &'a str,
    label: &'a str,
    error: Option<String>,
    choices: Vec<ChoiceView<'a>>,
}

struct RankView<'a> {
    number: usize,
    label: String,
    choices: Vec<ChoiceView<'a>>,
}

/// Renders the page.
///
/// # Errors
/// When the template fails, which it does only for want of memory.
pub fn render(view: &FormView<'_>, translations: &Translations) -> Result<String, askama::Error> {
    let t = translations.locale(view.locale);
    let set = view.set;
    let builder = Builder { view, translations, t };
    // Who looks at a draft switches its language around the form.
    let languages = set.languages.iter().filter(|_| !view.preview).map(|locale| Language {
        locale: locale.clone(),
        name: translations.locale(locale).text("language-name"),
        current: locale == view.locale,
    });
    FormPage {
        t,
        view,
        title: view.title,
        introduction: paragraphs(set.introduction.get(view.locale)),
        closes_on: t.tr("form-deadline", &[("date", t.date(view.closes_on).into())]),
        languages: languages.collect(),
        sections: set
            .sections
            .iter()
            .zip(1..)
            .map(|(section, number)| builder.section(section, number))
            .collect(),
        errors: view.faults.iter().map(|fault| builder.error_link(fault)).collect(),
        notice: view.notice.map(|notice| t.text(notice.message_id())),
        page_data: builder.page_data(),
        css: view.assets.url("form.css"),
        icon: view.assets.url("icon.svg"),
        script: view.assets.url("client.js").zip(view.assets.url("client.wasm")),
        words: view
            .assets
            .url(&format!("words-{}.txt", view.locale))
            .or_else(|| view.assets.url("words-en.txt")),
    }
    .render()
}

fn paragraphs(text: &str) -> Vec<&str> {
    text.split("\n\n").map(str::trim).filter(|paragraph| !paragraph.is_empty()).collect()
}

struct Builder<'a> {
    view: &'a FormView<'a>,
    translations: &'a Translations,
    t: &'a LocaleTexts,
}

impl<'a> Builder<'a> {
    fn section(&self, section: &'a Section, number: u32) -> SectionView<'a> {
        let locale = self.view.locale;
        let total = self.view.set.sections.len();
        SectionView {
            code: section.code.as_str(),
            number: self.t.tr("form-section-number", &[("number", number.into()), ("total", total.into())]),
            title: section.title.get(locale),
            introduction: paragraphs(section.introduction.get(locale)),
            questions: section.questions.iter().map(|question| self.question(question)).collect(),
        }
    }

    fn question(&self, question: &'a Question) -> QuestionView<'a> {
        let (locale, fields) = (self.view.locale, self.view.fields);
        let code = question.code.as_str();
        let choices = self.view.set.choices(question);
        let listed = matches!(question.kind, Kind::SelectOne { .. } | Kind::SelectSeveral { .. });
        let (low, high) = match &question.kind {
            Kind::Rating { low, high, .. } => (low.get(locale), high.get(locale)),
            _ => ("", ""),
        };
        let (min_date, max_date) = match question.kind {
            Kind::Date { min, max } => (min, max),
            _ => (None, None),
        };
        let date = |date: Option<Day>| date.map_or_else(String::new, |date| date.to_string());
        QuestionView {
            code,
            kind: question.kind.name(),
            label: paragraphs(question.label.get(locale)),
            hint: question.hint.get(locale),
            required: question.required,
            error: self.error(code, None),
            choices: match question.kind {
                Kind::Rating { min, max, .. } => {
                    (min..=max).map(|step| self.step(step, fields.has(code, &step.to_string()))).collect()
                }
                _ if listed => self.choices(choices, code),
                Kind::Matrix { .. } | Kind::Ranking { .. } => self.choices(choices, ""),
                _ => Vec::new(),
            },
            rows: match &question.kind {
                Kind::Matrix { items, .. } => items
                    .iter()
                    .map(|item| RowView {
                        code: item.code.as_str(),
                        label: item.label.get(locale),
                        error: self.error(code, Some(item.code.as_str())),
                        choices: self.choices(choices, &format!("{code}.{}", item.code)),
                    })
                    .collect(),
                _ => Vec::new(),
            },
            ranks: (1..=self.view.set.ranks(question))
                .map(|rank| RankView {
                    number: rank,
                    label: self.t.tr("form-rank", &[("rank", rank.into())]),
                    choices: self.choices(choices, &rank_field(&question.code, rank)),
                })
                .collect(),
            value: fields.first(code).unwrap_or_default(),
            other_value: self.other_value(question),
            low,
            high,
            min_date: date(min_date),
            max_date: date(max_date),
        }
    }

    fn other_value(&self, question: &Question) -> &'a str {
        self.view.fields.first(&question.code.other_field()).unwrap_or_default()
    }

    /// The choices of a list, checked as the field says; off-scale ones come last, apart from the scale.
    fn choices(&self, choices: &'a [Choice], field: &str) -> Vec<ChoiceView<'a>> {
        let view = |choice: &'a Choice| ChoiceView {
            code: choice.code.to_string(),
            label: choice.label.get(self.view.locale).into(),
            off_scale: choice.off_scale,
            exclusive: choice.exclusive,
            other: choice.other,
            checked: !field.is_empty() && self.view.fields.has(field, choice.code.as_str()),
        };
        let on_scale = choices.iter().filter(|choice| !choice.off_scale);
        on_scale.chain(choices.iter().filter(|choice| choice.off_scale)).map(view).collect()
    }

    fn step(&self, step: i64, checked: bool) -> ChoiceView<'a> {
        #[expect(clippy::cast_precision_loss, reason = "a step of a short scale")]
        let label = self.t.number(step as f64);
        ChoiceView {
            code: step.to_string(),
            label: label.into(),
            off_scale: false,
            exclusive: false,
            other: false,
            checked,
        }
    }

    fn error(&self, question: &str, item: Option<&str>) -> Option<String> {
        let own = |fault: &&Fault| {
            let named =
                fault.question == question || fault.question.strip_suffix(OTHER_SUFFIX) == Some(question);
            named && fault.item.as_deref() == item
        };
        let fault = self.view.faults.iter().find(own)?;
        Some(fault_message(self.view.set, self.translations, self.view.locale, fault))
    }

    /// Names the question, or the statement of a matrix, so that one can tell the links of a list apart.
    fn error_link(&self, fault: &Fault) -> ErrorLink<'a> {
        let code = fault.question.strip_suffix(OTHER_SUFFIX).unwrap_or(&fault.question);
        let question = self.view.set.question(code);
        let item = question.zip(fault.item.as_deref()).and_then(|(question, code)| match &question.kind {
            Kind::Matrix { items, .. } => items.iter().find(|item| item.code == *code),
            _ => None,
        });
        let text = item.map(|item| &item.label).or(question.map(|question| &question.label));
        ErrorLink {
            anchor: item.map_or_else(|| format!("q-{code}"), |item| format!("q-{code}--{}", item.code)),
            label: text.map_or("", |text| text.get(self.view.locale)),
            message: fault_message(self.view.set, self.translations, self.view.locale, fault),
        }
    }

    /// The rules and messages that the client needs, as a data block. `<` is escaped, so that no text can end the block.
    fn page_data(&self) -> String {
        // What questions say themselves, by the code of the fault.
        let mut own_messages: BTreeMap<&str, BTreeMap<&str, &str>> = BTreeMap::new();
        for (_, question) in self.view.set.questions() {
            let required = question.required_message.0.get(self.view.locale).map_or("", String::as_str);
            let constraint = question.constraint.as_ref().map(|_| &question.constraint_message);
            let constraint = constraint.map_or("", |text| text.get(self.view.locale));
            for (fault, text) in [(FaultCode::Required, required), (FaultCode::Constraint, constraint)] {
                if !text.is_empty() {
                    own_messages.entry(fault.as_str()).or_default().insert(question.code.as_str(), text);
                }
            }
        }
        let mut messages = self.t.client_messages();
        if self.view.preview {
            for (id, words) in
                [("client-cannot-save", "editor-preview-lead"), ("client-sent", "editor-preview-sent")]
            {
                messages.insert(id.to_owned(), self.t.text(words).into());
            }
        }
        json!({
            "survey": self.view.survey,
            "version": self.view.set.version,
            "preview": self.view.preview,
            "language": self.view.locale,
            "languages": self.view.set.languages,
            "public_key": self.view.public_key,
            "mark_key": self.view.mark_key,
            "question_set": self.view.set.without_texts(),
            "own_messages": own_messages,
            "messages": messages,
        })
        .to_string()
        .replace('<', "\\u003c")
    }
}

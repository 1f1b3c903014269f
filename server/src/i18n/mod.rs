//! The texts of the pages, in every language that has a folder under `locales/`, with numbers and dates as each writes them.
//!
//! A fourth language is a new folder. A message that is missing shows its id and is logged; the tests let none through.

mod client;
mod numbers;
mod plurals;

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use rust_embed::RustEmbed;
use survey::locale::Direction;
use survey::validation::{Argument, FaultCode};
use survey::{Day, Locale};
use unic_langid::LanguageIdentifier;

use plurals::Plurals;

#[derive(RustEmbed)]
#[folder = "../locales"]
struct Files;

/// The language that every other falls back to.
const LAST_RESORT: &str = "en";

/// The texts of all languages.
pub struct Translations {
    by_locale: &'static BTreeMap<Locale, Language>,
}

/// The files of one language, and its texts, which are read when somebody asks for them first: that takes longer than
/// all else that a start does, and a command needs one language or none.
struct Language {
    sources: Vec<String>,
    texts: OnceLock<LocaleTexts>,
}

/// The texts of one language.
pub struct LocaleTexts {
    locale: Locale,
    bundle: FluentBundle<FluentResource>,
    plurals: Option<Plurals>,
    resources: &'static [String],
}

/// A value in a message.
pub type Arg<'a> = FluentValue<'a>;

impl Translations {
    /// The embedded files, which are found once, however often this is called.
    pub fn load() -> Self {
        static LANGUAGES: LazyLock<BTreeMap<Locale, Language>> = LazyLock::new(languages);
        Self { by_locale: &LANGUAGES }
    }

    /// The texts for a language: its own, those of the language without region, or English.
    ///
    /// # Panics
    /// If there is no English, which the build does not let happen.
    pub fn locale(&self, locale: &Locale) -> &LocaleTexts {
        let get =
            |tag: &str| tag.parse::<Locale>().ok().and_then(|locale| self.by_locale.get_key_value(&locale));
        #[expect(clippy::expect_used, reason = "locales/en is embedded; a test proves it")]
        let (locale, language) = self
            .by_locale
            .get_key_value(locale)
            .or_else(|| get(locale.language()))
            .or_else(|| get(LAST_RESORT))
            .expect("English is embedded");
        language.texts.get_or_init(|| LocaleTexts::new(locale, &language.sources))
    }

    /// All languages that there are texts for.
    pub fn locales(&self) -> impl Iterator<Item = &Locale> {
        self.by_locale.keys()
    }

    /// The language of an `Accept-Language` header that there are texts for, or English.
    pub fn negotiate(&self, header: &str) -> Locale {
        let mut wanted: Vec<(&str, f32)> = header
            .split(',')
            .map(|part| {
                let (tag, quality) = part.split_once(";q=").unwrap_or((part, "1"));
                (tag.trim(), quality.trim().parse().unwrap_or(0.0))
            })
            .collect();
        wanted.sort_by(|a, b| b.1.total_cmp(&a.1));
        let language = wanted
            .iter()
            .filter_map(|(tag, _)| tag.split('-').next()?.to_ascii_lowercase().parse::<Locale>().ok())
            .find(|locale| self.by_locale.contains_key(locale));
        language.unwrap_or_else(|| self.locale(&Locale::english()).locale.clone())
    }
}

fn languages() -> BTreeMap<Locale, Language> {
    let mut sources: BTreeMap<Locale, Vec<String>> = BTreeMap::new();
    for path in Files::iter().filter(|path| path.ends_with(".ftl")) {
        let locale = path.split('/').next().and_then(|folder| folder.parse().ok());
        if let (Some(locale), Some(file)) = (locale, Files::get(&path)) {
            sources.entry(locale).or_default().push(String::from_utf8_lossy(&file.data).into_owned());
        }
    }
    let language = |sources| Language { sources, texts: OnceLock::new() };
    sources.into_iter().map(|(locale, sources)| (locale, language(sources))).collect()
}

impl LocaleTexts {
    /// Reads a language's files. A file with an error is used as far as it can be read, and the error is logged.
    fn new(locale: &Locale, sources: &'static [String]) -> Self {
        // A tag that Unicode does not know chooses no plural forms; its texts are there all the same.
        let language: LanguageIdentifier = locale.as_str().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![language]);
        bundle.set_formatter(Some(numbers::format_value));
        for source in sources {
            let resource = FluentResource::try_new(source.clone()).unwrap_or_else(|(resource, errors)| {
                tracing::error!(%locale, ?errors, "a Fluent file has errors");
                resource
            });
            if let Err(errors) = bundle.add_resource(resource) {
                tracing::error!(%locale, ?errors, "a message is defined twice");
            }
        }
        Self { plurals: Plurals::new(locale), locale: locale.clone(), bundle, resources: sources }
    }

    /// The language.
    pub fn locale(&self) -> &Locale {
        &self.locale
    }

    /// The direction in which it is written.
    pub fn direction(&self) -> Direction {
        self.locale.direction()
    }

    /// Whether there is such a message.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// A message without variables.
    pub fn text(&self, id: &str) -> String {
        self.tr(id, &[])
    }

    /// A message with its variables.
    pub fn tr(&self, id: &str, args: &[(&str, Arg<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            tracing::error!(id, locale = %self.locale, "a message is missing");
            return id.to_owned();
        };
        let mut with_forms = FluentArgs::with_capacity(args.len());
        for (name, value) in args.iter().cloned() {
            let value = match &self.plurals {
                Some(plurals) => plurals.faithful(value),
                None => value,
            };
            with_forms.set(name, value);
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&with_forms), &mut errors);
        if !errors.is_empty() {
            tracing::error!(id, locale = %self.locale, ?errors, "a message could not be formatted");
        }
        text.into_owned()
    }

    /// What a language is called in this one: “French”, « français »; its tag, where there is no name for it.
    pub fn language(&self, language: &Locale) -> String {
        let id = format!("languages-{}", language.language());
        if !self.has(&id) {
            return language.to_string();
        }
        let name = self.text(&id);
        match language.as_str() == language.language() {
            true => name,
            false => self.tr("languages", &[("name", name.into()), ("tag", language.as_str().into())]),
        }
    }

    /// A message about a number.
    pub fn count(&self, id: &str, name: &str, number: impl Into<f64>) -> String {
        self.tr(id, &[(name, FluentValue::from(number.into()))])
    }

    /// A number as the language writes it.
    pub fn number(&self, number: impl Into<f64>) -> String {
        numbers::number(&self.locale, number.into())
    }

    /// A date as the language writes it, in full.
    pub fn date(&self, date: Day) -> String {
        numbers::date(&self.text("client-formatting-locale"), date)
    }

    /// A date as another language writes it, for words in a language that the pages may not speak.
    pub fn date_in(&self, language: &Locale, date: Day) -> String {
        if language.language() == self.locale.language() {
            return self.date(date);
        }
        numbers::date(language.as_str(), date)
    }

    /// A date in full, with its day of the week.
    pub fn weekday_date(&self, date: Day) -> String {
        numbers::weekday_date(&self.text("client-formatting-locale"), date)
    }

    /// What is wrong with an answer, in words.
    pub fn fault(&self, fault: &FaultCode) -> String {
        let arguments = fault.arguments();
        let args: Vec<(&str, Arg<'_>)> = arguments
            .iter()
            .map(|(name, argument)| {
                let value = match argument {
                    Argument::Number(number) => FluentValue::from(*number),
                    Argument::Date(text) => {
                        let written = text.parse().map_or_else(|_| text.clone(), |day| self.date(day));
                        FluentValue::from(written)
                    }
                };
                (*name, value)
            })
            .collect();
        self.tr(&fault.message_id(), &args)
    }
}

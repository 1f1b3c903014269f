//! The texts of all languages hold together: nothing missing, nothing left over, no plural form forgotten, and no text that
//! a person reads stands in code or in a template.
//!
//! These tests read the files themselves, so a new language is held to them by being a folder.

#![expect(clippy::unwrap_used, reason = "a file that cannot be read fails the test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use fluent_syntax::ast::{
    Entry, Expression, InlineExpression, Pattern, PatternElement, Resource, Variant, VariantKey,
};
use fluent_syntax::parser::parse;
use icu_plurals::{PluralCategory, PluralRules, PluralRulesOptions};
use server::i18n::{Arg, Translations};
use survey::Locale;
use survey::check::{Argument, Problem};
use survey::validation::FaultCode;
use survey::wire::Refusal;

/// The language that the others are translated from.
const SOURCE: &str = "en";

/// Messages that are rightly the same as in English: names, and words that both languages have.
const SAME_AS_SOURCE: &[(&str, &str)] = &[
    ("fr", "form-brand"),
    ("fr", "staff-brand"),
    ("fr", "staff-page-title"),
    ("fr", "invitations-kind-message"),
    ("fr", "invitations-kind-note"),
    ("fr", "invitations-programme"),
    ("fr", "staff-tab-invitations"),
    ("fr", "staff-tab-messages"),
    ("fr", "reminders-column-what"),
    ("fr", "reminders-kind-invitation"),
    ("fr", "messages-column-kind"),
    ("fr", "messages-kind-invitation"),
    ("fr", "partners-column-name"),
    ("fr", "partners-column-programme"),
    ("fr", "editor-field-set-code"),
    ("fr", "editor-kind-date"),
    ("fr", "editor-when"),
    ("fr", "editor-field-code"),
    ("fr", "editor-field-introduction"),
    ("fr", "editor-field-label"),
    ("fr", "editor-section"),
    ("fr", "editor-condition-source"),
    ("fr", "editor-condition-subject"),
];

/// What a message is made of, as far as translations must agree on it.
#[derive(Debug, Default)]
struct Facts {
    file: String,
    text: String,
    variables: BTreeSet<String>,
    /// The keys of each selector.
    selectors: Vec<BTreeSet<String>>,
    attributes: BTreeSet<String>,
}

type Messages = BTreeMap<String, Facts>;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files below a folder with one of these extensions.
fn files(folder: &Path, extensions: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, extensions));
        } else if path.extension().is_some_and(|own| extensions.iter().any(|wanted| own == *wanted)) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn name(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// The messages of every language, by its tag.
fn languages() -> BTreeMap<String, Messages> {
    let mut all = BTreeMap::new();
    for folder in fs::read_dir(root().join("locales")).unwrap().map(|entry| entry.unwrap().path()) {
        let mut messages = Messages::new();
        for path in files(&folder, &["ftl"]) {
            let resource = parse(read(&path));
            let resource = resource.unwrap_or_else(|(_, errors)| panic!("{}: {errors:?}", path.display()));
            collect(&name(&path), &resource, &mut messages);
        }
        all.insert(name(&folder), messages);
    }
    assert!(all.contains_key(SOURCE));
    all
}

fn collect(file: &str, resource: &Resource<String>, messages: &mut Messages) {
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut facts = Facts { file: file.to_owned(), ..Facts::default() };
        if let Some(value) = &message.value {
            pattern(value, &mut facts);
        }
        for attribute in &message.attributes {
            facts.attributes.insert(attribute.id.name.clone());
            pattern(&attribute.value, &mut facts);
        }
        let earlier = messages.insert(message.id.name.clone(), facts);
        assert!(earlier.is_none(), "{file}: {} stands twice", message.id.name);
    }
}

fn pattern(pattern: &Pattern<String>, facts: &mut Facts) {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => facts.text.push_str(value),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => variables(inline, facts),
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                variables(selector, facts);
                facts.selectors.push(variants.iter().map(key).collect());
                for variant in variants {
                    self::pattern(&variant.value, facts);
                }
            }
        }
    }
}

fn key(variant: &Variant<String>) -> String {
    match &variant.key {
        VariantKey::Identifier { name } => name.clone(),
        VariantKey::NumberLiteral { value } => value.clone(),
    }
}

fn variables(inline: &InlineExpression<String>, facts: &mut Facts) {
    match inline {
        InlineExpression::VariableReference { id } => {
            facts.variables.insert(id.name.clone());
            // The place of a variable counts where two texts are compared.
            facts.text.push('◌');
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            for argument in &arguments.positional {
                variables(argument, facts);
            }
        }
        InlineExpression::StringLiteral { value } => facts.text.push_str(value),
        _ => {}
    }
}

/// All complaints at once, so that one run names them all.
fn none(complaints: &[String]) {
    assert!(complaints.is_empty(), "\n{}", complaints.join("\n"));
}

#[test]
fn every_language_has_the_same_messages_in_the_same_files_with_the_same_variables() {
    let all = languages();
    let source = &all[SOURCE];
    let mut wrong = Vec::new();
    for (language, messages) in &all {
        for (id, facts) in source {
            let Some(own) = messages.get(id) else {
                wrong.push(format!("{language}: {id} is missing"));
                continue;
            };
            if own.file != facts.file {
                wrong.push(format!("{language}: {id} stands in {}", own.file));
            }
            if own.variables != facts.variables {
                let (own, source) = (&own.variables, &facts.variables);
                wrong.push(format!("{language}: {id} has the variables {own:?}, not {source:?}"));
            }
            if own.attributes != facts.attributes {
                wrong.push(format!("{language}: {id} has other attributes"));
            }
            if own.selectors.is_empty() != facts.selectors.is_empty() {
                wrong.push(format!(
                    "{language}: {id} has plurals where {SOURCE} has none, or the other way round"
                ));
            }
        }
        let extra = messages.keys().filter(|id| !source.contains_key(*id));
        wrong.extend(extra.map(|id| format!("{language}: {id} is extra")));
    }
    none(&wrong);
}

#[test]
fn every_plural_has_all_categories_of_its_language() {
    let mut wrong = Vec::new();
    for (language, messages) in languages() {
        let locale: icu_locale_core::Locale = language.parse().unwrap();
        let rules = PluralRules::try_new(locale.into(), PluralRulesOptions::default()).unwrap();
        let categories: BTreeSet<String> = rules.categories().map(|one| category(one).to_owned()).collect();
        for (id, facts) in messages {
            for keys in &facts.selectors {
                // An exact number may have a form of its own besides: “on the first day” for 0.
                let named: BTreeSet<_> =
                    keys.iter().filter(|key| key.parse::<u64>().is_err()).cloned().collect();
                if named == categories {
                    continue;
                }
                wrong.push(format!("{language}: {id} has the forms {keys:?}, not {categories:?}"));
            }
        }
    }
    none(&wrong);
}

fn category(category: PluralCategory) -> &'static str {
    match category {
        PluralCategory::Zero => "zero",
        PluralCategory::One => "one",
        PluralCategory::Two => "two",
        PluralCategory::Few => "few",
        PluralCategory::Many => "many",
        PluralCategory::Other => "other",
    }
}

#[test]
fn no_translation_is_the_english_text_left_standing() {
    let all = languages();
    let mut wrong = Vec::new();
    for (language, messages) in all.iter().filter(|(language, _)| *language != SOURCE) {
        for (id, facts) in messages {
            let same = all[SOURCE].get(id).is_some_and(|source| source.text == facts.text);
            let worded = facts.text.chars().any(char::is_alphabetic);
            if same && worded && !SAME_AS_SOURCE.contains(&(language.as_str(), id.as_str())) {
                wrong.push(format!("{language}: {id} is the same as in {SOURCE}: {}", facts.text));
            }
        }
    }
    none(&wrong);
}

#[test]
fn french_keeps_its_no_break_spaces_and_arabic_its_own_punctuation() {
    let all = languages();
    let mut wrong = Vec::new();
    for (id, facts) in all.get("fr").into_iter().flatten() {
        let text = &facts.text;
        let apart = |at: usize| text[..at].ends_with(['\u{a0}', '\u{202f}']);
        let bare = text.char_indices().any(|(at, c)| matches!(c, ';' | '?' | '!' | '»') && !apart(at));
        let breakable = [" ;", " :", " ?", " !", " »", "« ", "\"", "'"].iter().any(|bad| text.contains(bad));
        if bare || breakable {
            wrong.push(format!("fr: {id}: {text}"));
        }
    }
    for (id, facts) in all.get("ar").into_iter().flatten() {
        if facts.text.contains(['?', ',', ';', '"']) {
            wrong.push(format!("ar: {id}: {}", facts.text));
        }
    }
    none(&wrong);
}

/// One of each name.
fn fault_codes() -> Vec<FaultCode> {
    let (min, max) = (Some(0.0), Some(1.0));
    let day = || Some("2026-05-31".to_owned());
    vec![
        FaultCode::Required,
        FaultCode::OtherTextRequired,
        FaultCode::WrongType,
        FaultCode::UnknownQuestion,
        FaultCode::UnknownItem,
        FaultCode::UnknownChoice,
        FaultCode::NotANumber,
        FaultCode::NotWhole,
        FaultCode::TooManyDecimals { max: 2 },
        FaultCode::OutOfRange { min, max },
        FaultCode::OutOfRange { min, max: None },
        FaultCode::OutOfRange { min: None, max },
        FaultCode::NotADate,
        FaultCode::DateOutOfRange { min: day(), max: day() },
        FaultCode::DateOutOfRange { min: day(), max: None },
        FaultCode::DateOutOfRange { min: None, max: day() },
        FaultCode::TooLong { max: 2, length: 3 },
        FaultCode::TooMany { max: 2 },
        FaultCode::Exclusive,
        FaultCode::Repeated,
        FaultCode::Constraint,
    ]
}

/// Compiles only while [`fault_codes`] can be whole: a new code must be added in both places.
fn _each_is_in_the_list(code: &FaultCode) {
    match code {
        FaultCode::Required
        | FaultCode::OtherTextRequired
        | FaultCode::WrongType
        | FaultCode::UnknownQuestion
        | FaultCode::UnknownItem
        | FaultCode::UnknownChoice
        | FaultCode::NotANumber
        | FaultCode::NotWhole
        | FaultCode::TooManyDecimals { .. }
        | FaultCode::OutOfRange { .. }
        | FaultCode::NotADate
        | FaultCode::DateOutOfRange { .. }
        | FaultCode::TooLong { .. }
        | FaultCode::TooMany { .. }
        | FaultCode::Exclusive
        | FaultCode::Repeated
        | FaultCode::Constraint => {}
    }
}

#[test]
fn every_fault_and_every_refusal_has_its_sentence_and_nothing_else_has() {
    let source = &languages()[SOURCE];
    let mut wrong = Vec::new();
    let mut known = BTreeSet::new();
    for code in fault_codes() {
        let id = code.message_id();
        let given: BTreeSet<String> = code.arguments().into_iter().map(|(name, _)| name.to_owned()).collect();
        match source.get(&id) {
            None => wrong.push(format!("{id} is missing")),
            Some(facts) if !facts.variables.is_subset(&given) => {
                wrong.push(format!("{id} speaks of {:?} and is given {given:?}", facts.variables));
            }
            Some(_) => {}
        }
        known.insert(id);
    }
    for refusal in Refusal::ALL {
        let id = refusal.message_id();
        if !source.get(&id).is_some_and(|facts| facts.variables.is_empty()) {
            wrong.push(format!("{id} is missing or has variables"));
        }
        known.insert(id);
    }
    let sentences = source.keys().filter(|id| id.starts_with("error-") || id.starts_with("refusal-"));
    wrong.extend(sentences.filter(|id| !known.contains(*id)).map(|id| format!("{id} belongs to nothing")));
    none(&wrong);
}

/// One of each.
fn problems() -> Vec<Problem> {
    let (name, value) = (|| "audience".to_owned(), || "radio".to_owned());
    let language = || "pt-BR".parse::<Locale>().unwrap();
    vec![
        Problem::NoLanguage,
        Problem::LanguageTwice(language()),
        Problem::NoSection,
        Problem::ListUnused,
        Problem::ListEmpty,
        Problem::ChoiceTwice(name()),
        Problem::SeveralOther,
        Problem::TextMissing("ar".parse().unwrap()),
        Problem::StrangeText(language()),
        Problem::CodeTwice(name()),
        Problem::SectionEmpty,
        Problem::OtherSuffix,
        Problem::NoList(name()),
        Problem::NoItems,
        Problem::ItemTwice(name()),
        Problem::RatingScale,
        Problem::NumbersCrossed,
        Problem::DatesCrossed,
        Problem::NoteRequired,
        Problem::ProfileKind,
        Problem::ThisElsewhere,
        Problem::NoChoice(name(), value()),
        Problem::LaterQuestion(name()),
        Problem::NoQuestion(name()),
        Problem::NoItem(name(), value()),
        Problem::WholeMatrix(name()),
        Problem::NoMatrix(name()),
        Problem::NoteReferred(name()),
    ]
}

/// Compiles only while [`problems`] can be whole: a new one must be added in both places.
fn _each_problem_is_in_the_list(problem: &Problem) {
    match problem {
        Problem::NoLanguage
        | Problem::LanguageTwice(_)
        | Problem::NoSection
        | Problem::ListUnused
        | Problem::ListEmpty
        | Problem::ChoiceTwice(_)
        | Problem::SeveralOther
        | Problem::TextMissing(_)
        | Problem::StrangeText(_)
        | Problem::CodeTwice(_)
        | Problem::SectionEmpty
        | Problem::OtherSuffix
        | Problem::NoList(_)
        | Problem::NoItems
        | Problem::ItemTwice(_)
        | Problem::RatingScale
        | Problem::NumbersCrossed
        | Problem::DatesCrossed
        | Problem::NoteRequired
        | Problem::ProfileKind
        | Problem::ThisElsewhere
        | Problem::NoChoice(..)
        | Problem::LaterQuestion(_)
        | Problem::NoQuestion(_)
        | Problem::NoItem(..)
        | Problem::WholeMatrix(_)
        | Problem::NoMatrix(_)
        | Problem::NoteReferred(_) => {}
    }
}

#[test]
fn every_finding_of_a_check_is_said_in_every_language_and_its_english_is_that_of_programs() {
    let translations = Translations::load();
    let mut wrong = Vec::new();
    let mut known = BTreeSet::from(["checks-place".to_owned()]);
    for (language, messages) in languages() {
        let t = translations.locale(&language.parse().unwrap());
        for problem in problems() {
            let id = format!("checks-{}", problem.id());
            let arguments = problem.arguments().into_iter().map(|(name, argument)| match argument {
                Argument::Text(text) => (name, Arg::from(text.into_owned())),
                Argument::Language(language) => (name, Arg::from(t.language(language))),
            });
            let arguments: Vec<_> = arguments.collect();
            let given: BTreeSet<String> = arguments.iter().map(|(name, _)| (*name).to_owned()).collect();
            if messages.get(&id).is_none_or(|facts| facts.variables != given) {
                wrong.push(format!("{language}: {id} is missing, or does not speak of {given:?}"));
            }
            let said = t.tr(&id, &arguments).replace(['\u{2068}', '\u{2069}'], "");
            if language == SOURCE && said != problem.to_string() {
                wrong.push(format!("{id}: pages say “{said}”, programs “{problem}”"));
            }
            known.insert(id);
        }
        let idle = messages.keys().filter(|id| id.starts_with("checks-") && !id.starts_with("checks-place-"));
        wrong.extend(idle.filter(|id| !known.contains(*id)).map(|id| format!("{id} belongs to nothing")));
    }
    none(&wrong);
}

#[test]
fn a_language_is_called_by_its_name_in_every_language_and_by_its_tag_where_it_has_none() {
    let translations = Translations::load();
    let in_language = |reader: &str, tag: &str| {
        let t = translations.locale(&reader.parse().unwrap());
        t.language(&tag.parse().unwrap()).replace(['\u{2068}', '\u{2069}'], "")
    };
    for tag in survey::languages::known() {
        assert_eq!(in_language("en", tag), survey::languages::in_english(&tag.parse().unwrap()));
        for reader in translations.locales() {
            assert_ne!(in_language(reader.as_str(), tag), tag, "{reader}");
        }
    }
    assert_eq!(in_language("fr", "ar"), "arabe");
    assert_eq!(in_language("ar", "fr"), "الفرنسية");
    assert_eq!(in_language("fr", "pt-BR"), "portugais (pt-BR)");
    assert_eq!(in_language("fr", "tlh"), "tlh");
}

#[test]
fn every_remark_on_a_file_has_its_sentence() {
    let source = &languages()[SOURCE];
    let code = read(&root().join("survey/src/xlsform/remark.rs"));
    // The function names each kind of remark: the compiler sees to that.
    let ids = code.split("fn id(").nth(1).and_then(|rest| rest.split("fn names(").next()).unwrap();
    let ids: Vec<&str> = ids.split('"').skip(1).step_by(2).collect();
    assert!(ids.len() > 30, "{ids:?}");
    let lost = ids.iter().filter(|id| !source.contains_key(&format!("xlsform-{id}")));
    none(&lost.map(|id| format!("xlsform-{id} is missing")).collect::<Vec<_>>());
}

#[test]
fn every_message_that_a_template_or_a_page_asks_for_exists() {
    let source = &languages()[SOURCE];
    let is_id = |text: &str| {
        text.contains('-') && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
    };
    let mut wrong = Vec::new();
    for folder in ["server/templates", "server/src"] {
        for path in files(&root().join(folder), &["html", "rs"]) {
            let text = read(&path);
            for call in [".text(\"", ".tr(\"", ".count(\""] {
                let asked = text.split(call).skip(1).filter_map(|rest| rest.split('"').next());
                for id in asked.filter(|id| is_id(id) && !source.contains_key(*id)) {
                    wrong.push(format!("{}: {id} is not a message", path.display()));
                }
            }
        }
    }
    none(&wrong);
}

#[test]
fn every_message_of_the_form_is_asked_for() {
    let source = &languages()[SOURCE];
    let folders = ["server/templates", "server/src", "client-wasm/src"];
    let paths = folders.iter().flat_map(|folder| files(&root().join(folder), &["html", "rs"]));
    let all: String = paths.map(|path| read(&path)).collect();
    let own = source.iter().filter(|(_, facts)| facts.file == "form.ftl").map(|(id, _)| id);
    let idle: Vec<String> = own
        // These are composed out of the code of a fault or a refusal.
        .filter(|id| !id.starts_with("error-") && !id.starts_with("refusal-"))
        .filter(|id| {
            // A page that says one thing is asked for by what the ids of its heading and its body have in common.
            let parts = ["-heading", "-body", "-step"].iter().find_map(|end| id.strip_suffix(end));
            let asked = parts.filter(|id| id.starts_with("message-")).unwrap_or(id);
            !all.contains(&format!("\"{asked}\""))
        })
        .map(|id| format!("{id} is asked for nowhere"))
        .collect();
    none(&idle);
}

#[test]
fn every_message_that_the_client_asks_for_is_handed_to_it() {
    let source = &languages()[SOURCE];
    let mut wrong = Vec::new();
    for path in files(&root().join("client-wasm/src"), &["rs"]) {
        for literal in read(&path).split('"') {
            let is_id = literal.strip_prefix("client-").is_some_and(|rest| {
                !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-')
            });
            if is_id && !source.contains_key(literal) {
                wrong.push(format!("{}: {literal} is not a message", path.display()));
            }
        }
    }
    none(&wrong);
}

/// A template without the comments, expressions and tags of the template language.
fn markup(template: &str) -> String {
    let mut rest = template.to_owned();
    for (open, close) in [("{#", "#}"), ("{{", "}}"), ("{%", "%}")] {
        let mut kept = String::new();
        let mut text = rest.as_str();
        while let Some(at) = text.find(open) {
            kept.push_str(&text[..at]);
            let end = text[at..].find(close).unwrap_or_else(|| panic!("{open} without {close}"));
            text = &text[at + end + close.len()..];
        }
        kept.push_str(text);
        rest = kept;
    }
    rest
}

fn has_letters(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
}

#[test]
fn no_template_has_text_of_its_own() {
    const SPOKEN: [&str; 6] = ["aria-label", "aria-description", "title", "placeholder", "alt", "label"];
    let mut wrong = Vec::new();
    for path in files(&root().join("server/templates"), &["html"]) {
        for piece in markup(&read(&path)).split('<') {
            let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
            // What stands behind a `&` up to its `;` names a character.
            let mut parts = text.split('&');
            let first = parts.next().unwrap_or_default();
            let texts = parts.map(|part| part.split_once(';').map_or(part, |(_, after)| after));
            if has_letters(first) || texts.clone().any(has_letters) {
                wrong.push(format!("{}: {}", path.display(), text.trim()));
            }
            for attribute in SPOKEN {
                let opening = format!(" {attribute}=\"");
                let values = tag.split(&opening).skip(1);
                for value in
                    values.filter_map(|rest| rest.split('"').next()).filter(|value| has_letters(value))
                {
                    wrong.push(format!("{}: {attribute}={value}", path.display()));
                }
            }
        }
    }
    none(&wrong);
}

#[test]
fn no_page_has_a_sentence_in_its_code() {
    let mut paths = files(&root().join("server/src/pages"), &["rs"]);
    paths.extend(files(&root().join("client-wasm/src"), &["rs"]));
    paths.extend(files(&root().join("client-wasm/static"), &["js"]));
    let mut wrong = Vec::new();
    for path in paths {
        let code = read(&path);
        let code = code.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code.lines().map(str::trim).filter(|line| !is_not_for_readers(line)) {
            let literals = line.split('"').skip(1).step_by(2);
            wrong.extend(
                literals.filter(|text| is_sentence(text)).map(|text| format!("{}: {text}", path.display())),
            );
        }
    }
    none(&wrong);
}

/// Comments, attributes, log lines, proofs, and errors for programs.
fn is_not_for_readers(line: &str) -> bool {
    const MARKS: [&str; 8] =
        ["#[", "write!(f,", "tracing::", "reason =", ".expect(", "assert!(", "console.", "JsValue::from_str"];
    line.starts_with("//") || line.starts_with('*') || MARKS.iter().any(|mark| line.contains(mark))
}

/// Three words in a row, as stand in no selector, address or list of names.
fn is_sentence(text: &str) -> bool {
    let is_word = |word: &&str| {
        let word = word.trim_end_matches(['.', ',', ':', ';', '!', '?']);
        !word.is_empty() && word.chars().all(char::is_alphabetic)
    };
    let is_list = |words: &[&str]| words[..2].iter().all(|word| word.ends_with(','));
    let words: Vec<&str> = text.split(' ').collect();
    words.windows(3).any(|three| three.iter().all(is_word) && !is_list(three))
}

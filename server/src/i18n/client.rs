//! The client's messages, ready-made: it carries no Fluent, so each plural form is spelled out for it.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, VariantKey};
use fluent_syntax::parser::parse_runtime;
use serde_json::{Map, Value as Json};

use super::LocaleTexts;

/// The messages that the client needs are those whose ids begin so.
const PREFIXES: [&str; 3] = ["client-", "error-", "refusal-"];

impl LocaleTexts {
    /// The client's messages by id: a text with `{$name}` where a value goes, or one such text for each plural category.
    pub fn client_messages(&self) -> Map<String, Json> {
        let mut messages = Map::new();
        for source in self.resources {
            let resource = parse_runtime(source.as_str()).unwrap_or_else(|(resource, _)| resource);
            for entry in resource.body {
                if let Entry::Message(message) = entry
                    && PREFIXES.iter().any(|prefix| message.id.name.starts_with(prefix))
                    && let Some(pattern) = message.value
                {
                    messages.insert(message.id.name.to_owned(), ready_made(&pattern));
                }
            }
        }
        messages
    }
}

fn ready_made(pattern: &Pattern<&str>) -> Json {
    let forms = forms(pattern);
    if forms.is_empty() {
        return Json::from(write(pattern, "other"));
    }
    forms.into_iter().map(|form| (form.to_owned(), Json::from(write(pattern, form)))).collect()
}

/// The plural categories that a message tells apart: all of its language, as the tests make sure.
fn forms<'a>(pattern: &Pattern<&'a str>) -> BTreeSet<&'a str> {
    let variants = pattern.elements.iter().filter_map(|element| match element {
        PatternElement::Placeable { expression: Expression::Select { variants, .. } } => Some(variants),
        _ => None,
    });
    variants
        .flatten()
        .filter_map(|variant| match variant.key {
            VariantKey::Identifier { name } => Some(name),
            VariantKey::NumberLiteral { .. } => None,
        })
        .collect()
}

fn write(pattern: &Pattern<&str>, category: &str) -> String {
    let mut text = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => text.push_str(value),
            PatternElement::Placeable { expression } => match expression {
                Expression::Inline(inline) => text.push_str(&placeholder(inline)),
                Expression::Select { variants, .. } => {
                    let matching = variants.iter().find(|variant| {
                        matches!(&variant.key, VariantKey::Identifier { name } if *name == category)
                    });
                    let variant = matching.or_else(|| variants.iter().find(|variant| variant.default));
                    text.push_str(
                        &variant.map_or_else(String::new, |variant| write(&variant.value, category)),
                    );
                }
            },
        }
    }
    text
}

fn placeholder(inline: &InlineExpression<&str>) -> String {
    match inline {
        // First Strong Isolate and Pop Directional Isolate, as Fluent puts around every value.
        InlineExpression::VariableReference { id } => format!("\u{2068}{{${}}}\u{2069}", id.name),
        InlineExpression::StringLiteral { value } | InlineExpression::NumberLiteral { value } => {
            (*value).to_owned()
        }
        other => {
            tracing::error!(?other, "a client message uses what the client can't do");
            String::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plurals_are_spelled_out() {
        let source = "client-waiting = Waiting: { $n ->\n    [one] { $n } response\n   *[other] { $n } responses\n }.\n";
        let resource = parse_runtime(source).unwrap();
        let Entry::Message(message) = &resource.body[0] else { panic!("a message") };
        let json = ready_made(message.value.as_ref().unwrap());
        assert_eq!(json["one"], "Waiting: \u{2068}{$n}\u{2069} response.");
        assert_eq!(json["other"], "Waiting: \u{2068}{$n}\u{2069} responses.");
    }
}

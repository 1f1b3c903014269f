//! What languages are called: in the headings of a form (`label::Français (fr)`), and in English.

use crate::Locale;

/// Tag, English name, own name. Forms often name a language without its tag.
const NAMES: [(&str, &str, &str); 44] = [
    ("am", "Amharic", "አማርኛ"),
    ("ar", "Arabic", "العربية"),
    ("az", "Azerbaijani", "Azərbaycanca"),
    ("be", "Belarusian", "Беларуская"),
    ("bn", "Bengali", "বাংলা"),
    ("bs", "Bosnian", "Bosanski"),
    ("ckb", "Central Kurdish", "کوردیی ناوەندی"),
    ("da", "Danish", "Dansk"),
    ("de", "German", "Deutsch"),
    ("en", "English", "English"),
    ("es", "Spanish", "Español"),
    ("fa", "Persian", "فارسی"),
    ("fr", "French", "Français"),
    ("ha", "Hausa", "Hausa"),
    ("he", "Hebrew", "עברית"),
    ("hi", "Hindi", "हिन्दी"),
    ("hy", "Armenian", "Հայերեն"),
    ("id", "Indonesian", "Bahasa Indonesia"),
    ("it", "Italian", "Italiano"),
    ("ka", "Georgian", "ქართული"),
    ("km", "Khmer", "ខ្មែរ"),
    ("ku", "Kurdish", "Kurdî"),
    ("ky", "Kyrgyz", "Кыргызча"),
    ("lo", "Lao", "ລາວ"),
    ("my", "Burmese", "မြန်မာ"),
    ("ne", "Nepali", "नेपाली"),
    ("nl", "Dutch", "Nederlands"),
    ("pl", "Polish", "Polski"),
    ("ps", "Pashto", "پښتو"),
    ("pt", "Portuguese", "Português"),
    ("ro", "Romanian", "Română"),
    ("ru", "Russian", "Русский"),
    ("so", "Somali", "Soomaali"),
    ("sr", "Serbian", "Српски"),
    ("sv", "Swedish", "Svenska"),
    ("sw", "Swahili", "Kiswahili"),
    ("tg", "Tajik", "Тоҷикӣ"),
    ("ti", "Tigrinya", "ትግርኛ"),
    ("tr", "Turkish", "Türkçe"),
    ("uk", "Ukrainian", "Українська"),
    ("ur", "Urdu", "اردو"),
    ("uz", "Uzbek", "Oʻzbekcha"),
    ("vi", "Vietnamese", "Tiếng Việt"),
    ("zh", "Chinese", "中文"),
];

/// The tags of the languages that have a name here, in their order.
pub fn known() -> impl Iterator<Item = &'static str> {
    NAMES.iter().map(|(tag, ..)| *tag)
}

/// A language in English: `French`, `Portuguese (pt-BR)`; its tag, if it has no name here.
pub fn in_english(locale: &Locale) -> String {
    match NAMES.iter().find(|(tag, ..)| *tag == locale.language()) {
        None => locale.to_string(),
        Some((tag, english, _)) if locale.as_str() == *tag => (*english).to_owned(),
        Some((_, english, _)) => format!("{english} ({locale})"),
    }
}

/// A language as a heading names it: `Français (fr)`.
pub fn heading_name(locale: &Locale) -> String {
    let known = NAMES.iter().find(|(tag, ..)| *tag == locale.language());
    format!("{} ({locale})", known.map_or(locale.as_str(), |(_, _, own)| own))
}

/// The language that a heading names: by its tag in parentheses, by the tag alone, or by its name in English or in the
/// language itself.
pub fn language_of(name: &str) -> Option<Locale> {
    let name = name.trim();
    let in_parentheses =
        name.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')).map(|(_, tag)| tag.trim());
    if let Some(locale) = in_parentheses.and_then(tag) {
        return Some(locale);
    }
    let plain = name.split('(').next().unwrap_or_default().trim().to_lowercase();
    let named = NAMES
        .iter()
        .find(|(_, english, own)| english.to_lowercase() == plain || own.to_lowercase() == plain)
        .map(|(tag, ..)| *tag);
    named.and_then(|tag| tag.parse().ok()).or_else(|| tag(name))
}

/// A tag as people write it: `fr`, `FR`, `pt_BR`. Only languages that we know, unless it is written as a tag is: `Hausa` is none.
fn tag(text: &str) -> Option<Locale> {
    let text = text.replace('_', "-");
    let (language, rest) = text.split_once('-').map_or((text.as_str(), None), |(a, b)| (a, Some(b)));
    let language = language.to_lowercase();
    match rest {
        Some(rest) => format!("{language}-{rest}").parse().ok(),
        None => language.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_found_by_tag_and_by_name() {
        for (name, found) in [
            ("Français (fr)", Some("fr")),
            ("French", Some("fr")),
            ("français", Some("fr")),
            ("العربية", Some("ar")),
            ("Arabic (AR)", Some("ar")),
            ("pt_BR", Some("pt-BR")),
            ("Klingon (tlh)", Some("tlh")),
            ("en", Some("en")),
            ("Español (Colombia)", Some("es")),
            ("Elvish", None),
            ("", None),
        ] {
            assert_eq!(language_of(name).as_ref().map(Locale::as_str), found, "{name}");
        }
        for tag in ["en", "fr", "ar", "tlh", "pt-BR"] {
            let locale: Locale = tag.parse().unwrap();
            assert_eq!(language_of(&heading_name(&locale)), Some(locale));
        }
    }
}

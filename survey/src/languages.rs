//! What languages are called: in the headings of a form (`label::Français (fr)`), and in English.

use crate::Locale;
use crate::folding::fold;

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

/// Other names that forms and lists give to languages, and the codes of three letters (ISO 639-2).
const ALIASES: [(&str, &str); 91] = [
    ("am", "amh"),
    ("ar", "ara"),
    ("ar", "arabe"),
    ("ar", "عربي"),
    ("az", "aze"),
    ("be", "bel"),
    ("bn", "ben"),
    ("bn", "bangla"),
    ("bs", "bos"),
    ("ckb", "sorani"),
    ("da", "dan"),
    ("de", "deu"),
    ("de", "ger"),
    ("de", "allemand"),
    ("en", "eng"),
    ("en", "anglais"),
    ("en", "الإنجليزية"),
    ("en", "انجليزي"),
    ("es", "spa"),
    ("es", "castellano"),
    ("es", "espagnol"),
    ("fa", "fas"),
    ("fa", "per"),
    ("fa", "farsi"),
    ("fa-AF", "prs"),
    ("fa-AF", "dari"),
    ("fa-AF", "دری"),
    ("fr", "fra"),
    ("fr", "fre"),
    ("fr", "الفرنسية"),
    ("fr", "فرنسي"),
    ("ha", "hau"),
    ("he", "heb"),
    ("hi", "hin"),
    ("hy", "hye"),
    ("hy", "arm"),
    ("id", "ind"),
    ("it", "ita"),
    ("ka", "kat"),
    ("ka", "geo"),
    ("km", "khm"),
    ("ku", "kur"),
    ("ku", "kurmanji"),
    ("ky", "kir"),
    ("lo", "lao"),
    ("my", "mya"),
    ("my", "bur"),
    ("my", "myanmar"),
    ("ne", "nep"),
    ("nl", "nld"),
    ("nl", "dut"),
    ("pl", "pol"),
    ("ps", "pus"),
    ("ps", "pashtu"),
    ("pt", "por"),
    ("pt", "portugais"),
    ("ro", "ron"),
    ("ro", "rum"),
    ("ru", "rus"),
    ("ru", "russe"),
    ("so", "som"),
    ("so", "af soomaali"),
    ("sr", "srp"),
    ("sv", "swe"),
    ("sw", "swa"),
    ("tg", "tgk"),
    ("ti", "tir"),
    ("tl", "tagalog"),
    ("tl", "tgl"),
    ("tl", "filipino"),
    ("tl", "fil"),
    ("tr", "tur"),
    ("tr", "turc"),
    ("uk", "ukr"),
    ("ur", "urd"),
    ("uz", "uzb"),
    ("vi", "vie"),
    ("zh", "zho"),
    ("zh", "chi"),
    ("zh", "chinois"),
    ("zh", "mandarin"),
    ("sq", "sqi"),
    ("sq", "alb"),
    ("sq", "albanian"),
    ("sq", "shqip"),
    ("mk", "mkd"),
    ("mk", "mac"),
    ("mk", "macedonian"),
    ("hr", "hrv"),
    ("hr", "croatian"),
    ("hr", "hrvatski"),
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

/// The language that a heading or a cell names: by its tag in parentheses, by the tag alone, or by its name in English, in
/// the language itself, or as others call it. In parentheses behind a known name stands a region, unless it is a tag of that
/// very language: `English (UK)` is English in Britain, not Ukrainian.
pub fn language_of(name: &str) -> Option<Locale> {
    let name = name.trim();
    let (head, inside) = match name.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((head, inside)) => (head.trim(), Some(inside.trim())),
        None => (name, None),
    };
    let Some(named) = named(head) else { return inside.and_then(tag).or_else(|| tag(name)) };
    let Some(inside) = inside else { return named.parse().ok() };
    let own = tag(inside).filter(|locale| locale.language() == named || inside.len() != 2);
    own.or_else(|| region(inside).and_then(|region| format!("{named}-{region}").parse().ok()))
        .or_else(|| named.parse().ok())
}

/// The tag of the language of this name.
fn named(name: &str) -> Option<&'static str> {
    let name = fold(name.trim());
    let known = NAMES.iter().find(|(_, english, own)| fold(english) == name || fold(own) == name);
    let other = || ALIASES.iter().find(|(_, alias)| fold(alias) == name).map(|(tag, _)| *tag);
    known.map(|(tag, ..)| *tag).or_else(other)
}

/// A region by its code, as ISO 3166 or people have it.
fn region(text: &str) -> Option<String> {
    let code = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    code.then(|| text.to_ascii_uppercase()).map(|code| if code == "UK" { "GB".to_owned() } else { code })
}

/// A tag as people write it: `fr`, `FR`, `pt_BR`, `fra`. Only languages that we know, unless it is written as a tag is: `Hausa` is none.
fn tag(text: &str) -> Option<Locale> {
    let text = text.replace('_', "-");
    let (language, rest) = text.split_once('-').map_or((text.as_str(), None), |(a, b)| (a, Some(b)));
    let language = language.to_lowercase();
    let language =
        ALIASES.iter().find(|(_, alias)| *alias == language).map_or(language.as_str(), |(tag, _)| tag);
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
            ("English (UK)", Some("en-GB")),
            ("English (US)", Some("en-US")),
            ("Français (CA)", Some("fr-CA")),
            ("Portuguese (BR)", Some("pt-BR")),
            ("Kurdish (ckb)", Some("ckb")),
            ("Serbian (sr-Latn)", Some("sr-Latn")),
            ("Francais", Some("fr")),
            ("عربي", Some("ar")),
            ("Farsi", Some("fa")),
            ("Dari", Some("fa-AF")),
            ("Tagalog", Some("tl")),
            ("fra", Some("fr")),
            ("eng", Some("en")),
            ("English (eng)", Some("en")),
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

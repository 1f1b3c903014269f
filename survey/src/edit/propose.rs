//! Proposes codes: out of the text that people read, in Latin letters, short, and not taken.

use crate::code::MAX_LENGTH;

/// So many words say what a question is about.
const MOST_WORDS: usize = 4;
/// A longer word is cut.
const LONGEST_WORD: usize = 20;

/// Words that stand in every question and tell none from another, without accents.
const COMMON: &[&str] = &[
    "a", "about", "an", "and", "any", "are", "as", "at", "au", "aux", "avec", "avez", "be", "by", "ce",
    "ces", "cette", "comment", "d", "dans", "de", "des", "did", "do", "does", "du", "en", "est", "et",
    "etes", "for", "from", "had", "has", "have", "how", "if", "in", "is", "it", "l", "la", "le", "les",
    "leur", "many", "mesure", "most", "much", "nous", "of", "on", "or", "ou", "our", "par", "pour", "qu",
    "que", "quel", "quelle", "quelles", "quels", "qui", "s", "so", "sont", "sur", "that", "the", "their",
    "there", "this", "to", "un", "une", "us", "vos", "votre", "vous", "was", "we", "were", "what", "when",
    "where", "which", "who", "will", "with", "would", "you", "your",
];

/// A code for something that is called `text`: its first telling words, in Latin letters; `fallback_1` if it has none.
/// `taken` says which codes there are.
pub fn propose(text: &str, fallback: &str, taken: impl Fn(&str) -> bool) -> String {
    let latin = deunicode::deunicode(text).to_lowercase();
    // “don’t” is one word, “l’équipe” are two.
    let latin = latin.replace("n't", "nt");
    let words: Vec<&str> = latin
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '\'')
        .flat_map(|word| word.split('\''))
        .filter(|word| !word.is_empty())
        .collect();
    let telling: Vec<&str> = words.iter().copied().filter(|word| !COMMON.contains(word)).collect();
    let words = if telling.is_empty() { words } else { telling };
    let cut = |word: &str| word.chars().take(LONGEST_WORD).collect::<String>();
    let mut code = words.iter().take(MOST_WORDS).map(|word| cut(word)).collect::<Vec<_>>().join("_");
    code.truncate(MAX_LENGTH - 4);
    let code = code.trim_matches('_');
    let numbered = |base: &str, from: u32| {
        // A code of the longest kind still has room for its number.
        let mut number = from;
        loop {
            let candidate = format!("{base}_{number}");
            if !taken(&candidate) {
                return candidate;
            }
            number += 1;
        }
    };
    // A code begins with a letter, and none ends like the field of an “other” choice.
    let usable =
        code.starts_with(|c: char| c.is_ascii_lowercase()) && !code.ends_with(crate::code::OTHER_SUFFIX);
    match (usable, code) {
        (true, code) if !taken(code) => code.to_owned(),
        (true, code) => numbered(code, 2),
        (false, _) => numbered(fallback, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::QuestionCode;

    #[test]
    fn a_code_says_in_latin_letters_what_the_text_is_about() {
        let propose = |text| propose(text, "question", |_| false);
        assert_eq!(propose("How satisfied are you with the cooperation?"), "satisfied_cooperation");
        assert_eq!(propose("Dans quelle mesure êtes-vous satisfait de l’équipe ?"), "satisfait_equipe");
        assert_eq!(propose("Where?"), "where");
        assert_eq!(propose("Don’t know"), "dont_know");
        assert_eq!(propose("2024"), "question_1");
        assert_eq!(propose(""), "question_1");
        assert!(propose("ما مدى رضاكم عن التعاون؟").parse::<QuestionCode>().is_ok());
    }

    #[test]
    fn a_code_that_is_taken_gets_a_number() {
        let taken = ["region", "region_2", "question_1"];
        let propose = |text| propose(text, "question", |code| taken.contains(&code));
        assert_eq!(propose("Region"), "region_3");
        assert_eq!(propose("???"), "question_2");
    }
}

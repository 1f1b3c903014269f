//! How much room words take. Nobody measures letters here: the fonts are the reader's. So the estimates are generous.

/// About how wide a text is.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(of).sum::<f64>() * size
}

/// A letter's width, as a part of the size of its font.
fn of(letter: char) -> f64 {
    match letter {
        ' ' | '\u{a0}' | '\u{202f}' | '.' | ',' | ':' | ';' | '\'' | '’' | 'i' | 'j' | 'l' | '|' | '('
        | ')' => 0.32,
        'f' | 'r' | 't' | 'I' | '-' | '/' => 0.4,
        'm' | 'w' | 'M' | 'W' | '%' => 0.9,
        '⚠' => 1.0,
        'A'..='Z' => 0.7,
        // Marks take no room of their own: vowels of Arabic, and what isolates a direction.
        '\u{64b}'..='\u{65f}' | '\u{200e}' | '\u{200f}' | '\u{2066}'..='\u{2069}' | '\u{fe0e}' => 0.0,
        '\u{600}'..='\u{6ff}' => 0.56,
        _ => 0.58,
    }
}

/// A text in lines of that width; a word that is longer stands in a line of its own, cut where it must be.
pub fn lines(text: &str, size: f64, room: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let last = lines
            .last_mut()
            .filter(|line| line.is_empty() || width(line, size) + width(word, size) + size * 0.32 <= room);
        match last {
            Some(line) if line.is_empty() => word.clone_into(line),
            Some(line) => {
                line.push(' ');
                line.push_str(word);
            }
            None => lines.push(word.to_owned()),
        }
        while let Some(rest) = lines.last_mut().and_then(|line| cut(line, size, room)) {
            lines.push(rest);
        }
    }
    lines
}

/// Cuts a line that is too long, and returns the rest.
fn cut(line: &mut String, size: f64, room: f64) -> Option<String> {
    if line.contains(' ') || width(line, size) <= room {
        return None;
    }
    let mut taken = 0.0;
    let place = line.char_indices().skip(1).find(|(_, letter)| {
        taken += of(*letter) * size;
        taken + size > room
    });
    let place = place?.0;
    Some(line.split_off(place))
}

/// A text as it stands in XML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_labels_are_wrapped_and_no_word_is_lost() {
        let text = "The contracts, agreements and procedures are easy to understand and comply with";
        let found = lines(text, 14.0, 160.0);
        assert!(found.len() > 2 && found.iter().all(|line| width(line, 14.0) <= 160.0), "{found:?}");
        assert_eq!(found.join(" "), text);
        let long = lines("Donaudampfschifffahrtsgesellschaft", 14.0, 80.0);
        assert!(long.len() > 2 && long.iter().all(|line| width(line, 14.0) <= 80.0), "{long:?}");
        assert_eq!(long.concat(), "Donaudampfschifffahrtsgesellschaft");
        assert_eq!(lines("", 14.0, 80.0), [""]);
    }
}

//! Finds codes in short lists: a response has some hundred of them, and a survey may have a million responses.

/// A list of codes.
#[derive(Debug, Clone, Default)]
pub(super) struct Codes {
    /// What tells most codes apart at a glance, one for each.
    marks: Vec<u64>,
    codes: Vec<Box<str>>,
}

impl Codes {
    /// Where a code stands in the list.
    pub(super) fn place(&self, code: &str) -> Option<usize> {
        self.place_from(0, code)
    }

    /// The same, when it most likely stands at `first` or soon after.
    pub(super) fn place_from(&self, first: usize, code: &str) -> Option<usize> {
        let wanted = mark(code);
        let found = |place: &usize| self.marks[*place] == wanted && *self.codes[*place] == *code;
        (first..self.marks.len()).find(found).or_else(|| (0..first.min(self.marks.len())).find(found))
    }
}

impl<'a> FromIterator<&'a str> for Codes {
    fn from_iter<I: IntoIterator<Item = &'a str>>(codes: I) -> Self {
        let mut list = Self::default();
        list.extend(codes);
        list
    }
}

impl<'a> Extend<&'a str> for Codes {
    fn extend<I: IntoIterator<Item = &'a str>>(&mut self, codes: I) {
        for code in codes {
            self.marks.push(mark(code));
            self.codes.push(code.into());
        }
    }
}

/// The two ends of a code and its length in one number. Codes of one list often begin alike, so one end would not do.
fn mark(code: &str) -> u64 {
    let bytes = code.as_bytes();
    let ends = match (bytes.first_chunk::<8>(), bytes.last_chunk::<8>()) {
        (Some(first), Some(last)) => u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(20),
        _ => bytes.iter().fold(0, |mark, byte| mark << 8 | u64::from(*byte)),
    };
    ends ^ (bytes.len() as u64).rotate_right(8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_where_it_stands_from_wherever_the_search_begins() {
        // The last two have the same mark.
        let list =
            ["a", "b", "agree", "agreed", "strongly_agree", "strongly_disagree", "aaaaaaaa", "aaaaaaaaa"];
        let codes: Codes = list.into_iter().collect();
        for first in 0..=list.len() + 1 {
            for (place, code) in list.into_iter().enumerate() {
                assert_eq!(codes.place_from(first, code), Some(place));
            }
            for unknown in ["", "c", "agre", "strongly_xxx_agree", "x"] {
                assert_eq!(codes.place_from(first, unknown), None);
            }
        }
    }

    #[test]
    fn codes_with_the_same_mark_are_told_apart() {
        let (one, other) = ("partner_a_programme", "partner_b_programme");
        assert_eq!(mark(one), mark(other));
        let codes: Codes = [one].into_iter().collect();
        assert_eq!((codes.place(one), codes.place(other)), (Some(0), None));
    }
}

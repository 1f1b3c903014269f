//! Finds codes in short lists: a response has some hundred of them, and a survey may have a million responses.

/// A list of codes.
#[derive(Debug, Clone, Default)]
pub(super) struct Codes(Vec<(Mark, Box<str>)>);

/// Both ends of a code and its length, which is the whole code if it is short. Codes of one list often begin alike, so one
/// end would not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Mark {
    first: u64,
    last: u64,
    length: usize,
}

impl Mark {
    /// Up to this length the ends are the whole.
    const WHOLE: usize = 2 * size_of::<u64>();

    fn of(code: &str) -> Self {
        let bytes = code.as_bytes();
        let (first, last) = match (bytes.first_chunk(), bytes.last_chunk()) {
            (Some(first), Some(last)) => (u64::from_le_bytes(*first), u64::from_le_bytes(*last)),
            _ => (bytes.iter().fold(0, |all, byte| all << 8 | u64::from(*byte)), 0),
        };
        Self { first, last, length: bytes.len() }
    }
}

impl Codes {
    /// Where a code stands in the list.
    pub(super) fn place(&self, code: &str) -> Option<usize> {
        self.place_from(0, code)
    }

    /// The same, when it most likely stands at `first` or soon after.
    pub(super) fn place_from(&self, first: usize, code: &str) -> Option<usize> {
        let wanted = Mark::of(code);
        let found = |place: &usize| {
            let (mark, known) = &self.0[*place];
            *mark == wanted && (wanted.length <= Mark::WHOLE || **known == *code)
        };
        (first..self.0.len()).find(found).or_else(|| (0..first.min(self.0.len())).find(found))
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
        self.0.extend(codes.into_iter().map(|code| (Mark::of(code), code.into())));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_where_it_stands_from_wherever_the_search_begins() {
        let list =
            ["a", "b", "agree", "agreed", "strongly_agree", "strongly_disagree", "aaaaaaaa", "aaaaaaaaa"];
        let codes: Codes = list.into_iter().collect();
        for first in 0..=list.len() + 1 {
            for (place, code) in list.into_iter().enumerate() {
                assert_eq!(codes.place_from(first, code), Some(place));
            }
            for unknown in ["", "c", "agre", "strongly_xxx_agree", "aaaaaaa", "aaaaaaaaaa"] {
                assert_eq!(codes.place_from(first, unknown), None);
            }
        }
    }

    #[test]
    fn codes_with_the_same_mark_are_told_apart() {
        let (one, other) = ("partner_a_programme", "partner_b_programme");
        assert_eq!(Mark::of(one), Mark::of(other));
        let codes: Codes = [one].into_iter().collect();
        assert_eq!((codes.place(one), codes.place(other)), (Some(0), None));
    }
}

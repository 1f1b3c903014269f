//! The chain of keys that seal what waits: one for each day, each made of the one before it, and none of one that comes
//! after it.
//!
//! `K(day + 1) = HKDF-SHA-256(K(day), "sawt inbox next")`, and a response is sealed with `HKDF-SHA-256(K(day), "sawt inbox
//! seal")`. Whoever has the link of a day opens what was sealed on that day and later, and nothing from before it.

use std::collections::BTreeMap;

use chacha20poly1305::{KeyInit as _, XChaCha20Poly1305};
use hkdf::Hkdf;
use sha2::Sha256;
use survey::Day;

/// The length of a key in bytes.
pub const KEY: usize = 32;
/// The length of a chain's name in bytes.
pub const NAME: usize = 8;

/// The link of a day.
#[derive(Clone)]
pub struct Link {
    /// The day, in UTC.
    pub day: Day,
    /// Its secret.
    pub key: [u8; KEY],
}

impl Link {
    fn derive(&self, use_for: &[u8]) -> [u8; KEY] {
        let mut derived = [0; KEY];
        Hkdf::<Sha256>::new(None, &self.key)
            .expand(use_for, &mut derived)
            .expect("HKDF gives up to 255 times the length of its hash");
        derived
    }

    fn next(&self) -> Self {
        Self { day: self.day.saturating_add(1), key: self.derive(b"sawt inbox next") }
    }

    /// The link of this day or a later one; none of an earlier one.
    pub fn at(&self, day: Day) -> Option<Self> {
        if day < self.day {
            return None;
        }
        let mut link = self.clone();
        while link.day < day {
            link = link.next();
        }
        Some(link)
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new(&self.derive(b"sawt inbox seal").into())
    }
}

/// What of a chain is in memory: the link that the file keeps, and the ciphers from its day to today.
pub struct Chain {
    name: [u8; NAME],
    first: Link,
    last: Link,
    ciphers: BTreeMap<Day, XChaCha20Poly1305>,
}

impl Chain {
    /// The chain of this name from its oldest known link on.
    pub fn new(name: [u8; NAME], first: Link) -> Self {
        let ciphers = BTreeMap::from([(first.day, first.cipher())]);
        Self { name, last: first.clone(), first, ciphers }
    }

    /// Which chain this is, without telling its keys.
    pub fn name(&self) -> &[u8; NAME] {
        &self.name
    }

    /// The oldest day whose key is known.
    pub fn first(&self) -> &Link {
        &self.first
    }

    /// The day whose key seals.
    pub fn day(&self) -> Day {
        self.last.day
    }

    /// Goes on to a day. A clock that goes back changes nothing.
    pub fn go_on_to(&mut self, day: Day) {
        while self.last.day < day {
            self.last = self.last.next();
            self.ciphers.insert(self.last.day, self.last.cipher());
        }
    }

    /// Forgets the keys of days before this one, as far as today.
    pub fn forget_before(&mut self, day: Day) {
        if let Some(first) = self.first.at(day.min(self.last.day)) {
            self.ciphers.retain(|day, _| *day >= first.day);
            self.first = first;
        }
    }

    /// The cipher that seals today.
    pub fn sealing(&self) -> &XChaCha20Poly1305 {
        &self.ciphers[&self.last.day]
    }

    /// Runs something with the cipher of a day; nothing for a day that is forgotten. That of a coming day is made: another
    /// server's clock may be ahead.
    pub fn with_cipher<T>(&self, day: Day, run: impl FnOnce(&XChaCha20Poly1305) -> T) -> Option<T> {
        match self.ciphers.get(&day) {
            Some(cipher) => Some(run(cipher)),
            None => self.last.at(day).map(|link| run(&link.cipher())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn first() -> Link {
        Link { day: day("2026-11-23"), key: [7; KEY] }
    }

    #[test]
    fn a_link_leads_on_and_never_back() {
        let week = first().at(day("2026-11-30")).unwrap();
        let by_steps = (0..7).fold(first(), |link, _| link.next());
        assert_eq!((week.day, week.key), (by_steps.day, by_steps.key));
        assert_eq!(first().at(day("2026-11-23")).unwrap().key, [7; KEY]);
        assert!(week.at(day("2026-11-29")).is_none());
        assert_ne!(week.derive(b"sawt inbox seal"), week.next().key);
    }

    #[test]
    fn the_documented_chain_is_made() {
        // By hmac and hashlib of Python, after RFC 5869.
        let next = first().next();
        let hex: String = next.key.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hex, "89bef422e782ed14349d0d717af5ae6eff2edf8e79546020eeee82e2c13bf944");
    }

    #[test]
    fn what_is_forgotten_is_opened_no_more_and_what_comes_is() {
        let mut chain = Chain::new([1; NAME], first());
        chain.go_on_to(day("2026-11-30"));
        assert_eq!(chain.day(), day("2026-11-30"));
        let opens = |chain: &Chain, text: &str| chain.with_cipher(day(text), |_| ()).is_some();
        assert!(opens(&chain, "2026-11-23") && opens(&chain, "2026-12-02") && !opens(&chain, "2026-11-22"));
        chain.forget_before(day("2026-11-29"));
        assert_eq!(chain.first().key, first().at(day("2026-11-29")).unwrap().key);
        assert!(!opens(&chain, "2026-11-28") && opens(&chain, "2026-11-29") && opens(&chain, "2026-11-30"));
        chain.go_on_to(day("2026-11-01"));
        assert_eq!(chain.day(), day("2026-11-30"), "a clock that goes back changes nothing");
        chain.forget_before(day("2027-01-01"));
        assert_eq!(chain.first().day, day("2026-11-30"), "today is never forgotten");
    }
}

//! Passwords and their hashes, and the line in which they wait: each takes a core for tens of milliseconds, and 19 MB.
//!
//! As many are hashed at once as there are cores, with memory that is used again. Few more wait, for seconds at most, and of those few
//! come from one place. Whoever finds the line full is told to come back ([`Busy`]), so a flood costs neither memory nor the pages of
//! partners.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::available_parallelism;
use std::time::Duration;

use actix_web::rt::task::spawn_blocking;
use actix_web::rt::time::timeout;
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{Error, Output, ParamsString, PasswordHash, SaltString};
use argon2::{ARGON2ID_IDENT, Algorithm, Argon2, Block, Params, Version};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// How many of strangers, and how many of others, are hashed or wait at once.
const PLACES: usize = 32;
/// How many of these may be of one network address, browser or session.
const PLACES_OF_ONE: u32 = 8;
/// Longer nobody waits.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
const LENGTH: usize = 32;

/// Hashes a password with argon2id.
///
/// # Errors
/// Only for parameters that argon2 does not accept, which the defaults are not.
pub fn hash_password(password: &str) -> Result<String, Error> {
    make(password, &mut Vec::new())
}

fn make(password: &str, memory: &mut Vec<Block>) -> Result<String, Error> {
    let salt = SaltString::generate(&mut OsRng);
    let mut bytes = [0; 64];
    let salted = salt.as_salt().decode_b64(&mut bytes)?;
    let params = Params::default();
    let made = PasswordHash {
        algorithm: ARGON2ID_IDENT,
        version: Some(Version::V0x13.into()),
        params: ParamsString::try_from(&params)?,
        salt: Some(salt.as_salt()),
        hash: Some(fill(password, salted, Argon2::new(Algorithm::Argon2id, Version::V0x13, params), memory)?),
    };
    Ok(made.to_string())
}

/// Whether the password is the one that was hashed.
fn verify(password: &str, hash: &str, memory: &mut Vec<Block>) -> Result<bool, Error> {
    let parsed = PasswordHash::new(hash)?;
    let (Some(salt), Some(expected)) = (parsed.salt, parsed.hash) else { return Err(Error::Password) };
    let params = Params::try_from(&parsed)?;
    let version = parsed.version.map_or(Ok(Version::default()), Version::try_from)?;
    let mut bytes = [0; 64];
    let salt = salt.decode_b64(&mut bytes)?;
    let argon = Argon2::new(Algorithm::try_from(parsed.algorithm)?, version, params);
    // The comparison takes the same time wherever the two differ.
    let right = fill(password, salt, argon, memory)? == expected;
    // How much work it was: tests see by it that a log-in without an account is no less. It tells nothing of who it was.
    tracing::debug!(algorithm = %parsed.algorithm, parameters = %parsed.params, "a password was compared");
    Ok(right)
}

fn fill(password: &str, salt: &[u8], argon: Argon2<'_>, memory: &mut Vec<Block>) -> Result<Output, Error> {
    let needed = argon.params().block_count();
    if memory.len() < needed {
        memory.resize(needed, Block::new());
    }
    let mut made = [0; LENGTH];
    argon.hash_password_into_with_memory(password.as_bytes(), salt, &mut made, &mut memory[..needed])?;
    Output::new(&made)
}

/// Who wants a password hashed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Somebody of whom nothing but the place is known: what stands for a network address.
    Stranger(Vec<u8>),
    /// A browser that has logged in before, a session, or the holder of a link: the hash of its secret. Strangers take no place from it.
    Known(Vec<u8>),
}

/// The line is full, or it took too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Busy;

impl Busy {
    /// After how many seconds it is worth trying again.
    pub const SECONDS: u64 = 3;
}

/// Where passwords wait to be hashed.
pub struct Hashing {
    cores: Arc<Semaphore>,
    strangers: Arc<Semaphore>,
    known: Arc<Semaphore>,
    shared: Arc<Shared>,
}

#[derive(Default)]
struct Shared {
    places: Mutex<HashMap<Vec<u8>, u32>>,
    memory: Mutex<Vec<Vec<Block>>>,
}

impl Shared {
    fn places(&self) -> MutexGuard<'_, HashMap<Vec<u8>, u32>> {
        self.places.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn memory(&self) -> MutexGuard<'_, Vec<Vec<Block>>> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A place in the line, given back when it is dropped.
pub struct Place {
    shared: Arc<Shared>,
    whose: Vec<u8>,
    _place: OwnedSemaphorePermit,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut places = self.shared.places();
        if let Some(taken) = places.get_mut(&self.whose) {
            *taken -= 1;
            if *taken == 0 {
                places.remove(&self.whose);
            }
        }
    }
}

/// The turn to hash one password.
pub struct Turn {
    place: Place,
    _core: OwnedSemaphorePermit,
}

impl Hashing {
    /// With as many turns at once as there are cores.
    pub fn new() -> Self {
        Self::with_cores(available_parallelism().map_or(2, usize::from))
    }

    fn with_cores(cores: usize) -> Self {
        let semaphore = |permits| Arc::new(Semaphore::new(permits));
        Self {
            cores: semaphore(cores),
            strangers: semaphore(PLACES),
            known: semaphore(PLACES),
            shared: Arc::default(),
        }
    }

    /// A place in the line.
    ///
    /// # Errors
    /// [`Busy`] if there is none left, or none for this one.
    pub fn place(&self, whose: Whose) -> Result<Place, Busy> {
        let (all, whose) = match whose {
            Whose::Stranger(whose) => (&self.strangers, whose),
            Whose::Known(whose) => (&self.known, whose),
        };
        let place = all.clone().try_acquire_owned().map_err(|_| Busy)?;
        let mut places = self.shared.places();
        let taken = places.entry(whose.clone()).or_default();
        if *taken >= PLACES_OF_ONE {
            return Err(Busy);
        }
        *taken += 1;
        Ok(Place { shared: self.shared.clone(), whose, _place: place })
    }

    /// Waits until it is this one's turn.
    ///
    /// # Errors
    /// [`Busy`] if that takes too long.
    pub async fn turn(&self, place: Place) -> Result<Turn, Busy> {
        let core = timeout(LONGEST_WAIT, self.cores.clone().acquire_owned()).await;
        let core = core.map_err(|_| Busy)?.map_err(|_| Busy)?;
        Ok(Turn { place, _core: core })
    }
}

impl Default for Hashing {
    fn default() -> Self {
        Self::new()
    }
}

impl Turn {
    /// Whether the password is the one that was hashed.
    pub async fn verify(self, password: String, hash: String) -> bool {
        let right = self.work(move |memory| verify(&password, &hash, memory)).await;
        right.unwrap_or_else(|error| {
            tracing::error!(%error, "the hash of a password can't be read");
            false
        })
    }

    /// Hashes a password.
    ///
    /// # Errors
    /// Never for the parameters that are used.
    pub async fn hash(self, password: String) -> Result<String, Error> {
        self.work(move |memory| make(&password, memory)).await
    }

    /// Works on a thread that serves no requests. The turn is over when the work is, even if nobody waits for it any more.
    async fn work<T: Send + 'static>(
        self,
        work: impl FnOnce(&mut Vec<Block>) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let done = spawn_blocking(move || {
            let shared = self.place.shared.clone();
            let mut memory = shared.memory().pop().unwrap_or_default();
            let done = work(&mut memory);
            shared.memory().push(memory);
            drop(self);
            done
        });
        done.await.unwrap_or(Err(Error::Crypto))
    }
}

/// The hash of a password that nobody has.
pub const NO_ONE: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$c2F3dC1uby1vbmUtaGVyZQ$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

#[cfg(test)]
mod tests {
    use argon2::{PasswordHasher as _, PasswordVerifier as _};

    use super::*;

    /// What OWASP's cheat sheet on storing passwords asks of argon2id at the least.
    #[test]
    fn passwords_are_kept_as_argon2id_with_enough_memory_and_passes() {
        let made = hash_password("several words are long").unwrap();
        for hash in [made.as_str(), NO_ONE] {
            let parsed = PasswordHash::new(hash).unwrap();
            assert_eq!((parsed.algorithm.as_str(), parsed.version), ("argon2id", Some(19)));
            let params = Params::try_from(&parsed).unwrap();
            assert!(
                params.m_cost() >= 19 * 1024 && params.t_cost() >= 2 && params.p_cost() >= 1,
                "{params:?}"
            );
            assert_eq!(parsed.hash.unwrap().len(), 32);
            assert!(parsed.salt.unwrap().as_str().len() >= 16);
        }
        assert_ne!(made, hash_password("several words are long").unwrap(), "each has a salt of its own");
    }

    #[test]
    fn hashes_are_those_of_the_crate_whatever_the_memory_held_before() {
        let mut memory = Vec::new();
        let salt = SaltString::generate(&mut OsRng);
        let theirs = Argon2::default().hash_password(b"one", &salt).unwrap().to_string();
        for _ in 0..2 {
            assert!(verify("one", &theirs, &mut memory).unwrap());
            assert!(!verify("other", &theirs, &mut memory).unwrap());
        }
        let ours = make("other", &mut memory).unwrap();
        let parsed = PasswordHash::new(&ours).unwrap();
        assert!(Argon2::default().verify_password(b"other", &parsed).is_ok());
        assert!(Argon2::default().verify_password(b"one", &parsed).is_err());
        assert!(verify("one", "no hash", &mut memory).is_err());
    }

    #[test]
    fn a_log_in_without_an_account_is_the_same_work() {
        let made = hash_password("x").unwrap();
        let work = |hash: &str| Params::try_from(&PasswordHash::new(hash).unwrap()).unwrap();
        let (own, nobodys) = (work(&made), work(NO_ONE));
        assert_eq!(own.m_cost(), nobodys.m_cost());
        assert_eq!((own.t_cost(), own.p_cost()), (nobodys.t_cost(), nobodys.p_cost()));
    }

    #[actix_web::test]
    async fn the_line_is_short_and_strangers_take_no_place_of_others() {
        let hashing = Hashing::with_cores(1);
        let stranger = |n: u8| Whose::Stranger(vec![n]);
        let mut taken: Vec<_> = (0..8).map(|_| hashing.place(stranger(0)).ok().unwrap()).collect();
        assert_eq!(hashing.place(stranger(0)).err(), Some(Busy), "one address has no more places");
        taken.extend((8..32).map(|n| hashing.place(stranger(n)).ok().unwrap()));
        assert_eq!(hashing.place(stranger(40)).err(), Some(Busy), "the line is full");
        let known = hashing.place(Whose::Known(vec![50])).ok().unwrap();
        taken.clear();
        let turn = hashing.turn(known).await.ok().unwrap();
        assert_eq!(hashing.cores.available_permits(), 0);
        assert!(turn.verify("a".into(), hash_password("a").unwrap()).await);
        assert_eq!(hashing.cores.available_permits(), 1);
        assert!(hashing.shared.places().is_empty());
        assert_eq!(hashing.shared.memory().len(), 1, "it is used again");
    }
}

//! The one place that draws random bytes for secrets and keys, from the operating system.

use rand::SeedableRng as _;
use rand::rngs::StdRng;
use rand::seq::SliceRandom as _;
use rand_core::{OsRng, RngCore as _};
use uuid::Uuid;

/// Random bytes.
pub fn bytes<const N: usize>() -> [u8; N] {
    let mut bytes = [0; N];
    OsRng.fill_bytes(&mut bytes);
    bytes
}

/// A random UUIDv4.
pub fn uuid() -> Uuid {
    uuid::Builder::from_random_bytes(bytes()).into_uuid()
}

/// Puts items into an order that nobody can know.
pub fn shuffle<T>(items: &mut [T]) {
    items.shuffle(&mut StdRng::from_seed(bytes()));
}

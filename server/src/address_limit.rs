//! How often something was done from a network address lately.
//!
//! An address is never kept: only a keyed hash of it, with a key that this process drew, for ten minutes, in memory.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};

use actix_web::HttpRequest;
use sha2::{Digest, Sha256};

use crate::entropy;

/// After so many milliseconds counting begins anew.
pub const WINDOW_MS: i64 = 600_000;
/// More addresses than this are not counted apart.
const MOST: usize = 50_000;

type Hash = [u8; 16];

/// The addresses of the last minutes.
pub struct AddressLimit {
    key: [u8; 32],
    used: Mutex<Window>,
}

#[derive(Default)]
struct Window {
    number: i64,
    uses: HashMap<Hash, u32>,
}

impl AddressLimit {
    /// Counts from nothing, with a new key.
    pub fn new() -> Self {
        Self { key: entropy::bytes(), used: Mutex::default() }
    }

    /// Counts one use of something from an address, and returns how many there were. Of one address too many it returns 0.
    pub fn count(&self, what: &str, address: IpAddr, now_ms: i64) -> u32 {
        let hash = self.hash(what, address);
        self.with(now_ms, |uses| {
            if uses.len() >= MOST && !uses.contains_key(&hash) {
                return 0;
            }
            let uses = uses.entry(hash).or_default();
            *uses = uses.saturating_add(1);
            *uses
        })
    }

    /// How many uses there were.
    pub fn counted(&self, what: &str, address: IpAddr, now_ms: i64) -> u32 {
        let hash = self.hash(what, address);
        self.with(now_ms, |uses| uses.get(&hash).copied().unwrap_or_default())
    }

    fn with<T>(&self, now_ms: i64, work: impl FnOnce(&mut HashMap<Hash, u32>) -> T) -> T {
        let number = now_ms / WINDOW_MS;
        let mut window = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        if window.number != number {
            *window = Window { number, uses: HashMap::new() };
        }
        work(&mut window.uses)
    }

    fn hash(&self, what: &str, address: IpAddr) -> Hash {
        let mut hash = Sha256::new();
        hash.update(self.key);
        hash.update(what);
        hash.update([0]);
        hash.update(network(address));
        let mut short = Hash::default();
        short.copy_from_slice(&hash.finalize()[..16]);
        short
    }
}

impl Default for AddressLimit {
    fn default() -> Self {
        Self::new()
    }
}

/// What an address is counted as.
pub fn network(address: IpAddr) -> Vec<u8> {
    match address {
        IpAddr::V4(address) => address.octets().to_vec(),
        // A connection gets a whole /64: its single addresses are no limit.
        IpAddr::V6(address) => address.octets()[..8].to_vec(),
    }
}

/// Where a request comes from: the address that the nearest proxy saw, if there is one in front, else the connection's own.
pub fn address(request: &HttpRequest) -> Option<IpAddr> {
    let peer = canonical(request.peer_addr()?.ip());
    if !is_near(peer) {
        return Some(peer);
    }
    let forwarded = request.headers().get_all("x-forwarded-for").last().and_then(|value| value.to_str().ok());
    let last = forwarded.and_then(|list| list.rsplit(',').next()).and_then(|text| text.trim().parse().ok());
    Some(last.map_or(peer, canonical))
}

fn canonical(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V6(v6) => v6.to_ipv4_mapped().map_or(address, IpAddr::V4),
        IpAddr::V4(_) => address,
    }
}

/// Whether a connection comes from this machine or its own network, where a proxy would be.
fn is_near(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(v4) => v4.is_loopback() || v4.is_private(),
        IpAddr::V6(v6) => v6 == Ipv6Addr::LOCALHOST || v6.is_unique_local(),
    }
}

#[cfg(test)]
mod tests {
    use actix_web::test::TestRequest;

    use super::*;

    fn seen(peer: &str, forwarded: Option<&str>) -> String {
        let mut request = TestRequest::default().peer_addr(format!("{peer}:1").parse().unwrap());
        if let Some(forwarded) = forwarded {
            request = request.insert_header(("x-forwarded-for", forwarded));
        }
        address(&request.to_http_request()).unwrap().to_string()
    }

    #[test]
    fn only_a_proxy_nearby_is_believed_and_only_what_it_added_itself() {
        assert_eq!(seen("127.0.0.1", Some("1.1.1.1, 203.0.113.9")), "203.0.113.9");
        assert_eq!(seen("10.0.0.2", Some("2001:db8::1")), "2001:db8::1");
        assert_eq!(seen("203.0.113.5", Some("1.1.1.1")), "203.0.113.5");
        assert_eq!(seen("127.0.0.1", Some("unknown")), "127.0.0.1");
        assert_eq!(seen("[::ffff:203.0.113.5]", None), "203.0.113.5");
    }

    #[test]
    fn an_address_is_counted_for_itself_and_anew_after_a_while() {
        let limit = AddressLimit::new();
        let count = |text: &str, now| limit.count("x", text.parse().unwrap(), now);
        assert_eq!((count("2001:db8::1", 0), count("2001:db8::2", 1)), (1, 2), "the same /64");
        assert_eq!((count("2001:db8:1::1", 1), count("203.0.113.9", 1)), (1, 1));
        assert_eq!(limit.counted("x", "2001:db8::9".parse().unwrap(), 1), 2);
        assert_eq!(limit.counted("y", "2001:db8::9".parse().unwrap(), 1), 0);
        assert_eq!(count("2001:db8::1", WINDOW_MS), 1);
    }
}

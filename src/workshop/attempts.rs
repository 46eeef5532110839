//! How often an address has tried something lately: codes cannot be guessed by trying.

use super::limits::ADDRESSES;
use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// Attempts by address within a stretch of time.
pub struct Attempts {
    most: u32,
    within: Duration,
    by: Mutex<HashMap<IpAddr, Tried>>,
}

#[derive(Clone, Copy)]
struct Tried {
    times: u32,
    /// When counting began, and when the last one was.
    since: Instant,
    last: Instant,
}

impl Attempts {
    /// At most so many attempts within a stretch of time that begins with the first.
    pub fn new(most: u32, within: Duration) -> Attempts {
        Attempts { most, within, by: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<IpAddr, Tried>> {
        self.by.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether an address may try again.
    pub fn may(&self, address: IpAddr) -> bool {
        self.may_at(address, Instant::now())
    }

    fn may_at(&self, address: IpAddr, now: Instant) -> bool {
        let by = self.lock();
        by.get(&household(address))
            .is_none_or(|tried| tried.times < self.most || now.duration_since(tried.since) >= self.within)
    }

    /// One more attempt of an address.
    pub fn count(&self, address: IpAddr) {
        self.count_at(address, Instant::now());
    }

    fn count_at(&self, address: IpAddr, now: Instant) {
        let mut by = self.lock();
        if by.len() >= ADDRESSES
            && let Some(oldest) = by.iter().min_by_key(|(_, tried)| tried.last).map(|(address, _)| *address)
        {
            by.remove(&oldest);
        }
        let tried = by.entry(household(address)).or_insert(Tried { times: 0, since: now, last: now });
        if now.duration_since(tried.since) >= self.within {
            *tried = Tried { times: 0, since: now, last: now };
        }
        tried.times += 1;
        tried.last = now;
    }
}

/// Whoever has one address of version 6 has all that begin with its 64 bits.
fn household(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        four => four,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_tried_too_often_waits() {
        let attempts = Attempts::new(3, Duration::from_secs(60));
        let (one, other) = ("192.168.1.7".parse().unwrap(), "192.168.1.8".parse().unwrap());
        let begin = Instant::now();
        let after = |seconds| begin + Duration::from_secs(seconds);
        for second in 0..3 {
            assert!(attempts.may_at(one, after(second)));
            attempts.count_at(one, after(second));
        }
        assert!(!attempts.may_at(one, after(59)) && attempts.may_at(other, after(59)));
        assert!(attempts.may_at(one, after(60)));
        attempts.count_at(one, after(61));
        assert!(attempts.may_at(one, after(62)), "counted anew");
    }

    #[test]
    fn neighbours_of_version_6_are_one_and_memory_is_bounded() {
        let attempts = Attempts::new(1, Duration::from_secs(60));
        attempts.count("2001:db8::1".parse().unwrap());
        assert!(!attempts.may("2001:db8::ffff".parse().unwrap()));
        assert!(attempts.may("2001:db8:0:1::1".parse().unwrap()));
        attempts.count("::ffff:10.0.0.1".parse().unwrap());
        assert!(!attempts.may("10.0.0.1".parse().unwrap()));
        for number in 0..2 * ADDRESSES as u32 {
            attempts.count(IpAddr::V4(number.into()));
        }
        assert!(attempts.lock().len() <= ADDRESSES);
    }
}

//! Keyed streams: one mix gives the key of an entity, one more the generator of a purpose.
//!
//! The generator is SplitMix64 (Steele, Lea, Flood 2014): eight bytes of state, two multiplications a draw, passes
//! BigCrush, and any key is as good a start as any other, which is what keyed streams need.

use rand::rand_core::{TryRng, utils::fill_bytes_via_next_word};
use std::convert::Infallible;

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// What a draw is for. The numbers are part of every result: never reuse or change one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
#[repr(u64)]
pub enum Purpose {
    Arrivals = 1,
    DayFactor = 2,
    Channel = 3,
    Language = 4,
    Reach = 5,
    Patience = 6,
    Experience = 7,
    MessageCount = 8,
    Handling = 9,
    ReplyDelay = 10,
    GivingUp = 11,
    Absence = 12,
    OffQueue = 13,
    Tone = 14,
    PrivateData = 15,
    DmAccept = 16,
    PhoneNeeded = 17,
    Error = 18,
    ReopenDelay = 19,
    Bot = 20,
    Monitored = 21,
    Welcome = 22,
    Contagion = 23,
    /// Whether the customer has read the general post of a crisis.
    Told = 30,
}

/// The finaliser of SplitMix64 (variant 13 of Stafford): a bijection in which every input bit moves every output bit.
#[inline]
pub const fn mix(mut z: u64) -> u64 {
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Key of one replication of one seed.
pub const fn replication_key(seed: u64, replication: u32) -> u64 {
    mix(mix(seed ^ GOLDEN).wrapping_add((replication as u64 + 1).wrapping_mul(GOLDEN)))
}

/// Key of the n-th entity below a key: the n-th conversation of a process, the n-th shift of an agent.
#[inline]
pub const fn entity_key(parent: u64, n: u64) -> u64 {
    mix(parent.wrapping_add((n + 1).wrapping_mul(GOLDEN)))
}

/// Key of a purpose below an entity; `n` tells repeated draws of one purpose apart (the n-th message).
#[inline]
pub const fn purpose_key(entity: u64, purpose: Purpose, n: u64) -> u64 {
    // Entities are mixed already, and the generator mixes what it gives: different offsets are enough here. Odd multipliers
    // other than GOLDEN keep purposes, uses and the steps of a generator from meeting.
    let of_purpose = mix((purpose as u64).wrapping_mul(0xd134_2543_de82_ef95));
    (entity ^ of_purpose).wrapping_add(n.wrapping_mul(0xaf25_1af3_b0f0_25b5))
}

/// A small generator for one purpose of one entity.
#[derive(Clone, Copy, Debug)]
pub struct Stream(u64);

impl Stream {
    #[inline]
    pub const fn new(entity: u64, purpose: Purpose) -> Stream {
        Stream(purpose_key(entity, purpose, 0))
    }
    /// The stream of the n-th use of a purpose.
    #[inline]
    pub const fn nth(entity: u64, purpose: Purpose, n: u64) -> Stream {
        Stream(purpose_key(entity, purpose, n))
    }
    /// A stream that stands for none yet.
    pub const fn zero() -> Stream {
        Stream(0)
    }
    /// The next 64 bits.
    #[inline]
    pub fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(GOLDEN);
        mix(self.0)
    }
    /// Uniform on [0, 1), with 53 bits.
    #[inline]
    pub fn uniform(&mut self) -> f64 {
        (self.word() >> 11) as f64 * (1.0 / (1u64 << 53) as f64)
    }
}

impl TryRng for Stream {
    type Error = Infallible;
    #[inline]
    fn try_next_u32(&mut self) -> Result<u32, Infallible> {
        Ok((self.word() >> 32) as u32)
    }
    #[inline]
    fn try_next_u64(&mut self) -> Result<u64, Infallible> {
        Ok(self.word())
    }
    fn try_fill_bytes(&mut self, bytes: &mut [u8]) -> Result<(), Infallible> {
        fill_bytes_via_next_word(bytes, || self.try_next_u64())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Pins the values: a change of any of them changes every published result.
    #[test]
    fn streams_keep_their_values() {
        let key = entity_key(replication_key(2017, 0), 41);
        let mut stream = Stream::new(key, Purpose::Handling);
        let drawn = [stream.word(), stream.word()];
        assert_eq!(drawn, [10820804968420919565, 880115177425213556]);
    }

    /// Purposes of one entity are uncorrelated: |r| below 4 standard errors over 100,000 entities.
    #[test]
    fn purposes_of_one_entity_are_uncorrelated() {
        let n = 100_000u64;
        let parent = replication_key(7, 3);
        let (mut sum, mut mean_a) = (0.0, 0.0);
        for i in 0..n {
            let key = entity_key(parent, i);
            let a = Stream::new(key, Purpose::Handling).uniform() - 0.5;
            let b = Stream::new(key, Purpose::Patience).uniform() - 0.5;
            sum += a * b * 12.0;
            mean_a += a;
        }
        let standard_error = 1.0 / (n as f64).sqrt();
        assert!((sum / n as f64).abs() < 4.0 * standard_error);
        assert!((mean_a / n as f64).abs() < 4.0 * standard_error / 12f64.sqrt());
    }
}

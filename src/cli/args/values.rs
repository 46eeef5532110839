//! Numbers as typed, within their limits.

use crate::report::charts::MOST_PIXELS;
use std::num::NonZeroUsize;
use std::ops::RangeInclusive;

/// More replications than anybody waits for.
const MOST_TYPED_REPLICATIONS: u32 = 1_000_000;

/// More threads than any machine has: a slip of the finger.
const MOST_THREADS: u64 = 1024;

/// The last word is the range, for the message in the other language.
fn whole(text: &str, range: RangeInclusive<u64>) -> Result<u64, String> {
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| format!("expected a whole number in {}..={}", range.start(), range.end()))
}

pub fn port(text: &str) -> Result<u16, String> {
    whole(text, 0..=u64::from(u16::MAX)).map(|number| number as u16)
}

pub fn seed(text: &str) -> Result<u64, String> {
    // The largest whole number that a TOML file can hold.
    whole(text, 0..=i64::MAX as u64)
}

pub fn replications(text: &str) -> Result<u32, String> {
    whole(text, 1..=u64::from(MOST_TYPED_REPLICATIONS)).map(|number| number as u32)
}

pub fn threads(text: &str) -> Result<NonZeroUsize, String> {
    whole(text, 1..=MOST_THREADS).map(|number| NonZeroUsize::new(number as usize).unwrap_or(NonZeroUsize::MIN))
}

/// Narrower than this no picture can be read.
const FEWEST_PIXELS: u64 = 240;

pub fn picture_width(text: &str) -> Result<u32, String> {
    whole(text, FEWEST_PIXELS..=u64::from(MOST_PIXELS)).map(|number| number as u32)
}

//! Quantile sketches with log-linear bins: 128 to an octave, so that a bin is at most 0.8 % wide.
//!
//! Counts are integers: sketches of parts add up to the sketch of the whole in any order.

use serde::{Deserialize, Serialize};

const SUB_BITS: u32 = 7;
const SUB: u64 = 1 << SUB_BITS;

/// Bin of a value: exact below 256, then 128 bins to an octave. Values from 2^53 on, 285,000 years in milliseconds, count as that.
#[inline(always)]
pub fn bin(value: u64) -> usize {
    // A floating-point number is written as its octave and its place in it: its first bits number the bins.
    const MANTISSA_BITS: u32 = 52;
    let number = value.min(1 << (MANTISSA_BITS + 1)) as i64 as f64;
    let octave_and_place = number.to_bits() >> (MANTISSA_BITS - SUB_BITS);
    const LEAST: u64 = (SUB as f64).to_bits() >> (MANTISSA_BITS - SUB_BITS);
    if value < SUB { value as usize } else { (octave_and_place - LEAST + SUB) as usize }
}

/// How far a value lies above the lowest one of its bin.
#[inline(always)]
pub fn above_edge(value: u64) -> u64 {
    let octave = (63 - (value | SUB).leading_zeros()) - SUB_BITS;
    value & ((1 << octave) - 1)
}

/// Lowest value of a bin.
#[inline]
pub fn low_edge(bin: usize) -> u64 {
    let bin = bin as u64;
    if bin < 2 * SUB {
        return bin;
    }
    let octave = (bin >> SUB_BITS) - 1;
    (bin - (octave << SUB_BITS)) << octave
}

/// Bins and their weights, ascending; only those in use.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct SparseSketch(pub Vec<(u32, u64)>);

impl SparseSketch {
    pub fn record(&mut self, value: u64, weight: u64) {
        let bin = bin(value) as u32;
        match self.0.binary_search_by_key(&bin, |entry| entry.0) {
            Ok(at) => self.0[at].1 += weight,
            Err(at) => self.0.insert(at, (bin, weight)),
        }
    }

    pub fn add(&mut self, other: &SparseSketch) {
        if self.0.is_empty() {
            self.0.clone_from(&other.0);
            return;
        }
        let mut merged = Vec::with_capacity(self.0.len() + other.0.len());
        let (mut a, mut b) = (self.0.iter().peekable(), other.0.iter().peekable());
        while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
            match x.0.cmp(&y.0) {
                std::cmp::Ordering::Less => merged.push(*a.next().expect("peeked")),
                std::cmp::Ordering::Greater => merged.push(*b.next().expect("peeked")),
                std::cmp::Ordering::Equal => {
                    merged.push((x.0, x.1 + y.1));
                    a.next();
                    b.next();
                }
            }
        }
        merged.extend(a);
        merged.extend(b);
        self.0 = merged;
    }

    pub fn total(&self) -> u64 {
        self.0.iter().map(|entry| entry.1).sum()
    }

    /// The weight at or below a value; that of the bin in which it lies is taken to be spread evenly over the bin.
    pub fn at_most(&self, value: u64) -> u64 {
        let last = bin(value);
        let weight = |&(at, weight): &(u32, u64)| match (at as usize).cmp(&last) {
            std::cmp::Ordering::Less => weight,
            std::cmp::Ordering::Greater => 0,
            std::cmp::Ordering::Equal => {
                let (low, next) = (low_edge(last), low_edge(last + 1));
                (weight as f64 * (value + 1 - low) as f64 / (next - low) as f64).round() as u64
            }
        };
        self.0.iter().map(weight).sum()
    }

    /// The smallest recorded value at or below which the share `p` of the weight lies; `None` if nothing was recorded.
    pub fn quantile(&self, p: f64) -> Option<f64> {
        quantile(self.0.iter().map(|(bin, weight)| (*bin as usize, *weight)), self.total(), p)
    }
}

/// Quantile over bins in ascending order whose weights sum to `total`.
///
/// What lies in the bin is taken to be spread evenly over it: a value that stood for the whole bin would be the same in one
/// replication after another, and an interval over them would have no width and lie beside the truth.
pub fn quantile(bins: impl Iterator<Item = (usize, u64)>, total: u64, p: f64) -> Option<f64> {
    let rank = ((p * total as f64).ceil() as u64).clamp(1, total.max(1));
    let mut below = 0;
    for (bin, weight) in bins {
        if below + weight >= rank {
            let (low, last) = (low_edge(bin) as f64, (low_edge(bin + 1) - 1) as f64);
            return Some(low + (last - low) * ((rank - below) as f64 - 0.5) / weight as f64);
        }
        below += weight;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_are_contiguous_and_at_most_one_percent_wide() {
        for bin_number in 0..5000 {
            let low = low_edge(bin_number);
            assert_eq!((bin(low), above_edge(low)), (bin_number, 0));
            let last = low_edge(bin_number + 1) - 1;
            assert_eq!((bin(last), above_edge(last)), (bin_number, last - low));
            if low > 0 {
                assert_eq!(bin(low - 1), bin_number - 1);
                assert!((last - low) as f64 <= 0.008 * low as f64);
            }
        }
        assert_eq!(bin(0), 0);
    }

    /// All values in one bin, whose middle would stand for every quantile.
    #[test]
    fn quantiles_differ_within_a_bin() {
        let (low, next) = (low_edge(1000), low_edge(1001));
        let mut sketch = SparseSketch::default();
        (low..next).for_each(|value| sketch.record(value, 1));
        for p in [0.01, 0.25, 0.5, 0.9, 1.0] {
            let exact = low as f64 + p * (next - 1 - low) as f64;
            let found = sketch.quantile(p).unwrap();
            assert!((found - exact).abs() <= 1.0, "{p}: {found} against {exact}");
        }
        // Bins of one value give it, whatever lies beside it.
        let mut exact = SparseSketch::default();
        [3, 3, 7, 90].into_iter().for_each(|value| exact.record(value, 1));
        assert_eq!([0.5, 0.6, 1.0].map(|p| exact.quantile(p)), [Some(3.0), Some(7.0), Some(90.0)]);
    }

    #[test]
    fn adding_parts_gives_the_whole() {
        let (mut whole, mut left, mut right) =
            (SparseSketch::default(), SparseSketch::default(), SparseSketch::default());
        for value in 0..5000u64 {
            whole.record(value * value, 1);
            if value % 3 == 0 { &mut left } else { &mut right }.record(value * value, 1);
        }
        left.add(&right);
        assert_eq!(left, whole);
        assert_eq!(whole.quantile(0.0), Some(0.0));
        for value in [0, 1, 99 * 99, 3000 * 3000, 4999 * 4999] {
            let exact = (value as f64).sqrt().floor() + 1.0;
            let found = whole.at_most(value) as f64;
            assert!((found - exact).abs() <= 1.0 + 0.01 * exact, "{value}: {found} against {exact}");
        }
        assert_eq!(whole.at_most(u64::MAX >> 1), whole.total());
        let median = whole.quantile(0.5).unwrap();
        assert!((median / (2499.0 * 2499.0) - 1.0).abs() < 0.01, "{median}");
    }
}

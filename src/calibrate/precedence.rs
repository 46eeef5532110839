//! Whether those whom more people may see are answered sooner.

use super::estimate::{Estimate, quantile, standard_errors};

/// Fewest conversations with reach from which anything is said.
const FEWEST: usize = 30;
/// Those who have most reach: the upper tenth.
const UPPER: f64 = 0.9;
/// A correlation nearer to 0 is none that a desk would act upon: Cohen's least effect (Psychological Bulletin 112, 1992).
const LEAST_CORRELATION: f64 = -0.1;
/// The typical time of those who are first, in that of the others, at most.
const LEAST_SOONER: f64 = 0.95;

/// How reach and the time to the first response go together.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Precedence {
    /// Rank correlation (Spearman) of reach and time to the first response, unanswered conversations last: below 0, those with more
    /// reach are answered sooner.
    pub rank_correlation: Estimate,
    /// Reach from which on a customer belongs to the upper tenth, and the median minutes to the first response of answered
    /// conversations of that tenth and of the others. `None` where reach hardly differs, or too few were answered.
    pub upper: Option<Upper>,
}

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Upper {
    pub least_reach: u32,
    pub median_min: Estimate,
    pub others_median_min: Estimate,
}

impl Precedence {
    /// The export shows that those with more reach are answered sooner, by enough to act upon: of many conversations a correlation
    /// that nobody would notice is certain, too. Where only few are put first, the correlation of all stays small, and the typical
    /// times of the upper tenth and of the others tell it.
    pub fn sooner(&self) -> bool {
        let large = self.rank_correlation.value <= LEAST_CORRELATION || self.apart();
        self.rank_correlation.high < 0.0 && large
    }
    /// They are, and by so much that the typical times of the upper tenth and of the others are apart.
    pub fn first(&self) -> bool {
        self.sooner() && self.apart()
    }
    fn apart(&self) -> bool {
        self.upper.is_some_and(|upper| {
            let sooner = upper.median_min.value <= LEAST_SOONER * upper.others_median_min.value;
            sooner && upper.median_min.high < upper.others_median_min.low
        })
    }
}

/// From the reach of each conversation and the seconds to its first response, `None` if there was none.
///
/// Interval of the correlation: Fisher's transformation with the variance of Bonett and Wright (Psychometrika 65, 2000).
pub fn estimate(conversations: &[(u32, Option<u32>)]) -> Option<Precedence> {
    let n = conversations.len();
    if n < FEWEST {
        return None;
    }
    let reach = ranks(conversations.iter().map(|(reach, _)| u64::from(*reach)).collect());
    let waits = ranks(conversations.iter().map(|(_, seconds)| seconds.map_or(u64::MAX, u64::from)).collect());
    let value = correlation(&reach, &waits)?;
    drop((reach, waits));
    let spread = standard_errors(0.0) * ((1.0 + value * value / 2.0) / (n as f64 - 3.0)).sqrt();
    let middle = value.clamp(-0.999_999, 0.999_999).atanh();
    let rank_correlation =
        Estimate { value, low: (middle - spread).tanh(), high: (middle + spread).tanh(), n: n as u64 };
    Some(Precedence { rank_correlation, upper: upper(conversations) })
}

fn upper(conversations: &[(u32, Option<u32>)]) -> Option<Upper> {
    let mut reach: Vec<u32> = conversations.iter().map(|(reach, _)| *reach).collect();
    reach.sort_unstable();
    let least_reach = reach[(UPPER * reach.len() as f64) as usize];
    if least_reach <= reach[reach.len() / 2] {
        return None;
    }
    let median = |upper: bool| {
        let side = conversations.iter().filter(|(reach, _)| (*reach >= least_reach) == upper);
        let mut minutes: Vec<f64> =
            side.filter_map(|(_, seconds)| seconds.map(|seconds| f64::from(seconds) / 60.0)).collect();
        minutes.sort_unstable_by(f64::total_cmp);
        if minutes.len() < FEWEST { None } else { quantile(&minutes, 0.5, minutes.len() as f64) }
    };
    Some(Upper { least_reach, median_min: median(true)?, others_median_min: median(false)? })
}

/// Ranks from 1 on, equal values sharing the mean of theirs.
fn ranks(values: Vec<u64>) -> Vec<f64> {
    let mut order: Vec<u32> = (0..values.len() as u32).collect();
    order.sort_unstable_by_key(|at| values[*at as usize]);
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for same in order.chunk_by(|one, other| values[*one as usize] == values[*other as usize]) {
        let rank = before as f64 + (same.len() as f64 + 1.0) / 2.0;
        same.iter().for_each(|at| ranks[*at as usize] = rank);
        before += same.len();
    }
    ranks
}

/// Pearson's coefficient; `None` where one side does not vary.
fn correlation(one: &[f64], other: &[f64]) -> Option<f64> {
    let mean = (one.len() as f64 + 1.0) / 2.0;
    let product = |a: &[f64], b: &[f64]| -> f64 { a.iter().zip(b).map(|(a, b)| (a - mean) * (b - mean)).sum() };
    let scale = (product(one, one) * product(other, other)).sqrt();
    (scale > 0.0).then(|| product(one, other) / scale)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Ten pairs of the textbook kind: differences of ranks squared sum to 194, so that rho is 1 - 6 x 194 / 990.
    #[test]
    fn a_rank_correlation_worked_out_by_hand() {
        let one = vec![106, 100, 86, 101, 99, 103, 97, 113, 112, 110];
        let other = vec![7, 27, 2, 50, 28, 29, 20, 12, 6, 17];
        let found = correlation(&ranks(one), &ranks(other)).unwrap();
        assert!((found - (1.0 - 6.0 * 194.0 / 990.0)).abs() < 1e-12, "{found}");
        assert_eq!(ranks(vec![3, 1, 3, u64::MAX]), [2.5, 1.0, 2.5, 4.0]);
        assert_eq!(correlation(&ranks(vec![1, 1]), &ranks(vec![1, 2])), None);
    }

    #[test]
    fn those_with_more_reach_who_wait_less_are_first() {
        let waits = |reach: u32| if reach > 900 { 300 } else { 3600 };
        let served: Vec<(u32, Option<u32>)> = (0..1000).map(|at| (at, Some(waits(at) + 60 * (at * 7 % 13)))).collect();
        let found = estimate(&served).unwrap();
        assert!(found.sooner() && found.first(), "{found:?}");
        let alike: Vec<(u32, Option<u32>)> = (0..1000).map(|at| (at, Some(at * 389 % 1000))).collect();
        let found = estimate(&alike).unwrap();
        assert!(!found.sooner() && found.rank_correlation.holds(0.0), "{found:?}");
        // One in thirty is answered by reach: certain of 30,000 conversations, and no precedence.
        let at_random = |at: u32| at.wrapping_mul(2_654_435_761) >> 12;
        let by_reach = |at: u32| if at.is_multiple_of(30) { 1_048_576 / 30_000 * (30_000 - at) } else { at_random(at) };
        let hardly: Vec<(u32, Option<u32>)> = (0..30_000).map(|at| (at, Some(by_reach(at)))).collect();
        let found = estimate(&hardly).unwrap();
        assert!(found.rank_correlation.high < 0.0 && found.rank_correlation.value > -0.1, "{found:?}");
        assert!(!found.sooner() && !found.first(), "{found:?}");
        assert_eq!(estimate(&alike[..20]), None);
        let same = vec![(5, Some(1)); 100];
        assert_eq!(estimate(&same), None, "nothing varies");
    }
}

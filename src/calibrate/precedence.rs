//! Whether those whom more people may see are answered sooner.

use super::estimate::{Estimate, quantile, standard_errors};

/// Fewest conversations with reach from which anything is said.
const FEWEST: usize = 30;
/// Those who have most reach: the upper tenth.
const UPPER: f64 = 0.9;

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
    /// The export shows that those with more reach are answered sooner.
    pub fn sooner(&self) -> bool {
        self.rank_correlation.high < 0.0
    }
    /// They are, and by so much that the typical times of the upper tenth and of the others are apart.
    pub fn first(&self) -> bool {
        self.sooner() && self.upper.is_some_and(|upper| upper.median_min.high < upper.others_median_min.low)
    }
}

/// From the reach of each conversation and the minutes to its first response, `None` if there was none.
///
/// Interval of the correlation: Fisher's transformation with the variance of Bonett and Wright (Psychometrika 65, 2000).
pub fn estimate(conversations: &[(u32, Option<f64>)]) -> Option<Precedence> {
    let n = conversations.len();
    if n < FEWEST {
        return None;
    }
    let reach: Vec<f64> = conversations.iter().map(|(reach, _)| f64::from(*reach)).collect();
    let minutes: Vec<f64> = conversations.iter().map(|(_, minutes)| minutes.unwrap_or(f64::INFINITY)).collect();
    let value = correlation(&ranks(&reach), &ranks(&minutes))?;
    let spread = standard_errors(0.0) * ((1.0 + value * value / 2.0) / (n as f64 - 3.0)).sqrt();
    let middle = value.clamp(-0.999_999, 0.999_999).atanh();
    let rank_correlation =
        Estimate { value, low: (middle - spread).tanh(), high: (middle + spread).tanh(), n: n as u64 };
    Some(Precedence { rank_correlation, upper: upper(conversations) })
}

fn upper(conversations: &[(u32, Option<f64>)]) -> Option<Upper> {
    let mut reach: Vec<u32> = conversations.iter().map(|(reach, _)| *reach).collect();
    reach.sort_unstable();
    let least_reach = reach[(UPPER * reach.len() as f64) as usize];
    if least_reach <= reach[reach.len() / 2] {
        return None;
    }
    let median = |upper: bool| {
        let side = conversations.iter().filter(|(reach, _)| (*reach >= least_reach) == upper);
        let mut minutes: Vec<f64> = side.filter_map(|(_, minutes)| *minutes).collect();
        minutes.sort_unstable_by(f64::total_cmp);
        if minutes.len() < FEWEST { None } else { quantile(&minutes, 0.5) }
    };
    Some(Upper { least_reach, median_min: median(true)?, others_median_min: median(false)? })
}

/// Ranks from 1 on, equal values sharing the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|one, other| values[*one].total_cmp(&values[*other]));
    let mut ranks = vec![0.0; values.len()];
    let mut before = 0;
    for same in order.chunk_by(|one, other| values[*one] == values[*other]) {
        let rank = before as f64 + (same.len() as f64 + 1.0) / 2.0;
        same.iter().for_each(|at| ranks[*at] = rank);
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
        let one = [106.0, 100.0, 86.0, 101.0, 99.0, 103.0, 97.0, 113.0, 112.0, 110.0];
        let other = [7.0, 27.0, 2.0, 50.0, 28.0, 29.0, 20.0, 12.0, 6.0, 17.0];
        let found = correlation(&ranks(&one), &ranks(&other)).unwrap();
        assert!((found - (1.0 - 6.0 * 194.0 / 990.0)).abs() < 1e-12, "{found}");
        assert_eq!(ranks(&[3.0, 1.0, 3.0, f64::INFINITY]), [2.5, 1.0, 2.5, 4.0]);
        assert_eq!(correlation(&ranks(&[1.0, 1.0]), &ranks(&[1.0, 2.0])), None);
    }

    #[test]
    fn those_with_more_reach_who_wait_less_are_first() {
        let waits = |reach: u32| if reach > 900 { 5.0 } else { 60.0 };
        let served: Vec<(u32, Option<f64>)> =
            (0..1000).map(|at| (at, Some(waits(at) + f64::from(at * 7 % 13)))).collect();
        let found = estimate(&served).unwrap();
        assert!(found.sooner() && found.first(), "{found:?}");
        let alike: Vec<(u32, Option<f64>)> = (0..1000).map(|at| (at, Some(f64::from(at * 389 % 1000)))).collect();
        let found = estimate(&alike).unwrap();
        assert!(!found.sooner() && found.rank_correlation.holds(0.0), "{found:?}");
        assert_eq!(estimate(&alike[..20]), None);
        let same = vec![(5, Some(1.0)); 100];
        assert_eq!(estimate(&same), None, "nothing varies");
    }
}

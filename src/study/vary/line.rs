//! A figure that is linear in the key, replication by replication: two values of the key say all of it.
//!
//! Where its mean passes zero is a ratio of two means; the interval of that ratio (Fieller 1954) is the set of values at which
//! the t interval of the figure holds zero. It is exact under normality, and it may have no end: where the slope itself
//! may be zero, no value is ruled out on one side or on both.

use super::curve::{Point, Sample};
use crate::study::estimate::{CONFIDENCE, t_quantile};

/// The figures of each replication at two values of the key.
#[derive(Clone, PartialEq, Debug)]
pub struct Linear {
    from: f64,
    to: f64,
    /// By replication, at `from` and at `to`; those with both.
    pairs: Vec<(f64, f64)>,
    size: f64,
}

/// Values of the key at which the interval holds zero: stretches in rising order, which may go on for ever.
pub type Stretches = Vec<(f64, f64)>;

impl Linear {
    pub fn new(from: &Sample, to: &Sample) -> Linear {
        let both = from.values.iter().zip(&to.values).filter_map(|(a, b)| Some(((*a)?, (*b)?)));
        Linear { from: from.at, to: to.at, pairs: both.collect(), size: from.size.max(to.size) }
    }

    /// The figure at any value of the key.
    pub fn at(&self, value: f64) -> Point {
        let share = (value - self.from) / (self.to - self.from);
        let values = self.pairs.iter().map(|(a, b)| Some(a + share * (b - a))).collect();
        let sample = Sample { at: value, values, size: self.size * share.abs().max(1.0) };
        Point { at: value, figure: sample.estimate() }
    }

    /// The figures at both values.
    pub fn ends(&self) -> [Sample; 2] {
        let sample = |at, values| Sample { at, values, size: self.size };
        let from = self.pairs.iter().map(|(a, _)| Some(*a)).collect();
        let to = self.pairs.iter().map(|(_, b)| Some(*b)).collect();
        [sample(self.from, from), sample(self.to, to)]
    }

    /// Where the mean passes zero, within the two values or beyond; `None` where it does not change.
    pub fn crossing(&self) -> Option<f64> {
        let (at_from, at_to) = (self.at(self.from).figure.mean?, self.at(self.to).figure.mean?);
        (at_from != at_to).then(|| self.from - at_from * (self.to - self.from) / (at_to - at_from))
    }

    /// The values of the key at which the 95 % interval of the figure holds zero; `None` where there is no interval.
    pub fn undecided(&self) -> Option<Stretches> {
        let n = self.pairs.len() as f64;
        if n < 2.0 {
            return None;
        }
        // With u from 0 to 1 the figure is d0 + u d1; it is undecided where (mean)^2 <= q variance, a quadratic in u.
        let q = t_quantile(CONFIDENCE, n - 1.0).powi(2) / n;
        let mean = |of: fn(&(f64, f64)) -> f64| self.pairs.iter().map(of).sum::<f64>() / n;
        let (m0, m1) = (mean(|(a, _)| *a), mean(|(a, b)| b - a));
        let covariance = |f: fn(&(f64, f64)) -> f64, g: fn(&(f64, f64)) -> f64, mf: f64, mg: f64| {
            self.pairs.iter().map(|pair| (f(pair) - mf) * (g(pair) - mg)).sum::<f64>() / (n - 1.0)
        };
        let s00 = covariance(|(a, _)| *a, |(a, _)| *a, m0, m0);
        let s01 = covariance(|(a, _)| *a, |(a, b)| b - a, m0, m1);
        let s11 = covariance(|(a, b)| b - a, |(a, b)| b - a, m1, m1);
        let negligible = (1e-9 * self.size).powi(2);
        let square = m1 * m1 - q * s11;
        let (half, rest) = (m0 * m1 - q * s01, m0 * m0 - q * s00);
        let flat = m1 * m1 + q * s11 <= negligible;
        let stretches = match flat {
            true if rest <= negligible => vec![(f64::NEG_INFINITY, f64::INFINITY)],
            true => vec![],
            false => where_negative(square, half, rest),
        };
        let place = |u: f64| self.from + u * (self.to - self.from);
        Some(stretches.into_iter().map(|(low, high)| (place(low), place(high))).collect())
    }
}

/// Where `square` u^2 + 2 `half` u + `rest` is not above zero.
fn where_negative(square: f64, half: f64, rest: f64) -> Stretches {
    const EVERYWHERE: (f64, f64) = (f64::NEG_INFINITY, f64::INFINITY);
    let discriminant = half * half - square * rest;
    if square.abs() <= 1e-12 * (half.abs() + rest.abs() + square.abs()) {
        return match half {
            half if half > 0.0 => vec![(f64::NEG_INFINITY, -rest / (2.0 * half))],
            half if half < 0.0 => vec![(-rest / (2.0 * half), f64::INFINITY)],
            _ => vec![EVERYWHERE],
        };
    }
    let root = discriminant.max(0.0).sqrt();
    let (one, other) = ((-half - root) / square, (-half + root) / square);
    match square > 0.0 {
        true => vec![(one, other)],
        false if discriminant <= 0.0 => vec![EVERYWHERE],
        // The leading sign turns the roots round.
        false => vec![(f64::NEG_INFINITY, other), (one, f64::INFINITY)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn linear(pairs: &[(f64, f64)]) -> Linear {
        let sample = |at, values: Vec<f64>| Sample {
            at,
            size: values.iter().fold(1.0, |most: f64, value| most.max(value.abs())),
            values: values.into_iter().map(Some).collect(),
        };
        Linear::new(
            &sample(10.0, pairs.iter().map(|(a, _)| *a).collect()),
            &sample(20.0, pairs.iter().map(|(_, b)| *b).collect()),
        )
    }

    /// -5 at 10 and 15 at 20: zero at 12.5, without any doubt.
    #[test]
    fn without_spread_the_interval_is_the_point() {
        let line = linear(&[(-5.0, 15.0); 4]);
        assert_eq!(line.crossing(), Some(12.5));
        assert_eq!(line.at(40.0).figure.mean, Some(55.0));
        let found = line.undecided().unwrap();
        assert_eq!(found.len(), 1);
        assert!((found[0].0 - 12.5).abs() < 1e-9 && (found[0].1 - 12.5).abs() < 1e-9, "{found:?}");
    }

    /// At its ends the t interval of the figure touches zero: that is what it is.
    #[test]
    fn at_the_ends_the_interval_of_the_figure_touches_zero() {
        let line = linear(&[(-5.0, 15.0), (-7.0, 16.0), (-4.0, 12.0), (-6.0, 17.5), (-5.5, 14.0)]);
        let [(low, high)] = line.undecided().unwrap()[..] else { panic!("one stretch") };
        assert!(low < line.crossing().unwrap() && line.crossing().unwrap() < high);
        let (at_low, at_high) = (line.at(low).figure, line.at(high).figure);
        assert!(at_low.high.unwrap().abs() < 1e-9 && at_high.low.unwrap().abs() < 1e-9);
    }

    #[test]
    fn an_uncertain_slope_leaves_the_interval_open() {
        // The slope may be zero, and so may the figure: nothing is ruled out.
        let all = linear(&[(-1.0, 1.0), (1.0, -1.0), (0.5, -0.6), (-0.5, 0.7)]);
        assert_eq!(all.undecided().unwrap(), [(f64::NEG_INFINITY, f64::INFINITY)]);
        // Surely above zero at 10, with a slope of either sign: far off on both sides it may be zero.
        let rays = linear(&[(5.0, 8.0), (5.0, 2.0), (5.1, 7.0), (4.9, 3.1)]).undecided().unwrap();
        assert_eq!(rays.len(), 2);
        assert!(rays[0].0 == f64::NEG_INFINITY && rays[0].1 < 10.0 && rays[1].0 > 10.0 && rays[1].1 == f64::INFINITY);
    }

    #[test]
    fn a_key_that_changes_nothing_leaves_all_or_nothing_open() {
        assert_eq!(linear(&[(3.0, 3.0), (3.1, 3.1), (2.9, 2.9)]).undecided().unwrap(), []);
        let all = linear(&[(0.1, 0.1), (-0.1, -0.1), (0.0, 0.0)]);
        assert_eq!(all.undecided().unwrap(), [(f64::NEG_INFINITY, f64::INFINITY)]);
        assert_eq!(all.crossing(), None);
        assert_eq!(linear(&[(1.0, 2.0)]).undecided(), None, "one replication");
    }

    #[test]
    fn half_lines_are_found() {
        assert_eq!(where_negative(0.0, 1.0, -4.0), [(f64::NEG_INFINITY, 2.0)]);
        assert_eq!(where_negative(0.0, -1.0, -4.0), [(-2.0, f64::INFINITY)]);
        assert_eq!(where_negative(1.0, 0.0, -4.0), [(-2.0, 2.0)]);
        assert_eq!(where_negative(-1.0, 0.0, 4.0), [(f64::NEG_INFINITY, -2.0), (2.0, f64::INFINITY)]);
    }
}

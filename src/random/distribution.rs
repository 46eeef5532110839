//! The distributions a scenario may name, and the samplers made of them.

use super::exp::exp;
use super::stream::Stream;
use rand_distr::{Distribution as _, Exp1, StandardNormal};
use statrs::distribution::ContinuousCDF;
use statrs::function::gamma::ln_gamma;
use std::sync::Arc;

/// A distribution on the non-negative numbers, as meant by a scenario file. Values are in the unit of the key that
/// holds it (minutes for times, people for reach).
#[derive(Clone, PartialEq, Debug)]
pub enum Distribution {
    Deterministic {
        value: f64,
    },
    Exponential {
        mean: f64,
    },
    Gamma {
        mean: f64,
        cv: f64,
    },
    Weibull {
        mean: f64,
        cv: f64,
    },
    /// exp(mu + sigma Z), Z standard normal.
    LogNormal {
        mu: f64,
        sigma: f64,
    },
    /// One of the observed values, each equally likely.
    Empirical {
        values: Arc<[f64]>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DistributionError {
    #[error("a mean must be positive and finite")]
    Mean,
    #[error("a coefficient of variation must lie between 0 and 10")]
    Cv,
    #[error("quantiles must rise with their times, and their probabilities lie between 0 and 1")]
    Quantiles,
    #[error("observed values must be non-negative and finite, and at least one of them positive")]
    Values,
}

/// Largest accepted coefficient of variation: beyond it no run of feasible length shows the mean.
pub const MAX_CV: f64 = 10.0;

/// With less spread than this a tail is a step, to what can be told.
const LEAST_SPREAD: f64 = 1e-4;

impl Distribution {
    pub fn log_normal(mean: f64, cv: f64) -> Result<Distribution, DistributionError> {
        check(mean, cv)?;
        let variance = (1.0 + cv * cv).ln();
        Ok(Distribution::LogNormal { mu: mean.ln() - variance / 2.0, sigma: variance.sqrt() })
    }

    pub fn log_normal_median(median: f64, cv: f64) -> Result<Distribution, DistributionError> {
        check(median, cv)?;
        Ok(Distribution::LogNormal { mu: median.ln(), sigma: (1.0 + cv * cv).ln().sqrt() })
    }

    /// The log-normal with P(X < a.0) = a.1 and P(X < b.0) = b.1.
    pub fn log_normal_quantiles(a: (f64, f64), b: (f64, f64)) -> Result<Distribution, DistributionError> {
        let ordered = a.0 > 0.0 && a.0 < b.0 && b.0.is_finite() && a.1 > 0.0 && a.1 < b.1 && b.1 < 1.0;
        if !ordered {
            return Err(DistributionError::Quantiles);
        }
        let (za, zb) = (normal_quantile(a.1), normal_quantile(b.1));
        let sigma = (b.0.ln() - a.0.ln()) / (zb - za);
        if !sigma.is_finite() {
            return Err(DistributionError::Quantiles);
        }
        Ok(Distribution::LogNormal { mu: a.0.ln() - sigma * za, sigma })
    }

    pub fn gamma(mean: f64, cv: f64) -> Result<Distribution, DistributionError> {
        check(mean, cv)?;
        Ok(if cv == 0.0 { Distribution::Deterministic { value: mean } } else { Distribution::Gamma { mean, cv } })
    }

    pub fn weibull(mean: f64, cv: f64) -> Result<Distribution, DistributionError> {
        check(mean, cv)?;
        Ok(if cv == 0.0 { Distribution::Deterministic { value: mean } } else { Distribution::Weibull { mean, cv } })
    }

    pub fn exponential(mean: f64) -> Result<Distribution, DistributionError> {
        check(mean, 1.0)?;
        Ok(Distribution::Exponential { mean })
    }

    pub fn deterministic(value: f64) -> Result<Distribution, DistributionError> {
        if value >= 0.0 && value.is_finite() {
            Ok(Distribution::Deterministic { value })
        } else {
            Err(DistributionError::Mean)
        }
    }

    pub fn empirical(values: Vec<f64>) -> Result<Distribution, DistributionError> {
        let sound = values.iter().all(|v| v.is_finite() && *v >= 0.0) && values.iter().any(|v| *v > 0.0);
        if sound { Ok(Distribution::Empirical { values: values.into() }) } else { Err(DistributionError::Values) }
    }

    /// The distribution of `factor` (above 0) times the value; by 1 it is the very same.
    pub fn scaled(self, factor: f64) -> Distribution {
        match self {
            same if factor == 1.0 => same,
            Distribution::Deterministic { value } => Distribution::Deterministic { value: value * factor },
            Distribution::Exponential { mean } => Distribution::Exponential { mean: mean * factor },
            Distribution::Gamma { mean, cv } => Distribution::Gamma { mean: mean * factor, cv },
            Distribution::Weibull { mean, cv } => Distribution::Weibull { mean: mean * factor, cv },
            Distribution::LogNormal { mu, sigma } => Distribution::LogNormal { mu: mu + factor.ln(), sigma },
            Distribution::Empirical { values } => {
                Distribution::Empirical { values: values.iter().map(|value| value * factor).collect() }
            }
        }
    }

    pub fn mean(&self) -> f64 {
        match self {
            Distribution::Deterministic { value } => *value,
            Distribution::Exponential { mean }
            | Distribution::Gamma { mean, .. }
            | Distribution::Weibull { mean, .. } => *mean,
            Distribution::LogNormal { mu, sigma } => (mu + sigma * sigma / 2.0).exp(),
            Distribution::Empirical { values } => values.iter().sum::<f64>() / values.len() as f64,
        }
    }

    /// The value that half of the draws do not pass.
    pub fn median(&self) -> f64 {
        match self {
            Distribution::Deterministic { value } => *value,
            Distribution::Exponential { mean } => mean * std::f64::consts::LN_2,
            Distribution::Gamma { mean, cv } => {
                let shape = 1.0 / (cv * cv);
                // Where the spread is too small for the numbers, there is none.
                statrs::distribution::Gamma::new(shape, shape / mean).map_or(*mean, |gamma| gamma.inverse_cdf(0.5))
            }
            Distribution::Weibull { mean, cv } => {
                let shape = weibull_shape(*cv);
                mean / ln_gamma(1.0 + 1.0 / shape).exp() * std::f64::consts::LN_2.powf(1.0 / shape)
            }
            Distribution::LogNormal { mu, .. } => mu.exp(),
            Distribution::Empirical { values } => {
                let mut sorted = values.to_vec();
                sorted.sort_by(f64::total_cmp);
                sorted[sorted.len() / 2]
            }
        }
    }

    /// P(X >= threshold), and the part of the mean that such values make: E[X; X >= threshold].
    pub fn at_or_above(&self, threshold: f64) -> (f64, f64) {
        let mean = self.mean();
        if threshold <= 0.0 {
            return (1.0, mean);
        }
        let all_at = |value: f64| if value >= threshold { (1.0, value) } else { (0.0, 0.0) };
        let above = |z: f64| statrs::function::erf::erfc(z / std::f64::consts::SQRT_2) / 2.0;
        match self {
            Distribution::Deterministic { value } => all_at(*value),
            Distribution::Exponential { mean } => {
                let share = (-threshold / mean).exp();
                (share, (threshold + mean) * share)
            }
            Distribution::Gamma { cv, .. } if *cv < LEAST_SPREAD => all_at(mean),
            Distribution::Gamma { cv, .. } => {
                let shape = 1.0 / (cv * cv);
                let at = threshold * shape / mean;
                (upper_gamma(shape, at), mean * upper_gamma(shape + 1.0, at))
            }
            Distribution::Weibull { cv, .. } if *cv < LEAST_SPREAD => all_at(mean),
            Distribution::Weibull { cv, .. } => {
                let shape = weibull_shape(*cv);
                let at = (threshold * ln_gamma(1.0 + 1.0 / shape).exp() / mean).powf(shape);
                ((-at).exp(), mean * upper_gamma(1.0 + 1.0 / shape, at))
            }
            Distribution::LogNormal { mu, sigma } if *sigma < LEAST_SPREAD => all_at(mu.exp()),
            Distribution::LogNormal { mu, sigma } => {
                let z = (threshold.ln() - mu) / sigma;
                (above(z), mean * above(z - sigma))
            }
            Distribution::Empirical { values } => {
                let count = values.len() as f64;
                let large = values.iter().filter(|value| **value >= threshold);
                let (number, sum) = large.fold((0.0, 0.0), |(number, sum), value| (number + 1.0, sum + value));
                (number / count, sum / count)
            }
        }
    }

    /// A sampler whose values are those of the distribution times `scale` (60,000: minutes to milliseconds).
    pub fn sampler(&self, scale: f64) -> Sampler {
        match self {
            Distribution::Deterministic { value } => Sampler::Constant(value * scale),
            Distribution::Exponential { mean } => Sampler::Exponential(mean * scale),
            Distribution::Gamma { mean, cv } => {
                let shape = 1.0 / (cv * cv);
                // Where the spread is too small for the numbers, there is none.
                let gamma = rand_distr::Gamma::new(shape, mean * scale / shape);
                gamma.map_or(Sampler::Constant(mean * scale), Sampler::Gamma)
            }
            Distribution::Weibull { mean, cv } => {
                let shape = weibull_shape(*cv);
                let unit_mean = ln_gamma(1.0 + 1.0 / shape).exp();
                Sampler::Weibull { scale: mean * scale / unit_mean, inverse_shape: 1.0 / shape }
            }
            Distribution::LogNormal { mu, sigma } => Sampler::LogNormal { mu: mu + scale.ln(), sigma: *sigma },
            Distribution::Empirical { values } => Sampler::Empirical(values.iter().map(|v| v * scale).collect()),
        }
    }
}

fn check(mean: f64, cv: f64) -> Result<(), DistributionError> {
    if !(mean > 0.0 && mean.is_finite()) {
        Err(DistributionError::Mean)
    } else if !(0.0..=MAX_CV).contains(&cv) {
        Err(DistributionError::Cv)
    } else {
        Ok(())
    }
}

fn normal_quantile(p: f64) -> f64 {
    -std::f64::consts::SQRT_2 * statrs::function::erf::erfc_inv(2.0 * p)
}

/// The regularised upper incomplete gamma function, Q(shape, x).
fn upper_gamma(shape: f64, x: f64) -> f64 {
    if x <= 0.0 { 1.0 } else { statrs::function::gamma::checked_gamma_ur(shape, x).unwrap_or(0.0) }
}

/// The shape k with cv^2 = G(1 + 2/k) / G(1 + 1/k)^2 - 1; cv falls as k rises, so bisection on ln k finds it.
pub(super) fn weibull_shape(cv: f64) -> f64 {
    let cv_squared = |k: f64| (ln_gamma(1.0 + 2.0 / k) - 2.0 * ln_gamma(1.0 + 1.0 / k)).exp() - 1.0;
    let (mut low, mut high) = (0.05f64.ln(), 1e4f64.ln());
    for _ in 0..100 {
        let middle = (low + high) / 2.0;
        if cv_squared(middle.exp()) > cv * cv { low = middle } else { high = middle }
    }
    low.exp()
}

/// Draws values of a distribution from a stream. A closed set, so that drawing needs no dynamic dispatch.
#[derive(Clone, Debug)]
pub enum Sampler {
    Constant(f64),
    Exponential(f64),
    LogNormal { mu: f64, sigma: f64 },
    Gamma(rand_distr::Gamma<f64>),
    Weibull { scale: f64, inverse_shape: f64 },
    Empirical(Box<[f64]>),
}

impl Sampler {
    #[inline(always)]
    pub fn draw(&self, stream: &mut Stream) -> f64 {
        match self {
            Sampler::Constant(value) => *value,
            Sampler::Exponential(mean) => mean * exponential(stream),
            Sampler::LogNormal { mu, sigma } => exp(mu + sigma * normal(stream)),
            other => other.draw_rarer(stream),
        }
    }

    /// The shapes that few scenarios use, kept out of the way of the others.
    #[inline(never)]
    fn draw_rarer(&self, stream: &mut Stream) -> f64 {
        match self {
            Sampler::Gamma(gamma) => gamma.sample(stream),
            Sampler::Weibull { scale, inverse_shape } => scale * exponential(stream).powf(*inverse_shape),
            Sampler::Empirical(values) => values[(stream.uniform() * values.len() as f64) as usize],
            common => common.draw(stream),
        }
    }
}

/// A unit exponential variate (ziggurat).
#[inline]
pub fn exponential(stream: &mut Stream) -> f64 {
    Exp1.sample(stream)
}

#[inline]
fn normal(stream: &mut Stream) -> f64 {
    StandardNormal.sample(stream)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, entity_key};

    fn moments(distribution: &Distribution, n: u64) -> (f64, f64) {
        let sampler = distribution.sampler(1.0);
        let (mut sum, mut squares) = (0.0, 0.0);
        for i in 0..n {
            let x = sampler.draw(&mut Stream::new(entity_key(99, i), Purpose::Handling));
            sum += x;
            squares += x * x;
        }
        let mean = sum / n as f64;
        (mean, (squares / n as f64 - mean * mean).sqrt() / mean)
    }

    /// Sample mean and cv of 400,000 draws within 1 % and 3 %: five standard errors or more for these shapes.
    #[test]
    fn samplers_have_the_mean_and_cv_asked_for() {
        for (mean, cv) in [(5.0, 0.5), (8.0, 1.0), (3.0, 0.8)] {
            for distribution in [
                Distribution::log_normal(mean, cv).unwrap(),
                Distribution::gamma(mean, cv).unwrap(),
                Distribution::weibull(mean, cv).unwrap(),
            ] {
                assert!((distribution.mean() - mean).abs() < 1e-9);
                let (m, c) = moments(&distribution, 400_000);
                assert!((m / mean - 1.0).abs() < 0.01, "{distribution:?}: mean {m}");
                assert!((c / cv - 1.0).abs() < 0.03, "{distribution:?}: cv {c}");
            }
        }
    }

    #[test]
    fn quantiles_and_medians_are_met() {
        let patience = Distribution::log_normal_quantiles((60.0, 0.27), (300.0, 0.59)).unwrap();
        let sampler = patience.sampler(1.0);
        let n = 400_000;
        let below = |limit: f64| {
            let hits =
                (0..n).filter(|i| sampler.draw(&mut Stream::new(entity_key(5, *i), Purpose::Patience)) < limit).count();
            hits as f64 / n as f64
        };
        // Five standard errors of a share over 400,000 draws are .004.
        assert!((below(60.0) - 0.27).abs() < 0.004);
        assert!((below(300.0) - 0.59).abs() < 0.004);
        let reply = Distribution::log_normal_median(10.0, 2.0).unwrap();
        assert!(matches!(reply, Distribution::LogNormal { mu, .. } if (mu - 10f64.ln()).abs() < 1e-12));
    }

    /// Half of 100,000 draws lie below the median: within five standard errors, .008.
    #[test]
    fn half_of_the_draws_lie_below_the_median() {
        for distribution in [
            Distribution::exponential(4.0).unwrap(),
            Distribution::gamma(3.0, 0.7).unwrap(),
            Distribution::weibull(3.0, 0.7).unwrap(),
            Distribution::log_normal(3.0, 0.7).unwrap(),
            Distribution::empirical((0..101).map(f64::from).collect()).unwrap(),
        ] {
            let (sampler, median) = (distribution.sampler(1.0), distribution.median());
            let draw = |i| sampler.draw(&mut Stream::new(entity_key(17, i), Purpose::Reach));
            let below = (0..100_000).filter(|i| draw(*i) < median).count();
            assert!((below as f64 / 1e5 - 0.5).abs() < 0.008, "{distribution:?}: {below} below {median}");
        }
        assert_eq!(Distribution::deterministic(7.0).unwrap().median(), 7.0);
    }

    /// Of 400,000 draws: the share at or above a threshold and what they add to the mean, each within five standard errors.
    #[test]
    fn tails_have_the_share_and_the_part_of_the_mean_that_draws_have() {
        for distribution in [
            Distribution::deterministic(4.0).unwrap(),
            Distribution::exponential(4.0).unwrap(),
            Distribution::gamma(3.0, 0.7).unwrap(),
            Distribution::gamma(3.0, 2.0).unwrap(),
            Distribution::weibull(3.0, 0.7).unwrap(),
            Distribution::weibull(3.0, 2.0).unwrap(),
            Distribution::log_normal(3.0, 0.7).unwrap(),
            Distribution::log_normal(3.0, 2.0).unwrap(),
            Distribution::empirical(vec![1.0, 4.0, 4.0, 9.0]).unwrap(),
        ] {
            let sampler = distribution.sampler(1.0);
            let draws: Vec<f64> =
                (0..400_000).map(|i| sampler.draw(&mut Stream::new(entity_key(23, i), Purpose::Reach))).collect();
            let n = draws.len() as f64;
            for threshold in [0.0, 0.5, 4.0, 10.0] {
                let tail: Vec<f64> = draws.iter().map(|x| if *x >= threshold { *x } else { 0.0 }).collect();
                let mean = tail.iter().sum::<f64>() / n;
                let spread = (tail.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n).sqrt();
                let share = draws.iter().filter(|x| **x >= threshold).count() as f64 / n;
                let (exact_share, part) = distribution.at_or_above(threshold);
                let of_share = (exact_share * (1.0 - exact_share) / n).sqrt();
                assert!((share - exact_share).abs() <= 5.0 * of_share + 1e-12, "{distribution:?} {threshold}: {share}");
                assert!(
                    (mean - part).abs() <= 5.0 * spread / n.sqrt() + 1e-9,
                    "{distribution:?} {threshold}: {mean} {part}"
                );
            }
        }
        for thin in
            [Distribution::gamma(5.0, 1e-8), Distribution::weibull(5.0, 1e-8), Distribution::log_normal(5.0, 0.0)]
        {
            let thin = thin.unwrap();
            assert_eq!(thin.at_or_above(5.1), (0.0, 0.0), "{thin:?}");
            assert_eq!(thin.at_or_above(4.9).0, 1.0, "{thin:?}");
        }
    }

    #[test]
    fn a_spread_too_small_for_numbers_is_none() {
        let gamma = [(5.0, 1e-200), (5.0, 1e-160), (5e-324, 1e-6), (5.0, 1e-8)];
        let weibull = [(5.0, 1e-200), (5.0, 1e-8)];
        let made = gamma.map(|(mean, cv)| Distribution::gamma(mean, cv)).into_iter();
        for distribution in made.chain(weibull.map(|(mean, cv)| Distribution::weibull(mean, cv))).map(Result::unwrap) {
            let exact = distribution.mean() * 60_000.0;
            let drawn = distribution.sampler(60_000.0).draw(&mut Stream::new(1, Purpose::Handling));
            assert!((drawn - exact).abs() <= 0.01 * exact, "{distribution:?}: {drawn}");
        }
    }

    #[test]
    fn nonsense_is_refused() {
        assert_eq!(Distribution::log_normal(0.0, 1.0), Err(DistributionError::Mean));
        assert_eq!(Distribution::gamma(1.0, f64::NAN), Err(DistributionError::Cv));
        assert_eq!(Distribution::log_normal_quantiles((60.0, 0.6), (300.0, 0.5)), Err(DistributionError::Quantiles));
        let (rare, next) = (1e-300, 1e-300f64.next_up());
        assert_eq!(
            Distribution::log_normal_quantiles((60.0, rare), (300.0, next)),
            Err(DistributionError::Quantiles),
            "no spread is large enough to tell the two apart"
        );
        assert_eq!(Distribution::empirical(vec![]), Err(DistributionError::Values));
    }
}

//! Log-normal times of which an export shows little: whole minutes, or none longer than a limit.
//!
//! From one whole minute to another there lie k minutes where the true time was between k - 1 and k + 1: the seconds of both ends are cut
//! off, whatever they are, so that a time t shows as k with probability 1 - |t - k|. Taking k for the time itself, and half a second for
//! 0, would spoil the logarithms of short times. The fit is the likeliest of these probabilities (grouped data: Heitjan, Statistical
//! Science 4, 1989), and of a distribution cut off at the limit; its intervals come from the curvature of the likelihood.

use super::estimate::{Estimate, LogNormal, Moments, log_normal, log_normal_mean, standard_errors};
use crate::history::History;
use statrs::distribution::{ContinuousCDF, Normal};

/// Half a second stands for what whole seconds make nothing.
const LEAST_MIN: f64 = 0.5 / 60.0;
/// Half a minute stands for what whole minutes make nothing where no likeliest fit is found.
const LEAST_WHOLE_MIN: f64 = 0.5;
/// Minutes from which rounding does not matter: below 0.1 % of the probability.
const COARSE: usize = 20;
/// The limit is at least so many standard deviations of the logarithm above its mean: of what lies above, 7 % at most, a cut-off fit only
/// knows what the log-normal makes of it.
const LEAST_BELOW_LIMIT: f64 = 1.5;
/// Steps of Newton's method; a few are usual.
const MOST_STEPS: usize = 60;
/// A last step so small that the next one would be lost in rounding.
const CONVERGED: f64 = 1e-7;
/// Logarithms of the deviation of the logarithms that are looked at: from values that are all the same to hopeless ones.
const DEVIATIONS: std::ops::RangeInclusive<f64> = -5.0..=2.0;

/// Whether all times of an export are whole minutes. Of tickets they are in a way of their own.
pub fn whole_minutes(history: &History) -> bool {
    !history.tickets() && history.messages().all(|message| message.at_s % 60 == 0)
}

/// Times in minutes.
#[derive(Clone, Default, Debug)]
pub struct Times {
    whole_minutes: bool,
    /// Those of 0, 1, ... whole minutes.
    few: [u64; COARSE],
    /// Of all others.
    logarithms: Moments,
    /// None that is longer was added.
    longest_min: Option<f64>,
}

/// Mean and deviation of the logarithms of the likeliest distribution.
struct Likeliest {
    mean: f64,
    deviation: f64,
    /// Variances of the mean and of the logarithm of the deviation, and their covariance.
    variances: (f64, f64),
    covariance: f64,
}

impl Times {
    pub fn new(whole_minutes: bool) -> Times {
        Times { whole_minutes, ..Times::default() }
    }
    /// None that is longer will be added, whether or not there are any.
    pub fn up_to(self, longest_min: f64) -> Times {
        let shown = if self.whole_minutes { longest_min.floor() } else { longest_min };
        Times { longest_min: Some(shown), ..self }
    }
    pub fn add(&mut self, minutes: f64) {
        let whole = minutes.round().max(0.0);
        match self.few.get_mut(whole as usize).filter(|_| self.whole_minutes) {
            Some(count) => *count += 1,
            None => self.logarithms.add(minutes.max(LEAST_MIN).ln()),
        }
    }
    fn n(&self) -> u64 {
        self.logarithms.n + self.few.iter().sum::<u64>()
    }

    /// Median and coefficient of variation.
    pub fn log_normal(&self) -> Option<LogNormal> {
        if !self.whole_minutes && self.longest_min.is_none() {
            return log_normal(&self.logarithms);
        }
        let Some(found) = self.likeliest() else { return log_normal(&self.as_shown()) };
        let median = self.estimate(found.mean, found.variances.0, f64::exp);
        Some(LogNormal { median, cv: self.cv(&found) })
    }

    /// Mean and coefficient of variation; `None` where there are too few, or all are alike, or their limit is too low.
    pub fn mean_and_cv(&self) -> Option<(Estimate, Estimate)> {
        let found = self.likeliest()?;
        let square = found.deviation.powi(2);
        let variance = found.variances.0 + square.powi(2) * found.variances.1 + 2.0 * square * found.covariance;
        Some((self.estimate(found.mean + square / 2.0, variance, f64::exp), self.cv(&found)))
    }

    /// The same taking what is shown for the times, whatever the limit.
    pub fn mean_and_cv_as_shown(&self) -> Option<(Estimate, Estimate)> {
        let shown = self.as_shown();
        Some((log_normal_mean(&shown)?, log_normal(&shown)?.cv))
    }

    fn as_shown(&self) -> Moments {
        let mut all = self.logarithms;
        for (minutes, count) in self.few.iter().enumerate() {
            (0..*count).for_each(|_| all.add((minutes as f64).max(LEAST_WHOLE_MIN).ln()));
        }
        all
    }

    fn cv(&self, found: &Likeliest) -> Estimate {
        let cv = |logarithm: f64| (2.0 * logarithm).exp().exp_m1().sqrt();
        self.estimate(found.deviation.ln(), found.variances.1, cv)
    }

    /// By Student t, which for few times is wider than the normal.
    fn estimate(&self, at: f64, variance: f64, shown: impl Fn(f64) -> f64) -> Estimate {
        let half_width = standard_errors(self.n() as f64 - 1.0) * variance.sqrt();
        Estimate { value: shown(at), low: shown(at - half_width), high: shown(at + half_width), n: self.n() }
    }

    /// Newton's method, each step shortened until it leads upwards.
    fn likeliest(&self) -> Option<Likeliest> {
        let shown = self.as_shown();
        let (mut mean, mut spread) = (shown.average(), shown.variance().sqrt().ln());
        for _ in 0..MOST_STEPS {
            if shown.n < 3 || !DEVIATIONS.contains(&spread) {
                return None;
            }
            let (slope, curve) = (self.slope(mean, spread), self.curvature(mean, spread));
            let determinant = curve.0 * curve.1 - curve.2 * curve.2;
            let hollow = !(curve.0 > 0.0 && determinant > 0.0);
            let step = if hollow {
                (slope.0.clamp(-0.1, 0.1), slope.1.clamp(-0.1, 0.1))
            } else {
                let across = |one: f64, other: f64, own: f64| (own * one - curve.2 * other) / determinant;
                (across(slope.0, slope.1, curve.1), across(slope.1, slope.0, curve.0))
            };
            if step.0.abs().max(step.1.abs()) < CONVERGED && !hollow {
                (mean, spread) = (mean + step.0, spread + step.1);
                let deviation = spread.exp();
                let told = self.longest_min.is_none_or(|longest| longest.ln() - mean >= LEAST_BELOW_LIMIT * deviation);
                let scale = determinant * shown.n as f64;
                let variances = (curve.1 / scale, curve.0 / scale);
                return told.then_some(Likeliest { mean, deviation, variances, covariance: -curve.2 / scale });
            }
            let here = self.likelihood(mean, spread);
            let upwards = |part: &f64| self.likelihood(mean + part * step.0, spread + part * step.1) >= here - 1e-11;
            let part = (0..30).map(|half| 0.5f64.powi(half)).find(upwards)?;
            (mean, spread) = (mean + part * step.0, spread + part * step.1);
        }
        None
    }

    /// Logarithm of the likelihood, a time; without what does not depend on the distribution.
    fn likelihood(&self, mean: f64, spread: f64) -> f64 {
        let deviation = spread.exp();
        let normal = Normal::standard();
        let below = |minutes: f64| normal.cdf((minutes.ln() - mean) / deviation);
        // The integral of `below` from 0 on, whose second differences are the probabilities of whole minutes.
        let all = (mean + deviation * deviation / 2.0).exp();
        let integral = |minutes: f64| {
            let part = || all * normal.cdf((minutes.ln() - mean) / deviation - deviation);
            if minutes > 0.0 { minutes * below(minutes) - part() } else { 0.0 }
        };
        let mut sum = 0.0;
        if self.whole_minutes {
            let integrals: [f64; COARSE + 2] = std::array::from_fn(|at| integral(at as f64 - 1.0));
            for (count, around) in self.few.iter().zip(integrals.windows(3)).filter(|(count, _)| **count > 0) {
                sum += *count as f64 * (around[2] - 2.0 * around[1] + around[0]).max(f64::MIN_POSITIVE).ln();
            }
        }
        let (n, rest) = (self.n() as f64, self.logarithms.n as f64);
        let squares =
            self.logarithms.variance() * (rest - 1.0).max(0.0) + rest * (self.logarithms.average() - mean).powi(2);
        sum -= rest * spread + squares / (2.0 * deviation * deviation);
        let kept = match self.longest_min {
            None => 1.0,
            Some(longest) if self.whole_minutes => integral(longest + 1.0) - integral(longest),
            Some(longest) => below(longest),
        };
        sum / n - kept.max(f64::MIN_POSITIVE).ln()
    }

    fn slope(&self, mean: f64, spread: f64) -> (f64, f64) {
        const STEP: f64 = 1e-4;
        let at = |one: f64, other: f64| self.likelihood(mean + one, spread + other);
        ((at(STEP, 0.0) - at(-STEP, 0.0)) / (2.0 * STEP), (at(0.0, STEP) - at(0.0, -STEP)) / (2.0 * STEP))
    }

    /// Second derivatives with their sign turned: of the mean, of the spread, of both.
    fn curvature(&self, mean: f64, spread: f64) -> (f64, f64, f64) {
        const STEP: f64 = 1e-3;
        let at = |one: f64, other: f64| self.likelihood(mean + one * STEP, spread + other * STEP);
        let here = at(0.0, 0.0);
        let of_both = at(1.0, 1.0) - at(1.0, -1.0) - at(-1.0, 1.0) + at(-1.0, -1.0);
        let square = STEP * STEP;
        (
            (2.0 * here - at(1.0, 0.0) - at(-1.0, 0.0)) / square,
            (2.0 * here - at(0.0, 1.0) - at(0.0, -1.0)) / square,
            -of_both / (4.0 * square),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibrate::estimate::normal_quantile;
    use crate::random::{Purpose, Stream};

    const MEAN_MIN: f64 = 2.0;
    const CV: f64 = 0.9;

    /// So many times of a log-normal distribution, from an instant of its own each.
    fn drawn(n: usize, seed: u64) -> Vec<(f64, f64)> {
        let deviation = CV.powi(2).ln_1p().sqrt();
        let mut stream = Stream::new(seed, Purpose::Reach);
        let mut one = || {
            let standard = normal_quantile(stream.uniform().clamp(1e-12, 1.0 - 1e-12));
            let begun_min = 1000.0 * stream.uniform();
            (begun_min, MEAN_MIN * (deviation * standard - deviation * deviation / 2.0).exp())
        };
        (0..n).map(|_| one()).collect()
    }

    /// The intervals of mean and CV hold the true values in 95 % of the samples: of 400 samples of 300 times 364 to 392, the 99.9 % limits
    /// of a binomial count.
    fn held(times: impl Fn() -> Times, shown: impl Fn(f64, f64) -> f64, longest_min: f64) {
        let (mut mean, mut cv, mut sum) = (0, 0, 0.0);
        for seed in 0..400 {
            let mut times = times();
            let all = drawn(300, seed).into_iter().map(|(begun, minutes)| shown(begun, minutes));
            all.filter(|minutes| *minutes <= longest_min).for_each(|minutes| times.add(minutes));
            let found = times.mean_and_cv().unwrap();
            mean += u32::from(found.0.holds(MEAN_MIN));
            cv += u32::from(found.1.holds(CV));
            sum += found.0.value;
        }
        println!("mean {mean}, CV {cv} of 400; {}", sum / 400.0);
        assert!((364..=392).contains(&mean) && (364..=392).contains(&cv), "mean {mean}, CV {cv} of 400");
        assert!((sum / 400.0 / MEAN_MIN - 1.0).abs() < 0.02, "{}", sum / 400.0);
    }

    #[test]
    fn whole_minutes_give_the_times_that_were_cut_off() {
        let minutes = |begun: f64, minutes: f64| (begun + minutes).floor() - begun.floor();
        held(|| Times::new(true), minutes, f64::INFINITY);
        held(|| Times::new(true).up_to(9.0), minutes, 9.0);
    }

    #[test]
    fn times_above_a_limit_need_not_be_known() {
        held(|| Times::new(false).up_to(8.0), |_, minutes| minutes, 8.0);
    }

    /// Where rounding does not matter and nothing is cut off, the likeliest fit is that of the logarithms.
    #[test]
    fn long_times_are_fitted_as_ever() {
        let (mut whole, mut exact) = (Times::new(true), Times::new(false));
        for (_, minutes) in drawn(2000, 1) {
            whole.add((3000.0 * minutes).round());
            exact.add((3000.0 * minutes).round());
        }
        let (one, other) = (whole.log_normal().unwrap(), exact.log_normal().unwrap());
        assert!((one.median.value / other.median.value - 1.0).abs() < 1e-6, "{one:?} {other:?}");
        assert!((one.cv.value / other.cv.value - 1.0).abs() < 1e-3, "{one:?} {other:?}");
        assert!((one.cv.high / other.cv.high - 1.0).abs() < 5e-3, "{one:?} {other:?}");
    }

    #[test]
    fn times_that_are_all_alike_give_no_likeliest_fit() {
        for minutes in [0.0, 4.0, 400.0] {
            let mut times = Times::new(true).up_to(500.0);
            (0..60).for_each(|_| times.add(minutes));
            assert_eq!(times.mean_and_cv(), None);
            assert!(times.mean_and_cv_as_shown().is_some() && times.log_normal().is_some());
        }
        assert_eq!(Times::new(true).log_normal().map(|found| found.median.n), None);
    }
}

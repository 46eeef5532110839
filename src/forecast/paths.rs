//! Sample paths of the next weeks, and the intervals that they give.
//!
//! A path draws what is unknown of the level (Student t, common to its weeks), what weeks vary beyond days, the profile, the factor of
//! each day (gamma) and a Poisson count for every hour. So one set of paths gives the intervals of hours and of weeks.

use super::Wish;
use super::level::{Method, fit};
use super::weeks::{HOURS, Weeks};
use crate::calibrate::Period;
use rand::SeedableRng;
use rand::rngs::Xoshiro256PlusPlus;
use rand_distr::{ChiSquared, Distribution, Gamma, Poisson, StandardNormal};

/// Below it day factors are 1.
const LEAST_CV: f64 = 1e-3;

/// What is expected, and the limits that hold what comes with the probability asked for.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Range {
    pub mean: f64,
    pub low: f64,
    pub high: f64,
}

impl Range {
    pub fn holds(&self, value: f64) -> bool {
        (self.low..=self.high).contains(&value)
    }
}

/// Everything that paths are drawn from.
#[derive(Clone, PartialEq, Debug)]
pub struct Made {
    /// Logarithm of the level of each week ahead.
    log: Vec<f64>,
    unknown: Vec<f64>,
    /// Variance of a week about its level beyond what days and chance make.
    beyond: f64,
    degrees: f64,
    /// Shares of the hours of a week from its first day on, and conversations behind each.
    shares: Vec<f64>,
    behind: Vec<f64>,
    pub daily_cv: f64,
}

impl Made {
    /// Conversations expected in each hour of each week.
    pub fn expected(&self) -> Vec<f64> {
        self.log.iter().flat_map(|log| self.shares.iter().map(|share| log.exp() * share)).collect()
    }

    /// Shares from Monday 00:00 on.
    pub fn profile_of_week(&self, past: &Weeks) -> Vec<f64> {
        let first = 24 * Period::weekday(past.from);
        let mut week = vec![0.0; HOURS];
        self.shares.iter().enumerate().for_each(|(hour, share)| week[(first + hour) % HOURS] = *share);
        week
    }
}

/// Logarithms of the totals of the first `known` weeks.
pub fn logs(past: &Weeks, known: usize) -> Vec<f64> {
    // Of a week without a conversation half of one is supposed.
    past.totals[..known].iter().map(|total| total.max(0.5).ln()).collect()
}

/// By a level and the profile of the first `known` weeks.
pub fn of_method(past: &Weeks, known: usize, method: Method, ahead: usize) -> Made {
    let level = fit(&logs(past, known), method, ahead);
    let (shares, behind) = past.profile(known);
    let daily_cv = past.daily_cv(known);
    let beyond = (level.of_a_week - of_days(level.log[0].exp(), daily_cv, &shares)).max(0.0);
    Made { log: level.log, unknown: level.unknown, beyond, degrees: level.degrees, shares, behind, daily_cv }
}

/// The last week again: the seasonal-naive forecast.
pub fn naive(past: &Weeks, known: usize, ahead: usize) -> Made {
    let logs = logs(past, known);
    let steps: Vec<f64> = logs.windows(2).map(|pair| (pair[1] - pair[0]).powi(2)).collect();
    let variance = steps.iter().sum::<f64>() / steps.len().max(1) as f64;
    let last = &past.hours[known - 1];
    let total = past.totals[known - 1].max(0.5);
    let daily_cv = past.daily_cv(known);
    let shares: Vec<f64> = last.iter().map(|count| f64::from(*count) / total).collect();
    let of_week = of_days(total, daily_cv, &shares);
    // A step is the noise of two weeks and the drift of one.
    let drift = (variance - 2.0 * of_week).max(0.0);
    Made {
        log: vec![logs[known - 1]; ahead],
        unknown: (0..ahead).map(|week| of_week + drift * (week + 1) as f64).collect(),
        beyond: 0.0,
        degrees: steps.len().max(1) as f64,
        shares,
        behind: last.iter().map(|count| f64::from(*count) + 0.5).collect(),
        daily_cv,
    }
}

/// Variance of the logarithm of a week's total by chance and by the variation of days.
fn of_days(total: f64, daily_cv: f64, shares: &[f64]) -> f64 {
    let days: f64 = shares.chunks(24).map(|day| day.iter().sum::<f64>().powi(2)).sum();
    1.0 / total.max(1.0) + daily_cv.powi(2) * days
}

/// What the paths give.
pub struct Drawn {
    pub hours: Vec<Range>,
    pub weeks: Vec<Range>,
    pub per_week: Range,
}

/// Draws so many paths. The same seed gives the same.
pub fn draw(made: &Made, wish: &Wish, paths: usize, seed: u64) -> Drawn {
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    let ahead = made.log.len();
    let mut hours: Vec<Vec<u32>> = vec![Vec::with_capacity(paths); HOURS * ahead];
    let mut weeks: Vec<Vec<u32>> = vec![Vec::with_capacity(paths); ahead];
    let mut all: Vec<u32> = Vec::with_capacity(paths);
    for _ in 0..paths {
        let path = path(made, &mut rng);
        path.iter().zip(&mut hours).for_each(|(count, hour)| hour.push(*count));
        path.chunks(HOURS).zip(&mut weeks).for_each(|(week, totals)| totals.push(week.iter().sum()));
        all.push(path.iter().sum());
    }
    let expected = made.expected();
    let range = |samples: &mut Vec<u32>, mean: f64, scale: f64| {
        samples.sort_unstable();
        let tail = (1.0 - wish.level) / 2.0;
        let at = |share: f64| f64::from(samples[((share * paths as f64) as usize).min(paths - 1)]) * scale;
        Range { mean: mean * scale, low: at(tail), high: at(1.0 - tail) }
    };
    let total: f64 = expected.iter().sum();
    Drawn {
        hours: hours.iter_mut().zip(&expected).map(|(samples, mean)| range(samples, *mean, 1.0)).collect(),
        weeks: weeks.iter_mut().zip(&made.log).map(|(samples, log)| range(samples, log.exp(), 1.0)).collect(),
        per_week: range(&mut all, total, 1.0 / ahead as f64),
    }
}

/// Counts of every hour ahead.
fn path(made: &Made, rng: &mut Xoshiro256PlusPlus) -> Vec<u32> {
    let normal = |rng: &mut Xoshiro256PlusPlus| -> f64 { StandardNormal.sample(rng) };
    let scale = ChiSquared::new(made.degrees).map_or(1.0, |chi| (made.degrees / chi.sample(rng).max(1e-9)).sqrt());
    let common = normal(rng) * scale;
    let mut profile: Vec<f64> = made
        .shares
        .iter()
        .zip(&made.behind)
        .map(|(share, behind)| share * gamma(1.0 / behind.max(0.5).sqrt(), rng))
        .collect();
    let sum: f64 = profile.iter().sum();
    profile.iter_mut().for_each(|share| *share /= sum.max(f64::MIN_POSITIVE));
    let mut counts = Vec::with_capacity(HOURS * made.log.len());
    for (log, unknown) in made.log.iter().zip(&made.unknown) {
        let off = common * unknown.sqrt() + normal(rng) * scale * made.beyond.sqrt();
        let total = (log + off).min(20.0).exp();
        for day in profile.chunks(24) {
            let factor = if made.daily_cv > LEAST_CV { gamma(made.daily_cv, rng) } else { 1.0 };
            for share in day {
                let mean = total * share * factor;
                counts.push(Poisson::new(mean).map_or(0, |poisson| poisson.sample(rng) as u32));
            }
        }
    }
    counts
}

/// A factor with mean 1.
fn gamma(cv: f64, rng: &mut Xoshiro256PlusPlus) -> f64 {
    Gamma::new(1.0 / (cv * cv), cv * cv).map_or(1.0, |gamma| gamma.sample(rng))
}

//! What forecasts made in the past would have erred: from every week of the export on, with what was known then.
//!
//! At each origin the method is the one that erred least at the origins before it, as far as these were over. So the errors told are
//! those of the whole procedure on weeks that it did not know.

use super::level::{Method, fit};
use super::paths::{draw, logs, naive, of_method};
use super::weeks::{HOURS, Weeks};
use super::{FEWEST_TO_LEARN, Wish};

/// Forecasts of the past that are made, the latest ones.
const MOST_ORIGINS: usize = 26;
/// Sample paths of each.
const PATHS: usize = 400;
/// A more intricate method must err less by this factor to be preferred.
const CLEARLY: f64 = 0.98;

/// Errors of forecasts.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Errors {
    /// Sum of the absolute errors over the sum of what came (weighted absolute percentage error), by hour and by week.
    pub wape_hours: f64,
    pub wape_weeks: f64,
    /// Mean absolute error of the hours over that of the seasonal-naive forecast one week ahead within the weeks known (Hyndman and
    /// Koehler, International Journal of Forecasting 22, 2006).
    pub mase_hours: f64,
    /// Mean of 2 |error| / (forecast + what came), by week.
    pub smape_weeks: f64,
}

/// How many intervals held what came.
#[derive(Clone, Copy, PartialEq, Eq, Default, Debug)]
pub struct Held {
    pub count: u64,
    pub of: u64,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Accuracy {
    pub origins: usize,
    pub chosen: Errors,
    pub naive: Errors,
    /// Of the chosen method.
    pub hours_held: Held,
    pub weeks_held: Held,
    /// Errors of the weekly totals (weighted absolute percentage) by weeks ahead: chosen, naive.
    pub by_weeks_ahead: Vec<(f64, f64)>,
}

pub struct Judged {
    /// `None`: the seasonal-naive forecast errs less.
    pub method: Option<Method>,
    pub accuracy: Accuracy,
}

#[derive(Default)]
struct Sums {
    hours: f64,
    hours_scaled: f64,
    weeks: f64,
    relative: f64,
    by_ahead: Vec<f64>,
}

impl Sums {
    fn add(&mut self, expected: &[f64], past: &Weeks, origin: usize, scale: f64) {
        for (ahead, expected) in expected.chunks(HOURS).enumerate() {
            let (came, total) = (&past.hours[origin + ahead], past.totals[origin + ahead]);
            let off: f64 = expected.iter().zip(came).map(|(one, count)| (one - f64::from(*count)).abs()).sum();
            let sum: f64 = expected.iter().sum();
            self.hours += off;
            self.hours_scaled += off / HOURS as f64 / scale;
            self.weeks += (sum - total).abs();
            self.relative += 2.0 * (sum - total).abs() / (sum + total).max(1.0);
            self.by_ahead.resize(self.by_ahead.len().max(ahead + 1), 0.0);
            self.by_ahead[ahead] += (sum - total).abs();
        }
    }
    fn errors(&self, came: f64, weeks: f64) -> Errors {
        Errors {
            wape_hours: self.hours / came,
            wape_weeks: self.weeks / came,
            mase_hours: self.hours_scaled / weeks,
            smape_weeks: self.relative / weeks,
        }
    }
}

/// Forecasts from every origin, and chooses for what comes.
pub fn judge(past: &Weeks, wish: &Wish) -> Judged {
    let all = past.totals.len();
    let first = FEWEST_TO_LEARN.max(all.saturating_sub(MOST_ORIGINS));
    let (mut chosen, mut naives) = (Sums::default(), Sums::default());
    let (mut hours_held, mut weeks_held) = (Held::default(), Held::default());
    let (mut came, mut weeks) = (0.0f64, 0.0f64);
    let mut came_ahead = vec![0.0; wish.ahead];
    for origin in first..all {
        let ahead = wish.ahead.min(all - origin);
        let method = best(past, origin, wish.ahead);
        let made = of_method(past, origin, method, ahead);
        let scale = naive_error(past, origin);
        chosen.add(&made.expected(), past, origin, scale);
        naives.add(&naive(past, origin, ahead).expected(), past, origin, scale);
        let drawn = draw(&made, wish, PATHS, wish.seed.wrapping_add(origin as u64));
        for (week, came_so_far) in came_ahead.iter_mut().enumerate().take(ahead) {
            let total = past.totals[origin + week];
            (came, weeks, *came_so_far) = (came + total, weeks + 1.0, *came_so_far + total);
            weeks_held.add(drawn.weeks[week].holds(total));
            let hours = drawn.hours[HOURS * week..].iter().zip(&past.hours[origin + week]);
            hours.for_each(|(range, count)| hours_held.add(range.holds(f64::from(*count))));
        }
    }
    let came = came.max(1.0);
    let by_ahead = |sums: &Sums, at: usize| sums.by_ahead.get(at).map_or(0.0, |sum| sum / came_ahead[at].max(1.0));
    let accuracy = Accuracy {
        origins: all - first,
        by_weeks_ahead: (0..wish.ahead).map(|at| (by_ahead(&chosen, at), by_ahead(&naives, at))).collect(),
        chosen: chosen.errors(came, weeks),
        naive: naives.errors(came, weeks),
        hours_held,
        weeks_held,
    };
    let better = accuracy.chosen.mase_hours < accuracy.naive.mase_hours;
    Judged { method: better.then(|| best(past, all, wish.ahead)), accuracy }
}

impl Held {
    fn add(&mut self, held: bool) {
        self.count += u64::from(held);
        self.of += 1;
    }
}

/// Mean absolute error of an hour when the week before is repeated, within the first `known` weeks.
fn naive_error(past: &Weeks, known: usize) -> f64 {
    let pairs = past.hours[..known].windows(2);
    let off = pairs.flat_map(|pair| pair[0].iter().zip(&pair[1]).map(|(one, next)| f64::from(one.abs_diff(*next))));
    (off.sum::<f64>() / (HOURS * (known - 1)) as f64).max(f64::MIN_POSITIVE)
}

/// The method that erred least in forecasts of the first `known` weeks; the mean where there were none yet.
fn best(past: &Weeks, known: usize, ahead: usize) -> Method {
    let logs = logs(past, known);
    let errs = |method: Method| {
        let (mut sum, mut count) = (0.0, 0.0);
        for origin in FEWEST_TO_LEARN..known {
            let ahead = ahead.min(known - origin);
            let level = fit(&logs[..origin], method, ahead);
            let off = level.log.iter().zip(&logs[origin..]).map(|(expected, came)| (expected - came).abs());
            sum += off.sum::<f64>();
            count += ahead as f64;
        }
        if count > 0.0 { sum / count } else { 0.0 }
    };
    let mut best = (Method::Mean, errs(Method::Mean));
    for method in Method::ALL.into_iter().skip(1) {
        let error = errs(method);
        if error < CLEARLY * best.1 {
            best = (method, error);
        }
    }
    best.0
}

//! Four levels of a weekly total and what each errs: forecasts of its logarithm.

use crate::calibrate::estimate::Moments;

/// How the level of the next weeks follows from the past ones.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Method {
    /// The mean of all weeks.
    Mean,
    /// Simple exponential smoothing: the later the week the more it counts.
    Smoothed,
    /// A straight line through the logarithms: constant growth.
    Trend,
    /// Exponential smoothing with a trend that fades (Gardner and McKenzie, Management Science 31, 1985).
    Damped,
}

impl Method {
    /// The simplest first.
    pub const ALL: [Method; 4] = [Method::Mean, Method::Smoothed, Method::Trend, Method::Damped];
}

/// The logarithm of the total of each week ahead.
#[derive(Clone, PartialEq, Debug)]
pub struct Level {
    pub log: Vec<f64>,
    /// Variance of what is unknown of the level itself, for each week ahead: common to them.
    pub unknown: Vec<f64>,
    /// Variance of a week about its level.
    pub of_a_week: f64,
    /// Degrees of freedom that the variance is estimated from.
    pub degrees: f64,
}

const ALPHAS: [f64; 6] = [0.1, 0.2, 0.3, 0.5, 0.7, 0.9];
const BETAS: [f64; 3] = [0.1, 0.3, 0.6];
const FADING: [f64; 2] = [0.85, 0.95];
/// Weeks that a fading trend begins with.
const FIRST: usize = 4;

/// Forecasts `ahead` weeks from the logarithms of at least three totals.
pub fn fit(logs: &[f64], method: Method, ahead: usize) -> Level {
    match method {
        Method::Mean => mean(logs, ahead),
        Method::Trend => trend(logs, ahead),
        Method::Smoothed => smoothed(logs, ahead),
        Method::Damped => damped(logs, ahead),
    }
}

fn mean(logs: &[f64], ahead: usize) -> Level {
    let mut moments = Moments::default();
    logs.iter().for_each(|log| moments.add(*log));
    let (variance, n) = (moments.variance(), logs.len() as f64);
    Level {
        log: vec![moments.average(); ahead],
        unknown: vec![variance / n; ahead],
        of_a_week: variance,
        degrees: n - 1.0,
    }
}

/// Slope, value at the middle and sum of squares of a least-squares line.
fn line(logs: &[f64]) -> (f64, f64, f64) {
    let n = logs.len() as f64;
    let (middle, average) = ((n - 1.0) / 2.0, logs.iter().sum::<f64>() / n);
    let off = |at: usize| at as f64 - middle;
    let squares: f64 = (0..logs.len()).map(|at| off(at).powi(2)).sum();
    let slope = logs.iter().enumerate().map(|(at, log)| off(at) * (log - average)).sum::<f64>() / squares;
    (slope, average, squares)
}

/// The prediction interval of a regression: exact where logarithms scatter about a line independently and normally.
fn trend(logs: &[f64], ahead: usize) -> Level {
    let n = logs.len() as f64;
    let (slope, average, squares) = line(logs);
    let off = |at: usize| at as f64 - (n - 1.0) / 2.0;
    let rest: f64 = logs.iter().enumerate().map(|(at, log)| (log - average - slope * off(at)).powi(2)).sum();
    let variance = rest / (n - 2.0);
    let at = |week: usize| off(logs.len() + week);
    Level {
        log: (0..ahead).map(|week| average + slope * at(week)).collect(),
        unknown: (0..ahead).map(|week| variance * (1.0 / n + at(week).powi(2) / squares)).collect(),
        of_a_week: variance,
        degrees: n - 2.0,
    }
}

/// Errors of forecasts of one week each, and the last level.
fn smooth(logs: &[f64], alpha: f64) -> (f64, f64) {
    let first = logs.iter().take(FIRST).sum::<f64>() / logs.len().min(FIRST) as f64;
    logs.iter()
        .fold((0.0, first), |(squares, level), log| (squares + (log - level).powi(2), level + alpha * (log - level)))
}

/// The variance of the forecasts is that of the innovations model ETS(A,N,N) (Hyndman et al., Forecasting with Exponential
/// Smoothing, 2008, table 6.1).
fn smoothed(logs: &[f64], ahead: usize) -> Level {
    let of = |alpha: f64| (alpha, smooth(logs, alpha));
    let best = ALPHAS.into_iter().map(of).min_by(|one, other| one.1.0.total_cmp(&other.1.0));
    let (alpha, (squares, level)) = best.unwrap_or((1.0, smooth(logs, 1.0)));
    let degrees = (logs.len() as f64 - 2.0).max(1.0);
    let variance = squares / degrees;
    let unknown = (0..ahead).map(|week| variance * week as f64 * alpha * alpha).collect();
    Level { log: vec![level; ahead], unknown, of_a_week: variance, degrees }
}

/// As [`smoothed`], ETS(A,Ad,N).
fn damped(logs: &[f64], ahead: usize) -> Level {
    let (slope, average, _) = line(&logs[..logs.len().min(FIRST)]);
    let begin = (average - slope * (logs.len().min(FIRST) as f64 + 1.0) / 2.0, slope);
    let run = |alpha: f64, beta: f64, fading: f64| {
        let (mut squares, mut level, mut growth) = (0.0, begin.0, begin.1);
        for log in logs {
            let expected = level + fading * growth;
            let error = log - expected;
            squares += error * error;
            (level, growth) = (expected + alpha * error, fading * growth + alpha * beta * error);
        }
        (squares, level, growth)
    };
    let all = ALPHAS.into_iter().flat_map(|alpha| BETAS.map(|beta| (alpha, beta)));
    let all = all.flat_map(|(alpha, beta)| FADING.map(|fading| (alpha, beta, fading)));
    let tried = all.map(|(alpha, beta, fading)| (alpha, beta, fading, run(alpha, beta, fading)));
    let best = tried.min_by(|one, other| one.3.0.total_cmp(&other.3.0));
    let (alpha, beta, fading, (squares, level, growth)) = best.unwrap_or((0.1, 0.1, 0.85, begin_of(begin)));
    let degrees = (logs.len() as f64 - 5.0).max(1.0);
    let variance = squares / degrees;
    let (mut log, mut unknown) = (Vec::new(), Vec::new());
    let (mut sum, mut power, mut before) = (0.0, 1.0, 0.0);
    for _ in 0..ahead {
        power *= fading;
        sum += power;
        log.push(level + sum * growth);
        unknown.push(variance * before);
        before += (alpha + alpha * beta * sum).powi(2);
    }
    Level { log, unknown, of_a_week: variance, degrees }
}

fn begin_of((level, growth): (f64, f64)) -> (f64, f64, f64) {
    (0.0, level, growth)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_follows_what_it_supposes() {
        let line: Vec<f64> = (0..12).map(|week| 5.0 + 0.02 * f64::from(week)).collect();
        let trend = fit(&line, Method::Trend, 3);
        assert!((trend.log[2] - (5.0 + 0.02 * 14.0)).abs() < 1e-12 && trend.of_a_week < 1e-20);
        let damped = fit(&line, Method::Damped, 3);
        assert!(damped.log[2] > line[11] && damped.log[2] < trend.log[2], "{damped:?}");
        let steady = vec![5.0; 12];
        for method in Method::ALL {
            let level = fit(&steady, method, 2);
            assert!(level.log.iter().all(|log| (log - 5.0).abs() < 1e-9), "{method:?} {level:?}");
        }
        let jump: Vec<f64> = (0..12).map(|week| if week < 6 { 5.0 } else { 6.0 }).collect();
        assert!(fit(&jump, Method::Smoothed, 1).log[0] > 5.95);
        assert!((fit(&jump, Method::Mean, 1).log[0] - 5.5).abs() < 1e-12);
    }
}

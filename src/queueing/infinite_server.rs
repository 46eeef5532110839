//! M_t/M/infinity: arrivals by the hour, a server for everyone. The number present is Poisson at every instant, with
//! a mean that follows `m'(t) = lambda(t) - m(t) / s`.
//!
//! It is also the exact law of M_t/M/c+M where the patience has the mean of the service time, because then everyone
//! in the system leaves at the same rate, waiting or not.
//!
//! Source: S. G. Eick, W. A. Massey, W. Whitt, "The physics of the M_t/G/infinity queue" (1993).

use super::quadrature::smooth;
use super::{QueueError, non_negative, positive};

const MINUTES_PER_HOUR: f64 = 60.0;

/// The periodic steady state of M_t/M/infinity whose arrival rate is constant within each hour.
#[derive(Clone, PartialEq, Debug)]
pub struct PeriodicLoad {
    arrivals_per_minute: Vec<f64>,
    service_minutes: f64,
    /// m at the beginning of each hour.
    at_start_of_hour: Vec<f64>,
}

impl PeriodicLoad {
    /// `arrivals_per_minute[h]` holds during hour h of a period of that many hours (168: a week); the mean of the
    /// exponential service time is `service_minutes`.
    ///
    /// # Errors
    /// No hour, negative rates, a mean service time that is not positive.
    pub fn new(arrivals_per_minute: &[f64], service_minutes: f64) -> Result<PeriodicLoad, QueueError> {
        if arrivals_per_minute.is_empty() {
            return Err(QueueError::Empty);
        }
        for rate in arrivals_per_minute {
            non_negative("an arrival rate", *rate)?;
        }
        positive("the mean service time", service_minutes)?;
        let hour_later = |m: f64, rate: f64| after(m, rate, service_minutes, MINUTES_PER_HOUR);
        // From an empty start one period leads to m; the periodic start is m / (1 - what a period leaves of a start).
        let from_empty = arrivals_per_minute.iter().fold(0.0, |m, rate| hour_later(m, *rate));
        let forgotten = -(-(arrivals_per_minute.len() as f64) * MINUTES_PER_HOUR / service_minutes).exp_m1();
        let mut m = from_empty / forgotten;
        let at_start_of_hour = arrivals_per_minute
            .iter()
            .map(|rate| {
                let start = m;
                m = hour_later(m, *rate);
                start
            })
            .collect();
        Ok(PeriodicLoad { arrivals_per_minute: arrivals_per_minute.to_vec(), service_minutes, at_start_of_hour })
    }

    /// m(t): the mean number present at `minute` after the beginning of the period, which wraps round.
    pub fn mean_at(&self, minute: f64) -> f64 {
        let hours = self.arrivals_per_minute.len();
        let minute = minute.rem_euclid(hours as f64 * MINUTES_PER_HOUR);
        let hour = ((minute / MINUTES_PER_HOUR) as usize).min(hours - 1);
        self.within_hour(hour, minute - hour as f64 * MINUTES_PER_HOUR)
    }

    fn within_hour(&self, hour: usize, minute: f64) -> f64 {
        after(self.at_start_of_hour[hour], self.arrivals_per_minute[hour], self.service_minutes, minute)
    }

    /// E((N - c)+) averaged over each hour of the period: the mean backlog of M_t/M/c+M whose patience has the mean
    /// of the service time.
    pub fn mean_excess_by_hour(&self, servers: u32) -> Vec<f64> {
        // m turns within the service time after the rate changes: short service needs more parts.
        let parts = (MINUTES_PER_HOUR / self.service_minutes).ceil().clamp(2.0, 64.0) as u32;
        let part = MINUTES_PER_HOUR / f64::from(parts);
        let excess = |hour: usize| {
            let at = |minute: f64| poisson_excess(self.within_hour(hour, minute), servers);
            (0..parts).map(|i| smooth(at, part * f64::from(i), part * f64::from(i + 1))).sum::<f64>() / MINUTES_PER_HOUR
        };
        (0..self.arrivals_per_minute.len()).map(excess).collect()
    }
}

/// m after `minutes` at a constant rate.
fn after(m: f64, rate: f64, service_minutes: f64, minutes: f64) -> f64 {
    let limit = rate * service_minutes;
    m + (limit - m) * -(-minutes / service_minutes).exp_m1()
}

/// E((N - c)+) of a Poisson N: the mean number in excess of `servers`. Zero for a mean that is not positive.
///
/// The weights of N are summed outwards from the most likely value, where they are set to 1; their total is the
/// divisor.
pub fn poisson_excess(mean: f64, servers: u32) -> f64 {
    if mean.is_nan() || mean <= 0.0 {
        return 0.0;
    }
    const NEGLIGIBLE: f64 = 1e-280;
    let c = f64::from(servers);
    let mode = mean.floor();
    let (mut total, mut excess) = (0.0, 0.0);
    let (mut n, mut weight) = (mode, 1.0);
    while weight > NEGLIGIBLE {
        total += weight;
        excess += weight * (n - c).max(0.0);
        n += 1.0;
        weight *= mean / n;
    }
    (n, weight) = (mode, mode / mean);
    while weight > NEGLIGIBLE {
        n -= 1.0;
        total += weight;
        excess += weight * (n - c).max(0.0);
        weight *= n / mean;
    }
    excess / total
}

#[cfg(test)]
mod tests {
    use super::super::ErlangA;
    use super::*;

    #[test]
    fn a_constant_rate_gives_the_offered_load() {
        let load = PeriodicLoad::new(&[0.5; 24], 8.0).unwrap();
        assert!([0.0, 17.0, 600.5, 1440.0, -3.0].iter().all(|t| (load.mean_at(*t) - 4.0).abs() < 1e-12));
    }

    /// Hourly steps of a sinusoid against Euler steps of the differential equation over ten days.
    #[test]
    fn the_mean_follows_its_differential_equation() {
        let rates: Vec<f64> =
            (0..24).map(|h| 1.0 + 0.8 * (f64::from(h) * std::f64::consts::TAU / 24.0).sin()).collect();
        let load = PeriodicLoad::new(&rates, 90.0).unwrap();
        let mut m = 0.0;
        let steps_per_minute = 100;
        for step in 0..10 * 1440 * steps_per_minute {
            let minute = step / steps_per_minute % 1440;
            if step >= 9 * 1440 * steps_per_minute && step % (steps_per_minute * 97) == 0 {
                assert!((load.mean_at(f64::from(minute)) - m).abs() < 0.01, "minute {minute}");
            }
            m += (rates[(minute / 60) as usize] - m / 90.0) / f64::from(steps_per_minute);
        }
        assert!((load.mean_at(1440.0) - load.mean_at(0.0)).abs() < 1e-12);
    }

    /// What comes in goes out: over a period the mean of m is the mean rate times the service time.
    #[test]
    fn the_mean_over_a_period_is_the_mean_rate_times_the_service_time() {
        let mut rates = [0.0; 168];
        rates[9..20].fill(2.0);
        let load = PeriodicLoad::new(&rates, 45.0).unwrap();
        // With no server everyone present is in excess.
        let present: f64 = load.mean_excess_by_hour(0).iter().sum::<f64>() / 168.0;
        assert!((present - 22.0 / 168.0 * 45.0).abs() < 1e-9);
    }

    #[test]
    fn the_excess_of_a_poisson_number_is_right_everywhere() {
        // c = 0: all of it. c = 1: mean - 1 + P(N = 0). Symmetric identity: E(N-c)+ - E(c-N)+ = mean - c.
        assert!((poisson_excess(3.5, 0) - 3.5).abs() < 1e-13);
        assert!((poisson_excess(0.7, 1) - (0.7 - 1.0 + (-0.7f64).exp())).abs() < 1e-14);
        // A tail by its first terms: sum of (n - 20) 2^n e^-2 / n!.
        let tail: f64 =
            (21..60).map(|n| f64::from(n - 20) * (1..=n).fold((-2f64).exp(), |p, k| p * 2.0 / f64::from(k))).sum();
        assert!((poisson_excess(2.0, 20) / tail - 1.0).abs() < 1e-12);
        // Large: normal approximation of E(N - mean)+ = sd / sqrt(2 pi).
        let large = poisson_excess(40_000.0, 40_000);
        assert!((large - 200.0 / std::f64::consts::TAU.sqrt()).abs() < 0.01, "{large}");
        assert_eq!(poisson_excess(0.0, 3), 0.0);
        assert_eq!(poisson_excess(f64::NAN, 3), 0.0);
    }

    /// Patience with the mean of the service time makes Erlang A a system of infinitely many servers.
    #[test]
    fn the_backlog_of_a_constant_rate_is_that_of_erlang_a() {
        let backlog = PeriodicLoad::new(&[1.0; 24], 5.0).unwrap().mean_excess_by_hour(4);
        let theory = ErlangA::new(1.0, 5.0, 5.0, 4).unwrap().mean_queue_length();
        assert!(backlog.iter().all(|b| (b - theory).abs() < 1e-11), "{} and {theory}", backlog[0]);
    }

    #[test]
    fn impossible_systems_are_refused() {
        assert_eq!(PeriodicLoad::new(&[], 5.0), Err(QueueError::Empty));
        assert!(matches!(PeriodicLoad::new(&[1.0, -1.0], 5.0), Err(QueueError::OutOfRange { .. })));
        assert!(matches!(PeriodicLoad::new(&[1.0], 0.0), Err(QueueError::OutOfRange { .. })));
    }
}

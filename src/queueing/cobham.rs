//! Non-preemptive priority in M/M/c: classes in order of precedence, one exponential service time for all.
//!
//! Mean wait of class k: `C (s / c) / ((1 - sigma_(k-1)) (1 - sigma_k))`, with C the Erlang C probability of the
//! whole load, s the mean service time and sigma_k the share of the servers' time that classes 1 to k take.
//!
//! Source: A. Cobham, "Priority assignment in waiting line problems" (1954).

use super::{QueueError, at_least_one_server, erlang, non_negative, positive};

/// The steady state of M/M/c with non-preemptive priorities.
#[derive(Clone, PartialEq, Debug)]
pub struct Cobham {
    arrivals_per_minute: Vec<f64>,
    mean_wait_minutes: Vec<f64>,
}

impl Cobham {
    /// Arrival rates by class, highest precedence first; a rate may be zero.
    ///
    /// # Errors
    /// No class, negative rates, a mean service time that is not positive, no server, and a total load the servers
    /// cannot do.
    pub fn new(arrivals_per_minute: &[f64], service_minutes: f64, servers: u32) -> Result<Cobham, QueueError> {
        if arrivals_per_minute.is_empty() {
            return Err(QueueError::Empty);
        }
        for rate in arrivals_per_minute {
            non_negative("an arrival rate", *rate)?;
        }
        positive("the mean service time", service_minutes)?;
        at_least_one_server(servers)?;
        let offered_load = arrivals_per_minute.iter().sum::<f64>() * service_minutes;
        let wait_probability = erlang::wait_probability(offered_load, servers)?;
        let next_free = service_minutes / f64::from(servers);
        let mut before = 0.0;
        let mean_wait_minutes = arrivals_per_minute
            .iter()
            .map(|rate| {
                let with = before + rate * next_free;
                let wait = wait_probability * next_free / ((1.0 - before) * (1.0 - with));
                before = with;
                wait
            })
            .collect();
        Ok(Cobham { arrivals_per_minute: arrivals_per_minute.to_vec(), mean_wait_minutes })
    }

    /// Mean wait in minutes of each class, in the order given.
    pub fn mean_wait_minutes(&self) -> &[f64] {
        &self.mean_wait_minutes
    }

    /// Mean wait in minutes over all customers; 0 where nobody comes. The order of service does not change it.
    pub fn overall_mean_wait_minutes(&self) -> f64 {
        let total: f64 = self.arrivals_per_minute.iter().sum();
        let waiting: f64 = self.arrivals_per_minute.iter().zip(&self.mean_wait_minutes).map(|(r, w)| r * w).sum();
        if total > 0.0 { waiting / total } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ErlangC, assert_printed};
    use super::*;

    /// VALIDATION case 5: 3, 51 and 6 an hour, 5 minutes, 6 servers; over all as case 2.
    #[test]
    fn three_classes_agree_with_the_printed_figures() {
        let queue = Cobham::new(&[0.05, 0.85, 0.1], 5.0, 6).unwrap();
        let waits = queue.mean_wait_minutes();
        assert_printed(waits[0], 0.51088, 5);
        assert_printed(waits[1], 2.04354, 5);
        assert_printed(waits[2], 11.75033, 5);
        assert_printed(queue.overall_mean_wait_minutes(), 2.93758, 5);
    }

    #[test]
    fn the_order_of_service_moves_no_mean_over_all() {
        for rates in [[0.3, 0.3, 0.4], [0.9, 0.05, 0.05], [0.0, 0.5, 0.5]] {
            let queue = Cobham::new(&rates, 5.0, 6).unwrap();
            let fifo = ErlangC::new(1.0, 5.0, 6).unwrap();
            assert!((queue.overall_mean_wait_minutes() - fifo.mean_wait_minutes()).abs() < 1e-10);
        }
    }

    #[test]
    fn one_class_is_erlang_c_and_no_customer_waits_for_nothing() {
        let alone = Cobham::new(&[0.5], 5.0, 3).unwrap();
        assert!((alone.mean_wait_minutes()[0] - ErlangC::new(0.5, 5.0, 3).unwrap().mean_wait_minutes()).abs() < 1e-12);
        assert_eq!(Cobham::new(&[0.0], 5.0, 3).unwrap().overall_mean_wait_minutes(), 0.0);
    }

    #[test]
    fn impossible_systems_are_refused() {
        assert_eq!(Cobham::new(&[], 5.0, 6), Err(QueueError::Empty));
        assert_eq!(Cobham::new(&[0.5, 0.7], 5.0, 6), Err(QueueError::Unstable { offered_load: 6.0, servers: 6 }));
        assert_eq!(Cobham::new(&[0.5], 5.0, 0), Err(QueueError::NoServer));
        assert!(matches!(Cobham::new(&[-0.5], 5.0, 6), Err(QueueError::OutOfRange { .. })));
    }
}

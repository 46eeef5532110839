//! M/G/1: Poisson arrivals, any service time, one server, first come first served.
//!
//! Source: F. Pollaczek (1930), A. Y. Khinchine (1932); mean wait = lambda E(S^2) / (2 (1 - rho)).

use super::{QueueError, non_negative, positive};

/// The steady state of M/G/1.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Mg1 {
    arrivals_per_minute: f64,
    service_minutes: f64,
    service_cv: f64,
}

impl Mg1 {
    /// Mean and coefficient of variation (0: deterministic, 1: exponential) of the service time.
    ///
    /// # Errors
    /// Rates and means that are not positive, a negative coefficient of variation, and a load of 1 or more.
    pub fn new(arrivals_per_minute: f64, service_minutes: f64, service_cv: f64) -> Result<Mg1, QueueError> {
        positive("the arrival rate", arrivals_per_minute)?;
        positive("the mean service time", service_minutes)?;
        non_negative("the coefficient of variation", service_cv)?;
        let offered_load = arrivals_per_minute * service_minutes;
        if offered_load >= 1.0 {
            return Err(QueueError::Unstable { offered_load, servers: 1 });
        }
        Ok(Mg1 { arrivals_per_minute, service_minutes, service_cv })
    }

    /// Share of time the server is busy; also P(wait > 0).
    pub fn occupancy(&self) -> f64 {
        self.arrivals_per_minute * self.service_minutes
    }

    /// Mean wait in minutes over all customers.
    pub fn mean_wait_minutes(&self) -> f64 {
        let second_moment = self.service_minutes * self.service_minutes * (1.0 + self.service_cv * self.service_cv);
        self.arrivals_per_minute * second_moment / (2.0 * (1.0 - self.occupancy()))
    }

    /// Mean number waiting (Little's law).
    pub fn mean_queue_length(&self) -> f64 {
        self.arrivals_per_minute * self.mean_wait_minutes()
    }
}

#[cfg(test)]
mod tests {
    use super::super::ErlangC;
    use super::*;

    /// VALIDATION case 4: 6 an hour, mean 8 minutes, cv 1.5.
    #[test]
    fn the_printed_figure_is_met() {
        assert!((Mg1::new(0.1, 8.0, 1.5).unwrap().mean_wait_minutes() - 52.0).abs() < 1e-9);
    }

    #[test]
    fn exponential_service_is_the_single_server_queue_and_deterministic_waits_half() {
        let exponential = Mg1::new(0.1, 8.0, 1.0).unwrap();
        let theory = ErlangC::new(0.1, 8.0, 1).unwrap();
        assert!((exponential.mean_wait_minutes() - theory.mean_wait_minutes()).abs() < 1e-9);
        assert!((exponential.mean_queue_length() - theory.mean_queue_length()).abs() < 1e-9);
        let constant = Mg1::new(0.1, 8.0, 0.0).unwrap();
        assert!((constant.mean_wait_minutes() * 2.0 - theory.mean_wait_minutes()).abs() < 1e-9);
    }

    #[test]
    fn impossible_systems_are_refused() {
        assert_eq!(Mg1::new(0.125, 8.0, 1.0), Err(QueueError::Unstable { offered_load: 1.0, servers: 1 }));
        assert!(matches!(Mg1::new(0.1, 8.0, -1.0), Err(QueueError::OutOfRange { .. })));
        assert!(matches!(Mg1::new(0.0, 8.0, 1.0), Err(QueueError::OutOfRange { .. })));
    }
}

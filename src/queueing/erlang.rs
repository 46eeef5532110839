//! M/M/c: Poisson arrivals, exponential service, c servers, first come first served, nobody leaves.
//!
//! Source: A. K. Erlang, "Solution of some problems in the theory of probabilities of significance in automatic
//! telephone exchanges" (1917); D. Gross, C. M. Harris, "Fundamentals of Queueing Theory", M/M/c.

use super::{QueueError, at_least_one_server, non_negative, positive};

/// Erlang B: probability that all servers are busy where those who find them busy are lost (M/M/c/c).
///
/// B(0) = 1, B(n) = a B(n-1) / (n + a B(n-1)), with a the offered load in erlangs.
///
/// # Errors
/// An offered load that is not positive and finite.
pub fn erlang_b(offered_load: f64, servers: u32) -> Result<f64, QueueError> {
    let a = positive("the offered load", offered_load)?;
    Ok((1..=servers).fold(1.0, |blocked, n| a * blocked / (f64::from(n) + a * blocked)))
}

/// Erlang C: the steady state of M/M/c.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ErlangC {
    arrivals_per_minute: f64,
    service_minutes: f64,
    servers: u32,
    wait_probability: f64,
}

impl ErlangC {
    /// `service_minutes` is the mean of the exponential service time.
    ///
    /// # Errors
    /// Rates and means that are not positive, no server, and a load that the servers cannot do.
    pub fn new(arrivals_per_minute: f64, service_minutes: f64, servers: u32) -> Result<ErlangC, QueueError> {
        positive("the arrival rate", arrivals_per_minute)?;
        positive("the mean service time", service_minutes)?;
        at_least_one_server(servers)?;
        let offered_load = arrivals_per_minute * service_minutes;
        let load = offered_load / f64::from(servers);
        if load >= 1.0 {
            return Err(QueueError::Unstable { offered_load, servers });
        }
        let blocked = erlang_b(offered_load, servers)?;
        // C = B / (1 - rho (1 - B)).
        let wait_probability = blocked / (1.0 - load * (1.0 - blocked));
        Ok(ErlangC { arrivals_per_minute, service_minutes, servers, wait_probability })
    }

    /// Arrival rate times mean service time, in erlangs.
    pub fn offered_load(&self) -> f64 {
        self.arrivals_per_minute * self.service_minutes
    }

    /// Share of time a server is busy.
    pub fn occupancy(&self) -> f64 {
        self.offered_load() / f64::from(self.servers)
    }

    /// P(W > 0), the Erlang C probability.
    pub fn wait_probability(&self) -> f64 {
        self.wait_probability
    }

    /// Rate of the exponential wait of those who wait: (c - a) / mean service time, per minute.
    fn relief_per_minute(&self) -> f64 {
        (f64::from(self.servers) - self.offered_load()) / self.service_minutes
    }

    /// E(W) in minutes over all customers.
    pub fn mean_wait_minutes(&self) -> f64 {
        self.wait_probability / self.relief_per_minute()
    }

    /// Mean number waiting (Little's law).
    pub fn mean_queue_length(&self) -> f64 {
        self.arrivals_per_minute * self.mean_wait_minutes()
    }

    /// P(W <= t): taken by a server within `minutes`; 0 for a negative time.
    pub fn taken_within(&self, minutes: f64) -> f64 {
        if minutes < 0.0 { 0.0 } else { 1.0 - self.wait_probability * (-self.relief_per_minute() * minutes).exp() }
    }

    /// P(W + S <= t): wait and own exponential service together end within `minutes`; 0 for a negative time.
    pub fn answered_within(&self, minutes: f64) -> f64 {
        if minutes < 0.0 {
            return 0.0;
        }
        let (relief, service) = (self.relief_per_minute(), 1.0 / self.service_minutes);
        // P(Exp(relief) + Exp(service) > t) = exp(-service t) + service times the integral of exp(-relief x)
        // exp(-service (t - x)) over 0..t, written so that equal or nearly equal rates do not divide zero by zero.
        let gap = (relief - service).abs();
        let spread = if gap * minutes < 1e-12 { minutes } else { -(-gap * minutes).exp_m1() / gap };
        let both = service * (-relief.min(service) * minutes).exp() * spread;
        1.0 - (-service * minutes).exp() - self.wait_probability * both
    }
}

/// Erlang C of an offered load that may be zero, for systems of several streams.
pub(super) fn wait_probability(offered_load: f64, servers: u32) -> Result<f64, QueueError> {
    if non_negative("the offered load", offered_load)? == 0.0 {
        at_least_one_server(servers)?;
        return Ok(0.0);
    }
    Ok(ErlangC::new(offered_load, 1.0, servers)?.wait_probability())
}

#[cfg(test)]
mod tests {
    use super::super::assert_printed;
    use super::*;

    /// VALIDATION case 1: 30 an hour, 5 minutes, 3 servers.
    #[test]
    fn three_servers_agree_with_the_printed_figures() {
        let queue = ErlangC::new(0.5, 5.0, 3).unwrap();
        assert_printed(queue.wait_probability(), 0.702247, 6);
        assert_printed(queue.mean_wait_minutes(), 7.02247, 5);
        assert_printed(queue.taken_within(15.0), 0.843307, 6);
        assert_printed(queue.answered_within(15.0), 0.70675, 5);
    }

    /// VALIDATION case 2: 60 an hour, 5 minutes, 6 servers. Here the relief rate equals the service rate.
    #[test]
    fn six_servers_agree_with_the_printed_figures() {
        let queue = ErlangC::new(1.0, 5.0, 6).unwrap();
        assert_printed(queue.wait_probability(), 0.587516, 6);
        assert_printed(queue.mean_wait_minutes(), 2.93758, 5);
        assert_printed(queue.taken_within(15.0), 0.970749, 6);
        assert_printed(queue.answered_within(15.0), 0.86246, 5);
    }

    /// M/M/1: P(W > 0) = rho, E(W) = rho s / (1 - rho), and the sojourn time is exponential with rate (1 - rho) / s.
    #[test]
    fn one_server_is_the_single_server_queue() {
        let queue = ErlangC::new(0.08, 10.0, 1).unwrap();
        assert!((queue.wait_probability() - 0.8).abs() < 1e-12);
        assert!((queue.mean_wait_minutes() - 40.0).abs() < 1e-9);
        assert!((queue.mean_queue_length() - 3.2).abs() < 1e-10);
        assert!((queue.answered_within(25.0) - (1.0 - (-0.5f64).exp())).abs() < 1e-12);
    }

    /// Erlang B by its definition, (a^c / c!) / (sum of a^n / n!), where factorials still fit.
    #[test]
    fn the_recursion_gives_the_loss_formula() {
        let (a, servers) = (3.7, 6);
        let terms: Vec<f64> =
            (0..=servers).scan(1.0, |t, n| Some(std::mem::replace(t, *t * a / f64::from(n + 1)))).collect();
        let direct = terms[servers as usize] / terms.iter().sum::<f64>();
        assert!((erlang_b(a, servers).unwrap() - direct).abs() < 1e-15);
        assert_eq!(erlang_b(a, 0), Ok(1.0));
    }

    /// With c = a + beta sqrt(a), P(W > 0) tends to 1 / (1 + beta Phi(beta) / phi(beta)) (Halfin, Whitt 1981).
    #[test]
    fn fifty_thousand_servers_stay_stable() {
        let a = 50_000.0;
        let queue = ErlangC::new(a, 1.0, 50_224).unwrap();
        let beta = 224.0 / a.sqrt();
        let (density, below) = (0.241_671_3, 0.841_782_5); // normal density and distribution at beta = 1.00176
        assert!((beta - 1.00176f64).abs() < 1e-4);
        assert!((queue.wait_probability() - 1.0 / (1.0 + beta * below / density)).abs() < 0.002);
        assert!(queue.answered_within(1.0).is_finite() && queue.mean_wait_minutes() > 0.0);
    }

    #[test]
    fn probabilities_keep_their_limits() {
        let queue = ErlangC::new(1.0, 5.0, 6).unwrap();
        assert_eq!(queue.taken_within(-1.0), 0.0);
        assert!((queue.taken_within(0.0) - (1.0 - queue.wait_probability())).abs() < 1e-15);
        assert!(queue.answered_within(0.0).abs() < 1e-15);
        assert_eq!(queue.taken_within(f64::INFINITY), 1.0);
        assert!((queue.answered_within(1e6) - 1.0).abs() < 1e-15);
    }

    #[test]
    fn impossible_systems_are_refused() {
        assert_eq!(ErlangC::new(1.0, 5.0, 5), Err(QueueError::Unstable { offered_load: 5.0, servers: 5 }));
        assert_eq!(ErlangC::new(1.0, 5.0, 0), Err(QueueError::NoServer));
        assert!(matches!(ErlangC::new(0.0, 5.0, 6), Err(QueueError::OutOfRange { .. })));
        assert!(matches!(ErlangC::new(1.0, f64::NAN, 6), Err(QueueError::OutOfRange { .. })));
        assert!(matches!(erlang_b(f64::INFINITY, 6), Err(QueueError::OutOfRange { .. })));
        assert_eq!(wait_probability(0.0, 0), Err(QueueError::NoServer));
    }
}

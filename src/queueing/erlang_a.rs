//! M/M/c+M (Erlang A): as M/M/c, but each waiting customer leaves after an exponential patience.
//!
//! Method: the offered wait V (what a customer without limit of patience would wait) has, for x > 0, the density
//! `c mu p_c exp(h(x))` with `h(x) = lambda (1 - exp(-theta x)) / theta - c mu x`, p_c the probability of exactly c
//! customers, and `P(fewer than c) = p_c (1 / B - 1)` with Erlang's B. Every figure is an integral over that density,
//! which has a single peak: it is scaled to 1 there and cut where it has fallen by e^-50, so nothing overflows however
//! overloaded or patient the system is.
//!
//! Sources: C. Palm, "Research on telephone traffic carried by full availability groups" (1957); F. Baccelli,
//! G. Hebuterne, "On queues with impatient customers" (1981); A. Mandelbaum, S. Zeltyn, "Service engineering in action:
//! the Palm/Erlang-A queue" (2007).

use super::quadrature::from_peak;
use super::{QueueError, at_least_one_server, erlang_b, positive};

/// The steady state of M/M/c+M; it exists whatever the load.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ErlangA {
    arrivals_per_minute: f64,
    service_minutes: f64,
    patience_minutes: f64,
    servers: u32,
    /// P(V = 0): a server is free.
    free_probability: f64,
    /// Where the density of V is largest, minutes.
    peak: f64,
    /// Ends of the range in which the density of V matters, minutes.
    range: (f64, f64),
    /// Density of V at the peak, per minute.
    peak_density: f64,
}

/// Fall of the logarithm of the density at which it is cut: e^-50 = 2e-22.
const CUT: f64 = 50.0;

impl ErlangA {
    /// Means of the exponential service time and of the exponential patience.
    ///
    /// # Errors
    /// Rates and means that are not positive, and no server. No load is too high.
    pub fn new(
        arrivals_per_minute: f64,
        service_minutes: f64,
        patience_minutes: f64,
        servers: u32,
    ) -> Result<ErlangA, QueueError> {
        positive("the arrival rate", arrivals_per_minute)?;
        positive("the mean service time", service_minutes)?;
        positive("the mean patience", patience_minutes)?;
        at_least_one_server(servers)?;
        let capacity = f64::from(servers) / service_minutes;
        let excess = arrivals_per_minute / capacity;
        let mut queue = ErlangA {
            arrivals_per_minute,
            service_minutes,
            patience_minutes,
            servers,
            free_probability: 0.0,
            peak: patience_minutes * excess.ln().max(0.0),
            range: (0.0, 0.0),
            peak_density: 1.0,
        };
        queue.range = (queue.cut(-1.0).max(0.0), queue.cut(1.0));
        let mass = queue.over_offered_wait(f64::INFINITY, |_| 1.0);
        let blocked = erlang_b(arrivals_per_minute * service_minutes, servers)?;
        let log_peak =
            arrivals_per_minute * queue.patience_minutes * (1.0 - 1.0 / excess).max(0.0) - capacity * queue.peak;
        // P(V = 0) / P(V > 0) = (1 / B - 1) / (c mu integral of exp h).
        let free_odds = (1.0 / blocked - 1.0) * (-log_peak).exp() / (capacity * mass);
        queue.free_probability = if free_odds.is_finite() { free_odds / (1.0 + free_odds) } else { 1.0 };
        queue.peak_density = 1.0 / ((1.0 + free_odds) * mass);
        Ok(queue)
    }

    fn capacity_per_minute(&self) -> f64 {
        f64::from(self.servers) / self.service_minutes
    }

    /// h(x) - h(peak), at most 0.
    fn log_density(&self, x: f64) -> f64 {
        let capacity = self.capacity_per_minute();
        if self.peak > 0.0 {
            // Around an inner peak the difference is a function of the distance alone, free of cancellation.
            let u = (self.peak - x) / self.patience_minutes;
            -capacity * self.patience_minutes * (u.exp_m1() - u)
        } else {
            let joined = -self.arrivals_per_minute * self.patience_minutes * (-x / self.patience_minutes).exp_m1();
            joined - capacity * x
        }
    }

    /// Where the density has fallen by [`CUT`] on the side of `direction` (the log density is concave).
    fn cut(&self, direction: f64) -> f64 {
        let fallen = |distance: f64| self.log_density(self.peak + direction * distance) < -CUT;
        let mut high = 1.0 / (self.capacity_per_minute() + self.arrivals_per_minute);
        while !fallen(high) && (direction > 0.0 || high < self.peak) {
            high *= 2.0;
        }
        let mut low = high / 2.0;
        for _ in 0..40 {
            let middle = (low + high) / 2.0;
            if fallen(middle) { high = middle } else { low = middle }
        }
        self.peak + direction * high
    }

    /// Integral of `value` over the part 0 < V <= `until` of the offered wait.
    fn over_offered_wait(&self, until: f64, value: impl Fn(f64) -> f64) -> f64 {
        let f = |x: f64| self.log_density(x).exp() * value(x);
        let (from, to) = (self.range.0, self.range.1.min(until));
        let rising = if self.peak > from && to > from { from_peak(f, self.peak.min(to), from) } else { 0.0 };
        let falling = if to > self.peak { from_peak(f, self.peak, to) } else { 0.0 };
        self.peak_density * (rising + falling)
    }

    /// Probability that the patience of a customer outlasts x minutes.
    fn stays(&self, x: f64) -> f64 {
        (-x / self.patience_minutes).exp()
    }

    /// P(wait > 0): a customer finds all servers busy.
    pub fn wait_probability(&self) -> f64 {
        1.0 - self.free_probability
    }

    /// Share of all customers that leave the queue unserved.
    pub fn abandon_probability(&self) -> f64 {
        self.over_offered_wait(f64::INFINITY, |x| -(-x / self.patience_minutes).exp_m1())
    }

    /// Mean time in the queue in minutes over all customers, served or not: E(min(V, patience)).
    pub fn mean_queue_minutes(&self) -> f64 {
        self.patience_minutes * self.abandon_probability()
    }

    /// Mean wait in minutes of those who are served.
    pub fn mean_wait_of_served_minutes(&self) -> f64 {
        let served = 1.0 - self.abandon_probability();
        self.over_offered_wait(f64::INFINITY, |x| x * self.stays(x)) / served
    }

    /// Mean number waiting (Little's law).
    pub fn mean_queue_length(&self) -> f64 {
        self.arrivals_per_minute * self.mean_queue_minutes()
    }

    /// Share of all customers taken by a server within `minutes`; those who leave count as missed.
    pub fn taken_within(&self, minutes: f64) -> f64 {
        if minutes < 0.0 {
            return 0.0;
        }
        self.free_probability + self.over_offered_wait(minutes, |x| self.stays(x))
    }

    /// Share of all customers whose service ends within `minutes` of their arrival; those who leave count as missed.
    pub fn answered_within(&self, minutes: f64) -> f64 {
        if minutes < 0.0 {
            return 0.0;
        }
        let ends = |left: f64| -(-left / self.service_minutes).exp_m1();
        self.free_probability * ends(minutes) + self.over_offered_wait(minutes, |x| self.stays(x) * ends(minutes - x))
    }

    /// Share of time a server is busy: the work of those who stay, over the servers.
    pub fn occupancy(&self) -> f64 {
        self.arrivals_per_minute * (1.0 - self.abandon_probability()) / self.capacity_per_minute()
    }
}

#[cfg(test)]
mod tests {
    use super::super::{ErlangC, assert_printed};
    use super::*;

    /// VALIDATION case 3: 60 an hour, 5 minutes, patience 120 minutes.
    #[test]
    fn four_to_six_servers_agree_with_the_printed_figures() {
        for (servers, withdrawn, taken, occupancy) in
            [(4, 0.201547, 0.500227, 0.998066), (5, 0.060303, 0.933832, 0.939697), (6, 0.017354, 0.982628, 0.818871)]
        {
            let queue = ErlangA::new(1.0, 5.0, 120.0, servers).unwrap();
            assert_printed(queue.abandon_probability(), withdrawn, 6);
            assert_printed(queue.taken_within(30.0), taken, 6);
            assert_printed(queue.occupancy(), occupancy, 6);
        }
    }

    /// The figures of the speed comparison W1: M/M/7+M, 60 an hour, 6 minutes, patience 20 minutes.
    #[test]
    fn seven_servers_agree_with_the_printed_figures() {
        let queue = ErlangA::new(1.0, 6.0, 20.0, 7).unwrap();
        assert_printed(queue.abandon_probability(), 0.05824, 5);
        assert_printed(queue.mean_queue_minutes(), 1.1647, 4);
        assert_printed(queue.taken_within(5.0), 0.88951, 5);
    }

    /// P(wait > 0) and the mean number waiting from the states one by one, an oracle of another kind: p(n) by the
    /// birth-death balance, scaled down whenever it grows large.
    fn by_states(lambda: f64, service: f64, patience: f64, servers: u32) -> (f64, f64) {
        let c = f64::from(servers);
        let (mut weight, mut total, mut busy, mut waiting) = (1.0, 1.0, 0.0, 0.0);
        for n in 1..400_000 {
            let n = f64::from(n);
            weight *= lambda / (n.min(c) / service + (n - c).max(0.0) / patience);
            total += weight;
            if n >= c {
                busy += weight;
                waiting += weight * (n - c);
            }
            if total > 1e200 {
                (weight, total, busy, waiting) = (weight * 1e-200, total * 1e-200, busy * 1e-200, waiting * 1e-200);
            }
        }
        (busy / total, waiting / total)
    }

    #[test]
    fn integrals_equal_the_sum_over_states_at_any_size() {
        for (lambda, service, patience, servers) in [
            (1.0, 5.0, 120.0, 4),
            (1.0, 6.0, 20.0, 7),
            (2.0, 3.0, 0.5, 3),
            (0.1, 5.0, 0.01, 2),
            (9.0, 10.0, 30.0, 100),
            (50.0, 5.0, 60.0, 40),
            (9_000.0, 5.0, 100.0, 45_000),
            (9_010.0, 5.0, 10_000.0, 45_000),
        ] {
            let queue = ErlangA::new(lambda, service, patience, servers).unwrap();
            let (wait_probability, queue_length) = by_states(lambda, service, patience, servers);
            assert!((queue.wait_probability() - wait_probability).abs() < 1e-8, "{queue:?}");
            assert!((queue.mean_queue_length() / queue_length - 1.0).abs() < 1e-8, "{queue:?}");
            // What is not abandoned is done: E(busy servers) = a (1 - P(abandon)) <= c.
            assert!(queue.occupancy() <= 1.0 + 1e-9, "{queue:?}");
        }
    }

    #[test]
    fn endless_patience_is_erlang_c() {
        let (patient, endless) = (ErlangA::new(1.0, 5.0, 1e10, 6).unwrap(), ErlangC::new(1.0, 5.0, 6).unwrap());
        assert!((patient.wait_probability() - endless.wait_probability()).abs() < 1e-8);
        assert!((patient.mean_queue_minutes() - endless.mean_wait_minutes()).abs() < 1e-6);
        assert!((patient.mean_wait_of_served_minutes() - endless.mean_wait_minutes()).abs() < 1e-6);
        assert!((patient.taken_within(15.0) - endless.taken_within(15.0)).abs() < 1e-8);
        assert!((patient.answered_within(15.0) - endless.answered_within(15.0)).abs() < 1e-8);
    }

    /// One server, no patience to speak of: M/M/1/1, where rho / (1 + rho) are lost.
    #[test]
    fn no_patience_is_the_loss_formula() {
        let queue = ErlangA::new(0.2, 5.0, 1e-9, 1).unwrap();
        assert!((queue.abandon_probability() - 0.5).abs() < 1e-8);
        assert!((queue.taken_within(0.0) - 0.5).abs() < 1e-8);
    }

    /// Far beyond capacity the servers are always busy, and what they cannot do leaves: 1 - c mu / lambda.
    #[test]
    fn a_flooded_system_serves_its_capacity() {
        let flooded = ErlangA::new(1e4, 5.0, 1e6, 20_000).unwrap();
        assert!((flooded.abandon_probability() - 0.6).abs() < 1e-9);
        assert_eq!(flooded.wait_probability(), 1.0);
        assert_eq!(flooded.taken_within(60.0), 0.0);
        assert!((flooded.taken_within(f64::INFINITY) - 0.4).abs() < 1e-9);
    }

    /// E(W; served) is the integral of P(served, W > t), here by the trapezium rule.
    #[test]
    fn the_mean_wait_of_the_served_is_the_area_above_their_distribution() {
        let queue = ErlangA::new(1.0, 5.0, 120.0, 4).unwrap();
        let served = 1.0 - queue.abandon_probability();
        let step = 0.25;
        let area: f64 = (0..2_000)
            .map(|i| {
                (2.0 * served - queue.taken_within(f64::from(i) * step) - queue.taken_within(f64::from(i + 1) * step))
                    * step
                    / 2.0
            })
            .sum();
        assert!((queue.mean_wait_of_served_minutes() - area / served).abs() < 1e-3);
    }

    #[test]
    fn shares_within_a_time_rise_to_their_limit() {
        let queue = ErlangA::new(1.0, 5.0, 120.0, 4).unwrap();
        let shares: Vec<f64> = (0..60).map(|t| queue.taken_within(f64::from(t) * 5.0)).collect();
        assert!(shares.windows(2).all(|pair| pair[0] <= pair[1] + 1e-12));
        assert!((shares[0] - (1.0 - queue.wait_probability())).abs() < 1e-15);
        assert!(queue.answered_within(30.0) < queue.taken_within(30.0));
        assert_eq!(queue.taken_within(-1.0), 0.0);
        assert_eq!(queue.answered_within(-1.0), 0.0);
    }

    #[test]
    fn impossible_systems_are_refused() {
        assert_eq!(ErlangA::new(1.0, 5.0, 120.0, 0), Err(QueueError::NoServer));
        assert!(matches!(ErlangA::new(1.0, 5.0, 0.0, 3), Err(QueueError::OutOfRange { .. })));
        assert!(matches!(ErlangA::new(-1.0, 5.0, 9.0, 3), Err(QueueError::OutOfRange { .. })));
    }
}

//! How long a message in hand may still take at an instant that nobody chose for its sake, such as the end of duty.
//!
//! Whatever the order in which an agent takes messages, and however he or she idles between them, the mean time that the one in
//! hand still takes L minutes after the begin of duty is at most `a + b L` for every b > 0 and
//! `a = sup over w of (G(w) - b (m - G(w))) / P(X > w)`, with m the mean and G(w) = E[max(X - w, 0)] of the handling time X,
//! the largest a over all that may be taken. Proof by induction over the messages, from the last: with w minutes left the one
//! taken next leaves G(w) if it lasts longer, else a + b (w - X) by induction; the choice of a makes the sum at most a + b w.

use crate::desk::policy::Policy;
use crate::desk::{Scenario, effects};
use crate::random::Distribution;

/// Slopes b that are tried; any of them gives a valid bound.
const SLOPES: [f64; 7] = [0.0005, 0.001, 0.002, 0.004, 0.008, 0.016, 0.032];
/// Steps of the search for the supremum, per factor e of w.
const STEPS: f64 = 20.0;

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Residual {
    /// Minutes that all messages in hand of one agent still take together, on average at most.
    pub minutes: f64,
}

impl Residual {
    /// For an agent of a team after a shift of so many minutes.
    pub fn of(scenario: &Scenario, team: usize, shift_minutes: f64) -> Residual {
        let classes = classes(scenario);
        let pace = pace(scenario, team);
        let of_slope = |slope: &f64| {
            let level = |(handling, factor): &(Distribution, f64)| level(handling, *slope) * factor * pace;
            classes.iter().map(level).fold(0.0, f64::max) + slope * shift_minutes
        };
        let one = SLOPES.iter().map(of_slope).fold(f64::INFINITY, f64::min);
        Residual { minutes: one * f64::from(scenario.teams[team].concurrency.max(1)) }
    }

    /// The share of a message's work that is done within so many minutes of its taking, at least.
    pub fn share_within(scenario: &Scenario, minutes: f64) -> f64 {
        let slowest = (0..scenario.teams.len()).map(|team| pace(scenario, team)).fold(0.0, f64::max);
        let share = |(handling, factor): &(Distribution, f64)| {
            let scale = factor * slowest;
            if handling.mean() == 0.0 { 1.0 } else { 1.0 - handling.mean_excess(minutes / scale) / handling.mean() }
        };
        classes(scenario).iter().map(share).fold(1.0, f64::min)
    }
}

/// Minutes that a minute of work may take at most in a team.
fn pace(scenario: &Scenario, team: usize) -> f64 {
    let team = &scenario.teams[team];
    (1.0 + team.slowdown * f64::from(team.concurrency.max(1) - 1)) / team.speed
}

/// Handling times of all kinds of message, and the largest factor on each.
fn classes(scenario: &Scenario) -> Vec<(Distribution, f64)> {
    let (policy, customers) = (&scenario.policy, &scenario.customers);
    let chased = if customers.patience.is_some() && customers.chase > 0.0 { 1.0 + 3.0 * customers.chase_work } else { 1.0 };
    let database = if policy.without_database { effects::NO_DATABASE_HANDLING } else { 1.0 };
    let mut classes: Vec<(Distribution, f64)> = Vec::new();
    for contact in &scenario.demand.contacts {
        let hostile = contact.negative && customers.hostile.base.max(customers.hostile.learned) > 0.0;
        let tone = if hostile { effects::HOSTILE_HANDLING } else { 1.0 };
        classes.push((contact.handling_time.clone(), chased * database * tone));
    }
    if scenario.demand.noise_per_week > 0.0 {
        classes.push((scenario.demand.triage_time.clone(), 1.0));
    }
    classes.extend(short_messages(policy).map(|minutes| (Distribution::Deterministic { value: minutes }, 1.0)));
    classes
}

/// Messages of a fixed length that the policy adds.
fn short_messages(policy: &Policy) -> impl Iterator<Item = f64> {
    let follow_up = policy.follow_up.then_some(effects::FOLLOW_UP.minutes());
    follow_up.into_iter().chain(policy.acknowledge.map(|length| length.minutes()))
}

/// The supremum a for one handling time and slope: between two steps the numerator is largest at the first, the tail at the
/// last smallest.
fn level(handling: &Distribution, slope: f64) -> f64 {
    let mean = handling.mean();
    let mut highest = 0.0f64;
    let (mut left, mut right) = (0.0, mean / 100.0);
    loop {
        let excess = handling.mean_excess(left);
        let above = excess - slope * (mean - excess);
        if above <= 0.0 || mean == 0.0 {
            return highest;
        }
        let tail = handling.survival(right);
        // Beyond the last value nothing is in hand any more.
        highest = highest.max(if tail > 0.0 { above / tail } else { above / handling.survival(left).max(1e-12) });
        (left, right) = (right, right * (1.0 + 1.0 / STEPS));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_cases_are_bounded_and_not_far_off() {
        // A constant time: nobody can leave more than all of it.
        let constant = level(&Distribution::deterministic(4.0).unwrap(), 0.001);
        assert!((4.0..4.2).contains(&constant), "{constant}");
        // Without memory: the mean, whatever has been done.
        let exponential = level(&Distribution::exponential(5.0).unwrap(), 0.001);
        assert!((5.0..5.3).contains(&exponential), "{exponential}");
        // Lorden's bound for an agent who never idles is E[X^2] / m = 9.05; what may be put off until the end can leave more.
        let log_normal = level(&Distribution::log_normal(5.0, 0.9).unwrap(), 0.004);
        assert!((5.0..14.0).contains(&log_normal), "{log_normal}");
    }
}

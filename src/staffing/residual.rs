//! How long the message in hand has been worked on, and still takes, at an instant that nobody chose for its sake, such as the
//! end of duty: bounds on the means, whatever the order of messages and however agents idle between them.
//!
//! Let X be the handling time, m its mean, M(h) the mean number of messages that an agent begins in the h minutes before the
//! instant. Counted from the first of them they begin no earlier than without idling, so M(h) is at most the renewal function,
//! and that at most h / m + E[X^2] / m^2 (G. Lorden, "On excess over the boundary", 1970). The mean rest is the integral of
//! M(h) P(X > h), so at most 1.5 E[X^2] / m. The mean age is the integral of h P(X > h) dM(h): over stretches of length d, in each
//! of which no more than d / m + E[X^2] / m^2 messages begin, at most
//! `(1/m + E[X^2] / (m^2 d)) E[X^2] / 2 + (d / m + E[X^2] / m^2) sup h P(X > h)`, for any d.
//!
//! Where messages are of several kinds, the kind with the largest bound counts.

use crate::desk::policy::Policy;
use crate::desk::{Scenario, effects};
use crate::random::Distribution;

/// Bounds for all messages in hand of one agent together, in minutes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Residual {
    /// Mean time that they still take.
    pub rest: f64,
    /// Mean time since the one that was taken first was taken.
    pub age: f64,
}

/// One kind of message: its handling time, and a factor on it that is drawn apart, with its mean and mean square.
struct Class {
    handling: Distribution,
    factor: f64,
    factor_squared: f64,
    /// The largest value of the factor.
    most: f64,
}

impl Residual {
    /// For an agent of a team.
    pub fn of(scenario: &Scenario, team: usize) -> Residual {
        let pace = pace(scenario, team);
        let in_hand = f64::from(scenario.teams[team].concurrency.max(1));
        let mut largest = Residual { rest: 0.0, age: 0.0 };
        for class in classes(scenario).iter().filter(|class| class.handling.mean() > 0.0) {
            largest.rest = largest.rest.max(class.rest() * pace * in_hand);
            largest.age = largest.age.max(class.age() * pace);
        }
        largest
    }

    /// The share of a message's work that is done within so many minutes of its taking, at least.
    pub fn share_within(scenario: &Scenario, minutes: f64) -> f64 {
        let slowest = (0..scenario.teams.len()).map(|team| pace(scenario, team)).fold(0.0, f64::max);
        let share = |class: &Class| {
            let (handling, scale) = (&class.handling, class.most * slowest);
            if handling.mean() == 0.0 { 1.0 } else { 1.0 - handling.mean_excess(minutes / scale) / handling.mean() }
        };
        classes(scenario).iter().map(share).fold(1.0, f64::min)
    }
}

impl Class {
    fn fixed(minutes: f64) -> Class {
        let handling = Distribution::Deterministic { value: minutes };
        Class { handling, factor: 1.0, factor_squared: 1.0, most: 1.0 }
    }

    fn rest(&self) -> f64 {
        1.5 * self.factor_squared * self.handling.second_moment() / self.handling.mean()
    }

    fn age(&self) -> f64 {
        let mean = self.handling.mean();
        let square = self.factor_squared * self.handling.second_moment();
        let steps = (1..400).map(|step| mean * f64::from(step) / 20.0);
        // The supremum lies at a jump or is flat: the tail before a step, at the length behind it.
        let supremum = steps.map(|h| h * self.handling.survival(h - mean / 20.0)).fold(0.0, f64::max) * self.factor;
        let stretch = (square * square / (2.0 * mean * mean) / (supremum / mean)).sqrt();
        let begun = stretch / mean + square / (mean * mean);
        begun / stretch * square / 2.0 + begun * supremum
    }
}

/// Minutes that a minute of work may take at most in a team.
fn pace(scenario: &Scenario, team: usize) -> f64 {
    let team = &scenario.teams[team];
    (1.0 + team.slowdown * f64::from(team.concurrency.max(1) - 1)) / team.speed
}

fn classes(scenario: &Scenario) -> Vec<Class> {
    let (policy, customers) = (&scenario.policy, &scenario.customers);
    let chased = if customers.patience.is_some() { chased(customers.chase, customers.chase_work) } else { [1.0; 3] };
    let database = if policy.without_database { effects::NO_DATABASE_HANDLING } else { 1.0 };
    let mut classes: Vec<Class> = Vec::new();
    for contact in &scenario.demand.contacts {
        let hostile = match (contact.negative, policy.preferential.is_empty()) {
            (false, _) => 0.0,
            (true, true) => customers.hostile.base,
            (true, false) => customers.hostile.base.max(customers.hostile.learned),
        };
        // What is harder makes further messages more likely too: those of hostile customers are taken more often.
        let hostile = (hostile * effects::HOSTILE_MESSAGES).min(1.0);
        let tone = |power: i32| 1.0 - hostile + hostile * effects::HOSTILE_HANDLING.powi(power);
        let most = if hostile > 0.0 { effects::HOSTILE_HANDLING } else { 1.0 };
        classes.push(Class {
            handling: contact.handling_time.clone(),
            factor: database * chased[0] * tone(1),
            factor_squared: database * database * chased[1] * tone(2),
            most: database * chased[2] * most,
        });
    }
    if scenario.demand.noise_per_week > 0.0 {
        let handling = scenario.demand.triage_time.clone();
        classes.push(Class { handling, factor: 1.0, factor_squared: 1.0, most: 1.0 });
    }
    classes.extend(short_messages(policy).map(Class::fixed));
    classes
}

/// Mean, mean square and largest value of the factor that chases put on the handling, if everybody's patience ended again and
/// again: at most three times, each with the probability of a chase, doubled for hostile customers.
fn chased(chase: f64, work: f64) -> [f64; 3] {
    let chase = (2.0 * chase).min(1.0);
    let exactly = |n: i32| if n < 3 { chase.powi(n) * (1.0 - chase) } else { chase.powi(3) };
    let factor = |n: i32| 1.0 + work * f64::from(n);
    let moment = |power: i32| (0..=3).map(|n| exactly(n) * factor(n).powi(power)).sum();
    [moment(1), moment(2), if chase > 0.0 { factor(3) } else { 1.0 }]
}

/// Messages of a fixed length that the policy adds.
fn short_messages(policy: &Policy) -> impl Iterator<Item = f64> {
    let follow_up = policy.follow_up.then_some(effects::FOLLOW_UP.minutes());
    follow_up.into_iter().chain(policy.acknowledge.map(|length| length.minutes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::{Purpose, Stream, replication_key};

    fn class(handling: Distribution) -> Class {
        Class { handling, factor: 1.0, factor_squared: 1.0, most: 1.0 }
    }

    /// 20,000 shifts of an agent who begins a message at once, or after a pause, whichever was drawn: neither the rest nor the
    /// age at the end passes its bound. The means of the draws err by less than 2 % of it.
    #[test]
    fn draws_stay_below_the_bounds() {
        for handling in [
            Distribution::deterministic(4.0).unwrap(),
            Distribution::exponential(5.0).unwrap(),
            Distribution::log_normal(5.0, 0.9).unwrap(),
            Distribution::log_normal(5.0, 2.0).unwrap(),
        ] {
            let class = class(handling.clone());
            let sampler = handling.sampler(1.0);
            for idle_share in [0.0, 0.5] {
                let (mut rest, mut age) = (0.0, 0.0);
                for shift in 0..20_000u32 {
                    let mut stream = Stream::new(replication_key(3, shift), Purpose::Handling);
                    let mut now = 0.0;
                    while now < 480.0 {
                        if stream.uniform() < idle_share {
                            now += 10.0 * stream.uniform();
                        }
                        let begun = now;
                        now += sampler.draw(&mut stream);
                        if begun < 480.0 && now >= 480.0 {
                            rest += now - 480.0;
                            age += 480.0 - begun;
                        }
                    }
                }
                let n = 20_000.0;
                assert!(rest / n < class.rest() && age / n < class.age(), "{handling:?} {} {}", rest / n, age / n);
            }
        }
    }

    #[test]
    fn known_moments() {
        let exponential = class(Distribution::exponential(5.0).unwrap());
        assert!((exponential.rest() - 15.0).abs() < 1e-9);
        assert_eq!(chased(0.0, 0.25), [1.0, 1.0, 1.0]);
        assert!((chased(0.5, 0.25)[0] - 1.75).abs() < 1e-12, "everybody chases three times");
    }
}

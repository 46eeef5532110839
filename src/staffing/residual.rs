//! How long the message in hand has been worked on, and still takes, at an instant that nobody chose for its sake, such as the
//! end of duty: bounds on the means, whatever the order of messages and however agents idle between them.
//!
//! Let X be the handling time, M(h) the mean number of messages that an agent begins in the h minutes before the instant. Counted
//! from the first of them they begin no earlier than without idling, so M(h) is at most the renewal function U(h), which a handling
//! time rounded down makes no smaller. The mean rest is the integral of M(h) P(X > h), so at most that of U(h) P(X > h). The mean age
//! is the integral of h P(X > h) dM(h): with g(h), the largest of h' P(X > h') for h' from h on, at most that of U(h) d(-g(h)).
//!
//! Where the tail is too long for a grid, U(h) is at most h / m + `E[X^2] / m^2` with `m = E[X]` (G. Lorden, "On excess over the
//! boundary", 1970): a mean rest of at most 1.5 E[X^2] / m, and over stretches of length d, in each of which no more than
//! d / m + E[X^2] / m^2 messages begin, a mean age of at most
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

/// One kind of message: its handling time, and a factor on it that is drawn apart, by its values and their probabilities where it is
/// large. `shortest`: the smallest that any of them may have, which counts for how many are begun.
struct Class {
    handling: Distribution,
    factors: Vec<(f64, f64)>,
    shortest: f64,
}

/// Steps of the grid in a mean handling time, and at most in all.
const STEPS_IN_MEAN: f64 = 40.0;
const MOST_STEPS: usize = 6_000;
/// Share of the messages that may be longer than the grid; what they add is far below what rounding down adds.
const BEYOND: f64 = 1e-9;

impl Residual {
    /// For an agent of a team.
    pub fn of(scenario: &Scenario, team: usize) -> Residual {
        let pace = pace(scenario, team);
        let in_hand = f64::from(scenario.teams[team].concurrency.max(1));
        let mut largest = Residual { rest: 0.0, age: 0.0 };
        for class in classes(scenario).iter().filter(|class| class.handling.mean() > 0.0) {
            let of_class = class.on_grid().unwrap_or_else(|| class.by_moments());
            largest.rest = largest.rest.max(of_class.rest * pace * in_hand);
            largest.age = largest.age.max(of_class.age * pace);
        }
        largest
    }

    /// The share of a message's work that is done within so many minutes of its taking, at least.
    pub fn share_within(scenario: &Scenario, minutes: f64) -> f64 {
        let slowest = (0..scenario.teams.len()).map(|team| pace(scenario, team)).fold(0.0, f64::max);
        let share = |class: &Class| {
            let (handling, scale) = (&class.handling, class.largest_factor() * slowest);
            if handling.mean() == 0.0 { 1.0 } else { 1.0 - handling.mean_excess(minutes / scale) / handling.mean() }
        };
        classes(scenario).iter().map(share).fold(1.0, f64::min)
    }
}

impl Class {
    fn plain(handling: Distribution) -> Class {
        Class { handling, factors: vec![(1.0, 1.0)], shortest: 1.0 }
    }

    fn fixed(minutes: f64) -> Class {
        Class::plain(Distribution::Deterministic { value: minutes })
    }

    fn factor_moment(&self, power: i32) -> f64 {
        self.factors.iter().map(|(value, probability)| value.powi(power) * probability).sum()
    }

    fn largest_factor(&self) -> f64 {
        self.factors.iter().map(|(value, _)| *value).fold(0.0, f64::max)
    }

    fn survival(&self, minutes: f64) -> f64 {
        self.factors.iter().map(|(value, probability)| probability * self.handling.survival(minutes / value)).sum()
    }

    /// By the renewal function on a grid; `None` where the tail is too long for one.
    fn on_grid(&self) -> Option<Residual> {
        let step = self.handling.mean() * self.factor_moment(1) / STEPS_IN_MEAN;
        let mut longer: Vec<f64> = Vec::new();
        while longer.last().is_none_or(|share| *share > BEYOND) {
            if longer.len() > MOST_STEPS {
                return None;
            }
            longer.push(self.survival(step * longer.len() as f64));
        }
        let shortest = |at: usize| self.handling.survival(step * at as f64 / self.shortest);
        let renewals = renewals(&(0..longer.len()).map(shortest).collect::<Vec<f64>>())?;
        let rest = longer.iter().zip(&renewals[1..]).map(|(longer, begun)| longer * begun * step).sum();
        let (mut age, mut supremum) = (0.0, 0.0);
        for (at, (longer, begun)) in longer.iter().zip(&renewals[1..]).enumerate().rev() {
            let more = (step * (at + 1) as f64 * longer - supremum).max(0.0);
            age += more * begun;
            supremum += more;
        }
        Some(Residual { rest, age })
    }

    /// By the first two moments.
    fn by_moments(&self) -> Residual {
        let mean = self.handling.mean() * self.shortest;
        let square = self.factor_moment(2) * self.handling.second_moment();
        let steps = (1..400).map(|step| mean * f64::from(step) / 20.0);
        // The supremum lies at a jump or is flat: the tail before a step, at the length behind it.
        let tail = |h: f64| h * self.handling.survival(h - mean / 20.0);
        let supremum = steps.map(tail).fold(0.0, f64::max) * self.factor_moment(1);
        let stretch = (square * square / (2.0 * mean * mean) / (supremum / mean)).sqrt();
        let begun = stretch / mean + square / (mean * mean);
        Residual { rest: 1.5 * square / mean, age: begun / stretch * square / 2.0 + begun * supremum }
    }
}

/// The renewal function at the steps of a grid, the beginning counted, from the shares that last longer than each step; lengths are
/// rounded down to a step. `None` where all are rounded down to nothing.
fn renewals(longer: &[f64]) -> Option<Vec<f64>> {
    let share = |step: usize| longer[step] - longer.get(step + 1).copied().unwrap_or(0.0);
    let shares: Vec<f64> = (0..longer.len()).map(share).collect();
    let goes_on = 1.0 - shares[0];
    if goes_on <= 0.0 {
        return None;
    }
    let mut renewals: Vec<f64> = Vec::with_capacity(longer.len() + 1);
    for _ in 0..=longer.len() {
        let earlier: f64 = shares[1..].iter().zip(renewals.iter().rev()).map(|(share, begun)| share * begun).sum();
        renewals.push((1.0 + earlier) / goes_on);
    }
    Some(renewals)
}

/// Minutes that a minute of work may take at most in a team.
fn pace(scenario: &Scenario, team: usize) -> f64 {
    let team = &scenario.teams[team];
    (1.0 + team.slowdown * f64::from(team.concurrency.max(1) - 1)) / team.speed
}

fn classes(scenario: &Scenario) -> Vec<Class> {
    let (policy, customers) = (&scenario.policy, &scenario.customers);
    let chased =
        if customers.patience.is_some() { chased(customers.chase, customers.chase_work) } else { vec![(1.0, 1.0)] };
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
        let tones = [(1.0, 1.0 - hostile), (effects::HOSTILE_HANDLING, hostile)];
        let both =
            |(chased, likely): &(f64, f64)| tones.map(|(tone, share)| (database * chased * tone, likely * share));
        let factors = chased.iter().flat_map(both).filter(|(_, probability)| *probability > 0.0).collect();
        classes.push(Class { handling: contact.handling_time.clone(), factors, shortest: database * shorter(policy) });
    }
    if scenario.demand.noise_per_week > 0.0 {
        classes.push(Class::plain(scenario.demand.triage_time.clone()));
    }
    classes.extend(short_messages(policy).map(Class::fixed));
    classes
}

/// The factor that chases put on the handling, with its probabilities, if everybody's patience ended again and again: at most three
/// times, each with the probability of a chase, doubled for hostile customers.
fn chased(chase: f64, work: f64) -> Vec<(f64, f64)> {
    let chase = (2.0 * chase).min(1.0);
    let exactly = |n: i32| if n < 3 { chase.powi(n) * (1.0 - chase) } else { chase.powi(3) };
    let factors = (0..=3).map(|n| (1.0 + work * f64::from(n), exactly(n)));
    factors.filter(|(_, probability)| *probability > 0.0).collect()
}

/// What makes some messages shorter, at most.
fn shorter(policy: &Policy) -> f64 {
    let quick = if policy.quick_replies { effects::QUICK_HANDLING } else { 1.0 };
    let handed_on = if policy.bot.is_some() { effects::HANDED_ON_HANDLING } else { 1.0 };
    quick * handed_on
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
            let class = Class::plain(handling.clone());
            let (grid, moments) = (class.on_grid(), class.by_moments());
            let bound = grid.unwrap_or(moments);
            assert!(bound.rest <= moments.rest * 1.03 && bound.age <= moments.age * 1.03, "{bound:?} {moments:?}");
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
                assert!(
                    rest / n < bound.rest && age / n < bound.age,
                    "{handling:?} {} {} {bound:?}",
                    rest / n,
                    age / n
                );
            }
        }
    }

    /// Where lengths are exponential, U(h) = 1 + h / m: a rest of 2 m. g(h) is m / e up to m, then h exp(-h / m): an age of
    /// U(m) m / e and, beyond m, the integral of g(h) / m, together 4 m / e. The grid makes at most 6 % more of them.
    #[test]
    fn renewals_of_an_exponential_length() {
        let bound = Class::plain(Distribution::exponential(5.0).unwrap()).on_grid().unwrap();
        assert!((10.0..10.5).contains(&bound.rest), "{bound:?}");
        let age = 5.0 * 4.0 / std::f64::consts::E;
        assert!((age..age * 1.06).contains(&bound.age), "{bound:?} for {age}");
    }

    #[test]
    fn known_moments() {
        let exponential = Class::plain(Distribution::exponential(5.0).unwrap());
        assert!((exponential.by_moments().rest - 15.0).abs() < 1e-9);
        assert_eq!(chased(0.0, 0.25), [(1.0, 1.0)]);
        assert_eq!(chased(0.5, 0.25), [(1.75, 1.0)], "everybody chases three times");
    }
}

//! The inputs that are poorly known, as the scenarios at hand have them.

use super::curve::Sample;
use super::evaluate::Outcome;
use super::line::Linear;
use super::{Question, prices};
use crate::desk::Scenario;
use crate::locale::Text;
use crate::metrics::Measure;
use crate::scenario::force::InForce;
use crate::scenario::keys::Basis;
use crate::scenario::keys::doubt::{self, DOUBTS, Doubt};
use crate::scenario::path::NumberPath;

/// An input that is varied from one value to another.
#[derive(Clone, PartialEq, Debug)]
pub struct Input {
    pub path: NumberPath,
    pub low: f64,
    /// Above `low`.
    pub high: f64,
    /// The value in force in each scenario asked for; `None` where it is not there, or not a number.
    pub in_force: Vec<Option<f64>>,
    /// What it is, as the subject of a sentence; `None` for a key about which nobody was in doubt.
    pub label: Option<Text>,
    /// What the range rests on; `None` where it was typed.
    pub basis: Option<Basis>,
}

/// A scenario with its values in force.
pub type Known<'a> = (&'a Scenario, &'a [InForce]);

impl Input {
    /// An input with a range that somebody named.
    pub fn typed(path: NumberPath, (low, high): (f64, f64), scenarios: &[Known]) -> Input {
        let label = doubt::of(path.key).map(|doubt| doubt.label);
        let in_force = in_force(&path, scenarios);
        Input { path, low, high, in_force, label, basis: None }
    }

    /// The value in force, where all scenarios that have the key have the same.
    pub fn common(&self) -> Option<f64> {
        let mut values = self.in_force.iter().flatten();
        let first = values.next()?;
        values.all(|value| value == first).then_some(*first)
    }

    /// The figures at both ends, without another run: a price changes no fact, and its effect on the net cost is known. `None`
    /// for any other key or question.
    pub fn repriced(&self, question: Question, scenarios: &[&Scenario], outcomes: &[Vec<Outcome>]) -> Option<Linear> {
        let Question::Difference { baseline, other, measure: Measure::NetCostPerWeek } = question else { return None };
        if self.path.inside.is_some() {
            return None;
        }
        let in_force = [baseline, other].map(|at| self.in_force.get(at).copied().flatten());
        let [Some(base_price), Some(other_price)] = in_force else { return None };
        let net = |at: usize, price: f64, outcome: &Outcome, value: f64| {
            let slope = prices::slope(self.path.key, scenarios[at], outcome)?;
            Some(outcome.desk.get(Measure::NetCostPerWeek)? + slope * (value - price))
        };
        let known = |at: usize| {
            let first = outcomes[at].first();
            first.is_none_or(|outcome| prices::slope(self.path.key, scenarios[at], outcome).is_some())
        };
        if !(known(baseline) && known(other)) {
            return None;
        }
        let sample = |value: f64| {
            let pairs = outcomes[baseline].iter().zip(&outcomes[other]);
            let both: Vec<Option<(f64, f64)>> = pairs
                .map(|(base, more)| {
                    Some((net(baseline, base_price, base, value)?, net(other, other_price, more, value)?))
                })
                .collect();
            let size = both.iter().flatten().fold(0.0, |most: f64, (a, b)| most.max(a.abs()).max(b.abs()));
            Sample { at: value, values: both.into_iter().map(|pair| pair.map(|(a, b)| b - a)).collect(), size }
        };
        Some(Linear::new(&sample(self.low), &sample(self.high)))
    }
}

fn in_force(path: &NumberPath, scenarios: &[Known]) -> Vec<Option<f64>> {
    scenarios.iter().map(|(_, values)| path.in_force(values)).collect()
}

/// The inputs that are poorly known and can matter in one of the scenarios, with their plausible ranges. Where only an
/// agreement is asked for, prices cannot.
pub fn doubtful(question_of_money: bool, scenarios: &[Known]) -> Vec<Input> {
    let asked = DOUBTS.iter().filter(|doubt| {
        let price = prices::PRICES.contains(&(doubt.section, doubt.name));
        (question_of_money || !price) && scenarios.iter().any(|(scenario, _)| (doubt.matters)(scenario))
    });
    asked.flat_map(|doubt| of_doubt(doubt, scenarios)).collect()
}

fn of_doubt(doubt: &Doubt, scenarios: &[Known]) -> Vec<Input> {
    let mut paths: Vec<String> = Vec::new();
    for path in scenarios.iter().flat_map(|(scenario, _)| doubt.paths(scenario)) {
        if !paths.contains(&path) {
            paths.push(path);
        }
    }
    let input = |path: String| {
        let path = NumberPath::new(&path).ok()?;
        let said = in_force(&path, scenarios);
        let values = said.iter().zip(scenarios).map(|(said, (scenario, _))| said.or_else(|| doubt.implied(scenario)));
        let in_force: Vec<Option<f64>> = values.collect();
        let (least, most) = path.limits();
        let ranges = in_force.iter().flatten().map(|value| doubt.range(*value));
        let (low, high) = ranges.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
        let (low, high) = (low.max(least), high.min(most));
        (low < high).then_some(Input { path, low, high, in_force, label: Some(doubt.label), basis: Some(doubt.basis) })
    };
    paths.into_iter().filter_map(input).collect()
}

//! Whether a plan holds what the search says of it: simulated with all measures, on customers that the search never met.
//!
//! A plan is found because it does well on the customers of the search, so it does a little worse on others. What counts is the
//! lower 95 % limit on fresh seeds. Every further look at fresh seeds takes a part of the 5 % that are left for error: the k-th
//! plan that is put to the test gets 5 % / (k (k + 1)), in equal parts for each of its looks, so that all of them together err no
//! more often than one.

use super::trial::Cancelled;
use crate::desk::Scenario;
use crate::engine::Stopped;
use crate::metrics::{Batch, MeasureOptions, simulate};
use crate::model::Model;
use crate::random::{mix, replication_key};
use crate::study::estimate::estimate_at;
use crate::study::replicate;
use rayon::ThreadPool;

/// Looks at one plan: with once, twice, four times the replications of the scenario.
const LOOKS: u32 = 3;
const ERROR: f64 = 0.05;

/// What the replications on fresh seeds say.
#[derive(Clone, Debug)]
pub struct Confirmation {
    /// With the shifts of the plan, and the seed and replications that give the batch again.
    pub scenario: Scenario,
    pub batch: Batch,
    /// Confidence at which the limits were looked at.
    pub confidence: f64,
    /// By agreement, how far the lower limit lies above the target; below 0 where it is not confirmed.
    pub slack: Vec<f64>,
}

impl Confirmation {
    pub fn holds(&self) -> bool {
        self.slack.iter().all(|slack| *slack >= 0.0)
    }
}

/// The seed of the search: not that of the scenario, on which the first plan found is confirmed.
pub fn search_seed(scenario: &Scenario) -> u64 {
    derived_seed(scenario.run.seed, 0)
}

/// The seed on which the k-th plan is confirmed, counted from 1: that of the scenario first.
fn confirmation_seed(scenario: &Scenario, attempt: u32) -> u64 {
    if attempt <= 1 { scenario.run.seed } else { derived_seed(scenario.run.seed, attempt) }
}

/// At most 18 digits, as a scenario file holds.
fn derived_seed(seed: u64, number: u32) -> u64 {
    mix(replication_key(seed, number) ^ 0x005e_a2c4) >> 5
}

/// Simulates the scenario of a plan on fresh seeds until it is confirmed or has failed.
///
/// # Errors
/// If somebody asked to stop; a desk that fills up has failed with no replication to show, which `None` says.
pub fn confirm(
    scenario: &Scenario,
    attempt: u32,
    pool: &ThreadPool,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Result<Option<Confirmation>, Cancelled> {
    let confidence = 1.0 - ERROR / f64::from(attempt * (attempt + 1)) / f64::from(LOOKS);
    let mut scenario = scenario.clone();
    scenario.run.seed = confirmation_seed(&scenario, attempt);
    let planned = scenario.run.replications.max(2);
    let model = Model::new(&scenario);
    let options = MeasureOptions { seed: scenario.run.seed, week_opens: model.week_opens() };
    let one = |_: usize, replication: u32| simulate(&model, options, replication..replication + 1, go_on);
    let mut whole: Option<Batch> = None;
    for look in 0..LOOKS {
        let from = whole.as_ref().map_or(0, |batch| batch.replications.len() as u32);
        let batches = match replicate(pool, 1, from..planned << look, one, |_, _| {}) {
            Ok(batches) if go_on() => batches,
            Err(Stopped::TooManyOpen { .. }) => return Ok(None),
            Ok(_) | Err(Stopped::Cancelled) => return Err(Cancelled),
        };
        for batch in batches {
            match &mut whole {
                Some(whole) => whole.append(batch).expect("replications follow one another"),
                None => whole = Some(batch),
            }
        }
        let Some(batch) = &whole else { return Ok(None) };
        let (slack, means) = slack(&scenario, batch, confidence);
        let found =
            Confirmation { scenario: with_replications(&scenario, batch), batch: batch.clone(), confidence, slack };
        // More replications help only where the mean itself is high enough.
        if found.holds() || look + 1 == LOOKS || means.iter().any(|above| *above < 0.0) {
            return Ok(Some(found));
        }
    }
    Ok(None)
}

fn with_replications(scenario: &Scenario, batch: &Batch) -> Scenario {
    let mut scenario = scenario.clone();
    scenario.run.replications = batch.replications.len() as u32;
    scenario
}

/// By agreement, the lower limit less the target, and the mean less the target; 0 where it covers nobody.
fn slack(scenario: &Scenario, batch: &Batch, confidence: f64) -> (Vec<f64>, Vec<f64>) {
    let of = |(number, sla): (usize, &crate::desk::Sla)| {
        let found = estimate_at(confidence, batch.replications.iter().map(|one| one.slas[number]));
        match found.mean {
            Some(mean) => (found.low.unwrap_or(f64::NEG_INFINITY) - sla.target, mean - sla.target),
            None => (0.0, 0.0),
        }
    };
    scenario.slas.iter().enumerate().map(of).unzip()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::synthetic;

    #[test]
    fn seeds_are_fresh_and_fit_into_a_file() {
        let scenario = synthetic::scenario("desk");
        let seeds = [search_seed(&scenario), confirmation_seed(&scenario, 1), confirmation_seed(&scenario, 2)];
        assert_eq!(seeds[1], scenario.run.seed);
        assert!(seeds.iter().all(|seed| *seed < 10u64.pow(18)));
        assert!(seeds[0] != seeds[1] && seeds[1] != seeds[2] && seeds[0] != seeds[2]);
    }

    /// The parts of the error of all attempts and looks sum to at most 5 %: 1/(1*2) + 1/(2*3) + ... = 1.
    #[test]
    fn all_looks_together_err_no_more_often_than_one() {
        let sum: f64 = (1..10_000u32).map(|k| ERROR / f64::from(k) / f64::from(k + 1)).sum();
        assert!(sum < ERROR && sum > 0.999 * ERROR);
    }
}

//! From which week on preferential treatment costs the others more waiting than it saves those who get it.
//!
//! What it saves the ones and costs the others, week by week, is the difference of all waiting between the scenario and
//! the baseline, on the same customers: above zero it costs more than it saves. Means over four weeks tame chance; their
//! intervals hold together for all weeks (Bonferroni).

use super::compare::Simulated;
use super::estimate::{CONFIDENCE, estimate_at};
use super::result::{Estimate, Turn};
use crate::time::MS_PER_HOUR;

/// Weeks of a running mean.
const WINDOW: usize = 4;

/// `None` where the scenario treats nobody preferentially whom the baseline does not, or the run is too short to tell.
pub fn turn(baseline: &Simulated, other: &Simulated) -> Option<Turn> {
    let (base, policy) = (baseline.scenario.policy.preferential, other.scenario.policy.preferential);
    if policy.is_empty() || policy == base {
        return None;
    }
    let pairs = other.batch.replications.iter().zip(&baseline.batch.replications);
    let extra_hours: Vec<Vec<f64>> = pairs
        .map(|(mine, theirs)| {
            let weeks = mine.weeks.iter().zip(&theirs.weeks);
            weeks.map(|(a, b)| (a.waiting_ms as f64 - b.waiting_ms as f64) / MS_PER_HOUR as f64).collect()
        })
        .collect();
    let windows = extra_hours.first()?.len().checked_sub(WINDOW - 1).filter(|count| *count > 0)?;
    let confidence = 1.0 - (1.0 - CONFIDENCE) / windows as f64;
    let mean_of = |weeks: &Vec<f64>, from: usize| weeks[from..from + WINDOW].iter().sum::<f64>() / WINDOW as f64;
    let running: Vec<Estimate> = (0..windows)
        .map(|from| estimate_at(confidence, extra_hours.iter().map(|weeks| Some(mean_of(weeks, from)))))
        .collect();
    Some(Turn {
        week: from_when(&running, |one| one.mean),
        earliest: from_when(&running, |one| one.high),
        latest: from_when(&running, |one| one.low),
        weeks: other.scenario.run.weeks,
    })
}

/// The first week from which on a limit stays above zero to the end; `None` where it is not above zero at the end.
fn from_when(running: &[Estimate], limit: impl Fn(&Estimate) -> Option<f64>) -> Option<u32> {
    let below = running.iter().rposition(|one| limit(one).is_none_or(|value| value <= 0.0));
    let first = below.map_or(0, |last| last + 1);
    (first < running.len()).then_some(first as u32 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Preferential, Scenario};
    use crate::metrics::Batch;
    use crate::study::synthetic;

    fn preferring(name: &str) -> Scenario {
        let mut scenario = synthetic::scenario(name);
        scenario.policy.preferential = Preferential { hostile: true, ..Preferential::default() };
        scenario
    }

    /// Extra hours of waiting in each of eight weeks, plus or minus one from replication to replication.
    fn found(extra: [f64; 8]) -> Option<Turn> {
        let (base, other) = (synthetic::scenario("base"), preferring("other"));
        let without = synthetic::batches(0, 0..10);
        let mut with: Batch = without.clone();
        for (number, replication) in with.replications.iter_mut().enumerate() {
            for (week, extra) in replication.weeks.iter_mut().zip(extra) {
                let noise = if number % 2 == 0 { 1.0 } else { -1.0 };
                week.waiting_ms = (100.0 * MS_PER_HOUR as f64 + (extra + noise) * MS_PER_HOUR as f64) as u64;
            }
        }
        let mut without = without;
        without.replications.iter_mut().flat_map(|one| &mut one.weeks).for_each(|w| w.waiting_ms = 100 * MS_PER_HOUR);
        turn(&Simulated { scenario: &base, batch: &without }, &Simulated { scenario: &other, batch: &with })
    }

    /// Running means of -8, -6, ... : -5, -3, -1, 1, 3 hours: above zero from week 4 on. With a standard error of 1/3 and
    /// t(9) at 99 % of 3.25 the limits are about 1.08 off: surely above zero from week 5, perhaps from week 3.
    #[test]
    fn the_week_is_the_first_from_which_the_running_mean_stays_above_zero() {
        let turn = found([-8.0, -6.0, -4.0, -2.0, 0.0, 2.0, 4.0, 6.0]).unwrap();
        assert_eq!((turn.earliest, turn.week, turn.latest), (Some(3), Some(4), Some(5)));
        assert_eq!(turn.weeks, 8);
    }

    #[test]
    fn what_never_stays_above_zero_has_no_week() {
        let turn = found([5.0, 5.0, 5.0, 5.0, -9.0, -9.0, -9.0, -9.0]).unwrap();
        assert_eq!((turn.earliest, turn.week, turn.latest), (None, None, None));
        let unsure = found([0.0, 0.0, 0.0, 0.0, 0.5, 0.5, 0.5, 0.5]).unwrap();
        assert_eq!(unsure.latest, None);
        assert!(unsure.earliest.is_some());
    }

    #[test]
    fn who_prefers_nobody_has_no_turn() {
        let (base, other) = (preferring("a"), preferring("b"));
        let batch = synthetic::batches(0, 0..3);
        let simulated = |scenario| Simulated { scenario, batch: &batch };
        assert_eq!(turn(&simulated(&base), &simulated(&other)), None);
        assert_eq!(turn(&simulated(&base), &simulated(&synthetic::scenario("c"))), None);
    }
}

//! Ranks with their uncertainty: which scenarios are shown to be better than which, all pairs at once.

use super::compare::{Pairing, Simulated};
use super::control::Controls;
use super::estimate::{CONFIDENCE, estimate_at};
use super::result::Estimate;
use crate::metrics::{Measure, Tendency, WeekValues};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// The ranks that the figures leave possible, 1 is the best: one rank where everything is decided, several where it is a tie.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize, JsonSchema)]
pub struct Place {
    pub best: u32,
    pub worst: u32,
}

/// Confidence sets for the ranks of all scenarios at once, each standing for so many competitors (`weights`; those of one scenario tie).
///
/// A scenario is below all that are shown to be better and above all that are shown to be worse. "Shown" by paired differences on the same
/// customers whose intervals hold for all pairs together (Bonferroni), so that with 95 % no set misses its true rank (Mogstad, Romano, Shaikh,
/// Wilhelm 2024). `None` where the measure has no better direction.
pub fn places(simulated: &[Simulated], weights: &[u32], measure: Measure) -> Option<Vec<Place>> {
    let sign = match measure.tendency() {
        Tendency::Lower => 1.0,
        Tendency::Higher => -1.0,
        Tendency::Neither => return None,
    };
    let controls: Vec<Controls> = simulated.iter().map(Controls::of).collect();
    let rows: Vec<Vec<Option<f64>>> = simulated.iter().map(|one| one.values(measure).collect()).collect();
    let many = simulated.len();
    let all: u32 = weights.iter().sum();
    let mut found = vec![Place { best: 1, worst: all }; many];
    for a in 0..many {
        for b in a + 1..many {
            let how = Pairing { controls: controls[a].and(&controls[b]), compared: many * (many - 1) / 2 };
            let against = how.paired(rows[a].iter().copied(), rows[b].iter().copied());
            let Some(shown) = against.filter(|one| one.significant).and_then(|one| one.estimate.mean) else { continue };
            let (better, worse) = if sign * shown < 0.0 { (a, b) } else { (b, a) };
            found[worse].best += weights[better];
            found[better].worst -= weights[worse];
        }
    }
    Some(found)
}

/// Mean and 95 % interval of a figure over some of the measured weeks, formed within each replication.
///
/// Control variates have no part in it: the conversations of some weeks say little about those of others.
pub fn of_weeks(one: &Simulated, weeks: Range<usize>, figure: impl Fn(&[WeekValues]) -> Option<f64>) -> Estimate {
    let values = one.batch.replications.iter().map(|replication| figure(replication.weeks.get(weeks.clone())?));
    estimate_at(CONFIDENCE, values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Scenario;
    use crate::metrics::{Batch, Row};
    use crate::random::{Purpose, Stream, replication_key};
    use crate::study::synthetic;
    use rand_distr::{Distribution, StandardNormal};

    const M: Measure = Measure::NetCostPerWeek;

    fn with(values: &[f64]) -> (Scenario, Batch) {
        let mut scenario = synthetic::scenario("one");
        scenario.run.control_variates = false;
        let mut batch = synthetic::batches(0, 0..values.len() as u32);
        for (replication, value) in batch.replications.iter_mut().zip(values) {
            replication.desk = Row::empty();
            replication.desk.0[M as usize] = Some(*value);
        }
        (scenario, batch)
    }

    fn ranked(owned: &[(Scenario, Batch)], weights: &[u32]) -> Vec<(u32, u32)> {
        let simulated: Vec<Simulated> = owned.iter().map(|(scenario, batch)| Simulated { scenario, batch }).collect();
        places(&simulated, weights, M).unwrap().iter().map(|place| (place.best, place.worst)).collect()
    }

    #[test]
    fn what_is_shown_is_ranked_and_what_is_not_is_a_tie() {
        let owned =
            [with(&[105.0, 95.0, 106.0, 94.0]), with(&[50.0, 51.0, 49.0, 50.5]), with(&[96.0, 104.0, 95.0, 105.5])];
        assert_eq!(ranked(&owned, &[1, 1, 1]), [(2, 3), (1, 1), (2, 3)]);
        // Three competitors decided like the first: they share their ranks.
        assert_eq!(ranked(&owned, &[3, 1, 1]), [(2, 5), (1, 1), (2, 5)]);
        // Nobody stands for a scenario that is shown beside the others: it takes no rank from them.
        assert_eq!(ranked(&owned, &[1, 0, 1]), [(1, 2), (1, 0), (1, 2)]);
        assert_eq!(ranked(&owned[..1], &[1]), [(1, 1)]);
        let simulated = Simulated { scenario: &owned[0].0, batch: &owned[0].1 };
        assert_eq!(places(&[simulated], &[1], Measure::Occupancy), None);
    }

    /// Of 400 studies of five scenarios whose true order is known, the sets of at least 95 % hold all true ranks; with 2.6 standard errors
    /// of a binomial below (level 0.5 %).
    #[test]
    fn the_sets_hold_the_true_ranks() {
        let truth = [10.0, 10.0, 10.4, 11.0, 12.0];
        let mut held = 0;
        for study in 0..400 {
            let mut stream = Stream::new(replication_key(7, study), Purpose::Handling);
            let mut draw = || -> f64 { StandardNormal.sample(&mut stream) };
            let owned = truth.map(|mean| with(&std::array::from_fn::<f64, 8, _>(|_| mean + 0.4 * draw())));
            let found = ranked(&owned, &[1; 5]);
            // The first two tie in truth: either order is theirs.
            let ranks: [&[u32]; 5] = [&[1, 2], &[1, 2], &[3], &[4], &[5]];
            let holds = found
                .iter()
                .zip(ranks)
                .all(|((best, worst), true_ranks)| true_ranks.iter().all(|rank| (*best..=*worst).contains(rank)));
            held += u32::from(holds);
        }
        assert!(f64::from(held) / 400.0 > 0.95 - 2.6 * (0.95f64 * 0.05 / 400.0).sqrt(), "{held}");
    }

    #[test]
    fn figures_of_some_weeks() {
        let scenario = synthetic::scenario("one");
        let batch = synthetic::batches(0, 0..6);
        let one = Simulated { scenario: &scenario, batch: &batch };
        let whole = of_weeks(&one, 0..8, |weeks| Some(weeks.iter().map(|week| week.opened as f64).sum()));
        let first = of_weeks(&one, 0..4, |weeks| Some(weeks.iter().map(|week| week.opened as f64).sum()));
        let last = of_weeks(&one, 4..8, |weeks| Some(weeks.iter().map(|week| week.opened as f64).sum()));
        assert!((whole.mean.unwrap() - first.mean.unwrap() - last.mean.unwrap()).abs() < 1e-9);
        assert_eq!(of_weeks(&one, 4..9, |_| Some(1.0)).mean, None, "weeks that were not simulated");
    }
}

//! Whether the empty desk that a run begins with is still felt when measuring begins.
//!
//! What weeks bring differs within a week and hardly between weeks, so whole weeks are compared: the mean backlog of the first measured
//! week against what the later ones let expect for it, replication by replication. What changes the weeks without being a
//! beginning (growth, what the public learns) is a variable of that expectation; weeks with holidays are left out, and so are
//! all from the first crisis on.

use super::estimate::estimate_at;
use super::regression::Weights;
use super::result::ShortWarmup;
use crate::desk::Scenario;
use crate::metrics::{ReplicationValues, WeekValues};
use crate::time::{MS_PER_WEEK, Time};

/// A warm-up is called too short at one sided 99.9 %: the confidence of a two-sided interval whose lower limit is above zero.
const CONFIDENCE: f64 = 0.998;
/// Less than this part of the later backlog would hardly be felt in a result.
const FELT: f64 = 0.05;
/// Weeks beyond the variables of the expectation that a comparison needs.
const LEAST_WEEKS: usize = 2;

/// `None` where the first measured week is like the later ones, or where nobody can tell: too few weeks or replications, or
/// a holiday or a crisis at the beginning.
pub fn short_warmup(scenario: &Scenario, replications: &[ReplicationValues]) -> Option<ShortWarmup> {
    let weeks = replications.first()?.weeks.len();
    let shortfall = shortfall(scenario, replications, 0)?;
    // The later half must be left to compare with.
    let enough = (1..=weeks / 2).find(|week| {
        comparable(scenario, *week, weeks).is_some() && self::shortfall(scenario, replications, *week).is_none()
    });
    Some(ShortWarmup { shortfall, enough_weeks: enough.map(|more| scenario.run.warmup_weeks + more as u32) })
}

/// The part of the later backlog that a week lacks, if it is sure and would be felt.
fn shortfall(scenario: &Scenario, replications: &[ReplicationValues], week: usize) -> Option<f64> {
    let weeks = replications.first()?.weeks.len();
    let later = comparable(scenario, week, weeks)?;
    let drifts = drifts(scenario, replications, week, &later);
    if later.len() < 1 + drifts.len() + LEAST_WEEKS {
        return None;
    }
    let weights = Weights::at(later.len(), &drifts);
    let level = |one: &ReplicationValues, week: usize| one.weeks[week].backlog_ms as f64 / MS_PER_WEEK as f64;
    let expected =
        |one: &ReplicationValues| weights.expected(&later.iter().map(|later| level(one, *later)).collect::<Vec<f64>>());
    let lacks = estimate_at(CONFIDENCE, replications.iter().map(|one| Some(expected(one) - level(one, week))));
    let later_level = estimate_at(CONFIDENCE, replications.iter().map(|one| Some(expected(one)))).mean?;
    let part = lacks.mean? / later_level;
    (lacks.low? > 0.0 && part >= FELT).then_some(part)
}

/// The ordinary weeks after a measured week; `None` where that one is not ordinary itself, or what it begins with.
fn comparable(scenario: &Scenario, week: usize, weeks: usize) -> Option<Vec<usize>> {
    let of_run = |week: usize| scenario.run.warmup_weeks as usize + week;
    let first_crisis = scenario.demand.crises.iter().map(|crisis| crisis.begin).min().unwrap_or(Time::NEVER);
    // A holiday is felt until the week after it.
    let holiday = |of_run: usize| {
        let days = of_run.saturating_sub(1) * 7..(of_run + 1) * 7;
        days.into_iter().any(|day| scenario.calendar.is_holiday(day as u32))
    };
    let ordinary = |week: usize| {
        let end = Time::week_start(of_run(week) as u32 + 1);
        !holiday(of_run(week)) && end <= first_crisis
    };
    ordinary(week).then(|| (week + 1..weeks).filter(|later| ordinary(*later)).collect())
}

/// What changes from week to week by itself, and where it stands in the week that is asked about.
fn drifts(
    scenario: &Scenario,
    replications: &[ReplicationValues],
    week: usize,
    later: &[usize],
) -> Vec<(Vec<f64>, f64)> {
    let mean = |value: fn(&WeekValues) -> f64, week: usize| {
        replications.iter().map(|one| value(&one.weeks[week])).sum::<f64>() / replications.len() as f64
    };
    let column = |value: &dyn Fn(usize) -> f64| (later.iter().map(|later| value(*later)).collect(), value(week));
    let mut found = vec![];
    if scenario.demand.growth_per_year != 0.0 {
        found.push(column(&|week| week as f64));
    }
    if scenario.customers.hostile.learned > 0.0 && !scenario.policy.preferential.is_empty() {
        found.push(column(&|week| mean(|values| values.learned, week)));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Batch;
    use crate::random::{Purpose, Stream, replication_key};
    use crate::study::synthetic;

    /// Mean backlogs of eight weeks, with chance of a tenth around them, in twenty replications.
    fn batch(levels: [f64; 8]) -> Batch {
        let mut batch = synthetic::batches(0, 0..20);
        for (number, replication) in batch.replications.iter_mut().enumerate() {
            let mut stream = Stream::new(replication_key(3, number as u32), Purpose::Handling);
            for (week, level) in replication.weeks.iter_mut().zip(levels) {
                week.backlog_ms = (level * (0.9 + 0.2 * stream.uniform()) * MS_PER_WEEK as f64) as u64;
            }
        }
        batch
    }

    fn found(scenario: &Scenario, levels: [f64; 8]) -> Option<ShortWarmup> {
        short_warmup(scenario, &batch(levels).replications)
    }

    #[test]
    fn a_level_desk_needs_no_more_and_a_filling_one_does() {
        let scenario = synthetic::scenario("a");
        assert_eq!(found(&scenario, [50.0; 8]), None);
        let filling = found(&scenario, [20.0, 35.0, 49.0, 50.0, 50.0, 50.0, 50.0, 50.0]).unwrap();
        assert!((filling.shortfall - 0.58).abs() < 0.05, "{filling:?}");
        assert_eq!(filling.enough_weeks, Some(3), "one that is there and two more");
        let without_end = found(&scenario, [10.0, 20.0, 30.0, 40.0, 50.0, 60.0, 70.0, 80.0]).unwrap();
        assert_eq!(without_end.enough_weeks, None);
        // A desk that empties has another reason than that it began empty.
        assert_eq!(found(&scenario, [80.0, 60.0, 50.0, 50.0, 50.0, 50.0, 50.0, 50.0]), None);
    }

    #[test]
    fn growth_is_no_beginning() {
        let mut scenario = synthetic::scenario("a");
        scenario.demand.growth_per_year = 0.5;
        assert_eq!(found(&scenario, [50.0, 55.0, 60.0, 65.0, 70.0, 75.0, 80.0, 85.0]), None);
        assert!(found(&scenario, [20.0, 55.0, 60.0, 65.0, 70.0, 75.0, 80.0, 85.0]).is_some());
    }

    #[test]
    fn what_is_learned_is_no_beginning() {
        let mut scenario = synthetic::scenario("a");
        scenario.policy.preferential.hostile = true;
        scenario.customers.hostile.learned = 0.3;
        let learned = [0.0, 0.3, 0.5, 0.6, 0.65, 0.68, 0.69, 0.7];
        let mut batch = batch(learned.map(|learned| 50.0 + 60.0 * learned));
        for replication in &mut batch.replications {
            replication.weeks.iter_mut().zip(learned).for_each(|(week, learned)| week.learned = learned);
        }
        assert_eq!(short_warmup(&scenario, &batch.replications), None);
        scenario.policy.preferential.hostile = false;
        assert!(short_warmup(&scenario, &batch.replications).is_some());
    }

    #[test]
    fn nobody_can_tell_from_one_replication_few_weeks_or_a_beginning_that_is_not_ordinary() {
        let filling = [20.0, 35.0, 49.0, 50.0, 50.0, 50.0, 50.0, 50.0];
        let mut scenario = synthetic::scenario("a");
        assert_eq!(short_warmup(&scenario, &batch(filling).replications[..1]), None);
        assert_eq!(short_warmup(&scenario, &[]), None);
        let mut short = batch(filling);
        short.replications.iter_mut().for_each(|replication| replication.weeks.truncate(3));
        assert_eq!(short_warmup(&scenario, &short.replications), None);
        // On Tuesday of the week of warm-up.
        scenario.calendar.holidays = vec![1];
        assert_eq!(found(&scenario, filling), None);
    }
}

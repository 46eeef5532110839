//! Control variates: that the means they rest on are right, and that what adds up still does.

use crate::desk::{Desks, Size, Source};
use relevo::metrics::Measure;
use relevo::study::result::Estimate;

/// Growth, holidays, a crisis, indirect mentions, noise and days that vary.
const VARIED: &str = r#"
start = "2026-01-05"
[demand]
per_week = 600
growth_per_year = 2
daily_cv = 0.2
holidays = ["2026-01-14", "2026-01-22"]
holiday_factor = 0.4
indirect_per_week = 150
noise_per_week = 300
[[demand.contact]]
name = "question"
share = 0.7
[[demand.contact]]
name = "complaint"
share = 0.3
negative = true
[[demand.crisis]]
name = "outage"
contacts = ["complaint"]
at = "week 4 Tue 11:00"
peak = 12
[[desk.team]]
name = "day"
agents = 6
shifts = ["Mon-Fri 08:00-20:00"]
[policy]
monitor_indirect = 0.5
"#;

fn both(replications: u32) -> (relevo::study::result::StudyResult, relevo::study::result::StudyResult) {
    let size = Size { warmup_weeks: 1, weeks: 6, replications };
    let desks = Desks::new(&[(Source::Text(VARIED), &[]), (Source::Text(VARIED), &["desk.team.day.agents=7"])], size);
    let batches = desks.batches(7, 0..replications);
    (desks.result(&batches), desks.controlled(&batches))
}

fn desk(result: &relevo::study::result::StudyResult, measure: Measure) -> Estimate {
    result.scenarios[0].measures.get(measure).expect("given")
}

/// With the number of conversations as a control, the estimate of that number is what the model knows it to be: no width is left, and
/// the plain estimate agrees with it. 300 replications; its interval at 99.9 % holds the known mean.
#[test]
fn known_means_are_those_of_the_simulation() {
    let (plain, controlled) = both(300);
    let (found, known) =
        (desk(&plain, Measure::ConversationsPerWeek), desk(&controlled, Measure::ConversationsPerWeek));
    assert!(known.half_width().expect("an interval") < 1e-6, "{known:?}");
    // From 95 % to 99.9 %.
    let wider = 3.32 / 1.968;
    let off = (found.mean.expect("a mean") - known.mean.expect("a mean")).abs();
    assert!(off < wider * found.half_width().expect("an interval"), "{found:?} against {known:?}");
    assert!(found.half_width() < Some(0.01 * found.mean.expect("a mean")), "{found:?}: too wide to say much");
}

/// All measures have the same weights: the steps of the net cost add up, and so do differences, though their intervals are narrower.
#[test]
fn what_adds_up_in_replications_adds_up_in_estimates() {
    let (plain, controlled) = both(40);
    let of = |measure| desk(&controlled, measure).mean.expect("a mean");
    let sum = of(Measure::CostWithContactsPerWeek) + of(Measure::ValueLostPerWeek);
    assert!((sum / of(Measure::NetCostPerWeek) - 1.0).abs() < 1e-9);
    let id = Measure::NetCostPerWeek.id();
    let second = controlled.scenarios[1].measures.get(Measure::NetCostPerWeek).expect("given").mean.expect("a mean");
    let difference = controlled.differences[0].measures[id].estimate;
    assert!((second - of(Measure::NetCostPerWeek) - difference.mean.expect("a mean")).abs() < 1e-6);
    let half = |result, measure| desk(result, measure).half_width().expect("an interval");
    assert!(half(&controlled, Measure::NetCostPerWeek) < 0.8 * half(&plain, Measure::NetCostPerWeek));
    assert!(half(&controlled, Measure::BacklogMean) < half(&plain, Measure::BacklogMean));
}

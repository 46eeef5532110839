//! Whether a run that measures too early says so, and no other does.

use crate::desk::{Desks, Size, Source, scenarios};
use rayon::prelude::*;
use relevo::desk::Scenario;
use relevo::metrics::Batch;
use relevo::study::result::ShortWarmup;

fn short_warmups(desks: &Desks, seed: u64) -> Vec<Option<ShortWarmup>> {
    let one = |replication| desks.batches(seed, replication..replication + 1);
    let parts: Vec<Vec<Batch>> = (0..desks.plan.replications).into_par_iter().map(one).collect();
    let whole = parts.into_iter().reduce(|mut whole, part| {
        whole.iter_mut().zip(part).for_each(|(mine, next)| mine.append(next).expect("in order"));
        whole
    });
    let result = desks.result(&whole.expect("replications"));
    result.scenarios.into_iter().map(|one| one.short_warmup).collect()
}

/// One agent who is busy 95 % of the time: what he or she has to do when a week begins depends on the months before.
const SLOW: &str = r#"
[demand]
profile = "flat"
daily_cv = 0
noise_per_week = 0
[[demand.contact]]
name = "job"
per_week = 319.2
dm_share = 0
private_data = 0
phone_needed = 0
handling_time = { shape = "exponential", mean = 30 }
agent_messages = 1
[customers]
patience = "none"
hostile = { base = 0, learned = 0 }
[desk]
shrinkage = { absence = 0, off_queue = 0 }
[[desk.team]]
name = "one"
agents = 1
shifts = ["daily 00:00-24:00"]
[policy]
errors = 0
"#;

/// Level 99.9 %, one-sided, of what is said; the desk itself forgets over some five weeks.
#[test]
fn a_slow_desk_that_is_measured_at_once_says_so_and_how_long_to_wait() {
    let with = |warmup_weeks| {
        let size = Size { warmup_weeks, weeks: 20, replications: 100 };
        short_warmups(&Desks::new(&[(Source::Text(SLOW), &[])], size), 5)[0]
    };
    let at_once = with(0).expect("the first week lacks what later ones have");
    assert!(at_once.shortfall > 0.3, "{at_once:?}");
    let enough = at_once.enough_weeks.expect("twenty weeks show it");
    assert!((1..=10).contains(&enough), "{at_once:?}");
    assert_eq!(with(30), None);
}

/// More work than can be done: no warm-up will do.
#[test]
fn a_desk_that_fills_without_end_says_that_no_number_of_weeks_is_known() {
    let size = Size { warmup_weeks: 1, weeks: 8, replications: 10 };
    let settings: &[&str] = &["demand.contact.job.per_week=500"];
    let found = short_warmups(&Desks::new(&[(Source::Text(SLOW), settings)], size), 5)[0].expect("it fills");
    assert_eq!(found.enough_weeks, None);
}

/// The presets have a warm-up that is long enough, or no ordinary weeks (crises): nothing is said, at the level of one in a thousand
/// for each.
#[test]
fn presets_with_an_adequate_warm_up_are_silent() {
    for file in [
        "weekday",
        "saturday",
        "round-the-clock",
        "airline-17",
        "dm",
        "waiting",
        "spain-2015",
        "bot-night",
        "trolls",
        "crisis",
    ] {
        let path = format!("scenarios/{file}.toml");
        let mut found: Vec<Scenario> = scenarios(&Source::File(&path), vec!["run.replications=10".into()]);
        found.iter_mut().for_each(|one| one.run.weeks = one.run.weeks.min(12));
        let names: Vec<String> = found.iter().map(|one| one.name.clone()).collect();
        let short = short_warmups(&Desks::of(found), 2017);
        for (name, found) in names.iter().zip(short) {
            assert_eq!(found, None, "{file}, {name}");
        }
    }
}

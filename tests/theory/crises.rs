//! Crises in the whole simulator: who comes, who has read the post, and that nobody else is touched.

use super::experiment::{NO_ERRORS, PLAIN};
use relevo::demand::{Extra, extra};
use relevo::engine::{self, Fact, Observer};
use relevo::model::Model;
use relevo::scenario::{Input, LoadOptions, load};
use relevo::time::{MS_PER_MINUTE, Time};
use std::collections::HashMap;

const DESK: &str = r#"
[[demand.contact]]
name = "question"
per_week = 300
handling_time = 4
private_data = 0
phone_needed = 0
[[demand.contact]]
name = "incident"
per_week = 300
handling_time = 6
private_data = 0
phone_needed = 0
[[desk.team]]
agents = 60
shifts = ["24x7"]
"#;

const OUTAGE: &str = "demand.crisis=[{ name = \"outage\", contacts = [\"incident\"], at = \"week 1 Tue 11:00\", peak = 20, \
    rise = \"30m\", half_life = \"6h\" }]";

/// The desk with settings; one minute of work of an agent is one minute.
fn model(settings: &[&str]) -> Model {
    let input = Input::Text { name: "crisis".into(), text: format!("{PLAIN}{DESK}") };
    let set = ["run.weeks=1", NO_ERRORS].iter().chain(settings).map(|setting| setting.to_string()).collect();
    let loaded = load(&[input], &LoadOptions { set }).unwrap_or_else(|failed| panic!("{:#?}", failed.problems));
    Model::new(&loaded.scenarios[0])
}

/// When conversations of each type open, with their keys, and the handling time of each message by type, in milliseconds.
#[derive(Default)]
struct Seen {
    opened: [Vec<(Time, u64)>; 2],
    taken: HashMap<u32, Time>,
    handling: [HashMap<u64, u32>; 2],
}

impl Observer for Seen {
    fn on(&mut self, now: Time, fact: &Fact) {
        match fact {
            Fact::Opened { who } => self.opened[usize::from(who.contact)].push((now, who.key)),
            Fact::Taken { who, .. } => _ = self.taken.insert(who.slot, now),
            Fact::Posted { who, .. } => {
                let length = now.since(self.taken[&who.slot]).0;
                *self.handling[usize::from(who.contact)].entry(length).or_default() += 1;
            }
            _ => {}
        }
    }

    fn hour(&mut self, _: Time) -> bool {
        true
    }
}

fn seen(model: &Model, replications: u32) -> Seen {
    let mut seen = Seen::default();
    for replication in 0..replications {
        engine::simulate(model, 5, replication, &mut seen).expect("the desk keeps up");
    }
    seen
}

#[test]
fn other_types_and_their_handling_are_untouched() {
    let (without, with) =
        (seen(&model(&[]), 20), seen(&model(&[OUTAGE, "demand.crisis.outage.broadcast_after=\"20m\""]), 20));
    assert!(without.opened[0].len() > 5_000);
    // The run goes on until the last measured conversation has ended: one may see an hour more.
    let before_the_end = |seen: &Seen| -> Vec<(Time, u64)> {
        seen.opened[0].iter().copied().filter(|(at, _)| *at < Time::week_start(2)).collect()
    };
    assert_eq!(before_the_end(&without), before_the_end(&with));
    assert!(with.opened[1].len() > without.opened[1].len() + 20 * 100);
    assert_eq!(with.handling[0].keys().collect::<Vec<_>>(), [&(4 * MS_PER_MINUTE)]);
}

/// Until the crisis begins nothing differs, not even of its own type.
#[test]
fn nothing_changes_before_it_begins() {
    let (without, with) = (seen(&model(&[]), 20), seen(&model(&[OUTAGE]), 20));
    let begin = model(&[OUTAGE]).scenario.demand.crises[0].begin;
    let early =
        |seen: &Seen| -> Vec<(Time, u64)> { seen.opened[1].iter().copied().filter(|(at, _)| *at <= begin).collect() };
    assert!(early(&with).len() > 5_000);
    assert_eq!(early(&without), early(&with));
}

/// 400 replications: conversations of the crisis's type, and agent messages of half the length, within 99.9 % limits (3.29
/// standard errors) of what `extra` computes. Every conversation has one message here.
#[test]
fn those_who_have_read_the_post_take_half_the_time() {
    let model =
        model(&[OUTAGE, "demand.crisis.outage.broadcast_after=\"90m\"", "demand.contact.incident.agent_messages=1"]);
    let seen = seen(&model, 400);
    let crises = &model.scenario.demand.crises;
    let Extra { conversations, told, .. } = extra(&model.scenario, crises, Time::ZERO, Time::week_start(2));
    // One usual conversation in 33.6 minutes; 7.03 half-lives hold 27.5 h x ln 2 of the decay.
    assert!(conversations > 80.0 && told > 60.0, "{conversations} {told}");
    let in_weeks = seen.opened[1].iter().filter(|(at, _)| *at < Time::week_start(2)).count() as f64;
    let expected = 400.0 * (600.0 + conversations);
    assert!((in_weeks - expected).abs() < 3.29 * expected.sqrt(), "{in_weeks} against {expected}");
    let half = f64::from(seen.handling[1][&(3 * MS_PER_MINUTE)]);
    let expected = 400.0 * told;
    assert!((half - expected).abs() < 3.29 * expected.sqrt(), "{half} against {expected}");
    let mut lengths: Vec<u64> = seen.handling[1].keys().copied().collect();
    lengths.sort_unstable();
    assert_eq!(lengths, [3 * MS_PER_MINUTE, 6 * MS_PER_MINUTE]);
}

/// By date, a crisis may begin in the warm-up and go on in the measured weeks; without dates, in "week 0".
#[test]
fn a_crisis_may_begin_in_the_warm_up() {
    let sunday = |at: &str| {
        let at = format!("demand.crisis.outage.at=\"{at}\"");
        model(&[OUTAGE, "start=\"2026-01-05\"", &at]).scenario.demand.crises[0].begin
    };
    let by_date = sunday("2026-01-04 23:00");
    assert_eq!(by_date, Time::week_start(1) - relevo::time::Span(60 * MS_PER_MINUTE));
    assert_eq!(by_date, sunday("week 0 Sun 23:00"));
    let model = model(&[OUTAGE, "demand.crisis.outage.at=\"week 0 Sun 23:00\""]);
    let of = |from: u32| {
        let (from, to) = (Time::week_start(from), Time::week_start(from + 1));
        extra(&model.scenario, &model.scenario.demand.crises, from, to).conversations
    };
    // An hour of it in the warm-up, the rest in week 1: 300 a week are one in 33.6 minutes.
    let decay = |minutes: f64| 360.0 / std::f64::consts::LN_2 * (1.0 - (-minutes / 360.0).exp2());
    let (warm_up, all) = (19.0 / 33.6 * (15.0 + decay(30.0)), 19.0 / 33.6 * (15.0 + decay(7_200.0)));
    assert!((of(0) - warm_up).abs() < 1e-3 * warm_up, "{} {warm_up}", of(0));
    assert!((of(1) - (all - warm_up)).abs() < 1e-3 * all, "{} {all}", of(1));
}

//! Exports written from simulations with known parameters give these parameters back.
//!
//! Each interval is to hold its true value in about 95 % of the seeds. Level, fixed beforehand: 99.9 % of an exact binomial
//! count, which is 179 to 198 of 200 seeds, and at least 15 of 20.

use jiff::tz::TimeZone;
use relevo::calibrate::{Calibration, Estimate, calibrate};
use relevo::desk::Channel;
use relevo::engine::{Entry, Fact, Observer, Subject, simulate};
use relevo::history::source::guarded;
use relevo::history::{Wish, import};
use relevo::model::Model;
use relevo::scenario::{Input, LoadOptions, load};
use relevo::time::Time;
use std::collections::HashMap;
use std::fmt::Write as _;

const DESK: &str = r#"
[run]
warmup_weeks = 0
weeks = 10
[demand]
per_week = 1400
profile = "consumer"
daily_cv = 0.15
[[demand.contact]]
name = "job"
dm_share = 0.3
private_data = 0
phone_needed = 0
handling_time = { mean = 3, cv = 0.9 }
agent_messages = 1.7
reply_delay = { median = 12, cv = 2 }
[customers]
patience = "none"
hostile = { base = 0, learned = 0 }
[desk]
shrinkage = { absence = 0, off_queue = 0 }
[[desk.team]]
agents = 8
shifts = ["daily 00:00-24:00"]
[policy]
errors = 0
"#;

/// Monday 3 March 2025, 00:00 UTC.
pub(crate) const BEGINNING_S: u64 = 1_740_960_000;

struct Row {
    conversation: u64,
    at_s: u64,
    private: bool,
    agent: Option<u32>,
}

/// Keeps what an export would hold.
#[derive(Default)]
pub(crate) struct Export {
    rows: Vec<Row>,
}

impl Export {
    fn add(&mut self, who: &Subject, at: Time, agent: Option<u32>) {
        let private = who.channel == Channel::Dm;
        self.rows.push(Row { conversation: who.key, at_s: BEGINNING_S + at.0 / 1000, private, agent });
    }

    pub(crate) fn plain(&self) -> String {
        let mut text = String::from("conversation,time,direction,channel,agent\n");
        for row in &self.rows {
            let channel = if row.private { "dm" } else { "public" };
            let direction = if row.agent.is_some() { "out" } else { "in" };
            let agent = row.agent.map(|agent| format!("agent {agent}")).unwrap_or_default();
            let at = jiff::Timestamp::from_second(row.at_s as i64).unwrap();
            writeln!(text, "c{},{at},{direction},{channel},{agent}", row.conversation).unwrap();
        }
        text
    }

    /// The public layout, every message a reply to the one before it in its conversation.
    fn twcs(&self) -> String {
        let mut text =
            String::from(",tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id\n");
        let mut last: HashMap<u64, usize> = HashMap::new();
        for (id, row) in self.rows.iter().enumerate() {
            let at = jiff::Timestamp::from_second(row.at_s as i64).unwrap().to_zoned(TimeZone::UTC);
            let (author, inbound, said) = match row.agent {
                Some(agent) => ("Desk", "False", format!("Hello ^{}", (b'A' + agent as u8) as char)),
                None => ("77", "True", "@Desk help".to_owned()),
            };
            let parent = last.insert(row.conversation, id).map(|parent| format!("{parent}.0")).unwrap_or_default();
            let at = at.strftime("%a %b %d %H:%M:%S +0000 %Y");
            writeln!(text, "{id},{id},{author},{inbound},{at},{said},\"8,9\",{parent}").unwrap();
        }
        text
    }
}

impl Observer for Export {
    fn on(&mut self, now: Time, fact: &Fact) {
        match fact {
            Fact::Opened { who } => self.add(who, now, None),
            // A reply is seen when it is taken; it came when it began to wait.
            Fact::Taken { who, entry: Entry::Reply, waited, .. } => self.add(who, Time(now.0 - waited.0), None),
            Fact::Posted { who, agent, .. } => self.add(who, now, Some(*agent)),
            _ => {}
        }
    }
}

pub(crate) fn exported(model: &Model, seed: u64) -> Export {
    let mut export = Export::default();
    simulate(model, seed, 0, &mut export).expect("the desk keeps up");
    export
}

fn model() -> Model {
    let input = Input::Text { name: "calibration".into(), text: DESK.into() };
    let loaded = load(&[input], &LoadOptions::default()).unwrap_or_else(|failed| panic!("{:#?}", failed.problems));
    Model::new(&loaded.scenarios[0])
}

fn calibrated(text: String) -> Calibration {
    let stream = guarded(std::io::Cursor::new(text.into_bytes())).unwrap();
    let wish = Wish { layout: None, mapping: vec![], brand: None, zone: TimeZone::UTC, dates: None };
    let history = import(stream, &wish).unwrap();
    assert_eq!(history.refusals.total(), 0, "{:?}", history.refusals);
    calibrate(&history).unwrap()
}

/// What was put in, and what came out.
fn pairs(found: &Calibration) -> [(&'static str, f64, Estimate); 7] {
    let all = &found.service.all;
    let delay = all.reply_delay.unwrap();
    [
        ("per_week", 1400.0, found.volume.per_week),
        ("daily_cv", 0.15, found.volume.daily_cv.unwrap()),
        ("growth_per_year", 0.0, found.volume.growth_per_year.unwrap()),
        ("dm_share", 0.3, all.dm_share.unwrap()),
        ("agent_messages", 1.7, all.agent_messages.unwrap()),
        ("reply_delay median", 12.0, delay.median),
        ("reply_delay cv", 2.0, delay.cv),
    ]
}

fn coverage(seeds: u64, held: std::ops::RangeInclusive<u32>) {
    let model = model();
    let mut counts = [("", 0u32); 7];
    for seed in 1..=seeds {
        let found = calibrated(exported(&model, seed).plain());
        for (count, (name, truth, estimate)) in counts.iter_mut().zip(pairs(&found)) {
            *count = (name, count.1 + u32::from(estimate.holds(truth)));
        }
    }
    println!("of {seeds} seeds: {counts:?}");
    let outside: Vec<_> = counts.iter().filter(|(_, count)| !held.contains(count)).collect();
    assert!(outside.is_empty(), "of {seeds} seeds, not within {held:?}: {outside:?}; all: {counts:?}");
}

#[test]
fn intervals_hold_what_was_simulated() {
    coverage(20, 15..=20);
}

#[test]
#[ignore = "200 seeds take minutes"]
fn intervals_hold_what_was_simulated_in_95_percent_of_the_seeds() {
    coverage(200, 179..=198);
}

#[test]
fn both_layouts_say_the_same_and_the_profile_is_that_simulated() {
    let model = model();
    let export = exported(&model, 7);
    let (plain, twcs) = (calibrated(export.plain()), calibrated(export.twcs()));
    let (one, other) = (&plain.service.all, &twcs.service.all);
    assert_eq!(plain.volume.per_week, twcs.volume.per_week);
    // The conversations come in another order, so that sums are rounded otherwise.
    let close = |one: Estimate, other: Estimate| {
        one.n == other.n && (one.low - other.low).abs() < 1e-9 && (one.high - other.high).abs() < 1e-9
    };
    let (delay, other_delay) = (one.reply_delay.unwrap(), other.reply_delay.unwrap());
    assert!(close(one.agent_messages.unwrap(), other.agent_messages.unwrap()));
    assert!(close(delay.median, other_delay.median) && close(delay.cv, other_delay.cv));
    assert_eq!(plain.service.first_response_min, twcs.service.first_response_min);
    assert_eq!((other.dm_share, twcs.coverage.spells), (None, plain.coverage.spells.clone()));
    assert_eq!(plain.coverage.hours_per_week, 168, "the desk never closes: {:?}", plain.coverage.spells);
    // Chi-square of the fitted hours at the counts seen, 99.9 %: the fit is drawn from the counts, so it must lie well below.
    let truth = &model.scenario.demand.contacts[0].profile;
    let hours = &plain.volume.hours;
    let total: f64 = hours.iter().map(|hour| hour.per_week).sum();
    let squares: f64 = hours
        .iter()
        .zip(truth.iter())
        .map(|(hour, share)| (hour.per_week - share * total).powi(2) * hour.days as f64 / (share * total))
        .sum();
    let limit = 168.0 * 2.5;
    assert!(squares < limit, "{squares} of at most {limit}");
}

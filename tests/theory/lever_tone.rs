//! Hostile customers, preferential treatment and what it teaches, contagion: against figures worked out by hand.

use super::experiment::PLAIN;
use super::levers::{OFF, SHARE, WEEK, desk, kind, team, with};
use relevo::engine::{self, Entry, Fact, Observer};
use relevo::metrics::Measure;
use relevo::model::Model;
use relevo::queueing::Cobham;
use relevo::scenario::{Input, LoadOptions, load};
use relevo::study::estimate::estimate_at;
use relevo::time::{MS_PER_DAY, MS_PER_MINUTE, Time};
use std::collections::HashMap;
use std::f64::consts::LN_2;

/// .4 of the negative ones are hostile, whatever is learned.
const HOSTILE: &str = "customers.hostile={ base = 0.4, learned = 0.4 }";
const NEGATIVE: &str = "demand.contact.job.negative=true";
const TWO_MESSAGES: &str = "demand.contact.job.agent_messages=2";
/// An agent's minutes a week.
const MINUTES: f64 = 10_080.0;

fn model(desk: &str, settings: &[&str]) -> Model {
    let input = Input::Text { name: "tone".into(), text: format!("{PLAIN}{desk}") };
    let set = OFF.iter().chain(settings).map(|setting| setting.to_string()).collect();
    let loaded = load(&[input], &LoadOptions { set }).unwrap_or_else(|failed| panic!("{:#?}", failed.problems));
    Model::new(&loaded.scenarios[0])
}

/// .6 take 2 messages of a minute, .4 take 3.2 messages of 1.3 minutes and are in public all of them.
#[test]
fn the_hostile_take_more_and_longer_messages_in_public() {
    let settings = [HOSTILE, TWO_MESSAGES, "demand.contact.job.dm_share=0.5"];
    let simulated = with(&desk(40), &[&settings[..], &[NEGATIVE]].concat(), 40, 2);
    simulated.agrees(Measure::HostileShare, 0.4, SHARE);
    let messages = 0.6 * 2.0 + 0.4 * 3.2;
    simulated.agrees(Measure::MessagesPerWeek, messages * WEEK, 0.02 * messages * WEEK);
    let work = 0.6 * 2.0 + 0.4 * 3.2 * 1.3;
    simulated.agrees(Measure::Occupancy, work * WEEK / (40.0 * MINUTES), SHARE);
    simulated.agrees(Measure::FirstResponseMean, 0.6 + 0.4 * 1.3, 0.01);
    simulated.within_in(1, Measure::ConversationsPerWeek, 0.3 * WEEK, 0.3 * WEEK);
    // A question is never hostile.
    let questions = with(&desk(40), &settings, 40, 2);
    questions.agrees(Measure::MessagesPerWeek, 2.0 * WEEK, 0.04 * WEEK);
    questions.within_in(1, Measure::ConversationsPerWeek, 0.5 * WEEK, 0.5 * WEEK);
}

/// Two messages at most for the hostile: a second one with probability 1 - 1 / 3.2. Of those who go first, they get nothing.
#[test]
fn the_protocol_for_trolls_limits_messages_and_gestures() {
    let settings = [HOSTILE, NEGATIVE, TWO_MESSAGES, "costs.goodwill_cost=7", "customers.hostile.learned_per_case=0"];
    let without = with(&desk(40), &[&settings[..], &["policy.preferential=[\"hostile\"]"]].concat(), 40, 2);
    without.agrees(Measure::Preferential, 0.4 * WEEK, 0.008 * WEEK);
    without.agrees(Measure::GoodwillPerWeek, 7.0 * 0.4 * WEEK, 0.056 * WEEK);
    let protocol = [
        "policy.troll_protocol={ max_messages = 2 }",
        "policy.preferential=[\"influencers\"]",
        "customers.influencer_reach=0",
    ];
    let protocol = with(&desk(40), &[&settings[..], &protocol].concat(), 40, 2);
    let messages = 0.6 * 2.0 + 0.4 * (2.0 - 1.0 / 3.2);
    protocol.agrees(Measure::MessagesPerWeek, messages * WEEK, 0.02 * messages * WEEK);
    protocol.agrees(Measure::Preferential, WEEK, 0.02 * WEEK);
    protocol.agrees(Measure::GoodwillPerWeek, 7.0 * 0.6 * WEEK, 0.02 * 7.0 * 0.6 * WEEK);
}

/// All hostile. Each of 1.6 messages on average is wrong with .2, so each is the last with .8 / 1.6: three at most are
/// 1 + .5 + .25.
#[test]
fn errors_do_not_pass_the_protocol() {
    let settings = [
        "customers.hostile={ base = 1, learned = 1 }",
        NEGATIVE,
        "policy.errors=0.2",
        "policy.troll_protocol={ max_messages = 3 }",
    ];
    let simulated = with(&desk(40), &settings, 40, 2);
    simulated.agrees(Measure::MessagesPerWeek, 1.75 * WEEK, 0.035 * WEEK);
}

/// How long after a wrong answer each conversation came back, in hours.
#[derive(Default)]
struct Returns {
    wrong: HashMap<u64, Time>,
    after_hours: Vec<f64>,
}

impl Observer for Returns {
    fn on(&mut self, now: Time, fact: &Fact) {
        match fact {
            Fact::Erred { who } => _ = self.wrong.insert(who.key, now),
            Fact::Taken { who, entry: Entry::Reopened, .. } => {
                self.after_hours.push(now.since(self.wrong[&who.key]).hours());
            }
            _ => {}
        }
    }
}

/// 50,000 conversations, each wrong with a half as often as it comes: half of the returns come within six hours (3.29 standard errors).
#[test]
fn half_of_what_is_wrong_comes_back_within_six_hours() {
    let mut returns = Returns::default();
    let model = model(&desk(40), &["policy.errors=0.5", "run.weeks=10", "run.warmup_weeks=0"]);
    engine::simulate(&model, 2, 0, &mut returns).expect("the desk keeps up");
    let all = returns.after_hours.len() as f64;
    let within = returns.after_hours.iter().filter(|hours| **hours <= 6.0).count() as f64;
    assert!(all > 45_000.0 && (within / all - 0.5).abs() < 3.29 * (0.25 / all).sqrt(), "{within} of {all}");
}

/// All hostile, half need private data and none of them moves: with one message, half of these phone, and nobody has been asked long
/// enough to write the data in public.
#[test]
fn one_message_is_one_message() {
    let settings = [
        "customers.hostile={ base = 1, learned = 1 }",
        NEGATIVE,
        TWO_MESSAGES,
        "demand.contact.job.private_data=0.5",
        "policy.troll_protocol={ max_messages = 1 }",
    ];
    let simulated = with(&desk(40), &settings, 40, 2);
    simulated.agrees(Measure::MessagesPerWeek, WEEK, 0.02 * WEEK);
    simulated.agrees(Measure::Phoned, 0.25, SHARE);
    simulated.within(Measure::MovedToDm, 0.0, 0.0);
    simulated.within(Measure::PrivacyExposures, 0.0, 0.0);
}

/// Half of all reach the median: they get a gesture each, whatever they ask for.
#[test]
fn influencers_are_favoured() {
    let settings = ["policy.preferential=[\"influencers\"]", "customers.influencer_reach=200"];
    let simulated = with(&desk(40), &settings, 40, 2);
    simulated.agrees(Measure::Preferential, 0.5 * WEEK, 0.01 * WEEK);
    simulated.agrees(Measure::GoodwillPerWeek, 10.0 * 0.5 * WEEK, 0.1 * WEEK);
}

/// Nobody on duty before Sunday, everybody's patience ends: .2 chase, and get a gesture each if they are answered.
#[test]
fn chasers_are_favoured() {
    let profile: Vec<u8> = (0..168).map(|hour| u8::from(hour < 100)).collect();
    let desk = format!("{}{}", kind("job", 3_000.0), team(20, "Sun 10:00-24:00"));
    let settings = [
        &format!("demand.profile={profile:?}"),
        "customers.patience=10",
        "customers.phone=0.32",
        "customers.chase=0.2",
        "policy.preferential=[\"chasers\"]",
    ];
    let simulated = with(&desk, &settings, 40, 4);
    simulated.agrees(Measure::Preferential, 0.2 * 3_000.0, 0.02 * 600.0);
    let withdrawn = with(&desk, &[&settings[..], &["desk.on_abandon=\"withdraw\""]].concat(), 40, 4);
    withdrawn.within(Measure::Preferential, 0.0, 0.0);
}

/// Wait from entry to taking, by whether the message goes ahead of others.
#[derive(Default)]
struct Waits([(u64, u64); 2]);

impl Observer for Waits {
    fn on(&mut self, _: Time, fact: &Fact) {
        if let Fact::Taken { who, waited, .. } = fact
            && who.measured
        {
            let (sum, count) = &mut self.0[usize::from(!who.preferential)];
            (*sum, *count) = (*sum + waited.0, *count + 1);
        }
    }
}

/// Two agents, 12 an hour of 5 minutes, half of them influencers: two classes of equal volume, the first ahead of the second (Cobham).
#[test]
fn going_ahead_is_a_class_of_priority() {
    let settings = [
        "policy.preferential=[\"influencers\"]",
        "customers.influencer_reach=200",
        "demand.contact.job.handling_time={ shape = \"exponential\", mean = 5 }",
        "run.weeks=32",
    ];
    let desk = format!("{}{}", kind("job", 12.0 * 168.0), team(2, "24x7"));
    let model = model(&desk, &settings);
    let exact = Cobham::new(&[0.1, 0.1], 5.0, 2).expect("stable");
    let waits = |replication| {
        let mut waits = Waits::default();
        engine::simulate(&model, 7, replication, &mut waits).expect("the desk keeps up");
        waits.0.map(|(sum, count)| sum as f64 / count as f64 / MS_PER_MINUTE as f64)
    };
    let waits: Vec<[f64; 2]> = (0..40).map(waits).collect();
    for (class, exact) in exact.mean_wait_minutes().iter().enumerate() {
        let found = estimate_at(0.999, waits.iter().map(|wait| Some(wait[class])));
        let (low, high) = (found.low.expect("an interval"), found.high.expect("an interval"));
        assert!(low <= *exact && *exact <= high, "class {class}: {exact} outside [{low}, {high}]");
        assert!(high - low <= 2.0 * 0.02 * exact, "class {class}: [{low}, {high}] is too wide");
    }
}

/// VALIDATION, case 12: in the long run learning and forgetting balance where
/// .002 x 100 (.03 + .27 H)(1 - H) = (ln 2 / 30) H.
#[test]
fn case_12_learned_hostility_in_the_mean_field() {
    let balance = |h: f64| 0.2 * (0.03 + 0.27 * h) * (1.0 - h) - LN_2 / 30.0 * h;
    assert!(balance(0.63578 - 5e-6) > 0.0 && balance(0.63578 + 5e-6) < 0.0);
    let desk = format!("{}{}", kind("job", 700.0), team(10, "24x7"));
    let settings = [
        NEGATIVE,
        "customers.hostile={ base = 0.03, learned = 0.30, half_life = \"30d\", learned_per_case = 0.002 }",
        "policy.preferential=[\"hostile\"]",
        // The pull towards the balance halves the distance in 16 days; it begins far off.
        "run.warmup_weeks=70",
    ];
    let simulated = with(&desk, &settings, 30, 4);
    simulated.agrees(Measure::Learned, 0.63578, 0.01);
    // The share follows the level a little behind: four weeks of 100 a day.
    simulated.agrees(Measure::HostileShare, 0.03 + 0.27 * 0.63578, 0.01);
}

/// What the public has learned, worked out from the first responses alone.
struct Lessons {
    level: f64,
    at: Time,
    told: Option<f64>,
    taught: u32,
}

const HALF_LIFE: f64 = 3.0 * MS_PER_DAY as f64;
const PER_CASE: f64 = 0.05;

impl Observer for Lessons {
    fn on(&mut self, now: Time, fact: &Fact) {
        match fact {
            Fact::Posted { who, entry: Entry::First, .. } => {
                assert_eq!(self.told, None, "a lesson without a case");
                if who.preferential && who.hostile {
                    let faded = self.level * (-(now.since(self.at).0 as f64) / HALF_LIFE).exp2();
                    (self.level, self.at) = (faded + PER_CASE * (1.0 - faded), now);
                    self.told = Some(self.level);
                    self.taught += 1;
                }
            }
            Fact::Learned { level } => {
                let expected = self.told.take().expect("a case");
                let found = level.level(now, relevo::time::Span(HALF_LIFE as u64));
                assert!((found - expected).abs() < 1e-12, "{found}, not {expected}");
            }
            _ => {}
        }
    }
}

/// H <- H + kappa (1 - H) at each first response to a hostile customer who goes first, and at nothing else; it halves in three days.
#[test]
fn each_case_teaches_once_and_fades() {
    let settings = [
        NEGATIVE,
        TWO_MESSAGES,
        "customers.hostile={ base = 0.05, learned = 0.5, half_life = \"3d\", learned_per_case = 0.05 }",
        "policy.preferential=[\"hostile\"]",
        "demand.contact.job.dm_share=0.5",
        "run.weeks=8",
    ];
    let mut lessons = Lessons { level: 0.0, at: Time::ZERO, told: None, taught: 0 };
    engine::simulate(&model(&desk(40), &settings), 3, 0, &mut lessons).expect("the desk keeps up");
    assert!(lessons.taught > 1_000 && lessons.told.is_none(), "{}", lessons.taught);
}

/// Reach is that of the median for all, so that a complaint causes others at rate `per_hour` 2^(-age / 80 min).
fn contagion(per_hour: f64, after: &str) -> [String; 3] {
    [
        format!("demand.contagion={{ per_hour = {per_hour}, after = \"{after}\" }}"),
        "customers.reach=200".to_owned(),
        NEGATIVE.to_owned(),
    ]
}

/// Complaints that one causes from one age to another, in minutes, if one an hour is the rate at the beginning.
fn caused(from: f64, to: f64) -> f64 {
    80.0 / 60.0 / LN_2 * ((-from / 80.0).exp2() - (-to / 80.0).exp2())
}

fn spread(
    desk: &str,
    contagion: &[String],
    settings: &[&str],
    replications: u32,
    weeks: u32,
) -> super::experiment::Experiment {
    let all: Vec<&str> = contagion.iter().map(String::as_str).chain(settings.iter().copied()).collect();
    with(desk, &all, replications, weeks)
}

/// Everybody is answered at the age of two hours: one causes m = .8 x (ages from 1 to 2 hours), these as many again each, so that
/// m / (1 - m) come on top.
#[test]
fn complaints_spread_until_they_are_answered() {
    let m = 0.8 * caused(60.0, 120.0);
    let caused_in_all = m / (1.0 - m) * WEEK;
    let long = "demand.contact.job.handling_time=120";
    let simulated = spread(&desk(400), &contagion(0.8, "1h"), &[long], 40, 2);
    simulated.agrees(Measure::Contagious, caused_in_all, 0.02 * caused_in_all);
    simulated.agrees(Measure::ConversationsPerWeek, WEEK + caused_in_all, 0.02 * (WEEK + caused_in_all));
    // In direct messages nobody sees them; what the other half causes is public.
    let half = spread(&desk(400), &contagion(0.8, "1h"), &[long, "demand.contact.job.dm_share=0.5"], 40, 3);
    half.agrees(Measure::Contagious, 0.5 * caused_in_all, 0.01 * caused_in_all);
    // Nothing follows an answer that comes in time, and no question spreads.
    let in_time = spread(&desk(400), &contagion(0.8, "2h"), &[long], 10, 1);
    in_time.within(Measure::Contagious, 0.0, 0.0);
    let questions = spread(&desk(400), &contagion(0.8, "1h"), &[long, "demand.contact.job.negative=false"], 10, 1);
    questions.within(Measure::Contagious, 0.0, 0.0);
    // An acknowledgement is an answer.
    let told = spread(&desk(400), &contagion(0.8, "1h"), &[long, "policy.acknowledge=1"], 10, 1);
    told.within(Measure::Contagious, 0.0, 0.0);
}

/// All write on Monday before 1:00, nobody is there before Friday: each causes what it can in a day.
fn left_alone(per_hour: f64, settings: &[&str]) -> super::experiment::Experiment {
    let profile: Vec<u8> = (0..168).map(|hour| u8::from(hour == 0)).collect();
    let desk = format!("{}{}", kind("job", 2_000.0), team(50, "Fri-Sun 00:00-24:00"));
    let profile = format!("demand.profile={profile:?}");
    spread(&desk, &contagion(per_hour, "1h"), &[&[profile.as_str()], settings].concat(), 40, 6)
}

#[test]
fn complaints_left_alone_spread_for_a_day() {
    let m = 0.5 * caused(60.0, 1_440.0);
    assert!((m - 0.571_884).abs() < 1e-6);
    let caused_in_all = m / (1.0 - m) * 2_000.0;
    left_alone(0.5, &[]).agrees(Measure::Contagious, caused_in_all, 0.02 * caused_in_all);
}

/// Everybody chases after 2, 3 and 3.5 hours and is seen by twice as many each time; then patience is over for good. Those who
/// withdraw cause nothing more.
#[test]
fn each_chase_is_seen_by_twice_as_many() {
    let all = ["customers.patience=120", "customers.chase=1", "customers.phone=0"];
    let until_gone = caused(60.0, 120.0) + 2.0 * caused(120.0, 180.0) + 4.0 * caused(180.0, 210.0);
    let m = 0.15 * (until_gone + 8.0 * caused(210.0, 1_440.0));
    let caused_in_all = m / (1.0 - m) * 2_000.0;
    left_alone(0.15, &all).agrees(Measure::Contagious, caused_in_all, 0.02 * caused_in_all);
    let withdrawn = left_alone(0.15, &[&all[..], &["desk.on_abandon=\"withdraw\""]].concat());
    let m = 0.15 * (until_gone + 8.0 * caused(210.0, 225.0));
    let caused_in_all = m / (1.0 - m) * 2_000.0;
    withdrawn.agrees(Measure::Contagious, caused_in_all, 0.02 * caused_in_all);
}

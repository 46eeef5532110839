//! What the studies of policies show: sign and rough size.
//!
//! Level of every statistical assertion: the 99.9 % Student interval over the stated replications, of the paired
//! difference or ratio where two scenarios are compared. Seeds are fixed.

use crate::scenarios::{Study, assert_inside, limits};
use relevo::metrics::{Measure, WeekValues};

const MINUTE_MS: f64 = 60_000.0;

fn gain(base: f64, other: f64) -> f64 {
    other - base
}

fn ratio(base: f64, other: f64) -> f64 {
    other / base
}

/// Mean wait in minutes, over weeks, of those treated preferentially or of the others.
fn wait(weeks: &[WeekValues], preferential: bool) -> f64 {
    let of = |week: &WeekValues| match preferential {
        true => (week.preferential_waiting_ms, week.preferential),
        false => (week.waiting_ms - week.preferential_waiting_ms, week.opened - week.preferential),
    };
    let (waited, count) = weeks.iter().map(of).fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1));
    waited as f64 / count as f64 / MINUTE_MS
}

/// Precedence helps those customers at once, and over half a year makes more of them, fills the desk and costs everyone else
/// more waiting. 10 replications of 26 weeks.
#[test]
fn trolls() {
    let study = Study::with_variants("trolls.toml", 10);
    let [in_turn, influencers, hostile, chasers, protocol] = [0, 1, 2, 3, 4];
    let weeks = |scenario: usize| study.0[scenario].replications.iter().map(|one| &one.weeks[..]);
    // At once: in the first month the hostile wait less than the others, who hardly notice in the first fortnight.
    let at_once = |weeks: &[WeekValues]| wait(&weeks[..4], true) / wait(&weeks[..4], false);
    assert_inside(limits(weeks(hostile).map(at_once)), 0.3, 0.9);
    let others = |range: std::ops::Range<usize>, scenario: usize| {
        let both = weeks(in_turn).zip(weeks(scenario));
        limits(both.map(move |(base, other)| wait(&other[range.clone()], false) - wait(&base[range.clone()], false)))
    };
    assert_inside(others(0..2, hostile), 0.0, 8.0);
    // In the last two months it is more than half an hour for each.
    assert_inside(others(18..26, hostile), 10.0, 75.0);
    // More hostile contacts, a fuller desk, fewer answered within an hour; the more so the more are treated so.
    assert_inside(study.of(in_turn, Measure::HostileShare), 0.025, 0.035);
    assert_inside(study.of(influencers, Measure::HostileShare), 0.04, 0.07);
    assert_inside(study.of(hostile, Measure::HostileShare), 0.13, 0.20);
    assert_inside(study.of(hostile, Measure::Learned), 0.55, 0.70);
    assert_inside(study.of(in_turn, Measure::Occupancy), 0.82, 0.91);
    assert_inside(study.paired(influencers, Measure::Occupancy, gain), 0.002, 0.02);
    assert_inside(study.paired(hostile, Measure::Occupancy, gain), 0.03, 0.07);
    assert_inside(study.paired(chasers, Measure::Occupancy, gain), 0.04, 0.08);
    assert_inside(study.paired(hostile, Measure::Within1h, gain), -0.2, -0.05);
    assert_inside(study.paired(chasers, Measure::Within1h, gain), -0.25, -0.07);
    assert_inside(study.of(hostile, Measure::GoodwillPerWeek), 3_500.0, 7_000.0);
    // The influencers gain by theirs, and the others lose little.
    let sla = |at: usize| {
        let both = study.0[in_turn].replications.iter().zip(&study.0[influencers].replications);
        limits(both.map(move |(base, other)| other.slas[at].expect("some of them") - base.slas[at].expect("some")))
    };
    assert_inside(sla(0), 0.03, 0.1);
    assert_inside(sla(1), -0.02, 0.0);
    // The protocol takes work off the desk.
    assert_inside(study.paired(protocol, Measure::Occupancy, gain), -0.02, -0.005);
    assert_inside(study.paired(protocol, Measure::BacklogMean, ratio), 0.9, 1.0);
}

/// The protocol on top of the post: everybody hears something, in turn, and it is half as many messages again. The measures of
/// the other scenarios are asserted with the other scenarios. 20 replications of 3 weeks.
#[test]
fn crisis_protocol() {
    let study = Study::with_variants("crisis.toml", 20);
    let messages = |scenario: usize| study.values(scenario, Measure::MessagesPerWeek).collect::<Vec<f64>>();
    let more = messages(1).into_iter().zip(messages(4)).map(|(post, both)| both / post);
    assert_inside(limits(more), 1.4, 1.55);
    let busier = study.values(1, Measure::Occupancy).zip(study.values(4, Measure::Occupancy));
    assert_inside(limits(busier.map(|(post, both)| both - post)), 0.03, 0.07);
    let answered = study.values(1, Measure::Within1h).zip(study.values(4, Measure::Within1h));
    assert_inside(limits(answered.map(|(post, both)| both - post)), -0.03, 0.04);
    assert_inside(study.paired(4, Measure::Within1h, gain), 0.02, 0.2);
}

/// A bank: always costs messages, never costs privacy and phone calls. 10 replications of 8 weeks.
#[test]
fn dm() {
    let study = Study::with_variants("dm.toml", 10);
    let [always, never] = [1, 2];
    assert_inside(study.paired(always, Measure::MovedToDm, ratio), 2.3, 3.2);
    assert_inside(study.paired(always, Measure::MessagesPerWeek, ratio), 1.12, 1.25);
    assert_inside(study.paired(always, Measure::PrivacyExposures, ratio), 0.85, 1.15);
    assert_inside(study.paired(always, Measure::FirstResponseP50, ratio), 1.2, 2.2);
    assert_inside(study.of(never, Measure::MovedToDm), 0.0, 0.0);
    assert_inside(study.paired(never, Measure::PrivacyExposures, ratio), 3.5, 5.5);
    assert_inside(study.paired(never, Measure::PhoneContacts, ratio), 1.7, 2.3);
    assert_inside(study.paired(never, Measure::Occupancy, gain), -0.09, -0.03);
}

/// A third of the indirect mentions is hardly felt, all of them is. 10 replications of 8 weeks.
#[test]
fn monitoring() {
    let study = Study::with_variants("monitoring.toml", 10);
    let [some, all] = [1, 2];
    assert_inside(study.paired(some, Measure::ConversationsPerWeek, gain), 240.0, 300.0);
    assert_inside(study.paired(all, Measure::ConversationsPerWeek, gain), 850.0, 950.0);
    // 30 % of the answers are unwelcome.
    assert_inside(study.of(some, Measure::Intrusions), 70.0, 90.0);
    assert_inside(study.of(all, Measure::Intrusions), 240.0, 290.0);
    assert_inside(study.paired(some, Measure::Occupancy, gain), 0.05, 0.11);
    assert_inside(study.paired(all, Measure::Occupancy, gain), 0.20, 0.30);
    // Agreement 0 covers those who addressed the brand.
    let addressed = |scenario: usize| {
        let both = study.0[0].replications.iter().zip(&study.0[scenario].replications);
        limits(both.map(|(base, other)| other.slas[0].expect("some") - base.slas[0].expect("some")))
    };
    assert_inside(addressed(some), -0.03, 0.0);
    assert_inside(addressed(all), -0.15, -0.04);
}

/// What a desk can say to those who wait. 10 replications of 8 weeks.
#[test]
fn waiting() {
    let study = Study::with_variants("waiting.toml", 10);
    let [hours, welcome, estimate, acknowledged] = [1, 2, 3, 4];
    assert_inside(study.paired(hours, Measure::Abandoned, gain), -0.035, -0.01);
    assert_inside(study.paired(welcome, Measure::Abandoned, gain), -0.015, -0.001);
    // The clock turns a third away, and those who stay hardly write twice.
    assert_inside(study.of(estimate, Measure::LeftAtEstimate), 0.28, 0.36);
    assert_inside(study.of(estimate, Measure::ResponseRate), 0.64, 0.72);
    assert_inside(study.of(estimate, Measure::FirstResponseP50), 4.0, 10.0);
    assert_inside(study.paired(estimate, Measure::Chased, ratio), 0.0, 0.1);
    assert_inside(study.paired(estimate, Measure::WeekOpenBacklog, ratio), 0.35, 0.55);
    // An acknowledgement is heard sooner in service hours (agreement 1), and leaves the answers later and the desk fuller.
    let both = study.0[0].replications.iter().zip(&study.0[acknowledged].replications);
    let heard = both.map(|(base, other)| other.slas[1].expect("some") - base.slas[1].expect("some"));
    assert_inside(limits(heard), 0.1, 0.3);
    assert_inside(study.paired(acknowledged, Measure::Occupancy, gain), 0.03, 0.08);
    assert_inside(study.paired(acknowledged, Measure::WeekOpenClear, gain), 3.0, 30.0);
}

/// A bot while closed helps, people by night help more and cost. 10 replications of 8 weeks.
#[test]
fn bot_by_night() {
    let study = Study::with_variants("bot-night.toml", 10);
    let [bot, one, two] = [1, 2, 3];
    assert_inside(study.of(bot, Measure::BotContained), 90.0, 135.0);
    assert_inside(study.paired(bot, Measure::Within1h, gain), 0.03, 0.06);
    assert_inside(study.paired(one, Measure::Within1h, gain), 0.06, 0.10);
    assert_inside(study.paired(two, Measure::Within1h, gain), 0.12, 0.16);
    assert_inside(study.paired(bot, Measure::WeekOpenBacklog, ratio), 0.75, 0.95);
    assert_inside(study.paired(one, Measure::WeekOpenBacklog, ratio), 0.0, 0.4);
    assert_inside(study.paired(bot, Measure::StaffCostPerWeek, gain), -10.0, 10.0);
    assert_inside(study.paired(one, Measure::StaffCostPerWeek, gain), 950.0, 1_070.0);
    assert_inside(study.paired(two, Measure::StaffCostPerWeek, ratio), 1.2, 1.27);
}

/// KLM 2020: the queue passes 200,000. 6 replications of 6 weeks.
#[test]
fn klm_2020() {
    let study = Study::run(&["klm-2020.toml"], 6);
    assert_inside(study.of(0, Measure::BacklogMax), 200_000.0, 500_000.0);
    assert_inside(study.of(0, Measure::Fte), 349.0, 353.0);
    assert_inside(study.of(0, Measure::Abandoned), 0.93, 0.97);
    let busiest = |one: &relevo::metrics::ReplicationValues| one.weeks.iter().map(|week| week.opened).max();
    let a_day = study.0[0].replications.iter().map(|one| busiest(one).expect("weeks") as f64 / 7.0);
    assert_inside(limits(a_day), 35_000.0, 50_000.0);
}

/// Spain 2015: under a quarter, half, most. 10 replications of 8 weeks.
#[test]
fn spain_2015() {
    let study = Study::with_variants("spain-2015.toml", 10);
    assert_inside(study.of(0, Measure::ResponseRate), 0.15, 0.25);
    assert_inside(study.of(1, Measure::ResponseRate), 0.50, 0.60);
    assert_inside(study.of(2, Measure::ResponseRate), 0.80, 0.88);
    assert_inside(study.of(0, Measure::Within1h), 0.0, 0.02);
    assert_inside(study.of(0, Measure::FirstResponseP50), 480.0, 1_200.0);
}

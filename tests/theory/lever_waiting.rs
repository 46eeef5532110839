//! Each lever of waiting alone, against a figure worked out by hand.
//!
//! Patience is exponential, so that the share of those who give up within a known wait is known.

use super::experiment::Experiment;
use super::levers::{SHARE, WEEK, desk, kind, team, with};
use relevo::metrics::Measure;

/// Mean patience in minutes.
const PATIENCE: f64 = 600.0;

/// Two types, "day" between 10:00 and 11:00 and "night" between 20:00 and 21:00; published are 08:00 to 20:00, but agents, one
/// for everybody, come at 12:00 only: the first wait 1 to 2 hours, the latter 15 to 16. Whoever gives up withdraws.
fn two_waits(settings: &[&str]) -> Experiment {
    let profile = |at: usize| -> Vec<u8> { (0..168).map(|hour| u8::from(hour % 24 == at)).collect() };
    let desk = format!(
        "{}profile = {:?}\n{}profile = {:?}\n{}",
        kind("day", 1_050.0),
        profile(10),
        kind("night", 1_050.0),
        profile(20),
        team(400, "daily 12:00-20:00")
    );
    let common = [
        "desk.service_hours=[\"daily 08:00-20:00\"]",
        "desk.on_abandon=\"withdraw\"",
        "customers.patience={ shape = \"exponential\", mean = 600 }",
    ];
    with(&desk, &[&common[..], settings].concat(), 40, 12)
}

/// Share of those whose exponential patience ends within a wait that is uniform on an hour that begins at `from` minutes.
fn gives_up(from: f64, patience: f64) -> f64 {
    1.0 - patience / 60.0 * ((-from / patience).exp() - (-(from + 60.0) / patience).exp())
}

#[test]
fn patience_of_the_plain_desk() {
    let simulated = two_waits(&[]);
    simulated.agrees_for("day", Measure::Withdrawn, gives_up(60.0, PATIENCE), SHARE);
    simulated.agrees_for("night", Measure::Withdrawn, gives_up(900.0, PATIENCE), SHARE);
}

#[test]
fn published_hours_lengthen_patience_of_those_who_write_while_closed() {
    let simulated = two_waits(&["policy.published_hours=true"]);
    simulated.agrees_for("day", Measure::Withdrawn, gives_up(60.0, PATIENCE), SHARE);
    simulated.agrees_for("night", Measure::Withdrawn, gives_up(900.0, 1.5 * PATIENCE), SHARE);
}

#[test]
fn a_welcome_message_lengthens_patience_in_direct_messages() {
    let simulated = two_waits(&["policy.welcome_message=true", "demand.contact.day.dm_share=1"]);
    simulated.agrees_for("day", Measure::Withdrawn, gives_up(60.0, 1.25 * PATIENCE), SHARE);
    simulated.agrees_for("night", Measure::Withdrawn, gives_up(900.0, PATIENCE), SHARE);
}

#[test]
fn both_lengthen_patience_together() {
    let settings = ["policy.welcome_message=true", "policy.published_hours=true", "demand.contact.night.dm_share=1"];
    let simulated = two_waits(&settings);
    simulated.agrees_for("night", Measure::Withdrawn, gives_up(900.0, 1.25 * 1.5 * PATIENCE), SHARE);
}

#[test]
fn the_experienced_have_half_the_patience() {
    let simulated = two_waits(&["customers.experienced=0.4"]);
    for (contact, from) in [("day", 60.0), ("night", 900.0)] {
        let mixed = 0.6 * gives_up(from, PATIENCE) + 0.4 * gives_up(from, PATIENCE / 2.0);
        simulated.agrees_for(contact, Measure::Withdrawn, mixed, SHARE);
    }
}

/// All negative, .4 of them hostile: half the patience. Of those whose patience ends .2 chase, of the hostile .4; who chases waits
/// half as long again, and so on, so that fewer give up than wait longer than their first patience.
#[test]
fn the_hostile_have_half_the_patience_and_chase_twice_as_often() {
    let settings = [
        "demand.contact.day.negative=true",
        "demand.contact.night.negative=true",
        "customers.hostile={ base = 0.4, learned = 0.4 }",
        "customers.phone=0.32",
    ];
    let simulated = two_waits(&settings);
    for (contact, from) in [("day", 60.0), ("night", 900.0)] {
        let ends = 0.6 * gives_up(from, PATIENCE) + 0.4 * gives_up(from, PATIENCE / 2.0);
        simulated.agrees_for(contact, Measure::Withdrawn, ends, SHARE);
        simulated.agrees_for(contact, Measure::Phoned, 0.32 * ends, SHARE);
    }
    let chasing = two_waits(&[&settings[..], &["customers.chase=0.2"]].concat());
    for (contact, from) in [("day", 60.0), ("night", 900.0)] {
        let chased = 0.6 * 0.2 * gives_up(from, PATIENCE) + 0.4 * 0.4 * gives_up(from, PATIENCE / 2.0);
        chasing.agrees_for(contact, Measure::Chased, chased, SHARE);
    }
}

/// Messages take a twentieth of a second, so the wait that the page tells is the time to the beginning of the shift: whose patience
/// is shorter goes at once, two fifths of them (.32 of .80) to the phone. Nobody chases before the wait that he or she was told.
#[test]
fn a_told_wait_sends_the_impatient_away_at_once() {
    let settings = [
        "policy.wait_estimate=true",
        "customers.phone=0.32",
        "customers.chase=0.2",
        "demand.contact.day.handling_time=0.001",
        "demand.contact.night.handling_time=0.001",
    ];
    let simulated = two_waits(&settings);
    for (contact, from) in [("day", 60.0), ("night", 900.0)] {
        let gone = gives_up(from, PATIENCE);
        simulated.agrees_for(contact, Measure::LeftAtEstimate, gone, SHARE);
        simulated.agrees_for(contact, Measure::Abandoned, gone, SHARE);
        simulated.agrees_for(contact, Measure::Phoned, 0.4 * gone, SHARE);
        simulated.agrees_for(contact, Measure::ResponseRate, 1.0 - gone, SHARE);
        simulated.agrees_for(contact, Measure::Chased, 0.0, 1e-4);
    }
    // They never enter the queue.
    simulated.agrees(Measure::QueueTimeMean, mean_wait(), 0.02 * mean_wait());
}

/// Mean wait of those who stay: the wait, uniform on an hour, weighed by the chance that patience is longer.
fn mean_wait() -> f64 {
    let stays = |wait: f64| (-wait / PATIENCE).exp();
    let waits = |from: f64| (0..6_000).map(move |i| from + (f64::from(i) + 0.5) / 100.0);
    let all: Vec<f64> = waits(60.0).chain(waits(900.0)).collect();
    all.iter().map(|wait| wait * stays(*wait)).sum::<f64>() / all.iter().map(|wait| stays(*wait)).sum::<f64>()
}

/// Two agents, exponential messages of 5 min, everybody's patience 12 min: with n waiting the page tells n x 5 / 2, so one who finds
/// up to 4 waiting stays and one who finds 5 leaves. That is M/M/2 with 7 places; 19.2 an hour are a load of 1.6.
#[test]
fn the_told_wait_makes_an_ordinary_loss_system() {
    let desk = format!("{}{}", kind("job", 19.2 * 168.0), team(2, "24x7"));
    let settings = [
        "policy.wait_estimate=true",
        "customers.patience=12",
        "customers.phone=0.32",
        "customers.chase=0.2",
        "customers.chase_work=0",
        "demand.contact.job.handling_time={ shape = \"exponential\", mean = 5 }",
        // One who gives up after all is answered nonetheless: a place is taken until then.
        "desk.on_abandon=\"answer\"",
    ];
    let simulated = with(&desk, &settings, 40, 20);
    let load = 1.6_f64;
    // Weight of n in the system: a^n / n! up to 2, then a factor of a / 2 for each more.
    let weights: Vec<f64> = (0..=7).map(|n: i32| load.powi(n) / if n < 2 { 1.0 } else { 2f64.powi(n - 1) }).collect();
    let lost = weights[7] / weights.iter().sum::<f64>();
    simulated.agrees(Measure::LeftAtEstimate, lost, SHARE);
    simulated.agrees(Measure::Occupancy, load * (1.0 - lost) / 2.0, SHARE);
}

/// Half a minute of acknowledgement is the first response; the answer, of five minutes, is a message of its own.
#[test]
fn an_acknowledgement_is_the_first_response() {
    let settings =
        ["policy.acknowledge=0.5", "demand.contact.job.handling_time=5", "demand.contact.job.agent_messages=2"];
    let simulated = with(&desk(40), &settings, 40, 2);
    simulated.agrees(Measure::FirstResponseMean, 0.5, 0.01);
    simulated.agrees(Measure::MessagesPerWeek, 3.0 * WEEK, 0.06 * WEEK);
    simulated.agrees(Measure::Occupancy, (0.5 + 2.0 * 5.0) * WEEK / (40.0 * 10_080.0), SHARE);
    let one = with(&desk(40), &[&settings[..2], &["demand.contact.job.agent_messages=1"]].concat(), 40, 2);
    one.within(Measure::ResolutionP50, 5.5 * 0.99, 5.5 * 1.01);
    one.within(Measure::ResolutionP90, 5.5 * 0.99, 5.5 * 1.01);
}

/// One agent finds what came in the first hour of Monday at 08:00: all are acknowledged first, for each answer queues behind. With
/// n waiting, the first responses take half a minute each: the last one n / 2 after opening.
#[test]
fn answers_queue_behind_acknowledgements() {
    let profile: Vec<u8> = (0..168).map(|hour| u8::from(hour == 0)).collect();
    let desk = format!("{}{}", kind("job", 60.0), team(1, "Mon-Fri 08:00-18:00"));
    let settings =
        [&format!("demand.profile={profile:?}"), "policy.acknowledge=0.5", "demand.contact.job.handling_time=5"];
    let simulated = with(&desk, &settings, 40, 40);
    // From 00:30 on average to 08:00, and then (n + 1) / 4 minutes: E(n (n + 1)) / E(n) = 62 of a Poisson n of mean 60, by ratio
    // of sums as means of replications are.
    simulated.agrees(Measure::FirstResponseMean, 450.0 + 62.0 / 4.0, 1.0);
}

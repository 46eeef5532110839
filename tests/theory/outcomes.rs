//! Outcomes: each way in which a conversation can end alone, against figures worked out by hand, and Erlang A.
//!
//! Where every conversation of a desk goes the same way, its outcome is exact in every replication. Reach is 300 people, the
//! matter a complaint in public, unless a test says otherwise.

use super::experiment::Experiment;
use super::levers::{SHARE, desk, kind, team, with};
use relevo::metrics::Measure;
use relevo::queueing::ErlangA;
use relevo::random::Distribution;

const REACH: f64 = 300.0;
/// People who are told of a good experience, and of a bad one.
const TOLD: (f64, f64) = (0.71 * 42.0, 53.0);
const COMMON: [&str; 3] = ["customers.reach=300", "demand.contact.job.negative=true", "run.warmup_weeks=0"];

/// What every conversation of a desk leaves behind, on average.
struct Each {
    satisfied: f64,
    /// Gave up waiting.
    gave_up: f64,
    /// People who see it and its happy end.
    good_views: f64,
    /// People who see that it had none.
    bad_views: f64,
}

impl Each {
    /// All of it in public, and nobody gave up.
    fn in_public(satisfied: f64) -> Each {
        Each { satisfied, gave_up: 0.0, good_views: satisfied * REACH, bad_views: (1.0 - satisfied) * REACH }
    }
    /// The end is not seen in public.
    fn elsewhere(satisfied: f64) -> Each {
        Each { good_views: 0.0, ..Each::in_public(satisfied) }
    }
    fn gave_up(self) -> Each {
        Each { gave_up: 1.0, ..self }
    }
    /// So many times as many people see it.
    fn seen_by(self, factor: f64) -> Each {
        Each { good_views: self.good_views * factor, bad_views: self.bad_views * factor, ..self }
    }
}

#[track_caller]
fn leaves_behind(simulated: &Experiment, each: Each) {
    let lost = 0.01 * each.satisfied + 0.08 * (1.0 - each.satisfied);
    let one = Measure::ConversationsPerWeek;
    simulated.is_exactly(Measure::Satisfied, each.satisfied);
    simulated.is_exactly(Measure::Retention, 1.0 - lost);
    simulated.is_exactly(Measure::LeftChannel, 0.3 * each.gave_up);
    simulated.is_exactly_per(one, Measure::CustomersLost, lost);
    simulated.is_exactly_per(one, Measure::PositiveReach, TOLD.0 * each.satisfied + each.good_views);
    simulated.is_exactly_per(one, Measure::NegativeReach, TOLD.1 * (1.0 - each.satisfied) + each.bad_views);
}

/// Nobody waits.
fn ample(settings: &[&str]) -> Experiment {
    with(&desk(40), &[&COMMON[..], settings].concat(), 2, 2)
}

/// Nobody is on duty before Sunday, and everybody's patience ends after ten minutes.
fn late(settings: &[&str]) -> Experiment {
    let mut profile = [0u8; 168];
    profile[..100].fill(1);
    let desk = format!("{}{}", kind("job", 500.0), team(4, "Sun 10:00-24:00"));
    let profile = format!("demand.profile={profile:?}");
    with(&desk, &[&COMMON[..], &[&profile, "customers.patience=10"], settings].concat(), 2, 2)
}

#[test]
fn solved_in_time() {
    leaves_behind(&ample(&[]), Each::in_public(0.90));
    leaves_behind(&ample(&["policy.acknowledge=1"]), Each::in_public(0.90));
}

/// A matter that is not negative spreads nothing bad by itself; what opens in direct messages nobody sees.
#[test]
fn what_others_see() {
    let question = ample(&["demand.contact.job.negative=false"]);
    leaves_behind(&question, Each { bad_views: 0.0, ..Each::in_public(0.90) });
    let private = ample(&["demand.contact.job.dm_share=1"]);
    leaves_behind(&private, Each { bad_views: 0.0, ..Each::elsewhere(0.90) });
}

/// One who left in silence is answered all the same, late.
#[test]
fn solved_late() {
    leaves_behind(&late(&["customers.phone=0", "customers.chase=0"]), Each::in_public(0.40).gave_up());
}

/// Three chases, of which each doubles the reach, and then the customer leaves; who is answered before, does not.
#[test]
fn chases_are_seen_by_more() {
    let chase = ["customers.phone=0", "customers.chase=1"];
    leaves_behind(&late(&chase), Each::in_public(0.40).gave_up().seen_by(8.0));
    // Opened on Saturday from 00:00 to 01:00 and taken on Sunday at 10:00, 33 to 34 h later: a patience of 23 h ends, and the half
    // of it that follows the chase does not.
    let mut profile = [0u8; 168];
    profile[120] = 1;
    let one = format!("demand.profile={profile:?}");
    let settings = [&chase[..], &[&one, "customers.patience=\"23h\"", "desk.team.all.agents=600"]].concat();
    leaves_behind(&late(&settings), Each::in_public(0.40).seen_by(2.0));
}

/// Phoned counts as solved by phone, also where an agent answers later.
#[test]
fn solved_by_phone_after_waiting() {
    let phone = ["customers.phone=1", "customers.chase=0"];
    leaves_behind(&late(&phone), Each::elsewhere(0.50).gave_up());
    leaves_behind(&late(&[&phone[..], &["desk.on_abandon=\"withdraw\""]].concat()), Each::elsewhere(0.50).gave_up());
    let estimate = [&phone[..], &["policy.wait_estimate=true"]].concat();
    leaves_behind(&late(&estimate), Each::elsewhere(0.50).gave_up());
}

/// Sent to the phone by an agent: that is no giving up. A follow-up tells the public how it ended.
#[test]
fn solved_by_phone_as_an_agent_says() {
    let needed = ["demand.contact.job.phone_needed=1"];
    leaves_behind(&ample(&needed), Each::elsewhere(0.50));
    leaves_behind(&ample(&[&needed[..], &["policy.follow_up=true"]].concat()), Each::in_public(0.50));
}

#[test]
fn withdrawn_or_turned_away_in_silence() {
    let silent = ["customers.phone=0", "customers.chase=0"];
    for lever in ["desk.on_abandon=\"withdraw\"", "policy.wait_estimate=true"] {
        leaves_behind(&late(&[&silent[..], &[lever]].concat()), Each::elsewhere(0.05).gave_up());
    }
}

/// The only agent has a message in hand from the first hour on that takes longer than the run.
#[test]
fn never_answered() {
    let desk = format!("{}{}", kind("job", 100.0), team(1, "24x7"));
    let settings = ["run.warmup_weeks=1", "demand.contact.job.handling_time=90000"];
    leaves_behind(&with(&desk, &[&COMMON[..], &settings].concat(), 2, 2), Each::elsewhere(0.05));
}

#[test]
fn solved_by_the_bot() {
    leaves_behind(&ample(&["policy.bot={ contain = 1 }"]), Each::in_public(0.75));
}

/// As many wrong messages as the protocol allows messages: nobody comes back for the last one.
#[test]
fn errors_take_away() {
    let wrong =
        ["customers.hostile={ base = 1, learned = 1 }", "policy.errors=1", "demand.contact.job.agent_messages=9"];
    for (most, satisfied) in [(1, 0.70), (2, 0.50), (4, 0.10), (6, 0.0)] {
        let protocol = format!("policy.troll_protocol={{ max_messages = {most} }}");
        leaves_behind(&ample(&[&wrong[..], &[&protocol]].concat()), Each::in_public(satisfied));
    }
}

/// K errors with probability .7 x .3^K: 400,000 conversations.
#[test]
fn errors_come_as_often_as_they_do() {
    let simulated = with(&desk(40), &["policy.errors=0.3", "run.warmup_weeks=0"], 40, 2);
    let exact: f64 = (0..5).map(|errors| 0.7 * 0.3f64.powi(errors) * (0.9 - 0.2 * f64::from(errors))).sum();
    simulated.agrees(Measure::Satisfied, exact, SHARE);
}

/// Everybody is an influencer and goes first, with a gesture.
#[test]
fn a_gesture_adds() {
    let first = ["policy.preferential=[\"influencers\"]", "customers.influencer_reach=0"];
    leaves_behind(&ample(&first), Each::in_public(0.95));
}

#[test]
fn what_moves_to_direct_messages_ends_in_silence_unless_it_is_followed_up() {
    let moves = ["policy.dm=\"always\"", "customers.dm_accept=1"];
    leaves_behind(&ample(&moves), Each::elsewhere(0.90));
    leaves_behind(&ample(&[&moves[..], &["policy.follow_up=true"]].concat()), Each::in_public(0.90));
}

/// Of the answers to indirect mentions .7 are welcome; the others are as good as none.
#[test]
fn an_intrusion_is_no_answer() {
    let settings = ["policy.monitor_indirect=1", "demand.indirect_per_week=5000", "run.warmup_weeks=0"];
    let simulated = with(&desk(80), &settings, 40, 2);
    let exact = 0.7 * 0.90 + 0.3 * 0.05;
    simulated.within_in(2, Measure::Satisfied, exact, exact);
    simulated.within_in(0, Measure::Satisfied, 0.90, 0.90);
}

/// Reach as its mean where nothing looks at it, as two means where only influencers count, drawn where contagion looks at it:
/// three ways to the same figure. Influencers, from 400 people on, get a gesture where they go first.
#[test]
fn reach_is_the_same_drawn_or_not() {
    let reach = Distribution::log_normal_median(200.0, 1.0).expect("a distribution");
    let (share, part) = reach.at_or_above(400.0);
    let each = |usual: f64, influencers: f64| {
        TOLD.0 * (usual * (1.0 - share) + influencers * share) + usual * (reach.mean() - part) + influencers * part
    };
    let common = ["customers.reach={ median = 200, cv = 1 }", "customers.influencer_reach=400", "run.warmup_weeks=0"];
    let influencers = "policy.preferential=[\"influencers\"]";
    let contagion = "demand.contagion={ per_hour = 1e-9 }";
    let (alike, favoured) = (each(0.90, 0.90), each(0.90, 0.95));
    for (settings, exact) in [
        (vec![], alike),
        (vec![influencers, "costs.goodwill_cost=0"], favoured),
        (vec![contagion], alike),
        (vec![contagion, influencers], favoured),
    ] {
        let simulated = with(&desk(40), &[&common[..], &settings].concat(), 40, 2);
        simulated.agrees_per(Measure::ConversationsPerWeek, Measure::PositiveReach, exact, 0.006 * exact);
    }
}

/// M/M/4+M, where who gives up withdraws and phones with .32: satisfaction, losses and net cost follow from the share that
/// Erlang A says.
#[test]
fn outcomes_of_erlang_a() {
    let exact = ErlangA::new(1.0, 5.0, 120.0, 4).expect("always stable");
    let handling = r#"handling_time = { shape = "exponential", mean = 5 }"#;
    let desk = format!("{}{}", kind("job", 10_080.0).replace("handling_time = 1", handling), team(4, "24x7"));
    let settings = [
        "customers.patience={ shape = \"exponential\", mean = 120 }",
        "customers.phone=0.32",
        "desk.on_abandon=\"withdraw\"",
        "costs.night={ premium = 0 }",
        "costs.sunday=0",
        "desk.team.all.hourly_wage=10",
        "costs.contributions=0.3",
    ];
    let simulated = with(&desk, &settings, 40, 20);
    let gave_up = exact.abandon_probability();
    let satisfied = (1.0 - gave_up) * 0.90 + gave_up * (0.32 * 0.50 + 0.68 * 0.05);
    let lost = 0.01 * satisfied + 0.08 * (1.0 - satisfied);
    simulated.agrees(Measure::Satisfied, satisfied, SHARE);
    simulated.agrees(Measure::LeftChannel, 0.3 * gave_up, SHARE);
    simulated.agrees(Measure::CustomersLost, lost * 10_080.0, 0.02 * lost * 10_080.0);
    let staff = 4.0 * 168.0 * 10.0 * 1.3;
    let phone = 0.32 * gave_up * 10_080.0 * 5.5;
    let net = staff + phone + lost * 10_080.0 * 120.0;
    simulated.agrees(Measure::PhoneCostPerWeek, phone, 0.05 * phone);
    simulated.agrees(Measure::NetCostPerWeek, net, 0.02 * net);
}

//! Policies that contradict each other, that change nothing, contagion that cannot be held, and losses upside down.

use super::Context;
use crate::behaviour::Spreading;
use crate::desk::{Channel, Contact, DmPolicy, Scenario};
use crate::scenario::problem::{Idle, Problem, What};
use crate::time::HOURS_PER_WEEK;

/// A gesture to hostile customers beside the protocol that forbids it.
pub fn gestures_are_allowed(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let (policy, costs) = (&context.scenario.policy, &context.scenario.costs);
    if policy.preferential.hostile && policy.troll_protocol.is_some() && costs.goodwill_cost > 0.0 {
        let place = context.place_of_text(context.single("policy", "preferential"), "hostile");
        problems.push(Problem::error(place, "policy.preferential", What::GestureForbidden));
    }
}

/// Phoning and chasing are decided by one draw.
pub fn reactions_are_shares(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let customers = &context.scenario.customers;
    let sum = customers.phone + customers.chase;
    if sum > 1.0 + 1e-9 {
        let node = context.single("customers", "chase").or(context.single("customers", "phone"));
        let what = What::ReactionsSum { phone: customers.phone, chase: customers.chase };
        problems.push(Problem::error(node.and_then(|n| n.place), "customers", what));
    }
}

/// A satisfied customer who is lost more easily than another turns every verdict on money round.
pub fn the_satisfied_stay(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let loss = context.scenario.customers.loss;
    if loss.satisfied > loss.dissatisfied {
        let section = context.single("customers", "loss");
        let written = |key| section.and_then(|section| section.as_table()?.get(key));
        let node = written("dissatisfied").or(written("satisfied")).or(section);
        let what = What::LossOrder { satisfied: loss.satisfied, dissatisfied: loss.dissatisfied };
        problems.push(Problem::warning(node.and_then(|n| n.place), "customers.loss", what));
    }
}

/// Contagion in which an unanswered complaint causes one more of its kind, or more, has no end while nobody answers.
pub fn contagion_can_end(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    let Some(contagion) = scenario.demand.contagion else { return };
    let reach = &scenario.customers.reach;
    let relative_reach = reach.mean() / reach.median().max(f64::MIN_POSITIVE);
    let caused = Spreading::new(contagion.per_hour, contagion.after).if_never_answered() * relative_reach;
    if caused >= 1.0 && scenario.demand.contacts.iter().any(|contact| contact.negative && contact.per_week > 0.0) {
        let section = context.single("demand", "contagion");
        let node = section.and_then(|n| n.as_table()?.get("per_hour")).or(section);
        let what = What::ExplosiveContagion { caused, most_per_hour: contagion.per_hour / caused };
        problems.push(Problem::error(node.and_then(|n| n.place), "demand.contagion.per_hour", what));
    }
}

/// A lever of one scenario, and a reason for which it may change nothing.
struct Lever {
    path: &'static str,
    idle: Idle,
    on: bool,
    changes_nothing: bool,
}

/// Levers that are on and change nothing in this scenario.
pub fn levers_change_something(context: &Context<'_>, problems: &mut Vec<Problem>) {
    for lever in levers(context.scenario).into_iter().filter(|lever| lever.on && lever.changes_nothing) {
        let place = lever.path.split_once('.').and_then(|(section, rest)| {
            let key = rest.split('.').next().unwrap_or(rest);
            context.single(section, key)?.place
        });
        problems.push(Problem::warning(place, lever.path, What::LeverIdle { idle: lever.idle }));
    }
}

/// Whether a lever told as idle elsewhere is on in this scenario and does change something.
pub fn lever_counts(scenario: &Scenario, path: &str, idle: Idle) -> bool {
    levers(scenario).iter().any(|l| l.path == path && l.idle == idle && l.on && !l.changes_nothing)
}

fn levers(scenario: &Scenario) -> [Lever; 13] {
    let (policy, customers, demand) = (&scenario.policy, &scenario.customers, &scenario.demand);
    let any = |counts: fn(&Contact) -> bool| demand.contacts.iter().any(|c| c.per_week > 0.0 && counts(c));
    let waits_for_ever = customers.patience.is_none();
    let dm = any(|contact| contact.dm_share > 0.0);
    let indirect = demand.contacts.iter().any(|contact| contact.indirect_per_week > 0.0);
    let monitored = policy.monitor_indirect > 0.0;
    let nobody_hostile = customers.hostile.base == 0.0 && customers.hostile.learned == 0.0 || !any(|c| c.negative);
    let moves = any(|contact| contact.private_data > 0.0) && policy.dm != DmPolicy::Never;
    let private = dm || moves || policy.dm == DmPolicy::Always;
    let elsewhere = private || any(|contact| contact.phone_needed > 0.0 || contact.private_data > 0.0);
    let nobody_chases = waits_for_ever || customers.chase == 0.0;
    let always_open = scenario.served().hours() >= HOURS_PER_WEEK as f64;
    let (first, trolls) = (&policy.preferential, policy.troll_protocol.is_some());
    let bot = policy.bot.as_ref();
    let bot_speaks = bot.is_some_and(|bot| !bot.channels.is_empty());
    let bot_alone = !bot.is_some_and(|bot| bot.channels.iter().any(|channel| opens(scenario, *channel)));
    let lever = |path, on, changes_nothing, idle| Lever { path, idle, on, changes_nothing };
    [
        lever("policy.monitor_indirect", monitored, !indirect, Idle::NoIndirect),
        lever("policy.preferential", first.chasers, nobody_chases, Idle::NoChasers),
        lever("policy.preferential", first.hostile, nobody_hostile, Idle::NobodyHostile),
        lever("policy.troll_protocol", trolls, nobody_hostile, Idle::NobodyHostile),
        lever("policy.published_hours", policy.published_hours, waits_for_ever, Idle::PatienceForEver),
        lever("policy.published_hours", policy.published_hours, always_open, Idle::AlwaysOpen),
        lever("policy.welcome_message", policy.welcome_message, waits_for_ever, Idle::PatienceForEver),
        lever("policy.welcome_message", policy.welcome_message, !dm, Idle::NoDirectMessages),
        lever("policy.wait_estimate", policy.wait_estimate, waits_for_ever, Idle::PatienceForEver),
        lever("policy.follow_up", policy.follow_up, !elsewhere, Idle::NothingElsewhere),
        lever("policy.bot", bot.is_some(), !bot_speaks, Idle::NoChannels),
        // A bot whose channels no conversation opens in answers nobody.
        lever("policy.bot.channels", bot_speaks, bot_alone, Idle::NoChannels),
        lever("demand.indirect_per_week", indirect, !monitored, Idle::NotMonitored),
    ]
}

/// Whether conversations open in a channel.
fn opens(scenario: &Scenario, channel: Channel) -> bool {
    scenario.demand.contacts.iter().any(|contact| match channel {
        Channel::Mention => contact.per_week > 0.0 && contact.dm_share < 1.0,
        Channel::Dm => contact.per_week > 0.0 && contact.dm_share > 0.0,
        Channel::Indirect => contact.indirect_per_week > 0.0 && scenario.policy.monitor_indirect > 0.0,
    })
}

//! Policies that contradict each other, that change nothing, and contagion that cannot be held.

use super::Context;
use crate::behaviour::Spreading;
use crate::desk::{Channel, DmPolicy};
use crate::scenario::problem::{Idle, Problem, What};

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

/// Levers that are on and change nothing in this scenario.
pub fn levers_change_something(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    let (policy, customers, demand) = (&scenario.policy, &scenario.customers, &scenario.demand);
    let any = |counts: fn(&crate::desk::Contact) -> bool| {
        demand.contacts.iter().any(|contact| contact.per_week > 0.0 && counts(contact))
    };
    let waits_for_ever = customers.patience.is_none();
    let dm = any(|contact| contact.dm_share > 0.0);
    let indirect: f64 = demand.contacts.iter().map(|contact| contact.indirect_per_week).sum();
    let nobody_hostile = customers.hostile.base == 0.0 && customers.hostile.learned == 0.0 || !any(|c| c.negative);
    let moves = any(|contact| contact.private_data > 0.0) && policy.dm != DmPolicy::Never;
    let private = dm || moves || policy.dm == DmPolicy::Always;
    let elsewhere = private || any(|contact| contact.phone_needed > 0.0 || contact.private_data > 0.0);
    let bot_silent = policy.bot.as_ref().is_some_and(|bot| bot.channels.is_empty());
    let found = [
        (policy.monitor_indirect > 0.0 && indirect == 0.0, "monitor_indirect", Idle::NoIndirect),
        (policy.preferential.chasers && (waits_for_ever || customers.chase == 0.0), "preferential", Idle::NoChasers),
        (policy.preferential.hostile && nobody_hostile, "preferential", Idle::NobodyHostile),
        (policy.troll_protocol.is_some() && nobody_hostile, "troll_protocol", Idle::NobodyHostile),
        (policy.published_hours && waits_for_ever, "published_hours", Idle::PatienceForEver),
        (policy.published_hours && always_open(context), "published_hours", Idle::AlwaysOpen),
        (policy.welcome_message && waits_for_ever, "welcome_message", Idle::PatienceForEver),
        (policy.welcome_message && !dm, "welcome_message", Idle::NoDirectMessages),
        (policy.wait_estimate && waits_for_ever, "wait_estimate", Idle::PatienceForEver),
        (policy.follow_up && !elsewhere, "follow_up", Idle::NothingElsewhere),
        (bot_silent, "bot", Idle::NoChannels),
    ];
    for (_, key, idle) in found.into_iter().filter(|(idle, ..)| *idle) {
        let place = context.single("policy", key).and_then(|n| n.place);
        problems.push(Problem::warning(place, format!("policy.{key}"), What::LeverIdle { idle }));
    }
    if indirect > 0.0 && policy.monitor_indirect == 0.0 {
        let place = context.single("demand", "indirect_per_week").and_then(|n| n.place);
        problems.push(Problem::warning(
            place,
            "demand.indirect_per_week",
            What::LeverIdle { idle: Idle::NotMonitored },
        ));
    }
}

fn always_open(context: &Context<'_>) -> bool {
    context.scenario.served().hours() >= 168.0
}

/// A bot whose channels no conversation opens in answers nobody.
pub fn bot_has_customers(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    let Some(bot) = scenario.policy.bot.as_ref().filter(|bot| !bot.channels.is_empty()) else { return };
    let opens = |channel: &Channel| {
        scenario.demand.contacts.iter().any(|contact| match channel {
            Channel::Mention => contact.per_week > 0.0 && contact.dm_share < 1.0,
            Channel::Dm => contact.per_week > 0.0 && contact.dm_share > 0.0,
            Channel::Indirect => contact.indirect_per_week > 0.0 && scenario.policy.monitor_indirect > 0.0,
        })
    };
    if !bot.channels.iter().any(opens) {
        let place = context.single("policy", "bot").and_then(|n| n.place);
        problems.push(Problem::warning(place, "policy.bot.channels", What::LeverIdle { idle: Idle::NoChannels }));
    }
}

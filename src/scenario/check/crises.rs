//! Crises: distinct names, contact types that exist, a height and a general post that change something.

use super::Context;
use super::names::{contact_set, distinct, unknown_names};
use crate::demand::Surges;
use crate::scenario::limits::Limit;
use crate::scenario::problem::{Named, Problem, What};

const SECTION: &str = "demand.crisis";

pub fn names(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let crises = &context.scenario.demand.crises;
    distinct(context, SECTION, Named::Crisis, crises.iter().map(|c| c.name.as_str()), problems);
}

pub fn contacts_are_known(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let known = contact_set(context.scenario);
    for (i, crisis) in context.scenario.demand.crises.iter().enumerate() {
        unknown_names(
            Some(&crisis.contacts),
            &known,
            Named::Contact,
            |name| context.place_of_text(context.value(SECTION, i, "contacts"), name),
            |place, what| problems.push(Problem::error(place, format!("{SECTION}.{}.contacts", crisis.name), what)),
        );
    }
}

/// A crisis that multiplies by 1, and a general post when there is hardly anybody left to read it.
pub fn change_something(context: &Context<'_>, problems: &mut Vec<Problem>) {
    for (i, crisis) in context.scenario.demand.crises.iter().enumerate() {
        let mut warn = |key: &str, what| {
            let path = format!("{SECTION}.{}.{key}", crisis.name);
            problems.push(Problem::warning(context.place(SECTION, i, key), path, what));
        };
        if crisis.peak <= 1.0 {
            warn("peak", What::CrisisWithoutPeak);
        } else if let Some(after) = crisis.broadcast_after.filter(|after| *after > crisis.felt()) {
            let (after_minutes, felt_minutes) = (after.minutes(), crisis.felt().minutes());
            warn("broadcast_after", What::BroadcastTooLate { after_minutes, felt_minutes });
        }
    }
}

/// Crises that multiply each other have a limit together. Their product is largest where one of them is at its height.
pub fn together_have_a_limit(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let (allowed, limit) = (Limit::CrisisFactor.allowed() as f64, Limit::CrisisFactor);
    let demand = &context.scenario.demand;
    for contact in &demand.contacts {
        let surges = Surges::of(&contact.name, &demand.crises);
        let heights = demand.crises.iter().enumerate().map(|(i, crisis)| (i, surges.factor(crisis.peaks())));
        let highest = heights.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, factor)| *factor > allowed);
        if let Some((i, factor)) = highest {
            let what = What::Limit { limit, found: factor.ceil() as u64 };
            problems.push(Problem::error(context.place(SECTION, i, "peak"), SECTION, what));
            return;
        }
    }
}

//! The work that arrives against the work that can be done.

use super::Context;
use crate::desk::OnAbandon;
use crate::desk::overview::overview;
use crate::scenario::problem::{Problem, What};

/// A warning where the backlog of an ordinary week, before growth, would grow without end.
pub fn work_can_be_done(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    let week = overview(scenario);
    let Some(load) = week.load.filter(|load| *load > 1.0) else { return };
    let withdrawn = scenario.on_abandon == OnAbandon::Withdraw && scenario.customers.patience.is_some();
    let what = What::Overload {
        work_hours: week.work_hours_per_week,
        capacity_hours: week.capacity_hours_per_week,
        missing_paid_hours: week.paid_hours_per_week * (load - 1.0),
        backlog_growth_per_week: (!withdrawn).then_some(week.backlog_growth_per_week),
    };
    // The volume is the figure that a reader looks for first; types may have volumes of their own.
    let volume = context.single("demand", "per_week").and_then(|n| n.place);
    let place = volume.or_else(|| context.place("demand.contact", 0, "per_week"));
    problems.push(Problem::warning(place, "demand", what));
}

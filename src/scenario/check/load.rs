//! The work that arrives against the work that can be done.

use super::Context;
use crate::desk::OnAbandon;
use crate::desk::overview::overview;
use crate::scenario::problem::{Problem, What};
use crate::scenario::tree::{Node, Value};

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

/// Conversations a week below which a simulation says little and a slip is likely.
const FEW: f64 = 10.0;

/// A warning where "1.500" was meant to be one thousand five hundred, or where next to nothing arrives.
pub fn volume_is_plausible(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let contacts = &context.scenario.demand.contacts;
    let total: f64 = contacts.iter().map(|c| c.per_week).sum();
    let few = total > 0.0 && total < FEW;
    let whole = context.single("demand", "per_week").map(|n| (n, "demand.per_week".to_owned()));
    let of_types = contacts.iter().enumerate().filter_map(|(i, contact)| {
        let node = context.value("demand.contact", i, "per_week")?;
        Some((node, format!("demand.contact.{}.per_week", contact.name)))
    });
    let written: Vec<(&Node, String)> = whole.into_iter().chain(of_types).collect();
    let before = problems.len();
    for (node, path) in &written {
        let Value::Number { value, written, .. } = &node.value else { continue };
        // A last decimal of 0 is never needed, so the three are thousands; of a small volume any three may be.
        if let Some(thousands) = thousands(written).filter(|t| few || t.ends_with('0')) {
            let what = What::FewConversations { per_week: *value, thousands: Some(thousands) };
            problems.push(Problem::warning(node.place, path.clone(), what));
        }
    }
    if few && problems.len() == before {
        let (place, path) = written.first().map_or((None, "demand"), |(node, path)| (node.place, path.as_str()));
        problems.push(Problem::warning(place, path, What::FewConversations { per_week: total, thousands: None }));
    }
}

/// The digits of a number written with exactly three decimals, as if its point set thousands apart.
fn thousands(written: &str) -> Option<String> {
    let (whole, decimals) = written.split_once('.')?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let grouped = (1..=3).contains(&whole.len()) && decimals.len() == 3 && digits(whole) && digits(decimals);
    (grouped && !whole.starts_with('0')).then(|| format!("{whole}{decimals}"))
}

//! The work that arrives against the work that can be done.

use super::Context;
use crate::desk::overview::{Excess, overview};
use crate::desk::{Contact, Scenario};
use crate::model::MOST_OPEN;
use crate::scenario::problem::{Place, Problem, What};
use crate::scenario::tree::{Node, Value};
use crate::time::WEEKS_PER_YEAR;

/// A warning where the backlog of an ordinary week, before growth, would grow without end.
pub fn work_can_be_done(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    let week = overview(scenario);
    let Some(load) = week.load.filter(|load| *load > 1.0) else { return };
    let what = What::Overload {
        work_hours: week.work_hours_per_week,
        capacity_hours: week.capacity_hours_per_week,
        missing_paid_hours: week.paid_hours_per_week * (load - 1.0),
        backlog_growth_per_week: week.backlog_growth_per_week,
        excess: Excess::of(scenario),
    };
    problems.push(Problem::warning(place_of_volume(context), "demand", what));
}

/// The volume is the figure that a reader looks for first; types may have volumes of their own.
fn place_of_volume(context: &Context<'_>) -> Option<Place> {
    let volume = context.single("demand", "per_week").and_then(|n| n.place);
    volume.or_else(|| context.place("demand.contact", 0, "per_week"))
}

/// How far beyond the most open conversations chance (days that vary, above all) cannot bring a run back.
const CERTAIN: f64 = 2.0;

/// A run that holds too many open conversations stops: refused where that is certain, a warning where it is likely.
pub fn desk_does_not_fill(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let most = MOST_OPEN as f64;
    let Some(week) = week_beyond(context.scenario, most) else { return };
    let warmup_weeks = context.scenario.run.warmup_weeks;
    let week = i64::from(week) - i64::from(warmup_weeks) + 1;
    let what = What::DeskFills { week, warmup_weeks, most: MOST_OPEN };
    let certain = week_beyond(context.scenario, CERTAIN * most).is_some();
    let make = if certain { Problem::error } else { Problem::warning };
    problems.push(make(place_of_volume(context), "demand".to_owned(), what));
}

/// The week, from 0, in which more than so many conversations wait, if they flow in and are worked off evenly; `None`
/// too where customers take back what waits too long.
fn week_beyond(scenario: &Scenario, most: f64) -> Option<u32> {
    // Who is told of a long wait leaves before waiting.
    if Excess::of(scenario) == Excess::IsWithdrawn {
        return None;
    }
    let (week, demand) = (overview(scenario), &scenario.demand);
    let entries = week.conversations_per_week + week.noise_per_week;
    let covered: f64 = (0..168).map(|hour| f64::from(week.covered.minutes_of_hour(hour))).sum();
    // Conversations with all their messages that the desk can deal with in a minute on duty.
    let pace = week.capacity_hours_per_week / (week.work_hours_per_week / entries) / covered;
    if !pace.is_finite() {
        return None;
    }
    let flow = |hour: usize| {
        let seen = |c: &Contact| c.per_week + c.indirect_per_week * scenario.policy.monitor_indirect;
        let opened: f64 = demand.contacts.iter().map(|c| seen(c) * c.profile[hour]).sum();
        let done = pace * f64::from(week.covered.minutes_of_hour(hour as u32));
        (opened + demand.noise_per_week / 168.0, done)
    };
    let hours: Vec<(f64, f64)> = (0..168).map(flow).collect();
    let mut open: f64 = 0.0;
    (0..scenario.run.warmup_weeks + scenario.run.weeks).find(|number| {
        let weeks_grown = f64::from(number.saturating_sub(scenario.run.warmup_weeks));
        let growth = (1.0 + demand.growth_per_year).powf(weeks_grown / WEEKS_PER_YEAR);
        let beyond = |(opened, done): &(f64, f64)| {
            open = (open + opened * growth - done).max(0.0);
            open > most
        };
        hours.iter().any(beyond)
    })
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Input, LoadOptions, load};

    #[test]
    fn three_decimals_may_be_thousands() {
        assert_eq!(thousands("1.500").as_deref(), Some("1500"));
        assert_eq!(thousands("240.125").as_deref(), Some("240125"));
        for text in ["1500", "1.5", "1.5000", "0.500", "1500.125", "1.5e3", "-1.500", ".500", "1.500.000", "01.500"] {
            assert_eq!(thousands(text), None, "{text}");
        }
    }

    fn codes(per_week: f64, agents: u32) -> Vec<&'static str> {
        let text = format!(
            "[demand]\nper_week = {per_week}\n[[desk.team]]\nagents = {agents}\nshifts = [\"Mon-Fri 08:00-20:00\"]\n"
        );
        let problems = match load(&[Input::Text { name: "desk".to_owned(), text }], &LoadOptions::default()) {
            Ok(loaded) => loaded.warnings,
            Err(failed) => failed.problems,
        };
        problems.iter().map(|p| p.what.code()).collect()
    }

    #[test]
    fn a_desk_that_fills_up_is_told_of_before_the_run() {
        assert_eq!(codes(2_400.0, 12), [""; 0]);
        assert_eq!(codes(20_000_000.0, 4), ["desk_fills"]);
        // Nine weeks of 300,000 that nobody can answer: beyond the cap, not twice.
        assert_eq!(codes(300_000.0, 4), ["overload", "desk_fills"]);
        assert_eq!(codes(200_000.0, 4), ["overload"]);
        // Enough people, and yet a weekend too large for what may be open.
        assert_eq!(codes(20_000_000.0, 60_000), ["desk_fills"]);
    }
}

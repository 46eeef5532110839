//! From a tree as written to a [`Scenario`] as meant, with every default filled in.
//!
//! Building never stops at a problem: what cannot be read is replaced by a neutral value, so that all problems of a
//! file are found at once. A scenario with problems is never handed on.

mod crises;
mod demand;
mod desk;
mod policy;
mod sizing;

pub use demand::STANDARD_MIX;
pub(super) use demand::standard_mix;

use super::hours::span;
use super::library::Library;
use super::limits::Limit;
use super::problem::{Problem, What};
use super::reader::{Reader, Scope};
use super::tree::{Node, Table};
use crate::desk::{
    Calendar, Channel, Contact, Costs, Customers, Hostile, Loss, NightPremium, OnAbandon, RankedKind, RunPlan,
    Scenario, Supervisors, Team,
};
use crate::model::positions;
use crate::random::Distribution;

/// Builds a scenario; `fallback_name` is used where the file gives none.
pub fn build(tree: &Table, fallback_name: &str, library: &mut Library<'_>) -> (Scenario, Vec<Problem>) {
    let mut reader = Reader { problems: Vec::new(), library };
    let root = Scope::root(tree);
    let run = run_plan(&mut reader, &root.below("run"));
    let calendar = calendar(&mut reader, &root, &run);
    let mut demand = demand::demand(&mut reader, &root);
    demand.crises = crises::crises(&mut reader, &root, &run, &calendar);
    let desk = root.below("desk");
    let shrinkage = desk.below("desk.shrinkage");
    let policy = policy::policy(&mut reader, &root.below("policy"), &demand.contacts);
    let costs = costs(&mut reader, &root.below("costs"));
    let scenario = Scenario {
        name: reader.text(&root, "name").unwrap_or_else(|| fallback_name.to_owned()),
        description: reader.text(&root, "description").unwrap_or_default(),
        currency: reader.text(&root, "currency").unwrap_or_default(),
        calendar,
        run,
        demand,
        customers: customers(&mut reader, &root.below("customers")),
        service_hours: reader.windows(&desk, "service_hours").unwrap_or_default(),
        absence: reader.number(&shrinkage, "absence").unwrap_or_default(),
        off_queue: reader.number(&shrinkage, "off_queue").unwrap_or_default(),
        on_abandon: match reader.choice(&desk, "on_abandon") {
            Some("withdraw") => OnAbandon::Withdraw,
            _ => OnAbandon::Answer,
        },
        teams: desk::teams(&mut reader, &desk),
        policy,
        slas: desk::slas(&mut reader, &root),
        sizing: sizing::sizing(&mut reader, &root.below("sizing"), &costs),
        costs,
    };
    limit_agents(&mut reader, &desk, &scenario.teams);
    (scenario, reader.problems)
}

fn run_plan(reader: &mut Reader<'_, '_>, run: &Scope<'_>) -> RunPlan {
    let small = |count: Option<u64>| count.and_then(|c| u32::try_from(c).ok()).unwrap_or(1);
    let plan = RunPlan {
        weeks: small(reader.count(run, "weeks")),
        warmup_weeks: small(reader.count(run, "warmup_weeks")),
        replications: small(reader.count(run, "replications")),
        seed: reader.count(run, "seed").unwrap_or_default(),
        control_variates: reader.flag(run, "control_variates").unwrap_or_default(),
    };
    let found = u64::from(plan.weeks) + u64::from(plan.warmup_weeks);
    if found > Limit::Weeks.allowed() {
        let place = run.get("weeks").or(run.get("warmup_weeks")).and_then(|n| n.place).or(run.place);
        reader.problems.push(Problem::error(place, "run.weeks", What::Limit { limit: Limit::Weeks, found }));
    }
    plan
}

fn calendar(reader: &mut Reader<'_, '_>, root: &Scope<'_>, run: &RunPlan) -> Calendar {
    let start = reader.date(root, "start");
    if let Some(date) = start {
        check_monday(reader, root.get("start"), date);
    }
    let demand = root.below("demand");
    let mut holidays = Vec::new();
    let listed = reader.dates(&demand, "holidays").unwrap_or_default();
    match start {
        None if !listed.is_empty() && root.get("start").is_none() => {
            let place = demand.get("holidays").and_then(|n| n.place);
            reader.problems.push(Problem::error(place, "demand.holidays", What::HolidaysNeedStart));
        }
        None => {}
        Some(start) => {
            let weeks = i64::from(run.warmup_weeks) + i64::from(run.weeks) + i64::from(RunPlan::FOLLOW_UP_WEEKS);
            let first = start.saturating_sub(jiff::Span::new().days(7 * i64::from(run.warmup_weeks)));
            let last = first.saturating_add(jiff::Span::new().days(7 * weeks - 1));
            // More than a few holidays outside say the same.
            let mut outside = 0;
            for (place, date) in listed {
                match u32::try_from(days_between(first, date)) {
                    Ok(day) if date <= last => holidays.push(day),
                    _ if outside == MOST_OUTSIDE => {}
                    _ => {
                        outside += 1;
                        let (found, first, last) = (date.to_string(), first.to_string(), last.to_string());
                        let what = What::HolidayOutside { found, first, last };
                        reader.problems.push(Problem::warning(place, "demand.holidays", what));
                    }
                }
            }
        }
    }
    holidays.sort_unstable();
    holidays.dedup();
    Calendar { start, holidays }
}

/// Holidays outside the run that are told of.
const MOST_OUTSIDE: u32 = 20;

fn days_between(from: jiff::civil::Date, to: jiff::civil::Date) -> i64 {
    from.until(to).map_or(-1, |span| i64::from(span.get_days()))
}

fn check_monday(reader: &mut Reader<'_, '_>, node: Option<&Node>, date: jiff::civil::Date) {
    let past = i64::from(date.weekday().to_monday_zero_offset());
    if past == 0 {
        return;
    }
    let before = date.saturating_sub(jiff::Span::new().days(past)).to_string();
    let after = date.saturating_add(jiff::Span::new().days(7 - past)).to_string();
    let what = What::NotMonday { found: date.to_string(), before, after };
    reader.problems.push(Problem::error(node.and_then(|n| n.place), "start", what));
}

/// Stands in for a distribution that could not be read.
fn neutral() -> Distribution {
    Distribution::Deterministic { value: 1.0 }
}

fn customers(reader: &mut Reader<'_, '_>, scope: &Scope<'_>) -> Customers {
    let (hostile, loss) = (scope.below("customers.hostile"), scope.below("customers.loss"));
    let patience_factor = reader.number(scope, "patience_factor").unwrap_or(1.0);
    let patience = reader.distribution_or_never(scope, "patience").flatten();
    Customers {
        patience: patience.map(|patience| patience.scaled(patience_factor)),
        phone: reader.number(scope, "phone").unwrap_or_default(),
        chase: reader.number(scope, "chase").unwrap_or_default(),
        chase_work: reader.number(scope, "chase_work").unwrap_or_default(),
        experienced: reader.number(scope, "experienced").unwrap_or_default(),
        reach: reader.distribution(scope, "reach").unwrap_or_else(neutral),
        influencer_reach: reader.number(scope, "influencer_reach").unwrap_or_default(),
        hostile: Hostile {
            base: reader.number(&hostile, "base").unwrap_or_default(),
            learned: reader.number(&hostile, "learned").unwrap_or_default(),
            half_life: span(reader.duration(&hostile, "half_life").unwrap_or(1.0)),
            learned_per_case: reader.number(&hostile, "learned_per_case"),
        },
        dm_accept: reader.number(scope, "dm_accept").unwrap_or_default(),
        lifetime_margin: reader.number(scope, "lifetime_margin").unwrap_or_default(),
        leaves_channel: reader.number(scope, "leaves_channel").unwrap_or_default(),
        spend_uplift: reader.number(scope, "spend_uplift").unwrap_or_default(),
        loss: Loss {
            satisfied: reader.number(&loss, "satisfied").unwrap_or_default(),
            dissatisfied: reader.number(&loss, "dissatisfied").unwrap_or_default(),
        },
    }
}

/// What an entry of the priority list names; contact types, channels and languages share no name (checked).
pub(super) fn ranked(name: &str, contacts: &[Contact]) -> Option<RankedKind> {
    let channel = Channel::ALL.into_iter().find(|c| c.name() == name);
    match name {
        "influencers" => Some(RankedKind::Influencers),
        "noise" => Some(RankedKind::Noise),
        _ if channel.is_some() => channel.map(RankedKind::Channel),
        _ if contacts.iter().any(|c| c.name == name) => Some(RankedKind::Contact(name.to_owned())),
        _ if contacts.iter().any(|c| c.languages.iter().any(|(l, _)| l == name)) => {
            Some(RankedKind::Language(name.to_owned()))
        }
        _ => None,
    }
}

fn costs(reader: &mut Reader<'_, '_>, scope: &Scope<'_>) -> Costs {
    let night = scope.below("costs.night");
    let from = reader.clock(&night, "from").unwrap_or_default();
    let to = reader.clock(&night, "to").unwrap_or_default();
    let premium = reader.number(&night, "premium").unwrap_or_default();
    // "24:00" as a beginning is midnight; a night that ends when it begins lasts a whole day.
    let from_minute = from % 1440;
    let to_minute = if to > from_minute { to } else { to + 1440 };
    Costs {
        night: (premium > 0.0).then_some(NightPremium { from_minute, to_minute, premium }),
        sunday: reader.number(scope, "sunday").unwrap_or_default(),
        holiday: reader.number(scope, "holiday").unwrap_or_default(),
        contributions: reader.number(scope, "contributions").unwrap_or_default(),
        annual_hours: reader.number(scope, "annual_hours").unwrap_or(1.0),
        goodwill_cost: reader.number(scope, "goodwill_cost").unwrap_or_default(),
        phone_contact: reader.number(scope, "phone_contact").unwrap_or_default(),
        seats: reader.number(scope, "seats").unwrap_or_default(),
        supervisors: supervisors(reader, &scope.below("costs.supervisors")),
    }
}

fn supervisors(reader: &mut Reader<'_, '_>, scope: &Scope<'_>) -> Option<Supervisors> {
    scope.table?;
    Some(Supervisors {
        per_agents: reader.number(scope, "per_agents").unwrap_or(1.0),
        hourly_wage: reader.number(scope, "hourly_wage").unwrap_or_default(),
        whole: reader.flag(scope, "whole").unwrap_or_default(),
    })
}

/// Every agent is simulated as an individual, so their number has a limit.
fn limit_agents(reader: &mut Reader<'_, '_>, desk: &Scope<'_>, teams: &[Team]) {
    let found = teams.iter().map(|team| u64::from(positions(&team.rota))).sum();
    if found > Limit::Agents.allowed() {
        let place = desk.get("team").and_then(|n| n.place).or(desk.place);
        reader.problems.push(Problem::error(place, "desk.team", What::Limit { limit: Limit::Agents, found }));
    }
}

//! `[[demand.crisis]]`.

use crate::desk::{Calendar, Crisis, RunPlan};
use crate::scenario::hours::span;
use crate::scenario::limits::Limit;
use crate::scenario::moment::{Moment, show_moment};
use crate::scenario::problem::{Problem, What};
use crate::scenario::reader::{Reader, Scope};
use crate::time::{MS_PER_MINUTE, Span, Time};
use jiff::ToSpan;

pub fn crises(reader: &mut Reader<'_, '_>, root: &Scope<'_>, run: &RunPlan, calendar: &Calendar) -> Vec<Crisis> {
    let demand = root.below("demand");
    let entries = demand.entries("demand.crisis").unwrap_or_default();
    let found = entries.len() as u64;
    if found > Limit::Crises.allowed() {
        let place = demand.get("crisis").and_then(|n| n.place).or(demand.place);
        reader.problems.push(Problem::error(place, "demand.crisis", What::Limit { limit: Limit::Crises, found }));
        return Vec::new();
    }
    // Where the run itself could not be read, nothing is inside or outside of it.
    let of_run = |p: &Problem| p.path.starts_with("run") || p.path == "start";
    let known = !reader.problems.iter().any(of_run);
    let run = Horizon { run, calendar, known };
    entries.iter().map(|scope| crisis(reader, scope, &run)).collect()
}

/// When crises may begin.
struct Horizon<'h> {
    run: &'h RunPlan,
    calendar: &'h Calendar,
    known: bool,
}

fn crisis(reader: &mut Reader<'_, '_>, scope: &Scope<'_>, run: &Horizon<'_>) -> Crisis {
    reader.require(scope, "name", "name = \"outage\"");
    reader.require(scope, "contacts", "contacts = [\"incident\"]");
    reader.require(scope, "at", "at = \"week 3 Tue 11:00\"");
    let contacts = reader.names(scope, "contacts");
    if let (Some([]), Some(node)) = (contacts.as_deref(), scope.get("contacts")) {
        let what = What::Missing { key: "contacts", example: "contacts = [\"incident\"]" };
        reader.problems.push(Problem::error(node.place, format!("{}.contacts", scope.path), what));
    }
    let moment = reader.moment(scope, "at");
    Crisis {
        name: reader.text(scope, "name").unwrap_or_default(),
        contacts: contacts.unwrap_or_default(),
        begin: moment.filter(|_| run.known).and_then(|m| begin(reader, scope, m, run)).unwrap_or_default(),
        peak: reader.number(scope, "peak").unwrap_or(1.0),
        rise: span(reader.duration(scope, "rise").unwrap_or_default()),
        half_life: span(reader.duration(scope, "half_life").unwrap_or(1.0)),
        broadcast_after: reader.duration(scope, "broadcast_after").map(span),
    }
}

/// The instant, which lies in the run, warm-up included.
fn begin(reader: &mut Reader<'_, '_>, scope: &Scope<'_>, moment: Moment, run: &Horizon<'_>) -> Option<Time> {
    let days = 7 * i64::from(run.run.warmup_weeks);
    let first = run.calendar.start.map(|start| start.saturating_sub(days.days()));
    let mut refuse = |what| {
        let node = scope.get("at");
        reader.problems.push(Problem::error(node.and_then(|n| n.place), format!("{}.at", scope.path), what));
        None
    };
    let Some(since_start) = moment.since_start(run.run, first) else { return refuse(What::CrisisNeedsStart) };
    let end = Time::week_start(run.run.warmup_weeks + run.run.weeks);
    let begin = u64::try_from(since_start).ok().map(Time).filter(|begin| *begin < end);
    begin.or_else(|| {
        let last = end - Span(MS_PER_MINUTE);
        let show = |at: Time| match (moment, first) {
            (Moment::OfDate { .. }, Some(first)) => {
                let day = first.saturating_add(i64::from(at.day()).days());
                let minute = at.0 / MS_PER_MINUTE % 1440;
                format!("{day} {:02}:{:02}", minute / 60, minute % 60)
            }
            _ => show_moment(at, run.run),
        };
        let found = scope.get("at").map(|n| n.shown()).unwrap_or_default();
        refuse(What::CrisisOutside { found, first: show(Time::ZERO), last: show(last) })
    })
}

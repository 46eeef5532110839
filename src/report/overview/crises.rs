//! What the crises of a scenario bring, on average, until its last measured week ends.

use super::{Fact, count, hours};
use crate::demand::{Extra, extra};
use crate::desk::{Crisis, Overview, Scenario};
use crate::locale::Lang;
use crate::locale::number::{duration, number, percent, weekday};
use crate::scenario::{show_moment, week_and_day};
use crate::time::Time;
use serde_json::{Value, json};

/// What one crisis brings by itself.
fn alone(scenario: &Scenario, crisis: &Crisis) -> Extra {
    extra(scenario, std::slice::from_ref(crisis), Time::ZERO, measured_to(scenario))
}

fn measured_to(scenario: &Scenario) -> Time {
    Time::week_start(scenario.run.warmup_weeks + scenario.run.weeks)
}

/// The measured week to which all crises together bring most work (1 is the first), and its load with that of an ordinary
/// week; `None` without crises in measured weeks, or where nobody is ever on the queue.
fn busiest_week(scenario: &Scenario, week: &Overview) -> Option<(u32, f64)> {
    let first = scenario.run.warmup_weeks;
    let of = |number: u32| {
        let (from, to) = (Time::week_start(first + number), Time::week_start(first + number + 1));
        extra(scenario, &scenario.demand.crises, from, to).work_hours
    };
    let weeks = (0..scenario.run.weeks).map(|number| (number + 1, of(number)));
    let (number, more) = weeks.max_by(|a, b| a.1.total_cmp(&b.1)).filter(|(_, more)| *more > 0.0)?;
    week.load.map(|load| (number, load + more / week.capacity_hours_per_week))
}

pub fn facts(scenario: &Scenario, week: &Overview, lang: Lang) -> Vec<Fact> {
    let one = |crisis: &Crisis| {
        let brings = alone(scenario, crisis);
        let remark = remark(scenario, crisis, &hours(brings.work_hours, lang), lang);
        ("", format!("+{}", count(brings.conversations, lang)), remark)
    };
    let mut facts: Vec<Fact> = scenario.demand.crises.iter().map(one).collect();
    if let Some((number, load)) = busiest_week(scenario, week) {
        let remark = match lang {
            Lang::En => format!("load of week {number} with them"),
            Lang::Es => format!("carga de la semana {number} con ellas"),
        };
        facts.push(("", percent(load, 0, lang), remark));
    }
    facts
}

fn remark(scenario: &Scenario, crisis: &Crisis, work: &str, lang: Lang) -> String {
    let (week, day, minute) = week_and_day(crisis.begin, &scenario.run);
    let (day, time) = (weekday(day as usize, lang), format!("{:02}:{:02}", minute / 60, minute % 60));
    let peak = number(crisis.peak, usize::from(crisis.peak.fract() != 0.0), lang);
    let contacts = crisis.contacts.join(", ");
    let name = &crisis.name;
    let date = date(scenario, crisis).map(|date| format!(", {date}")).unwrap_or_default();
    let post = crisis.broadcast_after.map(|after| duration(after.minutes(), lang));
    match lang {
        Lang::En => {
            let post = post.map(|after| format!("; a general post after {after}")).unwrap_or_default();
            format!(
                "conversations, {work} of work: {name} (week {week} {day} {time}{date}), up to {peak} times {contacts}{post}"
            )
        }
        Lang::Es => {
            let post = post.map(|after| format!("; un mensaje general tras {after}")).unwrap_or_default();
            format!(
                "conversaciones, {work} de trabajo: {name} (semana {week} {day} {time}{date}), hasta {peak} veces {contacts}{post}"
            )
        }
    }
}

/// The date on which a crisis begins, where weeks are real dates.
fn date(scenario: &Scenario, crisis: &Crisis) -> Option<String> {
    let start = scenario.calendar.start?;
    let days = i64::from(crisis.begin.day()) - 7 * i64::from(scenario.run.warmup_weeks);
    start.checked_add(jiff::Span::new().days(days)).ok().map(|date| date.to_string())
}

/// The same for programs.
pub fn json(scenario: &Scenario, week: &Overview) -> (Vec<Value>, Value) {
    let one = |crisis: &Crisis| {
        let brings = alone(scenario, crisis);
        json!({ "name": crisis.name, "contacts": crisis.contacts,
            "at": show_moment(crisis.begin, &scenario.run), "date": date(scenario, crisis),
            "peak": crisis.peak, "broadcast_after_minutes": crisis.broadcast_after.map(|after| after.minutes()),
            "extra_conversations": brings.conversations, "told_conversations": brings.told,
            "extra_work_hours": brings.work_hours })
    };
    let busiest = busiest_week(scenario, week).map(|(number, load)| json!({ "week": number, "load": load }));
    (scenario.demand.crises.iter().map(one).collect(), busiest.into())
}

//! Pictures of a staffing: people against work over the week, and what answering sooner or more costs.

use super::FrontierPoint;
use crate::locale::number::{duration, percent};
use crate::locale::{Lang, Text};
use crate::report::charts::frontier::{self, Dot, Frontier};
use crate::report::charts::people::{self, People};
use crate::report::charts::{Layout, Picture, made_by};
use crate::staffing::Answer;

/// Agents on duty and agents that the work keeps busy, hour by hour.
pub fn people(answer: &Answer, layout: Layout, lang: Lang) -> Picture {
    let data = People {
        name: answer.problem.scenario.name.clone(),
        on_duty: answer.on_duty_by_hour.clone(),
        needed: answer.need_by_hour.clone(),
        source: source(answer, lang),
    };
    people::draw(&data, layout, lang)
}

/// The points that there is a staffing for.
pub fn of_frontier(answer: &Answer, points: &[FrontierPoint], layout: Layout, lang: Lang) -> Picture {
    let dot = |point: &FrontierPoint| {
        let found = point.found.as_ref().ok()?;
        let (target, within) = (percent(point.target, 0, lang), duration(point.within_minutes, lang));
        let name = match lang {
            Lang::En => format!("{target} within {within}"),
            Lang::Es => format!("{target} en {within}"),
        };
        Some(Dot { name, cost: found.cost, share: found.attained(point.agreement) })
    };
    let data = Frontier {
        dots: points.iter().filter_map(dot).collect(),
        currency: answer.problem.scenario.currency.clone(),
        figure: Text::new("in time", "a tiempo").get(lang).into(),
        source: source(answer, lang),
    };
    frontier::draw(&data, layout, lang)
}

fn source(answer: &Answer, lang: Lang) -> String {
    let run = &answer.confirmation.scenario.run;
    made_by(env!("CARGO_PKG_VERSION"), run.seed, run.replications, run.weeks, lang)
}

//! What an act brought, in words and numbers: who may be first, what each desk cost and attained, what was decided.

use super::lever::{Decision, Lever};
use super::outcome::{Act, DeskOutcome, Outcome};
use super::picture::pictures;
use super::rows::Team;
use super::studies::Study;
use super::words::{AS_IT_IS, ATTAINED, COST, HOSTILE, LOST, NET_COST, NOW, THEN, WAIT};
use crate::locale::number::{decimals, duration, money, number, percent};
use crate::locale::{Lang, Text};
use crate::metrics::{Measure, Unit};
use crate::report::charts::Layout;
use crate::report::charts::table::Form;
use crate::study::ranking::Place;
use crate::study::result::Estimate;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// What an act brought.
#[derive(Serialize, JsonSchema)]
pub struct OutcomeView {
    /// The finding, ties said as ties.
    pub headline: String,
    pub columns: Vec<String>,
    /// Levers, as columns of what was decided.
    pub levers: Vec<&'static str>,
    pub rows: Vec<Row>,
    /// What the figures rest on.
    pub note: String,
    pub pictures: Vec<PictureView>,
}

/// One decision and those who took it.
#[derive(Clone, Serialize, JsonSchema)]
pub struct Row {
    /// "1", or "2–4" for a tie; empty for the desk as it is.
    pub place: String,
    pub tie: bool,
    pub teams: Vec<String>,
    /// The numbers of these teams.
    pub ids: Vec<i64>,
    pub as_it_is: bool,
    pub cells: Vec<CellView>,
    pub decided: Vec<Decided>,
}

#[derive(Clone, Serialize, JsonSchema)]
pub struct CellView {
    pub value: String,
    /// "±41"; empty where there is none.
    pub spread: String,
}

#[derive(Clone, Serialize, JsonSchema)]
pub struct Decided {
    pub text: String,
    /// Whether it differs from the desk as it is.
    pub changed: bool,
}

#[derive(Serialize, JsonSchema)]
pub struct PictureView {
    pub title: String,
    pub description: String,
    pub svg: String,
}

/// Names of the teams that are in the room.
pub struct Names(BTreeMap<i64, String>);

impl Names {
    pub fn of(teams: &[Team]) -> Names {
        Names(teams.iter().map(|team| (team.id, team.name.clone())).collect())
    }

    /// The teams of a desk that are still in the room.
    fn of_desk(&self, desk: &DeskOutcome) -> (Vec<i64>, Vec<String>) {
        desk.teams.iter().filter_map(|id| Some((*id, self.0.get(id)?.clone()))).unzip()
    }

    /// Desks that are shown, with what they are called: those of teams, and the desk as it is.
    pub fn shown<'o>(&self, outcome: &'o Outcome, lang: Lang) -> impl Iterator<Item = (&'o DeskOutcome, String)> {
        outcome.desks.iter().enumerate().filter_map(move |(at, desk)| {
            let (_, names) = self.of_desk(desk);
            let name = match (names.is_empty(), at == 0) {
                (false, _) => names.join(", "),
                (true, true) => AS_IT_IS.get(lang).to_owned(),
                (true, false) => return None,
            };
            Some((desk, name))
        })
    }
}

/// How money is written in pictures.
pub fn money_form() -> Form {
    Form::Number(0)
}

/// An act in words, numbers and pictures.
pub fn outcome_view(outcome: &Outcome, study: &Study, names: &Names, layout: Layout, lang: Lang) -> OutcomeView {
    let drawn = pictures(outcome, names, layout, lang).into_iter();
    OutcomeView {
        headline: headline(outcome, names, lang),
        columns: columns(outcome, study, lang),
        levers: study.levers.iter().map(|lever| lever.label.get(lang)).collect(),
        rows: rows(outcome, study, names, lang),
        note: note(outcome, lang),
        pictures: drawn
            .map(|one| PictureView { title: one.title, description: one.description, svg: one.svg })
            .collect(),
    }
}

fn columns(outcome: &Outcome, study: &Study, lang: Lang) -> Vec<String> {
    let per_week = match lang {
        Lang::En => format!("{} a week", outcome.currency),
        Lang::Es => format!("{} por semana", outcome.currency),
    };
    let of_money = |text: Text| format!("{}, {per_week}", text.get(lang));
    match outcome.act {
        Act::First => vec![
            of_money(NET_COST),
            of_money(COST),
            ATTAINED.get(lang).into(),
            LOST.get(lang).into(),
            study.also.label().get(lang).into(),
        ],
        Act::Later => {
            let at = |text: Text, time: Text| format!("{}, {}", text.get(lang), time.get(lang));
            vec![
                of_money(NET_COST),
                at(NET_COST, THEN),
                at(NET_COST, NOW),
                at(WAIT, THEN),
                at(WAIT, NOW),
                at(HOSTILE, NOW),
            ]
        }
    }
}

/// How a figure is written.
#[derive(Clone, Copy)]
pub enum Written {
    Money,
    Share,
    Minutes,
    Plain,
}

pub fn written(estimate: Estimate, how: Written, lang: Lang) -> CellView {
    let Some(mean) = estimate.mean else { return CellView { value: "–".into(), spread: String::new() } };
    let half = estimate.half_width();
    let (scale, unit, most) = match how {
        Written::Money => (1.0, "", 0),
        Written::Share => (100.0, " %", 2),
        Written::Minutes => return CellView { value: duration(mean, lang), spread: String::new() },
        Written::Plain => (1.0, "", 1),
    };
    let places = decimals(mean * scale, half.map(|half| half * scale), most);
    CellView {
        value: format!("{}{unit}", number(mean * scale, places, lang)),
        spread: half.map_or(String::new(), |half| format!("±{}", number(half * scale, places, lang))),
    }
}

fn cells(desk: &DeskOutcome, act: Act, study: &Study, lang: Lang) -> Vec<CellView> {
    let cell = |estimate, how| written(estimate, how, lang);
    match (act, &desk.stretches) {
        (Act::Later, Some([first, last])) => vec![
            cell(desk.measure(Measure::NetCostPerWeek), Written::Money),
            cell(first.net_cost, Written::Money),
            cell(last.net_cost, Written::Money),
            cell(first.wait_minutes, Written::Minutes),
            cell(last.wait_minutes, Written::Minutes),
            cell(last.hostile_share, Written::Share),
        ],
        _ => vec![
            cell(desk.measure(Measure::NetCostPerWeek), Written::Money),
            cell(desk.measure(Measure::CostWithContactsPerWeek), Written::Money),
            cell(desk.attained, Written::Share),
            cell(desk.measure(Measure::CustomersLost), Written::Plain),
            cell(
                desk.measure(study.also),
                if study.also.unit() == Unit::Share { Written::Share } else { Written::Plain },
            ),
        ],
    }
}

/// All desks that are shown, the best first, the desk as it is where its net cost puts it.
pub fn rows(outcome: &Outcome, study: &Study, names: &Names, lang: Lang) -> Vec<Row> {
    let mut order: Vec<&DeskOutcome> = names.shown(outcome, lang).map(|(desk, _)| desk).collect();
    let net = |desk: &DeskOutcome| desk.measure(Measure::NetCostPerWeek).mean.unwrap_or(f64::INFINITY);
    order.sort_by(|a, b| net(a).total_cmp(&net(b)));
    let as_is = Decision::as_is(study.levers);
    let row = |desk: &DeskOutcome| {
        let (ids, teams) = names.of_desk(desk);
        let place = desk.place.filter(|_| !teams.is_empty());
        Row {
            place: place.map_or(String::new(), place_text),
            tie: place.is_some_and(|place| place.best != place.worst),
            teams,
            ids,
            as_it_is: desk.decision == as_is,
            cells: cells(desk, outcome.act, study, lang),
            decided: study.levers.iter().map(|lever| decided(lever, &desk.decision, lang)).collect(),
        }
    };
    order.into_iter().map(row).collect()
}

fn decided(lever: &Lever, decision: &Decision, lang: Lang) -> Decided {
    let setting = decision.0.get(lever.id).cloned().unwrap_or_else(|| lever.as_is());
    Decided { text: lever.told(&setting, lang), changed: setting != lever.as_is() }
}

pub fn place_text(place: Place) -> String {
    if place.best == place.worst { place.best.to_string() } else { format!("{}–{}", place.best, place.worst) }
}

/// Who may be first.
fn headline(outcome: &Outcome, names: &Names, lang: Lang) -> String {
    let mut first: Vec<&DeskOutcome> =
        outcome.desks.iter().filter(|desk| desk.place.is_some_and(|place| place.best == 1)).collect();
    let net = |desk: &DeskOutcome| desk.measure(Measure::NetCostPerWeek).mean.unwrap_or(f64::INFINITY);
    first.sort_by(|a, b| net(a).total_cmp(&net(b)));
    let teams: Vec<String> = first.iter().flat_map(|desk| names.of_desk(desk).1).collect();
    let Some(leader) = first.first() else {
        return Text::new("No team has decided", "Ningún equipo ha decidido").get(lang).into();
    };
    let cost = money(net(leader).round(), &outcome.currency, lang);
    match (&teams[..], lang) {
        ([], _) => Text::new("No team has decided", "Ningún equipo ha decidido").get(lang).into(),
        ([one], Lang::En) => format!("Lowest net cost: {one}, {cost} a week"),
        ([one], Lang::Es) => format!("Menor coste neto: {one}, {cost} a la semana"),
        (several, Lang::En) => format!("A tie for the lowest net cost, about {cost} a week: {}", list(several, "and")),
        (several, Lang::Es) => {
            format!("Empate en el menor coste neto, unos {cost} a la semana: {}", list(several, "y"))
        }
    }
}

/// Names as a sentence has them; beyond a handful, how many more there are.
fn list(names: &[String], and: &str) -> String {
    const MOST: usize = 5;
    match names {
        [all @ .., last] if names.len() <= MOST => format!("{} {and} {last}", all.join(", ")),
        _ => format!("{} (+{})", names[..MOST.min(names.len())].join(", "), names.len().saturating_sub(MOST)),
    }
}

fn note(outcome: &Outcome, lang: Lang) -> String {
    let (replications, weeks) = (outcome.replications, outcome.weeks);
    match lang {
        Lang::En => format!(
            "{replications} simulated replications of {weeks} weeks, all teams on the same customers. ± is half of a 95 % interval: simulation \
             noise, given the assumptions. Places rest on the differences between teams, of which all hold together with 95 %; several places \
             are a tie. {}: {} is the target.",
            ATTAINED.get(lang),
            percent(outcome.target, 0, lang)
        ),
        Lang::Es => format!(
            "{replications} réplicas simuladas de {weeks} semanas, todos los equipos con los mismos clientes. ± es la mitad de un intervalo del \
             95 %: ruido de la simulación, con los supuestos dados. Los puestos se basan en las diferencias entre equipos, que valen todas a la \
             vez con un 95 %; varios puestos son un empate. {}: el objetivo es el {}.",
            ATTAINED.get(lang),
            percent(outcome.target, 0, lang)
        ),
    }
}

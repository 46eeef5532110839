//! The figures by which scenarios are compared, formatted: rows with a cell for each scenario, in groups, and the key to
//! their marks. What the terminal, the page and the workbook show is this, so that they cannot disagree.

pub mod figure;
pub mod rows;

use super::clearing::{Clearing, clearing};
use super::verdict::target;
use crate::locale::number::number;
use crate::locale::{Lang, Text};
use crate::metrics::{Measure, Unit};
use crate::study::result::{Difference, Estimate, Met, PairedDifference, ScenarioResult, SlaResult, StudyResult};
use crate::time::HOURS_PER_WEEK;
pub use figure::figure;
use rows::{
    AGREEMENTS, BY_PHONE, MONEY, OUTCOME, OUTCOME_ROWS, POLICY, SERVICE, SERVICE_ROWS, STAFF, STAFF_ROWS, WAITING,
    WAITING_ROWS, money_rows, policy_rows,
};

const YES: Text = Text::new("yes", "sí");
const NO: Text = Text::new("no", "no");
const UNSURE: Text = Text::new("unsure", "dudoso");

const PLUS_MINUS: &str = "±";
const BEYOND: &str = ">";
const AT_LEAST: &str = "≥";

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Tone {
    Plain,
    Best,
    Good,
    Bad,
    Doubtful,
}

/// What is said of a figure beside its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mark {
    None,
    /// Best, or not shown worse than the best.
    Best,
    /// No difference from the baseline is shown.
    Alike,
}

impl Mark {
    pub const fn sign(self) -> &'static str {
        match self {
            Mark::None => "",
            Mark::Best => "*",
            Mark::Alike => "≈",
        }
    }
}

/// A figure: its value with unit, its plus-minus and its mark.
#[derive(Clone, PartialEq, Debug)]
pub struct Cell {
    pub value: String,
    /// "±0.4" in the unit of the value; empty where there is no interval or it has no width.
    pub half_width: String,
    pub mark: Mark,
    pub tone: Tone,
    /// The mean in the unit of the measure; `None` where there is none, and for words.
    pub mean: Option<f64>,
}

/// What a row is about.
#[derive(Clone, PartialEq, Debug)]
pub enum About {
    Measure(Measure),
    /// The share that an agreement attains, by its name.
    Attained(String),
    /// Whether the agreement of the row above is met: in words.
    Met,
    /// A price: money that nothing was simulated for.
    Price,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Row {
    pub label: String,
    pub about: About,
    /// One for each scenario.
    pub cells: Vec<Cell>,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Group {
    pub name: &'static str,
    pub rows: Vec<Row>,
}

/// The rows in their groups; groups without a row are left out.
pub fn groups(result: &StudyResult, lang: Lang) -> Vec<Group> {
    let figures = |list: &[(Measure, Text)]| -> Vec<Row> {
        list.iter().map(|(measure, label)| measure_row(result, *measure, *label, lang)).collect()
    };
    let agreements = || result.agreement_names().into_iter().flat_map(|name| agreement_rows(result, name, lang));
    let groups = [
        (SERVICE, figures(&SERVICE_ROWS)),
        (AGREEMENTS, agreements().collect()),
        (WAITING, figures(&WAITING_ROWS)),
        (POLICY, figures(&policy_rows(result))),
        (STAFF, figures(&STAFF_ROWS)),
        (OUTCOME, figures(&OUTCOME_ROWS)),
        (MONEY, money(result, lang)),
    ];
    let known = groups.into_iter().filter(|(_, rows)| !rows.is_empty());
    known.map(|(name, rows)| Group { name: name.get(lang), rows }).collect()
}

fn measure_row(result: &StudyResult, measure: Measure, label: Text, lang: Lang) -> Row {
    let best = result.best.measures.get(measure.id());
    let cells = result.scenarios.iter().enumerate().map(|(at, one)| {
        let difference = difference(result, at, |difference| difference.measures.get(measure.id()));
        let estimate = one.measures.get(measure).unwrap_or_default();
        let (value, half_width) = match clearing(measure, &one.measures) {
            Some(Clearing::NotWithinAWeek) => (format!("{BEYOND} {HOURS_PER_WEEK} h"), String::new()),
            Some(Clearing::AtLeast) => {
                let (value, half_width) = figure(&estimate, measure.unit(), lang);
                (format!("{AT_LEAST} {value}"), half_width)
            }
            None => figure(&estimate, measure.unit(), lang),
        };
        cell(value, half_width, estimate.mean, best.is_some_and(|best| best.contains(&one.name)), difference)
    });
    let label = match measure.unit() {
        Unit::MoneyPerWeek | Unit::Money => with_currency(result, label.get(lang)),
        _ => label.get(lang).to_string(),
    };
    Row { label, about: About::Measure(measure), cells: cells.collect() }
}

/// The rows of money; what a contact by phone costs stands below the cost per conversation.
fn money(result: &StudyResult, lang: Lang) -> Vec<Row> {
    let mut rows = vec![];
    for (measure, label) in money_rows(result) {
        rows.push(measure_row(result, measure, label, lang));
        if measure == Measure::CostPerConversation {
            rows.push(by_phone_row(result, lang));
        }
    }
    rows
}

/// A price, so it has no interval and no mark.
fn by_phone_row(result: &StudyResult, lang: Lang) -> Row {
    let price = |one: &ScenarioResult| Cell {
        value: number(one.phone_contact, 2, lang),
        half_width: String::new(),
        mark: Mark::None,
        tone: Tone::Plain,
        mean: Some(one.phone_contact),
    };
    let cells = result.scenarios.iter().map(price).collect();
    Row { label: with_currency(result, BY_PHONE.get(lang)), about: About::Price, cells }
}

fn with_currency(result: &StudyResult, label: &str) -> String {
    let currency = result.scenarios.first().map_or("", |one| one.currency.as_str());
    format!("{label}, {currency}")
}

fn difference<'a>(
    result: &'a StudyResult,
    scenario: usize,
    of: impl Fn(&'a Difference) -> Option<&'a PairedDifference>,
) -> Option<&'a PairedDifference> {
    scenario.checked_sub(1).and_then(|at| result.differences.get(at)).and_then(of)
}

fn cell(
    value: String,
    half_width: String,
    mean: Option<f64>,
    best: bool,
    difference: Option<&PairedDifference>,
) -> Cell {
    // Without an interval nothing can be said about the difference, so it has no mark either.
    let alike = difference.is_some_and(|difference| !difference.significant && difference.estimate.low.is_some());
    // One sign: that a difference is not shown must never be hidden by a praise.
    let mark = match (alike, best) {
        (true, _) => Mark::Alike,
        (false, true) => Mark::Best,
        (false, false) => Mark::None,
    };
    Cell { value, half_width, mark, tone: if best { Tone::Best } else { Tone::Plain }, mean }
}

fn agreement<'a>(one: &'a ScenarioResult, name: &str) -> Option<&'a SlaResult> {
    one.sla.iter().find(|sla| sla.name == name)
}

/// The share attained, and below it whether that meets the target.
fn agreement_rows(result: &StudyResult, name: &str, lang: Lang) -> [Row; 2] {
    let best = result.best.sla.get(name);
    let attained = result.scenarios.iter().enumerate().map(|(at, one)| {
        let difference = difference(result, at, |difference| difference.sla.get(name));
        let estimate = agreement(one, name).map_or(Estimate::default(), |sla| sla.attained);
        let (value, half_width) = figure(&estimate, Unit::Share, lang);
        cell(value, half_width, estimate.mean, best.is_some_and(|best| best.contains(&one.name)), difference)
    });
    let met = result.scenarios.iter().map(|one| {
        // Without a conversation there is nothing to be unsure of.
        let measured = agreement(one, name).filter(|sla| sla.attained.mean.is_some());
        let (text, tone) = measured.map_or(("-", Tone::Plain), |sla| met(sla.met, lang));
        Cell { value: text.into(), half_width: String::new(), mark: Mark::None, tone, mean: None }
    });
    let first = result.scenarios.iter().find_map(|one| agreement(one, name));
    let question = first.map_or(String::new(), |sla| match lang {
        Lang::En => format!("  {}: met?", target(sla, lang)),
        Lang::Es => format!("  {}: ¿cumple?", target(sla, lang)),
    });
    let (attained, met) = (attained.collect(), met.collect());
    [
        Row { label: name.to_string(), about: About::Attained(name.to_string()), cells: attained },
        Row { label: question, about: About::Met, cells: met },
    ]
}

/// Whether a target is met, in a word.
pub fn met(met: Met, lang: Lang) -> (&'static str, Tone) {
    match met {
        Met::Yes => (YES.get(lang), Tone::Good),
        Met::No => (NO.get(lang), Tone::Bad),
        Met::Unsure => (UNSURE.get(lang), Tone::Doubtful),
    }
}

/// What the signs of the cells mean; only those that occur are explained.
pub fn legend(result: &StudyResult, groups: &[Group], lang: Lang) -> Vec<String> {
    let cells = || groups.iter().flat_map(|group| &group.rows).flat_map(|row| &row.cells);
    let marked = |mark: Mark| cells().any(|cell| cell.mark == mark);
    let valued = |sign: &str| cells().any(|cell| cell.value.starts_with(sign));
    let baseline = result.scenarios.first().map_or("", |one| one.name.as_str());
    let mut parts = vec![];
    if cells().any(|cell| cell.half_width.contains(PLUS_MINUS)) {
        parts.push(match lang {
            Lang::En => "± 95 % interval".to_string(),
            Lang::Es => "± intervalo del 95 %".to_string(),
        });
    }
    if marked(Mark::Best) {
        parts.push(match lang {
            Lang::En => "* best, or not shown worse than the best".to_string(),
            Lang::Es => "* mejor, o no peor demostrado".to_string(),
        });
    }
    if marked(Mark::Alike) {
        parts.push(match lang {
            Lang::En => format!("≈ no difference from {baseline} shown"),
            Lang::Es => format!("≈ sin diferencia demostrada con {baseline}"),
        });
    }
    if valued(BEYOND) {
        parts.push(match lang {
            Lang::En => format!("{BEYOND} {HOURS_PER_WEEK} h: not cleared within a week"),
            Lang::Es => format!("{BEYOND} {HOURS_PER_WEEK} h: no se pone al día en una semana"),
        });
    }
    if valued(AT_LEAST) {
        parts.push(match lang {
            Lang::En => format!("{AT_LEAST} some weeks are not cleared before the next one opens"),
            Lang::Es => format!("{AT_LEAST} en algunas semanas no se pone al día antes de abrir la siguiente"),
        });
    }
    parts
}

//! The table of a sweep for a terminal: a row for each scenario of each cell, and for two keys and one figure a matrix.

mod layout;

use crate::locale::number::number;
use crate::locale::{Lang, Text, week_of_run};
use crate::metrics::{Measure, Unit};
use crate::report::clearing::{Clearing, clearing};
use crate::report::comparison::figure;
use crate::report::terminal::WIDEST;
use crate::report::text_layout::{NARROWEST, fold};
use crate::study::precision::Figure;
use crate::study::result::{Met, PairedDifference};
use crate::study::sweep::Grid;
use crate::study::sweep::grid::Axis;
use crate::study::sweep::result::{Cell, CellScenario, Stop, StopCause};
use crate::time::HOURS_PER_WEEK;
use layout::{Column, Row};
use owo_colors::OwoColorize;

/// Rows that a terminal is shown, and that a report holds, about: no cell is shown in part.
pub const MOST_SHOWN: usize = 100;
pub const MOST_REPORTED: usize = 1000;

/// What is shown of a sweep.
#[derive(Clone, Debug)]
pub struct Shown<'a> {
    pub grid: &'a Grid,
    /// The first cells, in the order of the grid.
    pub cells: &'a [Cell],
    pub figures: &'a [Figure],
    pub seed: u64,
    pub replications: u32,
    /// Scenarios of all cells that could not be simulated.
    pub stopped: u32,
    /// The file that has all cells, where there is one.
    pub whole: Option<&'a str>,
}

/// The figures shown unless others are asked for: how many are answered and when, the first agreement (else the share
/// answered within 1 h), what waits as the week opens, what it costs.
pub fn usual_figures(agreements: &[String]) -> Vec<Figure> {
    let service = service_level(agreements);
    let measures = [Measure::ResponseRate, Measure::FirstResponseP50].map(Figure::Measure);
    let rest = [Measure::WeekOpenBacklog, Measure::StaffCostPerWeek, Measure::NetCostPerWeek].map(Figure::Measure);
    measures.into_iter().chain([service]).chain(rest).collect()
}

/// The first agreement, else the share answered within 1 h.
pub fn service_level(agreements: &[String]) -> Figure {
    agreements.first().map_or(Figure::Measure(Measure::Within1h), |name| Figure::Sla(name.clone()))
}

/// Takes from a cell what no table of these figures shows, so that many cells are little in memory.
pub fn forget_unshown(cell: &mut Cell, figures: &[Figure]) {
    // The time to clear a backlog is told together with the weeks that are not cleared.
    let wanted =
        |measure: &Measure| *measure == Measure::WeekOpenUncleared || figures.contains(&Figure::Measure(*measure));
    cell.scenarios.iter_mut().for_each(|one| one.measures.0.retain(|(measure, _)| wanted(measure)));
    for difference in &mut cell.differences {
        let shown = |id: &String| figures.iter().any(|one| matches!(one, Figure::Measure(m) if m.id() == id));
        difference.measures.retain(|id, _| shown(id));
    }
}

/// The whole table, with escape codes for colour, at most `columns` wide (at least [`NARROWEST`]).
pub fn render(shown: &Shown, columns: usize, lang: Lang) -> String {
    let columns = columns.clamp(NARROWEST, WIDEST);
    let mut lines = vec![];
    for (at, paragraph) in head(shown, lang).iter().enumerate() {
        let folded = fold(paragraph, columns.min(100) - 2).into_iter().enumerate();
        lines.extend(folded.map(|(line_at, line)| {
            let line = if at == 0 { line.bold().to_string() } else { line };
            if line_at == 0 { line } else { format!("  {line}") }
        }));
    }
    lines.push(String::new());
    let rows: Vec<Row> = shown.cells.iter().flat_map(|cell| rows(shown, cell, lang)).collect();
    lines.extend(layout::table(&labels(shown, lang), &figure_columns(shown, lang), &rows, columns));
    lines.extend(
        foot(shown, &rows, lang).iter().flat_map(|text| fold(text, columns)).map(|line| line.dimmed().to_string()),
    );
    lines.extend(matrices(shown, columns, lang));
    lines.push(String::new());
    lines.join("\n")
}

/// What was swept, and how.
fn head(shown: &Shown, lang: Lang) -> Vec<String> {
    let count = |count: usize| number(count as f64, 0, lang);
    let axis = |axis: &Axis| {
        let key = &axis.key;
        match (axis.values.len(), lang) {
            (1, _) => format!("{key} = {}", axis.values[0]),
            (values, Lang::En) => format!("{key} ({} values)", count(values)),
            (values, Lang::Es) => format!("{key} ({} valores)", count(values)),
        }
    };
    let axes: Vec<String> = shown.grid.axes().iter().map(axis).collect();
    let (cells, axes) = (count(shown.grid.cells() as usize), axes.join(" x "));
    let (scenarios, replications) = (scenarios(shown), count(shown.replications as usize));
    let how = match (lang, scenarios) {
        (Lang::En, 1) => format!("{replications} replications each, seed {}", shown.seed),
        (Lang::En, more) => format!("{more} scenarios, {replications} replications each, seed {}", shown.seed),
        (Lang::Es, 1) => format!("{replications} réplicas de cada una, semilla {}", shown.seed),
        (Lang::Es, more) => format!("{more} escenarios, {replications} réplicas de cada uno, semilla {}", shown.seed),
    };
    vec![
        match lang {
            Lang::En => format!("{cells} cells: {axes}"),
            Lang::Es => format!("{cells} celdas: {axes}"),
        },
        match lang {
            Lang::En => format!(
                "{how}; all cells meet the same customers. Intervals cover simulation noise, given the assumptions."
            ),
            Lang::Es => {
                format!(
                    "{how}; todas las celdas atienden a los mismos clientes. Los intervalos cubren el ruido de la simulación, con los supuestos dados."
                )
            }
        },
    ]
}

fn scenarios(shown: &Shown) -> usize {
    shown.cells.first().map_or(1, |cell| cell.scenarios.len())
}

/// The key of an axis, without what all keys share or nobody needs to tell it from the others.
fn short_keys(axes: &[Axis]) -> Vec<String> {
    let ends = |key: &str, parts: usize| -> String {
        let all: Vec<&str> = key.split('.').collect();
        all[all.len().saturating_sub(parts)..].join(".")
    };
    let short = |axis: &Axis| {
        let alone = |parts: &usize| {
            let end = ends(&axis.key, *parts);
            axes.iter().filter(|other| ends(&other.key, *parts) == end).count() == 1
        };
        (1..16).find(alone).map_or_else(|| axis.key.clone(), |parts| ends(&axis.key, parts))
    };
    axes.iter().map(short).collect()
}

fn labels(shown: &Shown, lang: Lang) -> Vec<String> {
    let mut labels = short_keys(shown.grid.axes());
    if scenarios(shown) > 1 {
        labels.push(Text::new("scenario", "escenario").get(lang).to_owned());
    }
    labels
}

fn figure_columns(shown: &Shown, lang: Lang) -> Vec<String> {
    shown.figures.iter().map(|figure| heading(figure, shown, lang)).collect()
}

fn heading(figure: &Figure, shown: &Shown, lang: Lang) -> String {
    match figure {
        Figure::Measure(measure) => {
            let label = measure.label().get(lang);
            let currency = shown.cells.iter().flat_map(|cell| &cell.scenarios).map(|one| one.currency.as_str()).next();
            match (measure.unit(), currency) {
                (Unit::MoneyPerWeek | Unit::Money, Some(currency)) => format!("{label}, {currency}"),
                _ => label.to_owned(),
            }
        }
        Figure::Sla(name) => match lang {
            Lang::En => format!("SLA \"{name}\", met?"),
            Lang::Es => format!("SLA «{name}», ¿se cumple?"),
        },
    }
}

fn rows(shown: &Shown, cell: &Cell, lang: Lang) -> Vec<Row> {
    let several = cell.scenarios.len() > 1;
    let row = |(at, one): (usize, &CellScenario)| {
        let mut labels: Vec<String> = cell.typed_values(shown.grid).into_iter().map(str::to_owned).collect();
        labels.extend(several.then(|| one.name.clone()));
        let figures = match one.stopped {
            Some(stop) => Err(stopped(stop, cell.warmup_weeks, lang)),
            None => Ok(shown.figures.iter().map(|figure| column(figure, cell, at, lang)).collect()),
        };
        Row { labels, figures }
    };
    cell.scenarios.iter().enumerate().map(row).collect()
}

/// A figure of the scenario at a position of a cell.
fn column(wanted: &Figure, cell: &Cell, at: usize, lang: Lang) -> Column {
    let one = &cell.scenarios[at];
    let difference = cell.difference(at);
    match wanted {
        Figure::Measure(measure) => {
            let (value, half_width) = figure(&one.measures.get(*measure).unwrap_or_default(), measure.unit(), lang);
            let (value, half_width) = match clearing(*measure, &one.measures) {
                Some(Clearing::NotWithinAWeek) => (format!("> {HOURS_PER_WEEK} h"), String::new()),
                Some(Clearing::AtLeast) => (format!("≥ {value}"), half_width),
                None => (value, half_width),
            };
            let alike = alike(difference.and_then(|found| found.measures.get(measure.id())));
            Column { value, half_width, word: "", mark: alike }
        }
        Figure::Sla(name) => {
            let found = one.agreement(name);
            let (value, half_width) = figure(&found.map(|sla| sla.attained).unwrap_or_default(), Unit::Share, lang);
            let word = found.map_or("", |sla| met(sla.met).get(lang));
            let alike = alike(difference.and_then(|found| found.sla.get(name)));
            Column { value, half_width, word, mark: alike }
        }
    }
}

fn met(met: Met) -> Text {
    match met {
        Met::Yes => Text::new("yes", "sí"),
        Met::No => Text::new("no", "no"),
        Met::Unsure => Text::new("unsure", "dudoso"),
    }
}

/// The mark of a difference that is not shown to be one.
fn alike(difference: Option<&PairedDifference>) -> &'static str {
    let alike = difference.is_some_and(|found| !found.significant && found.estimate.low.is_some());
    if alike { "≈" } else { "" }
}

fn stopped(stop: Stop, warmup_weeks: u32, lang: Lang) -> String {
    let week = week_of_run(stop.week, warmup_weeks, lang);
    let why = match stop.cause {
        StopCause::Queue => Text::new("more work than the desk can do", "más trabajo del que se puede hacer"),
        StopCause::Replies => Text::new("customers reply too late", "los clientes tardan demasiado en responder"),
        StopCause::Contagion => Text::new("complaints breed complaints", "las quejas traen más quejas"),
    };
    match lang {
        Lang::En => format!("not simulated beyond {week}: {}", why.get(lang)),
        Lang::Es => format!("no se simula más allá de {week}: {}", why.get(lang)),
    }
}

/// What the marks mean, and what is not shown.
fn foot(shown: &Shown, rows: &[Row], lang: Lang) -> Vec<String> {
    let mut lines = vec![];
    let figures = || rows.iter().filter_map(|row| row.figures.as_ref().ok()).flatten();
    if figures().any(|column| !column.half_width.is_empty()) {
        lines.push(Text::new("± 95 % interval", "± intervalo del 95 %").get(lang).to_owned());
    }
    if figures().any(|column| !column.mark.is_empty()) {
        let base = shown.cells.first().and_then(|cell| cell.scenarios.first()).map_or("", |one| one.name.as_str());
        lines.push(match lang {
            Lang::En => format!("≈ no difference from {base} shown in that cell"),
            Lang::Es => format!("≈ en esa celda no se aprecia diferencia con {base}"),
        });
    }
    let all = shown.grid.cells() as usize;
    if shown.cells.len() < all {
        let (first, all) = (number(shown.cells.len() as f64, 0, lang), number(all as f64, 0, lang));
        lines.push(match (lang, shown.whole) {
            (Lang::En, Some(file)) => format!("the first {first} of {all} cells; all are in {file}"),
            (Lang::Es, Some(file)) => format!("las primeras {first} de {all} celdas; todas están en {file}"),
            (Lang::En, None) => format!("the first {first} of {all} cells; --out or --format csv gives all"),
            (Lang::Es, None) => format!("las primeras {first} de {all} celdas; --out o --format csv las dan todas"),
        });
    }
    if shown.stopped > 0 {
        lines.push(could_not_be_simulated(shown.stopped, lang));
    }
    lines
}

/// How many scenarios of cells have no figures.
pub fn could_not_be_simulated(stopped: u32, lang: Lang) -> String {
    let count = number(f64::from(stopped), 0, lang);
    match (lang, stopped) {
        (Lang::En, 1) => "one scenario of one cell could not be simulated: the desk fills up".into(),
        (Lang::En, _) => format!("{count} scenarios of cells could not be simulated: the desk fills up"),
        (Lang::Es, 1) => "un escenario de una celda no se pudo simular: el servicio se llena".into(),
        (Lang::Es, _) => format!("{count} escenarios de celdas no se pudieron simular: el servicio se llena"),
    }
}

/// For two keys and one figure a matrix for each scenario: the first key downwards, the second across. Nothing where it
/// would be too wide, or not all cells are there.
fn matrices(shown: &Shown, columns: usize, lang: Lang) -> Vec<String> {
    let ([down, across], [figure]) = (shown.grid.axes(), shown.figures) else { return vec![] };
    if shown.cells.len() < shown.grid.cells() as usize || down.values.len() < 2 || across.values.len() < 2 {
        return vec![];
    }
    let keys = short_keys(shown.grid.axes());
    let matrix = |at: usize| {
        let label = |row: usize| vec![down.values[row].clone()];
        let rows: Vec<Row> = (0..down.values.len())
            .map(|row| {
                let cells = &shown.cells[row * across.values.len()..(row + 1) * across.values.len()];
                let found = cells.iter().map(|cell| match cell.scenarios[at].stopped {
                    Some(_) => Column { value: "x".into(), half_width: String::new(), word: "", mark: "" },
                    None => column(figure, cell, at, lang),
                });
                Row { labels: label(row), figures: Ok(found.collect()) }
            })
            .collect();
        let headings: Vec<String> = across.values.iter().map(|value| format!("{} = {value}", keys[1])).collect();
        let lines = layout::whole_table(&keys[..1], &headings, &rows, columns)?;
        let name = &shown.cells[0].scenarios[at].name;
        let title = match scenarios(shown) {
            1 => heading(figure, shown, lang),
            _ => format!("{name}: {}", heading(figure, shown, lang)),
        };
        let title = fold(&title, columns).into_iter().map(|line| line.bold().to_string());
        Some([String::new()].into_iter().chain(title).chain(lines).collect::<Vec<_>>())
    };
    (0..scenarios(shown)).filter_map(matrix).flatten().collect()
}

#[cfg(test)]
mod tests;

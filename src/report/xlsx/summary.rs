//! The first sheet: the verdict, and the table that the page and the terminal show.

use super::sheet::{Cell, MOST_BESIDE, Table, cut};
use super::{MEASURE, UNIT};
use crate::locale::{Lang, Text};
use crate::metrics::Unit;
use crate::report::comparison::figure::unit_words;
use crate::report::comparison::{self, About, Mark, Row, groups, legend};
use crate::report::reproduce::made_with;
use crate::report::verdict::verdict;
use crate::study::result::{Estimate, ScenarioResult, StudyResult};
use rust_xlsxwriter::XlsxError;

const MARK: Text = Text::new("Mark", "Marca");
/// Width of the first columns together, in characters, which the sentences of the verdict fill.
const SENTENCE_COLUMNS: usize = 110;
/// Columns that a sentence goes over, and the height of a line in points.
const SENTENCE_CELLS: u16 = 5;
const LINE_POINTS: f64 = 15.0;

pub fn fill(table: &mut Table, result: &StudyResult, lang: Lang) -> Result<(), XlsxError> {
    let names: Vec<&str> = result.scenarios.iter().map(|one| one.name.as_str()).collect();
    let title = format!("relevo: {}", names.join(" / "));
    table.sheet.write_string_with_format(0, 0, cut(&title), &table.formats.title)?;
    table.sheet.write_string(1, 0, cut(&made_with(result, lang)))?;
    table.row = 3;
    for sentence in verdict(result, lang) {
        sentence_over_the_sheet(table, &sentence)?;
    }
    table.row += 1;
    let groups = groups(result, lang);
    for line in legend(result, &groups, lang) {
        table.row(&[Cell::Text(line)])?;
    }
    let shown = &result.scenarios[..result.scenarios.len().min(MOST_BESIDE)];
    let mut columns = vec![(MEASURE.get(lang).to_owned(), 44.0), (UNIT.get(lang).to_owned(), 18.0)];
    for one in shown {
        let width = (one.name.chars().count() as f64).clamp(14.0, 24.0);
        columns.extend([(one.name.clone(), width), ("±".into(), 9.0), (MARK.get(lang).into(), 7.0)]);
    }
    table.header_row(&columns)?;
    for group in &groups {
        table.sheet.write_string_with_format(table.row, 0, group.name, &table.formats.group)?;
        table.row += 1;
        for row in &group.rows {
            let cells = figures(row, shown, lang);
            table.row(&cells)?;
        }
    }
    Ok(())
}

/// One cell over several columns, high enough for the whole sentence.
fn sentence_over_the_sheet(table: &mut Table, sentence: &str) -> Result<(), XlsxError> {
    let lines = sentence.chars().count().div_ceil(SENTENCE_COLUMNS).max(1);
    let row = table.row;
    table.sheet.merge_range(row, 0, row, SENTENCE_CELLS, &cut(sentence), &table.formats.wrapped)?;
    table.sheet.set_row_height(row, LINE_POINTS * lines as f64)?;
    table.row += 1;
    Ok(())
}

/// Label, unit, and for each scenario its mean, half-width and mark.
fn figures(row: &Row, scenarios: &[ScenarioResult], lang: Lang) -> Vec<Cell> {
    let unit = match &row.about {
        About::Measure(measure) => Some(measure.unit()),
        About::Attained(_) => Some(Unit::Share),
        About::Price => Some(Unit::Money),
        About::Met => None,
    };
    let currency = scenarios.first().map_or("", |one| one.currency.as_str());
    let mut cells = vec![Cell::text(row.label.trim())];
    cells.push(Cell::Text(unit.map_or(String::new(), |unit| unit_words(unit, currency, lang))));
    for (one, cell) in scenarios.iter().zip(&row.cells) {
        let Some(unit) = unit else {
            cells.extend([Cell::text(&cell.value), Cell::text(""), Cell::text("")]);
            continue;
        };
        let estimate = estimate(row, one, cell);
        let mark = match cell.mark {
            Mark::None => "",
            mark => mark.sign(),
        };
        cells.extend([
            Cell::Number(estimate.mean, unit),
            Cell::Number(estimate.half_width(), unit),
            // A lower limit, or nothing that could be cleared: said, not only shown as its number.
            Cell::Text(format!("{}{mark}", bound(&cell.value))),
        ]);
    }
    cells
}

fn estimate(row: &Row, one: &ScenarioResult, cell: &comparison::Cell) -> Estimate {
    match &row.about {
        About::Measure(measure) => one.measures.get(*measure).unwrap_or_default(),
        About::Attained(name) => {
            one.sla.iter().find(|sla| sla.name == *name).map_or(Estimate::default(), |sla| sla.attained)
        }
        About::Price | About::Met => Estimate { mean: cell.mean, ..Estimate::default() },
    }
}

/// The sign before a value that is a limit rather than a mean.
fn bound(value: &str) -> String {
    value.chars().next().filter(|sign| ['≥', '>'].contains(sign)).map_or(String::new(), |sign| format!("{sign} "))
}

//! Tables of a sweep for spreadsheets and scripts, written cell by cell.
//!
//! Invariant: as in [`crate::report::csv`], no text cell can be taken for a formula by a spreadsheet.

use super::journal::Journal;
use super::tidy::{self, met_word, stop_words};
use crate::metrics::Measure;
use crate::report::csv::{Form, Rows, text};
use crate::study::result::{Estimate, PairedDifference};
use crate::study::sweep::Grid;
use crate::study::sweep::result::{Cell, CellDifference};
use std::io::{self, Write};

/// Every figure of every scenario of every cell, one a row; the values of the keys stand first.
///
/// # Errors
/// If the journal cannot be read or the table not be written.
pub fn cells(grid: &Grid, journal: &Journal, form: Form, to: &mut dyn Write) -> io::Result<()> {
    let mut table = Rows::to(form, to)?;
    table.put(header(grid, &tidy::COLUMNS))?;
    journal.each_cell(usize::MAX, |cell| {
        let keys = keys(&table, grid, &cell);
        tidy::rows(&cell, |row| {
            let mut line = keys.clone();
            line.extend([text(row.scenario), text(&row.measure), row.unit.to_owned()]);
            line.extend(table.limits(&row.estimate));
            line.push(row.estimate.replications.to_string());
            line.extend([row.met.unwrap_or_default().to_owned(), row.stopped.clone().unwrap_or_default()]);
            table.put(line)
        })
    })?;
    table.end()
}

/// Every difference of a scenario from the first one of its cell, one a row.
///
/// # Errors
/// As [`cells`].
pub fn differences(grid: &Grid, journal: &Journal, form: Form, to: &mut dyn Write) -> io::Result<()> {
    let columns = ["scenario", "baseline", "measure", "unit", "mean", "low", "high", "replications", "significant"];
    let mut table = Rows::to(form, to)?;
    table.put(header(grid, &columns))?;
    journal.each_cell(usize::MAX, |cell| {
        let keys = keys(&table, grid, &cell);
        cell.differences.iter().try_for_each(|one| differences_of(&mut table, &keys, one))
    })?;
    table.end()
}

fn differences_of<W: Write>(table: &mut Rows<W>, keys: &[String], one: &CellDifference) -> io::Result<()> {
    let mut write = |measure: &str, unit: &str, found: &PairedDifference| {
        let mut line = keys.to_vec();
        line.extend([text(&one.scenario), text(&one.baseline), text(measure), unit.to_owned()]);
        line.extend(table.limits(&found.estimate));
        line.extend([found.estimate.replications.to_string(), found.significant.to_string()]);
        table.put(line)
    };
    for measure in Measure::ALL {
        if let Some(found) = one.measures.get(measure.id()) {
            write(measure.id(), measure.unit().name(), found)?;
        }
    }
    one.sla.iter().try_for_each(|(name, found)| write(&format!("sla:{name}"), "share", found))
}

/// One row for each scenario of each cell; three columns (mean, low, high) for each measure, four for each of the
/// agreements named, with whether it is met.
///
/// # Errors
/// As [`cells`].
pub fn summary(
    grid: &Grid,
    journal: &Journal,
    agreements: &[String],
    form: Form,
    to: &mut dyn Write,
) -> io::Result<()> {
    let mut table = Rows::to(form, to)?;
    let mut columns = vec!["scenario".to_owned(), "stopped".to_owned()];
    let limits = |name: &str| ["", " low", " high"].map(|limit| format!("{name}{limit}"));
    columns.extend(Measure::ALL.iter().flat_map(|measure| limits(measure.id())));
    for name in agreements {
        columns.extend(limits(&format!("sla:{name}")));
        columns.push(format!("sla:{name} met"));
    }
    table.put(header(grid, &columns))?;
    journal.each_cell(usize::MAX, |cell| {
        for one in &cell.scenarios {
            let mut line = keys(&table, grid, &cell);
            line.extend([text(&one.name), one.stopped.map(stop_words).unwrap_or_default()]);
            for measure in Measure::ALL {
                line.extend(table.limits(&one.measures.get(*measure).unwrap_or_default()));
            }
            for name in agreements {
                let found = one.agreement(name);
                line.extend(table.limits(&found.map_or(Estimate::default(), |sla| sla.attained)));
                line.push(found.map_or("", |sla| met_word(sla.met)).to_owned());
            }
            table.put(line)?;
        }
        Ok(())
    })?;
    table.end()
}

fn header(grid: &Grid, columns: &[impl AsRef<str>]) -> Vec<String> {
    let keys = grid.axes().iter().map(|axis| text(&axis.key));
    keys.chain(columns.iter().map(|column| text(column.as_ref()))).collect()
}

/// The values of a cell: numbers in the form of the table, everything else as typed.
fn keys<W: Write>(table: &Rows<W>, grid: &Grid, cell: &Cell) -> Vec<String> {
    let number = |value: &str| value.parse::<f64>().ok().filter(|number| number.is_finite());
    let shown = |value: &str| number(value).map_or_else(|| text(value), |number| table.value(Some(number)));
    cell.typed_values(grid).into_iter().map(shown).collect()
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::report::sweep::journal::Line;
    use crate::study::sweep::cell::tests::{grid, numbered};

    /// Four cells of two scenarios; in the second cell one of them could not be simulated.
    pub fn journal() -> Journal {
        let mut journal = Journal::passing(4).unwrap();
        for number in [2, 0, 3, 1] {
            journal.keep(&Line::of(&numbered(number, number == 1)).unwrap()).unwrap();
        }
        journal
    }

    pub fn read(bytes: &[u8]) -> Vec<Vec<String>> {
        let mut reader = ::csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
        reader.records().map(|row| row.unwrap().iter().map(String::from).collect()).collect()
    }

    #[test]
    fn the_tidy_table_has_every_figure_of_every_cell_in_the_order_of_the_grid() {
        let mut bytes = vec![];
        cells(&grid(), &journal(), Form::Comma, &mut bytes).unwrap();
        let rows = read(&bytes);
        assert_eq!(rows[0][..4], ["desk.team.desk.agents", "customers.patience", "scenario", "measure"]);
        // One agreement a scenario; the scenario that was not simulated has none.
        assert_eq!(rows.len() - 1, 4 * 2 * Measure::ALL.len() + 7);
        let of = |values: [&str; 4]| rows.iter().find(|row| row[..4] == values.map(String::from)).unwrap();
        let expected = numbered(2, false).scenarios[1].measures.get(Measure::Within1h).unwrap();
        let row = of(["4", "none", "'=more, \"quoted\"", "within_1h"]);
        assert_eq!(row[5].parse::<f64>().ok(), expected.mean);
        assert_eq!((row[4].as_str(), row[8].as_str(), row[10].as_str()), ("share", "12", ""));
        assert!(!of(["3", "none", "base", "sla:1 h"])[9].is_empty());
        let stopped = of(["3", "1h", "'=more, \"quoted\"", "within_1h"]);
        assert_eq!(stopped[5..], ["", "", "", "0", "", "queue in week 3"].map(String::from));
    }

    #[test]
    fn differences_and_the_wide_table_are_complete() {
        let mut bytes = vec![];
        differences(&grid(), &journal(), Form::Comma, &mut bytes).unwrap();
        assert_eq!(read(&bytes).len() - 1, 3 * (Measure::ALL.len() + 1), "none where a scenario was not simulated");
        let mut bytes = vec![];
        summary(&grid(), &journal(), &["1 h".into()], Form::Comma, &mut bytes).unwrap();
        let rows = read(&bytes);
        assert_eq!(rows.len() - 1, 8);
        assert!(rows.iter().all(|row| row.len() == 4 + 3 * Measure::ALL.len() + 4));
        assert_eq!(rows[0].last().map(String::as_str), Some("sla:1 h met"));
        assert_eq!(rows[4][..4], ["3", "1h", "'=more, \"quoted\"", "queue in week 3"]);
    }

    #[test]
    fn decimal_commas_reach_the_values_of_the_keys() {
        let axis = crate::study::sweep::grid::Axis { key: "x".into(), values: vec!["0.5".into(), "-1".into()] };
        let grid = Grid::new(vec![axis]).unwrap();
        let mut bytes = vec![];
        let mut journal = Journal::passing(2).unwrap();
        for number in [0, 1] {
            journal.keep(&Line::of(&numbered(number, true)).unwrap()).unwrap();
        }
        cells(&grid, &journal, Form::Semicolon, &mut bytes).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("\u{feff}x;scenario;") && text.contains("\n0,5;base;") && text.contains("\n-1;base;"));
    }
}

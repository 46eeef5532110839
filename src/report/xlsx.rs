//! report.xlsx: one sheet for each table, numbers as numbers, charts that the spreadsheet draws itself.
//!
//! Invariants: text is always written as text, so that no cell can become a formula; the same study gives the same bytes.

mod assumptions;
mod measures;
mod series;
mod sheet;
mod summary;

use super::subject::Subject;
use crate::locale::{Lang, Text};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};
use sheet::{Formats, Table};

const SUMMARY: Text = Text::new("Summary", "Resumen");
const MEASURES: Text = Text::new("Measures", "Indicadores");
const BY_CONTACT: Text = Text::new("By contact type", "Por tipo de contacto");
const BY_CHANNEL: Text = Text::new("By channel", "Por canal");
const BY_TEAM: Text = Text::new("By team", "Por equipo");
const SLA: Text = Text::new("SLA", "SLA");
const HOUR_OF_WEEK: Text = Text::new("Hour of week", "Hora de la semana");
const WEEKS: Text = Text::new("Weeks", "Semanas");
const DIFFERENCES: Text = Text::new("Differences", "Diferencias");
const ASSUMPTIONS: Text = Text::new("Assumptions", "Supuestos");

/// Headers that several sheets have.
const SCENARIO: Text = Text::new("Scenario", "Escenario");
const UNIT: Text = Text::new("Unit", "Unidad");
const MEASURE: Text = Text::new("Measure", "Indicador");
const MEAN: Text = Text::new("Mean", "Media");
const LOW: Text = Text::new("Low (95 %)", "Inferior (95 %)");
const HIGH: Text = Text::new("High (95 %)", "Superior (95 %)");
const ID: Text = Text::new("Name in result.json", "Nombre en result.json");

/// The workbook as the bytes of a file.
///
/// # Errors
/// None that a result can cause: what a sheet cannot hold is left out, and said to be.
pub fn render(subject: &Subject, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // A date of its own would make every file another one.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = Text::new("Report of relevo", "Informe de relevo").get(lang);
    book.set_properties(&DocProperties::new().set_title(title).set_creation_datetime(&created));
    let formats = Formats::new();
    let mut sheet = |name: Text, fill: &dyn Fn(&mut Table) -> Result<(), XlsxError>| {
        let sheet = book.add_worksheet().set_name(name.get(lang))?;
        sheet.set_paper_size(A4).set_landscape();
        let mut table = Table::new(sheet, &formats, lang);
        fill(&mut table)?;
        table.finish()
    };
    let result = subject.result;
    sheet(SUMMARY, &|table| summary::fill(table, result, lang))?;
    sheet(MEASURES, &|table| measures::desk(table, result, lang))?;
    for (name, entities) in [
        (BY_CONTACT, measures::Entities::Contacts),
        (BY_CHANNEL, measures::Entities::Channels),
        (BY_TEAM, measures::Entities::Teams),
    ] {
        sheet(name, &|table| measures::entities(table, result, entities, lang))?;
    }
    sheet(SLA, &|table| measures::agreements(table, result, lang))?;
    sheet(HOUR_OF_WEEK, &|table| series::hours_of_week(table, result, HOUR_OF_WEEK.get(lang), lang))?;
    sheet(WEEKS, &|table| series::weeks(table, subject, lang))?;
    if !result.differences.is_empty() {
        sheet(DIFFERENCES, &|table| measures::differences(table, result, lang))?;
    }
    sheet(ASSUMPTIONS, &|table| assumptions::fill(table, subject, lang))?;
    book.save_to_buffer()
}

/// Paper of the printed sheets, by its number in the format.
const A4: u8 = 9;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::Measure;
    use crate::report::subject::made_up::Owned;
    use calamine::{Data, DataType, Range, Reader, Xlsx};
    use std::io::Cursor;

    fn book(owned: &Owned, lang: Lang) -> Xlsx<Cursor<Vec<u8>>> {
        Xlsx::new(Cursor::new(render(&owned.subject(), lang).unwrap())).unwrap()
    }

    fn sheet(owned: &Owned, name: Text, lang: Lang) -> Range<Data> {
        book(owned, lang).worksheet_range(name.get(lang)).unwrap()
    }

    #[test]
    fn the_same_study_gives_the_same_bytes() {
        let owned = Owned::new(2, 12);
        assert_eq!(render(&owned.subject(), Lang::Es).unwrap(), render(&owned.subject(), Lang::Es).unwrap());
    }

    #[test]
    fn each_table_has_its_sheet_in_the_language_and_the_week_its_charts() {
        let all =
            [SUMMARY, MEASURES, BY_CONTACT, BY_CHANNEL, BY_TEAM, SLA, HOUR_OF_WEEK, WEEKS, DIFFERENCES, ASSUMPTIONS];
        for lang in [Lang::En, Lang::Es] {
            let names = book(&Owned::new(2, 12), lang).sheet_names();
            assert_eq!(names, all.map(|name| name.get(lang)));
            assert!(!book(&Owned::new(1, 12), lang).sheet_names().contains(&DIFFERENCES.get(lang).to_owned()));
        }
        let bytes = render(&Owned::new(2, 12).subject(), Lang::En).unwrap();
        let holds = |name: &[u8]| bytes.windows(name.len()).any(|window| window == name);
        assert!(holds(b"xl/charts/chart1.xml") && holds(b"xl/charts/chart2.xml"));
    }

    #[test]
    fn text_that_looks_like_a_formula_stays_text() {
        let names = ["=1+1", "@SUM(A1)"];
        let owned = Owned::new(2, 12).renamed(&names);
        let mut book = book(&owned, Lang::En);
        for sheet in book.sheet_names() {
            let formulas = book.worksheet_formula(&sheet).unwrap();
            assert!(formulas.used_cells().next().is_none(), "{sheet}");
        }
        let agreements = book.worksheet_range(SLA.en).unwrap();
        assert_eq!(agreements.get((1, 0)), Some(&Data::String("=1+1".into())));
    }

    #[test]
    fn all_measures_stand_there_as_numbers() {
        let owned = Owned::new(2, 12);
        let found = sheet(&owned, MEASURES, Lang::Es);
        for (at, measure) in Measure::ALL.iter().enumerate() {
            let row = at + 1;
            let text = |column| found.get((row, column)).and_then(|cell: &Data| cell.as_string());
            assert_eq!(text(0).as_deref(), Some(measure.label().es));
            assert_eq!(text(2).as_deref(), Some(measure.id()));
            for (scenario, one) in owned.result.scenarios.iter().enumerate() {
                let estimate = one.measures.get(*measure).unwrap();
                for (limit, value) in [estimate.mean, estimate.low, estimate.high].into_iter().enumerate() {
                    let cell = found.get((row, 3 + 3 * scenario + limit)).unwrap_or(&Data::Empty);
                    assert_eq!(cell.as_f64(), value, "{} {scenario} {limit}", measure.id());
                }
            }
        }
    }

    #[test]
    fn the_summary_says_the_verdict_and_shows_the_figures_with_their_marks() {
        let owned = Owned::new(2, 12);
        let found = sheet(&owned, SUMMARY, Lang::En);
        let rows: Vec<Vec<String>> =
            found.rows().map(|row| row.iter().map(ToString::to_string).collect::<Vec<_>>()).collect();
        assert!(rows.iter().any(|row| row[0].starts_with("Saturday too answers 70 %")));
        let within = rows.iter().find(|row| row[0] == "Answered within 1 h").unwrap();
        let mean = owned.result.scenarios[1].measures.get(Measure::Within1h).unwrap().mean.unwrap();
        assert_eq!((within[1].as_str(), within[5].parse::<f64>().ok()), ("%", Some(mean)));
        assert_eq!(within[7], "*");
        let met = rows.iter().find(|row| row[0].ends_with("met?")).unwrap();
        assert_eq!((met[2].as_str(), met[5].as_str()), ("no", "no"));
    }

    #[test]
    fn weeks_have_their_date_where_they_are_real() {
        let found = sheet(&Owned::new(1, 12), WEEKS, Lang::En);
        let day = |row| match found.get((row, 1)) {
            Some(Data::DateTime(date)) => date.as_f64(),
            other => panic!("{other:?}"),
        };
        // The spreadsheet counts days; 46,027 is Monday, 5 January 2026.
        assert_eq!((day(1), day(2)), (46_027.0, 46_034.0));
    }

    #[test]
    fn a_run_without_intervals_has_empty_cells_not_zeros() {
        let found = sheet(&Owned::new(1, 1), MEASURES, Lang::En);
        assert!(found.get((1, 3)).is_some_and(|cell: &Data| cell.as_f64().is_some()));
        assert!(matches!(found.get((1, 4)), None | Some(Data::Empty)));
    }
}

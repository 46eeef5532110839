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

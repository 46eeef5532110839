//! What each scenario rests on.

use super::sheet::{Cell, Table};
use super::{SCENARIO, UNIT};
use crate::locale::{Lang, Text};
use crate::report::assumptions::{origin, value};
use crate::report::subject::Subject;
use crate::scenario::force::Said;
use rust_xlsxwriter::XlsxError;

pub fn fill(table: &mut Table, subject: &Subject, lang: Lang) -> Result<(), XlsxError> {
    let columns = [
        (SCENARIO, 28.0),
        (Text::new("Key", "Clave"), 34.0),
        (Text::new("Meaning", "Significado"), 60.0),
        (Text::new("Value", "Valor"), 30.0),
        (UNIT, 14.0),
        (Text::new("Written", "Escrito"), 10.0),
        (Text::new("Source", "Fuente"), 60.0),
    ];
    let header: Vec<(String, f64)> = columns.iter().map(|(text, width)| (text.get(lang).to_owned(), *width)).collect();
    table.header(&header, 2)?;
    for (scenario, in_force) in subject.scenarios.iter().zip(subject.in_force) {
        for one in in_force {
            let path = match one.section.as_str() {
                "" => one.key.name.to_owned(),
                section => format!("{section}.{}", one.key.name),
            };
            let (text, unit) = value(one, lang);
            let number = match &one.value {
                Said::Value { json, .. } => json.as_f64(),
                Said::Words(_) => None,
            };
            let written = if one.place.is_some() { Text::new("yes", "sí") } else { Text::new("no", "no") };
            table.row(&[
                Cell::text(&scenario.name),
                Cell::Text(path),
                Cell::text(one.key.about.get(lang)),
                number.map_or(Cell::Text(text), Cell::Plain),
                Cell::text(unit),
                Cell::text(written.get(lang)),
                Cell::Text(origin(one, subject.sources, lang)),
            ])?;
        }
    }
    table.filter(0, columns.len() as u16)
}

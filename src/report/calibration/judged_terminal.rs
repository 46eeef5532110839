//! The judgement of a calibrated scenario at the terminal: verdict, table, a picture of the week.

use super::judged::{Judged, headings, rows, verdict};
use crate::calibrate::{Calibration, Evidence};
use crate::locale::{Lang, Text};
use crate::report::terminal::week_picture::bands;
use crate::report::text_layout::{NARROWEST, fold, left, right, width};
use owo_colors::OwoColorize;

const WIDEST: usize = 110;
const TITLE: Text = Text::new("Attainment within 1 h", "Respondidas en 1 h");
const NOTHING: Text = Text::new("nobody is answered within 1 h", "a nadie se responde en 1 h");

/// With escape codes for colour, at most `columns` wide.
pub fn render(calibration: &Calibration, evidence: &Evidence, judged: &Judged, columns: usize, lang: Lang) -> String {
    let columns = columns.clamp(NARROWEST, WIDEST);
    let mut lines = Vec::new();
    for (at, sentence) in verdict(calibration, evidence, judged, lang).iter().enumerate() {
        for (line_at, line) in fold(sentence, columns - 2).iter().enumerate() {
            let line = if at == 0 { line.bold().to_string() } else { line.clone() };
            lines.push(if line_at == 0 { line } else { format!("  {line}") });
        }
    }
    lines.push(String::new());
    if let Judged::Yes(found) = judged {
        lines.extend(table(&headings(lang).map(str::to_owned), &rows(found, lang), columns));
        lines.push(String::new());
        let percent = |share: Option<f64>| 100.0 * share.unwrap_or_default();
        let observed: Vec<f64> = found.hours.iter().map(|hour| percent(hour.observed)).collect();
        let simulated: Vec<f64> = found.hours.iter().map(|hour| percent(hour.simulated)).collect();
        let names = [Text::new("observed", "observado"), Text::new("simulated", "simulado")].map(|text| text.get(lang));
        let series = [(names[0], &observed[..]), (names[1], &simulated[..])];
        lines.extend(bands(TITLE, NOTHING, Text::new("%", "%"), &series, columns, lang));
        lines.push(String::new());
    }
    lines.join("\n")
}

/// A table whose first column is text; where the terminal is too narrow, each row below its label.
pub fn table<const N: usize>(headings: &[String; N], rows: &[[String; N]], columns: usize) -> Vec<String> {
    let widest = |column: usize| {
        let cells = rows.iter().map(|row| &row[column]).chain(std::iter::once(&headings[column]));
        cells.map(|cell| width(cell)).max().unwrap_or(0)
    };
    let widths: [usize; N] = std::array::from_fn(widest);
    if widths.iter().sum::<usize>() + 2 * (N - 1) > columns {
        let row = |row: &[String; N]| {
            let mut lines = fold(&row[0], columns);
            for (heading, cell) in headings.iter().zip(row).skip(1).filter(|(_, cell)| !cell.is_empty()) {
                lines.extend(fold(&format!("{heading}: {cell}"), columns - 2).iter().map(|line| format!("  {line}")));
            }
            lines
        };
        return rows.iter().flat_map(row).collect();
    }
    let line = |row: &[String; N]| {
        let cell = |(at, text): (usize, &String)| {
            if at == 0 { left(text, widths[0]) } else { right(text, widths[at]) }
        };
        row.iter().enumerate().map(cell).collect::<Vec<_>>().join("  ").trim_end().to_owned()
    };
    std::iter::once(line(headings).bold().to_string()).chain(rows.iter().map(line)).collect()
}

//! A sweep of two keys: a figure for every pair of their values.

use super::ink::{HEATS, Ink};
use super::picture::Picture;
use super::sheet::{Area, At, Layout, MARGIN, SMALL, Sheet, fill};
use super::table::{Form, Table};
use super::words::extremes;
use crate::locale::{Lang, Text};

const CELL_HEIGHT: f64 = 22.0;
/// Where there are many rows.
const LOW_CELL_HEIGHT: f64 = 12.0;
const MANY_ROWS: usize = 40;
const MOST_LABEL: f64 = 160.0;

/// A figure over two keys.
#[derive(Clone, PartialEq, Debug)]
pub struct Grid {
    /// What the figure is, in words, how it is written, and whether more of it is better, if one can say.
    pub figure: String,
    pub form: Form,
    pub more_is_better: Option<bool>,
    /// Key across and its values as written; then those down.
    pub across: (String, Vec<String>),
    pub down: (String, Vec<String>),
    /// Row by row; none where a cell has no figure.
    pub values: Vec<Vec<Option<f64>>>,
    pub source: String,
}

impl Grid {
    fn value(&self, column: usize, row: usize) -> Option<f64> {
        self.values.get(row)?.get(column).copied().flatten().filter(|value| value.is_finite())
    }

    fn range(&self) -> (f64, f64) {
        let known = self.values.iter().flatten().flatten().filter(|value| value.is_finite());
        known.fold((f64::INFINITY, f64::NEG_INFINITY), |(low, high), value| (low.min(*value), high.max(*value)))
    }
}

/// A heat map with its values where they fit.
pub fn draw(data: &Grid, layout: Layout, lang: Lang) -> Picture {
    let (across, down) = (&data.across, &data.down);
    let about = match lang {
        Lang::En => format!("{}: across {}, down {}; means over replications.", data.figure, across.0, down.0),
        Lang::Es => {
            format!("{}: en horizontal {}, en vertical {}; medias de las réplicas.", data.figure, across.0, down.0)
        }
    };
    let title = title(data, lang);
    let mut sheet = Sheet::new("sweep", layout, lang, title.clone(), &about);
    let (low, high) = data.range();
    let step = |value: f64| {
        let share = if high > low { (value - low) / (high - low) } else { 0.0 };
        ((share * HEATS as f64) as usize).min(HEATS - 1)
    };
    key(&mut sheet, data, (low, high), lang);
    sheet.paragraph(&format!("{} →", across.0), SMALL);
    sheet.paragraph(&format!("{} ↓", down.0), SMALL);
    let height = if down.1.len() > MANY_ROWS { LOW_CELL_HEIGHT } else { CELL_HEIGHT };
    let label = |text: &str| super::font::fold(text, MOST_LABEL, 1, SMALL.size, false).concat();
    let rows: Vec<String> = down.1.iter().map(|text| label(text)).collect();
    let left = MARGIN + rows.iter().map(|text| SMALL.width(text)).fold(0.0, f64::max) + 8.0;
    let width = (sheet.right() - left) / across.1.len().max(1) as f64;
    columns(&mut sheet, &across.1, left, width);
    let top = sheet.y;
    let area = |column: usize, row: usize| {
        let (left, top) = (left + column as f64 * width, top + row as f64 * height);
        Area { left, top, right: left + (width - 1.0).max(width * 0.8), bottom: top + height - 1.0 }
    };
    let every = (SMALL.line() / height).ceil() as usize;
    for (row, text) in rows.iter().enumerate().step_by(every) {
        sheet.text(text, left - 6.0, top + (row as f64 + 0.5) * height, SMALL.at(At::Right));
    }
    let all = || (0..down.1.len()).flat_map(|row| (0..across.1.len()).map(move |column| (column, row)));
    for heat in 0..HEATS {
        for (column, row) in all().filter(|cell| data.value(cell.0, cell.1).is_some_and(|value| step(value) == heat)) {
            sheet.rectangle(area(column, row), fill(Ink::Heat(heat), 1.0));
        }
    }
    for heat in 0..HEATS {
        for (column, row) in all() {
            let Area { left, right, top, bottom } = area(column, row);
            if let Some(value) = data.value(column, row).filter(|value| step(*value) == heat) {
                let text = data.form.text(value, lang);
                if SMALL.width(&text) + 4.0 <= right - left && height >= CELL_HEIGHT {
                    let look = SMALL.ink(Ink::OnHeat(heat)).at(At::Middle);
                    sheet.text(&text, (left + right) / 2.0, (top + bottom) / 2.0, look);
                }
            }
        }
    }
    for (column, row) in all() {
        let value = data.value(column, row).map_or("–".into(), |value| data.form.text(value, lang));
        let place = format!("{} = {}, {} = {}", across.0, across.1[column], down.0, down.1[row]);
        sheet.hover_area(area(column, row), format!("{place}: {value}"));
    }
    sheet.y = top + down.1.len() as f64 * height + 6.0;
    sheet.finish(&data.source, format!("{about} {title}."), table(data))
}

/// Values of the key across, as many as have room.
fn columns(sheet: &mut Sheet, values: &[String], left: f64, width: f64) {
    let widest = values.iter().map(|text| SMALL.width(text)).fold(0.0, f64::max).min(MOST_LABEL);
    let every = ((widest + 8.0) / width).ceil().max(1.0) as usize;
    for (column, text) in values.iter().enumerate().step_by(every) {
        let text = super::font::fold(text, MOST_LABEL, 1, SMALL.size, false).concat();
        let half = SMALL.width(&text) / 2.0;
        let x = (left + (column as f64 + 0.5) * width).clamp(MARGIN + half, sheet.right() - half);
        sheet.text(&text, x, sheet.y + SMALL.line() / 2.0, SMALL.at(At::Middle));
    }
    sheet.y += SMALL.line() + 4.0;
}

/// The steps of the scale between the least and the greatest value, their ends written.
fn key(sheet: &mut Sheet, data: &Grid, (low, high): (f64, f64), lang: Lang) {
    if low > high {
        return;
    }
    let [low, high] = [low, high].map(|value| data.form.text(value, lang));
    let middle = sheet.y + 9.0;
    sheet.text(&low, MARGIN, middle, SMALL);
    let mut left = MARGIN + SMALL.width(&low) + 6.0;
    for heat in 0..HEATS {
        sheet.rectangle(
            Area { left, right: left + 26.0, top: middle - 7.0, bottom: middle + 7.0 },
            fill(Ink::Heat(heat), 1.0),
        );
        left += 27.0;
    }
    sheet.text(&high, left + 5.0, middle, SMALL);
    sheet.y += 24.0;
}

fn title(data: &Grid, lang: Lang) -> String {
    let columns = data.across.1.len();
    let cells = (0..data.down.1.len()).flat_map(|row| (0..columns).map(move |column| (column, row)));
    let values: Vec<Option<f64>> = cells.map(|(column, row)| data.value(column, row)).collect();
    let Some((least, most)) = extremes(&values) else {
        return Text::new("No cell of the sweep gives the figure", "Ninguna celda del barrido da la cifra")
            .get(lang)
            .into();
    };
    let text = |at: usize| data.form.text(values[at].unwrap_or_default(), lang);
    let place = |at: usize| {
        format!("{} = {}, {} = {}", data.across.0, data.across.1[at % columns], data.down.0, data.down.1[at / columns])
    };
    let figure = &data.figure;
    if values[least] == values[most] {
        return match lang {
            Lang::En => format!("{figure} is the same in every cell: {}", text(least)),
            Lang::Es => format!("{figure}: lo mismo en todas las celdas, {}", text(least)),
        };
    }
    match (lang, data.more_is_better) {
        (Lang::En, Some(more)) => {
            let best = if more { most } else { least };
            format!("{figure} is best with {}: {}", place(best), text(best))
        }
        (Lang::Es, Some(more)) => {
            let best = if more { most } else { least };
            format!("{figure}: lo mejor es {}, con {}", text(best), place(best))
        }
        (Lang::En, None) => {
            format!("{figure} goes from {} ({}) to {} ({})", text(least), place(least), text(most), place(most))
        }
        (Lang::Es, None) => {
            format!("{figure}: de {} ({}) a {} ({})", text(least), place(least), text(most), place(most))
        }
    }
}

fn table(data: &Grid) -> Table {
    let mut table = Table::new(&data.down.0);
    data.across.1.iter().for_each(|value| table.column(format!("{} = {value}", data.across.0), data.form));
    for (row, label) in data.down.1.iter().enumerate() {
        table.row(label.clone(), (0..data.across.1.len()).map(|column| data.value(column, row)));
    }
    table
}

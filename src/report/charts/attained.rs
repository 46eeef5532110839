//! When customers were answered within an hour and when they are by a simulation: two weeks of cells on one scale.

use super::heatmap::{cells, key};
use super::hours::panel_head;
use super::picture::Picture;
use super::scale::hour_span;
use super::sheet::{Layout, Sheet};
use super::table::{Form, Table};
use crate::locale::{Lang, Text};

/// A week observed and the same simulated.
#[derive(Clone, PartialEq, Debug)]
pub struct Attained {
    pub title: String,
    pub about: String,
    /// Shares, for each hour of the week.
    pub observed: Vec<Option<f64>>,
    pub simulated: Vec<Option<f64>>,
    /// Conversations observed in each hour of the week.
    pub opened: Vec<u32>,
    pub source: String,
}

pub const OBSERVED: Text = Text::new("observed", "observado");
pub const SIMULATED: Text = Text::new("simulated", "simulado");

pub fn draw(data: &Attained, layout: Layout, lang: Lang) -> Picture {
    let mut sheet = Sheet::new("attained", layout, lang, data.title.clone(), &data.about);
    key(&mut sheet, lang);
    for (name, week) in [(OBSERVED, &data.observed), (SIMULATED, &data.simulated)] {
        panel_head(&mut sheet, name.get(lang), "");
        cells(&mut sheet, week, lang);
    }
    let mut table = Table::new(Text::new("Hour", "Hora").get(lang));
    table.column(Text::new("conversations observed", "conversaciones observadas").get(lang), Form::Number(0));
    [OBSERVED, SIMULATED].iter().for_each(|text| table.column(text.get(lang), Form::Percent(1)));
    for (hour, ((observed, simulated), opened)) in
        data.observed.iter().zip(&data.simulated).zip(&data.opened).enumerate()
    {
        table.row(hour_span(hour, lang), [Some(f64::from(*opened)), *observed, *simulated]);
    }
    let description = format!("{} {}.", data.about, data.title);
    sheet.finish(&data.source, description, table)
}

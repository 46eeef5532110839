//! Observed upon fitted: lines, steps, dots and bands over one axis, each series under its name.

use super::hours::area_below;
use super::ink::Ink;
use super::labels::{self, EndLabel};
use super::picture::Picture;
use super::scale::{Axis, Scale, Tick, hour_span};
use super::sheet::{Area, At, Layout, SMALL, Sheet, axis_room, stroke};
use super::table::Table;
use crate::locale::Lang;
use crate::locale::number::weekday;

const HEIGHT: f64 = 230.0;
const HOURS_PER_DAY: usize = 24;

/// What is drawn of a series, given by the number of its name.
#[derive(Clone, PartialEq, Debug)]
pub enum Layer {
    /// The area between two lines over the same places.
    Band {
        series: usize,
        low: Vec<(f64, f64)>,
        high: Vec<(f64, f64)>,
    },
    Line {
        series: usize,
        points: Vec<(f64, f64)>,
    },
    Dots {
        series: usize,
        points: Vec<(f64, f64)>,
    },
    /// A level over each unit of the axis, from 0 on; gaps where there is none.
    Steps {
        series: usize,
        values: Vec<Option<f64>>,
    },
    /// Where both would be the same: dashed, without a name.
    Reference {
        points: Vec<(f64, f64)>,
    },
}

/// The axis across, or up.
#[derive(Clone, PartialEq, Debug)]
pub enum Places {
    /// The hours of a week.
    Week,
    /// Numbers from 0 to so much, with these texts at these places.
    Named { to: f64, texts: Vec<(f64, String)> },
    /// Minutes from 1 to a time people speak of that is no less than so many, a week at most, on a logarithmic scale.
    Waiting { most: f64 },
    /// Numbers from 0 on.
    Numbers { most: f64 },
    /// From 0 to 100 %.
    Shares,
}

#[derive(Clone, PartialEq, Debug)]
pub struct Overlay {
    /// Begins the identifiers of the drawing: unique on a page.
    pub kind: &'static str,
    pub title: String,
    pub about: String,
    pub x: Places,
    pub y: Places,
    /// What the axes say, above and below the plot; may be empty.
    pub y_name: String,
    pub x_name: String,
    /// Names of the series.
    pub names: Vec<String>,
    pub layers: Vec<Layer>,
    /// Places across that are marked, with what is said of them.
    pub marks: Vec<(f64, String)>,
    /// Stretches across and what is shown when they are hovered over.
    pub hovers: Vec<(f64, f64, String)>,
    pub source: String,
    pub table: Table,
}

impl Places {
    fn axis(&self, narrow: bool, across: bool, lang: Lang) -> Axis {
        match self {
            Places::Week => {
                let middle = |day: usize| (day * HOURS_PER_DAY + HOURS_PER_DAY / 2) as f64;
                let ticks = (0..7).map(|day| Tick { at: middle(day), text: weekday(day, lang).into() }).collect();
                Axis { scale: Scale::linear(0.0..168.0), ticks }
            }
            Places::Named { to, texts } => {
                let ticks = texts.iter().map(|(at, text)| Tick { at: *at, text: text.clone() }).collect();
                Axis { scale: Scale::linear(0.0..*to), ticks: thinned(ticks, if narrow { 5 } else { 10 }) }
            }
            Places::Waiting { most } => Axis::waiting(*most, narrow && across, lang),
            Places::Numbers { most } => Axis::from_zero(*most, 5, lang),
            Places::Shares => Axis::shares(5, lang),
        }
    }
}

/// Every n-th of the ticks, so that no more are left than have room.
fn thinned(ticks: Vec<Tick>, most: usize) -> Vec<Tick> {
    let step = ticks.len().div_ceil(most).max(1);
    ticks.into_iter().step_by(step).collect()
}

pub fn draw(data: &Overlay, layout: Layout, lang: Lang) -> Picture {
    let mut sheet = Sheet::new(data.kind, layout, lang, data.title.clone(), &data.about);
    let label = |name: &String| EndLabel { name: name.clone(), detail: String::new(), at: 0.0 };
    labels::above(&mut sheet, &data.names.iter().map(label).collect::<Vec<_>>());
    if !data.y_name.is_empty() {
        sheet.paragraph(&data.y_name, SMALL);
    }
    let (x, y) = (data.x.axis(sheet.narrow(), true, lang), data.y.axis(sheet.narrow(), false, lang));
    // The texts of marks stand above the plot.
    if !data.marks.is_empty() {
        sheet.y += SMALL.line();
    }
    let area = area_below(&mut sheet, axis_room(&y), HEIGHT);
    let plot = sheet.plot(area, &x, &y);
    let Area { top, bottom, right, .. } = area;
    if data.x == Places::Week {
        for day in 1..7 {
            let x = plot.across((day * HOURS_PER_DAY) as f64);
            plot.sheet.line([(x, top), (x, bottom)], stroke(Ink::Grid, 1.0));
        }
    }
    plot.y_axis(&y);
    let mut free = 0.0;
    for (at, text) in &data.marks {
        let x = plot.across(*at);
        plot.sheet.line([(x, top), (x, bottom)], stroke(Ink::Mark, 1.0));
        let half = SMALL.width(text) / 2.0;
        let middle = x.min(right - half);
        if middle - half >= free {
            plot.sheet.text(text, middle, top - SMALL.line() / 2.0 - 1.0, SMALL.at(At::Middle));
            free = middle + half + 8.0;
        }
    }
    data.layers.iter().for_each(|layer| layer.draw(&plot));
    plot.x_axis(&x, data.x != Places::Week);
    data.hovers.iter().for_each(|(from, to, text)| plot.hover_column(*from, *to, text.clone()));
    if !data.x_name.is_empty() {
        sheet.paragraph(&data.x_name, SMALL);
    }
    let description = format!("{} {}.", data.about, data.title);
    sheet.finish(&data.source, description, data.table.clone())
}

impl Layer {
    fn draw(&self, plot: &super::sheet::Plot<'_>) {
        match self {
            Layer::Band { series, low, high } => plot.band(low, high, Ink::Series(*series), 0.2),
            Layer::Line { series, points } => {
                plot.line(points.iter().copied(), stroke(Ink::Dashed(*series), 1.8));
            }
            Layer::Dots { series, points } => {
                points.iter().for_each(|(x, y)| plot.sheet.dot(plot.place(*x, *y), 3.0, Ink::Series(*series)));
            }
            Layer::Steps { series, values } => {
                let corner = |(at, value): (usize, &Option<f64>)| {
                    value.map(|value| [(at as f64, value), (at as f64 + 1.0, value)])
                };
                let corners: Vec<Option<[(f64, f64); 2]>> = values.iter().enumerate().map(corner).collect();
                for run in corners.chunk_by(|one, next| one.is_some() == next.is_some()) {
                    plot.line(run.iter().flatten().flatten().copied(), stroke(Ink::Dashed(*series), 1.8));
                }
            }
            Layer::Reference { points } => plot.line(points.iter().copied(), stroke(Ink::Mark, 1.0)),
        }
    }
}

/// Lines of hovering over the hours of a week: each with what is said of it.
pub fn hour_hovers(texts: impl Iterator<Item = String>, lang: Lang) -> Vec<(f64, f64, String)> {
    let hover = |(hour, text): (usize, String)| {
        (hour as f64, hour as f64 + 1.0, format!("{}: {text}", hour_span(hour % 168, lang)))
    };
    texts.enumerate().map(hover).collect()
}

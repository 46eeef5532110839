//! A figure over the values of one key, with its band: where the cheaper of two scenarios turns, and a sweep of one key.

use super::ink::Ink;
use super::labels::{self, EndLabel};
use super::picture::Picture;
use super::scale::Axis;
use super::sheet::{Area, At, Layout, MARGIN, PLAIN, Plot, SMALL, Sheet, X_ROOM, axis_room, stroke};
use super::table::{Form, Table};
use super::words::extremes;
use crate::locale::number::{decimals, interval, number};
use crate::locale::{Lang, Text};
use crate::study::result::Estimate;
use crate::study::vary::Point;
use plotters::coord::ranged1d::Ranged;

const HEIGHT: f64 = 300.0;

/// A place where a line passes zero.
#[derive(Clone, PartialEq, Debug)]
pub struct Crossing {
    pub at: f64,
    /// Values of the key that are not ruled out; a limit is none where these go on to the end of the range.
    pub low: Option<f64>,
    pub high: Option<f64>,
    /// The value of the key as it is written.
    pub text: String,
}

/// A figure as a key changes.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    pub name: String,
    /// Rising in the key.
    pub points: Vec<Point>,
    pub crossings: Vec<Crossing>,
}

/// A figure over the values of a key, a line for each scenario.
#[derive(Clone, PartialEq, Debug)]
pub struct Curves {
    /// Kind of picture.
    pub kind: &'static str,
    pub title: String,
    pub about: String,
    /// Dotted path of the key, and the unit of its values, may be empty.
    pub key: String,
    pub key_unit: String,
    /// How the figure is written, and its unit, may be empty.
    pub form: Form,
    pub unit: String,
    /// The figure is a difference: zero is part of the picture.
    pub difference: bool,
    pub lines: Vec<Line>,
    /// Where the figures come from.
    pub source: String,
}

/// A figure of one or more scenarios over the values of a key.
#[derive(Clone, PartialEq, Debug)]
pub struct Sweep {
    pub key: String,
    pub unit: String,
    /// What the figure is, in words, and how it is written.
    pub figure: String,
    pub form: Form,
    pub lines: Vec<Line>,
    pub source: String,
}

/// What an axis of values looks like.
struct Frame {
    x: Axis,
    y: Axis,
    area: Area,
}

fn value_text(value: f64, lang: Lang) -> String {
    number(value, decimals(value, None, 4), lang)
}

fn with_unit(value: f64, unit: &str, lang: Lang) -> String {
    let text = value_text(value, lang);
    if unit.is_empty() { text } else { format!("{text} {unit}") }
}

/// Axes over all points, zero among the figures if asked for.
fn frame(sheet: &mut Sheet, lines: &[&[Point]], zero: bool, right: f64, lang: Lang) -> Frame {
    let points = || lines.iter().flat_map(|line| line.iter());
    let figures = || points().flat_map(|point| [point.figure.low, point.figure.mean, point.figure.high]).flatten();
    let start = if zero { (0.0, 0.0) } else { (f64::INFINITY, f64::NEG_INFINITY) };
    let (low, high) = figures().fold(start, |(low, high), value| (low.min(value), high.max(value)));
    let margin = if high > low { (high - low) * 0.06 } else { 0.5 };
    let (first, last) =
        points().fold((f64::INFINITY, f64::NEG_INFINITY), |(a, b), point| (a.min(point.at), b.max(point.at)));
    let x = Axis::numbers(first..last, if sheet.narrow() { 5 } else { 9 }, lang);
    let y = Axis::numbers(low - margin..high + margin, 6, lang);
    let top = sheet.y + 8.0;
    let area = Area { left: MARGIN + axis_room(&y), right, top, bottom: top + HEIGHT };
    sheet.y = area.bottom + X_ROOM;
    Frame { x, y, area }
}

/// Intervals of more lines than this are bars, not bands: bands upon bands become mud.
const MOST_BANDS: usize = 3;

/// Intervals below, lines above.
fn draw_lines(plot: &Plot<'_>, lines: &[&[Point]]) {
    let part = |points: &[Point], of: fn(&Estimate) -> Option<f64>| -> Vec<(f64, f64)> {
        points.iter().filter_map(|point| of(&point.figure).map(|value| (point.at, value))).collect()
    };
    let opacity = if lines.len() > 1 { 0.12 } else { 0.25 };
    for (number, points) in lines.iter().enumerate() {
        let (low, high) = (part(points, |e| e.low), part(points, |e| e.high));
        if low.len() == high.len() && lines.len() <= MOST_BANDS {
            plot.band(&low, &high, Ink::Series(number), opacity);
        } else {
            // Beside one another, around the value that they belong to.
            let shift = (number as f64 - (lines.len() - 1) as f64 / 2.0) * 2.0;
            for ((at, low), (_, high)) in low.iter().zip(&high) {
                let (x, top) = plot.place(*at, *high);
                let x = (x + shift).clamp(plot.area.left, plot.area.right);
                plot.sheet.line([(x, top), (x, plot.place(*at, *low).1)], stroke(Ink::Series(number), 1.0));
            }
        }
    }
    for (number, points) in lines.iter().enumerate() {
        let mean = part(points, |e| e.mean);
        mean.iter().for_each(|(x, y)| plot.sheet.dot(plot.place(*x, *y), 2.4, Ink::Series(number)));
        plot.line(mean, stroke(Ink::Dashed(number), 1.8));
    }
}

/// Draws the lines, the zero of a difference and where they pass it.
pub fn draw(data: &Curves, layout: Layout, lang: Lang) -> Picture {
    let mut sheet = Sheet::new(data.kind, layout, lang, data.title.clone(), &data.about);
    let names: Vec<EndLabel> =
        data.lines.iter().map(|line| EndLabel { name: line.name.clone(), detail: String::new(), at: 0.0 }).collect();
    if names.len() > 1 {
        labels::above(&mut sheet, &names);
    }
    sheet.paragraph(&data.unit, SMALL);
    // Shares are drawn in percent, as their axis is written.
    let factor = if matches!(data.form, Form::Percent(_)) { 100.0 } else { 1.0 };
    let scaled = |point: &Point| {
        let Estimate { mean, low, high, .. } = point.figure;
        let [mean, low, high] = [mean, low, high].map(|value| value.map(|value| value * factor));
        Point { at: point.at, figure: Estimate { mean, low, high, ..point.figure } }
    };
    let drawn: Vec<Vec<Point>> = data.lines.iter().map(|line| line.points.iter().map(scaled).collect()).collect();
    let right = sheet.right();
    let slices: Vec<&[Point]> = drawn.iter().map(Vec::as_slice).collect();
    let Frame { x, y, area } = frame(&mut sheet, &slices, data.difference, right, lang);
    let y = if factor > 1.0 { y.in_percent() } else { y };
    let plot = sheet.plot(area, &x, &y);
    plot.y_axis(&y);
    plot.x_axis(&x, true);
    draw_lines(&plot, &slices);
    if data.difference {
        let (_, zero) = plot.place(x.scale.range().start, 0.0);
        sheet.line([(area.left, zero), (area.right, zero)], stroke(Ink::Text, 1.2));
        let mut free = area.left;
        for (number, line) in data.lines.iter().enumerate() {
            line.crossings.iter().for_each(|one| crossing(&plot, one, zero, (number, line), &mut free));
        }
    }
    hovering(&plot, data, lang);
    let key = if data.key_unit.is_empty() { data.key.clone() } else { format!("{} [{}]", data.key, data.key_unit) };
    sheet.paragraph(&key, SMALL);
    sheet.finish(&data.source, format!("{} {}.", data.about, data.title), table(data, lang))
}

/// A mark where a line passes zero, with the values that are not ruled out; its value where it is `free` of the one before.
fn crossing(plot: &Plot<'_>, crossing: &Crossing, zero: f64, (number, line): (usize, &Line), free: &mut f64) {
    let Area { left, right, top, bottom } = plot.area;
    let x = plot.across(crossing.at);
    if !(left..=right).contains(&x) {
        return;
    }
    let end = |limit: Option<f64>, open: f64| limit.map_or(open, |limit| plot.across(limit).clamp(left, right));
    let ends = [end(crossing.low, left), end(crossing.high, right)];
    plot.sheet.line([(ends[0], zero), (ends[1], zero)], stroke(Ink::Series(number), 4.0));
    plot.sheet.hover(format!("{}: {}", line.name, crossing.text));
    plot.sheet.dot((x, zero), 5.0, Ink::Text);
    let look = PLAIN.ink(Ink::Label);
    let width = look.width(&crossing.text);
    // A falling line leaves room above to the right, a rising one below.
    let falls = line.points.first().zip(line.points.last()).is_some_and(|(a, b)| a.figure.mean > b.figure.mean);
    let to_right = x + 10.0 + width < right;
    let y = if falls == to_right { (zero - 16.0).max(top + 8.0) } else { (zero + 16.0).min(bottom - 8.0) };
    let from = if to_right { x + 8.0 } else { x - 8.0 - width };
    if from >= *free {
        plot.sheet.text(&crossing.text, from, y, look.at(At::Left));
        *free = from + width + 8.0;
    }
}

/// Columns around the values of the first line, each with the figures of all of them.
fn hovering(plot: &Plot<'_>, data: &Curves, lang: Lang) {
    let Some(first) = data.lines.first().map(|line| &line.points) else { return };
    let unit = if data.unit.is_empty() { String::new() } else { format!(" {}", data.unit) };
    let text = |estimate: &Estimate| {
        let one = |value: f64| data.form.text(value, lang);
        let mean = estimate.mean.map_or("–".into(), one);
        match (estimate.low, estimate.high) {
            (Some(low), Some(high)) => format!("{mean}{unit} {}", interval(&one(low), &one(high), lang)),
            _ => format!("{mean}{unit}"),
        }
    };
    for (at, point) in first.iter().enumerate() {
        let from = if at == 0 { point.at } else { (first[at - 1].at + point.at) / 2.0 };
        let to = first.get(at + 1).map_or(point.at, |next| (next.at + point.at) / 2.0);
        let of = |line: &Line| {
            let found = line.points.iter().find(|other| other.at == point.at);
            format!("\n{}: {}", line.name, found.map_or("–".into(), |found| text(&found.figure)))
        };
        let figures: String = data.lines.iter().map(of).collect();
        plot.hover_column(from, to, format!("{} = {}{figures}", data.key, value_text(point.at, lang)));
    }
}

fn table(data: &Curves, lang: Lang) -> Table {
    let mut table = Table::new(&data.key);
    let parts = [
        Text::new("mean", "media"),
        Text::new("lower limit", "límite inferior"),
        Text::new("upper limit", "límite superior"),
    ];
    let unit = if data.unit.is_empty() { String::new() } else { format!("{}, ", data.unit) };
    for line in &data.lines {
        parts.iter().for_each(|part| table.column(format!("{} ({unit}{})", line.name, part.get(lang)), data.form));
    }
    let mut values: Vec<f64> = data.lines.iter().flat_map(|line| line.points.iter().map(|point| point.at)).collect();
    values.sort_by(f64::total_cmp);
    values.dedup();
    for at in values {
        let cells = data.lines.iter().flat_map(|line| {
            let found = line.points.iter().find(|point| point.at == at).map(|point| point.figure).unwrap_or_default();
            [found.mean, found.low, found.high]
        });
        table.row(value_text(at, lang), cells);
    }
    table
}

/// A sweep of one key: a line for each scenario.
pub fn sweep(data: &Sweep, layout: Layout, lang: Lang) -> Picture {
    let (figure, key) = (&data.figure, &data.key);
    let about = match lang {
        Lang::En => format!("{figure} over {key}: mean and 95 % interval (simulation noise, given the assumptions)."),
        Lang::Es => {
            format!(
                "{figure} según {key}: media e intervalo del 95 % (ruido de la simulación, con los supuestos dados)."
            )
        }
    };
    let curves = Curves {
        kind: "sweep",
        title: sweep_title(data, lang),
        about,
        key: key.clone(),
        key_unit: data.unit.clone(),
        form: data.form,
        unit: String::new(),
        difference: false,
        lines: data.lines.clone(),
        source: data.source.clone(),
    };
    draw(&curves, layout, lang)
}

fn sweep_title(data: &Sweep, lang: Lang) -> String {
    let Sweep { key, figure, .. } = data;
    let sentence = |line: &Line| {
        let means: Vec<Option<f64>> = line.points.iter().map(|point| point.figure.mean).collect();
        let (least, most) = extremes(&means)?;
        let text = |at: usize| data.form.text(means[at].unwrap_or_default(), lang);
        let at = |number: usize| with_unit(line.points[number].at, &data.unit, lang);
        let (low, high) = (text(least), text(most));
        Some(match lang {
            _ if low == high => low,
            Lang::En => format!("{low} at {} to {high} at {}", at(least), at(most)),
            Lang::Es => format!("{low} con {} a {high} con {}", at(least), at(most)),
        })
    };
    let first = data.lines.first().and_then(sentence);
    match (first, data.lines.as_slice()) {
        (None, _) => {
            Text::new("No cell of the sweep gives the figure", "Ninguna celda del barrido da la cifra").get(lang).into()
        }
        (Some(text), [_]) => match lang {
            Lang::En => format!("{figure} over {key}: {text}"),
            Lang::Es => format!("{figure} según {key}: {text}"),
        },
        (Some(text), lines) => {
            let name = &lines[0].name;
            match lang {
                Lang::En => format!("{figure} over {key}, {name}: {text}"),
                Lang::Es => format!("{figure} según {key}, {name}: {text}"),
            }
        }
    }
}

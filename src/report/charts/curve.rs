//! A figure over the values of one key, with its band: where the cheaper of two scenarios turns, and a sweep of one key.

use super::ink::Ink;
use super::labels::{self, EndLabel};
use super::picture::Picture;
use super::scale::Axis;
use super::sheet::{Area, At, Layout, MARGIN, PLAIN, Plot, SMALL, Sheet, X_ROOM, axis_room, stroke};
use super::table::{Form, Table};
use super::words::extremes;
use crate::locale::number::{decimals, interval, money, number};
use crate::locale::{Lang, Text};
use crate::study::result::Estimate;

const HEIGHT: f64 = 300.0;

/// A figure at one value of the key.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Point {
    pub at: f64,
    pub figure: Estimate,
}

/// What one scenario's figure does as a key changes.
#[derive(Clone, PartialEq, Debug)]
pub struct Line {
    pub name: String,
    /// Rising in the key.
    pub points: Vec<Point>,
}

/// The difference of net cost of two scenarios over a key.
#[derive(Clone, PartialEq, Debug)]
pub struct BreakEven {
    pub baseline: String,
    pub other: String,
    /// Dotted path of the key, and the unit of its values, may be empty.
    pub key: String,
    pub unit: String,
    pub currency: String,
    /// The other one's net cost less the baseline's, rising in the key.
    pub points: Vec<Point>,
    /// Where its mean passes zero, each with the values that are not ruled out; a limit is none where these go on.
    pub crossings: Vec<(f64, Option<f64>, Option<f64>)>,
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

/// Columns around the values of the first line, each with the figures of all of them.
fn hovering(plot: &Plot<'_>, lines: &[(&str, &[Point])], key: &str, text: impl Fn(&Estimate) -> String, lang: Lang) {
    let Some((_, first)) = lines.first() else { return };
    for (at, point) in first.iter().enumerate() {
        let from = if at == 0 { point.at } else { (first[at - 1].at + point.at) / 2.0 };
        let to = first.get(at + 1).map_or(point.at, |next| (next.at + point.at) / 2.0);
        let of = |(name, points): &(&str, &[Point])| {
            let found = points.iter().find(|other| other.at == point.at);
            format!("\n{name}: {}", found.map_or("–".into(), |found| text(&found.figure)))
        };
        let figures: String = lines.iter().map(of).collect();
        plot.hover_column(from, to, format!("{key} = {}{figures}", value_text(point.at, lang)));
    }
}

fn estimate_text(estimate: &Estimate, text: impl Fn(f64) -> String, lang: Lang) -> String {
    let mean = estimate.mean.map_or("–".into(), &text);
    match (estimate.low, estimate.high) {
        (Some(low), Some(high)) => format!("{mean} {}", interval(&text(low), &text(high), lang)),
        _ => mean,
    }
}

/// Where the cheaper of two changes.
pub fn break_even(data: &BreakEven, layout: Layout, lang: Lang) -> Picture {
    let about = match lang {
        Lang::En => format!(
            "Net cost of {} less that of {}, a week, over {}: mean and 95 % interval (simulation noise, given the assumptions). Above \
             zero {} is dearer, below it cheaper.",
            data.other, data.baseline, data.key, data.other
        ),
        Lang::Es => format!(
            "Coste neto semanal de {} menos el de {}, según {}: media e intervalo del 95 % (ruido de la simulación, con los supuestos \
             dados). Por encima de cero {} es más caro; por debajo, más barato.",
            data.other, data.baseline, data.key, data.other
        ),
    };
    let mut sheet = Sheet::new("breakeven", layout, lang, break_even_title(data, lang), &about);
    let right = sheet.right();
    sheet.paragraph(&data.currency, SMALL);
    let Frame { x, y, area } = frame(&mut sheet, &[&data.points], true, right, lang);
    let plot = sheet.plot(area, &x, &y);
    plot.y_axis(&y);
    plot.x_axis(&x, true);
    draw_lines(&plot, &[&data.points]);
    let (_, zero) = plot.place(x_middle(&data.points), 0.0);
    sheet.line([(area.left, zero), (area.right, zero)], stroke(Ink::Text, 1.2));
    for (at, low, high) in &data.crossings {
        crossing(&plot, (*at, *low, *high), zero, data, lang);
    }
    let text = |value: f64| money(value, &data.currency, lang);
    let name = format!("{} − {}", data.other, data.baseline);
    hovering(&plot, &[(&name, &data.points)], &data.key, |figure| estimate_text(figure, text, lang), lang);
    key_name(&mut sheet, &data.key, &data.unit);
    let mut table = Table::new(&data.key);
    let parts = [
        Text::new("mean", "media"),
        Text::new("lower limit", "límite inferior"),
        Text::new("upper limit", "límite superior"),
    ];
    parts
        .iter()
        .for_each(|part| table.column(format!("{name} ({}, {})", data.currency, part.get(lang)), Form::Number(0)));
    for point in &data.points {
        table.row(value_text(point.at, lang), [point.figure.mean, point.figure.low, point.figure.high]);
    }
    let title = break_even_title(data, lang);
    sheet.finish(&data.source, format!("{about} {title}."), table)
}

fn x_middle(points: &[Point]) -> f64 {
    points.first().map_or(0.0, |point| point.at)
}

fn key_name(sheet: &mut Sheet, key: &str, unit: &str) {
    let text = if unit.is_empty() { key.to_owned() } else { format!("{key} [{unit}]") };
    sheet.paragraph(&text, SMALL);
}

/// A mark where the difference passes zero, with the values that are not ruled out, written away from the line.
fn crossing(
    plot: &Plot<'_>,
    (at, low, high): (f64, Option<f64>, Option<f64>),
    zero: f64,
    data: &BreakEven,
    lang: Lang,
) {
    let Area { left, right, top, bottom } = plot.area;
    let x = plot.across(at);
    let ends = [low.map_or(left, |low| plot.across(low)), high.map_or(right, |high| plot.across(high))];
    plot.sheet.line([(ends[0], zero), (ends[1], zero)], stroke(Ink::Text, 4.0));
    plot.sheet.dot((x, zero), 5.0, Ink::Text);
    let text = with_unit(at, &data.unit, lang);
    let look = PLAIN.ink(Ink::Label);
    // A falling line leaves room above to the right, a rising one below.
    let falls = data.points.first().zip(data.points.last()).is_some_and(|(a, b)| a.figure.mean > b.figure.mean);
    let y = if falls { (zero - 16.0).max(top + 8.0) } else { (zero + 16.0).min(bottom - 8.0) };
    match x + 10.0 + look.width(&text) < right {
        true => plot.sheet.text(&text, x + 8.0, y, look.at(At::Left)),
        false => plot.sheet.text(&text, x - 8.0, if falls { zero + 16.0 } else { zero - 16.0 }, look.at(At::Right)),
    }
}

fn break_even_title(data: &BreakEven, lang: Lang) -> String {
    let BreakEven { baseline, other, key, .. } = data;
    let last = data.points.last().and_then(|point| point.figure.mean);
    match (data.crossings.as_slice(), lang) {
        ([], _) => match (last.map(|last| last.total_cmp(&0.0)), lang) {
            (Some(std::cmp::Ordering::Less), Lang::En) => {
                format!("{other} is cheaper than {baseline} at every {key} shown")
            }
            (Some(std::cmp::Ordering::Less), Lang::Es) => {
                format!("{other} es más barato que {baseline} con cualquier {key} mostrado")
            }
            (Some(std::cmp::Ordering::Greater), Lang::En) => {
                format!("{baseline} is cheaper than {other} at every {key} shown")
            }
            (Some(std::cmp::Ordering::Greater), Lang::Es) => {
                format!("{baseline} es más barato que {other} con cualquier {key} mostrado")
            }
            (_, Lang::En) => format!("{other} and {baseline} cost the same at every {key} shown"),
            (_, Lang::Es) => format!("{other} y {baseline} cuestan lo mismo con cualquier {key} mostrado"),
        },
        ([(at, low, high)], _) => {
            let range = match (low, high) {
                (Some(low), Some(high)) => {
                    format!(" {}", interval(&value_text(*low, lang), &value_text(*high, lang), lang))
                }
                _ => String::new(),
            };
            let value = format!("{}{range}", with_unit(*at, &data.unit, lang));
            let cheaper = if last.is_some_and(|last| last < 0.0) { other } else { baseline };
            match lang {
                Lang::En => format!("{cheaper} is the cheaper one from {key} = {value} on"),
                Lang::Es => format!("{cheaper} es más barato a partir de {key} = {value}"),
            }
        }
        (several, _) => {
            let values: Vec<String> = several.iter().map(|(at, ..)| with_unit(*at, &data.unit, lang)).collect();
            let values = values.join("; ");
            match lang {
                Lang::En => {
                    format!("Which of {other} and {baseline} is cheaper changes several times with {key}: at {values}")
                }
                Lang::Es => format!("El más barato de {other} y {baseline} cambia varias veces con {key}: en {values}"),
            }
        }
    }
}

/// A sweep of one key: a line for each scenario.
pub fn sweep(data: &Sweep, layout: Layout, lang: Lang) -> Picture {
    let about = match lang {
        Lang::En => format!(
            "{} over {}: mean and 95 % interval (simulation noise, given the assumptions).",
            data.figure, data.key
        ),
        Lang::Es => {
            format!(
                "{} según {}: media e intervalo del 95 % (ruido de la simulación, con los supuestos dados).",
                data.figure, data.key
            )
        }
    };
    let mut sheet = Sheet::new("sweep", layout, lang, sweep_title(data, lang), &about);
    let names: Vec<EndLabel> =
        data.lines.iter().map(|line| EndLabel { name: line.name.clone(), detail: String::new(), at: 0.0 }).collect();
    if names.len() > 1 {
        labels::above(&mut sheet, &names);
    }
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
    let Frame { x, y, area } = frame(&mut sheet, &slices, false, right, lang);
    let y = if factor > 1.0 { y.in_percent() } else { y };
    let plot = sheet.plot(area, &x, &y);
    plot.y_axis(&y);
    plot.x_axis(&x, true);
    draw_lines(&plot, &slices);
    let lines: Vec<(&str, &[Point])> =
        data.lines.iter().map(|line| (line.name.as_str(), line.points.as_slice())).collect();
    let text = |value: f64| data.form.text(value, lang);
    hovering(&plot, &lines, &data.key, |figure| estimate_text(figure, text, lang), lang);
    key_name(&mut sheet, &data.key, &data.unit);
    let title = sweep_title(data, lang);
    sheet.finish(&data.source, format!("{about} {title}."), sweep_table(data, lang))
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

fn sweep_table(data: &Sweep, lang: Lang) -> Table {
    let mut table = Table::new(&data.key);
    let parts = [
        Text::new("mean", "media"),
        Text::new("lower limit", "límite inferior"),
        Text::new("upper limit", "límite superior"),
    ];
    for line in &data.lines {
        parts.iter().for_each(|part| table.column(format!("{} ({})", line.name, part.get(lang)), data.form));
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

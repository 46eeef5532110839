//! Desks of several teams: a figure against a cost, a named point with its intervals for each; and a figure then and now.

use super::font;
use super::hours::area_below;
use super::ink::Ink;
use super::picture::Picture;
use super::scale::Axis;
use super::sheet::{Area, At, Layout, MARGIN, Plot, SMALL, Sheet, X_ROOM, axis_room, stroke};
use super::table::{Form, Table};
use crate::locale::Lang;
use crate::study::result::Estimate;
use std::ops::Range;

const HEIGHT: f64 = 330.0;
/// Of the reach of the values, free at either end.
const ROOM: f64 = 0.12;
const RADIUS: f64 = 4.5;
/// Between a point and its name.
const GAP: f64 = 8.0;
/// Letters of a name beside its point; the table has all of it.
const NAME_ROOM: f64 = 190.0;
const ROW: f64 = 24.0;

/// What is shown, in words.
#[derive(Clone, PartialEq, Debug)]
pub struct About {
    /// Begins the ids within the picture.
    pub id: &'static str,
    /// The finding.
    pub title: String,
    pub about: String,
    pub source: String,
}

/// A quantity.
#[derive(Clone, PartialEq, Debug)]
pub struct Quantity {
    /// With its unit.
    pub name: String,
    pub form: Form,
}

/// One desk.
#[derive(Clone, PartialEq, Debug)]
pub struct Point {
    pub name: String,
    pub across: Estimate,
    pub up: Estimate,
}

/// Desks by two quantities.
#[derive(Clone, PartialEq, Debug)]
pub struct Points {
    pub about: About,
    pub across: Quantity,
    pub up: Quantity,
    pub points: Vec<Point>,
}

impl Quantity {
    /// Shares are drawn as percent.
    fn scale(&self) -> f64 {
        if matches!(self.form, Form::Percent(_)) { 100.0 } else { 1.0 }
    }

    /// An axis over all estimates.
    fn axis<'e>(&self, values: impl Iterator<Item = &'e Estimate>, ticks: usize, lang: Lang) -> Axis {
        let axis = Axis::numbers(range(values, self.scale()), ticks, lang);
        if matches!(self.form, Form::Percent(_)) { axis.in_percent() } else { axis }
    }

    fn told(&self, value: &Estimate, lang: Lang) -> String {
        value.mean.map_or("–".into(), |mean| self.form.text(mean, lang))
    }
}

fn range<'e>(values: impl Iterator<Item = &'e Estimate>, scale: f64) -> Range<f64> {
    let ends = values.filter_map(|one| Some((one.low.or(one.mean)?, one.high.or(one.mean)?)));
    let (least, most) = ends.fold((f64::INFINITY, f64::NEG_INFINITY), |(least, most), (low, high)| {
        (least.min(low * scale), most.max(high * scale))
    });
    if !(least.is_finite() && most.is_finite()) {
        return 0.0..1.0;
    }
    let room = ((most - least) * ROOM).max(most.abs() * 0.01).max(0.01);
    // Nothing that is drawn here can be below zero.
    (least - room).max(if least >= 0.0 { 0.0 } else { f64::NEG_INFINITY })..most + room
}

/// A named point with its intervals for each desk.
pub fn points(data: &Points, layout: Layout, lang: Lang) -> Picture {
    let About { id, title, about, source } = &data.about;
    let mut sheet = Sheet::new(id, layout, lang, title.clone(), about);
    let ticks = if sheet.narrow() { 4 } else { 8 };
    let x = data.across.axis(data.points.iter().map(|point| &point.across), ticks, lang);
    let y = data.up.axis(data.points.iter().map(|point| &point.up), 5, lang);
    sheet.paragraph(&format!("↑ {}", data.up.name), SMALL);
    let area = area_below(&mut sheet, axis_room(&y), HEIGHT);
    let plot = sheet.plot(area, &x, &y);
    plot.y_axis(&y);
    plot.x_axis(&x, true);
    let shown: Vec<(usize, &Point)> =
        data.points.iter().enumerate().filter(|(_, one)| one.across.mean.is_some() && one.up.mean.is_some()).collect();
    let place = |point: &Point| place(&plot, data, point);
    for (number, point) in &shown {
        cross(&plot, data, point, *number);
        sheet.hover(format!(
            "{}: {}, {}",
            point.name,
            data.across.told(&point.across, lang),
            data.up.told(&point.up, lang)
        ));
        sheet.dot(place(point), RADIUS, Ink::Series(*number));
    }
    names(&sheet, area, &shown.iter().map(|(_, point)| (place(point), point.name.as_str())).collect::<Vec<_>>());
    sheet.paragraph(&format!("→ {}", data.across.name), SMALL);
    let description = format!("{about} {title}.");
    sheet.finish(source, description, table(data))
}

fn place(plot: &Plot<'_>, data: &Points, point: &Point) -> (f64, f64) {
    let (across, up) = (point.across.mean.unwrap_or_default(), point.up.mean.unwrap_or_default());
    plot.place(across * data.across.scale(), up * data.up.scale())
}

/// The intervals of a point.
fn cross(plot: &Plot<'_>, data: &Points, point: &Point, number: usize) {
    let (middle_x, middle_y) = place(plot, data, point);
    let ink = stroke(Ink::Series(number), 1.4);
    let ends = |one: &Estimate, scale: f64| Some((one.low? * scale, one.high? * scale));
    if let Some((low, high)) = ends(&point.up, data.up.scale()) {
        let (top, bottom) = (plot.place(0.0, high).1, plot.place(0.0, low).1);
        plot.sheet.line([(middle_x, top), (middle_x, bottom)], ink);
    }
    if let Some((low, high)) = ends(&point.across, data.across.scale()) {
        plot.sheet.line([(plot.across(low), middle_y), (plot.across(high), middle_y)], ink);
    }
}

/// Names beside their points, wherever there is room: none upon another, none upon a point that is not its own. Where there is none, the
/// point is known by the table alone.
fn names(sheet: &Sheet, area: Area, points: &[((f64, f64), &str)]) {
    let half = SMALL.line() / 2.0;
    let mut taken: Vec<Area> = points.iter().map(|((x, y), _)| around(*x, *y, RADIUS, RADIUS)).collect();
    for (at, ((x, y), name)) in points.iter().enumerate() {
        let Some(text) = font::fold(name, NAME_ROOM, 1, SMALL.size, false).into_iter().next() else { continue };
        let width = SMALL.width(&text) / 2.0;
        let beside = GAP + width;
        let steps = [(beside, 0.0), (-beside, 0.0), (0.0, -14.0), (0.0, 14.0)].into_iter().chain(
            [14.0, -14.0, 28.0, -28.0, 42.0, -42.0].into_iter().flat_map(|down| [(beside, down), (-beside, down)]),
        );
        let free = |(across, down): &(f64, f64)| {
            let wanted = around(x + across, y + down, width + 1.0, half);
            let inside = wanted.left >= area.left
                && wanted.right <= sheet.right()
                && wanted.top >= area.top
                && wanted.bottom <= area.bottom - 4.0;
            inside && taken.iter().enumerate().all(|(other, there)| other == at || !meet(&wanted, there))
        };
        let Some((across, down)) = steps.into_iter().find(free) else { continue };
        if down.abs() > 14.0 {
            sheet.line([(*x, *y), (x + across.signum() * GAP, y + down)], stroke(Ink::Muted, 0.8));
        }
        sheet.text(&text, x + across, y + down, SMALL.ink(Ink::Label).at(At::Middle));
        taken.push(around(x + across, y + down, width + 1.0, half));
    }
}

fn around(x: f64, y: f64, half_width: f64, half_height: f64) -> Area {
    Area { left: x - half_width, right: x + half_width, top: y - half_height, bottom: y + half_height }
}

fn meet(a: &Area, b: &Area) -> bool {
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom
}

fn table(data: &Points) -> Table {
    let mut table = Table::new("");
    for quantity in [&data.across, &data.up] {
        for end in ["", " [", "]"] {
            table.column(format!("{}{end}", quantity.name), quantity.form);
        }
    }
    for Point { name, across, up } in &data.points {
        table.row(name.clone(), [across, up].into_iter().flat_map(|one| [one.mean, one.low, one.high]));
    }
    table
}

/// A figure of one desk at two times.
#[derive(Clone, PartialEq, Debug)]
pub struct Change {
    pub name: String,
    pub then: Estimate,
    pub now: Estimate,
}

/// Desks by how a figure changes.
#[derive(Clone, PartialEq, Debug)]
pub struct Changes {
    pub about: About,
    pub figure: Quantity,
    pub changes: Vec<Change>,
    /// What the two times are called.
    pub times: [String; 2],
}

/// For each desk a row: a hollow point then, a full one now, with the interval of each.
pub fn changes(data: &Changes, layout: Layout, lang: Lang) -> Picture {
    let About { id, title, about, source } = &data.about;
    let mut sheet = Sheet::new(id, layout, lang, title.clone(), about);
    let ticks = if sheet.narrow() { 4 } else { 8 };
    let x = data.figure.axis(data.changes.iter().flat_map(|one| [&one.then, &one.now]), ticks, lang);
    let room = sheet.width() * 0.3;
    let folded: Vec<String> = data
        .changes
        .iter()
        .map(|one| font::fold(&one.name, room, 1, SMALL.size, false).into_iter().next().unwrap_or_default())
        .collect();
    let left = MARGIN + folded.iter().map(|name| SMALL.width(name)).fold(0.0, f64::max) + 16.0;
    let top = sheet.y + 6.0;
    let area = Area { left, right: sheet.right(), top, bottom: top + ROW * data.changes.len().max(1) as f64 };
    sheet.y = area.bottom + X_ROOM;
    let rows = Axis::numbers(0.0..data.changes.len().max(1) as f64, 2, lang);
    let plot = sheet.plot(area, &x, &rows);
    plot.x_axis(&x, true);
    let scale = data.figure.scale();
    for (number, (one, name)) in data.changes.iter().zip(&folded).enumerate() {
        let y = top + ROW * (number as f64 + 0.5);
        sheet.line([(left, y), (area.right, y)], stroke(Ink::Grid, 1.0));
        sheet.text(name, left - 8.0, y, SMALL.ink(Ink::Text).at(At::Right));
        let ends = |one: &Estimate| Some((one.low? * scale, one.high? * scale));
        for (time, width) in [(&one.then, 1.4), (&one.now, 3.0)] {
            if let Some((low, high)) = ends(time) {
                sheet.line([(plot.across(low), y), (plot.across(high), y)], stroke(Ink::Series(number), width));
            }
        }
        let text = |time: &Estimate| data.figure.told(time, lang);
        sheet.hover(format!("{}: {} → {}", one.name, text(&one.then), text(&one.now)));
        if let Some(then) = one.then.mean {
            sheet.dot((plot.across(then * scale), y), RADIUS, Ink::Series(number));
            sheet.dot((plot.across(then * scale), y), RADIUS - 1.8, Ink::Paper);
        }
        if let Some(now) = one.now.mean {
            sheet.dot((plot.across(now * scale), y), RADIUS, Ink::Series(number));
        }
    }
    let legend = format!("→ {}   ○ {}   ● {}", data.figure.name, data.times[0], data.times[1]);
    sheet.paragraph(&legend, SMALL);
    let description = format!("{about} {title}.");
    sheet.finish(source, description, changes_table(data))
}

fn changes_table(data: &Changes) -> Table {
    let mut table = Table::new("");
    for time in &data.times {
        for end in ["", " [", "]"] {
            table.column(format!("{time}{end}"), data.figure.form);
        }
    }
    for Change { name, then, now } in &data.changes {
        table.row(name.clone(), [then, now].into_iter().flat_map(|one| [one.mean, one.low, one.high]));
    }
    table
}

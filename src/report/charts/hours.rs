//! What pictures over hours of the week share: a stretch of hours, a panel for each scenario, closed hours shaded.

use super::font;
use super::ink::Ink;
use super::scale::{Axis, Scale, Tick, clock};
use super::sheet::{Area, At, BOLD, MARGIN, Plot, SMALL, Sheet, X_ROOM, fill, stroke};
use crate::locale::Lang;
use crate::locale::number::weekday;
use crate::study::result::HourSeries;
use crate::time::HOURS_PER_WEEK;

const HOURS_PER_DAY: usize = 24;
const DAYS: usize = 7;
/// Sunday 18:00: where the close-up of Monday begins.
const MONDAY_BEGINS: usize = 6 * HOURS_PER_DAY + 18;
const MONDAY_HOURS: usize = 30;
/// Steps between the times of the close-up.
const MONDAY_STEP: usize = 3;
/// Most lines of a scenario's name above its panel.
const MOST_NAME_LINES: usize = 2;

/// Consecutive hours of the week; the axis counts from the first.
pub struct Stretch {
    pub hours: Vec<usize>,
    pub axis: Axis,
    /// Whether the texts of the axis name instants; else the days between two of them.
    instants: bool,
}

impl Stretch {
    pub fn week(lang: Lang) -> Stretch {
        let middle = |day: usize| (day * HOURS_PER_DAY + HOURS_PER_DAY / 2) as f64;
        let ticks = (0..DAYS).map(|day| Tick { at: middle(day), text: weekday(day, lang).into() }).collect();
        let axis = Axis { scale: Scale::linear(0.0..HOURS_PER_WEEK as f64), ticks };
        Stretch { hours: (0..HOURS_PER_WEEK).collect(), axis, instants: false }
    }

    /// Sunday evening to Monday midnight.
    pub fn monday(narrow: bool, lang: Lang) -> Stretch {
        let hours: Vec<usize> = (0..MONDAY_HOURS).map(|at| (MONDAY_BEGINS + at) % HOURS_PER_WEEK).collect();
        let step = if narrow { 2 * MONDAY_STEP } else { MONDAY_STEP };
        let text = |at: usize| match (MONDAY_BEGINS + at) % HOURS_PER_WEEK {
            0 => format!("{} {}", weekday(0, lang), clock(0)),
            HOURS_PER_DAY => "24:00".into(),
            hour => clock(hour),
        };
        let ticks = (0..=MONDAY_HOURS).step_by(step).map(|at| Tick { at: at as f64, text: text(at) }).collect();
        Stretch { hours, axis: Axis { scale: Scale::linear(0.0..MONDAY_HOURS as f64), ticks }, instants: true }
    }

    /// The values of a week in these hours.
    pub fn of<V: Copy>(&self, week: &[V]) -> Vec<V> {
        self.hours.iter().filter_map(|hour| week.get(*hour).copied()).collect()
    }

    pub fn axis(&self, plot: &Plot<'_>) {
        plot.x_axis(&self.axis, self.instants);
    }

    /// Closed hours, and a line at every midnight.
    pub fn background(&self, plot: &Plot<'_>, series: &HourSeries) {
        let Area { top, bottom, .. } = plot.area;
        let closed = self.of(&series.covered).iter().map(|covered| *covered < 0.5).collect::<Vec<_>>();
        let mut at = 0;
        for run in closed.chunk_by(|a, b| a == b) {
            if run[0] {
                let (left, right) = (plot.across(at as f64), plot.across((at + run.len()) as f64));
                plot.sheet.rectangle(Area { left, right, top, bottom }, fill(Ink::Shade, 1.0));
            }
            at += run.len();
        }
        for (at, hour) in self.hours.iter().enumerate() {
            if at > 0 && hour % HOURS_PER_DAY == 0 {
                let x = plot.across(at as f64);
                plot.sheet.line([(x, top), (x, bottom)], stroke(Ink::Grid, 1.0));
            }
        }
    }
}

/// Steps over hours, filled down to zero; gaps where there is no value.
pub fn steps(plot: &Plot<'_>, values: &[Option<f64>], ink: Ink) {
    let mut at = 0;
    for run in values.chunk_by(|a, b| a.is_some() == b.is_some()) {
        let corners: Vec<(f64, f64)> = run
            .iter()
            .enumerate()
            .filter_map(|(i, value)| value.map(|value| ((at + i) as f64, value)))
            .flat_map(|(x, value)| [(x, value), (x + 1.0, value)])
            .collect();
        if let (Some(first), Some(last)) = (corners.first(), corners.last()) {
            let outline = [(first.0, 0.0)].into_iter().chain(corners.iter().copied()).chain([(last.0, 0.0)]);
            plot.polygon(outline.collect(), fill(ink, 0.35));
            plot.line(corners, stroke(ink, 1.5));
        }
        at += run.len();
    }
}

/// Room for a panel below its name, and what is said beside it; the plot's area is given back.
pub fn panel(sheet: &mut Sheet, name: &str, aside: &str, axis_room: f64, height: f64) -> Area {
    panel_head(sheet, name, aside);
    area_below(sheet, axis_room, height)
}

/// The name of a panel below what is there, and what is said beside it.
pub fn panel_head(sheet: &mut Sheet, name: &str, aside: &str) {
    let whole = sheet.right() - MARGIN;
    let aside_width = SMALL.width(aside);
    // Beside the name where there is room for half a line of it, else below.
    let beside = aside_width < whole / 2.0;
    let room = if beside && !aside.is_empty() { whole - aside_width - 16.0 } else { whole };
    let top = sheet.y;
    for line in font::fold(name, room, MOST_NAME_LINES, BOLD.size, true) {
        sheet.text(&line, MARGIN, sheet.y + BOLD.line() / 2.0, BOLD);
        sheet.y += BOLD.line();
    }
    if !aside.is_empty() {
        if beside {
            sheet.text(aside, sheet.right(), top + BOLD.line() / 2.0, SMALL.at(At::Right));
        } else {
            sheet.paragraph(aside, SMALL);
        }
    }
}

/// The area of a plot below what is there, with room for the texts of its axes.
pub fn area_below(sheet: &mut Sheet, axis_room: f64, height: f64) -> Area {
    let top = sheet.y + 7.0;
    let area = Area { left: MARGIN + axis_room, right: sheet.right(), top, bottom: top + height };
    sheet.y = area.bottom + X_ROOM;
    area
}

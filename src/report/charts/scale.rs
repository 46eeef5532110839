//! From values to places: scales, where their ticks stand, and how the ticks are written.

use crate::locale::number::{duration, number, percent, weekday};
use crate::locale::{Lang, Text};
use plotters::coord::combinators::LogCoord;
use plotters::coord::ranged1d::{KeyPointHint, NoDefaultFormatting, Ranged};
use plotters::coord::types::RangedCoordf64;
use plotters::prelude::IntoLogRange;
use std::ops::Range;
use std::rc::Rc;

const HOURS_PER_DAY: usize = 24;

/// A linear or a logarithmic scale.
#[derive(Clone)]
pub enum Scale {
    Linear(RangedCoordf64),
    Log(Rc<LogCoord<f64>>),
}

impl Scale {
    /// Both ends must be finite; where they are equal, or the wrong way round, the scale is one wide.
    pub fn linear(range: Range<f64>) -> Scale {
        let sound = range.start.is_finite() && range.end.is_finite();
        let Range { start, end } = if sound { range } else { 0.0..1.0 };
        Scale::Linear((start..if end > start { end } else { start + 1.0 }).into())
    }

    /// Both ends above zero.
    pub fn log(range: Range<f64>) -> Scale {
        Scale::Log(Rc::new(range.log_scale().into()))
    }
}

impl Ranged for Scale {
    type FormatOption = NoDefaultFormatting;
    type ValueType = f64;

    fn map(&self, value: &f64, limit: (i32, i32)) -> i32 {
        match self {
            Scale::Linear(scale) => scale.map(value, limit),
            Scale::Log(scale) => scale.map(value, limit),
        }
    }
    fn key_points<Hint: KeyPointHint>(&self, hint: Hint) -> Vec<f64> {
        match self {
            Scale::Linear(scale) => scale.key_points(hint),
            Scale::Log(scale) => scale.key_points(hint),
        }
    }
    fn range(&self) -> Range<f64> {
        match self {
            Scale::Linear(scale) => scale.range(),
            Scale::Log(scale) => scale.range(),
        }
    }
}

/// A value of an axis and how it is written there.
#[derive(Clone, PartialEq, Debug)]
pub struct Tick {
    pub at: f64,
    pub text: String,
}

/// An axis: its scale and its ticks.
#[derive(Clone)]
pub struct Axis {
    pub scale: Scale,
    pub ticks: Vec<Tick>,
}

impl Axis {
    /// Numbers from zero to a little above the largest.
    pub fn from_zero(largest: f64, most_ticks: usize, lang: Lang) -> Axis {
        Axis::numbers(0.0..headroom(largest), most_ticks, lang)
    }

    /// Numbers of a range.
    pub fn numbers(range: Range<f64>, most_ticks: usize, lang: Lang) -> Axis {
        let scale = Scale::linear(range);
        // Sometimes few points are asked for and fewer come: an axis needs two.
        let points = (most_ticks..most_ticks + 6).map(|most| scale.key_points(most)).find(|points| points.len() > 1);
        let points = points.unwrap_or_else(|| vec![scale.range().start, scale.range().end]);
        let places = (0..6).find(|places| points.iter().all(|at| fits(*at, *places))).unwrap_or(6);
        let ticks = points.iter().map(|at| Tick { at: *at, text: number(*at, places, lang) }).collect();
        Axis { scale, ticks }
    }

    /// The same with a percent sign behind every number.
    pub fn in_percent(mut self) -> Axis {
        self.ticks.iter_mut().for_each(|tick| tick.text += " %");
        self
    }

    /// Shares from 0 to 100 %.
    pub fn shares(steps: usize, lang: Lang) -> Axis {
        let ticks = (0..=steps).map(|step| step as f64 / steps as f64);
        let ticks = ticks.map(|at| Tick { at, text: percent(at, 0, lang) }).collect();
        Axis { scale: Scale::linear(0.0..1.0), ticks }
    }

    /// Waiting times in minutes from one minute to [`waiting_end`], each tick a time people speak of.
    pub fn waiting(most: f64, narrow: bool, lang: Lang) -> Axis {
        const FEW: [f64; 5] = [1.0, 15.0, 60.0, 1440.0, LONGEST_WAIT];
        let end = waiting_end(most);
        let ticks = if narrow { FEW.as_slice() } else { WAITS.as_slice() };
        let ticks = ticks.iter().copied().filter(|at| *at < end).chain([end]);
        Axis { scale: Scale::log(1.0..end), ticks: ticks.map(|at| Tick { at, text: waiting_text(at, lang) }).collect() }
    }
}

/// A week, the longest wait that is drawn.
pub const LONGEST_WAIT: f64 = 10_080.0;
const WAITS: [f64; 9] = [1.0, 5.0, 15.0, 60.0, 240.0, 720.0, 1440.0, 4320.0, LONGEST_WAIT];

/// The time people speak of that is no less than so many minutes, at least an hour and at most a week.
pub fn waiting_end(most: f64) -> f64 {
    WAITS.into_iter().find(|at| *at >= most.max(60.0)).unwrap_or(LONGEST_WAIT)
}

/// A time that is waited: whole days without a decimal.
pub fn waiting_text(minutes: f64, lang: Lang) -> String {
    let days = Text::new("days", "días").get(lang);
    match minutes {
        1440.0 => Text::new("1 day", "1 día").get(lang).into(),
        long if long > 1440.0 && long % 1440.0 == 0.0 => format!("{} {days}", number(long / 1440.0, 0, lang)),
        shorter => duration(shorter, lang),
    }
}

/// Whether a number is written without loss with so many decimals.
fn fits(value: f64, places: usize) -> bool {
    let scaled = value * 10f64.powi(places as i32);
    (scaled - scaled.round()).abs() <= 1e-6 * scaled.abs().max(1.0)
}

/// A little above a value, so that its line does not touch the frame; 1 above nothing.
pub fn headroom(largest: f64) -> f64 {
    if largest.is_finite() && largest > 0.0 { largest * 1.06 } else { 1.0 }
}

/// An hour of the week as its beginning: "Mon 08:00".
pub fn hour_text(hour_of_week: usize, lang: Lang) -> String {
    format!("{} {}", weekday(hour_of_week / HOURS_PER_DAY, lang), clock(hour_of_week))
}

/// The same with its end: "Mon 08:00–09:00".
pub fn hour_span(hour_of_week: usize, lang: Lang) -> String {
    let end = match (hour_of_week + 1) % HOURS_PER_DAY {
        0 => "24:00".into(),
        hour => clock(hour),
    };
    format!("{}–{end}", hour_text(hour_of_week, lang))
}

pub fn clock(hour: usize) -> String {
    format!("{:02}:00", hour % HOURS_PER_DAY)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|tick| tick.text.as_str()).collect()
    }

    #[test]
    fn ticks_are_round_and_written_as_the_language_does() {
        assert_eq!(texts(&Axis::from_zero(355.0, 4, Lang::En)), ["0", "100", "200", "300"]);
        assert_eq!(texts(&Axis::from_zero(200_000.0, 3, Lang::Es)).last(), Some(&"200.000"));
        assert_eq!(texts(&Axis::from_zero(0.8, 4, Lang::Es)), ["0,0", "0,5"]);
        assert_eq!(texts(&Axis::shares(2, Lang::Es)), ["0 %", "50 %", "100 %"]);
        assert_eq!(texts(&Axis::waiting(9000.0, true, Lang::Es)), ["1 min", "15 min", "1 h", "1 día", "7 días"]);
        assert_eq!(texts(&Axis::waiting(100.0, true, Lang::En)), ["1 min", "15 min", "1 h", "4 h"]);
        assert_eq!(texts(&Axis::waiting(0.5, false, Lang::En)), ["1 min", "5 min", "15 min", "1 h"]);
    }

    #[test]
    fn nothing_and_what_is_no_number_still_has_an_axis() {
        for largest in [0.0, f64::NAN, f64::INFINITY, -3.0] {
            assert!(Axis::from_zero(largest, 4, Lang::En).ticks.len() >= 2, "{largest}");
        }
        assert!(Axis::numbers(5.0..5.0, 4, Lang::En).ticks.len() >= 2);
        assert!(Axis::numbers(f64::NAN..1.0, 4, Lang::En).ticks.len() >= 2);
    }

    #[test]
    fn hours_are_named_by_their_beginning_and_end() {
        assert_eq!(hour_span(31, Lang::En), "Tue 07:00–08:00");
        assert_eq!(hour_span(167, Lang::Es), "dom 23:00–24:00");
    }
}

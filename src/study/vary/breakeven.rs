//! At which value of a key the figure of two scenarios is the same.
//!
//! The interval of that value is the set of all values at which the 95 % t interval of the paired difference holds zero: the
//! test of "no difference at this value", inverted. It covers the true value as often as the t interval covers the true
//! difference. For a figure that is linear in the key this is Fieller's interval, in closed form; else the curve is known at
//! a few values, and its mean and both limits are followed to where they pass zero, under common random numbers.

use super::curve::{Curve, Evaluate, Line, Point, Sample};
use super::evaluate::{Evaluated, Evaluator, Stop, Unusable};
use super::line::{Linear, Stretches};
use super::{Question, Side, prices};
use crate::metrics::Measure;
use crate::scenario::path::NumberPath;
use schemars::JsonSchema;
use serde::Serialize;

/// Values at which a curve is known before it is searched: two passages of zero between neighbours are not seen.
pub const GRID: usize = 9;
/// Whole numbers that are all tried where there are no more of them.
const MOST_WHOLE: f64 = 16.0;
/// A place is found to within this share of the range searched.
pub const TOLERANCE: f64 = 1e-3;
/// Ranges over which values rise by more than this are divided by factors, not by steps.
const WIDE: f64 = 8.0;

/// How a curve is searched.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Search {
    pub from: f64,
    /// Above `from`.
    pub to: f64,
    /// Whole numbers only.
    pub whole: bool,
    /// The figure is linear in the key: two values say all.
    pub linear: bool,
    /// Values at which the curve is known at the least; two or more.
    pub grid: usize,
    /// Places are found to within this share of the range.
    pub tolerance: f64,
    /// The least and the greatest value that the key accepts.
    pub accepted: (f64, f64),
}

impl Search {
    pub fn new(path: &NumberPath, measure: Measure, (from, to): (f64, f64)) -> Search {
        let whole = path.whole();
        let linear = !whole && path.inside.is_none() && prices::is_linear(path.key, measure);
        Search { from, to, whole, linear, grid: GRID, tolerance: TOLERANCE, accepted: path.limits() }
    }
}

/// What was found, in a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// The difference passes zero once.
    Once,
    /// It passes zero several times.
    Several,
    /// It has one sign throughout, and surely so.
    Never,
    /// Its mean has one sign throughout, but somewhere its interval holds zero.
    Unsure,
    /// There is no difference at any value tried.
    NoDifference,
}

/// A place where the mean of the difference passes zero.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, JsonSchema)]
pub struct Crossing {
    /// Value of the key; for whole numbers the first one beyond.
    pub at: f64,
    /// Where the difference lies beyond it.
    pub beyond: Side,
}

/// Values of the key that are not ruled out. A limit is null where they go on to the end of the range searched.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, JsonSchema)]
pub struct Interval {
    pub low: Option<f64>,
    pub high: Option<f64>,
}

/// Where the difference of two scenarios changes its sign as a key changes.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct BreakEven {
    pub finding: Finding,
    /// The range searched.
    pub from: f64,
    pub to: f64,
    /// Whole numbers only: a crossing is the first one beyond, and its interval holds the first one that may be.
    pub whole: bool,
    /// The difference is linear in the key, so that crossing and interval are exact; else they are found to within `tolerance`.
    pub linear: bool,
    pub tolerance: f64,
    pub replications: u32,
    pub crossings: Vec<Crossing>,
    /// Where the 95 % interval of the difference holds zero, in rising order; null where no interval can be had.
    pub intervals: Option<Vec<Interval>>,
    /// Where a linear difference would pass zero outside the range, at a value that the key accepts.
    pub outside: Option<f64>,
    /// Of a linear difference: the interval has no end at all, since the slope may be zero.
    pub unbounded: bool,
    /// The difference (scenario less baseline) at some values, rising.
    pub curve: Vec<Point>,
}

impl BreakEven {
    /// The only crossing.
    pub fn crossing(&self) -> Option<Crossing> {
        match self.crossings[..] {
            [one] => Some(one),
            _ => None,
        }
    }

    /// The interval of the only crossing: the one that is there, if there is one.
    pub fn interval(&self) -> Option<Interval> {
        match self.intervals.as_deref() {
            Some([one]) if self.crossings.len() == 1 => Some(*one),
            _ => None,
        }
    }
}

/// Searches a curve; `evaluate` gives the paired differences at some values of the key.
///
/// # Errors
/// Those of `evaluate`.
pub fn find<E>(search: Search, evaluate: &mut Evaluate<'_, E>) -> Result<BreakEven, E> {
    if search.linear { linear(search, evaluate) } else { curved(search, evaluate) }
}

/// The difference at some values of the key, or the first of them that cannot be simulated.
///
/// # Errors
/// If it was stopped.
pub fn over(
    evaluator: &Evaluator,
    path: &NumberPath,
    question: Question,
    search: Search,
) -> Result<Result<BreakEven, (f64, Unusable)>, Stop> {
    let mut evaluate = |places: &[f64]| -> Result<Vec<Sample>, Cannot> {
        let settings: Vec<Vec<String>> = places.iter().map(|at| vec![path.set(*at)]).collect();
        let found = evaluator.outcomes(&settings).map_err(Cannot::Stop)?;
        let sample = |(at, found): (&f64, Evaluated)| match found {
            Ok(outcomes) => Ok(question.sample(*at, &outcomes)),
            Err(why) => Err(Cannot::Simulate(*at, Box::new(why))),
        };
        places.iter().zip(found).map(sample).collect()
    };
    match find(search, &mut evaluate) {
        Ok(found) => Ok(Ok(found)),
        Err(Cannot::Simulate(at, why)) => Ok(Err((at, *why))),
        Err(Cannot::Stop(stop)) => Err(stop),
    }
}

/// Why a difference is not known.
enum Cannot {
    Stop(Stop),
    Simulate(f64, Box<Unusable>),
}

/// The values at which a curve is known at the least.
pub fn grid(search: Search) -> Vec<f64> {
    let Search { from, to, whole, .. } = search;
    let steps = if whole && to - from <= MOST_WHOLE { to - from } else { (search.grid - 1) as f64 };
    let by_factors = !whole && from > 0.0 && to / from > WIDE;
    let place = |step: f64| {
        let share = step / steps;
        match step {
            0.0 => from,
            last if last == steps => to,
            _ if by_factors => from * (to / from).powf(share),
            _ => from + share * (to - from),
        }
    };
    let mut places: Vec<f64> = (0..=steps as usize).map(|step| readable(place(step as f64))).collect();
    if whole {
        places.iter_mut().for_each(|place| *place = place.round());
        places.dedup();
    }
    places
}

/// The value without the errors of rounding that would make it long to write.
fn readable(value: f64) -> f64 {
    format!("{value:.9e}").parse().unwrap_or(value)
}

fn linear<E>(search: Search, evaluate: &mut Evaluate<'_, E>) -> Result<BreakEven, E> {
    let samples = evaluate(&[search.from, search.to])?;
    Ok(of_line(search, &Linear::new(&samples[0], &samples[1])))
}

/// What a line says within a range.
pub fn of_line(search: Search, line: &Linear) -> BreakEven {
    let Search { from, to, .. } = search;
    let curve: Vec<Point> = grid(search).into_iter().map(|at| line.at(at)).collect();
    let within = |value: &f64| (from..=to).contains(value);
    let crossing = line.crossing();
    let sides: Vec<Side> = curve.iter().filter_map(|point| Side::of(point.figure.mean?)).collect();
    // A line that touches zero at an end of the range does not pass it there.
    let passes = sides.first() != sides.last();
    let crossings: Vec<Crossing> = crossing
        .filter(|at| within(at) && passes)
        .zip(sides.last())
        .map(|(at, beyond)| Crossing { at, beyond: *beyond })
        .into_iter()
        .collect();
    let stretches = line.undecided();
    let endless = |found: &Stretches| found.iter().any(|(low, high)| low.is_infinite() || high.is_infinite());
    let unbounded = stretches.as_ref().is_some_and(endless);
    let intervals = stretches.map(|found| clipped(&found, from, to));
    BreakEven {
        finding: finding(&crossings, intervals.as_deref(), &sides),
        from,
        to,
        whole: false,
        linear: true,
        tolerance: 0.0,
        replications: curve.first().map_or(0, |point| point.figure.replications),
        outside: crossing.filter(|at| !within(at) && (search.accepted.0..=search.accepted.1).contains(at)),
        unbounded,
        crossings,
        intervals,
        curve,
    }
}

fn clipped(stretches: &Stretches, from: f64, to: f64) -> Vec<Interval> {
    let within = stretches.iter().filter(|(low, high)| *low <= to && *high >= from);
    let limit = |value: f64, kept: bool| kept.then_some(value);
    within.map(|(low, high)| Interval { low: limit(*low, *low > from), high: limit(*high, *high < to) }).collect()
}

fn finding(crossings: &[Crossing], intervals: Option<&[Interval]>, sides: &[Side]) -> Finding {
    match (crossings.len(), intervals) {
        (1, _) => Finding::Once,
        (0, _) if sides.is_empty() => Finding::NoDifference,
        (0, Some([])) => Finding::Never,
        (0, _) => Finding::Unsure,
        _ => Finding::Several,
    }
}

fn curved<E>(search: Search, evaluate: &mut Evaluate<'_, E>) -> Result<BreakEven, E> {
    let Search { from, to, whole, .. } = search;
    let tolerance = if whole { 0.0 } else { search.tolerance * (to - from) };
    let mut curve = Curve::new(evaluate, whole, tolerance);
    curve.know(&grid(search))?;
    let crossings = crossings(&mut curve, whole)?;
    let known = curve.points().iter().all(|point| point.figure.low.is_some());
    let intervals = if known { Some(intervals(&mut curve, whole)?) } else { None };
    let sides: Vec<Side> = curve.points().iter().filter_map(|point| Side::of(point.figure.mean?)).collect();
    Ok(BreakEven {
        finding: finding(&crossings, intervals.as_deref(), &sides),
        from,
        to,
        whole,
        linear: false,
        tolerance,
        replications: curve.points().first().map_or(0, |point| point.figure.replications),
        crossings,
        intervals,
        outside: None,
        unbounded: false,
        curve: curve.points().to_vec(),
    })
}

/// Where the mean changes its side, values at which it is zero left out.
fn crossings<E>(curve: &mut Curve<'_, '_, E>, whole: bool) -> Result<Vec<Crossing>, E> {
    let sided = |point: &Point| Some((point.at, Side::of(point.figure.mean?)?));
    let points: Vec<(f64, Side)> = curve.points().iter().filter_map(sided).collect();
    let mut found = Vec::new();
    for pair in points.windows(2).filter(|pair| pair[0].1 != pair[1].1) {
        let ((left, _), (right, beyond)) = (pair[0], pair[1]);
        let bracket = curve.root(Line::Mean, (left, right), |value| Side::of(value) == Some(beyond))?;
        let at = if whole { bracket.1 } else { curve.between(Line::Mean, bracket) };
        found.push(Crossing { at, beyond });
    }
    Ok(found)
}

/// Where the interval lies as a whole at each known value, and the stretches in which it holds zero.
fn intervals<E>(curve: &mut Curve<'_, '_, E>, whole: bool) -> Result<Vec<Interval>, E> {
    let points: Vec<(f64, Option<Side>)> =
        curve.points().iter().map(|point| (point.at, Side::sure(&point.figure))).collect();
    let mut found = Vec::new();
    // The lower limit of the stretch that is open; the outer option says whether one is.
    let mut open: Option<Option<f64>> = points.first().filter(|(_, sure)| sure.is_none()).map(|_| None);
    for pair in points.windows(2).filter(|pair| pair[0].1 != pair[1].1) {
        let ((left, before), (right, after)) = (pair[0], pair[1]);
        if let Some(side) = before {
            let bracket = curve.root(limit_of(side), (left, right), |value| Side::of(value) != Some(side))?;
            open = Some(Some(if whole { bracket.1 } else { curve.between(limit_of(side), bracket) }));
        }
        if let (Some(side), Some(low)) = (after, open) {
            let bracket = curve.root(limit_of(side), (left, right), |value| Side::of(value) == Some(side))?;
            // Of whole numbers the first that is surely beyond: from there on at the latest.
            let high = if whole { bracket.1 } else { curve.between(limit_of(side), bracket) };
            found.push(Interval { low, high: Some(high) });
            open = None;
        }
    }
    found.extend(open.map(|low| Interval { low, high: None }));
    Ok(found)
}

/// The limit of the interval that leaves zero last where the interval lies on a side.
fn limit_of(side: Side) -> Line {
    match side {
        Side::Above => Line::Low,
        Side::Below => Line::High,
    }
}

#[cfg(test)]
mod tests;

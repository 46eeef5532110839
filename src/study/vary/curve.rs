//! A figure over the values of a key: where it is known, and where its mean or a limit of its interval passes zero.

use crate::study::estimate::estimate;
use crate::study::result::Estimate;
use schemars::JsonSchema;
use serde::Serialize;

/// A figure below this share of what it is a difference of is an error of rounding.
const ROUNDING: f64 = 1e-9;

/// The figure of each replication at one value of the key.
#[derive(Clone, PartialEq, Debug)]
pub struct Sample {
    pub at: f64,
    /// By replication; `None` where it has no such figure.
    pub values: Vec<Option<f64>>,
    /// Largest size of the values that were compared: what rounding is measured by.
    pub size: f64,
}

impl Sample {
    /// Mean and interval; what rounding alone keeps from zero is zero.
    pub fn estimate(&self) -> Estimate {
        let rounded = |value: f64| if value.abs() <= ROUNDING * self.size { 0.0 } else { value };
        let found = estimate(self.values.iter().copied());
        Estimate { mean: found.mean.map(rounded), low: found.low.map(rounded), high: found.high.map(rounded), ..found }
    }
}

/// The figure at one value of the key.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, JsonSchema)]
pub struct Point {
    /// Value of the key (minutes where it is a duration).
    pub at: f64,
    #[serde(flatten)]
    pub figure: Estimate,
}

/// Which of the three lines of a curve.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Line {
    Mean,
    Low,
    High,
}

impl Line {
    fn of(self, point: &Point) -> f64 {
        let value = match self {
            Line::Mean => point.figure.mean,
            Line::Low => point.figure.low,
            Line::High => point.figure.high,
        };
        value.unwrap_or_default()
    }
}

/// Gives the figures at some values of the key, in their order.
pub type Evaluate<'f, E> = dyn FnMut(&[f64]) -> Result<Vec<Sample>, E> + 'f;

/// The curve as far as it is known, and the way to know more of it.
pub struct Curve<'e, 'f, E> {
    /// By rising value of the key.
    points: Vec<Point>,
    evaluate: &'e mut Evaluate<'f, E>,
    whole: bool,
    tolerance: f64,
}

/// Evaluations of one root; bisection alone would need ten for a thousandth of the range.
const MOST_STEPS: usize = 40;

impl<'e, 'f, E> Curve<'e, 'f, E> {
    /// `whole`: the key takes whole numbers only; else places are found to within `tolerance`.
    pub fn new(evaluate: &'e mut Evaluate<'f, E>, whole: bool, tolerance: f64) -> Curve<'e, 'f, E> {
        Curve { points: Vec::new(), evaluate, whole, tolerance }
    }

    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// Makes the curve known at these values, all at once.
    pub fn know(&mut self, places: &[f64]) -> Result<(), E> {
        let mut unknown: Vec<f64> =
            places.iter().copied().filter(|at| self.points.iter().all(|point| point.at != *at)).collect();
        unknown.sort_by(f64::total_cmp);
        unknown.dedup();
        if unknown.is_empty() {
            return Ok(());
        }
        for sample in (self.evaluate)(&unknown)? {
            let point = Point { at: sample.at, figure: sample.estimate() };
            let place = self.points.partition_point(|known| known.at < point.at);
            self.points.insert(place, point);
        }
        Ok(())
    }

    /// Where a line passes from one side to the other between two known values, on whose sides it differs. The last value
    /// found on the near side and the first on the far one: neighbours, or as near as the tolerance.
    pub fn root(&mut self, line: Line, (left, right): (f64, f64), far: impl Fn(f64) -> bool) -> Result<(f64, f64), E> {
        let (mut a, mut b) = self.tightest(line, (left, right), &far);
        let mut before = f64::INFINITY;
        for step in 0..MOST_STEPS {
            let width = b.at - a.at;
            if width <= if self.whole { 1.0 } else { self.tolerance } {
                break;
            }
            // Two steps that have not halved the bracket: halve it.
            let halve = step % 2 == 1 && width > before / 2.0;
            if step % 2 == 0 {
                before = width;
            }
            let at = self.next(line, &a, &b, halve);
            self.know(&[at])?;
            (a, b) = self.tightest(line, (a.at, b.at), &far);
        }
        Ok((a.at, b.at))
    }

    /// Where to look next within a bracket: where the straight line passes zero, a little towards the middle, so that the
    /// bracket closes from both sides.
    fn next(&self, line: Line, a: &Point, b: &Point, halve: bool) -> f64 {
        let middle = (a.at + b.at) / 2.0;
        let (fa, fb) = (line.of(a), line.of(b));
        let straight = a.at + (b.at - a.at) * fa / (fa - fb);
        let aimed = if halve || !straight.is_finite() {
            middle
        } else {
            let margin = self.tolerance * 0.4;
            let inwards = straight + margin * (middle - straight).signum();
            inwards.clamp(a.at + margin, b.at - margin)
        };
        if self.whole { aimed.round().clamp(a.at + 1.0, b.at - 1.0) } else { aimed }
    }

    /// The first pair of neighbours, among the known values of a bracket, between which the line changes sides.
    fn tightest(&self, line: Line, (left, right): (f64, f64), far: &impl Fn(f64) -> bool) -> (Point, Point) {
        let within: Vec<Point> =
            self.points.iter().filter(|point| point.at >= left && point.at <= right).copied().collect();
        let changes = |pair: &&[Point]| !far(line.of(&pair[0])) && far(line.of(&pair[1]));
        match within.windows(2).find(changes) {
            Some(pair) => (pair[0], pair[1]),
            None => (within[0], within[within.len() - 1]),
        }
    }

    /// The place between two near values at which a line is zero, taken as straight between them.
    pub fn between(&self, line: Line, (a, b): (f64, f64)) -> f64 {
        let value = |at: f64| self.points.iter().find(|point| point.at == at).map_or(0.0, |point| line.of(point));
        let (fa, fb) = (value(a), value(b));
        let place = a + (b - a) * fa / (fa - fb);
        if place.is_finite() { place.clamp(a, b) } else { (a + b) / 2.0 }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A figure without spread, and how often it was asked for.
    fn found(f: impl Fn(f64) -> f64, range: (f64, f64), whole: bool) -> ((f64, f64), usize) {
        let mut asked = 0;
        let mut evaluate = |places: &[f64]| -> Result<Vec<Sample>, ()> {
            asked += places.len();
            Ok(places.iter().map(|at| Sample { at: *at, values: vec![Some(f(*at)); 3], size: 1.0 }).collect())
        };
        let mut curve = Curve::new(&mut evaluate, whole, (range.1 - range.0) / 1000.0);
        curve.know(&[range.0, range.1]).unwrap();
        let rising = f(range.1) > 0.0;
        let bracket = curve.root(Line::Mean, range, |value| if rising { value > 0.0 } else { value < 0.0 }).unwrap();
        (bracket, asked)
    }

    #[test]
    fn roots_are_found_to_the_tolerance_in_few_steps() {
        type Figure = fn(f64) -> f64;
        let cases: [(Figure, f64); 5] = [
            (|x| 3.0 - x, 3.0),
            (|x| x * x - 2.0, 2f64.sqrt()),
            (|x| 1.0 - (x / 4.0).powi(9), 4.0),
            (|x| if x < 7.3 { -1.0 } else { 5.0 }, 7.3),
            (|x| (x - 9.99).powi(3), 9.99),
        ];
        for (f, root) in cases {
            let ((a, b), asked) = found(f, (0.0, 10.0), false);
            assert!(a <= root && root <= b && b - a <= 0.0101, "{root}: {a}..{b}");
            assert!(asked <= 26, "{asked} evaluations for {root}");
        }
        assert!(found(|x| 3.0 - x, (0.0, 10.0), false).1 <= 5);
    }

    #[test]
    fn whole_numbers_end_at_neighbours() {
        assert_eq!(found(|x| x - 4.5, (1.0, 40.0), true).0, (4.0, 5.0));
        assert_eq!(found(|x| x - 4.0, (1.0, 40.0), true).0, (4.0, 5.0), "equal at 4: more from 5 on");
        assert_eq!(found(|x| 4.0 - x, (1.0, 4.0 + 1.0), true).0, (4.0, 5.0));
        assert_eq!(found(|x| (x - 38.5).powi(5), (1.0, 40.0), true).0, (38.0, 39.0));
    }

    #[test]
    fn what_rounding_leaves_is_zero() {
        let sample = Sample { at: 1.0, values: vec![Some(1e-10), Some(-1e-11)], size: 1.0 };
        let found = sample.estimate();
        assert_eq!((found.mean, found.low, found.high), (Some(0.0), Some(0.0), Some(0.0)));
    }
}

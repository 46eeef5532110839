//! Which of the inputs that are poorly known the answer hangs on: each is varied alone over its plausible range, all others as
//! they are, on the same customers.

use super::curve::{Curve, Line, Point, Sample};
use super::evaluate::{Evaluator, Outcome, Stop, Unusable};
use super::inputs::Input;
use super::line::Linear;
use super::{Question, Side};
use crate::desk::Scenario;
use crate::study::estimate::estimate;
use crate::study::result::Estimate;
use schemars::JsonSchema;
use serde::Serialize;

/// A turning value is found to within this share of the range of its input.
pub const TURN_TOLERANCE: f64 = 0.01;

/// A question, and the value of its figure at which the answer turns: zero for a difference, the target for an agreement.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Asked {
    pub question: Question,
    pub threshold: f64,
}

/// What one input does to the figure.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct Effect {
    /// Dotted path of the key.
    pub key: String,
    /// The value in force; null where the scenarios differ in it.
    pub in_force: Option<f64>,
    /// The figure at the lowest and at the highest value.
    pub low: Point,
    pub high: Point,
    /// The figure at the highest value less that at the lowest, paired; exactly 0 where the input changes nothing.
    pub effect: Estimate,
    /// Where the mean of the figure passes the threshold between the value in force and an end (where the scenarios differ in it:
    /// between the ends), to within a hundredth of the range. What happens in between and back is not seen.
    pub turns_at: Vec<f64>,
    #[serde(skip)]
    pub input: Input,
}

/// An input that could not be varied over its range.
#[derive(Clone, Debug)]
pub struct NotVaried {
    pub input: Input,
    /// The value at which the scenarios are not sound, or cannot be simulated.
    pub at: f64,
    pub why: Unusable,
}

/// How a figure depends on each input.
#[derive(Clone, Debug)]
pub struct Ranking {
    pub asked: Asked,
    /// With everything as it is.
    pub figure: Estimate,
    /// Largest effect first.
    pub effects: Vec<Effect>,
    pub not_varied: Vec<NotVaried>,
}

/// Varies every input for every question; the rankings in the order of the questions.
///
/// # Errors
/// If it was stopped, or the scenarios as they are cannot be simulated.
pub fn rank(evaluator: &Evaluator, asked: &[Asked], inputs: &[Input]) -> Result<Result<Vec<Ranking>, Unusable>, Stop> {
    let scenarios = match evaluator.load(&[]) {
        Ok(scenarios) => scenarios,
        Err(failed) => return Ok(Err(Unusable::Refused(failed))),
    };
    let as_it_is = match evaluator.outcomes(&[vec![]])?.remove(0) {
        Ok(outcomes) => outcomes,
        Err(unusable) => return Ok(Err(unusable)),
    };
    let base = Base { scenarios: scenarios.iter().collect(), outcomes: &as_it_is };
    let ends = ends(evaluator, asked, inputs, &base)?;
    let rankings = asked.iter().map(|asked| ranking(evaluator, *asked, inputs, &base, &ends));
    rankings.collect::<Result<Vec<_>, Stop>>().map(Ok)
}

/// The scenarios with everything as it is.
pub struct Base<'a> {
    pub scenarios: Vec<&'a Scenario>,
    pub outcomes: &'a [Vec<Outcome>],
}

/// The outcomes at both ends of an input; `None` where no run is needed.
pub type Ends = Option<Result<[Vec<Vec<Outcome>>; 2], (f64, Unusable)>>;

/// Simulates both ends of every input that needs it, all together.
pub fn ends(evaluator: &Evaluator, asked: &[Asked], inputs: &[Input], base: &Base) -> Result<Vec<Ends>, Stop> {
    let free = |input: &Input| {
        asked.iter().all(|asked| input.repriced(asked.question, &base.scenarios, base.outcomes).is_some())
    };
    let needed: Vec<bool> = inputs.iter().map(|input| !free(input)).collect();
    let simulated = inputs.iter().zip(&needed).filter(|(_, needed)| **needed);
    let settings = simulated.flat_map(|(input, _)| [vec![input.path.set(input.low)], vec![input.path.set(input.high)]]);
    let mut found = evaluator.outcomes(&settings.collect::<Vec<_>>())?.into_iter();
    let pair = |(input, needed): (&Input, &bool)| {
        if !needed {
            return None;
        }
        let (low, high) = (found.next()?, found.next()?);
        Some(match (low, high) {
            (Ok(low), Ok(high)) => Ok([low, high]),
            (Err(why), _) => Err((input.low, why)),
            (_, Err(why)) => Err((input.high, why)),
        })
    };
    Ok(inputs.iter().zip(&needed).map(pair).collect())
}

fn ranking(evaluator: &Evaluator, asked: Asked, inputs: &[Input], base: &Base, ends: &[Ends]) -> Result<Ranking, Stop> {
    let centre = above(&asked.question.sample(0.0, base.outcomes), asked.threshold);
    let mut effects = Vec::new();
    let mut not_varied = Vec::new();
    for (input, ends) in inputs.iter().zip(ends) {
        let samples = match ends {
            Some(Err((at, why))) => {
                not_varied.push(NotVaried { input: input.clone(), at: *at, why: why.clone() });
                continue;
            }
            Some(Ok([low, high])) => [asked.question.sample(input.low, low), asked.question.sample(input.high, high)],
            None => {
                let Some(line) = input.repriced(asked.question, &base.scenarios, base.outcomes) else { continue };
                effects.push(of_line(input, &line));
                continue;
            }
        };
        let turns_at = turns(evaluator, asked, input, &centre, &samples)?;
        effects.push(Effect { turns_at, ..of_ends(input, &samples) });
    }
    effects.sort_by(|a, b| size(b).total_cmp(&size(a)));
    let figure = asked.question.sample(0.0, base.outcomes).estimate();
    Ok(Ranking { asked, figure, effects, not_varied })
}

fn size(effect: &Effect) -> f64 {
    effect.effect.mean.unwrap_or_default().abs()
}

/// The figure less its threshold.
fn above(sample: &Sample, threshold: f64) -> Sample {
    let values = sample.values.iter().map(|value| value.map(|value| value - threshold)).collect();
    Sample { values, ..sample.clone() }
}

fn of_ends(input: &Input, [low, high]: &[Sample; 2]) -> Effect {
    let pairs = low.values.iter().zip(&high.values);
    let (low, high) =
        (Point { at: input.low, figure: low.estimate() }, Point { at: input.high, figure: high.estimate() });
    Effect {
        key: input.path.path.clone(),
        in_force: input.common(),
        low,
        high,
        effect: estimate(pairs.map(|(low, high)| Some((*high)? - (*low)?))),
        turns_at: vec![],
        input: input.clone(),
    }
}

/// The effect of a price.
fn of_line(input: &Input, line: &Linear) -> Effect {
    let turns_at = line.crossing().filter(|at| (input.low..=input.high).contains(at));
    Effect { turns_at: turns_at.into_iter().collect(), ..of_ends(input, &line.ends()) }
}

/// Where the answer turns between the value in force and an end at which it is another one.
fn turns(
    evaluator: &Evaluator,
    asked: Asked,
    input: &Input,
    centre: &Sample,
    ends: &[Sample; 2],
) -> Result<Vec<f64>, Stop> {
    let known = ends.iter().map(|end| above(end, asked.threshold));
    let known: Vec<Sample> = match input.common().filter(|at| *at > input.low && *at < input.high) {
        Some(at) => {
            let mut known: Vec<Sample> = known.collect();
            known.insert(1, Sample { at, ..centre.clone() });
            known
        }
        None => known.collect(),
    };
    let mut found = Vec::new();
    for pair in known.windows(2) {
        found.extend(turn(evaluator, asked, input, [&pair[0], &pair[1]])?);
    }
    Ok(found)
}

/// Where the mean of the figure passes the threshold between two values, if it has another sign at each.
pub fn turn(
    evaluator: &Evaluator,
    asked: Asked,
    input: &Input,
    [left, right]: [&Sample; 2],
) -> Result<Option<f64>, Stop> {
    let side = |sample: &Sample| Side::of(sample.estimate().mean?);
    let (Some(near), Some(far)) = (side(left), side(right)) else { return Ok(None) };
    if near == far {
        return Ok(None);
    }
    let only = only(asked.question);
    let chosen: Vec<usize> = only.into_iter().map(|at| evaluator.chosen[at]).collect();
    let evaluator = Evaluator { chosen: &chosen, ..*evaluator };
    let asked = Asked { question: among(asked.question), ..asked };
    let ends = [left.clone(), right.clone()];
    let mut evaluate = |places: &[f64]| at_places(&evaluator, asked, input, places, &ends);
    let whole = input.path.whole();
    let mut curve = Curve::new(&mut evaluate, whole, TURN_TOLERANCE * (input.high - input.low));
    let range = (left.at, right.at);
    let found = curve.know(&[range.0, range.1]).and_then(|()| {
        let bracket = curve.root(Line::Mean, range, |value| Side::of(value) == Some(far))?;
        Ok(if whole { bracket.1 } else { curve.between(Line::Mean, bracket) })
    });
    match found {
        Ok(at) => Ok(Some(at)),
        Err(AtPlace::Stopped(stop)) => Err(stop),
        // Between two values that can be simulated lies one that cannot: the place is not known.
        Err(AtPlace::Unusable) => Ok(None),
    }
}

/// Why the figure at a value within the range is not known.
enum AtPlace {
    Stopped(Stop),
    Unusable,
}

fn at_places(
    evaluator: &Evaluator,
    asked: Asked,
    input: &Input,
    places: &[f64],
    ends: &[Sample; 2],
) -> Result<Vec<Sample>, AtPlace> {
    let known = |at: &f64| ends.iter().find(|end| end.at == *at);
    let missing: Vec<f64> = places.iter().copied().filter(|at| known(at).is_none()).collect();
    let settings: Vec<Vec<String>> = missing.iter().map(|at| vec![input.path.set(*at)]).collect();
    let mut found = evaluator.outcomes(&settings).map_err(AtPlace::Stopped)?.into_iter();
    let sample = |at: &f64| match known(at) {
        Some(end) => Ok(end.clone()),
        None => {
            let outcomes = found.next().and_then(Result::ok).ok_or(AtPlace::Unusable)?;
            Ok(above(&asked.question.sample(*at, &outcomes), asked.threshold))
        }
    };
    places.iter().map(sample).collect()
}

/// The scenarios that a question is about, by their number among those asked for.
fn only(question: Question) -> Vec<usize> {
    match question {
        Question::Difference { baseline, other, .. } => vec![baseline, other],
        Question::Attained { scenario, .. } => vec![scenario],
    }
}

/// The same question where only these are simulated.
fn among(question: Question) -> Question {
    match question {
        Question::Difference { measure, .. } => Question::Difference { baseline: 0, other: 1, measure },
        Question::Attained { sla, .. } => Question::Attained { scenario: 0, sla },
    }
}

//! What stands behind the verdict on a scenario against the baseline: what it costs more in each step, what it saves, from which
//! customer value and which volume on it pays, and the inputs whose doubt would turn the answer.
//!
//! Prices change no fact, so whatever hangs on them alone follows from the run itself. The rest is simulated on a part of its
//! replications, on the same customers: about as much work again as a few runs, and nothing where the run itself was long.

use super::compare::{Pairing, Simulated};
use super::control::Controls;
use super::result::{Estimate, PairedDifference};
use super::vary::breakeven::{self, BreakEven, Search};
use super::vary::inputs::{Input, Known, doubtful};
use super::vary::sensitivity::{Asked, Base, Ends, ends, turn};
use super::vary::{Evaluator, Linear, Outcome, Question, Sample, Side, Stop};
use crate::desk::Scenario;
use crate::locale::Text;
use crate::metrics::Measure;
use crate::scenario::force::InForce;
use crate::scenario::path::NumberPath;
use schemars::JsonSchema;
use serde::Serialize;

/// Conversations of a run beyond which nothing more is simulated for the decision.
pub const MOST_CONVERSATIONS: f64 = 20e6;
/// The volumes tried, times that in force: a value in force among them is known from the run.
const VOLUMES: (f64, f64) = (0.5, 2.0);
const VOLUME_GRID: usize = 4;
const VOLUME_TOLERANCE: f64 = 0.01;
/// Margins up to this many times that in force, or that of the reference where none is, are told as found.
const MOST_MARGINS: f64 = 4.0;
const USUAL_MARGIN: f64 = 120.0;
/// Inputs that are named.
const MOST_TURNING: usize = 2;

/// What stands behind the verdict on a scenario. Differences are scenario less baseline, a week.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct Decision {
    /// What the scenario costs more, in three steps.
    pub steps: Steps,
    /// Customers that the baseline loses and the scenario keeps, a week.
    pub customers_saved_per_week: Estimate,
    /// Phone contacts that the scenario saves, a week.
    pub phone_contacts_saved_per_week: Estimate,
    /// From which value of a customer on (`customers.lifetime_margin`) the cheaper of the two changes; null where the scenarios
    /// differ in it. Exact, from the run itself.
    pub margin: Option<BreakEven>,
    pub margin_in_force: Option<f64>,
    /// From which volume on the cheaper of the two changes, as a factor (`demand.volume_factor`); null where nothing was
    /// simulated for it.
    pub volume: Option<BreakEven>,
    pub volume_factor_in_force: Option<f64>,
    /// Conversations a week of the baseline's scenario in week 1 with the factor in force.
    pub conversations_per_week: f64,
    /// Doubtful inputs beside the value of a customer that would turn who is cheaper within their plausible range, the nearest
    /// first, two at most. Empty where none does, where it is not sure who is cheaper, and where nothing was simulated and no
    /// price does.
    pub turning: Vec<Turning>,
    /// Why only prices were looked at: the run had more conversations than this leaves time for.
    pub left_out: Option<LeftOut>,
}

/// The difference of the cost a week: of the desk; with phone contacts and gestures; with the value of customers lost (the net
/// cost). Simultaneous intervals, as those of the comparison.
#[derive(Clone, Copy, PartialEq, Debug, Serialize, JsonSchema)]
pub struct Steps {
    pub staff: Option<PairedDifference>,
    pub with_contacts: Option<PairedDifference>,
    pub net: Option<PairedDifference>,
}

/// An input that would turn the verdict within its plausible range.
#[derive(Clone, PartialEq, Debug, Serialize, JsonSchema)]
pub struct Turning {
    /// Dotted path of the key.
    pub key: String,
    /// Value in force in the baseline.
    pub in_force: f64,
    /// Where the mean difference of the net cost passes zero.
    pub turns_at: f64,
    /// The plausible range.
    pub low: f64,
    pub high: f64,
    /// What it is, as the subject of a sentence.
    #[serde(skip)]
    pub label: Text,
    #[serde(skip)]
    pub path: NumberPath,
}

#[derive(Clone, Copy, PartialEq, Debug, Serialize, JsonSchema)]
pub struct LeftOut {
    /// Conversations that the run simulated, about.
    pub conversations: f64,
    pub most: f64,
}

/// What a run found, and its values in force.
pub struct Run<'a> {
    pub simulated: &'a [Simulated<'a>],
    pub in_force: &'a [Vec<InForce>],
}

impl Run<'_> {
    fn outcomes(&self, replications: usize) -> Vec<Vec<Outcome>> {
        let first = |one: &Simulated| {
            let rows = one.batch.replications.iter().take(replications);
            rows.map(|row| Outcome { desk: row.desk.clone(), slas: row.slas.clone() }).collect()
        };
        self.simulated.iter().map(first).collect()
    }

    fn known(&self) -> Vec<Known<'_>> {
        self.simulated.iter().zip(self.in_force).map(|(one, values)| (one.scenario, values.as_slice())).collect()
    }

    fn scenarios(&self) -> Vec<&Scenario> {
        self.simulated.iter().map(|one| one.scenario).collect()
    }

    fn replications(&self) -> u32 {
        self.simulated.first().map_or(0, |one| one.batch.replications.len() as u32)
    }

    /// Conversations simulated, about.
    fn conversations(&self) -> f64 {
        let of = |one: &Simulated| {
            let plan = one.scenario.run;
            volume(one.scenario) * f64::from(plan.weeks + plan.warmup_weeks) * f64::from(self.replications())
        };
        self.simulated.iter().map(of).sum()
    }
}

/// Conversations a week that the desk can see, in week 1.
fn volume(scenario: &Scenario) -> f64 {
    let monitored = scenario.policy.monitor_indirect;
    scenario.demand.contacts.iter().map(|contact| contact.per_week + contact.indirect_per_week * monitored).sum()
}

/// The decision on each scenario but the first, in their order. `evaluator` asks for the scenarios of the run, all of them.
///
/// # Errors
/// If it was stopped.
pub fn decide(evaluator: &Evaluator, run: &Run) -> Result<Vec<Decision>, Stop> {
    let others = run.simulated.len().saturating_sub(1);
    let conversations = run.conversations();
    let too_long = conversations > MOST_CONVERSATIONS;
    let all = run.outcomes(usize::MAX);
    let mut decisions: Vec<Decision> = (1..=others).map(|other| priced(run, &all, other)).collect();
    let volumes = if too_long { vec![None; others] } else { volumes(evaluator, run)? };
    let screened = if too_long { None } else { Some(screen(evaluator, run)?) };
    for (at, (decision, volume)) in decisions.iter_mut().zip(volumes).enumerate() {
        decision.volume = volume;
        decision.left_out = too_long.then_some(LeftOut { conversations, most: MOST_CONVERSATIONS });
        decision.turning = turning(evaluator, run, &all, screened.as_ref(), at + 1)?;
    }
    Ok(decisions)
}

/// What follows from the run itself.
fn priced(run: &Run, all: &[Vec<Outcome>], other: usize) -> Decision {
    let compared = run.simulated.len() - 1;
    let (baseline, scenario) = (&run.simulated[0], &run.simulated[other]);
    let how = Pairing { controls: Controls::of(baseline).and(&Controls::of(scenario)), compared };
    let step = |measure| how.paired(scenario.values(measure), baseline.values(measure));
    let saved = |measure| {
        let pairs = baseline.values(measure).zip(scenario.values(measure));
        how.controls.estimate(pairs.map(|(base, other)| Some(base? - other?)))
    };
    let in_force = |path: &str| {
        let path = NumberPath::new(path).ok()?;
        run.in_force.first().and_then(|values| path.in_force(values))
    };
    let margin_in_force = in_force("customers.lifetime_margin");
    Decision {
        steps: Steps {
            staff: step(Measure::StaffCostPerWeek),
            with_contacts: step(Measure::CostWithContactsPerWeek),
            net: step(Measure::NetCostPerWeek),
        },
        customers_saved_per_week: saved(Measure::CustomersLost),
        phone_contacts_saved_per_week: saved(Measure::PhoneContacts),
        margin: margin(run, all, other, margin_in_force),
        margin_in_force,
        volume: None,
        volume_factor_in_force: in_force("demand.volume_factor"),
        conversations_per_week: volume(baseline.scenario),
        turning: vec![],
        left_out: None,
    }
}

fn net(other: usize) -> Question {
    Question::Difference { baseline: 0, other, measure: Measure::NetCostPerWeek }
}

/// The net cost is linear in the margin, with the customers lost as its slope.
fn margin(run: &Run, all: &[Vec<Outcome>], other: usize, in_force: Option<f64>) -> Option<BreakEven> {
    let path = NumberPath::new("customers.lifetime_margin").ok()?;
    let usual = in_force.filter(|margin| *margin > 0.0).unwrap_or(USUAL_MARGIN);
    let range = (0.0, MOST_MARGINS * usual);
    let input = Input::typed(path.clone(), range, &run.known());
    input.common()?;
    let line = input.repriced(net(other), &run.scenarios(), all)?;
    Some(breakeven::of_line(Search::new(&path, Measure::NetCostPerWeek, range), &line))
}

/// Replications with which places are found.
fn search_replications(all: u32) -> u32 {
    all.min((all / 5).max(5))
}

/// Replications with which both ends of every input are looked at.
fn screening_replications(all: u32) -> u32 {
    all.min((all / 10).max(4))
}

/// From which volume on the cheaper changes, for each scenario but the first.
fn volumes(evaluator: &Evaluator, run: &Run) -> Result<Vec<Option<BreakEven>>, Stop> {
    let others = run.simulated.len().saturating_sub(1);
    let replications = search_replications(run.replications());
    let evaluator = Evaluator { replications, ..*evaluator };
    let Ok(path) = NumberPath::new("demand.volume_factor") else { return Ok(vec![None; others]) };
    let in_force = run.in_force.first().and_then(|values| path.in_force(values)).unwrap_or(1.0);
    let range = (VOLUMES.0 * in_force, VOLUMES.1 * in_force);
    let input = Input::typed(path.clone(), range, &run.known());
    let search =
        Search { grid: VOLUME_GRID, tolerance: VOLUME_TOLERANCE, ..Search::new(&path, Measure::NetCostPerWeek, range) };
    if input.common() != Some(in_force) {
        return Ok(vec![None; others]);
    }
    // The grid is simulated once for all scenarios; the value in force is known.
    let base = run.outcomes(replications as usize);
    let places: Vec<f64> = breakeven::grid(search).into_iter().filter(|at| *at != in_force).collect();
    let settings: Vec<Vec<String>> = places.iter().map(|at| vec![path.set(*at)]).collect();
    let found: Result<Vec<_>, _> = evaluator.outcomes(&settings)?.into_iter().collect();
    let Ok(found) = found else { return Ok(vec![None; others]) };
    let mut grid: Vec<(f64, Vec<Vec<Outcome>>)> = places.into_iter().zip(found).collect();
    grid.push((in_force, base));
    (1..=others).map(|other| volume_of(&evaluator, &path, search, &grid, other)).collect()
}

fn volume_of(
    evaluator: &Evaluator,
    path: &NumberPath,
    search: Search,
    grid: &[(f64, Vec<Vec<Outcome>>)],
    other: usize,
) -> Result<Option<BreakEven>, Stop> {
    let chosen = [evaluator.chosen[0], evaluator.chosen[other]];
    let evaluator = Evaluator { chosen: &chosen, ..*evaluator };
    let mut evaluate = |places: &[f64]| -> Result<Vec<Sample>, Option<Stop>> {
        let known = |at: &f64| grid.iter().find(|(place, _)| place == at);
        let missing: Vec<Vec<String>> =
            places.iter().filter(|at| known(at).is_none()).map(|at| vec![path.set(*at)]).collect();
        let mut found = evaluator.outcomes(&missing).map_err(Some)?.into_iter();
        let sample = |at: &f64| match known(at) {
            Some((_, outcomes)) => Ok(net(other).sample(*at, outcomes)),
            None => Ok(net(1).sample(*at, &found.next().and_then(Result::ok).ok_or(None)?)),
        };
        places.iter().map(sample).collect()
    };
    match breakeven::find(search, &mut evaluate) {
        Ok(found) => Ok(Some(found)),
        Err(Some(stop)) => Err(stop),
        Err(None) => Ok(None),
    }
}

/// Both ends of every doubtful input, looked at with few replications.
struct Screened {
    inputs: Vec<Input>,
    ends: Vec<Ends>,
    replications: u32,
}

/// The doubtful inputs beside the value of a customer, which is told on its own.
fn doubts(run: &Run) -> Vec<Input> {
    let inputs = doubtful(true, &run.known());
    inputs.into_iter().filter(|input| input.path.path != "customers.lifetime_margin").collect()
}

fn screen(evaluator: &Evaluator, run: &Run) -> Result<Screened, Stop> {
    let replications = screening_replications(run.replications());
    let inputs = doubts(run);
    let outcomes = run.outcomes(replications as usize);
    let base = Base { scenarios: run.scenarios(), outcomes: &outcomes };
    let asked: Vec<Asked> =
        (1..run.simulated.len()).map(|other| Asked { question: net(other), threshold: 0.0 }).collect();
    let ends = ends(&Evaluator { replications, ..*evaluator }, &asked, &inputs, &base)?;
    Ok(Screened { inputs, ends, replications })
}

/// An input that seems to turn the verdict: how far from the value in force, as a share of the way to the end.
struct Candidate {
    input: Input,
    share: f64,
    /// Known already, where it is a price; else the end to search towards.
    found: Result<f64, f64>,
}

fn turning(
    evaluator: &Evaluator,
    run: &Run,
    all: &[Vec<Outcome>],
    screened: Option<&Screened>,
    other: usize,
) -> Result<Vec<Turning>, Stop> {
    let verdict = net(other).sample(0.0, all).estimate();
    let Some(side) = Side::sure(&verdict) else { return Ok(vec![]) };
    let mut candidates: Vec<Candidate> =
        doubts(run).into_iter().filter_map(|one| of_price(run, all, other, one)).collect();
    candidates.extend(screened.into_iter().flat_map(|screened| of_screened(run, screened, other, side)));
    candidates.sort_by(|a, b| a.share.total_cmp(&b.share));
    let mut found = Vec::new();
    for candidate in candidates.into_iter().take(MOST_TURNING) {
        let Some(in_force) = candidate.input.common() else { continue };
        let turns_at = match candidate.found {
            Ok(at) => Some(at),
            Err(end) => refine(evaluator, run, &candidate.input, other, (in_force, end))?,
        };
        let Input { path, low, high, label, .. } = candidate.input;
        found.extend(turns_at.zip(label).map(|(turns_at, label)| Turning {
            key: path.path.clone(),
            in_force,
            turns_at,
            low,
            high,
            label,
            path,
        }));
    }
    Ok(found)
}

fn of_price(run: &Run, all: &[Vec<Outcome>], other: usize, input: Input) -> Option<Candidate> {
    let in_force = input.common()?;
    let line: Linear = input.repriced(net(other), &run.scenarios(), all)?;
    let at = line.crossing().filter(|at| (input.low..=input.high).contains(at))?;
    let end = if at < in_force { input.low } else { input.high };
    Some(Candidate { share: (at - in_force) / (end - in_force), found: Ok(at), input })
}

fn of_screened(run: &Run, screened: &Screened, other: usize, side: Side) -> Vec<Candidate> {
    let base = net(other).sample(0.0, &run.outcomes(screened.replications as usize)).estimate().mean;
    // With so few replications the run itself must speak as it does with all of them.
    let Some(base) = base.filter(|mean| Side::of(*mean) == Some(side)) else { return vec![] };
    let candidate = |(input, ends): (&Input, &Ends)| {
        let Some(Ok(ends)) = ends else { return None };
        input.common()?;
        let at_ends = ends.iter().zip([input.low, input.high]).filter_map(|(outcomes, at)| {
            let mean = net(other).sample(at, outcomes).estimate().mean?;
            let turned = Side::of(mean) == Some(side.opposite());
            turned.then(|| (base.abs() / (base.abs() + mean.abs()), at))
        });
        let (share, end) = at_ends.reduce(|a, b| if b.0 < a.0 { b } else { a })?;
        Some(Candidate { input: input.clone(), share, found: Err(end) })
    };
    screened.inputs.iter().zip(&screened.ends).filter_map(candidate).collect()
}

/// Where the verdict turns between the value in force and an end, with more replications than it was seen with.
fn refine(
    evaluator: &Evaluator,
    run: &Run,
    input: &Input,
    other: usize,
    (in_force, end): (f64, f64),
) -> Result<Option<f64>, Stop> {
    let replications = search_replications(run.replications());
    let chosen = [evaluator.chosen[0], evaluator.chosen[other]];
    let evaluator = Evaluator { replications, chosen: &chosen, ..*evaluator };
    let Ok(outcomes) = evaluator.outcomes(&[vec![input.path.set(end)]])?.remove(0) else { return Ok(None) };
    let at_end = net(1).sample(end, &outcomes);
    let as_it_is = net(other).sample(in_force, &run.outcomes(replications as usize));
    let between = if end < in_force { [&at_end, &as_it_is] } else { [&as_it_is, &at_end] };
    turn(&evaluator, Asked { question: net(1), threshold: 0.0 }, input, between)
}

#[cfg(test)]
mod tests;

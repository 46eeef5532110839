//! `relevo size`: the whole way from a scenario to a staffing that is confirmed, with what it costs and how far it is from what
//! no staffing can undercut.

use super::bound::{Among, lower_bound};
use super::catalogue::catalogue;
use super::confirm::{Confirmation, confirm, search_seed};
use super::need::Need;
use super::problem::Problem;
use super::program::Unsolved;
use super::refine::{NotFound, Refined, Refinement};
use super::roster::{Roster, Unrosterable, roster};
use super::shift::CandidateShift;
use super::shortfall::{Shortfall, shortfall};
use super::trial::{Bench, Cancelled, LARGE_PLAN, Tried};
use crate::desk::{Scenario, fte};
use crate::locale::Text;
use crate::metrics::Measure;
use crate::model::Model;
use crate::study::estimate::{estimate, met};
use crate::study::result::{Estimate, Met};
use crate::time::HOURS_PER_WEEK;
use rayon::ThreadPool;

/// Conversations that the search for exchanges may simulate, beside what the rest of the way takes.
const EXCHANGE_CONVERSATIONS: f64 = 40e6;
/// ... and plans that are simulated in full: a small desk has soon seen what there is.
const EXCHANGE_PLANS: u64 = 150;
/// Half-width of the shares in time that is narrow enough: each point of it makes the answer dearer.
const NARROW: f64 = 0.01;
/// Times the replications of the scenario, at most, that the search takes for that.
const MOST_TIMES: u32 = 4;
/// Plans put to the test on fresh seeds before the search gives up.
const MOST_ATTEMPTS: u32 = 8;
/// Plans whose roster is refused before the search gives up.
const MOST_ROSTERS: u32 = 6;
/// Points by which a target is lowered to see what it costs.
const POINTS_LESS: f64 = 0.05;

/// Replications that show whether a desk of which nothing is promised keeps up.
const TO_SEE_THAT_IT_KEEPS_UP: u32 = 16;

/// What a person watching is told.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Step {
    Searching,
    Confirming,
    Pricing,
}

impl Step {
    /// What is being done.
    pub const fn text(self) -> Text {
        match self {
            Step::Searching => Text::new("looking for shifts", "buscando turnos"),
            Step::Confirming => Text::new("confirming on fresh seeds", "confirmando con semillas nuevas"),
            Step::Pricing => Text::new("finding out what each promise costs", "calculando cuánto cuesta cada promesa"),
        }
    }
}

/// How to search, and whom to tell and ask on the way.
pub struct Options<'o> {
    pub pool: &'o ThreadPool,
    /// Whether to go on: asked all the time.
    pub go_on: &'o (dyn Fn() -> bool + Sync),
    /// Told of every step.
    pub progress: &'o (dyn Fn(Step) + Sync),
    /// Whether to find out what each agreement costs.
    pub margins: bool,
}

/// A staffing that keeps every agreement.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The desk, the shifts that could be worked, and the rules.
    pub problem: Problem,
    /// Positions by candidate shift.
    pub positions: Vec<u32>,
    /// Money a week for these, in an ordinary week.
    pub planned_cost: f64,
    /// The same, the overtime that the simulation saw, and what whole supervisors cost beyond parts of them: what the bounds are
    /// to be compared with.
    pub cost: f64,
    /// The scenario with these shifts, under the seed and replications that confirmed it, and all measures.
    pub confirmation: Confirmation,
    /// Plans put to the test on fresh seeds, this one included.
    pub attempts: u32,
    pub bounds: Bounds,
    /// Cost of the planning model's plan and of its relaxation, where the search began with it.
    pub planning: Option<(f64, f64)>,
    /// In the order of the agreements.
    pub margins: Vec<Margin>,
    pub roster: Roster,
    /// Agents that the expected work of each hour of the week keeps busy, and agents on duty.
    pub need_by_hour: Vec<f64>,
    pub on_duty_by_hour: Vec<f64>,
    pub plans_tried: u64,
    pub replications_simulated: u64,
    /// Positions that were taken away, one by one, to see that none can go.
    pub removals_tried: usize,
    /// Whether every cheaper plan was excluded.
    pub exhausted: bool,
}

/// What no staffing can undercut, in money a week; absent where the solver failed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Bounds {
    /// Of all staffings that keep the agreements.
    pub all: Option<f64>,
    /// Of those in which no more customers give up than in the answer.
    pub same_customers: Option<f64>,
}

/// What an agreement costs, found by taking positions away as long as the others are kept.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Margin {
    /// Money a week saved if the target were five points lower.
    pub saved_at_five_points_less: f64,
    /// If nothing were promised.
    pub saved_without: f64,
}

/// Why there is no answer.
#[derive(Clone, Debug)]
pub enum NoAnswer {
    Cancelled,
    /// Nobody can keep the agreements with the shifts that may be worked.
    Impossible(Box<Shortfall>),
    /// Presence, seats and labour rules leave no plan at all.
    Contradiction,
    /// The labour rules leave no roster for any plan that was found.
    NoRoster(Vec<Unrosterable>),
    /// No plan was confirmed on fresh seeds; the last, and how far its lower limits lie from the targets.
    Unconfirmed(Vec<f64>),
}

impl From<Cancelled> for NoAnswer {
    fn from(_: Cancelled) -> NoAnswer {
        NoAnswer::Cancelled
    }
}

impl Answer {
    /// Share of the cost that a better staffing might save at most; absent without a bound.
    pub fn gap(&self, bound: Option<f64>) -> Option<f64> {
        bound.filter(|_| self.cost > 0.0).map(|bound| ((self.cost - bound) / self.cost).max(0.0))
    }

    /// How much the planning model's plan costs beyond its relaxation, as a share of it.
    pub fn planning_gap(&self) -> Option<f64> {
        self.planning.filter(|(cost, _)| *cost > 0.0).map(|(cost, relaxed)| ((cost - relaxed) / cost).max(0.0))
    }

    /// Share in time of an agreement, on the seeds of the confirmation, with its 95 % interval.
    pub fn attained(&self, agreement: usize) -> Estimate {
        estimate(self.confirmation.batch.replications.iter().map(|one| one.slas[agreement]))
    }

    pub fn met(&self, agreement: usize) -> Met {
        met(&self.attained(agreement), self.problem.scenario.slas[agreement].target)
    }

    pub fn measure(&self, measure: Measure) -> Estimate {
        estimate(self.confirmation.batch.replications.iter().map(|one| one.desk.get(measure)))
    }

    /// Money a week for supervisors, as simulated, and for work places; 0 where nobody pays any.
    pub fn supervisors_and_places(&self) -> (f64, f64) {
        let places = self.confirmation.scenario.most_positions_at_once();
        let supervisors = self.measure(Measure::SupervisorsPerWeek).mean.unwrap_or(0.0);
        (supervisors, f64::from(places) * self.problem.seat_price())
    }

    pub fn paid_hours_per_week(&self) -> f64 {
        let paid = self.problem.shifts().iter().zip(&self.positions).map(|(shift, positions)| {
            let unpaid = self.problem.scenario.teams[shift.team].pause.is_some_and(|pause| !pause.paid);
            let minutes = shift.minutes - if unpaid { shift.break_minutes } else { 0 };
            f64::from(minutes * positions) / 60.0
        });
        paid.sum()
    }

    /// Full-time equivalents: absence and off-queue work are within the paid hours.
    pub fn fte(&self) -> f64 {
        fte(self.paid_hours_per_week(), self.problem.scenario.costs.annual_hours)
    }
}

/// The cheapest staffing found that keeps every agreement, confirmed.
///
/// # Errors
/// If somebody stopped it, or there is none.
pub fn size(scenario: &Scenario, options: &Options<'_>) -> Result<Answer, NoAnswer> {
    let mut problem = Problem::new(scenario);
    let mut refused = Vec::new();
    for _ in 0..MOST_ROSTERS {
        let answer = size_problem(&problem, options)?;
        match answer {
            Ok(answer) => return Ok(answer),
            Err(broken) => {
                problem.cuts.extend(broken.iter().map(|one| one.cut.clone()));
                refused = broken;
            }
        }
    }
    Err(NoAnswer::NoRoster(refused))
}

/// As [`size`], for a problem as it is; the inner error tells which constraints a roster asks for.
///
/// # Errors
/// As [`size`].
pub fn size_problem(problem: &Problem, options: &Options<'_>) -> Result<Result<Answer, Vec<Unrosterable>>, NoAnswer> {
    let model = Model::new(&problem.scenario);
    let need = Need::of(&model);
    let replications = problem.scenario.run.replications.max(2);
    let mut bench = Bench::new(problem, options.pool, search_seed(&problem.scenario), replications, options.go_on);
    let mut start: Option<Vec<u32>> = None;
    let (mut planning, mut last_slack) = (None, Vec::new());
    for attempt in 1..=MOST_ATTEMPTS {
        (options.progress)(Step::Searching);
        let refined = refine(&mut bench, &need, start.take())?;
        let Some(refined) = refined else {
            let short = shortfall(problem, &need, &bench)?;
            return Err(NoAnswer::Impossible(Box::new(short)));
        };
        planning = planning.or(refined.planned.as_ref().map(|planned| (planned.cost, planned.relaxed_cost)));
        (options.progress)(Step::Confirming);
        let mut staffed = problem.staffed(&refined.tried.plan);
        staffed.run.replications = bench.replications();
        let confirmation = confirm(&staffed, attempt, options.pool, options.go_on)?;
        match confirmation {
            Some(confirmation) if confirmation.holds() => {
                return finish(problem, &need, &bench, refined, confirmation, attempt, planning, options);
            }
            Some(confirmation) => {
                // What fell short is asked for on top, and the search goes on from here.
                for (agreement, slack) in confirmation.slack.iter().enumerate() {
                    bench.raise(agreement, (-slack).max(0.0));
                }
                last_slack = confirmation.slack;
            }
            None => (0..problem.scenario.slas.len()).for_each(|agreement| bench.raise(agreement, POINTS_LESS)),
        }
        start = Some(refined.tried.plan);
    }
    Err(NoAnswer::Unconfirmed(last_slack))
}

/// `None` where no plan within the limits keeps the agreements.
fn refine(bench: &mut Bench<'_>, need: &Need, start: Option<Vec<u32>>) -> Result<Option<Refined>, NoAnswer> {
    let mut planned = None;
    let start = match start {
        Some(plan) => plan,
        None => match (Refinement { bench, need, effort: 0 }).first() {
            Ok((tried, on_paper)) => {
                planned = on_paper;
                narrow(bench, &tried);
                leave_room(bench, &tried);
                tried.plan
            }
            Err(error) => return none_found(error),
        },
    };
    let run = &bench.problem.scenario.run;
    let volume: f64 = need.parts.iter().flat_map(|part| &part.opened).sum::<f64>().max(1.0);
    let one_replication = volume * f64::from(run.weeks + run.warmup_weeks);
    let replications =
        ((EXCHANGE_CONVERSATIONS / one_replication) as u64).min(EXCHANGE_PLANS * u64::from(bench.replications()));
    let effort = bench.simulated() + replications;
    match (Refinement { bench, need, effort }).run(Some(&start)) {
        Ok(refined) => Ok(Some(Refined { planned, ..refined })),
        Err(error) => none_found(error),
    }
}

fn none_found(error: NotFound) -> Result<Option<Refined>, NoAnswer> {
    match error {
        NotFound::Cancelled => Err(NoAnswer::Cancelled),
        NotFound::Contradiction => Err(NoAnswer::Contradiction),
        NotFound::Impossible => Ok(None),
    }
}

/// Doubles the replications until the intervals of a plan are narrow, or there are too many.
fn narrow(bench: &mut Bench<'_>, tried: &Tried) {
    let (half_width, replications) = (bench.half_width(tried), bench.replications());
    let times = [1, 2, MOST_TIMES].into_iter().find(|times| half_width / f64::from(*times).sqrt() <= NARROW);
    bench.replicate(replications * times.unwrap_or(MOST_TIMES));
}

/// To search once more costs a large desk more time than the few positions are worth that make it unlikely: so the plan is to keep
/// a little more than the targets, half of the half-width of its interval.
fn leave_room(bench: &mut Bench<'_>, tried: &Tried) {
    if tried.plan.iter().sum::<u32>() >= LARGE_PLAN {
        let fewer = tried.replications.len() as f64 / f64::from(bench.replications());
        let room = bench.half_width(tried) * fewer.sqrt() / 2.0;
        (0..bench.problem.scenario.slas.len()).for_each(|agreement| bench.raise(agreement, room));
    }
}

#[allow(clippy::too_many_arguments)]
fn finish(
    problem: &Problem,
    need: &Need,
    bench: &Bench<'_>,
    refined: Refined,
    confirmation: Confirmation,
    attempts: u32,
    planning: Option<(f64, f64)>,
    options: &Options<'_>,
) -> Result<Result<Answer, Vec<Unrosterable>>, NoAnswer> {
    let positions = problem.positions(&refined.tried.plan);
    let roster = match roster(&problem.scenario, problem.shifts(), &positions) {
        Ok(roster) => roster,
        Err(broken) => return Ok(Err(broken)),
    };
    (options.progress)(Step::Pricing);
    let gave_up = refined.tried.gave_up();
    let bound = |among: Among<'_>| -> Option<f64> {
        let found: Result<f64, Unsolved> = lower_bound(problem, need, among);
        found.ok()
    };
    let bounds = Bounds { all: bound(Among::All), same_customers: bound(Among::NoMoreGiveUp(&gave_up)) };
    let margins = if options.margins { margins(bench, need, &refined.tried)? } else { Vec::new() };
    let planned_cost = refined.tried.cost;
    Ok(Ok(Answer {
        cost: planned_cost
            + overtime_cost(&problem.scenario, &confirmation)
            + rounding_of_supervisors(problem, &positions, &confirmation),
        planned_cost,
        attempts,
        bounds,
        planning,
        margins,
        roster,
        need_by_hour: need.minutes_by_hour().iter().map(|minutes| minutes / 60.0).collect(),
        on_duty_by_hour: on_duty(problem, &positions),
        plans_tried: bench.plans(),
        replications_simulated: bench.simulated(),
        removals_tried: refined.removals_tried,
        exhausted: refined.exhausted,
        positions,
        confirmation,
        problem: problem.clone(),
    }))
}

/// Money a week for the overtime that was simulated, at wages without premiums.
fn overtime_cost(scenario: &Scenario, confirmation: &Confirmation) -> f64 {
    let of_team = |(number, team): (usize, &crate::desk::Team)| {
        let hours =
            confirmation.batch.replications.iter().map(|one| one.teams[number].get(Measure::OvertimeHoursPerWeek));
        estimate(hours).mean.unwrap_or(0.0) * team.hourly_wage * (1.0 + scenario.costs.contributions)
    };
    scenario.teams.iter().enumerate().map(of_team).sum()
}

/// Money a week that whole supervisors cost beyond the parts of them that the positions pay.
fn rounding_of_supervisors(problem: &Problem, positions: &[u32], confirmation: &Confirmation) -> f64 {
    if problem.scenario.costs.supervisors.is_none_or(|supervisors| !supervisors.whole) {
        return 0.0;
    }
    let mut nobody_led = problem.scenario.clone();
    nobody_led.costs.supervisors = None;
    let cost = |shifts: &[CandidateShift]| {
        shifts.iter().zip(positions).map(|(shift, positions)| shift.cost * f64::from(*positions)).sum::<f64>()
    };
    let parts = cost(problem.shifts()) - cost(&catalogue(&nobody_led).shifts);
    let paid = confirmation.batch.replications.iter().map(|one| one.desk.get(Measure::SupervisorsPerWeek));
    (estimate(paid).mean.unwrap_or(0.0) - parts).max(0.0)
}

/// Positions on duty, on average over each hour of the week.
fn on_duty(problem: &Problem, positions: &[u32]) -> Vec<f64> {
    let at = |hour: u32| {
        let minutes =
            |(shift, positions): (&CandidateShift, &u32)| shift.minutes_within(hour * 60, (hour + 1) * 60) * positions;
        f64::from(problem.shifts().iter().zip(positions).map(minutes).sum::<u32>()) / 60.0
    };
    (0..HOURS_PER_WEEK as u32).map(at).collect()
}

/// What each agreement costs: positions taken away from the plan found while its target is lower, or nothing.
fn margins(bench: &Bench<'_>, need: &Need, tried: &Tried) -> Result<Vec<Margin>, NoAnswer> {
    let saved = |number: usize, cushion: f64| -> Result<f64, NoAnswer> {
        let mut easier = bench.with_problem(bench.problem);
        easier.raise(number, cushion);
        if cushion <= -bench.problem.scenario.slas[number].target && bench.problem.scenario.slas.len() == 1 {
            // Only whether the desk keeps up is left to see.
            easier.replicate(bench.replications().min(TO_SEE_THAT_IT_KEEPS_UP));
        }
        let refinement = Refinement { bench: &easier, need, effort: 0 };
        Ok((tried.cost - refinement.roughly_trimmed(tried)?.cost).max(0.0))
    };
    let of = |number: usize| {
        Ok(Margin {
            saved_at_five_points_less: saved(number, -POINTS_LESS)?,
            saved_without: saved(number, -bench.problem.scenario.slas[number].target)?,
        })
    };
    (0..bench.problem.scenario.slas.len()).map(of).collect()
}

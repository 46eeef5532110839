//! The linear program of a week: positions on shifts, work done hour by hour, work carried over, and a share of the conversations
//! done within their limit. The planning model and the lower bound are this program with different figures.
//!
//! For each agreement the week is planned as if it alone counted, with the same people. `e(t)` is the share of the
//! conversations of hour t that are answered in time; their work, `timed`, is an inventory that may wait no longer than the limit;
//! everything else, `untimed`, may be done at any time of the week. Both are periodic: the week follows itself.

use super::problem::Problem;
use crate::time::HOURS_PER_WEEK;
use good_lp::solvers::SolutionStatus;
#[cfg(feature = "highs")]
pub(super) use good_lp::solvers::highs::highs as solver;
#[cfg(not(feature = "highs"))]
pub(super) use good_lp::solvers::microlp::microlp as solver;
use good_lp::{
    Expression, ProblemVariables, Solution, SolverModel, Variable, WithMipGap, WithTimeLimit, constraint, variable,
};

/// Seconds after which the solver gives up, many times what any program here takes: the same seed is to give the same plan on
/// slower machines, too.
const MOST_SECONDS: f64 = 120.0;

/// Conversations that the same teams may take and that the agreement of a case covers alike.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Flow {
    pub teams: Vec<usize>,
    /// Conversations by hour.
    pub opened: Vec<f64>,
    /// Minutes of work of an hour's conversations that must be done in time if these are to be in time.
    pub timed: Vec<f64>,
    /// Minutes of a week that may be done at any time ...
    pub untimed: f64,
    /// ... and how much more (or less) for an hour whose conversations are all in time.
    pub untimed_if_in_time: Vec<f64>,
}

/// One agreement.
#[derive(Clone, PartialEq, Debug)]
pub struct Case {
    /// Share of the conversations of all flows that must be in time.
    pub target: f64,
    /// For the end of each hour: hours whose timed work may still be open then, and the share of it.
    pub may_wait: Vec<Vec<(usize, f64)>>,
    pub flows: Vec<Flow>,
}

/// What one position of a block can do, in minutes of work.
#[derive(Clone, PartialEq, Debug)]
pub struct Capacity {
    /// By hour of the week.
    pub by_hour: Vec<(usize, f64)>,
    pub a_week: f64,
    /// Beyond the hours on duty, at most.
    pub overtime: f64,
}

#[derive(Clone, Debug)]
pub struct Program<'p> {
    pub problem: &'p Problem,
    pub cases: Vec<Case>,
    /// By block.
    pub capacity: Vec<Capacity>,
    /// Money for a minute of work in overtime, by team.
    pub overtime_cost: Vec<f64>,
    /// How much more capacity than timed work each hour needs.
    pub safety: Vec<f64>,
    /// Share in time at least in every hour in which somebody could be there; the target holds for the week.
    pub least_share: f64,
}

/// A solution that need not be whole.
#[derive(Clone, PartialEq, Debug)]
pub struct Solved {
    pub cost: f64,
    /// Positions by block.
    pub positions: Vec<f64>,
}

#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unsolved {
    /// No number of positions within the limits does it.
    #[error("no plan within the limits exists")]
    Infeasible,
    #[error("the solver failed: {0}")]
    Solver(String),
}

impl Program<'_> {
    /// The relaxation with bounds on the positions of each block.
    ///
    /// # Errors
    /// If there is no solution, or the solver fails.
    pub fn relaxed(&self, bounds: &[(u32, u32)]) -> Result<Solved, Unsolved> {
        self.solve(bounds, false, 0.0)
    }

    /// Whole positions, proved to cost at most `gap` more than the cheapest, or the best found in the time allowed.
    ///
    /// # Errors
    /// If there is no solution, or the solver fails or finds none in time.
    pub fn whole(&self, bounds: &[(u32, u32)], gap: f64) -> Result<Solved, Unsolved> {
        self.solve(bounds, true, gap)
    }

    /// Whether somebody of some teams may be on duty in an hour.
    fn may_serve(&self, teams: &[usize], hour: usize) -> bool {
        let serves = |(at, capacity): (usize, &Capacity)| {
            let of_team = teams.contains(&self.problem.team_of(at)) && self.problem.blocks[at].most > 0;
            of_team && capacity.by_hour.iter().any(|(one, _)| *one == hour)
        };
        self.capacity.iter().enumerate().any(serves)
    }

    fn solve(&self, bounds: &[(u32, u32)], integer: bool, gap: f64) -> Result<Solved, Unsolved> {
        let mut variables = ProblemVariables::new();
        let position = |(least, most): &(u32, u32)| {
            let bounded = variable().min(f64::from(*least)).max(f64::from(*most));
            if integer { bounded.integer() } else { bounded }
        };
        let positions: Vec<Variable> = bounds.iter().map(|bounds| variables.add(position(bounds))).collect();
        let mut rows = Rows { program: self, positions: &positions, overtime: Vec::new(), constraints: Vec::new() };
        rows.overtime(&mut variables);
        rows.presences();
        rows.limits();
        let places = rows.places(&mut variables);
        // Agreements that say the same of the ordinary week need no second copy of it.
        let new = |at: &usize| !self.cases[..*at].contains(&self.cases[*at]);
        (0..self.cases.len()).filter(new).for_each(|at| rows.case(&self.cases[at], &mut variables));
        let (overtime, constraints) = (rows.overtime, rows.constraints);
        let mut cost = Expression::from(0.0);
        for (position, block) in positions.iter().zip(&self.problem.blocks) {
            cost.add_mul(block.cost, position);
        }
        for (overtime, price) in overtime.iter().zip(&self.overtime_cost) {
            cost.add_mul(*price, overtime);
        }
        if let Some(places) = places {
            cost.add_mul(self.problem.seat_price(), places);
        }
        let model = variables.minimise(cost.clone()).using(solver).with_all(constraints);
        let model = model.with_time_limit(MOST_SECONDS).with_mip_gap(gap as f32);
        let model = model.map_err(|error| Unsolved::Solver(error.to_string()))?;
        match model.solve() {
            // What was cut off by time is no relaxation's optimum, and bounds nothing.
            Ok(solution) if !integer && matches!(solution.status(), SolutionStatus::TimeLimit) => {
                Err(Unsolved::Solver("out of time".into()))
            }
            Ok(solution) => Ok(Solved {
                cost: solution.eval(&cost),
                positions: positions.iter().map(|position| solution.value(*position)).collect(),
            }),
            Err(good_lp::ResolutionError::Infeasible) => Err(Unsolved::Infeasible),
            Err(error) => Err(Unsolved::Solver(error.to_string())),
        }
    }
}

/// The constraints as they are gathered.
struct Rows<'r> {
    program: &'r Program<'r>,
    positions: &'r [Variable],
    /// By team.
    overtime: Vec<Variable>,
    constraints: Vec<good_lp::Constraint>,
}

impl Rows<'_> {
    fn teams(&self) -> usize {
        self.program.problem.scenario.teams.len()
    }

    /// Sum over the blocks of a team.
    fn of_team(&self, team: usize, each: impl Fn(&Capacity) -> f64) -> Expression {
        let mut sum = Expression::from(0.0);
        for (block, capacity) in self.program.capacity.iter().enumerate() {
            if self.program.problem.team_of(block) == team {
                sum.add_mul(each(capacity), self.positions[block]);
            }
        }
        sum
    }

    fn overtime(&mut self, variables: &mut ProblemVariables) {
        for team in 0..self.teams() {
            let overtime = variables.add(variable().min(0.0));
            let most = self.of_team(team, |capacity| capacity.overtime);
            self.constraints.push(constraint!(overtime <= most));
            self.overtime.push(overtime);
        }
    }

    fn presences(&mut self) {
        let problem = self.program.problem;
        for rule in &problem.catalogue.presence {
            for minute in problem.edges_within(&rule.hours) {
                let present = self.present(&rule.teams, minute);
                self.constraints.push(constraint!(present >= f64::from(rule.agents)));
            }
        }
        for limit in &problem.catalogue.seats {
            for minute in problem.edges_within(&crate::desk::WeekCover::always()) {
                let present = self.present(&[limit.team], minute);
                self.constraints.push(constraint!(present <= f64::from(limit.agents)));
            }
        }
    }

    /// Work places, as many as are on duty at any minute, where they cost anything.
    fn places(&mut self, variables: &mut ProblemVariables) -> Option<Variable> {
        let problem = self.program.problem;
        if problem.seat_price() <= 0.0 {
            return None;
        }
        let places = variables.add(variable().min(0.0));
        let teams: Vec<usize> = (0..self.teams()).collect();
        for minute in problem.edges_within(&crate::desk::WeekCover::always()) {
            let present = self.present(&teams, minute);
            self.constraints.push(constraint!(present <= places));
        }
        Some(places)
    }

    /// Positions of some teams on duty at a minute.
    fn present(&self, teams: &[usize], minute: u32) -> Expression {
        let problem = self.program.problem;
        let mut present = Expression::from(0.0);
        for at in (0..problem.blocks.len()).filter(|at| teams.contains(&problem.team_of(*at))) {
            let count = problem.on_duty(at, minute);
            if count > 0 {
                present.add_mul(f64::from(count), self.positions[at]);
            }
        }
        present
    }

    fn limits(&mut self) {
        let problem = self.program.problem;
        for cut in problem.all_cuts() {
            let mut sum = Expression::from(0.0);
            for (at, block) in problem.blocks.iter().enumerate() {
                let terms = cut.terms.iter().filter(|(candidate, _)| block.members.contains(candidate));
                let count: f64 = terms.map(|(_, count)| count).sum();
                if count != 0.0 {
                    sum.add_mul(count, self.positions[at]);
                }
            }
            self.constraints.push(constraint!(sum <= cut.most));
        }
    }

    fn case(&mut self, case: &Case, variables: &mut ProblemVariables) {
        let mut add = |count: usize, most: f64| -> Vec<Variable> {
            (0..count).map(|_| variables.add(variable().min(0.0).max(most))).collect()
        };
        let mut done_at: Vec<Vec<Vec<Variable>>> = vec![vec![Vec::new(); HOURS_PER_WEEK]; self.teams()];
        let mut done_a_week: Vec<Expression> = vec![Expression::from(0.0); self.teams()];
        let (mut in_time, mut opened) = (Expression::from(0.0), 0.0);
        for flow in &case.flows {
            let mut untimed = Expression::from(-flow.untimed);
            for team in &flow.teams {
                let any_time = add(1, f64::INFINITY)[0];
                untimed += any_time;
                done_a_week[*team] += any_time;
            }
            if flow.opened.iter().any(|n| *n > 0.0) {
                let shares = add(HOURS_PER_WEEK, 1.0);
                let served = (0..HOURS_PER_WEEK).filter(|hour| self.program.may_serve(&flow.teams, *hour));
                served.for_each(|hour| self.constraints.push(constraint!(shares[hour] >= self.program.least_share)));
                let waiting = add(HOURS_PER_WEEK, f64::INFINITY);
                let done: Vec<Vec<Variable>> = flow.teams.iter().map(|_| add(HOURS_PER_WEEK, f64::INFINITY)).collect();
                for hour in 0..HOURS_PER_WEEK {
                    in_time.add_mul(flow.opened[hour], shares[hour]);
                    opened += flow.opened[hour];
                    untimed.add_mul(-flow.untimed_if_in_time[hour], shares[hour]);
                    let before = waiting[(hour + HOURS_PER_WEEK - 1) % HOURS_PER_WEEK];
                    let mut left = Expression::from(before);
                    left.add_mul(flow.timed[hour], shares[hour]);
                    for (done, team) in done.iter().zip(&flow.teams) {
                        left -= done[hour];
                        done_at[*team][hour].push(done[hour]);
                        done_a_week[*team] += done[hour];
                    }
                    self.constraints.push(constraint!(waiting[hour] == left));
                    let mut allowed = Expression::from(0.0);
                    for (since, share) in &case.may_wait[hour] {
                        allowed.add_mul(share * flow.timed[*since], shares[*since]);
                    }
                    self.constraints.push(constraint!(waiting[hour] <= allowed));
                }
            }
            self.constraints.push(constraint!(untimed >= 0.0));
        }
        if opened > 0.0 {
            self.constraints.push(constraint!(in_time >= case.target * opened));
        }
        self.capacity(&done_at, done_a_week);
    }

    fn capacity(&mut self, done_at: &[Vec<Vec<Variable>>], done_a_week: Vec<Expression>) {
        for (team, done_a_week) in done_a_week.into_iter().enumerate() {
            let a_week = self.of_team(team, |capacity| capacity.a_week);
            let overtime = self.overtime[team];
            self.constraints.push(constraint!(done_a_week <= a_week + overtime));
            for (hour, done) in done_at[team].iter().enumerate().filter(|(_, done)| !done.is_empty()) {
                let minutes = |capacity: &Capacity| {
                    capacity.by_hour.iter().filter(|(at, _)| *at == hour).map(|(_, minutes)| minutes).sum::<f64>()
                };
                let can = self.of_team(team, minutes);
                let mut needs = Expression::from(0.0);
                done.iter().for_each(|done| needs.add_mul(self.program.safety[hour], done));
                self.constraints.push(constraint!(needs <= can));
            }
        }
    }
}

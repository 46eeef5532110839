//! Where night shifts need others beside them and these are scarce: which nights and days make one week, decided by a program
//! over all weeks that hold a night.

use super::week::Week;
use crate::staffing::program::solver;
use good_lp::{
    Expression, ProblemVariables, Solution, SolverModel, Variable, WithMipGap, WithTimeLimit, constraint, variable,
};

/// Weeks up to which all of them are looked at.
const MOST_LINES: usize = 20_000;
/// Many times what a program of so many weeks takes.
const MOST_SECONDS: f64 = 60.0;

/// Lines, as few as there are, in which every night shift stands and no other more often than it is left; `None` if there are
/// none, or too many to look at.
pub fn with_all_nights(week: &Week<'_>, counts: &[u32]) -> Option<Vec<Vec<usize>>> {
    let lines = lines_with_nights(week, counts)?;
    let mut variables = ProblemVariables::new();
    let times: Vec<Variable> = lines.iter().map(|_| variables.add(variable().integer().min(0.0))).collect();
    let mut of_duty: Vec<Expression> = vec![Expression::from(0.0); week.duties.len()];
    for (line, times) in lines.iter().zip(&times) {
        line.iter().for_each(|duty| of_duty[*duty] += *times);
    }
    let constraints = of_duty.into_iter().zip(&week.duties).zip(counts).map(|((sum, duty), count)| {
        let count = f64::from(*count);
        if duty.night { constraint!(sum == count) } else { constraint!(sum <= count) }
    });
    let people: Expression = times.iter().sum();
    let model = variables.minimise(people).using(solver).with_all(constraints);
    let model = model.with_time_limit(MOST_SECONDS).with_mip_gap(0.0).ok()?;
    let solution = model.solve().ok()?;
    let often = |(line, times): (&Vec<usize>, &Variable)| {
        std::iter::repeat_n(line.clone(), solution.value(*times).round().max(0.0) as usize)
    };
    Some(lines.iter().zip(&times).flat_map(often).collect())
}

/// All legal weeks that hold a night.
fn lines_with_nights(week: &Week<'_>, counts: &[u32]) -> Option<Vec<Vec<usize>>> {
    let mut found = Vec::new();
    let mut line = Vec::new();
    gather(week, counts, 0, &mut line, &mut found).then_some(found)
}

/// Whether there was room for all weeks that go on from this line with duties from a number on.
fn gather(week: &Week<'_>, counts: &[u32], from: usize, line: &mut Vec<usize>, found: &mut Vec<Vec<usize>>) -> bool {
    if line.iter().any(|duty| week.duties[*duty].night) && week.is_legal(line) {
        found.push(line.clone());
    }
    if found.len() > MOST_LINES {
        return false;
    }
    let last = line.last().map(|duty| &week.duties[*duty]);
    let rested = last.map_or(0, |last| last.ends + week.rules.rest_minutes);
    let new_day = last.map_or(0, |last| last.weekday() + 1);
    if line.len() as u32 == week.rules.days_per_week {
        return true;
    }
    (from..week.duties.len()).all(|next| {
        let duty = &week.duties[next];
        if counts[next] == 0 || duty.begins < rested || duty.weekday() < new_day {
            return true;
        }
        line.push(next);
        let room = gather(week, counts, next + 1, line, found);
        line.pop();
        room
    })
}

//! Leaves out the problems that only follow from others.

use crate::desk::Scenario;
use crate::scenario::check::lever_counts;
use crate::scenario::limits::Limit;
use crate::scenario::merge::join;
use crate::scenario::problem::{Place, Problem, What};
use crate::scenario::sources::Sources;

/// A key that is misspelt is not missing as well.
pub fn forgive_missing(problems: &mut Vec<Problem>) {
    let meant: Vec<String> = problems
        .iter()
        .filter_map(|p| match &p.what {
            What::UnknownKey { nearest: Some(nearest), .. } => {
                Some(join(p.path.rsplit_once('.').map_or("", |(section, _)| section), nearest))
            }
            _ => None,
        })
        .collect();
    problems.retain(|p| !(matches!(p.what, What::Missing { .. }) && meant.contains(&p.path)));
}

/// A lever that changes nothing in one scenario of a file, and counts in another, is what the file compares.
pub fn forgive_idle(problems: &mut Vec<Problem>, scenarios: &[Scenario]) {
    problems.retain(|problem| match problem.what {
        What::LeverIdle { idle } => !scenarios.iter().any(|one| lever_counts(one, &problem.path, idle)),
        _ => true,
    });
}

/// Variants share what they do not change, and its problems. The list is sorted by place.
pub fn forget_repeated(problems: &mut Vec<Problem>) {
    let mut kept: Vec<Problem> = Vec::new();
    for problem in problems.drain(..) {
        let same = |k: &&Problem| k.what == problem.what && k.path == problem.path && k.severity == problem.severity;
        let at_place = kept.iter().rev().take_while(|k| k.place == problem.place);
        if at_place.filter(same).count() == 0 {
            kept.push(problem);
        }
    }
    *problems = kept;
}

/// Where the syntax of a file is broken, its tree holds guesses: keeps the syntax errors, and of the rest what is
/// certain, so that one slip does not bring a dozen problems.
pub fn distrust_broken(problems: &mut Vec<Problem>, sources: &Sources) {
    let line_of = |place: Place| sources.position(place).map_or(0, |p| p.line);
    let syntax: Vec<(u32, usize, bool)> = problems
        .iter()
        .filter_map(|p| match (&p.what, p.place) {
            (What::Syntax { message, slip }, Some(place)) => {
                Some((place.source, line_of(place), slip.is_none() && spreads(message)))
            }
            (What::Limit { limit: Limit::Nesting, .. }, Some(place)) => Some((place.source, line_of(place), false)),
            _ => None,
        })
        .collect();
    if syntax.is_empty() {
        return;
    }
    problems.retain(|problem| {
        if matches!(problem.what, What::Syntax { .. } | What::Limit { .. } | What::File { .. }) {
            return true;
        }
        let Some(place) = problem.place.filter(|_| problem.what.is_local()) else { return false };
        let line = line_of(place);
        let hidden = |(source, broken, spreads): &(u32, usize, bool)| {
            *source == place.source && (*broken == line || (*spreads && line > *broken))
        };
        !syntax.iter().any(hidden)
    });
}

/// Whether a syntax error makes what follows it unreliable.
fn spreads(message: &str) -> bool {
    ["unclosed", "array", "inline table", "multi-line", "table"].iter().any(|word| message.contains(word))
}

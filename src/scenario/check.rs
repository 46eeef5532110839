//! Named checks of what a scenario means as a whole. All run; one is left out only where the values it rests on could
//! not be read.

mod load;
mod names;
mod shifts;
mod skills;

use super::problem::{Place, Problem, Severity, What};
use super::tree::{Node, Table};
use crate::desk::Scenario;

/// What a check looks at: the scenario as meant, and the tree for the places.
pub(super) struct Context<'c> {
    pub tree: &'c Table,
    pub scenario: &'c Scenario,
}

/// One check: the sections it rests on, and what it finds.
struct Check {
    needs: &'static [&'static str],
    run: fn(&Context<'_>, &mut Vec<Problem>),
}

/// In this order: what a check finds keeps later ones that rest on it from saying the same in other words.
const CHECKS: &[Check] = &[
    Check { needs: &["desk"], run: shifts::overlaps },
    Check { needs: &["desk"], run: shifts::breaks },
    Check { needs: &["desk"], run: shifts::service_hours },
    Check { needs: &["demand"], run: names::contact_names },
    Check { needs: &["desk"], run: names::team_names },
    Check { needs: &["sla"], run: names::sla_names },
    Check { needs: &["demand", "policy"], run: names::priority_list },
    Check { needs: &["demand", "desk"], run: names::skills_are_known },
    Check { needs: &["demand", "sla"], run: names::filters_are_known },
    Check { needs: &["desk"], run: shifts::somebody_on_duty },
    Check { needs: &["demand", "desk"], run: skills::everything_is_taken },
    Check { needs: &["demand", "sla"], run: skills::slas_cover_something },
    Check { needs: &["demand", "desk"], run: load::work_can_be_done },
];

/// All semantic problems; `found` are those of reading, which keep checks that rest on them from running.
pub fn check(tree: &Table, scenario: &Scenario, found: &[Problem]) -> Vec<Problem> {
    let context = Context { tree, scenario };
    let mut problems = Vec::new();
    for check in CHECKS {
        if !check.needs.iter().any(|section| broken(section, found) || broken(section, &problems)) {
            (check.run)(&context, &mut problems);
        }
    }
    problems
}

/// Whether values of a section are not what the file means.
fn broken(section: &str, problems: &[Problem]) -> bool {
    problems.iter().any(|problem| {
        let inside = problem.path.strip_prefix(section).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        let harmless = matches!(
            problem.what,
            What::NotAvailable { .. }
                | What::ListedTwice { .. }
                | What::ShiftsOverlap { .. }
                | What::BreakTooLong { .. }
                | What::NameRepeated { .. }
        );
        inside && problem.severity == Severity::Error && !harmless
    })
}

impl Context<'_> {
    /// The n-th entry of a list section, if it was written.
    pub fn entry(&self, section: &str, index: usize) -> Option<&Node> {
        let mut segments = section.split('.');
        let mut node = self.tree.get(segments.next()?)?;
        for segment in segments {
            node = node.as_table()?.get(segment)?;
        }
        node.as_list()?.get(index)
    }

    pub fn value(&self, section: &str, index: usize, key: &str) -> Option<&Node> {
        self.entry(section, index)?.as_table()?.get(key)
    }

    /// Place of a value of an entry, or of the entry.
    pub fn place(&self, section: &str, index: usize, key: &str) -> Option<Place> {
        let value = self.value(section, index, key).and_then(|n| n.place);
        value.or_else(|| self.entry(section, index).and_then(|n| n.place))
    }

    /// Place of one text of a list, or of the value as a whole.
    pub fn place_of_text(&self, node: Option<&Node>, text: &str) -> Option<Place> {
        let element = node.and_then(Node::as_list).and_then(|l| l.iter().find(|n| n.as_text() == Some(text)));
        element.or(node).and_then(|n| n.place)
    }

    /// A value of a section that is not a list.
    pub fn single(&self, section: &str, key: &str) -> Option<&Node> {
        self.tree.get(section)?.as_table()?.get(key)
    }
}

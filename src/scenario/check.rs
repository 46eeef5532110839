//! Named checks of what a scenario means as a whole. All run; one is left out only where the values it rests on could
//! not be read.

mod crises;
mod load;
mod names;
mod policy;
mod shifts;
mod sizing;
mod skills;

pub use names::RESERVED;
pub(super) use policy::lever_counts;

use super::problem::{Place, Problem, Severity, What};
use super::tree::{Node, Table};
use crate::desk::Scenario;

/// What a check looks at: the scenario as meant, and the tree for the places.
pub(super) struct Context<'c> {
    pub tree: &'c Table,
    pub scenario: &'c Scenario,
}

/// One check: the values it rests on, and what it finds.
struct Check {
    needs: &'static [Need],
    run: fn(&Context<'_>, &mut Vec<Problem>),
}

/// Keys of a section, or of the entries of a list; none named means all of them.
type Need = (&'static str, &'static [&'static str]);

const CONTACT_NAMES: Need = ("demand.contact", &["name", "brand", "languages"]);
const LANGUAGES: Need = ("demand.languages", &[]);
const CRISES: Need = ("demand.crisis", &[]);
const PRESENCE: Need = ("desk.team", &["shifts", "agents"]);
const SKILLS: Need = ("desk.team", &["contacts", "channels", "languages", "brands"]);
const SIZING_SKILLS: Need = ("sizing.presence", &["contacts", "channels", "languages", "brands"]);
const COVERAGE: Need = ("desk", &["service_hours", "shifts", "agents"]);
const LABOUR: Need =
    ("sizing", &["lengths", "hours", "contracts", "rest", "weekly_rest", "night_share", "days_per_week"]);
const FILTERS: Need = ("sla", &["contacts", "channels", "languages", "brands", "influencers"]);

/// In this order: what a check finds keeps later ones that rest on it from saying the same in other words.
const CHECKS: &[Check] = &[
    Check { needs: &[("desk.team", &["shifts"])], run: shifts::overlaps },
    Check { needs: &[("desk.team", &["shifts", "agents", "break"])], run: shifts::breaks },
    Check { needs: &[("desk.service_hours", &[]), PRESENCE], run: shifts::service_hours },
    Check { needs: &[("demand.contact", &["name"])], run: names::contact_names },
    Check { needs: &[("desk.team", &["name"])], run: names::team_names },
    Check { needs: &[("sla", &["name"])], run: names::sla_names },
    Check { needs: &[CONTACT_NAMES, LANGUAGES, ("policy", &["order", "priority"])], run: names::priority_list },
    Check { needs: &[CONTACT_NAMES, LANGUAGES, SKILLS], run: names::skills_are_known },
    Check { needs: &[CONTACT_NAMES, LANGUAGES, FILTERS], run: names::filters_are_known },
    Check { needs: &[("demand.crisis", &["name"])], run: crises::names },
    Check { needs: &[CONTACT_NAMES, ("demand.crisis", &["contacts"])], run: crises::contacts_are_known },
    Check { needs: &[CRISES], run: crises::change_something },
    Check { needs: &[CONTACT_NAMES, CRISES], run: crises::together_have_a_limit },
    Check { needs: &[("policy", &[]), ("costs", &["goodwill_cost"])], run: policy::gestures_are_allowed },
    Check { needs: &[("customers", &["phone", "chase"])], run: policy::reactions_are_shares },
    Check { needs: &[("customers.loss", &[])], run: policy::the_satisfied_stay },
    Check { needs: &[("demand", &[]), ("customers", &["reach"])], run: policy::contagion_can_end },
    Check {
        needs: &[("policy", &[]), ("customers", &[]), ("demand", &[]), ("desk", &[])],
        run: policy::levers_change_something,
    },
    Check { needs: &[("sizing.shift", &["name"]), ("sizing.presence", &["name"])], run: sizing::names },
    Check { needs: &[("desk.team", &["name"]), ("sizing.team", &["name"])], run: sizing::teams_are_known },
    Check { needs: &[CONTACT_NAMES, LANGUAGES, SIZING_SKILLS], run: sizing::skills_are_known },
    Check { needs: &[("sizing.shift", &["name"])], run: sizing::one_catalogue },
    Check { needs: &[("sizing", &["lengths", "start_step"])], run: sizing::candidates_have_a_limit },
    Check { needs: &[("sizing.team", &["least", "most"])], run: sizing::limits_agree },
    Check { needs: &[SKILLS, SIZING_SKILLS, ("sizing.team", &[])], run: sizing::somebody_is_qualified },
    Check { needs: &[COVERAGE, ("sizing", &["hours", "closed", "covered"])], run: sizing::hours_agree },
    Check { needs: &[("desk.team", &["break"]), LABOUR, ("sizing.break", &[])], run: sizing::shifts_fit_the_rules },
    Check { needs: &[PRESENCE], run: shifts::somebody_on_duty },
    Check { needs: &[("demand", &[]), ("desk", &[])], run: skills::everything_is_taken },
    Check { needs: &[("demand", &[]), FILTERS], run: skills::slas_cover_something },
    Check { needs: &[("demand", &[]), ("desk", &[])], run: load::work_can_be_done },
    Check { needs: &[("demand", &[]), ("desk", &[]), ("run", &[])], run: load::desk_does_not_fill },
    Check { needs: &[("demand", &[])], run: load::volume_is_plausible },
];

/// All semantic problems; `found` are those of reading, which keep checks that rest on them from running.
pub fn check(tree: &Table, scenario: &Scenario, found: &[Problem]) -> Vec<Problem> {
    let context = Context { tree, scenario };
    let mut problems = Vec::new();
    for check in CHECKS {
        if !check.needs.iter().any(|need| broken(*need, found) || broken(*need, &problems)) {
            (check.run)(&context, &mut problems);
        }
    }
    problems
}

/// Whether values that a check rests on are not what the file means.
fn broken((section, keys): Need, problems: &[Problem]) -> bool {
    problems.iter().any(|problem| {
        let path = problem.path.as_str();
        let harmless = matches!(
            problem.what,
            What::ListedTwice { .. }
                | What::ShiftsOverlap { .. }
                | What::BreakTooLong { .. }
                | What::NameRepeated { .. }
                | What::SharesSum { .. }
        );
        // The section itself, or one above it, could not be read.
        let whole = !path.is_empty() && (path == section || below(section, path).is_some());
        let touched = below(path, section)
            .is_some_and(|rest| keys.is_empty() || rest.split('.').any(|segment| keys.contains(&segment)));
        (whole || touched) && problem.severity == Severity::Error && !harmless
    })
}

/// What of a dotted path comes below a section.
fn below<'p>(path: &'p str, section: &str) -> Option<&'p str> {
    path.strip_prefix(section)?.strip_prefix('.')
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
        let mut table = self.tree;
        for segment in section.split('.') {
            table = table.get(segment)?.as_table()?;
        }
        table.get(key)
    }
}

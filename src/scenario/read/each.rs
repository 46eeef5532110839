//! Several inputs, each with settings, a name and a choice of its own, as one study: what the web asks for.

use super::{Failed, Input, Loaded, Loading};
use crate::scenario::Kept;
use crate::scenario::convert::name_fault;
use crate::scenario::limits::Limit;
use crate::scenario::problem::{Problem, Severity, What};
use crate::scenario::sources::Origin;
use crate::scenario::tree::shorten;

/// An input and what is wanted of it.
#[derive(Clone, Debug)]
pub struct Chosen {
    pub input: Input,
    /// `--set KEY=VALUE` of this input alone, in order.
    pub set: Vec<String>,
    /// What to call its first scenario; `None`: as it calls itself.
    pub name: Option<String>,
    /// Which of its scenarios; `None`: all of them.
    pub scenario: Option<usize>,
}

/// What came of several inputs.
#[derive(Clone, Debug)]
pub struct LoadedEach {
    pub loaded: Result<Loaded, Failed>,
    /// The first of the sources of each input, so that a problem can be told beside the input it belongs to.
    pub first_sources: Vec<u32>,
}

/// Loads what is chosen of each input; `set` comes after the settings of every one.
pub fn load_each(chosen: &[Chosen], set: &[String], kept: &Kept) -> LoadedEach {
    let mut loading = Loading::new(&super::LoadOptions::default());
    loading.kept = kept.clone();
    let mut first_sources = Vec::new();
    for one in chosen {
        first_sources.push(loading.sources.len());
        loading.settings("--set", &one.set);
        loading.settings("--set", set);
        loading.chosen(one);
        loading.close_settings();
    }
    LoadedEach { loaded: loading.finish(), first_sources }
}

impl Loading {
    fn chosen(&mut self, one: &Chosen) {
        let (first, warned) = (self.scenarios.len(), self.problems.len());
        self.input(&one.input);
        // With an error there is less in force than there are scenarios, and nothing of it is handed on.
        if self.in_force.len() != self.scenarios.len() || self.scenarios.len() == first {
            return;
        }
        if let Some(at) = one.scenario.map(|at| first + at).filter(|at| *at < self.scenarios.len()) {
            self.forget_others(warned, (at > first).then(|| self.scenarios[at].name.clone()));
            keep(&mut self.scenarios, first, at);
            keep(&mut self.in_force, first, at);
            keep(&mut self.whole, first, at);
        }
        if let Some(name) = &one.name {
            self.rename(first, name);
        }
    }

    /// Leaves out the warnings, from one on, of all scenarios of a file but the one chosen: a variant by its name, or the file itself.
    /// What one value alone shows is so in all of them.
    fn forget_others(&mut self, from: usize, chosen: Option<String>) {
        let of_another = |problem: &Problem| {
            problem.severity == Severity::Warning && !problem.what.is_local() && problem.variant != chosen
        };
        let mut found = self.problems.split_off(from);
        found.retain(|problem| !of_another(problem));
        // It stands beside its scenario, and needs no name.
        found.iter_mut().for_each(|problem| problem.variant = None);
        self.problems.append(&mut found);
    }

    fn rename(&mut self, at: usize, name: &str) {
        let length = name.chars().count() as u64;
        let fault = name_fault(name).map(|fault| What::Name { fault, found: shorten(name) });
        let limit = Limit::NameLength;
        let too_long = (length > limit.allowed()).then_some(What::Limit { limit, found: length });
        if let Some(what) = fault.or(too_long) {
            let id = self.add_source("name", name, Origin::CommandLine);
            let place = crate::scenario::Place { source: id, start: 0, end: name.len() as u32 };
            return self.problems.push(Problem::error(Some(place), "name", what));
        }
        self.scenarios[at].name = name.to_owned();
        self.whole[at] = self.whole[at].named(name);
    }
}

/// Keeps one of the entries from `first` on.
fn keep<T>(list: &mut Vec<T>, first: usize, at: usize) {
    list.truncate(at + 1);
    list.drain(first..at);
}

#[cfg(test)]
mod tests {
    use super::*;

    const DESK: &str = "[demand]\nper_week = 900\n[[desk.team]]\nagents = 4\nshifts = [\"Mon-Fri 08:00-20:00\"]\n\
                        [[variant]]\nname = \"more\"\ndemand.per_week = 1200\n";

    fn chosen(set: &[&str], name: Option<&str>, scenario: Option<usize>) -> Chosen {
        Chosen {
            input: Input::Text { name: "desk.toml".into(), text: DESK.into() },
            set: set.iter().map(|text| (*text).to_owned()).collect(),
            name: name.map(str::to_owned),
            scenario,
        }
    }

    fn loaded(chosen: &[Chosen], set: &[&str]) -> LoadedEach {
        let set: Vec<String> = set.iter().map(|text| (*text).to_owned()).collect();
        load_each(chosen, &set, &Kept::default())
    }

    #[test]
    fn each_input_has_its_own_settings_name_and_choice() {
        let wanted = [
            chosen(&[], None, None),
            chosen(&["desk.team.team.agents=7"], Some("seven"), Some(0)),
            chosen(&["desk.team.team.agents=8"], Some("eight"), Some(1)),
        ];
        let found = loaded(&wanted, &["customers.phone=0.5"]);
        let found = found.loaded.unwrap_or_else(|failed| panic!("{:?}", failed.problems));
        let told: Vec<(&str, u32, f64)> = found
            .scenarios
            .iter()
            .map(|one| (one.name.as_str(), one.teams[0].rota[0].agents, one.customers.phone))
            .collect();
        assert_eq!(told, [("desk", 4, 0.5), ("more", 4, 0.5), ("seven", 7, 0.5), ("eight", 8, 0.5)]);
        assert_eq!((found.in_force.len(), found.whole.len()), (4, 4));
        assert!(found.whole[3].text().contains("name = \"eight\""));
        let volume = |at: usize| found.scenarios[at].demand.contacts.iter().map(|one| one.per_week).sum::<f64>();
        assert!((volume(2) - 900.0).abs() < 1e-6 && (volume(3) - 1200.0).abs() < 1e-6);
    }

    /// Both scenarios of the file are overloaded, each by its own volume.
    #[test]
    fn a_scenario_is_warned_of_what_it_has_and_not_of_what_its_variants_have() {
        let heavy = "demand.handling_factor=10";
        let wanted = [chosen(&[heavy], None, Some(0)), chosen(&[heavy], None, Some(1))];
        let found = loaded(&wanted, &[]);
        let warned = found.loaded.unwrap_or_else(|failed| panic!("{:?}", failed.problems)).warnings;
        let of = |problem: &Problem| {
            let source = problem.place.map_or(0, |place| place.source);
            found.first_sources.iter().rposition(|first| *first <= source)
        };
        let told: Vec<Option<usize>> = warned.iter().map(of).collect();
        assert_eq!(told, [Some(0), Some(1)], "{warned:?}");
        assert_ne!(warned[0].what, warned[1].what);
        assert!(warned.iter().all(|one| one.variant.is_none()), "{warned:?}");
    }

    #[test]
    fn problems_belong_to_the_input_that_has_them() {
        let wanted = [
            chosen(&[], None, None),
            chosen(&["desk.team.nobody.agents=7"], None, None),
            chosen(&[], Some("a\nb"), None),
            chosen(&[], Some(&"x".repeat(81)), None),
        ];
        let found = loaded(&wanted, &[]);
        let failed = found.loaded.expect_err("three problems");
        let of = |problem: &Problem| {
            let source = problem.place.map_or(0, |place| place.source);
            found.first_sources.iter().rposition(|first| *first <= source)
        };
        let told: Vec<Option<usize>> =
            failed.problems.iter().filter(|p| p.severity == crate::scenario::Severity::Error).map(of).collect();
        assert_eq!(told, [Some(1), Some(2), Some(3)]);
    }
}

//! What a report is about: the figures, and beside them what made them.

use crate::desk::Scenario;
use crate::scenario::force::InForce;
use crate::scenario::{Problem, Sources};
use crate::study::result::StudyResult;
use std::path::PathBuf;

/// Everything that a report folder tells of.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'s> {
    pub result: &'s StudyResult,
    /// In the order of the result's.
    pub scenarios: &'s [Scenario],
    /// What each scenario rests on, in the same order.
    pub in_force: &'s [Vec<InForce>],
    pub sources: &'s Sources,
    /// The texts that were read: paths below `scenarios/` of the folder.
    pub files: &'s [(PathBuf, String)],
    /// Those of the paths that are run, in order.
    pub run: &'s [PathBuf],
    pub warnings: &'s [Problem],
    /// What else must be said of how it was made, in the language of the report.
    pub notes: &'s [String],
}

/// Folder of the scenario files within a report folder.
pub const SCENARIOS: &str = "scenarios";

/// A subject made up for tests: the figures of [`crate::study::synthetic`], the values of a small file.
#[cfg(test)]
pub mod made_up {
    use super::Subject;
    use crate::scenario::{Input, LoadOptions, Loaded, load};
    use crate::study::result::StudyResult;
    use crate::study::synthetic;
    use std::path::PathBuf;

    pub const FILE: &str = "start = \"2026-01-05\"\n[demand]\nper_week = 2400\n[[desk.team]]\nname = \"<b>day</b>\"\nagents = 4\n\
        shifts = [\"Mon-Fri 08:00-20:00\"]\n[policy]\npreferential = [\"chasers\"]\n[[variant]]\nname = \"more\"\n\
        demand.per_week = 2600\n";

    pub struct Owned {
        pub result: StudyResult,
        loaded: Loaded,
        pub files: Vec<(PathBuf, String)>,
        run: Vec<PathBuf>,
    }

    impl Owned {
        /// One scenario with its variant, or the scenario alone.
        pub fn new(scenarios: usize, replications: u32) -> Owned {
            let input = Input::Text { name: "desk.toml".into(), text: FILE.into() };
            let mut loaded = load(&[input], &LoadOptions::default()).unwrap_or_else(|found| panic!("{found:?}"));
            loaded.scenarios.truncate(scenarios);
            loaded.in_force.truncate(scenarios);
            let file = PathBuf::from("desk.toml");
            let result = synthetic::study(scenarios, replications);
            Owned { result, loaded, files: vec![(file.clone(), FILE.into())], run: vec![file] }
        }

        pub fn renamed(mut self, names: &[&str]) -> Owned {
            for (at, name) in names.iter().enumerate() {
                self.result.scenarios[at].name = (*name).into();
                self.loaded.scenarios[at].name = (*name).into();
            }
            for (at, difference) in self.result.differences.iter_mut().enumerate() {
                difference.scenario = names[at + 1].into();
                difference.baseline = names[0].into();
            }
            self
        }

        pub fn subject(&self) -> Subject<'_> {
            Subject {
                result: &self.result,
                scenarios: &self.loaded.scenarios,
                in_force: &self.loaded.in_force,
                sources: &self.loaded.sources,
                files: &self.files,
                run: &self.run,
                warnings: &self.loaded.warnings,
                notes: &[],
            }
        }
    }
}

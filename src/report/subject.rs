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

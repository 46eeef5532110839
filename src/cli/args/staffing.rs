//! Commands that look for shifts.

use super::study::{CsvStyle, Format, StudyArgs};
use super::values::{replications, seed, threads};
use clap::Args;
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct WindowsArgs {
    /// Scenario file; "-" reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Days and hours to compare, for instance "Mon-Fri 08:00-20:00" or 24x7; the first is the baseline (repeatable)
    #[arg(long, value_name = "SPEC")]
    pub window: Vec<String>,
    #[command(flatten)]
    pub study: StudyArgs,
}

#[derive(Args, Debug)]
pub struct SizeArgs {
    /// Scenario file; "-" reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Size for several targets or limits of one SLA: [SLA=]VALUE,..., for instance 0.7,0.8,0.9 or "1 h=15m,30m,1h"
    #[arg(long, value_name = "[SLA=]VALUES")]
    pub frontier: Option<String>,
    /// Change a value of every scenario, for instance demand.per_week=3000 (repeatable)
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Seed of the random numbers: the same seed gives the same results
    #[arg(long, value_name = "NUMBER", value_parser = seed)]
    pub seed: Option<u64>,
    /// Independent replications of every plan that is not discarded before
    #[arg(long, value_name = "NUMBER", value_parser = replications)]
    pub replications: Option<u32>,
    /// Threads to simulate with (one for each core)
    #[arg(long, value_name = "NUMBER", value_parser = threads)]
    pub threads: Option<NonZeroUsize>,
    /// What to print: table, json or csv
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", hide_possible_values = true)]
    #[arg(hide_default_value = true)]
    pub format: Format,
    /// Form of the CSV tables: comma, or semicolon (with decimal commas, as spreadsheets of much of Europe expect)
    #[arg(long, value_enum, default_value_t, value_name = "STYLE", hide_possible_values = true)]
    #[arg(hide_default_value = true)]
    pub csv: CsvStyle,
    /// Write everything into this folder: report, tables, and the scenario with the shifts found
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Replace the folder if relevo made it
    #[arg(long)]
    pub force: bool,
    /// Exit with status 3 if no staffing keeps every SLA
    #[arg(long)]
    pub strict: bool,
}

impl SizeArgs {
    /// The overlays on the scenario: those typed, then seed and replications.
    pub fn overlays(&self) -> Vec<String> {
        let seed = self.seed.map(|seed| format!("run.seed={seed}"));
        let replications = self.replications.map(|number| format!("run.replications={number}"));
        self.set.iter().cloned().chain(seed).chain(replications).collect()
    }
}

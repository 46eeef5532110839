//! Commands that change values again and again.

use super::study::{CsvStyle, Format, overlays};
use super::values::{picture_width, replications, seed, threads};
use crate::study::result::CommandLine;
use clap::Args;
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct SweepArgs {
    /// Scenario files; "-" reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Values that a key takes: 2,4,none or 1..9 or 1..9:2 (with a step) or 0.1..0.9/5 (that many); repeatable, the cells are
    /// all combinations
    #[arg(long, required = true, value_name = "KEY=VALUES")]
    pub vary: Vec<String>,
    /// Change a value of every scenario, for instance demand.per_week=3000 (repeatable)
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Measure that the table shows, for instance within_1h or "sla:NAME" (repeatable; the picture draws the first); files
    /// hold all
    #[arg(long, value_name = "MEASURE")]
    pub measure: Vec<String>,
    /// Seed of the random numbers: the same seed gives the same results
    #[arg(long, value_name = "NUMBER", value_parser = seed)]
    pub seed: Option<u64>,
    /// Independent replications of every scenario in every cell
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
    /// Write everything into this folder: table, picture, result.json, cells.csv, summary.csv, scenarios; a sweep that is stopped goes
    /// on where it was when the same command is given again
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Also write cells.parquet into the folder (needs a relevo built with the feature "parquet")
    #[arg(long, requires = "out")]
    pub parquet: bool,
    /// Replace the folder if relevo made it, and begin anew where another sweep to it was stopped
    #[arg(long)]
    pub force: bool,
}

#[derive(Args, Debug)]
pub struct BreakevenArgs {
    /// Scenario files, two scenarios in all or more; "-" reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// The value to change in both, for instance customers.lifetime_margin or "desk.team.*.hourly_wage"
    #[arg(long, value_name = "KEY")]
    pub over: String,
    /// Lowest value to try (that of the plausible range, else a quarter of the value in force)
    #[arg(long, value_name = "VALUE")]
    pub from: Option<String>,
    /// Highest value to try (that of the plausible range, else four times the value in force)
    #[arg(long, value_name = "VALUE")]
    pub to: Option<String>,
    /// The measure to compare (net_cost_per_week)
    #[arg(long, value_name = "MEASURE")]
    pub measure: Option<String>,
    /// Name of the scenario to compare with (the first)
    #[arg(long, value_name = "NAME")]
    pub baseline: Option<String>,
    /// Name of the scenario that is compared, where there are more than two
    #[arg(long, value_name = "NAME")]
    pub scenario: Option<String>,
    #[command(flatten)]
    pub vary: VaryArgs,
}

#[derive(Args, Debug)]
pub struct SensitivityArgs {
    /// Scenario files: the first scenario is the baseline; of one alone, its first SLA is looked at; "-" reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Vary this key too, or over another range than the plausible one (repeatable)
    #[arg(long, value_name = "KEY=LOW..HIGH")]
    pub parameter: Vec<String>,
    #[command(flatten)]
    pub vary: VaryArgs,
}

/// Of the commands that change one value again and again.
#[derive(Args, Debug)]
pub struct VaryArgs {
    /// Change a value of every scenario, for instance demand.per_week=3000 (repeatable)
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Seed of the random numbers: the same seed gives the same results
    #[arg(long, value_name = "NUMBER", value_parser = seed)]
    pub seed: Option<u64>,
    /// Independent replications at every value
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
    /// Also draw the answer, as .svg or .png
    #[arg(long, value_name = "PICTURE")]
    pub chart: Option<PathBuf>,
    /// Colours for a dark page
    #[arg(long, requires = "chart")]
    pub dark: bool,
    /// Width in pixels (960, of a PNG 1920); what is narrower than 720 is laid out for a phone
    #[arg(long, value_name = "PIXELS", value_parser = picture_width, requires = "chart")]
    pub width: Option<u32>,
    /// Replace the picture if it exists
    #[arg(long, requires = "chart")]
    pub force: bool,
}

impl VaryArgs {
    /// The overlays on the scenarios: those typed, then seed and replications.
    pub fn overlays(&self) -> Vec<String> {
        overlays(&self.set, self.seed, self.replications)
    }

    /// What of all this changes the figures, for the result.
    pub fn command_line(&self) -> CommandLine {
        CommandLine { set: self.set.clone(), seed: self.seed, replications: self.replications, precision: None }
    }
}

impl SweepArgs {
    /// The overlays on the scenarios of every cell: those typed, then seed and replications.
    pub fn overlays(&self) -> Vec<String> {
        overlays(&self.set, self.seed, self.replications)
    }
}

//! How scenarios are simulated and where the result goes.

use super::values::{replications, seed, threads};
use crate::locale::Lang;
use crate::report::csv::Form;
use crate::study::precision::{MOST_REPLICATIONS, Wish};
use crate::study::result::CommandLine;
use clap::{Args, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

#[derive(Args, Clone, Debug)]
pub struct StudyArgs {
    /// Change a value of every scenario, for instance demand.per_week=3000 (repeatable)
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Seed of the random numbers: the same seed gives the same results
    #[arg(long, value_name = "NUMBER", value_parser = seed)]
    pub seed: Option<u64>,
    /// Independent replications of every scenario; with --precision, the most of them
    #[arg(long, value_name = "NUMBER", value_parser = replications)]
    pub replications: Option<u32>,
    /// Replicate until the 95 % half-width of this measure is as small as wished in every scenario, for instance
    /// within_1h=0.005 or "sla:NAME=0.005"
    #[arg(long, value_name = "MEASURE=HALFWIDTH")]
    pub precision: Option<String>,
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
    /// Write everything into this folder: report.html, report.xlsx, result.json, tables, rosters, scenarios
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Replace the folder if relevo made it
    #[arg(long)]
    pub force: bool,
    /// Exit with status 3 if an SLA is missed or it is unsure whether it is met
    #[arg(long)]
    pub strict: bool,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Format {
    #[default]
    Table,
    Json,
    Csv,
}

/// What separates the cells of a table; the semicolon comes with decimal commas.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum CsvStyle {
    #[default]
    Comma,
    Semicolon,
}

impl From<CsvStyle> for Form {
    fn from(typed: CsvStyle) -> Form {
        match typed {
            CsvStyle::Comma => Form::Comma,
            CsvStyle::Semicolon => Form::Semicolon,
        }
    }
}

/// How a study is to be replicated.
#[derive(Clone, PartialEq, Debug)]
pub enum Replicate {
    /// As many times as the baseline says.
    AsPlanned,
    UntilPrecise {
        wish: Wish,
        most: u32,
    },
}

impl StudyArgs {
    /// The overlays on the scenarios: those typed, then seed and replications.
    pub fn overlays(&self) -> Vec<String> {
        // With a wished precision the number typed is a limit, not the plan.
        overlays(&self.set, self.seed, self.replications.filter(|_| self.precision.is_none()))
    }

    /// What of all this changes the figures, for the result.
    pub fn command_line(&self) -> CommandLine {
        let (seed, replications) = (self.seed, self.replications);
        CommandLine { set: self.set.clone(), seed, replications, precision: self.precision.clone() }
    }

    /// # Errors
    /// If the wished precision is not understood; a sentence in the language.
    pub fn replicate(&self, lang: Lang) -> Result<Replicate, String> {
        let Some(wish) = &self.precision else {
            return Ok(Replicate::AsPlanned);
        };
        let most = self.replications.unwrap_or(MOST_REPLICATIONS);
        let found = wish.parse::<Wish>().and_then(|wish| wish.within(most));
        let wish = found.map_err(|error| format!("--precision {wish}: {}", error.text(lang)))?;
        Ok(Replicate::UntilPrecise { wish, most })
    }
}

/// The overlays on the scenarios: those typed, then seed and replications.
pub fn overlays(set: &[String], seed: Option<u64>, replications: Option<u32>) -> Vec<String> {
    let seed = seed.map(|seed| format!("run.seed={seed}"));
    let replications = replications.map(|number| format!("run.replications={number}"));
    set.iter().cloned().chain(seed).chain(replications).collect()
}

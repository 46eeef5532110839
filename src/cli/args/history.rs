//! Commands that read what a desk really had.

use super::values::seed;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args, Debug)]
pub struct CalibrateArgs {
    /// Export: CSV or JSON, also compressed with gzip; "-" reads standard input
    #[arg(value_name = "EXPORT")]
    pub export: PathBuf,
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// Share of the whole weeks that the scenario is not fitted on but judged by, for instance 25% (25%; 0% judges nothing)
    #[arg(long, value_name = "SHARE")]
    pub hold_out: Option<String>,
    /// Seed of the random numbers of the back-test: the same seed gives the same results
    #[arg(long, value_name = "NUMBER", value_parser = seed)]
    pub seed: Option<u64>,
    /// Write everything into this folder: scenario, page, report, tables, pictures; without it the scenario is printed
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Replace the folder if relevo made it
    #[arg(long, requires = "out")]
    pub force: bool,
}

#[derive(Args, Debug)]
pub struct ForecastArgs {
    /// Scenario file whose volume is to be the forecast one; "-" reads standard input
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Export of what the desk really had: CSV or JSON, also compressed with gzip
    #[arg(long, value_name = "EXPORT")]
    pub history: PathBuf,
    #[command(flatten)]
    pub reading: ReadingArgs,
    /// Weeks ahead (4)
    #[arg(long, value_name = "NUMBER")]
    pub weeks: Option<String>,
    /// Probability that an interval holds what comes, for instance 95% (95%)
    #[arg(long, value_name = "SHARE")]
    pub level: Option<String>,
    /// Seed of the sample paths that intervals come from: the same seed gives the same results
    #[arg(long, value_name = "NUMBER", value_parser = seed)]
    pub seed: Option<u64>,
    /// Write everything into this folder: scenario, page, report, tables, pictures; without it the scenario is printed
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Replace the folder if relevo made it
    #[arg(long, requires = "out")]
    pub force: bool,
}

/// How an export is to be read.
#[derive(Args, Debug)]
pub struct ReadingArgs {
    /// Account of the desk, where the export has several; without it they are listed
    #[arg(long, value_name = "ACCOUNT")]
    pub brand: Option<String>,
    /// Time zone of the desk, for instance Europe/Madrid (UTC); the hours of the scenario are its hours
    #[arg(long, value_name = "ZONE")]
    pub time_zone: Option<String>,
    /// Layout: twcs, plain, zendesk or x-api (recognised by its columns, or as JSON)
    #[arg(long, value_enum, value_name = "LAYOUT", hide_possible_values = true, conflicts_with = "map")]
    pub from: Option<TypedLayout>,
    /// Column that holds a field, for instance time="Created at" (repeatable); fields: id, reply_to, conversation, time, direction,
    /// channel, contact, agent, reach, language, account, text; of tickets reply_minutes, replies
    #[arg(long, value_name = "FIELD=COLUMN")]
    pub map: Vec<String>,
    /// The same from a file, a FIELD=COLUMN a line; lines that begin with # do not count
    #[arg(long, value_name = "FILE", conflicts_with = "from")]
    pub map_file: Option<PathBuf>,
    /// Order of dates such as 03/04/2025: dmy (day first) or mdy
    #[arg(long, value_enum, value_name = "ORDER", hide_possible_values = true)]
    pub dates: Option<TypedDates>,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum TypedLayout {
    Twcs,
    Plain,
    Zendesk,
    XApi,
}

#[derive(ValueEnum, Clone, Copy, Debug)]
pub enum TypedDates {
    Dmy,
    Mdy,
}

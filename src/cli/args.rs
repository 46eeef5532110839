//! The command line as typed. The English help stands here; the Spanish one in [`super::help`].

mod history;
mod staffing;
mod study;
mod values;
mod vary;

pub use history::{CalibrateArgs, ForecastArgs, ReadingArgs, TypedDates, TypedLayout};
pub use staffing::{SizeArgs, WindowsArgs};
pub use study::{Format, Replicate, StudyArgs};
pub use vary::{BreakevenArgs, SensitivityArgs, SweepArgs, VaryArgs};

use crate::locale::Lang;
use crate::report::charts::Kind;
use crate::report::template::Sector;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use study::overlays;
use values::{picture_width, port, replications, seed, threads};

/// Simulates customer-service desks on social media: what each way of staffing them gives and costs.
#[derive(Parser, Debug)]
#[command(name = "relevo", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true)]
pub struct Typed {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub study: StudyArgs,
    #[command(flatten)]
    pub common: CommonArgs,
    /// Print the version
    #[arg(long, short = 'V', action = ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Subcommand, Debug)]
pub enum Command {
    /// Simulate scenario files and compare them: the first is the baseline
    #[command(disable_help_flag = true)]
    Run(RunArgs),
    /// Find the cheapest shifts that keep every SLA, and write them as a scenario
    #[command(disable_help_flag = true)]
    Size(SizeArgs),
    /// Compare windows, each with its cheapest shifts that keep the SLAs: is 24x7 worth its cost?
    #[command(disable_help_flag = true)]
    Windows(WindowsArgs),
    /// Validate scenario files and show what they mean, without simulating
    #[command(disable_help_flag = true)]
    Check(CheckArgs),
    /// Draw one picture of scenario files, simulated and compared as by run
    #[command(disable_help_flag = true)]
    Chart(ChartArgs),
    /// Write a commented scenario file to start from
    #[command(disable_help_flag = true)]
    New(NewArgs),
    /// Make a scenario from an export of real messages, each value with its interval
    #[command(disable_help_flag = true)]
    Calibrate(CalibrateArgs),
    /// Forecast the volume of the next weeks from an export, with its interval, and write it into a scenario
    #[command(disable_help_flag = true)]
    Forecast(ForecastArgs),
    /// Find where the cheaper of two scenarios changes as one value changes
    #[command(disable_help_flag = true)]
    Breakeven(BreakevenArgs),
    /// Show which uncertain inputs the answer hangs on
    #[command(disable_help_flag = true)]
    Sensitivity(SensitivityArgs),
    /// Simulate a grid of scenarios: every combination of the values that keys take
    #[command(disable_help_flag = true)]
    Sweep(SweepArgs),
    /// Serve a page on this machine on which every lever can be moved and its result seen at once
    #[command(disable_help_flag = true)]
    Serve(ServeArgs),
    /// Print the completions of a shell
    #[command(disable_help_flag = true)]
    Completions(CompletionsArgs),
    /// Write the manual pages into a new folder
    #[command(disable_help_flag = true, hide = true)]
    Man(ManArgs),
    /// Print the JSON Schema of the scenario file, for editors, or of result.json
    #[command(disable_help_flag = true)]
    Schema(SchemaArgs),
}

#[derive(Args, Debug)]
pub struct RunArgs {
    /// Scenario files; "-" reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub study: StudyArgs,
}

#[derive(Args, Debug)]
pub struct CheckArgs {
    /// Scenario files; "-" reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Change a value of every scenario, for instance demand.per_week=3000 (repeatable)
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Show every value that the results rest on, written or not, and its source
    #[arg(long)]
    pub assumptions: bool,
    /// What to print: table or json
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", hide_possible_values = true)]
    #[arg(hide_default_value = true)]
    pub format: CheckFormat,
}

#[derive(Args, Debug)]
pub struct ChartArgs {
    /// Kind of picture; those there are stand below
    #[arg(value_name = "KIND", value_parser = PossibleValuesParser::new(Kind::ALL.map(Kind::id)).map(kind))]
    #[arg(hide_possible_values = true)]
    pub kind: Kind,
    /// Scenario files; "-" reads standard input
    #[arg(required = true, value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Picture to write, .svg or .png; without it the SVG is printed
    #[arg(long, short, value_name = "PICTURE")]
    pub output: Option<PathBuf>,
    /// Colours for a dark page
    #[arg(long)]
    pub dark: bool,
    /// Width in pixels (960, of a PNG 1920); what is narrower than 720 is laid out for a phone
    #[arg(long, value_name = "PIXELS", value_parser = picture_width)]
    pub width: Option<u32>,
    /// Replace the picture if it exists
    #[arg(long)]
    pub force: bool,
    /// Change a value of every scenario, for instance demand.per_week=3000 (repeatable)
    #[arg(long, value_name = "KEY=VALUE")]
    pub set: Vec<String>,
    /// Seed of the random numbers: the same seed gives the same results
    #[arg(long, value_name = "NUMBER", value_parser = seed)]
    pub seed: Option<u64>,
    /// Independent replications of every scenario
    #[arg(long, value_name = "NUMBER", value_parser = replications)]
    pub replications: Option<u32>,
    /// Threads to simulate with (one for each core)
    #[arg(long, value_name = "NUMBER", value_parser = threads)]
    pub threads: Option<NonZeroUsize>,
}

fn kind(id: String) -> Kind {
    Kind::ALL.into_iter().find(|kind| kind.id() == id).unwrap_or(Kind::Backlog)
}

#[derive(Args, Debug)]
pub struct NewArgs {
    /// File to write, scenario.toml if not named; "-" prints it
    #[arg(value_name = "NAME")]
    pub name: Option<PathBuf>,
    /// Kind of desk to start from (retailer); --list shows them
    #[arg(long, value_name = "SECTOR", value_parser = PossibleValuesParser::new(Sector::ALL.map(Sector::id)).map(sector))]
    #[arg(hide_possible_values = true)]
    pub sector: Option<Sector>,
    /// Only the few lines that a desk needs
    #[arg(long)]
    pub minimal: bool,
    /// Show the sectors, and write nothing
    #[arg(long, conflicts_with_all = ["name", "sector", "minimal", "force"])]
    pub list: bool,
    /// Replace the file if it exists
    #[arg(long)]
    pub force: bool,
}

fn sector(id: String) -> Sector {
    Sector::ALL.into_iter().find(|sector| sector.id() == id).unwrap_or(Sector::Retailer)
}

#[derive(Args, Debug)]
pub struct ServeArgs {
    /// Scenario files that the page starts with (the built-in study)
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Port to listen on, 0 for one that is free (8017)
    #[arg(long, value_name = "NUMBER", value_parser = port)]
    pub port: Option<u16>,
    /// Address to listen on (127.0.0.1, which only this machine can reach); 0.0.0.0 lets everybody on the network in
    #[arg(long, value_name = "ADDRESS")]
    pub bind: Option<IpAddr>,
    /// File that keeps the rooms of workshops (rooms.db in the user's folder for data)
    #[arg(long, value_name = "FILE")]
    pub rooms: Option<PathBuf>,
    /// Threads to simulate with (one for each core)
    #[arg(long, value_name = "NUMBER", value_parser = threads)]
    pub threads: Option<NonZeroUsize>,
}

#[derive(Args, Debug)]
pub struct CompletionsArgs {
    /// Shell: bash, zsh, fish, elvish or powershell
    #[arg(value_name = "SHELL", value_enum, hide_possible_values = true)]
    pub shell: Shell,
}

#[derive(Args, Debug)]
pub struct ManArgs {
    /// Folder to make
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    /// Replace the folder if relevo made it
    #[arg(long)]
    pub force: bool,
}

#[derive(Args, Debug)]
pub struct SchemaArgs {
    /// What to describe: scenario (the default), result or sweep (its result.json)
    #[arg(value_enum, default_value_t, value_name = "WHAT", hide_possible_values = true, hide_default_value = true)]
    pub what: Described,
}

/// Before or behind the command.
#[derive(Args, Debug)]
pub struct CommonArgs {
    /// Language: en or es (that of the system)
    #[arg(long, value_name = "LANGUAGE", value_enum, ignore_case = true, hide_possible_values = true, global = true)]
    pub lang: Option<TypedLang>,
    /// No progress, no notes
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// Print this help
    #[arg(long, short, action = ArgAction::Help, global = true)]
    help: Option<bool>,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum CheckFormat {
    #[default]
    Table,
    Json,
}

/// Something that has a JSON Schema.
#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Described {
    #[default]
    Scenario,
    Result,
    Sweep,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug)]
pub enum TypedLang {
    En,
    Es,
}

impl From<TypedLang> for Lang {
    fn from(typed: TypedLang) -> Lang {
        match typed {
            TypedLang::En => Lang::En,
            TypedLang::Es => Lang::Es,
        }
    }
}

impl ChartArgs {
    pub fn overlays(&self) -> Vec<String> {
        overlays(&self.set, self.seed, self.replications)
    }
}

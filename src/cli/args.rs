//! The command line as typed. The English help stands here; the Spanish one in [`super::help`].

use crate::locale::Lang;
use crate::report::charts::{Kind, MOST_PIXELS};
use crate::report::csv::Form;
use crate::report::template::Sector;
use crate::study::precision::{MOST_REPLICATIONS, Wish};
use crate::study::result::CommandLine;
use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;
use std::net::IpAddr;
use std::num::NonZeroUsize;
use std::ops::RangeInclusive;
use std::path::PathBuf;

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
pub struct CalibrateArgs {
    /// Export: CSV or JSON, also compressed with gzip; "-" reads standard input
    #[arg(value_name = "EXPORT")]
    pub export: PathBuf,
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
    /// Write everything into this folder: scenario, report, table of hours; without it the scenario is printed
    #[arg(long, value_name = "FOLDER")]
    pub out: Option<PathBuf>,
    /// Replace the folder if relevo made it
    #[arg(long, requires = "out")]
    pub force: bool,
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
pub enum Format {
    #[default]
    Table,
    Json,
    Csv,
}

#[derive(ValueEnum, Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum CheckFormat {
    #[default]
    Table,
    Json,
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

/// More replications than anybody waits for.
const MOST_TYPED_REPLICATIONS: u32 = 1_000_000;
/// More threads than any machine has: a slip of the finger.
const MOST_THREADS: u64 = 1024;

/// The last word is the range, for the message in the other language.
fn whole(text: &str, range: RangeInclusive<u64>) -> Result<u64, String> {
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| format!("expected a whole number in {}..={}", range.start(), range.end()))
}

fn port(text: &str) -> Result<u16, String> {
    whole(text, 0..=u64::from(u16::MAX)).map(|number| number as u16)
}

fn seed(text: &str) -> Result<u64, String> {
    // The largest whole number that a TOML file can hold.
    whole(text, 0..=i64::MAX as u64)
}

fn replications(text: &str) -> Result<u32, String> {
    whole(text, 1..=u64::from(MOST_TYPED_REPLICATIONS)).map(|number| number as u32)
}

fn threads(text: &str) -> Result<NonZeroUsize, String> {
    whole(text, 1..=MOST_THREADS).map(|number| NonZeroUsize::new(number as usize).unwrap_or(NonZeroUsize::MIN))
}

/// Narrower than this no picture can be read.
const FEWEST_PIXELS: u64 = 240;

fn picture_width(text: &str) -> Result<u32, String> {
    whole(text, FEWEST_PIXELS..=u64::from(MOST_PIXELS)).map(|number| number as u32)
}

/// The overlays on the scenarios: those typed, then seed and replications.
fn overlays(set: &[String], seed: Option<u64>, replications: Option<u32>) -> Vec<String> {
    let seed = seed.map(|seed| format!("run.seed={seed}"));
    let replications = replications.map(|number| format!("run.replications={number}"));
    set.iter().cloned().chain(seed).chain(replications).collect()
}

impl ChartArgs {
    pub fn overlays(&self) -> Vec<String> {
        overlays(&self.set, self.seed, self.replications)
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

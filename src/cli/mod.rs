//! The commands. Everything that can be wrong ends in a sentence on standard error and an exit status.

mod args;
mod backtest;
mod breakeven;
mod calibrate;
mod chart;
mod check;
mod completions;
mod default_study;
mod forecast;
mod help;
mod interrupt;
mod load;
mod manual;
mod new;
mod output;
mod progress;
mod reading;
mod run;
mod schema;
mod sensitivity;
mod serve;
mod simulate;
mod sweep;
mod vary;
mod windows;
mod size;

use crate::locale::{Lang, Text};
use args::{Command, Typed};
use clap::FromArgMatches;
use std::ffi::OsString;
use std::process::ExitCode;

/// Why a command did not do what it was asked to.
#[derive(Debug)]
enum Failure {
    /// The run failed: status 1.
    Run(String),
    /// Bad input or usage: status 2.
    Input(String),
    /// The same, already told on standard error.
    InputTold,
    /// Ctrl-C: status 130.
    Interrupted,
    /// The same, but what was done is kept: a sentence that says how to go on.
    Paused(String),
}

/// How a command that did its work ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Done {
    Well,
    /// An agreement is missed or unsure, and `--strict` was given: status 3.
    MissedAgreement,
}

const ERROR: Text = Text::new("error", "error");
const STOPPED: Text = Text::new("stopped; nothing was written", "interrumpido; no se ha escrito nada");

/// Does what the command line asks for; the status to exit with.
pub fn main(arguments: Vec<OsString>) -> ExitCode {
    let lang = help::language(&arguments, |name| std::env::var(name).ok());
    let arguments = help::without_help_command(arguments);
    let matches = match help::command(lang).try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return usage(&error, lang),
    };
    let typed = match Typed::from_arg_matches(&matches) {
        Ok(typed) => typed,
        Err(error) => return usage(&error, lang),
    };
    let quiet = typed.common.quiet;
    let done = match (&typed.command, help::option_before_command(&matches)) {
        (None, _) => run::default_study(&typed.study, quiet, lang),
        // The options before a command are those of the built-in study: to ignore them would be a trap.
        (Some(_), Some(option)) => Err(Failure::Input(misplaced(&option, lang))),
        (Some(Command::Run(args)), None) => run::files(args, quiet, lang),
        (Some(Command::Calibrate(args)), None) => calibrate::export(args, quiet, lang).map(|()| Done::Well),
        (Some(Command::Forecast(args)), None) => forecast::volume(args, quiet, lang).map(|()| Done::Well),
        (Some(Command::Breakeven(args)), None) => breakeven::files(args, quiet, lang).map(|()| Done::Well),
        (Some(Command::Sensitivity(args)), None) => sensitivity::files(args, quiet, lang).map(|()| Done::Well),
        (Some(Command::Size(args)), None) => size::file(args, quiet, lang),
        (Some(Command::Windows(args)), None) => windows::file(args, quiet, lang),
        (Some(Command::Sweep(args)), None) => sweep::grid(args, quiet, lang),
        (Some(Command::Check(args)), None) => check::files(args, quiet, lang).map(|()| Done::Well),
        (Some(Command::Chart(args)), None) => chart::picture(args, quiet, lang).map(|()| Done::Well),
        (Some(Command::New(args)), None) => new::file(args, quiet, lang).map(|()| Done::Well),
        (Some(Command::Completions(args)), None) => completions::script(args, lang).map(|()| Done::Well),
        (Some(Command::Man(args)), None) => manual::pages(args, quiet, lang).map(|()| Done::Well),
        (Some(Command::Serve(args)), None) => serve::page(args, quiet, lang).map(|()| Done::Well),
        (Some(Command::Schema(args)), None) => schema::print(args, lang).map(|()| Done::Well),
    };
    let fail = |message: String, status: u8| {
        output::tell(&format!("{}: {message}", ERROR.get(lang)));
        ExitCode::from(status)
    };
    match done {
        Ok(Done::Well) => ExitCode::SUCCESS,
        Ok(Done::MissedAgreement) => ExitCode::from(3),
        Err(Failure::Run(message)) => fail(message, 1),
        Err(Failure::Input(message)) => fail(message, 2),
        Err(Failure::InputTold) => ExitCode::from(2),
        Err(Failure::Interrupted) => {
            output::tell(STOPPED.get(lang));
            ExitCode::from(130)
        }
        Err(Failure::Paused(message)) => {
            output::tell(&message);
            ExitCode::from(130)
        }
    }
}

/// Help and version are asked for and go to standard output; everything else is a usage error.
fn usage(error: &clap::Error, lang: Lang) -> ExitCode {
    if !error.use_stderr() {
        let printed = output::print_coloured(&error.render().ansi().to_string());
        return if printed.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    output::tell(&help::usage_error(error, lang));
    ExitCode::from(2)
}

fn misplaced(option: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("--{option} belongs behind the command"),
        Lang::Es => format!("--{option} va detrás de la orden"),
    }
}

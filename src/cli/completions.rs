//! `relevo completions SHELL`: what the shell needs to complete commands and options.

use super::args::CompletionsArgs;
use super::output::print_plain;
use super::{Failure, help};
use crate::locale::Lang;

/// Prints the script; options are explained in the language.
pub fn script(args: &CompletionsArgs, lang: Lang) -> Result<(), Failure> {
    let mut bytes = vec![];
    clap_complete::generate(args.shell, &mut help::command(lang), "relevo", &mut bytes);
    print_plain(&String::from_utf8_lossy(&bytes)).map_err(|error| Failure::Run(error.to_string()))
}

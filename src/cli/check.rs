//! `relevo check FILE...`: what the files mean, without simulating.

use super::args::{CheckArgs, CheckFormat};
use super::output::{columns, print_coloured, print_plain};
use super::{Failure, load};
use crate::locale::Lang;
use crate::report::{overview, problems};

/// Prints every scenario; problems go to standard error, or into the document.
pub fn files(args: &CheckArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    match args.format {
        CheckFormat::Table => table(args, quiet, lang),
        CheckFormat::Json => json(args, lang),
    }
}

fn table(args: &CheckArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let loaded = load::files(&args.files, &args.set, quiet, lang)?;
    let texts: Vec<String> =
        loaded.scenarios.iter().map(|scenario| overview::render(scenario, columns(), lang)).collect();
    print_coloured(&texts.join("\n")).map_err(|error| Failure::Run(error.to_string()))
}

fn json(args: &CheckArgs, lang: Lang) -> Result<(), Failure> {
    let (scenarios, found, failed) = match load::read(&args.files, &args.set, lang)? {
        Ok(loaded) => (loaded.scenarios, problems::machine(&loaded.warnings, &loaded.sources, lang), false),
        Err(failed) => (vec![], problems::machine(&failed.problems, &failed.sources, lang), true),
    };
    let document = serde_json::to_string_pretty(&overview::json(&scenarios, &found));
    let document = document.map_err(|error| Failure::Run(error.to_string()))?;
    print_plain(&format!("{document}\n")).map_err(|error| Failure::Run(error.to_string()))?;
    if failed { Err(Failure::InputTold) } else { Ok(()) }
}

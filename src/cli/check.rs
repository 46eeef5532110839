//! `relevo check FILE...`: what the files mean, without simulating.

use super::args::{CheckArgs, CheckFormat};
use super::output::{columns, print_coloured, print_plain};
use super::{Failure, load};
use crate::locale::Lang;
use crate::report::overview;

/// Prints every scenario; warnings go to standard error.
pub fn files(args: &CheckArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let loaded = load::files(&args.files, &args.set, quiet, lang)?;
    let printed = match args.format {
        CheckFormat::Table => {
            let texts: Vec<String> =
                loaded.scenarios.iter().map(|scenario| overview::render(scenario, columns(), lang)).collect();
            print_coloured(&texts.join("\n"))
        }
        CheckFormat::Json => {
            let document = serde_json::to_string_pretty(&overview::json(&loaded.scenarios));
            print_plain(&format!("{}\n", document.map_err(|error| Failure::Run(error.to_string()))?))
        }
    };
    printed.map_err(|error| Failure::Run(error.to_string()))
}

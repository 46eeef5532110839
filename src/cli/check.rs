//! `relevo check FILE...`: what the files mean, without simulating.

use super::args::{CheckArgs, CheckFormat};
use super::output::{columns, print_coloured, print_plain};
use super::{Failure, load};
use crate::desk::Scenario;
use crate::locale::Lang;
use crate::report::{assumptions, overview, problems};
use crate::scenario::Loaded;
use serde_json::Value;

/// Prints every scenario; problems go to standard error, or into the document.
pub fn files(args: &CheckArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    match args.format {
        CheckFormat::Table => table(args, quiet, lang),
        CheckFormat::Json => json(args, lang),
    }
}

fn table(args: &CheckArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let loaded = load::sound(load::read(&args.files, &args.set, lang)?, quiet, lang)?;
    let columns = columns();
    let first = loaded.scenarios.first().zip(loaded.in_force.first());
    let first = first.map(|(scenario, in_force)| (scenario.name.as_str(), &in_force[..]));
    let text_of = |(i, scenario): (usize, &Scenario)| {
        let name = scenario.name.as_str();
        match (loaded.in_force.get(i).filter(|_| args.assumptions), first.filter(|_| i > 0)) {
            (Some(own), Some(first)) => assumptions::render_beside(first, (name, own), &loaded.sources, columns, lang),
            (Some(own), None) => assumptions::render(name, own, &loaded.sources, columns, lang),
            (None, _) => overview::render(scenario, columns, lang),
        }
    };
    let texts: Vec<String> = loaded.scenarios.iter().enumerate().map(text_of).collect();
    print_coloured(&texts.join("\n")).map_err(|error| Failure::Run(error.to_string()))
}

fn json(args: &CheckArgs, lang: Lang) -> Result<(), Failure> {
    let read = load::read(&args.files, &args.set, lang)?;
    let (mut document, failed) = match &read {
        Ok(loaded) => {
            let found = problems::machine(&loaded.warnings, &loaded.sources, lang);
            (overview::json(&loaded.scenarios, &found), false)
        }
        Err(failed) => (overview::json(&[], &problems::machine(&failed.problems, &failed.sources, lang)), true),
    };
    if let (Ok(loaded), true) = (&read, args.assumptions) {
        add_assumptions(&mut document, loaded, lang);
    }
    let document = serde_json::to_string_pretty(&document).map_err(|error| Failure::Run(error.to_string()))?;
    print_plain(&format!("{document}\n")).map_err(|error| Failure::Run(error.to_string()))?;
    if failed { Err(Failure::InputTold) } else { Ok(()) }
}

/// Puts what each scenario rests on beside what it means.
fn add_assumptions(document: &mut Value, loaded: &Loaded, lang: Lang) {
    let scenarios = document.get_mut("scenarios").and_then(Value::as_array_mut).into_iter().flatten();
    for (scenario, in_force) in scenarios.zip(&loaded.in_force) {
        scenario["values"] = assumptions::json(in_force, &loaded.sources, lang);
    }
}

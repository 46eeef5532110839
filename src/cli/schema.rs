//! `relevo schema [scenario|result|sweep]`: JSON Schemas for editors and programs.

use super::Failure;
use super::args::{Described, SchemaArgs};
use super::output::print_plain;
use crate::locale::Lang;
use crate::report::result_schema;
use crate::scenario::schema;

/// Prints the schema asked for.
pub fn print(args: &SchemaArgs, lang: Lang) -> Result<(), Failure> {
    let schema = match args.what {
        Described::Scenario => schema::schema(lang),
        Described::Result => result_schema::schema(lang),
        Described::Sweep => crate::report::sweep::schema::schema(lang),
    };
    let text = serde_json::to_string_pretty(&schema).map_err(|error| Failure::Run(error.to_string()))?;
    print_plain(&format!("{text}\n")).map_err(|error| Failure::Run(error.to_string()))
}

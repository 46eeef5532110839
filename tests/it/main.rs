//! What users do, and what they must get.

mod bad_scenarios;
mod cli;
mod keys;
mod reference;
mod scenarios;
mod schema;

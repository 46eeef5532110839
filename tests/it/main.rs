//! What users do, and what they must get.

mod architecture;
mod bad_scenarios;
mod cli;
mod new;
mod documents;
mod readme;
mod scenarios;

//! What users do, and what they must get.

mod architecture;
mod bad_scenarios;
mod cli;
mod corpus;
mod documents;
mod new;
mod outputs;
mod keys;
mod policy_scenarios;
mod readme;
mod reference;
mod rosters;
mod scenarios;
mod schema;
mod sweep;
mod vary;

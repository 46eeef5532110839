//! What users do, and what they must get.

mod architecture;
mod bad_scenarios;
mod calibrate;
mod forecast;
mod chart;
mod cli;
mod corpus;
mod documents;
mod new;
mod outputs;
mod page;
mod keys;
mod policy_scenarios;
mod readme;
mod reference;
mod rosters;
mod scenarios;
mod schema;
mod serve;
mod size;
mod statistics;
mod sweep;
mod vary;
mod whatif;
mod windows;
mod workbook;

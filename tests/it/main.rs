mod bad_scenarios;
mod cli;

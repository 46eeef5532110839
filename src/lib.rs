//! relevo simulates social customer-service desks: public mentions and private direct messages arrive by the hour,
//! teams answer them in shifts, and each way of staffing the desk shows its service level, its backlog and its cost.
//!
//! Modules in reading order; a module imports only from those above it (see ARCHITECTURE.md).

pub mod time;
pub mod locale;
pub mod queueing;
pub mod random;
pub mod history;
pub mod desk;
pub mod demand;
pub mod behaviour;
pub mod routing;
pub mod model;
pub mod engine;
pub mod scenario;
pub mod metrics;
pub mod study;
pub mod calibrate;
pub mod staffing;
pub mod backtest;
pub mod forecast;
pub mod report;
pub mod workshop;
pub mod web;
pub mod cli;

//! relevo simulates social customer-service desks: public mentions and private direct messages arrive by the hour,
//! teams answer them in shifts, and each way of staffing the desk shows its service level, its backlog and its cost.
//!
//! Modules in reading order; imports go only upwards in this list (see ARCHITECTURE.md).

pub mod desk;
pub mod locale;
pub mod metrics;
pub mod queueing;
pub mod random;
pub mod report;
pub mod scenario;
pub mod study;
pub mod time;

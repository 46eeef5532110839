//! What finding shifts found, told: who works when, as table, CSV and data; teams as they stand in a scenario file.

pub mod roster;
pub mod teams;
pub mod unrosterable;

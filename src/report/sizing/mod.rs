//! What finding shifts found, told: who works when, as table, CSV and data; why nobody can.

pub mod roster;
pub mod unrosterable;

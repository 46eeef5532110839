//! What a person or a program sees of scenarios and results.

pub mod problems;

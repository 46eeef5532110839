<<<<<<< HEAD
//! What is wrong with a scenario, what it means, and what a study found, told: to a person at a terminal, to a
//! spreadsheet, to a program, to a folder.
=======
//! What a study found, told: to a person at a terminal, to a spreadsheet, to a program, to a folder.
>>>>>>> main
//!
//! Nothing here computes a statistic; every figure comes from [`crate::study::result::StudyResult`] or the overview of a
//! desk.

pub mod csv;
pub mod folder;
pub mod json;
pub mod overview;
pub mod problems;
pub mod terminal;
mod text_layout;
pub mod verdict;

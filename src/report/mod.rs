//! What a study found, told: to a person at a terminal, to a spreadsheet, to a program, to a folder.
//!
//! Nothing here computes a statistic; every figure comes from [`crate::study::result::StudyResult`].

pub mod assumptions;
pub mod breakeven;
pub mod clearing;
pub mod csv;
pub mod file;
pub mod folder;
pub mod json;
pub mod overview;
pub mod problems;
pub mod template;
pub mod reference;
pub mod result_schema;
pub mod sizing;
pub mod sensitivity;
pub mod sweep;
pub mod terminal;
pub mod text_layout;
pub mod varied;
pub mod verdict;

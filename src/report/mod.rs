//! What a study found, told: to a person at a terminal, to a spreadsheet, to a program, to a folder.
//!
//! Nothing here computes a statistic; every figure comes from [`crate::study::result::StudyResult`].

pub mod assumptions;
pub mod benchmarks;
pub mod breakeven;
pub mod bundle;
pub mod calibration;
pub mod charts;
pub mod clearing;
pub mod comparison;
pub mod csv;
pub mod excess;
pub mod file;
pub mod folder;
pub mod forecast;
pub mod html;
pub mod json;
pub mod not_modelled;
pub mod overview;
pub mod problems;
pub mod template;
pub mod reference;
pub mod reproduce;
pub mod result_schema;
pub mod sizing;
pub mod sensitivity;
pub mod stopped;
pub mod subject;
pub mod sweep;
pub mod terminal;
pub mod text_layout;
pub mod varied;
pub mod verdict;
pub mod warmup;
pub mod xlsx;

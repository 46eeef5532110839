//! The files of a report folder, made before anything is written.

use super::csv::{self, Form};
use super::folder::Content;
use super::reproduce::made_with;
use super::subject::{SCENARIOS, Subject};
use super::{html, json, problems, terminal, xlsx};
use crate::desk::Scenario;
use crate::locale::{Lang, Text};
use anstream::adapter::strip_str;
use std::path::Path;

/// The page that a person opens first.
pub const PAGE: &str = "report.html";
/// Columns of the report as plain text.
const TEXT_COLUMNS: usize = 80;
/// Characters of a scenario's name in the name of its roster: a file name has 255 bytes.
const MOST_OF_A_NAME: usize = 40;

/// Why a file could not be made.
#[derive(Debug, thiserror::Error)]
pub enum BundleError {
    #[error(transparent)]
    Csv(#[from] ::csv::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
    #[error(transparent)]
    Workbook(#[from] rust_xlsxwriter::XlsxError),
    #[error(transparent)]
    Page(#[from] askama::Error),
}

/// All files: for people, for spreadsheets, for programs, and the scenarios themselves.
///
/// # Errors
/// None that a result can cause.
pub fn contents(subject: &Subject, form: Form, lang: Lang) -> Result<Vec<Content>, BundleError> {
    let result = subject.result;
    let mut contents = vec![
        Content::new(PAGE, html::render(subject, lang)?),
        Content::new("report.xlsx", xlsx::render(subject, lang)?),
        Content::new("report.txt", text(subject, lang)),
        Content::new("result.json", json::render(result)?),
        Content::new("measures.csv", csv::measures(result, form)?),
        Content::new("summary.csv", csv::summary(result, form)?),
        Content::new("series_hour_of_week.csv", csv::hours_of_week(result, form)?),
        Content::new("series_week.csv", csv::weeks(result, form)?),
    ];
    if !result.differences.is_empty() {
        contents.push(Content::new("differences.csv", csv::differences(result, form)?));
    }
    for (at, scenario) in subject.scenarios.iter().enumerate() {
        let name = roster_name(scenario, at + 1, subject.scenarios.len());
        contents.push(Content::new(name, csv::roster(scenario, form)?));
    }
    let copies = subject.files.iter().map(|(path, text)| Content::new(Path::new(SCENARIOS).join(path), text.as_str()));
    contents.extend(copies);
    Ok(contents)
}

/// The terminal's report without colours, the warnings, and how the figures can be had again.
fn text(subject: &Subject, lang: Lang) -> String {
    let report = terminal::render(subject.result, TEXT_COLUMNS, lang);
    let made_with = made_with(subject.result, lang);
    strip_str(&format!("{report}\n{}{made_with}\n", warnings(subject, lang))).to_string()
}

/// The warnings under a heading: who is handed the report has not seen standard error.
fn warnings(subject: &Subject, lang: Lang) -> String {
    if subject.warnings.is_empty() {
        return String::new();
    }
    let heading = Text::new("Warnings", "Avisos").get(lang);
    format!("{heading}\n{}\n\n", problems::render(subject.warnings, subject.sources, lang).trim_end())
}

/// The file of a scenario's roster: roster.csv where there is no other; else numbered, since two names may differ only in
/// signs that no file name should hold.
fn roster_name(scenario: &Scenario, number: usize, of: usize) -> String {
    if of == 1 {
        return "roster.csv".to_owned();
    }
    let plain = |c: char| if c.is_alphanumeric() { c } else { ' ' };
    let name: String = scenario.name.to_lowercase().chars().map(plain).take(MOST_OF_A_NAME).collect();
    let words = name.split_whitespace().map(|word| format!("-{word}"));
    format!("roster-{number}{}.csv", words.collect::<String>())
}

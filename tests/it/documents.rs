//! The documents keep step with the program.

use relevo::metrics::{Measure, Scope};
use std::fs;
use std::path::Path;

fn text(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Every measure has one row, with its unit and scope, and every row is a measure; both in the order of the tables.
#[test]
fn every_measure_is_defined() {
    let page = text("docs/measures.md");
    let rows: Vec<Vec<&str>> = page
        .lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split('|').map(str::trim).collect())
        .collect();
    for measure in Measure::ALL {
        let id = format!("`{}`", measure.id());
        let found: Vec<_> = rows.iter().filter(|row| row[0] == id).collect();
        assert_eq!(found.len(), 1, "{id} needs one row in docs/measures.md");
        let scope = match measure.scope() {
            Scope::Conversations => "c",
            Scope::Teams => "t",
            Scope::Desk => "d",
        };
        assert_eq!((found[0][1], found[0][2]), (measure.unit().name(), scope), "unit and scope of {id}");
        assert!(found[0][3].len() > 5, "{id} has no definition");
    }
    assert_eq!(rows.len(), Measure::ALL.len(), "a row that is no measure");
}

/// Links between documents lead to files that are there.
#[test]
fn links_lead_somewhere() {
    for name in [
        "README.md",
        "ARCHITECTURE.md",
        "CHANGELOG.md",
        "docs/measures.md",
        "docs/model-notes.md",
        "docs/statistics.md",
        "docs/server.md",
        "docs/calibration.md",
        "docs/calibracion.md",
        "docs/forecast.md",
        "docs/prevision.md",
        "docs/workshop/guide.md",
        "docs/workshop/guia.md",
        "docs/workshop/forms.md",
        "docs/workshop/formularios.md",
    ] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
        for link in text(name).split("](").skip(1).filter_map(|rest| rest.split(')').next()) {
            let file = link.split('#').next().unwrap_or_default();
            let there = file.is_empty() || link.starts_with("http") || folder.with_file_name(file).exists();
            assert!(there, "{name} links to {link}");
        }
    }
}

/// What both languages have of a document says the same: as many headings, points, and rows, and the same figures in its tables.
#[test]
fn documents_in_two_languages_keep_step() {
    for (english, spanish) in
        [("docs/calibration.md", "docs/calibracion.md"), ("docs/forecast.md", "docs/prevision.md")]
    {
        let (one, other) = (text(english), text(spanish));
        let shape = |text: &str| -> Vec<&'static str> {
            let kind = |line: &str| ["#", "- ", "|", "    "].into_iter().find(|begin| line.starts_with(begin));
            text.lines().filter_map(kind).collect()
        };
        assert_eq!(shape(&one), shape(&other), "{english} and {spanish}");
        let codes = |text: &str| -> Vec<String> {
            let rows = text.lines().filter(|line| line.starts_with('|'));
            rows.map(|row| row.chars().filter(char::is_ascii_digit).collect()).collect()
        };
        assert_eq!(codes(&one), codes(&other), "figures of {english} and {spanish}");
    }
}

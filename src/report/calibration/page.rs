//! The page of a calibration, and the table of the first responses compared.

use super::judged::{Judged, headings, rows, verdict};
use super::pictures::{Shown, all};
use super::terminal::{day, groups};
use crate::backtest::BackTest;
use crate::calibrate::{Calibration, Evidence};
use crate::history::History;
use crate::locale::number::number;
use crate::locale::{Lang, Text};
use crate::report::charts::Layout;
use crate::report::html::document::{Document, File, Pair, Table, render};
use jiff::ToSpan;
use jiff::civil::Date;

/// Everything that a page tells of.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    pub calibration: &'a Calibration,
    pub history: &'a History,
    pub evidence: &'a Evidence,
    pub judged: &'a Judged<'a>,
    /// People on duty in each hour of the week by the scenario.
    pub people: &'a [u32],
    /// The scenario file.
    pub scenario: &'a str,
    /// What was typed.
    pub command: &'a str,
}

impl<'a> Told<'a> {
    pub fn shown(&self) -> Shown<'a> {
        let back_test = match self.judged {
            Judged::Yes(found) => Some(*found),
            _ => None,
        };
        Shown { calibration: self.calibration, evidence: self.evidence, people: self.people, back_test }
    }
}

/// The whole page.
///
/// # Errors
/// None that data can cause.
pub fn page(told: &Told<'_>, lang: Lang) -> Result<String, askama::Error> {
    let calibration = told.calibration;
    let name = told.history.brand.clone();
    let title = match (name, lang) {
        (Some(name), Lang::En) => format!("{name}: calibrated"),
        (Some(name), Lang::Es) => format!("{name}: calibrado"),
        (None, _) => Text::new("Calibrated desk", "Equipo calibrado").get(lang).to_owned(),
    };
    let shown = told.shown();
    let [wide, narrow] = [Layout::Wide, Layout::Narrow].map(|layout| all(&shown, layout, lang));
    let pair = |(wide, narrow): (super::pictures::Named, super::pictures::Named)| Pair {
        id: wide.id,
        about: wide.about,
        across_paper: wide.id == "attained",
        wide: wide.picture,
        narrow: narrow.picture,
    };
    let period = calibration.period;
    let (from, to) = (day(period.from, lang), day(period.to - 1, lang));
    let count = number(calibration.conversations as f64, 0, lang);
    let figures = match told.judged {
        Judged::Yes(found) => vec![judgement(found, lang)],
        _ => vec![],
    };
    let details = groups(calibration, told.history, lang).into_iter().map(|group| Table {
        title: group.title.to_owned(),
        about: String::new(),
        headings: vec![],
        rows: group.rows.into_iter().map(|(label, text)| vec![label, text]).collect(),
        notes: group.notes,
        words: true,
    });
    let document = Document {
        title,
        circumstances: match lang {
            Lang::En => format!("{count} conversations opened from {from} to {to}"),
            Lang::Es => format!("{count} conversaciones abiertas del {from} al {to}"),
        },
        verdict: verdict(calibration, told.evidence, told.judged, lang),
        figures,
        pictures: wide.into_iter().zip(narrow).map(pair).collect(),
        details: details.collect(),
        command: told.command.to_owned(),
        files: vec![File { name: "scenario.toml".into(), text: told.scenario.to_owned() }],
    };
    render(document, lang)
}

fn judgement(found: &BackTest, lang: Lang) -> Table {
    Table {
        title: Text::new("Observed against simulated", "Lo observado frente a lo simulado").get(lang).into(),
        about: String::new(),
        headings: headings(lang).map(str::to_owned).to_vec(),
        rows: rows(found, lang).into_iter().map(Vec::from).collect(),
        notes: vec![],
        words: false,
    }
}

/// Quantiles of the first response in minutes, in the form that programs read.
pub fn quantiles_table(found: &BackTest) -> String {
    let mut text = String::from("share,observed_min,simulated_min,low_min,high_min\n");
    for one in &found.quantiles {
        let minutes = one.minutes;
        text += &format!(
            "{},{:.4},{:.4},{:.4},{:.4}\n",
            one.share, minutes.observed, minutes.mean, minutes.low, minutes.high
        );
    }
    text
}

/// Weeks or days of the export beside what was fitted, in the form that programs read.
pub fn weeks_table(evidence: &Evidence) -> String {
    let mut text = String::from("from,days,conversations,fitted,low,high,crisis\n");
    for one in &evidence.blocks {
        text += &format!(
            "{},{},{},{:.4},{:.4},{:.4},{}\n",
            iso_day(one.from),
            one.days,
            one.observed,
            one.fitted,
            one.low,
            one.high,
            u8::from(one.crisis)
        );
    }
    text
}

/// A day counted from 1 January 1970 as 2026-01-31.
pub fn iso_day(number: i64) -> String {
    let since = Date::constant(1970, 1, 1);
    since.checked_add(number.days()).map_or_else(|_| number.to_string(), |day| day.to_string())
}

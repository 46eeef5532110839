//! A forecast of the volume, told: at the terminal, as tables, pictures and a page.

mod pictures;
mod words;

pub use pictures::all as pictures;
pub use words::{in_weeks, too_short, verdict};

use crate::forecast::{Forecast, Range};
use crate::locale::number::{interval, number, percent};
use crate::locale::{Lang, Text};
use crate::report::calibration::{day, iso_day, table};
use crate::report::charts::Layout;
use crate::report::html::document::{Document, File, Pair, Table, render as render_page};
use crate::report::text_layout::{NARROWEST, fold};
use owo_colors::OwoColorize;

const WIDEST: usize = 110;

/// Verdict and weeks for the terminal, with escape codes for colour, at most `columns` wide.
pub fn render(found: &Forecast, columns: usize, lang: Lang) -> String {
    let columns = columns.clamp(NARROWEST, WIDEST);
    let mut lines = vec![];
    for (at, sentence) in verdict(found, lang).iter().enumerate() {
        for (line_at, line) in fold(sentence, columns - 2).iter().enumerate() {
            let line = if at == 0 { line.bold().to_string() } else { line.clone() };
            lines.push(if line_at == 0 { line } else { format!("  {line}") });
        }
    }
    lines.push(String::new());
    lines.extend(table(&week_headings(found, lang), &week_rows(found, lang), columns));
    lines.push(String::new());
    lines.extend(table(&error_headings(lang), &error_rows(found, lang), columns));
    lines.push(String::new());
    lines.join("\n")
}

fn shown(range: &Range, lang: Lang) -> [String; 2] {
    let whole = |value: f64| number(value, 0, lang);
    [whole(range.mean), interval(&whole(range.low), &whole(range.high), lang)]
}

fn week_headings(found: &Forecast, lang: Lang) -> [String; 3] {
    let level = percent(found.wish.level, 0, lang);
    let texts = [Text::new("Week from", "Semana desde"), Text::new("Conversations", "Conversaciones")];
    let [week, expected] = texts.map(|text| text.get(lang).to_owned());
    let interval = match lang {
        Lang::En => format!("{level} interval"),
        Lang::Es => format!("Intervalo del {level}"),
    };
    [week, expected, interval]
}

fn week_rows(found: &Forecast, lang: Lang) -> Vec<[String; 3]> {
    let row = |(at, range): (usize, &Range)| {
        let [mean, between] = shown(range, lang);
        [day(found.from + 7 * at as i64, lang), mean, between]
    };
    found.weeks.iter().enumerate().map(row).collect()
}

fn error_headings(lang: Lang) -> [String; 3] {
    [
        Text::new("Error in the past", "Error en el pasado"),
        Text::new("This forecast", "Esta previsión"),
        Text::new("Last week repeated", "Repetir la última semana"),
    ]
    .map(|text| text.get(lang).to_owned())
}

/// Of the method chosen, even where the seasonal-naive forecast is the one used.
fn error_rows(found: &Forecast, lang: Lang) -> Vec<[String; 3]> {
    let (chosen, naive) = (&found.accuracy.chosen, &found.accuracy.naive);
    let share = |value: f64| percent(value, 1, lang);
    let row = |text: Text, one: String, other: String| [text.get(lang).to_owned(), one, other];
    let mut rows = vec![
        row(Text::new("Weeks, WAPE", "Semanas, WAPE"), share(chosen.wape_weeks), share(naive.wape_weeks)),
        row(Text::new("Weeks, sMAPE", "Semanas, sMAPE"), share(chosen.smape_weeks), share(naive.smape_weeks)),
        row(Text::new("Hours, WAPE", "Horas, WAPE"), share(chosen.wape_hours), share(naive.wape_hours)),
        row(
            Text::new("Hours, MASE", "Horas, MASE"),
            number(chosen.mase_hours, 2, lang),
            number(naive.mase_hours, 2, lang),
        ),
    ];
    for (at, (one, other)) in found.accuracy.by_weeks_ahead.iter().enumerate() {
        let label = match (lang, at) {
            (Lang::En, 0) => "WAPE 1 week ahead".to_owned(),
            (Lang::En, _) => format!("WAPE {} weeks ahead", at + 1),
            (Lang::Es, 0) => "WAPE a 1 semana".to_owned(),
            (Lang::Es, _) => format!("WAPE a {} semanas", at + 1),
        };
        rows.push([label, share(*one), share(*other)]);
    }
    rows
}

/// One row for each hour, in the form that programs read.
pub fn hours_table(found: &Forecast) -> String {
    let mut text = String::from("date,hour,forecast,low,high\n");
    for (at, range) in found.hours.iter().enumerate() {
        let date = iso_day(found.from + at as i64 / 24);
        text += &format!("{date},{},{:.4},{},{}\n", at % 24, range.mean, range.low, range.high);
    }
    text
}

/// One row for each week, in the form that programs read.
pub fn weeks_table(found: &Forecast) -> String {
    let mut text = String::from("from,forecast,low,high\n");
    for (at, range) in found.weeks.iter().enumerate() {
        let from = iso_day(found.from + 7 * at as i64);
        text += &format!("{from},{:.4},{},{}\n", range.mean, range.low, range.high);
    }
    text
}

/// The whole page; `scenario` is the file that was made, `command` what was typed.
///
/// # Errors
/// None that data can cause.
pub fn page(found: &Forecast, name: &str, scenario: &str, command: &str, lang: Lang) -> Result<String, askama::Error> {
    let [wide, narrow] = [Layout::Wide, Layout::Narrow].map(|layout| pictures(found, layout, lang));
    let pairs = wide.into_iter().zip(narrow).map(|(wide, narrow)| Pair {
        id: wide.id,
        about: wide.about,
        wide: wide.picture,
        narrow: narrow.picture,
        across_paper: false,
    });
    let of = |title: Text, headings: [String; 3], rows: Vec<[String; 3]>| Table {
        title: title.get(lang).to_owned(),
        about: String::new(),
        headings: headings.to_vec(),
        rows: rows.into_iter().map(Vec::from).collect(),
        notes: vec![],
        words: false,
    };
    let weeks = Text::new("Conversations a week", "Conversaciones por semana");
    let errors = Text::new("What forecasts of the past erred", "Lo que erraron las previsiones del pasado");
    let (from, to) = (day(found.past.from, lang), day(found.from - 1, lang));
    let document = Document {
        title: match lang {
            Lang::En => format!("{name}: volume of the next weeks"),
            Lang::Es => format!("{name}: volumen de las próximas semanas"),
        },
        circumstances: match lang {
            Lang::En => format!("Forecast from {} weeks, {from} to {to}", found.past.totals.len()),
            Lang::Es => format!("Previsión a partir de {} semanas, del {from} al {to}", found.past.totals.len()),
        },
        verdict: verdict(found, lang),
        figures: vec![of(weeks, week_headings(found, lang), week_rows(found, lang))],
        pictures: pairs.collect(),
        details: vec![of(errors, error_headings(lang), error_rows(found, lang))],
        command: command.to_owned(),
        files: vec![File { name: "scenario/forecast.toml".into(), text: scenario.to_owned() }],
    };
    render_page(document, lang)
}

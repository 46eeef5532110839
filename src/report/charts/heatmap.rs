//! When customers are answered within an hour: the share for every hour of the week, weekday by hour, on one scale for all
//! scenarios. On a phone the hours go down instead of across.

use super::hours::panel_head;
use super::ink::{HEATS, Ink};
use super::picture::Picture;
use super::scale::{clock, hour_span};
use super::sheet::{Area, At, Layout, MARGIN, SMALL, Sheet, fill};
use super::table::{Form, Table};
use super::words::{extremes, shares, source};
use crate::locale::number::{number, percent, weekday};
use crate::locale::{Lang, Text};
use crate::metrics::Measure;
use crate::study::result::{ScenarioResult, StudyResult};

const DAYS: usize = 7;
const HOURS: usize = 24;
const CELL_HEIGHT: f64 = 19.0;
/// Lower ends of the steps of the scale.
const STEPS: [f64; HEATS] = [0.0, 0.2, 0.4, 0.6, 0.8, 0.95];
/// What counts as a good hour in the title: the usual target.
const GOOD: f64 = 0.8;

const ABOUT: Text = Text::new(
    "Share of the conversations opened in each hour of the week whose first response was posted within 1 h, in percent; those never \
     answered count as missed.",
    "Proporción de las conversaciones abiertas en cada hora de la semana cuya primera respuesta se publicó en 1 h, en porcentaje; \
     las nunca respondidas cuentan como incumplidas.",
);
const HOUR: Text = Text::new("Hour", "Hora");

pub fn draw(result: &StudyResult, layout: Layout, lang: Lang) -> Picture {
    let mut sheet = Sheet::new("heatmap", layout, lang, title(result, lang), ABOUT.get(lang));
    key(&mut sheet, lang);
    for one in &result.scenarios {
        let rate = one.measures.get(Measure::ResponseRate).and_then(|found| found.mean);
        let rate = rate.map_or("–".to_string(), |rate| shares(&[rate], lang).concat());
        let aside = match lang {
            Lang::En => format!("answered in the end: {rate}"),
            Lang::Es => format!("respondidas al final: {rate}"),
        };
        panel_head(&mut sheet, &one.name, &aside);
        cells(&mut sheet, &one.series.hour_of_week.within_1h, lang);
    }
    let description = format!("{}{}", ABOUT.get(lang), sentences(result, lang));
    sheet.finish(&source(result, lang), description, table(result, lang))
}

fn step(share: f64) -> usize {
    STEPS.iter().filter(|low| share >= **low).count().max(1) - 1
}

/// The steps of the scale with the shares that they stand for.
pub(super) fn key(sheet: &mut Sheet, lang: Lang) {
    let width = ((sheet.right() - MARGIN) / HEATS as f64).min(96.0);
    for (at, low) in STEPS.iter().enumerate() {
        let left = MARGIN + at as f64 * width;
        let area = Area { left, right: left + width - 2.0, top: sheet.y, bottom: sheet.y + CELL_HEIGHT };
        let high = STEPS.get(at + 1).copied().unwrap_or(1.0);
        let text = format!("{}–{}", number(low * 100.0, 0, lang), percent(high, 0, lang));
        sheet.rectangle(area, fill(Ink::Heat(at), 1.0));
        let look = SMALL.ink(Ink::OnHeat(at)).at(At::Middle);
        sheet.text(&text, (area.left + area.right) / 2.0, (area.top + area.bottom) / 2.0, look);
    }
    sheet.y += CELL_HEIGHT + 10.0;
}

/// One week of cells with their values; what was never observed is a dash.
pub(super) fn cells(sheet: &mut Sheet, week: &[Option<f64>], lang: Lang) {
    let down = sheet.narrow();
    let (columns, rows) = if down { (DAYS, HOURS) } else { (HOURS, DAYS) };
    let hour_of = |column: usize, row: usize| if down { column * HOURS + row } else { row * HOURS + column };
    let labels: Vec<String> =
        (0..rows).map(|row| if down { clock(row) } else { weekday(row, lang).to_string() }).collect();
    let left = MARGIN + labels.iter().map(|text| SMALL.width(text)).fold(0.0, f64::max) + 8.0;
    let width = (sheet.right() - left) / columns as f64;
    let top = sheet.y + SMALL.line();
    for column in 0..columns {
        let text = if down { weekday(column, lang).to_string() } else { number(column as f64, 0, lang) };
        sheet.text(&text, left + (column as f64 + 0.5) * width, sheet.y + SMALL.line() / 2.0, SMALL.at(At::Middle));
    }
    let area = |column: usize, row: usize| {
        let (left, top) = (left + column as f64 * width, top + row as f64 * CELL_HEIGHT);
        Area { left, top, right: left + width - 1.0, bottom: top + CELL_HEIGHT - 1.0 }
    };
    let all = || (0..rows).flat_map(|row| (0..columns).map(move |column| (column, row)));
    let value = |(column, row)| week.get(hour_of(column, row)).copied().flatten();
    for (row, text) in labels.iter().enumerate() {
        sheet.text(text, left - 6.0, top + (row as f64 + 0.5) * CELL_HEIGHT, SMALL.at(At::Right));
    }
    // Step by step, so that cells of a colour become one shape; the pointer meets cells of their own above them.
    for heat in 0..HEATS {
        for (column, row) in all().filter(|cell| value(*cell).is_some_and(|share| step(share) == heat)) {
            sheet.rectangle(area(column, row), fill(Ink::Heat(heat), 1.0));
        }
    }
    for heat in 0..HEATS {
        for (column, row) in all() {
            let Area { left, right, top, bottom } = area(column, row);
            let (x, y) = ((left + right) / 2.0, (top + bottom) / 2.0);
            if let Some(share) = value((column, row)).filter(|share| step(*share) == heat) {
                let text = number((share * 100.0).round(), 0, lang);
                sheet.text(&text, x, y, SMALL.ink(Ink::OnHeat(heat)).at(At::Middle));
            }
        }
    }
    for (column, row) in all().filter(|cell| value(*cell).is_none()) {
        let Area { left, right, top, bottom } = area(column, row);
        sheet.text("–", (left + right) / 2.0, (top + bottom) / 2.0, SMALL.at(At::Middle));
    }
    for (column, row) in all() {
        let text = value((column, row)).map_or("–".into(), |share| percent(share, 1, lang));
        sheet.hover_area(area(column, row), format!("{}: {text}", hour_span(hour_of(column, row), lang)));
    }
    sheet.y = top + rows as f64 * CELL_HEIGHT + 10.0;
}

/// Hours of the week in which the usual target is attained, and those in which anybody wrote.
fn good_hours(one: &ScenarioResult) -> (usize, usize) {
    let observed = || one.series.hour_of_week.within_1h.iter().flatten();
    (observed().filter(|share| **share >= GOOD).count(), observed().count())
}

fn title(result: &StudyResult, lang: Lang) -> String {
    let goods: Vec<(usize, usize)> = result.scenarios.iter().map(good_hours).collect();
    let counts: Vec<Option<f64>> = goods.iter().map(|(good, of)| (*of > 0).then_some(*good as f64)).collect();
    let Some((worst, best)) = extremes(&counts) else {
        return Text::new("No conversation comes in at any hour", "No entra ninguna conversación a ninguna hora")
            .get(lang)
            .into();
    };
    let (low, high) = (&result.scenarios[worst].name, &result.scenarios[best].name);
    let (few, (many, of)) = (goods[worst].0, goods[best]);
    match (lang, result.scenarios.len()) {
        (Lang::En, 1) => format!("{high} answers 80 % or more within 1 h in {many} of {of} hours of the week"),
        (Lang::Es, 1) => format!("{high} responde al 80 % o más en 1 h en {many} de {of} horas de la semana"),
        (Lang::En, _) if few == many => {
            format!("Every scenario answers 80 % or more within 1 h in {many} of {of} hours of the week")
        }
        (Lang::Es, _) if few == many => {
            format!("Todos los escenarios responden al 80 % o más en 1 h en {many} de {of} horas de la semana")
        }
        (Lang::En, _) => {
            format!("{high} answers 80 % or more within 1 h in {many} of {of} hours of the week, {low} in {few}")
        }
        (Lang::Es, _) => {
            format!("{high} responde al 80 % o más en 1 h en {many} de {of} horas de la semana; {low}, en {few}")
        }
    }
}

fn sentences(result: &StudyResult, lang: Lang) -> String {
    let sentence = |one: &ScenarioResult| {
        let week = &one.series.hour_of_week.within_1h;
        let (worst, best) = extremes(week)?;
        let share = |hour: usize| percent(week[hour].unwrap_or_default(), 0, lang);
        let (name, low, high) = (&one.name, share(worst), share(best));
        let (worst, best) = (hour_span(worst, lang), hour_span(best, lang));
        Some(match lang {
            Lang::En => format!(" {name}: from {low} ({worst}) to {high} ({best})."),
            Lang::Es => format!(" {name}: del {low} ({worst}) al {high} ({best})."),
        })
    };
    result.scenarios.iter().filter_map(sentence).collect()
}

fn table(result: &StudyResult, lang: Lang) -> Table {
    let mut table = Table::new(HOUR.get(lang));
    result.scenarios.iter().for_each(|one| table.column(one.name.clone(), Form::Percent(1)));
    for hour in 0..DAYS * HOURS {
        let values = result.scenarios.iter().map(|one| one.series.hour_of_week.within_1h.get(hour).copied().flatten());
        table.row(hour_span(hour, lang), values);
    }
    table
}

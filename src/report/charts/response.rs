//! How soon conversations get their first response: the share answered within every time from a minute to a week, of all of
//! them, with the marks of the agreements.

use super::ink::Ink;
use super::labels::{self, EndLabel};
use super::picture::Picture;
use super::scale::{Axis, LONGEST_WAIT, waiting_text};
use super::sheet::{Area, At, Layout, MARGIN, Plot, SMALL, Sheet, X_ROOM, axis_room, fill, stroke};
use super::table::{Form, Table};
use super::words::{extremes, shares, source};
use crate::locale::number::percent;
use crate::locale::{Lang, Text};
use crate::metrics::Measure;
use crate::study::result::{ScenarioResult, StudyResult};

const HEIGHT: f64 = 330.0;
/// Width of the names right of the plot.
const NAMES: f64 = 220.0;
const ABOUT: Text = Text::new(
    "Share of all conversations whose first response was posted within the time, on a logarithmic scale of time; at the end of each \
     line the share answered sooner or later.",
    "Proporción de todas las conversaciones cuya primera respuesta se publicó en ese tiempo, en escala logarítmica de tiempo; al \
     final de cada línea, la proporción respondida antes o después.",
);
const MARKS: Text = Text::new(
    "Dashed: limits of the agreements that cover every conversation on the elapsed clock; the diamond is the target.",
    "A trazos: límites de los acuerdos que abarcan todas las conversaciones y cuentan todo el tiempo; el rombo es el objetivo.",
);
const WITHIN: Text = Text::new("Within", "En");

pub fn draw(result: &StudyResult, layout: Layout, lang: Lang) -> Picture {
    let marks = marks(result);
    let about =
        if marks.is_empty() { ABOUT.get(lang).into() } else { format!("{} {}", ABOUT.get(lang), MARKS.get(lang)) };
    let title = title(result, lang);
    let mut sheet = Sheet::new("response", layout, lang, title, &about);
    let names: Vec<EndLabel> = result.scenarios.iter().map(|one| name(one, lang)).collect();
    let (x, y) = (Axis::waiting(LONGEST_WAIT, sheet.narrow(), lang), Axis::shares(5, lang));
    let mut height = HEIGHT;
    let mut right = sheet.right() - SMALL.width(&x.ticks.last().map_or(String::new(), |tick| tick.text.clone())) / 2.0;
    if sheet.narrow() {
        labels::above(&mut sheet, &names);
    } else {
        right = sheet.right() - NAMES;
        height = height.max(labels::needed(&names, NAMES));
    }
    let left = MARGIN + axis_room(&y);
    let rows = mark_rows(&sheet, &x, &marks, left, right, lang);
    let top = sheet.y + 8.0 + rows.iter().map(|row| row.0 + 1).max().unwrap_or(0) as f64 * SMALL.line();
    let area = Area { left, right, top, bottom: top + height };
    sheet.y = area.bottom + X_ROOM;
    let plot = sheet.plot(area, &x, &y);
    plot.y_axis(&y);
    plot.x_axis(&x, true);
    for (number, one) in result.scenarios.iter().enumerate() {
        plot.line(curve(one), stroke(Ink::Dashed(number), 1.8));
    }
    draw_marks(&plot, &marks, &rows, lang);
    if !sheet.narrow() {
        let ends = names.into_iter().zip(&result.scenarios).map(|(label, one)| {
            let end = curve(one).last().map_or(0.0, |point| point.1);
            EndLabel { at: plot.place(1.0, end).1, ..label }
        });
        labels::beside(plot.sheet, area, &ends.collect::<Vec<_>>());
    }
    hovering(&plot, result, lang);
    let description = format!("{about}{}", sentences(result, lang));
    sheet.finish(&source(result, lang), description, table(result, lang))
}

/// Shares at the limits, as far as there are any.
fn curve(one: &ScenarioResult) -> Vec<(f64, f64)> {
    let series = &one.series.first_response;
    series
        .within_minutes
        .iter()
        .zip(&series.share)
        .filter_map(|(limit, share)| share.map(|share| (*limit, share)))
        .collect()
}

fn name(one: &ScenarioResult, lang: Lang) -> EndLabel {
    let answered = one.series.first_response.answered;
    let detail = answered.map_or("–".to_string(), |share| shares(&[share], lang).concat());
    let detail = match lang {
        Lang::En => format!("answered in the end: {detail}"),
        Lang::Es => format!("respondidas al final: {detail}"),
    };
    EndLabel { name: one.name.clone(), detail, at: 0.0 }
}

/// Limit in minutes and target of the agreements that the curves can be held against, each once.
fn marks(result: &StudyResult) -> Vec<(f64, f64)> {
    let all = result.scenarios.iter().flat_map(|one| &one.sla);
    let marked = all.filter(|sla| sla.clock == "elapsed" && sla.every_conversation);
    let mut marks: Vec<(f64, f64)> = marked.map(|sla| (sla.within_minutes, sla.target)).collect();
    marks.retain(|(minutes, _)| (1.0..=10_080.0).contains(minutes));
    marks.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.total_cmp(&b.1)));
    marks.dedup();
    marks
}

fn mark_text((minutes, target): (f64, f64), lang: Lang) -> String {
    let (target, limit) = (percent(target, 0, lang), waiting_text(minutes, lang));
    match lang {
        Lang::En => format!("{target} in {limit}"),
        Lang::Es => format!("{target} en {limit}"),
    }
}

/// The row above the plot and the middle of the text of each mark, so that none stands upon another.
fn mark_rows(sheet: &Sheet, x: &Axis, marks: &[(f64, f64)], left: f64, right: f64, lang: Lang) -> Vec<(usize, f64)> {
    let area = Area { left, right, top: 0.0, bottom: 1.0 };
    let plot = sheet.plot(area, x, &Axis::shares(1, lang));
    let mut ends: Vec<f64> = vec![];
    let place = |mark: &(f64, f64)| {
        let half = SMALL.width(&mark_text(*mark, lang)) / 2.0;
        let middle = plot.across(mark.0).clamp(left + half, (right - half).max(left + half));
        let free = ends.iter().position(|end| middle - half > end + 8.0).unwrap_or(ends.len());
        if free == ends.len() {
            ends.push(0.0);
        }
        ends[free] = middle + half;
        (free, middle)
    };
    marks.iter().map(place).collect()
}

/// No line goes through the text of another mark: it begins at the plot where one stands in its way.
fn draw_marks(plot: &Plot<'_>, marks: &[(f64, f64)], rows: &[(usize, f64)], lang: Lang) {
    let Area { top, bottom, .. } = plot.area;
    let text_y = |row: usize| top - 4.0 - SMALL.line() / 2.0 - row as f64 * SMALL.line();
    for ((minutes, _), (row, _)) in marks.iter().zip(rows) {
        let x = plot.across(*minutes);
        let covers = |(mark, (other, middle)): (&(f64, f64), &(usize, f64))| {
            other < row && (x - middle).abs() < SMALL.width(&mark_text(*mark, lang)) / 2.0 + 3.0
        };
        let from = if marks.iter().zip(rows).any(covers) { top } else { text_y(*row) + SMALL.line() / 2.0 };
        plot.sheet.line([(x, from), (x, bottom)], stroke(Ink::Mark, 1.0));
    }
    for ((minutes, target), (row, middle)) in marks.iter().zip(rows) {
        let (x, y) = plot.place(*minutes, *target);
        let look = SMALL.ink(Ink::Label).at(At::Middle);
        plot.sheet.text(&mark_text((*minutes, *target), lang), *middle, text_y(*row), look);
        plot.sheet.polygon([(x, y - 5.0), (x + 5.0, y), (x, y + 5.0), (x - 5.0, y)], fill(Ink::Text, 1.0));
    }
}

/// Columns around the limits, each with the shares of all scenarios.
fn hovering(plot: &Plot<'_>, result: &StudyResult, lang: Lang) {
    let Some(limits) = result.scenarios.first().map(|one| &one.series.first_response.within_minutes) else { return };
    let between = |a: usize| (limits[a] * limits[a + 1]).sqrt();
    for (at, limit) in limits.iter().enumerate() {
        let from = if at == 0 { *limit } else { between(at - 1) };
        let to = if at + 1 == limits.len() { *limit } else { between(at) };
        let shares = result.scenarios.iter().map(|one| {
            let share = one.series.first_response.share.get(at).copied().flatten();
            format!("\n{}: {}", one.name, share.map_or("–".into(), |share| percent(share, 1, lang)))
        });
        plot.hover_column(
            from,
            to,
            format!("{} {}{}", WITHIN.get(lang), waiting_text(*limit, lang), shares.collect::<String>()),
        );
    }
}

fn title(result: &StudyResult, lang: Lang) -> String {
    let mean = |one: &ScenarioResult, measure| one.measures.get(measure).and_then(|found| found.mean);
    let within: Vec<Option<f64>> = result.scenarios.iter().map(|one| mean(one, Measure::Within1h)).collect();
    let Some((worst, best)) = extremes(&within) else {
        return Text::new(
            "No conversation comes in, so none is answered",
            "No entra ninguna conversación, así que no se responde ninguna",
        )
        .get(lang)
        .into();
    };
    let of = |at: usize| {
        let one = &result.scenarios[at];
        (one.name.as_str(), within[at].unwrap_or_default(), mean(one, Measure::ResponseRate).unwrap_or_default())
    };
    let ((low, low_within, low_rate), (high, high_within, high_rate)) = (of(worst), of(best));
    let within = shares(&[high_within, low_within], lang);
    let rates = shares(&[high_rate, low_rate], lang);
    let (first, last) = (&within[0], &within[1]);
    let (first_rate, last_rate) = (&rates[0], &rates[1]);
    let both = match (lang, first_rate == last_rate) {
        (Lang::En, true) => format!("{first_rate} with both"),
        (Lang::Es, true) => format!("{first_rate} con ambos"),
        (Lang::En, false) => format!("{first_rate} and {last_rate}"),
        (Lang::Es, false) => format!("{first_rate} y {last_rate}"),
    };
    match (lang, result.scenarios.len()) {
        (Lang::En, 1) => format!("{high} answers {first} of all conversations within 1 h, and {first_rate} in the end"),
        (Lang::Es, 1) => format!("{high} responde al {first} de las conversaciones en 1 h, y al {first_rate} al final"),
        (Lang::En, _) if first == last => {
            format!(
                "Every scenario answers {first} of all conversations within 1 h, {} in the end",
                of_all(result, lang)
            )
        }
        (Lang::Es, _) if first == last => {
            format!(
                "Todos los escenarios responden al {first} de las conversaciones en 1 h (al final, {})",
                of_all(result, lang)
            )
        }
        (Lang::En, _) => {
            format!("{high} answers {first} of all conversations within 1 h, {low} {last} (in the end {both})")
        }
        (Lang::Es, _) => {
            format!("{high} responde al {first} de las conversaciones en 1 h; {low}, al {last} (al final, {both})")
        }
    }
}

/// The response rate of all scenarios: one, or from the least to the greatest.
fn of_all(result: &StudyResult, lang: Lang) -> String {
    let rates = result.scenarios.iter().filter_map(|one| one.measures.get(Measure::ResponseRate)?.mean);
    let (least, most) = rates.fold((f64::MAX, f64::MIN), |(least, most), rate| (least.min(rate), most.max(rate)));
    let texts = shares(&[least, most], lang);
    match lang {
        _ if texts[0] == texts[1] => texts[0].clone(),
        Lang::En => format!("{} to {}", texts[0], texts[1]),
        Lang::Es => format!("del {} al {}", texts[0], texts[1]),
    }
}

fn sentences(result: &StudyResult, lang: Lang) -> String {
    let at = |one: &ScenarioResult, minutes: f64| {
        let found = curve(one).into_iter().find(|(limit, _)| *limit == minutes);
        found.map_or("–".to_string(), |(_, share)| percent(share, 1, lang))
    };
    let sentence = |one: &ScenarioResult| {
        let [quarter, hour, day] = [15.0, 60.0, 1440.0].map(|minutes| at(one, minutes));
        let end = one.series.first_response.answered.map_or("–".into(), |share| percent(share, 1, lang));
        let name = &one.name;
        match lang {
            Lang::En => {
                format!(" {name}: {quarter} within 15 min, {hour} within 1 h, {day} within a day, {end} in the end.")
            }
            Lang::Es => format!(" {name}: {quarter} en 15 min, {hour} en 1 h, {day} en un día, {end} al final."),
        }
    };
    result.scenarios.iter().map(sentence).collect()
}

fn table(result: &StudyResult, lang: Lang) -> Table {
    let mut table = Table::new(WITHIN.get(lang));
    result.scenarios.iter().for_each(|one| table.column(one.name.clone(), Form::Percent(1)));
    let limits = result.scenarios.first().map_or(&[][..], |one| &one.series.first_response.within_minutes);
    for (at, limit) in limits.iter().enumerate() {
        let shares = result.scenarios.iter().map(|one| one.series.first_response.share.get(at).copied().flatten());
        table.row(waiting_text(*limit, lang), shares);
    }
    let answered = result.scenarios.iter().map(|one| one.series.first_response.answered);
    table.row(Text::new("answered in the end", "respondidas al final").get(lang), answered);
    table
}

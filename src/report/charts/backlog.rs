//! Messages waiting over the week, and close up from Sunday evening to Monday midnight: a panel for each scenario on one scale.

use super::hours::{Stretch, panel};
use super::ink::Ink;
use super::picture::Picture;
use super::scale::{Axis, hour_span};
use super::sheet::{At, Layout, PLAIN, Plot, Sheet, axis_room, stroke};
use super::table::{Form, Table};
use super::words::{amount, below, extremes, source};
use crate::locale::number::number;
use crate::locale::{Lang, Text};
use crate::metrics::Measure;
use crate::study::result::{ScenarioResult, StudyResult};

const ABOUT: Text = Text::new(
    "Messages waiting: mean of each hour (line) and the range that holds 80 % of the weeks simulated (band, 10 to 90 %). Grey: \
     nobody on duty. All panels on one scale.",
    "Mensajes en espera: media de cada hora (línea) y margen que abarca el 80 % de las semanas simuladas (banda, del 10 al 90 %). \
     Gris: nadie de servicio. Todos los paneles en la misma escala.",
);
const UNIT: Text = Text::new("messages", "mensajes");
const HOUR: Text = Text::new("Hour", "Hora");

/// Over the whole week.
pub fn week(result: &StudyResult, layout: Layout, lang: Lang) -> Picture {
    draw(result, "backlog", Stretch::week(lang), week_title(result, lang), layout, lang)
}

/// From Sunday 18:00 to Monday 24:00.
pub fn monday(result: &StudyResult, layout: Layout, lang: Lang) -> Picture {
    let stretch = Stretch::monday(layout == Layout::Narrow, lang);
    draw(result, "monday", stretch, monday_title(result, lang), layout, lang)
}

fn draw(result: &StudyResult, kind: &str, stretch: Stretch, title: String, layout: Layout, lang: Lang) -> Picture {
    let mut sheet = Sheet::new(kind, layout, lang, title, ABOUT.get(lang));
    let highest = result.scenarios.iter().flat_map(|one| {
        let series = &one.series.hour_of_week;
        stretch.of(&series.backlog_p90).into_iter().chain(stretch.of(&series.backlog_mean))
    });
    let height = if result.scenarios.len() <= 3 { 120.0 } else { 84.0 };
    let y = Axis::from_zero(highest.fold(0.0, f64::max), 3, lang);
    for (number, one) in result.scenarios.iter().enumerate() {
        let area = panel(&mut sheet, &one.name, UNIT.get(lang), axis_room(&y), height);
        let plot = sheet.plot(area, &stretch.axis, &y);
        stretch.background(&plot, &one.series.hour_of_week);
        plot.y_axis(&y);
        levels(&plot, &stretch, one, number, lang);
        stretch.axis(&plot);
    }
    let description = description(result, &stretch, lang);
    sheet.finish(&source(result, lang), description, table(result, &stretch, lang))
}

/// The band, the mean, its peak, and what hovering shows.
fn levels(plot: &Plot<'_>, stretch: &Stretch, one: &ScenarioResult, number: usize, lang: Lang) {
    let series = &one.series.hour_of_week;
    let points = |values: &[f64]| -> Vec<(f64, f64)> {
        stretch.of(values).into_iter().enumerate().map(|(at, value)| (at as f64 + 0.5, value)).collect()
    };
    let (mean, low, high) = (points(&series.backlog_mean), points(&series.backlog_p10), points(&series.backlog_p90));
    plot.band(&low, &high, Ink::Series(number), 0.25);
    plot.line(mean.iter().copied(), stroke(Ink::Series(number), 1.8));
    let peak = mean.iter().reduce(|best, next| if next.1 > best.1 { next } else { best });
    if let Some(&(x, value)) = peak.filter(|peak| peak.1 > 0.0) {
        let (at, y) = plot.place(x, value);
        plot.sheet.dot((at, y), 3.0, Ink::Series(number));
        let text = amount(value, lang);
        // Above the peak there is no line; where there is no room above it, away from the nearer edge.
        let look = PLAIN.ink(Ink::Label);
        let (half, above) = (look.width(&text) / 2.0, y - 12.0);
        let area = plot.area;
        if above - 6.0 >= area.top {
            let middle = at.clamp(area.left + half + 2.0, (area.right - half).max(area.left + half + 2.0));
            plot.sheet.text(&text, middle, above, look.at(At::Middle));
        } else if at + 10.0 + 2.0 * half < area.right {
            plot.sheet.text(&text, at + 9.0, y.max(area.top + 4.0), look.at(At::Left));
        } else {
            plot.sheet.text(&text, at - 9.0, y.max(area.top + 4.0), look.at(At::Right));
        }
    }
    for (at, hour) in stretch.hours.iter().enumerate() {
        let [mean, low, high] = [&mean, &low, &high].map(|points| points.get(at).map_or(0.0, |point| point.1));
        let [mean, low, high] = [mean, low, high].map(|value| amount(value, lang));
        plot.hover_column(at as f64, at as f64 + 1.0, format!("{}: {mean} ({low}–{high})", hour_span(*hour, lang)));
    }
}

/// The hour with the highest mean backlog, and that mean.
fn peak(one: &ScenarioResult) -> Option<(usize, f64)> {
    let hours = one.series.hour_of_week.backlog_mean.iter().copied().enumerate();
    hours.reduce(|best, next| if next.1 > best.1 { next } else { best })
}

fn week_title(result: &StudyResult, lang: Lang) -> String {
    let peaks: Vec<Option<f64>> = result.scenarios.iter().map(|one| peak(one).map(|(_, value)| value)).collect();
    let Some((least, most)) = extremes(&peaks) else {
        return Text::new("No scenario, no backlog", "Sin escenarios no hay carga pendiente").get(lang).into();
    };
    let value = |at: usize| peaks[at].unwrap_or_default();
    let (low, high) = (&result.scenarios[least].name, &result.scenarios[most].name);
    let hour = peak(&result.scenarios[most]).map_or(String::new(), |(hour, _)| hour_span(hour, lang));
    let reached = amount(value(most), lang);
    let bound = match (below(value(least)), lang) {
        (1.0, Lang::En) => "1 message".to_owned(),
        (1.0, Lang::Es) => "1 mensaje".to_owned(),
        (bound, Lang::En) => format!("{} messages", number(bound, 0, lang)),
        (bound, Lang::Es) => format!("{} mensajes", number(bound, 0, lang)),
    };
    if value(most) == 0.0 {
        return Text::new(
            "No message waits at any hour of the week",
            "Ningún mensaje espera a ninguna hora de la semana",
        )
        .get(lang)
        .into();
    }
    let count = result.scenarios.len();
    match (lang, count) {
        (Lang::En, 1) => format!("{high}: the backlog peaks at {reached} messages ({hour})"),
        (Lang::Es, 1) => format!("{high}: la carga pendiente llega a {reached} mensajes ({hour})"),
        (Lang::En, _) if amount(value(least), lang) == reached => {
            format!("The backlog peaks at the same height in every scenario: {reached} messages")
        }
        (Lang::Es, _) if amount(value(least), lang) == reached => {
            format!("La carga pendiente llega a lo mismo en todos los escenarios: {reached} mensajes")
        }
        (Lang::En, 2) => format!("{low} keeps the backlog below {bound}; {high} reaches {reached} ({hour})"),
        (Lang::Es, 2) => {
            format!("{low} mantiene la carga pendiente por debajo de {bound}; {high} llega a {reached} ({hour})")
        }
        (Lang::En, _) => {
            format!("{low} keeps the backlog lowest, below {bound}; {high} reaches most, {reached} ({hour})")
        }
        (Lang::Es, _) => {
            format!("{low} tiene la menor carga pendiente, por debajo de {bound}; {high}, la mayor: {reached} ({hour})")
        }
    }
}

fn monday_title(result: &StudyResult, lang: Lang) -> String {
    let waiting = |one: &ScenarioResult| one.measures.get(Measure::WeekOpenBacklog).and_then(|found| found.mean);
    let waiting: Vec<Option<f64>> = result.scenarios.iter().map(waiting).collect();
    let Some((least, most)) = extremes(&waiting) else {
        return Text::new("No week opens", "No se abre ninguna semana").get(lang).into();
    };
    let text = |at: usize| amount(waiting[at].unwrap_or_default(), lang);
    let (low, high) = (&result.scenarios[least].name, &result.scenarios[most].name);
    let (fewest, greatest) = (text(least), text(most));
    match (lang, result.scenarios.len()) {
        (Lang::En, 1) => format!("{high}: {greatest} messages wait as the week opens"),
        (Lang::Es, 1) => format!("{high}: {greatest} mensajes esperan al abrir la semana"),
        (Lang::En, _) if fewest == greatest => format!("As the week opens {greatest} messages wait in every scenario"),
        (Lang::Es, _) if fewest == greatest => {
            format!("Al abrir la semana esperan {greatest} mensajes en todos los escenarios")
        }
        (Lang::En, 2) => format!("As the week opens {greatest} messages wait with {high}, {fewest} with {low}"),
        (Lang::Es, 2) => format!("Al abrir la semana esperan {greatest} mensajes con {high} y {fewest} con {low}"),
        (Lang::En, _) => format!(
            "As the week opens {greatest} messages wait with {high}, the most, and {fewest} with {low}, the fewest"
        ),
        (Lang::Es, _) => format!(
            "Al abrir la semana esperan {greatest} mensajes con {high}, el que más, y {fewest} con {low}, el que menos"
        ),
    }
}

fn description(result: &StudyResult, stretch: &Stretch, lang: Lang) -> String {
    let sentence = |one: &ScenarioResult| {
        let mean = &one.series.hour_of_week.backlog_mean;
        let known = stretch.hours.iter().filter_map(|hour| mean.get(*hour).map(|value| (*hour, *value)));
        let (hour, most) = known.clone().reduce(|best, next| if next.1 > best.1 { next } else { best })?;
        let least = known.map(|(_, value)| value).fold(f64::INFINITY, f64::min);
        let (name, hour) = (&one.name, hour_span(hour, lang));
        let (least, most) = (amount(least, lang), amount(most, lang));
        Some(match lang {
            Lang::En => format!(" {name}: between {least} and {most}, the most at {hour}."),
            Lang::Es => format!(" {name}: entre {least} y {most}, el máximo a las {hour}."),
        })
    };
    let sentences: String = result.scenarios.iter().filter_map(sentence).collect();
    format!("{}{sentences}", ABOUT.get(lang))
}

fn table(result: &StudyResult, stretch: &Stretch, lang: Lang) -> Table {
    let mut table = Table::new(HOUR.get(lang));
    for one in &result.scenarios {
        for part in [Text::new("mean", "media"), Text::new("10 %", "10 %"), Text::new("90 %", "90 %")] {
            table.column(format!("{} ({}, {})", one.name, UNIT.get(lang), part.get(lang)), Form::Number(1));
        }
    }
    for hour in &stretch.hours {
        let values = result.scenarios.iter().flat_map(|one| {
            let series = &one.series.hour_of_week;
            [&series.backlog_mean, &series.backlog_p10, &series.backlog_p90].map(|values| values.get(*hour).copied())
        });
        table.row(hour_span(*hour, lang), values);
    }
    table
}

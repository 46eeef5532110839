//! The hours of the week and the measured weeks, with charts of the week.

use super::sheet::{Cell, MOST_BESIDE, Table};
use crate::locale::number::weekday;
use crate::locale::{Lang, Text};
use crate::metrics::Unit;
use crate::report::subject::Subject;
use crate::study::result::{HourSeries, ScenarioResult, StudyResult, WeekSeries};
use crate::time::HOURS_PER_WEEK;
use rust_xlsxwriter::{Chart, ChartLegendPosition, ChartType, ExcelDateTime, XlsxError};

/// Values of one hour or week; absent where nothing was observed.
type Column<S> = (Text, Unit, fn(&S, usize) -> Option<f64>);

const HOUR_COLUMNS: [Column<HourSeries>; 7] = [
    (Text::new("conversations opened", "conversaciones abiertas"), Unit::Messages, |series, hour| {
        series.arrivals.get(hour).copied()
    }),
    (Text::new("backlog, mean, messages", "carga pendiente, media, mensajes"), Unit::Messages, |series, hour| {
        series.backlog_mean.get(hour).copied()
    }),
    (Text::new("backlog, 90 %, messages", "carga pendiente, 90 %, mensajes"), Unit::Messages, |series, hour| {
        series.backlog_p90.get(hour).copied()
    }),
    (Text::new("agents on duty", "agentes de turno"), Unit::Messages, |series, hour| series.agents.get(hour).copied()),
    (Text::new("occupancy", "ocupación"), Unit::Share, |series, hour| series.occupancy.get(hour).copied().flatten()),
    (Text::new("answered within 1 h", "respondidas en 1 h"), Unit::Share, |series, hour| {
        series.within_1h.get(hour).copied().flatten()
    }),
    (Text::new("staff cost", "coste de personal"), Unit::Money, |series, hour| series.staff_cost.get(hour).copied()),
];
/// Places of the columns that are drawn.
const BACKLOG: usize = 1;
const AGENTS: usize = 3;

const WEEK_COLUMNS: [Column<WeekSeries>; 12] = [
    (Text::new("conversations", "conversaciones"), Unit::PerWeek, |series, week| {
        series.conversations.get(week).copied()
    }),
    (Text::new("backlog, mean, messages", "carga pendiente, media, mensajes"), Unit::Messages, |series, week| {
        series.backlog_mean.get(week).copied()
    }),
    (Text::new("answered within 1 h", "respondidas en 1 h"), Unit::Share, |series, week| {
        series.within_1h.get(week).copied().flatten()
    }),
    (Text::new("learned: being hard pays", "aprendido: ser duro compensa"), Unit::Share, |series, week| {
        series.learned.get(week).copied()
    }),
    (Text::new("hostile among the negative", "hostiles entre las negativas"), Unit::Share, |series, week| {
        series.hostile_share.get(week).copied().flatten()
    }),
    (Text::new("waiting, h", "espera, h"), Unit::Hours, |series, week| series.waiting_hours.get(week).copied()),
    (Text::new("customers satisfied", "clientes satisfechos"), Unit::Share, |series, week| {
        series.satisfied.get(week).copied().flatten()
    }),
    (Text::new("customers lost", "clientes perdidos"), Unit::PerWeek, |series, week| {
        series.customers_lost.get(week).copied()
    }),
    (Text::new("phone contacts", "contactos por teléfono"), Unit::PerWeek, |series, week| {
        series.phone_contacts.get(week).copied()
    }),
    (Text::new("phone and gestures", "teléfono y gestos"), Unit::Money, |series, week| {
        series.contact_cost.get(week).copied()
    }),
    (Text::new("margin lost less extra margin", "margen perdido menos adicional"), Unit::Money, |series, week| {
        series.value_lost.get(week).copied()
    }),
    (Text::new("staff cost", "coste de personal"), Unit::Money, |series, week| series.staff_cost.get(week).copied()),
];

/// Scenarios that a chart draws: more lines tell nothing.
const MOST_DRAWN: usize = 8;
const CHART_WIDTH: u32 = 900;
const CHART_HEIGHT: u32 = 300;
/// Rows of a sheet below which the second chart stands.
const CHART_ROWS: u32 = 17;
const COLUMN: f64 = 15.0;

fn beside(result: &StudyResult) -> &[ScenarioResult] {
    &result.scenarios[..result.scenarios.len().min(MOST_BESIDE)]
}

fn header<S>(
    lead: &[(Text, f64)],
    columns: &[Column<S>],
    scenarios: &[ScenarioResult],
    lang: Lang,
) -> Vec<(String, f64)> {
    let lead = lead.iter().map(|(text, width)| (text.get(lang).to_owned(), *width));
    let named = |one: &ScenarioResult| {
        let head = |(text, unit, _): &Column<S>| {
            let currency = if *unit == Unit::Money { format!(", {}", one.currency) } else { String::new() };
            (format!("{}: {}{currency}", one.name, text.get(lang)), COLUMN)
        };
        columns.iter().map(head).collect::<Vec<_>>()
    };
    lead.chain(scenarios.iter().flat_map(named)).collect()
}

/// A row for each hour, and two charts beside the first rows.
pub fn hours_of_week(table: &mut Table, result: &StudyResult, name: &str, lang: Lang) -> Result<(), XlsxError> {
    let scenarios = beside(result);
    let lead = [(Text::new("Day", "Día"), 6.0), (Text::new("Hour", "Hora"), 7.0)];
    table.header(&header(&lead, &HOUR_COLUMNS, scenarios, lang), lead.len() as u16)?;
    for hour in 0..HOURS_PER_WEEK {
        let mut cells = vec![Cell::text(weekday(hour / 24, lang)), Cell::Count((hour % 24) as f64)];
        for one in scenarios {
            let series = &one.series.hour_of_week;
            cells.extend(HOUR_COLUMNS.iter().map(|(_, unit, value)| Cell::Number(value(series, hour), *unit)));
        }
        table.row(&cells)?;
    }
    let column = (lead.len() + HOUR_COLUMNS.len() * scenarios.len() + 1) as u16;
    let titles = [
        (BACKLOG, Text::new("Backlog over the week, mean", "Carga pendiente en la semana, media")),
        (AGENTS, Text::new("Agents on duty over the week", "Agentes de turno en la semana")),
    ];
    for (at, (of, title)) in titles.into_iter().enumerate() {
        let chart = chart(scenarios, name, of, title.get(lang), lang);
        table.sheet.insert_chart(1 + at as u32 * CHART_ROWS, column, &chart)?;
    }
    Ok(())
}

fn chart(scenarios: &[ScenarioResult], sheet: &str, of: usize, title: &str, lang: Lang) -> Chart {
    let mut chart = Chart::new(ChartType::Line);
    let last = HOURS_PER_WEEK as u32;
    for (at, one) in scenarios.iter().take(MOST_DRAWN).enumerate() {
        let column = (2 + at * HOUR_COLUMNS.len() + of) as u16;
        chart
            .add_series()
            .set_name(one.name.as_str())
            .set_categories((sheet, 1, 0, last, 1))
            .set_values((sheet, 1, column, last, column));
    }
    chart.title().set_name(title);
    chart.x_axis().set_name(Text::new("Hour of the week", "Hora de la semana").get(lang)).set_label_interval(12);
    chart.y_axis().set_name(HOUR_COLUMNS[of].0.get(lang)).set_min(0.0);
    chart.legend().set_position(ChartLegendPosition::Bottom);
    chart.set_width(CHART_WIDTH).set_height(CHART_HEIGHT).set_alt_text(title);
    chart
}

/// A row for each measured week, with its Monday where weeks are real dates.
pub fn weeks(table: &mut Table, subject: &Subject, lang: Lang) -> Result<(), XlsxError> {
    let scenarios = beside(subject.result);
    let start = subject.scenarios.first().and_then(|one| one.calendar.start);
    let mut lead = vec![(Text::new("Week", "Semana"), 8.0)];
    if start.is_some() {
        lead.push((Text::new("Monday", "Lunes"), 12.0));
    }
    table.header(&header(&lead, &WEEK_COLUMNS, scenarios, lang), lead.len() as u16)?;
    for week in 0..subject.result.weeks as usize {
        let mut cells = vec![Cell::Count((week + 1) as f64)];
        if start.is_some() {
            cells.push(Cell::text(""));
        }
        for one in scenarios {
            let series = &one.series.week;
            cells.extend(WEEK_COLUMNS.iter().map(|(_, unit, value)| Cell::Number(value(series, week), *unit)));
        }
        let row = table.row;
        table.row(&cells)?;
        let monday = start.and_then(|start| start.checked_add(jiff::Span::new().weeks(week as i64)).ok());
        if let Some(monday) = monday {
            let date = ExcelDateTime::from_ymd(monday.year() as u16, monday.month() as u8, monday.day() as u8)?;
            table.sheet.write_datetime_with_format(row, 1, &date, &table.formats.date)?;
        }
    }
    Ok(())
}

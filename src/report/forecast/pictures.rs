//! Pictures of a forecast: the weeks before and ahead, and the hours of the weeks ahead.

use crate::forecast::{Forecast, Range};
use crate::locale::number::{number, percent, weekday};
use crate::locale::{Lang, Text};
use crate::report::calibration::pictures::{Named, short_day};
use crate::report::calibration::{day, iso_day};
use crate::report::charts::overlay::{self, Layer, Overlay, Places};
use crate::report::charts::table::{Form, Table};
use crate::report::charts::{Layout, Picture};

/// Weeks whose hours are drawn.
const MOST_WEEKS_BY_HOUR: usize = 2;

const PAST: Text = Text::new("observed", "observado");
const EXPECTED: Text = Text::new("forecast", "previsto");
const LOW: Text = Text::new("from", "desde");
const HIGH: Text = Text::new("to", "hasta");

pub fn all(found: &Forecast, layout: Layout, lang: Lang) -> Vec<Named> {
    let named = |id, about: Text, picture| Named { id, about: about.get(lang), picture };
    vec![
        named("weeks", Text::new("volume by week", "volumen por semana"), weeks(found, layout, lang)),
        named("hours", Text::new("volume by hour", "volumen por hora"), hours(found, layout, lang)),
    ]
}

fn source(found: &Forecast, lang: Lang) -> String {
    let (version, seed) = (env!("CARGO_PKG_VERSION"), found.wish.seed);
    let (from, to) = (day(found.past.from, lang), day(found.from - 1, lang));
    match lang {
        Lang::En => format!("relevo {version}, seed {seed}: from the weeks {from} to {to}"),
        Lang::Es => format!("relevo {version}, semilla {seed}: con las semanas del {from} al {to}"),
    }
}

/// The name of the forecast with what its band holds.
fn with_band(found: &Forecast, lang: Lang) -> String {
    let level = percent(found.wish.level, 0, lang);
    match lang {
        Lang::En => format!("forecast, with its {level} interval"),
        Lang::Es => format!("previsto, con su intervalo del {level}"),
    }
}

fn weeks(found: &Forecast, layout: Layout, lang: Lang) -> Picture {
    let past = &found.past.totals;
    let middle = |at: usize| at as f64 + 0.5;
    let ahead = |of: fn(&Range) -> f64| -> Vec<(f64, f64)> {
        found.weeks.iter().enumerate().map(|(at, range)| (middle(past.len() + at), of(range))).collect()
    };
    let all = past.len() + found.weeks.len();
    let from = |at: usize| found.past.from + 7 * at as i64;
    let mut table = Table::new(Text::new("Week from", "Semana desde").get(lang));
    [PAST, EXPECTED, LOW, HIGH].iter().for_each(|text| table.column(text.get(lang), Form::Number(0)));
    past.iter().enumerate().for_each(|(at, total)| table.row(day(from(at), lang), [Some(*total), None, None, None]));
    for (at, range) in found.weeks.iter().enumerate() {
        table.row(day(from(past.len() + at), lang), [None, Some(range.mean), Some(range.low), Some(range.high)]);
    }
    let (mean, low, high) = (ahead(|one| one.mean), ahead(|one| one.low), ahead(|one| one.high));
    let most = past.iter().copied().chain(found.weeks.iter().map(|one| one.high)).fold(0.0, f64::max);
    let [mean_text, low_text, high_text] =
        [found.per_week.mean, found.per_week.low, found.per_week.high].map(|value| number(value, 0, lang));
    let observed: Vec<(f64, f64)> = past.iter().enumerate().map(|(at, total)| (middle(at), *total)).collect();
    let data = Overlay {
        kind: "weeks",
        title: match lang {
            Lang::En => {
                format!("{mean_text} conversations a week are expected on average, from {low_text} to {high_text}")
            }
            Lang::Es => {
                format!("Se esperan de media {mean_text} conversaciones por semana, de {low_text} a {high_text}")
            }
        },
        about: Text::new(
            "Conversations of each week: observed (days of crisis count as ordinary ones) and forecast. The band is for one week, which \
             varies more than the mean of all of them.",
            "Conversaciones de cada semana: observadas (los días de crisis cuentan como normales) y previstas. La banda es la de una \
             semana, que varía más que la media de todas.",
        )
        .get(lang)
        .into(),
        x: Places::Named {
            to: all as f64,
            texts: (0..all).map(|at| (middle(at), short_day(from(at), lang))).collect(),
        },
        y: Places::Numbers { most },
        y_name: Text::new("conversations a week", "conversaciones por semana").get(lang).into(),
        x_name: String::new(),
        names: vec![PAST.get(lang).into(), with_band(found, lang)],
        layers: vec![
            // A band of one week has no width.
            match mean.len() {
                1 => Layer::Line { series: 1, points: vec![low[0], high[0]] },
                _ => Layer::Band { series: 1, low, high },
            },
            Layer::Line { series: 1, points: mean.clone() },
            Layer::Dots { series: 1, points: mean },
            Layer::Line { series: 0, points: observed.clone() },
            Layer::Dots { series: 0, points: observed },
        ],
        marks: vec![],
        hovers: vec![],
        source: source(found, lang),
        table,
    };
    overlay::draw(&data, layout, lang)
}

fn hours(found: &Forecast, layout: Layout, lang: Lang) -> Picture {
    let count = found.hours.len().min(168 * MOST_WEEKS_BY_HOUR);
    let shown = &found.hours[..count];
    let points = |of: fn(&Range) -> f64| -> Vec<(f64, f64)> {
        shown.iter().enumerate().map(|(at, range)| (at as f64 + 0.5, of(range))).collect()
    };
    let on = |hour: usize| found.from + hour as i64 / 24;
    let mut table = Table::new(Text::new("Hour", "Hora").get(lang));
    table.column(EXPECTED.get(lang), Form::Number(1));
    [LOW, HIGH].iter().for_each(|text| table.column(text.get(lang), Form::Number(0)));
    for (at, range) in found.hours.iter().enumerate() {
        table.row(format!("{} {:02}:00", iso_day(on(at)), at % 24), [range.mean, range.low, range.high].map(Some));
    }
    let busiest = (0..count).max_by(|one, other| shown[*one].mean.total_cmp(&shown[*other].mean)).unwrap_or(0);
    let name = weekday(crate::calibrate::Period::weekday(on(busiest)), lang);
    let (most, clock) = (number(shown[busiest].mean, 1, lang), busiest % 24);
    let data = Overlay {
        kind: "hours",
        title: match lang {
            Lang::En => format!("Most conversations are expected {name} {clock:02}:00: {most} an hour"),
            Lang::Es => format!("El máximo previsto: {name} {clock:02}:00, con {most} por hora"),
        },
        about: Text::new(
            "Conversations expected in each hour of the first weeks forecast, and the interval of a single hour: most of its width is chance.",
            "Conversaciones previstas en cada hora de las primeras semanas, y el intervalo de una hora suelta: casi toda su anchura es azar.",
        )
        .get(lang)
        .into(),
        x: Places::Named {
            to: count as f64,
            texts: (0..count).step_by(24).map(|at| (at as f64, short_day(on(at), lang))).collect(),
        },
        y: Places::Numbers { most: shown.iter().map(|one| one.high).fold(0.0, f64::max) },
        y_name: Text::new("conversations an hour", "conversaciones por hora").get(lang).into(),
        x_name: String::new(),
        names: vec![with_band(found, lang)],
        layers: vec![
            Layer::Band { series: 0, low: points(|one| one.low), high: points(|one| one.high) },
            Layer::Line { series: 0, points: points(|one| one.mean) },
        ],
        marks: vec![],
        hovers: vec![],
        source: source(found, lang),
        table,
    };
    overlay::draw(&data, layout, lang)
}

//! When customers write against when agents are on duty.

use super::hours::{Stretch, panel, steps};
use super::ink::Ink;
use super::picture::Picture;
use super::scale::{Axis, hour_span};
use super::sheet::{Layout, Sheet, axis_room};
use super::table::{Form, Table};
use super::words::{extremes, shares, source};
use crate::locale::number::{decimals, number};
use crate::locale::{Lang, Text};
use crate::study::result::{HourSeries, ScenarioResult, StudyResult};

const ARRIVALS_HEIGHT: f64 = 96.0;
const AGENTS_HEIGHT: f64 = 62.0;
const ABOUT: Text = Text::new(
    "Conversations opened in each hour of the week, and agents on duty (breaks and other work included), means of the weeks simulated. \
     Grey: nobody on duty.",
    "Conversaciones abiertas en cada hora de la semana, y agentes de servicio (descansos y otras tareas incluidos), medias de las \
     semanas simuladas. Gris: nadie de servicio.",
);
const CONVERSATIONS: Text = Text::new("conversations an hour", "conversaciones por hora");
const AGENTS: Text = Text::new("agents on duty", "agentes de servicio");
const OPENED: Text =
    Text::new("Conversations opened, in every scenario", "Conversaciones abiertas, en todos los escenarios");
const HOUR: Text = Text::new("Hour", "Hora");

pub fn draw(result: &StudyResult, layout: Layout, lang: Lang) -> Picture {
    let mut sheet = Sheet::new("arrivals", layout, lang, title(result, lang), ABOUT.get(lang));
    let stretch = Stretch::week(lang);
    let highest = |of: fn(&HourSeries) -> &Vec<f64>| {
        result.scenarios.iter().flat_map(|one| of(&one.series.hour_of_week)).copied().fold(0.0, f64::max)
    };
    let arrivals = Axis::from_zero(highest(|series| &series.arrivals), 3, lang);
    let agents = Axis::from_zero(highest(|series| &series.agents), 2, lang);
    let room = axis_room(&arrivals).max(axis_room(&agents));
    // Scenarios that meet the same customers share one panel of them.
    let alike = result
        .scenarios
        .windows(2)
        .all(|two| two[0].series.hour_of_week.arrivals == two[1].series.hour_of_week.arrivals);
    let common = if alike && result.scenarios.len() > 1 { result.scenarios.first() } else { None };
    if let Some(one) = common {
        let area = panel(&mut sheet, OPENED.get(lang), CONVERSATIONS.get(lang), room, ARRIVALS_HEIGHT);
        let series = &one.series.hour_of_week;
        level(&sheet, &stretch, (area, &arrivals), (series, &series.arrivals, false), 0, CONVERSATIONS.get(lang));
    }
    for (number, one) in result.scenarios.iter().enumerate() {
        let series = &one.series.hour_of_week;
        if common.is_none() {
            let area = panel(&mut sheet, &one.name, CONVERSATIONS.get(lang), room, ARRIVALS_HEIGHT);
            level(
                &sheet,
                &stretch,
                (area, &arrivals),
                (series, &series.arrivals, true),
                number,
                CONVERSATIONS.get(lang),
            );
        }
        let name = if common.is_none() { "" } else { one.name.as_str() };
        let area = panel(&mut sheet, name, AGENTS.get(lang), room, AGENTS_HEIGHT);
        level(&sheet, &stretch, (area, &agents), (series, &series.agents, true), number, AGENTS.get(lang));
    }
    let description = format!("{}{}", ABOUT.get(lang), sentences(result, lang));
    sheet.finish(&source(result, lang), description, table(result, lang))
}

/// One level over the week: where and on which scale, the series it is of, the level itself and whether closed hours are shaded.
fn level(
    sheet: &Sheet,
    stretch: &Stretch,
    (area, axis): (super::sheet::Area, &Axis),
    (series, values, shaded): (&HourSeries, &[f64], bool),
    scenario: usize,
    unit: &str,
) {
    let plot = sheet.plot(area, &stretch.axis, axis);
    let open = HourSeries { covered: vec![1.0; series.covered.len()], ..HourSeries::default() };
    stretch.background(&plot, if shaded { series } else { &open });
    plot.y_axis(axis);
    let known: Vec<Option<f64>> = values.iter().map(|value| Some(*value)).collect();
    steps(&plot, &known, Ink::Series(scenario));
    stretch.axis(&plot);
    for (hour, value) in values.iter().enumerate() {
        let value = number(*value, decimals(*value, None, 1), sheet.lang);
        plot.hover_column(hour as f64, hour as f64 + 1.0, format!("{}: {value} {unit}", hour_span(hour, sheet.lang)));
    }
}

/// Share of the conversations that open while the shifts have nobody on duty; `None` without conversations.
fn unattended(one: &ScenarioResult) -> Option<f64> {
    let series = &one.series.hour_of_week;
    let all: f64 = series.arrivals.iter().sum();
    let closed: f64 =
        series.arrivals.iter().zip(&series.covered).map(|(arrivals, covered)| arrivals * (1.0 - covered)).sum();
    (all > 0.0).then(|| closed / all)
}

fn title(result: &StudyResult, lang: Lang) -> String {
    let closed: Vec<Option<f64>> = result.scenarios.iter().map(unattended).collect();
    let Some((least, most)) = extremes(&closed) else {
        return Text::new("No conversation comes in", "No entra ninguna conversación").get(lang).into();
    };
    let (low, high) = (&result.scenarios[least].name, &result.scenarios[most].name);
    let (fewest, greatest) = (closed[least].unwrap_or_default(), closed[most].unwrap_or_default());
    let shares = shares(&[greatest, fewest], lang);
    let none = greatest == 0.0;
    match (lang, result.scenarios.len()) {
        (Lang::En, _) if none => "Somebody is on duty whenever a conversation opens".into(),
        (Lang::Es, _) if none => "Siempre que se abre una conversación hay alguien de servicio".into(),
        (Lang::En, 1) => format!("{high}: {} of the conversations open while nobody is on duty", shares[0]),
        (Lang::Es, 1) => format!("{high}: el {} de las conversaciones se abre sin nadie de servicio", shares[0]),
        (Lang::En, _) if shares[0] == shares[1] => {
            format!("{} of the conversations open while nobody is on duty, in every scenario", shares[0])
        }
        (Lang::Es, _) if shares[0] == shares[1] => {
            format!("El {} de las conversaciones se abre sin nadie de servicio, en todos los escenarios", shares[0])
        }
        (Lang::En, _) if fewest == 0.0 => {
            format!("{} of the conversations open while nobody is on duty with {high}, none with {low}", shares[0])
        }
        (Lang::Es, _) if fewest == 0.0 => {
            format!(
                "El {} de las conversaciones se abre sin nadie de servicio con {high}; ninguna con {low}",
                shares[0]
            )
        }
        (Lang::En, _) => {
            format!(
                "{} of the conversations open while nobody is on duty with {high}, {} with {low}",
                shares[0], shares[1]
            )
        }
        (Lang::Es, _) => format!(
            "El {} de las conversaciones se abre sin nadie de servicio con {high}; el {} con {low}",
            shares[0], shares[1]
        ),
    }
}

fn sentences(result: &StudyResult, lang: Lang) -> String {
    let sentence = |one: &ScenarioResult| {
        let series = &one.series.hour_of_week;
        let greatest = |values: &[f64]| {
            let at = extremes(&values.iter().map(|value| Some(*value)).collect::<Vec<_>>())?.1;
            Some((hour_span(at, lang), number(values[at], decimals(values[at], None, 1), lang)))
        };
        let ((hour, arrivals), (_, agents)) = (greatest(&series.arrivals)?, greatest(&series.agents)?);
        let name = &one.name;
        Some(match lang {
            Lang::En => format!(" {name}: at most {arrivals} conversations an hour ({hour}) and {agents} agents."),
            Lang::Es => format!(" {name}: como mucho {arrivals} conversaciones por hora ({hour}) y {agents} agentes."),
        })
    };
    result.scenarios.iter().filter_map(sentence).collect()
}

fn table(result: &StudyResult, lang: Lang) -> Table {
    let mut table = Table::new(HOUR.get(lang));
    for one in &result.scenarios {
        table.column(format!("{} ({})", one.name, CONVERSATIONS.get(lang)), Form::Number(1));
        table.column(format!("{} ({})", one.name, AGENTS.get(lang)), Form::Number(1));
    }
    for hour in Stretch::week(lang).hours {
        let values = result.scenarios.iter().flat_map(|one| {
            let series = &one.series.hour_of_week;
            [&series.arrivals, &series.agents].map(|values| values.get(hour).copied())
        });
        table.row(hour_span(hour, lang), values);
    }
    table
}

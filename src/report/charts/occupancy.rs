//! How busy agents are at each hour of the week.

use super::hours::{Stretch, panel, steps};
use super::ink::Ink;
use super::picture::Picture;
use super::scale::{Axis, hour_span};
use super::sheet::{Layout, Sheet, axis_room};
use super::table::{Form, Table};
use super::words::{extremes, shares, source};
use crate::locale::number::percent;
use crate::locale::{Lang, Text};
use crate::metrics::Measure;
use crate::study::result::{HourSeries, ScenarioResult, StudyResult};

const ABOUT: Text = Text::new(
    "Occupancy: share of agents' time on the queue with at least one message in hand, at each hour of the week. Grey: nobody on duty \
     (messages finished there in overtime are not drawn).",
    "Ocupación: parte del tiempo en cola de los agentes con al menos un mensaje entre manos, a cada hora de la semana. Gris: nadie de \
     servicio (no se dibuja lo que allí se termina en horas extra).",
);
const HOUR: Text = Text::new("Hour", "Hora");

pub fn draw(result: &StudyResult, layout: Layout, lang: Lang) -> Picture {
    let mut sheet = Sheet::new("occupancy", layout, lang, title(result, lang), ABOUT.get(lang));
    let stretch = Stretch::week(lang);
    let y = Axis::shares(2, lang);
    let height = if result.scenarios.len() <= 3 { 100.0 } else { 72.0 };
    for (number, one) in result.scenarios.iter().enumerate() {
        let mean = mean(one).map_or("–".into(), |mean| percent(mean, 1, lang));
        let aside = match lang {
            Lang::En => format!("{mean} over the week"),
            Lang::Es => format!("{mean} en la semana"),
        };
        let area = panel(&mut sheet, &one.name, &aside, axis_room(&y), height);
        let series = &one.series.hour_of_week;
        let plot = sheet.plot(area, &stretch.axis, &y);
        stretch.background(&plot, series);
        plot.y_axis(&y);
        steps(&plot, &planned(series), Ink::Series(number));
        stretch.axis(&plot);
        for (hour, share) in series.occupancy.iter().enumerate() {
            let share = share.map_or("–".into(), |share| percent(share, 1, lang));
            plot.hover_column(hour as f64, hour as f64 + 1.0, format!("{}: {share}", hour_span(hour, lang)));
        }
    }
    let description = format!("{}{}", ABOUT.get(lang), sentences(result, lang));
    sheet.finish(&source(result, lang), description, table(result, lang))
}

/// Occupancy in hours in which somebody is to be on duty.
fn planned(series: &HourSeries) -> Vec<Option<f64>> {
    series.occupancy.iter().zip(&series.covered).map(|(share, covered)| share.filter(|_| *covered > 0.0)).collect()
}

fn mean(one: &ScenarioResult) -> Option<f64> {
    one.measures.get(Measure::Occupancy).and_then(|found| found.mean)
}

fn title(result: &StudyResult, lang: Lang) -> String {
    let means: Vec<Option<f64>> = result.scenarios.iter().map(mean).collect();
    let Some((least, most)) = extremes(&means) else {
        return Text::new("Nobody is on the queue", "No hay nadie en la cola").get(lang).into();
    };
    let (low, high) = (&result.scenarios[least].name, &result.scenarios[most].name);
    let shares = shares(&[means[most].unwrap_or_default(), means[least].unwrap_or_default()], lang);
    match (lang, result.scenarios.len()) {
        (Lang::En, 1) => format!("{high}: agents are busy {} of their time on the queue", shares[0]),
        (Lang::Es, 1) => format!("{high}: los agentes están ocupados el {} de su tiempo en cola", shares[0]),
        (Lang::En, _) if shares[0] == shares[1] => {
            format!("Agents are busy {} of their time on the queue in every scenario", shares[0])
        }
        (Lang::Es, _) if shares[0] == shares[1] => {
            format!("Los agentes están ocupados el {} de su tiempo en cola en todos los escenarios", shares[0])
        }
        (Lang::En, _) => {
            format!("Agents are busy {} of their time on the queue with {high}, {} with {low}", shares[0], shares[1])
        }
        (Lang::Es, _) => format!(
            "Los agentes están ocupados el {} de su tiempo en cola con {high}; el {} con {low}",
            shares[0], shares[1]
        ),
    }
}

fn sentences(result: &StudyResult, lang: Lang) -> String {
    let sentence = |one: &ScenarioResult| {
        let week = planned(&one.series.hour_of_week);
        let (worst, best) = extremes(&week)?;
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
    for hour in Stretch::week(lang).hours {
        let values = result.scenarios.iter().map(|one| one.series.hour_of_week.occupancy.get(hour).copied().flatten());
        table.row(hour_span(hour, lang), values);
    }
    table
}

//! What was observed in the judged weeks beside what the scenario simulates.

use super::{HOUR, OBSERVED, RANGE_HIGH, RANGE_LOW, SHORTEST_WAIT, Shown, short_day};
use crate::backtest::{BackTest, Compared, Grade, Moment, Split};
use crate::calibrate::Period;
use crate::locale::number::{number, percent, weekday};
use crate::locale::{Lang, Text};
use crate::report::charts::attained::{self, Attained};
use crate::report::charts::overlay::{self, Layer, Overlay, Places};
use crate::report::charts::table::{Form, Table};
use crate::report::charts::{Layout, Picture, made_by, waiting_end};

/// Points of a path over many hours.
const MOST_POINTS: usize = 700;
const DAY_HOURS: usize = 24;

fn of_back_test(found: &BackTest, lang: Lang) -> String {
    let weeks = found.split.judged_weeks() as u32;
    made_by(env!("CARGO_PKG_VERSION"), found.seed, found.replications as u32, weeks, lang)
}

pub fn quantiles(shown: &Shown<'_>, layout: Layout, lang: Lang) -> Option<Picture> {
    let found = shown.back_test?;
    let (distance, grade) = found.distance?;
    let most = found.quantiles.iter().map(|one| one.minutes.observed.max(one.minutes.high)).fold(0.0, f64::max);
    let (begin, end) = (SHORTEST_WAIT, waiting_end(most));
    let kept = |minutes: f64| minutes.clamp(begin, end);
    let points = |of: fn(&Compared) -> f64| -> Vec<(f64, f64)> {
        found.quantiles.iter().map(|one| (kept(one.minutes.observed), kept(of(&one.minutes)))).collect()
    };
    let mut table = Table::new(Text::new("Share of those answered", "Proporción de las respondidas").get(lang));
    let columns = [OBSERVED, Text::new("simulated", "simulado"), RANGE_LOW, RANGE_HIGH];
    columns.iter().for_each(|text| table.column(text.get(lang), Form::Duration));
    for one in &found.quantiles {
        let minutes = one.minutes;
        table.row(percent(one.share, 0, lang), [minutes.observed, minutes.mean, minutes.low, minutes.high].map(Some));
    }
    let (value, limit) = (percent(distance.value, 1, lang), percent(distance.limit, 1, lang));
    let title = match (grade, lang) {
        (Grade::Right, Lang::En) => {
            format!("First responses are reproduced: the largest distance is {value}, chance alone takes it to {limit}")
        }
        (Grade::Right, Lang::Es) => {
            format!("Se reproduce la primera respuesta: la mayor distancia es del {value}, y el azar llega al {limit}")
        }
        (Grade::Close, Lang::En) => format!("First responses are nearly reproduced: the largest distance is {value}"),
        (Grade::Close, Lang::Es) => {
            format!("Casi se reproduce la primera respuesta: la mayor distancia es del {value}")
        }
        (Grade::Untold, Lang::En) => {
            format!("Whether first responses are reproduced cannot be told: chance alone takes the distance to {limit}")
        }
        (Grade::Untold, Lang::Es) => {
            format!("No se sabe si se reproduce la primera respuesta: el azar solo ya lleva la distancia al {limit}")
        }
        (Grade::Off, Lang::En) => format!(
            "First responses are not reproduced: the largest distance is {value}, chance alone takes it to {limit}"
        ),
        (Grade::Off, Lang::Es) => format!(
            "No se reproduce la primera respuesta: la mayor distancia es del {value}, y el azar solo llega al {limit}"
        ),
    };
    let data = Overlay {
        kind: "quantiles",
        title,
        about: Text::new(
            "Each dot is a quantile of the first response of those answered, from 2 to 95 %: observed across, simulated up, on logarithmic scales. On the dashed line both are the same; the band holds 95 % of the simulations. What takes less than a minute is drawn at one minute.",
            "Cada punto es un cuantil de la primera respuesta de las respondidas, del 2 al 95 %: observado en horizontal, simulado en vertical, en escalas logarítmicas. En la línea de trazos coinciden; la banda abarca el 95 % de las simulaciones. Lo que tarda menos de un minuto se dibuja en un minuto.",
        )
        .get(lang)
        .into(),
        x: Places::Waiting { most },
        y: Places::Waiting { most },
        y_name: Text::new("simulated", "simulado").get(lang).into(),
        x_name: OBSERVED.get(lang).into(),
        names: vec![Text::new("quantiles, simulated against observed", "cuantiles, simulados frente a observados").get(lang).into()],
        layers: vec![
            Layer::Reference { points: vec![(begin, begin), (end, end)] },
            Layer::Band { series: 0, low: points(|one| one.low), high: points(|one| one.high) },
            Layer::Line { series: 0, points: points(|one| one.mean) },
            Layer::Dots { series: 0, points: points(|one| one.mean) },
        ],
        marks: vec![],
        hovers: vec![],
        source: of_back_test(found, lang),
        table,
    };
    Some(overlay::draw(&data, layout, lang))
}

pub fn attained_hours(shown: &Shown<'_>, layout: Layout, lang: Lang) -> Option<Picture> {
    let found = shown.back_test?;
    let [observed, simulated] = [found.within_1h.observed, found.within_1h.mean].map(|share| percent(share, 0, lang));
    let outside = found.hours_outside;
    let data = Attained {
        title: match lang {
            Lang::En => format!(
                "{observed} answered within 1 h, {simulated} by the simulation; {} of {} hours of the week differ beyond chance",
                outside.count, outside.of
            ),
            Lang::Es => format!(
                "{observed} respondidas en 1 h, {simulated} según la simulación; {} de {} horas de la semana difieren más que por azar",
                outside.count, outside.of
            ),
        },
        about: Text::new(
            "Share of the conversations opened in each hour of the week with a first response within 1 h, in percent, over the judged weeks.",
            "Proporción de las conversaciones abiertas en cada hora de la semana con primera respuesta en 1 h, en porcentaje, en las semanas de contraste.",
        )
        .get(lang)
        .into(),
        observed: found.hours.iter().map(|hour| hour.observed).collect(),
        simulated: found.hours.iter().map(|hour| hour.simulated).collect(),
        opened: found.hours.iter().map(|hour| hour.opened).collect(),
        source: of_back_test(found, lang),
    };
    Some(attained::draw(&data, layout, lang))
}

/// Means of stretches of so many hours that there are not too many of them.
pub fn backlog(shown: &Shown<'_>, layout: Layout, lang: Lang) -> Option<Picture> {
    let found = shown.back_test?;
    let hours = found.backlog.len();
    let length = hours.div_ceil(MOST_POINTS).max(1);
    let points = |of: fn(&Compared) -> f64| -> Vec<(f64, f64)> {
        let chunks = found.backlog.chunks(length).enumerate();
        let mean = |chunk: &[Moment]| chunk.iter().map(|one| of(&one.waiting)).sum::<f64>() / chunk.len() as f64;
        chunks.map(|(at, chunk)| ((at * length) as f64 + chunk.len() as f64, mean(chunk))).collect()
    };
    let (observed, mean, low, high) =
        (points(|one| one.observed), points(|one| one.mean), points(|one| one.low), points(|one| one.high));
    let Split { day: first, .. } = found.split;
    let at_hour = |hour: f64| {
        let hour = (hour as usize).saturating_sub(1);
        let on = first + (hour / DAY_HOURS) as i64;
        format!("{} {} {:02}:00", weekday(Period::weekday(on), lang), short_day(on, lang), hour % DAY_HOURS)
    };
    let mut table = Table::new(HOUR.get(lang));
    let columns = [OBSERVED, Text::new("simulated", "simulado"), RANGE_LOW, RANGE_HIGH];
    columns.iter().for_each(|text| table.column(text.get(lang), Form::Number(1)));
    for at in 0..observed.len() {
        table.row(at_hour(observed[at].0), [observed[at].1, mean[at].1, low[at].1, high[at].1].map(Some));
    }
    let [seen, expected] = [found.waiting.observed, found.waiting.mean].map(|value| number(value, 1, lang));
    let outside = percent(found.backlog_outside.count as f64 / found.backlog_outside.of.max(1) as f64, 0, lang);
    let days = hours / DAY_HOURS;
    let texts = (0..days).map(|day| ((day * DAY_HOURS) as f64, short_day(first + day as i64, lang))).collect();
    let most = observed.iter().chain(&high).map(|point| point.1).fold(0.0, f64::max);
    let data = Overlay {
        kind: "backlog",
        title: match lang {
            Lang::En => format!("On average {seen} conversations waited for their first response, {expected} in the simulation; {outside} of the hours lie outside of its range"),
            Lang::Es => format!("De media, {seen} conversaciones esperaban la primera respuesta, {expected} en la simulación; el {outside} de las horas queda fuera de su margen"),
        },
        about: Text::new(
            "Conversations waiting for the first response that they get, at the end of each hour: as the export tells, and as simulated with the people observed (mean, and the range of 95 % of the simulations).",
            "Conversaciones que esperan la primera respuesta que recibirán, al final de cada hora: según la exportación, y simuladas con las personas observadas (media, y margen del 95 % de las simulaciones).",
        )
        .get(lang)
        .into(),
        x: Places::Named { to: hours as f64, texts },
        y: Places::Numbers { most },
        y_name: Text::new("conversations", "conversaciones").get(lang).into(),
        x_name: String::new(),
        names: vec![OBSERVED.get(lang).into(), Text::new("simulated", "simulado").get(lang).into()],
        layers: vec![
            Layer::Band { series: 1, low, high },
            Layer::Line { series: 1, points: mean },
            Layer::Line { series: 0, points: observed },
        ],
        marks: vec![],
        hovers: vec![],
        source: of_back_test(found, lang),
        table,
    };
    Some(overlay::draw(&data, layout, lang))
}

//! Observed against fitted, and against what the fit simulates.

use super::terminal::day;
use crate::backtest::{BackTest, Grade, Split};
use crate::calibrate::evidence::{Block, Delay};
use crate::calibrate::{Calibration, Evidence, Period};
use crate::locale::date::short_date;
use crate::locale::number::{duration, number, percent};
use crate::locale::{Lang, Text};
use crate::report::charts::attained::{self, Attained};
use crate::report::charts::overlay::{self, Layer, Overlay, Places, hour_hovers};
use crate::report::charts::table::{Form, Table};
use crate::report::charts::{Layout, Picture, made_by};
use jiff::ToSpan;
use jiff::civil::Date;

/// Minutes that a picture of waiting times begins and ends with.
const WAITING: (f64, f64) = (1.0, 10_080.0);
/// Points of a path over many hours.
const MOST_POINTS: usize = 700;
/// Hours of a day, and days between two dates of an axis.
const DAY_HOURS: usize = 24;

const OBSERVED: Text = Text::new("observed", "observado");
const HOUR: Text = Text::new("Hour", "Hora");
const RANGE_LOW: Text = Text::new("range from", "margen desde");
const RANGE_HIGH: Text = Text::new("range to", "margen hasta");

/// A picture and the name of its file.
#[derive(Clone, PartialEq, Debug)]
pub struct Named {
    pub id: &'static str,
    /// What it shows, in a line.
    pub about: &'static str,
    pub picture: Picture,
}

/// What the pictures are drawn from.
#[derive(Clone, Copy)]
pub struct Shown<'a> {
    pub calibration: &'a Calibration,
    pub evidence: &'a Evidence,
    /// People on duty in each hour of the week by the scenario.
    pub people: &'a [u32],
    pub back_test: Option<&'a BackTest>,
}

type Draw = fn(&Shown<'_>, Layout, Lang) -> Option<Picture>;

/// All pictures that there are data for, in order.
pub fn all(shown: &Shown<'_>, layout: Layout, lang: Lang) -> Vec<Named> {
    let kinds: [(&str, Text, Draw); 7] = [
        (
            "quantiles",
            Text::new("first response, observed against simulated", "primera respuesta, observada y simulada"),
            quantiles,
        ),
        (
            "attained",
            Text::new("answered within 1 h by hour of the week", "respondidas en 1 h por hora de la semana"),
            attained_hours,
        ),
        (
            "backlog",
            Text::new(
                "conversations waiting for their first response",
                "conversaciones que esperan la primera respuesta",
            ),
            backlog,
        ),
        (
            "volume",
            Text::new("volume with its trend and days of crisis", "volumen con su tendencia y los días de crisis"),
            volume,
        ),
        ("profile", Text::new("conversations by hour of the week", "conversaciones por hora de la semana"), profile),
        (
            "people",
            Text::new("people at work by hour of the week", "personas trabajando por hora de la semana"),
            people,
        ),
        ("replies", Text::new("how soon customers reply", "cuánto tardan los clientes en contestar"), replies),
    ];
    let named = |(id, about, draw): (&'static str, Text, Draw)| {
        Some(Named { id, about: about.get(lang), picture: draw(shown, layout, lang)? })
    };
    kinds.into_iter().filter_map(named).collect()
}

/// Where the figures of the export come from.
fn of_export(calibration: &Calibration, lang: Lang) -> String {
    let period = calibration.period;
    let count = number(calibration.conversations as f64, 0, lang);
    let (from, to) = (day(period.from, lang), day(period.to - 1, lang));
    match lang {
        Lang::En => format!("relevo {}: {count} conversations opened from {from} to {to}", env!("CARGO_PKG_VERSION")),
        Lang::Es => {
            format!("relevo {}: {count} conversaciones abiertas del {from} al {to}", env!("CARGO_PKG_VERSION"))
        }
    }
}

fn of_back_test(found: &BackTest, lang: Lang) -> String {
    let weeks = found.split.judged_weeks() as u32;
    made_by(env!("CARGO_PKG_VERSION"), found.seed, found.replications as u32, weeks, lang)
}

pub fn short_day(number: i64, lang: Lang) -> String {
    let since = Date::constant(1970, 1, 1);
    since.checked_add(number.days()).map_or_else(|_| number.to_string(), |day| short_date(day, lang))
}

fn volume(shown: &Shown<'_>, layout: Layout, lang: Lang) -> Option<Picture> {
    let blocks = &shown.evidence.blocks;
    let weekly = blocks.first()?.days > 1;
    let middle = |at: usize| at as f64 + 0.5;
    let points = |of: fn(&Block) -> f64| blocks.iter().enumerate().map(|(at, one)| (middle(at), of(one))).collect();
    let span = if weekly { Text::new("week", "semana") } else { Text::new("day", "día") }.get(lang);
    let fitted_name = Text::new("fitted, with the range of 95 % of such", "ajustado, con el margen del 95 %").get(lang);
    let mut table = Table::new(&match lang {
        Lang::En => format!("{span} from").replacen(['w', 'd'], if weekly { "W" } else { "D" }, 1),
        Lang::Es => {
            if weekly {
                "Semana desde".into()
            } else {
                "Día".to_owned()
            }
        }
    });
    let columns = [OBSERVED, Text::new("fitted", "ajustado"), RANGE_LOW, RANGE_HIGH];
    columns.iter().for_each(|text| table.column(text.get(lang), Form::Number(0)));
    blocks.iter().for_each(|one| {
        table.row(day(one.from, lang), [one.observed, one.fitted, one.low, one.high].map(Some));
    });
    let text = |one: &Block| number(one.observed, 0, lang);
    let hover = |(at, one): (usize, &Block)| {
        let said = format!(
            "{}: {} ({} {})",
            day(one.from, lang),
            text(one),
            number(one.fitted, 0, lang),
            columns[1].get(lang)
        );
        (at as f64, at as f64 + 1.0, said)
    };
    let most = blocks.iter().map(|one| one.observed.max(one.high)).fold(0.0, f64::max);
    let first = blocks[0].from;
    let crises = shown.calibration.volume.crises.iter().map(|crisis| {
        let at = (crisis.day - first) as f64 / blocks[0].days as f64 + 0.5 / blocks[0].days as f64;
        let times = number(crisis.factor, 1, lang);
        (
            at,
            match lang {
                Lang::En => format!("{} x{times}", short_day(crisis.day, lang)),
                Lang::Es => format!("{} ×{times}", short_day(crisis.day, lang)),
            },
        )
    });
    let data = Overlay {
        kind: "volume",
        title: volume_title(shown.calibration, lang),
        about: match (lang, weekly) {
            (Lang::En, true) => "Conversations opened in each week, and what the trend that was fitted expects. Dashed: days of crisis, which it leaves out.",
            (Lang::En, false) => "Conversations opened on each day, and what was fitted expects. Dashed: days of crisis, which it leaves out.",
            (Lang::Es, true) => "Conversaciones abiertas en cada semana, y lo que espera la tendencia ajustada. A trazos: días de crisis, que no cuentan en ella.",
            (Lang::Es, false) => "Conversaciones abiertas en cada día, y lo que espera el ajuste. A trazos: días de crisis, que no cuentan en él.",
        }
        .into(),
        x: Places::Named { to: blocks.len() as f64, texts: blocks.iter().enumerate().map(|(at, one)| (middle(at), short_day(one.from, lang))).collect() },
        y: Places::Numbers { most },
        y_name: match (lang, weekly) {
            (Lang::En, true) => "conversations a week",
            (Lang::En, false) => "conversations a day",
            (Lang::Es, true) => "conversaciones por semana",
            (Lang::Es, false) => "conversaciones por día",
        }
        .into(),
        x_name: String::new(),
        names: vec![OBSERVED.get(lang).into(), fitted_name.into()],
        layers: vec![
            Layer::Band { series: 1, low: points(|one| one.low), high: points(|one| one.high) },
            Layer::Line { series: 1, points: points(|one| one.fitted) },
            Layer::Line { series: 0, points: points(|one| one.observed) },
            Layer::Dots { series: 0, points: points(|one| one.observed) },
        ],
        marks: crises.collect(),
        hovers: blocks.iter().enumerate().map(hover).collect(),
        source: of_export(shown.calibration, lang),
        table,
    };
    Some(overlay::draw(&data, layout, lang))
}

fn volume_title(calibration: &Calibration, lang: Lang) -> String {
    let volume = &calibration.volume;
    let week = number(volume.per_week.value, 0, lang);
    let growth = volume.growth_per_year.filter(|_| volume.grows()).map(|growth| percent(growth.value.abs(), 0, lang));
    let falls = volume.growth_per_year.is_some_and(|growth| growth.value < 0.0);
    match (growth, lang) {
        (Some(growth), Lang::En) if falls => {
            format!("{week} conversations a week at the end, falling by {growth} a year")
        }
        (Some(growth), Lang::Es) if falls => {
            format!("{week} conversaciones por semana al final, con una caída anual del {growth}")
        }
        (Some(growth), Lang::En) => format!("{week} conversations a week at the end, growing by {growth} a year"),
        (Some(growth), Lang::Es) => {
            format!("{week} conversaciones por semana al final, con un crecimiento anual del {growth}")
        }
        (None, Lang::En) => format!("{week} conversations a week, without a trend that is certain"),
        (None, Lang::Es) => format!("{week} conversaciones por semana, sin una tendencia segura"),
    }
}

fn profile(shown: &Shown<'_>, layout: Layout, lang: Lang) -> Option<Picture> {
    let hours = &shown.calibration.volume.hours;
    if hours.is_empty() {
        return None;
    }
    let observed: Vec<_> = hours.iter().map(|hour| hour.observed()).collect();
    let middle = |at: usize| at as f64 + 0.5;
    let known = || observed.iter().enumerate().filter_map(|(at, one)| one.map(|one| (at, one)));
    let inside =
        hours.iter().zip(&observed).filter(|(hour, one)| one.is_some_and(|one| one.holds(hour.per_week))).count();
    let fitted: Vec<Option<f64>> = hours.iter().map(|hour| Some(hour.per_week)).collect();
    let mut table = Table::new(HOUR.get(lang));
    let columns = [
        OBSERVED,
        Text::new("95 % from", "95 % desde"),
        Text::new("95 % to", "95 % hasta"),
        Text::new("fitted", "ajustado"),
    ];
    columns.iter().for_each(|text| table.column(text.get(lang), Form::Number(2)));
    for (at, (hour, one)) in hours.iter().zip(&observed).enumerate() {
        let cells = [one.map(|one| one.value), one.map(|one| one.low), one.map(|one| one.high), Some(hour.per_week)];
        table.row(crate::report::charts::hour_span(at, lang), cells);
    }
    let text = |(hour, one): (&crate::calibrate::volume::Hour, &Option<crate::calibrate::Estimate>)| {
        let seen = one.map_or("–".into(), |one| number(one.value, 1, lang));
        format!("{seen} {}, {} {}", OBSERVED.get(lang), number(hour.per_week, 1, lang), columns[3].get(lang))
    };
    let data = Overlay {
        kind: "profile",
        title: match lang {
            Lang::En => format!("The profile lies within the interval of {inside} of 168 hours of the week"),
            Lang::Es => format!("El perfil está dentro del intervalo en {inside} de las 168 horas de la semana"),
        },
        about: Text::new(
            "Conversations opened in each hour of the week: mean of the weeks with its 95 % interval, and the profile of the scenario, which is drawn towards like days where data are thin.",
            "Conversaciones abiertas en cada hora de la semana: media de las semanas con su intervalo del 95 %, y el perfil del escenario, que se acerca al de días parecidos donde hay pocos datos.",
        )
        .get(lang)
        .into(),
        x: Places::Week,
        y: Places::Numbers { most: known().map(|(_, one)| one.high).fold(0.0, f64::max) },
        y_name: Text::new("conversations an hour", "conversaciones por hora").get(lang).into(),
        x_name: String::new(),
        names: [Text::new("observed, with its interval", "observado, con su intervalo"), Text::new("fitted", "ajustado")].map(|text| text.get(lang).to_owned()).to_vec(),
        layers: vec![
            Layer::Band {
                series: 0,
                low: known().map(|(at, one)| (middle(at), one.low)).collect(),
                high: known().map(|(at, one)| (middle(at), one.high)).collect(),
            },
            Layer::Line { series: 0, points: known().map(|(at, one)| (middle(at), one.value)).collect() },
            Layer::Steps { series: 1, values: fitted },
        ],
        marks: vec![],
        hovers: hour_hovers(hours.iter().zip(&observed).map(text), lang),
        source: of_export(shown.calibration, lang),
        table,
    };
    Some(overlay::draw(&data, layout, lang))
}

fn people(shown: &Shown<'_>, layout: Layout, lang: Lang) -> Option<Picture> {
    let coverage = &shown.calibration.coverage;
    let named = coverage.hours.iter().any(|hour| hour.people.is_some());
    let posted = |hour: &crate::calibrate::coverage::Worked| match named {
        true => hour.people.or(Some(0.0)),
        false => Some(hour.messages),
    };
    let observed: Vec<Option<f64>> = coverage.hours.iter().map(posted).collect();
    let scenario: Vec<Option<f64>> = shown.people.iter().map(|people| Some(f64::from(*people))).collect();
    if observed.iter().flatten().all(|value| *value == 0.0) {
        return None;
    }
    let (seen, planned) = match named {
        true => (
            Text::new(
                "people who posted (mean of the weeks in which anybody did)",
                "personas que publicaron (media de las semanas en que alguien lo hizo)",
            ),
            Text::new("people on duty in the scenario", "personas de servicio en el escenario"),
        ),
        false => (
            Text::new(
                "answers an hour; who wrote them is not told",
                "respuestas por hora; no se dice quién las escribió",
            ),
            Text::new("people on duty in the scenario: supposed", "personas de servicio en el escenario: supuestas"),
        ),
    };
    let hours = coverage.hours_per_week;
    let mut table = Table::new(HOUR.get(lang));
    [seen, planned].iter().for_each(|text| table.column(text.get(lang), Form::Number(1)));
    table.column(
        Text::new("weeks with an answer in it", "semanas con una respuesta en ella").get(lang),
        Form::Percent(0),
    );
    for (at, worked) in coverage.hours.iter().enumerate() {
        let cells = [observed[at], scenario.get(at).copied().flatten(), worked.share.map(|share| share.value)];
        table.row(crate::report::charts::hour_span(at, lang), cells);
    }
    let text = |at: usize| {
        let [seen, planned] =
            [observed[at], scenario.get(at).copied().flatten()].map(|value| number(value.unwrap_or_default(), 1, lang));
        match lang {
            Lang::En => format!("{seen} observed, {planned} in the scenario"),
            Lang::Es => format!("{seen} en la exportación, {planned} en el escenario"),
        }
    };
    let data = Overlay {
        kind: "people",
        title: match lang {
            Lang::En => format!("The desk answers in {hours} hours of the week"),
            Lang::Es => format!("El equipo responde en {hours} horas de la semana"),
        },
        about: Text::new(
            "Who posts is at work, so that at least so many were. The scenario puts the mean of each spell on duty.",
            "Quien publica está trabajando, así que al menos había tantas personas. El escenario pone de servicio la media de cada tramo.",
        )
        .get(lang)
        .into(),
        x: Places::Week,
        y: Places::Numbers { most: observed.iter().chain(&scenario).flatten().copied().fold(0.0, f64::max) },
        y_name: String::new(),
        x_name: String::new(),
        names: vec![seen.get(lang).into(), planned.get(lang).into()],
        layers: vec![Layer::Steps { series: 0, values: observed.clone() }, Layer::Steps { series: 1, values: scenario.clone() }],
        marks: vec![],
        hovers: hour_hovers((0..coverage.hours.len()).map(text), lang),
        source: of_export(shown.calibration, lang),
        table,
    };
    Some(overlay::draw(&data, layout, lang))
}

fn replies(shown: &Shown<'_>, layout: Layout, lang: Lang) -> Option<Picture> {
    let delays = &shown.evidence.delays;
    let fitted = shown.calibration.service.all.reply_delay?;
    if delays.is_empty() {
        return None;
    }
    let kept = |minutes: f64| minutes.clamp(WAITING.0, WAITING.1);
    let points = |of: fn(&Delay) -> f64| delays.iter().map(|one| (kept(of(one)), one.share)).collect();
    let farthest = delays.iter().map(|one| (one.observed_min / one.fitted_min).ln().abs()).fold(0.0, f64::max).exp();
    let fitted_text = Text::new("fitted log-normal", "log-normal ajustada");
    let mut table = Table::new(Text::new("Share of replies", "Proporción de respuestas").get(lang));
    [OBSERVED, fitted_text].iter().for_each(|text| table.column(text.get(lang), Form::Duration));
    delays
        .iter()
        .for_each(|one| table.row(percent(one.share, 0, lang), [Some(one.observed_min), Some(one.fitted_min)]));
    let (median, count, times) = (
        duration(fitted.median.value, lang),
        number(shown.evidence.replies as f64, 0, lang),
        number(farthest, 1, lang),
    );
    let data = Overlay {
        kind: "replies",
        title: match lang {
            Lang::En => format!("Half of the customers' replies come within {median}"),
            Lang::Es => format!("La mitad de las réplicas de los clientes llega en {median}"),
        },
        about: match lang {
            Lang::En => format!(
                "Share of {count} customers' replies that came within the time after an agent message, and the log-normal distribution of the scenario: between 5 and 95 % its quantiles are at most {times} times too long or too short."
            ),
            Lang::Es => format!(
                "Proporción de {count} réplicas de clientes que llegaron en ese tiempo tras un mensaje del equipo, y la distribución log-normal del escenario: entre el 5 y el 95 % sus cuantiles son como mucho {times} veces demasiado largos o cortos."
            ),
        },
        x: Places::Waiting,
        y: Places::Shares,
        y_name: String::new(),
        x_name: Text::new("time to the customer's reply", "tiempo hasta la réplica del cliente").get(lang).into(),
        names: vec![OBSERVED.get(lang).into(), fitted_text.get(lang).into()],
        layers: vec![
            Layer::Line { series: 0, points: points(|one| one.observed_min) },
            Layer::Line { series: 1, points: points(|one| one.fitted_min) },
        ],
        marks: vec![],
        hovers: vec![],
        source: of_export(shown.calibration, lang),
        table,
    };
    Some(overlay::draw(&data, layout, lang))
}

fn quantiles(shown: &Shown<'_>, layout: Layout, lang: Lang) -> Option<Picture> {
    let found = shown.back_test?;
    let (distance, grade) = found.distance?;
    let kept = |minutes: f64| minutes.clamp(WAITING.0, WAITING.1);
    let points = |of: fn(&crate::backtest::Compared) -> f64| -> Vec<(f64, f64)> {
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
            "Each dot is a quantile of the first response of those answered, from 2 to 95 %: observed across, simulated up, on logarithmic scales. On the dashed line both are the same; the band holds 95 % of the simulations.",
            "Cada punto es un cuantil de la primera respuesta de las respondidas, del 2 al 95 %: observado en horizontal, simulado en vertical, en escalas logarítmicas. En la línea de trazos coinciden; la banda abarca el 95 % de las simulaciones.",
        )
        .get(lang)
        .into(),
        x: Places::Waiting,
        y: Places::Waiting,
        y_name: Text::new("simulated", "simulado").get(lang).into(),
        x_name: OBSERVED.get(lang).into(),
        names: vec![Text::new("quantiles, simulated against observed", "cuantiles, simulados frente a observados").get(lang).into()],
        layers: vec![
            Layer::Reference { points: vec![(WAITING.0, WAITING.0), (WAITING.1, WAITING.1)] },
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

fn attained_hours(shown: &Shown<'_>, layout: Layout, lang: Lang) -> Option<Picture> {
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
fn backlog(shown: &Shown<'_>, layout: Layout, lang: Lang) -> Option<Picture> {
    let found = shown.back_test?;
    let hours = found.backlog.len();
    let length = hours.div_ceil(MOST_POINTS).max(1);
    let points = |of: fn(&crate::backtest::Compared) -> f64| -> Vec<(f64, f64)> {
        let chunks = found.backlog.chunks(length).enumerate();
        let mean = |chunk: &[crate::backtest::Moment]| {
            chunk.iter().map(|one| of(&one.waiting)).sum::<f64>() / chunk.len() as f64
        };
        chunks.map(|(at, chunk)| ((at * length) as f64 + chunk.len() as f64, mean(chunk))).collect()
    };
    let (observed, mean, low, high) =
        (points(|one| one.observed), points(|one| one.mean), points(|one| one.low), points(|one| one.high));
    let Split { day: first, .. } = found.split;
    let at_hour = |hour: f64| {
        let hour = (hour as usize).saturating_sub(1);
        let on = first + (hour / DAY_HOURS) as i64;
        format!(
            "{} {} {:02}:00",
            crate::locale::number::weekday(Period::weekday(on), lang),
            short_day(on, lang),
            hour % DAY_HOURS
        )
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

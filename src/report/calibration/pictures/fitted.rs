//! What was observed in the export beside what was fitted to it.

use super::super::terminal::day;
use super::{HOUR, OBSERVED, RANGE_HIGH, RANGE_LOW, SHORTEST_WAIT, Shown, of_export, short_day};
use crate::calibrate::Calibration;
use crate::calibrate::evidence::{Block, Delay};
use crate::locale::number::{duration, number, percent};
use crate::locale::{Lang, Text};
use crate::report::charts::overlay::{self, Layer, Overlay, Places, hour_hovers};
use crate::report::charts::table::{Form, Table};
use crate::report::charts::{Layout, Picture, hour_span, waiting_end};

const FITTED: Text = Text::new("fitted", "ajustado");

pub fn volume(shown: &Shown<'_>, layout: Layout, lang: Lang) -> Option<Picture> {
    let blocks = &shown.evidence.blocks;
    let weekly = blocks.first()?.days > 1;
    let middle = |at: usize| at as f64 + 0.5;
    let points = |of: fn(&Block) -> f64| blocks.iter().enumerate().map(|(at, one)| (middle(at), of(one))).collect();
    let fitted_name = Text::new("fitted, with the range of 95 % of such", "ajustado, con el margen del 95 %").get(lang);
    let table = volume_table(blocks, weekly, lang);
    let text = |one: &Block| number(one.observed, 0, lang);
    let hover = |(at, one): (usize, &Block)| {
        let said =
            format!("{}: {} ({} {})", day(one.from, lang), text(one), number(one.fitted, 0, lang), FITTED.get(lang));
        (at as f64, at as f64 + 1.0, said)
    };
    let most = blocks.iter().map(|one| one.observed.max(one.high)).fold(0.0, f64::max);
    let crises = crises(shown.calibration, &blocks[0], lang);
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
        marks: crises,
        hovers: blocks.iter().enumerate().map(hover).collect(),
        source: of_export(shown.calibration, lang),
        table,
    };
    Some(overlay::draw(&data, layout, lang))
}

fn volume_table(blocks: &[Block], weekly: bool, lang: Lang) -> Table {
    let label = if weekly { Text::new("Week from", "Semana desde") } else { Text::new("Day", "Día") };
    let mut table = Table::new(label.get(lang));
    let columns = [OBSERVED, FITTED, RANGE_LOW, RANGE_HIGH];
    columns.iter().for_each(|text| table.column(text.get(lang), Form::Number(0)));
    blocks.iter().for_each(|one| {
        table.row(day(one.from, lang), [one.observed, one.fitted, one.low, one.high].map(Some));
    });
    table
}

/// Places and names of the days of crisis on an axis of blocks.
fn crises(calibration: &Calibration, first: &Block, lang: Lang) -> Vec<(f64, String)> {
    let times = match lang {
        Lang::En => "x",
        Lang::Es => "×",
    };
    let mark = |crisis: &crate::calibrate::volume::CrisisDay| {
        let at = ((crisis.day - first.from) as f64 + 0.5) / first.days as f64;
        (at, format!("{} {times}{}", short_day(crisis.day, lang), number(crisis.factor, 1, lang)))
    };
    calibration.volume.crises.iter().map(mark).collect()
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

pub fn profile(shown: &Shown<'_>, layout: Layout, lang: Lang) -> Option<Picture> {
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
        table.row(hour_span(at, lang), cells);
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

pub fn people(shown: &Shown<'_>, layout: Layout, lang: Lang) -> Option<Picture> {
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
    let (seen, planned, about) = match named {
        true => (
            Text::new(
                "people who posted (mean of the weeks in which anybody did)",
                "personas que publicaron (media de las semanas en que alguien lo hizo)",
            ),
            Text::new("people on duty in the scenario", "personas de servicio en el escenario"),
            Text::new(
                "Who posts is at work; whoever posted nothing in an hour is not seen. The scenario puts the mean of each spell on duty.",
                "Quien publica está trabajando; a quien no publicó nada en una hora no se le ve. El escenario pone de servicio la media de cada tramo.",
            ),
        ),
        false => (
            Text::new(
                "answers an hour; who wrote them is not told",
                "respuestas por hora; no se dice quién las escribió",
            ),
            Text::new("people on duty in the scenario: supposed", "personas de servicio en el escenario: supuestas"),
            Text::new(
                "Answers posted in an hour beside the people whom the scenario supposes: as many as would be busy for 70 % of their time with the answers of a spell.",
                "Respuestas publicadas por hora junto a las personas que supone el escenario: las que estarían ocupadas el 70 % del tiempo con las respuestas de cada tramo.",
            ),
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
        table.row(hour_span(at, lang), cells);
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
            Lang::En => format!("{hours} hours of the week are worked: as a rule somebody answers in them"),
            Lang::Es => format!("Se trabaja en {hours} horas de la semana: en ellas alguien responde por lo general"),
        },
        about: about.get(lang).into(),
        x: Places::Week,
        y: Places::Numbers { most: observed.iter().chain(&scenario).flatten().copied().fold(0.0, f64::max) },
        y_name: String::new(),
        x_name: String::new(),
        names: vec![seen.get(lang).into(), planned.get(lang).into()],
        layers: vec![
            Layer::Steps { series: 0, values: observed.clone() },
            Layer::Steps { series: 1, values: scenario.clone() },
        ],
        marks: vec![],
        hovers: hour_hovers((0..coverage.hours.len()).map(text), lang),
        source: of_export(shown.calibration, lang),
        table,
    };
    Some(overlay::draw(&data, layout, lang))
}

pub fn replies(shown: &Shown<'_>, layout: Layout, lang: Lang) -> Option<Picture> {
    let delays = &shown.evidence.delays;
    let fitted = shown.calibration.service.all.reply_delay?;
    if delays.is_empty() {
        return None;
    }
    let most = delays.iter().map(|one| one.observed_min.max(one.fitted_min)).fold(0.0, f64::max);
    let kept = |minutes: f64| minutes.clamp(SHORTEST_WAIT, waiting_end(most));
    let points = |of: fn(&Delay) -> f64| delays.iter().map(|one| (kept(of(one)), one.share)).collect();
    let farthest = delays.iter().map(|one| (one.observed_min / one.fitted_min).ln().abs()).fold(0.0, f64::max).exp();
    let fitted_text = Text::new("fitted log-normal", "log-normal ajustada");
    let mut table = Table::new(Text::new("Share of replies", "Proporción de respuestas").get(lang));
    [OBSERVED, fitted_text].iter().for_each(|text| table.column(text.get(lang), Form::Duration));
    delays
        .iter()
        .for_each(|one| table.row(percent(one.share, 0, lang), [Some(one.observed_min), Some(one.fitted_min)]));
    let (median, count) = (duration(fitted.median.value, lang), number(shown.evidence.replies as f64, 0, lang));
    let off = number(farthest, 1, lang);
    let data = Overlay {
        kind: "replies",
        title: match lang {
            Lang::En => format!("Half of the customers' replies come within {median}"),
            Lang::Es => format!("La mitad de las réplicas de los clientes llega en {median}"),
        },
        about: match lang {
            Lang::En => format!(
                "Share of {count} customers' replies that came within the time after an agent message, and the log-normal distribution of the scenario: between 5 and 95 % its quantiles are at most {off} times too long or too short. What takes less than a minute is drawn at one minute."
            ),
            Lang::Es => format!(
                "Proporción de {count} réplicas de clientes que llegaron en ese tiempo tras un mensaje del equipo, y la distribución log-normal del escenario: entre el 5 y el 95 % sus cuantiles son, como mucho, {off} veces demasiado largos o cortos. Lo que tarda menos de un minuto se dibuja en un minuto."
            ),
        },
        x: Places::Waiting { most },
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

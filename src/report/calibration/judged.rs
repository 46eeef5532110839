//! What a back-test says of a scenario, in words and as a table: what it gets right, what not, and by how much.

use super::warnings::{automatic, cautions, excerpt, warnings};
use crate::backtest::compare::{Compared, Grade, QuantilePoint};
use crate::backtest::{BackTest, FEWEST_FITTED_WEEKS, FEWEST_JUDGED, FEWEST_JUDGED_WEEKS, NoSplit};
use crate::calibrate::{Calibration, Evidence, FEWEST_CONVERSATIONS};
use crate::locale::number::{duration, interval, number, percent};
use crate::locale::{Lang, Text};
use std::cmp::Ordering;

/// The quantiles of the first response that are told.
const TOLD: [f64; 4] = [0.25, 0.5, 0.75, 0.9];

/// Whether there is a judgement, and if not, why.
#[derive(Clone, PartialEq, Debug)]
pub enum Judged<'a> {
    Yes(&'a BackTest),
    /// It was not asked for.
    NotAsked,
    Impossible(NoSplit),
    /// The first part alone is not enough, or its scenario is one that no simulation can run: a sentence.
    Failed(String),
}

const VOLUME: Text = Text::new("the volume", "el volumen");
const ANSWERED: Text = Text::new("how many are answered", "cuántas se responden");
const RESPONSE: Text = Text::new("how soon they are answered", "cuánto tarda la primera respuesta");
const HOURS: Text = Text::new("at which hours they are answered in time", "a qué horas se responde a tiempo");
const BACKLOG: Text = Text::new("how many wait", "cuántas esperan");

/// What a figure is called in a list of those that are right or wrong, and its grade.
fn grades(found: &BackTest) -> Vec<(Text, Grade)> {
    let mut grades = vec![(VOLUME, found.volume_grade), (ANSWERED, found.response_grade)];
    grades.extend(found.distance.map(|(_, grade)| (RESPONSE, grade)));
    grades.extend([(HOURS, found.hours_grade), (BACKLOG, found.backlog_grade)]);
    grades
}

/// The judgement of a calibrated scenario: its verdict first, then a sentence for each figure, then what to mind.
pub fn verdict(calibration: &Calibration, evidence: &Evidence, judged: &Judged, lang: Lang) -> Vec<String> {
    let mut sentences = match judged {
        Judged::Yes(found) => {
            let unfit = automatic(evidence, lang).or_else(|| excerpt(calibration, evidence, lang));
            let usable = unfit.unwrap_or_else(|| use_of(found, lang));
            let mut sentences = vec![lead(found, lang), usable];
            sentences.extend([volume(found, lang), answered(found, lang)]);
            sentences.extend(response(found, lang));
            sentences.extend([hours(found, lang), backlog(found, lang), basis(found, lang)]);
            sentences
        }
        Judged::NotAsked => vec![
            Text::new(
                "Not judged: --hold-out 0 % keeps no week to judge the scenario by.",
                "Sin contraste: --hold-out 0 % no reserva ninguna semana con la que contrastar el escenario.",
            )
            .get(lang)
            .into(),
        ],
        Judged::Impossible(why) => vec![format!("{} {}", NOT_JUDGED.get(lang), no_split(why, lang))],
        Judged::Failed(why) => vec![format!("{} {why}", NOT_JUDGED.get(lang))],
    };
    match judged {
        Judged::Yes(_) => sentences.extend(cautions(calibration, evidence, lang)),
        _ => sentences.extend(warnings(calibration, evidence, lang)),
    }
    sentences
}

const NOT_JUDGED: Text = Text::new("Not judged against later weeks:", "Sin contraste con semanas posteriores:");

/// Why an export cannot be parted, as the end of a sentence.
pub fn no_split(why: &NoSplit, lang: Lang) -> String {
    let needed = FEWEST_FITTED_WEEKS + FEWEST_JUDGED_WEEKS;
    match (why, lang) {
        (NoSplit::TooShort { weeks }, Lang::En) => format!(
            "the export holds {weeks} whole week{}; a back-test needs at least {needed}, {FEWEST_FITTED_WEEKS} to fit and {FEWEST_JUDGED_WEEKS} to judge.",
            if *weeks == 1 { "" } else { "s" }
        ),
        (NoSplit::TooShort { weeks }, Lang::Es) => format!(
            "la exportación tiene {weeks} semana{} completa{}; hacen falta al menos {needed}, {FEWEST_FITTED_WEEKS} para ajustar y {FEWEST_JUDGED_WEEKS} para contrastar.",
            if *weeks == 1 { "" } else { "s" },
            if *weeks == 1 { "" } else { "s" }
        ),
        (NoSplit::TooFew { fitted, judged }, Lang::En) => format!(
            "{fitted} conversations opened in the weeks to fit and {judged} in those to judge; at least {FEWEST_CONVERSATIONS} and {FEWEST_JUDGED} are needed."
        ),
        (NoSplit::TooFew { fitted, judged }, Lang::Es) => format!(
            "se abrieron {fitted} conversaciones en las semanas de ajuste y {judged} en las de contraste; hacen falta al menos {FEWEST_CONVERSATIONS} y {FEWEST_JUDGED}."
        ),
    }
}

fn lead(found: &BackTest, lang: Lang) -> String {
    let listed = |grade: Grade| {
        let names: Vec<&str> =
            grades(found).iter().filter(|(_, one)| *one == grade).map(|(name, _)| name.get(lang)).collect();
        match (names.split_last(), lang) {
            (None, _) => None,
            (Some((last, [])), _) => Some((*last).to_owned()),
            (Some((last, rest)), Lang::En) => Some(format!("{} and {last}", rest.join(", "))),
            (Some((last, rest)), Lang::Es) => Some(format!("{} y {last}", rest.join(", "))),
        }
    };
    let parts = [
        (Grade::Right, Text::new("gets right", "acierta en")),
        (Grade::Close, Text::new("nearly gets right", "casi acierta en")),
        (Grade::Untold, Text::new("cannot be judged on", "no se puede juzgar en")),
        (Grade::Off, Text::new("gets wrong", "falla en")),
    ];
    let parts: Vec<String> =
        parts.into_iter().filter_map(|(grade, says)| Some(format!("{} {}", says.get(lang), listed(grade)?))).collect();
    let (weeks, days) = (found.split.judged_weeks(), found.split.fitted_days());
    let parts = parts.join("; ");
    match (lang, weeks) {
        (Lang::En, 1) => {
            format!("Fitted on the {days} days before and judged on the last week, the scenario {parts}.")
        }
        (Lang::En, _) => {
            format!("Fitted on the {days} days before and judged on the last {weeks} weeks, the scenario {parts}.")
        }
        (Lang::Es, 1) => {
            format!("Ajustado con los {days} días anteriores y contrastado con la última semana, el escenario {parts}.")
        }
        (Lang::Es, _) => format!(
            "Ajustado con los {days} días anteriores y contrastado con las {weeks} últimas semanas, el escenario {parts}."
        ),
    }
}

/// What the scenario may be used for.
fn use_of(found: &BackTest, lang: Lang) -> String {
    let response = found.distance.map_or(Grade::Off, |(_, grade)| grade);
    if found.volume_grade == Grade::Off && response == Grade::Off {
        let off = percent((found.volume.mean / found.volume.observed - 1.0).abs(), 0, lang);
        let less = found.volume.mean < found.volume.observed;
        return match (lang, less) {
            (Lang::En, true) => format!(
                "Do not size by it yet: it expects {off} fewer conversations than came, which alone makes it answer sooner. Forecast the volume first (relevo forecast)."
            ),
            (Lang::En, false) => format!(
                "Do not size by it yet: it expects {off} more conversations than came, which alone makes it answer later. Forecast the volume first (relevo forecast)."
            ),
            (Lang::Es, true) => format!(
                "Todavía no conviene dimensionar con él: espera un {off} menos de conversaciones de las que llegaron, y ya solo por eso responde antes. Primero hay que prever el volumen (relevo forecast)."
            ),
            (Lang::Es, false) => format!(
                "Todavía no conviene dimensionar con él: espera un {off} más de conversaciones de las que llegaron, y ya solo por eso responde más tarde. Primero hay que prever el volumen (relevo forecast)."
            ),
        };
    }
    let text = match (response.max(found.response_grade), response, direction(&found.quantiles, &found.within_1h)) {
        (Grade::Right | Grade::Close, ..) => Text::new(
            "It can be used to compare ways of staffing this desk.",
            "Sirve para comparar maneras de dotar este equipo.",
        ),
        (Grade::Untold, ..) | (_, Grade::Untold, _) => Text::new(
            "These weeks hold too little to tell whether it can be used: by chance alone its simulations differ so much that hardly anything would contradict it.",
            "Estas semanas dicen demasiado poco para saber si sirve: solo por azar sus simulaciones ya difieren tanto que casi nada lo contradiría.",
        ),
        (_, Grade::Right | Grade::Close, _) => Text::new(
            "It can be used for response times; how many are answered must be set right first: what needs no answer belongs into noise_per_week, not into per_week.",
            "Sirve para los tiempos de respuesta; antes hay que corregir cuántas se responden: lo que no necesita respuesta va en noise_per_week, no en per_week.",
        ),
        (_, _, Ordering::Equal) => Text::new(
            "Its response times are distributed otherwise than the desk's (see the table), so do not size by it yet: some come sooner, others later. Look at who answers when, and at handling_time.",
            "Sus tiempos de respuesta se reparten de otra manera que los del equipo real (véase la tabla), así que todavía no conviene dimensionar con él: unos son menores y otros mayores. Conviene mirar quién responde y cuándo, y handling_time.",
        ),
        (_, _, Ordering::Less) => Text::new(
            "It answers sooner than the desk did, so do not size by it yet: handling_time or the time off the queue is longer than it says, or not everybody who posted worked the whole hour on the queue.",
            "Responde antes que el equipo real, así que todavía no conviene dimensionar con él: handling_time o el tiempo fuera de la cola es mayor de lo que dice, o no todos los que publicaron trabajaron la hora entera en la cola.",
        ),
        (_, _, Ordering::Greater) => Text::new(
            "It answers later than the desk did, so do not size by it yet: handling_time is shorter than it says, or more people worked than posted.",
            "Responde más tarde que el equipo real, así que todavía no conviene dimensionar con él: handling_time es menor de lo que dice, o trabajaron más personas de las que publicaron.",
        ),
    };
    text.get(lang).into()
}

/// Whether the scenario answers sooner (less) or later (greater) than the desk did: only where the share within an hour and every
/// quantile that is told say the same.
fn direction(quantiles: &[QuantilePoint], within_1h: &Compared) -> Ordering {
    let told = quantiles.iter().filter(|one| TOLD.contains(&one.share)).map(|one| &one.minutes);
    let signs = told.map(|one| one.mean.total_cmp(&one.observed));
    let within = within_1h.observed.total_cmp(&within_1h.mean);
    let all: Vec<Ordering> = signs.chain([within]).filter(|sign| sign.is_ne()).collect();
    match all.split_first() {
        Some((first, rest)) if rest.iter().all(|sign| sign == first) => *first,
        _ => Ordering::Equal,
    }
}

/// "905 observed, 899 [840, 960] simulated".
fn both(one: &Compared, write: &dyn Fn(f64) -> String, lang: Lang) -> String {
    let (seen, mean) = (write(one.observed), write(one.mean));
    let range = interval(&write(one.low), &write(one.high), lang);
    match lang {
        Lang::En => format!("{seen} observed, {mean} {range} simulated"),
        Lang::Es => format!("{seen} en la exportación, {mean} {range} en la simulación"),
    }
}

/// A grade as a word.
pub fn word(grade: Grade) -> Text {
    match grade {
        Grade::Right => Text::new("right", "acierta"),
        Grade::Close => Text::new("nearly", "casi acierta"),
        Grade::Untold => Text::new("cannot be told", "no se sabe"),
        Grade::Off => Text::new("wrong", "falla"),
    }
}

fn graded(text: &str, grade: Grade, lang: Lang) -> String {
    format!("{text}: {}.", word(grade).get(lang))
}

fn volume(found: &BackTest, lang: Lang) -> String {
    let figures = both(&found.volume, &|value| number(value, 0, lang), lang);
    let label = Text::new("Conversations a week", "Conversaciones por semana").get(lang);
    graded(&format!("{label}, {figures}"), found.volume_grade, lang)
}

fn answered(found: &BackTest, lang: Lang) -> String {
    let figures = both(&found.response_rate, &|value| percent(value, 1, lang), lang);
    let label = Text::new("Answered", "Respondidas").get(lang);
    graded(&format!("{label}, {figures}"), found.response_grade, lang)
}

fn response(found: &BackTest, lang: Lang) -> Option<String> {
    let (distance, grade) = found.distance?;
    let at = |share: f64| found.quantiles.iter().find(|one| (one.share - share).abs() < 1e-9);
    let write = |minutes: f64| duration(minutes, lang);
    let (half, most) = (both(&at(0.5)?.minutes, &write, lang), both(&at(0.9)?.minutes, &write, lang));
    let points = |share: f64| number(share * 100.0, 1, lang);
    let (value, limit, until) = (points(distance.value), points(distance.limit), write(distance.at_min));
    let [seen, simulated] = [distance.observed, distance.simulated].map(|share| percent(share, 0, lang));
    let p = number(distance.p_value, 3, lang);
    let text = match lang {
        Lang::En => format!(
            "First response of those answered, median {half}; 90 % quantile {most}. The distributions differ most at {until}, by {value} points ({seen} observed, {simulated} simulated); chance alone takes them to {limit} points (p = {p})"
        ),
        Lang::Es => format!(
            "Primera respuesta de las respondidas, mediana {half}; percentil 90 {most}. Las distribuciones difieren sobre todo en {until}, en {value} puntos ({seen} en la exportación, {simulated} en la simulación); el azar por sí solo llega a {limit} puntos (p = {p})"
        ),
    };
    Some(graded(&text, grade, lang))
}

fn hours(found: &BackTest, lang: Lang) -> String {
    let figures = both(&found.within_1h, &|value| percent(value, 1, lang), lang);
    let outside = &found.hours_outside;
    let (count, of, limit) = (outside.count, outside.of, number(outside.limit, 0, lang));
    let points = number(100.0 * outside.difference, 1, lang);
    let text = match lang {
        Lang::En => format!(
            "First response within 1 h, {figures}; hours of the week with enough conversations: {of}, of which {count} differ beyond chance (which makes up to {limit} do so), and all of them by {points} points on average"
        ),
        Lang::Es => format!(
            "Primera respuesta en 1 h, {figures}; horas de la semana con suficientes conversaciones: {of}, de las que {count} difieren más que por azar (que lo hace en hasta {limit}), y todas en {points} puntos de media"
        ),
    };
    graded(&text, found.hours_grade, lang)
}

fn backlog(found: &BackTest, lang: Lang) -> String {
    let figures = both(&found.waiting, &|value| number(value, 1, lang), lang);
    let outside = &found.backlog_outside;
    let of = outside.of.max(1) as f64;
    let [count, limit] = [outside.count as f64 / of, outside.limit / of].map(|share| percent(share, 0, lang));
    let text = match lang {
        Lang::En => format!(
            "Conversations waiting for their first response on average, {figures}; {count} of the hours lie outside of the range (by chance up to {limit})"
        ),
        Lang::Es => format!(
            "Conversaciones que esperan la primera respuesta, de media, {figures}; el {count} de las horas queda fuera del margen (por azar, hasta el {limit})"
        ),
    };
    graded(&text, found.backlog_grade, lang)
}

/// What all of this rests on.
fn basis(found: &BackTest, lang: Lang) -> String {
    let (runs, people) = (number(found.replications as f64, 0, lang), number(found.people, 1, lang));
    let staff = match (found.named, lang) {
        (true, Lang::En) => {
            format!("Simulated with the people who posted in each hour of these weeks, {people} on average")
        }
        (true, Lang::Es) => {
            format!("Simulado con las personas que publicaron en cada hora de esas semanas, {people} de media")
        }
        (false, Lang::En) => format!(
            "Simulated in the hours with answers of these weeks; the export does not tell who wrote, so that the number of people, {people} on average, is supposed, and a difference may be due to it"
        ),
        (false, Lang::Es) => format!(
            "Simulado en las horas con respuestas de esas semanas; la exportación no dice quién escribe, así que el número de personas, {people} de media, es supuesto, y una diferencia puede deberse a él"
        ),
    };
    match lang {
        Lang::En => format!(
            "{staff}. In brackets: what 95 % of {runs} simulations keep to. They hold chance, not what the fitted values err, but for the volume; what was observed is one draw."
        ),
        Lang::Es => format!(
            "{staff}. Entre corchetes, lo que cumple el 95 % de {runs} simulaciones: abarca el azar y no el error de los valores ajustados, salvo en el volumen; lo observado es una sola realización."
        ),
    }
}

/// A row of the table: what, judgement, observed, simulated, range.
pub fn rows(found: &BackTest, lang: Lang) -> Vec<[String; 5]> {
    let whole = |value: f64| number(value, 0, lang);
    let tenth = |value: f64| number(value, 1, lang);
    let share = |value: f64| percent(value, 1, lang);
    let time = |value: f64| duration(value, lang);
    let row = |label: &str, one: &Compared, write: &dyn Fn(f64) -> String, grade: Option<Grade>| {
        let range = interval(&write(one.low), &write(one.high), lang);
        let judged = grade.map_or(String::new(), |grade| word(grade).get(lang).to_owned());
        [label.to_owned(), judged, write(one.observed), write(one.mean), range]
    };
    let text = |en: &'static str, es: &'static str| Text::new(en, es).get(lang);
    let mut rows = vec![
        row(text("Conversations a week", "Conversaciones por semana"), &found.volume, &whole, Some(found.volume_grade)),
        row(text("Response rate", "Tasa de respuesta"), &found.response_rate, &share, Some(found.response_grade)),
    ];
    for one in found.quantiles.iter().filter(|one| TOLD.contains(&one.share)) {
        let label = format!("{}, {}", text("First response", "Primera respuesta"), percent(one.share, 0, lang));
        rows.push(row(&label, &one.minutes, &time, None));
    }
    if let Some((distance, grade)) = found.distance {
        let limit = format!("≤ {}", share(distance.limit));
        let label = text("Largest distance", "Mayor distancia");
        rows.push([label.into(), word(grade).get(lang).into(), share(distance.value), "–".into(), limit]);
    }
    let label = text("First response within 1 h", "Primera respuesta en 1 h");
    rows.push(row(label, &found.within_1h, &share, Some(found.hours_grade)));
    let label = text("Waiting for a first response", "En espera de la primera respuesta");
    rows.push(row(label, &found.waiting, &tenth, Some(found.backlog_grade)));
    rows
}

/// Headings of the table.
pub fn headings(lang: Lang) -> [&'static str; 5] {
    [
        Text::new("Figure", "Indicador"),
        Text::new("Judgement", "Contraste"),
        Text::new("Observed", "Observado"),
        Text::new("Simulated", "Simulado"),
        Text::new("95 % of runs", "95 % de las réplicas"),
    ]
    .map(|text| text.get(lang))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compared(observed: f64, mean: f64) -> Compared {
        Compared { observed, mean, low: mean, high: mean }
    }

    /// More within an hour and a longer median at once: neither sooner nor later.
    #[test]
    fn sooner_or_later_is_said_only_where_all_figures_agree() {
        let quantiles = |observed: f64, mean: f64| {
            TOLD.map(|share| QuantilePoint { share, minutes: compared(observed * share, mean * share) })
        };
        let told =
            |observed, mean, within: (f64, f64)| direction(&quantiles(observed, mean), &compared(within.0, within.1));
        assert_eq!(told(60.0, 40.0, (0.4, 0.5)), Ordering::Less);
        assert_eq!(told(60.0, 90.0, (0.5, 0.4)), Ordering::Greater);
        assert_eq!(told(56.0, 88.0, (0.444, 0.449)), Ordering::Equal);
        assert_eq!(told(60.0, 90.0, (0.5, 0.5)), Ordering::Greater, "what is equal says nothing");
    }
}

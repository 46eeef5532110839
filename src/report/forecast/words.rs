//! A forecast in words.

use crate::forecast::{Forecast, Held, Method, TooShort};
use crate::locale::number::{interval, number, percent};
use crate::locale::{Lang, Text};
use crate::report::calibration::day;

/// That an export is too short for a forecast.
pub fn too_short(short: &TooShort, name: &str, ahead: usize, lang: Lang) -> String {
    let TooShort { weeks, needed } = short;
    let whole = match (weeks, lang) {
        (1, Lang::En) => "1 whole week".into(),
        (1, Lang::Es) => "1 semana completa".into(),
        (_, Lang::En) => format!("{weeks} whole weeks"),
        (_, Lang::Es) => format!("{weeks} semanas completas"),
    };
    let (ahead, fewer) = (in_weeks(ahead, lang), ahead > 1);
    match lang {
        Lang::En => format!(
            "{name}: {whole}; a forecast of {ahead} needs at least {needed}, to learn from and to see what it errs; {}bring a longer export",
            if fewer { "ask for fewer with --weeks or " } else { "" }
        ),
        Lang::Es => format!(
            "{name}: {whole}; una previsión de {ahead} necesita al menos {needed}, para aprender y para ver cuánto yerra; {}trae una exportación más larga",
            if fewer { "pide menos con --weeks o " } else { "" }
        ),
    }
}

/// "1 week", "4 weeks".
pub fn in_weeks(count: usize, lang: Lang) -> String {
    match (count, lang) {
        (1, Lang::En) => "1 week".into(),
        (1, Lang::Es) => "1 semana".into(),
        (_, Lang::En) => format!("{count} weeks"),
        (_, Lang::Es) => format!("{count} semanas"),
    }
}

fn method(method: Method) -> Text {
    match method {
        Method::Mean => Text::new("the mean of all weeks", "la media de todas las semanas"),
        Method::Smoothed => Text::new(
            "exponential smoothing: late weeks count more",
            "suavizado exponencial: las últimas semanas cuentan más",
        ),
        Method::Trend => Text::new("constant growth", "crecimiento constante"),
        Method::Damped => Text::new(
            "exponential smoothing with a trend that fades",
            "suavizado exponencial con una tendencia que se apaga",
        ),
    }
}

/// The most important sentence first.
pub fn verdict(found: &Forecast, lang: Lang) -> Vec<String> {
    let whole = |value: f64| number(value, 0, lang);
    let (mean, weeks) = (whole(found.per_week.mean), found.wish.ahead);
    let between = interval(&whole(found.per_week.low), &whole(found.per_week.high), lang);
    let last =
        whole(found.past.totals.iter().rev().take(weeks).sum::<f64>() / weeks.min(found.past.totals.len()) as f64);
    let (from, level) = (day(found.from, lang), percent(found.wish.level, 0, lang));
    let before = match (weeks, lang) {
        (1, Lang::En) => "in the week before",
        (1, Lang::Es) => "en la semana anterior",
        (_, Lang::En) => "over as many weeks before",
        (_, Lang::Es) => "en otras tantas semanas anteriores",
    };
    let weeks = in_weeks(weeks, lang);
    let lead = match lang {
        Lang::En => format!(
            "{mean} {between} conversations a week are expected over {weeks} from {from} on ({level} interval); it was {last} {before}."
        ),
        Lang::Es => format!(
            "Se esperan {mean} {between} conversaciones por semana durante {weeks} desde el {from} (intervalo del {level}); {before} fueron {last}."
        ),
    };
    let mut sentences = vec![lead, against_naive(found, lang)];
    let (chosen, naive) = (found.accuracy.chosen.wape_weeks, found.accuracy.naive.wape_weeks);
    if found.method.is_some() && naive < chosen {
        let text = Text::new(
            "By week, repeating the last one erred less: the method is chosen by the errors of hours.",
            "Por semanas, repetir la última erró menos: el método se elige por los errores de las horas.",
        );
        sentences.push(text.get(lang).into());
    }
    sentences.push(held(found, lang));
    if !found.past.crises.is_empty() {
        let days: Vec<String> = found.past.crises.iter().map(|number| day(*number, lang)).collect();
        let days = days.join(", ");
        sentences.push(match lang {
            Lang::En => format!("Days of crisis count as ordinary ones ({days}): no forecast foresees a crisis."),
            Lang::Es => {
                format!("Los días de crisis cuentan como normales ({days}): ninguna previsión prevé una crisis.")
            }
        });
    }
    sentences
}

fn against_naive(found: &Forecast, lang: Lang) -> String {
    let accuracy = &found.accuracy;
    let share = |value: f64| percent(value, 1, lang);
    let [one, other] = [&accuracy.chosen, &accuracy.naive].map(|errors| share(errors.wape_hours));
    let [week, naive_week] = [&accuracy.chosen, &accuracy.naive].map(|errors| share(errors.wape_weeks));
    let (mase, origins) = (number(accuracy.chosen.mase_hours, 2, lang), accuracy.origins);
    match (found.method, lang) {
        (Some(used), Lang::En) => format!(
            "Method: {} and the profile of the week. Forecasts made from {origins} weeks of the past would have erred by {one} an hour and {week} a week; repeating the last week, by {other} and {naive_week} (MASE {mase}).",
            method(used).get(lang)
        ),
        (Some(used), Lang::Es) => format!(
            "Método: {} y el perfil de la semana. Las previsiones hechas desde {origins} semanas del pasado habrían errado un {one} por hora y un {week} por semana; repetir la última semana, un {other} y un {naive_week} (MASE {mase}).",
            method(used).get(lang)
        ),
        (None, Lang::En) => format!(
            "The last week is repeated: that is the better forecast here. Made from {origins} weeks of the past it would have erred by {other} an hour and {naive_week} a week; with a level and a profile, by {one} and {week}."
        ),
        (None, Lang::Es) => format!(
            "Se repite la última semana, que aquí es la mejor previsión. Desde {origins} semanas del pasado habría errado un {other} por hora y un {naive_week} por semana; con un nivel y un perfil, un {one} y un {week}."
        ),
    }
}

fn held(found: &Forecast, lang: Lang) -> String {
    let share = |held: &Held| percent(held.count as f64 / held.of.max(1) as f64, 0, lang);
    let (hours, weeks) = (&found.accuracy.hours_held, &found.accuracy.weeks_held);
    let (of_hours, of_weeks) = (share(hours), share(weeks));
    let (level, count, of) = (percent(found.wish.level, 0, lang), weeks.count, weeks.of);
    match lang {
        Lang::En => format!(
            "The {level} intervals of that method held {of_hours} of the hours and {of_weeks} of the weeks ({count} of {of})."
        ),
        Lang::Es => format!(
            "Los intervalos del {level} de ese método abarcaron el {of_hours} de las horas y el {of_weeks} de las semanas ({count} de {of})."
        ),
    }
}

//! Values of a key, and figures that depend on it, as a person reads them.

use crate::locale::number::{decimals, duration, interval, money, money_decimals, number, percent};
use crate::locale::{Lang, Text};
use crate::metrics::{Measure, Tendency, Unit};
use crate::report::problems;
use crate::report::text_layout::fold;
use crate::scenario::keys;
use crate::scenario::path::NumberPath;
use crate::study::result::Estimate;
use crate::study::vary::{Side, Unusable};

/// A value of a key, as exact as `width` says that it is known (0: as it is).
pub fn value(path: &NumberPath, value: f64, width: f64, currency: &str, lang: Lang) -> String {
    let of_money = matches!(
        path.unit(),
        keys::Unit::Money | keys::Unit::MoneyPerHour | keys::Unit::MoneyPerMonth | keys::Unit::MoneyPerYear
    );
    match () {
        () if path.in_minutes() => duration(value, lang),
        // Cents where they are known, whole amounts else.
        () if of_money => {
            let places = if value.fract() == 0.0 || width >= 0.5 { 0 } else { 2 };
            format!("{} {currency}", number(value, places, lang))
        }
        () => number(value, places(value, width), lang),
    }
}

/// Decimals of a value, without zeros at the end.
fn places(value: f64, width: f64) -> usize {
    const MOST: usize = 6;
    let known = if width > 0.0 { decimals(value, Some(width), MOST) } else { MOST };
    let text = format!("{value:.known$}");
    text.split_once('.').map_or(0, |(_, fraction)| fraction.trim_end_matches('0').len())
}

/// A figure of a measure.
pub fn figure(measure: Measure, value: f64, currency: &str, lang: Lang) -> String {
    match measure.unit() {
        Unit::MoneyPerWeek | Unit::Money => money(value, currency, lang),
        Unit::Share => percent(value, 1, lang),
        Unit::Minutes => duration(value, lang),
        unit => format!("{} {}", number(value, decimals(value, None, 2), lang), unit_name(unit, lang)),
    }
}

fn unit_name(unit: Unit, lang: Lang) -> &'static str {
    match unit {
        Unit::PerWeek => Text::new("a week", "por semana").get(lang),
        Unit::PeoplePerWeek => Text::new("people a week", "personas por semana").get(lang),
        Unit::PerHour => Text::new("an hour", "por hora").get(lang),
        Unit::Messages => Text::new("messages", "mensajes").get(lang),
        Unit::Fte => Text::new("FTE", "ETC").get(lang),
        Unit::Hours => "h",
        Unit::MoneyPerWeek | Unit::Money | Unit::Share | Unit::Minutes => "",
    }
}

/// A mean with its interval in brackets, where there is one.
pub fn estimate(measure: Measure, found: &Estimate, currency: &str, lang: Lang) -> String {
    let Some(mean) = found.mean else { return "-".into() };
    let of_money = matches!(measure.unit(), Unit::MoneyPerWeek | Unit::Money);
    // The limits of an amount have the decimals of its mean.
    let places = if found.half_width().is_some_and(|width| width >= 0.5) { 0 } else { money_decimals(mean) };
    let limit = |value: f64| match of_money {
        true => number(value, places, lang),
        false => figure(measure, value, currency, lang),
    };
    let shown = if of_money { format!("{} {currency}", limit(mean)) } else { limit(mean) };
    match (found.low, found.high) {
        (Some(low), Some(high)) => format!("{shown} {}", interval(&limit(low), &limit(high), lang)),
        _ => shown,
    }
}

/// Who is better off on a side of zero, where the figure is the scenario's less the baseline's: `"A" is cheaper`.
pub fn winner(measure: Measure, side: Side, [baseline, scenario]: [&str; 2], lang: Lang) -> String {
    let lower = if side == Side::Above { baseline } else { scenario };
    let higher = if side == Side::Above { scenario } else { baseline };
    let of_money = matches!(measure.unit(), Unit::MoneyPerWeek | Unit::Money);
    match (measure.tendency(), of_money, lang) {
        (Tendency::Higher, _, Lang::En) => format!("\"{higher}\" has the higher figure"),
        (Tendency::Higher, _, Lang::Es) => format!("«{higher}» tiene la cifra más alta"),
        (_, true, Lang::En) => format!("\"{lower}\" is cheaper"),
        (_, true, Lang::Es) => format!("«{lower}» es más barato"),
        (_, false, Lang::En) => format!("\"{lower}\" has the lower figure"),
        (_, false, Lang::Es) => format!("«{lower}» tiene la cifra más baja"),
    }
}

/// What an interval covers.
pub fn coverage(replications: u32, lang: Lang) -> String {
    match (replications, lang) {
        (0 | 1, Lang::En) => "One replication gives no interval; ask for more with --replications.".into(),
        (0 | 1, Lang::Es) => "Una sola réplica no da ningún intervalo; pide más con --replications.".into(),
        (many, Lang::En) => format!(
            "Intervals: 95 %, from {many} replications on the same customers; they cover the chance of the simulation, given \
             the assumptions."
        ),
        (many, Lang::Es) => format!(
            "Intervalos: 95 %, de {many} réplicas con los mismos clientes; cubren el azar de la simulación, dados los supuestos."
        ),
    }
}

/// Why the scenarios cannot be simulated with a key at a value.
pub fn unusable(path: &str, at: &str, why: &Unusable, lang: Lang) -> String {
    match (why, lang) {
        (Unusable::Refused(failed), Lang::En) => {
            format!("with {path} = {at} the scenarios are not sound:\n{}", problems::render_failed(failed, lang))
        }
        (Unusable::Refused(failed), Lang::Es) => {
            format!("con {path} = {at} los escenarios no son válidos:\n{}", problems::render_failed(failed, lang))
        }
        (Unusable::Fills { scenario, .. }, Lang::En) => format!(
            "with {path} = {at} the desk of \"{scenario}\" fills beyond what is simulated: too much work arrives; choose a \
             narrower range"
        ),
        (Unusable::Fills { scenario, .. }, Lang::Es) => format!(
            "con {path} = {at} el equipo de «{scenario}» se llena más de lo que se simula: llega demasiado trabajo; elige un \
             rango más estrecho"
        ),
    }
}

/// Why the scenarios cannot be simulated as they are.
pub fn unusable_as_is(why: &Unusable, lang: Lang) -> String {
    match (why, lang) {
        (Unusable::Refused(failed), _) => problems::render_failed(failed, lang),
        (Unusable::Fills { scenario, .. }, Lang::En) => {
            format!("the desk of \"{scenario}\" fills beyond what is simulated: too much work arrives")
        }
        (Unusable::Fills { scenario, .. }, Lang::Es) => {
            format!("el equipo de «{scenario}» se llena más de lo que se simula: llega demasiado trabajo")
        }
    }
}

/// Lines of a text that fit the columns.
pub fn paragraph(text: &str, columns: usize) -> String {
    let lines = fold(text, columns);
    lines.iter().map(|line| format!("{line}\n")).collect()
}

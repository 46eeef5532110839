//! One figure for people: in the unit they would say, with as many decimals as its interval deserves.

use crate::locale::number::{self, duration_unit, interval, percent};
use crate::locale::{Lang, Text};
use crate::metrics::Unit;
use crate::study::result::Estimate;

/// A value in the unit people would say, and its half-width in the same unit.
pub fn figure(estimate: &Estimate, unit: Unit, lang: Lang) -> (String, String) {
    let Some(mean) = estimate.mean else {
        return ("-".into(), String::new());
    };
    let (suffix, divisor, most_decimals) = scale(mean, unit, lang);
    let scaled_half_width = estimate.half_width().map(|half_width| half_width / divisor);
    let decimals = number::decimals(mean / divisor, scaled_half_width, most_decimals);
    let value = match unit {
        Unit::Share => percent(mean, decimals, lang),
        _ => format!("{}{suffix}", number::number(mean / divisor, decimals, lang)),
    };
    (value, scaled_half_width.map_or(String::new(), |found| plus_minus(found, mean / divisor, decimals, lang)))
}

/// The unit with its sign, its size in the unit of the measure, and the most decimals in it.
fn scale(value: f64, unit: Unit, lang: Lang) -> (&'static str, f64, usize) {
    match unit {
        Unit::Share => (" %", 0.01, 1),
        Unit::Minutes => with_unit(value, lang),
        Unit::Hours if value.abs() < 48.0 => (" h", 1.0, 1),
        Unit::Hours => (" h", 1.0, 0),
        Unit::PerHour => ("", 1.0, 2),
        Unit::Messages | Unit::Fte => ("", 1.0, 1),
        Unit::Money => ("", 1.0, 2),
        Unit::PerWeek => ("", 1.0, 1),
        Unit::PeoplePerWeek | Unit::MoneyPerWeek => ("", 1.0, 0),
    }
}

/// The unit with its sign and its size in minutes, and the most decimals in it.
fn with_unit(minutes: f64, lang: Lang) -> (&'static str, f64, usize) {
    let (_, size) = duration_unit(minutes, lang);
    match duration_unit(minutes, lang).0 {
        "s" => (" s", size, 0),
        "min" => (" min", size, 1),
        "h" => (" h", size, 1),
        _ => (Text::new(" days", " días").get(lang), size, 1),
    }
}

/// Rounded up, so that what is shown is never narrower than what was found; nothing for a figure without spread.
fn plus_minus(half_width: f64, value: f64, decimals: usize, lang: Lang) -> String {
    if half_width <= 1e-9 * value.abs() {
        return String::new();
    }
    let power = 10f64.powi(decimals as i32);
    format!("±{}", number::number((half_width * power - 1e-9).ceil() / power, decimals, lang))
}

/// The unit of a measure in words, where the number stands alone.
pub fn unit_words(unit: Unit, currency: &str, lang: Lang) -> String {
    let text = match unit {
        Unit::PerWeek => Text::new("per week", "por semana"),
        Unit::PeoplePerWeek => Text::new("people per week", "personas por semana"),
        Unit::Minutes => Text::new("min", "min"),
        Unit::Hours => Text::new("h", "h"),
        Unit::Share => Text::new("%", "%"),
        Unit::Messages => Text::new("messages", "mensajes"),
        Unit::PerHour => Text::new("per hour", "por hora"),
        Unit::MoneyPerWeek => Text::new(" per week", " por semana"),
        Unit::Money => Text::new("", ""),
        Unit::Fte => Text::new("FTE", "jornadas completas (FTE)"),
    };
    match unit {
        Unit::Money | Unit::MoneyPerWeek => format!("{currency}{}", text.get(lang)),
        _ => text.get(lang).to_owned(),
    }
}

/// A difference with its sign and its interval: "+9.5 points [9.2, 9.8]". Shares differ in percentage points.
pub fn change(estimate: &Estimate, unit: Unit, lang: Lang) -> String {
    let Some(mean) = estimate.mean else {
        return "-".into();
    };
    let (suffix, divisor, most_decimals) = scale(mean, unit, lang);
    let suffix = if unit == Unit::Share { Text::new(" points", " puntos").get(lang) } else { suffix };
    let scaled_half_width = estimate.half_width().map(|half_width| half_width / divisor);
    let decimals = number::decimals(mean / divisor, scaled_half_width, most_decimals);
    let signed = |value: f64| {
        let text = number::number(value / divisor, decimals, lang);
        let zero = text.bytes().all(|byte| !byte.is_ascii_digit() || byte == b'0');
        if value > 0.0 && !zero { format!("+{text}") } else { text }
    };
    let range = match (estimate.low, estimate.high) {
        (Some(low), Some(high)) if signed(low) != signed(high) => {
            format!(" {}", interval(&signed(low), &signed(high), lang))
        }
        _ => String::new(),
    };
    format!("{}{suffix}{range}", signed(mean))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn estimate(mean: f64, half_width: f64) -> Estimate {
        Estimate { mean: Some(mean), low: Some(mean - half_width), high: Some(mean + half_width), replications: 9 }
    }

    #[test]
    fn figures_are_in_the_unit_people_would_say() {
        let of = |mean: f64, half_width: f64, unit| {
            let (value, half_width) = figure(&estimate(mean, half_width), unit, Lang::En);
            format!("{value} {half_width}")
        };
        assert_eq!(of(0.68, 0.02, Unit::Minutes), "41 s ±2");
        assert_eq!(of(200.0, 12.0, Unit::Minutes), "3.3 h ±0.2");
        assert_eq!(of(3024.0, 100.0, Unit::Minutes), "2.1 days ±0.1");
        assert_eq!(of(0.971_2, 0.004, Unit::Share), "97.1 % ±0.4");
        assert_eq!(of(2310.4, 31.2, Unit::MoneyPerWeek), "2,310 ±32");
        assert_eq!(of(240.0, 0.0, Unit::Hours), "240 h ");
        assert_eq!(figure(&Estimate::default(), Unit::Share, Lang::En).0, "-");
    }

    #[test]
    fn changes_have_a_sign_and_their_interval() {
        let of = |mean, half_width, unit, lang| change(&estimate(mean, half_width), unit, lang);
        assert_eq!(of(0.0951, 0.003, Unit::Share, Lang::En), "+9.5 points [+9.2, +9.8]");
        assert_eq!(of(-0.5, 20.0, Unit::MoneyPerWeek, Lang::Es), "0 [-20; +20]");
        assert_eq!(of(-200.0, 12.0, Unit::Minutes, Lang::Es), "-3,3 h [-3,5; -3,1]");
        assert_eq!(of(60.0, 0.0, Unit::Hours, Lang::En), "+60 h");
        assert_eq!(change(&Estimate::default(), Unit::Share, Lang::En), "-");
    }
}

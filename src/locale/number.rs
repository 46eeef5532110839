//! Numbers, shares, money and durations in the form of each language.
//!
//! English: 1,234.5. Spanish: 1234,5 and 12.345,6 (numbers of four digits are not grouped; RAE). Both put a space before
//! the percent sign and the unit.

use super::{Lang, Text};

const DAYS: [Text; 7] = [
    Text::new("Mon", "lun"),
    Text::new("Tue", "mar"),
    Text::new("Wed", "mié"),
    Text::new("Thu", "jue"),
    Text::new("Fri", "vie"),
    Text::new("Sat", "sáb"),
    Text::new("Sun", "dom"),
];

/// Short name of a weekday, 0 is Monday.
pub fn weekday(day: usize, lang: Lang) -> &'static str {
    DAYS[day % 7].get(lang)
}

/// A number with that many decimals, its thousands grouped.
pub fn number(value: f64, decimals: usize, lang: Lang) -> String {
    let plain = format!("{:.decimals$}", value.abs());
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let (separator, point, fewest) = match lang {
        Lang::En => (',', '.', 4),
        Lang::Es => ('.', ',', 5),
    };
    let mut text = String::with_capacity(plain.len() + 4);
    // A value that rounds to zero has no sign.
    if value < 0.0 && plain.bytes().any(|byte| byte.is_ascii_digit() && byte != b'0') {
        text.push('-');
    }
    for (at, digit) in whole.char_indices() {
        if at > 0 && (whole.len() - at) % 3 == 0 && whole.len() >= fewest {
            text.push(separator);
        }
        text.push(digit);
    }
    if !fraction.is_empty() {
        text.push(point);
        text.push_str(fraction);
    }
    text
}

/// A number with all its decimals, and no more.
pub fn whole(value: f64, lang: Lang) -> String {
    let plain = value.to_string();
    number(value, plain.split_once('.').map_or(0, |(_, fraction)| fraction.len()), lang)
}

/// A share as percent: "97.1 %", "97,1 %".
pub fn percent(share: f64, decimals: usize, lang: Lang) -> String {
    format!("{} %", number(share * 100.0, decimals, lang))
}

/// Decimals with which a figure is written: so many that the first digit of its half-width shows (two digits where the
/// first is a 1), at most `most`; without a half-width, three significant digits, at most `most`.
pub fn decimals(value: f64, half_width: Option<f64>, most: usize) -> usize {
    let digits = match half_width {
        Some(width) if width > 0.0 && width.is_finite() => {
            let exponent = width.log10().floor();
            if width / 10f64.powf(exponent) < 1.95 { 1.0 - exponent } else { -exponent }
        }
        _ if value == 0.0 || value.fract() == 0.0 => 0.0,
        _ => 2.0 - value.abs().log10().floor(),
    };
    digits.clamp(0.0, most as f64) as usize
}

/// A length of time for people, from minutes: "41 s", "12 min", "3 h 20 min", "2.1 days".
pub fn duration(minutes: f64, lang: Lang) -> String {
    let size = minutes.abs();
    let sign = if minutes < 0.0 { "-" } else { "" };
    if size * 60.0 < 59.5 {
        return format!("{} s", number(minutes * 60.0, 0, lang));
    }
    if size < 9.95 && (size * 10.0).round() % 10.0 != 0.0 {
        return format!("{} min", number(minutes, 1, lang));
    }
    if size < 59.5 {
        return format!("{} min", number(minutes, 0, lang));
    }
    if size < 47.9 * 60.0 {
        let whole = size.round() as u64;
        return match whole % 60 {
            0 => format!("{sign}{} h", whole / 60),
            rest => format!("{sign}{} h {rest} min", whole / 60),
        };
    }
    let days = minutes / 1440.0;
    let decimals = if days.abs() < 9.95 { 1 } else { 0 };
    format!("{} {}", number(days, decimals, lang), Text::new("days", "días").get(lang))
}

/// The largest unit in which a length of time is at least one, with its minutes: for figures with a plus-minus.
pub fn duration_unit(minutes: f64, lang: Lang) -> (&'static str, f64) {
    match minutes.abs() {
        size if size < 0.995 => ("s", 1.0 / 60.0),
        size if size < 99.5 => ("min", 1.0),
        size if size < 48.0 * 60.0 => ("h", 60.0),
        _ => (Text::new("days", "días").get(lang), 1440.0),
    }
}

/// An amount with its currency behind it: "2,310 EUR"; cents only below 100.
pub fn money(amount: f64, currency: &str, lang: Lang) -> String {
    format!("{} {currency}", number(amount, money_decimals(amount), lang))
}

/// An interval in brackets. A semicolon in Spanish, where the comma is the decimal sign.
pub fn interval(low: &str, high: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("[{low}, {high}]"),
        Lang::Es => format!("[{low}; {high}]"),
    }
}

pub fn money_decimals(amount: f64) -> usize {
    if amount.abs() < 100.0 && amount.fract() != 0.0 { 2 } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped_as_each_language_does() {
        for (value, decimals, en, es) in [
            (0.0, 0, "0", "0"),
            (-0.04, 1, "0.0", "0,0"),
            (999.96, 1, "1,000.0", "1000,0"),
            (1234.5, 1, "1,234.5", "1234,5"),
            (12_345.6, 1, "12,345.6", "12.345,6"),
            (-1_234_567.0, 0, "-1,234,567", "-1.234.567"),
        ] {
            assert_eq!(number(value, decimals, Lang::En), en);
            assert_eq!(number(value, decimals, Lang::Es), es);
        }
        assert_eq!((whole(0.25, Lang::Es), whole(-12_000.0, Lang::En)), ("0,25".into(), "-12,000".into()));
        assert_eq!(percent(0.9712, 1, Lang::En), "97.1 %");
        assert_eq!(percent(0.9712, 1, Lang::Es), "97,1 %");
        assert_eq!(money(2310.4, "EUR", Lang::En), "2,310 EUR");
        assert_eq!(money(12.5, "EUR", Lang::Es), "12,50 EUR");
    }

    #[test]
    fn durations_are_in_the_unit_people_would_say() {
        for (minutes, en, es) in [
            (0.0, "0 s", "0 s"),
            (0.68, "41 s", "41 s"),
            (0.995, "1 min", "1 min"),
            (2.5, "2.5 min", "2,5 min"),
            (12.4, "12 min", "12 min"),
            (59.6, "1 h", "1 h"),
            (200.0, "3 h 20 min", "3 h 20 min"),
            (-200.0, "-3 h 20 min", "-3 h 20 min"),
            (3024.0, "2.1 days", "2,1 días"),
            (30_240.0, "21 days", "21 días"),
        ] {
            assert_eq!(duration(minutes, Lang::En), en, "{minutes}");
            assert_eq!(duration(minutes, Lang::Es), es, "{minutes}");
        }
    }

    #[test]
    fn decimals_follow_the_half_width() {
        for (value, half_width, most, expected) in [
            (41.234, Some(0.4), 3, 1),
            (41.234, Some(0.12), 3, 2),
            (41.234, Some(3.0), 3, 0),
            (41.234, Some(14.0), 3, 0),
            (41.234, Some(0.0004), 2, 2),
            (41.234, None, 3, 1),
            (41.0, Some(0.0), 3, 0),
            (1234.5, None, 3, 0),
        ] {
            assert_eq!(decimals(value, half_width, most), expected, "{value} {half_width:?}");
        }
    }

    #[test]
    fn weekdays_begin_on_monday() {
        assert_eq!((weekday(0, Lang::En), weekday(6, Lang::Es)), ("Mon", "dom"));
    }
}

//! What a key accepts, in words, from its row in the reference table.

use crate::locale::Lang;
use crate::scenario::MOST_DURATIONS;
use crate::scenario::keys::{Key, Kind, MAX_SEED, Unit};
use crate::scenario::limits::Limit;

/// `format!` in the language asked for.
macro_rules! say {
    ($lang:expr, $en:literal, $es:literal) => {
        match $lang {
            crate::locale::Lang::En => format!($en),
            crate::locale::Lang::Es => format!($es),
        }
    };
}
pub(super) use say;

/// The values that a key accepts.
pub fn accepted(key: &Key, lang: Lang) -> String {
    let unit = key.unit.text().get(lang);
    let unit = if matches!(key.unit, Unit::None | Unit::Share | Unit::Factor) { "" } else { unit };
    let unit = if unit.is_empty() { String::new() } else { format!(" ({unit})") };
    values(key.kind, &unit, lang)
}

/// The values of a kind; `unit` follows the limits of a number.
pub fn values(kind: Kind, unit: &str, lang: Lang) -> String {
    match kind {
        Kind::Text => say!(lang, "a text in quotes", "un texto entre comillas"),
        Kind::Name => {
            let most = Limit::NameLength.allowed();
            say!(
                lang,
                "a name in quotes, at most {most} characters",
                "un nombre entre comillas, de {most} caracteres como máximo"
            )
        }
        Kind::File => say!(
            lang,
            "the name of a scenario file in the same folder, in quotes",
            "el nombre de un archivo de escenario de la misma carpeta, entre comillas"
        ),
        Kind::Flag => say!(lang, "true or false", "true o false"),
        Kind::Number { min, max } => {
            let (min, max) = (plain(min, lang), plain(max, lang));
            say!(lang, "a number from {min} to {max}{unit}", "un número de {min} a {max}{unit}")
        }
        Kind::Share => say!(lang, "a share from 0 to 1", "una proporción de 0 a 1"),
        Kind::Target => say!(lang, "a share above 0 and at most 1", "una proporción mayor que 0 y de 1 como máximo"),
        // So large that the figure would say nothing.
        Kind::Count { min: 0, max: MAX_SEED } => {
            say!(lang, "a whole number of at most 18 digits", "un número entero de 18 cifras como máximo")
        }
        Kind::Count { min, max } => {
            let (min, max) = (plain(min as f64, lang), plain(max as f64, lang));
            say!(lang, "a whole number from {min} to {max}{unit}", "un número entero de {min} a {max}{unit}")
        }
        Kind::Duration { min_minutes } if min_minutes >= 1.0 => {
            let (duration, least) = (duration(lang), plain(min_minutes, lang));
            say!(lang, "{duration}; at least {least} min", "{duration}; {least} min como mínimo")
        }
        Kind::Duration { min_minutes } if min_minutes > 0.0 => {
            let duration = duration(lang);
            say!(lang, "{duration}; more than 0", "{duration}; más de 0")
        }
        Kind::Duration { .. } => duration(lang),
        Kind::Durations { min_minutes, max_minutes } => {
            let (least, most) = (plain(min_minutes / 60.0, lang), plain(max_minutes / 60.0, lang));
            let number = plain(MOST_DURATIONS as f64, lang);
            say!(
                lang,
                "a list of 1 to {number} durations such as [\"8h\", \"4h30m\"], from {least} h to {most} h each",
                "una lista de 1 a {number} duraciones como [\"8h\", \"4h30m\"], de {least} h a {most} h cada una"
            )
        }
        Kind::Clock => say!(lang, "a time of day such as \"22:00\"", "una hora como \"22:00\""),
        Kind::Date => say!(lang, "a date such as \"2026-01-05\"", "una fecha como \"2026-01-05\""),
        Kind::Dates => {
            say!(lang, "a list of dates such as [\"2026-01-06\"]", "una lista de fechas como [\"2026-01-06\"]")
        }
        Kind::Moment => say!(
            lang,
            "\"week 3 Tue 11:00\", or, where `start` is given, a date and time such as \"2026-01-20 11:00\"",
            "\"week 3 Tue 11:00\" (o \"semana 3 mar 11:00\"); con `start`, también fecha y hora como \"2026-01-20 11:00\""
        ),
        _ => structures(kind, lang),
    }
}

/// Words, lists, tables, distributions.
fn structures(kind: Kind, lang: Lang) -> String {
    match kind {
        Kind::Choice(words) | Kind::Choices(words) => one_of(words, lang),
        Kind::Names(_) => say!(lang, "a name or a list of names", "un nombre o una lista de nombres"),
        Kind::Channels => {
            say!(lang, "a list of channels: [\"mention\", \"dm\"]", "una lista de canales: [\"mention\", \"dm\"]")
        }
        Kind::Ranks => say!(
            lang,
            "a list such as [\"complaint\", \"dm\", \"influencers\"]",
            "una lista como [\"queja\", \"dm\", \"influencers\"]"
        ),
        Kind::Shares => say!(
            lang,
            "names and shares that sum to 1, such as {{ es = 0.85, en = 0.15 }}",
            "nombres y proporciones que suman 1, como {{ es = 0.85, en = 0.15 }}"
        ),
        Kind::Times => distribution(lang),
        Kind::TimesOrNever => {
            let distribution = distribution(lang);
            say!(lang, "{distribution}, or \"none\"", "{distribution}, o \"none\"")
        }
        Kind::People => say!(
            lang,
            "a number of people or a distribution such as {{ median = 200, cv = 5 }}",
            "un número de personas o una distribución como {{ median = 200, cv = 5 }}"
        ),
        Kind::Profile => say!(
            lang,
            "\"consumer\", \"office\", \"flat\", a list of 168 numbers, or \"file.csv\"",
            "\"consumer\", \"office\", \"flat\", una lista de 168 números o \"archivo.csv\""
        ),
        Kind::Windows => say!(
            lang,
            "a list of windows such as [\"Mon-Fri 08:00-20:00\"]",
            "una lista de ventanas como [\"Mon-Fri 08:00-20:00\"]"
        ),
        Kind::Shifts => say!(
            lang,
            "a list of shifts such as [\"Mon-Fri 08:00-16:00\"], or \"roster.csv\"",
            "una lista de turnos como [\"Mon-Fri 08:00-16:00\"], o \"cuadrante.csv\""
        ),
        _ => say!(lang, "a table of keys", "una tabla de claves"),
    }
}

pub fn duration(lang: Lang) -> String {
    say!(
        lang,
        "a duration such as \"15m\", \"1h30m\" or \"3d\" (a year at most), or a number of minutes",
        "una duración como \"15m\", \"1h30m\" o \"3d\" (un año como máximo), o un número de minutos"
    )
}

pub fn distribution(lang: Lang) -> String {
    say!(
        lang,
        "minutes, or a distribution: {{ mean, cv }}, {{ median, cv }}, {{ shape, mean, cv }}, {{ p1h = 0.27, p5h = 0.59 }}, {{ empirical = \"file.csv\" }}",
        "minutos, o una distribución: {{ mean, cv }}, {{ median, cv }}, {{ shape, mean, cv }}, {{ p1h = 0.27, p5h = 0.59 }}, {{ empirical = \"archivo.csv\" }}"
    )
}

pub fn one_of<T: AsRef<str>>(words: &[T], lang: Lang) -> String {
    let quoted: Vec<String> = words.iter().map(|w| format!("\"{}\"", w.as_ref())).collect();
    either(&quoted, lang)
}

/// "a, b or c".
pub fn either(words: &[String], lang: Lang) -> String {
    let or = match lang {
        Lang::En => "or",
        Lang::Es => "o",
    };
    match words {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., last] => format!("{} {or} {last}", most.join(", ")),
    }
}

/// A number without superfluous digits, thousands set apart, with the decimal sign of the language.
pub fn plain(value: f64, lang: Lang) -> String {
    let (thousands, decimal) = match lang {
        Lang::En => (',', '.'),
        Lang::Es => ('.', ','),
    };
    let text = format!("{:.4}", value.abs());
    let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
    let mut grouped = String::new();
    for (i, digit) in whole.chars().enumerate() {
        if i > 0 && (whole.len() - i) % 3 == 0 && (lang == Lang::En || whole.len() > 4) {
            grouped.push(thousands);
        }
        grouped.push(digit);
    }
    let rest = rest.trim_end_matches('0');
    let sign = if value < 0.0 { "-" } else { "" };
    if rest.is_empty() { format!("{sign}{grouped}") } else { format!("{sign}{grouped}{decimal}{rest}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_follow_the_language() {
        assert_eq!(
            (plain(1234567.5, Lang::En), plain(1234567.5, Lang::Es)),
            ("1,234,567.5".into(), "1.234.567,5".into())
        );
        assert_eq!((plain(-0.99, Lang::En), plain(1764.0, Lang::Es)), ("-0.99".into(), "1764".into()));
    }

    #[test]
    fn every_key_says_what_it_accepts() {
        for key in crate::scenario::keys::all() {
            assert!(!accepted(key, Lang::En).is_empty() && !accepted(key, Lang::Es).is_empty(), "{}", key.path());
        }
    }
}

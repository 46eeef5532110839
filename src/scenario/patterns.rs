//! Regular expressions (ECMA 262, without look-around) for the texts that [`super::hours`] and
//! [`super::moment`] read, for the schema.
//!
//! Invariant: whatever the readers accept matches. What matches may still be refused, where only a reader can tell.

use super::hours::{ALWAYS, DAY_NAMES, EVERY_DAY, HOLIDAYS, UNITS};
use super::moment::WEEK_WORDS;

const CLOCK: &str = "([01]?[0-9]|2[0-3]):[0-5][0-9]|24:00";
const BEFORE_MIDNIGHT: &str = "([01]?[0-9]|2[0-3]):[0-5][0-9]";
const DATE: &str = "(19|20|21|22)[0-9][0-9]-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
/// Characters that a name may not hold: controls and what cannot be seen.
const HIDDEN: &str = r"\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff";

/// "15m", "1h30m", or digits alone.
pub fn duration() -> String {
    let units = UNITS.map(|(name, _)| name).join("|");
    format!(r"^[0-9.\s]+(({units})[0-9.\s]+)*({units})?\s*$")
}

/// The key of a quantile, "p1h".
pub fn quantile() -> String {
    let units = UNITS.map(|(name, _)| name).join("|");
    format!("^p[0-9][0-9.]*(({units})[0-9.]+)*({units})?$")
}

pub fn clock() -> String {
    format!(r"^\s*({CLOCK})\s*$")
}

pub fn date() -> String {
    format!(r"^\s*{DATE}\s*$")
}

/// A name that can be shown: not empty, no hidden characters, no blank at its ends.
pub fn name() -> String {
    format!(r"^[^\s{HIDDEN}]([^{HIDDEN}]*[^\s{HIDDEN}])?$")
}

pub fn data_file() -> String {
    format!(r"^.+\.{}$", any_case("csv"))
}

fn weekday() -> String {
    let weekdays: Vec<String> = DAY_NAMES.iter().flat_map(|names| names.iter().map(|n| beginning_of(n))).collect();
    format!("({})", weekdays.join("|"))
}

/// "week 3 Tue 11:00", "2026-01-20 11:00".
pub fn moment() -> String {
    let words = WEEK_WORDS.map(any_case).join("|");
    let of_week = format!(r"({words})\s+[-+]?[0-9]+\s+{}\s+({BEFORE_MIDNIGHT})", weekday());
    format!(r"^\s*({of_week}|{DATE}[Tt ]\s*({BEFORE_MIDNIGHT})(:00)?)\s*$")
}

/// "Mon-Fri 08:00-20:00", "24x7".
pub fn window() -> String {
    let weekday = weekday();
    let words: Vec<String> = EVERY_DAY.iter().chain(&HOLIDAYS).map(|w| any_case(w)).collect();
    let day = format!(r"({weekday}(\s*{DASH}\s*{weekday})?|{})", words.join("|"));
    let always: Vec<String> = ALWAYS.iter().map(|w| any_case(w)).collect();
    format!(r"^\s*({day}(\s*,\s*{day})*\s+({CLOCK})\s*{DASH}\s*({CLOCK})|{})\s*$", always.join("|"))
}

/// A window that may say how many agents work it, "Mon-Fri 08:00-20:00 x3".
pub fn shift() -> String {
    let window = window();
    let window = window.trim_end_matches(r"\s*$");
    format!(r"{window}(\s+{AGENTS})?\s*$")
}

/// A shift that says how many agents work it.
pub fn shift_with_agents() -> String {
    let window = window();
    let window = window.trim_end_matches(r"\s*$");
    format!(r"{window}\s+{AGENTS}\s*$")
}

const AGENTS: &str = r"[xX×]\s*[0-9]{1,6}";
const DASH: &str = "[-–—−]";

fn any_case(word: &str) -> String {
    word.chars().map(letter).collect()
}

/// Three letters or more of a word.
fn beginning_of(word: &str) -> String {
    const FEWEST: usize = 3;
    let letters: Vec<String> = word.chars().map(letter).collect();
    let (first, rest) = letters.split_at(FEWEST.min(letters.len()));
    let rest = rest.iter().rev().fold(String::new(), |tail, letter| format!("({letter}{tail})?"));
    first.concat() + &rest
}

fn letter(c: char) -> String {
    if c.is_alphabetic() { format!("[{}{}]", c, c.to_uppercase()) } else { c.to_string() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{convert, hours, moment};
    use serde_json::json;

    /// An independent engine of regular expressions.
    fn matches(pattern: &str, text: &str) -> bool {
        let schema = json!({ "type": "string", "pattern": pattern });
        jsonschema::draft202012::new(&schema).unwrap().is_valid(&json!(text))
    }

    #[test]
    fn windows_match_if_and_only_if_they_are_read() {
        for text in [
            "Mon-Fri 08:00-20:00",
            "daily 22:00-06:00",
            "24x7",
            "24/7",
            "24X7",
            "Mon, Wed-Fri,hol 8:00 - 24:00",
            "lunes–viernes 09:00–18:00",
            " SÁBADO 10:00-14:00 ",
            "fest 10:00-14:00",
            "Mo 08:00-20:00",
            "Mon-Fry 08:00-20:00",
            "Mon-Fri 08:00-25:00",
            "Mon-Fri",
            "08:00-20:00",
            "Mon 8-20",
            "",
            "weekdays 08:00-10:00",
        ] {
            assert_eq!(matches(&window(), text), hours::window(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn shifts_match_if_and_only_if_they_are_read() {
        for text in
            ["Mon 08:00-20:00", "Mon-Fri 08:00-20:00 x3", "24x7 × 2 ", "Mon 08:00-20:00x3", "Mon 08:00-20:00 x", "x3"]
        {
            let read = hours::shift(text).ok();
            assert_eq!(matches(&shift(), text), read.is_some(), "{text}");
            assert_eq!(matches(&shift_with_agents(), text), read.is_some_and(|(_, agents)| agents.is_some()), "{text}");
        }
    }

    #[test]
    fn points_of_the_run_match_if_and_only_if_they_are_read() {
        for text in [
            "week 3 Tue 11:00",
            " Semana 0 MIÉ 9:30 ",
            "week -1 Sun 23:59",
            "2026-01-20 11:00",
            "2026-01-20T11:00:00",
            "2026-01-20",
            "2026-01-20 11:00:30",
            "2026-01-20 24:00",
            "week 3 Tue",
            "week Tue 11:00",
            "week 3 Tuf 11:00",
            "weeks 3 Tue 11:00",
            "",
        ] {
            assert_eq!(matches(&moment(), text), moment::moment(text).is_ok(), "{text}");
        }
    }

    #[test]
    fn durations_times_and_dates_match_when_they_are_read() {
        for text in ["15m", "1h30m", "3d", "2.5", "1h 30m", "30s", "1w", " 5 min ", "", "m", "15 minuts", "-5m", "h1"] {
            assert_eq!(matches(&duration(), text), hours::minutes(text).is_ok(), "{text}");
        }
        for text in ["08:00", "8:00", "24:00", "24:01", "25:00", "08:60", "8", "22h"] {
            assert_eq!(matches(&clock(), text), hours::clock(text).is_some(), "{text}");
        }
        for text in ["2026-01-05", "2026-13-05", "05/01/2026", "1800-01-01", "2026-1-5", ""] {
            assert_eq!(matches(&date(), text), hours::date(text).is_ok(), "{text}");
        }
        for text in ["p1h", "p90", "p1h30m", "p", "ph", "mean"] {
            let read = text.strip_prefix('p').is_some_and(|rest| hours::minutes(rest).is_ok());
            assert_eq!(matches(&quantile(), text), read, "{text}");
        }
    }

    #[test]
    fn names_and_files_match_when_they_are_accepted() {
        for text in ["desk", "a b", "ñ", "", " a", "a ", "a\u{7}", "a\u{202e}b", "\u{feff}"] {
            assert_eq!(matches(&name(), text), convert::name_fault(text).is_none(), "{text:?}");
        }
        for text in ["a.csv", "b/A.CSV", ".csv", "a.toml", "consumer"] {
            assert_eq!(matches(&data_file(), text), convert::is_data_file(text), "{text}");
        }
    }
}

//! Durations, times of day, days and windows as people write them, in English or Spanish.

use super::limits::MAX_MINUTES;
use super::problem::{What, WindowFault};
use super::suggest::nearest;
use super::tree::shorten;
use crate::desk::{Days, Shift, Window};
use crate::time::Span;
use jiff::civil::Date;

/// Minutes of "15m", "1h30m", "3d", "45s", "2w" or of a bare number of minutes.
pub fn minutes(text: &str) -> Result<f64, What> {
    let wrong = || What::Duration { found: shorten(text) };
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    if compact.is_empty() || compact.len() > 40 {
        return Err(wrong());
    }
    if compact.chars().all(|c| c.is_ascii_digit() || c == '.') {
        return compact.parse().map_err(|_| wrong());
    }
    let (mut total, mut rest, mut largest) = (0.0, compact.as_str(), f64::INFINITY);
    while !rest.is_empty() {
        let digits = rest.find(|c: char| !c.is_ascii_digit() && c != '.').ok_or_else(wrong)?;
        let amount: f64 = rest[..digits].parse().map_err(|_| wrong())?;
        let after = &rest[digits..];
        let letters = after.find(|c: char| !c.is_alphabetic()).unwrap_or(after.len());
        let unit = unit_minutes(&after[..letters]).ok_or_else(wrong)?;
        // "30m1h" and "1h1h" are slips.
        if unit >= largest {
            return Err(wrong());
        }
        (total, rest, largest) = (total + amount * unit, &after[letters..], unit);
    }
    if total <= MAX_MINUTES { Ok(total) } else { Err(wrong()) }
}

/// Units of a duration in minutes.
pub(super) const UNITS: [(&str, f64); 6] =
    [("w", 7.0 * 1440.0), ("d", 1440.0), ("h", 60.0), ("min", 1.0), ("m", 1.0), ("s", 1.0 / 60.0)];

fn unit_minutes(unit: &str) -> Option<f64> {
    UNITS.iter().find(|(name, _)| *name == unit).map(|(_, minutes)| *minutes)
}

/// Minutes of a duration such as "15m" or "1h30m"; `None` if it is none.
pub fn duration_minutes(text: &str) -> Option<f64> {
    minutes(text).ok()
}

pub fn span(minutes: f64) -> Span {
    Span::from_minutes(minutes)
}

/// Minutes after midnight of "08:00"; "24:00" is 1,440.
pub fn clock(text: &str) -> Option<u32> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let digits = |s: &str, lengths: std::ops::RangeInclusive<usize>| {
        (lengths.contains(&s.len()) && s.bytes().all(|b| b.is_ascii_digit())).then(|| s.parse::<u32>().ok()).flatten()
    };
    let (hours, minutes) = (digits(hours, 1..=2)?, digits(minutes, 2..=2)?);
    let total = hours * 60 + minutes;
    (minutes < 60 && total <= 1440).then_some(total)
}

/// English and Spanish names by weekday, Monday first; three letters or more of a name will do.
pub(super) const DAY_NAMES: [&[&str]; 7] = [
    &["monday", "lunes"],
    &["tuesday", "martes"],
    &["wednesday", "miércoles", "miercoles"],
    &["thursday", "jueves"],
    &["friday", "viernes"],
    &["saturday", "sábado", "sabado"],
    &["sunday", "domingo"],
];
pub(super) const EVERY_DAY: [&str; 3] = ["daily", "diario", "diaria"];
pub(super) const HOLIDAYS: [&str; 6] = ["hol", "holiday", "holidays", "fest", "festivo", "festivos"];
pub(super) const ALWAYS: [&str; 2] = ["24x7", "24/7"];
pub(super) const SHORT_DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

pub(super) fn weekday(text: &str) -> Option<u32> {
    let text = text.to_lowercase();
    let begins = |name: &&str| text.chars().count() >= 3 && name.starts_with(&text);
    DAY_NAMES.iter().position(|names| names.iter().any(begins)).map(|i| i as u32)
}

/// Days of "Mon-Fri", "Sat", "daily", "hol", or a comma list of them.
pub fn days(text: &str) -> Result<Days, WindowFault> {
    let mut days = Days::default();
    for part in text.split(',').map(str::trim) {
        match part.to_lowercase().as_str() {
            word if EVERY_DAY.contains(&word) => days.weekdays = 0b111_1111,
            word if HOLIDAYS.contains(&word) => days.holidays = true,
            _ => days.weekdays |= weekday_range(part)?,
        }
    }
    Ok(days)
}

fn weekday_range(part: &str) -> Result<u8, WindowFault> {
    let (first, last) = part.split_once('-').unwrap_or((part, part));
    let day = |text: &str| weekday(text.trim()).ok_or_else(|| unknown_day(text.trim()));
    let (first, last) = (day(first)?, day(last)?);
    let mut bits = 1u8 << first;
    let mut current = first;
    // Sat-Mon goes on over the end of the week.
    while current != last {
        current = (current + 1) % 7;
        bits |= 1 << current;
    }
    Ok(bits)
}

fn unknown_day(found: &str) -> WindowFault {
    let known = SHORT_DAYS.into_iter().chain(["daily", "hol"]);
    WindowFault::Day { found: shorten(found), nearest: nearest(found, known) }
}

/// A window such as "Mon-Fri 08:00-20:00", "daily 22:00-06:00" or "24x7".
pub fn window(text: &str) -> Result<Window, What> {
    parse_window(text).map_err(|fault| What::Window { found: shorten(text), fault: meant(text).unwrap_or(fault) })
}

/// A window that may say how many agents work it, "Mon-Fri 08:00-16:00 x3".
pub fn shift(text: &str) -> Result<(Window, Option<u32>), What> {
    match with_agents(text) {
        Some((hours, agents)) => window(hours).map(|window| (window, Some(agents))),
        None => window(text).map(|window| (window, None)),
    }
}

/// The hours and the agents of a shift that names both. The sign stands behind a blank, so that "24x7" is none.
fn with_agents(text: &str) -> Option<(&str, u32)> {
    const MOST_DIGITS: usize = 6;
    let digits = text.trim_end().rsplit(|c: char| !c.is_ascii_digit()).next().filter(|digits| !digits.is_empty())?;
    let before = text.trim_end().strip_suffix(digits)?.trim_end().strip_suffix(['x', 'X', '×'])?;
    let agents = digits.parse().ok().filter(|_| digits.len() <= MOST_DIGITS)?;
    before.ends_with(char::is_whitespace).then_some((before, agents))
}

/// A shift with its agents as people write it.
pub fn show_shift(shift: &Shift) -> String {
    format!("{} x{}", show_window(&shift.window), shift.agents)
}

fn parse_window(text: &str) -> Result<Window, WindowFault> {
    let plain = text.replace(['–', '—', '−'], "-");
    let plain = plain.trim();
    if ALWAYS.iter().any(|word| plain.eq_ignore_ascii_case(word)) {
        return Ok(Window::ALWAYS);
    }
    if plain.len() > 200 {
        return Err(WindowFault::Form);
    }
    // The hours begin at the first word with a colon; days may hold blanks after commas.
    let colon = plain.find(':').ok_or(WindowFault::Form)?;
    let hours_at = plain[..colon].rfind(char::is_whitespace).ok_or(WindowFault::Form)?;
    let (day_part, hour_part) = (plain[..hours_at].trim(), plain[hours_at..].trim());
    if day_part.is_empty() {
        return Err(WindowFault::Form);
    }
    let (from, to) = hour_part.split_once('-').ok_or(WindowFault::Form)?;
    let days = days(day_part)?;
    hours(from, to).map(|(from_minute, to_minute)| Window { days, from_minute, to_minute })
}

/// What days followed by hours in another form, or by several stretches of hours, most likely mean.
fn meant(text: &str) -> Option<WindowFault> {
    const LONGEST: usize = 80;
    let plain = text.replace(['–', '—', '−'], "-");
    let plain = plain.trim();
    let at = plain.find(|c: char| c.is_ascii_digit()).filter(|_| plain.len() <= LONGEST)?;
    let (day_part, hour_part) = (plain[..at].trim(), plain[at..].replace(" y ", ",").replace(" and ", ","));
    days(day_part).ok()?;
    let window = |stretch: &str| {
        let (from, to) = stretch.split_once('-')?;
        let (from, to) = (loose_clock(from)?, loose_clock(to)?);
        hours(&from, &to).ok().map(|_| format!("{day_part} {from}-{to}"))
    };
    let mut windows = hour_part.split([',', ';', '+', '/']).map(window).collect::<Option<Vec<String>>>()?;
    match windows.len() {
        1 => windows.pop().map(|meant| WindowFault::Hours { meant }),
        _ => Some(WindowFault::Split { windows }),
    }
}

/// "9", "9.00", "9h" and "09:00" as "09:00".
pub(super) fn loose_clock(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(['h', 'H']).trim_end().replace(['.', 'h'], ":");
    let minute = clock(&if text.contains(':') { text } else { format!("{text}:00") })?;
    Some(format!("{:02}:{:02}", minute / 60, minute % 60))
}

/// Beginning and end of a stretch of the day; it goes on into the next day where it ends before it begins.
pub fn hours(from: &str, to: &str) -> Result<(u32, u32), WindowFault> {
    let time = |text: &str| clock(text).ok_or_else(|| WindowFault::Time { found: shorten(text.trim()) });
    let (from, to) = (time(from)?, time(to)?);
    match (from, to) {
        (1440, _) => Err(WindowFault::Time { found: "24:00".to_owned() }),
        _ if from == to => Err(WindowFault::Empty),
        _ if to < from => Ok((from, to + 1440)),
        _ => Ok((from, to)),
    }
}

/// A window as people write it, in English day names.
pub fn show_window(window: &Window) -> String {
    let (from, to) = show_hours(window);
    format!("{} {from}-{to}", show_days(window.days))
}

/// Beginning and end of a window as times of day; one that ends as the day does ends at 24:00.
pub fn show_hours(window: &Window) -> (String, String) {
    let time = |minute: u32| {
        let minute = if minute > 1440 { minute - 1440 } else { minute };
        format!("{:02}:{:02}", minute / 60, minute % 60)
    };
    (time(window.from_minute), time(window.to_minute))
}

pub fn show_days(days: Days) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut day = 0;
    while day < 7 && days.weekdays != 0b111_1111 {
        let run = (day..7).take_while(|d| days.has_weekday(*d)).count() as u32;
        match run {
            0 => {}
            1 => parts.push(SHORT_DAYS[day as usize].to_owned()),
            _ => parts.push(format!("{}-{}", SHORT_DAYS[day as usize], SHORT_DAYS[(day + run - 1) as usize])),
        }
        day += run.max(1);
    }
    if days.weekdays == 0b111_1111 {
        parts.push("daily".to_owned());
    }
    if days.holidays {
        parts.push("hol".to_owned());
    }
    parts.join(",")
}

/// A date "2026-01-05" of a year that a run may lie in.
pub fn date(text: &str) -> Result<Date, What> {
    let refuse = |form: bool| What::Date { found: shorten(text), form };
    let wrong = || refuse(false);
    let text = text.trim();
    let form = text.len() == 10
        && text.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    if !form {
        return Err(refuse(true));
    }
    let part = |range: std::ops::Range<usize>| text[range].parse::<i16>().map_err(|_| wrong());
    let (year, month, day) = (part(0..4)?, part(5..7)?, part(8..10)?);
    if !(1900..=2200).contains(&year) {
        return Err(wrong());
    }
    Date::new(year, month as i8, day as i8).map_err(|_| wrong())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_in_every_form() {
        for (text, expected) in [
            ("15m", 15.0),
            ("1h30m", 90.0),
            ("3d", 4320.0),
            ("2.5", 2.5),
            ("1h 30m", 90.0),
            ("30s", 0.5),
            ("1w", 10080.0),
        ] {
            assert_eq!(minutes(text), Ok(expected), "{text}");
        }
        for text in ["", "m", "5x", "1h1h", "30m1h", "-5m", "1e9", "h1", "900d", "nan", "1..5m"] {
            assert!(matches!(minutes(text), Err(What::Duration { .. })), "{text}");
        }
    }

    #[test]
    fn days_wrap_and_speak_spanish() {
        assert_eq!(days("Mon-Fri").unwrap().weekdays, 0b001_1111);
        assert_eq!(days("Sat-Mon").unwrap().weekdays, 0b110_0001);
        assert_eq!(days("Lun-Mié, SÁB").unwrap().weekdays, 0b010_0111);
        assert_eq!(days("lunes-viernes").unwrap(), days("Mon-Fri").unwrap());
        assert_eq!(days("hol").unwrap(), Days { weekdays: 0, holidays: true });
        assert_eq!(days("daily"), Ok(Days::DAILY));
        assert_eq!(days("Moon"), Err(WindowFault::Day { found: "Moon".into(), nearest: Some("Mon".into()) }));
        assert!(days("").is_err() && days("Mo").is_err() && days("Mon-").is_err());
    }

    #[test]
    fn windows_across_midnight_and_round_the_clock() {
        let day = window("Mon-Fri,hol 08:00-20:00").unwrap();
        assert_eq!((day.from_minute, day.to_minute, day.days.holidays), (480, 1200, true));
        let night = window("daily 22:00-06:00").unwrap();
        assert_eq!((night.from_minute, night.to_minute), (1320, 1800));
        assert_eq!(window("daily 00:00-24:00").unwrap().length(), window("24x7").unwrap().length());
        assert_eq!(window("Mon, Wed 8:00 - 14:30").unwrap().days.weekdays, 0b101);
        for text in [
            "",
            "Mon",
            "08:00-20:00",
            "Mon 8-20",
            "Mon 08:00-08:00",
            "Mon 24:00-02:00",
            "Mon 08:60-09:00",
            "Mon 25:00-26:00",
        ] {
            assert!(window(text).is_err(), "{text}");
        }
    }

    #[test]
    fn windows_are_shown_as_they_are_read() {
        for text in ["Mon-Fri 08:00-20:00", "daily 22:00-06:00", "Mon-Tue,Sat,hol 00:00-24:00", "Sun 10:00-14:00"] {
            assert_eq!(show_window(&window(text).unwrap()), text);
        }
    }

    #[test]
    fn shifts_may_say_how_many_work_them() {
        for (text, agents) in [
            ("Mon-Fri 08:00-16:00 x3", Some(3)),
            ("Sat 22:00-06:00 × 12 ", Some(12)),
            ("24x7 x2", Some(2)),
            ("24x7", None),
            ("daily 08:00-16:00", None),
        ] {
            let (window, found) = shift(text).unwrap();
            assert_eq!(found, agents, "{text}");
            let shown = Shift { window, agents: 4 };
            assert_eq!(shift(&show_shift(&shown)), Ok((window, Some(4))), "{text}");
        }
        for text in ["Mon 08:00-16:00x3", "Mon 08:00-16:00 x", "Mon 08:00-16:00 x1234567", "x3", "Mon 08:00-16:00 3"] {
            assert!(shift(text).is_err(), "{text}");
        }
    }

    #[test]
    fn loose_times_of_day_are_understood() {
        for (text, expected) in [
            ("9", "09:00"),
            ("9h", "09:00"),
            ("9.30", "09:30"),
            ("9h30", "09:30"),
            (" 22:00 h ", "22:00"),
            ("24", "24:00"),
        ] {
            assert_eq!(loose_clock(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "h", "25", "9.5", "9.60", "-9", "9pm", "9:00:00", "099"] {
            assert_eq!(loose_clock(text), None, "{text}");
        }
    }

    #[test]
    fn windows_in_another_form_are_guessed_only_where_they_are_clear() {
        let hours = |text: &str| Some(WindowFault::Hours { meant: text.to_owned() });
        assert_eq!(meant("Mon-Fri 9-18"), hours("Mon-Fri 09:00-18:00"));
        assert_eq!(meant("Lun–Vie 9h–18h"), hours("Lun-Vie 09:00-18:00"));
        assert_eq!(meant("Mon,Wed 9.30-14.00"), hours("Mon,Wed 09:30-14:00"));
        let windows = ["Mon-Fri 09:00-14:00", "Mon-Fri 16:00-20:00"].map(str::to_owned).to_vec();
        assert_eq!(meant("Mon-Fri 9-14, 16-20"), Some(WindowFault::Split { windows: windows.clone() }));
        assert_eq!(meant("Mon-Fri 09:00-14:00 y 16:00-20:00"), Some(WindowFault::Split { windows }));
        for text in [
            "",
            "Mon-Fri",
            "9-18",
            "Moon 9-18",
            "Mon 9-9",
            "Mon 9",
            "Mon 9-18, Tue",
            &format!("Mon {}9-18", " ".repeat(90)),
        ] {
            assert_eq!(meant(text), None, "{text}");
        }
    }

    #[test]
    fn dates_are_iso_dates_that_exist() {
        assert!(date("2026-01-05").is_ok() && date("2024-02-29").is_ok());
        for text in ["2026-02-29", "2026-1-5", "05/01/2026", "9999-12-31", "2026-01-05T10:00", "", "20260105"] {
            assert!(date(text).is_err(), "{text}");
        }
    }
}

//! Amounts as people write them: "0,8", "2.400.000", "80 %", "9.10 EUR", "15 min".

use super::{Mended, SlipKind, Wants};
use crate::locale::Lang;
use crate::scenario::hours;
use crate::scenario::keys::{Kind, Unit};

pub const CURRENCY_SIGNS: [char; 4] = ['€', '$', '£', '¥'];

/// The amount as the file takes it; `None` where what is written is none, or fits the key in no way.
pub fn mended(text: &str, wants: &Wants) -> Option<Mended> {
    let text = text.trim();
    let (sign, body) = match text.strip_prefix(CURRENCY_SIGNS) {
        Some(body) => (&text[..text.len() - body.len()], body.trim()),
        None => ("", text),
    };
    let is_part = |c: char| c.is_ascii_digit() || ".,'’_+- ".contains(c);
    let end = body.find(|c: char| !is_part(c)).unwrap_or(body.len());
    let (digits, unit) = (body[..end].trim(), body[end..].trim());
    let unit = if sign.is_empty() { unit } else { sign };
    if !sign.is_empty() && end < body.len() {
        return None;
    }
    let (readings, form) = readings(digits, wants.is_whole())?;
    let as_number = |slip| Some(Mended { readings: readings.clone(), slip: Some(slip) });
    let single = if let [only] = &readings[..] { Some(only.as_str()) } else { None };
    let numeric = wants.is_numeric() || wants.takes_durations() || wants.all(|k| *k == Kind::People);
    match unit {
        "" if numeric || form == Some(SlipKind::DecimalComma) && wants.kinds.is_empty() => as_number(form?),
        "%" => percent(single?, wants),
        // With the currency before the amount, the unit is no part of the body.
        _ if wants.takes_durations() && sign.is_empty() => single.and_then(|_| duration(body, form, unit)),
        _ if is_currency(unit, wants.unit()) => as_number(SlipKind::Currency),
        _ if is_unit(unit, wants.unit()) => as_number(SlipKind::Unit),
        _ => None,
    }
}

/// The readings of a number, and how its form goes wrong (not at all, perhaps). A whole number has no decimals.
fn readings(text: &str, whole: bool) -> Option<(Vec<String>, Option<SlipKind>)> {
    let (sign, body) = match text.strip_prefix(['-', '+']) {
        Some(body) => (if text.starts_with('-') { "-" } else { "" }, body),
        None => ("", text),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let signed = |text: String| format!("{sign}{text}");
    let zero_led = |text: &str| text.len() > 1 && text.starts_with('0');
    let (before, behind) = match body.rfind(['.', ',']) {
        Some(at) => (&body[..at], Some((&body[at..=at], &body[at + 1..]))),
        None => (body, None),
    };
    match behind {
        None if digits(body) && !zero_led(body) => Some((vec![signed(body.to_owned())], None)),
        None => grouped(body, &[' ', '\'', '’', '_']).map(|n| (vec![signed(n)], Some(SlipKind::Thousands))),
        Some((_, decimals)) if !digits(decimals) => None,
        Some((mark, decimals)) if digits(before) && !zero_led(before) => {
            let point = signed(format!("{before}.{decimals}"));
            let thousands = signed(format!("{before}{decimals}"));
            let may_be_thousands = decimals.len() == 3 && before.len() <= 3 && before != "0";
            match (mark, may_be_thousands, whole) {
                (".", true, false) => Some((vec![point, thousands], None)),
                (".", false, false) => Some((vec![point], None)),
                (_, true, true) => Some((vec![thousands], Some(SlipKind::Thousands))),
                (_, false, true) => None,
                (_, true, false) => Some((vec![point, thousands], Some(SlipKind::CommaOrThousands))),
                (_, false, false) => Some((vec![point], Some(SlipKind::DecimalComma))),
            }
        }
        // Groups of thousands, and perhaps decimals behind the other sign.
        Some((mark, decimals)) => {
            let other = if mark == "," { ['.', ' ', '\'', '’'] } else { [',', ' ', '\'', '’'] };
            if let Some(whole_part) = grouped(before, &other).filter(|_| !whole) {
                return Some((vec![signed(format!("{whole_part}.{decimals}"))], Some(SlipKind::Thousands)));
            }
            let same = mark.chars().next()?;
            grouped(body, &[same]).map(|n| (vec![signed(n)], Some(SlipKind::Thousands)))
        }
    }
}

/// The digits of "2.400.000" or "2 400": groups of three, set apart by one and the same sign.
fn grouped(text: &str, signs: &[char]) -> Option<String> {
    let sign = text.chars().find(|c| !c.is_ascii_digit()).filter(|c| signs.contains(c))?;
    let groups: Vec<&str> = text.split(sign).collect();
    let (first, rest) = groups.split_first()?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let sound = (1..=3).contains(&first.len())
        && !first.starts_with('0')
        && digits(first)
        && rest.iter().all(|group| group.len() == 3 && digits(group));
    sound.then(|| groups.concat())
}

/// Shares are written as fractions of 1.
fn percent(number: &str, wants: &Wants) -> Option<Mended> {
    let share = number.parse::<f64>().ok()? / 100.0;
    let at_most_one = wants.all(|k| matches!(k, Kind::Share | Kind::Target));
    let rate = wants.all(|k| matches!(k, Kind::Number { .. }))
        && matches!(wants.unit(), Unit::Share | Unit::PerYear | Unit::Factor);
    let fits = if at_most_one { (0.0..=1.0).contains(&share) } else { rate };
    let text = format!("{share:.8}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if fits { Mended::one(text, SlipKind::Percent) } else { None }
}

/// Names of units in full, and their letters in a duration.
const UNIT_WORDS: [(&str, &[&str]); 5] = [
    ("s", &["sec", "secs", "second", "seconds", "seg", "segundo", "segundos"]),
    ("m", &["mins", "minute", "minutes", "minuto", "minutos"]),
    ("h", &["hr", "hrs", "hour", "hours", "hora", "horas"]),
    ("d", &["day", "days", "día", "días", "dia", "dias"]),
    ("w", &["week", "weeks", "sem", "semana", "semanas"]),
];

fn duration(body: &str, form: Option<SlipKind>, unit: &str) -> Option<Mended> {
    if form.is_some_and(|form| form != SlipKind::DecimalComma) {
        return None;
    }
    let letters = UNIT_WORDS.iter().find(|(_, words)| words.contains(&unit.to_lowercase().as_str()));
    let number = body[..body.len() - unit.len()].trim().replace(',', ".");
    let text = match letters {
        Some((letters, _)) => format!("{number}{letters}"),
        None => body.replace(',', "."),
    };
    hours::minutes(&text).ok()?;
    Mended::one(format!("\"{text}\""), SlipKind::Duration)
}

fn is_currency(unit: &str, of_key: Unit) -> bool {
    let per_hour = ["/h", "/hour", "/hora", " per hour", " por hora"];
    let (unit, hourly) = match per_hour.iter().find_map(|suffix| unit.strip_suffix(suffix)) {
        Some(unit) => (unit.trim(), true),
        None => (unit, false),
    };
    let code = unit.len() == 3 && unit.bytes().all(|b| b.is_ascii_uppercase());
    let sign = unit.chars().count() == 1 && unit.starts_with(CURRENCY_SIGNS);
    let word = ["euro", "euros", "eur"].contains(&unit);
    let of_money = matches!(of_key, Unit::Money | Unit::MoneyPerHour | Unit::MoneyPerYear | Unit::MoneyPerMonth);
    (code || sign || word) && of_money && (!hourly || of_key == Unit::MoneyPerHour)
}

/// The unit of the key itself, in either language.
fn is_unit(unit: &str, of_key: Unit) -> bool {
    let text = of_key.text();
    let unit = unit.to_lowercase();
    !text.en.is_empty() && [text.get(Lang::En), text.get(Lang::Es)].contains(&unit.as_str())
}

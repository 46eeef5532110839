//! Points in time as exports write them.

use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;

/// The order of day and month in dates such as 03/04/2025.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DateOrder {
    DayFirst,
    MonthFirst,
}

/// Why a text is no usable time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum MomentFault {
    /// Not a time.
    Not,
    /// A year in which no such export was made.
    Year,
    /// Later than anything that was written.
    Future,
    /// Day and month cannot be told apart without being told their order.
    Order,
}

const MONTHS: [&[u8; 3]; 12] =
    [b"Jan", b"Feb", b"Mar", b"Apr", b"May", b"Jun", b"Jul", b"Aug", b"Sep", b"Oct", b"Nov", b"Dec"];
const YEARS: std::ops::RangeInclusive<i16> = 2000..=2100;

/// Seconds since 1970 of "Tue Oct 31 22:10:47 +0000 2017", of ISO 8601 with or without an offset, or of "31/10/2017 22:10" in
/// the order given. What names no offset is the time on the clocks of `zone`; of an hour that occurs twice, the first. Nothing was
/// written after `latest_s`.
///
/// # Errors
/// If it is no time, or none in which an export was made.
pub fn moment(text: &[u8], zone: &TimeZone, order: Option<DateOrder>, latest_s: u32) -> Result<u32, MomentFault> {
    let text = text.trim_ascii();
    let (civil, offset_s) = match text {
        [b'A'..=b'Z', ..] => twitter(text).ok_or(MomentFault::Not)?,
        [_, _, _, _, b'-', ..] => iso(text).ok_or(MomentFault::Not)?,
        _ if text.iter().take(3).any(|byte| matches!(byte, b'/' | b'.' | b'-')) => (slashed(text, order)?, None),
        _ => return Err(MomentFault::Not),
    };
    if !YEARS.contains(&civil.year()) {
        return Err(MomentFault::Year);
    }
    let second = match offset_s {
        Some(offset_s) => {
            let utc = civil.to_zoned(TimeZone::UTC).map_err(|_| MomentFault::Not)?;
            utc.timestamp().as_second() - i64::from(offset_s)
        }
        None => civil.to_zoned(zone.clone()).map_err(|_| MomentFault::Not)?.timestamp().as_second(),
    };
    let second = u32::try_from(second).map_err(|_| MomentFault::Year)?;
    if second <= latest_s { Ok(second) } else { Err(MomentFault::Future) }
}

fn digits(text: &[u8]) -> Option<i32> {
    let all = !text.is_empty() && text.len() <= 4 && text.iter().all(u8::is_ascii_digit);
    all.then(|| text.iter().fold(0, |value, digit| value * 10 + i32::from(digit - b'0')))
}

fn civil(year: i32, month: i32, day: i32, time: &[u8]) -> Option<DateTime> {
    let mut parts = time.split(|byte| *byte == b':');
    let hour = digits(parts.next()?)?;
    let minute = digits(parts.next()?)?;
    let second = match parts.next() {
        // Fractions of a second do not matter here.
        Some(text) => digits(text.split(|byte| matches!(byte, b'.' | b',')).next()?)?,
        None => 0,
    };
    if parts.next().is_some() {
        return None;
    }
    let small = |value: i32| i8::try_from(value).ok();
    let date = Date::new(i16::try_from(year).ok()?, small(month)?, small(day)?).ok()?;
    DateTime::new(date.year(), date.month(), date.day(), small(hour)?, small(minute)?, small(second.min(59))?, 0).ok()
}

/// "+0000", "+01:00" or "Z" in seconds.
fn offset(text: &[u8]) -> Option<i32> {
    let (sign, rest) = match text {
        b"Z" | b"z" => return Some(0),
        [b'+', rest @ ..] => (1, rest),
        [b'-', rest @ ..] => (-1, rest),
        _ => return None,
    };
    let (hours, minutes) = match rest.len() {
        2 => (digits(rest)?, 0),
        4 => (digits(&rest[..2])?, digits(&rest[2..])?),
        5 if rest[2] == b':' => (digits(&rest[..2])?, digits(&rest[3..])?),
        _ => return None,
    };
    (hours <= 18 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

fn twitter(text: &[u8]) -> Option<(DateTime, Option<i32>)> {
    let mut parts = text.split(|byte| *byte == b' ').filter(|part| !part.is_empty()).skip(1);
    let month = parts.next()?;
    let month = MONTHS.iter().position(|name| name.as_slice() == month)? as i32 + 1;
    let day = digits(parts.next()?)?;
    let time = parts.next()?;
    let offset_s = offset(parts.next()?)?;
    let year = digits(parts.next()?)?;
    Some((civil(year, month, day, time)?, Some(offset_s)))
}

fn iso(text: &[u8]) -> Option<(DateTime, Option<i32>)> {
    let (date, rest) = text.split_at_checked(10)?;
    let (year, month, day) = match date {
        [_, _, _, _, b'-', _, _, b'-', _, _] => (digits(&date[..4])?, digits(&date[5..7])?, digits(&date[8..])?),
        _ => return None,
    };
    let rest = match rest {
        [b'T' | b't' | b' ', rest @ ..] => rest,
        _ => return None,
    };
    let end = rest.iter().position(|byte| matches!(byte, b'+' | b'-' | b'Z' | b'z' | b' ')).unwrap_or(rest.len());
    let tail = rest[end..].trim_ascii();
    let offset_s = match tail {
        b"" => None,
        b"UTC" => Some(0),
        tail => Some(offset(tail)?),
    };
    Some((civil(year, month, day, &rest[..end])?, offset_s))
}

fn slashed(text: &[u8], order: Option<DateOrder>) -> Result<DateTime, MomentFault> {
    let parts: Vec<&[u8]> = text.splitn(2, |byte| *byte == b' ').collect();
    let date: Vec<&[u8]> = parts[0].split(|byte| matches!(byte, b'/' | b'.' | b'-')).collect();
    let [first, second, year] = date.as_slice() else {
        return Err(MomentFault::Not);
    };
    let (Some(first), Some(second), Some(year)) = (digits(first), digits(second), digits(year)) else {
        return Err(MomentFault::Not);
    };
    let (day, month) = match order.ok_or(MomentFault::Order)? {
        DateOrder::DayFirst => (first, second),
        DateOrder::MonthFirst => (second, first),
    };
    let time = parts.get(1).copied().unwrap_or_default().trim_ascii();
    civil(year, month, day, time).ok_or(MomentFault::Not)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str, zone: &str) -> Result<u32, MomentFault> {
        moment(text.as_bytes(), &TimeZone::get(zone).unwrap(), Some(DateOrder::DayFirst), u32::MAX)
    }

    #[test]
    fn the_same_instant_in_every_form() {
        let expected = Ok(1_509_487_847);
        assert_eq!(at("Tue Oct 31 22:10:47 +0000 2017", "Europe/Madrid"), expected);
        assert_eq!(at("2017-10-31T22:10:47Z", "Europe/Madrid"), expected);
        assert_eq!(at("2017-10-31T22:10:47.000Z", "UTC"), expected);
        assert_eq!(at("2017-10-31 23:10:47+01:00", "UTC"), expected);
        assert_eq!(at("2017-10-31 22:10:47 UTC", "Europe/Madrid"), expected);
        assert_eq!(at("2017-10-31 23:10:47", "Europe/Madrid"), expected);
        assert_eq!(at("31/10/2017 23:10:47", "Europe/Madrid"), expected);
    }

    #[test]
    fn clocks_that_change_are_followed() {
        let summer = at("2025-03-30 03:00:00", "Europe/Madrid").unwrap();
        assert_eq!(summer - at("2025-03-30 01:59:59", "Europe/Madrid").unwrap(), 1);
        let winter = at("2025-10-26 03:00:00", "Europe/Madrid").unwrap();
        assert_eq!(winter - at("2025-10-26 01:59:59", "Europe/Madrid").unwrap(), 7201);
    }

    #[test]
    fn what_is_no_time_is_refused_for_what_it_is() {
        for text in ["", "yesterday", "2017-13-01 10:00", "31/31/2017 10:00", "2017-10-31", "2017-10-31 25:00", "Ñ"] {
            assert_eq!(at(text, "UTC"), Err(MomentFault::Not), "{text}");
        }
        assert_eq!(at("1970-01-01 00:00:00", "UTC"), Err(MomentFault::Year));
        let unknown = moment(b"03/04/2025 10:00", &TimeZone::UTC, None, u32::MAX);
        assert_eq!(unknown, Err(MomentFault::Order));
        assert_eq!(at("10/31/2017 10:00", "UTC"), Err(MomentFault::Not), "swapped day and month");
        let until = |latest_s| moment(b"2017-10-31T22:10:47Z", &TimeZone::UTC, None, latest_s);
        assert_eq!((until(1_509_487_847), until(1_509_487_846)), (Ok(1_509_487_847), Err(MomentFault::Future)));
    }
}

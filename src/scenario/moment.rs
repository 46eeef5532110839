//! Points of a run as people write them: "week 3 Tue 11:00", or a date and time where weeks are real dates.

use super::hours::{SHORT_DAYS, clock, date, weekday};
use super::problem::{MomentFault, What};
use super::suggest::nearest;
use super::tree::shorten;
use crate::desk::RunPlan;
use crate::time::{MS_PER_DAY, MS_PER_MINUTE, MS_PER_WEEK, Time};
use jiff::civil::Date;

const MINUTES_PER_DAY: u32 = 1440;
pub(super) const WEEK_WORDS: [&str; 2] = ["week", "semana"];

/// A point of a run, as written.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Moment {
    /// Week 1 is the first measured one; minute 0 is its Monday 00:00.
    OfWeek {
        week: i64,
        minute: u32,
    },
    OfDate {
        date: Date,
        minute: u32,
    },
}

impl Moment {
    /// Milliseconds after the start of the run, negative before it; `first` is its first day where weeks are real dates,
    /// which a date needs.
    pub fn since_start(self, run: &RunPlan, first: Option<Date>) -> Option<i64> {
        let (weeks, days, minute) = match self {
            Moment::OfWeek { week, minute } => (week - 1 + i64::from(run.warmup_weeks), 0, minute),
            Moment::OfDate { date, minute } => (0, i64::from(first?.until(date).ok()?.get_days()), minute),
        };
        Some(weeks * MS_PER_WEEK as i64 + days * MS_PER_DAY as i64 + i64::from(minute) * MS_PER_MINUTE as i64)
    }
}

/// Reads "week 3 Tue 11:00", "semana 3 mar 11:00", "2026-01-20 11:00" or "2026-01-20T11:00:00".
pub fn moment(text: &str) -> Result<Moment, What> {
    let refuse = |fault| What::Moment { found: shorten(text), fault };
    let plain = text.trim();
    let of_day = |text: &str| match clock(text) {
        Some(minute) if minute < MINUTES_PER_DAY => Ok(minute),
        _ => Err(refuse(MomentFault::Time { found: shorten(text) })),
    };
    if let (Some(day), Some(time)) = (plain.get(..10), plain.get(10..))
        && plain.starts_with(|c: char| c.is_ascii_digit())
    {
        let time = time.strip_prefix(['T', 't', ' ']).ok_or_else(|| refuse(MomentFault::Form))?;
        let date = date(day)?;
        return Ok(Moment::OfDate { date, minute: of_day(without_seconds(time.trim()))? });
    }
    let words: Vec<&str> = plain.split_whitespace().take(5).collect();
    let [word, week, day, time] = words[..] else { return Err(refuse(MomentFault::Form)) };
    let week = week.parse::<i16>().map_err(|_| refuse(MomentFault::Form))?;
    if !WEEK_WORDS.iter().any(|known| word.eq_ignore_ascii_case(known)) {
        return Err(refuse(MomentFault::Form));
    }
    let Some(number) = weekday(day) else {
        return Err(refuse(MomentFault::Day { found: shorten(day), nearest: nearest(day, SHORT_DAYS) }));
    };
    Ok(Moment::OfWeek { week: i64::from(week), minute: number * MINUTES_PER_DAY + of_day(time)? })
}

/// TOML writes times of day with seconds, which must be 0 here.
fn without_seconds(time: &str) -> &str {
    match time.rsplit_once(':') {
        Some((minutes, "00")) if minutes.contains(':') => minutes,
        _ => time,
    }
}

/// The week (1 is the first measured one), the day (0 is Monday) and the minute of the day of an instant.
pub fn week_and_day(at: Time, run: &RunPlan) -> (i64, u32, u32) {
    let week = i64::from(at.week()) - i64::from(run.warmup_weeks) + 1;
    (week, at.day() % 7, (at.0 % MS_PER_DAY / MS_PER_MINUTE) as u32)
}

/// An instant as it is written in a file, in English: "week 3 Tue 11:00".
pub fn show_moment(at: Time, run: &RunPlan) -> String {
    let (week, day, minute) = week_and_day(at, run);
    format!("week {week} {} {:02}:{:02}", SHORT_DAYS[day as usize], minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TUESDAY_11: u32 = 1440 + 660;

    #[test]
    fn weeks_in_both_languages_and_dates_with_or_without_seconds() {
        for text in ["week 3 Tue 11:00", " Week 3  tuesday 11:00", "semana 3 mar 11:00", "SEMANA 3 Martes 11:00"] {
            assert_eq!(moment(text), Ok(Moment::OfWeek { week: 3, minute: TUESDAY_11 }), "{text}");
        }
        assert!(matches!(moment("week -1 Sun 0:00"), Ok(Moment::OfWeek { week: -1, minute: 8640 })));
        let day = date("2026-01-20").unwrap();
        for text in ["2026-01-20 11:00", "2026-01-20T11:00:00", "2026-01-20 11:00:00", "2026-01-20t11:00"] {
            assert_eq!(moment(text), Ok(Moment::OfDate { date: day, minute: 660 }), "{text}");
        }
        assert_eq!(moment("2026-01-20 00:00"), Ok(Moment::OfDate { date: day, minute: 0 }));
    }

    #[test]
    fn what_is_wrong_is_named() {
        let fault = |text: &str| match moment(text) {
            Err(What::Moment { fault, .. }) => fault,
            other => panic!("{text}: {other:?}"),
        };
        for text in
            ["", "Tue 11:00", "week Tue 11:00", "week 3 Tue", "week 3 Tue 11:00 now", "month 3 Tue 11:00", "11:00"]
        {
            assert_eq!(fault(text), MomentFault::Form, "{text}");
        }
        assert_eq!(fault("week 3 Tuf 11:00"), MomentFault::Day { found: "Tuf".into(), nearest: Some("Tue".into()) });
        for text in
            ["week 3 Tue 24:00", "week 3 Tue 11", "2026-01-20 25:00", "2026-01-20 11:00:30", "2026-01-20 11:00Z"]
        {
            assert!(matches!(fault(text), MomentFault::Time { .. }), "{text}");
        }
        assert!(matches!(moment("2026-02-30 11:00"), Err(What::Date { .. })));
        assert_eq!(fault("2026-01-20"), MomentFault::Form);
        assert_eq!(fault("2026-01-20x11:00"), MomentFault::Form);
        assert_eq!(fault("2026-01-2é 11:00"), MomentFault::Form);
    }

    #[test]
    fn instants_are_counted_from_the_start_of_the_warm_up() {
        let run = RunPlan { weeks: 4, warmup_weeks: 2, replications: 1, seed: 1, control_variates: false };
        let first = date("2026-01-05").unwrap();
        let by_week = Moment::OfWeek { week: 1, minute: TUESDAY_11 }.since_start(&run, None).unwrap();
        let by_date = moment("2026-01-20 11:00").unwrap().since_start(&run, Some(first)).unwrap();
        assert_eq!(by_week, by_date);
        assert_eq!(show_moment(Time(by_week as u64), &run), "week 1 Tue 11:00");
        assert_eq!(moment("2026-01-04 23:00").unwrap().since_start(&run, Some(first)), Some(-3_600_000));
        assert_eq!(moment("2026-01-04 23:00").unwrap().since_start(&run, None), None);
    }
}

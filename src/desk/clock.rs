//! The service-hours clock: it runs only while the brand is published as open.

use super::shift::{Calendar, Window};
use crate::time::{MS_PER_DAY, MS_PER_MINUTE, Span, Time};

/// Kind of day beside the seven weekdays.
const HOLIDAY: usize = 7;

/// Opening hours over the whole horizon, for reading the service-hours clock in constant time.
///
/// Invariant: intervals are disjoint, ascending, and split at midnight.
#[derive(Clone, Debug)]
pub struct OpenHours {
    /// Open at every instant: the clock is wall time.
    always: bool,
    /// For each day (and one more) the index of its first interval.
    first: Vec<u32>,
    /// For each day (and one more) the time open before it.
    open_before: Vec<u64>,
    intervals: Vec<(u64, u64)>,
}

impl OpenHours {
    /// The union of the windows over `days` days.
    pub fn new(windows: &[Window], calendar: &Calendar, days: u32) -> OpenHours {
        let end = u64::from(days) * MS_PER_DAY;
        let of_kind: [Vec<(u32, u32)>; 8] = std::array::from_fn(|kind| minutes_open(windows, kind));
        let (mut intervals, mut reached) = (Vec::new(), 0);
        for day in 0..days {
            let kind = if calendar.is_holiday(day) { HOLIDAY } else { (day % 7) as usize };
            let at = |minute: u32| u64::from(day) * MS_PER_DAY + u64::from(minute) * MS_PER_MINUTE;
            for (from, to) in &of_kind[kind] {
                let to = at(*to).min(end);
                split_at_midnight(at(*from).max(reached), to, &mut intervals);
                reached = reached.max(to);
            }
        }
        let (mut first, mut open_before, mut open, mut at) = (Vec::new(), Vec::new(), 0, 0);
        for day in 0..=u64::from(days) {
            first.push(at as u32);
            open_before.push(open);
            while at < intervals.len() && intervals[at].0 < (day + 1) * MS_PER_DAY {
                open += intervals[at].1 - intervals[at].0;
                at += 1;
            }
        }
        OpenHours { always: open == end, first, open_before, intervals }
    }

    /// Time open since the start of the run; what lies beyond the horizon counts as closed.
    #[inline]
    pub fn read(&self, now: Time) -> Span {
        if self.always {
            return Span(now.0);
        }
        let day = (now.day() as usize).min(self.first.len() - 2);
        let mut open = self.open_before[day];
        for (from, to) in &self.intervals[self.first[day] as usize..self.first[day + 1] as usize] {
            open += now.0.min(*to).saturating_sub(*from);
        }
        Span(open)
    }

    /// Whether the clock runs at an instant.
    pub fn is_open(&self, now: Time) -> bool {
        self.between(now, now + Span(1)) > Span::ZERO
    }

    /// Time open between two instants.
    #[inline]
    pub fn between(&self, from: Time, to: Time) -> Span {
        Span(self.read(to).0 - self.read(from).0)
    }

    /// The first instant at which the clock has run for `span` since `from`; `NEVER` beyond the horizon.
    pub fn after(&self, from: Time, span: Span) -> Time {
        if self.always {
            return from + span;
        }
        let wanted = self.read(from).0 + span.0;
        let day = self.open_before.partition_point(|open| *open < wanted);
        if day == 0 || day == self.open_before.len() {
            return if day == 0 { from } else { Time::NEVER };
        }
        let mut left = wanted - self.open_before[day - 1];
        for (begin, end) in &self.intervals[self.first[day - 1] as usize..self.first[day] as usize] {
            if left <= end - begin {
                return Time((begin + left).max(from.0));
            }
            left -= end - begin;
        }
        Time::NEVER
    }
}

/// Reads the clock at instants that come in order of time, each in a few instructions.
#[derive(Clone, Debug)]
pub struct ClockHand {
    /// The reading at the last change, when that was, and whether the clock runs since.
    reading: u64,
    since: u64,
    runs: bool,
    /// When that changes, and the interval that begins or ends then.
    changes: u64,
    interval: usize,
}

impl ClockHand {
    /// At the start of the run.
    pub fn new(hours: &OpenHours) -> ClockHand {
        let first = hours.intervals.first().map_or(u64::MAX, |(from, _)| *from);
        let changes = if hours.always { u64::MAX } else { first };
        ClockHand { reading: 0, since: 0, runs: hours.always, changes, interval: 0 }
    }

    /// The same as [`OpenHours::read`]; `now` is not before the instants of earlier calls.
    #[inline(always)]
    pub fn read(&mut self, hours: &OpenHours, now: Time) -> Span {
        if now.0 >= self.changes {
            self.moves(hours, now.0);
        }
        Span(self.reading + if self.runs { now.0 - self.since } else { 0 })
    }

    /// How long the clock has run since an instant, which is not after `now`, up to now, which is not before the instants of
    /// earlier calls.
    #[inline(always)]
    pub fn since(&mut self, hours: &OpenHours, from: Time, now: Time) -> Span {
        let reading = self.read(hours, now);
        if from.0 >= self.since {
            return Span(if self.runs { now.0 - from.0 } else { 0 });
        }
        Span(reading.0 - self.read_back(hours, from.0))
    }

    /// The reading at an instant before the last change. It is seldom far back.
    #[inline(never)]
    fn read_back(&self, hours: &OpenHours, at: u64) -> u64 {
        let mut reading = self.reading;
        for (from, to) in hours.intervals[..self.interval].iter().rev() {
            if at >= *to {
                break;
            }
            if at >= *from {
                return reading - (to - at);
            }
            reading -= to - from;
        }
        reading
    }

    #[inline(never)]
    fn moves(&mut self, hours: &OpenHours, now: u64) {
        while now >= self.changes {
            self.reading += if self.runs { self.changes - self.since } else { 0 };
            (self.since, self.runs) = (self.changes, !self.runs);
            self.interval += usize::from(!self.runs);
            let next = hours.intervals.get(self.interval);
            self.changes = next.map_or(u64::MAX, |(from, to)| if self.runs { *to } else { *from });
        }
    }
}

/// Minutes that the windows of one kind of day cover, a weekday or [`HOLIDAY`]: ascending, disjoint.
fn minutes_open(windows: &[Window], kind: usize) -> Vec<(u32, u32)> {
    let applies = |window: &&Window| match kind {
        HOLIDAY => window.days.holidays,
        weekday => window.days.has_weekday(weekday as u32),
    };
    let mut raw: Vec<_> = windows.iter().filter(applies).map(|window| (window.from_minute, window.to_minute)).collect();
    raw.sort_unstable();
    let mut open: Vec<(u32, u32)> = Vec::new();
    for (from, to) in raw {
        match open.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => open.push((from, to)),
        }
    }
    open
}

fn split_at_midnight(mut from: u64, to: u64, intervals: &mut Vec<(u64, u64)>) {
    while from < to {
        let midnight = (from / MS_PER_DAY + 1) * MS_PER_DAY;
        intervals.push((from, to.min(midnight)));
        from = midnight;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Days;
    use crate::time::MS_PER_HOUR;

    fn at(day: u64, hour: u64, minute: u64) -> Time {
        Time(day * MS_PER_DAY + hour * MS_PER_HOUR + minute * MS_PER_MINUTE)
    }

    /// The fixed example of both clocks (VALIDATION, case 10).
    #[test]
    fn friday_1630_with_one_hour_is_due_monday_0930_in_service_hours() {
        let days = Days { weekdays: 0b1_1111, holidays: false };
        let windows = [Window { days, from_minute: 9 * 60, to_minute: 17 * 60 }];
        let clock = OpenHours::new(&windows, &Calendar::default(), 28);
        let hour = Span(MS_PER_HOUR);
        assert_eq!(clock.after(at(4, 16, 30), hour), at(7, 9, 30));
        assert_eq!(at(4, 16, 30) + hour, at(4, 17, 30));
        assert_eq!(clock.between(at(4, 16, 30), at(7, 9, 30)), hour);
        assert_eq!(clock.between(at(4, 20, 0), at(7, 3, 0)), Span::ZERO);
        assert!(clock.is_open(at(4, 9, 0)) && !clock.is_open(at(4, 17, 0)) && !clock.is_open(at(4, 8, 59)));
        let holiday = Calendar { start: None, holidays: vec![7] };
        assert_eq!(OpenHours::new(&windows, &holiday, 28).after(at(4, 16, 30), hour), at(8, 9, 30));
    }

    #[test]
    fn a_hand_shows_what_the_clock_reads() {
        let window = |days, from_minute, to_minute| Window { days, from_minute, to_minute };
        let office = Days { weekdays: 0b1_1111, holidays: false };
        let always = window(Days { weekdays: 0b111_1111, holidays: true }, 0, 1440);
        let split = vec![window(office, 9 * 60, 13 * 60), window(office, 15 * 60, 26 * 60)];
        for windows in [split, vec![always], vec![]] {
            let hours = OpenHours::new(&windows, &Calendar { start: None, holidays: vec![2] }, 14);
            let mut hand = ClockHand::new(&hours);
            let mut now = 0;
            // Steps of a millisecond to a day, across the end of the calendar.
            for step in (0..400u64).map(|n| 1 + n * n * n * 7 % 86_400_000) {
                now = (now + step).min(15 * MS_PER_DAY);
                assert_eq!(hand.read(&hours, Time(now)), hours.read(Time(now)), "{windows:?} at {now}");
            }
            let mut hand = ClockHand::new(&hours);
            for (day, hour) in (0..14).flat_map(|day| [(day, 0), (day, 9), (day, 13), (day, 15)]) {
                assert_eq!(
                    hand.read(&hours, at(day, hour, 0)),
                    hours.read(at(day, hour, 0)),
                    "{windows:?} {day} {hour}"
                );
            }
        }
    }

    /// Spans that begin at all kinds of instants before now, within the present stretch and many stretches back.
    #[test]
    fn the_hand_tells_how_long_it_ran_since_an_earlier_instant() {
        let office = Days { weekdays: 0b001_1111, holidays: false };
        let window = |days, from_minute, to_minute| Window { days, from_minute, to_minute };
        let split = vec![window(office, 9 * 60, 13 * 60), window(office, 15 * 60, 26 * 60)];
        for windows in [split, vec![Window::ALWAYS], vec![]] {
            let hours = OpenHours::new(&windows, &Calendar { start: None, holidays: vec![2] }, 14);
            let mut hand = ClockHand::new(&hours);
            for now in (0..15 * MS_PER_DAY).step_by(1_234_567) {
                for back in [0, 1, 3_600_000, 17_000_000, 90_000_000, 300_000_000, u64::MAX] {
                    let from = Time(now.saturating_sub(back));
                    let (found, asked) = (hand.since(&hours, from, Time(now)), hours.between(from, Time(now)));
                    assert_eq!(found, asked, "{windows:?} from {from:?} to {now}");
                }
            }
            // At the instants of the changes themselves.
            let mut hand = ClockHand::new(&hours);
            for (day, hour) in (0..14).flat_map(|day| [(day, 0), (day, 2), (day, 9), (day, 13), (day, 15)]) {
                let now = at(day, hour, 0);
                for from in (0..=day).flat_map(|day| [at(day, 0, 0), at(day, 2, 0), at(day, 9, 0)]) {
                    if from <= now {
                        assert_eq!(hand.since(&hours, from, now), hours.between(from, now), "{from:?} to {now:?}");
                    }
                }
            }
        }
    }

    #[test]
    fn overlapping_windows_across_midnight_count_once() {
        let night = Window { days: Days::DAILY, from_minute: 22 * 60, to_minute: 30 * 60 };
        let late = Window { days: Days::DAILY, from_minute: 20 * 60, to_minute: 24 * 60 };
        let clock = OpenHours::new(&[night, late], &Calendar::default(), 7);
        assert_eq!(clock.read(at(1, 0, 0)), Span(4 * MS_PER_HOUR));
        assert_eq!(clock.read(at(2, 0, 0)), Span(14 * MS_PER_HOUR));
        assert_eq!(clock.after(at(0, 23, 0), Span(8 * MS_PER_HOUR)), at(1, 21, 0));
        assert_eq!(clock.after(at(6, 23, 0), Span(8 * MS_PER_HOUR)), Time::NEVER);
    }

    #[test]
    fn a_window_belongs_to_the_day_it_begins_on_and_skips_holidays() {
        let night = Window { days: Days::DAILY, from_minute: 22 * 60, to_minute: 30 * 60 };
        let clock = OpenHours::new(&[night], &Calendar { start: None, holidays: vec![1] }, 7);
        assert_eq!(clock.between(at(0, 0, 0), at(1, 0, 0)), Span(2 * MS_PER_HOUR));
        assert_eq!(clock.between(at(1, 0, 0), at(2, 22, 0)), Span(6 * MS_PER_HOUR));
    }

    /// 20,000 windows over ten years: their union is what counts, in time and in memory.
    #[test]
    fn many_windows_are_their_union() {
        let days = Days { weekdays: 0b111_1111, holidays: false };
        let window = |i: u32| Window { days, from_minute: 480 + i % 700, to_minute: 481 + i % 700 + i % 20 };
        let windows: Vec<Window> = (0..20_000).map(window).collect();
        let clock = OpenHours::new(&windows, &Calendar { start: None, holidays: vec![1] }, 3650);
        assert_eq!(clock.intervals.len(), 3649);
        let open = Span(719 * MS_PER_MINUTE);
        assert_eq!(clock.between(at(2, 0, 0), at(3, 0, 0)), open);
        assert_eq!(clock.between(at(0, 0, 0), at(2, 0, 0)), open);
    }

    #[test]
    fn always_open_is_wall_time() {
        let clock = OpenHours::new(&[Window::ALWAYS], &Calendar { start: None, holidays: vec![3] }, 14);
        assert_eq!(clock.read(at(9, 3, 7)), Span(at(9, 3, 7).0));
        assert_eq!(clock.after(at(13, 20, 0), Span(6 * MS_PER_HOUR)), at(14, 2, 0));
    }
}

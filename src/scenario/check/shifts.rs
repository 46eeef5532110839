//! Shifts, breaks and the hours they cover.

use super::Context;
use crate::desk::{Days, WeekCover, Window};
use crate::scenario::convert::is_data_file;
use crate::scenario::hours::{shift, show_window};
use crate::scenario::problem::{Problem, What};
use crate::scenario::tree::Node;
use std::collections::{BTreeMap, HashSet};

const DAY: u32 = 1440;
const WEEK: u32 = 7 * DAY;

pub fn somebody_on_duty(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let teams = &context.scenario.teams;
    for (i, team) in teams.iter().enumerate().filter(|(_, t)| t.rota.is_empty()) {
        let place = context.place("desk.team", i, "shifts");
        problems.push(Problem::error(place, format!("desk.team.{}.shifts", team.name), What::NoShifts));
    }
    let works = |w: &Window| w.days.weekdays != 0 || w.days.holidays;
    let anybody = teams.iter().flat_map(|t| &t.rota).any(|s| s.agents > 0 && works(&s.window));
    if !anybody && teams.iter().all(|t| !t.rota.is_empty()) {
        problems.push(Problem::error(context.place("desk.team", 0, "agents"), "desk.team", What::NobodyEverOnDuty));
    }
}

/// The same positions cannot work two of their shifts at once; rows of a roster, and shifts with agents of their own, are
/// distinct people.
pub fn overlaps(context: &Context<'_>, problems: &mut Vec<Problem>) {
    for (i, team) in context.scenario.teams.iter().enumerate() {
        let node = context.value("desk.team", i, "shifts");
        if node.is_none_or(|n| n.as_text().is_some_and(is_data_file)) {
            continue;
        }
        if node.is_some_and(|n| texts(n).any(|text| shift(text).is_ok_and(|(_, agents)| agents.is_some()))) {
            continue;
        }
        let windows: Vec<Window> = team.rota.iter().map(|s| s.window).collect();
        for (first, second, day) in overlapping(&windows) {
            let place = node.and_then(|n| n.as_list()).and_then(|l| l.get(second)).or(node).and_then(|n| n.place);
            let (first, second) = (show_window(&windows[first]), show_window(&windows[second]));
            let path = format!("desk.team.{}.shifts", team.name);
            problems.push(Problem::error(place, path, What::ShiftsOverlap { first, second, day }));
        }
    }
}

/// A text, or those of a list.
fn texts(node: &Node) -> impl Iterator<Item = &str> {
    node.as_list().unwrap_or(std::slice::from_ref(node)).iter().filter_map(Node::as_text)
}

/// Pairs of windows that overlap (lower index first), each once, with a weekday on which they do (7: holidays).
fn overlapping(windows: &[Window]) -> Vec<(usize, usize, u32)> {
    let mut occurrences: Vec<(u32, u32, usize)> = Vec::new();
    for (i, window) in windows.iter().enumerate() {
        for day in (0..7).filter(|d| window.days.has_weekday(*d)) {
            let (from, to) = (day * DAY + window.from_minute, day * DAY + window.to_minute);
            occurrences.push((from, to, i));
            if to > WEEK {
                // What goes on into Monday meets the shifts of Monday.
                occurrences.push((0, to - WEEK, i));
            }
        }
        if window.days.holidays {
            let holiday = 10 * WEEK;
            occurrences.push((holiday + window.from_minute, holiday + window.to_minute, i));
        }
    }
    occurrences.sort_unstable();
    let mut seen = HashSet::new();
    let mut pairs = Vec::new();
    let mut open: Option<(u32, usize)> = None;
    for (from, to, i) in occurrences {
        match open {
            Some((end, other)) if from < end => {
                let pair = (i.min(other), i.max(other));
                if seen.insert(pair) {
                    pairs.push((pair.0, pair.1, (from / DAY).min(7)));
                }
                open = Some(if to > end { (to, i) } else { (end, other) });
            }
            _ => open = Some((to, i)),
        }
    }
    pairs
}

/// A break fits into its shift, and into half of it where a team must never leave all at once.
pub fn breaks(context: &Context<'_>, problems: &mut Vec<Problem>) {
    for (i, team) in context.scenario.teams.iter().enumerate() {
        let Some(pause) = team.pause else { continue };
        let table = context.value("desk.team", i, "break").and_then(|n| n.as_table());
        let place = table.and_then(|t| t.get("length")).and_then(|n| n.place);
        let path = format!("desk.team.{}.break.length", team.name);
        let break_minutes = pause.length.minutes();
        let length = |w: &Window| w.to_minute - w.from_minute;
        let due = team.rota.iter().filter(|s| f64::from(length(&s.window)) > pause.after.minutes());
        let shortest = due.clone().min_by_key(|s| (length(&s.window), u32::MAX - s.agents));
        let Some(shift) = shortest else {
            let longest_minutes = team.rota.iter().map(|s| length(&s.window)).max().unwrap_or_default();
            problems.push(Problem::warning(place, path, What::BreakNeverDue { longest_minutes }));
            continue;
        };
        let shift_minutes = length(&shift.window);
        let whole = break_minutes >= f64::from(shift_minutes);
        let half = shift.agents >= 2 && 2.0 * break_minutes >= f64::from(shift_minutes);
        if whole || half {
            let what = What::BreakTooLong { shift_minutes, break_minutes, half: !whole };
            problems.push(Problem::error(place, path, what));
        }
    }
}

/// Minutes of the week, and of a holiday behind them.
pub(super) struct Week(Vec<bool>);

impl Week {
    fn of<'w>(windows: impl Iterator<Item = &'w Window>) -> Week {
        let mut minutes = vec![false; (WEEK + DAY) as usize];
        for window in windows {
            for day in (0..7).filter(|d| window.days.has_weekday(*d)) {
                for minute in window.from_minute..window.to_minute {
                    minutes[((day * DAY + minute) % WEEK) as usize] = true;
                }
            }
            if window.days.holidays {
                for minute in window.from_minute..window.to_minute.min(DAY) {
                    minutes[(WEEK + minute) as usize] = true;
                }
            }
        }
        Week(minutes)
    }

    /// The minutes of an ordinary week; no holiday.
    pub(super) fn ordinary(cover: &WeekCover) -> Week {
        let mut minutes = vec![false; WEEK as usize];
        for (from, to) in cover.intervals() {
            minutes[*from as usize..*to as usize].fill(true);
        }
        Week(minutes)
    }

    /// Minutes of this one that are not in the other.
    fn without(&self, other: &Week) -> Week {
        Week(self.0.iter().zip(&other.0).map(|(a, b)| *a && !b).collect())
    }

    /// Hours a week, holidays apart.
    pub(super) fn hours(&self) -> f64 {
        self.0[..WEEK as usize].iter().filter(|m| **m).count() as f64 / 60.0
    }

    /// The windows that make it up, days with the same hours together.
    pub(super) fn show(&self) -> String {
        let mut by_hours: BTreeMap<(u32, u32), Days> = BTreeMap::new();
        for (day, minutes) in self.0.chunks(DAY as usize).enumerate() {
            let mut from = None;
            for minute in 0..=DAY {
                match (from, minutes.get(minute as usize).copied().unwrap_or(false)) {
                    (None, true) => from = Some(minute),
                    (Some(start), false) => {
                        let days = by_hours.entry((start, minute)).or_default();
                        if day < 7 {
                            days.weekdays |= 1 << day
                        } else {
                            days.holidays = true
                        }
                        from = None;
                    }
                    _ => {}
                }
            }
        }
        const SHOWN: usize = 4;
        let window = |(&(from_minute, to_minute), &days): (&(u32, u32), &Days)| Window { days, from_minute, to_minute };
        let mut shown: Vec<String> = by_hours.iter().take(SHOWN).map(|w| show_window(&window(w))).collect();
        if by_hours.len() > SHOWN {
            shown.push("…".to_owned());
        }
        shown.join("; ")
    }
}

/// What is published and what is covered should be the same hours.
pub fn service_hours(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    if scenario.service_hours.is_empty() {
        return;
    }
    let place = context.single("desk", "service_hours").and_then(|n| n.place);
    let on_duty = scenario.teams.iter().flat_map(|t| &t.rota).filter(|s| s.agents > 0);
    let mut covered = Week::of(on_duty.map(|s| &s.window));
    let mut published = Week::of(scenario.service_hours.iter());
    if scenario.calendar.holidays.is_empty() {
        covered.0.truncate(WEEK as usize);
        published.0.truncate(WEEK as usize);
    }
    let mut tell = |minutes: Week, what: fn(f64, String) -> What| {
        if minutes.0.contains(&true) {
            let what = what(minutes.hours(), minutes.show());
            problems.push(Problem::warning(place, "desk.service_hours", what));
        }
    };
    tell(published.without(&covered), |hours_per_week, windows| What::ServiceUncovered { hours_per_week, windows });
    tell(covered.without(&published), |hours_per_week, windows| What::CoverageOutside { hours_per_week, windows });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::hours::window;

    fn pairs(texts: &[&str]) -> Vec<(usize, usize, u32)> {
        overlapping(&texts.iter().map(|t| window(t).unwrap()).collect::<Vec<_>>())
    }

    #[test]
    fn overlaps_are_found_across_midnight_and_across_sunday() {
        assert_eq!(pairs(&["Mon-Fri 08:00-16:00", "Mon-Fri 16:00-20:00"]), []);
        assert_eq!(pairs(&["Mon-Fri 08:00-16:00", "Wed-Sun 15:00-20:00"]), [(0, 1, 2)]);
        assert_eq!(pairs(&["daily 22:00-06:00", "daily 06:00-22:00"]), []);
        assert_eq!(pairs(&["Sun 22:00-06:00", "Mon 05:00-09:00"]), [(0, 1, 0)]);
        assert_eq!(pairs(&["hol 08:00-16:00", "Mon,hol 15:00-20:00"]), [(0, 1, 7)]);
        assert_eq!(pairs(&["Mon 08:00-20:00", "Mon 09:00-10:00", "Mon 11:00-12:00"]).len(), 2);
    }

    #[test]
    fn minutes_are_shown_as_windows() {
        let a = [window("daily 08:00-20:00").unwrap()];
        let b = [window("Mon-Fri 09:00-20:00").unwrap()];
        let rest = Week::of(a.iter()).without(&Week::of(b.iter()));
        assert_eq!((rest.hours(), rest.show().as_str()), (29.0, "Mon-Fri 08:00-09:00; Sat-Sun 08:00-20:00"));
    }
}

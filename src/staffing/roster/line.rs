//! The best legal week that one person can have of the shifts that are left.

use super::week::{Week, days_in_a_row};
use crate::desk::week::MINUTES_PER_WEEK;

/// Worth of two shifts in a row at the same time of day: people like their weeks regular.
const REGULAR: u64 = 24;
const MOST_DAYS: usize = 7;

/// The best way to end with a duty as the n-th of a line.
#[derive(Clone, Copy)]
struct Label {
    value: u64,
    paid_minutes: u32,
    nights: u32,
    days: u8,
    /// Place of the duty before in the unrolled week; that of the duty itself where it is the first.
    before: u16,
}

/// The best that was found: its value, and the place and number of its last duty.
type Best = Option<(u64, Vec<usize>)>;

/// A duty in the first or the second of two weeks.
#[derive(Clone, Copy)]
struct Stop {
    duty: usize,
    begins: u32,
    ends: u32,
}

impl Week<'_> {
    /// The legal line of greatest value among the duties of which some are left; ascending. `None` if there is none.
    ///
    /// A line has its longest free time somewhere: it is made from the duty after that on, and ends so early that the free
    /// time is long enough. Of the ways to end with a duty as the n-th of a line only the best is kept, so that rules on
    /// sums (hours, nights) may hide a better line; what is found is always legal.
    pub fn best_line(&self, left: &[u32], value: &[u64]) -> Option<Vec<usize>> {
        let active = (0..self.duties.len()).filter(|duty| left[*duty] > 0);
        let stop = |duty: usize| Stop { duty, begins: self.duties[duty].begins, ends: self.duties[duty].ends };
        let mut stops: Vec<Stop> = active.map(stop).collect();
        let once = stops.len();
        let later = |stop: &Stop| Stop {
            begins: stop.begins + MINUTES_PER_WEEK,
            ends: stop.ends + MINUTES_PER_WEEK,
            duty: stop.duty,
        };
        stops.extend(stops.clone().iter().map(later));
        let free = self.rules.weekly_rest_minutes.max(self.rules.rest_minutes);
        let mut best: Best = None;
        let mut labels = Vec::new();
        for anchor in 0..once {
            let last_end = (stops[anchor].begins + MINUTES_PER_WEEK).saturating_sub(free);
            let week = &stops[anchor..anchor + once];
            let within = week.partition_point(|stop| stop.begins < last_end);
            self.from(&week[..within], last_end, value, &mut labels, &mut best);
        }
        best.map(|(_, mut line)| {
            line.sort_unstable();
            line
        })
    }

    /// Lines that begin with the first of some stops and end at an instant or before.
    fn from(
        &self,
        stops: &[Stop],
        last_end: u32,
        value: &[u64],
        labels: &mut Vec<[Option<Label>; MOST_DAYS]>,
        best: &mut Best,
    ) {
        let Some(first) = stops.first().filter(|stop| stop.ends <= last_end) else { return };
        let most_shifts = (self.rules.days_per_week as usize).min(MOST_DAYS);
        labels.clear();
        labels.resize(stops.len(), [None; MOST_DAYS]);
        let duty = &self.duties[first.duty];
        labels[0][0] = Some(Label {
            value: value[first.duty],
            paid_minutes: duty.paid_minutes,
            nights: u32::from(duty.night),
            days: 1 << duty.weekday(),
            before: 0,
        });
        for (place, stop) in stops.iter().enumerate() {
            let rested = stops.partition_point(|next| next.begins < stop.ends + self.rules.rest_minutes);
            for shifts in 0..most_shifts {
                let Some(label) = labels[place][shifts] else { continue };
                if self.closes(&label, shifts + 1) && best.as_ref().is_none_or(|(value, _)| label.value > *value) {
                    *best = Some((label.value, traced(labels, place, shifts, stops)));
                }
                if shifts + 1 == most_shifts {
                    continue;
                }
                let from = rested.max(place + 1);
                for (next, after) in stops.iter().enumerate().skip(from).filter(|(_, after)| after.ends <= last_end) {
                    let regular = (after.begins - stop.begins) % 1440 == 0;
                    let reached = self.extended(&label, after.duty, value[after.duty], regular, place);
                    let slot = &mut labels[next][shifts + 1];
                    if let Some(label) = reached.filter(|new| slot.is_none_or(|old| new.value > old.value)) {
                        *slot = Some(label);
                    }
                }
            }
        }
    }

    fn extended(&self, label: &Label, next: usize, value: u64, regular: bool, place: usize) -> Option<Label> {
        let (rules, duty) = (self.rules, &self.duties[next]);
        let longer = Label {
            value: label.value + value + if regular { REGULAR } else { 0 },
            paid_minutes: label.paid_minutes + duty.paid_minutes,
            nights: label.nights + u32::from(duty.night),
            days: label.days | 1 << duty.weekday(),
            before: place as u16,
        };
        let legal = longer.days != label.days
            && longer.paid_minutes <= rules.longest_contract_minutes()
            && longer.nights <= rules.most_nights(rules.days_per_week)
            && days_in_a_row(longer.days) <= rules.consecutive_days;
        legal.then_some(longer)
    }

    /// Whether a line may end here; its other rules held on the way.
    fn closes(&self, label: &Label, shifts: usize) -> bool {
        label.paid_minutes <= self.rules.longest_contract_minutes()
            && label.nights <= self.rules.most_nights(shifts as u32)
            && days_in_a_row(label.days) <= self.rules.consecutive_days
    }
}

/// The duties of a line from its last.
fn traced(labels: &[[Option<Label>; MOST_DAYS]], mut place: usize, mut shifts: usize, stops: &[Stop]) -> Vec<usize> {
    let mut line = vec![stops[place].duty];
    while let Some(label) = labels[place][shifts].filter(|_| shifts > 0) {
        place = usize::from(label.before);
        shifts -= 1;
        line.push(stops[place].duty);
    }
    line
}

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

impl Week<'_> {
    /// The legal line of greatest value among the duties of which some are left; ascending. `None` if there is none.
    ///
    /// A line has its longest free time somewhere: it is made from the duty after that on, and ends so early that the free
    /// time is long enough. Of the ways to end with a duty as the n-th of a line only the best is kept, so that rules on
    /// sums (hours, nights) may hide a better line; what is found is always legal.
    pub fn best_line(&self, left: &[u32], value: &[u64]) -> Option<Vec<usize>> {
        let active: Vec<usize> = (0..self.duties.len()).filter(|duty| left[*duty] > 0).collect();
        let mut best: Best = None;
        let mut labels = Vec::new();
        for anchor in 0..active.len() {
            self.from(anchor, &active, value, &mut labels, &mut best);
        }
        best.map(|(_, mut line)| {
            line.sort_unstable();
            line
        })
    }

    /// Lines that begin with one duty.
    fn from(
        &self,
        anchor: usize,
        active: &[usize],
        value: &[u64],
        labels: &mut Vec<[Option<Label>; MOST_DAYS]>,
        best: &mut Best,
    ) {
        let rules = self.rules;
        let most_shifts = (rules.days_per_week as usize).min(MOST_DAYS);
        let duty_at = |place: usize| active[(anchor + place) % active.len()];
        let begins = |place: usize| {
            let next_week = if anchor + place >= active.len() { MINUTES_PER_WEEK } else { 0 };
            self.duties[duty_at(place)].begins + next_week
        };
        let length = |place: usize| self.duties[duty_at(place)].ends - self.duties[duty_at(place)].begins;
        let free = rules.weekly_rest_minutes.max(rules.rest_minutes);
        let last_end = (begins(0) + MINUTES_PER_WEEK).saturating_sub(free);
        let places = (0..active.len()).take_while(|place| begins(*place) < last_end).count();
        labels.clear();
        labels.resize(places, [None; MOST_DAYS]);
        if places == 0 || begins(0) + length(0) > last_end {
            return;
        }
        let first = &self.duties[duty_at(0)];
        labels[0][0] = Some(Label {
            value: value[duty_at(0)],
            paid_minutes: first.paid_minutes,
            nights: u32::from(first.night),
            days: 1 << first.weekday(),
            before: 0,
        });
        for place in 0..places {
            for shifts in 0..most_shifts {
                let Some(label) = labels[place][shifts] else { continue };
                if self.closes(&label, shifts + 1) && best.as_ref().is_none_or(|(value, _)| label.value > *value) {
                    *best = Some((label.value, traced(labels, place, shifts, duty_at)));
                }
                if shifts + 1 == most_shifts {
                    continue;
                }
                let earliest = begins(place) + length(place) + rules.rest_minutes;
                for next in place + 1..places {
                    if begins(next) >= earliest && begins(next) + length(next) <= last_end {
                        let regular = begins(next) % 1440 == begins(place) % 1440;
                        let reached = self.extended(&label, duty_at(next), value[duty_at(next)], regular, place);
                        let slot = &mut labels[next][shifts + 1];
                        if let Some(label) = reached.filter(|new| slot.is_none_or(|old| new.value > old.value)) {
                            *slot = Some(label);
                        }
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
fn traced(
    labels: &[[Option<Label>; MOST_DAYS]],
    mut place: usize,
    mut shifts: usize,
    duty_at: impl Fn(usize) -> usize,
) -> Vec<usize> {
    let mut line = vec![duty_at(place)];
    while shifts > 0 {
        let Some(label) = labels[place][shifts] else { break };
        place = usize::from(label.before);
        shifts -= 1;
        line.push(duty_at(place));
    }
    line
}

//! The shifts of one team in the circle of the week, what a line of them must keep, and how many people they take at least.

use crate::desk::LabourRules;
use crate::desk::week::MINUTES_PER_WEEK;

/// A manned shift.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Duty {
    pub candidate: usize,
    /// Minutes of the week; the end may lie in the next.
    pub begins: u32,
    pub ends: u32,
    pub paid_minutes: u32,
    pub night: bool,
    /// Positions.
    pub count: u32,
}

impl Duty {
    pub fn weekday(&self) -> u32 {
        self.begins / 1440
    }

    pub fn is_legal_alone(&self, rules: &LabourRules) -> bool {
        let rest = rules.weekly_rest_minutes.max(rules.rest_minutes);
        self.paid_minutes <= rules.longest_contract_minutes()
            && self.ends - self.begins + rest <= MINUTES_PER_WEEK
            && u32::from(self.night) <= rules.most_nights(1)
    }
}

/// What makes the bound on the people as large as it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Binding {
    /// The shifts of a clique, by its number.
    Clique(usize),
    Days,
    Contracts,
}

/// Duties of which a person can have only one.
pub struct Clique {
    pub duties: Vec<usize>,
    /// Begin and length of the time in which they begin, in minutes of the week.
    pub hours: (u32, u32),
}

/// Invariant: duties ascend by their beginning.
pub struct Week<'r> {
    pub rules: &'r LabourRules,
    pub duties: Vec<Duty>,
    /// Of the duties that begin on a day; and, for each duty, of those that begin with it or after it by less than a shift
    /// and a rest.
    pub cliques: Vec<Clique>,
}

impl<'r> Week<'r> {
    pub fn new(rules: &'r LabourRules, duties: Vec<Duty>) -> Week<'r> {
        let shortest = duties.iter().map(|duty| duty.ends - duty.begins).min().unwrap_or_default();
        let clique = |begins: u32, minutes: u32| {
            let after = |duty: &Duty| (duty.begins + MINUTES_PER_WEEK - begins) % MINUTES_PER_WEEK;
            let within = (0..duties.len()).filter(|number| after(&duties[*number]) < minutes).collect();
            Clique { duties: within, hours: (begins, minutes) }
        };
        let mut begins: Vec<u32> = duties.iter().map(|duty| duty.begins).collect();
        begins.dedup();
        let by_rest = begins.iter().map(|begins| clique(*begins, shortest + rules.rest_minutes));
        let cliques = (0..7).map(|day| clique(day * 1440, 1440)).chain(by_rest).collect();
        Week { rules, duties, cliques }
    }

    /// No legal roster of the shifts left has fewer people, and why.
    pub fn bound(&self, left: &[u32]) -> (u32, Option<Binding>) {
        let shifts: u32 = left.iter().sum();
        let paid: u64 = self.duties.iter().zip(left).map(|(d, n)| u64::from(d.paid_minutes) * u64::from(*n)).sum();
        let contract = u64::from(self.rules.longest_contract_minutes()).max(1);
        let by_days = shifts.div_ceil(self.rules.days_per_week.max(1));
        let by_contracts = paid.div_ceil(contract) as u32;
        let cliques = self.clique_sums(left);
        let largest = (0..cliques.len()).max_by_key(|clique| (cliques[*clique], usize::MAX - clique));
        let mut bound = (by_days, (shifts > 0).then_some(Binding::Days));
        if by_contracts > bound.0 {
            bound = (by_contracts, Some(Binding::Contracts));
        }
        match largest {
            Some(clique) if cliques[clique] > bound.0 => (cliques[clique], Some(Binding::Clique(clique))),
            _ => bound,
        }
    }

    /// Shifts left of each clique.
    pub fn clique_sums(&self, left: &[u32]) -> Vec<u32> {
        self.cliques.iter().map(|clique| clique.duties.iter().map(|duty| left[*duty]).sum()).collect()
    }

    /// Whether duties in ascending order may be the week of a person.
    pub fn is_legal(&self, line: &[usize]) -> bool {
        let rules = self.rules;
        let duty = |number: &usize| &self.duties[*number];
        let mut days = 0u8;
        let (mut paid, mut nights, mut longest_gap) = (0, 0, 0);
        for (at, number) in line.iter().enumerate() {
            let this = duty(number);
            let next = duty(&line[(at + 1) % line.len()]).begins;
            let next = if at + 1 == line.len() { next + MINUTES_PER_WEEK } else { next };
            if days & 1 << this.weekday() != 0 || next < this.ends + rules.rest_minutes {
                return false;
            }
            longest_gap = longest_gap.max(next - this.ends);
            days |= 1 << this.weekday();
            paid += this.paid_minutes;
            nights += u32::from(this.night);
        }
        line.len() as u32 <= rules.days_per_week
            && (line.is_empty() || longest_gap >= rules.weekly_rest_minutes)
            && paid <= rules.longest_contract_minutes()
            && nights <= rules.most_nights(line.len() as u32)
            && days_in_a_row(days) <= rules.consecutive_days
    }
}

/// Longest run of days, bit 0 Monday, in a week that follows itself.
pub fn days_in_a_row(days: u8) -> u32 {
    if days & 0x7f == 0x7f {
        return 7;
    }
    let two_weeks = u32::from(days) << 7 | u32::from(days);
    let mut run = two_weeks;
    let mut longest = 0;
    while run != 0 {
        run &= run << 1;
        longest += 1;
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_days_go_on_over_sunday() {
        for (days, run) in [(0, 0), (0b1, 1), (0b001_1111, 5), (0b110_0011, 4), (0b111_1111, 7), (0b101_0101, 2)] {
            assert_eq!(days_in_a_row(days), run, "{days:b}");
        }
    }
}

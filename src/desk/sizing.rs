//! What finding shifts may choose from: the catalogue of shifts, labour rules, least presence, limits of teams.

use super::contact::Channel;
use super::shift::{Break, Window};
use super::team::{Skills, Team};
use super::week::WeekCover;
use super::{Costs, Scenario};
use crate::time::Span;

/// Minutes of night work that make a shift a night shift. Assumption: the labour rule of Spain, three hours.
pub const NIGHT_SHIFT_MINUTES: u32 = 180;
/// When it is night where no premium says so.
const NIGHT: (u32, u32) = (22 * 60, 30 * 60);

/// Everything that `[sizing]` says, with its defaults.
#[derive(Clone, PartialEq, Debug)]
pub struct Sizing {
    /// Where shifts may lie; empty means those of the patterns, or the hours served.
    pub hours: Vec<Window>,
    /// In which nobody works, whatever else is said.
    pub closed: Vec<Window>,
    /// In which at least one agent is present.
    pub covered: Vec<Window>,
    pub catalogue: ShiftCatalogue,
    /// The break of every shift; `None` means that of each team.
    pub pause: Option<Break>,
    pub labour: LabourRules,
    pub presence: Vec<Presence>,
    /// Of the teams that have limits.
    pub teams: Vec<TeamLimit>,
}

/// Which shifts there are.
#[derive(Clone, PartialEq, Debug)]
pub enum ShiftCatalogue {
    Patterns(Vec<ShiftPattern>),
    Rules(StartRules),
}

/// Shifts of a name, one on each day of each window.
#[derive(Clone, PartialEq, Debug)]
pub struct ShiftPattern {
    pub name: String,
    pub hours: Vec<Window>,
}

/// Shifts of some lengths that begin at regular times.
#[derive(Clone, PartialEq, Debug)]
pub struct StartRules {
    /// Minutes after midnight between which shifts begin, both included; over midnight where the latest is below the
    /// earliest.
    pub earliest_minute: u32,
    pub latest_minute: u32,
    /// Between one beginning and the next, counted from the beginning of each stretch of hours; above 0.
    pub step_minutes: u32,
    /// Ascending, distinct, from 1 to 1,440 each.
    pub lengths_minutes: Vec<u32>,
}

impl StartRules {
    pub fn may_begin(&self, minute_of_day: u32) -> bool {
        let (after, before) = (minute_of_day >= self.earliest_minute, minute_of_day <= self.latest_minute);
        if self.earliest_minute <= self.latest_minute { after && before } else { after || before }
    }
}

/// What the week of one person must keep. The same week comes again and again, so what holds between Sunday and Monday
/// holds like between any two days. A day worked is one on which a shift begins.
#[derive(Clone, PartialEq, Debug)]
pub struct LabourRules {
    pub days_per_week: u32,
    /// Most days in a row; 7 means any number.
    pub consecutive_days: u32,
    /// From the end of a shift to the beginning of the next.
    pub rest_minutes: u32,
    /// Free time without interruption, once a week.
    pub weekly_rest_minutes: u32,
    /// Paid minutes a week that contracts allow: descending, distinct, at least one.
    pub contracts_minutes: Vec<u32>,
    /// Share of a person's shifts that may be night shifts.
    pub night_share: f64,
    /// Minutes after midnight between which it is night; `to` is above `from`, and above 1,440 on the next day.
    pub night: (u32, u32),
}

impl LabourRules {
    /// Paid minutes of the largest contract.
    pub fn longest_contract_minutes(&self) -> u32 {
        self.contracts_minutes.first().copied().unwrap_or_default()
    }

    /// Night shifts that somebody with so many shifts may have among them.
    pub fn most_nights(&self, shifts: u32) -> u32 {
        // A share such as 0.6 is a little off in binary; three of five are meant to be allowed.
        (self.night_share * f64::from(shifts) + 1e-9).floor() as u32
    }

    /// The smallest contract that holds so many paid minutes; `None` if no contract does.
    pub fn contract_for(&self, paid_minutes: u32) -> Option<u32> {
        self.contracts_minutes.iter().rev().copied().find(|contract| *contract >= paid_minutes)
    }

    /// Whether a shift that begins at a minute of the day and lasts so long is a night shift.
    pub fn is_night(&self, start_minute: u32, length_minutes: u32) -> bool {
        let (from, to) = self.night;
        let shift_end = start_minute + length_minutes;
        // The night that began the day before, that of this day, and that of the next.
        let within: u32 = [(from + 1440, to + 1440), (from, to), (from.saturating_sub(1440), to.saturating_sub(1440))]
            .into_iter()
            .map(|(from, to)| to.min(shift_end).saturating_sub(from.max(start_minute)))
            .sum();
        within >= NIGHT_SHIFT_MINUTES
    }
}

/// When it is night by the premium of the costs, or by law.
pub fn night_hours(costs: &Costs) -> (u32, u32) {
    costs.night.map_or(NIGHT, |night| (night.from_minute, night.to_minute))
}

/// At least so many agents who may take all that is named.
#[derive(Clone, PartialEq, Debug)]
pub struct Presence {
    pub name: String,
    /// Empty means all hours in which shifts may lie.
    pub hours: Vec<Window>,
    pub agents: u32,
    /// What each of them must be able to take; `None` means nothing in particular.
    pub skills: Skills,
}

/// Limits of the team of that name.
#[derive(Clone, PartialEq, Debug)]
pub struct TeamLimit {
    pub name: String,
    /// Where its shifts may lie; empty means where all may.
    pub hours: Vec<Window>,
    /// Positions on duty at once, in all of its hours.
    pub least: u32,
    /// Positions on duty at once.
    pub most: Option<u32>,
    /// People on its roster.
    pub most_people: Option<u32>,
}

impl Presence {
    /// Whether an agent of the team counts: he or she may take everything that is named.
    pub fn counts(&self, team: &Team) -> bool {
        fn all<T: PartialEq>(named: Option<&Vec<T>>, taken: Option<&Vec<T>>) -> bool {
            named.is_none_or(|named| taken.is_none_or(|taken| named.iter().all(|name| taken.contains(name))))
        }
        let (named, taken) = (&self.skills, &team.skills);
        // A team that serves mentions reads the indirect ones too.
        let serves = |channel: &Channel| {
            let indirect = *channel == Channel::Indirect;
            taken.channels.as_ref().is_none_or(|c| c.contains(channel) || indirect && c.contains(&Channel::Mention))
        };
        all(named.languages.as_ref(), taken.languages.as_ref())
            && all(named.contacts.as_ref(), taken.contacts.as_ref())
            && all(named.brands.as_ref(), taken.brands.as_ref())
            && named.channels.iter().flatten().all(serves)
    }
}

impl Scenario {
    /// The minutes of the ordinary week in which shifts may lie.
    pub fn sizing_hours(&self) -> WeekCover {
        let hours = match (self.sizing.hours.as_slice(), &self.sizing.catalogue) {
            ([], ShiftCatalogue::Patterns(patterns)) => {
                WeekCover::of(patterns.iter().flat_map(|pattern| &pattern.hours).copied())
            }
            ([], ShiftCatalogue::Rules(_)) => self.served(),
            (hours, _) => WeekCover::of(hours.iter().copied()),
        };
        hours.minus(&WeekCover::of(self.sizing.closed.iter().copied()))
    }

    /// The minutes in which shifts of a team may lie.
    pub fn sizing_hours_of(&self, team: &Team) -> WeekCover {
        match self.sizing.limit_of(&team.name).map(|limit| limit.hours.as_slice()) {
            None | Some([]) => self.sizing_hours(),
            Some(hours) => {
                let elsewhere = WeekCover::always().minus(&WeekCover::of(hours.iter().copied()));
                self.sizing_hours().minus(&elsewhere)
            }
        }
    }
}

impl Sizing {
    pub fn limit_of(&self, team: &str) -> Option<&TeamLimit> {
        self.teams.iter().find(|limit| limit.name == team)
    }

    /// The break of a team's shifts; one of no length is none.
    pub fn pause_of(&self, team: &Team) -> Option<Break> {
        self.pause.or(team.pause).filter(|pause| pause.length > Span::ZERO)
    }
}

impl Sizing {
    /// Paid minutes of a shift of a team: its length without an unpaid break.
    pub fn paid_minutes(&self, team: &Team, length_minutes: u32) -> u32 {
        let unpaid = self.pause_of(team).filter(|pause| {
            let length = f64::from(length_minutes);
            !pause.paid && length > pause.after.minutes() && pause.length.minutes() < length
        });
        length_minutes - unpaid.map_or(0, |pause| pause.length.minutes().round() as u32)
    }
}

impl Default for Sizing {
    /// What applies where a file says nothing: shifts of eight hours on every full hour, the labour rules of Spain.
    fn default() -> Sizing {
        Sizing {
            hours: Vec::new(),
            closed: Vec::new(),
            covered: Vec::new(),
            catalogue: ShiftCatalogue::Rules(StartRules {
                earliest_minute: 0,
                latest_minute: 1440,
                step_minutes: 60,
                lengths_minutes: vec![480],
            }),
            pause: None,
            labour: LabourRules {
                days_per_week: 5,
                consecutive_days: 6,
                rest_minutes: 720,
                weekly_rest_minutes: 2160,
                contracts_minutes: vec![2400],
                night_share: 1.0,
                night: NIGHT,
            },
            presence: Vec::new(),
            teams: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(night: (u32, u32)) -> LabourRules {
        LabourRules { contracts_minutes: vec![2400, 1200], night, ..Sizing::default().labour }
    }

    #[test]
    fn three_hours_of_night_make_a_night_shift() {
        let rules = rules(NIGHT);
        assert!(rules.is_night(22 * 60, 480) && rules.is_night(18 * 60, 480 - 60) && rules.is_night(0, 480));
        assert!(rules.is_night(17 * 60, 480) && !rules.is_night(17 * 60 - 1, 480));
        assert!(rules.is_night(3 * 60, 480) && !rules.is_night(3 * 60 + 1, 480));
        assert!(!rules.is_night(8 * 60, 480) && !rules.is_night(22 * 60, 179));
        // Two hours of the morning and two of the next night.
        assert!(rules.is_night(4 * 60, 20 * 60));
    }

    #[test]
    fn the_smallest_contract_that_holds_the_hours() {
        let rules = rules(NIGHT);
        assert_eq!(
            [0, 1200, 1201, 2400, 2401].map(|m| rules.contract_for(m)),
            [Some(1200), Some(1200), Some(2400), Some(2400), None]
        );
    }

    #[test]
    fn beginnings_may_go_over_midnight() {
        let rules = |earliest_minute, latest_minute| StartRules {
            earliest_minute,
            latest_minute,
            step_minutes: 60,
            lengths_minutes: vec![480],
        };
        assert!([360, 1320].iter().all(|m| rules(360, 1320).may_begin(*m)) && !rules(360, 1320).may_begin(1321));
        assert!([1320, 0, 120].iter().all(|m| rules(1320, 120).may_begin(*m)) && !rules(1320, 120).may_begin(121));
    }
}

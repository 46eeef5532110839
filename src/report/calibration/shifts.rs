//! The spells in which a desk answers, as the shifts of the scenario.

use crate::calibrate::Spell;
use crate::desk::Days;
use crate::scenario::limits::Limit;
use crate::scenario::show_days;

/// Share of the time on duty that agents work on messages, supposed where the export does not tell how many there are.
const SUPPOSED_OCCUPANCY: f64 = 0.7;

/// People on duty in a spell: those at work in it on average, else those whom the work would keep busy.
pub fn people(spell: &Spell, handling_min: f64) -> u32 {
    let hours = (spell.to - spell.from) as f64;
    let busy = spell.messages * handling_min / 60.0 / hours / SUPPOSED_OCCUPANCY;
    spell.people.unwrap_or(busy.ceil() as u32).clamp(1, Limit::Agents.allowed() as u32 / 100)
}

/// From, to, and how many people, if that is to be said.
type Hours = (usize, usize, Option<u32>);

/// Windows in quotes, those of several days in one: "Mon-Tue 08:00-20:00 x3".
pub fn together(spells: &[Spell], people: impl Fn(&Spell) -> Option<u32>) -> Vec<String> {
    let mut windows: Vec<(Hours, Days)> = vec![];
    for spell in spells {
        let hours = (spell.from, spell.to, people(spell));
        match windows.iter_mut().find(|(known, _)| *known == hours) {
            Some((_, days)) => days.weekdays |= 1 << spell.weekday,
            None => windows.push((hours, Days { weekdays: 1 << spell.weekday, holidays: false })),
        }
    }
    let text = |((from, to, people), days): &(Hours, Days)| {
        let people = people.map(|people| format!(" x{people}")).unwrap_or_default();
        format!("\"{} {from:02}:00-{to:02}:00{people}\"", show_days(*days))
    };
    windows.iter().map(text).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_with_the_same_hours_share_a_window() {
        let spell = |weekday, people| Spell { weekday, from: 8, to: 24, people: Some(people), messages: 9.0 };
        let spells = [spell(0, 2), spell(1, 2), spell(5, 1)];
        assert_eq!(together(&spells, |_| None), ["\"Mon-Tue,Sat 08:00-24:00\""]);
        let shifts = together(&spells, |spell| Some(people(spell, 5.0)));
        assert_eq!(shifts, ["\"Mon-Tue 08:00-24:00 x2\"", "\"Sat 08:00-24:00 x1\""]);
        let unknown = Spell { people: None, messages: 16.0 * 21.0, ..spell(0, 0) };
        assert_eq!(people(&unknown, 5.0), 3, "21 an hour x 5 min = 1.75, at 70 % 2.5");
    }
}

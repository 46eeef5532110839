//! When the desk answers, and with how many people.

use super::at_work::at_work;
use super::estimate::{Estimate, share};
use super::list;
use super::period::Period;
use crate::history::{History, Message, NO_NAME};

const HOURS: usize = 168;
/// Share of the weeks in which an hour must have an answer to count as worked: a quiet hour has none in many.
const LEAST_SHARE: f64 = 0.3;
/// Hours without an answer between hours that are worked: nobody goes home for them.
const MOST_HOURS_BETWEEN: usize = 2;

/// An hour of the week.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Worked {
    /// Share of its weeks in which an answer was posted in it; `None` where it was not observed.
    pub share: Option<Estimate>,
    /// Agent messages a week.
    pub messages: f64,
    /// Mean number of people who posted in it, of the weeks in which somebody did: a lower bound of those on duty. `None`: the
    /// export does not tell who wrote.
    pub people: Option<f64>,
}

/// A spell of a weekday in which the desk works.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Spell {
    /// 0 is Monday.
    pub weekday: usize,
    /// Hours of the day, the last one excluded (at most 24).
    pub from: usize,
    pub to: usize,
    /// Mean number of people at work ([`at_work`]) in its hours, rounded; at least one. `None` where the export does not tell who wrote.
    pub people: Option<u32>,
    /// Agent messages a week in it.
    pub messages: f64,
}

/// The hours that the desk covers.
#[derive(Clone, Debug)]
pub struct Coverage {
    /// From Monday 00:00 on.
    pub hours: Vec<Worked>,
    pub spells: Vec<Spell>,
    /// Hours a week in the spells.
    pub hours_per_week: usize,
}

/// Estimates from the answers in the period.
pub fn estimate(history: &History, period: &Period) -> Coverage {
    // Hours since 1970 fit in 32 bits, so that each takes 8 bytes.
    let hour = |message: &Message| history.local_s(message.at_s).div_euclid(3600) as i32;
    let inside = |hour: i32| (period.from..period.to).contains(&(i64::from(hour).div_euclid(24)));
    let outbound = || history.messages().filter(|message| message.outbound());
    let mut messages = [0u64; HOURS];
    for message in outbound().filter(|message| inside(hour(message))) {
        messages[of_week(hour(message))] += message.answers();
    }
    let mut posted: Vec<(i32, u16)> =
        list(|| outbound().map(|message| (hour(message), message.agent)).filter(|(hour, _)| inside(*hour)));
    posted.sort_unstable();
    posted.dedup();
    let (mut answered, mut people, mut named) = ([0u64; HOURS], [0u64; HOURS], [0u64; HOURS]);
    for same in posted.chunk_by(|one, next| one.0 == next.0) {
        let hour = of_week(same[0].0);
        answered[hour] += 1;
        let known = same.iter().filter(|(_, agent)| *agent != NO_NAME).count() as u64;
        people[hour] += known;
        named[hour] += u64::from(known > 0);
    }
    let days: Vec<u64> = (0..7).map(|weekday| count_of(weekday, period)).collect();
    let worked = |hour: usize| Worked {
        share: share(answered[hour], days[hour / 24]),
        messages: messages[hour] as f64 / days[hour / 24].max(1) as f64,
        people: (named[hour] > 0).then(|| people[hour] as f64 / named[hour] as f64),
    };
    let hours: Vec<Worked> = (0..HOURS).map(worked).collect();
    drop(posted);
    let present = person_hours(history, period);
    let at_work: Vec<f64> = (0..HOURS).map(|hour| present[hour] as f64 / days[hour / 24].max(1) as f64).collect();
    let of_day = |weekday: usize| {
        let range = 24 * weekday..24 * (weekday + 1);
        spells(weekday, &hours[range.clone()], &at_work[range])
    };
    let spells: Vec<Spell> = (0..7).flat_map(of_day).collect();
    let hours_per_week = spells.iter().map(|spell| spell.to - spell.from).sum();
    Coverage { hours, spells, hours_per_week }
}

fn of_week(hour: i32) -> usize {
    24 * Period::weekday(i64::from(hour.div_euclid(24))) + hour.rem_euclid(24) as usize
}

fn count_of(weekday: usize, period: &Period) -> u64 {
    (period.from..period.to).filter(|day| Period::weekday(*day) == weekday).count() as u64
}

/// Hours that people were at work, by hour of the week, over the days of the period.
fn person_hours(history: &History, period: &Period) -> Vec<u64> {
    let since_s = |message: &Message| history.local_s(message.at_s) - 86_400 * period.from;
    let last_s = 86_400 * period.days();
    let named = || history.messages().filter(|message| message.outbound() && message.agent != NO_NAME);
    let inside = |message: &&Message| (0..last_s).contains(&since_s(message));
    let mut posts: Vec<(u16, u32)> =
        list(|| named().filter(inside).map(|message| (message.agent, since_s(message) as u32)));
    posts.sort_unstable();
    let mut hours = vec![0u64; HOURS];
    for own in posts.chunk_by(|one, next| one.0 == next.0) {
        let mut times: Vec<i64> = own.iter().map(|(_, at_s)| i64::from(*at_s)).collect();
        at_work(&mut times, |hour| hours[(24 * Period::weekday(period.from) + hour) % HOURS] += 1);
    }
    hours
}

/// The spells of a day: its hours, and how many people are at work in them on average.
fn spells(weekday: usize, hours: &[Worked], at_work: &[f64]) -> Vec<Spell> {
    let worked: Vec<usize> =
        (0..hours.len()).filter(|hour| hours[*hour].share.is_some_and(|share| share.value >= LEAST_SHARE)).collect();
    let runs = worked.chunk_by(|one, next| next - one <= MOST_HOURS_BETWEEN + 1);
    let spell = |run: &[usize]| {
        let (from, to) = (run[0], run[run.len() - 1] + 1);
        let named = hours[from..to].iter().any(|hour| hour.people.is_some());
        let mean = at_work[from..to].iter().sum::<f64>() / (to - from) as f64;
        Spell {
            weekday,
            from,
            to,
            people: named.then(|| mean.round().max(1.0) as u32),
            messages: hours[from..to].iter().map(|hour| hour.messages).sum(),
        }
    };
    runs.map(spell).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn worked(share_of_ten: u64, people: f64) -> Worked {
        Worked { share: share(share_of_ten, 10), messages: 3.0, people: (people > 0.0).then_some(people) }
    }

    #[test]
    fn spells_bridge_quiet_hours_and_no_more() {
        let mut day = vec![worked(0, 0.0); 24];
        for hour in [8, 9, 12, 16, 17] {
            day[hour] = worked(9, 2.4);
        }
        day[3] = worked(2, 1.0);
        let found = spells(5, &day, &[1.6; 24]);
        let hours: Vec<(usize, usize, Option<u32>)> = found.iter().map(|one| (one.from, one.to, one.people)).collect();
        assert_eq!(hours, [(8, 13, Some(2)), (16, 18, Some(2))]);
        assert_eq!((found[0].weekday, found[0].messages), (5, 15.0));
        day[23] = worked(10, 0.0);
        assert_eq!(spells(0, &day, &[1.6; 24]).last().map(|one| (one.from, one.to, one.people)), Some((23, 24, None)));
    }

    /// One person until 13:30 and another one from then on: in the hour of 13:00 both answer, and yet there is one at a time.
    #[test]
    fn people_who_relieve_each_other_are_one() {
        let mut text = String::from("conversation,time,direction,agent\n");
        for (day, at) in (6..27).flat_map(|day| (0..54).map(move |at| (day, at))) {
            let (minute, agent) = (540 + 10 * at, if at < 27 { "A" } else { "B" });
            let (came, answered) = (minute, minute + 6);
            let clock = |minute: i32| format!("2025-01-{day:02} {:02}:{:02}:01", minute / 60, minute % 60);
            text += &format!("{day}-{at},{},in,\n{day}-{at},{},out,{agent}\n", clock(came), clock(answered));
        }
        let stream = crate::history::source::guarded(std::io::Cursor::new(text.into_bytes())).unwrap();
        let wish = crate::history::Wish {
            layout: None,
            mapping: vec![],
            brand: None,
            zone: jiff::tz::TimeZone::UTC,
            dates: None,
            latest_s: u32::MAX,
        };
        let history = crate::history::import(stream, &wish).unwrap();
        let found = crate::calibrate::calibrate(&history).unwrap().coverage;
        assert_eq!(found.spells.len(), 7);
        for spell in found.spells {
            assert_eq!((spell.from, spell.to, spell.people), (9, 18, Some(1)), "{spell:?}");
        }
    }
}

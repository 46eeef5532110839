//! How long agents work on a message: from the gaps between the answers of one agent while messages wait.
//!
//! Whoever works on one message at a time and finds another waiting takes it at once, so that from one answer to the next nothing but
//! that message is worked on: the gap is its handling time. Which message that is was settled before its work began, so the choice of
//! gaps favours neither short nor long ones. Where nobody waited, or nobody knows who wrote, only a bound is known.

use super::estimate::{Estimate, quantile};
use super::list;
use super::period::Period;
use super::times::{self, Times};
use crate::history::{History, Message, NO_NAME, UNKNOWN};

/// Fewest gaps, or bounds, from which anything is said.
pub const FEWEST_GAPS: usize = 30;
/// Gaps so many times the median are left out, whatever made them so long: of a log-normal handling time with a CV of 0.9 one in a hundred
/// is, and nearly every meal. The fit knows that they are left out.
const LONG_FACTOR: f64 = 6.0;
/// Where so many are long that no such fit tells anything, a gap so many times the median is a pause.
const PAUSE_FACTOR: f64 = 20.0;
/// Half a second stands for what the export's whole seconds make nothing.
const LEAST_MIN: f64 = 0.5 / 60.0;
/// Minutes of a ticket are whole ones: work may have taken up to one more.
const TICKET_MIN: f64 = 1.0;

/// Work on one agent message, in minutes.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Handling {
    /// Mean, and coefficient of variation, of a log-normal time.
    Told { mean_min: Estimate, cv: Estimate },
    /// All that is known: half of the messages take at most so long.
    AtMost { median_min: Estimate },
}

/// Handling times of all messages and of each contact type.
#[derive(Clone, Default, Debug)]
pub struct Work {
    pub all: Option<Handling>,
    /// In the order of the history's contact types; `None` where too few messages tell it.
    pub of_contact: Vec<Option<Handling>>,
}

/// An agent message.
#[derive(Clone, Copy)]
struct Answer {
    agent: u16,
    contact: u8,
    posted_s: u32,
    /// When the message that it answers came; `None` of a second answer to the same message.
    arrived_s: Option<u32>,
}

/// How an export shows times.
#[derive(Clone, Copy, Default)]
struct Shown {
    /// Work may have taken so much longer.
    spare_min: f64,
    whole_minutes: bool,
}

/// What is known of the work on one message.
#[derive(Clone, Copy)]
struct Known {
    contact: u8,
    minutes: f64,
    /// The whole gap was work; otherwise work took at most so long.
    whole: bool,
}

/// Estimates from the answers in the period.
pub fn estimate(history: &History, period: &Period) -> Work {
    let inside = |answer: &Answer| period.holds(history.local_s(answer.posted_s));
    let mut answers: Vec<Answer> = list(|| history.conversations().flat_map(answers).filter(inside));
    answers.sort_unstable_by_key(|answer| (answer.agent, answer.posted_s, answer.arrived_s));
    let shown = Shown {
        spare_min: if history.tickets() { TICKET_MIN } else { 0.0 },
        whole_minutes: times::whole_minutes(history),
    };
    let known: Vec<Known> = list(|| (0..answers.len()).filter_map(|at| known(&answers, at, shown)));
    drop(answers);
    let minutes = shown.whole_minutes;
    let of_contact = |contact: usize| handling(known.iter().filter(|one| usize::from(one.contact) == contact), minutes);
    Work {
        all: handling(known.iter(), minutes),
        of_contact: (0..history.contacts.len()).map(|contact| of_contact(contact).filter(is_told)).collect(),
    }
}

fn is_told(handling: &Handling) -> bool {
    matches!(handling, Handling::Told { .. })
}

/// The answers of a conversation.
fn answers(conversation: &[Message]) -> impl Iterator<Item = Answer> + '_ {
    let mut waiting_since = None;
    conversation.iter().filter_map(move |message| {
        if !message.outbound() {
            waiting_since = waiting_since.or(Some(message.at_s));
            return None;
        }
        let arrived_s = waiting_since.take();
        let contact = conversation.first().map_or(UNKNOWN, |opening| opening.contact);
        Some(Answer { agent: message.agent, contact, posted_s: message.at_s, arrived_s })
    })
}

/// What the answer at a place, in the order of agents and times, tells.
fn known(answers: &[Answer], at: usize, shown: Shown) -> Option<Known> {
    let answer = &answers[at];
    let arrived_s = answer.arrived_s?;
    let before = at.checked_sub(1).map(|before| &answers[before]);
    let before = before.filter(|before| before.agent == answer.agent && answer.agent != NO_NAME);
    let begun_s = before.map_or(arrived_s, |before| before.posted_s.max(arrived_s));
    let minutes = f64::from(answer.posted_s.saturating_sub(begun_s)) / 60.0 + shown.spare_min;
    // Within the same minute nobody knows which was first.
    let waited = |before: &Answer| arrived_s < before.posted_s + u32::from(!shown.whole_minutes);
    let least = if shown.whole_minutes { 0.0 } else { LEAST_MIN };
    Some(Known { contact: answer.contact, minutes: minutes.max(least), whole: before.is_some_and(waited) })
}

fn handling<'a>(known: impl Iterator<Item = &'a Known> + Clone, whole_minutes: bool) -> Option<Handling> {
    let sorted = |mut minutes: Vec<f64>| {
        minutes.sort_unstable_by(f64::total_cmp);
        minutes
    };
    let gaps = sorted(list(|| known.clone().filter(|one| one.whole).map(|one| one.minutes)));
    if gaps.len() >= FEWEST_GAPS {
        let least = if whole_minutes { 1.0 } else { LEAST_MIN };
        let median = gaps[gaps.len() / 2].max(least);
        let up_to = |factor: f64| {
            let mut times = Times::new(whole_minutes).up_to(factor * median);
            gaps.iter().filter(|gap| **gap <= factor * median).for_each(|gap| times.add(*gap));
            times
        };
        let fitted = [LONG_FACTOR, PAUSE_FACTOR].iter().find_map(|factor| up_to(*factor).mean_and_cv());
        let (mean_min, cv) = fitted.or_else(|| up_to(PAUSE_FACTOR).mean_and_cv_as_shown())?;
        return Some(Handling::Told { mean_min, cv });
    }
    let bounds = sorted(list(|| known.clone().map(|one| one.minutes.max(LEAST_MIN))));
    if bounds.len() < FEWEST_GAPS {
        return None;
    }
    Some(Handling::AtMost { median_min: quantile(&bounds, 0.5, bounds.len() as f64)? })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calibrate::estimate::normal_quantile;
    use crate::random::{Purpose, Stream};

    fn answer(agent: u16, arrived_s: Option<u32>, posted_s: u32) -> Answer {
        Answer { agent, contact: 0, posted_s, arrived_s }
    }

    #[test]
    fn a_gap_is_work_only_if_the_message_was_waiting() {
        let answers = [
            answer(0, Some(0), 300),
            answer(0, Some(200), 540),
            answer(0, Some(600), 900),
            answer(0, None, 960),
            answer(0, Some(950), 1080),
            answer(1, Some(1000), 1300),
            answer(NO_NAME, Some(0), 60),
            answer(NO_NAME, Some(30), 90),
        ];
        let found: Vec<Option<(f64, bool)>> = (0..answers.len())
            .map(|at| known(&answers, at, Shown::default()).map(|known| (known.minutes, known.whole)))
            .collect();
        let expected = [
            Some((5.0, false)),
            Some((4.0, true)),
            Some((5.0, false)),
            None,
            Some((2.0, true)),
            Some((5.0, false)),
            Some((1.0, false)),
            Some((1.0, false)),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn pauses_are_no_work_and_few_gaps_give_a_bound() {
        let gap = |minutes, whole| Known { contact: 0, minutes, whole };
        let mut known = vec![gap(4.0, true); 60];
        known.extend([gap(600.0, true); 3]);
        match handling(known.iter(), false) {
            Some(Handling::Told { mean_min, cv }) => {
                assert!((mean_min.value - 4.0).abs() < 1e-9 && cv.value.abs() < 1e-6, "{mean_min:?} {cv:?}");
                assert_eq!(mean_min.n, 60);
            }
            other => panic!("{other:?}"),
        }
        let few: Vec<Known> = (0..40).map(|at| gap(f64::from(at), at % 2 == 0)).collect();
        assert!(
            matches!(handling(few.iter(), false), Some(Handling::AtMost { median_min }) if median_min.value == 20.0)
        );
        assert_eq!(handling(few[..20].iter(), false), None);
    }

    /// Messages that always wait, with a CV of 0.9, shown to the second or to the minute, with or without breaks. Mean and CV are to be
    /// within 5 %: more than five standard errors of 20,000 messages.
    #[test]
    fn neither_breaks_nor_whole_minutes_spoil_the_mean() {
        let deviation = 0.9f64.powi(2).ln_1p().sqrt();
        for (mean_min, break_every, resolution_s) in
            [(5.0, 60, 1u32), (5.0, 60, 60), (2.0, u32::MAX, 60), (1.0, u32::MAX, 60), (20.0, 100, 60)]
        {
            let mut stream = Stream::new(1, Purpose::Reach);
            let (mut clock_s, mut answers) = (0.0, vec![]);
            for at in 0..20_000u32 {
                let standard = normal_quantile(stream.uniform().clamp(1e-12, 1.0 - 1e-12));
                let handling_min = mean_min * (deviation * standard - deviation * deviation / 2.0).exp();
                // A break is as long as twelve messages.
                let off_min = if at % break_every == break_every - 1 { 12.0 * mean_min } else { 0.0 };
                clock_s += 60.0 * (handling_min + off_min);
                answers.push(answer(0, Some(0), clock_s as u32 / resolution_s * resolution_s));
            }
            let shown = Shown { spare_min: 0.0, whole_minutes: resolution_s == 60 };
            let known: Vec<Known> = (0..answers.len()).filter_map(|at| known(&answers, at, shown)).collect();
            match handling(known.iter(), shown.whole_minutes) {
                Some(Handling::Told { mean_min: found, cv }) => {
                    println!("{mean_min}, {resolution_s} s: {found:?} {cv:?}");
                    assert!((found.value / mean_min - 1.0).abs() < 0.05, "{mean_min}, {resolution_s} s: {found:?}");
                    assert!((cv.value / 0.9 - 1.0).abs() < 0.05, "{mean_min}, {resolution_s} s: {cv:?}");
                }
                other => panic!("{other:?}"),
            }
        }
    }
}

//! What is counted of the judged days, in the export and in every replication alike.

use super::Split;
use crate::calibrate::Period;
use crate::engine::{Entry, Fact, Observer};
use crate::history::History;
use crate::metrics::sketch::SparseSketch;
use crate::time::{HOURS_PER_WEEK, Time};

const HOUR_S: i64 = 3600;
/// The response that the attainment counts, in seconds.
pub const WITHIN_S: i64 = 3600;

/// A stretch of judged hours. Seconds count from its beginning, as the clocks on the wall show them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Window {
    pub hours: usize,
    /// Hour of the week that it begins with, from Monday 00:00.
    pub first_hour_of_week: usize,
    /// The export tells times to so many seconds.
    pub resolution_s: i64,
}

impl Window {
    pub fn of(split: &Split, history: &History) -> Window {
        let to_the_minute = history.messages().all(|message| message.at_s % 60 == 0);
        Window {
            hours: 24 * usize::try_from(split.period.to - split.day).unwrap_or_default(),
            first_hour_of_week: 24 * Period::weekday(split.day),
            resolution_s: if to_the_minute { 60 } else { 1 },
        }
    }
    fn end_s(&self) -> i64 {
        HOUR_S * self.hours as i64
    }
    /// What the export would show of a time.
    fn shown(&self, at_s: i64) -> i64 {
        at_s - at_s.rem_euclid(self.resolution_s)
    }
}

/// Counts of a stretch.
#[derive(Clone, PartialEq, Debug)]
pub struct Tally {
    pub opened: u64,
    /// Conversations with a first response before the end of the stretch.
    pub answered: u64,
    /// First responses, in milliseconds, of those.
    pub responses: SparseSketch,
    /// For each hour of the week: first responses within an hour, conversations opened.
    pub within: Vec<(u32, u32)>,
    /// For each hour of the stretch, conversations waiting for their first response at its end, of those that get one.
    pub waiting: Vec<u32>,
}

/// A tally in the making.
pub struct Counting {
    window: Window,
    tally: Tally,
    begun: Vec<u32>,
    ended: Vec<u32>,
}

impl Counting {
    pub fn new(window: Window) -> Counting {
        let tally = Tally {
            opened: 0,
            answered: 0,
            responses: SparseSketch::default(),
            within: vec![(0, 0); HOURS_PER_WEEK],
            waiting: Vec::new(),
        };
        Counting { window, tally, begun: vec![0; window.hours], ended: vec![0; window.hours] }
    }

    fn hour(&self, at_s: i64) -> Option<usize> {
        usize::try_from(at_s.div_euclid(HOUR_S)).ok().filter(|hour| at_s >= 0 && *hour < self.window.hours)
    }

    fn of_week(&self, hour: usize) -> usize {
        (self.window.first_hour_of_week + hour) % HOURS_PER_WEEK
    }

    /// A conversation opens; outside of the stretch it does not count.
    pub fn opened(&mut self, at_s: i64) {
        if let Some(hour) = self.hour(at_s) {
            self.tally.opened += 1;
            let at = self.of_week(hour);
            self.tally.within[at].1 += 1;
        }
    }

    /// The first response to a conversation opened at `opened_s`, after `response_s`, posted when the clocks show `posted_s`.
    pub fn answered(&mut self, opened_s: i64, response_s: i64, posted_s: i64) {
        let (Some(opened), Some(posted)) = (self.hour(opened_s), self.hour(posted_s)) else {
            return;
        };
        self.tally.answered += 1;
        self.tally.responses.record(1000 * response_s.max(0) as u64, 1);
        let at = self.of_week(opened);
        self.tally.within[at].0 += u32::from(response_s <= WITHIN_S);
        self.begun[opened] += 1;
        self.ended[posted] += 1;
    }

    pub fn finish(mut self) -> Tally {
        let mut waiting = 0u32;
        let levels = self.begun.iter().zip(&self.ended).map(|(begun, ended)| {
            // Clocks that are put back may show an answer before its question.
            waiting = (waiting + begun).saturating_sub(*ended);
            waiting
        });
        self.tally.waiting = levels.collect();
        self.tally
    }
}

/// The judged days of an export.
pub fn observed(history: &History, split: &Split, window: Window) -> Tally {
    let mut counting = Counting::new(window);
    let begin = split.day * 86_400;
    for messages in history.conversations() {
        let opening = &messages[0];
        let opened_s = history.local_s(opening.at_s) - begin;
        if !(0..window.end_s()).contains(&opened_s) {
            continue;
        }
        counting.opened(opened_s);
        if let Some(answer) = messages.iter().find(|message| message.outbound()) {
            let response_s = i64::from(answer.at_s) - i64::from(opening.at_s);
            counting.answered(opened_s, response_s, history.local_s(answer.at_s) - begin);
        }
    }
    counting.finish()
}

/// The same days of a simulation.
pub struct Simulated<'a> {
    pub counting: Counting,
    /// When the stretch begins in the run.
    pub begin_s: i64,
    pub go_on: &'a (dyn Fn() -> bool + Sync),
    /// The stretch is over.
    pub over: bool,
}

impl Observer for Simulated<'_> {
    fn on(&mut self, now: Time, fact: &Fact) {
        let window = self.counting.window;
        let shown = |at: Time| window.shown((at.0 / 1000) as i64 - self.begin_s);
        match fact {
            Fact::Opened { who } if !who.noise => self.counting.opened(shown(now)),
            Fact::Posted { who, entry: Entry::First, .. } if !who.noise => {
                let (opened_s, posted_s) = (shown(who.opened), shown(now));
                self.counting.answered(opened_s, posted_s - opened_s, posted_s);
            }
            _ => {}
        }
    }

    fn hour(&mut self, now: Time) -> bool {
        self.over = (now.0 / 1000) as i64 >= self.begin_s + self.counting.window.end_s();
        !self.over && (self.go_on)()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_after_the_end_is_unknown_and_the_backlog_is_what_is_between() {
        let window = Window { hours: 48, first_hour_of_week: 24, resolution_s: 60 };
        let mut counting = Counting::new(window);
        counting.opened(600);
        counting.answered(600, 7200, 7800);
        counting.opened(47 * HOUR_S);
        counting.answered(47 * HOUR_S, 2 * HOUR_S, 49 * HOUR_S);
        counting.answered(-5, 1000, 995);
        counting.opened(-5);
        let tally = counting.finish();
        assert_eq!((tally.opened, tally.answered), (2, 1));
        assert_eq!(tally.waiting[..4], [1, 1, 0, 0]);
        assert_eq!((tally.within[24], tally.within[24 + 47]), ((0, 1), (0, 1)));
        assert_eq!(window.shown(-61), -120);
    }
}

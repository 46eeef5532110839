//! One week of one replication as it happened: every conversation, every message and every change of the people at work, to be played.
//!
//! A fold like the others, for one who watches: it keeps what the others only count. It holds what is open now and what the week has seen, so its
//! memory grows with the week alone. It hears the facts until the last conversation that opened in the week has ended, so that its totals are
//! those of the measures.

use super::attainment::Agreements;
use crate::desk::{Channel, Clock};
use crate::engine::{self, Ending, Entry, Fact, Observer, PhoneReason, Stopped, Subject};
use crate::model::Model;
use crate::time::{MS_PER_WEEK, Span, Time};

/// The agreement by which a conversation is late: the first of the scenario.
const AGREEMENT: usize = 0;

/// Messages of one week that are kept; beyond, [`NotWatched::TooMany`].
pub const MOST_MESSAGES: usize = 100_000;

/// One conversation that opened in the week, or had a message waiting or in hand in it.
#[derive(Clone, Copy, Debug)]
pub struct Conversation {
    pub key: u64,
    pub opened: Time,
    pub contact: u16,
    pub channel: Channel,
    pub influencer: bool,
    pub hostile: bool,
    /// Needs no answer; no conversation.
    pub noise: bool,
    /// When the first response was posted.
    pub answered: Option<Time>,
    /// When the agreement ends; `None`: it does not cover the conversation.
    pub due: Option<Time>,
    pub phoned: Option<Time>,
    /// When the customer gave up, by phoning or in silence, for having waited or being told that it takes long.
    pub gave_up: Option<Time>,
    pub ended: Option<(Time, Ending)>,
}

/// One message: it waits from `entered` to `taken`, is in hand until `left`; one that is withdrawn is never taken.
#[derive(Clone, Copy, Debug)]
pub struct Message {
    /// Number of its conversation among those of the week.
    pub conversation: u32,
    pub entry: Entry,
    pub entered: Time,
    pub taken: Option<(Time, u16)>,
    pub left: Option<Time>,
}

/// Agents of one team from `at` on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct People {
    pub at: Time,
    /// Their shift is on.
    pub on_duty: u32,
    /// Of these, on a break or off the queue.
    pub away: u32,
    /// With a message in hand, those in overtime included.
    pub busy: u32,
}

/// What happened in the week.
#[derive(Clone, Debug)]
pub struct Week {
    pub from: Time,
    pub to: Time,
    /// In the order of opening, then of their keys.
    pub conversations: Vec<Conversation>,
    /// In the order in which they entered, then of their conversations.
    pub messages: Vec<Message>,
    /// By team: the first is how the week finds them.
    pub people: Vec<Vec<People>>,
}

/// Why there is no week to watch.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NotWatched {
    Stopped(Stopped),
    /// More than [`MOST_MESSAGES`] messages.
    TooMany,
}

/// Simulates a replication and keeps its week of this number, counted from 0 among the measured ones. `go_on` is asked once an hour.
///
/// # Errors
/// When told to stop, when the desk fills beyond the engine's cap, or when the week has too many messages.
///
/// # Panics
/// If the model measures no such week.
pub fn watch(
    model: &Model,
    seed: u64,
    replication: u32,
    week: u32,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Result<Week, NotWatched> {
    assert!(week < model.plan.weeks, "a measured week");
    let agreements = Agreements::new(model);
    let from = model.measured_from + Span(u64::from(week) * MS_PER_WEEK);
    let mut watcher = Watcher::new(model, &agreements, from, go_on);
    match engine::simulate(model, seed, replication, &mut watcher) {
        Err(Stopped::Cancelled) if watcher.seen => Ok(watcher.finish()),
        Err(Stopped::Cancelled) if watcher.messages.len() > MOST_MESSAGES => Err(NotWatched::TooMany),
        Err(why) => Err(NotWatched::Stopped(why)),
        Ok(()) => Ok(watcher.finish()),
    }
    .and_then(|week| if week.messages.len() > MOST_MESSAGES { Err(NotWatched::TooMany) } else { Ok(week) })
}

/// What is open in one slot of the engine.
#[derive(Clone, Copy)]
struct Open {
    conversation: Conversation,
    message: Option<Message>,
    /// Whether a message of it was there in the week.
    seen: bool,
}

struct Watcher<'m> {
    model: &'m Model,
    agreements: &'m Agreements,
    go_on: &'m (dyn Fn() -> bool + Sync),
    from: Time,
    to: Time,
    slots: Vec<Option<Open>>,
    /// Conversations that opened in the week and have not ended.
    following: u64,
    conversations: Vec<Conversation>,
    /// Each with the opening and the key of its conversation.
    messages: Vec<(Time, u64, Message)>,
    now_at_work: Vec<People>,
    people: Vec<Vec<People>>,
    /// The week is over, and so is everything that began in it.
    seen: bool,
}

impl<'m> Watcher<'m> {
    fn new(
        model: &'m Model,
        agreements: &'m Agreements,
        from: Time,
        go_on: &'m (dyn Fn() -> bool + Sync),
    ) -> Watcher<'m> {
        let teams = model.teams.len();
        let nobody = People { at: from, on_duty: 0, away: 0, busy: 0 };
        Watcher {
            model,
            agreements,
            go_on,
            from,
            to: from + Span(MS_PER_WEEK),
            slots: Vec::new(),
            following: 0,
            conversations: Vec::new(),
            messages: Vec::new(),
            now_at_work: vec![nobody; teams],
            people: vec![Vec::new(); teams],
            seen: false,
        }
    }

    fn holds(&self, now: Time) -> bool {
        now >= self.from && now < self.to
    }

    fn open(&mut self, who: &Subject) -> Option<&mut Open> {
        self.slots.get_mut(who.slot as usize)?.as_mut().filter(|open| open.conversation.key == who.key)
    }

    fn opens(&mut self, now: Time, who: &Subject) {
        let slot = who.slot as usize;
        if slot >= self.slots.len() {
            self.slots.resize(slot + 1, None);
        }
        self.close(slot);
        self.following += u64::from(self.holds(now) && !who.noise);
        let covered = !self.agreements.is_empty() && self.agreements.covering(who) & (1 << AGREEMENT) != 0;
        let conversation = Conversation {
            key: who.key,
            opened: who.opened,
            contact: who.contact,
            channel: who.channel,
            influencer: who.influencer,
            hostile: who.hostile,
            noise: who.noise,
            answered: None,
            due: (covered && !who.noise).then(|| self.due(who.opened)),
            phoned: None,
            gave_up: None,
            ended: None,
        };
        self.slots[slot] = Some(Open { conversation, message: None, seen: false });
    }

    fn due(&self, opened: Time) -> Time {
        let sla = &self.model.scenario.slas[AGREEMENT];
        match sla.clock {
            Clock::ServiceHours => self.model.open_hours.after(opened, sla.within),
            Clock::Elapsed => opened + sla.within,
        }
    }

    /// Puts aside what was in a slot, if the week has seen it.
    fn close(&mut self, slot: usize) {
        let Some(mut open) = self.slots[slot].take() else { return };
        self.leaves(&mut open, None);
        if open.seen || self.holds(open.conversation.opened) {
            self.conversations.push(open.conversation);
        }
    }

    /// The message that is there leaves, or has not left when nothing more is heard.
    fn leaves(&mut self, open: &mut Open, left: Option<Time>) {
        let Some(message) = open.message.take() else { return };
        if message.entered < self.to && left.is_none_or(|left| left >= self.from) {
            let Conversation { opened, key, .. } = open.conversation;
            self.messages.push((opened, key, Message { left, ..message }));
            open.seen = true;
        }
    }

    fn enters(&mut self, now: Time, who: &Subject, entry: Entry) {
        if self.open(who).is_none() {
            // What needs no answer opens no conversation.
            self.opens(now, who);
        }
        if let Some(open) = self.open(who) {
            open.message = Some(Message { conversation: 0, entry, entered: now, taken: None, left: None });
        }
    }

    fn message_leaves(&mut self, now: Time, who: &Subject) {
        let slot = who.slot as usize;
        if let Some(mut open) = self.slots.get_mut(slot).and_then(Option::take) {
            self.leaves(&mut open, Some(now));
            self.slots[slot] = Some(open);
            if who.noise {
                self.close(slot);
            }
        }
    }

    fn ends(&mut self, now: Time, who: &Subject, ending: Ending) {
        if let Some(open) = self.open(who) {
            open.conversation.ended = Some((now, ending));
            let opened = open.conversation.opened;
            self.following -= u64::from(self.holds(opened) && !who.noise);
            self.close(who.slot as usize);
        }
    }

    fn gives_up(&mut self, now: Time, who: &Subject, phones: Option<PhoneReason>) {
        if let Some(open) = self.open(who) {
            if phones.is_some() {
                open.conversation.phoned.get_or_insert(now);
            }
            if !matches!(phones, Some(PhoneReason::Redirected | PhoneReason::DataRefused)) {
                open.conversation.gave_up.get_or_insert(now);
            }
        }
    }

    /// People of a team change.
    fn changes(&mut self, now: Time, team: u16, change: impl FnOnce(&mut People)) {
        let at_work = &mut self.now_at_work[usize::from(team)];
        change(at_work);
        at_work.at = now;
        if now < self.from || now >= self.to {
            return;
        }
        let steps = &mut self.people[usize::from(team)];
        match steps.last_mut() {
            // What changes at one instant is one step.
            Some(last) if last.at == now => *last = *at_work,
            _ => steps.push(*at_work),
        }
    }

    fn at_work(&mut self, now: Time, fact: &Fact) {
        match *fact {
            Fact::DutyBegan { team, .. } => self.changes(now, team, |people| people.on_duty += 1),
            Fact::DutyEnded { team, .. } => self.changes(now, team, |people| people.on_duty -= 1),
            Fact::BreakBegan { team, .. } | Fact::OffQueueBegan { team, .. } => {
                self.changes(now, team, |people| people.away += 1);
            }
            Fact::BreakEnded { team, .. } | Fact::OffQueueEnded { team, .. } => {
                self.changes(now, team, |people| people.away -= 1);
            }
            _ => {}
        }
    }

    fn finish(mut self) -> Week {
        for slot in 0..self.slots.len() {
            self.close(slot);
        }
        self.conversations.sort_unstable_by_key(|one| (one.opened, one.key));
        self.messages.sort_unstable_by_key(|(opened, key, one)| (one.entered, *opened, *key));
        let numbered = |(opened, key, message): &(Time, u64, Message)| {
            let place = self.conversations.binary_search_by_key(&(*opened, *key), |one| (one.opened, one.key));
            // Whatever has a message in the week is kept.
            Message { conversation: place.unwrap_or_else(|place| place) as u32, ..*message }
        };
        let messages = self.messages.iter().map(numbered).collect();
        Week { from: self.from, to: self.to, messages, conversations: self.conversations, people: self.people }
    }
}

impl Observer for Watcher<'_> {
    fn on(&mut self, now: Time, fact: &Fact) {
        match fact {
            Fact::Opened { who } => self.opens(now, who),
            Fact::Queued { who, entry } => self.enters(now, who, *entry),
            Fact::Taken { who, entry, at_once, team, in_hand, .. } => {
                if *at_once {
                    self.enters(now, who, *entry);
                }
                if let Some(message) = self.open(who).and_then(|open| open.message.as_mut()) {
                    message.taken = Some((now, *team));
                }
                if *in_hand == 1 {
                    self.changes(now, *team, |people| people.busy += 1);
                }
            }
            Fact::Posted { who, entry, team, in_hand, .. } => {
                if let Some(open) = self.open(who).filter(|_| *entry == Entry::First && !who.noise) {
                    open.conversation.answered = Some(now);
                }
                self.message_leaves(now, who);
                if *in_hand == 0 {
                    self.changes(now, *team, |people| people.busy -= 1);
                }
            }
            Fact::Withdrawn { who, .. } => self.message_leaves(now, who),
            Fact::Phoned { who, why } => self.gives_up(now, who, Some(*why)),
            Fact::Left { who } | Fact::TurnedAway { who } => self.gives_up(now, who, None),
            Fact::Ended { who, ending } => self.ends(now, who, *ending),
            other => self.at_work(now, other),
        }
    }

    fn hour(&mut self, now: Time) -> bool {
        if now == self.from {
            // How the week finds them.
            let began = self.now_at_work.iter().map(|people| People { at: now, ..*people });
            self.people = began.map(|people| vec![people]).collect();
        }
        self.seen = now >= self.to && self.following == 0;
        // A week that is too much is not heard to its end.
        !self.seen && self.messages.len() <= MOST_MESSAGES && (self.go_on)()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::{Measure, MeasureOptions, simulate};
    use crate::study::synthetic;

    fn scenario() -> crate::desk::Scenario {
        let mut scenario = synthetic::scenario("watched");
        scenario.run.weeks = 1;
        scenario
    }

    fn watched(model: &Model, replication: u32) -> Week {
        watch(model, 7, replication, 0, &|| true).expect("a week")
    }

    fn near(a: f64, b: f64, what: &str) {
        assert!((a - b).abs() <= 1e-9 * b.abs().max(1.0), "{what}: {a} {b}");
    }

    #[test]
    fn the_totals_of_the_week_are_its_measures() {
        let model = Model::new(&scenario());
        let options = MeasureOptions { seed: 7, week_opens: Span(0) };
        for replication in 0..4 {
            let batch = simulate(&model, options, replication..replication + 1, &|| true).expect("measures");
            let measured = &batch.replications[0];
            let week = watched(&model, replication);
            let own: Vec<&Conversation> = week
                .conversations
                .iter()
                .filter(|one| !one.noise && one.opened >= week.from && one.opened < week.to)
                .collect();
            let count = |of: &dyn Fn(&Conversation) -> bool| own.iter().filter(|one| of(one)).count() as f64;
            let all = own.len() as f64;
            assert!(all > 50.0, "{all}");
            let desk = |measure| measured.desk.get(measure).expect("a value");
            near(all, desk(Measure::ConversationsPerWeek), "opened");
            near(count(&|one| one.phoned.is_some()) / all, desk(Measure::Phoned), "phoned");
            near(count(&|one| one.gave_up.is_some()) / all, desk(Measure::Abandoned), "gave up");
            let asked = all - count(&|one| matches!(one.ended, Some((_, Ending::BotContained))));
            near(count(&|one| one.answered.is_some()) / asked, desk(Measure::ResponseRate), "answered");
            if let Some(attained) = measured.slas.first().copied().flatten() {
                let kept = count(&|one| one.due.is_some_and(|due| one.answered.is_some_and(|at| at <= due)));
                near(kept / count(&|one| one.due.is_some()), attained, "in time");
            }
            let clip = |at: Time| at.max(week.from).min(week.to);
            let waited = |one: &Message| {
                let until = one.taken.map(|(at, _)| at).or(one.left).unwrap_or(week.to);
                clip(until).since(clip(one.entered)).0
            };
            let integral: u64 = week.messages.iter().map(waited).sum();
            near(integral as f64 / MS_PER_WEEK as f64, desk(Measure::BacklogMean), "waiting");
            let on_duty: u128 = week.people.iter().map(|steps| integral_of(steps, week.to)).sum();
            let agents: u128 = batch.series.hours.iter().map(|hour| hour.agents_ms).sum();
            assert_eq!(on_duty, agents, "on duty");
        }
    }

    /// Agent milliseconds on duty.
    fn integral_of(steps: &[People], to: Time) -> u128 {
        let ends = steps.iter().skip(1).map(|step| step.at).chain([to]);
        steps.iter().zip(ends).map(|(step, end)| u128::from(step.on_duty) * u128::from(end.since(step.at).0)).sum()
    }

    #[test]
    fn variants_meet_the_same_customers_and_a_seed_gives_the_same_week() {
        let one = scenario();
        let mut more = one.clone();
        more.teams[0].rota.iter_mut().for_each(|shift| shift.agents += 3);
        let arrivals = |week: &Week| {
            let own = week.conversations.iter().filter(|one| one.opened >= week.from && one.opened < week.to);
            own.map(|one| (one.key, one.opened, one.contact)).collect::<Vec<_>>()
        };
        let (a, b) = (watched(&Model::new(&one), 2), watched(&Model::new(&more), 2));
        assert_eq!(arrivals(&a), arrivals(&b));
        assert_eq!(format!("{a:?}"), format!("{:?}", watched(&Model::new(&one), 2)));
        assert_ne!(format!("{:?}", a.people), format!("{:?}", b.people));
    }

    #[test]
    fn what_waits_when_the_week_begins_is_there() {
        let mut scenario = scenario();
        scenario.run.weeks = 3;
        let model = Model::new(&scenario);
        let (mut carried, mut levels) = (0, 0);
        for week in 0..3 {
            let week = watch(&model, 7, 1, week, &|| true).expect("a week");
            carried += week.messages.iter().filter(|one| one.entered < week.from).count();
            let waits_at = |at: Time| {
                let gone = |one: &Message| one.taken.map(|(at, _)| at).or(one.left).is_some_and(|left| left <= at);
                week.messages.iter().filter(|one| one.entered <= at && !gone(one)).count()
            };
            levels += waits_at(week.from);
        }
        assert!(carried >= levels, "{carried} {levels}");
    }
}

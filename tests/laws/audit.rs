//! An observer that believes nothing: it keeps its own books and checks every fact against them.

use relevo::desk::Channel;
use relevo::engine::{Ending, Entry, Fact, Observer, PhoneReason, Subject};
use relevo::model::Model;
use relevo::routing::Message;
use relevo::time::{Span, Time};
use std::collections::BTreeMap;

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Ended {
    Answered,
    Withdrawn,
    NeverAnswered,
    Unfinished,
    BotContained,
    LeftAtEstimate,
}

impl Ended {
    pub const ALL: [Ended; 6] = [
        Ended::Answered,
        Ended::Withdrawn,
        Ended::NeverAnswered,
        Ended::Unfinished,
        Ended::BotContained,
        Ended::LeftAtEstimate,
    ];
}

#[derive(Clone, Copy, Debug)]
struct Waiting {
    who: Subject,
    entry: Entry,
    entered: Time,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    Off,
    OnQueue,
    Away,
    Overtime,
}

#[derive(Clone, Copy, Debug)]
struct Agent {
    place: Place,
    in_hand: u8,
    since: Time,
}

/// A customer as staffing must not change: (key, opened, kind).
pub type Customer = (u64, Time, u16, bool);

fn message(who: &Subject, entry: Entry) -> Message {
    Message { preferential: who.preferential, influencer: who.influencer, ongoing: entry != Entry::First }
}

pub struct Audit<'m> {
    model: &'m Model,
    now: Time,
    waiting: BTreeMap<u32, Waiting>,
    agents: Vec<Agent>,
    on_break: BTreeMap<u32, Time>,
    ends: [u64; 6],
    pub opened: u64,
    pub queue_ms: u64,
    pub noise_queue_ms: u64,
    pub busy_ms: u64,
    pub on_queue_ms: u64,
    pub paid_ms: i64,
    pub customers: Vec<Customer>,
}

impl<'m> Audit<'m> {
    pub fn new(model: &'m Model) -> Audit<'m> {
        let agent = Agent { place: Place::Off, in_hand: 0, since: Time::ZERO };
        Audit {
            model,
            now: Time::ZERO,
            waiting: BTreeMap::new(),
            agents: vec![agent; model.rota.team_of_agent.len()],
            on_break: BTreeMap::new(),
            ends: [0; 6],
            opened: 0,
            queue_ms: 0,
            noise_queue_ms: 0,
            busy_ms: 0,
            on_queue_ms: 0,
            paid_ms: 0,
            customers: Vec::new(),
        }
    }

    pub fn ended(&self, ending: Ended) -> u64 {
        self.ends[ending as usize]
    }

    /// To be called at the end of the run.
    pub fn finish(&mut self) {
        for (_, waiting) in std::mem::take(&mut self.waiting) {
            self.was_queued(&waiting, self.now);
        }
        for number in 0..self.agents.len() {
            self.moves(number as u32, self.now, |_| {});
        }
    }

    fn measured(&self, from: Time, to: Time) -> u64 {
        let (begin, end) = (self.model.measured_from, self.model.measured_to);
        to.min(end).max(begin).since(from.max(begin).min(end)).0
    }

    fn was_queued(&mut self, waiting: &Waiting, until: Time) {
        let ms = self.measured(waiting.entered, until);
        self.queue_ms += ms;
        self.noise_queue_ms += if waiting.who.noise { ms } else { 0 };
    }

    /// Books the time since the agent's last change, then changes.
    fn moves(&mut self, number: u32, now: Time, change: impl FnOnce(&mut Agent)) {
        let before = self.agents[number as usize];
        let ms = self.measured(before.since, now);
        self.busy_ms += if before.in_hand > 0 { ms } else { 0 };
        self.on_queue_ms += if matches!(before.place, Place::OnQueue | Place::Overtime) { ms } else { 0 };
        let agent = &mut self.agents[number as usize];
        agent.since = now;
        change(agent);
    }

    fn group_of(&self, agent: u32) -> u16 {
        self.model.teams[usize::from(self.model.rota.team_of_agent[agent as usize])].group
    }

    fn may_take(&self, group: u16, who: &Subject, entry: Entry) -> bool {
        let lane = self.model.routing.lane_of(who.kind, message(who, entry));
        self.model.routing.lanes[usize::from(lane)].groups & (1 << group) != 0
    }

    /// What orders a waiting message: rank, deadline, entry, key.
    fn order(&self, waiting: &Waiting) -> (u32, Time, Time, u64) {
        let routing = &self.model.routing;
        let lane = routing.lane_of(waiting.who.kind, message(&waiting.who, waiting.entry));
        let lane = &routing.lanes[usize::from(lane)];
        let due = routing.dues[usize::from(lane.due)].at(waiting.entered, &self.model.open_hours);
        (lane.rank, if routing.by_deadline { due } else { Time::ZERO }, waiting.entered, waiting.who.key)
    }

    /// Between two instants nobody is idle while a message waits that he or she may take.
    fn time_passes(&mut self, now: Time) {
        assert!(now >= self.now, "facts come in order of time");
        if now > self.now {
            for (number, agent) in self.agents.iter().enumerate() {
                if agent.place == Place::OnQueue && agent.in_hand == 0 {
                    let group = self.group_of(number as u32);
                    let idle_for =
                        self.waiting.values().find(|waiting| self.may_take(group, &waiting.who, waiting.entry));
                    assert!(idle_for.is_none(), "agent {number} is idle at {:?} while {idle_for:?} waits", self.now);
                }
            }
        }
        self.now = now;
    }

    fn taken(&mut self, who: &Subject, entry: Entry, waited: Span, at_once: bool, agent: u32) {
        let group = self.group_of(agent);
        assert!(self.may_take(group, who, entry), "an agent takes what the skills allow");
        assert_eq!(self.agents[agent as usize].place, Place::OnQueue);
        match self.waiting.remove(&who.slot) {
            Some(waiting) => {
                let same = Subject { preferential: who.preferential, ..waiting.who } == *who;
                assert!(!at_once && same && waiting.entry == entry);
                assert_eq!(self.now.since(waiting.entered), waited);
                let order = self.order(&waiting);
                let others = self.waiting.values().filter(|other| self.may_take(group, &other.who, other.entry));
                let before = others.map(|other| self.order(other)).min();
                assert!(before.is_none_or(|before| order < before), "the first in the order is taken");
                self.was_queued(&waiting, self.now);
            }
            None => assert!(at_once && waited == Span::ZERO),
        }
    }

    fn opens(&mut self, who: &Subject) {
        if who.measured {
            self.opened += 1;
            self.customers.push((who.key, who.opened, who.kind, who.channel == Channel::Dm));
        }
    }

    fn ends(&mut self, who: &Subject, ending: Ending) {
        let ended = match ending {
            Ending::Answered => Ended::Answered,
            Ending::Withdrawn => Ended::Withdrawn,
            Ending::NeverAnswered => Ended::NeverAnswered,
            Ending::Unfinished => Ended::Unfinished,
            Ending::BotContained => Ended::BotContained,
            Ending::LeftAtEstimate => Ended::LeftAtEstimate,
        };
        self.ends[ended as usize] += u64::from(who.measured);
    }

    fn pays(&mut self, from: Time, to: Time, sign: i64) {
        self.paid_ms += sign * self.measured(from, to) as i64;
    }

    fn breaks_end(&mut self, agent: u32, since: Time) {
        assert_eq!(self.on_break.remove(&agent), Some(since));
    }
}

impl Observer for Audit<'_> {
    fn on(&mut self, now: Time, fact: &Fact) {
        self.time_passes(now);
        match *fact {
            Fact::Opened { who } => self.opens(&who),
            Fact::Queued { who, entry } => {
                let doubled = self.waiting.insert(who.slot, Waiting { who, entry, entered: now });
                assert!(doubled.is_none(), "a conversation has one message in the queue");
            }
            Fact::Taken { who, entry, waited, at_once, agent, in_hand, team } => {
                self.taken(&who, entry, waited, at_once, agent);
                assert!(in_hand <= self.model.teams[usize::from(team)].concurrency);
                self.moves(agent, now, |agent| {
                    agent.in_hand += 1;
                    assert_eq!(agent.in_hand, in_hand);
                });
            }
            Fact::Posted { agent, in_hand, .. } => self.moves(agent, now, |agent| {
                agent.in_hand -= 1;
                assert_eq!(agent.in_hand, in_hand);
            }),
            Fact::Withdrawn { who, waited } => {
                let waiting = self.waiting.remove(&who.slot).expect("what is withdrawn waited");
                assert_eq!(now.since(waiting.entered), waited);
                self.was_queued(&waiting, now);
            }
            Fact::Ended { who, ending } => self.ends(&who, ending),
            Fact::Chased { who, .. } | Fact::Phoned { who, why: PhoneReason::PatienceEnded } | Fact::Left { who } => {
                let waiting = self.waiting.get_mut(&who.slot).expect("patience ends only while waiting");
                assert_eq!(waiting.who, who);
                let favoured = self.model.levers.preferential.chasers && matches!(fact, Fact::Chased { .. });
                waiting.who.preferential |= favoured;
            }
            Fact::Phoned { who, .. } | Fact::TurnedAway { who } => {
                assert!(!self.waiting.contains_key(&who.slot), "who is sent away or turned away does not wait");
            }
            Fact::Favoured { who, .. } => assert!(who.preferential),
            Fact::Learned { level } => {
                let rules = self.model.levers.learning.expect("somebody may be hostile");
                assert!((0.0..=1.0).contains(&level.level(now, rules.half_life)));
            }
            Fact::Exposed { who } => assert!(who.channel.is_public()),
            Fact::MovedToDm { who } => assert!(who.channel.is_public() && !who.hostile),
            Fact::Intruded { who } => assert_eq!(who.channel, Channel::Indirect),
            Fact::Erred { who } | Fact::Reopened { who } | Fact::Spread { from: who } => assert!(!who.noise),
            Fact::ShiftBegan { from, to, absent, unpaid_break, .. } => {
                self.pays(from, to, 1);
                if let (true, Some((begin, end))) = (absent, unpaid_break) {
                    self.pays(begin, end, -1);
                }
            }
            Fact::DutyBegan { agent, .. } => self.moves(agent, now, |agent| {
                assert_eq!(agent.place, Place::Off);
                agent.place = Place::OnQueue;
            }),
            Fact::DutyEnded { agent, overtime, .. } => self.moves(agent, now, |agent| {
                assert_eq!(agent.in_hand > 0, overtime);
                agent.place = if overtime { Place::Overtime } else { Place::Off };
            }),
            Fact::OvertimeEnded { agent, since, .. } => {
                self.pays(since, now, 1);
                self.moves(agent, now, |agent| agent.place = Place::Off);
            }
            Fact::BreakBegan { agent, .. } => {
                self.on_break.insert(agent, now);
                self.moves(agent, now, |agent| agent.place = Place::Away);
            }
            Fact::BreakEnded { agent, since, paid, .. } => {
                self.breaks_end(agent, since);
                if !paid {
                    self.pays(since, now, -1);
                }
                self.moves(agent, now, |agent| agent.place = Place::OnQueue);
            }
            Fact::OffQueueBegan { agent, .. } => self.moves(agent, now, |agent| agent.place = Place::Away),
            Fact::OffQueueEnded { agent, .. } => self.moves(agent, now, |agent| agent.place = Place::OnQueue),
        }
    }

    fn hour(&mut self, now: Time) -> bool {
        self.time_passes(now);
        true
    }
}

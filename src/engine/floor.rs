//! The agents: who is on duty, who has room for a message, who is to leave.
//!
//! Agents with room stand in lists, one for each (group, messages in hand), the longest waiting first.

use super::conversations::NONE;
use crate::model::Model;
use crate::random::Stream;
use crate::routing::{Routing, Tier};
use crate::time::{Span, Time};

/// Where an agent is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    Off,
    OnQueue,
    OnBreak,
    OffQueue,
    /// Duty has ended, a message is still in hand.
    Overtime,
}

/// What every message asks for comes first, in one line of the cache.
#[derive(Clone, Debug)]
#[repr(C, align(64))]
pub struct Agent {
    pub team: u16,
    pub group: u16,
    pub place: Place,
    pub in_hand: u8,
    pub concurrency: u8,
    pub listed: bool,
    /// Factor of the handling time with nothing else in hand, and what each further message adds to it.
    slowness: f64,
    slowdown: f64,
    /// Since when the agent stands in the present list.
    pub since: Time,
    previous: u32,
    next: u32,
    /// On the queue, with nothing due, and before this instant nothing comes that could keep the agent from taking messages;
    /// zero: not known.
    pub undisturbed_until: Time,
    /// Off-queue work that has come and is not done yet.
    pub off_queue_due: Span,
    /// A break has come and is not taken yet.
    pub break_due: bool,
    pub break_paid: bool,
    /// Instants to come; `NEVER` when there is none. Entries of the calendar that match none of them are stale.
    pub duty_ends: Time,
    pub break_begins: Time,
    pub back_at: Time,
    pub off_queue_comes: Time,
    pub break_length: Span,
    /// When the present break or overtime began.
    pub away_since: Time,
    pub off_queue: Stream,
}

const _: () = assert!(std::mem::offset_of!(Agent, off_queue_due) + size_of::<Span>() <= 64, "one line of the cache");

impl Agent {
    /// Whether the agent takes messages for certain: on the queue, nothing due, nothing that comes at this instant.
    #[inline(always)]
    pub fn is_undisturbed(&self, now: Time) -> bool {
        now < self.undisturbed_until
    }

    /// Factor of the handling time of a message taken last of those in hand.
    #[inline(always)]
    pub fn pace(&self) -> f64 {
        if self.in_hand == 1 {
            self.slowness
        } else {
            self.slowness * (1.0 + self.slowdown * f64::from(self.in_hand - 1))
        }
    }

    #[inline(always)]
    pub fn has_room(&self) -> bool {
        self.in_hand < self.concurrency
    }

    /// Finds out until when the agent is undisturbed; to be told again of every change of what is due or to come.
    pub fn looks_ahead(&mut self) {
        let undisturbed = self.place == Place::OnQueue && self.off_queue_due == Span::ZERO && !self.break_due;
        self.undisturbed_until = if undisturbed { self.duty_ends.min(self.break_begins) } else { Time::ZERO };
    }
}

#[derive(Clone, Copy, Debug)]
struct Ends {
    head: u32,
    tail: u32,
}

/// How many of a team are on duty, and how many of these on a break.
#[derive(Clone, Copy, Debug, Default)]
pub struct Presence {
    pub on_duty: u32,
    pub on_break: u32,
}

#[derive(Debug)]
pub struct Floor {
    pub agents: Vec<Agent>,
    pub teams: Vec<Presence>,
    /// Largest concurrency of any team: number of lists of each group.
    levels: usize,
    lists: Vec<Ends>,
    /// Agents who stand in a list.
    available: usize,
}

impl Floor {
    pub fn new(model: &Model) -> Floor {
        let levels = model.teams.iter().map(|team| usize::from(team.concurrency)).max().unwrap_or(1);
        let agent = |team: &u16| {
            let of = &model.teams[usize::from(*team)];
            Agent {
                team: *team,
                group: of.group,
                place: Place::Off,
                in_hand: 0,
                concurrency: of.concurrency,
                slowness: of.slowness,
                slowdown: of.slowdown,
                listed: false,
                break_due: false,
                break_paid: false,
                break_length: Span::ZERO,
                off_queue_due: Span::ZERO,
                since: Time::ZERO,
                previous: NONE,
                next: NONE,
                duty_ends: Time::NEVER,
                break_begins: Time::NEVER,
                back_at: Time::NEVER,
                off_queue_comes: Time::NEVER,
                away_since: Time::NEVER,
                undisturbed_until: Time::ZERO,
                off_queue: Stream::zero(),
            }
        };
        Floor {
            agents: model.rota.team_of_agent.iter().map(agent).collect(),
            teams: vec![Presence::default(); model.teams.len()],
            levels,
            lists: vec![Ends { head: NONE, tail: NONE }; model.routing.groups.len() * levels],
            available: 0,
        }
    }

    #[inline]
    fn list_of(&self, agent: &Agent) -> usize {
        usize::from(agent.group) * self.levels + usize::from(agent.in_hand)
    }

    /// Puts an agent with room for a message at the end of the list.
    #[inline]
    pub fn list(&mut self, number: u32, now: Time) {
        let list = self.list_of(&self.agents[number as usize]);
        let tail = self.lists[list].tail;
        let agent = &mut self.agents[number as usize];
        debug_assert!(!agent.listed && agent.in_hand < agent.concurrency && agent.place == Place::OnQueue);
        (agent.listed, agent.since, agent.previous, agent.next) = (true, now, tail, NONE);
        match tail {
            NONE => self.lists[list].head = number,
            _ => self.agents[tail as usize].next = number,
        }
        self.lists[list].tail = number;
        self.available += 1;
    }

    /// Takes an agent out of the list, if in one. To be called before `in_hand` changes.
    #[inline]
    pub fn unlist(&mut self, number: u32) {
        let agent = &self.agents[number as usize];
        if !agent.listed {
            return;
        }
        let (list, before, after) = (self.list_of(agent), agent.previous, agent.next);
        match before {
            NONE => self.lists[list].head = after,
            _ => self.agents[before as usize].next = after,
        }
        match after {
            NONE => self.lists[list].tail = before,
            _ => self.agents[after as usize].previous = before,
        }
        self.agents[number as usize].listed = false;
        self.available -= 1;
    }

    /// Whom to give a message: of those with the fewest messages in hand, the first tier that has anybody, and of these the
    /// longest idle.
    #[inline(always)]
    pub fn choose(&self, routing: &Routing, tiers: u16) -> Option<u32> {
        if self.available == 0 { None } else { self.choose_available(&routing.tiers[usize::from(tiers)]) }
    }

    #[inline(always)]
    fn choose_available(&self, tiers: &[Tier]) -> Option<u32> {
        for level in 0..self.levels {
            for tier in tiers {
                let mut longest = NONE;
                for group in tier {
                    let head = self.lists[usize::from(*group) * self.levels + level].head;
                    if head != NONE && (longest == NONE || self.order(head) < self.order(longest)) {
                        longest = head;
                    }
                }
                if longest != NONE {
                    return Some(longest);
                }
            }
        }
        None
    }

    /// What orders agents of one tier.
    fn order(&self, number: u32) -> (Time, u32) {
        (self.agents[number as usize].since, number)
    }
}

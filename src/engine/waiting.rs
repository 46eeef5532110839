//! How customers wait: patience, giving up, chasing, the wait that the page tells.

use super::conversations::{Conversation, Stage};
use super::fact::{Ending, Fact, Observer, PhoneReason};
use super::life::draws;
use super::simulate::Engine;
use crate::behaviour::Reaction;
use crate::desk::effects::{HOSTILE_PATIENCE, PUBLISHED_PATIENCE, WELCOME_PATIENCE};
use crate::random::{Purpose, Stream};
use crate::time::{Span, Time};

/// Stale entries of ended patience are swept out when there are more than this many, and more than twice those in force.
const SWEEP_AT: usize = 16;

impl<O: Observer> Engine<'_, O> {
    /// Longest wait for the first answer; `None`: for ever.
    #[inline(always)]
    pub(super) fn patience(&self, slot: u32) -> Option<Span> {
        let (customers, levers) = (&self.model.customers, &self.model.levers);
        let conversation = &self.conversations[slot];
        let key = conversation.key;
        let mut length = customers.patience.as_ref()?.draw(&mut Stream::new(key, Purpose::Patience));
        if customers.experienced > 0.0 && draws(key, Purpose::Experience) < customers.experienced {
            length /= 2.0;
        }
        if levers.change_patience {
            length *= self.patience_factor(conversation);
        }
        Some(Span::from_ms(length))
    }

    #[inline(never)]
    fn patience_factor(&self, conversation: &Conversation) -> f64 {
        let levers = &self.model.levers;
        let closed = || !self.model.open_hours.is_open(conversation.opened);
        let tone = if conversation.hostile { HOSTILE_PATIENCE } else { 1.0 };
        let welcome = if levers.welcome_message && conversation.private { WELCOME_PATIENCE } else { 1.0 };
        let published = if levers.published_hours && closed() { PUBLISHED_PATIENCE } else { 1.0 };
        tone * welcome * published
    }

    /// The page tells the expected wait, and one who would not wait as long phones or leaves at once.
    #[cold]
    pub(super) fn turns_away(&mut self, slot: u32, patience: Span) -> bool {
        if patience >= self.expected_wait(self.conversations[slot].lane) {
            return false;
        }
        let who = self.conversations[slot].subject(slot);
        let giving_up = self.model.customers.giving_up[usize::from(who.hostile)];
        if giving_up.phones_at_estimate(draws(who.key, Purpose::GivingUp)) {
            self.tell(&Fact::Phoned { who, why: PhoneReason::TurnedAway });
        } else {
            self.tell(&Fact::TurnedAway { who });
        }
        self.ends(slot, Ending::LeftAtEstimate);
        true
    }

    /// Messages ahead x mean handling time / agents on duty; while nobody is on duty who may take it, the time to the next
    /// shift of such agents, and that with them.
    fn expected_wait(&self, lane: u16) -> Span {
        let (model, groups) = (self.model, self.model.routing.lanes[usize::from(lane)].groups);
        let Some(mean) = model.levers.estimate else { return Span::ZERO };
        let work = mean * f64::from(self.queues.ahead_of(lane, &model.routing));
        let may_take = |team: usize| groups & (1 << model.teams[team].group) != 0;
        let on_duty: u32 =
            (0..model.teams.len()).filter(|team| may_take(*team)).map(|team| self.floor.teams[team].on_duty).sum();
        if on_duty > 0 {
            return Span::from_ms(work / f64::from(on_duty));
        }
        match self.next_opening(may_take) {
            Some((opens, agents)) => opens.since(self.now) + Span::from_ms(work / f64::from(agents)),
            None => Span::LONGEST,
        }
    }

    /// When the next shift begins of a team that counts, and with how many agents of such teams.
    fn next_opening(&self, counts: impl Fn(usize) -> bool) -> Option<(Time, u32)> {
        let rota = &self.model.rota;
        let (mut cursor, mut opening) = (self.shifts.clone(), None);
        while let Some((day, number)) = cursor.duty(&rota.begins) {
            let (begins, duty) = (rota.begin_of(number, day), &rota.duties[usize::from(number)]);
            if opening.is_some_and(|(opens, _)| begins > opens) {
                break;
            }
            if counts(usize::from(duty.team)) {
                let agents = duty.agents.iter().map(ExactSizeIterator::len).sum::<usize>() as u32;
                opening = Some((begins, opening.map_or(0, |(_, so_far)| so_far) + agents));
            }
            cursor.index += 1;
        }
        opening
    }

    pub(super) fn patience_begins(&mut self, slot: u32, patience: Span) {
        let ends = self.now + patience;
        let wait = self.conversations.wait_mut(slot);
        (wait.patience, wait.patience_ends) = (patience, ends);
        if ends >= self.model.end {
            return;
        }
        if self.calendar.patiences() >= SWEEP_AT.max(2 * self.queues.waiting) {
            let conversations = &self.conversations;
            self.calendar.sweep_patience(|time, slot| conversations.wait(slot).patience_ends == time);
        }
        self.calendar.patience_until(ends, slot);
    }

    /// Patience ends, unless the entry is stale: the message was taken, or the slot belongs to another conversation.
    pub(super) fn patience_ends(&mut self, slot: u32) {
        let wait = self.conversations.wait_mut(slot);
        if wait.patience_ends != self.now {
            return;
        }
        let patience = wait.patience;
        wait.patience_ends = Time::NEVER;
        let conversation = &self.conversations[slot];
        debug_assert_eq!(conversation.stage, Stage::Waiting);
        let (who, chases) = (conversation.subject(slot), conversation.chases);
        let uniform = Stream::nth(who.key, Purpose::GivingUp, u64::from(chases)).uniform();
        match self.model.customers.giving_up[usize::from(who.hostile)].decide(uniform, chases) {
            Reaction::Chases => {
                self.conversations[slot].chases += 1;
                self.tell(&Fact::Chased { who, nth: chases + 1 });
                if self.model.levers.contagion.is_some() {
                    self.is_seen_by_more(slot);
                }
                if self.model.levers.preferential.chasers && !who.preferential {
                    self.goes_ahead(slot);
                }
                return self.patience_begins(slot, Span(patience.0 / 2));
            }
            Reaction::Phones => self.tell(&Fact::Phoned { who, why: PhoneReason::PatienceEnded }),
            Reaction::Leaves => self.tell(&Fact::Left { who }),
        }
        self.conversations[slot].gone = true;
        if self.model.withdraws {
            self.queues.remove(slot, &mut self.conversations);
            let waited = self.now.since(self.conversations[slot].entered);
            self.tell(&Fact::Withdrawn { who, waited });
            self.ends(slot, Ending::Withdrawn);
        }
    }

    /// A waiting message becomes preferential; it keeps its entry among those.
    #[cold]
    fn goes_ahead(&mut self, slot: u32) {
        self.queues.remove(slot, &mut self.conversations);
        let conversation = &mut self.conversations[slot];
        conversation.preferential = true;
        conversation.lane = self.model.routing.lane_of(conversation.kind, conversation.message());
        self.queues.insert(slot, &mut self.conversations);
    }
}

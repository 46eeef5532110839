//! Contagion: unanswered public complaints make others write.

use super::conversations::Stage;
use super::fact::{Fact, Observer};
use super::simulate::Engine;
use crate::random::{Purpose, Stream, entity_key, exponential, purpose_key};
use crate::time::Time;

/// How a conversation, by its slot, spreads.
#[derive(Clone, Debug)]
pub(super) struct Spread {
    /// When it causes the next one; `NEVER` when it does not. Tells stale entries of the calendar apart.
    next: Time,
    /// Reach over the median reach.
    reach: f64,
    /// Public, of a negative type and without a response.
    on: bool,
    draws: u64,
    caused: u64,
}

impl Spread {
    const NONE: Spread = Spread { next: Time::NEVER, reach: 0.0, on: false, draws: 0, caused: 0 };
}

impl<O: Observer> Engine<'_, O> {
    /// A conversation has opened: whether and when others will follow it.
    #[cold]
    pub(super) fn may_spread(&mut self, slot: u32) {
        let Some(contagion) = &self.model.levers.contagion else { return };
        let conversation = &self.conversations[slot];
        let on = !conversation.private && self.model.contacts[usize::from(conversation.contact)].negative;
        let reach = self.model.customers.reach.as_ref().map_or(0.0, |reach| {
            let reach = reach.draw(&mut Stream::new(conversation.key, Purpose::Reach));
            reach / contagion.median_reach
        });
        if self.spreads.len() <= slot as usize {
            self.spreads.resize(slot as usize + 1, Spread::NONE);
        }
        self.spreads[slot as usize] = Spread { reach, on, ..Spread::NONE };
        self.finds_next(slot);
    }

    /// The customer has written again, to more people. What was to come has no memory, so it is drawn anew.
    #[cold]
    pub(super) fn is_seen_by_more(&mut self, slot: u32) {
        self.spreads[slot as usize].reach *= 2.0;
        self.finds_next(slot);
    }

    #[cold]
    pub(super) fn spreads_no_more(&mut self, slot: u32) {
        self.spreads[slot as usize].on = false;
        self.spreads[slot as usize].next = Time::NEVER;
    }

    fn finds_next(&mut self, slot: u32) {
        let Some(contagion) = &self.model.levers.contagion else { return };
        let (conversation, state) = (&self.conversations[slot], &mut self.spreads[slot as usize]);
        state.next = Time::NEVER;
        if !state.on {
            return;
        }
        // The numbers 0 and 1 are those of the key of the caused ones.
        state.draws += 1;
        let draw = exponential(&mut Stream::nth(conversation.key, Purpose::Contagion, 1 + state.draws));
        let age = self.now.since(conversation.opened);
        if let Some(age) = contagion.spreading.next(age, state.reach, draw) {
            let next = conversation.opened + age;
            if next < self.model.end {
                state.next = next;
                self.calendar.spread_at(next, slot);
            }
        }
    }

    /// A conversation makes another customer write, unless the entry is stale.
    #[cold]
    pub(super) fn spreads(&mut self, slot: u32) {
        let conversation = &self.conversations[slot];
        let state = &mut self.spreads[slot as usize];
        if state.next != self.now || conversation.stage == Stage::Closed || conversation.noise {
            return;
        }
        let from = conversation.subject(slot);
        state.caused += 1;
        let key = entity_key(purpose_key(from.key, Purpose::Contagion, 1), state.caused);
        self.finds_next(slot);
        self.tell(&Fact::Spread { from });
        self.is_caused(key, from.contact);
    }
}

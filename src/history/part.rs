//! The part of an export that was there at an earlier day: what a forecast of that day could have known.

use super::{History, Message};

impl History {
    /// The same export as it would have been on a local day (counted from 1 January 1970) at 00:00: messages written later are not
    /// in it. Rows and refusals are those of the whole.
    pub fn before(&self, day: i64) -> History {
        let early = |message: &&Message| self.local_s(message.at_s) < day * 86_400;
        // Messages are sorted by conversation and time, so that what is left still begins with the customer's message.
        let messages = self.messages.iter().filter(early).copied().collect();
        History {
            messages,
            zone: self.zone.clone(),
            brand: self.brand.clone(),
            fields: self.fields.clone(),
            agents: self.agents.clone(),
            contacts: self.contacts.clone(),
            languages: self.languages.clone(),
            refusals: self.refusals.clone(),
            ..*self
        }
    }
}

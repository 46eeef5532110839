//! Kinds of message, and which filters and skills cover them.

use crate::desk::{Channel, Contact, Filter, Skills};

/// Number of a kind of message.
pub type Kind = u16;

/// The kinds of one scenario: every (contact type, channel, language), and noise last.
#[derive(Clone, Debug)]
pub struct Kinds {
    contacts: usize,
    pub languages: Vec<String>,
}

impl Kinds {
    pub fn new(contacts: &[Contact]) -> Kinds {
        let mut languages: Vec<String> = Vec::new();
        for (language, _) in contacts.iter().flat_map(|contact| &contact.languages) {
            if !languages.contains(language) {
                languages.push(language.clone());
            }
        }
        Kinds { contacts: contacts.len(), languages }
    }

    #[inline]
    pub fn of(&self, contact: u16, channel: Channel, language: u8) -> Kind {
        (contact * Channel::ALL.len() as u16 + channel as u16) * self.languages.len() as u16 + u16::from(language)
    }
    pub fn noise(&self) -> Kind {
        (self.contacts * Channel::ALL.len() * self.languages.len()) as Kind
    }
    pub fn count(&self) -> usize {
        usize::from(self.noise()) + 1
    }
    /// The kind of the same message moved to direct messages; noise stays noise.
    pub fn in_private(&self, kind: Kind) -> Kind {
        self.parts(kind).map_or(kind, |(contact, _, language)| self.of(contact, Channel::Dm, language))
    }
    /// Contact type, channel and language of a kind; `None` for noise.
    pub fn parts(&self, kind: Kind) -> Option<(u16, Channel, u8)> {
        let languages = self.languages.len() as u16;
        let channels = Channel::ALL.len() as u16;
        (kind < self.noise()).then(|| {
            let (cell, language) = (kind / languages, kind % languages);
            (cell / channels, Channel::ALL[usize::from(cell % channels)], language as u8)
        })
    }

    /// Whether a team with these skills may take the kind. Noise reads like a mention without a language.
    pub fn may_take(&self, skills: &Skills, contacts: &[Contact], kind: Kind) -> bool {
        let Some((contact, channel, language)) = self.parts(kind) else {
            return covers(&skills.channels, &Channel::Mention) && covers(&skills.contacts, &"noise".to_owned());
        };
        let contact = &contacts[usize::from(contact)];
        covers(&skills.contacts, &contact.name)
            && skills.channels.as_ref().is_none_or(|named| named.iter().any(|one| channel.goes_by(*one)))
            && covers(&skills.languages, &self.languages[usize::from(language)])
            && contact.brand.as_ref().is_none_or(|brand| covers(&skills.brands, brand))
    }

    /// Whether an agreement with this filter covers a conversation of the kind; noise is never covered.
    pub fn is_covered(&self, filter: &Filter, contacts: &[Contact], kind: Kind, influencer: bool) -> bool {
        let Some((contact, channel, language)) = self.parts(kind) else { return false };
        let contact = &contacts[usize::from(contact)];
        let brand = match (&filter.brands, &contact.brand) {
            (None, _) => true,
            (Some(wanted), Some(brand)) => wanted.contains(brand),
            (Some(_), None) => false,
        };
        brand
            && covers(&filter.contacts, &contact.name)
            && covers(&filter.channels, &channel)
            && covers(&filter.languages, &self.languages[usize::from(language)])
            && filter.influencers.is_none_or(|wanted| wanted == influencer)
    }
}

/// Whether a list names the item; no list names everything.
pub fn covers<T: PartialEq>(list: &Option<Vec<T>>, item: &T) -> bool {
    list.as_ref().is_none_or(|list| list.contains(item))
}

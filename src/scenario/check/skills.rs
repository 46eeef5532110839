//! Every message can be taken by some team, and every agreement covers some conversation.

use super::Context;
use crate::desk::{Channel, Contact, Filter, Team};
use crate::scenario::problem::{Problem, What};

/// Channels that a type of contact opens in, with their shares.
fn channels(contact: &Contact) -> impl Iterator<Item = (Channel, f64)> {
    [(Channel::Mention, 1.0 - contact.dm_share), (Channel::Dm, contact.dm_share)].into_iter().filter(|(_, s)| *s > 0.0)
}

fn lists(list: &Option<Vec<String>>, name: &str) -> bool {
    list.as_ref().is_none_or(|l| l.iter().any(|n| n == name))
}

fn takes(team: &Team, contact: &Contact, channel: Channel, language: &str) -> bool {
    let skills = &team.skills;
    team.rota.iter().any(|s| s.agents > 0)
        && lists(&skills.contacts, &contact.name)
        && lists(&skills.languages, language)
        && skills.channels.as_ref().is_none_or(|c| c.contains(&channel))
        && contact.brand.as_ref().is_none_or(|b| lists(&skills.brands, b))
}

/// One problem for each type of contact of which some messages can never be answered.
pub fn everything_is_taken(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    for (i, contact) in scenario.demand.contacts.iter().enumerate().filter(|(_, c)| c.per_week > 0.0) {
        let mut first = None;
        let mut untaken = 0.0;
        for (channel, share) in channels(contact) {
            for (language, of_language) in &contact.languages {
                if !scenario.teams.iter().any(|t| takes(t, contact, channel, language)) {
                    first.get_or_insert((channel, language));
                    untaken += contact.per_week * share * of_language;
                }
            }
        }
        if let Some((channel, language)) = first {
            let what = What::NobodyTakes {
                contact: contact.name.clone(),
                channel: channel.name(),
                language: language.clone(),
                conversations_per_week: untaken,
            };
            problems.push(Problem::error(context.place("demand.contact", i, "name"), "desk.team", what));
        }
    }
    let noise = scenario.demand.noise_per_week;
    let reads = |team: &Team| {
        let mentions = team.skills.channels.as_ref().is_none_or(|c| c.contains(&Channel::Mention));
        mentions && lists(&team.skills.contacts, "noise") && team.rota.iter().any(|s| s.agents > 0)
    };
    if noise > 0.0 && !scenario.teams.iter().any(reads) {
        let place = context.single("demand", "noise_per_week").and_then(|n| n.place);
        let what = What::NobodyTakes {
            contact: "noise".to_owned(),
            channel: Channel::Mention.name(),
            language: String::new(),
            conversations_per_week: noise,
        };
        problems.push(Problem::error(place, "desk.team", what));
    }
}

pub fn slas_cover_something(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    for (i, sla) in scenario.slas.iter().enumerate() {
        if !scenario.demand.contacts.iter().any(|contact| covers(&sla.filter, contact)) {
            let place = context.place("sla", i, "name");
            problems.push(Problem::error(place, format!("sla.{}", sla.name), What::SlaCoversNothing));
        }
    }
}

fn covers(filter: &Filter, contact: &Contact) -> bool {
    let channel = |wanted: &Vec<Channel>| channels(contact).any(|(c, _)| wanted.contains(&c));
    let language = |wanted: &Vec<String>| contact.languages.iter().any(|(l, _)| wanted.contains(l));
    let brand = |wanted: &Vec<String>| contact.brand.as_ref().is_some_and(|b| wanted.contains(b));
    lists(&filter.contacts, &contact.name)
        && filter.channels.as_ref().is_none_or(channel)
        && filter.languages.as_ref().is_none_or(language)
        && filter.brands.as_ref().is_none_or(brand)
}

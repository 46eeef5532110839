//! Every message can be taken by some team, and every agreement covers some conversation.

use super::Context;
use crate::desk::{Channel, Contact, Filter, Team};
use crate::scenario::problem::{Problem, What};
use std::collections::BTreeMap;

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

/// Types of contact, by index, and their conversations a week.
type Volumes = Vec<(usize, f64)>;

/// One problem for each channel and language in which messages of some types of contact can never be answered.
pub fn everything_is_taken(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    let mut untaken: BTreeMap<(&str, Channel), Volumes> = BTreeMap::new();
    for (i, contact) in scenario.demand.contacts.iter().enumerate().filter(|(_, c)| c.per_week > 0.0) {
        for (channel, share) in channels(contact) {
            for (language, of_language) in &contact.languages {
                if !scenario.teams.iter().any(|t| takes(t, contact, channel, language)) {
                    let volume = contact.per_week * share * of_language;
                    untaken.entry((language, channel)).or_default().push((i, volume));
                }
            }
        }
    }
    let languages = context.single("demand", "languages").and_then(|n| n.place);
    // Both channels of a language at once, where they concern the same types.
    let mut groups: Vec<(&str, Vec<Channel>, Volumes)> = Vec::new();
    for ((language, channel), types) in untaken {
        let alike = |other: &[(usize, f64)]| other.iter().map(|t| t.0).eq(types.iter().map(|t| t.0));
        match groups.last_mut() {
            Some((last, listed, before)) if *last == language && alike(before) => {
                listed.push(channel);
                before.iter_mut().zip(&types).for_each(|(sum, one)| sum.1 += one.1);
            }
            _ => groups.push((language, vec![channel], types)),
        }
    }
    for (language, channels, types) in groups {
        let written = types.first().and_then(|(i, _)| context.place("demand.contact", *i, "name"));
        let what = What::NobodyTakes {
            contacts: types.iter().map(|(i, _)| scenario.demand.contacts[*i].name.clone()).collect(),
            channels: channels.iter().map(|c| c.name().to_owned()).collect(),
            language: language.to_owned(),
            conversations_per_week: types.iter().map(|(_, volume)| volume).sum(),
        };
        problems.push(Problem::error(written.or(languages), "desk.team", what));
    }
    let noise = scenario.demand.noise_per_week;
    let reads = |team: &Team| {
        let mentions = team.skills.channels.as_ref().is_none_or(|c| c.contains(&Channel::Mention));
        mentions && lists(&team.skills.contacts, "noise") && team.rota.iter().any(|s| s.agents > 0)
    };
    if noise > 0.0 && !scenario.teams.iter().any(reads) {
        let place = context.single("demand", "noise_per_week").and_then(|n| n.place);
        let what = What::NobodyTakes {
            contacts: vec!["noise".to_owned()],
            channels: vec![Channel::Mention.name().to_owned()],
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

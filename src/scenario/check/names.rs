//! Names: distinct, free of reserved words, and known where they are referred to.

use super::Context;
use crate::desk::{Channel, Order, Scenario};
use crate::scenario::build::ranked;
use crate::scenario::problem::{NameFault, Named, Place, Problem, What};
use crate::scenario::suggest::nearest;
use crate::scenario::tree::{Node, shorten};
use std::collections::HashSet;

/// Words that mean something else in lists of names.
pub const RESERVED: [&str; 5] =
    ["noise", "influencers", Channel::Mention.name(), Channel::Dm.name(), Channel::Indirect.name()];

pub fn contact_names(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let contacts = &context.scenario.demand.contacts;
    distinct(context, "demand.contact", Named::Contact, contacts.iter().map(|c| c.name.as_str()), problems);
    let languages = languages(context.scenario);
    for (i, contact) in contacts.iter().enumerate() {
        if RESERVED.contains(&contact.name.as_str()) || languages.contains(contact.name.as_str()) {
            let place = context.place("demand.contact", i, "name");
            let what = What::Name { fault: NameFault::Reserved, found: contact.name.clone() };
            problems.push(Problem::error(place, "demand.contact", what));
        }
    }
    for word in RESERVED.into_iter().filter(|w| languages.contains(w)) {
        let place = context.single("demand", "languages").and_then(|n| n.place);
        let what = What::Name { fault: NameFault::Reserved, found: word.to_owned() };
        problems.push(Problem::error(place, "demand.languages", what));
    }
}

pub fn team_names(context: &Context<'_>, problems: &mut Vec<Problem>) {
    distinct(context, "desk.team", Named::Team, context.scenario.teams.iter().map(|t| t.name.as_str()), problems);
}

pub fn sla_names(context: &Context<'_>, problems: &mut Vec<Problem>) {
    distinct(context, "sla", Named::Sla, context.scenario.slas.iter().map(|s| s.name.as_str()), problems);
}

pub(super) fn distinct<'n>(
    context: &Context<'_>,
    section: &str,
    kind: Named,
    names: impl Iterator<Item = &'n str>,
    problems: &mut Vec<Problem>,
) {
    let mut seen = HashSet::new();
    for (i, name) in names.enumerate() {
        if !seen.insert(name) {
            let what = What::NameRepeated { kind, found: name.to_owned() };
            problems.push(Problem::error(context.place(section, i, "name"), section, what));
        }
    }
}

pub(super) fn languages(scenario: &Scenario) -> HashSet<&str> {
    scenario.demand.contacts.iter().flat_map(|c| c.languages.iter().map(|(l, _)| l.as_str())).collect()
}

pub(super) fn brands(scenario: &Scenario) -> HashSet<&str> {
    scenario.demand.contacts.iter().filter_map(|c| c.brand.as_deref()).collect()
}

pub(super) fn contact_set(scenario: &Scenario) -> HashSet<&str> {
    scenario.demand.contacts.iter().map(|c| c.name.as_str()).collect()
}

/// Unknown names told of in one list; more say the same.
const MOST: usize = 20;

/// Tells of names in `listed` that are not among `known`.
pub(super) fn unknown_names(
    listed: Option<&[String]>,
    known: &HashSet<&str>,
    kind: Named,
    place: impl Fn(&str) -> Option<Place>,
    mut tell: impl FnMut(Option<Place>, What),
) {
    let mut sorted: Vec<&str> = known.iter().copied().collect();
    sorted.sort_unstable();
    for name in listed.unwrap_or_default().iter().filter(|n| !known.contains(n.as_str())).take(MOST) {
        let known = sorted.iter().map(|n| (*n).to_owned()).collect();
        let nearest = nearest(name, sorted.iter().copied());
        tell(place(name), What::UnknownName { kind, found: shorten(name), nearest, known });
    }
}

/// Contact types and brands of teams exist; a language nobody writes in is only odd.
pub fn skills_are_known(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    let mut contacts = contact_set(scenario);
    contacts.insert("noise");
    let (brands, languages) = (brands(scenario), languages(scenario));
    for (i, team) in scenario.teams.iter().enumerate() {
        let path = |key: &str| format!("desk.team.{}.{key}", team.name);
        let place = |key: &str, name: &str| context.place_of_text(context.value("desk.team", i, key), name);
        let skills = &team.skills;
        unknown_names(
            skills.contacts.as_deref(),
            &contacts,
            Named::Contact,
            |n| place("contacts", n),
            |place, what| problems.push(Problem::error(place, path("contacts"), what)),
        );
        unknown_names(
            skills.brands.as_deref(),
            &brands,
            Named::Brand,
            |n| place("brands", n),
            |place, what| problems.push(Problem::error(place, path("brands"), what)),
        );
        if context.single("demand", "languages").is_some() {
            unknown_names(
                skills.languages.as_deref(),
                &languages,
                Named::Language,
                |n| place("languages", n),
                |place, what| problems.push(Problem::warning(place, path("languages"), what)),
            );
        }
    }
}

pub fn filters_are_known(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    let (contacts, brands, languages) = (contact_set(scenario), brands(scenario), languages(scenario));
    for (i, sla) in scenario.slas.iter().enumerate() {
        let lists = [
            ("contacts", &sla.filter.contacts, &contacts, Named::Contact),
            ("brands", &sla.filter.brands, &brands, Named::Brand),
            ("languages", &sla.filter.languages, &languages, Named::Language),
        ];
        for (key, listed, known, kind) in lists {
            unknown_names(
                listed.as_deref(),
                known,
                kind,
                |name| context.place_of_text(context.value("sla", i, key), name),
                |place, what| problems.push(Problem::error(place, format!("sla.{}.{key}", sla.name), what)),
            );
        }
    }
}

/// The list and the order that uses it go together, and every entry means something.
pub fn priority_list(context: &Context<'_>, problems: &mut Vec<Problem>) {
    let scenario = context.scenario;
    let node = context.single("policy", "priority");
    let order = context.single("policy", "order");
    match (&scenario.policy.order, node) {
        (Order::Priority(_), None) => {
            let place = order.and_then(|n| n.place);
            problems.push(Problem::error(place, "policy.priority", What::PriorityListMissing));
        }
        (Order::Fifo | Order::Deadline, Some(node)) => {
            let order = order.and_then(Node::as_text).unwrap_or("fifo").to_owned();
            let what = What::PriorityListUnused { order };
            problems.push(Problem::warning(node.place, "policy.priority", what));
        }
        _ => {}
    }
    let contacts = &scenario.demand.contacts;
    let mut known: HashSet<&str> = contact_set(scenario);
    known.extend(languages(scenario));
    known.extend(RESERVED);
    let listed: Vec<String> = match node {
        Some(node) => node.as_list().unwrap_or_default().iter().chain(Some(node)).filter_map(Node::as_text),
        None => return,
    }
    .filter(|name| ranked(name, contacts).is_none())
    .map(str::to_owned)
    .collect();
    unknown_names(
        Some(&listed),
        &known,
        Named::Priority,
        |name| context.place_of_text(node, name),
        |place, what| problems.push(Problem::error(place, "policy.priority", what)),
    );
}

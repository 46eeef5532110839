//! `[demand]` and its contact types.

use super::neutral;
use crate::desk::{Contact, Contagion, Demand};
use crate::scenario::convert::SHARES_TOLERANCE;
use crate::scenario::hours::span;
use crate::scenario::limits::Limit;
use crate::scenario::problem::{Problem, What};
use crate::scenario::profile::{Profile, named};
use crate::scenario::reader::{Reader, Scope};
use crate::scenario::tree::{Table, parse};
use crate::time::HOURS_PER_WEEK;

/// The contact types of a desk whose file names none: an assumption, labelled so in every report.
pub const STANDARD_MIX: &str = "
[[demand.contact]]
name = \"question\"
share = 0.45
handling_time = { mean = 4.5, cv = 0.9 }

[[demand.contact]]
name = \"complaint\"
share = 0.30
handling_time = { mean = 5.0, cv = 0.9 }
negative = true

[[demand.contact]]
name = \"incident\"
share = 0.15
handling_time = { mean = 5.0, cv = 0.9 }
negative = true

[[demand.contact]]
name = \"praise\"
share = 0.10
dm_share = 0.05
handling_time = { mean = 2.5, cv = 0.9 }
agent_messages = 1.0
";

/// What the contact types take over from `[demand]`.
struct Shared {
    per_week: f64,
    handling_factor: f64,
    dm_factor: f64,
    profile: Profile,
    languages: Vec<(String, f64)>,
}

pub fn demand(reader: &mut Reader<'_, '_>, root: &Scope<'_>) -> Demand {
    let scope = root.below("demand");
    let profile = reader.profile(&scope, "profile").unwrap_or_else(flat);
    let languages = reader.shares(&scope, "languages").unwrap_or_default();
    let shared = Shared {
        per_week: reader.number(&scope, "per_week").unwrap_or_default(),
        handling_factor: reader.number(&scope, "handling_factor").unwrap_or(1.0),
        dm_factor: reader.number(&scope, "dm_factor").unwrap_or(1.0),
        profile,
        languages,
    };
    let mut contacts = contacts(reader, root, &scope, &shared);
    let volume_factor = reader.number(&scope, "volume_factor").unwrap_or(1.0);
    for contact in &mut contacts {
        contact.per_week *= volume_factor;
    }
    let indirect_per_week = volume_factor * reader.number(&scope, "indirect_per_week").unwrap_or_default();
    share_out_indirect(&mut contacts, indirect_per_week);
    let demand = Demand {
        growth_per_year: reader.number(&scope, "growth_per_year").unwrap_or_default(),
        daily_cv: reader.number(&scope, "daily_cv").unwrap_or_default(),
        holiday_factor: reader.number(&scope, "holiday_factor").unwrap_or_default(),
        noise_per_week: volume_factor * reader.number(&scope, "noise_per_week").unwrap_or_default(),
        noise_profile: shared.profile,
        triage_time: reader.distribution(&scope, "triage_time").unwrap_or_else(neutral),
        contacts,
        contagion: contagion(reader, &scope.below("demand.contagion")),
        crises: Vec::new(),
    };
    let total = demand.noise_per_week + demand.contacts.iter().map(|c| c.per_week + c.indirect_per_week).sum::<f64>();
    if total > Limit::ConversationsPerWeek.allowed() as f64 {
        let what = What::Limit { limit: Limit::ConversationsPerWeek, found: total as u64 };
        reader.problems.push(Problem::error(scope.place, "demand", what));
    }
    demand
}

/// Indirect mentions have the mix of types of mentions.
fn share_out_indirect(contacts: &mut [Contact], per_week: f64) {
    let mentions = |contact: &Contact| contact.per_week * (1.0 - contact.dm_share);
    let total: f64 = contacts.iter().map(mentions).sum();
    for contact in contacts.iter_mut().filter(|_| total > 0.0) {
        contact.indirect_per_week = per_week * mentions(contact) / total;
    }
}

fn contagion(reader: &mut Reader<'_, '_>, scope: &Scope<'_>) -> Option<Contagion> {
    scope.table?;
    reader.require(scope, "per_hour", "per_hour = 0.02");
    let per_hour = reader.number(scope, "per_hour").unwrap_or_default();
    let after = span(reader.duration(scope, "after").unwrap_or_default());
    (per_hour > 0.0).then_some(Contagion { per_hour, after })
}

fn flat() -> Profile {
    named("flat").unwrap_or_else(|| Box::new([1.0 / HOURS_PER_WEEK as f64; HOURS_PER_WEEK]))
}

fn contacts(reader: &mut Reader<'_, '_>, root: &Scope<'_>, demand: &Scope<'_>, shared: &Shared) -> Vec<Contact> {
    let standard: Table;
    let written = demand.entries("demand.contact").filter(|e| !e.is_empty());
    let entries = match written {
        Some(entries) => entries,
        None => {
            standard = standard_mix();
            Scope::root(&standard).below("demand").entries("demand.contact").unwrap_or_default()
        }
    };
    let found = entries.len() as u64;
    if found > Limit::Contacts.allowed() {
        let what = What::Limit { limit: Limit::Contacts, found };
        reader.problems.push(Problem::error(demand.place, "demand.contact", what));
        return Vec::new();
    }
    let shares = shares(reader, root, demand, &entries);
    entries.iter().zip(shares).map(|(scope, share)| contact(reader, scope, share, shared)).collect()
}

/// The standard mix as a tree without places.
pub fn standard_mix() -> Table {
    let (mut table, _) = parse(STANDARD_MIX, 0);
    table.entries.iter_mut().for_each(crate::scenario::tree::Entry::forget_places);
    table
}

/// The share of each contact type in `[demand] per_week`; `None` for one with a volume of its own.
fn shares(
    reader: &mut Reader<'_, '_>,
    root: &Scope<'_>,
    demand: &Scope<'_>,
    entries: &[Scope<'_>],
) -> Vec<Option<f64>> {
    let mut sound = true;
    let mut shares: Vec<Option<f64>> = Vec::new();
    for scope in entries {
        let share = match (scope.get("share"), scope.get("per_week")) {
            (Some(node), Some(_)) => {
                let path = format!("{}.share", scope.path);
                reader.problems.push(Problem::error(node.place, path, What::ShareAndVolume));
                None
            }
            (Some(_), None) => reader.number(scope, "share"),
            (None, Some(_)) => {
                shares.push(None);
                continue;
            }
            // One type alone is all there is.
            (None, None) if entries.len() == 1 => Some(1.0),
            (None, None) => {
                let what = What::NoShareNoVolume { contacts: entries.len() };
                reader.problems.push(Problem::error(scope.place, scope.path.clone(), what));
                None
            }
        };
        sound &= share.is_some();
        shares.push(share);
    }
    let by_share: Vec<f64> = shares.iter().copied().flatten().collect();
    if by_share.is_empty() && sound {
        warn_unused_volume(reader, demand);
        return shares;
    }
    // A section that is not a table is told of elsewhere.
    if demand.table.is_some() || root.get("demand").is_none() {
        reader.require(demand, "per_week", "per_week = 2400");
    }
    let sum: f64 = by_share.iter().sum();
    if sound && (sum - 1.0).abs() > SHARES_TOLERANCE {
        let with_share = entries.iter().filter(|e| e.get("share").is_some());
        let place = with_share.clone().next_back().and_then(|e| e.get("share")).and_then(|n| n.place);
        let named = |e: &Scope<'_>| e.get("name").map(|n| n.shown()).unwrap_or_default();
        let of = with_share.map(named).collect();
        reader.problems.push(Problem::error(place, "demand.contact", What::SharesSum { sum, of }));
        return shares;
    }
    shares.iter().map(|share| share.map(|s| s / sum)).collect()
}

fn warn_unused_volume(reader: &mut Reader<'_, '_>, demand: &Scope<'_>) {
    if let Some(node) = demand.get("per_week") {
        let what = What::NoEffect { because: "demand.contact.per_week" };
        reader.problems.push(Problem::warning(node.place, "demand.per_week", what));
    }
}

fn contact(reader: &mut Reader<'_, '_>, scope: &Scope<'_>, share: Option<f64>, shared: &Shared) -> Contact {
    reader.require(scope, "name", "name = \"complaint\"");
    let own_volume = reader.number(scope, "per_week");
    Contact {
        name: reader.text(scope, "name").unwrap_or_default(),
        brand: reader.text(scope, "brand"),
        per_week: share.map(|s| s * shared.per_week).or(own_volume).unwrap_or_default(),
        profile: reader.profile(scope, "profile").unwrap_or_else(|| shared.profile.clone()),
        dm_share: (shared.dm_factor * reader.number(scope, "dm_share").unwrap_or_default()).min(1.0),
        languages: reader.shares(scope, "languages").unwrap_or_else(|| shared.languages.clone()),
        handling_time: reader
            .distribution(scope, "handling_time")
            .unwrap_or_else(neutral)
            .scaled(shared.handling_factor),
        agent_messages: reader.number(scope, "agent_messages").unwrap_or(1.0),
        reply_delay: reader.distribution(scope, "reply_delay").unwrap_or_else(neutral),
        negative: reader.flag(scope, "negative").unwrap_or_default(),
        indirect_per_week: 0.0,
        private_data: reader.number(scope, "private_data").unwrap_or_default(),
        phone_needed: reader.number(scope, "phone_needed").unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_standard_mix_is_whole() {
        let (_, problems) = parse(STANDARD_MIX, 0);
        assert!(problems.is_empty(), "{problems:?}");
        assert!(crate::scenario::audit::audit(&standard_mix()).is_empty());
    }
}

//! From one node to a value of its row's type and range.

use super::data;
use super::hours;
use super::keys::{Key, Kind};
use super::library::Library;
use super::limits::{Limit, MAX_MINUTES};
use super::moment::{self, Moment};
use super::problem::{Found, NameFault, Place, What};
use super::profile::{self, Profile};
use super::suggest::nearest;
use super::tree::{Node, Value, shorten};
use crate::locale::hidden;

/// Faults of one value: where inside it, and what.
pub type Faults = Vec<(Option<Place>, What)>;

/// The value, or its fault noted at the node.
pub fn told<T>(result: Result<T, What>, node: &Node, faults: &mut Faults) -> Option<T> {
    result.map_err(|what| faults.push((node.place, what))).ok()
}

pub fn wrong_type(node: &Node, key: &'static Key) -> What {
    What::WrongType { key, found: node.found() }
}

/// Faults after which the rest of a list is not looked at.
const MOST_FAULTS: usize = 20;

/// The elements of a list, or, where `single` allows it, the one value that stands for a list of one.
pub fn several<T>(
    node: &Node,
    key: &'static Key,
    single: bool,
    faults: &mut Faults,
    mut one: impl FnMut(&Node, &mut Faults) -> Option<T>,
) -> Option<Vec<T>> {
    match &node.value {
        Value::List(list) => {
            let mut values = Vec::new();
            for element in list {
                values.extend(one(element, faults));
                if faults.len() >= MOST_FAULTS {
                    break;
                }
            }
            Some(values)
        }
        Value::Text(_) if single => Some(one(node, faults).into_iter().collect()),
        _ => told(Err(wrong_type(node, key)), node, faults),
    }
}

pub fn refuse_repeated<T: AsRef<str>>(node: &Node, names: &[T], faults: &mut Faults) {
    let mut seen = std::collections::HashSet::new();
    for name in names.iter().map(AsRef::as_ref).filter(|n| !seen.insert(*n)).take(MOST_FAULTS) {
        let repeated = node.as_list().and_then(|l| l.iter().rev().find(|n| n.as_text() == Some(name)));
        let place = repeated.map_or(node.place, |n| n.place);
        faults.push((place, What::ListedTwice { found: shorten(name) }));
    }
}

pub fn number(node: &Node, key: &'static Key) -> Result<f64, What> {
    let value = node.as_number().ok_or_else(|| wrong_type(node, key))?;
    let within = match key.kind {
        Kind::Number { min, max } => value >= min && value <= max,
        Kind::Share => (0.0..=1.0).contains(&value),
        Kind::Target => value > 0.0 && value <= 1.0,
        _ => value.is_finite(),
    };
    if within { Ok(value) } else { Err(What::OutOfRange { key, found: node.found() }) }
}

pub fn weight(node: &Node, key: &'static Key) -> Result<f64, What> {
    let value = node.as_number().ok_or_else(|| wrong_type(node, key))?;
    if value >= 0.0 && value.is_finite() { Ok(value) } else { Err(What::OutOfRange { key, found: node.found() }) }
}

pub fn count(node: &Node, key: &'static Key) -> Result<u64, What> {
    const EXACT: f64 = (1u64 << 53) as f64;
    let Value::Number { value, integer, .. } = node.value else { return Err(wrong_type(node, key)) };
    let outside = || What::OutOfRange { key, found: node.found() };
    let whole = match integer {
        Some(integer) => u64::try_from(integer).map_err(|_| outside())?,
        None if !(0.0..=EXACT).contains(&value) => return Err(outside()),
        None if value.fract() == 0.0 => value as u64,
        None => return Err(What::NotWhole { found: node.found() }),
    };
    match key.kind {
        Kind::Count { min, max } if !(min..=max).contains(&whole) => Err(outside()),
        _ => Ok(whole),
    }
}

pub fn duration(node: &Node, key: &'static Key) -> Result<f64, What> {
    let minutes = match &node.value {
        Value::Text(text) => hours::minutes(text)?,
        Value::Number { value, .. } => *value,
        _ => return Err(wrong_type(node, key)),
    };
    let Kind::Duration { min_minutes } = key.kind else { return Err(wrong_type(node, key)) };
    let within = minutes >= min_minutes && minutes <= MAX_MINUTES;
    if within { Ok(minutes) } else { Err(What::OutOfRange { key, found: node.found() }) }
}

/// Most entries of a list of durations.
pub const MOST_DURATIONS: usize = 24;

/// Minutes of each of several durations.
pub fn durations(node: &Node, key: &'static Key, faults: &mut Faults) -> Option<Vec<f64>> {
    let Kind::Durations { min_minutes, max_minutes } = key.kind else { return None };
    let one = |node: &Node, faults: &mut Faults| {
        let minutes = match &node.value {
            Value::Text(text) => hours::minutes(text),
            Value::Number { value, .. } => Ok(*value),
            _ => Err(wrong_type(node, key)),
        };
        let within = |minutes: f64| {
            let within = (min_minutes..=max_minutes).contains(&minutes);
            if within { Ok(minutes) } else { Err(What::OutOfRange { key, found: node.found() }) }
        };
        told(minutes.and_then(within), node, faults)
    };
    match node.as_list().map(<[Node]>::len) {
        Some(0) => {
            let found = Found { text: "[]".to_owned(), ..node.found() };
            told(Err(What::OutOfRange { key, found }), node, faults)
        }
        Some(found) if found > MOST_DURATIONS => told(Err(What::OutOfRange { key, found: node.found() }), node, faults),
        _ => several(node, key, true, faults, one),
    }
}

pub fn text(node: &Node, key: &'static Key) -> Result<String, What> {
    let text = node.as_text().ok_or_else(|| wrong_type(node, key))?;
    let fault = if key.kind == Kind::Text { free_text_fault(text) } else { name_fault(text) };
    match fault {
        Some(fault) => Err(What::Name { fault, found: shorten(text) }),
        None if key.kind != Kind::Text => within_length(text),
        None => Ok(text.to_owned()),
    }
}

fn within_length(text: &str) -> Result<String, What> {
    let found = text.chars().count() as u64;
    match found {
        _ if found > Limit::NameLength.allowed() => Err(What::Limit { limit: Limit::NameLength, found }),
        _ => Ok(text.to_owned()),
    }
}

/// Why a text cannot be a name: names stand in tables, pictures and file cells.
pub fn name_fault(text: &str) -> Option<NameFault> {
    match text {
        _ if text.trim().is_empty() => Some(NameFault::Empty),
        _ if text.chars().any(hidden) => Some(NameFault::Control),
        _ if text.trim() != text => Some(NameFault::Spaces),
        _ => None,
    }
}

fn free_text_fault(text: &str) -> Option<NameFault> {
    let forbidden = |c: char| hidden(c) && !matches!(c, '\n' | '\r' | '\t');
    text.chars().any(forbidden).then_some(NameFault::Control)
}

pub fn choice(node: &Node, key: &'static Key, accepted: &[&'static str]) -> Result<&'static str, What> {
    let text = node.as_text().ok_or_else(|| wrong_type(node, key))?;
    accepted.iter().find(|a| **a == text).copied().ok_or_else(|| What::Choice {
        found: shorten(text),
        accepted: accepted.iter().map(|a| (*a).to_owned()).collect(),
        nearest: nearest(text, accepted.iter().copied()),
    })
}

pub fn date(node: &Node, key: &'static Key) -> Result<jiff::civil::Date, What> {
    match &node.value {
        Value::Text(text) | Value::Date(text) => hours::date(text),
        _ => Err(wrong_type(node, key)),
    }
}

pub fn moment(node: &Node, key: &'static Key) -> Result<Moment, What> {
    match &node.value {
        Value::Text(text) | Value::Date(text) => moment::moment(text),
        _ => Err(wrong_type(node, key)),
    }
}

pub fn profile_named(text: &str, node: &Node, library: &mut Library<'_>) -> Result<Profile, Vec<What>> {
    if let Some(profile) = profile::named(text) {
        return Ok(profile);
    }
    if is_data_file(text) {
        let found = library.read_data(node.place, text).map_err(|what| vec![what])?;
        return data::profile(&shorten(text), &found.bytes);
    }
    let accepted = profile::NAMES.iter().map(|n| (*n).to_owned()).chain(["*.csv".to_owned()]).collect();
    Err(vec![What::Choice { found: shorten(text), accepted, nearest: nearest(text, profile::NAMES) }])
}

pub fn is_data_file(text: &str) -> bool {
    text.len() > 4 && text.to_ascii_lowercase().ends_with(".csv")
}

/// How far from 1 a sum of shares may be, so that thirds can be written as .333.
pub const SHARES_TOLERANCE: f64 = 0.005;

pub fn shares(node: &Node, key: &'static Key, faults: &mut Faults) -> Option<Vec<(String, f64)>> {
    let Some(table) = node.as_table() else { return told(Err(wrong_type(node, key)), node, faults) };
    let found = table.entries.len() as u64;
    if found > Limit::Languages.allowed() {
        return told(Err(What::Limit { limit: Limit::Languages, found }), node, faults);
    }
    let mut shares = Vec::new();
    for entry in &table.entries {
        if let Some(fault) = name_fault(&entry.key) {
            faults.push((entry.key_place, What::Name { fault, found: shorten(&entry.key) }));
        } else if let Err(what) = within_length(&entry.key) {
            faults.push((entry.key_place, what));
        }
        match entry.node.as_number() {
            Some(share) if (0.0..=1.0).contains(&share) => shares.push((entry.key.clone(), share)),
            Some(_) => faults.push((entry.node.place, What::OutOfRange { key, found: entry.node.found() })),
            None => faults.push((entry.node.place, wrong_type(&entry.node, key))),
        }
    }
    let sum: f64 = shares.iter().map(|(_, s)| s).sum();
    if faults.is_empty() && (sum - 1.0).abs() > SHARES_TOLERANCE {
        let of = shares.iter().map(|(n, _)| n.clone()).collect();
        faults.push((node.place, What::SharesSum { sum, of }));
    }
    shares.retain(|(_, share)| *share > 0.0);
    shares.iter_mut().for_each(|(_, share)| *share /= sum);
    Some(shares)
}

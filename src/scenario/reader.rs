//! Typed reading of values by the rows of the reference table: type, range and default come from there.

use super::data;
use super::files::{Found, Shelf};
use super::hours;
use super::keys::{self, Default, Key, Kind};
use super::limits::{Limit, MAX_MINUTES};
use super::merge::{entry_paths, join};
use super::problem::{NameFault, Place, Problem, What};
use super::profile::{self, Profile};
use super::shape::{self, Measure};
use super::suggest::nearest;
use super::tree::{Node, Table, Value, own_value, shorten};
use crate::desk::{Channel, Window};
use crate::random::Distribution;
use std::collections::HashMap;
use std::path::PathBuf;

/// Data files, looked up beside the file that names them.
pub struct Library<'a> {
    pub shelf: Shelf<'a>,
    /// Folder of each source; the command line has that of the first file.
    pub folders: HashMap<u32, PathBuf>,
    pub root: PathBuf,
    /// Observed values by file, so that variants share them.
    observed: HashMap<PathBuf, Distribution>,
}

impl<'a> Library<'a> {
    pub fn new(shelf: Shelf<'a>, root: PathBuf) -> Library<'a> {
        Library { shelf, folders: HashMap::new(), root, observed: HashMap::new() }
    }

    /// Reads a file named by a value that stands at `place`.
    pub fn read(&self, place: Option<Place>, name: &str, limit: Limit) -> Result<Found, What> {
        let from = place.and_then(|p| self.folders.get(&p.source)).unwrap_or(&self.root);
        self.shelf.read(from, name, limit).map_err(|fault| What::File { name: shorten(name), fault })
    }

    fn observed(&mut self, place: Option<Place>, name: &str) -> Result<Distribution, What> {
        let found = self.read(place, name, Limit::ReferencedBytes)?;
        if let Some(known) = self.observed.get(&found.path) {
            return Ok(known.clone());
        }
        let values = data::observed(&shorten(name), &found.bytes)?;
        let fault = super::problem::DistributionFault::Values;
        let distribution = Distribution::empirical(values).map_err(|_| What::Distribution { fault })?;
        self.observed.insert(found.path, distribution.clone());
        Ok(distribution)
    }
}

/// One table of a tree, with its place in the reference.
#[derive(Clone)]
pub struct Scope<'t> {
    pub table: Option<&'t Table>,
    pub section: &'static str,
    /// Path to show, with names of list entries.
    pub path: String,
    pub place: Option<Place>,
}

impl<'t> Scope<'t> {
    pub fn root(table: &'t Table) -> Scope<'t> {
        Scope { table: Some(table), section: "", path: String::new(), place: None }
    }

    pub fn get(&self, name: &str) -> Option<&'t Node> {
        self.table?.get(name)
    }

    /// The section `name` below this one, which may not have been written.
    pub fn below(&self, section: &'static str) -> Scope<'t> {
        let name = section.rsplit('.').next().unwrap_or(section);
        let node = self.get(name);
        let place = node.and_then(|n| n.place).or(self.place);
        Scope { table: node.and_then(Node::as_table), section, path: join(&self.path, name), place }
    }

    /// The entries of a list section below this one; `None` if it was not written.
    pub fn entries(&self, section: &'static str) -> Option<Vec<Scope<'t>>> {
        let name = section.rsplit('.').next().unwrap_or(section);
        let list = self.get(name)?.as_list()?;
        let paths = entry_paths(section, &join(&self.path, name), list);
        let scope =
            |(node, path): (&'t Node, String)| Scope { table: node.as_table(), section, path, place: node.place };
        Some(list.iter().zip(paths).map(scope).collect())
    }
}

/// Faults of one value: where inside it, and what.
pub type Faults = Vec<(Option<Place>, What)>;

pub struct Reader<'r, 'a> {
    pub problems: Vec<Problem>,
    pub library: &'r mut Library<'a>,
}

/// The row of a key that the program reads.
fn row(section: &str, name: &str) -> &'static Key {
    // Names come from this program, not from a file; a test reads every built key.
    keys::find(section, name).unwrap_or_else(|| unreachable!("no row for {section}.{name}"))
}

impl Reader<'_, '_> {
    /// Reads a key: what was written, else the default of its row. `None` if there is neither, or after a fault.
    fn read<T>(
        &mut self,
        scope: &Scope<'_>,
        name: &str,
        mut convert: impl FnMut(&Node, &'static Key, &mut Library<'_>, &mut Faults) -> Option<T>,
    ) -> Option<T> {
        let key = row(scope.section, name);
        let mut faults = Faults::new();
        if let Some(node) = scope.get(name) {
            let value = convert(node, key, self.library, &mut faults).filter(|_| faults.is_empty());
            let path = join(&scope.path, name);
            self.problems.extend(faults.drain(..).map(|(place, what)| Problem::error(place, path.clone(), what)));
            if value.is_some() {
                return value;
            }
        }
        match key.default {
            Default::Value(text) => convert(&own_value(text)?, key, self.library, &mut faults),
            Default::Required | Default::Words(_) | Default::Nothing(_) => None,
        }
    }

    /// Tells of a key that must be given and is not.
    pub fn require(&mut self, scope: &Scope<'_>, key: &'static str, example: &'static str) {
        if scope.get(key).is_none() {
            let path = join(&scope.path, key);
            self.problems.push(Problem::error(scope.place, path, What::Missing { key, example }));
        }
    }

    pub fn number(&mut self, scope: &Scope<'_>, name: &str) -> Option<f64> {
        self.read(scope, name, |node, key, _, faults| told(number(node, key), node, faults))
    }

    pub fn count(&mut self, scope: &Scope<'_>, name: &str) -> Option<u64> {
        self.read(scope, name, |node, key, _, faults| told(count(node, key), node, faults))
    }

    /// Minutes.
    pub fn duration(&mut self, scope: &Scope<'_>, name: &str) -> Option<f64> {
        self.read(scope, name, |node, key, _, faults| told(duration(node, key), node, faults))
    }

    pub fn flag(&mut self, scope: &Scope<'_>, name: &str) -> Option<bool> {
        self.read(scope, name, |node, key, _, faults| match node.value {
            Value::Flag(flag) => Some(flag),
            _ => told(Err(wrong_type(node, key)), node, faults),
        })
    }

    /// Free text, or a name that is fit to be shown.
    pub fn text(&mut self, scope: &Scope<'_>, name: &str) -> Option<String> {
        self.read(scope, name, |node, key, _, faults| told(text(node, key), node, faults))
    }

    /// One word of a closed set.
    pub fn choice(&mut self, scope: &Scope<'_>, name: &str) -> Option<&'static str> {
        self.read(scope, name, |node, key, _, faults| {
            let Kind::Choice(accepted) = key.kind else { return None };
            told(choice(node, key, accepted), node, faults)
        })
    }

    /// Minutes after midnight.
    pub fn clock(&mut self, scope: &Scope<'_>, name: &str) -> Option<u32> {
        self.read(scope, name, |node, key, _, faults| {
            let read = |text: &str| hours::clock(text).ok_or_else(|| What::Time { found: shorten(text) });
            told(node.as_text().ok_or_else(|| wrong_type(node, key)).and_then(read), node, faults)
        })
    }

    pub fn date(&mut self, scope: &Scope<'_>, name: &str) -> Option<jiff::civil::Date> {
        self.read(scope, name, |node, key, _, faults| told(date(node, key), node, faults))
    }

    pub fn dates(&mut self, scope: &Scope<'_>, name: &str) -> Option<Vec<(Option<Place>, jiff::civil::Date)>> {
        self.read(scope, name, |node, key, _, faults| {
            let one = |n: &Node, faults: &mut Faults| told(date(n, key), n, faults).map(|d| (n.place, d));
            several(node, key, false, faults, one)
        })
    }

    /// A name or a list of them; nothing means all.
    pub fn names(&mut self, scope: &Scope<'_>, name: &str) -> Option<Vec<String>> {
        self.read(scope, name, |node, key, _, faults| {
            let names = several(node, key, true, faults, |n, faults| told(text(n, key), n, faults))?;
            refuse_repeated(node, &names, faults);
            Some(names)
        })
    }

    pub fn channels(&mut self, scope: &Scope<'_>, name: &str) -> Option<Vec<Channel>> {
        const NAMES: [&str; 2] = [Channel::ALL[0].name(), Channel::ALL[1].name()];
        self.read(scope, name, |node, key, _, faults| {
            let names = several(node, key, true, faults, |n, faults| told(choice(n, key, &NAMES), n, faults))?;
            refuse_repeated(node, &names, faults);
            Some(Channel::ALL.into_iter().filter(|c| names.contains(&c.name())).collect())
        })
    }

    /// Names and their shares, which must sum to 1.
    pub fn shares(&mut self, scope: &Scope<'_>, name: &str) -> Option<Vec<(String, f64)>> {
        self.read(scope, name, |node, key, _, faults| shares(node, key, faults))
    }

    pub fn distribution(&mut self, scope: &Scope<'_>, name: &str) -> Option<Distribution> {
        self.read(scope, name, |node, key, library, faults| {
            let measure = if key.kind == Kind::People { Measure::People } else { Measure::Times };
            let mut observed = |name: &str| library.observed(node.place, name);
            told(shape::distribution(node, measure, &mut observed), node, faults)
        })
    }

    /// A distribution, or `Some(None)` for "none".
    pub fn distribution_or_never(&mut self, scope: &Scope<'_>, name: &str) -> Option<Option<Distribution>> {
        if scope.get(name).and_then(Node::as_text) == Some("none") {
            return Some(None);
        }
        self.distribution(scope, name).map(Some)
    }

    pub fn profile(&mut self, scope: &Scope<'_>, name: &str) -> Option<Profile> {
        self.read(scope, name, |node, key, library, faults| match &node.value {
            Value::Text(text) => told(profile_named(text, node, library), node, faults),
            Value::List(_) => {
                let weight = |n: &Node, faults: &mut Faults| told(weight(n, key), n, faults);
                let weights = several(node, key, false, faults, weight)?;
                if !faults.is_empty() {
                    return None;
                }
                told(profile::normalised(&weights), node, faults)
            }
            _ => told(Err(wrong_type(node, key)), node, faults),
        })
    }

    pub fn windows(&mut self, scope: &Scope<'_>, name: &str) -> Option<Vec<Window>> {
        self.read(scope, name, |node, key, _, faults| {
            several(node, key, true, faults, |n, faults| {
                let text = n.as_text().ok_or_else(|| wrong_type(n, key));
                told(text.and_then(hours::window), n, faults)
            })
        })
    }
}

/// The value, or its fault noted at the node.
fn told<T>(result: Result<T, What>, node: &Node, faults: &mut Faults) -> Option<T> {
    result.map_err(|what| faults.push((node.place, what))).ok()
}

fn wrong_type(node: &Node, key: &'static Key) -> What {
    What::WrongType { key, found: node.found() }
}

/// Faults after which the rest of a list is not looked at.
const MOST_FAULTS: usize = 20;

/// The elements of a list, or, where `single` allows it, the one value that stands for a list of one.
fn several<T>(
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

fn refuse_repeated<T: AsRef<str>>(node: &Node, names: &[T], faults: &mut Faults) {
    let mut seen = std::collections::HashSet::new();
    for name in names.iter().map(AsRef::as_ref).filter(|n| !seen.insert(*n)) {
        let repeated = node.as_list().and_then(|l| l.iter().rev().find(|n| n.as_text() == Some(name)));
        let place = repeated.map_or(node.place, |n| n.place);
        faults.push((place, What::ListedTwice { found: shorten(name) }));
    }
}

fn number(node: &Node, key: &'static Key) -> Result<f64, What> {
    let value = node.as_number().ok_or_else(|| wrong_type(node, key))?;
    let within = match key.kind {
        Kind::Number { min, max } => value >= min && value <= max,
        Kind::Share => (0.0..=1.0).contains(&value),
        Kind::Target => value > 0.0 && value <= 1.0,
        _ => value.is_finite(),
    };
    if within { Ok(value) } else { Err(What::OutOfRange { key, found: node.found() }) }
}

fn weight(node: &Node, key: &'static Key) -> Result<f64, What> {
    let value = node.as_number().ok_or_else(|| wrong_type(node, key))?;
    if value >= 0.0 && value.is_finite() { Ok(value) } else { Err(What::OutOfRange { key, found: node.found() }) }
}

fn count(node: &Node, key: &'static Key) -> Result<u64, What> {
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

fn duration(node: &Node, key: &'static Key) -> Result<f64, What> {
    let minutes = match &node.value {
        Value::Text(text) => hours::minutes(text)?,
        Value::Number { value, .. } => *value,
        _ => return Err(wrong_type(node, key)),
    };
    let Kind::Duration { min_minutes } = key.kind else { return Err(wrong_type(node, key)) };
    let within = minutes >= min_minutes && minutes <= MAX_MINUTES;
    if within { Ok(minutes) } else { Err(What::OutOfRange { key, found: node.found() }) }
}

fn text(node: &Node, key: &'static Key) -> Result<String, What> {
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
        _ if text.chars().any(|c| c.is_control() || invisible(c)) => Some(NameFault::Control),
        _ if text.trim() != text => Some(NameFault::Spaces),
        _ => None,
    }
}

fn free_text_fault(text: &str) -> Option<NameFault> {
    let forbidden = |c: char| (c.is_control() && !matches!(c, '\n' | '\r' | '\t')) || invisible(c);
    text.chars().any(forbidden).then_some(NameFault::Control)
}

/// Line and paragraph separators, bidirectional overrides, zero-width characters, byte-order mark.
fn invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

fn choice(node: &Node, key: &'static Key, accepted: &[&'static str]) -> Result<&'static str, What> {
    let text = node.as_text().ok_or_else(|| wrong_type(node, key))?;
    accepted.iter().find(|a| **a == text).copied().ok_or_else(|| What::Choice {
        found: shorten(text),
        accepted: accepted.iter().map(|a| (*a).to_owned()).collect(),
        nearest: nearest(text, accepted.iter().copied()),
    })
}

fn date(node: &Node, key: &'static Key) -> Result<jiff::civil::Date, What> {
    match &node.value {
        Value::Text(text) | Value::Date(text) => hours::date(text),
        _ => Err(wrong_type(node, key)),
    }
}

fn profile_named(text: &str, node: &Node, library: &Library<'_>) -> Result<Profile, What> {
    if let Some(profile) = profile::named(text) {
        return Ok(profile);
    }
    if is_data_file(text) {
        let found = library.read(node.place, text, Limit::ReferencedBytes)?;
        return data::profile(&shorten(text), &found.bytes);
    }
    let accepted = profile::NAMES.iter().map(|n| (*n).to_owned()).chain(["*.csv".to_owned()]).collect();
    Err(What::Choice { found: shorten(text), accepted, nearest: nearest(text, profile::NAMES) })
}

pub fn is_data_file(text: &str) -> bool {
    text.len() > 4 && text.to_ascii_lowercase().ends_with(".csv")
}

/// How far from 1 a sum of shares may be, so that thirds can be written as .333.
pub const SHARES_TOLERANCE: f64 = 0.005;

fn shares(node: &Node, key: &'static Key, faults: &mut Faults) -> Option<Vec<(String, f64)>> {
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

//! Typed reading of values by the rows of the reference table: type, range and default come from there.

use super::convert::{
    Faults, choice, count, date, duration, durations, moment, number, profile_named, refuse_repeated, several, shares,
    text, told, weight, wrong_type,
};
use super::hours;
use super::keys::{self, Default, Key, Kind};
use super::library::Library;
use super::merge::{entry_paths, join};
use super::moment::Moment;
use super::problem::{DistributionFault, Place, Problem, What};
use super::profile::{self, Profile};
use super::shape::{self, Measure};
use super::tree::{Node, Table, Value, own_value, shorten};
use crate::desk::{Channel, Window};
use crate::random::Distribution;

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

    /// Minutes of each.
    pub fn durations(&mut self, scope: &Scope<'_>, name: &str) -> Option<Vec<f64>> {
        self.read(scope, name, |node, key, _, faults| durations(node, key, faults))
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

    /// Some words of a closed set.
    pub fn choices(&mut self, scope: &Scope<'_>, name: &str) -> Option<Vec<&'static str>> {
        self.read(scope, name, |node, key, _, faults| {
            let Kind::Choices(accepted) = key.kind else { return None };
            let words = several(node, key, true, faults, |n, faults| told(choice(n, key, accepted), n, faults))?;
            refuse_repeated(node, &words, faults);
            Some(words)
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

    /// A point of the run, and where it was written.
    pub fn moment(&mut self, scope: &Scope<'_>, name: &str) -> Option<Moment> {
        self.read(scope, name, |node, key, _, faults| told(moment(node, key), node, faults))
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
        const NAMES: [&str; 3] = [Channel::ALL[0].name(), Channel::ALL[1].name(), Channel::ALL[2].name()];
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
            let mut further = Vec::new();
            let mut observed = |name: &str| {
                library.observed(node.place, name).map_err(|all| {
                    let mut all = all.into_iter();
                    let first = all.next().unwrap_or(What::Distribution { fault: DistributionFault::Values });
                    further.extend(all);
                    first
                })
            };
            let read = told(shape::distribution(node, measure, &mut observed), node, faults);
            faults.extend(further.into_iter().map(|what| (node.place, what)));
            read
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
            Value::Text(text) => match profile_named(text, node, library) {
                Ok(profile) => Some(profile),
                Err(all) => {
                    faults.extend(all.into_iter().map(|what| (node.place, what)));
                    None
                }
            },
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

    /// Windows, and the agents of those that say how many.
    pub fn shifts(&mut self, scope: &Scope<'_>, name: &str) -> Option<Vec<(Window, Option<u32>)>> {
        self.read(scope, name, |node, key, _, faults| {
            several(node, key, true, faults, |n, faults| {
                let text = n.as_text().ok_or_else(|| wrong_type(n, key));
                told(text.and_then(hours::shift), n, faults)
            })
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

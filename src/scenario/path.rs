//! Numbers of the scenario file by their dotted path, as `--set` takes it: which may be varied, within which limits, and
//! which value is in force.

use super::force::{InForce, Said};
use super::hours::minutes;
use super::keys::{self, Key, Kind, Unit};
use super::limits::MAX_MINUTES;
use super::merge::{EVERY, join};
use super::setting;
use super::suggest::nearest;
use super::tree::shorten;
use crate::locale::Lang;
use crate::random::MAX_CV;

/// A key of the scenario file that holds a number, in one entry of a list or in every one.
#[derive(Clone, PartialEq, Debug)]
pub struct NumberPath {
    /// As typed; list entries by name, `*` for every one.
    pub path: String,
    pub key: &'static Key,
    /// The number inside a distribution (`mean`, `cv`...), where it is not the key's own.
    pub inside: Option<&'static str>,
    names: Vec<String>,
}

/// Why a path names no number that can be varied.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PathFault {
    /// Not a dotted path.
    Form,
    Unknown {
        found: String,
        nearest: Option<String>,
    },
    /// The key holds something else; for a distribution, the numbers inside it.
    NotANumber {
        path: String,
        inside: &'static [&'static str],
    },
    /// How long and how often is simulated is no property of a desk.
    OfTheRun {
        path: String,
    },
}

/// Numbers that a table says of a distribution.
const INSIDE_TIMES: &[&str] = &["mean", "median", "cv", "p1h", "p5h"];
const INSIDE_PEOPLE: &[&str] = &["mean", "median", "cv"];

impl NumberPath {
    /// Reads a dotted path, without a value behind it.
    ///
    /// # Errors
    /// If it is no key of the reference, or one that holds no number.
    pub fn new(path: &str) -> Result<NumberPath, PathFault> {
        let path = path.trim();
        let names = setting::names(path).ok_or(PathFault::Form)?;
        let (key, rest) = find("", &names).ok_or_else(|| unknown(&names))?;
        if key.section == "run" {
            return Err(PathFault::OfTheRun { path: path.to_owned() });
        }
        let inside = inside_of(key.kind);
        let not_a_number = || PathFault::NotANumber { path: shorten(path), inside };
        let inside = match rest {
            [] if is_number(key.kind) => None,
            [name] => Some(*inside.iter().find(|known| *known == name).ok_or_else(not_a_number)?),
            _ => return Err(not_a_number()),
        };
        Ok(NumberPath { path: path.to_owned(), key, inside, names })
    }

    /// Whether both name the same number, however they are written.
    pub fn same(&self, other: &NumberPath) -> bool {
        self.names == other.names
    }

    /// Whether only whole numbers are accepted.
    pub fn whole(&self) -> bool {
        matches!(self.key.kind, Kind::Count { .. })
    }

    /// Whether values are minutes, and may be written as durations.
    pub fn in_minutes(&self) -> bool {
        match self.inside {
            None => matches!(self.key.kind, Kind::Duration { .. }),
            Some(inside) => self.key.unit == Unit::Minutes && matches!(inside, "mean" | "median"),
        }
    }

    /// Unit of the values: that of the key, unless the number inside it is a share or a coefficient.
    pub fn unit(&self) -> Unit {
        match self.inside {
            None | Some("mean" | "median") => self.key.unit,
            Some("p1h" | "p5h") => Unit::Share,
            Some(_) => Unit::Factor,
        }
    }

    /// The least and the greatest value accepted.
    pub fn limits(&self) -> (f64, f64) {
        const ABOVE_ZERO: f64 = 1e-6;
        match (self.inside, self.key.kind) {
            (Some("cv"), _) => (0.0, MAX_CV),
            (Some("p1h" | "p5h"), _) => (ABOVE_ZERO, 1.0 - ABOVE_ZERO),
            (Some(_), Kind::People) => (ABOVE_ZERO, f64::MAX),
            (Some(_), _) => (ABOVE_ZERO, MAX_MINUTES),
            (None, Kind::Number { min, max }) => (min, max),
            (None, Kind::Count { min, max }) => (min as f64, max as f64),
            (None, Kind::Duration { min_minutes }) => (min_minutes, MAX_MINUTES),
            (None, Kind::Target) => (ABOVE_ZERO, 1.0),
            (None, _) => (0.0, 1.0),
        }
    }

    /// A value as a person types it: a number, or a duration where the key takes one.
    pub fn read(&self, text: &str) -> Option<f64> {
        let text = text.trim();
        let number = text.parse().ok().filter(|number: &f64| number.is_finite());
        number.or_else(|| self.in_minutes().then(|| minutes(text).ok()).flatten())
    }

    /// The setting that gives the key this value.
    pub fn set(&self, value: f64) -> String {
        format!("{}={value}", self.path)
    }

    /// The value in force; of several entries the first one's. `None` where the scenario has no such entry, or the value is no
    /// number.
    pub fn in_force(&self, values: &[InForce]) -> Option<f64> {
        let mut of_key = values.iter().filter(|value| std::ptr::eq(value.key, self.key));
        let section = self.names[..self.names.len() - 1 - usize::from(self.inside.is_some())].iter();
        let section = section.fold(String::new(), |path, name| join(&path, &shorten(name)));
        let named = values.iter().find(|value| std::ptr::eq(value.key, self.key) && value.section == section);
        let found = match named {
            Some(found) => Some(found),
            None if self.names.iter().any(|name| name == EVERY) => of_key.next(),
            // The only entry goes by several names.
            None => of_key.next().filter(|_| of_key.next().is_none()),
        };
        let Said::Value { json, .. } = &found?.value else { return None };
        let value = self.inside.map_or(Some(json), |inside| json.get(inside))?;
        value.as_f64().or_else(|| self.read(value.as_str()?))
    }
}

impl PathFault {
    pub fn text(&self, lang: Lang) -> String {
        match (self, lang) {
            (PathFault::Form, Lang::En) => {
                "expected a key of the scenario file, for instance customers.lifetime_margin".into()
            }
            (PathFault::Form, Lang::Es) => {
                "se esperaba una clave del archivo de escenario, por ejemplo customers.lifetime_margin".into()
            }
            (PathFault::Unknown { found, nearest }, Lang::En) => {
                let hint = nearest.as_ref().map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                format!("there is no key `{found}`{hint}")
            }
            (PathFault::Unknown { found, nearest }, Lang::Es) => {
                let hint = nearest.as_ref().map_or(String::new(), |near| format!("; ¿querías decir `{near}`?"));
                format!("no existe la clave `{found}`{hint}")
            }
            (PathFault::NotANumber { path, inside: [] }, Lang::En) => {
                format!("`{path}` is not a number, so there is nothing between two of its values")
            }
            (PathFault::NotANumber { path, inside: [] }, Lang::Es) => {
                format!("`{path}` no es un número, así que no hay nada entre dos de sus valores")
            }
            (PathFault::NotANumber { path, inside }, Lang::En) => {
                format!("`{path}` is a distribution; name one of its numbers: {}", inside.join(", "))
            }
            (PathFault::NotANumber { path, inside }, Lang::Es) => {
                format!("`{path}` es una distribución; indica uno de sus números: {}", inside.join(", "))
            }
            (PathFault::OfTheRun { path }, Lang::En) => {
                format!("`{path}` says how the desk is simulated, not how it is; it cannot be varied")
            }
            (PathFault::OfTheRun { path }, Lang::Es) => {
                format!("`{path}` dice cómo se simula el equipo, no cómo es; no puede variarse")
            }
        }
    }
}

fn is_number(kind: Kind) -> bool {
    matches!(kind, Kind::Number { .. } | Kind::Share | Kind::Target | Kind::Count { .. } | Kind::Duration { .. })
}

fn inside_of(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Times | Kind::TimesOrNever => INSIDE_TIMES,
        Kind::People => INSIDE_PEOPLE,
        _ => &[],
    }
}

/// The key that the names lead to from a section, and what is left of them.
fn find<'n>(section: &str, names: &'n [String]) -> Option<(&'static Key, &'n [String])> {
    let (first, rest) = names.split_first()?;
    if let Some(key) = keys::find(section, first) {
        return Some((key, rest));
    }
    let path = join(section, first);
    let below = keys::section_at(&path).filter(|below| below.path != "variant")?;
    let without_name = find(&path, rest);
    match (without_name, rest) {
        (None, [_, beyond @ ..]) if below.list => find(&path, beyond),
        (found, _) => found,
    }
}

fn unknown(names: &[String]) -> PathFault {
    let found = shorten(&names.join("."));
    let known: Vec<String> = keys::all().map(Key::path).collect();
    PathFault::Unknown { nearest: nearest(&found, known.iter().map(String::as_str)), found }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Input, LoadOptions, load};

    fn number(path: &str) -> NumberPath {
        NumberPath::new(path).unwrap_or_else(|fault| panic!("{path}: {fault:?}"))
    }

    #[test]
    fn numbers_are_found_by_their_paths() {
        assert_eq!(number("customers.phone").limits(), (0.0, 1.0));
        assert!(number("desk.team.morning.agents").whole());
        assert!(number("desk.team.agents").whole(), "the only entry needs no name");
        assert!(number("desk.team.*.hourly_wage").key.name == "hourly_wage");
        assert!(number("desk.team.break.break.length").in_minutes(), "a team named \"break\"");
        assert_eq!(number("demand.contact.question.handling_time.mean").inside, Some("mean"));
        assert_eq!(number("demand.contact.question.handling_time.cv").limits(), (0.0, 10.0));
        assert_eq!(number("demand.crisis.\"a.b\".half_life").read("1h30m"), Some(90.0));
        assert_eq!(number("customers.phone").read("15m"), None);
        assert_eq!(number("customers.phone").set(0.25), "customers.phone=0.25");
    }

    #[test]
    fn what_is_no_number_is_refused_in_words() {
        let fault = |path: &str| NumberPath::new(path).unwrap_err();
        for (path, lang, words) in [
            ("", Lang::En, "expected a key"),
            ("", Lang::Es, "se esperaba una clave"),
            ("demand.per_wek", Lang::En, "no key `demand.per_wek`; did you mean `demand.per_week`?"),
            ("demand.per_wek", Lang::Es, "¿querías decir `demand.per_week`?"),
            ("policy.order", Lang::En, "`policy.order` is not a number"),
            ("policy.order", Lang::Es, "no es un número"),
            ("desk.team.a.agents.mean", Lang::En, "not a number"),
            ("customers.patience", Lang::En, "is a distribution; name one of its numbers: mean, median, cv, p1h"),
            ("customers.patience", Lang::Es, "es una distribución"),
            ("run.weeks", Lang::En, "how the desk is simulated"),
            ("run.weeks", Lang::Es, "cómo se simula"),
            ("variant.x.demand.per_week", Lang::En, "no key"),
            ("demand", Lang::En, "no key"),
        ] {
            let text = fault(path).text(lang);
            assert!(text.contains(words), "{path}: {text}");
        }
    }

    #[test]
    fn the_value_in_force_is_found() {
        let text = "[demand]\nper_week = 500\n[[demand.contact]]\nname = \"a\"\nhandling_time = { mean = 4, cv = 1 }\n\
                    [[demand.crisis]]\nname = \"storm\"\ncontacts = [\"a\"]\nat = \"week 1 Tue 11:00\"\nhalf_life = \"2h\"\n\
                    [[desk.team]]\nagents = 2\nshifts = [\"24x7\"]\nhourly_wage = 11\n";
        let input = Input::Text { name: "x.toml".into(), text: text.into() };
        let loaded = load(&[input], &LoadOptions::default()).unwrap();
        let value = |path: &str| number(path).in_force(&loaded.in_force[0]);
        assert_eq!(value("demand.per_week"), Some(500.0));
        assert_eq!(value("demand.handling_factor"), Some(1.0), "by default");
        assert_eq!(value("demand.contact.a.handling_time.mean"), Some(4.0));
        assert_eq!(value("demand.contact.a.handling_time.median"), None);
        assert_eq!(value("demand.crisis.storm.half_life"), Some(120.0));
        assert_eq!(value("demand.crisis.*.half_life"), Some(120.0));
        assert_eq!(value("desk.team.hourly_wage"), Some(11.0));
        assert_eq!(value("desk.team.team.hourly_wage"), Some(11.0));
        assert_eq!(value("customers.hostile.learned_per_case"), None, "said in words");
    }
}

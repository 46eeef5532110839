//! The parts of the page as plain values, so that the template decides nothing.

use super::words;
use crate::locale::Lang;
use crate::metrics::Unit;
use crate::report::assumptions::{as_except, changed, origin, value};
use crate::report::charts::table::Table;
use crate::report::charts::{Kind, Layout};
use crate::report::comparison::figure::change;
use crate::report::comparison::{About, Group, Row};
use crate::report::problems::{self, MachineProblem};
use crate::report::subject::{SCENARIOS, Subject};
use crate::scenario::force::InForce;
use crate::study::result::{Difference, PairedDifference, StudyResult};
use std::path::Path;

/// Rows of a list of values; beyond them the workbook has the rest.
const MOST_VALUES: usize = 400;
/// Characters of a value: a profile is 168 numbers.
const MOST_OF_A_VALUE: usize = 160;
/// Bytes of all files shown, and of one: a page is to stay under 1 MB.
const MOST_BYTES: usize = 250_000;
const MOST_BYTES_OF_A_FILE: usize = 120_000;

/// A picture as it stands in the page: for wide screens, and for phones and paper.
pub struct Drawing {
    /// `<svg>` elements, safe as they are.
    pub wide: String,
    pub narrow: String,
    pub about: &'static str,
    pub table: Table,
}

pub struct DifferenceRow {
    pub label: String,
    /// One for each scenario but the first.
    pub changes: Vec<Change>,
}

pub struct Change {
    pub text: String,
    /// There is an interval, and it holds zero.
    pub not_shown: bool,
}

pub struct AssumptionList {
    pub title: String,
    pub open: bool,
    pub rows: Vec<Assumption>,
    /// Whether there are more.
    pub cut: bool,
}

pub struct Assumption {
    pub about: &'static str,
    pub path: String,
    pub value: String,
    pub source: String,
}

pub struct Warning {
    /// File, line and column; empty for what concerns no place.
    pub place: String,
    pub text: String,
}

pub struct File<'f> {
    pub name: String,
    /// `None` where it is too long for the page.
    pub text: Option<&'f str>,
}

pub fn drawings(result: &StudyResult, lang: Lang) -> Vec<Drawing> {
    let drawing = |kind: Kind| {
        let wide = kind.draw(result, Layout::Wide, lang);
        let narrow = kind.draw(result, Layout::Narrow, lang).svg;
        // The ids of one page are distinct.
        let narrow = narrow.replace(&format!("\"{}-", kind.id()), &format!("\"narrow-{}-", kind.id()));
        Drawing { wide: wide.svg, narrow, about: kind.about().get(lang), table: wide.table }
    };
    Kind::ALL.into_iter().map(drawing).collect()
}

pub fn difference_caption(result: &StudyResult, lang: Lang) -> String {
    let baseline = result.scenarios.first().map_or("", |one| one.name.as_str());
    match lang {
        Lang::En => format!(
            "Each scenario less {baseline}, on the same customers: mean and 95 % interval, which holds for all scenarios together."
        ),
        Lang::Es => format!(
            "Cada escenario menos {baseline}, con los mismos clientes: media e intervalo del 95 %, que vale a la vez para todos \
             los escenarios."
        ),
    }
}

/// The rows of the table whose differences can be had.
pub fn differences(result: &StudyResult, groups: &[Group], lang: Lang) -> Vec<DifferenceRow> {
    let rows = groups.iter().flat_map(|group| &group.rows);
    let row = |row: &Row| {
        let unit = match &row.about {
            About::Measure(measure) => measure.unit(),
            About::Attained(_) => Unit::Share,
            About::Met | About::Price => return None,
        };
        let changes = result.differences.iter().map(|one| of_row(one, row, unit, lang));
        Some(DifferenceRow { label: row.label.trim().to_owned(), changes: changes.collect() })
    };
    if result.differences.is_empty() { vec![] } else { rows.filter_map(row).collect() }
}

fn of_row(difference: &Difference, row: &Row, unit: Unit, lang: Lang) -> Change {
    let found: Option<&PairedDifference> = match &row.about {
        About::Measure(measure) => difference.measures.get(measure.id()),
        About::Attained(name) => difference.sla.get(name),
        About::Met | About::Price => None,
    };
    let Some(found) = found else {
        return Change { text: "-".into(), not_shown: false };
    };
    let not_shown = !found.significant && found.estimate.low.is_some();
    Change { text: change(&found.estimate, unit, lang), not_shown }
}

/// Of the first scenario every value, those that nobody wrote first; of the others what differs.
pub fn assumptions(subject: &Subject, lang: Lang) -> Vec<AssumptionList> {
    let mut lists = vec![];
    let mut named = subject.scenarios.iter().zip(subject.in_force);
    let Some((first, in_force)) = named.next() else {
        return lists;
    };
    lists.extend(both(&first.name, in_force, subject, true, lang));
    for (other, values) in named {
        match changed(in_force, values) {
            Some(changed) => {
                let title = as_except(&first.name, &other.name, changed.is_empty(), lang);
                lists.push(list(title, &changed, subject, true, lang));
            }
            None => lists.extend(both(&other.name, values, subject, false, lang)),
        }
    }
    lists
}

fn both(name: &str, in_force: &[InForce], subject: &Subject, open: bool, lang: Lang) -> [AssumptionList; 2] {
    [(words::ASSUMED, false), (words::WRITTEN, true)].map(|(title, written)| {
        let values: Vec<&InForce> = in_force.iter().filter(|one| one.place.is_some() == written).collect();
        list(format!("{name}: {}", title.get(lang)), &values, subject, open && !written, lang)
    })
}

fn list(title: String, values: &[&InForce], subject: &Subject, open: bool, lang: Lang) -> AssumptionList {
    let row = |one: &&InForce| {
        let path = match one.section.as_str() {
            "" => one.key.name.to_owned(),
            section => format!("{section}.{}", one.key.name),
        };
        let (value, unit) = value(one, lang);
        let value = shortened(&value, MOST_OF_A_VALUE);
        let value = if unit.is_empty() { value } else { format!("{value} {unit}") };
        Assumption { about: one.key.about.get(lang), path, value, source: origin(one, subject.sources, lang) }
    };
    let rows: Vec<Assumption> = values.iter().take(MOST_VALUES).map(row).collect();
    AssumptionList { title, open: open && !rows.is_empty(), rows, cut: values.len() > MOST_VALUES }
}

fn shortened(text: &str, most: usize) -> String {
    match text.char_indices().nth(most) {
        Some((end, _)) => format!("{}...", &text[..end]),
        None => text.to_owned(),
    }
}

pub fn warnings(subject: &Subject, lang: Lang) -> Vec<Warning> {
    let notes = subject.notes.iter().map(|note| Warning { place: String::new(), text: note.clone() });
    let found = problems::machine(subject.warnings, subject.sources, lang);
    notes.chain(found.into_iter().map(warning)).collect()
}

fn warning(found: MachineProblem) -> Warning {
    let mut place = found.source.unwrap_or_default();
    for number in [found.line, found.column].into_iter().flatten() {
        place.push_str(&format!(":{number}"));
    }
    let sentences = [Some(found.message), found.accepted, found.fix];
    Warning { place, text: sentences.into_iter().flatten().collect::<Vec<_>>().join("; ") }
}

/// The files that made the figures, whole, as far as a page should hold them.
pub fn files<'s>(subject: &Subject<'s>) -> Vec<File<'s>> {
    let mut left = MOST_BYTES;
    let file = |(path, text): &'s (std::path::PathBuf, String)| {
        let fits = text.len() <= MOST_BYTES_OF_A_FILE && text.len() <= left;
        left -= if fits { text.len() } else { 0 };
        let path = Path::new(SCENARIOS).join(path);
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        File { name: parts.join("/"), text: fits.then_some(text.as_str()) }
    };
    subject.files.iter().map(file).collect()
}

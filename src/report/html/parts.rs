//! The parts of the page as plain values, so that the template decides nothing.

use super::words;
use crate::locale::{Lang, Text, number};
use crate::metrics::Unit as Measured;
use crate::report::assumptions::{as_except, changed, origin, value};
use crate::report::benchmarks;
use crate::report::charts::table::Table;
use crate::report::charts::{Kind, Layout, Picture};
use crate::report::comparison::figure::change;
use crate::report::comparison::{About, Group, Row};
use crate::report::problems::{self, MachineProblem};
use crate::report::subject::{SCENARIOS, Subject};
use crate::report::text_layout::unbroken;
use crate::scenario::force::{InForce, Said};
use crate::scenario::keys::{Unit, section_at};
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
    /// On paper the wide one stands over both columns.
    pub across_paper: bool,
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
    pub sections: Vec<Section>,
    /// Whether there are more.
    pub cut: bool,
}

pub struct Section {
    /// As a file names it, entries by name; empty for the file itself.
    pub path: String,
    pub about: &'static str,
    pub rows: Vec<Assumption>,
}

/// A value, or several keys that are left open in the same words.
pub struct Assumption {
    pub about: &'static str,
    pub keys: String,
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
        // Hours beside one another are low and wide: upright it would fill a sheet of paper.
        let across_paper = kind == Kind::Heatmap;
        let [wide, narrow] = [Layout::Wide, Layout::Narrow].map(|layout| kind.draw(result, layout, lang));
        Drawing::of(kind.id(), kind.about().get(lang), wide, &narrow, across_paper)
    };
    Kind::ALL.into_iter().filter(|kind| kind.tells(result)).map(drawing).collect()
}

impl Drawing {
    /// A picture laid out for wide screens and for phones; `id` begins the identifiers of both.
    pub fn of(id: &str, about: &'static str, wide: Picture, narrow: &Picture, across_paper: bool) -> Drawing {
        // The ids of one page are distinct.
        let narrow = without_hover(&narrow.svg).replace(&format!("\"{id}-"), &format!("\"narrow-{id}-"));
        Drawing { wide: wide.svg, narrow, across_paper, about, table: wide.table }
    }
}

/// Without the areas that only show values under a pointer: phones and paper have none.
fn without_hover(svg: &str) -> String {
    const UNSEEN: &str = "<g fill=\"none\" pointer-events=\"all\">";
    let mut parts = svg.split(UNSEEN);
    let seen = parts.next().unwrap_or_default().to_owned();
    // Groups hold no groups.
    parts.fold(seen, |seen, part| seen + part.split_once("</g>").map_or(part, |(_, rest)| rest))
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
            About::Attained(_) => Measured::Share,
            About::Met | About::Price => return None,
        };
        let changes = result.differences.iter().map(|one| of_row(one, row, unit, lang));
        Some(DifferenceRow { label: row.label.trim().to_owned(), changes: changes.collect() })
    };
    if result.differences.is_empty() { vec![] } else { rows.filter_map(row).collect() }
}

fn of_row(difference: &Difference, row: &Row, unit: Measured, lang: Lang) -> Change {
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

pub fn benchmarks(result: &StudyResult, lang: Lang) -> Vec<benchmarks::Row> {
    let mut rows = benchmarks::rows(&result.scenarios, lang);
    for row in &mut rows {
        row.benchmark = unbroken(&row.benchmark);
        row.places.iter_mut().for_each(|place| place.text = unbroken(&place.text));
    }
    rows
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
    let shown = &values[..values.len().min(MOST_VALUES)];
    let section = |values: &[&InForce]| {
        let path = values[0].section.clone();
        let about = section_at(values[0].key.section).map_or("", |found| found.about.get(lang));
        // Keys that are left open in the same words stand in one row.
        let alike = values.chunk_by(|a, b| matches!(a.value, Said::Words(_)) && a.value == b.value);
        Section { path, about, rows: alike.map(|alike| assumption(alike, subject, lang)).collect() }
    };
    let sections: Vec<Section> = shown.chunk_by(|a, b| a.section == b.section).map(section).collect();
    AssumptionList { title, open: open && !sections.is_empty(), sections, cut: values.len() > MOST_VALUES }
}

fn assumption(alike: &[&InForce], subject: &Subject, lang: Lang) -> Assumption {
    let one = alike[0];
    let keys: Vec<&str> = alike.iter().map(|one| one.key.name).collect();
    let currency = subject.result.scenarios.first().map_or("", |one| one.currency.as_str());
    Assumption {
        about: if alike.len() == 1 { one.key.about.get(lang) } else { "" },
        keys: keys.join(", "),
        value: shortened(&spoken(one, currency, lang), MOST_OF_A_VALUE),
        source: origin(one, subject.sources, lang),
    }
}

/// A value as a reader of the language says it; what is more than a number stands as in a file.
fn spoken(one: &InForce, currency: &str, lang: Lang) -> String {
    let (written, unit) = value(one, lang);
    let Said::Value { json, .. } = &one.value else {
        return written;
    };
    match (json.as_bool(), json.as_f64(), one.key.unit) {
        (Some(yes), ..) => if yes { Text::new("yes", "sí") } else { Text::new("no", "no") }.get(lang).to_owned(),
        (_, Some(share), Unit::Share) => format!("{} %", number::whole((share * 1e6).round() / 1e4, lang)),
        (_, Some(number), Unit::None | Unit::Factor) => number::whole(number, lang),
        (_, Some(number), Unit::Money) => format!("{} {currency}", number::whole(number, lang)),
        (_, Some(number), _) => format!("{} {}", number::whole(number, lang), unit),
        _ => written,
    }
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

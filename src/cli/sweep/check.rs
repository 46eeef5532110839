//! Every cell judged before the first is simulated: its scenarios are loaded, and all that is wrong with any is told at
//! once, each problem with the cells it shows in.

use super::source::Source;
use crate::cli::output::tell;
use crate::cli::progress::Progress;
use crate::cli::{ERROR, Failure, interrupt, load};
use crate::locale::Lang;
use crate::locale::number::number;
use crate::report::problems;
use crate::scenario::sources::Origin;
use crate::scenario::{Failed, Loaded, Place, workload};
use crate::study::plan::common_plan;
use rayon::ThreadPool;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

/// Different problems that are kept, and warnings that are shown.
const MOST_PROBLEMS: usize = 100;
const MOST_WARNINGS: usize = 10;

/// What the cells have in common.
pub struct Checked {
    /// Scenarios of each cell.
    pub scenarios: usize,
    pub seed: u64,
    pub replications: u32,
    /// Names of the agreements of all cells, in the order in which they first have them.
    pub agreements: Vec<String>,
    /// Relative paths and texts of all files read.
    pub files: Vec<(PathBuf, String)>,
    /// As told on standard error; empty where there is nothing to warn of.
    pub warnings: String,
    /// Conversations and noise to simulate, about.
    pub workload: f64,
}

/// Loads every cell on all threads and says what they have in common.
///
/// # Errors
/// If a cell is not sound (all problems are told on standard error), or somebody stopped it.
pub fn every_cell(source: &Source, pool: &ThreadPool, quiet: bool, lang: Lang) -> Result<Checked, Failure> {
    let cells = source.grid.cells();
    let first = source.load(0).ok();
    let shape = first.as_ref().map(Shape::of);
    let files = first.as_ref().map(|loaded| load::copies(&loaded.sources).files).unwrap_or_default();
    let progress = Progress::of_checks(quiet, lang);
    progress.begin_at(0, cells as usize);
    let (next, all) = (AtomicU32::new(0), Mutex::new(Findings::new(lang)));
    pool.broadcast(|_| {
        let mut findings = Findings::new(lang);
        while interrupt::go_on() {
            let cell = next.fetch_add(1, Ordering::Relaxed);
            if cell >= cells {
                break;
            }
            match source.load(cell) {
                Ok(loaded) => findings.sound(cell, loaded, shape.as_ref(), &files),
                Err(failed) => findings.broken(cell, &failed),
            }
            progress.show(cell as usize + 1, cells as usize);
        }
        all.lock().unwrap_or_else(PoisonError::into_inner).merge(findings);
    });
    progress.clear();
    if !interrupt::go_on() {
        return Err(Failure::Interrupted);
    }
    let findings = all.into_inner().unwrap_or_else(PoisonError::into_inner);
    let Some(shape) = shape.filter(|_| findings.errors.is_empty()) else {
        tell(&findings.told(source));
        return Err(Failure::InputTold);
    };
    let warnings = findings.warned(source);
    if !quiet && !warnings.is_empty() {
        tell(&warnings);
    }
    let mut agreements: Vec<(String, (u32, usize))> = findings.agreements.into_iter().collect();
    agreements.sort_by_key(|(_, first)| *first);
    Ok(Checked {
        scenarios: shape.scenarios,
        seed: shape.seed,
        replications: shape.replications,
        agreements: agreements.into_iter().map(|(name, _)| name).collect(),
        files: files.into_iter().chain(findings.files).collect(),
        warnings,
        workload: findings.workload,
    })
}

/// What the first cell is like, as every other must be; but for the files, of which others may read more.
struct Shape {
    scenarios: usize,
    seed: u64,
    replications: u32,
    files: Vec<String>,
}

impl Shape {
    fn of(loaded: &Loaded) -> Shape {
        let (seed, replications) = customers(loaded);
        let files = file_names(loaded).map(str::to_owned).collect();
        Shape { scenarios: loaded.scenarios.len(), seed, replications, files }
    }
}

/// Seed and replications, which make the customers.
fn customers(loaded: &Loaded) -> (u64, u32) {
    loaded.scenarios.first().map_or((0, 0), |one| (one.run.seed, one.run.replications))
}

fn file_names(loaded: &Loaded) -> impl Iterator<Item = &str> {
    loaded.sources.iter().filter(|source| source.origin != Origin::CommandLine).map(|source| source.name.as_str())
}

/// What was found in some of the cells.
#[derive(Default)]
struct Findings {
    lang: Lang,
    /// By what they say, and where a file says it: a key that does not exist is one problem whatever its values.
    errors: BTreeMap<(String, Option<Place>), Seen>,
    /// By kind and key: the numbers in a warning differ from cell to cell.
    warnings: BTreeMap<(&'static str, String), Seen>,
    /// Where each agreement is first met: cell, then position.
    agreements: BTreeMap<String, (u32, usize)>,
    /// Files that the first cell does not read.
    files: BTreeMap<PathBuf, String>,
    workload: f64,
}

/// In how many cells something was seen, the first and the last of them, and the text as it is in the first.
struct Seen {
    cells: u32,
    first: u32,
    last: u32,
    text: String,
}

impl Seen {
    fn in_cell(cell: u32, text: String) -> Seen {
        Seen { cells: 1, first: cell, last: cell, text }
    }
}

fn see<K: Ord>(seen: &mut BTreeMap<K, Seen>, key: K, new: Seen) {
    match seen.get_mut(&key) {
        // The same may show in several scenarios of a cell.
        Some(known) if known.last == new.first => {}
        Some(known) => {
            known.cells += new.cells;
            known.last = known.last.max(new.last);
            if new.first < known.first {
                (known.first, known.text) = (new.first, new.text);
            }
        }
        None => _ = seen.insert(key, new),
    }
}

impl Findings {
    fn new(lang: Lang) -> Findings {
        Findings { lang, ..Findings::default() }
    }

    fn broken(&mut self, cell: u32, failed: &Failed) {
        let lang = self.lang;
        for problem in &failed.problems {
            let typed =
                |place: &Place| failed.sources.get(place.source).is_some_and(|s| s.origin == Origin::CommandLine);
            let said = format!("{} {}", problem.path, problems::message(problem, lang).found);
            let text = problems::render(std::slice::from_ref(problem), &failed.sources, lang);
            self.error(cell, (said, problem.place.filter(|place| !typed(place))), text);
        }
    }

    fn error(&mut self, cell: u32, key: (String, Option<Place>), text: String) {
        see(&mut self.errors, key, Seen::in_cell(cell, text));
        // Each thread keeps one more than are shown: whether there are more does not depend on how many threads there are.
        if self.errors.len() > MOST_PROBLEMS + 1 {
            let last = self.errors.iter().max_by_key(|(_, seen)| seen.first).map(|(key, _)| key.clone());
            last.and_then(|key| self.errors.remove(&key));
        }
    }

    fn sentence(&mut self, cell: u32, why: String) {
        let text = format!("{}: {why}", ERROR.get(self.lang));
        self.error(cell, (why, None), text);
    }

    fn sound(&mut self, cell: u32, loaded: Loaded, first: Option<&Shape>, files: &[(PathBuf, String)]) {
        let lang = self.lang;
        if let Some(first) = first {
            if loaded.scenarios.len() != first.scenarios {
                self.sentence(cell, different_scenarios(loaded.scenarios.len(), first.scenarios, lang));
            }
            if customers(&loaded) != (first.seed, first.replications) {
                self.sentence(cell, different_customers(lang));
            }
        }
        for problem in &loaded.warnings {
            let text = problems::render(std::slice::from_ref(problem), &loaded.sources, lang);
            see(&mut self.warnings, (problem.what.code(), problem.path.clone()), Seen::in_cell(cell, text));
        }
        // Only names are compared: the texts are those first read.
        if first.is_some_and(|first| !first.files.iter().map(String::as_str).eq(file_names(&loaded))) {
            let more = load::copies(&loaded.sources).files.into_iter();
            self.files.extend(more.filter(|(path, _)| files.iter().all(|(known, _)| known != path)));
        }
        let mut scenarios = loaded.scenarios;
        if let Err(why) = common_plan(&mut scenarios, lang) {
            self.sentence(cell, why);
        }
        for (at, sla) in scenarios.iter().flat_map(|one| &one.slas).enumerate() {
            let first = self.agreements.entry(sla.name.clone()).or_insert((cell, at));
            *first = (cell, at).min(*first);
        }
        self.workload += scenarios.iter().map(workload).sum::<f64>();
    }

    fn merge(&mut self, other: Findings) {
        other.errors.into_iter().for_each(|(key, seen)| see(&mut self.errors, key, seen));
        other.warnings.into_iter().for_each(|(key, seen)| see(&mut self.warnings, key, seen));
        for (name, first) in other.agreements {
            let known = self.agreements.entry(name).or_insert(first);
            *known = first.min(*known);
        }
        self.files.extend(other.files);
        self.workload += other.workload;
    }

    /// All problems, in the order of the cells that first show them.
    fn told(&self, source: &Source) -> String {
        let lang = self.lang;
        let mut seen: Vec<&Seen> = self.errors.values().collect();
        seen.sort_by(|a, b| (a.first, &a.text).cmp(&(b.first, &b.text)));
        let count = number(seen.len().min(MOST_PROBLEMS) as f64, 0, lang);
        let told: String = seen.iter().take(MOST_PROBLEMS).map(|one| one.told(source, lang)).collect();
        let more = if seen.len() > MOST_PROBLEMS { "+" } else { "" };
        told + &match (lang, seen.len()) {
            (Lang::En, 1) => "1 problem in the cells; nothing was simulated".to_owned(),
            (Lang::En, _) => format!("{count}{more} problems in the cells; nothing was simulated"),
            (Lang::Es, 1) => "1 problema en las celdas; no se ha simulado nada".to_owned(),
            (Lang::Es, _) => format!("{count}{more} problemas en las celdas; no se ha simulado nada"),
        }
    }

    fn warned(&self, source: &Source) -> String {
        let lang = self.lang;
        let mut seen: Vec<&Seen> = self.warnings.values().collect();
        seen.sort_by(|a, b| (a.first, &a.text).cmp(&(b.first, &b.text)));
        let mut told: String = seen.iter().take(MOST_WARNINGS).map(|one| one.told(source, lang)).collect();
        if seen.len() > MOST_WARNINGS {
            let more = number((seen.len() - MOST_WARNINGS) as f64, 0, lang);
            told += &match lang {
                Lang::En => format!("and {more} warnings of other kinds; `relevo check` shows those of one cell\n"),
                Lang::Es => format!("y {more} avisos de otras clases; `relevo check` muestra los de una celda\n"),
            };
        }
        told
    }
}

impl Seen {
    /// The text, and in how many cells it holds where those are not all.
    fn told(&self, source: &Source, lang: Lang) -> String {
        let all = source.grid.cells();
        let text = self.text.trim_end();
        if self.cells == all {
            return format!("{text}\n\n");
        }
        let count = |cells: u32| number(f64::from(cells), 0, lang);
        let (cells, all, first) = (count(self.cells), count(all), source.grid.settings(self.first).join(", "));
        match lang {
            Lang::En => format!("{text}\n    in {cells} of {all} cells, first with {first}\n\n"),
            Lang::Es => format!("{text}\n    en {cells} de {all} celdas, la primera con {first}\n\n"),
        }
    }
}

fn different_scenarios(found: usize, expected: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "a cell has {found} scenarios, the first one {expected}: cells must hold the same scenarios; vary keys of \
             the variants, not how many there are"
        ),
        Lang::Es => format!(
            "una celda tiene {found} escenarios y la primera {expected}: las celdas deben tener los mismos; haz variar \
             claves de las variantes, no cuántas hay"
        ),
    }
}

fn different_customers(lang: Lang) -> String {
    match lang {
        Lang::En => {
            "seed or replications differ from cell to cell, so that they would not meet the same customers; set \
                     them once with --seed and --replications"
                .to_owned()
        }
        Lang::Es => "la semilla o las réplicas cambian de una celda a otra, y no atenderían a los mismos clientes; \
                     fíjalas una vez con --seed y --replications"
            .to_owned(),
    }
}

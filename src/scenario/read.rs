//! From inputs to scenarios: files with what they extend, their variants and `--set`, or all problems of all of them.

mod each;
mod settings;
mod tidy;

use super::audit::{audit, keep_in_variant, key_places};
use super::build::build;
use super::check::check;
use super::convert::name_fault;
use super::files::{Shelf, read_input, text_of};
use super::force::{InForce, in_force};
use super::kept::Kept;
use super::keys;
use super::library::Library;
use super::limits::Limit;
use super::merge::{Setting, entry_names, join, merge};
use super::problem::{FileFault, Named, Place, Problem, Severity, What};
use super::sources::{Origin, Source, Sources};
use super::tree::{Entry, Table, Value, count_values, parse, shorten};
use super::whole::Whole;
use super::workload::workload;
use crate::desk::Scenario;
use std::path::{Path, PathBuf};

pub use each::{Chosen, LoadedEach, load_each};
use settings::{Applied, in_variant};
use tidy::{distrust_broken, forget_repeated, forgive_idle, forgive_missing};

/// Where a scenario comes from.
#[derive(Clone, Debug)]
pub enum Input {
    File(PathBuf),
    /// A file that is told of and copied under another name than that of its place.
    Copy {
        name: PathBuf,
        path: PathBuf,
    },
    /// A text without a file. One that is not trusted (standard input, the web) may name no file.
    Text {
        name: String,
        text: String,
    },
    /// A text within the program; what it extends is among the texts, by name.
    Embedded {
        name: &'static str,
        texts: &'static [(&'static str, &'static str)],
    },
}

#[derive(Clone, Debug, Default)]
pub struct LoadOptions {
    /// `--set KEY=VALUE`, in order; they apply to every scenario that has the entry they name.
    pub set: Vec<String>,
}

/// Scenarios in order: each file, followed by its variants.
#[derive(Clone, Debug)]
pub struct Loaded {
    pub scenarios: Vec<Scenario>,
    /// What each scenario rests on, written or not.
    pub in_force: Vec<Vec<InForce>>,
    /// Each scenario as one file.
    pub whole: Vec<Whole>,
    pub warnings: Vec<Problem>,
    pub sources: Sources,
}

/// All problems of all inputs, warnings included, by place.
#[derive(Clone, Debug)]
pub struct Failed {
    pub problems: Vec<Problem>,
    /// Problems beyond the number kept.
    pub omitted: usize,
    pub sources: Sources,
}

/// Most problems kept of a load.
const MOST_PROBLEMS: usize = 200;

/// Loads the inputs and their variants.
///
/// # Errors
/// All problems, with their places, if one of them is an error.
pub fn load(inputs: &[Input], options: &LoadOptions) -> Result<Loaded, Failed> {
    load_again(inputs, options, &Kept::default())
}

/// The same, with every file as it was when it was first read with this `kept`.
///
/// # Errors
/// As [`load`].
pub fn load_again(inputs: &[Input], options: &LoadOptions, kept: &Kept) -> Result<Loaded, Failed> {
    load_varied(inputs, options, &[], kept)
}

/// The same for one cell of a sweep: `vary` are its settings, KEY=VALUE, which come after the others.
///
/// # Errors
/// As [`load`].
pub fn load_varied(inputs: &[Input], options: &LoadOptions, vary: &[String], kept: &Kept) -> Result<Loaded, Failed> {
    let mut loading = Loading::new(options);
    loading.kept = kept.clone();
    loading.settings("--vary", vary);
    for input in inputs {
        loading.input(input);
    }
    loading.finish()
}

/// Loads scenarios embedded in the program; `extends` among them refers to the names of `texts`.
///
/// # Errors
/// As [`load`].
pub fn load_embedded(texts: &[(&str, &str)], names: &[&str], options: &LoadOptions) -> Result<Loaded, Failed> {
    let mut loading = Loading::new(options);
    for name in names {
        loading.embedded(name, texts);
    }
    loading.finish()
}

struct Loading {
    kept: Kept,
    sources: Sources,
    settings: Vec<(Setting, Applied)>,
    problems: Vec<Problem>,
    scenarios: Vec<Scenario>,
    in_force: Vec<Vec<InForce>>,
    whole: Vec<Whole>,
}

/// A text about to be read as a scenario.
struct Text {
    name: String,
    path: PathBuf,
    bytes: Vec<u8>,
    origin: Origin,
}

impl Loading {
    fn new(options: &LoadOptions) -> Loading {
        let mut loading = Loading {
            kept: Kept::default(),
            sources: Sources::default(),
            settings: Vec::new(),
            problems: Vec::new(),
            scenarios: Vec::new(),
            in_force: Vec::new(),
            whole: Vec::new(),
        };
        loading.settings("--set", &options.set);
        loading
    }

    fn add_source(&mut self, name: &str, text: &str, origin: Origin) -> u32 {
        self.sources.add(Source { name: name.to_owned(), text: text.into(), origin, quotable: true })
    }

    fn input(&mut self, input: &Input) {
        match input {
            Input::File(path) => self.file(path, path),
            Input::Copy { name, path } => self.file(name, path),
            Input::Text { name, text } => {
                let (bytes, limit) = (text.len() as u64, Limit::FileBytes);
                if bytes > limit.allowed() {
                    return self.unreadable(name, FileFault::TooLarge { bytes, limit });
                }
                let bytes = text.clone().into_bytes();
                let text = Text { name: name.clone(), path: PathBuf::from(name), bytes, origin: Origin::Untrusted };
                self.study(text, Shelf::Closed);
            }
            Input::Embedded { name, texts } => self.embedded(name, texts),
        }
    }

    fn embedded(&mut self, name: &str, texts: &[(&str, &str)]) {
        let shelf = Shelf::Embedded(texts);
        match shelf.read(Path::new(""), name, Limit::FileBytes) {
            Ok(found) => {
                let text = Text { name: name.to_owned(), path: found.path, bytes: found.bytes, origin: Origin::Input };
                self.study(text, shelf);
            }
            Err(fault) => self.unreadable(name, fault),
        }
    }

    fn file(&mut self, name: &Path, path: &Path) {
        let name = name.display().to_string();
        match read_input(path, &self.kept) {
            Ok((found, shelf)) => {
                let text = Text { name, path: found.path, bytes: found.bytes, origin: Origin::Input };
                self.study(text, shelf);
            }
            Err(fault) => self.unreadable(&name, fault),
        }
    }

    fn unreadable(&mut self, name: &str, fault: FileFault) {
        self.problems.push(Problem::error(None, "", What::File { name: name.to_owned(), fault }));
    }

    /// One file with its variants.
    fn study(&mut self, text: Text, shelf: Shelf<'_>) {
        let before = self.problems.len();
        let stem = Path::new(&text.name).file_stem().map(|s| s.to_string_lossy().into_owned());
        let stem = stem.filter(|s| name_fault(s).is_none()).unwrap_or_else(|| "scenario".to_owned());
        let folder = Path::new(&text.name).parent().map(Path::to_owned).unwrap_or_default();
        let root = text.path.parent().map(Path::to_owned).unwrap_or_default();
        let mut library = Library::new(shelf, root);
        let Some((tree, id)) = self.chain(text, &mut library) else { return };
        let first = self.scenarios.len();
        let (tree, variants) = self.split(tree);
        let own = std::iter::once((None, stem));
        // One tree at a time: 64 variants of a large file would fill the memory.
        for (i, (over, fallback)) in own.chain(variants.into_iter().map(|(t, n)| (Some(t), n))).enumerate() {
            if self.problems.len() > before + 5 * MOST_PROBLEMS {
                // Not a scenario; its variants would say no more.
                break;
            }
            let of_variant = over.as_ref().map(key_places).unwrap_or_default();
            let mut tree = self.varied(&tree, over);
            self.apply(&mut tree, |setting| !in_variant(setting));
            let place = tree.get("name").and_then(|n| n.place);
            let before = self.problems.len();
            self.scenario(tree, &fallback, &mut library);
            keep_in_variant(&mut self.problems[before..], &fallback, &of_variant);
            if i > 0 {
                let shown = |p: &&mut Problem| !p.what.is_local();
                self.problems[before..].iter_mut().filter(shown).for_each(|p| p.variant = Some(fallback.clone()));
            }
            self.refuse_repeated_name(first, place);
        }
        for (below, text) in library.into_data() {
            let name = folder.join(below).display().to_string();
            self.sources.add(Source { name, text: text.into(), origin: Origin::Data, quotable: false });
        }
        let mut found = self.problems.split_off(before);
        distrust_broken(&mut found, &self.sources);
        forgive_idle(&mut found, &self.scenarios[first..]);
        for problem in found.iter_mut().filter(|p| p.place.is_none()) {
            // What was not written anywhere concerns the file as a whole.
            problem.place = Some(Place { source: id, start: 0, end: 0 });
        }
        self.problems.append(&mut found);
    }

    /// Reads a file and all it extends; the tree of the whole, and the source of the file itself.
    fn chain(&mut self, first: Text, library: &mut Library<'_>) -> Option<(Table, u32)> {
        let first_id = self.sources.len();
        let (mut trees, mut visited, mut next) = (Vec::new(), Vec::new(), Some(first));
        let mut values = 0;
        while let Some(file) = next.take() {
            let text = match text_of(file.bytes) {
                Ok(text) => text,
                Err(fault) => {
                    self.unreadable(&file.name, fault);
                    break;
                }
            };
            let id = self.add_source(&file.name, &text, file.origin);
            library.folders.insert(id, file.path.parent().map(Path::to_owned).unwrap_or_default());
            let (mut tree, problems) = parse(&text, id);
            self.problems.extend(problems);
            values += count_values(&tree);
            if values > Limit::Values.allowed() {
                let what = What::Limit { limit: Limit::Values, found: values };
                self.problems.push(Problem::error(Some(Place { source: id, start: 0, end: 0 }), "", what));
                return None;
            }
            if file.origin == Origin::Extended {
                // A file's name and description are its own.
                tree.entries.retain(|e| e.key != "name" && e.key != "description");
            }
            visited.push((file.path, file.name));
            next = tree.take("extends").and_then(|entry| self.extended(&entry, &visited, library));
            trees.push(tree);
        }
        let mut whole = Table::default();
        for tree in trees.into_iter().rev() {
            merge(&mut whole, tree, "", &mut self.problems);
        }
        (self.sources.len() > first_id).then_some((whole, first_id))
    }

    /// The file that an `extends` names, if it may and can be read.
    fn extended(&mut self, entry: &Entry, visited: &[(PathBuf, String)], library: &Library<'_>) -> Option<Text> {
        let place = entry.node.place;
        let mut refuse = |what| {
            self.problems.push(Problem::error(place, "extends", what));
            None
        };
        let Some(written) = entry.node.as_text() else {
            let key = keys::find("", "extends")?;
            return refuse(What::WrongType { key, found: entry.node.found() });
        };
        let found = visited.len() as u64 + 1;
        if found > Limit::ExtendsChain.allowed() {
            return refuse(What::Limit { limit: Limit::ExtendsChain, found });
        }
        let file = match library.read(place, written, Limit::FileBytes) {
            Ok(file) => file,
            Err(what) => return refuse(what),
        };
        let parent = visited.last().map(|(_, name)| Path::new(name)).and_then(Path::parent);
        let name = parent.unwrap_or(Path::new("")).join(written).display().to_string();
        if visited.iter().any(|(path, _)| *path == file.path) {
            let chain = visited.iter().map(|(_, n)| n.clone()).chain([name]).collect();
            return refuse(What::ExtendsLoop { chain });
        }
        if let Some((line, column)) = not_a_scenario(&file.bytes) {
            return refuse(What::NotAScenario { name, line, column });
        }
        Some(Text { name, path: file.path, bytes: file.bytes, origin: Origin::Extended })
    }

    /// The file's own tree, and what each variant changes, with its name.
    fn split(&mut self, mut tree: Table) -> (Table, Vec<(Table, String)>) {
        self.apply(&mut tree, in_variant);
        let variants = tree.take("variant").map(|entry| self.variants(&entry)).unwrap_or_default();
        (tree, variants)
    }

    fn variants(&mut self, entry: &Entry) -> Vec<(Table, String)> {
        let mut refuse = |place, what| {
            self.problems.push(Problem::error(place, "variant", what));
            Vec::new()
        };
        let list = match &entry.node.value {
            Value::List(list) if list.iter().all(|n| n.as_table().is_some()) => list,
            _ => return refuse(entry.node.place, What::NotASection { list: true, found: entry.node.found() }),
        };
        let found = list.len() as u64;
        if found > Limit::Variants.allowed() {
            return refuse(list.last().and_then(|n| n.place), What::Limit { limit: Limit::Variants, found });
        }
        let mut variants = Vec::new();
        for (node, name) in list.iter().zip(entry_names("variant", list)) {
            let Some(table) = node.as_table() else { continue };
            let path = join("variant", &shorten(&name));
            if table.get("name").is_none() {
                let what = What::Missing { key: "name", example: "name = \"24x7\"" };
                self.problems.push(Problem::error(node.place, join(&path, "name"), what));
            }
            let mut over = table.clone();
            for key in ["extends", "variant"] {
                if let Some(entry) = over.take(key) {
                    let path = join(&path, key);
                    self.problems.push(Problem::error(entry.key_place, path, What::OnlyAtTheTop { key }));
                }
            }
            variants.push((over, name));
        }
        variants
    }

    /// The file's tree as it is, or with what a variant changes.
    fn varied(&mut self, tree: &Table, over: Option<Table>) -> Table {
        let mut whole = tree.clone();
        if let Some(over) = over {
            whole.entries.retain(|e| e.key != "name" && e.key != "description");
            merge(&mut whole, over, "", &mut self.problems);
        }
        whole
    }

    fn scenario(&mut self, mut tree: Table, fallback: &str, library: &mut Library<'_>) {
        if let Some(entry) = tree.take("extends") {
            // Only `--set` can have brought it here, too late to read a file.
            let what = What::OnlyAtTheTop { key: "extends" };
            self.problems.push(Problem::error(entry.key_place, "extends", what));
        }
        let mut problems = audit(&tree);
        let (scenario, more) = build(&tree, fallback, library);
        problems.extend(more);
        problems.extend(check(&tree, &scenario, &problems));
        forgive_missing(&mut problems);
        // Of a broken file nothing is handed on.
        if problems.iter().all(|p| p.severity == Severity::Warning) {
            self.in_force.push(in_force(&tree));
            self.whole.push(Whole::new(&tree));
        }
        self.problems.extend(problems);
        self.scenarios.push(scenario);
    }

    /// Variants of one file may not share a name; of two files that do, the second is told apart when the load ends.
    fn refuse_repeated_name(&mut self, first: usize, place: Option<Place>) {
        let Some((last, before)) = self.scenarios[first..].split_last() else { return };
        if before.iter().any(|s| s.name == last.name) {
            let what = What::NameRepeated { kind: Named::Variant, found: last.name.clone() };
            self.problems.push(Problem::error(place, "variant", what));
        }
    }

    fn limit_workload(&mut self) {
        let found: f64 = self.scenarios.iter().map(workload).sum();
        if found > Limit::Workload.allowed() as f64 {
            let first = self.sources.iter().position(|s| s.origin != Origin::CommandLine);
            let place = first.map(|id| Place { source: id as u32, start: 0, end: 0 });
            let what = What::Limit { limit: Limit::Workload, found: found as u64 };
            self.problems.push(Problem::error(place, "run", what));
        }
    }

    fn finish(mut self) -> Result<Loaded, Failed> {
        self.close_settings();
        self.limit_workload();
        let mut problems = self.problems;
        problems.sort_by_key(|p| (p.place.map(|p| (p.source, p.start)), p.severity));
        forget_repeated(&mut problems);
        let failed = problems.iter().any(|p| p.severity == Severity::Error);
        if failed {
            // A matter of judgement, of no use before the file is sound.
            let judged = |what: &What| {
                matches!(what, What::Overload { .. } | What::DeskFills { .. } | What::FewConversations { .. })
            };
            problems.retain(|p| p.severity == Severity::Error || !judged(&p.what));
        }
        let omitted = problems.len().saturating_sub(MOST_PROBLEMS);
        problems.truncate(MOST_PROBLEMS);
        if failed {
            return Err(Failed { problems, omitted, sources: self.sources });
        }
        tell_apart(&mut self.scenarios);
        let (in_force, whole) = (self.in_force, self.whole);
        Ok(Loaded { scenarios: self.scenarios, in_force, whole, warnings: problems, sources: self.sources })
    }
}

/// Where an extended file stops looking like a scenario: nothing of such a file may be shown.
fn not_a_scenario(bytes: &[u8]) -> Option<(usize, usize)> {
    let text = match text_of(bytes.to_vec()) {
        Ok(text) => text,
        Err(FileFault::NotUtf8 { line }) => return Some((line, 1)),
        Err(_) => return Some((1, 1)),
    };
    let (tree, problems) = parse(&text, 0);
    let known = keys::names_in("");
    let unknown = tree.entries.iter().find(|e| !known.contains(&e.key.as_str())).and_then(|e| e.key_place);
    let place = problems.iter().filter_map(|p| p.place).chain(unknown).min_by_key(|p| p.start)?;
    let mut sources = Sources::default();
    sources.add(Source { name: String::new(), text: text.into(), origin: Origin::Extended, quotable: false });
    sources.position(place).map(|p| (p.line, p.column))
}

/// Scenarios of several files may share a name; results must not.
fn tell_apart(scenarios: &mut [Scenario]) {
    for i in 1..scenarios.len() {
        let (before, rest) = scenarios.split_at_mut(i);
        let taken = |name: &str| before.iter().any(|s| s.name == name);
        let name = rest[0].name.clone();
        if taken(&name) {
            let free = (2..).map(|n| format!("{name} ({n})")).find(|n| !taken(n));
            rest[0].name = free.unwrap_or(name);
        }
    }
}

#[cfg(test)]
mod tests;

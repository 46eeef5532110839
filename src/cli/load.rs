//! Scenario files: from the command line, from standard input, or within the program.

use super::Failure;
use super::output::tell;
use crate::desk::Scenario;
use crate::locale::{Lang, Text, reason};
use crate::report::problems;
use crate::scenario::force::InForce;
use crate::scenario::sources::Origin;
use crate::scenario::{Failed, Input, LoadOptions, Loaded, Problem, Sources, load};
use crate::study::vary::Material;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// The name under which standard input is asked for.
const STANDARD_INPUT: &str = "-";
const STANDARD_INPUT_NAME: Text = Text::new("standard input", "entrada estándar");
/// The name its copy gets in a report folder.
const STANDARD_INPUT_FILE: &str = "standard-input.toml";
const ONCE: Text = Text::new(
    "\"-\" (standard input) can be given only once",
    "\"-\" (la entrada estándar) solo puede indicarse una vez",
);
/// Standard input is read to one byte beyond this; the loader then says what is too much.
const MOST_BYTES_READ: u64 = crate::scenario::limits::Limit::FileBytes.allowed() + 1;

/// What was read: the scenarios and the texts they came from.
pub struct Study {
    pub scenarios: Vec<Scenario>,
    /// What each scenario rests on.
    pub in_force: Vec<Vec<InForce>>,
    pub sources: Sources,
    /// To read them again with other values.
    pub material: Material,
    /// Relative paths and texts, for the report folder.
    pub files: Vec<(PathBuf, String)>,
    /// Those of the paths that are run, in order.
    pub run: Vec<PathBuf>,
    /// What the scenarios are warned of, as told on standard error.
    pub warnings: Vec<Problem>,
    /// What else there is to say of how they are run.
    pub notes: Vec<String>,
}

/// Reads the files of the command line; problems are told on standard error.
pub fn files(paths: &[PathBuf], set: &[String], quiet: bool, lang: Lang) -> Result<Study, Failure> {
    told(Material::of(inputs(paths, lang)?), set, quiet, lang)
}

/// Reads the files of the command line; problems are given back as they are.
pub fn read(paths: &[PathBuf], set: &[String], lang: Lang) -> Result<Result<Loaded, Failed>, Failure> {
    Ok(load(&inputs(paths, lang)?, &LoadOptions { set: set.to_vec() }))
}

/// The inputs that the files of the command line stand for; standard input is read.
pub fn inputs(paths: &[PathBuf], lang: Lang) -> Result<Vec<Input>, Failure> {
    if paths.iter().filter(|path| is_standard_input(path)).count() > 1 {
        return Err(Failure::Input(ONCE.get(lang).into()));
    }
    paths.iter().map(|path| input(path, lang)).collect()
}

/// Reads scenarios within the program; `texts` are all files by name, `names` those to run.
pub fn embedded(
    names: &'static [&'static str],
    texts: &'static [(&'static str, &'static str)],
    set: &[String],
    quiet: bool,
    lang: Lang,
) -> Result<Study, Failure> {
    told(Material::Embedded { texts, names }, set, quiet, lang)
}

pub fn is_standard_input(path: &Path) -> bool {
    path.as_os_str() == STANDARD_INPUT
}

fn input(path: &Path, lang: Lang) -> Result<Input, Failure> {
    if !is_standard_input(path) {
        return Ok(Input::File(path.into()));
    }
    let name = STANDARD_INPUT_NAME.get(lang);
    let cannot = |why: &str| Failure::Input(format!("{name}: {why}"));
    let mut bytes = vec![];
    io::stdin().take(MOST_BYTES_READ).read_to_end(&mut bytes).map_err(|error| cannot(&reason(&error, lang)))?;
    let text =
        String::from_utf8(bytes).map_err(|_| cannot(Text::new("not UTF-8 text", "no es texto UTF-8").get(lang)))?;
    Ok(Input::Text { name: name.into(), text })
}

/// What was read, ready to be run; problems are told on standard error.
pub fn told(material: Material, set: &[String], quiet: bool, lang: Lang) -> Result<Study, Failure> {
    let Loaded { scenarios, in_force, warnings, sources, .. } =
        sound(material.load(set).map_err(|failed| *failed), quiet, lang)?;
    let Copies { files, run } = copies(&sources);
    Ok(Study { scenarios, in_force, material, sources, files, run, warnings, notes: vec![] })
}

/// What was loaded, or a failure; problems are told on standard error.
pub fn sound(loaded: Result<Loaded, Failed>, quiet: bool, lang: Lang) -> Result<Loaded, Failure> {
    match loaded {
        Ok(loaded) => {
            if !loaded.warnings.is_empty() && !quiet {
                tell(&problems::render(&loaded.warnings, &loaded.sources, lang));
            }
            Ok(loaded)
        }
        Err(failed) => {
            tell(&problems::render_failed(&failed, lang));
            Err(Failure::InputTold)
        }
    }
}

/// The texts read, by relative paths.
pub struct Copies {
    pub files: Vec<(PathBuf, String)>,
    /// The paths of those named by the user, each as often as it was named.
    pub run: Vec<PathBuf>,
}

/// The texts read, laid out so that they find one another: those of each input keep their places below its folder. A
/// second input from another folder gets a folder of its own.
pub fn copies(sources: &Sources) -> Copies {
    let mut copies = Copies { files: vec![], run: vec![] };
    let mut roots: Vec<PathBuf> = vec![];
    let mut root = PathBuf::new();
    for source in sources.iter() {
        let name = match source.origin {
            Origin::CommandLine => continue,
            Origin::Untrusted => PathBuf::from(STANDARD_INPUT_FILE),
            Origin::Input | Origin::Extended | Origin::Data => PathBuf::from(&source.name),
        };
        if source.origin == Origin::Input {
            root = name.parent().map(Path::to_owned).unwrap_or_default();
        }
        let at = roots.iter().position(|known| *known == root).unwrap_or_else(|| {
            roots.push(root.clone());
            roots.len() - 1
        });
        let inside = name.strip_prefix(&root).ok().and_then(plain).or_else(|| name.file_name().map(PathBuf::from));
        let Some(inside) = inside else { continue };
        let path = if at == 0 || source.origin == Origin::Untrusted {
            inside
        } else {
            Path::new(&(at + 1).to_string()).join(inside)
        };
        if matches!(source.origin, Origin::Input | Origin::Untrusted) {
            copies.run.push(path.clone());
        }
        if copies.files.iter().all(|(known, _)| *known != path) {
            copies.files.push((path, source.text.to_string()));
        }
    }
    copies
}

/// The path without detours; `None` where it leaves its folder.
fn plain(path: &Path) -> Option<PathBuf> {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::Normal(name) => plain.push(name),
            Component::CurDir => {}
            Component::ParentDir if plain.pop() => {}
            _ => return None,
        }
    }
    Some(plain).filter(|path| !path.as_os_str().is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::sources::Source;

    #[test]
    fn copies_keep_their_places_and_never_leave_the_folder() {
        let mut sources = Sources::default();
        let mut add = |name: &str, origin| {
            sources.add(Source { name: name.into(), text: "x".into(), origin, quotable: true });
        };
        add("plans/a.toml", Origin::Input);
        add("plans/parts/../base.toml", Origin::Extended);
        add("plans/b.toml", Origin::Input);
        add("plans/base.toml", Origin::Extended);
        add("/elsewhere/a.toml", Origin::Input);
        add("/elsewhere/../../etc/x.toml", Origin::Extended);
        add("standard input", Origin::Untrusted);
        add("--set", Origin::CommandLine);
        add("plans/a.toml", Origin::Input);
        let Copies { files, run } = copies(&sources);
        let found: Vec<String> = files.iter().map(|(path, _)| path.display().to_string()).collect();
        assert_eq!(found, ["a.toml", "base.toml", "b.toml", "2/a.toml", "2/x.toml", "standard-input.toml"]);
        let run: Vec<String> = run.iter().map(|path| path.display().to_string()).collect();
        assert_eq!(run, ["a.toml", "b.toml", "2/a.toml", "standard-input.toml", "a.toml"]);
    }
}

//! `relevo new [NAME]`: a commented scenario file to start from.

use super::Failure;
use super::args::NewArgs;
use super::output::{print_plain, tell};
use crate::locale::{Lang, Text};
use crate::report::file;
use crate::report::template::{self, Sector};
use std::path::{Path, PathBuf};

const DEFAULT_NAME: &str = "scenario.toml";
const STANDARD_OUTPUT: &str = "-";
const HOW: Text = Text::new("relevo new NAME --sector SECTOR", "relevo new NOMBRE --sector SECTOR");

/// Writes the file, or prints it, or lists the sectors.
pub fn file(args: &NewArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let print = |text: &str| print_plain(text).map_err(|error| Failure::Run(error.to_string()));
    if args.list {
        return print(&list(lang));
    }
    let text = template::file(args.sector.unwrap_or(Sector::Retailer), lang, args.minimal);
    let name = args.name.as_deref().unwrap_or(Path::new(DEFAULT_NAME));
    if name.as_os_str() == STANDARD_OUTPUT {
        return print(&text);
    }
    let path = with_ending(name);
    file::write(&path, &text, args.force).map_err(|error| Failure::Input(error.text(lang)))?;
    if !quiet {
        tell(&next(&path, lang));
    }
    Ok(())
}

fn list(lang: Lang) -> String {
    let widest = Sector::ALL.map(|sector| sector.id().len()).into_iter().max().unwrap_or_default();
    let lines: Vec<String> =
        Sector::ALL.iter().map(|sector| format!("{:widest$}  {}\n", sector.id(), sector.about(lang))).collect();
    format!("{}\n{}\n", lines.concat(), HOW.get(lang))
}

/// A scenario file is called .toml, whether typed or not.
fn with_ending(name: &Path) -> PathBuf {
    match name.extension() {
        None if name.file_name().is_some() && !name.is_dir() => name.with_extension("toml"),
        _ => name.into(),
    }
}

/// What was written, and what to do with it.
fn next(path: &Path, lang: Lang) -> String {
    let shown = path.display();
    let typed = shell_word(&shown.to_string());
    match lang {
        Lang::En => format!(
            "written: {shown}; change the values marked YOURS, then\n  relevo check {typed}    what it means, and whether the team can do the work\n  \
             relevo run {typed}      what customers will wait, and what it costs"
        ),
        Lang::Es => format!(
            "escrito: {shown}; cambia los valores marcados TUYO, y después\n  relevo check {typed}    qué significa, y si el equipo puede con el trabajo\n  \
             relevo run {typed}      cuánto esperarán los clientes, y cuánto cuesta"
        ),
    }
}

/// As it must be typed: in quotes where a shell would take it apart.
fn shell_word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "./_-:\\".contains(c);
    if text.chars().all(plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_get_the_ending_they_lack() {
        assert_eq!(with_ending(Path::new("desk")), Path::new("desk.toml"));
        assert_eq!(with_ending(Path::new("plans/desk.toml")), Path::new("plans/desk.toml"));
        assert_eq!(with_ending(Path::new("desk.txt")), Path::new("desk.txt"));
    }

    #[test]
    fn names_are_shown_as_they_must_be_typed() {
        assert_eq!(shell_word("plans/a.toml"), "plans/a.toml");
        assert_eq!(shell_word("my desk's.toml"), "'my desk'\\''s.toml'");
    }
}

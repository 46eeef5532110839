//! `relevo new [NAME]`: a commented scenario file to start from.

use super::Failure;
use super::args::NewArgs;
use super::output::{USUAL_COLUMNS, columns, print_plain, tell};
use crate::locale::{Lang, Text};
use crate::report::file;
use crate::report::reproduce::shell_word;
use crate::report::template::{self, Sector};
use crate::report::text_layout::wrap;
use std::path::{Path, PathBuf};

const DEFAULT_NAME: &str = "scenario.toml";
/// Before what is told of a sector below its name, where the terminal is too narrow for it beside.
const NARROW_INDENT: usize = 4;
const STANDARD_OUTPUT: &str = "-";
const HOW: Text = Text::new("relevo new NAME --sector SECTOR", "relevo new NOMBRE --sector SECTOR");

/// Writes the file, or prints it, or lists the sectors.
pub fn file(args: &NewArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let print = |text: &str| print_plain(text).map_err(|error| Failure::Run(error.to_string()));
    if args.list {
        return print(&list(lang));
    }
    let text = template::file(args.sector.unwrap_or_default(), lang, args.minimal);
    let name = args.name.as_deref().unwrap_or(Path::new(DEFAULT_NAME));
    if name.as_os_str() == STANDARD_OUTPUT {
        return print(&text);
    }
    let path = with_ending(name);
    file::write(&path, &text, args.force).map_err(|error| Failure::Input(error.text(lang)))?;
    if !quiet {
        let note = sector_meant(args, &path).map(|sector| other_sector(sector, &path, lang));
        tell(&format!("{}{}", next(&path, args.minimal, lang), note.unwrap_or_default()));
    }
    Ok(())
}

fn list(lang: Lang) -> String {
    let widest = Sector::ALL.map(|sector| sector.id().len()).into_iter().max().unwrap_or_default();
    let columns = columns();
    let indent = if columns < USUAL_COLUMNS { NARROW_INDENT } else { widest + 2 };
    let line = |sector: &Sector| {
        let about = wrap(sector.about(lang), columns.saturating_sub(indent)).join(&format!("\n{:indent$}", ""));
        match indent {
            NARROW_INDENT => format!("{}\n{:indent$}{about}\n", sector.id(), ""),
            _ => format!("{:widest$}  {about}\n", sector.id()),
        }
    };
    let lines: Vec<String> = Sector::ALL.iter().map(line).collect();
    format!("{}\n{}\n", lines.concat(), wrap(HOW.get(lang), columns).join("\n  "))
}

/// A scenario file is called .toml, whether typed or not.
fn with_ending(name: &Path) -> PathBuf {
    match name.extension() {
        None if name.file_name().is_some() && !name.is_dir() => name.with_extension("toml"),
        _ => name.into(),
    }
}

/// The sector whose name the file has, in either language, where none was asked for.
fn sector_meant(args: &NewArgs, path: &Path) -> Option<Sector> {
    let stem = without_accents(&path.file_stem()?.to_string_lossy());
    // What is told of a sector begins with its name.
    let called =
        |sector: &Sector, lang| sector.about(lang).split(':').next().is_some_and(|name| without_accents(name) == stem);
    let named = |sector: &Sector| stem == sector.id() || called(sector, Lang::En) || called(sector, Lang::Es);
    Sector::ALL.into_iter().find(|sector| args.sector.is_none() && *sector != Sector::default() && named(sector))
}

/// In small letters and without the accents of Spanish, as people type the names of files.
fn without_accents(text: &str) -> String {
    let plain = |c| match c {
        'á' => 'a',
        'é' => 'e',
        'í' => 'i',
        'ó' => 'o',
        'ú' => 'u',
        other => other,
    };
    text.to_lowercase().chars().map(plain).collect()
}

/// That the name of a file is no sector, and how to get the sector.
fn other_sector(sector: Sector, path: &Path, lang: Lang) -> String {
    let (id, written) = (sector.id(), Sector::default().id());
    let typed = path.file_stem().unwrap_or_default().to_string_lossy();
    let again = format!("relevo new {} --sector {id} --force", shell_word(&path.display().to_string()));
    match lang {
        Lang::En => format!(
            "\nnote: \"{typed}\" is also the name of a sector, but the file holds the usual one, {written}; for {id}\n  {again}"
        ),
        Lang::Es => format!(
            "\nnota: \"{typed}\" es también el nombre de un sector, pero el archivo es del habitual, {written}; para {id}\n  \
             {again}"
        ),
    }
}

/// What was written, and what to do with it.
fn next(path: &Path, minimal: bool, lang: Lang) -> String {
    let shown = path.display();
    let typed = shell_word(&shown.to_string());
    let window = match (minimal, lang) {
        (true, _) => "",
        (false, Lang::En) => " (and remove the # of its last lines to compare a second window)",
        (false, Lang::Es) => " (y quita la # de sus últimas líneas para comparar otra ventana)",
    };
    match lang {
        Lang::En => format!(
            "written: {shown}; change the values marked YOURS{window}, then\n  relevo check {typed}\n      what it means, and whether the team can do the \
             work\n  relevo run {typed}\n      what customers will wait, and what it costs"
        ),
        Lang::Es => format!(
            "escrito: {shown}; cambia los valores marcados TUYO{window}, y después\n  relevo check {typed}\n      qué significa, y si el equipo puede con el \
             trabajo\n  relevo run {typed}\n      cuánto esperarán los clientes, y cuánto cuesta"
        ),
    }
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
}

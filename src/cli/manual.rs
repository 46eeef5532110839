//! `relevo man FOLDER`: the manual pages, for those who package the program.

use super::args::ManArgs;
use super::output::tell;
use super::{Failure, help};
use crate::locale::Lang;
use crate::report::folder::{self, Content, Existing};
use clap::Command;
use clap_mangen::Man;
use std::io;

/// Headings that are always English in what is generated, and their Spanish.
const HEADINGS: [(&str, &str); 7] = [
    ("NAME", "NOMBRE"),
    ("SYNOPSIS", "SINOPSIS"),
    ("DESCRIPTION", "DESCRIPCIÓN"),
    ("OPTIONS", "OPCIONES"),
    ("SUBCOMMANDS", "ÓRDENES"),
    ("EXTRA", "EJEMPLOS"),
    ("VERSION", "VERSIÓN"),
];
const SOURCE: &str = concat!("relevo ", env!("CARGO_PKG_VERSION"));

/// Writes one page for relevo and one for each of its commands.
pub fn pages(args: &ManArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let existing = if args.force { Existing::ReplaceOwn } else { Existing::Keep };
    folder::check(&args.folder, existing).map_err(|error| Failure::Input(error.text(lang)))?;
    let contents = all(lang).map_err(|error| Failure::Run(error.to_string()))?;
    folder::write(&args.folder, &contents, existing).map_err(|error| Failure::Run(error.text(lang)))?;
    if !quiet {
        let (folder, words) = (args.folder.display(), if lang == Lang::En { "written" } else { "escrito" });
        tell(&format!("{words}: {folder}"));
    }
    Ok(())
}

fn all(lang: Lang) -> io::Result<Vec<Content>> {
    let mut whole = help::command(lang);
    whole.build();
    let hidden = |sub: &&Command| !sub.is_hide_set();
    let below = whole.get_subcommands().filter(hidden).map(|sub| {
        // The program's own options stand on its page.
        let name = format!("relevo-{}", sub.get_name());
        page(sub.clone().display_name(&name), &name, lang)
    });
    std::iter::once(page(whole.clone(), "relevo", lang)).chain(below).collect()
}

fn page(command: Command, name: &str, lang: Lang) -> io::Result<Content> {
    let mut bytes = vec![];
    Man::new(command).title(name).section("1").source(SOURCE).render(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    // The heading says it already.
    let told = |line: &&str| !["Examples:", "Ejemplos:"].contains(line);
    let lines: Vec<String> = text.lines().filter(told).map(|line| heading(line, lang)).collect();
    Ok(Content::new(format!("{name}.1"), format!("{}\n", lines.join("\n"))))
}

/// A heading in the language; any other line as it is.
fn heading(line: &str, lang: Lang) -> String {
    let known =
        line.strip_prefix(".SH ").and_then(|title| HEADINGS.iter().find(|(en, _)| *en == title.trim_matches('"')));
    match (known, lang) {
        (Some(("EXTRA", _)), Lang::En) => ".SH EXAMPLES".to_owned(),
        (Some((_, es)), Lang::Es) => format!(".SH {es}"),
        _ if line.starts_with(".SH ") => format!(".SH {}", line[4..].to_uppercase()),
        _ => line.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_page_in_both_languages() {
        for (lang, examples) in [(Lang::En, ".SH EXAMPLES"), (Lang::Es, ".SH EJEMPLOS")] {
            let pages = all(lang).unwrap();
            let names: Vec<String> = pages.iter().map(|page| page.path.display().to_string()).collect();
            for command in
                ["", "-run", "-size", "-windows", "-breakeven", "-sensitivity", "-sweep", "-check", "-chart", "-new"]
            {
                let name = format!("relevo{command}.1");
                let at = names.iter().position(|one| *one == name).unwrap_or_else(|| panic!("{name} in {names:?}"));
                let page = &pages[at];
                let text = std::str::from_utf8(&page.bytes).unwrap();
                assert!(text.contains(examples) && text.contains("  relevo "), "{text}");
                assert_eq!(text.contains("SYNOPSIS"), lang == Lang::En, "{text}");
            }
        }
    }
}

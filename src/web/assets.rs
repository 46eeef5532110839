//! The page's own files, within the program. Every one of them is named here, so that no path reaches the disk.

use crate::report::charts::Theme;
use crate::report::charts::ink::variables;
use axum::http::header;
use axum::response::{IntoResponse, Response};

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";
const SCRIPT: &str = "text/javascript; charset=utf-8";

/// The page.
pub const PAGE: &str = include_str!("assets/index.html");
const WORKSHOP: &str = include_str!("assets/workshop.html");
const JOIN: &str = include_str!("assets/join.html");
const WATCH: &str = include_str!("assets/watch.html");
/// Files below /assets: name, media type, content.
const FILES: &[(&str, &str, &str)] = &[
    ("style.css", CSS, include_str!("assets/style.css")),
    ("api.js", SCRIPT, include_str!("assets/api.js")),
    ("controls.js", SCRIPT, include_str!("assets/controls.js")),
    ("dom.js", SCRIPT, include_str!("assets/dom.js")),
    ("fields.js", SCRIPT, include_str!("assets/fields.js")),
    ("files.js", SCRIPT, include_str!("assets/files.js")),
    ("grid.js", SCRIPT, include_str!("assets/grid.js")),
    ("link.js", SCRIPT, include_str!("assets/link.js")),
    ("main.js", SCRIPT, include_str!("assets/main.js")),
    ("notices.js", SCRIPT, include_str!("assets/notices.js")),
    ("problems.js", SCRIPT, include_str!("assets/problems.js")),
    ("results.js", SCRIPT, include_str!("assets/results.js")),
    ("runs.js", SCRIPT, include_str!("assets/runs.js")),
    ("shifts.js", SCRIPT, include_str!("assets/shifts.js")),
    ("sizing.js", SCRIPT, include_str!("assets/sizing.js")),
    ("state.js", SCRIPT, include_str!("assets/state.js")),
    ("variants.js", SCRIPT, include_str!("assets/variants.js")),
    ("words.js", SCRIPT, include_str!("assets/words.js")),
    ("room.js", SCRIPT, include_str!("assets/room.js")),
    ("team.js", SCRIPT, include_str!("assets/team.js")),
    ("trainer.js", SCRIPT, include_str!("assets/trainer.js")),
    ("watch.js", SCRIPT, include_str!("assets/watch.js")),
    ("scene.js", SCRIPT, include_str!("assets/scene.js")),
    ("week.js", SCRIPT, include_str!("assets/week.js")),
    ("still.js", SCRIPT, include_str!("assets/still.js")),
    ("watch.css", CSS, include_str!("assets/watch.css")),
    ("workshop.css", CSS, include_str!("assets/workshop.css")),
];

/// The colours of the pictures, for light and dark screens.
fn inks() -> String {
    let (light, dark) = (variables(Theme::Light), variables(Theme::Dark));
    format!(":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n")
}

/// The trainer's page of the workshop.
pub fn workshop() -> Response {
    kept_fresh(HTML, WORKSHOP.to_owned())
}

/// The page of teams.
pub fn join() -> Response {
    kept_fresh(HTML, JOIN.to_owned())
}

/// The page that plays a week.
pub fn watch() -> Response {
    kept_fresh(HTML, WATCH.to_owned())
}

pub fn page() -> Response {
    kept_fresh(HTML, PAGE.to_owned())
}

/// A file below /assets; `None` where there is none of this name.
pub fn file(name: &str) -> Option<Response> {
    if name == "inks.css" {
        return Some(kept_fresh(CSS, inks()));
    }
    let (_, kind, text) = FILES.iter().find(|(known, ..)| *known == name)?;
    Some(kept_fresh(kind, (*text).to_owned()))
}

/// Another version of the program has other files under the same names.
fn kept_fresh(kind: &'static str, text: String) -> Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "no-cache")], text).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;
    use crate::web::words;
    use std::fs;
    use std::path::Path;

    #[test]
    fn every_file_of_the_folder_is_within_the_program() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/assets");
        let mut there: Vec<String> =
            fs::read_dir(folder).unwrap().map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        let mut named: Vec<String> = FILES.iter().map(|(name, ..)| (*name).to_owned()).collect();
        named.extend(["index.html", "join.html", "watch.html", "workshop.html"].map(String::from));
        there.sort();
        named.sort();
        assert_eq!(named, there);
    }

    /// What stands between the two marks, everywhere in the page's files.
    fn between(begin: &str, end: char) -> Vec<String> {
        let texts = FILES.iter().map(|(_, _, text)| *text).chain([PAGE, WORKSHOP, JOIN, WATCH]);
        texts
            .flat_map(|text| text.split(begin).skip(1).filter_map(move |rest| rest.split_once(end)))
            .map(|(found, _)| found.to_owned())
            .collect()
    }

    #[test]
    fn every_text_that_the_page_names_is_there_and_every_text_is_named() {
        let mut known = words::all(Lang::Es);
        known.extend(words::workshop(Lang::Es));
        let asked =
            [between("data-text=\"", '"'), between("data-label=\"", '"'), between(" t(\"", '"'), between("(t(\"", '"')];
        let asked = asked.concat();
        assert!(asked.len() > 50, "{}", asked.len());
        for name in &asked {
            assert!(known.contains_key(name.as_str()), "no text named {name}");
        }
        let written = between("\"", '"').into_iter().chain(between("`", '$')).collect::<Vec<_>>();
        let quoted: String = FILES.iter().map(|(_, _, text)| *text).chain([PAGE, WORKSHOP, JOIN, WATCH]).collect();
        for name in known.keys() {
            let of_table = ["key_", "section_", "choice_", "part_", "picture_", "group_"]
                .iter()
                .any(|stem| name.starts_with(stem));
            assert!(of_table || quoted.contains(&format!("\"{name}\"")), "{name} is said nowhere");
        }
        assert!(written.contains(&"picture_".to_owned()) && written.contains(&"group_".to_owned()));
    }

    #[test]
    fn no_file_of_the_page_holds_a_script_or_a_style_of_its_own_or_leads_elsewhere() {
        for inline in ["<style", " style=", " onclick=", "<script>", "http://", "https://", "innerHTML", "eval("] {
            assert!([PAGE, WORKSHOP, JOIN, WATCH].iter().all(|page| !page.contains(inline)), "{inline}");
            let found = FILES.iter().find(|(_, _, text)| text.contains(inline)).map(|(name, ..)| name);
            assert_eq!(found, None, "{inline}");
        }
    }
}

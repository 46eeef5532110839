//! The page's own files, within the program. Every one of them is named here, so that no path reaches the disk.

use crate::report::charts::Theme;
use crate::report::charts::ink::variables;
use axum::http::header;
use axum::response::{IntoResponse, Response};

const HTML: &str = "text/html; charset=utf-8";
const CSS: &str = "text/css; charset=utf-8";

/// The page.
pub const PAGE: &str = include_str!("assets/index.html");
/// Files below /assets: name, media type, content.
const FILES: &[(&str, &str, &str)] = &[("style.css", CSS, include_str!("assets/style.css"))];

/// The colours of the pictures, for light and dark screens.
fn inks() -> String {
    let (light, dark) = (variables(Theme::Light), variables(Theme::Dark));
    format!(":root{{{light}}}\n@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}\n")
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

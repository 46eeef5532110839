//! A page of a command that simulates no study: its verdict, tables, pictures and files, in the frame of report.html.
//!
//! The invariants are those of the page: nothing is asked for outside the file, all text is escaped, the same data give the same bytes.

use super::parts::Drawing;
use super::{SCRIPT, policy, style, words};
use crate::locale::Lang;
use crate::report::charts::Picture;
use crate::report::text_layout::unbroken;
use askama::Template;

/// A picture twice, for wide screens and for phones.
pub struct Pair {
    pub id: &'static str,
    pub about: &'static str,
    pub wide: Picture,
    pub narrow: Picture,
    /// On paper it stands over both columns.
    pub across_paper: bool,
}

/// A table under its heading; the first column is text.
pub struct Table {
    pub title: String,
    /// What it shows, below the heading; may be empty.
    pub about: String,
    /// Empty where the rows need none.
    pub headings: Vec<String>,
    pub rows: Vec<Vec<String>>,
    /// Sentences below it.
    pub notes: Vec<String>,
    /// Cells are words, not numbers.
    pub words: bool,
}

/// A file of the folder, shown in full.
pub struct File {
    pub name: String,
    pub text: String,
}

pub struct Document {
    /// Plain text.
    pub title: String,
    pub circumstances: String,
    /// The first sentence is the most important one.
    pub verdict: Vec<String>,
    pub figures: Vec<Table>,
    pub pictures: Vec<Pair>,
    /// What the figures rest on.
    pub details: Vec<Table>,
    /// How to have it again.
    pub command: String,
    pub files: Vec<File>,
}

#[derive(Template)]
#[template(path = "document.html")]
struct Page {
    lang: Lang,
    code: &'static str,
    policy: String,
    style: String,
    script: &'static str,
    version: &'static str,
    title: String,
    circumstances: String,
    contents: Vec<(&'static str, &'static str)>,
    verdict: Vec<String>,
    figures: Vec<Table>,
    pictures: Vec<Drawing>,
    details: Vec<Table>,
    command: String,
    files: Vec<File>,
}

/// The whole page.
///
/// # Errors
/// None that data can cause.
pub fn render(document: Document, lang: Lang) -> Result<String, askama::Error> {
    let mut contents = vec![("verdict", words::VERDICT.get(lang))];
    if !document.figures.is_empty() {
        contents.push(("figures", words::COMPARISON.get(lang)));
    }
    contents.extend([
        ("pictures", words::PICTURES.get(lang)),
        ("assumptions", words::ASSUMPTIONS.get(lang)),
        ("again", words::REPRODUCE.get(lang)),
    ]);
    let style = style();
    let drawing = |pair: Pair| Drawing::of(pair.id, pair.about, pair.wide, &pair.narrow, pair.across_paper);
    let page = Page {
        lang,
        code: lang.code(),
        policy: policy(&style),
        style,
        script: SCRIPT,
        version: env!("CARGO_PKG_VERSION"),
        title: document.title,
        circumstances: document.circumstances,
        contents,
        verdict: document.verdict.iter().map(|sentence| unbroken(sentence)).collect(),
        figures: document.figures,
        pictures: document.pictures.into_iter().map(drawing).collect(),
        details: document.details,
        command: document.command,
        files: document.files,
    };
    page.render()
}

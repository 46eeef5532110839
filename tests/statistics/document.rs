//! The tables of docs/statistics.md, which the program writes and nobody types.

use std::fs;
use std::path::Path;
use std::sync::Mutex;

/// Tests run side by side, and each writes a part of the page.
static PAGE: Mutex<()> = Mutex::new(());

/// Puts a table between the marks of its name; everything else stays.
pub fn write(name: &str, table: &str) {
    let _alone = PAGE.lock().expect("no test fails while it writes");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/statistics.md");
    let page = fs::read_to_string(&path).expect("the page is there");
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let from = page.find(&begin).expect("the page has a place for the table") + begin.len();
    let to = page.find(&end).expect("the place has an end");
    fs::write(&path, format!("{}\n{table}\n{}", &page[..from], &page[to..])).expect("the page may be written");
}

/// A table in Markdown.
pub fn table(header: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let names: Vec<String> = header.iter().map(|name| name.to_string()).collect();
    let rule: Vec<String> = header.iter().map(|_| "---".to_string()).collect();
    let body: String = rows.iter().map(|row| line(row)).collect();
    format!("{}{}{body}", line(&names), line(&rule))
}

/// A number with four significant digits.
pub fn significant(value: f64) -> String {
    let digits = if value == 0.0 { 0 } else { (3 - value.abs().log10().floor() as i32).clamp(0, 8) as usize };
    format!("{value:.digits$}")
}

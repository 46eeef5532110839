//! The tables of docs/statistics.md, which the program writes and nobody types.

use std::fs;
use std::path::Path;
use std::sync::Mutex;

/// Tests run side by side, and each writes a part of the page.
static PAGE: Mutex<()> = Mutex::new(());

/// Puts rows into the table of this name, in the place of those that begin with the same first cell; everything else stays.
pub fn write(name: &str, first_cell: &str, header: &[&str], rows: &[Vec<String>]) {
    let _alone = PAGE.lock().expect("no test fails while it writes");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/statistics.md");
    let page = fs::read_to_string(&path).expect("the page is there");
    let (begin, end) = (format!("<!-- {name} -->\n"), format!("<!-- end of {name} -->"));
    let from = page.find(&begin).expect("the page has a place for the table") + begin.len();
    let to = page.find(&end).expect("the place has an end");
    let table = replaced(&page[from..to], first_cell, header, rows);
    fs::write(&path, format!("{}\n{table}\n{}", &page[..from], &page[to..])).expect("the page may be written");
}

fn replaced(table: &str, first_cell: &str, header: &[&str], rows: &[Vec<String>]) -> String {
    let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
    let same = |line: &&str| line.starts_with(&format!("| {first_cell} |"));
    let found: Vec<&str> = table.lines().filter(|line| line.starts_with('|')).skip(2).collect();
    let at = found.iter().position(same).unwrap_or(found.len());
    let kept = |lines: &[&str]| -> String {
        lines.iter().filter(|line| !same(line)).map(|line| format!("{line}\n")).collect()
    };
    let names: Vec<String> = header.iter().map(|name| name.to_string()).collect();
    let rule: Vec<String> = header.iter().map(|_| "---".to_string()).collect();
    let new: String = rows.iter().map(|row| line(row)).collect();
    format!("{}{}{}{new}{}", line(&names), line(&rule), kept(&found[..at]), kept(&found[at..]))
}

/// A number with four significant digits.
pub fn significant(value: f64) -> String {
    let digits = if value == 0.0 { 0 } else { (3 - value.abs().log10().floor() as i32).clamp(0, 8) as usize };
    format!("{value:.digits$}")
}

#[test]
fn rows_are_replaced_where_they_stand() {
    let row = |first: &str, second: &str| vec![first.to_string(), second.to_string()];
    let header = ["desk", "held"];
    let one = replaced("", "a", &header, &[row("a", "1"), row("a", "2")]);
    let two = replaced(&format!("\n{one}\n"), "b", &header, &[row("b", "3")]);
    let three = replaced(&two, "a", &header, &[row("a", "4")]);
    assert_eq!(three, "| desk | held |\n| --- | --- |\n| a | 4 |\n| b | 3 |\n");
}

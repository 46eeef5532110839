//! Imports go downwards only, as ARCHITECTURE.md draws it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Layers from the bottom; a module may import from layers below its own, never from its siblings.
const LAYERS: &[&[&str]] = &[
    &["time", "locale", "queueing", "random"],
    &["history", "desk"],
    &["demand", "behaviour", "routing"],
    &["model"],
    &["engine", "scenario"],
    &["metrics"],
    &["study"],
    &["calibrate", "staffing"],
    &["backtest", "forecast"],
    &["report"],
    &["workshop"],
    &["web"],
    &["cli"],
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn layer(module: &str) -> usize {
    let found = LAYERS.iter().position(|layer| layer.contains(&module));
    found.unwrap_or_else(|| panic!("\"{module}\" has no layer: add it to tests/it/architecture.rs and ARCHITECTURE.md"))
}

/// All source files below a path.
fn files_below(path: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(path).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files_below(&path, files);
        } else if path.extension().is_some_and(|end| end == "rs") {
            files.push(path);
        }
    }
}

/// What a file says outside of comments and test modules, and the test modules it keeps in files of their own.
fn without_tests(text: &str) -> (String, Vec<String>) {
    let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let (mut kept, mut test_files) = (String::new(), Vec::new());
    let mut lines = code.iter();
    while let Some(line) = lines.next() {
        if line.trim() != "#[cfg(test)]" {
            kept += line;
            kept.push('\n');
            continue;
        }
        let item = lines.next().copied().unwrap_or_default().trim();
        if item.ends_with('{') {
            // A test module, or an item for tests, up to the line that closes it.
            let indent = line.len() - line.trim_start().len();
            lines.by_ref().find(|line| line.trim_end().len() == indent + 1 && line.trim() == "}");
        } else if let Some((_, name)) = item.trim_end_matches(';').rsplit_once("mod ") {
            test_files.push(name.to_owned());
        }
    }
    (kept, test_files)
}

/// Modules named after `crate::`, also in groups.
fn imports(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        match rest.strip_prefix('{') {
            None => _ = found.insert(first_name(rest)),
            Some(group) => {
                let mut depth = 0;
                let mut begins = true;
                for (at, letter) in group.char_indices() {
                    match letter {
                        '{' => depth += 1,
                        '}' if depth == 0 => break,
                        '}' => depth -= 1,
                        ',' if depth == 0 => begins = true,
                        _ if letter.is_whitespace() => {}
                        _ if begins => {
                            found.insert(first_name(&group[at..]));
                            begins = false;
                        }
                        _ => {}
                    }
                }
            }
        }
    }
    found
}

fn first_name(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

#[test]
fn modules_are_declared_in_reading_order() {
    let lib = fs::read_to_string(source().join("lib.rs")).expect("lib.rs");
    let declared: Vec<&str> = lib.lines().filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';')).collect();
    assert_eq!(declared.len(), LAYERS.concat().len(), "every layer's modules are declared in lib.rs");
    let layers: Vec<usize> = declared.iter().map(|module| layer(module)).collect();
    assert!(layers.is_sorted(), "lib.rs declares a module before one that it may import: {declared:?}");
}

#[test]
fn imports_go_downwards_only() {
    let mut files = Vec::new();
    files_below(&source(), &mut files);
    let mut codes = Vec::new();
    let mut test_files = BTreeSet::new();
    for path in files {
        let text = fs::read_to_string(&path).expect("a source file");
        let (code, tests) = without_tests(&text);
        let folder = match path.file_name().and_then(|name| name.to_str()) {
            Some("mod.rs" | "lib.rs" | "main.rs") => path.parent().expect("a folder").to_owned(),
            _ => path.with_extension(""),
        };
        test_files.extend(tests.iter().map(|name| folder.join(name).with_extension("rs")));
        codes.push((path, code));
    }
    let mut wrong = Vec::new();
    for (path, code) in codes.iter().filter(|(path, _)| !test_files.contains(path)) {
        let inside = path.strip_prefix(source()).expect("below the sources");
        let module = first_name(&inside.to_string_lossy());
        if module == "lib" || module == "main" {
            continue;
        }
        for imported in imports(code) {
            if imported != module && layer(&imported) >= layer(&module) {
                wrong.push(format!("{} imports crate::{imported}", inside.display()));
            }
        }
    }
    assert!(codes.len() > 50, "the sources were not found");
    assert!(wrong.is_empty(), "imports that do not go downwards:\n{}", wrong.join("\n"));
}

/// The reader above is itself tested: a rule that sees nothing forbids nothing.
#[test]
fn imports_are_seen_in_all_their_forms_and_tests_are_not() {
    let text = "use crate::{desk::{Sla, Team}, time};\nfn f() -> crate::model::Model {}\n// crate::cli\n\
                #[cfg(test)]\nmod synthetic;\n#[cfg(test)]\nmod tests {\n    use crate::report::csv;\n}\nuse crate::study;\n";
    let (code, tests) = without_tests(text);
    assert_eq!(tests, ["synthetic"]);
    assert_eq!(imports(&code).into_iter().collect::<Vec<_>>(), ["desk", "model", "study", "time"]);
}

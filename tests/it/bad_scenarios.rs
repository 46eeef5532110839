//! Every broken file in scenarios/bad gives exactly the problems written beside it. `UPDATE_EXPECTED=1` rewrites them.
//!
//! A file may ask for settings in its first lines: `# --set KEY=VALUE`.

use relevo::locale::Lang;
use relevo::report::problems::render_failed;
use relevo::scenario::{Failed, Input, LoadOptions, load};
use std::fs;
use std::path::{Path, PathBuf};

const FOLDER: &str = "scenarios/bad";

fn broken_files() -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = fs::read_dir(FOLDER)
        .expect("the folder of broken scenarios")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "toml"))
        .collect();
    files.sort();
    files
}

fn failed(path: &Path) -> Failed {
    let bytes = fs::read(path).expect("a broken scenario");
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let set = text.lines().map_while(|line| line.strip_prefix("# --set ")).map(str::to_owned).collect();
    match load(&[Input::File(path.to_owned())], &LoadOptions { set }) {
        Ok(loaded) => panic!("{} is accepted as {:?}", path.display(), loaded.scenarios),
        Err(failed) => failed,
    }
}

fn compare(expected: &Path, found: &str, differing: &mut Vec<String>) {
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        fs::write(expected, found).expect("to write what is expected");
    } else if fs::read_to_string(expected).unwrap_or_default() != found {
        differing.push(format!("--- {} should be:\n{found}", expected.display()));
    }
}

#[test]
fn broken_scenarios_give_their_problems() {
    let files = broken_files();
    assert!(files.len() >= 60, "only {} broken scenarios", files.len());
    let mut differing = Vec::new();
    for path in &files {
        let failed = failed(path);
        compare(&path.with_extension("expected"), &render_failed(&failed, Lang::En), &mut differing);
        let spanish = path.with_extension("es.expected");
        if spanish.exists() {
            compare(&spanish, &render_failed(&failed, Lang::Es), &mut differing);
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// Spanish texts exist for all problems and differ from the English ones.
#[test]
fn every_problem_speaks_spanish() {
    for path in broken_files() {
        let failed = failed(&path);
        assert_ne!(render_failed(&failed, Lang::En), render_failed(&failed, Lang::Es), "{}", path.display());
    }
}

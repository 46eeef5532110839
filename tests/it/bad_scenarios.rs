//! Every broken file in scenarios/bad gives exactly the problems written beside it. `UPDATE_EXPECTED=1` rewrites them.
//!
//! A file may ask for settings in its first lines: `# --set KEY=VALUE`.

use relevo::locale::Lang;
use relevo::report::problems::render_failed;
use relevo::scenario::{Failed, Input, LoadOptions, What, load};
use std::collections::BTreeSet;
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
        let text = render_failed(&failed, Lang::En);
        assert!(!text.contains("cannot be used"), "a problem without a sentence of its own: {text}");
        compare(&path.with_extension("expected"), &text, &mut differing);
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

/// What only warns, and so is not in the folder.
const WARNED: [(&str, &str); 8] = [
    ("priority_list_unused", "[policy]\npriority = [\"dm\"]\n"),
    (
        "break_never_due",
        "[[desk.team]]\nname = \"b\"\nagents = 1\nshifts = [\"Sat 10:00-12:00\"]\nbreak = { length = 10 }\n",
    ),
    (
        "crisis_without_peak",
        "[[demand.crisis]]\nname = \"b\"\ncontacts = \"complaint\"\nat = \"week 1 Tue 11:00\"\npeak = 1\n",
    ),
    (
        "broadcast_too_late",
        "[[demand.crisis]]\nname = \"b\"\ncontacts = \"complaint\"\nat = \"week 1 Tue 11:00\"\nbroadcast_after = \"4d\"\n",
    ),
    ("loss_order", "[customers.loss]\nsatisfied = 0.08\ndissatisfied = 0.01\n"),
    ("few_conversations", "[[variant]]\nname = \"b\"\ndemand.per_week = 1.500\n"),
    ("overload", "[[variant]]\nname = \"b\"\ndemand.per_week = 5000\n"),
    ("holiday_outside", "[[variant]]\nname = \"b\"\nstart = \"2026-01-05\"\ndemand.holidays = [\"2027-01-06\"]\n"),
];

/// Every kind of problem is shown by a broken scenario or a doubtful one.
#[test]
fn every_kind_of_problem_is_shown() {
    let mut seen = BTreeSet::new();
    for path in broken_files() {
        seen.extend(failed(&path).problems.iter().map(|p| p.what.code()));
    }
    for (code, extra) in WARNED {
        let text = format!(
            "[demand]\nper_week = 100\n[[desk.team]]\nname = \"a\"\nagents = 4\nshifts = [\"Mon-Fri 08:00-20:00\"]\n{extra}"
        );
        let loaded = load(&[Input::Text { name: "doubtful".to_owned(), text }], &LoadOptions::default());
        let warnings = loaded.unwrap_or_else(|f| panic!("{code}: {:?}", f.problems)).warnings;
        assert_eq!(warnings.iter().map(|p| p.what.code()).collect::<Vec<_>>(), [code]);
        seen.insert(code);
    }
    let missing: Vec<&str> = What::CODES.into_iter().filter(|code| !seen.contains(code)).collect();
    assert!(missing.is_empty(), "no scenario shows {missing:?}");
}

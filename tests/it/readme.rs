//! The README is true: its commands run, its scenarios load, its picture is what the program prints.

use relevo::scenario::{Input, LoadOptions, load};
use std::fs;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).expect("README.md")
}

/// The blocks between fences of a language.
fn blocks(text: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let after = text.split(&fence).skip(1);
    after.map(|rest| rest.split("```").next().unwrap_or_default().to_owned()).collect()
}

/// The scenarios of the README by the name in their first line.
fn scenarios() -> Vec<(String, String)> {
    let named = |block: String| {
        let name = block.lines().next().and_then(|line| line.strip_prefix("# ")).expect("a block begins with its name");
        (name.to_owned(), block)
    };
    blocks(&readme(), "toml").into_iter().map(named).collect()
}

/// Words of a command line; double quotes hold words together, and what follows two blanks and a # is a remark.
fn words(line: &str) -> Vec<String> {
    let line = line.split("  #").next().unwrap_or_default();
    let (mut words, mut word, mut quoted) = (Vec::new(), String::new(), false);
    for letter in line.chars() {
        match letter {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(std::mem::take(&mut word)),
            _ => word.push(letter),
        }
    }
    words.push(word);
    words.retain(|word| !word.is_empty());
    words
}

/// What relevo is asked to do, of lines that begin with `relevo` or `cargo run --release`.
fn commands() -> Vec<Vec<String>> {
    let lines = blocks(&readme(), "sh").concat();
    let asked = lines.lines().filter_map(|line| {
        let words = words(line);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let arguments = match words[..] {
            ["relevo", ref rest @ ..] | ["cargo", "run", "--release", "--", ref rest @ ..] => rest.to_vec(),
            ["cargo", "run", "--release"] => Vec::new(),
            _ => return None,
        };
        Some(arguments.into_iter().map(str::to_owned).collect())
    });
    asked.collect()
}

/// A folder as the README assumes it: the scenarios of the project and those of its own blocks.
fn home() -> TempDir {
    let home = tempfile::tempdir().expect("a folder");
    let to = home.path().join("scenarios");
    fs::create_dir(&to).expect("a folder");
    for path in crate::scenarios::files() {
        fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("a copy");
    }
    for (name, text) in scenarios() {
        fs::write(home.path().join(name), text).expect("a file");
    }
    home
}

fn relevo(home: &Path, arguments: &[String]) -> (String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relevo"));
    command.args(arguments).current_dir(home).env("LC_ALL", "C").env("COLUMNS", "80").env_remove("CLICOLOR_FORCE");
    let done = command.output().expect("relevo runs");
    let (out, error) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert!(done.status.success(), "relevo {arguments:?}: {error}");
    (out.into_owned(), error.into_owned())
}

#[test]
fn the_commands_run() {
    let commands = commands();
    assert!(commands.len() >= 5 && commands.iter().any(Vec::is_empty), "{commands:?}");
    let home = home();
    for arguments in commands {
        let (out, told) = relevo(home.path(), &arguments);
        assert!(!out.is_empty() || !told.is_empty(), "relevo {arguments:?} says nothing");
    }
    assert!(home.path().join("relevo-report/result.json").exists());
}

#[test]
fn the_example_scenarios_load_without_a_problem() {
    let scenarios = scenarios();
    assert!(!scenarios.is_empty());
    for (name, text) in scenarios {
        let loaded = load(&[Input::Text { name: name.clone(), text }], &LoadOptions::default());
        let loaded = loaded.unwrap_or_else(|failed| panic!("{name}: {:#?}", failed.problems));
        assert!(loaded.warnings.is_empty(), "{name}: {:#?}", loaded.warnings);
    }
}

/// The output shown is that of the built-in study, line by line; figures are not compared, which belong to one platform.
#[test]
fn the_picture_is_what_the_program_prints() {
    let home = home();
    let (out, _) = relevo(home.path(), &["--quiet".into(), "--replications".into(), "2".into()]);
    let shown = blocks(&readme(), "text").concat();
    let labels = |text: &str| -> Vec<String> {
        let lines = text.lines().skip_while(|line| !line.starts_with("Answering"));
        lines.take_while(|line| !line.starts_with('±')).map(|line| line.chars().take(29).collect()).collect()
    };
    assert_eq!(labels(&shown), labels(&out));
    assert!(labels(&out).len() > 20);
}

/// What an SVG says, without its figures.
fn texts(svg: &str) -> Vec<String> {
    let texts = svg.split("<text ").skip(1).filter_map(|rest| rest.split_once('>')?.1.split_once("</text>"));
    texts.map(|(text, _)| text.chars().filter(|letter| !letter.is_ascii_digit()).collect()).collect()
}

/// The picture of the README is the one that the program draws of the built-in study; again without its figures.
#[test]
fn the_drawing_is_what_the_program_draws() {
    let home = home();
    let shown = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/pictures/backlog.svg");
    assert!(readme().contains("](docs/pictures/backlog.svg)"));
    let files = ["weekday.toml", "saturday.toml", "round-the-clock.toml"].map(|file| format!("scenarios/{file}"));
    let arguments = [&["chart".to_owned(), "backlog".to_owned(), "--quiet".to_owned()], &files[..]].concat();
    let (drawn, _) = relevo(home.path(), &arguments);
    let shown = texts(&fs::read_to_string(shown).expect("the picture"));
    assert_eq!(shown, texts(&drawn));
    assert!(shown.iter().any(|text| text == "+ Saturday"), "{shown:?}");
}

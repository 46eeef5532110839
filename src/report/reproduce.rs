//! How the figures can be had again: the command as it must be typed.

use super::subject::SCENARIOS;
use crate::locale::Lang;
use crate::study::result::StudyResult;
use std::path::{Path, PathBuf};

/// As it must be typed: in quotes where a shell would take it apart.
pub fn shell_word(text: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "./_-:=+\\".contains(c);
    if text.chars().all(plain) { text.to_owned() } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

/// Version, seed and the options that changed something, on one line.
pub fn made_with(result: &StudyResult, lang: Lang) -> String {
    let text = match lang {
        Lang::En => format!("relevo {}, seed {}", result.relevo, result.seed),
        Lang::Es => format!("relevo {}, semilla {}", result.relevo, result.seed),
    };
    let options = options(result);
    if options.is_empty() { text } else { format!("{text}: {}", options.join(" ")) }
}

/// The command that gives the same figures, typed within the report folder.
pub fn command(result: &StudyResult, run: &[PathBuf]) -> String {
    let files = run.iter().map(|path| {
        let path = Path::new(SCENARIOS).join(path);
        let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
        shell_word(&parts.join("/"))
    });
    let words = ["relevo", "run"].into_iter().map(str::to_owned).chain(files).chain(options(result));
    words.collect::<Vec<_>>().join(" ")
}

fn options(result: &StudyResult) -> Vec<String> {
    let typed = &result.command_line;
    let set = typed.set.iter().map(|overlay| format!("--set {}", shell_word(overlay)));
    let mut options: Vec<String> = set.collect();
    options.extend(typed.seed.map(|seed| format!("--seed {seed}")));
    options.extend(typed.replications.map(|number| format!("--replications {number}")));
    options.extend(typed.precision.as_ref().map(|wish| format!("--precision {}", shell_word(wish))));
    options
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::synthetic;

    #[test]
    fn words_are_shown_as_they_must_be_typed() {
        assert_eq!(shell_word("plans/a.toml"), "plans/a.toml");
        assert_eq!(shell_word("run.weeks=2"), "run.weeks=2");
        assert_eq!(shell_word("my desk's.toml"), "'my desk'\\''s.toml'");
    }

    #[test]
    fn the_command_names_the_files_of_the_folder_and_what_was_typed() {
        let mut result = synthetic::study(2, 2);
        let run = [PathBuf::from("a.toml"), PathBuf::from("2/my desk.toml")];
        assert_eq!(command(&result, &run), "relevo run scenarios/a.toml 'scenarios/2/my desk.toml'");
        assert!(!made_with(&result, Lang::Es).contains(':'));
        result.command_line.set = vec!["customers.patience=\"none\"".into()];
        result.command_line.replications = Some(2);
        let expected = "relevo run scenarios/a.toml --set 'customers.patience=\"none\"' --replications 2";
        assert_eq!(command(&result, &run[..1]), expected);
        assert!(made_with(&result, Lang::En).ends_with(": --set 'customers.patience=\"none\"' --replications 2"));
    }
}

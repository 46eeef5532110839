//! The help and the usage errors of the command line in both languages.

mod errors;
mod examples;
mod spanish;
mod varying;

pub use errors::usage_error;
use examples::examples;
use spanish::{ABOUT_ES, COMMANDS_ES, spanish};

use super::args::{StudyArgs, Typed};
use crate::locale::Lang;
use clap::parser::ValueSource;
use clap::{ArgMatches, Args, Command, CommandFactory};
use std::ffi::OsString;

/// The command in a language, ready to parse.
pub fn command(lang: Lang) -> Command {
    let names = COMMANDS_ES.iter().map(|(name, _)| *name);
    let command =
        names.fold(Typed::command().after_help(examples("", lang)), |command, name| match examples(name, lang) {
            text if text.is_empty() => command,
            text => command.mut_subcommand(name, |sub| sub.after_help(text)),
        });
    match lang {
        Lang::En => command,
        Lang::Es => spanish(command.about(ABOUT_ES), "relevo"),
    }
}

/// The language typed with `--lang`, else that of the environment; needed before the command line is parsed.
pub fn language(arguments: &[OsString], environment: impl Fn(&str) -> Option<String>) -> Lang {
    let mut typed = None;
    let mut words = arguments.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        match word.strip_prefix("--lang") {
            Some("") => typed = words.next().map(|value| value.into_owned()),
            Some(value) => typed = value.strip_prefix('=').map(String::from).or(typed),
            None if word == "--" => break,
            None => {}
        }
    }
    let set = |name: &str| environment(name).filter(|value| !value.is_empty());
    let found = typed.or_else(|| set("LC_ALL")).or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"));
    if found.is_some_and(|found| found.to_lowercase().starts_with("es")) { Lang::Es } else { Lang::En }
}

/// An option typed before a command that is not meant for all of them.
pub fn option_before_command(matches: &ArgMatches) -> Option<String> {
    matches.subcommand()?;
    let typed = |id: &&clap::Id| matches.value_source(id.as_str()) == Some(ValueSource::CommandLine);
    let own = |id: &&clap::Id| StudyArgs::augment_args(Command::new("")).get_arguments().any(|arg| arg.get_id() == *id);
    matches.ids().filter(typed).find(own).map(|id| id.to_string())
}

/// `relevo help [COMMAND]` as `relevo [COMMAND] --help`: clap's own command would have no Spanish.
pub fn without_help_command(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|word| word == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command(Lang::En).debug_assert();
        command(Lang::Es).debug_assert();
    }

    #[test]
    fn everything_has_a_help_in_both_languages() {
        fn walk(command: &Command, lang: Lang) {
            for arg in command.get_arguments() {
                let known = spanish::option_es(command.get_name(), arg.get_id().as_str());
                let known = known.unwrap_or_else(|| panic!("{} has no Spanish help", arg.get_id()));
                let help = arg.get_help().expect("has a help").to_string();
                assert_eq!(help == known.0, lang == Lang::Es, "{help}");
            }
            for sub in command.get_subcommands() {
                let known = COMMANDS_ES.iter().any(|(name, about)| {
                    *name == sub.get_name() && (sub.get_about().unwrap().to_string() == *about) == (lang == Lang::Es)
                });
                assert!(known, "{}", sub.get_name());
                walk(sub, lang);
            }
        }
        walk(&command(Lang::En), Lang::En);
        walk(&command(Lang::Es), Lang::Es);
        let help = command(Lang::Es).render_long_help().to_string();
        for english in ["Usage", "Options", "Commands", "[default", "[possible"] {
            assert!(!help.contains(english), "{english} in\n{help}");
        }
    }

    #[test]
    fn the_language_is_the_one_typed_or_that_of_the_environment() {
        let lang = |words: &[&str], variables: &[(&str, &str)]| {
            let words: Vec<OsString> = words.iter().map(OsString::from).collect();
            language(&words, |name| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| v.to_string()))
        };
        assert_eq!(lang(&["relevo"], &[]), Lang::En);
        assert_eq!(lang(&["relevo", "--lang", "es"], &[]), Lang::Es);
        assert_eq!(lang(&["relevo", "--lang", "ES"], &[]), Lang::Es);
        assert_eq!(lang(&["relevo", "run", "--lang=es", "x"], &[("LANG", "en_GB.UTF-8")]), Lang::Es);
        assert_eq!(lang(&["relevo", "--lang=en"], &[("LANG", "es_ES.UTF-8")]), Lang::En);
        assert_eq!(lang(&["relevo"], &[("LC_ALL", ""), ("LANG", "es_MX.UTF-8")]), Lang::Es);
        assert_eq!(lang(&["relevo"], &[("LC_ALL", "C"), ("LANG", "es_ES")]), Lang::En);
    }

    #[test]
    fn usage_errors_are_told_in_spanish() {
        let message =
            |words: &[&str]| usage_error(&command(Lang::Es).try_get_matches_from(words).unwrap_err(), Lang::Es);
        assert!(message(&["relevo", "run"]).contains("falta: <ARCHIVO>..."), "{}", message(&["relevo", "run"]));
        assert!(
            message(&["relevo", "rum", "x"]).contains("¿querías decir 'run'?"),
            "{}",
            message(&["relevo", "rum", "x"])
        );
        assert!(
            message(&["relevo", "nuevo"]).contains("'nuevo'; hay: run, size,"),
            "{}",
            message(&["relevo", "nuevo"])
        );
        assert!(message(&["relevo", "--sed", "3"]).contains("¿querías decir '--seed'?"));
        assert!(message(&["relevo", "--format", "xml"]).contains("se acepta: table, json, csv"));
        assert!(message(&["relevo", "d.toml"]).contains("`relevo run d.toml`"));
        let threads = message(&["relevo", "--threads", "0"]);
        assert!(
            threads.contains("valor '0' no válido para '--threads <NÚMERO>'; se acepta un número entero en 1..=1024"),
            "{threads}"
        );
    }
}

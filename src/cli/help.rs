//! The help and the usage errors of the command line in both languages.

use super::args::{StudyArgs, Typed};
use crate::locale::{Lang, Text};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{Arg, ArgMatches, Args, Command, CommandFactory, Error};
use std::error::Error as _;
use std::ffi::OsString;

const ABOUT_ES: &str =
    "Simula equipos de atención al cliente en redes sociales: qué da y qué cuesta cada forma de dotarlos.";

/// Spanish for commands.
const COMMANDS_ES: [(&str, &str); 3] = [
    ("run", "Simular ficheros de escenario y compararlos: el primero es la referencia"),
    ("check", "Validar ficheros de escenario y mostrar lo que significan, sin simular"),
    ("schema", "Imprimir el JSON Schema del fichero de escenario, para editores, o de result.json"),
];

/// Spanish for options: name, help, name of the value.
const OPTIONS_ES: [(&str, &str, &str); 16] = [
    ("files", "Ficheros de escenario; \"-\" lee la entrada estándar", "FICHERO"),
    ("what", "Qué describir: scenario (si no se dice) o result", "QUÉ"),
    ("assumptions", "Mostrar cada valor en el que se apoyan los resultados, escrito o no, y su fuente", ""),
    ("set", "Cambiar un valor en todos los escenarios, por ejemplo demand.per_week=3000 (repetible)", "CLAVE=VALOR"),
    ("seed", "Semilla de los números aleatorios: la misma semilla da los mismos resultados", "NÚMERO"),
    ("replications", "Réplicas independientes de cada escenario; con --precision, las que habrá como mucho", "NÚMERO"),
    (
        "precision",
        "Replicar hasta que el semiancho del 95 % de esta medida sea tan pequeño como se desea en todos los escenarios, por \
         ejemplo within_1h=0.005 o \"sla:NOMBRE=0.005\"",
        "MEDIDA=SEMIANCHO",
    ),
    ("threads", "Hilos con los que simular (uno por núcleo)", "NÚMERO"),
    ("format", "Qué imprimir: table, json o csv", "FORMATO"),
    ("out", "Escribirlo todo en esta carpeta: informe, result.json, tablas, escenarios", "CARPETA"),
    ("force", "Reemplazar la carpeta si la creó relevo", ""),
    ("strict", "Terminar con estado 3 si un SLA se incumple o es dudoso que se cumpla", ""),
    ("lang", "Idioma: en o es (el del sistema)", "IDIOMA"),
    ("quiet", "Sin progreso ni avisos", ""),
    ("help", "Mostrar esta ayuda", ""),
    ("version", "Mostrar la versión", ""),
];
const CHECK_FORMAT_ES: &str = "Qué imprimir: table o json";

const EXAMPLES: Text = Text::new(
    "Examples:
  relevo                                    the built-in study of three windows
  relevo run weekday.toml saturday.toml     compare two scenarios
  relevo run desk.toml --set demand.per_week=3000 --out report
  relevo check desk.toml                    what does the file mean?
  relevo check desk.toml --assumptions      what does it rest on?

Exit status: 0 done, 1 the run failed, 2 bad input or usage,
3 an SLA is missed or unsure (--strict), 130 stopped by Ctrl-C.
",
    "Ejemplos:
  relevo                                    el estudio incluido de tres ventanas
  relevo run laborable.toml sabado.toml     comparar dos escenarios
  relevo run equipo.toml --set demand.per_week=3000 --out informe
  relevo check equipo.toml                  ¿qué significa el fichero?
  relevo check equipo.toml --assumptions    ¿en qué se apoya?

Estado de salida: 0 hecho, 1 fallo, 2 entrada o uso incorrectos,
3 un SLA se incumple o es dudoso (--strict), 130 interrumpido con Ctrl-C.
",
);

/// The command in a language, ready to parse.
pub fn command(lang: Lang) -> Command {
    let command = Typed::command().after_help(EXAMPLES.get(lang));
    match lang {
        Lang::En => command,
        Lang::Es => spanish(command.about(ABOUT_ES), "relevo"),
    }
}

const TEMPLATE_ES: &str = "{before-help}{about-with-newline}\nUso: {usage}\n\n{all-args}{after-help}";

fn spanish(command: Command, path: &str) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_string()).collect();
    let positional = command.get_arguments().find(|arg| arg.is_positional()).map(Arg::is_required_set);
    let usage = match (positional, names.is_empty()) {
        (Some(true), _) => format!("{path} [OPCIONES] <FICHERO>..."),
        (Some(false), _) => format!("{path} [OPCIONES] [QUÉ]"),
        (None, false) => format!("{path} [OPCIONES]\n     {path} <ORDEN> [OPCIONES]"),
        (None, true) => format!("{path} [OPCIONES]"),
    };
    let is_check = command.get_name() == "check";
    let mut command = command
        .help_template(TEMPLATE_ES)
        .override_usage(usage)
        .subcommand_help_heading("Órdenes")
        .mut_args(|arg| spanish_option(arg, is_check));
    for name in names {
        let about = COMMANDS_ES.iter().find(|(known, _)| *known == name).map_or("", |(_, about)| about);
        command = command.mut_subcommand(&name, |sub| spanish(sub.about(about), &format!("{path} {name}")));
    }
    command
}

fn spanish_option(arg: Arg, is_check: bool) -> Arg {
    let Some((id, help, value)) = OPTIONS_ES.iter().find(|(id, ..)| arg.get_id() == *id) else {
        return arg;
    };
    let help = if is_check && *id == "format" { CHECK_FORMAT_ES } else { help };
    let heading = if arg.is_positional() { "Argumentos" } else { "Opciones" };
    let arg = arg.help(help).help_heading(heading);
    if value.is_empty() { arg } else { arg.value_name(value) }
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
    if found.is_some_and(|found| found.starts_with("es")) { Lang::Es } else { Lang::En }
}

/// An option typed before a command that is not meant for all of them.
pub fn option_before_command(matches: &ArgMatches) -> Option<String> {
    matches.subcommand()?;
    let typed = |id: &&clap::Id| matches.value_source(id.as_str()) == Some(ValueSource::CommandLine);
    let own = |id: &&clap::Id| StudyArgs::augment_args(Command::new("")).get_arguments().any(|arg| arg.get_id() == *id);
    matches.ids().filter(typed).find(own).map(|id| id.to_string())
}

/// A usage error as a person reads it. English is clap's own.
pub fn usage_error(error: &Error, lang: Lang) -> String {
    match lang {
        Lang::En => error.render().ansi().to_string(),
        Lang::Es => format!("error: {}\n\nPara más información prueba '--help'.\n", spanish_error(error)),
    }
}

fn spanish_error(error: &Error) -> String {
    let of = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let (option, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let hint = |kind: ContextKind| match of(kind) {
        near if near.is_empty() => String::new(),
        near => format!("; ¿querías decir '{near}'?"),
    };
    match error.kind() {
        ErrorKind::UnknownArgument => {
            format!("argumento inesperado '{option}'{}", hint(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => {
            let found = of(ContextKind::InvalidSubcommand);
            format!("no existe la orden '{found}'{}", hint(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("falta el valor de '{option}'"),
        ErrorKind::InvalidValue => {
            format!("valor '{value}' no válido para '{option}'; se acepta: {}", of(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let range = error.source().map_or(String::new(), |cause| cause.to_string());
            let range = range.rsplit(' ').next().unwrap_or_default();
            format!("valor '{value}' no válido para '{option}'; se acepta un número entero en {range}")
        }
        ErrorKind::MissingRequiredArgument => format!("falta: {option}"),
        ErrorKind::ArgumentConflict => format!("'{option}' solo puede indicarse una vez"),
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("número de valores incorrecto para '{option}'")
        }
        ErrorKind::InvalidUtf8 => "un argumento no es texto UTF-8 válido".into(),
        _ => "línea de órdenes no válida".into(),
    }
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
                let known = OPTIONS_ES.iter().find(|(id, ..)| arg.get_id() == *id);
                let known = known.unwrap_or_else(|| panic!("{} has no Spanish help", arg.get_id()));
                let help = arg.get_help().expect("has a help").to_string();
                assert_eq!(help == known.1 || help == CHECK_FORMAT_ES, lang == Lang::Es, "{help}");
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
        assert_eq!(lang(&["relevo", "run", "--lang=es", "x"], &[("LANG", "en_GB.UTF-8")]), Lang::Es);
        assert_eq!(lang(&["relevo", "--lang=en"], &[("LANG", "es_ES.UTF-8")]), Lang::En);
        assert_eq!(lang(&["relevo"], &[("LC_ALL", ""), ("LANG", "es_MX.UTF-8")]), Lang::Es);
        assert_eq!(lang(&["relevo"], &[("LC_ALL", "C"), ("LANG", "es_ES")]), Lang::En);
    }

    #[test]
    fn usage_errors_are_told_in_spanish() {
        let message =
            |words: &[&str]| usage_error(&command(Lang::Es).try_get_matches_from(words).unwrap_err(), Lang::Es);
        assert!(message(&["relevo", "run"]).contains("falta: <FICHERO>..."), "{}", message(&["relevo", "run"]));
        assert!(
            message(&["relevo", "rum", "x"]).contains("¿querías decir 'run'?"),
            "{}",
            message(&["relevo", "rum", "x"])
        );
        assert!(message(&["relevo", "--sed", "3"]).contains("¿querías decir '--seed'?"));
        assert!(message(&["relevo", "--format", "xml"]).contains("se acepta: table, json, csv"));
        let threads = message(&["relevo", "--threads", "0"]);
        assert!(
            threads.contains("valor '0' no válido para '--threads <NÚMERO>'; se acepta un número entero en 1..=1024"),
            "{threads}"
        );
    }
}

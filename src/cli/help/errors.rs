//! Usage errors as a person reads them.

use super::spanish::COMMANDS_ES;
use crate::locale::Lang;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error as _;
use std::path::Path;

/// A usage error as a person reads it. English is clap's own.
pub fn usage_error(error: &Error, lang: Lang) -> String {
    let tip = forgotten_run(error).map(|file| match lang {
        Lang::En => format!("\n  tip: did you mean `relevo run {file}`?\n"),
        Lang::Es => format!("\n  ¿querías decir `relevo run {file}`?\n"),
    });
    let tip = tip.unwrap_or_default();
    match lang {
        Lang::En => format!("{}{tip}", error.render().ansi()),
        Lang::Es => format!("error: {}\n\nPara más información prueba '--help'.\n{tip}", spanish_error(error)),
    }
}

/// The scenario file that stands where a command should.
fn forgotten_run(error: &Error) -> Option<&str> {
    match (error.kind(), error.get(ContextKind::InvalidSubcommand)) {
        (ErrorKind::InvalidSubcommand, Some(ContextValue::String(word))) => {
            (word.ends_with(".toml") || Path::new(word).is_file()).then_some(word.as_str())
        }
        _ => None,
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
            let near = hint(ContextKind::SuggestedSubcommand);
            let known = COMMANDS_ES.iter().map(|(name, _)| *name).filter(|name| *name != "man").collect::<Vec<_>>();
            let known = if near.is_empty() { format!("; hay: {}", known.join(", ")) } else { String::new() };
            format!("no existe la orden '{found}'{near}{known}")
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
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            other if other.is_empty() || other == option => format!("'{option}' solo puede indicarse una vez"),
            other => format!("'{option}' y '{other}' no pueden indicarse a la vez"),
        },
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("número de valores incorrecto para '{option}'")
        }
        ErrorKind::InvalidUtf8 => "un argumento no es texto UTF-8 válido".into(),
        _ => "línea de órdenes no válida".into(),
    }
}

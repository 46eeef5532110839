//! One sentence or three for every kind of problem: found, accepted, remedy.

mod crises;
mod desk;
mod keys;
mod names;
mod policy;
mod sizing;
mod values;

use super::accepted::{plain, say};
use super::{Message, data, faults, slips, syntax};
use crate::locale::Lang;
use crate::scenario::problem::Named;
use crate::scenario::{Problem, Severity, What};

pub fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Error, _) => "error",
        (Severity::Warning, Lang::En) => "warning",
        (Severity::Warning, Lang::Es) => "aviso",
    }
}

/// The words before what is accepted and before the remedy.
pub fn labels(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::En => ("accepted", "fix"),
        Lang::Es => ("se acepta", "solución"),
    }
}

/// A sentence that is true of one variant only.
pub fn in_variant(sentence: &str, variant: &str, lang: Lang) -> String {
    say!(lang, "variant \"{variant}\": {sentence}", "variante \"{variant}\": {sentence}")
}

/// "3 errors, 1 warning".
pub fn total(errors: usize, warnings: usize, omitted: usize, lang: Lang) -> String {
    let count = |n: usize, one: &str, many: &str| format!("{n} {}", if n == 1 { one } else { many });
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(match lang {
            Lang::En => count(errors, "error", "errors"),
            Lang::Es => count(errors, "error", "errores"),
        });
    }
    if warnings > 0 {
        parts.push(match lang {
            Lang::En => count(warnings, "warning", "warnings"),
            Lang::Es => count(warnings, "aviso", "avisos"),
        });
    }
    if omitted > 0 {
        parts.push(say!(lang, "{omitted} more not shown", "{omitted} más que no se muestran"));
    }
    parts.join(", ")
}

fn told(found: String, accepted: Option<String>, fix: Option<String>) -> Message {
    Message { found, accepted, fix }
}

fn pair((found, fix): faults::Pair) -> Message {
    told(found, None, fix)
}

/// The sentences of a problem, as they are (not yet cleaned of control characters).
pub fn of(problem: &Problem, lang: Lang) -> Message {
    let path = problem.path.as_str();
    match &problem.what {
        What::Syntax { slip: Some(slip), .. } => slips::message(slip, lang),
        What::Syntax { message, slip: None } => syntax::message(message, lang),
        What::File { .. }
        | What::Data { .. }
        | What::NotAScenario { .. }
        | What::ExtendsLoop { .. }
        | What::Limit { .. }
        | What::OnlyAtTheTop { .. }
        | What::SetForm
        | What::SetPath { .. } => of_file(path, &problem.what, lang),
        What::UnknownKey { .. }
        | What::Missing { .. }
        | What::WrongType { .. }
        | What::OutOfRange { .. }
        | What::NotASection { .. }
        | What::NotWhole { .. } => keys::of_key(path, &problem.what, lang),
        What::Choice { .. }
        | What::Duration { .. }
        | What::Time { .. }
        | What::Window { .. }
        | What::Date { .. }
        | What::Moment { .. }
        | What::NotMonday { .. }
        | What::Distribution { .. }
        | What::Weights { .. }
        | What::NoWeight => values::of_value(path, &problem.what, lang),
        What::Name { .. }
        | What::NameRepeated { .. }
        | What::NameNeeded { .. }
        | What::UnknownName { .. }
        | What::ListedTwice { .. }
        | What::PriorityListMissing
        | What::PriorityListUnused { .. } => names::of_name(path, &problem.what, lang),
        What::CrisisNeedsStart
        | What::CrisisOutside { .. }
        | What::CrisisWithoutPeak
        | What::BroadcastTooLate { .. } => crises::of_crisis(path, &problem.what, lang),
        What::GestureForbidden
        | What::ReactionsSum { .. }
        | What::LossOrder { .. }
        | What::ExplosiveContagion { .. }
        | What::LeverIdle { .. } => policy::of_policy(path, &problem.what, lang),
        What::Sizing { fault } => sizing::of_sizing(path, fault, lang),
        _ => desk::of_desk(path, &problem.what, lang),
    }
}

fn of_file(path: &str, what: &What, lang: Lang) -> Message {
    match what {
        What::File { name, fault } => pair(faults::file(name, fault, lang)),
        What::Data { name, line, fault } => pair(data::data(name, *line, fault, lang)),
        What::NotAScenario { name, line, column } => told(
            say!(
                lang,
                "`{name}` is not a scenario: it cannot be read as one from line {line}, column {column} on",
                "`{name}` no es un escenario: no se puede leer como tal desde la línea {line}, columna {column}"
            ),
            None,
            Some(say!(lang, "see its errors with `relevo check {name}`", "mira sus errores con `relevo check {name}`")),
        ),
        What::ExtendsLoop { chain } => {
            let chain = chain.join(" → ");
            told(
                say!(
                    lang,
                    "the files extend each other in a circle: {chain}",
                    "los archivos se extienden en círculo: {chain}"
                ),
                None,
                Some(say!(lang, "remove one `extends` of the circle", "quita un `extends` del círculo")),
            )
        }
        What::Limit { limit, found } => {
            let (found, most) = (plain(*found as f64, lang), plain(limit.allowed() as f64, lang));
            let subject = limit.subject().get(lang);
            told(
                say!(lang, "{found} {subject}", "{found} {subject}"),
                Some(say!(lang, "at most {most}", "como máximo {most}")),
                Some(say!(
                    lang,
                    "stay below the limit; it keeps a run feasible",
                    "no pases del límite; hace viable la simulación"
                )),
            )
        }
        What::OnlyAtTheTop { key } => told(
            say!(
                lang,
                "`{key}` may only stand at the top of a file",
                "`{key}` solo puede estar al principio de un archivo"
            ),
            None,
            Some(say!(lang, "move it there", "ponlo allí")),
        ),
        What::SetPath { segment, known } if segment == "*" && known.is_empty() => told(
            say!(
                lang,
                "`{path}.*` stands for every entry of `{path}`, and there is none",
                "`{path}.*` abarca todas las entradas de `{path}`, y no hay ninguna"
            ),
            None,
            Some(say!(
                lang,
                "write one into the file, or leave the setting out",
                "escribe una en el archivo, o quita el ajuste"
            )),
        ),
        What::SetPath { segment, known } => {
            let entry = faults::kind(named(path), lang);
            told(
                say!(lang, "`{path}` has no {entry} \"{segment}\"", "`{path}` no tiene el {entry} \"{segment}\""),
                Some(faults::known(known, true, lang)),
                Some(say!(
                    lang,
                    "write {path}.NAME.KEY=VALUE with one of these names",
                    "escribe {path}.NOMBRE.CLAVE=VALOR con uno de estos nombres"
                )),
            )
        }
        _ => told(
            say!(lang, "not a setting", "no es un ajuste"),
            Some(say!(lang, "KEY=VALUE, with a dotted path", "CLAVE=VALOR, con una ruta con puntos")),
            Some(say!(
                lang,
                "for example --set desk.team.morning.agents=5",
                "por ejemplo --set desk.team.mañana.agents=5"
            )),
        ),
    }
}

fn named(path: &str) -> Named {
    match path {
        "demand.contact" => Named::Contact,
        "desk.team" => Named::Team,
        "demand.crisis" => Named::Crisis,
        "sla" => Named::Sla,
        "sizing.shift" => Named::ShiftPattern,
        "sizing.presence" => Named::Presence,
        "sizing.team" => Named::Team,
        _ => Named::Variant,
    }
}

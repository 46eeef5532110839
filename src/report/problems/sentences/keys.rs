//! Unknown, unavailable and missing keys; values of the wrong type or out of range.

use super::told;
use crate::locale::Lang;
use crate::report::problems::Message;
use crate::report::problems::accepted::{accepted, either, plain, say};
use crate::report::problems::faults;
use crate::scenario::What;
use crate::scenario::keys::{Key, Kind, SECTIONS, Unit};
use crate::scenario::problem::{Found, Written};

/// The section a dotted path lies in, as it is written in a file, after "in" or "of".
fn section(path: &str, lang: Lang) -> String {
    let Some((section, _)) = path.rsplit_once('.') else {
        return say!(lang, "the top of the file", "la cabecera del archivo");
    };
    for list in SECTIONS.iter().filter(|s| s.list) {
        match section.strip_prefix(list.path) {
            Some("") => return format!("[[{}]]", list.path),
            Some(rest) if rest.starts_with('.') && !rest.ends_with(".break") => {
                return format!("[[{}]] \"{}\"", list.path, &rest[1..]);
            }
            _ => {}
        }
    }
    format!("[{section}]")
}

pub fn of_key(path: &str, what: &What, lang: Lang) -> Message {
    match what {
        What::UnknownKey { key, nearest, elsewhere, known } => {
            let fix = unknown_remedy(key, nearest.as_deref(), elsewhere, lang);
            let section = section(path, lang);
            told(
                say!(lang, "`{key}` is not a key of {section}", "`{key}` no es una clave de {section}"),
                Some(faults::known(known, false, lang)),
                Some(fix),
            )
        }
        What::Missing { key, example } => {
            let section = section(path, lang);
            told(
                say!(lang, "`{key}` is missing in {section}", "falta `{key}` en {section}"),
                None,
                Some(say!(lang, "add a line such as {example}", "añade una línea como {example}")),
            )
        }
        What::WrongType { key, found } => {
            let shown = shown(found, lang);
            told(
                say!(lang, "`{path}` is {shown}", "`{path}` es {shown}"),
                Some(accepted(key, lang)),
                type_remedy(key, found, lang),
            )
        }
        What::OutOfRange { key, found } => {
            let text = &found.text;
            let percent = matches!(key.kind, Kind::Share | Kind::Target | Kind::Shares);
            let value = text.parse::<f64>().ok().filter(|v| percent && *v >= 2.0 && *v <= 100.0);
            let fix = value.map(|v| {
                let (percent, share) = (plain(v, lang), v / 100.0);
                say!(lang, "{percent} % is written {share}", "el {percent} % se escribe {share}")
            });
            told(say!(lang, "`{path}` is {text}", "`{path}` es {text}"), Some(range(key, lang)), fix)
        }
        What::NotASection { list, found } => not_a_section(path, *list, found, lang),
        _ => {
            let text = if let What::NotWhole { found } = what { found.text.as_str() } else { "" };
            told(
                say!(lang, "`{path}` is {text}", "`{path}` es {text}"),
                Some(say!(lang, "a whole number", "un número entero")),
                Some(say!(lang, "round it", "redondéalo")),
            )
        }
    }
}

/// Where an unknown key may belong, or what may be meant.
fn unknown_remedy(key: &str, nearest: Option<&str>, elsewhere: &[String], lang: Lang) -> String {
    match (nearest, elsewhere) {
        (_, [top]) if top.is_empty() => say!(
            lang,
            "move it to the top of the file, above the first [section]",
            "ponlo al principio del archivo, antes de la primera [sección]"
        ),
        // A name of many sections, such as `name`, says little of where it was to stand.
        (_, homes @ [_, ..]) if nearest.is_none() || homes.len() <= 3 => {
            let homes: Vec<String> = homes.iter().filter(|home| !home.is_empty()).map(|home| header(home)).collect();
            let homes = either(&homes, lang);
            say!(lang, "`{key}` belongs to {homes}; move it there", "`{key}` pertenece a {homes}; ponlo allí")
        }
        (Some(nearest), _) => say!(lang, "did you mean `{nearest}`?", "¿querías decir `{nearest}`?"),
        (None, _) => say!(lang, "remove it, or comment it out with #", "quítala, o conviértela en comentario con #"),
    }
}

/// The header of a section as it stands in a file.
fn header(section: &str) -> String {
    let plain = section.strip_prefix("variant.").unwrap_or(section);
    let list = SECTIONS.iter().any(|s| s.path == plain && s.list);
    if list { format!("[[{section}]]") } else { format!("[{section}]") }
}

fn not_a_section(path: &str, list: bool, found: &Found, lang: Lang) -> Message {
    let shown = shown(found, lang);
    let (holder, key) = path.rsplit_once('.').unwrap_or(("", path));
    let in_list = SECTIONS.iter().any(|s| s.list && holder.starts_with(s.path));
    let (accepted, fix) = match list {
        true => (
            say!(lang, "a list of sections", "una lista de secciones"),
            say!(
                lang,
                "write each entry under its own header with double brackets: [[{path}]]",
                "escribe cada entrada bajo su propio encabezado con corchetes dobles: [[{path}]]"
            ),
        ),
        false if in_list => {
            (say!(lang, "a table", "una tabla"), say!(lang, "write {key} = {{ ... }}", "escribe {key} = {{ ... }}"))
        }
        false => (
            say!(lang, "a section", "una sección"),
            say!(
                lang,
                "write its keys below a header [{path}], or {key} = {{ ... }}",
                "escribe sus claves bajo un encabezado [{path}], o {key} = {{ ... }}"
            ),
        ),
    };
    told(say!(lang, "`{path}` is {shown}", "`{path}` es {shown}"), Some(accepted), Some(fix))
}

fn range(key: &Key, lang: Lang) -> String {
    match key.kind {
        Kind::Profile => say!(lang, "numbers that are 0 or more", "números mayores o iguales que 0"),
        _ => accepted(key, lang),
    }
}

/// The value as found, with its type.
fn shown(found: &Found, lang: Lang) -> String {
    let text = &found.text;
    match found.written {
        Written::Text => say!(lang, "the text \"{text}\"", "el texto \"{text}\""),
        Written::Number => say!(lang, "the number {text}", "el número {text}"),
        Written::Flag => say!(lang, "the word {text}", "la palabra {text}"),
        Written::Date => say!(lang, "the date or time {text}", "la fecha u hora {text}"),
        Written::List => say!(lang, "a list", "una lista"),
        Written::Table => say!(lang, "a table", "una tabla"),
    }
}

/// The slips that a value of the wrong type betrays.
fn type_remedy(key: &Key, found: &Found, lang: Lang) -> Option<String> {
    let numeric =
        matches!(key.kind, Kind::Number { .. } | Kind::Share | Kind::Target | Kind::Count { .. } | Kind::Shares);
    let text = found.text.trim();
    match (found.written, key.kind) {
        (Written::Text, _) if numeric => {
            let percent = text.strip_suffix('%').and_then(|p| p.trim().replace(',', ".").parse::<f64>().ok());
            let money = matches!(key.unit, Unit::Money | Unit::MoneyPerHour | Unit::MoneyPerMonth | Unit::MoneyPerYear);
            if let Some(percent) = percent.filter(|_| !money) {
                let share = percent / 100.0;
                return Some(say!(lang, "write {share}", "escribe {share}"));
            }
            let number = text.replace(',', ".").parse::<f64>().ok()?;
            Some(say!(
                lang,
                "write {number}, without quotes and with a decimal point",
                "escribe {number}, sin comillas y con punto decimal"
            ))
        }
        (Written::Text, Kind::Flag) => match text.to_lowercase().as_str() {
            "true" | "yes" | "on" | "sí" | "si" => {
                Some(say!(lang, "write true, without quotes", "escribe true, sin comillas"))
            }
            "false" | "no" | "off" => Some(say!(lang, "write false, without quotes", "escribe false, sin comillas")),
            _ => None,
        },
        (Written::Number, Kind::Flag) => {
            Some(say!(lang, "write true for yes, false for no", "escribe true si es que sí, false si es que no"))
        }
        (Written::Number | Written::Flag | Written::Date, Kind::Text | Kind::Name | Kind::Names(_)) => {
            Some(say!(lang, "put it in quotes: \"{text}\"", "ponlo entre comillas: \"{text}\""))
        }
        (Written::Date, Kind::Clock | Kind::Windows | Kind::Shifts) => {
            Some(say!(lang, "put it in quotes", "ponlo entre comillas"))
        }
        _ => None,
    }
}

//! Names, and lists of names.

use super::told;
use crate::locale::Lang;
use crate::report::problems::Message;
use crate::report::problems::accepted::say;
use crate::report::problems::faults;
use crate::scenario::What;

pub fn of_name(path: &str, what: &What, lang: Lang) -> Message {
    match what {
        What::Name { fault, found } => {
            let (text, fix) = faults::name(*fault, found, lang);
            told(format!("`{path}`: {text}"), None, fix)
        }
        What::NameRepeated { kind, found } => {
            let kind = faults::kind(*kind, lang);
            told(
                say!(lang, "a second {kind} named \"{found}\"", "otro elemento ({kind}) llamado \"{found}\""),
                Some(say!(lang, "names that differ", "nombres distintos")),
                Some(say!(lang, "rename one of them", "cambia el nombre de uno de ellos")),
            )
        }
        What::NameNeeded { kind } => {
            let kind = faults::kind(*kind, lang);
            told(
                say!(
                    lang,
                    "an entry without a name, so that nobody knows which {kind} it changes",
                    "una entrada sin nombre, y no se sabe qué {kind} cambia"
                ),
                None,
                Some(say!(
                    lang,
                    "give it the name of the one it changes, or a new one",
                    "dale el nombre del que cambia, o uno nuevo"
                )),
            )
        }
        What::UnknownName { kind, found, nearest, known } => {
            let kind = faults::kind(*kind, lang);
            told(
                say!(
                    lang,
                    "`{path}`: \"{found}\" is no {kind} of this scenario",
                    "`{path}`: \"{found}\" no es {kind} de este escenario"
                ),
                Some(faults::known(known, true, lang)),
                Some(match nearest {
                    Some(nearest) => say!(lang, "did you mean \"{nearest}\"?", "¿querías decir \"{nearest}\"?"),
                    None => say!(lang, "remove it", "quítalo"),
                }),
            )
        }
        What::ListedTwice { found } => told(
            say!(lang, "`{path}` lists \"{found}\" twice", "`{path}` contiene \"{found}\" dos veces"),
            None,
            Some(say!(lang, "remove one of them", "quita uno de los dos")),
        ),
        What::PriorityListUnused { order } => told(
            say!(
                lang,
                "the priority list has no effect: the order is \"{order}\"",
                "la lista de prioridad no tiene efecto: el orden es \"{order}\""
            ),
            None,
            Some(say!(
                lang,
                "set order = \"priority\", or remove the list",
                "escribe order = \"priority\", o quita la lista"
            )),
        ),
        _ => told(
            say!(
                lang,
                "the order is \"priority\", but there is no priority list",
                "el orden es \"priority\", pero no hay lista de prioridad"
            ),
            None,
            Some(say!(
                lang,
                "add a line such as priority = [\"dm\", \"mention\"]",
                "añade una línea como priority = [\"dm\", \"mention\"]"
            )),
        ),
    }
}

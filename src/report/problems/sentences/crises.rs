//! Crises that lie outside the run, or change nothing.

use super::told;
use crate::locale::Lang;
use crate::locale::number::duration;
use crate::report::problems::Message;
use crate::report::problems::accepted::say;
use crate::scenario::What;

pub fn of_crisis(path: &str, what: &What, lang: Lang) -> Message {
    match what {
        What::CrisisNeedsStart => told(
            say!(
                lang,
                "`{path}` is a date, but there is no date on which the run starts",
                "`{path}` es una fecha, pero no hay fecha de inicio"
            ),
            Some(say!(lang, "without `start`: \"week 3 Tue 11:00\"", "sin `start`: \"week 3 Tue 11:00\"")),
            Some(say!(
                lang,
                "add start = \"2026-01-05\" (a Monday) at the top of the file",
                "añade start = \"2026-01-05\" (un lunes) al principio del archivo"
            )),
        ),
        What::CrisisOutside { found, first, last } => told(
            say!(lang, "`{path}`: {found} lies outside the run", "`{path}`: {found} queda fuera de la simulación"),
            Some(say!(lang, "{first} to {last}", "de {first} a {last}")),
            Some(say!(lang, "move it, or simulate more weeks in [run]", "cámbialo, o simula más semanas en [run]")),
        ),
        What::CrisisWithoutPeak => told(
            say!(lang, "`{path}` is 1: this crisis changes nothing", "`{path}` es 1: esta crisis no cambia nada"),
            None,
            Some(say!(
                lang,
                "write a factor above 1, or remove the crisis (crisis = [])",
                "escribe un factor mayor que 1, o quita la crisis (crisis = [])"
            )),
        ),
        What::BroadcastTooLate { after_minutes, felt_minutes } => {
            let (after, felt) = (duration(*after_minutes, lang), duration(*felt_minutes, lang));
            told(
                say!(
                    lang,
                    "`{path}`: {after} after its beginning the crisis has passed",
                    "`{path}`: {after} después de su comienzo la crisis ya ha pasado"
                ),
                Some(say!(
                    lang,
                    "less than {felt}, while more than a hundredth of it is left",
                    "menos de {felt}, mientras quede más de una centésima parte"
                )),
                Some(say!(lang, "publish the post earlier", "publica antes el mensaje")),
            )
        }
        _ => told(say!(lang, "`{path}` cannot be used", "`{path}` no se puede usar"), None, None),
    }
}

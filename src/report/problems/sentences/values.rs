//! Texts that cannot be read as what they should be.

use super::told;
use crate::locale::Lang;
use crate::report::problems::Message;
use crate::report::problems::accepted::{distribution, duration, one_of, say, values};
use crate::report::problems::faults;
use crate::scenario::What;
use crate::scenario::keys::Kind;

pub fn of_value(path: &str, what: &What, lang: Lang) -> Message {
    match what {
        What::Choice { found, accepted, nearest } => told(
            say!(lang, "`{path}` is \"{found}\"", "`{path}` es \"{found}\""),
            Some(one_of(accepted, lang)),
            nearest.as_ref().map(|nearest| say!(lang, "did you mean \"{nearest}\"?", "¿querías decir \"{nearest}\"?")),
        ),
        What::Duration { found } => told(
            say!(lang, "`{path}`: \"{found}\" is not a duration", "`{path}`: \"{found}\" no es una duración"),
            Some(duration(lang)),
            Some(say!(
                lang,
                "units are s, m, h, d and w, the largest first",
                "las unidades son s, m, h, d y w, primero la mayor"
            )),
        ),
        What::Time { found } => told(
            say!(lang, "`{path}`: \"{found}\" is not a time of day", "`{path}`: \"{found}\" no es una hora del día"),
            Some(say!(lang, "\"00:00\" to \"24:00\"", "de \"00:00\" a \"24:00\"")),
            None,
        ),
        What::Window { found, fault } => {
            let (text, fix) = faults::window(found, fault, lang);
            told(
                format!("`{path}`: {text}"),
                Some(say!(
                    lang,
                    "\"Mon-Fri 08:00-20:00\", \"Sat,hol 10:00-14:00\", \"daily 22:00-06:00\", \"24x7\"",
                    "\"Mon-Fri 08:00-20:00\", \"Sáb,hol 10:00-14:00\", \"daily 22:00-06:00\", \"24x7\""
                )),
                fix,
            )
        }
        What::Date { found, form: true } => told(
            say!(
                lang,
                "`{path}`: \"{found}\" is not written as a date",
                "`{path}`: \"{found}\" no está escrito como fecha"
            ),
            Some(say!(
                lang,
                "YYYY-MM-DD: the year, the month and the day in figures",
                "AAAA-MM-DD: el año, el mes y el día en cifras"
            )),
            Some(say!(
                lang,
                "write 5 January 2026 as \"2026-01-05\"",
                "escribe el 5 de enero de 2026 como \"2026-01-05\""
            )),
        ),
        What::Date { found, .. } => told(
            say!(
                lang,
                "`{path}`: \"{found}\" is not a date that exists",
                "`{path}`: \"{found}\" no es una fecha que exista"
            ),
            Some(say!(lang, "year-month-day, such as \"2026-01-05\"", "año-mes-día, como \"2026-01-05\"")),
            None,
        ),
        What::Moment { found, fault } => {
            let (text, fix) = faults::moment(found, fault, lang);
            told(format!("`{path}`: {text}"), Some(values(Kind::Moment, "", lang)), fix)
        }
        What::NotMonday { found, before, after } => told(
            say!(lang, "`{path}`: {found} is not a Monday", "`{path}`: el {found} no es lunes"),
            Some(say!(lang, "a Monday: weeks begin then", "un lunes: las semanas empiezan ese día")),
            Some(say!(lang, "take {before} or {after}", "toma el {before} o el {after}")),
        ),
        What::Distribution { fault } => {
            let (text, fix) = faults::distribution(fault, lang);
            told(format!("`{path}`: {text}"), Some(distribution(lang)), fix)
        }
        What::Weights { found } => told(
            say!(lang, "`{path}` has {found} weights", "`{path}` tiene {found} pesos"),
            Some(say!(
                lang,
                "168 numbers, one for each hour of the week from Monday 00:00",
                "168 números, uno por hora de la semana desde el lunes a las 00:00"
            )),
            Some(say!(
                lang,
                "or name a profile: \"consumer\", \"office\" or \"flat\"",
                "o nombra un perfil: \"consumer\", \"office\" o \"flat\""
            )),
        ),
        _ => told(
            say!(lang, "all weights of `{path}` are 0", "todos los pesos de `{path}` son 0"),
            Some(say!(lang, "at least one weight above 0", "al menos un peso mayor que 0")),
            None,
        ),
    }
}

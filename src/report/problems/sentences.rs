//! One sentence or three for every kind of problem: found, accepted, remedy.

use super::accepted::{accepted, duration, one_of, plain, say};
use super::{Message, faults, syntax};
use crate::locale::Lang;
use crate::scenario::keys::{Key, Kind, SECTIONS};
use crate::scenario::problem::{Found, Named, Written};
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
        What::Syntax { message } => syntax::message(message, lang),
        What::File { .. }
        | What::Data { .. }
        | What::NotAScenario { .. }
        | What::ExtendsLoop { .. }
        | What::Limit { .. }
        | What::OnlyAtTheTop { .. }
        | What::SetForm
        | What::SetPath { .. } => of_file(path, &problem.what, lang),
        What::UnknownKey { .. }
        | What::NotAvailable { .. }
        | What::Missing { .. }
        | What::WrongType { .. }
        | What::OutOfRange { .. }
        | What::NotASection { .. }
        | What::NotWhole { .. } => of_key(path, &problem.what, lang),
        What::Choice { .. }
        | What::Duration { .. }
        | What::Time { .. }
        | What::Window { .. }
        | What::Date { .. }
        | What::NotMonday { .. }
        | What::Distribution { .. }
        | What::Weights { .. }
        | What::NoWeight => of_value(path, &problem.what, lang),
        What::Name { .. }
        | What::NameRepeated { .. }
        | What::NameNeeded { .. }
        | What::UnknownName { .. }
        | What::ListedTwice { .. }
        | What::PriorityListMissing
        | What::PriorityListUnused { .. } => of_name(path, &problem.what, lang),
        _ => of_desk(path, &problem.what, lang),
    }
}

fn of_file(path: &str, what: &What, lang: Lang) -> Message {
    match what {
        What::File { name, fault } => pair(faults::file(name, fault, lang)),
        What::Data { name, line, fault } => pair(faults::data(name, *line, fault, lang)),
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
        "sla" => Named::Sla,
        _ => Named::Variant,
    }
}

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

fn of_key(path: &str, what: &What, lang: Lang) -> Message {
    match what {
        What::UnknownKey { key, nearest, elsewhere, known } => {
            let section = section(path, lang);
            let fix = match (nearest, elsewhere.as_deref()) {
                (_, Some("")) => say!(
                    lang,
                    "move it to the top of the file, above the first [section]",
                    "ponlo al principio del archivo, antes de la primera [sección]"
                ),
                (_, Some(home)) => {
                    say!(lang, "`{key}` belongs to [{home}]; move it there", "`{key}` pertenece a [{home}]; ponlo allí")
                }
                (Some(nearest), None) => say!(lang, "did you mean `{nearest}`?", "¿querías decir `{nearest}`?"),
                (None, None) => {
                    say!(lang, "remove it, or comment it out with #", "quítala, o conviértela en comentario con #")
                }
            };
            told(
                say!(lang, "`{key}` is not a key of {section}", "`{key}` no es una clave de {section}"),
                Some(faults::known(known, false, lang)),
                Some(fix),
            )
        }
        What::NotAvailable { off } => {
            let key = path.rsplit('.').next().unwrap_or(path);
            let fix = match off {
                Some(off) => say!(lang, "remove it, or set {key} = {off}", "quítalo, o escribe {key} = {off}"),
                None => say!(lang, "remove it", "quítalo"),
            };
            told(
                say!(lang, "`{path}` is not available in this version", "`{path}` no está disponible en esta versión"),
                None,
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
        What::NotASection { list, found } => {
            let shown = shown(found, lang);
            let key = path.rsplit('.').next().unwrap_or(path);
            let fix = match list {
                true => say!(
                    lang,
                    "write each entry under its own header with double brackets: [[{path}]]",
                    "escribe cada entrada bajo su propio encabezado con corchetes dobles: [[{path}]]"
                ),
                false => say!(
                    lang,
                    "write its keys below a header [{path}], or {key} = {{ ... }}",
                    "escribe sus claves bajo un encabezado [{path}], o {key} = {{ ... }}"
                ),
            };
            told(
                say!(lang, "`{path}` is {shown}", "`{path}` es {shown}"),
                Some(match list {
                    true => say!(lang, "a list of sections", "una lista de secciones"),
                    false => say!(lang, "a section", "una sección"),
                }),
                Some(fix),
            )
        }
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
            if let Some(percent) = percent {
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

fn of_value(path: &str, what: &What, lang: Lang) -> Message {
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
        What::Date { found } => told(
            say!(
                lang,
                "`{path}`: \"{found}\" is not a date that exists",
                "`{path}`: \"{found}\" no es una fecha que exista"
            ),
            Some(say!(lang, "year-month-day, such as \"2026-01-05\"", "año-mes-día, como \"2026-01-05\"")),
            None,
        ),
        What::NotMonday { found, before, after } => told(
            say!(lang, "`{path}`: {found} is not a Monday", "`{path}`: el {found} no es lunes"),
            Some(say!(lang, "a Monday: weeks begin then", "un lunes: las semanas empiezan ese día")),
            Some(say!(lang, "take {before} or {after}", "toma el {before} o el {after}")),
        ),
        What::Distribution { fault } => {
            let (text, fix) = faults::distribution(fault, lang);
            told(format!("`{path}`: {text}"), Some(super::accepted::distribution(lang)), fix)
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

fn of_name(path: &str, what: &What, lang: Lang) -> Message {
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

fn of_desk(path: &str, what: &What, lang: Lang) -> Message {
    match what {
        What::SharesSum { sum, of } => {
            let (sum, names) = (plain(*sum, lang), of.join(" + "));
            told(
                say!(lang, "the shares {names} sum to {sum}", "las proporciones {names} suman {sum}"),
                Some(say!(lang, "shares that sum to 1", "proporciones que sumen 1")),
                Some(say!(lang, "correct them, or add what is missing", "corrígelas, o añade lo que falta")),
            )
        }
        What::ShareAndVolume => told(
            say!(lang, "`{path}` stands beside a volume of its own", "`{path}` está junto a un volumen propio"),
            Some(say!(lang, "either share or per_week", "o bien share, o bien per_week")),
            Some(say!(lang, "remove one of them", "quita uno de los dos")),
        ),
        What::NoShareNoVolume { contacts } => told(
            say!(
                lang,
                "`{path}` has no volume, and there are {contacts} contact types",
                "`{path}` no tiene volumen, y hay {contacts} tipos de contacto"
            ),
            Some(say!(lang, "either share or per_week", "o bien share, o bien per_week")),
            Some(say!(lang, "add a line such as share = 0.30", "añade una línea como share = 0.30")),
        ),
        What::NoEffect { because } => told(
            say!(lang, "`{path}` has no effect", "`{path}` no tiene efecto"),
            None,
            Some(match *because {
                "roster" => say!(
                    lang,
                    "remove it: the roster says how many agents there are",
                    "quítalo: el cuadrante dice cuántos agentes hay"
                ),
                _ => say!(
                    lang,
                    "remove it: every contact type has its own per_week",
                    "quítalo: cada tipo de contacto tiene su per_week"
                ),
            }),
        ),
        What::HolidaysNeedStart => told(
            say!(
                lang,
                "holidays are given, but no date on which the run starts",
                "hay festivos, pero ninguna fecha de inicio"
            ),
            None,
            Some(say!(
                lang,
                "add start = \"2026-01-05\" (a Monday) at the top of the file",
                "añade start = \"2026-01-05\" (un lunes) al principio del archivo"
            )),
        ),
        What::HolidayOutside { found, first, last } => told(
            say!(
                lang,
                "the holiday {found} lies outside the run and has no effect",
                "el festivo {found} queda fuera de la simulación y no tiene efecto"
            ),
            Some(say!(lang, "{first} to {last}", "del {first} al {last}")),
            None,
        ),
        What::NoTeam => told(
            say!(lang, "there is no team", "no hay ningún equipo"),
            None,
            Some(say!(
                lang,
                "add [[desk.team]] with agents = 4 and shifts = [\"Mon-Fri 08:00-20:00\"]",
                "añade [[desk.team]] con agents = 4 y shifts = [\"Mon-Fri 08:00-20:00\"]"
            )),
        ),
        What::NobodyEverOnDuty => told(
            say!(lang, "nobody is ever on duty", "nunca hay nadie de servicio"),
            None,
            Some(say!(lang, "give some team agents = 1 or more", "da a algún equipo agents = 1 o más")),
        ),
        What::Overload { work_hours, capacity_hours, missing_paid_hours, backlog_growth_per_week } => {
            overload(*work_hours, *capacity_hours, *missing_paid_hours, *backlog_growth_per_week, lang)
        }
        What::NobodyTakes { contacts, channels, language, conversations_per_week } => {
            nobody_takes(contacts, channels, language, *conversations_per_week, lang)
        }
        What::SlaCoversNothing => told(
            say!(lang, "`{path}` covers no conversation", "`{path}` no cubre ninguna conversación"),
            None,
            Some(say!(
                lang,
                "widen its contacts, channels, languages or brands",
                "amplía sus contacts, channels, languages o brands"
            )),
        ),
        _ => of_shifts(path, what, lang),
    }
}

fn overload(work: f64, capacity: f64, missing: f64, growth: Option<f64>, lang: Lang) -> Message {
    let [work, capacity, missing] = [work, capacity, missing.ceil()].map(|hours| plain(hours.round(), lang));
    let found = match growth.map(|messages| plain(messages.round(), lang)) {
        Some(messages) => say!(
            lang,
            "{work} h of work arrive a week, {capacity} h can be done: the backlog grows by about {messages} messages a week",
            "llegan {work} h de trabajo por semana y se pueden hacer {capacity} h: la carga pendiente crece unos {messages} mensajes por semana"
        ),
        None => say!(
            lang,
            "{work} h of work arrive a week, {capacity} h can be done: what is not taken in time is withdrawn",
            "llegan {work} h de trabajo por semana y se pueden hacer {capacity} h: lo que no se atiende a tiempo se retira"
        ),
    };
    let fix = say!(
        lang,
        "add about {missing} paid hours a week (agents or shifts), or check volume and handling time",
        "añade unas {missing} horas pagadas por semana (agentes o turnos), o revisa volumen y tiempo de gestión"
    );
    told(found, None, Some(fix))
}

fn nobody_takes(contacts: &[String], channels: &[String], language: &str, per_week: f64, lang: Lang) -> Message {
    let volume = plain(per_week.ceil(), lang);
    let (contacts, channel) = (faults::known(contacts, true, lang), faults::known(channels, false, lang));
    let in_language = match language {
        "" => String::new(),
        _ => say!(lang, " in language \"{language}\"", " en idioma \"{language}\""),
    };
    let fix = match language {
        "default" => say!(
            lang,
            "name the languages of the customers in [demand] languages = {{ es = 1 }}, or let a team take everything",
            "indica los idiomas de los clientes en [demand] languages = {{ es = 1 }}, o deja que un equipo atienda todo"
        ),
        _ => say!(
            lang,
            "add it to the contacts, channels, languages or brands of a team with agents",
            "añádelo a contacts, channels, languages o brands de un equipo con agentes"
        ),
    };
    told(
        say!(
            lang,
            "no team may take {contacts} by {channel}{in_language}: {volume} messages a week would never be answered",
            "ningún equipo puede atender {contacts} por {channel}{in_language}: {volume} mensajes por semana quedarían sin respuesta"
        ),
        None,
        Some(fix),
    )
}

fn of_shifts(path: &str, what: &What, lang: Lang) -> Message {
    match what {
        What::NoShifts => told(
            say!(lang, "`{path}` is empty: the team never works", "`{path}` está vacío: el equipo no trabaja nunca"),
            None,
            Some(say!(lang, "add a shift, or remove the team", "añade un turno, o quita el equipo")),
        ),
        What::ShiftsOverlap { first, second, day } => {
            let day = weekday(*day, lang);
            told(
                say!(
                    lang,
                    "`{path}`: \"{first}\" and \"{second}\" overlap ({day})",
                    "`{path}`: \"{first}\" y \"{second}\" se solapan ({day})"
                ),
                Some(say!(lang, "shifts that the same people can work", "turnos que las mismas personas puedan hacer")),
                Some(say!(lang, "make it another team, or move its hours", "haz otro equipo, o cambia sus horas")),
            )
        }
        What::BreakTooLong { shift_minutes, break_minutes, half } => {
            let (shift, pause) = (plain(f64::from(*shift_minutes), lang), plain(*break_minutes, lang));
            let accepted = match half {
                true => say!(
                    lang,
                    "less than half the shift, so that a team never leaves all at once",
                    "menos de la mitad del turno, para que el equipo no salga todo a la vez"
                ),
                false => say!(lang, "less than the shift", "menos que el turno"),
            };
            told(
                say!(
                    lang,
                    "a break of {pause} min in a shift of {shift} min",
                    "una pausa de {pause} min en un turno de {shift} min"
                ),
                Some(accepted),
                Some(say!(
                    lang,
                    "shorten it, or raise `after` so that only longer shifts have it",
                    "acórtala, o sube `after` para que solo la tengan turnos más largos"
                )),
            )
        }
        What::BreakNeverDue { longest_minutes } => {
            let longest = plain(f64::from(*longest_minutes), lang);
            told(
                say!(
                    lang,
                    "the break has no effect: the longest shift has {longest} min",
                    "la pausa no tiene efecto: el turno más largo es de {longest} min"
                ),
                None,
                Some(say!(lang, "lower `after`, or remove the break", "baja `after`, o quita la pausa")),
            )
        }
        What::ServiceUncovered { hours_per_week, windows } => {
            let hours = plain(*hours_per_week, lang);
            told(
                say!(
                    lang,
                    "service hours that nobody covers: {windows} ({hours} h a week)",
                    "horario de atención que nadie cubre: {windows} ({hours} h por semana)"
                ),
                None,
                Some(say!(
                    lang,
                    "add a shift there, or publish fewer hours",
                    "añade un turno ahí, o publica menos horas"
                )),
            )
        }
        What::CoverageOutside { hours_per_week, windows } => {
            let hours = plain(*hours_per_week, lang);
            told(
                say!(
                    lang,
                    "agents on duty outside the service hours: {windows} ({hours} h a week)",
                    "agentes de servicio fuera del horario de atención: {windows} ({hours} h por semana)"
                ),
                None,
                Some(say!(
                    lang,
                    "publish these hours, or end the shifts with them",
                    "publica esas horas, o ajusta los turnos al horario"
                )),
            )
        }
        _ => told(say!(lang, "`{path}` cannot be used", "`{path}` no se puede usar"), None, None),
    }
}

fn weekday(day: u32, lang: Lang) -> &'static str {
    const EN: [&str; 8] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "hol"];
    const ES: [&str; 8] = ["lun", "mar", "mié", "jue", "vie", "sáb", "dom", "festivo"];
    let days = match lang {
        Lang::En => EN,
        Lang::Es => ES,
    };
    days[(day as usize).min(7)]
}

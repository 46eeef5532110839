//! What a scenario means as a whole: shares, teams, shifts, skills.

use super::told;
use crate::locale::{Lang, week_of_run};
use crate::report::excess;
use crate::report::problems::Message;
use crate::report::problems::accepted::{plain, say};
use crate::report::problems::faults;
use crate::scenario::What;

pub fn of_desk(path: &str, what: &What, lang: Lang) -> Message {
    match what {
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
        What::NobodyTakes { contacts, channels, language, conversations_per_week } => {
            nobody_takes(contacts, channels, language, *conversations_per_week, lang)
        }
        What::Overload { work_hours, capacity_hours, missing_paid_hours, backlog_growth_per_week, excess } => {
            let excess = excess::excess(*excess, &plain(backlog_growth_per_week.round(), lang), lang);
            overload(*work_hours, *capacity_hours, *missing_paid_hours, &excess, lang)
        }
        What::DeskFills { week, warmup_weeks, most } => desk_fills(*week, *warmup_weeks, *most, lang),
        What::FewConversations { per_week, thousands } => few_conversations(*per_week, thousands.as_deref(), lang),
        What::SlaCoversNothing => told(
            say!(lang, "`{path}` covers no conversation", "`{path}` no cubre ninguna conversación"),
            None,
            Some(say!(
                lang,
                "widen its contacts, channels, languages or brands",
                "amplía sus contacts, channels, languages o brands"
            )),
        ),
        What::NoShifts | What::ShiftsOverlap { .. } | What::BreakTooLong { .. } | What::BreakNeverDue { .. } => {
            of_shifts(path, what, lang)
        }
        What::ServiceUncovered { .. } | What::CoverageOutside { .. } => of_hours(what, lang),
        _ => of_demand(path, what, lang),
    }
}

fn of_demand(path: &str, what: &What, lang: Lang) -> Message {
    match what {
        What::SharesSum { sum, of } => {
            let (sum, names) = (plain(*sum, lang), of.join(" + "));
            told(
                say!(lang, "the shares ({names}) sum to {sum}", "las proporciones ({names}) suman {sum}"),
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
                "agents_of_shifts" => say!(
                    lang,
                    "remove it: each shift says how many agents it has",
                    "quítalo: cada turno dice cuántos agentes tiene"
                ),
                "sizing.shift" => say!(
                    lang,
                    "remove it: the shift patterns say when shifts begin and end",
                    "quítalo: los tipos de turno dicen cuándo empiezan y acaban los turnos"
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
        _ => told(say!(lang, "`{path}` cannot be used", "`{path}` no se puede usar"), None, None),
    }
}

fn overload(work: f64, capacity: f64, missing: f64, excess: &str, lang: Lang) -> Message {
    let [work, capacity, missing] = [work, capacity, missing.ceil()].map(|hours| plain(hours.round(), lang));
    let found = say!(
        lang,
        "{work} h of work arrive a week, {capacity} h can be done: {excess}",
        "llegan {work} h de trabajo por semana y se pueden hacer {capacity} h: {excess}"
    );
    let fix = say!(
        lang,
        "add about {missing} paid hours a week (agents or shifts), or check volume and handling time",
        "añade unas {missing} horas pagadas por semana (agentes o turnos), o revisa volumen y tiempo de gestión"
    );
    told(found, None, Some(fix))
}

fn desk_fills(week: i64, warmup_weeks: u32, most: usize, lang: Lang) -> Message {
    let (week, most) = (week_of_run(week, warmup_weeks, lang), plain(most as f64, lang));
    told(
        say!(
            lang,
            "so much arrives that more than {most} conversations wait at once in {week}: a run stops there",
            "llega tanto que más de {most} conversaciones esperan a la vez en {week}: la simulación se detiene ahí"
        ),
        Some(say!(lang, "at most {most} open conversations", "como máximo {most} conversaciones abiertas")),
        Some(say!(
            lang,
            "lower per_week, add agents or shifts, or simulate fewer weeks",
            "baja per_week, añade agentes o turnos, o simula menos semanas"
        )),
    )
}

fn few_conversations(per_week: f64, thousands: Option<&str>, lang: Lang) -> Message {
    let volume = plain(per_week, lang);
    let fix = match thousands {
        Some(number) => say!(
            lang,
            "the point begins the decimals; if thousands are meant, write {number}",
            "el punto separa los decimales; si son miles, escribe {number}"
        ),
        None => say!(
            lang,
            "check `per_week`: all conversations of a week; one thousand five hundred are written 1500",
            "revisa `per_week`: todas las conversaciones de una semana; mil quinientas se escriben 1500"
        ),
    };
    told(say!(lang, "only {volume} conversations a week", "solo {volume} conversaciones por semana"), None, Some(fix))
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
        _ => of_hours(what, lang),
    }
}

fn of_hours(what: &What, lang: Lang) -> Message {
    let (found, fix) = match what {
        What::ServiceUncovered { hours_per_week, windows } => {
            let hours = plain(*hours_per_week, lang);
            (
                say!(
                    lang,
                    "service hours that nobody covers: {windows} ({hours} h a week)",
                    "horario de atención que nadie cubre: {windows} ({hours} h por semana)"
                ),
                say!(lang, "add a shift there, or publish fewer hours", "añade un turno ahí, o publica menos horas"),
            )
        }
        What::CoverageOutside { hours_per_week, windows } => {
            let hours = plain(*hours_per_week, lang);
            (
                say!(
                    lang,
                    "agents on duty outside the service hours: {windows} ({hours} h a week)",
                    "agentes de servicio fuera del horario de atención: {windows} ({hours} h por semana)"
                ),
                say!(
                    lang,
                    "publish these hours, or end the shifts with them",
                    "publica esas horas, o ajusta los turnos al horario"
                ),
            )
        }
        _ => return told(say!(lang, "the hours cannot be used", "las horas no se pueden usar"), None, None),
    };
    told(found, None, Some(fix))
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

//! Keys of `[sizing]`: what `relevo size` may choose from.

use super::{Basis, Default, FLAG, Key, Kind, SHARE, Unit, count, key, nothing, words};
use crate::scenario::limits::Limit;
use crate::scenario::problem::Named;

const DAY_MINUTES: f64 = 1440.0;
/// Longest contract: six days of twelve hours.
const LONGEST_CONTRACT_MINUTES: f64 = 72.0 * 60.0;
const WHERE_SHIFTS_LIE: Default =
    words("all hours in which shifts may lie", "todas las horas en las que puede haber turnos");
const NONE: Default = Default::Value("[]");
const ALL: Default = words("whatever he or she can take", "lo que sepa atender");

const fn minutes(min_minutes: f64, max_minutes: f64) -> (Kind, Unit) {
    (Kind::Durations { min_minutes, max_minutes }, Unit::Minutes)
}

const fn duration(min_minutes: f64) -> (Kind, Unit) {
    (Kind::Duration { min_minutes }, Unit::Minutes)
}

pub const KEYS: &[Key] = &[
    key(
        ("sizing", "hours"),
        (Kind::Windows, Unit::None),
        (
            words(
                "those of the shift patterns; else the service hours; else what the shifts cover",
                "las de los tipos de turno; si no hay, el horario de atención; si tampoco, lo que cubren los turnos",
            ),
            Basis::Yours,
        ),
        ("Hours in which shifts may lie.", "Horas en las que puede haber turnos."),
    ),
    key(
        ("sizing", "closed"),
        (Kind::Windows, Unit::None),
        (NONE, Basis::Yours),
        ("Hours in which nobody works.", "Horas en las que no trabaja nadie."),
    ),
    key(
        ("sizing", "covered"),
        (Kind::Windows, Unit::None),
        (NONE, Basis::Yours),
        ("Hours in which somebody is present.", "Horas en las que siempre hay alguien."),
    ),
    key(
        ("sizing", "earliest_start"),
        (Kind::Clock, Unit::None),
        (Default::Value("\"00:00\""), Basis::Yours),
        ("Earliest time at which a shift begins.", "Hora más temprana a la que empieza un turno."),
    ),
    key(
        ("sizing", "latest_start"),
        (Kind::Clock, Unit::None),
        (Default::Value("\"24:00\""), Basis::Yours),
        (
            "Latest time at which a shift begins; of the next day where it is below the earliest.",
            "Hora más tardía a la que empieza un turno; del día siguiente si es menor que la más temprana.",
        ),
    ),
    key(
        ("sizing", "start_step"),
        duration(5.0),
        (Default::Value("\"1h\""), Basis::Assumption),
        ("Time from one possible beginning to the next.", "Tiempo entre un posible comienzo de turno y el siguiente."),
    ),
    key(
        ("sizing", "lengths"),
        minutes(30.0, DAY_MINUTES),
        (Default::Value("[\"8h\"]"), Basis::Assumption),
        (
            "Lengths of shifts, breaks included; hours shorter than all of them have one shift of their own length.",
            "Duraciones de los turnos, pausas incluidas; un horario más corto que todas tiene un turno de su misma duración.",
        ),
    ),
    key(
        ("sizing", "days_per_week"),
        count(1, 7, Unit::Days),
        (Default::Value("5"), Basis::Assumption),
        ("Most days a week that a person works.", "Días por semana que trabaja una persona, como máximo."),
    ),
    key(
        ("sizing", "consecutive_days"),
        count(1, 7, Unit::Days),
        (Default::Value("6"), Basis::LabourRule),
        (
            "Most days that a person works in a row; 7 means any number.",
            "Días seguidos que trabaja una persona, como máximo; 7 significa sin límite.",
        ),
    ),
    key(
        ("sizing", "rest"),
        duration(0.0),
        (Default::Value("\"12h\""), Basis::LabourRule),
        (
            "Least time from the end of a person's shift to the next.",
            "Tiempo mínimo entre el final de un turno de una persona y el siguiente.",
        ),
    ),
    key(
        ("sizing", "weekly_rest"),
        duration(0.0),
        (Default::Value("\"36h\""), Basis::LabourRule),
        (
            "Free time without interruption that a person has once a week.",
            "Descanso sin interrupción que tiene una persona cada semana.",
        ),
    ),
    key(
        ("sizing", "contracts"),
        minutes(60.0, LONGEST_CONTRACT_MINUTES),
        (Default::Value("[\"40h\"]"), Basis::LabourRule),
        (
            "Paid hours a week of the contracts there are; a shorter one is part time.",
            "Horas pagadas por semana de los contratos que hay; uno más corto es a tiempo parcial.",
        ),
    ),
    key(
        ("sizing", "night_share"),
        SHARE,
        (Default::Value("1"), Basis::Yours),
        (
            "Share of a person's shifts that may be night shifts: with three hours or more of the night of [costs].",
            "Proporción de los turnos de una persona que pueden ser de noche: con tres horas o más de la noche de [costs].",
        ),
    ),
    key(
        ("sizing.break", "after"),
        duration(0.0),
        (Default::Value("\"4h\""), Basis::Assumption),
        ("Only shifts longer than this have the break.", "Solo tienen pausa los turnos más largos que esto."),
    ),
    key(
        ("sizing.break", "length"),
        duration(0.0),
        (Default::Value("\"30m\""), Basis::Assumption),
        ("Length of the break; 0 means none.", "Duración de la pausa; 0 significa que no hay."),
    ),
    key(
        ("sizing.break", "paid"),
        FLAG,
        (Default::Value("false"), Basis::Yours),
        ("Whether the break is paid.", "Si la pausa se paga."),
    ),
    key(
        ("sizing.shift", "name"),
        (Kind::Name, Unit::None),
        (Default::Required, Basis::Yours),
        ("Name of the shift pattern.", "Nombre del tipo de turno."),
    ),
    key(
        ("sizing.shift", "hours"),
        (Kind::Windows, Unit::None),
        (Default::Required, Basis::Yours),
        ("When it is worked; each day is staffed on its own.", "Cuándo se trabaja; cada día se dota por separado."),
    ),
    key(
        ("sizing.presence", "name"),
        (Kind::Name, Unit::None),
        (nothing("its number in the list", "su número en la lista"), Basis::Yours),
        ("Name of the rule, for variants and settings.", "Nombre de la regla, para variantes y ajustes."),
    ),
    key(
        ("sizing.presence", "hours"),
        (Kind::Windows, Unit::None),
        (WHERE_SHIFTS_LIE, Basis::Yours),
        ("When it holds.", "Cuándo vale."),
    ),
    key(
        ("sizing.presence", "agents"),
        count(0, Limit::Agents.allowed(), Unit::Agents),
        (Default::Value("1"), Basis::Yours),
        ("Agents on duty at least, absence apart.", "Agentes de servicio como mínimo, ausencias aparte."),
    ),
    key(
        ("sizing.presence", "languages"),
        (Kind::Names(Named::Language), Unit::None),
        (ALL, Basis::Yours),
        ("Languages that each of them can answer.", "Idiomas en los que puede responder cada uno."),
    ),
    key(
        ("sizing.presence", "channels"),
        (Kind::Channels, Unit::None),
        (ALL, Basis::Yours),
        ("Channels that each of them serves.", "Canales que atiende cada uno."),
    ),
    key(
        ("sizing.presence", "contacts"),
        (Kind::Names(Named::Contact), Unit::None),
        (ALL, Basis::Yours),
        ("Contact types that each of them takes.", "Tipos de contacto que atiende cada uno."),
    ),
    key(
        ("sizing.presence", "brands"),
        (Kind::Names(Named::Brand), Unit::None),
        (ALL, Basis::Yours),
        ("Brands that each of them serves.", "Marcas que atiende cada uno."),
    ),
    key(
        ("sizing.team", "name"),
        (Kind::Name, Unit::None),
        (Default::Required, Basis::Yours),
        ("Name of the team that it limits.", "Nombre del equipo que limita."),
    ),
    key(
        ("sizing.team", "hours"),
        (Kind::Windows, Unit::None),
        (WHERE_SHIFTS_LIE, Basis::Yours),
        ("Hours in which its shifts may lie.", "Horas en las que puede haber turnos suyos."),
    ),
    key(
        ("sizing.team", "least"),
        count(0, Limit::Agents.allowed(), Unit::Agents),
        (Default::Value("0"), Basis::Yours),
        (
            "Agents of it on duty at once at least, in all its hours.",
            "Agentes suyos a la vez como mínimo, en todas sus horas.",
        ),
    ),
    key(
        ("sizing.team", "most"),
        count(0, Limit::Agents.allowed(), Unit::Agents),
        (words("any number", "sin límite"), Basis::Yours),
        (
            "Agents of it on duty at once at most; 0 leaves it out.",
            "Agentes suyos a la vez como máximo; 0 lo deja fuera.",
        ),
    ),
    key(
        ("sizing.team", "most_people"),
        count(0, Limit::Agents.allowed(), Unit::People),
        (words("any number", "sin límite"), Basis::Yours),
        ("People on its roster at most.", "Personas en su cuadrante como máximo."),
    ),
];

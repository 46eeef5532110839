//! Keys of `[desk]`, its teams and `[[sla]]`.

use super::{Basis, Default, FLAG, Key, Kind, MINUTES, Unit, count, key, number, words};
use crate::scenario::limits::Limit;
use crate::scenario::problem::Named;

const ALL: Default = words("all", "todos");
const WAGE: Basis = Basis::Evidence("Spain, contact-centre agreement 2024: base 9.10 EUR/h");

pub const KEYS: &[Key] = &[
    key(
        ("desk", "service_hours"),
        (Kind::Windows, Unit::None),
        (words("the hours that the shifts cover", "las horas que cubren los turnos"), Basis::Yours),
        ("The hours the brand publishes as served.", "El horario de atención que publica la marca."),
    ),
    key(
        ("desk.shrinkage", "absence"),
        number(0.0, 0.9, Unit::Share),
        (Default::Value("0.05"), Basis::Evidence("Shrinkage 20-35 %")),
        (
            "Probability that an agent misses a shift; it is paid.",
            "Probabilidad de que un agente falte a un turno; se paga.",
        ),
    ),
    key(
        ("desk.shrinkage", "off_queue"),
        number(0.0, 0.9, Unit::Share),
        (Default::Value("0.15"), Basis::Evidence("Shrinkage 20-35 %")),
        (
            "Share of the time on duty spent on meetings, coaching and pauses.",
            "Proporción del turno dedicada a reuniones, formación y pausas.",
        ),
    ),
    key(
        ("desk", "on_abandon"),
        (Kind::Choice(&["answer", "withdraw"]), Unit::None),
        (Default::Value("\"answer\""), Basis::Evidence("3-70 % of abandoning customers abandon in silence")),
        (
            "What becomes of a message nobody waits for any more: answered all the same, or withdrawn.",
            "Qué pasa con un mensaje que ya nadie espera: se responde igual o se retira.",
        ),
    ),
    key(
        ("desk.team", "name"),
        (Kind::Name, Unit::None),
        (words("\"team\" if it is the only one", "«team» si es el único"), Basis::Yours),
        ("Name of the team.", "Nombre del equipo."),
    ),
    key(
        ("desk.team", "agents"),
        count(0, Limit::Agents.allowed(), Unit::Agents),
        (Default::Required, Basis::Yours),
        (
            "Agents on duty together in every listed shift (positions) that has no number of its own.",
            "Agentes de servicio a la vez en cada turno (puestos) que no diga los suyos.",
        ),
    ),
    key(
        ("desk.team", "shifts"),
        (Kind::Shifts, Unit::None),
        (Default::Required, Basis::Yours),
        (
            "When they are on duty: windows such as \"Mon-Fri 08:00-16:00\", with agents of their own as \"Sat 10:00-14:00 x2\", or a roster file.",
            "Cuándo están de servicio: ventanas como «Mon-Fri 08:00-16:00», con agentes propios como «Sat 10:00-14:00 x2», o un archivo de cuadrante.",
        ),
    ),
    key(
        ("desk.team", "languages"),
        (Kind::Names(Named::Language), Unit::None),
        (ALL, Basis::Yours),
        ("Languages that the team can answer.", "Idiomas en los que puede responder el equipo."),
    ),
    key(
        ("desk.team", "channels"),
        (Kind::Channels, Unit::None),
        (ALL, Basis::Yours),
        (
            "Channels that the team serves: mention (indirect ones included), dm, or indirect alone.",
            "Canales que atiende el equipo: mention (también las indirectas), dm, o solo indirect.",
        ),
    ),
    key(
        ("desk.team", "contacts"),
        (Kind::Names(Named::Contact), Unit::None),
        (ALL, Basis::Yours),
        (
            "Contact types that the team takes; \"noise\" may be among them.",
            "Tipos de contacto que atiende el equipo; puede incluir «noise».",
        ),
    ),
    key(
        ("desk.team", "brands"),
        (Kind::Names(Named::Brand), Unit::None),
        (ALL, Basis::Yours),
        ("Brands that the team serves.", "Marcas que atiende el equipo."),
    ),
    key(
        ("desk.team", "speed"),
        number(0.05, 20.0, Unit::Factor),
        (Default::Value("1"), Basis::Model("section 5")),
        ("Divides handling times; a novice has 0.7.", "Divide los tiempos de gestión; un novato tiene 0,7."),
    ),
    key(
        ("desk.team", "concurrency"),
        count(1, 20, Unit::Messages),
        (Default::Value("1"), Basis::Model("section 5")),
        ("Messages that one agent has in hand at most.", "Mensajes que un agente lleva a la vez como máximo."),
    ),
    key(
        ("desk.team", "slowdown"),
        number(0.0, 10.0, Unit::Factor),
        (Default::Value("0.15"), Basis::Model("section 5")),
        (
            "Relative growth of the handling time with each further message in hand.",
            "Aumento relativo del tiempo de gestión con cada mensaje más a la vez.",
        ),
    ),
    key(
        ("desk.team", "hourly_wage"),
        number(0.0, 1e6, Unit::MoneyPerHour),
        (Default::Value("9.10"), WAGE),
        (
            "Gross wage; premiums and contributions are added under [costs].",
            "Salario bruto; pluses y cotizaciones se añaden en [costs].",
        ),
    ),
    key(
        ("desk.team.break", "after"),
        MINUTES,
        (Default::Value("\"4h\""), Basis::Assumption),
        ("Only shifts longer than this have the break.", "Solo tienen pausa los turnos más largos que esto."),
    ),
    key(
        ("desk.team.break", "length"),
        MINUTES,
        (Default::Value("0"), Basis::Yours),
        ("Length of the break; 0 means none.", "Duración de la pausa; 0 significa que no hay."),
    ),
    key(
        ("desk.team.break", "paid"),
        FLAG,
        (Default::Value("false"), Basis::Yours),
        ("Whether the break is paid.", "Si la pausa se paga."),
    ),
    key(
        ("sla", "name"),
        (Kind::Name, Unit::None),
        (words("its limit, such as \"15 min\"", "su límite, como «15 min»"), Basis::Yours),
        ("Name of the agreement.", "Nombre del acuerdo."),
    ),
    key(
        ("sla", "within"),
        (Kind::Duration { min_minutes: 0.01 }, Unit::Minutes),
        (Default::Value("\"1h\""), Basis::Evidence("Users accept a reply within 1 hour")),
        ("Limit for the first response.", "Límite de la primera respuesta."),
    ),
    key(
        ("sla", "target"),
        (Kind::Target, Unit::Share),
        (Default::Value("0.8"), Basis::Assumption),
        (
            "Share of conversations to be answered within the limit.",
            "Proporción de conversaciones que se responderán dentro del límite.",
        ),
    ),
    key(
        ("sla", "clock"),
        (Kind::Choice(&["elapsed", "service_hours"]), Unit::None),
        (
            Default::Value("\"elapsed\""),
            Basis::Evidence("The SLA clock against service hours is the request seen most often"),
        ),
        ("Whether all time counts, or service hours only.", "Si cuenta todo el tiempo o solo el horario de atención."),
    ),
    key(
        ("sla", "contacts"),
        (Kind::Names(Named::Contact), Unit::None),
        (ALL, Basis::Yours),
        ("Contact types covered.", "Tipos de contacto cubiertos."),
    ),
    key(
        ("sla", "channels"),
        (Kind::Channels, Unit::None),
        (ALL, Basis::Yours),
        ("Channels covered.", "Canales cubiertos."),
    ),
    key(
        ("sla", "languages"),
        (Kind::Names(Named::Language), Unit::None),
        (ALL, Basis::Yours),
        ("Languages covered.", "Idiomas cubiertos."),
    ),
    key(
        ("sla", "brands"),
        (Kind::Names(Named::Brand), Unit::None),
        (ALL, Basis::Yours),
        ("Brands covered.", "Marcas cubiertas."),
    ),
    key(
        ("sla", "influencers"),
        FLAG,
        (ALL, Basis::Yours),
        (
            "true: only influencers are covered; false: only the others.",
            "true: solo cubre a los influyentes; false: solo a los demás.",
        ),
    ),
];

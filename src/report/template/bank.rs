//! The desks of a bank and of a public administration: much is private, and opening hours are those of an office.

use super::sector::*;

pub(super) const BANK: Desk = Desk {
    about: text(
        "Bank: two shifts, much of it in private; would Saturday pay?",
        "Banco: dos turnos, buena parte en privado; ¿compensa el sábado?",
    ),
    name: text("Mon-Fri 08-21", "lun-vie 08-21"),
    per_week: (1300, assumed("a bank with a million customers", "un banco con un millón de clientes")),
    per_week_standard_mix: 1900,
    profile: ("consumer", CONSUMERS),
    noise_per_week: (900, assumed("talk about rates, shares and news", "conversación sobre tipos, bolsa y noticias")),
    languages: &[],
    contacts: &[
        contact(QUESTION, (0.40, 0.50), (5.0, 1.6), false),
        contact(text("card or payment", "tarjeta o pago"), (0.25, 0.70), (7.0, 2.1), true),
        contact(COMPLAINT, (0.20, 0.40), (6.0, 1.9), true),
        contact(text("app and access", "app y acceso"), (0.15, 0.60), (6.0, 1.9), true),
    ],
    contacts_why: assumed(
        "whatever concerns an account is told in private, and takes longer because customers must be identified",
        "lo que toca a una cuenta se cuenta en privado, y lleva más tiempo porque hay que identificar al cliente",
    ),
    handling_why: HANDLING,
    off_queue: None,
    service_hours: &[text("Mon-Fri 08:00-21:00", "lun-vie 08:00-21:00")],
    teams: &[
        Positions {
            name: text("morning", "mañana"),
            agents: 6,
            shifts: &[text("Mon-Fri 08:00-14:30", "lun-vie 08:00-14:30")],
        },
        Positions {
            name: text("afternoon", "tarde"),
            agents: 6,
            shifts: &[text("Mon-Fri 14:30-21:00", "lun-vie 14:30-21:00")],
        },
    ],
    teams_why: assumed(
        "enough for an occupancy of about three quarters",
        "los que dan una ocupación de unas tres cuartas partes",
    ),
    sla: Agreement {
        name: text("1 h, service hours", "1 h, horario de atención"),
        within: "1h",
        target: 0.8,
        clock: "service_hours",
        why: ONE_HOUR,
    },
    levers: &[FOLLOW_UP, QUICK_REPLIES, BOT_WHILE_CLOSED],
    variant: OtherWindow {
        name: SATURDAY,
        service_hours: &[
            text("Mon-Fri 08:00-21:00", "lun-vie 08:00-21:00"),
            text("Sat 09:00-15:00", "sáb 09:00-15:00"),
        ],
        teams: &[Positions {
            name: text("saturday", "sábado"),
            agents: 3,
            shifts: &[text("Sat 09:00-15:00", "sáb 09:00-15:00")],
        }],
    },
};

pub(super) const PUBLIC_ADMINISTRATION: Desk = Desk {
    about: text(
        "Public administration: mornings only; would afternoons pay?",
        "Administración pública: solo por la mañana; ¿compensan las tardes?",
    ),
    name: text("Mon-Fri 08-15", "lun-vie 08-15"),
    per_week: (420, assumed("a city of some 200,000 people", "una ciudad de unos 200.000 habitantes")),
    per_week_standard_mix: 580,
    profile: (
        "office",
        assumed(
            "people write about formalities during the working day",
            "se pregunta por trámites en horas de oficina",
        ),
    ),
    noise_per_week: (250, assumed("opinion that asks for no answer", "opiniones que no piden respuesta")),
    languages: &[],
    contacts: &[
        contact(text("information", "información"), (0.55, 0.30), (6.0, 1.6), false),
        contact(text("appointment", "cita previa"), (0.20, 0.50), (4.0, 1.7), false),
        contact(COMPLAINT, (0.15, 0.25), (7.0, 1.9), true),
        contact(text("online office", "sede electrónica"), (0.10, 0.40), (8.0, 2.2), true),
    ],
    contacts_why: assumed(
        "most ask how to do something; answers must hold in law and take longer to write",
        "la mayoría pregunta cómo hacer un trámite; la respuesta obliga y se redacta con cuidado",
    ),
    handling_why: HANDLING,
    off_queue: None,
    service_hours: &[text("Mon-Fri 08:00-15:00", "lun-vie 08:00-15:00")],
    teams: &[Positions {
        name: text("morning", "mañana"),
        agents: 3,
        shifts: &[text("Mon-Fri 08:00-15:00", "lun-vie 08:00-15:00")],
    }],
    teams_why: assumed(
        "enough for an occupancy of about three quarters",
        "los que dan una ocupación de unas tres cuartas partes",
    ),
    sla: Agreement {
        name: text("4 h, service hours", "4 h, horario de atención"),
        within: "4h",
        target: 0.8,
        clock: "service_hours",
        why: Why::Evidence(
            "Users accept a reply within 1 hour; most firms need under 4 hours",
            text("what citizens get elsewhere", "lo que se encuentra en otras partes"),
        ),
    },
    levers: &[PUBLISHED_HOURS, FOLLOW_UP, TROLLS],
    variant: OtherWindow {
        name: text("+ afternoons", "+ tardes"),
        service_hours: &[
            text("Mon-Fri 08:00-15:00", "lun-vie 08:00-15:00"),
            text("Mon-Thu 16:00-19:00", "lun-jue 16:00-19:00"),
        ],
        teams: &[Positions {
            name: text("afternoon", "tarde"),
            agents: 1,
            shifts: &[text("Mon-Thu 16:00-19:00", "lun-jue 16:00-19:00")],
        }],
    },
};

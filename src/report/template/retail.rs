//! The desk of a retailer.

use super::sector::*;

pub(super) const RETAILER: Desk = Desk {
    about: text(
        "Retailer: two shifts, Monday to Friday; would Saturday pay?",
        "Comercio: dos turnos, de lunes a viernes; ¿compensa el sábado?",
    ),
    name: text("Mon-Fri 08-20", "lun-vie 08-20"),
    per_week: (1500, assumed("a chain of shops with an online store", "una cadena de tiendas con tienda en línea")),
    per_week_standard_mix: 1500,
    profile: ("consumer", CONSUMERS),
    noise_per_week: (
        800,
        assumed("one mention in three only passes something on", "una mención de cada tres solo difunde algo"),
    ),
    languages: &[],
    contacts: &[
        contact(QUESTION, (0.50, 0.25), (4.0, 1.5), false),
        contact(COMPLAINT, (0.30, 0.25), (5.0, 1.9), true),
        contact(ORDER, (0.20, 0.50), (4.5, 1.7), false),
    ],
    contacts_why: assumed(
        "most ask for stock, prices and opening hours; orders need an order number, so they open in private more often",
        "la mayoría pregunta por existencias, precios y horarios; los pedidos requieren su número y se abren más en privado",
    ),
    handling_why: HANDLING,
    off_queue: None,
    service_hours: &[text("Mon-Fri 08:00-20:00", "lun-vie 08:00-20:00")],
    teams: &[
        Positions {
            name: text("morning", "mañana"),
            agents: 5,
            shifts: &[text("Mon-Fri 08:00-14:00", "lun-vie 08:00-14:00")],
        },
        Positions {
            name: text("afternoon", "tarde"),
            agents: 5,
            shifts: &[text("Mon-Fri 14:00-20:00", "lun-vie 14:00-20:00")],
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
    levers: &[PUBLISHED_HOURS, WELCOME, QUICK_REPLIES],
    variant: OtherWindow {
        name: SATURDAY,
        service_hours: &[
            text("Mon-Fri 08:00-20:00", "lun-vie 08:00-20:00"),
            text("Sat 10:00-18:00", "sáb 10:00-18:00"),
        ],
        teams: &[Positions {
            name: text("saturday", "sábado"),
            agents: 2,
            shifts: &[text("Sat 10:00-18:00", "sáb 10:00-18:00")],
        }],
    },
};

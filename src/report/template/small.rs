//! A small firm in which one person answers beside other work.

use super::sector::*;

const WEEKDAYS: [crate::locale::Text; 2] =
    [text("Mon-Fri 09:00-14:00", "lun-vie 09:00-14:00"), text("Mon-Fri 16:00-19:00", "lun-vie 16:00-19:00")];

pub(super) const SMALL_FIRM: Desk = Desk {
    about: text(
        "Small firm: one person who answers beside other work; and on Saturday morning?",
        "Pequeña empresa: una persona que responde además de otras tareas; ¿y el sábado por la mañana?",
    ),
    name: text("Mon-Fri 09-14, 16-19", "lun-vie 09-14, 16-19"),
    per_week: (105, assumed("a shop or a workshop with a page", "una tienda o un taller con una página")),
    per_week_standard_mix: 135,
    profile: ("consumer", CONSUMERS),
    noise_per_week: (60, assumed("comments and thanks", "comentarios y agradecimientos")),
    languages: &[],
    contacts: &[
        contact(QUESTION, (0.60, 0.40), (5.0, 1.6), false),
        contact(ORDER, (0.25, 0.50), (6.0, 1.8), false),
        contact(COMPLAINT, (0.15, 0.25), (7.0, 2.0), true),
    ],
    contacts_why: assumed(
        "customers who know the firm ask in private more often",
        "quien conoce la empresa pregunta más en privado",
    ),
    handling_why: HANDLING,
    off_queue: Some((
        0.50,
        assumed(
            "half of the day is other work: the shop, suppliers, the accounts",
            "media jornada se va en otras tareas: la tienda, los proveedores, las cuentas",
        ),
    )),
    service_hours: &WEEKDAYS,
    teams: &[Positions { name: text("owner", "titular"), agents: 1, shifts: &WEEKDAYS }],
    teams_why: assumed("the one person there is", "la única persona que hay"),
    sla: Agreement {
        name: text("4 h, service hours", "4 h, horario de atención"),
        within: "4h",
        target: 0.8,
        clock: "service_hours",
        why: Why::Evidence(
            "Users accept a reply within 1 hour; most firms need under 4 hours",
            text("what one person can hold", "lo que puede cumplir una sola persona"),
        ),
    },
    levers: &[PUBLISHED_HOURS, WELCOME, BOT_WHILE_CLOSED],
    variant: OtherWindow {
        name: text("+ Saturday morning", "+ sábado por la mañana"),
        service_hours: &[WEEKDAYS[0], WEEKDAYS[1], text("Sat 10:00-14:00", "sáb 10:00-14:00")],
        teams: &[Positions {
            name: text("owner", "titular"),
            agents: 1,
            shifts: &[WEEKDAYS[0], WEEKDAYS[1], text("Sat 10:00-14:00", "sáb 10:00-14:00")],
        }],
    },
};

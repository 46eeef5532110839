//! The desks of an airline, a telecommunications company and a utility: incidents bring the peaks.

use super::sector::*;
use crate::locale::Text;

const DAYTIME: Text = text("daily 06:00-22:00", "diario 06:00-22:00");
const INCIDENT: Text = text("incident", "incidencia");

pub(super) const AIRLINE: Desk = Desk {
    about: text(
        "Airline: round the clock in two languages; does the night pay?",
        "Aerolínea: las 24 horas en dos idiomas; ¿compensa la noche?",
    ),
    name: text("24x7", "24x7"),
    per_week: (
        4200,
        Why::Evidence(
            "KLM 2015: 150 staff, 60,000 mentions of which 7,000 need an answer, weekly",
            text("a somewhat smaller airline", "una aerolínea algo menor"),
        ),
    ),
    per_week_standard_mix: 6250,
    profile: ("consumer", CONSUMERS),
    noise_per_week: (
        30_000,
        Why::Evidence(
            "KLM 2015: 150 staff, 60,000 mentions of which 7,000 need an answer, weekly",
            text("seven mentions to read for one to answer", "siete menciones que leer por cada una que responder"),
        ),
    ),
    languages: &[("en", 0.6), ("es", 0.4)],
    contacts: &[
        contact(text("flight information", "información de vuelo"), (0.45, 0.30), (4.0, 1.6), false),
        contact(text("delay or cancellation", "retraso o cancelación"), (0.25, 0.35), (6.0, 2.0), true),
        contact(text("baggage", "equipaje"), (0.15, 0.50), (6.0, 2.2), true),
        contact(text("booking change", "cambio de reserva"), (0.15, 0.50), (6.0, 2.0), false),
    ],
    contacts_why: assumed(
        "bookings and baggage need a record, so they open in private more often",
        "reservas y equipaje requieren un localizador, y se abren más en privado",
    ),
    handling_why: Why::Evidence(
        "8.4 min of paid time per KLM question (c)",
        text("less what is not spent on messages", "menos lo que no se dedica a mensajes"),
    ),
    off_queue: None,
    service_hours: &[text("24x7", "24x7")],
    teams: &[
        Positions {
            name: text("morning", "mañana"),
            agents: 10,
            shifts: &[text("daily,hol 06:00-14:00", "diario,fest 06:00-14:00")],
        },
        Positions {
            name: text("afternoon", "tarde"),
            agents: 10,
            shifts: &[text("daily,hol 14:00-22:00", "diario,fest 14:00-22:00")],
        },
        Positions {
            name: text("night", "noche"),
            agents: 4,
            shifts: &[text("daily,hol 22:00-06:00", "diario,fest 22:00-06:00")],
        },
    ],
    teams_why: Why::Evidence(
        "KLM: 24x7, 10 languages",
        text("every agent writes both languages", "todos escriben en ambos idiomas"),
    ),
    sla: Agreement {
        name: text("1 h", "1 h"),
        within: "1h",
        target: 0.8,
        clock: "elapsed",
        why: Why::Evidence(
            "KLM 2014: 35,000 questions a week, 130 agents, 24x7, 10 languages, target 60 min, mean 23 min",
            text("the same limit", "el mismo límite"),
        ),
    },
    levers: &[ESTIMATE, ACKNOWLEDGE, TROLLS],
    variant: OtherWindow {
        name: text("without nights", "sin noches"),
        service_hours: &[DAYTIME],
        teams: &[Positions {
            name: text("night", "noche"),
            agents: 0,
            shifts: &[text("daily,hol 22:00-06:00", "diario,fest 22:00-06:00")],
        }],
    },
};

pub(super) const TELECOM: Desk = Desk {
    about: text(
        "Telecom: 08:00 to midnight every day; does 24x7 pay?",
        "Telecomunicaciones: de 08:00 a medianoche a diario; ¿compensa 24x7?",
    ),
    name: text("08-24 daily", "08-24 a diario"),
    per_week: (4800, assumed("a national operator", "un operador nacional")),
    per_week_standard_mix: 5700,
    profile: ("consumer", CONSUMERS),
    noise_per_week: (3000, assumed("campaigns, prize draws and jokes", "campañas, sorteos y bromas")),
    languages: &[],
    contacts: &[
        contact(INCIDENT, (0.30, 0.35), (5.0, 1.8), true),
        contact(BILL, (0.25, 0.50), (6.0, 2.0), false),
        contact(COMPLAINT, (0.20, 0.25), (5.0, 1.9), true),
        contact(QUESTION, (0.25, 0.25), (4.0, 1.5), false),
    ],
    contacts_why: assumed(
        "a line that is down is the first reason to write, a bill the second",
        "una línea caída es el primer motivo para escribir; la factura, el segundo",
    ),
    handling_why: HANDLING,
    off_queue: None,
    service_hours: &[text("daily 08:00-24:00", "diario 08:00-24:00")],
    teams: &[
        Positions {
            name: text("morning", "mañana"),
            agents: 13,
            shifts: &[text("Mon-Fri 08:00-16:00", "lun-vie 08:00-16:00")],
        },
        Positions {
            name: text("evening", "tarde y noche"),
            agents: 10,
            shifts: &[text("Mon-Fri 16:00-24:00", "lun-vie 16:00-24:00")],
        },
        Positions {
            name: text("weekend morning", "mañana, fin de semana"),
            agents: 9,
            shifts: &[text("Sat-Sun 08:00-16:00", "sáb-dom 08:00-16:00")],
        },
        Positions {
            name: text("weekend evening", "tarde, fin de semana"),
            agents: 8,
            shifts: &[text("Sat-Sun 16:00-24:00", "sáb-dom 16:00-24:00")],
        },
    ],
    teams_why: Why::Evidence(
        "SpotifyCares: 136-419 customer messages on weekdays, about 40 % fewer at weekends",
        text("so are the agents at weekends", "también hay menos agentes el fin de semana"),
    ),
    sla: Agreement {
        name: text("1 h, service hours", "1 h, horario de atención"),
        within: "1h",
        target: 0.8,
        clock: "service_hours",
        why: ONE_HOUR,
    },
    levers: &[BOT_WHILE_CLOSED, ACKNOWLEDGE, TROLLS],
    variant: OtherWindow {
        name: text("24x7", "24x7"),
        service_hours: &[text("daily 00:00-24:00", "diario 00:00-24:00")],
        teams: &[Positions {
            name: text("small hours", "madrugada"),
            agents: 2,
            shifts: &[text("daily 00:00-08:00", "diario 00:00-08:00")],
        }],
    },
};

pub(super) const UTILITY: Desk = Desk {
    about: text(
        "Utility: two shifts, Monday to Friday; would the weekend pay?",
        "Suministros (luz, gas, agua): dos turnos, de lunes a viernes; ¿compensa el fin de semana?",
    ),
    name: text("Mon-Fri 08-20", "lun-vie 08-20"),
    per_week: (980, assumed("a regional supplier", "una compañía regional")),
    per_week_standard_mix: 1420,
    profile: ("consumer", CONSUMERS),
    noise_per_week: (500, assumed("talk about prices and the weather", "conversación sobre precios y el tiempo")),
    languages: &[],
    contacts: &[
        contact(text("supply fault", "corte de suministro"), (0.25, 0.30), (5.0, 1.8), true),
        contact(BILL, (0.40, 0.50), (6.0, 2.0), false),
        contact(text("contract or move", "contrato o mudanza"), (0.20, 0.55), (6.0, 2.1), false),
        contact(COMPLAINT, (0.15, 0.25), (5.0, 1.9), true),
    ],
    contacts_why: assumed(
        "bills lead; faults are told in public, contracts in private",
        "predominan las facturas; los cortes se cuentan en público, los contratos en privado",
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
            agents: 4,
            shifts: &[text("Mon-Fri 14:00-20:00", "lun-vie 14:00-20:00")],
        },
    ],
    teams_why: assumed(
        "more in the morning, when what came in the evening and at the weekend waits",
        "más por la mañana, cuando espera lo llegado por la tarde y el fin de semana",
    ),
    sla: Agreement {
        name: text("1 h, service hours", "1 h, horario de atención"),
        within: "1h",
        target: 0.8,
        clock: "service_hours",
        why: ONE_HOUR,
    },
    levers: &[PUBLISHED_HOURS, ACKNOWLEDGE, FOLLOW_UP],
    variant: OtherWindow {
        name: text("+ weekend", "+ fin de semana"),
        service_hours: &[
            text("Mon-Fri 08:00-20:00", "lun-vie 08:00-20:00"),
            text("Sat-Sun 09:00-15:00", "sáb-dom 09:00-15:00"),
        ],
        teams: &[Positions {
            name: text("weekend", "fin de semana"),
            agents: 2,
            shifts: &[text("Sat-Sun 09:00-15:00", "sáb-dom 09:00-15:00")],
        }],
    },
};

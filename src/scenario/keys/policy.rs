//! Keys of `[policy]`.

use super::{
    Basis, Default, FLAG, Key, Kind, MINUTES, NO, NOTHING, OFF, SHARE, Unit, count, key, nothing, number, planned,
};

pub const KEYS: &[Key] = &[
    key(
        ("policy", "order"),
        (Kind::Choice(&["fifo", "priority", "deadline"]), Unit::None),
        (Default::Value("\"fifo\""), Basis::Model("section 6")),
        (
            "Order of the queue: first come, by the priority list, or by the earliest deadline.",
            "Orden de la cola: por llegada, por la lista de prioridad o por el plazo más próximo.",
        ),
    ),
    key(
        ("policy", "priority"),
        (Kind::Ranks, Unit::None),
        (nothing("needed with order = \"priority\"", "necesario con order = \"priority\""), Basis::Yours),
        (
            "What goes first: contact types, channels, languages, influencers, noise; the unlisted last.",
            "Qué va primero: tipos de contacto, canales, idiomas, influencers, noise; lo no listado, al final.",
        ),
    ),
    key(
        ("policy", "replies_first"),
        FLAG,
        (Default::Value("false"), Basis::Model("section 6")),
        (
            "Messages of ongoing conversations before new ones.",
            "Los mensajes de conversaciones en curso antes que los nuevos.",
        ),
    ),
    key(
        ("policy", "keep_agent"),
        FLAG,
        (Default::Value("true"), Basis::Model("section 6")),
        (
            "A reply goes first to the agent who holds the conversation, if idle.",
            "Una réplica va primero al agente que lleva la conversación, si está libre.",
        ),
    ),
    planned(
        ("policy", "preferential"),
        (Kind::Choice(&["influencers", "hostile", "chasers"]), Unit::None),
        &["[]", "\"none\""],
        ("Who goes ahead of all others.", "Quién pasa por delante de los demás."),
    ),
    planned(
        ("policy", "dm"),
        (Kind::Choice(&["when_needed", "always", "never"]), Unit::None),
        &["\"when_needed\""],
        ("When conversations are moved to direct messages.", "Cuándo se pasa a mensajes directos."),
    ),
    planned(
        ("policy", "errors"),
        SHARE,
        OFF,
        ("Probability that an agent message is wrong.", "Probabilidad de que un mensaje de agente sea erróneo."),
    ),
    planned(
        ("policy", "follow_up"),
        FLAG,
        NO,
        (
            "A short public message after an issue solved elsewhere.",
            "Un breve mensaje público tras resolver un caso por otra vía.",
        ),
    ),
    planned(
        ("policy", "database_access"),
        FLAG,
        &["true"],
        ("Whether agents see the customer database.", "Si los agentes ven la base de datos de clientes."),
    ),
    planned(
        ("policy", "quick_replies"),
        FLAG,
        NO,
        ("Prepared answers in direct messages.", "Respuestas preparadas en mensajes directos."),
    ),
    planned(
        ("policy", "monitor_indirect"),
        SHARE,
        OFF,
        ("Share of indirect mentions that are answered.", "Proporción de menciones indirectas que se responden."),
    ),
    planned(
        ("policy", "training"),
        (Kind::Section, Unit::None),
        NOTHING,
        ("Training that lowers the error rate.", "Formación que reduce los errores."),
    ),
    planned(
        ("policy.training", "cost_per_agent_year"),
        number(0.0, 1e6, Unit::MoneyPerYear),
        OFF,
        ("Its cost.", "Su coste."),
    ),
    planned(("policy.training", "errors"), SHARE, OFF, ("The error rate it gives.", "Los errores que quedan.")),
    planned(
        ("policy", "troll_protocol"),
        (Kind::Section, Unit::None),
        NOTHING,
        ("A limit on messages to hostile customers.", "Un límite de mensajes a clientes hostiles."),
    ),
    planned(
        ("policy.troll_protocol", "max_messages"),
        count(0, 100, Unit::Messages),
        OFF,
        ("Agent messages at most.", "Mensajes de agente como máximo."),
    ),
    planned(
        ("policy", "bot"),
        (Kind::Section, Unit::None),
        NOTHING,
        ("An automatic agent that answers first.", "Un agente automático que responde primero."),
    ),
    planned(
        ("policy.bot", "when"),
        (Kind::Choice(&["always", "closed"]), Unit::None),
        &[],
        ("When it answers.", "Cuándo responde."),
    ),
    planned(
        ("policy.bot", "channels"),
        (Kind::Channels, Unit::None),
        &["[]"],
        ("Where it answers.", "Dónde responde."),
    ),
    planned(("policy.bot", "contain"), SHARE, OFF, ("Share that it solves alone.", "Proporción que resuelve solo.")),
    planned(
        ("policy", "published_hours"),
        FLAG,
        NO,
        ("Service hours are published on the page.", "El horario de atención se publica en la página."),
    ),
    planned(
        ("policy", "welcome_message"),
        FLAG,
        NO,
        ("A welcome message in direct messages.", "Un mensaje de bienvenida en los mensajes directos."),
    ),
    planned(
        ("policy", "wait_estimate"),
        FLAG,
        NO,
        ("The page tells the expected wait.", "La página dice la espera prevista."),
    ),
    planned(
        ("policy", "acknowledge"),
        MINUTES,
        &["0", "\"none\"", "false"],
        (
            "Length of a short acknowledgement posted first.",
            "Duración de un breve acuse de recibo que se publica primero.",
        ),
    ),
];

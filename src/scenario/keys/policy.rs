//! Keys of `[policy]`.

use super::{Basis, Default, FLAG, Key, Kind, MINUTES, SHARE, Unit, count, key, nothing, number};

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
    key(
        ("policy", "preferential"),
        (Kind::Choices(&["influencers", "hostile", "chasers"]), Unit::None),
        (Default::Value("[]"), Basis::Model("section 6")),
        (
            "Who goes ahead of all others and gets a goodwill gesture.",
            "Quién pasa por delante de los demás y recibe un gesto comercial.",
        ),
    ),
    key(
        ("policy", "dm"),
        (Kind::Choice(&["when_needed", "always", "never"]), Unit::None),
        (Default::Value("\"when_needed\""), Basis::Evidence("Do not overuse DM; use it where private data is needed")),
        (
            "When public conversations are invited to direct messages.",
            "Cuándo se invita a pasar a mensajes directos a las conversaciones públicas.",
        ),
    ),
    key(
        ("policy", "errors"),
        SHARE,
        (Default::Value("0.02"), Basis::Assumption),
        (
            "Probability that an agent message is wrong: it takes one more, and a conversation already closed is reopened.",
            "Probabilidad de que un mensaje de agente sea erróneo: hace falta otro más, y una conversación ya cerrada se reabre.",
        ),
    ),
    key(
        ("policy", "follow_up"),
        FLAG,
        (Default::Value("false"), Basis::Evidence("Reply in public once an issue solved elsewhere is closed")),
        (
            "A short public message (1 min) after an issue solved in direct messages or by phone.",
            "Un breve mensaje público (1 min) tras resolver un caso por mensajes directos o por teléfono.",
        ),
    ),
    key(
        ("policy", "database_access"),
        FLAG,
        (
            Default::Value("true"),
            Basis::Evidence(
                "No access to the customer database at least doubles the time; some queries must go to the phone",
            ),
        ),
        (
            "Agents see the customer database; without it handling takes twice as long, and half as many issues again need the phone.",
            "Los agentes ven la base de datos de clientes; sin ella la gestión dura el doble y un 50 % más de casos necesita el teléfono.",
        ),
    ),
    key(
        ("policy", "quick_replies"),
        FLAG,
        (Default::Value("false"), Basis::Evidence("Welcome messages and quick replies shorten conversations")),
        (
            "Prepared answers: handling in direct messages x 0.8; agent messages, except of negative types, x 0.85 (1 at least).",
            "Respuestas preparadas: gestión en mensajes directos x 0,8; mensajes de agente, salvo en tipos negativos, x 0,85 (1 como mínimo).",
        ),
    ),
    key(
        ("policy", "monitor_indirect"),
        SHARE,
        (
            Default::Value("0"),
            Basis::Evidence("Answering people who were not talking to you is felt as intrusion by some"),
        ),
        (
            "Share of the indirect mentions that the desk looks for and answers.",
            "Proporción de las menciones indirectas que el equipo busca y responde.",
        ),
    ),
    key(
        ("policy.training", "cost_per_agent_year"),
        number(0.0, 1e6, Unit::MoneyPerYear),
        (Default::Required, Basis::Yours),
        (
            "What it costs a year for each full-time equivalent; part of the staff cost.",
            "Lo que cuesta al año por cada equivalente a jornada completa; forma parte del coste de personal.",
        ),
    ),
    key(
        ("policy.training", "errors"),
        SHARE,
        (Default::Required, Basis::Evidence("Training cuts wrong or rushed answers, which go viral")),
        (
            "Probability that an agent message is wrong once agents are trained, instead of `errors` of [policy].",
            "Probabilidad de que un mensaje sea erróneo con los agentes formados, en lugar de `errors` de [policy].",
        ),
    ),
    key(
        ("policy.troll_protocol", "max_messages"),
        count(1, 100, Unit::Messages),
        (Default::Value("2"), Basis::Model("section 6")),
        (
            "Agent messages to a hostile customer, at most; hostile customers get no gestures.",
            "Mensajes de agente a un cliente hostil, como máximo; los hostiles no reciben gestos comerciales.",
        ),
    ),
    key(
        ("policy.bot", "when"),
        (Kind::Choice(&["always", "closed"]), Unit::None),
        (Default::Value("\"always\""), Basis::Model("section 6")),
        (
            "Whether it answers always, or only while nobody is on duty.",
            "Si responde siempre o solo cuando no hay nadie de servicio.",
        ),
    ),
    key(
        ("policy.bot", "channels"),
        (Kind::Channels, Unit::None),
        (Default::Value("[\"mention\", \"dm\"]"), Basis::Model("section 6")),
        (
            "Channels in which it answers; \"mention\" alone leaves indirect ones out.",
            "Canales en los que responde; «mention» no incluye las indirectas.",
        ),
    ),
    key(
        ("policy.bot", "contain"),
        SHARE,
        (Default::Required, Basis::Yours),
        (
            "Share of what it answers that it solves alone; the rest waits for an agent, whose first answer takes x 0.9.",
            "Proporción de lo que responde que resuelve solo; el resto espera a un agente, cuya primera respuesta dura x 0,9.",
        ),
    ),
    key(
        ("policy", "published_hours"),
        FLAG,
        (Default::Value("false"), Basis::Evidence("Publish service hours so that customers know why nobody answers")),
        (
            "Service hours are published: who writes while closed waits half as long again.",
            "El horario está publicado: quien escribe fuera de él espera un 50 % más.",
        ),
    ),
    key(
        ("policy", "welcome_message"),
        FLAG,
        (Default::Value("false"), Basis::Evidence("Welcome messages and quick replies shorten conversations")),
        (
            "An automatic welcome in direct messages: who reads it waits a quarter longer.",
            "Un saludo automático en los mensajes directos: quien lo lee espera un 25 % más.",
        ),
    ),
    key(
        ("policy", "wait_estimate"),
        FLAG,
        (
            Default::Value("false"),
            Basis::Evidence("A clock on the page tells the expected waiting time from the people queued (KLM)"),
        ),
        (
            "The page tells the expected wait; who would not wait so long phones or leaves at once.",
            "La página dice la espera prevista; quien no esperaría tanto llama o se va enseguida.",
        ),
    ),
    key(
        ("policy", "acknowledge"),
        MINUTES,
        (
            Default::Value("0"),
            Basis::Evidence("in an outage post one general tweet and still acknowledge each customer"),
        ),
        (
            "Length of a short acknowledgement that is posted first (0: none); the message then waits for its answer.",
            "Duración de un breve acuse de recibo que se publica primero (0: ninguno); el mensaje espera luego su respuesta.",
        ),
    ),
];

//! Keys of `[customers]`.

use super::{Basis, Default, Key, Kind, SHARE, Unit, key, number, words};

const SURVEY: Basis = Basis::Evidence("32 % want an answer in under 5 hours, 27 % in under 1 hour");

pub const KEYS: &[Key] = &[
    key(
        ("customers", "patience"),
        (Kind::TimesOrNever, Unit::Minutes),
        (Default::Value("{ p1h = 0.27, p5h = 0.59 }"), SURVEY),
        (
            "Longest wait for the first answer (surveyed expectations), or \"none\".",
            "Espera máxima de la primera respuesta (expectativas de encuesta), o \"none\".",
        ),
    ),
    key(
        ("customers", "patience_factor"),
        number(0.01, 100.0, Unit::Factor),
        (Default::Value("1"), Basis::Assumption),
        (
            "Factor on `patience`, to try how much hangs on it.",
            "Factor sobre `patience`, para probar cuánto depende de ella.",
        ),
    ),
    key(
        ("customers", "phone"),
        SHARE,
        (Default::Value("0.32"), Basis::Model("section 4")),
        ("Probability that one whose patience ended phones.", "Probabilidad de que llame quien perdió la paciencia."),
    ),
    key(
        ("customers", "chase"),
        SHARE,
        (Default::Value("0.20"), Basis::Model("section 4")),
        (
            "Probability that one whose patience ended writes again in public.",
            "Probabilidad de que insista en público quien perdió la paciencia.",
        ),
    ),
    key(
        ("customers", "chase_work"),
        number(0.0, 10.0, Unit::Factor),
        (Default::Value("0.25"), Basis::Model("section 4")),
        (
            "Relative growth of the handling time with each chase.",
            "Aumento relativo del tiempo de gestión con cada insistencia.",
        ),
    ),
    key(
        ("customers", "experienced"),
        SHARE,
        (Default::Value("0"), Basis::Evidence("the more experienced the user, the shorter the wait he or she accepts")),
        ("Share of customers with half the patience.", "Proporción de clientes con la mitad de paciencia."),
    ),
    key(
        ("customers", "reach"),
        (Kind::People, Unit::People),
        (Default::Value("{ median = 200, cv = 5 }"), Basis::Assumption),
        ("People who may see what a customer writes.", "Personas que pueden ver lo que escribe un cliente."),
    ),
    key(
        ("customers", "influencer_reach"),
        number(0.0, 1e9, Unit::People),
        (Default::Value("10000"), Basis::Model("section 3")),
        (
            "Reach from which on a customer counts as an influencer.",
            "Alcance a partir del cual un cliente cuenta como influyente.",
        ),
    ),
    key(
        ("customers.hostile", "base"),
        SHARE,
        (Default::Value("0.03"), Basis::Assumption),
        (
            "Share of conversations of negative types that are hostile while nobody has learned that it pays: more messages, more work, less patience, always in public.",
            "Proporción de hostiles entre las conversaciones de tipos negativos cuando nadie ha aprendido que compensa: más mensajes, más trabajo, menos paciencia, siempre en público.",
        ),
    ),
    key(
        ("customers.hostile", "learned"),
        SHARE,
        (
            Default::Value("0.30"),
            Basis::Evidence(
                "Preferential treatment of a few loud or influential customers teaches everyone that being hard pays",
            ),
        ),
        (
            "The share once everybody has learned that being hard pays off.",
            "La proporción cuando todos han aprendido que ser duro compensa.",
        ),
    ),
    key(
        ("customers.hostile", "half_life"),
        (Kind::Duration { min_minutes: 60.0 }, Unit::Minutes),
        (Default::Value("\"30d\""), Basis::Assumption),
        ("Time in which what was learned halves.", "Tiempo en el que lo aprendido se reduce a la mitad."),
    ),
    key(
        ("customers.hostile", "learned_per_case"),
        number(0.0, 1.0, Unit::Share),
        (
            words("0.2 / (negative conversations a day)", "0,2 / (conversaciones negativas al día)"),
            Basis::Model("section 7"),
        ),
        (
            "How much of what is not learned yet each preferential answer that others can see teaches.",
            "Cuánto de lo aún no aprendido enseña cada respuesta preferente que otros pueden ver.",
        ),
    ),
    key(
        ("customers", "lifetime_margin"),
        number(0.0, 1e9, Unit::Money),
        (Default::Value("120"), Basis::Assumption),
        (
            "What losing a customer costs: the margin that he or she would still have brought.",
            "Lo que cuesta perder un cliente: el margen que aún habría dejado.",
        ),
    ),
    key(
        ("customers", "leaves_channel"),
        SHARE,
        (Default::Value("0.3"), Basis::Assumption),
        (
            "Probability that one who gave up waiting, phoned or left, never uses the channel again.",
            "Probabilidad de que quien dejó de esperar, y llamó o se fue, no vuelva al canal.",
        ),
    ),
    key(
        ("customers", "spend_uplift"),
        number(0.0, 1e9, Unit::Money),
        (Default::Value("0"), Basis::Evidence("Customers who get an answer spend 20-40 % more")),
        (
            "Extra margin that a satisfied customer brings; 0 counts none.",
            "Margen adicional que deja un cliente satisfecho; con 0 no se cuenta ninguno.",
        ),
    ),
    key(
        ("customers.loss", "satisfied"),
        SHARE,
        (Default::Value("0.01"), Basis::Assumption),
        (
            "Probability that a customer is lost for the brand after a conversation that satisfied.",
            "Probabilidad de que la marca pierda al cliente tras una conversación satisfactoria.",
        ),
    ),
    key(
        ("customers.loss", "dissatisfied"),
        SHARE,
        (Default::Value("0.08"), Basis::Assumption),
        (
            "The same after one that did not. Nobody has measured it, and the value lost rests on it.",
            "Lo mismo tras una que no lo fue. Nadie la ha medido, y en ella descansa el valor perdido.",
        ),
    ),
    key(
        ("customers", "dm_accept"),
        SHARE,
        (
            Default::Value("0.8"),
            Basis::Evidence("Some users refuse to follow a brand to open a DM, so private data ends up in public"),
        ),
        (
            "Probability that a customer accepts to move to direct messages.",
            "Probabilidad de que el cliente acepte pasar a mensajes directos.",
        ),
    ),
];

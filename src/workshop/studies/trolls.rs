//! "Feeding the trolls": precedence and vouchers for those who shout, this month and half a year later.

use super::{PEOPLE, Study};
use crate::locale::Text;
use crate::metrics::Measure;
use crate::workshop::lever::{Choice, Lever, LeverKind};

pub static STUDY: Study = Study {
    id: "trolls",
    title: Text::new("Feeding the trolls", "Dar de comer al trol"),
    brief: Text::new(
        "A few customers shout, insult and write again and again, where everybody reads it. The desk could let them go first so that it is quiet, \
         or end such exchanges after two messages. 2,000 conversations a week; five people at any time on weekdays, three at weekends. What is \
         your rule?",
        "Unos pocos clientes gritan, insultan e insisten donde todos lo leen. El servicio puede dejarlos pasar primero para que haya calma o \
         terminar esos intercambios tras dos mensajes. 2000 conversaciones a la semana; cinco personas a la vez entre semana y tres el fin de \
         semana. ¿Cuál es tu norma?",
    ),
    budget: 6250.0,
    agreement: "1 h",
    also: Measure::HostileShare,
    levers: &[
        Lever {
            id: "first",
            label: Text::new("Who goes first", "Quién pasa primero"),
            about: Text::new(
                "Ahead of all others, with a gesture.",
                "Por delante de los demás, con un gesto comercial.",
            ),
            kind: LeverKind::Choice(&[
                Choice {
                    id: "nobody",
                    label: Text::new("Nobody: everyone in turn", "Nadie: cada uno a su turno"),
                    set: &[],
                },
                Choice {
                    id: "hostile",
                    label: Text::new("Who shouts", "Quien grita"),
                    set: &["policy.preferential=[\"hostile\"]"],
                },
                Choice {
                    id: "hostile_chasers",
                    label: Text::new("Who shouts, and who writes again", "Quien grita y quien insiste"),
                    set: &["policy.preferential=[\"hostile\", \"chasers\"]"],
                },
                Choice {
                    id: "protocol",
                    label: Text::new(
                        "Nobody, and two messages at most to who shouts",
                        "Nadie, y como máximo dos mensajes a quien grita",
                    ),
                    set: &["policy.troll_protocol={ max_messages = 2 }"],
                },
            ]),
        },
        Lever {
            id: "gesture",
            label: Text::new("The gesture", "El gesto"),
            about: Text::new("For each who goes first.", "Para cada uno que pasa primero."),
            kind: LeverKind::Choice(&[
                Choice { id: "voucher", label: Text::new("A voucher of 10 EUR", "Un vale de 10 EUR"), set: &[] },
                Choice {
                    id: "words",
                    label: Text::new("Kind words (0 EUR)", "Buenas palabras (0 EUR)"),
                    set: &["costs.goodwill_cost=0"],
                },
            ]),
        },
        Lever {
            id: "weekdays",
            label: Text::new("People Monday to Friday, 08–22", "Personas de lunes a viernes, 08–22"),
            about: Text::new("In two shifts a day.", "En dos turnos al día."),
            kind: LeverKind::Amount { key: "desk.team.weekdays.agents", least: 4, most: 6, as_is: 5, unit: PEOPLE },
        },
        Lever {
            id: "training",
            label: Text::new("Training", "Formación"),
            about: Text::new(
                "500 EUR a year for each full-time post; half as many wrong answers.",
                "500 EUR al año por cada puesto a jornada completa; la mitad de respuestas erróneas.",
            ),
            kind: LeverKind::Choice(&[
                Choice { id: "none", label: Text::new("None beyond today's", "Ninguna más que hoy"), set: &[] },
                Choice {
                    id: "yes",
                    label: Text::new("Train everybody", "Formar a todos"),
                    set: &["policy.training={ cost_per_agent_year = 500, errors = 0.01 }"],
                },
            ]),
        },
    ],
    questions: &[
        Text::new(
            "It is quieter this month where trolls go first. For whom?",
            "Este mes hay más calma donde los troles pasan primero. ¿Para quién?",
        ),
        Text::new("What did a voucher cost, and who pays for it?", "¿Cuánto costó cada vale y quién lo paga?"),
        Text::new(
            "What would a customer do who has watched this for a month?",
            "¿Qué haría un cliente que lleva un mes viéndolo?",
        ),
    ],
    later: &[
        Text::new(
            "How many complaints are hostile now, and how many people would it take to answer as soon as half a year ago?",
            "¿Cuántas quejas son ahora hostiles, y cuántas personas harían falta para responder tan pronto como hace medio año?",
        ),
        Text::new("Who in your organisation teaches this today?", "¿Quién enseña esto hoy en tu organización?"),
    ],
    file: "trolls.toml",
};

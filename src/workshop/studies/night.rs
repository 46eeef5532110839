//! "Is 24x7 worth it?": windows, one person in the other hours, and what a customer is worth.

use super::{PEOPLE, Study};
use crate::locale::Text;
use crate::metrics::Measure;
use crate::workshop::lever::{Choice, Lever, LeverKind};

pub static STUDY: Study = Study {
    id: "night",
    title: Text::new("Is 24x7 worth it?", "¿Compensa el 24x7?"),
    brief: Text::new(
        "The same retailer: 1,000 conversations a week, open Monday to Friday, 08:00 to 20:00. Management asks for a desk that never closes. A \
         lost customer costs 120 EUR of margin, or so somebody wrote once. Which hours do you open, and with how many people?",
        "La misma cadena: 1000 conversaciones a la semana y horario de lunes a viernes, de 08:00 a 20:00. La dirección pide un servicio que no \
         cierre nunca. Perder un cliente cuesta 120 EUR de margen, o eso escribió alguien una vez. ¿Qué horas abres y con cuántas personas?",
    ),
    budget: 3700.0,
    agreement: "1 h",
    also: Measure::Occupancy,
    levers: &[
        Lever {
            id: "hours",
            label: Text::new("Hours beside Monday to Friday, 08–20", "Horas además de lunes a viernes, 08–20"),
            about: Text::new(
                "One person, with the premiums of nights and Sundays.",
                "Una persona, con los pluses de noche y de domingo.",
            ),
            kind: LeverKind::Choice(&[
                Choice { id: "none", label: Text::new("None", "Ninguna"), set: &[] },
                Choice {
                    id: "saturday",
                    label: Text::new("Saturday, 08–20", "Sábado, 08–20"),
                    set: &[
                        "desk.team.\"other hours\".agents=1",
                        "desk.team.\"other hours\".shifts=[\"Sat 08:00-14:00\", \"Sat 14:00-20:00\"]",
                    ],
                },
                Choice {
                    id: "weekend",
                    label: Text::new("Saturday and Sunday, 08–20", "Sábado y domingo, 08–20"),
                    set: &[
                        "desk.team.\"other hours\".agents=1",
                        "desk.team.\"other hours\".shifts=[\"Sat-Sun 08:00-14:00\", \"Sat-Sun 14:00-20:00\"]",
                    ],
                },
                Choice {
                    id: "evenings",
                    label: Text::new("Daily until midnight", "Todos los días hasta medianoche"),
                    set: &[
                        "desk.team.\"other hours\".agents=1",
                        "desk.team.\"other hours\".shifts=[\"daily 20:00-24:00\", \"Sat-Sun 08:00-14:00\", \"Sat-Sun 14:00-20:00\"]",
                    ],
                },
                Choice {
                    id: "always",
                    label: Text::new("Always (24x7)", "Siempre (24x7)"),
                    set: &["desk.team.\"other hours\".agents=1"],
                },
            ]),
        },
        Lever {
            id: "day",
            label: Text::new("People Monday to Friday, 08–20", "Personas de lunes a viernes, 08–20"),
            about: Text::new("In two shifts a day.", "En dos turnos al día."),
            kind: LeverKind::Amount { key: "desk.team.day.agents", least: 2, most: 4, as_is: 3, unit: PEOPLE },
        },
        Lever {
            id: "bot",
            label: Text::new("A bot in direct messages", "Un bot en los mensajes directos"),
            about: Text::new(
                "It solves one in four, a little less well than a person.",
                "Resuelve uno de cada cuatro, algo peor que una persona.",
            ),
            kind: LeverKind::Choice(&[
                Choice { id: "none", label: Text::new("None", "Ninguno"), set: &[] },
                Choice {
                    id: "closed",
                    label: Text::new("While nobody is on duty", "Cuando no hay nadie de servicio"),
                    set: &["policy.bot={ when = \"closed\", channels = [\"dm\"], contain = 0.25 }"],
                },
                Choice {
                    id: "always",
                    label: Text::new("Always", "Siempre"),
                    set: &["policy.bot={ when = \"always\", channels = [\"dm\"], contain = 0.25 }"],
                },
            ]),
        },
    ],
    questions: &[
        Text::new(
            "Who writes at three in the morning, and who while you have supper? Which of them does your window answer?",
            "¿Quién escribe a las tres de la mañana y quién mientras cenas? ¿A cuál de ellos responde tu horario?",
        ),
        Text::new(
            "The day team of those who never close is less busy. What did the winners do with that?",
            "El equipo de día de quienes no cierran está menos ocupado. ¿Qué hicieron con eso los que ganaron?",
        ),
        Text::new(
            "120 EUR a customer: who here knows that figure? At which value would your decision be another?",
            "120 EUR por cliente: ¿quién conoce aquí esa cifra? ¿Con qué valor decidirías otra cosa?",
        ),
    ],
    later: &[Text::new(
        "A quarter more customers write now. Which window holds, and which day team does not?",
        "Ahora escribe una cuarta parte más de clientes. ¿Qué horario aguanta y qué equipo de día no?",
    )],
    file: "night.toml",
};

//! "The Monday morning": what a weekend leaves, and who takes it away.

use super::{PEOPLE, Study, WORDS_ACKNOWLEDGE, WORDS_HOURS, WORDS_NONE};
use crate::locale::Text;
use crate::metrics::Measure;
use crate::workshop::lever::{Choice, Lever, LeverKind};

pub static STUDY: Study = Study {
    id: "monday",
    title: Text::new("The Monday morning", "El lunes por la mañana"),
    brief: Text::new(
        "A retailer's customers write 1,000 conversations a week, also on Saturday and Sunday. The desk works Monday to Friday, 08:00 to 20:00, \
         three people at any time. On Monday some 360 messages wait before anybody has sat down. Where do you put the people you can pay?",
        "Los clientes de una cadena de tiendas abren 1000 conversaciones a la semana, también sábados y domingos. El servicio trabaja de lunes a \
         viernes, de 08:00 a 20:00, con tres personas a la vez. El lunes esperan unos 360 mensajes antes de que nadie se haya sentado. ¿Dónde \
         pones a las personas que puedes pagar?",
    ),
    budget: 2950.0,
    agreement: "1 h",
    also: Measure::WeekOpenClear,
    levers: &[
        Lever {
            id: "day",
            label: Text::new("People Monday to Friday, 08–20", "Personas de lunes a viernes, 08–20"),
            about: Text::new("In two shifts a day.", "En dos turnos al día."),
            kind: LeverKind::Amount { key: "desk.team.day.agents", least: 2, most: 4, as_is: 3, unit: PEOPLE },
        },
        Lever {
            id: "monday",
            label: Text::new("Further people on Monday, 08–14", "Refuerzo el lunes, 08–14"),
            about: Text::new("Beside those above.", "Además de las anteriores."),
            kind: LeverKind::Amount { key: "desk.team.Monday.agents", least: 0, most: 4, as_is: 0, unit: PEOPLE },
        },
        Lever {
            id: "weekend",
            label: Text::new("The weekend", "El fin de semana"),
            about: Text::new("From 10 to 16, with the Sunday premium.", "De 10 a 16, con el plus de domingo."),
            kind: LeverKind::Choice(&[
                Choice { id: "closed", label: Text::new("Closed", "Cerrado"), set: &[] },
                Choice {
                    id: "saturday",
                    label: Text::new("One person on Saturday", "Una persona el sábado"),
                    set: &["desk.team.weekend.agents=1", "desk.team.weekend.shifts=[\"Sat 10:00-16:00\"]"],
                },
                Choice {
                    id: "one",
                    label: Text::new("One person on both days", "Una persona los dos días"),
                    set: &["desk.team.weekend.agents=1"],
                },
                Choice {
                    id: "two",
                    label: Text::new("Two people on both days", "Dos personas los dos días"),
                    set: &["desk.team.weekend.agents=2"],
                },
            ]),
        },
        Lever {
            id: "words",
            label: Text::new("What you say to those who wait", "Qué dices a quien espera"),
            about: Text::new("Words cost no shift.", "Las palabras no cuestan turnos."),
            kind: LeverKind::Choice(&[
                Choice { id: "nothing", label: WORDS_NONE, set: &[] },
                Choice { id: "hours", label: WORDS_HOURS, set: &["policy.published_hours=true"] },
                Choice { id: "acknowledge", label: WORDS_ACKNOWLEDGE, set: &["policy.acknowledge=\"30s\""] },
            ]),
        },
    ],
    questions: &[
        Text::new(
            "Which team answered more within the hour: the one with more people all week, or the one with one person at the weekend?",
            "¿Qué equipo respondió más en una hora: el que puso más gente toda la semana o el que puso una persona el fin de semana?",
        ),
        Text::new(
            "Who worked on Saturday for your customers, and what did an hour of theirs bring beside an hour on Wednesday?",
            "¿Quién trabajó el sábado para tus clientes, y qué aportó cada hora suya frente a una hora del miércoles?",
        ),
        Text::new(
            "An acknowledgement is a first response. Did it answer anybody?",
            "Un acuse de recibo es una primera respuesta. ¿Respondió a alguien?",
        ),
    ],
    later: &[Text::new(
        "A quarter more customers write now. Whose week still has room for Monday?",
        "Ahora escribe una cuarta parte más de clientes. ¿A quién le queda sitio para el lunes?",
    )],
    file: "monday.toml",
};

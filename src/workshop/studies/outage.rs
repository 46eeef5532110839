//! "The outage": ten times the incidents on a Tuesday, one post, or more people.

use super::{PEOPLE, Study};
use crate::locale::Text;
use crate::metrics::Measure;
use crate::workshop::lever::{Choice, Lever, LeverKind};

pub static STUDY: Study = Study {
    id: "outage",
    title: Text::new("The outage", "La caída del servicio"),
    brief: Text::new(
        "On Tuesday at 11:00 the network of an operator goes down. Ten times the usual incidents come in within half an hour; every 4 hours it is \
         half as many. 2,000 conversations in an ordinary week; five people at any time on weekdays, three at weekends. You decide today, before \
         it happens: who may tell everybody, how soon, and how many people are there?",
        "El martes a las 11:00 se cae la red de un operador. En media hora entran diez veces más incidencias de lo habitual; cada 4 horas son la \
         mitad. 2000 conversaciones en una semana normal; cinco personas a la vez entre semana y tres el fin de semana. Decides hoy, antes de que \
         pase: ¿quién puede avisar a todos, cuándo, y con cuánta gente?",
    ),
    budget: 7100.0,
    agreement: "1 h",
    also: Measure::PhoneContacts,
    levers: &[
        Lever {
            id: "post",
            label: Text::new("One post that tells everybody", "Un mensaje general que avisa a todos"),
            about: Text::new(
                "It cuts what the outage still brings; everyone is still answered.",
                "Reduce lo que la caída aún trae; se sigue respondiendo a cada uno.",
            ),
            kind: LeverKind::Choice(&[
                Choice { id: "none", label: Text::new("None", "Ninguno"), set: &[] },
                Choice {
                    id: "soon",
                    label: Text::new("After 20 min: the desk may", "A los 20 min: lo decide el servicio"),
                    set: &["demand.crisis.\"network down\".broadcast_after=\"20m\""],
                },
                Choice {
                    id: "late",
                    label: Text::new("After 2 h: once it is approved", "A las 2 h: cuando se aprueba"),
                    set: &["demand.crisis.\"network down\".broadcast_after=\"2h\""],
                },
            ]),
        },
        Lever {
            id: "weekdays",
            label: Text::new("People Monday to Friday, 08–22", "Personas de lunes a viernes, 08–22"),
            about: Text::new("In two shifts a day, every week.", "En dos turnos al día, todas las semanas."),
            kind: LeverKind::Amount { key: "desk.team.weekdays.agents", least: 4, most: 7, as_is: 5, unit: PEOPLE },
        },
        Lever {
            id: "order",
            label: Text::new("Order of the queue", "Orden de la cola"),
            about: Text::new("Who is answered first.", "A quién se responde primero."),
            kind: LeverKind::Choice(&[
                Choice { id: "turn", label: Text::new("Everyone in turn", "Cada uno a su turno"), set: &[] },
                Choice {
                    id: "incidents_first",
                    label: Text::new("Incidents first", "Primero las incidencias"),
                    set: &["policy.order=\"priority\"", "policy.priority=[\"incident\"]"],
                },
                Choice {
                    id: "incidents_last",
                    label: Text::new("Incidents last", "Las incidencias al final"),
                    set: &["policy.order=\"priority\"", "policy.priority=[\"question\", \"complaint\"]"],
                },
            ]),
        },
        Lever {
            id: "words",
            label: Text::new("A word to each at once", "Una palabra a cada uno"),
            about: Text::new("Posted in turn, 30 s each.", "Se publica por turno, 30 s cada una."),
            kind: LeverKind::Choice(&[
                Choice { id: "none", label: Text::new("No", "No"), set: &[] },
                Choice {
                    id: "acknowledge",
                    label: Text::new("Yes: \"we have read you\"", "Sí: «te hemos leído»"),
                    set: &["policy.acknowledge=\"30s\""],
                },
            ]),
        },
    ],
    questions: &[
        Text::new(
            "What did the post after 20 min bring, and what did two people more on every day?",
            "¿Qué aportó el mensaje a los 20 min y qué aportaron dos personas más cada día?",
        ),
        Text::new(
            "Who in your organisation has to say yes before such a post? How long does that take?",
            "¿Quién tiene que dar el sí a un mensaje así en tu organización? ¿Cuánto tarda?",
        ),
        Text::new(
            "Who was answered late although nothing of theirs was broken?",
            "¿A quién se respondió tarde aunque a él no se le había caído nada?",
        ),
    ],
    later: &[Text::new(
        "Half a year with one outage in it: what does a week cost those who hired for that Tuesday?",
        "Medio año con una sola caída: ¿cuánto cuesta cada semana a quienes contrataron para aquel martes?",
    )],
    file: "outage.toml",
};

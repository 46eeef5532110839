//! "Everything by DM?": in public, in private, and what is written where everybody reads it.

use super::{PEOPLE, Study};
use crate::locale::Text;
use crate::metrics::Measure;
use crate::workshop::lever::{Choice, Lever, LeverKind};

pub static STUDY: Study = Study {
    id: "dm",
    title: Text::new("Everything by DM?", "¿Todo por mensaje directo?"),
    brief: Text::new(
        "A bank's customers write 2,000 conversations a week, most of them in public, and half need data that nobody else should read. The data \
         protection officer wants everything in direct messages; marketing wants good answers to be seen. Six people at any time on weekdays, \
         four at weekends. What is your rule?",
        "Los clientes de un banco abren 2000 conversaciones a la semana, la mayoría en público, y la mitad necesita datos que nadie más debe leer. \
         La delegada de protección de datos lo quiere todo por mensaje directo; marketing quiere que las buenas respuestas se vean. Seis personas \
         a la vez entre semana y cuatro el fin de semana. ¿Cuál es tu norma?",
    ),
    budget: 6600.0,
    agreement: "1 h",
    also: Measure::PrivacyExposures,
    levers: &[
        Lever {
            id: "dm",
            label: Text::new("When customers are asked to write in private", "Cuándo se pide escribir en privado"),
            about: Text::new("One in five does not want to.", "Uno de cada cinco no quiere."),
            kind: LeverKind::Choice(&[
                Choice {
                    id: "needed",
                    label: Text::new("When private data is needed", "Cuando hacen falta datos privados"),
                    set: &[],
                },
                Choice { id: "always", label: Text::new("Always", "Siempre"), set: &["policy.dm=\"always\""] },
                Choice { id: "never", label: Text::new("Never", "Nunca"), set: &["policy.dm=\"never\""] },
            ]),
        },
        Lever {
            id: "prepared",
            label: Text::new("Prepared answers in direct messages", "Respuestas preparadas en los mensajes directos"),
            about: Text::new("They shorten what is usual.", "Acortan lo habitual."),
            kind: LeverKind::Choice(&[
                Choice { id: "no", label: Text::new("No", "No"), set: &[] },
                Choice { id: "yes", label: Text::new("Yes", "Sí"), set: &["policy.quick_replies=true"] },
            ]),
        },
        Lever {
            id: "follow",
            label: Text::new("A public word once it is solved in private", "Un mensaje público al resolver en privado"),
            about: Text::new("One minute each.", "Un minuto cada uno."),
            kind: LeverKind::Choice(&[
                Choice { id: "no", label: Text::new("No", "No"), set: &[] },
                Choice { id: "yes", label: Text::new("Yes", "Sí"), set: &["policy.follow_up=true"] },
            ]),
        },
        Lever {
            id: "weekdays",
            label: Text::new("People Monday to Friday, 08–22", "Personas de lunes a viernes, 08–22"),
            about: Text::new("In two shifts a day.", "En dos turnos al día."),
            kind: LeverKind::Amount { key: "desk.team.weekdays.agents", least: 4, most: 6, as_is: 6, unit: PEOPLE },
        },
    ],
    questions: &[
        Text::new(
            "How much private data was written in public in each team, and how often did a customer phone?",
            "¿Cuántos datos privados se escribieron en público en cada equipo, y cuántas veces llamó un cliente?",
        ),
        Text::new(
            "What did \"always\" protect that \"when needed\" did not?",
            "¿Qué protegió «siempre» que no protegiera «cuando hace falta»?",
        ),
        Text::new("Who could do with fewer people, and why?", "¿Quién pudo hacerlo con menos personas, y por qué?"),
    ],
    later: &[Text::new(
        "An eighth more customers write now. Whose rule has become too expensive?",
        "Ahora escribe una octava parte más de clientes. ¿Qué norma se ha vuelto demasiado cara?",
    )],
    file: "dm.toml",
};

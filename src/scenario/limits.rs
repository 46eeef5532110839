//! Stated limits of scenario files: what is beyond them is refused with a problem that names the limit, so that no
//! file, however it was written, can exhaust memory or run for ever.

use crate::locale::Text;

/// Something that has a stated maximum.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Limit {
    FileBytes,
    Nesting,
    ExtendsChain,
    Variants,
    Contacts,
    Teams,
    Slas,
    Crises,
    Presences,
    /// Candidate shifts of `[sizing]`.
    Candidates,
    /// Factor of all crises of a contact type together.
    CrisisFactor,
    Languages,
    Shifts,
    Agents,
    NameLength,
    Weeks,
    ConversationsPerWeek,
    Workload,
    ReferencedBytes,
    EmpiricalValues,
    /// Values of a file and all it extends.
    Values,
    SyntaxErrors,
}

impl Limit {
    pub const ALL: [Limit; 22] = [
        Limit::FileBytes,
        Limit::Nesting,
        Limit::ExtendsChain,
        Limit::Variants,
        Limit::Contacts,
        Limit::Teams,
        Limit::Slas,
        Limit::Crises,
        Limit::Presences,
        Limit::Candidates,
        Limit::CrisisFactor,
        Limit::Languages,
        Limit::Shifts,
        Limit::Agents,
        Limit::NameLength,
        Limit::Weeks,
        Limit::ConversationsPerWeek,
        Limit::Workload,
        Limit::ReferencedBytes,
        Limit::EmpiricalValues,
        Limit::Values,
        Limit::SyntaxErrors,
    ];

    /// The largest value accepted.
    pub const fn allowed(self) -> u64 {
        match self {
            Limit::FileBytes => 1 << 20,
            Limit::Nesting => 16,
            Limit::ExtendsChain => 8,
            Limit::Variants => 64,
            Limit::Contacts => 64,
            Limit::Teams => 64,
            Limit::Slas => 32,
            Limit::Crises => 8,
            Limit::Presences => 64,
            Limit::Candidates => 20_000,
            Limit::CrisisFactor => 1000,
            Limit::Languages => 32,
            Limit::Shifts => 500,
            Limit::Agents => 100_000,
            Limit::NameLength => 80,
            Limit::Weeks => 520,
            Limit::ConversationsPerWeek => 20_000_000,
            Limit::Workload => 200_000_000_000,
            Limit::ReferencedBytes => 16 << 20,
            Limit::EmpiricalValues => 1_000_000,
            Limit::Values => 100_000,
            Limit::SyntaxErrors => 100,
        }
    }

    /// What is limited, as the subject of a sentence.
    pub const fn subject(self) -> Text {
        match self {
            Limit::FileBytes => Text::new("bytes of a scenario file", "bytes de un archivo de escenario"),
            Limit::Nesting => Text::new("levels of nested tables and lists", "niveles de tablas y listas anidadas"),
            Limit::ExtendsChain => Text::new("files in a chain of `extends`", "archivos en una cadena de `extends`"),
            Limit::Variants => Text::new("variants of a file", "variantes de un archivo"),
            Limit::Contacts => Text::new("contact types", "tipos de contacto"),
            Limit::Teams => Text::new("teams", "equipos"),
            Limit::Slas => Text::new("service-level agreements", "acuerdos de nivel de servicio"),
            Limit::Crises => Text::new("crises", "crisis"),
            Limit::Presences => Text::new("rules of least presence", "reglas de presencia mínima"),
            Limit::Candidates => Text::new(
                "shifts to choose from (times of day and lengths, or hours listed, x 7 days x teams)",
                "turnos entre los que elegir (horas de comienzo y duraciones, u horas de la lista, x 7 días x equipos)",
            ),
            Limit::CrisisFactor => Text::new(
                "times the usual volume in crises of a contact type that multiply each other",
                "veces el volumen normal en crisis de un tipo de contacto que se multiplican entre sí",
            ),
            Limit::Languages => Text::new("languages", "idiomas"),
            Limit::Shifts => Text::new("shifts of a team", "turnos de un equipo"),
            Limit::Agents => Text::new(
                "agents of a scenario (each is simulated as an individual)",
                "agentes de un escenario (cada uno se simula por separado)",
            ),
            Limit::NameLength => Text::new("characters of a name", "caracteres de un nombre"),
            Limit::Weeks => Text::new("weeks of a run, warm-up included", "semanas simuladas, incluido el rodaje"),
            Limit::ConversationsPerWeek => {
                Text::new("conversations and noise a week", "conversaciones y ruido por semana")
            }
            Limit::Workload => Text::new(
                "conversations to simulate (a week x weeks x replications x scenarios, with their growth and crises)",
                "conversaciones por simular (por semana x semanas x réplicas x escenarios, con su crecimiento y sus crisis)",
            ),
            Limit::ReferencedBytes => Text::new("bytes of a data file", "bytes de un archivo de datos"),
            Limit::EmpiricalValues => {
                Text::new("observed values of all data files", "valores observados de todos los archivos de datos")
            }
            Limit::Values => Text::new(
                "values of a scenario file and those it extends",
                "valores de un archivo de escenario y los que extiende",
            ),
            Limit::SyntaxErrors => Text::new("syntax errors of a file", "errores de sintaxis de un archivo"),
        }
    }
}

/// Longest duration, and largest mean or median of a distribution of times, in minutes: a year.
pub const MAX_MINUTES: f64 = 366.0 * 1440.0;

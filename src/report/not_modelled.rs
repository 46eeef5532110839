//! What the figures leave out: said once, for every report.

use crate::locale::Text;

/// Each a sentence; a reader must know them before deciding.
pub const NOT_MODELLED: [Text; 8] = [
    Text::new(
        "Uncertain inputs: the intervals cover simulation noise only. Handling time and patience are the least certain \
         inputs; vary them before you decide.",
        "La incertidumbre de los datos de entrada: los intervalos solo cubren el ruido de la simulación. El tiempo de \
         gestión y la paciencia son los datos menos seguros; varíalos antes de decidir.",
    ),
    Text::new(
        "Observed patience: how long customers wait is what they say in surveys, not what they were seen to do.",
        "La paciencia observada: lo que esperan los clientes es lo que dicen en encuestas, no lo que se les ha visto hacer.",
    ),
    Text::new(
        "Agents who tire, hurry or learn: handling times do not depend on how busy the desk is or how long a shift lasts.",
        "Agentes que se cansan, se apresuran o aprenden: el tiempo de gestión no depende de la carga ni de lo que dure el \
         turno.",
    ),
    Text::new(
        "Recruiting, turnover and named rosters: shifts are worked as planned, less random absence that nobody replaces.",
        "Contratación, rotación y cuadrantes con nombres: los turnos se trabajan como se planifican, salvo ausencias al azar \
         que nadie cubre.",
    ),
    Text::new(
        "The telephone line: phone contacts are counted and priced, but no caller waits in a queue.",
        "La línea telefónica: los contactos por teléfono se cuentan y se pagan, pero nadie espera en una cola de llamadas.",
    ),
    Text::new(
        "Demand that answers to service: good or bad service changes the volume only through contagion and through what \
         preferential treatment teaches.",
        "Una demanda que responda al servicio: un servicio bueno o malo solo cambia el volumen por el contagio y por lo que \
         enseña el trato preferente.",
    ),
    Text::new(
        "What is said in the answers: quality is a rate of wrong answers, the same for every agent.",
        "El contenido de las respuestas: la calidad es una tasa de respuestas erróneas, igual para todos los agentes.",
    ),
    Text::new(
        "The change to summer time and back: every day has 24 hours.",
        "El cambio de hora de verano e invierno: todos los días tienen 24 horas.",
    ),
];

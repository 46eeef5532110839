//! What speaks against using an export, or asks for care with it, whatever later weeks say of its scenario.

use crate::calibrate::{Calibration, Evidence};
use crate::locale::number::{number, percent};
use crate::locale::{Lang, Text};

/// Conversations below which a reader is warned that intervals are wide.
const FEW: u64 = 200;
/// Share of all conversations on one day above which an export is no desk's usual weeks.
const MUCH_ON_ONE_DAY: f64 = 0.3;

/// Share of broken rows, or of answers before their question, above which the reader is warned.
const MANY_BROKEN: f64 = 0.05;
/// Share of first answers at once above which not only people answer.
const MANY_AT_ONCE: f64 = 0.05;

/// That many rows are broken.
const BROKEN: Text = Text::new(
    "Many rows are broken and left out: mend the export before you trust any of this.",
    "Hay muchas filas rotas que no se usan: arregla la exportación antes de fiarte de todo esto.",
);

/// All of them, the gravest first: for the scenario file and for where nothing was judged.
pub fn warnings(calibration: &Calibration, evidence: &Evidence, lang: Lang) -> Vec<String> {
    let unfit = automatic(evidence, lang).into_iter().chain(excerpt(calibration, evidence, lang));
    unfit.chain(cautions(calibration, evidence, lang)).collect()
}

/// That automatic replies are in the export, and what to do: nothing that follows from them can be used.
pub fn automatic(evidence: &Evidence, lang: Lang) -> Option<String> {
    let share = percent(evidence.at_once.filter(|at_once| *at_once >= MANY_AT_ONCE)?, 0, lang);
    Some(match lang {
        Lang::En => format!(
            "Do not use it yet: {share} of the first answers came within 10 seconds. Nobody reads and writes so fast, so these are automatic replies; they count as first responses and as hours at work. Take their rows out of the export and calibrate again."
        ),
        Lang::Es => format!(
            "Todavía no conviene usarlo: el {share} de las primeras respuestas llegó en 10 segundos. Nadie lee y escribe tan rápido, así que son respuestas automáticas; cuentan como primeras respuestas y como horas de servicio. Quita sus filas de la exportación y calibra de nuevo."
        ),
    })
}

/// That the export is no desk's usual weeks, whatever a back-test says of them.
pub fn excerpt(calibration: &Calibration, evidence: &Evidence, lang: Lang) -> Option<String> {
    let days = calibration.period.days();
    if evidence.on_one_day <= MUCH_ON_ONE_DAY || days <= 3 {
        return None;
    }
    let share = percent(evidence.on_one_day, 0, lang);
    Some(match lang {
        Lang::En => format!(
            "Do not use it: {share} of all conversations opened on one day of {days}. This looks like an excerpt, not like the usual weeks of a desk; volume, profile and hours are not to be believed."
        ),
        Lang::Es => format!(
            "No conviene usarlo: el {share} de las conversaciones se abrió en un solo día de {days}. Parece un extracto, no las semanas normales de un equipo; el volumen, el perfil y las horas no son creíbles."
        ),
    })
}

/// What to mind of the export itself.
pub fn cautions(calibration: &Calibration, evidence: &Evidence, lang: Lang) -> Vec<String> {
    let mut cautions = vec![];
    if calibration.conversations < FEW {
        let count = number(calibration.conversations as f64, 0, lang);
        cautions.push(match lang {
            Lang::En => format!("The scenario rests on {count} conversations only: look at its intervals."),
            Lang::Es => format!("El escenario se apoya solo en {count} conversaciones: conviene mirar sus intervalos."),
        });
    }
    if evidence.broken > MANY_BROKEN {
        cautions.push(BROKEN.get(lang).into());
    }
    if evidence.unattributed > MANY_BROKEN {
        let share = percent(evidence.unattributed, 0, lang);
        cautions.push(match lang {
            Lang::En => format!(
                "{share} of the rows belong to conversations that nobody answered and that name no account. They are left out, so that volume and response rate are mostly those of answered conversations: the volume is too low, the response rate too high."
            ),
            Lang::Es => format!(
                "El {share} de las filas son de conversaciones que nadie respondió y que no nombran ninguna cuenta. No se usan, así que el volumen y la tasa de respuesta son sobre todo los de las respondidas: el volumen queda bajo y la tasa de respuesta, alta."
            ),
        });
    }
    if evidence.answer_first > MANY_BROKEN {
        let share = percent(evidence.answer_first, 0, lang);
        cautions.push(match lang {
            Lang::En => format!(
                "{share} of the rows are answers dated before their question and are left out, so that their conversations look unanswered. Unless the desk wrote first, messages and answers are dated by different clocks: export both with the same one."
            ),
            Lang::Es => format!(
                "El {share} de las filas son respuestas con fecha anterior a su pregunta y no se usan, así que sus conversaciones parecen sin responder. Salvo que el equipo escribiera primero, los mensajes y las respuestas llevan la fecha de relojes distintos: exporta ambos con el mismo."
            ),
        });
    }
    cautions
}

//! Contradictions in `[sizing]`.

use super::told;
use crate::locale::Lang;
use crate::locale::number::duration;
use crate::report::problems::Message;
use crate::report::problems::accepted::{plain, say};
use crate::scenario::problem::SizingFault;

pub fn of_sizing(path: &str, fault: &SizingFault, lang: Lang) -> Message {
    match fault {
        SizingFault::NoHours => told(
            say!(lang, "`{path}` leaves no hours in which a shift may lie", "`{path}` no deja horas para ningún turno"),
            None,
            Some(say!(lang, "widen `hours`, or shorten `closed`", "amplía `hours` o acorta `closed`")),
        ),
        SizingFault::PresenceOutside { hours_per_week, windows } => {
            let hours = plain(*hours_per_week, lang);
            told(
                say!(
                    lang,
                    "`{path}`: somebody must be present in hours in which no shift may lie: {windows} ({hours} h a week)",
                    "`{path}`: tiene que haber alguien en horas sin turnos posibles: {windows} ({hours} h por semana)"
                ),
                None,
                Some(say!(
                    lang,
                    "take these hours out, or let shifts lie there with `hours` or `closed`",
                    "quita esas horas, o permite turnos en ellas con `hours` o `closed`"
                )),
            )
        }
        SizingFault::PatternClosed { hours_per_week, windows } => {
            let hours = plain(*hours_per_week, lang);
            told(
                say!(
                    lang,
                    "`{path}`: a shift in hours in which none may lie: {windows} ({hours} h a week)",
                    "`{path}`: un turno en horas en las que no puede haberlos: {windows} ({hours} h por semana)"
                ),
                None,
                Some(say!(
                    lang,
                    "end it with the hours of `[sizing]`, or change `hours` or `closed` there",
                    "ajústalo a las horas de `[sizing]`, o cambia allí `hours` o `closed`"
                )),
            )
        }
        SizingFault::NobodyQualified => told(
            say!(
                lang,
                "`{path}`: no team can take all that those present must take",
                "`{path}`: ningún equipo sabe atender todo lo que se pide a los presentes"
            ),
            None,
            Some(say!(
                lang,
                "ask for less, or give a team these skills (and no limit of 0)",
                "pide menos, o da a un equipo esas capacidades (y ningún límite de 0)"
            )),
        ),
        _ => of_rules(path, fault, lang),
    }
}

fn of_rules(path: &str, fault: &SizingFault, lang: Lang) -> Message {
    let long = |minutes: u32| duration(f64::from(minutes), lang);
    match fault {
        SizingFault::LeastAboveMost { least, most } => told(
            say!(
                lang,
                "`{path}`: at least {least} agents, but at most {most}",
                "`{path}`: {least} agentes como mínimo, pero {most} como máximo"
            ),
            Some(say!(lang, "least up to most", "least hasta most")),
            Some(say!(lang, "lower `least`, or raise `most`", "baja `least` o sube `most`")),
        ),
        SizingFault::AboveContract { paid_minutes, contract_minutes } => {
            let (paid, contract) = (long(*paid_minutes), long(*contract_minutes));
            told(
                say!(
                    lang,
                    "`{path}`: one shift is {paid} of paid time, more than the {contract} a week of the longest contract",
                    "`{path}`: un solo turno son {paid} pagadas, más que las {contract} por semana del contrato más largo"
                ),
                None,
                Some(say!(
                    lang,
                    "shorten the shift, or add a longer contract to `contracts`",
                    "acorta el turno, o añade un contrato más largo a `contracts`"
                )),
            )
        }
        SizingFault::NoWeeklyRest { shift_minutes, rest_minutes } => {
            let (shift, rest) = (long(*shift_minutes), long(*rest_minutes));
            told(
                say!(
                    lang,
                    "`{path}`: a shift of {shift} and {rest} of rest do not fit into a week",
                    "`{path}`: un turno de {shift} y un descanso de {rest} no caben en una semana"
                ),
                Some(say!(lang, "at most 7 days together", "7 días en total como máximo")),
                Some(say!(lang, "lower `weekly_rest` or `rest`", "baja `weekly_rest` o `rest`")),
            )
        }
        SizingFault::NightsNeverAllowed { days_per_week } => told(
            say!(
                lang,
                "`{path}` allows no night shift at all: it is less than one of the {days_per_week} shifts of a week",
                "`{path}` no permite ningún turno de noche: es menos de uno de los {days_per_week} turnos de una semana"
            ),
            None,
            Some(say!(
                lang,
                "raise it to 1 / days_per_week or more, or write 0 if nobody is to work at night",
                "súbelo a 1 / days_per_week o más, o escribe 0 si nadie debe trabajar de noche"
            )),
        ),
        _ => told(say!(lang, "`{path}` cannot be used", "`{path}` no se puede usar"), None, None),
    }
}

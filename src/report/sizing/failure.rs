//! Why there is no staffing, and what would make one possible.

use super::unrosterable::sentences;
use crate::desk::Scenario;
use crate::locale::Lang;
use crate::locale::number::{duration, number, percent, weekday};
use crate::staffing::NoAnswer;
use crate::staffing::shortfall::{Missed, Shortfall};

/// Stretches of hours named in a message.
const MOST_NAMED: usize = 3;

/// A sentence for each failure but a cancelled run, of which there is nothing to tell.
pub fn no_answer(scenario: &Scenario, why: &NoAnswer, lang: Lang) -> String {
    let name = &scenario.name;
    match (why, lang) {
        (NoAnswer::Cancelled, _) => String::new(),
        (NoAnswer::Impossible(short), _) => impossible(scenario, short, lang),
        (NoAnswer::Contradiction, Lang::En) => format!(
            "\"{name}\": no plan keeps presence, seats and labour rules at once; ask for less presence, allow more positions of a \
             team, or add shifts under [sizing]"
        ),
        (NoAnswer::Contradiction, Lang::Es) => format!(
            "\"{name}\": ningún plan cumple a la vez la presencia, los puestos y las reglas laborales; pide menos presencia, permite \
             más puestos de un equipo, o añade turnos en [sizing]"
        ),
        (NoAnswer::NoRoster(broken), _) => {
            let why: Vec<String> = broken.iter().map(|one| sentences(one, scenario, lang).join(". ")).collect();
            match lang {
                Lang::En => format!("\"{name}\": no legal roster for the shifts found: {}", why.join("; ")),
                Lang::Es => format!("\"{name}\": no hay cuadrante legal para los turnos hallados: {}", why.join("; ")),
            }
        }
        (NoAnswer::Unconfirmed(slack), _) => {
            let worst = percent(-slack.iter().copied().fold(0.0, f64::min), 1, lang);
            match lang {
                Lang::En => format!(
                    "\"{name}\": no plan was confirmed on fresh seeds; the last one falls short by {worst} at its lower limit; simulate \
                     more weeks or replications"
                ),
                Lang::Es => format!(
                    "\"{name}\": ningún plan se confirmó con semillas nuevas; al último le falta un {worst} en su límite inferior; simula \
                     más semanas o réplicas"
                ),
            }
        }
    }
}

/// What is missing although there are people in plenty.
pub fn impossible(scenario: &Scenario, short: &Shortfall, lang: Lang) -> String {
    let missed = scenario.slas.iter().zip(&short.agreements).filter(|(sla, missed)| missed.is_short(sla));
    let lines: Vec<String> = missed.map(|(sla, missed)| sentence(scenario, sla, missed, lang)).collect();
    if lines.is_empty() {
        return match lang {
            Lang::En => format!(
                "\"{}\": the search found no plan that keeps all SLAs and rules at once, although people in plenty keep every SLA; \
                 ask for less presence, allow more nights or people of a team, lower a target, or simulate more weeks or replications",
                scenario.name
            ),
            Lang::Es => format!(
                "\"{}\": la búsqueda no halló ningún plan que cumpla a la vez todos los SLA y las reglas, aunque con gente de sobra se cumple \
                 cada SLA; pide menos presencia, permite más noches o más gente en un equipo, baja un objetivo, o simula más semanas o réplicas",
                scenario.name
            ),
        };
    }
    lines.join("\n")
}

fn sentence(scenario: &Scenario, sla: &crate::desk::Sla, missed: &Missed, lang: Lang) -> String {
    let hour = |hour: usize| format!("{} {:02}:00", weekday(hour / 24 % 7, lang), hour % 24);
    let named = missed.hours.iter().take(MOST_NAMED).map(|(from, to, count)| {
        let (from, to, told) = (hour(*from), hour(*to), number(*count, 0, lang));
        match (lang, told == "1") {
            (Lang::En, false) => format!("{from} to {to} ({told} conversations a week)"),
            (Lang::En, true) => format!("{from} to {to} (one conversation a week)"),
            (Lang::Es, false) => format!("de {from} a {to} ({told} conversaciones por semana)"),
            (Lang::Es, true) => format!("de {from} a {to} (una conversación por semana)"),
        }
    });
    let named = named.collect::<Vec<_>>().join(", ");
    let (best, target) = (percent(missed.attainable, 1, lang), percent(sla.target, 0, lang));
    let limit = duration(sla.within.minutes(), lang);
    let remedies = remedies(sla, missed, lang);
    let people = match (lang, missed.attainable_beyond_limits.is_some()) {
        (Lang::En, false) => "people in plenty",
        (Lang::En, true) => "as many people as [[sizing.team]] allows",
        (Lang::Es, false) => "gente de sobra",
        (Lang::Es, true) => "toda la gente que permite [[sizing.team]]",
    };
    match lang {
        Lang::En => format!(
            "\"{}\": even with {people} on every shift that may be worked, \"{}\" reaches {best} within {limit}, and {target} \
             is promised. Missed are conversations that open {named}. {remedies}",
            scenario.name, sla.name
        ),
        Lang::Es => format!(
            "\"{}\": incluso con {people} en todos los turnos posibles, \"{}\" llega al {best} en {limit}, y se promete el \
             {target}. Se incumple con las conversaciones que se abren {named}. {remedies}",
            scenario.name, sla.name
        ),
    }
}

fn remedies(sla: &crate::desk::Sla, missed: &Missed, lang: Lang) -> String {
    let mut remedies = Vec::new();
    if let Some(limit) = missed.limit_that_would_do {
        let limit = duration(limit.minutes(), lang);
        remedies.push(match lang {
            Lang::En => format!("with the same shifts a limit of {limit} can be kept"),
            Lang::Es => format!("con los mismos turnos puede cumplirse un límite de {limit}"),
        });
    }
    if missed.attainable_round_the_clock >= sla.target {
        let share = percent(missed.attainable_round_the_clock, 1, lang);
        remedies.push(match lang {
            Lang::En => format!("with somebody there in those hours (sizing.hours) up to {share}"),
            Lang::Es => format!("con alguien presente en esas horas (sizing.hours), hasta el {share}"),
        });
    }
    if let Some(share) = missed.attainable_beyond_limits.filter(|share| *share >= sla.target) {
        let share = percent(share, 1, lang);
        remedies.push(match lang {
            Lang::En => {
                format!("with more people than `most` or `most_people` allow, on the same shifts, up to {share}")
            }
            Lang::Es => format!(
                "con más personas de las que permiten `most` o `most_people`, en los mismos turnos, hasta el {share}"
            ),
        });
    }
    // Below half a per cent nothing is left that anybody would promise.
    if missed.attainable >= 0.005 {
        let attainable = percent(missed.attainable, 0, lang);
        remedies.push(match lang {
            Lang::En => format!("a target below {attainable}"),
            Lang::Es => format!("un objetivo inferior al {attainable}"),
        });
    }
    let (intro, or, none) = match lang {
        Lang::En => (
            "What would make it possible: ",
            "or ",
            "No longer limit up to 3 days, no other hours and no more people would make it possible.",
        ),
        Lang::Es => (
            "Qué lo haría posible: ",
            "o ",
            "No lo haría posible ningún límite de hasta 3 días, ni otras horas, ni más personas.",
        ),
    };
    match remedies.as_mut_slice() {
        [] => none.to_owned(),
        [only] => format!("{intro}{only}"),
        [.., last] => {
            last.insert_str(0, or);
            format!("{intro}{}", remedies.join("; "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::Sla;
    use crate::time::Span;

    fn missed(attainable: f64) -> Missed {
        Missed {
            attainable,
            hours: vec![(0, 9, 12.0)],
            limit_that_would_do: None,
            attainable_round_the_clock: attainable,
            attainable_beyond_limits: None,
        }
    }

    #[test]
    fn what_would_do_is_a_list_that_reads_as_one() {
        let sla = Sla { target: 0.8, ..crate::study::synthetic::scenario("desk").slas[0].clone() };
        let limited = Missed { limit_that_would_do: Some(Span::from_minutes(120.0)), ..missed(0.61) };
        assert_eq!(
            remedies(&sla, &limited, Lang::En),
            "What would make it possible: with the same shifts a limit of 2 h can be kept; or a target below 61 %"
        );
        assert_eq!(remedies(&sla, &missed(0.61), Lang::En), "What would make it possible: a target below 61 %");
        assert_eq!(remedies(&sla, &missed(0.61), Lang::Es), "Qué lo haría posible: un objetivo inferior al 61 %");
    }

    /// "A target below 0 %" is no advice.
    #[test]
    fn where_nothing_is_attained_no_target_is_advised() {
        let sla = Sla { target: 0.8, ..crate::study::synthetic::scenario("desk").slas[0].clone() };
        let unlimited = Missed { attainable_beyond_limits: Some(0.9), ..missed(0.0) };
        let advice = remedies(&sla, &unlimited, Lang::En);
        assert!(advice.ends_with("allow, on the same shifts, up to 90.0 %"), "{advice}");
        let nothing = remedies(&sla, &missed(0.0), Lang::En);
        assert!(nothing.starts_with("No longer limit") && !nothing.contains("0 %"), "{nothing}");
    }
}

//! Why a run stopped before its end, in words.

use crate::desk::Scenario;
use crate::engine::{Cause, Stopped};
use crate::locale::number::number;
use crate::locale::{Lang, week_of_run};
use crate::model::MOST_OPEN;

/// The sentence; `None` where somebody stopped the run, which needs none.
pub fn told(scenario: &Scenario, stopped: Stopped, lang: Lang) -> Option<String> {
    let (week, cause) = match stopped {
        Stopped::Cancelled => return None,
        Stopped::TooManyOpen { week, cause } => (week, cause),
    };
    let (name, most) = (&scenario.name, number(MOST_OPEN as f64, 0, lang));
    let week = week_of_run(week, scenario.run.warmup_weeks, lang);
    let (why, what_to_do) = match (lang, cause) {
        (Lang::En, Cause::Queue) => (
            "more work arrives than the desk can do, or too much of it while nobody is on duty",
            "lower per_week, add agents or shifts, or simulate fewer weeks; `relevo check` shows the load",
        ),
        (Lang::Es, Cause::Queue) => (
            "llega más trabajo del que el equipo puede hacer, o demasiado mientras no hay nadie de servicio",
            "baja per_week, añade agentes o turnos, o simula menos semanas; `relevo check` muestra la carga",
        ),
        (Lang::En, Cause::Contagion) => (
            "unanswered complaints make more people write than the desk can answer",
            "lower per_hour of [demand.contagion], or answer complaints sooner",
        ),
        (Lang::Es, Cause::Contagion) => (
            "las quejas sin respuesta hacen escribir a más gente de la que el equipo puede atender",
            "baja per_hour de [demand.contagion], o responde antes a las quejas",
        ),
        (Lang::En, Cause::Replies) => {
            ("customers take very long to reply", "shorten reply_delay, or lower agent_messages or per_week")
        }
        (Lang::Es, Cause::Replies) => {
            ("los clientes tardan mucho en responder", "acorta reply_delay, o baja agent_messages o per_week")
        }
    };
    Some(match lang {
        Lang::En => format!(
            "\"{name}\": the run stopped in {week}: more than {most} conversations were open at once, which is the most that \
             is simulated, because {why}; {what_to_do}"
        ),
        Lang::Es => format!(
            "\"{name}\": la simulación se detuvo en {week}: había más de {most} conversaciones abiertas a la vez, que es el \
             máximo que se simula, porque {why}; {what_to_do}"
        ),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::synthetic;

    #[test]
    fn a_run_that_fills_up_says_when_why_and_what_to_do() {
        let scenario = synthetic::scenario("base");
        for (lang, words) in
            [(Lang::En, ["warm-up", "2,000,000", "per_week"]), (Lang::Es, ["rodaje", "2.000.000", "per_week"])]
        {
            let text = told(&scenario, Stopped::TooManyOpen { week: 0, cause: Cause::Queue }, lang).unwrap();
            assert!(words.iter().all(|word| text.contains(word)), "{text}");
        }
        assert_eq!(told(&scenario, Stopped::Cancelled, Lang::En), None);
    }
}

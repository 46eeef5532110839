//! The plan that compared scenarios are run with.

use crate::desk::{RunPlan, Scenario};
use crate::locale::Lang;

/// The plan all scenarios are run with, and what must be said about it.
///
/// Compared scenarios meet the same customers: seed and replications are those of the first.
///
/// # Errors
/// If they measure different weeks or pay in different currencies: nothing could be compared. A sentence in the language.
pub fn common_plan(scenarios: &mut [Scenario], lang: Lang) -> Result<Option<String>, String> {
    let Some((baseline, others)) = scenarios.split_first_mut() else {
        return Ok(None);
    };
    for other in others.iter() {
        let weeks = |plan: &RunPlan| (plan.weeks, plan.warmup_weeks);
        if weeks(&other.run) != weeks(&baseline.run) {
            return Err(different_weeks(baseline, other, lang));
        }
        if other.currency != baseline.currency {
            return Err(different_currencies(baseline, other, lang));
        }
    }
    let differs = others
        .iter()
        .any(|other| (other.run.seed, other.run.replications) != (baseline.run.seed, baseline.run.replications));
    others.iter_mut().for_each(|other| other.run = baseline.run);
    let plan = scenarios[0].run;
    Ok(differs.then(|| match lang {
        Lang::En => format!(
            "all scenarios are run with the seed ({}) and the replications ({}) of the first, so that they meet the same \
             customers",
            plan.seed, plan.replications
        ),
        Lang::Es => format!(
            "todos los escenarios se ejecutan con la semilla ({}) y las réplicas ({}) del primero, para que atiendan a los \
             mismos clientes",
            plan.seed, plan.replications
        ),
    }))
}

fn different_weeks(a: &Scenario, b: &Scenario, lang: Lang) -> String {
    let (first, second) = (&a.run, &b.run);
    match lang {
        Lang::En => format!(
            "\"{}\" measures {} weeks after {} of warm-up, \"{}\" {} after {}: they cannot be compared; give them the same \
             run.weeks and run.warmup_weeks, for instance with --set run.weeks={}",
            a.name, first.weeks, first.warmup_weeks, b.name, second.weeks, second.warmup_weeks, first.weeks
        ),
        Lang::Es => format!(
            "\"{}\" mide {} semanas tras {} de rodaje, \"{}\" {} tras {}: no pueden compararse; dales las mismas \
             run.weeks y run.warmup_weeks, por ejemplo con --set run.weeks={}",
            a.name, first.weeks, first.warmup_weeks, b.name, second.weeks, second.warmup_weeks, first.weeks
        ),
    }
}

fn different_currencies(a: &Scenario, b: &Scenario, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "\"{}\" pays in {}, \"{}\" in {}: their costs cannot be compared; give them the same currency",
            a.name, a.currency, b.name, b.currency
        ),
        Lang::Es => format!(
            "\"{}\" paga en {}, \"{}\" en {}: sus costes no pueden compararse; dales la misma moneda (currency)",
            a.name, a.currency, b.name, b.currency
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::synthetic;

    #[test]
    fn scenarios_are_run_under_the_plan_of_the_first() {
        let mut scenarios = ["a", "b", "c", "d"].map(synthetic::scenario);
        assert_eq!(common_plan(&mut scenarios, Lang::En), Ok(None));
        scenarios[2].run.seed = 3;
        assert!(common_plan(&mut scenarios, Lang::En).unwrap().unwrap().contains("2017"));
        assert!(scenarios.iter().all(|one| one.run.seed == 2017));
        scenarios[1].currency = "USD".into();
        assert!(common_plan(&mut scenarios, Lang::En).unwrap_err().contains("USD"));
        scenarios[3].run.weeks = 9;
        scenarios[1].currency = "EUR".into();
        assert!(common_plan(&mut scenarios, Lang::Es).unwrap_err().contains("run.weeks=8"));
    }
}

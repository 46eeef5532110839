//! What there is to say of a warm-up that is too short.

use crate::locale::Lang;
use crate::locale::number::percent;
use crate::scenario::limits::Limit;
use crate::study::result::{ScenarioResult, ShortWarmup, StudyResult};

/// One sentence for each scenario that is measured before it has forgotten that it began empty.
pub fn short_warmups(result: &StudyResult, lang: Lang) -> Vec<String> {
    let of = |one: &ScenarioResult| one.short_warmup.map(|found| sentence(&one.name, found, result, lang));
    result.scenarios.iter().filter_map(of).collect()
}

fn sentence(name: &str, found: ShortWarmup, result: &StudyResult, lang: Lang) -> String {
    let less = percent(found.shortfall, 0, lang);
    match lang {
        Lang::En => format!(
            "\"{name}\": the warm-up is too short: {less} less waits in the first measured week than the later ones let expect, \
             because a run begins with an empty desk{}",
            remedy(found, result, lang)
        ),
        Lang::Es => format!(
            "«{name}»: el rodaje es demasiado corto: en la primera semana medida hay pendiente un {less} menos de lo que hacen \
             esperar las siguientes, porque la simulación empieza con la mesa vacía{}",
            remedy(found, result, lang)
        ),
    }
}

fn remedy(found: ShortWarmup, result: &StudyResult, lang: Lang) -> String {
    let (has, weeks) = (result.warmup_weeks, result.weeks);
    if let Some(enough) = found.enough_weeks {
        return match lang {
            Lang::En => format!("; instead of {has}, {enough} weeks would do (--set run.warmup_weeks={enough})"),
            Lang::Es => format!("; en vez de {has}, bastarían {enough} semanas (--set run.warmup_weeks={enough})"),
        };
    }
    let (more, twice) = (has + weeks, 2 * weeks);
    let longer = u64::from(more + twice) <= Limit::Weeks.allowed();
    match (lang, longer) {
        (Lang::En, true) => format!(
            ", and halfway through the {weeks} weeks it is still filling: `relevo check` shows whether it keeps up with its work; \
             if so, a longer run shows how long it takes (--set run.warmup_weeks={more} --set run.weeks={twice})"
        ),
        (Lang::Es, true) => format!(
            ", y a mitad de las {weeks} semanas aún se está llenando: `relevo check` muestra si da abasto; si es así, una \
             simulación más larga dirá cuánto tarda (--set run.warmup_weeks={more} --set run.weeks={twice})"
        ),
        (Lang::En, false) => format!(
            ", and halfway through the {weeks} weeks it is still filling: it does not keep up with its work, or hardly (`relevo check` \
             shows it)"
        ),
        (Lang::Es, false) => format!(
            ", y a mitad de las {weeks} semanas aún se está llenando: no da abasto, o apenas (lo muestra `relevo check`)"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::synthetic;

    fn told(enough_weeks: Option<u32>, lang: Lang) -> String {
        let mut result = synthetic::study(2, 4);
        result.scenarios[1].short_warmup = Some(ShortWarmup { shortfall: 0.314, enough_weeks });
        let [one] = &short_warmups(&result, lang)[..] else { panic!("one scenario of two") };
        one.clone()
    }

    #[test]
    fn it_says_which_how_much_and_what_to_do() {
        let enough = told(Some(4), Lang::En);
        assert!(
            enough.contains("\"Saturday too\"") && enough.contains("31 %") && enough.contains("run.warmup_weeks=4")
        );
        let unknown = told(None, Lang::Es);
        assert!(unknown.contains("«Saturday too»") && unknown.contains("31 %"), "{unknown}");
        assert!(unknown.contains("run.warmup_weeks=9") && unknown.contains("run.weeks=16"), "{unknown}");
        assert!(short_warmups(&synthetic::study(2, 4), Lang::En).is_empty());
    }
}

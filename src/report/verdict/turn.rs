//! The sentence about the week from which on preferential treatment costs more waiting than it saves.

use crate::locale::Lang;
use crate::study::result::Turn;

/// From which week on preferential treatment costs the others more waiting than it saves those who get it.
pub fn turn(name: &str, turn: &Turn, lang: Lang) -> String {
    let weeks = turn.weeks;
    match (lang, turn.week, turn.earliest, turn.latest) {
        (_, Some(week), Some(earliest), Some(latest)) => {
            let from = from_week(week, earliest, latest, lang);
            match lang {
                Lang::En => format!(
                    "{from} the preferential treatment of \"{name}\" costs the others more waiting than it saves those who get it."
                ),
                Lang::Es => format!(
                    "{from} el trato preferente de «{name}» cuesta a los demás más espera de la que ahorra a quienes lo reciben."
                ),
            }
        }
        (Lang::En, Some(week), ..) => format!(
            "The preferential treatment of \"{name}\" seems to cost the others more waiting than it saves those who get it from \
             week {week} on, but {weeks} weeks do not show it for sure."
        ),
        (Lang::Es, Some(week), ..) => format!(
            "El trato preferente de «{name}» parece costar a los demás más espera de la que ahorra a quienes lo reciben desde \
             la semana {week}, pero {weeks} semanas no lo muestran con seguridad."
        ),
        (Lang::En, None, ..) => format!(
            "Within {weeks} weeks the preferential treatment of \"{name}\" does not cost the others more waiting than it saves \
             those who get it."
        ),
        (Lang::Es, None, ..) => format!(
            "En {weeks} semanas el trato preferente de «{name}» no cuesta a los demás más espera de la que ahorra a quienes lo \
             reciben."
        ),
    }
}

/// From which week on, with the interval unless it holds that week alone.
fn from_week(week: u32, earliest: u32, latest: u32, lang: Lang) -> String {
    let sure = earliest == week && latest == week;
    match (lang, week, sure) {
        (Lang::En, 1, true) => "From the first week on".into(),
        (Lang::Es, 1, true) => "Desde la primera semana".into(),
        (Lang::En, _, true) => format!("From week {week} on"),
        (Lang::Es, _, true) => format!("Desde la semana {week}"),
        (Lang::En, _, false) => format!("From week {week} on [{earliest}, {latest}]"),
        (Lang::Es, _, false) => format!("Desde la semana {week} [{earliest}, {latest}]"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_turn_says_its_week_or_that_there_is_none() {
        let found = |week, earliest, latest| turn("Influencers", &Turn { week, earliest, latest, weeks: 26 }, Lang::En);
        let from = |sentence: String, words: &str| assert!(sentence.starts_with(words), "{sentence}");
        from(
            found(Some(9), Some(6), Some(14)),
            "From week 9 on [6, 14] the preferential treatment of \"Influencers\" costs",
        );
        from(found(Some(9), Some(9), Some(9)), "From week 9 on the preferential treatment");
        from(found(Some(1), Some(1), Some(1)), "From the first week on the preferential treatment");
        assert!(found(Some(9), Some(6), None).contains("26 weeks do not show it for sure"));
        from(found(None, Some(20), None), "Within 26 weeks the preferential treatment of \"Influencers\" does not");
        let spanish = turn("A", &Turn { week: Some(9), earliest: Some(6), latest: Some(14), weeks: 26 }, Lang::Es);
        from(spanish, "Desde la semana 9 [6, 14] el trato preferente de «A» cuesta a los demás");
    }
}

//! Why there is no legal roster, and what would help, in words.

use crate::desk::Scenario;
use crate::locale::Lang;
use crate::locale::number::{duration, weekday};
use crate::staffing::roster::{BrokenRule, Busiest, Unrosterable};

/// Two sentences: what is in the way, and what would make room.
pub fn sentences(failure: &Unrosterable, scenario: &Scenario, lang: Lang) -> [String; 2] {
    let team = &scenario.teams[failure.team].name;
    match failure.rule {
        BrokenRule::NightShare { shifts, weekdays } => nights(team, shifts, &days(weekdays, lang), lang),
        BrokenRule::ShiftAlone { shifts, weekdays } => alone(team, shifts, &days(weekdays, lang), lang),
        BrokenRule::People { needed, most, busiest } => {
            let (why, help) = people(busiest, scenario, lang);
            let found = match lang {
                Lang::En => format!("{team}: {needed} people are needed, {most} allowed by most_people: {why}"),
                Lang::Es => format!("{team}: hacen falta {needed} personas y most_people permite {most}: {why}"),
            };
            [found, help]
        }
    }
}

fn days(weekdays: u8, lang: Lang) -> String {
    let named = (0..7).filter(|day| weekdays & (1 << day) != 0).map(|day| weekday(day, lang));
    named.collect::<Vec<_>>().join(", ")
}

fn nights(team: &str, shifts: u32, days: &str, lang: Lang) -> [String; 2] {
    match lang {
        Lang::En => [
            format!(
                "{team}: {shifts} night shifts ({days}) have too few other shifts beside them for the night_share of one person"
            ),
            "Raise night_share, plan more shifts of the day for this team, or give the nights to another team"
                .to_owned(),
        ],
        Lang::Es => [
            format!(
                "{team}: {shifts} turnos de noche ({days}) tienen pocos otros turnos al lado para el night_share de una persona"
            ),
            "Sube night_share, planifica más turnos de día para este equipo, o da las noches a otro equipo".to_owned(),
        ],
    }
}

fn alone(team: &str, shifts: u32, days: &str, lang: Lang) -> [String; 2] {
    match lang {
        Lang::En => [
            format!("{team}: {shifts} shifts ({days}) are each too long for any contract or for the weekly rest"),
            "Shorten them, add a longer contract to contracts, or lower weekly_rest".to_owned(),
        ],
        Lang::Es => [
            format!(
                "{team}: {shifts} turnos ({days}) son por sí solos demasiado largos para cualquier contrato o para el descanso semanal"
            ),
            "Acórtalos, añade un contrato más largo a contracts, o baja weekly_rest".to_owned(),
        ],
    }
}

fn people(busiest: Busiest, scenario: &Scenario, lang: Lang) -> (String, String) {
    let labour = &scenario.sizing.labour;
    let (why, help) = match (busiest, lang) {
        (Busiest::Hours { from, minutes }, _) => return hours(from, minutes, lang),
        (Busiest::Days, Lang::En) => (
            format!("each works {} days a week at most", labour.days_per_week),
            "Raise most_people or days_per_week, or plan longer and fewer shifts",
        ),
        (Busiest::Days, Lang::Es) => (
            format!("cada una trabaja {} días por semana como máximo", labour.days_per_week),
            "Sube most_people o days_per_week, o planifica turnos más largos y menos",
        ),
        (Busiest::Contracts, Lang::En) => {
            let most = duration(f64::from(labour.longest_contract_minutes()), lang);
            (format!("the longest contract is {most}"), "Raise most_people, or add a longer contract to contracts")
        }
        (Busiest::Contracts, Lang::Es) => {
            let most = duration(f64::from(labour.longest_contract_minutes()), lang);
            (
                format!("el contrato más largo es de {most}"),
                "Sube most_people, o añade un contrato más largo a contracts",
            )
        }
        (Busiest::Together, Lang::En) => (
            "no roster with fewer was found".to_owned(),
            "Raise most_people, or loosen rest, weekly_rest or night_share",
        ),
        (Busiest::Together, Lang::Es) => (
            "no se ha encontrado un cuadrante con menos".to_owned(),
            "Sube most_people, o suaviza rest, weekly_rest o night_share",
        ),
    };
    (why, help.to_owned())
}

fn hours(from: u32, minutes: u32, lang: Lang) -> (String, String) {
    let (day, minute) = (from / 1440, from % 1440);
    let begin = format!("{} {:02}:{:02}", weekday(day as usize, lang), minute / 60, minute % 60);
    let long = duration(f64::from(minutes), lang);
    match lang {
        Lang::En => (
            format!("of the shifts that begin within {long} from {begin} on, nobody can work two"),
            "Raise most_people, plan fewer positions there, or lower rest".to_owned(),
        ),
        Lang::Es => (
            format!("de los turnos que empiezan en las {long} desde el {begin}, nadie puede trabajar dos"),
            "Sube most_people, planifica menos puestos ahí, o baja rest".to_owned(),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Input, LoadOptions, load};
    use crate::staffing::Cut;

    #[test]
    fn every_reason_says_what_is_in_the_way_and_what_would_help() {
        let text = "[demand]\nper_week = 100\n[[desk.team]]\nname = \"day\"\nagents = 1\nshifts = [\"24x7\"]\n";
        let input = Input::Text { name: "desk".into(), text: text.into() };
        let desk = load(&[input], &LoadOptions::default()).unwrap().scenarios.remove(0);
        let people = |busiest| BrokenRule::People { needed: 7, most: 6, busiest };
        for (rule, en, es) in [
            (BrokenRule::NightShare { shifts: 5, weekdays: 0b10_0001 }, "5 night shifts (Mon, Sat)", "(lun, sáb)"),
            (BrokenRule::ShiftAlone { shifts: 2, weekdays: 1 }, "2 shifts (Mon)", "2 turnos (lun)"),
            (people(Busiest::Hours { from: 1440 + 1350, minutes: 1200 }), "within 20 h from Tue 22:30", "el mar 22:30"),
            (people(Busiest::Days), "5 days a week", "5 días por semana"),
            (people(Busiest::Contracts), "contract is 40 h", "es de 40 h"),
            (people(Busiest::Together), "no roster with fewer", "un cuadrante con menos"),
        ] {
            let failure = Unrosterable { team: 0, rule, cut: Cut { terms: vec![], most: 0.0 } };
            let (english, spanish) = (sentences(&failure, &desk, Lang::En), sentences(&failure, &desk, Lang::Es));
            assert!(english[0].starts_with("day: ") && english[0].contains(en), "{english:?}");
            assert!(spanish[0].contains(es) && english[1] != spanish[1] && !english[1].is_empty(), "{spanish:?}");
        }
    }
}

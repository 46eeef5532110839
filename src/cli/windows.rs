//! `relevo windows FILE`: is a longer window worth its cost? Each window with the cheapest shifts that keep the promises in its
//! hours, compared on the same customers.

use super::args::{StudyArgs, WindowsArgs};
use super::load::{self, Study};
use super::run::{compare, destination};
use super::size::staffing;
use super::{Done, Failure, interrupt};
use crate::desk::{Clock, Scenario, Sla};
use crate::locale::Lang;
use crate::locale::number::{money, percent};
use crate::scenario::{Input, Loaded, window};
use crate::staffing::Answer;
use crate::study::vary::Material;
use std::fs;
use std::path::{Path, PathBuf};

/// The windows that are compared where none are named; the first is the baseline.
const WINDOWS: [&str; 3] = ["Mon-Fri 08:00-20:00", "Mon-Sat 08:00-20:00", "24x7"];
/// More windows than anybody compares.
const MOST_WINDOWS: usize = 12;
/// What stands for the agreement of a file that names none.
const USUAL_SLA: &str = "sla=[{ name = \"1 h of service\", within = \"1h\", target = 0.8, clock = \"service_hours\" }]";

/// `relevo windows FILE`
pub fn file(args: &WindowsArgs, quiet: bool, lang: Lang) -> Result<Done, Failure> {
    let how = args.study.replicate(lang).map_err(Failure::Input)?;
    let destination = destination(&args.study);
    let windows = windows(args, lang)?;
    let inputs = load::inputs(std::slice::from_ref(&args.file), lang)?;
    let material = Material::of(inputs);
    let plain = load::sound(material.load(&args.study.overlays()).map_err(|failed| *failed), quiet, lang)?;
    let agreements = agreements(&plain);
    interrupt::watch().map_err(|error| Failure::Run(error.to_string()))?;
    let (mut found, mut notes) = (Vec::new(), moved(&plain.scenarios[0], lang));
    for hours in &windows {
        let set: Vec<String> =
            args.study.overlays().into_iter().chain(of_window(hours)).chain(agreements.clone()).collect();
        let loaded = load::sound(material.load(&set).map_err(|failed| *failed), true, lang)?;
        match staffing(&loaded.scenarios[0], args.study.threads, false, quiet, lang)? {
            Ok(answer) => {
                notes.push(staffed(hours, &answer, lang));
                // A window is what the scenario is about, so it is its name.
                found.push((loaded, Scenario { name: hours.clone(), ..answer.confirmation.scenario }));
            }
            Err(why) => notes.push(format!("{hours}: {why}")),
        }
    }
    if found.is_empty() {
        return Err(Failure::Run(notes.join("\n")));
    }
    let folder = tempfile::tempdir().map_err(|error| Failure::Run(error.to_string()))?;
    let inputs = written(folder.path(), &found, plain.scenarios[0].run.seed)?;
    // What was typed stands in the scenarios found.
    let study = StudyArgs { set: vec![], seed: None, replications: None, ..args.study.clone() };
    let read: Study = load::told(Material::of(inputs), &study.overlays(), true, lang)?;
    compare(Study { notes, ..read }, &how, destination, &study, quiet, lang)
}

/// The windows to compare, as they were written.
fn windows(args: &WindowsArgs, lang: Lang) -> Result<Vec<String>, Failure> {
    if args.window.is_empty() {
        return Ok(WINDOWS.map(String::from).to_vec());
    }
    let bad: Vec<&str> =
        args.window.iter().flat_map(|hours| hours.split(',')).filter(|one| window(one.trim()).is_err()).collect();
    if let Some(first) = bad.first() {
        return Err(Failure::Input(match lang {
            Lang::En => format!(
                "--window \"{first}\": expected days and hours, such as \"Mon-Fri 08:00-20:00\", \"24x7\" or \
                 \"Mon-Fri 08:00-20:00, Sat 10:00-14:00\""
            ),
            Lang::Es => format!(
                "--window «{first}»: se esperan días y horas, como \"Mon-Fri 08:00-20:00\", \"24x7\" o \
                 \"Mon-Fri 08:00-20:00, Sat 10:00-14:00\""
            ),
        }));
    }
    if args.window.len() > MOST_WINDOWS {
        return Err(Failure::Input(match lang {
            Lang::En => format!("{} windows: at most {MOST_WINDOWS} are compared", args.window.len()),
            Lang::Es => format!("{} ventanas: se comparan como mucho {MOST_WINDOWS}", args.window.len()),
        }));
    }
    Ok(args.window.clone())
}

/// The settings that make a scenario of a window: published and worked in its hours, and in all of them by somebody.
fn of_window(hours: &str) -> [String; 3] {
    let list: Vec<String> = hours.split(',').map(|one| format!("\"{}\"", one.trim())).collect();
    let list = list.join(", ");
    [format!("desk.service_hours=[{list}]"), format!("sizing.hours=[{list}]"), format!("sizing.covered=[{list}]")]
}

/// The settings that put every agreement on the clock of the service hours: a window can only be held to its own hours.
fn agreements(loaded: &Loaded) -> Vec<String> {
    let written = loaded.in_force[0].iter().any(|one| one.section.starts_with("sla") && one.place.is_some());
    if written { vec!["sla.*.clock=service_hours".into()] } else { vec![USUAL_SLA.into()] }
}

/// That agreements on the elapsed clock are judged on the other one here, and which of them then say the same as another.
fn moved(scenario: &Scenario, lang: Lang) -> Vec<String> {
    let elapsed = |sla: &&Sla| sla.clock == Clock::Elapsed;
    let of = |sla: &Sla| {
        let like = |other: &&Sla| {
            other.clock == Clock::ServiceHours && (other.within, other.target) == (sla.within, sla.target)
        };
        let same = scenario.slas.iter().find(|other| like(other) && other.filter == sla.filter);
        let name = &sla.name;
        match (lang, same.map(|other| &other.name)) {
            (Lang::En, None) => {
                format!("SLA \"{name}\" counts service hours here: a window can only be held to its own hours")
            }
            (Lang::Es, None) => {
                format!(
                    "el SLA «{name}» cuenta aquí las horas de servicio: a una ventana solo se le exigen sus propias horas"
                )
            }
            (Lang::En, Some(other)) => format!(
                "SLA \"{name}\" counts service hours here, as a window can only be held to its own hours; so it says the same as \
                 \"{other}\". What customers live through round the clock stands under \"Answered within 1 h\""
            ),
            (Lang::Es, Some(other)) => format!(
                "el SLA «{name}» cuenta aquí las horas de servicio, pues a una ventana solo se le exigen sus propias horas; así dice \
                 lo mismo que «{other}». Lo que vive el cliente a todas horas figura en «Respondidas en 1 h»"
            ),
        }
    };
    scenario.slas.iter().filter(elapsed).map(of).collect()
}

/// What was found for a window, in a sentence.
fn staffed(hours: &str, answer: &Answer, lang: Lang) -> String {
    let currency = &answer.problem.scenario.currency;
    let cost = money(answer.planned_cost, currency, lang);
    let gap = answer.gap(answer.bounds.all).map(|gap| percent(gap, 1, lang));
    let people = answer.roster.people.len();
    match (lang, gap) {
        (Lang::En, Some(gap)) => format!(
            "{hours}: the cheapest shifts found cost {cost} a week and take {people} people; no staffing that keeps the SLAs saves more \
             than {gap} of it"
        ),
        (Lang::En, None) => format!("{hours}: the cheapest shifts found cost {cost} a week and take {people} people"),
        (Lang::Es, Some(gap)) => format!(
            "{hours}: los turnos más baratos que se hallaron cuestan {cost} por semana y piden {people} personas; ninguna dotación \
             que cumpla los SLA ahorra más del {gap}"
        ),
        (Lang::Es, None) => {
            format!(
                "{hours}: los turnos más baratos que se hallaron cuestan {cost} por semana y piden {people} personas"
            )
        }
    }
}

/// Writes the scenarios found into the folder, with the data files they name. All meet the customers of one seed, and all are
/// judged with as many replications as it took to be sure of each.
fn written(folder: &Path, found: &[(Loaded, Scenario)], seed: u64) -> Result<Vec<Input>, Failure> {
    let failed = |error: std::io::Error| Failure::Run(error.to_string());
    let replications = found.iter().map(|(_, scenario)| scenario.run.replications).max().unwrap_or_default();
    let mut inputs = Vec::new();
    for (at, (loaded, scenario)) in found.iter().enumerate() {
        for (name, text) in load::copies(&loaded.sources).files {
            let path = folder.join(&name);
            fs::create_dir_all(path.parent().unwrap_or(folder)).map_err(failed)?;
            fs::write(path, text).map_err(failed)?;
        }
        let mut scenario = scenario.clone();
        (scenario.run.seed, scenario.run.replications) = (seed, replications);
        let name = PathBuf::from(format!("window-{}.toml", at + 1));
        let path = folder.join(&name);
        fs::write(&path, loaded.whole[0].staffed(&scenario).text()).map_err(failed)?;
        inputs.push(Input::Copy { name, path });
    }
    Ok(inputs)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::study::synthetic;

    #[test]
    fn agreements_that_become_the_same_are_told() {
        let mut scenario = synthetic::scenario("desk");
        let elapsed = synthetic::sla("any time");
        let of_service = Sla { clock: Clock::ServiceHours, ..synthetic::sla("in service") };
        scenario.slas = vec![elapsed.clone(), Sla { target: 0.9, ..elapsed }, of_service];
        let told = moved(&scenario, Lang::En);
        assert_eq!(told.len(), 2);
        assert!(told[0].contains("says the same as \"in service\""), "{}", told[0]);
        assert!(!told[1].contains("says the same"), "{}", told[1]);
        assert!(moved(&scenario, Lang::Es)[0].contains("lo mismo que «in service»"));
    }
}

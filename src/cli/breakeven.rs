//! `relevo breakeven A B --over KEY`: where the cheaper of two changes.

use super::Failure;
use super::args::{BreakevenArgs, Format};
use super::output::{columns, print_coloured, print_plain};
use super::vary::{Ready, cannot};
use crate::locale::Lang;
use crate::metrics::Measure;
use crate::report::charts::breakeven::of_answer;
use crate::report::{breakeven, csv, json};
use crate::scenario::keys::doubt;
use crate::scenario::path::NumberPath;
use crate::study::precision::{WishError, measure};
use crate::study::vary::Question;
use crate::study::vary::answer::BreakEvenAnswer;
use crate::study::vary::breakeven::{Search, over};

pub fn files(args: &BreakevenArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let path = NumberPath::new(&args.over)
        .map_err(|fault| Failure::Input(format!("--over {}: {}", args.over, fault.text(lang))))?;
    let measure = match &args.measure {
        None => Measure::NetCostPerWeek,
        Some(id) => measure(id).map_err(|error| Failure::Input(no_measure(id, &error, lang)))?,
    };
    let wanted = Ready::picture(&args.vary, lang)?;
    let ready = Ready::new(&args.files, &args.vary, quiet, lang)?;
    let pair = pair(&ready, args, lang)?;
    let in_force = pair.map(|at| path.in_force(&ready.study.in_force[at]));
    let range = range(args, &path, &ready, pair, lang)?;
    let search = Search::new(&path, measure, range);
    let question = Question::Difference { baseline: 0, other: 1, measure };
    let found = ready.ask(&pair, &args.vary, quiet, lang, |evaluator| over(evaluator, &path, question, search))?;
    let currency = ready.study.scenarios[pair[0]].currency.clone();
    let found = found.map_err(|(at, why)| cannot(&path, at, &why, &currency, lang))?;
    let name = |at: usize| ready.study.scenarios[at].name.clone();
    let answer = BreakEvenAnswer {
        head: ready.head(&args.vary),
        baseline: name(pair[0]),
        scenario: name(pair[1]),
        currency,
        measure: measure.id(),
        unit: measure.unit().name(),
        key: path.path.clone(),
        in_force_in_baseline: in_force[0],
        in_force_in_scenario: in_force[1],
        found,
    };
    let run = |error: &dyn std::fmt::Display| Failure::Run(error.to_string());
    let printed = match args.vary.format {
        Format::Table => print_coloured(&breakeven::render(&answer, &path, measure, columns(), lang)),
        Format::Json => print_plain(&json::render(&answer).map_err(|error| run(&error))?),
        Format::Csv => print_plain(&csv::break_even(&answer, args.vary.csv.into()).map_err(|error| run(&error))?),
    };
    printed.map_err(|error| run(&error))?;
    match wanted {
        Some(wanted) => wanted.write(|layout| of_answer(&answer, &path, measure, layout, lang), quiet, lang),
        None => Ok(()),
    }
}

fn no_measure(id: &str, error: &WishError, lang: Lang) -> String {
    let nearest = match error {
        WishError::UnknownMeasure { nearest, .. } => *nearest,
        _ => None,
    };
    let near = nearest.unwrap_or(Measure::NetCostPerWeek.id());
    match lang {
        Lang::En => {
            format!("--measure {id}: there is no such measure; did you mean `{near}`? docs/measures.md has them all")
        }
        Lang::Es => {
            format!("--measure {id}: no existe esa medida; ¿querías decir `{near}`? Están todas en docs/measures.md")
        }
    }
}

/// The two scenarios compared, by number.
fn pair(ready: &Ready, args: &BreakevenArgs, lang: Lang) -> Result<[usize; 2], Failure> {
    let names: Vec<&str> = ready.study.scenarios.iter().map(|one| one.name.as_str()).collect();
    let known = || names.iter().map(|name| format!("\"{name}\"")).collect::<Vec<_>>().join(", ");
    let find = |option: &str, name: &String| {
        names.iter().position(|known| known == name).ok_or_else(|| {
            Failure::Input(match lang {
                Lang::En => format!("{option} {name}: there is no scenario of that name; there are: {}", known()),
                Lang::Es => format!("{option} {name}: no hay ningún escenario con ese nombre; hay: {}", known()),
            })
        })
    };
    let baseline = args.baseline.as_ref().map(|name| find("--baseline", name)).transpose()?;
    let scenario = args.scenario.as_ref().map(|name| find("--scenario", name)).transpose()?;
    let baseline = baseline.unwrap_or_else(|| (0..names.len()).find(|at| Some(*at) != scenario).unwrap_or(0));
    let others: Vec<usize> = (0..names.len()).filter(|at| *at != baseline).collect();
    match (scenario, others.as_slice()) {
        (Some(scenario), _) if scenario != baseline => Ok([baseline, scenario]),
        (None, [only]) => Ok([baseline, *only]),
        (Some(_), _) | (None, []) => Err(Failure::Input(match lang {
            Lang::En => "two scenarios are needed: give a second file, or a [[variant]] of the first".into(),
            Lang::Es => "hacen falta dos escenarios: indica un segundo archivo o una [[variant]] del primero".into(),
        })),
        (None, _) => Err(Failure::Input(match lang {
            Lang::En => format!("there are more than two scenarios: choose one with --scenario NAME: {}", known()),
            Lang::Es => format!("hay más de dos escenarios: elige uno con --scenario NOMBRE: {}", known()),
        })),
    }
}

/// The values to search: those typed, else what is plausible, else a quarter to four times the value in force.
fn range(
    args: &BreakevenArgs,
    path: &NumberPath,
    ready: &Ready,
    pair: [usize; 2],
    lang: Lang,
) -> Result<(f64, f64), Failure> {
    let typed = |option: &str, text: &Option<String>| {
        let read = |text: &String| path.read(text).ok_or_else(|| Failure::Input(not_a_value(option, text, path, lang)));
        text.as_ref().map(read).transpose()
    };
    let (from, to) = (typed("--from", &args.from)?, typed("--to", &args.to)?);
    let (least, most) = path.limits();
    let implied = |at: usize| doubt::of(path.key).and_then(|doubt| doubt.implied(&ready.study.scenarios[at]));
    let now = pair.iter().find_map(|at| path.in_force(&ready.study.in_force[*at]).or_else(|| implied(*at)));
    let usual = now.map(|now| match doubt::of(path.key).filter(|_| path.inside.is_none()) {
        Some(doubt) => doubt.range(now),
        None if path.whole() => ((now / 4.0).floor(), (now * 4.0).ceil()),
        None => (now / 4.0, now * 4.0),
    });
    let usual = usual.filter(|(low, high)| low < high).map(|(low, high)| (low.max(least), high.min(most)));
    let (from, to) = match (from.or(usual.map(|range| range.0)), to.or(usual.map(|range| range.1))) {
        (Some(from), Some(to)) => (from, to),
        _ => {
            return Err(Failure::Input(match lang {
                Lang::En => format!("{} has no value in force to search around: give --from and --to", path.path),
                Lang::Es => format!("{} no tiene un valor en torno al que buscar: indica --from y --to", path.path),
            }));
        }
    };
    checked((from, to), path, lang)
}

fn checked((from, to): (f64, f64), path: &NumberPath, lang: Lang) -> Result<(f64, f64), Failure> {
    let (least, most) = path.limits();
    let whole = |value: f64| !path.whole() || value.fract() == 0.0;
    let wrong = if from >= to {
        match lang {
            Lang::En => format!("--from must lie below --to, but {from} does not lie below {to}"),
            Lang::Es => format!("--from debe ser menor que --to, pero {from} no es menor que {to}"),
        }
    } else if !(whole(from) && whole(to)) {
        match lang {
            Lang::En => format!("{} takes whole numbers only: choose whole --from and --to", path.path),
            Lang::Es => format!("{} solo acepta números enteros: elige --from y --to enteros", path.path),
        }
    } else if from < least || to > most {
        match lang {
            Lang::En => format!("{} accepts {least} to {most}, not {from} to {to}", path.path),
            Lang::Es => format!("{} acepta de {least} a {most}, no de {from} a {to}", path.path),
        }
    } else {
        return Ok((from, to));
    };
    Err(Failure::Input(wrong))
}

fn not_a_value(option: &str, text: &str, path: &NumberPath, lang: Lang) -> String {
    match (path.in_minutes(), lang) {
        (false, Lang::En) => format!("{option} {text}: expected a number"),
        (false, Lang::Es) => format!("{option} {text}: se esperaba un número"),
        (true, Lang::En) => format!("{option} {text}: expected a duration, for instance 15m or 1h30m"),
        (true, Lang::Es) => format!("{option} {text}: se esperaba una duración, por ejemplo 15m o 1h30m"),
    }
}

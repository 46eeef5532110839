//! `relevo sensitivity FILE...`: which uncertain inputs the answer hangs on.

use super::Failure;
use super::args::{Format, SensitivityArgs};
use super::output::{columns, print_coloured, print_plain};
use super::vary::Ready;
use crate::locale::Lang;
use crate::metrics::Measure;
use crate::report::charts::tornado;
use crate::report::{csv, json, sensitivity, varied};
use crate::scenario::path::NumberPath;
use crate::study::vary::Question;
use crate::study::vary::answer::{SensitivityAnswer, VerdictAnswer};
use crate::study::vary::inputs::{Input, Known, doubtful};
use crate::study::vary::sensitivity::{Asked, Ranking, rank};

pub fn files(args: &SensitivityArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let typed: Result<Vec<_>, Failure> = args.parameter.iter().map(|text| parameter(text, lang)).collect();
    let typed = typed?;
    let wanted = Ready::picture(&args.vary, lang)?;
    let ready = Ready::new(&args.files, &args.vary, quiet, lang)?;
    let chosen: Vec<usize> = (0..ready.study.scenarios.len()).collect();
    let asked = asked(&ready, lang)?;
    if wanted.is_some() && asked.len() > 1 {
        return Err(Failure::Input(match lang {
            Lang::En => format!("--chart draws one answer, and there are {}: give two scenarios only", asked.len()),
            Lang::Es => format!("--chart dibuja una respuesta, y hay {}: indica solo dos escenarios", asked.len()),
        }));
    }
    let inputs = inputs(chosen.len() > 1, typed, &ready.known(&chosen));
    let found = ready.ask(&chosen, &args.vary, quiet, lang, |evaluator| rank(evaluator, &asked, &inputs))?;
    let rankings = found.map_err(|why| Failure::Run(varied::unusable_as_is(&why, lang)))?;
    let answer = SensitivityAnswer {
        head: ready.head(&args.vary),
        currency: ready.study.scenarios[0].currency.clone(),
        verdicts: rankings.into_iter().map(|ranking| verdict(&ready, ranking)).collect(),
    };
    let run = |error: &dyn std::fmt::Display| Failure::Run(error.to_string());
    let printed = match args.vary.format {
        Format::Table => print_coloured(&sensitivity::render(&answer, columns(), lang)),
        Format::Json => print_plain(&json::render(&answer).map_err(|error| run(&error))?),
        Format::Csv => print_plain(&csv::sensitivity(&answer, args.vary.csv.into()).map_err(|error| run(&error))?),
    };
    printed.map_err(|error| run(&error))?;
    match (wanted, answer.verdicts.first()) {
        (Some(wanted), Some(verdict)) => {
            let data = tornado::of_verdict(&answer, verdict, lang);
            wanted.write(|layout| tornado::draw(&data, layout, lang), quiet, lang)
        }
        _ => Ok(()),
    }
}

/// Which is cheaper, each against the first; of a scenario alone, whether it meets its first agreement.
fn asked(ready: &Ready, lang: Lang) -> Result<Vec<Asked>, Failure> {
    let scenarios = &ready.study.scenarios;
    if let [alone] = scenarios.as_slice() {
        let Some(sla) = alone.slas.first() else {
            return Err(Failure::Input(match lang {
                Lang::En => format!("\"{}\" has no SLA, and there is nothing to compare it with", alone.name),
                Lang::Es => format!("«{}» no tiene ningún SLA, y no hay nada con lo que compararlo", alone.name),
            }));
        };
        return Ok(vec![Asked { question: Question::Attained { scenario: 0, sla: 0 }, threshold: sla.target }]);
    }
    let measure = Measure::NetCostPerWeek;
    let difference = |other| Asked { question: Question::Difference { baseline: 0, other, measure }, threshold: 0.0 };
    Ok((1..scenarios.len()).map(difference).collect())
}

/// The plausible ranges, and those typed instead or beside.
fn inputs(of_money: bool, typed: Vec<(NumberPath, (f64, f64))>, scenarios: &[Known]) -> Vec<Input> {
    let mut inputs = doubtful(of_money, scenarios);
    for (path, range) in typed {
        let input = Input::typed(path, range, scenarios);
        match inputs.iter_mut().find(|known| known.path.same(&input.path)) {
            Some(known) => *known = input,
            None => inputs.push(input),
        }
    }
    inputs
}

fn verdict(ready: &Ready, ranking: Ranking) -> VerdictAnswer {
    let scenarios = &ready.study.scenarios;
    match ranking.asked.question {
        Question::Difference { baseline, other, measure } => VerdictAnswer::new(
            &scenarios[other].name,
            Some(&scenarios[baseline].name),
            (measure.id().to_owned(), measure.unit().name()),
            ranking,
        ),
        Question::Attained { scenario, sla } => {
            let name = format!("sla:{}", scenarios[scenario].slas[sla].name);
            VerdictAnswer::new(&scenarios[scenario].name, None, (name, "share"), ranking)
        }
    }
}

/// KEY=LOW..HIGH.
fn parameter(text: &str, lang: Lang) -> Result<(NumberPath, (f64, f64)), Failure> {
    let wrong = |why: String| Failure::Input(format!("--parameter {text}: {why}"));
    let form = || {
        wrong(match lang {
            Lang::En => "expected KEY=LOW..HIGH, for instance demand.handling_factor=0.8..1.5".into(),
            Lang::Es => "se esperaba CLAVE=MÍNIMO..MÁXIMO, por ejemplo demand.handling_factor=0.8..1.5".into(),
        })
    };
    let (path, range) = text.rsplit_once('=').ok_or_else(form)?;
    let (low, high) = range.split_once("..").ok_or_else(form)?;
    let path = NumberPath::new(path).map_err(|fault| wrong(fault.text(lang)))?;
    let (Some(low), Some(high)) = (path.read(low), path.read(high)) else { return Err(form()) };
    let (least, most) = path.limits();
    let whole = !path.whole() || (low.fract() == 0.0 && high.fract() == 0.0);
    if low >= high {
        return Err(wrong(match lang {
            Lang::En => format!("{low} does not lie below {high}"),
            Lang::Es => format!("{low} no es menor que {high}"),
        }));
    }
    if !whole {
        return Err(wrong(match lang {
            Lang::En => "only whole numbers are accepted".into(),
            Lang::Es => "solo se aceptan números enteros".into(),
        }));
    }
    if low < least || high > most {
        return Err(wrong(match lang {
            Lang::En => format!("accepted is {least} to {most}"),
            Lang::Es => format!("se acepta de {least} a {most}"),
        }));
    }
    Ok((path, (low, high)))
}

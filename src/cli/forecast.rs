//! `relevo forecast FILE --history EXPORT`: the volume of the next weeks, as a scenario.

use super::Failure;
use super::args::ForecastArgs;
use super::calibrate::{all_sound, drawn};
use super::load::{copies, read, sound};
use super::output::{columns, print_coloured, print_plain, tell};
use super::reading::{calibrated, read as read_export, reading, wish};
use crate::calibrate::Period;
use crate::forecast::{Forecast, MOST_AHEAD, Wish, forecast};
use crate::locale::number::{interval, number, percent};
use crate::locale::{Lang, Text};
use crate::report::calibration::{day, iso_day};
use crate::report::charts::Layout;
use crate::report::folder::{self, Content, Existing};
use crate::report::forecast::{hours_table, in_weeks, page, pictures, render, too_short, weeks_table};
use crate::report::reproduce::shell_word;
use crate::report::text_layout::wrap;
use crate::scenario::Loaded;
use crate::time::WEEKS_PER_YEAR;
use std::path::Path;

const USUAL_WEEKS: usize = 4;
const USUAL_LEVEL: f64 = 0.95;
const USUAL_SEED: u64 = 2017;
/// Columns of a report in a file.
const REPORT_COLUMNS: usize = 100;
/// The file of the folder that holds the scenario.
const SCENARIO: &str = "forecast.toml";
/// The largest growth a year that the key takes.
const GROWTH: (f64, f64) = (-0.99, 100.0);

/// Forecasts and writes: a folder, or the scenario to standard output and the report beside it.
pub fn volume(args: &ForecastArgs, quiet: bool, lang: Lang) -> Result<(), Failure> {
    let (how, ahead) = all_sound(wish(&args.reading, lang), asked(args, lang))?;
    let existing = if args.force { Existing::ReplaceOwn } else { Existing::Keep };
    if let Some(out) = &args.out {
        folder::check(out, existing).map_err(|error| Failure::Input(error.text(lang)))?;
    }
    let files = std::slice::from_ref(&args.file);
    let before = sound(read(files, &[], lang)?, quiet, lang)?;
    let history = read_export(&args.history, &how, quiet, lang)?;
    let calibration = calibrated(&history, &args.history, lang)?;
    let name = args.history.display().to_string();
    let found = forecast(&history, &calibration, ahead)
        .map_err(|short| Failure::Input(too_short(&short, &name, ahead.ahead, lang)))?;
    let text = scenario(&before, &found, &name, lang);
    let Some(out) = &args.out else {
        if !quiet {
            tell(&render(&found, columns(), lang));
        }
        return print_plain(&text).map_err(|error| Failure::Run(error.to_string()));
    };
    let contents = contents(&found, &before, &text, args, lang)?;
    folder::write(out, &contents, existing).map_err(|error| Failure::Input(error.text(lang)))?;
    print_coloured(&render(&found, columns(), lang)).map_err(|error| Failure::Run(error.to_string()))?;
    if !quiet {
        let folder = out.display();
        tell(&match lang {
            Lang::En => format!("written: {folder}/report.html, scenario/{SCENARIO}, tables and pictures"),
            Lang::Es => format!("escrito: {folder}/report.html, scenario/{SCENARIO}, tablas y gráficos"),
        });
    }
    Ok(())
}

/// Weeks and level as typed, or all that is wrong with them.
fn asked(args: &ForecastArgs, lang: Lang) -> Result<Wish, Vec<String>> {
    let mut problems = vec![];
    let weeks = args.weeks.as_ref().map_or(Some(USUAL_WEEKS), |text| text.trim().parse().ok());
    let weeks = weeks.filter(|weeks| (1..=MOST_AHEAD).contains(weeks));
    if weeks.is_none() {
        let typed = args.weeks.as_deref().unwrap_or_default();
        problems.push(match lang {
            Lang::En => format!("--weeks {typed}: expected a whole number of weeks from 1 to {MOST_AHEAD}"),
            Lang::Es => format!("--weeks {typed}: se espera un número entero de semanas de 1 a {MOST_AHEAD}"),
        });
    }
    let level = args.level.as_ref().map_or(Some(USUAL_LEVEL), |text| share(text));
    let level = level.filter(|level| (0.5..=0.99).contains(level));
    if level.is_none() {
        let typed = args.level.as_deref().unwrap_or_default();
        problems.push(match lang {
            Lang::En => format!("--level {typed}: expected a probability from 50% to 99%, for instance 95% or 0.95"),
            Lang::Es => format!("--level {typed}: se espera una probabilidad de 50% a 99%, por ejemplo 95% o 0.95"),
        });
    }
    match (weeks, level) {
        (Some(ahead), Some(level)) => Ok(Wish { ahead, level, seed: args.seed.unwrap_or(USUAL_SEED) }),
        _ => Err(problems),
    }
}

fn share(text: &str) -> Option<f64> {
    let (number, unit) = match text.trim().strip_suffix('%') {
        Some(percent) => (percent.trim(), 100.0),
        None => (text.trim(), 1.0),
    };
    number.replace(',', ".").parse::<f64>().ok().map(|value| value / unit)
}

/// The scenario of the file with the volume that is expected, and variants with the ends of its interval.
fn scenario(before: &Loaded, found: &Forecast, export: &str, lang: Lang) -> String {
    let contacts = &before.scenarios[0].demand.contacts;
    let own = contacts.iter().map(|one| one.per_week).sum::<f64>();
    let growth = match (found.weeks.first(), found.weeks.last()) {
        (Some(first), Some(last)) if found.weeks.len() > 1 => {
            ((last.mean / first.mean).ln() / (found.weeks.len() - 1) as f64 * WEEKS_PER_YEAR).exp_m1()
        }
        _ => 0.0,
    };
    // Growth counts from the beginning of the first week, whose mean is that of its middle.
    let growth = growth.clamp(GROWTH.0, GROWTH.1);
    let first = found.weeks.first().map_or(0.0, |week| week.mean) / (growth.ln_1p() / WEEKS_PER_YEAR / 2.0).exp();
    let whole = before.whole[0].forecast(&crate::scenario::NewVolume {
        per_week: first,
        growth_per_year: growth,
        daily_cv: found.daily_cv,
        profile: found.profile.iter().map(|share| share * first).collect(),
        contacts: contacts.iter().map(|one| one.per_week * if own > 0.0 { first / own } else { 1.0 }).collect(),
        weeks: found.wish.ahead as u32,
        start: iso_day(monday_from(found.from)),
    });
    let relative = |limit: f64| first * limit / found.per_week.mean.max(f64::MIN_POSITIVE);
    let ends = [
        (Text::new("lower end of the interval", "extremo inferior del intervalo"), relative(found.per_week.low)),
        (Text::new("upper end of the interval", "extremo superior del intervalo"), relative(found.per_week.high)),
    ];
    let mut text = header(before, found, export, lang);
    text += &whole.text();
    for (name, per_week) in ends {
        text += &format!(
            "\n[[variant]]\nname = {:?}\n[variant.demand]\nvolume_factor = {:.4}\n",
            name.get(lang),
            per_week / first
        );
    }
    text
}

/// The first Monday from a day on; both counted from 1 January 1970.
fn monday_from(day: i64) -> i64 {
    day + (7 - Period::weekday(day) as i64) % 7
}

/// What the file is, as a comment: of which weeks, made of what, and what of the scenario before is not in it.
fn header(before: &Loaded, found: &Forecast, export: &str, lang: Lang) -> String {
    let weeks = in_weeks(found.wish.ahead, lang);
    let (from, level) = (day(found.from, lang), percent(found.wish.level, 0, lang));
    let whole = |value: f64| number(value, 0, lang);
    let (mean, range) = (whole(found.per_week.mean), (whole(found.per_week.low), whole(found.per_week.high)));
    let between = interval(&range.0, &range.1, lang);
    let export: String = export.chars().map(|one| if one.is_control() { ' ' } else { one }).collect();
    let mut sentences = vec![match lang {
        Lang::En => format!(
            "Forecast of {weeks} from {from} on, made from {export}: {mean} {between} conversations a week ({level} interval). Volume, growth, profile, day-to-day variation and number of weeks are those of the forecast; everything else is that of \"{}\".",
            before.scenarios[0].name
        ),
        Lang::Es => format!(
            "Previsión de {weeks} desde el {from}, hecha con {export}: {mean} {between} conversaciones por semana (intervalo del {level}). El volumen, el crecimiento, el perfil, la variación diaria y el número de semanas son los de la previsión; todo lo demás es de \"{}\".",
            before.scenarios[0].name
        ),
    }];
    if before.scenarios[0].calendar.start.is_some() {
        sentences.push(match lang {
            Lang::En => "Its weeks begin on the first Monday of the forecast; holidays are those of before: look whether those of these weeks are among them.".into(),
            Lang::Es => "Sus semanas empiezan el primer lunes de la previsión; los festivos son los de antes: conviene mirar si incluyen los de estas semanas.".into(),
        });
    }
    if !before.scenarios[0].demand.crises.is_empty() {
        let text = Text::new(
            "Its crises are left out: they lie in the weeks of before.",
            "Sus crisis no están: son de las semanas de antes.",
        );
        sentences.push(text.get(lang).into());
    }
    let variants: Vec<&str> = before.scenarios.iter().skip(1).map(|one| one.name.as_str()).collect();
    if !variants.is_empty() {
        let names = variants.join(", ");
        sentences.push(match lang {
            Lang::En => format!("Not here are the variants of the file: {names}."),
            Lang::Es => format!("No están las variantes del archivo: {names}."),
        });
    }
    let lines = sentences.iter().flat_map(|sentence| wrap(sentence, REPORT_COLUMNS - 2));
    lines.map(|line| format!("# {line}\n")).collect::<String>() + "\n"
}

fn contents(
    found: &Forecast,
    before: &Loaded,
    text: &str,
    args: &ForecastArgs,
    lang: Lang,
) -> Result<Vec<Content>, Failure> {
    let name = &before.scenarios[0].name;
    let page = page(found, name, text, &command(args), lang).map_err(|error| Failure::Run(error.to_string()))?;
    let report = anstream::adapter::strip_str(&render(found, REPORT_COLUMNS, lang)).to_string();
    let mut contents = vec![
        Content::new("report.html", page),
        Content::new("report.txt", report),
        Content::new("hours.csv", hours_table(found)),
        Content::new("weeks.csv", weeks_table(found)),
        Content::new(Path::new("scenario").join(SCENARIO), text),
    ];
    for named in pictures(found, Layout::Wide, lang) {
        contents.extend(drawn(named.id, &named.picture)?);
    }
    let others = copies(&before.sources).files.into_iter().filter(|(path, _)| path != Path::new(SCENARIO));
    contents.extend(others.map(|(path, text)| Content::new(Path::new("scenario").join(path), text)));
    Ok(contents)
}

/// The command as it must be typed, but for where it writes.
fn command(args: &ForecastArgs) -> String {
    let mut words = vec!["relevo forecast".to_owned(), shell_word(&args.file.display().to_string())];
    words.push(format!("--history {}", shell_word(&args.history.display().to_string())));
    words.extend(reading(&args.reading));
    let text =
        |name: &str, value: &Option<String>| value.as_ref().map(|value| format!("--{name} {}", shell_word(value)));
    words.extend([text("weeks", &args.weeks), text("level", &args.level)].into_iter().flatten());
    words.extend(args.seed.iter().map(|seed| format!("--seed {seed}")));
    words.join(" ")
}

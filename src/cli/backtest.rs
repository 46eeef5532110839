//! The back-test of `relevo calibrate`: fitted on the first weeks of the export, judged on the last.

use super::progress::Progress;
use super::{Failure, interrupt};
use crate::backtest::{BackTest, NoSplit, Options, Outcome, Split, back_test};
use crate::calibrate::{Calibration, calibrate_part};
use crate::desk::Scenario;
use crate::history::History;
use crate::locale::{Lang, Text};
use crate::report::calibration::judged::{Judged, no_split};
use crate::report::calibration::{scenario, too_few};
use crate::report::{problems, stopped};
use crate::scenario::{LoadOptions, load_embedded};
use crate::study::thread_pool;

/// Judged of the whole weeks if nothing else is asked for.
const USUAL_SHARE: f64 = 0.25;
const USUAL_SEED: u64 = 2017;

/// What was asked for.
pub struct Asked {
    pub share: f64,
    /// The share was typed: that it cannot be had is an error then.
    pub explicit: bool,
    pub seed: Option<u64>,
    pub quiet: bool,
}

/// What came of it.
pub enum Found {
    Judged(Box<BackTest>),
    NotAsked,
    Impossible(NoSplit),
    Failed(String),
}

impl Found {
    pub fn judged(&self) -> Judged<'_> {
        match self {
            Found::Judged(found) => Judged::Yes(found),
            Found::NotAsked => Judged::NotAsked,
            Found::Impossible(why) => Judged::Impossible(*why),
            Found::Failed(why) => Judged::Failed(why.clone()),
        }
    }
}

/// The share typed: "25%", "25 %" or 0.25; from 0 to below 1.
pub fn share(typed: Option<&str>, lang: Lang) -> Result<f64, Vec<String>> {
    let Some(typed) = typed else {
        return Ok(USUAL_SHARE);
    };
    let text = typed.trim();
    let (number, unit) = match text.strip_suffix('%') {
        Some(percent) => (percent.trim(), 100.0),
        None => (text, 1.0),
    };
    let share = number.replace(',', ".").parse::<f64>().ok().map(|value| value / unit);
    share.filter(|share| (0.0..1.0).contains(share)).ok_or_else(|| {
        vec![match lang {
            Lang::En => format!(
                "--hold-out {typed}: expected a share of the weeks from 0% (judge nothing) to below 100%, for instance 25% or 0.25; some weeks must be left to fit"
            ),
            Lang::Es => format!(
                "--hold-out {typed}: se espera una proporción de las semanas desde 0% (sin contraste) hasta menos de 100%, por ejemplo 25% o 0.25; tienen que quedar semanas para el ajuste"
            ),
        }]
    })
}

/// The scenario of a file that this program made.
pub fn loaded(text: &str) -> Result<Scenario, Failure> {
    let read = load_embedded(&[("scenario.toml", text)], &["scenario.toml"], &LoadOptions::default());
    let told = |failed| Failure::Run(problems::render_failed(&failed, Lang::En));
    read.map_err(told)?.scenarios.into_iter().next().ok_or_else(|| Failure::Run("no scenario".into()))
}

/// Fits the first weeks and judges by the last.
pub fn judge(history: &History, calibration: &Calibration, asked: &Asked, lang: Lang) -> Result<Found, Failure> {
    if asked.share == 0.0 {
        return Ok(Found::NotAsked);
    }
    let split = match Split::of(history, calibration.period, asked.share) {
        Ok(split) => split,
        Err(why) if asked.explicit => {
            return Err(Failure::Input(format!("--hold-out: {}", no_split(&why, lang))));
        }
        Err(why) => return Ok(Found::Impossible(why)),
    };
    let early = history.before(split.day);
    let fitted = match calibrate_part(&early, split.day) {
        Ok(fitted) => fitted,
        Err(few) => {
            let part = Text::new("the weeks to fit", "las semanas de ajuste").get(lang);
            return Ok(Found::Failed(too_few(&few, part, lang)));
        }
    };
    let scenario = loaded(&scenario(&fitted, &early, lang))?;
    drop(early);
    interrupt::watch().map_err(|error| Failure::Run(error.to_string()))?;
    let pool = thread_pool(None).map_err(|error| Failure::Run(error.to_string()))?;
    let progress = Progress::new(asked.quiet, lang);
    let options = Options {
        per_week: fitted.volume.per_week,
        seed: asked.seed.unwrap_or(USUAL_SEED),
        pool: &pool,
        go_on: &interrupt::go_on,
        progress: &|done, all| progress.show(done, all),
    };
    let outcome = back_test(history, &split, &scenario, &options);
    progress.clear();
    match outcome {
        Outcome::Judged(found) => Ok(Found::Judged(found)),
        Outcome::Cancelled => Err(Failure::Interrupted),
        Outcome::Stopped(why) => Ok(Found::Failed(stopped::told(&scenario, why, lang).unwrap_or_default())),
        Outcome::Empty => Ok(Found::Failed(
            Text::new(
                "by the weeks to fit, nobody writes in those to judge.",
                "según las semanas de ajuste, nadie escribe en las de contraste.",
            )
            .get(lang)
            .into(),
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_read_as_people_write_them() {
        for (typed, expected) in
            [("25%", 0.25), ("25 %", 0.25), ("0.25", 0.25), ("12,5%", 0.125), ("0%", 0.0), ("0", 0.0)]
        {
            assert_eq!(share(Some(typed), Lang::En), Ok(expected), "{typed}");
        }
        for typed in ["100%", "1", "-5%", "25", "a quarter", "", "NaN", "inf"] {
            assert!(share(Some(typed), Lang::Es).is_err(), "{typed}");
        }
        assert_eq!(share(None, Lang::En), Ok(USUAL_SHARE));
    }
}

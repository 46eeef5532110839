//! What `breakeven` and `sensitivity` share: scenarios that are read again and again with other values.

use super::args::VaryArgs;
use super::chart::Wanted;
use super::load::{self, Study};
use super::output::tell;
use super::progress::Progress;
use super::{Failure, interrupt};
use crate::desk::RunPlan;
use crate::locale::Lang;
use crate::report::varied::{unusable, value};
use crate::scenario::path::NumberPath;
use crate::study::estimate::CONFIDENCE;
use crate::study::plan::common_plan;
use crate::study::vary::answer::Head;
use crate::study::vary::inputs::Known;
use crate::study::vary::{Evaluator, Stop, Unusable};
use crate::study::{result::StudyResult, thread_pool};
use std::path::PathBuf;
use std::sync::atomic::AtomicUsize;

/// Scenarios under one plan.
pub struct Ready {
    pub study: Study,
    pub plan: RunPlan,
    pub set: Vec<String>,
}

impl Ready {
    /// Reads the files; problems and notes are told on standard error.
    pub fn new(files: &[PathBuf], args: &VaryArgs, quiet: bool, lang: Lang) -> Result<Ready, Failure> {
        let set = args.overlays();
        let mut study = load::files(files, &set, quiet, lang)?;
        let note = common_plan(&mut study.scenarios, lang).map_err(Failure::Input)?;
        if let Some(note) = note.filter(|_| !quiet) {
            tell(&note);
        }
        let plan = study.scenarios[0].run;
        Ok(Ready { study, plan, set })
    }

    /// The picture that is wished for beside the answer; to be asked for before the simulation.
    pub fn picture<'a>(args: &'a VaryArgs, lang: Lang) -> Result<Option<Wanted<'a>>, Failure> {
        let wanted = |path| Wanted::new(Some(path), (args.dark, args.width, args.force), lang);
        args.chart.as_deref().map(wanted).transpose()
    }

    /// The scenarios of these numbers with their values in force.
    pub fn known(&self, chosen: &[usize]) -> Vec<Known<'_>> {
        chosen.iter().map(|at| (&self.study.scenarios[*at], self.study.in_force[*at].as_slice())).collect()
    }

    pub fn head(&self, args: &VaryArgs) -> Head {
        Head {
            relevo: StudyResult::VERSION,
            seed: self.plan.seed,
            replications: self.plan.replications,
            weeks: self.plan.weeks,
            warmup_weeks: self.plan.warmup_weeks,
            command_line: args.command_line(),
            confidence: CONFIDENCE,
        }
    }

    /// Asks something of the chosen scenarios, with progress and Ctrl-C.
    pub fn ask<T>(
        &self,
        chosen: &[usize],
        args: &VaryArgs,
        quiet: bool,
        lang: Lang,
        question: impl FnOnce(&Evaluator) -> Result<T, Stop>,
    ) -> Result<T, Failure> {
        let pool = thread_pool(args.threads).map_err(|error| Failure::Run(error.to_string()))?;
        interrupt::watch().map_err(|error| Failure::Run(error.to_string()))?;
        let progress = Progress::new(quiet, lang);
        let done = AtomicUsize::new(0);
        let evaluator = Evaluator {
            material: &self.study.material,
            set: &self.set,
            chosen,
            plan: self.plan,
            replications: self.plan.replications,
            pool: &pool,
            go_on: &interrupt::go_on,
            progress: &|done, all| progress.show(done, all),
            done: &done,
        };
        let found = question(&evaluator);
        progress.clear();
        match found {
            Ok(found) if interrupt::go_on() => Ok(found),
            _ => Err(Failure::Interrupted),
        }
    }
}

/// Scenarios that cannot be simulated with a value.
pub fn cannot(path: &NumberPath, at: f64, why: &Unusable, currency: &str, lang: Lang) -> Failure {
    let text = unusable(&path.path, &value(path, at, 0.0, currency, lang), why, lang);
    match why {
        Unusable::Refused(_) => Failure::Input(text),
        Unusable::Fills { .. } => Failure::Run(text),
    }
}

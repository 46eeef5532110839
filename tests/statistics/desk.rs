//! Scenarios that are simulated again and again, one study after another.

use relevo::desk::{RunPlan, Scenario};
use relevo::metrics::{Batch, MeasureOptions, simulate};
use relevo::model::Model;
use relevo::scenario::{Input, LoadOptions, load};
use relevo::study::result::StudyResult;
use relevo::study::{Simulated, assemble};
use std::ops::Range;
use std::path::Path;

/// Where a scenario comes from: a text, or a file of this project.
#[derive(Clone, Copy)]
pub enum Source<'a> {
    Text(&'a str),
    File(&'a str),
    /// A variant of a file, by its number.
    Variant(&'a str, usize),
}

/// Scenarios that are compared, the first is the baseline, with the weeks and replications of one study.
pub struct Desks {
    pub models: Vec<Model>,
    pub plan: RunPlan,
    /// The same, with estimates by control variates.
    controlled: Vec<Scenario>,
}

/// The weeks and replications of one study.
#[derive(Clone, Copy)]
pub struct Size {
    pub warmup_weeks: u32,
    pub weeks: u32,
    pub replications: u32,
}

impl Desks {
    /// `each`: where a scenario comes from, and settings on top.
    pub fn new(each: &[(Source, &[&str])], size: Size) -> Desks {
        let scenarios = each.iter().map(|(source, settings)| {
            let mut set: Vec<String> = settings.iter().map(|setting| setting.to_string()).collect();
            set.push(format!("run.warmup_weeks={}", size.warmup_weeks));
            set.push(format!("run.weeks={}", size.weeks));
            set.push(format!("run.replications={}", size.replications));
            let number = if let Source::Variant(_, number) = source { *number } else { 0 };
            scenarios(source, set).remove(number)
        });
        Desks::of(scenarios.collect())
    }

    /// Under the plan of the first.
    pub fn of(scenarios: Vec<Scenario>) -> Desks {
        let plan = scenarios[0].run;
        let scenarios: Vec<Scenario> = scenarios.into_iter().map(|one| Scenario { run: plan, ..one }).collect();
        let with_controls =
            |one: &Scenario| Scenario { run: RunPlan { control_variates: true, ..plan }, ..one.clone() };
        Desks {
            models: scenarios.iter().map(Model::new).collect(),
            controlled: scenarios.iter().map(with_controls).collect(),
            plan,
        }
    }

    /// The batches of one study.
    pub fn batches(&self, seed: u64, replications: Range<u32>) -> Vec<Batch> {
        let options = MeasureOptions { seed, week_opens: self.models[0].week_opens() };
        let one = |model| simulate(model, options, replications.clone(), &|| true).expect("the desk keeps up");
        self.models.iter().map(one).collect()
    }

    pub fn scenarios(&self) -> Vec<&Scenario> {
        self.models.iter().map(|model| &model.scenario).collect()
    }

    /// What a user is shown of these batches.
    pub fn result(&self, batches: &[Batch]) -> StudyResult {
        self.assembled(self.scenarios().into_iter(), batches)
    }

    /// The same, with control variates.
    pub fn controlled(&self, batches: &[Batch]) -> StudyResult {
        self.assembled(self.controlled.iter(), batches)
    }

    fn assembled<'s>(&self, scenarios: impl Iterator<Item = &'s Scenario>, batches: &[Batch]) -> StudyResult {
        let simulated: Vec<Simulated> =
            scenarios.zip(batches).map(|(scenario, batch)| Simulated { scenario, batch }).collect();
        assemble(&self.plan, &simulated, None)
    }
}

/// The scenarios of a file or text, its variants included.
pub fn scenarios(source: &Source, set: Vec<String>) -> Vec<Scenario> {
    let input = match source {
        Source::Text(text) => Input::Text { name: "desk".into(), text: text.to_string() },
        Source::File(path) | Source::Variant(path, _) => Input::File(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)),
    };
    match load(&[input], &LoadOptions { set }) {
        Ok(loaded) => loaded.scenarios,
        Err(failed) => panic!("{:#?}", failed.problems),
    }
}

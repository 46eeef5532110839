//! The scenarios of each cell, loaded when they are needed, and a replication of one.

use crate::cli::interrupt;
use crate::desk::Scenario;
use crate::engine::{Cause, Stopped};
use crate::locale::Lang;
use crate::metrics::{Batch, MeasureOptions, simulate};
use crate::model::Model;
use crate::report::problems;
use crate::scenario::{Failed, Input, Kept, LoadOptions, Loaded, load_varied};
use crate::study::plan::common_plan;
use crate::study::sweep::result::{Stop, StopCause};
use crate::study::sweep::{Grid, Halt};

/// Where the scenarios of the cells come from. Files are read once, so that all cells see the same.
pub struct Source {
    inputs: Vec<Input>,
    pub options: LoadOptions,
    pub grid: Grid,
    kept: Kept,
}

/// A cell ready to be simulated.
pub struct Prepared {
    pub scenarios: Vec<Scenario>,
    models: Vec<Model>,
    options: MeasureOptions,
}

impl Source {
    pub fn new(inputs: Vec<Input>, set: Vec<String>, grid: Grid) -> Source {
        Source { inputs, options: LoadOptions { set }, grid, kept: Kept::default() }
    }

    pub fn load(&self, cell: u32) -> Result<Loaded, Failed> {
        load_varied(&self.inputs, &self.options, &self.grid.settings(cell), &self.kept)
    }

    /// The models of a cell that was found to be sound.
    ///
    /// # Errors
    /// If it is not any longer; a sentence in the language.
    pub fn prepare(&self, cell: u32, lang: Lang) -> Result<Prepared, String> {
        let loaded = self.load(cell).map_err(|failed| problems::render_failed(&failed, lang))?;
        let mut scenarios = loaded.scenarios;
        common_plan(&mut scenarios, lang)?;
        let models: Vec<Model> = scenarios.iter().map(Model::new).collect();
        let options = MeasureOptions {
            seed: scenarios.first().map_or(0, |one| one.run.seed),
            week_opens: models.first().map(Model::week_opens).unwrap_or_default(),
        };
        Ok(Prepared { scenarios, models, options })
    }
}

/// One replication of one scenario of a cell.
///
/// # Errors
/// Why the scenario cannot be simulated, or that somebody stopped the sweep.
pub fn simulated(prepared: &Prepared, scenario: usize, replication: u32) -> Result<Batch, Halt<Stop, ()>> {
    let range = replication..replication + 1;
    simulate(&prepared.models[scenario], prepared.options, range, &interrupt::go_on).map_err(|stopped| match stopped {
        Stopped::Cancelled => Halt::Sweep(()),
        Stopped::TooManyOpen { week, cause } => Halt::Scenario(Stop { week, cause: of_cause(cause) }),
    })
}

fn of_cause(cause: Cause) -> StopCause {
    match cause {
        Cause::Queue => StopCause::Queue,
        Cause::Replies => StopCause::Replies,
        Cause::Contagion => StopCause::Contagion,
    }
}

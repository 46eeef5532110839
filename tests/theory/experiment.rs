//! A scenario of the ordinary format, simulated, and its figures against exact ones.

use relevo::metrics::{Batch, Measure, MeasureOptions, Row, simulate};
use relevo::model::Model;
use relevo::scenario::{Input, LoadOptions, load};
use relevo::study::estimate::estimate_at;

/// Everything that would disturb a plain queue, switched off. Contact types say for themselves that none of theirs needs
/// private data or the phone, and [`NO_ERRORS`] is a setting, because some desks have a `[policy]` of their own.
pub const PLAIN: &str = r#"
[run]
warmup_weeks = 1
seed = 20170901
[demand]
profile = "flat"
growth_per_year = 0
daily_cv = 0
noise_per_week = 0
[customers]
patience = "none"
phone = 0
chase = 0
hostile = { base = 0, learned = 0 }
[desk]
shrinkage = { absence = 0, off_queue = 0 }
"#;

/// Every agent message is right.
pub const NO_ERRORS: &str = "policy.errors=0";

pub struct Experiment {
    batch: Batch,
    contacts: Vec<String>,
}

impl Experiment {
    /// Simulates [`PLAIN`] with `changes` merged over it (a table that both have must be given through `settings`).
    pub fn run(changes: &str, settings: &[&str], replications: u32, weeks: u32) -> Experiment {
        let mut set: Vec<String> = [NO_ERRORS].iter().chain(settings).map(|setting| setting.to_string()).collect();
        set.push(format!("run.weeks={weeks}"));
        let input = Input::Text { name: "theory".into(), text: format!("{PLAIN}{changes}") };
        let loaded = match load(&[input], &LoadOptions { set }) {
            Ok(loaded) => loaded,
            Err(failed) => panic!("{:#?}", failed.problems),
        };
        let model = Model::new(&loaded.scenarios[0]);
        let options = MeasureOptions { seed: model.plan.seed, week_opens: model.week_opens() };
        let batch = simulate(&model, options, 0..replications, &|| true).expect("the desk keeps up");
        let contacts = model.scenario.demand.contacts.iter().map(|contact| contact.name.clone()).collect();
        Experiment { batch, contacts }
    }

    /// The 99.9 % interval holds `exact` and reaches no further than `half_width` to either side.
    #[track_caller]
    pub fn agrees(&self, measure: Measure, exact: f64, half_width: f64) {
        let values = self.batch.replications.iter().map(|replication| replication.desk.get(measure));
        assert_agreement(measure.id(), values, exact, half_width);
    }

    /// The same for one contact type.
    #[track_caller]
    pub fn agrees_for(&self, contact: &str, measure: Measure, exact: f64, half_width: f64) {
        let row = self.contacts.iter().position(|name| name == contact).expect("a contact type of the scenario");
        let values = self.batch.replications.iter().map(|replication| replication.contacts[row].get(measure));
        assert_agreement(&format!("{contact} {}", measure.id()), values, exact, half_width);
    }
}

impl Experiment {
    /// The desk's measures in each replication.
    pub fn rows(&self) -> impl Iterator<Item = &Row> {
        self.batch.replications.iter().map(|replication| &replication.desk)
    }

    /// Exact in every replication, but for rounding.
    #[track_caller]
    pub fn is_exactly(&self, measure: Measure, exact: f64) {
        for row in self.rows() {
            assert_close(measure, row.get(measure).expect("always given"), exact);
        }
    }

    /// The same for the ratio of two measures.
    #[track_caller]
    pub fn is_exactly_per(&self, of: Measure, measure: Measure, exact: f64) {
        for row in self.rows() {
            let per = row.get(of).expect("always given");
            assert_close(measure, row.get(measure).expect("always given") / per, exact);
        }
    }

    /// As [`Experiment::agrees`], of the ratio of two measures.
    #[track_caller]
    pub fn agrees_per(&self, of: Measure, measure: Measure, exact: f64, half_width: f64) {
        let values = self.rows().map(|row| Some(row.get(measure)? / row.get(of)?));
        assert_agreement(measure.id(), values, exact, half_width);
    }
}

#[track_caller]
fn assert_close(measure: Measure, found: f64, exact: f64) {
    assert!((found - exact).abs() < 1e-9 * exact.abs().max(1.0), "{}: {found}, not {exact}", measure.id());
}

#[track_caller]
fn assert_agreement(what: &str, values: impl Iterator<Item = Option<f64>>, exact: f64, half_width: f64) {
    let estimate = estimate_at(0.999, values);
    let (low, high) = (estimate.low.expect("an interval"), estimate.high.expect("an interval"));
    assert!(low <= exact && exact <= high, "{what}: exact {exact} outside [{low}, {high}]");
    assert!(estimate.half_width().expect("an interval") <= half_width, "{what}: [{low}, {high}] is too wide");
}

impl Experiment {
    /// The 99.9 % interval meets the range.
    #[track_caller]
    pub fn within(&self, measure: Measure, low: f64, high: f64) {
        let values = self.batch.replications.iter().map(|replication| replication.desk.get(measure));
        assert_meets(measure.id(), values, low, high);
    }

    /// The same for one opening channel.
    #[track_caller]
    pub fn within_in(&self, channel: usize, measure: Measure, low: f64, high: f64) {
        let values = self.batch.replications.iter().map(|replication| replication.channels[channel].get(measure));
        assert_meets(&format!("channel {channel} {}", measure.id()), values, low, high);
    }
}

#[track_caller]
fn assert_meets(what: &str, values: impl Iterator<Item = Option<f64>>, low: f64, high: f64) {
    let estimate = estimate_at(0.999, values);
    let (from, to) = (estimate.low.expect("an interval"), estimate.high.expect("an interval"));
    assert!(from <= high && low <= to, "{what}: [{from}, {to}] does not meet [{low}, {high}]");
    let wide = 0.03 * high.abs().max(1e-9);
    assert!(to - from <= 2.0 * wide, "{what}: [{from}, {to}] is too wide");
}

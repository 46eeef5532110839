//! Laws that hold for every scenario: checked on random ones.

mod audit;
mod books;
mod ledger;
mod levers;
mod outcomes;
mod random_scenario;
mod rosters;
mod rules;

use audit::{Audit, Ended};
use books::Books;
use proptest::prelude::*;
use random_scenario::{scenario, with_staffing};
use relevo::desk::Scenario;
use relevo::engine::{self, Cause, Stopped};
use relevo::metrics::{Batch, Measure, MeasureOptions, Recorder, simulate};
use relevo::model::Model;
use relevo::scenario::{Input, LoadOptions, load};
use relevo::study::{replicate, thread_pool};
use relevo::time::{MS_PER_HOUR, Span};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU32, Ordering};

/// Runs one replication under audit; a macro, because the audit borrows the model.
macro_rules! audited {
    ($scenario:expr, $seed:expr, $audit:ident, $batch:ident) => {
        let model = Model::new($scenario);
        let mut $audit = Audit::new(&model);
        let go_on = || true;
        let mut recorder = Recorder::new(&model, model.week_opens(), &go_on);
        engine::simulate(&model, $seed, 0, &mut (&mut $audit, &mut recorder)).expect("small desks run to their end");
        let (values, series) = recorder.finish();
        $audit.finish();
        let $batch = Batch { first: 0, replications: vec![values], series };
    };
}

/// The customers of one replication, as staffing must not change them.
fn customers(scenario: &Scenario, seed: u64) -> Vec<audit::Customer> {
    let model = Model::new(scenario);
    let mut audit = Audit::new(&model);
    engine::simulate(&model, seed, 0, &mut audit).expect("small desks run to their end");
    audit.customers
}

fn bytes(batch: &Batch) -> String {
    serde_json::to_string(batch).expect("a batch can be written")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    /// Every conversation ends in exactly one way, and the audit's own rules hold after every fact (order of time, skills,
    /// order of the queue, nobody idle while a message waits that he or she may take).
    #[test]
    fn conversations_are_conserved_and_nobody_idles(scenario in scenario(), seed in any::<u64>()) {
        audited!(&scenario, seed, audit, batch);
        let ended: u64 = Ended::ALL.iter().map(|ending| audit.ended(*ending)).sum();
        prop_assert_eq!(audit.opened, ended);
        let desk = &batch.replications[0].desk;
        let weeks = f64::from(scenario.run.weeks);
        let conversations = desk.get(Measure::ConversationsPerWeek).map(|n| (n * weeks).round() as u64);
        prop_assert_eq!(conversations, Some(audit.opened));
        if let Some(rate) = desk.get(Measure::ResponseRate) {
            let answered = audit.ended(Ended::Answered) + audit.ended(Ended::Unfinished);
            let asked = audit.opened - audit.ended(Ended::BotContained);
            prop_assert!((rate * asked as f64 - answered as f64).abs() < 1e-6);
        }
    }

    /// Little's law to the digit: the backlog integral of the measured weeks is the sum of the times that messages spent in
    /// the queue within them, in whole milliseconds.
    #[test]
    fn littles_law_holds_to_the_digit(scenario in scenario(), seed in any::<u64>()) {
        audited!(&scenario, seed, audit, batch);
        let length_ms = f64::from(scenario.run.weeks) * 7.0 * 24.0 * 3_600_000.0;
        let desk = &batch.replications[0].desk;
        let integral = desk.get(Measure::BacklogMean).expect("always given") * length_ms;
        prop_assert_eq!(integral.round() as u64, audit.queue_ms);
        let by_hour: u128 = batch.series.hours.iter().map(|hour| hour.backlog_ms).sum();
        prop_assert_eq!(by_hour, u128::from(audit.queue_ms));
        let by_contact: f64 = batch.replications[0].contacts.iter().filter_map(|row| row.get(Measure::BacklogMean)).sum();
        prop_assert!((by_contact * length_ms - (audit.queue_ms - audit.noise_queue_ms) as f64).abs() < 1.0);
    }

    /// Time on duty, breaks, off-queue work and overtime add up: what the measures say of work is what the facts say.
    #[test]
    fn work_adds_up(scenario in scenario(), seed in any::<u64>()) {
        audited!(&scenario, seed, audit, batch);
        let desk = &batch.replications[0].desk;
        let busy = audit.busy_ms as f64 / audit.on_queue_ms as f64;
        match desk.get(Measure::Occupancy) {
            Some(occupancy) => prop_assert!((occupancy - busy).abs() < 1e-9, "{} {}", occupancy, busy),
            None => prop_assert_eq!(audit.on_queue_ms, 0),
        }
        let paid = desk.get(Measure::PaidHoursPerWeek).expect("always given") * f64::from(scenario.run.weeks);
        prop_assert!((paid - audit.paid_ms as f64 / 3_600_000.0).abs() < 1e-6);
    }

    /// Every measure is what the facts say, worked out the slow way; quantiles to the width of their bin, two percent.
    #[test]
    fn measures_are_what_the_facts_say(scenario in scenario(), seed in any::<u64>(), opens_hour in 0u64..168) {
        let model = Model::new(&scenario);
        let mut books = Books::default();
        let week_opens = Span(opens_hour * MS_PER_HOUR);
        let go_on = || true;
        let mut recorder = Recorder::new(&model, week_opens, &go_on);
        engine::simulate(&model, seed, 0, &mut (&mut books, &mut recorder)).expect("small desks run to their end");
        let (values, series) = recorder.finish();
        let mut slow = books.service(&model);
        slow.extend(books.backlog(&model, week_opens));
        for (measure, exact) in slow {
            let found = values.desk.get(measure).unwrap_or(f64::NAN);
            let tolerance = if measure.id().contains("_p") { 0.01 * exact.abs() + 0.01 } else { 1e-7 * exact.abs().max(1.0) };
            let agrees = (found - exact).abs() <= tolerance || (found.is_nan() && !exact.is_finite());
            prop_assert!(agrees, "{}: {} instead of {}", measure.id(), found, exact);
        }
        for (found, exact) in values.slas.iter().zip(books.attained(&model)) {
            prop_assert_eq!(*found, exact);
        }
        for (found, exact) in series.agents_by_hour().iter().zip(books.agents_by_hour(&model)) {
            prop_assert!((found - exact).abs() < 1e-9);
        }
    }

    /// Any split of the replications gives the same bytes as all at once.
    #[test]
    fn any_split_gives_the_same_bytes(scenario in scenario(), seed in any::<u64>(), split in 1u32..4) {
        let model = Model::new(&scenario);
        let options = MeasureOptions { seed, week_opens: Span::ZERO };
        let run = |range| simulate(&model, options, range, &|| true).expect("small desks run to their end");
        let whole = run(0..4);
        let mut first = run(0..split);
        first.append(run(split..4)).expect("the second begins where the first ends");
        prop_assert_eq!(bytes(&whole), bytes(&first));
    }

    /// So does any number of threads, whoever finishes first.
    #[test]
    fn any_number_of_threads_gives_the_same_bytes(scenario in scenario(), seed in any::<u64>()) {
        let model = Model::new(&scenario);
        let options = MeasureOptions { seed, week_opens: Span::ZERO };
        let one = |_, replication| simulate(&model, options, replication..replication + 1, &|| true);
        let run = |threads| {
            let pool = thread_pool(NonZeroUsize::new(threads)).expect("a few threads");
            replicate(&pool, 1, 0..6, one, |_, _| {}).expect("small desks run to their end")
        };
        prop_assert_eq!(bytes(&run(1)[0]), bytes(&run(3)[0]));
    }

    /// Staffing and order change no arrival and no attribute of a conversation, but for what answers teach and what
    /// unanswered complaints cause.
    #[test]
    fn staffing_changes_no_customer(mut scenario in scenario(), seed in any::<u64>(), more in 0u32..5) {
        scenario.demand.contagion = None;
        scenario.customers.hostile.learned_per_case = Some(0.0);
        let other = with_staffing(&scenario, more);
        prop_assert_eq!(customers(&scenario, seed), customers(&other, seed));
    }
}

/// More work than anybody can do fills the desk up to the cap, not the memory; the run says when and why.
#[test]
fn a_desk_that_fills_up_stops_with_week_and_cause() {
    let text = "[run]\nwarmup_weeks = 1\n[demand]\nper_week = 1500\n[customers]\npatience = \"none\"\n\
                [[desk.team]]\nagents = 1\nshifts = [\"daily 00:00-24:00\"]\n";
    let input = Input::Text { name: "flood".into(), text: text.into() };
    let loaded = load(&[input], &LoadOptions::default()).unwrap_or_else(|failed| panic!("{:?}", failed.problems));
    // No file may ask for so much; the engine is safe by itself.
    let mut scenario = loaded.scenarios[0].clone();
    scenario.demand.contacts.iter_mut().for_each(|contact| contact.per_week *= 1000.0);
    let model = Model::new(&scenario);
    let options = MeasureOptions { seed: 1, week_opens: Span::ZERO };
    let stopped = simulate(&model, options, 0..1, &|| true);
    assert_eq!(stopped.map(|_| ()), Err(Stopped::TooManyOpen { week: 1, cause: Cause::Queue }));
}

/// Contagion that chases make explosive, which nobody can see in the file, is stopped by the same cap, and told as such.
#[test]
fn a_desk_flooded_by_contagion_stops_with_that_cause() {
    let text = "[run]\nwarmup_weeks = 0\n[demand]\ncontagion = { per_hour = 0.3, after = \"1h\" }\n\
                [[demand.contact]]\nname = \"complaint\"\nper_week = 2000\nnegative = true\ndm_share = 0\n\
                [customers]\npatience = 120\nphone = 0\nchase = 1\nreach = 200\n\
                [[desk.team]]\nagents = 1\nshifts = [\"Mon 08:00-09:00\"]\n";
    let input = Input::Text { name: "flood".into(), text: text.into() };
    let loaded = load(&[input], &LoadOptions::default()).unwrap_or_else(|failed| panic!("{:?}", failed.problems));
    let model = Model::new(&loaded.scenarios[0]);
    let stopped = simulate(&model, MeasureOptions { seed: 1, week_opens: Span::ZERO }, 0..1, &|| true);
    assert!(matches!(stopped, Err(Stopped::TooManyOpen { cause: Cause::Contagion, .. })), "{:?}", stopped.err());
}

/// Being told to stop ends a run within a simulated hour.
#[test]
fn a_run_can_be_cancelled() {
    let text = "[demand]\nper_week = 100\n[[desk.team]]\nagents = 1\nshifts = [\"daily 00:00-24:00\"]\n";
    let input = Input::Text { name: "short".into(), text: text.into() };
    let loaded = load(&[input], &LoadOptions::default()).unwrap_or_else(|failed| panic!("{:?}", failed.problems));
    let model = Model::new(&loaded.scenarios[0]);
    let hours = AtomicU32::new(0);
    let go_on = || hours.fetch_add(1, Ordering::Relaxed) < 30;
    let stopped = simulate(&model, MeasureOptions { seed: 1, week_opens: Span::ZERO }, 0..1, &go_on);
    assert_eq!((stopped.map(|_| ()), hours.into_inner()), (Err(Stopped::Cancelled), 31));
}

//! All measures of one replication, and replications one after another.

use super::backlog::Backlog;
use super::batch::{Batch, ReplicationValues, Row, WeekValues};
use super::fold::{Fold, Posted, Taken};
use super::money;
use super::oldest::Oldest;
use super::outcome::Outcome;
use super::pay::Pay;
use super::people::People;
use super::series::{FIRST_RESPONSE_MINUTES, HourTotals, SeriesTotals, ShareSum, WeekTotals};
use super::service::Service;
use super::supervision::Supervision;
use super::treatment::Treatment;
use super::window::Measured;
use crate::engine::{self, Fact, Observer, Stopped};
use crate::model::Model;
use crate::time::{HOURS_PER_WEEK, MS_PER_HOUR, Span, Time};
use std::ops::Range;

/// What the measures need to know beside the model.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MeasureOptions {
    pub seed: u64,
    /// After Monday 00:00: when the baseline's first shift of the week begins, in every scenario.
    pub week_opens: Span,
}

/// Simulates a range of replications of a model with all measures.
///
/// `go_on` is asked once for every simulated hour; `false` ends the run.
///
/// # Errors
/// [`Stopped`], when told so by `go_on` or when the desk fills beyond the engine's cap.
pub fn simulate(
    model: &Model,
    options: MeasureOptions,
    replications: Range<u32>,
    go_on: &(dyn Fn() -> bool + Sync),
) -> Result<Batch, Stopped> {
    let mut batch = Batch { first: replications.start, replications: Vec::new(), series: empty_series(model) };
    for replication in replications {
        let mut recorder = Recorder::new(model, options.week_opens, go_on);
        engine::simulate(model, options.seed, replication, &mut recorder)?;
        let (values, series) = recorder.finish();
        batch.replications.push(values);
        batch.series.add(&series);
    }
    Ok(batch)
}

/// Every measure of one replication.
pub struct Recorder<'m> {
    model: &'m Model,
    measured: Measured,
    go_on: &'m (dyn Fn() -> bool + Sync),
    now: Time,
    service: Service<'m>,
    backlog: Backlog,
    oldest: Oldest,
    people: People,
    pay: Pay<'m>,
    supervision: Supervision,
    treatment: Treatment<'m>,
    outcome: Outcome<'m>,
}

impl<'m> Recorder<'m> {
    pub fn new(model: &'m Model, week_opens: Span, go_on: &'m (dyn Fn() -> bool + Sync)) -> Recorder<'m> {
        let measured = Measured { from: model.measured_from, to: model.measured_to };
        Recorder {
            model,
            measured,
            go_on,
            now: Time::ZERO,
            service: Service::new(model),
            backlog: Backlog::new(model, measured, week_opens),
            oldest: Oldest::new(measured),
            people: People::new(model, measured),
            pay: Pay::new(model, measured),
            supervision: Supervision::new(model, measured),
            treatment: Treatment::new(model, measured),
            outcome: Outcome::new(model),
        }
    }

    /// The values of the replication, and its part of the series.
    pub fn finish(&self) -> (ReplicationValues, SeriesTotals) {
        let (mut desk, mut contacts, mut channels) = self.service.rows(self.measured.weeks());
        let mut teams = vec![Row::empty(); self.model.teams.len()];
        self.backlog.fill(self.now, &mut desk, &mut contacts, &mut channels);
        self.oldest.fill(&mut desk);
        self.people.fill(&mut desk, &mut teams);
        self.pay.fill(self.people.answers(), &self.supervision, &mut desk, &mut teams);
        self.treatment.fill(&mut desk);
        self.outcome.fill(self.measured.weeks(), &mut desk, &mut contacts, &mut channels);
        money::fill(&self.model.scenario, &mut desk);
        (
            ReplicationValues { desk, contacts, channels, teams, slas: self.service.attained(), weeks: self.weeks() },
            self.series(),
        )
    }

    fn weeks(&self) -> Vec<WeekValues> {
        let mut weeks = self.treatment.weeks(&self.service.opened_by_week, &self.service.waiting_ms_by_week);
        self.outcome.fill_weeks(&mut weeks);
        let waited_by_week = self.backlog.by_hour.chunks(HOURS_PER_WEEK).map(|hours| hours.iter().sum());
        weeks.iter_mut().zip(waited_by_week).for_each(|(week, waited)| week.backlog_ms = waited);
        let costs = self.pay.cost_by_week(&self.supervision);
        weeks.iter_mut().zip(costs).for_each(|(week, cost)| week.staff_cost = cost);
        weeks
    }

    fn series(&self) -> SeriesTotals {
        let mut series = empty_series(self.model);
        series.replications = 1;
        series.first_response = self.service.first_responses();
        let (within, answered, asked) = self.service.first_response_distribution();
        series.answered_within.iter_mut().zip(within).for_each(|(share, count)| share.add_ratio(count, asked));
        series.answered.add_ratio(answered, asked);
        let staff_costs = self.pay.cost_by_hour(&self.supervision);
        for (number, hour) in series.hours.iter_mut().enumerate() {
            hour.staff_cost.add_money(staff_costs[number]);
            let work = &self.people.hours[number];
            hour.opened = self.service.opened_by_hour[number];
            hour.agents_ms = u128::from(work.on_duty_ms);
            hour.occupancy.add_ratio(work.busy_ms, work.on_queue_ms);
            hour.within_1h.add_ratio(self.service.within_1h_by_hour[number], self.service.asked_in_hour(number));
        }
        for (number, week) in series.weeks.iter_mut().enumerate() {
            week.opened = self.service.opened_by_week[number];
            week.within_1h.add_ratio(self.service.within_1h_by_week[number], self.service.asked_in_week(number));
        }
        for (number, waited) in self.backlog.by_hour.iter().enumerate() {
            let hour = &mut series.hours[number % HOURS_PER_WEEK];
            hour.backlog_ms += u128::from(*waited);
            hour.backlog_levels.record(waited.saturating_mul(100) / MS_PER_HOUR, 1);
            series.weeks[number / HOURS_PER_WEEK].backlog_ms += u128::from(*waited);
        }
        series
    }
}

fn empty_series(model: &Model) -> SeriesTotals {
    SeriesTotals {
        hours: vec![HourTotals::default(); HOURS_PER_WEEK],
        weeks: vec![WeekTotals::default(); model.plan.weeks as usize],
        answered_within: vec![ShareSum::default(); FIRST_RESPONSE_MINUTES.len()],
        ..SeriesTotals::default()
    }
}

/// Tells every fold. Those that look at none of the facts of a call are no part of it once it is compiled.
macro_rules! every_fold {
    ($recorder:ident . $call:ident ( $($argument:expr),* )) => {
        $recorder.service.$call($($argument),*);
        $recorder.backlog.$call($($argument),*);
        $recorder.oldest.$call($($argument),*);
        $recorder.people.$call($($argument),*);
        $recorder.pay.$call($($argument),*);
        $recorder.supervision.$call($($argument),*);
        $recorder.treatment.$call($($argument),*);
        $recorder.outcome.$call($($argument),*);
    };
}

impl Recorder<'_> {
    #[inline(never)]
    fn happened(&mut self, now: Time, fact: Fact) {
        every_fold!(self.happened(now, &fact));
    }
}

impl Observer for Recorder<'_> {
    #[inline(always)]
    fn on(&mut self, now: Time, fact: &Fact) {
        match fact {
            Fact::Opened { who } => {
                every_fold!(self.opened(now, who));
            }
            Fact::Queued { who, .. } => {
                every_fold!(self.queued(now, who));
            }
            Fact::Taken { who, entry, waited, at_once, team, in_hand, .. } => {
                let (entry, waited, at_once, team, in_hand) = (*entry, *waited, *at_once, *team, *in_hand);
                every_fold!(self.taken(now, Taken { who, entry, waited, at_once, team, in_hand }));
            }
            Fact::Posted { who, entry, team, in_hand, last, .. } => {
                let (entry, team, in_hand, last) = (*entry, *team, *in_hand, *last);
                every_fold!(self.posted(now, Posted { who, entry, team, in_hand, last }));
            }
            Fact::Ended { who, ending } => {
                every_fold!(self.ended(now, who, *ending));
            }
            other => self.happened(now, *other),
        }
    }

    fn hour(&mut self, now: Time) -> bool {
        self.now = now;
        every_fold!(self.hour(now));
        (self.go_on)()
    }
}

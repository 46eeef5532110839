//! What customers got: first responses, waits, attainment, by contact type and opening channel.

use super::attainment::{Agreements, for_each_bit};
use super::batch::Row;
use super::cell::{Cell, TAKEN_MINUTES, first_kept};
use super::fold::{Fold, Posted, Taken};
use super::measure::Measure;
use super::series::FIRST_RESPONSE_MINUTES;
use super::sketch::SparseSketch;
use super::spans::{self, LimitBins, Spans, Until, WITHIN_MINUTES};
use crate::desk::{Channel, ClockHand};
use crate::engine::{Ending, Entry, Fact, PhoneReason, Subject};
use crate::model::Model;
use crate::time::{HOURS_PER_WEEK, MS_PER_HOUR, MS_PER_MINUTE, Span, Time};

/// The hour that has begun last.
#[derive(Debug, Default)]
struct Present {
    began: Time,
    hour_of_week: usize,
    /// Measured weeks before it.
    week: usize,
}

impl Present {
    /// The hour of the week of an instant of this hour or the one before.
    #[inline(always)]
    fn hour_of_last(&self, at: Time) -> usize {
        if at >= self.began {
            self.hour_of_week
        } else {
            self.hour_of_week.checked_sub(1).unwrap_or(HOURS_PER_WEEK - 1)
        }
    }
}

/// Folds facts into the service measures of one replication.
#[derive(Debug)]
pub struct Service<'m> {
    model: &'m Model,
    cells: Vec<Cell>,
    /// The service-hours clock.
    clock: ClockHand,
    limit_bins: LimitBins,
    present: Present,
    agreements: Agreements,
    sla_opened: Vec<u64>,
    sla_kept: Vec<u64>,
    pub opened_by_hour: [u64; HOURS_PER_WEEK],
    /// Of these, solved by the bot.
    contained_by_hour: [u64; HOURS_PER_WEEK],
    pub within_1h_by_hour: [u64; HOURS_PER_WEEK],
    pub opened_by_week: Vec<u64>,
    contained_by_week: Vec<u64>,
    pub within_1h_by_week: Vec<u64>,
    /// Opening to first response, or to the end without one, in milliseconds, by week of opening.
    pub waiting_ms_by_week: Vec<u64>,
    noise: u64,
}

impl<'m> Service<'m> {
    pub fn new(model: &'m Model) -> Service<'m> {
        let scenario = &model.scenario;
        let weeks = model.plan.weeks as usize;
        Service {
            model,
            cells: vec![Cell::new(); model.contacts.len() * Channel::ALL.len()],
            clock: ClockHand::new(&model.open_hours),
            limit_bins: LimitBins::new(),
            present: Present::default(),
            agreements: Agreements::new(model),
            sla_opened: vec![0; scenario.slas.len()],
            sla_kept: vec![0; scenario.slas.len()],
            opened_by_hour: [0; HOURS_PER_WEEK],
            contained_by_hour: [0; HOURS_PER_WEEK],
            within_1h_by_hour: [0; HOURS_PER_WEEK],
            opened_by_week: vec![0; weeks],
            contained_by_week: vec![0; weeks],
            within_1h_by_week: vec![0; weeks],
            waiting_ms_by_week: vec![0; weeks],
            noise: 0,
        }
    }

    #[inline(always)]
    fn cell_of(who: &Subject) -> usize {
        usize::from(who.contact) * Channel::ALL.len() + who.channel as usize
    }
    #[inline(always)]
    fn cell(&mut self, who: &Subject) -> &mut Cell {
        &mut self.cells[Self::cell_of(who)]
    }
    #[inline]
    fn week_of(&self, who: &Subject) -> usize {
        (who.opened.week() - self.model.plan.warmup_weeks) as usize
    }
    #[inline]
    fn agreements(&self, who: &Subject) -> u32 {
        self.agreements.covering(who)
    }

    #[inline(always)]
    fn opens(&mut self, who: &Subject) {
        self.cell(who).opened += 1;
        self.opened_by_hour[self.present.hour_of_week] += 1;
        self.opened_by_week[self.present.week] += 1;
        for_each_bit(self.agreements(who), |sla| self.sla_opened[sla] += 1);
    }

    /// Conversations opened in an hour of the week that the bot did not solve.
    pub fn asked_in_hour(&self, hour: usize) -> u64 {
        self.opened_by_hour[hour] - self.contained_by_hour[hour]
    }
    /// Conversations opened in a measured week that the bot did not solve.
    pub fn asked_in_week(&self, week: usize) -> u64 {
        self.opened_by_week[week] - self.contained_by_week[week]
    }

    /// The bot solved it: it asked nothing of the desk.
    #[cold]
    fn contained(&mut self, who: Subject) {
        let who = &who;
        self.cell(who).contained += 1;
        self.contained_by_hour[who.opened.hour_of_week()] += 1;
        let week = self.week_of(who);
        self.contained_by_week[week] += 1;
        for_each_bit(self.agreements(who), |sla| self.sla_opened[sla] -= 1);
    }

    /// One who phones instead of waiting has given up; one whom an agent message sends to the phone has not.
    fn phoned(&mut self, who: &Subject, why: PhoneReason) {
        let cell = self.cell(who);
        cell.phoned += 1;
        match why {
            PhoneReason::PatienceEnded => cell.gave_up += 1,
            PhoneReason::TurnedAway => {
                cell.gave_up += 1;
                cell.left_at_estimate += 1;
            }
            PhoneReason::Redirected | PhoneReason::DataRefused => {}
        }
    }

    /// A message has come, to wait or to be taken at once.
    #[inline]
    fn message(&mut self, who: &Subject) {
        if who.noise {
            self.noise += 1;
        } else {
            self.cell(who).queued += 1;
        }
    }

    #[inline(always)]
    fn takes(&mut self, fact: Taken) {
        let cell = self.cell(fact.who);
        cell.taken += 1;
        cell.at_once += u64::from(fact.at_once);
        cell.wait_ms += fact.waited.0;
        if fact.entry == Entry::First {
            let kept = if fact.at_once { 0 } else { first_kept(&TAKEN_MINUTES, fact.waited) };
            cell.taken_within[kept] += 1;
        }
    }

    #[inline(always)]
    fn first_response(&mut self, now: Time, who: &Subject, elapsed: Span, bin: usize) {
        let service = self.clock.since(&self.model.open_hours, who.opened, now);
        let cell = &mut self.cells[Self::cell_of(who)];
        cell.first_ms += elapsed.0;
        cell.first_service_ms += service.0;
        cell.spans.responds(&self.limit_bins, bin, elapsed, service);
        let week = self.week_of(who);
        self.waiting_ms_by_week[week] += elapsed.0;
        if elapsed.0 <= MS_PER_HOUR {
            self.within_1h_by_hour[self.present.hour_of_last(who.opened)] += 1;
            self.within_1h_by_week[week] += 1;
        }
        for_each_bit(self.agreements(who), |sla| {
            self.sla_kept[sla] += u64::from(self.agreements.is_kept(sla, elapsed, service));
        });
    }

    fn margin<'c>(&self, cells: impl Iterator<Item = &'c Cell>, weeks: f64) -> Row {
        let mut total = Cell::new();
        cells.for_each(|cell| total.add(cell));
        let mut row = Row::empty();
        total.fill(&mut row, weeks);
        row
    }

    /// Row of the whole desk, rows of the contact types, rows of the channels.
    pub fn rows(&self, weeks: f64) -> (Row, Vec<Row>, Vec<Row>) {
        let mut desk = self.margin(self.cells.iter(), weeks);
        let queued: u64 = self.cells.iter().map(|cell| cell.queued).sum();
        desk.set(Measure::MessagesPerWeek, (queued + self.noise) as f64 / weeks);
        desk.set(Measure::Noise, self.noise as f64 / weeks);
        let channels = Channel::ALL.len();
        let contacts = self.cells.chunks(channels).map(|cells| self.margin(cells.iter(), weeks)).collect();
        let by_channel = |channel: usize| self.margin(self.cells.iter().skip(channel).step_by(channels), weeks);
        (desk, contacts, (0..channels).map(by_channel).collect())
    }

    /// Share of each agreement's conversations that were answered in time.
    pub fn attained(&self) -> Vec<Option<f64>> {
        let share = |(kept, opened): (&u64, &u64)| (*opened > 0).then(|| *kept as f64 / *opened as f64);
        self.sla_kept.iter().zip(&self.sla_opened).map(share).collect()
    }

    /// All first responses, in milliseconds.
    pub fn first_responses(&self) -> SparseSketch {
        let mut total = Spans::new();
        self.cells.iter().for_each(|cell| total.add(&cell.spans));
        total.sketch(Until::FirstResponse)
    }

    /// First responses posted within each of [`FIRST_RESPONSE_MINUTES`], all of them, and the conversations asked.
    ///
    /// Exact at the limits that are measures of their own; between them at most what one bin holds (0.8 % of the time) is
    /// shared out evenly, never beyond the exact counts beside it.
    pub fn first_response_distribution(&self) -> ([u64; FIRST_RESPONSE_MINUTES.len()], u64, u64) {
        let sketch = self.first_responses();
        let sum = |of: fn(&Cell) -> u64| self.cells.iter().map(of).sum::<u64>();
        let (answered, asked) = (sketch.total(), sum(|cell| cell.opened - cell.contained));
        let mut exact = [0; WITHIN_MINUTES.len()];
        for cell in &self.cells {
            let within = cell.spans.within(&cell.spans.sketch(Until::FirstResponse));
            exact.iter_mut().zip(within).for_each(|(sum, count)| *sum += count);
        }
        let count = |minutes: u64| {
            let below = WITHIN_MINUTES.iter().filter(|limit| **limit <= minutes).count();
            let low = below.checked_sub(1).map_or(0, |last| exact[last]);
            let high = exact.get(below).copied().unwrap_or(answered);
            match below.checked_sub(1).is_some_and(|last| WITHIN_MINUTES[last] == minutes) {
                true => low,
                false => sketch.at_most(minutes * MS_PER_MINUTE).clamp(low, high),
            }
        };
        (FIRST_RESPONSE_MINUTES.map(count), answered, asked)
    }
}

impl Fold for Service<'_> {
    #[inline(always)]
    fn opened(&mut self, _: Time, who: &Subject) {
        if who.measured {
            self.opens(who);
        }
    }
    #[inline(always)]
    fn queued(&mut self, _: Time, who: &Subject) {
        if who.measured {
            self.message(who);
        }
    }
    #[inline(always)]
    fn taken(&mut self, _: Time, fact: Taken) {
        if !fact.who.measured {
            return;
        }
        if fact.at_once {
            self.message(fact.who);
        }
        if !fact.who.noise {
            self.takes(fact);
        }
    }
    #[inline(always)]
    fn posted(&mut self, now: Time, fact: Posted) {
        if !fact.who.measured || fact.who.noise {
            return;
        }
        let elapsed = now.since(fact.who.opened);
        let bin = spans::bin(elapsed);
        if fact.entry == Entry::First {
            self.first_response(now, fact.who, elapsed, bin);
        }
        if fact.last {
            self.cell(fact.who).spans.resolves(bin);
        }
    }
    #[inline(always)]
    fn ended(&mut self, now: Time, who: &Subject, ending: Ending) {
        match ending {
            Ending::BotContained if who.measured => self.contained(*who),
            Ending::NeverAnswered if who.measured => {
                let week = self.week_of(who);
                self.waiting_ms_by_week[week] += now.since(who.opened).0;
            }
            _ => {}
        }
    }
    fn happened(&mut self, _: Time, fact: &Fact) {
        match fact {
            Fact::Phoned { who, why } if who.measured => self.phoned(who, *why),
            Fact::Left { who } if who.measured => self.cell(who).gave_up += 1,
            Fact::TurnedAway { who } if who.measured => {
                let cell = self.cell(who);
                cell.gave_up += 1;
                cell.left_at_estimate += 1;
            }
            Fact::Chased { who, nth: 1 } if who.measured => self.cell(who).chased += 1,
            Fact::Withdrawn { who, waited } if who.measured => {
                let cell = self.cell(who);
                cell.withdrawn += 1;
                cell.withdrawn_wait_ms += waited.0;
                let week = self.week_of(who);
                self.waiting_ms_by_week[week] += waited.0;
            }
            _ => {}
        }
    }

    fn hour(&mut self, now: Time) {
        let week = now.week().saturating_sub(self.model.plan.warmup_weeks) as usize;
        self.present = Present { began: now, hour_of_week: now.hour_of_week(), week };
    }
}

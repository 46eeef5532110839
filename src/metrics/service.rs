//! What customers got: first responses, waits, attainment, by contact type and opening channel.

use super::batch::Row;
use super::measure::Measure;
use super::series::FIRST_RESPONSE_MINUTES;
use super::sketch::{self, SparseSketch};
use crate::desk::{Channel, Clock, ClockHand, Sla};
use super::fold::{Fold, Posted, Taken};
use crate::engine::{Ending, Entry, Fact, PhoneReason, Subject};
use crate::model::Model;
use crate::time::{HOURS_PER_WEEK, MS_PER_HOUR, MS_PER_MINUTE, Span, Time};

const WITHIN_MINUTES: [u64; 7] = [5, 15, 30, 60, 240, 300, 1440];
const WITHIN: [Measure; 7] = [
    Measure::Within5m,
    Measure::Within15m,
    Measure::Within30m,
    Measure::Within1h,
    Measure::Within4h,
    Measure::Within5h,
    Measure::Within24h,
];
const TAKEN_MINUTES: [u64; 4] = [5, 15, 30, 60];
const TAKEN: [Measure; 4] =
    [Measure::TakenWithin5m, Measure::TakenWithin15m, Measure::TakenWithin30m, Measure::TakenWithin1h];

/// Bins for every span a run can hold.
const BINS: usize = 2432;

/// A dense sketch: one addition a value.
#[derive(Clone, Debug)]
struct Sketch(Box<[u32; BINS]>);

impl Sketch {
    fn new() -> Sketch {
        Sketch(Box::new([0; BINS]))
    }
    #[inline(always)]
    fn bin(span: Span) -> usize {
        sketch::bin(span.0).min(BINS - 1)
    }
    fn add(&mut self, other: &Sketch) {
        self.0.iter_mut().zip(other.0.iter()).for_each(|(mine, theirs)| *mine += theirs);
    }
    fn bins(&self) -> impl Iterator<Item = (usize, u64)> {
        self.0.iter().enumerate().filter(|(_, count)| **count > 0).map(|(bin, count)| (bin, u64::from(*count)))
    }
    /// In minutes; not-a-number where nothing was recorded.
    fn quantile(&self, p: f64) -> f64 {
        let total = self.bins().map(|(_, count)| count).sum();
        sketch::quantile(self.bins(), total, p).map_or(f64::NAN, |ms| ms / MS_PER_MINUTE as f64)
    }
}

/// Counts of one contact type in one opening channel, conversations opened in measured weeks.
#[derive(Clone, Debug)]
struct Cell {
    opened: u64,
    answered: u64,
    phoned: u64,
    /// Phoned or left without having been taken.
    gave_up: u64,
    chased: u64,
    withdrawn: u64,
    /// Solved by the bot: outside every measure of responses.
    contained: u64,
    left_at_estimate: u64,
    /// First responses by the first limit they keep; the last entry keeps none.
    within: [u64; 8],
    taken_within: [u64; 5],
    first_ms: u64,
    first_service_ms: u64,
    queued: u64,
    taken: u64,
    at_once: u64,
    wait_ms: u64,
    withdrawn_wait_ms: u64,
    first: Sketch,
    first_service: Sketch,
    resolution: Sketch,
}

impl Cell {
    fn new() -> Cell {
        Cell {
            opened: 0,
            answered: 0,
            phoned: 0,
            gave_up: 0,
            chased: 0,
            withdrawn: 0,
            contained: 0,
            left_at_estimate: 0,
            within: [0; 8],
            taken_within: [0; 5],
            first_ms: 0,
            first_service_ms: 0,
            queued: 0,
            taken: 0,
            at_once: 0,
            wait_ms: 0,
            withdrawn_wait_ms: 0,
            first: Sketch::new(),
            first_service: Sketch::new(),
            resolution: Sketch::new(),
        }
    }

    fn add(&mut self, other: &Cell) {
        self.opened += other.opened;
        self.answered += other.answered;
        self.phoned += other.phoned;
        self.gave_up += other.gave_up;
        self.chased += other.chased;
        self.withdrawn += other.withdrawn;
        self.contained += other.contained;
        self.left_at_estimate += other.left_at_estimate;
        self.within.iter_mut().zip(&other.within).for_each(|(mine, theirs)| *mine += theirs);
        self.taken_within.iter_mut().zip(&other.taken_within).for_each(|(mine, theirs)| *mine += theirs);
        self.first_ms += other.first_ms;
        self.first_service_ms += other.first_service_ms;
        self.queued += other.queued;
        self.taken += other.taken;
        self.at_once += other.at_once;
        self.wait_ms += other.wait_ms;
        self.withdrawn_wait_ms += other.withdrawn_wait_ms;
        self.first.add(&other.first);
        self.first_service.add(&other.first_service);
        self.resolution.add(&other.resolution);
    }

    fn fill(&self, row: &mut Row, weeks: f64) {
        let opened = (self.opened - self.contained) as f64;
        let minutes = |ms: u64, of: u64| ms as f64 / MS_PER_MINUTE as f64 / of as f64;
        row.set(Measure::ConversationsPerWeek, self.opened as f64 / weeks);
        row.set(Measure::BotContained, self.contained as f64 / weeks);
        row.set(Measure::MessagesPerWeek, self.queued as f64 / weeks);
        row.set(Measure::ResponseRate, self.answered as f64 / opened);
        row.set(Measure::FirstResponseMean, minutes(self.first_ms, self.answered));
        row.set(Measure::FirstResponseP50, self.first.quantile(0.5));
        row.set(Measure::FirstResponseP90, self.first.quantile(0.9));
        row.set(Measure::FirstResponseP95, self.first.quantile(0.95));
        row.set(Measure::FirstResponseP99, self.first.quantile(0.99));
        row.set(Measure::FirstResponseServiceMean, minutes(self.first_service_ms, self.answered));
        row.set(Measure::FirstResponseServiceP50, self.first_service.quantile(0.5));
        row.set(Measure::FirstResponseServiceP90, self.first_service.quantile(0.9));
        fill_cumulative(row, &WITHIN, &self.within, opened);
        fill_cumulative(row, &TAKEN, &self.taken_within, opened);
        row.set(Measure::ResolutionP50, self.resolution.quantile(0.5));
        row.set(Measure::ResolutionP90, self.resolution.quantile(0.9));
        row.set(Measure::WaitMean, minutes(self.wait_ms, self.taken));
        row.set(Measure::QueueTimeMean, minutes(self.wait_ms + self.withdrawn_wait_ms, self.taken + self.withdrawn));
        row.set(Measure::WaitPositive, 1.0 - self.at_once as f64 / self.queued as f64);
        row.set(Measure::Abandoned, self.gave_up as f64 / opened);
        row.set(Measure::Phoned, self.phoned as f64 / opened);
        row.set(Measure::Chased, self.chased as f64 / opened);
        row.set(Measure::LeftAtEstimate, self.left_at_estimate as f64 / opened);
        row.set(Measure::Withdrawn, self.withdrawn as f64 / opened);
    }
}

fn fill_cumulative(row: &mut Row, measures: &[Measure], counts: &[u64], opened: f64) {
    let mut so_far = 0;
    for (measure, count) in measures.iter().zip(counts) {
        so_far += count;
        row.set(*measure, so_far as f64 / opened);
    }
}

/// Number of the first limit (minutes) that a span keeps.
#[inline(always)]
fn first_kept<const N: usize>(limits: &[u64; N], span: Span) -> usize {
    limits.iter().map(|minutes| usize::from(span.0 > minutes * MS_PER_MINUTE)).sum()
}

/// Which of some limits is the first that a span keeps, looked up by its bin: no bin of a sketch holds two limits.
#[derive(Debug)]
struct FirstLimits {
    /// Of the shortest span of each bin.
    of_bin: Box<[u8; BINS]>,
    /// Milliseconds; the last one keeps all.
    limits: [u64; WITHIN_MINUTES.len() + 1],
}

impl FirstLimits {
    fn new() -> FirstLimits {
        let mut limits = [u64::MAX; WITHIN_MINUTES.len() + 1];
        limits.iter_mut().zip(WITHIN_MINUTES).for_each(|(limit, minutes)| *limit = minutes * MS_PER_MINUTE);
        let of_bin = |bin| first_kept(&WITHIN_MINUTES, Span(sketch::low_edge(bin))) as u8;
        FirstLimits { of_bin: Box::new(std::array::from_fn(of_bin)), limits }
    }

    #[inline(always)]
    fn kept(&self, bin: usize, span: Span) -> usize {
        let shortest = usize::from(self.of_bin[bin]) % self.limits.len();
        (shortest + usize::from(span.0 > self.limits[shortest])) % self.limits.len()
    }
}

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

#[derive(Clone, Copy, Debug)]
struct Limit {
    within: Span,
    service_hours: bool,
}

/// Folds facts into the service measures of one replication.
#[derive(Debug)]
pub struct Service<'m> {
    model: &'m Model,
    cells: Vec<Cell>,
    limits: Vec<Limit>,
    /// The service-hours clock, and what it showed when the conversation in each slot opened.
    clock: ClockHand,
    opened_at: Vec<Span>,
    first_limits: FirstLimits,
    present: Present,
    /// Bit s: agreement s covers (kind, influencer).
    covered_by: Vec<u32>,
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
        let kinds = &model.routing.kinds;
        let mask = |kind: usize, influencer: bool| {
            let covers = |(number, sla): (usize, &Sla)| {
                let covered = kinds.is_covered(&sla.filter, &scenario.demand.contacts, kind as u16, influencer);
                u32::from(covered) << number
            };
            scenario.slas.iter().enumerate().map(covers).sum()
        };
        let weeks = model.plan.weeks as usize;
        Service {
            model,
            cells: vec![Cell::new(); model.contacts.len() * Channel::ALL.len()],
            clock: ClockHand::new(&model.open_hours),
            opened_at: Vec::new(),
            first_limits: FirstLimits::new(),
            present: Present::default(),
            limits: scenario
                .slas
                .iter()
                .map(|sla| Limit { within: sla.within, service_hours: sla.clock == Clock::ServiceHours })
                .collect(),
            covered_by: (0..kinds.count() * 2).map(|i| mask(i / 2, i % 2 == 1)).collect(),
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
    fn cell(&mut self, who: &Subject) -> &mut Cell {
        &mut self.cells[usize::from(who.contact) * Channel::ALL.len() + who.channel as usize]
    }
    #[inline]
    fn week_of(&self, who: &Subject) -> usize {
        (who.opened.week() - self.model.plan.warmup_weeks) as usize
    }
    #[inline]
    fn agreements(&self, who: &Subject) -> u32 {
        self.covered_by[usize::from(who.kind) * 2 + usize::from(who.influencer)]
    }

    #[inline(always)]
    fn opens(&mut self, now: Time, who: &Subject) {
        let reading = self.clock.read(&self.model.open_hours, now);
        let slot = who.slot as usize;
        match self.opened_at.get_mut(slot) {
            Some(at) => *at = reading,
            None => self.opens_slot(slot, reading),
        }
        self.cell(who).opened += 1;
        self.opened_by_hour[self.present.hour_of_week] += 1;
        self.opened_by_week[self.present.week] += 1;
        for_each_bit(self.agreements(who), |sla| self.sla_opened[sla] += 1);
    }

    #[cold]
    fn opens_slot(&mut self, slot: usize, reading: Span) {
        self.opened_at.resize(slot + 1, Span::ZERO);
        self.opened_at[slot] = reading;
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
        let service = Span(self.clock.read(&self.model.open_hours, now).0 - self.opened_at[who.slot as usize].0);
        let kept = self.first_limits.kept(bin, elapsed);
        let cell = self.cell(who);
        cell.answered += 1;
        cell.first_ms += elapsed.0;
        cell.first_service_ms += service.0;
        cell.within[kept] += 1;
        cell.first.0[bin] += 1;
        cell.first_service.0[Sketch::bin(service)] += 1;
        let week = self.week_of(who);
        self.waiting_ms_by_week[week] += elapsed.0;
        if elapsed.0 <= MS_PER_HOUR {
            self.within_1h_by_hour[self.present.hour_of_last(who.opened)] += 1;
            self.within_1h_by_week[week] += 1;
        }
        for_each_bit(self.agreements(who), |sla| {
            let limit = self.limits[sla];
            let taken = if limit.service_hours { service } else { elapsed };
            self.sla_kept[sla] += u64::from(taken <= limit.within);
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
        let mut total = Sketch::new();
        self.cells.iter().for_each(|cell| total.add(&cell.first));
        SparseSketch(total.bins().map(|(bin, count)| (bin as u32, count)).collect())
    }

    /// First responses posted within each of [`FIRST_RESPONSE_MINUTES`], all of them, and the conversations asked.
    ///
    /// Exact at the limits that are measures of their own; between them at most what one bin holds (0.8 % of the time) is
    /// shared out evenly, never beyond the exact counts beside it.
    pub fn first_response_distribution(&self) -> ([u64; FIRST_RESPONSE_MINUTES.len()], u64, u64) {
        let sketch = self.first_responses();
        let sum = |of: fn(&Cell) -> u64| self.cells.iter().map(of).sum::<u64>();
        let (answered, asked) = (sum(|cell| cell.answered), sum(|cell| cell.opened - cell.contained));
        let exact = |limits: usize| self.cells.iter().flat_map(|cell| &cell.within[..limits]).sum::<u64>();
        let count = |minutes: u64| {
            let below = WITHIN_MINUTES.iter().filter(|limit| **limit <= minutes).count();
            let (low, high) = (exact(below), if below < WITHIN_MINUTES.len() { exact(below + 1) } else { answered });
            match below.checked_sub(1).is_some_and(|last| WITHIN_MINUTES[last] == minutes) {
                true => low,
                false => sketch.at_most(minutes * MS_PER_MINUTE).clamp(low, high),
            }
        };
        (FIRST_RESPONSE_MINUTES.map(count), answered, asked)
    }
}

#[inline(always)]
fn for_each_bit(mut mask: u32, mut f: impl FnMut(usize)) {
    while mask != 0 {
        f(mask.trailing_zeros() as usize);
        mask &= mask - 1;
    }
}

impl Fold for Service<'_> {
    #[inline(always)]
    fn opened(&mut self, now: Time, who: &Subject) {
        if who.measured {
            self.opens(now, who);
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
        let bin = Sketch::bin(elapsed);
        if fact.entry == Entry::First {
            self.first_response(now, fact.who, elapsed, bin);
        }
        if fact.last {
            self.cell(fact.who).resolution.0[bin] += 1;
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

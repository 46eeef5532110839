//! What conversations leave behind: customers satisfied, kept and lost, who leaves the channel, who hears of it.
//!
//! Nothing is drawn. What happened to a conversation says how probable each outcome is, so conversations are counted by
//! what happened and multiplied at the end: the same means as by drawing, with less noise (conditional Monte Carlo).
//!
//! Invariant: every conversation opened in a measured week is counted once, when it ends. The ordinary one, answered in time
//! without an error or a gesture, costs one addition.

use super::batch::{Row, WeekValues};
use super::fold::{Fold, Posted};
use super::measure::Measure;
use crate::behaviour::{MOST_ERRORS, Solved, TOLD_BAD, TOLD_GOOD, satisfied};
use crate::desk::{Channel, Customers};
use crate::engine::{Ending, Entry, Fact, PhoneReason, Subject};
use crate::model::Model;
use crate::random::{Purpose, Sampler, Stream};
use crate::time::Time;

/// What a conversation has met so far, as far as its outcome depends on it.
#[derive(Clone, Copy, Debug)]
struct Marks {
    errors: u8,
    chases: u8,
    left: bool,
    phoned: bool,
    gesture: bool,
    intruded: bool,
    moved: bool,
    followed_up: bool,
}

impl Marks {
    const NONE: Marks = Marks {
        errors: 0,
        chases: 0,
        left: false,
        phoned: false,
        gesture: false,
        intruded: false,
        moved: false,
        followed_up: false,
    };

    fn solved(self, ending: Ending) -> Solved {
        match ending {
            Ending::BotContained => Solved::ByBot,
            _ if self.phoned => Solved::ByPhone,
            Ending::Withdrawn | Ending::LeftAtEstimate | Ending::NeverAnswered => Solved::Not,
            Ending::Answered | Ending::Unfinished if self.intruded => Solved::Not,
            Ending::Answered | Ending::Unfinished if self.left || self.chases > 0 => Solved::Late,
            Ending::Answered | Ending::Unfinished => Solved::InTime,
        }
    }
}

/// Classes of conversations that are satisfied alike: (how it was solved, errors, gesture).
const CLASSES: usize = Solved::ALL.len() * ERROR_COUNTS * 2;
const ERROR_COUNTS: usize = MOST_ERRORS as usize + 1;
/// Solved in time, without errors or gestures.
const ORDINARY: usize = class_of(Solved::InTime, 0, false);

const fn class_of(solved: Solved, errors: u8, gesture: bool) -> usize {
    let errors = if errors < MOST_ERRORS { errors } else { MOST_ERRORS };
    (solved as usize * ERROR_COUNTS + errors as usize) * 2 + gesture as usize
}

/// Probability of being satisfied of each class.
fn probabilities() -> [f64; CLASSES] {
    let mut of = [0.0; CLASSES];
    for solved in Solved::ALL {
        for errors in 0..=MOST_ERRORS {
            for gesture in [false, true] {
                of[class_of(solved, errors, gesture)] = satisfied(solved, errors, gesture);
            }
        }
    }
    of
}

/// Conversations of one class, and how many people see them.
///
/// Views are in multiples of the mean reach, or people where reach is drawn: reach of those that are public, and of these
/// the ones that end in public.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    count: u64,
    shown: f64,
    concluded: f64,
}

/// Counts of one contact type in one opening channel.
#[derive(Clone, Debug)]
struct Cell {
    /// All but the ordinary ones, by class and influencer.
    others: Box<[[Tally; 2]; CLASSES]>,
    gave_up: u64,
}

/// Sums over the conversations of some cells, expectations but for the counts.
#[derive(Clone, Copy, Debug, Default)]
struct Totals {
    ended: u64,
    gave_up: u64,
    satisfied: f64,
    good_views: f64,
    bad_views: f64,
}

impl Totals {
    fn add(&mut self, other: &Totals) {
        self.ended += other.ended;
        self.gave_up += other.gave_up;
        self.satisfied += other.satisfied;
        self.good_views += other.good_views;
        self.bad_views += other.bad_views;
    }
    fn dissatisfied(&self) -> f64 {
        self.ended as f64 - self.satisfied
    }
}

/// People who see a conversation.
#[derive(Clone, Debug)]
enum Reach {
    /// Reach tells on nothing but whether the customer is an influencer: its mean, of those who are not and of those who are.
    Mean([f64; 2]),
    /// Reach tells on what happens: it is drawn from the conversation's key, as the engine does.
    Drawn(Sampler),
}

impl Reach {
    fn of(model: &Model) -> Reach {
        let reach = &model.scenario.customers.reach;
        match &model.customers.reach {
            Some(sampler) if model.levers.contagion.is_some() => Reach::Drawn(sampler.clone()),
            Some(_) => {
                let (share, part) = reach.at_or_above(model.customers.influencer_reach);
                let mean = |part: f64, share: f64| if share > 0.0 { part / share } else { 0.0 };
                Reach::Mean([mean(reach.mean() - part, 1.0 - share), mean(part, share)])
            }
            None => Reach::Mean([reach.mean(); 2]),
        }
    }
    /// People for one view of (no influencer, influencer).
    fn people(&self) -> [f64; 2] {
        match self {
            Reach::Mean(people) => *people,
            Reach::Drawn(_) => [1.0; 2],
        }
    }
}

/// Folds facts into the outcome measures of one replication.
#[derive(Debug)]
pub struct Outcome<'m> {
    model: &'m Model,
    reach: Reach,
    /// By slot; conversations beyond its end have met nothing.
    marks: Vec<Marks>,
    /// By slot, a bit each: whether it has met anything at all.
    marked: Vec<u64>,
    /// Ordinary ones by week of opening, cell, and whether the customer is an influencer.
    ordinary: Vec<u64>,
    cells: Vec<Cell>,
    /// All but the ordinary ones by week of opening and class.
    weeks: Vec<[u64; CLASSES]>,
}

impl<'m> Outcome<'m> {
    pub fn new(model: &'m Model) -> Outcome<'m> {
        let cell = || Cell { others: Box::new([[Tally::default(); 2]; CLASSES]), gave_up: 0 };
        let (cells, weeks) = (model.contacts.len() * Channel::ALL.len(), model.plan.weeks as usize);
        Outcome {
            model,
            reach: Reach::of(model),
            marks: Vec::new(),
            marked: Vec::new(),
            ordinary: vec![0; weeks * cells * 2],
            cells: (0..cells).map(|_| cell()).collect(),
            weeks: vec![[0; CLASSES]; weeks],
        }
    }

    #[inline]
    fn cell_of(who: &Subject) -> usize {
        usize::from(who.contact) * Channel::ALL.len() + who.channel as usize
    }
    #[inline]
    fn week_of(&self, who: &Subject) -> usize {
        (who.opened.week() - self.model.plan.warmup_weeks) as usize
    }

    #[cold]
    fn mark(&mut self, who: Subject, change: impl Fn(&mut Marks)) {
        if !who.measured || who.noise {
            return;
        }
        let slot = who.slot as usize;
        if self.marks.len() <= slot {
            self.marks.resize(slot + 1, Marks::NONE);
            self.marked.resize(slot / 64 + 1, 0);
        }
        self.marked[slot / 64] |= 1 << (slot % 64);
        change(&mut self.marks[slot]);
    }

    /// One who phones or leaves instead of waiting may never use the channel again.
    fn gives_up(&mut self, who: &Subject) {
        if who.measured {
            self.cells[Self::cell_of(who)].gave_up += 1;
        }
    }

    #[inline(always)]
    fn is_counted(&mut self, who: &Subject, ending: Ending) {
        let marked = self.is_marked(who.slot as usize);
        let answered = matches!(ending, Ending::Answered | Ending::Unfinished);
        if !marked && answered && matches!(self.reach, Reach::Mean(_)) {
            let of_week = self.week_of(who) * self.cells.len() + Self::cell_of(who);
            self.ordinary[of_week * 2 + usize::from(who.influencer)] += 1;
        } else {
            self.is_counted_otherwise(*who, ending);
        }
    }

    #[inline(always)]
    fn is_marked(&self, slot: usize) -> bool {
        self.marked.get(slot / 64).is_some_and(|bits| bits >> (slot % 64) & 1 == 1)
    }

    /// What the conversation that ends has met; the next one in its slot has met nothing.
    fn take_marks(&mut self, slot: usize) -> Marks {
        if !self.is_marked(slot) {
            return Marks::NONE;
        }
        self.marked[slot / 64] &= !(1 << (slot % 64));
        std::mem::replace(&mut self.marks[slot], Marks::NONE)
    }

    #[cold]
    fn is_counted_otherwise(&mut self, who: Subject, ending: Ending) {
        let marks = self.take_marks(who.slot as usize);
        let solved = marks.solved(ending);
        let class = class_of(solved, marks.errors, marks.gesture);
        let reach = match &self.reach {
            Reach::Mean(_) => 1.0,
            Reach::Drawn(sampler) => sampler.draw(&mut Stream::new(who.key, Purpose::Reach)),
        };
        // Every chase doubles it (MODEL, section 4).
        let views = if who.channel.is_public() { reach * f64::from(1u32 << marks.chases.min(31)) } else { 0.0 };
        let in_public = match solved {
            Solved::InTime | Solved::Late => !marks.moved || marks.followed_up,
            Solved::ByPhone => marks.followed_up,
            Solved::ByBot => true,
            Solved::Not => false,
        };
        let week = self.week_of(&who);
        self.weeks[week][class] += 1;
        let tally = &mut self.cells[Self::cell_of(&who)].others[class][usize::from(who.influencer)];
        tally.count += 1;
        tally.shown += views;
        tally.concluded += if in_public { views } else { 0.0 };
    }

    fn totals_of(&self, number: usize, probabilities: &[f64; CLASSES]) -> Totals {
        let (cell, people) = (&self.cells[number], self.reach.people());
        let channels = Channel::ALL.len();
        let (public, negative) =
            (Channel::ALL[number % channels].is_public(), self.model.contacts[number / channels].negative);
        let mut totals = Totals { gave_up: cell.gave_up, ..Totals::default() };
        let mut add = |tally: &Tally, satisfied: f64, people: f64| {
            totals.ended += tally.count;
            totals.satisfied += satisfied * tally.count as f64;
            totals.good_views += satisfied * tally.concluded * people;
            totals.bad_views += if negative { (1.0 - satisfied) * tally.shown * people } else { 0.0 };
        };
        for (influencer, people) in people.iter().enumerate() {
            let count = self.ordinary.iter().skip(number * 2 + influencer).step_by(self.cells.len() * 2).sum();
            let views = if public { count as f64 } else { 0.0 };
            add(&Tally { count, shown: views, concluded: views }, probabilities[ORDINARY], *people);
            for (tallies, satisfied) in cell.others.iter().zip(probabilities) {
                add(&tallies[influencer], *satisfied, *people);
            }
        }
        totals
    }

    /// Sets the measures in the row of the whole desk, those of the contact types and those of the channels.
    pub fn fill(&self, weeks: f64, desk: &mut Row, contacts: &mut [Row], channels: &mut [Row]) {
        let probabilities = probabilities();
        let customers = &self.model.scenario.customers;
        let cells: Vec<Totals> = (0..self.cells.len()).map(|number| self.totals_of(number, &probabilities)).collect();
        let set = |row: &mut Row, of: &mut dyn Iterator<Item = &Totals>| {
            let mut total = Totals::default();
            of.for_each(|cell| total.add(cell));
            fill(row, &total, customers, weeks);
        };
        let width = Channel::ALL.len();
        set(desk, &mut cells.iter());
        contacts.iter_mut().zip(cells.chunks(width)).for_each(|(row, cells)| set(row, &mut cells.iter()));
        channels.iter_mut().enumerate().for_each(|(at, row)| set(row, &mut cells.iter().skip(at).step_by(width)));
    }

    /// Conversations opened in a measured week, by class.
    fn classes_of_week(&self, week: usize) -> [u64; CLASSES] {
        let (mut classes, width) = (self.weeks[week], self.cells.len() * 2);
        classes[ORDINARY] += self.ordinary[week * width..(week + 1) * width].iter().sum::<u64>();
        classes
    }

    /// Sets the outcomes of the conversations opened in each measured week, and what they cost beside the desk.
    pub fn fill_weeks(&self, weeks: &mut [WeekValues]) {
        let probabilities = probabilities();
        let (customers, costs) = (&self.model.scenario.customers, &self.model.scenario.costs);
        for (number, values) in weeks.iter_mut().enumerate() {
            let classes = self.classes_of_week(number);
            let count = |of: &dyn Fn(usize) -> bool| {
                (0..CLASSES).filter(|class| of(*class)).map(|class| classes[class]).sum::<u64>()
            };
            let satisfied = classes.iter().zip(&probabilities).map(|(count, p)| *count as f64 * p).sum::<f64>();
            let by_phone = class_of(Solved::ByPhone, 0, false)..=class_of(Solved::ByPhone, MOST_ERRORS, true);
            values.satisfied = satisfied;
            values.customers_lost = lost(customers, satisfied, count(&|_| true) as f64 - satisfied);
            values.phone_contacts = count(&|class| by_phone.contains(&class));
            let gestures = count(&|class| class % 2 == 1);
            values.contact_cost =
                values.phone_contacts as f64 * costs.phone_contact + gestures as f64 * costs.goodwill_cost;
            values.value_lost = values.customers_lost * customers.lifetime_margin - satisfied * customers.spend_uplift;
        }
    }
}

/// Customers lost for the brand, of so many satisfied and so many dissatisfied ones.
fn lost(customers: &Customers, satisfied: f64, dissatisfied: f64) -> f64 {
    customers.loss.satisfied * satisfied + customers.loss.dissatisfied * dissatisfied
}

fn fill(row: &mut Row, total: &Totals, customers: &Customers, weeks: f64) {
    let ended = total.ended as f64;
    let lost = lost(customers, total.satisfied, total.dissatisfied());
    row.set(Measure::Satisfied, total.satisfied / ended);
    row.set(Measure::Retention, 1.0 - lost / ended);
    row.set(Measure::CustomersLost, lost / weeks);
    row.set(Measure::LeftChannel, customers.leaves_channel * total.gave_up as f64 / ended);
    row.set(Measure::PositiveReach, (TOLD_GOOD * total.satisfied + total.good_views) / weeks);
    row.set(Measure::NegativeReach, (TOLD_BAD * total.dissatisfied() + total.bad_views) / weeks);
}

impl Fold for Outcome<'_> {
    #[inline(always)]
    fn posted(&mut self, _: Time, fact: Posted) {
        if fact.entry == Entry::FollowUp {
            self.mark(*fact.who, |marks| marks.followed_up = true);
        }
    }
    #[inline(always)]
    fn ended(&mut self, _: Time, who: &Subject, ending: Ending) {
        if who.measured {
            self.is_counted(who, ending);
        }
    }
    fn happened(&mut self, _: Time, fact: &Fact) {
        match fact {
            Fact::Chased { who, nth } => self.mark(*who, |marks| marks.chases = *nth),
            Fact::Phoned { who, why } => {
                self.mark(*who, |marks| marks.phoned = true);
                match why {
                    PhoneReason::PatienceEnded | PhoneReason::TurnedAway => self.gives_up(who),
                    PhoneReason::Redirected | PhoneReason::DataRefused => {}
                }
            }
            Fact::Left { who } => {
                self.mark(*who, |marks| marks.left = true);
                self.gives_up(who);
            }
            Fact::TurnedAway { who } => self.gives_up(who),
            Fact::Erred { who } => self.mark(*who, |marks| marks.errors = marks.errors.saturating_add(1)),
            Fact::Favoured { who, gesture: true } => self.mark(*who, |marks| marks.gesture = true),
            Fact::Intruded { who } => self.mark(*who, |marks| marks.intruded = true),
            Fact::MovedToDm { who } => self.mark(*who, |marks| marks.moved = true),
            _ => {}
        }
    }
}

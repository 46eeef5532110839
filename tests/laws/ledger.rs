//! Outcomes and money the slow way: from the whole story of each conversation, and from the agents on duty at each instant.

use super::books::{Books, premium, subject};
use relevo::desk::{Channel, Scenario};
use relevo::engine::{Ending, Entry, Fact, PhoneReason, Subject};
use relevo::metrics::Measure;
use relevo::model::Model;
use relevo::random::{Purpose, Stream};
use relevo::time::MS_PER_HOUR;
use std::collections::BTreeMap;

/// The story of one conversation opened in a measured week.
#[derive(Clone)]
pub struct Story {
    who: Subject,
    answered: bool,
    ending: Option<Ending>,
    phoned: bool,
    gave_up: bool,
    first_patience_ended: bool,
    chases: i32,
    errors: u32,
    gesture: bool,
    intruded: bool,
    moved: bool,
    followed_up: bool,
}

/// What the outcome measures of a group of conversations are made of.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    pub count: f64,
    pub satisfied: f64,
    pub gave_up: f64,
    pub phoned: f64,
    pub gestures: f64,
    pub good: f64,
    pub bad: f64,
}

impl Story {
    fn of(who: Subject) -> Story {
        Story {
            who,
            answered: false,
            ending: None,
            phoned: false,
            gave_up: false,
            first_patience_ended: false,
            chases: 0,
            errors: 0,
            gesture: false,
            intruded: false,
            moved: false,
            followed_up: false,
        }
    }

    fn goes_on(&mut self, fact: &Fact) {
        match fact {
            Fact::Posted { entry: Entry::FollowUp, .. } => self.followed_up = true,
            Fact::Posted { .. } => self.answered = true,
            Fact::Chased { .. } => (self.chases, self.first_patience_ended) = (self.chases + 1, true),
            Fact::Phoned { why, .. } => {
                self.phoned = true;
                self.gave_up |= matches!(why, PhoneReason::PatienceEnded | PhoneReason::TurnedAway);
            }
            Fact::Left { .. } => (self.gave_up, self.first_patience_ended) = (true, true),
            Fact::TurnedAway { .. } => self.gave_up = true,
            Fact::Erred { .. } => self.errors += 1,
            Fact::Favoured { gesture, .. } => self.gesture = *gesture,
            Fact::Intruded { .. } => self.intruded = true,
            Fact::MovedToDm { .. } => self.moved = true,
            Fact::Ended { ending, .. } => {
                assert_eq!(self.ending, None, "it ends once");
                self.ending = Some(*ending);
            }
            _ => {}
        }
    }

    fn contained(&self) -> bool {
        self.ending == Some(Ending::BotContained)
    }

    /// Nobody answered, or nobody was welcome to.
    fn unsolved(&self) -> bool {
        !self.contained() && !self.phoned && (!self.answered || self.intruded)
    }

    fn satisfied(&self) -> f64 {
        let solved = if self.contained() {
            0.75
        } else if self.phoned {
            0.50
        } else if self.unsolved() {
            0.05
        } else if self.first_patience_ended {
            0.40
        } else {
            0.90
        };
        let gesture = if self.gesture { 0.05 } else { 0.0 };
        (solved - 0.2 * f64::from(self.errors) + gesture).clamp(0.0, 0.98)
    }

    /// People who see it.
    fn views(&self, model: &Model) -> f64 {
        let customers = &model.scenario.customers;
        let reach = &customers.reach;
        let (share, part) = reach.at_or_above(customers.influencer_reach);
        let seen = match &model.customers.reach {
            Some(sampler) if model.scenario.demand.contagion.is_some() => {
                sampler.draw(&mut Stream::new(self.who.key, Purpose::Reach))
            }
            Some(_) if self.who.influencer => part / share,
            Some(_) => (reach.mean() - part) / (1.0 - share),
            None => reach.mean(),
        };
        if self.who.channel == Channel::Dm { 0.0 } else { seen * 2f64.powi(self.chases) }
    }

    /// Whether others see that it was solved.
    fn concluded_in_public(&self) -> bool {
        !self.unsolved() && (self.followed_up || !self.moved && !self.phoned)
    }
}

impl Sums {
    fn add(&mut self, story: &Story, model: &Model) {
        let (satisfied, views) = (story.satisfied(), story.views(model));
        let negative = model.scenario.demand.contacts[usize::from(story.who.contact)].negative;
        self.count += 1.0;
        self.satisfied += satisfied;
        self.gave_up += f64::from(u8::from(story.gave_up));
        self.phoned += f64::from(u8::from(story.phoned));
        self.gestures += f64::from(u8::from(story.gesture));
        self.good += satisfied * (0.71 * 42.0 + if story.concluded_in_public() { views } else { 0.0 });
        self.bad += (1.0 - satisfied) * (53.0 + if negative { views } else { 0.0 });
    }

    pub fn lost(&self, scenario: &Scenario) -> f64 {
        let loss = scenario.customers.loss;
        loss.satisfied * self.satisfied + loss.dissatisfied * (self.count - self.satisfied)
    }

    /// The measures of outcomes, of so many weeks.
    pub fn measures(&self, scenario: &Scenario, weeks: f64) -> [(Measure, f64); 6] {
        [
            (Measure::Satisfied, self.satisfied / self.count),
            (Measure::Retention, 1.0 - self.lost(scenario) / self.count),
            (Measure::CustomersLost, self.lost(scenario) / weeks),
            (Measure::LeftChannel, scenario.customers.leaves_channel * self.gave_up / self.count),
            (Measure::PositiveReach, self.good / weeks),
            (Measure::NegativeReach, self.bad / weeks),
        ]
    }
}

/// The stories of the conversations opened in measured weeks.
pub fn stories(books: &Books) -> Vec<Story> {
    let mut stories: BTreeMap<u64, Story> = BTreeMap::new();
    for (_, fact) in &books.facts {
        let Some(who) = subject(fact).filter(|who| who.measured && !who.noise) else { continue };
        stories.entry(who.key).or_insert_with(|| Story::of(who)).goes_on(fact);
    }
    stories.into_values().collect()
}

/// What the conversations that count leave behind.
pub fn sums(model: &Model, stories: &[Story], of: impl Fn(&Subject) -> bool) -> Sums {
    let mut sums = Sums::default();
    stories.iter().filter(|story| of(&story.who)).for_each(|story| sums.add(story, model));
    sums
}

/// Money a week for supervisors, from the agents on duty between one fact or full hour and the next.
pub fn supervisors(books: &Books, model: &Model) -> f64 {
    let costs = &model.scenario.costs;
    let Some(supervisors) = costs.supervisors else { return 0.0 };
    let mut steps: BTreeMap<u64, i64> = BTreeMap::new();
    for (now, fact) in &books.facts {
        match fact {
            Fact::DutyBegan { .. } => *steps.entry(now.0).or_default() += 1,
            Fact::DutyEnded { .. } => *steps.entry(now.0).or_default() -= 1,
            _ => {}
        }
    }
    let (from, to) = (model.measured_from.0, model.measured_to.0);
    (from..=to).step_by(MS_PER_HOUR as usize).for_each(|hour| _ = steps.entry(hour).or_default());
    let (mut on_duty, mut money, mut since) = (0, 0.0, 0);
    for (now, change) in steps {
        if since >= from && now <= to {
            let exact = f64::from(on_duty as i32) / supervisors.per_agents;
            let number = if supervisors.whole { (exact - 1e-9).ceil().max(0.0) } else { exact };
            let hours = (now - since) as f64 / MS_PER_HOUR as f64;
            money += number * hours * supervisors.hourly_wage * (1.0 + costs.contributions) * premium(model, since);
        }
        (on_duty, since) = (on_duty + change, now);
    }
    money / f64::from(model.plan.weeks)
}

/// Money a week for work places, from the positions on duty in each minute of a week without holidays.
pub fn seats(scenario: &Scenario) -> f64 {
    let mut on_duty = vec![0; 7 * 1440];
    for shift in scenario.teams.iter().flat_map(|team| &team.rota) {
        for day in (0..7).filter(|day| shift.window.days.weekdays & (1 << day) != 0) {
            for minute in shift.window.from_minute..shift.window.to_minute {
                on_duty[((day * 1440 + minute) % (7 * 1440)) as usize] += shift.agents;
            }
        }
    }
    f64::from(on_duty.into_iter().max().unwrap_or_default()) * scenario.costs.seats * 12.0 * 7.0 / 365.0
}

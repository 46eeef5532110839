//! Measures the slow way: every fact is kept, and each measure is worked out from all of them as its definition says.

use relevo::desk::{Clock, NightPremium, Window};
use relevo::engine::{Ending, Entry, Fact, Observer, PhoneReason, Subject};
use relevo::metrics::Measure;
use relevo::model::Model;
use relevo::time::{MS_PER_DAY, MS_PER_HOUR, MS_PER_MINUTE, MS_PER_WEEK, Span, Time};
use std::collections::BTreeMap;

#[derive(Default)]
pub struct Books {
    pub facts: Vec<(Time, Fact)>,
    pub end: Time,
}

impl Observer for Books {
    fn on(&mut self, now: Time, fact: &Fact) {
        self.facts.push((now, *fact));
    }
    fn hour(&mut self, now: Time) -> bool {
        self.end = now;
        true
    }
}

/// What became of one conversation opened in a measured week.
#[derive(Default)]
struct Life {
    who: Option<Subject>,
    taken: Option<Time>,
    first: Option<Time>,
    last: Option<Time>,
    phoned: bool,
    gave_up: bool,
    at_estimate: bool,
    contained: bool,
    chased: bool,
    withdrawn: bool,
}

/// An interval of milliseconds.
type Stretch = (u64, u64);

impl Books {
    fn lives(&self) -> Vec<Life> {
        let mut lives: BTreeMap<u64, Life> = BTreeMap::new();
        let facts = self.facts.iter().filter_map(|(now, fact)| Some((now, fact, subject(fact)?)));
        for (now, fact, who) in facts.filter(|(_, _, who)| who.measured && !who.noise) {
            let life = lives.entry(who.key).or_default();
            match fact {
                Fact::Opened { who } => life.who = Some(*who),
                Fact::Taken { entry: Entry::First, .. } => life.taken = Some(*now),
                Fact::Posted { entry, last, .. } => {
                    life.first = if *entry == Entry::First { Some(*now) } else { life.first };
                    // A follow-up resolves nothing.
                    life.last = if *entry == Entry::FollowUp { life.last } else { last.then_some(*now) };
                }
                Fact::Phoned { why, .. } => {
                    life.phoned = true;
                    life.gave_up |= matches!(why, PhoneReason::PatienceEnded | PhoneReason::TurnedAway);
                    life.at_estimate |= *why == PhoneReason::TurnedAway;
                }
                Fact::Left { .. } => life.gave_up = true,
                Fact::TurnedAway { .. } => (life.gave_up, life.at_estimate) = (true, true),
                Fact::Ended { ending: Ending::BotContained, .. } => life.contained = true,
                Fact::Chased { .. } => life.chased = true,
                Fact::Withdrawn { .. } => life.withdrawn = true,
                _ => {}
            }
        }
        lives.into_values().collect()
    }

    /// Service measures and their values; quantiles to one percent, the others exact.
    pub fn service(&self, model: &Model) -> Vec<(Measure, f64)> {
        let weeks = f64::from(model.plan.weeks);
        let (contained, lives): (Vec<Life>, Vec<Life>) = self.lives().into_iter().partition(|life| life.contained);
        let opened = |life: &Life| life.who.expect("it opened").opened;
        let share =
            |of: &dyn Fn(&Life) -> bool| lives.iter().filter(|life| of(life)).count() as f64 / lives.len() as f64;
        let kept = |end: Option<Time>, life: &Life, limit_minutes: u64| {
            end.is_some_and(|end| end.0 - opened(life).0 <= limit_minutes * MS_PER_MINUTE)
        };
        let open = service_hours(model);
        let served = |life: &Life, end: Time| overlap(&open, (opened(life).0, end.0));
        let first: Vec<u64> = lives.iter().filter_map(|life| Some(life.first?.0 - opened(life).0)).collect();
        let first_service: Vec<u64> = lives.iter().filter_map(|life| Some(served(life, life.first?))).collect();
        let resolution: Vec<u64> = lives.iter().filter_map(|life| Some(life.last?.0 - opened(life).0)).collect();
        let mut found = vec![
            (Measure::ConversationsPerWeek, (lives.len() + contained.len()) as f64 / weeks),
            (Measure::BotContained, contained.len() as f64 / weeks),
            (Measure::LeftAtEstimate, share(&|life| life.at_estimate)),
            (Measure::ResponseRate, share(&|life| life.first.is_some())),
            (Measure::Abandoned, share(&|life| life.gave_up)),
            (Measure::Phoned, share(&|life| life.phoned)),
            (Measure::Chased, share(&|life| life.chased)),
            (Measure::Withdrawn, share(&|life| life.withdrawn)),
            (Measure::FirstResponseMean, mean_minutes(&first)),
            (Measure::FirstResponseP50, quantile_minutes(&first, 0.5)),
            (Measure::FirstResponseP90, quantile_minutes(&first, 0.9)),
            (Measure::FirstResponseP95, quantile_minutes(&first, 0.95)),
            (Measure::FirstResponseP99, quantile_minutes(&first, 0.99)),
            (Measure::FirstResponseServiceMean, mean_minutes(&first_service)),
            (Measure::FirstResponseServiceP50, quantile_minutes(&first_service, 0.5)),
            (Measure::FirstResponseServiceP90, quantile_minutes(&first_service, 0.9)),
            (Measure::ResolutionP50, quantile_minutes(&resolution, 0.5)),
            (Measure::ResolutionP90, quantile_minutes(&resolution, 0.9)),
        ];
        for (measure, minutes) in [
            (Measure::Within5m, 5),
            (Measure::Within15m, 15),
            (Measure::Within30m, 30),
            (Measure::Within1h, 60),
            (Measure::Within4h, 240),
            (Measure::Within5h, 300),
            (Measure::Within24h, 1440),
        ] {
            found.push((measure, share(&|life| kept(life.first, life, minutes))));
        }
        for (measure, minutes) in [
            (Measure::TakenWithin5m, 5),
            (Measure::TakenWithin15m, 15),
            (Measure::TakenWithin30m, 30),
            (Measure::TakenWithin1h, 60),
        ] {
            found.push((measure, share(&|life| kept(life.taken, life, minutes))));
        }
        found.extend(self.messages(model));
        found
    }

    /// Measures of messages, of conversations and noise that opened in measured weeks.
    fn messages(&self, model: &Model) -> Vec<(Measure, f64)> {
        let (mut noise, mut entered, mut queued) = (0.0, 0.0, 0.0);
        let (mut waits, mut queue_times): (Vec<u64>, Vec<u64>) = (Vec::new(), Vec::new());
        let mut since: BTreeMap<u32, Time> = BTreeMap::new();
        for (now, fact) in &self.facts {
            let Some(who) = subject(fact).filter(|who| who.measured) else { continue };
            match fact {
                Fact::Queued { .. } => _ = since.insert(who.slot, *now),
                Fact::Taken { .. } | Fact::Withdrawn { .. } => {}
                _ => continue,
            }
            let comes = matches!(fact, Fact::Queued { .. } | Fact::Taken { at_once: true, .. });
            if who.noise {
                noise += f64::from(u8::from(comes));
                continue;
            }
            entered += f64::from(u8::from(comes));
            match fact {
                Fact::Queued { .. } => queued += 1.0,
                Fact::Taken { at_once, .. } => {
                    let waited = if *at_once { 0 } else { now.0 - since[&who.slot].0 };
                    waits.push(waited);
                    queue_times.push(waited);
                }
                _ => queue_times.push(now.0 - since[&who.slot].0),
            }
        }
        let weeks = f64::from(model.plan.weeks);
        vec![
            (Measure::MessagesPerWeek, (entered + noise) / weeks),
            (Measure::Noise, noise / weeks),
            (Measure::WaitPositive, queued / entered),
            (Measure::WaitMean, mean_minutes(&waits)),
            (Measure::QueueTimeMean, mean_minutes(&queue_times)),
        ]
    }

    /// Share attained of each agreement.
    pub fn attained(&self, model: &Model) -> Vec<Option<f64>> {
        let lives: Vec<Life> = self.lives().into_iter().filter(|life| !life.contained).collect();
        let open = service_hours(model);
        let contacts = &model.scenario.demand.contacts;
        let of = |sla: &relevo::desk::Sla| {
            let covered = |life: &&Life| {
                let who = life.who.expect("it opened");
                let contact = &contacts[usize::from(who.contact)].name;
                sla.filter.contacts.as_ref().is_none_or(|names| names.contains(contact))
                    && sla.filter.influencers.is_none_or(|wanted| wanted == who.influencer)
            };
            let kept = |life: &&Life| {
                let opened = life.who.expect("it opened").opened.0;
                life.first.is_some_and(|first| match sla.clock {
                    Clock::Elapsed => first.0 - opened <= sla.within.0,
                    Clock::ServiceHours => overlap(&open, (opened, first.0)) <= sla.within.0,
                })
            };
            let all = lives.iter().filter(covered).count();
            let attained = lives.iter().filter(covered).filter(kept).count() as f64 / all as f64;
            (all > 0).then_some(attained)
        };
        model.scenario.slas.iter().map(of).collect()
    }

    /// Levels of the queue.
    pub fn backlog(&self, model: &Model, week_opens: Span) -> Vec<(Measure, f64)> {
        let (from, to) = (model.measured_from.0, model.measured_to.0);
        // Stretches in which nothing changes, over the whole run: waiting, and when the oldest entered.
        let mut waiting: BTreeMap<u32, Subject> = BTreeMap::new();
        let mut entered: BTreeMap<u32, u64> = BTreeMap::new();
        let mut steps: Vec<(Stretch, usize, Option<u64>)> = Vec::new();
        let mut since = 0;
        let ends = [(self.end, None)];
        for (now, fact) in self.facts.iter().map(|(now, fact)| (*now, Some(fact))).chain(ends) {
            if now.0 > since {
                steps.push(((since, now.0), waiting.len(), entered.values().min().copied()));
                since = now.0;
            }
            match fact {
                Some(Fact::Queued { who, .. }) => {
                    waiting.insert(who.slot, *who);
                    if !who.noise {
                        entered.insert(who.slot, now.0);
                    }
                }
                Some(Fact::Taken { who, at_once: false, .. } | Fact::Withdrawn { who, .. }) => {
                    waiting.remove(&who.slot);
                    entered.remove(&who.slot);
                }
                _ => {}
            }
        }
        let measured = steps.iter().filter_map(|(stretch, level, oldest)| {
            let (begin, end) = (stretch.0.max(from), stretch.1.min(to));
            (begin < end).then_some((begin, end, *level, *oldest))
        });
        let measured: Vec<_> = measured.collect();
        let mut levels: Vec<(f64, f64)> = Vec::new();
        let mut ages: Vec<(f64, f64)> = Vec::new();
        let (mut age_integral, mut most) = (0.0, 0);
        for (begin, end, level, oldest) in measured {
            let length = (end - begin) as f64;
            levels.push((level as f64, length));
            most = most.max(level);
            let Some(entered) = oldest else {
                ages.push((0.0, length));
                continue;
            };
            let (young, old) = ((begin - entered) as f64, (end - entered) as f64);
            age_integral += (young + old) / 2.0 * length;
            // Fine slices of the time in which the age rises.
            let slices = 200;
            let middle = |slice: i32| young + (old - young) * (f64::from(slice) + 0.5) / f64::from(slices);
            ages.extend((0..slices).map(|slice| (middle(slice), length / f64::from(slices))));
        }
        let minute = MS_PER_MINUTE as f64;
        let (open_backlog, clear, uncleared) = week_opening(&steps, from, to, week_opens.0, self.end.0);
        vec![
            (Measure::BacklogP95, weighted_quantile(levels, 0.95)),
            (Measure::BacklogMax, most as f64),
            (Measure::OldestMean, age_integral / (to - from) as f64 / minute),
            (Measure::OldestP95, weighted_quantile(ages, 0.95) / minute),
            (Measure::WeekOpenBacklog, open_backlog),
            (Measure::WeekOpenClear, clear),
            (Measure::WeekOpenUncleared, uncleared),
        ]
    }

    /// Staff cost a week, from paid stretches cut at every hour; premiums change at full hours in random scenarios.
    pub fn staff_cost(&self, model: &Model) -> f64 {
        let scenario = &model.scenario;
        let mut total = 0.0;
        for (now, fact) in &self.facts {
            let paid: &[(u16, Time, Time, f64)] = match fact {
                Fact::ShiftBegan { team, from, to, absent: true, unpaid_break: Some((begin, end)), .. } => {
                    &[(*team, *from, *to, 1.0), (*team, *begin, *end, -1.0)]
                }
                Fact::ShiftBegan { team, from, to, .. } => &[(*team, *from, *to, 1.0)],
                Fact::BreakEnded { team, since, paid: false, .. } => &[(*team, *since, *now, -1.0)],
                Fact::OvertimeEnded { team, since, .. } => &[(*team, *since, *now, 1.0)],
                _ => &[],
            };
            for (team, from, to, sign) in paid {
                let wage = scenario.teams[usize::from(*team)].hourly_wage * (1.0 + scenario.costs.contributions);
                let (mut at, to) = (from.0.max(model.measured_from.0), to.0.min(model.measured_to.0));
                while at < to {
                    let next = (at / MS_PER_HOUR * MS_PER_HOUR + MS_PER_HOUR).min(to);
                    total += sign * wage * (next - at) as f64 / MS_PER_HOUR as f64 * premium(model, at);
                    at = next;
                }
            }
        }
        total / f64::from(model.plan.weeks)
    }

    /// Agents on duty in each hour of the week, mean over the measured weeks.
    pub fn agents_by_hour(&self, model: &Model) -> Vec<f64> {
        let mut hours = vec![0.0; 168];
        let mut since: BTreeMap<u32, u64> = BTreeMap::new();
        let mut stretches: Vec<Stretch> = Vec::new();
        for (now, fact) in &self.facts {
            match fact {
                Fact::DutyBegan { agent, .. } => _ = since.insert(*agent, now.0),
                Fact::DutyEnded { agent, .. } => {
                    stretches.push((since.remove(agent).expect("duty began"), now.0));
                }
                _ => {}
            }
        }
        stretches.extend(since.into_values().map(|begin| (begin, self.end.0)));
        for (begin, end) in stretches {
            let (mut at, end) = (begin.max(model.measured_from.0), end.min(model.measured_to.0));
            while at < end {
                let next = (at / MS_PER_HOUR * MS_PER_HOUR + MS_PER_HOUR).min(end);
                hours[(at / MS_PER_HOUR % 168) as usize] += (next - at) as f64;
                at = next;
            }
        }
        hours.iter().map(|ms| ms / MS_PER_HOUR as f64 / f64::from(model.plan.weeks)).collect()
    }
}

pub fn subject(fact: &Fact) -> Option<Subject> {
    match fact {
        Fact::Opened { who }
        | Fact::Queued { who, .. }
        | Fact::Taken { who, .. }
        | Fact::Posted { who, .. }
        | Fact::Chased { who, .. }
        | Fact::Phoned { who, .. }
        | Fact::TurnedAway { who }
        | Fact::Left { who }
        | Fact::Withdrawn { who, .. }
        | Fact::MovedToDm { who }
        | Fact::Erred { who }
        | Fact::Favoured { who, .. }
        | Fact::Intruded { who }
        | Fact::Ended { who, .. } => Some(*who),
        _ => None,
    }
}

/// 1 + the premiums of an instant, added.
pub fn premium(model: &Model, at: u64) -> f64 {
    let costs = &model.scenario.costs;
    let (day, minute) = ((at / MS_PER_DAY) as u32, (at % MS_PER_DAY / MS_PER_MINUTE) as u32);
    let is_night = |night: &NightPremium| {
        (night.from_minute..night.to_minute).contains(&minute)
            || (night.from_minute..night.to_minute).contains(&(minute + 1440))
    };
    let night = costs.night.filter(is_night).map_or(0.0, |night| night.premium);
    let sunday = if day % 7 == 6 { costs.sunday } else { 0.0 };
    let holiday = if model.scenario.calendar.holidays.contains(&day) { costs.holiday } else { 0.0 };
    1.0 + night + sunday + holiday
}

/// Published hours, or those of the shifts, as disjoint stretches.
fn service_hours(model: &Model) -> Vec<Stretch> {
    let scenario = &model.scenario;
    let shifts = scenario.teams.iter().flat_map(|team| &team.rota).filter(|shift| shift.agents > 0);
    let windows: Vec<Window> = match scenario.service_hours.is_empty() {
        true => shifts.map(|shift| shift.window).collect(),
        false => scenario.service_hours.clone(),
    };
    let mut raw: Vec<Stretch> = Vec::new();
    for day in 0..=model.end.day() {
        let holiday = scenario.calendar.holidays.contains(&day);
        for window in &windows {
            if if holiday { window.days.holidays } else { window.days.has_weekday(day % 7) } {
                let at = |minute: u32| u64::from(day) * MS_PER_DAY + u64::from(minute) * MS_PER_MINUTE;
                raw.push((at(window.from_minute), at(window.to_minute)));
            }
        }
    }
    raw.sort_unstable();
    let mut open: Vec<Stretch> = Vec::new();
    for (from, to) in raw {
        match open.last_mut() {
            Some(last) if from <= last.1 => last.1 = last.1.max(to),
            _ => open.push((from, to)),
        }
    }
    open
}

fn overlap(open: &[Stretch], stretch: Stretch) -> u64 {
    open.iter().map(|(from, to)| (*to).min(stretch.1).saturating_sub((*from).max(stretch.0))).sum()
}

fn mean_minutes(ms: &[u64]) -> f64 {
    ms.iter().sum::<u64>() as f64 / ms.len() as f64 / MS_PER_MINUTE as f64
}

fn quantile_minutes(ms: &[u64], p: f64) -> f64 {
    weighted_quantile(ms.iter().map(|ms| (*ms as f64, 1.0)).collect(), p) / MS_PER_MINUTE as f64
}

/// The smallest value at or below which the share `p` of the weight lies.
fn weighted_quantile(mut values: Vec<(f64, f64)>, p: f64) -> f64 {
    values.sort_by(|a, b| a.0.total_cmp(&b.0));
    let total: f64 = values.iter().map(|value| value.1).sum();
    let mut below = 0.0;
    let at = values.iter().position(|value| {
        below += value.1;
        below >= p * total * (1.0 - 1e-12)
    });
    at.map_or(f64::NAN, |at| values[at].0)
}

/// Waiting when each measured week opens, and hours until nothing waits (a week at most), on average.
fn week_opening(steps: &[(Stretch, usize, Option<u64>)], from: u64, to: u64, opens: u64, end: u64) -> (f64, f64, f64) {
    let (mut weeks, mut found, mut clearing_ms, mut uncleared) = (0.0, 0, 0, 0.0);
    let mut week = from;
    while week < to {
        let opening = week + opens;
        // Before anything happens at that instant.
        let waiting = steps.iter().rfind(|(stretch, _, _)| stretch.0 < opening).map_or(0, |step| step.1);
        found += waiting;
        if waiting > 0 {
            let clear = steps.iter().find(|(stretch, level, _)| stretch.0 >= opening && *level == 0);
            clearing_ms += (clear.map_or(end, |step| step.0.0) - opening).min(MS_PER_WEEK);
            let within_a_week = clear.is_some_and(|step| step.0.0 < opening + MS_PER_WEEK);
            uncleared += if within_a_week { 0.0 } else { 1.0 };
        }
        weeks += 1.0;
        week += MS_PER_WEEK;
    }
    (found as f64 / weeks, clearing_ms as f64 / MS_PER_HOUR as f64 / weeks, uncleared / weeks)
}

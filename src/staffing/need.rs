//! What the week brings: conversations and minutes of work by hour of the week, for each part of the desk's messages that
//! the same teams may take and that the same agreements cover.
//!
//! Expected values, averaged over the measured weeks: growth, holidays and crises included. Minutes of work are those of an
//! agent of speed 1 with one message in hand. Nothing here knows a staffing.

use crate::desk::effort::{effort, first_minutes, hostile_share};
use crate::desk::{Channel, Contact, Customers, Scenario, effects};
use crate::model::Model;
use crate::routing::Kind;
use crate::time::{HOURS_PER_WEEK, MS_PER_HOUR, Span, Time};

/// Conversations of the same teams and agreements; noise is a part without conversations.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    /// Teams that may take them, ascending.
    pub teams: Vec<usize>,
    /// Bit s: agreement s covers them.
    pub agreements: u32,
    /// Opened in each hour of the week and not solved by a bot.
    pub opened: Vec<f64>,
    /// Minutes of first messages, by hour of opening.
    pub first: Vec<f64>,
    /// Minutes of all further messages if nobody gives up, by hour of opening.
    pub further: Vec<f64>,
    /// The same by the hour in which they come back, when every message is answered at once.
    pub further_when_due: Vec<f64>,
    /// Minutes of further messages by what they are: customers of different types give up differently.
    cells: Vec<Cell>,
}

/// One contact type in one opening channel, in one part.
#[derive(Clone, PartialEq, Debug)]
struct Cell {
    contact: usize,
    channel: Channel,
    further: Vec<f64>,
}

/// The expected week of a scenario.
#[derive(Clone, Debug)]
pub struct Need {
    pub parts: Vec<Part>,
    /// Minutes that noise takes, by hour of week, and the teams that may take it.
    pub noise: Vec<f64>,
    pub noise_teams: Vec<usize>,
}

impl Need {
    pub fn of(model: &Model) -> Need {
        let scenario = &model.scenario;
        let kinds = &model.routing.kinds;
        let mut parts: Vec<Part> = Vec::new();
        for kind in 0..kinds.noise() {
            let Some((contact, channel, language)) = kinds.parts(kind) else { continue };
            let teams = teams_of(scenario, model, kind);
            let opened = opened(model, usize::from(contact), channel, language);
            for (share, influencer) in influencer_shares(model) {
                let covers = |(number, sla): (usize, &crate::desk::Sla)| {
                    let covered = kinds.is_covered(&sla.filter, &scenario.demand.contacts, kind, influencer);
                    u32::from(covered) << number
                };
                let agreements = scenario.slas.iter().enumerate().map(covers).sum();
                let opened: Vec<f64> = opened.iter().map(|n| n * share).collect();
                if opened.iter().any(|n| *n > 0.0) {
                    part_of(&mut parts, &teams, agreements).add(scenario, usize::from(contact), channel, &opened);
                }
            }
        }
        let noise_process = scenario.demand.contacts.len();
        let triage = scenario.demand.triage_time.mean();
        let noise = rates(model, noise_process).iter().map(|n| n * triage).collect();
        Need { parts, noise, noise_teams: teams_of(scenario, model, kinds.noise()) }
    }

    /// All work of a week if nobody gives up waiting, in minutes.
    pub fn total_minutes(&self) -> f64 {
        let of = |part: &Part| part.first.iter().chain(&part.further).sum::<f64>();
        self.parts.iter().map(of).sum::<f64>() + self.noise.iter().sum::<f64>()
    }

    /// Minutes of work that come in each hour of the week when every message is answered at once.
    pub fn minutes_by_hour(&self) -> Vec<f64> {
        let at = |hour: usize| {
            let of = |part: &Part| part.first[hour] + part.further_when_due[hour];
            self.noise[hour] + self.parts.iter().map(of).sum::<f64>()
        };
        (0..HOURS_PER_WEEK).map(at).collect()
    }
}

impl Part {
    fn new(teams: &[usize], agreements: u32) -> Part {
        let none = || vec![0.0; HOURS_PER_WEEK];
        Part {
            teams: teams.to_vec(),
            agreements,
            opened: none(),
            first: none(),
            further: none(),
            further_when_due: none(),
            cells: Vec::new(),
        }
    }

    fn add(&mut self, scenario: &Scenario, contact: usize, channel: Channel, opened: &[f64]) {
        let kind = &scenario.demand.contacts[contact];
        let asked = 1.0 - contained(scenario, channel);
        let all = effort(scenario, kind, channel, 1.0).minutes;
        let first = asked * first_minutes(scenario, kind, channel);
        let further = (all - first).max(0.0);
        let delay = hours_until_reply(kind);
        for (hour, opened) in opened.iter().enumerate() {
            self.opened[hour] += opened * asked;
            self.first[hour] += opened * first;
            self.further[hour] += opened * further;
            for (later, share) in &delay {
                self.further_when_due[(hour + later) % HOURS_PER_WEEK] += opened * further * share;
            }
        }
        self.cells.push(Cell { contact, channel, further: opened.iter().map(|n| n * further).collect() });
    }

    /// Minutes of further messages by hour of opening that come even if every first message waits for as long as `wait`: those
    /// of customers whose patience is longer. All of them where nobody gives up.
    pub fn further_after(&self, scenario: &Scenario, wait: Span) -> Vec<f64> {
        let mut sum = vec![0.0; HOURS_PER_WEEK];
        for cell in &self.cells {
            let contact = &scenario.demand.contacts[cell.contact];
            let stays = stays(&scenario.customers, hostile_share(scenario, contact, cell.channel), wait);
            sum.iter_mut().zip(&cell.further).for_each(|(sum, further)| *sum += further * stays);
        }
        sum
    }

    /// Minutes of further messages a week when, of each contact type, a share has given up before the first answer.
    pub fn further_with(&self, gave_up_of_contact: &[f64]) -> f64 {
        let of = |cell: &Cell| cell.further.iter().sum::<f64>() * (1.0 - gave_up_of_contact[cell.contact]);
        self.cells.iter().map(of).sum()
    }
}

/// Probability that a customer is still patient after a wait.
fn stays(customers: &Customers, hostile: f64, wait: Span) -> f64 {
    let Some(patience) = &customers.patience else { return 1.0 };
    let of_factor = |factor: f64| patience.survival(wait.minutes() / factor);
    let of_tone = |tone: f64| {
        (1.0 - customers.experienced) * of_factor(tone) + customers.experienced * of_factor(tone * EXPERIENCED_PATIENCE)
    };
    (1.0 - hostile) * of_tone(1.0) + hostile * of_tone(effects::HOSTILE_PATIENCE)
}

/// Patience of an experienced customer, relative to another (MODEL, section 3).
const EXPERIENCED_PATIENCE: f64 = 0.5;

fn part_of<'p>(parts: &'p mut Vec<Part>, teams: &[usize], agreements: u32) -> &'p mut Part {
    let at = parts.iter().position(|part| part.teams == teams && part.agreements == agreements);
    let at = at.unwrap_or_else(|| {
        parts.push(Part::new(teams, agreements));
        parts.len() - 1
    });
    &mut parts[at]
}

fn teams_of(scenario: &Scenario, model: &Model, kind: Kind) -> Vec<usize> {
    let contacts = &scenario.demand.contacts;
    let may = |team: &usize| model.routing.kinds.may_take(&scenario.teams[*team].skills, contacts, kind);
    (0..scenario.teams.len()).filter(may).collect()
}

/// Shares of influencers and of the others, where anything tells them apart.
fn influencer_shares(model: &Model) -> Vec<(f64, bool)> {
    if !model.routing.sees_influencers {
        return vec![(1.0, false)];
    }
    let customers = &model.scenario.customers;
    let share = customers.reach.survival(customers.influencer_reach);
    vec![(1.0 - share, false), (share, true)]
}

/// Conversations of a contact type, channel and language opened in each hour of the week.
fn opened(model: &Model, contact: usize, channel: Channel, language: u8) -> Vec<f64> {
    let scenario = &model.scenario;
    let kind = &scenario.demand.contacts[contact];
    let indirect = scenario.demand.contacts.len() + 1 + contact;
    let base = if kind.negative { scenario.customers.hostile.base } else { 0.0 };
    let private = kind.dm_share * (1.0 - base);
    let (process, share) = match channel {
        Channel::Mention => (contact, 1.0 - private),
        Channel::Dm => (contact, private),
        Channel::Indirect => (indirect, scenario.policy.monitor_indirect),
    };
    let name = &model.routing.kinds.languages[usize::from(language)];
    let spoken = kind.languages.iter().find(|(known, _)| known == name).map_or(0.0, |(_, share)| *share);
    rates(model, process).iter().map(|n| n * share * spoken).collect()
}

/// Expected arrivals of a process in each hour of the week, the mean of the measured weeks.
fn rates(model: &Model, process: usize) -> Vec<f64> {
    /// Instants of an hour at which the intensity is read: crises rise within minutes.
    const READINGS: u64 = 12;
    let arrivals = &model.processes[process];
    let mut sums = vec![0.0; HOURS_PER_WEEK];
    let mut at = model.measured_from;
    let step = Span(MS_PER_HOUR / READINGS);
    while at < model.measured_to {
        let middle: Time = at + Span(step.0 / 2);
        let rate = model.intensity.mean_rate(arrivals, middle) * arrivals.surges.factor(middle);
        sums[at.hour_of_week()] += rate * step.0 as f64;
        at = at + step;
    }
    let weeks = f64::from(model.plan.weeks);
    sums.iter().map(|sum| sum / weeks).collect()
}

/// Share that a bot solves alone, where it always answers.
fn contained(scenario: &Scenario, channel: Channel) -> f64 {
    match &scenario.policy.bot {
        Some(bot) if bot.channels.contains(&channel) => bot.contain,
        _ => 0.0,
    }
}

/// Hours after the opening in which further messages come, and their shares: one delay, the delays of later ones left out.
fn hours_until_reply(contact: &Contact) -> Vec<(usize, f64)> {
    let above = |hour: usize| contact.reply_delay.survival(hour as f64 * 60.0);
    let mut shares: Vec<(usize, f64)> = (0..HOURS_PER_WEEK).map(|hour| (hour, above(hour) - above(hour + 1))).collect();
    shares.push((0, above(HOURS_PER_WEEK)));
    shares.retain(|(_, share)| *share > 1e-6);
    shares
}

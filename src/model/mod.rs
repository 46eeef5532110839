//! Everything one replication needs, immutable and ready for use: samplers, tables, calendars.

mod levers;
mod rota;

use crate::behaviour::{GivingUp, MessageCount};
use crate::demand::{Arrivals, Intensity, Surges};
use crate::desk::effort::{mean_messages, phone_needed};
use crate::desk::{Channel, Contact, DmPolicy, OnAbandon, OpenHours, RunPlan, Scenario, Shift, Window};
use crate::random::{Purpose, Sampler, Stream};
use crate::routing::{Kind, Routing};
use crate::time::{MS_PER_MINUTE, Span, Time};
pub use levers::{BotModel, ContagionModel, Levers};
pub use rota::{Begins, Duty, Pause, Rota, positions};

const MINUTE: f64 = MS_PER_MINUTE as f64;

/// A run stops when more than this many conversations are open at once.
pub const MOST_OPEN: usize = 2_000_000;

/// Mean length of a spell of off-queue work (MODEL, section 5).
const OFF_QUEUE_SPELL_MINUTES: f64 = 15.0;

/// A scenario made ready for the engine.
#[derive(Clone, Debug)]
pub struct Model {
    pub plan: RunPlan,
    /// Measured are conversations that open, and levels, from here ...
    pub measured_from: Time,
    /// ... to here.
    pub measured_to: Time,
    /// The desk goes on no longer than this.
    pub end: Time,
    pub intensity: Intensity,
    /// One process for each contact type, in their order, one for noise, and one for the indirect mentions of each type.
    pub processes: Vec<Arrivals>,
    pub contacts: Vec<ContactModel>,
    /// Milliseconds to see that a message needs no answer.
    pub triage: Sampler,
    pub customers: CustomerModel,
    pub routing: Routing,
    pub rota: Rota,
    pub teams: Vec<TeamModel>,
    pub absence: f64,
    pub off_queue: Option<OffQueue>,
    pub withdraws: bool,
    pub keep_agent: bool,
    pub levers: Levers,
    pub open_hours: OpenHours,
    /// The description it was made of.
    pub scenario: Scenario,
}

/// What is drawn for conversations of one contact type; times in milliseconds.
#[derive(Clone, Debug)]
pub struct ContactModel {
    pub dm_share: f64,
    /// Nothing tells its conversations apart but key and channel: one language, one tone, no reach, no general post.
    pub alike: bool,
    /// Kinds by channel, in the order of [`Channel::ALL`]; those of the first language.
    pub kinds: [Kind; Channel::ALL.len()],
    /// Cumulative shares and numbers of the languages.
    pub languages: Vec<(f64, u8)>,
    pub handling: Sampler,
    /// Agent messages, of a conversation that is not hostile and of one that is.
    pub messages: [MessageCount; 2],
    pub reply_delay: Sampler,
    pub negative: bool,
    pub private_data: f64,
    pub phone_needed: f64,
    /// The first agent message is always an answer: no invitation, no redirection.
    pub answers_at_once: bool,
    /// Its crises with a general post.
    pub broadcasts: Surges,
}

#[derive(Clone, Debug)]
pub struct CustomerModel {
    /// Milliseconds; `None`: waits for ever.
    pub patience: Option<Sampler>,
    /// Of customers who are not hostile, and of those who are.
    pub giving_up: [GivingUp; 2],
    pub chase_work: f64,
    pub experienced: f64,
    /// Drawn only where order, agreements or contagion look at it.
    pub reach: Option<Sampler>,
    pub influencer_reach: f64,
}

#[derive(Clone, Debug)]
pub struct TeamModel {
    pub group: u16,
    pub concurrency: u8,
    pub slowness: f64,
    pub slowdown: f64,
}

/// Off-queue spells: a Poisson process on an agent's time on the queue.
#[derive(Clone, Debug)]
pub struct OffQueue {
    pub until_next: Sampler,
    pub length: Sampler,
}

impl ContactModel {
    /// The channel of a conversation with this key that is not hostile.
    #[inline(always)]
    pub fn channel(&self, key: u64) -> Channel {
        let opens_in_dm = self.dm_share > 0.0 && Stream::new(key, Purpose::Channel).uniform() < self.dm_share;
        if opens_in_dm { Channel::Dm } else { Channel::Mention }
    }
}

impl Model {
    /// Makes a checked scenario ready.
    ///
    /// # Panics
    /// On a scenario that the checks of `scenario` refuse (no contact type, more groups or agents than its limits).
    pub fn new(scenario: &Scenario) -> Model {
        let plan = scenario.run;
        let weeks = plan.warmup_weeks + plan.weeks;
        let end_week = weeks + RunPlan::FOLLOW_UP_WEEKS;
        let routing = Routing::new(scenario);
        assert!(routing.groups.len() <= 64, "the checks allow 64 teams");
        let (measured_from, measured_to) = (Time::week_start(plan.warmup_weeks), Time::week_start(weeks));
        let demand = &scenario.demand;
        let intensity = Intensity::of(scenario);
        let process = |contact: &Contact, per_week| Arrivals::of(contact, per_week, &demand.crises);
        let mut processes: Vec<Arrivals> =
            demand.contacts.iter().map(|contact| process(contact, contact.per_week)).collect();
        processes.push(Arrivals::new(demand.noise_per_week, &demand.noise_profile));
        let unmonitored = scenario.policy.monitor_indirect == 0.0;
        let indirect = |contact: &Contact| if unmonitored { 0.0 } else { contact.indirect_per_week };
        let indirect = |contact: &Contact| process(contact, indirect(contact));
        processes.extend(demand.contacts.iter().map(indirect));
        let rota = Rota::new(scenario, end_week * 7);
        // One more week of opening hours: a deadline may lie beyond the end.
        let open_hours = OpenHours::new(&service_windows(scenario), &scenario.calendar, (end_week + 1) * 7);
        Model {
            plan,
            measured_from,
            measured_to,
            end: Time::week_start(end_week),
            intensity,
            processes,
            contacts: contact_models(scenario, &routing),
            triage: demand.triage_time.sampler(MINUTE),
            customers: customer_model(scenario, &routing),
            teams: team_models(scenario, &routing),
            rota,
            routing,
            absence: scenario.absence,
            off_queue: off_queue(scenario.off_queue),
            withdraws: scenario.on_abandon == OnAbandon::Withdraw,
            keep_agent: scenario.policy.keep_agent,
            levers: Levers::new(scenario),
            open_hours,
            scenario: scenario.clone(),
        }
    }

    /// Kind of noise messages.
    pub fn noise_kind(&self) -> Kind {
        self.routing.kinds.noise()
    }

    /// When the first shift of an ordinary week begins, after Monday 00:00; zero where nobody is ever on duty.
    pub fn week_opens(&self) -> Span {
        self.rota.week_opens()
    }
}

fn off_queue(share: f64) -> Option<OffQueue> {
    (share > 0.0).then(|| OffQueue {
        until_next: Sampler::Exponential(OFF_QUEUE_SPELL_MINUTES * MINUTE * (1.0 - share) / share),
        length: Sampler::Exponential(OFF_QUEUE_SPELL_MINUTES * MINUTE),
    })
}

/// The hours the brand publishes; where it publishes none, those in which anybody is on duty.
fn service_windows(scenario: &Scenario) -> Vec<Window> {
    if scenario.service_hours.is_empty() {
        let manned = |shift: &&Shift| shift.agents > 0;
        scenario.teams.iter().flat_map(|team| &team.rota).filter(manned).map(|shift| shift.window).collect()
    } else {
        scenario.service_hours.clone()
    }
}

fn contact_models(scenario: &Scenario, routing: &Routing) -> Vec<ContactModel> {
    let number = |name: &String| routing.kinds.languages.iter().position(|known| known == name);
    let policy = &scenario.policy;
    let model = |(at, contact): (usize, &Contact)| {
        let mut cumulative = 0.0;
        let mut languages: Vec<(f64, u8)> = Vec::new();
        for (name, share) in &contact.languages {
            cumulative += share;
            languages.extend(number(name).map(|number| (cumulative, number as u8)));
        }
        let broadcasts = Surges::of(&contact.name, &scenario.demand.crises).with_broadcast();
        let may_be_hostile = contact.negative && scenario.customers.hostile.is_possible();
        ContactModel {
            dm_share: contact.dm_share,
            alike: languages.len() == 1 && !may_be_hostile && !sees_reach(scenario, routing) && broadcasts.is_empty(),
            kinds: Channel::ALL.map(|channel| {
                routing.kinds.of(at as u16, channel, languages.first().map_or(0, |(_, language)| *language))
            }),
            languages,
            handling: contact.handling_time.sampler(MINUTE),
            messages: [false, true].map(|hostile| MessageCount::new(mean_messages(policy, contact, hostile))),
            reply_delay: contact.reply_delay.sampler(MINUTE),
            negative: contact.negative,
            private_data: contact.private_data,
            phone_needed: phone_needed(policy, contact),
            answers_at_once: contact.private_data == 0.0
                && contact.phone_needed == 0.0
                && policy.dm != DmPolicy::Always,
            broadcasts,
        }
    };
    scenario.demand.contacts.iter().enumerate().map(model).collect()
}

/// Whether anything depends on how many people see a conversation.
fn sees_reach(scenario: &Scenario, routing: &Routing) -> bool {
    routing.sees_influencers || scenario.demand.contagion.is_some()
}

fn customer_model(scenario: &Scenario, routing: &Routing) -> CustomerModel {
    let customers = &scenario.customers;
    let giving_up = GivingUp { phone: customers.phone, chase: customers.chase };
    CustomerModel {
        patience: customers.patience.as_ref().map(|patience| patience.sampler(MINUTE)),
        giving_up: [giving_up, giving_up.hostile()],
        chase_work: customers.chase_work,
        experienced: customers.experienced,
        reach: sees_reach(scenario, routing).then(|| customers.reach.sampler(1.0)),
        influencer_reach: customers.influencer_reach,
    }
}

fn team_models(scenario: &Scenario, routing: &Routing) -> Vec<TeamModel> {
    let with_group = scenario.teams.iter().zip(&routing.group_of_team);
    with_group
        .map(|(team, group)| TeamModel {
            group: *group,
            concurrency: team.concurrency.clamp(1, u32::from(u8::MAX)) as u8,
            slowness: 1.0 / team.speed,
            slowdown: team.slowdown,
        })
        .collect()
}

//! What policy changes, as factors and switches that the engine reads. With every lever off the factors are 1, the
//! switches off and the options empty.

use super::MINUTE;
use crate::behaviour::{Learning, Spreading};
use crate::desk::effects::{
    FOLLOW_UP, HANDED_ON_HANDLING, INDIRECT_WELCOME, LEARNED_IN_A_DAY, REOPEN_CV, REOPEN_MEDIAN_MINUTES,
};
use crate::desk::effort::handling;
use crate::desk::{Channel, Contact, DmPolicy, Hostile, Preferential, Scenario, overview};
use crate::random::{Distribution, Sampler};

#[derive(Clone, Debug)]
pub struct Levers {
    pub preferential: Preferential,
    /// Factor of the handling time by (hostile, in direct messages).
    pub handling: [[f64; 2]; 2],
    /// Any of the factors below is not 1, or there are messages of a fixed length, or told customers.
    pub change_handling: bool,
    /// A bot answers first, or complaints spread.
    pub change_openings: bool,
    /// Something else than the customer's reply or the end may follow an agent message.
    pub change_answers: bool,
    /// Tone, welcome or published hours change how long a customer waits.
    pub change_patience: bool,
    /// Factor of the first handling of what the bot hands on.
    pub handed_on_handling: f64,
    pub published_hours: bool,
    pub welcome_message: bool,
    /// The page tells the expected wait, from this mean handling time in milliseconds.
    pub estimate: Option<f64>,
    /// Milliseconds of a short acknowledgement that is posted first.
    pub acknowledge: Option<f64>,
    pub dm: DmPolicy,
    pub dm_accept: f64,
    /// There are acknowledgements or follow-ups.
    pub short_messages: bool,
    /// A first response may be favoured, felt as an intrusion, or stop contagion.
    pub responses_tell: bool,
    /// Milliseconds of the public message after an issue solved elsewhere.
    pub follow_up: Option<f64>,
    /// Probability that an agent message is wrong.
    pub errors: f64,
    /// Milliseconds until a wrong answer comes back.
    pub reopens_after: Sampler,
    /// Agent messages to a hostile customer, at most.
    pub most_hostile_messages: u16,
    /// Hostile customers get no gestures.
    pub no_hostile_gestures: bool,
    pub bot: Option<BotModel>,
    /// Share of indirect mentions that are answered, and of these answers that are welcome.
    pub monitored: f64,
    pub welcome: f64,
    /// `None`: nobody is hostile, and nothing is learned.
    pub learning: Option<Learning>,
    pub contagion: Option<ContagionModel>,
}

#[derive(Clone, Copy, Debug)]
pub struct BotModel {
    pub only_closed: bool,
    /// By channel, in the order of [`Channel::ALL`].
    pub answers: [bool; Channel::ALL.len()],
    pub contain: f64,
}

#[derive(Clone, Copy, Debug)]
pub struct ContagionModel {
    pub spreading: Spreading,
    pub median_reach: f64,
}

impl Levers {
    pub fn new(scenario: &Scenario) -> Levers {
        let (policy, demand) = (&scenario.policy, &scenario.demand);
        let reopens = Distribution::log_normal_median(REOPEN_MEDIAN_MINUTES, REOPEN_CV);
        let learning = learning(scenario);
        let responses_tell =
            !policy.preferential.is_empty() || policy.monitor_indirect > 0.0 || demand.contagion.is_some();
        Levers {
            preferential: policy.preferential,
            handling: [false, true].map(|hostile| [false, true].map(|private| handling(policy, hostile, private))),
            handed_on_handling: if policy.bot.is_some() { HANDED_ON_HANDLING } else { 1.0 },
            change_handling: policy.bot.is_some()
                || policy.acknowledge.is_some()
                || policy.follow_up
                || policy.quick_replies
                || policy.without_database
                || !demand.crises.is_empty()
                || learning.is_some(),
            change_openings: policy.bot.is_some() || demand.contagion.is_some(),
            change_answers: policy.acknowledge.is_some()
                || policy.follow_up
                || policy.error_rate() > 0.0
                || policy.troll_protocol.is_some()
                || policy.dm == DmPolicy::Always
                || demand.contacts.iter().any(|contact| contact.private_data > 0.0 || contact.phone_needed > 0.0)
                || responses_tell,
            change_patience: learning.is_some() || policy.welcome_message || policy.published_hours,
            published_hours: policy.published_hours,
            welcome_message: policy.welcome_message,
            estimate: policy.wait_estimate.then(|| mean_handling(scenario)),
            acknowledge: policy.acknowledge.map(|length| length.0 as f64),
            short_messages: policy.acknowledge.is_some() || policy.follow_up,
            responses_tell,
            dm: policy.dm,
            dm_accept: scenario.customers.dm_accept,
            follow_up: policy.follow_up.then_some(FOLLOW_UP.0 as f64),
            errors: policy.error_rate(),
            reopens_after: reopens.map_or(Sampler::Constant(REOPEN_MEDIAN_MINUTES * MINUTE), |d| d.sampler(MINUTE)),
            most_hostile_messages: policy.troll_protocol.map_or(u16::MAX, |protocol| protocol.max_messages.max(1)),
            no_hostile_gestures: policy.troll_protocol.is_some(),
            bot: policy.bot.as_ref().map(|bot| BotModel {
                only_closed: bot.only_closed,
                answers: Channel::ALL.map(|channel| bot.channels.contains(&channel)),
                contain: bot.contain,
            }),
            monitored: policy.monitor_indirect,
            welcome: INDIRECT_WELCOME,
            learning,
            contagion: demand.contagion.map(|contagion| ContagionModel {
                spreading: Spreading::new(contagion.per_hour, contagion.after),
                median_reach: scenario.customers.reach.median().max(f64::MIN_POSITIVE),
            }),
        }
    }
}

/// Of all messages of the ordinary week, by an agent of speed 1 with one in hand; milliseconds.
fn mean_handling(scenario: &Scenario) -> f64 {
    let week = overview(scenario);
    if week.messages_per_week > 0.0 { week.work_hours_per_week * 60.0 * MINUTE / week.messages_per_week } else { 0.0 }
}

fn learning(scenario: &Scenario) -> Option<Learning> {
    let Hostile { base, learned, half_life, learned_per_case } = scenario.customers.hostile;
    let negative = scenario.demand.contacts.iter().filter(|contact| contact.negative);
    let monitored = scenario.policy.monitor_indirect;
    let seen = |contact: &Contact| contact.per_week + contact.indirect_per_week * monitored;
    let a_day = negative.map(seen).sum::<f64>() / 7.0;
    let by_volume = if a_day > 0.0 { (LEARNED_IN_A_DAY / a_day).min(1.0) } else { 0.0 };
    scenario.customers.hostile.is_possible().then(|| Learning {
        base,
        learned,
        half_life,
        per_case: learned_per_case.unwrap_or(by_volume),
    })
}

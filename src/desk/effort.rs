//! What a conversation brings on average: messages and minutes of work, by type, under the policy of a scenario.
//!
//! Nobody gives up waiting and nothing has been learned. What depends on when it happens is left out: a bot that answers
//! only while closed counts for the share given.

use super::contact::{Channel, Contact};
use super::effects;
use super::policy::{DmPolicy, Policy};
use super::{Customers, Scenario};

/// Expected messages that enter the queue, and minutes of handling by an agent of speed 1 with one message in hand.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Effort {
    pub messages: f64,
    pub minutes: f64,
}

impl Effort {
    fn add(&mut self, share: f64, other: Effort) {
        self.messages += share * other.messages;
        self.minutes += share * other.minutes;
    }
}

/// What conversations of one type bring that open in one channel. `closed`: share that opens while nobody is on duty.
pub fn effort(scenario: &Scenario, contact: &Contact, channel: Channel, closed: f64) -> Effort {
    let (policy, customers) = (&scenario.policy, &scenario.customers);
    let hostile = hostile_share(scenario, contact, channel);
    let (mut sum, mut first) = (Effort::default(), 0.0);
    for (share, tone) in [(1.0 - hostile, false), (hostile, true)] {
        sum.add(share, of_tone(policy, customers, contact, channel, tone));
        first += share * contact.handling_time.mean() * handling(policy, tone, !channel.is_public());
    }
    match &policy.bot {
        Some(bot) if bot.channels.contains(&channel) => {
            let met = if bot.only_closed { closed } else { 1.0 };
            // What it hands on takes less for the first answer.
            let spared = (1.0 - effects::HANDED_ON_HANDLING) * first;
            let handed_on = Effort { messages: sum.messages, minutes: (sum.minutes - spared).max(0.0) };
            let mut with_bot = Effort::default();
            with_bot.add(1.0 - met, sum);
            with_bot.add(met * (1.0 - bot.contain), handed_on);
            with_bot
        }
        _ => sum,
    }
}

/// Share of those that open in a channel that are hostile while nobody has learned anything.
pub fn hostile_share(scenario: &Scenario, contact: &Contact, channel: Channel) -> f64 {
    let base = if contact.negative { scenario.customers.hostile.base } else { 0.0 };
    // Who would be hostile in direct messages writes in public instead.
    match channel {
        Channel::Dm => 0.0,
        Channel::Mention => base / (1.0 - contact.dm_share * (1.0 - base)).max(f64::MIN_POSITIVE),
        Channel::Indirect => base,
    }
}

/// Mean minutes of the first agent message of a conversation that an agent answers: an acknowledgement where there is one.
pub fn first_minutes(scenario: &Scenario, contact: &Contact, channel: Channel) -> f64 {
    let policy = &scenario.policy;
    if let Some(length) = policy.acknowledge {
        return length.minutes();
    }
    let hostile = hostile_share(scenario, contact, channel);
    let of_tone = |tone| contact.handling_time.mean() * handling(policy, tone, !channel.is_public());
    let bot = policy.bot.as_ref().is_some_and(|bot| bot.channels.contains(&channel));
    let handed_on = if bot { effects::HANDED_ON_HANDLING } else { 1.0 };
    handed_on * ((1.0 - hostile) * of_tone(false) + hostile * of_tone(true))
}

/// Factor of the handling time.
pub fn handling(policy: &Policy, hostile: bool, private: bool) -> f64 {
    let tone = if hostile { effects::HOSTILE_HANDLING } else { 1.0 };
    let database = if policy.without_database { effects::NO_DATABASE_HANDLING } else { 1.0 };
    let quick = if policy.quick_replies && private { effects::QUICK_HANDLING } else { 1.0 };
    tone * database * quick
}

/// Mean number of agent messages that answer.
pub fn mean_messages(policy: &Policy, contact: &Contact, hostile: bool) -> f64 {
    let quick = if policy.quick_replies && !contact.negative { effects::QUICK_MESSAGES } else { 1.0 };
    let tone = if hostile { effects::HOSTILE_MESSAGES } else { 1.0 };
    (contact.agent_messages * quick).max(1.0) * tone
}

/// Probability that an issue can only be solved by phone.
pub fn phone_needed(policy: &Policy, contact: &Contact) -> f64 {
    let database = if policy.without_database { effects::NO_DATABASE_PHONE } else { 1.0 };
    (contact.phone_needed * database).min(1.0)
}

fn of_tone(policy: &Policy, customers: &Customers, contact: &Contact, channel: Channel, hostile: bool) -> Effort {
    let public = channel.is_public();
    let mean = contact.handling_time.mean();
    let work = |private: bool| mean * handling(policy, hostile, private);
    let (answers, after_invitation) = (answers(policy, contact, hostile, 0), answers(policy, contact, hostile, 1));
    let phone = phone_needed(policy, contact);
    let data = contact.private_data;
    let invited = match policy.dm {
        _ if !public => 0.0,
        DmPolicy::Always => 1.0,
        DmPolicy::WhenNeeded | DmPolicy::Never => data,
    };
    let accept = if hostile || policy.dm == DmPolicy::Never { 0.0 } else { customers.dm_accept };
    let refuses = if public { data * (1.0 - accept) / 2.0 } else { 0.0 };
    let moves = invited * accept;
    let stays = (invited - moves - refuses).max(0.0);
    let follow_up = Effort { messages: 1.0, minutes: effects::FOLLOW_UP.minutes() };
    let one = Effort { messages: 1.0, minutes: work(!public) };
    let mut sum = Effort::default();
    sum.add(phone, one);
    let open = 1.0 - phone;
    sum.add(open * refuses, one);
    // The invitation, then the answers where the conversation goes on.
    sum.add(open * (moves + stays), one);
    let all = |messages: f64, private: bool| Effort { messages, minutes: messages * work(private) };
    sum.add(open * moves, all(after_invitation, true));
    sum.add(open * stays, all(after_invitation, !public));
    sum.add(open * (1.0 - invited), all(answers, !public));
    if policy.follow_up && public {
        sum.add(phone + open * (refuses + moves), follow_up);
    }
    if let Some(length) = policy.acknowledge {
        sum.add(1.0, Effort { messages: 1.0, minutes: length.minutes() });
    }
    sum
}

/// Expected messages that answer, those that mend wrong ones included, as far as the protocol for trolls allows after so many
/// that do not.
fn answers(policy: &Policy, contact: &Contact, hostile: bool, before: u16) -> f64 {
    let mean = mean_messages(policy, contact, hostile);
    let errors = policy.error_rate();
    match policy.troll_protocol {
        Some(protocol) if hostile => {
            // Each answer is the last with probability (1 - error) / mean: E[min(N, m)] of that geometric number.
            let goes_on = 1.0 - (1.0 - errors) / mean;
            let most = protocol.max_messages.max(1).saturating_sub(before);
            if goes_on < 1.0 { (1.0 - goes_on.powi(i32::from(most))) / (1.0 - goes_on) } else { f64::from(most) }
        }
        _ if errors < 1.0 => mean / (1.0 - errors),
        _ => f64::from(u16::MAX),
    }
}

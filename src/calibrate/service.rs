//! How conversations go: shares of direct messages, messages of a conversation, reply delays, response times.

use super::estimate::{Days, Estimate, LogNormal, Moments, log_normal, quantile, share, share_of_alike};
use super::precedence::{self, Precedence};
use super::times::{self, Times};
use super::work::{Handling, Work};
use super::{Opened, list};
use crate::history::{Field, History, Message, NO_REACH, UNKNOWN};

/// Quantiles of response times that are told.
pub const QUANTILES: [f64; 3] = [0.5, 0.75, 0.9];

/// A type of contact, as far as the export tells it.
#[derive(Clone, PartialEq, Debug)]
pub struct Kind {
    /// `None`: the export has no contact types.
    pub name: Option<String>,
    pub share: Estimate,
    /// Share that opens as a direct message; `None` where the export has no channel.
    pub dm_share: Option<Estimate>,
    /// Mean number of agent messages of answered conversations.
    pub agent_messages: Option<Estimate>,
    /// Minutes from an agent message to the customer's next one.
    pub reply_delay: Option<LogNormal>,
    /// Work on one agent message; of a type that too few messages tell, that of all.
    pub handling: Option<Handling>,
    /// Share of answered conversations whose agent invites to direct messages; `None` where the export has no text.
    pub invited: Option<Estimate>,
}

/// What can be counted on the way.
#[derive(Default)]
struct Tally {
    opened: u64,
    private: u64,
    answered: u64,
    invited: u64,
    agent_messages: Moments,
    delays: Times,
}

impl Tally {
    fn new(whole_minutes: bool) -> Tally {
        Tally { delays: Times::new(whole_minutes), ..Tally::default() }
    }

    /// `ripe`: opened so long before the end of the export that what follows is in it.
    fn add(&mut self, conversation: &[Message], ripe: bool) {
        self.opened += 1;
        self.private += u64::from(conversation[0].private());
        if !ripe {
            return;
        }
        let messages: u64 = conversation.iter().map(Message::answers).sum();
        if messages > 0 {
            self.answered += 1;
            self.agent_messages.add(messages as f64);
            self.invited += u64::from(conversation.iter().any(Message::asks_dm));
        }
        for pair in conversation.windows(2) {
            if pair[0].outbound() && !pair[1].outbound() {
                let minutes = f64::from(pair[1].at_s - pair[0].at_s) / 60.0;
                self.delays.add(minutes);
            }
        }
    }

    fn kind(&self, name: Option<String>, all: u64, history: &History, handling: Option<Handling>) -> Option<Kind> {
        Some(Kind {
            name,
            share: share(self.opened, all)?,
            dm_share: share(self.private, self.opened).filter(|_| history.has(Field::Channel)),
            agent_messages: self.agent_messages.mean().filter(|_| !history.tickets() || history.has(Field::Replies)),
            reply_delay: self.delays.log_normal(),
            handling,
            invited: share(self.invited, self.answered).filter(|_| history.has(Field::Text)),
        })
    }
}

/// How customers are served.
#[derive(Clone, Debug)]
pub struct Service {
    /// All conversations together.
    pub all: Kind,
    /// By contact type, the most frequent first; empty where the export has none.
    pub kinds: Vec<Kind>,
    /// Share of conversations with an answer.
    pub response_rate: Option<Estimate>,
    /// Minutes to the first agent message, at [`QUANTILES`], over answered conversations.
    pub first_response_min: Vec<Estimate>,
    /// Minutes to the first reply to the opening message itself, where the export tells what is replied to.
    pub direct_response_min: Vec<Estimate>,
    /// People who may see what a customer writes.
    pub reach: Option<LogNormal>,
    /// Whether those with more reach are answered sooner; `None` where too few conversations have a reach, or all the same.
    pub precedence: Option<Precedence>,
    /// Languages and their shares, the most frequent first.
    pub languages: Vec<(String, Estimate)>,
}

/// Estimates from conversations. Unripe ones tell how they open, not how they go on.
pub fn estimate(conversations: &[Opened], history: &History, work: &Work) -> Option<Service> {
    let whole_minutes = times::whole_minutes(history);
    let mut all = Tally::new(whole_minutes);
    let mut of_contact: Vec<Tally> = history.contacts.iter().map(|_| Tally::new(whole_minutes)).collect();
    let mut of_language = vec![0; history.languages.len()];
    let mut reach_logarithms = Moments::default();
    let reached = |one: &&Opened| one.ripe && one.messages[0].reach != NO_REACH;
    let mut waits = Vec::with_capacity(conversations.iter().filter(reached).count());
    let mut answered = Days::default();
    for Opened { messages: conversation, day, ripe } in conversations {
        let opening = &conversation[0];
        all.add(conversation, *ripe);
        if *ripe {
            answered.add(*day, conversation.iter().any(|message| message.answers() > 0));
        }
        if opening.contact != UNKNOWN {
            of_contact[usize::from(opening.contact)].add(conversation, *ripe);
        }
        if let Some(language) = opening.language() {
            of_language[language] += 1;
        }
        if opening.reach != NO_REACH {
            // Of those whom nobody follows the logarithm is that of one.
            reach_logarithms.add(f64::from(opening.reach.max(1)).ln());
            if *ripe {
                waits.push((opening.reach, first_response_s(conversation, Message::outbound)));
            }
        }
    }
    let precedence = precedence::estimate(&waits);
    drop(waits);
    let typed: u64 = of_contact.iter().map(|tally| tally.opened).sum();
    let named = history.contacts.iter().zip(&of_contact).zip(&work.of_contact);
    let mut kinds: Vec<Kind> = named
        .filter(|((_, tally), _)| tally.opened > 0)
        .filter_map(|((name, tally), told)| tally.kind(Some(name.clone()), typed, history, told.or(work.all)))
        .collect();
    kinds.sort_by(|one, other| other.share.value.total_cmp(&one.share.value));
    let ripe = conversations.iter().filter(|one| one.ripe).count() as u64;
    Some(Service {
        all: all.kind(None, all.opened, history, work.all)?,
        kinds,
        response_rate: share_of_alike(all.answered, ripe, answered.worth()),
        first_response_min: response_times(conversations, Message::outbound),
        direct_response_min: response_times(conversations, Message::direct),
        reach: log_normal(&reach_logarithms),
        precedence,
        languages: languages(&of_language, history),
    })
}

fn languages(counts: &[u64], history: &History) -> Vec<(String, Estimate)> {
    let all = counts.iter().sum();
    let named = history.languages.iter().zip(counts).filter(|(_, count)| **count > 0);
    let mut found: Vec<(String, Estimate)> =
        named.filter_map(|(name, count)| Some((name.clone(), share(*count, all)?))).collect();
    found.sort_by(|one, other| other.1.value.total_cmp(&one.1.value));
    found
}

/// Seconds to the first message that answers.
fn first_response_s(conversation: &[Message], answers: impl Fn(&Message) -> bool) -> Option<u32> {
    let answer = conversation.iter().find(|message| answers(message))?;
    Some(answer.at_s - conversation[0].at_s)
}

/// Quantiles of the minutes to the first message that answers, over ripe conversations with one.
fn response_times(conversations: &[Opened], answers: impl Fn(&Message) -> bool) -> Vec<Estimate> {
    let ripe = || conversations.iter().filter(|one| one.ripe);
    let minutes = |one: &Opened| Some(f64::from(first_response_s(one.messages, &answers)?) / 60.0);
    let mut sorted: Vec<f64> = list(|| ripe().filter_map(minutes));
    sorted.sort_unstable_by(f64::total_cmp);
    let estimate = |share: f64| {
        let value = quantile(&sorted, share, sorted.len() as f64)?.value;
        let mut within = Days::default();
        ripe().for_each(|one| minutes(one).into_iter().for_each(|minutes| within.add(one.day, minutes <= value)));
        quantile(&sorted, share, within.worth())
    };
    QUANTILES.into_iter().filter_map(estimate).collect()
}

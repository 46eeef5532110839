//! `[policy]`.

use super::ranked;
use crate::desk::{Bot, Contact, DmPolicy, Order, Policy, Preferential, Training, TrollProtocol};
use crate::scenario::hours::span;
use crate::scenario::reader::{Reader, Scope};

pub fn policy(reader: &mut Reader<'_, '_>, scope: &Scope<'_>, contacts: &[Contact]) -> Policy {
    let mut flag = |name| reader.flag(scope, name).unwrap_or_default();
    let (replies_first, keep_agent) = (flag("replies_first"), flag("keep_agent"));
    let (quick_replies, follow_up) = (flag("quick_replies"), flag("follow_up"));
    let (published_hours, welcome_message, wait_estimate) =
        (flag("published_hours"), flag("welcome_message"), flag("wait_estimate"));
    let without_database = !flag("database_access");
    let acknowledge = reader.duration(scope, "acknowledge").filter(|minutes| *minutes > 0.0);
    Policy {
        order: order(reader, scope, contacts),
        replies_first,
        keep_agent,
        preferential: preferential(reader, scope),
        dm: match reader.choice(scope, "dm") {
            Some("always") => DmPolicy::Always,
            Some("never") => DmPolicy::Never,
            _ => DmPolicy::WhenNeeded,
        },
        without_database,
        quick_replies,
        monitor_indirect: reader.number(scope, "monitor_indirect").unwrap_or_default(),
        follow_up,
        errors: reader.number(scope, "errors").unwrap_or_default(),
        training: training(reader, &scope.below("policy.training")),
        troll_protocol: troll_protocol(reader, &scope.below("policy.troll_protocol")),
        bot: bot(reader, &scope.below("policy.bot")),
        published_hours,
        welcome_message,
        wait_estimate,
        acknowledge: acknowledge.map(span),
    }
}

fn order(reader: &mut Reader<'_, '_>, scope: &Scope<'_>, contacts: &[Contact]) -> Order {
    let listed = reader.names(scope, "priority").unwrap_or_default();
    match reader.choice(scope, "order") {
        Some("priority") => Order::Priority(listed.iter().filter_map(|name| ranked(name, contacts)).collect()),
        Some("deadline") => Order::Deadline,
        _ => Order::Fifo,
    }
}

fn preferential(reader: &mut Reader<'_, '_>, scope: &Scope<'_>) -> Preferential {
    let listed = reader.choices(scope, "preferential").unwrap_or_default();
    Preferential {
        influencers: listed.contains(&"influencers"),
        hostile: listed.contains(&"hostile"),
        chasers: listed.contains(&"chasers"),
    }
}

fn training(reader: &mut Reader<'_, '_>, scope: &Scope<'_>) -> Option<Training> {
    scope.table?;
    reader.require(scope, "cost_per_agent_year", "cost_per_agent_year = 300");
    reader.require(scope, "errors", "errors = 0.01");
    Some(Training {
        cost_per_agent_year: reader.number(scope, "cost_per_agent_year").unwrap_or_default(),
        errors: reader.number(scope, "errors").unwrap_or_default(),
    })
}

fn troll_protocol(reader: &mut Reader<'_, '_>, scope: &Scope<'_>) -> Option<TrollProtocol> {
    scope.table?;
    let most = reader.count(scope, "max_messages").and_then(|count| u16::try_from(count).ok());
    Some(TrollProtocol { max_messages: most.unwrap_or(1) })
}

fn bot(reader: &mut Reader<'_, '_>, scope: &Scope<'_>) -> Option<Bot> {
    scope.table?;
    reader.require(scope, "contain", "contain = 0.25");
    Some(Bot {
        only_closed: reader.choice(scope, "when") == Some("closed"),
        channels: reader.channels(scope, "channels").unwrap_or_default(),
        contain: reader.number(scope, "contain").unwrap_or_default(),
    })
}

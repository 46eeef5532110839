//! Lanes, groups and the order between them.

use super::kinds::{Kind, Kinds};
use crate::desk::{Channel, Clock, Contact, OpenHours, Order, Policy, RankedKind, Scenario, Sla};
use crate::time::{Span, Time};
use std::collections::HashMap;

/// Messages that the same groups may take and that the order treats alike, first come first served.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Lane {
    /// Bit g: group g may take them.
    pub groups: u64,
    /// Lower ranks are taken first.
    pub rank: u32,
    /// Number of the limits that make up their deadline.
    pub due: u16,
    /// Number of the tiers in which their agents are looked for.
    pub tiers: u16,
}

/// What the order sees of a message beside its kind.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Message {
    /// Goes ahead of every other.
    pub preferential: bool,
    pub influencer: bool,
    /// Of an ongoing conversation, not its first.
    pub ongoing: bool,
}

impl Message {
    const ALL: [Message; 8] = {
        let mut all = [Message { preferential: false, influencer: false, ongoing: false }; 8];
        let mut at = 0;
        while at < all.len() {
            all[at] = Message { preferential: at & 4 != 0, influencer: at & 2 != 0, ongoing: at & 1 != 0 };
            at += 1;
        }
        all
    };

    #[inline]
    fn index(self) -> usize {
        usize::from(self.preferential) * 4 + usize::from(self.influencer) * 2 + usize::from(self.ongoing)
    }
}

/// Groups whose idle agents are equally preferred.
pub type Tier = Vec<u16>;

/// The limits that make up a deadline: the earliest of them counts.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default)]
pub struct Due {
    pub limits: Vec<(bool, Span)>,
}

impl Due {
    /// Deadline of a message that enters the queue now; not decreasing in `entered`, so lanes stay in order.
    pub fn at(&self, entered: Time, open_hours: &OpenHours) -> Time {
        let due = |(service_hours, within): &(bool, Span)| match service_hours {
            true => open_hours.after(entered, *within),
            false => entered + *within,
        };
        self.limits.iter().map(due).min().unwrap_or(Time::NEVER)
    }
}

/// Teams with the same skills.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    /// How many kinds they may take.
    pub skills: u32,
    /// Lanes they may take from, in order of rank.
    pub lanes: Vec<u16>,
}

/// The tables of routing.
#[derive(Clone, Debug)]
pub struct Routing {
    pub kinds: Kinds,
    pub lanes: Vec<Lane>,
    pub groups: Vec<Group>,
    pub group_of_team: Vec<u16>,
    pub dues: Vec<Due>,
    /// Tiers of groups in order of preference: fewest skills first.
    pub tiers: Vec<Vec<Tier>>,
    /// Deadlines matter: the order is by deadline.
    pub by_deadline: bool,
    /// Whether order or agreements tell influencers apart.
    pub sees_influencers: bool,
    lane_of: Vec<u16>,
}

impl Routing {
    pub fn new(scenario: &Scenario) -> Routing {
        let kinds = Kinds::new(&scenario.demand.contacts);
        let contacts = &scenario.demand.contacts;
        let may_take: Vec<Vec<bool>> = scenario
            .teams
            .iter()
            .map(|team| (0..kinds.count()).map(|kind| kinds.may_take(&team.skills, contacts, kind as Kind)).collect())
            .collect();
        let mut distinct: Vec<&Vec<bool>> = Vec::new();
        let group_of_team: Vec<u16> = may_take.iter().map(|takes| index_of(&mut distinct, takes)).collect();
        let mut groups: Vec<Group> =
            distinct.iter().map(|takes| Group { skills: skills(&kinds, takes), lanes: Vec::new() }).collect();

        let mut tables = Tables { lanes: Vec::new(), numbers: HashMap::new(), dues: Vec::new(), tiers: Vec::new() };
        let mut lane_of = Vec::with_capacity(kinds.count() * Message::ALL.len());
        for kind in 0..kinds.count() {
            let mask = distinct.iter().enumerate().filter(|(_, takes)| takes[kind]).map(|(g, _)| 1 << g).sum();
            for message in Message::ALL {
                let due = due_of(&scenario.slas, &scenario.policy, &kinds, contacts, kind as Kind, message.influencer);
                let rank = rank_of(&scenario.policy, &kinds, contacts, kind as Kind, message);
                lane_of.push(tables.lane(mask, rank, due, &groups));
            }
        }
        for (number, group) in groups.iter_mut().enumerate() {
            let may = (0..tables.lanes.len()).filter(|lane| tables.lanes[*lane].groups & (1 << number) != 0);
            group.lanes = may.map(|lane| lane as u16).collect();
            group.lanes.sort_by_key(|lane| tables.lanes[usize::from(*lane)].rank);
        }
        let ranked = match &scenario.policy.order {
            Order::Priority(list) => list.contains(&RankedKind::Influencers),
            Order::Fifo | Order::Deadline => false,
        };
        Routing {
            kinds,
            lanes: tables.lanes,
            groups,
            group_of_team,
            dues: tables.dues,
            tiers: tables.tiers,
            by_deadline: scenario.policy.order == Order::Deadline,
            sees_influencers: ranked
                || scenario.policy.preferential.influencers
                || scenario.slas.iter().any(|sla| sla.filter.influencers.is_some()),
            lane_of,
        }
    }

    /// The lane of a message.
    #[inline]
    pub fn lane_of(&self, kind: Kind, message: Message) -> u16 {
        self.lane_of[usize::from(kind) * Message::ALL.len() + message.index()]
    }
}

struct Tables {
    lanes: Vec<Lane>,
    numbers: HashMap<Lane, u16>,
    dues: Vec<Due>,
    tiers: Vec<Vec<Tier>>,
}

impl Tables {
    fn lane(&mut self, groups: u64, rank: u32, due: Due, all: &[Group]) -> u16 {
        let due = index_of(&mut self.dues, due);
        let tiers = index_of(&mut self.tiers, tiers_of(groups, all));
        let lane = Lane { groups, rank, due, tiers };
        let next = self.lanes.len() as u16;
        *self.numbers.entry(lane.clone()).or_insert_with(|| {
            self.lanes.push(lane);
            next
        })
    }
}

/// How many kinds a team may take. Indirect mentions come with mentions and are no skill of their own.
fn skills(kinds: &Kinds, takes: &[bool]) -> u32 {
    let indirect = |kind: usize| kinds.parts(kind as Kind).is_some_and(|(_, channel, _)| channel == Channel::Indirect);
    (0..kinds.count()).filter(|kind| takes[*kind] && !indirect(*kind)).count() as u32
}

fn index_of<T: PartialEq>(list: &mut Vec<T>, item: T) -> u16 {
    let at = list.iter().position(|known| *known == item).unwrap_or_else(|| {
        list.push(item);
        list.len() - 1
    });
    at as u16
}

fn tiers_of(mask: u64, groups: &[Group]) -> Vec<Tier> {
    let mut may: Vec<u16> = (0..groups.len() as u16).filter(|group| mask & (1 << group) != 0).collect();
    may.sort_by_key(|group| groups[usize::from(*group)].skills);
    let mut tiers: Vec<Tier> = Vec::new();
    for group in may {
        let skills = groups[usize::from(group)].skills;
        match tiers.last_mut() {
            Some(tier) if groups[usize::from(tier[0])].skills == skills => tier.push(group),
            _ => tiers.push(vec![group]),
        }
    }
    tiers
}

/// Preferential first, then ongoing conversations where they go first, then the rule.
fn rank_of(policy: &Policy, kinds: &Kinds, contacts: &[Contact], kind: Kind, message: Message) -> u32 {
    let matches = |entry: &RankedKind| matches_entry(entry, kinds, contacts, kind, message.influencer);
    let listed = match &policy.order {
        Order::Priority(list) => list.iter().position(matches).unwrap_or(list.len()) as u32,
        Order::Fifo | Order::Deadline => 0,
    };
    let after_preferential = u32::from(!policy.preferential.is_empty() && !message.preferential);
    let after_ongoing = u32::from(policy.replies_first && !message.ongoing);
    (after_preferential << 17) + (after_ongoing << 16) + listed
}

fn matches_entry(entry: &RankedKind, kinds: &Kinds, contacts: &[Contact], kind: Kind, influencer: bool) -> bool {
    let Some((contact, channel, language)) = kinds.parts(kind) else { return *entry == RankedKind::Noise };
    match entry {
        RankedKind::Contact(name) => contacts[usize::from(contact)].name == *name,
        RankedKind::Channel(wanted) => channel.goes_by(*wanted),
        RankedKind::Language(name) => kinds.languages[usize::from(language)] == *name,
        RankedKind::Influencers => influencer,
        RankedKind::Noise => false,
    }
}

/// The limits over a kind, where the order is by deadline; none otherwise, so that lanes are not split in vain.
fn due_of(slas: &[Sla], policy: &Policy, kinds: &Kinds, contacts: &[Contact], kind: Kind, influencer: bool) -> Due {
    if policy.order != Order::Deadline {
        return Due::default();
    }
    let covering = slas.iter().filter(|sla| kinds.is_covered(&sla.filter, contacts, kind, influencer));
    let mut limits: Vec<(bool, Span)> = covering.map(|sla| (sla.clock == Clock::ServiceHours, sla.within)).collect();
    limits.sort_unstable();
    limits.dedup();
    Due { limits }
}

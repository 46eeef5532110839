//! What each lever leaves alone: the same desk with and without it, under common random numbers.
//!
//! Every conversation is followed by its key. On a desk where nobody ever waits a lever may change only what it is about; all else is
//! the same to the millisecond.

use relevo::engine::{Ending, Entry, Fact, Observer, PhoneReason, simulate};
use relevo::model::Model;
use relevo::scenario::{Input, LoadOptions, load};
use relevo::time::{Span, Time};
use std::collections::BTreeMap;

const SEED: u64 = 4;

/// Questions and complaints, a tenth of these hostile, agents for everybody; patience, errors, private data and phone as they are.
const DESK: &str = r#"
[run]
warmup_weeks = 0
weeks = 2
[demand]
profile = "consumer"
daily_cv = 0
noise_per_week = 200
indirect_per_week = 400
[[demand.contact]]
name = "question"
per_week = 700
dm_share = 0.3
agent_messages = 1.7
private_data = 0.3
phone_needed = 0.05
[[demand.contact]]
name = "complaint"
per_week = 500
dm_share = 0.3
agent_messages = 2.2
private_data = 0.3
phone_needed = 0.05
negative = true
[customers]
hostile = { base = 0.1, learned = 0.1, learned_per_case = 0 }
[policy]
errors = 0
[desk]
shrinkage = { absence = 0, off_queue = 0 }
"#;

const ROUND_THE_CLOCK: &str = "desk.team=[{ name = \"all\", agents = 60, shifts = [\"24x7\"] }]";
/// In the morning there are agents for all that came by night.
const BY_DAY: &str = "desk.team=[{ name = \"all\", agents = 250, shifts = [\"daily 08:00-20:00\"] }]";
/// Not enough to keep up in the evening.
const FEW: &str = "desk.team=[{ name = \"all\", agents = 2, shifts = [\"daily 08:00-23:00\"] }]";

/// All that happened to one conversation.
#[derive(Clone, PartialEq, Debug, Default)]
struct Story {
    opened: Time,
    /// Contact type, and channel it opened in.
    kind: (u16, u8),
    hostile: bool,
    /// Entry, instant it was taken, time it took.
    messages: Vec<(Entry, Time, Span)>,
    first_response: Option<Time>,
    waited: Span,
    phoned: Option<PhoneReason>,
    gave_up: bool,
    chases: u8,
    moved: bool,
    erred: bool,
    ending: Option<Ending>,
}

impl Story {
    /// How long the answers took, whatever else the desk wrote.
    fn answers(&self) -> Vec<Span> {
        let answer = |(entry, ..): &&(Entry, Time, Span)| *entry != Entry::FollowUp;
        self.messages.iter().filter(answer).map(|(_, _, length)| *length).collect()
    }
    fn who(&self) -> (Time, (u16, u8), bool) {
        (self.opened, self.kind, self.hostile)
    }
    fn is_public(&self) -> bool {
        self.kind.1 != 1
    }
}

#[derive(Default)]
struct Stories {
    by_key: BTreeMap<u64, Story>,
    /// Conversations that were caused by another one.
    next_is_caused: bool,
    caused: Vec<u64>,
    lessons: u32,
    favoured: u32,
    gestures: u32,
}

impl Observer for Stories {
    fn on(&mut self, now: Time, fact: &Fact) {
        match fact {
            Fact::Opened { who } => {
                let (kind, hostile) = ((who.contact, who.channel as u8), who.hostile);
                self.by_key.insert(who.key, Story { opened: now, kind, hostile, ..Story::default() });
                if std::mem::take(&mut self.next_is_caused) {
                    self.caused.push(who.key);
                }
            }
            Fact::Spread { .. } => self.next_is_caused = true,
            Fact::Learned { .. } => self.lessons += 1,
            Fact::Taken { who, .. } | Fact::Posted { who, .. } if who.noise => {}
            Fact::Taken { who, entry, waited, .. } => {
                let story = self.of(who.key);
                story.messages.push((*entry, now, Span::ZERO));
                story.waited += *waited;
            }
            Fact::Posted { who, entry, .. } => {
                let story = self.of(who.key);
                let message = story.messages.last_mut().expect("taken before");
                message.2 = now.since(message.1);
                if *entry == Entry::First {
                    story.first_response = Some(now);
                }
            }
            Fact::Phoned { who, why } => {
                let story = self.of(who.key);
                story.phoned = Some(*why);
                story.gave_up |= *why == PhoneReason::PatienceEnded;
            }
            Fact::Left { who } | Fact::TurnedAway { who } => self.of(who.key).gave_up = true,
            Fact::Chased { who, nth } => self.of(who.key).chases = *nth,
            Fact::MovedToDm { who } => self.of(who.key).moved = true,
            Fact::Erred { who } => self.of(who.key).erred = true,
            Fact::Favoured { gesture, .. } => {
                self.favoured += 1;
                self.gestures += u32::from(*gesture);
            }
            Fact::Ended { who, ending } => self.of(who.key).ending = Some(*ending),
            _ => {}
        }
    }
}

impl Stories {
    fn of(&mut self, key: u64) -> &mut Story {
        self.by_key.get_mut(&key).expect("opened before")
    }
}

fn model(desk: &str, settings: &[&str]) -> Model {
    let input = Input::Text { name: "levers".into(), text: DESK.into() };
    let set = [desk].iter().chain(settings).map(|setting| setting.to_string()).collect();
    let loaded = load(&[input], &LoadOptions { set }).unwrap_or_else(|failed| panic!("{:#?}", failed.problems));
    Model::new(&loaded.scenarios[0])
}

fn told(desk: &str, settings: &[&str]) -> Stories {
    let mut stories = Stories::default();
    simulate(&model(desk, settings), SEED, 0, &mut stories).expect("the desk keeps up");
    assert!(stories.by_key.len() > 2_000);
    stories
}

/// Asserts that with a lever the same customers come in the same weeks, that every conversation agrees as the lever says, and that
/// some of them differ.
#[track_caller]
fn changes(desk: &str, lever: &[&str], agrees: impl Fn(&Story, &Story) -> bool) {
    let (without, with) = (told(desk, &[]), told(desk, lever));
    let mut differ = 0;
    for (key, story) in &without.by_key {
        // After the measured weeks a run may be shorter than another.
        let Some(other) = with.by_key.get(key) else {
            assert!(story.opened >= Time::week_start(2), "{story:?} does not come");
            continue;
        };
        assert_eq!(story.who(), other.who());
        if story.opened >= Time::week_start(2) {
            continue;
        }
        assert!(agrees(story, other), "{story:#?}\n{other:#?}");
        differ += u32::from(story != other);
    }
    let came = with
        .by_key
        .iter()
        .filter(|(key, story)| story.opened < Time::week_start(2) && !without.by_key.contains_key(*key));
    assert_eq!(came.count(), 0, "others come");
    assert!(differ > 5, "{differ} differ: the lever does nothing");
}

/// Facts as they come, conversations and agents.
#[derive(Default, PartialEq)]
struct All(Vec<(Time, Fact)>);

impl Observer for All {
    fn on(&mut self, now: Time, fact: &Fact) {
        self.0.push((now, *fact));
    }
}

fn facts(desk: &str, settings: &[&str]) -> Vec<(Time, Fact)> {
    let mut all = All::default();
    simulate(&model(desk, settings), SEED, 0, &mut all).expect("the desk keeps up");
    all.0
}

/// The first message of each is taken when it comes, takes as long, and is the first response.
fn same_first(one: &Story, other: &Story) -> bool {
    one.first_response == other.first_response && one.messages.first() == other.messages.first()
}

/// What both wrote took as long; one may have written more.
fn same_as_far_as_it_goes(one: &Story, other: &Story) -> bool {
    one.answers().iter().zip(&other.answers()).all(|(one, other)| one == other)
}

#[test]
fn keys_at_their_off_values_change_nothing() {
    let off = [
        "policy.preferential=[]",
        "policy.dm=\"when_needed\"",
        "policy.follow_up=false",
        "policy.database_access=true",
        "policy.quick_replies=false",
        "policy.monitor_indirect=0",
        "policy.published_hours=false",
        "policy.welcome_message=false",
        "policy.wait_estimate=false",
        "policy.acknowledge=0",
        "policy.replies_first=false",
        "policy.training={ cost_per_agent_year = 0, errors = 0 }",
        "policy.troll_protocol={ max_messages = 100 }",
        "customers.experienced=0",
        "customers.dm_accept=0.8",
        "demand.contagion={ per_hour = 0, after = \"1h\" }",
        "demand.growth_per_year=0",
    ];
    for desk in [ROUND_THE_CLOCK, BY_DAY, FEW] {
        let plain = facts(desk, &[]);
        assert!(plain.len() > 10_000);
        assert!(plain == facts(desk, &off));
        for key in off {
            assert!(plain == facts(desk, &[key]), "{key}");
        }
    }
}

#[test]
fn who_moves_to_direct_messages_was_answered_at_the_same_time() {
    for lever in ["policy.dm=\"always\"", "policy.dm=\"never\"", "customers.dm_accept=0.3"] {
        changes(ROUND_THE_CLOCK, &[lever], |one, other| {
            let private = one.is_public() || one == other;
            private && same_first(one, other) && same_as_far_as_it_goes(one, other)
        });
    }
}

/// A larger share that accepts is the same customers and some more.
#[test]
fn more_accept_when_more_accept() {
    let (few, many) = (told(ROUND_THE_CLOCK, &["customers.dm_accept=0.3"]), told(ROUND_THE_CLOCK, &[]));
    let moved =
        |stories: &Stories| stories.by_key.iter().filter(|(_, s)| s.moved).map(|(key, _)| *key).collect::<Vec<_>>();
    let (few, many) = (moved(&few), moved(&many));
    assert!(few.len() > 50 && few.len() < many.len() && few.iter().all(|key| many.contains(key)));
}

#[test]
fn the_phone_takes_whole_conversations() {
    let lever = ["demand.contact.question.phone_needed=0.2"];
    changes(ROUND_THE_CLOCK, &lever, |one, other| {
        let sent = one.phoned != Some(PhoneReason::Redirected) && other.phoned == Some(PhoneReason::Redirected);
        same_first(one, other) && (one == other || one.kind.0 == 0 && sent && other.messages.len() == 1)
    });
}

#[test]
fn the_database_doubles_handling_and_moves_nobody() {
    // Half as many again need the phone: none do here.
    let phone = ["demand.contact.question.phone_needed=0", "demand.contact.complaint.phone_needed=0"];
    let (without, with) = (
        told(ROUND_THE_CLOCK, &phone),
        told(ROUND_THE_CLOCK, &[&phone[..], &["policy.database_access=false"]].concat()),
    );
    for (key, story) in without.by_key.iter().filter(|(_, story)| story.opened < Time::week_start(2)) {
        let other = &with.by_key[key];
        assert_eq!((story.who(), story.moved, story.phoned), (other.who(), other.moved, other.phoned));
        let double = story.answers().iter().zip(other.answers()).all(|(one, two)| two.0.abs_diff(2 * one.0) <= 1);
        assert!(double && story.messages.len() == other.messages.len(), "{story:#?}\n{other:#?}");
    }
}

#[test]
fn quick_replies_leave_public_complaints_alone() {
    changes(ROUND_THE_CLOCK, &["policy.quick_replies=true"], |one, other| {
        let question = one.kind.0 == 0;
        let public = one.is_public() && same_first(one, other);
        let shorter = one.answers().iter().zip(other.answers()).all(|(one, other)| other <= *one);
        let fewer = other.messages.len() <= one.messages.len();
        let untouched = question || one.moved || !one.is_public() || one == other;
        let count = question || other.messages.len() == one.messages.len();
        shorter && fewer && untouched && count && (public || !one.is_public())
    });
}

/// The follow-up is one message after the last, of a minute, in what was solved in direct messages or by phone and opened in public.
#[test]
fn a_follow_up_comes_after_everything_else() {
    changes(ROUND_THE_CLOCK, &["policy.follow_up=true"], |one, other| {
        let mut without = other.clone();
        let elsewhere = one.is_public() && (one.moved || one.phoned.is_some());
        if elsewhere {
            let last = without.messages.pop();
            if last.is_none_or(|(entry, _, length)| entry != Entry::FollowUp || length != Span(60_000)) {
                return false;
            }
        }
        *one == without
    });
}

#[test]
fn errors_leave_right_answers_alone() {
    changes(ROUND_THE_CLOCK, &["policy.errors=0.1"], |one, other| {
        same_first(one, other) && same_as_far_as_it_goes(one, other) && (one == other || other.erred)
    });
    let trained = ["policy.errors=0.3", "policy.training={ cost_per_agent_year = 100, errors = 0.1 }"];
    assert!(facts(FEW, &["policy.errors=0.1"]) == facts(FEW, &trained));
}

#[test]
fn the_protocol_touches_the_hostile_only() {
    changes(ROUND_THE_CLOCK, &["policy.troll_protocol={ max_messages = 2 }"], |one, other| {
        let cut = one.hostile && one.messages.len() > 2 && other.messages[..] == one.messages[..2];
        one == other || cut
    });
}

#[test]
fn the_bot_touches_its_channels_and_hours_only() {
    let lever = ["policy.bot={ channels = [\"dm\"], contain = 0.3 }"];
    let first_is_shorter = |one: &Story, other: &Story| {
        let (one, other) = (one.answers(), other.answers());
        one.len() == other.len() && one[1..] == other[1..] && (other[0].0 as f64 - 0.9 * one[0].0 as f64).abs() <= 1.0
    };
    changes(ROUND_THE_CLOCK, &lever, |one, other| {
        if one.is_public() {
            return one == other;
        }
        other.ending == Some(Ending::BotContained) && other.messages.is_empty() || first_is_shorter(one, other)
    });
    let by_night = ["policy.bot={ when = \"closed\", contain = 0.3 }"];
    changes(BY_DAY, &by_night, |one, other| {
        let open = (8..20).contains(&(one.opened.hour_of_week() % 24));
        !open || one == other
    });
    // Somebody is always there.
    assert!(facts(ROUND_THE_CLOCK, &[]) == facts(ROUND_THE_CLOCK, &by_night));
}

/// What makes patience longer matters only to those who wait.
#[test]
fn levers_of_waiting_do_nothing_where_nobody_waits() {
    let plain = facts(ROUND_THE_CLOCK, &[]);
    for lever in [
        "policy.published_hours=true",
        "policy.welcome_message=true",
        "policy.wait_estimate=true",
        "customers.experienced=0.5",
    ] {
        assert!(plain == facts(ROUND_THE_CLOCK, &[lever]), "{lever}");
    }
}

#[test]
fn levers_of_waiting_touch_those_who_wait_only() {
    changes(BY_DAY, &["policy.published_hours=true"], |one, other| {
        // Longer patience: whoever neither chased nor gave up still does not.
        let night = !(8..20).contains(&(one.opened.hour_of_week() % 24));
        one == other || night && one.waited > Span::ZERO && (one.gave_up || one.chases > 0)
    });
    changes(BY_DAY, &["policy.welcome_message=true"], |one, other| {
        one == other || !one.is_public() && one.waited > Span::ZERO && (one.gave_up || one.chases > 0)
    });
    changes(BY_DAY, &["customers.experienced=0.5"], |one, other| one == other || one.waited > Span::ZERO);
    // In the morning there are agents for all, so the time to it is all the wait: who is told of it and stays is patient enough.
    // The estimate adds a little for those ahead, and sends away some who would just have stayed.
    changes(BY_DAY, &["policy.wait_estimate=true"], |one, other| {
        let left = one.waited > Span::ZERO && other.ending == Some(Ending::LeftAtEstimate) && other.messages.is_empty();
        other.chases == 0 && (one == other || left)
    });
}

#[test]
fn an_acknowledgement_moves_no_customer_and_no_answer() {
    changes(ROUND_THE_CLOCK, &["policy.acknowledge=0.5"], |one, other| {
        let lengths = other.answers();
        let first = other.messages[0].2 == Span(30_000) && other.messages[1].0 == Entry::Answer;
        first && lengths[1..] == one.answers()[..] && (one.moved, one.phoned) == (other.moved, other.phoned)
    });
}

/// Going ahead of others changes nothing where nobody waits, and teaches nothing at nought a case.
#[test]
fn preferential_treatment_moves_nobody_where_nobody_waits() {
    let (without, with) = (told(ROUND_THE_CLOCK, &[]), told(ROUND_THE_CLOCK, &["policy.preferential=[\"hostile\"]"]));
    assert!(without.by_key == with.by_key);
    let hostile = with.by_key.values().filter(|story| story.hostile && story.first_response.is_some()).count();
    assert!(hostile > 50 && (without.favoured, with.favoured, with.gestures) == (0, hostile as u32, hostile as u32));
    assert_eq!((without.lessons, with.lessons), (0, hostile as u32));
    let protocol =
        ["policy.preferential=[\"hostile\"]", "policy.troll_protocol={ max_messages = 9 }", "costs.goodwill_cost=0"];
    assert_eq!(told(ROUND_THE_CLOCK, &protocol).gestures, 0);
}

/// Influencers: every one gets a gesture, but only negative ones in public teach.
#[test]
fn only_public_complaints_teach() {
    let everybody = ["policy.preferential=[\"influencers\"]", "customers.influencer_reach=0"];
    let stories = told(ROUND_THE_CLOCK, &everybody);
    let answered = stories.by_key.values().filter(|story| story.first_response.is_some());
    let teaches = answered.clone().filter(|story| story.is_public() && story.kind.0 == 1).count();
    assert!(teaches > 300);
    assert_eq!((stories.favoured, stories.lessons), (answered.count() as u32, teaches as u32));
}

/// While a preferential message waits that the one team may take, no other is taken.
#[test]
fn nobody_is_taken_before_the_preferential() {
    for lever in ["[\"hostile\"]", "[\"influencers\"]", "[\"chasers\"]", "[\"hostile\", \"influencers\", \"chasers\"]"]
    {
        let settings = [&format!("policy.preferential={lever}"), "customers.influencer_reach=1000"];
        // Of those who wait, whether they go ahead: chasers begin to when they chase.
        let mut waiting: BTreeMap<u64, bool> = BTreeMap::new();
        let (mut ahead, mut after) = (0, 0);
        for (now, fact) in facts(FEW, &settings) {
            match fact {
                Fact::Queued { who, .. } => _ = waiting.insert(who.key, who.preferential),
                Fact::Chased { who, .. } if lever.contains("chasers") => _ = waiting.insert(who.key, true),
                Fact::Withdrawn { who, .. } => _ = waiting.remove(&who.key),
                Fact::Taken { who, at_once, .. } => {
                    let goes_first = waiting.remove(&who.key).unwrap_or(who.preferential);
                    assert_eq!(goes_first, who.preferential, "{now:?} {who:?}");
                    assert!(goes_first || at_once || !waiting.values().any(|first| *first), "{now:?} {who:?}");
                    ahead += u32::from(goes_first && !at_once);
                    after += u32::from(!goes_first && !at_once);
                }
                _ => {}
            }
        }
        assert!(ahead > 50 && after > 50, "{lever}: {ahead} {after}");
    }
}

#[test]
fn monitoring_adds_conversations_and_touches_none() {
    let stories = |share: &str| told(ROUND_THE_CLOCK, &[&format!("policy.monitor_indirect={share}")]);
    let (none, some, more) = (stories("0"), stories("0.3"), stories("0.6"));
    let measured = |stories: &Stories| stories.by_key.values().filter(|s| s.opened < Time::week_start(2)).count();
    assert!(measured(&none) + 150 < measured(&some) && measured(&some) + 150 < measured(&more));
    for (fewer, with) in [(&none, &some), (&some, &more)] {
        for (key, story) in fewer.by_key.iter().filter(|(_, story)| story.opened < Time::week_start(2)) {
            assert_eq!(Some(story), with.by_key.get(key));
        }
        let added = with.by_key.iter().filter(|(key, _)| !fewer.by_key.contains_key(*key));
        assert!(added.filter(|(_, s)| s.opened < Time::week_start(2)).all(|(_, story)| story.kind.1 == 2));
    }
}

/// Those who write because of others come in addition, in public, of the same type.
#[test]
fn contagion_adds_conversations_and_touches_none() {
    let contagion = ["demand.contagion={ per_hour = 0.3, after = \"1h\" }", "customers.reach=200"];
    let (without, with) = (told(BY_DAY, &[]), told(BY_DAY, &contagion));
    assert!(with.caused.len() > 20, "{}", with.caused.len());
    assert!(with.caused.iter().all(|key| with.by_key[key].kind == (1, 0)));
    for (key, story) in without.by_key.iter().filter(|(_, story)| story.opened < Time::week_start(2)) {
        assert_eq!(Some(story), with.by_key.get(key));
    }
    let others =
        with.by_key.iter().filter(|(key, s)| !without.by_key.contains_key(*key) && s.opened < Time::week_start(2));
    assert!(others.map(|(key, _)| key).all(|key| with.caused.contains(key)));
}

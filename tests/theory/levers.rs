//! Each lever of the policy alone, against a figure worked out by hand: direct messages, phone, database, errors, bot.
//!
//! The desk has agents for everybody and messages of one minute, so that nobody waits unless a test says so.

use super::experiment::{Experiment, PLAIN};
use relevo::desk::overview;
use relevo::metrics::Measure;
use relevo::queueing::Mg1;
use relevo::scenario::{Input, LoadOptions, load};

pub const SHARE: f64 = 0.005;
/// Conversations a week; 40 replications of two weeks bring 400,000.
pub const WEEK: f64 = 5_000.0;
const AGENTS: f64 = 40.0;

/// Everything that this file switches on, off; a later setting of the same key counts.
pub const OFF: [&str; 3] =
    ["customers.hostile={ base = 0, learned = 0 }", "policy.errors=0", "demand.contact.job.reply_delay=1"];

/// Type "job" in public, one message of one minute, and agents round the clock.
pub fn desk(agents: u32) -> String {
    format!("{}{}", kind("job", WEEK), team(agents, "24x7"))
}

pub fn kind(name: &str, per_week: f64) -> String {
    format!(
        "[[demand.contact]]\nname = \"{name}\"\nper_week = {per_week}\ndm_share = 0\nhandling_time = 1\n\
         agent_messages = 1\nprivate_data = 0\nphone_needed = 0\nreply_delay = 1\n"
    )
}

pub fn team(agents: u32, shifts: &str) -> String {
    format!("[[desk.team]]\nname = \"all\"\nagents = {agents}\nshifts = [\"{shifts}\"]\n")
}

pub fn with(desk: &str, settings: &[&str], replications: u32, weeks: u32) -> Experiment {
    let has_job = desk.contains("\"job\"");
    let off = OFF.iter().filter(|setting| has_job || !setting.contains("job"));
    let all: Vec<&str> = off.chain(settings).copied().collect();
    Experiment::run(desk, &all, replications, weeks)
}

/// The ordinary desk of this file, which needs no warm-up: it is never full.
fn ample(settings: &[&str]) -> Experiment {
    with(&desk(AGENTS as u32), &[&["run.warmup_weeks=0"], settings].concat(), 40, 2)
}

/// Two percent of a figure, or none of it.
#[track_caller]
fn is(simulated: &Experiment, measure: Measure, exact: f64) {
    simulated.agrees(measure, exact, 0.02 * exact);
}

/// Messages a week and, each taking a minute, the occupancy they make.
#[track_caller]
fn messages_each(simulated: &Experiment, messages: f64) {
    is(simulated, Measure::MessagesPerWeek, messages * WEEK);
    is(simulated, Measure::Occupancy, messages * WEEK / (AGENTS * 7.0 * 24.0 * 60.0));
    // A minute of work, and nobody waits.
    is(simulated, Measure::FirstResponseMean, 1.0);
}

const TWO_MESSAGES: &str = "demand.contact.job.agent_messages=2";
const DATA: &str = "demand.contact.job.private_data=0.8";
const ACCEPT: &str = "customers.dm_accept=0.5";

/// .8 need private data. Half of these move (the invitation and two messages), a quarter write the data in public (as many), a
/// quarter phone (the invitation alone): 2 x .2 + 3 x .4 + 3 x .2 + 1 x .2 messages.
#[test]
fn invited_when_private_data_is_needed() {
    let simulated = ample(&[TWO_MESSAGES, DATA, ACCEPT]);
    is(&simulated, Measure::MovedToDm, 0.4 * WEEK);
    is(&simulated, Measure::PrivacyExposures, 0.2 * WEEK);
    is(&simulated, Measure::PhoneContacts, 0.2 * WEEK);
    simulated.agrees(Measure::Phoned, 0.2, SHARE);
    simulated.within(Measure::Abandoned, 0.0, 0.0);
    messages_each(&simulated, 2.4);
}

/// All are invited: half move; of the others .8 need private data, and half of these phone: 3 x .8 + 1 x .2 messages.
#[test]
fn invited_always() {
    let simulated = ample(&[TWO_MESSAGES, DATA, ACCEPT, "policy.dm=\"always\""]);
    is(&simulated, Measure::MovedToDm, 0.5 * WEEK);
    is(&simulated, Measure::PrivacyExposures, 0.2 * WEEK);
    is(&simulated, Measure::PhoneContacts, 0.2 * WEEK);
    messages_each(&simulated, 2.6);
}

/// Nobody can move: half of those who need private data write it in public (3 messages), half phone (1); the others take 2.
#[test]
fn invited_never() {
    let simulated = ample(&[TWO_MESSAGES, DATA, ACCEPT, "policy.dm=\"never\""]);
    simulated.within(Measure::MovedToDm, 0.0, 0.0);
    is(&simulated, Measure::PrivacyExposures, 0.4 * WEEK);
    is(&simulated, Measure::PhoneContacts, 0.4 * WEEK);
    messages_each(&simulated, 3.0 * 0.4 + 0.4 + 2.0 * 0.2);
}

/// What opens in direct messages is there already, and tells its data without an invitation.
#[test]
fn direct_messages_are_never_invited() {
    let simulated = ample(&[TWO_MESSAGES, DATA, ACCEPT, "policy.dm=\"always\"", "demand.contact.job.dm_share=0.4"]);
    is(&simulated, Measure::MovedToDm, 0.6 * 0.5 * WEEK);
    is(&simulated, Measure::PhoneContacts, 0.6 * 0.2 * WEEK);
    messages_each(&simulated, 0.6 * 2.6 + 0.4 * 2.0);
}

#[test]
fn all_accept_or_nobody_does() {
    let all = ample(&[TWO_MESSAGES, DATA, "customers.dm_accept=1"]);
    is(&all, Measure::MovedToDm, 0.8 * WEEK);
    all.within(Measure::PrivacyExposures, 0.0, 0.0);
    all.within(Measure::PhoneContacts, 0.0, 0.0);
    let nobody = ample(&[TWO_MESSAGES, DATA, "customers.dm_accept=0"]);
    nobody.within(Measure::MovedToDm, 0.0, 0.0);
    is(&nobody, Measure::PrivacyExposures, 0.4 * WEEK);
    is(&nobody, Measure::PhoneContacts, 0.4 * WEEK);
}

/// .3 are sent to the phone by the first message, which is the only one.
#[test]
fn some_issues_need_the_phone() {
    let simulated = ample(&[TWO_MESSAGES, "demand.contact.job.phone_needed=0.3"]);
    is(&simulated, Measure::PhoneContacts, 0.3 * WEEK);
    simulated.agrees(Measure::Phoned, 0.3, SHARE);
    simulated.within(Measure::Abandoned, 0.0, 0.0);
    simulated.within(Measure::ResponseRate, 1.0, 1.0);
    messages_each(&simulated, 0.7 * 2.0 + 0.3);
}

/// Pollaczek-Khinchine with messages of 10 minutes instead of 5, 3 an hour; .2 x 1.5 are sent to the phone.
#[test]
fn without_the_database_work_doubles() {
    let one = format!("{}{}", kind("job", 504.0), team(1, "24x7"));
    let settings = [
        "demand.contact.job.handling_time={ mean = 5, cv = 0.9 }",
        "demand.contact.job.phone_needed=0.2",
        "policy.database_access=false",
    ];
    let simulated = with(&one, &settings, 40, 60);
    let exact = Mg1::new(0.05, 10.0, 0.9).expect("stable");
    simulated.agrees(Measure::Occupancy, exact.occupancy(), SHARE);
    is(&simulated, Measure::WaitMean, exact.mean_wait_minutes());
    simulated.agrees(Measure::Phoned, 0.3, SHARE);
}

/// Three types, half of each in direct messages, where a message takes .8 min. Questions take 2 x .85 messages, complaints 2,
/// and what takes 1.1 no less than 1.
#[test]
fn quick_replies_shorten_direct_messages_and_questions() {
    let desk = format!(
        "{}{}negative = true\n{}{}",
        kind("question", WEEK),
        kind("complaint", WEEK),
        kind("brief", WEEK),
        team(AGENTS as u32, "24x7")
    );
    let settings = [
        "policy.quick_replies=true",
        "demand.contact.question.agent_messages=2",
        "demand.contact.complaint.agent_messages=2",
        "demand.contact.brief.agent_messages=1.1",
        "demand.contact.question.dm_share=0.5",
        "demand.contact.complaint.dm_share=0.5",
        "demand.contact.brief.dm_share=0.5",
    ];
    let simulated = with(&desk, &settings, 40, 2);
    for (contact, messages) in [("question", 1.7), ("complaint", 2.0), ("brief", 1.0)] {
        simulated.agrees_for(contact, Measure::MessagesPerWeek, messages * WEEK, 0.02 * messages * WEEK);
        simulated.agrees_for(contact, Measure::FirstResponseMean, 0.9, 0.01);
    }
    is(&simulated, Measure::Occupancy, 4.7 * WEEK * 0.9 / (AGENTS * 10_080.0));
}

/// A fifth is sent to the phone; of the others .4 move and .2 refuse. Each of these ends with one more message: 0.2 + 0.8 x 0.6.
/// It takes a minute where the others take three, and comes after the issue is solved.
#[test]
fn a_follow_up_closes_what_was_solved_elsewhere() {
    let settings =
        [TWO_MESSAGES, DATA, ACCEPT, "demand.contact.job.phone_needed=0.2", "demand.contact.job.handling_time=3"];
    let without = ample(&settings);
    let simulated = ample(&[&settings[..], &["policy.follow_up=true"]].concat());
    let (answers, follow_ups) = (0.2 + 0.8 * 2.4, 0.2 + 0.8 * 0.6);
    is(&without, Measure::MessagesPerWeek, answers * WEEK);
    is(&simulated, Measure::MessagesPerWeek, (answers + follow_ups) * WEEK);
    is(&simulated, Measure::Occupancy, (3.0 * answers + follow_ups) * WEEK / (AGENTS * 10_080.0));
    is(&simulated, Measure::FirstResponseMean, 3.0);
    is(&simulated, Measure::PhoneContacts, (0.2 + 0.8 * 0.2) * WEEK);
}

/// An issue that opened in private ends there.
#[test]
fn nothing_is_followed_up_that_nobody_saw() {
    let settings = ["demand.contact.job.dm_share=1", "demand.contact.job.phone_needed=0.2", "policy.follow_up=true"];
    messages_each(&ample(&settings), 1.0);
}

/// Each message is wrong with .2 and asks for one more: 2 / .8 messages, of which .2 are wrong. A conversation reopens when the
/// message that would be its last is wrong: .2 / .8 times on average.
#[test]
fn errors_bring_conversations_back() {
    let simulated = ample(&[TWO_MESSAGES, "policy.errors=0.2"]);
    is(&simulated, Measure::WrongAnswers, 0.5 * WEEK);
    is(&simulated, Measure::Reopened, 0.25 * WEEK);
    is(&simulated, Measure::MessagesPerWeek, 2.5 * WEEK);
}

/// What would be half of all messages is a fifth of them after training.
#[test]
fn training_replaces_the_rate_of_errors() {
    let trained =
        ample(&[TWO_MESSAGES, "policy.errors=0.5", "policy.training={ cost_per_agent_year = 300, errors = 0.2 }"]);
    is(&trained, Measure::WrongAnswers, 0.5 * WEEK);
    is(&trained, Measure::MessagesPerWeek, 2.5 * WEEK);
}

/// Messages of 10 minutes, of which the bot saves 30 % whole and a tenth of the others.
#[test]
fn a_bot_contains_its_share_and_shortens_the_rest() {
    let settings = ["demand.contact.job.handling_time=10", "policy.bot={ contain = 0.3 }"];
    let simulated = ample(&settings);
    is(&simulated, Measure::BotContained, 0.3 * WEEK);
    is(&simulated, Measure::ConversationsPerWeek, WEEK);
    is(&simulated, Measure::MessagesPerWeek, 0.7 * WEEK);
    is(&simulated, Measure::Occupancy, 0.7 * 9.0 * WEEK / (AGENTS * 10_080.0));
    is(&simulated, Measure::FirstResponseMean, 9.0);
    // Who was helped by the bot stands outside: all others are answered.
    simulated.within(Measure::ResponseRate, 1.0, 1.0);
    simulated.within(Measure::Within15m, 1.0, 1.0);
    // The second message of a conversation takes its full time.
    let two = ample(&[&settings[..], &[TWO_MESSAGES]].concat());
    is(&two, Measure::Occupancy, 0.7 * (9.0 + 10.0) * WEEK / (AGENTS * 10_080.0));
}

#[test]
fn a_bot_answers_where_it_is_told_to() {
    let settings = ["demand.contact.job.dm_share=0.4", "policy.bot={ contain = 0.3, channels = [\"dm\"] }"];
    let simulated = ample(&settings);
    is(&simulated, Measure::BotContained, 0.3 * 0.4 * WEEK);
    is(&simulated, Measure::FirstResponseMean, (0.6 + 0.4 * 0.7 * 0.9) / (1.0 - 0.12));
}

/// Half write 10:00-11:00, half 20:00-21:00, which is after hours: the bot contains .3 of the latter, and the rest waits from
/// its opening, 11.5 hours on average and 9 minutes. Agents for everybody in the morning.
#[test]
fn a_bot_by_night_leaves_the_day_alone() {
    let profile: Vec<u8> = (0..168).map(|hour| u8::from([10, 20].contains(&(hour % 24)))).collect();
    let desk = format!("{}{}", kind("job", 700.0), team(150, "daily 08:00-20:00"));
    let settings = [
        &format!("demand.profile={profile:?}"),
        "demand.contact.job.handling_time=10",
        "policy.bot={ when = \"closed\", contain = 0.3 }",
    ];
    let simulated = with(&desk, &settings, 40, 20);
    is(&simulated, Measure::BotContained, 0.15 * 700.0);
    simulated.agrees(Measure::Within1h, 0.5 / 0.85, SHARE);
    is(&simulated, Measure::FirstResponseMean, (0.5 * 10.0 + 0.35 * (690.0 + 9.0)) / 0.85);
    simulated.within(Measure::ResponseRate, 1.0, 1.0);
}

/// 6,000 indirect mentions beside the 5,000 that address the brand: .3 of them are answered, .7 of these are welcome.
#[test]
fn monitoring_answers_a_share_of_indirect_mentions() {
    let settings = ["demand.indirect_per_week=6000", "policy.monitor_indirect=0.3"];
    let simulated = ample(&settings);
    is(&simulated, Measure::ConversationsPerWeek, WEEK + 1_800.0);
    is(&simulated, Measure::Intrusions, 0.3 * 1_800.0);
    messages_each(&simulated, 1.0 + 1_800.0 / WEEK);
    let unseen = ample(&settings[..1]);
    messages_each(&unseen, 1.0);
    unseen.within(Measure::Intrusions, 0.0, 0.0);
}

/// What `relevo check` works out for an ordinary week is what comes, with levers together.
#[track_caller]
fn week_on_paper(settings: &[&str]) {
    let two_messages = [TWO_MESSAGES, "demand.contact.job.negative=true", "demand.contact.job.dm_share=0.3"];
    // What is wrong comes back hours later, so that the first hours have less of it.
    let all = [&two_messages[..], &["run.warmup_weeks=1"], settings].concat();
    let set = OFF.iter().chain(&all).map(|setting| setting.to_string()).collect();
    let input = Input::Text { name: "paper".into(), text: format!("{PLAIN}{}", desk(AGENTS as u32)) };
    let loaded = load(&[input], &LoadOptions { set }).unwrap_or_else(|failed| panic!("{:#?}", failed.problems));
    let paper = overview(&loaded.scenarios[0]);
    let simulated = ample(&all);
    simulated.agrees(Measure::MessagesPerWeek, paper.messages_per_week, 0.01 * paper.messages_per_week);
    let occupancy = paper.work_hours_per_week / (AGENTS * 168.0);
    simulated.agrees(Measure::Occupancy, occupancy, 0.01 * occupancy);
}

const HOSTILE: &str = "customers.hostile={ base = 0.4, learned = 0.4 }";

#[test]
fn the_week_on_paper_with_a_protocol_and_private_data() {
    let protocol = |most: u32| format!("policy.troll_protocol={{ max_messages = {most} }}");
    for most in [1, 2] {
        week_on_paper(&[HOSTILE, DATA, ACCEPT, &protocol(most), "policy.errors=0.1"]);
    }
    week_on_paper(&[HOSTILE, DATA, ACCEPT, &protocol(2), "policy.dm=\"always\""]);
}

#[test]
fn the_week_on_paper_with_a_bot_for_the_hostile() {
    week_on_paper(&[HOSTILE, "policy.bot={ contain = 0.2 }", "policy.quick_replies=true"]);
}

#[test]
fn the_week_on_paper_with_nearly_everything() {
    let settings = [
        HOSTILE,
        DATA,
        ACCEPT,
        "demand.contact.job.phone_needed=0.2",
        "policy.errors=0.1",
        "policy.follow_up=true",
        "policy.database_access=false",
        "policy.acknowledge=0.5",
        "policy.dm=\"never\"",
    ];
    week_on_paper(&settings);
}

//! Rules of duty, demand and routing, each on a desk made for it: what the facts of one run say, worked out without the
//! engine's own tables.

use relevo::engine::{Entry, Fact, Observer, simulate};
use relevo::metrics::{Measure, MeasureOptions, Row};
use relevo::model::Model;
use relevo::scenario::{Input, LoadOptions, load};
use relevo::time::{MS_PER_DAY, MS_PER_MINUTE, Span, Time};
use std::collections::BTreeMap;

const SEED: u64 = 20_170_901;

/// Everything that would disturb a rule, switched off.
const PLAIN: &str = r#"
[run]
warmup_weeks = 0
weeks = 1
[demand]
profile = "flat"
growth_per_year = 0
daily_cv = 0
noise_per_week = 0
[customers]
patience = "none"
hostile = { base = 0, learned = 0 }
[policy]
errors = 0
[desk]
shrinkage = { absence = 0, off_queue = 0 }
"#;

/// Contact type "job": so many a week, so many minutes of work each.
fn job(per_week: u32, handling: &str) -> String {
    format!(
        "[[demand.contact]]\nname = \"job\"\nper_week = {per_week}\ndm_share = 0\nhandling_time = {handling}\nagent_messages = 1\nprivate_data = 0\nphone_needed = 0\n"
    )
}

/// A team named as its shifts, which stand in quotes and commas where there are several.
fn team(agents: u32, shifts: &str) -> String {
    let name = shifts.replace('"', "");
    format!("[[desk.team]]\nname = \"{name}\"\nagents = {agents}\nshifts = [\"{shifts}\"]\n")
}

fn model(text: &str, settings: &[&str]) -> Model {
    let input = Input::Text { name: "rules".into(), text: format!("{PLAIN}{text}") };
    let set = settings.iter().map(|setting| setting.to_string()).collect();
    match load(&[input], &LoadOptions { set }) {
        Ok(loaded) => Model::new(&loaded.scenarios[0]),
        Err(failed) => panic!("{:#?}", failed.problems),
    }
}

#[derive(Default)]
struct Told(Vec<(Time, Fact)>);

impl Observer for Told {
    fn on(&mut self, now: Time, fact: &Fact) {
        self.0.push((now, *fact));
    }
}

fn facts(model: &Model) -> Vec<(Time, Fact)> {
    let mut told = Told::default();
    simulate(model, SEED, 0, &mut told).expect("small desks run to their end");
    told.0
}

fn measures(model: &Model) -> Row {
    let options = MeasureOptions { seed: SEED, week_opens: model.week_opens() };
    let batch = relevo::metrics::simulate(model, options, 0..1, &|| true).expect("small desks run to their end");
    batch.replications[0].desk.clone()
}

#[track_caller]
fn assert_hours(row: &Row, measure: Measure, hours: f64) {
    let found = row.get(measure).expect("always given");
    assert!((found - hours).abs() < 1e-9, "{}: {found}, not {hours}", measure.id());
}

/// The first hour of Monday brings a backlog, nothing comes later.
fn monday_midnight() -> String {
    let mut profile = [0; 168];
    profile[0] = 1;
    format!("demand.profile={profile:?}")
}

fn within_day(now: Time) -> u64 {
    now.0 % MS_PER_DAY / MS_PER_MINUTE
}

/// A message of 30 minutes begun one minute before the end of duty: 29 minutes of overtime, paid beside the minute.
#[test]
fn a_message_in_hand_at_the_end_of_duty_is_overtime() {
    let row = measures(&model(&(job(50, "30") + &team(1, "Mon 08:00-08:01")), &[&monday_midnight()]));
    assert_hours(&row, Measure::OvertimeHoursPerWeek, 29.0 / 60.0);
    assert_hours(&row, Measure::PaidHoursPerWeek, 30.0 / 60.0);
    assert_hours(&row, Measure::Occupancy, 1.0);
}

/// Two agents, long messages: breaks wait for the message in hand and for the colleague, and never meet.
#[test]
fn a_team_of_two_never_has_both_on_a_break() {
    let desk = job(120, r#"{ shape = "exponential", mean = 30 }"#)
        + &team(2, "Mon-Fri 08:00-16:00")
        + "break = { after = \"4h\", length = \"30m\" }\n";
    let model = model(&desk, &["run.weeks=20"]);
    let (mut on_break, mut breaks, mut delayed, mut waited_for_colleague) = (0, 0, 0, 0);
    let mut last_return = Time::ZERO;
    for (now, fact) in facts(&model) {
        match fact {
            Fact::BreakBegan { .. } => {
                on_break += 1;
                breaks += 1;
                assert!(on_break < 2, "both are away at {now:?}");
                // Planned at 11:30 and 12:00.
                delayed += u32::from(![690, 720].contains(&within_day(now)));
                waited_for_colleague += u32::from(now == last_return);
            }
            Fact::BreakEnded { .. } => {
                on_break -= 1;
                last_return = now;
            }
            _ => {}
        }
    }
    assert!(breaks >= 190 && delayed > 50, "{breaks} breaks, {delayed} delayed");
    assert!(waited_for_colleague > 0, "somebody goes when the colleague is back");
}

/// 12,000 agent-shifts: the share missed lies within five standard errors, and nobody who is absent comes on duty.
#[test]
fn absence_misses_its_share_of_shifts_whole() {
    let desk = job(1, "1") + &team(50, "Mon-Fri 08:00-16:00");
    let model = model(&desk, &["desk.shrinkage={ absence = 0.2, off_queue = 0 }", "run.weeks=48"]);
    let (mut shifts, mut missed, mut duties) = (0, 0, 0);
    for (_, fact) in facts(&model) {
        match fact {
            Fact::ShiftBegan { absent, .. } => {
                shifts += 1;
                missed += i32::from(absent);
            }
            Fact::DutyBegan { .. } => duties += 1,
            _ => {}
        }
    }
    assert!(shifts >= 12_000);
    assert_eq!(duties, shifts - missed);
    let share = f64::from(missed) / f64::from(shifts);
    assert!((share - 0.2).abs() < 5.0 * (0.16 / f64::from(shifts)).sqrt(), "{share}");
}

/// On a holiday only those come whose days name it, and whatever is missed is not paid.
#[test]
fn holidays_are_not_worked_unless_named() {
    let desk = format!(
        "start = \"2026-01-05\"\n{PLAIN}{}{}{}",
        job(1, "1"),
        team(2, "Mon-Fri 09:00-17:00"),
        team(1, "hol 10:00-12:00")
    );
    let input = Input::Text { name: "holidays".into(), text: desk };
    let set = vec!["demand.holidays=[\"2026-01-06\"]".to_string(), "run.warmup_weeks=1".to_string()];
    let loaded = load(&[input], &LoadOptions { set }).unwrap_or_else(|failed| panic!("{:#?}", failed.problems));
    let model = Model::new(&loaded.scenarios[0]);
    let mut by_day: BTreeMap<u32, Vec<u16>> = BTreeMap::new();
    for (now, fact) in facts(&model) {
        if let Fact::DutyBegan { team, .. } = fact {
            by_day.entry(now.day()).or_default().push(team);
        }
    }
    // Day 7 is the Monday of week 1, after a week of warm-up.
    let days: Vec<_> = by_day.range(5..13).map(|(day, teams)| (*day, teams.clone())).collect();
    let ordinary = |day| (day, vec![0, 0]);
    assert_eq!(days, [ordinary(7), (8, vec![1]), ordinary(9), ordinary(10), ordinary(11)]);
    assert_hours(&measures(&model), Measure::PaidHoursPerWeek, 4.0 * 16.0 + 2.0);
}

/// Conversations opened on each day, by contact type.
fn opened_by_day(model: &Model) -> BTreeMap<u32, Vec<f64>> {
    let mut counts: BTreeMap<u32, Vec<f64>> = BTreeMap::new();
    for (now, fact) in facts(model) {
        if let Fact::Opened { who } = fact {
            counts.entry(now.day()).or_insert_with(|| vec![0.0; model.contacts.len()])[usize::from(who.contact)] += 1.0;
        }
    }
    counts
}

/// Volume doubles in a year from week 1 on; the warm-up has that of week 1. Five standard errors.
#[test]
fn volume_grows_from_week_one() {
    let desk = job(4000, "0.001") + &team(5, "daily 00:00-24:00");
    let model = model(&desk, &["demand.growth_per_year=1", "run.weeks=53", "run.warmup_weeks=4"]);
    let by_day = opened_by_day(&model);
    let week = |week: u32| by_day.range(week * 7..week * 7 + 7).map(|(_, counts)| counts[0]).sum::<f64>();
    let warm_up: f64 = (0..4).map(week).sum();
    assert!((warm_up - 16_000.0).abs() < 5.0 * 16_000f64.sqrt(), "{warm_up}");
    let last: f64 = (53..57).map(week).sum();
    // The middle of weeks 50 to 53 lies 51 weeks after the beginning of week 1.
    let exact = 16_000.0 * 2f64.powf(51.0 * 7.0 / 365.0);
    assert!((last - exact).abs() < 5.0 * exact.sqrt(), "{last} {exact}");
}

/// One factor a day for the whole desk: two types of the same volume differ on no day by more than five standard errors
/// of their Poisson part, while days differ by a factor.
#[test]
fn the_factor_of_a_day_is_common_to_all_types() {
    let other = job(35_000, "0.001").replace("\"job\"", "\"other\"");
    let desk = job(35_000, "0.001") + &other + &team(5, "daily 00:00-24:00");
    let by_day = opened_by_day(&model(&desk, &["demand.daily_cv=0.5", "run.weeks=4"]));
    let days: Vec<_> = by_day.values().take(28).collect();
    for counts in &days {
        let (one, two) = (counts[0], counts[1]);
        assert!((one - two).abs() <= 5.0 * (one + two).sqrt(), "{one} {two}");
    }
    let (least, most) = days.iter().fold((f64::MAX, 0.0f64), |(a, b), counts| (a.min(counts[0]), b.max(counts[0])));
    assert!(most > 2.0 * least, "{least} {most}");
}

/// Spanish goes to those who know nothing else, if one is idle; and of equals to the longest idle.
#[test]
fn the_fewest_skills_go_first_then_the_longest_idle() {
    let desk = job(1500, r#"{ shape = "exponential", mean = 5 }"#)
        + &team(3, "daily 00:00-24:00").replacen("name = \"daily 00:00-24:00\"", "name = \"both\"", 1)
        + &team(2, "daily 00:00-24:00").replacen(
            "name = \"daily 00:00-24:00\"",
            "name = \"spanish\"\nlanguages = [\"es\"]",
            1,
        );
    let model = model(&desk, &["demand.languages={ es = 0.6, en = 0.4 }"]);
    let spanish = model.routing.kinds.languages.iter().position(|language| language == "es").unwrap() as u8;
    // Since when each agent is idle.
    let mut idle: BTreeMap<u32, (u16, Time)> = BTreeMap::new();
    let (mut to_specialists, mut to_others) = (0, 0);
    for (now, fact) in facts(&model) {
        match fact {
            Fact::DutyBegan { agent, team } | Fact::Posted { agent, team, .. } => {
                idle.insert(agent, (team, now));
            }
            Fact::Taken { who, agent, team, .. } => {
                let is_spanish = model.routing.kinds.parts(who.kind).is_some_and(|parts| parts.2 == spanish);
                let since = idle.remove(&agent).expect("an idle agent takes it").1;
                let may = |other: &&(u16, Time)| is_spanish || other.0 == 0;
                assert!(is_spanish || team == 0);
                let specialist_idle = is_spanish && idle.values().any(|other| other.0 == 1);
                assert!(team == 1 || !specialist_idle, "a specialist is idle");
                let equals = idle.values().filter(may).filter(|other| other.0 == team);
                assert!(equals.map(|other| other.1).all(|other| since <= other), "someone is idle for longer");
                if is_spanish {
                    *(if team == 1 { &mut to_specialists } else { &mut to_others }) += 1;
                }
            }
            _ => {}
        }
    }
    assert!(to_specialists > 500 && to_others > 50, "{to_specialists} {to_others}");
}

/// The second message in hand takes (1 + slowdown) times as long, fixed at its start; the first is not slowed by it.
#[test]
fn a_second_message_in_hand_is_slowed() {
    let desk = job(700, "10") + &team(1, "daily 00:00-24:00") + "concurrency = 2\nslowdown = 0.5\nspeed = 0.8\n";
    let mut ends: BTreeMap<u32, (Time, u8)> = BTreeMap::new();
    let mut counts = [0; 2];
    for (now, fact) in facts(&model(&desk, &[])) {
        match fact {
            Fact::Taken { who, in_hand, .. } => {
                let minutes = 10.0 / 0.8 * if in_hand == 2 { 1.5 } else { 1.0 };
                ends.insert(who.slot, (now + Span::from_minutes(minutes), in_hand));
            }
            Fact::Posted { who, .. } => {
                let (due, in_hand) = ends.remove(&who.slot).expect("it was taken");
                assert_eq!(due, now);
                counts[usize::from(in_hand) - 1] += 1;
            }
            _ => {}
        }
    }
    assert!(counts.iter().all(|count| *count > 100), "{counts:?}");
}

/// Earliest deadline first: entry plus the limit of the type, for first messages and replies alike; what no agreement
/// covers comes last.
#[test]
fn the_earliest_deadline_is_taken_first() {
    let type_of =
        |name: &str| job(400, "5").replace("\"job\"", &format!("{name:?}")).replace("messages = 1", "messages = 2");
    let desk = ["urgent", "patient", "uncovered"].map(type_of).concat()
        + &team(1, "daily 08:00-20:00")
        + "[[sla]]\nwithin = \"1h\"\ntarget = 0.8\ncontacts = [\"urgent\"]\n\
           [[sla]]\nwithin = \"6h\"\ntarget = 0.8\ncontacts = [\"urgent\", \"patient\"]\n";
    let mut waiting: BTreeMap<u32, (u64, u64)> = BTreeMap::new();
    let mut replies_taken = 0;
    for (now, fact) in facts(&model(&desk, &["policy.order=deadline"])) {
        match fact {
            Fact::Queued { who, .. } => {
                let limit_minutes = [60, 360, u64::MAX / MS_PER_MINUTE][usize::from(who.contact)];
                waiting.insert(who.slot, (now.0.saturating_add(limit_minutes * MS_PER_MINUTE), now.0));
            }
            Fact::Taken { who, at_once: false, entry, .. } => {
                let taken = waiting.remove(&who.slot).expect("it waited");
                let uncovered = who.contact == 2;
                // Deadlines of what is uncovered are never, whenever it entered.
                let before = |other: &(u64, u64)| {
                    if uncovered { other.1 < taken.1 || other.0 < u64::MAX / 2 } else { *other < taken }
                };
                assert!(!waiting.values().any(before));
                replies_taken += u32::from(entry == Entry::Reply);
            }
            _ => {}
        }
    }
    assert!(replies_taken > 100);
}

/// A reply goes to the holder of its conversation if idle, else to another: it waits for nobody.
#[test]
fn replies_go_to_the_agent_who_holds_the_conversation_if_idle() {
    let desk = job(900, "5").replace("messages = 1", "messages = 2") + &team(4, "daily 00:00-24:00");
    let mut holder: BTreeMap<u32, u32> = BTreeMap::new();
    let mut busy = [false; 4];
    let (mut kept, mut moved) = (0, 0);
    for (_, fact) in facts(&model(&desk, &["policy.keep_agent=true"])) {
        match fact {
            Fact::Taken { who, entry, at_once, agent, .. } => {
                if entry == Entry::Reply && at_once {
                    let held_by = holder[&who.slot];
                    assert!(agent == held_by || busy[held_by as usize]);
                    *(if agent == held_by { &mut kept } else { &mut moved }) += 1;
                }
                holder.insert(who.slot, agent);
                busy[agent as usize] = true;
            }
            Fact::Posted { agent, .. } => busy[agent as usize] = false,
            _ => {}
        }
    }
    assert!(kept > 200 && moved > 20, "{kept} {moved}");
}

/// Messages of 10 minutes, one after another: the last ends as duty ends, and no further one is begun.
#[test]
fn no_message_is_begun_at_the_end_of_duty() {
    let row = measures(&model(&(job(200, "10") + &team(1, "Mon 08:00-16:00")), &[&monday_midnight()]));
    assert_hours(&row, Measure::OvertimeHoursPerWeek, 0.0);
    assert_hours(&row, Measure::AnswersPerPaidHour, 6.0);
}

/// Where the next shift touches, work goes on without a gap, also when a message ends at that instant.
#[test]
fn touching_shifts_are_one_spell_on_duty() {
    let desk = job(2000, "10") + &team(2, "Mon-Fri 08:00-12:00\", \"Mon-Fri 12:00-16:00");
    let model = model(&desk, &[&monday_midnight()]);
    let row = measures(&model);
    assert_hours(&row, Measure::OvertimeHoursPerWeek, 0.0);
    assert_hours(&row, Measure::PaidHoursPerWeek, 80.0);
    assert_hours(&row, Measure::AnswersPerPaidHour, 6.0);
    let (mut shifts, mut began, mut ended) = (0, 0, 0);
    for (now, fact) in facts(&model).iter().filter(|(now, _)| now.week() == 0) {
        match fact {
            Fact::ShiftBegan { .. } => shifts += 1,
            Fact::DutyBegan { .. } => {
                began += 1;
                assert_eq!(within_day(*now), 8 * 60);
            }
            Fact::DutyEnded { .. } => {
                ended += 1;
                assert_eq!(within_day(*now), 16 * 60);
            }
            _ => {}
        }
    }
    assert_eq!((shifts, began, ended), (20, 10, 10));
}

/// A team with nobody in it opens nothing: neither the week nor the service hours.
#[test]
fn a_shift_without_agents_opens_nothing() {
    let desk = job(10, "1") + &team(0, "daily 00:00-24:00") + &team(1, "Tue 10:00-12:00");
    let model = model(&desk, &[]);
    assert_eq!(model.week_opens(), Span(MS_PER_DAY + 600 * MS_PER_MINUTE));
    assert_eq!(model.open_hours.between(Time::ZERO, Time::week_start(1)), Span(120 * MS_PER_MINUTE));
}

/// Rows of a roster are distinct people; those of the same hours take their breaks in turn like one row of them all.
#[test]
fn colleagues_of_equal_rows_take_their_breaks_in_turn() {
    let pause = "break = { after = \"4h\", length = \"30m\" }\n";
    let together = model(&(job(1, "1") + &team(4, "Mon-Fri 08:00-16:00") + pause), &[]);
    let mut scenario = together.scenario.clone();
    let mut one = scenario.teams[0].rota[0];
    one.agents = 1;
    scenario.teams[0].rota = vec![one; 4];
    let begins = |model: &Model| -> Vec<u64> {
        let began = |(now, fact): &(Time, Fact)| matches!(fact, Fact::BreakBegan { .. }).then(|| within_day(*now));
        facts(model).iter().filter_map(began).take(4).collect()
    };
    assert_eq!(begins(&together), [660, 690, 720, 750]);
    assert_eq!(begins(&Model::new(&scenario)), begins(&together));
}

/// Two agents with two messages in hand at most: while one is on a break the other may not leave, so one with room takes
/// what waits, even if the own break is due.
#[test]
fn one_who_must_stay_takes_messages_while_there_is_room() {
    let desk = job(300, r#"{ shape = "exponential", mean = 25 }"#)
        + &team(2, "Mon-Fri 08:00-16:00")
        + "concurrency = 2\nbreak = { after = \"4h\", length = \"30m\" }\n";
    let (mut in_hand, mut on_break, mut waiting, mut on_duty) = ([0u8; 2], [false; 2], 0, [false; 2]);
    let mut last = Time::ZERO;
    for (now, fact) in facts(&model(&desk, &["run.weeks=4"])) {
        if now > last && waiting > 0 && on_duty == [true; 2] {
            for agent in 0..2 {
                assert!(!on_break[1 - agent] || in_hand[agent] == 2, "agent {agent} has room at {last:?}");
            }
        }
        last = now;
        match fact {
            Fact::Queued { .. } => waiting += 1,
            Fact::Taken { agent, in_hand: of, at_once, .. } => {
                waiting -= u32::from(!at_once);
                in_hand[agent as usize] = of;
            }
            Fact::Posted { agent, in_hand: of, .. } => in_hand[agent as usize] = of,
            Fact::DutyBegan { agent, .. } => on_duty[agent as usize] = true,
            Fact::DutyEnded { agent, .. } => on_duty[agent as usize] = false,
            Fact::BreakBegan { agent, .. } => on_break[agent as usize] = true,
            Fact::BreakEnded { agent, .. } => on_break[agent as usize] = false,
            _ => {}
        }
    }
}

/// Each chase makes the first agent message longer, and only it; the patience after each is half the last one.
#[test]
fn a_chase_adds_work_to_the_first_message_only() {
    let desk = job(250, "10").replace("messages = 1", "messages = 3") + &team(1, "daily 00:00-24:00");
    let settings = ["customers.patience=40", "customers.chase=1", "customers.phone=0", "customers.chase_work=0.5"];
    let settings: Vec<&str> =
        settings.into_iter().chain(["desk.on_abandon=\"answer\"", "policy.keep_agent=false"]).collect();
    let mut chases: BTreeMap<u64, u32> = BTreeMap::new();
    let (mut queued, mut due): (BTreeMap<u32, Time>, BTreeMap<u32, Time>) = Default::default();
    let (mut replies, mut chased_then_replied) = (0, 0);
    for (now, fact) in facts(&model(&desk, &settings)) {
        match fact {
            Fact::Queued { who, entry: Entry::First } => _ = queued.insert(who.slot, now),
            Fact::Chased { who, nth } => {
                let minutes = [0.0, 40.0, 60.0, 70.0][usize::from(nth)];
                assert_eq!(now, queued[&who.slot] + Span::from_minutes(minutes));
                chases.insert(who.key, u32::from(nth));
            }
            Fact::Left { who } => assert_eq!(now, queued[&who.slot] + Span::from_minutes(75.0)),
            Fact::Taken { who, entry, .. } => {
                let chased = f64::from(chases.get(&who.key).copied().unwrap_or(0));
                let first = entry == Entry::First;
                replies += u32::from(!first);
                chased_then_replied += u32::from(!first && chased > 0.0);
                let factor = if first { 1.0 + 0.5 * chased } else { 1.0 };
                due.insert(who.slot, now + Span::from_minutes(10.0 * factor));
            }
            Fact::Posted { who, .. } => assert_eq!(due.remove(&who.slot), Some(now)),
            _ => {}
        }
    }
    assert!(replies > 100 && chased_then_replied > 5, "{replies} {chased_then_replied}");
}

/// All customers are experienced: each has half the patience.
#[test]
fn the_experienced_have_half_the_patience() {
    let desk = job(100, "10") + &team(1, "Sun 23:00-23:59");
    let settings = ["customers.patience=40", "customers.chase=0", "customers.phone=0", "customers.experienced=1"];
    let mut left = 0;
    for (now, fact) in facts(&model(&desk, &settings)) {
        if let Fact::Left { who } = fact {
            assert_eq!(now, who.opened + Span::from_minutes(20.0));
            left += 1;
        }
    }
    assert!(left > 50);
}

/// A holiday has its factor of the volume: five standard errors.
#[test]
fn a_holiday_has_its_share_of_the_volume() {
    let text = format!("start = \"2026-01-05\"\n{PLAIN}{}{}", job(70_000, "0.001"), team(5, "daily,hol 00:00-24:00"));
    let set = vec!["demand.holidays=[\"2026-01-07\"]".to_string(), "demand.holiday_factor=0.4".to_string()];
    let loaded = load(&[Input::Text { name: "holiday".into(), text }], &LoadOptions { set })
        .unwrap_or_else(|failed| panic!("{:#?}", failed.problems));
    let by_day = opened_by_day(&Model::new(&loaded.scenarios[0]));
    for (day, exact) in [(1, 10_000.0), (2, 4_000.0), (3, 10_000.0f64)] {
        assert!((by_day[&day][0] - exact).abs() < 5.0 * exact.sqrt(), "{day}: {}", by_day[&day][0]);
    }
}

/// Two teams with different skills, as many of them: what both may take goes to the longest idle of either.
#[test]
fn the_longest_idle_is_looked_for_in_all_teams_with_as_many_skills() {
    let types = ["one", "two", "both"].map(|name| job(600, "4").replace("\"job\"", &format!("{name:?}")));
    let skilled = |name: &str, own: &str| {
        team(2, "daily 00:00-24:00").replacen("daily 00:00-24:00", name, 1)
            + &format!("contacts = [{own:?}, \"both\"]\n")
    };
    let desk = types.concat() + &skilled("first", "one") + &skilled("second", "two");
    let mut idle: BTreeMap<u32, Time> = BTreeMap::new();
    let mut to_team = [0; 2];
    for (now, fact) in facts(&model(&desk, &[])) {
        match fact {
            Fact::DutyBegan { agent, .. } | Fact::Posted { agent, .. } => _ = idle.insert(agent, now),
            Fact::Taken { who, agent, team, .. } => {
                let since = idle.remove(&agent).expect("an idle agent takes it");
                if who.contact == 2 {
                    assert!(idle.values().all(|other| since <= *other), "someone is idle for longer");
                    to_team[usize::from(team)] += 1;
                }
            }
            _ => {}
        }
    }
    assert!(to_team.iter().all(|count| *count > 100), "{to_team:?}");
}

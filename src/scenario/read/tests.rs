use super::*;
use crate::desk::overview::Excess;
use crate::desk::{Channel, OnAbandon, Order, RankedKind};
use crate::random::Distribution;
use std::fs;

fn text(text: &str) -> Input {
    Input::Text { name: "test.toml".to_owned(), text: text.to_owned() }
}

fn good(content: &str) -> Vec<Scenario> {
    good_with(content, &[])
}

fn good_with(content: &str, set: &[&str]) -> Vec<Scenario> {
    let options = LoadOptions { set: set.iter().map(|s| (*s).to_owned()).collect() };
    load(&[text(content)], &options).unwrap_or_else(|f| panic!("{:#?}", f.problems)).scenarios
}

fn bad_with(content: &str, set: &[&str]) -> Vec<Problem> {
    let options = LoadOptions { set: set.iter().map(|s| (*s).to_owned()).collect() };
    load(&[text(content)], &options).map(|l| l.scenarios).expect_err("problems").problems
}

const MINIMAL: &str = "[demand]\nper_week = 2400\n[[desk.team]]\nagents = 4\nshifts = [\"Mon-Fri 08:00-20:00\"]\n";

#[test]
fn two_facts_make_a_sensible_desk() {
    let desk = good(MINIMAL).remove(0);
    assert_eq!((desk.name.as_str(), desk.currency.as_str()), ("test", "EUR"));
    assert_eq!((desk.run.weeks, desk.run.warmup_weeks, desk.run.replications, desk.run.seed), (8, 1, 50, 2017));
    let volume: f64 = desk.demand.contacts.iter().map(|c| c.per_week).sum();
    assert!((volume - 2400.0).abs() < 1e-9 && desk.demand.contacts.len() == 4);
    assert_eq!(desk.demand.contacts[0].languages, [("default".to_owned(), 1.0)]);
    let patience = Distribution::log_normal_quantiles((60.0, 0.27), (300.0, 0.59)).ok();
    assert_eq!(desk.customers.patience, patience);
    assert_eq!((desk.absence, desk.off_queue, desk.on_abandon), (0.05, 0.15, OnAbandon::Answer));
    assert_eq!((desk.teams[0].name.as_str(), desk.teams[0].rota[0].agents), ("team", 4));
    assert_eq!((desk.slas.len(), desk.slas[0].name.as_str(), desk.slas[0].target), (1, "1 h", 0.8));
    let night = desk.costs.night.unwrap();
    assert_eq!((night.from_minute, night.to_minute, night.premium), (1320, 1800, 0.203));
    assert_eq!(desk.policy.order, Order::Fifo);
}

#[test]
fn every_default_shown_is_the_one_used() {
    // Each default of the reference, written out, gives the same scenario as no word about it.
    const SECTIONS_IN_USE: [&str; 6] = [
        "policy.bot={ contain = 0.2 }",
        "policy.training={ errors = 0.01, cost_per_agent_year = 300 }",
        "policy.troll_protocol={}",
        "demand.contagion={ per_hour = 0.01 }",
        "sizing.break={}",
        "costs.supervisors={}",
    ];
    let silent = format!("{:?}", good_with(MINIMAL, &SECTIONS_IN_USE));
    for key in keys::all() {
        let keys::Default::Value(default) = key.default else { continue };
        // Defaults of contact types differ in the standard mix; an agreement of one's own, and a crisis, need a section.
        if matches!(key.section, "demand.contact" | "demand.crisis" | "sla" | "sizing.presence" | "sizing.team") {
            continue;
        }
        let path = key.path();
        let setting = format!("{path}={default}");
        let set: Vec<&str> = SECTIONS_IN_USE.into_iter().chain([setting.as_str()]).collect();
        let spoken = format!("{:?}", good_with(MINIMAL, &set));
        assert_eq!(silent, spoken, "{path} = {default}");
    }
}

#[test]
fn defaults_of_contacts_crises_and_agreements_are_the_ones_used() {
    let entry = |section: &str, content: &str| {
        let crisis = "[[demand.crisis]]\nname = \"c\"\ncontacts = \"a\"\nat = \"week 3 Tue 11:00\"\n";
        let base = format!("{MINIMAL}[[demand.contact]]\nname = \"a\"\nshare = 1\n{crisis}[[sla]]\nname = \"b\"\n");
        format!(
            "{:?}",
            good(&if section.is_empty() {
                base
            } else {
                base.replace(&format!("[[{section}]]\n"), &format!("[[{section}]]\n{content}\n"))
            })
        )
    };
    let silent = entry("", "");
    let mut seen = 0;
    for key in keys::all().filter(|k| matches!(k.section, "demand.contact" | "demand.crisis" | "sla")) {
        if let keys::Default::Value(default) = key.default {
            assert_eq!(silent, entry(key.section, &format!("{} = {default}", key.name)), "{}", key.path());
            seen += 1;
        }
    }
    assert!(seen >= 8);
}

#[test]
fn a_mmc_case_switches_everything_off() {
    let desk = good(
        "name = \"W1\"\n[run]\nweeks = 20\nwarmup_weeks = 0\nreplications = 1\nseed = 1\n[demand]\nper_week = 10080\n\
         profile = \"flat\"\ngrowth_per_year = 0\ndaily_cv = 0\nindirect_per_week = 0\nnoise_per_week = 0\n\
         [[demand.contact]]\nname = \"job\"\nshare = 1\ndm_share = 0\nhandling_time = { shape = \"exponential\", mean = 6 }\n\
         agent_messages = 1\nprivate_data = 0\nphone_needed = 0\nnegative = false\n[customers]\n\
         patience = { shape = \"exponential\", mean = 20 }\nphone = 0\nchase = 0\nhostile = { base = 0, learned = 0 }\n\
         [desk]\nservice_hours = [\"daily 00:00-24:00\"]\nshrinkage = { absence = 0, off_queue = 0 }\non_abandon = \"withdraw\"\n\
         [[desk.team]]\nname = \"all\"\nagents = 7\nshifts = [\"daily 00:00-24:00\"]\n[policy]\norder = \"fifo\"\nerrors = 0\n\
         follow_up = false\n[[sla]]\nname = \"5 min\"\nwithin = \"5m\"\ntarget = 0.8\n",
    )
    .remove(0);
    assert_eq!((desk.run.weeks, desk.run.warmup_weeks, desk.absence), (20, 0, 0.0));
    assert_eq!(desk.demand.contacts[0].handling_time, Distribution::Exponential { mean: 6.0 });
    assert_eq!(desk.customers.patience, Some(Distribution::Exponential { mean: 20.0 }));
    assert_eq!(desk.on_abandon, OnAbandon::Withdraw);
    assert_eq!((desk.teams[0].rota[0].window.to_minute, desk.slas[0].within.minutes()), (1440, 5.0));
}

#[test]
fn a_weekly_case_with_priorities_and_two_teams() {
    let hours: Vec<String> = (0..168).map(|h| if h % 24 < 8 { "10".to_owned() } else { "60".to_owned() }).collect();
    let desk = good(&format!(
        "[demand]\nper_week = 5160\nprofile = [{}]\n[[demand.contact]]\nname = \"job\"\ndm_share = 0.3\n\
         [customers]\npatience = {{ mean = 300, cv = 1 }}\n\
         [[desk.team]]\nname = \"weekday\"\nagents = 8\nshifts = [\"Mon-Fri 08:00-20:00\"]\n\
         [[desk.team]]\nname = \"weekend\"\nagents = 3\nshifts = \"Sat-Sun 08:00-20:00\"\n\
         [policy]\norder = \"priority\"\npriority = [\"dm\", \"job\", \"influencers\"]\n",
        hours.join(", ")
    ))
    .remove(0);
    assert!((desk.demand.contacts[0].profile[8] / desk.demand.contacts[0].profile[0] - 6.0).abs() < 1e-9);
    let ranks = [RankedKind::Channel(Channel::Dm), RankedKind::Contact("job".into()), RankedKind::Influencers];
    assert_eq!(desk.policy.order, Order::Priority(ranks.to_vec()));
    assert_eq!(desk.demand.contacts[0].per_week, 5160.0);
}

#[test]
fn variants_follow_their_file_and_settings_reach_who_has_the_entry() {
    let content = format!(
        "name = \"Weekdays\"\n{MINIMAL}[[variant]]\nname = \"+Saturday\"\n[[variant.desk.team]]\nname = \"saturday\"\n\
         agents = 1\nshifts = [\"Sat 10:00-14:00\"]\n[[variant]]\nname = \"slow\"\ndescription = \"novices\"\n\
         [variant.policy]\nreplies_first = true\n"
    )
    .replace("agents = 4", "name = \"day\"\nagents = 4");
    let all = good_with(
        &content,
        &["desk.team.saturday.agents=3", "desk.team.day.speed=0.7", "variant.slow.policy.keep_agent=false"],
    );
    let names: Vec<&str> = all.iter().map(|s| s.name.as_str()).collect();
    assert_eq!(names, ["Weekdays", "+Saturday", "slow"]);
    assert_eq!((all[0].teams.len(), all[1].teams[1].rota[0].agents), (1, 3));
    assert!(all.iter().all(|s| s.teams[0].speed == 0.7));
    assert_eq!((all[0].policy.keep_agent, all[2].policy.keep_agent, all[2].policy.replies_first), (true, false, true));
    assert_eq!((all[0].description.as_str(), all[2].description.as_str()), ("", "novices"));
    assert!(matches!(bad_with(&content, &["desk.team.night.agents=3"])[0].what, What::SetPath { .. }));
}

#[test]
fn settings_reach_into_values_and_the_only_entry() {
    let set = ["customers.patience.p1h=0.3", "desk.team.agents=6", "demand.languages.default=1", "run.weeks=2"];
    let desk = good_with(MINIMAL, &set).remove(0);
    let patience = Distribution::log_normal_quantiles((60.0, 0.3), (300.0, 0.59)).ok();
    assert_eq!((desk.customers.patience, desk.teams[0].rota[0].agents, desk.run.weeks), (patience, 6, 2));
    let contact = format!("{MINIMAL}[[demand.contact]]\nname = \"a\"\n");
    let desk = good_with(&contact, &["demand.contact.a.handling_time.mean=7"]).remove(0);
    assert!((desk.demand.contacts[0].handling_time.mean() - 7.0).abs() < 1e-9);
}

#[test]
fn extended_files_lend_everything_but_their_name() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content: &str| fs::write(folder.path().join(name), content).unwrap();
    write(
        "base.toml",
        &format!("name = \"Base\"\ncurrency = \"USD\"\n{MINIMAL}[[sla]]\nname = \"fast\"\ntarget = 0.5\n"),
    );
    write("middle.toml", "extends = \"base.toml\"\n[[sla]]\nname = \"fast\"\nwithin = \"15m\"\n");
    write(
        "top.toml",
        "extends = \"middle.toml\"\n[[sla]]\nname = \"slow\"\nwithin = \"1d\"\n[demand]\nper_week = 10\n",
    );
    let load_top = || load(&[Input::File(folder.path().join("top.toml"))], &LoadOptions::default());
    let desk = load_top().unwrap_or_else(|f| panic!("{:#?}", f.problems)).scenarios.remove(0);
    assert_eq!((desk.name.as_str(), desk.currency.as_str()), ("top", "USD"));
    assert_eq!((desk.slas[0].within.minutes(), desk.slas[0].target, desk.slas[1].name.as_str()), (15.0, 0.5, "slow"));
    write("base.toml", &format!("{MINIMAL}[[sla]]\nname = \"fast\"\ntarget = 5\n"));
    let failed = load_top().map(|l| l.scenarios.len()).unwrap_err();
    let place = failed.problems[0].place.unwrap();
    let source = failed.sources.get(place.source).unwrap();
    assert!(source.name.ends_with("base.toml"));
    assert_eq!(failed.sources.position(place).map(|p| (p.line, p.column)), Some((8, 10)));
}

#[test]
fn embedded_studies_extend_each_other() {
    let texts = [("base.toml", MINIMAL), ("more.toml", "extends = \"base.toml\"\n[demand]\nper_week = 5\n")];
    let all = load_embedded(&texts, &["base.toml", "more.toml"], &LoadOptions::default()).unwrap().scenarios;
    assert_eq!(all.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(), ["base", "more"]);
    assert!(load_embedded(&texts, &["other.toml"], &LoadOptions::default()).is_err());
}

#[test]
fn files_and_texts_that_share_a_name_are_told_apart() {
    let both = [text(MINIMAL), text(MINIMAL), text(MINIMAL)];
    let names: Vec<String> =
        load(&both, &LoadOptions::default()).unwrap().scenarios.into_iter().map(|s| s.name).collect();
    assert_eq!(names, ["test", "test (2)", "test (3)"]);
}

#[test]
fn texts_from_elsewhere_name_no_file() {
    for content in [
        format!("extends = \"/etc/passwd\"\n{MINIMAL}"),
        MINIMAL.replace("per_week = 2400", "per_week = 2400\nprofile = \"p.csv\""),
        MINIMAL.replace("[\"Mon-Fri 08:00-20:00\"]", "\"roster.csv\"").replace("agents = 4\n", ""),
    ] {
        let problems = bad_with(&content, &[]);
        assert!(matches!(problems[0].what, What::File { fault: FileFault::NoFilesHere, .. }), "{problems:?}");
    }
}

#[test]
fn rosters_and_observed_values_come_from_files() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, content: &str| fs::write(folder.path().join(name), content).unwrap();
    write("roster.csv", "day,from,to,agents\nMon-Fri,08:00,16:00,4\nMon-Fri,12:00,20:00,2\n");
    write("times.csv", "minutes\n2\n4\n6\n");
    write(
        "desk.toml",
        "[demand]\nper_week = 100\n[[demand.contact]]\nname = \"a\"\nhandling_time = { empirical = \"times.csv\" }\n\
         [[desk.team]]\nshifts = \"roster.csv\"\n",
    );
    let input = [Input::File(folder.path().join("desk.toml"))];
    let desk =
        load(&input, &LoadOptions::default()).unwrap_or_else(|f| panic!("{:#?}", f.problems)).scenarios.remove(0);
    assert_eq!(desk.teams[0].rota.iter().map(|s| s.agents).collect::<Vec<_>>(), [4, 2]);
    assert_eq!(desk.demand.contacts[0].handling_time.mean(), 4.0);
}

#[test]
fn holidays_become_days_of_the_run() {
    let dated =
        format!("start = 2026-01-05\n{}", MINIMAL.replace("2400", "2400\nholidays = [\"2026-01-06\", 2026-01-01]"));
    let desk = good(&dated).remove(0);
    // One week of warm-up before Monday the 5th: the 1st is its Thursday, the 6th the Tuesday after it.
    assert_eq!(desk.calendar.holidays, [3, 8]);
    let outside = dated.replace("2026-01-06", "2027-01-06");
    let loaded = load(&[text(&outside)], &LoadOptions::default()).unwrap();
    assert!(loaded.warnings.iter().any(|p| matches!(p.what, What::HolidayOutside { .. })));
}

#[test]
fn warnings_do_not_keep_a_scenario_from_running() {
    let warned = |content: String| {
        let easy = content.replace("2400", "240");
        load(&[text(&easy)], &LoadOptions::default()).unwrap().warnings.remove(0).what
    };
    let listed = warned(format!("{MINIMAL}[policy]\npriority = [\"dm\"]\n"));
    assert_eq!(listed, What::PriorityListUnused { order: "fifo".into() });
    let early = warned(format!("{MINIMAL}break = {{ after = \"12h\", length = \"30m\" }}\n"));
    assert_eq!(early, What::BreakNeverDue { longest_minutes: 720 });
    let uncovered =
        warned(format!("{MINIMAL}[desk]\nservice_hours = \"Mon-Sat 08:00-20:00\"\n").replace("[desk]\n", "[desk]\n"));
    assert!(matches!(uncovered, What::ServiceUncovered { hours_per_week, .. } if hours_per_week == 12.0));
}

/// 2,400 conversations of the standard mix are 329.6 h of work: 1.7 answers each, a fiftieth of them wrong, a fifth of what is
/// public invited to direct messages first, 3 % sent to the phone. Four people, 12 h on five days, do 193.8 h.
#[test]
fn more_work_than_can_be_done_is_told_with_its_figures() {
    let overload = |extra: &str| {
        let loaded = load(&[text(&format!("{MINIMAL}{extra}"))], &LoadOptions::default()).unwrap();
        loaded.warnings.into_iter().find(|p| matches!(p.what, What::Overload { .. }))
    };
    let problem = overload("").unwrap();
    assert_eq!((problem.path.as_str(), problem.place.map(|p| p.start)), ("demand", Some(20)));
    let What::Overload { work_hours, capacity_hours, missing_paid_hours, backlog_growth_per_week, excess } =
        problem.what
    else {
        panic!("{problem:?}")
    };
    assert!((work_hours - 329.623).abs() < 0.001 && (capacity_hours - 193.8).abs() < 0.05);
    assert!((missing_paid_hours - 240.0 * (329.623 / 193.8 - 1.0)).abs() < 0.1);
    assert!(backlog_growth_per_week > 900.0 && backlog_growth_per_week < 1200.0);
    // Those who give up write no more; without patience nobody does, and what is withdrawn does not pile up.
    assert_eq!(excess, Excess::PilesUpUnlessGivenUp);
    let excess = |extra: &str| match overload(extra).map(|p| p.what) {
        Some(What::Overload { excess, .. }) => excess,
        other => panic!("{other:?}"),
    };
    assert_eq!(excess("[customers]\npatience = \"none\"\n"), Excess::PilesUp);
    assert_eq!(excess("[desk]\non_abandon = \"withdraw\"\n"), Excess::IsWithdrawn);
    assert_eq!(excess("[policy]\nwait_estimate = true\n"), Excess::IsWithdrawn);
    assert_eq!(overload("speed = 1.75\n"), None);
}

#[test]
fn a_syntax_error_brings_no_other_problems_with_it() {
    let problems = bad_with(&MINIMAL.replace("per_week = 2400", "per_week = = 2400"), &[]);
    assert!(problems.iter().all(|p| matches!(p.what, What::Syntax { .. })), "{problems:?}");
    let elsewhere = bad_with(&MINIMAL.replace("per_week = 2400", "per_week = = 2400\nprofile = 5"), &[]);
    assert!(elsewhere.iter().any(|p| matches!(p.what, What::WrongType { .. })), "{elsewhere:?}");
}

#[test]
fn problems_of_variants_are_told_once_and_name_the_variant() {
    let content = format!(
        "{MINIMAL}speed = 99\n[[variant]]\nname = \"b\"\n[[variant]]\nname = \"c\"\n[variant.policy]\norder = \"priority\"\n"
    );
    let problems = bad_with(&content, &[]);
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert_eq!((problems[0].variant.as_deref(), problems[1].variant.as_deref()), (None, Some("c")));
}

#[test]
fn a_lever_that_some_scenario_of_the_file_uses_is_not_idle() {
    let idle = |file: &str| -> Vec<String> {
        let loaded = load(&[text(file)], &LoadOptions::default()).unwrap_or_else(|f| panic!("{:#?}", f.problems));
        let idle = loaded.warnings.into_iter().filter(|p| matches!(p.what, What::LeverIdle { .. }));
        idle.map(|p| p.path).collect()
    };
    let desk = MINIMAL.replace("[[desk", "indirect_per_week = 500\n[[desk");
    let variant = |name: &str, change: &str| format!("[[variant]]\nname = \"{name}\"\n{change}\n");
    let busier = variant("busier", "demand.per_week = 3000");
    assert_eq!(idle(&format!("{desk}{busier}")), ["demand.indirect_per_week"], "no scenario monitors");
    let monitors = variant("monitors", "policy.monitor_indirect = 0.3");
    assert_eq!(idle(&format!("{desk}{monitors}{busier}")), [""; 0]);
    // The other way round: the file monitors and a variant does not.
    let without = variant("without", "policy.monitor_indirect = 0");
    assert_eq!(idle(&format!("{desk}[policy]\nmonitor_indirect = 0.3\n{without}")), [""; 0]);
    // A variant that leaves the lever out does not make it count.
    let welcome = format!("{MINIMAL}[policy]\nwelcome_message = true\n[customers]\npatience = \"none\"\n");
    let silent = variant("silent", "policy.welcome_message = false");
    assert_eq!(idle(&format!("{welcome}{silent}")), ["policy.welcome_message"]);
    let impatient = variant("impatient", "customers.patience = { p1h = 0.27, p5h = 0.59 }");
    assert_eq!(idle(&format!("{welcome}{silent}{impatient}")), [""; 0]);
}

mod random {
    use super::*;
    use proptest::prelude::*;

    /// Words of scenario files, right and wrong, from which nearly-good files are made.
    fn word() -> impl Strategy<Value = String> {
        let words = [
            "[demand]\n",
            "[[desk.team]]\n",
            "[[variant]]\n",
            "[[sla]]\n",
            "[run]\n",
            "[[demand.contact]]\n",
            "per_week = ",
            "agents = ",
            "shifts = ",
            "name = ",
            "share = ",
            "profile = ",
            "patience = ",
            "start = ",
            "holidays = ",
            "languages = ",
            "extends = ",
            "break = ",
            "weeks = ",
            "target = ",
            "\"Mon-Fri 08:00-20:00\"",
            "\"a\"",
            "2026-01-05",
            "0.5",
            "1",
            "-1",
            "inf",
            "nan",
            "1e308",
            "99999999999999999999",
            "true",
            "[",
            "]",
            "{",
            "}",
            ",",
            "=",
            ".",
            "\n",
            "\"",
            "'",
            "#",
            "{ mean = 5, cv = 1 }",
            "{ p1h = 0.2, p5h = 0.5 }",
            "[\"Sat-Mon 22:00-06:00\", \"hol 00:00-24:00\"]",
            "\"daily 00:00-24:00\"",
            "é",
            "\u{0}",
            "\t",
            "\r\n",
            "customers.",
            "policy.order = \"priority\"\n",
        ];
        prop_oneof![8 => proptest::sample::select(words.to_vec()).prop_map(str::to_owned), 1 => any::<char>().prop_map(String::from)]
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

        #[test]
        fn no_text_panics(words in proptest::collection::vec(word(), 0..60), tail in ".{0,40}") {
            let content = words.concat() + &tail;
            let _ = load(&[text(&content)], &LoadOptions::default());
            let _ = load(&[text(&format!("{MINIMAL}{content}"))], &LoadOptions { set: vec![tail] });
        }

        #[test]
        fn no_setting_panics(path in "[a-z.\"=]{0,30}", value in ".{0,30}") {
            let _ = load(&[text(MINIMAL)], &LoadOptions { set: vec![format!("{path}={value}"), format!("desk.{path}={value}")] });
        }
    }
}

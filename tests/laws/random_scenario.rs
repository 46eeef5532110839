//! Random scenarios, small enough to audit every fact of, wide enough to meet every rule of the engine.

use proptest::collection::vec;
use proptest::prelude::*;
use relevo::desk::*;
use relevo::random::Distribution;
use relevo::time::{HOURS_PER_WEEK, MS_PER_MINUTE, Span, Time};

const CONTACTS: [&str; 3] = ["question", "complaint", "praise"];
const LANGUAGES: [&str; 2] = ["es", "en"];

fn distribution() -> impl Strategy<Value = Distribution> {
    (1.0f64..20.0, 0.1f64..2.0, 0usize..5).prop_map(|(mean, cv, shape)| {
        let made = match shape {
            0 => Distribution::deterministic(mean),
            1 => Distribution::exponential(mean),
            2 => Distribution::gamma(mean, cv),
            3 => Distribution::weibull(mean, cv),
            _ => Distribution::log_normal(mean, cv),
        };
        made.expect("mean and cv are in range")
    })
}

fn profile() -> impl Strategy<Value = Box<[f64; HOURS_PER_WEEK]>> {
    // Never all zero, or a profile would be no number: nothing would end while a failure is made smaller.
    vec(0.001f64..1.0, HOURS_PER_WEEK).prop_map(|weights| {
        let total: f64 = weights.iter().sum();
        let mut profile = Box::new([0.0; HOURS_PER_WEEK]);
        profile.iter_mut().zip(weights).for_each(|(share, weight)| *share = weight / total);
        profile
    })
}

fn contact(name: &'static str) -> impl Strategy<Value = Contact> {
    let languages = prop_oneof![Just(vec![0.5, 0.5]), Just(vec![1.0])];
    (0.0f64..300.0, profile(), 0.0f64..1.0, languages, distribution(), 1.0f64..3.0, distribution(), 0.0f64..0.6)
        .prop_map(
            move |(
                per_week,
                profile,
                dm_share,
                languages,
                handling_time,
                agent_messages,
                reply_delay,
                private_data,
            )| Contact {
                name: name.into(),
                brand: None,
                per_week,
                profile,
                dm_share,
                languages: LANGUAGES.iter().zip(languages).map(|(name, share)| (name.to_string(), share)).collect(),
                handling_time,
                agent_messages,
                reply_delay,
                negative: name == "complaint",
                indirect_per_week: per_week / 4.0,
                private_data,
                phone_needed: private_data / 3.0,
            },
        )
}

/// A crisis of one or two types that begins in the first days, of any length.
fn crisis() -> impl Strategy<Value = Crisis> {
    let contacts = proptest::sample::subsequence(CONTACTS.to_vec(), 1..=2);
    (contacts, 0u64..5_000, 1.0f64..4.0, 0u64..200, 5u64..400, prop::option::of(0u64..600)).prop_map(
        |(contacts, begin, peak, rise, half_life, broadcast_after)| Crisis {
            name: "crisis".into(),
            contacts: contacts.into_iter().map(str::to_string).collect(),
            begin: Time(begin * MS_PER_MINUTE),
            peak,
            rise: Span(rise * MS_PER_MINUTE),
            half_life: Span(half_life * MS_PER_MINUTE),
            broadcast_after: broadcast_after.map(|after| Span(after * MS_PER_MINUTE)),
        },
    )
}

fn window() -> impl Strategy<Value = Window> {
    (1u8..128, any::<bool>(), 0u32..24, 1u32..=16).prop_map(|(weekdays, holidays, from, hours)| Window {
        days: Days { weekdays, holidays },
        from_minute: from * 60,
        to_minute: (from + hours) * 60,
    })
}

fn skills() -> impl Strategy<Value = Skills> {
    let some_of = |names: &'static [&'static str]| {
        prop::option::of(proptest::sample::subsequence(names, 1..=names.len()))
            .prop_map(|chosen| chosen.map(|names| names.into_iter().map(str::to_string).collect::<Vec<String>>()))
    };
    let channels = prop::option::of(proptest::sample::subsequence(Channel::ALL.to_vec(), 1..=3));
    (some_of(&["question", "complaint", "praise", "noise"]), channels, some_of(&LANGUAGES))
        .prop_map(|(contacts, channels, languages)| Skills { languages, channels, contacts, brands: None })
}

fn team() -> impl Strategy<Value = Team> {
    let pause = prop::option::of((0u64..6, 10u64..60, any::<bool>())).prop_map(|pause| {
        pause.map(|(after, length, paid)| Break {
            after: Span(after * 60 * MS_PER_MINUTE),
            length: Span(length * MS_PER_MINUTE),
            paid,
        })
    });
    let rota = vec((window(), 0u32..4).prop_map(|(window, agents)| Shift { window, agents }), 1..4);
    (rota, pause, skills(), 0.5f64..1.5, 1u32..4).prop_map(|(rota, pause, skills, speed, concurrency)| Team {
        name: "team".into(),
        rota,
        pause,
        skills,
        speed,
        concurrency,
        slowdown: 0.15,
        hourly_wage: 10.0,
    })
}

fn policy() -> impl Strategy<Value = Policy> {
    let listed = vec![
        RankedKind::Influencers,
        RankedKind::Contact("praise".into()),
        RankedKind::Channel(Channel::Dm),
        RankedKind::Language("en".into()),
        RankedKind::Noise,
    ];
    let order = prop_oneof![
        Just(Order::Fifo),
        proptest::sample::subsequence(listed, 1..5).prop_shuffle().prop_map(Order::Priority),
        Just(Order::Deadline),
    ];
    let flags = any::<[bool; 10]>();
    let dm = prop_oneof![Just(DmPolicy::WhenNeeded), Just(DmPolicy::Always), Just(DmPolicy::Never)];
    let protocol = prop::option::of((1u16..4).prop_map(|max_messages| TrollProtocol { max_messages }));
    let acknowledge = prop::option::of((5u64..60).prop_map(|seconds| Span(seconds * 1000)));
    (order, flags, preferential(), dm, 0.0f64..0.3, protocol, bot(), acknowledge).prop_map(
        |(order, flags, preferential, dm, errors, troll_protocol, bot, acknowledge)| {
            let [replies_first, keep_agent, quick_replies, without_database, follow_up, rest @ ..] = flags;
            let [published_hours, welcome_message, wait_estimate, monitors, right] = rest;
            Policy {
                order,
                replies_first,
                keep_agent,
                preferential,
                dm,
                without_database,
                quick_replies,
                monitor_indirect: if monitors { 0.3 } else { 0.0 },
                follow_up,
                errors: if right { 0.0 } else { errors },
                training: None,
                troll_protocol,
                bot,
                published_hours,
                welcome_message,
                wait_estimate,
                acknowledge,
            }
        },
    )
}

fn preferential() -> impl Strategy<Value = Preferential> {
    any::<[bool; 3]>().prop_map(|[influencers, hostile, chasers]| Preferential { influencers, hostile, chasers })
}

fn bot() -> impl Strategy<Value = Option<Bot>> {
    let channels = proptest::sample::subsequence(Channel::ALL.to_vec(), 1..=3);
    prop::option::of((any::<bool>(), channels, 0.0f64..1.0).prop_map(|(only_closed, channels, contain)| Bot {
        only_closed,
        channels,
        contain,
    }))
}

/// So weak that it dies out even where everybody chases: what grows without end is stopped by the cap, in a test of its own.
fn contagion() -> impl Strategy<Value = Option<Contagion>> {
    prop::option::of(
        (0.0f64..0.01, 0u64..120)
            .prop_map(|(per_hour, minutes)| Contagion { per_hour, after: Span(minutes * MS_PER_MINUTE) }),
    )
}

fn slas() -> impl Strategy<Value = Vec<Sla>> {
    let sla = (1u64..600, any::<bool>(), prop::option::of(any::<bool>()), prop::option::of(0usize..3)).prop_map(
        |(minutes, service_hours, influencers, contact)| Sla {
            name: "sla".into(),
            within: Span(minutes * MS_PER_MINUTE),
            target: 0.8,
            clock: if service_hours { Clock::ServiceHours } else { Clock::Elapsed },
            filter: Filter {
                influencers,
                contacts: contact.map(|number| vec![CONTACTS[number].to_string()]),
                ..Filter::default()
            },
        },
    );
    vec(sla, 0..4)
}

fn customers() -> impl Strategy<Value = Customers> {
    (prop::option::of(5.0f64..300.0), 0.0f64..0.5, 0.0f64..0.5, 0.0f64..1.0).prop_map(
        |(patience, phone, chase, experienced)| Customers {
            patience: patience.map(|mean| Distribution::exponential(mean).expect("a positive mean")),
            phone,
            chase,
            chase_work: 0.25,
            experienced,
            // Little spread and few children, so that no random contagion is explosive.
            reach: Distribution::log_normal_median(200.0, 1.0).expect("a positive median"),
            influencer_reach: 500.0,
            hostile: Hostile { base: phone / 2.0, learned: phone + 0.3, learned_per_case: None, ..Hostile::NONE },
            dm_accept: 1.0 - experienced,
            lifetime_margin: 300.0 * experienced,
            leaves_channel: 0.3,
            spend_uplift: 10.0 * chase,
            loss: Loss { satisfied: 0.01, dissatisfied: 0.01 + phone / 4.0 },
        },
    )
}

/// A desk of up to three teams and three contact types over two or three weeks.
pub fn scenario() -> impl Strategy<Value = Scenario> {
    let contacts = (contact(CONTACTS[0]), contact(CONTACTS[1]), contact(CONTACTS[2]), 1usize..=3);
    let demand = (contacts, 0.0f64..200.0, profile(), 0.0f64..1.0, -0.5f64..2.0, (contagion(), vec(crisis(), 0..3)));
    let desk = (vec(window(), 0..3), 0.0f64..0.3, 0.0f64..0.4, any::<bool>(), vec(team(), 1..4), supervisors());
    let run = (1u32..3, 0u32..2, vec(0u32..40, 0..3));
    (demand, customers(), desk, policy(), slas(), run).prop_map(|(demand, customers, desk, policy, slas, run)| {
        let ((one, two, three, count), noise_per_week, noise_profile, daily_cv, growth_per_year, (contagion, crises)) =
            demand;
        let (service_hours, absence, off_queue, withdraw, teams, supervisors) = desk;
        let (weeks, warmup_weeks, mut holidays) = run;
        holidays.sort_unstable();
        holidays.dedup();
        Scenario {
            name: "random".into(),
            description: String::new(),
            currency: "EUR".into(),
            calendar: Calendar { start: None, holidays },
            run: RunPlan { weeks, warmup_weeks, replications: 4, seed: 1, control_variates: false },
            demand: Demand {
                growth_per_year,
                daily_cv,
                holiday_factor: 0.6,
                noise_per_week,
                noise_profile,
                triage_time: Distribution::deterministic(0.25).expect("a positive number"),
                contacts: vec![one, two, three].into_iter().take(count).collect(),
                contagion,
                crises,
            },
            customers,
            service_hours,
            absence,
            off_queue,
            on_abandon: if withdraw { OnAbandon::Withdraw } else { OnAbandon::Answer },
            teams,
            policy,
            slas,
            sizing: relevo::desk::Sizing::default(),
            costs: Costs {
                night: Some(NightPremium { from_minute: 22 * 60, to_minute: 30 * 60, premium: 0.2 }),
                sunday: 0.2,
                holiday: 0.5,
                contributions: 0.325,
                annual_hours: 1764.0,
                goodwill_cost: 10.0,
                phone_contact: 5.5,
                seats: 80.0,
                supervisors,
            },
        }
    })
}

fn supervisors() -> impl Strategy<Value = Option<Supervisors>> {
    prop::option::of((1.0f64..8.0, any::<bool>()).prop_map(|(per_agents, whole)| Supervisors {
        per_agents,
        hourly_wage: 12.5,
        whole,
    }))
}

/// The same customers, another desk: more people, another order, longer shifts.
pub fn with_staffing(scenario: &Scenario, more: u32) -> Scenario {
    let mut other = scenario.clone();
    for team in &mut other.teams {
        team.rota.iter_mut().for_each(|shift| shift.agents += more);
        team.rota.push(Shift { window: Window::ALWAYS, agents: 1 });
        team.skills = Skills::default();
    }
    other.policy.order = Order::Fifo;
    other.absence = 0.0;
    other
}

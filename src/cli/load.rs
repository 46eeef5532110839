//! Scenario files, from the command line or within the program.

use super::Failure;
use crate::desk::*;
use crate::locale::Lang;
use crate::random::Distribution;
use crate::time::*;
use std::path::PathBuf;

/// What was read: the scenarios and the texts they came from.
pub struct Study {
    pub scenarios: Vec<Scenario>,
    /// Relative paths and texts, for the report folder.
    pub files: Vec<(PathBuf, String)>,
}

pub fn files(paths: &[PathBuf], _set: &[String], _quiet: bool, _lang: Lang) -> Result<Study, Failure> {
    Ok(Study {
        scenarios: paths.iter().map(|p| make(&p.file_stem().unwrap_or_default().to_string_lossy())).collect(),
        files: vec![],
    })
}

pub fn embedded(
    names: &[&str],
    _files: &[(&str, &str)],
    set: &[String],
    quiet: bool,
    lang: Lang,
) -> Result<Study, Failure> {
    files(&names.iter().map(PathBuf::from).collect::<Vec<_>>(), set, quiet, lang)
}

fn make(name: &str) -> Scenario {
    let consumer = || {
        let mut w = [0.0; 168];
        for h in 0..168 {
            let day = h / 24;
            let hour = h % 24;
            w[h] = if (9..21).contains(&hour) { 77.0 / 12.0 } else { 23.0 / 12.0 } * if day >= 5 { 0.6 } else { 1.0 };
        }
        let s: f64 = w.iter().sum();
        w.iter_mut().for_each(|x| *x /= s);
        Box::new(w)
    };
    let contact = |name: &str, per_week: f64, m: f64, h: f64, negative| Contact {
        name: name.into(),
        brand: None,
        per_week,
        profile: consumer(),
        dm_share: 0.25,
        languages: vec![("es".into(), 1.0)],
        handling_time: Distribution::log_normal(h, 0.9).unwrap(),
        agent_messages: m,
        reply_delay: Distribution::log_normal_median(10.0, 2.0).unwrap(),
        negative,
    };
    let window = |weekdays, from: u32, to: u32| Window {
        days: Days { weekdays, holidays: false },
        from_minute: from * 60,
        to_minute: to * 60,
    };
    let team = |name: &str, agents, windows: &[Window]| Team {
        name: name.into(),
        rota: windows.iter().map(|&window| Shift { window, agents }).collect(),
        pause: None,
        skills: Skills::default(),
        speed: 1.0,
        concurrency: 1,
        slowdown: 0.15,
        hourly_wage: 9.1,
    };
    let mut teams = vec![team("day", 7, &[window(0b1_1111, 8, 20)])];
    let mut service = vec![window(0b1_1111, 8, 20)];
    if name.contains("saturday") {
        teams.push(team("saturday", 1, &[window(0b10_0000, 8, 20)]));
        service.push(window(0b10_0000, 8, 20));
    }
    if name.contains("clock") {
        teams.push(team(
            "night",
            1,
            &[
                window(0b1_1111, 0, 8),
                window(0b1_1111, 20, 24),
                window(0b110_0000, 0, 8),
                window(0b110_0000, 8, 16),
                window(0b110_0000, 16, 24),
            ],
        ));
        service = vec![window(0b111_1111, 0, 24)];
    }
    let sla = |name: &str, clock| Sla {
        name: name.into(),
        within: Span::from_minutes(60.0),
        target: 0.8,
        clock,
        filter: Filter::default(),
    };
    Scenario {
        name: name.into(),
        description: "What it teaches.".into(),
        currency: "EUR".into(),
        calendar: Calendar::default(),
        run: RunPlan { weeks: 8, warmup_weeks: 1, replications: 50, seed: 2017 },
        demand: Demand {
            growth_per_year: 0.0,
            daily_cv: 0.12,
            holiday_factor: 0.6,
            noise_per_week: 1200.0,
            noise_profile: consumer(),
            triage_time: Distribution::deterministic(0.25).unwrap(),
            contacts: vec![
                contact("question", 1200.0, 1.5, 4.0, false),
                contact("complaint", 720.0, 1.9, 5.0, true),
                contact("order", 480.0, 1.7, 4.5, false),
            ],
        },
        customers: Customers {
            patience: Some(Distribution::log_normal_quantiles((60.0, 0.27), (300.0, 0.59)).unwrap()),
            phone: 0.32,
            chase: 0.2,
            chase_work: 0.25,
            experienced: 0.0,
            reach: Distribution::log_normal_median(200.0, 5.0).unwrap(),
            influencer_reach: 1e4,
        },
        service_hours: service,
        absence: 0.05,
        off_queue: 0.15,
        on_abandon: OnAbandon::Answer,
        teams,
        policy: Policy { order: Order::Fifo, replies_first: false, keep_agent: true },
        slas: vec![sla("1 h, round the clock", Clock::Elapsed), sla("1 h, service hours", Clock::ServiceHours)],
        costs: Costs {
            night: Some(NightPremium { from_minute: 1320, to_minute: 1800, premium: 0.203 }),
            sunday: 0.198,
            holiday: 0.575,
            contributions: 0.325,
            annual_hours: 1764.0,
        },
    }
}

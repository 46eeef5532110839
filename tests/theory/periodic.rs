//! VALIDATION, case 8: demand that comes and goes, where patience has the mean of the handling time.

use super::experiment::PLAIN;
use super::levers::{OFF, kind, team};
use relevo::metrics::{MeasureOptions, simulate};
use relevo::model::Model;
use relevo::queueing::PeriodicLoad;
use relevo::scenario::{Input, LoadOptions, load};
use relevo::study::estimate::estimate_at;
use relevo::time::{HOURS_PER_WEEK, MS_PER_HOUR};

const REPLICATIONS: u32 = 40;
const WEEKS: u32 = 9;
const AGENTS: u32 = 3;
const MEAN_MINUTES: f64 = 5.0;
/// Mean of the intensity in an hour, and how far the wave of half a day goes up and down.
const PER_HOUR: f64 = 72.0;
const WAVE: f64 = 0.6;
/// Hours.
const PERIOD: usize = 12;

/// The number in the system is Poisson with the mean of infinitely many servers, so that the backlog of each hour is E((N - c)+). The
/// intensity of an hour of the week is that of a sinusoid in its middle, in the desk and in the formula.
#[test]
fn case_8_the_backlog_of_each_hour_of_a_wave() {
    let phase = |hour: usize| (hour as f64 + 0.5) / PERIOD as f64 * std::f64::consts::TAU;
    let per_hour: Vec<f64> = (0..HOURS_PER_WEEK).map(|hour| PER_HOUR * (1.0 + WAVE * phase(hour).sin())).collect();
    let desk = format!("{}{}", kind("job", per_hour.iter().sum()), team(AGENTS, "24x7"));
    let exponential = format!("{{ shape = \"exponential\", mean = {MEAN_MINUTES} }}");
    let settings = [
        format!("demand.profile={per_hour:?}"),
        format!("demand.contact.job.handling_time={exponential}"),
        format!("customers.patience={exponential}"),
        "desk.on_abandon=\"withdraw\"".to_owned(),
        format!("run.weeks={WEEKS}"),
    ];
    let input = Input::Text { name: "wave".into(), text: format!("{PLAIN}{desk}") };
    let set = OFF.iter().map(|setting| setting.to_string()).chain(settings).collect();
    let loaded = load(&[input], &LoadOptions { set }).unwrap_or_else(|failed| panic!("{:#?}", failed.problems));
    let model = Model::new(&loaded.scenarios[0]);
    let per_minute: Vec<f64> = per_hour.iter().map(|rate| rate / 60.0).collect();
    let exact = PeriodicLoad::new(&per_minute, MEAN_MINUTES).expect("rates").mean_excess_by_hour(AGENTS);
    let backlogs: Vec<Vec<f64>> = (0..REPLICATIONS).map(|replication| backlog_by_hour(&model, replication)).collect();
    for hour in 0..HOURS_PER_WEEK {
        // 168 intervals at once: each of them wider than 99.9 % alone would make it.
        let found =
            estimate_at(1.0 - 0.001 / HOURS_PER_WEEK as f64, backlogs.iter().map(|backlog| Some(backlog[hour])));
        let (low, high) = (found.low.expect("an interval"), found.high.expect("an interval"));
        assert!(low <= exact[hour] && exact[hour] <= high, "hour {hour}: {} outside [{low}, {high}]", exact[hour]);
    }
    // The wave comes fourteen times a week: together they are known to 2 % of the mean backlog.
    let of_wave = |backlog: &[f64], hour: usize| {
        backlog.iter().skip(hour).step_by(PERIOD).sum::<f64>() / (HOURS_PER_WEEK / PERIOD) as f64
    };
    let mean = exact.iter().sum::<f64>() / HOURS_PER_WEEK as f64;
    for hour in 0..PERIOD {
        let found = estimate_at(0.999, backlogs.iter().map(|backlog| Some(of_wave(backlog, hour))));
        let (low, high) = (found.low.expect("an interval"), found.high.expect("an interval"));
        let exact = of_wave(&exact, hour);
        assert!(low <= exact && exact <= high, "hour {hour} of a wave: {exact} outside [{low}, {high}]");
        assert!(high - low <= 2.0 * 0.02 * mean, "hour {hour} of a wave: [{low}, {high}] is too wide");
    }
}

fn backlog_by_hour(model: &Model, replication: u32) -> Vec<f64> {
    let options = MeasureOptions { seed: 11, week_opens: model.week_opens() };
    let batch = simulate(model, options, replication..replication + 1, &|| true).expect("the desk keeps up");
    let length = f64::from(WEEKS) * MS_PER_HOUR as f64;
    batch.series.hours.iter().map(|hour| hour.backlog_ms as f64 / length).collect()
}

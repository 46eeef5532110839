//! Prices are linear, and what the answer hangs on is what hand computation says.

use super::break_even::{NET, Pair, erlang_a};
use relevo::metrics::Measure;
use relevo::scenario::path::NumberPath;
use relevo::study::vary::breakeven::Search;
use relevo::study::vary::inputs::{Input, Known};
use relevo::study::vary::sensitivity::{Asked, Effect, Ranking, rank};
use relevo::study::vary::{Outcome, PRICES, Question, is_linear};

/// A desk in which every price matters: night, Sunday, a holiday, overtime, gestures, training, supervisors, seats, customers who give up.
const PRICED: &str = r#"
[[demand.contact]]
name = "complaint"
per_week = 400
negative = true
[[desk.team]]
name = "day"
agents = 2
shifts = ["Mon-Sun,hol 10:00-23:00"]
[policy]
errors = 0.02
preferential = ["hostile", "chasers"]
training = { cost_per_agent_year = 300, errors = 0.01 }
[costs]
seats = 80
phone_contact = 5
supervisors = { per_agents = 12, hourly_wage = 12.5 }
[[variant]]
name = "more"
[[variant.desk.team]]
name = "day"
agents = 3
"#;

fn priced() -> Pair {
    let settings = [
        "start=\"2026-01-05\"",
        "run.weeks=2",
        "customers.patience=90",
        "customers.phone=0.3",
        "customers.chase=0.3",
        "customers.hostile.base=0.2",
        "customers.spend_uplift=0.5",
        "demand.holidays=[\"2026-01-06\"]",
    ];
    Pair::new(PRICED, &settings)
}

/// Path and two values of each price.
fn price(section: &str, name: &str) -> (String, [f64; 2]) {
    let path = if section == "desk.team" { format!("{section}.*.{name}") } else { format!("{section}.{name}") };
    let values = match section {
        "customers.loss" => [0.02, 0.11],
        "costs.night" => [0.1, 0.7],
        "costs" if matches!(name, "contributions" | "sunday" | "holiday") => [0.1, 0.7],
        _ => [3.0, 17.0],
    };
    (path, values)
}

fn outcomes(pair: &Pair, settings: Vec<Vec<String>>) -> Vec<Vec<Vec<Outcome>>> {
    let found = pair.ask(&[0, 1], 3, 7, |evaluator| evaluator.outcomes(&settings));
    found.into_iter().map(|one| one.expect("sound scenarios")).collect()
}

/// At the middle of two prices every measure is the mean of what it is at both, but for errors of rounding; and a price that
/// matters nowhere would prove nothing.
#[test]
fn every_price_is_linear_in_every_measure_and_no_fact_changes() {
    let pair = priced();
    for (section, name) in PRICES {
        let (path, [low, high]) = price(section, name);
        let path = NumberPath::new(&path).expect("a number");
        let settings = [low, (low + high) / 2.0, high].map(|value| vec![path.set(value)]);
        let found = outcomes(&pair, settings.to_vec());
        let mut changed = 0;
        for measure in Measure::ALL.iter().filter(|measure| is_linear(path.key, **measure)) {
            let [at_low, at_middle, at_high] = [0, 1, 2].map(|at| found[at].concat());
            for ((low, middle), high) in at_low.iter().zip(&at_middle).zip(&at_high) {
                let [low, middle, high] = [low, middle, high].map(|outcome| outcome.desk.get(*measure));
                let (Some(low), Some(middle), Some(high)) = (low, middle, high) else {
                    assert_eq!((low, middle, high), (None, None, None), "{} {}", path.path, measure.id());
                    continue;
                };
                let size = low.abs().max(high.abs());
                let bent = (middle - (low + high) / 2.0).abs();
                assert!(bent <= 1e-9 * size, "{}: {} is bent by {bent}", path.path, measure.id());
                changed += usize::from((high - low).abs() > 1e-6 * size);
            }
        }
        assert!(changed > 0, "{} changes nothing", path.path);
    }
}

/// The one measure that is left out is left out with reason.
#[test]
fn the_cost_of_a_customer_kept_is_bent_by_how_many_are_lost() {
    let pair = priced();
    let path = NumberPath::new("customers.loss.dissatisfied").expect("a number");
    assert!(!is_linear(path.key, Measure::CostPerRetainedCustomer));
    let found = outcomes(&pair, [0.02, 0.41, 0.8].map(|value| vec![path.set(value)]).to_vec());
    let value = |at: usize| found[at][0][0].desk.get(Measure::CostPerRetainedCustomer).expect("a cost");
    assert!((value(1) - (value(0) + value(2)) / 2.0).abs() > 1e-3 * value(1));
}

/// What a price does to the net cost, without another run, is what another run gives.
#[test]
fn prices_without_another_run_are_as_with_one() {
    let pair = priced();
    let loaded = pair.load();
    let base = outcomes(&pair, vec![vec![]]).remove(0);
    let known: Vec<Known> = loaded.scenarios.iter().zip(loaded.in_force.iter().map(Vec::as_slice)).collect();
    let scenarios: Vec<_> = loaded.scenarios.iter().collect();
    for (path, range) in [
        ("customers.lifetime_margin", (10.0, 500.0)),
        ("customers.spend_uplift", (0.0, 2.0)),
        ("customers.loss.satisfied", (0.001, 0.03)),
        ("customers.loss.dissatisfied", (0.02, 0.3)),
        ("costs.phone_contact", (1.0, 20.0)),
    ] {
        let input = Input::typed(NumberPath::new(path).expect("a number"), range, &known);
        let found = input.repriced(NET, &scenarios, &base).expect("a price").ends();
        let settings = [range.0, range.1].map(|value| vec![input.path.set(value)]);
        for (found, simulated) in found.iter().zip(outcomes(&pair, settings.to_vec())) {
            let exact = NET.sample(found.at, &simulated);
            for (a, b) in found.values.iter().zip(&exact.values) {
                let (a, b) = (a.expect("a value"), b.expect("a value"));
                assert!((a - b).abs() <= 1e-9 * exact.size, "{path} = {}: {a} against {b}", found.at);
            }
        }
    }
    let wage = Input::typed(NumberPath::new("desk.team.*.hourly_wage").expect("a number"), (8.0, 12.0), &known);
    assert!(wage.repriced(NET, &scenarios, &base).is_none(), "hours are no measure of money");
}

fn ranked(pair: &Pair, asked: Asked, chosen: &[usize], inputs: &[(&str, (f64, f64))]) -> Ranking {
    let loaded = pair.load();
    let known: Vec<Known> = chosen.iter().map(|at| (&loaded.scenarios[*at], loaded.in_force[*at].as_slice())).collect();
    let input =
        |(path, range): &(&str, (f64, f64))| Input::typed(NumberPath::new(path).expect("a number"), *range, &known);
    let inputs: Vec<Input> = inputs.iter().map(input).collect();
    let found = pair.ask(chosen, 20, 11, |evaluator| rank(evaluator, &[asked], &inputs));
    found.expect("sound scenarios").remove(0)
}

fn of<'r>(ranking: &'r Ranking, key: &str) -> &'r Effect {
    ranking.effects.iter().find(|one| one.key == key).unwrap_or_else(|| panic!("{key} is ranked"))
}

/// The third agent costs 168 h x 10 and saves phone contacts at 88 each: both effects follow from the contacts saved.
#[test]
fn effects_and_turning_values_are_those_computed_by_hand() {
    let pair = erlang_a(88.0);
    let base = pair.ask(&[0, 1], 20, 11, |evaluator| evaluator.outcomes(&[vec![]])).remove(0).expect("sound");
    let calls = Question::Difference { baseline: 0, other: 1, measure: Measure::PhoneContacts };
    let saved = -calls.sample(0.0, &base).estimate().mean.expect("a mean");
    let asked = Asked { question: NET, threshold: 0.0 };
    let inputs = [
        ("customers.dm_accept", (0.1, 0.9)),
        ("desk.team.*.hourly_wage", (2.0, 30.0)),
        ("costs.phone_contact", (70.0, 110.0)),
        ("demand.volume_factor", (0.5, 1.5)),
        ("customers.loss.satisfied", (0.0, 0.5)),
    ];
    let found = ranked(&pair, asked, &[0, 1], &inputs);
    let near = |value: f64, exact: f64, tolerance: f64, what: &str| {
        assert!((value - exact).abs() <= tolerance, "{what}: {value} against {exact}");
    };
    let effect = |key: &str| of(&found, key).effect.mean.expect("a mean");
    near(effect("desk.team.*.hourly_wage"), 28.0 * 168.0, 1e-6, "wage");
    near(effect("costs.phone_contact"), -40.0 * saved, 1e-6, "price of a call");
    assert_eq!(effect("customers.dm_accept"), 0.0, "nobody is invited");
    assert_eq!(effect("customers.loss.satisfied"), 0.0, "a customer has no value");
    assert_eq!(of(&found, "customers.dm_accept").effect.half_width(), Some(0.0));
    let keys: Vec<&str> = found.effects.iter().map(|one| one.key.as_str()).collect();
    assert_eq!(keys[0], "desk.team.*.hourly_wage", "{keys:?}");
    assert!(keys[1] == "demand.volume_factor" && keys[2] == "costs.phone_contact", "{keys:?}");
    // The wage at which the third agent costs what the calls do; found by search, since it takes another run.
    let [turn] = of(&found, "desk.team.*.hourly_wage").turns_at[..] else { panic!("one turn") };
    near(turn, 88.0 * saved / 168.0, 0.28, "turning wage");
    // The price of a call, exactly.
    let [turn] = of(&found, "costs.phone_contact").turns_at[..] else { panic!("one turn") };
    near(turn, 1_680.0 / saved, 1e-6, "turning price");
    // The volume, against the search for the break-even on the same customers.
    let search = Search::new(&NumberPath::new("demand.volume_factor").unwrap(), Measure::NetCostPerWeek, (0.5, 1.5));
    let path = NumberPath::new("demand.volume_factor").unwrap();
    let even =
        pair.ask(&[0, 1], 20, 11, |evaluator| relevo::study::vary::breakeven::over(evaluator, &path, NET, search));
    let even = even.expect("sound scenarios").crossing().map(|one| one.at);
    let [turn] = of(&found, "demand.volume_factor").turns_at[..] else { panic!("one turn") };
    near(turn, even.expect("one crossing"), 0.011, "turning volume");
}

/// M/M/1 first come, first served: the time to the answer is exponential with rate mu - lambda. 504 a week are 3 an hour; with 12
/// minutes each 1 - exp(-2) = 86 % are answered within 1 h, and 80 % where mu = 3 + ln 5, which is 13.02 minutes: a factor of
/// 1.085. The turning value of 20 replications of 20 weeks lies within .02.
#[test]
fn the_handling_time_at_which_an_agreement_is_missed_is_that_of_the_formula() {
    let desk = r#"
[[demand.contact]]
name = "job"
per_week = 504
private_data = 0
phone_needed = 0
handling_time = { shape = "exponential", mean = 12 }
agent_messages = 1
[[desk.team]]
agents = 1
shifts = ["24x7"]
[[sla]]
name = "1 h"
within = "1h"
target = 0.8
"#;
    let pair = Pair::new(desk, &["run.weeks=20"]);
    let asked = Asked { question: Question::Attained { scenario: 0, sla: 0 }, threshold: 0.8 };
    let found = ranked(&pair, asked, &[0], &[("demand.handling_factor", (0.8, 1.4))]);
    let exact = 60.0 / (3.0 + 5f64.ln()) / 12.0;
    let [turn] = of(&found, "demand.handling_factor").turns_at[..] else { panic!("one turn") };
    assert!((turn - exact).abs() < 0.02, "{turn} against {exact}");
    let attained = found.figure.mean.expect("a share");
    assert!((attained - (1.0 - (-2.0f64).exp())).abs() < 0.01, "{attained}");
}

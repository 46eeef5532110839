use super::*;
use crate::desk::{OnAbandon, Order};
use crate::random::Distribution;

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

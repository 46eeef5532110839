//! Laws of outcomes and money, on random scenarios.

use super::books::Books;
use super::ledger::{seats, stories, sums, supervisors};
use super::random_scenario::scenario;
use proptest::prelude::*;
use relevo::desk::{Channel, Costs, Loss, Scenario, Training};
use relevo::engine;
use relevo::metrics::series::SeriesTotals;
use relevo::metrics::{Measure, Recorder, ReplicationValues, Row, Unit};
use relevo::model::Model;

/// One replication, measured, with everything that happened in it.
fn replication(model: &Model, seed: u64) -> (Books, ReplicationValues, SeriesTotals) {
    let mut books = Books::default();
    let go_on = || true;
    let mut recorder = Recorder::new(model, model.week_opens(), &go_on);
    engine::simulate(model, seed, 0, &mut (&mut books, &mut recorder)).expect("small desks run to their end");
    let (values, series) = recorder.finish();
    (books, values, series)
}

fn of(row: &Row, measure: Measure) -> f64 {
    row.get(measure).unwrap_or(f64::NAN)
}

fn alike(found: f64, exact: f64) -> bool {
    (found - exact).abs() <= 1e-7 * exact.abs().max(1.0) || found.is_nan() && !exact.is_finite()
}

/// Half a cent.
fn to_the_cent(found: f64, exact: f64) -> bool {
    (found - exact).abs() < 0.005
}

/// Trained agents too, which random scenarios have not.
fn with_training(mut scenario: Scenario, trained: bool) -> Scenario {
    let errors = scenario.policy.errors;
    scenario.policy.training = trained.then_some(Training { cost_per_agent_year: 300.0, errors });
    scenario
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 192, failure_persistence: None, ..ProptestConfig::default() })]

    /// Outcomes are what the story of each conversation says: of the whole desk, by contact type, by channel and by week; and
    /// money follows from them.
    #[test]
    fn outcomes_are_what_the_facts_say(scenario in scenario(), seed in any::<u64>()) {
        let model = Model::new(&scenario);
        let (books, values, _) = replication(&model, seed);
        let (stories, weeks) = (stories(&books), f64::from(model.plan.weeks));
        let all = sums(&model, &stories, |_| true);
        let contact = |number: usize| sums(&model, &stories, move |who| usize::from(who.contact) == number);
        let channel = |number: usize| sums(&model, &stories, move |who| who.channel == Channel::ALL[number]);
        let contacts = values.contacts.iter().enumerate().map(|(number, row)| (row, contact(number)));
        let channels = values.channels.iter().enumerate().map(|(number, row)| (row, channel(number)));
        for (row, sums) in [(&values.desk, all)].into_iter().chain(contacts).chain(channels) {
            for (measure, exact) in sums.measures(&scenario, weeks) {
                let found = of(row, measure);
                prop_assert!(alike(found, exact), "{}: {} instead of {}", measure.id(), found, exact);
            }
        }
        let (costs, customers) = (&scenario.costs, &scenario.customers);
        for (number, week) in values.weeks.iter().enumerate() {
            let number = number as u32 + model.plan.warmup_weeks;
            let of_week = sums(&model, &stories, |who| who.opened.week() == number);
            let lost = of_week.lost(&scenario);
            prop_assert!(alike(week.satisfied, of_week.satisfied) && alike(week.customers_lost, lost));
            prop_assert_eq!(week.phone_contacts as f64, of_week.phoned);
            let contacts = of_week.phoned * costs.phone_contact + of_week.gestures * costs.goodwill_cost;
            prop_assert!(alike(week.contact_cost, contacts));
            let value = lost * customers.lifetime_margin - of_week.satisfied * customers.spend_uplift;
            prop_assert!(alike(week.value_lost, value));
        }
        let staff = books.staff_cost(&model) + supervisors(&books, &model) + seats(&scenario);
        let contacts = (all.phoned * costs.phone_contact + all.gestures * costs.goodwill_cost) / weeks;
        let value = (all.lost(&scenario) * customers.lifetime_margin - all.satisfied * customers.spend_uplift) / weeks;
        for (measure, exact) in [
            (Measure::SupervisorsPerWeek, supervisors(&books, &model)),
            (Measure::SeatsPerWeek, seats(&scenario)),
            (Measure::StaffCostPerWeek, staff),
            (Measure::CostWithContactsPerWeek, staff + contacts),
            (Measure::ValueLostPerWeek, value),
            (Measure::NetCostPerWeek, staff + contacts + value),
        ] {
            let found = of(&values.desk, measure);
            prop_assert!(alike(found, exact), "{}: {} instead of {}", measure.id(), found, exact);
        }
    }

    /// Every conversation ends in exactly one class: where everybody is lost, satisfied or not, as many are lost as wrote, in
    /// every row and week.
    #[test]
    fn every_conversation_has_one_outcome(mut scenario in scenario(), seed in any::<u64>()) {
        scenario.customers.loss = Loss { satisfied: 1.0, dissatisfied: 1.0 };
        let model = Model::new(&scenario);
        let (_, values, _) = replication(&model, seed);
        for row in [&values.desk].into_iter().chain(&values.contacts).chain(&values.channels) {
            let (lost, wrote) = (of(row, Measure::CustomersLost), of(row, Measure::ConversationsPerWeek));
            prop_assert!((lost - wrote).abs() < 1e-6, "{lost} of {wrote}");
        }
        for week in &values.weeks {
            prop_assert!((week.customers_lost - week.opened as f64).abs() < 1e-6);
            prop_assert!(week.satisfied <= week.opened as f64 && week.phone_contacts <= week.opened);
        }
    }

    /// Money adds up to the cent over teams, hours, weeks and steps.
    #[test]
    fn money_adds_up(scenario in scenario(), trained in any::<bool>(), seed in any::<u64>()) {
        let scenario = with_training(scenario, trained);
        let model = Model::new(&scenario);
        let (_, values, series) = replication(&model, seed);
        let desk = |measure| of(&values.desk, measure);
        let teams = |measure| values.teams.iter().map(|row| of(row, measure)).sum::<f64>();
        let staff = desk(Measure::StaffCostPerWeek);
        let beside = desk(Measure::SupervisorsPerWeek) + desk(Measure::SeatsPerWeek);
        prop_assert!(to_the_cent(staff, teams(Measure::StaffCostPerWeek) + beside));
        prop_assert!(to_the_cent(desk(Measure::TrainingPerWeek), teams(Measure::TrainingPerWeek)));
        prop_assert!(trained || desk(Measure::TrainingPerWeek) == 0.0);
        prop_assert!(to_the_cent(staff, series.staff_cost_by_hour().iter().sum()));
        let weeks = values.weeks.len() as f64;
        prop_assert!(to_the_cent(staff, values.weeks.iter().map(|week| week.staff_cost).sum::<f64>() / weeks));
        let with_contacts = staff + desk(Measure::PhoneCostPerWeek) + desk(Measure::GoodwillPerWeek);
        prop_assert!(to_the_cent(desk(Measure::CostWithContactsPerWeek), with_contacts));
        let contacts = values.weeks.iter().map(|week| week.contact_cost).sum::<f64>() / weeks;
        prop_assert!(to_the_cent(with_contacts - staff, contacts));
        let value_lost = desk(Measure::LostMarginPerWeek) - desk(Measure::UpliftPerWeek);
        prop_assert!(to_the_cent(desk(Measure::ValueLostPerWeek), value_lost));
        let by_week = values.weeks.iter().map(|week| week.value_lost).sum::<f64>() / weeks;
        prop_assert!(to_the_cent(value_lost, by_week));
        prop_assert!(to_the_cent(desk(Measure::NetCostPerWeek), with_contacts + value_lost));
    }

    /// A price changes no fact, and no measure that is not money.
    #[test]
    fn a_price_changes_no_fact(scenario in scenario(), seed in any::<u64>()) {
        let mut dearer = scenario.clone();
        dearer.costs = Costs {
            sunday: 0.9,
            contributions: 0.1,
            goodwill_cost: 90.0,
            phone_contact: 17.0,
            seats: 300.0,
            supervisors: None,
            ..dearer.costs
        };
        dearer.customers.lifetime_margin = 5_000.0;
        dearer.customers.spend_uplift = 70.0;
        dearer.teams.iter_mut().for_each(|team| team.hourly_wage = 31.0);
        let (one, other) = (Model::new(&scenario), Model::new(&dearer));
        let ((facts, cheap, _), (same_facts, dear, _)) = (replication(&one, seed), replication(&other, seed));
        prop_assert_eq!(facts.facts, same_facts.facts);
        let money = |measure: &Measure| matches!(measure.unit(), Unit::Money | Unit::MoneyPerWeek);
        for measure in Measure::ALL.iter().filter(|measure| !money(measure)) {
            prop_assert_eq!(cheap.desk.get(*measure), dear.desk.get(*measure), "{}", measure.id());
        }
    }
}

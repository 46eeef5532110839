//! Keys that only price what happens. A price changes no fact, and the measures of money are sums of facts times prices: each
//! is linear in each price, replication by replication.

use super::evaluate::Outcome;
use crate::desk::Scenario;
use crate::metrics::Measure;
use crate::scenario::keys::Key;

/// Section and name of the keys that only price.
pub const PRICES: &[(&str, &str)] = &[
    ("customers", "lifetime_margin"),
    ("customers", "spend_uplift"),
    ("customers.loss", "satisfied"),
    ("customers.loss", "dissatisfied"),
    ("desk.team", "hourly_wage"),
    ("policy.training", "cost_per_agent_year"),
    ("costs", "phone_contact"),
    ("costs", "goodwill_cost"),
    ("costs", "seats"),
    ("costs", "contributions"),
    ("costs", "sunday"),
    ("costs", "holiday"),
    ("costs.night", "premium"),
    ("costs.supervisors", "hourly_wage"),
];

/// Whether a measure is linear in a key. The cost for each customer kept is a ratio with the customers kept below.
pub fn is_linear(key: &Key, measure: Measure) -> bool {
    PRICES.contains(&(key.section, key.name)) && measure != Measure::CostPerRetainedCustomer
}

/// What one unit more of a price adds to the net cost a week of a replication; `None` where only another run can tell.
pub fn slope(key: &Key, scenario: &Scenario, outcome: &Outcome) -> Option<f64> {
    let of = |measure| outcome.desk.get(measure);
    let satisfied = || Some(of(Measure::Satisfied)? * of(Measure::ConversationsPerWeek)?);
    match (key.section, key.name) {
        ("customers", "lifetime_margin") => of(Measure::CustomersLost),
        ("customers", "spend_uplift") => Some(-satisfied()?),
        ("customers.loss", "satisfied") => Some(scenario.customers.lifetime_margin * satisfied()?),
        ("customers.loss", "dissatisfied") => {
            Some(scenario.customers.lifetime_margin * (of(Measure::ConversationsPerWeek)? - satisfied()?))
        }
        ("costs", "phone_contact") => of(Measure::PhoneContacts),
        _ => None,
    }
}

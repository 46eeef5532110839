//! What is least certain: for each such key the values that are plausible, and what they rest on. A sensitivity run varies
//! these, one at a time.

use super::{Basis, Key, find};
use crate::desk::Scenario;
use crate::locale::Text;
use crate::model::Levers;

/// A key whose value is poorly known.
#[derive(Clone, Copy, Debug)]
pub struct Doubt {
    pub section: &'static str,
    pub name: &'static str,
    /// What it is, as the subject of a sentence.
    pub label: Text,
    pub range: Plausible,
    pub basis: Basis,
    /// Whether it can change a result of the scenario at all.
    pub matters: fn(&Scenario) -> bool,
}

/// The values that are plausible.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Plausible {
    /// From one value to another, and the value in force.
    Between(f64, f64),
    /// The value in force times these.
    Times(f64, f64),
}

impl Doubt {
    /// The row of the key.
    pub fn key(&self) -> Option<&'static Key> {
        find(self.section, self.name)
    }

    /// The least and the greatest plausible value; the value in force is one of them or lies between.
    pub fn range(&self, in_force: f64) -> (f64, f64) {
        match self.range {
            Plausible::Between(low, high) => (low.min(in_force), high.max(in_force)),
            Plausible::Times(low, high) => (low * in_force, high * in_force),
        }
    }

    /// The paths of the key in a scenario: one, or one for each entry of its list that has a name a path can hold.
    pub fn paths(&self, scenario: &Scenario) -> Vec<String> {
        match self.section {
            "demand.crisis" => {
                let names = scenario.demand.crises.iter().map(|crisis| &crisis.name);
                names.filter_map(|name| Some(format!("{}.{}.{}", self.section, quoted(name)?, self.name))).collect()
            }
            "" => vec![self.name.to_owned()],
            section => vec![format!("{section}.{}", self.name)],
        }
    }

    /// What is in force where the file does not say it in a number.
    pub fn implied(&self, scenario: &Scenario) -> Option<f64> {
        let learned_per_case = (self.section, self.name) == ("customers.hostile", "learned_per_case");
        learned_per_case.then(|| Levers::new(scenario).learning.map(|learning| learning.per_case)).flatten()
    }
}

/// A name as a dotted path holds it; `None` where it has both kinds of quotes, or one at an end.
fn quoted(name: &str) -> Option<String> {
    match (name.contains('"'), name.contains('\'')) {
        (false, false) => Some(format!("\"{name}\"")),
        _ => None,
    }
}

const ALWAYS: fn(&Scenario) -> bool = |_| true;
const PATIENCE_ENDS: fn(&Scenario) -> bool = |scenario| scenario.customers.patience.is_some();
const HOSTILE: fn(&Scenario) -> bool = |scenario| scenario.demand.contacts.iter().any(|contact| contact.negative);
/// Preferential treatment is what teaches.
const LEARNS: fn(&Scenario) -> bool = |scenario| HOSTILE(scenario) && !scenario.policy.preferential.is_empty();

/// All of them, in the order of the reference.
pub const DOUBTS: &[Doubt] = &[
    Doubt {
        section: "demand",
        name: "handling_factor",
        label: Text::new("the handling time (factor)", "el tiempo de gestión (factor)"),
        range: Plausible::Between(0.6, 1.8),
        basis: Basis::Evidence(
            "Handling time of one social message: no direct measurement found; 8.4 min of paid time per KLM question; trade guides 3-9 min",
        ),
        matters: ALWAYS,
    },
    Doubt {
        section: "demand",
        name: "dm_factor",
        label: Text::new("the share of direct messages (factor)", "la proporción de mensajes directos (factor)"),
        range: Plausible::Between(0.5, 2.0),
        basis: Basis::Assumption,
        matters: |scenario| scenario.demand.contacts.iter().any(|contact| contact.dm_share > 0.0),
    },
    Doubt {
        section: "demand.crisis",
        name: "half_life",
        label: Text::new("the half-life of a crisis", "la vida media de una crisis"),
        range: Plausible::Times(0.5, 2.0),
        basis: Basis::Assumption,
        matters: |scenario| !scenario.demand.crises.is_empty(),
    },
    Doubt {
        section: "customers",
        name: "patience_factor",
        label: Text::new("customers' patience (factor)", "la paciencia de los clientes (factor)"),
        range: Plausible::Between(0.3, 2.0),
        basis: Basis::Evidence("Expect an answer: 23.7 % at once, 49.8 % within 1 h, 79.2 % within a day, 6.9 % never"),
        matters: PATIENCE_ENDS,
    },
    Doubt {
        section: "customers",
        name: "phone",
        label: Text::new("the share who phone when patience ends", "la proporción que llama al perder la paciencia"),
        range: Plausible::Between(0.26, 0.40),
        basis: Basis::Evidence("After a failed social contact 40 % phone; if ignored, 26 % escalate elsewhere"),
        matters: PATIENCE_ENDS,
    },
    Doubt {
        section: "customers",
        name: "chase",
        label: Text::new(
            "the share who write again when patience ends",
            "la proporción que insiste al perder la paciencia",
        ),
        range: Plausible::Between(0.10, 0.40),
        basis: Basis::Assumption,
        matters: PATIENCE_ENDS,
    },
    Doubt {
        section: "customers.hostile",
        name: "base",
        label: Text::new("the share of hostile customers", "la proporción de clientes hostiles"),
        range: Plausible::Between(0.01, 0.10),
        basis: Basis::Assumption,
        matters: HOSTILE,
    },
    Doubt {
        section: "customers.hostile",
        name: "learned",
        label: Text::new("the share who turn hostile once it pays", "la proporción que se vuelve hostil si compensa"),
        range: Plausible::Between(0.10, 0.50),
        basis: Basis::Assumption,
        matters: LEARNS,
    },
    Doubt {
        section: "customers.hostile",
        name: "half_life",
        label: Text::new("the half-life of what was learned", "la vida media de lo aprendido"),
        range: Plausible::Times(0.5, 2.0),
        basis: Basis::Assumption,
        matters: LEARNS,
    },
    Doubt {
        section: "customers.hostile",
        name: "learned_per_case",
        label: Text::new("what one preferential answer teaches", "lo que enseña cada respuesta preferente"),
        range: Plausible::Times(0.25, 4.0),
        basis: Basis::Assumption,
        matters: LEARNS,
    },
    Doubt {
        section: "customers",
        name: "lifetime_margin",
        label: Text::new("the value of a customer", "el valor de un cliente"),
        range: Plausible::Times(0.25, 4.0),
        basis: Basis::Assumption,
        matters: ALWAYS,
    },
    Doubt {
        section: "customers",
        name: "spend_uplift",
        label: Text::new("the extra margin of a satisfied customer", "el margen adicional de un cliente satisfecho"),
        range: Plausible::Times(0.5, 2.0),
        basis: Basis::Evidence("Customers who get an answer spend 20-40 % more"),
        matters: |scenario| scenario.customers.spend_uplift > 0.0,
    },
    Doubt {
        section: "customers.loss",
        name: "satisfied",
        label: Text::new(
            "the share of satisfied customers who leave the brand",
            "la proporción de clientes satisfechos que deja la marca",
        ),
        range: Plausible::Between(0.005, 0.02),
        basis: Basis::Assumption,
        matters: ALWAYS,
    },
    Doubt {
        section: "customers.loss",
        name: "dissatisfied",
        label: Text::new(
            "the share of dissatisfied customers who leave the brand",
            "la proporción de clientes insatisfechos que deja la marca",
        ),
        range: Plausible::Between(0.04, 0.15),
        basis: Basis::Assumption,
        matters: ALWAYS,
    },
    Doubt {
        section: "policy",
        name: "errors",
        label: Text::new("the share of wrong answers", "la proporción de respuestas erróneas"),
        range: Plausible::Between(0.01, 0.05),
        basis: Basis::Assumption,
        matters: |scenario| scenario.policy.training.is_none(),
    },
    Doubt {
        section: "costs",
        name: "phone_contact",
        label: Text::new("the cost of a phone contact", "el coste de un contacto telefónico"),
        range: Plausible::Between(4.5, 8.0),
        basis: Basis::Evidence("Phone contact 5.25 $ (US), 6.55 GBP (UK)"),
        matters: ALWAYS,
    },
];

/// The doubt about a key.
pub fn of(key: &Key) -> Option<&'static Doubt> {
    DOUBTS.iter().find(|doubt| (doubt.section, doubt.name) == (key.section, key.name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::keys::{Default, Kind};
    use crate::scenario::path::NumberPath;

    #[test]
    fn every_doubt_is_about_a_number_whose_default_is_plausible() {
        for doubt in DOUBTS {
            let key = doubt.key().unwrap_or_else(|| panic!("{}.{} is no key", doubt.section, doubt.name));
            let path = NumberPath::new(&format!("{}.{}", key.section, key.name)).expect("a number");
            let (least, most) = path.limits();
            if let (Default::Value(text), Plausible::Between(low, high)) = (key.default, doubt.range) {
                let value: f64 = text.parse().expect("a plain number");
                assert!(low < value && value < high, "{}: {value} within {low}..{high}", key.path());
                assert!(least <= low && high <= most, "{}", key.path());
            }
            assert!(matches!(key.kind, Kind::Number { .. } | Kind::Share | Kind::Duration { .. }));
            assert_ne!(doubt.label.en, doubt.label.es);
            assert!(of(key).is_some());
        }
    }

    #[test]
    fn a_range_holds_the_value_in_force() {
        let doubt = DOUBTS.iter().find(|doubt| doubt.name == "phone").expect("a doubt");
        assert_eq!(doubt.range(0.32), (0.26, 0.40));
        assert_eq!(doubt.range(0.7), (0.26, 0.7));
        assert_eq!(doubt.range(0.0), (0.0, 0.40));
    }
}

//! Which policy figures a study is about: those that a lever in use moves. Without it every table would list a dozen figures that
//! nobody asked for, since private data, errors and hostile customers are part of every desk.

use crate::desk::{DmPolicy, Scenario};
use crate::metrics::Measure;

/// The figures that the levers in use in any of the scenarios move, in the order of [`Measure::ALL`]. Errors are part of
/// every desk, so they count where training fights them or where their rates differ.
pub fn policy_measures<'a>(scenarios: impl Iterator<Item = &'a Scenario> + Clone) -> Vec<Measure> {
    let mut rates = scenarios.clone().map(|one| one.policy.error_rate());
    let first = rates.next();
    let errors_differ = rates.any(|rate| Some(rate) != first);
    let mut measures: Vec<Measure> = scenarios.flat_map(of_one).collect();
    measures.extend(errors_differ.then_some(Measure::Reopened));
    measures.sort_unstable();
    measures.dedup();
    measures
}

fn of_one(scenario: &Scenario) -> impl Iterator<Item = Measure> {
    use Measure::*;
    let (policy, demand) = (&scenario.policy, &scenario.demand);
    let used: [(bool, &'static [Measure]); 9] = [
        (policy.bot.is_some(), &[BotContained]),
        (policy.wait_estimate, &[LeftAtEstimate, PhoneContacts]),
        (!policy.preferential.is_empty(), &[Preferential, HostileShare, Learned]),
        (policy.troll_protocol.is_some(), &[HostileShare]),
        (policy.dm != DmPolicy::WhenNeeded, &[MovedToDm, PrivacyExposures, PhoneContacts]),
        (policy.without_database, &[PhoneContacts]),
        (policy.training.is_some(), &[Reopened]),
        (policy.monitor_indirect > 0.0, &[Intrusions]),
        (demand.contagion.is_some(), &[Contagious]),
    ];
    used.into_iter().filter(|(used, _)| *used).flat_map(|(_, measures)| measures.iter().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Bot, Channel, Contagion, Preferential, Training, TrollProtocol};
    use crate::study::synthetic;
    use crate::time::Span;

    /// What a change of a plain scenario adds to a study of both.
    fn added(change: impl Fn(&mut Scenario)) -> Vec<&'static str> {
        let (plain, mut changed) = (synthetic::scenario("plain"), synthetic::scenario("changed"));
        change(&mut changed);
        policy_measures([&plain, &changed].into_iter()).into_iter().map(Measure::id).collect()
    }

    #[test]
    fn a_study_without_levers_is_about_none() {
        assert_eq!(added(|_| {}), [""; 0]);
        let erring = |_: &str| {
            let mut scenario = synthetic::scenario("erring");
            scenario.policy.errors = 0.02;
            scenario
        };
        assert!(policy_measures([&erring("a"), &erring("b")].into_iter()).is_empty(), "the same errors in all");
    }

    #[test]
    fn each_lever_brings_its_figures() {
        let bot = Bot { only_closed: true, channels: vec![Channel::Dm], contain: 0.25 };
        assert_eq!(added(|one| one.policy.bot = Some(bot.clone())), ["bot_contained"]);
        assert_eq!(added(|one| one.policy.wait_estimate = true), ["left_at_estimate", "phone_contacts_per_week"]);
        let treated = ["preferential", "hostile_share", "learned"];
        assert_eq!(added(|one| one.policy.preferential.hostile = true), treated);
        let moved = ["moved_to_dm", "privacy_exposures", "phone_contacts_per_week"];
        assert_eq!(added(|one| one.policy.dm = DmPolicy::Always), moved);
        assert_eq!(added(|one| one.policy.dm = DmPolicy::Never), moved);
        assert_eq!(added(|one| one.policy.without_database = true), ["phone_contacts_per_week"]);
        assert_eq!(added(|one| one.policy.monitor_indirect = 0.3), ["intrusions"]);
        let contagion = Contagion { per_hour: 0.02, after: Span::from_minutes(60.0) };
        assert_eq!(added(|one| one.demand.contagion = Some(contagion)), ["contagious"]);
        assert_eq!(added(|one| one.policy.errors = 0.05), ["reopened"]);
        let training = Training { cost_per_agent_year: 300.0, errors: 0.0 };
        assert_eq!(added(|one| one.policy.training = Some(training)), ["reopened"]);
        let both = |one: &mut Scenario| {
            one.policy.troll_protocol = Some(TrollProtocol { max_messages: 2 });
            one.policy.preferential = Preferential { influencers: true, ..Preferential::default() };
        };
        assert_eq!(added(both), treated, "each once");
    }
}

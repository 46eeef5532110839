//! Money against figures worked out by hand: supervisors, work places, contacts by phone, the three steps of the net cost.

use super::experiment::Experiment;
use super::levers::{desk, with};
use relevo::metrics::Measure;

const WAGES: &str = "[costs]\nnight = { premium = 0 }\nsunday = 0\ncontributions = 0\n";

/// A desk of teams given as (agents, shifts), with the settings; nobody writes to it.
fn quiet(teams: &[(u32, &str)], settings: &[&str]) -> Experiment {
    let team = |(number, (agents, shifts)): (usize, &(u32, &str))| {
        format!("[[desk.team]]\nname = \"{number}\"\nagents = {agents}\nshifts = [\"{shifts}\"]\nhourly_wage = 10\n")
    };
    let teams: String = teams.iter().enumerate().map(team).collect();
    Experiment::run(&format!("{teams}{WAGES}"), &[&["demand.per_week=1e-6"], settings].concat(), 2, 3)
}

/// Three agents for eight hours and two more for four of these: 24 + 8 agent hours, so 8 of a supervisor of four; in whole ones
/// 4 h of one and 4 h of two.
#[test]
fn supervisors_lead_those_on_duty() {
    let teams = [(3, "Mon 08:00-16:00"), (2, "Mon 10:00-14:00")];
    for (whole, hours) in [(false, 8.0), (true, 12.0)] {
        let supervisors = format!("costs.supervisors={{ per_agents = 4, hourly_wage = 12.5, whole = {whole} }}");
        let simulated = quiet(&teams, &[&supervisors]);
        simulated.is_exactly(Measure::SupervisorsPerWeek, hours * 12.5);
        simulated.is_exactly(Measure::StaffCostPerWeek, 32.0 * 10.0 + hours * 12.5);
        simulated.is_exactly(Measure::PaidHoursPerWeek, 32.0);
        simulated.is_exactly(Measure::Fte, 32.0 * 365.0 / 7.0 / 1764.0);
    }
    quiet(&teams, &[]).is_exactly(Measure::SupervisorsPerWeek, 0.0);
}

/// The premiums of each minute, and contributions: as the pay of the Sunday night of VALIDATION, case 14. A break, paid or not,
/// does not send the supervisor home.
#[test]
fn supervisors_have_premiums() {
    let settings = [
        "costs.supervisors={ per_agents = 1 }",
        "costs.night={ premium = 0.203 }",
        "costs.sunday=0.198",
        "costs.contributions=0.325",
        "desk.team.0.break={ after = \"4h\", length = \"30m\" }",
    ];
    let by_hand = (2.0 * (1.0 + 0.203 + 0.198) + 6.0 * (1.0 + 0.203)) * 12.5 * 1.325;
    quiet(&[(1, "Sun 22:00-06:00")], &settings).is_exactly(Measure::SupervisorsPerWeek, by_hand);
}

/// Half of the shifts are missed, and nobody leads the absent.
#[test]
fn the_absent_need_no_supervisor() {
    let settings = ["costs.supervisors={ per_agents = 10, hourly_wage = 10 }", "desk.shrinkage={ absence = 0.5 }"];
    let desk = format!("[[desk.team]]\nagents = 50\nshifts = [\"Mon-Fri 08:00-16:00\"]\n{WAGES}");
    let simulated = Experiment::run(&desk, &[&["demand.per_week=1e-6"], &settings[..]].concat(), 40, 12);
    let by_hand = 0.5 * 50.0 / 10.0 * 40.0 * 10.0;
    simulated.agrees(Measure::SupervisorsPerWeek, by_hand, 0.02 * by_hand);
}

/// As many work places as positions on duty at once at most: shifts that touch share them, Sunday night reaches Monday morning,
/// and holidays are not ordinary.
#[test]
fn work_places_are_those_used_at_once() {
    for (teams, places) in [
        (&[(4, "Mon-Fri 08:00-16:00"), (3, "Mon-Fri 12:00-20:00")][..], 7.0),
        (&[(4, "Mon-Fri 08:00-16:00"), (3, "Mon-Fri 16:00-24:00")], 4.0),
        (&[(4, "Sun 22:00-06:00"), (3, "Mon 05:00-12:00")], 7.0),
        (&[(4, "Sun 22:00-06:00"), (3, "Mon 06:00-12:00")], 4.0),
        (&[(2, "Mon 08:00-12:00"), (9, "hol 08:00-12:00")], 2.0),
    ] {
        let simulated = quiet(teams, &["costs.seats=250", "desk.shrinkage={ absence = 0.3 }"]);
        // Twelve months are 365/7 weeks.
        simulated.is_exactly(Measure::SeatsPerWeek, places * 250.0 * 12.0 * 7.0 / 365.0);
    }
}

/// Everybody is sent to the phone: a contact each. Half are satisfied, and bring something more.
#[test]
fn three_steps_lead_to_the_net_cost() {
    let settings = [
        "demand.contact.job.phone_needed=1",
        "policy.preferential=[\"influencers\"]",
        "customers.influencer_reach=0",
        "costs.goodwill_cost=3",
        "costs.phone_contact=6",
        "customers.lifetime_margin=200",
        "customers.spend_uplift=4",
        "customers.loss={ satisfied = 0.02, dissatisfied = 0.1 }",
    ];
    let simulated = with(&desk(40), &settings, 2, 2);
    let (conversations, satisfied) = (Measure::ConversationsPerWeek, 0.55);
    let lost = 0.02 * satisfied + 0.1 * (1.0 - satisfied);
    simulated.is_exactly_per(conversations, Measure::PhoneCostPerWeek, 6.0);
    simulated.is_exactly_per(conversations, Measure::GoodwillPerWeek, 3.0);
    simulated.is_exactly_per(conversations, Measure::LostMarginPerWeek, lost * 200.0);
    simulated.is_exactly_per(conversations, Measure::UpliftPerWeek, satisfied * 4.0);
    simulated.is_exactly_per(conversations, Measure::ValueLostPerWeek, lost * 200.0 - satisfied * 4.0);
    simulated.is_exactly_per(conversations, Measure::AllByPhonePerWeek, 6.0);
    for row in simulated.rows() {
        let of = |measure| row.get(measure).expect("always given");
        let (staff, kept) = (of(Measure::StaffCostPerWeek), of(conversations) * (1.0 - lost));
        let contacts = of(conversations) * 9.0;
        let net = staff + contacts + of(Measure::ValueLostPerWeek);
        assert!((of(Measure::CostWithContactsPerWeek) - staff - contacts).abs() < 0.005);
        assert!((of(Measure::NetCostPerWeek) - net).abs() < 0.005);
        let answered = staff + of(conversations) * 6.0;
        assert!((of(Measure::CostPerConversation) * of(conversations) - answered).abs() < 0.005);
        assert!((of(Measure::CostPerRetainedCustomer) * kept - answered).abs() < 0.005);
    }
}

//! What follows from other measures and the prices: contacts by phone, value lost, net cost in its three steps, costs per
//! conversation and per customer kept (MODEL, section 9).

use super::batch::Row;
use super::measure::Measure;
use crate::desk::Scenario;

/// Sets the measures of money in the row of the whole desk, which has those of staff, treatment and outcomes.
pub fn fill(scenario: &Scenario, desk: &mut Row) {
    let (costs, customers) = (&scenario.costs, &scenario.customers);
    let of = |desk: &Row, measure| desk.get(measure).unwrap_or_default();
    let conversations = of(desk, Measure::ConversationsPerWeek);
    let staff = of(desk, Measure::StaffCostPerWeek);
    let phone = of(desk, Measure::PhoneContacts) * costs.phone_contact;
    let with_contacts = staff + phone + of(desk, Measure::GoodwillPerWeek);
    let lost = of(desk, Measure::CustomersLost);
    let lost_margin = lost * customers.lifetime_margin;
    let uplift = of(desk, Measure::Satisfied) * conversations * customers.spend_uplift;
    let value_lost = lost_margin - uplift;
    desk.set(Measure::PhoneCostPerWeek, phone);
    desk.set(Measure::CostWithContactsPerWeek, with_contacts);
    desk.set(Measure::LostMarginPerWeek, lost_margin);
    desk.set(Measure::UpliftPerWeek, uplift);
    desk.set(Measure::ValueLostPerWeek, value_lost);
    desk.set(Measure::NetCostPerWeek, with_contacts + value_lost);
    desk.set(Measure::CostPerConversation, (staff + phone) / conversations);
    desk.set(Measure::CostPerRetainedCustomer, (staff + phone) / (conversations - lost));
    desk.set(Measure::AllByPhonePerWeek, conversations * costs.phone_contact);
}

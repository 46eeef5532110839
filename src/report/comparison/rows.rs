//! Which figures the table shows, in which groups and under which words.

use crate::locale::Text;
use crate::metrics::Measure;
use crate::study::result::StudyResult;

pub const SERVICE: Text = Text::new("Answering", "Respuesta");
pub const AGREEMENTS: Text = Text::new("Service-level agreements", "Acuerdos de nivel de servicio");
pub const WAITING: Text = Text::new("Waiting", "Espera");
pub const POLICY: Text = Text::new("Policy", "Política");
pub const STAFF: Text = Text::new("Staff", "Personal");
pub const OUTCOME: Text = Text::new("What it brings", "Efecto en los clientes");
pub const MONEY: Text = Text::new("Money", "Resultado económico");

/// Rows about answering; the response rate directly above the response times.
pub const SERVICE_ROWS: [(Measure, Text); 9] = [
    (Measure::ConversationsPerWeek, Text::new("Conversations a week", "Conversaciones por semana")),
    (Measure::ResponseRate, Text::new("Response rate", "Tasa de respuesta")),
    (Measure::FirstResponseP50, Text::new("First response, median", "Tiempo de 1.ª respuesta, mediana")),
    (Measure::FirstResponseP90, Text::new("First response, 90 %", "Tiempo de 1.ª respuesta, 90 %")),
    (Measure::FirstResponseServiceP50, Text::new("  in service hours, median", "  en horario, mediana")),
    (Measure::FirstResponseServiceP90, Text::new("  in service hours, 90 %", "  en horario, 90 %")),
    (Measure::Within15m, Text::new("Answered within 15 min", "Respondidas en 15 min")),
    (Measure::Within1h, Text::new("Answered within 1 h", "Respondidas en 1 h")),
    (Measure::Within4h, Text::new("Answered within 4 h", "Respondidas en 4 h")),
];
pub const WAITING_ROWS: [(Measure, Text); 6] = [
    (Measure::Abandoned, Text::new("Gave up waiting", "Abandonan la espera")),
    (Measure::Phoned, Text::new("Led to a phone contact", "Acaban en llamada")),
    (Measure::BacklogMean, Text::new("Backlog, mean", "Carga pendiente, media")),
    (Measure::BacklogP95, Text::new("Backlog, 95 %", "Carga pendiente, 95 %")),
    (Measure::WeekOpenBacklog, Text::new("Waiting as the week opens", "En espera al abrir la semana")),
    (Measure::WeekOpenClear, Text::new("Time to clear it", "Tiempo hasta ponerse al día")),
];
pub const STAFF_ROWS: [(Measure, Text); 3] = [
    (Measure::Occupancy, Text::new("Occupancy", "Ocupación")),
    (Measure::PaidHoursPerWeek, Text::new("Paid hours a week", "Horas pagadas por semana")),
    (Measure::Fte, Text::new("Full-time equivalents", "Equivalentes a jornada completa")),
];
pub const OUTCOME_ROWS: [(Measure, Text); 3] = [
    (Measure::Satisfied, Text::new("Customers satisfied", "Clientes satisfechos")),
    (Measure::CustomersLost, Text::new("Customers lost a week", "Clientes perdidos por semana")),
    (Measure::LeftChannel, Text::new("Left the channel for good", "Abandonan el canal")),
];
/// The three steps of the net cost, each with what leads from one to the next, and costs per head.
const MONEY_ROWS: [(Measure, Text); 9] = [
    (Measure::StaffCostPerWeek, Text::new("Staff cost a week", "Coste de personal semanal")),
    (Measure::PhoneCostPerWeek, Text::new("  phone contacts", "  contactos telefónicos")),
    (Measure::GoodwillPerWeek, Text::new("  goodwill gestures", "  gestos comerciales")),
    (Measure::CostWithContactsPerWeek, Text::new("Cost with contacts", "Coste con contactos")),
    (Measure::LostMarginPerWeek, Text::new("  margin lost", "  margen perdido")),
    (Measure::UpliftPerWeek, Text::new("  less extra margin", "  menos margen adicional")),
    (Measure::NetCostPerWeek, Text::new("Net cost a week", "Coste neto semanal")),
    (Measure::CostPerConversation, Text::new("Cost per conversation", "Coste por conversación")),
    (Measure::CostPerRetainedCustomer, Text::new("Cost per customer kept", "Coste por cliente conservado")),
];
/// Stands below the cost per conversation.
pub const BY_PHONE: Text = Text::new("  by phone", "  por teléfono");
/// Rows about policy, of which a table shows those that the study is about.
const POLICY_ROWS: [(Measure, Text); 11] = [
    (Measure::BotContained, Text::new("Solved by the bot, a week", "Resueltas por el bot, semana")),
    (Measure::LeftAtEstimate, Text::new("Left at the wait estimate", "Se van al ver la espera")),
    (Measure::Preferential, Text::new("Preferential treatments a week", "Tratos preferentes por semana")),
    (Measure::HostileShare, Text::new("Hostile among the negative", "Hostiles entre las negativas")),
    (Measure::Learned, Text::new("Learned: being hard pays", "Aprendido: ser duro compensa")),
    (Measure::MovedToDm, Text::new("Moved to DM, a week", "Pasan a DM, semana")),
    (Measure::PrivacyExposures, Text::new("Private data in public, a week", "Datos privados expuestos, semana")),
    (Measure::PhoneContacts, Text::new("Phone contacts a week", "Contactos telefónicos, semana")),
    (Measure::Intrusions, Text::new("Felt as intrusion, a week", "Vistas como intrusión, semana")),
    (Measure::Reopened, Text::new("Reopened after an error, a week", "Reabiertas por error, semana")),
    (Measure::Contagious, Text::new("Opened by contagion, a week", "Abiertas por contagio, semana")),
];

/// The policy figures that the study is about, less those that are zero in every scenario.
pub fn policy_rows(result: &StudyResult) -> Vec<(Measure, Text)> {
    let about = |measure: Measure| result.policy_measures.contains(&measure) && differs_from_zero(result, measure);
    POLICY_ROWS.into_iter().filter(|(measure, _)| about(*measure)).collect()
}

/// The rows of money; gestures and extra margin only where a scenario has them.
pub fn money_rows(result: &StudyResult) -> Vec<(Measure, Text)> {
    let optional = |measure: Measure| matches!(measure, Measure::GoodwillPerWeek | Measure::UpliftPerWeek);
    let shown = |measure: Measure| !optional(measure) || differs_from_zero(result, measure);
    MONEY_ROWS.into_iter().filter(|(measure, _)| shown(*measure)).collect()
}

fn differs_from_zero(result: &StudyResult, measure: Measure) -> bool {
    let means = result.scenarios.iter().map(|one| one.measures.get(measure).and_then(|found| found.mean));
    means.flatten().any(|mean| mean != 0.0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Bot, Channel, Contagion, DmPolicy, Policy, Preferential, Training};
    use crate::report::text_layout::width;
    use crate::study::levers::policy_measures;
    use crate::study::synthetic;
    use crate::time::Span;

    #[test]
    fn a_figure_that_is_zero_everywhere_has_no_row() {
        let mut result = synthetic::study(2, 3);
        result.policy_measures = vec![Measure::Intrusions, Measure::Reopened];
        let shown = |result: &StudyResult| policy_rows(result).into_iter().map(|(one, _)| one).collect::<Vec<_>>();
        assert_eq!(shown(&result), [Measure::Intrusions, Measure::Reopened]);
        let mut empty = |scenario: usize| {
            let measures = &mut result.scenarios[scenario].measures.0;
            measures.iter_mut().find(|(one, _)| *one == Measure::Reopened).unwrap().1.mean = Some(0.0);
            shown(&result)
        };
        assert_eq!(empty(0), [Measure::Intrusions, Measure::Reopened], "it differs between the scenarios");
        assert_eq!(empty(1), [Measure::Intrusions]);
    }

    #[test]
    fn every_policy_figure_that_a_study_can_be_about_has_a_row_that_fits() {
        let mut scenario = synthetic::scenario("all levers");
        scenario.demand.contagion = Some(Contagion { per_hour: 0.02, after: Span::from_minutes(60.0) });
        scenario.policy = Policy {
            preferential: Preferential { influencers: true, ..Preferential::default() },
            dm: DmPolicy::Always,
            monitor_indirect: 0.3,
            training: Some(Training { cost_per_agent_year: 300.0, errors: 0.0 }),
            bot: Some(Bot { only_closed: true, channels: vec![Channel::Dm], contain: 0.25 }),
            wait_estimate: true,
            ..Policy::default()
        };
        let mut shown: Vec<Measure> = POLICY_ROWS.iter().map(|(measure, _)| *measure).collect();
        shown.sort_unstable();
        assert_eq!(policy_measures(std::iter::once(&scenario)), shown);
        for (_, label) in POLICY_ROWS {
            assert!(width(label.en) <= 32 && width(label.es) <= 32, "{label:?}");
        }
    }
}

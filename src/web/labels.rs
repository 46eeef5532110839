//! Short names of the keys of a scenario, for the labels of controls; the table of keys has the sentence behind each.

use crate::locale::Text;

/// Path of the key, without the names of list entries, and its name.
pub const LABELS: &[(&str, Text)] = &[
    ("currency", Text::new("Currency", "Moneda")),
    ("start", Text::new("First Monday", "Primer lunes")),
    ("run.weeks", Text::new("Weeks measured", "Semanas medidas")),
    ("run.warmup_weeks", Text::new("Weeks of warm-up", "Semanas de rodaje")),
    ("run.replications", Text::new("Replications", "Réplicas")),
    ("run.seed", Text::new("Seed", "Semilla")),
    ("demand.per_week", Text::new("Conversations a week", "Conversaciones por semana")),
    ("demand.volume_factor", Text::new("Everything that arrives, times", "Todo lo que llega, por")),
    ("demand.handling_factor", Text::new("Handling time, times", "Tiempo de gestión, por")),
    ("demand.dm_factor", Text::new("Share of direct messages, times", "Proporción de mensajes directos, por")),
    ("demand.profile", Text::new("Hours at which people write", "Horas a las que se escribe")),
    ("demand.growth_per_year", Text::new("Growth a year", "Crecimiento anual")),
    ("demand.daily_cv", Text::new("Day-to-day variation", "Variación de un día a otro")),
    ("demand.noise_per_week", Text::new("Messages that need no answer", "Mensajes que no piden respuesta")),
    ("demand.triage_time", Text::new("Time to see that none is needed", "Tiempo para ver que no la piden")),
    ("demand.languages", Text::new("Languages", "Idiomas")),
    ("demand.holidays", Text::new("Public holidays", "Festivos")),
    ("demand.holiday_factor", Text::new("Volume of a holiday, times", "Volumen de un festivo, por")),
    ("demand.indirect_per_week", Text::new("Indirect mentions", "Menciones indirectas")),
    ("demand.contagion.per_hour", Text::new("New conversations an hour", "Conversaciones nuevas por hora")),
    ("demand.contagion.after", Text::new("Once unanswered for", "Tras esperar sin respuesta")),
    ("demand.contact.share", Text::new("Share of the volume", "Parte del volumen")),
    ("demand.contact.per_week", Text::new("Conversations a week", "Conversaciones por semana")),
    ("demand.contact.profile", Text::new("Hours at which people write", "Horas a las que se escribe")),
    ("demand.contact.languages", Text::new("Languages", "Idiomas")),
    ("demand.contact.brand", Text::new("Brand", "Marca")),
    ("demand.contact.dm_share", Text::new("Opened as a direct message", "Abiertas por mensaje directo")),
    ("demand.contact.handling_time", Text::new("Handling time", "Tiempo de gestión")),
    (
        "demand.contact.agent_messages",
        Text::new("Agent messages a conversation", "Mensajes del agente por conversación"),
    ),
    ("demand.contact.reply_delay", Text::new("Customer's time to reply", "Lo que tarda el cliente en contestar")),
    ("demand.contact.negative", Text::new("Complaint or incident", "Queja o incidencia")),
    ("demand.contact.private_data", Text::new("Private data needed", "Necesita datos privados")),
    ("demand.contact.phone_needed", Text::new("Solved by phone only", "Solo se resuelve por teléfono")),
    ("demand.crisis.contacts", Text::new("Contact types", "Tipos de contacto")),
    ("demand.crisis.at", Text::new("Begins", "Empieza")),
    ("demand.crisis.peak", Text::new("Volume at its height, times", "Volumen en su punto álgido, por")),
    ("demand.crisis.rise", Text::new("Time to its height", "Tiempo hasta el punto álgido")),
    ("demand.crisis.half_life", Text::new("Halves every", "Se reduce a la mitad cada")),
    ("demand.crisis.broadcast_after", Text::new("General post after", "Mensaje general tras")),
    ("customers.patience", Text::new("Patience", "Paciencia")),
    ("customers.patience_factor", Text::new("Patience, times", "Paciencia, por")),
    ("customers.phone", Text::new("Phone when patience ends", "Llaman al agotarse la paciencia")),
    ("customers.chase", Text::new("Write again when patience ends", "Insisten al agotarse la paciencia")),
    ("customers.chase_work", Text::new("More work with each insistence", "Más trabajo con cada insistencia")),
    ("customers.experienced", Text::new("Experienced customers", "Clientes con experiencia")),
    ("customers.reach", Text::new("Reach", "Alcance")),
    ("customers.influencer_reach", Text::new("Influencer from a reach of", "Influencer a partir de un alcance de")),
    ("customers.hostile.base", Text::new("Hostile at first", "Hostiles al principio")),
    ("customers.hostile.learned", Text::new("Hostile once learned", "Hostiles cuando se ha aprendido")),
    ("customers.hostile.half_life", Text::new("Forgotten by half in", "Se olvida a la mitad en")),
    ("customers.hostile.learned_per_case", Text::new("Learned per case", "Aprendido por caso")),
    ("customers.lifetime_margin", Text::new("Value of a customer", "Valor de un cliente")),
    ("customers.leaves_channel", Text::new("Leave the channel after giving up", "Dejan el canal tras desistir")),
    ("customers.spend_uplift", Text::new("Extra margin of the satisfied", "Margen adicional de los satisfechos")),
    ("customers.loss.satisfied", Text::new("Lost although satisfied", "Perdidos aun satisfechos")),
    ("customers.loss.dissatisfied", Text::new("Lost when dissatisfied", "Perdidos si insatisfechos")),
    ("customers.dm_accept", Text::new("Accept direct messages", "Aceptan mensajes directos")),
    ("desk.service_hours", Text::new("Published hours", "Horario publicado")),
    ("desk.shrinkage.absence", Text::new("Absence", "Absentismo")),
    ("desk.shrinkage.off_queue", Text::new("Time off the queue", "Tiempo fuera de cola")),
    ("desk.on_abandon", Text::new("Messages nobody waits for any more", "Mensajes que ya nadie espera")),
    ("desk.team.agents", Text::new("Agents on duty", "Agentes de servicio")),
    ("desk.team.shifts", Text::new("Shifts", "Turnos")),
    ("desk.team.languages", Text::new("Languages", "Idiomas")),
    ("desk.team.channels", Text::new("Channels", "Canales")),
    ("desk.team.contacts", Text::new("Contact types", "Tipos de contacto")),
    ("desk.team.brands", Text::new("Brands", "Marcas")),
    ("desk.team.speed", Text::new("Speed", "Velocidad")),
    ("desk.team.concurrency", Text::new("Conversations at once", "Conversaciones a la vez")),
    ("desk.team.slowdown", Text::new("Slowdown by each further one", "Retraso por cada una más")),
    ("desk.team.hourly_wage", Text::new("Hourly wage", "Salario por hora")),
    ("desk.team.break.after", Text::new("Break in shifts longer than", "Pausa en turnos de más de")),
    ("desk.team.break.length", Text::new("Length of the break", "Duración de la pausa")),
    ("desk.team.break.paid", Text::new("Break is paid", "Pausa retribuida")),
    ("sla.within", Text::new("Answered within", "Respuesta en")),
    ("sla.target", Text::new("Target", "Objetivo")),
    ("sla.clock", Text::new("Clock", "Reloj")),
    ("sla.contacts", Text::new("Contact types", "Tipos de contacto")),
    ("sla.channels", Text::new("Channels", "Canales")),
    ("sla.languages", Text::new("Languages", "Idiomas")),
    ("sla.brands", Text::new("Brands", "Marcas")),
    ("sla.influencers", Text::new("Influencers only", "Solo influencers")),
    ("policy.order", Text::new("Order of the queue", "Orden de la cola")),
    ("policy.priority", Text::new("Priority list", "Lista de prioridades")),
    ("policy.replies_first", Text::new("Replies before new conversations", "Réplicas antes que conversaciones nuevas")),
    ("policy.keep_agent", Text::new("Keep the same agent", "Mantener el mismo agente")),
    ("policy.preferential", Text::new("Preferential treatment", "Trato preferente")),
    ("policy.dm", Text::new("Move to direct messages", "Pasar a mensajes directos")),
    ("policy.errors", Text::new("Wrong answers", "Respuestas erróneas")),
    ("policy.follow_up", Text::new("Public follow-up", "Seguimiento público")),
    ("policy.database_access", Text::new("Access to the customer database", "Acceso a la base de datos de clientes")),
    ("policy.quick_replies", Text::new("Prepared answers", "Respuestas preparadas")),
    ("policy.monitor_indirect", Text::new("Answer indirect mentions", "Responder menciones indirectas")),
    ("policy.training.cost_per_agent_year", Text::new("Cost per agent and year", "Coste por agente y año")),
    ("policy.training.errors", Text::new("Wrong answers once trained", "Respuestas erróneas tras formarse")),
    (
        "policy.troll_protocol.max_messages",
        Text::new("Most messages to a hostile customer", "Mensajes como mucho a un cliente hostil"),
    ),
    ("policy.bot.when", Text::new("When it answers", "Cuándo responde")),
    ("policy.bot.channels", Text::new("Where it answers", "Dónde responde")),
    ("policy.bot.contain", Text::new("Solves alone", "Resuelve por sí solo")),
    ("policy.published_hours", Text::new("Publish the service hours", "Publicar el horario")),
    ("policy.welcome_message", Text::new("Automatic welcome", "Bienvenida automática")),
    ("policy.wait_estimate", Text::new("Tell the expected wait", "Decir la espera prevista")),
    ("policy.acknowledge", Text::new("Acknowledge first", "Acuse de recibo")),
    ("costs.night.from", Text::new("Night from", "Noche desde")),
    ("costs.night.to", Text::new("Night until", "Noche hasta")),
    ("costs.night.premium", Text::new("Night premium", "Plus de nocturnidad")),
    ("costs.sunday", Text::new("Sunday premium", "Plus de domingo")),
    ("costs.holiday", Text::new("Holiday premium", "Plus de festivo")),
    ("costs.contributions", Text::new("Employer contributions", "Cotizaciones de la empresa")),
    ("costs.annual_hours", Text::new("Hours of a full contract", "Horas de un contrato completo")),
    ("costs.supervisors.per_agents", Text::new("Agents led by each", "Agentes por coordinador")),
    ("costs.supervisors.hourly_wage", Text::new("Hourly wage", "Salario por hora")),
    ("costs.supervisors.whole", Text::new("Whole people only", "Solo personas enteras")),
    ("costs.seats", Text::new("Work place", "Puesto de trabajo")),
    ("costs.phone_contact", Text::new("Contact by phone", "Contacto por teléfono")),
    ("costs.goodwill_cost", Text::new("Goodwill gesture", "Gesto comercial")),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::keys;

    #[test]
    fn every_lever_of_the_page_has_a_name_and_nothing_else_has() {
        // Names of entries are the titles of their boxes; how a file is put together and how shifts are looked for is no lever.
        let lever = |key: &&keys::Key| {
            let outside = ["name", "description", "extends"].contains(&key.name);
            !outside && !key.section.starts_with("sizing") && !key.section.starts_with("variant")
        };
        let mut wanted: Vec<String> = keys::all().filter(lever).map(keys::Key::path).collect();
        let mut named: Vec<String> = LABELS.iter().map(|(path, _)| (*path).to_owned()).collect();
        wanted.sort();
        named.sort();
        assert_eq!(named, wanted);
    }
}

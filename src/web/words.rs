//! What the page says. Its scripts name a text; GET /api/start has them all in the language of the page.

use super::labels::LABELS;
use super::{watch_words, workshop_words};
use crate::locale::{Lang, Text};
use std::collections::BTreeMap;

/// All texts in one language by name: those of keys begin with `key_`, those of sections with `section_`.
pub fn all(lang: Lang) -> BTreeMap<String, &'static str> {
    let told = |stem: &'static str, list: &'static [(&'static str, Text)]| {
        list.iter().map(move |(name, text)| (format!("{stem}{name}"), text.get(lang)))
    };
    told("", WORDS)
        .chain(told("", watch_words::WORDS))
        .chain(told("section_", SECTION_NAMES))
        .chain(told("key_", LABELS))
        .collect()
}

/// All texts of the workshop's pages.
pub fn workshop(lang: Lang) -> BTreeMap<String, &'static str> {
    workshop_words::WORDS.iter().map(|(name, text)| ((*name).to_owned(), text.get(lang))).collect()
}

/// Name and text; {0}, {1}... are filled in by the page.
const WORDS: &[(&str, Text)] = &[
    ("skip", Text::new("Skip to the results", "Ir a los resultados")),
    ("heading", Text::new("What if?", "¿Y si…?")),
    ("tools", Text::new("File, link and language", "Archivo, enlace e idioma")),
    ("open", Text::new("Open a scenario file", "Abrir un escenario")),
    ("download", Text::new("Download", "Descargar")),
    ("download_toml", Text::new("Scenario file (the chosen variant)", "Archivo de escenario (la variante elegida)")),
    ("download_html", Text::new("Report (HTML)", "Informe (HTML)")),
    ("download_xlsx", Text::new("Spreadsheet (Excel)", "Hoja de cálculo (Excel)")),
    ("download_json", Text::new("Results (JSON)", "Resultados (JSON)")),
    ("preparing", Text::new("The file is being made…", "Preparando el archivo…")),
    ("share", Text::new("Copy link", "Copiar enlace")),
    (
        "shared",
        Text::new(
            "The link is copied: whoever opens it sees the same.",
            "Enlace copiado: quien lo abra verá lo mismo.",
        ),
    ),
    ("share_by_hand", Text::new("Copy this link:", "Copia este enlace:")),
    ("start_again", Text::new("Start again", "Empezar de nuevo")),
    ("other_language", Text::new("Español", "English")),
    ("close", Text::new("Close this message", "Cerrar este mensaje")),
    ("drop_here", Text::new("Drop the scenario file to open it", "Suelta el archivo de escenario para abrirlo")),
    ("variants", Text::new("Variants compared", "Variantes comparadas")),
    ("baseline", Text::new("baseline", "referencia")),
    ("pin", Text::new("Pin this one and go on with a copy", "Fijar esta y seguir con una copia")),
    ("pins_full", Text::new("No more than {0} variants", "No más de {0} variantes")),
    ("add_start", Text::new("Add one from the start…", "Añadir una del inicio…")),
    ("name", Text::new("Name of the chosen variant", "Nombre de la variante elegida")),
    ("make_baseline", Text::new("Make it the baseline", "Tomar como referencia")),
    ("remove", Text::new("Remove", "Quitar")),
    ("controls", Text::new("Move a lever", "Mueve una palanca")),
    ("everywhere", Text::new("A change here goes into all variants", "Un cambio aquí vale para todas las variantes")),
    ("group_demand", Text::new("Demand", "Demanda")),
    ("group_desk", Text::new("People and hours", "Personal y horario")),
    ("group_policy", Text::new("Policy", "Forma de atender")),
    ("group_sla", Text::new("Service levels", "Niveles de servicio")),
    ("group_customers", Text::new("Customers", "Clientes")),
    ("group_costs", Text::new("Costs", "Costes")),
    ("group_run", Text::new("Simulation", "Simulación")),
    ("more", Text::new("{0} more", "{0} más")),
    ("as_text", Text::new("As text", "Como texto")),
    ("draw_hours", Text::new("Draw the hours", "Dibujar el horario")),
    ("slider", Text::new("{0}: slider", "{0}: control deslizante")),
    ("reset", Text::new("Undo the change: {0}", "Deshacer el cambio: {0}")),
    ("reset_short", Text::new("↶ {0}", "↶ {0}")),
    ("accepted", Text::new("Accepted: {0}.", "Se acepta: {0}.")),
    ("brush", Text::new("People to draw", "Personas que se dibujan")),
    ("grid_team", Text::new("People on duty over the week: {0}", "Personal presente durante la semana: {0}")),
    ("grid_hours", Text::new("Published hours over the week", "Horario publicado durante la semana")),
    ("grid_people", Text::new("{0} on duty", "{0} de servicio")),
    ("grid_open", Text::new("open", "abierto")),
    ("grid_closed", Text::new("closed", "cerrado")),
    ("grid_part", Text::new("a part of the hour", "parte de la hora")),
    (
        "grid_hint_people",
        Text::new(
            "Drag over hours to draw people; drag again from a drawn hour to clear. Keys: arrows move, Shift with an arrow copies, a \
             digit, + or − sets the number, Space draws, Delete clears. More than 12 hours in a row become shifts of 8 hours or so.",
            "Arrastra sobre las horas para dibujar personas; arrastra desde una hora dibujada para borrar. Teclas: las flechas mueven, \
             Mayús y flecha copia, una cifra, + o − cambia el número, Espacio dibuja, Supr borra. Más de 12 horas seguidas se reparten \
             en turnos de unas 8 horas.",
        ),
    ),
    (
        "grid_hint_hours",
        Text::new(
            "Drag over hours to open or close them. Keys: arrows move, Shift with an arrow copies, Space opens or closes.",
            "Arrastra sobre las horas para abrirlas o cerrarlas. Teclas: las flechas mueven, Mayús y flecha copia, Espacio abre o cierra.",
        ),
    ),
    (
        "grid_unread",
        Text::new(
            "These shifts come from a roster file or a form that cannot be drawn; change them as text.",
            "Estos turnos vienen de un cuadrante o tienen una forma que no se puede dibujar; cámbialos como texto.",
        ),
    ),
    ("size", Text::new("Size this", "Dimensionar")),
    (
        "size_about",
        Text::new(
            "Looks for the cheapest shifts that meet every service level of the chosen variant.",
            "Busca los turnos más baratos que cumplen todos los niveles de servicio de la variante elegida.",
        ),
    ),
    ("size_go", Text::new("Find the cheapest shifts", "Buscar los turnos más baratos")),
    ("size_stop", Text::new("Stop", "Parar")),
    ("size_begun", Text::new("The search has begun…", "La búsqueda ha empezado…")),
    ("size_stopped", Text::new("The search was stopped.", "La búsqueda se ha parado.")),
    ("size_found", Text::new("Found:", "Encontrado:")),
    ("size_take", Text::new("Compare it as a variant", "Compararlo como variante")),
    ("sized", Text::new("{0}, sized", "{0}, dimensionado")),
    ("results", Text::new("Results", "Resultados")),
    ("problems", Text::new("To be mended", "Por corregir")),
    ("verdict", Text::new("Verdict", "Veredicto")),
    ("progress", Text::new("Replications done", "Réplicas hechas")),
    ("refining", Text::new("refining… {0} of {1} replications", "afinando… {0} de {1} réplicas")),
    ("refined", Text::new("{0} replications", "{0} réplicas")),
    ("most_replications", Text::new("{0} replications, the most allowed", "{0} réplicas, las máximas permitidas")),
    ("no_interval", Text::new("one replication: no interval", "una réplica: sin intervalo")),
    ("at_a_glance", Text::new("At a glance", "De un vistazo")),
    ("key_figures", Text::new("Key figures", "Cifras clave")),
    ("best", Text::new("best, or not shown to be worse", "mejor, o no peor demostrado")),
    ("alike", Text::new("no difference shown", "sin diferencia demostrada")),
    ("pictures", Text::new("Pictures", "Gráficos")),
    ("picture_backlog", Text::new("Backlog", "Carga pendiente")),
    ("picture_monday", Text::new("Monday", "Lunes")),
    ("picture_arrivals", Text::new("Demand and people", "Demanda y personal")),
    ("picture_response", Text::new("First response", "Primera respuesta")),
    ("picture_heatmap", Text::new("Hour by hour", "Hora a hora")),
    ("picture_occupancy", Text::new("Occupancy", "Ocupación")),
    ("picture_money", Text::new("Money", "Dinero")),
    ("picture_learned", Text::new("What it teaches", "Lo que enseña")),
    ("picture_frontier", Text::new("Cost and service", "Coste y servicio")),
    ("picture_breakeven", Text::new("Break-even", "Punto de equilibrio")),
    (
        "no_picture",
        Text::new(
            "This picture has nothing to show here, or not yet.",
            "Este gráfico no tiene nada que mostrar aquí, o todavía no.",
        ),
    ),
    ("numbers", Text::new("The numbers of the picture", "Los números del gráfico")),
    ("table", Text::new("All figures", "Todas las cifras")),
    ("figure", Text::new("Figure", "Cifra")),
    (
        "unreachable",
        Text::new("The server does not answer; trying again…", "El servidor no responde; se vuelve a intentar…"),
    ),
    (
        "broken_link",
        Text::new(
            "The address holds something that cannot be read: it was cut or changed on its way, or needs files that are not here. Ask \
             for the link again. Shown is what the page starts with.",
            "La dirección contiene algo que no se puede leer: se cortó o cambió por el camino, o necesita archivos que no están aquí. \
             Pide de nuevo el enlace. Se muestra lo que la página trae al empezar.",
        ),
    ),
    ("line", Text::new("line {0}", "línea {0}")),
    ("file_bad", Text::new("{0} cannot be opened. {1}", "No se puede abrir {0}. {1}")),
    ("file_large", Text::new("It is too large for a scenario.", "Es demasiado grande para un escenario.")),
    (
        "file_many",
        Text::new(
            "There are {0} variants; the first {1} are shown.",
            "Hay {0} variantes; se muestran las {1} primeras.",
        ),
    ),
    ("part_mean", Text::new("mean", "media")),
    ("part_median", Text::new("median", "mediana")),
    ("part_cv", Text::new("variation (cv)", "variación (cv)")),
    ("part_p1h", Text::new("at most 1 h", "1 h como mucho")),
    ("part_p5h", Text::new("at most 5 h", "5 h como mucho")),
    ("choice_fifo", Text::new("first come, first served", "por orden de llegada")),
    ("choice_priority", Text::new("by the priority list", "por la lista de prioridades")),
    ("choice_deadline", Text::new("earliest deadline first", "el plazo más próximo primero")),
    ("choice_answer", Text::new("answered all the same", "se responde igualmente")),
    ("choice_withdraw", Text::new("withdrawn", "se retira")),
    ("choice_elapsed", Text::new("all time counts", "cuenta todo el tiempo")),
    ("choice_service_hours", Text::new("service hours only", "solo el horario publicado")),
    ("choice_when_needed", Text::new("when private data is needed", "cuando hacen falta datos privados")),
    ("choice_always", Text::new("always", "siempre")),
    ("choice_never", Text::new("never", "nunca")),
    ("choice_closed", Text::new("only while nobody is on duty", "solo cuando no hay nadie")),
    ("choice_influencers", Text::new("influencers", "influencers")),
    ("choice_hostile", Text::new("hostile customers", "clientes hostiles")),
    ("choice_chasers", Text::new("those who insist", "quienes insisten")),
    ("choice_mention", Text::new("public mentions", "menciones públicas")),
    ("choice_dm", Text::new("direct messages", "mensajes directos")),
    ("choice_consumer", Text::new("consumers", "consumidores")),
    ("choice_office", Text::new("office hours", "horas de oficina")),
    ("choice_flat", Text::new("flat", "plano")),
    ("choice_own", Text::new("its own", "propio")),
    ("choice_all", Text::new("all", "todos")),
    ("choice_true", Text::new("yes", "sí")),
    ("choice_false", Text::new("no", "no")),
];

/// Sections of a scenario as the page names them; those of the choice of shifts are no levers of the page.
const SECTION_NAMES: &[(&str, Text)] = &[
    ("", Text::new("Scenario", "Escenario")),
    ("run", Text::new("Simulation", "Simulación")),
    ("demand", Text::new("Demand", "Demanda")),
    ("demand.contact", Text::new("Contact type", "Tipo de contacto")),
    ("demand.crisis", Text::new("Crisis", "Crisis")),
    ("demand.contagion", Text::new("Complaints spread", "Las quejas se contagian")),
    ("customers", Text::new("Customers", "Clientes")),
    ("customers.hostile", Text::new("Hostile customers", "Clientes hostiles")),
    ("customers.loss", Text::new("Customers lost", "Clientes perdidos")),
    ("desk", Text::new("Desk", "Servicio")),
    ("desk.shrinkage", Text::new("Absence and time off the queue", "Absentismo y tiempo fuera de cola")),
    ("desk.team", Text::new("Team", "Equipo")),
    ("desk.team.break", Text::new("Break", "Pausa")),
    ("policy", Text::new("Policy", "Forma de atender")),
    ("policy.training", Text::new("Training", "Formación")),
    ("policy.troll_protocol", Text::new("Troll protocol", "Protocolo para trols")),
    ("policy.bot", Text::new("Bot", "Bot")),
    ("sla", Text::new("Service level", "Nivel de servicio")),
    ("costs", Text::new("Costs", "Costes")),
    ("costs.night", Text::new("Night work", "Nocturnidad")),
    ("costs.supervisors", Text::new("Supervisors", "Coordinadores")),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::charts::Kind as Picture;
    use crate::scenario::keys::{self, Kind, SECTIONS};

    #[test]
    fn whatever_the_tables_name_has_its_words() {
        let words = all(Lang::En);
        let has = |name: String| assert!(words.contains_key(&name), "{name}");
        for picture in Picture::ALL {
            has(format!("picture_{}", picture.id()));
        }
        for section in
            SECTIONS.iter().filter(|section| !section.path.starts_with("sizing") && section.path != "variant")
        {
            has(format!("section_{}", section.path));
        }
        for key in keys::all().filter(|key| !key.section.starts_with("sizing")) {
            if let Kind::Choice(choices) | Kind::Choices(choices) = key.kind {
                choices.iter().for_each(|choice| has(format!("choice_{choice}")));
            }
        }
    }

    #[test]
    fn both_languages_fill_in_the_same_places() {
        let (en, es) = (all(Lang::En), all(Lang::Es));
        for (name, text) in &en {
            for place in ["{0}", "{1}", "{2}"] {
                assert_eq!(text.contains(place), es[name].contains(place), "{name}");
            }
        }
        assert_eq!(
            en.len(),
            WORDS.len() + watch_words::WORDS.len() + SECTION_NAMES.len() + LABELS.len(),
            "no name stands twice"
        );
    }
}

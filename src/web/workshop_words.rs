//! What the pages of the workshop say.

use crate::locale::Text;

/// Name and text; {0}, {1}... are filled in by the page.
pub const WORDS: &[(&str, Text)] = &[
    ("ws_workshop", Text::new("Workshop", "Taller")),
    ("ws_tools", Text::new("Pages and language", "Páginas e idioma")),
    ("ws_what_if", Text::new("What if?", "¿Y si…?")),
    ("ws_other_language", Text::new("Español", "English")),
    ("ws_choose", Text::new("Open a room", "Abrir una sala")),
    (
        "ws_choose_about",
        Text::new(
            "Teams join with their phones, decide on a desk, and see what it did: this month, and half a year later.",
            "Los equipos entran con el móvil, deciden sobre un servicio y ven qué pasó: este mes y medio año después.",
        ),
    ),
    ("ws_open", Text::new("Open a room", "Abrir una sala")),
    ("ws_join_here", Text::new("Join here", "Entrad aquí")),
    ("ws_qr", Text::new("QR code that leads to {0} with the code {1}", "Código QR que lleva a {0} con el código {1}")),
    (
        "ws_alone",
        Text::new(
            "Only this machine reaches this address. For phones start relevo serve with --bind 0.0.0.0, in a network that you trust.",
            "A esta dirección solo llega esta máquina. Para los móviles inicia relevo serve con --bind 0.0.0.0, en una red de confianza.",
        ),
    ),
    (
        "ws_keep_link",
        Text::new(
            "The address of this page is your key to the room: keep it, and share only the code. The room is forgotten after 7 days.",
            "La dirección de esta página es tu llave de la sala: guárdala y comparte solo el código. La sala se olvida a los 7 días.",
        ),
    ),
    ("ws_round", Text::new("Round {0}", "Ronda {0}")),
    ("ws_budget", Text::new("Budget for staff: {0} a week", "Presupuesto de personal: {0} a la semana")),
    ("ws_teams", Text::new("Teams", "Equipos")),
    ("ws_nobody", Text::new("Nobody has joined yet.", "Todavía no ha entrado nadie.")),
    ("ws_count", Text::new("{0} of {1} have submitted", "Han enviado {0} de {1}")),
    ("ws_has_submitted", Text::new("✓ submitted", "✓ enviado")),
    ("ws_decides", Text::new("decides…", "decide…")),
    ("ws_rename", Text::new("Rename", "Renombrar")),
    ("ws_remove", Text::new("Remove", "Quitar")),
    ("ws_new_name", Text::new("New name of {0}", "Nuevo nombre de {0}")),
    ("ws_really_remove", Text::new("Remove {0} from the room?", "¿Quitar a {0} de la sala?")),
    ("ws_steer", Text::new("Go on", "Continuar")),
    ("ws_reveal", Text::new("Reveal", "Desvelar")),
    (
        "ws_some_missing",
        Text::new(
            "{0}: not submitted yet, and not in the result. Reveal all the same?",
            "{0}: aún sin enviar, y no saldrá en el resultado. ¿Desvelar de todos modos?",
        ),
    ),
    ("ws_later", Text::new("Half a year later", "Medio año después")),
    ("ws_next", Text::new("Next round", "Siguiente ronda")),
    ("ws_next_study", Text::new("Study of the next round", "Caso de la siguiente ronda")),
    ("ws_csv", Text::new("Table (CSV)", "Tabla (CSV)")),
    ("ws_report", Text::new("Report (HTML)", "Informe (HTML)")),
    ("ws_delete", Text::new("Delete the room", "Borrar la sala")),
    (
        "ws_really_delete",
        Text::new(
            "Delete the room with all teams and results? It cannot be undone.",
            "¿Borrar la sala con todos los equipos y resultados? No se puede deshacer.",
        ),
    ),
    ("ws_progress", Text::new("How far the simulation is", "Avance de la simulación")),
    (
        "ws_simulating",
        Text::new("All desks meet the same customers…", "Todos los servicios atienden a los mismos clientes…"),
    ),
    ("ws_half_a_year", Text::new("Half a year goes by…", "Pasa medio año…")),
    ("ws_first_act", Text::new("What it did: this month", "Qué pasó: este mes")),
    ("ws_second_act", Text::new("What it taught: half a year later", "Qué enseñó: medio año después")),
    ("ws_place", Text::new("Place", "Puesto")),
    ("ws_tie", Text::new("(tie)", "(empate)")),
    ("ws_as_it_is", Text::new("the desk as it is", "el servicio como está")),
    ("ws_decided", Text::new("What was decided", "Lo que se decidió")),
    ("ws_questions", Text::new("To be discussed", "Para debatir")),
    ("ws_history", Text::new("Net cost a week by round", "Coste neto semanal por ronda")),
    ("ws_join", Text::new("Join the room", "Entrar en la sala")),
    ("ws_code", Text::new("Code of the room", "Código de la sala")),
    ("ws_name", Text::new("Name of your team", "Nombre de tu equipo")),
    ("ws_enter", Text::new("Join", "Entrar")),
    ("ws_team", Text::new("Team", "Equipo")),
    ("ws_now", Text::new("as it is", "como está")),
    ("ws_price", Text::new("Staff: {0} a week of {1}", "Personal: {0} a la semana de {1}")),
    (
        "ws_over",
        Text::new(
            "Staff: {0} a week, beyond the budget of {1}",
            "Personal: {0} a la semana, más que el presupuesto de {1}",
        ),
    ),
    ("ws_share_of_budget", Text::new("Share of the budget", "Parte del presupuesto")),
    ("ws_watch", Text::new("Watch a week of this desk", "Ver una semana de este servicio")),
    ("ws_submit", Text::new("Submit", "Enviar")),
    ("ws_submit_again", Text::new("Submit again", "Enviar de nuevo")),
    (
        "ws_submitted",
        Text::new(
            "✓ Submitted. You may change it until the reveal.",
            "✓ Enviado. Puedes cambiarlo hasta que se desvele.",
        ),
    ),
    (
        "ws_changed",
        Text::new("Changed since you submitted: submit again.", "Ha cambiado desde que lo enviaste: envíalo de nuevo."),
    ),
    ("ws_not_submitted", Text::new("Not submitted yet.", "Aún sin enviar.")),
    ("ws_lost", Text::new("The connection is lost; trying again…", "Se ha perdido la conexión; reintentando…")),
    (
        "ws_lost_unsent",
        Text::new(
            "The connection is lost: nothing was submitted. Try again.",
            "Se ha perdido la conexión: no se ha enviado nada. Inténtalo de nuevo.",
        ),
    ),
];

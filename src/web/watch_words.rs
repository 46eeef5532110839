//! What the page says that plays a week.

use crate::locale::Text;

/// Name and text; {0}, {1}... are filled in by the page.
pub const WORDS: &[(&str, Text)] = &[
    ("watch", Text::new("Watch a week", "Ver una semana")),
    (
        "watch_about",
        Text::new(
            "One simulated week, message by message: one of the many weeks behind the figures, with its luck.",
            "Una semana simulada, mensaje a mensaje: una de las muchas que hay tras las cifras, con su suerte.",
        ),
    ),
    (
        "watch_together",
        Text::new("Both variants meet the same customers.", "Las dos variantes atienden a los mismos clientes."),
    ),
    ("watch_tools", Text::new("Pages, printing and language", "Páginas, impresión e idioma")),
    ("watch_skip", Text::new("Skip to the controls", "Ir a los mandos")),
    ("watch_back", Text::new("What if?", "¿Y si…?")),
    ("watch_still", Text::new("Still picture", "Imagen fija")),
    ("watch_print", Text::new("Print", "Imprimir")),
    ("watch_which", Text::new("What is shown", "Qué se muestra")),
    ("watch_first", Text::new("Variant", "Variante")),
    ("watch_second", Text::new("Beside it", "Al lado")),
    ("watch_nothing", Text::new("nothing", "nada")),
    ("watch_week", Text::new("Week", "Semana")),
    ("watch_replication", Text::new("Replication", "Réplica")),
    ("watch_loading", Text::new("The week is being simulated…", "Simulando la semana…")),
    ("watch_controls", Text::new("Play", "Reproducción")),
    ("watch_play", Text::new("Play", "Reproducir")),
    ("watch_pause", Text::new("Pause", "Pausar")),
    ("watch_hour_back", Text::new("1 h back", "1 h atrás")),
    ("watch_hour_on", Text::new("1 h on", "1 h adelante")),
    ("watch_event", Text::new("Next event", "Siguiente suceso")),
    ("watch_monday", Text::new("Monday morning", "Lunes por la mañana")),
    ("watch_day", Text::new("Next day", "Día siguiente")),
    ("watch_speed", Text::new("Speed", "Velocidad")),
    ("watch_minutes_a_second", Text::new("{0} min a second", "{0} min por segundo")),
    ("watch_hours_a_second", Text::new("{0} h a second", "{0} h por segundo")),
    ("watch_time", Text::new("Hour of the week", "Hora de la semana")),
    (
        "watch_strip",
        Text::new(
            "Messages waiting over the week; grey: outside the published hours. Drag, or use the arrows (1 h) and Page Up and Page Down (1 day).",
            "Mensajes en espera durante la semana; gris: fuera del horario publicado. Arrastra, o usa las flechas (1 h) y Re Pág y Av Pág (1 día).",
        ),
    ),
    ("watch_waiting", Text::new("Waiting", "En espera")),
    ("watch_overdue", Text::new("of these, late", "de ellos, tarde")),
    ("watch_oldest", Text::new("Oldest wait", "Espera más larga")),
    ("watch_arrived", Text::new("Arrived", "Llegadas")),
    ("watch_answered", Text::new("Answered", "Respondidas")),
    ("watch_late", Text::new("Late", "Tarde")),
    ("watch_phoned", Text::new("Phoned", "Llamaron")),
    ("watch_gave_up", Text::new("Gave up", "Desistieron")),
    (
        "watch_since",
        Text::new(
            "From “Arrived” on, conversations since Monday 00:00 are counted; “Waiting” counts messages.",
            "Desde «Llegadas» se cuentan conversaciones desde el lunes a las 00:00; «En espera» cuenta mensajes.",
        ),
    ),
    (
        "watch_rule",
        Text::new(
            "Late: no first answer within {0} min (“{1}”, {2}).",
            "Tarde: sin primera respuesta en {0} min («{1}», {2}).",
        ),
    ),
    ("watch_elapsed", Text::new("all time counts", "cuenta todo el tiempo")),
    ("watch_service_hours", Text::new("service hours only", "solo el horario publicado")),
    (
        "watch_no_rule",
        Text::new("There is no service level: nothing is late.", "No hay nivel de servicio: nada llega tarde."),
    ),
    ("watch_legend", Text::new("What the marks mean", "Qué significan las marcas")),
    ("watch_mention", Text::new("public message", "mensaje público")),
    ("watch_dm", Text::new("direct message", "mensaje directo")),
    ("watch_late_mark", Text::new("late (triangle)", "tarde (triángulo)")),
    ("watch_noise", Text::new("needs no answer", "no pide respuesta")),
    ("watch_done", Text::new("answered, on its way", "respondido, saliendo")),
    ("watch_gone", Text::new("phones or gives up", "llama o desiste")),
    ("watch_busy", Text::new("busy", "ocupado")),
    ("watch_idle", Text::new("free", "libre")),
    ("watch_away", Text::new("on a break or off the queue", "en pausa o fuera de cola")),
    ("watch_people", Text::new("{0}: {1} on duty, {2} busy", "{0}: {1} de servicio, {2} ocupados")),
    ("watch_more", Text::new("+ {0} more", "+ {0} más")),
    (
        "watch_picture",
        Text::new(
            "{0}, {1}: {2} waiting, {3} of them late; {4} on duty, {5} busy.",
            "{0}, {1}: {2} en espera, {3} de ellos tarde; {4} de servicio, {5} ocupados.",
        ),
    ),
    ("watch_numbers", Text::new("The week in numbers", "La semana en cifras")),
    ("watch_day_column", Text::new("Day", "Día")),
    ("watch_at_nine", Text::new("Waiting at 9:00", "En espera a las 9:00")),
    ("watch_most", Text::new("Most waiting", "Máximo en espera")),
    ("watch_whole", Text::new("Week", "Semana")),
    ("watch_hourly", Text::new("Hour by hour", "Hora a hora")),
    ("watch_hour", Text::new("Hour", "Hora")),
    (
        "watch_still_about",
        Text::new(
            "Each row is a day from 0 to 24 h. Area: messages waiting, the red part below late. Bars: arrivals an hour. Line: people on duty. \
             Grey above: published hours.",
            "Cada fila es un día de 0 a 24 h. Área: mensajes en espera; la parte roja de abajo, tarde. Barras: llegadas por hora. Línea: personas de \
             servicio. Gris arriba: horario publicado.",
        ),
    ),
    (
        "watch_scales",
        Text::new(
            "Up to {0} waiting, {1} arrivals an hour, {2} people.",
            "Hasta {0} en espera, {1} llegadas por hora y {2} personas.",
        ),
    ),
    ("watch_people_column", Text::new("People on duty", "Personas de servicio")),
];

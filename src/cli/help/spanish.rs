//! The help of the command line in Spanish.

use clap::{Arg, ArgAction, Command};

pub const ABOUT_ES: &str =
    "Simula equipos de atención al cliente en redes sociales: qué da y qué cuesta cada forma de dotarlos.";

/// Spanish for commands.
pub const COMMANDS_ES: &[(&str, &str)] = &[
    ("run", "Simular archivos de escenario y compararlos: el primero es la referencia"),
    ("size", "Hallar los turnos más baratos que cumplen todos los SLA, y escribirlos como escenario"),
    ("windows", "Comparar ventanas, cada una con los turnos más baratos que cumplen los SLA: ¿compensa el 24x7?"),
    ("check", "Validar archivos de escenario y mostrar lo que significan, sin simular"),
    ("chart", "Dibujar una imagen de archivos de escenario, simulados y comparados como con run"),
    ("new", "Escribir un archivo de escenario comentado para empezar"),
    ("calibrate", "Hacer un escenario de una exportación de mensajes reales, cada valor con su intervalo"),
    (
        "forecast",
        "Prever el volumen de las próximas semanas a partir de una exportación, con su intervalo, y ponerlo en un escenario",
    ),
    ("breakeven", "Hallar dónde cambia cuál de dos escenarios es más barato al cambiar un valor"),
    ("sensitivity", "Mostrar de qué datos inciertos depende la respuesta"),
    ("sweep", "Simular una cuadrícula de escenarios: todas las combinaciones de los valores que toman unas claves"),
    ("serve", "Servir en esta máquina una página en la que se mueve cada palanca y se ve al momento el resultado"),
    ("schema", "Imprimir el JSON Schema del archivo de escenario, para editores, o de result.json"),
    ("completions", "Imprimir las terminaciones para una shell"),
    ("man", "Escribir las páginas de manual en una carpeta nueva"),
];

/// Spanish for options: the command if it differs there, name, help, name of the value.
const OPTIONS_ES: &[(&str, &str, &str, &str)] = &[
    (
        "calibrate",
        "export",
        "Exportación: CSV o JSON, también comprimido con gzip; \"-\" lee la entrada estándar",
        "EXPORTACIÓN",
    ),
    ("calibrate", "brand", "Cuenta del equipo, si la exportación tiene varias; sin ella se enumeran", "CUENTA"),
    (
        "calibrate",
        "time_zone",
        "Zona horaria del equipo, por ejemplo Europe/Madrid (UTC); las horas del escenario son las suyas",
        "ZONA",
    ),
    (
        "calibrate",
        "from",
        "Formato: twcs, plain, zendesk o x-api (se reconoce por sus columnas, o por ser JSON)",
        "FORMATO",
    ),
    (
        "calibrate",
        "map",
        "Columna que contiene un campo, por ejemplo time=\"Creado\" (repetible); campos: id, reply_to, conversation, time, direction, \
         channel, contact, agent, reach, language, account, text; si son tickets, reply_minutes, replies",
        "CAMPO=COLUMNA",
    ),
    (
        "calibrate",
        "map_file",
        "Lo mismo desde un archivo, un CAMPO=COLUMNA por línea; las líneas que empiezan por # no cuentan",
        "ARCHIVO",
    ),
    ("calibrate", "dates", "Orden de fechas como 03/04/2025: dmy (primero el día) o mdy", "ORDEN"),
    (
        "calibrate",
        "out",
        "Escribirlo todo en esta carpeta: escenario, página, informe, tablas, gráficos; sin ella se imprime el escenario",
        "CARPETA",
    ),
    (
        "calibrate",
        "hold_out",
        "Proporción de las semanas completas que no intervienen en el ajuste y sirven de contraste, por ejemplo 25% (25%; 0% no contrasta)",
        "PROPORCIÓN",
    ),
    (
        "calibrate",
        "seed",
        "Semilla de los números aleatorios del contraste: la misma semilla da los mismos resultados",
        "NÚMERO",
    ),
    (
        "forecast",
        "file",
        "Archivo de escenario cuyo volumen será el previsto; \"-\" lee la entrada estándar",
        "ARCHIVO",
    ),
    (
        "forecast",
        "history",
        "Exportación de lo que el equipo tuvo de verdad: CSV o JSON, también comprimido con gzip",
        "EXPORTACIÓN",
    ),
    ("forecast", "weeks", "Semanas que se prevén (4)", "NÚMERO"),
    ("forecast", "level", "Probabilidad de que un intervalo abarque lo que venga, por ejemplo 95% (95%)", "PROPORCIÓN"),
    (
        "forecast",
        "seed",
        "Semilla de las trayectorias de las que salen los intervalos: la misma semilla da los mismos resultados",
        "NÚMERO",
    ),
    (
        "forecast",
        "out",
        "Escribirlo todo en esta carpeta: escenario, página, informe, tablas, gráficos; sin ella se imprime el escenario",
        "CARPETA",
    ),
    ("serve", "files", "Archivos de escenario con los que empieza la página (el estudio incluido)", "ARCHIVO"),
    ("serve", "port", "Puerto en el que escuchar, 0 para uno libre (8017)", "NÚMERO"),
    (
        "serve",
        "rooms",
        "Archivo que guarda las salas de los talleres (rooms.db en la carpeta de datos del usuario)",
        "ARCHIVO",
    ),
    (
        "serve",
        "bind",
        "Dirección en la que escuchar (127.0.0.1, a la que solo llega esta máquina); 0.0.0.0 deja entrar a toda la red",
        "DIRECCIÓN",
    ),
    (
        "breakeven",
        "files",
        "Archivos de escenario, dos escenarios en total o más; \"-\" lee la entrada estándar",
        "ARCHIVO",
    ),
    (
        "breakeven",
        "over",
        "El valor que se cambia en ambos, por ejemplo customers.lifetime_margin o \"desk.team.*.hourly_wage\"",
        "CLAVE",
    ),
    ("breakeven", "from", "Valor más bajo (el del rango plausible; si no lo hay, un cuarto del actual)", "VALOR"),
    ("breakeven", "to", "Valor más alto (el del rango plausible; si no lo hay, cuatro veces el actual)", "VALOR"),
    ("breakeven", "measure", "La medida que se compara (net_cost_per_week)", "MEDIDA"),
    ("breakeven", "baseline", "Nombre del escenario de referencia (el primero)", "NOMBRE"),
    ("breakeven", "scenario", "Nombre del escenario que se compara, si hay más de dos", "NOMBRE"),
    ("breakeven", "replications", "Réplicas independientes con cada valor", "NÚMERO"),
    (
        "sensitivity",
        "files",
        "Archivos de escenario: el primer escenario es la referencia; de uno solo se mira su primer SLA; \"-\" lee la entrada \
         estándar",
        "ARCHIVO",
    ),
    (
        "sensitivity",
        "parameter",
        "Variar también esta clave, o en otro rango que el plausible (repetible)",
        "CLAVE=MÍN..MÁX",
    ),
    ("sensitivity", "replications", "Réplicas independientes con cada valor", "NÚMERO"),
    ("size", "file", "Archivo de escenario; \"-\" lee la entrada estándar", "ARCHIVO"),
    ("windows", "file", "Archivo de escenario; \"-\" lee la entrada estándar", "ARCHIVO"),
    (
        "windows",
        "window",
        "Días y horas que comparar, por ejemplo \"Mon-Fri 08:00-20:00\" o 24x7; la primera es la referencia (repetible)",
        "VENTANA",
    ),
    (
        "size",
        "frontier",
        "Dimensionar para varios objetivos o límites de un SLA: [SLA=]VALOR,..., por ejemplo 0.7,0.8,0.9 o \"1 h=15m,30m,1h\"",
        "[SLA=]VALORES",
    ),
    ("size", "replications", "Réplicas independientes de cada plan que no se descarta antes", "NÚMERO"),
    (
        "size",
        "out",
        "Escribirlo todo en esta carpeta: informe, tablas y el escenario con los turnos hallados",
        "CARPETA",
    ),
    ("size", "strict", "Terminar con estado 3 si ninguna plantilla cumple todos los SLA", ""),
    ("check", "format", "Qué imprimir: table o json", "FORMATO"),
    (
        "sweep",
        "vary",
        "Valores que toma una clave: 2,4,none o 1..9 o 1..9:2 (con un paso) o 0.1..0.9/5 (tantos); repetible, las celdas son \
         todas las combinaciones",
        "CLAVE=VALORES",
    ),
    (
        "sweep",
        "measure",
        "Medida que muestra la tabla, por ejemplo within_1h o \"sla:NOMBRE\" (repetible; la imagen dibuja la primera); los archivos \
         las tienen todas",
        "MEDIDA",
    ),
    ("sweep", "replications", "Réplicas independientes de cada escenario en cada celda", "NÚMERO"),
    (
        "sweep",
        "out",
        "Escribirlo todo en esta carpeta: tabla, imagen, result.json, cells.csv, summary.csv, escenarios; un barrido interrumpido \
         continúa donde estaba si se repite la misma orden",
        "CARPETA",
    ),
    (
        "sweep",
        "parquet",
        "Escribir también cells.parquet en la carpeta (hace falta un relevo compilado con \"parquet\")",
        "",
    ),
    (
        "sweep",
        "force",
        "Reemplazar la carpeta si la creó relevo, y empezar de nuevo donde se interrumpió otro barrido hacia ella",
        "",
    ),
    ("breakeven", "chart", "Dibujar también la respuesta, como .svg o .png", "IMAGEN"),
    ("breakeven", "force", "Reemplazar la imagen si existe", ""),
    ("sensitivity", "chart", "Dibujar también la respuesta, como .svg o .png", "IMAGEN"),
    ("sensitivity", "force", "Reemplazar la imagen si existe", ""),
    ("chart", "kind", "Tipo de imagen; los que hay están abajo", "TIPO"),
    ("chart", "output", "Imagen que escribir, .svg o .png; sin ella se imprime el SVG", "IMAGEN"),
    ("", "dark", "Colores para una página oscura", ""),
    (
        "",
        "width",
        "Anchura en píxeles (960; la de un PNG, 1920); por debajo de 720 se compone para un teléfono",
        "PÍXELES",
    ),
    ("chart", "force", "Reemplazar la imagen si existe", ""),
    ("chart", "replications", "Réplicas independientes de cada escenario", "NÚMERO"),
    ("new", "name", "Archivo que escribir, scenario.toml si no se indica; \"-\" lo imprime", "NOMBRE"),
    ("new", "sector", "Tipo de equipo del que partir (retailer); --list los muestra", "SECTOR"),
    ("new", "minimal", "Solo las pocas líneas que necesita un equipo", ""),
    ("new", "list", "Mostrar los sectores, sin escribir nada", ""),
    ("new", "force", "Reemplazar el archivo si existe", ""),
    ("completions", "shell", "Shell: bash, zsh, fish, elvish o powershell", "SHELL"),
    ("schema", "what", "Qué describir: scenario (si no se dice), result o sweep (su result.json)", "QUÉ"),
    ("", "assumptions", "Mostrar cada valor en el que se apoyan los resultados, escrito o no, y su fuente", ""),
    ("man", "folder", "Carpeta que crear", "CARPETA"),
    ("", "files", "Archivos de escenario; \"-\" lee la entrada estándar", "ARCHIVO"),
    (
        "",
        "set",
        "Cambiar un valor en todos los escenarios, por ejemplo demand.per_week=3000 (repetible)",
        "CLAVE=VALOR",
    ),
    ("", "seed", "Semilla de los números aleatorios: la misma semilla da los mismos resultados", "NÚMERO"),
    (
        "",
        "replications",
        "Réplicas independientes de cada escenario; con --precision, las que habrá como mucho",
        "NÚMERO",
    ),
    (
        "",
        "precision",
        "Replicar hasta que el semiancho del 95 % de esta medida sea tan pequeño como se desea en todos los escenarios, por \
         ejemplo within_1h=0.005 o \"sla:NOMBRE=0.005\"",
        "MEDIDA=SEMIANCHO",
    ),
    ("", "threads", "Hilos con los que simular (uno por núcleo)", "NÚMERO"),
    ("", "format", "Qué imprimir: table, json o csv", "FORMATO"),
    (
        "",
        "csv",
        "Forma de las tablas CSV: comma, o semicolon (con coma decimal, como las espera una hoja de cálculo en español)",
        "ESTILO",
    ),
    (
        "",
        "out",
        "Escribirlo todo en esta carpeta: report.html, report.xlsx, result.json, tablas, cuadrantes, escenarios",
        "CARPETA",
    ),
    ("", "force", "Reemplazar la carpeta si la creó relevo", ""),
    ("", "strict", "Terminar con estado 3 si un SLA se incumple o es dudoso que se cumpla", ""),
    ("", "lang", "Idioma: en o es (el del sistema)", "IDIOMA"),
    ("", "quiet", "Sin progreso ni avisos", ""),
    ("", "help", "Mostrar esta ayuda", ""),
    ("", "version", "Mostrar la versión", ""),
];

/// The Spanish of an option of a command.
pub fn option_es(command: &str, id: &str) -> Option<(&'static str, &'static str)> {
    let find = |command: &str| OPTIONS_ES.iter().find(|(of, known, ..)| *of == command && *known == id);
    // The same options say how an export is read.
    let reads = |of: &str| if of == "forecast" { find("calibrate") } else { None };
    find(command).or_else(|| reads(command)).or_else(|| find("")).map(|(.., help, value)| (*help, *value))
}

const TEMPLATE_ES: &str = "{before-help}{about-with-newline}\nUso: {usage}\n\n{all-args}{after-help}";

pub fn spanish(command: Command, path: &str) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_string()).collect();
    let of = command.get_name().to_string();
    let positional = command.get_arguments().filter(|arg| arg.is_positional()).map(|arg| {
        let name = option_es(&of, arg.get_id().as_str()).map_or("", |(_, value)| value);
        let name = if arg.is_required_set() { format!("<{name}>") } else { format!("[{name}]") };
        let more = if matches!(arg.get_action(), ArgAction::Append) { "..." } else { "" };
        format!("{name}{more}")
    });
    let positional: Vec<String> = positional.collect();
    let usage = match positional.join(" ") {
        words if !words.is_empty() => format!("{path} [OPCIONES] {words}"),
        _ if names.is_empty() => format!("{path} [OPCIONES]"),
        _ => format!("{path} [OPCIONES]\n     {path} <ORDEN> [OPCIONES]"),
    };
    let mut command = command
        .help_template(TEMPLATE_ES)
        .override_usage(usage)
        .subcommand_help_heading("Órdenes")
        .mut_args(|arg| spanish_option(arg, &of));
    for name in names {
        let about = COMMANDS_ES.iter().find(|(known, _)| *known == name).map_or("", |(_, about)| about);
        command = command.mut_subcommand(&name, |sub| spanish(sub.about(about), &format!("{path} {name}")));
    }
    command
}

fn spanish_option(arg: Arg, command: &str) -> Arg {
    let Some((help, value)) = option_es(command, arg.get_id().as_str()) else {
        return arg;
    };
    let heading = if arg.is_positional() { "Argumentos" } else { "Opciones" };
    let arg = arg.help(help).help_heading(heading);
    if value.is_empty() { arg } else { arg.value_name(value) }
}

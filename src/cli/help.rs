//! The help and the usage errors of the command line in both languages.

mod varying;

use super::args::{StudyArgs, Typed};
use crate::locale::{Lang, Text};
use crate::report::charts::Kind;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::parser::ValueSource;
use clap::{Arg, ArgAction, ArgMatches, Args, Command, CommandFactory, Error};
use std::error::Error as _;
use std::ffi::OsString;
use std::path::Path;

const ABOUT_ES: &str =
    "Simula equipos de atención al cliente en redes sociales: qué da y qué cuesta cada forma de dotarlos.";

/// Spanish for commands.
const COMMANDS_ES: &[(&str, &str)] = &[
    ("run", "Simular archivos de escenario y compararlos: el primero es la referencia"),
    ("size", "Hallar los turnos más baratos que cumplen todos los SLA, y escribirlos como escenario"),
    ("windows", "Comparar ventanas, cada una con los turnos más baratos que cumplen los SLA: ¿compensa el 24x7?"),
    ("check", "Validar archivos de escenario y mostrar lo que significan, sin simular"),
    ("chart", "Dibujar una imagen de archivos de escenario, simulados y comparados como con run"),
    ("new", "Escribir un archivo de escenario comentado para empezar"),
    ("calibrate", "Hacer un escenario de una exportación de mensajes reales, cada valor con su intervalo"),
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
        "Escribirlo todo en esta carpeta: escenario, informe, tabla de horas; sin ella se imprime el escenario",
        "CARPETA",
    ),
    ("serve", "files", "Archivos de escenario con los que empieza la página (el estudio incluido)", "ARCHIVO"),
    ("serve", "port", "Puerto en el que escuchar, 0 para uno libre (8017)", "NÚMERO"),
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
fn option_es(command: &str, id: &str) -> Option<(&'static str, &'static str)> {
    let find = |command: &str| OPTIONS_ES.iter().find(|(of, known, ..)| *of == command && *known == id);
    find(command).or_else(|| find("")).map(|(.., help, value)| (*help, *value))
}

/// Examples at the end of a command's help; "" is relevo alone.
const EXAMPLES: &[(&str, Text)] = &[
    (
        "",
        Text::new(
            "Begin here:
  relevo
      simulate the built-in study: is a longer window worth its cost?
  relevo new desk.toml
      write a commented file of your own desk to change
  relevo check desk.toml
      what does the file mean: volumes, hours, load?
  relevo run desk.toml
      what will customers wait, and what does it cost?
  relevo run --help
      more on a command, with examples

Exit status:
  0    done
  1    the run failed
  2    bad input or usage
  3    --strict: SLA missed or unsure
  130  stopped by Ctrl-C
",
            "Para empezar:
  relevo
      simular el estudio incluido: ¿compensa ampliar el horario?
  relevo new equipo.toml
      escribir un archivo comentado de un equipo propio
  relevo check equipo.toml
      qué significa el archivo: volumen, horas, carga
  relevo run equipo.toml
      cuánto esperarán los clientes y cuánto cuesta
  relevo run --help
      más sobre una orden, con ejemplos

Estado de salida:
  0    hecho
  1    fallo
  2    entrada o uso incorrectos
  3    --strict: SLA incumplido o dudoso
  130  interrumpido con Ctrl-C
",
        ),
    ),
    (
        "calibrate",
        Text::new(
            "Examples:
  relevo calibrate export.csv --time-zone Europe/Madrid --out calibrated
      report, scenario and table of hours into a folder
  relevo calibrate twcs.csv.gz --brand AmazonHelp > desk.toml
      one account of the public set Customer Support on Twitter
  relevo calibrate pages.jsonl --brand acme_help --out calibrated
      pages of the X API v2; the account by its handle, displayed name or identifier
  relevo calibrate ticket_metrics.csv
      ticket metrics of Zendesk
  relevo calibrate messages.csv --map conversation=Case --map time=Date --map direction=From --dates dmy
      columns of your own; direction is in or out
",
            "Ejemplos:
  relevo calibrate mensajes.csv --time-zone Europe/Madrid --out calibrado
      informe, escenario y tabla de horas en una carpeta
  relevo calibrate twcs.csv.gz --brand AmazonHelp > equipo.toml
      una cuenta del conjunto público Customer Support on Twitter
  relevo calibrate paginas.jsonl --brand acme_help --out calibrado
      páginas de la API v2 de X; la cuenta por su nombre de usuario, el nombre que muestra o su identificador
  relevo calibrate ticket_metrics.csv
      métricas de tickets de Zendesk
  relevo calibrate mensajes.csv --map conversation=Caso --map time=Fecha --map direction=Sentido --dates dmy
      columnas propias; el sentido es in o out
",
        ),
    ),
    (
        "run",
        Text::new(
            "Examples:
  relevo run desk.toml
      one desk and its [[variant]] entries, compared on the same customers
  relevo run weekday.toml saturday.toml
      two files compared: the first is the baseline
  relevo run desk.toml --set demand.per_week=3000 --set desk.team.morning.agents=6
      what if more customers write, and the team \"morning\" has six?
  relevo run desk.toml --out report
      also write report.txt, result.json, tables for spreadsheets, rosters
      (with --csv semicolon for a spreadsheet with decimal commas)
  relevo run desk.toml --precision within_1h=0.005 --strict
      replicate until the answer is sure; status 3 unless every SLA is met
",
            "Ejemplos:
  relevo run equipo.toml
      un equipo y sus entradas [[variant]], comparados con los mismos clientes
  relevo run laborable.toml sabado.toml
      dos archivos comparados: el primero es la referencia
  relevo run equipo.toml --set demand.per_week=3000 --set desk.team.mañana.agents=6
      ¿y si escriben más clientes, y el equipo «mañana» tiene seis personas?
  relevo run equipo.toml --out informe
      escribir también report.txt, result.json, tablas para hojas de cálculo, cuadrantes
      (con --csv semicolon, para una hoja de cálculo en español)
  relevo run equipo.toml --precision within_1h=0.005 --strict
      replicar hasta que la respuesta sea segura; estado 3 si no se cumple algún SLA
",
        ),
    ),
    ("breakeven", varying::BREAKEVEN),
    ("sensitivity", varying::SENSITIVITY),
    ("sweep", varying::SWEEP),
    (
        "windows",
        Text::new(
            "Examples:
  relevo windows desk.toml
      Mon-Fri 08:00-20:00, Mon-Sat 08:00-20:00 and 24x7, each with its cheapest shifts that
      keep the SLAs on the service-hours clock and always somebody present
  relevo windows desk.toml --window 'Mon-Fri 09:00-18:00' --window 24x7 --out windows
      two windows of your own, with the whole report in the folder \"windows\"
",
            "Ejemplos:
  relevo windows equipo.toml
      Mon-Fri 08:00-20:00, Mon-Sat 08:00-20:00 y 24x7, cada una con los turnos más baratos
      que cumplen los SLA en horas de servicio y siempre con alguien presente
  relevo windows equipo.toml --window 'Mon-Fri 09:00-18:00' --window 24x7 --out ventanas
      dos ventanas propias, con todo el informe en la carpeta «ventanas»
",
        ),
    ),
    (
        "size",
        Text::new(
            "Examples:
  relevo size desk.toml
      how many people, on which shifts, at what cost?
  relevo size desk.toml --out sized
      the same, with the scenario that runs as it stands: relevo run sized/scenario/sized.toml
  relevo size desk.toml --frontier 0.7,0.8,0.9
      what does every point of the target cost?
  relevo size desk.toml --frontier '1 h=15m,30m,1h'
      the price of a shorter limit
",
            "Ejemplos:
  relevo size equipo.toml
      ¿cuántas personas, en qué turnos y a qué coste?
  relevo size equipo.toml --out plantilla
      lo mismo, con el escenario listo para ejecutar: relevo run plantilla/scenario/sized.toml
  relevo size equipo.toml --frontier 0.7,0.8,0.9
      ¿cuánto cuesta cada punto del objetivo?
  relevo size equipo.toml --frontier '1 h=15m,30m,1h'
      el precio de un límite más corto
",
        ),
    ),
    (
        "serve",
        Text::new(
            "Examples:
  relevo serve
      the what-if page on the built-in study: open the address that it prints
  relevo serve desk.toml --port 9000
      on your own desk and its variants, at http://127.0.0.1:9000/
  relevo serve desk.toml --bind 0.0.0.0
      for everybody on the network: there is no password
",
            "Ejemplos:
  relevo serve
      la página de «¿y si...?» con el estudio incluido: abre la dirección que imprime
  relevo serve equipo.toml --port 9000
      con tu propio equipo y sus variantes, en http://127.0.0.1:9000/
  relevo serve equipo.toml --bind 0.0.0.0
      para toda la red: no hay contraseña
",
        ),
    ),
    (
        "check",
        Text::new(
            "Examples:
  relevo check desk.toml
      every problem of the file with its place; else what the desk means
  relevo check desk.toml --set desk.team.morning.agents=3
      would three in the team \"morning\" be enough for the work?
  relevo check desk.toml --assumptions
      every value the results rest on, written or not, and its source
  relevo check desk.toml --format json
      the same for a script
",
            "Ejemplos:
  relevo check equipo.toml
      todos los problemas del archivo con su lugar; si no los hay, qué significa
  relevo check equipo.toml --set desk.team.mañana.agents=3
      ¿bastarían tres personas en el equipo «mañana» para el trabajo que llega?
  relevo check equipo.toml --assumptions
      cada valor en el que se apoyan los resultados, escrito o no, y su fuente
  relevo check equipo.toml --format json
      lo mismo para un programa
",
        ),
    ),
    (
        "chart",
        Text::new(
            "Examples:
  relevo chart backlog desk.toml -o backlog.png
      what waits over the week, as a PNG for slides
  relevo chart response weekday.toml saturday.toml -o response.svg
      two files compared in one picture
  relevo chart heatmap desk.toml --dark --width 480 --lang es > heatmap.svg
      for a dark page on a phone, with Spanish text
",
            "Ejemplos:
  relevo chart backlog equipo.toml -o pendiente.png
      lo que espera durante la semana, como PNG para diapositivas
  relevo chart response laborable.toml sabado.toml -o respuesta.svg
      dos archivos comparados en una imagen
  relevo chart heatmap equipo.toml --dark --width 480 --lang en > mapa.svg
      para una página oscura en un teléfono, con texto en inglés
",
        ),
    ),
    (
        "new",
        Text::new(
            "Examples:
  relevo new --list
      the sectors there are
  relevo new desk.toml --sector airline
      a commented file of an airline's desk, with a second window to compare
  relevo new desk.toml --minimal
      the fewest lines that make a desk
  relevo new desk.toml --lang es
      with Spanish comments and names
  relevo new - --sector bank | relevo run -
      try a sector without writing a file
",
            "Ejemplos:
  relevo new --list
      los sectores que hay
  relevo new equipo.toml --sector airline
      un archivo comentado del equipo de una aerolínea, con otra ventana para comparar
  relevo new equipo.toml --minimal
      las líneas imprescindibles de un equipo
  relevo new desk.toml --lang en
      con comentarios y nombres en inglés
  relevo new - --sector bank | relevo run -
      probar un sector sin escribir ningún archivo
",
        ),
    ),
    (
        "schema",
        Text::new(
            "Examples:
  relevo schema > scenario.schema.json
      then `#:schema ./scenario.schema.json` as the first line of a scenario lets editors
      complete keys, explain them and mark mistakes
  relevo schema --lang es
      with descriptions in Spanish
  relevo schema result
      what result.json and --format json hold
",
            "Ejemplos:
  relevo schema > scenario.schema.json
      después, `#:schema ./scenario.schema.json` en la primera línea de un escenario hace que
      el editor complete las claves, las explique y marque los errores
  relevo schema --lang en
      con las descripciones en inglés
  relevo schema result
      qué contienen result.json y --format json
",
        ),
    ),
    (
        "completions",
        Text::new(
            "Examples:
  relevo completions bash > ~/.local/share/bash-completion/completions/relevo
  relevo completions zsh > ~/.zfunc/_relevo
      with ~/.zfunc in fpath
  relevo completions fish > ~/.config/fish/completions/relevo.fish
",
            "Ejemplos:
  relevo completions bash > ~/.local/share/bash-completion/completions/relevo
  relevo completions zsh > ~/.zfunc/_relevo
      con ~/.zfunc en fpath
  relevo completions fish > ~/.config/fish/completions/relevo.fish
",
        ),
    ),
];

/// What stands below the options of a command.
fn examples(command: &str, lang: Lang) -> String {
    let text = EXAMPLES.iter().find(|(of, _)| *of == command).map_or("", |(_, text)| text.get(lang));
    if command == "chart" { format!("{}\n{text}", kinds(lang)) } else { text.into() }
}

/// The kinds of picture, each in a line.
fn kinds(lang: Lang) -> String {
    let line = |kind: Kind| format!("  {:10} {}\n", kind.id(), kind.about().get(lang));
    format!("{}:\n{}", Text::new("Kinds", "Tipos").get(lang), Kind::ALL.map(line).concat())
}

/// The command in a language, ready to parse.
pub fn command(lang: Lang) -> Command {
    let names = COMMANDS_ES.iter().map(|(name, _)| *name);
    let command =
        names.fold(Typed::command().after_help(examples("", lang)), |command, name| match examples(name, lang) {
            text if text.is_empty() => command,
            text => command.mut_subcommand(name, |sub| sub.after_help(text)),
        });
    match lang {
        Lang::En => command,
        Lang::Es => spanish(command.about(ABOUT_ES), "relevo"),
    }
}

const TEMPLATE_ES: &str = "{before-help}{about-with-newline}\nUso: {usage}\n\n{all-args}{after-help}";

fn spanish(command: Command, path: &str) -> Command {
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

/// The language typed with `--lang`, else that of the environment; needed before the command line is parsed.
pub fn language(arguments: &[OsString], environment: impl Fn(&str) -> Option<String>) -> Lang {
    let mut typed = None;
    let mut words = arguments.iter().skip(1).map(|word| word.to_string_lossy());
    while let Some(word) = words.next() {
        match word.strip_prefix("--lang") {
            Some("") => typed = words.next().map(|value| value.into_owned()),
            Some(value) => typed = value.strip_prefix('=').map(String::from).or(typed),
            None if word == "--" => break,
            None => {}
        }
    }
    let set = |name: &str| environment(name).filter(|value| !value.is_empty());
    let found = typed.or_else(|| set("LC_ALL")).or_else(|| set("LC_MESSAGES")).or_else(|| set("LANG"));
    if found.is_some_and(|found| found.to_lowercase().starts_with("es")) { Lang::Es } else { Lang::En }
}

/// An option typed before a command that is not meant for all of them.
pub fn option_before_command(matches: &ArgMatches) -> Option<String> {
    matches.subcommand()?;
    let typed = |id: &&clap::Id| matches.value_source(id.as_str()) == Some(ValueSource::CommandLine);
    let own = |id: &&clap::Id| StudyArgs::augment_args(Command::new("")).get_arguments().any(|arg| arg.get_id() == *id);
    matches.ids().filter(typed).find(own).map(|id| id.to_string())
}

/// A usage error as a person reads it. English is clap's own.
pub fn usage_error(error: &Error, lang: Lang) -> String {
    let tip = forgotten_run(error).map(|file| match lang {
        Lang::En => format!("\n  tip: did you mean `relevo run {file}`?\n"),
        Lang::Es => format!("\n  ¿querías decir `relevo run {file}`?\n"),
    });
    let tip = tip.unwrap_or_default();
    match lang {
        Lang::En => format!("{}{tip}", error.render().ansi()),
        Lang::Es => format!("error: {}\n\nPara más información prueba '--help'.\n{tip}", spanish_error(error)),
    }
}

/// The scenario file that stands where a command should.
fn forgotten_run(error: &Error) -> Option<&str> {
    match (error.kind(), error.get(ContextKind::InvalidSubcommand)) {
        (ErrorKind::InvalidSubcommand, Some(ContextValue::String(word))) => {
            (word.ends_with(".toml") || Path::new(word).is_file()).then_some(word.as_str())
        }
        _ => None,
    }
}

/// `relevo help [COMMAND]` as `relevo [COMMAND] --help`: clap's own command would have no Spanish.
pub fn without_help_command(mut arguments: Vec<OsString>) -> Vec<OsString> {
    if arguments.get(1).is_some_and(|word| word == "help") {
        arguments.remove(1);
        arguments.push("--help".into());
    }
    arguments
}

fn spanish_error(error: &Error) -> String {
    let of = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(ContextValue::StyledStrs(texts)) => texts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        Some(ContextValue::Number(number)) => number.to_string(),
        _ => String::new(),
    };
    let (option, value) = (of(ContextKind::InvalidArg), of(ContextKind::InvalidValue));
    let hint = |kind: ContextKind| match of(kind) {
        near if near.is_empty() => String::new(),
        near => format!("; ¿querías decir '{near}'?"),
    };
    match error.kind() {
        ErrorKind::UnknownArgument => {
            format!("argumento inesperado '{option}'{}", hint(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidSubcommand => {
            let found = of(ContextKind::InvalidSubcommand);
            let near = hint(ContextKind::SuggestedSubcommand);
            let known = COMMANDS_ES.iter().map(|(name, _)| *name).filter(|name| *name != "man").collect::<Vec<_>>();
            let known = if near.is_empty() { format!("; hay: {}", known.join(", ")) } else { String::new() };
            format!("no existe la orden '{found}'{near}{known}")
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("falta el valor de '{option}'"),
        ErrorKind::InvalidValue => {
            format!("valor '{value}' no válido para '{option}'; se acepta: {}", of(ContextKind::ValidValue))
        }
        ErrorKind::ValueValidation => {
            let range = error.source().map_or(String::new(), |cause| cause.to_string());
            let range = range.rsplit(' ').next().unwrap_or_default();
            format!("valor '{value}' no válido para '{option}'; se acepta un número entero en {range}")
        }
        ErrorKind::MissingRequiredArgument => format!("falta: {option}"),
        ErrorKind::ArgumentConflict => match of(ContextKind::PriorArg) {
            other if other.is_empty() || other == option => format!("'{option}' solo puede indicarse una vez"),
            other => format!("'{option}' y '{other}' no pueden indicarse a la vez"),
        },
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues | ErrorKind::TooFewValues => {
            format!("número de valores incorrecto para '{option}'")
        }
        ErrorKind::InvalidUtf8 => "un argumento no es texto UTF-8 válido".into(),
        _ => "línea de órdenes no válida".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        command(Lang::En).debug_assert();
        command(Lang::Es).debug_assert();
    }

    #[test]
    fn everything_has_a_help_in_both_languages() {
        fn walk(command: &Command, lang: Lang) {
            for arg in command.get_arguments() {
                let known = option_es(command.get_name(), arg.get_id().as_str());
                let known = known.unwrap_or_else(|| panic!("{} has no Spanish help", arg.get_id()));
                let help = arg.get_help().expect("has a help").to_string();
                assert_eq!(help == known.0, lang == Lang::Es, "{help}");
            }
            for sub in command.get_subcommands() {
                let known = COMMANDS_ES.iter().any(|(name, about)| {
                    *name == sub.get_name() && (sub.get_about().unwrap().to_string() == *about) == (lang == Lang::Es)
                });
                assert!(known, "{}", sub.get_name());
                walk(sub, lang);
            }
        }
        walk(&command(Lang::En), Lang::En);
        walk(&command(Lang::Es), Lang::Es);
        let help = command(Lang::Es).render_long_help().to_string();
        for english in ["Usage", "Options", "Commands", "[default", "[possible"] {
            assert!(!help.contains(english), "{english} in\n{help}");
        }
    }

    #[test]
    fn the_language_is_the_one_typed_or_that_of_the_environment() {
        let lang = |words: &[&str], variables: &[(&str, &str)]| {
            let words: Vec<OsString> = words.iter().map(OsString::from).collect();
            language(&words, |name| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| v.to_string()))
        };
        assert_eq!(lang(&["relevo"], &[]), Lang::En);
        assert_eq!(lang(&["relevo", "--lang", "es"], &[]), Lang::Es);
        assert_eq!(lang(&["relevo", "--lang", "ES"], &[]), Lang::Es);
        assert_eq!(lang(&["relevo", "run", "--lang=es", "x"], &[("LANG", "en_GB.UTF-8")]), Lang::Es);
        assert_eq!(lang(&["relevo", "--lang=en"], &[("LANG", "es_ES.UTF-8")]), Lang::En);
        assert_eq!(lang(&["relevo"], &[("LC_ALL", ""), ("LANG", "es_MX.UTF-8")]), Lang::Es);
        assert_eq!(lang(&["relevo"], &[("LC_ALL", "C"), ("LANG", "es_ES")]), Lang::En);
    }

    #[test]
    fn usage_errors_are_told_in_spanish() {
        let message =
            |words: &[&str]| usage_error(&command(Lang::Es).try_get_matches_from(words).unwrap_err(), Lang::Es);
        assert!(message(&["relevo", "run"]).contains("falta: <ARCHIVO>..."), "{}", message(&["relevo", "run"]));
        assert!(
            message(&["relevo", "rum", "x"]).contains("¿querías decir 'run'?"),
            "{}",
            message(&["relevo", "rum", "x"])
        );
        assert!(
            message(&["relevo", "nuevo"]).contains("'nuevo'; hay: run, size,"),
            "{}",
            message(&["relevo", "nuevo"])
        );
        assert!(message(&["relevo", "--sed", "3"]).contains("¿querías decir '--seed'?"));
        assert!(message(&["relevo", "--format", "xml"]).contains("se acepta: table, json, csv"));
        assert!(message(&["relevo", "d.toml"]).contains("`relevo run d.toml`"));
        let threads = message(&["relevo", "--threads", "0"]);
        assert!(
            threads.contains("valor '0' no válido para '--threads <NÚMERO>'; se acepta un número entero en 1..=1024"),
            "{threads}"
        );
    }
}

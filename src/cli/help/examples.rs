//! Examples at the end of each command's help.

use super::varying;
use crate::locale::{Lang, Text};
use crate::report::charts::Kind;

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
        "forecast",
        Text::new(
            "Examples:
  relevo forecast desk.toml --history export.csv --time-zone Europe/Madrid --out forecast
      the next four weeks by hour: scenario, page, tables and pictures into a folder
  relevo forecast desk.toml --history export.csv --weeks 8 --level 80% > next.toml
      eight weeks with narrower intervals; the scenario to size or to run
",
            "Ejemplos:
  relevo forecast equipo.toml --history mensajes.csv --time-zone Europe/Madrid --out prevision
      las próximas cuatro semanas por hora: escenario, página, tablas y gráficos en una carpeta
  relevo forecast equipo.toml --history mensajes.csv --weeks 8 --level 80% > siguiente.toml
      ocho semanas con intervalos más estrechos; el escenario para dimensionar o simular
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
      for everybody on the network, also the phones of a workshop: there is no password
",
            "Ejemplos:
  relevo serve
      la página de «¿y si...?» con el estudio incluido: abre la dirección que imprime
  relevo serve equipo.toml --port 9000
      con tu propio equipo y sus variantes, en http://127.0.0.1:9000/
  relevo serve equipo.toml --bind 0.0.0.0
      para toda la red, también para los móviles de un taller: no hay contraseña
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
pub fn examples(command: &str, lang: Lang) -> String {
    let text = EXAMPLES.iter().find(|(of, _)| *of == command).map_or("", |(_, text)| text.get(lang));
    if command == "chart" { format!("{}\n{text}", kinds(lang)) } else { text.into() }
}

/// The kinds of picture, each in a line.
fn kinds(lang: Lang) -> String {
    let line = |kind: Kind| format!("  {:10} {}\n", kind.id(), kind.about().get(lang));
    format!("{}:\n{}", Text::new("Kinds", "Tipos").get(lang), Kind::ALL.map(line).concat())
}

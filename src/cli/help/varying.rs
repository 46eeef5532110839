//! Examples of the commands that change values again and again.

use crate::locale::Text;

pub const BREAKEVEN: Text = Text::new(
    "Examples:
  relevo breakeven weekday.toml round-the-clock.toml --over customers.lifetime_margin
      from which value of a customer on is 24x7 cheaper, all in all?
  relevo breakeven desk.toml --scenario \"24x7\" --over demand.volume_factor --from 0.5 --to 3
      from which volume on is the variant \"24x7\" of the file cheaper?
  relevo breakeven a.toml b.toml --over \"desk.team.*.hourly_wage\"
      up to which wage, if all teams earn the same?
  relevo breakeven a.toml b.toml --over desk.team.morning.agents --measure within_1h
      with how many agents in the team \"morning\" do the two answer alike?
",
    "Ejemplos:
  relevo breakeven laborable.toml continuo.toml --over customers.lifetime_margin
      ¿a partir de qué valor de un cliente es más barato 24x7, contándolo todo?
  relevo breakeven equipo.toml --scenario 24x7 --over demand.volume_factor --from 0.5 --to 3
      ¿a partir de qué volumen es más barata la variante «24x7» del archivo?
  relevo breakeven a.toml b.toml --over \"desk.team.*.hourly_wage\"
      ¿hasta qué salario, si todos los equipos ganan lo mismo?
  relevo breakeven a.toml b.toml --over desk.team.mañana.agents --measure within_1h
      ¿con cuántos agentes en el equipo «mañana» responden igual los dos?
",
);

pub const SENSITIVITY: Text = Text::new(
    "Examples:
  relevo sensitivity weekday.toml saturday.toml
      which of the poorly known inputs decides whether Saturday pays?
  relevo sensitivity desk.toml
      the same for a desk alone: whether it meets its first SLA
  relevo sensitivity desk.toml --parameter demand.handling_factor=0.9..1.2
      when you know your handling time better
  relevo sensitivity desk.toml --format csv > sensitivity.csv
",
    "Ejemplos:
  relevo sensitivity laborable.toml sabado.toml
      ¿cuál de los datos mal conocidos decide si compensa abrir el sábado?
  relevo sensitivity equipo.toml
      lo mismo para un equipo solo: si cumple su primer SLA
  relevo sensitivity equipo.toml --parameter demand.handling_factor=0.9..1.2
      cuando conoces mejor tu tiempo de gestión
  relevo sensitivity equipo.toml --format csv > sensibilidad.csv
",
);

pub const SWEEP: Text = Text::new(
    "Examples:
  relevo sweep desk.toml --vary desk.team.day.agents=2..6
      the same desk with two to six in the team \"day\"
  relevo sweep desk.toml --vary demand.per_week=400..800/5 --vary desk.team.day.agents=2,3,4 \\
      --measure within_1h
      15 cells, and how many are answered within the hour as a matrix
  relevo sweep desk.toml --vary customers.patience=none,30m,2h --out grid
      values are those of --set; everything goes into the folder \"grid\". Stopped
      (Ctrl-C, a power cut), the same command goes on where it was: what is done
      is kept in grid.unfinished
  relevo sweep a.toml b.toml --vary demand.per_week=500,1000,2000 --format csv
      two files in every cell, compared on the same customers

Exit status: 1 if a scenario of a cell could not be simulated because the desk fills
up; the tables say which, and hold all others.
",
    "Ejemplos:
  relevo sweep equipo.toml --vary desk.team.dia.agents=2..6
      el mismo equipo con entre dos y seis personas en «dia»
  relevo sweep equipo.toml --vary demand.per_week=400..800/5 --vary desk.team.dia.agents=2,3,4 \\
      --measure within_1h
      15 celdas, y cuántas se responden en una hora como matriz
  relevo sweep equipo.toml --vary customers.patience=none,30m,2h --out cuadricula
      los valores son los de --set; todo va a la carpeta «cuadricula». Si se interrumpe
      (Ctrl-C, un corte de luz), la misma orden continúa donde estaba: lo hecho se
      guarda en cuadricula.unfinished
  relevo sweep a.toml b.toml --vary demand.per_week=500,1000,2000 --format csv
      dos archivos en cada celda, comparados con los mismos clientes

Estado de salida: 1 si un escenario de una celda no se pudo simular porque el servicio
se llena; las tablas dicen cuál, y contienen todos los demás.
",
);

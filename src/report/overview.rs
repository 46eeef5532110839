//! What a scenario means, without simulating it: the answer of `relevo check`.

mod crises;

use super::excess::excess;
use super::problems::MachineProblem;
use super::text_layout::{NARROWEST, fold, left, right, width, wrap};
use crate::desk::costs::fte;
use crate::desk::overview::{ContactVolume, Excess, Overview, overview};
use crate::desk::week::WeekCover;
use crate::desk::{Channel, Clock, Scenario};
use crate::locale::number::{duration, number, percent, weekday};
use crate::locale::{Lang, Text};
use owo_colors::OwoColorize;
use serde_json::{Value, json};

const MINUTES_PER_DAY: u32 = 1440;
const INDENT: usize = 2;
/// Fewest columns for a remark beside its figure; with fewer it stands below.
const FEWEST_REMARK_COLUMNS: usize = 20;
const NO_CONVERSATION: Text = Text::new(
    "no conversation comes in: there will be nothing to answer",
    "no entra ninguna conversación: no habrá nada que responder",
);

/// Everything about one scenario, with escape codes for colour.
pub fn render(scenario: &Scenario, columns: usize, lang: Lang) -> String {
    let week = overview(scenario);
    let columns = columns.max(NARROWEST);
    let mut lines: Vec<String> = fold(&scenario.name, columns).iter().map(|line| line.bold().to_string()).collect();
    lines.extend(indented(&scenario.description, columns));
    lines.push(heading(Text::new("An ordinary week, before growth", "Una semana corriente, antes de crecer"), lang));
    lines.extend(volumes(&week, columns, lang));
    if week.conversations_per_week == 0.0 {
        lines.extend(indented(NO_CONVERSATION.get(lang), columns));
    }
    lines.push(heading(Text::new("Work and hours, a week", "Trabajo y horas por semana"), lang));
    lines.extend(facts(&work(scenario, &week, lang), columns));
    if !scenario.demand.crises.is_empty() {
        lines.push(heading(
            Text::new("Crises, on average, within the run", "Crisis, de media, dentro de la simulación"),
            lang,
        ));
        lines.extend(facts(&crises::facts(scenario, &week, lang), columns));
    }
    lines.push(heading(Text::new("Coverage", "Cobertura"), lang));
    lines.extend(facts(&coverage(&week, lang), columns));
    if !scenario.slas.is_empty() {
        lines.push(heading(Text::new("Service-level agreements", "Acuerdos de nivel de servicio"), lang));
        lines.extend(facts(&agreements(scenario, lang), columns));
    }
    lines.extend(wrap(&run(scenario, lang), columns));
    lines.push(String::new());
    lines.join("\n")
}

fn indented(text: &str, columns: usize) -> Vec<String> {
    fold(text, columns - INDENT).into_iter().map(|line| format!("{:INDENT$}{line}", "")).collect()
}

fn heading(text: Text, lang: Lang) -> String {
    text.get(lang).bold().to_string()
}

fn count(value: f64, lang: Lang) -> String {
    number(value, usize::from(value < 9.95 && value.fract() != 0.0), lang)
}

fn hours(value: f64, lang: Lang) -> String {
    format!("{} h", number(value, usize::from(value < 99.95), lang))
}

/// A table of the contact types: conversations by channel, messages, work.
fn volumes(week: &Overview, columns: usize, lang: Lang) -> Vec<String> {
    let header = [
        Text::new("", ""),
        Text::new("conversations", "conversaciones"),
        Text::new("mentions", "menciones"),
        Text::new("DM", "MD"),
        Text::new("messages", "mensajes"),
        Text::new("work", "trabajo"),
    ];
    let indirect = week.conversations_by_channel(Channel::Indirect) > 0.0;
    let row = |name: &str, one: &ContactVolume| {
        let mut numbers = vec![one.conversations_per_week(), one.mentions_per_week, one.dms_per_week];
        numbers.extend(indirect.then_some(one.indirect_per_week));
        numbers.push(one.messages_per_week);
        let mut row = vec![name.to_string()];
        row.extend(numbers.into_iter().map(|value| count(value, lang)));
        row.push(hours(one.work_hours_per_week, lang));
        row
    };
    let mut titles = header.map(|text| text.get(lang).to_string()).to_vec();
    if indirect {
        titles.insert(4, Text::new("indirect", "indirectas").get(lang).to_string());
    }
    let mut rows: Vec<Vec<String>> = vec![titles];
    rows.extend(week.contacts.iter().map(|one| row(&one.name, one)));
    if week.noise_per_week > 0.0 {
        let name = Text::new("noise (to be read only)", "ruido (solo se lee)").get(lang);
        let work = week.work_hours_per_week - week.contacts.iter().map(|one| one.work_hours_per_week).sum::<f64>();
        let mut row = vec![String::new(); rows[0].len() - 2];
        row[0] = name.into();
        row.extend([count(week.noise_per_week, lang), hours(work, lang)]);
        rows.push(row);
    }
    let all = ContactVolume {
        name: Text::new("all", "todo").get(lang).into(),
        mentions_per_week: week.conversations_by_channel(Channel::Mention),
        dms_per_week: week.conversations_by_channel(Channel::Dm),
        indirect_per_week: week.conversations_by_channel(Channel::Indirect),
        messages_per_week: week.messages_per_week,
        work_hours_per_week: week.work_hours_per_week,
    };
    rows.push(row(&all.name, &all));
    let beside = aligned(&rows);
    if beside.iter().all(|line| width(line) <= columns) { beside } else { below(&rows, columns) }
}

/// For a narrow terminal: a block for each row but the first, which names the figures.
fn below(rows: &[Vec<String>], columns: usize) -> Vec<String> {
    let Some((header, rows)) = rows.split_first() else { return vec![] };
    let names = header.iter().map(|name| width(name)).max().unwrap_or(0);
    let figures = rows.iter().flat_map(|row| &row[1..]).map(|figure| width(figure)).max().unwrap_or(0);
    let mut lines = vec![];
    for row in rows {
        lines.extend(indented(&row[0], columns));
        let given = header.iter().zip(row).skip(1).filter(|(_, figure)| !figure.is_empty());
        lines.extend(
            given.map(|(name, figure)| {
                format!("{:1$}{2}  {3}", "", 2 * INDENT, left(name, names), right(figure, figures))
            }),
        );
    }
    lines
}

fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let columns = rows.first().map_or(0, Vec::len);
    let widths: Vec<usize> = (0..columns).map(|at| rows.iter().map(|row| width(&row[at])).max().unwrap_or(0)).collect();
    let line = |row: &Vec<String>| {
        let first = left(&row[0], widths[0]);
        let rest: Vec<String> = (1..columns).map(|at| right(&row[at], widths[at])).collect();
        format!("{:INDENT$}{first}  {}", "", rest.join("  ")).trim_end().to_string()
    };
    rows.iter().map(line).collect()
}

/// Label, figure, remark.
type Fact = (&'static str, String, String);

fn facts(facts: &[Fact], columns: usize) -> Vec<String> {
    let labels = facts.iter().map(|(label, ..)| width(label)).max().unwrap_or(0);
    let figures = facts.iter().map(|(_, figure, _)| width(figure)).max().unwrap_or(0);
    let room = columns.saturating_sub(INDENT + labels + figures + 4);
    let mut lines = vec![];
    for (label, figure, remark) in facts {
        if room < FEWEST_REMARK_COLUMNS {
            lines.push(format!("{:INDENT$}{}  {}", "", left(label, labels), right(figure, figures)));
            let remarks = fold(remark, columns - 2 * INDENT);
            lines.extend(remarks.iter().map(|remark| format!("{:1$}{remark}", "", 2 * INDENT)));
            continue;
        }
        let remarks = fold(remark, room);
        let first = remarks.first().map_or("", String::as_str);
        let line = format!("{:INDENT$}{}  {}  {first}", "", left(label, labels), right(figure, figures));
        lines.push(line.trim_end().to_string());
        let indent = INDENT + labels + figures + 4;
        lines.extend(remarks.iter().skip(1).map(|remark| format!("{:indent$}{remark}", "")));
    }
    lines
}

fn work(scenario: &Scenario, week: &Overview, lang: Lang) -> Vec<Fact> {
    let text = |en, es| Text::new(en, es).get(lang);
    let load = week.load.map_or("-".into(), |load| percent(load, usize::from(load < 0.0995), lang));
    let growth = if week.backlog_growth_per_week > 0.0 {
        let excess = excess(Excess::of(scenario), &count(week.backlog_growth_per_week, lang), lang);
        format!("{}: {excess}", text("more work than can be done", "más trabajo del que cabe"))
    } else {
        text("of what the teams can do", "de lo que pueden hacer los equipos").into()
    };
    let equivalents = number(fte(week.paid_hours_per_week, scenario.costs.annual_hours), 2, lang);
    vec![
        (text("Work", "Trabajo"), hours(week.work_hours_per_week, lang), String::new()),
        (text("On duty", "De turno"), hours(week.scheduled_hours_per_week, lang), String::new()),
        (
            text("On the queue", "Atendiendo"),
            hours(week.queue_hours_per_week, lang),
            text("less absence, breaks, other work", "sin ausencias, descansos ni otras tareas").into(),
        ),
        (text("Load", "Carga"), load, growth),
        (
            text("Paid hours", "Horas pagadas"),
            hours(week.paid_hours_per_week, lang),
            match lang {
                Lang::En => format!("{equivalents} full-time equivalents"),
                Lang::Es => format!("{equivalents} jornadas completas"),
            },
        ),
    ]
}

fn coverage(week: &Overview, lang: Lang) -> Vec<Fact> {
    let text = |en, es| Text::new(en, es).get(lang);
    let mut facts: Vec<Fact> = vec![
        (
            text("Somebody on duty", "Alguien de turno"),
            hours(week.covered.hours(), lang),
            hours_text(&week.covered, lang),
        ),
        (
            text("Published service", "Horario publicado"),
            hours(week.served.hours(), lang),
            hours_text(&week.served, lang),
        ),
    ];
    for (label, cover) in [
        (text("Published, nobody there", "Publicado, sin nadie"), &week.served_not_covered),
        (text("On duty, not published", "De turno, no publicado"), &week.covered_not_served),
    ] {
        if !cover.is_empty() {
            facts.push((label, hours(cover.hours(), lang), hours_text(cover, lang)));
        }
    }
    facts.push((
        text("Arrive while closed", "Llegan con el equipo cerrado"),
        week.share_opened_uncovered.map_or("-".into(), |share| percent(share, 0, lang)),
        text("of the conversations", "de las conversaciones").into(),
    ));
    facts
}

fn agreements(scenario: &Scenario, lang: Lang) -> Vec<Fact> {
    // A label is static elsewhere; here the names stand in the remark.
    let one = |sla: &crate::desk::Sla| {
        let limit = duration(sla.within.minutes(), lang);
        let clock = match (sla.clock, lang) {
            (Clock::Elapsed, Lang::En) => "elapsed time",
            (Clock::Elapsed, Lang::Es) => "tiempo natural",
            (Clock::ServiceHours, Lang::En) => "service hours",
            (Clock::ServiceHours, Lang::Es) => "horario de servicio",
        };
        let share = percent(sla.target, usize::from((sla.target * 100.0).fract() > 1e-9), lang);
        let sign = match lang {
            Lang::En => format!("within {limit}, {clock}: {}", sla.name),
            Lang::Es => format!("en {limit}, {clock}: {}", sla.name),
        };
        ("", share, sign)
    };
    scenario.slas.iter().map(one).collect()
}

fn run(scenario: &Scenario, lang: Lang) -> String {
    let plan = &scenario.run;
    match lang {
        Lang::En => format!(
            "Run: {} weeks after {} of warm-up, {} replications, seed {}",
            plan.weeks, plan.warmup_weeks, plan.replications, plan.seed
        ),
        Lang::Es => format!(
            "Ejecución: {} semanas tras {} de rodaje, {} réplicas, semilla {}",
            plan.weeks, plan.warmup_weeks, plan.replications, plan.seed
        ),
    }
}

/// "Mon-Fri 08:00-20:00, Sat 10:00-14:00"; days with the same hours are joined.
pub fn hours_text(cover: &WeekCover, lang: Lang) -> String {
    let days: Vec<Vec<(u32, u32)>> = (0..7).map(|day| of_day(cover, day)).collect();
    if days.iter().all(|day| day[..] == [(0, MINUTES_PER_DAY)]) {
        return "24x7".into();
    }
    let mut parts = vec![];
    let mut day = 0;
    while day < 7 {
        let last = (day..7).take_while(|other| days[*other] == days[day]).last().unwrap_or(day);
        if !days[day].is_empty() {
            let name = match last - day {
                0 => weekday(day, lang).to_string(),
                _ => format!("{}-{}", weekday(day, lang), weekday(last, lang)),
            };
            let times: Vec<String> =
                days[day].iter().map(|(from, to)| format!("{}-{}", clock(*from), clock(*to))).collect();
            parts.push(format!("{name} {}", times.join(" ")));
        }
        day = last + 1;
    }
    if parts.is_empty() { "-".into() } else { parts.join(", ") }
}

/// The intervals of one day, in minutes after its midnight.
fn of_day(cover: &WeekCover, day: u32) -> Vec<(u32, u32)> {
    let (start, end) = (day * MINUTES_PER_DAY, (day + 1) * MINUTES_PER_DAY);
    let inside = cover.intervals().iter().map(|(from, to)| ((*from).max(start), (*to).min(end)));
    inside.filter(|(from, to)| from < to).map(|(from, to)| (from - start, to - start)).collect()
}

fn clock(minute: u32) -> String {
    format!("{:02}:{:02}", minute / 60, minute % 60)
}

/// The same for programs, with the problems found; only their sentences are in the language of the reader.
pub fn json(scenarios: &[Scenario], problems: &[MachineProblem]) -> Value {
    json!({
        "relevo": env!("CARGO_PKG_VERSION"),
        "problems": problems,
        "scenarios": scenarios.iter().map(scenario_json).collect::<Vec<_>>(),
    })
}

fn scenario_json(scenario: &Scenario) -> Value {
    let week = overview(scenario);
    let contacts = week.contacts.iter().map(|one| {
        json!({ "name": one.name, "conversations_per_week": one.conversations_per_week(),
            "mentions_per_week": one.mentions_per_week, "dms_per_week": one.dms_per_week,
            "indirect_per_week": one.indirect_per_week,
            "messages_per_week": one.messages_per_week, "work_hours_per_week": one.work_hours_per_week })
    });
    let teams = week.teams.iter().map(|one| {
        json!({ "name": one.name, "scheduled_hours_per_week": one.scheduled_hours_per_week,
            "paid_hours_per_week": one.paid_hours_per_week, "queue_hours_per_week": one.queue_hours_per_week,
            "capacity_hours_per_week": one.capacity_hours_per_week })
    });
    let (crises, busiest_week) = crises::json(scenario, &week);
    json!({
        "name": scenario.name,
        "weeks": scenario.run.weeks, "warmup_weeks": scenario.run.warmup_weeks,
        "replications": scenario.run.replications, "seed": scenario.run.seed,
        "conversations_per_week": week.conversations_per_week,
        "mentions_per_week": week.conversations_by_channel(Channel::Mention),
        "dms_per_week": week.conversations_by_channel(Channel::Dm),
        "indirect_per_week": week.conversations_by_channel(Channel::Indirect),
        "noise_per_week": week.noise_per_week,
        "messages_per_week": week.messages_per_week,
        "contacts": contacts.collect::<Vec<_>>(),
        "teams": teams.collect::<Vec<_>>(),
        "work_hours_per_week": week.work_hours_per_week,
        "scheduled_hours_per_week": week.scheduled_hours_per_week,
        "paid_hours_per_week": week.paid_hours_per_week,
        "queue_hours_per_week": week.queue_hours_per_week,
        "capacity_hours_per_week": week.capacity_hours_per_week,
        "fte": fte(week.paid_hours_per_week, scenario.costs.annual_hours),
        "load": week.load,
        "backlog_growth_per_week": week.backlog_growth_per_week,
        "crises": crises,
        "busiest_week": busiest_week,
        "covered": hours_text(&week.covered, Lang::En),
        "covered_hours_per_week": week.covered.hours(),
        "served": hours_text(&week.served, Lang::En),
        "served_hours_per_week": week.served.hours(),
        "served_not_covered": hours_text(&week.served_not_covered, Lang::En),
        "served_not_covered_hours_per_week": week.served_not_covered.hours(),
        "covered_not_served": hours_text(&week.covered_not_served, Lang::En),
        "covered_not_served_hours_per_week": week.covered_not_served.hours(),
        "share_opened_uncovered": week.share_opened_uncovered,
        "share_opened_unserved": week.share_opened_unserved,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::desk::{Days, Window};
    use crate::study::synthetic;
    use crate::time::{Span, Time};
    use anstream::adapter::strip_str;

    #[test]
    fn hours_are_told_by_days_that_are_alike() {
        let window =
            |weekdays, from, to| Window { days: Days { weekdays, holidays: false }, from_minute: from, to_minute: to };
        let text = |windows: &[Window]| hours_text(&WeekCover::of(windows.iter().copied()), Lang::En);
        assert_eq!(
            text(&[window(0b1_1111, 480, 1200), window(0b10_0000, 600, 840)]),
            "Mon-Fri 08:00-20:00, Sat 10:00-14:00"
        );
        assert_eq!(text(&[window(0b1, 1320, 1800)]), "Mon 22:00-24:00, Tue 00:00-06:00");
        assert_eq!(
            text(&[window(0b101, 480, 720), window(0b101, 900, 1080)]),
            "Mon 08:00-12:00 15:00-18:00, Wed 08:00-12:00 15:00-18:00"
        );
        assert_eq!(text(&[Window::ALWAYS]), "24x7");
        assert_eq!(text(&[]), "-");
    }

    #[test]
    fn a_check_fits_eighty_columns_in_both_languages() {
        let mut scenario = synthetic::scenario("Weekday window");
        scenario.demand.noise_per_week = 4000.0;
        scenario.demand.contacts[0].name = "a contact type with a very long name indeed".into();
        scenario.teams[0].rota[0].window.days.weekdays = 0b101_0101;
        for lang in [Lang::En, Lang::Es] {
            let text = strip_str(&render(&scenario, 80, lang)).to_string();
            assert!(text.lines().all(|line| width(line) <= 80), "{text}");
        }
    }

    /// 1,200 a week, all hours alike, are one in 8.4 minutes: 9 times that in a triangle of 30 min and a decay of 6 h, each 1.5
    /// messages of 5 min. After the post, six tenths come, and take half as long.
    #[test]
    fn crises_are_told_with_what_they_bring() {
        let mut scenario = synthetic::scenario("Outage");
        let crisis = crate::desk::Crisis {
            name: "a network that is down, with a name of some length".into(),
            contacts: vec!["complaint".into()],
            begin: Time::week_start(3) + Span::from_minutes(1440.0 + 660.0),
            peak: 10.0,
            rise: Span::from_minutes(30.0),
            half_life: Span::from_minutes(360.0),
            broadcast_after: None,
        };
        scenario.demand.crises = vec![crisis];
        let one = |scenario: &Scenario| json(std::slice::from_ref(scenario), &[])["scenarios"][0].clone();
        let found = one(&scenario);
        let (rising, falling) = (9.0 * 15.0 / 8.4, 9.0 * 360.0 / std::f64::consts::LN_2 / 8.4);
        let near = |value: &Value, expected: f64| {
            let value = value.as_f64().unwrap();
            assert!((value / expected - 1.0).abs() < 1e-5, "{value} is not {expected}");
        };
        near(&found["crises"][0]["extra_conversations"], rising + falling);
        near(&found["crises"][0]["extra_work_hours"], (rising + falling) / 8.0);
        assert_eq!(found["crises"][0]["at"], "week 3 Tue 11:00");
        assert_eq!(found["busiest_week"]["week"], 3);
        near(&found["busiest_week"]["load"], 1.25 + (rising + falling) / 8.0 / 240.0);
        scenario.demand.crises[0].broadcast_after = Some(Span::from_minutes(30.0));
        let found = one(&scenario);
        near(&found["crises"][0]["told_conversations"], 0.6 * falling);
        near(&found["crises"][0]["extra_work_hours"], (rising + 0.3 * falling) / 8.0);
        for lang in [Lang::En, Lang::Es] {
            let text = strip_str(&render(&scenario, 80, lang)).to_string();
            assert!(text.lines().all(|line| width(line) <= 80), "{text}");
            assert!(text.contains(" 3 ") && text.contains("11:00"), "{text}");
        }
    }

    #[test]
    fn the_figures_are_those_of_the_ordinary_week() {
        // Two types of 1,200 conversations with 1.5 messages of 5 minutes: 300 h of work; 4 people, 60 h a week.
        let scenario = synthetic::scenario("Weekday window");
        let found = json(&[scenario], &[]);
        let one = &found["scenarios"][0];
        assert_eq!(one["conversations_per_week"], 2400.0);
        assert_eq!(one["messages_per_week"], 3600.0);
        assert_eq!(one["work_hours_per_week"], 300.0);
        assert_eq!(one["paid_hours_per_week"], 240.0);
        assert_eq!(one["load"], 1.25);
        assert_eq!(one["covered"], "Mon-Fri 08:00-20:00");
        assert_eq!(one["contacts"][1]["name"], "question");
    }
}

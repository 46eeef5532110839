//! The reference of the scenario file: one table of keys. Reading, defaults, problems, schema and documentation all
//! come from it, so none of them can disagree.

mod basis;
mod costs;
mod customers;
mod demand;
mod desk;
pub mod doubt;
mod machine;
mod policy;
mod run;
mod sizing;

use crate::locale::Text;

/// One key of the scenario file.
#[derive(PartialEq, Debug)]
pub struct Key {
    /// Dotted path of its section; empty for the top of the file.
    pub section: &'static str,
    pub name: &'static str,
    pub kind: Kind,
    pub unit: Unit,
    pub default: Default,
    pub basis: Basis,
    pub about: Text,
}

/// Type and range of a value.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Kind {
    /// Free text.
    Text,
    /// Text by which the file and the results refer to something.
    Name,
    /// Path of another scenario file.
    File,
    Flag,
    /// A number within closed limits.
    Number {
        min: f64,
        max: f64,
    },
    /// 0 to 1.
    Share,
    /// Above 0, at most 1.
    Target,
    Count {
        min: u64,
        max: u64,
    },
    /// Minutes, or "15m", "1h30m", "3d".
    Duration {
        min_minutes: f64,
    },
    /// Several durations within closed limits, or one.
    Durations {
        min_minutes: f64,
        max_minutes: f64,
    },
    /// A time of day, "22:00".
    Clock,
    Date,
    Dates,
    /// A point of the run: "week 3 Tue 11:00", or a date and time.
    Moment,
    Choice(&'static [&'static str]),
    /// Some words of a closed set, as a list or a single one.
    Choices(&'static [&'static str]),
    /// A name or a list of names.
    Names(super::problem::Named),
    /// `mention` and `dm`.
    Channels,
    /// Entries of the priority list.
    Ranks,
    /// A table of names and their shares.
    Shares,
    /// A distribution of minutes.
    Times,
    /// A distribution of minutes, or "none" for never.
    TimesOrNever,
    /// A distribution of numbers of people.
    People,
    Profile,
    Windows,
    /// Windows, or a roster file.
    Shifts,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Unit {
    None,
    Share,
    PerWeek,
    PerYear,
    PerHour,
    Minutes,
    Days,
    Weeks,
    People,
    Agents,
    Messages,
    Money,
    MoneyPerHour,
    MoneyPerYear,
    MoneyPerMonth,
    HoursPerYear,
    Factor,
}

/// What applies when the key is not given.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Default {
    /// The user must say.
    Required,
    /// TOML text, read by the same converters as the user's.
    Value(&'static str),
    /// Something that no value can say.
    Words(Text),
    /// Nothing applies; when the key is needed, or what stands in its place.
    Nothing(Text),
}

/// What a default rests on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    /// A row of EVIDENCE.md.
    Evidence(&'static str),
    /// A rule of MODEL.md.
    Model(&'static str),
    Assumption,
    /// An assumption taken from labour law: the general rule of Spain.
    LabourRule,
    /// The user's own fact or choice.
    Yours,
}

impl Unit {
    pub const fn text(self) -> Text {
        match self {
            Unit::None => Text::new("", ""),
            Unit::Share => Text::new("share", "proporción"),
            Unit::PerWeek => Text::new("per week", "por semana"),
            Unit::PerYear => Text::new("per year", "por año"),
            Unit::PerHour => Text::new("per hour", "por hora"),
            Unit::Minutes => Text::new("minutes", "minutos"),
            Unit::Days => Text::new("days", "días"),
            Unit::Weeks => Text::new("weeks", "semanas"),
            Unit::People => Text::new("people", "personas"),
            Unit::Agents => Text::new("agents", "agentes"),
            Unit::Messages => Text::new("messages", "mensajes"),
            Unit::Money => Text::new("money", "dinero"),
            Unit::MoneyPerHour => Text::new("money per hour", "dinero por hora"),
            Unit::MoneyPerYear => Text::new("money per year", "dinero por año"),
            Unit::MoneyPerMonth => Text::new("money per month", "dinero por mes"),
            Unit::HoursPerYear => Text::new("hours per year", "horas por año"),
            Unit::Factor => Text::new("factor", "factor"),
        }
    }
}

impl Key {
    /// Dotted path, as `--set` takes it (without names of list entries).
    pub fn path(&self) -> String {
        if self.section.is_empty() { self.name.to_owned() } else { format!("{}.{}", self.section, self.name) }
    }
}

/// A section of the file.
#[derive(PartialEq, Debug)]
pub struct Section {
    pub path: &'static str,
    /// Whether it is a list, `[[path]]`.
    pub list: bool,
    pub about: Text,
    pub presence: Presence,
}

/// What it means that a section is not written, or is `"none"`.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Presence {
    /// Its defaults apply; `"none"` means nothing.
    Always,
    /// It is not used; `"none"` says the same.
    Optional,
}

/// Says in the place of an optional section that it is not used.
pub const NOT_USED: &str = "none";

/// The sections that this version reads, in reading order.
pub const SECTIONS: &[Section] = &[
    section("", false, "The file itself.", "El archivo mismo."),
    section("run", false, "How long and how often to simulate.", "Cuánto y cuántas veces simular."),
    section("demand", false, "What arrives.", "Lo que llega."),
    section("demand.contact", true, "A type of contact.", "Un tipo de contacto."),
    section(
        "demand.crisis",
        true,
        "A sudden peak of some contact types.",
        "Un pico repentino de algunos tipos de contacto.",
    ),
    optional(
        "demand.contagion",
        "Unanswered complaints make others write.",
        "Quejas sin respuesta que hacen escribir a otros.",
    ),
    section("customers", false, "How customers wait and react.", "Cómo esperan y reaccionan los clientes."),
    section(
        "customers.hostile",
        false,
        "Hostile customers, and what preferential treatment teaches.",
        "Clientes hostiles, y lo que enseña el trato preferente.",
    ),
    section(
        "customers.loss",
        false,
        "Customers lost for the brand after a conversation.",
        "Clientes que la marca pierde tras una conversación.",
    ),
    section("desk", false, "Who serves them, and when.", "Quién los atiende y cuándo."),
    section("desk.shrinkage", false, "Paid time not spent on the queue.", "Tiempo pagado fuera de la cola."),
    section("desk.team", true, "A team of agents.", "Un equipo de agentes."),
    section("desk.team.break", false, "The break in each shift.", "La pausa de cada turno."),
    section("policy", false, "In which order and how to answer.", "En qué orden y cómo responder."),
    optional("policy.training", "Training that lowers the error rate.", "Formación que reduce los errores."),
    optional(
        "policy.troll_protocol",
        "A limit on what hostile customers get.",
        "Un límite a lo que reciben los hostiles.",
    ),
    optional("policy.bot", "An automatic agent that answers first.", "Un agente automático que responde primero."),
    section("sla", true, "A service-level agreement.", "Un acuerdo de nivel de servicio."),
    section(
        "costs",
        false,
        "Prices of working time, work places, phone contacts and gestures.",
        "Precios del tiempo de trabajo, los puestos, los contactos telefónicos y los gestos.",
    ),
    section("costs.night", false, "The premium for night work.", "El plus de nocturnidad."),
    optional(
        "costs.supervisors",
        "Supervisors of the agents on duty, outside hours and full-time equivalents.",
        "Supervisores de los agentes de servicio, fuera de horas y jornadas completas.",
    ),
    optional(
        "sizing",
        "What finding shifts (`relevo size`) may choose from, and the labour rules that every week of a person keeps.",
        "De qué puede elegir la búsqueda de turnos (`relevo size`), y las normas laborales que cumple cada semana de cada persona.",
    ),
    optional(
        "sizing.break",
        "The break of all shifts, in place of those of the teams.",
        "La pausa de todos los turnos, en lugar de las de los equipos.",
    ),
    section(
        "sizing.shift",
        true,
        "A shift pattern; where there are any, there are no other shifts.",
        "Un tipo de turno; si hay alguno, no hay otros turnos que esos.",
    ),
    section("sizing.presence", true, "Agents who are present at least.", "Agentes presentes como mínimo."),
    section("sizing.team", true, "Limits of a team.", "Límites de un equipo."),
    section(
        "variant",
        true,
        "A change of this file to compare with it.",
        "Un cambio de este archivo para compararlo con él.",
    ),
];

const fn section(path: &'static str, list: bool, en: &'static str, es: &'static str) -> Section {
    Section { path, list, about: Text::new(en, es), presence: Presence::Always }
}

/// A section that is off unless it is written.
const fn optional(path: &'static str, en: &'static str, es: &'static str) -> Section {
    Section { path, list: false, about: Text::new(en, es), presence: Presence::Optional }
}

/// All keys, section by section.
pub fn all() -> impl Iterator<Item = &'static Key> {
    [run::KEYS, demand::KEYS, customers::KEYS, desk::KEYS, policy::KEYS, costs::KEYS, sizing::KEYS]
        .into_iter()
        .flatten()
}

pub fn find(section: &str, name: &str) -> Option<&'static Key> {
    all().find(|k| k.section == section && k.name == name)
}

pub fn section_at(path: &str) -> Option<&'static Section> {
    SECTIONS.iter().find(|s| s.path == path)
}

/// Names that may stand in a section: its keys, and the sections right below it.
pub fn names_in(section: &str) -> Vec<&'static str> {
    let keys = all().filter(|k| k.section == section).map(|k| k.name);
    let below = SECTIONS.iter().filter_map(|s| {
        let rest = if section.is_empty() { s.path } else { s.path.strip_prefix(section)?.strip_prefix('.')? };
        (!rest.is_empty() && !rest.contains('.')).then_some(rest)
    });
    let mut names: Vec<&str> = keys.collect();
    for name in below {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// The common shape of a row; the few that differ change a field.
const fn key(
    (section, name): (&'static str, &'static str),
    (kind, unit): (Kind, Unit),
    (default, basis): (Default, Basis),
    (en, es): (&'static str, &'static str),
) -> Key {
    Key { section, name, kind, unit, default, basis, about: Text::new(en, es) }
}

/// Largest seed: 18 digits, which every program that reads results can hold.
pub const MAX_SEED: u64 = 999_999_999_999_999_999;

const SHARE: (Kind, Unit) = (Kind::Share, Unit::Share);
const FLAG: (Kind, Unit) = (Kind::Flag, Unit::None);
const TIMES: (Kind, Unit) = (Kind::Times, Unit::Minutes);
const MINUTES: (Kind, Unit) = (Kind::Duration { min_minutes: 0.0 }, Unit::Minutes);

const fn number(min: f64, max: f64, unit: Unit) -> (Kind, Unit) {
    (Kind::Number { min, max }, unit)
}
const fn count(min: u64, max: u64, unit: Unit) -> (Kind, Unit) {
    (Kind::Count { min, max }, unit)
}
const fn words(en: &'static str, es: &'static str) -> Default {
    Default::Words(Text::new(en, es))
}
const fn nothing(en: &'static str, es: &'static str) -> Default {
    Default::Nothing(Text::new(en, es))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_key_stands_twice_and_every_section_exists() {
        let mut seen = HashSet::new();
        for key in all() {
            assert!(seen.insert(key.path()), "{} stands twice", key.path());
            assert!(!key.about.en.is_empty() && !key.about.es.is_empty());
            assert!(section_at(key.section).is_some(), "no section for {}", key.path());
        }
    }

    /// The levers of MODEL.md, section by section, and the keys of PRODUCT.md.
    #[test]
    fn every_lever_has_a_row() {
        let levers = "name description extends currency start run.weeks run.warmup_weeks run.replications run.seed \
            demand.per_week demand.profile demand.growth_per_year demand.daily_cv demand.indirect_per_week \
            demand.noise_per_week demand.triage_time demand.languages demand.holidays demand.holiday_factor \
            demand.contagion.per_hour demand.contagion.after demand.contact.name demand.contact.share \
            demand.contact.per_week demand.contact.profile demand.contact.languages demand.contact.brand \
            demand.contact.dm_share demand.contact.handling_time demand.contact.agent_messages \
            demand.contact.reply_delay demand.contact.private_data demand.contact.phone_needed \
            demand.contact.negative demand.crisis.name demand.crisis.contacts demand.crisis.at demand.crisis.peak \
            demand.crisis.rise demand.crisis.half_life demand.crisis.broadcast_after customers.patience \
            customers.phone customers.chase customers.chase_work customers.experienced customers.reach \
            customers.influencer_reach customers.hostile.base customers.hostile.learned customers.hostile.half_life \
            customers.hostile.learned_per_case customers.lifetime_margin customers.leaves_channel \
            customers.spend_uplift customers.loss.satisfied customers.loss.dissatisfied customers.dm_accept desk.service_hours desk.shrinkage.absence \
            desk.shrinkage.off_queue desk.on_abandon desk.team.name desk.team.agents desk.team.languages \
            desk.team.channels desk.team.contacts desk.team.brands desk.team.speed desk.team.concurrency \
            desk.team.slowdown desk.team.shifts desk.team.break.after desk.team.break.length desk.team.break.paid \
            desk.team.hourly_wage policy.order policy.priority policy.replies_first policy.keep_agent \
            policy.preferential policy.dm policy.errors policy.follow_up policy.database_access \
            policy.quick_replies policy.monitor_indirect policy.training.cost_per_agent_year policy.training.errors \
            policy.troll_protocol.max_messages policy.bot.when policy.bot.channels policy.bot.contain \
            policy.published_hours policy.welcome_message policy.wait_estimate policy.acknowledge sla.name \
            sla.within sla.target sla.clock sla.contacts sla.channels sla.languages sla.brands sla.influencers \
            costs.night.from costs.night.to costs.night.premium costs.sunday costs.holiday costs.contributions \
            costs.annual_hours costs.supervisors.per_agents costs.supervisors.hourly_wage costs.supervisors.whole \
            costs.seats costs.phone_contact costs.goodwill_cost sizing.hours sizing.closed sizing.covered \
            sizing.earliest_start sizing.latest_start sizing.start_step sizing.lengths sizing.days_per_week \
            sizing.consecutive_days sizing.rest sizing.weekly_rest sizing.contracts sizing.night_share \
            sizing.break.after sizing.break.length sizing.break.paid sizing.shift.name sizing.shift.hours \
            sizing.presence.hours sizing.presence.agents sizing.presence.languages sizing.presence.channels \
            sizing.presence.contacts sizing.presence.brands sizing.team.name sizing.team.hours sizing.team.least \
            sizing.team.most sizing.team.most_people";
        let rows: HashSet<String> = all().map(Key::path).collect();
        let missing: Vec<&str> = levers.split_whitespace().filter(|lever| !rows.contains(*lever)).collect();
        assert!(missing.is_empty(), "{missing:?}");
    }

    #[test]
    fn names_in_a_section_hold_keys_and_sections_below() {
        let names = names_in("desk");
        for name in ["service_hours", "team", "shrinkage"] {
            assert!(names.contains(&name), "{name}");
        }
        assert!(!names.contains(&"desk") && !names.contains(&"agents"));
    }

    #[test]
    fn every_default_is_toml() {
        for key in all() {
            if let Default::Value(text) = key.default {
                assert!(crate::scenario::tree::own_value(text).is_some(), "{}: {text}", key.path());
            }
        }
    }
}

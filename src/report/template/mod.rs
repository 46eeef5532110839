//! The scenario file that `relevo new` writes: the values of a [`Sector`], explained by the table of keys.
//!
//! Invariant: what a comment says of a key (sentence, range, default, source) comes from its row in [`keys`]; a sector
//! only adds a value and its reason.

mod bank;
mod industry;
mod retail;
mod sector;
mod small;

pub use sector::Sector;

use super::problems::accepted::accepted;
use super::text_layout::wrap;
use crate::locale::{Lang, Text};
use crate::scenario::keys::{self, Basis, Default, Kind};
use sector::{Desk, Lever, Positions, Why};

/// Columns of a comment.
const COLUMNS: usize = 100;
/// Stands for a space at which no line is broken.
const JOINED: char = '\u{2060}';
/// Marks the values that only the user knows.
const YOURS: Text = Text::new("YOURS", "TUYO");

/// A scenario file; a minimal one holds what is required and what makes the sector's desk believable.
pub fn file(sector: Sector, lang: Lang, minimal: bool) -> String {
    let mut page = Page { text: String::new(), lang, explained: vec![] };
    if minimal {
        page.minimal(sector)
    } else {
        page.whole(sector)
    }
    page.text
}

struct Page {
    text: String,
    lang: Lang,
    /// Keys whose row was already told.
    explained: Vec<(&'static str, &'static str)>,
}

const INTRODUCTION: Text = Text::new(
    "The values marked YOURS are for you to change first; the others can wait. Above each key stands what it says, what it \
     accepts, and its default with its source.",
    "Cambia primero los valores marcados TUYO; los demás pueden esperar. Sobre cada clave se dice qué es, qué acepta y cuál es \
     su valor por defecto, con su fuente.",
);
const EVIDENCE: Text = Text::new(
    "Sources: evidence is a row of what is known about social customer service, quoted; an assumption is a guess to be \
     replaced by your own figures.",
    "Fuentes: evidencia es una fila (a veces citada en inglés) de lo que se sabe de la atención al cliente en redes sociales; un \
     supuesto es una conjetura que conviene sustituir por cifras propias.",
);
const MINIMAL: Text = Text::new(
    "The few lines that a desk needs; `relevo check` shows what everything else is taken to be.",
    "Las pocas líneas que necesita un equipo; `relevo check` muestra cómo se entiende todo lo demás.",
);
const COUNT_VOLUME: Text = Text::new(
    "conversations that customers opened in an ordinary week",
    "las conversaciones que abrieron los clientes en una semana corriente",
);
const COUNT_AGENTS: Text = Text::new(
    "how many are on duty at the same time, team by team",
    "cuántas personas están de servicio a la vez, equipo por equipo",
);
const YOUR_SHIFTS: Text = Text::new("when each team is on duty", "cuándo está de servicio cada equipo");
const YOUR_WAGE: Text = Text::new("the gross wage you pay for an hour", "el salario bruto que pagas por hora");
const YOUR_MARGIN: Text = Text::new(
    "the margin that a customer who is lost would still have brought",
    "el margen que aún habría dejado un cliente que se pierde",
);
const LEVERS: Text = Text::new(
    "What this desk might try next is off: remove the # at the beginning of its line, or put the line under [variant.policy] of a \
     variant to compare with and without.",
    "Lo que este equipo podría probar después está desactivado: quita la # inicial de su línea, o pon la línea bajo \
     [variant.policy] de una variante para comparar con y sin ello.",
);
const OTHER_WINDOW: Text = Text::new(
    "Another window to compare with this one: remove the # at the beginning of each of the following lines, and `relevo run` \
     compares both for the same customers.",
    "Otra ventana para compararla con esta: quita la # inicial de cada una de las líneas siguientes, y `relevo run` compara \
     ambas con los mismos clientes.",
);

impl Page {
    fn whole(&mut self, sector: Sector) {
        let desk = sector.desk();
        self.comment(sector.about(self.lang));
        self.comment(INTRODUCTION.get(self.lang));
        self.comment(EVIDENCE.get(self.lang));
        self.blank();
        self.key(("", "name"), &quoted(desk.name.get(self.lang)), None, None);
        self.section("run", None);
        for name in ["weeks", "replications", "seed"] {
            self.default_key("run", name);
        }
        self.demand(desk);
        self.section("customers", None);
        for name in ["patience", "phone", "chase"] {
            self.default_key("customers", name);
        }
        if let Some(Default::Value(margin)) = keys::find("customers", "lifetime_margin").map(|key| key.default) {
            self.key(("customers", "lifetime_margin"), margin, Some(YOUR_MARGIN), None);
        }
        self.desk(desk);
        self.agreement(desk);
        self.section("costs", None);
        self.default_key("costs", "contributions");
        self.default_key("costs", "phone_contact");
        self.policy(desk);
        self.variant(desk);
    }

    fn minimal(&mut self, sector: Sector) {
        let desk = sector.desk();
        self.comment(sector.about(self.lang));
        self.comment(MINIMAL.get(self.lang));
        self.line("[demand]");
        let volume = desk.per_week_standard_mix;
        self.marked(&format!("per_week = {volume}"), COUNT_VOLUME);
        if !is_default("demand", "profile", &quoted(desk.profile.0)) {
            self.line(&format!("profile = {}", quoted(desk.profile.0)));
        }
        if let Some((share, why)) = &desk.off_queue {
            self.blank();
            self.reason(Some(why), None);
            self.line("[desk.shrinkage]");
            self.line(&format!("off_queue = {share}"));
        }
        let mut notes = [Some(COUNT_AGENTS), Some(YOUR_SHIFTS)];
        for team in desk.teams {
            self.blank();
            self.line("[[desk.team]]");
            if desk.teams.len() > 1 {
                self.line(&format!("name = {}", quoted(team.name.get(self.lang))));
            }
            let [agents, shifts] = std::mem::take(&mut notes);
            let written = [format!("agents = {}", team.agents), format!("shifts = {}", self.windows(team.shifts))];
            for (line, note) in written.iter().zip([agents, shifts]) {
                match note {
                    Some(note) => self.marked(line, note),
                    None => self.line(line),
                }
            }
        }
    }

    fn demand(&mut self, desk: &Desk) {
        self.section("demand", None);
        let (volume, why) = &desk.per_week;
        self.key(("demand", "per_week"), &volume.to_string(), Some(COUNT_VOLUME), Some(why));
        let (profile, why) = &desk.profile;
        self.key(("demand", "profile"), &quoted(profile), None, Some(why));
        self.default_key("demand", "daily_cv");
        let (noise, why) = &desk.noise_per_week;
        self.key(("demand", "noise_per_week"), &noise.to_string(), None, Some(why));
        if !desk.languages.is_empty() {
            let shares: Vec<String> = desk.languages.iter().map(|(name, share)| format!("{name} = {share}")).collect();
            self.key(("demand", "languages"), &format!("{{ {} }}", shares.join(", ")), None, None);
        }
        for contact in desk.contacts {
            self.section("demand.contact", Some(&desk.contacts_why));
            self.key(("demand.contact", "name"), &quoted(contact.name.get(self.lang)), None, None);
            self.key(("demand.contact", "share"), &contact.share.to_string(), None, None);
            self.key(("demand.contact", "dm_share"), &contact.dm_share.to_string(), None, None);
            let handling = format!("{{ mean = {:.1}, cv = 0.9 }}", contact.handling_mean);
            self.key(("demand.contact", "handling_time"), &handling, None, Some(&desk.handling_why));
            self.key(("demand.contact", "agent_messages"), &format!("{:.1}", contact.agent_messages), None, None);
            self.key(("demand.contact", "negative"), &contact.negative.to_string(), None, None);
            self.default_key("demand.contact", "private_data");
        }
    }

    fn desk(&mut self, desk: &Desk) {
        self.section("desk", None);
        let windows = self.windows(desk.service_hours);
        self.key(("desk", "service_hours"), &windows, None, None);
        self.section("desk.shrinkage", None);
        self.default_key("desk.shrinkage", "absence");
        match &desk.off_queue {
            Some((share, why)) => {
                self.key(("desk.shrinkage", "off_queue"), &share.to_string(), None, Some(why));
            }
            None => self.default_key("desk.shrinkage", "off_queue"),
        }
        for team in desk.teams {
            self.section("desk.team", Some(&desk.teams_why));
            self.key(("desk.team", "name"), &quoted(team.name.get(self.lang)), None, None);
            self.key(("desk.team", "agents"), &team.agents.to_string(), Some(COUNT_AGENTS), None);
            let shifts = self.windows(team.shifts);
            self.key(("desk.team", "shifts"), &shifts, Some(YOUR_SHIFTS), None);
            if let Some(Default::Value(wage)) = keys::find("desk.team", "hourly_wage").map(|key| key.default) {
                self.key(("desk.team", "hourly_wage"), wage, Some(YOUR_WAGE), None);
            }
        }
    }

    fn agreement(&mut self, desk: &Desk) {
        let sla = &desk.sla;
        self.section("sla", None);
        self.key(("sla", "name"), &quoted(sla.name.get(self.lang)), None, None);
        self.key(("sla", "within"), &quoted(sla.within), None, Some(&sla.why));
        self.key(("sla", "target"), &format!("{:.2}", sla.target), None, None);
        self.key(("sla", "clock"), &quoted(sla.clock), None, None);
    }

    /// What is on by default, and levers, each line behind a `#` without a space.
    fn policy(&mut self, desk: &Desk) {
        self.section("policy", None);
        for name in ["dm", "errors"] {
            self.default_key("policy", name);
        }
        self.comment(LEVERS.get(self.lang));
        for Lever { name, value, why } in desk.levers {
            let (about, told) = match keys::find("policy", name) {
                Some(key) => (format!("{} {}.", key.about.get(self.lang), self.row(key)), Some(key.basis)),
                None => {
                    let section = keys::section_at(&format!("policy.{name}"));
                    (section.map_or(String::new(), |section| section.about.get(self.lang).to_owned()), None)
                }
            };
            self.comment(&about);
            self.reason(Some(why), told);
            self.line(&format!("#{name} = {value}"));
        }
    }

    /// The variant, each of its lines behind a `#` without a space.
    fn variant(&mut self, desk: &Desk) {
        let variant = &desk.variant;
        self.blank();
        self.comment(OTHER_WINDOW.get(self.lang));
        let mut lines = vec![
            "[[variant]]".to_owned(),
            format!("name = {}", quoted(variant.name.get(self.lang))),
            "[variant.desk]".to_owned(),
            format!("service_hours = {}", self.windows(variant.service_hours)),
        ];
        for Positions { name, agents, shifts } in variant.teams {
            lines.push("[[variant.desk.team]]".to_owned());
            lines.push(format!("name = {}", quoted(name.get(self.lang))));
            lines.push(format!("agents = {agents}"));
            lines.push(format!("shifts = {}", self.windows(shifts)));
        }
        for line in lines {
            self.line(&format!("#{line}"));
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn blank(&mut self) {
        self.line("");
    }

    fn comment(&mut self, text: &str) {
        // No line ends in a brace that has just been opened.
        let whole = text.replace("{ ", &format!("{{{JOINED}")).replace(" }", &format!("{JOINED}}}"));
        for line in wrap(&whole, COLUMNS - 2) {
            self.line(&format!("# {}", line.replace(JOINED, " ")));
        }
    }

    /// A line that only the user can fill, in a file without other comments.
    fn marked(&mut self, line: &str, note: Text) {
        self.line(&format!("{line:<36} # {}: {}", YOURS.get(self.lang), note.get(self.lang)));
    }

    /// A header, told the first time.
    fn section(&mut self, path: &'static str, why: Option<&Why>) {
        let Some(section) = keys::section_at(path) else { return };
        self.blank();
        if self.explain(path, "") {
            self.comment(section.about.get(self.lang));
            self.reason(why, None);
        }
        self.line(&if section.list { format!("[[{path}]]") } else { format!("[{path}]") });
    }

    fn explain(&mut self, section: &'static str, name: &'static str) -> bool {
        let first = !self.explained.contains(&(section, name));
        if first {
            self.explained.push((section, name));
        }
        first
    }

    /// A key with its value, and above it, the first time, its row and the reason for the value; `yours` tells what the
    /// user is to put there.
    fn key(
        &mut self,
        (section, name): (&'static str, &'static str),
        value: &str,
        yours: Option<Text>,
        why: Option<&Why>,
    ) {
        let Some(key) = keys::find(section, name) else { return };
        if self.explain(section, name) {
            let row = format!("{} {}.", key.about.get(self.lang), self.row(key));
            self.comment(&row);
            self.reason(why, Some(key.basis));
            if let Some(note) = yours {
                self.comment(&format!("{}: {}.", YOURS.get(self.lang), note.get(self.lang)));
            }
        }
        self.line(&format!("{name} = {value}"));
    }

    /// A key at its default: it stands there to be seen.
    fn default_key(&mut self, section: &'static str, name: &'static str) {
        if let Some(Default::Value(value)) = keys::find(section, name).map(|key| key.default) {
            self.key((section, name), value, None, None);
        }
    }

    /// What a key accepts, its default and the source of that.
    fn row(&self, key: &keys::Key) -> String {
        let accepts = accepted(key, self.lang);
        // "true" is to be typed as it stands.
        let accepts = if key.kind == Kind::Flag { accepts } else { capital(&accepts) };
        let source = self.source(key.basis);
        let default = match key.default {
            Default::Required => return format!("{accepts}; {}", Text::new("required", "obligatorio").get(self.lang)),
            Default::Value(value) => value,
            Default::Words(words) | Default::Nothing(words) => words.get(self.lang),
        };
        match self.lang {
            Lang::En => format!("{accepts}. Default: {default}{source}"),
            Lang::Es => format!("{accepts}. Por defecto: {default}{source}"),
        }
    }

    /// Why the value below is what it is; a source that was just told is not told again.
    fn reason(&mut self, why: Option<&Why>, told: Option<Basis>) {
        let Some(why) = why else { return };
        let (text, source) = match *why {
            Why::Assumption(text) => (text, Basis::Assumption),
            Why::Evidence(row, text) => (text, Basis::Evidence(row)),
        };
        let source = if told == Some(source) { String::new() } else { self.source(source) };
        let reason = text.get(self.lang);
        self.comment(&match self.lang {
            Lang::En => format!("Here: {reason}{source}."),
            Lang::Es => format!("Aquí: {reason}{source}."),
        });
    }

    /// What something rests on, in brackets.
    fn source(&self, basis: Basis) -> String {
        match basis {
            Basis::Yours => String::new(),
            basis => format!(" ({})", basis.text(self.lang)),
        }
    }

    fn windows(&self, windows: &[Text]) -> String {
        let quoted: Vec<String> = windows.iter().map(|window| quoted(window.get(self.lang))).collect();
        format!("[{}]", quoted.join(", "))
    }
}

fn is_default(section: &str, name: &str, value: &str) -> bool {
    matches!(keys::find(section, name).map(|key| key.default), Some(Default::Value(known)) if known == value)
}

/// The texts of the sectors hold nothing that TOML would have escaped.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

fn capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or(String::new(), |first| first.to_uppercase().chain(characters).collect())
}

//! The scenario that an export gives: a commented file, each value with its interval and sample size, or marked as a default.
//!
//! Names of the export are untrusted text: they are written as TOML strings, shortened to what a scenario accepts.

use super::crisis::{HALF_LIFE_H, RISE_MIN, peak};
use super::shifts::{people, together};
use super::terminal::day;
use super::warnings::warnings;
use super::{shown_number, shown_share};
use crate::calibrate::evidence::gather;
use crate::calibrate::{Calibration, Estimate, Handling, Kind, Precedence};
use crate::history::History;
use crate::locale::{Lang, Text, hidden};
use crate::report::text_layout::wrap;
use crate::scenario::limits::Limit;
use crate::scenario::{RESERVED, keys};

const COLUMNS: usize = 100;
/// Minutes that an agent message takes, and their coefficient of variation, as the scenario supposes.
const SUPPOSED_HANDLING_MIN: f64 = 5.0;
const SUPPOSED_HANDLING_CV: f64 = 0.9;
/// The contact types that are supposed where the export has none: name, share, whether negative.
const SUPPOSED_TYPES: [(Text, f64, bool); 2] =
    [(Text::new("question", "consulta"), 0.55, false), (Text::new("complaint", "queja"), 0.45, true)];
/// The largest that the keys accept.
const MOST_AGENT_MESSAGES: f64 = 100.0;
const MOST_CV: f64 = 10.0;
const MOST_DAILY_CV: f64 = 5.0;
const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

const INTRODUCTION: Text = Text::new(
    "Behind each value that the export tells stand its 95 % interval and n, what it was counted from. DEFAULT marks what the export \
     does not tell: replace it by your own figures.",
    "Tras cada valor que dice la exportación están su intervalo del 95 % y n, los casos contados. POR DEFECTO marca lo que la \
     exportación no dice: conviene sustituirlo por cifras propias.",
);
const DEFAULT: Text = Text::new("DEFAULT: the export does not tell", "POR DEFECTO: la exportación no lo dice");
const CUT: Text =
    Text::new("the most that the key takes; the export tells", "lo máximo que admite la clave; la exportación dice");
const PRESENT: Text = Text::new("whoever posted was there", "quien publicó estaba presente");
const SUPPOSED_PRESENT: Text =
    Text::new("the people supposed below are all there", "las personas supuestas abajo están todas presentes");
const PROFILE: Text = Text::new(
    "Conversations opened in each hour of the week, a line a day from Monday on; thin hours are drawn towards those of like days.",
    "Conversaciones abiertas en cada hora de la semana, una línea por día desde el lunes; las horas con pocos datos se acercan a las \
     de días parecidos.",
);
const TYPES: Text = Text::new(
    "DEFAULT: the export has no contact types, so these two and their shares are supposed; the rest of them is the export's.",
    "POR DEFECTO: la exportación no tiene tipos de contacto, así que estos dos y sus proporciones se suponen; lo demás es suyo.",
);
const NEGATIVE: Text = Text::new(
    "Types of the export. Put negative = true into those that are complaints or incidents: the export does not tell.",
    "Tipos de la exportación. Pon negative = true en los que sean quejas o incidencias: la exportación no lo dice.",
);
const HANDLING: Text = Text::new(
    "from one answer of an agent to the next while messages waited; one at a time supposed",
    "de una respuesta de un agente a la siguiente mientras había mensajes en espera; se supone uno a la vez",
);
const HANDLING_BOUND: Text = Text::new(
    "DEFAULT, or less where answers come sooner: the export tells only that half of the messages take at most",
    "POR DEFECTO, o menos si se responde antes: la exportación solo dice que la mitad de los mensajes lleva como mucho",
);
const FIRST: Text = Text::new(
    "Those with most reach (a tenth of the customers) are answered sooner: they are put first.",
    "A quienes tienen más alcance (una décima parte de los clientes) se les responde antes: van primero.",
);
const NOT_FIRST: Text = Text::new(
    "rank correlation of reach and first response time; below 0 is sooner",
    "correlación de rangos entre alcance y tiempo de primera respuesta; por debajo de 0 es antes",
);
const INVITED: Text = Text::new(
    "from invitations to direct messages, of answered conversations",
    "por las invitaciones a mensajes directos, entre las conversaciones respondidas",
);
const PEOPLE: Text = Text::new(
    "Hours of the week in which answers were posted, and the people at work in them on average; whoever was on duty and posted nothing \
     is not seen.",
    "Horas de la semana en las que se publicaron respuestas, y las personas que trabajaban en ellas, de media; quien estaba de servicio \
     sin publicar nada no se ve.",
);
const NO_PEOPLE: Text = Text::new(
    "Hours of the week in which answers were posted. DEFAULT: the export does not tell who wrote; so many are supposed as would be \
     busy for 70 % of the time at the handling time above.",
    "Horas de la semana en las que se publicaron respuestas. POR DEFECTO: la exportación no dice quién escribe; se suponen tantas \
     personas como estarían ocupadas el 70 % del tiempo con el tiempo de gestión anterior.",
);
const NO_HOURS: Text = Text::new(
    "DEFAULT: the export holds too few answers to tell hours and people.",
    "POR DEFECTO: la exportación tiene demasiado pocas respuestas para deducir las horas y las personas.",
);
const CRISIS: Text = Text::new(
    "Days of crisis, left out of volume, growth, profile and day-to-day variation; what was answered counts on them, too. Remove the # to \
     simulate one that brings about as many conversations in the second week.",
    "Días de crisis: no cuentan en el volumen, el crecimiento, el perfil ni la variación diaria; las respuestas de esos días sí cuentan. \
     Quita la # para simular una que traiga más o menos las mismas conversaciones en la segunda semana.",
);

/// The scenario file of an export.
pub fn file(calibration: &Calibration, history: &History, lang: Lang) -> String {
    let mut page = Page { text: String::new(), lang, types: vec![], languages: vec![] };
    let named = history.brand.clone().filter(|name| !name.trim().is_empty());
    let name = named.unwrap_or_else(|| Text::new("Calibrated desk", "Equipo calibrado").get(lang).into());
    let period = &calibration.period;
    let (from, to) = (day(period.from, lang), day(period.to - 1, lang));
    page.comment(&match lang {
        Lang::En => format!("Calibrated from {} conversations opened from {from} to {to}.", calibration.conversations),
        Lang::Es => format!("Calibrado con {} conversaciones abiertas del {from} al {to}.", calibration.conversations),
    });
    warnings(calibration, &gather(history, calibration), lang).iter().for_each(|warning| page.comment(warning));
    page.comment(INTRODUCTION.get(lang));
    page.line(&format!("name = {}", quoted(&name)));
    page.demand(calibration);
    page.contacts(calibration);
    page.crises(calibration);
    page.reach(calibration);
    page.desk(calibration);
    page.policy(calibration);
    page.text
}

struct Page {
    text: String,
    lang: Lang,
    /// Names of the contact types written.
    types: Vec<String>,
    /// Names of the languages written, which no contact type may have.
    languages: Vec<String>,
}

impl Page {
    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }
    fn comment(&mut self, text: &str) {
        for line in wrap(text, COLUMNS - 2) {
            self.line(&format!("# {line}"));
        }
    }
    fn value(&mut self, key: &str, value: &str, note: &str) {
        self.line(&format!("{:<40} # {note}", format!("{key} = {value}")));
    }

    /// A value of the export, or the default of the key, marked so.
    fn known(&mut self, (section, key): (&str, &str), value: Option<&Estimate>, decimals: usize, note: Option<Text>) {
        match (value, keys::find(section, key).map(|key| key.default)) {
            (Some(one), _) => {
                let note = note.map(|note| format!("; {}", note.get(self.lang))).unwrap_or_default();
                let shown = shown_number(one, decimals, self.lang);
                self.value(key, &format!("{:.decimals$}", one.value), &format!("{shown}{note}"));
            }
            (None, Some(keys::Default::Value(value))) => self.value(key, value, DEFAULT.get(self.lang)),
            (None, _) => {}
        }
    }

    fn demand(&mut self, calibration: &Calibration) {
        let volume = &calibration.volume;
        self.line("\n[demand]");
        self.known(("demand", "per_week"), Some(&volume.per_week), 1, None);
        match volume.growth_per_year.filter(|_| volume.grows()) {
            Some(growth) => {
                let (value, shown) = (growth.value.clamp(-0.99, 100.0), shown_share(&growth, self.lang));
                self.value("growth_per_year", &format!("{value:.3}"), &shown);
            }
            None => {
                let note = match (volume.growth_per_year, self.lang) {
                    (Some(growth), Lang::En) => format!("no growth is certain: {}", shown_share(&growth, self.lang)),
                    (Some(growth), Lang::Es) => {
                        format!("ningún crecimiento es seguro: {}", shown_share(&growth, self.lang))
                    }
                    (None, _) => DEFAULT.get(self.lang).to_owned(),
                };
                self.value("growth_per_year", "0", &note);
            }
        }
        match volume.daily_cv.filter(|cv| cv.value > MOST_DAILY_CV) {
            Some(cv) => {
                let note = format!("{}: {}", CUT.get(self.lang), shown_number(&cv, 3, self.lang));
                self.value("daily_cv", &MOST_DAILY_CV.to_string(), &note);
            }
            None => self.known(("demand", "daily_cv"), volume.daily_cv.as_ref(), 3, None),
        }
        if volume.hours.is_empty() {
            self.known(("demand", "profile"), None, 0, None);
        } else {
            self.comment(PROFILE.get(self.lang));
            self.line("profile = [");
            for day in volume.hours.chunks(24) {
                let hours: Vec<String> = day.iter().map(|hour| format!("{:.3}", hour.per_week)).collect();
                self.line(&format!("  {},", hours.join(", ")));
            }
            self.line("]");
        }
        let languages = &calibration.service.languages;
        if !languages.is_empty() {
            let shares = exact_shares(&languages.iter().map(|(_, share)| share.value).collect::<Vec<_>>());
            let mut pairs = vec![];
            for ((name, _), share) in languages.iter().zip(shares) {
                let name = unlike(name, &self.languages);
                pairs.push(format!("{} = {share:.4}", quoted(&name)));
                self.languages.push(name);
            }
            self.line(&format!("languages = {{ {} }}", pairs.join(", ")));
        }
    }

    fn contacts(&mut self, calibration: &Calibration) {
        let service = &calibration.service;
        self.line("");
        if service.kinds.is_empty() {
            self.comment(TYPES.get(self.lang));
            for (name, share, negative) in SUPPOSED_TYPES {
                self.contact(name.get(self.lang), share, DEFAULT.get(self.lang), &service.all, &service.all);
                self.line(&format!("negative = {negative}"));
            }
            return;
        }
        self.comment(NEGATIVE.get(self.lang));
        let shares = exact_shares(&service.kinds.iter().map(|kind| kind.share.value).collect::<Vec<_>>());
        for (kind, share) in service.kinds.iter().zip(shares) {
            let name = kind.name.as_deref().unwrap_or_default();
            self.contact(name, share, &shown_share(&kind.share, self.lang), kind, &service.all);
        }
    }

    /// A type; what too few of its conversations tell is that of all types.
    fn contact(&mut self, name: &str, share: f64, note: &str, kind: &Kind, all: &Kind) {
        const SECTION: &str = "demand.contact";
        let name = unlike(name, &[&self.types[..], &self.languages].concat());
        self.line("\n[[demand.contact]]");
        self.line(&format!("name = {}", quoted(&name)));
        self.types.push(name);
        self.value("share", &format!("{share:.4}"), note);
        self.known((SECTION, "dm_share"), kind.dm_share.as_ref(), 4, None);
        self.handling(kind.handling);
        let messages = kind.agent_messages.or(all.agent_messages).map(|one| one.within(1.0, MOST_AGENT_MESSAGES));
        self.known((SECTION, "agent_messages"), messages.as_ref(), 3, None);
        match kind.reply_delay.or(all.reply_delay) {
            Some(delay) => {
                let value = format!(
                    "{{ median = {:.2}, cv = {:.3} }}",
                    delay.median.value.clamp(0.01, 100_000.0),
                    delay.cv.value.clamp(0.0, MOST_CV)
                );
                let note = format!(
                    "{}; cv {}",
                    shown_number(&delay.median, 1, self.lang),
                    shown_number(&delay.cv, 2, self.lang)
                );
                self.value("reply_delay", &value, &note);
            }
            None => self.known((SECTION, "reply_delay"), None, 0, None),
        }
        self.known((SECTION, "private_data"), kind.invited.as_ref(), 4, Some(INVITED));
    }

    fn handling(&mut self, handling: Option<Handling>) {
        let lang = self.lang;
        let (mean, cv) = supposed_handling(handling);
        let note = match handling {
            Some(Handling::Told { mean_min, cv }) => {
                let (mean, cv) = (shown_number(&mean_min, 1, lang), shown_number(&cv, 2, lang));
                format!("{mean}; cv {cv}; {}", HANDLING.get(lang))
            }
            Some(Handling::AtMost { median_min }) => {
                format!("{} {}", HANDLING_BOUND.get(lang), shown_number(&median_min, 1, lang))
            }
            None => DEFAULT.get(lang).to_owned(),
        };
        self.value("handling_time", &format!("{{ mean = {mean:.2}, cv = {cv:.3} }}"), &note);
    }

    fn reach(&mut self, calibration: &Calibration) {
        self.line("\n[customers]");
        // What customers do who wait too long: an export shows who wrote again, not who phoned, nor how long they would have waited.
        ["patience", "phone", "chase"].into_iter().for_each(|key| self.known(("customers", key), None, 0, None));
        let Some(reach) = calibration.service.reach else {
            return;
        };
        let (median, cv) = (reach.median.value.max(1.0), reach.cv.value.clamp(0.0, MOST_CV));
        let note =
            format!("{}; cv {}", shown_number(&reach.median, 0, self.lang), shown_number(&reach.cv, 2, self.lang));
        self.value("reach", &format!("{{ median = {median:.1}, cv = {cv:.3} }}"), &note);
        let first = calibration.service.precedence.filter(Precedence::first);
        if let Some(upper) = first.and_then(|first| first.upper) {
            self.line(&format!("influencer_reach = {}", upper.least_reach));
        }
    }

    /// Whether those with more reach go first.
    fn policy(&mut self, calibration: &Calibration) {
        let Some(precedence) = calibration.service.precedence else {
            return;
        };
        self.line("\n[policy]");
        let note =
            format!("{}: {}", NOT_FIRST.get(self.lang), shown_number(&precedence.rank_correlation, 2, self.lang));
        if precedence.first() {
            self.comment(FIRST.get(self.lang));
            self.value("order", "\"priority\"", &note);
            self.line("priority = [\"influencers\"]");
        } else {
            self.value("order", "\"fifo\"", &note);
        }
    }

    /// Crises as lines behind a `#`.
    fn crises(&mut self, calibration: &Calibration) {
        let crises = &calibration.volume.crises;
        if crises.is_empty() {
            return;
        }
        self.line("");
        self.comment(CRISIS.get(self.lang));
        let types: Vec<String> = self.types.iter().map(|name| quoted(name)).collect();
        for crisis in crises.iter().take(Limit::Crises.allowed() as usize) {
            let weekday = DAYS[crate::calibrate::Period::weekday(crisis.day)];
            self.line("#[[demand.crisis]]");
            self.line(&format!("#name = {}", quoted(&day(crisis.day, self.lang))));
            self.line(&format!("#contacts = [{}]", types.join(", ")));
            self.line(&format!("#at = \"week 2 {weekday} {:02}:00\"", crisis.peak_hour));
            self.line(&format!("#peak = {:.1}", peak(crisis, &calibration.volume.hours)));
            self.line(&format!("#rise = \"{RISE_MIN}m\""));
            self.line(&format!("#half_life = \"{HALF_LIFE_H}h\""));
        }
    }

    fn desk(&mut self, calibration: &Calibration) {
        let spells = &calibration.coverage.spells;
        self.line("\n[desk]");
        if spells.is_empty() {
            self.comment(NO_HOURS.get(self.lang));
            self.line("service_hours = [\"Mon-Fri 08:00-20:00\"]");
            self.line("\n[[desk.team]]\nagents = 1\nshifts = [\"Mon-Fri 08:00-20:00\"]");
            return;
        }
        let told = spells.iter().any(|spell| spell.people.is_some());
        let windows: Vec<String> = together(spells, |_| None);
        self.line(&format!("service_hours = [{}]", windows.join(", ")));
        self.line("\n[desk.shrinkage]");
        self.value("absence", "0", if told { PRESENT } else { SUPPOSED_PRESENT }.get(self.lang));
        self.known(("desk.shrinkage", "off_queue"), None, 0, None);
        self.line("");
        self.comment(if told { PEOPLE } else { NO_PEOPLE }.get(self.lang));
        self.line("[[desk.team]]");
        let (handling_min, _) = supposed_handling(calibration.service.all.handling);
        let shifts = together(spells, |spell| Some(people(spell, handling_min)));
        self.line("shifts = [");
        shifts.iter().for_each(|shift| self.line(&format!("  {shift},")));
        self.line("]");
    }
}

/// Mean minutes and coefficient of variation that are written: what the export tells, else the default, within the bound that it sets.
fn supposed_handling(handling: Option<Handling>) -> (f64, f64) {
    let mean_of = |median_min: f64| median_min * (1.0 + SUPPOSED_HANDLING_CV.powi(2)).sqrt();
    match handling {
        Some(Handling::Told { mean_min, cv }) => (mean_min.value.clamp(0.01, 1000.0), cv.value.clamp(0.0, MOST_CV)),
        Some(Handling::AtMost { median_min }) => {
            (mean_of(median_min.value).clamp(0.01, SUPPOSED_HANDLING_MIN), SUPPOSED_HANDLING_CV)
        }
        None => (SUPPOSED_HANDLING_MIN, SUPPOSED_HANDLING_CV),
    }
}

/// Shares of four decimals that sum to 1: the largest takes the rest.
fn exact_shares(shares: &[f64]) -> Vec<f64> {
    let mut units: Vec<i64> = shares.iter().map(|share| (share * 10_000.0).round() as i64).collect();
    let rest = 10_000 - units.iter().sum::<i64>();
    if let Some(largest) = units.iter_mut().max() {
        *largest += rest;
    }
    units.iter().map(|units| *units as f64 / 10_000.0).collect()
}

/// A name that none of the others has, and that means nothing else in a scenario.
fn unlike(name: &str, others: &[String]) -> String {
    let clean: String = name.chars().filter(|c| !hidden(*c)).take(70).collect();
    let clean = match clean.trim() {
        "" | "*" => "type".to_owned(),
        clean if RESERVED.contains(&clean) => format!("type {clean}"),
        clean => clean.to_owned(),
    };
    let taken = |name: &String| others.contains(name);
    let numbered = (2..).map(|number| format!("{clean} {number}"));
    std::iter::once(clean.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or_default()
}

/// A TOML string, whatever the text holds.
fn quoted(text: &str) -> String {
    let clean: String = text.chars().filter(|c| !hidden(*c)).take(80).collect();
    toml::Value::String(clean.trim().to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_sum_to_one_and_names_differ() {
        let shares = exact_shares(&[1.0 / 3.0; 3]);
        assert!((shares.iter().sum::<f64>() - 1.0).abs() < 1e-12);
        let others = vec!["order".to_owned(), "order 2".to_owned()];
        assert_eq!((unlike("order", &others), unlike(" noise", &[])), ("order 3".into(), "type noise".into()));
        assert_eq!((unlike("dm", &[]), unlike("*", &[])), ("type dm".into(), "type".into()));
        assert_eq!((unlike("or\u{feff}der\u{202e}", &[]), unlike("\u{200b}", &[])), ("order".into(), "type".into()));
        for text in ["a \"b\" \\ c", "\u{1b}[2J", "'''", "ñ"] {
            let parsed: toml::Table = toml::from_str(&format!("name = {}", quoted(text))).unwrap();
            assert_eq!(parsed["name"].as_str().unwrap(), text.replace('\u{1b}', ""));
        }
    }
}

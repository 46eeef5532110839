//! What an export tells, for the terminal: rows accounted for, then each estimate with its interval.

use super::faults::examples;
use super::{shown, shown_number, shown_share};
use crate::calibrate::{Calibration, Estimate, Handling, Precedence, QUANTILES};
use crate::history::{History, Reason};
use crate::locale::number::{duration, number, weekday};
use crate::locale::{Lang, Text, date};
use crate::report::text_layout::{NARROWEST, fold, left, width};
use crate::time::HOURS_PER_WEEK;
use jiff::ToSpan;
use jiff::civil::Date;
use owo_colors::OwoColorize;

/// Wider lines are hard to read.
const WIDEST: usize = 110;
const LABEL: usize = 34;

const NOT_TOLD: Text = Text::new("the export does not tell", "la exportación no lo dice");
const ROWS: Text = Text::new("Rows", "Filas");
const USED: Text = Text::new("used", "usadas");
const PERIOD: Text = Text::new("Whole days", "Días completos");
const DEMAND: Text = Text::new("What arrives", "Lo que llega");
const SERVICE: Text = Text::new("How it is answered", "Cómo se responde");
const COVERAGE: Text = Text::new("Hours with answers", "Horas con respuestas");
const PER_WEEK: Text = Text::new("Conversations a week", "Conversaciones por semana");
const GROWTH: Text = Text::new("Growth a year", "Crecimiento anual");
const DAILY_CV: Text = Text::new("Day-to-day variation (CV)", "Variación entre días (CV)");
const BUSIEST: Text = Text::new("Busiest hour", "Hora con más volumen");
const DM_SHARE: Text = Text::new("Opened as direct message", "Abiertas por mensaje directo");
const INVITED: Text = Text::new("Invited to direct messages", "Invitadas a mensajes directos");
const RESPONSE_RATE: Text = Text::new("Response rate", "Tasa de respuesta");
const AGENT_MESSAGES: Text = Text::new("Agent messages a conversation", "Respuestas por conversación");
const REPLY_DELAY: Text = Text::new("Customer's reply, median", "Réplica del cliente, mediana");
const REPLY_CV: Text = Text::new("Customer's reply, CV", "Réplica del cliente, CV");
const REACH: Text = Text::new("Reach, median", "Alcance, mediana");
const REACH_CV: Text = Text::new("Reach, CV", "Alcance, CV");
const HANDLING: Text = Text::new("Handling time", "Tiempo de gestión");
const HANDLING_CV: Text = Text::new("Handling time, CV", "Tiempo de gestión, CV");
const NO_HANDLING: Text = Text::new(
    "the export does not tell; the scenario takes the default",
    "la exportación no lo dice; el escenario toma el valor por defecto",
);
const FROM_GAPS: Text = Text::new(
    "from one answer of an agent to the next while messages waited, one at a time supposed",
    "de una respuesta de un agente a la siguiente mientras había mensajes en espera, suponiendo uno a la vez",
);
const PRECEDENCE: Text = Text::new("Reach and first response", "Alcance y primera respuesta");

/// What is told under one heading: labels and what is said of them.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Group {
    pub title: &'static str,
    pub rows: Vec<(String, String)>,
    /// Sentences to be minded.
    pub notes: Vec<String>,
}

/// Everything that the export tells, in order.
pub fn groups(calibration: &Calibration, history: &History, lang: Lang) -> Vec<Group> {
    let mut page = Page { groups: vec![], lang };
    page.rows(calibration, history);
    page.demand(calibration);
    page.service(calibration);
    page.coverage(calibration);
    page.groups
}

/// The report, with escape codes for colour, at most `columns` wide.
pub fn render(calibration: &Calibration, history: &History, columns: usize, lang: Lang) -> String {
    let columns = columns.clamp(NARROWEST, WIDEST);
    let mut lines = vec![];
    for group in groups(calibration, history, lang) {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(group.title.bold().to_string());
        group.rows.iter().for_each(|(label, text)| lines.extend(laid_out(label, text, columns)));
        let notes = group.notes.iter().flat_map(|note| fold(note, columns));
        lines.extend(notes.map(|line| line.yellow().to_string()));
    }
    lines.push(String::new());
    lines.join("\n")
}

/// A label and what is said of it, folded beside the label, or below it where the terminal is narrow.
fn laid_out(label: &str, text: &str, columns: usize) -> Vec<String> {
    let narrow = columns < LABEL + NARROWEST || width(label) + 4 > LABEL;
    if narrow {
        let label = fold(label, columns - 2).into_iter().map(|line| format!("  {line}"));
        return label.chain(fold(text, columns - 4).iter().map(|line| format!("    {line}"))).collect();
    }
    let beside = |(at, line): (usize, &String)| {
        let label = if at == 0 { format!("  {label}") } else { String::new() };
        format!("{}{line}", left(&label, LABEL))
    };
    fold(text, columns - LABEL).iter().enumerate().map(beside).collect()
}

/// A local day in words.
pub fn day(number: i64, lang: Lang) -> String {
    let since = Date::constant(1970, 1, 1);
    since.checked_add(number.days()).map_or_else(|_| number.to_string(), |day| date::date(day, lang))
}

struct Page {
    groups: Vec<Group>,
    lang: Lang,
}

impl Page {
    fn title(&mut self, text: Text) {
        self.groups.push(Group { title: text.get(self.lang), rows: vec![], notes: vec![] });
    }

    fn row(&mut self, label: &str, text: &str) {
        if let Some(group) = self.groups.last_mut() {
            group.rows.push((label.to_owned(), text.to_owned()));
        }
    }

    fn estimate(&mut self, label: Text, estimate: Option<&Estimate>, write: &dyn Fn(f64) -> String) {
        let text = estimate.map_or_else(|| NOT_TOLD.get(self.lang).to_owned(), |one| shown(one, write, self.lang));
        self.row(label.get(self.lang), &text);
    }

    fn share(&mut self, label: Text, estimate: Option<&Estimate>) {
        let text = estimate.map_or_else(|| NOT_TOLD.get(self.lang).to_owned(), |one| shown_share(one, self.lang));
        self.row(label.get(self.lang), &text);
    }

    fn rows(&mut self, calibration: &Calibration, history: &History) {
        let lang = self.lang;
        let count = |value: u64| number(value as f64, 0, lang);
        self.title(ROWS);
        let brand = history.brand.as_deref().map(|brand| format!(", {brand}")).unwrap_or_default();
        let used = history.used();
        self.row(
            USED.get(lang),
            &format!("{} / {} ({}{brand})", count(used), count(history.rows), history.layout.id()),
        );
        for reason in Reason::ALL.into_iter().filter(|reason| history.refusals.count(*reason) > 0) {
            let text = format!("{} ({})", reason.text().get(lang), examples(&history.refusals, reason, lang));
            self.row(&count(history.refusals.count(reason)), &text);
        }
        let period = &calibration.period;
        let (from, to) = (day(period.from, lang), day(period.to - 1, lang));
        let zone = history.zone.iana_name().unwrap_or("UTC");
        let days = match lang {
            Lang::En => format!("{} days, {from} to {to} on the clocks of {zone}", period.days()),
            Lang::Es => format!("{} días, del {from} al {to} en el reloj de {zone}", period.days()),
        };
        let (inside, outside) = (count(calibration.conversations), count(calibration.outside));
        let conversations = match lang {
            Lang::En => format!("{days}; {inside} conversations opened in them, {outside} outside of them"),
            Lang::Es => format!("{days}; en ellos se abrieron {inside} conversaciones, y fuera de ellos {outside}"),
        };
        self.row(PERIOD.get(lang), &conversations);
    }

    fn demand(&mut self, calibration: &Calibration) {
        let lang = self.lang;
        let volume = &calibration.volume;
        self.title(DEMAND);
        self.row(PER_WEEK.get(lang), &shown_number(&volume.per_week, 0, lang));
        self.share(GROWTH, volume.growth_per_year.as_ref());
        self.estimate(DAILY_CV, volume.daily_cv.as_ref(), &|value| number(value, 2, lang));
        let busiest =
            (0..volume.hours.len()).max_by(|a, b| volume.hours[*a].per_week.total_cmp(&volume.hours[*b].per_week));
        if let Some(at) = busiest.filter(|at| *at < HOURS_PER_WEEK) {
            let share = volume.hours[at].per_week / volume.per_week.value.max(f64::MIN_POSITIVE);
            let text = format!(
                "{} {:02}:00 ({})",
                weekday(at / 24, lang),
                at % 24,
                crate::locale::number::percent(share, 1, lang)
            );
            self.row(BUSIEST.get(lang), &text);
        }
        for crisis in &volume.crises {
            let times = number(crisis.factor, 1, lang);
            let text = match lang {
                Lang::En => {
                    format!(
                        "{times} times what was usual on its weekday, most at {:02}:00; left out of volume, growth and profile",
                        crisis.peak_hour
                    )
                }
                Lang::Es => {
                    format!(
                        "{times} veces lo habitual de su día de la semana, sobre todo a las {:02}:00; no cuenta en el volumen, el crecimiento ni el perfil",
                        crisis.peak_hour
                    )
                }
            };
            self.row(&day(crisis.day, lang), &text);
        }
        let service = &calibration.service;
        self.share(DM_SHARE, service.all.dm_share.as_ref());
        for kind in &service.kinds {
            self.row(kind.name.as_deref().unwrap_or_default(), &shown_share(&kind.share, lang));
        }
        for (name, share) in &service.languages {
            self.row(name, &shown_share(share, lang));
        }
        self.estimate(REACH, service.reach.map(|reach| reach.median).as_ref(), &|value| number(value, 0, lang));
        self.estimate(REACH_CV, service.reach.map(|reach| reach.cv).as_ref(), &|value| number(value, 2, lang));
    }

    fn service(&mut self, calibration: &Calibration) {
        let lang = self.lang;
        let service = &calibration.service;
        self.title(SERVICE);
        self.share(RESPONSE_RATE, service.response_rate.as_ref());
        for (label, times) in [
            (Text::new("First response", "Primera respuesta"), &service.first_response_min),
            (Text::new("Reply to the opening", "Al mensaje inicial"), &service.direct_response_min),
        ] {
            for (share, minutes) in QUANTILES.iter().zip(times) {
                let label = format!("{}, {} %", label.get(lang), share * 100.0);
                self.row(&label, &shown(minutes, &|value| duration(value, lang), lang));
            }
        }
        self.precedence(service.precedence);
        let all = &service.all;
        self.estimate(AGENT_MESSAGES, all.agent_messages.as_ref(), &|value| number(value, 2, lang));
        self.estimate(REPLY_DELAY, all.reply_delay.map(|delay| delay.median).as_ref(), &|value| duration(value, lang));
        self.estimate(REPLY_CV, all.reply_delay.map(|delay| delay.cv).as_ref(), &|value| number(value, 2, lang));
        self.share(INVITED, all.invited.as_ref());
        self.handling(all.handling);
    }

    fn handling(&mut self, handling: Option<Handling>) {
        let lang = self.lang;
        match handling {
            Some(Handling::Told { mean_min, cv }) => {
                let mean = shown(&mean_min, &|value| duration(value, lang), lang);
                self.row(HANDLING.get(lang), &format!("{mean} ({})", FROM_GAPS.get(lang)));
                self.row(HANDLING_CV.get(lang), &shown_number(&cv, 2, lang));
            }
            Some(Handling::AtMost { median_min }) => {
                let bound = shown(&median_min, &|value| duration(value, lang), lang);
                let text = match lang {
                    Lang::En => format!("only a bound is known: half of the messages take at most {bound}"),
                    Lang::Es => format!("solo se conoce una cota: la mitad de los mensajes lleva como mucho {bound}"),
                };
                self.row(HANDLING.get(lang), &text);
            }
            None => self.row(HANDLING.get(lang), NO_HANDLING.get(lang)),
        }
    }

    /// Whether those with more reach are answered sooner.
    fn precedence(&mut self, precedence: Option<Precedence>) {
        let lang = self.lang;
        let Some(found) = precedence else {
            return self.row(PRECEDENCE.get(lang), NOT_TOLD.get(lang));
        };
        let told = match (found.sooner(), found.rank_correlation.low > 0.0) {
            (true, _) => Text::new(
                "those with more reach are answered sooner",
                "a quienes tienen más alcance se les responde antes",
            ),
            (_, true) => Text::new(
                "those with more reach are answered later",
                "a quienes tienen más alcance se les responde después",
            ),
            (false, false) => Text::new(
                "no precedence of those with more reach worth acting upon is certain",
                "no es seguro que a quienes tienen más alcance se les responda antes de forma apreciable",
            ),
        };
        let correlation = shown_number(&found.rank_correlation, 2, lang);
        let label = Text::new("rank correlation", "correlación de rangos").get(lang);
        self.row(PRECEDENCE.get(lang), &format!("{}; {label} {correlation}", told.get(lang)));
        if let Some(upper) = found.upper {
            let minutes = |estimate: &Estimate| shown(estimate, &|value| duration(value, lang), lang);
            let (median, others) = (minutes(&upper.median_min), minutes(&upper.others_median_min));
            let least = number(f64::from(upper.least_reach), 0, lang);
            let text = match lang {
                Lang::En => format!("median {median} from a reach of {least} on; others {others}"),
                Lang::Es => format!("mediana {median} a partir de un alcance de {least}; los demás {others}"),
            };
            self.row(Text::new("First response by reach", "Primera respuesta por alcance").get(lang), &text);
        }
    }

    fn coverage(&mut self, calibration: &Calibration) {
        let lang = self.lang;
        self.title(COVERAGE);
        for spell in &calibration.coverage.spells {
            let hours = format!("{} {:02}:00-{:02}:00", weekday(spell.weekday, lang), spell.from, spell.to);
            let messages = number(spell.messages, 0, lang);
            let text = match (spell.people, lang) {
                (Some(people), Lang::En) => {
                    format!("{messages} answers a week; {people} people at work on average")
                }
                (Some(people), Lang::Es) => {
                    format!("{messages} respuestas por semana; {people} personas trabajando, de media")
                }
                (None, Lang::En) => format!("{messages} answers a week; who wrote them is not told"),
                (None, Lang::Es) => format!("{messages} respuestas por semana; no se dice quién las escribió"),
            };
            self.row(&hours, &text);
        }
    }
}

//! The verdict in sentences: what each scenario brings against the first, and what that rests on.
//!
//! Invariant: no response time and no share answered within a limit stands without the response rate beside it.

mod turn;
mod worth;

use super::clearing::{Clearing, clearing};
use crate::locale::number::{decimals, duration, interval, money, money_decimals, number, percent};
use crate::locale::{Lang, Text};
use crate::metrics::Measure;
use crate::study::result::{
    Difference, Estimate, Met, PairedDifference, PrecisionEnd, ScenarioResult, SlaResult, StudyResult,
};
use turn::turn;
use worth::{headline, worth};

/// The sentences, most important first.
pub fn verdict(result: &StudyResult, lang: Lang) -> Vec<String> {
    let mut sentences = vec![];
    let Some((baseline, others)) = result.scenarios.split_first() else {
        return sentences;
    };
    if others.is_empty() {
        sentences.push(alone(baseline, lang));
        sentences.extend(week_opens_alone(baseline, lang));
        sentences.extend(worth::alone(baseline, lang));
    }
    sentences.extend(headline(result, lang));
    for (other, difference) in others.iter().zip(&result.differences) {
        sentences.push(against(baseline, other, difference, lang));
        sentences.extend(worth(baseline, other, difference, lang));
        sentences.extend(difference.turn.map(|found| turn(&other.name, &found, lang)));
    }
    sentences.extend(agreements(result, lang));
    sentences.extend(result.precision.as_ref().map(|found| {
        let half_width = found.half_width.map_or("-".to_string(), |found| plain(found, lang));
        precision(
            &found.measure,
            &plain(found.half_width_wished, lang),
            &half_width,
            found.ended,
            result.replications,
            lang,
        )
    }));
    sentences.push(coverage(result, lang));
    sentences
}

fn mean(one: &ScenarioResult, measure: Measure) -> Option<f64> {
    one.measures.get(measure).and_then(|estimate| estimate.mean)
}

/// Percentages to be read side by side: whole ones unless that would hide how they differ or say 100 % of less.
fn shares<const N: usize>(values: [Option<f64>; N], lang: Lang) -> [String; N] {
    let known: Vec<f64> = values.iter().flatten().copied().collect();
    let spread = known.iter().copied().fold(f64::MIN, f64::max) - known.iter().copied().fold(f64::MAX, f64::min);
    let close = known.len() > 1 && spread > 0.0 && spread < 0.02;
    let extreme = known.iter().any(|value| (*value > 0.985 && *value < 1.0) || (*value < 0.015 && *value > 0.0));
    let places = usize::from(close || extreme);
    values.map(|value| value.map_or("-".into(), |value| percent(value, places, lang)))
}

fn alone(one: &ScenarioResult, lang: Lang) -> String {
    let name = &one.name;
    let cost = mean(one, Measure::StaffCostPerWeek).map_or("-".into(), |found| money(found, &one.currency, lang));
    if mean(one, Measure::ResponseRate).is_none() {
        return match lang {
            Lang::En => {
                format!("{name}: no conversation comes in, so there is nothing to answer. Staff cost {cost} a week.")
            }
            Lang::Es => format!(
                "{name}: no entra ninguna conversación, así que no hay nada que responder. El personal cuesta {cost} por \
                 semana."
            ),
        };
    }
    let volume = mean(one, Measure::ConversationsPerWeek).map_or("-".into(), |found| number(found, 0, lang));
    let [rate] = shares([mean(one, Measure::ResponseRate)], lang);
    let [within] = shares([mean(one, Measure::Within1h)], lang);
    let median = mean(one, Measure::FirstResponseP50).map_or("-".into(), |found| duration(found, lang));
    match lang {
        Lang::En => format!(
            "{name} answers {rate} of {volume} conversations a week, {within} of all within 1 h; the median first \
             response of those answered takes {median}. Staff cost {cost} a week."
        ),
        Lang::Es => format!(
            "{name} responde al {rate} de {volume} conversaciones por semana, al {within} del total en 1 h; la mediana de \
             la primera respuesta, entre las respondidas, es de {median}. El personal cuesta {cost} por semana."
        ),
    }
}

fn week_opens_alone(one: &ScenarioResult, lang: Lang) -> Option<String> {
    let waiting = mean(one, Measure::WeekOpenBacklog)?;
    if waiting == 0.0 {
        return Some(
            Text::new("As the week opens nothing waits.", "Al abrir la semana no espera nada.").get(lang).into(),
        );
    }
    let waiting = waiting_text(waiting, lang);
    let clear = one.measures.get(Measure::WeekOpenClear).and_then(|estimate| {
        let length = duration(estimate.mean? * 60.0, lang);
        Some(match (clearing(Measure::WeekOpenClear, &one.measures), lang) {
            (Some(Clearing::NotWithinAWeek), _) => String::new(),
            (Some(Clearing::AtLeast), Lang::En) => format!("at least {length}"),
            (Some(Clearing::AtLeast), Lang::Es) => format!("al menos {length}"),
            (None, _) => length,
        })
    });
    Some(match (lang, clear) {
        (Lang::En, Some(clear)) if clear.is_empty() => {
            format!("As the week opens {waiting} messages wait on average; they are not cleared within a week.")
        }
        (Lang::Es, Some(clear)) if clear.is_empty() => {
            format!("Al abrir la semana esperan {waiting} mensajes de media; en una semana no se pone al día.")
        }
        (Lang::En, Some(clear)) => {
            format!("As the week opens {waiting} messages wait on average; it takes {clear} to clear them.")
        }
        (Lang::En, None) => format!("As the week opens {waiting} messages wait on average."),
        (Lang::Es, Some(clear)) => {
            format!("Al abrir la semana esperan {waiting} mensajes de media; se tarda {clear} en ponerse al día.")
        }
        (Lang::Es, None) => format!("Al abrir la semana esperan {waiting} mensajes de media."),
    })
}

/// A mean number of messages; few with a decimal, none without.
fn waiting_text(messages: f64, lang: Lang) -> String {
    number(messages, usize::from(messages < 9.95 && messages != 0.0), lang)
}

/// One scenario against the baseline: answered within 1 h with the response rates, cost, and the opening of the week.
fn against(base: &ScenarioResult, other: &ScenarioResult, difference: &Difference, lang: Lang) -> String {
    let without = without_conversations(base, other, lang);
    // What it costs goes on in the same sentence only where this is about the same scenario.
    let subject = without.as_ref().map(|_| other.name.as_str());
    let answers = without.unwrap_or_else(|| answers(base, other, difference, lang));
    let found = |measure: Measure| difference.measures.get(measure.id());
    let within = found(Measure::Within1h);
    let worse = within.is_some_and(|one| shown(one) && one.estimate.mean.is_some_and(|mean| mean < 0.0));
    let cost =
        found(Measure::StaffCostPerWeek).map_or(String::new(), |one| cost(one, subject, worse, &other.currency, lang));
    let gestures = found(Measure::GoodwillPerWeek).and_then(|one| gestures(one, &other.currency, lang));
    let gestures = gestures.map_or(String::new(), |sentence| format!(" {sentence}"));
    let opens = found(Measure::WeekOpenBacklog).and_then(|one| week_opens(base, other, one, lang));
    let opens = opens.map_or(String::new(), |sentence| format!(" {sentence}"));
    format!("{answers}{cost}.{gestures}{opens}")
}

/// What can be said of answering where one of the two has no conversation, so that no share of them exists.
fn without_conversations(base: &ScenarioResult, other: &ScenarioResult, lang: Lang) -> Option<String> {
    let empty = |one: &ScenarioResult| mean(one, Measure::ResponseRate).is_none();
    let (full, empty) = match (empty(base), empty(other)) {
        (false, false) => return None,
        (false, true) => (base, &other.name),
        (true, false) => (other, &base.name),
        (true, true) => {
            let (base, other) = (&base.name, &other.name);
            return Some(match lang {
                Lang::En => format!("No conversation comes in with {base} or with {other}"),
                Lang::Es => format!("Ni con {base} ni con {other} entra ninguna conversación"),
            });
        }
    };
    let [within] = shares([mean(full, Measure::Within1h)], lang);
    let [rate] = shares([mean(full, Measure::ResponseRate)], lang);
    let full = &full.name;
    Some(match lang {
        Lang::En => format!(
            "No conversation comes in with {empty}, so that its answering cannot be compared with that of {full} ({within} of \
             all conversations within 1 h; answered sooner or later: {rate})"
        ),
        Lang::Es => format!(
            "Con {empty} no entra ninguna conversación, así que su respuesta no puede compararse con la de {full} ({within} \
             de las conversaciones en 1 h; respondidas antes o después: {rate})"
        ),
    })
}

fn answers(base: &ScenarioResult, other: &ScenarioResult, difference: &Difference, lang: Lang) -> String {
    let [within, base_within] = shares([mean(other, Measure::Within1h), mean(base, Measure::Within1h)], lang);
    let [rate, base_rate] = shares([mean(other, Measure::ResponseRate), mean(base, Measure::ResponseRate)], lang);
    let rates = match (lang, rate == base_rate) {
        (Lang::En, true) => format!("answered sooner or later: {rate} with both"),
        (Lang::En, false) => format!("answered sooner or later: {rate} against {base_rate}"),
        (Lang::Es, true) => format!("respondidas antes o después: {rate} con ambos"),
        (Lang::Es, false) => format!("respondidas antes o después: {rate} frente a {base_rate}"),
    };
    let within_difference = difference.measures.get(Measure::Within1h.id());
    let (name, base_name) = (&other.name, &base.name);
    match (lang, within_difference.is_some_and(shown)) {
        (Lang::En, true) => format!(
            "{name} answers {within} of all conversations within 1 h against {base_within} with {base_name} ({rates})"
        ),
        (Lang::En, false) => format!(
            "{name} shows no difference from {base_name} in what is answered within 1 h: {within} against {base_within} \
             of all conversations ({rates})"
        ),
        (Lang::Es, true) => format!(
            "{name} responde al {within} de las conversaciones en 1 h frente al {base_within} con {base_name} \
             ({rates})"
        ),
        (Lang::Es, false) => format!(
            "{name} no muestra diferencia con {base_name} en lo respondido en 1 h: {within} frente a {base_within} de las \
             conversaciones ({rates})"
        ),
    }
}

/// Whether a difference may be spoken of: its interval leaves zero out, or there is no interval (which is said at the end) and
/// the two differ.
fn shown(difference: &PairedDifference) -> bool {
    difference.significant || (difference.estimate.low.is_none() && difference.estimate.mean.is_some_and(|m| m != 0.0))
}

/// What it costs more or less, as the end of a sentence, or with a subject as one of its own.
fn cost(difference: &PairedDifference, subject: Option<&str>, worse: bool, currency: &str, lang: Lang) -> String {
    let Some(mean) = difference.estimate.mean else {
        return String::new();
    };
    let cheaper = mean < 0.0;
    let range = bracket(&difference.estimate, cheaper && shown(difference), lang);
    let word = match (worse && cheaper && shown(difference), lang) {
        (true, Lang::En) => "but",
        (true, Lang::Es) => "pero",
        (false, Lang::En) => "and",
        (false, Lang::Es) => "y",
    };
    let lead = subject.map_or(format!(", {word}"), |name| format!(". {name}"));
    if !shown(difference) {
        return match (lang, mean == 0.0 && range.is_empty(), subject) {
            (Lang::En, true, None) => ", at the same staff cost".into(),
            (Lang::Es, true, None) => ", con el mismo coste de personal".into(),
            (Lang::En, true, _) => format!("{lead} has the same staff cost"),
            (Lang::Es, true, _) => format!("{lead} tiene el mismo coste de personal"),
            (Lang::En, false, _) => format!("{lead} shows no difference in staff cost a week{range}"),
            (Lang::Es, false, _) => format!("{lead} no muestra diferencia en el coste semanal de personal{range}"),
        };
    }
    let amount = money(mean.abs(), currency, lang);
    match lang {
        Lang::En => format!("{lead} spends {amount} a week {} on staff{range}", if cheaper { "less" } else { "more" }),
        Lang::Es => {
            format!("{lead} gasta {amount} por semana {} en personal{range}", if cheaper { "menos" } else { "más" })
        }
    }
}

/// What goodwill gestures cost more or less, which the staff cost leaves out.
fn gestures(difference: &PairedDifference, currency: &str, lang: Lang) -> Option<String> {
    let mean = difference.estimate.mean.filter(|_| shown(difference))?;
    let less = mean < 0.0;
    let (amount, range) = (money(mean.abs(), currency, lang), bracket(&difference.estimate, less, lang));
    Some(match lang {
        Lang::En => {
            let than = if less { "less" } else { "more" };
            format!("Goodwill gestures cost {amount} a week {than}{range}.")
        }
        Lang::Es => {
            let than = if less { "menos" } else { "más" };
            format!("Los gestos comerciales cuestan {amount} por semana {than}{range}.")
        }
    })
}

/// The interval behind an amount, empty where there is none or it has no width. `turned`: of the amount saved.
fn bracket(estimate: &Estimate, turned: bool, lang: Lang) -> String {
    let (Some(low), Some(high), Some(mean)) = (estimate.low, estimate.high, estimate.mean) else {
        return String::new();
    };
    let (low, high) = if turned { (-high, -low) } else { (low, high) };
    let places = money_decimals(mean);
    let (low, high) = (number(low, places, lang), number(high, places, lang));
    if low == high { String::new() } else { format!(" {}", interval(&low, &high, lang)) }
}

fn week_opens(
    base: &ScenarioResult,
    other: &ScenarioResult,
    difference: &PairedDifference,
    lang: Lang,
) -> Option<String> {
    let waiting = [mean(other, Measure::WeekOpenBacklog)?, mean(base, Measure::WeekOpenBacklog)?];
    let [now, before] = waiting.map(|found| waiting_text(found, lang));
    if now == before {
        return Some(match lang {
            Lang::En => format!("As the week opens the same number of messages wait with both: {now}."),
            Lang::Es => format!("Al abrir la semana espera el mismo número de mensajes con ambos: {now}."),
        });
    }
    Some(match (lang, shown(difference)) {
        (Lang::En, true) => format!("As the week opens {now} messages wait instead of {before}."),
        (Lang::En, false) => {
            format!("No difference is shown in what waits as the week opens ({now} messages against {before}).")
        }
        (Lang::Es, true) => format!("Al abrir la semana esperan {now} mensajes en lugar de {before}."),
        (Lang::Es, false) => {
            format!(
                "No hay diferencia demostrada en lo que espera al abrir la semana ({now} mensajes frente a {before})."
            )
        }
    })
}

/// One sentence for each agreement: who meets it, who misses it, who may do either.
fn agreements(result: &StudyResult, lang: Lang) -> Vec<String> {
    result.agreement_names().into_iter().map(|name| agreement(result, name, lang)).collect()
}

fn agreement(result: &StudyResult, name: &str, lang: Lang) -> String {
    let empty = |one: &SlaResult| one.attained.mean.is_none();
    let of = |met: Met| {
        let those = result.scenarios.iter().filter_map(|one| {
            let sla = one.sla.iter().find(|sla| sla.name == name && sla.met == met && !empty(sla))?;
            let [attained, _] = shares([sla.attained.mean, Some(sla.target)], lang);
            Some(format!("{} ({attained})", one.name))
        });
        let those: Vec<String> = those.collect();
        (!those.is_empty()).then(|| those.join(", "))
    };
    let words = match lang {
        Lang::En => [(Met::Yes, "met by"), (Met::No, "missed by"), (Met::Unsure, "unsure for")],
        Lang::Es => [(Met::Yes, "cumplido por"), (Met::No, "incumplido por"), (Met::Unsure, "dudoso en")],
    };
    let mut parts: Vec<String> =
        words.iter().filter_map(|(met, word)| of(*met).map(|those| format!("{word} {those}"))).collect();
    let without = result.scenarios.iter().filter(|one| one.sla.iter().any(|sla| sla.name == name && empty(sla)));
    let without: Vec<&str> = without.map(|one| one.name.as_str()).collect();
    if !without.is_empty() {
        let word = Text::new("nothing to measure with", "nada que medir con").get(lang);
        parts.push(format!("{word} {}", without.join(", ")));
    }
    let sla = result.scenarios.iter().find_map(|one| one.sla.iter().find(|sla| sla.name == name));
    let target = sla.map_or(String::new(), |sla| format!(" ({})", target(sla, lang)));
    format!("SLA \"{name}\"{target}: {}.", parts.join("; "))
}

/// What an agreement asks for: "80 % within 1 h".
pub fn target(sla: &SlaResult, lang: Lang) -> String {
    let share = percent(sla.target, decimals(sla.target * 100.0, None, 1), lang);
    let limit = duration(sla.within_minutes, lang);
    match (lang, sla.clock) {
        (Lang::En, "service_hours") => format!("{share} in {limit} of service"),
        (Lang::Es, "service_hours") => format!("{share} en {limit} de horario"),
        (Lang::En, _) => format!("{share} in {limit}"),
        (Lang::Es, _) => format!("{share} en {limit}"),
    }
}

/// A half-width with three significant digits, without zeros at its end.
fn plain(value: f64, lang: Lang) -> String {
    let most = decimals(value, None, 12);
    let rounded = |places: usize| format!("{value:.places$}").parse::<f64>().unwrap_or(value);
    let places = (0..most).find(|places| rounded(*places) == rounded(most)).unwrap_or(most);
    number(value, places, lang)
}

fn precision(measure: &str, wished: &str, found: &str, ended: PrecisionEnd, replications: u32, lang: Lang) -> String {
    match (lang, ended) {
        (Lang::En, PrecisionEnd::Reached) => {
            format!(
                "Precision reached: half-width of \"{measure}\" {found}, wished {wished}, after {replications} replications."
            )
        }
        (Lang::En, PrecisionEnd::MostReplications) => format!(
            "Precision NOT reached: half-width of \"{measure}\" {found}, wished {wished}, after the {replications} \
             replications allowed."
        ),
        (Lang::En, PrecisionEnd::NoInterval) => {
            format!(
                "Precision NOT reached: a scenario gives no value of \"{measure}\", so its half-width cannot be had."
            )
        }
        (Lang::Es, PrecisionEnd::Reached) => {
            format!(
                "Precisión alcanzada: semiancho de \"{measure}\" {found}, deseado {wished}, tras {replications} réplicas."
            )
        }
        (Lang::Es, PrecisionEnd::MostReplications) => format!(
            "Precisión NO alcanzada: semiancho de \"{measure}\" {found}, deseado {wished}, tras las {replications} réplicas \
             permitidas."
        ),
        (Lang::Es, PrecisionEnd::NoInterval) => {
            format!("Precisión NO alcanzada: un escenario no da ningún valor de \"{measure}\"; no hay semiancho.")
        }
    }
}

/// What the intervals cover, and what they do not.
fn coverage(result: &StudyResult, lang: Lang) -> String {
    let (replications, weeks) = (number(f64::from(result.replications), 0, lang), result.weeks);
    let compared = result.differences.len();
    if result.replications < 2 {
        return match lang {
            Lang::En => "One replication: no interval can be given; decide nothing on it (--replications).".into(),
            Lang::Es => "Una sola réplica: no hay intervalo posible; no decidas nada con ella (--replications).".into(),
        };
    }
    let together = match (lang, compared) {
        (_, 0) => String::new(),
        (Lang::En, 1) => " Differences are paired: both scenarios meet the same customers.".into(),
        (Lang::Es, 1) => " Las diferencias son pareadas: ambos escenarios atienden a los mismos clientes.".into(),
        (Lang::En, _) => {
            format!(
                " Differences are paired, on the same customers; their intervals hold together for the {compared} comparisons."
            )
        }
        (Lang::Es, _) => format!(
            " Las diferencias son pareadas, con los mismos clientes; sus intervalos valen a la vez para las {compared} \
             comparaciones."
        ),
    };
    match (lang, weeks) {
        (Lang::En, 1) => format!(
            "95 % intervals over {replications} simulated replications of a week: simulation noise, given the \
             assumptions.{together}"
        ),
        (Lang::En, _) => format!(
            "95 % intervals over {replications} simulated replications of {weeks} weeks: simulation noise, given the \
             assumptions.{together}"
        ),
        (Lang::Es, 1) => format!(
            "Intervalos del 95 % sobre {replications} réplicas simuladas de una semana: ruido de la simulación, dados los \
             supuestos.{together}"
        ),
        (Lang::Es, _) => format!(
            "Intervalos del 95 % sobre {replications} réplicas simuladas de {weeks} semanas: ruido de la simulación, dados \
             los supuestos.{together}"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::study::result::PrecisionResult;
    use crate::study::synthetic;

    const LANGUAGES: [Lang; 2] = [Lang::En, Lang::Es];

    /// The paragraphs behind the headline, which names who costs least.
    fn behind_the_headline(result: &StudyResult, lang: Lang) -> Vec<String> {
        verdict(result, lang).split_off(usize::from(headline(result, lang).is_some()))
    }

    #[test]
    fn what_gestures_cost_is_told_beside_the_staff_cost() {
        let mut result = synthetic::study(2, 12);
        let mut sentence = |mean: f64, significant: bool, lang| {
            let estimate =
                Estimate { mean: Some(mean), low: Some(mean - 50.0), high: Some(mean + 50.0), replications: 12 };
            let found = PairedDifference { estimate, significant };
            result.differences[0].measures.insert("goodwill_per_week", found);
            behind_the_headline(&result, lang).remove(0)
        };
        assert!(
            sentence(784.0, true, Lang::En).contains(". Goodwill gestures cost 784 EUR a week more [734, 834]. As")
        );
        let spanish = sentence(-784.0, true, Lang::Es);
        assert!(
            spanish.contains(". Los gestos comerciales cuestan 784 EUR por semana menos [734; 834]. Al"),
            "{spanish}"
        );
        assert!(!sentence(0.0, false, Lang::En).contains("Goodwill"));
    }

    #[test]
    fn no_share_in_time_stands_without_the_response_rate() {
        for (scenarios, replications) in [(1, 12), (1, 1), (2, 12), (3, 12), (3, 1)] {
            let result = synthetic::study(scenarios, replications);
            for lang in LANGUAGES {
                let sentences = verdict(&result, lang);
                let within = |s: &&String| !s.starts_with("SLA") && (s.contains("within 1 h") || s.contains("en 1 h"));
                assert!(sentences.iter().any(|s| within(&s)), "{sentences:?}");
                for sentence in sentences.iter().filter(within) {
                    let told = result.scenarios.iter().any(|one| {
                        let rate = mean(one, Measure::ResponseRate).unwrap();
                        sentence.contains(&percent(rate, 0, lang)) || sentence.contains(&percent(rate, 1, lang))
                    });
                    assert!(told, "{sentence}");
                }
            }
        }
    }

    #[test]
    fn each_scenario_is_set_against_the_baseline_with_its_price() {
        let sentences = behind_the_headline(&synthetic::study(3, 12), Lang::En);
        assert!(sentences[0].starts_with("Saturday too answers 70 % of all conversations within 1 h against 40 %"));
        assert!(sentences[0].contains("spends 724 EUR a week more on staff"), "{}", sentences[0]);
        assert!(sentences[1].starts_with("Saturday too loses"), "{}", sentences[1]);
        assert!(sentences[2].starts_with("Round the clock"));
        assert!(sentences[4].starts_with("SLA \"1 h\" (80 % in 1 h): missed by Weekday window"), "{}", sentences[4]);
        assert!(sentences[5].contains("simulation noise, given the assumptions"));
        assert!(sentences[5].contains("hold together for the 2 comparisons"));
    }

    #[test]
    fn cheaper_and_worse_is_a_but_with_the_interval_of_what_is_saved() {
        let mut result = synthetic::study(2, 12);
        let difference = |low: f64, high: f64| PairedDifference {
            estimate: Estimate { mean: Some((low + high) / 2.0), low: Some(low), high: Some(high), replications: 12 },
            significant: true,
        };
        let measures = &mut result.differences[0].measures;
        measures.insert("within_1h", difference(-0.3, -0.2));
        measures.insert("staff_cost_per_week", difference(-2440.0, -2180.0));
        assert!(
            behind_the_headline(&result, Lang::En)[0]
                .contains(", but spends 2,310 EUR a week less on staff [2,180, 2,440].")
        );
        assert!(
            behind_the_headline(&result, Lang::Es)[0]
                .contains(", pero gasta 2310 EUR por semana menos en personal [2180; 2440].")
        );
    }

    #[test]
    fn what_is_not_shown_is_said_to_be_not_shown() {
        let mut result = synthetic::study(2, 12);
        let none = PairedDifference {
            estimate: Estimate { mean: Some(1.0), low: Some(-20.0), high: Some(22.0), replications: 12 },
            significant: false,
        };
        for id in ["within_1h", "staff_cost_per_week", "week_open_backlog"] {
            result.differences[0].measures.insert(id, none);
        }
        let sentence = &behind_the_headline(&result, Lang::En)[0];
        assert!(sentence.contains("shows no difference from Weekday window in what is answered within 1 h"));
        assert!(sentence.contains("no difference in staff cost a week [-20, 22]"), "{sentence}");
        assert!(sentence.contains("No difference is shown in what waits as the week opens"));
    }

    #[test]
    fn what_is_not_cleared_within_a_week_is_said_so() {
        let mut result = synthetic::study(1, 12);
        for (hours, uncleared, en, es) in [
            (168.0, 1.0, "; they are not cleared within a week.", "; en una semana no se pone al día."),
            (
                160.0,
                0.9,
                "; it takes at least 6.7 days to clear them.",
                "; se tarda al menos 6,7 días en ponerse al día.",
            ),
            (15.0, 0.0, "; it takes 15 h to clear them.", "; se tarda 15 h en ponerse al día."),
        ] {
            for (measure, mean) in [(Measure::WeekOpenClear, hours), (Measure::WeekOpenUncleared, uncleared)] {
                let found = result.scenarios[0].measures.0.iter_mut().find(|(one, _)| *one == measure);
                found.unwrap().1.mean = Some(mean);
            }
            for (lang, expected) in [(Lang::En, en), (Lang::Es, es)] {
                let sentence = &verdict(&result, lang)[1];
                assert!(sentence.ends_with(expected), "{sentence}");
            }
        }
    }

    #[test]
    fn one_replication_is_a_warning_not_an_interval() {
        let sentences = verdict(&synthetic::study(2, 1), Lang::En);
        assert!(sentences.last().unwrap().contains("no interval"));
        assert!(!sentences.concat().contains('['), "{sentences:?}");
        assert!(sentences.iter().any(|sentence| sentence.contains("unsure for")));
    }

    #[test]
    fn what_ended_a_precision_run_is_said() {
        let mut result = synthetic::study(1, 12);
        for (ended, word) in [
            (PrecisionEnd::Reached, "Precision reached: half-width of \"within_1h\" 0.00412, wished 0.005, after 12"),
            (PrecisionEnd::MostReplications, "NOT reached"),
            (PrecisionEnd::NoInterval, "gives no value"),
        ] {
            let (measure, half_width_wished) = ("within_1h".to_string(), 0.005);
            result.precision = Some(PrecisionResult { measure, half_width_wished, half_width: Some(0.004_123), ended });
            let sentences = verdict(&result, Lang::En);
            assert!(sentences.iter().any(|sentence| sentence.contains(word)), "{sentences:?}");
        }
    }
}

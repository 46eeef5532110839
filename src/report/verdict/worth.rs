//! Whether a scenario is worth what it costs: what it saves, what it comes to with all counted, from which value of a customer
//! and which volume on it pays, and what would turn the answer.
//!
//! Invariant: it is said to pay, or not to, only where the simultaneous interval of the net cost leaves zero out, or where
//! there is no interval at all (which the verdict says at its end).

use super::{bracket, mean, shown};
use crate::locale::number::{decimals, interval, money, number};
use crate::locale::{Lang, Text};
use crate::metrics::Measure;
use crate::report::varied;
use crate::study::decision::{Decision, Turning};
use crate::study::result::{Difference, Met, PairedDifference, ScenarioResult, StudyResult};
use crate::study::vary::Side;
use crate::study::vary::breakeven::{BreakEven, Crossing, Finding, Interval};

/// Which of several scenarios costs least with all counted, and what it keeps of its promises.
pub fn headline(result: &StudyResult, lang: Lang) -> Option<String> {
    // A desk to which nobody writes costs least, which says nothing.
    let idle = result.scenarios.iter().any(|one| mean(one, Measure::ResponseRate).is_none());
    if result.differences.is_empty() || result.replications < 2 || idle {
        return None;
    }
    let leaders = result.best.measures.get(Measure::NetCostPerWeek.id());
    let [only] = leaders.map_or(&[][..], Vec::as_slice) else {
        return Some(open(leaders.map_or(&[][..], Vec::as_slice), lang));
    };
    let one = result.scenarios.iter().find(|one| one.name == *only)?;
    let cost = money(mean(one, Measure::NetCostPerWeek)?, &one.currency, lang);
    let promises = promises(one, lang);
    Some(match lang {
        Lang::En => {
            format!(
                "{only} costs least, counting staff, phone contacts, gestures and lost margin: {cost} a week{promises}."
            )
        }
        Lang::Es => format!(
            "{only} es lo que menos cuesta, contando personal, contactos telefónicos, gestos y margen perdido: {cost} por \
             semana{promises}."
        ),
    })
}

/// Where no one scenario is shown to cost least.
fn open(leaders: &[String], lang: Lang) -> String {
    match (leaders.split_last(), lang) {
        (None, Lang::En) => {
            "No scenario is shown to cost less than another, counting staff, phone contacts, gestures and lost margin.".into()
        }
        (None, Lang::Es) => {
            "De ningún escenario se demuestra que cueste menos que otro, contando personal, contactos telefónicos, gestos y \
             margen perdido."
                .into()
        }
        (Some((last, others)), Lang::En) => format!(
            "Counting staff, phone contacts, gestures and lost margin, it is open whether {} or {last} costs least.",
            others.join(", ")
        ),
        (Some((last, others)), Lang::Es) => format!(
            "Contando personal, contactos telefónicos, gestos y margen perdido, no está claro si cuesta menos {} o {last}.",
            others.join(", ")
        ),
    }
}

/// How many of its agreements a scenario is shown to meet, as the end of a sentence.
fn promises(one: &ScenarioResult, lang: Lang) -> String {
    let (all, met) = (one.sla.len(), one.sla.iter().filter(|sla| sla.met == Met::Yes).count());
    match (all, met == all, lang) {
        (0, ..) => String::new(),
        (1, true, Lang::En) => ", and it meets its SLA".into(),
        (1, true, Lang::Es) => ", y cumple su SLA".into(),
        (_, true, Lang::En) => format!(", and it meets its {all} SLAs"),
        (_, true, Lang::Es) => format!(", y cumple sus {all} SLA"),
        (1, false, Lang::En) => ", but it is not shown to meet its SLA".into(),
        (1, false, Lang::Es) => ", pero no se demuestra que cumpla su SLA".into(),
        (_, false, Lang::En) if met == 0 => format!(", but it is not shown to meet any of its {all} SLAs"),
        (_, false, Lang::Es) if met == 0 => format!(", pero no se demuestra que cumpla ninguno de sus {all} SLA"),
        (_, false, Lang::En) => format!(", but it is shown to meet {met} of its {all} SLAs only"),
        (_, false, Lang::Es) => format!(", pero solo se demuestra que cumple {met} de sus {all} SLA"),
    }
}

/// What a scenario alone comes to; nothing where no conversation comes in.
pub fn alone(one: &ScenarioResult, lang: Lang) -> Option<String> {
    let amount = |measure| mean(one, measure).map(|found| money(found, &one.currency, lang));
    let lost = mean(one, Measure::CustomersLost)?;
    let lost = number(lost, decimals(lost, None, 1), lang);
    let (net, staff) = (amount(Measure::NetCostPerWeek)?, amount(Measure::StaffCostPerWeek)?);
    let value = amount(Measure::ValueLostPerWeek)?;
    let contacts = mean(one, Measure::PhoneCostPerWeek)? + mean(one, Measure::GoodwillPerWeek).unwrap_or_default();
    let contacts = money(contacts, &one.currency, lang);
    let (each, phone) = (amount(Measure::CostPerConversation)?, money(one.phone_contact, &one.currency, lang));
    Some(match lang {
        Lang::En => format!(
            "All counted it costs {net} a week: staff {staff}, phone contacts and gestures {contacts}, value of the {lost} \
             customers lost {value}. A conversation costs {each}; a phone contact, {phone}."
        ),
        Lang::Es => format!(
            "Con todo, cuesta {net} por semana: personal {staff}, contactos telefónicos y gestos {contacts}, valor de los \
             {lost} clientes perdidos {value}. Una conversación cuesta {each}; un contacto telefónico, {phone}."
        ),
    })
}

/// What a scenario saves and comes to against the baseline, in paragraphs.
pub fn worth(base: &ScenarioResult, other: &ScenarioResult, difference: &Difference, lang: Lang) -> Vec<String> {
    let told = Told { base, other, difference, lang };
    let mut paragraphs = vec![];
    let first: Vec<String> = [told.saves(), told.net()].into_iter().flatten().collect();
    paragraphs.extend((!first.is_empty()).then(|| first.join(" ")));
    if let Some(decision) = &difference.decision {
        let second: Vec<String> =
            [told.margin(decision), told.volume(decision), told.turning(decision)].into_iter().flatten().collect();
        paragraphs.extend((!second.is_empty()).then(|| second.join(" ")));
    }
    paragraphs
}

struct Told<'a> {
    base: &'a ScenarioResult,
    other: &'a ScenarioResult,
    difference: &'a Difference,
    lang: Lang,
}

impl Told<'_> {
    fn found(&self, measure: Measure) -> Option<&PairedDifference> {
        self.difference.measures.get(measure.id())
    }

    /// Customers and phone contacts, saved or caused.
    fn saves(&self) -> Option<String> {
        let (lost, phoned) = (self.found(Measure::CustomersLost)?, self.found(Measure::PhoneContacts)?);
        let name = &self.other.name;
        Some(match (self.change(lost), self.change(phoned), self.lang) {
            (Some((lost, less)), Some((phoned, fewer)), Lang::En) => {
                let (less, fewer) = (fewer_or_more(less), fewer_or_more(fewer));
                format!(
                    "{name} loses {} {less} customers a week{} and causes {} {fewer} phone contacts{}.",
                    lost.0, lost.1, phoned.0, phoned.1
                )
            }
            (Some((lost, less)), Some((phoned, fewer)), Lang::Es) => {
                let (less, fewer) = (menos_o_mas(less), menos_o_mas(fewer));
                format!(
                    "{name} pierde {} clientes {less} por semana{} y provoca {} contactos telefónicos {fewer}{}.",
                    lost.0, lost.1, phoned.0, phoned.1
                )
            }
            (Some((lost, less)), None, Lang::En) => {
                let less = fewer_or_more(less);
                format!(
                    "{name} loses {} {less} customers a week{}; no difference is shown in phone contacts.",
                    lost.0, lost.1
                )
            }
            (Some((lost, less)), None, Lang::Es) => format!(
                "{name} pierde {} clientes {} por semana{}; no se muestra diferencia en los contactos telefónicos.",
                lost.0,
                menos_o_mas(less),
                lost.1
            ),
            (None, Some((phoned, fewer)), Lang::En) => {
                let fewer = fewer_or_more(fewer);
                format!(
                    "{name} causes {} {fewer} phone contacts a week{}; no difference is shown in customers lost.",
                    phoned.0, phoned.1
                )
            }
            (None, Some((phoned, fewer)), Lang::Es) => format!(
                "{name} provoca {} contactos telefónicos {} por semana{}; no se muestra diferencia en los clientes perdidos.",
                phoned.0,
                menos_o_mas(fewer),
                phoned.1
            ),
            (None, None, Lang::En) => format!("{name} shows no difference in customers lost or in phone contacts."),
            (None, None, Lang::Es) => {
                format!("{name} no muestra diferencia en clientes perdidos ni en contactos telefónicos.")
            }
        })
    }

    /// The size of a difference that is shown with its interval, and whether it is a fall.
    fn change(&self, found: &PairedDifference) -> Option<((String, String), bool)> {
        let mean = found.estimate.mean.filter(|_| shown(found))?;
        let (fall, lang) = (mean < 0.0, self.lang);
        let places = decimals(mean, found.estimate.half_width(), 1);
        let limits = match (found.estimate.low, found.estimate.high) {
            (Some(low), Some(high)) => {
                let (low, high) = if fall { (-high, -low) } else { (low, high) };
                format!(" {}", interval(&number(low, places, lang), &number(high, places, lang), lang))
            }
            _ => String::new(),
        };
        Some(((number(mean.abs(), places, lang), limits), fall))
    }

    /// What everything comes to.
    fn net(&self) -> Option<String> {
        let net = self.found(Measure::NetCostPerWeek)?;
        let mean = net.estimate.mean?;
        let (base, lang) = (&self.base.name, self.lang);
        let cheaper = mean < 0.0;
        let range = bracket(&net.estimate, cheaper && shown(net), lang);
        let amount = money(mean.abs(), &self.other.currency, lang);
        let counted = Text::new(
            "Counting staff, phone contacts, gestures and lost margin,",
            "Contando personal, contactos telefónicos, gestos y margen perdido,",
        )
        .get(lang);
        Some(match (shown(net), cheaper, lang) {
            (true, true, Lang::En) => format!("{counted} it costs {amount} a week less than {base}{range}: it pays."),
            (true, true, Lang::Es) => {
                format!("{counted} cuesta {amount} por semana menos que {base}{range}: compensa.")
            }
            (true, false, Lang::En) => {
                format!("{counted} it costs {amount} a week more than {base}{range}: it does not pay.")
            }
            (true, false, Lang::Es) => {
                format!("{counted} cuesta {amount} por semana más que {base}{range}: no compensa.")
            }
            (false, _, Lang::En) if mean == 0.0 && range.is_empty() => {
                format!("{counted} it costs the same as {base}.")
            }
            (false, _, Lang::Es) if mean == 0.0 && range.is_empty() => format!("{counted} cuesta lo mismo que {base}."),
            (false, _, Lang::En) => {
                format!("{counted} no difference in cost from {base} is shown{range}: whether it pays is open.")
            }
            (false, _, Lang::Es) => {
                format!("{counted} no se muestra diferencia de coste con {base}{range}: no está claro si compensa.")
            }
        })
    }

    /// From which value of a customer on it pays.
    fn margin(&self, decision: &Decision) -> Option<String> {
        let found = decision.margin.as_ref()?;
        let (lang, currency) = (self.lang, &self.other.currency);
        let amount = |value: f64| money(whole_from(value, 20.0), currency, lang);
        let bare = |value: f64| number(whole_from(value, 20.0), usize::from(value.abs() < 20.0), lang);
        let assumed = decision.margin_in_force.map_or(String::new(), |value| match lang {
            Lang::En => format!(" ({} assumed)", amount(value)),
            Lang::Es => format!(" (se supone {})", amount(value)),
        });
        if let Some(Crossing { at, beyond }) = found.crossing() {
            let (at, range) = (amount(at), limits(found, bare, lang));
            return Some(match (beyond, lang) {
                (Side::Below, Lang::En) => format!("It pays from a customer value of {at} on{range}{assumed}."),
                (Side::Below, Lang::Es) => {
                    format!("Compensa a partir de un valor por cliente de {at}{range}{assumed}.")
                }
                (Side::Above, Lang::En) => format!("It pays up to a customer value of {at}{range}{assumed}."),
                (Side::Above, Lang::Es) => format!("Compensa hasta un valor por cliente de {at}{range}{assumed}."),
            });
        }
        let to = amount(found.to);
        Some(match (found.finding, found.outside.filter(|at| *at > found.to), side(found)?, lang) {
            (Finding::NoDifference, ..) => return None,
            (_, Some(at), Side::Above, Lang::En) => {
                format!("It would pay only from a customer value of {} on{assumed}.", amount(at))
            }
            (_, Some(at), Side::Above, Lang::Es) => {
                format!("Solo compensaría a partir de un valor por cliente de {}{assumed}.", amount(at))
            }
            (Finding::Unsure, _, _, Lang::En) => {
                format!(
                    "Up to a customer value of {to} no break-even is found, but it is not sure throughout who costs less{assumed}."
                )
            }
            (Finding::Unsure, _, _, Lang::Es) => format!(
                "Hasta un valor por cliente de {to} no hay punto de equilibrio, pero no en todo el rango es seguro quién cuesta \
                 menos{assumed}."
            ),
            (_, _, Side::Below, Lang::En) => {
                format!("It pays whatever a customer is worth, up to {to} at least{assumed}.")
            }
            (_, _, Side::Below, Lang::Es) => {
                format!("Compensa sea cual sea el valor de un cliente, al menos hasta {to}{assumed}.")
            }
            (_, _, Side::Above, Lang::En) => format!("It pays at no customer value up to {to}{assumed}."),
            (_, _, Side::Above, Lang::Es) => format!("No compensa con ningún valor por cliente hasta {to}{assumed}."),
        })
    }

    /// From which volume on it pays, with the staffing as it is.
    fn volume(&self, decision: &Decision) -> Option<String> {
        let (found, lang) = (decision.volume.as_ref()?, self.lang);
        let each = decision.conversations_per_week / decision.volume_factor_in_force?;
        let volume = |factor: f64| number(factor * each, 0, lang);
        let (from, to) = (volume(found.from), volume(found.to));
        if let Some(Crossing { at, beyond }) = found.crossing() {
            let (at, range) = (volume(at), limits(found, volume, lang));
            return Some(match (beyond, lang) {
                (Side::Below, Lang::En) => {
                    format!("With this staffing it pays from {at} conversations a week on{range}.")
                }
                (Side::Below, Lang::Es) => {
                    format!("Con esta dotación compensa a partir de {at} conversaciones por semana{range}.")
                }
                (Side::Above, Lang::En) => {
                    format!("With this staffing it pays up to {at} conversations a week{range}.")
                }
                (Side::Above, Lang::Es) => {
                    format!("Con esta dotación compensa hasta {at} conversaciones por semana{range}.")
                }
            });
        }
        if found.finding == Finding::Several {
            let places: Vec<String> = found.crossings.iter().map(|one| volume(one.at)).collect();
            let places = places.join(Text::new(" and ", " y ").get(lang));
            return Some(match lang {
                Lang::En => format!(
                    "With this staffing who costs less changes more than once from {from} to {to} conversations a week: at {places}."
                ),
                Lang::Es => format!(
                    "Con esta dotación, quién cuesta menos cambia más de una vez entre {from} y {to} conversaciones por semana: en \
                     {places}."
                ),
            });
        }
        Some(match (found.finding, side(found)?, lang) {
            (Finding::NoDifference, ..) => return None,
            (Finding::Unsure, _, Lang::En) => format!(
                "From {from} to {to} conversations a week no break-even is found, but it is not sure throughout who costs less."
            ),
            (Finding::Unsure, _, Lang::Es) => format!(
                "Entre {from} y {to} conversaciones por semana no hay punto de equilibrio, pero no en todo el rango es seguro \
                 quién cuesta menos."
            ),
            (_, Side::Below, Lang::En) => {
                format!("With this staffing it pays at any volume from {from} to {to} a week.")
            }
            (_, Side::Below, Lang::Es) => {
                format!("Con esta dotación compensa con cualquier volumen de {from} a {to} por semana.")
            }
            (_, Side::Above, Lang::En) => {
                format!("With this staffing it pays at no volume from {from} to {to} a week.")
            }
            (_, Side::Above, Lang::Es) => {
                format!("Con esta dotación no compensa con ningún volumen de {from} a {to} por semana.")
            }
        })
    }

    /// The inputs that would turn the answer.
    fn turning(&self, decision: &Decision) -> Option<String> {
        let lang = self.lang;
        if !decision.turning.is_empty() {
            let inputs: Vec<String> = decision.turning.iter().map(|one| self.input(one)).collect();
            let inputs = inputs.join(Text::new(", or if ", ", o si ").get(lang));
            return Some(match lang {
                Lang::En => format!("The answer would turn if {inputs}."),
                Lang::Es => format!("La respuesta cambiaría si {inputs}."),
            });
        }
        if decision.left_out.is_some() {
            return Some(
                Text::new(
                    "What would turn the answer was not simulated, since the run is large; `relevo sensitivity` does it.",
                    "Lo que haría cambiar la respuesta no se ha simulado, porque la simulación es grande; lo hace `relevo sensitivity`.",
                )
                .get(lang)
                .into(),
            );
        }
        let sure = self.found(Measure::NetCostPerWeek).is_some_and(|net| net.significant);
        sure.then(|| {
            Text::new(
                "No other doubtful input turns the answer within its plausible range.",
                "Ningún otro dato dudoso cambia la respuesta dentro de su rango plausible.",
            )
            .get(lang)
            .into()
        })
    }

    fn input(&self, one: &Turning) -> String {
        let width = (one.high - one.low) / 30.0;
        let value = |at: f64, width: f64| varied::value(&one.path, at, width, &self.other.currency, self.lang);
        let (label, at, now) = (one.label.get(self.lang), value(one.turns_at, width), value(one.in_force, 0.0));
        match self.lang {
            Lang::En => format!("{label} were {at} (assumed: {now})"),
            Lang::Es => format!("{label} fuera {at} (se supone {now})"),
        }
    }
}

fn fewer_or_more(fall: bool) -> &'static str {
    if fall { "fewer" } else { "more" }
}

fn menos_o_mas(fall: bool) -> &'static str {
    if fall { "menos" } else { "más" }
}

/// Whole amounts from a size on: cents of a customer's value mean nothing.
fn whole_from(value: f64, size: f64) -> f64 {
    if value.abs() >= size { value.round() } else { (value * 10.0).round() / 10.0 }
}

/// The interval of the only crossing, empty where there is none.
fn limits(found: &BreakEven, text: impl Fn(f64) -> String, lang: Lang) -> String {
    let Some(Interval { low, high }) = found.interval() else { return String::new() };
    let low = low.map_or_else(|| format!("{} {}", Text::new("below", "menos de").get(lang), text(found.from)), &text);
    let high = high.map_or_else(|| format!("{} {}", Text::new("above", "más de").get(lang), text(found.to)), &text);
    if low == high { String::new() } else { format!(" {}", interval(&low, &high, lang)) }
}

/// The side on which a difference without a crossing lies.
fn side(found: &BreakEven) -> Option<Side> {
    found.curve.iter().find_map(|point| Side::of(point.figure.mean?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::path::NumberPath;
    use crate::study::decision::{LeftOut, Steps};
    use crate::study::result::Estimate;
    use crate::study::synthetic;
    use crate::study::vary::Point;

    fn estimate(low: f64, high: f64) -> Estimate {
        Estimate { mean: Some((low + high) / 2.0), low: Some(low), high: Some(high), replications: 12 }
    }

    fn paired(low: f64, high: f64) -> PairedDifference {
        PairedDifference { estimate: estimate(low, high), significant: low > 0.0 || high < 0.0 }
    }

    /// A search over (from, to) whose curve is a straight line from `first` to `last`.
    fn found(finding: Finding, (from, to): (f64, f64), (first, last): (f64, f64)) -> BreakEven {
        let point = |at: f64, mean: f64| Point { at, figure: estimate(mean - 5.0, mean + 5.0) };
        BreakEven {
            finding,
            from,
            to,
            whole: false,
            linear: true,
            tolerance: 0.0,
            replications: 12,
            crossings: vec![],
            intervals: Some(vec![]),
            outside: None,
            unbounded: false,
            curve: vec![point(from, first), point(to, last)],
        }
    }

    fn crossing(range: (f64, f64), at: f64, beyond: Side, interval: (Option<f64>, Option<f64>)) -> BreakEven {
        let ends = if beyond == Side::Below { (100.0, -100.0) } else { (-100.0, 100.0) };
        BreakEven {
            crossings: vec![Crossing { at, beyond }],
            intervals: Some(vec![Interval { low: interval.0, high: interval.1 }]),
            ..found(Finding::Once, range, ends)
        }
    }

    fn decision(margin: BreakEven, volume: BreakEven) -> Decision {
        Decision {
            steps: Steps { staff: None, with_contacts: None, net: None },
            customers_saved_per_week: estimate(1.0, 2.0),
            phone_contacts_saved_per_week: estimate(1.0, 2.0),
            margin: Some(margin),
            margin_in_force: Some(120.0),
            volume: Some(volume),
            volume_factor_in_force: Some(1.0),
            conversations_per_week: 1000.0,
            turning: vec![],
            left_out: None,
        }
    }

    /// Two scenarios with a difference in lost customers, phone contacts and net cost.
    fn study(lost: (f64, f64), phoned: (f64, f64), net: (f64, f64)) -> StudyResult {
        let mut result = synthetic::study(2, 12);
        let measures = &mut result.differences[0].measures;
        for (id, (low, high)) in
            [("customers_lost_per_week", lost), ("phone_contacts_per_week", phoned), ("net_cost_per_week", net)]
        {
            measures.insert(id, paired(low, high));
        }
        result
    }

    fn paragraphs(result: &StudyResult, lang: Lang) -> Vec<String> {
        worth(&result.scenarios[0], &result.scenarios[1], &result.differences[0], lang)
    }

    const UP: (f64, f64) = (0.0, 480.0);
    const VOLUMES: (f64, f64) = (0.5, 2.0);

    #[test]
    fn a_winner_pays() {
        let mut result = study((-11.0, -9.0), (-126.0, -118.0), (-460.0, -400.0));
        let margin = crossing(UP, 85.2, Side::Below, (Some(80.1), Some(90.4)));
        let volume = crossing(VOLUMES, 0.82, Side::Below, (Some(0.79), Some(0.85)));
        result.differences[0].decision = Some(decision(margin, volume));
        assert_eq!(
            paragraphs(&result, Lang::En),
            [
                "Saturday too loses 10.0 fewer customers a week [9.0, 11.0] and causes 122 fewer phone contacts [118, 126]. Counting \
                 staff, phone contacts, gestures and lost margin, it costs 430 EUR a week less than Weekday window [400, 460]: \
                 it pays.",
                "It pays from a customer value of 85 EUR on [80, 90] (120 EUR assumed). With this staffing it pays from 820 \
                 conversations a week on [790, 850]. No other doubtful input turns the answer within its plausible range.",
            ]
        );
        assert_eq!(
            paragraphs(&result, Lang::Es),
            [
                "Saturday too pierde 10,0 clientes menos por semana [9,0; 11,0] y provoca 122 contactos telefónicos menos [118; 126]. \
                 Contando personal, contactos telefónicos, gestos y margen perdido, cuesta 430 EUR por semana menos que Weekday \
                 window [400; 460]: compensa.",
                "Compensa a partir de un valor por cliente de 85 EUR [80; 90] (se supone 120 EUR). Con esta dotación compensa a \
                 partir de 820 conversaciones por semana [790; 850]. Ningún otro dato dudoso cambia la respuesta dentro de su \
                 rango plausible.",
            ]
        );
    }

    #[test]
    fn a_loser_does_not_pay_and_says_where_it_would() {
        let mut result = study((-1.0, 1.0), (4.0, 6.0), (400.0, 460.0));
        let margin = BreakEven { outside: Some(650.0), ..found(Finding::Never, UP, (500.0, 100.0)) };
        let volume = found(Finding::Never, VOLUMES, (500.0, 100.0));
        result.differences[0].decision = Some(decision(margin, volume));
        assert_eq!(
            paragraphs(&result, Lang::En),
            [
                "Saturday too causes 5.0 more phone contacts a week [4.0, 6.0]; no difference is shown in customers lost. \
                 Counting staff, phone contacts, gestures and lost margin, it costs 430 EUR a week more than Weekday window \
                 [400, 460]: it does not pay.",
                "It would pay only from a customer value of 650 EUR on (120 EUR assumed). With this staffing it pays at no volume \
                 from 500 to 2,000 a week. No other doubtful input turns the answer within its plausible range.",
            ]
        );
        let spanish = paragraphs(&result, Lang::Es);
        assert!(spanish[0].ends_with("cuesta 430 EUR por semana más que Weekday window [400; 460]: no compensa."));
        assert!(
            spanish[1].starts_with("Solo compensaría a partir de un valor por cliente de 650 EUR (se supone 120 EUR).")
        );
    }

    #[test]
    fn no_difference_is_open_and_names_no_input() {
        let mut result = study((-1.0, 1.0), (-3.0, 3.0), (-20.0, 30.0));
        let margin = found(Finding::Unsure, UP, (4.0, 3.0));
        let volume = found(Finding::Unsure, VOLUMES, (4.0, 3.0));
        result.differences[0].decision = Some(decision(margin, volume));
        let english = paragraphs(&result, Lang::En);
        assert_eq!(
            english[0],
            "Saturday too shows no difference in customers lost or in phone contacts. Counting staff, phone contacts, gestures \
             and lost margin, no difference in cost from Weekday window is shown [-20, 30]: whether it pays is open."
        );
        assert!(english[1].contains("Up to a customer value of 480 EUR no break-even is found, but it is not sure"));
        assert!(!english[1].contains("turn"), "{}", english[1]);
        let spanish = paragraphs(&result, Lang::Es);
        assert!(spanish[0].contains("no se muestra diferencia de coste con Weekday window [-20; 30]: no está claro"));
        assert!(spanish[1].contains("no en todo el rango es seguro quién cuesta menos"));
    }

    #[test]
    fn limits_beyond_the_range_and_several_places_are_said_so() {
        let mut result = study((-11.0, -9.0), (-126.0, -118.0), (-460.0, -400.0));
        let margin = crossing(UP, 30.0, Side::Above, (None, Some(90.4)));
        let mut volume = found(Finding::Several, VOLUMES, (4.0, 3.0));
        volume.crossings = vec![Crossing { at: 0.7, beyond: Side::Below }, Crossing { at: 1.5, beyond: Side::Above }];
        result.differences[0].decision = Some(decision(margin, volume));
        let english = paragraphs(&result, Lang::En)[1].clone();
        assert!(
            english.starts_with("It pays up to a customer value of 30 EUR [below 0.0, 90] (120 EUR assumed). "),
            "{english}"
        );
        assert!(english.contains("changes more than once from 500 to 2,000 conversations a week: at 700 and 1,500."));
        assert!(
            paragraphs(&result, Lang::Es)[1]
                .contains("cambia más de una vez entre 500 y 2000 conversaciones por semana: en 700 y 1500.")
        );
    }

    #[test]
    fn what_holds_throughout_is_said_to() {
        let mut result = study((-11.0, -9.0), (-126.0, -118.0), (-460.0, -400.0));
        let margin = found(Finding::Never, UP, (-100.0, -500.0));
        let volume = found(Finding::Never, VOLUMES, (-100.0, -500.0));
        result.differences[0].decision = Some(decision(margin, volume));
        assert!(paragraphs(&result, Lang::En)[1].starts_with(
            "It pays whatever a customer is worth, up to 480 EUR at least (120 EUR assumed). With this staffing it pays at any \
             volume from 500 to 2,000 a week."
        ));
        let spanish = &paragraphs(&result, Lang::Es)[1];
        assert!(
            spanish.starts_with(
                "Compensa sea cual sea el valor de un cliente, al menos hasta 480 EUR (se supone 120 EUR)."
            )
        );
        assert!(spanish.contains("compensa con cualquier volumen de 500 a 2000 por semana."));
    }

    #[test]
    fn inputs_that_turn_the_answer_are_named_with_the_value() {
        let mut result = study((-11.0, -9.0), (-126.0, -118.0), (-460.0, -400.0));
        let volume = found(Finding::Never, VOLUMES, (-100.0, -500.0));
        let mut with = decision(found(Finding::Never, UP, (-100.0, -500.0)), volume);
        let turning = |key: &str, label, in_force, turns_at, (low, high)| Turning {
            key: key.into(),
            in_force,
            turns_at,
            low,
            high,
            label,
            path: NumberPath::new(key).expect("a key"),
        };
        with.turning = vec![
            turning("demand.handling_factor", Text::new("handling time", "el tiempo"), 1.0, 1.404, (0.6, 1.8)),
            turning("costs.phone_contact", Text::new("a phone contact", "la llamada"), 5.5, 2.25, (2.0, 15.0)),
        ];
        result.differences[0].decision = Some(with.clone());
        assert!(paragraphs(&result, Lang::En)[1].ends_with(
            "The answer would turn if handling time were 1.4 (assumed: 1), or if a phone contact were 2.25 EUR (assumed: 5.50 EUR)."
        ), "{:?}", paragraphs(&result, Lang::En));
        assert!(
            paragraphs(&result, Lang::Es)[1]
                .contains("La respuesta cambiaría si el tiempo fuera 1,4 (se supone 1), o si ")
        );
        with.turning.clear();
        with.left_out = Some(LeftOut { conversations: 3e7, most: 2e7 });
        with.volume = None;
        result.differences[0].decision = Some(with);
        assert!(paragraphs(&result, Lang::En)[1].ends_with("since the run is large; `relevo sensitivity` does it."));
        assert!(paragraphs(&result, Lang::Es)[1].ends_with("lo hace `relevo sensitivity`."));
    }

    #[test]
    fn the_headline_names_one_that_is_shown_to_cost_least_or_none() {
        let mut result = synthetic::study(3, 12);
        let names: Vec<String> = result.scenarios.iter().map(|one| one.name.clone()).collect();
        let mut leaders = |of: &[usize]| {
            let best = of.iter().map(|at| names[*at].clone()).collect();
            result.best.measures.insert("net_cost_per_week", best);
            [Lang::En, Lang::Es].map(|lang| headline(&result, lang).expect("a headline"))
        };
        let [english, spanish] = leaders(&[1]);
        assert!(
            english.starts_with("Saturday too costs least, counting staff, phone contacts, gestures and lost margin: ")
        );
        assert!(english.contains(" EUR a week"), "{english}");
        assert!(spanish.starts_with("Saturday too es lo que menos cuesta, contando "));
        let [english, spanish] = leaders(&[0, 1]);
        assert!(english.ends_with("it is open whether Weekday window or Saturday too costs least."), "{english}");
        assert!(spanish.ends_with("no está claro si cuesta menos Weekday window o Saturday too."), "{spanish}");
        result.best.measures.remove("net_cost_per_week");
        assert!(
            headline(&result, Lang::En)
                .expect("a headline")
                .starts_with("No scenario is shown to cost less than another")
        );
        assert_eq!(headline(&synthetic::study(3, 1), Lang::En), None, "one replication shows nothing");
        assert_eq!(headline(&synthetic::study(1, 12), Lang::En), None);
        let idle = result.scenarios[2].measures.0.iter_mut().find(|(measure, _)| *measure == Measure::ResponseRate);
        idle.expect("measured").1.mean = None;
        assert_eq!(headline(&result, Lang::En), None, "nobody writes to one of them");
    }

    #[test]
    fn what_is_promised_is_counted() {
        let mut one = synthetic::study(2, 12).scenarios.remove(0);
        let sla = one.sla[0].clone();
        let mut text = |met: &[Met], lang| {
            one.sla = met.iter().map(|met| crate::study::result::SlaResult { met: *met, ..sla.clone() }).collect();
            promises(&one, lang)
        };
        assert_eq!(text(&[], Lang::En), "");
        assert_eq!(text(&[Met::Yes], Lang::En), ", and it meets its SLA");
        assert_eq!(text(&[Met::Unsure], Lang::En), ", but it is not shown to meet its SLA");
        assert_eq!(text(&[Met::Yes, Met::Yes], Lang::Es), ", y cumple sus 2 SLA");
        assert_eq!(text(&[Met::No, Met::Unsure], Lang::En), ", but it is not shown to meet any of its 2 SLAs");
        assert_eq!(text(&[Met::Yes, Met::No], Lang::En), ", but it is shown to meet 1 of its 2 SLAs only");
    }
}

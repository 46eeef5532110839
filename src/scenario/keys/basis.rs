//! What a default rests on, in words.

use super::Basis;
use crate::locale::{Lang, Text};

/// Rows of EVIDENCE.md that defaults name, as they are, and in Spanish.
const ROWS: &[Text] = &[
    Text::new(
        "Airlines (35 accounts): 77 % of tweets fall 09:00-21:00",
        "Aerolíneas (35 cuentas): el 77 % de los tuits cae entre las 09:00 y las 21:00",
    ),
    Text::new(
        "KLM 2015: 60,000 mentions of which 7,000 need an answer",
        "KLM 2015: 60.000 menciones, de las que 7.000 necesitan respuesta",
    ),
    Text::new(
        "SpotifyCares: about 40 % fewer customer messages at weekends; holidays taken alike",
        "SpotifyCares: un 40 % menos de mensajes de clientes en fin de semana; los festivos se toman igual",
    ),
    Text::new("23 % of brand messages point to DM", "El 23 % de los mensajes de las marcas remite a mensajes directos"),
    Text::new(
        "Handling time of one social message: no direct measurement found; mean 4-5 min, log-normal",
        "Tiempo de gestión de un mensaje: sin medida directa; media de 4-5 min, log-normal",
    ),
    Text::new(
        "3.8 messages a conversation, 1.7 of them the brand's",
        "3,8 mensajes por conversación, 1,7 de ellos de la marca",
    ),
    Text::new(
        "Spain, contact-centre agreement 2024: base 9.10 EUR/h",
        "España, convenio de contact center 2024: base de 9,10 EUR/h",
    ),
    Text::new("Shrinkage 20-35 %", "Tiempo fuera de la cola y ausencias: 20-35 %"),
    Text::new(
        "3-70 % of abandoning customers abandon in silence",
        "Entre el 3 y el 70 % de los clientes que abandonan lo hacen en silencio",
    ),
    Text::new("Users accept a reply within 1 hour", "Los usuarios aceptan una respuesta en 1 hora"),
    Text::new(
        "The SLA clock against service hours is the request seen most often",
        "El reloj del SLA según el horario de atención es la petición más frecuente",
    ),
    Text::new(
        "Spain, contact-centre agreement 2024: night +20.3 %, Sunday +19.8 %, public holiday +57.5 %",
        "España, convenio de contact center 2024: noche +20,3 %, domingo +19,8 %, festivo +57,5 %",
    ),
    Text::new("employer contributions 32.5 %", "cotizaciones de la empresa, 32,5 %"),
    Text::new("1,764 h a year", "1764 h al año"),
    Text::new(
        "32 % want an answer in under 5 hours, 27 % in under 1 hour",
        "El 32 % quiere una respuesta en menos de 5 horas; el 27 %, en menos de 1 hora",
    ),
    Text::new(
        "Do not overuse DM; use it where private data is needed",
        "No abuses de los mensajes directos: úsalos cuando hagan falta datos privados",
    ),
    Text::new(
        "Reply in public once an issue solved elsewhere is closed",
        "Responde en público cuando un caso resuelto por otra vía se cierra",
    ),
    Text::new(
        "No access to the customer database at least doubles the time; some queries must go to the phone",
        "Sin acceso a la base de datos de clientes el tiempo al menos se dobla; algunas consultas deben ir al teléfono",
    ),
    Text::new(
        "Welcome messages and quick replies shorten conversations",
        "Los mensajes de bienvenida y las respuestas rápidas acortan las conversaciones",
    ),
    Text::new(
        "Answering people who were not talking to you is felt as intrusion by some",
        "Responder a quien no te hablaba lo sienten algunos como una intrusión",
    ),
    Text::new(
        "Training cuts wrong or rushed answers, which go viral",
        "La formación reduce las respuestas erróneas o precipitadas, que se hacen virales",
    ),
    Text::new(
        "Publish service hours so that customers know why nobody answers",
        "Publica el horario para que los clientes sepan por qué nadie responde",
    ),
    Text::new(
        "A clock on the page tells the expected waiting time from the people queued (KLM)",
        "Un reloj en la página dice la espera prevista según la gente en cola (KLM)",
    ),
    Text::new(
        "in an outage post one general tweet and still acknowledge each customer",
        "en una avería publica un tuit general y aun así acusa recibo a cada cliente",
    ),
    Text::new(
        "Preferential treatment of a few loud or influential customers teaches everyone that being hard pays",
        "El trato preferente a unos pocos clientes ruidosos o influyentes enseña a todos que ser duro compensa",
    ),
    Text::new(
        "Some users refuse to follow a brand to open a DM, so private data ends up in public",
        "Algunos usuarios se niegan a seguir a la marca para abrir un mensaje directo, y sus datos acaban en público",
    ),
    Text::new(
        "A tweet's half-life is 80 min; 95 % are spent after 24 h",
        "La vida media de un tuit es de 80 min; el 95 % se ha agotado a las 24 h",
    ),
    Text::new(
        "Crisis peaks: about 10x is routine (KLM 10x, United leggings 9x), 50-100x extreme",
        "Picos de crisis: unas 10 veces lo normal es habitual (KLM 10, los leggings de United 9); entre 50 y 100, extremo",
    ),
    Text::new(
        "Have the crisis protocol ready from the first minute; in an outage post one general tweet and still acknowledge each customer",
        "Ten listo el protocolo de crisis desde el primer minuto; ante una avería, publica un tuit general y aun así atiende a cada cliente",
    ),
    Text::new(
        "Handling time of one social message: no direct measurement found; 8.4 min of paid time per KLM question; trade guides 3-9 min",
        "Tiempo de gestión de un mensaje: sin medida directa; 8,4 min pagados por consulta en KLM; guías del sector, 3-9 min",
    ),
    Text::new(
        "Expect an answer: 23.7 % at once, 49.8 % within 1 h, 79.2 % within a day, 6.9 % never",
        "Esperan respuesta: el 23,7 % al momento, el 49,8 % en 1 h, el 79,2 % en un día, el 6,9 % nunca",
    ),
    Text::new(
        "After a failed social contact 40 % phone; if ignored, 26 % escalate elsewhere",
        "Tras un contacto fallido en redes, el 40 % llama; si se le ignora, el 26 % reclama por otra vía",
    ),
    Text::new(
        "the more experienced the user, the shorter the wait he or she accepts",
        "cuanto más experto el usuario, menos espera acepta",
    ),
    Text::new(
        "Customers who get an answer spend 20-40 % more",
        "Los clientes que reciben respuesta gastan un 20-40 % más",
    ),
    Text::new(
        "Phone contact 5.25 $ (US), 6.55 GBP (UK)",
        "Contacto por teléfono: 5,25 $ (EE. UU.), 6,55 GBP (Reino Unido)",
    ),
];

impl Basis {
    /// What stands behind a default, for a table of assumptions.
    pub fn text(self, lang: Lang) -> String {
        let pair = |en: &str, es: &str, rest: &str| match lang {
            Lang::En => format!("{en}{rest}"),
            Lang::Es => format!("{es}{rest}"),
        };
        match self {
            Basis::Evidence(row) => {
                let told = ROWS.iter().find(|text| text.en == row).map_or(row, |text| text.get(lang));
                pair("evidence: ", "evidencia: ", told)
            }
            Basis::Model(rule) => {
                let number = rule.strip_prefix("section ").unwrap_or(rule);
                pair("rule of the model, section ", "regla del modelo, apartado ", number)
            }
            Basis::Assumption => pair("assumption", "supuesto", ""),
            Basis::LabourRule => {
                pair("assumption: labour rule (Spain, general)", "supuesto: norma laboral (España, general)", "")
            }
            Basis::Yours => pair("yours to say", "lo decides tú", ""),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::keys::all;
    use crate::scenario::keys::doubt::DOUBTS;

    #[test]
    fn every_row_named_is_told_in_both_languages_and_no_other() {
        let bases = || all().map(|key| key.basis).chain(DOUBTS.iter().map(|doubt| doubt.basis));
        for basis in bases() {
            if let Basis::Evidence(row) = basis {
                assert!(ROWS.iter().any(|text| text.en == row && text.es != row), "{row}");
            }
            assert!(!basis.text(Lang::Es).is_empty());
        }
        let named = |row: &&Text| !bases().any(|basis| basis == Basis::Evidence(row.en));
        assert_eq!(ROWS.iter().find(named), None);
    }
}

//! JSON Schema (draft 2020-12) of the result.json of a sweep.

use crate::locale::Lang;
use crate::report::result_schema::{Sentence, schema_of};
use crate::study::sweep::result::{Cell, SweepResult};
use serde_json::Value;

/// The schema, with descriptions in the language.
pub fn schema(lang: Lang) -> Value {
    schema_of::<SweepResult<Vec<Cell>>>(SENTENCES, lang)
}

/// The sentences of the types of a sweep.
const SENTENCES: &[Sentence] = &[
    (
        "Everything a sweep found. The cells are a list, or whatever is written as one: a large sweep is in no memory.",
        "Todo lo que halló un barrido. Las celdas son una lista, o lo que se escriba como tal: un barrido grande no está en memoria.",
    ),
    ("Of every scenario in every cell.", "De cada escenario en cada celda."),
    (
        "The keys that vary and their values; the first key changes slowest.",
        "Las claves que varían y sus valores; la primera cambia más despacio.",
    ),
    (
        "Values set in every scenario of every cell (KEY=VALUE), as typed and in their order.",
        "Valores fijados en todos los escenarios de todas las celdas (CLAVE=VALOR), tal como se escribieron y en su orden.",
    ),
    (
        "One for each combination of the values, in their order.",
        "Una por cada combinación de los valores, en su orden.",
    ),
    ("A key that varies and its values.", "Una clave que varía y sus valores."),
    (
        "Numbers and truth values as such, everything else as the text that was typed.",
        "Los números y los valores lógicos como tales; lo demás, como el texto que se escribió.",
    ),
    ("What one combination of values gives.", "Lo que da una combinación de valores."),
    ("From 1, in the order of the grid.", "Desde 1, en el orden de la cuadrícula."),
    ("The value of each key that varies.", "El valor de cada clave que varía."),
    ("The first is the baseline of the cell.", "El primero es la referencia de la celda."),
    (
        "One for each scenario but the first, where both could be simulated.",
        "Una por cada escenario salvo el primero, donde ambos pudieron simularse.",
    ),
    ("What a scenario gives in one cell.", "Lo que da un escenario en una celda."),
    (
        "Why it could not be simulated; there are no measures then.",
        "Por qué no pudo simularse; en tal caso no hay medidas.",
    ),
    (
        "Why a scenario could not be simulated: more conversations were open at once than a run can hold.",
        "Por qué no pudo simularse un escenario: había abiertas a la vez más conversaciones de las que caben en una simulación.",
    ),
    (
        "1 is the first measured one, 0 and below are warm-up.",
        "La 1 es la primera que se mide; de la 0 hacia abajo son de rodaje.",
    ),
    ("What filled the desk.", "Lo que llenó el servicio."),
    ("More work arrives than the desk can do.", "Llega más trabajo del que se puede hacer."),
    ("Customers take very long to reply.", "Los clientes tardan mucho en responder."),
    ("Unanswered complaints make more people write.", "Las quejas sin respuesta hacen escribir a más gente."),
    ("An agreement in one cell: its terms may vary.", "Un acuerdo en una celda: sus condiciones pueden variar."),
    (
        "A scenario of a cell against the first one there, with intervals that hold together for the scenarios of the cell (Bonferroni), per measure and cell.",
        "Un escenario de una celda frente al primero de ella, con intervalos válidos a la vez para los escenarios de la celda (Bonferroni), por medida y celda.",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::result_schema::spanish;
    use crate::report::result_schema::tests::descriptions;

    #[test]
    fn every_description_speaks_spanish_and_none_is_left_over() {
        let english = schema(Lang::En);
        let mut found = vec![];
        descriptions(&english, &mut found);
        for text in &found {
            assert!(spanish(text, SENTENCES).is_some(), "no Spanish for: {text}");
        }
        for (en, _) in SENTENCES {
            assert!(found.contains(en), "nothing says: {en}");
        }
    }
}

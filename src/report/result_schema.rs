//! JSON Schema (draft 2020-12) of result.json, from the types that are written there and the list of measures.
//!
//! Results only gain keys from one version to the next, so the schema refuses none that it does not know.

mod decision;

use crate::locale::Lang;
use crate::metrics::Measure;
use crate::study::result::StudyResult;
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::Value;

/// A sentence in both languages.
pub(super) type Sentence = (&'static str, &'static str);

/// The schema, with descriptions in the language.
pub fn schema(lang: Lang) -> Value {
    schema_of::<StudyResult>(&[], lang)
}

/// The schema of what is written; `more` are the sentences that no other result has.
pub(super) fn schema_of<T: JsonSchema>(more: &'static [Sentence], lang: Lang) -> Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    let mut schema = generator.into_root_schema_for::<T>();
    RecursiveTransform(|one: &mut schemars::Schema| describe(one, more, lang)).transform(&mut schema);
    schema.to_value()
}

/// Descriptions on one line, without the marks of the program's own documentation, in the language.
fn describe(schema: &mut schemars::Schema, more: &'static [Sentence], lang: Lang) {
    let Some(Value::String(text)) = schema.get_mut("description") else { return };
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ").replace(['[', ']', '`'], "");
    *text = match lang {
        Lang::En => line,
        Lang::Es => spanish(&line, more).unwrap_or(line),
    };
}

pub(super) fn spanish(english: &str, more: &'static [Sentence]) -> Option<String> {
    let measure = Measure::ALL.iter().map(|m| m.label()).find(|label| label.en == english);
    let sentence = || sentences().chain(more).find(|(en, _)| *en == english).map(|(_, es)| *es);
    measure.map(|label| label.es).or_else(sentence).map(str::to_owned)
}

fn sentences() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    SENTENCES.iter().chain(decision::SENTENCES)
}

/// The sentences of the result's types.
const SENTENCES: &[Sentence] = &[
    ("Everything a study found.", "Todo lo que halló un estudio."),
    ("Version of relevo that made it.", "Versión de relevo que lo hizo."),
    (
        "What the command line changed. With the scenario files, the seed and this the same figures can be had again.",
        "Lo que cambió la línea de órdenes. Con los archivos de escenario, la semilla y esto se obtienen otra vez las mismas cifras.",
    ),
    (
        "Values set in every scenario (KEY=VALUE), as typed and in their order.",
        "Valores cambiados en todos los escenarios (CLAVE=VALOR), tal como se escribieron y en su orden.",
    ),
    (
        "The seed typed; null where that of the first scenario holds.",
        "La semilla escrita; null donde vale la del primer escenario.",
    ),
    (
        "The replications typed, with a wished precision the most of them; null where none were.",
        "Las réplicas escritas, con una precisión deseada las que habrá como mucho; null donde no se escribió ninguna.",
    ),
    (
        "The precision wished for (MEASURE=HALFWIDTH), as typed.",
        "La precisión deseada (MEDIDA=SEMIANCHO), tal como se escribió.",
    ),
    ("The first is the baseline.", "El primero es la referencia."),
    ("One for each scenario but the first.", "Una por cada escenario salvo el primero."),
    (
        "Mean over replications with its 95 % interval (Student t). low and high are absent where no interval can be had (fewer than two replications with a value), mean where no replication has a value; absent is written null.",
        "Media de las réplicas con su intervalo del 95 % (t de Student). low y high faltan donde no puede haber intervalo (menos de dos réplicas con valor), mean donde ninguna réplica tiene valor; lo que falta se escribe null.",
    ),
    (
        "Replications with a value (an empty denominator leaves one out).",
        "Réplicas con valor (un denominador vacío deja una fuera).",
    ),
    ("An estimate with the unit it is in.", "Una estimación con su unidad."),
    (
        "Every measure by its name; a later version may add some.",
        "Cada medida por su nombre; una versión posterior puede añadir otras.",
    ),
    (
        "Whether a target is met: yes when the lower limit is at or above it, no when the upper one is below, else unsure.",
        "Si se cumple un objetivo: yes si el límite inferior lo alcanza, no si el superior queda por debajo; si no, unsure.",
    ),
    (
        "Levels and counts by hour of week (168 values, Monday 00:00 first); null where nothing was observed.",
        "Niveles y recuentos por hora de la semana (168 valores, desde el lunes a las 00:00); null donde no se observó nada.",
    ),
    (
        "Conversations opened in the hour, mean over weeks and replications.",
        "Conversaciones abiertas en la hora, media de semanas y réplicas.",
    ),
    (
        "Messages waiting, time-weighted mean of the hour.",
        "Mensajes en espera, media de la hora ponderada por el tiempo.",
    ),
    (
        "10 % quantile over weeks and replications of the hour's mean backlog.",
        "Cuantil del 10 %, sobre semanas y réplicas, de la carga pendiente media de la hora.",
    ),
    (
        "90 % quantile over weeks and replications of the hour's mean backlog.",
        "Cuantil del 90 %, sobre semanas y réplicas, de la carga pendiente media de la hora.",
    ),
    ("Agents on duty, time-weighted mean.", "Agentes de servicio, media ponderada por el tiempo."),
    (
        "Share of the hour in which the shifts of an ordinary week have somebody on duty (0 to 1).",
        "Parte de la hora en la que los turnos de una semana corriente tienen a alguien de servicio (de 0 a 1).",
    ),
    (
        "Whether it covers every conversation: it names no contact type, channel, language, brand or reach.",
        "Si abarca todas las conversaciones: no nombra tipo de contacto, canal, idioma, marca ni alcance.",
    ),
    (
        "Distribution of the first response over all conversations (those that the bot solved apart), means over replications; those never answered count as missed. Null where no conversation came in.",
        "Distribución de la primera respuesta sobre todas las conversaciones (salvo las que resolvió el bot), medias de las réplicas; las nunca respondidas cuentan como incumplidas. Null donde no entró ninguna conversación.",
    ),
    ("Limits in minutes, ascending.", "Límites en minutos, de menor a mayor."),
    (
        "Share whose first response was posted within each limit.",
        "Proporción cuya primera respuesta se publicó dentro de cada límite.",
    ),
    ("Share answered at all.", "Proporción respondida antes o después."),
    (
        "Share of agents' time on the queue with at least one message in hand.",
        "Proporción del tiempo en cola de los agentes con al menos un mensaje entre manos.",
    ),
    (
        "Share of the conversations opened in the hour whose first response was posted within one hour.",
        "Proporción de las conversaciones abiertas en la hora cuya primera respuesta se publicó en una hora.",
    ),
    (
        "Values by measured week (weeks values), means over replications.",
        "Valores por semana medida (tantos como weeks), medias de las réplicas.",
    ),
    (
        "What the public has learned about being hard paying off, at the end of the week (0 to 1).",
        "Lo que el público ha aprendido de que ser duro compensa, al final de la semana (de 0 a 1).",
    ),
    (
        "Share of hostile ones among the conversations of negative types.",
        "Proporción de hostiles entre las conversaciones de tipos negativos.",
    ),
    (
        "Hours from opening to first response, or to the end without one, summed over the conversations opened.",
        "Horas desde la apertura hasta la primera respuesta, o hasta el final sin ella, sumadas sobre las conversaciones abiertas.",
    ),
    (
        "Price of a contact by phone, beside which a cost per conversation is to be seen.",
        "Precio de un contacto por teléfono, junto al que hay que ver el coste por conversación.",
    ),
    (
        "Money for the staff on duty in the hour, mean over weeks and replications; the 168 values add up to a week's.",
        "Dinero para el personal de servicio en la hora, media de semanas y réplicas; los 168 valores suman el de una semana.",
    ),
    (
        "Share of satisfied customers among the conversations opened.",
        "Proporción de clientes satisfechos entre las conversaciones abiertas.",
    ),
    ("Customers lost by the conversations opened.", "Clientes perdidos en las conversaciones abiertas."),
    ("Phone contacts of the conversations opened.", "Contactos telefónicos de las conversaciones abiertas."),
    (
        "Money for phone contacts and gestures of the conversations opened.",
        "Dinero para contactos telefónicos y gestos de las conversaciones abiertas.",
    ),
    (
        "Lost margin less uplift of the conversations opened.",
        "Margen perdido, menos el adicional, de las conversaciones abiertas.",
    ),
    ("Money for the staff of the week.", "Dinero para el personal de la semana."),
    (
        "Where the scenario treats customers preferentially and the baseline does not.",
        "Donde el escenario da trato preferente y la referencia no.",
    ),
    (
        "From which measured week on preferential treatment costs the others more waiting than it saves those who get it: running means over four weeks, 95 % limits that hold for all weeks together. Null: not within the weeks simulated.",
        "Desde qué semana medida el trato preferente cuesta a los demás más espera de la que ahorra a quienes lo reciben: medias móviles de cuatro semanas, límites del 95 % válidos para todas las semanas a la vez. Null: no en las semanas simuladas.",
    ),
    ("It may be so from here on ...", "Puede ser así desde aquí ..."),
    ("... and surely is from here on.", "... y lo es con seguridad desde aquí."),
    ("Weeks simulated.", "Semanas simuladas."),
    (
        "Where the empty desk that a run begins with is still felt in the measured weeks.",
        "Donde aún se nota en las semanas medidas que la simulación empieza con la mesa vacía.",
    ),
    (
        "Less waits in the first measured week than the later ones let expect for it.",
        "En la primera semana medida hay pendiente menos de lo que hacen esperar las siguientes.",
    ),
    (
        "What the mean backlog of that week lacks, as a part of what was expected (0 to 1).",
        "Lo que le falta a la carga pendiente media de esa semana, como parte de lo esperado (de 0 a 1).",
    ),
    (
        "Weeks of warm-up that would do; null where the weeks simulated are too few to tell.",
        "Semanas de rodaje que bastarían; null donde las semanas simuladas son pocas para saberlo.",
    ),
    (
        "Paired difference of one measure: scenario minus baseline, on the same customers.",
        "Diferencia pareada de una medida: escenario menos referencia, con los mismos clientes.",
    ),
    (
        "Whether the simultaneous interval leaves zero out; false where no interval can be had.",
        "Si el intervalo simultáneo deja fuera el cero; false donde no puede haber intervalo.",
    ),
    (
        "One scenario against the baseline. Intervals are simultaneous over the scenarios compared (Bonferroni), per measure.",
        "Un escenario frente a la referencia. Los intervalos son simultáneos sobre los escenarios comparados (Bonferroni), por medida.",
    ),
    (
        "By name of the agreement, for those that both scenarios have.",
        "Por nombre del acuerdo, para los que tienen ambos escenarios.",
    ),
    (
        "Why a run that replicates to a wished precision ended.",
        "Por qué terminó una simulación que replica hasta la precisión deseada.",
    ),
    (
        "Every scenario's half-width came below the wish.",
        "El semiancho de todos los escenarios quedó por debajo del deseado.",
    ),
    ("The most replications allowed were not enough.", "No bastaron las réplicas permitidas."),
    (
        "A scenario does not give the figure (no conversation it covers), so no number of replications would do.",
        "Un escenario no da la cifra (no hay conversaciones que cubra), así que ningún número de réplicas bastaría.",
    ),
    ("The widest half-width over the scenarios at the end.", "El semiancho mayor de los escenarios al final."),
    (
        "For each figure with a direction, the scenarios that are not shown to be worse than the best one. A figure where that would be all of them, or where no interval can be had, is left out.",
        "Para cada cifra con un sentido, los escenarios de los que no se ha demostrado que sean peores que el mejor. Se omite la cifra en la que lo serían todos, o en la que no puede haber intervalo.",
    ),
];

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub fn descriptions<'s>(schema: &'s Value, found: &mut Vec<&'s str>) {
        match schema {
            Value::Object(map) => {
                found.extend(map.get("description").and_then(Value::as_str));
                map.values().for_each(|inner| descriptions(inner, found));
            }
            Value::Array(list) => list.iter().for_each(|inner| descriptions(inner, found)),
            _ => {}
        }
    }

    #[test]
    fn every_description_speaks_spanish_and_none_is_left_over() {
        let english = schema(Lang::En);
        let mut found = vec![];
        descriptions(&english, &mut found);
        assert!(found.len() > Measure::ALL.len(), "{found:?}");
        for text in &found {
            assert!(spanish(text, &[]).is_some(), "no Spanish for: {text}");
        }
        for (en, _) in sentences() {
            assert!(found.contains(en), "nothing says: {en}");
        }
    }
}

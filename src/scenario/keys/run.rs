//! Keys at the top of the file and of `[run]`.

use super::{Basis, Default, FLAG, Key, Kind, MAX_SEED, Unit, count, key, nothing, words};
use crate::scenario::limits::Limit;

pub const KEYS: &[Key] = &[
    key(
        ("", "name"),
        (Kind::Name, Unit::None),
        (words("the file's name", "el nombre del archivo"), Basis::Yours),
        (
            "Name in all results; not taken over through `extends`.",
            "Nombre en todos los resultados; no se hereda por `extends`.",
        ),
    ),
    key(
        ("", "description"),
        (Kind::Text, Unit::None),
        (Default::Value("\"\""), Basis::Yours),
        (
            "What it teaches or why it exists; not taken over through `extends`.",
            "Qué enseña o por qué existe; no se hereda por `extends`.",
        ),
    ),
    key(
        ("", "extends"),
        (Kind::File, Unit::None),
        (nothing("nothing", "nada"), Basis::Yours),
        (
            "Another scenario file from which everything not said here is taken.",
            "Otro archivo de escenario del que se toma todo lo que aquí no se dice.",
        ),
    ),
    key(
        ("", "currency"),
        (Kind::Name, Unit::None),
        (Default::Value("\"EUR\""), Basis::Yours),
        ("Currency shown behind amounts of money.", "Moneda que se muestra tras los importes."),
    ),
    key(
        ("", "start"),
        (Kind::Date, Unit::None),
        (words("weeks without dates", "semanas sin fecha"), Basis::Yours),
        (
            "Monday of the first measured week; needed for holidays.",
            "Lunes de la primera semana medida; necesario para los festivos.",
        ),
    ),
    key(
        ("run", "weeks"),
        count(1, Limit::Weeks.allowed(), Unit::Weeks),
        (Default::Value("8"), Basis::Assumption),
        ("Weeks measured in each replication.", "Semanas medidas en cada réplica."),
    ),
    key(
        ("run", "warmup_weeks"),
        count(0, Limit::Weeks.allowed(), Unit::Weeks),
        (Default::Value("1"), Basis::Assumption),
        (
            "Weeks simulated before the measured ones, starting with an empty desk.",
            "Semanas simuladas antes de las medidas, empezando con la mesa vacía.",
        ),
    ),
    key(
        ("run", "replications"),
        count(1, 100_000, Unit::None),
        (Default::Value("50"), Basis::Assumption),
        ("Independent repetitions of the run.", "Repeticiones independientes de la simulación."),
    ),
    key(
        ("run", "seed"),
        count(0, MAX_SEED, Unit::None),
        (Default::Value("2017"), Basis::Assumption),
        (
            "Number from which all chance follows: the same seed gives the same results.",
            "Número del que sale todo el azar: la misma semilla da los mismos resultados.",
        ),
    ),
    key(
        ("run", "control_variates"),
        FLAG,
        (Default::Value("false"), Basis::Assumption),
        (
            "Estimates of `run` and `sweep` take out the chance that comes from how many conversations a replication happened to \
             get, whose mean is known: mostly narrower intervals from the same replications (docs/statistics.md).",
            "Las estimaciones de `run` y `sweep` descuentan el azar que viene de cuántas conversaciones tocaron en cada réplica, \
             cuya media se conoce: casi siempre, intervalos más estrechos con las mismas réplicas (docs/statistics.md).",
        ),
    ),
];

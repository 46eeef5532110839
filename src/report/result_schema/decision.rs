//! Spanish for the sentences about what stands behind the verdict.

pub const SENTENCES: &[(&str, &str)] = &[
    (
        "What stands behind the verdict; left out where it was not asked for.",
        "Lo que hay detrás del veredicto; se omite donde no se pidió.",
    ),
    (
        "What stands behind the verdict on a scenario. Differences are scenario less baseline, a week.",
        "Lo que hay detrás del veredicto sobre un escenario. Las diferencias son escenario menos referencia, por semana.",
    ),
    ("What the scenario costs more, in three steps.", "Lo que cuesta de más el escenario, en tres pasos."),
    (
        "The difference of the cost a week: of the desk; with phone contacts and gestures; with the value of customers lost (the net cost). Simultaneous intervals, as those of the comparison.",
        "La diferencia del coste por semana: del equipo; con contactos telefónicos y gestos; con el valor de los clientes perdidos (el coste neto). Intervalos simultáneos, como los de la comparación.",
    ),
    (
        "Customers that the baseline loses and the scenario keeps, a week.",
        "Clientes que la referencia pierde y el escenario conserva, por semana.",
    ),
    ("Phone contacts that the scenario saves, a week.", "Contactos telefónicos que ahorra el escenario, por semana."),
    (
        "From which value of a customer on (customers.lifetime_margin) the cheaper of the two changes; null where the scenarios differ in it. Exact, from the run itself.",
        "A partir de qué valor de un cliente (customers.lifetime_margin) cambia cuál es más barato; null si los escenarios difieren en él. Exacto, de la propia simulación.",
    ),
    (
        "From which volume on the cheaper of the two changes, as a factor (demand.volume_factor); null where nothing was simulated for it.",
        "A partir de qué volumen cambia cuál es más barato, como factor (demand.volume_factor); null donde no se simuló nada para ello.",
    ),
    (
        "Conversations a week of the baseline's scenario in week 1 with the factor in force.",
        "Conversaciones por semana del escenario de referencia en la semana 1, con el factor actual.",
    ),
    (
        "Doubtful inputs beside the value of a customer that would turn who is cheaper within their plausible range, the nearest first, two at most. Empty where none does, where it is not sure who is cheaper, and where nothing was simulated and no price does.",
        "Datos dudosos, además del valor de un cliente, que cambiarían cuál es más barato dentro de su rango plausible, primero el más cercano, dos como mucho. Vacío si no lo hace ninguno, si no es seguro cuál es más barato, o si no se simuló nada y no lo hace ningún precio.",
    ),
    (
        "Why only prices were looked at: the run had more conversations than this leaves time for.",
        "Por qué solo se miraron los precios: la simulación tuvo más conversaciones de las que dejan tiempo para más.",
    ),
    (
        "An input that would turn the verdict within its plausible range.",
        "Un dato que cambiaría el veredicto dentro de su rango plausible.",
    ),
    ("Dotted path of the key.", "Ruta con puntos de la clave."),
    ("Value in force in the baseline.", "Valor actual en la referencia."),
    (
        "Where the mean difference of the net cost passes zero.",
        "Dónde pasa por cero la diferencia media del coste neto.",
    ),
    ("The plausible range.", "El rango plausible."),
    ("Conversations that the run simulated, about.", "Conversaciones que se simularon, aproximadamente."),
    (
        "Where the difference of two scenarios changes its sign as a key changes.",
        "Dónde cambia de signo la diferencia de dos escenarios al cambiar una clave.",
    ),
    ("What was found, in a word.", "Lo hallado, en una palabra."),
    ("The difference passes zero once.", "La diferencia pasa por cero una vez."),
    ("It passes zero several times.", "Pasa por cero varias veces."),
    ("It has one sign throughout, and surely so.", "Tiene el mismo signo en todo el rango, con seguridad."),
    (
        "Its mean has one sign throughout, but somewhere its interval holds zero.",
        "Su media tiene el mismo signo en todo el rango, pero en algún punto su intervalo contiene el cero.",
    ),
    ("There is no difference at any value tried.", "No hay diferencia en ningún valor probado."),
    ("The range searched.", "El rango buscado."),
    (
        "Whole numbers only: a crossing is the first one beyond, and its interval holds the first one that may be.",
        "Solo números enteros: un cruce es el primero del otro lado, y su intervalo contiene el primero que puede serlo.",
    ),
    (
        "The difference is linear in the key, so that crossing and interval are exact; else they are found to within tolerance.",
        "La diferencia es lineal en la clave, así que el cruce y el intervalo son exactos; si no, se hallan con la tolerancia tolerance.",
    ),
    (
        "Where the 95 % interval of the difference holds zero, in rising order; null where no interval can be had.",
        "Dónde contiene el cero el intervalo del 95 % de la diferencia, en orden creciente; null donde no puede haber intervalo.",
    ),
    (
        "Where a linear difference would pass zero outside the range, at a value that the key accepts.",
        "Dónde pasaría por cero una diferencia lineal fuera del rango, en un valor que la clave acepta.",
    ),
    (
        "Of a linear difference: the interval has no end at all, since the slope may be zero.",
        "De una diferencia lineal: el intervalo no tiene fin, porque la pendiente puede ser cero.",
    ),
    (
        "The difference (scenario less baseline) at some values, rising.",
        "La diferencia (escenario menos referencia) en algunos valores, en orden creciente.",
    ),
    (
        "A place where the mean of the difference passes zero.",
        "Un punto en el que la media de la diferencia pasa por cero.",
    ),
    (
        "Value of the key; for whole numbers the first one beyond.",
        "Valor de la clave; con números enteros, el primero del otro lado.",
    ),
    ("Where the difference lies beyond it.", "Dónde queda la diferencia más allá."),
    ("Which of two a figure speaks for.", "A favor de cuál de los dos habla una cifra."),
    (
        "The figure is above zero: the baseline has less of it (it is cheaper), or an agreement is attained.",
        "La cifra es mayor que cero: la referencia tiene menos (es más barata), o se alcanza un acuerdo.",
    ),
    (
        "The figure is below zero: the other one has less of it, or an agreement is missed.",
        "La cifra es menor que cero: el otro tiene menos, o se incumple un acuerdo.",
    ),
    (
        "Values of the key that are not ruled out. A limit is null where they go on to the end of the range searched.",
        "Valores de la clave que no se descartan. Un límite es null donde siguen hasta el final del rango buscado.",
    ),
    ("The figure at one value of the key.", "La cifra con un valor de la clave."),
    ("Value of the key (minutes where it is a duration).", "Valor de la clave (en minutos si es una duración)."),
];

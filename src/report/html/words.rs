//! The fixed words of the page.

use crate::locale::Text;

pub const SKIP: Text = Text::new("Go to the verdict", "Ir a la conclusión");
pub const CONTENTS: Text = Text::new("Contents", "Contenido");
pub const VERDICT: Text = Text::new("Verdict", "Conclusión");
pub const COMPARISON: Text = Text::new("The figures", "Los indicadores");
pub const FIGURE: Text = Text::new("Figure", "Indicador");
pub const BASELINE: Text = Text::new("baseline", "referencia");
pub const SORT_HINT: Text = Text::new(
    "Choose a figure's name to put the scenarios in its order, once more for the opposite order, and a third time for the first order.",
    "Elige el nombre de un indicador para ordenar los escenarios por él; otra vez, en orden inverso; la tercera, en el orden inicial.",
);
pub const SORTED: Text = Text::new("Scenarios in the order of: ", "Escenarios ordenados por: ");
pub const BEST: Text = Text::new("best, or not shown worse than the best", "mejor, o no peor demostrado");
pub const ALIKE: Text =
    Text::new("no difference from the baseline shown", "sin diferencia demostrada con la referencia");
pub const DIFFERENCES: Text = Text::new("Differences with their intervals", "Diferencias con sus intervalos");
pub const NOT_SHOWN: Text = Text::new("not shown", "no demostrada");
pub const PICTURES: Text = Text::new("The pictures", "Los gráficos");
pub const NUMBERS: Text = Text::new("The numbers behind it", "Los números");
pub const BENCHMARKS: Text = Text::new("Against the sector", "Frente al sector");
pub const BENCHMARK: Text = Text::new("Benchmark", "Referencia del sector");
pub const STRIP: Text = Text::new(
    "First response of those answered: the dot is the median, the line reaches to the 90 % quantile. Marks: 5 min badge, 15 min best in class, 1 h accepted, 4 h sector, 5 h limit of patience.",
    "Primera respuesta a quienes la reciben: el punto es la mediana y la línea llega hasta el percentil 90. Marcas: 5 min distintivo, 15 min los mejores, 1 h lo aceptado, 4 h el sector, 5 h límite de la paciencia.",
);
pub const ASSUMPTIONS: Text = Text::new("What the figures rest on", "En qué se basan los indicadores");
pub const ASSUMED: Text =
    Text::new("Not written: taken as known or assumed", "No escrito: se toma como sabido o supuesto");
pub const WRITTEN: Text = Text::new("Written in the scenario files", "Escrito en los archivos de escenario");
pub const KEY: Text = Text::new("What it says", "Qué dice");
pub const VALUE: Text = Text::new("Value", "Valor");
pub const SOURCE: Text = Text::new("Source", "Fuente");
pub const NOT_MODELLED: Text = Text::new("What was not modelled", "Qué no se ha modelado");
pub const WARNINGS: Text = Text::new("Warnings", "Avisos");
pub const REPRODUCE: Text = Text::new("How to have it again", "Cómo reproducirlo");
pub const TYPED: Text = Text::new(
    "In the folder of this report, with the same version of relevo, this command gives the same figures:",
    "En la carpeta de este informe, con la misma versión de relevo, esta orden da los mismos indicadores:",
);
pub const TYPED_THERE: Text = Text::new(
    "Where the files that it names are, with the same version of relevo, this command gives the same figures:",
    "Donde están los archivos que nombra, con la misma versión de relevo, esta orden da los mismos indicadores:",
);
pub const COPY: Text = Text::new("Copy", "Copiar");
pub const COPIED: Text = Text::new("Copied", "Copiado");
pub const MORE_ASSUMPTIONS: Text = Text::new(
    "More than a page should list: the rest is in the sheet \"Assumptions\" of report.xlsx.",
    "Más de lo que una página debe enumerar: el resto está en la hoja «Supuestos» de report.xlsx.",
);
pub const FILE_ELSEWHERE: Text = Text::new(
    "Too long for this page: it is in the folder of this report.",
    "Demasiado largo para esta página: está en la carpeta de este informe.",
);
pub const VERSION: Text = Text::new("Version", "Versión");
pub const SEED: Text = Text::new("Seed", "Semilla");
pub const REPLICATIONS: Text = Text::new("Replications", "Réplicas");
pub const WEEKS: Text = Text::new("Measured weeks", "Semanas medidas");
pub const WARM_UP: Text = Text::new("Weeks of warm-up", "Semanas de rodaje");

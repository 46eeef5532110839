//! How often the intervals hold the truth that a run to a wished precision ends with.

use crate::cases::{Case, Figure, Place, Truth, small_erlang_a, w1};
use crate::coverage::{Covered, FIRST_SEED};
use crate::document::{self, significant};
use rayon::prelude::*;
use relevo::metrics::{Batch, Measure};
use relevo::study::precision::{FEWEST_REPLICATIONS, MOST_REPLICATIONS, Wish, until_precise};
use relevo::study::result::{Estimate, PrecisionEnd};
use std::convert::Infallible;

/// A study that ends when the wish is fulfilled.
fn study(case: &Case, figure: &Figure, wish: &Wish, seed: u64) -> Estimate {
    let run = |range| Ok::<Vec<Batch>, Infallible>(case.desks.batches(seed, range));
    let Ok((batches, found)) = until_precise(wish, &case.desks.scenarios(), MOST_REPLICATIONS, run);
    assert_eq!(found.ended, PrecisionEnd::Reached);
    assert!(found.half_width <= Some(wish.half_width));
    assert!(batches[0].replications.len() as u32 >= FEWEST_REPLICATIONS);
    figure.place.find(&case.desks.result(&batches))
}

fn figure(case: &Case, place: Place) -> (&Figure, f64) {
    let figure = case.figures.iter().find(|figure| figure.place == place).expect("a figure of the case");
    let Truth::Formula(exact) = figure.truth else { panic!("no formula for {}", place.name()) };
    (figure, exact)
}

fn measure(case: &Case, place: Place, wish: &Wish, studies: u64) -> (Covered, f64) {
    let (figure, exact) = figure(case, place);
    let found: Vec<Estimate> =
        (0..studies).into_par_iter().map(|number| study(case, figure, wish, FIRST_SEED + number)).collect();
    let replications = found.iter().map(|one| f64::from(one.replications)).sum::<f64>() / studies as f64;
    (Covered::of(exact, &found), replications)
}

/// The wish of a scenario alone: the second has nothing to say here.
fn alone(mut case: Case) -> Case {
    case.desks = crate::desk::Desks::of(vec![case.desks.scenarios()[0].clone()]);
    case
}

#[test]
#[ignore = "takes minutes, and writes into docs/statistics.md"]
fn precision_runs() {
    const STUDIES: u64 = 1_000;
    let (w1, small) = (alone(w1()), small_erlang_a());
    // Half-widths for which some twenty to eighty replications are needed.
    let wishes = [
        (&w1, Measure::QueueTimeMean, 0.03),
        (&small, Measure::QueueTimeMean, 1.5),
        (&small, Measure::QueueTimeMean, 0.9),
        (&small, Measure::Withdrawn, 0.0075),
        (&small, Measure::TakenWithin1h, 0.01),
    ];
    let (mut rows, mut wrong) = (vec![], vec![]);
    for (case, measure_id, half_width) in wishes {
        let wish: Wish = format!("{}={half_width}", measure_id.id()).parse().expect("a wish");
        let (covered, replications) = measure(case, Place::Desk(measure_id), &wish, STUDIES);
        let row = vec![
            case.title.to_string(),
            format!("`{}`", measure_id.id()),
            half_width.to_string(),
            significant(covered.mean_half_width),
            format!("{replications:.1}"),
            covered.held_share(),
            format!("{} / {}", covered.below, covered.above),
        ];
        println!("{}", row.join(" | "));
        if covered.rejected() {
            wrong.push(row.clone());
        }
        rows.push(row);
    }
    let header = ["desk", "figure", "half-width wished", "reached", "replications", "held", "below / above it"];
    for rows in rows.chunk_by(|a, b| a[0] == b[0]) {
        document::write("precision", &rows[0][0], &header, rows);
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

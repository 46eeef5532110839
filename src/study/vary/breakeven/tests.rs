use super::*;

/// The figure of each replication: `f(x)` plus a slope and a shift of its own, which sum to zero.
fn find_noisy(search: Search, f: impl Fn(f64) -> f64, noise: &[f64]) -> BreakEven {
    let mut evaluate = |places: &[f64]| -> Result<Vec<Sample>, ()> {
        let sample = |at: &f64| Sample {
            at: *at,
            values: noise.iter().map(|shift| Some(f(*at) + shift)).collect(),
            size: 1000.0,
        };
        Ok(places.iter().map(sample).collect())
    };
    find(search, &mut evaluate).unwrap()
}

fn range(from: f64, to: f64) -> Search {
    Search { from, to, whole: false, linear: false, grid: GRID, tolerance: TOLERANCE, accepted: (-50.0, 1e6) }
}

const NONE: [f64; 4] = [0.0; 4];
/// Standard deviation 2 / sqrt(3), standard error 1 / sqrt(3); t(3) at 97.5 % is 3.1824: half-width 1.8374.
const SOME: [f64; 4] = [1.0, -1.0, 1.0, -1.0];
const HALF_WIDTH: f64 = 3.182_446_305 / 1.732_050_808;

#[test]
fn a_curve_crosses_where_its_closed_form_says() {
    let found = find_noisy(range(0.0, 20.0), |x| 50.0 - x * x / 2.0, &SOME);
    assert_eq!(found.finding, Finding::Once);
    let crossing = found.crossing().unwrap();
    assert!((crossing.at - 10.0).abs() <= found.tolerance && crossing.beyond == Side::Below);
    let interval = found.interval().unwrap();
    let exact = |shift: f64| (2.0 * (50.0 + shift)).sqrt();
    assert!((interval.low.unwrap() - exact(-HALF_WIDTH)).abs() <= found.tolerance);
    assert!((interval.high.unwrap() - exact(HALF_WIDTH)).abs() <= found.tolerance);
    assert!(found.curve.len() < 30, "{} evaluations", found.curve.len());
    assert!(found.curve.windows(2).all(|pair| pair[0].at < pair[1].at));
}

#[test]
fn a_line_is_exact_and_knows_of_crossings_outside() {
    let line = Search { linear: true, ..range(0.0, 20.0) };
    let found = find_noisy(line, |x| 30.0 - 3.0 * x, &SOME);
    let interval = found.interval().unwrap();
    assert!((found.crossing().unwrap().at - 10.0).abs() < 1e-9);
    assert!((interval.low.unwrap() - (10.0 - HALF_WIDTH / 3.0)).abs() < 1e-6);
    assert!((interval.high.unwrap() - (10.0 + HALF_WIDTH / 3.0)).abs() < 1e-6);
    let beyond = find_noisy(line, |x| 90.0 - 3.0 * x, &SOME);
    assert_eq!((beyond.finding, beyond.outside, beyond.unbounded), (Finding::Never, Some(30.0), false));
    assert_eq!(beyond.intervals, Some(vec![]));
}

#[test]
fn lines_and_curves_agree() {
    let f = |x: f64| 17.0 - 2.5 * x;
    let (curve, line) =
        (find_noisy(range(1.0, 20.0), f, &SOME), { find_noisy(Search { linear: true, ..range(1.0, 20.0) }, f, &SOME) });
    let both = [curve.interval().unwrap(), line.interval().unwrap()];
    assert!((both[0].low.unwrap() - both[1].low.unwrap()).abs() <= curve.tolerance);
    assert!((both[0].high.unwrap() - both[1].high.unwrap()).abs() <= curve.tolerance);
    assert!((curve.crossing().unwrap().at - line.crossing().unwrap().at).abs() <= curve.tolerance);
}

#[test]
fn several_crossings_are_all_told() {
    // Zero at 3, 8 and 15.
    let found = find_noisy(range(0.0, 20.0), |x| (x - 3.0) * (x - 8.0) * (x - 15.0), &NONE);
    assert_eq!(found.finding, Finding::Several);
    let places: Vec<f64> = found.crossings.iter().map(|one| one.at).collect();
    assert!(places.iter().zip([3.0, 8.0, 15.0]).all(|(at, exact)| (at - exact).abs() <= found.tolerance), "{places:?}");
    let sides: Vec<Side> = found.crossings.iter().map(|one| one.beyond).collect();
    assert_eq!(sides, [Side::Above, Side::Below, Side::Above]);
    assert_eq!(found.intervals.unwrap().len(), 3);
    assert!(found.crossings.len() == 3 && found.curve.len() < 60);
}

#[test]
fn without_a_crossing_it_is_said_whether_that_is_sure() {
    let never = find_noisy(range(0.0, 20.0), |x| 5.0 + x, &SOME);
    assert_eq!((never.finding, never.crossings.len(), never.intervals), (Finding::Never, 0, Some(vec![])));
    let unsure = find_noisy(range(0.0, 20.0), |x| 1.0 + x, &SOME);
    assert_eq!(unsure.finding, Finding::Unsure);
    let [interval] = unsure.intervals.unwrap()[..] else { panic!("one stretch") };
    assert_eq!(interval.low, None, "it goes on to the end of the range");
    assert!((interval.high.unwrap() - (HALF_WIDTH - 1.0)).abs() <= unsure.tolerance);
}

#[test]
fn no_difference_is_none_at_any_value() {
    for linear in [false, true] {
        let found = find_noisy(Search { linear, ..range(0.0, 20.0) }, |_| 0.0, &NONE);
        assert_eq!((found.finding, found.crossings.len()), (Finding::NoDifference, 0));
        assert_eq!(found.intervals, Some(vec![Interval { low: None, high: None }]));
    }
}

#[test]
fn one_replication_has_no_interval() {
    for linear in [false, true] {
        let found = find_noisy(Search { linear, ..range(0.0, 20.0) }, |x| x - 4.0, &[0.0]);
        assert_eq!((found.finding, found.intervals.clone(), found.replications), (Finding::Once, None, 1));
        assert!((found.crossing().unwrap().at - 4.0).abs() <= 0.02);
        assert!(found.curve.iter().all(|point| point.figure.low.is_none()));
    }
}

#[test]
fn whole_numbers_change_from_one_to_the_next() {
    let whole = |from, to| Search { whole: true, ..range(from, to) };
    let found = find_noisy(whole(1.0, 12.0), |x| 20.0 - 4.4 * x, &NONE);
    assert_eq!((found.crossing().unwrap().at, found.crossing().unwrap().beyond), (5.0, Side::Below));
    assert_eq!(found.interval(), Some(Interval { low: Some(5.0), high: Some(5.0) }));
    assert_eq!(found.curve.len(), 12, "every number of a short range is tried");
    // Surely above up to 3 (6.8 - 1.8), unsure at 4 and 5 (2.4 and -2.0 less 1.8: only 4.54 +- .42 is unsure).
    let noisy = find_noisy(whole(1.0, 12.0), |x| 10.0 - 2.2 * x, &SOME);
    assert_eq!(noisy.crossing().unwrap().at, 5.0);
    assert_eq!(
        noisy.interval(),
        Some(Interval { low: Some(4.0), high: Some(6.0) }).filter(|_| {
            // 10 - 8.8 = 1.2 and 10 - 11 = -1 lie within the half-width; 3.4 and -3.2 do not.
            (10.0 - 2.2 * 4.0f64).abs() < HALF_WIDTH && (10.0 - 2.2 * 5.0f64).abs() < HALF_WIDTH
        })
    );
    let long = find_noisy(whole(1.0, 400.0), |x| 301.5 - x, &NONE);
    assert_eq!(long.crossing().unwrap().at, 302.0);
    assert!(long.curve.iter().all(|point| point.at.fract() == 0.0) && long.curve.len() < 30);
}

#[test]
fn an_uncertain_slope_is_told_to_have_no_end() {
    let slopes = [3.0, -2.0, 1.5, -2.2];
    let mut evaluate = |places: &[f64]| -> Result<Vec<Sample>, ()> {
        let values = |at: f64| slopes.iter().map(|slope| Some(slope * (at - 4.0))).collect();
        Ok(places.iter().map(|at| Sample { at: *at, values: values(*at), size: 100.0 }).collect())
    };
    let search = Search { linear: true, ..range(0.0, 20.0) };
    let found = find(search, &mut evaluate).unwrap();
    assert!(found.unbounded);
    assert_eq!(found.intervals, Some(vec![Interval { low: None, high: None }]));
}

#[test]
fn wide_ranges_are_divided_by_factors() {
    let places = grid(range(1.0, 256.0));
    assert_eq!(places.len(), GRID);
    assert!(places.windows(2).all(|pair| (pair[1] / pair[0] - 2.0).abs() < 1e-9), "{places:?}");
    assert_eq!(grid(range(0.0, 8.0)), [0.0, 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]);
    assert_eq!(grid(Search { whole: true, ..range(2.0, 5.0) }), [2.0, 3.0, 4.0, 5.0]);
}

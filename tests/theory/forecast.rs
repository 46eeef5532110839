//! Forecasts of simulated desks whose growth is known: intervals hold what comes as often as they say, and errors are below those of
//! repeating the last week.
//!
//! Level, fixed beforehand: 99.9 % of an exact binomial count; of 60 intervals of 90 % these are 45 to 60.

use crate::calibration::exported;
use jiff::tz::TimeZone;
use relevo::calibrate::{calibrate, calibrate_part};
use relevo::forecast::{Method, Wish, forecast, weeks::Weeks};
use relevo::history::source::guarded;
use relevo::history::{self, History, import};
use relevo::model::Model;
use relevo::scenario::{Input, LoadOptions, load};

const WEEKS_KNOWN: i64 = 14;
const AHEAD: usize = 4;
const SEEDS: u64 = 60;
const HELD: std::ops::RangeInclusive<u32> = 45..=60;

fn model(growth: f64) -> Model {
    let text = format!(
        "[run]\nwarmup_weeks = 0\nweeks = 19\n[demand]\nper_week = 400\nprofile = \"consumer\"\ndaily_cv = 0.12\n\
         growth_per_year = {growth}\n[[demand.contact]]\nname = \"job\"\nhandling_time = 3\n[customers]\npatience = \"none\"\n\
         [[desk.team]]\nagents = 4\nshifts = [\"daily 00:00-24:00\"]\n"
    );
    let input = Input::Text { name: "desk".into(), text };
    let loaded = load(&[input], &LoadOptions::default()).unwrap_or_else(|failed| panic!("{:#?}", failed.problems));
    Model::new(&loaded.scenarios[0])
}

fn history(model: &Model, seed: u64) -> History {
    let stream = guarded(std::io::Cursor::new(exported(model, seed).plain().into_bytes())).unwrap();
    let wish = history::Wish {
        layout: None,
        mapping: vec![],
        brand: None,
        zone: TimeZone::UTC,
        dates: None,
        latest_s: u32::MAX,
    };
    import(stream, &wish).unwrap()
}

#[test]
fn intervals_hold_as_stated_and_errors_are_below_those_of_the_last_week_again() {
    let model = model(1.5);
    let wish = Wish { ahead: AHEAD, level: 0.9, seed: 1 };
    let (mut first, mut last, mut whole) = (0, 0, 0);
    let (mut hours_held, mut hours) = (0.0, 0.0);
    let (mut error, mut naive_error) = (0.0, 0.0);
    for seed in 1..=SEEDS {
        let whole_history = history(&model, seed);
        let all = calibrate(&whole_history).unwrap();
        let today = all.period.from + 7 * WEEKS_KNOWN;
        let known = whole_history.before(today);
        let found = forecast(&known, &calibrate_part(&known, today).unwrap(), wish).unwrap();
        let to = found.from + 7 * AHEAD as i64;
        let later = whole_history.before(to);
        let came = Weeks::of(&later, &calibrate_part(&later, to).unwrap());
        let came_hours = &came.hours[came.hours.len() - AHEAD..];
        let came_totals = &came.totals[came.totals.len() - AHEAD..];
        assert_eq!(came.from + 7 * came.hours.len() as i64, to, "the same weeks");
        first += u32::from(found.weeks[0].holds(came_totals[0]));
        last += u32::from(found.weeks[AHEAD - 1].holds(came_totals[AHEAD - 1]));
        whole += u32::from(found.per_week.holds(came_totals.iter().sum::<f64>() / AHEAD as f64));
        for (at, range) in found.hours.iter().enumerate() {
            let count = f64::from(came_hours[at / 168][at % 168]);
            let again = f64::from(found.past.hours[found.past.hours.len() - 1][at % 168]);
            hours_held += f64::from(u8::from(range.holds(count)));
            hours += 1.0;
            error += (range.mean - count).abs();
            naive_error += (again - count).abs();
        }
    }
    println!(
        "first {first}, last {last}, whole {whole} of {SEEDS}; hours {:.3}; error {:.3}",
        hours_held / hours,
        error / naive_error
    );
    for held in [first, last, whole] {
        assert!(HELD.contains(&held), "{first} {last} {whole}");
    }
    // Counts are whole numbers, so that an interval of an hour holds more than it says.
    assert!((0.9..0.99).contains(&(hours_held / hours)), "{}", hours_held / hours);
    assert!(error < 0.85 * naive_error, "{error} against {naive_error}");
}

/// A desk that changes its hours altogether in the last weeks is better forecast by its last week, and that is said.
#[test]
fn the_last_week_is_repeated_where_that_errs_less() {
    let mut text = String::from("conversation,time,direction\n");
    for day in 0..58i64 {
        // The busy hour moves once, so that the profile of all weeks is wrong from then on.
        let busy = if day < 36 { 3 } else { 15 };
        for number in 0..60 {
            let at = jiff::Timestamp::from_second(1_740_960_000 + day * 86_400 + busy * 3600 + number * 50).unwrap();
            text += &format!("{day}-{number},{at},in\n{day}-{number},{at},out\n");
        }
    }
    let stream = guarded(std::io::Cursor::new(text.into_bytes())).unwrap();
    let how = history::Wish {
        layout: None,
        mapping: vec![],
        brand: None,
        zone: TimeZone::UTC,
        dates: None,
        latest_s: u32::MAX,
    };
    let history = import(stream, &how).unwrap();
    let wish = Wish { ahead: 1, level: 0.95, seed: 1 };
    let found = forecast(&history, &calibrate(&history).unwrap(), wish).unwrap();
    assert_eq!(found.method, None::<Method>, "{:?}", found.accuracy);
    assert!(found.accuracy.naive.wape_hours < found.accuracy.chosen.wape_hours);
    let (hours, last) = (&found.hours[..168], &found.past.hours[found.past.hours.len() - 1]);
    hours.iter().zip(last).for_each(|(range, count)| assert!((range.mean - f64::from(*count)).abs() < 1e-9));
}

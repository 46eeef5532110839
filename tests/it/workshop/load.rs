//! Many teams at once. The measurement of a release build: `RELEVO=target/release/relevo cargo test --test it workshop::load -- --ignored --nocapture`

use super::House;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// So many teams join and submit, each something else as far as the levers go, within so much time; all of it is there.
fn teams(house: &House, many: usize, within: Duration) -> Duration {
    let room = house.open("monday");
    let decision = |at: usize| {
        let weekend = ["closed", "saturday", "one"][at / 10 % 3];
        let words = ["nothing", "hours"][at / 30 % 2];
        json!({ "day": 2 + at % 2, "monday": at / 2 % 5, "weekend": weekend, "words": words })
    };
    let begin = Instant::now();
    std::thread::scope(|scope| {
        for at in 0..many {
            let (house, room, decision) = (&house, &room, decision(at));
            scope.spawn(move || {
                let team = house.join(room, &format!("Team {at}"));
                let done = house.submit(room, &team, &decision);
                assert_eq!(done.status, 200, "{}", done.text());
                let own = house.as_team("GET", room, "/team", &team, &Value::Null).json();
                assert_eq!(own["decision"]["monday"], decision["monday"], "{at}");
            });
        }
    });
    let took = begin.elapsed();
    assert!(took < within, "{many} teams took {took:?}");
    let seen = house.trainer(&room);
    let submitted = seen["teams"].as_array().expect("teams").iter().filter(|team| team["submitted"] == true).count();
    assert_eq!(submitted, many, "none is lost");
    let begin = Instant::now();
    let seen = house.reveal(&room, "first");
    let revealed = begin.elapsed();
    let rows = seen["outcome"]["rows"].as_array().expect("rows");
    let there: usize = rows.iter().filter_map(|row| row["teams"].as_array().map(Vec::len)).sum();
    assert_eq!(there, many);
    println!("{many} teams joined and submitted within {took:?}, {} desks revealed within {revealed:?}", rows.len());
    revealed
}

#[test]
fn none_of_many_submissions_is_lost() {
    let house = House::new();
    teams(&house, 24, Duration::from_secs(10));
}

#[test]
#[ignore = "a measurement: needs a release build and a quiet machine of two cores"]
fn sixty_teams_submit_within_10_s_and_see_within_5_s() {
    let program = std::env::var_os("RELEVO").unwrap_or_else(|| env!("CARGO_BIN_EXE_relevo").into());
    let house = House::of(&program);
    let revealed = teams(&house, 60, Duration::from_secs(10));
    assert!(revealed < Duration::from_secs(5), "{revealed:?}");
}

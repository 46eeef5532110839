//! What a room promises to its trainer and its teams, and to nobody else.

use super::{House, cookie};
use crate::serve::Answer;
use serde_json::{Value, json};
use std::fs;

fn code_of(answer: &Answer) -> String {
    answer.json()["error"]["code"].as_str().unwrap_or_default().to_owned()
}

#[test]
fn a_round_from_the_door_to_the_second_act() {
    let house = House::new();
    let room = house.open("monday");
    let (tigers, whales) = (house.join(&room, "Tigers"), house.join(&room, "Ballenas"));
    // The same name in other letters is taken; teams see how many they are, and only their own decision.
    assert_eq!(code_of(&house.server.post(&room.path("/join"), &json!({ "name": " tigers " }))), "name_taken");
    assert_eq!(house.submit(&room, &tigers, &json!({ "weekend": "one", "monday": 1 })).status, 200);
    let other = house.as_team("GET", &room, "/team", &whales, &Value::Null).json();
    assert_eq!((&other["teams"], &other["submitted"], &other["decision"]), (&json!(2), &json!(1), &Value::Null));
    assert!(!other.to_string().contains("Tigers"), "of the others nothing is told before the reveal");
    let own = house.as_team("GET", &room, "/team", &tigers, &Value::Null).json();
    assert_eq!(own["decision"]["weekend"], "one");
    let seen = house.trainer(&room);
    assert_eq!((&seen["teams"][0]["submitted"], &seen["teams"][1]["submitted"]), (&json!(true), &json!(false)));
    assert!(!seen.to_string().contains("\"decision\""), "who, not what");
    // It may be changed; beyond the budget or the bounds it is not taken.
    assert_eq!(house.submit(&room, &tigers, &json!({ "weekend": "two" })).status, 200);
    assert_eq!(code_of(&house.submit(&room, &whales, &json!({ "day": 4, "weekend": "two" }))), "budget");
    assert_eq!(code_of(&house.submit(&room, &whales, &json!({ "day": 5 }))), "decision");
    assert_eq!(code_of(&house.submit(&room, &whales, &json!({ "nights": 1 }))), "decision");
    assert_eq!(house.submit(&room, &whales, &json!({ "day": 4 })).status, 200);
    let seen = house.reveal(&room, "first");
    assert_eq!(seen["stage"], "revealed");
    let rows = seen["outcome"]["rows"].as_array().expect("rows");
    assert_eq!(rows.len(), 3, "two teams and the desk as it is");
    let of = |name: &str| rows.iter().find(|row| row["teams"][0] == name).expect("a team");
    assert_eq!((&of("Tigers")["place"], &of("Ballenas")["place"]), (&json!("1"), &json!("2")));
    assert!(of("Tigers")["decided"].to_string().contains("Two people on both days"));
    assert_eq!(code_of(&house.submit(&room, &tigers, &json!({}))), "revealed");
    let seen = house.reveal(&room, "later");
    assert_eq!(seen["stage"], "later");
    assert_eq!(seen["later"]["columns"].as_array().map(Vec::len), Some(6));
    // What teams see now is what the trainer sees.
    let own = house.as_team("GET", &room, "/team", &whales, &Value::Null).json();
    assert_eq!(own["outcome"]["rows"], seen["outcome"]["rows"]);
    // The next round begins with nothing but what each team decided before.
    let next = json!({ "steer": { "do": "next_round" } });
    assert_eq!(house.as_trainer("POST", &room, "/steer", &next).status, 200);
    let own = house.as_team("GET", &room, "/team", &whales, &Value::Null).json();
    assert_eq!((&own["round"], &own["decision"], &own["before"]["day"]), (&json!(2), &Value::Null, &json!(4)));
    assert_eq!(code_of(&house.submit(&room, &whales, &json!({}))), "other_round");
}

#[test]
fn decisions_that_are_the_same_tie_and_are_told_in_spanish() {
    let house = House::new();
    let room = house.open("night");
    for name in ["Uno", "Dos"] {
        let team = house.join(&room, name);
        assert_eq!(house.submit(&room, &team, &json!({ "hours": "evenings" })).status, 200);
    }
    house.reveal(&room, "first");
    let seen = house.as_trainer("GET", &room, "?lang=es", &Value::Null).json();
    let headline = seen["outcome"]["headline"].as_str().expect("a sentence");
    assert!(headline.starts_with("Empate en el menor coste neto") && headline.contains("Uno y Dos"), "{headline}");
    let row = seen["outcome"]["rows"].as_array().expect("rows").iter().find(|row| row["place"] == "1–2");
    assert_eq!(row.expect("a tie")["tie"], true);
}

#[test]
fn keys_open_their_own_room_only_and_guessing_is_not_heard() {
    let house = House::new();
    let (room, other) = (house.open("dm"), house.open("dm"));
    let team = house.join(&room, "Ours");
    let strange = super::Room { code: room.code.clone(), secret: other.secret.clone() };
    assert_eq!(code_of(&house.as_trainer("GET", &strange, "", &Value::Null)), "not_trainer");
    assert_eq!(code_of(&house.as_trainer("POST", &strange, "/reveal", &json!({ "act": "first" }))), "not_trainer");
    assert_eq!(code_of(&house.as_team("GET", &other, "/team", &team, &Value::Null)), "not_team");
    assert_eq!(code_of(&house.server.get(&room.path(""))), "not_trainer");
    // Three wrong ones so far. After ten nothing is heard from this address but with the right key: behind one router all phones have
    // one address, the trainer's too.
    for number in 0..7 {
        let wrong =
            house.server.get(&format!("/api/workshop/rooms/BBBBB{}/qr", ["B", "C", "D", "F", "G", "H", "J"][number]));
        assert_eq!((wrong.status, code_of(&wrong)), (404, "no_room".into()), "{number}");
    }
    let refused = house.as_trainer("GET", &strange, "", &Value::Null);
    assert_eq!((refused.status, code_of(&refused)), (429, "too_often".into()), "a wrong key");
    assert!(refused.header("retry-after").is_some());
    let unkeyed = house.server.get(&room.path("/qr"));
    assert_eq!((unkeyed.status, code_of(&unkeyed)), (429, "too_often".into()), "the right code, but no key");
    assert_eq!(house.as_trainer("GET", &room, "", &Value::Null).status, 200);
    assert_eq!(house.as_team("GET", &room, "/team", &team, &Value::Null).status, 200);
    assert_eq!(code_of(&house.as_team("GET", &other, "/team", &team, &Value::Null)), "too_often");
}

#[test]
fn secrets_are_neither_kept_nor_told_again_and_cookies_are_for_no_script() {
    let house = House::new();
    let room = house.open("trolls");
    let joined = house.server.post(&room.path("/join"), &json!({ "name": "Ours" }));
    let set = joined.raw_header("set-cookie").expect("a cookie").to_owned();
    for part in ["HttpOnly", "SameSite=Strict", &format!("Path=/api/workshop/rooms/{}", room.code), "Max-Age=604800"] {
        assert!(set.contains(part), "{part}: {set}");
    }
    let team = cookie(&joined);
    let token = team.split_once('=').expect("a pair").1;
    house.submit(&room, &team, &json!({ "first": "protocol" }));
    let told = house.trainer(&room).to_string() + &house.as_team("GET", &room, "/team", &team, &Value::Null).text();
    assert!(!told.contains(&room.secret) && !told.contains(token));
    // All that is on the disk: the file and its log.
    for end in ["rooms.db", "rooms.db-wal"] {
        let Ok(bytes) = fs::read(house.file().with_file_name(end)) else { continue };
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&room.secret) && !text.contains(token), "{end}");
    }
    assert!(fs::read(house.file().with_file_name("rooms.db-wal")).is_ok_and(|log| !log.is_empty()));
}

#[test]
fn names_are_escaped_wherever_they_stand_and_no_formula() {
    let house = House::new();
    let room = house.open("monday");
    let names = ["<img src=x onerror=alert(1)>", "=1+1", "\"'&<script>"];
    for (at, name) in names.iter().enumerate() {
        let team = house.join(&room, name);
        house.submit(&room, &team, &json!({ "monday": at }));
    }
    for (name, code) in [("", "name"), ("a\u{202e}b", "name"), (&"x".repeat(31)[..], "name")] {
        assert_eq!(code_of(&house.server.post(&room.path("/join"), &json!({ "name": name }))), code);
    }
    let seen = house.reveal(&room, "first");
    let pictures = seen["outcome"]["pictures"].as_array().expect("pictures");
    let svgs: String = pictures.iter().filter_map(|picture| picture["svg"].as_str()).collect();
    assert!(!svgs.contains("<img") && !svgs.contains("<script") && svgs.contains("&lt;img"), "{svgs}");
    let page = house.as_trainer("POST", &room, "/export", &json!({ "kind": "html", "lang": "es" }));
    let text = page.text();
    assert!(!text.contains("<img src") && !text.contains("<script") && text.contains("El lunes por la mañana"));
    assert_eq!(page.header("content-disposition"), Some("attachment; filename=\"relevo-workshop.html\""));
    let table = house.as_trainer("POST", &room, "/export", &json!({ "kind": "csv" })).text();
    assert!(table.contains(",'=1+1,"), "{table}");
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    assert_eq!(reader.records().map(|row| row.expect("a row").len()).collect::<Vec<_>>(), [26; 3], "{table}");
    let spanish = house.as_trainer("POST", &room, "/export", &json!({ "kind": "csv", "lang": "es" })).text();
    assert!(spanish.starts_with('\u{feff}') && spanish.lines().next().is_some_and(|line| line.contains(';')));
}

#[test]
fn a_kill_loses_no_submission_and_keys_stay_good() {
    let mut house = House::new();
    let room = house.open("outage");
    let teams: Vec<String> = (0..3).map(|number| house.join(&room, &format!("Team {number}"))).collect();
    for (number, team) in teams.iter().enumerate() {
        let posts = ["none", "soon", "late"];
        assert_eq!(house.submit(&room, team, &json!({ "post": posts[number] })).status, 200);
        // Right after it was acknowledged.
        house = house.killed_and_restarted();
        let own = house.as_team("GET", &room, "/team", team, &Value::Null).json();
        assert_eq!(own["decision"]["post"], posts[number]);
    }
    // In the middle of a reveal: the round is as it was.
    assert_eq!(house.as_trainer("POST", &room, "/reveal", &json!({ "act": "first" })).status, 200);
    house = house.killed_and_restarted();
    let seen = house.trainer(&room);
    assert!(seen["stage"] == "deciding" || seen["stage"] == "revealed", "{}", seen["stage"]);
    if seen["stage"] == "deciding" {
        house.reveal(&room, "first");
    }
    let house = house.killed_and_restarted();
    assert_eq!(house.trainer(&room)["outcome"]["rows"].as_array().map(Vec::len), Some(3));
}

#[test]
fn teams_are_renamed_and_removed_and_rooms_deleted() {
    let house = House::new();
    let room = house.open("influencer");
    let (first, second) = (house.join(&room, "First"), house.join(&room, "Second"));
    house.submit(&room, &first, &json!({ "first": "one" }));
    house.submit(&room, &second, &json!({ "first": "nobody" }));
    let id = |name: &str| {
        let teams = house.trainer(&room)["teams"].as_array().expect("teams").clone();
        teams.iter().find(|team| team["name"] == name).map(|team| team["id"].clone()).unwrap_or_default()
    };
    let steer = |what: Value| house.as_trainer("POST", &room, "/steer", &json!({ "steer": what }));
    assert_eq!(code_of(&steer(json!({ "do": "rename", "team": id("First"), "name": "SECOND" }))), "name_taken");
    assert_eq!(steer(json!({ "do": "rename", "team": id("First"), "name": "Primero" })).status, 200);
    house.reveal(&room, "first");
    assert_eq!(steer(json!({ "do": "remove", "team": id("Second") })).status, 200);
    let rows = house.trainer(&room)["outcome"]["rows"].to_string();
    assert!(rows.contains("Primero") && !rows.contains("Second") && !rows.contains("First"), "{rows}");
    assert_eq!(code_of(&house.as_team("GET", &room, "/team", &second, &Value::Null)), "not_team");
    assert_eq!(steer(json!({ "do": "delete" })).status, 200);
    assert_eq!(code_of(&house.as_trainer("GET", &room, "", &Value::Null)), "no_room");
    let bytes = fs::read(house.file()).unwrap_or_default();
    assert!(!String::from_utf8_lossy(&bytes).contains("Primero"));
}

#[test]
fn a_file_that_cannot_be_had_is_told_of_at_once() {
    let folder = tempfile::tempdir().expect("a folder");
    let notes = folder.path().join("notes.txt");
    fs::write(&notes, "not rooms ".repeat(200)).expect("written");
    let serve = |file: &std::path::Path, lang: &str| {
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_relevo"));
        let done =
            command.args(["serve", "--port", "0", "--lang", lang, "--rooms"]).arg(file).output().expect("relevo runs");
        (done.status.code(), String::from_utf8_lossy(&done.stderr).into_owned())
    };
    let (code, told) = serve(&notes, "en");
    assert!(code == Some(1) && told.contains("is not a file of rooms"), "{code:?} {told}");
    let house = House::new();
    let (code, told) = serve(&house.file(), "es");
    assert!(code == Some(1) && told.contains("otro relevo serve tiene las salas"), "{code:?} {told}");
}

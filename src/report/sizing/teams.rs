//! Teams as they stand in a scenario file, every shift with its positions.
//!
//! Invariant: what is written is read back as the same teams.

use crate::desk::{Channel, Scenario, Team};
use crate::scenario::show_shift;
use crate::time::Span;

/// `[[desk.team]]` entries of all teams that have shifts, with everything that is not as where nothing is said.
pub fn toml(scenario: &Scenario) -> String {
    scenario.teams.iter().filter(|team| !team.rota.is_empty()).map(entry).collect()
}

fn entry(team: &Team) -> String {
    let mut lines = vec!["[[desk.team]]".to_owned(), format!("name = {}", quoted(&team.name))];
    let shifts: Vec<String> = team.rota.iter().map(|shift| quoted(&show_shift(shift))).collect();
    lines.push(format!("shifts = [\n    {},\n]", shifts.join(",\n    ")));
    let mut list = |key: &str, names: Option<Vec<&str>>| {
        if let Some(names) = names {
            let names: Vec<String> = names.into_iter().map(quoted).collect();
            lines.push(format!("{key} = [{}]", names.join(", ")));
        }
    };
    let skills = &team.skills;
    let names = |names: &'_ Option<Vec<String>>| names.clone();
    for (key, named) in [("languages", &skills.languages), ("contacts", &skills.contacts), ("brands", &skills.brands)] {
        let named = names(named);
        list(key, named.as_ref().map(|named| named.iter().map(String::as_str).collect()));
    }
    list("channels", skills.channels.as_ref().map(|channels| channels.iter().copied().map(Channel::name).collect()));
    lines.push(format!("speed = {}", team.speed));
    lines.push(format!("concurrency = {}", team.concurrency));
    lines.push(format!("slowdown = {}", team.slowdown));
    lines.push(format!("hourly_wage = {}", team.hourly_wage));
    if let Some(pause) = team.pause.filter(|pause| pause.length > Span::ZERO) {
        let (after, length) = (pause.after.minutes(), pause.length.minutes());
        lines.push(format!("break = {{ after = {after}, length = {length}, paid = {} }}", pause.paid));
    }
    lines.join("\n") + "\n\n"
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Input, LoadOptions, load};

    fn teams(text: String) -> Scenario {
        let input = Input::Text { name: "desk".into(), text };
        load(&[input], &LoadOptions::default()).unwrap_or_else(|f| panic!("{:?}", f.problems)).scenarios.remove(0)
    }

    #[test]
    fn what_is_written_is_read_back_as_the_same_teams() {
        let demand = "[demand]\nper_week = 100\nlanguages = { es = 0.8, en = 0.2 }\n";
        let desk = teams(format!(
            "{demand}[[desk.team]]\nname = \"all \\\"day\\\" \\\\ ñ\"\nshifts = [\"Mon-Fri,hol 08:00-16:00 x3\", \"Sat 10:00-14:30 x1\", \
             \"Mon-Fri 12:00-20:00 x2\", \"Sun 22:00-06:00 x12\", \"24x7 x1\"]\nbreak = {{ after = \"5h\", length = \"22m30s\", paid = true }}\n\
             speed = 0.7\nhourly_wage = 11.37\nconcurrency = 3\n\
             [[desk.team]]\nname = \"some\"\nagents = 2\nshifts = [\"24x7\"]\nlanguages = [\"es\"]\nchannels = [\"mention\", \"dm\"]\n\
             contacts = [\"question\", \"noise\"]\nbrands = []\n"
        ));
        let again = teams(format!("{demand}{}", toml(&desk)));
        assert_eq!(format!("{:?}", again.teams), format!("{:?}", desk.teams));
    }
}

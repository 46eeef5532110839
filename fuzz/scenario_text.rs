//! What the fuzzer does with a text, and the tests with everything it found: shared by both.

use relevo::desk::overview;
use relevo::locale::Lang;
use relevo::model::Model;
use relevo::report::{overview as report, problems};
use relevo::scenario::{LoadOptions, load_embedded};
use relevo::staffing;

/// Parts of one input stand between lines of this form: the scenario, what it may extend, settings (a line each).
const SEPARATOR: &str = "\n#=====\n";

/// Reads a scenario, checks it, tells what was found in both languages, and makes what is sound ready to run.
pub fn read_check_and_tell(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut parts = text.split(SEPARATOR);
    let (scenario, base) = (parts.next().unwrap_or(""), parts.next().unwrap_or("[demand]\nper_week = 10\n"));
    let set: Vec<String> = parts.next().unwrap_or("").lines().take(4).map(str::to_owned).collect();
    let texts = [("scenario.toml", scenario), ("base.toml", base)];
    match load_embedded(&texts, &["scenario.toml"], &LoadOptions { set }) {
        Ok(loaded) => {
            for scenario in loaded.scenarios.iter().take(4) {
                let agents: u64 =
                    scenario.teams.iter().flat_map(|team| &team.rota).map(|shift| u64::from(shift.agents)).sum();
                if agents < 500 {
                    _ = Model::new(scenario).week_opens();
                }
                _ = overview(scenario);
                _ = staffing::catalogue(scenario).uncoverable();
                for lang in [Lang::En, Lang::Es] {
                    _ = report::render(scenario, 80, lang);
                }
            }
            _ = problems::render(&loaded.warnings, &loaded.sources, Lang::Es);
        }
        Err(failed) => {
            for lang in [Lang::En, Lang::Es] {
                _ = problems::render_failed(&failed, lang);
                _ = problems::machine(&failed.problems, &failed.sources, lang);
            }
        }
    }
}

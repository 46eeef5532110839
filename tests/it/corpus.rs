//! Every text that fuzzing the reader found worth keeping is read again: none may panic or take long.

#[path = "../../fuzz/scenario_text.rs"]
mod scenario_text;

use std::fs;
use std::time::{Duration, Instant};

/// Generous against a slow machine; what hangs takes far longer.
const LONGEST: Duration = Duration::from_secs(10);

#[test]
fn the_corpus_of_the_fuzzer_is_read_without_harm() {
    let mut texts = 0;
    for folder in ["fuzz/corpus/scenario", "scenarios", "scenarios/bad"] {
        for entry in fs::read_dir(folder).expect("a folder of texts") {
            let path = entry.expect("an entry").path();
            if path.is_file() {
                let begin = Instant::now();
                scenario_text::read_check_and_tell(&fs::read(&path).expect("a text"));
                assert!(begin.elapsed() < LONGEST, "{} took {:?}", path.display(), begin.elapsed());
                texts += 1;
            }
        }
    }
    assert!(texts >= 200, "only {texts} texts");
}

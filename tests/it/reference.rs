//! The documents made from the reference table are those in docs/. `UPDATE_DOCS=1` rewrites them.

use relevo::locale::Lang;
use relevo::report::reference::markdown;
use relevo::scenario::{Input, LoadOptions, load};
use std::fs;

const DOCUMENTS: [(&str, Lang); 2] = [("docs/scenario.md", Lang::En), ("docs/escenario.md", Lang::Es)];

#[test]
fn the_documents_say_what_the_table_says() {
    for (path, lang) in DOCUMENTS {
        let text = markdown(lang);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(path, &text).expect("to write the document");
        }
        let written = fs::read_to_string(path).unwrap_or_default();
        assert!(written == text, "{path} differs from the table: write it anew with UPDATE_DOCS=1");
    }
}

/// The first example of each document is a whole scenario, and gives no warning.
#[test]
fn the_example_runs_as_it_stands() {
    for (path, lang) in DOCUMENTS {
        let text = markdown(lang);
        let example = text.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
        let input = Input::Text { name: path.into(), text: example.into() };
        let loaded = load(&[input], &LoadOptions::default()).unwrap_or_else(|f| panic!("{:?}", f.problems));
        assert_eq!(loaded.warnings, [], "{path}");
    }
}

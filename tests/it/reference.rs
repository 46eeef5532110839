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

/// The example of `[sizing]` is read with teams of the names it uses, and says nothing doubtful.
#[test]
fn the_example_of_sizing_is_sound() {
    for (path, lang) in DOCUMENTS {
        let text = markdown(lang);
        let blocks = text.split("```toml\n").skip(1).filter_map(|rest| rest.split("```").next());
        let example = blocks.into_iter().find(|block| block.starts_with("[sizing]")).expect("an example of [sizing]");
        let team =
            |name: &str| format!("[[desk.team]]\nname = \"{name}\"\nagents = 2\nshifts = [\"Mon-Sat 00:00-24:00\"]\n");
        let name = if lang == Lang::En { "bilingual" } else { "bilingüe" };
        let demand = "[demand]\nper_week = 100\nlanguages = { es = 0.8, en = 0.2 }\n";
        let text = format!("{demand}{}{}{example}", team("all"), team(name));
        let loaded = load(&[Input::Text { name: path.into(), text }], &LoadOptions::default());
        assert_eq!(loaded.unwrap_or_else(|f| panic!("{:?}", f.problems)).warnings, [], "{path}");
    }
}

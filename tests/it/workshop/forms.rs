//! The paper forms are those of the studies. `UPDATE_DOCS=1` rewrites them.

use relevo::locale::Lang;
use relevo::workshop::form::markdown;
use std::fs;

#[test]
fn the_paper_forms_say_what_the_studies_say() {
    for (path, lang) in [("docs/workshop/forms.md", Lang::En), ("docs/workshop/formularios.md", Lang::Es)] {
        let text = markdown(lang);
        assert!(!text.contains("NaN"), "every choice has a price");
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(path, &text).expect("to write the document");
        }
        let written = fs::read_to_string(path).unwrap_or_default();
        assert!(written == text, "{path} differs from the studies: write it anew with UPDATE_DOCS=1");
    }
}

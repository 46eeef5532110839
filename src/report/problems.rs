//! Provisional until the scenario branch brings its own.
use crate::locale::Lang;
use crate::scenario::{Failed, Problem, Sources};

pub fn render_failed(failed: &Failed, lang: Lang) -> String {
    render(&failed.problems, &failed.sources, lang)
}

pub fn render(problems: &[Problem], sources: &Sources, _lang: Lang) -> String {
    let mut text = String::new();
    for problem in problems {
        let place = problem.place.and_then(|p| sources.get(p.source).map(|s| (s.name.clone(), sources.position(p))));
        text.push_str(&format!("{:?} {:?} {} {:?}\n", problem.severity, place, problem.path, problem.what));
    }
    text
}

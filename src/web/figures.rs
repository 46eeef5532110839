//! What an event of a run tells: the verdict, the table, the pictures and the document of result.json.

use crate::locale::Lang;
use crate::report::charts::{Kind, Layout};
use crate::report::comparison::{About, Cell, Group, Row, Tone, groups, legend};
use crate::report::verdict::verdict;
use crate::study::result::{Estimate, PrecisionEnd, StudyResult};
use serde::Serialize;

/// How far a run is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Refining,
    /// No precision was wished for, and all replications are done.
    All,
    Reached,
    MostReplications,
    NoInterval,
}

impl From<PrecisionEnd> for State {
    fn from(ended: PrecisionEnd) -> State {
        match ended {
            PrecisionEnd::Reached => State::Reached,
            PrecisionEnd::MostReplications => State::MostReplications,
            PrecisionEnd::NoInterval => State::NoInterval,
        }
    }
}

impl TryFrom<State> for PrecisionEnd {
    type Error = ();

    fn try_from(state: State) -> Result<PrecisionEnd, ()> {
        match state {
            State::Reached => Ok(PrecisionEnd::Reached),
            State::MostReplications => Ok(PrecisionEnd::MostReplications),
            State::NoInterval => Ok(PrecisionEnd::NoInterval),
            State::Refining | State::All => Err(()),
        }
    }
}

/// What a page wants to see.
#[derive(Clone, Debug)]
pub struct View {
    pub lang: Lang,
    /// `None`: all that have something to show.
    pub pictures: Option<Vec<Kind>>,
    pub layout: Layout,
    pub result: bool,
}

#[derive(Serialize)]
struct Document<'d> {
    replications: u32,
    most: u32,
    state: State,
    verdict: Vec<String>,
    table: Table<'d>,
    pictures: Vec<Drawn>,
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<&'d StudyResult>,
}

#[derive(Serialize)]
struct Table<'d> {
    scenarios: Vec<&'d str>,
    groups: Vec<ShownGroup>,
    legend: Vec<String>,
}

#[derive(Serialize)]
struct ShownGroup {
    name: &'static str,
    rows: Vec<ShownRow>,
}

#[derive(Serialize)]
struct ShownRow {
    label: String,
    about: &'static str,
    /// The measure, or the name of the agreement.
    id: Option<String>,
    cells: Vec<ShownCell>,
}

#[derive(Serialize)]
struct ShownCell {
    value: String,
    half_width: String,
    mark: &'static str,
    tone: &'static str,
    mean: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Serialize)]
struct Drawn {
    kind: &'static str,
    about: &'static str,
    title: String,
    description: String,
    svg: String,
    table: DrawnTable,
}

#[derive(Serialize)]
struct DrawnTable {
    label: String,
    columns: Vec<String>,
    rows: Vec<DrawnRow>,
}

#[derive(Serialize)]
struct DrawnRow {
    label: String,
    cells: Vec<String>,
}

/// The data of an event.
pub fn document(result: &StudyResult, state: State, most: u32, view: &View) -> String {
    let lang = view.lang;
    let groups = groups(result, lang);
    let legend = legend(result, &groups, lang);
    let document = Document {
        replications: result.replications,
        most,
        state,
        verdict: verdict(result, lang),
        table: Table {
            scenarios: result.scenarios.iter().map(|one| one.name.as_str()).collect(),
            groups: groups.into_iter().map(|group| shown_group(group, result)).collect(),
            legend,
        },
        pictures: pictures(result, view),
        result: view.result.then_some(result),
    };
    serde_json::to_string(&document).expect("figures are finite or absent, and their keys are text")
}

fn shown_group(Group { name, rows }: Group, result: &StudyResult) -> ShownGroup {
    ShownGroup { name, rows: rows.into_iter().map(|row| shown_row(row, result)).collect() }
}

fn shown_row(Row { label, about, cells }: Row, result: &StudyResult) -> ShownRow {
    let estimate = |at: usize| -> Option<Estimate> {
        let one = result.scenarios.get(at)?;
        match &about {
            About::Measure(measure) => one.measures.get(*measure),
            About::Attained(name) => one.sla.iter().find(|sla| sla.name == *name).map(|sla| sla.attained),
            About::Met | About::Price => None,
        }
    };
    let cells = cells.into_iter().enumerate().map(|(at, cell)| shown_cell(cell, estimate(at).unwrap_or_default()));
    let cells = cells.collect();
    let (about, id) = match about {
        About::Measure(measure) => ("measure", Some(measure.id().to_owned())),
        About::Attained(name) => ("attained", Some(name)),
        About::Met => ("met", None),
        About::Price => ("price", None),
    };
    ShownRow { label, about, id, cells }
}

fn shown_cell(cell: Cell, estimate: Estimate) -> ShownCell {
    let tone = match cell.tone {
        Tone::Plain => "plain",
        Tone::Best => "best",
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Doubtful => "doubtful",
    };
    let Estimate { low, high, .. } = estimate;
    ShownCell { value: cell.value, half_width: cell.half_width, mark: cell.mark.sign(), tone, mean: cell.mean, low, high }
}

fn pictures(result: &StudyResult, view: &View) -> Vec<Drawn> {
    let wanted = |kind: &Kind| match &view.pictures {
        None => kind.tells(result),
        Some(kinds) => kinds.contains(kind) && kind.has_data(result),
    };
    let lang = view.lang;
    let drawn = |kind: Kind| {
        let picture = kind.draw(result, view.layout, lang);
        let rows = picture.table.rows.iter();
        let rows = rows.map(|row| DrawnRow { label: row.label.clone(), cells: picture.table.texts(row, lang) }).collect();
        let columns = picture.table.columns.iter().map(|column| column.name.clone()).collect();
        let table = DrawnTable { label: picture.table.label, columns, rows };
        let (title, description, svg) = (picture.title, picture.description, picture.svg);
        Drawn { kind: kind.id(), about: kind.about().get(lang), title, description, svg, table }
    };
    Kind::ALL.into_iter().filter(wanted).map(drawn).collect()
}

//! What an event of a run tells: the verdict, the table, the pictures and the document of result.json.

use crate::locale::Lang;
use crate::report::charts::{Kind, Layout};
use crate::report::comparison::{About, Cell, Group, Row, Tone, groups, legend};
use crate::report::verdict::verdict;
use crate::study::result::{Estimate, PrecisionEnd, StudyResult};
use schemars::JsonSchema;
use serde::Serialize;

/// How far a run is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "RunState")]
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

/// The data of `figures` and `decision`.
#[derive(Serialize, JsonSchema)]
pub struct Figures<'d> {
    /// Replications so far, of at most `most`.
    replications: u32,
    most: u32,
    state: State,
    /// Sentences, the most important first.
    verdict: Vec<String>,
    table: FigureTable<'d>,
    pictures: Vec<DrawnPicture>,
    /// The document of result.json, where it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    result: Option<&'d StudyResult>,
}

#[derive(Serialize, JsonSchema)]
struct FigureTable<'d> {
    scenarios: Vec<&'d str>,
    groups: Vec<FigureGroup>,
    legend: Vec<String>,
}

#[derive(Serialize, JsonSchema)]
struct FigureGroup {
    name: &'static str,
    rows: Vec<FigureRow>,
}

#[derive(Serialize, JsonSchema)]
struct FigureRow {
    label: String,
    /// `measure`, `attained`, `met` or `price`.
    about: &'static str,
    /// The measure, or the name of the agreement.
    id: Option<String>,
    cells: Vec<FigureCell>,
}

#[derive(Serialize, JsonSchema)]
struct FigureCell {
    value: String,
    /// "±0.4" in the unit of the value; empty where there is no interval.
    half_width: String,
    mark: &'static str,
    /// `plain`, `best`, `good`, `bad` or `doubtful`.
    tone: &'static str,
    mean: Option<f64>,
    low: Option<f64>,
    high: Option<f64>,
}

#[derive(Serialize, JsonSchema)]
struct DrawnPicture {
    kind: &'static str,
    about: &'static str,
    /// The finding.
    title: String,
    /// For those who do not see it.
    description: String,
    svg: String,
    table: PictureTable,
}

#[derive(Serialize, JsonSchema)]
struct PictureTable {
    label: String,
    columns: Vec<String>,
    rows: Vec<PictureRow>,
}

#[derive(Serialize, JsonSchema)]
struct PictureRow {
    label: String,
    cells: Vec<String>,
}

/// The data of an event.
pub fn figures<'d>(result: &'d StudyResult, state: State, most: u32, view: &View) -> Figures<'d> {
    let lang = view.lang;
    let groups = groups(result, lang);
    let legend = legend(result, &groups, lang);
    Figures {
        replications: result.replications,
        most,
        state,
        verdict: verdict(result, lang),
        table: FigureTable {
            scenarios: result.scenarios.iter().map(|one| one.name.as_str()).collect(),
            groups: groups.into_iter().map(|group| shown_group(group, result)).collect(),
            legend,
        },
        pictures: pictures(result, view),
        result: view.result.then_some(result),
    }
}

fn shown_group(Group { name, rows }: Group, result: &StudyResult) -> FigureGroup {
    FigureGroup { name, rows: rows.into_iter().map(|row| shown_row(row, result)).collect() }
}

fn shown_row(Row { label, about, cells }: Row, result: &StudyResult) -> FigureRow {
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
    FigureRow { label, about, id, cells }
}

fn shown_cell(cell: Cell, estimate: Estimate) -> FigureCell {
    let tone = match cell.tone {
        Tone::Plain => "plain",
        Tone::Best => "best",
        Tone::Good => "good",
        Tone::Bad => "bad",
        Tone::Doubtful => "doubtful",
    };
    let Estimate { low, high, .. } = estimate;
    FigureCell {
        value: cell.value,
        half_width: cell.half_width,
        mark: cell.mark.sign(),
        tone,
        mean: cell.mean,
        low,
        high,
    }
}

fn pictures(result: &StudyResult, view: &View) -> Vec<DrawnPicture> {
    let wanted = |kind: &Kind| match &view.pictures {
        None => kind.tells(result),
        Some(kinds) => kinds.contains(kind) && kind.has_data(result),
    };
    let lang = view.lang;
    let drawn = |kind: Kind| {
        let picture = kind.draw(result, view.layout, lang);
        let rows = picture.table.rows.iter();
        let rows =
            rows.map(|row| PictureRow { label: row.label.clone(), cells: picture.table.texts(row, lang) }).collect();
        let columns = picture.table.columns.iter().map(|column| column.name.clone()).collect();
        let table = PictureTable { label: picture.table.label, columns, rows };
        let (title, description, svg) = (picture.title, picture.description, picture.svg);
        DrawnPicture { kind: kind.id(), about: kind.about().get(lang), title, description, svg, table }
    };
    Kind::ALL.into_iter().filter(wanted).map(drawn).collect()
}

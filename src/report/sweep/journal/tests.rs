use super::*;
use crate::locale::Lang;
use crate::study::sweep::cell::tests::{grid, numbered};
use tempfile::TempDir;

fn asked() -> Asked {
    Asked {
        relevo: "0.1.0".into(),
        vary: grid().axes().to_vec(),
        set: vec!["run.weeks=2".into()],
        seed: 2017,
        replications: 12,
        files: vec![("desk.toml".into(), "ñ = 1\n".into())],
    }
}

fn open(home: &TempDir, asked: &Asked, anew: bool) -> Result<Journal, JournalError> {
    Journal::open(&home.path().join("out"), asked, 4, anew)
}

fn path(home: &TempDir) -> PathBuf {
    home.path().join("out.unfinished/journal")
}

fn keep(journal: &mut Journal, number: u32) {
    journal.keep(&Line::of(&numbered(number, number == 1)).unwrap()).unwrap();
}

fn cells(journal: &Journal) -> Vec<Cell> {
    let mut cells = vec![];
    let mut keep = |cell| {
        cells.push(cell);
        Ok(())
    };
    journal.each_cell(usize::MAX, &mut keep).unwrap();
    cells
}

#[test]
fn cells_come_back_in_the_order_of_the_grid_whatever_the_order_of_their_end() {
    let home = tempfile::tempdir().unwrap();
    let mut journal = open(&home, &asked(), false).unwrap();
    [2, 0, 3].iter().for_each(|number| keep(&mut journal, *number));
    assert_eq!((journal.done(), journal.missing()), (3, vec![1]));
    drop(journal);
    let mut journal = open(&home, &asked(), false).unwrap();
    assert_eq!((journal.done(), journal.missing()), (3, vec![1]));
    keep(&mut journal, 1);
    assert_eq!(cells(&journal), [0, 1, 2, 3].map(|number| numbered(number, number == 1)));
    let mut first = 0;
    let mut count = |cell: Cell| {
        first += cell.cell;
        Ok(())
    };
    journal.each_cell(2, &mut count).unwrap();
    assert_eq!(first, 1 + 2);
    journal.end();
    assert_eq!(fs::read_dir(home.path()).unwrap().count(), 0, "nothing is left");
}

/// A process may be killed, or the power fail, in the middle of any write.
#[test]
fn a_journal_cut_off_at_any_byte_goes_on_with_the_cells_before_it() {
    let home = tempfile::tempdir().unwrap();
    let mut journal = open(&home, &asked(), false).unwrap();
    let header = journal.end as usize;
    let mut ends = vec![header];
    for number in [3, 1] {
        keep(&mut journal, number);
        ends.push(journal.end as usize);
    }
    drop(journal);
    let whole = fs::read(path(&home)).unwrap();
    // Every byte of what was asked for, and of the ends of both lines; those between them in steps.
    let near_an_end =
        |cut: &usize| *cut <= header || ends.iter().any(|end| end.abs_diff(*cut) < 20) || cut.is_multiple_of(97);
    for cut in (0..whole.len()).filter(near_an_end) {
        fs::write(path(&home), &whole[..cut]).unwrap();
        let mut journal =
            open(&home, &asked(), false).unwrap_or_else(|error| panic!("{cut}: {}", error.text(Lang::En)));
        let kept = ends[1..].iter().filter(|end| **end <= cut).count();
        assert_eq!(journal.done() as usize, kept, "cut off at {cut}");
        journal.missing().into_iter().for_each(|number| keep(&mut journal, number));
        assert_eq!(cells(&journal), [0, 1, 2, 3].map(|number| numbered(number, number == 1)), "cut off at {cut}");
        assert_eq!(journal.stopped(), 1);
    }
}

#[test]
fn a_damaged_line_and_what_follows_it_is_simulated_again() {
    let home = tempfile::tempdir().unwrap();
    let mut journal = open(&home, &asked(), false).unwrap();
    [0, 1, 2].iter().for_each(|number| keep(&mut journal, *number));
    let second = journal.lines[1].unwrap() as usize;
    drop(journal);
    let mut bytes = fs::read(path(&home)).unwrap();
    bytes[second + 300] ^= 1;
    fs::write(path(&home), bytes).unwrap();
    assert_eq!(open(&home, &asked(), false).unwrap().missing(), [1, 2, 3]);
}

#[test]
fn the_journal_of_another_sweep_is_refused_and_says_why() {
    let home = tempfile::tempdir().unwrap();
    let mut journal = open(&home, &asked(), false).unwrap();
    keep(&mut journal, 0);
    drop(journal);
    let mut others = [asked(), asked(), asked(), asked(), asked()];
    others[0].relevo = "0.2.0".into();
    others[1].vary.truncate(1);
    others[2].set.clear();
    others[3].seed = 1;
    others[4].files[0].1 = "ñ = 2\n".into();
    let expected = [Differs::Version, Differs::Vary, Differs::Options, Differs::Options, Differs::Files];
    for (other, expected) in others.iter().zip(expected) {
        let Err(JournalError::Other(_, differs)) = open(&home, other, false) else { panic!("{expected:?}") };
        assert_eq!(differs, expected);
    }
    assert_eq!(open(&home, &asked(), true).unwrap().done(), 1, "the same is gone on with even so");
    assert_eq!(open(&home, &others[0], true).unwrap().done(), 0);
    assert!(matches!(open(&home, &asked(), false), Err(JournalError::Other(_, Differs::Version))));
}

#[test]
fn one_process_at_a_time() {
    let home = tempfile::tempdir().unwrap();
    let journal = open(&home, &asked(), false).unwrap();
    let Err(error) = open(&home, &asked(), true) else { panic!("two at once") };
    assert!(error.text(Lang::En).contains("another relevo") && error.text(Lang::Es).contains("otro relevo"));
    drop(journal);
    assert!(open(&home, &asked(), false).is_ok());
}

#[test]
fn what_relevo_did_not_make_is_left_alone() {
    let home = tempfile::tempdir().unwrap();
    let workshop = home.path().join("out.unfinished");
    fs::create_dir(&workshop).unwrap();
    fs::write(workshop.join("photo"), "x").unwrap();
    assert!(matches!(open(&home, &asked(), true), Err(JournalError::Foreign(_))));
    fs::write(path(&home), "my diary").unwrap();
    assert!(matches!(open(&home, &asked(), true), Err(JournalError::Foreign(_))));
    assert_eq!(fs::read_to_string(path(&home)).unwrap(), "my diary");
    fs::remove_file(path(&home)).unwrap();
    fs::remove_file(workshop.join("photo")).unwrap();
    let journal = open(&home, &asked(), false).unwrap();
    fs::write(workshop.join("photo"), "x").unwrap();
    fs::create_dir(workshop.join(".relevo-left-behind")).unwrap();
    journal.end();
    assert_eq!(fs::read_dir(&workshop).unwrap().count(), 1, "all but the photo is gone");
}

#[cfg(target_os = "linux")]
#[test]
fn a_cell_that_cannot_be_kept_is_an_error_and_those_before_it_stay() {
    let full = OpenOptions::new().read(true).write(true).open("/dev/full").unwrap();
    let mut journal = Journal::new(full, None, 4);
    let error = journal.keep(&Line::of(&numbered(0, false)).unwrap()).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::StorageFull);
    assert_eq!((journal.done(), journal.end), (0, 0));
}

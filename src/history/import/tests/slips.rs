//! Exports that read well and would give wrong conversations in silence.

use super::{read, read_as, sizes, twcs, wish};
use crate::history::refused::Where;
use crate::history::source::SourceFault;
use crate::history::{Field, Reason, Wish};

const PLAIN: &str = "conversation,time,direction\n";

fn for_brand(brand: &str) -> Wish {
    Wish { brand: Some(brand.into()), ..wish() }
}

#[test]
fn identifiers_that_a_spreadsheet_rounded_are_refused() {
    let text = format!(
        "{PLAIN}1.87615E+18,2025-03-03 10:00,in\n1.87615E+18,2025-03-03 10:04,out\n1.87615E+18,2025-03-03 11:00,in\n7,2025-03-03 12:00,in\n"
    );
    let history = read(&text).unwrap();
    assert_eq!((sizes(&history), history.refusals.count(Reason::Rounded)), (vec![1], 3));
    let example = &history.refusals.examples(Reason::Rounded)[0];
    assert_eq!((example.place, example.found.as_str()), (Where::Line(2), "1.87615E+18"));
    assert!(history.refusals.broken() == 3, "it is the export that is broken");
}

#[test]
fn the_account_asked_for_is_found_among_all_that_a_message_speaks_to() {
    let mut text = twcs(&[("1", "77", true, 0, ""), ("2", "Acme", false, 3, "1"), ("3", "Other", false, 3, "9")]);
    text += "0,4,78,True,Tue Oct 31 10:20:00 +0000 2017,@115 @Acme help,,\n";
    text += "0,5,78,True,Tue Oct 31 10:21:00 +0000 2017,@Other and @acme: help,,\n";
    text += "0,6,78,True,Tue Oct 31 10:22:00 +0000 2017,@115 @Other help,,\n";
    let history = read_as(&text, &for_brand("@acme")).unwrap();
    assert_eq!(sizes(&history), [2, 1, 1]);
    assert_eq!(history.refusals.count(Reason::OtherAccount), 1, "a question for the other account");
}

/// Half of the conversations are unanswered, and no text says for whom.
#[test]
fn what_nobody_answered_is_not_another_accounts_where_nothing_says_so() {
    let text = "conversation,time,direction,account\n1,2025-03-03 10:00,in,c1\n1,2025-03-03 10:05,out,A\n2,2025-03-03 10:10,in,c2\n\
                3,2025-03-03 10:20,in,c3\n3,2025-03-03 10:25,out,B\n";
    let history = read_as(text, &for_brand("A")).unwrap();
    assert_eq!(sizes(&history), [2]);
    let counts = [Reason::Unattributed, Reason::OtherAccount].map(|reason| history.refusals.count(reason));
    assert_eq!((counts, history.refusals.broken()), ([1, 2], 0));
}

#[test]
fn answers_of_other_accounts_in_a_conversation_are_not_the_desks() {
    let text = "conversation,time,direction,account\n1,2025-03-03 10:00,in,c1\n1,2025-03-03 10:05,out,A\n1,2025-03-03 10:06,out,B\n\
                1,2025-03-03 10:09,in,c1\n";
    let history = read_as(text, &for_brand("A")).unwrap();
    assert_eq!((sizes(&history), history.refusals.count(Reason::OtherAccount)), (vec![3], 1));
}

#[test]
fn an_account_is_not_asked_for_in_vain() {
    let tickets = "ticket_id,created_at,reply_time_in_minutes\n1,2025-03-03 10:00,5\n";
    for text in [format!("{PLAIN}1,2025-03-03 10:00,in\n"), tickets.to_owned()] {
        let fails = read_as(&text, &for_brand("Acme")).unwrap_err();
        assert!(matches!(fails, SourceFault::NoAccounts), "{fails:?}");
    }
}

#[test]
fn lines_are_those_of_the_file_however_they_end() {
    for end in ["\n", "\r\n", "\r"] {
        let text = format!("{PLAIN}1,2025-03-03 10:00,in\n2,soon,in\n3,2025-03-03 10:00,up\n").replace('\n', end);
        let history = read(&text).unwrap();
        let place = |reason| history.refusals.examples(reason)[0].place;
        assert_eq!([Reason::BadTime, Reason::Direction].map(place), [Where::Line(3), Where::Line(4)], "{end:?}");
    }
}

#[test]
fn lines_that_end_with_a_carriage_return_alone_are_read_however_many() {
    let rows: String = (0..120_000).map(|row| format!("{row},2025-03-03 10:00:00,in\r")).collect();
    let history = read(&format!("{}{rows}", PLAIN.replace('\n', "\r"))).unwrap();
    assert!(rows.len() > 3_000_000 && sizes(&history).len() == 120_000);
}

#[test]
fn a_message_with_a_name_for_an_identifier_has_no_line() {
    let text = "id,conversation,time,direction\nm-6,1,2025-03-03 10:00,out\n8,2,2025-03-03 10:00,out\nm-7,1,2025-03-03 10:05,in\n";
    let history = read(text).unwrap();
    let examples = [Reason::AnswerFirst, Reason::NoQuestion].map(|reason| history.refusals.examples(reason)[0].place);
    assert_eq!(examples, [Where::Nowhere, Where::Id(8)]);
}

/// Times in whole minutes, the latest first: a question and its answer of one minute stand the wrong way round.
#[test]
fn an_export_that_begins_with_the_latest_gives_the_same_conversations() {
    let rows = [
        "1,2025-03-03 10:00,in",
        "1,2025-03-03 10:00,out",
        "1,2025-03-03 10:00,in",
        "2,2025-03-03 10:07,in",
        "2,2025-03-03 10:07,out",
        "3,2025-03-03 10:09,in",
    ];
    let turned: Vec<&str> = rows.iter().rev().copied().collect();
    let [forward, backward] =
        [rows.to_vec(), turned].map(|rows| read(&format!("{PLAIN}{}\n", rows.join("\n"))).unwrap());
    let told = |history: &crate::history::History| {
        history
            .conversations()
            .map(|one| one.iter().map(|m| (m.at_s, m.outbound())).collect::<Vec<_>>())
            .collect::<Vec<_>>()
    };
    assert_eq!((sizes(&backward), told(&backward)), (vec![3, 2, 1], told(&forward)));
    assert_eq!(backward.refusals.total(), 0);
}

/// Of one second, whichever row is first: nobody answers before the question.
#[test]
fn an_answer_in_the_second_of_its_question_comes_after_it() {
    let history = read(&format!("{PLAIN}1,2025-03-03 10:00,out\n1,2025-03-03 10:00,in\n")).unwrap();
    let outbound: Vec<bool> = history.messages().map(crate::history::Message::outbound).collect();
    assert_eq!(outbound, [false, true]);
}

#[test]
fn all_columns_that_a_mapping_names_wrongly_are_told() {
    let mapping =
        vec![(Field::Time, "When".into()), (Field::Direction, "way".into()), (Field::Conversation, "no".into())];
    let fails = read_as(&format!("{PLAIN}1,2025-03-03 10:00,in\n"), &Wish { mapping, ..wish() }).unwrap_err();
    let SourceFault::NoColumn { named, .. } = fails else { panic!("{fails:?}") };
    assert_eq!(named, ["When", "way", "no"]);
}

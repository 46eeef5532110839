use super::*;

const HEADER: &str =
    "id,ticket_id,created_at,reply_time_in_minutes__business,reply_time_in_minutes__calendar,replies,solved_at\n";

#[test]
fn a_ticket_is_a_question_and_what_was_replied() {
    let rows = "901,11,2025-03-03T10:00:00Z,3,12,2,2025-03-03T12:00:00Z\n\
                902,12,2025-03-03T10:30:00Z,,,0,\n\
                903,13,2025-03-03T11:00:00Z,0,0,1,2025-03-04T12:00:00Z\n\
                904,14,2025-03-03T11:00:00Z,,,3,\n\
                903,13,2025-03-03T11:00:00Z,0,0,1,2025-03-04T12:00:00Z\n";
    let history = read(&format!("{HEADER}{rows}")).unwrap();
    assert_eq!((sizes(&history), history.layout, history.tickets()), (vec![2, 1, 2], Layout::Zendesk, true));
    let first: Vec<&Message> = history.messages().take(2).collect();
    assert_eq!((first[1].at_s - first[0].at_s, first[0].answers(), first[1].answers()), (720, 0, 2));
    assert_eq!(first[0].reach, NO_REACH);
    for (reason, count) in [(Reason::Duplicate, 1), (Reason::NoQuestion, 1)] {
        assert_eq!(
            history.refusals.count(reason),
            count,
            "{reason:?}: a ticket of the desk has replies and no first one"
        );
    }
}

#[test]
fn the_export_of_tickets_and_any_other_by_its_mapping_read_the_same() {
    let text = "Id;Created at;Solved at;First reply time in minutes;Replies;Ticket type\n\
                11;2025-03-03 10:00;;12;2;Problem\n12;2025-03-03 10:30;;;0;Question\n";
    let expected = read(text).unwrap();
    assert_eq!(
        (sizes(&expected), expected.contacts.as_slice()),
        (vec![2, 1], &["Problem".to_owned(), "Question".into()][..])
    );
    let mapping = ["id=Caso", "time=Alta", "reply_minutes=Primera", "replies=N", "contact=Tipo"].map(|pair| {
        let (field, column) = pair.split_once('=').unwrap();
        (Field::named(field).unwrap(), column.to_owned())
    });
    let renamed = text.replace(
        "Id;Created at;Solved at;First reply time in minutes;Replies;Ticket type",
        "Caso;Alta;Fin;Primera;N;Tipo",
    );
    let found = read_as(&renamed, &Wish { mapping: mapping.to_vec(), ..wish() }).unwrap();
    assert!(found.messages().eq(expected.messages()));
    assert_eq!(found.layout, Layout::Mapped);
}

#[test]
fn broken_tickets_are_counted_and_the_others_used() {
    let rows = "1,1,2025-03-03T10:00:00Z,,5,1,\n\
                2,2,1970-01-01T00:00:00Z,,5,1,\n\
                3,3,,,5,1,\n\
                4,4,soon,,5,1,\n\
                5,,2025-03-03T10:00:00Z,,5,1,\n\
                6,6,2025-03-03T10:00:00Z,,-5,1,\n\
                7,7,2025-03-03T10:00:00Z,,5,many,\n\
                8,8,2025-03-03T10:00:00Z,,4000000000,1,\n\
                \n\
                9,9,2025-03-03T10:00";
    let history = read(&format!("{HEADER}{rows}")).unwrap();
    assert_eq!((sizes(&history), history.rows), (vec![2], 9));
    for (reason, count) in [
        (Reason::Year, 1),
        (Reason::NoTime, 1),
        (Reason::BadTime, 1),
        (Reason::NoId, 1),
        (Reason::ReplyTime, 3),
        (Reason::Columns, 1),
    ] {
        assert_eq!(history.refusals.count(reason), count, "{reason:?}");
    }
    let latin = b"ticket_id,created_at,reply_time_in_minutes,ticket_type\n1,2025-03-03 10:00,5,petici\xf3n\n2,2025-03-03 10:00,5,x\n";
    let history = import(guarded(&latin[..]).unwrap(), &wish()).unwrap();
    assert_eq!((sizes(&history), history.refusals.count(Reason::NotUtf8)), (vec![2], 1));
}

#[test]
fn tickets_that_cannot_be_used_as_a_whole_are_an_error() {
    let order = read("ticket_id,created_at,reply_time_in_minutes\n1,03/04/2025 10:00,5\n");
    assert!(matches!(order, Err(SourceFault::DateOrder { line: 2, .. })), "{order:?}");
    let none = read(&format!("{HEADER}1,1,2025-03-03T10:00:00Z,,,4,\n"));
    assert!(matches!(none, Err(SourceFault::NothingUsable(_))), "{none:?}");
    let endless = format!("{HEADER}1,1,2025-03-03T10:00:00Z,,5,1,\n\"{}", "a\n".repeat(3 << 20));
    assert!(matches!(read(&endless), Err(SourceFault::RowTooLong { line: 3 })), "a quote that never closes");
    let other = Wish { layout: Some(Layout::Zendesk), ..wish() };
    assert!(matches!(
        read_as("conversation,time,direction\na,2025-03-03 10:00,in\n", &other),
        Err(SourceFault::Columns(_))
    ));
}

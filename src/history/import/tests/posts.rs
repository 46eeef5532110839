use super::*;
use serde_json::{Value, json};

/// A post: identifier, author, minutes after 10:00, what it replies to, text. Conversations are named by their first post.
fn post(id: u64, author: u64, minute: u32, parent: Option<u64>, conversation: u64, text: &str) -> Value {
    let mut post = json!({
        "id": id.to_string(), "author_id": author.to_string(), "text": text, "lang": "en",
        "created_at": format!("2025-03-03T{:02}:{:02}:00.000Z", 10 + minute / 60, minute % 60),
        "conversation_id": conversation.to_string(), "public_metrics": {"like_count": 3},
        "edit_history_tweet_ids": [id.to_string()],
    });
    if let Some(parent) = parent {
        post["referenced_tweets"] = json!([{"type": "replied_to", "id": parent.to_string()}]);
    }
    post
}

fn user(id: u64, username: &str, name: &str, followers: u64) -> Value {
    json!({"id": id.to_string(), "username": username, "name": name, "public_metrics": {"followers_count": followers}})
}

fn page(posts: &[Value], users: &[Value], included: &[Value]) -> Value {
    json!({"data": posts, "includes": {"users": users, "tweets": included}, "meta": {"result_count": posts.len()}})
}

/// Two conversations that the desk (100) answered, on two pages; one that nobody did, and one of another account (200).
fn pages() -> [Value; 2] {
    let users = [user(100, "Acme_Help", "Acme", 9), user(7, "ana", "Ana", 150), user(8, "ben", "Ben", 0)];
    let first = [
        post(1, 7, 0, None, 1, "@acme_help my order?"),
        post(2, 100, 9, Some(1), 1, "@ana On its way. ^MJ"),
        post(3, 8, 3, None, 3, "hello @Acme_Help"),
        post(4, 8, 4, None, 4, "hello @other"),
    ];
    let second = [
        post(5, 7, 20, Some(2), 1, "thanks"),
        post(6, 8, 30, None, 6, "@acme_help?"),
        post(7, 100, 35, Some(6), 6, "Please send us a DM ^AB https://t.co/x"),
        post(8, 200, 35, Some(4), 4, "hi"),
    ];
    [page(&first, &users, &[]), page(&second, &users, &[post(2, 100, 9, Some(1), 1, "@ana On its way. ^MJ")])]
}

fn of(brand: &str) -> Wish {
    Wish { brand: Some(brand.into()), ..wish() }
}

/// Whom the posts of the first page speak to is known only by the handle that the second one tells.
#[test]
fn an_account_named_by_its_number_must_be_told_before_it_is_spoken_to() {
    let [mut first, second] = pages();
    first["includes"]["users"] = json!([user(7, "ana", "Ana", 150), user(8, "ben", "Ben", 0)]);
    let text = format!("{first}\n{second}\n");
    for named in ["100", "Acme"] {
        let SourceFault::NameByHandle { handle } = read_as(&text, &of(named)).unwrap_err() else { panic!("{named}") };
        assert_eq!(handle, "Acme_Help", "{named}");
    }
    assert_eq!(sizes(&read_as(&text, &of("acme_help")).unwrap()), [3, 1, 2]);
}

/// Identifiers of today and those of years to come are no rows.
#[test]
fn posts_of_other_accounts_are_named_by_their_identifier() {
    let [first, mut second] = pages();
    let ids = [1_994_301_234_567_890_123, 5_000_000_000_000_000_000];
    for id in ids {
        second["data"].as_array_mut().unwrap().push(post(id, 8, 50, None, id, "hello @other"));
    }
    let history = read_as(&format!("{first}\n{second}\n"), &of("acme_help")).unwrap();
    let places: Vec<Where> = history.refusals.examples(Reason::OtherAccount).iter().map(|one| one.place).collect();
    assert_eq!(history.refusals.count(Reason::OtherAccount), 4);
    assert_eq!(places, [Where::Id(4), Where::Id(8), Where::Id(ids[0])]);
}

#[test]
fn pages_give_the_same_however_they_are_joined() {
    let pages = pages();
    let [first, second] = &pages;
    let pretty = |value: &Value| serde_json::to_string_pretty(value).unwrap();
    let expected = read_as(&format!("{first}\n{second}\n"), &of("@acme_help")).unwrap();
    assert_eq!(sizes(&expected), [3, 1, 2]);
    assert_eq!((expected.layout, expected.brand.as_deref()), (Layout::XApi, Some("Acme_Help")));
    assert_eq!(expected.refusals.count(Reason::Again), 1, "the answer stands beside the reply to it too");
    assert_eq!(expected.refusals.count(Reason::OtherAccount), 2);
    let reach: Vec<u32> = expected.conversations().map(|messages| messages[0].reach).collect();
    assert_eq!(reach, [150, 0, 0]);
    let answers: Vec<&Message> = expected.messages().filter(|message| message.outbound()).collect();
    assert_eq!(
        answers.iter().map(|one| expected.agents[usize::from(one.agent)].as_str()).collect::<Vec<_>>(),
        ["MJ", "AB"]
    );
    assert!(!answers[0].asks_dm() && answers[1].asks_dm() && answers[0].direct());
    assert_eq!(expected.languages, ["en"]);
    for text in [
        format!("[{first},\n{second}]"),
        format!("{first}{second}"),
        format!("\u{feff}\n{}\n{}", pretty(first), pretty(second)),
        format!("{first}\r\n\r\n{second}"),
    ] {
        let found = read_as(&text, &of("Acme_Help")).unwrap();
        sizes(&found);
        assert!(found.messages().eq(expected.messages()), "{text}");
    }
}

#[test]
fn posts_alone_as_tools_unpack_them() {
    let mut line = String::new();
    for page in pages() {
        for post in page["data"].as_array().unwrap() {
            let mut post = post.clone();
            let author = post["author_id"].clone();
            let users = page["includes"]["users"].as_array().unwrap();
            post["author"] = users.iter().find(|user| user["id"] == author).cloned().unwrap_or(json!({"id": author}));
            post.as_object_mut().unwrap().remove("author_id");
            line += &format!("{post}\n");
        }
    }
    let found = read_as(&line, &of("acme_help")).unwrap();
    assert_eq!((sizes(&found), found.refusals.count(Reason::Again)), (vec![3, 1, 2], 0));
}

#[test]
fn the_desk_is_found_by_identifier_handle_or_name() {
    let text = pages().map(|page| page.to_string()).concat();
    for brand in ["100", "acme_help", "@ACME_HELP", "acme"] {
        let found = read_as(&text, &of(brand)).unwrap();
        assert_eq!((sizes(&found), found.brand.as_deref()), (vec![3, 1, 2], Some("Acme_Help")), "{brand}");
    }
    match read(&text) {
        Err(SourceFault::Accounts { asked: None, found }) => {
            let expected = [("Acme_Help", 2), ("200", 1), ("ana", 1)].map(|(name, count)| (name.to_owned(), count));
            assert_eq!(found, expected);
        }
        other => panic!("{other:?}"),
    }
    assert!(matches!(read_as(&text, &of("nobody")), Err(SourceFault::Accounts { asked: Some(_), .. })));
    let namesakes = page(
        &[post(1, 7, 0, None, 1, "@x"), post(2, 100, 9, Some(1), 1, "yes")],
        &[user(7, "a", "Acme", 1), user(100, "b", "Acme", 1)],
        &[],
    );
    let found = read_as(&namesakes.to_string(), &of("Acme"));
    assert!(matches!(found, Err(SourceFault::Accounts { .. })), "two accounts show the name: {found:?}");
}

/// Without accounts on the pages the desk is named by its identifier.
#[test]
fn pages_without_accounts_are_read() {
    let posts = [post(1, 7, 0, None, 1, "help"), post(2, 100, 9, Some(1), 1, "yes")];
    let mut mention = post(3, 8, 0, None, 3, "help @Acme_Help");
    mention["entities"] = json!({"mentions": [{"start": 5, "end": 15, "username": "Acme_Help", "id": "100"}]});
    let text = json!({"data": [posts[0], posts[1], mention]}).to_string();
    let found = read_as(&text, &of("100")).unwrap();
    assert_eq!((sizes(&found), found.brand.as_deref(), found.has(Field::Reach)), (vec![2, 1], Some("100"), false));
    let single = json!({"data": posts[0]}).to_string() + &json!({"data": posts[1]}).to_string();
    assert_eq!(sizes(&read_as(&single, &of("100")).unwrap()), [2]);
}

#[test]
fn a_reply_to_what_is_missing_continues_its_conversation() {
    let posts = [
        post(1, 7, 0, None, 1, "@acme_help"),
        post(5, 100, 9, Some(3), 1, "deep: 3 is not there"),
        post(20, 100, 9, Some(19), 18, "nothing of it is there"),
        post(30, 100, 0, None, 30, "news"),
        post(31, 7, 5, Some(30), 30, "I ask below the news"),
        post(32, 8, 6, Some(30), 30, "so do I"),
        post(33, 100, 9, Some(31), 30, "an answer"),
    ];
    let found =
        read_as(&page(&posts, &[user(100, "acme_help", "Acme", 1)], &[]).to_string(), &of("acme_help")).unwrap();
    assert_eq!(found.refusals.count(Reason::NoQuestion), 2);
    assert_eq!(found.refusals.count(Reason::OtherAccount), 1, "whoever says so below the news without naming the desk");
    assert_eq!(sizes(&found), [2, 2]);
    let direct: Vec<bool> = found.messages().map(Message::direct).collect();
    assert_eq!(direct, [false, false, false, true], "what was adopted is no reply to the opening itself");
}

#[test]
fn broken_posts_are_counted_and_the_others_used() {
    let mut posts = vec![
        post(1, 7, 0, None, 1, "@acme_help"),
        post(2, 100, 9, Some(1), 1, "yes"),
        post(2, 100, 11, Some(1), 1, "another of the same number"),
        post(40, 100, 0, Some(41), 40, "a circle"),
        post(41, 7, 0, Some(40), 40, "a circle"),
        post(50, 100, 0, Some(51), 51, "an answer before its question"),
        post(51, 7, 9, None, 51, "@acme_help"),
        json!({"id": "60", "referenced_tweets": [{"type": "retweeted", "id": "1"}], "author_id": "7", "created_at": "2025-03-03T10:00:00Z"}),
        json!({"author_id": "7", "created_at": "2025-03-03T10:00:00Z"}),
        json!({"id": 62, "created_at": "2025-03-03T10:00:00Z"}),
        json!({"id": 63, "author_id": 7, "created_at": null, "referenced_tweets": null, "entities": null}),
        json!({"id": 64, "author_id": 7, "created_at": "1970-01-01T00:00:00Z"}),
        json!({"id": 65, "author_id": 7, "created_at": "31/12/2025 10:00", "text": {"odd": [1, 2]}}),
    ];
    posts.swap(1, 4);
    let users = [user(100, "acme_help", "Acme", 1)];
    let found = read_as(&page(&posts, &users, &[]).to_string(), &of("acme_help")).unwrap();
    sizes(&found);
    for (reason, count) in [
        (Reason::Duplicate, 1),
        (Reason::Loop, 2),
        (Reason::AnswerFirst, 1),
        (Reason::Repost, 1),
        (Reason::NoId, 1),
        (Reason::NoAuthor, 1),
        (Reason::NoTime, 1),
        (Reason::Year, 1),
        (Reason::BadTime, 1),
    ] {
        assert_eq!(found.refusals.count(reason), count, "{reason:?}");
    }
    assert_eq!(found.refusals.examples(Reason::NoId)[0].place, Where::Row(9));
}

#[test]
fn a_broken_line_does_not_take_the_others_with_it() {
    let [first, second] = pages().map(|page| page.to_string());
    let half = &second[..second.len() / 2];
    let found = read_as(&format!("{first}\n{{\"data\": nonsense}}\n{half}"), &of("acme_help")).unwrap();
    sizes(&found);
    assert_eq!((found.refusals.count(Reason::NotJson), found.refusals.count(Reason::HalfPage)), (1, 1));
    let cut = format!("[{first},{half}");
    let found = read_as(&cut, &of("acme_help")).unwrap();
    sizes(&found);
    assert_eq!(found.refusals.count(Reason::HalfPage), 1, "what stands before the cut is used");
    let mut latin = format!("{first}\n").into_bytes();
    latin.extend(b"{\"data\": [{\"id\": \"9\", \"text\": \"petici\xf3n\"}]}\n");
    let found = import(guarded(std::io::Cursor::new(latin)).unwrap(), &of("acme_help")).unwrap();
    assert_eq!(found.refusals.count(Reason::NotUtf8), 1);
}

#[test]
fn pages_that_cannot_be_read_as_a_whole_are_an_error() {
    let of_pages = Wish { layout: Some(Layout::XApi), ..of("acme_help") };
    assert!(matches!(read_as("tweet_id,author_id\n1,2\n", &of_pages), Err(SourceFault::NotPages)));
    assert!(matches!(read_as("[{\"data\": 5 5", &of_pages), Err(SourceFault::Json { line: 1, .. })));
    assert!(matches!(read_as("{\"data\"\n: [\n", &of_pages), Err(SourceFault::NothingUsable(_))));
    assert!(matches!(
        read_as("{\"data\": [], \"meta\": {\"result_count\": 0}}", &of_pages),
        Err(SourceFault::NothingUsable(_))
    ));
    let deep = "[".repeat(100_000);
    assert!(matches!(read_as(&deep, &of_pages), Err(SourceFault::Json { .. })), "too deep");
    let deep = format!("{{\"data\": {}", "[".repeat(100_000));
    assert!(matches!(read_as(&deep, &of_pages), Err(SourceFault::Json { .. })), "too deep");
}

/// A text of a gigabyte, in a file or unpacked from a small one, stops at the limit of a page.
#[test]
fn a_page_without_end_stops_where_the_limit_is() {
    use std::io::{Read, Write};
    let of_pages = Wish { layout: Some(Layout::XApi), ..of("acme_help") };
    for begin in ["{\"data\": [{\"id\": \"", "[{\"data\": [{\"text\": \""] {
        let endless = std::io::Cursor::new(begin.as_bytes().to_vec()).chain(std::io::repeat(b'a').take(1 << 30));
        let found = import(guarded(endless).unwrap(), &of_pages);
        assert!(matches!(found, Err(SourceFault::PageTooLong { .. })), "{found:?}");
    }
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packed.write_all(b"{\"data\": [{\"id\": \"").unwrap();
    for _ in 0..80 {
        packed.write_all(&[b'9'; 1 << 20]).unwrap();
    }
    let found = import(guarded(std::io::Cursor::new(packed.finish().unwrap())).unwrap(), &of_pages);
    assert!(matches!(found, Err(SourceFault::PageTooLong { .. })), "{found:?}");
}

/// More accounts than are counted one by one: those with many replies are still found.
#[test]
fn the_busiest_accounts_are_found_among_very_many() {
    let mut text = String::new();
    for number in 0..70_000u64 {
        let author = if number % 50 == 0 { 1 } else { 1000 + number };
        text += &post(number + 10, author, 0, Some(5), 5, "").to_string();
    }
    match read(&text) {
        Err(SourceFault::Accounts { found, .. }) => {
            assert_eq!(found[0].0, "1");
            assert!((1398..=1400).contains(&found[0].1), "{:?}", found[0]);
        }
        other => panic!("{other:?}"),
    }
}

/// Half a million posts on pages of a hundred, in time and memory, with the binary's own way through lines:
/// cargo test --release --lib half_a_million_posts -- --ignored --nocapture
#[test]
#[ignore = "writes 300 MB and measures time"]
fn half_a_million_posts_within_64_bytes_each() {
    use std::io::Write;
    let file = tempfile::NamedTempFile::new().unwrap();
    let mut out = std::io::BufWriter::new(file.as_file());
    for number in 0..5_000u64 {
        let posts: Vec<Value> = (0..100)
            .map(|at| {
                let id = 1 + number * 100 + at;
                let (author, parent) = if at % 2 == 0 { (1000 + id, None) } else { (100, Some(id - 1)) };
                post(
                    id,
                    author,
                    (id % 900) as u32 / 2,
                    parent,
                    id - at % 2,
                    "@acme_help my parcel did not come, what now? ^AB",
                )
            })
            .collect();
        let users: Vec<Value> = (0..50)
            .map(|at| user(1001 + number * 100 + 2 * at, "customer", "A customer", 150))
            .chain([user(100, "acme_help", "Acme", 1)])
            .collect();
        writeln!(out, "{}", page(&posts, &users, &[])).unwrap();
    }
    drop(out);
    let begun = std::time::Instant::now();
    let found = import(crate::history::open(file.path()).unwrap(), &of("acme_help")).unwrap();
    let took = begun.elapsed();
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    println!("{} messages in {took:?}, {peak}", found.messages().count());
    assert_eq!(sizes(&found).len(), 250_000);
}

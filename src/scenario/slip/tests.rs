use super::*;

fn slip(line: &str) -> Option<(SlipKind, Vec<String>)> {
    of_line(line).map(|(slip, _)| (slip.kind, slip.lines))
}

/// Lines as they stand in a file, and as they should.
const MENDED: [(&str, SlipKind, &str); 46] = [
    ("target = 0,8", SlipKind::DecimalComma, "target = 0.8"),
    ("  daily_cv=0,12 # a share", SlipKind::DecimalComma, "  daily_cv = 0.12 # a share"),
    ("languages = { es = 0,85, en = 0,15 }", SlipKind::DecimalComma, "languages = { es = 0.85, en = 0.15 }"),
    ("handling_time = { mean = 5m, cv = 0,9 }", SlipKind::Duration, "handling_time = { mean = \"5m\", cv = 0.9 }"),
    ("languages = { es = 85%, en = 15% }", SlipKind::Percent, "languages = { es = 0.85, en = 0.15 }"),
    ("order = fifo", SlipKind::Word, "order = \"fifo\""),
    ("order = FIFO", SlipKind::Word, "order = \"fifo\""),
    ("profile = my profile.csv", SlipKind::Word, "profile = \"my profile.csv\""),
    ("name = Weekday window", SlipKind::Word, "name = \"Weekday window\""),
    ("nombre = Ana", SlipKind::Word, "nombre = \"Ana\""),
    ("contacts = [complaint, \"dm\"]", SlipKind::Word, "contacts = [\"complaint\", \"dm\"]"),
    ("contacts = complaint, order", SlipKind::Word, "contacts = [\"complaint\", \"order\"]"),
    ("shifts = [Mon-Fri 08:00-20:00]", SlipKind::Word, "shifts = [\"Mon-Fri 08:00-20:00\"]"),
    ("shifts = 24x7", SlipKind::Word, "shifts = \"24x7\""),
    ("patience = none", SlipKind::Word, "patience = \"none\""),
    ("agents : 2", SlipKind::Equals, "agents = 2"),
    ("agents: 2", SlipKind::Equals, "agents = 2"),
    ("agents 2", SlipKind::Equals, "agents = 2"),
    ("agents := 2", SlipKind::Equals, "agents = 2"),
    ("agents == 2", SlipKind::Equals, "agents = 2"),
    ("within: 15m", SlipKind::Equals, "within = \"15m\""),
    ("profile = “office”", SlipKind::CurvedQuotes, "profile = \"office\""),
    ("profile = \"office”", SlipKind::CurvedQuotes, "profile = \"office\""),
    ("shifts = [‘Mon 08:00-09:00’]", SlipKind::CurvedQuotes, "shifts = [\"Mon 08:00-09:00\"]"),
    ("name = “Ana’s desk”", SlipKind::CurvedQuotes, "name = \"Ana’s desk\""),
    ("within = 15m", SlipKind::Duration, "within = \"15m\""),
    ("within = 1,5 horas", SlipKind::Duration, "within = \"1.5h\""),
    ("within = 1,5", SlipKind::DecimalComma, "within = 1.5"),
    ("target = 80%", SlipKind::Percent, "target = 0.8"),
    ("target = 57,3 %", SlipKind::Percent, "target = 0.573"),
    ("growth_per_year = 158%", SlipKind::Percent, "growth_per_year = 1.58"),
    ("hourly_wage = 9.10 EUR", SlipKind::Currency, "hourly_wage = 9.10"),
    ("hourly_wage = € 9,10", SlipKind::Currency, "hourly_wage = 9.10"),
    ("hourly_wage = 9.10 EUR/h", SlipKind::Currency, "hourly_wage = 9.10"),
    ("agents = 4 agentes", SlipKind::Unit, "agents = 4"),
    ("per_week = 2400 per week", SlipKind::Unit, "per_week = 2400"),
    ("per_week = 2.400.000", SlipKind::Thousands, "per_week = 2400000"),
    ("per_week = 1.234,5", SlipKind::Thousands, "per_week = 1234.5"),
    ("per_week = 2 400", SlipKind::Thousands, "per_week = 2400"),
    ("agents = 2,400", SlipKind::Thousands, "agents = 2400"),
    ("keep_agent = sí", SlipKind::Flag, "keep_agent = true"),
    ("from = 22h", SlipKind::Clock, "from = \"22:00\""),
    ("per_week = 2400 // yours", SlipKind::Comment, "per_week = 2400  # yours"),
    ("// yours", SlipKind::Comment, "# yours"),
    ("agents =\u{a0}4", SlipKind::Blank, "agents = 4"),
    ("agents = ", SlipKind::NoValue, ""),
];

#[test]
fn a_line_comes_back_as_it_should_be() {
    for (line, kind, expected) in MENDED {
        let lines: Vec<String> = (!expected.is_empty()).then(|| expected.to_owned()).into_iter().collect();
        assert_eq!(slip(line), Some((kind, lines)), "{line}");
    }
}

#[test]
fn where_two_things_may_be_meant_both_are_told() {
    let both = vec!["per_week = 2.400".to_owned(), "per_week = 2400".to_owned()];
    assert_eq!(slip("per_week = 2,400"), Some((SlipKind::CommaOrThousands, both)));
    let money = slip("lifetime_margin = 2.400 EUR").map(|(_, lines)| lines.len());
    assert_eq!(money, Some(2));
}

#[test]
fn what_nobody_can_know_is_not_corrected() {
    for line in [
        "",
        "agents",
        "this is a note",
        "order of the queue by age",
        "Note: call Ana",
        "agents = 4,5",
        "agents = 4 apples",
        "target = 120%",
        "weeks = 8h",
        "within = 15 apples",
        "within = 15 EUR",
        "within = €15",
        "within = 2.500m",
        "hourly_wage = 15m",
        "order = banana",
        "unknown = 15m",
        "unknown = 80%",
        "unknown = 1.000.000",
        "shifts = [Mon, Wed 08:00-09:00]",
        "shifts = whenever",
        "start = 5 January 2026",
        "name = \"a \"b\" c\"",
        "name = “a \"b\" c”",
        "per_week = 1.2.3",
        "per_week = 1,23,4",
        "per_week = 007",
        "[desk.team",
        "keep_agent = perhaps",
        "night = { from = ",
    ] {
        assert_eq!(slip(line), None, "{line}");
    }
    assert_eq!(slip("agents = four"), Some((SlipKind::NotANumber, vec![])));
    assert_eq!(slip(&format!("name = {}", "a".repeat(LONGEST))), None);
}

#[test]
fn lines_of_a_list_get_their_quotes() {
    let mended = |line: &str| of_element(line).map(|(slip, _)| slip.lines);
    assert_eq!(mended("  Mon-Fri 08:00-20:00,"), Some(vec!["  \"Mon-Fri 08:00-20:00\",".to_owned()]));
    assert_eq!(mended("  whenever,"), None);
    assert_eq!(mended("\"Mon 08:00-09:00\""), None);
}

/// Every beginning and every end of every line above, and every pair of them.
#[test]
fn whatever_is_proposed_can_be_read() {
    let mut tried = 0;
    for (line, ..) in MENDED {
        for cut in (0..=line.len()).filter(|i| line.is_char_boundary(*i)) {
            let (begin, end) = line.split_at(cut);
            for text in [begin, end, &format!("{end}{begin}")] {
                if let Some((slip, range)) = of_line(text) {
                    assert!(text.get(range.clone()).is_some(), "{text}: {range:?}");
                    assert!(slip.lines.iter().all(|line| document_is_sound(line)), "{text} -> {slip:?}");
                    tried += 1;
                }
                if let Some((slip, range)) = of_element(text) {
                    assert!(text.get(range.clone()).is_some(), "{text}: {range:?}");
                    assert!(
                        slip.lines
                            .iter()
                            .all(|line| document_is_sound(&format!("x = [\n{}\n]", line.trim_end_matches(',')))),
                        "{text}"
                    );
                }
            }
        }
    }
    assert!(tried > 200, "{tried}");
}

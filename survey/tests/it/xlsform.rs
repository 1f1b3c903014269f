//! XLSForm in and out, over plain tables.

#![allow(clippy::unwrap_used, reason = "a test that can't go on says so by panicking")]

use crate::generated::{self, Set, Shown, config, question_set, real};
use proptest::prelude::*;
use survey::question_set::{Kind, Text};
use survey::xlsform::{Book, Grid, Imported, Problem, Row, Severity, Sheet, read, write};
use survey::{Locale, QuestionSet};

fn sheet(name: &str, grid: &Grid) -> Sheet {
    let headings = grid.columns.iter().map(|column| column.heading.clone()).collect();
    let rows = std::iter::once(headings).chain(grid.rows.iter().cloned());
    Sheet {
        name: name.to_owned(),
        rows: (1..).zip(rows).map(|(number, cells)| Row { number, cells }).collect(),
    }
}

fn sheets(book: &Book) -> Vec<Sheet> {
    vec![sheet("survey", &book.survey), sheet("choices", &book.choices), sheet("settings", &book.settings)]
}

/// A sheet out of lines with `|` between the cells.
fn drawn(name: &str, lines: &str) -> Sheet {
    let rows = (1..).zip(lines.lines()).filter(|(_, line)| !line.trim().is_empty());
    let cells = |line: &str| line.split('|').map(|cell| cell.trim().to_owned()).collect();
    Sheet {
        name: name.to_owned(),
        rows: rows.map(|(number, line)| Row { number, cells: cells(line) }).collect(),
    }
}

fn other(locale: &Locale) -> Option<String> {
    (locale.as_str() == "en").then(|| "Other".to_owned())
}

fn import(sheets: &[Sheet]) -> Imported {
    read(sheets, &other)
}

/// `row column id names` of each remark, without the notes.
fn said(imported: &Imported, least: Severity) -> Vec<String> {
    let shown = imported.remarks.iter().filter(|remark| remark.severity() <= least);
    shown
        .map(|remark| {
            let (name, value) = remark.problem.names();
            let number = remark.problem.number().map(|n| format!("@{n} ")).unwrap_or_default();
            let (sheet, row, column, id) = (&remark.sheet, remark.row, &remark.column, remark.problem.id());
            format!("{sheet} {row} {column}: {id} {number}{name} {value}").trim().to_owned()
        })
        .collect()
}

fn goes_through(set: &QuestionSet) -> Result<(), TestCaseError> {
    let imported = import(&sheets(&write(set)));
    let mut remarks = said(&imported, Severity::Note);
    remarks.retain(|remark| !["answer-in-text", "all-compared"].iter().any(|id| remark.contains(id)));
    prop_assert_eq!(remarks, Vec::<String>::new());
    let read = imported.set.unwrap();
    // What goes out means what it means in ODK.
    let (set, _) = &set.in_odk();
    prop_assert_eq!(&read, set, "{}", serde_json::to_string(&read).unwrap());
    Ok(())
}

/// More of what a set can have: introductions, hints, ends of ratings, profiles, names that collide, constraints that look like bounds.
fn richer() -> impl Strategy<Value = Set> {
    (question_set(), any::<[u8; 16]>(), any::<u16>()).prop_map(|(Shown(mut set), dice, flags)| {
        let text = |what: &str| {
            Text(
                [("ar", "مرحبًا"), ("en", what)]
                    .iter()
                    .map(|(l, t)| (l.parse().unwrap(), (*t).to_owned()))
                    .collect(),
            )
        };
        if flags & 1 > 0 {
            set.introduction = text("Welcome.\n\nA second paragraph, “quoted”, with = and 'apostrophes'");
        }
        if flags & 2 > 0 {
            set.sections[0].introduction = text("= About you -");
        }
        let constraints = [". >= 5", "(. != 2)", ". <= 3 and (. >= 1 or . = '')", "${ q0 } = 'x' or . = 1"];
        let places = ["s0_introduction", "introduction", "meta", "list_1", "q0_i0", "q0_header", "a_b"];
        let lists: Vec<String> = set.choice_lists.keys().cloned().collect();
        for (number, dice) in (0..).zip(dice) {
            let Some((_, asked)) = set.questions().nth(number) else { break };
            let asked = asked.code.clone();
            for question in set.sections.iter_mut().flat_map(|section| &mut section.questions) {
                if question.code != asked {
                    continue;
                }
                if dice & 1 > 0 {
                    question.hint = text("A hint: ${not} a reference? **bold**").clone();
                    question.hint.0 = question
                        .hint
                        .0
                        .iter()
                        .map(|(l, t)| (l.clone(), t.replace("${not}", "not")))
                        .collect();
                }
                if let Kind::Rating { low, high, .. } = &mut question.kind
                    && dice & 2 > 0
                {
                    (*low, *high) = (text("very bad"), text("very good"));
                }
                if matches!(question.kind, Kind::SelectOne { .. }) {
                    question.profile = dice & 4 > 0;
                }
                let own = matches!(
                    question.kind,
                    Kind::Number { .. } | Kind::Percentage | Kind::Text { .. } | Kind::SelectSeveral { .. }
                );
                if own && dice & 8 > 0 && !(number == 0 && dice % 4 == 3) {
                    let constraint = constraints[usize::from(dice / 16) % 3];
                    question.constraint = Some(constraint.parse().unwrap());
                    question.constraint_message = text("no");
                }
                // Later ones only: nothing may refer to them.
                if number >= 7 {
                    question.code = places[usize::from(dice) % places.len()].parse().unwrap();
                }
            }
        }
        let codes: std::collections::BTreeSet<_> = set.questions().map(|(_, q)| q.code.clone()).collect();
        if codes.len() != set.questions().count() {
            return Shown(generated::real());
        }
        if flags & 4 > 0 && !lists.is_empty() {
            let renamed = format!("a list, {}", lists[0]);
            let mut all = survey::ordered::Map::default();
            for (name, list) in &set.choice_lists {
                all.insert(if *name == lists[0] { renamed.clone() } else { name.clone() }, list.clone());
            }
            set.choice_lists = all;
            for question in set.sections.iter_mut().flat_map(|section| &mut section.questions) {
                match &mut question.kind {
                    Kind::SelectOne { choices }
                    | Kind::SelectSeveral { choices, .. }
                    | Kind::Ranking { choices, .. }
                    | Kind::Matrix { choices, .. }
                        if *choices == lists[0] =>
                    {
                        choices.clone_from(&renamed);
                    }
                    _ => {}
                }
            }
        }
        Shown(set)
    })
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn out_and_in_again_is_the_very_same_question_set(set in question_set()) {
        goes_through(&set)?;
    }

    #[test]
    fn whatever_a_set_has_it_comes_back(set in richer()) {
        goes_through(&set)?;
    }

    #[test]
    fn no_table_at_all_makes_reading_fail(
        types in prop::collection::vec("(begin_group|end_group|begin repeat|end_repeat|select_one l|select_multiple l or_other|rank l|range|text|date|note|geopoint|)", 0..12),
        cells in prop::collection::vec("(yes|\\$\\{[ab]\\} = '1'|\\. >= [0-9]|selected\\(\\., 'x'\\)|label|list-nolabel|[ab]|\\PC{0,8})", 60),
    ) {
        let columns = ["type", "name", "label", "relevant", "constraint", "appearance", "required", "parameters"];
        let mut rows = vec![columns.map(str::to_owned).to_vec()];
        for (place, kind) in types.iter().enumerate() {
            let mut row = vec![kind.clone()];
            row.extend((1..columns.len()).map(|column| cells[(place * 7 + column) % cells.len()].clone()));
            rows.push(row);
        }
        let rows = (1..).zip(rows).map(|(number, cells)| Row { number, cells }).collect();
        let choices = drawn("choices", "list_name|name|label\nl|x|X\nl|1|One");
        let imported = import(&[Sheet { name: "survey".into(), rows }, choices]);
        if let Some(set) = &imported.set && !imported.has_errors() {
            goes_through(set)?;
        }
    }
}

#[test]
fn the_real_questionnaire_goes_out_and_comes_in_unchanged() {
    let set = real();
    goes_through(&set).unwrap();
    let book = write(&set);
    let headings: Vec<&str> = book.survey.columns.iter().map(|column| column.heading.as_str()).collect();
    assert!(headings.starts_with(&[
        "type",
        "name",
        "label::English (en)",
        "label::Français (fr)",
        "label::العربية (ar)"
    ]));
    assert!(!headings.contains(&"sawt_relevant") && !headings.contains(&"sawt_constraint"), "{headings:?}");
}

/// A form as it is written for ODK: a follow-up visit, in two languages.
fn visit() -> Vec<Sheet> {
    vec![
        drawn(
            "survey",
            "type|name|label::English (en)|label::Français (fr)|hint::English (en)|required|required_message::English (en)|relevant|constraint|constraint_message::English (en)|appearance|parameters|calculation|default
             start|start
             today|today
             note|intro|Thank you for taking part.|Merci de participer.
             begin group|About You|About you|À propos de vous|||||||field-list
             select_one yn|Consent|Do you agree?|Êtes-vous d’accord ?||yes|Please answer
             text|name|Your name|Votre nom||||${Consent} = '1'||||||Anna
             integer|age|Your age|Votre âge||true||${Consent}=1|. >= 18 and . < 100|Adults only
             select_multiple channel or_other|channels|Which channels?|Quels canaux ?||||${Consent} = '1'|count-selected(.) <= 3
             end group
             begin_group|work|Your work|Votre travail|||||||
             geopoint|place|Where?|Où ?
             image|photo|A picture|Une photo
             begin_group|media|Media|Médias||||selected(${channels}, 'radio')|||field-list
             select_one agree|m_head|How far do you agree?|Êtes-vous d’accord ?|||||||label
             select_one agree|m_clear|The contract is clear|Le contrat est clair||yes|||||list-nolabel
             select_one agree|m_time|Support is on time|Le soutien arrive à temps||yes|||||list-nolabel
             end_group
             range|mark|How good is it?|Est-ce bien ?||||||||start=1 end=5 step=1
             range|share|Which share?|Quelle part ?||||||||start=0 end=1 step=0.1
             select_one source|source|Where did you hear of us?|Comment nous connaissez-vous ?|||||||minimal
             text|source_other|Please say|Précisez||||${source} = 'other'
             rank channel|order|Put in order|Classez
             date|since|Since when?|Depuis quand ?|||||. >= date('2000-01-01')
             text|more|Anything else?|Autre chose ?|||||||multiline
             end_group
             calculate|double||||||||||||${age} * 2",
        ),
        drawn(
            "choices",
            "list_name|name|label::English (en)|label::Français (fr)|media::image
             yn|1|Yes|Oui
             yn|0|No|Non
             channel|radio|Radio|Radio|radio.png
             channel|tv|TV|Télé
             channel|web|Web|Web
             agree|Yes|Agree|D’accord
             agree|No|Disagree|Pas d’accord
             source|friend|A friend|Un ami
             source|other|Other|Autre
             unused|a|A|A",
        ),
        drawn("settings", "form_title|form_id|version|default_language|style\nVisit|Field_Visit 2|2024051501|English (en)|pages"),
    ]
}

#[test]
fn a_form_written_for_odk_is_read_and_what_does_not_fit_is_named_row_by_row() {
    let imported = import(&visit());
    assert!(!imported.has_errors(), "{:#?}", imported.remarks);
    let warnings = said(&imported, Severity::Warning);
    assert_eq!(
        warnings,
        [
            "survey 2 type: type-left-out start",
            "survey 3 type: type-left-out today",
            "survey 7 default: cell-unused default Anna",
            "survey 12 type: type-left-out geopoint",
            "survey 13 type: type-left-out image",
            "survey 20 parameters: range-as-number",
            "survey 22 label::English (en): cell-unused label::English (en) Please say",
            "survey 22 label::Français (fr): cell-unused label::Français (fr) Précisez",
            "survey 27 type: type-left-out calculate",
            "choices 4 media::image: cell-unused media::image radio.png",
        ]
    );
    let notes = said(&imported, Severity::Note);
    for note in [
        "survey 5 name: renamed About You about_you",
        "survey 6 name: renamed Consent consent",
        "survey 9 type: list-split channel_or_other",
        "survey 21 appearance: appearance-unused minimal",
        "survey 22 : other-folded source",
        "choices 11 : list-unused unused",
        "settings 2 form_id: renamed Field_Visit 2 field-visit-2",
        "settings 1 style: column-unknown style",
    ] {
        assert!(notes.iter().any(|said| said == note), "{note} is not in {notes:#?}");
    }
    let set = imported.set.unwrap();
    assert_eq!(set.code.as_str(), "field-visit-2");
    let sections: Vec<_> = set.sections.iter().map(|s| (s.code.as_str(), s.questions.len())).collect();
    assert_eq!(sections, [("section", 1), ("about_you", 4), ("work", 7)]);
    let question = |code: &str| set.question(code).unwrap_or_else(|| panic!("no {code}"));
    let condition = |code: &str| question(code).relevant.as_ref().map(|e| e.source().to_owned());
    assert_eq!(condition("name").as_deref(), Some("${consent} = '1'"));
    assert_eq!(condition("age").as_deref(), Some("${consent}=1"));
    assert_eq!(question("age").kind, Kind::Number { min: Some(18.0), max: Some(99.0), decimals: 0 });
    assert_eq!(question("age").constraint, None);
    let Kind::SelectSeveral { choices, max: Some(3) } = &question("channels").kind else { panic!() };
    let codes =
        |list: &str| set.choice_lists[list].iter().map(|c| (c.code.as_str(), c.other)).collect::<Vec<_>>();
    assert_eq!(codes(choices), [("radio", false), ("tv", false), ("web", false), ("other", true)]);
    assert_eq!(codes("channel").len(), 3);
    assert_eq!(codes("source"), [("friend", false), ("other", true)]);
    assert_eq!(codes("agree"), [("Yes", false), ("No", false)]);
    let media = question("media");
    let Kind::Matrix { items, choices } = &media.kind else { panic!("{media:?}") };
    assert_eq!(items.iter().map(|item| item.code.as_str()).collect::<Vec<_>>(), ["m_clear", "m_time"]);
    assert_eq!((choices.as_str(), media.required), ("agree", true));
    assert_eq!(condition("media").as_deref(), Some("selected(${channels}, 'radio')"));
    let english = "en".parse().unwrap();
    // Both the group and the head of the table say something: what is over the scale helps to answer.
    assert_eq!((media.label.get(&english), media.hint.get(&english)), ("Media", "How far do you agree?"));
    assert_eq!(
        question("mark").kind,
        Kind::Rating { min: 1, max: 5, low: Text::default(), high: Text::default() }
    );
    assert_eq!(question("share").kind, Kind::Number { min: Some(0.0), max: Some(1.0), decimals: 1 });
    assert!(matches!(question("since").kind, Kind::Date { min: Some(_), max: None }));
    assert!(matches!(question("more").kind, Kind::LongText { .. }));
    assert_eq!(
        survey::check::check(&set).iter().map(|f| f.place.as_str()).collect::<Vec<_>>(),
        [
            "title",
            "choice_lists.channel_or_other.other.label",
            "sections.section.title",
            "sections.about_you.questions.consent.required_message",
            "sections.about_you.questions.age.constraint_message"
        ]
    );
    goes_through(&set).unwrap();
}

#[test]
fn errors_name_row_column_and_place() {
    let sheets = [
        drawn(
            "survey",
            "type|name|label|relevant|constraint
             begin_group|g|Group
             integer|a|How many?
             calculate|c
             begin_repeat|r|Again
             text|inside|Inside
             end_repeat
             text|b|Why?|${a} > 3 and today() > 2
             text|d|Why?|${nothing} = 1 or ${c} = 2
             select_one missing|e|Which?||regex(., 'x')
             text|f|Why?|${inside} = 'x'
             text|h|Why?|${a} >
             text||No name
             |h|No type
             begin_group|open|Never closed
             text|deep|Deep|",
        ),
        drawn("choices", "list_name|name|label\nl|a|A\nl|a|Again\nl||Nobody"),
    ];
    let imported = import(&sheets);
    assert!(imported.has_errors());
    let errors = said(&imported, Severity::Error);
    assert_eq!(
        errors,
        [
            "survey 2 type: group-not-closed g",
            "survey 9 relevant: unknown-reference @1 nothing",
            "survey 10 type: list-missing missing",
            "survey 12 relevant: expression @7",
            "survey 13 name: name-missing",
            "survey 14 type: type-missing",
            "survey 15 type: group-not-closed open",
            "choices 3 name: name-twice a",
            "choices 4 : name-missing",
        ]
    );
    let left_out: Vec<String> =
        said(&imported, Severity::Warning).into_iter().filter(|said| said.contains("-left-out @")).collect();
    assert_eq!(
        left_out,
        [
            "survey 8 relevant: function-left-out @14 today",
            "survey 9 relevant: reference-left-out @19 c",
            "survey 10 constraint: function-left-out @1 regex",
            "survey 11 relevant: reference-left-out @1 inside",
        ]
    );
}

#[test]
fn what_is_no_form_is_said_in_one_line() {
    let only = |sheets: &[Sheet]| said(&import(sheets), Severity::Error);
    assert_eq!(only(&[]), ["0 : no-survey-sheet"]);
    assert_eq!(only(&[drawn("survey", "type|label\ntext|A")]), ["survey 1 : no-column name"]);
    assert_eq!(
        only(&[drawn("survey", "type|name|label::Elvish\ntext|a|A")]),
        ["survey 1 label::Elvish: language-unknown Elvish"]
    );
    let imported = import(&[drawn("Survey", "type|name|label\ntext|a|A")]);
    assert_eq!(said(&imported, Severity::Warning), ["Survey 1 label: language-assumed en"]);
}

/// In ODK each row of a table has its own message; here the question has one.
#[test]
fn the_rows_of_a_table_have_one_message_and_who_need_not_answer_gets_none() {
    let sheets = [
        drawn(
            "survey",
            "type|name|label|required|required_message|appearance
             begin_group|t|How far?||Not read here|table-list
             select_one yn|t1|One?|yes|Each row, please
             select_one yn|t2|Two?|yes|Each row, please
             select_one yn|t3|Three?|yes|This one too
             end_group
             text|free|Anything else?||Never said",
        ),
        drawn("choices", "list_name|name|label\nyn|yes|Yes\nyn|no|No"),
        drawn("settings", "form_title|default_language\nA form|English (en)"),
    ];
    let imported = import(&sheets);
    assert_eq!(
        said(&imported, Severity::Warning),
        [
            "survey 2 required_message: cell-unused required_message Not read here",
            "survey 5 required_message: cell-unused required_message This one too",
            "survey 7 required_message: cell-unused required_message Never said",
        ]
    );
    let set = imported.set.unwrap();
    let english = "en".parse().unwrap();
    assert_eq!(set.question("t").unwrap().required_message.get(&english), "Each row, please");
    assert!(set.question("free").unwrap().required_message.is_empty());
    goes_through(&set).unwrap();
}

/// Nested groups, groups of groups and tables in the other ways.
#[test]
fn groups_become_sections_and_conditions_are_joined() {
    let sheets = [
        drawn(
            "survey",
            "type|name|label|relevant|appearance|required|choice_filter
             select_one yn|start|Shall we?
             begin_group|outer|Outer|${start} = 'yes'
             begin_group|first|First
             text|a|A?
             begin_group|inner|Inner|${a} != ''
             text|b|B?|${a} != 'x' or ${a} = 'y'
             end_group
             end_group
             begin_group|second|Second||table-list
             select_one yn|s1|One?|||yes
             select_one yn|s2|Two?
             end_group
             begin_group|third|Third||table-list
             select_one yn|t1|One?
             select_one yn|t2|Two?|${t1} = 'yes'
             end_group
             end_group
             note|bye|Bye, ${start}",
        ),
        drawn("choices", "list_name|name|label\nyn|yes|Yes\nyn|no|No"),
        drawn("settings", "form_title|default_language\nA form|French"),
    ];
    let imported = import(&sheets);
    assert_eq!(
        said(&imported, Severity::Warning),
        [
            "survey 10 : matrix-partly-required",
            "survey 14 : matrix-split",
            "survey 19 label: answer-in-text start"
        ],
    );
    let set = imported.set.unwrap();
    assert_eq!(set.languages, ["fr".parse::<Locale>().unwrap()]);
    let shape: Vec<_> = set
        .sections
        .iter()
        .map(|section| {
            let questions: Vec<_> = section
                .questions
                .iter()
                .map(|question| {
                    (
                        question.code.as_str(),
                        question.kind.name(),
                        question.relevant.as_ref().map_or("", |e| e.source()),
                    )
                })
                .collect();
            (section.code.as_str(), section.relevant.as_ref().map_or("", |e| e.source()), questions)
        })
        .collect();
    assert_eq!(
        shape,
        [
            ("section", "", vec![("start", "select_one", "")]),
            (
                "outer",
                "${start} = 'yes'",
                vec![
                    ("first", "note", ""),
                    ("a", "text", ""),
                    ("inner", "note", "${a} != ''"),
                    ("b", "text", "(${a} != '') and (${a} != 'x' or ${a} = 'y')"),
                    ("second", "matrix", ""),
                    ("third", "note", ""),
                    ("t1", "select_one", ""),
                    ("t2", "select_one", "${t1} = 'yes'"),
                ]
            ),
            ("section_2", "", vec![("bye", "note", "")]),
        ]
    );
    goes_through(&set).unwrap();
}

/// Somebody works on the file that Sawt wrote: the standard cells count.
#[test]
fn an_edit_of_a_standard_cell_is_never_overruled_by_a_column_of_ours() {
    let mut set = real();
    let code = set.questions().find(|(_, q)| q.kind == Kind::Percentage).unwrap().1.code.clone();
    for question in set.sections.iter_mut().flat_map(|section| &mut section.questions) {
        if question.code == code {
            question.constraint = Some(". <= 50".parse().unwrap());
        }
    }
    let mut sheets = sheets(&write(&set));
    goes_through(&set).unwrap();
    let survey = &mut sheets[0];
    let column = survey.rows[0].cells.iter().position(|cell| cell == "constraint").unwrap();
    let row = survey.rows.iter_mut().find(|row| row.cells[1] == code.as_str()).unwrap();
    row.cells[column] = ". >= 10 and . <= 90".to_owned();
    let imported = import(&sheets);
    assert!(imported.remarks.iter().any(|remark| remark.problem == Problem::HintOverruled));
    let read = imported.set.unwrap();
    let question = read.question(code.as_str()).unwrap();
    assert_eq!(question.kind, Kind::Number { min: Some(10.0), max: Some(90.0), decimals: 2 });
    assert_eq!(question.constraint, None);
}

/// Two columns may mean one thing: the first counts, and what the other says is named, not lost.
#[test]
fn nothing_is_overwritten_without_a_remark_that_names_both_cells() {
    let text = |imported: &Imported, code: &str, language: &str| {
        let locale: Locale = language.parse().unwrap();
        imported.set.as_ref().unwrap().question(code).unwrap().label.0.get(&locale).cloned()
    };
    // A column without a language beside one in French is not French.
    for default in ["", "default"] {
        let imported = import(&[
            drawn("survey", "type|name|label::French|label|hint|hint::French\ntext|a|A-fr|A-en|h-en|h-fr"),
            drawn("settings", &format!("form_title|default_language\nT|{default}")),
        ]);
        assert_eq!(text(&imported, "a", "fr").as_deref(), Some("A-fr"));
        assert_eq!(text(&imported, "a", "en").as_deref(), Some("A-en"));
        assert_eq!(said(&imported, Severity::Warning), ["survey 1 label: language-assumed en"]);
    }
    // Where only another kind of text names its language, it is that of all.
    let imported = import(&[drawn("survey", "type|name|label|hint::French\ntext|a|A|h")]);
    assert_eq!(text(&imported, "a", "fr").as_deref(), Some("A"));
    let imported = import(&[
        drawn(
            "survey",
            "type|name|label::English|label::English (en)|bind:relevant|relevance
             text|a|first|second|1 = 1|2 = 2
             text|b||only|3 = 3
             text|c|same|same",
        ),
        drawn("settings", "form_title|default_language\nT|English"),
    ]);
    assert_eq!(text(&imported, "a", "en").as_deref(), Some("first"));
    assert_eq!(text(&imported, "b", "en").as_deref(), Some("only"));
    assert_eq!(
        said(&imported, Severity::Warning),
        [
            "survey 2 label::English (en): cell-twice label::English second",
            "survey 2 relevance: cell-twice bind:relevant 2 = 2",
        ]
    );
    let set = imported.set.unwrap();
    let condition = |code: &str| set.question(code).unwrap().relevant.as_ref().unwrap().source().to_owned();
    assert_eq!((condition("a"), condition("b")), ("1 = 1".to_owned(), "3 = 3".to_owned()));
    // The language of the form takes the column without one, and here it has its own as well.
    let imported = import(&[
        drawn("survey", "type|name|label|label::French\ntext|a|plain|en français"),
        drawn("choices", "list_name|name|label\nl|x|X"),
        drawn("settings", "form_title|default_language\nT|French"),
    ]);
    assert_eq!(said(&imported, Severity::Warning), ["survey 2 label::French: cell-twice label en français"]);
}

#[test]
fn what_a_row_says_beside_its_use_is_named() {
    let sheets = [
        drawn(
            "survey",
            "type|name|label|hint|relevant|constraint|constraint_message|required
             begin_group|g|About
             note|n|Read this|||||yes
             select_one l|src|Source
             text|src_other|Please specify the exact source|Write it in full|${src} = 'other'|string-length(.) < 20|Too long|yes
             end_group|g|The end of it",
        ),
        drawn("choices", "list_name|name|label\nl|a|A\nl|other|Other"),
        drawn("settings", "form_title|default_language|version\nT|English|v2.1\nsecond||3"),
    ];
    let imported = import(&sheets);
    assert_eq!(
        said(&imported, Severity::Warning),
        [
            "survey 3 required: cell-unused required yes",
            "survey 5 label: cell-unused label Please specify the exact source",
            "survey 5 hint: cell-unused hint Write it in full",
            "survey 5 constraint: cell-unused constraint string-length(.) < 20",
            "survey 5 constraint_message: cell-unused constraint_message Too long",
            "survey 5 required: cell-unused required yes",
            "survey 6 label: cell-unused label The end of it",
            "settings 2 version: version-unread v2.1",
            "settings 3 form_title: cell-unused form_title second",
            "settings 3 version: cell-unused version 3",
        ]
    );
    goes_through(&imported.set.unwrap()).unwrap();
}

#[test]
fn thousands_of_rows_of_one_name_are_read_in_seconds() {
    let rows = |row: fn(usize) -> String| (0..9_998).map(row).collect::<Vec<_>>().join("\n");
    let begun = std::time::Instant::now();
    let notes = rows(|row| format!("note|Same Name|Q {row}"));
    let imported = import(&[drawn("survey", &format!("type|name|label\n{notes}"))]);
    assert_eq!(imported.set.unwrap().questions().count(), 9_998);
    let lists = rows(|row| format!("l{row}|Same Name|Q {row}"));
    let choices = drawn("choices", &format!("list_name|name|label\n{lists}"));
    import(&[drawn("survey", "type|name|label\nnote|n|N"), choices]);
    let took = begun.elapsed();
    assert!(took.as_secs() < 30, "{took:?}");
}

#[test]
fn the_names_of_choices_stay_and_so_does_what_is_said_of_them() {
    let conditions = [
        "${a} > 1",
        "${a} = -99",
        "${a} = '-99'",
        "${a} != -99 and ${a} >= 2",
        "${a} = 1 or ${a} = 99",
        "selected(${a}, -99)",
        "${a} = (1)",
        "${a} = 1.5",
        "${a} = 'Yes'",
        "${a} = 'نعم'",
    ];
    let rows: Vec<String> = conditions.iter().map(|cell| format!("text|t|T|{cell}")).collect();
    let rows: String =
        rows.iter().enumerate().map(|(n, row)| row.replacen("|t|", &format!("|t{n}|"), 1) + "\n").collect();
    let imported = import(&[
        drawn("survey", &format!("type|name|label|relevant\nselect_one l|a|A\n{rows}")),
        drawn(
            "choices",
            "list_name|name|label\nl|1|One\nl|2|Two\nl|99|99\nl|-99|No answer\nl|1.5|x\nl|Yes|Yes\nl|نعم|نعم",
        ),
        drawn("settings", "form_title|default_language\nT|English"),
    ]);
    assert_eq!(said(&imported, Severity::Warning), Vec::<String>::new());
    assert!(!said(&imported, Severity::Note).iter().any(|said| said.contains("renamed")));
    let set = imported.set.unwrap();
    let codes: Vec<&str> = set.choice_lists["l"].iter().map(|choice| choice.code.as_str()).collect();
    assert_eq!(codes, ["1", "2", "99", "-99", "1.5", "Yes", "نعم"]);
    let asked = |answer: &str| {
        let raw = [("a".to_owned(), serde_json::json!(answer))].into_iter().collect();
        let found = survey::validation::validate(&set, &raw);
        (0..conditions.len())
            .filter(|n| found.relevant.contains(format!("t{n}").as_str()))
            .collect::<Vec<_>>()
    };
    assert_eq!(asked("1"), [4, 6]);
    assert_eq!(asked("2"), [0, 3]);
    assert_eq!(asked("99"), [0, 3, 4]);
    assert_eq!(asked("-99"), [1, 2, 5]);
    assert_eq!(asked("1.5"), [0, 7]);
    assert_eq!(asked("Yes"), [8]);
    assert_eq!(asked("نعم"), [9]);
    goes_through(&set).unwrap();
}

/// Nothing that XPath has and Sawt has not makes a form unreadable: what is left out is named, where it stands.
#[test]
fn ways_through_the_form_are_left_out_by_name_and_numbers_are_read() {
    let imported = import(&[
        drawn(
            "survey",
            "type|name|label|relevant|constraint
             text|a|A
             text|b|B|../a = 'x'
             text|c|C|/data/a = 'x'
             text|d|D|./a = 'x'
             text|e|E|true()
             text|f|F|string-length(${a}) > 0 and false()
             text|g|G|current()/../a = 'x'
             decimal|h|H||. >= .5 and . <= 1.
             text|i|I||${a} = 'x' or .. = 'y'
             text|j|J|${a} = 'x",
        ),
        drawn("settings", "form_title|default_language\nT|English"),
    ]);
    assert_eq!(
        said(&imported, Severity::Warning),
        [
            "survey 3 relevant: path-left-out @1 ../a",
            "survey 4 relevant: path-left-out @1 /data/a",
            "survey 5 relevant: path-left-out @1 ./a",
            "survey 8 relevant: function-left-out @1 current",
            "survey 10 constraint: path-left-out @15 ..",
            "survey 11 relevant: expression @8",
        ]
    );
    let set = imported.set.unwrap();
    let condition =
        |code: &str| set.question(code).unwrap().relevant.as_ref().map(|one| one.source().to_owned());
    assert_eq!(condition("b"), None);
    assert_eq!(condition("e").as_deref(), Some("true()"));
    assert_eq!(set.question("h").unwrap().kind, Kind::Number { min: Some(0.5), max: Some(1.0), decimals: 2 });
    goes_through(&set).unwrap();
}

#[test]
fn what_is_asked_of_several_choices_and_of_days_means_what_it_means_in_odk() {
    let imported = import(&[
        drawn(
            "survey",
            "type|name|label|relevant|constraint
             select_multiple l|m|M||. = 'none' or not(selected(., 'none'))
             text|b|B|${m} = 'a'
             text|c|C|selected(${m}, 'a')
             date|s|Start
             date|e|End||. - ${s} <= 365
             text|f|F|${e} - ${s} > 30
             text|g|G|${e} > ${s} + 30
             text|h|H|${s} > 0
             integer|y|Year||. <= 2024",
        ),
        drawn("choices", "list_name|name|label\nl|a|A\nl|b|B\nl|none|None"),
        drawn("settings", "form_title|default_language\nT|English"),
    ]);
    assert_eq!(
        said(&imported, Severity::Warning),
        ["survey 2 constraint: all-compared none", "survey 3 relevant: all-compared a",]
    );
    let set = imported.set.unwrap();
    let found = |answers: serde_json::Value| {
        let serde_json::Value::Object(raw) = answers else { panic!() };
        let found = survey::validation::validate(&set, &raw);
        let asked: Vec<_> =
            ["b", "c", "f", "g", "h"].into_iter().filter(|code| found.relevant.contains(code)).collect();
        (asked.concat(), found.faults.into_iter().map(|fault| fault.question).collect::<String>())
    };
    let days = |m: &[&str], e: &str| serde_json::json!({ "m": m, "s": "2024-01-01", "e": e });
    assert_eq!(found(days(&["a"], "2024-01-31")), ("bch".to_owned(), String::new()));
    assert_eq!(found(days(&["a", "b"], "2024-02-01")), ("cfgh".to_owned(), String::new()));
    assert_eq!(found(days(&["none"], "2024-12-31")), ("fgh".to_owned(), String::new()));
    assert_eq!(found(days(&["b", "none"], "2025-01-01")), ("h".to_owned(), "me".to_owned()));
    goes_through(&set).unwrap();
}

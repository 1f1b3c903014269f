//! A small code book for the demo's open answers, with what two analysts gave to them and what was decided of some.

use std::collections::{BTreeMap, BTreeSet};

use survey::code::ThemeCode;
use survey::{Locale, SurveyCode};

use crate::catalogue::Catalogue;
use crate::clock::Clock;
use crate::open_answers::{self, OpenAnswer};
use crate::store::open_answers::{self as table, Decision, Theme, Translation};
use crate::store::{Store, StoreError, StoreResult};

/// Code, names in English, French and Arabic, definition.
const THEMES: [(&str, [&str; 3], &str); 7] = [
    (
        "paperwork",
        ["Administrative burden", "Charge administrative", "الأعباء الإدارية"],
        "Reports, contracts and rules that take time. Not: payments that come late.",
    ),
    ("timeliness", ["Delays", "Retards", "التأخير"], "Contracts, payments or answers that come late."),
    (
        "good_communication",
        ["Good communication", "Bonne communication", "تواصل جيد"],
        "Praise of how IMS talks with partners.",
    ),
    (
        "trust",
        ["Flexibility and trust", "Souplesse et confiance", "المرونة والثقة"],
        "Being treated as an equal; rules that bend with the situation.",
    ),
    (
        "voice",
        ["A say in decisions", "Participation aux décisions", "المشاركة في القرار"],
        "Wishes to take part in choosing themes, partners, budgets.",
    ),
    (
        "training",
        ["Training and follow-up", "Formation et suivi", "التدريب والمتابعة"],
        "Trainings, tools and consultants, good or bad.",
    ),
    ("funding", ["Funding", "Financement", "التمويل"], "Amount, length and conditions of funding."),
];

/// Words of an answer, and the themes that the two analysts gave to it.
type Given = (&'static str, &'static [&'static str], Option<&'static [&'static str]>);

const GIVEN: &[Given] = &[
    ("Administrative requirements have become", &["paperwork"], Some(&["paperwork"])),
    ("procedures should be revised", &["paperwork", "trust"], Some(&["paperwork"])),
    ("contracts and administration is very slow", &["timeliness"], Some(&["timeliness"])),
    ("financial support is flexible", &["trust", "funding"], Some(&["trust", "funding"])),
    ("understandable and easy", &[], Some(&[])),
    ("Les rapports financiers demandés", &["paperwork"], Some(&["paperwork"])),
    ("تصل الدفعات متأخرة", &["timeliness", "funding"], Some(&["timeliness"])),
    ("délais de signature", &["timeliness"], None),
    ("open and easygoing", &["good_communication"], Some(&["good_communication"])),
    ("keeps open communication", &["good_communication", "trust"], Some(&["good_communication"])),
    ("communication with IMS is excellent", &["good_communication"], Some(&["good_communication"])),
    ("a lot of respect", &["good_communication", "trust"], Some(&["trust"])),
    ("very responsive, rigorous", &["good_communication"], Some(&["good_communication"])),
    ("dialogue est franc", &["good_communication"], None),
    ("التواصل مع الفريق جيد", &["good_communication"], None),
    ("extremely satisfied with the development", &["training"], Some(&["training"])),
    ("time frame for the capacity", &["training"], Some(&["training", "timeliness"])),
    ("tools provided should be", &["training"], None),
    ("formations sont utiles", &["training"], None),
    ("التدريب على السلامة", &["training"], None),
    ("identification of other partners", &["voice"], Some(&["voice"])),
    ("distribution of grants", &["voice", "funding"], Some(&["voice"])),
    ("choix des thèmes", &["voice"], None),
    ("معايير اختيار", &["voice"], None),
    ("enhance dialogue", &["voice"], Some(&["voice"])),
    ("budgets soient décidés", &["voice", "funding"], None),
    ("قرارات تُتخذ", &["voice", "funding"], None),
];

/// Words of an answer, what was decided of it, and what stands in its place.
const DECIDED: &[(&str, Decision, Option<&str>, bool)] = &[
    ("Administrative requirements have become", Decision::AsIs, None, true),
    ("financial support is flexible", Decision::AsIs, None, true),
    ("contracts and administration is very slow", Decision::AsIs, None, false),
    ("Les rapports financiers demandés", Decision::AsIs, None, false),
    ("open and easygoing", Decision::AsIs, None, true),
    ("a lot of respect", Decision::AsIs, None, false),
    ("identification of other partners", Decision::AsIs, None, true),
    ("enhance dialogue", Decision::AsIs, None, true),
    (
        "office in the north",
        Decision::Redacted,
        Some("Thank you for standing by us when our office […] had to close."),
        true,
    ),
    ("newsroom@partner.example", Decision::Withheld, None, false),
];

/// Words of an answer, and its translation into English.
const TRANSLATED: &[(&str, &str)] = &[
    ("تصل الدفعات متأخرة", "Instalments sometimes come late, so that we have to borrow to pay salaries."),
    (
        "Les rapports financiers demandés",
        "The financial reports asked for small amounts take almost as long as the project.",
    ),
];

/// Adds them to a survey that is over.
///
/// # Errors
/// When the database fails.
pub async fn add(store: &Store, code: &SurveyCode, analysts: [&str; 2]) -> StoreResult<()> {
    let clock = Clock::system();
    let Some(survey) = Catalogue::new(store.clone()).survey(code).await? else { return Ok(()) };
    let Ok(answers) = open_answers::read(store, &survey, survey.today(clock)).await? else {
        return Ok(());
    };
    let bad = |problem: String| StoreError::unreadable("theme", problem);
    let theme_code = |text: &str| text.parse::<ThemeCode>().map_err(|e| bad(e.to_string()));
    let locale = |tag: &str| tag.parse::<Locale>().map_err(|e| bad(e.to_string()));
    let mut tx = store.begin_write().await?;
    for (code, names, definition) in THEMES {
        let mut by_language = BTreeMap::new();
        for (tag, name) in ["en", "fr", "ar"].into_iter().zip(names) {
            by_language.insert(locale(tag)?, name.to_owned());
        }
        let (code, definition) = (theme_code(code)?, definition.to_owned());
        let theme = Theme { code, names: by_language, definition, retired: false };
        table::put_theme(&mut tx, &survey.row.question_set, &theme).await?;
    }
    let find = |words: &str| -> Option<&OpenAnswer> {
        answers.all().map(|(_, answer)| answer).find(|answer| answer.text.contains(words))
    };
    for (words, first, second) in GIVEN {
        let Some(answer) = find(words) else { continue };
        for (analyst, given) in analysts.into_iter().zip([Some(*first), *second]) {
            let Some(given) = given else { continue };
            let given = given.iter().map(|code| theme_code(code)).collect::<StoreResult<BTreeSet<_>>>()?;
            table::put_coding(&mut tx, &answer.row.id, analyst, &given).await?;
        }
    }
    for (words, decision, redacted, quoted) in DECIDED {
        let Some(answer) = find(words) else { continue };
        let text = if *decision == Decision::AsIs { Some(answer.text.as_str()) } else { *redacted };
        table::decide(&mut tx, (&answer.row.id, 0), *decision, text, *quoted, analysts[0]).await?;
    }
    for (words, text) in TRANSLATED {
        let Some(answer) = find(words) else { continue };
        let (who, text) = (analysts[1].to_owned(), (*text).to_owned());
        let translation = Translation { who, language: Locale::english(), text };
        table::put_translation(&mut tx, &answer.row.id, &translation).await?;
    }
    Ok(tx.commit().await?)
}

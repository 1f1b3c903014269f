//! The report of a survey: as it is today, what editors say in it, and publishing it.

use std::collections::BTreeSet;

use serde_json::{Value as Json, json};
use survey::{Locale, QuestionCode, SectionCode, SurveyCode};

use crate::catalogue::{Catalogue, Survey};
use crate::clock::Clock;
use crate::ending::{self, IfEnded};
use crate::report::compose;
use crate::report::document::{Edits, Report, Texts};
use crate::store::reports::{self, Edited};
use crate::store::{Store, StoreResult, audit, surveys};

/// The most characters of a text.
pub const LONGEST: usize = 5_000;
/// The part that stands before all sections, beside which the sections are the others.
pub const INTRODUCTION: &str = "introduction";

/// The report as it is today, and what the editor says in it.
///
/// # Errors
/// When the database fails.
pub async fn draft(
    store: &Store,
    catalogue: &Catalogue,
    survey: &Survey,
    clock: Clock,
) -> StoreResult<(IfEnded<Box<Report>>, Edited)> {
    let edited = store.report_edits(&survey.row.code).await?;
    let composed = compose::read(store, catalogue, survey, &edited.edits, survey.today(clock)).await?;
    Ok((composed, edited))
}

/// A published version, once the survey has ended: some were published earlier, when figures were shown before the end.
///
/// # Errors
/// When the database fails.
pub async fn published(
    store: &Store,
    survey: &Survey,
    version: i64,
    clock: Clock,
) -> StoreResult<IfEnded<Option<Report>>> {
    if let Err(not_shown) = ending::open_to_view(store, &survey.row, survey.today(clock)).await? {
        return Ok(Err(not_shown));
    }
    Ok(Ok(store.published_report(&survey.row.code, version).await?))
}

/// Saves what the editor says, if nobody saved since the revision that was seen. Returns whether it was saved.
///
/// # Errors
/// When the database fails.
pub async fn save(
    store: &Store,
    survey: &SurveyCode,
    edits: &Edits,
    seen: i64,
    done: &[(&str, Json)],
    (who, now): (&str, i64),
) -> StoreResult<bool> {
    let mut tx = store.begin_write().await?;
    if !reports::save_edits(&mut tx, survey, edits, seen, (who, now)).await? {
        return Ok(false);
    }
    for (what, detail) in done {
        audit::record(&mut tx, who, what, &format!("survey:{survey}"), detail, now).await?;
    }
    tx.commit().await?;
    Ok(true)
}

/// Puts all that editors say, of every part at once, in the place of what was seen. Returns whether it was.
///
/// # Errors
/// When the database fails.
pub async fn put(
    store: &Store,
    survey: &SurveyCode,
    edits: &Edits,
    seen: i64,
    by: (&str, i64),
) -> StoreResult<bool> {
    let now = store.report_edits(survey).await?;
    let done = changes(&now.edits, edits);
    if now.revision == seen && done.is_empty() {
        return Ok(true);
    }
    save(store, survey, edits, seen, &done, by).await
}

/// What is done to a report, as the log tells it: in which parts is written, and that it is arranged anew. What is said stands in the
/// report, not in the log.
fn changes(before: &Edits, after: &Edits) -> Vec<(&'static str, Json)> {
    let mut done = Vec::new();
    let mut written = |part: &str| done.push(("report_text", json!({ "part": part })));
    if before.introduction != after.introduction {
        written(INTRODUCTION);
    }
    let sections: BTreeSet<_> = before.comments.keys().chain(after.comments.keys()).collect();
    sections
        .into_iter()
        .filter(|code| before.comments.get(*code) != after.comments.get(*code))
        .for_each(|code| written(code.as_str()));
    let arranged = |edits: &Edits| (edits.sections.clone(), edits.questions.clone(), edits.left_out.clone());
    if arranged(before) != arranged(after) {
        let detail =
            json!({ "sections": after.sections, "questions": after.questions, "left_out": after.left_out });
        done.push(("report_arranged", detail));
    }
    done
}

/// What is wrong with what editors say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum EditFault {
    /// A text of that part, in that language, is longer than [`LONGEST`].
    TooLong(Part, Locale),
    /// The question set has no such language.
    Language(Part, Locale),
    /// It has no such section.
    Section(SectionCode),
    /// It has no such question.
    Question(QuestionCode),
}

/// A part of a report that editors write in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// What stands before everything else.
    Introduction,
    /// A section.
    Section(SectionCode),
}

/// All that is wrong with what editors say of a survey.
pub fn faults(survey: &Survey, edits: &Edits) -> Vec<EditFault> {
    let sets = || survey.versions.values();
    let languages: BTreeSet<&Locale> = sets().flat_map(|set| &set.languages).collect();
    let sections: BTreeSet<&SectionCode> =
        sets().flat_map(|set| &set.sections).map(|section| &section.code).collect();
    let questions: BTreeSet<&QuestionCode> =
        sets().flat_map(|set| set.questions()).map(|(_, question)| &question.code).collect();
    let mut faults = Vec::new();
    let mut text = |part: Part, texts: &Texts| {
        for (language, text) in &texts.0 {
            if !languages.contains(language) {
                faults.push(EditFault::Language(part.clone(), language.clone()));
            }
            if text.chars().count() > LONGEST {
                faults.push(EditFault::TooLong(part.clone(), language.clone()));
            }
        }
    };
    text(Part::Introduction, &edits.introduction);
    edits.comments.iter().for_each(|(code, texts)| text(Part::Section(code.clone()), texts));
    let named = edits.comments.keys().chain(&edits.sections);
    let unknown = named.filter(|code| !sections.contains(code)).cloned();
    faults.extend(unknown.map(EditFault::Section));
    let named = edits.questions.iter().chain(&edits.left_out);
    let unknown = named.filter(|code| !questions.contains(code)).cloned();
    faults.extend(unknown.map(EditFault::Question));
    faults
}

/// Publishes a report as it is: it is kept as the next version, whose number is returned.
///
/// # Errors
/// When the database fails.
pub async fn publish(store: &Store, report: &Report, who: &str, now: i64) -> StoreResult<i64> {
    let mut tx = store.begin_write().await?;
    // One after the other: each takes the next number.
    surveys::lock(&mut tx, &report.survey).await?;
    let version = reports::publish(&mut tx, report, who, now).await?;
    let detail = json!({ "version": version, "responses": report.respondents });
    let subject = format!("survey:{}", report.survey);
    audit::record(&mut tx, who, "report_published", &subject, &detail, now).await?;
    tx.commit().await?;
    Ok(version)
}

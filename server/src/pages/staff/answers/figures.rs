//! Themes in figures: how often each was given, which stand together, how far analysts agree; and as files.
//!
//! On the page, for those who read the answers anyway, there is every count. What leaves it in a file holds no count of few.

use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION};
use actix_web::{HttpResponse, get, web};
use askama::Template;
use survey::Locale;
use survey::coding::{self, Codings};
use survey::locale::Direction;

use super::super::survey::Above;
use super::super::visit::{Frame, Problem, StaffVisit, Visit};
use super::super::words::{count, number, text};
use super::view::Sayer;
use super::{base, find_all};
use crate::catalogue::Survey;
use crate::open_answers::published_fields;
use crate::sheet;
use crate::store::StoreError;
use crate::store::open_answers::Theme;

#[derive(Template)]
#[template(path = "staff/answers/figures.html")]
struct FiguresPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    lead: String,
    agreement: Vec<String>,
    fields: Vec<Counted>,
    together: Option<Together>,
    files: Vec<(String, String)>,
    hidden: String,
}

/// The themes of a question.
struct Counted {
    id: String,
    question: String,
    note: String,
    themes: Vec<(String, String)>,
}

/// Which themes stand together.
struct Together {
    names: Vec<String>,
    rows: Vec<(String, Vec<(String, String)>)>,
}

/// The page.
#[get("/surveys/{survey}/answers/themes")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let (survey, answers) = find_all(&visit, &code).await?;
    let t = visit.t();
    let sayer = Sayer::new(&visit, &survey).await?;
    let themes = &answers.themes;
    let all: Vec<Codings> = answers.all().map(|(_, answer)| answer.places(themes)).collect();
    let coded = all.iter().filter(|codings| !codings.is_empty()).count();
    let given = [("coded", number(coded as u64)), ("all", number(all.len() as u64))];
    let fields = answers.fields.iter().enumerate().filter_map(|(place, field)| {
        let coded: Vec<Codings> = field
            .answers
            .iter()
            .filter(|answer| !answer.codings.is_empty())
            .map(|answer| answer.places(themes))
            .collect();
        let counts = coding::together(&coded, themes.len());
        let mut counts: Vec<(String, u64)> = themes
            .iter()
            .enumerate()
            .map(|(place, theme)| (sayer.theme(theme), counts[place][place]))
            .filter(|(_, count)| *count > 0)
            .collect();
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        (!coded.is_empty()).then(|| Counted {
            id: format!("themes-{place}"),
            question: sayer.field(&field.field),
            note: t.tr(
                "answers-coded",
                &[("coded", number(coded.len() as u64)), ("all", number(field.answers.len() as u64))],
            ),
            themes: counts.into_iter().map(|(name, n)| (name, count(t, n))).collect(),
        })
    });
    let page = FiguresPage {
        frame: visit.frame(&t.text("answers-themes")),
        above: Above::new(&visit, &survey, "answers"),
        base: base(&survey),
        lead: t.tr("answers-coded", &given),
        agreement: agreement(&visit, &all, themes.len()),
        fields: fields.collect(),
        together: together(&visit, &sayer, themes, &all),
        files: files(&visit, &base(&survey)),
        hidden: t.count("answers-files-hidden", "count", answers.threshold as f64),
    };
    visit.page(StatusCode::OK, &page)
}

fn agreement(visit: &Visit, all: &[Codings], themes: usize) -> Vec<String> {
    let t = visit.t();
    let found = coding::agreement(all, themes);
    if found.compared == 0 {
        return vec![t.text("answers-not-compared")];
    }
    let mut said =
        vec![t.tr("answers-same", &[("same", number(found.same)), ("compared", number(found.compared))])];
    if let Some(alpha) = found.alpha {
        let words = match alpha {
            alpha if alpha >= 0.8 => "answers-alpha-good",
            alpha if alpha >= 0.667 => "answers-alpha-fair",
            _ => "answers-alpha-poor",
        };
        let value = t.number((alpha * 100.0).round() / 100.0);
        said.push(t.tr(words, &[("alpha", text(&value))]));
    }
    said
}

fn together(visit: &Visit, sayer: &Sayer<'_>, themes: &[Theme], all: &[Codings]) -> Option<Together> {
    let t = visit.t();
    let counts = coding::together(all, themes.len());
    let used: Vec<usize> = (0..themes.len()).filter(|place| counts[*place][*place] > 0).collect();
    let names: Vec<String> = used.iter().map(|place| sayer.theme(&themes[*place])).collect();
    let rows = used.iter().zip(&names).map(|(a, name)| {
        let cells = used.iter().zip(&names).map(|(b, other)| (other.clone(), count(t, counts[*a][*b])));
        (name.clone(), cells.collect())
    });
    (used.len() > 1).then(|| Together { rows: rows.collect(), names: names.clone() })
}

/// The addresses of the files, and what they hold.
fn files(visit: &Visit, base: &str) -> Vec<(String, String)> {
    let names = [
        ("themes", "answers-file-themes"),
        ("publishable", "answers-file-publishable"),
        ("code-book", "answers-file-code-book"),
    ];
    let of = |(name, id): (&str, &str)| {
        ["csv", "xlsx"].map(|kind| {
            let said = kind.to_uppercase();
            (format!("{base}/{name}.{kind}"), visit.t().tr(id, &[("kind", text(&said))]))
        })
    };
    names.into_iter().flat_map(of).collect()
}

/// A file of the kind that its address names.
fn file(
    visit: &Visit,
    survey: &Survey,
    (name, kind): (&str, &str),
    headings: &[&str],
    rows: &[Vec<String>],
) -> Result<HttpResponse, Problem> {
    let headings: Vec<String> = headings.iter().map(|&heading| heading.to_owned()).collect();
    let (file, content_type) = if kind == "csv" {
        (sheet::csv(&headings, rows).map_err(|e| e.to_string()), "text/csv; charset=utf-8")
    } else {
        let right_to_left = visit.t().direction() == Direction::Rtl;
        let file = sheet::workbook(&headings, rows, right_to_left).map_err(|e| e.to_string());
        (file, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    };
    let file = file.map_err(|error| visit.unavailable(&StoreError::unreadable("open answers", error)))?;
    let name = format!("attachment; filename=\"{}-{name}.{kind}\"", survey.row.code);
    Ok(HttpResponse::Ok()
        .content_type(content_type)
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header((CONTENT_DISPOSITION, name))
        .body(file))
}

/// How often each theme was given, question by question.
#[get("/surveys/{survey}/answers/themes.{kind:csv|xlsx}")]
pub async fn themes_file(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (code, kind) = path.into_inner();
    let (survey, answers) = find_all(&visit, &code).await?;
    let sayer = Sayer::new(&visit, &survey).await?;
    let mut rows = Vec::new();
    for field in published_fields(&answers) {
        for (theme, count) in &field.themes {
            rows.push(vec![
                field.field.name.clone(),
                sayer.field(&field.field),
                theme.code.to_string(),
                sayer.theme(theme),
                count.map_or_else(String::new, |count| count.to_string()),
                if count.is_some() { "exact" } else { "hidden" }.to_owned(),
                field.coded.to_string(),
            ]);
        }
    }
    let headings = ["field", "field_label", "theme", "theme_label", "count", "shown", "coded"];
    file(&visit, &survey, ("themes", &kind), &headings, &rows)
}

/// What may be published, with its themes.
#[get("/surveys/{survey}/answers/publishable.{kind:csv|xlsx}")]
pub async fn publishable_file(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (code, kind) = path.into_inner();
    let (survey, answers) = find_all(&visit, &code).await?;
    let sayer = Sayer::new(&visit, &survey).await?;
    let mut rows = Vec::new();
    for (field, answer) in answers.all() {
        let Some(publishable) = answer.publishable() else { continue };
        let given = coding::themes(&answer.places(&answers.themes), answers.themes.len());
        let names: Vec<&str> = given.iter().map(|place| answers.themes[*place].code.as_str()).collect();
        rows.push(vec![
            field.name.clone(),
            sayer.field(field),
            publishable.to_owned(),
            names.join(" "),
            if answer.row.quoted { "1" } else { "" }.to_owned(),
        ]);
    }
    let headings = ["field", "field_label", "text", "themes", "quoted"];
    file(&visit, &survey, ("publishable", &kind), &headings, &rows)
}

/// The code book, with the names of its themes in each language.
#[get("/surveys/{survey}/answers/code-book.{kind:csv|xlsx}")]
pub async fn code_book_file(
    visit: StaffVisit,
    path: web::Path<(String, String)>,
) -> Result<HttpResponse, Problem> {
    let (code, kind) = path.into_inner();
    let (survey, answers) = find_all(&visit, &code).await?;
    let languages: Vec<&Locale> = visit.state.translations.locales().collect();
    let row = |theme: &Theme| {
        let names = languages.iter().map(|&locale| theme.names.get(locale).cloned().unwrap_or_default());
        let rest = [theme.definition.clone(), if theme.retired { "1" } else { "" }.to_owned()];
        std::iter::once(theme.code.to_string()).chain(names).chain(rest).collect()
    };
    let rows: Vec<Vec<String>> = answers.themes.iter().map(row).collect();
    let names: Vec<String> = languages.iter().map(|locale| format!("name::{locale}")).collect();
    let names = names.iter().map(String::as_str);
    let headings: Vec<&str> =
        std::iter::once("theme").chain(names).chain(["definition", "retired"]).collect();
    file(&visit, &survey, ("code-book", &kind), &headings, &rows)
}

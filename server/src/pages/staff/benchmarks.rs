//! Where we stand among other organisations, and how sure a net score is; a file of their figures comes in, looked at first.

use actix_multipart::Multipart;
use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, post, web};
use askama::Template;
use survey::benchmark::{Benchmark, FEWEST, Figure, Measure, Standing};
use survey::recommend;
use survey::tally::{Figures, Tally};

use super::forms::{Errors, field};
use super::not_shown;
use super::survey::{Above, find};
use super::upload::Upload;
use super::visit::{Frame, Problem, StaffVisit, Visit, redirect};
use super::words::{self, number, text};
use crate::auth::Permission;
use crate::benchmarks::{self, COLUMNS, LARGEST_FILE, MEASURES, NotRead};
use crate::catalogue::Survey;
use crate::open_answers::Doer;
use crate::partners::table::TableError;
use crate::report::response_rate::{self, Tally as Invited};
use crate::report::result_tables::Words;
use crate::report::results;
use crate::store::figures::Breakdown;

#[derive(Template)]
#[template(path = "staff/benchmarks.html")]
struct BenchmarksPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    errors: Errors,
    recommend: Vec<(String, Vec<String>)>,
    figures: Vec<Compared>,
    /// Why ours are not shown.
    not_shown: Option<String>,
    fewest: String,
    imports: bool,
    columns: String,
    measures: String,
    /// What a file holds that was looked at, and is not kept yet.
    looked: Option<Looked>,
}

/// A figure, ours and theirs.
struct Compared {
    label: String,
    sentence: String,
    range: Vec<(String, String)>,
}

/// What a file holds.
struct Looked {
    found: String,
    figures: Vec<String>,
    unmatched: Option<String>,
    content: String,
}

fn label(visit: &Visit, survey: &Survey, figure: &Figure) -> String {
    let words = Words::new(survey, visit.t());
    let mut label = words.question(&figure.question);
    if let Some(item) = &figure.item {
        label = format!("{label} · {}", words.item(&figure.question, item));
    }
    match &figure.measure {
        Measure::Mean => label,
        Measure::NetScore => format!("{label} · {}", visit.t().text("benchmarks-net-score")),
        Measure::Percent { choices } => {
            let names: Vec<String> =
                choices.iter().map(|choice| words.choice(&figure.question, choice)).collect();
            format!("{label} · {} (%)", words::list(visit.t(), &names))
        }
    }
}

fn said(visit: &Visit, value: f64) -> String {
    visit.t().number((value * 100.0).round() / 100.0)
}

fn compared(visit: &Visit, survey: &Survey, tally: &Tally, known: &Benchmark) -> Compared {
    let t = visit.t();
    let label = label(visit, survey, &known.figure);
    let found = benchmarks::compare(Some(tally), known);
    let Some(range) = found.range else {
        let sentence = t.count("benchmarks-too-few", "count", FEWEST as f64);
        return Compared { label, sentence, range: Vec::new() };
    };
    let sentence = match found.ours {
        None => t.text("benchmarks-no-figure"),
        Some((ours, rank)) => {
            let id = match range.standing(ours) {
                Standing::Highest => "benchmarks-highest",
                Standing::UpperQuarter => "benchmarks-upper-quarter",
                Standing::AboveMiddle => "benchmarks-above-middle",
                Standing::Middle => "benchmarks-middle",
                Standing::BelowMiddle => "benchmarks-below-middle",
                Standing::LowerQuarter => "benchmarks-lower-quarter",
                Standing::Lowest => "benchmarks-lowest",
            };
            let ours_said = said(visit, ours);
            let standing = t.text(id);
            t.tr(
                "benchmarks-ours",
                &[
                    ("ours", text(&ours_said)),
                    ("standing", text(&standing)),
                    ("rank", number(rank as u64)),
                    ("of", number(range.organisations as u64 + 1)),
                ],
            )
        }
    };
    let range = [
        ("benchmarks-low", range.lowest),
        ("benchmarks-lower-quartile", range.lower_quartile),
        ("benchmarks-median", range.median),
        ("benchmarks-upper-quartile", range.upper_quartile),
        ("benchmarks-high", range.highest),
    ];
    let range = range.into_iter().map(|(id, value)| (t.text(id), said(visit, value))).collect();
    Compared { label, sentence, range }
}

/// The classes of each “would you recommend”, and what small numbers leave open, in words.
fn recommended(
    visit: &Visit,
    survey: &Survey,
    tally: &Tally,
    invited: Option<u64>,
) -> Vec<(String, Vec<String>)> {
    let t = visit.t();
    let words = Words::new(survey, t);
    let of = |question: &survey::tally::QuestionTally| {
        let Figures::Rating(rating) = &question.figures else { return None };
        let classes = rating.recommend.as_ref()?;
        let sure = recommend::uncertain(classes, recommend::everybody(question, invited))?;
        let whole = |value: f64| t.number(value.round());
        let counts = [
            ("promoters", number(classes.promoters)),
            ("passives", number(classes.passives)),
            ("detractors", number(classes.detractors)),
        ];
        let (score, low, high) = (whole(sure.score), whole(sure.low), whole(sure.high));
        let mut sentences = vec![
            t.tr("benchmarks-classes", &counts),
            t.tr("benchmarks-sure", &[("score", text(&score)), ("low", text(&low)), ("high", text(&high))]),
        ];
        if let Some((least, most)) = sure.possible {
            let (least, most) = (whole(least), whole(most));
            let args = [("least", text(&least)), ("most", text(&most))];
            sentences.push(t.tr("benchmarks-possible", &args));
        }
        Some((words.question(&question.question), sentences))
    };
    tally.questions.iter().filter_map(of).collect()
}

async fn page(
    visit: &Visit,
    survey: &Survey,
    errors: Errors,
    looked: Option<Looked>,
) -> Result<HttpResponse, Problem> {
    let t = visit.t();
    let store = &visit.state.store;
    let down = |error| visit.unavailable(&error);
    let known = store.benchmarks(&survey.row.question_set).await.map_err(down)?;
    let results = results::read(store, survey, survey.today(visit.state.clock)).await.map_err(down)?;
    let (mut recommend, mut figures) = (Vec::new(), Vec::new());
    if let Ok(results) = &results {
        let everybody = match survey.row.public_token {
            Some(_) => None,
            None => {
                let counted = store.count_by(&survey.row.code, Breakdown::Region).await.map_err(down)?;
                Some(Invited::sum(response_rate::tallies(counted).values()).invited)
            }
        };
        recommend = recommended(visit, survey, &results.tally, everybody);
        figures = known.iter().map(|known| compared(visit, survey, &results.tally, known)).collect();
    }
    let page = BenchmarksPage {
        frame: visit.frame(&errors.title(visit, &t.text("benchmarks-tab"))),
        above: Above::new(visit, survey, "benchmarks"),
        base: base(survey),
        recommend,
        figures,
        not_shown: results.err().map(|why| not_shown::sentence(visit, why)),
        fewest: t.count("benchmarks-rule", "count", FEWEST as f64),
        imports: visit.may(Permission::RunSurveys),
        columns: COLUMNS.join(", "),
        measures: MEASURES.join(", "),
        looked,
        errors,
    };
    let status = if page.errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    visit.page(status, &page)
}

fn base(survey: &Survey) -> String {
    format!("/staff/surveys/{}/benchmarks", survey.row.code)
}

/// The page.
#[get("/surveys/{survey}/benchmarks")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    page(&visit, &survey, Errors::default(), None).await
}

/// Takes a file, and shows what it holds.
#[post("/surveys/{survey}/benchmarks/look")]
pub async fn look(
    visit: StaffVisit,
    code: web::Path<String>,
    parts: Multipart,
) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    let upload = Upload::posted(&visit, parts, LARGEST_FILE).await?;
    let t = visit.t();
    let (file, set) = (upload.file, survey.current().clone());
    // Unpacking and parsing take the processor for a while: not on a thread that serves requests.
    let read = web::block(move || benchmarks::read(&file, &set)).await;
    let mut errors = Errors::default();
    match read.unwrap_or(Err(NotRead::Table(TableError::DamagedWorkbook))) {
        Ok(read) => {
            let found = [
                ("figures", number(read.benchmarks.len() as u64)),
                ("organisations", number(read.organisations as u64)),
            ];
            let looked = Looked {
                found: t.tr("benchmarks-found", &found),
                figures: read.benchmarks.iter().map(|one| label(&visit, &survey, &one.figure)).collect(),
                unmatched: (!read.unmatched.is_empty()).then(|| {
                    let names = words::list(t, &read.unmatched);
                    t.tr("benchmarks-unmatched", &[("names", text(&names))])
                }),
                content: serde_json::to_string(&read.benchmarks).unwrap_or_default(),
            };
            return page(&visit, &survey, errors, Some(looked)).await;
        }
        Err(NotRead::Table(TableError::TooLarge)) => {
            let megabytes = [("megabytes", number((LARGEST_FILE >> 20) as u64))];
            errors.0.push(("file", t.tr("waves-file-too-large", &megabytes)));
            let mut answer = page(&visit, &survey, errors, None).await?;
            *answer.status_mut() = StatusCode::PAYLOAD_TOO_LARGE;
            return Ok(answer);
        }
        Err(NotRead::Table(_)) => errors.add(&visit, "file", "waves-file-unreadable"),
        Err(NotRead::Nothing) => errors.add(&visit, "file", "benchmarks-nothing"),
        Err(NotRead::Column(name)) => {
            errors.0.push(("file", t.tr("waves-file-column", &[("column", text(name))])));
        }
        Err(NotRead::Cells(cells)) => {
            for (row, column) in cells {
                let args = [("row", number(row.into())), ("column", text(column))];
                errors.0.push(("file", t.tr("waves-file-cell", &args)));
            }
        }
    }
    page(&visit, &survey, errors, None).await
}

/// Keeps what was shown.
#[post("/surveys/{survey}/benchmarks/keep")]
pub async fn keep(
    visit: StaffVisit,
    code: web::Path<String>,
    body: web::Payload,
) -> Result<HttpResponse, Problem> {
    let fields = visit.posted_large(body, 8 * LARGEST_FILE).await?;
    let survey = find(&visit, &code).await?;
    let content: Option<Vec<Benchmark>> = serde_json::from_str(field(&fields, "content")).ok();
    // What comes back has been in somebody's hands: it is looked at as the file was.
    let content = content.and_then(|content| benchmarks::again(content, survey.current()));
    let Some(content) = content else {
        let mut errors = Errors::default();
        errors.add(&visit, "file", "benchmarks-not-as-shown");
        return page(&visit, &survey, errors, None).await;
    };
    let by = Doer { who: visit.who(), at: visit.state.clock.now_ms() };
    let kept = benchmarks::keep(&visit.state.store, &survey.row.question_set, &content, by).await;
    kept.map_err(|error| visit.unavailable(&error))?;
    Ok(redirect(&base(&survey)))
}

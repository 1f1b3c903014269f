//! The list of open answers: search, filters, pages; question by question, each in an order of its own.

use actix_web::http::StatusCode;
use actix_web::{HttpResponse, get, web};
use askama::Template;
use survey::form::Fields;

use super::super::forms::field;
use super::super::invitations::{Choice, query};
use super::super::not_shown::sentence;
use super::super::survey::{Above, find};
use super::super::visit::{Frame, Problem, StaffVisit, Visit};
use super::super::words::number;
use super::view::{AnswerView, Sayer};
use super::{base, read};
use crate::catalogue::Survey;
use crate::open_answers::{OpenAnswers, Wish};
use crate::store::open_answers::Decision;

/// Answers on a page.
const PAGE: usize = 25;

#[derive(Template)]
#[template(path = "staff/answers/list.html")]
struct ListPage<'a> {
    frame: Frame<'a>,
    above: Above,
    base: String,
    not_shown: Option<String>,
    rule: String,
    search: String,
    choices: Vec<Choice>,
    filtered: bool,
    found: String,
    groups: Vec<Group>,
    /// Questions of which some answers are too few to be read.
    few: Vec<String>,
    earlier: Option<String>,
    later: Option<String>,
    pages: Option<String>,
}

/// The answers of a question that stand on this page.
struct Group {
    question: String,
    answers: Vec<AnswerView>,
}

/// What an address asks for.
pub fn wish(asked: &Fields) -> Wish {
    let value = |name| field(asked, name).to_owned();
    Wish {
        field: value("question"),
        theme: value("theme"),
        decision: value("state"),
        search: value("search"),
    }
}

/// The query of an address, without its page.
pub fn kept(asked: &Fields) -> String {
    const KEPT: [&str; 4] = ["question", "theme", "state", "search"];
    let fields = asked.0.iter().map(|(name, value)| (name.as_str(), value.as_str()));
    let fields: Vec<_> =
        fields.filter(|(name, value)| KEPT.contains(name) && !value.trim().is_empty()).collect();
    serde_urlencoded::to_string(fields).unwrap_or_default()
}

/// The page.
#[get("/surveys/{survey}/answers")]
pub async fn show(visit: StaffVisit, code: web::Path<String>) -> Result<HttpResponse, Problem> {
    let survey = find(&visit, &code).await?;
    let t = visit.t();
    let answers = read(&visit, &survey).await?;
    let mut page = ListPage {
        frame: visit.frame(&t.text("answers-heading")),
        above: Above::new(&visit, &survey, "answers"),
        base: base(&survey),
        not_shown: answers.as_ref().err().map(|why| sentence(&visit, *why)),
        rule: String::new(),
        search: String::new(),
        choices: Vec::new(),
        filtered: false,
        found: String::new(),
        groups: Vec::new(),
        few: Vec::new(),
        earlier: None,
        later: None,
        pages: None,
    };
    if let Ok(answers) = answers {
        page.rule = t.count("answers-rule", "count", answers.threshold as f64);
        let sayer = Sayer::new(&visit, &survey).await?;
        fill(&mut page, &visit, &survey, &sayer, &answers);
    }
    visit.page(StatusCode::OK, &page)
}

fn fill(page: &mut ListPage<'_>, visit: &Visit, survey: &Survey, sayer: &Sayer<'_>, answers: &OpenAnswers) {
    let t = visit.t();
    let asked = query(visit);
    let wish = wish(&asked);
    let kept = kept(&asked);
    let matching = wish.matching(answers, visit.who());
    let last = matching.len().div_ceil(PAGE).max(1);
    let at = field(&asked, "page").parse().unwrap_or(1).clamp(1, last);
    let href = |at: usize| {
        let join = if kept.is_empty() { "" } else { "&" };
        format!("{}?{kept}{join}page={at}", base(survey))
    };
    let within = if kept.is_empty() { String::new() } else { format!("?{kept}") };
    page.filtered = !kept.is_empty();
    page.choices = choices(visit, sayer, answers, &wish);
    page.search = wish.search;
    page.found = t.count("answers-found", "count", matching.len() as f64);
    let mut names: Vec<&str> = Vec::new();
    for (field, answer) in matching.iter().skip((at - 1) * PAGE).take(PAGE) {
        if names.last() != Some(&field.name.as_str()) {
            names.push(&field.name);
            page.groups.push(Group { question: sayer.field(field), answers: Vec::new() });
        }
        if let Some(group) = page.groups.last_mut() {
            group.answers.push(sayer.answer(answers, answer, &within));
        }
    }
    page.few =
        answers.fields.iter().filter(|field| field.more).map(|field| sayer.field(&field.field)).collect();
    page.earlier = (at > 1).then(|| href(at - 1));
    page.later = (at < last).then(|| href(at + 1));
    let of = [("page", number(at as u64)), ("last", number(last as u64))];
    page.pages = (last > 1).then(|| t.tr("partners-page", &of));
}

fn choices(visit: &Visit, sayer: &Sayer<'_>, answers: &OpenAnswers, wish: &Wish) -> Vec<Choice> {
    let t = visit.t();
    let fields = answers.fields.iter().filter(|field| !field.answers.is_empty());
    let fields = fields.map(|field| (field.field.name.clone(), sayer.field(&field.field)));
    let themes =
        [("none", "answers-untagged"), ("not_mine", "answers-not-mine"), ("disputed", "answers-disputed")]
            .map(|(value, label)| (value.to_owned(), t.text(label)));
    let book = answers.themes.iter().map(|theme| (theme.code.to_string(), sayer.theme(theme)));
    let decisions = Decision::ALL.map(|decision| (decision.as_str().to_owned(), sayer.decision(decision)));
    let quoted = ("quoted".to_owned(), t.text("answers-quoted"));
    vec![
        Choice::new(t, ("question", "answers-question"), &wish.field, fields),
        Choice::new(t, ("theme", "answers-theme"), &wish.theme, themes.into_iter().chain(book)),
        Choice::new(
            t,
            ("state", "answers-publication"),
            &wish.decision,
            decisions.into_iter().chain([quoted]),
        ),
    ]
}

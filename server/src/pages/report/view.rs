//! A report in the words of a language.

use survey::Locale;
use survey::benchmark::{Measure, Range, Standing};

use super::figures::chart;
use super::tables::{TableView, table};
use super::words::{self, number, text};
use crate::i18n::{Arg, LocaleTexts};
use crate::report::chart::{Paint, Size};
use crate::report::document::{
    AmongOthers, Earlier, Figure, GroupedBy, Grouping, Headline, Moved, Question, Report, Row, Section,
    TakingPart, Texts,
};

/// All that a page of a report shows.
pub struct ReportView<'a> {
    /// The texts of its language.
    pub t: &'a LocaleTexts,
    /// The language.
    pub locale: &'a str,
    /// Its direction.
    pub dir: &'static str,
    /// What the survey is called.
    pub title: String,
    /// When it was, and of when this is.
    pub dates: String,
    /// What a reader must know before: that more can come, that a wave does not add up.
    pub notices: Vec<String>,
    /// What the editor says before everything else.
    pub introduction: Vec<String>,
    /// Who took part, in sentences.
    pub taking_part: Vec<String>,
    /// The response rate, large.
    pub rate: Option<String>,
    /// The rating that stands for the whole.
    pub headline: Option<HeadlineView>,
    /// What rose and what fell, each with its heading.
    pub moved: Vec<MovedView>,
    /// How that was compared.
    pub moved_how: Option<String>,
    /// Whether they stand for all.
    pub standing: Vec<String>,
    /// Response rates by group.
    pub groupings: Vec<GroupingView>,
    /// The sections.
    pub sections: Vec<SectionView>,
    /// How to read the figures.
    pub how: Vec<String>,
}

/// A rating that stands for the whole.
pub struct HeadlineView {
    /// What is asked.
    pub label: String,
    /// The mean.
    pub figure: String,
    /// What is to be said of it.
    pub sentences: Vec<String>,
}

/// What moved in one direction.
pub struct MovedView {
    /// The heading.
    pub heading: String,
    /// Each with how far.
    pub rows: Vec<MovedRow>,
}

/// A statement that moved.
pub struct MovedRow {
    /// The statement.
    pub label: String,
    /// What was picked, before and now.
    pub shares: String,
    /// By how much, and whether that is chance.
    pub change: String,
    /// The address of its question in the page.
    pub href: String,
    /// That the earlier row does not add up.
    pub odd: Option<String>,
}

/// Response rates by group.
pub struct GroupingView {
    /// Its own in the page.
    pub id: &'static str,
    /// The heading.
    pub heading: String,
    /// Name, invited, responded, rate.
    pub rows: Vec<[String; 4]>,
}

/// A section.
pub struct SectionView {
    /// Its own in the page.
    pub id: String,
    /// What stands over the heading of those that tell who responded.
    pub above: Option<String>,
    /// The heading.
    pub title: String,
    /// What the editor says of it.
    pub comment: Vec<String>,
    /// The questions.
    pub questions: Vec<QuestionView>,
}

/// A question.
pub struct QuestionView {
    /// Its code.
    pub code: String,
    /// What is asked.
    pub title: String,
    /// “Figure 7”, if there is one.
    pub number: Option<String>,
    /// Who answered.
    pub notes: Vec<String>,
    /// The figure, wide and for a phone: SVG.
    pub charts: Option<[String; 2]>,
    /// The table.
    pub table: Option<TableView>,
    /// What a reader must know of earlier waves.
    pub remarks: Vec<String>,
    /// Where we stand among other organisations.
    pub benchmarks: Vec<String>,
    /// Quotes: the text, its language and direction, and its translation.
    pub quotes: Vec<QuoteView>,
    /// Themes with their counts.
    pub themes: Vec<String>,
}

/// A quote.
pub struct QuoteView {
    /// Its words.
    pub text: String,
    /// Their language.
    pub lang: String,
    /// Their direction.
    pub dir: &'static str,
    /// The words in the language of the report, if somebody translated them.
    pub translation: Option<String>,
}

impl<'a> ReportView<'a> {
    /// Says a report in a language.
    pub fn new(t: &'a LocaleTexts, report: &Report) -> Self {
        let mut notices = Vec::new();
        if !report.complete {
            notices.push(t.text("report-not-complete"));
        }
        notices.extend(words::odd_waves(t, report));
        let (from, to) = (t.date(report.opens_on), t.date(report.closes_on));
        let dates = t.tr("staff-survey-dates", &[("from", text(&from)), ("to", text(&to))]);
        let made = t.date(report.made_on);
        let made = t.tr("report-made", &[("date", text(&made))]);
        let latest = report.waves.iter().find(|wave| !wave.same).map(|wave| wave.name.clone());
        let mut figures = 0;
        let mut how = vec![
            t.text("report-how-base"),
            t.text("report-how-change"),
            t.count("report-how-few", "count", f64::from(report.threshold)),
        ];
        if report.raised_by > 0 {
            let fewest = u64::from(report.threshold) + report.raised_by;
            how.push(t.count("known-links-raised", "count", fewest as f64));
        }
        Self {
            locale: t.locale().as_str(),
            dir: t.direction().as_str(),
            title: report.title.get(t.locale()).to_owned(),
            dates: format!("{dates}. {made}"),
            notices,
            introduction: paragraphs(t, &report.introduction),
            taking_part: taking_part(t, report),
            rate: report.rate().map(|rate| words::percent(t, rate.round())),
            headline: report.summary.headline.as_ref().map(|headline| say_headline(t, headline)),
            moved: latest.map_or_else(Vec::new, |_| moved(t, report)),
            moved_how: (report.summary.compared > 0)
                .then(|| t.count("report-moved-how", "count", report.summary.compared as f64)),
            standing: report.taking_part.as_ref().map_or_else(Vec::new, |part| standing(t, part)),
            groupings: report.taking_part.as_ref().map_or_else(Vec::new, |part| groupings(t, part)),
            sections: report
                .sections
                .iter()
                .filter(|section| !section.questions.is_empty())
                .map(|section| say_section(t, report, section, &mut figures))
                .collect(),
            how,
            t,
        }
    }
}

/// A text of the editor's in the report's language, by paragraphs.
fn paragraphs(t: &LocaleTexts, texts: &Texts) -> Vec<String> {
    let text = texts.exactly(t.locale()).replace("\r\n", "\n");
    text.split("\n\n").map(str::trim).filter(|text| !text.is_empty()).map(str::to_owned).collect()
}

fn taking_part(t: &LocaleTexts, report: &Report) -> Vec<String> {
    let mut said = Vec::new();
    match (&report.taking_part, report.rate()) {
        (Some(part), Some(rate)) => {
            let rate = words::percent(t, rate.round());
            said.push(t.tr(
                "report-sent",
                &[
                    ("invited", number(part.invited)),
                    ("responded", number(part.responded)),
                    ("rate", text(&rate)),
                ],
            ));
            if let Some((more, rate)) = report.rate_with_not_eligible() {
                let reasons = part.not_eligible.iter().map(|(reason, count)| {
                    t.tr(&format!("report-not-eligible-{}", reason.as_str()), &[("count", number(*count))])
                });
                let reasons = reasons.collect::<Vec<_>>().join(" · ");
                let rate = words::percent(t, rate.round());
                let args = [("count", number(more)), ("reasons", text(&reasons)), ("rate", text(&rate))];
                said.push(t.tr("report-not-eligible", &args));
            }
            if part.responded != report.respondents {
                said.push(t.count("report-counted", "count", report.respondents as f64));
            }
        }
        (Some(_), None) => said.push(t.count("report-counted", "count", report.respondents as f64)),
        (None, _) => {
            said.push(t.count("report-open-to-everyone", "count", report.respondents as f64));
            said.push(t.text("report-anyone"));
        }
    }
    if report.second > 0 {
        said.push(t.count("report-second", "count", report.second as f64));
    }
    if let Some(known) = report.known_links {
        said.push(t.count("report-known-links", "count", known as f64));
    }
    if report.known_links_lifted {
        said.push(t.text("report-known-links-lifted"));
    }
    if let Some(early) = report.early {
        let (closed, promised) = (t.date(early.closed_on), t.date(early.promised));
        said.push(t.tr("report-closed-early", &[("closed", text(&closed)), ("promised", text(&promised))]));
    }
    said.extend(report.alone.iter().map(|deed| t.text(&format!("report-alone-{}", deed.id()))));
    for still in &report.suspended {
        let (from, to) = (t.date(still.from), t.date(still.to));
        said.push(if still.from == still.to {
            t.tr("report-suspended-day", &[("date", text(&from))])
        } else {
            t.tr("report-suspended", &[("from", text(&from)), ("to", text(&to))])
        });
    }
    if report.lost > 0 {
        said.push(t.count("report-lost", "count", report.lost as f64));
    }
    if let Some(now) = report.rate() {
        for earlier in &report.earlier_rates {
            // Of whole per cent, so that a reader who reckons finds the same.
            let points = now.round() - earlier.percent.round();
            let id = match points {
                0.0 => "report-rate-same",
                points if points > 0.0 => "report-rate-higher",
                _ => "report-rate-lower",
            };
            let rate = words::percent(t, earlier.percent.round());
            let args = [
                ("wave", text(&earlier.wave)),
                ("rate", text(&rate)),
                ("own", text(&report.wave)),
                ("points", Arg::from(points.abs())),
            ];
            said.push(t.tr(id, &args));
        }
    }
    said
}

fn say_headline(t: &LocaleTexts, headline: &Headline) -> HeadlineView {
    let share = words::percent(t, headline.top.percent.into());
    let highest = t.number(headline.max as f64);
    let args = [
        ("count", number(headline.top.count)),
        ("base", number(headline.base)),
        ("share", text(&share)),
        ("max", text(&highest)),
    ];
    let mut sentences = vec![t.tr("report-headline-top", &args)];
    for earlier in &headline.earlier {
        let mean = words::mean(t, earlier.mean);
        let of = [("wave", text(&earlier.wave)), ("mean", text(&mean))];
        sentences.push(match &earlier.change {
            Some(change) => {
                let (by, verdict) = words::difference(t, change);
                let [wave, mean] = of;
                t.tr(
                    "report-headline-earlier",
                    &[wave, mean, ("change", text(&by)), ("verdict", text(&verdict))],
                )
            }
            None => t.tr("report-headline-untold", &of),
        });
    }
    let mean = words::mean(t, headline.mean);
    HeadlineView {
        label: headline.label.get(t.locale()).to_owned(),
        figure: t.tr("report-mean-of", &[("mean", text(&mean)), ("max", text(&highest))]),
        sentences,
    }
}

fn moved(t: &LocaleTexts, report: &Report) -> Vec<MovedView> {
    let summary = &report.summary;
    let sides = [("report-improved", &summary.improved), ("report-fell", &summary.fell)];
    let some = sides.into_iter().filter(|(_, moved)| !moved.is_empty());
    some.map(|(id, moved)| {
        let wave = moved.first().map(|moved| moved.wave.clone()).unwrap_or_default();
        let rows = moved.iter().map(|moved| moved_row(t, report, moved)).collect();
        MovedView { heading: t.tr(id, &[("wave", text(&wave))]), rows }
    })
    .collect()
}

fn moved_row(t: &LocaleTexts, report: &Report, moved: &Moved) -> MovedRow {
    let (before, now) = (words::percent(t, moved.before.into()), words::percent(t, moved.now.into()));
    let said = words::or(t, &moved.said);
    let odd = || {
        let question = report.question(moved.question.as_str())?;
        let Figure::Choices(choices) = &question.figure else { return None };
        let row = choices.rows.iter().find(|row| row.item.as_ref() == Some(&moved.item))?;
        let odd = row.earlier.iter().find(|earlier| earlier.upper.is_some())?.odd.as_ref()?;
        Some(words::of_wave(t, &moved.wave, &words::odd(t, odd)))
    };
    MovedRow {
        label: moved.label.get(t.locale()).to_owned(),
        shares: t
            .tr("report-moved", &[("said", text(&said)), ("before", text(&before)), ("now", text(&now))]),
        change: words::points(t, &moved.change),
        href: format!("#q-{}", moved.question),
        odd: odd(),
    }
}

fn standing(t: &LocaleTexts, part: &TakingPart) -> Vec<String> {
    let mut said = Vec::new();
    if let Some(margin) = part.margin {
        let points = Arg::from((margin * 10.0).round() / 10.0);
        let counts = [("responded", number(part.responded)), ("invited", number(part.invited))];
        let [responded, invited] = counts;
        said.push(t.tr("figures-margin", &[responded, invited, ("points", points)]));
    }
    for grouping in &part.groupings {
        let Some(p) = grouping.p else { continue };
        let p = if p < 0.001 {
            format!("p\u{a0}<\u{a0}{}", t.number(0.001))
        } else {
            format!("p\u{a0}=\u{a0}{}", t.number((p * 1000.0).round() / 1000.0))
        };
        let id = match (grouping.by, grouping.differs()) {
            (GroupedBy::Region, false) => "figures-regions-fit",
            (GroupedBy::Region, true) => "figures-regions-differ",
            (GroupedBy::Type, false) => "figures-types-fit",
            (GroupedBy::Type, true) => "figures-types-differ",
        };
        said.push(t.tr(id, &[("p", text(&p))]));
        if grouping.by == GroupedBy::Region {
            said.extend(lowest(t, grouping));
        }
    }
    said
}

/// The group with the lowest rate, where they differ at all.
fn lowest(t: &LocaleTexts, grouping: &Grouping) -> Option<String> {
    let rate = |group: &crate::report::document::InvitedGroup| {
        group.responded as f64 / (group.invited as f64).max(1.0)
    };
    let groups = || grouping.groups.iter().filter(|group| group.invited > 0);
    let low = groups().min_by(|a, b| rate(a).total_cmp(&rate(b)))?;
    let high = groups().map(rate).fold(0.0, f64::max);
    (rate(low) < high).then(|| {
        let group = low.label.get(t.locale());
        let args =
            [("group", text(group)), ("responded", number(low.responded)), ("invited", number(low.invited))];
        t.tr("report-lowest", &args)
    })
}

fn groupings(t: &LocaleTexts, part: &TakingPart) -> Vec<GroupingView> {
    let view = |grouping: &Grouping| {
        let (id, heading) = match grouping.by {
            GroupedBy::Region => ("by-region", "report-by-region"),
            GroupedBy::Type => ("by-type", "report-by-type"),
        };
        let rows = grouping.groups.iter().filter(|group| group.invited > 0).map(|group| {
            let rate = (100.0 * group.responded as f64 / group.invited as f64).round();
            [
                group.label.get(t.locale()).to_owned(),
                t.number(group.invited as f64),
                t.number(group.responded as f64),
                words::percent(t, rate),
            ]
        });
        GroupingView { id, heading: t.text(heading), rows: rows.collect() }
    };
    part.groupings.iter().map(view).collect()
}

fn say_section(t: &LocaleTexts, report: &Report, section: &Section, figures: &mut u64) -> SectionView {
    SectionView {
        id: format!("s-{}", section.code),
        above: section.about_respondents.then(|| t.text("report-respondents")),
        title: section.title.get(t.locale()).to_owned(),
        comment: paragraphs(t, &section.comment),
        questions: section
            .questions
            .iter()
            .map(|question| say_question(t, report, question, figures))
            .collect(),
    }
}

fn say_question(t: &LocaleTexts, report: &Report, question: &Question, figures: &mut u64) -> QuestionView {
    let charts = chart(t, report, question)
        .map(|chart| [Size::Wide, Size::Phone].map(|size| chart.draw(size, Paint::Page)));
    let number = charts.is_some().then(|| {
        *figures += 1;
        t.tr("report-figure", &[("number", number(*figures))])
    });
    let (quotes, themes) = match &question.figure {
        Figure::Open(open) => (
            open.quotes
                .iter()
                .map(|quote| QuoteView {
                    text: quote.text.clone(),
                    lang: quote.language.to_string(),
                    dir: quote.language.direction().as_str(),
                    translation: Some(quote.translations.exactly(t.locale()).to_owned())
                        .filter(|text| !text.is_empty() && quote.language != *t.locale()),
                })
                .collect(),
            open.themes
                .iter()
                .map(|theme| {
                    let args =
                        [("theme", text(theme.label.get(t.locale()))), ("count", words::number(theme.count))];
                    t.tr("report-theme", &args)
                })
                .collect(),
        ),
        _ => (Vec::new(), Vec::new()),
    };
    QuestionView {
        code: question.code.to_string(),
        title: question.label.get(t.locale()).to_owned(),
        number,
        notes: notes(t, report, question),
        charts,
        table: table(t, report, question),
        remarks: remarks(t, report, question),
        benchmarks: question.benchmarks.iter().map(|found| among_others(t, question, found)).collect(),
        quotes,
        themes,
    }
}

fn notes(t: &LocaleTexts, report: &Report, question: &Question) -> Vec<String> {
    if question.too_few {
        let fewest = u64::from(report.threshold) + report.raised_by;
        return vec![t.count("results-withheld-few", "count", fewest as f64)];
    }
    if question.not_yet {
        return vec![t.text("results-withheld-yet")];
    }
    let mut notes = vec![t.count("results-answered", "count", question.answered as f64)];
    for (id, count) in
        [("results-skipped", question.skipped), ("results-not-relevant", question.not_relevant)]
    {
        if count > 0 {
            notes.push(t.count(id, "count", count as f64));
        }
    }
    let middle = |mean: Option<f64>, median: Option<f64>| {
        let (mean, median) = (words::mean(t, mean?), words::mean(t, median?));
        Some(t.tr("results-middle", &[("mean", text(&mean)), ("median", text(&median))]))
    };
    match &question.figure {
        Figure::Choices(choices) => {
            // In a matrix each row says its own.
            if let ([row], false) =
                (choices.rows.as_slice(), choices.rows.iter().any(|row| row.item.is_some()))
                && let Some(base) = row.now.base.filter(|base| *base != question.answered)
            {
                notes.push(t.count("results-on-scale", "count", base as f64));
            }
        }
        Figure::Rating(rating) => {
            notes.extend(middle(rating.row.now.mean, rating.median));
            if let Some(found) = &rating.recommend {
                let args = [
                    ("promoters", number(found.promoters)),
                    ("passives", number(found.passives)),
                    ("detractors", number(found.detractors)),
                ];
                notes.push(t.tr("report-recommend", &args));
                notes.extend(found.score.map(|score| t.count("results-recommend", "score", score.round())));
                if let (Some(score), Some((low, high))) = (found.score, found.sure) {
                    let [score, low, high] = [score, low, high].map(|value| t.number(value.round()));
                    let args = [("score", text(&score)), ("low", text(&low)), ("high", text(&high))];
                    notes.push(t.tr("benchmarks-sure", &args));
                }
            }
        }
        Figure::Numbers(numbers) => {
            notes.extend(middle(numbers.mean, numbers.median));
            if let Some((from, to)) = numbers.quartiles {
                let (from, to) = (t.number(from), t.number(to));
                notes.push(t.tr("results-spread", &[("from", text(&from)), ("to", text(&to))]));
            }
        }
        Figure::Ranking(_) | Figure::Years { .. } | Figure::Open(_) => {}
    }
    if !question.hidden.is_empty() {
        let names: Vec<&str> = question.hidden.iter().map(|label| label.get(t.locale())).collect();
        notes.push(t.tr("results-withheld-items", &[("names", text(&names.join(" · ")))]));
    }
    if question.of_some && says_how_sure(question) {
        notes.push(t.text("report-of-some"));
    }
    notes
}

/// Whether it is said of anything in a figure how far chance goes.
fn says_how_sure(question: &Question) -> bool {
    let judged = |row: &Row| {
        let changes = |earlier: &Earlier| {
            earlier.changes.iter().flatten().chain(&earlier.upper).chain(&earlier.mean).count() > 0
        };
        row.earlier.iter().any(changes)
    };
    match &question.figure {
        Figure::Choices(choices) => choices.rows.iter().any(judged),
        Figure::Rating(rating) => {
            judged(&rating.row) || rating.recommend.as_ref().is_some_and(|found| found.sure.is_some())
        }
        _ => false,
    }
}

/// Where a figure of ours stands among those of others.
fn among_others(t: &LocaleTexts, question: &Question, found: &AmongOthers) -> String {
    let (choices, rows): (&[_], &[Row]) = match &question.figure {
        Figure::Choices(choices) => (&choices.choices, &choices.rows),
        _ => (&[], &[]),
    };
    let row = rows.iter().find(|row| row.item.is_some() && row.item == found.figure.item);
    let item = row.map(|row| row.label.get(t.locale()).to_owned());
    let (what, share) = match &found.figure.measure {
        Measure::Mean => (Some(t.text("report-mean")), false),
        Measure::NetScore => (Some(t.text("benchmarks-net-score")), false),
        Measure::Percent { choices: picked } => {
            let picked =
                choices.iter().filter(|choice| picked.iter().any(|code| code.as_str() == choice.code));
            (Some(words::or(t, &picked.map(|choice| choice.label.clone()).collect::<Vec<_>>())), true)
        }
    };
    let said = |value: f64| {
        if share { words::percent(t, value.round()) } else { words::mean(t, value) }
    };
    let [lowest, lower_quartile, median, upper_quartile, highest] = found.range;
    let organisations = usize::try_from(found.organisations).unwrap_or(usize::MAX);
    let range = Range { organisations, lowest, lower_quartile, median, upper_quartile, highest };
    let standing = t.text(match range.standing(found.ours) {
        Standing::Highest => "benchmarks-highest",
        Standing::UpperQuarter => "benchmarks-upper-quarter",
        Standing::AboveMiddle => "benchmarks-above-middle",
        Standing::Middle => "benchmarks-middle",
        Standing::BelowMiddle => "benchmarks-below-middle",
        Standing::LowerQuarter => "benchmarks-lower-quarter",
        Standing::Lowest => "benchmarks-lowest",
    });
    let ours = said(found.ours);
    let ours = [
        ("ours", text(&ours)),
        ("standing", text(&standing)),
        ("rank", number(found.rank)),
        ("of", number(found.organisations + 1)),
    ];
    let [low, from, middle, to, high] = found.range.map(said);
    let range = [
        ("low", text(&low)),
        ("from", text(&from)),
        ("median", text(&middle)),
        ("to", text(&to)),
        ("high", text(&high)),
    ];
    let label: Vec<String> = item.into_iter().chain(what).collect();
    let sentence = t.tr("benchmarks-ours", &ours);
    format!("{} · {sentence} {}", label.join(" · "), t.tr("report-benchmark-range", &range))
}

/// What a reader must know of earlier waves: rows that do not add up, percentages that were printed otherwise.
fn remarks(t: &LocaleTexts, report: &Report, question: &Question) -> Vec<String> {
    let (choices, rows): (_, &[Row]) = match &question.figure {
        Figure::Choices(choices) => (&choices.choices, &choices.rows),
        Figure::Rating(rating) => (&rating.choices, std::slice::from_ref(&rating.row)),
        _ => return Vec::new(),
    };
    let mut remarks = Vec::new();
    for row in rows {
        for earlier in &row.earlier {
            let wave = words::wave(t, &report.waves[earlier.wave]);
            let item = if row.item.is_some() { &row.label } else { &question.label };
            let item = item.get(t.locale());
            if let Some(odd) = earlier.odd.as_ref().filter(|_| row.item.is_none()) {
                remarks.push(words::of_wave(t, &wave, &words::odd(t, odd)));
            }
            for misprint in &earlier.misprints {
                let Some(choice) = choices.get(misprint.choice) else { continue };
                let choice = words::choice(t, choice);
                let (printed, ours) =
                    (words::percent(t, misprint.printed.into()), words::percent(t, misprint.ours.into()));
                let args = [
                    ("wave", text(&wave)),
                    ("item", text(item)),
                    ("choice", text(&choice)),
                    ("printed", text(&printed)),
                    ("ours", text(&ours)),
                ];
                remarks.push(t.tr("report-misprint", &args));
            }
        }
    }
    remarks
}

/// The language in which a report is shown: the one that is wished for, if there are texts in it.
pub fn language(offered: &[Locale], wished: Option<&str>, otherwise: &Locale) -> Locale {
    let wished = wished.and_then(|tag| offered.iter().find(|locale| locale.as_str() == tag));
    wished.unwrap_or(otherwise).clone()
}

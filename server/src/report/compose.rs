//! Makes the report of what is known: counts that may be shown, who took part, earlier waves, what the editor says.
//!
//! [`read`] asks the store; everything after it is reckoning. Of the answers it sees nothing but [`Results`], so a report shows
//! nothing that the results would not.

use std::collections::BTreeMap;

use survey::benchmark::{self, Benchmark};
use survey::code::{ChoiceCode, QuestionCode};
use survey::comparison::{self, Beside, Change, Verdict};
use survey::disclosure::Results;
use survey::question_set::{Kind, Text};
use survey::recommend;
use survey::tally::{
    BandCount, Distribution, Figures, NumberTally, QuestionTally, RatingTally, Withheld, percent,
};
use survey::wave::{Consistency, Match, Wave, WaveName};
use survey::{Day, ItemCode, QuestionSet, SectionCode};

use super::document::{
    AmongOthers, Band, Choice, Choices, Counts, Drawn, Earlier, EarlierMean, EarlierRate, Early, Edits,
    Figure, GroupedBy, Grouping, Headline, InvitedGroup, Misprint, Moved, Numbers, Odd, Open, Part, Question,
    Ranked, Ranking, Rating, Recommend, Report, Row, Section, Source, Summary, Suspended, TakingPart, Texts,
    WaveFacts, Year,
};
use super::response_rate::{Tally, tallies};
use super::results;
use super::statistics::{Group, independence, margin_of_error};
use crate::catalogue::{Catalogue, Survey};
use crate::ending::IfEnded;
use crate::open_answers;
use crate::store::figures::Breakdown;
use crate::store::surveys::{self, LinkRule, SurveyRow, SurveyState};
use crate::store::{Store, StoreResult};

/// So many statements are named that rose or fell most.
const MOST_MOVED: usize = 5;
/// Choices in the middle of a scale whose two sides mean opposite things.
const MIDDLES: [&str; 6] = ["neither", "neutral", "unchanged", "same", "no_change", "undecided"];

/// What a report is made of.
pub struct Inputs<'a> {
    /// The survey.
    pub survey: &'a Survey,
    /// What may be shown of its answers.
    pub results: &'a Results,
    /// Its invitations, by region and by type of organisation; none where everybody may answer.
    pub invited: Option<[BTreeMap<String, Tally>; 2]>,
    /// The waves to compare with.
    pub waves: Vec<(Wave, Source)>,
    /// Response rates of earlier waves that are known alone.
    pub rates: Vec<surveys::EarlierRate>,
    /// What the editor says.
    pub edits: &'a Edits,
    /// What is shown of texts, by question.
    pub open: BTreeMap<QuestionCode, Open>,
    /// Figures of other organisations.
    pub benchmarks: &'a [Benchmark],
    /// The day.
    pub today: Day,
}

/// The report of a survey as it is today.
///
/// # Errors
/// When the database fails, or holds what can't be counted.
pub async fn read(
    store: &Store,
    catalogue: &Catalogue,
    survey: &Survey,
    edits: &Edits,
    today: Day,
) -> StoreResult<IfEnded<Box<Report>>> {
    let results = match results::read(store, survey, today).await? {
        Ok(results) => results,
        Err(not_shown) => return Ok(Err(not_shown)),
    };
    let code = &survey.row.code;
    let invited = match survey.row.public_token {
        Some(_) => None,
        None => Some([
            tallies(store.count_by(code, Breakdown::Region).await?),
            tallies(store.count_by(code, Breakdown::Type).await?),
        ]),
    };
    let benchmarks = store.benchmarks(&survey.row.question_set).await?;
    let inputs = Inputs {
        benchmarks: &benchmarks,
        survey,
        results: &results,
        invited,
        waves: waves(store, catalogue, survey, today).await?,
        rates: store.earlier_rates(code).await?,
        edits,
        open: open_answers::for_report(store, survey).await?,
        today,
    };
    let mut report = compose(&inputs);
    if survey.row.public_token.is_none() {
        if let Some(part) = &mut report.taking_part {
            part.not_eligible = store.not_eligible(code).await?;
        }
        report.second = store.second_answers(code, report.respondents).await?;
        let (_, known) = store.responded(code).await?;
        let noted = survey.row.link_rule != LinkRule::Figures || known > 0;
        report.known_links = noted.then_some(known);
    }
    report.lost = store.lost_responses(code).await?;
    report.alone = store.done_alone(code).await?;
    let stood_still = store.standstills(code).await?.into_iter();
    report.suspended = stood_still.map(|still| Suspended { from: still.from, to: still.to }).collect();
    Ok(Ok(Box::new(report)))
}

/// Whether it closed earlier than was promised: by an earlier last day, or by the operator before the last day.
fn early(row: &SurveyRow) -> Option<Early> {
    let (closed_on, promised) =
        (row.last_day(), row.promised_until.unwrap_or(row.closes_on).max(row.closes_on));
    (closed_on < promised).then_some(Early { closed_on, promised })
}

/// The waves to compare with: earlier surveys of the same question set, as far as they may be shown, and what was imported.
async fn waves(
    store: &Store,
    catalogue: &Catalogue,
    survey: &Survey,
    today: Day,
) -> StoreResult<Vec<(Wave, Source)>> {
    let mut waves = Vec::new();
    for row in store.surveys().await? {
        let earlier = row.question_set == survey.row.question_set && row.opens_on < survey.row.opens_on;
        if !earlier || row.state != SurveyState::Closed || row.code == survey.row.code {
            continue;
        }
        let Some(other) = catalogue.survey(&row.code).await? else { continue };
        if let Ok(results) = results::read(store, &other, today).await? {
            let invited = match other.row.public_token {
                Some(_) => None,
                None => {
                    let tallies = tallies(store.count_by(&row.code, Breakdown::Region).await?);
                    Some(Tally::sum(tallies.values()))
                }
            };
            if let Ok(name) = wave_name(row.opens_on).parse::<WaveName>() {
                let counted = invited.as_ref().map(|tally| tally.invited);
                let mut wave = comparison::wave(&results.tally, name, counted);
                // A rate is of those who were marked, and not of answers.
                wave.response_rate = invited.and_then(|tally| tally.percent());
                waves.push((wave, Source::Ledger));
            }
        }
    }
    let own = wave_name(survey.row.opens_on);
    for imported in store.earlier_waves(&survey.row.question_set).await? {
        let wave = imported.wave;
        let counted_here = waves.iter().any(|(known, _)| known.name == wave.name);
        // A name without a year stands for something older.
        let later = year(wave.name.as_str()).is_some_and(|year| *year > *own);
        if !counted_here && !later {
            waves.push((wave, Source::Published));
        }
    }
    waves.sort_by(|(a, _), (b, _)| b.name.cmp(&a.name));
    Ok(waves)
}

/// What people call a wave that began on that day.
pub fn wave_name(opens_on: Day) -> String {
    opens_on.year().to_string()
}

/// The year with which a wave's name begins.
fn year(name: &str) -> Option<&str> {
    name.get(..4).filter(|year| year.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Makes the report.
pub fn compose(inputs: &Inputs<'_>) -> Report {
    let survey = inputs.survey;
    let set = survey.current();
    let own = wave_name(survey.row.opens_on);
    let taking_part = inputs.invited.as_ref().map(|by| taking_part(survey, by));
    let invited = taking_part.as_ref().map(|part| part.invited);
    let name = own.parse::<WaveName>();
    let now = name.ok().map(|name| comparison::wave(&inputs.results.tally, name, invited));
    let side = Sides { inputs, now: now.as_ref(), own: &own };
    let mut report = Report {
        survey: survey.row.code.clone(),
        question_set: survey.row.question_set.clone(),
        question_set_version: set.version,
        languages: set.languages.clone(),
        title: Texts::from(&set.title),
        opens_on: survey.row.opens_on,
        closes_on: survey.row.last_day(),
        made_on: inputs.today,
        threshold: inputs.results.threshold.get(),
        complete: true,
        respondents: inputs.results.tally.respondents,
        second: 0,
        known_links: None,
        raised_by: inputs.results.raised_by,
        known_links_lifted: survey.row.link_rule == LinkRule::Lifted,
        lost: 0,
        early: early(&survey.row),
        suspended: Vec::new(),
        alone: Vec::new(),
        taking_part,
        earlier_rates: earlier_rates(inputs, &own),
        waves: inputs.waves.iter().map(|(wave, source)| facts(wave, *source, &own)).collect(),
        summary: Summary::default(),
        introduction: inputs.edits.introduction.clone(),
        sections: side.sections(),
        wave: own.clone(),
    };
    report.summary = summary(&report);
    // What is left out is left out of the summary too: it is reckoned of what stands in the report.
    report
}

fn facts(wave: &Wave, source: Source, own: &str) -> WaveFacts {
    WaveFacts {
        name: wave.name.to_string(),
        source,
        same: year(wave.name.as_str()) == Some(own),
        invited: wave.invited.map(u64::from),
        respondents: wave.respondents.map(u64::from),
        consistent: source == Source::Ledger || wave.is_consistent(),
    }
}

fn earlier_rates(inputs: &Inputs<'_>, own: &str) -> Vec<EarlierRate> {
    let of_waves = inputs.waves.iter().filter(|(wave, _)| year(wave.name.as_str()) != Some(own));
    let mut rates: Vec<EarlierRate> = of_waves
        .filter_map(|(wave, source)| {
            let percent = match source {
                Source::Ledger => wave.response_rate,
                Source::Published => wave.rate(),
            };
            Some(EarlierRate { wave: wave.name.to_string(), percent: percent? })
        })
        .collect();
    for rate in &inputs.rates {
        if rates.iter().all(|known| known.wave != rate.wave) {
            rates.push(EarlierRate { wave: rate.wave.clone(), percent: rate.percent });
        }
    }
    rates.sort_by(|a, b| b.wave.cmp(&a.wave));
    rates
}

fn taking_part(survey: &Survey, by: &[BTreeMap<String, Tally>; 2]) -> TakingPart {
    let [regions, types] = by;
    let total = Tally::sum(regions.values());
    let grouping = |by, question: &str, tallies: &BTreeMap<String, Tally>| {
        let groups: Vec<Group> = tallies
            .values()
            .map(|tally| Group { responded: tally.responded, invited: tally.invited })
            .collect();
        Grouping {
            by,
            p: independence(&groups).map(|test| test.p),
            groups: tallies
                .iter()
                .map(|(code, tally)| InvitedGroup {
                    label: choice_label(survey, question, code),
                    invited: tally.invited,
                    responded: tally.responded,
                })
                .collect(),
        }
    };
    TakingPart {
        invited: total.invited,
        responded: total.responded,
        not_eligible: Vec::new(),
        margin: margin_of_error(total.responded, total.invited),
        groupings: vec![
            grouping(GroupedBy::Region, "region", regions),
            grouping(GroupedBy::Type, "organisation_type", types),
        ],
    }
}

/// The versions, the one that is filled now first.
fn sets(survey: &Survey) -> impl Iterator<Item = &QuestionSet> {
    let current = survey.current();
    let others = survey.versions.values().rev().filter(|set| set.version != current.version);
    std::iter::once(current).chain(others).map(AsRef::as_ref)
}

/// A text as some version has it; its code in every language, if none has it.
fn labelled<'a>(survey: &'a Survey, code: &str, find: impl Fn(&'a QuestionSet) -> Option<&'a Text>) -> Texts {
    match sets(survey).find_map(find) {
        Some(text) if !text.is_empty() => Texts::from(text),
        _ => {
            let languages = survey.current().languages.iter();
            Texts(languages.map(|locale| (locale.clone(), code.to_owned())).collect())
        }
    }
}

fn choice_label(survey: &Survey, question: &str, code: &str) -> Texts {
    labelled(survey, code, |set| {
        let choices = set.choices(set.question(question)?);
        Some(&choices.iter().find(|choice| choice.code == *code)?.label)
    })
}

/// This wave and those beside it.
struct Sides<'a> {
    inputs: &'a Inputs<'a>,
    now: Option<&'a Wave>,
    own: &'a str,
}

impl Sides<'_> {
    fn sections(&self) -> Vec<Section> {
        let survey = self.inputs.survey;
        let edits = self.inputs.edits;
        let mut sections: Vec<Section> = Vec::new();
        for tally in &self.inputs.results.tally.questions {
            if edits.left_out.contains(&tally.question) {
                continue;
            }
            let place = sections.iter().position(|section| section.code == tally.section);
            let place = place.unwrap_or_else(|| {
                sections.push(self.section(&tally.section));
                sections.len() - 1
            });
            sections[place].questions.push(self.question(tally));
        }
        for section in &mut sections {
            section.questions.sort_by_key(|question| place(&edits.questions, &question.code));
        }
        // Up to the last question that results are broken down by, it is told who they are.
        let set = survey.current();
        let last = set.sections.iter().rposition(|s| s.questions.iter().any(|question| question.profile));
        for section in &mut sections {
            let own = set.sections.iter().position(|known| known.code == section.code);
            section.about_respondents = own.zip(last).is_some_and(|(own, last)| own <= last);
        }
        sections.sort_by_key(|section| place(&edits.sections, &section.code));
        sections
    }

    fn section(&self, code: &SectionCode) -> Section {
        let title = labelled(self.inputs.survey, code.as_str(), |set| {
            Some(&set.sections.iter().find(|section| section.code == *code)?.title)
        });
        Section {
            code: code.clone(),
            title,
            about_respondents: false,
            comment: self.inputs.edits.comments.get(code).cloned().unwrap_or_default(),
            questions: Vec::new(),
        }
    }

    fn question(&self, tally: &QuestionTally) -> Question {
        let code = &tally.question;
        let survey = self.inputs.survey;
        let label = labelled(survey, code.as_str(), |set| Some(&set.question(code.as_str())?.label));
        let withheld = match &tally.figures {
            Figures::Withheld { why } => Some(*why),
            _ => None,
        };
        let hidden = match &tally.figures {
            Figures::Matrix { withheld, .. } => withheld.iter().map(|item| self.item(code, item)).collect(),
            _ => Vec::new(),
        };
        let of_some = tally.missing.not_relevant > 0;
        let figure = match &tally.figures {
            Figures::Withheld { .. } => Figure::Open(Open::default()),
            Figures::SelectOne(found) => self.choices(code, found, false),
            Figures::SelectSeveral(found) => self.choices(code, found, true),
            Figures::Matrix { items, .. } => self.matrix(code, items),
            Figures::Rating(found) => self.rating(tally, found),
            Figures::Number(found) => numbers(found, false),
            Figures::Percentage(found) => numbers(found, true),
            Figures::Ranking(found) => Figure::Ranking(Ranking {
                base: found.base,
                choices: found
                    .choices
                    .iter()
                    .map(|choice| Ranked {
                        code: choice.choice.clone(),
                        label: choice_label(survey, code.as_str(), choice.choice.as_str()),
                        ranks: choice.ranks.clone(),
                        first_percent: choice.first_percent,
                        mean_rank: choice.mean_rank,
                    })
                    .collect(),
            }),
            Figures::Date { years } => Figure::Years {
                years: years
                    .iter()
                    .map(|year| Year { year: year.year, count: year.count, percent: year.percent })
                    .collect(),
            },
            Figures::Text | Figures::LongText => {
                Figure::Open(self.inputs.open.get(code).cloned().unwrap_or_default())
            }
        };
        Question {
            code: code.clone(),
            label,
            answered: tally.answered,
            skipped: tally.missing.skipped,
            not_relevant: tally.missing.not_relevant,
            too_few: withheld == Some(Withheld::TooFew),
            not_yet: false,
            hidden,
            of_some,
            benchmarks: self.among_others(code),
            figure,
        }
    }

    fn among_others(&self, code: &QuestionCode) -> Vec<AmongOthers> {
        let known = self.inputs.benchmarks.iter().filter(|known| known.figure.question == *code);
        let compared = known.filter_map(|known| {
            let range = benchmark::Range::of(&known.values)?;
            let ours = benchmark::ours(&self.inputs.results.tally, &known.figure)?;
            Some(AmongOthers {
                figure: known.figure.clone(),
                ours,
                rank: benchmark::rank(&known.values, ours) as u64,
                organisations: range.organisations as u64,
                range: [
                    range.lowest,
                    range.lower_quartile,
                    range.median,
                    range.upper_quartile,
                    range.highest,
                ],
            })
        });
        compared.collect()
    }

    fn listed(&self, code: &QuestionCode, choices: &[(&ChoiceCode, bool)]) -> Vec<Choice> {
        let choice = |(choice, off_scale): &(&ChoiceCode, bool)| Choice {
            code: choice.to_string(),
            label: choice_label(self.inputs.survey, code.as_str(), choice.as_str()),
            off_scale: *off_scale,
        };
        choices.iter().map(choice).collect()
    }

    fn choices(&self, code: &QuestionCode, found: &Distribution, several: bool) -> Figure {
        let choices: Vec<_> = found.choices.iter().map(|c| (&c.choice, c.off_scale)).collect();
        let choices = self.listed(code, &choices);
        let row = self.row(code, None, Texts::default(), &choices, 0, None);
        Figure::Choices(Choices { drawn: Drawn::Bars, several, choices, upper: 0, rows: vec![row] })
    }

    fn matrix(&self, code: &QuestionCode, items: &[survey::tally::ItemTally]) -> Figure {
        let first = items.first().map(|item| item.distribution.choices.as_slice()).unwrap_or_default();
        let choices: Vec<_> = first.iter().map(|c| (&c.choice, c.off_scale)).collect();
        let choices = self.listed(code, &choices);
        let on_scale: Vec<&Choice> = choices.iter().filter(|choice| !choice.off_scale).collect();
        let upper = (on_scale.len() / 2).max(1);
        let middle = on_scale.get(on_scale.len() / 2).filter(|_| on_scale.len() % 2 == 1);
        let diverging = middle.is_some_and(|middle| MIDDLES.contains(&middle.code.as_str()));
        let rows = items.iter().map(|item| {
            let label = self.item(code, &item.item);
            self.row(code, Some(&item.item), label, &choices, upper, None)
        });
        Figure::Choices(Choices {
            drawn: if diverging { Drawn::Diverging } else { Drawn::Stacked },
            several: false,
            upper,
            rows: rows.collect(),
            choices,
        })
    }

    fn item(&self, code: &QuestionCode, item: &ItemCode) -> Texts {
        labelled(self.inputs.survey, item.as_str(), |set| {
            let Kind::Matrix { items, .. } = &set.question(code.as_str())?.kind else { return None };
            Some(&items.iter().find(|known| known.code == *item)?.label)
        })
    }

    fn rating(&self, tally: &QuestionTally, found: &RatingTally) -> Figure {
        let code = &tally.question;
        let choices: Vec<Choice> = found
            .values
            .iter()
            .map(|value| Choice { code: value.value.to_string(), label: Texts::default(), off_scale: false })
            .collect();
        let (min, max) =
            found.values.first().zip(found.values.last()).map_or((0, 0), |(a, b)| (a.value, b.value));
        let end = |low: bool| {
            let text = sets(self.inputs.survey).find_map(|set| match &set.question(code.as_str())?.kind {
                Kind::Rating { low: text, .. } if low => Some(text),
                Kind::Rating { high: text, .. } => Some(text),
                _ => None,
            });
            text.map(Texts::from).unwrap_or_default()
        };
        Figure::Rating(Box::new(Rating {
            min,
            max,
            low: end(true),
            high: end(false),
            row: self.row(code, None, Texts::default(), &choices, 0, Some((min, max))),
            choices,
            median: found.median,
            recommend: found.recommend.as_ref().map(|found| Recommend {
                promoters: found.promoters,
                passives: found.passives,
                detractors: found.detractors,
                score: found.score,
                sure: self.sure(tally, found),
            }),
        }))
    }

    fn sure(&self, tally: &QuestionTally, found: &survey::tally::Recommend) -> Option<(f64, f64)> {
        let invited = self.inputs.invited.as_ref();
        let invited = invited.map(|[regions, _]| Tally::sum(regions.values()).invited);
        let everybody = recommend::everybody(tally, invited);
        recommend::uncertain(found, everybody).map(|sure| (sure.low, sure.high))
    }

    /// A row with the same of earlier waves. A mean is compared where the ends of its scale are given.
    fn row(
        &self,
        question: &QuestionCode,
        item: Option<&ItemCode>,
        label: Texts,
        choices: &[Choice],
        upper: usize,
        ends: Option<(i64, i64)>,
    ) -> Row {
        let at = |wave| Beside::of(wave, question.as_str(), item.map(ItemCode::as_str));
        let now = self.now.and_then(at);
        let set = self.inputs.survey.current();
        let mut earlier = Vec::new();
        for (place, (wave, source)) in self.inputs.waves.iter().enumerate() {
            let found =
                at(wave).filter(|then| *source == Source::Ledger || then.row.matches(set) == Match::Full);
            let Some(then) = found else { continue };
            let same = year(wave.name.as_str()) == Some(self.own);
            let compared = now.filter(|_| !same);
            let share = |codes: &[&str]| {
                let change = comparison::of_shares(&compared?.share(codes)?, &then.share(codes)?);
                change.filter(|_| !codes.is_empty())
            };
            let top = upper_codes(choices, upper);
            earlier.push(Earlier {
                wave: place,
                counts: counts(&then, choices, upper),
                changes: choices
                    .iter()
                    .map(|choice| share(&[&choice.code]).filter(|_| !choice.off_scale))
                    .collect(),
                upper: share(&top),
                mean: ends
                    .and_then(|ends| Some(comparison::of_means(&compared?.mean(ends)?, &then.mean(ends)?))),
                odd: odd(&then).filter(|_| *source == Source::Published),
                misprints: misprints(&then, choices),
            });
        }
        let now = now.map_or_else(
            || Counts { counts: Vec::new(), percents: Vec::new(), base: None, upper: None, mean: None },
            |now| counts(&now, choices, upper),
        );
        Row { item: item.cloned(), label, now, earlier }
    }
}

/// Where something stands in an order; after all others, if it is not named.
fn place<T: PartialEq>(order: &[T], wanted: &T) -> usize {
    order.iter().position(|known| known == wanted).unwrap_or(usize::MAX)
}

fn upper_codes(choices: &[Choice], upper: usize) -> Vec<&str> {
    let on_scale = choices.iter().filter(|choice| !choice.off_scale);
    on_scale.take(upper).map(|choice| choice.code.as_str()).collect()
}

fn counts(of: &Beside<'_>, choices: &[Choice], upper: usize) -> Counts {
    let base = of.base();
    let count = |choice: &Choice| of.row.count(&choice.code).map(u64::from);
    let share = |choice: &Choice| percent(count(choice)?, base?).filter(|_| !choice.off_scale);
    let part = |codes: &[&str]| {
        let share = of.share(codes)?;
        Some(Part { count: share.count, percent: percent(share.count, share.base)? })
    };
    Counts {
        counts: choices.iter().map(count).collect(),
        percents: choices.iter().map(share).collect(),
        base,
        upper: part(&upper_codes(choices, upper)).filter(|_| upper > 0),
        mean: of.row.rating_mean(),
    }
}

fn odd(of: &Beside<'_>) -> Option<Odd> {
    let respondents = of.respondents?.into();
    let counted: u32 = of.row.counts.iter().filter_map(|count| count.count).sum();
    let total = of.row.total().unwrap_or(counted).into();
    match of.row.consistency(of.respondents) {
        Consistency::TooMany(_) | Consistency::TooFew(_) => Some(Odd { total, respondents }),
        Consistency::Fits | Consistency::Unknown => None,
    }
}

fn misprints(of: &Beside<'_>, choices: &[Choice]) -> Vec<Misprint> {
    let misprints = of.row.misprints(of.respondents).into_iter();
    misprints
        .filter_map(|misprint| {
            let choice = choices.iter().position(|choice| choice.code == misprint.choice)?;
            Some(Misprint { choice, printed: misprint.printed, ours: misprint.ours })
        })
        .collect()
}

fn numbers(found: &NumberTally, percentage: bool) -> Figure {
    let filled = |band: &&BandCount| band.count > 0;
    // Shares have both ends; of other numbers those ranges are left out that lie beyond all answers.
    let first = found.bands.iter().take_while(|band| !percentage && !filled(band)).count();
    let last = found.bands.iter().rev().take_while(|band| !percentage && !filled(band)).count();
    let between = found.bands.iter().take(found.bands.len() - last).skip(first);
    Figure::Numbers(Numbers {
        percentage,
        base: found.base,
        bands: between
            .filter(|band| band.count > 0 || band.from.is_some())
            .map(|band| Band { from: band.from, below: band.below, count: band.count, percent: band.percent })
            .collect(),
        mean: found.mean,
        median: found.median,
        quartiles: found.spread.map(|spread| (spread.lower_quartile, spread.upper_quartile)),
    })
}

fn summary(report: &Report) -> Summary {
    let mut moved = Vec::new();
    for question in report.sections.iter().filter(|s| !s.about_respondents).flat_map(|s| &s.questions) {
        let Figure::Choices(choices) = &question.figure else { continue };
        let on_scale = choices.choices.iter().filter(|choice| !choice.off_scale);
        let said: Vec<Texts> = on_scale.take(choices.upper).map(|choice| choice.label.clone()).collect();
        for row in &choices.rows {
            moved.extend(of_row(report, question, row, &said));
        }
    }
    let compared = moved.len() as u64;
    // What is more than chance first, then what moved further.
    let order = |moved: &Moved| (moved.change.verdict == Verdict::MoreThanChance, moved.change.by.abs());
    moved.sort_by(|a, b| {
        let (a, b) = (order(a), order(b));
        b.0.cmp(&a.0).then(b.1.total_cmp(&a.1))
    });
    let some = |up: bool| {
        let some = moved.iter().filter(|moved| (moved.change.by > 0.0) == up && moved.change.by != 0.0);
        some.take(MOST_MOVED).cloned().collect()
    };
    Summary { headline: headline(report), improved: some(true), fell: some(false), compared }
}

/// How the upper half of a statement's scale moved since the latest earlier wave that has it.
fn of_row(report: &Report, question: &Question, row: &Row, said: &[Texts]) -> Option<Moved> {
    let before = row.earlier.iter().find(|earlier| earlier.upper.is_some())?;
    let change: Change = before.upper?;
    Some(Moved {
        question: question.code.clone(),
        item: row.item.clone()?,
        label: row.label.clone(),
        said: said.to_vec(),
        wave: report.waves.get(before.wave)?.name.clone(),
        before: before.counts.upper?.percent,
        now: row.now.upper?.percent,
        change,
        odd: before.odd.is_some(),
    })
}

fn headline(report: &Report) -> Option<Headline> {
    let ratings: Vec<_> = report
        .questions()
        .filter_map(|question| match &question.figure {
            Figure::Rating(rating) => Some((question, rating.as_ref())),
            _ => None,
        })
        .collect();
    // From 0 to 10 people are asked whether they would recommend, which has figures of its own.
    let usual = ratings.iter().find(|(_, rating)| rating.recommend.is_none());
    let (question, rating) = usual.or(ratings.first())?;
    let base = rating.row.now.base?;
    let count = (*rating.row.now.counts.last()?)?;
    let earlier = rating.row.earlier.iter().filter_map(|earlier| {
        let wave = report.waves.get(earlier.wave).filter(|wave| !wave.same)?;
        Some(EarlierMean { wave: wave.name.clone(), mean: earlier.counts.mean?, change: earlier.mean })
    });
    Some(Headline {
        question: question.code.clone(),
        label: question.label.clone(),
        mean: rating.row.now.mean?,
        min: rating.min,
        max: rating.max,
        top: Part { count, percent: percent(count, base)? },
        base,
        earlier: earlier.collect(),
    })
}

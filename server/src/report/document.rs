//! The report of a survey as a value: all that its page, its files and its figures show, in all languages of the question
//! set, and nothing that the results would not show.
//!
//! [`super::compose`] makes it of the ledger; a published one is kept as it is (JSON) and never made again. So everything is
//! in it: labels, counts, earlier waves, comments. Sentences are not: they are said when it is shown, in `locales/`. What is
//! added later must be optional (`#[serde(default)]`), since old reports are read for ever.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use survey::benchmark;
use survey::code::{ChoiceCode, ItemCode, QuestionCode, QuestionSetCode, SectionCode};
use survey::comparison::Change;
use survey::question_set::Text;
use survey::{Day, Locale, SurveyCode};

use crate::second_yes::DeedKind;
use crate::store::withdrawals::NotEligible;

/// A text in several languages.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Texts(pub BTreeMap<Locale, String>);

impl Texts {
    /// The text in a language; in English or any other, if there is none.
    pub fn get(&self, locale: &Locale) -> &str {
        let own = self.0.get(locale).or_else(|| self.0.get(&Locale::english()));
        own.or_else(|| self.0.values().next()).map_or("", String::as_str)
    }

    /// The text in that language alone.
    pub fn exactly(&self, locale: &Locale) -> &str {
        self.0.get(locale).map_or("", String::as_str)
    }

    /// Puts a text in a language; an empty one is taken away.
    pub fn set(&mut self, locale: Locale, text: String) {
        if text.is_empty() {
            self.0.remove(&locale);
        } else {
            self.0.insert(locale, text);
        }
    }

    /// Leaves the one text that [`Texts::get`] shows in a language.
    fn narrow(&mut self, locale: &Locale) {
        let shown = self.get(locale).to_owned();
        let own = [locale.clone(), Locale::english()].into_iter().find(|known| self.0.contains_key(known));
        let under = own.or_else(|| self.0.keys().next().cloned());
        self.0 = under.map(|under| (under, shown)).into_iter().collect();
    }

    /// Whether no language has a text.
    pub fn is_empty(&self) -> bool {
        self.0.values().all(String::is_empty)
    }
}

impl From<&Text> for Texts {
    fn from(text: &Text) -> Self {
        Self(text.0.iter().map(|(locale, text)| (locale.clone(), text.clone())).collect())
    }
}

/// The report of a survey.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The survey.
    pub survey: SurveyCode,
    /// What people call this wave: the year of its first day.
    pub wave: String,
    /// Its question set.
    pub question_set: QuestionSetCode,
    /// The version that gave the labels.
    pub question_set_version: u32,
    /// The languages of the question set, its first one first.
    pub languages: Vec<Locale>,
    /// The title of the question set.
    pub title: Texts,
    /// The first day of the survey.
    #[serde(deserialize_with = "Day::deserialize_nearest")]
    pub opens_on: Day,
    /// Its last day.
    #[serde(deserialize_with = "Day::deserialize_nearest")]
    pub closes_on: Day,
    /// The day on which this was made.
    pub made_on: Day,
    /// The fewest people that a figure stands for.
    pub threshold: u32,
    /// Whether nothing more could come; not so in some that were published when figures were shown before the end.
    pub complete: bool,
    /// How many responded: those whose answers are counted here.
    pub respondents: u64,
    /// How many of them may be second answers of somebody who was invited.
    #[serde(default, skip_serializing_if = "nothing")]
    pub second: u64,
    /// How many of those who were invited responded by links that somebody on the staff could know; none where everybody may answer, nor
    /// in surveys that were opened before that was noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_links: Option<u64>,
    /// By how many the threshold is raised for that in all but totals over everybody.
    #[serde(default, skip_serializing_if = "nothing")]
    pub raised_by: u64,
    /// Whether two decided to show results and figures in spite of that.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub known_links_lifted: bool,
    /// How many responses were declared lost, since no key opened them.
    #[serde(default, skip_serializing_if = "nothing")]
    pub lost: u64,
    /// When it closed and what had been promised, if it closed earlier than that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub early: Option<Early>,
    /// The days on which it stood still, since it was suspended.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub suspended: Vec<Suspended>,
    /// What was done to it without a second person.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub alone: Vec<DeedKind>,
    /// Who took part of those who were invited; none where everybody may answer.
    pub taking_part: Option<TakingPart>,
    /// Response rates of earlier waves, the latest first.
    pub earlier_rates: Vec<EarlierRate>,
    /// The waves that stand beside this one, the latest first.
    pub waves: Vec<WaveFacts>,
    /// What the executive summary tells.
    pub summary: Summary,
    /// What the editor says before everything else.
    pub introduction: Texts,
    /// The sections, in the order of the report.
    pub sections: Vec<Section>,
}

/// That a survey closed earlier than was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Early {
    /// The last day on which it was open.
    pub closed_on: Day,
    /// The last day that had been promised.
    pub promised: Day,
}

/// Days on which a survey stood still.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspended {
    /// The first.
    pub from: Day,
    /// The last.
    pub to: Day,
}

fn nothing(count: &u64) -> bool {
    *count == 0
}

impl Report {
    /// A question of the report, by its code.
    pub fn question(&self, code: &str) -> Option<&Question> {
        self.questions().find(|question| question.code == *code)
    }

    /// Leaves, of every text, the one that is shown in a language, for who reads it in that language alone.
    pub fn narrow(&mut self, locale: &Locale) {
        self.title.narrow(locale);
        self.introduction.narrow(locale);
        let groupings = self.taking_part.iter_mut().flat_map(|part| &mut part.groupings);
        groupings.flat_map(|by| &mut by.groups).for_each(|group| group.label.narrow(locale));
        self.summary.headline.iter_mut().for_each(|headline| headline.label.narrow(locale));
        for moved in self.summary.improved.iter_mut().chain(&mut self.summary.fell) {
            moved.label.narrow(locale);
            moved.said.iter_mut().for_each(|said| said.narrow(locale));
        }
        for section in &mut self.sections {
            section.title.narrow(locale);
            section.comment.narrow(locale);
            for question in &mut section.questions {
                question.label.narrow(locale);
                question.hidden.iter_mut().for_each(|label| label.narrow(locale));
                question.figure.narrow(locale);
            }
        }
    }

    /// All questions, in order.
    pub fn questions(&self) -> impl Iterator<Item = &Question> {
        self.sections.iter().flat_map(|section| &section.questions)
    }

    /// The response rate in per cent, unrounded.
    pub fn rate(&self) -> Option<f64> {
        let part = self.taking_part.as_ref().filter(|part| part.invited > 0)?;
        Some(100.0 * part.responded as f64 / part.invited as f64)
    }

    /// How many invitations were withdrawn as not eligible, and the response rate with them.
    pub fn rate_with_not_eligible(&self) -> Option<(u64, f64)> {
        let part = self.taking_part.as_ref()?;
        let more: u64 = part.not_eligible.iter().map(|(_, count)| count).sum();
        (more > 0).then(|| (more, 100.0 * part.responded as f64 / (part.invited + more) as f64))
    }

    /// The waves whose rows do not all add up.
    pub fn inconsistent(&self) -> impl Iterator<Item = &WaveFacts> {
        self.waves.iter().filter(|wave| !wave.consistent)
    }
}

/// Who took part.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TakingPart {
    /// How many were invited.
    pub invited: u64,
    /// How many of them responded, as the participation ledger has it.
    pub responded: u64,
    /// Further invitations, which were withdrawn since their partners are not eligible, by the reason.
    #[serde(default)]
    pub not_eligible: Vec<(NotEligible, u64)>,
    /// The margin of error of a share, in percentage points.
    pub margin: Option<f64>,
    /// Whether those who responded are like all who were invited.
    pub groupings: Vec<Grouping>,
}

/// Those who were invited, by something that is known of all of them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Grouping {
    /// By what.
    pub by: GroupedBy,
    /// How likely chance alone makes the groups' rates differ as much; `None` where nothing can be told apart.
    pub p: Option<f64>,
    /// The groups.
    pub groups: Vec<InvitedGroup>,
}

impl Grouping {
    /// Whether the groups' rates differ more than chance explains, at the usual level of 5 %.
    pub fn differs(&self) -> bool {
        self.p.is_some_and(|p| p < 0.05)
    }
}

/// By what those who were invited are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GroupedBy {
    /// The region.
    Region,
    /// The type of organisation.
    Type,
}

/// A group of those who were invited.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct InvitedGroup {
    /// What it is called.
    pub label: Texts,
    /// How many were invited.
    pub invited: u64,
    /// How many responded.
    pub responded: u64,
}

/// The response rate of an earlier wave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EarlierRate {
    /// The wave.
    pub wave: String,
    /// In per cent, not rounded.
    pub percent: f64,
}

/// A wave that stands beside this one.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct WaveFacts {
    /// Its name.
    pub name: String,
    /// Where its counts come from.
    pub source: Source,
    /// Whether it is this very wave, as it was published elsewhere: nothing is said of a change then.
    pub same: bool,
    /// How many were invited, if it is known.
    pub invited: Option<u64>,
    /// How many responded, if it is known.
    pub respondents: Option<u64>,
    /// Whether each row adds up to the respondents.
    pub consistent: bool,
}

/// Where the counts of a wave come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// From the answers to a survey here.
    Ledger,
    /// From what was published.
    Published,
}

/// What the executive summary tells, beside who took part.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The rating that stands for the whole: the first one that is asked for.
    pub headline: Option<Headline>,
    /// What rose most against the latest earlier wave, the most first.
    pub improved: Vec<Moved>,
    /// What fell most, the most first.
    pub fell: Vec<Moved>,
    /// How many shares were compared for that.
    pub compared: u64,
}

/// A rating that stands for the whole.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Headline {
    /// The question.
    pub question: QuestionCode,
    /// What is asked.
    pub label: Texts,
    /// The mean.
    pub mean: f64,
    /// The lowest value.
    pub min: i64,
    /// The highest value.
    pub max: i64,
    /// Those who gave the highest value.
    pub top: Part,
    /// Of how many.
    pub base: u64,
    /// The mean of each earlier wave that has one, the latest first, with the change since.
    pub earlier: Vec<EarlierMean>,
}

/// The mean of an earlier wave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct EarlierMean {
    /// The wave.
    pub wave: String,
    /// The mean.
    pub mean: f64,
    /// The change since.
    pub change: Option<Change>,
}

/// Some of those who answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// How many.
    pub count: u64,
    /// Their share, in whole per cent.
    pub percent: u32,
}

/// A statement of which the upper half of its scale moved.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    /// The question.
    pub question: QuestionCode,
    /// The statement.
    pub item: ItemCode,
    /// Its words.
    pub label: Texts,
    /// The choices of the upper half.
    pub said: Vec<Texts>,
    /// The earlier wave.
    pub wave: String,
    /// Its share, in whole per cent.
    pub before: u32,
    /// The share now.
    pub now: u32,
    /// The change.
    pub change: Change,
    /// Whether the earlier row does not add up to its respondents.
    pub odd: bool,
}

/// A section.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Section {
    /// Its code.
    pub code: SectionCode,
    /// Its heading.
    pub title: Texts,
    /// Whether it tells who the respondents are.
    pub about_respondents: bool,
    /// What the editor says of it.
    pub comment: Texts,
    /// Its questions, in the order of the report; those that are left out are not here.
    pub questions: Vec<Question>,
}

/// A question.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Its code.
    pub code: QuestionCode,
    /// What is asked.
    pub label: Texts,
    /// How many answered, on the scale or off it.
    pub answered: u64,
    /// How many were asked and left it empty.
    pub skipped: u64,
    /// How many were not asked.
    pub not_relevant: u64,
    /// Whether fewer were asked or answered than a figure may stand for: then `figure` is empty.
    #[serde(default)]
    pub too_few: bool,
    /// Whether it was not told yet when this was published, before the end: then `figure` is empty.
    #[serde(default)]
    pub not_yet: bool,
    /// The statements that too few answered.
    #[serde(default)]
    pub hidden: Vec<Texts>,
    /// Whether no finite population is reckoned with, since nobody knows how many of all would have been asked.
    #[serde(default)]
    pub of_some: bool,
    /// Where it stands among other organisations.
    #[serde(default)]
    pub benchmarks: Vec<AmongOthers>,
    /// What the answers add up to.
    pub figure: Figure,
}

/// A figure of ours among those of other organisations, of whom nobody is named.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct AmongOthers {
    /// The figure.
    pub figure: benchmark::Figure,
    /// Ours, not rounded.
    pub ours: f64,
    /// Our place from the top, ourselves included.
    pub rank: u64,
    /// How many others.
    pub organisations: u64,
    /// Lowest, lower quartile, median, upper quartile and highest of the others.
    pub range: [f64; 5],
}

/// What the answers to a question add up to, and how that is drawn.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Figure {
    /// Choices: one or several of a list, or one for each statement.
    Choices(Choices),
    /// A value on a short scale.
    Rating(Box<Rating>),
    /// Numbers, as ranges.
    Numbers(Numbers),
    /// Choices put in order.
    Ranking(Ranking),
    /// Dates, by year.
    Years {
        /// The years that occur, the earliest first.
        years: Vec<Year>,
    },
    /// Texts.
    Open(Open),
}

impl Figure {
    fn narrow(&mut self, locale: &Locale) {
        match self {
            Self::Choices(choices) => {
                choices.choices.iter_mut().for_each(|choice| choice.label.narrow(locale));
                choices.rows.iter_mut().for_each(|row| row.label.narrow(locale));
            }
            Self::Rating(rating) => {
                let own = [&mut rating.low, &mut rating.high, &mut rating.row.label];
                let choices = rating.choices.iter_mut().map(|choice| &mut choice.label);
                own.into_iter().chain(choices).for_each(|texts| texts.narrow(locale));
            }
            Self::Ranking(ranking) => {
                ranking.choices.iter_mut().for_each(|choice| choice.label.narrow(locale));
            }
            Self::Open(open) => {
                open.themes.iter_mut().for_each(|theme| theme.label.narrow(locale));
                // A quote has its own words; a translation into yet another language is no help.
                for quote in &mut open.quotes {
                    quote.translations.0.retain(|known, _| known == locale);
                }
            }
            Self::Numbers(_) | Self::Years { .. } => {}
        }
    }
}

/// How choices are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Drawn {
    /// A bar for each choice.
    Bars,
    /// A bar for each statement, made of the choices.
    Stacked,
    /// The same, with its middle on one line for all: for scales from agreement to disagreement.
    Diverging,
}

/// Choices that were picked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choices {
    /// How to draw it.
    pub drawn: Drawn,
    /// Whether each could pick several.
    pub several: bool,
    /// The choices, in the order of their list.
    pub choices: Vec<Choice>,
    /// How many of the choices on the scale, from the first on, are its upper half; none where there is no scale.
    pub upper: usize,
    /// One row for each statement, or one alone.
    pub rows: Vec<Row>,
}

/// A choice, or a value of a rating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// Its code.
    pub code: String,
    /// Its words; a value of a rating has none.
    pub label: Texts,
    /// Whether it is counted apart.
    pub off_scale: bool,
}

/// One row of counts, with the earlier waves beside it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The statement, in a matrix.
    pub item: Option<ItemCode>,
    /// Its words.
    pub label: Texts,
    /// What was counted.
    pub now: Counts,
    /// The same of the waves that have it, the latest first.
    pub earlier: Vec<Earlier>,
}

/// The counts of a row in a wave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    /// How many picked each choice; unknown where it was not published.
    pub counts: Vec<Option<u64>>,
    /// Their share of the base; none off the scale.
    pub percents: Vec<Option<u32>>,
    /// What the percentages are of.
    pub base: Option<u64>,
    /// Those who picked something of the upper half.
    pub upper: Option<Part>,
    /// The mean of a rating.
    pub mean: Option<f64>,
}

/// A row of an earlier wave.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Earlier {
    /// Its place in [`Report::waves`].
    pub wave: usize,
    /// What was counted then.
    pub counts: Counts,
    /// How each choice changed since.
    pub changes: Vec<Option<Change>>,
    /// How the upper half changed since.
    pub upper: Option<Change>,
    /// How the mean changed since.
    pub mean: Option<Change>,
    /// That it does not add up to its respondents.
    pub odd: Option<Odd>,
    /// Percentages that were printed otherwise than the counts give them.
    pub misprints: Vec<Misprint>,
}

/// A row that does not add up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Odd {
    /// How many answers it has.
    pub total: u64,
    /// How many respondents there were.
    pub respondents: u64,
}

/// A percentage that was printed otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Misprint {
    /// The place of the choice.
    pub choice: usize,
    /// As it was printed.
    pub printed: u32,
    /// As the counts give it.
    pub ours: u32,
}

/// A rating.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rating {
    /// The lowest value.
    pub min: i64,
    /// The highest value.
    pub max: i64,
    /// The name of the low end.
    pub low: Texts,
    /// The name of the high end.
    pub high: Texts,
    /// The values, the lowest first.
    pub choices: Vec<Choice>,
    /// How often each was given.
    pub row: Row,
    /// The median.
    pub median: Option<f64>,
    /// Of a scale from 0 to 10 alone: the classes of "would you recommend".
    pub recommend: Option<Recommend>,
}

/// The classes of "would you recommend".
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Recommend {
    /// Those who gave 9 or 10.
    pub promoters: u64,
    /// Those who gave 7 or 8.
    pub passives: u64,
    /// Those who gave 0 to 6.
    pub detractors: u64,
    /// Promoters less detractors, as points per cent of the base, not rounded.
    pub score: Option<f64>,
    /// Between which scores that of everybody lies, with 95 % confidence.
    #[serde(default)]
    pub sure: Option<(f64, f64)>,
}

/// Numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Numbers {
    /// Whether they are percentages.
    pub percentage: bool,
    /// How many gave one.
    pub base: u64,
    /// How many fall into each range, the lowest first.
    pub bands: Vec<Band>,
    /// The mean.
    pub mean: Option<f64>,
    /// The median.
    pub median: Option<f64>,
    /// Between which numbers half of them lie.
    pub quartiles: Option<(f64, f64)>,
}

/// A range of numbers.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Band {
    /// The lowest number in it; open downwards if absent.
    pub from: Option<f64>,
    /// The number above it; open upwards if absent.
    pub below: Option<f64>,
    /// How many.
    pub count: u64,
    /// Their share of the base.
    pub percent: Option<u32>,
}

/// Choices put in order.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ranking {
    /// How many put something in order.
    pub base: u64,
    /// The choices, in the order of their list.
    pub choices: Vec<Ranked>,
}

/// At which ranks a choice was put.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Ranked {
    /// The choice.
    pub code: ChoiceCode,
    /// Its words.
    pub label: Texts,
    /// How many put it at each rank, the first rank first.
    pub ranks: Vec<u64>,
    /// The share of the base that put it first.
    pub first_percent: Option<u32>,
    /// The mean of its ranks.
    pub mean_rank: Option<f64>,
}

/// A year in which dates fall.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Year {
    /// The year.
    pub year: i32,
    /// How many.
    pub count: u64,
    /// Their share.
    pub percent: Option<u32>,
}

/// What is shown of texts: never who wrote them, nor beside what else.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Open {
    /// Quotes that were chosen, after redaction.
    #[serde(default)]
    pub quotes: Vec<Quote>,
    /// The themes that the texts were tagged with, the most frequent first.
    #[serde(default)]
    pub themes: Vec<Theme>,
}

/// A quote.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// Its words.
    pub text: String,
    /// Their language.
    pub language: Locale,
    /// The same in other languages, where somebody translated it.
    #[serde(default)]
    pub translations: Texts,
}

/// A theme of texts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Theme {
    /// Its name.
    pub label: Texts,
    /// In how many texts it comes up.
    pub count: u64,
}

/// What an editor adds to a report and takes from it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Edits {
    /// What stands before everything else.
    pub introduction: Texts,
    /// What is said of each section.
    pub comments: BTreeMap<SectionCode, Texts>,
    /// The order of the sections; those that are not named follow.
    pub sections: Vec<SectionCode>,
    /// The order of the questions within their sections; those that are not named follow.
    pub questions: Vec<QuestionCode>,
    /// The questions that are left out.
    pub left_out: BTreeSet<QuestionCode>,
}

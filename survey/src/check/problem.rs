//! What a check can find. English is said here, for the command line and for programs; pages say the same out of `checks.ftl` in
//! the reader's language, and a test holds the English of both together.

use std::borrow::Cow;

use crate::Locale;
use crate::code::OTHER_SUFFIX;
use crate::languages::in_english;

/// What is wrong. Its [`id`](Self::id) is its code on the wire and, with `checks-` before it, the id of its message.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The question set has no language.
    #[error("There must be at least one language.")]
    NoLanguage,
    /// The language stands twice.
    #[error("This language is named twice: {}.", in_english(.0))]
    LanguageTwice(Locale),
    /// There is nothing to ask.
    #[error("There must be at least one section.")]
    NoSection,
    /// The choice list is idle.
    #[error("No question uses this choice list.")]
    ListUnused,
    /// The choice list has nothing to choose.
    #[error("The list has no choices.")]
    ListEmpty,
    /// Two choices of a list have this code.
    #[error("The code “{0}” stands twice in its list.")]
    ChoiceTwice(String),
    /// Several choices of a list come with a text.
    #[error("Only one choice of a list can be “other, please specify”.")]
    SeveralOther,
    /// A text is missing in this language.
    #[error("The text is missing in {}.", in_english(.0))]
    TextMissing(Locale),
    /// A text stands there in a language that the question set has not.
    #[error("There is a text in {}, which is not a language of this question set.", in_english(.0))]
    StrangeText(Locale),
    /// Two sections or questions have this code.
    #[error("The code “{0}” is used twice.")]
    CodeTwice(String),
    /// The section has nothing to ask.
    #[error("The section has no questions.")]
    SectionEmpty,
    /// The code would be that of the text of an "other" choice.
    #[error("A question’s code can’t end in “{OTHER_SUFFIX}”.")]
    OtherSuffix,
    /// The question's choice list is not there.
    #[error("There is no choice list “{0}”.")]
    NoList(String),
    /// The matrix has no items.
    #[error("A matrix needs at least one statement.")]
    NoItems,
    /// Two items of a matrix have this code.
    #[error("The code “{0}” stands twice in the matrix.")]
    ItemTwice(String),
    /// The scale of a rating is upside down or too long.
    #[error("A rating goes up from its lowest to its highest value, over at most 11 steps.")]
    RatingScale,
    /// No number fulfils both bounds.
    #[error("The lowest value is above the highest.")]
    NumbersCrossed,
    /// No date fulfils both bounds.
    #[error("The earliest date is after the latest.")]
    DatesCrossed,
    /// A note has no answer that could be required.
    #[error("A note has no answer, so none can be required.")]
    NoteRequired,
    /// A question of another kind would break results down.
    #[error("Results can be broken down only by a question with one choice.")]
    ProfileKind,
    /// `.` stands where there is no answer to be checked.
    #[error("“.” has a meaning only where an answer is checked.")]
    ThisElsewhere,
    /// An expression compares a question with a choice that it has not: the question, the choice.
    #[error("“{0}” has no choice “{1}”.")]
    NoChoice(String, String),
    /// An expression refers to a question that comes later.
    #[error("“{0}” comes later; a condition can refer only to earlier questions.")]
    LaterQuestion(String),
    /// An expression refers to a question that is not there.
    #[error("There is no question “{0}”.")]
    NoQuestion(String),
    /// An expression refers to an item that the matrix has not: the matrix, the item.
    #[error("“{0}” has no statement “{1}”.")]
    NoItem(String, String),
    /// An expression refers to a matrix as a whole.
    #[error("“{}” is a matrix: name one of its statements, as in {}.", .0, item_example(.0))]
    WholeMatrix(String),
    /// An expression refers to an item of a question that is no matrix.
    #[error("“{0}” is not a matrix and has no statements.")]
    NoMatrix(String),
    /// An expression refers to a note.
    #[error("“{0}” is a note and has no answer.")]
    NoteReferred(String),
}

/// Something that a message speaks of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Argument<'a> {
    /// As it is.
    Text(Cow<'a, str>),
    /// To be called by its name in the reader's language.
    Language(&'a Locale),
}

fn item_example(matrix: &str) -> String {
    format!("${{{matrix}.item}}")
}

impl Problem {
    /// Its code on the wire; with `checks-` before it, the id of its message.
    pub fn id(&self) -> &'static str {
        match self {
            Self::NoLanguage => "no-language",
            Self::LanguageTwice(_) => "language-twice",
            Self::NoSection => "no-section",
            Self::ListUnused => "list-unused",
            Self::ListEmpty => "list-empty",
            Self::ChoiceTwice(_) => "choice-twice",
            Self::SeveralOther => "several-other",
            Self::TextMissing(_) => "text-missing",
            Self::StrangeText(_) => "strange-text",
            Self::CodeTwice(_) => "code-twice",
            Self::SectionEmpty => "section-empty",
            Self::OtherSuffix => "other-suffix",
            Self::NoList(_) => "no-list",
            Self::NoItems => "no-items",
            Self::ItemTwice(_) => "item-twice",
            Self::RatingScale => "rating-scale",
            Self::NumbersCrossed => "numbers-crossed",
            Self::DatesCrossed => "dates-crossed",
            Self::NoteRequired => "note-required",
            Self::ProfileKind => "profile-kind",
            Self::ThisElsewhere => "this-elsewhere",
            Self::NoChoice(..) => "no-choice",
            Self::LaterQuestion(_) => "later-question",
            Self::NoQuestion(_) => "no-question",
            Self::NoItem(..) => "no-item",
            Self::WholeMatrix(_) => "whole-matrix",
            Self::NoMatrix(_) => "no-matrix",
            Self::NoteReferred(_) => "note-referred",
        }
    }

    /// What its message speaks of, by the names of the variables.
    pub fn arguments(&self) -> Vec<(&'static str, Argument<'_>)> {
        let text = |name, text| (name, Argument::Text(Cow::Borrowed(text)));
        match self {
            Self::LanguageTwice(language) | Self::TextMissing(language) | Self::StrangeText(language) => {
                vec![("language", Argument::Language(language))]
            }
            Self::ChoiceTwice(name)
            | Self::CodeTwice(name)
            | Self::NoList(name)
            | Self::ItemTwice(name)
            | Self::LaterQuestion(name)
            | Self::NoQuestion(name)
            | Self::NoMatrix(name)
            | Self::NoteReferred(name) => vec![text("name", name)],
            Self::NoChoice(name, value) | Self::NoItem(name, value) => {
                vec![text("name", name), text("value", value)]
            }
            Self::WholeMatrix(name) => {
                vec![text("name", name), ("example", Argument::Text(item_example(name).into()))]
            }
            Self::OtherSuffix => vec![text("name", OTHER_SUFFIX)],
            Self::NoLanguage
            | Self::NoSection
            | Self::ListUnused
            | Self::ListEmpty
            | Self::SeveralOther
            | Self::SectionEmpty
            | Self::NoItems
            | Self::RatingScale
            | Self::NumbersCrossed
            | Self::DatesCrossed
            | Self::NoteRequired
            | Self::ProfileKind
            | Self::ThisElsewhere => Vec::new(),
        }
    }
}

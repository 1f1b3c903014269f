//! What is said of a form that is read: where, what, and what comes of it.

use serde::{Serialize, Serializer};

use super::table::Heading;

/// How much it matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Nothing can be imported before it is mended.
    Error,
    /// Something is lost or becomes another thing.
    Warning,
    /// Something to know: nothing that matters is lost.
    Note,
}

/// One thing about a form, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The sheet, as it is called in the file; empty for the whole file.
    pub sheet: String,
    /// The row as a spreadsheet shows it; 0 for the whole sheet.
    pub row: u32,
    /// The heading of the column; empty for the whole row.
    pub column: String,
    /// What it is.
    pub problem: Problem,
}

impl Remark {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// Whether it is about a rule for answers; without it, every answer is accepted.
    pub fn is_of_constraint(&self) -> bool {
        Heading::read(&self.column).base == "constraint"
    }
}

/// What can be said of a form. Its words are messages of the same id: `xlsform-no-survey-sheet`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// There is no sheet `survey`.
    NoSurveySheet,
    /// A sheet lacks a column that it must have.
    NoColumn(String),
    /// The heading names a language that is not known.
    LanguageUnknown(String),
    /// A question, group or choice has no name.
    NameMissing,
    /// The name stands twice.
    NameTwice(String),
    /// The choices sheet has no such list.
    ListMissing(String),
    /// An expression can't be read, at this character; what is wrong there is said in its own words.
    Expression(usize, crate::relevance::Problem),
    /// An expression names, at this character, a question that is not in the form.
    UnknownReference(usize, String),
    /// An expression depends, at this character, on something that is left out: so is the expression.
    ReferenceLeftOut(usize, String),
    /// An expression has, at this character, a function that Sawt has not: the expression is left out.
    FunctionLeftOut(usize, String),
    /// An expression has, at this character, something of XPath that Sawt has not: the expression is left out.
    PathLeftOut(usize, String),
    /// A group begins and does not end.
    GroupNotClosed(String),
    /// A group ends that has not begun.
    GroupNotBegun,
    /// A row says nothing of its kind.
    TypeMissing,
    /// There is nothing to ask.
    NoQuestions,
    /// The cell has a formula, whose value may be another one elsewhere. The workbook's reader finds it.
    Formula,
    /// The cell shows that error in place of a value.
    CellError(String),
    /// Sawt has no such kind of question: it is left out.
    TypeLeftOut(String),
    /// Sawt has no repeats: what stands in one is left out.
    RepeatLeftOut,
    /// A question inside a repeat, which is left out.
    InRepeat(String),
    /// The cell of a column that Sawt has no use for: the column and what stands there.
    CellUnused(String, String),
    /// A cell whose place is taken: the column of its row that counts, and what is left out.
    CellTwice(String, String),
    /// Required under a condition: it is not required at all.
    ConditionallyRequired,
    /// A range that is no short scale of whole numbers: it becomes a number within bounds.
    RangeAsNumber,
    /// The version is no whole number, so it is taken to be 1.
    VersionUnread(String),
    /// Some rows of a table are required and some are not: none is.
    MatrixPartlyRequired,
    /// A table whose rows have conditions of their own: it becomes single questions.
    MatrixSplit,
    /// The texts name no language; they are taken to be in this one.
    LanguageAssumed(String),
    /// A sheet that Sawt has no use for.
    SheetUnused(String),
    /// An expression is read by other rules now: as it was, and as it is said now.
    Reread(String, String),
    /// An expression asks whether this choice is all that was picked, not whether it is among it.
    AllCompared(String),
    /// Only so many columns of the sheet are read.
    ColumnsLeftOut(u32),
    /// A text inserts the answer to this question, which Sawt does not.
    AnswerInText(String),
    /// The label of a group around other groups is left out.
    TitleLeftOut,
    /// What a column of Sawt's says does not agree with the standard cells, which count.
    HintOverruled,
    /// A name became another code: from, to.
    Renamed(String, String),
    /// An appearance without effect.
    AppearanceUnused(String),
    /// A column that XLSForm does not know.
    ColumnUnknown(String),
    /// A group within a group: its questions are asked in the section around it.
    GroupFlattened,
    /// Questions outside of any group got a section of their own, of this code.
    SectionMade(String),
    /// The text field became part of the choice “other” of this question.
    OtherFolded(String),
    /// Lists with and without “other” are two lists now; the new one is this.
    ListSplit(String),
    /// No question uses this list, which is left out.
    ListUnused(String),
    /// So many text fields take one line of 255 characters.
    TextsShort(u32),
    /// So many decimals are accepted with two places.
    DecimalsAssumed(u32),
}

impl Problem {
    /// How much it matters.
    pub fn severity(&self) -> Severity {
        match self {
            Self::NoSurveySheet
            | Self::NoColumn(_)
            | Self::LanguageUnknown(_)
            | Self::NameMissing
            | Self::NameTwice(_)
            | Self::ListMissing(_)
            | Self::Expression(..)
            | Self::UnknownReference(..)
            | Self::GroupNotClosed(_)
            | Self::GroupNotBegun
            | Self::TypeMissing
            | Self::NoQuestions
            | Self::Formula
            | Self::CellError(_) => Severity::Error,
            Self::TypeLeftOut(_)
            | Self::ReferenceLeftOut(..)
            | Self::FunctionLeftOut(..)
            | Self::PathLeftOut(..)
            | Self::RepeatLeftOut
            | Self::InRepeat(_)
            | Self::CellUnused(..)
            | Self::CellTwice(..)
            | Self::ConditionallyRequired
            | Self::RangeAsNumber
            | Self::VersionUnread(_)
            | Self::MatrixPartlyRequired
            | Self::MatrixSplit
            | Self::LanguageAssumed(_)
            | Self::SheetUnused(_)
            | Self::Reread(..)
            | Self::AllCompared(_)
            | Self::ColumnsLeftOut(_)
            | Self::AnswerInText(_)
            | Self::TitleLeftOut
            | Self::HintOverruled => Severity::Warning,
            Self::Renamed(..)
            | Self::AppearanceUnused(_)
            | Self::ColumnUnknown(_)
            | Self::GroupFlattened
            | Self::SectionMade(_)
            | Self::OtherFolded(_)
            | Self::ListSplit(_)
            | Self::ListUnused(_)
            | Self::TextsShort(_)
            | Self::DecimalsAssumed(_) => Severity::Note,
        }
    }

    /// Its name on the wire; with `xlsform-` before it, the id of its message.
    pub fn id(&self) -> &'static str {
        match self {
            Self::NoSurveySheet => "no-survey-sheet",
            Self::NoColumn(_) => "no-column",
            Self::LanguageUnknown(_) => "language-unknown",
            Self::NameMissing => "name-missing",
            Self::NameTwice(_) => "name-twice",
            Self::ListMissing(_) => "list-missing",
            Self::Expression(..) => "expression",
            Self::UnknownReference(..) => "unknown-reference",
            Self::ReferenceLeftOut(..) => "reference-left-out",
            Self::FunctionLeftOut(..) => "function-left-out",
            Self::PathLeftOut(..) => "path-left-out",
            Self::GroupNotClosed(_) => "group-not-closed",
            Self::GroupNotBegun => "group-not-begun",
            Self::TypeMissing => "type-missing",
            Self::NoQuestions => "no-questions",
            Self::Formula => "formula",
            Self::CellError(_) => "cell-error",
            Self::TypeLeftOut(_) => "type-left-out",
            Self::RepeatLeftOut => "repeat-left-out",
            Self::InRepeat(_) => "in-repeat",
            Self::CellUnused(..) => "cell-unused",
            Self::CellTwice(..) => "cell-twice",
            Self::ConditionallyRequired => "conditionally-required",
            Self::RangeAsNumber => "range-as-number",
            Self::VersionUnread(_) => "version-unread",
            Self::MatrixPartlyRequired => "matrix-partly-required",
            Self::MatrixSplit => "matrix-split",
            Self::LanguageAssumed(_) => "language-assumed",
            Self::SheetUnused(_) => "sheet-unused",
            Self::Reread(..) => "reread",
            Self::AllCompared(_) => "all-compared",
            Self::ColumnsLeftOut(_) => "columns-left-out",
            Self::AnswerInText(_) => "answer-in-text",
            Self::TitleLeftOut => "title-left-out",
            Self::HintOverruled => "hint-overruled",
            Self::Renamed(..) => "renamed",
            Self::AppearanceUnused(_) => "appearance-unused",
            Self::ColumnUnknown(_) => "column-unknown",
            Self::GroupFlattened => "group-flattened",
            Self::SectionMade(_) => "section-made",
            Self::OtherFolded(_) => "other-folded",
            Self::ListSplit(_) => "list-split",
            Self::ListUnused(_) => "list-unused",
            Self::TextsShort(_) => "texts-short",
            Self::DecimalsAssumed(_) => "decimals-assumed",
        }
    }

    /// What its words speak of: `name` and, where there are two, `value`.
    pub fn names(&self) -> (&str, &str) {
        match self {
            Self::NoColumn(name)
            | Self::LanguageUnknown(name)
            | Self::NameTwice(name)
            | Self::ListMissing(name)
            | Self::UnknownReference(_, name)
            | Self::ReferenceLeftOut(_, name)
            | Self::FunctionLeftOut(_, name)
            | Self::PathLeftOut(_, name)
            | Self::GroupNotClosed(name)
            | Self::TypeLeftOut(name)
            | Self::InRepeat(name)
            | Self::VersionUnread(name)
            | Self::AllCompared(name)
            | Self::LanguageAssumed(name)
            | Self::SheetUnused(name)
            | Self::AnswerInText(name)
            | Self::CellError(name)
            | Self::AppearanceUnused(name)
            | Self::ColumnUnknown(name)
            | Self::SectionMade(name)
            | Self::OtherFolded(name)
            | Self::ListSplit(name)
            | Self::ListUnused(name) => (name, ""),
            Self::CellUnused(name, value)
            | Self::CellTwice(name, value)
            | Self::Reread(name, value)
            | Self::Renamed(name, value) => (name, value),
            _ => ("", ""),
        }
    }

    /// The number that its words speak of: a place in an expression, or how many.
    pub fn number(&self) -> Option<u32> {
        match self {
            Self::Expression(at, _)
            | Self::UnknownReference(at, _)
            | Self::ReferenceLeftOut(at, _)
            | Self::FunctionLeftOut(at, _)
            | Self::PathLeftOut(at, _) => u32::try_from(*at).ok(),
            Self::TextsShort(count) | Self::DecimalsAssumed(count) | Self::ColumnsLeftOut(count) => {
                Some(*count)
            }
            _ => None,
        }
    }
}

impl Serialize for Problem {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.id())
    }
}

# Question sets: the list and the editor.

editor-sets = Question sets
editor-sets-lead = A question set is the questionnaire: its sections, questions and choices in all languages. A draft is changed; a published version never is.
editor-sets-none = There is no question set yet.
editor-new = New question set
editor-new-do = Begin the draft
editor-never-published = No version has been published yet.
editor-version-of =
    { $count ->
        [one] Version { $version }, { $count } question
       *[other] Version { $version }, { $count } questions
    }
editor-draft-of =
    { $count ->
        [one] Draft of version { $version }, { $count } question
       *[other] Draft of version { $version }, { $count } questions
    }
editor-tab-set = Overview
editor-tab-draft = Draft
editor-versions = Published versions
editor-begin = Begin a draft from version { $version }
editor-open-draft = Go on with the draft
editor-no-draft = There is no draft. Begin one from a published version.
editor-discard = Throw the draft away
editor-discard-lead = The draft and its whole history are deleted. Published versions stay as they are.
editor-discard-yes = Yes, throw it away
editor-when = { $date }, { $time } UTC
editor-changed = Last changed by { $who }, { $when }
editor-findings-count =
    { $count ->
        [one] { $count } thing is to be put right before publishing
       *[other] { $count } things are to be put right before publishing
    }
editor-field-title = Title
editor-field-first = Written in
editor-field-first-hint = The language that the others are translated from.
editor-field-languages = Languages
editor-field-set-code = Code
editor-field-set-code-hint = Its lasting name in addresses and files: lower-case Latin letters, digits and hyphens. Leave it empty to get one from the title.
editor-error-title = Enter a title of at most 300 characters.
editor-error-language = Choose the language that it is written in.
editor-error-set-code = A code has lower-case Latin letters, digits and hyphens only, begins with a letter and is at most 48 characters long.
editor-error-set-taken = There is a question set with this code already.
editor-kind-select_one = One choice
editor-kind-select_several = Several choices
editor-kind-matrix = Matrix
editor-kind-rating = Rating
editor-kind-number = Number
editor-kind-percentage = Percentage
editor-kind-ranking = Ranking
editor-kind-text = Short text
editor-kind-long_text = Long text
editor-kind-date = Date
editor-kind-note = Note
editor-mark-required = required
editor-mark-relevant = asked under a condition
editor-mark-constraint = answers are checked
editor-mark-profile = results are broken down by it
editor-mark-other = “other, please specify”
editor-mark-off-scale = with an off-scale choice
editor-mark-list = choice list { $list }
editor-mark-items =
    { $count ->
        [one] { $count } statement
       *[other] { $count } statements
    }
editor-section-empty = This section has no questions yet.
editor-lists = Choice lists
editor-lists-none = There is no choice list yet.
editor-list-choices =
    { $count ->
        [one] { $count } choice
       *[other] { $count } choices
    }
editor-list-used =
    { $count ->
        [0] not used
        [one] used by { $count } question
       *[other] used by { $count } questions
    }

# The parts of a draft, one by one.

editor-add = Add
editor-add-list = Add a choice list
editor-add-question = Add a question
editor-add-section = A further section
editor-add-section-do = Add the section
editor-autosave-failed = Not saved yet:
editor-autosave-offline = No connection to the server. What you typed is kept on this page and saved when it is back.
editor-autosaved = Saved, { $time }
editor-autosaving = Saving…
editor-back = The draft
editor-choices = Choices
editor-code-published = A published version has this code. Results are compared from wave to wave by it, so it had better stay.
editor-column-back = Go back
editor-column-what = What
editor-column-when = When
editor-column-where = Where
editor-column-who = Who
editor-condition = Condition { $number }
editor-condition-a-choice = Choice
editor-condition-a-value = Value
editor-condition-all = All of them must hold
editor-condition-any = One of them is enough
editor-condition-choice = A condition compares with a choice that its question does not have. Choose one of the question’s own.
editor-condition-choose = Choose a question
editor-condition-comparison = How it compares
editor-condition-expression = Write an expression
editor-condition-menus = Choose conditions
editor-condition-more = Choose a question in the last row to add a condition; choose none to take one away. A further empty row comes with each save.
editor-condition-none = Choose at least one condition, or say that there is none.
editor-condition-source = Expression
editor-condition-source-hint = As in XLSForm, for example:
editor-condition-subject = Question
editor-condition-this = This answer
editor-condition-together = If there are several
editor-condition-value = A condition has nothing to compare with. Choose a choice or enter a value.
editor-comparison-is = is
editor-comparison-is-not = is not
editor-comparison-includes = includes
editor-comparison-includes-not = does not include
editor-comparison-at-least = is at least, or not before
editor-comparison-at-most = is at most, or not after
editor-comparison-more = is more than, or after
editor-comparison-less = is less than, or before
editor-comparison-answered = is answered
editor-comparison-not-answered = is not answered
editor-comparison-picked-at-least = has at least so many choices
editor-comparison-picked-at-most = has at most so many choices
editor-comparison-long-at-least = has at least so many characters
editor-comparison-long-at-most = has at most so many characters
editor-conflict = Somebody changed the same meanwhile. Nothing was overwritten, and what you typed is still below.
editor-conflict-drop = Drop mine and see theirs
editor-conflict-is = It is now
editor-conflict-lead = Take over below what you want of theirs. If you save, yours replaces it; the history keeps both.
editor-conflict-was = It was
editor-conflict-what = What is different
editor-constraint = What an answer must fulfil
editor-constraint-hint = Beyond the limits above. An answer that does not fulfil it gets the message below.
editor-constraint-none = Nothing further
editor-copy = Copy: { $what }
editor-current = The draft as it is
editor-delete = Delete: { $what }
editor-done = { $who }, { $when }: { $what } { $place }
editor-down = Move down: { $what }
editor-drag = Drag to move
editor-error-code = A code has lower-case Latin letters, digits and underscores only, begins with a letter and is at most 48 characters long.
editor-error-count = Enter a whole number from 1, or leave it empty.
editor-error-date = Enter a date from 1900 to 2199 as year, month and day, such as 2026-05-31.
editor-error-decimals = Enter a number of decimal places from 0 to 6.
editor-error-further = Name languages by their tags, such as uk or pt-BR.
editor-error-kind = Choose a kind of question.
editor-error-number = Enter a number, or leave it empty.
editor-error-published-code = A published version has the code “{ $code }”. Under another code, the answers can no longer be compared with those of earlier waves. If that is meant, tick the box and save again.
editor-error-whole = Enter a whole number.
editor-expression-arity = “{ $name }” needs exactly so many values: { $count }.
editor-expression-at = Line { $line }, character { $column }:
editor-expression-empty = Write an expression, or say that there is no condition.
editor-expression-function = There is no function “{ $name }”.
editor-expression-parenthesis = A closing parenthesis is missing.
editor-expression-quote = A closing quotation mark is missing.
editor-expression-reference = “{ $name }” does not name a question. Write it as in the example.
editor-expression-too-deep = Too many parentheses stand within each other.
editor-expression-too-long = The expression is too long.
editor-expression-too-many = The expression has too many parts.
editor-expression-unexpected = “{ $found }” does not belong here.
editor-expression-value = Something to compare is missing here.
editor-field-choices = Choice list
editor-field-choices-hint = Many questions can use the same list.
editor-field-choices-new = New choices
editor-field-choices-new-hint = One a line. They become a new list, which other questions can use too. Leave it empty to use a list that there is.
editor-field-code = Code
editor-field-code-hint = The lasting name in results and files. It stays the same when the text changes.
editor-field-constraint-message = Message for an answer that does not fulfil it
editor-field-constraint-message-hint = Say what to enter instead.
editor-field-decimals = Decimal places
editor-field-first-day = Earliest date
editor-field-further = Further languages
editor-field-further-hint = Tags of languages, separated by commas, such as uk, pt-BR. The pages around the questions are then in English.
editor-field-high = What the highest value means
editor-field-hint = Hint
editor-field-hint-hint = Stands under the question in smaller letters. May be empty.
editor-field-introduction = Introduction
editor-field-introduction-hint = What a respondent reads first. An empty line begins a paragraph.
editor-field-kind = Kind of question
editor-field-label = Question
editor-field-languages-hint = What was written in a language that you take away goes with it; the history keeps it.
editor-field-last-day = Latest date
editor-field-length = Longest answer, in characters
editor-field-list-name = Name of the list
editor-field-list-name-hint = Formed like a code: agreement, for example.
editor-field-low = What the lowest value means
editor-field-max = Highest value
editor-field-min = Lowest value
editor-field-most = Most choices
editor-field-profile = Results can be broken down by this question
editor-field-ranks = How many are ranked
editor-field-required = An answer is required
editor-field-required-message = Message where the answer is missing
editor-field-required-message-hint = Only where the question must be answered. Left empty, the form says its usual sentence.
editor-field-row-text = Text
editor-field-section-introduction-hint = Stands under the title of the section. May be empty.
editor-history = History
editor-history-lead = Changes of the last week are kept one by one, of older ones the last of each day. Going back is a change too, so it can be taken back as well.
editor-history-overtaken = Somebody changed the draft meanwhile, so nothing was taken back. Look at the newest changes and try again.
editor-items = Statements
editor-knowingly = Change the code all the same
editor-list = Choice list
editor-list-choose = Choose a list
editor-list-edit = Change this list
editor-list-unused = No question uses this list.
editor-list-users = A change here is a change for all these questions:
editor-lists-lead = A list of choices is defined once and used by any number of questions.
editor-look = Look at it
editor-look-lead = This is how the draft was at revision { $number }. Nothing can be changed here.
editor-move = Move
editor-move-before = To the place before: { $what }
editor-move-end = At the end
editor-move-to = Where to
editor-not-deleted = Nothing was deleted, since it was changed meanwhile:
editor-part-gone = It was deleted
editor-part-other = Something else
editor-question = Question: { $kind }
editor-refused-gone = There is no “{ $what }” any more.
editor-refused-language = A question set has at least one language.
editor-refused-referred = A condition at { $place } refers to “{ $what }”. Change that condition first.
editor-refused-taken = The code “{ $code }” is used already. Choose another one.
editor-refused-used = The question “{ $question }” uses the list “{ $list }”. Give it another list first.
editor-relevant = When it is asked
editor-relevant-hint = It may look at questions that come earlier.
editor-relevant-none = Always
editor-restore = Go back to this
editor-revision = revision { $number }
editor-rows-new = Further ones
editor-rows-new-hint = One a line. Each gets a code from its text.
editor-save = Save
editor-save-another = Save, and add another question
editor-save-languages = Save the languages
editor-save-outline = Save, and back to the draft
editor-saved = Saved.
editor-section = Section
editor-settings = Title and languages
editor-tab-preview = Preview
editor-tick-exclusive = Rules out all others
editor-tick-off-scale = Off the scale, such as “don’t know”
editor-tick-other = With a text: “other, please specify”
editor-undo = Undo
editor-untitled = (no text yet)
editor-up = Move up: { $what }
editor-what-created = begun
editor-what-added = added
editor-what-edited = changed
editor-what-duplicated = copied
editor-what-deleted = deleted
editor-what-moved = moved
editor-what-imported = imported
editor-what-translated = translated
editor-what-reread = brought to the rules of ODK
editor-what-restored = restored
editor-preview-lead = This is the real form as a partner would see it. Nothing that you enter is stored or sent.
editor-preview-languages = Language of the preview
editor-preview-width = Width
editor-preview-phone = Phone
editor-preview-desktop = Desktop
editor-preview-again = Begin again
editor-preview-alone = Open it on a page of its own
editor-preview-empty = There is nothing to see yet. Add a section and a question to the draft.
editor-preview-fallback = Texts that are missing in this language are shown in the language of writing.
editor-preview-sent = In a real survey this would now be sent. Here it was looked at and forgotten.
editor-condition-unwritable = A value can’t have both kinds of quotation marks, and there are at most 40 conditions.
editor-preview-title = Preview of “{ $title }”
editor-autosave-ended = Not saved: you are no longer logged in. Log in in another tab, then save here.
editor-error-in = { $field }: { $problem }
editor-first-section = The first section
editor-preview-change = { $what }: change it
editor-mark-untranslated = not translated yet: { $languages }
editor-untranslated =
    { $count ->
        [one] { $count } text is not translated yet.
       *[other] { $count } texts are not translated yet.
    }

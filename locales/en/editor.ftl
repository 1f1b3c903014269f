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

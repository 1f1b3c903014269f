# XLSForm files: what is said of one, row by row, and the pages where it comes in.

xlsform-other = Other
xlsform-no-survey-sheet = The file has no sheet “survey”. In an XLSForm, the questions stand there.
xlsform-no-column = The column “{ $name }” is missing.
xlsform-language-unknown = “{ $name }” is no language that is known. Write its tag in brackets: label::Français (fr).
xlsform-name-missing = The name is missing.
xlsform-name-twice = The name “{ $name }” stands twice.
xlsform-list-missing = The sheet “choices” has no list “{ $name }”.
xlsform-expression = The expression can’t be read, from character { $number } on: { $detail }
xlsform-unknown-reference = At character { $number }, the expression refers to “{ $name }”, which is not in the form.
xlsform-reference-left-out = At character { $number }, the expression depends on “{ $name }”, which is left out. So is the whole expression: { $detail }
xlsform-function-left-out = Sawt has no function “{ $name }” (at character { $number }). The whole expression is left out: { $detail }
xlsform-path-left-out = Sawt can’t follow “{ $name }” (at character { $number }): it refers to answers only as ${"{"}question{"}"}. The whole expression is left out: { $detail }
xlsform-effect-asked = what it is for is always asked.
xlsform-effect-accepted = every answer is accepted.
xlsform-group-not-closed = The group “{ $name }” begins and does not end.
xlsform-group-not-begun = A group ends here that has not begun.
xlsform-type-missing = The row says nothing of its type.
xlsform-no-questions = There is no question in it that can be asked.
xlsform-formula = The cell has a formula and the file holds no value of it. Open the file in a spreadsheet program and save it, or write the value there instead.
xlsform-cell-error = The cell shows the error { $name } instead of a value.
xlsform-type-left-out = Sawt has no questions of the type “{ $name }”: the row is left out.
xlsform-repeat-left-out = Sawt has no repeats: what stands in this one is left out.
xlsform-in-repeat = “{ $name }” stands in a repeat and is left out.
xlsform-cell-unused = Sawt has no use for the column “{ $name }”: “{ $value }” is left out.
xlsform-cell-twice = The column “{ $name }” of this row says it already, and counts: “{ $value }” is left out.
xlsform-conditionally-required = Sawt has no required questions under a condition: this one can be skipped.
xlsform-range-as-number = The range is no short scale of whole numbers: it becomes a number within bounds.
xlsform-version-unread = “{ $name }” is no whole number: the version is taken to be 1.
xlsform-matrix-partly-required = Some rows of the table are required and some are not: now none is.
xlsform-matrix-split = Rows of the table have conditions of their own: it becomes single questions.
xlsform-language-assumed = The columns of texts name no language. They are taken to be in “{ $name }”.
xlsform-sheet-unused = Sawt has no use for the sheet “{ $name }”.
xlsform-columns-left-out = Only the first { $number } columns of the sheet are read: the others are left out.
xlsform-reread = { $column }: dates count as days now, and “=” compares all the choices that were picked. “{ $name }” is written “{ $value }” now.
xlsform-all-compared = “=” compares all that was picked: it holds only where “{ $name }” is the one choice. To ask whether it is among them, write selected().
xlsform-answer-in-text = The text inserts the answer to “{ $name }”. Sawt shows it as it is written.
xlsform-title-left-out = The group holds only groups: its heading is left out.
xlsform-hint-overruled = A column of Sawt’s does not agree with the standard columns beside it, which count.
xlsform-renamed = “{ $name }” is called “{ $value }” now.
xlsform-appearance-unused = The appearance “{ $name }” has no effect.
xlsform-column-unknown = The column “{ $name }” is not known and not read.
xlsform-group-flattened = A group within a group: its questions are asked in the section around it.
xlsform-section-made = Questions outside of any group are in a section of their own now, “{ $name }”.
xlsform-other-folded = The text field is now part of the choice “other” of “{ $name }”.
xlsform-list-split = The list is used with and without “other”: there are two now, the new one is “{ $name }”.
xlsform-list-unused = No question uses the list “{ $name }”: it is left out.
xlsform-texts-short =
    { $number ->
        [one] { $number } text field takes one line of at most 255 characters.
       *[other] { $number } text fields take one line of at most 255 characters each.
    }
xlsform-decimals-assumed =
    { $number ->
        [one] { $number } decimal number is accepted with two places.
       *[other] { $number } decimal numbers are accepted with two places.
    }
xlsform-expression-too-long = it is longer than { $number } characters.
xlsform-expression-too-deep = brackets are nested more than { $number } deep.
xlsform-expression-too-many = it has more than { $number } operators.
xlsform-expression-value = a value is missing here.
xlsform-expression-unexpected = “{ $name }” can’t stand here.
xlsform-expression-parenthesis = a bracket is not closed.
xlsform-expression-quote = a quotation mark is not closed.
xlsform-expression-reference = “{ $name }” names no question.
xlsform-expression-arity = “{ $name }” does not take so many values: { $number }.

xlsform-in = Take in an XLSForm
xlsform-in-lead = An .xlsx file for ODK or KoboToolbox, or one that you downloaded here and changed. You see first what is read of it and what it would change; nothing is saved before.
xlsform-file = File
xlsform-file-hint = .xlsx, or .json as Sawt writes it. At most { $megabytes } MB.
xlsform-code = Question set
xlsform-code-hint = The code of the question set that it goes into. Leave it empty to take the form_id of the file.
xlsform-look = See what is in it
xlsform-out = Take it along
xlsform-out-lead = As an XLSForm it opens in any spreadsheet program, in ODK and in KoboToolbox. Change or translate it there and take it in again: codes stay as they are.
xlsform-out-draft-xlsx = The draft as XLSForm
xlsform-out-draft-json = The draft as JSON
xlsform-out-version-xlsx = Version { $version } as XLSForm
xlsform-out-version-json = Version { $version } as JSON
xlsform-tab = Files
xlsform-look-heading = What is in the file
xlsform-look-errors = Nothing can be taken in before the errors are mended. Mend them in the file and choose it again.
xlsform-look-questions =
    { $count ->
        [one] { $count } question
       *[other] { $count } questions
    }
xlsform-look-into-draft = It would replace the draft of “{ $code }”. The draft’s history keeps what is there now.
xlsform-look-into-next = It would become a draft of “{ $code }”, beside its published version { $version }.
xlsform-look-into-new = It would become the draft of a new question set, “{ $code }”.
xlsform-look-other-code = In the file the form is called “{ $name }”.
xlsform-look-remarks = What is said of the file
xlsform-look-remarks-none = Everything in it is read as it is.
xlsform-look-counted = Errors: { $errors }. Lost or changed: { $warnings }. To know: { $notes }.
xlsform-look-notes =
    { $count ->
        [one] { $count } thing to know
       *[other] { $count } things to know
    }
xlsform-look-differences = What it would change
xlsform-look-differences-none = Nothing: it is what is there already.
xlsform-change-added = New
xlsform-change-removed = Gone
xlsform-change-changed = Changed
xlsform-look-take = Take it in
xlsform-look-leave = Leave without saving
xlsform-overtaken = { $who } changed the draft meanwhile ({ $when }). Nothing was saved. This is what the file would change now.
xlsform-overtaken-gone = The draft is not there any more, or a new one was begun. Nothing was saved. This is what the file would change now.
xlsform-severity = Kind
xlsform-severity-error = Error
xlsform-severity-warning = Lost or changed
xlsform-severity-note = To know
xlsform-place = Place
xlsform-place-row = Sheet “{ $sheet }”, row { $row }
xlsform-place-cell = Sheet “{ $sheet }”, row { $row }, column “{ $column }”
xlsform-place-sheet = Sheet “{ $sheet }”
xlsform-place-file = The file
xlsform-says = What it is
xlsform-file-too-large = The file is larger than { $megabytes } MB. Choose a smaller one.
xlsform-file-unpacks = The file unpacks to far more than a question set. Choose another one.
xlsform-file-rows = A sheet has more than { $rows } rows. Choose another file.
xlsform-file-empty = The file is empty. Choose one with the sheets “survey” and “choices”.
xlsform-file-old = The file is a workbook of Excel 2003 or before, or locked. Save it as .xlsx without a password.
xlsform-file-damaged = This is not an .xlsx file, or it is damaged. Choose an .xlsx file, or .json as Sawt writes it.
xlsform-file-json = The JSON can’t be read: { $problem }
xlsform-code-wrong = A code has lower-case Latin letters, digits and hyphens only, begins with a letter and is at most 48 characters long.
xlsform-nothing = The file that was looked at is not here any more. Choose it again.

# Earlier waves: published results to compare with.

waves-tab = Earlier waves
waves-lead = Published results of earlier waves stand beside this survey’s own in its report. They are matched by the codes of questions, statements and choices.
waves-none = No earlier wave has been imported.
waves-wave = Wave { $name }
waves-imported = Imported by { $by } on { $date }.
waves-respondents =
    { $count ->
        [one] { $count } respondent.
       *[other] { $count } respondents.
    }
waves-invited =
    { $count ->
        [one] { $count } invited.
       *[other] { $count } invited.
    }
waves-rate = Response rate { $rate }.
waves-matched = Rows that match this survey’s questions: { $matched } of { $rows }.
waves-at-odds =
    { $count ->
        [one] { $count } row does not add up to the respondents. It is shown as it was published, and marked.
       *[other] { $count } rows do not add up to the respondents. They are shown as they were published, and marked.
    }
waves-row = Question or statement
waves-total = All
waves-mean = Mean
waves-count-and-share = { $count } ({ $share })
waves-too-many = Does not add up: { $total } answers of { $all } respondents.
waves-too-few = Does not add up: only { $total } of { $all } respondents are counted.
waves-no-question = Not compared: this survey has no such question.
waves-no-item = Not compared: the question has no such statement.
waves-no-kind = Not compared: answers of this kind are not counted.
waves-no-choices = Not compared: these choices are unknown: { $choices }.
waves-misprint = “{ $choice }” was printed as { $printed }; the counts give { $ours }.
waves-import = Import an earlier wave
waves-import-lead = First you see what the file holds, and what of it matches. Nothing is kept before that.
waves-file = File
waves-file-hint = Published counts as JSON, CSV or XLSX; or old answers as CSV or XLSX. 2 MB at most.
waves-beside = Only for a file of answers
waves-beside-hint = Answers are counted and not kept. A question that too few answered for its results to be shown is left out.
waves-name = Name of the wave, such as 2022
waves-invited-field = How many were invited
waves-look = Show what it holds
waves-format = What a file looks like
waves-format-counts = A table of counts has one count a row, and these columns:
waves-format-measures = The column “measure” says what the value is:
waves-format-answers = A table of answers has one respondent a row. The headings are the codes of questions, for a statement with a point between: procedures.support_timely. Several choices are parted by spaces.
waves-look-heading = What the file holds
waves-look-lead = Counts stand as they were published. Percentages are reckoned from them.
waves-replaced = Here already, and replaced when you save: { $names }.
waves-unused = In the file, but not used: { $names }.
waves-save = Keep these waves
waves-leave = Leave without saving
waves-download = Download these counts (JSON)
waves-remove = Take this wave away
waves-remove-lead = Reports no longer compare with it. You can import it again.
waves-name-wrong = Name the wave with 1 to 32 Latin letters, digits and hyphens
waves-invited-wrong = Enter how many were invited as a whole number
waves-file-too-large = The file must not be larger than { $megabytes } MB
waves-file-unreadable = The file can’t be read. Choose a JSON, CSV or XLSX file
waves-file-json = The JSON can’t be used: { $problem }
waves-file-column = The table lacks the column { $column }
waves-file-cell = Row { $row }: the column { $column } can’t be used
waves-file-unnamed = A file of answers needs the name of its wave
waves-file-no-question = No heading of the file is a question of this survey
waves-file-too-few = Fewer than { $threshold } answered in this file, and results are shown from { $threshold } on
waves-file-nothing = The file holds no wave

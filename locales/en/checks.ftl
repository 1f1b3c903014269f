# What the checks of a question set find, and where.

checks-place = { $whole }: { $part }
checks-place-question = Question “{ $label }” ({ $code })
checks-place-question-untitled = Question { $code }
checks-place-section = Section “{ $label }” ({ $code })
checks-place-section-untitled = Section { $code }

checks-no-language = There must be at least one language.
checks-language-twice = This language is named twice: { $language }.
checks-no-section = There must be at least one section.
checks-list-unused = No question uses this choice list.
checks-list-empty = The list has no choices.
checks-choice-twice = The code “{ $name }” stands twice in its list.
checks-several-other = Only one choice of a list can be “other, please specify”.
checks-text-missing = The text is missing in { $language }.
checks-strange-text = There is a text in { $language }, which is not a language of this question set.
checks-code-twice = The code “{ $name }” is used twice.
checks-section-empty = The section has no questions.
checks-other-suffix = A question’s code can’t end in “{ $name }”.
checks-no-list = There is no choice list “{ $name }”.
checks-no-items = A matrix needs at least one statement.
checks-item-twice = The code “{ $name }” stands twice in the matrix.
checks-rating-scale = A rating goes up from its lowest to its highest value, over at most 11 steps.
checks-numbers-crossed = The lowest value is above the highest.
checks-dates-crossed = The earliest date is after the latest.
checks-note-required = A note has no answer, so none can be required.
checks-profile-kind = Results can be broken down only by a question with one choice.
checks-this-elsewhere = “.” has a meaning only where an answer is checked.
checks-no-choice = “{ $name }” has no choice “{ $value }”.
checks-later-question = “{ $name }” comes later; a condition can refer only to earlier questions.
checks-no-question = There is no question “{ $name }”.
checks-no-item = “{ $name }” has no statement “{ $value }”.
checks-whole-matrix = “{ $name }” is a matrix: name one of its statements, as in { $example }.
checks-no-matrix = “{ $name }” is not a matrix and has no statements.
checks-note-referred = “{ $name }” is a note and has no answer.

# Ce que trouvent les vérifications d’un questionnaire, et où.

checks-place = { $whole } : { $part }
checks-place-question = Question « { $label } » ({ $code })
checks-place-question-untitled = La question { $code }
checks-place-section = Section « { $label } » ({ $code })
checks-place-section-untitled = La section { $code }

checks-no-language = Il faut au moins une langue.
checks-language-twice = Cette langue est indiquée deux fois : { $language }.
checks-no-section = Il faut au moins une section.
checks-list-unused = Aucune question n’utilise cette liste de choix.
checks-list-empty = La liste n’a aucun choix.
checks-choice-twice = Le code « { $name } » figure deux fois dans sa liste.
checks-several-other = Un seul choix d’une liste peut être « autre, veuillez préciser ».
checks-text-missing = Le texte manque en { $language }.
checks-strange-text = Il y a un texte en { $language }, qui n’est pas une langue de ce questionnaire.
checks-code-twice = Le code « { $name } » est utilisé deux fois.
checks-section-empty = La section n’a aucune question.
checks-other-suffix = Le code d’une question ne peut pas se terminer par « { $name } ».
checks-no-list = Il n’y a pas de liste de choix « { $name } ».
checks-no-items = Un tableau a besoin d’au moins un énoncé.
checks-item-twice = Le code « { $name } » figure deux fois dans le tableau.
checks-rating-scale = Une note va de sa valeur la plus basse à sa valeur la plus haute, en 11 degrés au plus.
checks-numbers-crossed = La valeur la plus basse dépasse la plus haute.
checks-dates-crossed = La date la plus ancienne est postérieure à la plus récente.
checks-note-required = Un texte à lire n’appelle pas de réponse : elle ne peut pas être obligatoire.
checks-profile-kind = Les résultats ne peuvent être ventilés que selon une question à choix unique.
checks-this-elsewhere = « . » n’a de sens que là où une réponse est vérifiée.
checks-no-choice = « { $name } » n’a pas de choix « { $value } ».
checks-later-question = « { $name } » vient plus loin ; une condition ne peut se rapporter qu’à des questions qui précèdent.
checks-no-question = Il n’y a pas de question « { $name } ».
checks-no-item = « { $name } » n’a pas d’énoncé « { $value } ».
checks-whole-matrix = « { $name } » est un tableau : indiquez l’un de ses énoncés, comme dans { $example }.
checks-no-matrix = « { $name } » n’est pas un tableau et n’a pas d’énoncés.
checks-note-referred = « { $name } » est un texte à lire et n’a pas de réponse.

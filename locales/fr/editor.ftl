# Question sets: the list and the editor.

editor-sets = Questionnaires
editor-sets-lead = Un questionnaire réunit ses sections, ses questions et ses choix de réponse dans toutes les langues. On modifie un brouillon ; une version publiée ne change jamais.
editor-sets-none = Il n’y a pas encore de questionnaire.
editor-new = Nouveau questionnaire
editor-new-do = Commencer le brouillon
editor-never-published = Aucune version n’a encore été publiée.
editor-version-of =
    { $count ->
        [one] Version { $version }, { $count } question
        [many] Version { $version }, { $count } de questions
       *[other] Version { $version }, { $count } questions
    }
editor-draft-of =
    { $count ->
        [one] Brouillon de la version { $version }, { $count } question
        [many] Brouillon de la version { $version }, { $count } de questions
       *[other] Brouillon de la version { $version }, { $count } questions
    }
editor-tab-set = Vue d’ensemble
editor-tab-draft = Brouillon
editor-versions = Versions publiées
editor-begin = Commencer un brouillon à partir de la version { $version }
editor-open-draft = Reprendre le brouillon
editor-no-draft = Il n’y a pas de brouillon. Commencez-en un à partir d’une version publiée.
editor-discard = Abandonner le brouillon
editor-discard-lead = Le brouillon et tout son historique sont supprimés. Les versions publiées ne changent pas.
editor-discard-yes = Oui, l’abandonner
editor-when = { $date }, { $time } UTC
editor-changed = Dernière modification par { $who }, { $when }
editor-findings-count =
    { $count ->
        [one] { $count } point à corriger avant la publication
        [many] { $count } de points à corriger avant la publication
       *[other] { $count } points à corriger avant la publication
    }
editor-field-title = Titre
editor-field-first = Rédigé en
editor-field-first-hint = La langue à partir de laquelle les autres sont traduites.
editor-field-languages = Langues
editor-field-set-code = Code
editor-field-set-code-hint = Son nom durable dans les adresses et les fichiers : lettres latines minuscules, chiffres et traits d’union. Laissez vide pour en recevoir un d’après le titre.
editor-error-title = Saisissez un titre de 300 caractères au plus.
editor-error-language = Choisissez la langue de rédaction.
editor-error-set-code = Un code ne comporte que des lettres latines minuscules, des chiffres et des traits d’union, commence par une lettre et compte 48 caractères au plus.
editor-error-set-taken = Un questionnaire porte déjà ce code.
editor-kind-select_one = Choix unique
editor-kind-select_several = Choix multiple
editor-kind-matrix = Tableau
editor-kind-rating = Note
editor-kind-number = Nombre
editor-kind-percentage = Pourcentage
editor-kind-ranking = Classement
editor-kind-text = Texte court
editor-kind-long_text = Texte long
editor-kind-date = Date
editor-kind-note = Texte à lire
editor-mark-required = obligatoire
editor-mark-relevant = posée sous condition
editor-mark-constraint = réponses vérifiées
editor-mark-profile = les résultats sont ventilés selon elle
editor-mark-other = « autre, veuillez préciser »
editor-mark-off-scale = avec un choix hors échelle
editor-mark-list = liste de choix { $list }
editor-mark-items =
    { $count ->
        [one] { $count } affirmation
        [many] { $count } d’affirmations
       *[other] { $count } affirmations
    }
editor-section-empty = Cette section n’a pas encore de questions.
editor-lists = Listes de choix
editor-lists-none = Il n’y a pas encore de liste de choix.
editor-list-choices =
    { $count ->
        [one] { $count } choix
        [many] { $count } de choix
       *[other] { $count } choix
    }
editor-list-used =
    { $count ->
        [0] inutilisée
        [one] utilisée par { $count } question
        [many] utilisée par { $count } de questions
       *[other] utilisée par { $count } questions
    }

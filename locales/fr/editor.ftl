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
        [one] { $count } énoncé
        [many] { $count } d’énoncés
       *[other] { $count } énoncés
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

# The parts of a draft, one by one.

editor-add = Ajouter
editor-add-list = Ajouter une liste de choix
editor-add-question = Ajouter une question
editor-add-section = Une section de plus
editor-add-section-do = Ajouter la section
editor-autosave-failed = Pas encore enregistré :
editor-autosave-offline = Pas de connexion au serveur. Votre saisie reste sur cette page et sera enregistrée à son retour.
editor-autosaved = Enregistré à { $time }
editor-autosaving = Enregistrement…
editor-back = Le brouillon
editor-choices = Choix
editor-code-published = Une version publiée porte ce code. Les résultats se comparent d’une enquête à l’autre grâce à lui ; mieux vaut le garder.
editor-column-back = Revenir
editor-column-what = Quoi
editor-column-when = Quand
editor-column-where = Où
editor-column-who = Qui
editor-condition = Condition n° { $number }
editor-condition-a-choice = Choix
editor-condition-a-value = Valeur
editor-condition-all = Toutes doivent être remplies
editor-condition-any = Une seule suffit
editor-condition-choice = Une condition compare avec un choix que sa question n’a pas. Prenez un choix de cette question.
editor-condition-choose = Choisir une question
editor-condition-comparison = Comparaison
editor-condition-expression = Écrire une expression
editor-condition-menus = Choisir des conditions
editor-condition-more = Choisissez une question dans la dernière ligne pour ajouter une condition ; n’en choisissez aucune pour en retirer une. Chaque enregistrement ajoute une ligne vide.
editor-condition-none = Choisissez au moins une condition, ou indiquez qu’il n’y en a pas.
editor-condition-source = Expression
editor-condition-source-hint = Comme dans XLSForm, par exemple :
editor-condition-subject = Question
editor-condition-this = Cette réponse
editor-condition-together = S’il y en a plusieurs
editor-condition-value = Une condition n’a rien à quoi comparer. Prenez un choix ou saisissez une valeur.
editor-comparison-is = est
editor-comparison-is-not = n’est pas
editor-comparison-includes = comprend
editor-comparison-includes-not = ne comprend pas
editor-comparison-at-least = est au moins, ou pas avant
editor-comparison-at-most = est au plus, ou pas après
editor-comparison-more = est plus que, ou après
editor-comparison-less = est moins que, ou avant
editor-comparison-answered = a une réponse
editor-comparison-not-answered = n’a pas de réponse
editor-comparison-picked-at-least = compte au moins tant de choix
editor-comparison-picked-at-most = compte au plus tant de choix
editor-comparison-long-at-least = compte au moins tant de caractères
editor-comparison-long-at-most = compte au plus tant de caractères
editor-conflict = Quelqu’un a modifié la même partie entre-temps. Rien n’a été écrasé, et votre saisie est toujours ci-dessous.
editor-conflict-drop = Abandonner ma saisie et voir la leur
editor-conflict-is = C’est maintenant
editor-conflict-lead = Reprenez ci-dessous ce que vous voulez de la leur. Si vous enregistrez, la vôtre la remplace ; l’historique garde les deux.
editor-conflict-was = C’était
editor-conflict-what = Ce qui diffère
editor-constraint = Ce qu’une réponse doit remplir
editor-constraint-hint = Au-delà des limites ci-dessus. Une réponse qui ne le remplit pas reçoit le message ci-dessous.
editor-constraint-none = Rien de plus
editor-copy = Copier : { $what }
editor-current = Le brouillon actuel
editor-delete = Supprimer : { $what }
editor-done = { $who }, { $when } : { $what } { $place }
editor-down = Descendre : { $what }
editor-drag = Faire glisser pour déplacer
editor-error-code = Un code ne comporte que des lettres latines minuscules, des chiffres et des tirets bas, commence par une lettre et compte 48 caractères au plus.
editor-error-count = Saisissez un nombre entier à partir de 1, ou laissez vide.
editor-error-date = Saisissez une date entre 1900 et 2199 sous la forme année, mois, jour : 2026-05-31, par exemple.
editor-error-decimals = Saisissez un nombre de décimales de 0 à 6.
editor-error-further = Indiquez les langues par leur code, comme uk ou pt-BR.
editor-error-kind = Choisissez un type de question.
editor-error-number = Saisissez un nombre, ou laissez vide.
editor-error-published-code = Une version publiée porte le code « { $code } ». Sous un autre code, les réponses ne pourront plus être comparées à celles des enquêtes précédentes. Si c’est voulu, cochez la case et enregistrez à nouveau.
editor-error-whole = Saisissez un nombre entier.
editor-expression-arity = « { $name } » attend exactement ce nombre de valeurs : { $count }.
editor-expression-at = Ligne { $line }, caractère { $column } :
editor-expression-empty = Écrivez une expression, ou indiquez qu’il n’y a pas de condition.
editor-expression-function = La fonction « { $name } » n’existe pas.
editor-expression-parenthesis = Il manque une parenthèse fermante.
editor-expression-quote = Il manque un guillemet fermant.
editor-expression-reference = « { $name } » ne désigne pas une question. Écrivez-la comme dans l’exemple.
editor-expression-too-deep = Trop de parenthèses sont imbriquées.
editor-expression-too-long = L’expression est trop longue.
editor-expression-too-many = L’expression a trop de parties.
editor-expression-unexpected = « { $found } » n’a pas sa place ici.
editor-expression-value = Il manque ici un élément à comparer.
editor-field-choices = Liste de choix
editor-field-choices-hint = Plusieurs questions peuvent utiliser la même liste.
editor-field-choices-new = Nouveaux choix
editor-field-choices-new-hint = Un par ligne. Ils forment une nouvelle liste, que d’autres questions peuvent utiliser aussi. Laissez vide pour utiliser une liste existante.
editor-field-code = Code
editor-field-code-hint = Le nom durable dans les résultats et les fichiers. Il reste le même quand le texte change.
editor-field-constraint-message = Message pour une réponse qui ne le remplit pas
editor-field-constraint-message-hint = Dites ce qu’il faut saisir.
editor-field-decimals = Décimales
editor-field-first-day = Date la plus ancienne
editor-field-further = Autres langues
editor-field-further-hint = Codes de langue séparés par des virgules, comme uk, pt-BR. Les textes autour des questions restent alors en anglais.
editor-field-high = Sens de la valeur la plus haute
editor-field-hint = Indication
editor-field-hint-hint = Figure sous la question en plus petit. Peut rester vide.
editor-field-introduction = Introduction
editor-field-introduction-hint = Ce que l’on lit en premier. Une ligne vide commence un paragraphe.
editor-field-kind = Type de question
editor-field-label = Question
editor-field-languages-hint = Ce qui était rédigé dans une langue que vous retirez disparaît avec elle ; l’historique le garde.
editor-field-last-day = Date la plus récente
editor-field-length = Longueur maximale, en caractères
editor-field-list-name = Nom de la liste
editor-field-list-name-hint = De la forme d’un code : agreement, par exemple.
editor-field-low = Sens de la valeur la plus basse
editor-field-max = Valeur la plus haute
editor-field-min = Valeur la plus basse
editor-field-most = Nombre maximal de choix
editor-field-profile = Les résultats peuvent être ventilés selon cette question
editor-field-ranks = Nombre de rangs
editor-field-required = Une réponse est obligatoire
editor-field-required-message = Message quand la réponse manque
editor-field-required-message-hint = Seulement si la réponse est obligatoire. Laissez vide pour la phrase habituelle du formulaire.
editor-field-row-text = Texte
editor-field-section-introduction-hint = Figure sous le titre de la section. Peut rester vide.
editor-history = Historique
editor-history-lead = Les modifications de la dernière semaine sont conservées une à une ; des plus anciennes, la dernière de chaque jour. Revenir en arrière en est une aussi, et peut donc être annulé.
editor-history-overtaken = Quelqu’un a modifié le brouillon entre-temps ; rien n’a donc été annulé. Regardez les dernières modifications et réessayez.
editor-items = Énoncés
editor-knowingly = Changer le code quand même
editor-list = Liste de choix
editor-list-choose = Choisir une liste
editor-list-edit = Modifier cette liste
editor-list-unused = Aucune question n’utilise cette liste.
editor-list-users = Une modification ici vaut pour toutes ces questions :
editor-lists-lead = Une liste de choix est définie une fois et sert à autant de questions que l’on veut.
editor-look = Voir
editor-look-lead = Voici le brouillon tel qu’il était à la révision { $number }. Rien ne peut être modifié ici.
editor-move = Déplacer
editor-move-before = À la place devant : { $what }
editor-move-end = À la fin
editor-move-to = Où
editor-not-deleted = Rien n’a été supprimé, car une modification a eu lieu entre-temps :
editor-part-gone = La partie a été supprimée
editor-part-other = Autre chose
editor-question = Question : { $kind }
editor-refused-gone = « { $what } » n’existe plus.
editor-refused-language = Un questionnaire a au moins une langue.
editor-refused-referred = Une condition de { $place } se rapporte à « { $what } ». Modifiez d’abord cette condition.
editor-refused-taken = Le code « { $code } » est déjà pris. Choisissez-en un autre.
editor-refused-used = La question « { $question } » utilise la liste « { $list } ». Donnez-lui d’abord une autre liste.
editor-relevant = Quand elle est posée
editor-relevant-hint = La condition peut porter sur les questions précédentes.
editor-relevant-none = Toujours
editor-restore = Y revenir
editor-revision = révision { $number }
editor-rows-new = Autres
editor-rows-new-hint = Un élément par ligne. Chacun reçoit un code d’après son texte.
editor-save = Enregistrer
editor-save-another = Enregistrer et ajouter une question
editor-save-languages = Enregistrer les langues
editor-save-outline = Enregistrer et revenir au brouillon
editor-saved = Enregistré.
editor-section = Section
editor-settings = Titre et langues
editor-tab-preview = Aperçu
editor-tick-exclusive = Exclut tous les autres
editor-tick-off-scale = Hors échelle, comme « ne sait pas »
editor-tick-other = Avec un texte : « autre, veuillez préciser »
editor-undo = Annuler
editor-untitled = (pas encore de texte)
editor-up = Monter : { $what }
editor-what-created = commencé
editor-what-added = ajouté
editor-what-edited = modifié
editor-what-duplicated = copié
editor-what-deleted = supprimé
editor-what-moved = déplacé
editor-what-imported = importé
editor-what-translated = traduit
editor-what-reread = ramené aux règles d’ODK
editor-what-restored = rétabli
editor-preview-lead = C’est le vrai formulaire, tel qu’un partenaire le verrait. Rien de ce que vous saisissez n’est conservé ni envoyé.
editor-preview-languages = Langue de l’aperçu
editor-preview-width = Largeur
editor-preview-phone = Téléphone
editor-preview-desktop = Ordinateur
editor-preview-again = Recommencer
editor-preview-alone = L’ouvrir dans sa propre page
editor-preview-empty = Il n’y a encore rien à voir. Ajoutez une section et une question au brouillon.
editor-preview-fallback = Les textes qui manquent dans cette langue sont montrés dans la langue de rédaction.
editor-preview-sent = Dans une vraie enquête, ceci serait maintenant envoyé. Ici, on l’a regardé et oublié.
editor-condition-unwritable = Une valeur ne peut contenir les deux sortes de guillemets, et il y a 40 conditions au plus.
editor-preview-title = Aperçu de « { $title } »
editor-autosave-ended = Pas enregistré : vous n’êtes plus connecté. Connectez-vous dans un autre onglet, puis enregistrez ici.
editor-error-in = { $field } : { $problem }
editor-first-section = La première section
editor-preview-change = { $what } : la modifier
editor-mark-untranslated = pas encore traduit : { $languages }
editor-untranslated =
    { $count ->
        [one] { $count } texte n’est pas encore traduit.
        [many] { $count } de textes ne sont pas encore traduits.
       *[other] { $count } textes ne sont pas encore traduits.
    }

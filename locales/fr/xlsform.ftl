# Fichiers XLSForm : ce qui en est dit, ligne par ligne, et les pages par lesquelles ils arrivent.

xlsform-other = Autre
xlsform-no-survey-sheet = Le fichier n’a pas de feuille « survey ». Dans un XLSForm, les questions s’y trouvent.
xlsform-no-column = La colonne « { $name } » manque.
xlsform-language-unknown = « { $name } » n’est pas une langue connue. Écrivez son étiquette entre parenthèses : label::Français (fr).
xlsform-name-missing = Le nom manque.
xlsform-name-twice = Le nom « { $name } » figure deux fois.
xlsform-list-missing = La feuille « choices » n’a pas de liste « { $name } ».
xlsform-expression = L’expression est illisible à partir du caractère { $number } : { $detail }
xlsform-unknown-reference = Au caractère { $number }, l’expression renvoie à « { $name } », qui n’est pas dans le formulaire.
xlsform-reference-left-out = Au caractère { $number }, l’expression dépend de « { $name } », qui est laissé de côté. L’expression entière l’est aussi : { $detail }
xlsform-function-left-out = Sawt n’a pas de fonction « { $name } » (au caractère { $number }). L’expression entière est laissée de côté : { $detail }
xlsform-path-left-out = Sawt ne sait pas suivre « { $name } » (au caractère { $number }) : il ne renvoie aux réponses que par ${"{"}question{"}"}. L’expression entière est laissée de côté : { $detail }
xlsform-effect-asked = ce qu’elle conditionne est toujours posé.
xlsform-effect-accepted = toute réponse est acceptée.
xlsform-group-not-closed = Le groupe « { $name } » commence et ne finit pas.
xlsform-group-not-begun = Ici finit un groupe qui n’a pas commencé.
xlsform-type-missing = La ligne ne dit rien de son type.
xlsform-no-questions = Il ne contient aucune question qui puisse être posée.
xlsform-formula = La cellule contient une formule dont le fichier ne donne pas la valeur. Ouvrez le fichier dans un tableur et enregistrez-le, ou écrivez-y plutôt la valeur.
xlsform-cell-error = La cellule affiche l’erreur { $name } au lieu d’une valeur.
xlsform-type-left-out = Sawt n’a pas de questions du type « { $name } » : la ligne est laissée de côté.
xlsform-repeat-left-out = Sawt n’a pas de répétitions : ce que contient celle-ci est laissé de côté.
xlsform-in-repeat = « { $name } » se trouve dans une répétition et est laissé de côté.
xlsform-cell-unused = Sawt n’utilise pas la colonne « { $name } » : « { $value } » est laissé de côté.
xlsform-cell-twice = La colonne « { $name } » de cette ligne le dit déjà et l’emporte : « { $value } » est laissé de côté.
xlsform-conditionally-required = Sawt n’a pas de questions obligatoires sous condition : celle-ci peut être passée.
xlsform-range-as-number = L’intervalle n’est pas une courte échelle de nombres entiers : il devient un nombre entre deux bornes.
xlsform-version-unread = « { $name } » n’est pas un nombre entier : la version est lue comme étant 1.
xlsform-matrix-partly-required = Certaines lignes du tableau sont obligatoires et d’autres non : aucune ne l’est désormais.
xlsform-matrix-split = Des lignes du tableau ont leurs propres conditions : il devient des questions séparées.
xlsform-language-assumed = Les colonnes de textes n’indiquent pas de langue. Elles sont lues comme étant en « { $name } ».
xlsform-sheet-unused = Sawt n’utilise pas la feuille « { $name } ».
xlsform-columns-left-out = Seules les { $number } premières colonnes de la feuille sont lues : les autres sont laissées de côté.
xlsform-reread = { $column } : les dates comptent désormais en jours et « = » compare tous les choix cochés. « { $name } » s’écrit désormais « { $value } ».
xlsform-all-compared = « = » compare tout ce qui a été coché : il n’est vrai que si « { $name } » est le seul choix. Pour demander s’il en fait partie, écrivez selected().
xlsform-answer-in-text = Le texte insère la réponse à « { $name } ». Sawt l’affiche tel qu’il est écrit.
xlsform-title-left-out = Le groupe ne contient que des groupes : son titre est laissé de côté.
xlsform-hint-overruled = Une colonne de Sawt ne s’accorde pas avec les colonnes standard voisines, qui l’emportent.
xlsform-renamed = « { $name } » s’appelle désormais « { $value } ».
xlsform-appearance-unused = L’apparence « { $name } » est sans effet.
xlsform-column-unknown = La colonne « { $name } » est inconnue et n’est pas lue.
xlsform-group-flattened = Un groupe dans un groupe : ses questions sont posées dans la section qui l’entoure.
xlsform-section-made = Les questions hors de tout groupe sont désormais dans une section à part, « { $name } ».
xlsform-other-folded = Le champ de texte fait désormais partie du choix « autre » de « { $name } ».
xlsform-list-split = La liste est utilisée avec et sans « autre » : il y en a désormais deux, la nouvelle est « { $name } ».
xlsform-list-unused = Aucune question n’utilise la liste « { $name } » : elle est laissée de côté.
xlsform-texts-short =
    { $number ->
        [one] { $number } champ de texte accepte une ligne de 255 caractères au plus.
        [many] { $number } de champs de texte acceptent chacun une ligne de 255 caractères au plus.
       *[other] { $number } champs de texte acceptent chacun une ligne de 255 caractères au plus.
    }
xlsform-decimals-assumed =
    { $number ->
        [one] { $number } nombre décimal est accepté avec deux décimales.
        [many] { $number } de nombres décimaux sont acceptés avec deux décimales.
       *[other] { $number } nombres décimaux sont acceptés avec deux décimales.
    }
xlsform-expression-too-long = elle dépasse { $number } caractères.
xlsform-expression-too-deep = les parenthèses sont imbriquées sur plus de { $number } niveaux.
xlsform-expression-too-many = elle a plus de { $number } opérateurs.
xlsform-expression-value = il manque ici une valeur.
xlsform-expression-unexpected = « { $name } » ne peut pas se trouver ici.
xlsform-expression-parenthesis = une parenthèse n’est pas fermée.
xlsform-expression-quote = un guillemet n’est pas fermé.
xlsform-expression-reference = « { $name } » ne désigne aucune question.
xlsform-expression-arity = « { $name } » n’accepte pas ce nombre de valeurs : { $number }.

xlsform-in = Importer un XLSForm
xlsform-in-lead = Un fichier .xlsx pour ODK ou KoboToolbox, ou un fichier que vous avez téléchargé ici puis modifié. Vous voyez d’abord ce qui en est lu et ce qu’il changerait ; rien n’est enregistré avant.
xlsform-file = Fichier
xlsform-file-hint = .xlsx, ou .json tel que Sawt l’écrit. { $megabytes } Mo au plus.
xlsform-code = Questionnaire
xlsform-code-hint = Le code du questionnaire de destination. Laissez vide pour reprendre le form_id du fichier.
xlsform-look = Voir son contenu
xlsform-out = Exporter
xlsform-out-lead = Sous forme de XLSForm, il s’ouvre dans tout tableur, dans ODK et dans KoboToolbox. Modifiez-le ou traduisez-le là, puis importez-le de nouveau : les codes ne changent pas.
xlsform-out-draft-xlsx = Le brouillon en XLSForm
xlsform-out-draft-json = Le brouillon en JSON
xlsform-out-version-xlsx = La version { $version } en XLSForm
xlsform-out-version-json = La version { $version } en JSON
xlsform-tab = Fichiers
xlsform-look-heading = Contenu du fichier
xlsform-look-errors = Rien ne peut être importé avant que les erreurs ne soient corrigées. Corrigez-les dans le fichier et choisissez-le de nouveau.
xlsform-look-questions =
    { $count ->
        [one] { $count } question
        [many] { $count } de questions
       *[other] { $count } questions
    }
xlsform-look-into-draft = Il remplacerait le brouillon de « { $code } ». L’historique du brouillon garde ce qui s’y trouve maintenant.
xlsform-look-into-next = Il deviendrait un brouillon de « { $code } », à côté de sa version publiée { $version }.
xlsform-look-into-new = Il deviendrait le brouillon d’un nouveau questionnaire, « { $code } ».
xlsform-look-other-code = Dans le fichier, le formulaire s’appelle « { $name } ».
xlsform-look-remarks = Remarques sur le fichier
xlsform-look-remarks-none = Tout y est lu tel quel.
xlsform-look-counted = Erreurs : { $errors }. Perdu ou changé : { $warnings }. À savoir : { $notes }.
xlsform-look-notes =
    { $count ->
        [one] { $count } chose à savoir
        [many] { $count } de choses à savoir
       *[other] { $count } choses à savoir
    }
xlsform-look-differences = Ce qu’il changerait
xlsform-look-differences-none = Rien : c’est déjà ce qui s’y trouve.
xlsform-change-added = Nouveau
xlsform-change-removed = Supprimé
xlsform-change-changed = Modifié
xlsform-look-take = Importer
xlsform-look-leave = Quitter sans enregistrer
xlsform-overtaken = { $who } a modifié le brouillon entre-temps ({ $when }). Rien n’a été enregistré. Voici ce que le fichier changerait maintenant.
xlsform-overtaken-gone = Le brouillon n’existe plus, ou un nouveau a été commencé. Rien n’a été enregistré. Voici ce que le fichier changerait maintenant.
xlsform-severity = Genre
xlsform-severity-error = Erreur
xlsform-severity-warning = Perdu ou changé
xlsform-severity-note = À savoir
xlsform-place = Endroit
xlsform-place-row = Feuille « { $sheet } », ligne { $row }
xlsform-place-cell = Feuille « { $sheet } », ligne { $row }, colonne « { $column } »
xlsform-place-sheet = Feuille « { $sheet } »
xlsform-place-file = Le fichier
xlsform-says = Remarque
xlsform-file-too-large = Le fichier dépasse { $megabytes } Mo. Choisissez-en un plus petit.
xlsform-file-unpacks = Une fois décompressé, le fichier est bien plus grand qu’un questionnaire. Choisissez-en un autre.
xlsform-file-rows = Une feuille a plus de { $rows } lignes. Choisissez un autre fichier.
xlsform-file-empty = Le fichier est vide. Choisissez-en un qui ait les feuilles « survey » et « choices ».
xlsform-file-old = Le fichier est un classeur Excel 2003 ou antérieur, ou il est protégé. Enregistrez-le en .xlsx sans mot de passe.
xlsform-file-damaged = Ce n’est pas un fichier .xlsx, ou il est endommagé. Choisissez un fichier .xlsx, ou .json tel que Sawt l’écrit.
xlsform-file-json = Le JSON est illisible : { $problem }
xlsform-code-wrong = Un code ne comporte que des lettres latines minuscules, des chiffres et des traits d’union, commence par une lettre et compte 48 caractères au plus.
xlsform-nothing = Le fichier examiné n’est plus là. Choisissez-le de nouveau.

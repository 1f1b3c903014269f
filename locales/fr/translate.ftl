# Traduire un questionnaire.

translate-tab = Traductions
translate-lead = Chaque texte figure à côté de celui dont il est traduit. Ce qui manque ou n’est plus à jour se présente d’abord ; les codes et les règles ne se modifient pas ici.
translate-no-draft = Il n’y a pas de brouillon à traduire. C’est un administrateur qui en commence un ; les versions publiées ne changent pas.
translate-one-language = Le brouillon n’a qu’une langue. Un administrateur en ajoute dans ses réglages.
translate-progress = Traduit à { $percent } %. Manquants : { $missing }. À revoir : { $outdated }.
translate-whole = Tout est traduit.
translate-outdated-lead = Des traductions ont été faites à partir de mots qui ont changé depuis. Dans ces langues, on lit encore l’ancien sens :
translate-outdated =
    { $count ->
        [one] { $count } texte à revoir
        [many] { $count } de textes à revoir
       *[other] { $count } textes à revoir
    }
translate-from = Traduire depuis
translate-show = Afficher
translate-show-open =
    { $count ->
        [one] { $count } texte manquant ou à revoir
        [many] { $count } de textes manquants ou à revoir
       *[other] { $count } textes manquants ou à revoir
    }
translate-show-all = Tous les textes
translate-show-do = Afficher
translate-group-set = L’ensemble du questionnaire
translate-group-list = Liste de choix { $list }
translate-what-title = Titre { $code }
translate-what-introduction = Texte d’introduction { $code }
translate-what-label = Intitulé de { $code }
translate-what-hint = Aide de { $code }
translate-what-required-message = Message quand la réponse à { $code } manque
translate-what-constraint-message = Message quand la réponse à { $code } ne convient pas
translate-what-low = Extrémité basse de { $code }
translate-what-high = Extrémité haute de { $code }
translate-what-item = Énoncé { $code }
translate-what-choice = Choix { $code }
translate-state-missing = manquant
translate-state-outdated = à revoir
translate-state-done = traduit
translate-was = Traduit à partir de :
translate-keep = La traduction reste juste
translate-save = Enregistrer
translate-saved = Enregistré.
translate-not-saved = Certains textes n’ont pas été enregistrés. Ce que vous avez écrit est encore dans son champ.
translate-overtaken = Quelqu’un l’a traduit entre-temps : « { $theirs } ». Enregistrez de nouveau pour mettre votre texte à la place.
translate-source-changed = Le texte à traduire a changé entre-temps. Relisez-le et enregistrez.
translate-too-long = Abrégez le texte à { $most } caractères.
translate-gone = Ce texte n’est plus dans le brouillon.

## Dans un tableur

translate-file = Traduire dans un tableur
translate-file-about = Téléchargez le brouillon, écrivez dans les colonnes de votre langue, label::Français (fr) et semblables, puis rapportez le fichier ici. Seules les traductions en sont reprises : les codes, les règles et la langue d’origine restent tels quels, et une cellule vide ne change rien.
translate-file-choose = Le fichier traduit
translate-file-hint = .xlsx, ou .json tel que Sawt l’écrit. { $megabytes } Mo au plus.
translate-file-heading = Traductions du fichier
translate-file-counted =
    { $count ->
        [0] Le fichier ne contient aucune traduction qui ne soit déjà dans le brouillon.
        [one] { $count } traduction du fichier diffère de celle du brouillon.
        [many] { $count } de traductions du fichier diffèrent de celles du brouillon.
       *[other] { $count } traductions du fichier diffèrent de celles du brouillon.
    }
translate-file-lead = Celles qui sont cochées seront enregistrées. Là où un collègue est passé entre-temps, rien n’est coché : comparez les deux.
translate-file-refused = Quelqu’un a modifié ces textes depuis que vous les avez vus. Comparez les deux ; ce que vous cochez remplace ce qui s’y trouve maintenant.
translate-file-now = Dans le brouillon à présent :
translate-file-says = Dans le fichier :
translate-file-take-one = Reprendre du fichier
translate-file-take = Enregistrer les textes cochés
translate-file-others = Ce qui diffère aussi
translate-file-others-lead = Cela n’est pas repris du fichier. Un administrateur peut reprendre le fichier entier, ou modifier le brouillon.
translate-file-changed = Quelqu’un a modifié cette traduction depuis le téléchargement du fichier.
translate-file-source-changed = Le texte à traduire a changé depuis le téléchargement du fichier.
translate-file-unknown = Le brouillon dit autre chose, et l’on ne sait pas de quel état le fichier est issu.
translate-met = Quelqu’un est passé entre-temps
translate-mine = Mettre le mien à la place
translate-theirs = Prendre celui-ci
translate-file-in-draft = Dans le brouillon
translate-file-in-file = Dans le fichier

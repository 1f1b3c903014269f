# Traduire un questionnaire.

translate-tab = Traductions
translate-lead = Chaque texte figure à côté de celui dont il est traduit. Ce qui manque ou n’est plus à jour se présente d’abord ; les codes et les règles ne se modifient pas ici.
translate-no-draft = Il n’y a pas de brouillon à traduire. C’est un administrateur qui en commence un ; les versions publiées ne changent pas.
translate-one-language = Le brouillon n’a qu’une langue. Un administrateur en ajoute dans ses réglages.
translate-progress = Traduit à { $percent } %. Manquants : { $missing }. Plus à jour : { $outdated }.
translate-whole = Tout est traduit.
translate-from = Traduire depuis
translate-show = Afficher
translate-show-open =
    { $count ->
        [one] { $count } texte manquant ou plus à jour
        [many] { $count } de textes manquants ou plus à jour
       *[other] { $count } textes manquants ou plus à jour
    }
translate-show-all = Tous les textes
translate-show-do = Afficher
translate-group-set = L’ensemble du questionnaire
translate-group-list = Liste de choix { $list }
translate-what-title = Titre { $code }
translate-what-introduction = Texte d’introduction { $code }
translate-what-label = Intitulé de { $code }
translate-what-hint = Aide de { $code }
translate-what-constraint-message = Message quand la réponse à { $code } ne convient pas
translate-what-low = Extrémité basse de { $code }
translate-what-high = Extrémité haute de { $code }
translate-what-item = Énoncé { $code }
translate-what-choice = Choix { $code }
translate-state-missing = manquant
translate-state-outdated = plus à jour
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

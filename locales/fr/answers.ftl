# Réponses ouvertes : lecture, thèmes, traductions, publication.

answers-tab = Réponses ouvertes
answers-heading = Réponses ouvertes
answers-rule =
    { $count ->
        [one] Les réponses à chaque question sont dans un ordre qui lui est propre, à partir de { $count } réponse.
        [many] Les réponses à chaque question sont dans un ordre qui lui est propre, à partir de { $count } de réponses. Aucune page n’indique quelles réponses viennent d’un même répondant.
       *[other] Les réponses à chaque question sont dans un ordre qui lui est propre, à partir de { $count } réponses. Aucune page n’indique quelles réponses viennent d’un même répondant.
    }
answers-other = { $question } (« autre »)
answers-themes = Thèmes
answers-theme = Thème
answers-code-book = Grille de codage
answers-find = Chercher des réponses
answers-search = Texte
answers-search-hint = Dans les réponses et les traductions, sans distinction de majuscules ni d’accents.
answers-question = Question posée
answers-publication = Publication du texte
answers-untagged = Codée par personne
answers-not-mine = Pas encore codée par moi
answers-disputed = Désaccord entre analystes
answers-quoted = Citée dans le rapport
answers-found =
    { $count ->
        [one] { $count } réponse
        [many] { $count } de réponses
       *[other] { $count } réponses
    }
answers-open = Coder, expurger, traduire
answers-few = Questions dont les réponses sont trop peu nombreuses pour être lues
answers-few-lead = Ce qu’un si petit nombre de personnes a écrit dirait qui elles sont. Ces réponses restent fermées.
answers-coders =
    { $count ->
        [0] Pas encore codée
        [one] Codée par { $count } analyste
        [many] Codée par { $count } d’analystes
       *[other] Codée par { $count } analystes
    }
answers-gave = { $gave } sur { $coders }
answers-translated-by = { $language }, traduction de { $who }
answers-waiting = En attente
answers-proposed = Texte expurgé proposé
answers-as-is = Publiable telle quelle
answers-redacted = Publiable expurgée
answers-withheld = À ne pas publier
answers-one = Une réponse ouverte
answers-done-themes = Vos thèmes sont enregistrés.
answers-done-decision = La décision est enregistrée.
answers-done-proposal = Votre proposition est enregistrée. L’administration décide.
answers-done-translation = La traduction est enregistrée.
answers-done-last = Enregistré. C’était la dernière réponse de la liste.
answers-done-theme = Le thème est enregistré.
answers-telling = Ce qui pourrait révéler l’auteur
answers-telling-lead = Ce ne sont que des indices. Cherchez aussi les événements, les lieux et les tournures propres à un seul partenaire.
answers-telling-email = { $words } : une adresse électronique
answers-telling-web = { $words } : une adresse Web
answers-telling-number = { $words } : un long numéro
answers-telling-known = { $words } : un partenaire, un pays ou un programme de cette enquête
answers-telling-capital = { $words } : peut-être un nom
answers-own-themes = Vos thèmes
answers-no-code-book = La grille de codage n’a pas encore de thème.
answers-save = Enregistrer
answers-save-next = Enregistrer et passer à la suivante
answers-take-back = Retirer mes thèmes
answers-others = Ce qu’ont retenu les collègues
answers-no-theme = aucun thème
answers-publication-lead = Le rapport ne cite que ce qui est publiable. Le texte d’origine reste dans le registre et n’en sort jamais.
answers-decided-by = Décision de { $who }.
answers-proposed-by = Proposition de { $who }.
answers-propose-lead = Retirez ce qui pourrait révéler l’auteur. L’administration décide de ce qui est publié.
answers-propose = Proposer
answers-propose-next = Proposer et passer à la suivante
answers-decided-already = L’administration a déjà décidé
answers-decision = Décision
answers-redacted-text = Texte expurgé
answers-redacted-hint = Publié à la place du texte d’origine, si vous le choisissez.
answers-quote = Citer dans le rapport
answers-redacted-empty = Écrivez le texte à publier à la place
answers-too-long = Écrivez { $most } caractères au plus
answers-quoted-not-published = Seule une réponse publiable peut être citée
answers-meanwhile = Un collègue a décidé entre-temps. Vérifiez, puis enregistrez de nouveau
answers-translation = Traduction
answers-translation-lead = Une note pour les collègues qui ne lisent pas cette langue. Un texte vide retire votre traduction précédente.
answers-translation-language = Vers
answers-translation-text = Texte traduit
answers-no-language = Choisissez une langue
answers-code-book-lead = Les thèmes qui servent à coder les réponses. Ils appartiennent au questionnaire et se poursuivent donc d’une vague à l’autre.
answers-theme-new = Nouveau thème
answers-theme-change = Modifier
answers-theme-retired = N’est plus proposé
answers-theme-name = Nom
answers-theme-name-hint = Une langue suffit.
answers-theme-unnamed = Donnez un nom au thème dans une langue
answers-theme-definition = Définition
answers-theme-definition-hint = Ce qui en relève, et ce qui n’en relève pas.
answers-theme-retire = Ne plus le proposer. Les réponses qui l’ont le gardent.
answers-theme-leave = Quitter sans enregistrer
answers-coded = { $coded } réponses sur { $all } sont codées.
answers-counting-rule = Une réponse compte pour un thème si plus de la moitié de ceux qui l’ont codée le lui ont donné.
answers-agreement = Accord entre analystes
answers-not-compared = Aucune réponse n’a encore été codée par deux analystes.
answers-same = Sur { $compared } réponses codées par deux analystes ou plus, tous ont donné les mêmes thèmes à { $same }.
answers-alpha-good = L’alpha de Krippendorff est de { $alpha } : les thèmes sont compris de la même façon.
answers-alpha-fair = L’alpha de Krippendorff est de { $alpha } : suffisant pour des conclusions prudentes.
answers-alpha-poor = L’alpha de Krippendorff est de { $alpha } : les thèmes ne sont pas compris de la même façon. Discutez des définitions.
answers-answers = Réponses
answers-together = Thèmes dans une même réponse
answers-together-lead = Nombre de réponses qui ont les deux. Ce tableau est pour vous qui lisez les réponses ; il n’est pas publié.
answers-files = Fichiers
answers-file-themes = Effectifs des thèmes ({ $kind })
answers-file-publishable = Réponses publiables avec leurs thèmes ({ $kind })
answers-file-code-book = Grille de codage ({ $kind })
answers-files-hidden =
    { $count ->
        [one] Les effectifs de moins de { $count } réponse ne figurent pas dans le fichier.
        [many] Les effectifs de moins de { $count } de réponses ne figurent pas dans le fichier.
       *[other] Les effectifs de moins de { $count } réponses ne figurent pas dans le fichier.
    }

# Le rapport d’une enquête : sa page, ses figures, sa rédaction.

report-tab = Rapport
report-title = Rapport { $wave }
report-draft = Voici le brouillon : le rapport tel qu’il est aujourd’hui. Il change avec chaque groupe de réponses et chaque modification.
report-published = Version { $version }, publiée le { $date } par { $by }. Elle reste telle quelle.
report-made = État au { $date }.
report-languages = Langue du rapport
report-contents = Sommaire
report-page = Page { $page } sur { $pages }
report-not-complete = D’autres réponses peuvent encore arriver : ces chiffres ne sont pas définitifs.

report-summary = Synthèse
report-sent =
    { $invited ->
        [one] L’enquête a été envoyée à { $invited } partenaire ; réponses reçues : { $responded }, soit un taux de réponse de { $rate }.
        [many] L’enquête a été envoyée à { $invited } de partenaires ; réponses reçues : { $responded }, soit un taux de réponse de { $rate }.
       *[other] L’enquête a été envoyée à { $invited } partenaires ; réponses reçues : { $responded }, soit un taux de réponse de { $rate }.
    }
report-not-eligible =
    { $count ->
        [one] { $count } autre invitation a été retirée, car le partenaire n’est pas éligible ({ $reasons }). Avec elle, le taux de réponse serait de { $rate }.
        [many] { $count } d’autres invitations ont été retirées, car les partenaires ne sont pas éligibles ({ $reasons }). Avec elles, le taux de réponse serait de { $rate }.
       *[other] { $count } autres invitations ont été retirées, car les partenaires ne sont pas éligibles ({ $reasons }). Avec elles, le taux de réponse serait de { $rate }.
    }
report-not-eligible-gone = n’existe plus : { $count }
report-not-eligible-duplicate = deux fois dans la liste : { $count }
report-not-eligible-no_partner = n’est pas un partenaire : { $count }
report-open-to-everyone =
    { $count ->
        [one] { $count } réponse est parvenue. Chacun pouvait répondre : il n’y a donc pas de taux de réponse.
        [many] { $count } de réponses sont parvenues. Chacun pouvait répondre : il n’y a donc pas de taux de réponse.
       *[other] { $count } réponses sont parvenues. Chacun pouvait répondre : il n’y a donc pas de taux de réponse.
    }
report-counted =
    { $count ->
        [one] { $count } réponse est comptée ici.
        [many] { $count } de réponses sont comptées ici.
       *[other] { $count } réponses sont comptées ici.
    }
report-closed-early = L’enquête s’est terminée le { $closed }, plus tôt qu’annoncé : son dernier jour devait être le { $promised }.
report-alone-open = L’enquête a été ouverte sans seconde personne.
report-alone-version = Elle est passée à une autre version du questionnaire sans seconde personne.
report-alone-close = Sa fin anticipée a été décidée sans seconde personne.
report-alone-lost = Des réponses qui ne pouvaient pas être ouvertes ont été déclarées perdues sans seconde personne.
report-suspended = L’enquête a été suspendue du { $from } au { $to }. Son dernier jour a été repoussé d’autant.
report-suspended-day = L’enquête a été suspendue le { $date }. Son dernier jour a été repoussé d’un jour.
report-lost =
    { $count ->
        [one] { $count } autre réponse a été reçue mais ne pouvait plus être ouverte, et a été déclarée perdue.
        [many] { $count } d’autres réponses ont été reçues mais ne pouvaient plus être ouvertes, et ont été déclarées perdues.
       *[other] { $count } autres réponses ont été reçues mais ne pouvaient plus être ouvertes, et ont été déclarées perdues.
    }
report-anyone = Chacun pouvait répondre, et plus d’une fois.
report-known-links =
    { $count ->
        [one] { $count } partenaire invité a répondu par un lien que le personnel a transmis ou pouvait connaître.
        [many] { $count } de partenaires invités ont répondu par des liens que le personnel a transmis ou pouvait connaître.
       *[other] { $count } partenaires invités ont répondu par des liens que le personnel a transmis ou pouvait connaître.
    }
report-known-links-lifted = Les résultats sont montrés malgré des liens que le personnel pouvait connaître : les administrateurs en ont décidé ainsi.
report-alone-links = Cela a été décidé sans seconde personne.
known-links-raised =
    { $count ->
        [one] Comme le personnel pouvait connaître des liens, aucun chiffre, hormis les totaux sur l’ensemble, ne dit ce qu’a répondu moins de { $count } personne.
        [many] Comme le personnel pouvait connaître des liens, aucun chiffre, hormis les totaux sur l’ensemble, ne dit ce qu’ont répondu moins de { $count } de personnes.
       *[other] Comme le personnel pouvait connaître des liens, aucun chiffre, hormis les totaux sur l’ensemble, ne dit ce qu’ont répondu moins de { $count } personnes.
    }
known-links-title = Liens que le personnel pouvait connaître
known-links-lead = Qui répond par des liens qu’il connaît sait ce qu’il y a répondu et pourrait le soustraire des totaux. Il est noté à qui un lien est montré, qui invite des partenaires une fois l’enquête ouverte, et qui donne à un partenaire une autre adresse à laquelle quelque chose est ensuite envoyé. Ce que Sawt envoie aux partenaires par courriel n’est pas compté.
known-links-one = { $name } : { $count }
known-links-lift-lead = Les résultats et les chiffres peuvent être montrés malgré cela. Le rapport l’indique.
known-links-lift = Montrer les résultats malgré des liens que le personnel pouvait connaître
known-links-event = Les résultats sont montrés malgré des liens que le personnel pouvait connaître.
report-second =
    { $count ->
        [one] { $count } de ces réponses peut être la seconde d’une organisation qui a déjà répondu.
        [many] { $count } de ces réponses peuvent être les secondes d’organisations qui ont déjà répondu.
       *[other] { $count } de ces réponses peuvent être les secondes d’organisations qui ont déjà répondu.
    }
report-rate-higher =
    { $points ->
        [one] En { $wave }, il était de { $rate }. Le taux de { $own } est supérieur de { $points } point.
        [many] En { $wave }, il était de { $rate }. Le taux de { $own } est supérieur de { $points } de points.
       *[other] En { $wave }, il était de { $rate }. Le taux de { $own } est supérieur de { $points } points.
    }
report-rate-lower =
    { $points ->
        [one] En { $wave }, il était de { $rate }. Le taux de { $own } est inférieur de { $points } point.
        [many] En { $wave }, il était de { $rate }. Le taux de { $own } est inférieur de { $points } de points.
       *[other] En { $wave }, il était de { $rate }. Le taux de { $own } est inférieur de { $points } points.
    }
report-rate-same = En { $wave }, il était le même : { $rate }.
report-mean-of = { $mean } sur { $max }
report-headline-top = La valeur la plus élevée, { $max }, a été donnée par { $count } sur { $base } ({ $share }).
report-headline-earlier = En { $wave }, la moyenne était de { $mean }. L’écart de { $change } : { $verdict }.
report-headline-untold = En { $wave }, la moyenne était de { $mean }.
report-improved = Ce qui a le plus progressé depuis { $wave }
report-fell = Ce qui a le plus reculé depuis { $wave }
report-moved = { $said } : { $before } alors, { $now } maintenant
report-moved-nothing = Rien.
report-moved-how =
    { $count ->
        [one] On compare la part de ceux qui ont choisi la moitié supérieure de l’échelle. Sur { $count } comparaison, une sur vingt dépasse le hasard par hasard.
        [many] On compare la part de ceux qui ont choisi la moitié supérieure de l’échelle. Sur { $count } de comparaisons, une sur vingt dépasse le hasard par hasard.
       *[other] On compare la part de ceux qui ont choisi la moitié supérieure de l’échelle. Sur { $count } comparaisons, une sur vingt dépasse le hasard par hasard.
    }
report-standing = Représentent-ils tous les partenaires ?
report-lowest = Le taux le plus bas est celui de { $group } : { $responded } sur { $invited }.
report-group = Groupe
report-by-region = Taux de réponse par région
report-by-type = Taux de réponse par type d’organisation
report-invited = Invités
report-responded = Ont répondu
report-rate = Taux
report-response-rate = Taux de réponse
report-respondents = Qui a répondu

report-figure = Figure n° { $number }
report-table = Tableau
report-wave = Vague
report-of-wave = { $wave } : { $what }
report-published-wave = { $wave }, tel que publié
report-wave-odd = { $wave } (total incohérent)
report-odd = total incohérent : { $total } réponses pour { $respondents } répondants
report-odd-waves = { $waves } : certaines lignes ne correspondent pas au nombre de répondants. Elles sont reprises telles que publiées, et signalées.
report-misprint = { $wave }, { $item } : « { $choice } » était imprimé { $printed } ; les effectifs donnent { $ours }.
report-change = Évolution depuis { $wave }
report-change-upper = Évolution depuis { $wave } ({ $said }) : { $change }
report-points =
    { $points ->
        [one] { $signed } point
        [many] { $signed } de points
       *[other] { $signed } points
    }
report-with-verdict = { $change }, { $verdict }
report-verdict-more = plus que le hasard
report-verdict-may = peut être dû au hasard
report-verdict-few = trop peu de réponses pour conclure
report-verdict-unknown = ce qui a été publié ne permet pas de conclure
report-mean = Moyenne
report-rank = Rang { $number }
report-everybody = Tous ceux qui ont répondu
report-described-bars = Le plus souvent : { $label } ({ $share }).
report-described-stacked = { $said } : de { $lowest } ({ $low }) à { $highest } ({ $high }).
report-described-mean = Moyenne { $mean }, { $count } réponses.
report-download = Cette figure en fichier (SVG)
report-benchmarks = Par rapport à d’autres organisations
report-benchmark-range = Chez les autres : minimum { $low }, la moitié entre { $from } et { $to }, médiane { $median }, maximum { $high }.
report-quotes = Dans leurs propres mots
report-themes = Thèmes
report-theme = { $theme } : { $count }
report-recommend = Recommanderaient (9 ou 10) : { $promoters }. Passifs (7 ou 8) : { $passives }. Ne recommanderaient pas (0 à 6) : { $detractors }.
report-source = { $title }, { $wave } ; réponses : { $responses }, dont à cette question : { $count }.

report-of-some = Cette question n’a pas été posée à tout le monde. On ignore à combien de ceux qui n’ont pas répondu elle l’aurait été ; il n’y a donc pas de correction pour population finie.
report-how = Comment lire les chiffres
report-how-base = Les pourcentages se rapportent à ceux qui ont répondu sur l’échelle de la question. « Sans objet », « ne sait pas » et les choix semblables sont comptés à part. Chaque pourcentage est arrondi une seule fois, à l’unité, les moitiés vers le haut ; leur somme peut être 99 ou 101.
report-how-change = Une évolution est la différence entre les deux pourcentages tels qu’ils figurent ici. « Plus que le hasard » signifie : le hasard seul produirait un tel écart au plus une fois sur vingt. Il s’agit du test exact de Fisher ou, lorsque le nombre d’invités est connu et que la question est posée à tous, d’un test avec correction pour population finie.
report-how-few =
    { $count ->
        [one] Aucun chiffre n’est montré avant { $count } réponse. Les réponses ouvertes ne figurent à côté de rien d’autre, afin que nul ne puisse savoir qui a dit quoi.
        [many] Aucun chiffre n’est montré avant { $count } de réponses. Les réponses ouvertes ne figurent à côté de rien d’autre, afin que nul ne puisse savoir qui a dit quoi.
       *[other] Aucun chiffre n’est montré avant { $count } réponses. Les réponses ouvertes ne figurent à côté de rien d’autre, afin que nul ne puisse savoir qui a dit quoi.
    }

report-edit = Modifier le rapport
report-edit-title = Modifier le rapport
report-edit-back = Rapport
report-edit-introduction = Avant tout le reste
report-edit-comment = Ce que vous dites de cette partie
report-edit-in = En { $language }
report-edit-hint = Une ligne vide sépare les paragraphes. Une langue sans texte n’affiche rien.
report-edit-quotes = Les thèmes et les réponses ouvertes publiables se décident sous « Réponses ouvertes ». Celles que le rapport cite se choisissent ici, sous leur question.
report-edit-chosen = Citations choisies : { $quoted } ; réponses publiables : { $all }
report-edit-quoted = Citée dans le rapport.
report-edit-quote = La citer
report-edit-quote-not = Ne plus la citer
report-edit-save = Enregistrer le texte
report-edit-questions = Questions du rapport
report-edit-left-out = Laissée de côté
report-edit-leave-out = Laisser de côté
report-edit-take-in = Reprendre
report-edit-up = Monter
report-edit-down = Descendre
report-edit-overtaken = Quelqu’un d’autre a modifié le rapport entre-temps. Rien n’a été enregistré. Votre texte est encore là : comparez-le au rapport, puis enregistrez de nouveau.
report-edit-too-long =
    { $count ->
        [one] Un texte compte { $count } caractère au plus
        [many] Un texte compte { $count } de caractères au plus
       *[other] Un texte compte { $count } caractères au plus
    }
report-saved = Enregistré.
report-publish = Publier ce rapport
report-publish-lead = Il est conservé tel qu’il est maintenant, comme une version à part. Les réponses et modifications ultérieures changent le brouillon, et aucune version.
report-publish-button = Publier la version { $version }
report-publish-overtaken = Le rapport a été modifié depuis que vous l’avez regardé. Regardez-le de nouveau, puis publiez.
report-versions = Versions publiées
report-versions-none = Rien n’a encore été publié.
report-version = Version n° { $version }
report-version-line = { $date }, par { $by }
report-to-draft = Le brouillon, tel qu’il est aujourd’hui

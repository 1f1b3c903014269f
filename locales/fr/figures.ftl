# Les chiffres d’une enquête : la courbe dans le temps, les groupes, la représentativité.

figures-line = Dans le temps
figures-line-alone = Au jour { $day } depuis l’ouverture, le taux de réponse est de { $percent }.
figures-line-compared = Au jour { $day } depuis l’ouverture, le taux de réponse est de { $percent }. En { $wave }, il était de { $earlier } le même jour.
figures-forecast-wave = Si la suite ressemble à celle de { $wave }, le taux final se situera probablement entre { $low } et { $high }.
figures-forecast-pace = Si les réponses arrivent au plus au rythme des deux dernières semaines, le taux final se situera probablement entre { $low } et { $high }.
figures-axis = Jours depuis l’ouverture
figures-day = Jour
figures-line-table = Les mêmes chiffres sous forme de tableau
figures-mark-invitation = Invitation envoyée, { $date }
figures-mark-reminder = Rappel envoyé, { $date }
figures-mark-last-call = Dernier appel envoyé, { $date }
figures-mark-extended = Prolongation annoncée, { $date }
figures-mark-closing-early = Fin anticipée annoncée, { $date }
figures-mark-deadline-moved = Échéance repoussée, { $date }
figures-mark-deadline = Dernier jour, { $date }

figures-groups = Qui est en retard
figures-country = Pays
figures-programme = Programme de coopération
figures-type = Type d’organisation
figures-manager = Responsable de programme
figures-groups-below =
    { $below ->
        [one] { $below } groupe sur { $groups } est en dessous du taux de { $wave }.
        [many] { $below } groupes sur { $groups } sont en dessous du taux de { $wave }.
       *[other] { $below } groupes sur { $groups } sont en dessous du taux de { $wave }.
    }
figures-groups-all-below = Tous les groupes sont en dessous du taux de { $wave }.
figures-groups-reached = Tous les groupes ont atteint le taux de { $wave }.

figures-standing = Les réponses représentent-elles tous les partenaires ?
figures-margin =
    { $responded ->
        [one] { $responded } partenaire sur { $invited } a répondu. Si les partenaires qui ont répondu ressemblent aux autres, un pourcentage des résultats s’écarte d’au plus { $points } points environ, 19 fois sur 20.
        [many] { $responded } de partenaires sur { $invited } ont répondu. Si les partenaires qui ont répondu ressemblent aux autres, un pourcentage des résultats s’écarte d’au plus { $points } points environ, 19 fois sur 20.
       *[other] { $responded } partenaires sur { $invited } ont répondu. Si les partenaires qui ont répondu ressemblent aux autres, un pourcentage des résultats s’écarte d’au plus { $points } points environ, 19 fois sur 20.
    }
figures-regions-fit = Entre les régions, les taux de réponse ne diffèrent pas plus que le hasard seul ne peut l’expliquer ({ $p }).
figures-regions-differ = Entre les régions, les taux de réponse diffèrent plus que le hasard seul ne l’expliquerait ({ $p }) : certaines régions sont sous-représentées.
figures-types-fit = Entre les types d’organisation, ils ne diffèrent pas plus que le hasard seul ne peut l’expliquer ({ $p }).
figures-types-differ = Entre les types d’organisation, ils diffèrent plus que le hasard seul ne l’expliquerait ({ $p }) : certains types sont sous-représentés.
figures-margin-how = La marge d’erreur vaut pour un niveau de confiance de 95 % et une proportion d’un demi, avec la correction pour population finie.
figures-chi-square = Les différences ont été testées avec le test du khi-deux.
figures-exact = Les différences entre petits groupes ont été testées avec le test exact de Fisher.
figures-drawn = Les différences entre de nombreux petits groupes ont été testées avec le test de Fisher, sur des tableaux tirés au hasard.
figures-own-partners = Vos propres partenaires : réponses reçues de { $responded } sur { $invited } ({ $percent }).

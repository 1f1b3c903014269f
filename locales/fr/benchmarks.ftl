# Chiffres d’autres organisations, et score net.

benchmarks-tab = Autres organisations
benchmarks-net-score = score net
benchmarks-no-figure = Nous n’avons pas de chiffre pour cette question.
benchmarks-ours = Le nôtre est de { $ours } : { $standing }. Place { $rank } sur { $of }, du plus élevé au plus bas.
benchmarks-highest = au-dessus de tous les autres
benchmarks-upper-quarter = dans le quart supérieur
benchmarks-above-middle = au-dessus du milieu
benchmarks-middle = au milieu
benchmarks-below-middle = au-dessous du milieu
benchmarks-lower-quarter = dans le quart inférieur
benchmarks-lowest = au-dessous de tous les autres
benchmarks-low = Le plus bas
benchmarks-lower-quartile = Premier quartile
benchmarks-median = Médiane
benchmarks-upper-quartile = Troisième quartile
benchmarks-high = Le plus élevé
benchmarks-classes = Promoteurs (9 et 10) : { $promoters }. Passifs (7 et 8) : { $passives }. Détracteurs (0 à 6) : { $detractors }.
benchmarks-sure = Le score net est de { $score }. Pour l’ensemble de ceux qui pouvaient répondre, il se situe entre { $low } et { $high }, avec une confiance de 95 %, si ceux qui n’ont pas répondu ressemblent à ceux qui ont répondu.
benchmarks-possible = Quoi que pensent ceux qui n’ont pas répondu, il se situe entre { $least } et { $most }.
benchmarks-found = Chiffres qui correspondent : { $figures }. Organisations comptées : { $organisations }.
benchmarks-unmatched = Le questionnaire n’a rien pour : { $names }.
benchmarks-nothing = Le fichier ne contient aucun chiffre.
benchmarks-not-as-shown = Ce qui était affiché ne correspond plus au questionnaire ou a été modifié. Chargez de nouveau le fichier.
benchmarks-lead = Notre place parmi les organisations qui ont posé les mêmes questions. Leurs noms ne sont pas conservés.
benchmarks-look-heading = Ce que contient le fichier
benchmarks-keep = Enregistrer ces chiffres
benchmarks-none = Il n’y a pas encore de chiffres d’autres organisations.
benchmarks-import = Importer des chiffres
benchmarks-file-hint = Une ligne pour chaque chiffre d’une organisation, en CSV ou XLSX, avec les colonnes
benchmarks-measures = Mesures :
benchmarks-rule =
    { $count ->
        [one] Une étendue est montrée à partir de { $count } organisation.
        [many] Une étendue est montrée à partir de { $count } d’organisations.
       *[other] Une étendue est montrée à partir de { $count } organisations.
    }
benchmarks-too-few =
    { $count ->
        [one] Moins de { $count } organisation a ce chiffre : aucune étendue n’est montrée.
        [many] Moins de { $count } d’organisations ont ce chiffre : aucune étendue n’est montrée.
       *[other] Moins de { $count } organisations ont ce chiffre : aucune étendue n’est montrée.
    }

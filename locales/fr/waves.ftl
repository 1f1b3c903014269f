# Vagues précédentes : résultats publiés, pour comparer.

waves-tab = Vagues précédentes
waves-lead = Les résultats publiés des vagues précédentes figurent à côté de ceux de cette enquête dans son rapport. Ils sont rapprochés par les codes des questions, des énoncés et des choix.
waves-none = Aucune vague précédente n’a été importée.
waves-wave = Vague { $name }
waves-imported = Importée par { $by } le { $date }.
waves-respondents =
    { $count ->
        [one] { $count } répondant.
        [many] { $count } de répondants.
       *[other] { $count } répondants.
    }
waves-invited =
    { $count ->
        [one] { $count } invité.
        [many] { $count } d’invités.
       *[other] { $count } invités.
    }
waves-rate = Taux de réponse : { $rate }.
waves-matched = Lignes correspondant aux questions de cette enquête : { $matched } sur { $rows }.
waves-at-odds =
    { $count ->
        [one] { $count } ligne ne correspond pas au nombre de répondants. Elle est reprise telle que publiée, et signalée.
        [many] { $count } de lignes ne correspondent pas au nombre de répondants. Elles sont reprises telles que publiées, et signalées.
       *[other] { $count } lignes ne correspondent pas au nombre de répondants. Elles sont reprises telles que publiées, et signalées.
    }
waves-row = Question ou énoncé
waves-total = Total
waves-mean = Moyenne
waves-count-and-share = { $count } ({ $share })
waves-too-many = Total incohérent : { $total } réponses pour { $all } répondants.
waves-too-few = Total incohérent : seuls { $total } des { $all } répondants sont comptés.
waves-no-question = Non comparé : cette enquête n’a pas cette question.
waves-no-item = Non comparé : la question n’a pas cet énoncé.
waves-no-kind = Non comparé : les réponses de ce type ne se comptent pas.
waves-no-choices = Non comparé : choix inconnus : { $choices }.
waves-misprint = « { $choice } » était imprimé { $printed } ; les effectifs donnent { $ours }.
waves-import = Importer une vague précédente
waves-import-lead = Vous voyez d’abord ce que contient le fichier et ce qui correspond. Rien n’est conservé avant.
waves-file = Fichier
waves-file-hint = Effectifs publiés en JSON, CSV ou XLSX ; ou anciennes réponses en CSV ou XLSX. 2 Mo au plus.
waves-beside = Seulement pour un fichier de réponses
waves-beside-hint = Les réponses sont comptées et ne sont pas conservées. Une question qui a reçu trop peu de réponses pour que ses résultats s’affichent est laissée de côté.
waves-name = Nom de la vague, par exemple 2022
waves-invited-field = Nombre d’invités
waves-look = Voir son contenu
waves-format = À quoi ressemble un fichier
waves-format-counts = Un tableau d’effectifs a un effectif par ligne, et ces colonnes :
waves-format-measures = La colonne « measure » dit ce qu’est la valeur :
waves-format-answers = Un tableau de réponses a un répondant par ligne. Les en-têtes sont les codes des questions, avec un point pour un énoncé : procedures.support_timely. Plusieurs choix sont séparés par des espaces.
waves-look-heading = Contenu du fichier
waves-look-lead = Les effectifs sont tels que publiés. Les pourcentages en sont calculés.
waves-replaced = Déjà présentes, et remplacées si vous enregistrez : { $names }.
waves-unused = Dans le fichier, mais non utilisé : { $names }.
waves-save = Conserver ces vagues
waves-leave = Quitter sans enregistrer
waves-download = Télécharger ces effectifs (JSON)
waves-remove = Retirer cette vague
waves-remove-lead = Les rapports ne s’y compareront plus. Vous pourrez l’importer de nouveau.
waves-name-wrong = Nommez la vague avec 1 à 32 lettres latines, chiffres et traits d’union
waves-invited-wrong = Indiquez le nombre d’invités par un nombre entier
waves-file-too-large = Le fichier ne doit pas dépasser { $megabytes } Mo
waves-file-unreadable = Le fichier est illisible. Choisissez un fichier JSON, CSV ou XLSX
waves-file-json = Le JSON est inutilisable : { $problem }
waves-file-column = Il manque au tableau la colonne { $column }
waves-file-cell = Ligne { $row } : la colonne { $column } est inutilisable
waves-file-unnamed = Un fichier de réponses a besoin du nom de sa vague
waves-file-no-question = Aucun en-tête du fichier n’est une question de cette enquête
waves-file-too-few = Ce fichier contient moins de { $threshold } réponses, et les résultats ne s’affichent qu’à partir de { $threshold }
waves-file-nothing = Le fichier ne contient aucune vague

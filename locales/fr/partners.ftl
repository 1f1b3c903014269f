# L’annuaire des partenaires : la liste, la fiche d’un partenaire, l’importation et l’exportation.

staff-parts = Rubriques du site
staff-partners = Partenaires

## La liste

partners-new = Ajouter un partenaire
partners-import = Importer des partenaires depuis un fichier
partners-nobody = Il n’y a encore aucun partenaire
partners-nobody-lead = Importez-les depuis une feuille de calcul ou ajoutez-les un par un. Ils pourront ensuite être invités aux enquêtes.
partners-find = Rechercher
partners-search = Nom, contact, adresse e-mail, pays ou clé
partners-found =
    { $count ->
        [one] { $count } partenaire
        [many] { $count } de partenaires
       *[other] { $count } partenaires
    }
partners-page = Page { $page } sur { $last }
partners-export-xlsx = Télécharger ces partenaires en XLSX
partners-export-csv = Télécharger ces partenaires en CSV
partners-active-yes = Actif
partners-active-no = Inactif
partners-imported = Le fichier a été importé. Ajoutés : { $added }. Modifiés : { $changed }.

## Colonnes et champs

partners-column-key = Clé
partners-column-name = Organisation
partners-column-region = Région
partners-column-country = Pays
partners-column-programme = Programme
partners-column-type = Type d’organisation
partners-column-language = Langue
partners-column-contact-name = Personne de contact
partners-column-contact-email = Adresse e-mail
partners-column-further-name = Personne de contact { $place }
partners-column-further-email = Adresse e-mail { $place }
partners-column-manager = Responsable de programme
partners-column-active = Actif ou non

## Ce que chaque colonne accepte

partners-takes-key = Un code court qui reste le même d’année en année : lettres latines, chiffres, « - », « _ » et « . », 64 au plus. Une ligne dont la clé est connue modifie ce partenaire.
partners-takes-name = Le nom de l’organisation.
partners-takes-region = Le code de la région, tel qu’il figure dans le questionnaire, afin que réponses et partenaires puissent être comparés.
partners-takes-country = Le pays.
partners-takes-programme = Le programme.
partners-takes-type = Le code du type d’organisation, tel qu’il figure dans le questionnaire.
partners-takes-language = La langue dans laquelle on écrit au partenaire : { $tags }.
partners-takes-contact-name = Le nom de la personne à qui l’on écrit.
partners-takes-contact-email = L’adresse e-mail de cette personne. À laisser vide si l’e-mail n’atteint pas le partenaire. Deux partenaires n’ont jamais la même.
partners-takes-further = D’autres personnes à appeler ou à rencontrer ; jusqu’à { $most } contacts en tout.
partners-takes-manager = L’adresse e-mail avec laquelle la personne responsable du programme se connecte.
partners-takes-active = « oui » ou « non » : les partenaires inactifs ne sont pas invités et ne reçoivent pas d’e-mail. Vide signifie oui pour un nouveau partenaire.
partners-hint-key = Un code court qui reste le même d’année en année : lettres latines, chiffres, « - », « _ » et « . », 64 au plus. Il ne peut plus être modifié ensuite.
partners-hint-code = Le code, tel qu’il figure dans le questionnaire ; la liste montre ceux qui sont utilisés.
partners-hint-language = Les e-mails et le formulaire sont dans cette langue.

## Ce qui peut ne pas aller

partners-error = { $field } : { $problem }
partners-wrong = « { $value } » : { $problem }
partners-error-overtaken = Un collègue a modifié ce partenaire entre-temps. Ce que vous avez saisi est toujours là : vérifiez-le, puis enregistrez à nouveau
partners-remove = Supprimer ce partenaire
partners-remove-lead = Il n’a jamais été invité et rien n’a été noté à son sujet : aucun chiffre n’en parle. Ses contacts sont supprimés avec lui. Cela ne peut pas être annulé.
partners-remove-yes = Le supprimer
partners-removed = Le partenaire a été supprimé.
partners-error-has-past = Ce partenaire a déjà été invité, ou quelque chose a été noté à son sujet : il reste. Il peut être rendu inactif
partners-error-overtaken-removing = Un collègue a modifié ce partenaire entre-temps. Regardez-le de nouveau avant de le supprimer
partners-fault-missing = rien n’est saisi
partners-fault-long = plus de { $most } caractères
partners-fault-key = ce n’est pas une clé : seulement des lettres latines, des chiffres, « - », « _ » et « . », en commençant par une lettre ou un chiffre
partners-fault-key-taken = un autre partenaire a déjà cette clé
partners-fault-email = ce n’est pas une adresse e-mail, par exemple nom@example.org
partners-fault-language = ce n’est pas une langue dans laquelle Sawt peut écrire
partners-fault-active = ni « oui » ni « non »
partners-fault-key-twice = la même clé figure à la ligne { $row }
partners-fault-email-twice = la même adresse figure à la ligne { $row }
partners-fault-email-of = le partenaire « { $key } » a cette adresse

## La fiche d’un partenaire

partners-back = Tous les partenaires
partners-saved = Le partenaire a été enregistré.
partners-contact-first = Contact à qui l’on écrit
partners-contact-further = Contact nº { $place }
partners-contacts-further = Autres contacts
partners-active-label = Actif : peut être invité aux enquêtes et reçoit des e-mails
partners-save = Enregistrer
partners-leave = Quitter sans enregistrer

## Choisir un fichier

partners-import-lead = Vous voyez d’abord ce que ferait chaque ligne. Rien n’est enregistré avant votre confirmation ; ensuite, tout est enregistré, ou rien.
partners-import-gone = Ce fichier n’est plus là : il a déjà été importé, ou une heure s’est écoulée. Choisissez-le à nouveau.
partners-file = Fichier
partners-file-limits = CSV ou XLSX, { $megabytes } Mo et { $rows } lignes au plus. D’un classeur, la première feuille est lue.
partners-import-look = Examiner le fichier
partners-file-too-large = Le fichier est trop volumineux. Choisissez-en un plus petit ou divisez-le
partners-file-unpacks = Une fois décompressé, le classeur est bien plus volumineux qu’une liste de partenaires. Copiez les lignes dans un nouveau classeur et choisissez celui-ci
partners-file-rows = Le fichier contient trop de lignes. Divisez-le
partners-file-empty = Le fichier est vide. Choisissez-en un dont la première ligne contient les titres des colonnes
partners-file-no-rows = Le fichier contient des titres, mais aucune ligne en dessous
partners-file-encoding = Le texte n’est pas en UTF-8. Enregistrez-le en « CSV UTF-8 » ou en XLSX
partners-file-old = C’est un classeur d’un ancien format ou protégé par un mot de passe. Enregistrez-le en XLSX sans mot de passe
partners-file-damaged = Le fichier ne peut pas être lu comme un classeur. Enregistrez-le à nouveau en XLSX ou en CSV
partners-columns = Les colonnes
partners-columns-lead = La première ligne contient les titres, dans n’importe quel ordre. Une colonne omise laisse ce qui est connu tel quel. Le modèle contient un exemple à remplacer.
partners-template-xlsx = Modèle en XLSX
partners-template-csv = Modèle en CSV
partners-columns-heading = Titre
partners-columns-name = Champ
partners-columns-takes = Ce qui s’y trouve
partners-columns-optional = Cette colonne peut être omise.

## L’aperçu

partners-preview = Ce que ferait ce fichier
partners-preview-back = Choisir un autre fichier
partners-preview-again = L’annuaire a été modifié entre-temps, donc rien n’a été enregistré. Voici ce que ferait le fichier maintenant.
partners-preview-file = Les colonnes du fichier ne sont pas toutes là
partners-preview-problems =
    { $count ->
        [one] { $count } ligne pose problème
        [many] { $count } de lignes posent problème
       *[other] { $count } lignes posent problème
    }
partners-preview-mend = Rien n’a été enregistré. Corrigez cela dans le fichier, puis choisissez-le à nouveau.
partners-preview-missing = Il n’y a pas de colonne « { $heading } » ({ $column }).
partners-preview-twice = La colonne « { $heading } » ({ $column }) figure deux fois.
partners-preview-confirm =
    { $count ->
        [one] Enregistrer { $count } partenaire ?
        [many] Enregistrer { $count } de partenaires ?
       *[other] Enregistrer { $count } partenaires ?
    }
partners-preview-nothing-yet = Rien n’a encore été enregistré. Le fichier attend ici pendant une heure.
partners-preview-yes = Tout enregistrer
partners-preview-same = Rien ne change : l’annuaire dit la même chose que le fichier.
partners-remarks = À vérifier
partners-remark-headings = Ces titres ne sont pas connus, leurs colonnes sont donc ignorées : { $names }.
partners-remark-regions = Aucun partenaire n’avait ces régions jusqu’ici : { $names }.
partners-remark-types = Aucun partenaire n’avait ces types d’organisation jusqu’ici : { $names }.
partners-remark-managers = Ces responsables de programme n’ont pas de compte ici : { $names }.
partners-remark-namesakes = Ces nouveaux partenaires portent le nom d’un autre partenaire du même pays. S’il s’agit du même, donnez-leur sa clé : { $names }.
partners-remark-unreachable =
    { $count ->
        [one] { $count } partenaire n’a pas d’adresse e-mail. Vous pourrez copier un message avec son lien personnel.
        [many] { $count } de partenaires n’ont pas d’adresse e-mail. Vous pourrez copier des messages avec leurs liens personnels.
       *[other] { $count } partenaires n’ont pas d’adresse e-mail. Vous pourrez copier des messages avec leurs liens personnels.
    }
partners-rows = Les lignes
partners-rows-all = Toutes
partners-rows-problem = Avec un problème
partners-rows-new = Nouveaux
partners-rows-changed = Modifiés
partners-rows-unchanged = Inchangés
partners-row = Ligne
partners-row-outcome = Ce qu’elle ferait
partners-row-details = En détail
partners-row-problem = Pose problème
partners-row-new = Ajoute un partenaire
partners-row-changed = Modifie un partenaire
partners-row-unchanged = Ne change rien
partners-change = « { $to } » au lieu de « { $from } »
partners-change-new = « { $to } » au lieu de rien
partners-change-gone = rien au lieu de « { $from } »

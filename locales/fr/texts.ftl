# Ce que disent les messages d’une enquête : la formulation standard ou celle de l’enquête.

texts-tab = Textes
texts-lead = Ce que les partenaires lisent dans chaque message. Une modification ne vaut que pour cette enquête.
texts-standard = Texte standard
texts-own = Texte propre à cette enquête
texts-change = Modifier le texte
texts-back = Textes de tous les messages
texts-heading = { $kind }, { $language }
texts-standard-lead = Ce message utilise le texte standard.
texts-own-lead = Ce message utilise un texte propre à cette enquête.
texts-waiting = Un message reprend le texte enregistré ici au moment où il part : une modification vaut aussi pour ceux qui sont déjà en attente.
texts-kept = Enregistré. Le message dira désormais ceci.
texts-kept-standard = Le message utilise désormais le texte standard.
texts-subject = Objet
texts-body = Texte
texts-body-hint = Une ligne vide commence un nouveau paragraphe. Un lien occupe une ligne à lui seul.
texts-variables = Ce qui change d’un partenaire à l’autre
texts-variables-lead = Écrivez ces mots avec leurs accolades ; ils seront remplacés pour chaque partenaire.
texts-variable-contact = la personne à qui l’on écrit, ou l’organisation si aucun nom n’est connu
texts-variable-partner = l’organisation
texts-variable-survey = le titre de l’enquête
texts-variable-deadline = le dernier jour
texts-variable-link = le lien personnel ; le texte doit le contenir
texts-variable-decline = le lien pour décliner ; le texte doit le contenir
texts-theirs = Enregistré entre-temps par quelqu’un d’autre
texts-theirs-lead = Votre texte se trouve dans le formulaire ci-dessous. Si vous l’enregistrez, il remplacera celui-ci.
texts-preview-button = Aperçu
texts-save = Enregistrer
texts-leave = Quitter sans enregistrer
texts-reset = Revenir au texte standard
texts-reset-lead = Le texte propre à cette enquête sera supprimé pour ce message dans cette langue.
texts-reset-yes = Supprimer et utiliser le texte standard
texts-preview = Aperçu
texts-preview-unsaved = Rien n’est encore enregistré.
texts-preview-lead = Établi à titre d’exemple pour { $partner }. Le lien personnel n’est pas montré ici.
texts-preview-html = Tel que la plupart des messageries l’affichent
texts-preview-text = En texte brut
texts-example-partner = Organisation Exemple
texts-example-contact = Claire Dubois

## Ce qui peut être faux

texts-error-empty = Saisissez un texte
# $most (Number) - the most characters
texts-error-long =
    { $most ->
        [one] Réduisez-le à { $most } caractère
        [many] Réduisez-le à { $most } de caractères
       *[other] Réduisez-le à { $most } caractères
    }
texts-error-line-break = L’objet doit tenir sur une seule ligne
texts-error-brace = Une accolade n’est pas fermée ou pas ouverte. Les accolades n’entourent que les variables de la liste ci-dessous
texts-error-unknown = La variable { $variable } n’existe pas. Choisissez-en une dans la liste ci-dessous
texts-error-not-here = { $variable } n’a pas sa place ici : retirez-la
texts-error-missing-link = Le lien personnel manque : mettez { $variable } sur une ligne à part
texts-error-missing-decline = Le lien pour décliner manque : mettez { $variable } sur une ligne à part
texts-error-not-alone = { $variable } doit occuper une ligne à part
texts-error-personal-link = Ce texte contient le lien personnel d’un partenaire, et tous le recevraient. Mettez à sa place la variable du lien
texts-error-meanwhile = Quelqu’un d’autre a modifié ce texte pendant que vous écriviez. Comparez les deux versions, puis enregistrez de nouveau

## L’historique

texts-event-own = Le texte de « { $kind } » a été modifié.
texts-event-standard = « { $kind } » utilise de nouveau le texte standard.

# Les pages des répondants : le formulaire, ses erreurs, les messages du client et les pages d'information.

# Le nom de la langue dans la langue elle-même.
language-name = Français
# La manière d'écrire les nombres et les dates : une étiquette BCP 47.
client-formatting-locale = fr

## Toutes les pages

form-brand = Sawt
form-skip = Aller au contenu
form-languages = Langue
form-footer = Sawt vous interroge et conserve vos réponses séparément de votre identité.
form-staff-link = Connexion du personnel

## Le formulaire

form-title-with-errors = Erreur : { $title }
form-deadline = Merci de répondre au plus tard le { $date }.
form-section-number = Section { $number } sur { $total }
form-required = Réponse nécessaire
form-other = Veuillez préciser
form-rank = Rang { $rank }
form-rank-none = Aucun choix
form-clear = Effacer cette réponse
form-back = Retour
form-next = Continuer
form-review = Vérifiez vos réponses
form-review-lead = Prenez le temps de relire vos réponses. Vous pouvez toutes les modifier avant l’envoi.
form-send = Envoyer mes réponses
form-trust-note = Les scripts sont désactivés dans votre navigateur. Vos réponses nous parviennent donc avec votre lien personnel ; nous les enregistrons séparément, sans garder trace de ce qui les relie, mais vous devez nous croire sur parole.
form-waiting = En attente d’envoi
form-waiting-lasting = Votre questionnaire est complet et en sécurité sur cet appareil. Il partira de lui-même dès que le serveur sera joignable, y compris lorsque vous rouvrirez cette page plus tard.
form-waiting-kept = Votre questionnaire est complet et conservé sur cet appareil. Il partira de lui-même dès que le serveur sera joignable, y compris lorsque vous rouvrirez cette page plus tard. N’attendez pas trop : certains navigateurs effacent ce qu’une page a conservé après une semaine sans visite.
form-waiting-page = Votre questionnaire est complet, mais il n’est que sur cette page : cet appareil ne le conserve pas. Veuillez ne pas la fermer avant qu’elle n’indique que vos réponses sont envoyées, ou les enregistrer dans un fichier. Elles partiront d’elles-mêmes dès que le serveur sera joignable.
form-sent = Merci
form-sent-thanks = Vos réponses nous sont bien parvenues. Elles ne portent ni votre nom ni celui de votre organisation.
form-errors = Certaines réponses sont à revoir
form-notice-link-needed = Vos réponses n’ont pas encore été envoyées. Veuillez ouvrir le lien personnel qui figure dans votre invitation et les envoyer de là. Rien de ce que vous avez saisi n’est perdu : vous le retrouvez ci-dessous.
form-notice-nothing-answered = Il n’y a encore aucune réponse à envoyer. Veuillez répondre à au moins une question.
form-notice-too-many = Vos réponses n’ont pas encore été envoyées : beaucoup de personnes utilisent ce lien en ce moment. Veuillez patienter quelques minutes, puis les envoyer à nouveau. Rien de ce que vous avez saisi n’est perdu : vous le retrouvez ci-dessous.
form-notice-withdrawn = Vos réponses n’ont pas été envoyées : cette invitation a été retirée. Veuillez enregistrer ou imprimer cette page si vous souhaitez les garder, et vous adresser à la personne qui vous a invités. Rien de ce que vous avez saisi n’est perdu : vous le retrouvez ci-dessous.
form-notice-suspended = Vos réponses n’ont pas encore été envoyées : l’enquête est suspendue en ce moment. Veuillez laisser cette page ouverte, ou l’enregistrer ou l’imprimer, et les envoyer à nouveau demain. Votre lien reste valable, et le dernier jour de l’enquête est repoussé d’autant. Rien de ce que vous avez saisi n’est perdu : vous le retrouvez ci-dessous.

## Ce que l'on peut faire des réponses sur cet appareil

form-device = Cet appareil
form-save-file = Enregistrer mes réponses dans un fichier
form-open-file = Ouvrir un fichier enregistré
form-print = Imprimer
form-lock = Protéger par une phrase secrète
form-lock-title = Protéger vos réponses par une phrase secrète ?
form-lock-body = Sans elle, quiconque examine cet appareil ne peut pas les lire : ni le brouillon, ni ce qui attend d’être envoyé, ni un fichier que vous enregistrez ici. Elle vous sera demandée chaque fois que vous ouvrirez cette page. Ce qui attend ne partira qu’une fois que vous l’aurez saisie.
form-lock-forgotten = Si vous l’oubliez, ce qui est conservé ici est perdu. Personne ne peut vous la redonner, et il n’y a pas d’autre accès.
form-lock-drawn = Ces six mots ont été tirés au hasard sur cet appareil. Notez-les, et gardez-les ailleurs que sur lui.
form-lock-own = Vous pouvez choisir votre propre phrase : au moins 20 caractères que personne ne devinerait.
form-lock-yes = Protéger
form-lock-words = D’autres mots
form-lock-cancel = Annuler
form-phrase = Phrase secrète
form-locked = Vos réponses sont ici sous clé
form-locked-body = Veuillez saisir la phrase secrète que vous avez choisie. Vous pourrez alors continuer, et ce qui attend d’être envoyé partira.
form-unlock = Déverrouiller
form-unlock-wrong = Ce n’est pas la phrase secrète. Veuillez réessayer.
form-unlock-forgotten = Si vous l’avez oubliée, les réponses sur cet appareil sont perdues. Vous pouvez les supprimer et recommencer.
form-file-replaces = Remplacer les réponses qui sont ici ?
form-file-replaces-body = Les réponses du fichier prendront la place de tout ce qui est rempli en ce moment.
form-file-replace = Les remplacer
form-file-locked = Ce fichier est sous clé
form-file-locked-body = Veuillez saisir la phrase secrète avec laquelle il a été enregistré. Les réponses du fichier prendront la place de tout ce qui est rempli en ce moment.
form-delete = Supprimer mes réponses de cet appareil
form-delete-title = Supprimer vos réponses de cet appareil ?
form-delete-body = Ce que vous avez saisi sera supprimé de cet appareil. Nous conservons les réponses que vous avez envoyées.
form-traces = Dans ce navigateur, des traces de ce que vous avez saisi peuvent rester lisibles dans ses fichiers quelque temps après la suppression ou l’envoi : quelqu’un qui examinerait l’appareil pourrait les trouver.
form-delete-cancel = Les garder
form-delete-confirm = Les supprimer

## Une réponse qui n'a pas été acceptée

form-queue = Votre questionnaire n’a pas été envoyé
form-queue-mend = Revenir à mes réponses

## Les messages du client

# $time (String) - l'heure, écrite comme il est d'usage
client-saved = Enregistré sur cet appareil à { $time }
client-restored = Vos réponses de la dernière fois sont de nouveau là.
client-kept = Vos réponses sont conservées sur cet appareil.
client-cannot-save = Ce navigateur ne conserve rien sur cet appareil : vos réponses ne sont que sur cette page. Veuillez ne pas la fermer avant qu’elle n’indique qu’elles sont envoyées, ou les enregistrer dans un fichier.
client-not-saved = Vos dernières réponses n’ont pas pu être enregistrées sur cet appareil : elles ne sont que sur cette page. Nous continuons d’essayer. Veuillez ne pas encore la fermer, ou enregistrer vos réponses dans un fichier.
client-storage-full = Il n’y a plus de place sur cet appareil : vos dernières réponses ne sont pas enregistrées. Veuillez les enregistrer dans un fichier ou libérer de la place.
client-offline = Pas de connexion. Vous pouvez continuer malgré tout.
# $n (Number) - le nombre de questionnaires en attente
client-waiting =
    { $n ->
        [one] { $n } questionnaire est en attente d’envoi et partira de lui-même.
        [many] { $n } de questionnaires sont en attente d’envoi et partiront d’eux-mêmes.
       *[other] { $n } questionnaires sont en attente d’envoi et partiront d’eux-mêmes.
    }
client-retry = Le serveur est injoignable pour le moment. Vous pouvez continuer malgré tout, et nous continuons d’essayer.
client-sent = Envoyé. Merci.
client-sent-unproved = Envoyé. Merci. Mais le serveur n’a pas pu prouver qu’il traite tous les partenaires de la même façon ; il n’a donc pas été informé que vous avez répondu : il se peut que vous receviez encore un rappel.
client-being-sent = Votre questionnaire est justement en cours d’envoi. Veuillez réessayer dans un instant.
client-rejected = Le serveur n’a pas accepté votre questionnaire. Vous pouvez corriger vos réponses ou les enregistrer dans un fichier.
client-link-needed = Pour envoyer vos réponses, veuillez ouvrir une fois sur cet appareil le lien personnel qui figure dans votre invitation.
client-link-unknown = Le serveur ne connaît pas votre lien personnel, ou votre invitation a été retirée. Veuillez comparer le lien à celui de votre invitation. Vous pouvez enregistrer vos réponses dans un fichier.
client-too-many-devices = Ce lien a déjà servi sur autant d’appareils qu’il est permis. Veuillez envoyer vos réponses depuis l’un d’eux (vous pouvez les y transférer dans un fichier), ou demander à la personne qui vous a invité d’en autoriser un de plus.
client-further-device = Ce lien a servi sur un autre appareil, ou dans un navigateur qui a tout oublié. Rien n’est envoyé d’ici tant que vous n’avez pas choisi de continuer ici.
client-already-responded = Ce lien a déjà servi à répondre : ce questionnaire ne peut donc pas être envoyé. Si personne de votre organisation n’a répondu, ouvrez de nouveau votre lien et dites-le.
client-survey-closed = L’enquête est close : votre questionnaire ne peut plus être envoyé.
client-proof-failed = Le serveur n’a pas pu prouver qu’il traite tous les partenaires de la même façon ; rien n’a donc été envoyé.
client-new-version = Le questionnaire a été mis à jour. Vos réponses sont conservées.
client-language-missing = Cette langue n’est pas encore sur l’appareil. Veuillez réessayer une fois que vous aurez une connexion.
client-progress = Section { $current } sur { $total }
client-review = Vérification et envoi
client-not-answered = Sans réponse
client-change = Modifier
client-change-section = Modifier : { $section }
# $n (Number) - le nombre de questions à revoir
client-errors =
    { $n ->
        [one] { $n } réponse est à revoir
        [many] { $n } de réponses sont à revoir
       *[other] { $n } réponses sont à revoir
    }
client-file-name = mes-reponses
client-file-saved = Vos réponses ont été enregistrées dans un fichier.
client-file-opened = Les réponses du fichier ont été reprises.
client-file-invalid = Ce fichier ne contient pas de réponses à cette enquête.
client-deleted = Vos réponses ont été supprimées de cet appareil.
client-locking = Un instant, s’il vous plaît.
client-locked = Vos réponses sur cet appareil sont protégées par la phrase secrète.
client-lock-failed = La phrase secrète n’a pas pu être mise en place. Rien n’a changé.
client-file-wrong-phrase = Ce n’est pas la phrase secrète du fichier. Veuillez l’ouvrir à nouveau.
client-failed = Une erreur s’est produite sur cette page. Veuillez enregistrer vos réponses dans un fichier, puis recharger la page.

## Ce qui ne va pas dans une réponse

error-required = Veuillez répondre à cette question.
error-other-text-required = Veuillez préciser ce que vous entendez par « autre ».
error-wrong-type = Cette réponse ne convient pas à la question. Veuillez y répondre de nouveau.
error-unknown-question = Cette question ne fait pas partie de l’enquête.
error-unknown-item = Cet énoncé ne fait pas partie de la question.
error-unknown-choice = Veuillez choisir l’une des réponses proposées.
error-not-a-number = Veuillez saisir un nombre, uniquement en chiffres.
error-not-whole = Veuillez saisir un nombre entier, sans décimales.
# $max (Number) - le nombre de décimales admises
error-too-many-decimals =
    { $max ->
        [one] Veuillez ne pas saisir plus de { $max } décimale.
        [many] Veuillez ne pas saisir plus de { $max } de décimales.
       *[other] Veuillez ne pas saisir plus de { $max } décimales.
    }
error-too-small = Veuillez saisir un nombre qui ne soit pas inférieur à { $min }.
error-too-large = Veuillez saisir un nombre qui ne soit pas supérieur à { $max }.
error-out-of-range = Veuillez saisir un nombre compris entre { $min } et { $max }.
error-not-a-date = Veuillez indiquer une date complète : jour, mois et année.
error-date-too-early = Veuillez indiquer une date qui ne soit pas antérieure au { $min }.
error-date-too-late = Veuillez indiquer une date qui ne soit pas postérieure au { $max }.
error-date-out-of-range = Veuillez indiquer une date comprise entre le { $min } et le { $max }.
# $over (Number) - le nombre de caractères en trop ; $max (Number) est la limite
error-too-long = Veuillez raccourcir votre texte. Longueur maximale : { $max } caractères ; dépassement : { $over }.
# $max (Number) - le nombre de choix admis
error-too-many =
    { $max ->
        [one] Veuillez ne pas choisir plus de { $max } réponse.
        [many] Veuillez ne pas choisir plus de { $max } de réponses.
       *[other] Veuillez ne pas choisir plus de { $max } réponses.
    }
error-exclusive = L’un de ces choix ne peut être combiné avec d’autres. Veuillez retenir soit celui-là, soit les autres.
error-repeated = Veuillez ne choisir chaque réponse qu’une seule fois.
error-constraint = Veuillez vérifier cette réponse.

## Pourquoi un questionnaire entier est refusé

refusal-malformed = Le questionnaire n’a pas pu être lu.
refusal-not-uuid-v4 = Le questionnaire ne porte pas de numéro valide.
refusal-unknown-version = Le questionnaire correspond à une version que cette enquête n’a jamais eue.
refusal-unknown-language = L’enquête n’existe pas dans la langue de ce questionnaire.
refusal-empty = Le questionnaire ne contient aucune réponse.
refusal-survey-closed = L’enquête est close et n’accepte plus de questionnaires.
refusal-credential-missing = Il manque au questionnaire le jeton anonyme que donne un lien personnel. Veuillez ouvrir votre lien personnel et l’envoyer de nouveau.
refusal-credential-invalid = Le jeton anonyme du questionnaire n’est pas valable pour cette enquête. Veuillez ouvrir votre lien personnel et l’envoyer de nouveau.
refusal-credential-spent = Un autre questionnaire a déjà été envoyé avec ce jeton anonyme.

## Les pages d'information

message-thanks-heading = Merci
message-thanks-body =
    Vos réponses nous sont bien parvenues. Elles sont enregistrées sans votre nom ni celui de votre organisation.

    Vous pouvez maintenant fermer cette page.
further-heading = Sur un autre appareil, ou dans un navigateur qui a tout oublié
further-body = Ce lien a déjà servi : sur un autre appareil, dans une fenêtre privée, ou ici avant que les données du navigateur aient été effacées. Chaque organisation répond une fois. Si vous avez commencé ailleurs et pouvez y continuer, faites-le. Sinon, continuez ici : cela compte comme un appareil de plus, et vos réponses restent ici dans les deux cas.
further-yes = Continuer ici
message-already-answered-heading = Ce lien a déjà servi
message-already-answered-body =
    Un questionnaire a déjà été envoyé avec ce lien personnel : vous n’avez plus rien à faire. Merci.

    Si ce n’est pas vous qui avez répondu, veuillez en informer la personne qui vous a envoyé l’invitation.
message-link-used-heading = Ce lien a déjà servi
message-link-used-body =
    Un questionnaire a déjà été envoyé avec ce lien personnel. Si c’est le vôtre, vous n’avez plus rien à faire. Merci.

    Si personne de votre organisation n’a répondu, vous pouvez le dire ici, une seule fois. Une réponse de plus pourra alors être envoyée avec ce lien, et les responsables de l’enquête sauront que vous l’avez dit, sans rien savoir de vos réponses.
message-link-used-dispute = Nous n’avons pas répondu
message-withdrawn-heading = Cette invitation a été retirée
message-withdrawn-body =
    L’organisation qui vous a invités a repris cette invitation : il n’y a rien à remplir ici.

    Si le formulaire est encore ouvert dans un autre onglet, vos réponses y sont : vous pouvez les enregistrer dans un fichier. Si vous pensez qu’il s’agit d’une erreur, veuillez vous adresser à la personne qui vous a invités.
message-survey-closed-heading = Cette enquête est close
message-survey-closed-body =
    Elle n’accepte plus de réponses. Nous vous remercions de votre intérêt.

    Si vous avez envoyé vos réponses sur cet appareil alors qu’il était sans connexion, elles sont encore acceptées quelques jours après la clôture : elles partent d’elles-mêmes pendant que cette page est ouverte. S’il est trop tard, elles restent sur cet appareil.

    Si vous souhaitez tout de même nous dire quelque chose, veuillez écrire à la personne qui vous a envoyé l’invitation.
message-survey-suspended-heading = Cette enquête est suspendue pour le moment
message-survey-suspended-body =
    Elle n’accepte pas de réponses en ce moment. Vous n’avez rien à faire : votre lien reste valable, et le dernier jour est repoussé d’autant. Veuillez réessayer demain.

    S’il y a des réponses sur cet appareil, elles y restent. Celles que vous avez déjà envoyées et qui attendent ici partiront d’elles-mêmes à la reprise de l’enquête.
message-unknown-link-heading = Nous ne connaissons pas ce lien
message-unknown-link-body =
    Il manque peut-être une partie de l’adresse, ce qui arrive lorsqu’un long lien est coupé en deux dans un e-mail. Veuillez copier le lien entier depuis votre invitation et réessayer.

    Ou bien le lien a été remplacé par un plus récent. C’est celui du dernier message reçu qui fonctionne.

    Si cela ne suffit pas, veuillez demander un nouveau lien à la personne qui vous a envoyé l’invitation.
message-not-found-heading = Il n’y a rien à cette adresse
message-not-found-body = Veuillez vérifier l’adresse. Si vous avez été invité à une enquête, ouvrez le lien personnel qui figure dans votre invitation.
message-unreadable-heading = Vos réponses ne sont pas arrivées entières
message-unreadable-body = Une partie s’est perdue en chemin et rien n’a été enregistré. Veuillez revenir au formulaire, où vos réponses se trouvent toujours, et les envoyer une nouvelle fois.
message-failed-heading = Une erreur s’est produite de notre côté
message-failed-body = Rien de ce que vous avez envoyé ne peut se perdre sans que vous le sachiez : si aucune page de remerciement ne s’affiche, veuillez réessayer dans quelques minutes.
message-landing-heading = Une enquête qui ne mêle pas votre voix et votre nom
message-landing-body =
    Sawt, « voix » en arabe, demande à des organisations comment se passe leur partenariat, dans leur langue, en ligne ou hors ligne.

    Si vous avez été invité à une enquête, ouvrez le lien personnel qui figure dans votre invitation.

## Décliner

message-decline-heading = Vous ne souhaitez pas participer ?
message-decline-body =
    Si vous appuyez sur le bouton, nous notons que votre organisation ne souhaite pas participer et nous ne vous écrivons plus au sujet de cette enquête.

    Si vous souhaitez participer, vous n’avez rien à faire ici.
message-decline-button = Nous ne souhaitons pas participer
message-declined-heading = C’est noté : vous ne souhaitez pas participer
message-declined-body =
    Nous ne vous écrirons plus au sujet de cette enquête. Merci de nous l’avoir dit.

    Si vous avez changé d’avis ou appuyé sur le bouton par erreur, vous pouvez revenir sur ce choix.
message-declined-before-heading = Vous nous avez dit que vous ne souhaitez pas participer
message-declined-before-body =
    C’est pourquoi nous ne vous écrivons plus au sujet de cette enquête.

    Si vous souhaitez finalement participer, vous pouvez revenir sur ce choix. Le formulaire s’ouvre aussitôt.
message-undo-button = Annuler ce choix et ouvrir le formulaire
message-too-late-to-decline-heading = Vous avez déjà participé
message-too-late-to-decline-body =
    Une réponse a été envoyée avec ce lien personnel. Elle est conservée sans votre nom : il n’est donc plus possible de la retrouver ni de la retirer.

    Nous ne vous enverrons plus de relances.

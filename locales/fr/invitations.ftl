# Les invitations à une enquête : qui est invité, inviter des partenaires, la page d’un partenaire, le lien public.

staff-tab-invitations = Invitations

## Les états et les suivis en mots

invitations-state-invited = Lien pas encore ouvert
invitations-state-opened = Lien ouvert, pas encore de réponse
invitations-state-responded = A répondu
invitations-state-declined = A décliné
invitations-state-bounced = Non distribué
invitations-kind-call = Appel
invitations-kind-message = Message
invitations-kind-meeting = Réunion
invitations-kind-note = Note
invitations-kind-shown = Lien montré
invitations-counted = { $value } ({ $count })

## La liste

# $count (Number) - combien de partenaires viennent d'être invités
invitations-invited =
    { $count ->
        [one] { $count } partenaire a été invité.
        [many] { $count } de partenaires ont été invités.
       *[other] { $count } partenaires ont été invités.
    }
invitations-found =
    { $count ->
        [one] { $count } partenaire
        [many] { $count } de partenaires
       *[other] { $count } partenaires
    }
invitations-own-first = Vos propres partenaires viennent en premier.
invitations-filter = Filtrer
invitations-filter-all = Tous
invitations-filter-apply = Afficher
invitations-filter-clear = Tout afficher
invitations-search = Nom, pays ou clé
invitations-partner = Partenaire
invitations-region = Région
invitations-country = Pays
invitations-programme = Programme
invitations-type = Type d’organisation
invitations-language = Langue
invitations-manager = Responsable de programme
invitations-contacts = Personnes à contacter
invitations-state = État
invitations-reminders = Relances
invitations-follow-up-last = Dernier suivi
invitations-last-follow-up = { $kind }, { $day }
invitations-page-before = Page précédente
invitations-page-after = Page suivante

## Personne n'est encore invité ; ouverte à tous

invitations-nobody = Personne n’a encore été invité
invitations-nobody-lead = Invitez des partenaires : chacun reçoit son propre lien, vous voyez qui a répondu et vous pouvez relancer les autres.
invitations-open = Ou ouvrir l’enquête à tous avec un seul lien
invitations-open-lead = Toute personne qui a le lien peut alors répondre, même plusieurs fois. Il n’y a ni invitations ni relances, et l’enquête n’a pas de taux de réponse. Vous pouvez revenir en arrière tant que personne n’a répondu.
invitations-open-yes = Ouvrir à tous
invitations-public = Ouverte à tous
invitations-public-lead = Toute personne qui a ce lien peut répondre. Personne n’est invité, donc personne n’est relancé, et il n’y a pas de taux de réponse.
invitations-public-link = Lien public
invitations-public-responses =
    { $count ->
        [one] { $count } réponse est arrivée
        [many] { $count } de réponses sont arrivées
       *[other] { $count } réponses sont arrivées
    }
invitations-responses = Réponses
invitations-public-why = Cette enquête est ouverte à tous. On ne sait pas combien de personnes ont vu son lien, et une même personne peut répondre plusieurs fois : aucun taux de réponse ne peut donc être donné.
invitations-public-close = Revenir aux invitations
invitations-public-close-lead = Le lien public cesse de fonctionner et des partenaires peuvent être invités.
invitations-public-close-yes = Revenir aux invitations
invitations-event-public = Ouverte à tous avec un seul lien
invitations-event-invited-only = Retour aux invitations

## Inviter

invitations-choose = Inviter des partenaires
invitations-choose-open = L’enquête est ouverte : les liens des partenaires que vous invitez maintenant comptent comme connus de vous, et les résultats sont retenus lorsqu’une seule personne en connaît trop.
invitations-choose-lead = Voici les partenaires actifs qui n’ont pas été invités à cette enquête.
invitations-choose-nobody = Tous les partenaires actifs ont déjà été invités.
invitations-choose-empty = Il n’y a pas encore de partenaire actif. Ajoutez-en ou importez-en d’abord.
invitations-choose-none = Aucun partenaire ne correspond à ce filtre.
invitations-choose-public = Cette enquête est ouverte à tous avec un seul lien : personne n’est invité.
invitations-choose-who = Qui inviter
invitations-choose-all =
    { $count ->
        [one] Le seul partenaire que montre le filtre ({ $count })
        [many] Les { $count } de partenaires que montre le filtre
       *[other] Les { $count } partenaires que montre le filtre
    }
invitations-choose-ticked = Seulement ceux qui sont cochés ci-dessous
invitations-choose-cut =
    { $shown ->
        [one] La liste montre le premier ({ $shown }). Filtrez pour en trouver d’autres.
        [many] La liste montre les { $shown } premiers. Filtrez pour en trouver d’autres.
       *[other] La liste montre les { $shown } premiers. Filtrez pour en trouver d’autres.
    }
invitations-choose-next = Continuer
invitations-no-address = Aucune adresse
invitations-error-who = Choisissez qui inviter
invitations-error-nobody = Cochez au moins un partenaire, ou choisissez-les tous
invitations-confirm =
    { $count ->
        [one] Inviter { $count } partenaire ?
        [many] Inviter { $count } de partenaires ?
       *[other] Inviter { $count } partenaires ?
    }
invitations-confirm-unreachable =
    { $count ->
        [one] { $count } d’entre eux n’a pas d’adresse e-mail. Sur sa page, vous pouvez copier un message avec son lien.
        [many] { $count } d’entre eux n’ont pas d’adresse e-mail. Sur la page de chacun, vous pouvez copier un message avec le lien.
       *[other] { $count } d’entre eux n’ont pas d’adresse e-mail. Sur la page de chacun, vous pouvez copier un message avec le lien.
    }
invitations-confirm-later = L’enquête n’est pas ouverte : aucun e-mail ne part maintenant. Prévoyez un envoi d’invitations sous « Relances ».
invitations-confirm-yes =
    { $count ->
        [one] Inviter { $count } partenaire
        [many] Inviter { $count } de partenaires
       *[other] Inviter { $count } partenaires
    }
invitations-confirm-mails =
    { $count ->
        [0] n’envoyer aucun e-mail maintenant
        [one] envoyer { $count } e-mail maintenant
        [many] envoyer { $count } d’e-mails maintenant
       *[other] envoyer { $count } e-mails maintenant
    }
invitations-confirm-both = { $invite }, { $mails }
invitations-confirm-no = Choisir à nouveau

## Retirer

invitations-withdraw = Retirer des invitations
invitations-withdraw-this = Retirer cette invitation
invitations-withdraw-lead = Une invitation dont personne n’a entendu parler (aucun e-mail tenté, aucun lien montré) est supprimée, comme si elle n’avait jamais existé. Une invitation annoncée peut être retirée avant le dernier jour si le partenaire n’est pas éligible ; elle est comptée à part, et le rapport donne le taux de réponse avec et sans elle.
invitations-withdraw-over = Il n’est plus possible de retirer des invitations : l’enquête est clôturée.
invitations-withdraw-none = Aucune invitation ne peut être retirée ici.
invitations-withdraw-who = Quelles invitations retirer
invitations-withdraw-reason = Invitations annoncées
invitations-withdraw-reason-hint = Ne choisissez un motif que s’il est vrai : il est conservé et figure dans le rapport.
invitations-withdraw-untouched = Les laisser telles quelles
invitations-withdraw-heard = Annoncée
invitations-withdraw-heard-no = Non
invitations-withdraw-heard-yes = Oui
invitations-withdraw-ask =
    { $count ->
        [one] Retirer { $count } invitation ?
        [many] Retirer { $count } d’invitations ?
       *[other] Retirer { $count } invitations ?
    }
invitations-withdraw-removed =
    { $count ->
        [one] { $count } invitation dont personne n’a entendu parler est supprimée.
        [many] { $count } d’invitations dont personne n’a entendu parler sont supprimées.
       *[other] { $count } invitations dont personne n’a entendu parler sont supprimées.
    }
invitations-withdraw-announced =
    { $count ->
        [one] { $count } invitation annoncée est retirée : { $reason }. Son lien cesse de fonctionner et aucun e-mail ne part plus. Si une réponse est déjà en route, l’invitation compte à nouveau.
        [many] { $count } d’invitations annoncées sont retirées : { $reason }. Leurs liens cessent de fonctionner et aucun e-mail ne part plus. Si une réponse est déjà en route, l’invitation compte à nouveau.
       *[other] { $count } invitations annoncées sont retirées : { $reason }. Leurs liens cessent de fonctionner et aucun e-mail ne part plus. Si une réponse est déjà en route, l’invitation compte à nouveau.
    }
invitations-withdraw-kept =
    { $count ->
        [one] { $count } invitation reste telle quelle.
        [many] { $count } d’invitations restent telles quelles.
       *[other] { $count } invitations restent telles quelles.
    }
invitations-withdraw-yes =
    { $count ->
        [one] Retirer { $count } invitation
        [many] Retirer { $count } d’invitations
       *[other] Retirer { $count } invitations
    }
invitations-withdrawn-done =
    { $count ->
        [one] { $count } invitation a été retirée.
        [many] { $count } d’invitations ont été retirées.
       *[other] { $count } invitations ont été retirées.
    }
invitations-error-withdraw-who = Choisissez quelles invitations retirer
invitations-error-withdraw-reason = Celles-ci ont été annoncées : choisissez un motif
invitations-withdrawn-gone = n’existe plus
invitations-withdrawn-duplicate = deux fois dans la liste
invitations-withdrawn-no_partner = n’est pas un partenaire
invitations-withdrawn-because = Cette invitation a été retirée : { $reason }.
invitations-withdrawn-count =
    { $count ->
        [one] { $count } invitation retirée
        [many] { $count } d’invitations retirées
       *[other] { $count } invitations retirées
    }
invitations-withdrawn-lead = Ces partenaires avaient reçu l’annonce et ne sont pas éligibles. Ils ne comptent pas dans le taux de réponse.
invitations-withdrawal-take-back = Annuler ce retrait
invitations-withdrawal-taken-back = L’invitation compte à nouveau, et son lien fonctionne.
invitations-link-withdrawn = L’invitation a été retirée : son lien ne mène à aucun formulaire.

## Un partenaire

invitations-back = Toutes les invitations
invitations-noted = Le suivi a été noté.
invitations-replaced = Le lien a été remplacé. L’ancien ne fonctionne plus ; donnez le nouveau au partenaire.
invitations-granted = Une réponse de plus peut maintenant être envoyée avec le lien de ce partenaire.
invitations-corrected = L’adresse a été enregistrée et l’invitation est remise à « Lien pas encore ouvert ».
invitations-inactive = Ce partenaire n’est plus actif : aucun e-mail ne lui est envoyé.
invitations-bounce = L’e-mail n’a pas pu être distribué
invitations-bounce-words = Le serveur de messagerie a dit :
invitations-address = Adresse e-mail
invitations-address-again = Renvoyer l’invitation à cette adresse
invitations-address-save = Enregistrer et remettre à « Lien pas encore ouvert »
invitations-error-address = Saisissez une adresse e-mail, par exemple nom@example.org
invitations-link-used = Ce partenaire a répondu. Le lien a servi, il n’est donc plus affiché.
invitations-link-declined = Ce partenaire ne souhaite pas participer : il n’y a pas de message à copier. Il peut revenir sur ce choix avec son lien personnel.
invitations-link-closed = L’enquête n’est pas ouverte : il n’y a pas de message à copier.
invitations-replace = Remplacer le lien
invitations-replace-lead = À faire si le lien est tombé entre de mauvaises mains. L’ancien lien cesse aussitôt de fonctionner et le partenaire a besoin du nouveau. L’adresse du partenaire en est avertie par un message. Les appareils qui ont utilisé l’ancien lien comptent toujours dans la limite.
invitations-replace-yes = Remplacer le lien
invitations-disputed = Quelqu’un qui a le lien de ce partenaire a déclaré que celui-ci n’a pas répondu. Une réponse de plus peut être envoyée avec ce lien. Interrogez le partenaire.
invitations-granted-before = Une réponse de plus a été autorisée avec ce lien. Cela n’est possible qu’une fois.
invitations-grant = Autoriser une réponse de plus
invitations-grant-lead = Pour un partenaire qui a épuisé ses appareils, ou dont quelqu’un d’autre a utilisé le lien. C’est possible une seule fois, et c’est noté. Les résultats indiquent combien de réponses peuvent être des secondes réponses.
invitations-grant-yes = Autoriser une réponse de plus
invitations-mail = E-mails à ce partenaire
invitations-mail-none = Aucun e-mail pour l’instant.

## Les suivis

invitations-follow-ups = Suivi
invitations-follow-ups-none = Rien n’a encore été noté.
invitations-follow-up-new = Noter un suivi
invitations-follow-up-kind = De quoi il s’agit
invitations-follow-up-day = Jour
invitations-follow-up-next = Reprendre contact le (si convenu)
invitations-follow-up-note = Remarque
invitations-follow-up-save = Noter
invitations-follow-up-correct = Corriger ou annuler
invitations-follow-up-take-back = Annuler ce suivi
invitations-follow-up-corrected = Le suivi a été corrigé.
invitations-follow-up-taken-back = Le suivi a été annulé.
invitations-next = Reprendre contact le { $day }
invitations-error-kind = Choisissez de quoi il s’agit
invitations-error-day = Saisissez le jour sous forme de date, entre 1900 et 2199
invitations-error-day-future = Saisissez un jour qui n’est pas dans le futur
invitations-error-note = Écrivez la note
invitations-error-note-long = Raccourcissez la note à 2000 caractères
invitations-error-next = Saisissez une date complète, entre 1900 et 2199, ou laissez le champ vide
invitations-error-next-early = Saisissez une date qui ne précède pas le jour du suivi

## Le message à copier

invitations-chat = Un message à copier
invitations-chat-lead = Pour Signal, WhatsApp ou un autre moyen, quand l’e-mail n’atteint pas le partenaire. Le message contient le lien personnel. Son affichage est enregistré, mais n’est pas encore un contact : notez le message comme suivi une fois envoyé. Le lien compte comme connu de vous : les résultats sont retenus lorsqu’une seule personne en connaît trop.
invitations-chat-language = Langue du message
invitations-chat-show = Afficher le message avec le lien
invitations-chat-logged = Il est enregistré que vous avez vu le lien. Ne l’envoyez qu’à ce partenaire, puis notez le message comme suivi.
invitations-chat-text = Le message
invitations-chat-copy = Copier
invitations-chat-copied = Copié
invitations-chat-note = Message avec le lien personnel ({ $language })
# Le message lui-même, dans la langue du partenaire. Un lien occupe une ligne à lui seul.
invitations-chat-message =
    Bonjour { $contact },

    nous aimerions savoir comment se passe le partenariat avec { $partner } : { $survey }. Une fois ouvert, le formulaire fonctionne sans connexion.

    Votre lien personnel :
    { $link }

    Merci de répondre avant le { $deadline } inclus. Personne ne peut savoir qui a dit quoi : les réponses sont conservées à part des noms.

    Si vous ne souhaitez pas participer, dites-le-nous ici et nous ne vous écrirons plus :
    { $decline }

invitations-key = Clé
invitations-export-day = Jour du dernier suivi
invitations-export-csv = Télécharger tous les partenaires et leur situation en CSV
invitations-export-xlsx = Les télécharger en XLSX
invitations-calls = Qui appeler aujourd’hui
invitations-calls-all = Tous les partenaires à appeler
invitations-calls-count =
    { $count ->
        [0] Personne à appeler aujourd’hui.
        [one] { $count } partenaire à contacter personnellement.
        [many] { $count } de partenaires à contacter personnellement.
       *[other] { $count } partenaires à contacter personnellement.
    }
invitations-call-why = Motif
invitations-call-agreed = Convenu pour le { $day }
invitations-call-no-address = Aucune adresse e-mail
invitations-call-failed = Le dernier e-mail n’a pas pu être envoyé
invitations-call-unsure = On ne sait pas si le dernier e-mail est arrivé
invitations-call-unwanted = Cette adresse ne veut plus d’e-mails
invitations-call-bounced = Les e-mails n’arrivent pas
invitations-call-opened = A ouvert le lien et reçu un rappel ; pas encore de réponse
invitations-call-reminded =
    { $count ->
        [one] Pas de réponse après { $count } rappel
        [many] Pas de réponse après { $count } de rappels
       *[other] Pas de réponse après { $count } rappels
    }
invitations-directory = Modifier les contacts et les autres informations

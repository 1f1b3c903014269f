# Les relances d'une enquête : le calendrier des envois, un envoi, les jours ouvrés, le dernier jour, l'historique.

## Les envois

reminders-kind-invitation = Invitation
reminders-kind-reminder = Relance
reminders-kind-last-call = Dernière relance
reminders-kind-extended = Délai prolongé
reminders-kind-closing-early = Fin anticipée
reminders-kind-thanks = Remerciements
reminders-audience-not-responded = Tous ceux qui n’ont pas répondu
reminders-audience-not-opened = Tous ceux qui n’ont pas ouvert le lien
reminders-audience-responded = Tous ceux qui ont répondu
reminders-languages-all = Dans toutes les langues
reminders-anchor-opening =
    { $days ->
        [0] Le premier jour
        [one] { $days } jour après le premier jour
        [many] { $days } de jours après le premier jour
       *[other] { $days } jours après le premier jour
    }
reminders-anchor-last-day = Le dernier jour
reminders-anchor-deadline =
    { $days ->
        [one] { $days } jour avant le dernier jour
        [many] { $days } de jours avant le dernier jour
       *[other] { $days } jours avant le dernier jour
    }
reminders-anchor-after =
    { $days ->
        [one] { $days } jour après le dernier jour
        [many] { $days } de jours après le dernier jour
       *[other] { $days } jours après le dernier jour
    }
reminders-moment = { $day }, à partir de { $hour } ({ $zone })
reminders-partners =
    { $count ->
        [one] À ce jour, { $count } partenaire le recevrait.
        [many] À ce jour, { $count } de partenaires le recevraient.
       *[other] À ce jour, { $count } partenaires le recevraient.
    }
reminders-state-planned = Prévu
reminders-state-next = Prochain
reminders-state-sent =
    { $count ->
        [one] Envoyé à { $count } partenaire
        [many] Envoyé à { $count } de partenaires
       *[other] Envoyé à { $count } partenaires
    }
reminders-state-skipped = Manqué ; un envoi plus récent est parti à sa place
reminders-state-cancelled = Retiré du calendrier
reminders-state-in-vain = Ne partira pas : le dernier jour tombe avant

## Le calendrier des envois

reminders-next = Prochain envoi
reminders-next-none = Aucun message n’est prévu.
reminders-plan = Calendrier des envois
reminders-plan-none = Aucun envoi pour l’instant. Deux ou trois relances et un dernier appel sont habituels.
reminders-column-day = Jour
reminders-column-what = Message
reminders-column-who = Destinataires
reminders-column-state = État
reminders-column-partner = Partenaire
reminders-column-contact = Personne de contact
reminders-column-address = Adresse e-mail
reminders-column-language = Langue
reminders-paused = Les relances sont suspendues.
reminders-paused-lead = Rien ne part de soi-même jusqu’à ce que vous les repreniez.
reminders-pause = Suspendre les relances
reminders-resume = Reprendre les relances
reminders-calendar = Les messages partent à partir de { $hour } ({ $zone }), ces jours-là : { $days }.
reminders-settings-change = Modifier ces réglages
reminders-dates = Les dates de l’enquête
reminders-last-day = Le dernier jour est le { $day }.
reminders-grace =
    { $days ->
        [one] Après la clôture, une réponse restée sur un appareil sans connexion est encore acceptée pendant { $days } jour.
        [many] Après la clôture, une réponse restée sur un appareil sans connexion est encore acceptée pendant { $days } de jours.
       *[other] Après la clôture, une réponse restée sur un appareil sans connexion est encore acceptée pendant { $days } jours.
    }
reminders-open = Ouvrir l’enquête
reminders-close = Clore l’enquête plus tôt
reminders-close-lead = L’enquête se termine avec le dernier jour anticipé que vous choisissez.
reminders-close-told = Tous ceux qui n’ont pas répondu en sont avertis par courriel sur-le-champ, dans des termes fixés par le système.
reminders-close-report = Le rapport indique que l’enquête s’est terminée plus tôt qu’annoncé, et quand.
reminders-close-on = Dernier jour anticipé
reminders-close-soon-over = Le dernier jour est si proche qu’une fin anticipée n’apporterait rien : les partenaires avertis disposent encore de trois jours.
reminders-error-close-soon = Choisissez le { $day } ou un jour postérieur : les partenaires avertis disposent encore de trois jours
reminders-error-close-later = Choisissez un jour antérieur au dernier jour actuel
reminders-close-yes = La clore ce jour-là
reminders-back = Toutes les relances
reminders-leave = Ne rien changer

## Un envoi

reminders-what = Ce que dit le message
reminders-who = Qui le reçoit
reminders-who-lead = Ceux qui répondent, déclinent ou ne peuvent plus être joints avant l’envoi ne reçoivent rien.
reminders-cancel = Retirer du calendrier
reminders-send-now = Envoyer maintenant
reminders-send-now-lead = Le message part aussitôt, quels que soient le jour et l’heure. On ne peut pas revenir en arrière.
reminders-send-now-yes = Confirmer l’envoi

## Prévoir un envoi

reminders-new = Prévoir un envoi
reminders-edit = Modifier cet envoi
reminders-when = Quand
reminders-anchor-is-date = À une date
reminders-anchor-is-opening = Un certain nombre de jours après le premier jour
reminders-anchor-is-deadline = Un certain nombre de jours avant le dernier jour ; l’envoi se déplace avec lui
reminders-anchor-is-after = Un certain nombre de jours après le dernier jour ; seulement pour les remerciements
reminders-date = Date
reminders-days = Nombre de jours
reminders-audience-hint = Les remerciements vont à tous ceux qui ont répondu. Aucun autre message ne va à ceux qui ont répondu, ont décliné ou ne peuvent être joints.
reminders-languages = Langues des partenaires
reminders-save-round = Enregistrer et voir les destinataires
reminders-error-kind = Choisissez un message
reminders-error-anchor = Indiquez quand le message doit partir
reminders-error-date = Saisissez une date comprise entre 1900 et 2199
reminders-error-days = Saisissez un nombre entier de jours, de 0 à 366
reminders-error-past = Ce jour n’est pas à venir. Choisissez-en un à partir de demain ; pour un envoi aujourd’hui, prévoyez-le puis utilisez « Envoyer maintenant » sur sa page
reminders-error-after = C’est après le dernier jour ; seuls les remerciements partent alors
reminders-error-audience = Choisissez les destinataires
reminders-error-languages = Choisissez au moins une langue

## Les jours et les heures

reminders-settings = Jours et heures d’envoi
reminders-zone = Fuseau horaire
reminders-zone-hint = Les jours de l’enquête y commencent et y finissent. Par exemple Asia/Beirut.
reminders-working-days = Jours ouvrés
reminders-working-days-hint = Un envoi qui tombe un autre jour attend le suivant de ceux-ci.
reminders-hour = Heure à partir de laquelle les messages partent
reminders-grace-label = Jours de grâce après la clôture
reminders-grace-hint = Pendant ce temps, une réponse restée sur un appareil sans connexion est encore acceptée. Les résultats ne sont complets qu’ensuite. 0 pour aucun.
reminders-save = Enregistrer
reminders-day-mon = lundi
reminders-day-tue = mardi
reminders-day-wed = mercredi
reminders-day-thu = jeudi
reminders-day-fri = vendredi
reminders-day-sat = samedi
reminders-day-sun = dimanche
reminders-error-zone = Saisissez un fuseau horaire de la liste, comme Asia/Beirut
reminders-error-working-days = Choisissez au moins un jour
reminders-error-hour = Choisissez une heure
reminders-error-grace = Saisissez un nombre entier de jours, de 0 à 90

## Le dernier jour

reminders-deadline = Changer le dernier jour
reminders-deadline-lead = Le formulaire et tous les messages suivants indiquent aussitôt la nouvelle date.
reminders-deadline-closed = L’enquête est close. Avec un nouveau dernier jour, elle sera de nouveau ouverte.
reminders-deadline-not-yours = Cette enquête est close. Un nouveau dernier jour la rouvrirait, et cela revient à l’administration.
reminders-deadline-moves = Ces envois se déplacent avec lui :
reminders-moving = { $kind } : { $when }
reminders-deadline-new = Nouveau dernier jour
reminders-reason = Motif
reminders-reason-hint = Il est conservé dans l’historique de l’enquête, pour vos collègues. Les partenaires ne le voient pas.
reminders-deadline-tell = Prévoir un message à tous ceux qui n’ont pas répondu. Vous le verrez avant qu’il parte.
reminders-deadline-save = Changer le dernier jour
reminders-error-deadline-past = Choisissez aujourd’hui ou un jour à venir
reminders-error-deadline-same = C’est déjà le dernier jour
reminders-error-deadline-earlier = Choisissez un jour postérieur au dernier jour actuel : une fois l’enquête ouverte, cette page ne peut que reporter son dernier jour
reminders-error-reason = Saisissez le motif
reminders-error-reason-long = Abrégez le motif à 1 000 caractères

## L'historique

reminders-history = Historique
reminders-history-none = Il ne s’est encore rien passé.
reminders-event-opened = L’enquête a été ouverte.
reminders-event-closed = L’enquête a été close.
reminders-event-closed-by-clock = L’enquête a été close après son dernier jour.
reminders-event-extended = Le dernier jour est passé du { $from } au { $to }.
reminders-event-closing-early = L’enquête se termine plus tôt : le dernier jour est passé du { $from } au { $to }.
reminders-event-suspended = L’enquête a été suspendue.
reminders-event-went-on = L’enquête a repris ; son dernier jour est le { $date }.
reminders-event-sent =
    { $count ->
        [one] « { $kind } » a été envoyé à { $count } partenaire.
        [many] « { $kind } » a été envoyé à { $count } de partenaires.
       *[other] « { $kind } » a été envoyé à { $count } partenaires.
    }
reminders-event-skipped = « { $kind } » a été manqué ; un envoi plus récent est parti à sa place.
reminders-event-cancelled = « { $kind } » a été retiré du calendrier.
reminders-event-paused = Les relances ont été suspendues.
reminders-event-resumed = Les relances ont repris.
reminders-event-settings = Les paramètres de l’enquête ont été modifiés.
reminders-event-invited =
    { $count ->
        [one] { $count } partenaire a été invité.
        [many] { $count } de partenaires ont été invités.
       *[other] { $count } partenaires ont été invités.
    }
reminders-event-withdrawn =
    { $count ->
        [one] { $count } invitation a été retirée.
        [many] { $count } d’invitations ont été retirées.
       *[other] { $count } invitations ont été retirées.
    }
reminders-event-withdrawal-taken-back = Le retrait d’une invitation a été annulé.
reminders-event-link-replaced = Un lien personnel a été remplacé.
reminders-event-device-granted = Une réponse de plus a été autorisée avec un lien personnel.

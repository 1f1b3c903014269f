# Les pages de l’équipe : connexion, enquêtes, taux de réponse d’une enquête.

## Toutes les pages

staff-brand = Sawt
staff-page-title = { $page } – Sawt
staff-error-title = Erreur : { $page }
staff-area = Équipe
staff-skip = Aller au contenu
staff-language-switch = Langue
staff-log-out = Se déconnecter
staff-surveys = Enquêtes
staff-tabs = Pages de cette enquête
staff-tab-overview = Taux de réponse
staff-tab-reminders = Relances
staff-tab-messages = Messages
staff-footer = Sawt conserve les réponses des partenaires séparément de leur identité. Ces pages montrent qui a participé, jamais qui a dit quoi.

# $value (Number) - un nombre entier de pour cent
staff-percent = { $value } %

staff-list-and = { $first } et { $last }
staff-list-comma = { $first }, { $last }

## Connexion

staff-log-in = Se connecter
staff-log-in-lead = Réservé à l’équipe. Si vous êtes partenaire, ouvrez plutôt le lien personnel reçu avec votre invitation.
staff-email = Adresse e-mail
staff-password = Mot de passe
staff-password-chosen = Votre mot de passe est enregistré. Connectez-vous maintenant.
staff-logged-out = Vous êtes déconnecté(e).
staff-problem-heading = Un problème est survenu
staff-error-email-missing = Saisissez votre adresse e-mail
staff-error-password-missing = Saisissez votre mot de passe
staff-error-log-in = L’adresse e-mail ou le mot de passe est incorrect. Vérifiez les deux et réessayez
staff-error-wait = Trop de connexions ont échoué depuis ici. Attendez dix minutes, puis réessayez, ou faites-vous envoyer un lien pour choisir un autre mot de passe
staff-error-busy = De nombreux mots de passe sont en cours de vérification ; le vôtre n’a pas été examiné. Réessayez dans quelques secondes
staff-error-origin = Le formulaire provenait d’un autre site et n’a pas été pris en compte. Connectez-vous ici

## En cas d’erreur

staff-not-found-title = Page introuvable
staff-not-found = Il n’y a rien à cette adresse. Peut-être a-t-elle été mal saisie.
staff-forbidden-title = Ce formulaire a expiré
staff-forbidden = Il appartient à une session terminée ; rien n’a été modifié. Revenez à la liste des enquêtes et réessayez.
staff-too-large-title = Ce formulaire est trop volumineux
staff-too-large = Il contient plus que ce qui peut être pris en une fois ; rien n’a été modifié. Revenez en arrière et envoyez-en moins à la fois.
staff-unavailable-title = Les chiffres ne peuvent pas être lus pour le moment
staff-unavailable = La base de données ne répond pas. Rien n’est perdu. Veuillez réessayer dans une minute.

## La liste des enquêtes

staff-surveys-none = Il n’y a pas encore d’enquête.
staff-state-draft = En préparation
staff-state-open = Ouverte
staff-state-closed = Clôturée
staff-state-suspended = Suspendue
staff-survey-dates = Du { $from } au { $to }

## Les jours

staff-opens-on = Premier jour : { $date }. À ouvrir vous-même sous « Paramètres »
staff-days-left =
    { $days ->
        [one] Il reste { $days } jour, jusqu’au { $date }
        [many] Il reste { $days } de jours, jusqu’au { $date }
       *[other] Il reste { $days } jours, jusqu’au { $date }
    }
staff-last-day = Aujourd’hui, { $date }, est le dernier jour
staff-overdue = Toujours ouverte après son dernier jour, le { $date }
staff-closed-on = Le dernier jour était le { $date }

## Le taux de réponse

staff-rate = Taux de réponse
staff-rate-in-a-sentence = Les réponses envoyées, rapportées à tous les partenaires invités, y compris ceux qui ont décliné ou n’ont pu être joints.
staff-rate-how = Mode de calcul (RR1 de l’AAPOR)
staff-rate-none = –
staff-responded-of-invited =
    { $responded ->
        [one] { $responded } partenaire sur { $invited } a répondu
        [many] { $responded } de partenaires sur { $invited } ont répondu
       *[other] { $responded } partenaires sur { $invited } ont répondu
    }
staff-nobody-responded =
    { $invited ->
        [one] Le seul partenaire invité ({ $invited }) n’a pas encore répondu
        [many] Aucun des { $invited } de partenaires invités n’a encore répondu
       *[other] Aucun des { $invited } partenaires invités n’a encore répondu
    }
staff-nobody-invited = Aucun partenaire n’a encore été invité

staff-compared-higher =
    { $points ->
        [one] { $points } point de pourcentage de plus qu’en { $wave } ({ $percent })
        [many] { $points } de points de pourcentage de plus qu’en { $wave } ({ $percent })
       *[other] { $points } points de pourcentage de plus qu’en { $wave } ({ $percent })
    }
staff-compared-lower =
    { $points ->
        [one] { $points } point de pourcentage de moins qu’en { $wave } ({ $percent })
        [many] { $points } de points de pourcentage de moins qu’en { $wave } ({ $percent })
       *[other] { $points } points de pourcentage de moins qu’en { $wave } ({ $percent })
    }
staff-compared-same = Autant qu’en { $wave } ({ $percent })
staff-missing =
    { $count ->
        [one] Il manque { $count } réponse pour atteindre le taux de { $wave }.
        [many] Il manque { $count } de réponses pour atteindre le taux de { $wave }.
       *[other] Il manque { $count } réponses pour atteindre le taux de { $wave }.
    }

## Toutes les invitations

staff-figures = Toutes les invitations
staff-figure-invited = Invités
staff-figure-responded = Ont répondu
staff-figure-opened = Lien ouvert, rien d’envoyé
staff-figure-unopened = Lien pas encore ouvert
staff-figure-declined = Ont décliné
staff-figure-bounced = Invitation non remise

## Les graphiques

staff-waves = Par rapport aux enquêtes précédentes
staff-this-survey = Cette enquête
staff-column-wave = Enquête
staff-column-region = Région
staff-column-language = Langue
staff-column-responded = Réponses
staff-column-invited = Invités
staff-column-rate = Taux
staff-by-region = Par région
staff-by-language = Par langue du partenaire
staff-legend-responded = Ont répondu
staff-legend-invited = Invités
staff-legend-rate = Taux de { $wave } : { $percent }
staff-mark = { $wave } : { $percent }

staff-regions-below =
    { $below ->
        [one] { $below } région sur { $groups } est au-dessous du taux de { $wave }.
        [many] { $below } de régions sur { $groups } sont au-dessous du taux de { $wave }.
       *[other] { $below } régions sur { $groups } sont au-dessous du taux de { $wave }.
    }
staff-regions-all-below = Toutes les régions sont au-dessous du taux de { $wave }.
staff-regions-reached = Toutes les régions ont atteint le taux de { $wave }.
staff-languages-below =
    { $below ->
        [one] Dans { $below } langue sur { $groups }, le taux est inférieur à celui de { $wave }.
        [many] Dans { $below } de langues sur { $groups }, le taux est inférieur à celui de { $wave }.
       *[other] Dans { $below } langues sur { $groups }, le taux est inférieur à celui de { $wave }.
    }
staff-languages-all-below = Dans toutes les langues, le taux est inférieur à celui de { $wave }.
staff-languages-reached = Dans toutes les langues, le taux de { $wave } est atteint.
staff-largest-gap =
    { $count ->
        [one] L’écart le plus grand : { $name }, réponses reçues de { $responded } sur { $invited } ({ $percent }) ; il en faudrait { $count } de plus.
        [many] L’écart le plus grand : { $name }, réponses reçues de { $responded } sur { $invited } ({ $percent }) ; il en faudrait { $count } de plus.
       *[other] L’écart le plus grand : { $name }, réponses reçues de { $responded } sur { $invited } ({ $percent }) ; il en faudrait { $count } de plus.
    }
staff-largest-gaps =
    { $count ->
        [one] Les écarts les plus grands : { $names } ; il faudrait { $count } réponse de plus dans chaque cas.
        [many] Les écarts les plus grands : { $names } ; il faudrait { $count } de réponses de plus dans chaque cas.
       *[other] Les écarts les plus grands : { $names } ; il faudrait { $count } réponses de plus dans chaque cas.
    }
staff-lowest = Le plus bas : { $name }, { $responded } sur { $invited } ({ $percent }).
staff-lowest-several = Les plus bas : { $names } ({ $percent } chacun).
staff-no-response = Aucune réponse n’est encore arrivée.
staff-all-equal = Le taux est partout le même : { $percent }.
staff-one-group = Tous les partenaires invités forment un seul groupe.

## Le mode de calcul

staff-definition = Comment le taux de réponse est calculé
staff-definition-text = Il s’agit du nombre de réponses envoyées, divisé par le nombre de partenaires invités. Les partenaires qui ont décliné et les invitations qui n’ont pu être remises restent dans le calcul : personne n’est écarté sans que cela se voie. Les formulaires remplis en partie ne quittent jamais l’appareil du partenaire et ne comptent pas.
staff-definition-source = C’est le taux de réponse 1 (RR1), le plus strict des « Standard Definitions » de l’American Association for Public Opinion Research (AAPOR). Aucune réponse partielle n’étant conservée, le taux de réponse 2 (RR2), qui les compte, est le même ; tous les partenaires invités sont éligibles.
staff-definition-link = Les « Standard Definitions » sur aapor.org

## Pendant que les réponses arrivent

staff-live-updated = Mis à jour à { $time }. Les chiffres s’actualisent d’eux-mêmes.
staff-live-failed = Pas de connexion au serveur. Les chiffres datent de { $time } ; ils s’actualiseront dès son retour.
staff-live-ended = Vous avez été déconnecté(e). Rechargez la page pour vous reconnecter.

## Rôles

people-role-admin = administration
people-role-manager = responsable de programme
people-role-analyst = analyste
people-role-translator = traduction

people-not-allowed-title = Cette page ne relève pas de votre rôle
people-not-allowed = Votre compte a le rôle « { $role } », qui ne donne pas accès à cette page. Si vous en avez besoin, adressez-vous à { $admins }.

## Le journal

people-audit = Journal
people-audit-lead = Ce qui a été fait ici, par qui et quand. Des lignes s’ajoutent, aucune n’est jamais modifiée. Les heures sont en UTC.
people-audit-at = Quand
people-audit-who = Qui
people-audit-what = Quoi
people-audit-subject = Sur quoi
people-audit-detail = Précisions
people-audit-narrow = Afficher
people-audit-file = Télécharger en CSV
people-audit-none = Aucune ligne ne correspond.
people-audit-older = Lignes précédentes

## Personnes

people-title = Personnes
people-done = La modification est faite.
people-link-mailed = Un courriel contenant un lien part à l’adresse { $email }. Le lien sert une seule fois, pendant trois jours, et n’est montré à personne d’autre.
people-name = Nom
people-email = Adresse e-mail
people-role = Rôle
people-account = Compte
people-responsible =
    { $count ->
        [one] responsable de { $count } partenaire
        [many] responsable de { $count } de partenaires
       *[other] responsable de { $count } partenaires
    }
people-left =
    { $count ->
        [one] Le compte de { $name } est fermé. { $count } partenaire reste à sa charge : confiez-le à une autre personne.
        [many] Le compte de { $name } est fermé. { $count } de partenaires restent à sa charge : confiez-les à une autre personne.
       *[other] Le compte de { $name } est fermé. { $count } partenaires restent à sa charge : confiez-les à une autre personne.
    }
people-ended = fermé
people-factor = second facteur activé
people-factor-take = Retirer le second facteur
people-invited = Personnes invitées, pas encore arrivées
people-invited-until = valable jusqu’au { $when }
people-invited-problem = L’e-mail n’a pas été accepté :
people-withdraw = Retirer l’invitation
people-change = Modifier
people-password = Envoyer un lien pour un nouveau mot de passe
people-end = Fermer le compte
people-resume = Rouvrir le compte
people-invite = Inviter une personne
people-invite-do = Envoyer l’invitation
people-language = Langue
people-error-email = Saisissez une adresse e-mail comme nom@example.org
people-error-taken = Un compte existe déjà avec cette adresse
people-error-name = Saisissez un nom de 200 caractères au plus
people-error-role = Choisissez un rôle
people-error-last-admin = C’est le dernier compte d’administration. Donnez d’abord ce rôle à une autre personne
people-error-password = Choisissez un mot de passe d’au moins 12 caractères
people-welcome = Choisir un mot de passe
people-welcome-lead = { $name }, vous êtes invité·e à travailler ici avec le rôle : { $role }.
people-password-lead = Votre ancien mot de passe et vos sessions prennent fin dès que vous en choisissez un nouveau.
people-new-password = Nouveau mot de passe
people-password-hint = Au moins 12 caractères. Plusieurs mots se retiennent facilement et se devinent difficilement.
people-welcome-do = Enregistrer le mot de passe
people-link-used-title = Ce lien n’est plus valable
people-link-used = Il a déjà servi, ou son délai est écoulé. Demandez-en un nouveau sur la page de connexion ou à l’administration.

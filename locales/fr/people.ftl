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
people-link = Ce lien sert une seule fois, pendant trois jours, et n’est affiché que maintenant. Envoyez-le à
people-link-label = Lien
people-name = Nom
people-email = Adresse e-mail
people-role = Rôle
people-account = Compte
people-partners = Ses partenaires
people-change = Modifier
people-password = Créer un lien pour un nouveau mot de passe
people-end = Fermer le compte
people-resume = Rouvrir le compte
people-invite = Inviter une personne
people-invite-do = Créer une invitation
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
people-link-used = Il a déjà servi, ou ses trois jours sont écoulés. Demandez-en un nouveau à l’administration.

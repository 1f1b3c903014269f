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

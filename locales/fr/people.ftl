## Rôles

people-role-admin = administration
people-role-manager = responsable de programme
people-role-analyst = analyste
people-role-translator = traduction

people-not-allowed-title = Cette page ne relève pas de votre rôle
people-not-allowed = Votre compte a le rôle « { $role } », qui ne donne pas accès à cette page. Si vous en avez besoin, adressez-vous à { $admins }.

## Roles

people-role-admin = admin
people-role-manager = programme manager
people-role-analyst = analyst
people-role-translator = translator

people-not-allowed-title = This page is not part of your role
people-not-allowed = Your account has the role “{ $role }”, which does not include this page. If you need it, ask { $admins }.

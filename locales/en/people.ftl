## Roles

people-role-admin = admin
people-role-manager = programme manager
people-role-analyst = analyst
people-role-translator = translator

people-not-allowed-title = This page is not part of your role
people-not-allowed = Your account has the role “{ $role }”, which does not include this page. If you need it, ask { $admins }.

## The log

people-audit = Log
people-audit-lead = What was done here, by whom and when. Lines are added and never changed. Times are in UTC.
people-audit-at = When
people-audit-who = Who
people-audit-what = What
people-audit-subject = To what
people-audit-detail = Details
people-audit-narrow = Show
people-audit-file = Download as CSV
people-audit-none = No line matches.
people-audit-older = Earlier lines

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

## People

people-title = People
people-done = The change is made.
people-link-mailed = A mail with a link is on its way to { $email }. The link is good once, for three days, and is shown to nobody else.
people-name = Name
people-email = E-mail address
people-role = Role
people-account = Account
people-responsible =
    { $count ->
        [one] responsible for 1 partner
       *[other] responsible for { $count } partners
    }
people-left =
    { $count ->
        [one] The account of { $name } has ended. 1 partner is still in that person’s care: give it to somebody else.
       *[other] The account of { $name } has ended. { $count } partners are still in that person’s care: give them to somebody else.
    }
people-ended = ended
people-factor = second factor set up
people-factor-take = Take the second factor away
people-invited = Invited, not here yet
people-invited-until = good until { $when }
people-invited-problem = The mail was not taken:
people-withdraw = Withdraw the invitation
people-change = Change
people-password = Mail a link for a new password
people-end = End the account
people-resume = Open the account again
people-invite = Invite somebody
people-invite-do = Send the invitation
people-language = Language
people-error-email = Enter an e-mail address such as name@example.org
people-error-taken = Somebody has an account with this address already
people-error-name = Enter a name of at most 200 characters
people-error-role = Choose a role
people-error-last-admin = This is the last admin. Give somebody else the role first
people-error-password = Choose a password of at least 12 characters
people-welcome = Choose a password
people-welcome-lead = { $name }, you have been invited to work here as { $role }.
people-password-lead = Your old password and your sessions end when you choose a new one.
people-new-password = New password
people-password-hint = At least 12 characters. Several words are easy to remember and hard to guess.
people-welcome-do = Set password and continue
people-link-used-title = This link is no longer good
people-link-used = It was used already, or its time is over. Ask for a new one on the log-in page, or ask an admin.

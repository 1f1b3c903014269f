## Logging in

account-forgotten = Forgotten your password?
account-forgotten-lead = Enter the address with which you log in. If there is an account for it, we mail a link by which you choose another password.
account-forgotten-do = Mail me a link
account-forgotten-asked = If there is an account for it, a mail is on its way to
account-forgotten-hint = The link is good once, for an hour. If no mail comes within some minutes, look into the spam folder, or ask an admin for a link.
account-error-forgotten-wait = Too many links were asked for from your network. Wait ten minutes, then try again
account-second-step = Second step
account-second-step-hint = The six digits that your authenticator app shows now, or one of your recovery codes.
account-code = Code
account-error-code = The code is wrong, or was used already. Wait for the next one in the app and enter that
account-error-recovery-code = Too many codes were wrong today. In a browser in which you have not logged in before, only one of your recovery codes is taken for now

## One's own account

account-title = Your account
account-save = Save
account-moment = { $date }, { $time } UTC
account-password = Password
account-old-password = Present password
account-password-note = All your other sessions end.
account-password-do = Change the password
account-error-old = The present password is wrong
account-sessions = Where you are logged in
account-sessions-lead = A session ends by itself after twelve hours. End those that you do not know, then change your password.
account-device = Device
account-device-unknown = unknown
account-opened = Logged in
account-end = End
account-this-session = This session
account-end-others = End all other sessions

## The second factor

account-factor = Second factor
account-factor-on =
    { $left ->
        [0] Set up. There are no recovery codes left: make new ones.
        [one] Set up. One recovery code is left.
       *[other] Set up. { $left } recovery codes are left.
    }
account-factor-off = Not set up: who knows your password can log in.
account-factor-set-up = Set up a second factor
account-factor-change = Change the second factor
account-factor-needed = Admins need a second factor here. Set it up to go on.
account-factor-lead = With a second factor, logging in takes your password and a code from an app on your phone, such as Aegis, FreeOTP or Google Authenticator.
account-factor-scan = 1. Scan this picture with the app.
account-factor-picture = A QR code with the secret for your authenticator app; the same secret stands below as text
account-factor-type = Or type this secret into the app:
account-factor-open = Open the app on this device
account-factor-code-hint = 2. Enter the six digits that the app shows now.
account-factor-do = Set up the second factor
account-factor-there = Your second factor is set up. Enter your present password to make new recovery codes, or to remove the second factor.
account-factor-remove = Remove the second factor
account-codes = Your recovery codes
account-codes-lead = Each is good once in place of a code from the app, for the day when you have lost your phone. They are shown only now: print them or write them down, and keep them apart from your password.
account-codes-do = Make new recovery codes
account-codes-kept = I have kept them

## Mails about accounts. An empty line begins a paragraph; a link stands on a line of its own.

account-mail-invitation-subject = You are invited to work with Sawt
account-mail-invitation-body =
    Dear { $name },

    you have been invited to work with partner surveys in Sawt, as { $role }. Choose a password here, and your account is made:
    { $link }

    The link is good once, for three days. If you do not know what this is about, leave it: nothing happens.
account-mail-password-subject = Choose another password for Sawt
account-mail-password-body =
    Dear { $name },

    an admin has made a link by which you choose another password:
    { $link }

    The link is good once, for three days. Your old password and your sessions end when you choose a new one.
account-mail-forgotten-subject = Choose another password for Sawt
account-mail-forgotten-body =
    Dear { $name },

    somebody, probably you, has said that the password of your account is forgotten. Choose another one here:
    { $link }

    The link is good once, for an hour. If it was not you, leave it: your password stays as it is.
account-mail-changed-subject = Your password for Sawt was changed
account-mail-changed-body =
    Dear { $name },

    the password of your account was changed just now, and your other sessions were ended. If it was not you, tell an admin at once.

# What all admins are told by mail.
admin-notice-operator = the operator, from the command line
admin-notice-person-invited-subject = Sawt: { $person } was invited
admin-notice-person-invited-body =
    Dear { $name },

    { $by } invited { $person } to work with Sawt, as { $role }. All admins are told of it.

    If this should not be, withdraw the invitation on the page “People”.
admin-notice-password-link-subject = Sawt: { $person } gets a link for a new password
admin-notice-password-link-body =
    Dear { $name },

    { $by } had a link for a new password mailed to { $person }. All admins are told of it.

    If { $person } did not ask for it, talk to both.
admin-notice-second-factor-taken-subject = Sawt: the second factor of { $person } was taken away
admin-notice-second-factor-taken-body =
    Dear { $name },

    { $by } took the second factor of { $person } away: the password alone now opens that account. All admins are told of it.

    If { $person } did not ask for it, talk to both.
admin-notice-role-changed-subject = Sawt: { $person } has another role
admin-notice-role-changed-body =
    Dear { $name },

    { $by } gave { $person } the role “{ $role }”. All admins are told of it.

    If this should not be, change it back on the page “People”.
admin-notice-account-ended-subject = Sawt: the account of { $person } was ended
admin-notice-account-ended-body =
    Dear { $name },

    { $by } ended the account of { $person }. All admins are told of it.

    If this should not be, open the account again on the page “People”.
admin-notice-account-resumed-subject = Sawt: the account of { $person } was opened again
admin-notice-account-resumed-body =
    Dear { $name },

    { $by } opened the account of { $person } again. All admins are told of it.

    If this should not be, end the account on the page “People”.
admin-notice-not-answered-subject = Sawt: a used link is said not to have been used by { $partner }
admin-notice-not-answered-body =
    Dear { $name },

    Somebody opened the personal link of { $partner } in the survey { $survey } and said that the partner has not answered, though a response was counted for it. One more answer can now be sent with this link, once. All admins are told of it.

    Please ask the partner. Whoever saw the link could have used it.
admin-notice-survey-suspended-subject = Sawt: the survey { $survey } was suspended
admin-notice-survey-suspended-body =
    Dear { $name },

    { $by } suspended the survey { $survey }. Until it goes on no answer is taken, and nothing is refused. All admins are told of it.

    The reason given: { $reason }

    When the emergency is over, let the survey go on from its page “Settings”. Its last day then moves by as many days.
admin-notice-survey-went-on-subject = Sawt: the survey { $survey } goes on
admin-notice-survey-went-on-body =
    Dear { $name },

    { $by } let the survey { $survey } go on, which had been suspended. Its last day is now { $date }. All admins are told of it.
admin-notice-yes-open-subject = Sawt: opening the survey { $survey } needs a second yes
admin-notice-yes-open-body =
    Dear { $name },

    { $by } wants to open the survey { $survey }. Another admin has to say yes, on its page “Settings”. What partners will see and who is invited is shown there.

    If nobody answers, it takes effect 72 hours after all admins were told, and log and report say that there was no second person. If this should not be, take it back there.
admin-notice-yes-version-subject = Sawt: another version for the survey { $survey } needs a second yes
admin-notice-yes-version-body =
    Dear { $name },

    { $by } wants to put the survey { $survey } on version { $version } of its questionnaire. Another admin has to say yes, on its page “Settings”. What differs is shown there.

    If nobody answers, it takes effect 72 hours after all admins were told, and log and report say that there was no second person. If this should not be, take it back there.
admin-notice-yes-links-subject = Sawt: showing results of the survey { $survey } needs a second yes
admin-notice-yes-links-body =
    Dear { $name },

    { $by } wants results of the survey { $survey } to be shown in spite of links that staff could know. Another admin has to say yes, on its page “Settings”. Who could know how many links is shown there.

    If nobody answers, it takes effect 72 hours after all admins were told, and log and report say that there was no second person. If this should not be, take it back there.
admin-notice-yes-close-subject = Sawt: closing the survey { $survey } early needs a second yes
admin-notice-yes-close-body =
    Dear { $name },

    { $by } wants to close the survey { $survey } early, with { $date } as its last day. Another admin has to say yes, on its page “Settings”, 72 hours before that day ends at the latest. Without that it does not close early.

    The reason given: { $reason }
admin-notice-yes-lost-subject = Sawt: declaring responses to the survey { $survey } lost needs a second yes
admin-notice-yes-lost-body =
    Dear { $name },

    { $by } wants to declare the responses to the survey { $survey } lost that cannot be opened, { $count } in number. They are then removed for good. Another admin has to say yes, on its page “Settings”. Look for the key file first.

    If nobody answers, it takes effect 72 hours after all admins were told, and log and report say that there was no second person. If this should not be, take it back there.

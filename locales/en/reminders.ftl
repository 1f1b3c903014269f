# Reminders of a survey: the plan, a round, the calendar, the last day, the history.

## Rounds in words

reminders-kind-invitation = Invitation
reminders-kind-reminder = Reminder
reminders-kind-last-call = Last call
reminders-kind-extended = Deadline extended
reminders-kind-closing-early = Closing early
reminders-kind-thanks = Thanks
reminders-audience-not-responded = Everyone who has not responded
reminders-audience-not-opened = Everyone who has not opened the link
reminders-audience-responded = Everyone who has responded
reminders-languages-all = In all languages
reminders-anchor-opening =
    { $days ->
        [0] On the first day
        [one] { $days } day after the first day
       *[other] { $days } days after the first day
    }
reminders-anchor-last-day = On the last day
reminders-anchor-deadline =
    { $days ->
        [one] { $days } day before the last day
       *[other] { $days } days before the last day
    }
reminders-anchor-after =
    { $days ->
        [one] { $days } day after the last day
       *[other] { $days } days after the last day
    }
# $hour (Text) - 9:00; $zone (Text) - Asia/Beirut
reminders-moment = { $day }, from { $hour } ({ $zone })
reminders-partners =
    { $count ->
        [one] As things stand, { $count } partner gets it.
       *[other] As things stand, { $count } partners get it.
    }
reminders-state-planned = Planned
reminders-state-next = Next
reminders-state-sent =
    { $count ->
        [one] Sent to { $count } partner
       *[other] Sent to { $count } partners
    }
reminders-state-skipped = Missed; a later one went out instead
reminders-state-cancelled = Taken out of the plan
reminders-state-in-vain = Will not go out: the last day is before it

## The plan

reminders-next = Next
reminders-next-none = No message is planned.
reminders-plan = The plan
reminders-plan-none = No rounds yet. Two or three reminders and a last call are usual.
reminders-column-day = Day
reminders-column-what = Message
reminders-column-who = To whom
reminders-column-state = State
reminders-column-partner = Partner
reminders-column-contact = Contact
reminders-column-address = E-mail address
reminders-column-language = Language
reminders-paused = Reminders are paused.
reminders-paused-lead = Nothing goes out by itself until you resume them.
reminders-pause = Pause reminders
reminders-resume = Resume reminders
reminders-calendar = Mail goes out from { $hour } ({ $zone }) on these days: { $days }.
reminders-settings-change = Change these settings
reminders-dates = The survey’s days
reminders-last-day = The last day is { $day }.
reminders-grace =
    { $days ->
        [one] After closing, a response that waited on a device without a connection is still taken for { $days } day.
       *[other] After closing, a response that waited on a device without a connection is still taken for { $days } days.
    }
reminders-open = Open the survey
reminders-close = Close the survey early
reminders-close-lead = The survey ends with the earlier last day that you choose.
reminders-close-told = Everyone who has not responded is told by mail at once, in words of ours.
reminders-close-report = The report says that the survey closed earlier than announced, and when.
reminders-close-on = The earlier last day
reminders-close-soon-over = The last day is so near that closing early would bring nothing: partners who are told have three days left.
reminders-error-close-soon = Choose { $day } or a later day: partners who are told have three days left
reminders-error-close-later = Choose a day before the present last day
reminders-close-yes = Close it on that day
reminders-back = All reminders
reminders-leave = Leave it as it is

## A round

reminders-what = What it says
reminders-who = Who gets it
reminders-who-lead = Whoever responds, declines or can no longer be reached before it goes out gets nothing.
reminders-cancel = Take it out of the plan
reminders-send-now = Send it now
reminders-send-now-lead = It goes out at once, whatever the day and the hour. This cannot be taken back.
reminders-send-now-yes = Send now

## Planning a round

reminders-new = Plan a round
reminders-edit = Change this round
reminders-when = When
reminders-anchor-is-date = On a date
reminders-anchor-is-opening = So many days after the first day
reminders-anchor-is-deadline = So many days before the last day; it moves with it
reminders-anchor-is-after = So many days after the last day; only for thanks
reminders-date = The date
reminders-days = How many days
reminders-audience-hint = Thanks go to everyone who has responded. All other messages never go to someone who has responded, declined or cannot be reached.
reminders-languages = Partners’ languages
reminders-save-round = Save and see who gets it
reminders-error-kind = Choose a message
reminders-error-anchor = Say when it is to go out
reminders-error-date = Enter a date from 1900 to 2199
reminders-error-days = Enter a whole number of days, from 0 to 366
reminders-error-past = This day is not ahead. Choose one from tomorrow on; to send today, plan it and press “Send it now” on its page
reminders-error-after = This is after the last day, when only thanks go out
reminders-error-audience = Choose to whom it goes
reminders-error-languages = Choose at least one language

## The calendar

reminders-settings = When mail goes out
reminders-zone = Time zone
reminders-zone-hint = The survey’s days begin and end in it. For example Asia/Beirut.
reminders-working-days = Working days
reminders-working-days-hint = A round that falls on another day waits for the next of these.
reminders-hour = Hour from which mail goes out
reminders-grace-label = Days of grace after closing
reminders-grace-hint = For so long, a response that waited on a device without a connection is still taken. Results are whole only after that. 0 for none.
reminders-save = Save
reminders-day-mon = Monday
reminders-day-tue = Tuesday
reminders-day-wed = Wednesday
reminders-day-thu = Thursday
reminders-day-fri = Friday
reminders-day-sat = Saturday
reminders-day-sun = Sunday
reminders-error-zone = Enter a time zone from the list, such as Asia/Beirut
reminders-error-working-days = Choose at least one day
reminders-error-hour = Choose an hour
reminders-error-grace = Enter a whole number of days, from 0 to 90

## The last day

reminders-deadline = Change the last day
reminders-deadline-lead = The form and all later messages show the new date at once.
reminders-deadline-closed = The survey is closed. With a new last day it is open again.
reminders-deadline-not-yours = This survey is closed. A new last day would open it again, and that is for an admin to do.
reminders-deadline-moves = These rounds move with it:
reminders-moving = { $kind }: { $when }
reminders-deadline-new = New last day
reminders-reason = Reason
reminders-reason-hint = It is kept in the survey’s history, for your colleagues. Partners do not see it.
reminders-deadline-tell = Plan a message to everyone who has not responded. You see it before it goes out.
reminders-deadline-save = Change the last day
reminders-error-deadline-past = Choose today or a later day
reminders-error-deadline-same = That is the last day already
reminders-error-deadline-earlier = Choose a later day than the present last day: once a survey was opened, this page moves its last day only later
reminders-error-reason = Enter the reason
reminders-error-reason-long = Shorten the reason to 1,000 characters

## The history

reminders-history = History
reminders-history-none = Nothing has happened yet.
reminders-event-opened = The survey was opened.
reminders-event-closed = The survey was closed.
reminders-event-closed-by-clock = The survey was closed after its last day.
reminders-event-extended = The last day was moved from { $from } to { $to }.
reminders-event-closing-early = The survey closes early: the last day was moved from { $from } to { $to }.
reminders-event-suspended = The survey was suspended.
reminders-event-went-on = The survey went on; its last day is { $date }.
reminders-event-sent =
    { $count ->
        [one] “{ $kind }” went out to { $count } partner.
       *[other] “{ $kind }” went out to { $count } partners.
    }
reminders-event-skipped = “{ $kind }” was missed; a later one went out instead.
reminders-event-cancelled = “{ $kind }” was taken out of the plan.
reminders-event-paused = Reminders were paused.
reminders-event-resumed = Reminders were resumed.
reminders-event-settings = The survey’s settings were changed.
reminders-event-invited =
    { $count ->
        [one] { $count } partner was invited.
       *[other] { $count } partners were invited.
    }
reminders-event-withdrawn =
    { $count ->
        [one] { $count } invitation was withdrawn.
       *[other] { $count } invitations were withdrawn.
    }
reminders-event-withdrawal-taken-back = That an invitation was withdrawn was taken back.
reminders-event-link-replaced = A personal link was replaced.
reminders-event-device-granted = One more answer was allowed with a personal link.

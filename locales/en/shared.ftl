# A published report behind a link: the pages that make links, and what somebody sees who has one.

shared-title = Links to this report
shared-lead = Whoever has a link reads one published version, without an account, until the end of its last day. Nothing else can be reached through it.
shared-made = This link is shown once. Copy it now. It is for:
shared-link = Link
shared-none = There are no links.
shared-nothing = Nothing has been published yet, so there is nothing to share.
shared-name = Who it is for
shared-name-hint = For yourself and your colleagues, for example “Board” or “Donor”. It is not shown to readers.
shared-version = Published version
shared-when = Made
shared-end = Last day
shared-end-hint = A year from now at the most. You can end the link before.
shared-end-now = End it now
shared-is-ended = The link no longer shows anything.
shared-was-until = Ended after { $date }
shared-ended-by = Ended on { $date } by { $by }
shared-new = Make a link
shared-make = Make the link
shared-error-name = Say who it is for, in at most 100 characters
shared-error-version = Choose a published version
shared-error-end = Choose a day from today to a year from now

shared-made-by = { $date }, by { $by }

shared-until-when = This report was shared with you by a link that is good until the end of { $date }.
shared-over-heading = This link has ended
shared-over-body =
    It showed a report until a certain day, and that day is over, or somebody ended it before.

    If you still need the report, please ask the person who sent you the link for a new one.
shared-not-yet-heading = This report is shown later
shared-not-yet-body = The survey is still taking answers. The report can be read when it has ended: please open the link again then.
shared-unknown-heading = We do not know this link
shared-unknown-body =
    Part of the address may be missing, which happens when a long link is broken in two in a message. Please copy the whole link and try again.

    If that does not help, please ask the person who sent you the link for a new one.

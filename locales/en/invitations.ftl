# Invitations of a survey: who is invited, inviting partners, one partner's page, the public link.

staff-tab-invitations = Invitations

## States and kinds in words

invitations-state-invited = Not opened yet
invitations-state-opened = Opened, no answer yet
invitations-state-responded = Responded
invitations-state-declined = Declined
invitations-state-bounced = Could not be delivered
invitations-kind-call = Call
invitations-kind-message = Message
invitations-kind-meeting = Meeting
invitations-kind-note = Note
invitations-kind-shown = Link shown
invitations-counted = { $value } ({ $count })

## The list

# $count (Number) - how many partners have just been invited
invitations-invited =
    { $count ->
        [one] { $count } partner has been invited.
       *[other] { $count } partners have been invited.
    }
invitations-found =
    { $count ->
        [one] { $count } partner
       *[other] { $count } partners
    }
invitations-own-first = Your own partners come first.
invitations-filter = Filter
invitations-filter-all = All
invitations-filter-apply = Show
invitations-filter-clear = Show all
invitations-search = Name, country or key
invitations-partner = Partner
invitations-region = Region
invitations-country = Country
invitations-programme = Programme
invitations-type = Type of organisation
invitations-language = Language
invitations-manager = Programme manager
invitations-contacts = Contacts
invitations-state = State
invitations-reminders = Reminders
invitations-follow-up-last = Last follow-up
invitations-last-follow-up = { $kind }, { $day }
invitations-page-before = Previous page
invitations-page-after = Next page

## Nobody is invited yet; open to everyone

invitations-nobody = Nobody has been invited yet
invitations-nobody-lead = Invite partners: each gets a link of its own, you see who has responded, and you can remind the others.
invitations-open = Or open the survey to everyone with one link
invitations-open-lead = Anyone who has the link can then answer, more than once if they want to. There are no invitations and no reminders, and the survey has no response rate. You can go back as long as nobody has answered.
invitations-open-yes = Open to everyone
invitations-public = Open to everyone
invitations-public-lead = Anyone who has this link can answer. Nobody is invited, so nobody is reminded, and there is no response rate.
invitations-public-link = Public link
invitations-public-responses =
    { $count ->
        [one] { $count } response has arrived
       *[other] { $count } responses have arrived
    }
invitations-responses = Responses
invitations-public-why = This survey is open to everyone. Nobody knows how many people saw its link, and one person can answer more than once, so no response rate can be given.
invitations-public-close = Go back to invitations
invitations-public-close-lead = The public link stops working, and partners can be invited.
invitations-public-close-yes = Go back to invitations
invitations-event-public = Opened to everyone with one link
invitations-event-invited-only = Back to invitations

## Inviting

invitations-choose = Invite partners
invitations-choose-open = The survey is open: links of partners whom you invite now count as known to you, and results are held back where one person knows too many.
invitations-choose-lead = These are the active partners who have not been invited to this survey.
invitations-choose-nobody = All active partners have been invited already.
invitations-choose-empty = There are no active partners yet. Add or import them first.
invitations-choose-none = No partner fits this filter.
invitations-choose-public = This survey is open to everyone with one link, so nobody is invited.
invitations-choose-who = Whom to invite
invitations-choose-all =
    { $count ->
        [one] The { $count } partner that the filter shows
       *[other] All { $count } partners that the filter shows
    }
invitations-choose-ticked = Only those ticked below
invitations-choose-cut =
    { $shown ->
        [one] The list shows the first { $shown }. Filter to find others.
       *[other] The list shows the first { $shown }. Filter to find others.
    }
invitations-choose-next = Continue
invitations-no-address = No address
invitations-error-who = Choose whom to invite
invitations-error-nobody = Tick at least one partner, or choose all
invitations-confirm =
    { $count ->
        [one] Invite { $count } partner?
       *[other] Invite { $count } partners?
    }
invitations-confirm-unreachable =
    { $count ->
        [one] { $count } of them has no e-mail address. You can copy a message with its link on its page.
       *[other] { $count } of them have no e-mail address. You can copy a message with the link on the page of each.
    }
invitations-confirm-later = The survey is not open, so no mail goes out now. Plan a round of invitations under “Reminders”.
invitations-confirm-yes =
    { $count ->
        [one] Invite { $count } partner
       *[other] Invite { $count } partners
    }
# $count (Number) - how many mails go out at once, each in its partner’s language
invitations-confirm-mails =
    { $count ->
        [0] send no e-mail now
        [one] send { $count } e-mail now
       *[other] send { $count } e-mails now
    }
# Stands on a button: both of the above
invitations-confirm-both = { $invite }, { $mails }
invitations-confirm-no = Choose again

## Withdrawing

invitations-withdraw = Withdraw invitations
invitations-withdraw-this = Withdraw this invitation
invitations-withdraw-lead = An invitation of which nobody has heard (no mail was tried, no link shown) is removed, as if it had never been. One that was announced can be withdrawn before the last day, if the partner is not eligible; it is counted apart, and the report gives the response rate with and without.
invitations-withdraw-over = Invitations can no longer be withdrawn: the survey is closed.
invitations-withdraw-none = There is no invitation here that can be withdrawn.
invitations-withdraw-who = Whose invitation to withdraw
invitations-withdraw-reason = Announced invitations
invitations-withdraw-reason-hint = Choose a reason only if it is true: it is kept and reported.
invitations-withdraw-untouched = Leave these as they are
invitations-withdraw-heard = Announced
invitations-withdraw-heard-no = No
invitations-withdraw-heard-yes = Yes
invitations-withdraw-ask =
    { $count ->
        [one] Withdraw { $count } invitation?
       *[other] Withdraw { $count } invitations?
    }
invitations-withdraw-removed =
    { $count ->
        [one] { $count } invitation of which nobody has heard is removed.
       *[other] { $count } invitations of which nobody has heard are removed.
    }
# $reason - “no longer exists” and the like
invitations-withdraw-announced =
    { $count ->
        [one] { $count } announced invitation is withdrawn: { $reason }. Its link stops working, and no more mail goes out. If an answer is already on its way, the invitation counts again.
       *[other] { $count } announced invitations are withdrawn: { $reason }. Their links stop working, and no more mail goes out. Where an answer is already on its way, the invitation counts again.
    }
invitations-withdraw-kept =
    { $count ->
        [one] { $count } stays as it is.
       *[other] { $count } stay as they are.
    }
invitations-withdraw-yes =
    { $count ->
        [one] Withdraw { $count } invitation
       *[other] Withdraw { $count } invitations
    }
invitations-withdrawn-done =
    { $count ->
        [one] { $count } invitation has been withdrawn.
       *[other] { $count } invitations have been withdrawn.
    }
invitations-error-withdraw-who = Choose whose invitation to withdraw
invitations-error-withdraw-reason = These were announced: choose a reason
invitations-withdrawn-gone = no longer exists
invitations-withdrawn-duplicate = twice in the list
invitations-withdrawn-no_partner = no partner
invitations-withdrawn-because = This invitation was withdrawn: { $reason }.
invitations-withdrawn-count =
    { $count ->
        [one] { $count } withdrawn invitation
       *[other] { $count } withdrawn invitations
    }
invitations-withdrawn-lead = These partners were announced and are not eligible. They are not in the response rate.
invitations-withdrawal-take-back = Take this back
invitations-withdrawal-taken-back = The invitation counts again, and its link works.
invitations-link-withdrawn = The invitation was withdrawn, so its link leads to no form.

## A partner

invitations-back = All invitations
invitations-noted = The follow-up has been noted.
invitations-replaced = The link has been replaced. The old one no longer works; give the partner the new one.
invitations-granted = One more answer can now be sent with this partner’s link.
invitations-corrected = The address has been saved, and the invitation is set back to “Not opened yet”.
invitations-inactive = This partner is no longer active, so no mail goes to it.
invitations-bounce = The mail could not be delivered
invitations-bounce-words = The mail server said:
invitations-address = E-mail address
invitations-address-again = Send the invitation again, to this address
invitations-address-save = Save and set back to “Not opened yet”
invitations-error-address = Enter an e-mail address, such as name@example.org
invitations-link-used = This partner has responded. The link has been used, so it is not shown.
invitations-link-declined = This partner does not want to take part, so there is no message to copy. The partner can undo this with the personal link.
invitations-link-closed = The survey is not open, so there is no message to copy.
invitations-replace = Replace the link
invitations-replace-lead = Do this if the link has fallen into the wrong hands. The old link stops working at once, and the partner needs the new one. The partner’s address is told so by mail. Devices that have used the old link count towards the limit still.
invitations-replace-yes = Replace the link
invitations-disputed = Somebody with this partner’s link has said that the partner has not answered. One more answer can be sent with it. Ask the partner.
invitations-granted-before = One more answer was allowed with this link. That can be done once.
invitations-grant = Allow one more answer
invitations-grant-lead = For a partner that has used up its devices, or whose link somebody else has used. It can be done once, and is noted. The results say how many answers may be second ones.
invitations-grant-yes = Allow one more answer
invitations-mail = Mail to this partner
invitations-mail-none = No mail yet.

## Follow-ups

invitations-follow-ups = Follow-ups
invitations-follow-ups-none = Nothing has been noted yet.
invitations-follow-up-new = Note a follow-up
invitations-follow-up-kind = What it was
invitations-follow-up-day = Day
invitations-follow-up-next = Get in touch again on (if agreed)
invitations-follow-up-note = Note
invitations-follow-up-save = Save follow-up
invitations-follow-up-correct = Correct or take back
invitations-follow-up-take-back = Take this follow-up back
invitations-follow-up-corrected = The follow-up has been corrected.
invitations-follow-up-taken-back = The follow-up has been taken back.
invitations-next = Get in touch again on { $day }
invitations-error-kind = Choose what it was
invitations-error-day = Enter the day as a date from 1900 to 2199
invitations-error-day-future = Enter a day that is not in the future
invitations-error-note = Write the note
invitations-error-note-long = Shorten the note to 2000 characters
invitations-error-next = Enter a full date from 1900 to 2199, or leave the field empty
invitations-error-next-early = Enter a date that is not before the day of the follow-up

## The message to copy

invitations-chat = A message to copy
invitations-chat-lead = For Signal, WhatsApp or any other way, when mail does not reach the partner. The message has the personal link in it. Showing it is recorded, but is no contact yet: note the message as a follow-up once you have sent it. The link counts as one that you know: results are held back where one person knows too many.
invitations-chat-language = Language of the message
invitations-chat-show = Show message with link
invitations-chat-logged = It is recorded that you have seen the link. Send it to this partner only, and then note the message as a follow-up.
invitations-chat-text = The message
invitations-chat-copy = Copy
invitations-chat-copied = Copied
invitations-chat-note = Message with the personal link ({ $language })
# The message itself, in the partner's language. A link stands on a line of its own.
invitations-chat-message =
    Dear { $contact },

    we would like to hear how the partnership with { $partner } is going: { $survey }. Once the form is open it works without a connection.

    Your personal link:
    { $link }

    Please answer by { $deadline }. Nobody can tell who said what: answers are kept apart from names.

    If you do not want to take part, tell us here and we will not write again:
    { $decline }

invitations-key = Key
invitations-export-day = Day of the last follow-up
invitations-export-csv = Download all partners with their state as CSV
invitations-export-xlsx = Download them as XLSX
invitations-calls = Who needs a call today
invitations-calls-all = Everyone who needs a call
invitations-calls-count =
    { $count ->
        [0] Nobody needs a call today.
        [one] { $count } partner: a person should get in touch.
       *[other] { $count } partners: a person should get in touch.
    }
invitations-call-why = Why
invitations-call-agreed = Agreed for { $day }
invitations-call-no-address = No e-mail address
invitations-call-failed = The last mail could not be sent
invitations-call-unsure = Nobody knows whether the last mail arrived
invitations-call-unwanted = Their mailbox wants no more mail
invitations-call-bounced = Mail does not arrive
invitations-call-opened = Opened the link and was reminded; no answer yet
invitations-call-reminded =
    { $count ->
        [one] No answer after { $count } reminder
       *[other] No answer after { $count } reminders
    }
invitations-directory = Change contacts and other details

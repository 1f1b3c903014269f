# The mails to partners. An empty line begins a paragraph; a link stands on a line of its own.

mail-decline =
    If you do not want to take part, tell us here and we will not write again:
    { $decline }

mail-key = The number of this survey’s key, the same for every partner:
mail-key-differs = The form shows it too. If the two differ, please send no answers, and ask us over another channel, by telephone for instance. What the number is for:

mail-invitation-subject = { $survey }: your view is wanted
mail-invitation-body =
    Dear { $contact },

    How is the partnership with { $partner } going, what helps, and what does not? We ask all our partners, and what you say decides what we change. You can stop and go on later, and once the form is open it works without a connection.

    Your personal link:
    { $link }

    Please answer by { $deadline }.

    Your answers are kept apart from your name and your organisation: nobody can tell who said what, we included. We see only whether a partner has answered.

mail-reminder-subject = Reminder: { $survey }
mail-reminder-body =
    Dear { $contact },

    we have not had an answer from { $partner } yet. If you have begun, your answers are still on your device, and you can go on where you stopped.

    Your personal link:
    { $link }

    You can answer until { $deadline }. Nobody can tell who said what: answers are kept apart from names.

mail-last-call-subject = Last days: { $survey }
mail-last-call-body =
    Dear { $contact },

    the survey ends on { $deadline }, and the view of { $partner } is still missing. Every answer counts, a short one too: you may leave out any question.

    Your personal link:
    { $link }

    Nobody can tell who said what: answers are kept apart from names.

mail-extended-subject = More time: { $survey }
mail-extended-body =
    Dear { $contact },

    there is more time: { $partner } can now answer until { $deadline }.

    Your personal link:
    { $link }

    Nobody can tell who said what: answers are kept apart from names.

mail-closing-early-subject = Closing earlier: { $survey }
mail-closing-early-body =
    Dear { $contact },

    the survey ends earlier than we had said: its last day is now { $deadline }. The view of { $partner } is still missing.

    Your personal link:
    { $link }

    Nobody can tell who said what: answers are kept apart from names.

mail-thanks-subject = Thank you: { $survey }
mail-thanks-body =
    Dear { $contact },

    thank you for the time that { $partner } has given to the survey. We read all answers together, without names, and will tell you what they say and what we do about it.

# To the old address, or to whoever has the old link: a colleague changed something. No link, and no name of whoever did it.
mail-address-changed-subject = Your address was changed: { $survey }
mail-address-changed-body =
    Hello,

    until now we wrote to { $partner } at this address about the survey “{ $survey }”. Somebody who works for us has changed that: from now on we write to another address, and not to this one.

    The personal link that you have stays the same.

mail-link-replaced-subject = Your link was replaced: { $survey }
mail-link-replaced-body =
    Hello,

    somebody who works for us has replaced the personal link of { $partner } to the survey “{ $survey }”. The link that you have does not work any more. The new one is not in this message.

mail-not-expected = If you did not expect this, please tell us: write to { $address }, or ask us over another channel, by telephone for instance.

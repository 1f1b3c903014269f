# What a survey's messages say: the standard wording, or the survey's own.

texts-tab = Wording
texts-lead = What partners read in each message. A change holds for this survey alone.
texts-standard = Standard wording
texts-own = This survey’s own wording
texts-change = Change the wording
texts-back = Wording of all messages
texts-heading = { $kind }, { $language }
texts-standard-lead = This message has the standard wording.
texts-own-lead = This message has this survey’s own wording.
texts-waiting = A message says what is saved here at the moment when it goes out: a change also reaches those that wait already.
texts-kept = Saved. From now on the message says this.
texts-kept-standard = From now on the message has the standard wording.
texts-subject = Subject
texts-body = Text
texts-body-hint = An empty line begins a new paragraph. A link stands on a line of its own.
texts-variables = What differs from partner to partner
texts-variables-lead = Write these with their braces, and they are filled in for each partner.
texts-variable-contact = the person written to, or the organisation if no name is known
texts-variable-partner = the organisation
texts-variable-survey = the title of the survey
texts-variable-deadline = the last day
texts-variable-link = the personal link; the text needs it
texts-variable-decline = the link for declining; the text needs it
texts-theirs = Saved by somebody else meanwhile
texts-theirs-lead = Your text is in the form below. If you save it, it replaces this one.
texts-preview-button = Preview
texts-save = Save
texts-leave = Leave without saving
texts-reset = Back to the standard wording
texts-reset-lead = This survey’s own wording of this message in this language is deleted.
texts-reset-yes = Delete, and use the standard wording
texts-preview = Preview
texts-preview-unsaved = Nothing is saved yet.
texts-preview-lead = Made out to { $partner } as an example. The personal link is left out here.
texts-preview-html = As most mail programs show it
texts-preview-text = As plain text
texts-example-partner = Example Organisation
texts-example-contact = Amal Haddad

## What can be wrong

texts-error-empty = Enter a text
# $most (Number) - the most characters
texts-error-long =
    { $most ->
        [one] Shorten it to { $most } character
       *[other] Shorten it to { $most } characters
    }
texts-error-line-break = The subject has to be a single line
texts-error-brace = A brace is not closed, or not opened. Braces stand only around a variable, as in the list below
texts-error-unknown = There is no variable { $variable }. Choose one from the list below
texts-error-not-here = { $variable } has no place here: remove it
texts-error-missing-link = The personal link is missing: put { $variable } on a line of its own
texts-error-missing-decline = The link for declining is missing: put { $variable } on a line of its own
texts-error-not-alone = { $variable } has to stand on a line of its own
texts-error-personal-link = This text contains the personal link of one partner, and all would get it. Put the variable of the link in its place
texts-error-meanwhile = Somebody else has changed this wording while you wrote. Compare the two, then save once more

## The history

texts-event-own = The wording of “{ $kind }” was changed.
texts-event-standard = “{ $kind }” has the standard wording again.

# The respondent's pages: the form, its errors, what the form client says, and the pages that say one thing.

# The language's own name for itself.
language-name = English
# Whose way of writing numbers and dates the pages follow: a BCP 47 tag.
client-formatting-locale = en-GB

## Every page

form-brand = Sawt
form-skip = Skip to the content
form-languages = Language
form-footer = Sawt asks, and keeps your answers apart from who you are.
form-staff-link = Log in as staff

## The form

form-title-with-errors = Error: { $title }
form-deadline = Please answer by { $date }.
form-section-number = Section { $number } of { $total }
form-required = Needs an answer
form-other = Please specify
form-rank = Place { $rank }
form-rank-none = No choice
form-clear = Clear this answer
form-back = Back
form-next = Continue
form-review = Check your answers
form-review-lead = Please read through your answers once more. You can change any of them before you send.
form-send = Send my answers
form-trust-note = Scripts are switched off in your browser. So your answers arrive together with your personal link; we store the two apart and keep no record of which belongs to which, but you have to trust us on that.
form-waiting = Waiting to be sent
form-waiting-lasting = Your response is complete and safe on this device. It goes out by itself as soon as the server can be reached, also when you open this page again later.
form-waiting-kept = Your response is complete and kept on this device. It goes out by itself as soon as the server can be reached, also when you open this page again later. Do not leave it for long: some browsers delete after a week without a visit what a page has kept.
form-waiting-page = Your response is complete, but it is on this page alone: this device does not keep it. Please do not close the page until it says that your answers are sent, or save them as a file. They go out by themselves as soon as the server can be reached.
form-sent = Thank you
form-sent-thanks = Your answers are with us. They carry neither your name nor the name of your organisation.
form-errors = Some answers need another look
form-notice-link-needed = Your answers have not been sent yet. Please open the personal link in your invitation and send them from there. Nothing that you typed is lost: it is all still below.
form-notice-nothing-answered = There is no answer to send yet. Please answer at least one question.
form-notice-too-many = Your answers have not been sent yet: many people are using this link at the moment. Please wait a few minutes and send them again. Nothing that you typed is lost: it is all still below.
form-notice-withdrawn = Your answers have not been sent: this invitation was withdrawn. Please save or print this page if you want to keep them, and ask whoever invited you. Nothing that you typed is lost: it is all still below.
form-notice-suspended = Your answers have not been sent yet: the survey is suspended at the moment. Please leave this page open, or save or print it, and send it again tomorrow. Your link goes on working, and the last day of the survey is moved by as long as this takes. Nothing that you typed is lost: it is all still below.

## What can be done with the answers on this device

form-device = This device
form-save-file = Save my answers as a file
form-open-file = Open a saved file
form-print = Print
form-lock = Protect with a pass phrase
form-lock-title = Protect your answers with a pass phrase?
form-lock-body = Without it, nobody who examines this device can read them: not the draft, not what waits to be sent, and not a file that you save here. You will be asked for it whenever you open this page. What waits is sent only after you have typed it.
form-lock-forgotten = If you forget it, what is kept here is lost. Nobody can tell it to you, and there is no other way in.
form-lock-drawn = These six words were drawn at random on this device. Write them down, and keep them apart from it.
form-lock-own = You can choose a phrase of your own: at least 20 characters that nobody would guess.
form-lock-yes = Protect
form-lock-words = Other words
form-lock-cancel = Cancel
form-phrase = Pass phrase
form-locked = Your answers here are locked
form-locked-body = Please type the pass phrase that you chose. Then you can go on, and what waits to be sent is sent.
form-unlock = Unlock
form-unlock-wrong = This is not the pass phrase. Please try again.
form-unlock-forgotten = If you have forgotten it, the answers on this device are lost. You can delete them and begin again.
form-file-replaces = Replace the answers that are here?
form-file-replaces-body = The answers in the file take the place of all that is filled in now.
form-file-replace = Replace them
form-file-locked = This file is locked
form-file-locked-body = Please type the pass phrase that it was saved with. The answers in the file take the place of all that is filled in now.
form-delete = Delete my answers from this device
form-delete-title = Delete your answers from this device?
form-delete-body = What you typed will be deleted from this device. Answers that you have sent stay with us.
form-traces = In this browser, traces of what you typed may stay readable in its files for some time after it was deleted or sent: somebody who examines the device could find them.
form-delete-cancel = Keep them
form-delete-confirm = Delete them

## A response that was not accepted

form-queue = Your response has not been sent
form-queue-mend = Back to my answers

## What the form client says

# $time (String) - the time of day, as the language writes it
client-saved = Saved on this device, { $time }
client-restored = Your answers from last time are here again.
client-kept = Your answers are kept on this device.
client-cannot-save = This browser keeps nothing on this device: your answers are on this page alone. Please do not close it until it says that they are sent, or save them as a file.
client-not-saved = Your latest answers could not be saved on this device just now: they are on this page alone. We keep trying. Please do not close it yet, or save your answers as a file.
client-storage-full = This device has no room left, so your latest answers are not saved. Please save them as a file, or make room.
client-offline = No connection. You can go on all the same.
# $n (Number) - how many responses wait to be sent
client-waiting =
    { $n ->
        [one] { $n } response is waiting to be sent and goes out by itself.
       *[other] { $n } responses are waiting to be sent and go out by themselves.
    }
client-retry = The server cannot be reached at the moment. You can go on all the same, and we keep trying.
client-sent = Sent. Thank you.
client-sent-unproved = Sent. Thank you. But the server could not show that it treats all partners alike, so it was not told that you have responded: you may be reminded all the same.
client-rejected = The server did not accept your response. You can mend your answers, or save them as a file.
client-being-sent = Your response is just being sent. Please try again in a moment.
client-link-needed = To send your answers, please open the personal link in your invitation once on this device.
client-link-unknown = The server does not know your personal link, or your invitation was withdrawn. Please check the link against your invitation. You can save your answers as a file.
client-too-many-devices = This link has been used on as many devices as it may be. Please send your answers from one of those (you can take them there as a file), or ask the person who invited you to allow one more.
client-further-device = This link was used on another device, or in a browser that forgot. Nothing is sent from here until you choose to go on here.
client-already-responded = This link has already been used for an answer, so this form can’t be sent. If nobody of your organisation has answered, open your link again and say so.
client-survey-closed = The survey is closed, so your response can no longer be sent.
client-proof-failed = The server could not show that it treats all partners alike, so nothing was sent.
client-new-version = The questionnaire has been updated. Your answers are kept.
client-language-missing = This language is not on the device yet. Please try again when you are connected.
client-progress = Section { $current } of { $total }
client-review = Check and send
client-not-answered = No answer
client-change = Change
client-change-section = Change: { $section }
# $n (Number) - how many questions have an error
client-errors =
    { $n ->
        [one] { $n } answer needs another look
       *[other] { $n } answers need another look
    }
client-file-name = my-answers
client-file-saved = Your answers have been saved as a file.
client-file-opened = The answers from the file are here.
client-file-invalid = This file holds no answers to this survey.
client-deleted = Your answers have been deleted from this device.
client-locking = One moment, please.
client-locked = Your answers on this device are protected by the pass phrase.
client-lock-failed = The pass phrase could not be set. Nothing has changed.
client-file-wrong-phrase = This is not the pass phrase of the file. Please open it again.
client-failed = Something went wrong on this page. Please save your answers as a file, and reload the page.

## What is wrong with an answer

error-required = Please answer this question.
error-other-text-required = Please say what you mean by “other”.
error-wrong-type = This answer does not fit the question. Please answer it again.
error-unknown-question = This question is not part of the survey.
error-unknown-item = This statement is not part of the question.
error-unknown-choice = Please choose one of the answers on offer.
error-not-a-number = Please write a number, in figures only.
error-not-whole = Please write a whole number, without decimals.
# $max (Number) - how many decimals are accepted
error-too-many-decimals =
    { $max ->
        [one] Please write no more than { $max } decimal.
       *[other] Please write no more than { $max } decimals.
    }
error-too-small = Please write a number that is not below { $min }.
error-too-large = Please write a number that is not above { $max }.
error-out-of-range = Please write a number from { $min } to { $max }.
error-not-a-date = Please give a full date: day, month and year.
error-date-too-early = Please give a date that is not before { $min }.
error-date-too-late = Please give a date that is not after { $max }.
error-date-out-of-range = Please give a date from { $min } to { $max }.
# $over (Number) - by how many characters the text is too long; $max (Number) is the limit
error-too-long = Please shorten your text. The limit is { $max } characters; over it by: { $over }.
# $max (Number) - how many choices may be picked
error-too-many =
    { $max ->
        [one] Please choose no more than { $max } answer.
       *[other] Please choose no more than { $max } answers.
    }
error-exclusive = One of these choices cannot be combined with others. Please choose either that one or the others.
error-repeated = Please choose each answer only once.
error-constraint = Please check this answer.

## Why a response as a whole is refused

refusal-malformed = The response could not be read.
refusal-not-uuid-v4 = The response has no valid number of its own.
refusal-unknown-version = The response belongs to a version of the questionnaire that this survey has never had.
refusal-unknown-language = The survey is not available in the language of this response.
refusal-empty = The response answers none of the questions.
refusal-survey-closed = The survey is closed and takes no more responses.
refusal-credential-missing = The response lacks the anonymous credential that a personal link gives. Please open your personal link and send it again.
refusal-credential-invalid = The response’s anonymous credential is not valid for this survey. Please open your personal link and send it again.
refusal-credential-spent = Another response has already been sent with this anonymous credential.

## Pages that say one thing

message-thanks-heading = Thank you
message-thanks-body =
    Your answers are with us. They are stored without your name and without the name of your organisation.

    You can close this page now.
further-heading = On another device, or in a browser that forgot
further-body = This link was used before: on another device, in a private window, or here before the browser’s storage was cleared. Each organisation answers once. If you began elsewhere and can go on there, do so. Or go on here: this is counted as one more device, and your answers here are kept either way.
further-yes = Go on here
message-already-answered-heading = This link has been used
message-already-answered-body =
    A response has already been sent with this personal link, so there is nothing more to do. Thank you.

    If it was not you who answered, please tell the person who sent you the invitation.
message-link-used-heading = This link has been used
message-link-used-body =
    A response has already been sent with this personal link. If it was yours, there is nothing more to do. Thank you.

    If nobody of your organisation has answered, you can say so here, once. Then one more answer can be sent with this link, and the people who run the survey are told that you said so, and nothing of your answers.
message-link-used-dispute = We have not answered
message-withdrawn-heading = This invitation was withdrawn
message-withdrawn-body =
    The organisation that invited you has taken this invitation back, so there is nothing to fill in here.

    If the form is still open in another tab, your answers are there: you can save them as a file. If you think that this is a mistake, please ask whoever invited you.
message-survey-closed-heading = This survey is closed
message-survey-closed-body =
    It takes no more responses. Thank you for your interest.

    If you sent your answers on this device while it had no connection, they are still taken for a few days after closing: they go out by themselves while this page is open. If it is too late for that, they stay on this device.

    If you would still like to tell us something, please write to the person who sent you the invitation.
message-survey-suspended-heading = This survey is suspended for a while
message-survey-suspended-body =
    It takes no answers at the moment. There is nothing that you need to do: your link goes on working, and the last day is moved by as long as this takes. Please try again tomorrow.

    If there are answers on this device, they stay there. What you have sent already and still waits here goes out by itself when the survey goes on.
message-unknown-link-heading = We do not know this link
message-unknown-link-body =
    Part of the address may be missing, which happens when a long link is broken in two in an e-mail. Please copy the whole link from your invitation and try again.

    Or the link was replaced by a newer one. The one in the latest message to you is the one that works.

    If that does not help, please ask the person who sent you the invitation for a new link.
message-not-found-heading = There is nothing at this address
message-not-found-body = Please check the address. If you were invited to a survey, open the personal link in your invitation.
message-unreadable-heading = Your answers did not arrive whole
message-unreadable-body = Something was lost on the way, and nothing was stored. Please go back to the form, where your answers still are, and send them once more.
message-failed-heading = Something went wrong on our side
message-failed-body = Nothing that you sent has been lost unnoticed: if you do not see a thank-you page, please try again in a few minutes.
message-landing-heading = A survey that keeps your voice and your name apart
message-landing-body =
    Sawt, Arabic for “voice”, asks organisations how their partnership is going, in their own language, online or offline.

    If you were invited to a survey, open the personal link in your invitation.

## Declining

message-decline-heading = Do you not want to take part?
message-decline-body =
    If you press the button, we note that your organisation does not want to take part, and write to you no more about this survey.

    If you do want to take part, you need not do anything here.
message-decline-button = We do not want to take part
message-declined-heading = Noted: you do not want to take part
message-declined-body =
    We will not write to you again about this survey. Thank you for letting us know.

    If you have changed your mind, or pressed the button by mistake, you can undo this.
message-declined-before-heading = You told us that you do not want to take part
message-declined-before-body =
    So we do not write to you about this survey any more.

    If you would like to take part after all, you can undo this. The form opens right away.
message-undo-button = Undo, and open the form
message-too-late-to-decline-heading = You have already taken part
message-too-late-to-decline-body =
    A response has been sent with this personal link. It is stored without your name, so it can no longer be found and taken back.

    We will not send you any more reminders.

# Receipts: the code that a partner gets, the public list by which it is checked, and the page on which it is published.

## The code, on the form and on the thank-you page

receipt-heading = Your receipt
receipt-body = Write this code down or save it. When the results are published, you can look it up in the list of receipts and see that your answers were counted, and counted unchanged. The code does not show what you answered and does not name you. Please keep it to yourself all the same.
receipt-copy = Copy
receipt-save = Save as a file
receipt-delete = Delete it from this device
receipt-list-link = The list of receipts
receipt-by-server = Scripts are switched off in your browser, so our server made this code. Here, too, you have to trust us.
client-receipt-copied = The receipt has been copied.
client-receipt-saved = The receipt has been saved as a file.
client-receipt-deleted = The receipt has been deleted from this device.
client-receipt-file-name = my-receipt

## The public list

receipts-title = Receipts: { $survey }
receipts-heading = Was your response counted?
receipts-not-yet = The list of receipts is published with the results, once the survey has closed. Keep your receipt until then, and open this page again.
receipts-kept = Your receipt, as this device has kept it
# $count (Number) - how many receipts are in the list; $date (String) - when it was published
receipts-lead =
    { $count ->
        [one] This list, published on { $date }, has { $count } receipt, of a response that was counted.
       *[other] This list, published on { $date }, has { $count } receipts, each of a response that was counted.
    }
# $count (Number) - how many responses were counted without a receipt
receipts-without =
    { $count ->
        [one] { $count } more response was counted that has no receipt, since it was sent by an older version of the form.
       *[other] { $count } more responses were counted that have no receipt, since they were sent by an older version of the form.
    }
receipts-check-label = Your receipt
receipts-check-hint = Sixteen letters and digits. It is compared on this device and not sent anywhere.
receipts-check-button = Check
receipts-found = It is in the list. Your response was counted, and your answers are unchanged.
receipts-missing = It is not in the list.
receipts-missing-why = Please make sure that the receipt belongs to this survey, and that the form told you that your answers had been sent. If so, your response was not counted, or not as you sent it. Please tell the person who invited you that a receipt is missing. You need not say which.
receipts-misread = This is not a whole receipt: a letter or a digit is missing, or is another one. Please compare it once more.
receipts-unreachable = The list could not be loaded. Please try again when you are connected.
receipts-by-eye = To find your receipt without scripts, search this page for it: with Ctrl and F, or with “Find in page” in the menu of your browser.
receipts-list = The list
receipts-long = The list is too long to be shown here. You can open it as a text file.
receipts-file = The list as a text file
receipts-fingerprint = Fingerprint of the text file (SHA-256)
receipts-fingerprint-hint = If it is the same for others, they see the same list.
receipts-what = What this shows, and what it does not
receipts-what-counted = For this list, every receipt was worked out anew from the answers as they are stored. Had one of your answers been changed or lost, your receipt would not be in it.
receipts-what-secret = A receipt proves to nobody what you answered. Everyone can read this list, so everyone can name any receipt in it.
receipts-what-keep = Do not show your receipt to anyone, us included: whoever runs the server and holds its key could find the response that belongs to it.
receipts-what-limits = The list shows that stored answers were not changed or lost. It cannot show that the server itself was not made to deceive.

## For staff

receipts-staff-heading = Receipts
receipts-staff-lead = Every partner’s device shows a receipt when the answers are sent. With the published list, partners can check that their answers were counted unchanged, without saying who they are.
receipts-staff-publish = Publish the list
receipts-staff-again = Publish the list anew
receipts-staff-again-hint = Every receipt is then worked out once more from the answers as they are stored.
# $date (String) - when; $receipts and $responses (Number) - how many
receipts-staff-published = Published on { $date }. Receipts in the list: { $receipts }. Responses counted: { $responses }.
receipts-staff-open = The public page
# $count (Number) - the threshold
receipts-staff-too-few =
    { $count ->
        [one] The list can be published when { $count } response has a receipt. At the moment, none has.
       *[other] The list can be published when { $count } responses have a receipt, so that it stands for enough people. At the moment, there are fewer.
    }
receipts-event-published = The list of receipts was published. Receipts in it: { $receipts }; responses counted: { $responses }.

# What no key opens, on the pages of staff

lost-heading = Responses that cannot be opened
lost-lead = A response that waits is sealed with a key that is kept apart from the database. If the key file is lost, or if a backup is restored that is older than the days that the file opens, such a response can no longer be opened. If you have the file, bring it back first: then the responses are counted.
# $count (Number) - how many wait
lost-unopened =
    { $count ->
        [0] Every response that waits can be opened.
        [one] { $count } response waits that cannot be opened.
       *[other] { $count } responses wait that cannot be opened.
    }
# $date (String) - the first day
lost-from = They can be declared lost from { $date } on, two weeks after the end of the survey.
lost-not-ended = They can be declared lost two weeks after the end of the survey.
lost-others = Their number has changed meanwhile. Nothing was done: please look at it again.
lost-hint = They are then removed for good, the results no longer wait for them, and the report says how many they were.
lost-declare = Declare them lost
lost-deed = Declare responses lost that cannot be opened
# $count (Number) - how many were declared lost
lost-given-up =
    { $count ->
        [one] { $count } response was declared lost.
       *[other] { $count } responses were declared lost.
    }
# $count (Number) - how many were declared lost
lost-event =
    { $count ->
        [one] { $count } response that could not be opened was declared lost.
       *[other] { $count } responses that could not be opened were declared lost.
    }

# Translating a question set.

translate-tab = Translations
translate-lead = Each text stands beside the one that it is translated from. Lines that are missing or out of date come first to be done; codes and rules can’t be changed here.
translate-no-draft = There is no draft to translate. An admin begins one; published versions stay as they are.
translate-one-language = The draft has one language. An admin adds others in its settings.
translate-progress = { $percent }% done. Missing: { $missing }. Out of date: { $outdated }.
translate-whole = Everything is translated.
translate-outdated-lead = Some translations were made from words that have changed since. Whoever reads these languages is asked what the words meant before:
translate-outdated =
    { $count ->
        [one] { $count } text is out of date
       *[other] { $count } texts are out of date
    }
translate-from = Translate from
translate-show = Show
translate-show-open =
    { $count ->
        [one] { $count } text missing or out of date
       *[other] { $count } texts missing or out of date
    }
translate-show-all = All texts
translate-show-do = Show
translate-group-set = The whole questionnaire
translate-group-list = Choice list { $list }
translate-what-title = Title { $code }
translate-what-introduction = Introduction { $code }
translate-what-label = Question { $code }
translate-what-hint = Hint of { $code }
translate-what-required-message = Message where the answer to { $code } is missing
translate-what-constraint-message = Message when the answer to { $code } does not fit
translate-what-low = Low end of { $code }
translate-what-high = High end of { $code }
translate-what-item = Statement { $code }
translate-what-choice = Choice { $code }
translate-state-missing = missing
translate-state-outdated = out of date
translate-state-done = translated
translate-was = It was translated from:
translate-keep = The translation is still right
translate-save = Save
translate-saved = Saved.
translate-not-saved = Some texts were not saved. What you wrote is still in its field.
translate-overtaken = Somebody translated this meanwhile: “{ $theirs }”. Save again to put yours in its place.
translate-source-changed = The words to translate were changed meanwhile. Look at them again and save.
translate-too-long = Shorten the text to { $most } characters.
translate-gone = This text is not in the draft any more.

## In a spreadsheet

translate-file = Translate in a spreadsheet
translate-file-about = Download the draft, write into the columns of your language, label::Français (fr) and the like, and bring the file back here. Only translations are taken from it: codes, rules and the language that is translated from stay as they are, and an empty cell changes nothing.
translate-file-choose = The translated file
translate-file-hint = .xlsx, or .json as Sawt writes it. At most { $megabytes } MB.
translate-file-heading = Translations in the file
translate-file-counted =
    { $count ->
        [0] The file has no translation that is not in the draft already.
        [one] { $count } translation in the file is another than in the draft.
       *[other] { $count } translations in the file are others than in the draft.
    }
translate-file-lead = Those that are ticked will be saved. Where a colleague was here meanwhile nothing is ticked: compare both.
translate-file-refused = Somebody changed these texts since you looked. Compare both; what you tick is put in the place of what is there now.
translate-file-now = In the draft now:
translate-file-says = In the file:
translate-file-take-one = Take it from the file
translate-file-take = Save the ticked texts
translate-file-others = What else differs
translate-file-others-lead = This is not taken from the file. An admin can take in the whole file, or change it in the draft.
translate-file-changed = Somebody changed this translation since the file was downloaded.
translate-file-source-changed = The words to translate were changed since the file was downloaded.
translate-file-unknown = The draft says something else, and from which state of it the file is can’t be told.
translate-met = Somebody was here meanwhile
translate-mine = Save mine in its place
translate-theirs = Take this one
translate-file-in-draft = In the draft
translate-file-in-file = In the file

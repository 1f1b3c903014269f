# Translating a question set.

translate-tab = Translations
translate-lead = Each text stands beside the one that it is translated from. Lines that are missing or out of date come first to be done; codes and rules can’t be changed here.
translate-no-draft = There is no draft to translate. An admin begins one; published versions stay as they are.
translate-one-language = The draft has one language. An admin adds others in its settings.
translate-progress = { $percent }% done. Missing: { $missing }. Out of date: { $outdated }.
translate-whole = Everything is translated.
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

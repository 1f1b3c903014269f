# Open answers: reading, themes, translations, publication.

answers-tab = Open answers
answers-heading = Open answers
answers-rule =
    { $count ->
        [one] Each question’s answers stand in an order of their own, and from { $count } answer on.
       *[other] Each question’s answers stand in an order of their own, and from { $count } answers on. No page tells which answers come from one respondent.
    }
answers-other = { $question } (“other”)
answers-themes = Themes
answers-theme = Theme
answers-code-book = Code book
answers-find = Find answers
answers-search = Text
answers-search-hint = In answers and translations. Capitals and accents make no difference.
answers-question = Question
answers-publication = Publication
answers-untagged = Nobody has tagged it
answers-not-mine = I have not tagged it
answers-disputed = Analysts disagree
answers-quoted = Quoted in the report
answers-found =
    { $count ->
        [one] { $count } answer
       *[other] { $count } answers
    }
answers-open = Tag, redact, translate
answers-few = Questions with too few answers to be read
answers-few-lead = What so few people wrote would tell who they are. These answers stay closed.
answers-coders =
    { $count ->
        [0] Not tagged yet
        [one] Tagged by { $count } analyst
       *[other] Tagged by { $count } analysts
    }
answers-gave = { $gave } of { $coders }
answers-translated-by = { $language }, translated by { $who }
answers-waiting = Waiting
answers-proposed = Redaction proposed
answers-as-is = Publishable as it is
answers-redacted = Publishable redacted
answers-withheld = Not to be published
answers-one = One open answer
answers-done-themes = Your themes are kept.
answers-done-decision = The decision is kept.
answers-done-proposal = Your proposal is kept. An admin decides.
answers-done-translation = The translation is kept.
answers-done-last = Kept. This was the last answer of the list.
answers-done-theme = The theme is kept.
answers-telling = What might tell who wrote this
answers-telling-lead = These are hints. Look also for events, places and turns of phrase that only one partner would use.
answers-telling-email = { $words }: an e-mail address
answers-telling-web = { $words }: an address on the web
answers-telling-number = { $words }: a long number
answers-telling-known = { $words }: a partner, country or programme of this survey
answers-telling-capital = { $words }: perhaps a name
answers-own-themes = Your themes
answers-no-code-book = The code book has no themes yet.
answers-save = Save
answers-save-next = Save and go to the next
answers-take-back = Take back my themes
answers-others = What colleagues gave
answers-no-theme = no theme
answers-publication-lead = The report quotes only what is publishable. What was written stays in the ledger and never leaves it.
answers-decided-by = Decided by { $who }.
answers-proposed-by = Proposed by { $who }.
answers-propose-lead = Take out what might tell who wrote this. An admin decides what is published.
answers-propose = Propose
answers-propose-next = Propose and go to the next
answers-decided-already = An admin has decided already
answers-decision = Decision
answers-redacted-text = Redacted text
answers-redacted-hint = Published in place of what was written, if you choose so.
answers-quote = Quote it in the report
answers-redacted-empty = Write what is published in its place
answers-too-long = Write { $most } characters at most
answers-quoted-not-published = Only a publishable answer can be quoted
answers-meanwhile = A colleague has decided meanwhile. Look at this once more, then save again
answers-translation = Translation
answers-translation-lead = A note for colleagues who do not read the language. An empty text takes your earlier one away.
answers-translation-language = Into
answers-translation-text = Text
answers-no-language = Choose a language
answers-code-book-lead = The themes that answers are tagged with. They belong to the question set, and so go on from wave to wave.
answers-theme-new = A new theme
answers-theme-change = Change
answers-theme-retired = No longer offered
answers-theme-name = Name
answers-theme-name-hint = One language is enough.
answers-theme-unnamed = Give the theme a name in one language
answers-theme-definition = Definition
answers-theme-definition-hint = What belongs to it, and what does not.
answers-theme-retire = No longer offer it. Answers that have it keep it.
answers-theme-leave = Leave without saving
answers-coded = { $coded } of { $all } answers are tagged.
answers-counting-rule = An answer counts for a theme when more than half of those who tagged it gave it.
answers-agreement = Agreement of analysts
answers-not-compared = No answer has been tagged by two analysts yet.
answers-same = Of { $compared } answers that two or more analysts tagged, all gave the same themes to { $same }.
answers-alpha-good = Krippendorff’s alpha is { $alpha }: the themes are understood alike.
answers-alpha-fair = Krippendorff’s alpha is { $alpha }: good enough for careful conclusions.
answers-alpha-poor = Krippendorff’s alpha is { $alpha }: the themes are not understood alike. Talk about the definitions.
answers-answers = Answers
answers-together = Themes in the same answer
answers-together-lead = How many answers have both. This table is for you who read the answers; it is not published.
answers-files = Files
answers-file-themes = Counts of themes ({ $kind })
answers-file-publishable = Publishable answers with their themes ({ $kind })
answers-file-code-book = Code book ({ $kind })
answers-files-hidden =
    { $count ->
        [one] Counts of fewer than { $count } answer are left out of the file.
       *[other] Counts of fewer than { $count } answers are left out of the file.
    }

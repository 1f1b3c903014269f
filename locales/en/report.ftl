# The report of a survey: its page, its figures, its editor.

report-tab = Report
report-title = Report { $wave }
report-draft = This is the draft: the report as it is today. It changes with each group of responses and each edit.
report-published = Version { $version }, published on { $date } by { $by }. It stays as it is.
report-made = As of { $date }.
report-languages = Language of the report
report-contents = Contents
report-page = Page { $page } of { $pages }
report-not-complete = More responses can still come: these figures are not the last.

report-summary = Executive summary
report-sent =
    { $invited ->
        [one] The survey was sent to { $invited } partner; { $responded } responded. That is a response rate of { $rate }.
       *[other] The survey was sent to { $invited } partners; { $responded } responded. That is a response rate of { $rate }.
    }
# $reasons - how many for each reason; $rate - the response rate with these invitations
report-not-eligible =
    { $count ->
        [one] { $count } more invitation was withdrawn, because the partner is not eligible ({ $reasons }). With it the response rate would be { $rate }.
       *[other] { $count } more invitations were withdrawn, because the partners are not eligible ({ $reasons }). With them the response rate would be { $rate }.
    }
report-not-eligible-gone = no longer exists: { $count }
report-not-eligible-duplicate = twice in the list: { $count }
report-not-eligible-no_partner = no partner: { $count }
report-open-to-everyone =
    { $count ->
        [one] { $count } response came in. Everyone could answer, so there is no response rate.
       *[other] { $count } responses came in. Everyone could answer, so there is no response rate.
    }
report-counted =
    { $count ->
        [one] { $count } response is counted here.
       *[other] { $count } responses are counted here.
    }
report-closed-early = The survey closed on { $closed }, earlier than announced: its last day had been { $promised }.
report-alone-open = The survey was opened without a second person.
report-alone-version = It was put on another version of its questionnaire without a second person.
report-alone-close = Its earlier end was decided without a second person.
report-alone-lost = Responses that could not be opened were declared lost without a second person.
report-suspended = The survey was suspended from { $from } to { $to }. Its last day was moved by as many days.
report-suspended-day = The survey was suspended on { $date }. Its last day was moved by a day.
report-lost =
    { $count ->
        [one] { $count } more response was received but could no longer be opened, and was declared lost.
       *[other] { $count } more responses were received but could no longer be opened, and were declared lost.
    }
report-anyone = Anyone could answer, and more than once.
report-known-links =
    { $count ->
        [one] { $count } of those who were invited responded by a link that staff passed on or could know.
       *[other] { $count } of those who were invited responded by links that staff passed on or could know.
    }
report-known-links-lifted = Results are shown in spite of links that staff could know: that was decided by the admins.
report-alone-links = That was decided without a second person.
known-links-raised =
    { $count ->
        [one] Since staff could know links, no figure but totals over everybody tells what fewer than { $count } person said.
       *[other] Since staff could know links, no figure but totals over everybody tells what fewer than { $count } people said.
    }
known-links-title = Links that staff could know
known-links-lead = Whoever answers by links that they know, knows these answers and could take them from the totals. It is noted to whom a link is shown, who invites partners once the survey is open, and who gives a partner another address to which something is then sent. What Sawt mails to partners is not counted.
known-links-one = { $name }: { $count }
known-links-lift-lead = Results and figures can be shown all the same. The report says so.
known-links-lift = Show results in spite of links that staff could know
known-links-event = Results are shown in spite of links that staff could know.
report-second =
    { $count ->
        [one] { $count } of these responses may be a second one of an organisation that has answered already.
       *[other] { $count } of these responses may be second ones of organisations that have answered already.
    }
report-rate-higher =
    { $points ->
        [one] In { $wave } it was { $rate }. The rate of { $own } is { $points } percentage point higher.
       *[other] In { $wave } it was { $rate }. The rate of { $own } is { $points } percentage points higher.
    }
report-rate-lower =
    { $points ->
        [one] In { $wave } it was { $rate }. The rate of { $own } is { $points } percentage point lower.
       *[other] In { $wave } it was { $rate }. The rate of { $own } is { $points } percentage points lower.
    }
report-rate-same = In { $wave } it was the same: { $rate }.
report-mean-of = { $mean } out of { $max }
report-headline-top = { $count } of { $base } ({ $share }) gave the highest value, { $max }.
report-headline-earlier = In { $wave } the mean was { $mean }. The change of { $change }: { $verdict }.
report-headline-untold = In { $wave } the mean was { $mean }.
report-improved = What rose most since { $wave }
report-fell = What fell most since { $wave }
report-moved = { $said }: { $before } then, { $now } now
report-moved-nothing = Nothing did.
report-moved-how =
    { $count ->
        [one] Compared is the share that picked the upper half of the scale. Of { $count } such comparison, one in twenty looks like more than chance by chance.
       *[other] Compared is the share that picked the upper half of the scale. Of { $count } such comparisons, one in twenty looks like more than chance by chance.
    }
report-standing = Do they stand for all partners?
report-lowest = The lowest rate is that of { $group }: { $responded } of { $invited }.
report-group = Group
report-by-region = Response rate by region
report-by-type = Response rate by type of organisation
report-invited = Invited
report-responded = Responded
report-rate = Rate
report-response-rate = Response rate
report-respondents = Who responded

report-figure = Figure { $number }
report-table = Table
report-wave = Wave
report-of-wave = { $wave }: { $what }
report-published-wave = { $wave }, as published
report-wave-odd = { $wave } (does not add up)
report-odd = does not add up: { $total } answers of { $respondents } respondents
report-odd-waves = { $waves }: some rows do not add up to the respondents. They are shown as they were published, and marked.
report-misprint = { $wave }, { $item }: “{ $choice }” was printed as { $printed }; the counts give { $ours }.
report-change = Change since { $wave }
report-change-upper = Change since { $wave } ({ $said }): { $change }
report-points =
    { $points ->
        [one] { $signed } point
       *[other] { $signed } points
    }
report-with-verdict = { $change }, { $verdict }
report-verdict-more = more than chance
report-verdict-may = may be chance
report-verdict-few = too few to say
report-verdict-unknown = what was published does not tell
report-mean = Mean
report-rank = Rank { $number }
report-everybody = All who answered
report-described-bars = Most often: { $label } ({ $share }).
report-described-stacked = { $said }: from { $lowest } ({ $low }) to { $highest } ({ $high }).
report-described-mean = Mean { $mean }, { $count } answers.
report-download = This figure as a file (SVG)
report-benchmarks = Beside other organisations
report-benchmark-range = Of the others: lowest { $low }, half of them from { $from } to { $to }, median { $median }, highest { $high }.
report-quotes = In their own words
report-themes = Themes
report-theme = { $theme }: { $count }
report-recommend = Would recommend (9 or 10): { $promoters }. Passive (7 or 8): { $passives }. Would not (0 to 6): { $detractors }.
report-source = { $title }, { $wave }; { $responses } responses. { $count } answered this question.

report-of-some = Not everybody was asked this. How many of those who did not respond would have been asked is not known, so no finite population is reckoned with.
report-how = How to read the figures
report-how-base = Percentages are of those who answered on the scale of the question. “Not relevant”, “don’t know” and the like are counted apart. Each percentage is rounded once, to whole per cent, halves up; they may add up to 99 or 101.
report-how-change = A change is the difference of the two percentages as they stand here. “More than chance” means: at most one time in twenty would chance alone move it so far. That is Fisher’s exact test or, where it is known how many were invited and all of them are asked, a test with the correction for a finite population.
report-how-few =
    { $count ->
        [one] No figure is shown before there is { $count } response. Open answers stand beside nothing else, so that nobody can tell who said what.
       *[other] No figure is shown before there are { $count } responses. Open answers stand beside nothing else, so that nobody can tell who said what.
    }

report-edit = Edit the report
report-edit-title = Edit the report
report-edit-back = Report
report-edit-introduction = Before everything else
report-edit-comment = What you say of this section
report-edit-in = In { $language }
report-edit-hint = Blank lines part paragraphs. A language without a text shows nothing.
report-edit-quotes = Themes, and which open answers may be published, are decided under “Open answers”. Which of these the report quotes is chosen here, at their questions.
report-edit-chosen = Quotes: { $quoted } of { $all } publishable answers chosen
report-edit-quoted = Quoted in the report.
report-edit-quote = Quote it
report-edit-quote-not = No longer quote it
report-edit-save = Save the text
report-edit-questions = Questions
report-edit-left-out = Left out
report-edit-leave-out = Leave out
report-edit-take-in = Take in again
report-edit-up = Move up
report-edit-down = Move down
report-edit-overtaken = Somebody else changed the report in the meantime. Nothing was saved. What you typed still stands here: compare it with the report, then save again.
report-edit-too-long =
    { $count ->
        [one] A text may have { $count } character at most
       *[other] A text may have { $count } characters at most
    }
report-saved = Saved.
report-publish = Publish this report
report-publish-lead = It is kept as it is now, as a version of its own. Later responses and edits change the draft and no version.
report-publish-button = Publish version { $version }
report-publish-overtaken = The report was changed since you looked at it. Look at it again, then publish.
report-versions = Published versions
report-versions-none = Nothing has been published yet.
report-version = Version { $version }
report-version-line = { $date }, by { $by }
report-to-draft = The draft, as it is today

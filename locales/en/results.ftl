# Results of a survey: the page, its files, and the threshold.

results-tab = Results
results-heading = Results
results-lead =
    { $count ->
        [one] { $count } response, counted.
       *[other] { $count } responses, counted.
    }
results-second =
    { $count ->
        [one] { $count } of these responses may be a second one of an organisation that has answered already.
       *[other] { $count } of these responses may be second ones of organisations that have answered already.
    }
results-rule =
    { $count ->
        [one] Broken down, no figure tells what fewer than { $count } person said.
       *[other] Broken down, no figure tells what fewer than { $count } people said.
    }
results-known-links =
    { $count ->
        [one] Results are not shown: a member of staff could know so many of the links that fewer than { $count } other responded, and could work out what these said. Two admins may show them all the same, on the page “Links that staff could know”.
       *[other] Results are not shown: a member of staff could know so many of the links that fewer than { $count } others responded, and could work out what these said. Two admins may show them all the same, on the page “Links that staff could know”.
    }
results-too-few =
    { $count ->
        [one] Results are shown from { $count } response on. There is none so far.
       *[other] Results are shown from { $count } responses on, so that nobody can tell who said what. There are fewer so far.
    }
# $date (String) - the first day on which they are shown
results-not-ended = Answers are shown once, when the survey has ended. If its last day stays, that is on { $date }. Until then nobody sees any of them, in no role.
results-never = The results of this survey are never shown, because of how it was opened.
results-never-invitations = When a survey opens, at least twice as many partners must be invited as its threshold says.
results-never-days = It must be open for three days or more.
results-never-grace = It must have one day of grace or more.
results-waiting = The survey has ended, and some responses are still on their way into the results. Please try again in a minute.
results-files = Files
results-file-csv = All figures (CSV)
results-file-xlsx = Workbook with charts (XLSX)
results-file-answers = What was answered, as counts (CSV)
results-file-codebook = What the codes mean (CSV)
results-answers-hint = In the file of counts each row is one answer and how many gave it: nothing connects two rows. Texts are left out; numbers stand as ranges.

results-by = Broken down by
results-by-nothing = Not broken down
results-by-show = Show
results-by-heading = By: { $question }
results-groups = Groups
results-groups-hint = Answers that lie next to each other are put together until a group is large enough.
results-group = Group
results-no-groups = Too few have responded to tell groups apart.
results-not-shown = This can’t be shown by groups.
results-legend = “Hidden”: the number would tell what a few people said, by itself or together with others. “At most” and “at least” leave open how many exactly, for the same reason.

results-answer = Answer
results-count = Responses
results-share = Share
results-base = On the scale
results-everybody = Everybody
results-first-place = First place
results-ranked = Ranked
results-mean-rank = Mean rank
results-answered =
    { $count ->
        [one] { $count } answered.
       *[other] { $count } answered.
    }
results-skipped =
    { $count ->
        [one] { $count } left it empty.
       *[other] { $count } left it empty.
    }
results-not-relevant =
    { $count ->
        [one] { $count } was not asked.
       *[other] { $count } were not asked.
    }
results-on-scale =
    { $count ->
        [one] Percentages are of the { $count } on the scale.
       *[other] Percentages are of the { $count } on the scale.
    }
results-middle = Mean { $mean }, median { $median }.
results-spread = Half of the answers lie from { $from } to { $to }.
results-recommend =
    { $score ->
        [one] Promoters less detractors: { $score } point.
       *[other] Promoters less detractors: { $score } points.
    }
results-open = Open answers are read elsewhere.
results-withheld-few =
    { $count ->
        [one] Not shown: fewer than { $count } person was asked this, answered it, or answered on its scale; or its numbers would tell what so few said elsewhere.
       *[other] Not shown: fewer than { $count } people were asked this, answered it, or answered on its scale; or its numbers would tell what so few said elsewhere.
    }
results-withheld-yet = Not everybody is asked this. It is shown when the survey has ended: before that, a single new answer could be told from the others.
results-withheld-items = Not shown, since too few answered on the scale, or it would tell what so few said elsewhere: { $names }.
results-share-of-answered = Percentages are of all in the group who answered, off the scale too.
results-share-of-everybody = Percentages are of everybody in the group: how few did not answer is not told.

results-exact = { $count } ({ $share })
results-at-most = at most { $count } ({ $share })
results-at-least = at least { $count } ({ $share })
results-hidden = hidden
results-or = {" or "}
results-unanswered = no answer
results-first-of = { $choice }, in first place
results-item-said = { $item }: { $said }
results-from-to = { $from } to { $to }
results-from-below = { $from } to below { $to }
results-from = { $from } or more
results-below = below { $to }

results-threshold = Threshold
results-threshold-change = Change the threshold
results-threshold-label = The fewest people that a figure stands for
results-threshold-hint = From { $least } to { $most }; 5 is usual. It can be raised while responses come, and lowered only before the first.
results-threshold-save = Save
results-threshold-leave = Leave it
results-threshold-back = Results
results-threshold-error = Enter the fewest people that a figure stands for: a whole number from { $least } to { $most }
results-threshold-lower = Somebody has responded under the threshold of { $count }: it can’t be lowered any more
results-threshold-complete = The survey is complete and its results have been broken down: the threshold stays as it is
results-event-threshold = The fewest people that a figure of the results stands for were changed from { $from } to { $to }.

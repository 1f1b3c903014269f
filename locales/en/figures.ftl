# The figures of a survey: the line over time, groups, whether those who responded stand for all.

figures-line = Over time
figures-line-alone = On day { $day } since opening, the response rate is { $percent }.
figures-line-compared = On day { $day } since opening, the response rate is { $percent }. In { $wave } it was { $earlier } on the same day.
figures-forecast-wave = If it goes on as in { $wave }, the final rate will probably be between { $low } and { $high }.
figures-forecast-pace = If responses come in at most as quickly as in the last two weeks, the final rate will probably be between { $low } and { $high }.
figures-axis = Days since opening
figures-day = Day
figures-line-table = The same numbers as a table
figures-mark-invitation = Invitation sent, { $date }
figures-mark-reminder = Reminder sent, { $date }
figures-mark-last-call = Last call sent, { $date }
figures-mark-extended = Extension announced, { $date }
figures-mark-closing-early = Earlier end announced, { $date }
figures-mark-deadline-moved = Deadline extended, { $date }
figures-mark-deadline = Last day, { $date }

figures-groups = Who is behind
figures-country = Country
figures-programme = Programme
figures-type = Type of organisation
figures-manager = Programme manager
figures-groups-below =
    { $below ->
        [one] { $below } of { $groups } groups is below the rate of { $wave }.
       *[other] { $below } of { $groups } groups are below the rate of { $wave }.
    }
figures-groups-all-below = All groups are below the rate of { $wave }.
figures-groups-reached = Every group has reached the rate of { $wave }.

figures-standing = Do those who responded stand for all?
figures-margin =
    { $responded ->
        [one] { $responded } of { $invited } partners has responded. If those who responded are like those who did not, a percentage in the results is off by at most about { $points } percentage points, 19 times out of 20.
       *[other] { $responded } of { $invited } partners have responded. If those who responded are like those who did not, a percentage in the results is off by at most about { $points } percentage points, 19 times out of 20.
    }
figures-regions-fit = Between regions, the response rates differ no more than chance alone could explain ({ $p }).
figures-regions-differ = Between regions, the response rates differ more than chance alone would explain ({ $p }): some regions are under-represented.
figures-types-fit = Between types of organisation, they differ no more than chance alone could explain ({ $p }).
figures-types-differ = Between types of organisation, they differ more than chance alone would explain ({ $p }): some types are under-represented.
figures-margin-how = The margin of error holds at 95% confidence, for a share of one half, with the finite population correction.
figures-chi-square = Differences were tested with the chi-square test.
figures-exact = Differences between small groups were tested with Fisher’s exact test.
figures-drawn = Differences between many small groups were tested with Fisher’s test on tables drawn at random.
figures-own-partners = Your own partners: { $responded } of { $invited } have responded ({ $percent }).

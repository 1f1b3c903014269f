# Figures of other organisations, and the net score.

benchmarks-tab = Other organisations
benchmarks-net-score = net score
benchmarks-no-figure = We have no figure for this.
benchmarks-ours = Ours is { $ours }: { $standing }. Place { $rank } of { $of }, the highest first.
benchmarks-highest = above all others
benchmarks-upper-quarter = in the highest quarter
benchmarks-above-middle = above the middle
benchmarks-middle = in the middle
benchmarks-below-middle = below the middle
benchmarks-lower-quarter = in the lowest quarter
benchmarks-lowest = below all others
benchmarks-low = Lowest
benchmarks-lower-quartile = Lower quartile
benchmarks-median = Median
benchmarks-upper-quartile = Upper quartile
benchmarks-high = Highest
benchmarks-classes = Promoters (9 and 10): { $promoters }. Passives (7 and 8): { $passives }. Detractors (0 to 6): { $detractors }.
benchmarks-sure = The net score is { $score }. For all who could have answered it lies between { $low } and { $high }, with 95% confidence, if those who did not answer are like those who did.
benchmarks-possible = Whatever those who did not answer think, it lies between { $least } and { $most }.
benchmarks-found = Figures that match: { $figures }. Organisations: { $organisations }.
benchmarks-unmatched = The question set has nothing for: { $names }.
benchmarks-nothing = The file holds no figure.
benchmarks-not-as-shown = What was shown no longer fits the question set, or was changed. Upload the file again.
benchmarks-lead = Where we stand among organisations that asked the same questions. Their names are not kept.
benchmarks-look-heading = What the file holds
benchmarks-keep = Keep these figures
benchmarks-none = There are no figures of other organisations yet.
benchmarks-import = Import figures
benchmarks-file-hint = A row for each figure of an organisation, CSV or XLSX, with the columns
benchmarks-measures = Measures:
benchmarks-rule =
    { $count ->
        [one] A range is shown from { $count } organisation on.
       *[other] A range is shown from { $count } organisations on.
    }
benchmarks-too-few =
    { $count ->
        [one] Fewer than { $count } organisation has this figure: no range is shown.
       *[other] Fewer than { $count } organisations have this figure: no range is shown.
    }

# A report as a workbook for a spreadsheet.

workbook-download = Workbook with charts (XLSX)
workbook-picture = As a picture (PNG)
workbook-answered = Answered
workbook-left-empty = Left empty
workbook-not-asked = Not asked
workbook-verdict = More than chance?
workbook-change = Change, in percentage points
workbook-median = Median
workbook-first = First place
workbook-empty = An empty cell: it was not published, or there is nothing to be said.
workbook-charts = Charts are drawn from the cells beside them: change their look as you like. They show this wave and, where each answer has a bar of its own, the wave before; the tables have all waves.

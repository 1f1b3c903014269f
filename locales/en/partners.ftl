# The directory of partners: the list, a partner’s form, import and export.

staff-parts = Parts of this site
staff-partners = Partners

## The list

partners-new = Add a partner
partners-import = Import partners from a file
partners-nobody = There are no partners yet
partners-nobody-lead = Import them from a spreadsheet, or add them one by one. They can then be invited to surveys.
partners-find = Search
partners-search = Name, contact, e-mail address, country or key
partners-found =
    { $count ->
        [one] { $count } partner
       *[other] { $count } partners
    }
partners-page = Page { $page } of { $last }
partners-export-xlsx = Download these partners as XLSX
partners-export-csv = Download these partners as CSV
partners-active-yes = Active
partners-active-no = Not active
partners-imported = The file has been imported. Added: { $added }. Changed: { $changed }.

## Columns and fields

partners-column-key = Key
partners-column-name = Organisation
partners-column-region = Region
partners-column-country = Country
partners-column-programme = Programme
partners-column-type = Type of organisation
partners-column-language = Language
partners-column-contact-name = Contact
partners-column-contact-email = E-mail address
partners-column-further-name = Contact { $place }
partners-column-further-email = E-mail address { $place }
partners-column-manager = Programme manager
partners-column-active = Active or not

## What each column takes

partners-takes-key = A short code that stays the same from year to year: Latin letters, digits, “-”, “_” and “.”, at most 64. A row with a key that is known changes that partner.
partners-takes-name = The organisation’s name.
partners-takes-region = The region’s code, as the question set has it, so that responses and partners can be compared.
partners-takes-country = The country.
partners-takes-programme = The programme.
partners-takes-type = The code of the type of organisation, as the question set has it.
partners-takes-language = The language in which the partner is written to: { $tags }.
partners-takes-contact-name = The name of the person whom mail goes to.
partners-takes-contact-email = That person’s e-mail address. Leave it empty if mail doesn’t reach the partner. No two partners have the same.
partners-takes-further = Further people to call or talk to; up to { $most } contacts in all.
partners-takes-manager = The e-mail address with which the responsible programme manager logs in.
partners-takes-active = “yes” or “no”: partners who are not active are not invited and get no mail. Empty means yes for a new partner.
partners-hint-key = A short code that stays the same from year to year: Latin letters, digits, “-”, “_” and “.”, at most 64. It can’t be changed later.
partners-hint-code = The code, as the question set has it; the list shows those in use.
partners-hint-language = Mail and the form are in this language.

## What can be wrong

partners-error = { $field }: { $problem }
partners-wrong = “{ $value }”: { $problem }
partners-error-overtaken = A colleague has changed this partner meanwhile. What you entered is still here: check it, then save again
partners-remove = Remove this partner
partners-remove-lead = It was never invited and nothing was noted of it, so no figure speaks of it. Its contacts go with it. This can’t be taken back.
partners-remove-yes = Remove it
partners-removed = The partner has been removed.
partners-error-has-past = This partner was invited once, or something was noted of it, so it stays. It can be made inactive
partners-error-overtaken-removing = A colleague has changed this partner meanwhile. Look at it again before you remove it
partners-fault-missing = nothing is entered
partners-fault-long = longer than { $most } characters
partners-fault-key = not a key: use Latin letters, digits, “-”, “_” and “.” only, beginning with a letter or digit
partners-fault-key-taken = another partner has this key already
partners-fault-email = not an e-mail address; one looks like name@example.org
partners-fault-language = not a language that Sawt can write in
partners-fault-active = neither “yes” nor “no”
partners-fault-key-twice = the same key is in row { $row }
partners-fault-email-twice = the same address is in row { $row }
partners-fault-email-of = the partner “{ $key }” has this address

## A partner’s form

partners-back = All partners
partners-saved = The partner has been saved.
partners-contact-first = Contact whom mail goes to
partners-contact-further = Contact { $place }
partners-contacts-further = Further contacts
partners-active-label = Active: can be invited to surveys and gets mail
partners-save = Save
partners-leave = Leave without saving

## Choosing a file

partners-import-lead = You first see what each row would do. Nothing is saved before you confirm, and then all of it is saved or nothing.
partners-import-gone = This file is no longer here: it was imported already, or an hour has passed. Choose it again.
partners-file = File
partners-file-limits = CSV or XLSX, at most { $megabytes } MB and { $rows } rows. Of a workbook the first sheet is read.
partners-import-look = Look at the file
partners-file-too-large = The file is too large. Choose a smaller one, or split it
partners-file-unpacks = The workbook unpacks to far more than a list of partners. Copy the rows into a new workbook and choose that
partners-file-rows = The file has too many rows. Split it
partners-file-empty = The file is empty. Choose one whose first row has the columns’ headings
partners-file-no-rows = There are headings in the file and no rows under them
partners-file-encoding = The text is not in UTF-8. Save it as “CSV UTF-8” or as XLSX
partners-file-old = This is a workbook of an old kind, or one with a password. Save it as XLSX without a password
partners-file-damaged = The file can’t be read as a workbook. Save it again as XLSX or CSV
partners-columns = The columns
partners-columns-lead = The first row has the headings, in any order. A column that is left out leaves what is known as it is. The template has an example to replace.
partners-template-xlsx = Template as XLSX
partners-template-csv = Template as CSV
partners-columns-heading = Heading
partners-columns-name = Field
partners-columns-takes = What stands there
partners-columns-optional = This column can be left out.

## The preview

partners-preview = What this file would do
partners-preview-back = Choose another file
partners-preview-again = The directory has been changed meanwhile, so nothing was saved. This is what the file would do now.
partners-preview-file = The file’s columns are not all there
partners-preview-problems =
    { $count ->
        [one] { $count } row has a problem
       *[other] { $count } rows have problems
    }
partners-preview-mend = Nothing has been saved. Mend this in the file, then choose it again.
partners-preview-missing = There is no column “{ $heading }” ({ $column }).
partners-preview-twice = The column “{ $heading }” ({ $column }) is there twice.
partners-preview-confirm =
    { $count ->
        [one] Save { $count } partner?
       *[other] Save { $count } partners?
    }
partners-preview-nothing-yet = Nothing has been saved yet. The file waits here for an hour.
partners-preview-yes = Save all
partners-preview-same = Nothing changes: the directory says the same as the file.
partners-remarks = Worth a look
partners-remark-headings = These headings are not known, so their columns are left out: { $names }.
partners-remark-regions = No partner had these regions before: { $names }.
partners-remark-types = No partner had these types of organisation before: { $names }.
partners-remark-managers = These programme managers have no account here: { $names }.
partners-remark-namesakes = These new partners have the name of another partner in the same country. If they are the same, give them its key: { $names }.
partners-remark-unreachable =
    { $count ->
        [one] { $count } partner has no e-mail address. You can copy a message with the personal link instead.
       *[other] { $count } partners have no e-mail address. You can copy messages with their personal links instead.
    }
partners-rows = The rows
partners-rows-all = All
partners-rows-problem = With problems
partners-rows-new = New
partners-rows-changed = Changed
partners-rows-unchanged = Unchanged
partners-row = Row
partners-row-outcome = What it would do
partners-row-details = In detail
partners-row-problem = Has a problem
partners-row-new = Adds a partner
partners-row-changed = Changes a partner
partners-row-unchanged = Changes nothing
partners-change = “{ $to }” instead of “{ $from }”
partners-change-new = “{ $to }” instead of nothing
partners-change-gone = nothing instead of “{ $from }”

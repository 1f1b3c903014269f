# The staff's pages: log-in, surveys, the response rate of a survey.

## Every page

staff-brand = Sawt
staff-page-title = { $page } – Sawt
staff-error-title = Error: { $page }
staff-area = Staff
staff-skip = Skip to content
staff-language-switch = Language
staff-log-out = Log out
staff-surveys = Surveys
staff-tabs = Pages of this survey
staff-tab-overview = Response rate
staff-tab-reminders = Reminders
staff-tab-messages = Messages
staff-footer = Sawt keeps what partners answer apart from who they are. These pages show who took part, never who said what.

# $value (Number) - a whole number of per cent
staff-percent = { $value }%

staff-list-and = { $first } and { $last }
staff-list-comma = { $first }, { $last }

## Log-in

staff-log-in = Log in
staff-log-in-lead = For staff. If you are a partner, open the personal link in your invitation instead.
staff-email = E-mail address
staff-password = Password
staff-password-chosen = Your password is kept. Log in with it now.
staff-logged-out = You have logged out.
staff-problem-heading = There is a problem
staff-error-email-missing = Enter your e-mail address
staff-error-password-missing = Enter your password
staff-error-log-in = The e-mail address or the password is wrong. Check both and try again
staff-error-wait = Too many log-ins from here have failed. Wait ten minutes, then try again, or have a link for another password mailed to you
staff-error-busy = Many passwords are being checked at this moment, so yours was not looked at. Try again in a few seconds
staff-error-origin = The form came from another site, so it was not used. Log in here

## What went wrong

staff-not-found-title = Page not found
staff-not-found = There is nothing at this address. It may have been typed wrongly.
staff-forbidden-title = This form has expired
staff-forbidden = It belongs to a session that has ended, so nothing was changed. Go back to the surveys and try again.
staff-too-large-title = This form is too large
staff-too-large = It holds more than can be taken at once, so nothing was changed. Go back and send less at a time.
staff-unavailable-title = The figures cannot be read at the moment
staff-unavailable = The database does not answer. Nothing is lost. Please try again in a minute.

## The list of surveys

staff-surveys-none = There are no surveys yet.
staff-state-draft = In preparation
staff-state-open = Open
staff-state-closed = Closed
staff-state-suspended = Suspended
staff-survey-dates = { $from } to { $to }

## Days

staff-opens-on = First day: { $date }. Open it yourself under “Settings”
staff-days-left =
    { $days ->
        [one] { $days } day left, until { $date }
       *[other] { $days } days left, until { $date }
    }
staff-last-day = Today, { $date }, is the last day
staff-overdue = Still open after its last day, { $date }
staff-closed-on = The last day was { $date }

## The response rate

staff-rate = Response rate
staff-rate-in-a-sentence = Responses sent out of all partners invited, including those who declined or could not be reached.
staff-rate-how = How it is counted (AAPOR RR1)
staff-rate-none = –
staff-responded-of-invited =
    { $invited ->
        [one] { $responded } of { $invited } partner has responded
       *[other] { $responded } of { $invited } partners have responded
    }
staff-nobody-responded =
    { $invited ->
        [one] The { $invited } partner invited has not responded yet
       *[other] None of the { $invited } partners invited has responded yet
    }
staff-nobody-invited = No partner has been invited yet

staff-compared-higher =
    { $points ->
        [one] { $points } percentage point higher than in { $wave } ({ $percent })
       *[other] { $points } percentage points higher than in { $wave } ({ $percent })
    }
staff-compared-lower =
    { $points ->
        [one] { $points } percentage point lower than in { $wave } ({ $percent })
       *[other] { $points } percentage points lower than in { $wave } ({ $percent })
    }
staff-compared-same = The same as in { $wave } ({ $percent })
staff-missing =
    { $count ->
        [one] { $count } more response would reach the rate of { $wave }.
       *[other] { $count } more responses would reach the rate of { $wave }.
    }

## All invitations

staff-figures = All invitations
staff-figure-invited = Invited
staff-figure-responded = Responded
staff-figure-opened = Opened the link, not sent yet
staff-figure-unopened = Not opened yet
staff-figure-declined = Declined
staff-figure-bounced = Could not be delivered

## Charts

staff-waves = Compared with earlier surveys
staff-this-survey = This survey
staff-column-wave = Survey
staff-column-region = Region
staff-column-language = Language
staff-column-responded = Responded
staff-column-invited = Invited
staff-column-rate = Rate
staff-by-region = By region
staff-by-language = By partner’s language
staff-legend-responded = Responded
staff-legend-invited = Invited
staff-legend-rate = Rate of { $wave }: { $percent }
staff-mark = { $wave }: { $percent }

staff-regions-below =
    { $below ->
        [one] { $below } of { $groups } regions is below the rate of { $wave }.
       *[other] { $below } of { $groups } regions are below the rate of { $wave }.
    }
staff-regions-all-below = All regions are below the rate of { $wave }.
staff-regions-reached = Every region has reached the rate of { $wave }.
staff-languages-below =
    { $below ->
        [one] In { $below } of { $groups } languages, the rate is below that of { $wave }.
       *[other] In { $below } of { $groups } languages, the rate is below that of { $wave }.
    }
staff-languages-all-below = In every language, the rate is below that of { $wave }.
staff-languages-reached = In every language, the rate of { $wave } has been reached.
staff-largest-gap =
    { $count ->
        [one] The largest gap is in { $name }: { $responded } of { $invited } have responded ({ $percent }), and { $count } more would close it.
       *[other] The largest gap is in { $name }: { $responded } of { $invited } have responded ({ $percent }), and { $count } more would close it.
    }
staff-largest-gaps =
    { $count ->
        [one] The largest gaps are in { $names }: each would be closed by { $count } more response.
       *[other] The largest gaps are in { $names }: each would be closed by { $count } more responses.
    }
staff-lowest = Lowest: { $name }, { $responded } of { $invited } ({ $percent }).
staff-lowest-several = Lowest: { $names } (each { $percent }).
staff-no-response = No response has arrived yet.
staff-all-equal = All have the same rate, { $percent }.
staff-one-group = All partners invited are in one group.

## How it is counted

staff-definition = How the response rate is counted
staff-definition-text = It is the number of responses sent, divided by the number of partners invited. Partners who declined and invitations that could not be delivered stay in the count, so nobody is dropped silently. Partly filled forms never leave the partner’s device and do not count.
staff-definition-source = This is Response Rate 1 (RR1), the strictest rate in the Standard Definitions of the American Association for Public Opinion Research (AAPOR). Since no partial responses are kept, Response Rate 2 (RR2), which counts them, is the same figure; everybody invited is eligible.
staff-definition-link = Standard Definitions on aapor.org

## While answers arrive

staff-live-updated = Updated at { $time }. The figures update by themselves.
staff-live-failed = No connection to the server. The figures are from { $time }; they will update when it is back.
staff-live-ended = You have been logged out. Load the page again to log in.

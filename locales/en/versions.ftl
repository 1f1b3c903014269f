# Versions of a question set: publishing a draft, the list, two versions side by side. And the life of a survey that runs on
# one: new, settings, opening, closing, correcting.

versions-tab = Versions
versions-version = Version { $version }
versions-lead = A published version never changes. A survey runs on one of them; a correction is a version of its own.
versions-published = Published on { $when } by { $who }.
versions-published-by-command = Published on { $when } from the command line.
versions-published-unknown = Published before dates were kept.
versions-surveys = Surveys that run on it:
versions-show-differences = Show the differences
versions-compare = Compare
versions-compare-from = Compare
versions-compare-to = with
versions-from-to = From version { $from } to version { $to }
versions-languages = Languages: { $languages }.
versions-download = Download this version (JSON)
versions-choices-of = Choices
versions-just-published = The version is published. No survey uses it by itself; what comes next:
versions-put-survey = Put the survey { $survey } on this version
versions-new-survey = Prepare a new survey on it

## Publishing

versions-publish = Check and publish
versions-becomes = This draft becomes version { $version }
versions-publish-lead = Below is everything that the draft changes. A survey that is open goes on with its own version until you put it on the new one.
versions-checks = Checks
versions-checks-passed = All is well: texts are there in every language, codes are unique, conditions refer to what comes before.
versions-checks-failed = Put these right in the draft first.
versions-unsound = The draft still has something to be put right
versions-step = Publish
versions-declare-lead = Answers are compared over the years by their codes. These came, went, or now stand for something else:
versions-declare-new-question = New question
versions-declare-new-item = New statement
versions-declare-new-choice = New choice
versions-declare-gone-question = Question that is gone
versions-declare-gone-item = Statement that is gone
versions-declare-gone-choice = Choice that is gone
versions-declare-kind = Same code, another kind of question
versions-declare-seen = Version { $version } had this code: if it is another question, give it another code.
versions-declare-same-words = It says the same as { $code }, which is gone. If it is the same question, give it its code back.
versions-declare = All of this is meant: what is new is new, and what is gone was dropped on purpose
versions-undeclared = Confirm that the codes that came and went are meant
versions-never-changes = Once published, the version never changes.
versions-publish-yes = Publish
versions-back-to-draft = Back to the draft
versions-overtaken = Somebody changed the draft, or published, after you opened this page. Nothing was published. This is how it is now: look at it again
versions-what-differs = What differs
versions-first = This is the first version: there is nothing to compare it with.
versions-nothing = Nothing differs.
versions-all-safe =
    { $count ->
        [one] { $count } difference, in words alone. Open surveys can take it up.
       *[other] { $count } differences, in words alone. Open surveys can take them up.
    }
versions-differences =
    { $count ->
        [one] { $count } difference.
       *[other] { $count } differences.
    }
versions-hard =
    { $count ->
        [one] { $count } would make answers incomparable, so that no open survey can take it up.
       *[other] { $count } would make answers incomparable, so that no open survey can take them up.
    }
versions-earlier = What can be compared with earlier surveys
versions-earlier-lead = Questions are matched by their codes. Their place in the questionnaire does not matter.
versions-earlier-version = Version { $version } ({ $surveys })
versions-matched = { $alike } of { $all } can be compared.
versions-unlike = What can’t be compared, and why
versions-match-new = It was not asked then.
versions-match-differs = { $what }: { $whose }

## Differences in words

versions-before = Before
versions-now = Now
versions-place-set = The question set as a whole
versions-place-section = Section:
versions-place-question = Question:
versions-place-list = Choice list
versions-list-used =
    { $count ->
        [one] { $count } question uses it.
       *[other] { $count } questions use it.
    }
versions-whose-item = Statement “{ $label }” ({ $code })
versions-whose-choice = Choice “{ $label }” ({ $code })
versions-added = New
versions-added-language = New language: { $language }
versions-removed = Gone
versions-removed-language = Language that is gone: { $language }
versions-moved = Moved to another place
versions-order = The languages stand in another order
versions-kind = Kind of question
versions-choices = Other choice list
versions-choices-renamed = Choice list with another name and the same choices
versions-text-in = { $field }, { $language }
versions-text-title = Title
versions-text-introduction = Introduction
versions-text-label = Wording
versions-text-hint = Hint
versions-text-required-message = Message for a missing answer
versions-text-constraint-message = Error message
versions-text-low = Low end of the scale
versions-text-high = High end of the scale
versions-rule-required = Must be answered
versions-rule-relevant = Asked only if
versions-rule-constraint = Accepted only if
versions-rule-min = Lowest value
versions-rule-max = Highest value
versions-rule-decimals = Decimals
versions-rule-max-length = Most characters
versions-rule-max-picks = Most choices
versions-rule-profile = Results are broken down by it
versions-rule-off-scale = Left out of percentages (off-scale)
versions-rule-exclusive = Can’t be combined with others
versions-rule-other = With a text: “other, please specify”
versions-yes = Yes
versions-no = No
versions-unset = Not set
versions-why-parts = Not for an open survey: some respondents were asked without it, others with it.
versions-why-language = Not for an open survey: those invited in this language would have no form.
versions-why-moved = Not for an open survey: what comes before a question or a choice bends its answers.
versions-why-asked = Not for an open survey: other respondents would be asked, or other answers accepted.
versions-why-profile = Not for an open survey: results broken down in two ways could tell too much together.
versions-why-marks = Not for an open survey: percentages would be of other respondents.
versions-why-scale = Not for an open survey: the same code would stand for other answers.

## The life of a survey

running-tab = Settings
running-new = New survey
running-new-lead = A survey is one wave: a published version of a question set, asked from a first to a last day. It is prepared first; nobody can answer before you open it.
running-no-versions = No question set is published yet. Publish one first, under Question sets.
running-code = Code
running-code-hint = It stands in links and can’t be changed: lower-case Latin letters, digits and hyphens, such as ims-2028.
running-on = Questionnaire
running-on-hint = The survey has the languages of its questionnaire.
running-version-of = { $title }, version { $version }
running-names = Name of the survey
running-names-hint = What partners and colleagues see. Where it is empty, the survey is called as its questionnaire.
running-who = Who may answer
running-invited = Invited partners, each by a personal link
running-everyone = Everyone who has the public link; there is no response rate then
running-opens-on = First day
running-closes-on = Last day
running-days-stay = The first day, the time zone and the number of devices stay, since the survey was opened; days of grace can only be added. The last day is moved with a reason, under “Change the last day”.
running-devices = Devices for one invitation
running-devices-hint = From 1 to 10. Each more lets colleagues take over, and is one more way to answer twice.
running-add = Prepare the survey
running-save = Save
running-leave = Leave it as it is
running-terms = Name, days, mail and threshold
running-state = State
running-state-draft = In preparation: nobody can answer yet.
running-state-open = Open: answers are taken.
running-state-closed = Closed: no new answers are taken.
running-suspended = It has been suspended since { $date }: nothing is taken, and nothing is refused.
running-is-suspended = The survey is suspended. Let it go on first.
running-suspend = Suspend the survey
running-suspend-still = At once no answer is taken and no reminder goes out. What waits on devices goes on waiting there; nothing is refused.
running-suspend-form = Partners who open the form read that it is suspended for a while. Whoever sends it without scripts gets it back as it was typed.
running-suspend-days = When it goes on, its last day moves by every day on which it stood still, and at least three days are left. As long as it stands still it does not end, and nothing is shown of its answers.
running-suspend-told = All admins are told by mail.
running-suspend-report = The report names the days.
running-suspend-reason-hint = It is kept in the survey’s history and stands in the mail to all admins. Partners do not see it.
running-go-on = Let the survey go on
running-go-on-until = Answers are taken again at once. Its last day is { $date }.
second-yes-title = Waiting for a second yes
second-yes-lead = What one person alone could do to learn who said what needs another admin. Whoever says yes has been an admin for seven days, and nobody else has changed their password, second factor or role in that time.
second-yes-nothing = Nothing waits.
second-yes-waits = Something waits for a second yes.
second-yes-asks = It waits for another admin’s yes. All admins are told by mail. If nobody answers, it takes effect 72 hours after they were told, and the report says that there was no second person.
second-yes-facts = What is to be seen before
second-yes-form = What partners will see:
second-yes-invited =
    { $count ->
        [one] { $count } partner is invited.
       *[other] { $count } partners are invited.
    }
second-yes-by-language = In { $language }: { $count }
second-yes-few-language = { $language } singles out { $count } of the invited, fewer than { $threshold }.
second-yes-few-condition = This condition singles out { $count } of the invited, fewer than { $threshold }: { $condition }
second-yes-asked = { $name } asked for it, { $when }.
second-yes-differs = What differs in this version
second-yes-due = If nobody answers, it takes effect on { $when }, without a second person.
second-yes-not-told = The mail to all admins is on its way. If nobody answers, it takes effect 72 hours after it was sent, without a second person.
second-yes-never-alone = It takes effect with a second yes alone.
second-yes-give = Say yes
second-yes-take-back = Take it back
second-yes-own = You asked for it yourself, so another admin says yes.
second-yes-no-admin = An admin says yes.
second-yes-new = You have not been an admin for seven days, so another admin says yes.
second-yes-touched = Somebody else changed your password, second factor or role within the last seven days, so another admin says yes.
second-yes-gone = This is decided already.
second-yes-changed = The survey was changed since this was asked for, so it has to be asked for again.
second-yes-not-now = This can’t be done any more.
second-yes-without = There was no second person.
second-yes-event-asked = A second yes was asked for.
second-yes-event-given = The second yes was given.
second-yes-event-taken-back = What had been asked for was taken back.
second-yes-event-lapsed = What had been asked for lapsed: the survey was changed, or it was too late.
running-open = Open the survey
running-open-again = Open it again
running-will = This will happen:
running-open-answers = Answers are taken at once, until { $date }.
running-open-invited = The personal links of invited partners work.
running-open-nobody = No partner is invited yet: invite them under Invitations.
running-open-everyone = Everyone who has the public link can answer.
running-open-rounds =
    { $count ->
        [0] No message is planned: plan the invitation under Reminders.
        [one] { $count } planned message goes out on its day.
       *[other] { $count } planned messages go out on their days.
    }
running-open-words = From then on the questionnaire changes in words alone, so that all answers can be counted together.
running-open-never = If it is opened as it is now, its results are never shown.
running-is-open = The survey is open already.
running-not-open = The survey is not open.
running-open-over = Its last day, { $date }, is over. Until its days of grace are over too, a new last day opens it again.
running-ended = This survey has ended and can’t be opened again: breakdowns of its results may have been seen, and a second breakdown with a few more answers could tell who said what. To ask again, make a new survey.
running-error-ended = This survey has ended: its days of grace and its time zone can’t be changed so that answers are taken again
running-questionnaire = Questionnaire
running-runs-on = { $title }, version { $version }
running-newer = Version { $version } is published.
running-correct-draft = While the survey is in preparation it can be put on any version.
running-correct-words = A correction is a new version that changes words alone: begin a draft, publish it, then put the survey on it.
running-correct = To the question set
running-begin-correction = Begin a correction
running-public-link = The public link stands under “Invitations”.
running-version = Change the version
running-version-put = Put the survey on version { $version }
running-version-words = Words alone differ. Partners see the new ones at once, and where the form lies on a device, with its next connection. Read them: no program can tell whether they still mean the same.
running-version-draft = The survey is in preparation, so it can be put on this version.
running-version-draft-words = Words alone differ.
running-version-refused =
    { $count ->
        [one] People have begun to answer, and { $count } difference would make their answers incomparable. The survey can’t be put on this version.
       *[other] People have begun to answer, and { $count } differences would make their answers incomparable. The survey can’t be put on this version.
    }
running-against = What stands against it
running-words-too = Differences that would be accepted
running-no-other = No other version is published.
running-error-code = Enter a code of lower-case Latin letters, digits and hyphens, a letter first
running-error-taken = There is a survey of this code already, or the code is reserved
running-error-version = Choose a published version
running-error-who = Choose who may answer
running-error-opens-on = Enter the first day as a date from 1900 to 2199
running-error-closes-on = Enter the last day as a date from 1900 to 2199
running-error-dates = The last day must not be before the first
running-error-started = The days of a survey that was opened can’t be changed here
running-error-devices = Enter a number of devices from 1 to 10
running-error-grace-shorter = Once a survey was opened, there can be more days of grace but not fewer
running-error-devices-stay = The number of devices stays once a survey was opened
running-error-zone-stays = The time zone stays once a survey was opened: another one would end it on another day
running-error-name = The name in { $language } is too long: at most { $most } characters
running-error-incomparable = The survey can’t be put on this version: answers would no longer be comparable
running-event-added = The survey was prepared.
running-event-version = The questionnaire was changed from version { $from } to version { $to }.

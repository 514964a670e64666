"""May a regulation be adopted, issued, repealed; is its review due; and is it cited after its repeal?

Depends on the ground only.
"""

from datetime import date, timedelta

from members.procedure.rulebook import ReminderParameters, YearParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn
from members.rules import occasions
from members.rules.occasions import years_after

SHORTEST = 5
"""A title must have so many characters before its mere occurrence counts as a citation."""


def adoption(*, decision_in_force: bool | None) -> Verdict:
    """A regulation is adopted by a decision of the group that is in force.

    decision_in_force: None when no decision is named.  Clause 4.3-7.
    """
    if decision_in_force is None:
        return refuse(
            "decision_required", gettext_noop("Name the decision by which it was adopted."), "4.3-7"
        )
    if not decision_in_force:
        return refuse("decision_not_in_force", gettext_noop("This decision is not in force."), "4.3-7")
    return allow()


def next_review(day: date, law: YearParameters) -> date:
    """Return the day of the next review when nobody sets another.  Clause 4.3-7."""
    return years_after(day, law.regulation_review_years)


def review_day(*, issued_on: date | None, review_on: date | None) -> Verdict:
    """A review lies after the day from which it is counted.

    Clause 4.3-7.
    """
    if issued_on is None or review_on is None:
        return refuse("day_required", gettext_noop("Give the day of issue and of the next review."), "4.3-7")
    if review_on <= issued_on:
        return refuse("review_too_early", gettext_noop("The review lies after the issue."), "4.3-7")
    return allow()


def review_due(review_on: date | None, today: date, law: ReminderParameters) -> Verdict:
    """Say whether the review of a regulation in force is due, or soon will be.

    Clause 4.3-7.
    """
    if review_on is None:
        return allow()
    left = (review_on - today).days
    if left < 0:
        return warn(
            "review_overdue", gettext_noop("Its review was due %(days)s days ago."), "4.3-7", days=-left
        )
    if left <= law.regulation_days_before:
        return warn("review_soon", gettext_noop("Its review is due in %(days)s days."), "4.3-7", days=left)
    return allow(days=left)


def repeal(*, reason: str, replaced_by_itself: bool, replacement_in_force: bool | None) -> Verdict:
    """A regulation is repealed with a reason; what replaces it is in force and another one.

    replacement_in_force: None when nothing replaces it.  Clause 4.3-7.
    """
    if not reason.strip():
        return refuse("reason_required", gettext_noop("Give the reason."), "4.3-7")
    if replaced_by_itself:
        return refuse("replaced_by_itself", gettext_noop("A regulation does not replace itself."), "4.3-7")
    if replacement_in_force is False:
        return refuse(
            "replacement_not_in_force", gettext_noop("What replaces it has not been issued."), "4.3-7"
        )
    return allow()


def cites(text: str, title: str, number: str) -> bool:
    """Say whether a text names a regulation, by its number or its title.

    Clause 4.3-7.
    """
    if number.strip() and number.strip() in text:
        return True
    name = title.strip().strip("《》")
    return len(name) >= SHORTEST and name in text


def regulation_review(day: date, review_on: date, law: ReminderParameters) -> date | None:
    """A regulation in force is looked at again: told ahead, and on the day.  Clause 4.3-7."""
    return occasions.latest(day, [review_on - timedelta(days=law.regulation_days_before), review_on])

"""Is a measure complete: with owner, day and standard, and closed with evidence?

Depends on the ground only.
"""

from collections.abc import Collection, Mapping
from datetime import date

from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn


def measure(*, text: str, has_owner: bool, due_on: date | None) -> Verdict:
    """A measure says what is done, by whom, by when.  Clause 7.4-a."""
    if not text.strip():
        return refuse("measure_empty", gettext_noop("Say what will be done."), "7.4-a")
    if not has_owner:
        return refuse("owner_missing", gettext_noop("Name who is responsible for the measure."), "7.4-a")
    if due_on is None:
        return refuse("due_missing", gettext_noop("A measure has a day by which it is done."), "7.4-a")
    return allow()


def of_one_list(problem_of: int | None, measure_of: int | None) -> Verdict:
    """A measure stands on the list of the problem it is for: the body's, or one member's.  Clause 7.4-a."""
    if problem_of != measure_of:
        return refuse(
            "other_list",
            gettext_noop("The problem stands on another list than the measure."),
            "7.4-a",
        )
    return allow()


def done(*, evidence: str, files: int) -> Verdict:
    """What is said to be done is shown.  Clause 7.4-b."""
    if not evidence.strip() and not files:
        return refuse(
            "evidence_missing", gettext_noop("Say, or attach, what shows that the measure is done."), "7.4-b"
        )
    return allow()


def confirmed(*, same_person: bool) -> Verdict:
    """Nobody confirms what he answers for himself.  Clause 7.4-b."""
    if same_person:
        return refuse(
            "own_measure",
            gettext_noop(
                "Nobody confirms a measure of his own; the secretary's are confirmed by the deputy."
            ),
            "7.4-b",
        )
    return allow()


def reason(text: str) -> Verdict:
    """Who opens a measure again says why.  Clause 7.4-b."""
    if not text.strip():
        return refuse("reason_required", gettext_noop("Give the reason."), "7.4-b")
    return allow()


def every_problem(problems: Mapping[int, str], with_measure: Collection[int]) -> Verdict:
    """Every problem found has at least one measure.  Clause 7.4-a."""
    bare = [text for key, text in problems.items() if key not in with_measure]
    if bare:
        return warn(
            "problem_without_measure",
            gettext_noop("%(count)s problems have no measure yet."),
            "7.4-a",
            count=len(bare),
        )
    return allow()


def is_overdue(due_on: date | None, today: date, *, confirmed: bool) -> bool:
    """Say whether a measure's day has passed without its being confirmed.  Clause 7.4-b."""
    return due_on is not None and due_on < today and not confirmed

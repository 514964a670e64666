"""May a meeting be closed, its record signed, its file sealed?  And what must an outcome say?

Depends on the ground only.
"""

from collections.abc import Sequence

from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn


def nothing_pending(*, pending: int, voting: int) -> Verdict:
    """A meeting closes when each item has its outcome.

    Clause 6.5-f.
    """
    if voting:
        return refuse("vote_pending", gettext_noop("A vote on the item is still open."), "6.5-f")
    if pending:
        return refuse(
            "items_pending",
            gettext_noop("%(pending)s items have no outcome yet: vote, conclude, postpone or withdraw them."),
            "6.5-f",
            pending=pending,
        )
    return allow()


def reason_given(reason: str, *, clause: str = "6.5-k") -> Verdict:
    """An item that is not decided says why.

    Clause 6.5-k.
    """
    if not reason.strip():
        return refuse("reason_required", gettext_noop("Give the reason."), clause)
    return allow()


def reply_named(paper: str) -> Verdict:
    """A decision that waits for the superior is settled by the reply on paper.

    Clause 4.2-a1.
    """
    if not paper.strip():
        return refuse("paper_required", gettext_noop("Name the reply of the superior."), "4.2-a1")
    return allow()


def conclusion(kind: str, text: str, measures: Sequence[str], no_measures_reason: str) -> Verdict:
    """Study, transmission and briefing end in a text; transmission also in measures, or why there are none.

    Clauses 6.1-a, 6.1-b, 6.1-f.
    """
    if not text.strip():
        return refuse("reason_required", gettext_noop("Write down what the item came to."), "6.5-k")
    if kind == "transmission" and not any(m.strip() for m in measures) and not no_measures_reason.strip():
        return refuse(
            "reason_required",
            gettext_noop("Name the measures that carry this out, or say why none are needed."),
            "6.1-b",
        )
    return allow()


def ready_for_archive(*, record_signed: bool, minutes_issued: bool) -> Verdict:
    """A meeting is sealed when its record is signed and its minutes are issued.

    Clauses 6.5-k, 6.5-l, 6.5-m.
    """
    if not record_signed:
        return refuse(
            "record_unsigned", gettext_noop("Recorder and chair have not both signed the record."), "6.5-k"
        )
    if not minutes_issued:
        return refuse("minutes_missing", gettext_noop("The minutes have not been issued."), "6.5-l")
    return allow()


def close_task(*, evidence: str, responsible_agrees: bool, main_agrees: bool) -> Verdict:
    """A task is closed with evidence, when the responsible leader and the main leader agree.

    Clause 6.5-i.
    """
    if not evidence.strip():
        return refuse("evidence_required", gettext_noop("Say what shows that the task is done."), "6.5-i")
    if not (responsible_agrees and main_agrees):
        return refuse(
            "two_leaders_required",
            gettext_noop("A task is closed when the responsible leader and the main leader both agree."),
            "6.5-i",
        )
    return allow()


def reconsiders(*, is_new_item: bool) -> Verdict:
    """A decision is changed only through a new item.

    Clause 6.5-g.
    """
    if not is_new_item:
        return refuse(
            "new_item_required", gettext_noop("A decision is changed only through a new item."), "6.5-g"
        )
    return warn("reconsideration", gettext_noop("This item reconsiders an earlier decision."), "6.5-g")

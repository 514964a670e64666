"""Is the record whole, of one meeting, signed; are the minutes issued, and do they say the same?

CHK-11, CHK-12, CHK-15, CHK-16, CHK-17.  Depends on the ground and the rules of meetings.
"""

from collections.abc import Iterator

from meetings.rules import closing, reminding
from members.procedure.verdict import Verdict, gettext_noop, refuse, warn
from members.rules.deadlines import is_late
from reports.checks.rules.check import BOTH, HARD, Check, Raised
from reports.checks.rules.sitting import Held, Printed, Sitting, Span, telling

# -- what the record must say ------------------------------------------------------------------------

_EMPTY = {
    "matter": gettext_noop("The record names no matter that was dealt with."),
    "title": gettext_noop("A matter on the record has no title."),
    "time": gettext_noop("The record does not say when the meeting began and ended."),
    "place": gettext_noop("The record does not say where the meeting was held."),
    "chair": gettext_noop("The record does not say who presided."),
    "recorder": gettext_noop("The record does not say who kept it."),
    "present": gettext_noop("The record does not say who was present."),
}


def _empty(sitting: Sitting) -> list[str]:
    lacking = {
        "matter": not sitting.items and sitting.kind != "democratic_life",
        "title": any(not item.title.strip() for item in sitting.items),
        "time": sitting.closed_at is None or sitting.closed_at < sitting.opened_at,
        "place": not sitting.place.strip(),
        "chair": sitting.chair is None,
        "recorder": sitting.recorder is None,
        "present": not any(stay.confirmed is not None for stay in sitting.stays),
    }
    return [part for part, is_lacking in lacking.items() if is_lacking]


def fields(held: Held) -> Iterator[Raised]:
    """CHK-11: the record lacks matter, time, place, chair, recorder or those present."""
    for sitting in held.sittings:
        for part in _empty(sitting) if sitting.over else ():
            yield sitting.finding(refuse("record_incomplete", _EMPTY[part], "6.5-k"), part)


# -- one record, one meeting -------------------------------------------------------------------------


def _at_once(spans: tuple[Span, ...], others: tuple[Span, ...]) -> bool:
    return any(since < other[1] and other[0] < until for since, until in spans for other in others)


def one_meeting(held: Held) -> Iterator[Raised]:
    """CHK-12: one record serves two meetings, or two bodies."""
    for sitting in held.sittings:
        if sitting.strangers:
            verdict = refuse(
                "record_of_two_bodies",
                gettext_noop("%(strangers)s persons on the record belong to another body."),
                "6.5-k",
                strangers=sitting.strangers,
            )
            yield sitting.finding(verdict, "two_bodies")
        others = sum(
            1
            for other in held.sittings
            if other.key != sitting.key and _at_once(sitting.sessions, other.sessions)
        )
        if others:
            verdict = refuse(
                "record_of_two_meetings",
                gettext_noop("By the record the body sat in %(at_once)s other meetings at the same time."),
                "6.5-k",
                at_once=others,
            )
            yield sitting.finding(verdict, "two_meetings")
        spans = tuple(span for who, span in held.elsewhere if who == sitting.recorder)
        if _at_once(sitting.sessions, spans):
            verdict = refuse(
                "recorder_elsewhere",
                gettext_noop("The recorder kept the record of another body's meeting at the same time."),
                "6.5-k",
            )
            yield sitting.finding(verdict, "recorder")


# -- minutes -----------------------------------------------------------------------------------------


def minutes_issued(held: Held) -> Iterator[Raised]:
    """CHK-15: the time for the minutes is over, and they were not issued."""
    for sitting in held.sittings:
        if sitting.closed_on is None or sitting.minutes_issued_on is not None:
            continue
        if sitting.kind == "democratic_life" and not sitting.decisions:
            # It has its record and its report to the superior (7.4-a).
            continue
        due = reminding.minutes_due(sitting.closed_on, sitting.law)
        if not is_late(due, held.today):
            continue
        verdict: Verdict = closing.ready_for_archive(record_signed=True, minutes_issued=False)
        if not sitting.decisions:
            # What the law wants told are decisions; minutes of a meeting without any are custom.
            verdict = warn(verdict.code, verdict.reason, verdict.clause)
        yield sitting.finding(
            telling(
                verdict,
                due_on=due.isoformat(),
                days_late=(held.today - due).days,
                decisions=sitting.decisions,
            )
        )


def _same(record: str, other: str) -> bool:
    return "".join(record.split()) == "".join(other.split())


def _differences(printed: Printed) -> Iterator[tuple[str, Verdict]]:
    for order in sorted({*printed.said, *printed.given}):
        if order not in printed.said or order not in printed.given:
            yield (
                f"{order}",
                refuse(
                    "minutes_other_items",
                    gettext_noop("Item %(item_number)s stands in only one of the two, minutes or record."),
                    "6.5-l",
                    item_number=order,
                ),
            )
        elif not _same(printed.said[order], printed.given[order]):
            yield (
                f"{order}",
                refuse(
                    "minutes_differ",
                    gettext_noop("On item %(item_number)s the minutes say another decision than the record."),
                    "6.5-l",
                    item_number=order,
                ),
            )
    if printed.counts:
        yield (
            "vote",
            refuse(
                "minutes_count_differs",
                gettext_noop(
                    "On item %(item_number)s the minutes give other figures of the vote than the record."
                ),
                "6.5-l",
                item_number="、".join(map(str, printed.counts)),
            ),
        )


def minutes_agree(held: Held) -> Iterator[Raised]:
    """CHK-16: minutes that were signed say something else than the record and the votes."""
    for sitting in held.sittings:
        if sitting.printed is not None:
            yield from (sitting.finding(verdict, part) for part, verdict in _differences(sitting.printed))


# -- signatures --------------------------------------------------------------------------------------


def _signed(sitting: Sitting, today_is_late: bool) -> Iterator[tuple[str, Verdict]]:
    for part, signed in (("recorder", sitting.signatures.recorder), ("chair", sitting.signatures.chair)):
        if signed is False:
            yield (
                part,
                refuse(
                    "wrong_signer",
                    gettext_noop("The record is signed by its recorder and by who presided."),
                    "6.5-k",
                ),
            )
    missing = None in (sitting.signatures.recorder, sitting.signatures.chair)
    if missing and today_is_late:
        yield "unsigned", closing.ready_for_archive(record_signed=False, minutes_issued=True)


def signatures(held: Held) -> Iterator[Raised]:
    """CHK-17: recorder or chair has not signed the record in time, or somebody else has."""
    for sitting in held.sittings:
        if sitting.closed_on is None:
            continue
        due = reminding.record_due(sitting.closed_on, sitting.law)
        for part, verdict in _signed(sitting, is_late(due, held.today)):
            yield sitting.finding(verdict, part)


CHECKS: tuple[Check[Held], ...] = (
    Check(
        "CHK-11",
        gettext_noop("The record lacks matter, time, chair or those present"),
        "6.5-k",
        fields,
        gettext_noop(
            "Fill in what is missing while the meeting is not archived; afterwards add a dated correction and explain."
        ),
        answers="recorder",
        facts=Held,
        weights=HARD,
    ),
    Check(
        "CHK-12",
        gettext_noop("One record for two meetings or two bodies"),
        "6.5-k",
        one_meeting,
        gettext_noop(
            "Keep a record of its own for each meeting of each body. Say which of the two this record belongs to."
        ),
        answers="recorder",
        facts=Held,
        weights=HARD,
    ),
    Check(
        "CHK-15",
        gettext_noop("A record, but no minutes"),
        "6.5-l",
        minutes_issued,
        gettext_noop("Draft the minutes from the record, have them signed, and issue them."),
        facts=Held,
        weights=BOTH,
    ),
    Check(
        "CHK-16",
        gettext_noop("Minutes, record and votes do not agree"),
        "6.5-l",
        minutes_agree,
        gettext_noop(
            "Send signed minutes back and take the decision over as it stands in the record; for issued ones issue a "
            "correction and explain here."
        ),
        facts=Held,
        weights=HARD,
    ),
    Check(
        "CHK-17",
        gettext_noop("The record is not signed"),
        "6.5-k",
        signatures,
        gettext_noop("Recorder and chair read the record and sign it."),
        answers="recorder",
        facts=Held,
        weights=HARD,
    ),
)

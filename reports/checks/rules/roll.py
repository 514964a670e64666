"""Were enough members in the room, did those concerned leave it, and is it known of everybody where he was?

CHK-05, CHK-06, CHK-18, CHK-19.  Depends on the ground and the rules of meetings.
"""

from collections.abc import Iterator

from meetings.rules import quorum
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse, warn
from reports.checks.rules.check import BOTH, HARD, WARN, Check, Raised
from reports.checks.rules.sitting import Held, Item, Sitting, Withdrawal, telling

# -- recusal -----------------------------------------------------------------------------------------


def _was_there(sitting: Sitting, item: Item, seat: int) -> bool:
    """Say whether a seat was in the room at some moment of the item."""
    if item.started_at is None:
        return False
    until = item.settled_at or sitting.closed_at or item.started_at
    return any(
        stay.seat == seat
        and stay.confirmed is not None
        and stay.since <= until
        and (stay.until is None or stay.until > item.started_at)
        for stay in sitting.stays
    )


def _voted(item: Item, seat: int) -> bool:
    return any(seat in vote.electors or any(cast.seat == seat for cast in vote.casts) for vote in item.votes)


def _took_part(sitting: Sitting, item: Item, recusal: Withdrawal) -> str:
    """Return how somebody recused took part all the same: "voted", "spoke", "stayed", or ""."""
    if _voted(item, recusal.seat):
        return "voted"
    left = recusal.left_at
    if left is not None:
        until = recusal.returned_at or item.settled_at
        spoke = any(
            word.seat == recusal.seat and word.at > left and (until is None or word.at < until)
            for word in item.words
        )
        return "spoke" if spoke else ""
    return "stayed" if _was_there(sitting, item, recusal.seat) else ""


_PART_TAKEN = {
    "voted": gettext_noop("%(member)s was recused from the item, and voted on it."),
    "spoke": gettext_noop("%(member)s was recused from the item, and spoke on it."),
    "stayed": gettext_noop("%(member)s was recused from the item; that the room was left is not on record."),
}


def recusals(held: Held) -> Iterator[Raised]:
    """CHK-05: somebody was concerned by an item, and was there or voted."""
    for sitting, item in held.items():
        if item.is_defective and not item.is_revoted:
            verdict = refuse(
                "recusal_defect",
                gettext_noop("A recusal was found wanting afterwards; the item has not been voted on anew."),
                "6.4-e",
            )
            yield sitting.raised(item, verdict, "recusal_defect")
        if not item.is_decided_by_vote:
            continue
        for recusal in (row for row in item.recusals if row.state == "stands"):
            how = _took_part(sitting, item, recusal)
            if how:
                told = refuse(f"recused_{how}", _PART_TAKEN[how], "6.4-e")
                name = sitting.person(recusal.seat)
                yield sitting.raised(item, telling(told, member=name), name)
        yield from _not_settled(sitting, item)


def _not_settled(sitting: Sitting, item: Item) -> Iterator[Raised]:
    settled = {recusal.seat for recusal in item.recusals if recusal.state != "proposed"}
    for seat, close in sorted(item.touched.items()):
        if seat in settled or not (_voted(item, seat) or _was_there(sitting, item, seat)):
            continue
        say = refuse if close else warn
        verdict = say(
            "recusal_not_settled",
            gettext_noop(
                "It was left open whether %(member)s should have withdrawn from the item: no recusal was declared, "
                "and none dismissed with a reason."
            ),
            "6.4-e",
            member=sitting.person(seat),
        )
        yield sitting.raised(item, verdict, sitting.person(seat))


# -- quorum ------------------------------------------------------------------------------------------


def attendance(held: Held) -> Iterator[Raised]:
    """CHK-06: too few were in the room, for the meeting or for an item, personnel above all."""
    for sitting in held.sittings:
        verdict = quorum.opening(sitting.roll(sitting.opened_at), sitting.law)
        if not verdict:
            yield sitting.finding(verdict, "opening_quorum")
        for item in sitting.items:
            verdict = _of_item(sitting, item)
            if not verdict:
                yield sitting.raised(item, verdict)


def _of_item(sitting: Sitting, item: Item) -> Verdict:
    if not item.is_decided_by_vote or item.started_at is None:
        return allow()
    moments = [item.started_at, *(vote.opened_at for vote in item.votes)]
    return first_refusal(
        *(quorum.of_item(sitting.room(item, moment), item.kinds, sitting.law) for moment in moments)
    )


# -- where everybody was -----------------------------------------------------------------------------


def _absence(state: str | None, *, signed_in: bool) -> Verdict:
    """Ask what is known of a member who is not on the roll.  Clause 6.4-c."""
    if signed_in:
        return warn(
            "sign_in_unconfirmed",
            gettext_noop("%(member)s signed in, and nobody has confirmed it."),
            "6.4-a",
        )
    if state == "approved":
        return allow()
    if state == "late":
        return warn(
            "leave_late",
            gettext_noop("Leave of %(member)s was entered after the meeting had begun."),
            "6.4-c",
        )
    if state == "requested":
        return warn(
            "leave_undecided",
            gettext_noop("%(member)s asked for leave and was absent; nobody decided on it."),
            "6.4-c",
        )
    return refuse(
        "absent_without_leave",
        gettext_noop("%(member)s was neither present nor on leave, and no reason is on record."),
        "6.4-c",
    )


def whereabouts(held: Held) -> Iterator[Raised]:
    """CHK-19: of somebody who should have attended it is not on record where he was, or why."""
    for sitting in held.sittings:
        if not sitting.over:
            continue
        came = {stay.seat for stay in sitting.stays if stay.confirmed is not None}
        for seat in sitting.entitled:
            if seat in came or seat in sitting.barred:
                continue
            verdict = _absence(sitting.leave.get(seat), signed_in=seat in sitting.unconfirmed)
            if not verdict or verdict.warned:
                told = telling(verdict, member=sitting.person(seat))
                yield sitting.finding(told, sitting.person(seat))


def supervision(held: Held) -> Iterator[Raised]:
    """CHK-18: the supervision unit attended, and nothing says what its opinion was."""
    for sitting in held.sittings:
        if sitting.over and sitting.supervised and not sitting.heard:
            verdict = warn(
                "supervision_unheard",
                gettext_noop("The supervision unit attended, and no opinion of it is on record."),
                "4.3-6",
            )
            yield sitting.finding(verdict)


CHECKS: tuple[Check[Held], ...] = (
    Check(
        "CHK-05",
        gettext_noop("Recusal is not carried out"),
        "6.4-e",
        recusals,
        gettext_noop(
            "If somebody concerned took part, flag the recusal as wanting and vote on the matter anew at the next "
            "meeting. If not, explain it."
        ),
        answers="recorder",
        facts=Held,
        weights=BOTH,
    ),
    Check(
        "CHK-06",
        gettext_noop("Too few were present, as for appointments and removals"),
        "6.4-b",
        attendance,
        gettext_noop(
            "What was decided without the quorum is put before a meeting that has it. If the roll is incomplete, "
            "add a dated correction to the record."
        ),
        answers="recorder",
        facts=Held,
        weights=HARD,
    ),
    Check(
        "CHK-18",
        gettext_noop("Opinions of the supervision unit are not truly recorded"),
        "4.3-6",
        supervision,
        gettext_noop(
            "Add a dated correction to the record that names the observer and what was said, or that there was no "
            "other opinion; next time enter it at the item."
        ),
        answers="recorder",
        facts=Held,
        weights=WARN,
    ),
    Check(
        "CHK-19",
        gettext_noop("Leave and absence are not fully recorded"),
        "6.4-c",
        whereabouts,
        gettext_noop(
            "Confirm the sign-in, or enter the leave with its reason as late. What cannot be entered any more is "
            "explained here."
        ),
        answers="recorder",
        facts=Held,
        weights=BOTH,
    ),
)

"""May this person vote now?

Depends on the ground and the rules of meetings.
"""

from collections.abc import Collection

from meetings.rules.discussion import participant
from meetings.rules.roll import Room
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse


def may_cast(seat: int | None, room: Room, electorate: Collection[int], voted: Collection[int]) -> Verdict:
    """Who was in the room when the vote was opened, and still is, votes once and in person.

    electorate: seats frozen at opening; voted: seats that have voted.
    Clauses 6.4-e, 6.5-b, 6.5-d.
    """
    verdict = participant(seat, room, clause="6.5-d")
    if not verdict:
        return verdict
    if seat not in electorate:
        return refuse(
            "not_present", gettext_noop("This member was not in the room when the vote was opened."), "6.5-d"
        )
    if seat in voted:
        return refuse("already_voted", gettext_noop("This member has voted."), "6.5-b")
    return allow()


def in_person(*, caster_is_voter: bool, entered_by_recorder: bool, secret: bool) -> Verdict:
    """Nobody votes for another; in open methods the recorder enters what was said aloud.

    Clause 6.5-d.
    """
    if caster_is_voter or (entered_by_recorder and not secret):
        return allow()
    return refuse("proxy_not_allowed", gettext_noop("Nobody votes for another member."), "6.5-d")

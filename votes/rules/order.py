"""Is it this member's turn?  Whoever presides takes a stance last.

Depends on the ground only.
"""

from collections.abc import Collection

from members.procedure.verdict import Verdict, allow, gettext_noop, refuse


def chair_last(seat: int, chair: int | None, electorate: Collection[int], voted: Collection[int]) -> Verdict:
    """Whoever presides over the item votes after all others in the room.

    Clause 6.5-e.
    """
    waiting = [other for other in electorate if other != chair and other not in voted]
    if seat == chair and waiting:
        return refuse(
            "chair_votes_last",
            gettext_noop("The chair votes last; %(waiting)s members have not voted yet."),
            "6.5-e",
            waiting=len(waiting),
        )
    return allow()

"""Are enough members here to open, and enough in the room for this item?

Depends on the ground only.  Integers, never floats.
"""

from collections.abc import Iterable

from meetings.rules.kinds import WITHOUT_VOTE, needs_two_thirds, quorum_share
from meetings.rules.roll import Roll, Room
from members.procedure.rulebook import MeetingParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse, warn


def opening(roll: Roll, law: MeetingParameters) -> Verdict:
    """A meeting is opened when half of those who should attend, or more, have come.

    Clause 6.4-a.
    """
    present, base = len(roll.present), roll.base
    needed = law.quorum_ordinary.needed(base)
    if base == 0 or not law.quorum_ordinary.met_by(present, base):
        return refuse(
            "quorum_not_met",
            gettext_noop("%(present)s of %(base)s members are here; at least %(needed)s are needed to open."),
            "6.4-a",
            present=present,
            base=base,
            needed=needed,
        )
    return allow(present=present, base=base, needed=needed)


def undecidable(room: Room, kinds: Iterable[str], law: MeetingParameters) -> bool:
    """Say whether so many are recused that no attendance at all could carry the item.

    Clauses 6.4-b, 6.4-e, 6.5-c.
    """
    kinds = tuple(kinds)
    could_vote = room.base - room.recused_count
    could_attend = room.base if law.recusal_counts_as_present else could_vote
    too_few_votes = could_vote < law.pass_rule.needed(room.denominator(law))
    too_few_people = needs_two_thirds(kinds, law) and not law.quorum_personnel.met_by(could_attend, room.base)
    return too_few_votes or too_few_people


def of_item(room: Room, kinds: Iterable[str], law: MeetingParameters) -> Verdict:
    """An item is taken up when its quorum is in the room; a warning tells when a vote could not carry it.

    Figures: in_room, recused, base, denominator, needed (attendance), possible, and `carries`, the least
    number of approvals.  Clauses 6.4-a, 6.4-b, 6.4-e, 6.5-c.
    """
    kinds = tuple(kinds)
    share = quorum_share(kinds, law)
    two_thirds = needs_two_thirds(kinds, law)
    denominator = room.denominator(law)
    carries = law.pass_rule.needed(denominator)
    figures = {
        "in_room": len(room.voters),
        "recused": room.recused_count,
        "base": room.base,
        "denominator": denominator,
        "needed": share.needed(room.base),
        "carries": carries,
        "possible": len(room.voters) >= carries,
    }
    if undecidable(room, kinds, law):
        return refuse(
            "item_undecidable",
            gettext_noop(
                "%(recused)s of %(base)s members are recused: no attendance could carry this item. "
                "Postpone it or refer it to the superior."
            ),
            "6.4-e",
            **figures,
        )
    checked = two_thirds or law.ordinary_quorum_rechecked_per_item
    if checked and not share.met_by(room.attending(law), room.base):
        return refuse(
            "quorum_not_met",
            gettext_noop(
                "%(in_room)s of %(base)s members are in the room; this item needs at least %(needed)s."
            ),
            "6.4-b" if two_thirds else "6.4-a",
            **figures,
        )
    if not figures["possible"] and not WITHOUT_VOTE.issuperset(kinds):
        return warn(
            "cannot_pass",
            gettext_noop(
                "%(in_room)s members are in the room and %(carries)s approvals are needed: "
                "this item cannot be carried today."
            ),
            "6.5-c",
            **figures,
        )
    return allow(**figures)

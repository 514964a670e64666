"""Who should attend, who is here, and who is in the room for an item?

Depends on the ground only.  Members are known by their seats' ids, in protocol order.
"""

from dataclasses import dataclass

from members.procedure.rulebook import MeetingParameters


@dataclass(frozen=True, slots=True)
class Roll:
    """The meeting at one moment.

    entitled: seats of those who should attend (the base N); leave does not shorten it
    present: those signed in and not left, in protocol order; observers never count
    suspended: those who may neither sign in nor vote; the excluded among them are not entitled either
    chair: the seat that presides, if it is settled
    """

    entitled: tuple[int, ...]
    present: tuple[int, ...] = ()
    suspended: frozenset[int] = frozenset()
    chair: int | None = None

    @property
    def base(self) -> int:
        """Return N, the number of those who should attend.  Clause 6.4-a."""
        return len(self.entitled)


@dataclass(frozen=True, slots=True)
class Room:
    """The room during one item: the roll, and those who withdrew from it."""

    roll: Roll
    recused: frozenset[int] = frozenset()

    @property
    def base(self) -> int:
        """Return N; a recusal does not change the base of a quorum."""
        return self.roll.base

    @property
    def voters(self) -> tuple[int, ...]:
        """Return those in the room who take part in the item.  Clause 6.4-e."""
        return tuple(seat for seat in self.roll.present if seat not in self.recused)

    @property
    def recused_count(self) -> int:
        """Return how many of those who should attend are recused, whether they came or not."""
        return sum(1 for seat in self.roll.entitled if seat in self.recused)

    def attending(self, law: MeetingParameters) -> int:
        """Return the attendance that counts for the item's quorum.  Clauses 6.4-b, 6.4-e."""
        return len(self.roll.present) if law.recusal_counts_as_present else len(self.voters)

    def denominator(self, law: MeetingParameters) -> int:
        """Return the base of the vote: those who should attend, recused ones included by default.

        Clauses 6.4-e, 6.5-c.
        """
        return self.base if law.recusal_in_denominator else self.base - self.recused_count

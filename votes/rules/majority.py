"""Has the item been carried?  More than half of all who should attend.

Depends on the ground only.  Integers, never floats.
"""

from dataclasses import dataclass

from members.procedure.rulebook import MeetingParameters
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse


@dataclass(frozen=True, slots=True)
class Tally:
    """The stances taken, by number.  `invalid` and `not_returned` come from paper only."""

    approve: int = 0
    oppose: int = 0
    abstain: int = 0
    defer: int = 0
    not_voted: int = 0
    invalid: int = 0
    not_returned: int = 0

    @property
    def total(self) -> int:
        """Return how many people the tally accounts for."""
        return (
            self.approve
            + self.oppose
            + self.abstain
            + self.defer
            + self.not_voted
            + self.invalid
            + self.not_returned
        )


@dataclass(frozen=True, slots=True)
class Outcome:
    """A counted vote, with everything that makes it checkable.

    result: passed | not_passed | deferred | void; missing: approvals short of the majority (0 when passed);
    margin: approvals beyond it; close_call: the two sides were nearly equal; formula: in words, Chinese
    """

    result: str
    tally: Tally
    base: int
    denominator: int
    needed: int
    in_room: int
    present: int
    recused: int
    missing: int
    margin: int
    close_call: bool
    formula: str


def accounts_for(tally: Tally, in_room: int) -> Verdict:
    """A tally accounts for everybody in the room.

    Clause 6.5-b.
    """
    if (
        tally.total != in_room
        or min(
            tally.approve,
            tally.oppose,
            tally.abstain,
            tally.defer,
            tally.not_voted,
            tally.invalid,
            tally.not_returned,
        )
        < 0
    ):
        return refuse(
            "tally_mismatch",
            gettext_noop("The figures account for %(total)s, but %(in_room)s members are in the room."),
            "6.5-b",
            total=tally.total,
            in_room=in_room,
        )
    return allow()


def decide(
    tally: Tally,
    *,
    base: int,
    denominator: int,
    present: int,
    recused: int,
    in_room: int,
    law: MeetingParameters,
) -> Outcome:
    """Carried is what more than half of all who should attend approve; exactly half is not enough.

    An abstention, a deferral, an absence and a written opinion all have the effect of "not yes".
    base: N; denominator: base of the vote; in_room: those who could vote.  Clauses 5.2-b, 6.5-c, 6.5-d.
    """
    passed = law.pass_rule.met_by(tally.approve, denominator)
    needed = law.pass_rule.needed(denominator)
    result = "passed" if passed else "deferred" if tally.defer else "not_passed"
    return Outcome(
        result=result,
        tally=tally,
        base=base,
        denominator=denominator,
        needed=needed,
        in_room=in_room,
        present=present,
        recused=recused,
        missing=max(0, needed - tally.approve),
        margin=max(0, tally.approve - needed),
        close_call=abs(tally.approve - tally.oppose) <= law.close_margin,
        formula=formula(tally, base, denominator, present, recused, passed=passed),
    )


def formula(tally: Tally, base: int, denominator: int, present: int, recused: int, *, passed: bool) -> str:
    """Write the count out in words, as it stands in the record (Chinese).  Clause 6.5-c."""
    parts = [
        f"应到{base}",
        f"实到{present}",
        f"回避{recused}",
        f"赞成{tally.approve}",
        f"反对{tally.oppose}",
        f"弃权{tally.abstain}",
    ]
    for word, count in (
        ("缓议", tally.defer),
        ("未表态", tally.not_voted),
        ("无效票", tally.invalid),
        ("未收回", tally.not_returned),
    ):
        if count:
            parts.append(f"{word}{count}")
    twice = 2 * tally.approve
    sign = ">" if twice > denominator else "=" if twice == denominator else "<"
    shown = f"{denominator}" if denominator == base else f"（{base}−{recused}）"
    return f"{' '.join(parts)}；{tally.approve}×2{sign}{shown} {'通过' if passed else '未通过'}"

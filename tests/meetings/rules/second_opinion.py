"""A second reading of the law, written apart from the first and in another way: with fractions and plain loops.

It shares no line with the rules; both are compared over every case of a small body.
"""

from fractions import Fraction


def opens(entitled: int, present: int) -> bool:
    """半数以上党组成员到会方可召开: the half itself is enough."""
    return entitled > 0 and Fraction(present, entitled) >= Fraction(1, 2)


def personnel_may_be_discussed(entitled: int, in_room: int) -> bool:
    """必须有三分之二以上党组成员到会: two thirds themselves are enough."""
    return entitled > 0 and Fraction(in_room, entitled) >= Fraction(2, 3)


def carried(entitled: int, approvals: int) -> bool:
    """赞成票超过应到会党组成员半数为通过: the half itself is not enough."""
    return approvals > Fraction(entitled, 2)


def fewest_approvals(entitled: int) -> int:
    """Count upward until it is carried."""
    approvals = 0
    while not carried(entitled, approvals):
        approvals += 1
    return approvals


def hopeless(entitled: int, recused: int, *, personnel: bool) -> bool:
    """Nobody stays away but the recused, all approve, and it is still not carried, or not even held."""
    everybody = entitled - recused
    if not carried(entitled, everybody):
        return True
    return personnel and not personnel_may_be_discussed(entitled, everybody)

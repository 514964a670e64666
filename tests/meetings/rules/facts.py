"""Rooms and rolls for tests of rules: members are the numbers 1…N, the chair is 1."""

from meetings.rules.roll import Roll, Room
from members.procedure.rulebook import book

LAW = book("work-rules-2024").meeting


def roll(entitled: int, present: int, suspended: int = 0) -> Roll:
    """Return a roll of so many, of whom the first `present` are here."""
    seats = tuple(range(1, entitled + 1))
    return Roll(
        seats, seats[:present], frozenset(seats[entitled - suspended :]) if suspended else frozenset(), 1
    )


def room(entitled: int, present: int, recused: int = 0) -> Room:
    """Return a room in which the last `recused` of those present withdrew."""
    here = roll(entitled, present)
    return Room(here, frozenset(here.present[present - recused :]) if recused else frozenset())

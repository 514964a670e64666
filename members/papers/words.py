"""How do papers name people, and who did what on them?  Chinese official words, whatever the page speaks."""

from collections.abc import Iterable
from typing import Any

from django.utils import translation
from django.utils.timezone import localdate

from members.models import Membership
from members.printing.parts import Opinion, Person

POSTS = {"secretary": "党组书记", "deputy_secretary": "党组副书记", "member": "党组成员"}


def chinese(value: object) -> str:
    """Return a translatable label in Chinese."""
    with translation.override("zh-hans"):
        return str(value)


def person(seat: Membership, note: str = "") -> Person:
    """Return a member as papers name one."""
    return Person(seat.user.name, POSTS[seat.post], seat.government_post, note)


def people(seats: Iterable[Membership]) -> tuple[Person, ...]:
    """Return members as papers name them."""
    return tuple(person(seat) for seat in seats)


def office(seat: Membership) -> str:
    """Return 党组成员、副县长."""
    return "、".join(part for part in (POSTS[seat.post], seat.government_post) if part)


def signed(record: Any, verb: str, text: str = "") -> Opinion:
    """Return what was written with who did an act last, and on which day; the text alone where it was not done."""
    entry = record.entries.filter(verb=verb).select_related("by").last()
    if entry is None:
        return Opinion(text)
    return Opinion(text, entry.by.name if entry.by else "", localdate(entry.at))

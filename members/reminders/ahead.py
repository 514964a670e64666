"""What will be told on days to come, to whom and why, as things stand now?  Nothing is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate, make_aware

from members.models import Notification, User
from members.reminders.kind import Due, Kind
from members.reminders.moment import Moment
from members.reminders.writing import found, key_of, row_of

NOON = 12
HOURS = range(24)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One reminder of a day.  people: names of those who are told, with when they were, None when they are not yet."""

    day: date
    kind: Kind
    due: Due
    people: tuple[tuple[str, datetime | None], ...]

    @property
    def message(self) -> Notification:
        """Return the message, not saved, for its title and text in the reader's language."""
        return row_of(self.kind, self.due, make_aware(datetime.combine(self.day, time(NOON))))

    @property
    def is_told(self) -> bool:
        """Say whether everybody was told."""
        return all(at is not None for _name, at in self.people)


def foresee(kinds: Iterable[Kind], first: date, days: int, only: int | None = None) -> list[Foreseen]:
    """Return what is told on so many days from the first one on; what was told before is left out, each thing once.

    Facts are read once for all days.  only: one body alone.
    """
    base = Moment(_at(first, 0), only, first, ahead=days > 1)
    kinds = tuple(kinds)
    told = _told(base)
    seen: dict[tuple[str, int, str], None] = {}
    lines: dict[tuple[date, str, int, str], tuple[Kind, Due, list[int]]] = {}
    for number in range(days):
        day = first + timedelta(days=number)
        for kind, due in _of_day(kinds, base, day):
            mark = (kind.name, due.user, key_of(due))
            at = told.get(mark)
            if mark in seen or (at is not None and localdate(at) < first):
                continue
            seen[mark] = None
            line = (day, kind.name, due.group, key_of(due))
            lines.setdefault(line, (kind, due, []))[2].append(due.user)
    users = {user for _kind, _due, people in lines.values() for user in people}
    names = dict(User.objects.filter(pk__in=users).values_list("pk", "name"))
    return [
        Foreseen(
            line[0],
            kind,
            due,
            tuple((names.get(user, ""), told.get((kind.name, user, key_of(due)))) for user in people),
        )
        for line, (kind, due, people) in lines.items()
    ]


def _told(moment: Moment) -> dict[tuple[str, int, str], datetime]:
    rows = moment.among(Notification.objects.order_by())
    return {(kind, user, key): at for kind, user, key, at in rows.values_list("kind", "user", "key", "at")}


def _of_day(kinds: Iterable[Kind], base: Moment, day: date) -> Iterator[tuple[Kind, Due]]:
    """Return what is due on a day: at noon, and at each hour for what has its hour."""
    noon = base.on(_at(day, NOON))
    hours = [base.on(_at(day, hour)) for hour in HOURS]
    for kind in kinds:
        for moment in hours if kind.by_hour else (noon,):
            yield from ((kind, due) for due in found(kind, moment))


def _at(day: date, hour: int) -> datetime:
    return make_aware(datetime.combine(day, time(hour)))

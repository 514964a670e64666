"""What will be told on days to come, to whom and why, as things stand now?  Nothing is written."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate, make_aware

from members.models import Notification, User
from members.reminders.kind import Due, Kind
from members.reminders.moment import Moment
from members.reminders.writing import found, key_of, row_of

Line = tuple[date, str, int, str]
"""Day, kind, body, key."""

NOON = 12
HOURS = range(24)


@dataclass(frozen=True, slots=True)
class Foreseen:
    """One reminder of a day.  people: names of those who are told, with when they were, None when they are not yet.

    goes_on: it comes again and again until the thing is done; those days are not listed.
    """

    day: date
    kind: Kind
    due: Due
    people: tuple[tuple[str, datetime | None], ...]
    goes_on: bool = False

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
    lines: dict[Line, tuple[Kind, Due, list[int]]] = {}
    repeated = _Repeated(base)
    for number in range(days):
        day = first + timedelta(days=number)
        for kind, due in _of_day(kinds, base, day):
            mark = (kind.name, due.user, key_of(due))
            at = told.get(mark)
            if mark in seen or (at is not None and localdate(at) < first):
                continue
            seen[mark] = None
            line = (day, kind.name, due.group, key_of(due))
            if repeated.is_again(line, due):
                continue
            lines.setdefault(line, (kind, due, []))[2].append(due.user)
    users = {user for _kind, _due, people in lines.values() for user in people}
    names = dict(User.objects.filter(pk__in=users).values_list("pk", "name"))
    return [
        Foreseen(
            line[0],
            kind,
            due,
            tuple((names.get(user, ""), told.get((kind.name, user, key_of(due)))) for user in people),
            goes_on=line in repeated.beginnings,
        )
        for line, (kind, due, people) in lines.items()
    ]


class _Repeated:
    """Which lines only say again what was said so many days before?  The first of each row stands for them."""

    def __init__(self, moment: Moment) -> None:
        self.moment = moment
        self.decided: dict[Line, bool] = {}
        self.last: dict[tuple[str, int, str], tuple[date, Line]] = {}
        self.beginnings: set[Line] = set()

    def is_again(self, line: Line, due: Due) -> bool:
        """Say whether a line repeats the one before it of the same kind and subject."""
        if line not in self.decided:
            self.decided[line] = self._decide(line, due)
        return self.decided[line]

    def _decide(self, line: Line, due: Due) -> bool:
        try:
            slot = date.fromisoformat(due.slot)
        except ValueError:
            return False
        subject = (line[1], due.group, due.subject)
        before, first = self.last.get(subject, (slot, line))
        again = self.moment.on(_at(line[0], NOON)).told(due.group).decision_again_days
        repeats = self.moment.ahead and (slot - before).days == again
        self.last[subject] = (slot, first if repeats else line)
        if repeats:
            self.beginnings.add(first)
        return repeats


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

"""Was there a meeting this month, and why was there none in the last?  The way of asking serves studies as well."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext_noop as _

from meetings.models import Meeting
from meetings.rules import reminding
from meetings.rules.reminding import Month
from meetings.states import MeetingState
from members.models import LeadingGroup
from members.reminders import Due, Kind, Moment, dues
from members.rules import occasions

BEFORE = (MeetingState.PREPARING, MeetingState.READY, MeetingState.NOTIFIED)
HELD, ANNOUNCED = True, False
Seen = tuple[int, date, bool]
"""Body, day, and whether it was held (else it is announced)."""


@dataclass(frozen=True, slots=True)
class Monthly:
    """What happens every month.  seen: its days since one; open_page: where one is planned; list_page: where they stand."""

    name: str
    seen: Callable[[Moment, date], Iterable[Seen]]
    open_page: str
    list_page: str

    def months(self, moment: Moment) -> Iterator[tuple[LeadingGroup, Month]]:
        """Return what each body has seen in this month and the last one (the queries of `seen`, once)."""
        days = moment.once(("monthly", self.name), lambda: self._days(moment))
        for key, group in moment.groups.items():
            held, announced = set(days.get((key, HELD), ())), days.get((key, ANNOUNCED), set())
            if moment.ahead:
                held |= {day for day in announced if day >= moment.since}
            yield group, Month(held, announced)

    def _days(self, moment: Moment) -> dict[tuple[int, bool], set[date]]:
        begins = (moment.since.replace(day=1) - occasions.CATCH_UP - timedelta(days=1)).replace(day=1)
        result: defaultdict[tuple[int, bool], set[date]] = defaultdict(set)
        for group, day, held in self.seen(moment, begins):
            result[group, held].add(day)
        return result

    def missing(self, moment: Moment) -> Iterator[Due]:
        """Find bodies without one by the days that are set.  Clauses 6.2-b, 8.1-a."""
        for group, month in self.months(moment):
            slot = reminding.month_without(moment.day, month, moment.told(group.pk))
            if slot is not None:
                people = moment.people(group.pk, "clerk", "secretary")
                subject = f"{self.name}:{group.pk}"
                yield from dues(group, people, subject, slot, self.open_page, month=f"{slot:%Y-%m}")

    def passed(self, moment: Moment) -> Iterator[Due]:
        """Find bodies of which the last month passed without one.  Clauses 6.2-b, 8.1-a."""
        for group, month in self.months(moment):
            slot = reminding.month_reason(moment.day, month)
            if slot is None:
                continue
            before = slot - occasions.ONE_DAY
            if moment.law_on(group, before) is not None:
                people = moment.people(group.pk, "clerk", "secretary")
                subject = f"{self.name}:{group.pk}"
                yield from dues(group, people, subject, slot, self.list_page, month=f"{before:%Y-%m}")


def _seen(moment: Moment, begins: date) -> Iterator[Seen]:
    rows = moment.among(Meeting.objects.exclude(state=MeetingState.CANCELLED).filter(day__gte=begins))
    for group, day, opened in rows.values_list("group", "day", "opened_at"):
        yield group, day, opened is not None


MEETINGS = Monthly("meetings", _seen, "meetings:meeting_create", "meetings:meeting_list")

KINDS = (
    Kind(
        name="month_without_meeting",
        label=_("No meeting this month"),
        clause="6.2-b",
        audience=_("clerk, secretary"),
        when=_("on the 20th, the 25th and the last day of the month"),
        title=_("No meeting in %(month)s yet"),
        text=_("Generally there is one meeting a month. Plan one, or be ready to say why there is none."),
        find=MEETINGS.missing,
    ),
    Kind(
        name="month_reason",
        label=_("Reason for a month without a meeting"),
        clause="6.2-b",
        audience=_("clerk, secretary"),
        when=_("on the 1st of the next month"),
        title=_("%(month)s passed without a meeting"),
        text=_("Put the reason on record at the next meeting; inspectors will ask for it."),
        find=MEETINGS.passed,
    ),
)

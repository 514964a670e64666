"""Which reports on responsibilities are owed: each member's of the half-year, and what each line of the list promises?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext, gettext_lazy
from django.utils.translation import gettext_noop as _

from members.access import BodyRequest
from members.duties import Act, DeskLine, Duty, Forecast, Law, RecordDuty, Reminder, Scope, register
from members.models import LeadingGroup, Membership
from members.reminders import Moment
from reports.responsibility.models.lists import DutyReport, ResponsibilityLine, ResponsibilityList
from reports.responsibility.rules import lists as rules
from reports.responsibility.rules import reminding
from reports.responsibility.states import ListState

HALVES = {1: gettext_lazy("first half"), 2: gettext_lazy("second half")}


LIST = Act(
    gettext_lazy("Draft the responsibility list"),
    "reports:responsibility_create",
    "reports.keep_duties",
    keyed=False,
)


@dataclass(frozen=True, slots=True)
class HalfYear:
    """A member's report of a half-year.  listed: the list in force it is made on, None while there is none."""

    seat: Membership
    year: int
    half: int
    listed: ResponsibilityList | None
    reported_on: date | None


@register
class DutyOfHalfYear(Duty[HalfYear]):
    """Each member in office on the day reports on his duties of the half-year.  Clauses 4.3-c, 10.3-c."""

    name = "duty_report"
    label = _("Half-year report on duties")
    clause = "10.3-c"
    uid = "duty-report"
    page = "reports:responsibility_detail"
    power = "reports.read_registers"
    entry = _("Half-year report on duties: %(name)s")
    owner = "seat"
    done = "reported_on"
    places = MappingProxyType({"name": "seat.name", "year": "year", "half": "half"})
    act = Act(
        gettext_lazy("Report on one's duties"),
        "reports:responsibility_report",
        "reports.report_duty",
        own=True,
    )
    reminders = (
        Reminder(
            name="half_year_report",
            audience=_("members who have not reported"),
            when=_("30 June, 31 December"),
            title=_("Your report on duties of half-year %(half)s of %(year)s is due"),
            text=_("Write in a few lines what was done about Party building in your field."),
            page="reports:responsibility_report",
        ),
    )
    desk = (
        DeskLine(
            label=gettext_lazy("Half-year report on my duties"),
            icon="person-lines-fill",
            page="reports:responsibility_report",
        ),
    )
    forecast = Forecast(
        name="duty_reports",
        group="duties",
        label=gettext_lazy("Half-year reports on duties"),
        page="reports:responsibility_list",
        asked=lambda year: {"year": year},
    )

    def find(self, scope: Scope) -> Iterator[HalfYear]:
        """Return both halves of each seat and year that is asked for (at most three queries).

        In the calendar they are a member's own, on a list that is in force.
        """
        seats: Iterable[Membership] = scope.seats
        if scope.since is not None:
            own = Membership.objects.filter(group=scope.group, user=scope.viewer)
            seats = own.select_related("user")
        lists = ResponsibilityList.objects.filter(state=ListState.ADOPTED, year__in=scope.years)
        reports = DutyReport.objects.filter(list__year__in=scope.years)
        if scope.group is not None:
            lists, reports = lists.filter(group=scope.group), reports.filter(list__group=scope.group)
        listed = {(row.group_id, row.year): row for row in lists.order_by("version")}
        days: defaultdict[tuple[int, int], dict[int, date]] = defaultdict(dict)
        for seat, year, half, day in reports.values_list("membership", "list__year", "half", "submitted_on"):
            days[seat, year][half] = day
        for year in scope.years:
            for half in HALVES:
                for member in seats:
                    done = days[member.pk, year].get(half)
                    half_year = HalfYear(member, year, half, listed.get((member.group_id, year)), done)
                    if (done is None or not scope.only_owed) and (half_year.listed or scope.since is None):
                        yield half_year

    def body_of(self, report: HalfYear) -> int:
        """Return the key of the body."""
        return report.seat.group_id

    def key(self, report: HalfYear) -> object:
        """Return seat, year and half."""
        return f"{report.seat.pk}-{report.year}-{report.half}"

    def due_on(self, report: HalfYear, law: Law) -> date | None:
        """Return the day by the rules of the year's end, for who is in office on it."""
        book = law(date(report.year, 12, 31))
        due = None if book is None else rules.report_due(report.year, report.half, book.year)
        is_owed = due is not None and book is not None and due >= book.effective_from
        return due if is_owed and due is not None and report.seat.period.covers(due) else None

    def what(self, report: HalfYear) -> str:
        """Return list and half."""
        return f"{report.listed or report.year} · {HALVES[report.half]}"

    def in_brief(self, report: HalfYear) -> str:
        """Return name and half."""
        return gettext("%(name)s, %(half)s") % {"name": report.seat.name, "half": HALVES[report.half]}

    def recipients(self, reminder: Reminder, report: HalfYear, moment: Moment) -> Iterable[int]:
        """Return the member while in office, where a list is in force."""
        is_asked = report.listed is not None and report.seat.period.covers(moment.day)
        return [report.seat.user_id] if is_asked else ()

    def occasion(self, reminder: Reminder, report: HalfYear, due: date, moment: Moment) -> object | None:
        """Return the end of the half-year itself."""
        slot = reminding.half_year_report(moment.day, moment.told(report.seat.group_id), reported=())
        is_of_half = slot is not None and (slot.year, rules.half_of(slot)) == (report.year, report.half)
        return slot if is_of_half else None

    def waits_for(self, line: DeskLine, report: HalfYear, request: BodyRequest) -> bool:
        """Leave it to the member, on the list in force, from the beginning of the half on."""
        begun = report.year == request.today.year and report.half <= rules.half_of(request.today)
        return begun and report.listed is not None and report.seat == request.seat

    def keys(self, report: HalfYear) -> tuple[object, ...]:
        """Return the list."""
        return () if report.listed is None else (report.listed.pk,)

    def url(self, group: LeadingGroup, report: HalfYear, page: str = "") -> str:
        """Return the address of the list, "" where none is in force."""
        return "" if report.listed is None else super().url(group, report, page)

    def next_act(self, report: HalfYear) -> Act | None:
        """Return the form of the report; where no list is in force, that of the list it is made on."""
        return LIST if report.listed is None else self.act


@register
class Responsibility(RecordDuty[ResponsibilityLine]):
    """What a line of the list promises has its day.  Clause 10.3-a."""

    name = "responsibility"
    label = _("Responsibility")
    clause = "10.3-a"
    uid = "responsibility"
    page = "reports:responsibility_detail"
    power = "reports.read_registers"
    entry = _("Responsibility: %(what)s")
    owner = "membership"
    page_key = "list_id"
    keepers = ("clerk", "secretary")
    body = "list__group"
    owed = Q()

    def records(self) -> QuerySet[ResponsibilityLine]:
        """Return the lines with a day of the latest adopted list of each year."""
        adopted = ResponsibilityList.objects.filter(group=OuterRef("list__group"), state=ListState.ADOPTED)
        later = adopted.filter(year=OuterRef("list__year"), version__gt=OuterRef("list__version"))
        rows = ResponsibilityLine.objects.filter(~Exists(later), list__state=ListState.ADOPTED, removed=False)
        return rows.filter(due_on__isnull=False).select_related("membership", "list")

    def watchers(self, line: ResponsibilityLine) -> tuple[str, ...]:
        """Return clerk and secretary for what is nobody's by name."""
        return () if line.membership else self.keepers

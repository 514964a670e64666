"""Which filings does each member owe: personal matters, changes of them, the report on duty and integrity?"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from members.access import BodyRequest
from members.calendar import changes_of, with_changes
from members.duties import AROUND, Act, DeskLine, Duty, Forecast, Law, Reminder, Scope, register
from members.models import LeadingGroup, Membership
from members.procedure.rulebook import YearParameters
from members.procedure.verdict import Verdict, allow
from members.reminders import Moment
from reports.responsibility.models.filings import AnnualFiling
from reports.responsibility.rules import filings, reminding
from reports.responsibility.rules.filings import Seat
from reports.responsibility.states import FilingKind, FilingState

OPEN = Act(
    gettext_lazy("Open the filings of the year"), "reports:filings_open", "reports.keep_duties", keyed=False
)


@dataclass(frozen=True, slots=True)
class Filing:
    """A filing of a year that a member is asked for; row: as it stands in the register, None while it does not."""

    seat: Membership
    year: int
    kind: str
    row: AnnualFiling | None = None

    @property
    def facts(self) -> Seat:
        """Return the seat as the rules see it."""
        return Seat(self.seat.since, self.seat.until)


class OfFilings(Duty[Filing]):
    """A kind of filing: what stands in the register, and what the rules expect of seats beside it."""

    kind: ClassVar[FilingKind]
    is_yearly: ClassVar[bool] = True
    uid = "filing"
    page = "reports:filing_detail"
    power = "reports.read_registers"
    entry = _("Filing due: %(kind)s, %(name)s")
    owner = "seat"
    places = MappingProxyType({"year": "year", "kind": "kind", "name": "seat.name"})
    act = Act(gettext_lazy("Enter the filing"), "reports:filing_enter", "reports.keep_filings", own=True)
    desk = (DeskLine(label=gettext_lazy("To be filed"), icon="card-list"),)

    def expected(self, seat: Seat, year: int, law: YearParameters) -> date | None:
        """Return when the rules expect it of a seat that has none in the register, None when they do not."""
        return None

    def find(self, scope: Scope) -> Iterator[Filing]:
        """Return what is in the register and was not waived, then what is expected of the scope's seats (one query)."""
        rows: QuerySet[AnnualFiling] = AnnualFiling.objects.filter(kind=self.kind).select_related(
            "membership__user"
        )
        if scope.group is not None:
            rows = rows.filter(group=scope.group)
        if scope.since is not None:
            rows = rows.filter(due_on__range=(scope.since, scope.until))
        years = scope.years if scope.since is None else ()
        if years:
            owed = Q(state=FilingState.EXPECTED) if scope.only_owed else Q(pk__in=[])
            rows = rows.filter(Q(year__in=years) | owed)
        if scope.with_changes:
            rows = with_changes(rows)
        label = str(self.kind.label)
        known = list(rows.order_by("due_on", "pk"))
        wanted = (FilingState.EXPECTED,) if scope.only_owed else (FilingState.EXPECTED, FilingState.FILED)
        yield from (Filing(row.membership, row.year, label, row) for row in known if row.state in wanted)
        entered = {(row.membership_id, row.year) for row in known}
        for year in years if self.is_yearly else ():
            yield from (Filing(seat, year, label) for seat in scope.seats if (seat.pk, year) not in entered)

    def body_of(self, filing: Filing) -> int:
        """Return the key of the body."""
        return filing.seat.group_id

    def key(self, filing: Filing) -> object:
        """Return the key in the register; seat and year of what is not there."""
        return f"{filing.seat.pk}-{filing.year}-{self.kind}" if filing.row is None else filing.row.pk

    def due_on(self, filing: Filing, law: Law) -> date | None:
        """Return the day in the register, else the one the rules of the year's end expect."""
        if filing.row is not None:
            return filing.row.due_on
        book = law(date(filing.year, 12, 31))
        return None if book is None else self.expected(filing.facts, filing.year, book.year)

    def done_on(self, filing: Filing) -> date | None:
        """Return when it was filed."""
        row = filing.row
        return row.done_on if row is not None and row.state == FilingState.FILED else None

    def what(self, filing: Filing) -> str:
        """Return kind and year."""
        return f"{filing.kind} {filing.year}"

    def in_brief(self, filing: Filing) -> str:
        """Return the member's name."""
        return filing.seat.name

    def recipients(self, reminder: Reminder, filing: Filing, moment: Moment) -> Iterable[int]:
        """Return the member while in office."""
        return [filing.seat.user_id] if filing.seat.period.covers(moment.day) else ()

    def judged(self, filing: Filing, today: date, law: Law) -> Verdict:
        """Ask the rule about a filing that was made."""
        done, row = self.done_on(filing), filing.row
        return allow() if done is None or row is None else filings.filed(done, row.due_on, today)

    def state(self, filing: Filing) -> str:
        """Return the state in the register."""
        return "" if filing.row is None else str(filing.row.get_state_display())

    def keys(self, filing: Filing) -> tuple[object, ...]:
        """Return the key in the register."""
        return () if filing.row is None else (filing.row.pk,)

    def next_act(self, filing: Filing) -> Act | None:
        """Return the form that enters it, or the one that opens the register of the year."""
        return OPEN if filing.row is None else self.act

    def revision(self, filing: Filing) -> dict[str, Any]:
        """Return that of the row in the register."""
        return changes_of(filing.row)

    def waits_for(self, line: DeskLine, filing: Filing, request: BodyRequest) -> bool:
        """Leave to the member what is in the register."""
        return filing.row is not None and super().waits_for(line, filing, request)

    def subject(self, filing: Filing) -> str:
        """Name seat and year, whether it is in the register or not."""
        return f"filing-{filing.seat.pk}-{filing.year}"

    def form(self, reminder: Reminder, filing: Filing) -> tuple[str, tuple[object, ...]]:
        """Return the form that enters it; the register where it is not there yet."""
        return (
            ("reports:filing_list", ()) if filing.row is None else ("reports:filing_enter", (filing.row.pk,))
        )

    def url(self, group: LeadingGroup, filing: Filing, page: str = "") -> str:
        """Return the address of its page, "" for what is not in the register."""
        return "" if filing.row is None else super().url(group, filing, page)


def _row(kind: FilingKind, label: Any) -> Forecast:
    def asked(year: int) -> Mapping[str, object]:
        return {"year": year, "kind": kind.value}

    return Forecast(name=kind.value, group="duties", label=label, page="reports:filing_list", asked=asked)


def _is_open_late(filing: Filing, due: date, day: date) -> bool:
    """Say whether nothing was entered in time: what the register does not expect is not asked for afterwards."""
    return filing.row is None and due < day


@register
class PersonalMatters(OfFilings):
    """Each member files personal matters in January.  Clause 10.4-a."""

    name = "personal_matters"
    kind = FilingKind.PERSONAL_MATTERS
    label = _("Filing of personal matters")
    clause = "10.4-a"
    reminders = (
        Reminder(
            name="personal_matters",
            audience=_("members who have not filed"),
            when=_("5 and 25 January; newcomers around their own day; when overdue, every week"),
            title=_("Personal matters of %(year)s are to be filed"),
            text=_(
                "File with the office that receives it, and have the day entered. Nothing of the content is kept here."
            ),
            fixed=True,
        ),
    )
    forecast = _row(kind, gettext_lazy("Filing of personal matters, each member"))

    def expected(self, seat: Seat, year: int, law: YearParameters) -> date | None:
        """Ask the rule."""
        return filings.personal_matters_due(seat, year, law)

    def occasion(self, reminder: Reminder, filing: Filing, due: date, moment: Moment) -> object | None:
        """Return days of January, for newcomers around their own day."""
        book = moment.law(filing.seat.group_id)
        if filing.year != moment.day.year or _is_open_late(filing, due, moment.day):
            return None
        return reminding.personal_matters(moment.day, filing.facts, book.year, book.reminder)


@register
class ChangeReport(OfFilings):
    """A change of personal matters is reported some days after.  Clause 10.4-a."""

    name = "change_report"
    kind = FilingKind.CHANGE_REPORT
    is_yearly = False
    label = _("Report of a change")
    clause = "10.4-a"
    reminders = (
        Reminder(
            name="change_report",
            audience=_("member"),
            when=AROUND,
            title=_("A change of personal matters is to be reported by %(due)s"),
            text=_("Report it to the office that receives it, and have the day entered."),
            fixed=True,
        ),
    )
    forecast = _row(kind, gettext_lazy("Reports of changes"))

    def subject(self, filing: Filing) -> str:
        """Name the change."""
        return self.mark(filing)


@register
class DutyIntegrity(OfFilings):
    """Each member reports on duty and integrity at the end of the year.  Clause 10.4-b."""

    name = "duty_integrity"
    kind = FilingKind.DUTY_INTEGRITY
    label = _("Report on duty and integrity")
    clause = "10.4-b"
    reminders = (
        Reminder(
            name="duty_integrity",
            audience=_("members who have not delivered it"),
            when=AROUND,
            title=_("The report on duty and integrity of %(year)s is due"),
            text=_("Deliver it by the end of the year, attach the file and enter where it was given."),
        ),
    )
    forecast = _row(kind, gettext_lazy("Report on duty and integrity, each member"))

    def expected(self, seat: Seat, year: int, law: YearParameters) -> date | None:
        """Ask the rule."""
        return filings.duty_integrity_due(seat, year, law)

    def occasion(self, reminder: Reminder, filing: Filing, due: date, moment: Moment) -> object | None:
        """Remind of this year's and last year's, around the day."""
        if filing.year < moment.day.year - 1 or _is_open_late(filing, due, moment.day):
            return None
        return super().occasion(reminder, filing, due, moment)

"""What is owed about a democratic-life meeting: its plan and its report to the superior, the measures of rectification?"""

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, TruncDate
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from lifes.models import DemocraticLifeMeeting, RectificationMeasure
from lifes.rules import deadline
from lifes.states import LifeState, MeasureState
from members.access import BodyRequest
from members.duties import AROUND, Act, CountedDuty, DeskLine, Forecast, RecordDuty, Reminder, register
from members.models import LeadingGroup, User
from members.procedure.rulebook import RuleBook
from members.reminders import Moment

CONFIRM = Act(gettext_lazy("Confirm that it is done"), "lifes:measure_detail", "lifes.read")
OFF = Q(state__in=[LifeState.POSTPONED, LifeState.CANCELLED])


class OfLife(CountedDuty[DemocraticLifeMeeting]):
    """A duty of a meeting that is planned or was held; its day is that of the session."""

    page = "lifes:life_detail"
    power = "lifes.read"
    keepers = ("clerk", "secretary")
    dated = "held_on"
    places = MappingProxyType({"day": "day"})

    def records(self) -> QuerySet[DemocraticLifeMeeting]:
        """Return meetings with a day that were not put off."""
        day = Coalesce(TruncDate("opened_at"), "planned_on")
        rows = DemocraticLifeMeeting.objects.exclude(OFF).annotate(held_on=day)
        return rows.filter(held_on__isnull=False).select_related("group")

    def visible(
        self, rows: QuerySet[DemocraticLifeMeeting], viewer: User, group: LeadingGroup
    ) -> QuerySet[DemocraticLifeMeeting]:
        """Ask the meetings themselves."""
        return rows.filter(pk__in=DemocraticLifeMeeting.objects.visible_to(viewer, group))


@register
class LifePlan(OfLife):
    """The plan goes to the superior some days before the session.  Clause 7.1-a."""

    name = "life_plan"
    label = _("Plan of the democratic-life meeting")
    clause = "7.1-a"
    uid = "life-plan"
    entry = _("Plan of the democratic-life meeting to the superior")
    done = "plan_sent_on"
    owed = Q(state__in=[LifeState.PREPARING, LifeState.READY], plan_sent_on=None)
    reminders = (
        Reminder(
            name="life_plan",
            audience=_("clerk"),
            when=AROUND,
            title=_("The plan of the democratic-life meeting on %(day)s is not sent yet"),
            text=_("Send the plan to the superior by %(due)s and enter the day of sending."),
            roles=("clerk",),
            page="lifes:life_plan",
        ),
    )

    def count(self, day: date, book: RuleBook) -> date:
        """Count back from the session."""
        return deadline.plan_due(day, book.year)

    def occasion(
        self, reminder: Reminder, life: DemocraticLifeMeeting, due: date, moment: Moment
    ) -> object | None:
        """Remind until the day of the session."""
        return super().occasion(reminder, life, due, moment) if moment.day < life.day else None

    def mark(self, life: DemocraticLifeMeeting) -> str:
        """Name the meeting first."""
        return f"life-{life.pk}-plan"


@register
class LifeReport(OfLife):
    """The report goes to the superior some days after the session.  Clause 7.4-a."""

    name = "life_report"
    label = _("Report of the democratic-life meeting")
    clause = "7.4-a"
    uid = "life-report"
    entry = _("Report on the democratic-life meeting to the superior")
    done = "reported_on"
    owed = Q(state=LifeState.CLOSED, opened_at__isnull=False, reported_on=None)
    reminders = (
        Reminder(
            name="life_report",
            audience=_("clerk, secretary"),
            when=AROUND,
            title=_("The democratic-life meeting of %(day)s is not reported to the superior yet"),
            text=_("The report goes to the superior by %(due)s. Enter its number and day."),
            roles=("clerk", "secretary"),
            page="lifes:life_report",
        ),
    )
    desk = (
        DeskLine(
            label=gettext_lazy("Send the report"),
            icon="send",
            tone="warn",
            watched_by="lifes.prepare",
            page="lifes:life_report",
        ),
    )

    def count(self, day: date, book: RuleBook) -> date:
        """Count from the session."""
        return deadline.report_due(day, book.year)

    def mark(self, life: DemocraticLifeMeeting) -> str:
        """Name the meeting first."""
        return f"life-{life.pk}-report"


def _is_open(measure: RectificationMeasure) -> bool:
    return measure.state == MeasureState.OPEN


@register
class Rectification(RecordDuty[RectificationMeasure]):
    """A measure of rectification is done by its day and confirmed.  Clause 7.4-b."""

    name = "rectification"
    label = _("Measure of rectification due")
    clause = "7.4-b"
    uid = "measure"
    page = "lifes:measure_detail"
    power = "lifes.read"
    entry = _("Rectification due: %(what)s")
    keepers = ("clerk",)
    owner = "owner"
    shows_state = True
    act = Act(gettext_lazy("Show that it is done"), "lifes:measure_done", "lifes.rectify", own=True)
    owed = ~Q(state=MeasureState.CONFIRMED)
    reminders = (
        Reminder(
            name="rectification_due",
            audience=_("responsible member, clerk; secretary when it is to be confirmed"),
            when=AROUND,
            title=_("Measure of rectification due on %(due)s: %(what)s"),
            text=_(
                "Enter what shows that it is done; what is said to be done is confirmed by the secretary."
            ),
            roles=("clerk",),
        ),
    )
    desk = (DeskLine(label=gettext_lazy("My measure of rectification"), icon="tools", wanted=_is_open),)
    forecast = Forecast(
        name="rectification",
        group="lifes",
        label=gettext_lazy("Rectification measures"),
        page="lifes:measure_list",
        with_earlier=True,
    )

    def records(self) -> QuerySet[RectificationMeasure]:
        """Return measures that were not taken over by the next meeting."""
        rows = RectificationMeasure.objects.exclude(state=MeasureState.CARRIED).filter(due_on__isnull=False)
        return rows.select_related("owner", "membership").defer("evidence")

    def done_on(self, measure: RectificationMeasure) -> date | None:
        """Return when it was confirmed."""
        return measure.confirmed_on if measure.state == MeasureState.CONFIRMED else None

    def recipients(self, reminder: Reminder, measure: RectificationMeasure, moment: Moment) -> Iterable[int]:
        """Return owner and clerk; the secretary when it is to be confirmed."""
        if measure.state == MeasureState.OPEN:
            return super().recipients(reminder, measure, moment)
        return moment.people(measure.group_id, "secretary")

    def waits_for(self, line: DeskLine, measure: RectificationMeasure, request: BodyRequest) -> bool:
        """Leave it to its owner."""
        return measure.owner is not None and measure.owner.user_id == request.user.pk

    def is_sensitive(self, measure: RectificationMeasure) -> bool:
        """Say that what is to be put right stays inside the application."""
        return True

    def next_act(self, measure: RectificationMeasure) -> Act | None:
        """Return the form that shows it is done, or the page on which it is confirmed."""
        return CONFIRM if measure.state == MeasureState.CLAIMED else self.act

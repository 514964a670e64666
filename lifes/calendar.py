"""What do democratic-life meetings put into the calendar: the session, what is sent before and after, rectification?"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from lifes.models import DemocraticLifeMeeting, RectificationMeasure
from lifes.rules import deadline
from lifes.states import LifeState, MeasureState
from members.calendar import Entry, Gap, Source, Span, changes_of, desk_of, register, with_changes

HELD = (LifeState.CLOSED, LifeState.REPORTED)
OFF = (LifeState.POSTPONED, LifeState.CANCELLED)


def sessions(span: Span) -> Iterator[Entry]:
    """Return the sessions, and when plan and report are due at the superior (three queries)."""
    rows = DemocraticLifeMeeting.objects.visible_to(span.user, span.group)
    rows = rows.filter(Q(planned_on__isnull=False) | Q(opened_at__isnull=False))
    desk = desk_of(span.group, span.today)
    for life in with_changes(rows):
        url = reverse("lifes:life_detail", args=[span.group.code, life.pk])
        found = [
            Entry(
                f"life-{life.pk}",
                "life",
                str(life),
                life.opened_at or life.day,
                life.closed_at,
                life.place,
                url,
                "7.1-b",
                str(life.get_state_display()),
                cancelled=life.state in OFF,
                done=life.state in HELD,
                **changes_of(life),
            )
        ]
        if life.state not in OFF:
            found += _around(span, life, url, desk)
        yield from (entry for entry in found if span.since <= entry.first_day <= span.until)


def _around(span: Span, life: DemocraticLifeMeeting, url: str, desk: frozenset[int]) -> Iterator[Entry]:
    law = span.law(life.day)
    if law is None:
        return
    dates = {
        "plan": (_("Plan of the democratic-life meeting to the superior"), "7.1-a", life.plan_sent_on),
        "report": (_("Report on the democratic-life meeting to the superior"), "7.4-a", life.reported_on),
    }
    due = {"plan": deadline.plan_due(life.day, law.year), "report": deadline.report_due(life.day, law.year)}
    for name, (title, clause, sent_on) in dates.items():
        yield Entry(
            f"life-{life.pk}-{name}",
            "deadline",
            title,
            due[name],
            url=url,
            clause=clause,
            people=desk,
            done=sent_on is not None,
            **changes_of(life),
        )


def without_life(span: Span, year: int) -> Iterator[Gap]:
    """Say when a year has no democratic-life meeting, held or planned.  Clause 7.1-b."""
    rows = DemocraticLifeMeeting.objects.filter(group=span.group, life_year=year, special_reason="")
    if year > span.today.year or span.law(date(year, 12, 31)) is None:
        return
    if not rows.exclude(state=LifeState.CANCELLED).exists():
        url = span.link("lifes.prepare", "lifes:life_create")
        yield Gap(_("no democratic-life meeting"), "7.1-b", url, late=year < span.today.year)


def measures(span: Span) -> Iterator[Entry]:
    """Return the days on which measures of rectification are due (two queries)."""
    rows = RectificationMeasure.objects.visible_to(span.user, span.group)
    rows = rows.filter(due_on__range=(span.since, span.until)).select_related("owner", "membership")
    clerks = desk_of(span.group, span.today, secretary=False)
    for measure in with_changes(rows):
        yield Entry(
            f"measure-{measure.pk}",
            "deadline",
            _("Rectification due: %(what)s") % {"what": measure},
            measure.due_on,
            url=reverse("lifes:measure_detail", args=[span.group.code, measure.pk]),
            clause="7.4-b",
            state=str(measure.get_state_display()),
            people=measure.person_ids | clerks,
            done=measure.state == MeasureState.CONFIRMED,
            sensitive=True,
            **changes_of(measure),
        )


register(
    (
        Source("lifes", "lifes.read", sessions, without_life),
        Source("lifes.measures", "lifes.read", measures),
    )
)

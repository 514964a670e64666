"""What do democratic-life meetings put into the calendar: the session?"""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from lifes.models import DemocraticLifeMeeting
from lifes.states import LifeState
from members.calendar import Entry, Gap, Source, Span, changes_of, register, with_changes

HELD = (LifeState.CLOSED, LifeState.REPORTED)
OFF = (LifeState.POSTPONED, LifeState.CANCELLED)


def sessions(span: Span) -> Iterator[Entry]:
    """Return the sessions (one query)."""
    rows = DemocraticLifeMeeting.objects.visible_to(span.user, span.group)
    rows = rows.filter(Q(planned_on__isnull=False) | Q(opened_at__isnull=False))
    for life in with_changes(rows):
        url = reverse("lifes:life_detail", args=[span.group.code, life.pk])
        entry = Entry(
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
        if span.since <= entry.first_day <= span.until:
            yield entry


def without_life(span: Span, year: int) -> Iterator[Gap]:
    """Say when a year has no democratic-life meeting, held or planned.  Clause 7.1-b."""
    rows = DemocraticLifeMeeting.objects.filter(group=span.group, life_year=year, special_reason="")
    if year > span.today.year or span.law(date(year, 12, 31)) is None:
        return
    if not rows.exclude(state=LifeState.CANCELLED).exists():
        url = span.link("lifes.prepare", "lifes:life_create")
        yield Gap(_("no democratic-life meeting"), "7.1-b", url, late=year < span.today.year)


register((Source("lifes", "lifes.read", sessions, without_life),))

"""What do studies and essays put into the calendar?"""

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.rules.missing import months_missing
from meetings.rules.reminding import Month
from members.calendar import Entry, Gap, Source, Span, changes_of, register, with_changes
from members.models import Membership
from members.rules.occasions import in_year
from study.models import Essay, StudySession
from study.rules.quota import ceiling
from study.states import EssayState, SessionState

HANDED_IN = (EssayState.SUBMITTED, EssayState.ACCEPTED)


def sessions(span: Span) -> Iterator[Entry]:
    """Return the studies of a span (one query)."""
    rows = StudySession.objects.visible_to(span.user, span.group)
    for study in with_changes(rows.filter(day__range=(span.since, span.until))):
        begins, ends = study.began_at or study.starts_at, study.ended_at or study.ends_at
        yield Entry(
            f"study-{study.pk}",
            "study",
            _("Study: %(title)s") % {"title": study.title},
            begins,
            ends if ends > begins else None,
            study.place,
            reverse("study:session_detail", args=[span.group.code, study.pk]),
            "8.1-a",
            str(study.get_state_display()),
            cancelled=study.state == SessionState.CANCELLED,
            done=study.state in (SessionState.HELD, SessionState.RECORDED),
            **changes_of(study),
        )


def without_study(span: Span, year: int) -> Iterator[Gap]:
    """Return the months without a study.  Clause 8.1-a."""
    rows = StudySession.objects.filter(group=span.group).of_year(year)
    days = list(rows.values_list("day", "began_at"))
    month = Month({day for day, began in days if began}, {day for day, began in days if not began})
    for number, late in months_missing(year, month, span.today).items():
        if span.law(date(year, number, 28)) is not None:
            url = span.link("study.plan", "study:session_create")
            yield Gap(_("no study"), "8.1-a", url, number, late)


def essays(span: Span) -> Iterator[Entry]:
    """Return by which day how many essays are wanted, for members (two queries).  Clause 8.3-c."""
    seats = Membership.objects.in_office(span.today).filter(group=span.group)
    members = frozenset(seats.values_list("user", flat=True))
    if span.user.pk not in members:
        return
    own = Essay.objects.filter(group=span.group, membership__user=span.user, state__in=HANDED_IN)
    handed = list(own.values_list("submitted_on", flat=True))
    for year in range(span.since.year, span.until.year + 1):
        law = span.law(date(year, 12, 31))
        if law is None:
            continue
        done = sum(1 for day in handed if day is not None and day.year == year)
        days = in_year(law.reminder.study_pace_days, year)
        for number, day in enumerate(days, 1):
            wanted = ceiling(Fraction(law.year.essay_quota * number, len(days)))
            if span.since <= day <= span.until:
                yield Entry(
                    f"essays-{span.group.pk}-{year}-{number}",
                    "deadline",
                    ngettext("%(count)s essay of the year", "%(count)s essays of the year", wanted)
                    % {"count": wanted},
                    day,
                    url=reverse("study:essay_list", args=[span.group.code]),
                    clause="8.3-c",
                    people=frozenset({span.user.pk}),
                    done=done >= wanted,
                    sequence=int(done >= wanted),
                )


register(
    (
        Source("study", "study.read", sessions, without_study),
        Source("study.essays", "study.read", essays),
    )
)

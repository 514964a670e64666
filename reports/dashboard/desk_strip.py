"""How does the year stand, in two rows?  Meetings and studies by month, for the desk (three queries)."""

from datetime import date

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.states import MeetingState
from members.charts.forms import Line, Strip
from members.charts.ink import SCREEN
from members.models import LeadingGroup
from reports.dashboard.facts import MONTHS
from reports.dashboard.months_by_duty import Register, monthly
from study.ledger import HELD
from study.models import StudySession


def strip(group: LeadingGroup, today: date) -> SafeString:
    """Return the two rows of this year as a picture."""
    met = Meeting.objects.filter(group=group, day__year=today.year).exclude(state=MeetingState.CANCELLED)
    days = list(met.order_by("day").values_list("day", "opened_at"))
    studies = list(
        StudySession.objects.filter(group=group)
        .of_year(today.year)
        .order_by("day")
        .values_list("day", "state")
    )
    registers = (
        Register(
            _("Meetings"),
            "meetings:meeting_list",
            [day for day, opened in days if opened],
            [day for day, opened in days if not opened],
        ),
        Register(
            _("Study"),
            "study:session_list",
            [day for day, state in studies if state in HELD],
            [day for day, state in studies if state not in HELD],
        ),
    )
    lines = []
    for register in registers:
        cell = monthly(group.code, today.year, today, register)
        lines.append(Line(register.name, [cell(month)[0] for month in MONTHS]))
    text = _("Meetings held: %(meetings)s; studies held: %(studies)s.") % {
        "meetings": len(registers[0].held),
        "studies": len(registers[1].held),
    }
    picture = Strip([str(month) for month in MONTHS], lines, today.month - 1, width=340, room=70)
    return picture.draw("chart-desk", _("How the year stands"), text, SCREEN)

"""How do Party building and business stand side by side?  A half-year on one page, each figure a link."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from meetings.rules.work_lines import BUSINESS, PARTY_BUILDING
from members.access import BodyRequest, in_body
from members.form_pages import needs
from members.models import WorkTag
from members.tables import sections
from members.tables.sections import Cell
from reports.registers.models.regulations import Regulation
from reports.registers.views.activities import observers
from reports.responsibility.balance import Balance, Figure, side_by_side
from reports.responsibility.rules.balance import HalfYear, half_of

READ = "reports.read_registers"
EARLIEST, LATEST = 2000, 2200

STAGES = {
    "plan": (_("Planned together"), _("items dealt with")),
    "deploy": (_("Deployed together"), _("decisions")),
    "push": (_("Pushed together"), _("supervised tasks issued")),
    "assess": (_("Assessed together"), _("items on assessment, rewards and penalties")),
}
CLAUSES = {
    WorkTag.POLITICAL_BUILDING: "4.3-1",
    WorkTag.THEORY: "4.3-2",
    WorkTag.IDEOLOGY: "4.3-3",
    WorkTag.CADRE_TALENT: "4.3-4",
    WorkTag.CONDUCT: "4.3-5",
    WorkTag.INTEGRITY: "4.3-6",
    WorkTag.REGULATIONS: "4.3-7",
}


def half_asked(request: BodyRequest) -> HalfYear:
    """Return the half-year that is asked for as "2025-1"; the present one for nonsense."""
    year, _dash, half = request.GET.get("half", "").partition("-")
    if len(year) == len("2025") and year.isascii() and year.isdigit() and half in {"1", "2"}:
        asked = HalfYear(int(year), int(half))
        if EARLIEST <= asked.year <= LATEST:
            return asked
    return half_of(request.today)


@require_GET
@in_body
@needs(READ)
def balance_detail(request: BodyRequest) -> HttpResponse:
    """Show a half-year: four stages by two lines, fields of work, what somebody should look at."""
    half = half_asked(request)
    result = side_by_side(request.group, half)
    context = {
        "half": half,
        "label": label(half),
        "before": half.before,
        "after": half.after,
        "figures": figures(request, result),
        "remarks": [(STAGES[stage][0], verdict) for stage, verdict in result.remarks],
        "ideology": result.ideology,
        "sections": [stages_table(result), tags_table(result)],
    }
    return render(request, "reports/balance_detail.html", context)


def label(half: HalfYear) -> str:
    """Return the name of a half-year."""
    words = _now("first half of %(year)s") if half.half == 1 else _now("second half of %(year)s")
    return words % {"year": half.year}


def _linked(figure: Figure) -> Cell:
    return Cell(str(figure.number), figure.url)


def stages_table(balance: Balance) -> sections.Section:
    """Return the four stages, each with its figures in both lines."""
    return sections.table(
        _("Stage by stage"),
        (_("Stage"), _("Counted from"), _("Party building"), _("Business"), _("Together")),
        [
            (
                STAGES[stage][0],
                STAGES[stage][1],
                _linked(by_line[PARTY_BUILDING]),
                _linked(by_line[BUSINESS]),
                sum(figure.number for figure in by_line.values()),
            )
            for stage, by_line in balance.stages.items()
        ],
        note=_(
            "Party building: records with a tag, and first topics, theory study, Party building and ideology by their "
            "kind. Everything else is business. Counted from records; nothing is scored."
        ),
    )


def tags_table(balance: Balance) -> sections.Section:
    """Return the fields of work with their clauses and figures."""
    return sections.table(
        _("Fields of Party building"),
        (
            _("Field of Party building"),
            _("Clause"),
            _("Items"),
            _("Decisions"),
            _("Superior documents"),
            _("Activities"),
        ),
        [
            (
                WorkTag(tag).label,
                CLAUSES[WorkTag(tag)],
                *(_linked(by_what[what]) for what in ("items", "decisions", "documents", "activities")),
            )
            for tag, by_what in balance.tags.items()
        ],
        note=_("A record with several tags counts in each of its fields."),
    )


def figures(request: BodyRequest, balance: Balance) -> list[dict[str, Any]]:
    """Return the large figures: ideology, opinions of the supervision unit, reviews of regulations."""
    days = (balance.half.since, balance.half.until)
    present = observers(request).filter(meeting__day__range=days, attended=True)
    silent = present.filter(opinions=0).count()
    due = Regulation.objects.filter(group=request.group).to_review(request.today).count()
    code = request.group.code
    ideology = balance.tags[WorkTag.IDEOLOGY]["items"]
    query = f"since={days[0]}&until={days[1]}"
    return [
        {
            "label": _("Items on ideology"),
            "value": ideology.number,
            "note": _("usually at least one in half a year"),
            "tone": "" if ideology.number else "warn",
            "url": ideology.url,
        },
        {
            "label": _("Meetings the supervision unit attended"),
            "value": present.count(),
            "note": _now("%(number)s without an opinion on record") % {"number": silent},
            "tone": "warn" if silent else "",
            "url": f"{reverse('reports:observer_list', args=[code])}?{query}",
        },
        {
            "label": _("Regulations to be reviewed"),
            "value": due,
            "note": _("today"),
            "tone": "warn" if due else "",
            "url": f"{reverse('reports:regulation_list', args=[code])}?review=due",
        },
    ]

"""Which page searches?  One box over everything the asker may see."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from members.access import BodyRequest, in_body
from members.models import LeadingGroup
from members.pages import paginated
from members.permissions import office
from reports.search import asking
from reports.search.asking import Question
from reports.search.grams import SHORTEST

PER_PAGE = 20
LONGEST = 200


@require_GET
@in_body
def search_list(request: BodyRequest) -> HttpResponse:
    """Show what is found; an HTMX request for the results gets only them."""
    question = _question(request)
    mine = _bodies(request)
    groups = mine if request.GET.get("bodies") == "all" else [request.group]
    result = asking.ask(question, request.user, groups)
    page: Any = paginated(request, result.keys, PER_PAGE)
    context = {
        "question": question,
        "found": result,
        "page": page,
        "hits": asking.hits(list(page), question, groups),
        "kinds": asking.kinds(request.user, request.group),
        "years": asking.years(mine),
        "several": len(mine) > 1,
        "all_bodies": len(groups) > 1,
        "too_short": bool(question.text) and not question.terms,
        "shortest": SHORTEST,
        "ceiling": asking.CEILING,
        "as_of": asking.as_of(),
    }
    only_results = request.htmx and request.htmx.target == "search-results"
    return render(
        request, "reports/_search_results.html" if only_results else "reports/search_list.html", context
    )


def _question(request: BodyRequest) -> Question:
    asked = request.GET
    year = asked.get("year", "")
    return Question(
        text=asked.get("q", "").replace("\0", "").strip()[:LONGEST],
        year=int(year) if year.isdecimal() and len(year) == len("2025") else 0,
        kind=asked.get("kind", "")[:40],
        titles=asked.get("titles") == "on",
    )


def _bodies(request: BodyRequest) -> Sequence[LeadingGroup]:
    """Return the bodies the asker belongs to today, this one first; a visiting inspector does not belong to one."""
    others = LeadingGroup.objects.visible_to(request.user).exclude(pk=request.group.pk).order_by("pk")
    entered = [row for row in others if _belongs(request, row)]
    return [request.group, *entered]


def _belongs(request: BodyRequest, group: LeadingGroup) -> bool:
    place = office(request.user, group, request.today)
    return (place.seat is not None or bool(place.roles)) and not place.is_visiting

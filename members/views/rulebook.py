"""The work rules, to be read: article by article, each with what carries it."""

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_safe

from members.access import BodyRequest, in_body
from members.clause_index import clause_index
from members.procedure.rulebook import NotInForce
from members.rules_page import count_standings, lay_out


@require_safe
@in_body
def rulebook_detail(request: BodyRequest) -> HttpResponse:
    """Show the rules in force today, or on the day asked for (?on=2025-03-18); or that none are."""
    on = _day(request.GET.get("on", "")) or request.today
    context: dict[str, object] = {"on": on}
    try:
        book = request.group.rulebook(on)
    except NotInForce as error:
        context["verdict"] = error.verdict
    else:
        articles = lay_out(book, clause_index())
        context |= {"book": book, "articles": articles, "counts": count_standings(articles)}
    return render(request, "members/rulebook_detail.html", context)


def _day(text: str) -> date | None:
    """Read a day from the address; None for anything that is none."""
    try:
        return parse_date(text)
    except ValueError:
        return None

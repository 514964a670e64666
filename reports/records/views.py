"""What was done in this body?  All journals on one page, and as a file."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from members.access import BodyRequest, in_body
from members.models import LeadingGroup
from members.pages import paginated
from members.procedure.journal import demand_power
from members.tables.register_files import MAX_EXPORT, asked_for, exports_of, table_file
from members.templatetags.desk import fact, state_of, words
from reports.records import journals
from reports.records.forms import JournalForm

PER_PAGE, CHUNK = 50, 500
HEADS = (
    _("at"),
    _("by"),
    _("on behalf of"),
    _("Record concerned"),
    _("Title"),
    _("act"),
    _("state before"),
    _("state after"),
    _("facts"),
)


def form_of(request: BodyRequest) -> JournalForm:
    """Return the filter with the choices of this body."""
    kinds = [(journal.kind, journal.label) for journal in journals.journals().values()]
    verbs = [(verb, words(verb)) for verb in journals.verbs(request.group)]
    return JournalForm(
        request.GET,
        kinds=sorted(kinds, key=lambda row: str(row[1])),
        people=journals.people(request.group),
        verbs=sorted(verbs, key=lambda record: record[1]),
    )


@require_GET
@in_body
def journal_list(request: BodyRequest) -> HttpResponse:
    """Show the entries of all journals of the body, newest first."""
    demand_power("reports.read_journal", request.user, request.group)
    form = form_of(request)
    result = journals.keys(request.group, form.wanted())
    if file_form := asked_for(request):
        rows = _rows(result[:MAX_EXPORT], request.group)
        return table_file(file_form, _("Journal"), HEADS, rows, result.count())
    page = paginated(request, result, PER_PAGE)
    context = {
        "filter": {"form": form},
        "page": page,
        "lines": journals.lines(list(page), request.group),
        "exports": exports_of(request, page.paginator.count),
    }
    htmx = request.htmx and request.htmx.target == "register"
    return render(request, "reports/_journal_register.html" if htmx else "reports/journal_list.html", context)


def _rows(record: Any, group: LeadingGroup) -> Iterator[list[Any]]:
    keys = list(record)
    for start in range(0, len(keys), CHUNK):
        for line in journals.lines(keys[start : start + CHUNK], group):
            entry = line.entry
            states = [state_of(state, entry.record) if state else "" for state in (entry.before, entry.after)]
            facts = "；".join(f"{words(name)}：{fact(value)}" for name, value in entry.facts.items())
            told = [entry.at, entry.by, entry.on_behalf_of, line.label, entry.record, words(entry.verb)]
            yield [*told, *states, facts]

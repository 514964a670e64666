"""Which decision, and how did it come about?  One page from proposal to sealed file, for insiders and inspectors."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localtime
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_GET

from meetings.models import Decision
from members.answers import pdf_answer
from members.pages import Words
from members.printing import pdf
from members.tables.register import Column, register_page
from members.templatetags.desk import tone
from reports.checks.models import Finding
from reports.inspection.filters import TrailFilter
from reports.inspection.reading import scope
from reports.inspection.reading.access import CHINESE, VisitRequest, frame, in_trail, mark_of, note
from reports.inspection.reading.findings import findings as found_in
from reports.inspection.states import Matter, ReadWay
from reports.trail.build import trail_of
from reports.trail.gather import OF_DECISION
from reports.trail.shape import Trail

COLUMNS = (
    Column(_("Number"), lambda record: record.number, order="number", css="nowrap"),
    Column(_("Decision"), lambda one: one.item.title, order="item__title", title=True),
    Column(_("Category"), lambda one: one.item.get_kind_display(), order="item__kind"),
    Column(_("Meeting"), lambda one: one.item.meeting.title, order="item__meeting__starts_at"),
    Column(_("Day"), lambda one: one.item.meeting.day, order="item__meeting__day", css="nowrap"),
    Column(_("State"), lambda one: one.get_state_display(), order="state", tone=lambda one: tone(one.state)),
)


def decisions(request: VisitRequest) -> QuerySet[Decision]:
    """Return the decisions the asker may follow: all of the body, or those the inspection reaches."""
    if request.inspection is not None:
        return scope.decisions(request.inspection)
    return Decision.objects.visible_to(request.user, request.group)


def found(request: VisitRequest, pk: int) -> Decision:
    """Return a decision with what its trail reads.  Raises Http404."""
    return get_object_or_404(decisions(request).select_related(*OF_DECISION), pk=pk)


@require_GET
@in_trail
def trail_list(request: VisitRequest) -> HttpResponse:
    """Show the decisions to pick from, newest first."""
    note(request, ReadWay.LIST, _("Trails of decisions"), matter=Matter.DECISIONS)
    return register_page(
        request,
        "reports/trail_list.html",
        decisions(request).select_related("item__meeting__group"),
        COLUMNS,
        title=_("Trails of decisions"),
        filterset=TrailFilter,
        link=lambda row: reverse("reports:trail_detail", args=[request.group.code, row.pk]),
        context=frame(request),
    )


def print_links(request: VisitRequest, trail: Trail, *, whole: bool) -> dict[str, list[tuple[Words, str]]]:
    """Return the papers behind each step that the asker may open, by the code of the step.

    whole: papers of the whole meeting are among them; in an inspection only where no item of it is withheld.
    """
    route = "reports:document_pdf" if request.inspection is None else "reports:inspected_paper"
    return {
        step.code: [
            (
                translated(row.paper.title),
                reverse(route, args=[request.group.code, row.paper.name, row.pk]) + "?view=1",
            )
            for row in step.prints
            if whole or row.paper.inspected is None or not row.paper.inspected.meeting
        ]
        for step in trail.steps
    }


def findings_for(request: VisitRequest) -> QuerySet[Finding] | None:
    """Return the findings the asker may see; None when findings are not open to the asker."""
    if request.inspection is None:
        return Finding.objects.visible_to(request.user, request.group)
    if not request.inspection.covers(Matter.FINDINGS):
        return None
    return found_in(request.inspection, request.user)


def is_whole(request: VisitRequest, decision: Decision) -> bool:
    """Say whether the asker may see the papers of the whole meeting."""
    if request.inspection is None:
        return True
    return scope.whole_meetings(request.inspection).filter(pk=decision.item.meeting_id).exists()


@require_GET
@in_trail
def trail_detail(request: VisitRequest, pk: int) -> HttpResponse:
    """Show the trail of a decision."""
    decision = found(request, pk)
    note(request, ReadWay.PAGE, str(decision.item), matter=Matter.DECISIONS, key=decision.pk)
    whole = is_whole(request, decision)
    trail = trail_of(decision, request.today, findings_for(request))
    links = print_links(request, trail, whole=whole)
    context = {
        **frame(request),
        "record": decision,
        "trail": trail,
        "steps": [(step, links[step.code]) for step in trail.steps],
        "withheld": not whole,
    }
    return render(request, "reports/trail_detail.html", context)


@require_GET
@in_trail
def trail_pdf(request: VisitRequest, pk: int) -> HttpResponse:
    """Send the trail of a decision as PDF, in Chinese; in an inspection under its mark."""
    decision = found(request, pk)
    note(request, ReadWay.PDF, str(decision.item), matter=Matter.DECISIONS, key=decision.pk)
    with override(CHINESE):
        shown = {
            "trail": trail_of(decision, request.today, findings_for(request)),
            "group": request.group,
            "made": localtime(timezone.now()),
        }
        html = render_to_string("papers/trail.html", shown)
    return pdf_answer(request, f"决定全程 {decision.number}", lambda: pdf.render(html, mark_of(request)))

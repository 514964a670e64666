"""How are minutes drafted, edited, signed, issued and received, in the browser?"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from meetings.minutes import actions
from meetings.minutes.filters import MinutesFilter
from meetings.minutes.forms import MinutesForm, ReasonForm
from meetings.minutes.paper_excerpt import EXCERPT
from meetings.minutes.paper_minutes import minutes_facts
from meetings.minutes.paper_minutes import minutes_pdf as issued_pdf
from meetings.models import AgendaItem, Meeting, Minutes
from members.access import BodyRequest, in_body
from members.answers import offered, pdf_answer
from members.pages import act_view, done, invalid, refused
from members.printing.wording import minutes_lead
from members.procedure.journal import demand_power
from members.tables.register import Column, register_page
from members.templatetags.desk import tone
from members.text_changes import changes

COLUMNS = (
    Column(_("Minutes"), str, title=True),
    Column(_("Meeting"), lambda minutes: minutes.meeting.title, order="meeting__starts_at"),
    Column(_("Day"), lambda minutes: minutes.meeting.day, order="meeting__day", css="nowrap"),
    Column(
        _("State"),
        lambda minutes: minutes.get_state_display(),
        order="state",
        tone=lambda minutes: "good" if minutes.state == "issued" else tone(minutes.state),
    ),
    Column(_("Signed by"), lambda minutes: minutes.signed_by, css="nowrap"),
    Column(_("Issued"), lambda minutes: minutes.issued_on, order="issued_on", css="nowrap"),
    Column(
        _("Received"), lambda minutes: f"{minutes.received}/{minutes.sent}" if minutes.sent else "", css="num"
    ),
)


def minutes_of(request: BodyRequest, pk: int) -> Minutes:
    """Return minutes of the body.  Raises NotPermitted, Http404."""
    demand_power("meetings.read", request.user, request.group)
    result = Minutes.objects.visible_to(request.user, request.group)
    related = ("meeting__group", "meeting__chair__user", "meeting__recorder", "meeting__term", "signed_by")
    return get_object_or_404(result.select_related(*related), pk=pk)


def page_of(minutes: Minutes) -> str:
    """Return the address of minutes."""
    return reverse("meetings:minutes_detail", args=[minutes.meeting.group.code, minutes.pk])


@require_GET
@in_body
def minutes_list(request: BodyRequest) -> HttpResponse:
    """Show the register of minutes."""
    demand_power("meetings.read", request.user, request.group)
    confirmed = Count("receipts", filter=Q(receipts__received_at__isnull=False))
    rows = Minutes.objects.visible_to(request.user, request.group)
    rows = rows.select_related("meeting__group", "signed_by").defer("content", "draft")
    return register_page(
        request,
        "meetings/minutes_list.html",
        rows.annotate(sent=Count("receipts"), received=confirmed),
        COLUMNS,
        title=_("Minutes"),
        filterset=MinutesFilter,
        link=page_of,
    )


def _acts(request: BodyRequest, minutes: Minutes) -> dict[str, Any]:
    verbs = ("edit_minutes", "sign_minutes", "return_minutes", "issue_minutes")
    return {verb.partition("_")[0]: offered(minutes, verb, request.user) for verb in verbs}


@require_GET
@in_body
def minutes_detail(request: BodyRequest, pk: int) -> HttpResponse:
    """Show minutes as they will be printed, with what was changed against the data."""
    minutes = minutes_of(request, pk)
    facts = minutes_facts(minutes)
    receipts = list(minutes.receipts.select_related("membership__user", "received_by"))
    context = {
        "minutes": minutes,
        "facts": facts,
        "lead": minutes_lead(facts.sitting),
        "items": changes(minutes.draft, minutes.content),
        "acts": _acts(request, minutes),
        "receipts": receipts,
        "mine": next(
            (
                receipt
                for receipt in receipts
                if receipt.membership and receipt.membership.user == request.user
            ),
            None,
        ),
        "entries": minutes.entries.select_related("by", "on_behalf_of"),
        "plain": request.GET.get("plain") == "1",
    }
    return render(request, "meetings/minutes_detail.html", context)


@require_http_methods(["GET", "POST"])
@in_body
def minutes_edit(request: BodyRequest, pk: int) -> HttpResponse:
    """Edit the text; beside each item stands what the data gave."""
    minutes = minutes_of(request, pk)
    demand_power("meetings.draft_minutes", request.user, minutes)
    page, form = "meetings/minutes_edit.html", MinutesForm(minutes, request.POST or None)
    context = {
        "minutes": minutes,
        "items": list(zip(form.groups(), changes(minutes.draft, minutes.content), strict=True)),
    }
    if request.method != "POST":
        return render(
            request, page, {**context, "form": form, "edit": offered(minutes, "edit_minutes", request.user)}
        )
    if not form.is_valid():
        return invalid(request, page, context, form)
    try:
        actions.edit_minutes(minutes, form.content(), form.distribution(), by=request.user, at=timezone.now())
    except ValidationError as error:
        return refused(request, page, context, form, error)
    return done(request, page_of(minutes), _("The text is saved."))


@in_body
@act_view
def minutes_draft(request: BodyRequest, pk: int) -> HttpResponse:
    """Draft the minutes of a meeting from its data."""
    meeting = get_object_or_404(Meeting.objects.visible_to(request.user, request.group), pk=pk)
    minutes = actions.draft_minutes(meeting, by=request.user, at=timezone.now())
    return done(request, page_of(minutes), _("The minutes are drafted from the data of the meeting."))


def _act(act: Callable[..., Minutes], message: Any) -> Callable[..., HttpResponse]:
    """Return the view of a button that does one act on minutes and goes back to them."""

    def view(request: BodyRequest, pk: int) -> HttpResponse:
        minutes = minutes_of(request, pk)
        act(minutes, by=request.user, at=timezone.now())
        return done(request, page_of(minutes), message)

    return in_body(act_view(view))


minutes_sign = _act(actions.sign_minutes, _("The minutes are signed."))
minutes_issue = _act(
    actions.issue_minutes, _("The minutes are issued, and everybody named has been sent them.")
)
minutes_receive = _act(actions.acknowledge_minutes, _("It is noted that you received the minutes."))


@require_http_methods(["GET", "POST"])
@in_body
def minutes_return(request: BodyRequest, pk: int) -> HttpResponse:
    """Send signed minutes back, with the reason."""
    minutes = minutes_of(request, pk)
    demand_power("meetings.sign_minutes", request.user, minutes)
    page, form = "meetings/minutes_return.html", ReasonForm(request.POST or None)
    if request.method != "POST":
        return render(request, page, {"form": form, "minutes": minutes})
    if not form.is_valid():
        return invalid(request, page, {"minutes": minutes}, form)
    try:
        actions.return_minutes(minutes, form.cleaned_data["reason"], by=request.user, at=timezone.now())
    except ValidationError as error:
        return refused(request, page, {"minutes": minutes}, form, error)
    return done(request, page_of(minutes), _("The minutes are returned."))


@require_GET
@in_body
def minutes_pdf(request: BodyRequest, pk: int) -> HttpResponse:
    """Send the minutes as PDF."""
    minutes = minutes_of(request, pk)
    return pdf_answer(request, str(minutes), lambda: issued_pdf(minutes))


@require_GET
@in_body
def minutes_excerpt(request: BodyRequest, pk: int, order: int) -> HttpResponse:
    """Send one item of the minutes as PDF, for the unit that carries it out."""
    minutes = minutes_of(request, pk)
    items = list(AgendaItem.objects.on_agenda().filter(meeting=minutes.meeting)) if order else []
    if not 0 < order <= len(items):
        return redirect(page_of(minutes))
    name = f"{minutes}（摘录{order}）"
    return pdf_answer(request, name, lambda: EXCERPT.pdf(items[order - 1]))

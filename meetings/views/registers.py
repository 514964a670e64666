"""The registers across all meetings: items, study and transmission, recusals."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from meetings.filters import ItemFilter, RecusalFilter, TransmissionFilter
from meetings.models import AgendaItem, Recusal
from meetings.rules.kinds import WITHOUT_VOTE
from meetings.views.planning import READ
from members.access import BodyRequest, in_body
from members.form_pages import needs
from members.models.tags import tag_labels
from members.tables.register import Column, register_page
from members.templatetags.desk import tone


def outcome_label(item: AgendaItem) -> str:
    """Return the outcome, or the state while there is none."""
    return str(item.get_outcome_display() if item.outcome else item.get_state_display())


def recusal_tone(recusal: Recusal) -> str:
    """Return the tone of a recusal's badge."""
    return {"proposed": "warn", "stands": "good"}.get(recusal.state, "neutral")


def days_until(item: AgendaItem) -> int | None:
    """Return the days between a material's publication and its study; None when unknown."""
    published = item.proposal.source_published_on if item.proposal else None
    return (item.meeting.day - published).days if published else None


ITEM_COLUMNS = (
    Column(_("Day"), lambda i: i.meeting.day, order="meeting__day", css="nowrap"),
    Column(_("Meeting"), lambda i: i.meeting.ordinal, order="meeting__ordinal", css="num"),
    Column(_("Order"), lambda i: i.position, order="position", css="num"),
    Column(_("Title"), lambda i: i.title, order="title", title=True),
    Column(_("Kind"), lambda i: i.get_kind_display(), order="kind"),
    Column(_("Fields of Party building"), lambda i: tag_labels(i.work_tags)),
    Column(_("Result"), lambda i: i.formula or i.conclusion or i.reason),
    Column(_("Outcome"), outcome_label, order="outcome", tone=lambda i: tone(i.outcome or i.state)),
)

TRANSMISSION_COLUMNS = (
    Column(_("Day"), lambda i: i.meeting.day, order="meeting__day", css="nowrap"),
    Column(_("Title"), lambda i: i.title, order="title", title=True),
    Column(_("Kind"), lambda i: i.get_kind_display(), order="kind"),
    Column(_("Title of the material"), lambda i: i.proposal.source_title if i.proposal else ""),
    Column(_("Source"), lambda i: i.proposal.source_issuer if i.proposal else ""),
    Column(_("Published on"), lambda i: i.proposal.source_published_on if i.proposal else None, css="nowrap"),
    Column(_("Days until it was studied"), days_until, css="num"),
    Column(_("Measures"), lambda i: "；".join(m.text for m in i.measures.all()) or i.no_measures_reason),
)

RECUSAL_COLUMNS = (
    Column(_("Day"), lambda r: r.item.meeting.day, order="item__meeting__day", css="nowrap"),
    Column(_("Item"), lambda r: r.item.title, order="item__title", title=True),
    Column(_("Member"), lambda r: r.membership.name, order="membership__user__name"),
    Column(_("Ground"), lambda r: r.get_ground_display(), order="ground"),
    Column(_("Relation"), lambda r: r.relation),
    Column(_("Left the room"), lambda r: r.left_at, css="nowrap"),
    Column(_("Returned"), lambda r: r.returned_at, css="nowrap"),
    Column(_("State"), lambda r: r.get_state_display(), order="state", tone=recusal_tone),
)


def items(request: BodyRequest) -> "QuerySet[AgendaItem]":
    """Return the items of all meetings, newest first."""
    rows = AgendaItem.objects.visible_to(request.user, request.group).filter(removed=False)
    return rows.select_related("meeting", "proposal").order_by("-meeting__starts_at", "position", "pk")


def to_item(request: BodyRequest, item: AgendaItem) -> str:
    """Return the address of an item on its meeting's page."""
    return reverse("meetings:meeting_detail", args=[request.group.code, item.meeting_id]) + f"#item-{item.pk}"


@require_GET
@in_body
@needs(READ)
def item_list(request: BodyRequest) -> HttpResponse:
    """Show all items with their outcomes."""
    return register_page(
        request,
        "meetings/register_items.html",
        items(request),
        ITEM_COLUMNS,
        title=_("Agenda items"),
        filterset=ItemFilter,
        link=lambda item: to_item(request, item),
    )


@require_GET
@in_body
@needs(READ)
def transmission_list(request: BodyRequest) -> HttpResponse:
    """Show what was studied and conveyed, how soon, and with which measures."""
    return register_page(
        request,
        "meetings/register_transmissions.html",
        items(request).filter(kind__in=WITHOUT_VOTE).prefetch_related("measures"),
        TRANSMISSION_COLUMNS,
        title=_("Study and transmission"),
        filterset=TransmissionFilter,
        link=lambda item: to_item(request, item),
    )


@require_GET
@in_body
@needs(READ)
def recusal_list(request: BodyRequest) -> HttpResponse:
    """Show the recusals: proposed, standing, dismissed."""
    rows = Recusal.objects.filter(item__meeting__group=request.group, item__removed=False)
    return register_page(
        request,
        "meetings/register_recusals.html",
        rows.select_related("item__meeting", "membership__user").order_by("-item__meeting__day", "-pk"),
        RECUSAL_COLUMNS,
        title=_("Recusals"),
        filterset=RecusalFilter,
        link=lambda recusal: to_item(request, recusal.item),
    )

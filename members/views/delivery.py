"""What left the application, by which way, and what did not get through?"""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy
from django.views.decorators.http import require_GET

from members import actions
from members.access import BodyRequest, in_body
from members.form_pages import needs
from members.message_filters import DeliveryFilter
from members.message_kinds import label_of
from members.models import Delivery
from members.pages import act_view, done
from members.tables.register import Column, register_page

KEEP = "members.keep_deliveries"
TONES = {"sent": "good", "failed": "bad", "claimed": "info", "waiting": "neutral"}


def state_label(delivery: Delivery) -> str:
    """Return the state; that it waits because it failed is said."""
    if delivery.state == Delivery.State.WAITING and delivery.attempts:
        return str(_("to be tried again"))
    return str(delivery.get_state_display())


def state_tone(delivery: Delivery) -> str:
    """Return the tone of the state's badge."""
    return "warn" if delivery.state == Delivery.State.WAITING and delivery.attempts else TONES[delivery.state]


COLUMNS = (
    Column(
        pgettext_lazy("delivery", "To"),
        lambda d: d.notification.user.name,
        order="notification__user__name",
        title=True,
        css="nowrap",
    ),
    Column(_("Kind"), lambda d: label_of(d.notification.kind), order="notification__kind"),
    Column(_("Channel"), lambda d: d.get_way_display(), order="way", css="nowrap"),
    Column(pgettext_lazy("delivery", "Due"), lambda d: d.due_at, order="due_at", css="nowrap"),
    Column(pgettext_lazy("delivery", "Sent"), lambda d: d.sent_at, order="sent_at", css="nowrap"),
    Column(_("Read"), lambda d: d.notification.read_at, order="notification__read_at", css="nowrap"),
    Column(_("Attempts"), lambda d: d.attempts, order="attempts", css="num"),
    Column(_("State"), state_label, order="state", tone=state_tone),
    Column(_("Cause of failure"), lambda d: d.error),
)


def deliveries(request: BodyRequest) -> QuerySet[Delivery]:
    """Return what left, or is to leave, for people of the body; kinds and ways only, no texts."""
    return Delivery.objects.filter(notification__group=request.group).select_related("notification__user")


@require_GET
@in_body
@needs(KEEP)
def delivery_list(request: BodyRequest) -> HttpResponse:
    """Show the delivery log."""
    failed = deliveries(request).filter(state=Delivery.State.FAILED)
    return register_page(
        request,
        "members/delivery_list.html",
        deliveries(request),
        COLUMNS,
        title=_("Delivery log"),
        filterset=DeliveryFilter,
        link=lambda d: reverse("members:delivery_detail", args=[request.group.code, d.pk]),
        context={"failed": failed.count()},
    )


@require_GET
@in_body
@needs(KEEP)
def delivery_detail(request: BodyRequest, pk: int) -> HttpResponse:
    """Show one delivery: its times, its reason, and the button that sends it again."""
    delivery = get_object_or_404(deliveries(request), pk=pk)
    context = {
        "delivery": delivery,
        "kind": label_of(delivery.notification.kind),
        "label": state_label(delivery),
    }
    return render(request, "members/delivery_detail.html", {**context, "tone": state_tone(delivery)})


@in_body
@act_view
@needs(KEEP)
def delivery_retry(request: BodyRequest, pk: int) -> HttpResponse:
    """Let one that was given up leave again."""
    get_object_or_404(deliveries(request), pk=pk)
    return _again(request, deliveries(request).filter(pk=pk))


@in_body
@act_view
@needs(KEEP)
def delivery_retry_all(request: BodyRequest) -> HttpResponse:
    """Let everything that was given up leave again."""
    return _again(request, deliveries(request))


def _again(request: BodyRequest, rows: QuerySet[Delivery]) -> HttpResponse:
    count = actions.try_again(rows, at=timezone.now())
    text = ngettext("%(count)s message is sent again.", "%(count)s messages are sent again.", count)
    to = reverse("members:delivery_list", args=[request.group.code])
    return done(request, to, text % {"count": count})

"""What has the software told me?  Only one's own messages, within one body."""

from collections.abc import Callable
from datetime import datetime

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST
from django_htmx.http import trigger_client_event

from members import actions
from members.access import BodyRequest, in_body
from members.message_filters import MessageFilter
from members.models import Notification
from members.pages import done, paginated

LATEST = 5
PAGE, REGISTER = "members/notification_list.html", "members/_notification_register.html"

MARKS: dict[str, Callable[[QuerySet[Notification], datetime], int]] = {
    "read": lambda own, at: actions.mark_read(own, at=at),
    "unread": lambda own, _at: actions.mark_unread(own),
    "done": lambda own, at: actions.mark_done(own, at=at),
    "undone": lambda own, _at: actions.mark_undone(own),
}
SAID = {
    "read": _("All notifications are marked as read."),
    "done": _("All notifications are marked as done."),
}


def own(request: BodyRequest) -> QuerySet[Notification]:
    """Return the asker's messages of this body."""
    return Notification.objects.filter(user=request.user, group=request.group)


@require_GET
@in_body
def notification_list(request: BodyRequest) -> HttpResponse:
    """Show the messages, newest first, searched and filtered."""
    rows = own(request)
    chosen = MessageFilter(request.GET, queryset=rows, request=request)
    context = {
        "filter": chosen,
        "page": paginated(request, chosen.qs),
        "unread": rows.filter(read_at=None).count(),
        "undone": rows.filter(done_at=None).count(),
        "full": True,
        **{
            f"{how}_all": reverse(f"members:notification_{how}_all", args=[request.group.code])
            for how in SAID
        },
    }
    only_register = bool(request.htmx) and request.htmx.target == "register"
    return render(request, REGISTER if only_register else PAGE, context)


@require_GET
@in_body
def notification_bell(request: BodyRequest) -> HttpResponse:
    """Show the bell with the number of unread messages (a fragment, polled)."""
    unread = own(request).filter(read_at=None).count()
    return render(request, "members/_bell.html", {"unread": unread})


@require_GET
@in_body
def work_notifications(request: BodyRequest) -> HttpResponse:
    """Show the latest unread messages on the desk (a fragment)."""
    latest = own(request).filter(read_at=None)[:LATEST]
    return render(request, "members/_work_notifications.html", {"notifications": latest})


@require_POST
@in_body
def notification_open(request: BodyRequest, pk: int) -> HttpResponse:
    """Mark a message as read and go where it points."""
    told = get_object_or_404(own(request), pk=pk)
    actions.mark_read(own(request).filter(pk=pk), at=timezone.now())
    here = url_has_allowed_host_and_scheme(told.url, {request.get_host()}, require_https=request.is_secure())
    if told.url and here:
        return redirect(told.url)
    return redirect("members:notification_list", request.group.code)


@require_POST
@in_body
def notification_mark(request: BodyRequest, pk: int, how: str) -> HttpResponse:
    """Mark one message as read, unread, done or not done; answer with its line, and tell the bell."""
    get_object_or_404(own(request), pk=pk)
    MARKS[how](own(request).filter(pk=pk), timezone.now())
    if not request.htmx:
        return done(request, reverse("members:notification_list", args=[request.group.code]))
    line = {"notification": own(request).get(pk=pk), "full": True}
    return trigger_client_event(render(request, "members/_notification.html", line), "messagesChanged")


@require_POST
@in_body
def notification_mark_all(request: BodyRequest, how: str) -> HttpResponse:
    """Mark all messages of this body as read, or as done."""
    MARKS[how](own(request), timezone.now())
    return done(request, reverse("members:notification_list", args=[request.group.code]), SAID[how])

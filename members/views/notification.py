"""What has the software told me?  Only one's own messages, within one body."""

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from members.access import BodyRequest, in_body
from members.models import Notification
from members.pages import done, paginated

LATEST = 5


def own(request: BodyRequest) -> QuerySet[Notification]:
    """Return the asker's messages of this body."""
    return Notification.objects.filter(user=request.user, group=request.group)


@require_GET
@in_body
def notification_list(request: BodyRequest) -> HttpResponse:
    """Show all messages, newest first."""
    page = paginated(request, own(request))
    return render(request, "members/notification_list.html", {"page": page})


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
    own(request).filter(pk=pk, read_at=None).update(read_at=timezone.now())
    here = url_has_allowed_host_and_scheme(told.url, {request.get_host()}, require_https=request.is_secure())
    if told.url and here:
        return redirect(told.url)
    return redirect("members:notification_list", request.group.code)


@require_POST
@in_body
def notification_read_all(request: BodyRequest) -> HttpResponse:
    """Mark all messages of this body as read."""
    own(request).filter(read_at=None).update(read_at=timezone.now())
    return done(request, request.path.replace("read/", ""), _("All notifications are marked as read."))

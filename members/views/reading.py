"""How do I want to be told, and where is my calendar?  One's own settings, and the secret address of the feed."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import actions
from members.access import DeskRequest
from members.delivery.message import Line, Message, NotNow, Undeliverable
from members.delivery.outbox import CHANNELS, habits_of
from members.ics import TYPE, feed_of
from members.models import CalendarFeed, ReadingHabits, Way
from members.models.delivery import new_token
from members.pages import done
from members.reading_forms import HabitsForm, initial

PAUSE_SECONDS = 30


@sensitive_post_parameters("robot_url")
@require_http_methods(["GET", "POST"])
@login_required
def reading_edit(request: DeskRequest) -> HttpResponse:
    """Show and keep one's notification settings."""
    habits = habits_of([request.user.pk])[request.user.pk]
    form = HabitsForm(request.POST or None, initial=initial(habits))
    if request.method == "POST" and form.is_valid():
        ReadingHabits.objects.update_or_create(user=request.user, defaults=form.cleaned_data)
        return done(request, "members:reading_edit", _("Your notification settings are kept."))
    feed = CalendarFeed.objects.filter(user=request.user).first()
    context = {
        "form": form,
        "feed": feed,
        "feed_url": address_of(feed) if feed else "",
        "ways": [way for way in Way if CHANNELS[way].reaches(request.user, habits)],
        "robots": settings.ROBOT_HOSTS,
    }
    status = 422 if form.is_bound else 200
    return render(request, "members/reading_edit.html", context, status=status)


@require_POST
@login_required
def reading_test(request: DeskRequest, way: str) -> HttpResponse:
    """Send oneself a test message by one way, and say what came of it; not more often than the pause."""
    now = int(timezone.now().timestamp())
    if now - request.session.get("tested", 0) < PAUSE_SECONDS:
        messages.warning(request, _("Please wait half a minute before the next test."))
        return redirect("members:reading_edit")
    request.session["tested"] = now
    text = tested(request, Way(way), now)
    if text:
        messages.error(request, _("The test message did not get through: %(reason)s") % {"reason": text})
    else:
        messages.success(request, _("The test message is sent."))
    return redirect("members:reading_edit")


def tested(request: DeskRequest, way: Way, number: int) -> str:
    """Send a test message; return why it failed, "" when it did not."""
    habits = habits_of([request.user.pk])[request.user.pk]
    if not CHANNELS[way].reaches(request.user, habits):
        return _("There is no address, or this way is switched off.")
    with override(habits.language):
        line = Line(_("Test message"), _("You asked for it in your settings."), settings.BASE_URL)
    name = f"<test-{request.user.pk}-{number}@{settings.MESSAGE_ID_HOST}>"
    try:
        CHANNELS[way].send(Message(request.user, habits, name, [line], digest=False))
    except (NotNow, Undeliverable) as failure:
        return str(failure)
    return ""


def address_of(feed: CalendarFeed) -> str:
    """Return the secret address of a feed."""
    return settings.BASE_URL + reverse("members:feed_read", args=[feed.token])


@require_POST
@login_required
def feed_renew(request: DeskRequest) -> HttpResponse:
    """Make a secret address, or a new one that makes the old one useless."""
    made = {"token": new_token(), "made_at": timezone.now(), "fetched_at": None}
    with transaction.atomic():
        CalendarFeed.objects.update_or_create(user=request.user, defaults=made)
    return done(request, "members:reading_edit", _("Your calendar has a new address."))


@require_POST
@login_required
def feed_close(request: DeskRequest) -> HttpResponse:
    """Take the secret address away."""
    CalendarFeed.objects.filter(user=request.user).delete()
    return done(request, "members:reading_edit", _("Your calendar has no address any more."))


@require_safe
@sensitive_variables("secret")
def feed_read(request: HttpRequest, secret: str) -> HttpResponse:
    """Give a calendar program what stands in the owner's calendar; whoever has the address is the owner."""
    feed = get_object_or_404(CalendarFeed.objects.select_related("user"), token=secret)
    if not feed.user.is_active:
        raise Http404
    now = timezone.now()
    actions.note_fetch(feed, at=now)
    with override(habits_of([feed.user_id])[feed.user_id].language):
        content = feed_of(feed.user, localdate(now))
    response = HttpResponse(content, content_type=TYPE)
    response["Content-Disposition"] = 'inline; filename="party-group-desk.ics"'
    return response

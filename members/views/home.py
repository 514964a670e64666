"""Where does somebody start?  At the desk of the body they belong to."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from members.access import BodyRequest, DeskRequest, in_body
from members.models import LeadingGroup
from members.permissions import office


@require_GET
@login_required
def home_index(request: DeskRequest) -> HttpResponse:
    """Go to the body visited last, else to the first one; say so when there is none."""
    if request.user.must_change_password:
        return redirect("members:password_change")
    groups = LeadingGroup.objects.visible_to(request.user)
    group = groups.filter(code=request.session.get("body", "")).first() or groups.first()
    if group is None:
        return render(request, "members/home_index.html")
    # A visiting inspector has no desk here, only the pages of the inspection (an upper floor's, found by name).
    visiting = office(request.user, group, localdate()).is_visiting
    return redirect("reports:inspected_home" if visiting else "members:home_detail", group.code)


@require_GET
@in_body
def home_detail(request: BodyRequest) -> HttpResponse:
    """Show "my work": what waits for the asker; each section is a fragment of the app that knows it."""
    return render(request, "members/home_detail.html", {"today": request.today})

"""What does every template know?  The body, the asker's place in it, the theme, the frame around the page."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from members.models import LeadingGroup, StaffRole

THEMES = ("light", "dark")


def desk(request: HttpRequest) -> dict[str, Any]:
    """Return group, seat, staff_roles and their labels, groups (lazily), theme ("" = as the system), layout.

    layout: the template a page extends that may be asked for with and without its frame.
    """
    theme = request.COOKIES.get("theme", "")
    roles: frozenset[str] = getattr(request, "staff_roles", frozenset())
    return {
        "group": getattr(request, "group", None),
        "seat": getattr(request, "seat", None),
        "staff_roles": roles,
        "staff_role_labels": [role.label for role in StaffRole.Role if role in roles],
        "groups": SimpleLazyObject(lambda: visible_groups(request)),
        "theme": theme if theme in THEMES else "",
        "layout": "_bare.html" if getattr(request, "htmx", False) else "base.html",
    }


def visible_groups(request: HttpRequest) -> list[LeadingGroup]:
    """Return the bodies the asker may enter.  Costs a query."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return []
    return list(LeadingGroup.objects.visible_to(user))

"""How is somebody told something?  Through this one mouth, once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from members.models import LeadingGroup, Notification, User


def notify(
    user: User,
    kind: str,
    key: str,
    *,
    group: LeadingGroup,
    subject: str,
    at: datetime,
    body: str = "",
    url: str = "",
    urgent: bool = False,
    sensitive: bool = False,
    facts: Mapping[str, Any] | None = None,
    clause: str = "",
) -> bool:
    """Tell a person something once; the same kind and key is not told again.

    subject, body: plain texts, or message ids whose %(name)s places are filled from `facts` in the reader's language.
    urgent: leaves at once and not with the daily mail.  sensitive: outside, only that there is something.
    Returns whether it was new.
    """
    _told, new = Notification.objects.get_or_create(
        user=user,
        kind=kind,
        key=key,
        defaults={
            "group": group,
            "subject": subject,
            "body": body,
            "url": url,
            "at": at,
            "urgent": urgent,
            "sensitive": sensitive,
            "facts": dict(facts or {}),
            "clause": clause,
        },
    )
    return new

"""How is somebody told something?  Through this one mouth, once."""

from datetime import datetime

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
) -> bool:
    """Tell a person something once; the same kind and key is not told again.

    Returns whether it was new.
    """
    _told, new = Notification.objects.get_or_create(
        user=user,
        kind=kind,
        key=key,
        defaults={"group": group, "subject": subject, "body": body, "url": url, "at": at},
    )
    return new

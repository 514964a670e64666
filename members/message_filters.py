"""How are messages and deliveries searched?"""

from typing import Any
from unicodedata import normalize

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from members.filters import MAX_WORDS, DaysFilter, RegisterFilter
from members.message_kinds import label_of
from members.models import Delivery, Notification, Way

SEARCHED = 3000
"""How many of a person's newest messages are searched; each is put into words first, in the reader's language."""

READING: dict[str, dict[str, Any]] = {
    "unread": {"read_at": None},
    "read": {"read_at__isnull": False},
    "open": {"done_at": None},
    "done": {"done_at__isnull": False},
}


def folded(text: str) -> str:
    """Return a text as it is compared: plain forms, no letter case."""
    return normalize("NFKC", text).casefold()


class MessageFilter(RegisterFilter):
    """One's own messages: words as they are read, kind, state, urgency."""

    kind = django_filters.ChoiceFilter(label=_("Kind"), choices=())
    state = django_filters.ChoiceFilter(
        label=_("State"),
        method="in_state",
        choices=[
            ("unread", _("unread")),
            ("read", _("read")),
            ("open", _("not done")),
            ("done", _("dealt with")),
        ],
    )
    urgent = django_filters.ChoiceFilter(
        label=_("Urgency"), choices=[("True", _("urgent")), ("False", _("not urgent"))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filters["kind"].extra["choices"] = kinds_in(self.queryset)

    def search(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what contains every word in its title or text."""
        wanted = folded(value.replace("\x00", "")).split()[:MAX_WORDS]
        rows: QuerySet[Notification] = queryset.only("subject", "body", "facts")[:SEARCHED]
        texts = ((row.pk, folded(f"{row.title} {row.text}")) for row in rows)
        return queryset.filter(pk__in=[key for key, text in texts if all(word in text for word in wanted)])

    def in_state(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what is unread, read, not done or done."""
        return queryset.filter(**READING[value])


class DeliveryFilter(DaysFilter, RegisterFilter):
    """The delivery log: person, way, state, day."""

    search_fields = ("notification__user__name", "notification__user__username", "error")
    days_field = "due_at__date"
    state = django_filters.ChoiceFilter(label=_("State"), choices=Delivery.State.choices)
    way = django_filters.ChoiceFilter(label=_("Channel"), choices=Way.choices)
    kind = django_filters.ChoiceFilter(label=_("Kind"), field_name="notification__kind", choices=())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        told = Notification.objects.filter(pk__in=self.queryset.order_by().values("notification"))
        self.filters["kind"].extra["choices"] = kinds_in(told)


def kinds_in(rows: QuerySet[Notification]) -> list[tuple[str, str]]:
    """Return the kinds that occur among messages, by their names (one query)."""
    names = rows.order_by().values_list("kind", flat=True).distinct()
    return sorted(((name, label_of(name)) for name in names), key=lambda row: row[1])

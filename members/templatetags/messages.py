"""What may a template say about messages?  The name of a kind, the address of a mark."""

from django import template
from django.urls import reverse

from members.message_kinds import label_of
from members.models import Notification

register = template.Library()


@register.filter
def kind_label(kind: str) -> str:
    """Return what a kind of message is called."""
    return label_of(kind)


@register.simple_tag(takes_context=True)
def mark_url(context: template.Context, told: Notification, how: str) -> str:
    """Return the address that marks a message as read, unread, done or not done."""
    return reverse(f"members:notification_{how}", args=[context["group"].code, told.pk])

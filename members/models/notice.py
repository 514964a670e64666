"""What has the software told whom?  A tool, not a testimony: nothing here is a record."""

from typing import Any

from django.db import models
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from members.models.body import LeadingGroup
from members.models.people import User

OUTWARD = gettext_noop("There is something for you in Party Group Desk.")
"""What a sensitive message says outside the application; also a message id."""


class Notification(models.Model):
    """One message to one person; unique by kind and key, so that nothing is told twice.

    key: what it is about and which of its slots ("meeting:12@2025-12-15").  subject, body: message ids with
    %(name)s places filled from `facts`, or plain texts without facts.  clause: why it is told.
    urgent: goes out at once, not in the digest.  sensitive: outside the application only that there is something.
    spread_at: when the ways it goes outward were settled.
    """

    group = models.ForeignKey(LeadingGroup, models.CASCADE, related_name="notifications")
    user = models.ForeignKey(User, models.CASCADE, related_name="notifications", verbose_name=_("to"))
    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("key"), max_length=80)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    facts = models.JSONField(default=dict, blank=True)
    clause = models.CharField(_("clause"), max_length=12, blank=True)
    url = models.CharField(_("address"), max_length=300, blank=True)
    at = models.DateTimeField(_("at"))
    urgent = models.BooleanField(_("urgent"), default=False)
    sensitive = models.BooleanField(_("sensitive"), default=False)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    done_at = models.DateTimeField(_("done at"), null=True, blank=True)
    spread_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ("-at", "-pk")
        constraints = (models.UniqueConstraint(fields=["user", "kind", "key"], name="told_once"),)
        indexes = (
            models.Index(fields=["user", "read_at"], name="unread"),
            models.Index(fields=["id"], condition=models.Q(spread_at=None), name="unspread"),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Return the subject in the language of the reader."""
        return self._said(self.subject)

    @property
    def text(self) -> str:
        """Return the body in the language of the reader."""
        return self._said(self.body)

    def _said(self, message: str) -> str:
        if not self.facts or not message:
            return message
        facts: dict[str, Any] = dict(self.facts)
        return gettext(message) % facts

    def outward(self) -> tuple[str, str]:
        """Return title and text as they may leave the application."""
        return (gettext(OUTWARD), "") if self.sensitive else (self.title, self.text)

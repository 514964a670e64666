"""What has the software told whom?  A tool, not a testimony: the one model here that is no record."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.body import LeadingGroup
from members.models.people import User


class Notification(models.Model):
    """One message to one person; unique by kind and key, so that nothing is told twice."""

    group = models.ForeignKey(LeadingGroup, models.CASCADE, related_name="notifications")
    user = models.ForeignKey(User, models.CASCADE, related_name="notifications", verbose_name=_("to"))
    kind = models.CharField(_("kind"), max_length=40)
    key = models.CharField(_("key"), max_length=80)
    subject = models.CharField(_("subject"), max_length=200)
    body = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=300, blank=True)
    at = models.DateTimeField(_("at"))
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ("-at", "-pk")
        constraints = (models.UniqueConstraint(fields=["user", "kind", "key"], name="told_once"),)
        indexes = (models.Index(fields=["user", "read_at"], name="unread"),)

    def __str__(self) -> str:
        return self.subject

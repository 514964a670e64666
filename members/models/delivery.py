"""How does a message reach somebody who is not looking?  Ways outward, their state, and what a person wants."""

import secrets
from datetime import time

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models.notice import Notification
from members.models.people import User


class Way(models.TextChoices):
    """Ways out of the application."""

    MAIL = "mail", _("e-mail")
    ROBOT = "robot", _("chat robot")


class Shape(models.TextChoices):
    """What the robot of a chat accepts."""

    WECOM = "wecom", _("WeCom")
    DINGTALK = "dingtalk", _("DingTalk")


class Delivery(models.Model):
    """One message on one way: waiting, claimed by a sender for a while, sent, or given up.

    batch: what goes out as one mail; it makes the Message-ID, so that a second sending is recognised as the same.
    claim, claimed_until: who is sending; a claim that lapsed (killed worker) is free again.
    """

    class State(models.TextChoices):
        """States of a delivery."""

        WAITING = "waiting", _("waiting")
        CLAIMED = "claimed", _("being sent")
        SENT = "sent", pgettext_lazy("delivery", "sent")
        FAILED = "failed", _("failed")

    notification = models.ForeignKey(Notification, models.CASCADE, related_name="deliveries")
    way = models.CharField(_("way"), max_length=8, choices=Way)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    due_at = models.DateTimeField(_("due"))
    batch = models.CharField(max_length=40, blank=True)
    claim = models.CharField(max_length=32, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.CharField(_("reason"), max_length=300, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        ordering = ("-pk",)
        constraints = (models.UniqueConstraint(fields=["notification", "way"], name="one_delivery_a_way"),)
        indexes = (
            models.Index(fields=["due_at"], condition=models.Q(state="waiting"), name="delivery_waiting"),
            models.Index(
                fields=["claimed_until"], condition=models.Q(state="claimed"), name="delivery_claimed"
            ),
            models.Index(fields=["batch"], name="delivery_batch"),
            models.Index(fields=["sent_at"], condition=models.Q(state="sent"), name="delivery_sent"),
            models.Index(fields=["due_at"], condition=models.Q(state="failed"), name="delivery_failed"),
        )

    def __str__(self) -> str:
        return f"{self.get_way_display()} {self.notification_id}"


class ReadingHabits(models.Model):
    """When and where somebody wants to be told; without a row the defaults count.

    digest_hour: hour of the day at which everything that is not urgent comes in one mail.
    quiet_from, quiet_until: hours in which nothing is sent.  muted: kinds that stay inside the application.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="reading_habits")
    mail = models.BooleanField(_("send e-mail"), default=True)
    digest_hour = models.PositiveSmallIntegerField(
        _("hour of the daily mail"), default=8, validators=[MaxValueValidator(23)]
    )
    quiet_from = models.TimeField(_("quiet from"), default=time(22))
    quiet_until = models.TimeField(_("quiet until"), default=time(7))
    robot_shape = models.CharField(_("chat robot"), max_length=10, choices=Shape, blank=True)
    robot_url = models.URLField(_("address of the robot"), max_length=300, blank=True)
    muted = models.JSONField(_("not outside the application"), default=list, blank=True)
    language = models.CharField(
        _("language of the messages"),
        max_length=10,
        choices=settings.LANGUAGES,
        default=settings.LANGUAGE_CODE,
    )

    class Meta:
        verbose_name = _("notification settings")

    def __str__(self) -> str:
        return str(self.user)


def new_token() -> str:
    """Return a secret part of an address (256 bit)."""
    return secrets.token_urlsafe(32)


class CalendarFeed(models.Model):
    """The secret address of a person's calendar; a new one makes the old one useless."""

    user = models.OneToOneField(User, models.CASCADE, related_name="calendar_feed")
    token = models.CharField(max_length=64, unique=True, default=new_token)
    made_at = models.DateTimeField(_("made"))
    fetched_at = models.DateTimeField(_("last fetched"), null=True, blank=True)

    class Meta:
        verbose_name = _("calendar feed")

    def __str__(self) -> str:
        return str(self.user)


class Heartbeat(models.Model):
    """When did a part of the clock last strike?"""

    name = models.CharField(max_length=40, unique=True)
    at = models.DateTimeField()
    figures = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name = _("heartbeat")

    def __str__(self) -> str:
        return self.name

"""Who was at the session, and who said what to whom?  Readable by those who were to be there."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from lifes.models.life import DemocraticLifeMeeting
from lifes.states import LifeState
from members.models import Membership, User
from members.procedure.guards import INSERT_ONLY, SealedIn
from members.procedure.record import Record

HELD = frozenset({LifeState.CLOSED.value, LifeState.REPORTED.value})


class LifeAttendance(Record):
    """A stay at the session: came, left.  Clause 7.3-a."""

    guards = (SealedIn(("life",), HELD),)

    life = models.ForeignKey(DemocraticLifeMeeting, models.PROTECT, related_name="attendance")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    in_at = models.DateTimeField(_("came"))
    out_at = models.DateTimeField(_("left at"), null=True, blank=True)

    class Meta:
        verbose_name = _("attendance at the session")
        ordering = ("in_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["life", "membership"],
                condition=Q(out_at__isnull=True),
                name="life_signed_in_once",
                violation_error_code="already_present",
                violation_error_message=_("This member has signed in."),
            ),
            models.CheckConstraint(
                condition=Q(out_at__isnull=True) | Q(out_at__gte=F("in_at")),
                name="life_attendance_forward",
                violation_error_message=_("The end must lie after the beginning."),
            ),
        )

    def __str__(self) -> str:
        return str(self.membership)


class Criticism(Record):
    """A self-criticism, a criticism, or a reply to one.  Clause 7.3-b."""

    guards = (INSERT_ONLY, SealedIn(("life",), HELD))

    class Kind(models.TextChoices):
        """What is said."""

        SELF_CRITICISM = "self_criticism", _("self-criticism")
        CRITICISM = "criticism", _("criticism")
        REPLY = "reply", _("reply")

    life = models.ForeignKey(DemocraticLifeMeeting, models.PROTECT, related_name="criticisms")
    kind = models.CharField(_("kind"), max_length=14, choices=Kind)
    speaker = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("speaker"))
    target = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("to")
    )
    text = models.TextField(_("text"), max_length=8000)
    at = models.DateTimeField(_("at"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("criticism")
        verbose_name_plural = _("criticism and self-criticism")
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(kind="self_criticism", target__isnull=True)
                | (~Q(kind="self_criticism") & Q(target__isnull=False)),
                name="criticism_has_target",
                violation_error_message=_("Criticism has somebody it is for; self-criticism has not."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.speaker} {self.get_kind_display()}"


class AbsentStatement(Record):
    """The written statement of a member who could not come, as it was read out.  Clause 7.3-a."""

    guards = (INSERT_ONLY, SealedIn(("life",), HELD))

    life = models.ForeignKey(DemocraticLifeMeeting, models.PROTECT, related_name="statements")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    text = models.TextField(_("statement"), max_length=20_000)
    read_at = models.DateTimeField(_("read out at"))

    class Meta:
        verbose_name = _("statement of an absent member")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["life", "membership"], name="statement_once"),)

    def __str__(self) -> str:
        return str(self.membership)


class LifeFeedback(Record):
    """That a member who was absent was told afterwards what had been said to him: day and way only.  Clause 7.3-a."""

    guards = (INSERT_ONLY,)

    life = models.ForeignKey(DemocraticLifeMeeting, models.PROTECT, related_name="feedback")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    given_on = models.DateField(_("told on"))
    way = models.CharField(_("how"), max_length=200)

    class Meta:
        verbose_name = _("feedback to an absent member")
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["life", "membership"], name="life_feedback_once"),)

    def __str__(self) -> str:
        return str(self.membership)

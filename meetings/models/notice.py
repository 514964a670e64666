"""Who was told of the meeting, in writing, when; and what did they answer?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import ARCHIVED, Meeting
from members.models import Membership, User
from members.procedure.guards import SealedIn
from members.procedure.record import Record


class MeetingNotice(Record):
    """A written notice with its agenda as it stood (会议通知), or a supplement to it.  Clause 6.3-c."""

    guards = (SealedIn(("meeting",), ARCHIVED),)

    class Kind(models.TextChoices):
        """Notice or supplement."""

        NOTICE = "notice", _("notice")
        SUPPLEMENT = "supplement", _("supplementary notice")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="notices", verbose_name=_("meeting"))
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    serial = models.PositiveSmallIntegerField(_("serial"))
    issued_at = models.DateTimeField(_("issued"))
    issued_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("issued by")
    )
    agenda = models.JSONField(_("agenda as announced"), default=list)
    text = models.TextField(_("text"), blank=True)
    lead_hours = models.IntegerField(_("hours ahead"))

    class Meta:
        verbose_name = _("meeting notice")
        verbose_name_plural = _("meeting notices")
        ordering = ("serial",)
        constraints = (models.UniqueConstraint(fields=["meeting", "serial"], name="notice_serial_once"),)

    def __str__(self) -> str:
        return f"{self.meeting} {self.get_kind_display()} {self.serial}"


class NoticeReceipt(Record):
    """A member's copy of a notice: delivered, read, answered (回执)."""

    guards = (SealedIn(("notice", "meeting"), ARCHIVED),)

    notice = models.ForeignKey(MeetingNotice, models.PROTECT, related_name="receipts")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    delivered_at = models.DateTimeField(_("delivered"))
    read_at = models.DateTimeField(_("read"), null=True, blank=True)
    attend = models.BooleanField(_("will attend"), null=True, blank=True)
    replied_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        ordering = ("membership__protocol_order", "pk")
        constraints = (models.UniqueConstraint(fields=["notice", "membership"], name="receipt_once"),)

    def __str__(self) -> str:
        return f"{self.notice} {self.membership}"

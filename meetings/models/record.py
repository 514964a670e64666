"""Is the record of the meeting signed, and was it corrected?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import ARCHIVED, Meeting
from members.models import User
from members.procedure.guards import INSERT_ONLY, SealedIn
from members.procedure.record import Record


class MeetingRecord(Record):
    """The signatures under the record (会议记录); what it says is the meeting's own data, frozen at closing.

    content: canonical facts of the record as signed; sha256 of it.  Clause 6.5-k.
    """

    guards = (SealedIn(("meeting",), ARCHIVED),)

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="record", verbose_name=_("meeting"))
    remark = models.TextField(_("remarks of the recorder"), blank=True)
    recorder_signed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    recorder_signed_at = models.DateTimeField(_("signed by the recorder"), null=True, blank=True)
    chair_signed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    chair_signed_at = models.DateTimeField(_("signed by the chair"), null=True, blank=True)

    class Meta:
        verbose_name = _("meeting record")
        verbose_name_plural = _("meeting records")

    def __str__(self) -> str:
        return f"{self.meeting} 会议记录"

    @property
    def is_signed(self) -> bool:
        """Say whether recorder and chair have both signed."""
        return self.recorder_signed_at is not None and self.chair_signed_at is not None


class RecordCorrection(Record):
    """A dated addition to a signed record; the record itself stays as it is.  Clause 6.5-k."""

    guards = (INSERT_ONLY, SealedIn(("record", "meeting"), ARCHIVED))

    record = models.ForeignKey(MeetingRecord, models.PROTECT, related_name="corrections")
    text = models.TextField(_("correction"))
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("correction of the record")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:40]

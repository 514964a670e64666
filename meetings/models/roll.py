"""Who came and went, who asked for leave, who was there without a vote?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import ARCHIVED, Meeting
from meetings.rules import absence, admission
from meetings.states import LEAVE, LeaveState
from members.models import Membership, User
from members.procedure.guards import SealedIn
from members.procedure.record import Record, uphold
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse


class Observer(Record):
    """Somebody who attends without a vote (列席), for the whole meeting or for some items."""

    guards = (SealedIn(("meeting",), ARCHIVED),)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="observers", verbose_name=_("meeting"))
    name = models.CharField(_("name"), max_length=60)
    unit = models.CharField(_("unit"), max_length=100, blank=True)
    post = models.CharField(_("post"), max_length=60, blank=True)
    user = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("account")
    )
    items = models.ManyToManyField(
        "meetings.AgendaItem", blank=True, related_name="observers", verbose_name=_("items")
    )
    from_supervision_unit = models.BooleanField(_("from the supervision unit"), default=False)

    class Meta:
        verbose_name = _("observer")
        verbose_name_plural = _("observers")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name


class AttendanceRecord(Record):
    """A stay: came at, left at (签到).  One's own sign-in counts once it is confirmed."""

    guards = (SealedIn(("meeting",), ARCHIVED),)

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendance", verbose_name=_("meeting"))
    membership = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("member")
    )
    observer = models.ForeignKey(
        Observer, models.PROTECT, null=True, blank=True, related_name="attendance", verbose_name=_("observer")
    )
    in_at = models.DateTimeField(_("came"))
    out_at = models.DateTimeField(_("left at"), null=True, blank=True)
    by_self = models.BooleanField(_("on one's own screen"), default=False)
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("confirmed by")
    )
    remark = models.CharField(_("remark"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("attendance")
        verbose_name_plural = _("attendance")
        ordering = ("in_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "membership"],
                condition=Q(out_at__isnull=True, membership__isnull=False),
                name="signed_in_once",
                violation_error_code="already_present",
                violation_error_message=_("This member has signed in."),
            ),
            models.CheckConstraint(
                condition=Q(membership__isnull=False) ^ Q(observer__isnull=False),
                name="attendance_of_one",
                violation_error_message=_("A stay belongs to a member or to an observer."),
            ),
            models.CheckConstraint(
                condition=Q(out_at__isnull=True) | Q(out_at__gte=models.F("in_at")),
                name="attendance_forward",
                violation_error_message=_("The end must lie after the beginning."),
            ),
        )

    def __str__(self) -> str:
        return str(self.membership or self.observer)

    def entering(self) -> Verdict:
        """Members in office and in good standing sign in.  Clause 6.4-a."""
        if self.membership is None:
            return allow()
        seat, day = self.membership, self.meeting.day
        return admission.sign_in(
            is_member=seat.group_id == self.meeting.group_id,
            in_office=seat.period.covers(day),
            standing=seat.standing_on(day),
        )


class LeaveRequest(Record):
    """A request for leave (请假条); leave does not shorten the base.  Clause 6.4-c."""

    lifecycle = LEAVE
    guards = (SealedIn(("meeting",), ARCHIVED),)

    class Reason(models.TextChoices):
        """Reasons for leave."""

        BUSINESS_TRIP = "business_trip", _("business trip")
        ILLNESS = "illness", _("illness")
        SUPERIOR_MEETING = "superior_meeting", _("meeting of the superior")
        OTHER = "other", _("other reason")

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="leaves", verbose_name=_("meeting"))
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    reason = models.CharField(_("reason"), max_length=20, choices=Reason)
    text = models.CharField(_("details"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=LeaveState, default=LeaveState.REQUESTED, editable=False
    )
    requested_at = models.DateTimeField(_("asked for"))
    late = models.BooleanField(_("asked for after the start"), default=False, editable=False)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decision_text = models.CharField(_("opinion"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("request for leave")
        verbose_name_plural = _("requests for leave")
        ordering = ("requested_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["meeting", "membership"],
                condition=Q(state__in=["requested", "approved"]),
                name="leave_once",
                violation_error_code="already_requested",
                violation_error_message=_("Leave has been asked for already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership} {self.get_reason_display()}"

    def entering(self) -> Verdict:
        """Leave is asked for before the meeting; what is entered afterwards is flagged as late."""
        return absence.leave(begun=self.meeting.has_begun and not self.late)

    def clean(self) -> None:
        """Another reason is named."""
        super().clean()
        if self.reason == self.Reason.OTHER and not self.text.strip():
            uphold(refuse("reason_required", gettext_noop("Give the reason."), "6.4-c"))

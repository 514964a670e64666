"""Who was at a study and for how long, who was on leave, and who made up for it?"""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Membership, User
from members.procedure.guards import SealedIn
from members.procedure.record import Record, uphold
from members.procedure.verdict import Verdict, gettext_noop, refuse
from study.models.session import RECORDED, StudySession
from study.rules import attendance
from study.rules.attendance import Stay
from study.states import LEAVE, LeaveState


class Presence(Record):
    """A stay at a study: came, left (签到、签退).  One's own sign-in counts once it is confirmed.  Clause 8.3-a."""

    guards = (SealedIn(("session",), RECORDED),)

    session = models.ForeignKey(
        StudySession, models.PROTECT, related_name="presences", verbose_name=pgettext_lazy("study", "study")
    )
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    in_at = models.DateTimeField(pgettext_lazy("study", "came"))
    out_at = models.DateTimeField(pgettext_lazy("study", "left"), null=True, blank=True)
    by_self = models.BooleanField(_("on one's own screen"), default=False)
    confirmed_at = models.DateTimeField(pgettext_lazy("study", "confirmed"), null=True, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    remark = models.CharField(_("remark"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("presence at a study")
        verbose_name_plural = _("presences at studies")
        ordering = ("in_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["session", "membership"],
                condition=Q(out_at__isnull=True),
                name="study_signed_in_once",
                violation_error_code="already_present",
                violation_error_message=_("This member has signed in."),
            ),
            models.CheckConstraint(
                condition=Q(out_at__isnull=True) | Q(out_at__gte=F("in_at")),
                name="presence_forward",
                violation_error_message=_("The end must lie after the beginning."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership} {self.session}"

    @property
    def stay(self) -> Stay:
        """Return the stay as a fact."""
        return Stay(self.in_at, self.out_at)

    def entering(self) -> Verdict:
        """Members in office and in good standing sign in."""
        seat, day = self.membership, self.session.day
        return attendance.sign_in(
            is_member=seat.group_id == self.session.group_id,
            in_office=seat.period.covers(day),
            standing=seat.standing_on(day),
        )


class StudyLeave(Record):
    """Leave from a study, asked of the head; it does not shorten the required time.  Clauses 8.3-a, 8.3-b."""

    lifecycle = LEAVE
    guards = (SealedIn(("session",), RECORDED),)

    session = models.ForeignKey(StudySession, models.PROTECT, related_name="leaves")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    reason = models.CharField(_("reason"), max_length=200)
    state = models.CharField(
        _("state"), max_length=10, choices=LeaveState, default=LeaveState.REQUESTED, editable=False
    )
    requested_at = models.DateTimeField(_("asked for"))
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)

    class Meta:
        verbose_name = _("leave from a study")
        ordering = ("requested_at", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["session", "membership"],
                condition=~Q(state="refused"),
                name="study_leave_once",
                violation_error_code="already_requested",
                violation_error_message=_("Leave has been asked for already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership} {self.reason}"


class MakeupStudy(Record):
    """Study made up for afterwards (补学): on record, and not counted unless the rules say so.  Clause 8.3-b."""

    session = models.ForeignKey(StudySession, models.PROTECT, related_name="makeups")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    done_on = models.DateField(_("made up on"))
    minutes = models.PositiveSmallIntegerField(
        pgettext_lazy("study", "minutes"), validators=[MinValueValidator(1)]
    )
    way = models.CharField(_("how"), max_length=200)

    class Meta:
        verbose_name = _("make-up study")
        ordering = ("done_on", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["session", "membership"],
                name="makeup_once",
                violation_error_message=_("Make-up study is on record already."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership} {self.done_on}"

    def clean(self) -> None:
        """Making up comes after the study."""
        super().clean()
        if self.done_on is not None and self.done_on < self.session.day:
            uphold(
                refuse("makeup_too_early", gettext_noop("Making up comes after the study itself."), "8.3-b")
            )

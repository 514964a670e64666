"""Who said what, who wrote instead, and who withdrew?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.item import AgendaItem
from meetings.models.meeting import ARCHIVED
from meetings.models.roll import Observer
from meetings.rules import absence, discussion
from meetings.states import RECUSAL, ItemState, RecusalState
from members.models import Membership, User
from members.procedure.guards import SealedIn
from members.procedure.record import Record
from members.procedure.verdict import Verdict

OF_MEETING = (SealedIn(("item", "meeting"), ARCHIVED),)


class Speech(Record):
    """A member's word on an item, in order; without a text it is "no comment".  Clause 6.5-a."""

    guards = OF_MEETING

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="speeches", verbose_name=_("item"))
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    serial = models.PositiveSmallIntegerField(_("serial"))
    text = models.TextField(_("text"), blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("speech")
        verbose_name_plural = _("speeches")
        ordering = ("serial",)
        constraints = (models.UniqueConstraint(fields=["item", "serial"], name="speech_serial_once"),)

    def __str__(self) -> str:
        return f"{self.membership} {self.serial}"

    def entering(self) -> Verdict:
        """Members in the room speak, whoever presides last."""
        return discussion.may_speak(self.membership_id, self.item.floor())


class ObserverOpinion(Record):
    """What an observer said on an item, the supervision unit's above all.  Clause 4.3-6."""

    guards = OF_MEETING

    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="observer_opinions", verbose_name=_("item")
    )
    observer = models.ForeignKey(Observer, models.PROTECT, related_name="+", verbose_name=_("observer"))
    text = models.TextField(_("text"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("opinion of an observer")
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.observer}"


class WrittenOpinion(Record):
    """What an absent member wrote on an item (书面意见): read out, kept, never a vote.  Clause 6.4-d."""

    guards = OF_MEETING

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="opinions", verbose_name=_("item"))
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    text = models.TextField(_("text"))
    submitted_at = models.DateTimeField(_("submitted"))
    read_out_at = models.DateTimeField(_("read out at"), null=True, blank=True)

    class Meta:
        verbose_name = _("written opinion")
        verbose_name_plural = _("written opinions")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["item", "membership"],
                name="opinion_once",
                violation_error_code="already_written",
                violation_error_message=_("There is an opinion of this member on this item."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership} {self.item}"

    def entering(self) -> Verdict:
        """Those who cannot come write, before the item is taken up.  Clauses 6.4-d, 6.4-e."""
        roll = self.item.meeting.roll()
        return absence.opinion(
            is_member=self.membership_id in roll.entitled,
            present=self.membership_id in roll.present,
            item_begun=self.item.state != ItemState.PENDING,
            recused=self.membership_id in self.item.recused(),
        )


class Recusal(Record):
    """A member leaves an item to the others (回避): ground, who pointed it out, left, returned.  Clause 6.4-e."""

    lifecycle = RECUSAL
    guards = OF_MEETING
    State = RecusalState

    class Ground(models.TextChoices):
        """Grounds of recusal."""

        SELF = "self", _("concerned oneself")
        RELATIVE = "relative", _("a relative is concerned")
        OTHER = "other", _("another ground")

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="recusals", verbose_name=_("item"))
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    state = models.CharField(_("state"), max_length=10, choices=RecusalState, default=RecusalState.STANDS)
    ground = models.CharField(_("ground"), max_length=10, choices=Ground)
    relation = models.CharField(_("relation"), max_length=60, blank=True)
    text = models.CharField(_("details"), max_length=300, blank=True)
    declared_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("declared by")
    )
    declared_at = models.DateTimeField(_("declared"))
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("decided by")
    )
    decision_text = models.CharField(_("reason of the decision"), max_length=200, blank=True)
    left_at = models.DateTimeField(_("left the room"), null=True, blank=True)
    returned_at = models.DateTimeField(_("returned"), null=True, blank=True)

    class Meta:
        verbose_name = _("recusal")
        verbose_name_plural = _("recusals")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["item", "membership"],
                condition=Q(state__in=["proposed", "stands"]),
                name="recusal_once",
                violation_error_code="already_recused",
                violation_error_message=_("This member is recused from the item, or a recusal is proposed."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership} {self.item}"

    @property
    def stands(self) -> bool:
        """Say whether the recusal is in force."""
        return self.state == self.State.STANDS

    def entering(self) -> Verdict:
        """Another ground is named."""
        return absence.recusal_reason(self.ground, self.text)

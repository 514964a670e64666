"""Where was a document conveyed, and who reads it up because of an absence?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.item import AgendaItem
from meetings.models.superior import OF_DOCUMENT, SuperiorDocument
from meetings.states_superior import READING, ReadingState
from members.models import LeadingGroup, Membership, User
from members.procedure.guards import SealedIn
from members.procedure.journal import Entry
from members.procedure.profile import Profile
from members.procedure.record import Record, RecordQuerySet

CONFIRMED = frozenset({ReadingState.CONFIRMED.value})
KEEP = "meetings.transmit"


class Conveyance(Record):
    """One meeting, at which a document was conveyed (传达); one document may be conveyed at several.  Clause 4.1-a."""

    profile = Profile(parent="item")

    guards = OF_DOCUMENT

    document = models.ForeignKey(SuperiorDocument, models.PROTECT, related_name="conveyances")
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, related_name="conveyances", verbose_name=_("agenda item")
    )
    part = models.CharField(_("which part"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("conveyance")
        verbose_name_plural = _("conveyances")
        ordering = ("item__meeting__day", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["document", "item"],
                name="conveyed_once_at_item",
                violation_error_code="already_conveyed",
                violation_error_message=_("The document is entered as conveyed at this item."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.item.meeting.day} {self.item}"


class CatchUpReadingQuerySet(RecordQuerySet["CatchUpReading"]):
    """Readings that are made up for, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "CatchUpReadingQuerySet":
        """Readings of the body; a member who keeps no register sees the own ones."""
        rows = self.filter(group=group)
        seated = group.memberships.filter(user=user).exists()
        return rows.filter(membership__user=user) if seated and not user.has_perm(KEEP, group) else rows


class CatchUpReading(Record):
    """An absent member reads what was conveyed (补学回执), and confirms it; this is not attendance.  Clause 4.1-b."""

    profile = Profile("catchup")
    lifecycle = READING
    guards = (SealedIn((), CONFIRMED),)

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    conveyance = models.ForeignKey(Conveyance, models.PROTECT, related_name="readings")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    state = models.CharField(
        _("state"), max_length=10, choices=ReadingState, default=ReadingState.OPEN, editable=False
    )
    asked_at = models.DateTimeField(_("asked for"))
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True, editable=False)

    objects = CatchUpReadingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reading made up for")
        verbose_name_plural = _("readings made up for")
        ordering = ("-asked_at", "pk")
        constraints = (
            models.UniqueConstraint(fields=["conveyance", "membership"], name="reading_once"),
            models.CheckConstraint(
                condition=Q(state="open") ^ Q(confirmed_at__isnull=False), name="reading_confirmed_when"
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership} {self.conveyance.document}"

    @property
    def person_ids(self) -> frozenset[int]:
        """Return whose reading it is."""
        return frozenset({self.membership.user_id})


class CatchUpEntry(Entry):
    """What was done to a reading."""

    record = models.ForeignKey(CatchUpReading, models.PROTECT, related_name="entries")

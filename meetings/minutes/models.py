"""What is issued after a meeting?  Minutes with their numbers and receipts."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.minutes.states import MINUTES, MinutesState
from meetings.models.meeting import Meeting
from meetings.states import MeetingState
from members.models import LeadingGroup, Membership, User
from members.procedure.guards import INSERT_ONLY, SealedIn
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse

ISSUED = frozenset({MinutesState.ISSUED.value})


class MinutesQuerySet(RecordQuerySet["Minutes"]):
    """Minutes, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "MinutesQuerySet":
        """Minutes of the body's meetings."""
        return self.filter(meeting__group=group)


class Minutes(Record):
    """The minutes of a meeting (会议纪要): drafted from its data, edited, signed, numbered, issued.

    content: items as {"order", "heading", "paragraphs", "decision", "owner", "co_owners", "due"};
    draft: the same as the data gave it, so that the difference can be shown.  Clause 6.5-l.
    """

    profile = Profile(
        "minutes",
        searched=Searched(
            "meetings.receive_minutes",
            title="meeting.title number",
            texts="number written_texts",
            day="issued_on meeting.day",
            joined="meeting__term meeting__group",
        ),
    )
    lifecycle = MINUTES
    guards = (SealedIn((), ISSUED),)

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="+", verbose_name=_("meeting"))
    state = models.CharField(
        _("state"), max_length=8, choices=MinutesState, default=MinutesState.DRAFT, editable=False
    )
    number = models.CharField(_("number"), max_length=60, blank=True, editable=False)
    draft = models.JSONField(default=list, editable=False)
    content = models.JSONField(_("text"), default=list)
    distribution = models.JSONField(_("distribution"), default=list, blank=True)
    signed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True, editable=False)
    signed_under = models.CharField(max_length=120, blank=True, editable=False)
    issued_on = models.DateField(_("issued"), null=True, blank=True, editable=False)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        ordering = ("-meeting__starts_at",)

    def __str__(self) -> str:
        return self.number or f"{self.meeting} 会议纪要"

    @property
    def written_texts(self) -> list[str]:
        """Return heading, paragraphs and decision of each item."""
        return [
            text
            for item in self.content or ()
            if isinstance(item, dict)
            for text in (item.get("heading"), *(item.get("paragraphs") or ()), item.get("decision"))
        ]

    def entering(self) -> Verdict:
        """Minutes are made of a meeting that is over.  Clause 6.5-l."""
        if self.meeting.state not in (MeetingState.CLOSED, MeetingState.ARCHIVED):
            return refuse("meeting_not_closed", gettext_noop("The meeting has not been closed."), "6.5-l")
        return allow()

    def changed_items(self) -> list[int]:
        """Return the orders of the items whose text differs from what the data gave."""
        given = {item["order"]: item for item in self.draft}
        return [item["order"] for item in self.content if given.get(item["order"]) != item]


class MinutesEntry(Entry):
    """What was done to minutes."""

    record = models.ForeignKey(Minutes, models.PROTECT, related_name="entries")


class MinutesReceipt(Record):
    """Who was sent the minutes, and when they confirmed to have them."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="receipts")
    membership = models.ForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    unit = models.CharField(_("unit"), max_length=100, blank=True)
    sent_at = models.DateTimeField(_("sent"))
    received_at = models.DateTimeField(_("received"), null=True, blank=True)
    received_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        verbose_name = _("receipt of minutes")
        ordering = ("pk",)

    def __str__(self) -> str:
        return str(self.membership or self.unit)


class DocumentIssue(Record):
    """A rendered document kept by its hash, so that a second download is the same bytes."""

    guards = (INSERT_ONLY,)

    minutes = models.OneToOneField(Minutes, models.PROTECT, related_name="document")
    sha256 = models.CharField(max_length=64)
    data = models.BinaryField()

    class Meta:
        verbose_name = _("issued document")

    def __str__(self) -> str:
        return self.sha256[:16]

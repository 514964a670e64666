"""What is issued and what is sealed: minutes with their numbers and receipts, and packages of the archive."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from meetings.states import MeetingState
from members.models import LeadingGroup, Membership, User
from members.procedure.guards import INSERT_ONLY, SealedIn
from members.procedure.journal import Entry
from members.procedure.record import Record, RecordQuerySet
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse
from reports.chain import Link, Signed
from reports.states import MINUTES, MinutesState

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
    signed_at = models.DateTimeField(_("signed"), null=True, blank=True, editable=False)
    signed_under = models.CharField(max_length=120, blank=True, editable=False)
    issued_on = models.DateField(_("issued"), null=True, blank=True, editable=False)

    objects = MinutesQuerySet.as_manager()

    class Meta:
        verbose_name = _("minutes")
        verbose_name_plural = _("minutes")
        ordering = ("-meeting__starts_at",)

    def __str__(self) -> str:
        return self.number or f"{self.meeting} 会议纪要"

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


class NumberSeries(models.Model):
    """The last serial given out under an agency word in a year; its row is locked while a number is given."""

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    word = models.CharField(max_length=40)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["group", "word", "year"], name="series_once"),)

    def __str__(self) -> str:
        return f"{self.word}〔{self.year}〕{self.last}号"


class ArchivePackageQuerySet(RecordQuerySet["ArchivePackage"]):
    """Sealed files; the bytes themselves are read only when asked for."""

    def visible_to(self, user: User, group: LeadingGroup) -> "ArchivePackageQuerySet":
        """Sealed files of the body."""
        return self.filter(group=group).defer("data")


class ArchivePackage(Record):
    """The sealed file of a meeting (归档文件), a link in the body's chain.  Clause 6.5-m.

    data: the ZIP as sealed.  leaf, signature, salt, checkpoint: what makes it verifiable.
    """

    guards = (INSERT_ONLY,)

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="+", verbose_name=_("meeting"))
    archive_code = models.CharField(_("archive code"), max_length=60)
    seq = models.PositiveIntegerField(_("link"))
    kind = models.CharField(max_length=20)
    at = models.CharField(max_length=40)
    obj_hash = models.CharField(max_length=64)
    prev = models.CharField(max_length=64)
    leaf = models.CharField(max_length=64, unique=True)
    signature = models.CharField(max_length=128)
    salt = models.BinaryField()
    checkpoint = models.TextField()
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(_("size"))
    files = models.JSONField(default=list)
    data = models.BinaryField()
    sealed_at = models.DateTimeField(_("sealed"))
    sealed_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = ArchivePackageQuerySet.as_manager()

    class Meta:
        verbose_name = _("sealed file")
        verbose_name_plural = _("sealed files")
        ordering = ("-seq",)
        constraints = (
            models.UniqueConstraint(fields=["group", "seq"], name="package_seq_once"),
            models.UniqueConstraint(fields=["group", "prev"], name="package_prev_once"),
        )

    def __str__(self) -> str:
        return self.archive_code

    @property
    def signed(self) -> Signed:
        """Return the link of the chain with its signature."""
        link = Link(self.group.code, self.seq, self.kind, self.at, self.obj_hash, self.prev)
        return Signed(link, self.signature)


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

    def as_file(self) -> tuple[str, Any]:
        """Return file name and bytes."""
        return f"{self.minutes}.pdf", bytes(self.data)

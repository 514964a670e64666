"""What is sealed for good?  The packages of the archive."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from members.models import LeadingGroup, User
from members.procedure.guards import INSERT_ONLY
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet
from reports.archive.chain import Link, Signed


class ArchivePackageQuerySet(RecordQuerySet["ArchivePackage"]):
    """Sealed files; the bytes themselves are read only when asked for."""

    def visible_to(self, user: User, group: LeadingGroup) -> "ArchivePackageQuerySet":
        """Sealed files of the body."""
        return self.filter(group=group).defer("data")


class ArchivePackage(Record):
    """The sealed file of a meeting (归档文件), a link in the body's chain.  Clause 6.5-m.

    data: the ZIP as sealed.  leaf, signature, salt, checkpoint: what makes it verifiable.
    """

    profile = Profile(
        "volume",
        parent="meeting",
        searched=Searched(
            "reports.read_sealed",
            title="archive_code meeting.title",
            day="meeting.day",
            joined="meeting__term meeting__group",
            follows="meeting:meeting",
        ),
    )

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
    sealed_at = models.DateTimeField(_("sealed at"))
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

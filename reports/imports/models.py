"""Which file was sent to be imported, by whom, what would it have done, and what became of it?"""

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from members.models import LeadingGroup, User
from members.procedure.guards import BY_LIFECYCLE, Frozen, SealedIn
from members.procedure.journal import Entry
from members.procedure.profile import Profile
from members.procedure.record import Record, RecordQuerySet
from members.procedure.verdict import Verdict, allow
from reports.imports import rules
from reports.imports.states import IMPORT_BATCH, ImportState

ENDED = frozenset({ImportState.CONFIRMED.value, ImportState.DISCARDED.value})


class ImportKind(models.TextChoices):
    """What is imported."""

    ROSTER = "roster", _("Roster")
    ISSUES = "issues", _("List of major issues")
    PAST = "past", _("Index of past meetings")
    ATTENDANCE = "attendance", _("Study attendance")


class ImportBatchQuerySet(RecordQuerySet["ImportBatch"]):
    """Imports, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup, kinds: "list[str]") -> "ImportBatchQuerySet":
        """Imports of the body, of the kinds the asker may import; their rows are read when they are needed."""
        return self.filter(group=group, kind__in=kinds).defer("rows", "report")


class ImportBatch(Record):
    """A file that was checked, and then imported or not (导入批次).

    sha256: of the file.  digest: of what it would do, to be compared when it is confirmed.  rows: its lines until then.
    report: faults, notes, and what each line comes to.  made: what was made of it (names of accounts).
    """

    profile = Profile("import")
    lifecycle = IMPORT_BATCH
    guards = (
        SealedIn((), ENDED),
        BY_LIFECYCLE,
        Frozen(("kind", "sha256", "digest", "report", "lines", "faults"), frozenset(map(str, ImportState))),
    )

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    kind = models.CharField(_("what is imported"), max_length=12, choices=ImportKind)
    state = models.CharField(
        _("state"), max_length=10, choices=ImportState, default=ImportState.CHECKED, editable=False
    )
    file_name = models.CharField(_("file name"), max_length=200)
    size = models.PositiveIntegerField(_("size"))
    sha256 = models.CharField("SHA-256", max_length=64)
    encoding = models.CharField(_("encoding"), max_length=10, blank=True)
    lines = models.PositiveIntegerField(_("lines"))
    faults = models.PositiveIntegerField(_("faults"), default=0)
    counts = models.JSONField(_("what it comes to"), default=dict, blank=True)
    report = models.JSONField(default=dict, blank=True)
    rows = models.JSONField(default=list, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    made = models.JSONField(default=dict, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("checked by"))
    checked_at = models.DateTimeField(_("checked"))
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("confirmed by")
    )
    confirmed_at = models.DateTimeField(_("confirmed"), null=True, blank=True)

    objects = ImportBatchQuerySet.as_manager()

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-checked_at", "-pk")
        indexes = (models.Index(fields=["group", "state"], name="import_by_state"),)
        constraints = (
            models.UniqueConstraint(
                fields=["group", "kind", "sha256"],
                condition=Q(state="confirmed"),
                name="import_file_once",
                violation_error_code="import_same_file",
                violation_error_message=_("This very file was imported before; it is not imported twice."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {localdate(self.checked_at)} {self.file_name}"

    def entering(self) -> Verdict:
        """An import is done whole: without faults, and while its check is fresh."""
        if self.state != ImportState.CONFIRMED or self.confirmed_at is None:
            return allow()
        return rules.may_confirm(
            lines=self.lines, faults=self.faults, checked_at=self.checked_at, now=self.confirmed_at
        )


class ImportBatchEntry(Entry):
    """What was done with an import."""

    record = models.ForeignKey(ImportBatch, models.PROTECT, related_name="entries")

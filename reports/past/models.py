"""What is left of meetings from before the software?  Scanned volumes with an index; never rows that would have to lie."""

from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from meetings.models import Meeting
from members.models import LeadingGroup, StoredFile, User
from members.procedure.guards import INSERT_ONLY, Frozen, SealedIn
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import Verdict, first_refusal
from reports.past import rules
from reports.past.states import INDEX_LINE, PAST_VOLUME, LineState, PastKind, PastState, Retention

STRUCK = frozenset({PastState.STRUCK.value})


class PastVolumeQuerySet(RecordQuerySet["PastVolume"]):
    """Volumes of the past, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "PastVolumeQuerySet":
        """Volumes of the body."""
        return self.filter(group=group)


class PastVolume(Record):
    """A bound or scanned volume from before the software (历史案卷).

    ordinal_from, ordinal_to: as printed.  version: of what is said here; each earlier one is kept as `PastVolumeVersion`.
    Nothing in it is counted in statistics, quotas or checks.  Clause 6.5-m.
    """

    profile = Profile(
        "pastvolume",
        searched=Searched(
            "reports.read_registers",
            texts="number place notes listed_titles",
            day="last_day",
            along="lines",
        ),
    )
    lifecycle = PAST_VOLUME
    guards = (SealedIn((), STRUCK),)

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=8, choices=PastState, default=PastState.KEPT, editable=False
    )
    number = models.CharField(_("volume number"), max_length=60)
    title = models.CharField(_("title of the volume"), max_length=200)
    kind = models.CharField(_("kind"), max_length=16, choices=PastKind)
    year = models.PositiveSmallIntegerField(
        _("year"), validators=[MinValueValidator(1949), MaxValueValidator(2200)]
    )
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    ordinal_from = models.CharField(_("first ordinal, as printed"), max_length=40, blank=True)
    ordinal_to = models.CharField(_("last ordinal, as printed"), max_length=40, blank=True)
    pages = models.PositiveIntegerField(
        _("pages"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100_000)]
    )
    place = models.CharField(_("place of the paper"), max_length=200, blank=True)
    retention = models.CharField(_("retention"), max_length=3, choices=Retention, default=Retention.PERMANENT)
    notes = models.TextField(_("notes"), blank=True, max_length=4000)
    version = models.PositiveSmallIntegerField(_("version"), default=1, editable=False)
    entered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", editable=False, verbose_name=_("entered by")
    )
    entered_at = models.DateTimeField(_("entered"), editable=False)

    objects = PastVolumeQuerySet.as_manager()

    class Meta:
        verbose_name = _("volume of the past")
        verbose_name_plural = _("volumes of the past")
        ordering = ("-year", "number", "pk")
        indexes = (models.Index(fields=["group", "year"], name="past_volume_by_year"),)
        constraints = (
            models.UniqueConstraint(
                fields=["group", "number"],
                condition=~Q(state="struck"),
                name="past_volume_number_once",
                violation_error_code="number_taken",
                violation_error_message=_("There is a volume of this number."),
            ),
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="past_volume_forward",
                violation_error_code="past_reversed",
                violation_error_message=_("The last day lies before the first."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def listed_titles(self) -> list[str]:
        """Return the titles of its index, those struck out left aside."""
        return [line.title for line in self.lines.all() if line.state == LineState.LISTED]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Validate; that its days are past and in order is always true, not only at first."""
        self.clean_fields(exclude=kwargs.get("exclude"))
        uphold(
            first_refusal(
                rules.span(self.first_day, self.last_day, self.year, localdate()),
                rules.ordinals(self.ordinal_from, self.ordinal_to),
            )
        )
        super().full_clean(*args, **kwargs)

    def beside(self) -> Verdict:
        """Ask about meetings on record within its days (one query)."""
        held = Meeting.objects.filter(group=self.group, day__range=(self.first_day, self.last_day))
        return rules.beside(held.exclude(state="cancelled").count())


class PastVolumeEntry(Entry):
    """What was done to a volume of the past."""

    record = models.ForeignKey(PastVolume, models.PROTECT, related_name="entries")


class PastVolumeVersion(Record):
    """What was said about a volume, from its entry or a correction on; it stays as it was said."""

    guards = (INSERT_ONLY,)

    volume = models.ForeignKey(PastVolume, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField(_("version"))
    said = models.JSONField(_("what was said"))
    reason = models.CharField(_("reason"), max_length=300, blank=True)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("version of a volume of the past")
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["volume", "number"], name="past_volume_version_once"),)

    def __str__(self) -> str:
        return f"{self.volume} v{self.number}"


class PastVolumeFile(StoredFile):
    """A scan, or a part of one."""

    guards = (SealedIn(("volume",), STRUCK),)

    volume = models.ForeignKey(PastVolume, models.PROTECT, related_name="files")

    class Meta(StoredFile.Meta):
        abstract = False


class PastIndexLine(Record):
    """One line of the index of a scan: day, ordinal and title of a meeting as printed, and the page.

    It is no record of a meeting: it finds a page.  What it says never changes; a wrong line is struck out.
    """

    lifecycle = INDEX_LINE
    guards = (
        Frozen(("volume", "day", "ordinal", "title", "page"), frozenset(str(state) for state in LineState)),
    )

    volume = models.ForeignKey(PastVolume, models.PROTECT, related_name="lines")
    state = models.CharField(_("state"), max_length=8, choices=LineState, default=LineState.LISTED)
    day = models.DateField(_("day"))
    ordinal = models.CharField(_("ordinal, as printed"), max_length=40, blank=True)
    title = models.CharField(_("title"), max_length=300)
    page = models.CharField(_("page"), max_length=20, blank=True)

    objects = models.Manager()  # type: ignore[assignment]  # lines come in by the thousand

    class Meta:
        verbose_name = _("line of an index")
        verbose_name_plural = _("lines of an index")
        ordering = ("day", "pk")
        indexes = (models.Index(fields=["volume", "day"], name="past_line_by_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.title}"

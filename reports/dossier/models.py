"""Which dossiers were asked for, how far is each, and where does it lie?"""

import secrets
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, Meeting
from members.models import LeadingGroup, User
from members.procedure.guards import BY_LIFECYCLE, INSERT_ONLY
from members.procedure.journal import Entry
from members.procedure.profile import Profile
from members.procedure.record import Record, RecordQuerySet
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse
from reports.dossier.states import DOSSIER, DossierState, Scope

FOLDER = "dossiers"


def new_folder() -> str:
    """Return a name nobody guesses."""
    return secrets.token_hex(16)


class DossierQuerySet(RecordQuerySet["Dossier"]):
    """Dossiers, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "DossierQuerySet":
        """Dossiers of the body; their pages ask for the power."""
        return self.filter(group=group)

    def free(self, at: datetime) -> "DossierQuerySet":
        """Dossiers to be made that nobody is making: new ones, and those whose worker died."""
        waiting = Q(state__in=(DossierState.REQUESTED, DossierState.MAKING))
        return self.filter(waiting & (Q(claimed_until=None) | Q(claimed_until__lt=at))).order_by("pk")


class Dossier(Record):
    """The whole file of a year, a meeting or a matter, as one package (卷宗).  Clause 6.5-m.

    plan: its items as plain data, fixed when it is begun; claim, claimed_until: which worker makes it, and until when
    unless it gives a sign of life; attempts: claims since the last part was kept; folder: name of its files.
    latest: the last entry of the data in it, which stands in it instead of the time of its making.
    """

    profile = Profile("dossier", parent="meeting")
    lifecycle = DOSSIER
    guards = (BY_LIFECYCLE,)

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=DossierState,
        default=DossierState.REQUESTED,
        editable=False,
    )
    scope = models.CharField(_("about"), max_length=8, choices=Scope)
    year = models.PositiveSmallIntegerField(_("year"), null=True, blank=True)
    meeting = models.ForeignKey(
        Meeting, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("meeting")
    )
    matter = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("matter")
    )
    title = models.CharField(_("title"), max_length=400)
    requested_at = models.DateTimeField(_("asked for"))
    requested_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("asked for by")
    )
    plan = models.JSONField(default=list, blank=True, editable=False)
    claim = models.CharField(max_length=32, blank=True, editable=False)
    claimed_until = models.DateTimeField(null=True, blank=True, editable=False)
    attempts = models.PositiveSmallIntegerField(default=0, editable=False)
    folder = models.CharField(max_length=32, default=new_folder, unique=True, editable=False)
    latest = models.CharField(max_length=40, blank=True, editable=False)
    ready_at = models.DateTimeField(_("ready"), null=True, blank=True, editable=False)
    size = models.BigIntegerField(_("size"), default=0, editable=False)
    sha256 = models.CharField(max_length=64, blank=True, editable=False)
    report = models.JSONField(default=dict, blank=True, editable=False)

    objects = DossierQuerySet.as_manager()

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ("-requested_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(scope="year", year__isnull=False, meeting=None, matter=None)
                | Q(scope="meeting", year=None, meeting__isnull=False, matter=None)
                | Q(scope="matter", year=None, meeting=None, matter__isnull=False),
                name="dossier_is_about_one_thing",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def place(self) -> Path:
        """Return the folder in which its parts are kept while it is made."""
        return Path(settings.MEDIA_ROOT) / FOLDER / self.folder

    @property
    def file(self) -> Path:
        """Return where the finished package lies."""
        return self.place.with_suffix(".zip")

    @property
    def name(self) -> str:
        """Return the name under which it is saved."""
        return f"{self.title}.zip"

    def entering(self) -> Verdict:
        """Something can be put together only of what is over.  Clause 6.5-m."""
        if self._state.adding and not self.plan:
            return refuse(
                "nothing_to_file",
                gettext_noop(
                    "There is nothing to file yet: a meeting must be closed, a year must have a closed record."
                ),
                "6.5-m",
            )
        return allow()


class DossierEntry(Entry):
    """What was done with a dossier: asked for, made, taken out, removed."""

    record = models.ForeignKey(Dossier, models.PROTECT, related_name="entries")


class DossierPart(Record):
    """One item of a dossier as it was made: its files in one piece, and where each lies in it.

    files: [{"name", "start", "size", "sha256", "crc", "pages", "original"}]; latest: the last entry of its records
    """

    guards = (INSERT_ONLY,)

    dossier = models.ForeignKey(Dossier, models.PROTECT, related_name="parts")
    serial = models.PositiveIntegerField()
    file = models.CharField(max_length=60)
    files = models.JSONField(default=list)
    latest = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("part of a dossier")
        ordering = ("serial",)
        constraints = (models.UniqueConstraint(fields=["dossier", "serial"], name="dossier_part_once"),)

    def __str__(self) -> str:
        return f"{self.dossier_id}-{self.serial}"

    def stored(self) -> list[dict[str, Any]]:
        """Return its files as they are written down."""
        files: list[dict[str, Any]] = self.files
        return files

"""What must come before the group?  The list of major questions, in dated versions."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models.kinds import ItemKind
from meetings.states import MAJOR_ISSUE_LIST, ListState
from members.models import LeadingGroup, User
from members.procedure.guards import SealedIn
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse

ADOPTED = frozenset({ListState.ADOPTED.value})


class MajorIssueListQuerySet(RecordQuerySet["MajorIssueList"]):
    """Versions of the list."""

    def visible_to(self, user: User, group: LeadingGroup) -> "MajorIssueListQuerySet":
        """Versions of the body."""
        return self.filter(group=group)

    def in_force(self, on: date) -> "MajorIssueListQuerySet":
        """The version in force on the day comes first (the latest adopted one that has taken effect)."""
        return self.filter(state=ListState.ADOPTED, effective_from__lte=on).order_by(
            "-effective_from", "-version"
        )


class MajorIssueList(Record):
    """A version of the list; an adopted one is never edited.  Clauses 4.2-b, 4.2-c."""

    profile = Profile(
        "issuelist",
        searched=Searched(
            "meetings.read",
            texts="adopted_by note entries_of_list.matter entries_of_list.threshold_text",
            day="effective_from",
        ),
    )
    lifecycle = MAJOR_ISSUE_LIST
    guards = (SealedIn((), ADOPTED),)

    group = models.ForeignKey(
        LeadingGroup, models.PROTECT, related_name="issue_lists", verbose_name=_("leading group")
    )
    version = models.PositiveSmallIntegerField(_("version"))
    state = models.CharField(
        _("state"), max_length=10, choices=ListState, default=ListState.DRAFT, editable=False
    )
    effective_from = models.DateField(_("in force from"), null=True, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    adopted_by = models.CharField(
        _("adopted by"), max_length=120, blank=True, help_text=_("Meeting and item, or paper.")
    )
    note = models.TextField(_("note"), blank=True)

    objects = MajorIssueListQuerySet.as_manager()

    class Meta:
        verbose_name = _("list of major questions")
        verbose_name_plural = _("lists of major questions")
        ordering = ("-version",)
        constraints = (
            models.UniqueConstraint(
                fields=["group", "version"],
                name="issue_list_version_once",
                violation_error_message=_("This version exists already."),
            ),
        )

    def __str__(self) -> str:
        return f"v{self.version}"

    def entering(self) -> Verdict:
        """A version is adopted by a decision, with its day, and is not empty.  Clause 4.2-b."""
        if self.state != ListState.ADOPTED:
            return allow()
        if not (self.effective_from and self.adopted_on and self.adopted_by.strip()):
            return refuse(
                "adoption_incomplete",
                gettext_noop("Say by which decision, when, and from when on the list is in force."),
                "4.2-b",
            )
        if not self.entries_of_list.exists():
            return refuse("list_empty", gettext_noop("The list has no entries."), "4.2-b")
        return allow()


class MajorIssueListEntry(Entry):
    """What was done to a version of the list."""

    record = models.ForeignKey(MajorIssueList, models.PROTECT, related_name="entries")


class MajorIssueEntry(Record):
    """One line of the list: category, matter, threshold, what goes before, papers, who decides."""

    guards = (SealedIn(("issue_list",), ADOPTED),)

    issue_list = models.ForeignKey(MajorIssueList, models.PROTECT, related_name="entries_of_list")
    position = models.PositiveSmallIntegerField(_("order"), default=1)
    category = models.CharField(_("category"), max_length=40, choices=ItemKind)
    matter = models.CharField(_("matter"), max_length=300)
    threshold_amount = models.DecimalField(
        _("threshold (10,000 yuan)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    threshold_text = models.CharField(_("threshold in words"), max_length=200, blank=True)
    pre_procedures = models.CharField(_("procedures before"), max_length=300, blank=True)
    materials = models.CharField(_("materials"), max_length=300, blank=True)
    deciding_body = models.CharField(_("deciding body"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("entry of the list")
        ordering = ("position", "pk")

    def __str__(self) -> str:
        return self.matter

    def clean(self) -> None:
        """An adopted version takes no further entries (said before the database says it)."""
        super().clean()
        if self.issue_list.state == ListState.ADOPTED:
            from_version = refuse(
                "list_adopted",
                gettext_noop("An adopted version of the list is never edited; make a new one."),
                "4.2-c",
            )
            uphold(from_version)

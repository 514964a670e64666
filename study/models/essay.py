"""What has a member written about what was studied, and was it accepted?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import LeadingGroup, Membership, StoredFile, User
from members.procedure.guards import SealedIn
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse
from members.similarity import plain
from study.models.session import StudySession
from study.rules import quota
from study.states import ESSAY, EssayState

ACCEPTED = frozenset({EssayState.ACCEPTED.value})


class EssayQuerySet(RecordQuerySet["Essay"]):
    """Essays, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "EssayQuerySet":
        """Essays of the body; a draft is its author's alone."""
        handed_in = ~Q(state=EssayState.DRAFT) & ~(Q(state=EssayState.WITHDRAWN) & Q(submitted_on=None))
        return self.filter(Q(membership__user=user) | handed_in, group=group)


class Essay(Record):
    """An essay on what was studied (学习体会); it counts in the year it was handed in, once accepted.  Clause 8.3-c."""

    profile = Profile(
        "essay",
        parent="session",
        searched=Searched(
            "study.read",
            texts="text membership.name",
            day="submitted_on",
            joined="membership__user",
        ),
    )
    lifecycle = ESSAY

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("author"))
    session = models.ForeignKey(
        StudySession,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="essays",
        verbose_name=pgettext_lazy("study", "study"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=EssayState, default=EssayState.DRAFT, editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(pgettext_lazy("study", "text"), blank=True, max_length=30_000)
    submitted_on = models.DateField(_("handed in"), null=True, blank=True, editable=False)
    reviewed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    reviewed_at = models.DateTimeField(_("reviewed"), null=True, blank=True, editable=False)
    comment = models.CharField(_("comment"), max_length=1000, blank=True)
    published_where = models.CharField(_("published in"), max_length=200, blank=True)

    objects = EssayQuerySet.as_manager()

    class Meta:
        verbose_name = _("essay")
        verbose_name_plural = _("essays")
        ordering = ("-submitted_on", "-pk")
        indexes = (models.Index(fields=["group", "state", "submitted_on"], name="essay_by_day"),)
        constraints = (
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "accepted"]) | Q(submitted_on__isnull=False),
                name="essay_has_its_day",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def person_ids(self) -> frozenset[int]:
        """Return whose it is."""
        return frozenset({self.membership.user_id})

    @property
    def length(self) -> int:
        """Return the number of characters, without blanks and punctuation."""
        return len(plain(self.text))

    def clean(self) -> None:
        """Author and study belong to the body."""
        super().clean()
        strange = self.membership_id and self.membership.group_id != self.group_id
        if strange or (self.session is not None and self.session.group_id != self.group_id):
            uphold(refuse("other_body", gettext_noop("This belongs to another body."), "8.3-c"))

    def entering(self) -> Verdict:
        """Ask whether what is handed in is an essay, and whether who returns it says why."""
        if self._state.adding:
            return allow()
        if self.state == EssayState.SUBMITTED:
            has_file = self.files.filter(withdrawn=False).exists()
            return quota.may_submit(text=self.text, has_file=has_file, title=self.title)
        if self.state == EssayState.RETURNED:
            return quota.comment_given(self.comment)
        return allow()


class EssayEntry(Entry):
    """What was done to an essay."""

    record = models.ForeignKey(Essay, models.PROTECT, related_name="entries")


class EssayFile(StoredFile):
    """An essay as a file."""

    guards = (SealedIn(("essay",), ACCEPTED),)

    essay = models.ForeignKey(Essay, models.PROTECT, related_name="files")

    class Meta(StoredFile.Meta):
        abstract = False


class EssayQuestion(Record):
    """Two essays are alike: a question to a person, never a verdict.  Clause 8.3-c.

    percent: how alike, 0 to 100.  finding: what the person found.
    """

    class Finding(models.TextChoices):
        """What a person found."""

        EXPLAINED = "explained", _("explained")
        REWRITE = "rewrite", _("to be rewritten")
        UNFOUNDED = "unfounded", _("unfounded")

    essay = models.ForeignKey(Essay, models.PROTECT, related_name="questions")
    other = models.ForeignKey(Essay, models.PROTECT, related_name="+", verbose_name=_("the other essay"))
    percent = models.PositiveSmallIntegerField(_("alike (%)"))
    raised_at = models.DateTimeField(_("raised"))
    finding = models.CharField(_("finding"), max_length=10, choices=Finding, blank=True)
    finding_text = models.CharField(_("in words"), max_length=500, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)

    class Meta:
        verbose_name = _("question of likeness")
        ordering = ("-percent", "pk")
        constraints = (models.UniqueConstraint(fields=["essay", "other"], name="essay_asked_once"),)

    def __str__(self) -> str:
        return f"{self.essay} / {self.other}: {self.percent}%"

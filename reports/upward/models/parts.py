"""What belongs to an upward document: enclosures, circulations, replies, what they ask for, sections of a report?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import Membership, StoredFile, User
from members.procedure.guards import INSERT_ONLY, SealedIn
from members.procedure.profile import Profile
from members.procedure.record import Record
from reports.upward.models.papers import UpwardPaper
from reports.upward.rules import adoption
from reports.upward.states import FINAL, SETTLED_TEXT


class Circulation(Record):
    """A text sent round the members (传阅征求意见): it releases a text, and is never a decision.  Clauses 3.3-b, 5.3-a.

    entitled: seats of all who should attend on the day; barred: the suspended among them.  text_sha256: digest of the
    text that was sent round.
    """

    class Outcome(models.TextChoices):
        """How a circulation ended."""

        ADOPTED = "adopted", pgettext_lazy("circulation", "adopted")
        OVERTAKEN = "overtaken", _("overtaken by another text")
        STOPPED = "stopped", _("stopped")

    guards = (SealedIn(("paper",), FINAL),)

    paper = models.ForeignKey(UpwardPaper, models.PROTECT, related_name="rounds")
    started_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    started_at = models.DateTimeField(_("sent round"))
    answer_by = models.DateField(_("answers by"), null=True, blank=True)
    text_sha256 = models.CharField(max_length=64)
    entitled = models.JSONField(default=list)
    barred = models.JSONField(default=list, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)

    class Meta:
        verbose_name = _("circulation")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["paper"],
                condition=Q(ended_at__isnull=True),
                name="one_circulation_at_a_time",
                violation_error_code="already_circulating",
                violation_error_message=_("The paper is being circulated already."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) ^ ~Q(outcome=""), name="circulation_ended_has_outcome"
            ),
        )

    def __str__(self) -> str:
        return f"{self.paper} {self.started_at:%Y-%m-%d}"

    def standing(self) -> adoption.Round:
        """Return how the circulation stands (two queries).  Clause 3.3-b."""
        answers = list(self.answers.values_list("consents", flat=True))
        return adoption.Round(
            base=len(self.entitled),
            consents=sum(answers),
            objections=len(answers) - sum(answers),
            same_text=self.text_sha256 == self.paper.text_digest(),
            concerns_person=self.paper.concerns_person,
        )

    def answerer(self, seat: Membership | None) -> adoption.Answerer:
        """Return what the rule is asked about somebody who would answer."""
        is_member = seat is not None and seat.pk in self.entitled
        return adoption.Answerer(
            is_member=is_member,
            is_barred=is_member and seat is not None and seat.pk in self.barred,
            has_answered=is_member and self.answers.filter(membership=seat).exists(),
        )


class CirculationAnswer(Record):
    """A member's consent or objection, given on his own screen.  Clause 3.3-b."""

    guards = (INSERT_ONLY,)

    circulation = models.ForeignKey(Circulation, models.PROTECT, related_name="answers")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    consents = models.BooleanField(_("consents"))
    opinion = models.CharField(_("opinion"), max_length=1000, blank=True)
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("answer to a circulation")
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["circulation", "membership"],
                name="circulation_answered_once",
                violation_error_code="already_answered",
                violation_error_message=_("You have answered this circulation."),
            ),
        )

    def __str__(self) -> str:
        return f"{self.membership} {self.consents}"


class UpwardReply(Record):
    """An answer of the superior (批复、批示).  Clauses 4.2-a1, 5.3-a."""

    class Outcome(models.TextChoices):
        """What the superior says."""

        APPROVED = "approved", _("approved")
        REFUSED = "refused", _("refused")
        INSTRUCTED = "instructed", _("instructions given")
        NOTED = "noted", _("taken note of")

    guards = (INSERT_ONLY,)

    paper = models.ForeignKey(UpwardPaper, models.PROTECT, related_name="replies")
    outcome = models.CharField(_("answer of the superior"), max_length=10, choices=Outcome)
    number = models.CharField(_("number of the reply"), max_length=80, blank=True)
    replied_on = models.DateField(_("date of the reply"))
    content = models.TextField(_("content of the reply"), max_length=8000)
    filed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField(_("filed"))

    class Meta:
        verbose_name = _("reply of the superior")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.number or f"{self.replied_on:%Y-%m-%d}"


class ReplyAction(Record):
    """Something that the reply of the superior asks for: what, who, until when.  Clause 5.3-a."""

    profile = Profile(seat="owner")

    guards = (SealedIn(("paper",), FINAL),)

    paper = models.ForeignKey(UpwardPaper, models.PROTECT, related_name="reply_actions")
    text = models.CharField(_("what is to be done"), max_length=500)
    owner = models.ForeignKey(
        Membership, models.PROTECT, related_name="+", verbose_name=_("responsible member")
    )
    due_on = models.DateField(_("due"))
    done_on = models.DateField(_("done on"), null=True, blank=True)
    result = models.CharField(_("result"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("action from a reply")
        ordering = ("due_on", "pk")

    def __str__(self) -> str:
        return self.text[:60]


class UpwardFile(StoredFile):
    """A file enclosed with a paper, or the reply of the superior as a file (then `reply` names it)."""

    guards = (SealedIn(("paper",), FINAL),)

    paper = models.ForeignKey(UpwardPaper, models.PROTECT, related_name="files")
    reply = models.ForeignKey(
        UpwardReply, models.PROTECT, null=True, blank=True, related_name="files", verbose_name=_("reply")
    )

    class Meta(StoredFile.Meta):
        abstract = False
        verbose_name = _("attachment of an upward document")


class AnnualSection(Record):
    """A section of a comprehensive report: as typed, beside what the data last gave for it.  Clause 5.3-b."""

    guards = (SealedIn(("paper",), SETTLED_TEXT | FINAL),)

    paper = models.ForeignKey(UpwardPaper, models.PROTECT, related_name="sections")
    key = models.CharField(max_length=30)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("title"), max_length=60)
    text = models.TextField(_("text"), blank=True, max_length=20_000)
    taken = models.TextField(blank=True, editable=False)
    taken_at = models.DateTimeField(_("figures taken over"), null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("section of a report")
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=["paper", "key"], name="annual_section_once"),)

    def __str__(self) -> str:
        return self.title

    @property
    def is_typed(self) -> bool:
        """Say whether somebody has changed what the data gave."""
        return self.text != self.taken


def round_under_way(paper: UpwardPaper) -> Circulation | None:
    """Return the circulation of a paper that has not ended (one query)."""
    return Circulation.objects.filter(paper=paper, ended_at__isnull=True).select_related("paper").first()

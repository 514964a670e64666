"""What do members suggest, and what becomes of it?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models import TopicProposal
from members.models import LeadingGroup, Membership, User
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import gettext_noop, refuse
from reports.responsibility.states import SUGGESTION, SuggestionState


class SuggestionQuerySet(RecordQuerySet["Suggestion"]):
    """Suggestions, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "SuggestionQuerySet":
        """Suggestions of the body."""
        return self.filter(group=group)


class Suggestion(Record):
    """A member's suggestion on strict governance of the Party (意见建议).  Counted only.  Clause 10.3-d."""

    profile = Profile(
        "suggestion",
        searched=Searched(
            "reports.read_registers", title="short_title", texts="field text outcome_text", day="submitted_on"
        ),
    )
    lifecycle = SUGGESTION

    class Outcome(models.TextChoices):
        """What became of it."""

        ADOPTED = "adopted", pgettext_lazy("suggestion", "adopted")
        NOTED = "noted", pgettext_lazy("suggestion", "noted")
        DECLINED = "declined", _("not adopted")

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    membership = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("member"))
    state = models.CharField(
        _("state"), max_length=10, choices=SuggestionState, default=SuggestionState.MADE, editable=False
    )
    field = models.CharField(pgettext_lazy("suggestion", "field"), max_length=100, blank=True)
    text = models.TextField(_("suggestion"), max_length=4000)
    submitted_on = models.DateField(_("made on"), editable=False)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    outcome_text = models.CharField(pgettext_lazy("suggestion", "answer"), max_length=500, blank=True)
    topic = models.ForeignKey(
        TopicProposal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("became the topic"),
    )
    answered_on = models.DateField(
        pgettext_lazy("suggestion", "answered on"), null=True, blank=True, editable=False
    )

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ("-submitted_on", "-pk")

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def short_title(self) -> str:
        """Return the beginning of its text, as a search shows it."""
        return self.text[:80]

    def clean(self) -> None:
        """What it became is a topic of the same body."""
        super().clean()
        if self.topic is not None and self.topic.group_id != self.group_id:
            uphold(refuse("other_body", gettext_noop("This belongs to another body."), "10.3-d"))

    @property
    def person_ids(self) -> frozenset[int]:
        """Return whose it is."""
        return frozenset({self.membership.user_id})


class SuggestionEntry(Entry):
    """What was done about a suggestion."""

    record = models.ForeignKey(Suggestion, models.PROTECT, related_name="entries")

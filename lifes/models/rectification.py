"""What is done about the problems, by whom, by when, and is it done?"""

from datetime import date

from django.db import models
from django.db.models import F, OuterRef, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from lifes.models.life import DemocraticLifeMeeting
from lifes.models.preparing import Problem
from lifes.rules import rectification
from lifes.states import MEASURE, MeasureState
from members.models import LeadingGroup, Membership, StoredFile, User
from members.procedure.guards import INSERT_ONLY
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse


class MeasureQuerySet(RecordQuerySet["RectificationMeasure"]):
    """Measures, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "MeasureQuerySet":
        """Measures of the body; the lists are public inside it."""
        return self.filter(group=group)

    def first_of_lists(self) -> "MeasureQuerySet":
        """Return the first measure of each list, by which the list is found: the body's, and each member's."""
        seat = Coalesce(OuterRef("membership"), Value(0))
        same = RectificationMeasure.objects.annotate(seat=Coalesce("membership", Value(0)))
        first = same.filter(life=OuterRef("life"), seat=seat).order_by("pk").values("pk")[:1]
        return self.filter(pk=Subquery(first))

    def unfinished(self) -> "MeasureQuerySet":
        """Measures that are still to be carried out here: neither confirmed nor taken over by the next round."""
        return self.exclude(state__in=[MeasureState.CONFIRMED, MeasureState.CARRIED])

    def by_list(self) -> "MeasureQuerySet":
        """Measures in the order of the lists: the body's first, then the members' in protocol order."""
        return self.order_by(F("membership__protocol_order").asc(nulls_first=True), "due_on", "pk")


class RectificationMeasure(Record):
    """A measure of rectification (整改措施), for the body or for a member.  Clauses 7.4-a, 7.4-b.

    membership: whose list it stands on; None: the body's.  carried_from: the measure of the last round it goes on with,
    which then stands as taken over.
    """

    profile = Profile(
        "measure",
        parent="life",
        searched=Searched(
            "lifes.read", title="text", texts="problem_text unit standard result progress.text", day="due_on"
        ),
    )
    lifecycle = MEASURE

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    life = models.ForeignKey(DemocraticLifeMeeting, models.PROTECT, related_name="measures")
    membership = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("list of"),
        help_text=_("Empty: the body itself."),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=MeasureState, default=MeasureState.OPEN, editable=False
    )
    problem = models.ForeignKey(
        Problem, models.PROTECT, null=True, blank=True, related_name="measures", verbose_name=_("problem")
    )
    problem_text = models.CharField(_("problem in words"), max_length=1000, blank=True)
    text = models.CharField(_("measure"), max_length=1000)
    owner = models.ForeignKey(
        Membership,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsible member"),
    )
    unit = models.CharField(_("unit"), max_length=100, blank=True)
    due_on = models.DateField(_("due"), null=True, blank=True)
    standard = models.CharField(_("standard"), max_length=300, blank=True)
    evidence = models.TextField(_("evidence"), blank=True, max_length=8000)
    result = models.CharField(_("result"), max_length=300, blank=True)
    carried_from = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="carried_to", editable=False
    )
    confirmed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    confirmed_on = models.DateField(_("confirmed"), null=True, blank=True, editable=False)

    objects = MeasureQuerySet.as_manager()

    class Meta:
        verbose_name = _("measure of rectification")
        verbose_name_plural = _("measures of rectification")
        ordering = ("membership__protocol_order", "due_on", "pk")

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def person_ids(self) -> frozenset[int]:
        """Return who answers for it: its owner, and the member whose list it stands on."""
        return frozenset(seat.user_id for seat in (self.owner, self.membership) if seat is not None)

    @property
    def what(self) -> str:
        """Return the problem it is about."""
        return self.problem.text if self.problem is not None else self.problem_text

    def is_overdue(self, today: date) -> bool:
        """Say whether its day has passed.  Clause 7.4-b."""
        finished = self.state in {MeasureState.CONFIRMED, MeasureState.CARRIED}
        return rectification.is_overdue(self.due_on, today, confirmed=finished)

    def full_clean(self, *args: object, **kwargs: object) -> None:
        """Validate; that a measure has owner and day is always true, not only at first."""
        super().full_clean(*args, **kwargs)
        uphold(rectification.measure(text=self.text, has_owner=self.owner is not None, due_on=self.due_on))
        if self.problem is not None:
            uphold(rectification.of_one_list(self.problem.membership_id, self.membership_id))
        if not self.what.strip():
            uphold(refuse("problem_missing", gettext_noop("Say which problem the measure is for."), "7.4-a"))

    def entering(self) -> Verdict:
        """Ask for evidence of what is said to be done."""
        if self.state == MeasureState.CLAIMED and not self._state.adding:
            return rectification.done(
                evidence=self.evidence, files=self.files.filter(withdrawn=False).count()
            )
        return allow()


class MeasureEntry(Entry):
    """What was done about a measure."""

    record = models.ForeignKey(RectificationMeasure, models.PROTECT, related_name="entries")


class MeasureProgress(Record):
    """How far a measure has come.  Clause 7.4-b."""

    guards = (INSERT_ONLY,)

    measure = models.ForeignKey(RectificationMeasure, models.PROTECT, related_name="progress")
    text = models.TextField(_("progress"), max_length=4000)
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("progress of a measure")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:40]


class MeasureEvidence(StoredFile):
    """A file that shows that a measure is done."""

    measure = models.ForeignKey(RectificationMeasure, models.PROTECT, related_name="files")

    class Meta(StoredFile.Meta):
        abstract = False

"""What was found out in the field, by whom, where, and what came of it?"""

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, Meeting, TopicProposal
from members.models import LeadingGroup, Membership, Post, StoredFile, User
from members.models.tags import unknown_tags
from members.procedure.journal import Entry
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.rulebook import RuleBook
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse
from reports.rules import research
from reports.states.research import RESEARCH, ProjectState, ResearchKind

TRIP = (
    ("meals", _("Meals as the rules say, paid by oneself")),
    ("vehicles", _("Few vehicles, no escort cars")),
    ("reception", _("No reception at boundaries")),
    ("banners", _("No banners, carpets or flowers")),
    ("gifts", _("No gifts or local products")),
    ("schedule", _("No prepared lines, places chosen by oneself")),
)
"""What is looked at after a trip (clause 9.2-a)."""


class ResearchQuerySet(RecordQuerySet["ResearchProject"]):
    """Projects, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "ResearchQuerySet":
        """Projects of the body."""
        return self.filter(group=group)


class ResearchProject(Record):
    """Research of a member (调研).  Clauses 9.1-a, 9.1-b, 9.1-c, 9.2-a, 9.2-b, 9.3-a, 9.3-b, 9.3-c.

    trip: what was looked at of the trip, {"meals": "yes"…}.  major: its report goes to the secretary.
    seen_item: the agenda item at which the group saw the secretary's own major report.
    """

    lifecycle = RESEARCH

    class Output(models.TextChoices):
        """What comes out."""

        REPORT = "report", _("research report")
        BRIEF = "brief", _("information brief")

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    kind = models.CharField(_("kind"), max_length=14, choices=ResearchKind)
    state = models.CharField(
        _("state"), max_length=10, choices=ProjectState, default=ProjectState.DRAFT, editable=False
    )
    theme = models.CharField(_("theme"), max_length=200)
    purpose = models.TextField(_("purpose"), max_length=4000, blank=True)
    leader = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("leader"))
    begins_on = models.DateField(_("from day"))
    ends_on = models.DateField(_("to day"))
    way = models.CharField(_("way"), max_length=200, blank=True)
    cost = models.CharField(_("cost"), max_length=100, blank=True)
    work_tags = models.JSONField(_("fields of Party building"), default=list, blank=True)
    trip = models.JSONField(default=dict, blank=True, editable=False)
    trip_remark = models.CharField(_("remark on the trip"), max_length=300, blank=True)
    major = models.BooleanField(_("major report"), default=False)
    findings = models.TextField(_("findings"), max_length=20_000, blank=True)
    output = models.CharField(_("output"), max_length=8, choices=Output, blank=True)
    final_on = models.DateField(_("report final"), null=True, blank=True, editable=False)
    fed_back_on = models.DateField(_("fed back to the place"), null=True, blank=True)
    fed_back_to = models.CharField(_("to whom"), max_length=200, blank=True)
    fed_back_way = models.CharField(_("how"), max_length=100, blank=True)
    sent_on = models.DateField(_("sent to the secretary"), null=True, blank=True)
    read_at = models.DateTimeField(_("read by the secretary"), null=True, blank=True, editable=False)
    read_comment = models.CharField(_("comment of the secretary"), max_length=1000, blank=True)
    seen_item = models.ForeignKey(
        AgendaItem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("seen by the group at"),
    )
    approved_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )

    objects = ResearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("research project")
        verbose_name_plural = _("research projects")
        ordering = ("-begins_on", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__gte=F("begins_on")),
                name="research_forward",
                violation_error_message=_("The end must lie after the beginning."),
            ),
        )

    def __str__(self) -> str:
        return self.theme

    @property
    def person_ids(self) -> frozenset[int]:
        """Return whose it is."""
        return frozenset({self.leader.user_id})

    def clean(self) -> None:
        """One body, known tags."""
        super().clean()
        if self.leader_id and self.leader.group_id != self.group_id:
            uphold(refuse("not_a_member", gettext_noop("This person is not a member of the group."), "9.1-a"))
        if unknown_tags(self.work_tags):
            uphold(refuse("choice_not_allowed", gettext_noop("There is no such field of work."), "4.3-a"))

    def entering(self) -> Verdict:
        """Ask the law about the act that leads to the present state."""
        if self._state.adding:
            return allow()
        match self.state:
            case ProjectState.APPROVED:
                return self.planned()
            case ProjectState.FINAL:
                count = self.recommendations.count()
                return research.final(recommendations=count, findings=self.findings)
            case ProjectState.CLOSED:
                return research.closing(self.closing_facts(), localdate(), self.law.year)
        return allow()

    def planned(self) -> Verdict:
        """Ask whether the plan is light on those who are visited.  Clauses 9.2-b, 9.2-c, 9.2-d."""
        own = [research.Visit(self.pk, visit.place, visit.day) for visit in self.visits.all()]
        around = ResearchVisit.objects.filter(project__group=self.group).exclude(project=self)
        others = [research.Visit(*row) for row in around.values_list("project", "place", "day")]
        meetings = Meeting.objects.filter(group=self.group).exclude(state="cancelled")
        counted = {
            kind: sum(e.count for e in self.escorts.all() if e.side == kind) for kind in ("local", "own")
        }
        return first_refusal(
            research.escorts(counted["local"], counted["own"], self.law.year),
            research.burden(own, others),
            research.days_free([visit.day for visit in own], meetings.values_list("day", flat=True)),
        )

    def closing_facts(self) -> research.Closing:
        """Return what its closing depends on."""
        by_secretary = self.leader.post == Post.SECRETARY
        return research.Closing(
            has_output=bool(self.output)
            and (self.files.filter(withdrawn=False).exists() or bool(self.findings)),
            fed_back=self.fed_back_on is not None,
            ended_on=self.ends_on,
            major=self.major,
            seen=self.seen_item is not None if by_secretary else self.read_at is not None,
        )

    @property
    def law(self) -> RuleBook:
        """Return the work rules of its last day.  Raises NotInForce."""
        return self.group.rulebook(self.ends_on)


class ResearchEntry(Entry):
    """What was done about a project."""

    record = models.ForeignKey(ResearchProject, models.PROTECT, related_name="entries")


class ResearchVisit(Record):
    """A visit to a township or unit.  Clauses 9.2-c, 9.2-d."""

    project = models.ForeignKey(ResearchProject, models.PROTECT, related_name="visits")
    place = models.CharField(_("township or unit"), max_length=100)
    day = models.DateField(_("day"))
    purpose = models.CharField(_("purpose"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ("day", "pk")
        indexes = (models.Index(fields=["day"], name="visit_by_day"),)

    def __str__(self) -> str:
        return f"{self.day} {self.place}"


class Escort(Record):
    """Who comes along: of the place, or one's own staff (陪同和随行).  Clause 9.2-b."""

    class Side(models.TextChoices):
        """Whose people."""

        LOCAL = "local", _("of the place")
        OWN = "own", _("one's own staff")

    project = models.ForeignKey(ResearchProject, models.PROTECT, related_name="escorts")
    side = models.CharField(_("whose"), max_length=6, choices=Side)
    who = models.CharField(_("who"), max_length=200)
    count = models.PositiveSmallIntegerField(_("how many"), default=1)

    class Meta:
        verbose_name = _("people who come along")
        ordering = ("side", "pk")

    def __str__(self) -> str:
        return self.who


class Recommendation(Record):
    """A measure or suggestion the research comes to, and what became of it.  Clause 9.1-c."""

    class Adoption(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", _("not decided yet")
        ADOPTED = "adopted", _("adopted")
        PARTLY = "partly", _("partly adopted")
        DECLINED = "declined", _("not adopted")

    project = models.ForeignKey(ResearchProject, models.PROTECT, related_name="recommendations")
    text = models.CharField(_("recommendation"), max_length=1000)
    addressed_to = models.CharField(_("addressed to"), max_length=100, blank=True)
    adoption = models.CharField(
        _("what became of it"), max_length=10, choices=Adoption, default=Adoption.WAITING
    )
    adoption_note = models.CharField(_("note"), max_length=300, blank=True)
    topic = models.ForeignKey(
        TopicProposal,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("became the topic"),
    )

    class Meta:
        verbose_name = _("recommendation")
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:60]


class ResearchFile(StoredFile):
    """The report or brief as a file."""

    project = models.ForeignKey(ResearchProject, models.PROTECT, related_name="files")

    class Meta(StoredFile.Meta):
        abstract = False

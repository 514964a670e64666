"""What was found out in the field, by whom, where, and what came of it?"""

from datetime import date, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, Meeting
from members.models import LeadingGroup, Membership, Post, User
from members.models.tags import unknown_tags
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.rulebook import RuleBook
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse
from reports.law import law_on
from reports.research import rules as research
from reports.research.models.rows import Escort, ResearchVisit
from reports.research.states import RESEARCH, ProjectState, ResearchKind

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

    team: other members who take part.  trip: what was looked at of the trip, {"meals": "yes"…}.
    output_text: the text of the report or brief, where it is not a file.  major: its report goes to the secretary.
    seen_item, seen_note: the agenda item at which, or the note by which, the group saw the secretary's own major report.
    """

    profile = Profile(
        "research",
        seat="leader",
        searched=Searched(
            "reports.read_registers",
            title="theme",
            texts="purpose findings output_text visits.place recommendations.text",
            day="begins_on",
        ),
    )
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
    team = models.ManyToManyField(
        Membership, blank=True, related_name="+", verbose_name=_("other members who take part")
    )
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
    output_text = models.TextField(_("text of the report or brief"), max_length=40_000, blank=True)
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
    seen_note = models.CharField(_("circulated to the group by"), max_length=200, blank=True)
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
        """Return whose it is: the leader's, and theirs who take part."""
        others = (seat.user_id for seat in self.team.all()) if self.pk else ()
        return frozenset({self.leader.user_id, *others})

    @property
    def led_by_secretary(self) -> bool:
        """Say whether it is the secretary's own research."""
        return self.leader.post == Post.SECRETARY

    def clean(self) -> None:
        """One body, known tags."""
        super().clean()
        if self.leader_id and self.leader.group_id != self.group_id:
            uphold(refuse("not_a_member", gettext_noop("This person is not a member of the group."), "9.1-a"))
        if unknown_tags(self.work_tags):
            uphold(refuse("choice_not_allowed", gettext_noop("There is no such field of work."), "4.3-a"))
        if self.ends_on:
            # What no rules are about is not judged by any; it is said when the days are typed.
            law_on(self.group, self.ends_on)

    def entering(self) -> Verdict:
        """Ask the law about the act that leads to the present state."""
        if self._state.adding:
            return allow()
        match self.state:
            case ProjectState.APPROVED:
                return self.planned()
            case ProjectState.FINAL:
                count = self.recommendations.standing().count()
                return research.final(recommendations=count, findings=self.findings)
            case ProjectState.CLOSED:
                return research.closing(self.closing_facts(), localdate(), self.law.year)
        return allow()

    def planned(self) -> Verdict:
        """Ask whether the plan is light on those who are visited.  Clauses 9.2-b, 9.2-c, 9.2-d."""
        own = [research.Visit(self.pk, visit.place, visit.day) for visit in self.visits.standing()]
        days = [visit.day for visit in own]
        meetings = Meeting.objects.filter(group=self.group, day__in=days).exclude(state="cancelled")
        counted = {
            side: sum(escort.count for escort in self.escorts.standing() if escort.side == side)
            for side in Escort.Side.values
        }
        return first_refusal(
            research.escorts(counted["local"], counted["own"], self.law.year),
            research.burden(own, self._around(days), self.law.year),
            research.days_free(days, meetings.values_list("day", flat=True)),
            research.within(days, self.begins_on, self.ends_on),
        )

    def _around(self, days: list[date]) -> list[research.Visit]:
        """Return the visits of other projects about those days (one query)."""
        if not days:
            return []
        near = timedelta(days=self.law.year.research_cluster_days)
        visits = ResearchVisit.objects.standing().filter(
            project__group=self.group,
            day__gte=min(days) - near,
            day__lte=max(days) + near,
        )
        result = visits.exclude(project=self).exclude(project__state=ProjectState.CANCELLED)
        return [research.Visit(*row) for row in result.values_list("project", "place", "day")]

    def closing_facts(self) -> research.Closing:
        """Return what its closing depends on."""
        by_group = self.seen_item_id is not None or bool(self.seen_note.strip())
        written = bool(self.output_text.strip()) or self.files.filter(withdrawn=False).exists()
        return research.Closing(
            has_output=bool(self.output) and written,
            fed_back=self.fed_back_on is not None,
            ended_on=self.ends_on,
            major=self.major,
            seen=by_group if self.led_by_secretary else self.read_at is not None,
            trip_checked=bool(self.trip),
        )

    def questions(self, today: date) -> Verdict:
        """Ask what a person should look at of its report: sent in time, cited in a decision.  Clause 9.3-c."""
        decided = self.recommendations.standing().filter(topic__items__decision__isnull=False)
        return first_refusal(
            research.unsent(self.final_on, self.sent_on, today, self.law.year, major=self.major),
            research.cited(decided=decided.exists(), major=self.major),
        )

    @property
    def law(self) -> RuleBook:
        """Return the work rules of its last day.  Raises Refused ("no_law_in_force").  Clause 11-a."""
        return law_on(self.group, self.ends_on)


class ResearchEntry(Entry):
    """What was done about a project."""

    record = models.ForeignKey(ResearchProject, models.PROTECT, related_name="entries")

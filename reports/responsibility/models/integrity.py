"""Which records show that integrity goes along with the business, stage by stage?"""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models import AgendaItem, SupervisionTask
from meetings.states import ItemState
from members.models import LeadingGroup, User, WorkTag
from members.procedure.journal import Entry
from members.procedure.profile import Profile
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import Verdict, allow, gettext_noop, refuse
from reports.research.models.projects import ResearchProject
from reports.responsibility.models.filings import YEAR
from reports.responsibility.models.lists import ResponsibilityList
from reports.responsibility.rules import lists as duties
from reports.responsibility.states import STAGE_LINK, IntegrityStage, LinkState

RECORDS = ("item", "task", "research", "list")


class StageLinkQuerySet(RecordQuerySet["StageLink"]):
    """Records of stages, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "StageLinkQuerySet":
        """Records of the body that stand."""
        return self.filter(group=group, state=LinkState.LINKED)


class StageLink(Record):
    """A record that shows that integrity went along at a stage.  Clauses 10.2-a, 10.2-c."""

    profile = Profile(parent="item")
    lifecycle = STAGE_LINK

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR)
    stage = models.CharField(_("stage"), max_length=10, choices=IntegrityStage)
    state = models.CharField(
        _("state"), max_length=10, choices=LinkState, default=LinkState.LINKED, editable=False
    )
    item = models.ForeignKey(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("agenda item")
    )
    task = models.ForeignKey(
        SupervisionTask, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("task")
    )
    research = models.ForeignKey(
        ResearchProject,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("research project"),
    )
    list = models.ForeignKey(
        ResponsibilityList,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("responsibility list"),
    )
    by = models.ForeignKey(User, models.PROTECT, related_name="+")
    at = models.DateTimeField(_("at"))

    objects = StageLinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("record of a stage")
        ordering = ("stage", "pk")
        constraints = (
            *(
                models.UniqueConstraint(
                    fields=["stage", name],
                    condition=Q(**{f"{name}__isnull": False, "state": "linked"}),
                    name=f"stage_{name}_once",
                    violation_error_code="linked_already",
                    violation_error_message=_("This record shows this stage already."),
                )
                for name in RECORDS
            ),
            models.CheckConstraint(
                condition=Q(item__isnull=False, task=None, research=None, list=None)
                | Q(item=None, task__isnull=False, research=None, list=None)
                | Q(item=None, task=None, research__isnull=False, list=None)
                | Q(item=None, task=None, research=None, list__isnull=False),
                name="stage_one_record",
                violation_error_message=_("Choose one record."),
            ),
        )

    def __str__(self) -> str:
        return str(self.record_shown or "")

    @property
    def record_shown(self) -> AgendaItem | SupervisionTask | ResearchProject | ResponsibilityList | None:
        """Return the record itself."""
        return self.item or self.task or self.research or self.list

    def clean(self) -> None:
        """What shows a stage is a record of this body."""
        super().clean()
        record = self.record_shown
        owner = (
            record.meeting.group_id if isinstance(record, AgendaItem) else getattr(record, "group_id", None)
        )
        if record is not None and owner != self.group_id:
            uphold(refuse("other_body", gettext_noop("This belongs to another body."), "10.2-c"))

    def shown_as(self) -> duties.Shown | None:
        """Return what the law is asked about: kind, year, tag, and whether there is something to show."""
        if self.item is not None:
            settled = self.item.state == ItemState.SETTLED
            return duties.Shown("item", self.item.meeting.day.year, _tagged(self.item), settled)
        if self.task is not None:
            return duties.Shown("task", self.task.issued_on.year, _tagged(self.task.decision.item), done=True)
        if self.research is not None:
            final = self.research.final_on is not None
            return duties.Shown("research", self.research.begins_on.year, _tagged(self.research), final)
        if self.list is not None:
            return duties.Shown("list", self.list.year, tagged=True, done=self.list.reported_on is not None)
        return None

    def entering(self) -> Verdict:
        """A record is linked to a stage it can show."""
        shown = self.shown_as()
        if self.state != LinkState.LINKED or shown is None:
            return allow()
        return duties.fills_stage(self.stage, self.year, shown)


class StageLinkEntry(Entry):
    """What was done about a record of a stage."""

    record = models.ForeignKey(StageLink, models.PROTECT, related_name="entries")


def _tagged(record: AgendaItem | ResearchProject) -> bool:
    return WorkTag.INTEGRITY in record.work_tags

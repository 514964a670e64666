"""What did the group do together beside its meetings, and what did members say in public?"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.models import Decision
from members.models import LeadingGroup, Membership, StoredFile, User
from members.models.tags import unknown_tags
from members.procedure.guards import SealedIn
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.verdict import gettext_noop, refuse
from reports.registers.states import ACTIVITY, STATEMENT, ActivityKind, KeptState

STRUCK = frozenset({KeptState.STRUCK.value})


class ActivityQuerySet(RecordQuerySet["GroupActivity"]):
    """Activities, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "ActivityQuerySet":
        """Activities of the body."""
        return self.filter(group=group)


class GroupActivity(Record):
    """An activity of the group (党组活动): kind, day, who led it, who took part.  Clause 4.4-c."""

    profile = Profile(
        "activity",
        searched=Searched("reports.read_registers", texts="place others note", day="day"),
    )
    lifecycle = ACTIVITY
    guards = (SealedIn((), STRUCK),)

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=8, choices=KeptState, default=KeptState.ENTERED, editable=False
    )
    kind = models.CharField(_("kind"), max_length=10, choices=ActivityKind)
    title = models.CharField(_("title"), max_length=200)
    day = models.DateField(_("day"))
    place = models.CharField(_("place"), max_length=100, blank=True)
    led_by = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("led by"))
    participants = models.ManyToManyField(
        Membership, blank=True, related_name="+", verbose_name=_("members who took part")
    )
    others = models.CharField(_("others who took part"), max_length=300, blank=True)
    work_tags = models.JSONField(_("fields of Party building"), default=list, blank=True)
    note = models.TextField(_("note"), blank=True, max_length=4000)

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = _("activity of the group")
        verbose_name_plural = _("activities of the group")
        ordering = ("-day", "-pk")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Keep to known tags and to one body."""
        super().clean()
        if unknown_tags(self.work_tags):
            uphold(refuse("choice_not_allowed", gettext_noop("There is no such field of work."), "4.3-a"))
        if self.led_by_id is not None and self.led_by.group_id != self.group_id:
            uphold(refuse("other_body", gettext_noop("This belongs to another body."), "4.4-c"))


class ActivityEntry(Entry):
    """What was done to an activity."""

    record = models.ForeignKey(GroupActivity, models.PROTECT, related_name="entries")


class ActivityFile(StoredFile):
    """A picture or a paper of an activity."""

    guards = (SealedIn(("activity",), STRUCK),)

    activity = models.ForeignKey(GroupActivity, models.PROTECT, related_name="files")

    class Meta(StoredFile.Meta):
        abstract = False


class StatementQuerySet(RecordQuerySet["Statement"]):
    """Statements, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "StatementQuerySet":
        """Statements of the body's members."""
        return self.filter(group=group)


class Statement(Record):
    """What a member said in public (公开发言), beside the decision it belongs to.  Nothing is judged.  Clause 5.4-a."""

    profile = Profile(
        "statement", searched=Searched("reports.read_registers", title="occasion", texts="gist", day="day")
    )
    lifecycle = STATEMENT
    guards = (SealedIn((), STRUCK),)

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    state = models.CharField(
        _("state"), max_length=8, choices=KeptState, default=KeptState.ENTERED, editable=False
    )
    speaker = models.ForeignKey(Membership, models.PROTECT, related_name="+", verbose_name=_("speaker"))
    occasion = models.CharField(_("where it was said"), max_length=200)
    day = models.DateField(_("day"))
    gist = models.TextField(_("gist"), max_length=4000)
    decision = models.ForeignKey(
        Decision,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("decision it belongs to"),
    )

    objects = StatementQuerySet.as_manager()

    class Meta:
        verbose_name = _("public statement")
        verbose_name_plural = _("public statements")
        ordering = ("-day", "-pk")

    def __str__(self) -> str:
        return self.occasion

    def clean(self) -> None:
        """Keep to one body."""
        super().clean()
        others = [self.decision, self.speaker if self.speaker_id is not None else None]
        if any(other is not None and other.group_id != self.group_id for other in others):
            uphold(refuse("other_body", gettext_noop("This belongs to another body."), "5.4-a"))


class StatementEntry(Entry):
    """What was done to a statement."""

    record = models.ForeignKey(Statement, models.PROTECT, related_name="entries")

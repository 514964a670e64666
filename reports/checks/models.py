"""What was found about a year, what was answered, and what became of it?"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from members.models import LeadingGroup, Membership, StoredFile, User
from members.procedure.guards import INSERT_ONLY, Frozen
from members.procedure.journal import Entry
from members.procedure.profile import Profile
from members.procedure.record import Record, RecordQuerySet
from members.procedure.verdict import Level, Verdict
from reports.checks.states import FINDING, Answerer, AnswerWay, FindingState, FindingWeight
from reports.records.record_lookup import may_see
from reports.responsibility.models.filings import YEAR


class FindingQuerySet(RecordQuerySet["Finding"]):
    """Findings, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "FindingQuerySet":
        """Findings of the body about records the person may see (one query for the kinds that occur)."""
        own = self.filter(group=group)
        kinds = Finding.objects.filter(group=group).order_by().values_list("kind", flat=True).distinct()
        return own.filter(may_see(kinds, user, group))

    def waiting(self) -> "FindingQuerySet":
        """Those against the rules that nobody has answered."""
        return self.filter(state=FindingState.OPEN, weight=FindingWeight.HARD)


class Finding(Record):
    """One finding of one check about one record in one year.

    check_id: "CHK-01".  kind, key: the record (name of its model, primary key); part: which of several about it.
    subject: how the record was called when it was found.  on: the day that decides the year.  figures: the numbers the
    check used, never words of a record.  member: whose record it is.  answerer: who may answer beside the secretary.
    times: how often it was found (again after a cure).  Clause 4.5-a.
    """

    profile = Profile("finding")
    lifecycle = FINDING
    guards = (Frozen(("group", "check_id", "kind", "key", "part", "year"), frozenset(FindingState.values)),)

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    check_id = models.CharField(pgettext_lazy("finding", "check"), max_length=8, editable=False)
    kind = models.CharField(_("kind"), max_length=40, editable=False)
    key = models.PositiveBigIntegerField(editable=False)
    part = models.CharField(pgettext_lazy("finding", "part"), max_length=80, blank=True, editable=False)
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR, editable=False)
    subject = models.CharField(_("record"), max_length=200, blank=True, editable=False)
    on = models.DateField(_("day"), editable=False)
    weight = models.CharField(
        pgettext_lazy("finding", "weight"), max_length=4, choices=FindingWeight, editable=False
    )
    code = models.CharField(max_length=60, editable=False)
    reason = models.TextField(max_length=1000, editable=False)
    clause = models.CharField(_("clause"), max_length=20, blank=True, editable=False)
    figures = models.JSONField(_("figures"), default=dict, blank=True, editable=False)
    member = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("member")
    )
    answerer = models.CharField(
        pgettext_lazy("finding", "who may answer"),
        max_length=8,
        choices=Answerer,
        default=Answerer.CLERK,
        editable=False,
    )
    state = models.CharField(
        _("state"), max_length=8, choices=FindingState, default=FindingState.OPEN, editable=False
    )
    times = models.PositiveSmallIntegerField(
        pgettext_lazy("finding", "times found"), default=1, editable=False
    )
    found_at = models.DateTimeField(pgettext_lazy("finding", "found"), editable=False)
    again_at = models.DateTimeField(
        pgettext_lazy("finding", "found again"), null=True, blank=True, editable=False
    )
    cured_at = models.DateTimeField(pgettext_lazy("finding", "cured"), null=True, blank=True, editable=False)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        ordering = ("-on", "check_id", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["group", "check_id", "kind", "key", "part", "year"], name="finding_once"
            ),
            models.CheckConstraint(
                condition=models.Q(state="cured", cured_at__isnull=False)
                | (~models.Q(state="cured") & models.Q(cured_at__isnull=True)),
                name="finding_cured_has_its_moment",
            ),
        )
        indexes = (models.Index(fields=["group", "year", "state"], name="finding_of_year"),)

    def __str__(self) -> str:
        return f"{self.check_id} {self.subject}".strip()

    @property
    def verdict(self) -> Verdict:
        """Return what the check answered, to be said in words."""
        level = Level.REFUSED if self.weight == FindingWeight.HARD else Level.WARNED
        return Verdict(level, self.code, self.reason, self.clause, self.figures)

    @property
    def person_ids(self) -> frozenset[int]:
        """Return whose record it is about, nobody's for one of the body."""
        return frozenset() if self.member is None else frozenset({self.member.user_id})


class FindingEntry(Entry):
    """What was done about a finding."""

    record = models.ForeignKey(Finding, models.PROTECT, related_name="entries")


class FindingAnswer(Record):
    """What somebody answered to a finding, and on which figures.  Never changed.  Clause 4.5-a."""

    guards = (INSERT_ONLY,)

    finding = models.ForeignKey(Finding, models.PROTECT, related_name="answers")
    way = models.CharField(pgettext_lazy("finding", "way"), max_length=8, choices=AnswerWay)
    text = models.TextField(pgettext_lazy("finding", "answer"), max_length=2000)
    code = models.CharField(max_length=60, editable=False)
    figures = models.JSONField(_("figures"), default=dict, blank=True, editable=False)
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name=_("by"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = pgettext_lazy("finding", "answer")
        ordering = ("at", "pk")

    def __str__(self) -> str:
        return f"{self.finding.check_id} {self.get_way_display()}"


class FindingFile(StoredFile):
    """A paper that goes with an answer."""

    guards = (INSERT_ONLY,)

    reply = models.ForeignKey(FindingAnswer, models.PROTECT, related_name="files")

    class Meta(StoredFile.Meta):
        abstract = False


class FindingLook(models.Model):
    """When a body's year was last looked at: the look whose facts were read last wins, whoever ends first."""

    group = models.ForeignKey(LeadingGroup, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["group", "year"], name="look_once"),)

    def __str__(self) -> str:
        return f"{self.group_id} {self.year} {self.at}"


class Followed(models.Model):
    """How far the journals have been followed, and by whom ("findings")."""

    name = models.CharField(max_length=20, unique=True)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.until}"

"""What was studied, when and where, and what was said?"""

from datetime import datetime, timedelta

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings.models import Meeting
from members.models import LeadingGroup, Membership, StoredFile, User
from members.models.tags import unknown_tags
from members.procedure.guards import SealedIn
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, uphold
from members.procedure.rulebook import RuleBook
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse
from study.models.meeting_times import sittings
from study.models.plan import StudyPlanLine, unknown_contents
from study.rules import attendance
from study.rules.attendance import Stay
from study.states import SESSION, Form, SessionState

RECORDED = frozenset({SessionState.RECORDED.value})
INSTANT = timedelta(microseconds=1)


class StudySessionQuerySet(RecordQuerySet["StudySession"]):
    """Studies, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "StudySessionQuerySet":
        """Studies of the body."""
        return self.filter(group=group)

    def of_year(self, year: int) -> "StudySessionQuerySet":
        """Studies whose beginning lies in the year (in the office's time zone), cancelled ones left out."""
        return self.filter(day__year=year).exclude(state=SessionState.CANCELLED)


class StudySession(Record):
    """One collective study (集体学习).  Clauses 8.1-a, 8.1-b, 8.1-c, 8.2-a.

    starts_at, ends_at: as planned.  began_at, ended_at: as it was; these count.  day: the day of its beginning.
    chair: who led it.  recorder: the study secretary, who keeps its record.
    next_to: a meeting it was held beside; it has a beginning and an end of its own all the same.
    for_life_year: held in preparation of the democratic-life meeting of that year.
    """

    profile = Profile(
        "session",
        searched=Searched("study.read", texts="lecturer place gist discussion materials.title", day="day"),
    )
    lifecycle = SESSION
    guards = (SealedIn((), RECORDED),)

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+")
    line = models.ForeignKey(
        StudyPlanLine,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="sessions",
        verbose_name=_("line of the plan"),
    )
    state = models.CharField(
        _("state"), max_length=10, choices=SessionState, default=SessionState.PLANNED, editable=False
    )
    title = models.CharField(_("title"), max_length=200)
    form = models.CharField(_("form"), max_length=20, choices=Form, default=Form.READING_ORIGINALS)
    contents = models.JSONField(_("contents"), default=list, blank=True)
    work_tags = models.JSONField(_("fields of Party building"), default=list, blank=True)
    lecturer = models.CharField(_("lecturer"), max_length=60, blank=True)
    chair = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chaired by")
    )
    recorder = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("study secretary")
    )
    speakers = models.ManyToManyField(
        Membership, blank=True, related_name="+", verbose_name=_("central speakers")
    )
    place = models.CharField(_("place"), max_length=100)
    day = models.DateField(_("day"), editable=False)
    starts_at = models.DateTimeField(_("start"))
    ends_at = models.DateTimeField(_("end"))
    began_at = models.DateTimeField(_("began"), null=True, blank=True)
    ended_at = models.DateTimeField(pgettext_lazy("study", "ended"), null=True, blank=True)
    next_to = models.ForeignKey(
        Meeting,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("held beside the meeting"),
    )
    counts_toward_quota = models.BooleanField(_("counts toward the required time"), default=True)
    is_central_group = models.BooleanField(_("formal study group"), default=False)
    is_enlarged = models.BooleanField(_("enlarged"), default=False)
    for_life_year = models.PositiveSmallIntegerField(
        _("for the democratic-life meeting of the year"),
        null=True,
        blank=True,
        validators=[MinValueValidator(2000)],
    )
    gist = models.TextField(_("what was studied"), blank=True, max_length=20_000)
    discussion = models.TextField(_("what was said in the discussion"), blank=True, max_length=20_000)
    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    recorded_at = models.DateTimeField(_("recorded"), null=True, blank=True, editable=False)

    objects = StudySessionQuerySet.as_manager()

    class Meta:
        verbose_name = pgettext_lazy("study", "study")
        verbose_name_plural = _("studies")
        ordering = ("-starts_at", "-pk")
        indexes = (models.Index(fields=["group", "day"], name="study_by_day"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="study_forward",
                violation_error_message=_("The end must lie after the beginning."),
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gt=F("began_at")),
                name="study_was_forward",
                violation_error_message=_("The end must lie after the beginning."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["held", "recorded"])
                | (Q(began_at__isnull=False) & Q(ended_at__isnull=False)),
                name="study_held_has_times",
            ),
        )

    def __str__(self) -> str:
        return self.title

    def full_clean(
        self, exclude: object = None, validate_unique: bool = True, validate_constraints: bool = True
    ) -> None:
        """Set the day before fields are validated; that no time is counted twice is always true, not only at first."""
        if self.starts_at is not None:
            self.day = localdate(self.began_at or self.starts_at)
        super().full_clean(exclude, validate_unique, validate_constraints)
        uphold(self.apart())

    def clean(self) -> None:
        """Check what is always true: known contents and tags, one body."""
        super().clean()
        if unknown_contents(self.contents):
            uphold(refuse("choice_not_allowed", gettext_noop("There is no such content."), "8.2-a"))
        if unknown_tags(self.work_tags):
            uphold(refuse("choice_not_allowed", gettext_noop("There is no such field of work."), "4.3-2"))
        if self.next_to is not None and self.next_to.group_id != self.group_id:
            uphold(refuse("other_body", gettext_noop("This belongs to another body."), "8.1-a"))

    def apart(self) -> Verdict:
        """Ask whether it keeps to its own time, clear of every meeting of the body.  Clause 6.1-e."""
        if self.began_at is None:
            return allow()
        ended = self.ended_at or self.began_at + INSTANT
        counts_twice = self.book.year.first_topic_counts_as_study
        return attendance.apart(self.began_at, ended, self.sittings(ended), counts_twice=counts_twice)

    def sittings(self, ended: datetime) -> list[Stay]:
        """Return when the body was sitting between its beginning and an end."""
        assert self.began_at is not None
        return sittings(self.group_id, self.began_at, ended)

    def entering(self) -> Verdict:
        """Ask the law about the act that leads to the present state."""
        if self.state != SessionState.RECORDED or self._state.adding:
            return allow()
        anybody = self.presences.filter(confirmed_at__isnull=False).exists()
        return first_refusal(self.apart(), attendance.fit_to_record(gist=self.gist, anybody=anybody))

    @property
    def book(self) -> RuleBook:
        """Return the work rules of its day.  Raises NotInForce."""
        return self.group.rulebook(self.day)

    @property
    def minutes(self) -> int:
        """Return how long it was, or is planned to be, in whole minutes."""
        if self.began_at is not None and self.ended_at is not None:
            return (self.ended_at - self.began_at) // attendance.MINUTE
        return (self.ends_at - self.starts_at) // attendance.MINUTE

    def seats(self) -> list[Membership]:
        """Return the seats in office on the day, with holders and standings (two queries)."""
        seats = Membership.objects.filter(group=self.group).in_office(self.day)
        return list(seats.select_related("user").prefetch_related("standings"))


class SessionEntry(Entry):
    """What was done about a study."""

    record = models.ForeignKey(StudySession, models.PROTECT, related_name="entries")


class StudyMaterial(StoredFile):
    """A file that is studied."""

    guards = (SealedIn(("session",), RECORDED),)

    session = models.ForeignKey(StudySession, models.PROTECT, related_name="materials")

    class Meta(StoredFile.Meta):
        abstract = False

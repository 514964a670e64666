"""Which democratic-life meeting is it: of which year, on which theme, how far?"""

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from lifes.rules import deadline, preparation, session
from lifes.states import LIFE, LifeState
from members.models import LeadingGroup, Membership, Post, User
from members.models.office import holds
from members.procedure.journal import Entry
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet
from members.procedure.rulebook import RuleBook
from members.procedure.verdict import Verdict, allow, first_refusal


class LifeQuerySet(RecordQuerySet["DemocraticLifeMeeting"]):
    """Democratic-life meetings, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "LifeQuerySet":
        """Democratic-life meetings of the body; their contents have readers of their own."""
        return self.filter(group=group)


class DemocraticLifeMeeting(Record):
    """A democratic-life meeting (民主生活会).  Clauses 5.2-a, 7.1-a, 7.1-b.

    life_year: the year it is held for, which need not be the year of its day.  theme_paper: number and date of the
    superior's paper that fixes the theme.  special_reason: why one more is held in the year.
    """

    profile = Profile(
        "life",
        searched=Searched(
            "lifes.read", texts="theme theme_paper place special_reason", day="planned_on", joined="group"
        ),
    )
    lifecycle = LIFE

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="+", verbose_name=_("leading group"))
    life_year = models.PositiveSmallIntegerField(_("for the year"))
    special_reason = models.CharField(
        _("why another one is held"),
        max_length=200,
        blank=True,
        help_text=_("Only for a special meeting beside the yearly one."),
    )
    state = models.CharField(
        _("state"), max_length=12, choices=LifeState, default=LifeState.PREPARING, editable=False
    )
    theme = models.CharField(_("theme"), max_length=300, blank=True)
    theme_paper = models.CharField(_("paper of the superior on the theme"), max_length=160, blank=True)
    theme_paper_on = models.DateField(_("date of that paper"), null=True, blank=True)
    self_chosen_consent = models.CharField(
        _("consent of the superior to a theme chosen here"), max_length=160, blank=True
    )
    planned_on = models.DateField(_("planned day"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=100, blank=True)
    plan_sent_on = models.DateField(_("plan sent to the superior"), null=True, blank=True)
    postponed_paper = models.CharField(_("consent to postponing"), max_length=160, blank=True)
    chair = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chair")
    )
    recorder = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recorder")
    )
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    measures_presented_at = models.DateTimeField(null=True, blank=True, editable=False)
    report_to = models.CharField(_("to whom the report was sent"), max_length=100, blank=True, editable=False)
    report_number = models.CharField(_("number of the report"), max_length=80, blank=True, editable=False)
    notice_range = models.CharField(_("to whom notice was given"), max_length=200, blank=True, editable=False)
    reported_on = models.DateField(_("report sent to the superior"), null=True, blank=True, editable=False)
    noticed_on = models.DateField(_("notice given"), null=True, blank=True, editable=False)

    objects = LifeQuerySet.as_manager()

    class Meta:
        verbose_name = _("democratic-life meeting")
        verbose_name_plural = _("democratic-life meetings")
        ordering = ("-life_year", "-pk")
        constraints = (
            models.UniqueConstraint(
                fields=["group", "life_year"],
                condition=Q(special_reason="") & ~Q(state="cancelled"),
                name="life_once_a_year",
                violation_error_code="life_exists",
                violation_error_message=_(
                    "There is a yearly meeting for this year; another one needs its reason."
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.life_year}年度民主生活会" + (
            f"（{self.special_reason}）" if self.special_reason else ""
        )

    @property
    def day(self) -> date:
        """Return the day whose law and members count: that of the session, else the planned one, else the year's end."""
        if self.opened_at is not None:
            return localdate(self.opened_at)
        return self.planned_on or date(self.life_year, 12, 31)

    @property
    def law(self) -> RuleBook:
        """Return the work rules of the day.  Raises NotInForce."""
        return self.group.rulebook(self.day)

    def entering(self) -> Verdict:
        """Ask the law about the act that leads to the present state."""
        if self._state.adding:
            return allow()
        match self.state:
            case LifeState.READY:
                return self.prepared()
            case LifeState.OPEN:
                return self.may_open()
            case LifeState.CLOSED:
                return self.may_close()
            case LifeState.POSTPONED:
                return deadline.postponing(self.postponed_paper)
        return allow()

    def prepared(self) -> Verdict:
        """Ask whether the preparations are complete.  Clauses 7.1-a, 7.2-a, 7.2-b, 7.2-d."""
        return preparation.complete(self.preparation())

    def may_open(self) -> Verdict:
        """Ask who presides, whether enough have come, and once more whether everything is ready.

        Clauses 7.2-d, 7.3-a.
        """
        present, base = self.present(), self.members().count()
        return first_refusal(
            session.presiding(
                is_secretary=self.chair is not None and self.chair.post == Post.SECRETARY,
                authorised=holds(self.chair, "preside", self.day),
            ),
            self.prepared(),
            session.quorum(len(present), base, self.law.year),
        )

    def may_close(self) -> Verdict:
        """Ask whose self-criticism is missing.  Clause 7.3-b."""
        names = {seat.pk: seat.name for seat in self.members()}
        return session.closing(self.said(), names)

    def present(self) -> tuple[int, ...]:
        """Return the seats in the room, in protocol order (two queries)."""
        here = set(self.attendance.filter(out_at__isnull=True).values_list("membership", flat=True))
        return tuple(seat.pk for seat in self.members() if seat.pk in here)

    def preparation(self) -> preparation.Preparation:
        """Return how far the preparations are (eight queries)."""
        seats = list(self.members())
        head = next((seat.pk for seat in seats if seat.post == Post.SECRETARY), None)
        talks = self.talks.filter(kind="heart").values_list("first", "second")
        with_head = {partner for pair in talks if head in pair for partner in pair if partner != head}
        rounds = self.rounds.filter(state="closed")
        about = self.rounds.values_list("opinions__about", "opinions__fed_back_at", "opinions__pk")
        sorted_ones = [row for row in about if row[2] is not None]
        approved = self.outlines.filter(state="approved").values_list("membership", flat=True)
        return preparation.Preparation(
            theme=bool(self.theme.strip()),
            theme_paper=bool(self.theme_paper.strip()),
            consent=bool(self.self_chosen_consent.strip()),
            studies=self.studies.filter(removed=False).count(),
            rounds=rounds.count(),
            members={seat.pk: seat.name for seat in seats},
            secretary=head,
            outlines=frozenset(approved),
            talked=frozenset(with_head),
            heard=frozenset(seat for seat, _at, _pk in sorted_ones),
            unfed=sum(1 for _seat, fed_at, _pk in sorted_ones if fed_at is None),
        )

    def said(self) -> session.Said:
        """Return what was said so far (four queries)."""
        rows = list(self.criticisms.order_by("at", "pk").values_list("kind", "speaker", "target"))
        stays: dict[int, bool] = {}
        for seat, out_at in self.attendance.order_by("in_at").values_list("membership", "out_at"):
            stays[seat] = stays.get(seat, False) or out_at is None
        seats = list(self.members())
        head = next((seat.pk for seat in seats if seat.post == Post.SECRETARY), None)
        order = [seat.pk for seat in seats]
        return session.Said(
            opened_with_measures=self.measures_presented_at is not None,
            present=tuple(seat for seat in order if stays.get(seat)),
            left=tuple(seat for seat in order if stays.get(seat) is False),
            read=frozenset(self.statements.values_list("membership", flat=True)),
            secretary=head,
            own=tuple(speaker for kind, speaker, _target in rows if kind == session.SELF),
            given=frozenset((speaker, target) for kind, speaker, target in rows if kind == session.CRITICISM),
        )

    def last_round(self) -> "DemocraticLifeMeeting | None":
        """Return the meeting that was held before this one."""
        held = DemocraticLifeMeeting.objects.filter(
            group=self.group, state__in=[LifeState.CLOSED, LifeState.REPORTED]
        ).exclude(pk=self.pk)
        if self.opened_at is not None:
            held = held.filter(closed_at__lt=self.opened_at)
        return held.order_by("-closed_at", "-pk").first()

    def untold(self) -> list[Membership]:
        """Return who was absent and has not been told what was said (three queries).  Clause 7.3-a."""
        done = {
            *self.attendance.values_list("membership", flat=True),
            *self.feedback.values_list("membership", flat=True),
        }
        return [seat for seat in self.members() if seat.pk not in done]

    def members(self) -> "models.QuerySet[Membership]":
        """Return the seats that should attend, in protocol order, with their people (one query)."""
        return Membership.objects.filter(group=self.group).in_office(self.day).select_related("user")


class LifeEntry(Entry):
    """What was done about a democratic-life meeting."""

    record = models.ForeignKey(DemocraticLifeMeeting, models.PROTECT, related_name="entries")

"""When and where does the body meet, who presides, and is it lawful to open, close and seal?"""

from functools import cached_property

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.rules import agenda, closing, notice_period, presiding, quorum
from meetings.rules.roll import Roll
from meetings.states import MEETING, ItemState, MeetingState
from members.models import LeadingGroup, Membership, Post, StaffRole, Term, User
from members.models.office import holds
from members.procedure.guards import SealedIn
from members.procedure.journal import Entry
from members.procedure.lifecycle import REASONS
from members.procedure.profile import Profile, Searched
from members.procedure.record import Record, RecordQuerySet, Refused
from members.procedure.rulebook import MeetingParameters, NotInForce, RuleBook
from members.procedure.verdict import Verdict, allow, first_refusal, gettext_noop, refuse, warn

ARCHIVED = frozenset({MeetingState.ARCHIVED.value})


class MeetingKind(models.TextChoices):
    """Kinds of meetings."""

    REGULAR = "regular", _("regular")
    EXTRAORDINARY = "extraordinary", _("extraordinary")
    DEMOCRATIC_LIFE = "democratic_life", _("democratic-life meeting")


class MeetingQuerySet(RecordQuerySet["Meeting"]):
    """Meetings, seen by somebody."""

    def visible_to(self, user: User, group: LeadingGroup) -> "MeetingQuerySet":
        """Meetings of the body."""
        return self.filter(group=group)

    def held(self) -> "MeetingQuerySet":
        """Meetings that were opened."""
        return self.filter(opened_at__isnull=False)


class Meeting(Record):
    """A meeting of the leading group (党组会议).

    chair: who presides (planned, then actual).  recorder: who keeps the record.  ordinal: its number in
    the term, given at opening.  day: the day of its start in local time; it decides which law is in force.
    """

    profile = Profile(
        "meeting",
        searched=Searched(
            "meetings.read",
            texts="reason place minutes_number notices.text record.remark record.corrections.text",
            day="day",
            joined="group term record",
        ),
    )
    lifecycle = MEETING
    guards = (SealedIn((), ARCHIVED),)

    group = models.ForeignKey(
        LeadingGroup, models.PROTECT, related_name="meetings", verbose_name=_("leading group")
    )
    term = models.ForeignKey(Term, models.PROTECT, related_name="meetings", verbose_name=_("term"))
    kind = models.CharField(_("kind"), max_length=20, choices=MeetingKind, default=MeetingKind.REGULAR)
    state = models.CharField(
        _("state"), max_length=12, choices=MeetingState, default=MeetingState.PREPARING, editable=False
    )
    reason = models.CharField(_("reason for calling it"), max_length=300, blank=True)
    ordinal = models.PositiveIntegerField(_("number in the term"), null=True, blank=True, editable=False)
    day = models.DateField(_("day"), editable=False)
    starts_at = models.DateTimeField(_("start"))
    expected_end = models.DateTimeField(_("expected end"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=100)
    chair = models.ForeignKey(
        Membership, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("chair")
    )
    designation_paper = models.CharField(
        _("paper of the superior that designates the chair"), max_length=120, blank=True
    )
    recorder = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("recorder")
    )
    leave_deadline = models.DateTimeField(_("leave to be asked for by"), null=True, blank=True)
    notified_at = models.DateTimeField(null=True, blank=True, editable=False)
    opened_at = models.DateTimeField(_("opened"), null=True, blank=True, editable=False)
    closed_at = models.DateTimeField(_("closed at"), null=True, blank=True, editable=False)
    cleared_at = models.DateTimeField(null=True, blank=True, editable=False)
    minutes_number = models.CharField(_("number of the minutes"), max_length=60, blank=True, editable=False)
    minutes_issued_on = models.DateField(null=True, blank=True, editable=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ("-starts_at", "-pk")
        indexes = (models.Index(fields=["group", "-starts_at", "-id"], name="meeting_newest"),)
        constraints = (
            models.UniqueConstraint(
                fields=["term", "ordinal"],
                condition=Q(ordinal__isnull=False),
                name="meeting_ordinal_once",
                violation_error_message=_("There is a meeting of this number."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["open", "adjourned", "closed", "archived"])
                | (Q(opened_at__isnull=False) & Q(ordinal__isnull=False)),
                name="meeting_opened_has_number",
            ),
        )

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        """Return the official title (Chinese); before opening without a number."""
        number = f"第{self.ordinal}次" if self.ordinal else ""
        kind = {"extraordinary": "（临时）", "democratic_life": "民主生活"}.get(self.kind, "")
        return f"{self.group.name}{number}{kind}会议"

    def full_clean(
        self, exclude: object = None, validate_unique: bool = True, validate_constraints: bool = True
    ) -> None:
        """Set the day before fields are validated."""
        if self.starts_at is not None and self.opened_at is None:
            self.day = timezone.localdate(self.starts_at)
        super().full_clean(exclude, validate_unique, validate_constraints)

    # -- law and facts ---------------------------------------------------------------------------

    @property
    def book(self) -> RuleBook:
        """Return the work rules in force on the meeting's day.  Clause 11-a.

        Raises Refused ("no_law_in_force") when none, or more than one, is.
        """
        try:
            return self.group.rulebook(on=self.day)
        except NotInForce as error:
            raise Refused(
                refuse(
                    "no_law_in_force",
                    gettext_noop(
                        "No work rules, or more than one set, are in force on the day of the meeting."
                    ),
                    "11-a",
                )
            ) from error

    @property
    def law(self) -> MeetingParameters:
        """Return the numbers of the law about meetings on the meeting's day."""
        return self.book.meeting

    def seats(self) -> list[Membership]:
        """Return the seats in office on the day, with holders and standings (two queries)."""
        return list(
            self.group.memberships.in_office(self.day).select_related("user").prefetch_related("standings")
        )

    def roll(self) -> Roll:
        """Return who should attend and who is here now (three queries)."""
        here = self.attendance.filter(
            out_at__isnull=True, confirmed_at__isnull=False, membership__isnull=False
        )
        return self.roll_of(self.seats(), set(here.values_list("membership_id", flat=True)))

    def roll_of(self, seats: list[Membership], here: set[int]) -> Roll:
        """Return the roll from seats (with their standings) and those of them who are in the room."""
        standing = {seat.pk: seat.standing_on(self.day) for seat in seats}
        entitled = tuple(seat.pk for seat in seats if standing[seat.pk] != "excluded")
        return Roll(
            entitled=entitled,
            present=tuple(pk for pk in entitled if pk in here and not standing[pk]),
            suspended=frozenset(pk for pk, kind in standing.items() if kind),
            chair=self.chair_id,
        )

    def seat_for(self, user: User) -> Membership | None:
        """Return the person's seat on the day; else a former or future one; else None."""
        seats = list(Membership.objects.filter(group=self.group, user=user).order_by("-since"))
        current = [seat for seat in seats if seat.period.covers(self.day)]
        return next(iter(current + seats), None)

    @cached_property
    def secretary(self) -> Membership | None:
        """Return the secretary's seat on the day, None during a vacancy."""
        return self.group.memberships.in_office(self.day).filter(post=Post.SECRETARY).first()

    def is_recorder(self, user: User) -> bool:
        """Say whether the person keeps this meeting's record, or is of the staff that runs its page."""
        if user.pk == self.recorder_id:
            return True
        roles = (StaffRole.Role.CLERK, StaffRole.Role.RECORDER)
        return StaffRole.objects.filter(
            group=self.group, user=user, role__in=roles, until__isnull=True
        ).exists()

    # -- the law of each act ---------------------------------------------------------------------

    def entering(self) -> Verdict:
        """Ask the law about the act that leads to the present state."""
        if self._state.adding:
            return allow()
        questions = {
            MeetingState.READY: self._agenda_in_order,
            MeetingState.NOTIFIED: self.notice_in_time,
            MeetingState.OPEN: self._may_open,
            MeetingState.CLOSED: self._may_close,
            MeetingState.ARCHIVED: self.may_be_archived,
        }
        question = questions.get(MeetingState(self.state))
        return question() if question else allow()

    def kinds_in_order(self) -> list[str]:
        """Return the kinds of the items on the agenda, in order."""
        return list(self.items.on_agenda().values_list("kind", flat=True))

    def _agenda_in_order(self) -> Verdict:
        kinds = self.kinds_in_order()
        if not kinds:
            return refuse("agenda_empty", gettext_noop("The agenda is empty."), "6.3-a")
        verdicts = []
        if self.kind == MeetingKind.EXTRAORDINARY:
            verdicts.append(agenda.extraordinary(kinds, self.reason))
        order = self._first_topic(kinds)
        if not order:
            # The agenda may be approved and put right until the meeting opens; opening then refuses.
            order = warn(order.code, order.reason, order.clause, **order.figures)
        return first_refusal(*verdicts, order)

    def _first_topic(self, kinds: list[str]) -> Verdict:
        return agenda.first_topic(kinds, regular=self.kind == MeetingKind.REGULAR, law=self.law)

    def notice_in_time(self) -> Verdict:
        """Ask whether the latest notice is in time.  Clause 6.3-c."""
        assert self.notified_at is not None
        return notice_period.lead(self.notified_at, self.starts_at, self.law)

    def _may_open(self) -> Verdict:
        roll = self.roll()
        law = self.law
        if self._loaded_state == MeetingState.ADJOURNED:
            return quorum.opening(roll, law)
        if self.kind == MeetingKind.DEMOCRATIC_LIFE and self.cleared_at is None:
            return refuse("not_prepared", gettext_noop("The preparations are not complete."), "7.2-d")
        chair_seat = self.chair
        seated = {seat.user_id for seat in self.seats()}
        return first_refusal(
            presiding.chair(
                authorised=holds(chair_seat, "preside", self.day),
                designated=self.is_chair_designated(law),
            ),
            self._agenda_approved(),
            presiding.recorder(
                assigned=self.recorder_id is not None, voting_member=self.recorder_id in seated, law=law
            ),
            notice_period.everybody(roll.entitled, self.notified_seats()),
            self._first_topic(self.kinds_in_order()),
            quorum.opening(roll, law),
            self._chair_present(roll),
        )

    def _agenda_approved(self) -> Verdict:
        if self._loaded_state != MeetingState.PREPARING:
            return allow()
        return refuse("agenda_not_approved", REASONS["agenda_not_approved"], "6.3-a")

    def is_chair_designated(self, law: MeetingParameters) -> bool:
        """Say whether the superior designated the chair while the post of secretary is vacant.  Clause 6.2-a."""
        vacant = self.secretary is None
        return bool(law.allow_designation_by_superior and vacant and self.designation_paper.strip())

    def _chair_present(self, roll: Roll) -> Verdict:
        if self.chair_id in roll.present:
            return allow()
        return refuse("not_present", gettext_noop("Who presides has not signed in."), "6.2-a")

    def _may_close(self) -> Verdict:
        states = list(self.items.on_agenda().values_list("state", flat=True))
        voting = states.count(ItemState.VOTING)
        settled = states.count(ItemState.SETTLED)
        return closing.nothing_pending(pending=len(states) - settled - voting, voting=voting)

    def may_be_archived(self) -> Verdict:
        """Ask whether record and minutes are ready for the seal.  Clause 6.5-m."""
        record = getattr(self, "record", None)
        return closing.ready_for_archive(
            record_signed=bool(record and record.recorder_signed_at and record.chair_signed_at),
            minutes_issued=self.minutes_issued_on is not None,
        )

    def notified_seats(self) -> set[int]:
        """Return the seats that were given a written notice before the start."""
        receipts = self.notices.filter(receipts__delivered_at__lt=self.starts_at)
        return set(receipts.values_list("receipts__membership_id", flat=True))

    def in_session(self) -> Verdict:
        """Say whether the meeting is open at this moment."""
        if self.state == MeetingState.OPEN:
            return allow()
        if self.state == MeetingState.ARCHIVED:
            return refuse(
                "archived",
                gettext_noop("The meeting is archived and sealed; nothing in it can be changed."),
                "6.5-m",
            )
        return refuse("meeting_not_open", gettext_noop("The meeting is not open."), "6.4-a")

    @property
    def has_begun(self) -> bool:
        """Say whether the meeting was opened."""
        return self.opened_at is not None

    def next_ordinal(self) -> int:
        """Return the number the next meeting of the term gets.  Clause N-c."""
        last = Meeting.objects.filter(term=self.term).aggregate(last=models.Max("ordinal"))["last"]
        return max(last or 0, self.term.last_ordinal) + 1


class MeetingEntry(Entry):
    """What was done to a meeting."""

    record = models.ForeignKey(Meeting, models.PROTECT, related_name="entries")

"""What is owed to the superior: papers by their day, what a reply asks for, answers to a circulation, the yearly report?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Least
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy
from django.utils.translation import gettext_noop as _

from members.duties import AROUND, DeskLine, Duty, Law, RecordDuty, Reminder, Scope, register
from members.models import LeadingGroup, Membership
from members.reminders import Moment
from reports.upward.annual import rules as annual
from reports.upward.models.papers import UpwardPaper
from reports.upward.models.parts import Circulation, ReplyAction
from reports.upward.rules import reminding, timely
from reports.upward.states import SENT, UpwardState

READ = "reports.read_registers"
PAGE = "reports:upward_detail"


@register
class Sending(RecordDuty[UpwardPaper]):
    """A paper goes to the superior by its day, and a request before what it asks for is done.  Clauses 5.3-a, 5.3-c."""

    name = "upward"
    label = _("Paper to be sent to the superior")
    clause = "5.3-a"
    uid = "upward"
    page = PAGE
    power = READ
    entry = _("To the superior: %(what)s")
    keepers = ("clerk", "secretary")
    titled = "title"
    sensitive = "is_stub"
    shows_state = True
    dated = "send_by"
    owed = ~Q(state__in=SENT)
    reminders = (
        Reminder(
            name="upward_due",
            audience=_("clerk; secretary when it is to be signed"),
            when=AROUND,
            title=_("To be sent by %(due)s: %(what)s"),
            text=_(
                "Bring the paper to its next step: adoption, signature, sending. A request goes out before acting."
            ),
            roles=("clerk",),
        ),
    )

    def records(self) -> QuerySet[UpwardPaper]:
        """Return papers with a day that were not withdrawn."""
        both = Least("due_on", "acts_on")
        rows = UpwardPaper.objects.exclude(state=UpwardState.WITHDRAWN).defer("body")
        return rows.annotate(send_by=Coalesce(both, "due_on", "acts_on")).filter(send_by__isnull=False)

    def due_on(self, paper: UpwardPaper, law: Law) -> date | None:
        """Return the earlier of both days."""
        return timely.send_by(paper.due_on, paper.acts_on)

    def done_on(self, paper: UpwardPaper) -> date | None:
        """Return when it was sent."""
        return paper.sent_on if paper.state in SENT else None

    def recipients(self, reminder: Reminder, paper: UpwardPaper, moment: Moment) -> Iterable[int]:
        """Add the secretary when it is to be signed."""
        signers = ("secretary",) if paper.state == UpwardState.ADOPTED else ()
        return moment.people(paper.group_id, *reminder.roles, *signers)


@register
class AfterReply(RecordDuty[ReplyAction]):
    """What a reply of the superior asks for is done by its day.  Clause 5.3-a."""

    name = "reply"
    label = _("What a reply asks for")
    clause = "5.3-a"
    uid = "reply"
    page = PAGE
    power = READ
    entry = _("Asked for by the superior: %(what)s")
    titled = "text"
    done = "done_on"
    owner = "owner"
    sensitive = "paper.is_stub"
    page_key = "paper_id"
    body = "paper__group"
    owed = Q(done_on=None) & ~Q(paper__state=UpwardState.CLOSED)
    reminders = (
        Reminder(
            name="reply_action_due",
            audience=_("responsible member, clerk"),
            when=AROUND,
            title=_("The superior asks for this by %(due)s: %(what)s"),
            text=_("Enter the result when it is done."),
            roles=("clerk",),
        ),
    )
    desk = (
        DeskLine(label=gettext_lazy("Asked for by a reply"), icon="flag", watched_by="reports.draft_upward"),
    )

    def records(self) -> QuerySet[ReplyAction]:
        """Return everything replies ask for."""
        return ReplyAction.objects.select_related("paper", "owner__user")

    def on_desk(self, action: ReplyAction) -> str:
        """Add who is to do it."""
        return f"{action.owner.name} · {action.text}"


@dataclass(frozen=True, slots=True)
class Asked:
    """A member who is asked for an answer to a circulation, and when it was given."""

    circulation: Circulation
    seat: Membership
    answered_on: date | None


@register
class CirculationAnswer(Duty[Asked]):
    """Whoever is asked for consent answers by the day set.  Clause 3.3-b."""

    name = "circulation"
    label = _("Answer to a circulation")
    clause = "3.3-b"
    uid = "circulation"
    page = PAGE
    power = READ
    entry = _("Answer to a circulation: %(what)s")
    titled = "circulation.paper.title"
    owner = "seat"
    sensitive = "circulation.paper.is_stub"
    page_key = "circulation.paper_id"
    reminders = (
        Reminder(
            name="circulation_open",
            audience=_("members who have not answered"),
            when=AROUND,
            title=_("Your answer is asked for by %(due)s: %(what)s"),
            text=_("Read the text and consent or object."),
            page="reports:upward_answer",
        ),
    )

    def find(self, scope: Scope) -> Iterator[Asked]:
        """Return who is asked, round by round; in the calendar the viewer alone (at most three queries)."""
        rows = Circulation.objects.filter(answer_by__isnull=False)
        if scope.group is not None:
            rows = rows.filter(paper__group=scope.group)
        if scope.only_owed:
            rows = rows.filter(ended_at=None)
        seats: Iterable[Membership] = scope.seats
        if scope.since is not None:
            rows = rows.filter(answer_by__range=(scope.since, scope.until))
            seats = Membership.objects.filter(group=scope.group, user=scope.viewer)
        known = {seat.pk: seat for seat in seats}
        for circulation in rows.select_related("paper").prefetch_related("answers").order_by("pk"):
            answers = {answer.membership_id: localdate(answer.at) for answer in circulation.answers.all()}
            for key in set(circulation.entitled) - set(circulation.barred):
                if key in known and not (scope.only_owed and key in answers):
                    yield Asked(circulation, known[key], answers.get(key))

    def body_of(self, asked: Asked) -> int:
        """Return the key of the body."""
        return asked.seat.group_id

    def key(self, asked: Asked) -> object:
        """Return round and seat."""
        return f"{asked.circulation.pk}-{asked.seat.pk}"

    def due_on(self, asked: Asked, law: Law) -> date | None:
        """Return the day that was set."""
        return asked.circulation.answer_by

    def done_on(self, asked: Asked) -> date | None:
        """Return when it was answered; nobody answers any more when the round has ended."""
        ended = asked.circulation.ended_at
        return asked.answered_on or (localdate(ended) if ended else None)

    def recipients(self, reminder: Reminder, asked: Asked, moment: Moment) -> Iterable[int]:
        """Return the member while in office."""
        return [asked.seat.user_id] if asked.seat.period.covers(moment.day) else ()


@dataclass(frozen=True, slots=True)
class ReportOfYear:
    """The comprehensive report of a body's year, and when the one that counts for it was sent."""

    group: LeadingGroup
    year: int
    sent_on: date | None


@register
class YearlyReport(Duty[ReportOfYear]):
    """Each year has its comprehensive report.  Clause 5.3-b."""

    name = "annual_report"
    label = _("Comprehensive report of the year")
    clause = "5.3-b"
    uid = "annual"
    page = "reports:annual_detail"
    power = READ
    entry = _("Comprehensive report of %(year)s to the superior")
    titled = "year"
    done = "sent_on"
    places = MappingProxyType({"year": "year"})
    keepers = ("clerk", "secretary")
    reminders = (
        Reminder(
            name="annual_report",
            audience=_("clerk, secretary"),
            when=_("1 November, 1 December, 15 December"),
            title=_("The comprehensive report of %(year)s is due on %(due)s"),
            text=_("Draft it from the year's figures, have it adopted, signed and sent."),
            roles=("clerk", "secretary"),
            fixed=True,
        ),
    )

    def find(self, scope: Scope) -> Iterator[ReportOfYear]:
        """Return the years that are asked for, body by body (at most three queries)."""
        rows = UpwardPaper.objects.filter(state__in=SENT).comprehensive()
        groups: Iterable[LeadingGroup] = LeadingGroup.objects.prefetch_related("adoptions").order_by("pk")
        if scope.group is not None:
            rows, groups = rows.filter(group=scope.group), [scope.group]
        sent: dict[int, list[tuple[int | None, date | None]]] = {}
        for group, about, day in rows.order_by("sent_on").values_list("group", "report_year", "sent_on"):
            sent.setdefault(group, []).append((about, day))
        for body in groups:
            for year in scope.years:
                report = ReportOfYear(body, year, self._sent(body, year, sent.get(body.pk, [])))
                if report.sent_on is None or not scope.only_owed:
                    yield report

    def _sent(
        self, group: LeadingGroup, year: int, sent: list[tuple[int | None, date | None]]
    ) -> date | None:
        book = group.law_on(date(year, 12, 31))
        if book is None:
            return None
        return next((day for about, day in sent if annual.year_of(about, day, book.year) == year), None)

    def body_of(self, report: ReportOfYear) -> int:
        """Return the key of the body."""
        return report.group.pk

    def key(self, report: ReportOfYear) -> object:
        """Return body and year."""
        return f"{report.group.pk}-{report.year}"

    def due_on(self, report: ReportOfYear, law: Law) -> date | None:
        """Return the day by the rules of the year's end."""
        book = law(date(report.year, 12, 31))
        return None if book is None else annual.due_on(report.year, book.year)

    def occasion(self, reminder: Reminder, report: ReportOfYear, due: date, moment: Moment) -> object | None:
        """Return days towards the end of the year."""
        slot = reminding.annual_report(moment.day, moment.told(report.group.pk), sent=False)
        return slot if slot is not None and slot.year == report.year else None

    def keys(self, report: ReportOfYear) -> tuple[object, ...]:
        """The page shows the year that runs."""
        return ()

"""Who stands on the stage, and what time is it there?  Builds body, people and meeting through the acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied, ValidationError

from meetings import actions
from meetings.models import AgendaItem, Meeting, Observer
from meetings.rules.kinds import concerns_person
from meetings.states import MeetingState
from members.models import LeadingGroup, Membership, RuleAdoption, StaffRole, Standing, Term, User
from members.procedure import rulebook
from members.procedure.rulebook import RuleBook
from reports.rehearsal.reader import Scenario
from votes.models import Vote

ZONE = ZoneInfo("Asia/Shanghai")
MINUTE = timedelta(minutes=1)
LONG_AGO = date(2000, 1, 1)
BASE_BOOK = "work-rules-2024"
DEFAULT_REASON = "遇有重要情况需要及时研究"


class Unknown(LookupError):
    """A step names somebody or something the scenario does not have."""


class Stage:
    """One rehearsal: the cast by their ids, the meeting, its items by their ids, and a clock."""

    def __init__(self, scenario: Scenario, book: RuleBook) -> None:
        self.scenario = scenario
        self.start = datetime.combine(scenario.day, time(9), ZONE)
        self.now = self.start - timedelta(days=30)
        self.slips: dict[int, tuple[str, ...]] = {}
        self.unplaced: dict[str, Exception] = {}
        self.current: str = next(iter(scenario.items), "")
        self.items: dict[str, int] = {}
        self.group = LeadingGroup(
            code="rehearsal",
            name="某县人民政府党组",
            full_name="中共某县人民政府党组",
            government="某县人民政府",
            superior="中共某县委员会",
            document_word="某政党组",
        )
        while LeadingGroup.objects.filter(code=self.group.code).exists():
            self.group.code += "-x"
        self.group.save()
        RuleAdoption(group=self.group, rulebook=book.key).save()
        self.term = Term(group=self.group, number=1, since=LONG_AGO)
        self.term.save()
        self.clerk = self._staff("clerk", StaffRole.Role.CLERK)
        self.seats = {
            spec.name: self._seat(order, spec) for order, spec in enumerate(scenario.members, start=1)
        }
        self.meeting = self._meeting()
        self.observers = {name: self._observer(name) for name in scenario.observers}
        for item, fields in scenario.items.items():
            self._propose(item, fields)

    # -- people ----------------------------------------------------------------------------------

    def account(self, name: str) -> User:
        """Make an account nobody can log in with."""
        return User.objects.create_user(f"{self.group.code}-{self.group.pk}-{name}", None, name=name)

    def _staff(self, name: str, role: str) -> User:
        user = self.account(name)
        StaffRole(group=self.group, user=user, role=role, since=LONG_AGO).save()
        return user

    def _seat(self, order: int, spec: Any) -> Membership:
        seat = Membership(
            group=self.group,
            term=self.term,
            user=self.account(spec.name),
            post=spec.post,
            protocol_order=order,
            since=spec.since or LONG_AGO,
            until=spec.until,
        )
        seat.save()
        if spec.status:
            Standing(membership=seat, kind=spec.status, since=LONG_AGO, paper=spec.paper).save()
        return seat

    def _observer(self, name: str) -> Observer:
        return actions.invite_observer(
            self.meeting, name=name, user=self.account(name), by=self.clerk, at=self.tick()
        )

    def user(self, name: object) -> User:
        """Return the account of a member, an observer or the clerk.  Raises Unknown."""
        name = str(name)
        if name in self.seats:
            return self.seats[name].user
        if name in self.observers and self.observers[name].user is not None:
            user: User = self.observers[name].user
            return user
        if name == "clerk":
            return self.clerk
        raise Unknown(f"nobody in this scenario is called {name!r}")

    def seat(self, name: object) -> Membership:
        """Return a member's seat.  Raises Unknown."""
        if str(name) not in self.seats:
            raise Unknown(f"no member of this scenario is called {name!r}")
        return self.seats[str(name)]

    @property
    def secretary(self) -> Membership | None:
        """Return the first secretary who is in office on the day."""
        heads = [seat for seat in self.seats.values() if seat.post == "secretary"]
        return next((seat for seat in heads if seat.period.covers(self.scenario.day)), None)

    def head(self) -> User:
        """Return who acts as the secretary; the clerk where there is none (and is refused)."""
        return self.secretary.user if self.secretary else self.clerk

    # -- the meeting -----------------------------------------------------------------------------

    def _meeting(self) -> Meeting:
        told = self.scenario.meeting
        recorder = self.clerk
        if "recorder" in told:
            name = told["recorder"]
            recorder = None if name in (None, "", "none") else self._recorder(str(name))
        chair = self.seats.get(str(told["chair"])) if told.get("chair") else self.secretary
        kind = str(told.get("kind", "regular"))
        return actions.plan_meeting(
            self.group,
            starts_at=self.start,
            place="第一会议室",
            kind=kind,
            reason=str(told.get("reason", DEFAULT_REASON if kind == "extraordinary" else "")),
            chair=chair or next(iter(self.seats.values())),
            recorder=recorder,
            by=self.clerk,
            at=self.tick(),
        )

    def _recorder(self, name: str) -> User:
        if name in self.seats:
            return self.seats[name].user
        return self.clerk if name == "clerk" else self._staff(name, StaffRole.Role.RECORDER)

    def _propose(self, item: str, fields: Any) -> None:
        """Bring an item onto the agenda as the secretariat would: proposed, accepted, placed."""
        kind, candidate = str(fields["kind"]), str(fields.get("candidate") or "")
        if concerns_person((kind,)) and not candidate:
            candidate = "人选"
        title = str(fields.get("title") or kind)
        try:
            placed = self._placed(title, kind, candidate)
        except (ValidationError, PermissionDenied) as error:
            # Told at the first step that touches the item.
            self.unplaced[item] = error
            return
        self.items[item] = placed.pk

    def _placed(self, title: str, kind: str, candidate: str) -> AgendaItem:
        head = self.secretary
        if head is None or head.until is not None:
            return actions.add_item(
                self.meeting, title=title, kind=kind, candidate=candidate, by=self.clerk, at=self.tick()
            )
        proposal = actions.draft_proposal(
            self.group,
            proposer=head,
            title=title,
            kind=kind,
            candidate=candidate,
            summary=title,
            source_title=title,
            policy_basis="有关规定",
            prior_legality="已审查",
            outside_list_reason="演练",
            by=head.user,
            at=self.tick(),
        )
        actions.submit_proposal(proposal, by=head.user, at=self.tick())
        actions.accept_proposal(proposal, by=head.user, at=self.tick())
        return actions.place_proposal(self.meeting, proposal, by=self.clerk, at=self.tick())

    def approve(self) -> None:
        """Have the agenda approved, when that has not been done.  Raises what approving raises."""
        self.meeting.refresh_from_db()
        if self.meeting.state == MeetingState.PREPARING and self.items:
            by = self.head() if self.secretary else self.meeting.chair and self.meeting.chair.user
            actions.approve_agenda(self.meeting, by=by or self.clerk, at=self.tick())

    def item(self, name: object = None) -> AgendaItem:
        """Return an item afresh, by its id or the one started last.  Raises Unknown, or why it has no place."""
        key = self.current if name is None else str(name)
        if key in self.unplaced:
            raise self.unplaced[key]
        if key not in self.items:
            raise Unknown(f"there is no item {key!r}")
        return AgendaItem.objects.get(pk=self.items[key])

    def chair_of(self, item: AgendaItem) -> User:
        """Return who presides over an item."""
        return item.chair.user if item.chair else self.clerk

    def vote(self, item: AgendaItem) -> Vote | None:
        """Return the vote on an item that is not void."""
        return Vote.objects.live().filter(item=item).order_by("pk").last()

    # -- the clock -------------------------------------------------------------------------------

    def tick(self) -> datetime:
        """Return the next minute."""
        self.now += MINUTE
        return self.now

    def at_start(self) -> datetime:
        """Go on to the start of the meeting, and return the moment."""
        self.now = max(self.now, self.start - MINUTE)
        return self.tick()

    def near_start(self) -> datetime:
        """Go on to the half hour before the meeting, in which people sign in, and return the moment."""
        self.now = max(self.now, self.start - 30 * MINUTE)
        return self.tick()


@contextmanager
def law_of(scenario: Scenario) -> Iterator[RuleBook]:
    """Give the work rules of a scenario: the usual ones, or varied ones lent for its duration.

    Raises UnknownParameter, BadParameter.
    """
    book = rulebook.book(BASE_BOOK)
    if not scenario.rules:
        yield book
        return
    varied = book.varied(**scenario.rules)
    with rulebook.lent(varied):
        yield varied

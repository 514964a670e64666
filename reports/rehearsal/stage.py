"""Who stands on the stage?  The body, its people and its meeting, made through the acts themselves."""

import secrets
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from meetings import actions
from meetings.models import AgendaItem, Meeting, Observer
from meetings.states import MeetingState
from members import actions as member_actions
from members.models import LeadingGroup, Membership, Post, User
from members.procedure.record import refusals
from reports.rehearsal.scalars import ZONE
from reports.rehearsal.script import ItemLine, MemberLine, NotAScript, Script

MINUTE = timedelta(minutes=1)
DOORS = timedelta(minutes=30)
FOUNDED = date(2021, 7, 1)


@dataclass
class Stage:
    """A rehearsal under way.

    users, seats, observers, items: by the ids of the script; items as primary keys, so that each step reads afresh
    barred: items the law did not let onto the agenda, with the refusal; current: the item started last
    slips: the code slips of secret ballots, by vote; now: the clock, a minute further with each step
    """

    script: Script
    start: datetime
    group: LeadingGroup
    clerk: User
    now: datetime
    users: dict[str, User] = field(default_factory=dict)
    seats: dict[str, Membership] = field(default_factory=dict)
    observers: dict[str, Observer] = field(default_factory=dict)
    items: dict[str, int] = field(default_factory=dict)
    barred: dict[str, ValidationError] = field(default_factory=dict)
    slips: dict[int, tuple[str, ...]] = field(default_factory=dict)
    current: str = ""
    meeting_pk: int = 0
    begun: bool = False
    filler: AgendaItem | None = None

    @property
    def meeting(self) -> Meeting:
        """Read the meeting afresh, as each request does."""
        return Meeting.objects.select_related("group", "chair__user", "recorder").get(pk=self.meeting_pk)

    def item(self, name: str) -> AgendaItem:
        """Read an item afresh.  Raises the refusal that kept it off the agenda."""
        if name not in self.items and name in self.barred:
            raise self.barred[name]
        if name not in self.items:
            raise NotAScript(_('The item "%(name)s" was never added to the agenda.') % {"name": name})
        return AgendaItem.objects.select_related(
            "meeting__group", "meeting__chair__user", "acting_chair__user"
        ).get(pk=self.items[name])

    def live_item(self) -> AgendaItem:
        """Return the item started last, or, when none was, the first on the agenda."""
        name = self.current or next(iter(self.items), "")
        if not name:
            raise NotAScript(_("There is no item to which this step could belong."))
        return self.item(name)

    def user(self, name: str) -> User:
        """Return the account of a person; read afresh, for nothing is remembered between steps."""
        return User.objects.get(pk=self.users[name].pk)

    def chair(self) -> User:
        """Return who presides over the meeting; the clerk where nobody does."""
        chair = self.meeting.chair
        return chair.user if chair is not None else self.clerk

    def chair_of(self, item: AgendaItem) -> User:
        """Return who presides over an item."""
        return item.chair.user if item.chair is not None else self.clerk

    def secretary(self) -> User:
        """Return the secretary of the day; in a vacancy who presides, whose power the law then judges."""
        seat = self.meeting.secretary
        return seat.user if seat is not None else self.chair()

    # -- the clock ---------------------------------------------------------------------------------

    def tick(self) -> datetime:
        """Move the clock by a minute; before the opening it stays short of the start."""
        self.now += MINUTE
        if not self.begun:
            self.now = min(self.now, self.start - MINUTE)
        return self.now

    def doors_open(self) -> datetime:
        """Move the clock to the half hour before the start, when people come in."""
        if not self.begun:
            self.now = max(self.now, self.start - DOORS)
        return self.tick()

    def at_start(self) -> datetime:
        """Move the clock to the start, or by a minute when that has passed."""
        self.now = max(self.now + MINUTE, self.start)
        return self.now

    # -- preparation -------------------------------------------------------------------------------

    def make_ready(self) -> tuple[str, ...]:
        """Have the agenda approved, unless it is; just before the first step that needs it.

        Returns the warnings of the approval.  Raises Refused.
        """
        meeting = self.meeting
        if meeting.state != MeetingState.PREPARING:
            return ()
        if not meeting.items.on_agenda().exists():
            # An empty agenda is neither approved nor announced: something stands on it until the meeting opens.
            self.filler = actions.add_item(meeting, title="待定", kind="other", by=self.clerk, at=self.now)
        actions.approve_agenda(meeting, by=self.secretary(), at=self.now)
        entry = meeting.entries.filter(verb="approve_agenda").last()
        return tuple(entry.facts.get("warned", ())) if entry is not None else ()

    def empty_agenda(self) -> None:
        """Remove items that were added only to be announced."""
        if self.filler is not None:
            actions.remove_item(self.filler, by=self.clerk, at=self.now)
            self.filler = None


def build(script: Script, rulebook: str) -> Stage:
    """Make body, people and meeting of a script.  rulebook: the key of the rules it is played by.

    Raises NotAScript where the law lets no such body exist.
    """
    code = secrets.token_hex(4)
    start = datetime.combine(script.day, time(9), ZONE)
    at = timezone.now()
    since = min(FOUNDED, script.day - timedelta(days=366), *(m.since for m in script.members if m.since))
    keeper = User.objects.create_user(
        f"rehearsal.{code}.keeper", None, name="系统管理员", is_platform_admin=True
    )
    group = member_actions.create_group(
        administrator=keeper,
        rulebook=rulebook,
        by=keeper,
        at=at,
        code=f"rehearsal-{code}",
        name="推演党组",
        full_name="推演党组",
        government="推演政府",
        superior="推演县委",
        document_word="推演",
    )
    member_actions.open_term(group, 1, since, by=keeper, at=at)
    stage = Stage(script, start, group, keeper, start - timedelta(days=20))
    for name, role in (("clerk", "clerk"), ("recorder", "recorder")):
        stage.users[name] = _account(code, name)
        member_actions.grant_role(group, stage.users[name], role, since, by=keeper, at=at)
    stage.clerk = stage.users["clerk"]
    for order, line in enumerate(script.members, start=1):
        stage.users[line.id] = _account(code, line.id)
        stage.seats[line.id] = _seat(stage, line, order, since, at)
    for name in script.observers:
        stage.users[name] = _account(code, name)
    _plan(stage, code, since)
    return stage


def _account(code: str, name: str) -> User:
    # The number keeps ids apart that a user name could not hold.
    return User.objects.create_user(f"rehearsal.{code}.{secrets.token_hex(4)}", None, name=name)


def _seat(stage: Stage, line: MemberLine, order: int, since: date, at: datetime) -> Membership:
    begin = line.since or min(since, (line.until or date.max) - timedelta(days=1))
    try:
        seat = member_actions.seat_member(
            stage.group,
            user=stage.users[line.id],
            since=begin,
            until=line.until,
            post=line.post,
            protocol_order=order,
            by=stage.clerk,
            at=at,
        )
        if line.status:
            member_actions.set_standing(seat, line.status, begin, line.paper, by=stage.clerk, at=at)
    except ValidationError as error:
        raise NotAScript("; ".join(refusals(error)[0].messages), line.line) from error
    return seat


def _plan(stage: Stage, code: str, since: date) -> None:
    """Plan the meeting and its agenda; during a vacancy it was planned and approved by who left the post."""
    line, script, at = stage.script.meeting, stage.script, stage.now
    heads = [seat for seat in stage.seats.values() if seat.post == Post.SECRETARY]
    vacant = not any(seat.period.covers(script.day) for seat in heads)
    planned = stage.start
    if vacant:
        planned = _under_the_former_secretary(stage, heads, code, since)
    meeting = actions.plan_meeting(
        stage.group,
        starts_at=planned,
        place=line.place,
        kind=line.kind,
        reason=_reason(stage),
        chair=stage.seats.get(line.chair) or next((s for s in heads if s.period.covers(script.day)), None),
        recorder=stage.users[line.recorder] if line.recorder else None,
        by=stage.clerk,
        at=at,
    )
    stage.meeting_pk = meeting.pk
    for name in script.observers:
        stage.observers[name] = actions.invite_observer(
            meeting, name=name, user=stage.users[name], by=stage.clerk, at=at
        )
    today = timezone.localdate()
    proposer = next((s for s in heads if s.period.covers(script.day) and s.period.covers(today)), None)
    for item in script.items:
        try:
            stage.items[item.id] = _placed(stage, meeting, item, proposer).pk
        except ValidationError as error:
            stage.barred[item.id] = error
    if vacant:
        stage.make_ready()
        actions.amend_meeting(stage.meeting, starts_at=stage.start, by=stage.clerk, at=at)


def _reason(stage: Stage) -> str:
    line = stage.script.meeting
    if line.reason is not None:
        return line.reason
    return "遇有重要情况" if line.kind == "extraordinary" else ""


def _under_the_former_secretary(stage: Stage, heads: list[Membership], code: str, since: date) -> datetime:
    """Return a start on a day on which there still was a secretary; who is made where the script names none."""
    day = stage.script.day
    former = [seat.until for seat in heads if seat.until is not None and seat.until <= day]
    if not former:
        line = MemberLine("前任书记", Post.SECRETARY, since, day)
        stage.users[line.id] = _account(code, line.id)
        _seat(stage, line, 99, since, timezone.now())
        former = [day]
    return datetime.combine(max(former) - timedelta(days=1), stage.start.timetz())


def _placed(stage: Stage, meeting: Meeting, item: ItemLine, proposer: Membership | None) -> AgendaItem:
    """Propose, accept and place an item; where nobody could, the clerk enters it."""
    fields: dict[str, Any] = {
        "title": item.title,
        "kind": item.kind,
        "candidate": item.candidate,
        "categories": list(item.categories),
    }
    at = stage.now
    if proposer is None:
        return actions.add_item(meeting, **fields, by=stage.clerk, at=at)
    proposal = actions.draft_proposal(
        stage.group,
        proposer=proposer,
        summary=item.title,
        policy_basis="推演",
        prior_legality="推演",
        outside_list_reason="推演",
        source_title=item.title,
        **fields,
        by=proposer.user,
        at=at,
    )
    actions.submit_proposal(proposal, by=proposer.user, at=at)
    actions.accept_proposal(proposal, by=proposer.user, at=at)
    return actions.place_proposal(meeting, proposal, by=stage.clerk, at=at)

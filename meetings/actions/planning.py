"""How is a meeting prepared: time, place, agenda, observers, recorder?"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from meetings.actions.notices import tell_cancelled
from meetings.actions.recusals import propose_for_item
from meetings.models import AgendaItem, Meeting, Observer, TopicProposal
from meetings.rules import agenda, closing
from meetings.states import MeetingState
from members.models import LeadingGroup, Membership, Post, Term, User
from members.models.office import running
from members.procedure.journal import advance, demand_power, enter
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, refuse


def plan_meeting(
    group: LeadingGroup,
    *,
    starts_at: datetime,
    place: str,
    by: User,
    at: datetime,
    chair: Membership | None = None,
    **more: Any,
) -> Meeting:
    """Plan a meeting; unless said otherwise the secretary of that day presides.  Clauses 6.2-a, 6.2-b."""
    demand_power("meetings.prepare", by, group)
    day = timezone.localdate(starts_at)
    term = Term.objects.filter(running(day), group=group).first()
    if term is None:
        raise Refused(
            refuse("no_term", gettext_noop("There is no term of the government on that day."), "N-c")
        )
    if chair is None:
        chair = group.memberships.in_office(day).filter(post=Post.SECRETARY).first()
    with transaction.atomic():
        meeting = Meeting(group=group, term=term, starts_at=starts_at, place=place, chair=chair, **more)
        meeting.save()
        enter(meeting, "plan_meeting", by=by, at=at, after=meeting.state)
    return meeting


def amend_meeting(meeting: Meeting, *, by: User, at: datetime, **fields: Any) -> Meeting:
    """Change time, place and the like; an archived meeting refuses.  Clause 6.5-m."""
    with advance(meeting, "edit_meeting", by=by, at=at) as act:
        changed = {name: value for name, value in fields.items() if getattr(meeting, name) != value}
        act.facts["changed"] = {
            name: [str(getattr(meeting, name) or ""), str(value or "")] for name, value in changed.items()
        }
        for name, value in changed.items():
            setattr(meeting, name, value)
    return meeting


def assign_recorder(meeting: Meeting, recorder: User | None, *, by: User, at: datetime) -> Meeting:
    """Say who keeps the record.  Clause 6.5-k."""
    with advance(meeting, "assign_recorder", by=by, at=at, recorder=str(recorder or "")):
        meeting.recorder = recorder
    return meeting


def invite_observer(
    meeting: Meeting, *, name: str, by: User, at: datetime, items: Iterable[AgendaItem] = (), **more: Any
) -> Observer:
    """Invite somebody without a vote, for the whole meeting or for some items.  Clause 4.3-6."""
    with advance(meeting, "invite_observer", by=by, at=at, observer=name):
        observer = Observer(meeting=meeting, name=name, **more)
        observer.save()
        observer.items.set(items)
    return observer


def place_proposal(meeting: Meeting, proposal: TopicProposal, *, by: User, at: datetime) -> AgendaItem:
    """Put an accepted topic on the agenda, at its end.  Clause 6.3-a.

    Raises Refused ("proposal_not_accepted").
    """
    with advance(meeting, "change_agenda", by=by, at=at, added=proposal.title):
        with advance(proposal, "place_proposal", by=by, at=at):
            pass
        item = _new_item(
            meeting,
            proposal=proposal,
            title=proposal.title,
            kind=proposal.kind,
            categories=list(proposal.categories),
            work_tags=list(proposal.work_tags),
            candidate=proposal.candidate,
            reporter=str(proposal.proposing_unit or proposal.proposer),
            summary=proposal.summary,
            decision_draft=proposal.decision_draft or proposal.suggested_decision,
            secrecy=proposal.secrecy,
        )
        enter(item, "place_item", by=by, at=at, after=item.state)
        propose_for_item(item, by=by, at=at)
    return item


def add_item(
    meeting: Meeting, *, title: str, kind: str, by: User, at: datetime, reason: str = "", **more: Any
) -> AgendaItem:
    """Add an item: to the agenda before the meeting, or to the open meeting as an urgent one.

    Raises Refused: "ad_hoc_not_allowed", "reason_required".  Clauses 6.1-g, 6.3-a, 6.3-c.
    """
    with advance(meeting, "add_ad_hoc_item", by=by, at=at, added=title) as act:
        if meeting.chair is None or meeting.chair.user_id != by.pk:
            demand_power("meetings.prepare", by, meeting)
        is_open = meeting.state == MeetingState.OPEN
        if is_open:
            kinds = (kind, *more.get("categories", ()))
            act.ask(agenda.announced(agenda.Announcement(kinds, noticed=False, reason=reason), meeting.law))
        item = _new_item(meeting, title=title, kind=kind, ad_hoc=is_open, ad_hoc_reason=reason, **more)
        enter(item, "add_item", by=by, at=at, after=item.state, facts=dict(act.facts))
        propose_for_item(item, by=by, at=at)
    return item


def _new_item(meeting: Meeting, **fields: Any) -> AgendaItem:
    item = AgendaItem(meeting=meeting, position=meeting.items.count() + 1, **fields)
    item.save()
    return item


def remove_item(item: AgendaItem, *, by: User, at: datetime) -> AgendaItem:
    """Take an item off the agenda before the meeting; its topic is accepted again."""
    with advance(item.meeting, "change_agenda", by=by, at=at, removed=item.title):
        with advance(item, "remove_item", by=by, at=at):
            item.removed = True
        if item.proposal is not None:
            with advance(item.proposal, "release_proposal", by=by, at=at):
                pass
    return item


def order_agenda(meeting: Meeting, order: Sequence[int], *, by: User, at: datetime) -> Meeting:
    """Put the items into the given order (primary keys); items not named keep their order behind them."""
    with advance(meeting, "change_agenda", by=by, at=at, order=list(order)):
        place = {pk: index for index, pk in enumerate(order)}
        items = sorted(meeting.items.on_agenda(), key=lambda item: place.get(item.pk, len(place)))
        for position, item in enumerate(items, start=1):
            if item.position != position:
                item.position = position
                item.save()
    return meeting


def approve_agenda(meeting: Meeting, *, by: User, at: datetime) -> Meeting:
    """Approve the agenda; a first topic in the wrong place is a warning here, and stops the opening.

    Clauses 6.1-a, 6.3-a.
    """
    with advance(meeting, "approve_agenda", by=by, at=at):
        pass
    return meeting


def cancel_meeting(meeting: Meeting, reason: str, *, by: User, at: datetime) -> Meeting:
    """Call a meeting off before it begins; its topics are accepted again, and who had a notice is told."""
    with advance(meeting, "cancel_meeting", by=by, at=at, reason=reason):
        uphold(closing.reason_given(reason, clause="6.2-a"))
        for item in meeting.items.on_agenda().filter(proposal__isnull=False).select_related("proposal"):
            assert item.proposal is not None
            with advance(item.proposal, "release_proposal", by=by, at=at):
                pass
        tell_cancelled(meeting, at)
    return meeting

"""How does a member withdraw from an item, and how does the software ask whether one should?"""

from datetime import datetime

from django.db.models import Q

from meetings.actions.standing import for_chair_of, lock
from meetings.models import AgendaItem, Meeting, Recusal
from meetings.rules import discussion
from meetings.rules.roll import Room
from meetings.states import ItemState
from members.models import InterestDeclaration, Membership, User
from members.procedure.journal import advance, enter
from members.procedure.record import Refused, uphold
from members.procedure.verdict import gettext_noop, refuse
from members.rules import interest


def declare_recusal(
    item: AgendaItem,
    member: Membership | None,
    ground: str,
    text: str = "",
    relation: str = "",
    *,
    by: User,
    at: datetime,
) -> Recusal:
    """Withdraw from an item: declared by the member, or pointed out by chair or recorder.

    Who is recused leaves the room for the item.  Raises Refused: "vote_pending" while a vote is open,
    "reason_required", "not_a_member", "proxy_not_allowed".  Clauses 6.4-e, 6.4-f.
    """
    with advance(item, "declare_recusal", by=by, at=at, ground=ground) as act:
        meeting = lock(item.meeting)
        seat = member or meeting.seat_for(by)
        roll = meeting.roll()
        everybody = Room(type(roll)(roll.entitled, roll.entitled, frozenset(), roll.chair))
        uphold(discussion.participant(seat.pk if seat else None, everybody, clause="6.4-e"))
        assert seat is not None
        _may_point_out(item, seat, by)
        act.on_behalf_of = seat.user if seat.user_id != by.pk and meeting.is_recorder(by) else None
        live = item.state != ItemState.PENDING
        known = item.recusals.filter(membership=seat, state=Recusal.State.PROPOSED).first()
        recusal = known or Recusal(item=item, membership=seat)
        recusal.state = Recusal.State.STANDS
        recusal.ground, recusal.text, recusal.relation = (
            ground,
            text or recusal.text,
            relation or recusal.relation,
        )
        recusal.declared_by, recusal.declared_at = by, at
        recusal.left_at = at if live and seat.pk in roll.present else None
        recusal.save()
        act.facts["who"] = str(seat)
    return recusal


def _may_point_out(item: AgendaItem, seat: Membership, by: User) -> None:
    chairs = {chair.user_id for chair in (item.chair, item.meeting.chair) if chair is not None}
    if seat.user_id != by.pk and by.pk not in chairs and not item.meeting.is_recorder(by):
        raise Refused(
            refuse("proxy_not_allowed", gettext_noop("Nobody acts here for another member."), "6.4-e")
        )


def confirm_recusal(recusal: Recusal, *, by: User, at: datetime) -> Recusal:
    """Let a proposed recusal stand."""
    ground = recusal.ground
    return declare_recusal(
        recusal.item, recusal.membership, ground, recusal.text, recusal.relation, by=by, at=at
    )


def dismiss_recusal(recusal: Recusal, text: str, *, by: User, at: datetime) -> Recusal:
    """Find a proposed recusal needless, with the reason; the chair decides, of the chair the recorder notes it.

    Clause 6.4-f.
    """
    with advance(
        recusal.item, "declare_recusal", by=by, at=at, dismissed=str(recusal.membership), reason=text
    ) as act:
        act.on_behalf_of = for_chair_of(recusal.item, by)
        if not text.strip():
            uphold(refuse("reason_required", gettext_noop("Give the reason."), "6.4-f"))
        recusal.refresh_from_db()
        recusal.state = Recusal.State.DISMISSED
        recusal.decided_by, recusal.decision_text = by, text
        recusal.save()
    return recusal


def propose_for_item(item: AgendaItem, *, by: User, at: datetime) -> list[Recusal]:
    """Propose recusals where a declared interest's name occurs in the item's title, candidate or papers.

    Clause 6.4-e.
    """
    texts = [item.title, item.candidate, item.summary, item.decision_draft]
    if item.proposal is not None:
        texts += [paper.title for paper in item.proposal.papers.all()] + [item.proposal.recusal_hints]
    day = item.meeting.day
    declared = InterestDeclaration.objects.filter(
        Q(withdrawn_on__isnull=True) | Q(withdrawn_on__gt=day), membership__group=item.meeting.group
    )
    proposed = []
    for found in interest.touched(texts, [declaration.as_interest() for declaration in declared]):
        if item.recusals.filter(membership_id=found.holder).exists():
            continue
        recusal = Recusal(
            item=item,
            membership_id=found.holder,
            state=Recusal.State.PROPOSED,
            ground=Recusal.Ground.RELATIVE if found.kind == "relative" else Recusal.Ground.OTHER,
            relation=found.relation,
            text=found.name,
            declared_at=at,
        )
        recusal.save()
        proposed.append(recusal)
    if proposed:
        enter(
            item, "propose_recusals", by=by, at=at, facts={"who": [str(one.membership) for one in proposed]}
        )
    return proposed


def propose_recusals(meeting: Meeting, *, by: User, at: datetime) -> list[Recusal]:
    """Look through all items that have not been taken up."""
    pending = meeting.items.on_agenda().filter(state=ItemState.PENDING)
    return [recusal for item in pending for recusal in propose_for_item(item, by=by, at=at)]

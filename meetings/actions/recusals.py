"""How does a member withdraw from an item, and how does the software ask whether one should?"""

from datetime import datetime

from django.db.models import Q

from meetings.actions.standing import for_chair_of, lock
from meetings.models import AgendaItem, Meeting, Recusal
from meetings.rules import closing, discussion
from meetings.rules.roll import Room
from meetings.states import ItemState, RecusalState
from members.models import InterestDeclaration, Membership, User
from members.procedure.journal import Act, advance, enter
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
        seat = _who_withdraws(act, member, by)
        proposed = item.recusals.filter(membership=seat, state=RecusalState.PROPOSED).first()
        if proposed is None:
            recusal = Recusal(item=item, membership=seat, ground=ground, text=text, relation=relation)
            _stand(recusal, by, at)
            recusal.save()
            return recusal
        with act.part(proposed, "declare_recusal"):
            proposed.ground = ground
            proposed.text = text or proposed.text
            proposed.relation = relation or proposed.relation
            _stand(proposed, by, at)
    return proposed


def confirm_recusal(recusal: Recusal, *, by: User, at: datetime) -> Recusal:
    """Let a proposed recusal stand.  Raises what `declare_recusal` raises, and "recusal_decided".  Clause 6.4-e."""
    with advance(recusal.item, "confirm_recusal", by=by, at=at, ground=recusal.ground) as act:
        _who_withdraws(act, recusal.membership, by)
        with act.part(recusal, "confirm_recusal"):
            _stand(recusal, by, at)
    return recusal


def _who_withdraws(act: Act[AgendaItem], member: Membership | None, by: User) -> Membership:
    """Return whose recusal it is, when this person may say so, and enter it into the act."""
    item = act.record
    meeting = lock(item.meeting)
    seat = member or meeting.seat_for(by)
    roll = meeting.roll()
    everybody = Room(type(roll)(roll.entitled, roll.entitled, frozenset(), roll.chair))
    uphold(discussion.participant(seat.pk if seat else None, everybody, clause="6.4-e"))
    assert seat is not None
    _may_point_out(item, seat, by)
    act.on_behalf_of = seat.user if seat.user_id != by.pk and meeting.is_recorder(by) else None
    act.facts["who"] = str(seat)
    return seat


def _stand(recusal: Recusal, by: User, at: datetime) -> None:
    """Fill in who said it and when, and that a member in the room leaves it once the item is taken up."""
    live = recusal.item.state != ItemState.PENDING
    recusal.declared_by, recusal.declared_at = by, at
    present = recusal.item.meeting.roll().present
    recusal.left_at = at if live and recusal.membership_id in present else None


def _may_point_out(item: AgendaItem, seat: Membership, by: User) -> None:
    chairs = {chair.user_id for chair in (item.chair, item.meeting.chair) if chair is not None}
    if seat.user_id != by.pk and by.pk not in chairs and not item.meeting.is_recorder(by):
        raise Refused(
            refuse("proxy_not_allowed", gettext_noop("Nobody acts here for another member."), "6.4-e")
        )


def dismiss_recusal(recusal: Recusal, text: str, *, by: User, at: datetime) -> Recusal:
    """Find a proposed recusal needless, with the reason; the chair decides, of the chair the recorder notes it.

    Raises Refused: "chair_not_authorised", "reason_required", "recusal_decided".  Clause 6.4-f.
    """
    facts = {"who": str(recusal.membership), "reason": text}
    with advance(recusal.item, "dismiss_recusal", by=by, at=at, **facts) as act:
        act.on_behalf_of = for_chair_of(recusal.item, by)
        uphold(closing.reason_given(text, clause="6.4-f"))
        with act.part(recusal, "dismiss_recusal"):
            recusal.decided_by, recusal.decision_text = by, text
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
    for record in interest.touched(texts, [declaration.as_interest() for declaration in declared]):
        if item.recusals.filter(membership_id=record.holder).exists():
            continue
        recusal = Recusal(
            item=item,
            membership_id=record.holder,
            state=RecusalState.PROPOSED,
            ground=Recusal.Ground.RELATIVE if record.kind == "relative" else Recusal.Ground.OTHER,
            relation=record.relation,
            text=record.name,
            declared_at=at,
        )
        recusal.save()
        proposed.append(recusal)
    if proposed:
        enter(
            item, "propose_recusals", by=by, at=at, facts={"who": [str(row.membership) for row in proposed]}
        )
    return proposed


def propose_recusals(meeting: Meeting, *, by: User, at: datetime) -> list[Recusal]:
    """Look through all items that have not been taken up."""
    pending = meeting.items.on_agenda().filter(state=ItemState.PENDING)
    return [recusal for item in pending for recusal in propose_for_item(item, by=by, at=at)]

"""How does an absent member's written opinion come in, and how is it read out?"""

from datetime import datetime

from meetings.actions.standing import in_session
from meetings.models import AgendaItem, WrittenOpinion
from meetings.rules import absence
from members.models import User
from members.procedure.journal import advance
from members.procedure.record import Refused


def write_opinion(item: AgendaItem, text: str, *, by: User, at: datetime) -> WrittenOpinion:
    """Write an opinion on an item one cannot attend; it is neither a vote nor attendance.

    Raises Refused: "not_a_member", "opinion_by_present_member", "opinion_after_item", "recused".
    Clause 6.4-d.
    """
    with advance(item, "write_opinion", by=by, at=at) as act:
        seat = item.meeting.seat_for(by)
        if seat is None:
            raise Refused(absence.opinion(is_member=False, present=False, item_begun=False, recused=False))
        opinion = item.opinions.filter(membership=seat, read_out_at__isnull=True).first()
        opinion = opinion or WrittenOpinion(item=item, membership=seat)
        opinion.text, opinion.submitted_at = text, at
        opinion.save()
        act.facts["who"] = str(seat)
    return opinion


def read_out_opinion(opinion: WrittenOpinion, *, by: User, at: datetime) -> WrittenOpinion:
    """Note that an opinion was read out.  Clause 6.4-d."""
    with advance(opinion.item, "read_out_opinion", by=by, at=at, who=str(opinion.membership)):
        in_session(opinion.item)
        opinion.read_out_at = at
        opinion.save()
    return opinion

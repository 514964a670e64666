"""From a democratic-life meeting to its papers: the form to hand out, the summary, a talk, the cover of an outline.

Who may print is who may read: a talk only the two, a cover only who reads the outline.  Clauses 7.2-a, 7.2-d.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import Max, QuerySet
from django.utils.timezone import localdate

from lifes.models import HeartTalk, Opinion, OpinionSolicitation, SpeechOutline
from lifes.states import OpinionState, OutlineState, RoundState, TalkState
from members.models import LeadingGroup, Membership, User
from reports.documents.parts import Opinion as Signed
from reports.documents.parts import Person
from reports.documents.year.opinions import OpinionFormFacts, OpinionRow, OpinionSummaryFacts
from reports.documents.year.outline_cover import OutlineCoverFacts
from reports.documents.year.talk_record import TalkRecordFacts
from reports.papers.source import Source
from reports.papers.words import POSTS

BODY = "领导班子"
WAYS = {"form": "征求意见表", "forum": "座谈会", "visit": "走访"}
OUTLINE_STATES = {"draft": "草稿", "submitted": "已提交", "returned": "已退回", "approved": "已审定"}

assert set(WAYS) == set(OpinionSolicitation.Kind.values)
assert set(OUTLINE_STATES) == set(OutlineState.values)


def form_facts(solicitation: OpinionSolicitation) -> OpinionFormFacts:
    """Return the form of a round, to be handed out on paper; what came back is no part of it.  Clause 7.2-a."""
    return OpinionFormFacts(
        group=solicitation.group.full_name,
        round=solicitation.title,
        headings=tuple(line.strip() for line in solicitation.headings.splitlines() if line.strip()),
        anonymous=solicitation.anonymous,
        due_on=solicitation.due_on,
    )


def summary_facts(solicitation: OpinionSolicitation) -> OpinionSummaryFacts:
    """Return the sorted opinions of a closed round: the body's first, then by protocol order.  Clause 7.2-a."""
    kept = solicitation.opinions.exclude(state=OpinionState.DROPPED).select_related("target__user")
    opinions = sorted(kept, key=_by_target)
    sent, returned = solicitation.forms_sent, solicitation.returned()
    of_forms = solicitation.kind == OpinionSolicitation.Kind.FORM
    tenths = returned * 1000 // sent if sent else 0
    return OpinionSummaryFacts(
        group=solicitation.group.full_name,
        round=solicitation.title,
        way=WAYS[solicitation.kind],
        sent=sent,
        returned=returned if of_forms else None,
        rate=f"{tenths // 10}.{tenths % 10}%" if sent and of_forms else "",
        closed_on=solicitation.closed_on,
        rows=tuple(_opinion(one, WAYS[solicitation.kind]) for one in opinions),
    )


def _by_target(opinion: Opinion) -> tuple[int, int, int]:
    seat: Membership | None = opinion.target
    return (0, 0, opinion.pk) if seat is None else (1, seat.protocol_order, opinion.pk)


def _opinion(opinion: Opinion, way: str) -> OpinionRow:
    seat: Membership | None = opinion.target
    return OpinionRow(
        target=BODY if seat is None else seat.name,
        text=opinion.text,
        source=way,
        fed_back_on=opinion.fed_back_on,
    )


def office(seat: Membership) -> str:
    """Return 党组成员、副县长."""
    return "、".join(part for part in (POSTS[seat.post], seat.government_post) if part)


def talk_facts(talk: HeartTalk) -> TalkRecordFacts:
    """Return the note of a talk, for the two.  Clause 7.2-a."""
    other = talk.second
    second = Person(talk.other_name, talk.other_post) if other is None else Person(other.name, office(other))
    return TalkRecordFacts(
        group=talk.group.full_name,
        occasion=str(talk.life) if talk.life is not None else "",
        people=(Person(talk.first.name, office(talk.first)), second),
        held_on=talk.held_on,
        place=talk.place,
        topics=talk.topics,
        problems=talk.problems,
        agreed=talk.agreed,
    )


def cover_facts(outline: SpeechOutline) -> OutlineCoverFacts:
    """Return the cover of an outline; neither its text nor the comment on it.  Clause 7.2-d."""
    seat = outline.membership
    approved = outline.approved_at if outline.state == OutlineState.APPROVED else None
    return OutlineCoverFacts(
        group=outline.group.full_name,
        life=outline.life.special_reason,
        year=outline.life.life_year,
        theme=outline.life.theme,
        member=seat.name,
        post=office(seat),
        version=outline.versions.aggregate(last=Max("number"))["last"],
        submitted_on=localdate(outline.submitted_at) if outline.submitted_at else None,
        state=OUTLINE_STATES[outline.state],
        approval=Signed(
            "", str(outline.approved_by or "") if approved else "", localdate(approved) if approved else None
        ),
    )


def _rounds(group: LeadingGroup, _user: User) -> QuerySet[OpinionSolicitation]:
    return OpinionSolicitation.objects.filter(group=group).select_related("group")


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "opinion_form": Source(
            lambda group, user: _rounds(group, user).filter(kind=OpinionSolicitation.Kind.FORM),
            form_facts,
            lambda one: f"{one.sent_on:%Y-%m-%d}　{one.title}",
            ("title",),
            power="lifes.read",
        ),
        "opinion_summary": Source(
            lambda group, user: _rounds(group, user).filter(state=RoundState.CLOSED),
            summary_facts,
            lambda one: f"{one.sent_on:%Y-%m-%d}　{one.title}",
            ("title",),
            power="lifes.read_opinions",
        ),
        "talk_record": Source(
            lambda group, user: (
                HeartTalk.objects.visible_to(user, group)
                .filter(state=TalkState.HELD)
                .select_related("group", "life", "first__user", "second__user")
            ),
            talk_facts,
            lambda talk: f"{talk.held_on:%Y-%m-%d}　{talk.first.name}、{talk.other}",
            ("first__user__name", "second__user__name", "other_name"),
            power="lifes.read",
        ),
        "outline_cover": Source(
            lambda group, user: (
                SpeechOutline.objects.visible_to(user, group)
                .select_related("group", "life", "membership__user", "approved_by")
                .order_by("-life__life_year", "membership__protocol_order", "pk")
            ),
            cover_facts,
            lambda outline: f"{outline.life}　{outline.membership.name}",
            ("membership__user__name", "life__theme"),
            power="lifes.read",
        ),
    }
)

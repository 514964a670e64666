"""From a democratic-life meeting to its papers: the form to hand out, the summary, a talk, a cover, the list of measures.

Who may print is who may read: a talk only the two, a cover only who reads the outline.  Clauses 7.2-a, 7.2-d.
"""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.timezone import localdate

from lifes import actions
from lifes.models import HeartTalk, Opinion, OpinionSolicitation, Problem, RectificationMeasure, SpeechOutline
from lifes.permissions import reads_outline
from lifes.states import MeasureState, OutlineState, RoundState
from members.models import LeadingGroup, Membership, User
from members.printing.parts import Opinion as Signed
from members.printing.parts import Person
from reports.documents.year.opinions import OpinionFormFacts, OpinionRow, OpinionSummaryFacts
from reports.documents.year.outline_cover import OutlineCoverFacts
from reports.documents.year.rectification_list import RectificationListFacts, RectificationRow
from reports.documents.year.talk_record import TalkRecordFacts
from reports.papers.source import Source
from reports.papers.words import POSTS

BODY = "领导班子"
WAYS = {"form": "征求意见表", "forum": "座谈会", "visit": "走访"}
TALKS = {"heart": "谈心谈话", "reminder": "提醒谈话", "integrity": "廉政谈话"}
OUTLINE_STATES = {"draft": "草稿", "submitted": "已提交", "returned": "已退回", "approved": "已审定"}
MEASURE_STATES = {
    "open": "正在整改",
    "claimed": "申请销号",
    "confirmed": "已销号",
    "carried": "结转下一轮",
}
SOURCES_OF_PROBLEMS = {
    "solicited": "征求意见",
    "self_found": "自查",
    "superior": "上级指出",
    "talk": "谈心谈话",
    "previous_round": "上轮结转",
    "session": "会上指出",
}

assert set(WAYS) == set(OpinionSolicitation.Kind.values)
assert set(TALKS) == set(HeartTalk.Kind.values)
assert set(OUTLINE_STATES) == set(OutlineState.values)
assert set(MEASURE_STATES) == set(MeasureState.values)
assert set(SOURCES_OF_PROBLEMS) == set(Problem.Source.values)


def form_facts(round_: OpinionSolicitation) -> OpinionFormFacts:
    """Return the form of a round, to be handed out on paper; what came back is no part of it.  Clause 7.2-a."""
    return OpinionFormFacts(
        group=round_.group.full_name,
        round=round_.title,
        headings=tuple(line.strip() for line in round_.headings.splitlines() if line.strip()),
        anonymous=round_.is_anonymous,
        due_on=round_.due_on,
    )


def summary_facts(round_: OpinionSolicitation) -> OpinionSummaryFacts:
    """Return the sorted opinions of a closed round: the body's first, then by protocol order.  Clause 7.2-a."""
    opinions = sorted(round_.opinions.select_related("about__user"), key=_by_target)
    of_forms = round_.kind == OpinionSolicitation.Kind.FORM
    returned, sent = round_.forms.count(), round_.forms_sent
    tenths = returned * 1000 // sent if sent else 0
    return OpinionSummaryFacts(
        group=round_.group.full_name,
        round=round_.title,
        way=WAYS[round_.kind],
        sent=sent or None,
        returned=returned if of_forms else None,
        rate=f"{tenths // 10}.{tenths % 10}%" if sent and of_forms else "",
        closed_on=round_.closed_on,
        rows=tuple(_opinion(one, WAYS[round_.kind]) for one in opinions),
    )


def _by_target(opinion: Opinion) -> tuple[int, int, int]:
    seat = opinion.about
    return (0, 0, opinion.pk) if seat is None else (1, seat.protocol_order, opinion.pk)


def _opinion(opinion: Opinion, way: str) -> OpinionRow:
    seat = opinion.about
    return OpinionRow(
        target=BODY if seat is None else seat.name,
        text=opinion.text,
        source=way,
        fed_back_on=localdate(opinion.fed_back_at) if opinion.fed_back_at else None,
    )


def office(seat: Membership) -> str:
    """Return 党组成员、副县长."""
    return "、".join(part for part in (POSTS[seat.post], seat.government_post) if part)


def talk_facts(talk: HeartTalk) -> TalkRecordFacts:
    """Return the note of a talk, for the two.  Clauses 7.2-a, 10.4-c."""
    other = talk.second
    second = Person(talk.second_name) if other is None else Person(other.name, office(other))
    return TalkRecordFacts(
        group=talk.group.full_name,
        kind=TALKS[talk.kind],
        occasion=str(talk.life or ""),
        people=(Person(talk.first.name, office(talk.first)), second),
        held_on=talk.held_on,
        place=talk.place,
        topics=talk.topics,
        problems=talk.pointed_out,
        agreed=talk.agreed,
    )


def cover_facts(outline: SpeechOutline) -> OutlineCoverFacts:
    """Return the cover of an outline; neither its text nor the comment on it.  Clause 7.2-d."""
    seat = outline.membership
    approved = outline.approved_at if outline.state == OutlineState.APPROVED else None
    entry = outline.entries.filter(verb="approve_outline").select_related("by").last() if approved else None
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
        approval=Signed("", str(entry.by) if entry else "", localdate(approved) if approved else None),
    )


def list_facts(first: RectificationMeasure) -> RectificationListFacts:
    """Return the list of the body or of a member on which a measure stands.  Clauses 7.4-a, 7.4-b."""
    measures = RectificationMeasure.objects.filter(life=first.life, membership=first.membership)
    related = measures.select_related("problem", "owner__user", "confirmed_by", "carried_from__life")
    return RectificationListFacts(
        group=first.group.full_name,
        life=str(first.life),
        whose=whose(first),
        as_of=localdate(),
        rows=tuple(
            _measure(one) for one in related.prefetch_related("progress", "files").order_by("due_on", "pk")
        ),
    )


def whose(measure: RectificationMeasure) -> str:
    """Return whose list a measure stands on."""
    seat = measure.membership
    return f"党组{BODY}" if seat is None else seat.name


def _measure(measure: RectificationMeasure) -> RectificationRow:
    progress = [one.text for one in measure.progress.all()]
    files = [str(one) for one in measure.files.all() if not one.withdrawn]
    carried = measure.carried_from
    return RectificationRow(
        problem=measure.what,
        source=SOURCES_OF_PROBLEMS[measure.problem.source] if measure.problem is not None else "",
        kind=f"{carried.life.life_year}年度结转" if carried is not None else "",
        measure=f"{measure.text}（标准：{measure.standard}）" if measure.standard else measure.text,
        owner=measure.owner.name if measure.owner is not None else "",
        unit=measure.unit,
        due=measure.due_on,
        progress=progress[-1] if progress else "",
        evidence="；".join(part for part in (measure.evidence, "、".join(files)) if part),
        result=measure.result or MEASURE_STATES[measure.state],
        confirmed_by=str(measure.confirmed_by or ""),
        confirmed_on=measure.confirmed_on,
    )


def _rounds(group: LeadingGroup, user: User) -> QuerySet[OpinionSolicitation]:
    return OpinionSolicitation.objects.visible_to(user, group).select_related("group")


def _talks(group: LeadingGroup, user: User) -> QuerySet[HeartTalk]:
    return HeartTalk.objects.visible_to(user, group).select_related(
        "group", "life", "first__user", "second__user"
    )


def _outlines(group: LeadingGroup, user: User) -> QuerySet[SpeechOutline]:
    """Return the outlines somebody reads: one's own, and of each meeting all others or none."""
    seen = SpeechOutline.objects.visible_to(user, group).select_related(
        "group", "life__group", "membership__user"
    )
    of_others = {one.life_id: one for one in seen.exclude(membership__user=user)}
    read = [pk for pk, one in of_others.items() if reads_outline(user, one)]
    return (seen.filter(membership__user=user) | seen.filter(life__in=read)).order_by(
        "-life__life_year", "membership__protocol_order", "pk"
    )


def _lists(group: LeadingGroup, user: User) -> QuerySet[RectificationMeasure]:
    """Return the first measure of each list: of the body, and of every member, at each meeting."""
    lists = RectificationMeasure.objects.visible_to(user, group).first_of_lists()
    related = lists.select_related("group", "life", "membership__user")
    return related.order_by("-life__life_year", "membership__protocol_order", "pk")


def _read_talk(talk: HeartTalk, user: User) -> None:
    actions.read_talk(talk, by=user, at=timezone.now())


def _read_outline(outline: SpeechOutline, user: User) -> None:
    actions.read_outline(outline, by=user, at=timezone.now())


def _other(talk: HeartTalk) -> str:
    return talk.second_name if talk.second is None else talk.second.name


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "opinion_form": Source(
            lambda group, user: _rounds(group, user).filter(kind=OpinionSolicitation.Kind.FORM),
            form_facts,
            lambda round_: round_.title,
            ("title",),
            power="lifes.read",
        ),
        "opinion_summary": Source(
            lambda group, user: _rounds(group, user).filter(state=RoundState.CLOSED),
            summary_facts,
            lambda round_: f"{round_.closed_on:%Y-%m-%d}　{round_.title}",
            ("title",),
            power="lifes.read_opinions",
        ),
        "talk_record": Source(
            _talks,
            talk_facts,
            lambda talk: f"{talk.held_on:%Y-%m-%d}　{talk.first.name}、{_other(talk)}",
            ("first__user__name", "second__user__name", "second_name"),
            power="lifes.read",
            noted=_read_talk,
        ),
        "outline_cover": Source(
            _outlines,
            cover_facts,
            lambda outline: f"{outline.life}　{outline.membership.name}",
            ("membership__user__name", "life__theme"),
            power="lifes.read",
            noted=_read_outline,
        ),
        "rectification_list": Source(
            _lists,
            list_facts,
            lambda measure: f"{measure.life}　{whose(measure)}",
            ("membership__user__name", "life__theme"),
            power="lifes.read",
        ),
    }
)

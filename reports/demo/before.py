"""How does a meeting of the demonstration come about: topics, agenda, notice, replies, leave?"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from meetings import actions
from meetings.models import AgendaItem, MajorIssueEntry, MajorIssueList, Meeting, Secrecy, TopicProposal
from meetings.rules import kinds as kind_rules
from reports.demo.cast import Cast
from reports.demo.script import Sitting, Topic

ZONE = ZoneInfo("Asia/Shanghai")
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def moment(sitting: Sitting) -> datetime:
    """Return when a sitting starts."""
    return datetime.combine(sitting.day, sitting.starts, ZONE)


def propose(cast: Cast, topic: Topic, at: datetime) -> TopicProposal:
    """Draft a topic on its form."""
    seat = cast.seats[topic.proposer]
    source = topic.source
    kinds = {topic.kind, *topic.categories}
    entry = _entry(cast, topic, at) if kinds & kind_rules.MAJOR else None
    more = (
        {"source_title": source[0], "source_issuer": source[1], "source_published_on": source[2]}
        if source
        else {}
    )
    return actions.draft_proposal(
        cast.group,
        by=seat.user,
        at=at,
        title=topic.title,
        kind=topic.kind,
        categories=list(topic.categories),
        work_tags=list(topic.tags),
        candidate=topic.candidate,
        proposer=seat,
        proposing_unit=topic.unit,
        contact=cast.group.contact,
        summary=topic.summary or f"提请会议研究{topic.title}。",
        decision_draft=topic.draft,
        amount=topic.amount,
        list_entry=entry,
        outside_list_reason=""
        if entry or not kinds & kind_rules.MAJOR
        else "清单未列明，属需要集体研究的事项",
        policy_basis="有关法律法规和上级文件规定",
        prior_opinions="已征求有关部门意见",
        prior_legality="已经司法行政部门审查" if kinds & kind_rules.NEED_REVIEW else "",
        secrecy=Secrecy.SENSITIVE if topic.sensitive else Secrecy.ORDINARY,
        reconsiders=_decision(cast, topic.reconsiders),
        **more,
    )


def _entry(cast: Cast, topic: Topic, at: datetime) -> MajorIssueEntry | None:
    """Return the line of the list in force that covers the topic, if there is one."""
    version = MajorIssueList.objects.filter(group=cast.group).in_force(at.date()).first()
    category = topic.kind.split(".", maxsplit=1)[0]
    return version.entries_of_list.filter(category=category).first() if version else None


def _decision(cast: Cast, title: str) -> object:
    return cast.group.decisions.get(item__title=title) if title else None


def accept(cast: Cast, proposal: TopicProposal, at: datetime) -> TopicProposal:
    """Submit a topic, have it checked by the clerk and accepted by the secretary."""
    actions.submit_proposal(proposal, by=proposal.proposer.user, at=at)
    actions.check_proposal(proposal, True, "材料齐全", by=cast.users["clerk"], at=at + 2 * HOUR)
    return actions.accept_proposal(proposal, by=cast.users["secretary"], at=at + 4 * HOUR)


def prepare(cast: Cast, sitting: Sitting) -> tuple[Meeting, dict[str, AgendaItem]]:
    """Plan a meeting and bring it to the notice and the replies; the items by their titles.

    An extraordinary one is prepared within hours.
    """
    starts = moment(sitting)
    ahead = timedelta(hours=sitting.hours_ahead)
    at = starts - ahead - (2 * HOUR if sitting.kind == "extraordinary" else 5 * DAY)
    clerk = cast.users["clerk"]
    meeting = actions.plan_meeting(
        cast.group,
        starts_at=starts,
        place=cast.group.default_place,
        kind=sitting.kind,
        reason=sitting.reason,
        chair=cast.seats[sitting.chair],
        recorder=cast.users["recorder"],
        by=clerk,
        at=at,
    )
    scheduled = [topic for topic in sitting.topics if not topic.ad_hoc]
    items = place(cast, meeting, [t for t in scheduled if not t.late], at, hurried=sitting.kind != "regular")
    if sitting.observer and "observer" in cast.users:
        user, unit = cast.users["observer"], "派驻纪检监察组"
        actions.invite_observer(
            meeting, name=user.name, unit=unit, user=user, from_supervision_unit=True, by=clerk, at=at
        )
    actions.approve_agenda(meeting, by=cast.users[sitting.chair], at=starts - ahead - HOUR)
    actions.give_notice(meeting, by=clerk, at=starts - ahead)
    late = [topic for topic in scheduled if topic.late]
    if late:
        items |= place(cast, meeting, late, starts - 30 * HOUR, hurried=True)
        actions.supplement_notice(meeting, "增加议题，请会前研阅材料。", by=clerk, at=starts - 26 * HOUR)
    answer(cast, meeting, sitting, starts - ahead + HOUR if not late else starts - 25 * HOUR)
    opinions(cast, sitting, list(items.values()), starts - HOUR)
    return meeting, items


def place(
    cast: Cast, meeting: Meeting, topics: Iterable[Topic], at: datetime, *, hurried: bool
) -> dict[str, AgendaItem]:
    """Bring topics onto the agenda: proposed, checked, accepted, placed."""
    items = {}
    for topic in topics:
        proposal = propose(cast, topic, at)
        if hurried:
            actions.submit_proposal(proposal, by=proposal.proposer.user, at=at)
            actions.accept_proposal(proposal, by=cast.users["secretary"], at=at)
        else:
            accept(cast, proposal, at + DAY)
        item = actions.place_proposal(
            meeting, proposal, by=cast.users["clerk"], at=at if hurried else at + 2 * DAY
        )
        items[topic.title] = item
    return items


def answer(cast: Cast, meeting: Meeting, sitting: Sitting, at: datetime) -> None:
    """Let everybody answer the notice; who will not come asks for leave and gets it."""
    for key in cast.in_office(sitting.day):
        actions.reply_notice(meeting, key not in sitting.away, by=cast.users[key], at=at)
    for key, away in sitting.away.items():
        leave = actions.request_leave(meeting, away.reason, away.text, by=cast.users[key], at=at + HOUR / 4)
        approver = "deputy" if key == "secretary" else "secretary"
        actions.approve_leave(leave, "同意", by=cast.users[approver], at=at + HOUR / 2)


def opinions(cast: Cast, sitting: Sitting, items: Sequence[AgendaItem], at: datetime) -> None:
    """Let those who are away write on topics, by their places."""
    for key, away in sitting.away.items():
        for position, text in away.opinions.items():
            actions.write_opinion(items[position - 1], text, by=cast.users[key], at=at)

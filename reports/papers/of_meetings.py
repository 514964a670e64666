"""Which record of a meeting fills which form?  One table: form → records of a body → facts."""

from collections.abc import Mapping
from types import MappingProxyType

from django.db.models import QuerySet

from meetings.models import (
    AgendaItem,
    Decision,
    LeaveRequest,
    MajorIssueList,
    Meeting,
    MeetingNotice,
    SupervisionTask,
    TopicProposal,
    WrittenOpinion,
)
from meetings.states import MeetingState
from members.models import Authorization, LeadingGroup, User
from reports.archive.models import ArchivePackage
from reports.models.minutes import Minutes
from reports.papers import after, before, room
from reports.papers.certificate import certificate_paper
from reports.papers.minutes import minutes_facts
from reports.papers.record import record_facts
from reports.papers.source import Source
from votes.models import Vote
from votes.states import VoteState

HELD = (MeetingState.OPEN, MeetingState.ADJOURNED, MeetingState.CLOSED, MeetingState.ARCHIVED)


def _meetings(group: LeadingGroup, _user: User) -> QuerySet[Meeting]:
    return Meeting.objects.filter(group=group).select_related("group", "chair__user", "recorder")


def _items(group: LeadingGroup, _user: User) -> QuerySet[AgendaItem]:
    items = AgendaItem.objects.filter(meeting__group=group, removed=False)
    related = ("meeting__group", "meeting__chair__user", "meeting__term", "acting_chair")
    return items.select_related(*related).order_by("-meeting__starts_at", "position", "pk")


def _minutes(group: LeadingGroup, _user: User) -> QuerySet[Minutes]:
    people = ("meeting__group", "meeting__chair__user", "meeting__recorder", "signed_by")
    return Minutes.objects.filter(meeting__group=group).select_related(*people)


def _of_meeting(meeting: Meeting, *more: str) -> str:
    return "　".join(part for part in (meeting.title, f"{meeting.day:%Y-%m-%d}", *more) if part)


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "meeting_notice": Source(
            lambda group, _user: (
                MeetingNotice.objects.filter(meeting__group=group)
                .select_related("meeting__group", "meeting__chair__user")
                .order_by("-issued_at", "-pk")
            ),
            before.notice_facts,
            lambda notice: _of_meeting(notice.meeting, "补充通知" if notice.kind == "supplement" else ""),
            ("meeting__place", "text", "meeting__minutes_number"),
            meeting="meeting",
        ),
        "topic_approval": Source(
            lambda group, _user: TopicProposal.objects.filter(group=group).select_related(
                "group", "proposer__user", "list_entry"
            ),
            before.topic_facts,
            lambda proposal: f"{proposal.title}　{proposal.proposer.name}",
            ("title", "proposing_unit", "candidate", "summary"),
            meeting="items__meeting",
        ),
        "leave_slip": Source(
            lambda group, _user: (
                LeaveRequest.objects.filter(meeting__group=group)
                .select_related("meeting__group", "meeting__chair__user", "membership__user", "decided_by")
                .order_by("-requested_at", "-pk")
            ),
            before.leave_facts,
            lambda leave: _of_meeting(leave.meeting, leave.membership.name),
            ("membership__user__name", "text"),
            meeting="meeting",
        ),
        "written_opinion": Source(
            lambda group, _user: (
                WrittenOpinion.objects.filter(item__meeting__group=group)
                .select_related("item__meeting__group", "item__meeting__chair__user", "membership__user")
                .order_by("-submitted_at", "-pk")
            ),
            before.opinion_facts,
            lambda opinion: f"{opinion.item.title}　{opinion.membership.name}",
            ("item__title", "membership__user__name", "text"),
            meeting="item__meeting",
        ),
        "sign_in_sheet": Source(
            _meetings, room.sign_in_facts, _of_meeting, ("place", "group__name", "reason"), meeting="pk"
        ),
        "recusal_register": Source(
            _meetings, room.recusal_facts, _of_meeting, ("place", "group__name", "reason"), meeting="pk"
        ),
        "ballot_paper": Source(
            _items,
            room.ballot_facts,
            lambda item: f"{item.title}　{_of_meeting(item.meeting)}",
            ("title", "candidate"),
            meeting="meeting",
        ),
        "tally_sheet": Source(
            lambda group, _user: (
                Vote.objects.filter(item__meeting__group=group)
                .exclude(state=VoteState.DRAFT)
                .select_related("item__meeting__group", "item__meeting__chair__user", "chair__user")
                .order_by("-opened_at", "-pk")
            ),
            room.tally_facts,
            lambda vote: f"{vote.item.title}　{_of_meeting(vote.item.meeting)}",
            ("item__title", "item__candidate", "question"),
            meeting="item__meeting",
        ),
        "meeting_record": Source(
            lambda group, _user: _meetings(group, _user).filter(state__in=HELD),
            record_facts,
            _of_meeting,
            ("place", "group__name", "reason"),
            meeting="pk",
        ),
        "minutes": Source(
            _minutes,
            minutes_facts,
            lambda minutes: f"{minutes}　{minutes.meeting.day:%Y-%m-%d}",
            ("number", "meeting__place"),
            meeting="meeting",
        ),
        "minutes_excerpt": Source(
            lambda group, _user: _items(group, _user).filter(meeting__in=Minutes.objects.values("meeting")),
            after.excerpt_facts,
            lambda item: f"{item.title}　{_of_meeting(item.meeting)}",
            ("title", "candidate", "meeting__minutes_number"),
            meeting="meeting",
        ),
        "procedure_certificate": Source(
            lambda group, _user: Decision.objects.filter(
                group=group, item__in=Vote.objects.filter(state=VoteState.COUNTED).values("item")
            ).select_related(
                "group", "item__meeting__group", "item__meeting__chair__user", "item__acting_chair__user"
            ),
            certificate_paper,
            lambda decision: (
                f"{decision.number}　{decision.item.title}　{_of_meeting(decision.item.meeting)}"
            ),
            ("number", "item__title", "text"),
            meeting="item__meeting",
        ),
        "issue_slip": Source(
            _minutes,
            after.issue_slip_facts,
            lambda minutes: f"{minutes}　{minutes.meeting.day:%Y-%m-%d}",
            ("number", "meeting__place"),
            meeting="meeting",
        ),
        "supervision_slip": Source(
            lambda group, _user: (
                SupervisionTask.objects.filter(group=group)
                .select_related(
                    "group",
                    "decision__item__meeting__group",
                    "owner__user",
                    "responsible_agreed_by",
                    "main_agreed_by",
                )
                .order_by("-issued_on", "-pk")
            ),
            after.supervision_facts,
            lambda task: f"{task.decision.number}　{task}",
            ("text", "unit", "decision__number", "owner__user__name"),
            meeting="decision__item__meeting",
        ),
        "authorisation": Source(
            lambda group, _user: Authorization.objects.filter(group=group).select_related(
                "group", "grantor__user", "grantee__user"
            ),
            before.authorisation_facts,
            lambda given: f"{given}　{given.since:%Y-%m-%d}",
            ("grantee__user__name", "basis"),
            power="members.read",
        ),
        "major_issue_list": Source(
            lambda group, _user: MajorIssueList.objects.filter(group=group).select_related("group"),
            before.list_facts,
            lambda issue_list: f"第{issue_list.version}版　{issue_list.adopted_by}",
            ("adopted_by", "note"),
        ),
        "archive_catalogue": Source(
            # One catalogue a year, found by the year's first file.
            lambda group, _user: (
                ArchivePackage.objects.filter(group=group, archive_code__endswith="-0001")
                .select_related("group", "meeting__group")
                .defer("data")
            ),
            after.catalogue_facts,
            lambda package: f"{package.meeting.day.year}年归档文件目录",
            ("archive_code",),
            power="reports.read_sealed",
        ),
    }
)

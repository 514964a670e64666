"""Which records tell the trail of one decision?  A constant number of queries; no lamp is lit here."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Prefetch, Q, QuerySet, prefetch_related_objects
from django.utils.timezone import localtime

from meetings.models import (
    AgendaItem,
    AttendanceRecord,
    Decision,
    LeaveRequest,
    MajorIssueList,
    Meeting,
    MeetingNotice,
    Minutes,
    Recusal,
    SupervisionTask,
    WrittenOpinion,
)
from meetings.rules.roll import Roll, Room
from members.models import Membership
from members.procedure.rulebook import RuleBook
from reports.archive import verification as shelf
from reports.archive.models import ArchivePackage
from reports.checks.models import Finding
from votes.models import Ballot, Vote
from votes.papers.tally_sheet import tally_of
from votes.rules.majority import Tally
from votes.states import VoteState

OF_DECISION = (
    "item__meeting__group",
    "item__meeting__term",
    "item__meeting__chair__user",
    "item__meeting__recorder",
    "item__meeting__record__recorder_signed_by",
    "item__meeting__record__chair_signed_by",
    "item__proposal__proposer__user",
    "item__proposal__list_entry__issue_list",
    "item__acting_chair__user",
    "owner__user",
    "reconsiders__item",
    "group",
)


@dataclass(frozen=True, slots=True)
class Case:
    """Everything on record about one decision.  seats: those in office on the day, in protocol order."""

    decision: Decision
    item: AgendaItem
    meeting: Meeting
    book: RuleBook
    today: date
    seats: Sequence[Membership]
    topic_entries: Sequence[Any]
    item_entries: Sequence[Any]
    list_in_force: MajorIssueList | None
    notices: Sequence[MeetingNotice]
    stays: Sequence[AttendanceRecord]
    leaves: Sequence[LeaveRequest]
    recusals: Sequence[Recusal]
    opinions: Sequence[WrittenOpinion]
    speeches: Sequence[Any]
    observer_opinions: Sequence[Any]
    votes: Sequence[Vote]
    ballots: Sequence[Ballot]
    tally: Tally
    corrections: Sequence[Any]
    minutes: Minutes | None
    minutes_receipts: Sequence[Any]
    tasks: Sequence[SupervisionTask]
    package: ArchivePackage | None
    sealed_holds: bool | None
    reconsidered_by: Sequence[Decision]
    findings: Sequence[Finding] | None

    @property
    def counted(self) -> Vote | None:
        """Return the vote that counted."""
        return next((vote for vote in self.votes if vote.state == VoteState.COUNTED), None)

    @property
    def moment(self) -> datetime | None:
        """Return the moment that counts for the item: the opening of its vote, else its end."""
        vote = self.counted
        return (vote.opened_at if vote else None) or self.item.settled_at

    def name(self, seat: int | None) -> str:
        """Return the name behind a seat, "" when it is none of the day's."""
        return next((row.user.name for row in self.seats if row.pk == seat), "")

    def roll(self, moment: datetime | None) -> Roll:
        """Return who should attend and who was in the room at a moment."""
        return self.meeting.roll_of(list(self.seats), here_at(self.stays, moment))

    def recused(self) -> frozenset[int]:
        """Return the seats recused from the item."""
        return frozenset(recusal.membership_id for recusal in self.recusals if recusal.stands)

    def room(self) -> Room:
        """Return who was in the room for the item, at the moment that counts."""
        return Room(self.roll(self.moment), self.recused())

    def entry(self, verb: str, entries: Sequence[Any]) -> Any:
        """Return the last entry of an act, None when it was not done."""
        return next((row for row in reversed(entries) if row.verb == verb), None)


def here_at(stays: Collection[AttendanceRecord], moment: datetime | None) -> set[int]:
    """Return the seats whose confirmed stay covers a moment; without one, of all who came."""
    return {
        stay.membership_id
        for stay in stays
        if stay.membership_id is not None
        and (moment is None or (stay.in_at <= moment and (stay.out_at is None or stay.out_at > moment)))
    }


def case_of(decision: Decision, today: date, findings: QuerySet[Finding] | None) -> Case:
    """Read everything about a decision that was found with OF_DECISION selected along.

    findings: those its reader may see, of which its own are taken; None when findings are not shown.
    """
    item, meeting = decision.item, decision.item.meeting
    vote_rows = list(Vote.objects.filter(item=item).select_related("chair__user").order_by("pk"))
    counted = next((vote for vote in vote_rows if vote.state == VoteState.COUNTED), None)
    record = getattr(meeting, "record", None)
    minutes = Minutes.objects.filter(meeting=meeting).select_related("signed_by").first()
    package = ArchivePackage.objects.filter(meeting=meeting).select_related("group").first()
    proposal = item.proposal
    _prefetch(decision)
    return Case(
        decision=decision,
        item=item,
        meeting=meeting,
        book=meeting.book,
        today=today,
        seats=meeting.seats(),
        topic_entries=list(proposal.entries.select_related("by")) if proposal else (),
        item_entries=list(item.entries.select_related("by")),
        list_in_force=MajorIssueList.objects.filter(group=meeting.group).in_force(meeting.day).first(),
        notices=list(meeting.notices.all()),
        stays=list(meeting.attendance.filter(confirmed_at__isnull=False)),
        leaves=list(meeting.leaves.select_related("decided_by").order_by("requested_at", "pk")),
        recusals=list(item.recusals.select_related("membership__user", "declared_by", "decided_by")),
        opinions=list(item.opinions.select_related("membership__user")),
        speeches=list(item.speeches.select_related("membership__user")),
        observer_opinions=list(item.observer_opinions.select_related("observer")),
        votes=vote_rows,
        ballots=_ballots(counted),
        tally=tally_of(counted) if counted else Tally(),
        corrections=list(record.corrections.select_related("by")) if record else (),
        minutes=minutes,
        minutes_receipts=list(minutes.receipts.all()) if minutes else (),
        tasks=list(decision.tasks.all()),
        package=package,
        sealed_holds=_holds(package),
        reconsidered_by=list(decision.reconsidered_by.all()),
        findings=None if findings is None else _found(findings, decision, vote_rows, minutes),
    )


def _found(
    findings: QuerySet[Finding], decision: Decision, votes: Sequence[Vote], minutes: Minutes | None
) -> list[Finding]:
    """Return the findings about the decision and about what it came from."""
    item, meeting = decision.item, decision.item.meeting
    about = {
        "decision": [decision.pk],
        "agendaitem": [item.pk],
        "topicproposal": [item.proposal_id] if item.proposal_id else [],
        "meeting": [meeting.pk],
        "vote": [vote.pk for vote in votes],
        "minutes": [minutes.pk] if minutes else [],
        "supervisiontask": list(decision.tasks.values_list("pk", flat=True)),
    }
    wanted = Q()
    for kind, keys in about.items():
        wanted |= Q(kind=kind, key__in=keys)
    return list(findings.filter(wanted).prefetch_related("answers__by").order_by("check_id", "pk"))


def _ballots(vote: Vote | None) -> list[Ballot]:
    """Return the stances of an open vote; of a secret ballot there are none to return."""
    if vote is None or vote.is_secret:
        return []
    return list(Ballot.objects.filter(elector__vote=vote).select_related("elector__membership__user"))


def _prefetch(decision: Decision) -> None:
    """Read notices and tasks along with the records they hang on, where the papers of the steps find them too."""
    notices = MeetingNotice.objects.select_related("issued_by").prefetch_related("receipts__membership__user")
    tasks = SupervisionTask.objects.select_related("owner__user", "responsible_agreed_by", "main_agreed_by")
    prefetch_related_objects([decision.item.meeting], Prefetch("notices", notices))
    prefetch_related_objects([decision], Prefetch("tasks", tasks.prefetch_related("progress", "entries")))


def _holds(package: ArchivePackage | None) -> bool | None:
    """Say whether the sealed file verifies now; None without a file, False too when the key cannot be read."""
    if package is None:
        return None
    try:
        return shelf.verify_one(package).ok
    except (OSError, ValueError):
        return False


def day_of(moment: datetime | None) -> date | None:
    """Return the day of a moment in the office's time zone."""
    return localtime(moment).date() if moment is not None else None


def by_seat(rows: Sequence[Any]) -> Mapping[int, list[Any]]:
    """Return rows by the seat they belong to."""
    result: dict[int, list[Any]] = {}
    for row in rows:
        if row.membership_id is not None:
            result.setdefault(row.membership_id, []).append(row)
    return result

"""From a meeting on record to the facts the checks ask about.  Reads what was fetched along, and asks for nothing more."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timezone import localdate

from meetings.models import AgendaItem, AttendanceRecord, Meeting, Minutes
from meetings.states import MeetingState
from members.procedure.rulebook import MeetingParameters
from members.rules import interest
from reports.checks.facts.ballots import ballots_of, printed
from reports.checks.facts.seats import Offices
from reports.checks.rules.sitting import Item, Signatures, Sitting, Span, Stay, Withdrawal, Word
from votes.models import Vote

BEGIN, END = ("open_meeting", "resume_meeting"), ("adjourn_meeting", "close_meeting")
SESSION = (*BEGIN, *END)
CLOSE = frozenset({"self", "relative"})
LEAVE = ("refused", "requested", "late", "approved")
"""What is known of a member's leave; the later ones outweigh the earlier ones."""


@dataclass(frozen=True, slots=True)
class Background:
    """What all meetings of a year are read against.

    votes: counted ones by item.  minutes: signed or issued ones by meeting.  owned: measures for which the register of
    what is conveyed names somebody.  first_conveyed: document → day.  revoted: decisions that were reconsidered.
    """

    law: Callable[[date], MeetingParameters | None]
    offices: Offices
    votes: Mapping[int, list[Vote]]
    minutes: Mapping[int, Minutes]
    owned: set[int]
    first_conveyed: Mapping[int, date]
    revoted: set[int | None]


def sitting_of(meeting: Meeting, background: Background) -> Sitting:
    """Return the facts of a meeting that was opened on a day with rules in force."""
    law = background.law(meeting.day)
    assert law is not None
    assert meeting.opened_at is not None
    seats = background.offices.on(meeting.day)
    standing = {seat.pk: seat.standing_on(meeting.day) for seat in seats}
    stays = [stay for stay in meeting.attendance.all() if stay.membership_id is not None]
    return Sitting(
        key=meeting.pk,
        day=meeting.day,
        law=law,
        starts_at=meeting.starts_at,
        opened_at=meeting.opened_at,
        closed_at=meeting.closed_at
        if meeting.state in (MeetingState.CLOSED, MeetingState.ARCHIVED)
        else None,
        closed_on=localdate(meeting.closed_at) if meeting.closed_at else None,
        kind=meeting.kind,
        place=meeting.place,
        chair=meeting.chair_id,
        recorder=meeting.recorder_id,
        entitled=tuple(pk for pk, kind in standing.items() if kind != "excluded"),
        barred=frozenset(pk for pk, kind in standing.items() if kind),
        names=background.offices.names(),
        stays=tuple(_stay(stay) for stay in stays),
        unconfirmed=frozenset(stay.membership_id or 0 for stay in stays if stay.confirmed_at is None),
        leave=_leave(meeting),
        items=tuple(
            _item(item, order, meeting, background) for order, item in enumerate(meeting.items.all(), 1)
        ),
        notices=tuple(notice.issued_at for notice in meeting.notices.all()),
        told=frozenset(
            receipt.membership_id
            for notice in meeting.notices.all()
            for receipt in notice.receipts.all()
            if receipt.delivered_at < meeting.starts_at
        ),
        sessions=sessions(meeting),
        strangers=_strangers(meeting, background),
        **_heard(meeting),
        signatures=_signatures(meeting),
        minutes_issued_on=meeting.minutes_issued_on,
        decisions=sum(1 for item in meeting.items.all() if getattr(item, "decision", None) is not None),
        printed=printed(meeting, background.minutes.get(meeting.pk), background.votes),
    )


def sessions(meeting: Meeting) -> tuple[Span, ...]:
    """Return when a meeting was really sitting: without the time for which it was adjourned."""
    spans: list[Span] = []
    since = None
    for entry in sorted(meeting.entries.all(), key=lambda row: (row.at, row.pk)):
        if entry.verb in BEGIN:
            since = entry.at
        elif entry.verb in END and since is not None:
            spans.append((since, entry.at))
            since = None
    if not spans and meeting.opened_at is not None and meeting.closed_at is not None:
        spans.append((meeting.opened_at, meeting.closed_at))
    return tuple(spans)


def _stay(stay: AttendanceRecord) -> Stay:
    return Stay(stay.membership_id or 0, stay.in_at, stay.out_at, stay.confirmed_at)


def _leave(meeting: Meeting) -> dict[int, str]:
    result: dict[int, str] = {}
    for leave in meeting.leaves.all():
        word = "late" if leave.late and leave.state == "requested" else str(leave.state)
        if word in LEAVE:
            known = result.get(leave.membership_id, word)
            result[leave.membership_id] = max(word, known, key=LEAVE.index)
    return result


def _heard(meeting: Meeting) -> dict[str, bool]:
    """Say whether the supervision unit attended, and whether its opinion is on record, in a correction at least."""
    observers = {row.pk: row for row in meeting.observers.all() if row.from_supervision_unit}
    came = {stay.observer_id for stay in meeting.attendance.all() if stay.confirmed_at is not None}
    spoken = {
        observer_opinion.observer_id
        for item in meeting.items.all()
        for observer_opinion in item.observer_opinions.all()
    }
    record = getattr(meeting, "record", None)
    corrections = [correction.text for correction in record.corrections.all()] if record else []
    named = any(
        word and word in text
        for text in corrections
        for observer in observers.values()
        for word in (observer.name.strip(), observer.unit.strip())
    )
    return {"supervised": bool(came & set(observers)), "heard": bool(spoken & set(observers)) or named}


def _strangers(meeting: Meeting, background: Background) -> int:
    """Count who is on the record of this body's meeting and holds no seat of it."""
    named = {stay.membership_id for stay in meeting.attendance.all()} | {meeting.chair_id}
    named |= {leave.membership_id for leave in meeting.leaves.all()}
    for item in meeting.items.all():
        named |= {word.membership_id for word in item.speeches.all()}
        for vote in background.votes.get(item.pk, ()):
            named |= {elector.membership_id for elector in vote.electors.all()}
    foreign_term = meeting.term.group_id != meeting.group_id
    return len({pk for pk in named if pk is not None and pk not in background.offices.seats}) + foreign_term


def _signatures(meeting: Meeting) -> Signatures:
    record = getattr(meeting, "record", None)
    if record is None:
        return Signatures()
    presided = meeting.chair.user_id if meeting.chair is not None else None
    return Signatures(
        recorder=None
        if record.recorder_signed_at is None
        else record.recorder_signed_by_id == meeting.recorder_id,
        chair=None if record.chair_signed_at is None else record.chair_signed_by_id == presided,
    )


# -- items -------------------------------------------------------------------------------------------


def _item(item: AgendaItem, order: int, meeting: Meeting, background: Background) -> Item:
    decision = getattr(item, "decision", None)
    documents = [conveyance.document for conveyance in item.conveyances.all()]
    measures = list(item.measures.all())
    registered = [result for document in documents for result in document.measures.all()]
    return Item(
        key=item.pk,
        position=order,
        title=item.title,
        kinds=item.kinds,
        outcome=item.outcome,
        candidate=item.candidate,
        chair=item.acting_chair_id or meeting.chair_id,
        started_at=item.started_at,
        settled_at=item.settled_at,
        words=tuple(
            Word(speech.membership_id, speech.serial, speech.at, bool(speech.text.strip()))
            for speech in item.speeches.all()
        ),
        recusals=tuple(
            Withdrawal(
                recusal.membership_id,
                recusal.declared_at,
                recusal.state,
                recusal.ground in CLOSE,
                recusal.left_at,
                recusal.returned_at,
            )
            for recusal in item.recusals.all()
        ),
        writers=frozenset(opinion.membership_id for opinion in item.opinions.all()),
        touched=_touched(item, background.offices.interests(meeting.day)),
        votes=tuple(
            ballots_of(vote, meeting, background.offices) for vote in background.votes.get(item.pk, ())
        ),
        published=_published(item, meeting.day, background),
        papers=_papers(item),
        measures=len(measures) + sum(1 for result in registered if result.source_id is None),
        owned=sum(1 for measure in measures if measure.owner_id is not None or measure.pk in background.owned)
        + sum(1 for record in registered if record.owner_id is not None),
        none_needed=item.no_measures_reason
        or next((row.none_needed for row in documents if row.none_needed), ""),
        is_defective=item.recusal_defect,
        is_revoted=decision is not None and decision.pk in background.revoted,
    )


def _touched(item: AgendaItem, interests: Iterable[interest.Interest]) -> dict[int, bool]:
    """Return whom the item may concern: by a declared interest, or by a recusal that was proposed and left open."""
    texts = [item.title, item.candidate, item.summary, item.decision_draft]
    if item.proposal is not None:
        texts += [paper.title for paper in item.proposal.papers.all()] + [item.proposal.recusal_hints]
    result: dict[int, bool] = {}
    for row in interest.touched(texts, interests):
        result[row.holder] = result.get(row.holder, False) or row.kind == "relative"
    for recusal in item.recusals.all():
        if recusal.state == recusal.State.PROPOSED:
            result[recusal.membership_id] = (
                result.get(recusal.membership_id, False) or recusal.ground in CLOSE
            )
    return result


def _papers(item: AgendaItem) -> tuple[datetime, ...]:
    if item.proposal is None:
        return ()
    return tuple(paper.uploaded_at for paper in item.proposal.papers.all() if not paper.withdrawn)


def _published(item: AgendaItem, day: date, background: Background) -> date | None:
    """Return when the oldest material was published that was studied here for the first time."""
    documents = [conveyance.document for conveyance in item.conveyances.all()]
    if documents:
        new = [document for document in documents if background.first_conveyed.get(document.pk, day) >= day]
        return min((row.published_on for row in new if row.published_on is not None), default=None)
    return item.proposal.source_published_on if item.proposal is not None else None

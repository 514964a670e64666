"""From a meeting to the facts of its printed record: everything, in order.  Clause 6.5-k."""

from django.utils.timezone import localdate

from meetings.models import AgendaItem, Meeting
from meetings.states import Outcome
from members.printing.parts import Person
from reports.documents.meeting_record import (
    Correction,
    MeetingRecordFacts,
    ReadOpinion,
    RecordItem,
    Speech,
    Stance,
)
from reports.papers.minutes import attendance, observers
from reports.papers.words import GROUNDS, METHODS, RESULTS, STANCES, chinese, sitting, titled
from votes.models import Ballot, Vote


def record_facts(meeting: Meeting) -> MeetingRecordFacts:
    """Return the facts of the record."""
    present, leave, absent = attendance(meeting)
    record = getattr(meeting, "record", None)
    items = (
        meeting.items.on_agenda()
        .select_related("acting_chair__user", "decision")
        .prefetch_related(
            "speeches__membership__user",
            "recusals__membership__user",
            "opinions__membership__user",
            "observer_opinions__observer",
            "measures",
            "observers",
        )
    )
    return MeetingRecordFacts(
        sitting=sitting(meeting),
        recorder=meeting.recorder.name if meeting.recorder else "",
        expected=len(present) + len(leave) + len(absent),
        in_attendance=len(present),
        present=present,
        leave=leave,
        absent=absent,
        observers=observers(meeting),
        items=tuple(_item(item, order) for order, item in enumerate(items, start=1)),
        recorder_signed_on=localdate(record.recorder_signed_at)
        if record and record.recorder_signed_at
        else None,
        chair_signed_on=localdate(record.chair_signed_at) if record and record.chair_signed_at else None,
        corrections=tuple(
            Correction(localdate(one.at), one.by.name, one.text)
            for one in (record.corrections.select_related("by") if record else ())
        ),
    )


def _item(item: AgendaItem, order: int) -> RecordItem:
    chair = item.acting_chair or item.meeting.chair
    chair_id = chair.pk if chair else None
    speeches = list(item.speeches.all())
    vote = Vote.objects.filter(item=item).exclude(state="void").first()
    statement = next(
        (one.text for one in reversed(speeches) if one.membership_id == chair_id and one.text), ""
    )
    return RecordItem(
        order=order,
        title=titled(item),
        started_at=item.started_at,
        ended_at=item.settled_at,
        reporter=item.reporter,
        report=item.report_gist,
        chair=item.acting_chair.user.name if item.acting_chair else "",
        recused=tuple(
            Person(one.membership.user.name, note=GROUNDS[one.ground])
            for one in item.recusals.all()
            if one.stands
        ),
        observers=tuple(Person(one.name, one.post, one.unit) for one in item.observers.all()),
        speeches=tuple(
            Speech(one.membership.user.name, one.text, not one.text)
            for one in speeches
            if one.membership_id != chair_id
        ),
        supervision_opinions=tuple(
            Speech(str(one.observer), one.text) for one in item.observer_opinions.all()
        ),
        opinions=tuple(
            ReadOpinion(one.membership.user.name, one.text) for one in item.opinions.all() if one.read_out_at
        ),
        chair_statement=statement,
        method=METHODS.get(vote.method, "") if vote else "",
        stances=_stances(vote),
        tally=item.formula,
        decision=_decision(item),
    )


def _stances(vote: Vote | None) -> tuple[Stance, ...]:
    if vote is None or vote.is_secret:
        return ()
    ballots = Ballot.objects.filter(elector__vote=vote).select_related("elector__membership__user")
    return tuple(Stance(one.elector.membership.user.name, STANCES[one.choice]) for one in ballots)


def _decision(item: AgendaItem) -> str:
    decision = getattr(item, "decision", None)
    if decision is not None:
        return str(decision.text)
    if item.outcome == Outcome.CONCLUDED:
        measures = "；".join(measure.text for measure in item.measures.all())
        return item.conclusion + (f"贯彻落实意见：{measures}。" if measures else "")
    word = RESULTS.get(item.outcome) or chinese(item.get_outcome_display())
    return f"{word}（{item.reason}）" if item.reason else word

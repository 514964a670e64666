"""What happened, in order, and who said what?  会议记录: signed, kept, not sent out (clause 6.5-k)."""

from dataclasses import dataclass, field
from datetime import date, datetime

from django.utils.timezone import localdate

from meetings.models import AgendaItem, Meeting
from meetings.papers.words import GROUNDS, attendance, meetings_of, named, observers, sitting, titled
from meetings.states import MeetingState, Outcome
from members.papers.words import chinese
from members.printing.paper import Filed, Inspected, InTrail, Paper, Section, register
from members.printing.parts import Facts, Person, Sitting
from members.procedure.verdict import gettext_noop
from votes.models import Ballot, Vote
from votes.papers.words import METHODS, RESULTS, STANCES

HELD = (MeetingState.OPEN, MeetingState.ADJOURNED, MeetingState.CLOSED, MeetingState.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Speech:
    """One contribution: speaker, text; an empty text prints 无意见 when `no_comment`."""

    speaker: str = ""
    text: str = ""
    no_comment: bool = False


@dataclass(frozen=True, slots=True)
class Stance:
    """How one member voted in an open vote: name, 同意 / 不同意 / 弃权 / 缓议 / 未表决."""

    name: str = ""
    choice: str = ""


@dataclass(frozen=True, slots=True)
class ReadOpinion:
    """A written opinion that was read out: whose, its text, and by whom it was read."""

    member: str = ""
    text: str = ""
    read_by: str = ""


@dataclass(frozen=True, slots=True)
class RecordItem:
    """One item as it was dealt with.

    reporter: unit and name; report: its gist; chair: who presided, only when the chair was handed over
    recused: who left, with ground; observers: who attended this item
    speeches: in order, without the chair's; chair_statement: the chair's, last
    supervision_opinions: what the supervision unit said; opinions: written opinions read out
    method, stances (open votes), tally (the count in words), decision
    """

    order: int = 0
    title: str = ""
    started_at: datetime | None = None
    ended_at: datetime | None = None
    reporter: str = ""
    report: str = ""
    chair: str = ""
    recused: tuple[Person, ...] = ()
    observers: tuple[Person, ...] = ()
    speeches: tuple[Speech, ...] = ()
    supervision_opinions: tuple[Speech, ...] = ()
    opinions: tuple[ReadOpinion, ...] = ()
    chair_statement: str = ""
    method: str = ""
    stances: tuple[Stance, ...] = ()
    tally: str = ""
    decision: str = ""


@dataclass(frozen=True, slots=True)
class Correction:
    """A later, dated addition to a signed record; the record itself is never changed."""

    made_on: date | None = None
    made_by: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class MeetingRecordFacts(Facts):
    """The record of one meeting.

    expected, in_attendance: 应到, 实到; present, leave (note = reason), absent, observers
    recorder_signed_on, chair_signed_on: days of signature, None = to be signed by hand
    confirmations: members who confirmed the record
    """

    sitting: Sitting = field(default_factory=Sitting)
    recorder: str = ""
    expected: int | None = None
    in_attendance: int | None = None
    present: tuple[Person, ...] = ()
    leave: tuple[Person, ...] = ()
    absent: tuple[Person, ...] = ()
    observers: tuple[Person, ...] = ()
    items: tuple[RecordItem, ...] = ()
    recorder_signed_on: date | None = None
    chair_signed_on: date | None = None
    confirmations: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()


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
            Correction(localdate(correction.at), correction.by.name, correction.text)
            for correction in (record.corrections.select_related("by") if record else ())
        ),
    )


def _item(item: AgendaItem, order: int) -> RecordItem:
    chair = item.acting_chair or item.meeting.chair
    chair_id = chair.pk if chair else None
    speeches = list(item.speeches.all())
    vote = Vote.objects.filter(item=item).exclude(state="void").first()
    statement = next(
        (row.text for row in reversed(speeches) if row.membership_id == chair_id and row.text), ""
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
            Person(recusal.membership.user.name, note=GROUNDS[recusal.ground])
            for recusal in item.recusals.all()
            if recusal.stands
        ),
        observers=tuple(
            Person(observer.name, observer.post, observer.unit) for observer in item.observers.all()
        ),
        speeches=tuple(
            Speech(speech.membership.user.name, speech.text, not speech.text)
            for speech in speeches
            if speech.membership_id != chair_id
        ),
        supervision_opinions=tuple(
            Speech(str(observer_opinion.observer), observer_opinion.text)
            for observer_opinion in item.observer_opinions.all()
        ),
        opinions=tuple(
            ReadOpinion(opinion.membership.user.name, opinion.text)
            for opinion in item.opinions.all()
            if opinion.read_out_at
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
    return tuple(Stance(ballot.elector.membership.user.name, STANCES[ballot.choice]) for ballot in ballots)


def _decision(item: AgendaItem) -> str:
    decision = getattr(item, "decision", None)
    if decision is not None:
        return str(decision.text)
    if item.outcome == Outcome.CONCLUDED:
        measures = "；".join(measure.text for measure in item.measures.all())
        return item.conclusion + (f"贯彻落实意见：{measures}。" if measures else "")
    word = RESULTS.get(item.outcome) or chinese(item.get_outcome_display())
    return f"{word}（{item.reason}）" if item.reason else word


register(
    Paper(
        name="meeting_record",
        title=gettext_noop("Record of meeting"),
        order=90,
        section=Section.MEETING,
        blank=MeetingRecordFacts(items=(RecordItem(order=1), RecordItem(order=2))),
        records=lambda group, user: meetings_of(group, user).filter(state__in=HELD),
        facts=record_facts,
        label=named,
        search=("place", "group__name", "reason"),
        meeting="pk",
        awaited=gettext_noop("The meeting has not been opened."),
        file="会议记录",
        filed=(Filed("package", 30),),
        inspected=Inspected("decisions", meeting="pk"),
        trail=InTrail("record", lambda item: [item.meeting]),
    )
)

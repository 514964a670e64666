"""What was studied and said?  学习记录 (clause 8.1-c)."""

from dataclasses import dataclass, field
from datetime import date

from django.utils.timezone import localdate

from members.printing.paper import Filed, Inspected, Paper, register
from members.printing.parts import Facts, Person
from members.procedure.verdict import gettext_noop
from study.models import StudySession
from study.papers.head import BEGUN, StudyHead, head, label, leaves_of, sessions_of, stays_of


@dataclass(frozen=True, slots=True)
class Speech:
    """What one of those present said."""

    speaker: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class StudyRecordFacts(Facts):
    """The record of one study: who was there, the gist, and who said what.

    observers: who attended an enlarged study; recorded_on: the day the record was closed
    """

    head: StudyHead = field(default_factory=StudyHead)
    present: tuple[Person, ...] = ()
    on_leave: tuple[Person, ...] = ()
    absent: tuple[Person, ...] = ()
    observers: tuple[Person, ...] = ()
    gist: str = ""
    discussion: str = ""
    speeches: tuple[Speech, ...] = ()
    recorder: str = ""
    recorded_on: date | None = None


def record_facts(session: StudySession) -> StudyRecordFacts:
    """Return the record of a study: who was there, what was studied and said.  Clause 8.1-c."""
    stays, leaves = stays_of(session), leaves_of(session)
    seats = session.seats()
    return StudyRecordFacts(
        head=head(session),
        present=tuple(Person(seat.name) for seat in seats if stays.get(seat.pk)),
        on_leave=tuple(
            Person(seat.name, note=leaves[seat.pk])
            for seat in seats
            if seat.pk in leaves and not stays.get(seat.pk)
        ),
        absent=tuple(Person(seat.name) for seat in seats if not stays.get(seat.pk) and seat.pk not in leaves),
        gist=session.gist,
        recorder=str(session.recorded_by or ""),
        recorded_on=localdate(session.recorded_at) if session.recorded_at else None,
    )


register(
    Paper(
        name="study_record",
        title=gettext_noop("Record of a study"),
        order=220,
        blank=StudyRecordFacts(),
        records=lambda group, user: sessions_of(group, user).filter(state__in=BEGUN),
        facts=record_facts,
        label=label,
        search=("title", "place", "lecturer"),
        power="study.read",
        file="集体学习记录",
        filed=(Filed("study", 10),),
        inspected=Inspected("study"),
    )
)

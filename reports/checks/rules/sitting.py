"""What is on record of a meeting that was held, as far as the checks ask about it?  Facts only.

Seats, items and votes are known by their keys.  Depends on the ground, and on the rules of meetings and votes.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from meetings.rules.kinds import WITHOUT_VOTE
from meetings.rules.roll import Roll, Room
from members.procedure.rulebook import MeetingParameters
from members.procedure.verdict import Figure, Verdict
from reports.checks.rules.check import Raised
from votes.rules.majority import Tally

VOTED = frozenset({"passed", "not_passed", "deferred"})
"""Outcomes that come from a vote."""
LEFT_OUT = frozenset({"withdrawn", "postponed", "referred"})
"""Outcomes of items that were set aside."""

Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class Stay:
    """A stay in the room: whose, from when, until when (None: to the end), and when it was confirmed."""

    seat: int
    since: datetime
    until: datetime | None = None
    confirmed: datetime | None = None

    def covers(self, at: datetime) -> bool:
        """Say whether the stay counted at a moment; a sign-in of one's own counts from its confirmation on."""
        return (
            self.confirmed is not None
            and max(self.since, self.confirmed) <= at
            and (self.until is None or self.until > at)
        )


@dataclass(frozen=True, slots=True)
class Word:
    """An entry of the discussion; said: whether words are on record, and not only "no comment"."""

    seat: int
    serial: int
    at: datetime
    said: bool = True


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """A recusal; state: "proposed", "stands" or "dismissed"; close: concerned oneself or a relative."""

    seat: int
    at: datetime
    state: str = "stands"
    close: bool = True
    left_at: datetime | None = None
    returned_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Cast:
    """A stance in an open vote: whose, in which order, when; hand: entered by "self", "recorder" or "another"."""

    seat: int
    serial: int
    at: datetime
    hand: str = "self"


@dataclass(frozen=True, slots=True)
class Ballots:
    """A counted vote.  tally: added up again from what is kept; result, denominator: as recorded."""

    key: int
    opened_at: datetime
    closed_at: datetime
    electors: tuple[int, ...]
    tally: Tally
    result: str
    denominator: int
    chair: int | None = None
    secret: bool = False
    casts: tuple[Cast, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    """An item of the agenda.

    touched: seat → whether an interest that was declared, or proposed as a recusal, is one's own or a relative's.
    published: day of the material of a first topic; None when unknown or studied before.  papers: when they were handed
    in.  measures, owned: how many carry it out, and how many of them somebody answers for.  revoted: decided anew since.
    """

    key: int
    position: int
    title: str = "matter"
    kinds: tuple[str, ...] = ("other",)
    outcome: str = "passed"
    candidate: str = ""
    chair: int | None = None
    started_at: datetime | None = None
    settled_at: datetime | None = None
    words: tuple[Word, ...] = ()
    recusals: tuple[Withdrawal, ...] = ()
    writers: frozenset[int] = frozenset()
    touched: Mapping[int, bool] = field(default_factory=dict)
    votes: tuple[Ballots, ...] = ()
    published: date | None = None
    papers: tuple[datetime, ...] = ()
    measures: int = 0
    owned: int = 0
    none_needed: str = ""
    is_defective: bool = False
    is_revoted: bool = False

    @property
    def kind(self) -> str:
        """Return the main kind."""
        return self.kinds[0]

    @property
    def is_decided_by_vote(self) -> bool:
        """Say whether it was taken up as a matter on which the members vote."""
        return self.started_at is not None and self.kind not in WITHOUT_VOTE


@dataclass(frozen=True, slots=True)
class Printed:
    """The minutes as signed: orders of their items → the sentence of the decision; given: as the record has it now.

    counts: figures of a vote that the minutes tell otherwise than the record ("item 3").
    """

    said: Mapping[int, str]
    given: Mapping[int, str]
    counts: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Signatures:
    """Who signed the record: None nobody yet, else whether it was the one who had to."""

    recorder: bool | None = None
    chair: bool | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """A meeting that was opened, with the law of its day.

    over: closed; closed_on: local day.  entitled, barred: those who should attend, and those in any standing other than
    good.  notices: when they were issued.  told: seats with a written notice before the start.  leave: seat →
    "approved", "late", "requested" or "refused".  unconfirmed: sign-ins nobody has confirmed.  names: of the seats.
    sessions: when it was really sitting.  strangers: persons on its record that belong to another body.
    supervised: the supervision unit attended; heard: its opinion is on record.  decisions: how many it made.
    """

    key: int
    day: date
    law: MeetingParameters
    starts_at: datetime
    opened_at: datetime
    closed_at: datetime | None = None
    closed_on: date | None = None
    kind: str = "regular"
    place: str = ""
    chair: int | None = None
    recorder: int | None = None
    entitled: tuple[int, ...] = ()
    barred: frozenset[int] = frozenset()
    names: Mapping[int, str] = field(default_factory=dict)
    stays: tuple[Stay, ...] = ()
    unconfirmed: frozenset[int] = frozenset()
    leave: Mapping[int, str] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    notices: tuple[datetime, ...] = ()
    told: frozenset[int] = frozenset()
    sessions: tuple[Span, ...] = ()
    strangers: int = 0
    supervised: bool = False
    heard: bool = False
    signatures: Signatures = Signatures()
    minutes_issued_on: date | None = None
    decisions: int = 0
    printed: Printed | None = None

    @property
    def over(self) -> bool:
        """Say whether it was closed."""
        return self.closed_at is not None

    def roll(self, at: datetime) -> Roll:
        """Return the roll at a moment, from the stays on record."""
        here = {stay.seat for stay in self.stays if stay.covers(at)}
        present = tuple(seat for seat in self.entitled if seat in here and seat not in self.barred)
        return Roll(self.entitled, present, self.barred, self.chair)

    def room(self, item: Item, at: datetime) -> Room:
        """Return who was in the room for an item at a moment."""
        recused = frozenset(
            recusal.seat for recusal in item.recusals if recusal.state == "stands" and recusal.at <= at
        )
        return Room(self.roll(at), recused)

    def person(self, seat: int | None) -> str:
        """Return by what a finding tells a seat from the others: its name, with its key where two bear the same."""
        if seat is None:
            return ""
        name = self.names.get(seat, "")
        return name if name and list(self.names.values()).count(name) == 1 else f"{name}{seat}"

    def raised(self, item: Item, verdict: Verdict, part: str = "") -> Raised:
        """Return a finding about an item of this meeting."""
        return Raised("agendaitem", item.key, self.day, verdict, part)

    def finding(self, verdict: Verdict, part: str = "") -> Raised:
        """Return a finding about the meeting."""
        return Raised("meeting", self.key, self.day, verdict, part)


@dataclass(frozen=True, slots=True)
class Conveyed:
    """A document of the superior that was conveyed at a first topic, last on this day; with what carries it out."""

    key: int
    day: date
    measures: int
    none_needed: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """The meetings of a year, as they stand on a day.

    conveyed: documents.  elsewhere: spans in which the recorders (keys) sat in meetings of other bodies.
    """

    today: date
    sittings: tuple[Sitting, ...] = ()
    conveyed: tuple[Conveyed, ...] = ()
    elsewhere: tuple[tuple[int, Span], ...] = ()

    def items(self) -> Iterator[tuple[Sitting, Item]]:
        """Yield each item with its meeting."""
        yield from ((sitting, item) for sitting in self.sittings for item in sitting.items)

    def votes(self) -> Iterator[tuple[Sitting, Item, Ballots]]:
        """Yield each counted vote with its item and meeting."""
        yield from ((sitting, item, vote) for sitting, item in self.items() for vote in item.votes)


def telling(verdict: Verdict, **figures: Figure) -> Verdict:
    """Return the answer of a rule with further figures for whoever reads the finding."""
    return replace(verdict, figures={**verdict.figures, **figures})

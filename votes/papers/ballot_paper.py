"""What does a ballot paper look like?  表决票, signed or secret, one item a ballot (clauses 6.5-b, 6.5-f)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from meetings.models import AgendaItem
from meetings.papers.words import items_of, named, places, sitting, titled
from meetings.rules.kinds import concerns_person
from members.printing.paper import Paper, Section, register
from members.printing.parts import Facts, Sitting
from members.printing.wording import place_in_agenda
from members.procedure.verdict import gettext_noop
from votes.models import Vote
from votes.states import Method

OPTIONS = ("同意", "不同意", "弃权")
PERSONNEL_OPTIONS = (*OPTIONS, "缓议")
PER_PAGE = (1, 2, 4)


@dataclass(frozen=True, slots=True)
class BallotPaperFacts(Facts):
    """The ballots of one item; all are alike, and a secret one carries no mark that tells them apart.

    item: 第三项; matter: what is voted on, or the candidate with the post; options: OPTIONS or PERSONNEL_OPTIONS
    secret: a secret ballot has no name, only the place of the stamp; copies: how many ballots
    per_page: 1, 2 or 4 on a sheet

    Raises ValueError when per_page is none of these.
    """

    sitting: Sitting = field(default_factory=Sitting)
    title: str = ""
    item: str = ""
    matter: str = ""
    options: tuple[str, ...] = OPTIONS
    secret: bool = True
    voted_on: date | None = None
    stamp: str = ""
    copies: int = 1
    per_page: int = 2

    def __post_init__(self) -> None:
        """Refuse a sheet that cannot be cut."""
        if self.per_page not in PER_PAGE:
            raise ValueError(f"per_page must be one of {PER_PAGE}")


def ballot_facts(item: AgendaItem) -> BallotPaperFacts:
    """Return the ballots of an item, one for each who may vote on it.  Clauses 6.5-b, 6.5-f."""
    meeting = item.meeting
    vote = Vote.objects.live().filter(item=item).first()
    room = item.room()
    voters = len(vote.seats()) if vote else len(room.roll.entitled) - room.recused_count
    place = places(meeting).get(item.pk)
    return BallotPaperFacts(
        sitting=sitting(meeting),
        title=f"{meeting.group.name}会议表决票",
        item=place_in_agenda(place) if place else "",
        matter=titled(item),
        options=PERSONNEL_OPTIONS if concerns_person(item.kinds) else OPTIONS,
        secret=vote is None or vote.method != Method.SIGNED_BALLOT,
        voted_on=meeting.day,
        stamp=meeting.group.name,
        copies=max(voters, 1),
    )


def _derived(facts: BallotPaperFacts) -> Mapping[str, object]:
    starts = range(0, facts.copies, facts.per_page)
    return {"sheets": [range(start, min(start + facts.per_page, facts.copies)) for start in starts]}


register(
    Paper(
        name="ballot_paper",
        title=gettext_noop("Ballot paper"),
        order=70,
        section=Section.MEETING,
        blank=BallotPaperFacts(copies=2, options=PERSONNEL_OPTIONS),
        derived=_derived,
        records=items_of,
        facts=ballot_facts,
        label=lambda item: f"{item.title}　{named(item.meeting)}",
        search=("title", "candidate"),
    )
)

"""What did two people say to each other?  谈心谈话记录, for nobody else's eyes (clauses 7.1-b, 7.2-a, 10.4-c)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone

from lifes import actions
from lifes.models import HeartTalk
from members.models import LeadingGroup, User
from members.papers.words import office
from members.printing.paper import Paper, register
from members.printing.parts import Facts, Person
from members.procedure.verdict import gettext_noop

TALKS = {"heart": "谈心谈话", "reminder": "提醒谈话", "integrity": "廉政谈话"}
assert set(TALKS) == set(HeartTalk.Kind.values)


@dataclass(frozen=True, slots=True)
class TalkRecordFacts(Facts):
    """One talk: the two, when and where, what about, which problems were pointed out, what was agreed.

    kind: 谈心谈话 / 提醒谈话 / 廉政谈话; held_at: the moment when it is known, else held_on the day
    """

    group: str = ""
    kind: str = ""
    occasion: str = ""
    people: tuple[Person, ...] = ()
    held_on: date | None = None
    held_at: datetime | None = None
    place: str = ""
    topics: str = ""
    problems: str = ""
    agreed: str = ""


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


def _talks(group: LeadingGroup, user: User) -> QuerySet[HeartTalk]:
    return HeartTalk.objects.visible_to(user, group).select_related(
        "group", "life", "first__user", "second__user"
    )


def _read_talk(talk: HeartTalk, user: User) -> None:
    actions.read_talk(talk, by=user, at=timezone.now())


def _other(talk: HeartTalk) -> str:
    return talk.second_name if talk.second is None else talk.second.name


register(
    Paper(
        name="talk_record",
        title=gettext_noop("Record of a talk"),
        order=270,
        blank=TalkRecordFacts(people=(Person(), Person())),
        records=_talks,
        facts=talk_facts,
        label=lambda talk: f"{talk.held_on:%Y-%m-%d}　{talk.first.name}、{_other(talk)}",
        search=("first__user__name", "second__user__name", "second_name"),
        power="lifes.read",
        noted=_read_talk,
    )
)

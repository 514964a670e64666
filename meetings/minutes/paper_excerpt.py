"""What may the unit see that carries out one decision?  会议纪要（摘录）: one item of the minutes, nothing else."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from meetings.minutes.paper_minutes import MinutesItem, as_item, minutes_facts
from meetings.minutes.states import MinutesState
from meetings.models import AgendaItem, Minutes
from meetings.papers.words import items_of, named, places
from members.printing.paper import Filed, Inspected, InTrail, Paper, Section, register
from members.printing.parts import Facts, Sitting
from members.printing.wording import minutes_lead, printed_number
from members.procedure.verdict import gettext_noop


@dataclass(frozen=True, slots=True)
class MinutesExcerptFacts(Facts):
    """One item taken out of issued minutes.

    mark, number, issuer, issued_on, title: as in the minutes it is taken from; item: the one item
    recipient: the unit that gets it; excerpted_by: who certifies that it agrees with the original
    excerpted_on: the day of the excerpt
    """

    sitting: Sitting = field(default_factory=Sitting)
    mark: str = ""
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    title: str = ""
    lead: str = ""
    item: MinutesItem = field(default_factory=MinutesItem)
    recipient: str = ""
    excerpted_by: str = ""
    excerpted_on: date | None = None
    secrecy: str = ""


def excerpt_facts(item: AgendaItem) -> MinutesExcerptFacts:
    """Return the excerpt of one item of a meeting's minutes.

    Raises Minutes.DoesNotExist when there are no minutes or the item does not stand in them.
    """
    minutes = Minutes.objects.select_related("meeting__group", "meeting__chair__user").get(
        meeting_id=item.meeting_id
    )
    order = places(item.meeting).get(item.pk)
    result = next((row for row in minutes.content if row["order"] == order), None)
    if result is None:
        raise Minutes.DoesNotExist
    whole = minutes_facts(minutes)
    text = as_item(result)
    return MinutesExcerptFacts(
        sitting=whole.sitting,
        mark=whole.mark,
        number=whole.number,
        issuer=whole.issuer,
        issued_on=whole.issued_on,
        title=whole.title,
        item=text,
        recipient=text.owner,
        excerpted_by=whole.recorder,
        excerpted_on=whole.issued_on,
    )


def _derived(facts: MinutesExcerptFacts) -> Mapping[str, object]:
    lead = facts.lead or minutes_lead(facts.sitting)
    return {"lead": lead, "mark": facts.mark, "number": printed_number(facts.number)}


def _of_item(item: AgendaItem) -> list[AgendaItem]:
    """Return the item itself where its meeting has minutes."""
    return [item] if Minutes.objects.filter(meeting=item.meeting_id).exists() else []


def _issued(item: AgendaItem) -> list[AgendaItem]:
    issued = Minutes.objects.filter(meeting=item.meeting_id, state=MinutesState.ISSUED)
    return [item] if issued.exists() else []


EXCERPT = register(
    Paper(
        name="minutes_excerpt",
        title=gettext_noop("Excerpt of minutes"),
        order=110,
        section=Section.MEETING,
        blank=MinutesExcerptFacts(item=MinutesItem(order=1)),
        derived=_derived,
        records=lambda group, user: items_of(group, user).filter(
            meeting__in=Minutes.objects.values("meeting")
        ),
        facts=excerpt_facts,
        label=lambda item: f"{item.title}　{named(item.meeting)}",
        search=("title", "candidate", "meeting__minutes_number"),
        meeting="meeting",
        file="会议纪要摘录",
        filed=(Filed("matter", 10, _issued),),
        inspected=Inspected("decisions", item="pk"),
        trail=InTrail("minutes", _of_item),
    )
)

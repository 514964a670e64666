"""What did an absent member write?  书面意见: read out, kept, and never counted (clauses 6.4-d, 6.5-d)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import QuerySet

from meetings.models import Meeting, WrittenOpinion
from meetings.papers.words import places, sitting
from members.papers.words import POSTS
from members.printing.paper import Filed, Inspected, InTrail, Paper, Section, register
from members.printing.parts import Facts, Sitting
from members.printing.wording import place_in_agenda
from members.procedure.verdict import gettext_noop


@dataclass(frozen=True, slots=True)
class WrittenOpinionFacts(Facts):
    """One member's opinion on one item.

    item: 第三项; item_title: what it is about; text: as written, paragraphs separated by line breaks
    read_at and read_by: when and by whom it was read out in the meeting
    """

    sitting: Sitting = field(default_factory=Sitting)
    member: str = ""
    post: str = ""
    item: str = ""
    item_title: str = ""
    text: str = ""
    signed_at: datetime | None = None
    read_at: datetime | None = None
    read_by: str = ""


def opinion_facts(opinion: WrittenOpinion) -> WrittenOpinionFacts:
    """Return the facts of a written opinion.  Clause 6.4-d."""
    meeting = opinion.item.meeting
    place = places(meeting).get(opinion.item_id)
    return WrittenOpinionFacts(
        sitting=sitting(meeting),
        member=opinion.membership.name,
        post=opinion.membership.government_post or POSTS[opinion.membership.post],
        item=place_in_agenda(place) if place else "",
        item_title=opinion.item.title,
        text=opinion.text,
        signed_at=opinion.submitted_at,
        read_at=opinion.read_out_at,
        read_by=meeting.recorder.name if meeting.recorder and opinion.read_out_at else "",
    )


def _derived(facts: WrittenOpinionFacts) -> Mapping[str, object]:
    return {"lines": [line.strip() for line in facts.text.splitlines() if line.strip()]}


def _of_meeting(meeting: Meeting) -> QuerySet[WrittenOpinion]:
    return WrittenOpinion.objects.filter(item__meeting=meeting, item__removed=False)


register(
    Paper(
        name="written_opinion",
        title=gettext_noop("Written opinion"),
        order=40,
        section=Section.MEETING,
        blank=WrittenOpinionFacts(),
        derived=_derived,
        records=lambda group, _user: (
            WrittenOpinion.objects.filter(item__meeting__group=group)
            .select_related("item__meeting__group", "item__meeting__chair__user", "membership__user")
            .order_by("-submitted_at", "-pk")
        ),
        facts=opinion_facts,
        label=lambda opinion: f"{opinion.item.title}　{opinion.membership.name}",
        search=("item__title", "membership__user__name", "text"),
        meeting="item__meeting",
        file="书面意见",
        filed=(
            Filed("package", 80, _of_meeting, serial=True),
            Filed("matter", 50, lambda item: item.opinions.order_by("pk")),
        ),
        inspected=Inspected("decisions", item="item"),
        trail=InTrail("opinions", lambda item: item.opinions.all()),
    )
)

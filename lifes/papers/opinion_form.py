"""On which sheet do others write what they think?  征求意见表 (clause 7.2-a)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lifes.models import OpinionSolicitation
from members.models import LeadingGroup, User
from members.printing.paper import Paper, register
from members.printing.parts import Facts
from members.procedure.verdict import gettext_noop

BODIES = ("领导班子", "党组", "党组领导班子")


@dataclass(frozen=True, slots=True)
class OpinionFormFacts(Facts):
    """One form on which somebody writes an opinion.

    round: title of the solicitation; target: 领导班子 or a member, empty = to be ticked and written
    headings: what is asked for; anonymous: then no name is printed, whatever `name` holds; due_on: last day
    unit_kind: 乡（镇） / 县直单位 …, given only by who wants to
    """

    group: str = ""
    round: str = ""
    target: str = ""
    headings: tuple[str, ...] = ()
    opinion: str = ""
    suggestion: str = ""
    unit_kind: str = ""
    anonymous: bool = True
    name: str = ""
    returned_on: date | None = None
    due_on: date | None = None


def form_facts(round_: OpinionSolicitation) -> OpinionFormFacts:
    """Return the form of a round, to be handed out on paper; what came back is no part of it.  Clause 7.2-a."""
    return OpinionFormFacts(
        group=round_.group.full_name,
        round=round_.title,
        headings=tuple(line.strip() for line in round_.headings.splitlines() if line.strip()),
        anonymous=round_.is_anonymous,
        due_on=round_.due_on,
    )


def _derived(facts: OpinionFormFacts) -> Mapping[str, object]:
    body = facts.target in BODIES
    choices = [("党组领导班子", bool(facts.target) and body), ("党组成员", bool(facts.target) and not body)]
    return {"choices": choices, "member": "" if body else facts.target}


def rounds_of(group: LeadingGroup, user: User) -> QuerySet[OpinionSolicitation]:
    """Return the rounds of asking somebody may see."""
    return OpinionSolicitation.objects.visible_to(user, group).select_related("group")


register(
    Paper(
        name="opinion_form",
        title=gettext_noop("Opinion form"),
        order=250,
        blank=OpinionFormFacts(),
        derived=_derived,
        records=lambda group, user: rounds_of(group, user).filter(kind=OpinionSolicitation.Kind.FORM),
        facts=form_facts,
        label=lambda round_: round_.title,
        search=("title",),
        power="lifes.read",
    )
)

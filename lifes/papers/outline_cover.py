"""Whose outline lies under this sheet, and who looked at it?  发言提纲封面, without a word of it (clause 7.2-d)."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.utils.timezone import localdate

from lifes import actions
from lifes.models import DemocraticLifeMeeting, SpeechOutline
from lifes.permissions import reads_outline
from lifes.states import OutlineState
from members.models import LeadingGroup, User
from members.papers.words import office, signed
from members.printing.paper import Filed, Paper, register
from members.printing.parts import Facts, Opinion
from members.procedure.verdict import gettext_noop

OUTLINE_STATES = {"draft": "草稿", "submitted": "已提交", "returned": "已退回", "approved": "已审定"}
assert set(OUTLINE_STATES) == set(OutlineState.values)


@dataclass(frozen=True, slots=True)
class OutlineCoverFacts(Facts):
    """The cover of one member's outline: life meeting, member, version, when handed in, when approved.

    year: 年度 of the life meeting; state: 草稿 / 已提交 / 已退回 / 已审定; the outline itself is no part of it
    """

    group: str = ""
    life: str = ""
    year: int | None = None
    theme: str = ""
    member: str = ""
    post: str = ""
    version: int | None = None
    submitted_on: date | None = None
    state: str = ""
    approval: Opinion = field(default_factory=Opinion)


def cover_facts(outline: SpeechOutline) -> OutlineCoverFacts:
    """Return the cover of an outline; neither its text nor the comment on it.  Clause 7.2-d."""
    seat = outline.membership
    return OutlineCoverFacts(
        group=outline.group.full_name,
        life=outline.life.special_reason,
        year=outline.life.life_year,
        theme=outline.life.theme,
        member=seat.name,
        post=office(seat),
        version=outline.versions.aggregate(last=Max("number"))["last"],
        submitted_on=localdate(outline.submitted_at) if outline.submitted_at else None,
        state=OUTLINE_STATES[outline.state],
        approval=signed(outline, "approve_outline") if outline.state == OutlineState.APPROVED else Opinion(),
    )


def _outlines(group: LeadingGroup, user: User) -> QuerySet[SpeechOutline]:
    """Return the outlines somebody reads: one's own, and of each meeting all others or none."""
    seen = SpeechOutline.objects.visible_to(user, group).select_related(
        "group", "life__group", "membership__user"
    )
    of_others = {row.life_id: row for row in seen.exclude(membership__user=user)}
    read = [pk for pk, record in of_others.items() if reads_outline(user, record)]
    return (seen.filter(membership__user=user) | seen.filter(life__in=read)).order_by(
        "-life__life_year", "membership__protocol_order", "pk"
    )


def _read_outline(outline: SpeechOutline, user: User) -> None:
    actions.read_outline(outline, by=user, at=timezone.now())


def _of_life(life: DemocraticLifeMeeting) -> QuerySet[SpeechOutline]:
    outlines = SpeechOutline.objects.filter(life=life).select_related("group", "life", "membership__user")
    return outlines.order_by("membership__protocol_order", "pk")


register(
    Paper(
        name="outline_cover",
        title=gettext_noop("Cover of a speech outline"),
        order=280,
        blank=OutlineCoverFacts(),
        records=_outlines,
        facts=cover_facts,
        label=lambda outline: f"{outline.life}　{outline.membership.name}",
        search=("membership__user__name", "life__theme"),
        power="lifes.read",
        noted=_read_outline,
        file="发言提纲封面",
        filed=(Filed("life", 20, _of_life, suffix=lambda outline: outline.membership.name),),
    )
)
